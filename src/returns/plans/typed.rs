//! A value typed for an indicator in a form of one line each: a target, a total of the board.

use rust_decimal::Decimal;

use crate::foundation::i18n::{self, Lang, Text};
use crate::foundation::kernel::quantity::{self, Unit};
use crate::platform::web::FormData;
use crate::standards::indicators::Indicator;

/// The name of the input of an indicator.
fn input_name(indicator: &Indicator) -> String {
    format!("v.{}", indicator.id)
}

/// The name of the select of its unit.
fn unit_name(indicator: &Indicator) -> String {
    format!("u.{}", indicator.id)
}

/// A value as it was typed.
pub struct Typed {
    /// Canonical.
    pub value: Decimal,
    pub raw: String,
    pub unit: &'static Unit,
}

/// Reads what was posted for an indicator; `None` where the cell is empty: nothing is not zero.
///
/// # Errors
/// What is wrong with it, in words.
pub fn typed(
    indicator: &Indicator,
    data: &FormData,
    may_be_negative: bool,
    lang: Lang,
) -> Result<Option<Typed>, String> {
    let raw = data.get(&input_name(indicator));
    if raw.is_empty() {
        return Ok(None);
    }
    let unit = quantity::unit(data.get(&unit_name(indicator)))
        .filter(|unit| unit.dimension == indicator.dimension)
        .unwrap_or(indicator.unit);
    let number = i18n::parse_cell(raw, lang)
        .map_err(|error| error.message(lang))?
        .value;
    if number.is_sign_negative() && !may_be_negative {
        return Err(Text::new("Không được là số âm.", "It cannot be negative.")
            .in_lang(lang)
            .to_owned());
    }
    let value = quantity::entered(number, unit).ok_or_else(|| {
        Text::new(
            "Số quá lớn. Xin kiểm tra lại đơn vị tính.",
            "Too large. Please check the unit.",
        )
        .in_lang(lang)
        .to_owned()
    })?;
    Ok(Some(Typed {
        value,
        raw: raw.to_owned(),
        unit,
    }))
}

/// An indicator's input.
pub struct TypedCell {
    pub id: i64,
    pub name: String,
    pub raw: String,
    /// Unit code, words, chosen.
    pub units: Vec<(String, String, bool)>,
    pub error: Option<String>,
}

impl TypedCell {
    /// As it stands, or as it was posted; a value that stands has the unit it was typed in.
    pub fn new(
        indicator: &Indicator,
        stands: Option<(Decimal, &str)>,
        posted: Option<&FormData>,
        error: Option<String>,
        lang: Lang,
    ) -> TypedCell {
        let own_unit = stands
            .and_then(|(_, unit)| quantity::unit(unit))
            .filter(|unit| unit.dimension == indicator.dimension)
            .unwrap_or(indicator.unit);
        let (raw, unit) = match posted {
            Some(data) => (
                data.get(&input_name(indicator)).to_owned(),
                data.get(&unit_name(indicator)).to_owned(),
            ),
            None => (
                stands.map_or_else(String::new, |(value, _)| {
                    indicator.show_exact(value, own_unit, lang)
                }),
                own_unit.code.to_owned(),
            ),
        };
        let offered = quantity::units_of(indicator.dimension).iter().map(|one| {
            (
                one.code.to_owned(),
                indicator.unit_words(one, lang).to_owned(),
                one.code == unit,
            )
        });
        TypedCell {
            id: indicator.id,
            name: indicator.name(lang).to_owned(),
            raw,
            units: offered.collect(),
            error,
        }
    }
}
