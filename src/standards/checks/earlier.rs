//! What a figure is held against: the same period of earlier years, the period before, the board's level, its share of revenue.

use rust_decimal::Decimal;

use super::report::Report;
use super::slip::times;
use super::{to_date, together};
use crate::foundation::kernel::{Frequency, Measure, Period};
use crate::standards::indicators::{Indicator, Known, TimeKind};

/// A lumpy figure is judged by its share of revenue: below two in ten thousand or over three times is suspect.
const LUMP_SHARE: (Decimal, Decimal) = (
    Decimal::from_parts(2, 0, 0, false, 4),
    Decimal::from_parts(3, 0, 0, false, 0),
);

/// Investment comes in lumps and results swing: years of hardly anything between large ones are ordinary.
const LUMPY: [Known; 7] = [
    Known::CapitalEquity,
    Known::CapitalLoans,
    Known::CapitalReinvested,
    Known::RealisedCapital,
    Known::Profit,
    Known::Research,
    Known::Environment,
];
/// Whether investment that comes in lumps, or a result that swings.
pub(super) fn lumpy(indicator: &Indicator) -> bool {
    indicator
        .known()
        .is_some_and(|known| LUMPY.contains(&known))
}

/// An earlier figure to hold a value against.
#[derive(Debug, Clone, Copy)]
pub(super) struct Reference {
    pub(super) value: Decimal,
    /// The same period of a year before, or the period just before.
    pub(super) years_before: Option<u8>,
}

impl Reference {
    pub(super) fn words(self, report: &Report<'_>) -> String {
        let yearly = report.background.period.frequency() == Frequency::Year;
        match (self.years_before, yearly) {
            (Some(1), true) => report.say("năm trước", "last year"),
            (Some(1), false) => report.say("cùng kỳ năm trước", "the same period last year"),
            (Some(_), true) => report.say("hai năm trước", "two years ago"),
            (Some(_), false) => {
                report.say("cùng kỳ hai năm trước", "the same period two years ago")
            }
            (None, _) => report.say("kỳ trước", "the period before"),
        }
    }
}

/// What is known of the indicator, other than nil. `None` as the measure's period where it has no name.
pub(super) fn references(
    report: &Report<'_>,
    indicator: &Indicator,
    measure: Measure,
) -> Vec<Reference> {
    let now = report.background.period;
    let Some(period) = (if measure == Measure::Period {
        Some(now)
    } else {
        now.to_date()
    }) else {
        return Vec::new();
    };
    let stored = |period: Period| {
        report
            .history(indicator.id, period)
            .filter(|value| !value.is_zero())
    };
    let mut found = Vec::new();
    for (years, period) in [(1, period.last_year()), (2, period.last_year().last_year())] {
        found.extend(stored(period).map(|value| Reference {
            value,
            years_before: Some(years),
        }));
    }
    if measure == Measure::Period && now.before() != now.last_year() {
        found.extend(stored(now.before()).map(|value| Reference {
            value,
            years_before: None,
        }));
    }
    if found.is_empty() && measure == Measure::Period {
        // A board that has only the year so far: the year's share of a flow, the year's level of anything else.
        let year = stored(Period::from(now.year().before()));
        let share = if indicator.time_kind == TimeKind::Flow {
            report.periods_a_year()
        } else {
            Decimal::ONE
        };
        let value = year.and_then(|value| value.checked_div(share));
        found.extend(value.map(|value| Reference {
            value,
            years_before: Some(1),
        }));
    }
    found
}

pub(super) fn nearest(value: Decimal, references: &[Reference]) -> Option<(Reference, Decimal)> {
    let measured = references
        .iter()
        .filter_map(|reference| Some((*reference, times(value, reference.value)?)));
    measured.min_by_key(|(_, times)| *times)
}

/// The value to expect from the board's level per worker, for the length of the period.
pub(super) fn level(
    report: &Report<'_>,
    indicator: &Indicator,
    measure: Measure,
) -> Option<Decimal> {
    let (_, workers) = report.coded(Known::Workers)?;
    let median = report.background.per_worker.get(&indicator.id)?;
    let yearly = median.checked_mul(workers)?;
    let share = match (indicator.time_kind, measure) {
        (TimeKind::Flow, Measure::Period) => report.periods_a_year(),
        _ => Decimal::ONE,
    };
    yearly
        .checked_div(share)
        .filter(|value| *value > Decimal::ZERO)
}

/// Whether what is known bears a value out rather than `other`, another reading of the same text: earlier figures, the sum
/// since January, the size of the business, the board's level.
pub(super) fn settled(
    report: &Report<'_>,
    indicator: &Indicator,
    measure: Measure,
    value: Decimal,
    other: Decimal,
) -> bool {
    let sum = to_date::fits(report, indicator, measure, value)
        || to_date::follows(report, indicator, measure, value);
    if sum || together::capital_adds_up(report, indicator, value) {
        return true;
    }
    let unusual = usual_share(report, indicator, other) == Some(false);
    if lumpy(indicator) && usual_share(report, indicator, value) == Some(true) && unusual {
        return true;
    }
    let nearer = |known: Decimal| {
        let distance = |reading: Decimal| times(reading, known);
        distance(value).is_some_and(|near| distance(other).is_none_or(|far| near <= far))
    };
    let known = references(report, indicator, measure);
    if !known.is_empty() {
        return known.iter().any(|reference| nearer(reference.value));
    }
    level(report, indicator, measure).is_some_and(nearer)
}

/// Whether a lumpy figure is of an ordinary size beside revenue; `None` where there is no revenue to tell by.
pub(super) fn usual_share(
    report: &Report<'_>,
    indicator: &Indicator,
    value: Decimal,
) -> Option<bool> {
    let (of, revenue) = report.coded(Known::Revenue)?;
    let share = report
        .in_vnd(indicator, value)?
        .abs()
        .checked_div(report.in_vnd(of, revenue).filter(|v| !v.is_zero())?)?;
    Some(share >= LUMP_SHARE.0 && share <= LUMP_SHARE.1)
}

/// Whether the enterprise is within two years of its certificate: it may well grow into its size.
pub(super) fn beginning(report: &Report<'_>) -> bool {
    report
        .background
        .facts
        .certificate_year
        .is_some_and(|year| report.background.period.year().number() <= year + 2)
}
