//! Reading typed numbers: one strict rule per language, and a question where the rule does not fit.
//!
//! `"114.273".parse::<Decimal>()` is 114.273 while a Vietnamese writer means 114273, so every number a person types
//! goes through here.

use rust_decimal::Decimal;

use super::{decimal_mark, format_plain, group_mark};
use crate::foundation::i18n::{Lang, spell};

/// Digits allowed before the decimal mark.
pub const MAX_INTEGER_DIGITS: usize = 15;
/// Digits allowed after the decimal mark.
pub const MAX_DECIMALS: usize = 6;
/// Longest input looked at: the longest legal number with its separators is 27 characters.
const MAX_LENGTH: usize = 40;

/// A number as understood, and whether another reading lies close by.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Reading {
    pub value: Decimal,
    pub doubt: Option<Doubt>,
}

/// The text is legal, but writers used to the other convention mean something else by it:
/// "1,054" is 1.054 with three decimals in Vietnamese and one thousand and fifty-four in English.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Doubt {
    pub understood: Decimal,
    pub other: Decimal,
}

impl Doubt {
    /// Shows what was understood and how to write the other reading.
    pub fn message(self, lang: Lang) -> String {
        let (understood, other) = (plain(self.understood, lang), plain(self.other, lang));
        match lang {
            Lang::Vi => {
                format!(
                    "Đang hiểu là {understood} ({}). Nếu ý anh/chị là {other}, xin gõ “{other}”.",
                    spell(self.understood, "")
                )
            }
            Lang::En => {
                format!("Understood as {understood}. If you mean {other}, please type “{other}”.")
            }
        }
    }
}

/// Why a typed number was not accepted.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum NumberError {
    Empty,
    TooLong,
    /// Written in accounting parentheses.
    Parentheses,
    /// Begins with "=" and cannot be worked out.
    Formula,
    DividedByZero,
    /// A character that belongs to no number: a letter, a unit, a sign in the middle.
    Character(char),
    /// More than [`MAX_INTEGER_DIGITS`] digits before the decimal mark.
    TooLarge,
    /// More than [`MAX_DECIMALS`] digits after the decimal mark.
    TooPrecise,
    /// The separators do not follow the language's rule; these are the values it could mean, likeliest first.
    Unclear {
        typed: String,
        candidates: Vec<Decimal>,
    },
}

impl NumberError {
    /// What to do about it, for showing beside the field.
    pub fn message(&self, lang: Lang) -> String {
        match lang {
            Lang::Vi => self.vietnamese(),
            Lang::En => self.english(),
        }
    }

    fn vietnamese(&self) -> String {
        match self {
            Self::Empty => "Xin nhập một số; không phát sinh thì nhập 0.".to_owned(),
            Self::TooLong => "Nội dung quá dài đối với một số. Xin chỉ nhập một số, ví dụ 1.054,5.".to_owned(),
            Self::Formula => {
                "Công thức chưa đúng. Xin viết như =1.000+500, dùng + - * / và dấu ngoặc, hoặc nhập thẳng kết quả.".to_owned()
            }
            Self::DividedByZero => "Công thức chia cho 0. Xin xem lại.".to_owned(),
            Self::Parentheses => "Xin viết số âm bằng dấu trừ thay cho dấu ngoặc, ví dụ -1.054,5.".to_owned(),
            Self::Character(found) => format!(
                "Ký tự “{found}” không dùng được trong ô số. Xin chỉ nhập chữ số, ví dụ 1.054,5, và chọn đơn vị ở bên cạnh."
            ),
            Self::TooLarge => {
                format!("Số quá lớn: phần nguyên được tối đa {MAX_INTEGER_DIGITS} chữ số. Xin kiểm tra lại số và đơn vị tính.")
            }
            Self::TooPrecise => format!("Xin nhập tối đa {MAX_DECIMALS} chữ số sau dấu phẩy."),
            Self::Unclear { typed, candidates } => {
                let question = candidates
                    .iter()
                    .map(|value| format!("{} ({})", plain(*value, Lang::Vi), spell(*value, "")))
                    .collect::<Vec<_>>()
                    .join(" hay ");
                let rule = "Xin gõ lại: dấu chấm tách từng nhóm ba chữ số, dấu phẩy tách phần thập phân.";
                if question.is_empty() {
                    format!("Chưa rõ “{typed}” là số nào. {rule}")
                } else {
                    format!("Chưa rõ “{typed}” là số nào. Có phải ý anh/chị là {question}? {rule}")
                }
            }
        }
    }

