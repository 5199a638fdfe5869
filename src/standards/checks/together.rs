//! Rules between the cells of one report: V06–V09, V11, V14–V18, V22, V23's rate. Indicators are found by code; a catalogue
//! without one has no such rule.

use rust_decimal::Decimal;

use super::model::{Activity, Line, Severity};
use super::report::{Draft, Report};
use super::sums;
use crate::foundation::i18n::Lang;
use crate::foundation::kernel::quantity::Dimension;
use crate::foundation::kernel::{Frequency, Measure};
use crate::standards::indicators::{Indicator, Known, TimeKind};

const MILLION: Decimal = Decimal::from_parts(1_000_000, 0, 0, false, 0);
const BILLION: Decimal = Decimal::from_parts(1_000_000_000, 0, 0, false, 0);

pub(super) fn drafts(report: &Report<'_>) -> Vec<Draft> {
    let mut drafts = parts(report);
    let rules = [
        exports_over_revenue,
        share_of_exports,
        production_without_workers,
        workers_without_revenue,
        revenue_per_worker,
        capital_is_the_sum,
        capital_to_date,
        workers_by_origin,
        income,
        budget,
        price,
        rate,
    ];
    drafts.extend(rules.into_iter().filter_map(|rule| rule(report)));
    drafts
}

fn draft(indicator: &Indicator, code: &'static str, message: String) -> Draft {
    Draft::new(indicator.id, Measure::Period, code, message)
}

/// `part` as a percentage of `whole`; `None` where there is no whole.
fn percent(part: Decimal, whole: Decimal) -> Option<Decimal> {
    part.checked_mul(Decimal::ONE_HUNDRED)?
        .checked_div(whole)
        .filter(|_| whole > Decimal::ZERO)
}

/// What a flow was in the same period last year, else in the period before.
fn prior(report: &Report<'_>, indicator: &Indicator) -> Option<Decimal> {
    let now = report.background.period;
    report
        .history(indicator.id, now.last_year())
        .or_else(|| report.history(indicator.id, now.before()))
}

/// A share of the same two indicators as it was accepted earlier, in percent.
fn prior_percent(report: &Report<'_>, part: &Indicator, whole: &Indicator) -> Option<Decimal> {
    percent(
        report.in_vnd(part, prior(report, part)?)?,
        report.in_vnd(whole, prior(report, whole)?)?,
    )
}

/// V16: each cell against the whole it is part of.
fn parts(report: &Report<'_>) -> Vec<Draft> {
    let part = |line: &Line| {
        let indicator = report.indicator(line.indicator_id)?;
        let whole = report.indicator(indicator.part_of?)?;
        let value = report.value(indicator.id, line.measure)?;
        let total = report.value(whole.id, line.measure)?;
        let message = match report.background.lang {
            Lang::Vi => format!("Lớn hơn “{}”.", whole.name),
            Lang::En => format!("More than “{}”.", whole.name_en),
        };
        // Loans repaid and the like: a part below nil makes the others larger than the whole.
        let plain = !indicator
            .known()
            .is_some_and(|known| LOOSE.contains(&known));
        (plain && value > total)
            .then(|| Draft::new(indicator.id, line.measure, "V16", message).suspected(Some(total)))
    };
    report.lines.iter().filter_map(part).collect()
}

/// Parts that V15 adds up instead: with a negative loan, equity may exceed the capital of the period.
const LOOSE: [Known; 3] = [
    Known::CapitalEquity,
    Known::CapitalLoans,
    Known::CapitalReinvested,
];

/// V16: Vietnamese and foreign workers are all workers.
fn workers_by_origin(report: &Report<'_>) -> Option<Draft> {
    let (indicator, all) = report
        .coded(Known::Workers)
        .filter(|(total, _)| !sums::adds_up(report, total.id))?;
    let (_, vietnamese) = report.coded(Known::WorkersVietnamese)?;
    let (_, foreign) = report.coded(Known::WorkersForeign)?;
    let sum = vietnamese.checked_add(foreign)?;
    let message = report.say(
        "Không bằng lao động Việt Nam cộng lao động nước ngoài.",
        "Not the Vietnamese and the foreign workers together.",
    );
    (sum != all).then(|| draft(indicator, "V16", message).suspected(Some(sum)))
}

