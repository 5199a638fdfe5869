//! Between what people type or read and canonical text, one kind of column at a time.

use chrono::{DateTime, NaiveDate, SecondsFormat, Utc};
use rust_decimal::Decimal;

use super::entity::{Field, Kind};
use crate::foundation::i18n::{self, Lang, Text};
use crate::foundation::kernel::quantity::{self, Dimension, Unit};
use crate::foundation::kernel::tax_code::{self, TaxCodeError};

/// Reads what was typed into canonical text. `unit` is the code chosen beside a quantity.
///
/// # Errors
/// A message for beside the field, in the reader's language.
pub fn read(field: &Field, typed: &str, unit: &str, lang: Lang) -> Result<Option<String>, String> {
    if typed.is_empty() {
        return match (&field.kind, field.required) {
            (Kind::Bool, _) => Ok(Some("false".to_owned())),
            (_, false) => Ok(None),
            (Kind::Choice(_) | Kind::Reference(_), true) => {
                Err(say(lang, "Xin chọn một mục.", "Please choose one."))
            }
            (_, true) => Err(say(
                lang,
                "Xin nhập, không được để trống.",
                "Please fill this in.",
            )),
        };
    }
    match &field.kind {
        Kind::Text { max } | Kind::LongText { max } => read_text(typed, *max, lang),
        Kind::Integer { min, max } => read_integer(typed, *min, *max, lang),
        Kind::Quantity {
            dimension,
            unit: usual,
        } => {
            let chosen = if unit.is_empty() { usual } else { unit };
            let unit = quantity::unit(chosen).filter(|unit| unit.dimension == *dimension);
            read_quantity(typed, unit, lang)
        }
        Kind::Money { .. } => {
            let unit = quantity::unit(unit)
                .filter(|unit| matches!(unit.dimension, Dimension::Vnd | Dimension::Usd));
            read_quantity(typed, unit, lang)
        }
        Kind::Number => match i18n::parse_number(typed, lang) {
            Ok(reading) => Ok(reading.value.normalize().to_string()),
            Err(error) => Err(error.message(lang)),
        },
        Kind::Date => match i18n::parse_date(typed) {
            Some(date) => Ok(date.format("%Y-%m-%d").to_string()),
            None => Err(say(
                lang,
                "Xin nhập ngày theo dạng 31/12/2022.",
                "Please enter a date such as 31/12/2022.",
            )),
        },
        Kind::Moment => match typed.parse::<DateTime<Utc>>() {
            Ok(at) => Ok(at.to_rfc3339_opts(SecondsFormat::Micros, true)),
            Err(_) => Err(say(
                lang,
                "Xin nhập thời điểm theo dạng 2022-12-31T16:30:00Z.",
                "Please enter a moment such as 2022-12-31T16:30:00Z.",
            )),
        },
        Kind::Bool => Ok("true".to_owned()),
        Kind::Choice(choices) => choices
            .iter()
            .find(|choice| choice.code == typed)
            .map(|choice| choice.code.to_owned())
            .ok_or_else(|| {
                say(
                    lang,
                    "Xin chọn một mục trong danh sách.",
                    "Please choose from the list.",
                )
            }),
        Kind::Reference(_) => match typed.parse::<i64>() {
            Ok(id) if id > 0 => Ok(id.to_string()),
            _ => Err(say(
                lang,
                "Xin chọn một mục trong danh sách.",
                "Please choose from the list.",
            )),
        },
        Kind::TaxCode => {
            tax_code::parse(typed).map_err(|error| tax_code_message(error).in_lang(lang).to_owned())
        }
    }
    .map(Some)
}

fn say(lang: Lang, vi: &'static str, en: &'static str) -> String {
    Text::new(vi, en).in_lang(lang).to_owned()
}

fn read_text(typed: &str, max: usize, lang: Lang) -> Result<String, String> {
    let length = typed.chars().count();
    if length > max {
        return Err(match lang {
            Lang::Vi => format!("Dài {length} ký tự, tối đa {max}. Xin rút ngắn."),
            Lang::En => format!("{length} characters long, {max} at most. Please shorten it."),
        });
    }
    // One spelling of each letter: Unikey can send decomposed marks, and "ế" must equal "ế".
    Ok(i18n::compose(typed))
}

fn read_integer(typed: &str, min: i64, max: i64, lang: Lang) -> Result<String, String> {
    match typed.parse::<i64>() {
        Ok(number) if (min..=max).contains(&number) => Ok(number.to_string()),
        _ => Err(match lang {
            Lang::Vi => format!("Xin nhập số nguyên từ {min} đến {max}."),
            Lang::En => format!("Please enter a whole number from {min} to {max}."),
        }),
    }
}

