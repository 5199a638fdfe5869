//! How a table is understood: which sheet, where its columns begin, what each of them is, and what was corrected by hand.

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};

use super::purpose::Purpose;
use crate::foundation::kernel::{Reporter, Vintage};
use crate::foundation::workbooks::{self, Locale};
use crate::returns::reading::{Column, Reading, Shape};

/// Everything chosen about an import, by people or for them.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct Choices {
    /// What the file is taken for.
    pub purpose: Purpose,
    /// The portal's own workbook: its invisible sheet says whose report it is.
    pub own: bool,
    /// Shape, sheet, rows and columns are as a person said; else as read.
    pub by_hand: bool,
    pub shape: Shape,
    /// The sheet, from 0.
    pub sheet: usize,
    /// The first row of the titles and the first row below them, from 0.
    pub head: u32,
    pub body: u32,
    /// By column, from 0. What is not here is passed over; empty until somebody chose.
    pub columns: BTreeMap<u32, Column>,
    /// How numbers kept as text are written; `None` lets the block decide.
    pub english: Option<bool>,
    /// How firm the figures are; `None` for what the form usually brings.
    pub vintage: Option<Vintage>,
    /// Take the file's value where a report has another one.
    pub replace: bool,
    /// The enterprise, where the rows are indicators.
    pub enterprise: Option<Reporter>,
    /// Cells typed anew, by address; an empty one is left out.
    pub fixes: BTreeMap<String, String>,
    /// Enterprises chosen for rows nobody was found for.
    pub matches: BTreeMap<u32, Reporter>,
    /// Questions about the file as a whole that were answered with yes.
    pub agreed: BTreeSet<String>,
}

impl Choices {
    /// How a file writes numbers kept as text: as chosen, or as its own figures tell.
    pub fn locale(&self, reading: &Reading) -> Locale {
        let cells = reading.rows.iter().flat_map(|row| &row.cells);
        match self.english {
            Some(true) => Locale::English,
            Some(false) => Locale::Vietnamese,
            None => workbooks::locale_of(cells.map(|cell| &cell.content)),
        }
    }
}
