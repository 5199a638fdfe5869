//! V13 where one column of a line is filled and the other empty: a sum since January may stand in the period's cell, or the
//! period's figure in the sum's. Neither shows by itself; what the figure would be in the other column does.

use rust_decimal::Decimal;

use super::earlier::{Reference, beginning, lumpy, nearest, references};
use super::model::Severity;
use super::report::{Draft, Report};
use super::{repair, to_date};
use crate::foundation::i18n::{self, Lang};
use crate::foundation::kernel::quantity::{self, in_unit};
use crate::foundation::kernel::{Measure, Period};
use crate::standards::indicators::{Indicator, TimeKind};

/// How many times a figure must be off what is usual before the other column is thought of.
const FAR: Decimal = Decimal::from_parts(14, 0, 0, false, 1);
/// How close to what is usual there the figure must then be, in times,
const CLOSE: Decimal = Decimal::from_parts(2, 0, 0, false, 0);
/// and how many times closer than to what is usual here.
const NEARER: Decimal = Decimal::from_parts(12, 0, 0, false, 1);

/// A figure and what it is held against, in its own column or in the other one.
struct Held {
    /// What the figure is there: nil or less where it cannot be.
    figure: Decimal,
    usual: Vec<Reference>,
}

impl Held {
    fn nearest(&self) -> Option<(Reference, Decimal)> {
        nearest(self.figure, &self.usual).filter(|_| self.figure > Decimal::ZERO)
    }
}

/// The question whether a figure belongs into the other column of its line.
pub(super) fn other(
    report: &Report<'_>,
    indicator: &Indicator,
    measure: Measure,
    value: Decimal,
) -> Option<Draft> {
    report.rules.get("V13")?;
    let beside = report.cell(indicator.id, other_of(measure));
    let told = indicator.time_kind == TimeKind::Flow && !lumpy(indicator);
    if !told || value <= Decimal::ZERO {
        return None;
    }
    match to_date::before(report, indicator) {
        Some(before) if before > Decimal::ZERO && beside.is_none() => {
            with_earlier(report, indicator, measure, value, before)
        }
        // The same figure in both columns has not begun before this period, unless there are years before.
        None if beside.is_none_or(|beside| beside.value == Some(value)) => {
            without_earlier(report, indicator, measure, value)
        }
        _ => None,
    }
}

const fn other_of(measure: Measure) -> Measure {
    match measure {
        Measure::Period => Measure::ToDate,
        Measure::ToDate => Measure::Period,
    }
}

/// Whether a figure is far from what is usual here and close to what is usual there: what it is close to.
fn misplaced(here: &Held, there: &Held) -> Option<Reference> {
    let (reference, close) = there.nearest().filter(|(_, close)| *close <= CLOSE)?;
    let far = match here.nearest() {
        Some((_, far)) => far >= FAR && close.checked_mul(NEARER)? <= far,
        // More than one period, less than all before it: it is nothing here.
        None => here.figure <= Decimal::ZERO,
    };
    far.then_some(reference)
}

/// Where the year's earlier periods are known, each column gives the other.
fn with_earlier(
    report: &Report<'_>,
    indicator: &Indicator,
    measure: Measure,
    value: Decimal,
    before: Decimal,
) -> Option<Draft> {
    let rest = value.checked_sub(before)?;
    let (here, there) = match measure {
        Measure::Period => (value, rest),
        Measure::ToDate => (rest, value),
    };
    let held = |figure| Held {
        figure,
        usual: usual(report, indicator, before),
    };
    let reference = misplaced(&held(here), &held(there))?;
    let amount = |value: Decimal| amount(report, indicator, measure, value);
    let (earlier, period) = (amount(before), amount(there));
    let near = near(report, reference, &amount(reference.value));
    let message = match (measure, report.background.lang) {
        (Measure::Period, Lang::Vi) => format!(
            "Có vẻ là số lũy kế từ đầu năm: trừ {earlier} đã duyệt của các kỳ trước thì còn {period}, gần {near}. Nếu đúng là số trong kỳ, xin ghi lý do."
        ),
        (Measure::Period, Lang::En) => format!(
            "This looks like the year to date: less the {earlier} accepted before it leaves {period}, near {near}. If it is the period's, please say why."
        ),
        (Measure::ToDate, Lang::Vi) => format!(
            "Có vẻ là số trong kỳ, không phải lũy kế: các kỳ trước đã duyệt {earlier}, còn {period} thì gần {near}. Nếu đúng là lũy kế, xin ghi lý do."
        ),
        (Measure::ToDate, Lang::En) => format!(
            "This looks like the period's, not the year to date: {earlier} was accepted before, and {period} is near {near}. If it is the year to date, please say why."
        ),
    };
    let meant = match measure {
        Measure::Period => rest,
        Measure::ToDate => before.checked_add(value)?,
    };
    let cell = report.cell(indicator.id, measure)?;
    let repair = repair::in_same_unit(report, indicator, cell, meant);
    // A sum since January never falls.
    let severity = if measure == Measure::ToDate && to_date::falls(report, indicator, before, value)
    {
        Severity::Blocks
    } else {
        Severity::Explain
    };
    let draft = Draft::new(indicator.id, measure, "V13", message).at_most(severity);
    Some(draft.suspected(Some(meant)).repair(repair))
}