    fn english(&self) -> String {
        match self {
            Self::Empty => "Please enter a number; enter 0 for nil.".to_owned(),
            Self::TooLong => "This is too long for a number. Please enter one number only, for example 1,054.5.".to_owned(),
            Self::Formula => {
                "This cannot be worked out. Please write it like =1,000+500, with + - * / and brackets, or enter the result."
                    .to_owned()
            }
            Self::DividedByZero => "This divides by 0. Please look again.".to_owned(),
            Self::Parentheses => "Please write a negative number with a minus sign, for example -1,054.5.".to_owned(),
            Self::Character(found) => format!(
                "The character “{found}” cannot be part of a number. Please enter digits only, for example 1,054.5, and choose the unit beside it."
            ),
            Self::TooLarge => format!(
                "The number is too large: at most {MAX_INTEGER_DIGITS} digits before the point. Please check the number and its unit."
            ),
            Self::TooPrecise => format!("Please enter at most {MAX_DECIMALS} digits after the point."),
            Self::Unclear { typed, candidates } => {
                let question = candidates.iter().map(|value| plain(*value, Lang::En)).collect::<Vec<_>>().join(" or ");
                let rule = "Please type it again: commas between groups of three digits, a point before the decimals.";
                if question.is_empty() {
                    format!("It is not clear which number “{typed}” is. {rule}")
                } else {
                    format!("It is not clear which number “{typed}” is. Did you mean {question}? {rule}")
                }
            }
        }
    }
}

fn plain(value: Decimal, lang: Lang) -> String {
    // Typed on a keyboard, so with the hyphen a keyboard has.
    format_plain(value, MAX_DECIMALS as u32, lang).replace(super::MINUS, "-")
}

/// Reads a typed number under the language's rule.
///
/// Vietnamese: "." or a space groups by three and "," is the decimal mark; English mirrors it.
///
/// # Errors
/// [`NumberError`], which says in both languages what to do, with the values an unclear text could stand for.
pub fn parse_number(text: &str, lang: Lang) -> Result<Reading, NumberError> {
    if text.chars().nth(MAX_LENGTH).is_some() {
        return Err(NumberError::TooLong);
    }
    let typed = text.trim();
    if typed.is_empty() {
        return Err(NumberError::Empty);
    }
    if typed.starts_with('(') && typed.ends_with(')') {
        return Err(NumberError::Parentheses);
    }
    let unsigned = typed.strip_prefix(['-', super::MINUS]);
    let negative = unsigned.is_some();
    let body: String = unsigned
        .unwrap_or(typed)
        .trim_start()
        .chars()
        .map(one_space)
        .collect();
    if let Some(found) = body
        .chars()
        .find(|c| !c.is_ascii_digit() && !is_separator(*c))
    {
        return Err(NumberError::Character(found));
    }
    let with_sign = |value: Decimal| {
        if negative && !value.is_zero() {
            -value
        } else {
            value
        }
    };

    let Some(parts) = strict(&body, lang) else {
        if !body.contains(|c: char| c.is_ascii_digit()) {
            return Err(NumberError::Unclear {
                typed: typed.to_owned(),
                candidates: Vec::new(),
            });
        }
        let candidates = candidates(&body, lang).into_iter().map(with_sign).collect();
        return Err(NumberError::Unclear {
            typed: typed.to_owned(),
            candidates,
        });
    };
    let value = with_sign(parts.value()?);
    let doubt = doubtful(&body, lang).map(|other| Doubt {
        understood: value,
        other: with_sign(other),
    });
    Ok(Reading { value, doubt })
}

/// NBSP and narrow NBSP come with text pasted from Word and Excel.
const fn one_space(character: char) -> char {
    match character {
        '\u{a0}' | '\u{202f}' | '\u{2009}' => ' ',
        other => other,
    }
}

