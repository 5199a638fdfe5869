//! Rules against earlier figures: V10 and V23 (units), V12 (changes), V13 (year to date), and the board's level where
//! there are none (V11).
//!
//! A figure is held against the *nearest* of what is known: the same period of the last two years and the period before.
//! A seasonal, young or recovering enterprise is near one of them; a wrong unit is near none.

use rust_decimal::Decimal;

use super::earlier::{Reference, beginning, level, lumpy, nearest, references, usual_share};
use super::model::{Cell, Severity};
use super::report::{Draft, Report};
use super::slip::{Band, power_of_thousand, times, within};
use super::{column, repair, to_date, together};
use crate::foundation::i18n::{self, Lang, wording};
use crate::foundation::kernel::Measure;
use crate::foundation::kernel::quantity::Dimension;
use crate::standards::indicators::{Indicator, Known, TimeKind};

/// Counts below this are too small for ratios: from one foreign worker to nine is no slip.
const FEW_PEOPLE: Decimal = Decimal::from_parts(50, 0, 0, false, 0);
/// What a value is suspected of.
struct Suspicion {
    code: &'static str,
    /// What the value would be, canonical.
    meant: Decimal,
    message: (String, String),
}

pub(super) fn drafts(report: &Report<'_>) -> Vec<Draft> {
    let mut drafts = Vec::new();
    for line in report.lines {
        let Some(indicator) = report.indicator(line.indicator_id) else {
            continue;
        };
        let Some(cell) = report.cell(line.indicator_id, line.measure) else {
            continue;
        };
        let Some(value) = cell.value.filter(|value| !value.is_zero()) else {
            continue;
        };
        // What follows from another cell is asked about there.
        if to_date::follows(report, indicator, cell.measure, value)
            || together::capital_adds_up(report, indicator, value)
        {
            continue;
        }
        drafts.extend(
            column::other(report, indicator, cell.measure, value)
                .or_else(|| against_earlier(report, indicator, cell, value))
                .or_else(|| against_level(report, indicator, cell, value)),
        );
        drafts.extend(retyped(report, indicator, cell, value));
    }
    // A cell already asked about explains its sum as well.
    let asked: Vec<i64> = drafts
        .iter()
        .filter(|draft| draft.at_most <= Severity::Explain)
        .map(|draft| draft.indicator_id)
        .collect();
    drafts.extend(to_date::drafts(report, &asked));
    drafts
}

fn against_earlier(
    report: &Report<'_>,
    indicator: &Indicator,
    cell: &Cell,
    value: Decimal,
) -> Option<Draft> {
    let known = references(report, indicator, cell.measure);
    let (reference, times) = nearest(value, &known)?;
    if indicator.dimension == Dimension::Person && value.max(reference.value) < FEW_PEOPLE {
        return None;
    }
    if lumpy(indicator) && usual_share(report, indicator, value) != Some(false) {
        return None;
    }
    if moved_with_its_whole(report, indicator, cell.measure, value, reference) {
        return None;
    }
    let larger = value.abs() > reference.value.abs();
    let draft = |code, message| Draft::new(indicator.id, cell.measure, code, message);
    if let Some(found) = suspect_unit(
        report,
        indicator,
        cell.measure,
        value,
        times,
        larger,
        reference,
    ) {
        let message = match report.background.lang {
            Lang::Vi => found.message.0,
            Lang::En => found.message.1,
        };
        let repair = repair::of(report, indicator, cell, found.meant);
        return Some(
            draft(found.code, message)
                .suspected(Some(found.meant))
                .repair(repair),
        );
    }
    let rule = report.rules.get("V12")?;
    let always = rule.high.is_some_and(|limit| times >= limit);
    let company = rule
        .low
        .filter(|limit| times >= *limit)
        .and_then(|limit| company(report, indicator, cell.measure, value, limit));
    match company {
        // The whole business moved: it began, stood still or resumed. Revenue answers for the others.
        Some(true) if !indicator.is(Known::Revenue) || beginning(report) => {}
        Some(false) => {
            let message = leap_message(report, times, larger, &reference.words(report), !always);
            return Some(draft("V12", message).suspected(Some(reference.value)));
        }
        _ if always => {
            let message = leap_message(report, times, larger, &reference.words(report), false);
            return Some(draft("V12", message).suspected(Some(reference.value)));
        }
        _ => {}
    }
    let yearly = known
        .iter()
        .find(|reference| reference.years_before == Some(1))?;
    changed(report, indicator, cell.measure, value, yearly.value)
}