/// Where an earlier period of this year is not known: last year's periods and sums tell which of the two a figure is.
fn without_earlier(
    report: &Report<'_>,
    indicator: &Indicator,
    measure: Measure,
    value: Decimal,
) -> Option<Draft> {
    let now = report.background.period;
    let mut sums = references(report, indicator, Measure::ToDate);
    if sums.is_empty() {
        // A board that has only the year so far: its share up to now.
        let year = report.history(indicator.id, Period::from(now.year().before()))?;
        let so_far = Decimal::from(now.since_january().len());
        sums.push(Reference {
            value: year
                .checked_mul(so_far)?
                .checked_div(report.periods_a_year())?,
            years_before: Some(1),
        });
    }
    let held = |usual| Held {
        figure: value,
        usual,
    };
    let (periods, sums) = (
        held(references(report, indicator, Measure::Period)),
        held(sums),
    );
    let (here, there) = match measure {
        Measure::Period => (periods, sums),
        Measure::ToDate => (sums, periods),
    };
    let reference = misplaced(&here, &there)?;
    let amount = amount(report, indicator, measure, reference.value);
    let words = reference.words(report);
    let message = match (measure, report.background.lang) {
        (Measure::Period, Lang::Vi) => format!(
            "Có vẻ là số lũy kế từ đầu năm: gần lũy kế {words} ({amount}) hơn là số của một kỳ. Nếu đúng là số trong kỳ, xin ghi lý do."
        ),
        (Measure::Period, Lang::En) => format!(
            "This looks like the year to date: it is nearer to that of {words} ({amount}) than to one period. If it is the period's, please say why."
        ),
        (Measure::ToDate, Lang::Vi) => format!(
            "Có vẻ là số trong kỳ, không phải lũy kế: gần số một kỳ của {words} ({amount}). Nếu đúng là lũy kế, xin ghi lý do."
        ),
        (Measure::ToDate, Lang::En) => format!(
            "This looks like the period's, not the year to date: it is near one period of {words} ({amount}). If it is the year to date, please say why."
        ),
    };
    Some(Draft::new(indicator.id, measure, "V13", message).at_most(Severity::Explain))
}

/// What a period of this enterprise usually comes to: the one before, and last year's at this year's pace – as it was, where
/// the pace is not known. Nothing but the period before says nothing while an enterprise grows into its size.
fn usual(report: &Report<'_>, indicator: &Indicator, before: Decimal) -> Vec<Reference> {
    let now = report.background.period;
    let mut known = references(report, indicator, Measure::Period);
    let pace = || {
        let last = report.history(indicator.id, now.last_year())?;
        let sum = report.history(indicator.id, now.last_year().to_date()?)?;
        let earlier = sum.checked_sub(last)?;
        last.checked_mul(before)?
            .checked_div(earlier)
            .filter(|value| *value > Decimal::ZERO)
    };
    if let Some(value) = pace() {
        known.retain(|reference| reference.years_before.is_none());
        known.push(Reference {
            value,
            years_before: Some(1),
        });
    }
    let growing = beginning(report) && known.iter().all(|known| known.years_before.is_none());
    known.retain(|reference| !growing && reference.value > Decimal::ZERO);
    known
}

/// "kỳ trước (98,5 tỷ đồng)".
fn near(report: &Report<'_>, reference: Reference, amount: &str) -> String {
    let words = match reference.years_before {
        Some(_) => report.say(
            "cùng kỳ năm trước theo nhịp năm nay",
            "the same period last year at this year's pace",
        ),
        None => report.say("kỳ trước", "the period before"),
    };
    format!("{words} ({amount})")
}

/// An amount as it is said beside a cell: in the cell's unit where that is the indicator's own.
fn amount(report: &Report<'_>, indicator: &Indicator, measure: Measure, value: Decimal) -> String {
    let lang = report.background.lang;
    let unit = report
        .cell(indicator.id, measure)
        .and_then(|cell| quantity::unit(&cell.unit))
        .filter(|unit| unit.dimension == indicator.dimension)
        .unwrap_or(indicator.unit);
    let shown = i18n::format_plain(in_unit(value, unit), 3, lang);
    format!("{shown} {}", indicator.unit_words(unit, lang))
}
