//! Units as people write them beside a number: "tr", "tỷ đồng", "triệu USD", "m2", "người".

use rust_decimal::Decimal;

use crate::foundation::i18n::fold;
use crate::foundation::kernel::quantity::{Dimension, Unit, unit, units_of};

/// Words for powers of ten, folded; longer ones first.
const SCALES: [(&str, i64); 14] = [
    ("thousand", 1_000),
    ("million", 1_000_000),
    ("billion", 1_000_000_000),
    ("nghin", 1_000),
    ("trieu", 1_000_000),
    ("ngan", 1_000),
    ("mil", 1_000_000),
    ("bn", 1_000_000_000),
    ("tr", 1_000_000),
    ("ty", 1_000_000_000),
    ("ti", 1_000_000_000),
    ("ng", 1_000),
    ("mn", 1_000_000),
    ("k", 1_000),
];

/// Words for what is measured, folded, and the code of the unit.
const BASES: [(&str, &str); 45] = [
    ("d", "vnd"),
    ("dong", "vnd"),
    ("vnd", "vnd"),
    ("dong vn", "vnd"),
    ("viet nam dong", "vnd"),
    ("dong viet nam", "vnd"),
    ("₫", "vnd"),
    ("usd", "usd"),
    ("us$", "usd"),
    ("$", "usd"),
    ("do", "usd"),
    ("do la", "usd"),
    ("do la my", "usd"),
    ("dollar", "usd"),
    ("dollars", "usd"),
    ("us dollars", "usd"),
    ("m2", "m2"),
    ("m²", "m2"),
    ("met vuong", "m2"),
    ("ha", "ha"),
    ("hecta", "ha"),
    ("hec ta", "ha"),
    ("hectares", "ha"),
    ("nguoi", "person"),
    ("nguoi lao dong", "person"),
    ("lao dong", "person"),
    ("cong nhan", "person"),
    ("ld", "person"),
    ("nld", "person"),
    ("cnld", "person"),
    ("people", "person"),
    ("persons", "person"),
    ("workers", "person"),
    ("employees", "person"),
    ("%", "percent"),
    ("phan tram", "percent"),
    ("percent", "percent"),
    ("du an", "count"),
    ("da", "count"),
    ("doanh nghiep", "count"),
    ("dn", "count"),
    ("cong ty", "count"),
    ("projects", "count"),
    ("project", "count"),
    ("enterprises", "count"),
];

/// What the words beside a number say.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Words {
    /// 1, 1,000, 1,000,000 …
    pub scale: i64,
    pub base: Option<&'static Unit>,
}

/// Reads the words beside a number; `None` when they are no unit this portal knows.
pub(super) fn words(text: &str) -> Option<Words> {
    let folded = fold(text);
    let plain: Vec<&str> = folded
        .split(|c: char| c.is_whitespace() || ".,()[]:;/".contains(c))
        .filter(|word| !word.is_empty())
        .collect();
    let joined = plain.join(" ");
    let mut rest = joined.as_str();
    let mut scale = 1i64;
    loop {
        if rest.is_empty() {
            return Some(Words { scale, base: None });
        }
        if let Some((_, code)) = BASES.iter().find(|(word, _)| *word == rest) {
            return Some(Words {
                scale,
                base: unit(code),
            });
        }
        // "trđ", "tỷUSD": written together, the rest must be a unit in full.
        let (factor, behind) = SCALES.iter().find_map(|(word, factor)| {
            let behind = rest.strip_prefix(word)?;
            let apart = behind.is_empty()
                || behind.starts_with(' ')
                || BASES.iter().any(|(base, _)| *base == behind);
            apart.then_some((*factor, behind.trim_start()))
        })?;
        scale = scale
            .checked_mul(factor)
            .filter(|scale| *scale <= 1_000_000_000_000)?;
        rest = behind;
    }
}

/// A unit stated away from the number.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct StatedUnit {
    /// 1, 1,000, 1,000,000 …, on top of the base's own factor.
    pub scale: i64,
    /// `None` for "nghìn" alone: of whatever is measured.
    pub base: Option<&'static Unit>,
}

/// Reads a unit as titles state it: "1.000 đồng", "x1000đ", "10^6 VND", "Tr.đ", "triệu đồng/người/tháng".
/// `None` when it is no unit this portal knows, or a number alone.
pub fn stated_unit(text: &str) -> Option<StatedUnit> {
    let folded = fold(text);
    let plain = folded.trim_matches(|c: char| c.is_whitespace() || "()[]{}:;,.*-–".contains(c));
    let mut parts = plain.split('/');
    let counted = parts.next()?.trim();
    let per =
        |part: &str| ["nguoi", "thang", "lao dong", "ld", "nguoi lao dong"].contains(&part.trim());
    if !parts.all(per) {
        return None;
    }
    let counted = counted.trim_start_matches(['x', '×', '*']).trim_start();
    let (times, rest) = power(counted)?;
    if rest.is_empty() {
        return None;
    }
    let found = words(rest)?;
    let scale = times.checked_mul(found.scale)?;
    Some(StatedUnit {
        scale,
        base: found.base,
    })
}

