//! Numbers as people write them. Printing is here, reading in `parse`.

mod formula;
mod parse;

use rust_decimal::Decimal;

use super::Lang;
use crate::foundation::kernel::percent::{Ratio, round_percent};
use crate::foundation::kernel::rounding::round_half_away;

pub use formula::parse_cell;
pub use parse::{Doubt, MAX_DECIMALS, MAX_INTEGER_DIGITS, NumberError, Reading, parse_number};

/// What stands where a number would mislead.
pub const UNDEFINED: &str = "–";

const MINUS: char = '\u{2212}';

const fn group_mark(lang: Lang) -> char {
    match lang {
        Lang::Vi => '.',
        Lang::En => ',',
    }
}

const fn decimal_mark(lang: Lang) -> char {
    match lang {
        Lang::Vi => ',',
        Lang::En => '.',
    }
}

/// With exactly `scale` decimals, rounded half away from zero: "1.234.567,89", "1,234,567.89".
/// Negative numbers carry the minus sign U+2212.
pub fn format_number(value: Decimal, scale: u32, lang: Lang) -> String {
    let rounded = round_half_away(value, scale);
    let digits = format!("{:.*}", scale as usize, rounded.abs());
    let (integer, fraction) = digits.split_once('.').unwrap_or((&digits, ""));
    let mut printed = String::with_capacity(digits.len() + integer.len() / 3 + 4);
    if rounded.is_sign_negative() {
        printed.push(MINUS);
    }
    for (index, digit) in integer.chars().enumerate() {
        if index > 0 && (integer.len() - index).is_multiple_of(3) {
            printed.push(group_mark(lang));
        }
        printed.push(digit);
    }
    if !fraction.is_empty() {
        printed.push(decimal_mark(lang));
        printed.push_str(fraction);
    }
    printed
}

/// With as few decimals as the value needs, at most `max_scale`: "1.054,5".
pub fn format_plain(value: Decimal, max_scale: u32, lang: Lang) -> String {
    let rounded = round_half_away(value, max_scale).normalize();
    format_number(rounded, rounded.scale(), lang)
}

/// A number as it was typed; where that is digits only, "1200000", in groups. Marks of its own are left as they are: whose rule they
/// follow is not known any more.
pub fn grouped(typed: &str, lang: Lang) -> String {
    let digits = typed.strip_prefix('-').unwrap_or(typed);
    let plain = !digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_digit());
    match typed.parse::<Decimal>() {
        Ok(value) if plain => format_number(value, 0, lang),
        _ => typed.to_owned(),
    }
}

/// With the decimals the value carries.
pub fn format_carried(value: Decimal, lang: Lang) -> String {
    format_number(value, value.scale(), lang)
}

/// A percentage with `scale` decimals and no space before the sign: "26,41%"; with more where "0%" or "100%" would say what
/// is not so, see [`round_percent`].
pub fn format_percent(value: Decimal, scale: u32, lang: Lang) -> String {
    format_carried(round_percent(value, scale), lang) + "%"
}

/// A ratio as a percentage, or [`UNDEFINED`].
pub fn format_ratio(ratio: Ratio, scale: u32, lang: Lang) -> String {
    ratio.value().map_or_else(
        || UNDEFINED.to_owned(),
        |value| format_percent(value, scale, lang),
    )
}

#[cfg(test)]
mod tests;
