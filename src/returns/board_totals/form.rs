//! What was typed into the form of a year's totals.

use std::collections::HashMap;

use super::db::TotalRow;
use crate::foundation::i18n::Lang;
use crate::platform::web::{AppError, FormData, fits};
use crate::returns::plans::{Typed, typed};
use crate::standards::forms::Line;
use crate::standards::indicators::Catalogue;

/// Longest name of a paper, and longest reason, in characters.
const MAX_SOURCE: usize = 200;
const MAX_REASON: usize = 1_000;

/// A total as it should stand; `None` where there should be none.
pub struct Wanted {
    pub indicator_id: i64,
    pub typed: Option<Typed>,
}

impl Wanted {
    /// Whether something else stands.
    pub fn differs(&self, stands: Option<&TotalRow>) -> bool {
        match (&self.typed, stands) {
            (Some(typed), Some(row)) => typed.value != row.value || typed.unit.code != row.unit,
            (None, None) => false,
            _ => true,
        }
    }
}

/// The form of a year's totals.
pub struct Form {
    pub wanted: Vec<Wanted>,
    pub source: String,
    pub reason: String,
}

impl Form {
    /// Reads what was posted; messages by indicator where a cell cannot be read.
    ///
    /// # Errors
    /// [`AppError::TooLong`] for a text that would not be kept whole.
    pub fn read(
        data: &FormData,
        lines: &[Line],
        catalogue: &Catalogue,
        lang: Lang,
    ) -> Result<Result<Form, HashMap<i64, String>>, AppError> {
        let (source, reason) = (data.get("source").trim(), data.get("reason").trim());
        fits(source, MAX_SOURCE)?;
        fits(reason, MAX_REASON)?;
        let (mut wanted, mut faults) = (Vec::new(), HashMap::new());
        for line in lines {
            let Some(indicator) = catalogue.by_id(line.indicator_id) else {
                continue;
            };
            match typed(indicator, data, line.may_be_negative, lang) {
                Ok(typed) => wanted.push(Wanted {
                    indicator_id: indicator.id,
                    typed,
                }),
                Err(message) => {
                    faults.insert(indicator.id, message);
                }
            }
        }
        if !faults.is_empty() {
            return Ok(Err(faults));
        }
        Ok(Ok(Form {
            wanted,
            source: source.to_owned(),
            reason: reason.to_owned(),
        }))
    }
}
