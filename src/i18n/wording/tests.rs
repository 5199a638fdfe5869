use proptest::prelude::*;

use super::*;
use crate::kernel::percent::{Comparison, Reason};
use crate::kernel::quantity::unit;
use crate::kernel::rounding::round_half_away;
use crate::kernel::testing::dec;

fn say(exact: Decimal, step: Decimal, unit: &str) -> String {
    Magnitude::rounded(exact, step).expect("a positive step").text(unit, Lang::Vi)
}

fn prior(actual: Decimal, base: Decimal) -> Comparison {
    Comparison::with_prior(2022, Some(actual), 2021, Some(base)).expect("an earlier year")
}

fn told(comparison: Comparison, idiom: Idiom, scale: u32) -> [String; 2] {
    Lang::ALL.map(|lang| compare(&comparison, idiom, scale, lang).expect("defined"))
}

#[test]
fn the_words_of_the_article_come_out() {
    let in_unit = |value, code, step| amount(value, unit(code).expect("listed"), step, Lang::Vi).expect("fits");
    assert_eq!(in_unit(dec!(1_054_000_000_000), "bvnd", dec!(1)), "1.054 tỷ đồng");
    assert_eq!(in_unit(dec!(37_800_000), "musd", dec!(1)), "gần 38 triệu đô la Mỹ");
    assert_eq!(in_unit(dec!(30_400_000_000), "bvnd", dec!(1)), "hơn 30 tỷ đồng");
    assert_eq!(in_unit(dec!(6_200_000_000), "bvnd", dec!(1)), "hơn 6 tỷ đồng");
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
    assert_eq!(say(dec!(0.3), dec!(1), "tỷ đồng"), "dưới 1 tỷ đồng");
    assert_eq!(say(dec!(0), dec!(1), "tỷ đồng"), "0 tỷ đồng");
    assert_eq!(say(dec!(-37.8), dec!(1), "tỷ đồng"), "khoảng −38 tỷ đồng");
    assert_eq!(say(dec!(17.66), dec!(0.1), "ha"), "gần 17,7 ha");
    assert_eq!(say(dec!(63.6), dec!(1), "%"), "gần 64%");
    let english = Magnitude::rounded(dec!(1_037), dec!(1_000)).expect("a positive step");
    assert_eq!(english.text("people", Lang::En), "over 1,000 people");
    assert_eq!(Magnitude::rounded(dec!(1), dec!(0)), None);
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
    let plan = |actual, idiom, scale| told(Comparison::with_plan(Some(actual), Some(dec!(100))), idiom, scale);
    assert_eq!(plan(dec!(106.2), Idiom::Share, 0), ["đạt 106% kế hoạch", "reaching 106% of plan"]);
    assert_eq!(plan(dec!(106.2), Idiom::Change, 0), ["vượt 6% kế hoạch", "exceeding plan by 6%"]);
    assert_eq!(plan(dec!(100.4), Idiom::Change, 0)[0], "đạt 100% kế hoạch");
    assert_eq!(plan(dec!(99.6), Idiom::Share, 0), ["đạt gần 100% kế hoạch", "reaching nearly 100% of plan"]);
    assert_eq!(plan(dec!(93.4), Idiom::Change, 0)[0], "đạt 93% kế hoạch");
    assert_eq!(plan(dec!(0.2), Idiom::Share, 0)[0], "đạt dưới 1% kế hoạch");
    assert_eq!(plan(dec!(0), Idiom::Share, 0)[0], "đạt 0% kế hoạch");
}

#[test]
fn earlier_years_are_compared_with_their_number() {
    assert_eq!(told(prior(dec!(1054), dec!(1200)), Idiom::Change, 1), ["giảm 12,2% so với năm 2021", "down 12.2% on 2021"]);
    assert_eq!(told(prior(dec!(31.5), dec!(30)), Idiom::Share, 0), ["bằng 105% so với năm 2021", "equal to 105% of 2021"]);
    assert_eq!(told(prior(dec!(31.5), dec!(30)), Idiom::Change, 0), ["tăng 5% so với năm 2021", "up 5% on 2021"]);
    assert_eq!(told(prior(dec!(99.99), dec!(100)), Idiom::Change, 1), ["tương đương năm 2021", "about the same as in 2021"]);
    assert_eq!(told(prior(dec!(100), dec!(100)), Idiom::Change, 1)[0], "bằng năm 2021");
    assert_eq!(told(prior(dec!(320), dec!(100)), Idiom::Change, 1), ["gấp 3,2 lần năm 2021", "3.2 times the figure of 2021"]);
    assert_eq!(told(prior(dec!(299.9), dec!(100)), Idiom::Change, 0)[0], "tăng 200% so với năm 2021");
    assert_eq!(told(prior(dec!(0.01), dec!(100)), Idiom::Change, 1)[0], "giảm gần 100,0% so với năm 2021");
}

#[test]
fn parts_are_shares_and_nothing_is_said_without_a_base() {
    let part = Comparison::with_whole(Some(dec!(55)), Some(dec!(92)));
    assert_eq!(told(part, Idiom::Change, 2), ["chiếm 59,78%", "making up 59.78%"]);
    let nothing = Comparison::with_plan(Some(dec!(5)), None);
    assert_eq!(compare(&nothing, Idiom::Share, 0, Lang::Vi), Err(Reason::MissingBase));
}

proptest! {
    #[test]
    fn hedges_never_lie(mantissa in -10_000_000i64..10_000_000, scale in 0u32..4, power in 0u32..5, automatic: bool) {
        let exact = Decimal::new(mantissa, scale);
        let step = if automatic { round_step(exact) } else { Decimal::from(10u32.pow(power)) };
        let magnitude = Magnitude::rounded(exact, step).expect("a positive step");
        let shown = magnitude.shown();
        match magnitude.hedge() {
            Hedge::Exact => prop_assert_eq!(exact, shown),
            Hedge::Over => prop_assert!(exact > shown && shown > Decimal::ZERO),
            Hedge::Nearly => prop_assert!(exact < shown),
            Hedge::Under => prop_assert!(Decimal::ZERO < exact && exact < shown),
            Hedge::About => prop_assert!(exact < Decimal::ZERO && exact != shown),
        }
        prop_assert!((exact - shown).abs() <= step);
        if automatic {
            prop_assert!((exact - shown).abs() * Decimal::from(20) <= exact.abs());
        }
    }

    #[test]
    fn verbs_agree_with_signs(actual in 0u32..40_000, base in 1u32..40_000, scale in 0u32..3) {
        let comparison = prior(actual.into(), base.into());
        let said = compare(&comparison, Idiom::Change, scale, Lang::Vi).expect("defined");
        let change = comparison.change_percent().value().expect("defined");
        let none_left = round_half_away(change, scale).is_zero();
        prop_assert_eq!(said.starts_with("giảm"), actual < base && !none_left, "{}", said);
        prop_assert_eq!(said.starts_with("tăng") || said.starts_with("gấp"), actual > base && !none_left, "{}", said);
        prop_assert!(!said.contains(" 0% ") && !said.contains(" 0,0% ") && !said.contains('−'), "{}", said);

        let plan = Comparison::with_plan(Some(actual.into()), Some(base.into()));
        let said = compare(&plan, Idiom::Change, scale, Lang::Vi).expect("defined");
        prop_assert_eq!(said.starts_with("vượt"), actual > base && !none_left, "{}", said);
        prop_assert!(!(actual < base && said.starts_with("đạt 100")), "{}", said);
    }
}