/// The power of ten a text begins with, and what follows: "1.000", "1000", "10^6", "10⁶". Without any it is 1; `None` for any
/// other number.
fn power(text: &str) -> Option<(i64, &str)> {
    const RAISED: [(char, u32); 3] = [('³', 3), ('⁶', 6), ('⁹', 9)];
    if let Some(raised) = text.strip_prefix("10") {
        let rest = raised.strip_prefix('^');
        let digit = rest.and_then(|rest| rest.chars().next()?.to_digit(10));
        if let (Some(rest), Some(digit)) = (rest, digit) {
            return Some((10i64.checked_pow(digit)?, rest[1..].trim_start()));
        }
        if let Some((sign, digit)) = RAISED.iter().find(|(sign, _)| raised.starts_with(*sign)) {
            return Some((10i64.pow(*digit), raised[sign.len_utf8()..].trim_start()));
        }
    }
    let end = text
        .find(|c: char| !(c.is_ascii_digit() || matches!(c, '.' | ',' | ' ')))
        .unwrap_or(text.len());
    let digits: String = text[..end].chars().filter(char::is_ascii_digit).collect();
    if digits.is_empty() {
        return Some((1, text));
    }
    let known = matches!(digits.as_str(), "1000" | "1000000" | "1000000000");
    known.then(|| Some((digits.parse().ok()?, text[end..].trim_start())))?
}

/// The value with its unit, and whether the currency was only assumed.
///
/// A word such as "tỷ" without a currency takes that of `hint`; without a hint it means đồng, which is assumed.
pub(super) fn placed(
    value: Decimal,
    words: Words,
    hint: Option<&'static Unit>,
) -> Option<(Decimal, Option<&'static str>, bool)> {
    if words.scale == 1 && words.base.is_none() {
        return Some((value, hint.map(|unit| unit.code), false));
    }
    let assumed = words.base.is_none() && hint.is_none();
    let dimension = words
        .base
        .or(hint)
        .map_or(Dimension::Vnd, |unit| unit.dimension);
    if !matches!(dimension, Dimension::Vnd | Dimension::Usd) {
        let code = words.base.or(hint).map(|unit| unit.code);
        return Some((value.checked_mul(Decimal::from(words.scale))?, code, false));
    }
    // The largest unit of the currency that divides the scale; what is left over multiplies the value.
    let fitting = units_of(dimension)
        .iter()
        .filter(|unit| words.scale % unit.factor == 0)
        .max_by_key(|unit| unit.factor)?;
    Some((
        value.checked_mul(Decimal::from(words.scale / fitting.factor))?,
        Some(fitting.code),
        assumed,
    ))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn units_are_read_as_people_write_them() {
        let table = [
            ("tr", 1_000_000, None),
            ("Tr.đ", 1_000_000, Some("vnd")),
            ("trđ", 1_000_000, Some("vnd")),
            ("triệu đồng", 1_000_000, Some("vnd")),
            ("tỉ", 1_000_000_000, None),
            ("nghìn tỷ đồng", 1_000_000_000_000, Some("vnd")),
            ("triệu USD", 1_000_000, Some("usd")),
            ("$", 1, Some("usd")),
            ("VNĐ", 1, Some("vnd")),
            ("đ", 1, Some("vnd")),
            ("m²", 1, Some("m2")),
            ("người", 1, Some("person")),
            ("%", 1, Some("percent")),
            ("", 1, None),
        ];
        for (text, scale, code) in table {
            assert_eq!(
                words(text).map(|found| (found.scale, found.base.map(|unit| unit.code))),
                Some((scale, code)),
                "{text}"
            );
        }
        for text in ["tấn", "trâu", "tỷ lệ", "người/tháng x", "tỷ tỷ tỷ"] {
            assert_eq!(words(text), None, "{text}");
        }
    }

    #[test]
    fn units_are_read_as_titles_state_them() {
        let table = [
            ("1.000 đồng", 1_000, Some("vnd")),
            ("1.000 USD", 1_000, Some("usd")),
            ("x1000đ", 1_000, Some("vnd")),
            ("x 1000 USD", 1_000, Some("usd")),
            ("1000$", 1_000, Some("usd")),
            ("10^6 VND", 1_000_000, Some("vnd")),
            ("10⁶ đồng", 1_000_000, Some("vnd")),
            ("1,000,000 VND", 1_000_000, Some("vnd")),
            ("- triệu VNĐ", 1_000_000, Some("vnd")),
            ("Tr.đ", 1_000_000, Some("vnd")),
            ("ngàn đô la Mỹ", 1_000, Some("usd")),
            ("tr.đ/tháng", 1_000_000, Some("vnd")),
            ("triệu đồng/người/tháng", 1_000_000, Some("vnd")),
            ("nghìn", 1_000, None),
            ("ha", 1, Some("ha")),
            ("%", 1, Some("percent")),
        ];
        for (text, scale, code) in table {
            let found =
                stated_unit(text).map(|found| (found.scale, found.base.map(|unit| unit.code)));
            assert_eq!(found, Some((scale, code)), "{text}");
        }
        for text in [
            "",
            "1.000",
            "(1)",
            "2022",
            "tấn",
            "triệu đồng/năm",
            "EUR",
            "nếu có",
            "7 đồng",
        ] {
            assert_eq!(stated_unit(text), None, "{text}");
        }
    }

    #[test]
    fn every_unit_word_leads_to_a_unit() {
        for (word, code) in BASES {
            assert!(unit(code).is_some() && fold(word) == word, "{word}");
        }
    }
}
