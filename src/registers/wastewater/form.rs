//! What an entry of the log of readings asks for, as fields of a form, and what was typed into them.

use std::collections::HashMap;

use chrono::NaiveDate;
use rust_decimal::Decimal;

use super::READING;
use super::model::{PARAMETERS, Reading};
use crate::foundation::i18n::{self, Lang, Text};
use crate::platform::registry::form::{Control, References, control};
use crate::platform::registry::{Field, Values, log, value};
use crate::platform::web::FormData;

/// What the form is for: a reading, or putting right or withdrawing the entry with a number.
pub type Purpose = log::Purpose<i32>;

/// Messages by field.
pub type Faults = HashMap<&'static str, String>;

/// An entry about to be recorded.
#[derive(Debug, Clone)]
pub struct Draft {
    pub from_on: NaiveDate,
    pub to_on: NaiveDate,
    pub source: String,
    pub actual: Option<Decimal>,
    /// In the order of [`PARAMETERS`].
    pub values: [Option<Decimal>; 8],
    pub document: Option<String>,
    pub note: Option<String>,
    pub corrects: Option<i32>,
    pub withdrawn: bool,
    pub correction: Option<String>,
}

/// What a person states; the rest of an entry is bookkeeping.
fn asked(purpose: Purpose, name: &str) -> bool {
    match (purpose, name) {
        (_, "plant_id" | "number" | "withdrawn" | "corrects" | "recorded_by" | "recorded_at")
        | (Purpose::State, "correction") => false,
        (Purpose::Withdraw(_), name) => matches!(name, "document" | "correction"),
        _ => true,
    }
}

fn fields(purpose: Purpose) -> impl Iterator<Item = &'static Field> {
    READING
        .fields
        .iter()
        .filter(move |field| asked(purpose, field.name))
}

/// The form's controls, filled with what was typed.
pub fn controls(purpose: Purpose, data: &FormData, faults: &Faults, lang: Lang) -> Vec<Control> {
    let one = |field: &'static Field| {
        // Who puts right what was said gives the reason.
        let required = field.required || field.name == "correction";
        Control {
            required,
            ..control(
                field,
                data,
                &References::new(),
                faults.get(field.name).cloned(),
                lang,
            )
        }
    };
    fields(purpose).map(one).collect()
}

/// An entry as a browser would have posted it: what a correction starts from.
pub fn as_typed(reading: &Reading, lang: Lang) -> FormData {
    let number = |value: Option<Decimal>| {
        value.map_or_else(String::new, |value| i18n::format_plain(value, 12, lang))
    };
    let words = |value: &Option<String>| value.clone().unwrap_or_default();
    let stated = [
        ("source", reading.source.clone()),
        ("from_on", i18n::format_date(reading.from_on)),
        ("to_on", i18n::format_date(reading.to_on)),
        ("actual_m3_day", number(reading.actual)),
        ("document", words(&reading.document)),
        ("note", words(&reading.note)),
    ];
    let measured = PARAMETERS
        .iter()
        .zip(reading.values)
        .map(|(parameter, value)| (parameter.code, number(value)));
    FormData::new(
        stated
            .into_iter()
            .chain(measured)
            .map(|(name, value)| (name.to_owned(), value))
            .collect(),
    )
}

/// Reads a posted entry and holds it against what the log says already; `wrong` is the entry it puts right.
///
/// # Errors
/// Messages by field; nothing may then be written.
pub fn read(
    purpose: Purpose,
    log: &[Reading],
    wrong: Option<&Reading>,
    data: &FormData,
    today: NaiveDate,
    lang: Lang,
) -> Result<Draft, Faults> {
    let mut faults = Faults::new();
    let withdrawn = matches!(purpose, Purpose::Withdraw(_));
    let values = READING.fields.iter().map(|field| {
        if field.name == "withdrawn" {
            return Some(withdrawn.to_string());
        }
        if !asked(purpose, field.name) {
            return None;
        }
        value::read(field, data.get(field.name), "", lang).unwrap_or_else(|message| {
            faults.insert(field.name, message);
            None
        })
    });
    let values = Values::new(&READING, values.collect());
    for (name, text) in (READING.check)(&values, today) {
        faults
            .entry(name)
            .or_insert_with(|| text.in_lang(lang).to_owned());
    }
    if purpose != Purpose::State && values.get("correction").is_none() {
        let text = Text::new("Xin nhập, không được để trống.", "Please fill this in.");
        faults
            .entry("correction")
            .or_insert_with(|| text.in_lang(lang).to_owned());
    }
    let draft = draft(&values, withdrawn, wrong);
    if let Some(draft) = &draft {
        for (name, text) in objections(draft, log, today) {
            faults
                .entry(name)
                .or_insert_with(|| text.in_lang(lang).to_owned());
        }
    }
    draft.filter(|_| faults.is_empty()).ok_or(faults)
}

/// What was read, once its period and source are known; a withdrawal has those of what it withdraws.
fn draft(values: &Values, withdrawn: bool, wrong: Option<&Reading>) -> Option<Draft> {
    let kept = wrong.filter(|_| withdrawn);
    let day = |name: &str| {
        values
            .get(name)
            .and_then(|day| day.parse::<NaiveDate>().ok())
    };
    let number = |name: &str| {
        values
            .get(name)
            .and_then(|value| value.parse::<Decimal>().ok())
    };
    let words = |name: &str| values.get(name).map(str::to_owned);
    Some(Draft {
        from_on: kept
            .map(|reading| reading.from_on)
            .or_else(|| day("from_on"))?,
        to_on: kept.map(|reading| reading.to_on).or_else(|| day("to_on"))?,
        source: kept
            .map(|reading| reading.source.clone())
            .or_else(|| words("source"))?,
        actual: number("actual_m3_day"),
        values: PARAMETERS
            .each_ref()
            .map(|parameter| number(parameter.code)),
        document: words("document"),
        note: words("note"),
        corrects: wrong.map(|reading| reading.number),
        withdrawn,
        correction: words("correction"),
    })
}

