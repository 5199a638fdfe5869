//! Numbers as people write them into spreadsheets: with units, hedges, brackets, and in the way of one language or the other.
//!
//! A number stored as a number needs no guessing. Text does: "1.054" is one thousand and fifty-four to a Vietnamese writer and
//! hardly more than one to an English one. Which of the two a block is written in is decided for the whole block
//! ([`locale_of`]); what nothing decides stays a question.

mod fault;
#[cfg(test)]
mod tests;
mod unit;

use rust_decimal::Decimal;

use super::cell::{CellError, Content};
use crate::foundation::i18n::{Lang, NumberError, compose, fold, format_date, parse_number};
use crate::foundation::kernel::quantity::{Dimension, Unit};
pub use fault::Fault;
use unit::Words;
pub use unit::{StatedUnit, stated_unit};

/// The way the numbers of a block are written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Locale {
    /// "1.054,5".
    Vietnamese,
    /// "1,054.5".
    English,
    /// Nothing decides, or as much speaks for one as for the other. `examples` are texts that hang on it; none when no text does.
    /// `mixed` where some can only be the one way and some only the other: then none of them is sure.
    Unknown { examples: Vec<String>, mixed: bool },
}

/// A number read from a cell.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Number {
    /// In the unit of `unit`.
    pub value: Decimal,
    /// A code of [`crate::foundation::kernel::quantity`]: the unit the cell names, else that of the column.
    pub unit: Option<&'static str>,
    /// The text can be read in two ways and nothing decides; `other` is the second one.
    pub ambiguous: bool,
    pub other: Option<Decimal>,
    /// The cell names a magnitude without a currency and the column names none either: đồng is assumed.
    pub assumed: bool,
    /// The writer hedges: "khoảng", "~", "hơn".
    pub hedged: bool,
}

/// A text taken apart: the figure, what stands around it, whether it is negative.
struct Parts {
    body: String,
    words: String,
    negative: bool,
    hedged: bool,
}

/// Folded words before a figure that only hedge it, or announce it.
const HEDGES: [&str; 16] = [
    "khoang",
    "uoc",
    "uoc dat",
    "uoc khoang",
    "hon",
    "gan",
    "tren",
    "duoi",
    "xap xi",
    "dat",
    "~",
    "≈",
    "about",
    "over",
    "nearly",
    "approx",
];

/// What people write for nil, or for what they do not know.
const NIL: [&str; 14] = [
    "khong",
    "khong co",
    "ko",
    "ko co",
    "kps",
    "khong phat sinh",
    "chua co",
    "chua co so lieu",
    "nil",
    "none",
    "n/a",
    "na",
    "x",
    "…",
];

/// The way a block of cells is written. A text that only one language's rule allows speaks for it; the language with more such
/// texts decides, and with as many for each nothing is decided. Numbers stored as numbers say nothing.
pub fn locale_of<'a>(cells: impl IntoIterator<Item = &'a Content>) -> Locale {
    let (mut vietnamese, mut english) = (0usize, 0usize);
    let mut examples: Vec<String> = Vec::new();
    for text in cells.into_iter().filter_map(Content::text) {
        let Ok(parts) = apart(text) else { continue };
        let hangs = match (
            parse_number(&parts.body, Lang::Vi),
            parse_number(&parts.body, Lang::En),
        ) {
            (Ok(_), Err(_)) => {
                vietnamese += 1;
                true
            }
            (Err(_), Ok(_)) => {
                english += 1;
                true
            }
            (Ok(one), Ok(other)) => one.value != other.value,
            (Err(_), Err(_)) => false,
        };
        if hangs && examples.len() < 3 {
            examples.push(text.trim().to_owned());
        }
    }
    match vietnamese.cmp(&english) {
        std::cmp::Ordering::Greater => Locale::Vietnamese,
        std::cmp::Ordering::Less => Locale::English,
        std::cmp::Ordering::Equal => Locale::Unknown {
            examples,
            mixed: vietnamese > 0,
        },
    }
}

/// The number in a cell's content. `hint` is the unit of the column; it completes a cell that says "tr" and stands for one that
/// names no unit. A unit named in the cell wins: whether it fits the column is for the caller to see.
///
/// # Errors
/// [`Fault`], with the values it may mean where there are any.
pub fn number(
    content: &Content,
    hint: Option<&'static Unit>,
    locale: &Locale,
) -> Result<Number, Fault> {
    match content {
        Content::Empty => Err(Fault::Empty),
        Content::Text(text) => typed(text, hint, locale),
        Content::Number(text) => stored(text).map(|value| plain(value, hint.map(|unit| unit.code))),
        Content::Date(at) => Err(Fault::Date {
            shown: format_date(at.date()),
        }),
        Content::Bool(_) => Err(Fault::Truth),
        Content::Error(CellError::NotCalculated) => Err(Fault::NotCalculated),
        Content::Error(CellError::Shown(shown) | CellError::NotANumber(shown)) => {
            Err(Fault::Formula {
                shown: shown.clone(),
            })
        }
    }
}

