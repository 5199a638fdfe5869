use proptest::prelude::*;

use super::*;
use crate::foundation::i18n::format_number;
use crate::foundation::kernel::quantity::unit;
use crate::foundation::kernel::testing::dec;

fn unknown() -> Locale {
    Locale::Unknown {
        examples: Vec::new(),
        mixed: false,
    }
}

fn text(text: &str) -> Content {
    Content::Text(text.to_owned())
}

fn read_text(
    typed: &str,
    hint: Option<&str>,
    locale: &Locale,
) -> Result<(Decimal, Option<&'static str>), Fault> {
    number(&text(typed), hint.and_then(unit), locale).map(|number| (number.value, number.unit))
}

#[test]
fn numbers_are_read_as_people_write_them() {
    let table = [
        ("1.054,5 tr", None, dec!(1054.5), Some("mvnd")),
        ("1.054,5 tr", Some("musd"), dec!(1054.5), Some("musd")),
        ("1.054 tỷ", Some("bvnd"), dec!(1054), Some("bvnd")),
        ("12,5 triệu USD", Some("bvnd"), dec!(12.5), Some("musd")),
        ("1,2 tỷ USD", None, dec!(1200), Some("musd")),
        ("2 nghìn tỷ đồng", None, dec!(2000), Some("bvnd")),
        ("(1.234)", None, dec!(-1234), None),
        ("-1.234,5", None, dec!(-1234.5), None),
        ("– 5", None, dec!(-5), None),
        ("1 054 000", None, dec!(1054000), None),
        ("1\u{a0}054\u{a0}000", None, dec!(1054000), None),
        ("10%", None, dec!(10), Some("percent")),
        ("26,41 %", None, dec!(26.41), Some("percent")),
        ("~ 300", None, dec!(300), None),
        ("khoảng 300 người", None, dec!(300), Some("person")),
        ("ước đạt 1.054,5 tỷ đồng", None, dec!(1054.5), Some("bvnd")),
        ("1.054.000đ", None, dec!(1054000), Some("vnd")),
        ("1.054.000 VNĐ", None, dec!(1054000), Some("vnd")),
        ("12$", None, dec!(12), Some("usd")),
        ("$ 12", None, dec!(12), Some("usd")),
        ("USD 12,5", None, dec!(12.5), Some("usd")),
        ("37,8ha", None, dec!(37.8), Some("ha")),
        ("1.200 m2", None, dec!(1200), Some("m2")),
        ("1.200 m²", None, dec!(1200), Some("m2")),
        ("04 dự án", None, dec!(4), Some("count")),
        ("1,5 nghìn người", None, dec!(1500), Some("person")),
        ("5.000 tấn", Some("own"), dec!(5000), Some("own")),
        ("17", Some("ha"), dec!(17), Some("ha")),
        ("'1.054.000", None, dec!(1054000), None),
        ("1.054,", None, dec!(1054), None),
        ("+5", None, dec!(5), None),
    ];
    for (typed, hint, value, code) in table {
        assert_eq!(
            read_text(typed, hint, &Locale::Vietnamese),
            Ok((value, code)),
            "{typed}"
        );
    }
    assert_eq!(
        read_text("1,054.5", None, &unknown()),
        Ok((dec!(1054.5), None))
    );
    assert_eq!(
        read_text("1,054.5 million USD", None, &Locale::English),
        Ok((dec!(1054.5), Some("musd")))
    );
}

#[test]
fn hedges_and_assumed_currencies_are_told() {
    let read = |typed: &str, hint: Option<&str>| {
        number(&text(typed), hint.and_then(unit), &Locale::Vietnamese).expect("a number")
    };
    assert!(
        read("khoảng 300", None).hedged
            && read("hơn 300", None).hedged
            && !read("300", None).hedged
    );
    assert!(read("5 tỷ", None).assumed);
    assert!(
        !read("5 tỷ", Some("mvnd")).assumed
            && !read("5 tỷ đồng", None).assumed
            && !read("5", None).assumed
    );
}

#[test]
fn what_is_no_number_gets_a_question() {
    let table = [
        ("", "empty"),
        (" \u{a0}", "empty"),
        ("-", "perhaps-nil"),
        ("–", "perhaps-nil"),
        ("- -", "perhaps-nil"),
        ("Không", "perhaps-nil"),
        ("n/a", "perhaps-nil"),
        ("Công ty A", "no-number"),
        ("quý 1", "no-number"),
        ("Số 5", "no-number"),
        ("1,5E+9", "no-number"),
        ("300-400", "several-numbers"),
        ("1.054 (năm 2021: 900)", "several-numbers"),
        ("31/12/2022", "several-numbers"),
        ("5 tấn", "unknown-unit"),
        ("1.05.4", "unclear"),
        (",5", "unclear"),
        ("1.000.000.000.000.000", "out-of-range"),
        ("1,054.5", "contradicts"),
    ];
    for (typed, code) in table {
        let fault = read_text(typed, None, &Locale::Vietnamese).expect_err(typed);
        assert_eq!(fault.code(), code, "{typed}");
        for lang in Lang::ALL {
            assert!(!fault.message(lang).is_empty());
        }
    }
    let date = chrono::NaiveDate::from_ymd_opt(2022, 5, 1)
        .and_then(|day| day.and_hms_opt(0, 0, 0))
        .expect("a day");
    for (content, code) in [
        (Content::Empty, "empty"),
        (Content::Bool(true), "truth"),
        (Content::Date(date), "date"),
        (
            Content::Error(CellError::Shown("#REF!".to_owned())),
            "formula-failed",
        ),
        (Content::Error(CellError::NotCalculated), "not-calculated"),
        (
            Content::Number(format!("1{}", "0".repeat(40))),
            "out-of-range",
        ),
    ] {
        assert_eq!(
            number(&content, None, &unknown())
                .expect_err("a fault")
                .code(),
            code
        );
    }
    assert_eq!(
        read_text("1,054.5", None, &Locale::Vietnamese)
            .expect_err("a fault")
            .message(Lang::Vi),
        "“1,054.5” viết khác các ô còn lại của bảng. Có phải ý anh/chị là 1.054,5? Xin xác nhận hoặc sửa lại."
    );
}