/// V06.
fn exports_over_revenue(report: &Report<'_>) -> Option<Draft> {
    let rule = report.rules.get("V06")?;
    let (of, revenue) = report.coded(Known::Revenue)?;
    let (indicator, exports) = report.coded(Known::Exports)?;
    let limit = report.in_vnd(of, revenue)?.checked_mul(rule.high?)?;
    let message = report.say(
        "Xuất khẩu (quy đổi) lớn hơn doanh thu. Nếu đúng, xin ghi lý do.",
        "Exports (converted) exceed revenue. If it is right, please say why.",
    );
    (report.in_vnd(indicator, exports)? > limit).then(|| draft(indicator, "V06", message))
}

/// V07: little of it exported by an export-processing enterprise, or next to nothing by another.
fn share_of_exports(report: &Report<'_>) -> Option<Draft> {
    let rule = report.rules.get("V07")?;
    let (of, revenue) = report.coded(Known::Revenue)?;
    let (indicator, exports) = report.coded(Known::Exports)?;
    let share = percent(
        report.in_vnd(indicator, exports)?,
        report.in_vnd(of, revenue)?,
    )?;
    let before = prior_percent(report, indicator, of);
    let below = |limit: Decimal| share < limit && before.is_none_or(|before| before >= limit);
    if let Some(low) = rule
        .low
        .filter(|low| report.background.facts.export_processing && below(*low))
    {
        let least = crate::foundation::i18n::format_plain(low, 2, report.background.lang);
        let message = match report.background.lang {
            Lang::Vi => format!(
                "Doanh nghiệp chế xuất mà xuất khẩu dưới {least}% doanh thu. Nếu đúng, xin ghi lý do."
            ),
            Lang::En => {
                format!(
                    "An export-processing enterprise that exports under {least}% of its revenue. If it is right, please say why."
                )
            }
        };
        return Some(draft(indicator, "V07", message));
    }
    let message = report.say(
        "Xuất khẩu rất nhỏ so với doanh thu: có sai đơn vị tính không? Nếu đúng, xin ghi lý do.",
        "Exports are tiny beside revenue: is the unit right? If so, please say why.",
    );
    (!exports.is_zero() && rule.high.is_some_and(below)).then(|| draft(indicator, "V07", message))
}

/// V08.
fn production_without_workers(report: &Report<'_>) -> Option<Draft> {
    let (indicator, workers) = report.coded(Known::Workers)?;
    let sells = report
        .coded(Known::Revenue)
        .is_some_and(|(_, revenue)| revenue > Decimal::ZERO);
    let makes = || {
        let made = |product: &Indicator| report.value(product.id, Measure::Period);
        report
            .background
            .catalogue
            .products()
            .filter_map(made)
            .any(|made| made > Decimal::ZERO)
    };
    let message = report.say(
        "Có sản xuất nhưng không có lao động. Nếu đúng, xin ghi lý do.",
        "There is production but there are no workers. If it is right, please say why.",
    );
    (workers.is_zero() && (sells || makes()))
        .then(|| draft(indicator, "V08", message).suspected(prior(report, indicator)))
}

/// V09: a whole year, or two periods running.
fn workers_without_revenue(report: &Report<'_>) -> Option<Draft> {
    let (_, workers) = report.coded(Known::Workers)?;
    let (indicator, revenue) = report.coded(Known::Revenue)?;
    let now = report.background.period;
    let long = now.frequency() == Frequency::Year
        || report.history(indicator.id, now.before()) == Some(Decimal::ZERO);
    let operating = report.background.facts.activity == Activity::Operating;
    let message = report.say(
        "Có lao động mà không có doanh thu: doanh nghiệp có tạm ngừng không? Xin ghi lý do.",
        "Workers but no revenue: is the enterprise suspended? Please say why.",
    );
    (operating && workers > Decimal::ZERO && revenue.is_zero() && long)
        .then(|| draft(indicator, "V09", message))
}

