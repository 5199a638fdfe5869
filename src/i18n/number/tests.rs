use proptest::prelude::*;
use rust_decimal::Decimal;

use super::*;

fn dec(text: &str) -> Decimal {
    text.parse().expect("a decimal literal")
}

#[test]
fn vietnamese_numbers_are_read_as_their_writer_means_them() {
    for (typed, expected) in [
        ("114.273", "114273"),
        ("1.054,5", "1054.5"),
        ("33.000.000", "33000000"),
        ("33 000 000", "33000000"),
        ("1\u{a0}054,5", "1054.5"),
        ("  7 ", "7"),
        ("0", "0"),
        ("0,25", "0.25"),
        ("1054", "1054"),
        ("1054,50", "1054.5"),
        ("-5", "-5"),
        ("−1.000", "-1000"),
        ("-0", "0"),
    ] {
        assert_eq!(parse_number(typed, Lang::Vi).map(|r| r.value), Ok(dec(expected)), "{typed}");
    }
}

#[test]
fn what_is_unclear_gets_a_question() {
    let perhaps = |typed: &str, lang| match parse_number(typed, lang) {
        Err(NumberError::Grouping { perhaps }) => perhaps,
        other => panic!("{typed}: {other:?}"),
    };
    assert_eq!(perhaps("1.05", Lang::Vi), Some(dec("1.05")));
    assert_eq!(perhaps("1,054.5", Lang::Vi), Some(dec("1054.5")));
    assert_eq!(perhaps("0.500", Lang::Vi), Some(dec("0.5")));
    assert_eq!(perhaps("1.054,5", Lang::En), Some(dec("1054.5")));
    assert_eq!(perhaps("12.34.56", Lang::Vi), None);
    assert_eq!(perhaps("1..000", Lang::Vi), None);
    assert_eq!(perhaps("1.000,", Lang::Vi), None);
}

#[test]
fn a_number_that_means_something_else_in_the_other_language_is_marked() {
    assert_eq!(parse_number("1.054", Lang::Vi), Ok(Reading { value: dec("1054"), doubt: Some(dec("1.054")) }));
    assert_eq!(parse_number("1,054", Lang::Vi), Ok(Reading { value: dec("1.054"), doubt: Some(dec("1054")) }));
    assert_eq!(parse_number("1054", Lang::Vi), Ok(Reading { value: dec("1054"), doubt: None }));
}

#[test]
fn nonsense_is_refused_and_says_what_to_do() {
    for (typed, error) in [
        ("", NumberError::Empty),
        ("mười", NumberError::NotANumber),
        ("1e9", NumberError::NotANumber),
        ("1.054 tr", NumberError::NotANumber),
        ("٣", NumberError::NotANumber),
        ("--1", NumberError::NotANumber),
        ("1,1234567", NumberError::TooManyDecimals),
        ("1234567890123456", NumberError::TooLarge),
        ("9999999999999999999999999999999999999999999", NumberError::TooLarge),
    ] {
        assert_eq!(parse_number(typed, Lang::Vi), Err(error.clone()), "{typed}");
        assert!(!error.message(Lang::Vi).is_empty() && !error.message(Lang::En).is_empty());
    }
}

#[test]
fn halves_round_away_from_zero() {
    for (value, scale, printed) in [
        ("0.5", 0, "1"),
        ("1.5", 0, "2"),
        ("2.5", 0, "3"),
        ("-2.5", 0, "−3"),
        ("-0.4", 0, "0"),
        ("106.05", 1, "106,1"),
        ("1234567.891", 2, "1.234.567,89"),
        ("999.995", 2, "1.000,00"),
    ] {
        assert_eq!(format_number(dec(value), scale, Lang::Vi), printed, "{value}");
    }
    assert_eq!(format_number(dec("1234567.891"), 2, Lang::En), "1,234,567.89");
    assert_eq!(format_plain(dec("17.700"), 6, Lang::Vi), "17,7");
    assert_eq!(format_percent(dec("106.4"), 0, Lang::Vi), "106%");
}

proptest! {
    #[test]
    fn what_is_printed_reads_back_the_same(mantissa in -999_999_999_999_999i64..=999_999_999_999_999, scale in 0u32..=6) {
        let value = Decimal::new(mantissa, scale);
        for lang in [Lang::Vi, Lang::En] {
            let printed = format_plain(value, 6, lang);
            prop_assert_eq!(parse_number(&printed, lang).map(|r| r.value), Ok(value.normalize()), "{}", printed);
        }
    }

    #[test]
    fn no_input_panics(typed in "\\PC{0,60}") {
        let _ = parse_number(&typed, Lang::Vi);
        let _ = parse_number(&typed, Lang::En);
    }
}