#[test]
fn one_clear_cell_decides_for_its_block() {
    let locale =
        |texts: &[&str]| locale_of(&texts.iter().map(|typed| text(typed)).collect::<Vec<_>>());
    assert_eq!(locale(&["1.054", "2.000", "17,5 tr"]), Locale::Vietnamese);
    assert_eq!(locale(&["1,054", "17.5"]), Locale::English);
    assert_eq!(locale(&["1.054.000 đ", "x"]), Locale::Vietnamese);
    assert_eq!(
        locale(&["17.5", "1.054,5", "1.000.000"]),
        Locale::Vietnamese
    );
    assert_eq!(
        locale(&["1.054", "2.000 tỷ", "Tên"]),
        Locale::Unknown {
            examples: vec!["1.054".to_owned(), "2.000 tỷ".to_owned()],
            mixed: false,
        }
    );
    assert_eq!(
        locale(&["1.054,5", "1,054.5"]),
        Locale::Unknown {
            examples: vec!["1.054,5".to_owned(), "1,054.5".to_owned()],
            mixed: true,
        }
    );
    assert_eq!(
        locale(&["17", "5 tr", ""]),
        Locale::Unknown {
            examples: Vec::new(),
            mixed: false,
        }
    );
    assert_eq!(locale_of(&[Content::Number("1.054".to_owned())]), unknown());
}

#[test]
fn what_nothing_decides_stays_open_with_both_readings() {
    let found = number(&text("1.054 tỷ"), None, &unknown()).expect("a number");
    assert!(found.ambiguous);
    assert_eq!(
        (found.value, found.other, found.unit),
        (dec!(1054), Some(dec!(1.054)), Some("bvnd"))
    );
    let found = number(&text("(1,054)"), None, &unknown()).expect("a number");
    assert_eq!(
        (found.value, found.other),
        (dec!(-1.054), Some(dec!(-1054)))
    );
    for (locale, value) in [
        (Locale::Vietnamese, dec!(1054)),
        (Locale::English, dec!(1.054)),
    ] {
        let found = number(&text("1.054"), None, &locale).expect("a number");
        assert_eq!(
            (found.value, found.ambiguous, found.other),
            (value, false, None)
        );
    }
}

#[test]
fn signs_of_offices_around_a_figure_change_nothing() {
    let table = [
        ("290'500", dec!(290500)),
        ("290\u{200b}.500", dec!(290500)),
        ("２１０．５００", dec!(210500)),
        ("290.500 (1)", dec!(290500)),
        ("210.500*", dec!(210500)),
        ("88.200,0¹⁾", dec!(88200)),
        ("1.250,5-", dec!(-1250.5)),
        ("(1.250,5)", dec!(-1250.5)),
    ];
    for (typed, value) in table {
        let found = number(&text(typed), None, &Locale::Vietnamese).map(|found| found.value);
        assert_eq!(found, Ok(value), "{typed}");
    }
    let area = number(&text("5.000 m²"), None, &Locale::Vietnamese).expect("an area");
    assert_eq!((area.value, area.unit), (dec!(5000), Some("m2")));
}

#[test]
fn of_a_block_written_both_ways_no_figure_is_sure() {
    let mixed = locale_of(&[text("290,500.0"), text("210.500,0")]);
    for typed in ["290,500.0", "210.500,0"] {
        assert!(number(&text(typed), None, &mixed).is_err(), "{typed}");
    }
}

proptest! {
    #[test]
    fn what_is_printed_is_read_back(mantissa in -999_999_999_999i64..=999_999_999_999, scale in 0u32..=6, english: bool, tail in 0usize..4) {
        let (lang, locale) = if english { (Lang::En, Locale::English) } else { (Lang::Vi, Locale::Vietnamese) };
        let value = Decimal::new(mantissa, scale);
        let (words, code) = [("", None), (" triệu USD", Some("musd")), (" ha", Some("ha")), (" tỷ đồng", Some("bvnd"))][tail];
        let typed = format_number(value, scale, lang) + words;
        prop_assert_eq!(read_text(&typed, None, &locale), Ok((value, code)));
    }

    #[test]
    fn no_text_is_read_two_ways_without_saying_so(typed in "[0-9]{1,4}([.,][0-9]{1,4}){0,3}") {
        let read = |locale: &Locale| number(&text(&typed), None, locale).ok().map(|number| number.value);
        let (vi, en) = (read(&Locale::Vietnamese), read(&Locale::English));
        let open = number(&text(&typed), None, &unknown());
        if let (Some(vi), Some(en)) = (vi, en) && vi != en {
            let open = open.expect("a number");
            prop_assert!(open.ambiguous && open.value == vi && open.other == Some(en));
        } else if let Ok(open) = open {
            prop_assert!(!open.ambiguous && (Some(open.value) == vi || Some(open.value) == en));
        }
    }

    #[test]
    fn no_text_is_too_strange(typed in "[-−–0-9., \u{a0}()a$%đtrỷ]{0,20}|.*") {
        for locale in [Locale::Vietnamese, Locale::English, unknown()] {
            if let Err(fault) = number(&text(&typed), None, &locale) {
                prop_assert!(!fault.message(Lang::Vi).is_empty() && !fault.message(Lang::En).is_empty());
            }
        }
        let _ = locale_of(&[text(&typed)]);
    }
}
