use proptest::prelude::*;

use super::*;
use crate::foundation::kernel::percent::{Comparison, Reason};
use crate::foundation::kernel::quantity::unit;
use crate::foundation::kernel::testing::dec;

fn say(exact: Decimal, step: Decimal, unit: &str) -> String {
    Magnitude::rounded(exact, step)
        .expect("a positive step")
        .text(unit, Lang::Vi)
}

fn prior(actual: Decimal, base: Decimal) -> Comparison {
    Comparison::with_prior(2022, Some(actual), 2021, Some(base)).expect("an earlier year")
}

fn told(comparison: Comparison, idiom: Idiom, scale: u32) -> [String; 2] {
    Lang::ALL.map(|lang| compare(&comparison, idiom, scale, lang).expect("defined"))
}

#[test]
fn the_words_of_the_article_come_out() {
    let in_unit = |value, code, step| {
        amount(value, unit(code).expect("listed"), step, Lang::Vi).expect("fits")
    };
    assert_eq!(
        in_unit(dec!(1_054_000_000_000), "bvnd", dec!(1)),
        "1.054 tỷ đồng"
    );
    assert_eq!(
        in_unit(dec!(37_800_000), "musd", dec!(1)),
        "gần 38 triệu đô la Mỹ"
    );
    assert_eq!(
        in_unit(dec!(30_400_000_000), "bvnd", dec!(1)),
        "hơn 30 tỷ đồng"
    );
    assert_eq!(
        in_unit(dec!(6_200_000_000), "bvnd", dec!(1)),
        "hơn 6 tỷ đồng"
    );
    assert_eq!(in_unit(dec!(1_037), "person", dec!(100)), "hơn 1.000 người");
    assert_eq!(say(dec!(114_273), dec!(1), "m³"), "114.273 m³");
    assert_eq!(say(dec!(1_012), dec!(1_000), "tấn"), "hơn 1.000 tấn");
    assert_eq!(count_padded(1, "dự án", Lang::Vi), "01 dự án");
    assert_eq!(count_padded(5, "doanh nghiệp", Lang::Vi), "05 doanh nghiệp");
}

#[test]
fn counts_are_padded_below_ten_in_vietnamese_only() {
    assert_eq!(count_padded(0, "dự án", Lang::Vi), "0 dự án");
    assert_eq!(count_padded(10, "dự án", Lang::Vi), "10 dự án");
    assert_eq!(count_padded(1_050, "dự án", Lang::Vi), "1.050 dự án");
    assert_eq!(count_padded(1, "project", Lang::En), "1 project");
}

#[test]
fn edges_of_magnitude_stay_true() {
    assert_eq!(say(dec!(0.3), dec!(1), "tỷ đồng"), "0,3 tỷ đồng");
    assert_eq!(say(dec!(0), dec!(1), "tỷ đồng"), "0 tỷ đồng");
    assert_eq!(say(dec!(-37.8), dec!(1), "tỷ đồng"), "khoảng −38 tỷ đồng");
    assert_eq!(say(dec!(17.66), dec!(0.1), "ha"), "gần 17,7 ha");
    assert_eq!(say(dec!(63.6), dec!(1), "%"), "gần 64%");
    let english = Magnitude::rounded(dec!(1_037), dec!(1_000)).expect("a positive step");
    assert_eq!(english.text("people", Lang::En), "over 1,000 people");
    assert_eq!(Magnitude::rounded(dec!(1), dec!(0)), None);
}

#[test]
fn a_step_too_coarse_for_a_figure_is_not_used() {
    assert_eq!(say(dec!(8), dec!(10), "tỷ đồng"), "8 tỷ đồng");
    assert_eq!(say(dec!(2.6), dec!(5), "tỷ đồng"), "2,6 tỷ đồng");
    assert_eq!(say(dec!(2.604), dec!(5), "tỷ đồng"), "hơn 2,6 tỷ đồng");
    assert_eq!(say(dec!(9.8), dec!(10), "tỷ đồng"), "gần 10 tỷ đồng");
    assert_eq!(say(dec!(37), dec!(100), "người"), "37 người");
    assert_eq!(say(dec!(98), dec!(35), "người"), "gần 100 người");
    assert_eq!(say(dec!(-8.04), dec!(10), "tỷ đồng"), "khoảng −8 tỷ đồng");
}

#[test]
fn the_round_figure_is_the_coarsest_fair_one() {
    let table = [
        (dec!(1037), dec!(1000)),
        (dec!(1200), dec!(100)),
        (dec!(37.8), dec!(1)),
        (dec!(30.4), dec!(10)),
        (dec!(6.2), dec!(1)),
        (dec!(0.37), dec!(0.01)),
        (dec!(7), dec!(1)),
        (dec!(98), dec!(100)),
        (dec!(0), dec!(1)),
    ];
    for (exact, step) in table {
        assert_eq!(round_step(exact), step, "{exact}");
    }
}

