//! The year for a program.

use super::line::Line;
use super::overview::Overview;
use crate::foundation::i18n::Lang;
use crate::foundation::kernel::percent::{Ratio, round_percent};
use crate::foundation::kernel::quantity;
use crate::registers::structure::Frame;
use crate::returns::coverage::Coverage;
use crate::standards::indicators::Indicator;
use rust_decimal::Decimal;
use serde::Serialize;

/// The year for a program. Numbers are exact decimals in canonical units, percentages unrounded to 6 decimals.
#[derive(Serialize)]
pub(super) struct YearJson {
    year: i32,
    /// The board whose zones these are, the day whose structure says which, and how many.
    board: String,
    structure_on: String,
    zones: usize,
    plan: Option<String>,
    filings_expected: i64,
    filings_accepted: i64,
    indicators: Vec<LineJson>,
}

#[derive(Serialize)]
struct LineJson {
    code: String,
    name: String,
    /// Canonical: VND, USD, m², person, %, or the product's own unit.
    unit: String,
    actual: Option<Number>,
    plan: Option<Number>,
    prior: Option<Number>,
    percent_of_plan: Option<Number>,
    percent_of_prior: Option<Number>,
    vintage: Option<&'static str>,
    /// What the totals rest on: reports that were owed, figures that were moved in, or the board's own total. Of the last two nobody
    /// knows what they cover.
    ground: &'static str,
    prior_ground: &'static str,
    /// The board's own total and the sum of its enterprises, where it stated one: compared, never added.
    board_total: Option<Number>,
    enterprises_total: Option<Number>,
    /// Who was to report this indicator and whose figure is in the totals, of the year and of the year before; null where nobody owed it.
    coverage: Option<CoverageJson>,
    prior_coverage: Option<CoverageJson>,
}

#[derive(Serialize)]
struct CoverageJson {
    expected: i64,
    reported: i64,
    excused: i64,
    /// What the total is of the whole in per cent, taking for who is missing what they stated last; null where that is not known.
    share: Option<Number>,
}

/// An exact decimal as a JSON number.
#[derive(Serialize)]
struct Number(#[serde(with = "rust_decimal::serde::arbitrary_precision")] Decimal);

pub(super) fn json(overview: &Overview, frame: &Frame, lang: Lang) -> YearJson {
    let number = |value: Option<Decimal>| value.map(|value| Number(value.normalize()));
    let percent = |ratio: Ratio| number(ratio.rounded(6));
    let line = |line: &Line| LineJson {
        code: line.indicator.code.clone(),
        name: line.indicator.name(lang).to_owned(),
        unit: canonical_unit(&line.indicator, lang),
        actual: number(line.actual),
        plan: number(line.plan),
        prior: number(line.prior),
        percent_of_plan: percent(line.percent_of_plan()),
        percent_of_prior: percent(line.percent_of_prior()),
        vintage: line.vintage.map(crate::foundation::kernel::Vintage::code),
        ground: line.ground.code(),
        prior_ground: line.prior_ground.code(),
        board_total: number(line.beside.map(|beside| beside.own)),
        enterprises_total: number(line.beside.and_then(|beside| beside.sum)),
        coverage: coverage(line.coverage, line.actual, &line.indicator),
        prior_coverage: coverage(line.prior_coverage, line.prior, &line.indicator),
    };
    YearJson {
        year: overview.year.number(),
        board: frame.board.short_name.clone(),
        structure_on: frame.day.to_string(),
        zones: overview.zones.len(),
        plan: overview.plan.as_ref().map(|plan| plan.name.clone()),
        filings_expected: overview.reporting.expected,
        filings_accepted: overview.reporting.accepted,
        indicators: overview
            .lines
            .iter()
            .chain(&overview.products)
            .map(line)
            .collect(),
    }
}

fn coverage(
    coverage: Option<Coverage>,
    total: Option<Decimal>,
    indicator: &Indicator,
) -> Option<CoverageJson> {
    let coverage = coverage?;
    let total = total.filter(|_| indicator.weight.is_none());
    let share = total.and_then(|total| coverage.share(total));
    Some(CoverageJson {
        expected: coverage.expected,
        reported: coverage.reported,
        excused: coverage.excused,
        share: share.map(|share| Number(round_percent(share, 6).normalize())),
    })
}

fn canonical_unit(indicator: &Indicator, lang: Lang) -> String {
    let unit = &quantity::units_of(indicator.dimension)[0];
    match indicator.dimension {
        quantity::Dimension::Own => indicator.unit_words(unit, lang).to_owned(),
        _ => unit.short(Lang::En).to_owned(),
    }
}