/// Whether a part leapt only because its whole did: asked about there.
fn moved_with_its_whole(
    report: &Report<'_>,
    indicator: &Indicator,
    measure: Measure,
    value: Decimal,
    before: Reference,
) -> bool {
    let moved = || {
        let whole = report.indicator(indicator.part_of?)?;
        let leap = report.rules.get("V12")?.high?;
        let now = report.value(whole.id, measure)?;
        let (known, far) = nearest(now, &references(report, whole, measure))?;
        let along = times(
            value.checked_div(now)?,
            before.value.checked_div(known.value)?,
        )?;
        Some(far >= leap && along < leap)
    };
    moved().unwrap_or(false)
}

/// From half to double.
const NARROW: Band = Band {
    low: Decimal::from_parts(5, 0, 0, false, 1),
    high: Decimal::TWO,
};

/// V10 and V23: which wrong unit explains the distance, if one does.
fn suspect_unit(
    report: &Report<'_>,
    indicator: &Indicator,
    measure: Measure,
    value: Decimal,
    times: Decimal,
    larger: bool,
    reference: Reference,
) -> Option<Suspicion> {
    let band = |code| {
        let rule = report.rules.get(code)?;
        Some(Band {
            low: rule.low?,
            high: rule.high?,
        })
    };
    let words = reference.words(report);
    let meant = |factor: Decimal| {
        if larger {
            value.checked_div(factor)
        } else {
            value.checked_mul(factor)
        }
    };
    if let Some(band) = band("V10") {
        let land = (indicator.dimension == Dimension::Area).then(|| Decimal::from(10_000));
        let powers = (1..=3).map(power_of_thousand);
        if let Some(factor) = land
            .into_iter()
            .chain(powers)
            .find(|factor| within(times, *factor, band))
        {
            return Some(Suspicion {
                code: "V10",
                meant: meant(factor)?,
                message: slip_messages(factor, larger, &words),
            });
        }
    }
    let exchange = band("V23")?;
    let rate = report.background.usd_rate?;
    // US dollars in a cell for đồng make it too small; đồng in a cell for dollars too large.
    let possible = (indicator.dimension == Dimension::Vnd && !larger)
        || (indicator.dimension == Dimension::Usd && larger);
    let thousand = Decimal::ONE_THOUSAND;
    // Millions of dollars for billions of đồng are only 23 times off: a narrower band, or every digit too many is one.
    // And a business that moved as a whole has moved so far by itself.
    let whole = || {
        company(
            report,
            indicator,
            measure,
            value,
            report.rules.get("V12")?.low?,
        )
    };
    let near = rate
        .checked_div(thousand)
        .filter(|centre| within(times, *centre, NARROW));
    let near = near.filter(|_| whole() != Some(true));
    let far = [Some(rate), rate.checked_mul(thousand)]
        .into_iter()
        .flatten()
        .find(|centre| within(times, *centre, exchange));
    let factor = near.or(far).filter(|_| possible)?;
    let message = (
        format!(
            "So với {words}, số này lệch đúng bằng tỷ giá: nghi nhầm USD và đồng. Nếu đúng, xin ghi lý do."
        ),
        format!(
            "Off {words} by the exchange rate: USD and VND mixed up? If it is right, please say why."
        ),
    );
    Some(Suspicion {
        code: "V23",
        meant: i18n::round(meant(factor)?, 0),
        message,
    })
}