#[test]
fn plans_are_reached_or_exceeded() {
    let plan = |actual, idiom, scale| {
        told(
            Comparison::with_plan(Some(actual), Some(dec!(100))),
            idiom,
            scale,
        )
    };
    assert_eq!(
        plan(dec!(106.2), Idiom::Share, 0),
        ["đạt 106% kế hoạch", "reaching 106% of plan"]
    );
    assert_eq!(
        plan(dec!(106.2), Idiom::Change, 0),
        ["vượt 6% kế hoạch", "exceeding plan by 6%"]
    );
    assert_eq!(plan(dec!(100.4), Idiom::Change, 0)[0], "vượt 0,4% kế hoạch");
    assert_eq!(plan(dec!(100.4), Idiom::Share, 0)[0], "đạt 100,4% kế hoạch");
    assert_eq!(plan(dec!(100), Idiom::Change, 1)[0], "đạt 100,0% kế hoạch");
    assert_eq!(
        plan(dec!(99.6), Idiom::Share, 0),
        ["đạt 99,6% kế hoạch", "reaching 99.6% of plan"]
    );
    assert_eq!(plan(dec!(99.96), Idiom::Share, 1)[0], "đạt 99,96% kế hoạch");
    assert_eq!(plan(dec!(93.4), Idiom::Change, 0)[0], "đạt 93% kế hoạch");
    assert_eq!(plan(dec!(0.2), Idiom::Share, 0)[0], "đạt 0,2% kế hoạch");
    assert_eq!(plan(dec!(0), Idiom::Share, 0)[0], "đạt 0% kế hoạch");
}

#[test]
fn earlier_years_are_compared_with_their_number() {
    assert_eq!(
        told(prior(dec!(1054), dec!(1200)), Idiom::Change, 1),
        ["giảm 12,2% so với năm 2021", "down 12.2% on 2021"]
    );
    assert_eq!(
        told(prior(dec!(31.5), dec!(30)), Idiom::Share, 0),
        ["bằng 105% so với năm 2021", "equal to 105% of 2021"]
    );
    assert_eq!(
        told(prior(dec!(31.5), dec!(30)), Idiom::Change, 0),
        ["tăng 5% so với năm 2021", "up 5% on 2021"]
    );
    assert_eq!(
        told(prior(dec!(99.99), dec!(100)), Idiom::Change, 1),
        ["giảm 0,01% so với năm 2021", "down 0.01% on 2021"]
    );
    assert_eq!(
        told(prior(dec!(199.96), dec!(100)), Idiom::Change, 1)[0],
        "tăng 99,96% so với năm 2021"
    );
    assert_eq!(
        told(prior(dec!(100), dec!(100)), Idiom::Change, 1)[0],
        "bằng năm 2021"
    );
    assert_eq!(
        told(prior(dec!(320), dec!(100)), Idiom::Change, 1),
        ["gấp 3,2 lần năm 2021", "3.2 times the figure of 2021"]
    );
    assert_eq!(
        told(prior(dec!(299.9), dec!(100)), Idiom::Change, 0)[0],
        "tăng 200% so với năm 2021"
    );
    assert_eq!(
        told(prior(dec!(0.01), dec!(100)), Idiom::Change, 1)[0],
        "giảm 99,99% so với năm 2021"
    );
}

#[test]
fn parts_are_shares_and_nothing_is_said_without_a_base() {
    let part = Comparison::with_whole(Some(dec!(55)), Some(dec!(92)));
    assert_eq!(
        told(part, Idiom::Change, 2),
        ["chiếm 59,78%", "making up 59.78%"]
    );
    let nothing = Comparison::with_plan(Some(dec!(5)), None);
    assert_eq!(
        compare(&nothing, Idiom::Share, 0, Lang::Vi),
        Err(Reason::MissingBase)
    );
}

/// A printed number read again, without its sign of per cent.
fn read(printed: &str) -> Decimal {
    crate::foundation::i18n::parse_number(printed.trim_end_matches('%'), Lang::Vi).map_or_else(
        // A doubtful "1,054" is legal; more decimals than people type are read as they stand.
        |_| {
            Decimal::from_str_exact(
                &printed
                    .trim_end_matches('%')
                    .replace('.', "")
                    .replace(',', "."),
            )
            .expect("a number")
        },
        |reading| reading.value,
    )
}

