use proptest::prelude::*;

use super::*;
use crate::foundation::kernel::percent::{Ratio, Reason};
use crate::foundation::kernel::testing::dec;

fn read(text: &str, lang: Lang) -> Result<Decimal, NumberError> {
    parse_number(text, lang).map(|reading| reading.value)
}

#[test]
fn numbers_are_printed_in_both_languages() {
    let table = [
        (dec!(1234567.89), 2, "1.234.567,89", "1,234,567.89"),
        (dec!(-1234.5), 2, "−1.234,50", "−1,234.50"),
        (dec!(0.125), 2, "0,13", "0.13"),
        (dec!(2.5), 0, "3", "3"),
        (dec!(-2.5), 0, "−3", "−3"),
        (dec!(-0.04), 1, "0,0", "0.0"),
        (dec!(999.5), 0, "1.000", "1,000"),
        (dec!(114273), 0, "114.273", "114,273"),
        (dec!(33000000), 0, "33.000.000", "33,000,000"),
    ];
    for (value, scale, vi, en) in table {
        assert_eq!(format_number(value, scale, Lang::Vi), vi);
        assert_eq!(format_number(value, scale, Lang::En), en);
    }
}

#[test]
fn plain_numbers_drop_idle_zeros() {
    assert_eq!(format_plain(dec!(1054.500), 6, Lang::Vi), "1.054,5");
    assert_eq!(format_plain(dec!(1000.00), 2, Lang::Vi), "1.000");
    assert_eq!(format_plain(dec!(0.0000001), 6, Lang::Vi), "0");
}

#[test]
fn percentages_and_ratios_are_printed() {
    assert_eq!(format_percent(dec!(26.414), 2, Lang::Vi), "26,41%");
    assert_eq!(
        format_ratio(Ratio::Percent(dec!(105.96)), 1, Lang::En),
        "106.0%"
    );
    assert_eq!(
        format_ratio(Ratio::Undefined(Reason::ZeroBase), 1, Lang::Vi),
        "–"
    );
}

#[test]
fn vietnamese_numbers_are_read() {
    let table = [
        ("114.273", dec!(114273)),
        ("1.054,5", dec!(1054.5)),
        ("33.000.000", dec!(33000000)),
        ("1 054,5", dec!(1054.5)),
        ("1\u{a0}054,5", dec!(1054.5)),
        ("33\u{202f}000\u{202f}000", dec!(33000000)),
        (" 114273 ", dec!(114273)),
        ("-1.054,5", dec!(-1054.5)),
        ("− 17,7", dec!(-17.7)),
        ("-0", dec!(0)),
        ("01", dec!(1)),
        ("0,054", dec!(0.054)),
        ("999.999.999.999.999,999999", dec!(999999999999999.999999)),
    ];
    for (text, value) in table {
        assert_eq!(
            parse_number(text, Lang::Vi),
            Ok(Reading { value, doubt: None }),
            "{text}"
        );
    }
}

#[test]
fn english_numbers_are_read_by_the_mirrored_rule() {
    for (text, value) in [
        ("114,273", dec!(114273)),
        ("1,054.5", dec!(1054.5)),
        ("17.7", dec!(17.7)),
    ] {
        assert_eq!(read(text, Lang::En), Ok(value), "{text}");
    }
    let reading = parse_number("1.054", Lang::En).expect("legal");
    assert_eq!(
        reading.doubt,
        Some(Doubt {
            understood: dec!(1.054),
            other: dec!(1054)
        })
    );
}

#[test]
fn three_decimals_are_legal_but_doubtful() {
    let reading = parse_number("-1,054", Lang::Vi).expect("legal");
    assert_eq!(reading.value, dec!(-1.054));
    let doubt = reading.doubt.expect("a doubt");
    assert_eq!(doubt.other, dec!(-1054));
    assert_eq!(
        doubt.message(Lang::Vi),
        "Đang hiểu là -1,054 (âm một phẩy không năm bốn). Nếu ý anh/chị là -1.054, xin gõ “-1.054”."
    );
    assert_eq!(
        parse_number("1.000,054", Lang::Vi).expect("legal").doubt,
        None
    );
}

