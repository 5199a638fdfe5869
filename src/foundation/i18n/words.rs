//! Numbers in Vietnamese words: 1054 is "một nghìn không trăm năm mươi tư".

use rust_decimal::Decimal;

const DIGITS: [&str; 10] = [
    "không", "một", "hai", "ba", "bốn", "năm", "sáu", "bảy", "tám", "chín",
];
const BILLION: u128 = 1_000_000_000;

/// The number in words, followed by `unit` unless that is empty. Decimals are read digit by digit, because
/// "phẩy năm mươi" and "phẩy năm" are the same number and do not sound so.
pub fn spell(value: Decimal, unit: &str) -> String {
    let value = value.normalize();
    let magnitude = value.mantissa().unsigned_abs();
    let divisor = 10u128.pow(value.scale());
    let (integer, fraction) = (magnitude / divisor, magnitude % divisor);

    let mut words = Vec::new();
    if value.is_sign_negative() && !value.is_zero() {
        words.push("âm");
    }
    push_integer(&mut words, integer);
    let decimals = format!("{fraction:0width$}", width = value.scale() as usize);
    if fraction > 0 {
        words.push("phẩy");
        words.extend(
            decimals
                .bytes()
                .map(|digit| DIGITS[usize::from(digit - b'0')]),
        );
    }
    if !unit.is_empty() {
        words.push(unit);
    }
    words.join(" ")
}

/// Above a billion the language counts in billions again: 10^18 is "một tỷ tỷ".
fn push_integer(words: &mut Vec<&str>, number: u128) {
    if number == 0 {
        words.push(DIGITS[0]);
        return;
    }
    let (billions, rest) = (number / BILLION, number % BILLION);
    let mut full = billions > 0;
    if full {
        push_integer(words, billions);
        words.push("tỷ");
    }
    for (size, name) in [(1_000_000, "triệu"), (1_000, "nghìn"), (1, "")] {
        let triple = rest / size % 1_000;
        if triple == 0 {
            continue;
        }
        push_triple(words, triple as usize, full);
        if !name.is_empty() {
            words.push(name);
        }
        full = true;
    }
}

/// Three digits; with `full` (something stands before them) the hundreds are read even when they are zero.
fn push_triple(words: &mut Vec<&str>, triple: usize, full: bool) {
    let (hundreds, tens, ones) = (triple / 100, triple / 10 % 10, triple % 10);
    let has_hundreds = hundreds > 0 || full;
    if has_hundreds {
        words.extend([DIGITS[hundreds], "trăm"]);
    }
    match tens {
        0 if has_hundreds && ones > 0 => words.push("linh"),
        0 => {}
        1 => words.push("mười"),
        _ => words.extend([DIGITS[tens], "mươi"]),
    }
    match ones {
        0 => {}
        1 if tens >= 2 => words.push("mốt"),
        4 if tens >= 2 => words.push("tư"),
        5 if tens >= 1 => words.push("lăm"),
        _ => words.push(DIGITS[ones]),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::foundation::kernel::testing::dec;

    #[test]
    fn numbers_are_spelt_by_the_rules_of_the_language() {
        let table = [
            (dec!(0), "không"),
            (dec!(4), "bốn"),
            (dec!(5), "năm"),
            (dec!(10), "mười"),
            (dec!(11), "mười một"),
            (dec!(14), "mười bốn"),
            (dec!(15), "mười lăm"),
            (dec!(20), "hai mươi"),
            (dec!(21), "hai mươi mốt"),
            (dec!(24), "hai mươi tư"),
            (dec!(55), "năm mươi lăm"),
            (dec!(101), "một trăm linh một"),
            (dec!(105), "một trăm linh năm"),
            (dec!(110), "một trăm mười"),
            (dec!(115), "một trăm mười lăm"),
            (dec!(1000), "một nghìn"),
            (dec!(1005), "một nghìn không trăm linh năm"),
            (dec!(1054), "một nghìn không trăm năm mươi tư"),
            (dec!(114273), "một trăm mười bốn nghìn hai trăm bảy mươi ba"),
            (dec!(1000005), "một triệu không trăm linh năm"),
            (dec!(33000000), "ba mươi ba triệu"),
            (dec!(1054000000000), "một nghìn không trăm năm mươi tư tỷ"),
            (dec!(2000000001), "hai tỷ không trăm linh một"),
            (dec!(1000000000000000000), "một tỷ tỷ"),
            (dec!(-7), "âm bảy"),
            (dec!(1.05), "một phẩy không năm"),
            (dec!(37.80), "ba mươi bảy phẩy tám"),
            (dec!(0.5), "không phẩy năm"),
        ];
        for (value, words) in table {
            assert_eq!(spell(value, ""), words, "{value}");
        }
    }

    #[test]
    fn the_unit_follows() {
        assert_eq!(
            spell(dec!(1037), "người"),
            "một nghìn không trăm ba mươi bảy người"
        );
    }

    #[test]
    fn the_largest_numbers_are_spelt_too() {
        assert_eq!(
            spell(dec!(1_000_000_000_000_000_000_000_000_000), ""),
            "một tỷ tỷ tỷ"
        );
        assert!(
            spell(Decimal::MAX, "").starts_with("bảy mươi chín tỷ hai trăm hai mươi tám triệu")
        );
        assert_eq!(spell(Decimal::new(1, 28), "").split(' ').count(), 2 + 28);
    }
}