fn slip_messages(factor: Decimal, larger: bool, words: &str) -> (String, String) {
    let times = |lang| i18n::format_plain(factor, 0, lang);
    let (vi, en) = (times(Lang::Vi), times(Lang::En));
    if larger {
        (
            format!("Gấp khoảng {vi} lần {words}: nghi sai đơn vị tính. Nếu đúng, xin ghi lý do."),
            format!("About {en} times {words}: is the unit right? If so, please say why."),
        )
    } else {
        (
            format!(
                "Chỉ bằng khoảng một phần {vi} {words}: nghi sai đơn vị tính. Nếu đúng, xin ghi lý do."
            ),
            format!("About one {en}th of {words}: is the unit right? If so, please say why."),
        )
    }
}

fn leap_message(
    report: &Report<'_>,
    times: Decimal,
    larger: bool,
    words: &str,
    alone: bool,
) -> String {
    let lang = report.background.lang;
    let times = i18n::format_plain(times, 0, lang);
    let others = if alone {
        report.say(
            ", khi các chỉ tiêu khác không đổi theo",
            ", while the others did not move along",
        )
    } else {
        String::new()
    };
    match (lang, larger) {
        (Lang::Vi, true) => format!(
            "Gấp khoảng {times} lần {words}{others}: có thừa chữ số không? Nếu đúng, xin ghi lý do."
        ),
        (Lang::Vi, false) => {
            format!(
                "Chỉ bằng khoảng 1/{times} {words}{others}: có thiếu chữ số không? Nếu đúng, xin ghi lý do."
            )
        }
        (Lang::En, true) => format!(
            "About {times} times {words}{others}: a digit too many? If it is right, please say why."
        ),
        (Lang::En, false) => format!(
            "About 1/{times} of {words}{others}: a digit missing? If it is right, please say why."
        ),
    }
}

/// Whether the other flows of the report moved along with this one, to within `limit` times: a business that triples triples
/// in most of its figures. `None` where there are too few to tell.
fn company(
    report: &Report<'_>,
    indicator: &Indicator,
    measure: Measure,
    value: Decimal,
    limit: Decimal,
) -> Option<bool> {
    let own = indicator.id;
    let ratio = |indicator: &Indicator, value: Decimal| {
        let known = references(report, indicator, measure);
        let before = known
            .iter()
            .find(|reference| reference.years_before == Some(1))
            .or(known.first())?;
        value
            .checked_div(before.value)
            .filter(|ratio| *ratio > Decimal::ZERO)
    };
    let moving = report
        .lines
        .iter()
        .filter(|line| line.measure == measure && line.indicator_id != own)
        .filter_map(|line| {
            let other = report.indicator(line.indicator_id)?;
            let steady = other.time_kind == TimeKind::Flow && !lumpy(other);
            ratio(other, report.value(other.id, measure)?).filter(|_| steady)
        });
    let mut ratios: Vec<Decimal> = moving.collect();
    ratios.sort();
    let median = ratios.get(ratios.len() / 2).filter(|_| ratios.len() >= 3)?;
    Some(times(ratio(indicator, value)?, *median)? < limit)
}

/// V12, its weaker side: a change worth a sentence in the review.
fn changed(
    report: &Report<'_>,
    indicator: &Indicator,
    measure: Measure,
    value: Decimal,
    prior: Decimal,
) -> Option<Draft> {
    let rule = report.rules.get("V12")?;
    let flow = indicator.time_kind == TimeKind::Flow;
    let limit = if flow { rule.high_2 } else { rule.low_2 }?;
    if lumpy(indicator) || prior <= Decimal::ZERO {
        return None;
    }
    let percent = value
        .checked_sub(prior)?
        .checked_mul(Decimal::ONE_HUNDRED)?
        .checked_div(prior)?;
    if percent.abs() <= limit {
        return None;
    }
    let shown = wording::change(percent, 1).text(report.background.lang);
    let message = match (report.background.lang, percent > Decimal::ZERO) {
        (Lang::Vi, true) => {
            format!("Tăng {shown} so với cùng kỳ năm trước. Có thể ghi nguyên nhân.")
        }
        (Lang::Vi, false) => {
            format!("Giảm {shown} so với cùng kỳ năm trước. Có thể ghi nguyên nhân.")
        }
        (Lang::En, true) => format!("Up {shown} on the same period last year. You may say why."),
        (Lang::En, false) => format!("Down {shown} on the same period last year. You may say why."),
    };
    Some(
        Draft::new(indicator.id, measure, "V12", message)
            .at_most(Severity::Information)
            .suspected(Some(prior)),
    )
}