#[test]
fn a_percentage_and_its_verdict_are_of_one_mind() {
    let table = [
        (dec!(99.96), "99,96%", Verdict::Nearly),
        (dec!(99.9999999), "99,9999999%", Verdict::Nearly),
        (dec!(100), "100,0%", Verdict::Met),
        (dec!(100.01), "100,01%", Verdict::Met),
        (dec!(105.96), "106,0%", Verdict::Met),
        (dec!(89.96), "89,96%", Verdict::NotMet),
        (dec!(90), "90,0%", Verdict::Nearly),
        (dec!(0.01), "0,01%", Verdict::NotMet),
        (dec!(0), "0,0%", Verdict::NotMet),
    ];
    for (percent, printed, verdict) in table {
        let judged = of_plan(percent, 1);
        assert_eq!(
            (judged.text(Lang::Vi).as_str(), judged.verdict),
            (printed, verdict)
        );
    }
    for (exact, printed) in [
        (dec!(5.24), "+5,2%"),
        (dec!(-0.04), "−0,04%"),
        (dec!(0), "0,0%"),
        (dec!(-99.99), "−99,99%"),
    ] {
        assert_eq!(change(exact, 1).signed("%", Lang::Vi), printed);
    }
}

#[test]
fn one_is_one_and_two_are_many() {
    let report = ("báo cáo", "report", "reports");
    assert_eq!(
        [0, 1, 2].map(|count| counted(count, report, Lang::En)),
        ["0 reports", "1 report", "2 reports"]
    );
    assert_eq!(counted(1_200, report, Lang::Vi), "1.200 báo cáo");
    assert_eq!(
        [0, 1, 12].map(|count| padded(count, report, Lang::Vi)),
        ["0 báo cáo", "01 báo cáo", "12 báo cáo"]
    );
}

proptest! {
    #[test]
    fn hedges_never_lie(mantissa in -10_000_000i64..10_000_000, scale in 0u32..4, step in 1u32..20_000, automatic: bool) {
        let exact = Decimal::new(mantissa, scale);
        let step = if automatic { round_step(exact) } else { Decimal::from(step) };
        let magnitude = Magnitude::rounded(exact, step).expect("a positive step");
        let shown = magnitude.shown();
        match magnitude.hedge() {
            Hedge::Exact => prop_assert_eq!(exact, shown),
            Hedge::Over => prop_assert!(exact > shown && shown > Decimal::ZERO),
            Hedge::Nearly => prop_assert!(exact < shown),
            Hedge::About => prop_assert!(exact < Decimal::ZERO && exact != shown),
        }
        prop_assert!((exact - shown).abs() * Decimal::from(20) <= exact.abs(), "{} of {} for {}", magnitude.text("", Lang::Vi), exact, step);
        prop_assert_eq!(read(magnitude.text("", Lang::Vi).rsplit(' ').next().expect("a number")), shown);
    }

    #[test]
    fn what_is_printed_and_what_is_said_never_contradict(
        actual in 0u64..4_000_000_000,
        base in 1u64..4_000_000_000,
        near in proptest::option::of(-3i64..=3),
        scale in 0u32..3,
    ) {
        // Half of the time a figure next to its base, where rounding hides the difference.
        let actual = near.map_or(actual, |near| base.saturating_add_signed(near));
        let comparison = prior(actual.into(), base.into());
        let percent = comparison.percent_of().value().expect("defined");
        let judged = of_plan(percent, scale);
        let printed = read(&judged.text(Lang::Vi));
        prop_assert_eq!(printed >= Decimal::ONE_HUNDRED, judged.verdict == Verdict::Met);
        prop_assert_eq!(printed >= Decimal::from(90), judged.verdict != Verdict::NotMet);
        prop_assert_eq!(printed == Decimal::ONE_HUNDRED, actual == base, "{} of {}", actual, base);
        prop_assert_eq!(printed.is_zero(), actual == 0);
        prop_assert!((printed - percent).abs() <= Decimal::new(5, scale + 1));

        let moved = change(comparison.change_percent().value().expect("defined"), scale);
        prop_assert_eq!(moved.direction == Direction::Up, actual > base);
        prop_assert_eq!(moved.direction == Direction::Down, actual < base);
        prop_assert_eq!(read(&moved.text(Lang::Vi)).is_zero(), actual == base);
    }

    #[test]
    fn verbs_agree_with_signs(actual in 0u32..40_000, base in 1u32..40_000, scale in 0u32..3) {
        let comparison = prior(actual.into(), base.into());
        let said = compare(&comparison, Idiom::Change, scale, Lang::Vi).expect("defined");
        prop_assert_eq!(said.starts_with("giảm"), actual < base, "{}", said);
        prop_assert_eq!(said.starts_with("tăng") || said.starts_with("gấp"), actual > base, "{}", said);
        prop_assert_eq!(said.starts_with("bằng năm"), actual == base, "{}", said);
        prop_assert!(!said.contains(" 0% ") && !said.contains(" 0,0% ") && !said.contains('−'), "{}", said);

        let plan = Comparison::with_plan(Some(actual.into()), Some(base.into()));
        let said = compare(&plan, Idiom::Change, scale, Lang::Vi).expect("defined");
        prop_assert_eq!(said.starts_with("vượt"), actual > base, "{}", said);
        prop_assert_eq!(said.starts_with("đạt 100% ") || said.starts_with("đạt 100,0"), actual == base, "{}", said);
    }
}