const fn is_separator(character: char) -> bool {
    matches!(character, '.' | ',' | ' ')
}

const fn mirrored(lang: Lang) -> Lang {
    match lang {
        Lang::Vi => Lang::En,
        Lang::En => Lang::Vi,
    }
}

/// The digits of a number before and after its decimal mark.
struct Parts {
    integer: String,
    fraction: String,
}

impl Parts {
    fn value(&self) -> Result<Decimal, NumberError> {
        let integer = self.integer.trim_start_matches('0');
        if integer.len() > MAX_INTEGER_DIGITS {
            return Err(NumberError::TooLarge);
        }
        if self.fraction.len() > MAX_DECIMALS {
            return Err(NumberError::TooPrecise);
        }
        let mantissa = format!("0{integer}{}", self.fraction);
        let mantissa = mantissa
            .parse::<i128>()
            .map_err(|_| NumberError::TooLarge)?;
        Ok(Decimal::from_i128_with_scale(
            mantissa,
            self.fraction.len() as u32,
        ))
    }
}

/// The number under one language's rule and no other, or `None`.
fn strict(body: &str, lang: Lang) -> Option<Parts> {
    let (integer, fraction) = match body.split_once(decimal_mark(lang)) {
        Some((integer, fraction)) => (integer, Some(fraction)),
        None => (body, None),
    };
    if fraction.is_some_and(|digits| digits.is_empty() || !all_digits(digits)) {
        return None;
    }
    let integer = ungrouped(integer, group_mark(lang)).or_else(|| ungrouped(integer, ' '))?;
    Some(Parts {
        integer,
        fraction: fraction.unwrap_or_default().to_owned(),
    })
}

/// The digits of a whole number without its group marks; `None` unless all groups but the first have three digits.
fn ungrouped(integer: &str, mark: char) -> Option<String> {
    let mut groups = integer.split(mark);
    let first = groups
        .next()
        .filter(|group| !group.is_empty() && all_digits(group))?;
    let rest: Vec<&str> = groups.collect();
    if rest.is_empty() {
        return Some(first.to_owned());
    }
    // "0.054" and "012.345" are no grouping anybody writes.
    let well_grouped = first.len() <= 3
        && !first.starts_with('0')
        && rest
            .iter()
            .all(|group| group.len() == 3 && all_digits(group));
    well_grouped.then(|| first.to_owned() + &rest.concat())
}

fn all_digits(text: &str) -> bool {
    text.bytes().all(|byte| byte.is_ascii_digit())
}

/// What a text against the rule could mean, likeliest first, without repetition.
fn candidates(body: &str, lang: Lang) -> Vec<Decimal> {
    let only_digits = |text: &str| {
        text.chars()
            .filter(char::is_ascii_digit)
            .collect::<String>()
    };
    let other_rule = strict(body, mirrored(lang));
    let last_is_decimal = body.rfind(['.', ',']).map(|at| Parts {
        integer: only_digits(&body[..at]),
        fraction: only_digits(&body[at + 1..]),
    });
    let no_decimals = Parts {
        integer: only_digits(body),
        fraction: String::new(),
    };
    // Where the other language's rule fits a text with both marks ("1,054.5"), it is the only sensible meaning.
    let settled = other_rule.is_some() && body.contains('.') && body.contains(',');
    let guesses = if settled {
        vec![other_rule]
    } else {
        vec![other_rule, last_is_decimal, Some(no_decimals)]
    };

    let mut found: Vec<Decimal> = Vec::new();
    for value in guesses
        .into_iter()
        .flatten()
        .filter_map(|parts| parts.value().ok())
    {
        if !found.contains(&value) {
            found.push(value);
        }
    }
    found.truncate(2);
    found
}

/// The value in the other language when this text, legal in ours, is one well-formed group there.
fn doubtful(body: &str, lang: Lang) -> Option<Decimal> {
    let (integer, fraction) = body.split_once(decimal_mark(lang))?;
    if fraction.len() != 3 || !all_digits(integer) {
        return None;
    }
    strict(body, mirrored(lang))?.value().ok()
}