const fn plain(value: Decimal, unit: Option<&'static str>) -> Number {
    Number {
        value,
        unit,
        ambiguous: false,
        other: None,
        assumed: false,
        hedged: false,
    }
}

fn stored(text: &str) -> Result<Decimal, Fault> {
    Decimal::from_str_exact(text)
        .map(|value| value.normalize())
        .map_err(|_| Fault::OutOfRange {
            typed: text.to_owned(),
        })
}

fn typed(text: &str, hint: Option<&'static Unit>, locale: &Locale) -> Result<Number, Fault> {
    let parts = apart(text)?;
    let typed = text.trim().to_owned();
    let found = match unit::words(&parts.words) {
        Some(found) => found,
        // A product's own unit may be called anything.
        None if hint.is_some_and(|unit| unit.dimension == Dimension::Own) => Words {
            scale: 1,
            base: hint,
        },
        None => {
            return Err(Fault::UnknownUnit {
                typed,
                words: parts.words,
            });
        }
    };
    let (value, other) = read(&parts.body, &typed, locale)?;
    let signed = |value: Decimal| {
        if parts.negative && !value.is_zero() {
            -value
        } else {
            value
        }
    };
    let place = |value: Decimal| {
        unit::placed(signed(value), found, hint).ok_or_else(|| Fault::OutOfRange {
            typed: typed.clone(),
        })
    };
    let (value, unit, assumed) = place(value)?;
    let other = other.map(place).transpose()?.map(|(other, _, _)| other);
    Ok(Number {
        value,
        unit,
        ambiguous: other.is_some(),
        other,
        assumed,
        hedged: parts.hedged,
    })
}

/// The value of a figure in the block's way of writing, and the other reading where nothing decides.
fn read(body: &str, typed: &str, locale: &Locale) -> Result<(Decimal, Option<Decimal>), Fault> {
    let (vietnamese, english) = (parse_number(body, Lang::Vi), parse_number(body, Lang::En));
    let (ours, theirs) = match locale {
        Locale::Vietnamese | Locale::Unknown { .. } => (vietnamese, english),
        Locale::English => (english, vietnamese),
    };
    let decided = !matches!(locale, Locale::Unknown { .. });
    let mixed = matches!(locale, Locale::Unknown { mixed: true, .. });
    match (ours, theirs) {
        (Ok(only), Err(_)) | (Err(_), Ok(only)) if mixed => Err(Fault::Unclear {
            typed: typed.to_owned(),
            candidates: vec![only.value],
        }),
        (Ok(ours), Ok(theirs)) if !decided && ours.value != theirs.value => {
            Ok((ours.value, Some(theirs.value)))
        }
        (Ok(ours), _) => Ok((ours.value, None)),
        (Err(_), Ok(theirs)) if decided => Err(Fault::Contradicts {
            typed: typed.to_owned(),
            other: theirs.value,
        }),
        (Err(_), Ok(theirs)) => Ok((theirs.value, None)),
        (Err(NumberError::Unclear { candidates, .. }), Err(_)) => Err(Fault::Unclear {
            typed: typed.to_owned(),
            candidates,
        }),
        (Err(NumberError::TooLarge | NumberError::TooPrecise | NumberError::TooLong), Err(_)) => {
            Err(Fault::OutOfRange {
                typed: typed.to_owned(),
            })
        }
        (Err(_), Err(_)) => Err(Fault::NoNumber {
            typed: typed.to_owned(),
        }),
    }
}

