//! A text as words, numbers and marks.

use std::ops::Range;

use rust_decimal::Decimal;

use crate::foundation::i18n::{self, Lang};
use crate::foundation::kernel::quantity::Dimension;
use crate::standards::indicators::Indicator;

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Class {
    Word,
    Number,
    Mark,
}

#[derive(Debug)]
struct Token {
    class: Class,
    /// Lower case; "m3" is "m³".
    lower: String,
    span: Range<usize>,
    capital: bool,
}

/// A paragraph in pieces.
pub struct Text<'a> {
    source: &'a str,
    tokens: Vec<Token>,
}

fn lower(word: &str) -> String {
    match word.to_lowercase().as_str() {
        "m3" => "m³".to_owned(),
        "m2" => "m²".to_owned(),
        other => other.to_owned(),
    }
}

fn split(source: &str) -> Vec<Token> {
    let mut tokens: Vec<Token> = Vec::new();
    let mut rest = source.char_indices().peekable();
    while let Some((start, first)) = rest.next() {
        let mut end = start + first.len_utf8();
        let class = match first {
            c if c.is_whitespace() => continue,
            c if c.is_ascii_digit() => Class::Number,
            c if c.is_alphanumeric() => Class::Word,
            _ => Class::Mark,
        };
        while let Some((at, next)) = rest.peek().copied() {
            let inner = matches!(next, '.' | ',')
                && source[at + 1..].starts_with(|c: char| c.is_ascii_digit());
            let goes_on = match class {
                Class::Number => next.is_ascii_digit() || inner,
                Class::Word => next.is_alphanumeric(),
                Class::Mark => false,
            };
            if !goes_on {
                break;
            }
            end = at + next.len_utf8();
            rest.next();
        }
        let word = &source[start..end];
        tokens.push(Token {
            class,
            lower: lower(word),
            span: start..end,
            capital: first.is_uppercase(),
        });
    }
    tokens
}

/// A name as it is looked for: its words without what stands in brackets.
pub fn words_of(name: &str) -> Vec<String> {
    let mut depth = 0;
    let mut words = Vec::new();
    for token in split(&i18n::compose(name)) {
        match token.lower.as_str() {
            "(" => depth += 1,
            ")" => depth -= 1,
            _ if depth == 0 && token.class != Class::Mark => words.push(token.lower),
            _ => {}
        }
    }
    words
}

