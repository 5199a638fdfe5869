//! What a book is read for, what is known of it besides its cells, and what may be asked about all of it.

use std::collections::{BTreeMap, HashMap};

use super::column::{Amount, Column, Shape};
use super::owners::Owners;
use super::roles::Asked;
use super::table::Table;
use crate::foundation::kernel::Reporter;
use crate::foundation::workbooks::Sheet;

/// How a person says a sheet is to be understood.
pub struct ByHand<'a> {
    pub sheet: usize,
    pub shape: Shape,
    pub head: u32,
    pub body: u32,
    pub columns: &'a BTreeMap<u32, Column>,
}

/// What is known of a file besides its cells.
#[derive(Default)]
pub struct Given<'a> {
    /// The name of the file.
    pub file: &'a str,
    /// Whose figures a sheet of one enterprise's are, as a person chose.
    pub enterprise: Option<Reporter>,
    /// Whose the portal made the workbook for.
    pub key_owner: Option<Reporter>,
    /// The sheet that says so, which holds no figures.
    pub key_sheet: &'a str,
    /// Whose rows are, as people chose.
    pub matches: BTreeMap<u32, Reporter>,
    pub by_hand: Option<ByHand<'a>>,
    /// Where the block was pasted into a grid.
    pub pasted: Option<&'a Pasted>,
}

/// The grid a block was pasted into: what columns without titles may be.
pub struct Pasted {
    /// What the grid's columns hold, from the one in focus to the last.
    pub amounts: Vec<Amount>,
    /// Earlier figures that stand beside each indicator, or beside each enterprise, as written.
    pub earlier: HashMap<i64, Vec<String>>,
    pub earlier_of: HashMap<Reporter, Vec<String>>,
}

/// What is asked about the file as a whole before anything of it is taken.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FileQuestion {
    /// Stands for the question and what it is about.
    pub code: String,
    pub words: String,
}

/// A sheet with its tables and what it says of its period.
pub(super) struct ReadSheet<'a> {
    pub(super) index: usize,
    pub(super) sheet: &'a Sheet,
    pub(super) tables: Vec<Table>,
    /// The line that names another period than the report's.
    pub(super) other_period: Option<String>,
}

/// What a book is read for, and what is known besides.
pub(super) struct How<'a> {
    pub(super) asked: &'a Asked<'a>,
    pub(super) owners: &'a Owners<'a>,
    pub(super) given: &'a Given<'a>,
}