/// V11: revenue per worker, brought to a year. Silent where the enterprise's own accepted figures were as unusual.
fn revenue_per_worker(report: &Report<'_>) -> Option<Draft> {
    let rule = report.rules.get("V11")?;
    let (of, workers) = report.coded(Known::Workers)?;
    let (indicator, revenue) = report.coded(Known::Revenue)?;
    let level = |revenue: Decimal, workers: Decimal| {
        let yearly = report
            .in_vnd(indicator, revenue)?
            .checked_mul(report.periods_a_year())?;
        yearly
            .checked_div(workers)?
            .checked_div(MILLION)
            .filter(|_| revenue > Decimal::ZERO)
    };
    let outside = |level: &Decimal| {
        rule.low.is_some_and(|low| *level < low) || rule.high.is_some_and(|high| *level > high)
    };
    let found = level(revenue, workers).filter(outside)?;
    let before = prior(report, indicator)
        .zip(prior(report, of))
        .and_then(|(revenue, workers)| level(revenue, workers));
    if before.is_some_and(|before| outside(&before)) {
        return None;
    }
    let shown = crate::foundation::i18n::format_plain(found, 1, report.background.lang);
    let message = match report.background.lang {
        Lang::Vi => format!(
            "Doanh thu năm trên một lao động là {shown} triệu đồng. Nếu đúng, xin ghi lý do."
        ),
        Lang::En => format!(
            "Yearly revenue per worker is {shown} million VND. If it is right, please say why."
        ),
    };
    Some(draft(indicator, "V11", message).suspected(prior(report, indicator)))
}

/// V15.
fn capital_is_the_sum(report: &Report<'_>) -> Option<Draft> {
    let allowed = report.rules.get("V15")?.high?;
    let (indicator, capital) = report
        .coded(Known::RealisedCapital)
        .filter(|(total, _)| !sums::adds_up(report, total.id))?;
    let mut sum = Decimal::ZERO;
    let mut size = capital.abs();
    for code in LOOSE {
        let (part, value) = report.coded(code)?;
        let value = if part.dimension == indicator.dimension {
            value
        } else {
            return None;
        };
        sum = sum.checked_add(value)?;
        size = size.max(value.abs());
    }
    let difference = sum
        .checked_sub(capital)?
        .abs()
        .checked_mul(Decimal::ONE_HUNDRED)?;
    let message = report.say(
        "Không bằng vốn góp + vốn vay + lợi nhuận tái đầu tư.",
        "Not equity + loans + reinvested profit.",
    );
    (difference > size.checked_mul(allowed)?)
        .then(|| draft(indicator, "V15", message).suspected(Some(sum)))
}

/// V14: capital to date grows by the capital of the period and stays within what is registered.
fn capital_to_date(report: &Report<'_>) -> Option<Draft> {
    let rule = report.rules.get("V14")?;
    let (indicator, to_date) = report.coded(Known::CapitalToDate)?;
    let capital = report
        .coded(Known::RealisedCapital)
        .filter(|(part, _)| part.dimension == indicator.dimension)
        .map(|(_, value)| value);
    if let Some(capital) = capital
        && capital > Decimal::ZERO
        && to_date < capital
    {
        let message = report.say(
            "Nhỏ hơn vốn thực hiện trong kỳ.",
            "Less than the capital of the period.",
        );
        return Some(draft(indicator, "V14", message));
    }
    let before = capital_before(report, indicator);
    if let (Some(before), Some(capital), Some(allowed)) = (before, capital, rule.low) {
        let expected = before.checked_add(capital)?;
        let difference = expected
            .checked_sub(to_date)?
            .abs()
            .checked_mul(Decimal::ONE_HUNDRED)?;
        if difference > expected.abs().max(to_date.abs()).checked_mul(allowed)? {
            let message = report.say(
                "Không bằng lũy kế kỳ trước cộng vốn thực hiện trong kỳ. Nếu đúng, xin ghi lý do.",
                "Not the earlier capital to date plus this period's. If it is right, please say why.",
            );
            return Some(draft(indicator, "V14", message).suspected(Some(expected)));
        }
    }
    let registered = registered(report)?;
    let share = percent(report.in_vnd(indicator, to_date)?, registered)?;
    let message = report.say(
        "Vốn thực hiện lũy kế lớn hơn vốn đăng ký. Nếu đúng, xin ghi lý do.",
        "Capital to date exceeds the registered capital. If it is right, please say why.",
    );
    rule.high
        .is_some_and(|high| share > high)
        .then(|| draft(indicator, "V14", message).suspected(Some(registered)))
}

