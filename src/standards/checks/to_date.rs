//! V13: the sum since January against the periods it is made of. Where one of the two stands alone, see `column`.

use rust_decimal::Decimal;

use super::model::{Line, Severity};
use super::repair;
use super::report::{Draft, Report};
use crate::foundation::kernel::Measure;
use crate::standards::indicators::{Indicator, TimeKind};

/// `asked`: indicators with a finding already.
pub(super) fn drafts(report: &Report<'_>, asked: &[i64]) -> Vec<Draft> {
    let flow = |line: &Line| {
        report
            .indicator(line.indicator_id)
            .filter(|indicator| indicator.time_kind == TimeKind::Flow)
    };
    let mut drafts = Vec::new();
    for line in report
        .lines
        .iter()
        .filter(|line| line.measure == Measure::Period)
    {
        let Some(indicator) = flow(line) else {
            continue;
        };
        let Some(before) = before(report, indicator) else {
            continue;
        };
        let Some(value) = report.value(indicator.id, Measure::Period) else {
            continue;
        };
        drafts.extend(beside(
            report,
            indicator,
            before,
            value,
            asked.contains(&indicator.id),
        ));
    }
    let sums = report
        .lines
        .iter()
        .filter(|line| line.measure == Measure::ToDate);
    drafts.extend(sums.filter_map(|line| alone(report, flow(line)?)));
    drafts
}

/// A sum since January beside an empty period, where it is less than what was accepted before.
fn alone(report: &Report<'_>, indicator: &Indicator) -> Option<Draft> {
    let before = before(report, indicator)?;
    let sum = report.value(indicator.id, Measure::ToDate)?;
    let falls = report.cell(indicator.id, Measure::Period).is_none()
        && falls(report, indicator, before, sum);
    falls.then(|| Draft::new(indicator.id, Measure::ToDate, "V13", fallen_words(report)))
}

/// The sum of the year's earlier periods: as accepted, or added up. Nil in the first period.
pub(super) fn before(report: &Report<'_>, indicator: &Indicator) -> Option<Decimal> {
    let now = report.background.period;
    let earlier: Vec<_> = now
        .since_january()
        .into_iter()
        .filter(|period| *period != now)
        .collect();
    if earlier.is_empty() {
        return Some(Decimal::ZERO);
    }
    let summed = || {
        earlier.iter().try_fold(Decimal::ZERO, |sum, period| {
            sum.checked_add(report.history(indicator.id, *period)?)
        })
    };
    now.before()
        .to_date()
        .and_then(|period| report.history(indicator.id, period))
        .or_else(summed)
}

/// Whether a value of either column, as it stands, fits the other column and the accepted earlier periods.
pub(super) fn fits(
    report: &Report<'_>,
    indicator: &Indicator,
    measure: Measure,
    value: Decimal,
) -> bool {
    let other = if measure == Measure::Period {
        Measure::ToDate
    } else {
        Measure::Period
    };
    let fitting = || {
        let before = before(report, indicator).filter(|_| indicator.time_kind == TimeKind::Flow)?;
        let other = report.value(indicator.id, other)?;
        let (period, sum) = if measure == Measure::Period {
            (value, other)
        } else {
            (other, value)
        };
        // In the first period both columns say the same, and so would two slips.
        Some(
            !before.is_zero()
                && same(
                    sum,
                    before.checked_add(period)?,
                    report.rules.get("V13")?.high?,
                ),
        )
    };
    fitting().unwrap_or(false)
}

/// Whether a sum since January is no more than the earlier periods and this one, so that there is nothing to ask about it
/// that is not asked about the period.
pub(super) fn follows(
    report: &Report<'_>,
    indicator: &Indicator,
    measure: Measure,
    value: Decimal,
) -> bool {
    let only = before(report, indicator).is_some_and(|before| before.is_zero());
    let equal = only && report.value(indicator.id, Measure::Period) == Some(value);
    measure == Measure::ToDate && (equal || fits(report, indicator, measure, value))
}

/// Whether two figures are the same within the rule's percentage.
fn same(a: Decimal, b: Decimal, percent: Decimal) -> bool {
    let allowed = a
        .abs()
        .max(b.abs())
        .checked_mul(percent)
        .map(|product| product / Decimal::ONE_HUNDRED);
    a.checked_sub(b)
        .zip(allowed)
        .is_some_and(|(difference, allowed)| difference.abs() <= allowed)
}

/// Whether a sum since January is less than what was accepted before, of what cannot be negative.
pub(super) fn falls(
    report: &Report<'_>,
    indicator: &Indicator,
    before: Decimal,
    sum: Decimal,
) -> bool {
    let rule = report.rules.get("V13").and_then(|rule| rule.high);
    let negative = report
        .lines
        .iter()
        .any(|line| line.indicator_id == indicator.id && line.may_be_negative);
    rule.is_some_and(|percent| sum < before && !same(sum, before, percent)) && !negative
}

fn fallen_words(report: &Report<'_>) -> String {
    report.say(
        "Lũy kế nhỏ hơn lũy kế kỳ trước đã duyệt. Nếu kỳ trước sai, xin đính chính báo cáo kỳ trước.",
        "Less than the accepted year to date before. If that was wrong, please correct that report.",
    )
}

/// Both columns are filled.
fn beside(
    report: &Report<'_>,
    indicator: &Indicator,
    before: Decimal,
    value: Decimal,
    asked: bool,
) -> Option<Draft> {
    let percent = report.rules.get("V13")?.high?;
    let sum = report.value(indicator.id, Measure::ToDate)?;
    let expected = before.checked_add(value)?;
    if same(sum, expected, percent) {
        return None;
    }
    if falls(report, indicator, before, sum) {
        let message = fallen_words(report);
        let cell = report.cell(indicator.id, Measure::ToDate)?;
        let repair = repair::in_same_unit(report, indicator, cell, expected);
        return Some(
            Draft::new(indicator.id, Measure::ToDate, "V13", message)
                .suspected(Some(expected))
                .repair(repair),
        );
    }
    if asked {
        return None;
    }
    if same(value, sum, percent) {
        return cumulative(report, indicator, sum.checked_sub(before)?);
    }
    let message = report.say(
        "Lũy kế không bằng lũy kế kỳ trước cộng số trong kỳ. Nếu đúng, xin ghi lý do.",
        "Not the year to date before plus this period. If it is right, please say why.",
    );
    let cell = report.cell(indicator.id, Measure::ToDate)?;
    let repair = repair::in_same_unit(report, indicator, cell, expected);
    let draft =
        Draft::new(indicator.id, Measure::ToDate, "V13", message).at_most(Severity::Explain);
    Some(draft.suspected(Some(expected)).repair(repair))
}

fn cumulative(report: &Report<'_>, indicator: &Indicator, meant: Decimal) -> Option<Draft> {
    let message = report.say(
        "Có vẻ là số lũy kế từ đầu năm, không phải số trong kỳ. Nếu đúng là số trong kỳ, xin ghi lý do.",
        "This looks like the year to date, not the period. If it is the period's, please say why.",
    );
    let cell = report.cell(indicator.id, Measure::Period)?;
    let repair = repair::in_same_unit(report, indicator, cell, meant);
    let draft =
        Draft::new(indicator.id, Measure::Period, "V13", message).at_most(Severity::Explain);
    Some(draft.suspected(Some(meant)).repair(repair))
}