fn read_quantity(typed: &str, unit: Option<&'static Unit>, lang: Lang) -> Result<String, String> {
    let unit = unit.ok_or_else(|| say(lang, "Xin chọn đơn vị tính.", "Please choose a unit."))?;
    let number = i18n::parse_number(typed, lang)
        .map_err(|error| error.message(lang))?
        .value;
    if number < Decimal::ZERO {
        return Err(say(lang, "Không được là số âm.", "It cannot be negative."));
    }
    let canonical = quantity::entered(number, unit).ok_or_else(|| {
        say(
            lang,
            "Số quá lớn. Xin kiểm tra lại đơn vị tính.",
            "The number is too large. Please check the unit.",
        )
    })?;
    Ok(canonical.normalize().to_string())
}

fn tax_code_message(error: TaxCodeError) -> Text {
    match error {
        TaxCodeError::Shape => Text::new(
            "Mã số thuế có 10 chữ số; 13 chữ số cho chi nhánh (10 chữ số rồi -001 đến -999); 12 chữ số (số định danh) cho hộ kinh doanh, cá nhân.",
            "A tax code has 10 digits; 13 for a branch (10 digits and -001 to -999); 12 (the identity number) for a household or a person.",
        ),
        TaxCodeError::NoIdentity => Text::new(
            "12 chữ số này không phải số định danh cá nhân: 3 chữ số đầu là mã tỉnh hoặc mã nước, chữ số thứ tư từ 0 đến 3 (thế kỷ sinh, giới tính).",
            "These 12 digits are no identity number: the first three are a province or a country, the fourth is 0 to 3 (century of birth, sex).",
        ),
        TaxCodeError::NeverIssued => Text::new(
            "Mã số thuế này không bao giờ được cấp.",
            "This tax code is never issued.",
        ),
        TaxCodeError::CheckDigit => Text::new(
            "Mã số thuế không hợp lệ (sai số kiểm tra). Xin xem lại từng chữ số.",
            "Invalid tax code (wrong check digit). Please compare each digit.",
        ),
    }
}

/// The unit in which a value of this field is shown; `None` where the field has no unit.
pub fn display_unit(field: &Field, currency: Option<&str>) -> Option<&'static Unit> {
    match &field.kind {
        Kind::Quantity { unit, .. } => quantity::unit(unit),
        Kind::Money { .. } => quantity::unit(if currency == Some("usd") {
            "musd"
        } else {
            "bvnd"
        }),
        _ => None,
    }
}

/// The units offered beside a field.
pub fn units(field: &Field) -> Vec<&'static Unit> {
    match &field.kind {
        Kind::Quantity { dimension, .. } => quantity::units_of(*dimension).iter().collect(),
        Kind::Money { .. } => [Dimension::Vnd, Dimension::Usd]
            .into_iter()
            .flat_map(quantity::units_of)
            .collect(),
        _ => Vec::new(),
    }
}

/// Canonical text as people read it, without its unit. `label` is the title of what a reference points at.
pub fn show(
    field: &Field,
    value: Option<&str>,
    label: Option<&str>,
    unit: Option<&Unit>,
    lang: Lang,
) -> String {
    let Some(value) = value else {
        return String::new();
    };
    match &field.kind {
        Kind::Quantity { .. } | Kind::Money { .. } | Kind::Number => match value.parse::<Decimal>()
        {
            Ok(number) => {
                let number = unit.map_or(number, |unit| quantity::in_unit(number, unit));
                i18n::format_plain(number, 6, lang)
            }
            Err(_) => value.to_owned(),
        },
        Kind::Date => value
            .parse::<NaiveDate>()
            .map_or_else(|_| value.to_owned(), i18n::format_date),
        Kind::Bool => say(
            lang,
            if value == "true" { "Có" } else { "Không" },
            if value == "true" { "Yes" } else { "No" },
        ),
        Kind::Choice(choices) => choices
            .iter()
            .find(|choice| choice.code == value)
            .map_or_else(
                || value.to_owned(),
                |choice| choice.label.in_lang(lang).to_owned(),
            ),
        Kind::Reference(_) => label.unwrap_or(value).to_owned(),
        Kind::Text { .. } if field.today.is_some() => label.unwrap_or(value).to_owned(),
        Kind::Text { .. }
        | Kind::LongText { .. }
        | Kind::Integer { .. }
        | Kind::Moment
        | Kind::TaxCode => value.to_owned(),
    }
}

/// Canonical text as it stands in an input: what [`read`] will read back to the same value.
pub fn typed(field: &Field, value: Option<&str>, unit: Option<&Unit>, lang: Lang) -> String {
    match &field.kind {
        Kind::Choice(_) | Kind::Reference(_) | Kind::Bool => value.unwrap_or_default().to_owned(),
        _ => show(field, value, None, unit, lang),
    }
}