impl<'a> Text<'a> {
    pub fn new(source: &'a str) -> Text<'a> {
        Text {
            source,
            tokens: split(source),
        }
    }

    pub fn len(&self) -> usize {
        self.tokens.len()
    }

    fn class(&self, at: usize) -> Option<Class> {
        self.tokens.get(at).map(|token| token.class)
    }

    pub fn is(&self, at: usize, word: &str) -> bool {
        self.tokens.get(at).is_some_and(|token| token.lower == word)
    }

    pub fn is_word(&self, at: usize) -> bool {
        self.class(at) == Some(Class::Word)
    }

    /// A figure by itself: not a part of a date, a document's number or a range.
    pub fn is_number(&self, at: usize) -> bool {
        let joined = |other: Option<usize>| other.is_some_and(|other| self.is(other, "/"));
        self.class(at) == Some(Class::Number)
            && !joined(at.checked_sub(1))
            && !joined(at.checked_add(1))
    }

    /// The number, with the decimals it is written with; `None` after a dash, which makes a range or a sign of it.
    pub fn number(&self, at: usize, lang: Lang) -> Option<Decimal> {
        let token = self.tokens.get(at)?;
        let dash = at.checked_sub(1).is_some_and(|before| {
            ["-", "–", "\u{2212}"]
                .iter()
                .any(|dash| self.is(before, dash))
        });
        let value = i18n::parse_number(&self.source[token.span.clone()], lang)
            .ok()?
            .value;
        (!dash).then_some(value)
    }

    pub fn bare_year(&self, at: usize) -> Option<i32> {
        let token = self.tokens.get(at).filter(|_| self.is_number(at))?;
        let year = token
            .lower
            .parse()
            .ok()
            .filter(|year| (1990..=2100).contains(year))?;
        (token.lower.len() == 4).then_some(year)
    }

    /// A year that is called one: "năm 2022", "kế hoạch 2023".
    pub fn year_of(&self, at: usize) -> Option<i32> {
        let called = at > 0
            && ["năm", "hoạch", "kỳ", "in"]
                .iter()
                .any(|word| self.is(at - 1, word));
        self.bare_year(at).filter(|_| called)
    }

    pub fn is_year(&self, at: usize) -> bool {
        self.year_of(at).is_some()
    }

    pub fn starts(&self, at: usize, words: &[&str]) -> bool {
        words
            .iter()
            .enumerate()
            .all(|(index, word)| self.is(at + index, word))
    }

    /// Where these words begin, if they end at this place; commas between them do not count.
    pub fn ends_with<S: AsRef<str>>(&self, at: usize, words: &[S], from: usize) -> Option<usize> {
        let mut here = at + 1;
        for word in words.iter().rev() {
            here = here.checked_sub(1)?;
            while here > from && self.is(here, ",") && here != at {
                here -= 1;
            }
            if here < from || !self.is(here, word.as_ref()) {
                return None;
            }
        }
        Some(here)
    }

    pub fn skip(&self, here: &mut usize, words: &[&str]) -> bool {
        let found = self.starts(*here, words);
        if found {
            *here += words.len();
        }
        found
    }

    /// "105%", "105 phần trăm".
    pub fn percent(&self, at: usize) -> bool {
        self.is(at + 1, "%") || self.starts(at + 1, &["phần", "trăm"])
    }

    pub fn after_percent(&self, at: usize) -> usize {
        if self.is(at + 1, "%") { at + 2 } else { at + 3 }
    }

    /// A full stop ends a sentence where a capital follows: "NĐ.", "1.054" and "…)" do not.
    fn ends_sentence(&self, at: usize) -> bool {
        let stop = [".", "!", "?"].iter().any(|mark| self.is(at, mark));
        let next = self.tokens.get(at + 1);
        let apart = next.is_some_and(|next| self.tokens[at].span.end < next.span.start);
        stop && apart && next.is_some_and(|next| next.capital || next.class != Class::Word)
    }

    pub fn sentence_start(&self, at: usize) -> usize {
        (0..at)
            .rev()
            .find(|here| self.ends_sentence(*here))
            .map_or(0, |stop| stop + 1)
    }

    pub fn clause_start(&self, at: usize) -> usize {
        (0..at)
            .rev()
            .find(|here| self.is(*here, ";") || self.ends_sentence(*here))
            .map_or(0, |stop| stop + 1)
    }

    pub fn closes(&self, at: usize) -> bool {
        self.is(at, ")")
    }

    /// Where the bracket that closes here was opened.
    pub fn opening(&self, at: usize, from: usize) -> usize {
        (from..at)
            .rev()
            .find(|here| self.is(*here, "("))
            .unwrap_or(from)
    }

    /// "KCN Thanh Bình": one zone, not the board's all.
    pub fn names_a_zone(&self, at: usize) -> bool {
        let zone = self.is(at, "kcn") || (at > 0 && self.starts(at - 1, &["công", "nghiệp"]));
        zone && self
            .tokens
            .get(at + 1)
            .is_some_and(|next| next.capital && next.class == Class::Word)
    }

    pub fn excerpt(&self, start: usize, end: usize) -> String {
        let end = end.min(self.tokens.len());
        let span = |at: usize| self.tokens[at].span.clone();
        if start >= end {
            String::new()
        } else {
            self.source[span(start).start..span(end - 1).end].to_owned()
        }
    }

    /// The unit behind a number: its dimension, how many canonical units it is, and where it ends.
    pub fn unit(
        &self,
        at: usize,
        indicator: &Indicator,
        lang: Lang,
    ) -> Option<(Dimension, i64, usize)> {
        let mut here = at + 1;
        if indicator.dimension == Dimension::Own {
            let own = words_of(indicator.unit_words(indicator.unit, lang));
            let own: Vec<&str> = own.iter().map(String::as_str).collect();
            return (!own.is_empty() && self.skip(&mut here, &own)).then_some((
                Dimension::Own,
                1,
                here,
            ));
        }
        for (words, dimension, factor) in [
            (&["người"][..], Dimension::Person, 1),
            (&["lao", "động"], Dimension::Person, 1),
            (&["people"], Dimension::Person, 1),
            (&["ha"], Dimension::Area, 10_000),
            (&["m²"], Dimension::Area, 1),
            (&["dự", "án"], Dimension::Count, 1),
            (&["projects"], Dimension::Count, 1),
        ] {
            if self.skip(&mut here, words) {
                return Some((dimension, factor, here));
            }
        }
        let mut factor = 1;
        for (word, times) in [
            ("nghìn", 1_000),
            ("ngàn", 1_000),
            ("thousand", 1_000),
            ("triệu", 1_000_000),
            ("million", 1_000_000),
            ("tỷ", 1_000_000_000),
            ("tỉ", 1_000_000_000),
            ("billion", 1_000_000_000),
        ] {
            factor *= if self.skip(&mut here, &[word]) {
                times
            } else {
                1
            };
        }
        for (words, dimension) in [
            (&["đồng"][..], Dimension::Vnd),
            (&["vnđ"], Dimension::Vnd),
            (&["vnd"], Dimension::Vnd),
            (&["dong"], Dimension::Vnd),
            (&["đô", "la", "mỹ"], Dimension::Usd),
            (&["usd"], Dimension::Usd),
            (&["us", "dollars"], Dimension::Usd),
        ] {
            if self.skip(&mut here, words) {
                return Some((dimension, factor, here));
            }
        }
        // "1.054 tỷ" is dong; "38 triệu" may be either.
        (factor >= 1_000_000_000).then_some((Dimension::Vnd, factor, here))
    }
}