#[test]
fn what_breaks_the_rule_gets_a_question_and_not_a_guess() {
    let table: [(&str, &[Decimal]); 13] = [
        ("1.05", &[dec!(1.05), dec!(105)]),
        ("12.3456", &[dec!(12.3456), dec!(123456)]),
        ("1234.567", &[dec!(1234.567), dec!(1234567)]),
        ("0.054", &[dec!(0.054), dec!(54)]),
        ("1,054.5", &[dec!(1054.5)]),
        ("-1,054.5", &[dec!(-1054.5)]),
        ("1,054,500", &[dec!(1054500), dec!(1054.5)]),
        ("1.054.5", &[dec!(1054.5), dec!(10545)]),
        ("1 05", &[dec!(105)]),
        ("1  054", &[dec!(1054)]),
        ("1 054.500", &[dec!(1054.5), dec!(1054500)]),
        (",5", &[dec!(0.5), dec!(5)]),
        (".,", &[]),
    ];
    for (text, expected) in table {
        let error = NumberError::Unclear {
            typed: text.to_owned(),
            candidates: expected.to_vec(),
        };
        assert_eq!(parse_number(text, Lang::Vi), Err(error), "{text}");
    }
}

#[test]
fn the_question_shows_figures_and_words() {
    let error = parse_number("1.05", Lang::Vi).expect_err("unclear");
    assert_eq!(
        error.message(Lang::Vi),
        "Chưa rõ “1.05” là số nào. Có phải ý anh/chị là 1,05 (một phẩy không năm) hay 105 (một trăm linh năm)? \
         Xin gõ lại: dấu chấm tách từng nhóm ba chữ số, dấu phẩy tách phần thập phân."
    );
    let error = parse_number("1.054,5", Lang::En).expect_err("unclear");
    assert!(
        error.message(Lang::En).contains("Did you mean 1,054.5?"),
        "{}",
        error.message(Lang::En)
    );
}

#[test]
fn other_faults_are_told_apart() {
    let table = [
        ("", NumberError::Empty),
        (" \u{a0} ", NumberError::Empty),
        ("(1.054)", NumberError::Parentheses),
        ("1.054 tỷ", NumberError::Character('t')),
        ("1e6", NumberError::Character('e')),
        ("5-3", NumberError::Character('-')),
        ("--5", NumberError::Character('-')),
        ("٣", NumberError::Character('٣')),
        ("1.000.000.000.000.000", NumberError::TooLarge),
        ("0,1234567", NumberError::TooPrecise),
        (
            "00000000000000000000000000000000000000001",
            NumberError::TooLong,
        ),
    ];
    for (text, error) in table {
        assert_eq!(parse_number(text, Lang::Vi), Err(error.clone()), "{text}");
        for lang in Lang::ALL {
            assert!(error.message(lang).ends_with('.'));
        }
    }
}

proptest! {
    #[test]
    fn what_is_printed_is_read_back(
        mantissa in -999_999_999_999_999_999_999i128..=999_999_999_999_999_999_999,
        scale in 0u32..=6,
        english: bool,
    ) {
        let lang = if english { Lang::En } else { Lang::Vi };
        let value = Decimal::from_i128_with_scale(mantissa / 10i128.pow(6 - scale), scale);
        prop_assert_eq!(read(&format_number(value, scale, lang), lang), Ok(value));
        prop_assert_eq!(read(&format_plain(value, 6, lang), lang), Ok(value));
    }

    #[test]
    fn no_text_panics_and_every_fault_has_a_message(text in "[-−0-9., \u{a0}()a]{0,45}|.*") {
        for lang in Lang::ALL {
            match parse_number(&text, lang) {
                Ok(reading) => {
                    if let Some(doubt) = reading.doubt {
                        prop_assert_ne!(doubt.other, reading.value);
                        prop_assert!(!doubt.message(lang).is_empty());
                    }
                }
                Err(error) => prop_assert!(!error.message(lang).is_empty()),
            }
        }
    }

    #[test]
    fn the_languages_never_read_one_text_differently_without_a_doubt(text in "[0-9]{1,4}([.,][0-9]{1,4}){0,3}") {
        // Exactly one kind of text is legal in both: digits with one mark before three digits. Seen from the
        // language in which the mark is the decimal mark, it must be doubtful.
        if let (Ok(vi), Ok(en)) = (parse_number(&text, Lang::Vi), parse_number(&text, Lang::En))
            && vi.value != en.value
        {
            prop_assert!(vi.doubt.is_some() || en.doubt.is_some());
        }
    }
}
