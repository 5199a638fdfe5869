//! The day a page is about, as its reader asked for it.

use chrono::NaiveDate;

use super::form::FormData;
use crate::foundation::i18n;

/// `on=31/12/2022`; today where nothing is asked, or where what was typed is no day.
pub struct AskedDay {
    pub on: NaiveDate,
    /// What was typed and is no day: the page says so.
    pub bad: Option<String>,
}

impl AskedDay {
    pub fn of(query: &FormData) -> AskedDay {
        let typed = query.get("on");
        let read = if typed.is_empty() {
            Some(i18n::today())
        } else {
            i18n::parse_date(typed)
        };
        AskedDay {
            on: read.unwrap_or_else(i18n::today),
            bad: read.is_none().then(|| typed.to_owned()),
        }
    }
}