/// V12: exactly last year's figure. Four digits do not repeat by themselves.
fn retyped(
    report: &Report<'_>,
    indicator: &Indicator,
    cell: &Cell,
    value: Decimal,
) -> Option<Draft> {
    if indicator.time_kind != TimeKind::Flow || cell.measure != Measure::Period {
        return None;
    }
    let prior = report.history(indicator.id, report.background.period.last_year())?;
    let digits = value
        .normalize()
        .mantissa()
        .unsigned_abs()
        .to_string()
        .trim_end_matches('0')
        .len();
    let message = report.say(
        "Trùng đúng số cùng kỳ năm trước: có chép nhầm không? Nếu đúng, xin ghi lý do.",
        "Exactly last year's figure: copied by mistake? If it is right, please say why.",
    );
    (value == prior && digits >= 4).then(|| Draft::new(indicator.id, cell.measure, "V12", message))
}

/// V11 where nothing earlier is known: the board's own level tells a thousand from one.
fn against_level(
    report: &Report<'_>,
    indicator: &Indicator,
    cell: &Cell,
    value: Decimal,
) -> Option<Draft> {
    let rule = report.rules.get("V11")?;
    // What is paid to the budget is judged by its share of revenue (V18). A stock of money is what was spent since the
    // certificate: it is as large as the years are many, and capital to date is judged by what is registered (V14).
    let since_certificate = indicator.time_kind == TimeKind::Stock
        && matches!(indicator.dimension, Dimension::Vnd | Dimension::Usd);
    let elsewhere = lumpy(indicator) || indicator.is(Known::Budget) || since_certificate;
    let measured = matches!(
        indicator.dimension,
        Dimension::Vnd | Dimension::Usd | Dimension::Area | Dimension::Own
    );
    if elsewhere || !measured || indicator.time_kind == TimeKind::Rate {
        return None;
    }
    if !references(report, indicator, cell.measure).is_empty() {
        return None;
    }
    let level = level(report, indicator, cell.measure)?;
    let ratio = value.checked_div(level)?;
    let inside =
        rule.low_2.is_none_or(|low| ratio >= low) && rule.high_2.is_none_or(|high| ratio <= high);
    if inside || value < Decimal::ZERO {
        return None;
    }
    let times = times(value, level)?;
    // The nearest power of a thousand: the midpoints are 31.6 thousand and 31.6 million.
    let power = if times < Decimal::from(31_623) {
        1
    } else if times < Decimal::from(31_622_777) {
        2
    } else {
        3
    };
    let meant = if ratio > Decimal::ONE {
        value.checked_div(power_of_thousand(power))
    } else {
        value.checked_mul(power_of_thousand(power))
    }?;
    let shown = i18n::format_plain(times, 0, report.background.lang);
    let message = match (report.background.lang, ratio > Decimal::ONE) {
        (Lang::Vi, true) => format!(
            "Tính trên một lao động, gấp khoảng {shown} lần mức thường gặp: nghi sai đơn vị tính. Nếu đúng, xin ghi lý do."
        ),
        (Lang::Vi, false) => format!(
            "Tính trên một lao động, chỉ bằng khoảng 1/{shown} mức thường gặp: nghi sai đơn vị tính. Nếu đúng, xin ghi lý do."
        ),
        (Lang::En, true) => {
            format!(
                "Per worker about {shown} times what is usual here: is the unit right? If so, please say why."
            )
        }
        (Lang::En, false) => {
            format!(
                "Per worker about 1/{shown} of what is usual here: is the unit right? If so, please say why."
            )
        }
    };
    let draft = Draft::new(indicator.id, cell.measure, "V11", message).suspected(Some(meant));
    Some(draft.repair(repair::of(report, indicator, cell, meant)))
}
