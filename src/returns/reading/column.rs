//! What rows and columns of a table are, as understood or as a person chose.

use serde::{Deserialize, Serialize};

use crate::foundation::kernel::Measure;

/// What the rows of a table are.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Shape {
    /// An enterprise each; the columns are indicators.
    #[default]
    Enterprises,
    /// An indicator each, of one enterprise, of several side by side, or of the one each row names.
    Indicators,
}

impl Shape {
    pub fn code(self) -> &'static str {
        match self {
            Shape::Enterprises => "enterprises",
            Shape::Indicators => "indicators",
        }
    }

    /// The shape with this code.
    pub fn from_code(code: &str) -> Shape {
        if code == Shape::Indicators.code() {
            Shape::Indicators
        } else {
            Shape::Enterprises
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
    /// The unit of each row.
    Unit,
    /// Values of one indicator, by its code, in a unit; without one in the unit the file states.
    Value {
        indicator: String,
        measure: Measure,
        unit: String,
    },
    /// Values where the rows are indicators.
    Amount(Amount),
    /// Values of the enterprise the title names, where the rows are indicators.
    Owner,
}

impl Column {
    /// Whether it gives figures; any other says whose, what or in which unit they are.
    pub fn holds_figures(&self) -> bool {
        matches!(
            self,
            Column::Value { .. } | Column::Amount(_) | Column::Owner
        )
    }
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
