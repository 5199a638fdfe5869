//! Numbers as people write them. In Vietnamese "." groups by three and "," is the decimal mark; in English the
//! other way round. What is ambiguous gets a question, not a guess.

use rust_decimal::{Decimal, RoundingStrategy};

use super::{Lang, Text};

/// The most a cell may hold: 15 digits before the decimal mark (a thousand times the national revenue in VND).
const MAX_INTEGER_DIGITS: usize = 15;
/// Decimals accepted, enough for any unit of the official forms (5).
const MAX_DECIMALS: usize = 6;
const MAX_LENGTH: usize = 40;

/// A number as it was understood.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reading {
    pub value: Decimal,
    /// Set where the same characters mean something else in the other language: `1,054` or `1.054`.
    pub doubt: Option<Decimal>,
}

/// Why typed text is not a number.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum NumberError {
    Empty,
    NotANumber,
    /// Groups that are not of three digits, or marks of the other language; holds what may have been meant.
    Grouping { perhaps: Option<Decimal> },
    TooManyDecimals,
    TooLarge,
}

impl NumberError {
    /// What to tell the person who typed it.
    pub fn message(&self, lang: Lang) -> String {
        let text = match self {
            NumberError::Empty => Text::new("Xin nhập số; không phát sinh thì nhập 0.", "Please enter a number; enter 0 for nil."),
            NumberError::NotANumber => {
                Text::new("Không phải là số. Ví dụ đúng: 114.273 hoặc 1.054,5.", "Not a number. Right examples: 114,273 or 1,054.5.")
            }
            NumberError::Grouping { perhaps: Some(value) } => {
                let shown = format_plain(*value, 6, lang);
                return match lang {
                    Lang::Vi => format!(
                        "Chưa rõ số: dấu chấm phân nhóm ba chữ số, dấu phẩy là phần thập phân. Có phải ý anh/chị là {shown}?"
                    ),
                    Lang::En => format!("Unclear: commas group three digits, the point marks decimals. Did you mean {shown}?"),
                };
            }
            NumberError::Grouping { perhaps: None } => Text::new(
                "Dấu chấm phải tách từng nhóm ba chữ số, dấu phẩy tách phần thập phân. Ví dụ: 1.054,5.",
                "Commas must separate groups of three digits, the point marks decimals. Example: 1,054.5.",
            ),
            NumberError::TooManyDecimals => Text::new("Tối đa 6 chữ số thập phân.", "At most 6 decimals."),
            NumberError::TooLarge => Text::new(
                "Số quá lớn (trên 15 chữ số). Xin kiểm tra lại đơn vị tính.",
                "Too large (over 15 digits). Please check the unit.",
            ),
        };
        text.in_lang(lang).to_owned()
    }
}

/// The grouping and decimal marks of a language.
fn marks(lang: Lang) -> (char, char) {
    match lang {
        Lang::Vi => ('.', ','),
        Lang::En => (',', '.'),
    }
}

/// Reads a number typed by a person.
///
/// # Errors
/// [`NumberError`], with a polite message in both languages.
pub fn parse_number(typed: &str, lang: Lang) -> Result<Reading, NumberError> {
    let text = typed.trim();
    if text.is_empty() {
        return Err(NumberError::Empty);
    }
    if text.chars().count() > MAX_LENGTH {
        return Err(NumberError::TooLarge);
    }
    let (negative, digits) = match text.strip_prefix(['-', '−']) {
        Some(rest) => (true, rest.trim_start()),
        None => (false, text),
    };
    let value = read(digits, lang).map_err(|error| match error {
        NumberError::Grouping { .. } => NumberError::Grouping { perhaps: perhaps(digits, lang, negative) },
        other => other,
    })?;
    let other = if lang == Lang::Vi { Lang::En } else { Lang::Vi };
    let doubt = read(digits, other).ok().filter(|meant| *meant != value).map(|meant| signed(meant, negative));
    Ok(Reading { value: signed(value, negative), doubt })
}

fn signed(value: Decimal, negative: bool) -> Decimal {
    if negative && !value.is_zero() { -value } else { value }
}