/// The capital to date that the period began with.
fn capital_before(report: &Report<'_>, to_date: &Indicator) -> Option<Decimal> {
    report.history(to_date.id, report.background.period.before())
}

/// Whether a value is capital to date as it must be: the earlier one and this period's, or without an earlier one between
/// this period's and what is registered. The certificate is then its own witness.
pub(super) fn capital_adds_up(report: &Report<'_>, indicator: &Indicator, value: Decimal) -> bool {
    let adds = || {
        let (part, capital) = report
            .coded(Known::RealisedCapital)
            .filter(|_| indicator.is(Known::CapitalToDate))?;
        let capital = Some(capital).filter(|_| part.dimension == indicator.dimension)?;
        let rule = report.rules.get("V14")?;
        if let Some(before) = capital_before(report, indicator) {
            let expected = before.checked_add(capital)?;
            return Some(
                expected.checked_sub(value)?.abs()
                    <= percent_of(expected.abs().max(value.abs()), rule.low?)?,
            );
        }
        let most = percent_of(registered(report)?, rule.high?)?;
        Some(value >= capital && report.in_vnd(indicator, value)? <= most)
    };
    adds().unwrap_or(false)
}

/// So many percent of a value.
fn percent_of(value: Decimal, percent: Decimal) -> Option<Decimal> {
    value
        .checked_mul(percent)?
        .checked_div(Decimal::ONE_HUNDRED)
}

/// The registered capital in VND.
fn registered(report: &Report<'_>) -> Option<Decimal> {
    let facts = report.background.facts;
    match facts.licence_currency? {
        Dimension::Usd => facts
            .registered_capital?
            .checked_mul(report.background.usd_rate?),
        _ => facts.registered_capital,
    }
}

/// V17.
fn income(report: &Report<'_>) -> Option<Draft> {
    let rule = report.rules.get("V17")?;
    let (indicator, income) = report.coded(Known::AvgIncome)?;
    let workers = report
        .coded(Known::Workers)
        .is_none_or(|(_, workers)| workers > Decimal::ZERO);
    let millions = report.in_vnd(indicator, income)?.checked_div(MILLION)?;
    let outside =
        rule.low.is_some_and(|low| millions < low) || rule.high.is_some_and(|high| millions > high);
    let shown = crate::foundation::i18n::format_plain(millions, 2, report.background.lang);
    let message = match report.background.lang {
        Lang::Vi => {
            format!("Thu nhập bình quân {shown} triệu đồng một tháng. Nếu đúng, xin ghi lý do.")
        }
        Lang::En => format!(
            "An average income of {shown} million VND a month. If it is right, please say why."
        ),
    };
    (outside && workers)
        .then(|| draft(indicator, "V17", message).suspected(prior(report, indicator)))
}

