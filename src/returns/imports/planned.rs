//! A cell and a row of a file, and what they would become.

use super::answers::PlanAnswer;
use super::standing::Standing;
use crate::foundation::kernel::Reporter;
use crate::returns::filings::model::{CellInput, Key};

/// One cell of the file and what it would become.
pub struct PlanCell {
    /// The address, with the name of the sheet where it is not the one shown.
    pub at: String,
    /// What stands for the cell in corrections.
    pub fix_key: String,
    pub label: String,
    pub key: Option<Key>,
    /// As the file has it, or as corrected by hand.
    pub shown: String,
    pub fixed: bool,
    pub standing: Standing,
    /// What would be saved, and over what.
    pub input: Option<CellInput>,
    /// The reason given in the report before.
    pub before_reason: Option<String>,
    /// "1.054,5 tỷ đồng".
    pub understood: String,
    /// Where that unit is stated.
    pub unit_from: String,
    /// What stands in the report now.
    pub known: String,
    /// What is wrong, or worth knowing.
    pub notes: Vec<String>,
}

impl PlanCell {
    /// Whether it would be written.
    pub fn is_written(&self) -> bool {
        matches!(self.standing, Standing::New | Standing::Replaces)
    }

    /// Whether a finding of the checks about a cell of the report is about it.
    pub fn is_about(&self, key: Key) -> bool {
        self.key == Some(key) && self.input.is_some()
    }
}

/// One row of the file.
pub struct PlanRow {
    /// From 0.
    pub row: u32,
    /// What stands for the row in choices.
    pub key: u32,
    /// The sheet, where it is not the one shown.
    pub sheet: String,
    /// What the file calls it.
    pub named: String,
    pub enterprise: Option<(Reporter, String)>,
    pub filing_id: Option<i64>,
    pub cells: Vec<PlanCell>,
    pub answers: Vec<PlanAnswer>,
    /// What keeps the whole row from being taken.
    pub faults: Vec<String>,
}

impl PlanRow {
    /// Whether something of it cannot be taken.
    pub fn is_faulty(&self) -> bool {
        let answers = self.answers.iter().map(|answer| answer.standing);
        let mut standings = self.cells.iter().map(|cell| cell.standing).chain(answers);
        !self.faults.is_empty() || standings.any(|standing| standing == Standing::Fault)
    }

    /// What would be written.
    pub fn writes(&self) -> impl Iterator<Item = &PlanCell> {
        self.cells.iter().filter(|cell| cell.is_written())
    }
}