/// What the characters may mean when this language's rule refuses them: the other language's reading, or
/// the last mark taken as the decimal one.
fn perhaps(digits: &str, lang: Lang, negative: bool) -> Option<Decimal> {
    let other = if lang == Lang::Vi { Lang::En } else { Lang::Vi };
    read(digits, other).ok().map(|value| signed(value, negative))
}

fn read(digits: &str, lang: Lang) -> Result<Decimal, NumberError> {
    let (group, decimal) = marks(lang);
    let is_space = |c: char| matches!(c, ' ' | '\u{a0}' | '\u{202f}' | '\u{2009}');
    if !digits.chars().all(|c| c.is_ascii_digit() || c == group || c == decimal || is_space(c)) {
        return Err(NumberError::NotANumber);
    }
    let (whole, fraction) = match digits.split_once(decimal) {
        Some((whole, fraction)) => (whole, Some(fraction)),
        None => (digits, None),
    };
    let has = |text: &str, mark: char| text.contains(mark);
    if let Some(fraction) = fraction {
        if fraction.is_empty() || !fraction.bytes().all(|b| b.is_ascii_digit()) {
            return Err(NumberError::Grouping { perhaps: None });
        }
        if fraction.len() > MAX_DECIMALS {
            return Err(NumberError::TooManyDecimals);
        }
    }
    let separator = if has(whole, group) { Some(group) } else { whole.chars().find(|c| is_space(*c)) };
    let groups: Vec<&str> = match separator {
        Some(separator) => whole.split(separator).collect(),
        None => vec![whole],
    };
    let well_grouped = groups.iter().enumerate().all(|(i, part)| {
        let right_length = if i == 0 { groups.len() == 1 || (1..=3).contains(&part.len()) } else { part.len() == 3 };
        !part.is_empty() && right_length && part.bytes().all(|b| b.is_ascii_digit())
    });
    // "0.500" is never five hundred: a leading zero before a group is a decimal mark of the other language.
    if !well_grouped || (groups.len() > 1 && groups[0].starts_with('0')) {
        return Err(NumberError::Grouping { perhaps: None });
    }
    let whole = groups.concat();
    if whole.trim_start_matches('0').len() > MAX_INTEGER_DIGITS {
        return Err(NumberError::TooLarge);
    }
    format!("{whole}.{}", fraction.unwrap_or("0")).parse().map_err(|_| NumberError::NotANumber).map(|d: Decimal| d.normalize())
}

/// Rounds half away from zero: the only rounding of the portal. `Decimal::round_dp` is banker's rounding.
pub fn round(value: Decimal, scale: u32) -> Decimal {
    value.round_dp_with_strategy(scale, RoundingStrategy::MidpointAwayFromZero)
}

/// Prints with exactly `scale` decimals: `1.234.567,89`, minus as U+2212.
pub fn format_number(value: Decimal, scale: u32, lang: Lang) -> String {
    let rounded = round(value, scale);
    group_digits(&format!("{:.*}", scale as usize, rounded.abs()), rounded.is_sign_negative() && !rounded.is_zero(), lang)
}

/// Prints with as many decimals as the value has, `most` at the most.
pub fn format_plain(value: Decimal, most: u32, lang: Lang) -> String {
    let rounded = round(value, most).normalize();
    format_number(rounded, rounded.scale(), lang)
}

/// A percentage with exactly `scale` decimals: `106%`, `80,9%`.
pub fn format_percent(value: Decimal, scale: u32, lang: Lang) -> String {
    format!("{}%", format_number(value, scale, lang))
}

fn group_digits(plain: &str, negative: bool, lang: Lang) -> String {
    let (group, decimal) = marks(lang);
    let (whole, fraction) = plain.split_once('.').map_or((plain, None), |(whole, fraction)| (whole, Some(fraction)));
    let mut printed = String::with_capacity(plain.len() * 2);
    if negative {
        printed.push('\u{2212}');
    }
    for (index, digit) in whole.chars().enumerate() {
        if index > 0 && (whole.len() - index).is_multiple_of(3) {
            printed.push(group);
        }
        printed.push(digit);
    }
    if let Some(fraction) = fraction {
        printed.push(decimal);
        printed.push_str(fraction);
    }
    printed
}

#[cfg(test)]
mod tests;