/// V18. Silent where the enterprise's own accepted figures were as unusual.
fn budget(report: &Report<'_>) -> Option<Draft> {
    let rule = report.rules.get("V18")?;
    let (of, revenue) = report.coded(Known::Revenue)?;
    let (indicator, paid) = report.coded(Known::Budget)?;
    let revenue = report.in_vnd(of, revenue)?;
    if paid.is_zero() {
        let yearly = revenue
            .checked_mul(report.periods_a_year())?
            .checked_div(BILLION)?;
        let message = report.say(
            "Có doanh thu mà không nộp ngân sách. Nếu đúng, xin ghi lý do.",
            "Revenue but nothing paid to the budget. If it is right, please say why.",
        );
        // A refund may make one quarter nil; a year is another matter.
        let year = report.background.period.frequency() == Frequency::Year;
        let severity = if year && prior(report, indicator) != Some(Decimal::ZERO) {
            Severity::Explain
        } else {
            Severity::Information
        };
        return rule
            .high_2
            .is_some_and(|limit| yearly >= limit)
            .then(|| draft(indicator, "V18", message).at_most(severity));
    }
    let outside = |share: Decimal| {
        rule.low.is_some_and(|low| share < low) || rule.high.is_some_and(|high| share > high)
    };
    let share = percent(report.in_vnd(indicator, paid)?, revenue)?;
    if !outside(share) || prior_percent(report, indicator, of).is_some_and(outside) {
        return None;
    }
    let shown = crate::foundation::i18n::format_plain(share, 3, report.background.lang);
    let message = match report.background.lang {
        Lang::Vi => format!("Nộp ngân sách bằng {shown}% doanh thu. Nếu đúng, xin ghi lý do."),
        Lang::En => {
            format!("Paid to the budget: {shown}% of revenue. If it is right, please say why.")
        }
    };
    Some(draft(indicator, "V18", message).suspected(prior(report, indicator)))
}

/// V22: revenue over output, where there is one product, now and last year.
fn price(report: &Report<'_>) -> Option<Draft> {
    let rule = report.rules.get("V22")?;
    let last_year = report.background.period.last_year();
    let (of, revenue) = report.coded(Known::Revenue)?;
    let made = |product: &&Indicator| {
        let now = report
            .value(product.id, Measure::Period)
            .is_some_and(|value| !value.is_zero());
        now || report
            .history(product.id, last_year)
            .is_some_and(|value| !value.is_zero())
    };
    let products: Vec<&Indicator> = report
        .background
        .catalogue
        .products()
        .filter(|product| product.time_kind == TimeKind::Flow)
        .filter(made)
        .collect();
    let [product] = products[..] else { return None };
    let now = revenue.checked_div(report.value(product.id, Measure::Period)?)?;
    let before = report
        .history(of.id, last_year)?
        .checked_div(report.history(product.id, last_year)?)?;
    let change = now
        .checked_div(before)
        .filter(|change| *change > Decimal::ZERO)?;
    let message = report.say(
        "Doanh thu chia cho sản lượng khác xa năm trước. Nếu đúng, xin ghi lý do.",
        "Revenue divided by output is far from last year's. If it is right, please say why.",
    );
    let outside =
        rule.low.is_some_and(|low| change < low) || rule.high.is_some_and(|high| change > high);
    outside.then(|| draft(product, "V22", message))
}

/// V23: a rate that moved far is pointed out where the report first counts in dollars.
fn rate(report: &Report<'_>) -> Option<Draft> {
    let limit = report.rules.get("V23")?.high_2?;
    let (now, last) = (
        report.background.usd_rate?,
        report.background.last_usd_rate?,
    );
    let moved = percent(now.checked_sub(last)?.abs(), last)?;
    let line = report.lines.iter().find(|line| {
        report
            .indicator(line.indicator_id)
            .is_some_and(|i| i.dimension == Dimension::Usd)
    })?;
    let shown = crate::foundation::i18n::format_plain(moved, 1, report.background.lang);
    let message = match report.background.lang {
        Lang::Vi => format!("Tỷ giá đổi {shown}% so với tỷ giá trước."),
        Lang::En => format!("The exchange rate moved {shown}% from the one before."),
    };
    (moved > limit).then(|| {
        Draft::new(line.indicator_id, line.measure, "V23", message).at_most(Severity::Information)
    })
}
