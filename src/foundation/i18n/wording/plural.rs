//! One or many: English changes its noun and its verb, Vietnamese neither.

use rust_decimal::Decimal;

use super::count_padded;
use crate::foundation::i18n::{Lang, format_number};

/// A noun: in Vietnamese, in English of one and of many.
pub type Noun<'a> = (&'a str, &'a str, &'a str);

/// The English word for so many things: `one_or_many(1, "was", "were")`.
pub fn one_or_many<'a, N: PartialEq + From<u8>>(count: N, one: &'a str, many: &'a str) -> &'a str {
    if count == N::from(1) { one } else { many }
}

fn noun<'a, N: PartialEq + From<u8>>(count: N, (vi, one, many): Noun<'a>, lang: Lang) -> &'a str {
    match lang {
        Lang::Vi => vi,
        Lang::En => one_or_many(count, one, many),
    }
}

/// A number of things: "12 báo cáo", "1 report", "0 reports".
pub fn counted<N: Copy + PartialEq + From<u8> + Into<Decimal>>(
    count: N,
    things: Noun<'_>,
    lang: Lang,
) -> String {
    format!(
        "{} {}",
        format_number(count.into(), 0, lang),
        noun(count, things, lang)
    )
}

/// A number of things as papers write it: "01 dự án", "1 project".
pub fn padded(count: usize, things: Noun<'_>, lang: Lang) -> String {
    count_padded(
        u64::try_from(count).unwrap_or(u64::MAX),
        noun(count, things, lang),
        lang,
    )
}
