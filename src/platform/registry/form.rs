//! A registry's form: what was typed, what it means, and what is wrong with it.

use std::collections::HashMap;

use chrono::NaiveDate;

use super::entity::{Entity, Field, Kind, Values};
use super::store::Record;
use super::value;
use crate::foundation::i18n::{Lang, Text};
use crate::platform::web::FormData;

/// A form as the template shows it.
pub struct Form {
    pub controls: Vec<Control>,
    /// The row version it was opened with.
    pub version: i32,
}

/// One field of a form.
pub struct Control {
    pub name: &'static str,
    pub label: &'static str,
    pub hint: Option<&'static str>,
    pub group: Option<&'static str>,
    pub required: bool,
    pub shape: Shape,
    /// As typed.
    pub value: String,
    pub error: Option<String>,
}

impl Control {
    /// The ids of the hint and the message, for `aria-describedby`.
    pub fn described_by(&self) -> String {
        let hint = self.hint.map(|_| format!("h-{}", self.name));
        let error = self.error.as_ref().map(|_| format!("e-{}", self.name));
        hint.into_iter().chain(error).collect::<Vec<_>>().join(" ")
    }
}

/// How a field is drawn.
pub enum Shape {
    Line {
        max: usize,
    },
    Area {
        max: usize,
    },
    /// A number, with units to choose from (none for a plain number).
    Number {
        units: Vec<Opt>,
    },
    Date,
    Check,
    Select(Vec<Opt>),
}

/// One option of a select.
pub struct Opt {
    pub value: String,
    pub label: String,
    pub chosen: bool,
}

/// Everything a reference field may point at, by field.
pub type References = HashMap<&'static str, Vec<(i64, String)>>;

/// What a form was read into: the values, or messages by field.
pub type Reading = Result<Values, HashMap<&'static str, String>>;

/// Reads a posted form.
pub fn read(
    entity: &'static Entity,
    data: &FormData,
    references: &References,
    today: NaiveDate,
    lang: Lang,
) -> Reading {
    let mut errors = HashMap::new();
    let mut values = Vec::with_capacity(entity.fields.len());
    for field in entity.fields {
        if field.derived || field.logged {
            values.push(None);
            continue;
        }
        let unit = data.get(&unit_name(field));
        let outcome = value::read(field, data.get(field.name), unit, lang)
            .and_then(|value| known_reference(field, value, references, lang))
            .and_then(|value| currency_fits(field, value, data, lang));
        values.push(outcome.unwrap_or_else(|message| {
            errors.insert(field.name, message);
            None
        }));
    }
    let values = Values::new(entity, values);
    if errors.is_empty() {
        for (name, text) in (entity.check)(&values, today) {
            errors
                .entry(name)
                .or_insert_with(|| text.in_lang(lang).to_owned());
        }
    }
    if errors.is_empty() {
        Ok(values)
    } else {
        Err(errors)
    }
}

/// The form field that holds the unit of a quantity.
fn unit_name(field: &Field) -> String {
    format!("{}.unit", field.name)
}

/// Only what the select offered may be chosen: other zones' rows are not there.
fn known_reference(
    field: &Field,
    value: Option<String>,
    references: &References,
    lang: Lang,
) -> Result<Option<String>, String> {
    let Kind::Reference(_) = field.kind else {
        return Ok(value);
    };
    let Some(id) = value.as_deref() else {
        return Ok(value);
    };
    let offered = references
        .get(field.name)
        .is_some_and(|options| options.iter().any(|(known, _)| known.to_string() == id));
    if offered {
        Ok(value)
    } else {
        Err(Text::new(
            "Xin chọn một mục trong danh sách.",
            "Please choose from the list.",
        )
        .in_lang(lang)
        .to_owned())
    }
}

/// Money typed in triệu USD must belong to a certificate in USD.
fn currency_fits(
    field: &Field,
    value: Option<String>,
    data: &FormData,
    lang: Lang,
) -> Result<Option<String>, String> {
    let Kind::Money { currency } = field.kind else {
        return Ok(value);
    };
    let unit = crate::foundation::kernel::quantity::unit(data.get(&unit_name(field)));
    match (&value, unit) {
        (Some(_), Some(unit)) if unit.dimension.code() != data.get(currency) => Err(Text::new(
            "Đơn vị tính không cùng đồng tiền đã chọn ở trên.",
            "The unit is not of the currency chosen above.",
        )
        .in_lang(lang)
        .to_owned()),
        _ => Ok(value),
    }
}

/// An empty form, filled from the query string where a link brought a value along (`?zone_id=3`).
pub fn blank(
    entity: &'static Entity,
    given: &FormData,
    references: &References,
    lang: Lang,
) -> Form {
    let controls = entity
        .asked()
        .map(|field| control(field, given, references, None, lang))
        .collect();
    Form {
        controls,
        version: 0,
    }
}

