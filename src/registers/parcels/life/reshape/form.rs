//! The form of a split or a merger, and what was typed into it.

use chrono::NaiveDate;
use rust_decimal::Decimal;

use crate::foundation::i18n::{Lang, Text};
use crate::foundation::kernel::quantity::Dimension;
use crate::platform::registry::{Field, Kind as FieldKind, value};
use crate::platform::web::FormData;
use crate::registers::parcels::PARCEL;
use crate::registers::parcels::life::form::Faults;

/// How many parcels can come out of it at once.
pub(super) const PARTS: [(&str, &str); 6] = [
    ("code_1", "area_1"),
    ("code_2", "area_2"),
    ("code_3", "area_3"),
    ("code_4", "area_4"),
    ("code_5", "area_5"),
    ("code_6", "area_6"),
];
/// How many others can be merged at once.
pub(super) const OTHERS: [&str; 4] = ["other_1", "other_2", "other_3", "other_4"];
pub(super) static HAPPENED_ON: Field = Field::new(
    "happened_on",
    Text::new("Ngày tách, gộp", "Split or merged on"),
    FieldKind::Date,
)
.required();
pub(super) static DOCUMENT_NO: Field = Field::new(
    "document_no",
    Text::new("Số văn bản", "Document no."),
    FieldKind::Text { max: 100 },
);
pub(super) static NOTE: Field = Field::new(
    "note",
    Text::new("Ghi chú", "Note"),
    FieldKind::LongText { max: 2000 },
);
pub(super) static CONFIRM: Field = Field::new(
    "confirm",
    Text::new(
        "Đã đối chiếu: diện tích trước và sau lệch quá 2% là đúng",
        "I have checked: the areas before and after are more than 2% apart",
    ),
    FieldKind::Bool,
);
pub(super) static CODE: Field = Field::new(
    "code",
    Text::new("Mã lô mới", "New code"),
    FieldKind::Text { max: 40 },
);
pub(super) static AREA: Field = Field::new(
    "area",
    Text::new("Diện tích", "Area"),
    FieldKind::Quantity {
        dimension: Dimension::Area,
        unit: "ha",
    },
);
pub(super) static OTHER: Field = Field::new(
    "other",
    Text::new("Gộp với lô", "Together with"),
    FieldKind::Reference(&PARCEL),
);

/// What was typed.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Wanted {
    pub(super) happened_on: NaiveDate,
    pub(super) document_no: Option<String>,
    pub(super) note: Option<String>,
    pub(super) confirmed: bool,
    pub(super) others: Vec<i64>,
    pub(super) parts: Vec<(String, Decimal)>,
}

/// Reads the form. `others` are the parcels that were offered.
pub(super) fn read(
    data: &FormData,
    offered: &[(i64, String)],
    lang: Lang,
) -> Result<Wanted, Faults> {
    let mut faults = Faults::new();
    let mut one = |field: &Field, name: &'static str| {
        let unit = data.get(&format!("{name}.unit"));
        value::read(field, data.get(name), unit, lang).unwrap_or_else(|message| {
            faults.insert(name, message);
            None
        })
    };
    let happened_on = one(&HAPPENED_ON, "happened_on").and_then(|day| day.parse().ok());
    let (document_no, note) = (one(&DOCUMENT_NO, "document_no"), one(&NOTE, "note"));
    let confirmed = data.get("confirm") == "true";
    let others: Vec<&str> = OTHERS
        .iter()
        .map(|name| data.get(name))
        .filter(|typed| !typed.is_empty())
        .collect();
    // One that cannot be read is none of those offered: left out, the merger would be a split.
    let mut others: Vec<i64> = others
        .into_iter()
        .map(|typed| typed.parse().unwrap_or(0))
        .collect();
    others.sort_unstable();
    others.dedup();
    let typed: Vec<TypedPart> = PARTS
        .iter()
        .map(|(code, area)| (*code, one(&CODE, code), *area, one(&AREA, area)))
        .collect();
    let parts = read_parts(typed, &mut faults, lang);
    let say = |text: Text| text.in_lang(lang).to_owned();
    if others
        .iter()
        .any(|id| !offered.iter().any(|(known, _)| known == id))
    {
        faults.insert(
            OTHERS[0],
            say(Text::new(
                "Xin chọn một mục trong danh sách.",
                "Please choose from the list.",
            )),
        );
    }
    if faults.is_empty() && parts.len() < if others.is_empty() { 2 } else { 1 } {
        let words = Text::new(
            "Tách thì ghi từ hai lô mới; gộp thì chọn lô khác và ghi lô mới.",
            "A split needs two new parcels or more; a merger another parcel, and the new one.",
        );
        faults.insert(PARTS[parts.len().min(1)].0, say(words));
    }
    match happened_on {
        Some(happened_on) if faults.is_empty() => Ok(Wanted {
            happened_on,
            document_no,
            note,
            confirmed,
            others,
            parts,
        }),
        _ => Err(faults),
    }
}