/// What stands against an entry. The database holds the same rules (`check_wastewater_reading`).
fn objections(draft: &Draft, log: &[Reading], today: NaiveDate) -> Vec<(&'static str, Text)> {
    let mut found = Vec::new();
    if draft.to_on > today {
        found.push((
            "to_on",
            Text::new("Chỉ ghi đến hôm nay.", "Only up to today."),
        ));
    }
    let others = log
        .iter()
        .filter(|said| said.holds() && Some(said.number) != draft.corrects);
    if !draft.withdrawn
        && others
            .clone()
            .any(|said| said.to_on == draft.to_on && said.source == draft.source)
    {
        let text = Text::new(
            "Đã có số liệu từ nguồn này đến ngày đó. Nếu số ấy sai, xin đính chính ở nhật ký của nhà máy.",
            "There is a reading of this source until that day. If it is wrong, please correct it in the plant's log.",
        );
        found.push(("to_on", text));
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::registers::wastewater::model::Reading;

    fn day(text: &str) -> NaiveDate {
        text.parse().expect("a date")
    }

    fn said(number: i32, to_on: &str, replaced: bool) -> Reading {
        Reading {
            id: i64::from(number),
            number,
            from_on: day("2022-10-01"),
            to_on: day(to_on),
            source: "self_report".to_owned(),
            document: None,
            actual: Some(Decimal::from(900)),
            capacity: None,
            values: [None; 8],
            permit: None,
            note: None,
            corrects: None,
            withdrawn: false,
            correction: None,
            replaced,
            recorded_by: "test".to_owned(),
            recorded_at: chrono::DateTime::UNIX_EPOCH,
        }
    }

    /// The entry, or the fields something is wrong with.
    fn outcome(purpose: Purpose, typed: &[(&str, &str)]) -> Result<Draft, Vec<&'static str>> {
        let log = [
            said(1, "2022-12-31", false),
            said(2, "2022-09-30", true),
            said(3, "2022-09-30", false),
        ];
        let number = match purpose {
            Purpose::State => None,
            Purpose::Correct(number) | Purpose::Withdraw(number) => Some(number),
        };
        let wrong = log.iter().find(|said| Some(said.number) == number);
        let data = FormData::new(
            typed
                .iter()
                .map(|(name, value)| ((*name).to_owned(), (*value).to_owned()))
                .collect(),
        );
        read(purpose, &log, wrong, &data, day("2023-01-15"), Lang::Vi).map_err(|faults| {
            let mut names: Vec<_> = faults.into_keys().collect();
            names.sort_unstable();
            names
        })
    }

    #[test]
    fn a_reading_is_complete_and_not_there_already() {
        let full = [
            ("source", "self_report"),
            ("from_on", "01/01/2023"),
            ("to_on", "10/01/2023"),
            ("cod", "80,5"),
            ("ph", "7"),
        ];
        let with = |changes: &[(&'static str, &'static str)]| {
            [&full[..], changes]
                .concat()
                .into_iter()
                .rev()
                .collect::<Vec<_>>()
        };
        let draft = outcome(Purpose::State, &full).expect("all is well");
        assert_eq!(
            (draft.values[1], draft.corrects, draft.withdrawn),
            (Some(Decimal::new(805, 1)), None, false)
        );
        for (changes, wrong) in [
            (
                vec![("to_on", "31/12/2022"), ("from_on", "01/10/2022")],
                "to_on",
            ),
            (vec![("to_on", "31/12/2022")], "to_on"),
            (vec![("to_on", "16/01/2023")], "to_on"),
            (vec![("to_on", "")], "to_on"),
            (vec![("source", "hearsay")], "source"),
            (vec![("cod", "-1")], "cod"),
            (vec![("ph", "15")], "ph"),
            (vec![("actual_m3_day", "nhiều")], "actual_m3_day"),
        ] {
            assert_eq!(
                outcome(Purpose::State, &with(&changes)).err(),
                Some(vec![wrong]),
                "{changes:?}"
            );
        }
        assert_eq!(
            outcome(Purpose::State, &full[..3]).err(),
            Some(vec!["actual_m3_day"]),
            "nothing was read"
        );
        assert!(
            outcome(
                Purpose::State,
                &with(&[
                    ("source", "automatic"),
                    ("to_on", "31/12/2022"),
                    ("from_on", "31/12/2022")
                ])
            )
            .is_ok()
        );
    }

    #[test]
    fn what_is_put_right_or_withdrawn_names_the_entry_and_the_reason() {
        let right = [
            ("source", "self_report"),
            ("from_on", "01/10/2022"),
            ("to_on", "31/12/2022"),
            ("actual_m3_day", "950"),
        ];
        assert_eq!(
            outcome(Purpose::Correct(1), &right).err(),
            Some(vec!["correction"])
        );
        let why = [&right[..], &[("correction", "Gõ nhầm")]].concat();
        assert_eq!(
            outcome(Purpose::Correct(1), &why)
                .expect("a correction")
                .corrects,
            Some(1)
        );
        assert_eq!(
            outcome(Purpose::Correct(3), &why).err(),
            Some(vec!["to_on"]),
            "another holds for that period"
        );
        let draft = outcome(
            Purpose::Withdraw(1),
            &[("correction", "Mẫu hỏng"), ("actual_m3_day", "950")],
        )
        .expect("a withdrawal");
        assert_eq!(
            (draft.corrects, draft.withdrawn, draft.actual, draft.to_on),
            (Some(1), true, None, day("2022-12-31"))
        );
    }
}