/// The form of an existing row.
pub fn of_record(
    entity: &'static Entity,
    record: &Record,
    references: &References,
    lang: Lang,
) -> Form {
    let data = as_typed(record, lang);
    let controls = entity
        .asked()
        .map(|field| control(field, &data, references, None, lang))
        .collect();
    Form {
        controls,
        version: record.version,
    }
}

/// The form as it was posted, with what is wrong with it.
pub fn refused(
    entity: &'static Entity,
    data: &FormData,
    version: i32,
    errors: &HashMap<&'static str, String>,
    references: &References,
    lang: Lang,
) -> Form {
    let controls = entity.asked().map(|field| {
        control(
            field,
            data,
            references,
            errors.get(field.name).cloned(),
            lang,
        )
    });
    let controls = controls.chain(confirm(data, errors, lang)).collect();
    Form { controls, version }
}

/// The field of a message that only asks: the form then has a box to tick, and the row is written as typed.
pub const CONFIRM: &str = "confirm";

static CONFIRMED: Field = Field::new(
    CONFIRM,
    Text::new(
        "Đã xem lại: đúng như vậy, vẫn ghi",
        "I have looked again: it is so, save it",
    ),
    Kind::Bool,
);

/// The box by which a person stands by what is unusual: there once something was asked, and as long as it is ticked.
pub fn confirm(
    data: &FormData,
    errors: &HashMap<&'static str, String>,
    lang: Lang,
) -> Option<Control> {
    let wanted = errors.contains_key(CONFIRM) || data.get(CONFIRM) == "true";
    wanted.then(|| {
        control(
            &CONFIRMED,
            data,
            &References::new(),
            errors.get(CONFIRM).cloned(),
            lang,
        )
    })
}

/// A row as a browser would have posted it.
pub fn as_typed(record: &Record, lang: Lang) -> FormData {
    let mut pairs = Vec::new();
    for (field, value) in record.values.iter() {
        let currency = match field.kind {
            Kind::Money { currency } => record.values.get(currency),
            _ => None,
        };
        let unit = value::display_unit(field, currency);
        pairs.push((
            field.name.to_owned(),
            value::typed(field, value, unit, lang),
        ));
        if let Some(unit) = unit {
            pairs.push((unit_name(field), unit.code.to_owned()));
        }
    }
    FormData::new(pairs)
}

/// One field of a form, as typed, with what is wrong with it.
pub fn control(
    field: &'static Field,
    data: &FormData,
    references: &References,
    error: Option<String>,
    lang: Lang,
) -> Control {
    let typed = data.get(field.name);
    Control {
        name: field.name,
        label: field.label.in_lang(lang),
        hint: field.hint.map(|hint| hint.in_lang(lang)),
        group: field.group.map(|group| group.in_lang(lang)),
        required: field.required,
        shape: shape(field, typed, data.get(&unit_name(field)), references, lang),
        value: typed.to_owned(),
        error,
    }
}

fn shape(field: &Field, typed: &str, unit: &str, references: &References, lang: Lang) -> Shape {
    match &field.kind {
        Kind::LongText { max } => Shape::Area { max: *max },
        Kind::Text { max } => Shape::Line { max: *max },
        Kind::TaxCode | Kind::Integer { .. } | Kind::Moment => Shape::Line { max: 20 },
        Kind::Date => Shape::Date,
        Kind::Bool => Shape::Check,
        Kind::Number => Shape::Number { units: Vec::new() },
        Kind::Quantity { .. } | Kind::Money { .. } => {
            let usual = value::display_unit(field, None).map_or("", |unit| unit.code);
            let chosen = if unit.is_empty() { usual } else { unit };
            let units = value::units(field)
                .into_iter()
                .map(|unit| Opt {
                    value: unit.code.to_owned(),
                    label: unit.name(lang).to_owned(),
                    chosen: unit.code == chosen,
                })
                .collect();
            Shape::Number { units }
        }
        Kind::Choice(choices) => Shape::Select(
            choices
                .iter()
                .map(|choice| Opt {
                    value: choice.code.to_owned(),
                    label: choice.label.in_lang(lang).to_owned(),
                    chosen: choice.code == typed,
                })
                .collect(),
        ),
        Kind::Reference(_) => Shape::Select(
            references
                .get(field.name)
                .into_iter()
                .flatten()
                .map(|(id, label)| {
                    let value = id.to_string();
                    Opt {
                        chosen: value == typed,
                        label: label.clone(),
                        value,
                    }
                })
                .collect(),
        ),
    }
}
