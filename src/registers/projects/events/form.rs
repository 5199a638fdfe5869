//! What each kind of event needs, as fields of a form, and what was posted of it.

use chrono::NaiveDate;
use rust_decimal::Decimal;

use super::fields::{
    BY_INVESTORS, INVESTOR, INVESTORS, NATIONALITY, ORIGIN, SHARE, fields, has_investors,
};
use super::model::{Draft, Event, Kind};
use super::typed::{is_of, read_investors, typed};
use crate::foundation::i18n::{self, Lang};
use crate::platform::registry::form::{Control, Opt, References, Shape, control};
use crate::platform::web::FormData;

pub use super::typed::{Background, Faults, other};

/// The form's controls, filled with what was typed; those of the investors stand in rows of three, and after them the origin.
pub fn controls(
    kind: Kind,
    background: &Background,
    data: &FormData,
    faults: &Faults,
    references: &References,
    lang: Lang,
) -> (Vec<Control>, Vec<Vec<Control>>) {
    let plain = fields(kind, background.corrects.is_some()).map(|field| {
        let mut control = control(
            field,
            data,
            references,
            faults.get(field.name).cloned(),
            lang,
        );
        if let Shape::Number { units } = &mut control.shape {
            choose_unit(units, field.name, &background.currency, data);
        }
        control
    });
    let investors = INVESTORS
        .iter()
        .filter(|_| has_investors(kind))
        .map(|names| {
            names
                .iter()
                .zip([&INVESTOR, &NATIONALITY, &SHARE])
                .map(|(name, field)| {
                    let given =
                        FormData::new(vec![(field.name.to_owned(), data.get(name).to_owned())]);
                    Control {
                        name,
                        ..control(field, &given, references, faults.get(name).cloned(), lang)
                    }
                })
                .collect()
        });
    let origin = ORIGIN.iter().filter(|_| has_investors(kind)).map(|field| {
        control(
            field,
            data,
            references,
            faults.get(field.name).cloned(),
            lang,
        )
    });
    let origin: Vec<Control> = origin.map(left_to_the_investors).collect();
    let rows = investors.chain((!origin.is_empty()).then_some(origin));
    (plain.collect(), rows.collect())
}

/// The origin is always told; what nobody chose yet is as the investors suggest.
fn left_to_the_investors(mut control: Control) -> Control {
    if let (Shape::Select(choices), true) = (&mut control.shape, control.name == "origin") {
        control.required = true;
        if control.value.is_empty() {
            choices
                .iter_mut()
                .for_each(|choice| choice.chosen = choice.value == BY_INVESTORS);
        }
    }
    control
}

/// A certificate has one currency, and its equivalent is in the other: units of the wrong one are no choice.
fn choose_unit(units: &mut Vec<Opt>, field: &str, currency: &str, data: &FormData) {
    let usual = match (field, currency) {
        ("amount", "usd") | ("equivalent", "vnd" | "") => "musd",
        ("amount" | "equivalent", _) => "bvnd",
        _ => return,
    };
    let is_amount = field == "amount";
    units.retain(|unit| currency.is_empty() || is_of(&unit.value, currency) == is_amount);
    let given = !data.get(&format!("{field}.unit")).is_empty();
    if !given || !units.iter().any(|unit| unit.chosen) {
        units
            .iter_mut()
            .for_each(|unit| unit.chosen = unit.value == usual);
    }
}

/// An event as a browser would have posted it: what a correction starts from.
pub fn as_typed(event: &Event, lang: Lang) -> FormData {
    let date = |day: Option<NaiveDate>| day.map_or_else(String::new, i18n::format_date);
    let text = |text: &Option<String>| text.clone().unwrap_or_default();
    let number = |number: Option<Decimal>| {
        number.map_or_else(String::new, |number| i18n::format_plain(number, 6, lang))
    };
    let content = text(&event.content);
    let mut pairs = vec![
        ("happened_on", i18n::format_date(event.happened_on)),
        ("document_no", text(&event.document_no)),
        ("document_on", date(event.document_on)),
        ("currency", text(&event.currency)),
        ("origin", text(&event.origin)),
        ("origin_reason", text(&event.origin_reason)),
        (
            "equivalent",
            number(event.equivalent.map(|number| number.abs())),
        ),
        ("new_name", content.clone()),
        ("new_aim", content),
        ("until", date(event.until)),
        ("meant_until", date(event.until)),
        (
            "new_enterprise",
            event
                .enterprise_id
                .map_or_else(String::new, |id| id.to_string()),
        ),
    ];
    match (event.kind, event.capital) {
        (Kind::Granted, capital) => {
            let unit = if event.currency.as_deref() == Some("usd") {
                "usd"
            } else {
                "vnd"
            };
            pairs.extend([
                ("capital", number(capital)),
                ("capital.unit", unit.to_owned()),
                ("equivalent.unit", other(unit).to_owned()),
            ]);
        }
        (_, Some(change)) => {
            let direction = if change.is_sign_negative() {
                "reduce"
            } else {
                "increase"
            };
            pairs.extend([
                ("change", direction.to_owned()),
                ("amount", number(Some(change.abs()))),
            ]);
        }
        _ => {}
    }
    for (names, investor) in INVESTORS.iter().zip(&event.investors) {
        pairs.extend([
            (names[0], investor.name.clone()),
            (names[1], text(&investor.nationality)),
            (names[2], number(investor.share)),
        ]);
    }
    FormData::new(
        pairs
            .into_iter()
            .map(|(name, value)| (name.to_owned(), value))
            .collect(),
    )
}

/// Reads a posted event.
///
/// # Errors
/// Messages by field; nothing may then be written.
pub fn read(
    kind: Kind,
    background: &Background,
    data: &FormData,
    references: &References,
    today: NaiveDate,
    lang: Lang,
) -> Result<Draft, Faults> {
    let mut typed = typed(kind, background, data, lang);
    let investors = if has_investors(kind) {
        read_investors(data, &mut typed.faults, lang)
    } else {
        Vec::new()
    };
    typed.require_taker(&investors);
    let currency = if kind == Kind::Granted {
        typed.values.get("currency").cloned()
    } else {
        Some(background.currency.clone())
    };
    typed.require_currency(data, currency.as_deref());
    typed.require_known(references);
    let origin = typed.origin(&investors);
    let equivalent = typed.equivalent(data, currency.as_deref().unwrap_or("vnd"));
    let capital = typed.capital(currency.as_deref().unwrap_or("vnd"));
    let happened_on = if kind == Kind::Correction {
        Some(today)
    } else {
        typed.day("happened_on")
    };
    typed.require_order(happened_on);
    let values = &typed.values;
    match happened_on {
        Some(happened_on) if typed.faults.is_empty() => Ok(Draft {
            kind,
            happened_on,
            document_no: values.get("document_no").cloned(),
            document_on: typed.day("document_on"),
            note: values.get("note").or(values.get("reason")).cloned(),
            capital,
            currency: currency.filter(|_| kind == Kind::Granted),
            equivalent,
            origin,
            origin_reason: values.get("origin_reason").cloned(),
            content: values.get("new_name").or(values.get("new_aim")).cloned(),
            until: typed.day("until").or(typed.day("meant_until")),
            enterprise_id: values.get("new_enterprise").and_then(|id| id.parse().ok()),
            investors,
            corrects: background.corrects,
        }),
        _ => Err(typed.faults),
    }
}