/// Takes a text apart into the figure and what stands around it.
fn apart(text: &str) -> Result<Parts, Fault> {
    // Blanks of every kind, also those that come with text from Word and web pages; signs nobody sees; digits of full width.
    let visible = compose(text).replace(
        |c: char| matches!(c, '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{ad}' | '\u{2060}' | '\u{feff}'),
        "",
    );
    let plain = visible.split_whitespace().collect::<Vec<_>>().join(" ");
    let narrow = |c: char| match c {
        '\u{ff01}'..='\u{ff5e}' => char::from_u32(u32::from(c) - 0xfee0).unwrap_or(c),
        c => c,
    };
    let plain: String = plain.chars().map(narrow).collect();
    let plain = without_footnote(&without_apostrophes(&plain)).to_owned();
    let typed = || text.trim().to_owned();
    if plain.is_empty() {
        return Err(Fault::Empty);
    }
    if plain.chars().count() > 200 {
        return Err(Fault::NoNumber {
            typed: typed().chars().take(200).collect(),
        });
    }
    let Some(start) = plain.find(|c: char| c.is_ascii_digit()) else {
        let nil = plain.chars().all(|c| is_dash(c) || c == ' ' || c == '.')
            || NIL.contains(&fold(&plain).as_str());
        return Err(if nil {
            Fault::PerhapsNil { typed: typed() }
        } else {
            Fault::NoNumber { typed: typed() }
        });
    };
    let (lead, rest) = plain.split_at(start);
    let end = rest
        .find(|c: char| !c.is_ascii_digit() && !matches!(c, '.' | ',' | ' '))
        .unwrap_or(rest.len());
    let body = rest[..end].trim_end_matches([' ', '.', ',']);
    let tail = &rest[body.len()..];
    let (lead, bracketed, negative) = signs(lead);
    // "1.250,5-": as accounts write it.
    let (tail, behind) = match tail.trim_start().strip_prefix(is_dash) {
        Some(rest) if rest.trim().is_empty() => ("", true),
        _ => (tail, false),
    };
    let tail = if bracketed {
        tail.trim_start().strip_prefix(')').unwrap_or(tail)
    } else {
        tail
    };
    // ",5" begins with its decimal mark; "tỷ 5" and "quý 1" are no figures with a unit before them.
    let (lead_words, hedged) = hedge(lead);
    if lead_words.ends_with([',', '.']) {
        return Err(Fault::Unclear {
            typed: typed(),
            candidates: Vec::new(),
        });
    }
    let figures = tail.replace("m2", "").replace("m3", "");
    if figures.chars().any(|c| c.is_ascii_digit()) {
        let scientific = tail.starts_with(['e', 'E']);
        return Err(if scientific {
            Fault::NoNumber { typed: typed() }
        } else {
            Fault::Several { typed: typed() }
        });
    }
    if !lead_words.is_empty() && unit::words(lead_words).is_none_or(|found| found.base.is_none()) {
        return Err(Fault::NoNumber { typed: typed() });
    }
    let words = format!("{tail} {lead_words}").trim().to_owned();
    Ok(Parts {
        body: body.to_owned(),
        words,
        negative: negative || bracketed || behind,
        hedged,
    })
}

/// "290'500": an apostrophe between digits parts thousands and says nothing of the decimal mark.
fn without_apostrophes(text: &str) -> String {
    let signs: Vec<char> = text.chars().collect();
    let digit = |at: Option<usize>| {
        at.and_then(|at| signs.get(at))
            .is_some_and(char::is_ascii_digit)
    };
    let parts = |at: usize| {
        matches!(signs.get(at), Some('\'' | '’' | '‘'))
            && digit(at.checked_sub(1))
            && digit(at.checked_add(1))
    };
    (0..signs.len())
        .filter(|at| !parts(*at))
        .filter_map(|at| signs.get(at))
        .collect()
}

/// A figure without the mark of a footnote behind it: "290.500 (1)", "210.500*", "88.200,0¹⁾".
fn without_footnote(text: &str) -> &str {
    let bare = text.trim_end_matches(|c: char| {
        matches!(c, '*' | '¹' | '²' | '³' | '⁾' | '⁽') || ('⁴'..='⁹').contains(&c)
    });
    let bare = bare.trim_end();
    let noted = bare.strip_suffix(')').and_then(|head| {
        let (before, mark) = head.rsplit_once('(')?;
        let counts = mark.len() == 1 && mark.chars().all(|c| c.is_ascii_digit()) || mark == "*";
        (counts && before.trim_end().ends_with(|c: char| c.is_ascii_digit()))
            .then(|| before.trim_end())
    });
    // "m²" ends in a unit and no footnote.
    if bare.ends_with(['m', 'M']) {
        text
    } else {
        noted.unwrap_or(bare)
    }
}

const fn is_dash(character: char) -> bool {
    matches!(character, '-' | '–' | '—' | '−' | '‐' | '‑')
}

/// The text before a figure without its bracket and sign, and whether there were any.
fn signs(lead: &str) -> (&str, bool, bool) {
    let lead = lead.trim_end();
    let (lead, bracketed) = lead
        .strip_suffix('(')
        .map_or((lead, false), |lead| (lead.trim_end(), true));
    let without = lead.strip_suffix(is_dash).map(str::trim_end);
    let lead = without.unwrap_or(lead);
    (
        lead.strip_suffix('+').unwrap_or(lead).trim_end(),
        bracketed,
        without.is_some(),
    )
}

/// The text before a figure without words that hedge, and whether there were any.
fn hedge(lead: &str) -> (&str, bool) {
    if lead.is_empty() {
        return (lead, false);
    }
    let folded = fold(lead);
    let mut words = folded.split(' ').filter(|word| !word.is_empty());
    let all = HEDGES.contains(&folded.trim())
        || words.clone().count() > 0 && words.all(|word| HEDGES.contains(&word));
    if all {
        ("", true)
    } else {
        (lead.trim_start_matches('\''), false)
    }
}
