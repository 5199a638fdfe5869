//! How a table is understood: which sheet, where its columns begin, what each of them is, and what was corrected by hand.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::foundation::kernel::{Measure, Reporter, Vintage};

/// What the rows of a table are.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Shape {
    /// An enterprise each; the columns are indicators.
    #[default]
    Enterprises,
    /// An indicator each, of one enterprise; the columns are its values.
    Indicators,
    /// The portal's own workbook: its invisible sheet says where each cell belongs.
    Handout,
}

impl Shape {
    pub fn code(self) -> &'static str {
        match self {
            Shape::Enterprises => "enterprises",
            Shape::Indicators => "indicators",
            Shape::Handout => "handout",
        }
    }
}

/// What a column holds.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Column {
    TaxCode,
    /// The enterprise's code in the portal.
    Code,
    /// The enterprise's name.
    Name,
    /// The project's code or name, for enterprises that report by project.
    Project,
    /// The indicator's name, where the rows are indicators.
    Label,
    /// Reasons for unusual values: of the first value of the row.
    Note,
    /// Values of one indicator, by its code, in a unit.
    Value {
        indicator: String,
        measure: Measure,
        unit: String,
    },
    /// Values where the rows are indicators.
    Amount(Amount),
}

/// Which of a form's columns values belong to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Amount {
    Period,
    ToDate,
    /// The stock since the certificate.
    Total,
}

/// Everything chosen about an import, by people or for them.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct Choices {
    pub shape: Shape,
    /// The sheet, from 0.
    pub sheet: usize,
    /// The first row of the titles and the first row below them, from 0.
    pub head: u32,
    pub body: u32,
    /// By column, from 0. What is not here is passed over.
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
}
