//! What a project is asked before it is written: areas and capitals that can be, but hardly are, are said and wait for a second look.

use std::collections::HashMap;

use rust_decimal::Decimal;
use sqlx::PgConnection;

use super::db;
use crate::foundation::i18n::{self, Lang};
use crate::foundation::kernel::quantity;
use crate::platform::registry::actions::{Asked, Asking};
use crate::platform::registry::form::CONFIRM;

/// Registered capital beyond which a person is asked: one million tỷ đồng, 50 billion USD.
const UNUSUAL_VND: Decimal = Decimal::from_parts(2_764_472_320, 232_830, 0, false, 0);
const UNUSUAL_USD: Decimal = Decimal::from_parts(2_755_359_744, 11, 0, false, 0);
/// What no project of one zone can have, ten times as much: about what the whole country makes in a year.
const TIMES_IMPOSSIBLE: Decimal = Decimal::TEN;

fn unusual(currency: &str) -> Decimal {
    if currency == "usd" {
        UNUSUAL_USD
    } else {
        UNUSUAL_VND
    }
}

/// Whether no project can have that capital.
pub fn impossible(capital: Decimal, currency: &str) -> bool {
    capital.abs() > unusual(currency) * TIMES_IMPOSSIBLE
}

/// The question about a capital that hardly a project has.
pub fn large_capital(capital: Option<Decimal>, currency: &str, lang: Lang) -> Option<String> {
    let capital = capital?.abs();
    if capital <= unusual(currency) {
        return None;
    }
    let unit = quantity::unit(if currency == "usd" { "musd" } else { "bvnd" })?;
    let shown = quantity::in_unit(capital, unit);
    let (number, unit) = (i18n::format_plain(shown, 2, lang), unit.short(lang));
    Some(match lang {
        Lang::Vi => {
            format!("Số vốn là {number} {unit}, lớn khác thường: có nhầm đơn vị tính không?")
        }
        Lang::En => format!("The capital is {number} {unit}, unusually large: is the unit right?"),
    })
}

/// A project larger than what is planned of its zone: asked, not refused, because the plan on record may be an old one.
pub fn ask<'a>(tx: &'a mut PgConnection, asked: Asked<'a>) -> Asking<'a> {
    Box::pin(async move {
        let number = |name: &str| {
            asked
                .values
                .get(name)
                .and_then(|value| value.parse::<Decimal>().ok())
        };
        let zone = asked
            .values
            .get("zone_id")
            .and_then(|id| id.parse::<i64>().ok());
        let (Some(area), Some(zone), false) = (number("area_m2"), zone, asked.confirmed) else {
            return Ok(HashMap::new());
        };
        let planned = db::zone_planned(tx, zone).await?;
        let Some(planned) = planned.filter(|planned| area > *planned) else {
            return Ok(HashMap::new());
        };
        let hectares =
            |area: Decimal| i18n::format_plain(area / Decimal::from(10_000), 4, asked.lang);
        let (area, planned) = (hectares(area), hectares(planned));
        let message = match asked.lang {
            Lang::Vi => {
                format!(
                    "Diện tích dự án {area} ha lớn hơn diện tích quy hoạch của khu ({planned} ha): có nhầm đơn vị không?"
                )
            }
            Lang::En => {
                format!(
                    "The project's {area} ha are more than is planned of its zone ({planned} ha): is the unit right?"
                )
            }
        };
        Ok(HashMap::from([(CONFIRM, message)]))
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::foundation::kernel::testing::dec;

    #[test]
    fn a_capital_is_asked_about_beyond_a_million_ty_and_refused_at_ten_times_that() {
        for (capital, currency, asked, refused) in [
            (dec!(1_000_000_000_000_000), "vnd", false, false),
            (dec!(1_000_000_000_000_001), "vnd", true, false),
            (dec!(-1_000_000_000_000_001), "vnd", true, false),
            (dec!(10_000_000_000_000_001), "vnd", true, true),
            (dec!(50_000_000_000), "usd", false, false),
            (dec!(50_000_000_001), "usd", true, false),
            (dec!(500_000_000_001), "usd", true, true),
        ] {
            let said = (
                large_capital(Some(capital), currency, Lang::Vi).is_some(),
                impossible(capital, currency),
            );
            assert_eq!(said, (asked, refused), "{capital} {currency}");
        }
        assert_eq!(large_capital(None, "vnd", Lang::Vi), None);
    }
}