/// A new parcel as typed: the field and the value of its code and of its area.
type TypedPart = (&'static str, Option<String>, &'static str, Option<String>);

/// The new parcels that have a code and an area; one without the other is a fault.
fn read_parts(typed: Vec<TypedPart>, faults: &mut Faults, lang: Lang) -> Vec<(String, Decimal)> {
    let mut parts = Vec::new();
    let say = |text: Text| text.in_lang(lang).to_owned();
    for (code_name, code, area_name, area) in typed {
        match (
            code,
            area.and_then(|area| area.parse::<Decimal>().ok())
                .filter(|area| *area > Decimal::ZERO),
        ) {
            (Some(code), Some(area)) => parts.push((code, area)),
            (Some(_), None) => {
                faults.entry(area_name).or_insert_with(|| {
                    say(Text::new(
                        "Xin ghi diện tích, lớn hơn 0.",
                        "Please enter an area above 0.",
                    ))
                });
            }
            (None, Some(_)) => {
                faults
                    .entry(code_name)
                    .or_insert_with(|| say(Text::new("Xin ghi mã lô.", "Please enter a code.")));
            }
            (None, None) => {}
        }
    }
    parts
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_split_needs_two_parcels_with_areas_and_a_merger_one() {
        let form = |pairs: &[(&str, &str)]| {
            let day = [("happened_on", "01/03/2023")];
            FormData::new(
                day.iter()
                    .chain(pairs)
                    .map(|(name, value)| ((*name).to_owned(), (*value).to_owned()))
                    .collect(),
            )
        };
        let offered = [(7, "CN-07".to_owned())];
        let faults = |pairs: &[(&str, &str)]| {
            let mut names: Vec<_> = read(&form(pairs), &offered, Lang::Vi)
                .err()
                .unwrap_or_default()
                .into_keys()
                .collect();
            names.sort_unstable();
            names
        };
        let unit = [("area_1.unit", "ha"), ("area_2.unit", "ha")];
        let with = |pairs: &[(&'static str, &'static str)]| faults(&[pairs, &unit[..]].concat());
        assert_eq!(
            with(&[
                ("code_1", "A"),
                ("area_1", "1"),
                ("code_2", "B"),
                ("area_2", "2")
            ]),
            [""; 0]
        );
        assert_eq!(with(&[("code_1", "A"), ("area_1", "1")]), ["code_2"]);
        assert_eq!(
            with(&[("code_1", "A"), ("area_1", "1"), ("other_1", "7")]),
            [""; 0]
        );
        assert_eq!(
            with(&[("code_1", "A"), ("area_1", "1"), ("other_1", "8")]),
            ["other_1"]
        );
        assert_eq!(
            with(&[("code_1", "A"), ("code_2", "B"), ("area_2", "0")]),
            ["area_1", "area_2"]
        );
        assert_eq!(
            with(&[("area_1", "1"), ("code_2", "B"), ("area_2", "1")]),
            ["code_1"]
        );
    }
}
