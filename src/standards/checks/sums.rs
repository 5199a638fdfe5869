//! V15, V16 for totals that the form adds up by itself: another number may be typed over the sum, for a reason.

use rust_decimal::Decimal;

use super::model::{Line, Severity};
use super::repair;
use super::report::{Draft, Report};
use crate::foundation::i18n::Lang;
use crate::standards::indicators::Known;

pub(super) fn drafts(report: &Report<'_>) -> Vec<Draft> {
    report
        .lines
        .iter()
        .filter_map(|line| typed_over(report, line))
        .collect()
}

/// Whether the form adds this indicator up from other lines.
pub(super) fn adds_up(report: &Report<'_>, indicator: i64) -> bool {
    report
        .lines
        .iter()
        .any(|line| line.adds_to == Some(indicator))
}

fn typed_over(report: &Report<'_>, line: &Line) -> Option<Draft> {
    let parts: Vec<&Line> = report
        .lines
        .iter()
        .filter(|part| part.adds_to == Some(line.indicator_id) && part.measure == line.measure)
        .collect();
    let indicator = report
        .indicator(line.indicator_id)
        .filter(|_| !parts.is_empty())?;
    let value = report.value(indicator.id, line.measure)?;
    let (mut sum, mut size) = (Decimal::ZERO, value.abs());
    for part in &parts {
        let value = report.value(part.indicator_id, line.measure)?;
        sum = sum.checked_add(value)?;
        size = size.max(value.abs());
    }
    // Capital is rounded on paper, line by line; people are not.
    let (code, allowed) = if indicator.is(Known::RealisedCapital) {
        ("V15", report.rules.get("V15")?.high.unwrap_or_default())
    } else {
        ("V16", Decimal::ZERO)
    };
    let difference = sum
        .checked_sub(value)?
        .abs()
        .checked_mul(Decimal::ONE_HUNDRED)?;
    if difference <= size.checked_mul(allowed)? {
        return None;
    }
    let cell = report.cell(indicator.id, line.measure)?;
    let repair = repair::in_same_unit(report, indicator, cell, sum);
    let shown = repair.as_ref().map_or_else(
        || {
            format!(
                "{} {}",
                indicator.show_exact(sum, indicator.unit, report.background.lang),
                indicator.unit_name(report.background.lang)
            )
        },
        |repair| repair.label.clone(),
    );
    let message = match report.background.lang {
        Lang::Vi => format!(
            "Khác tổng các dòng thành phần ({shown}). Nếu đúng, xin ghi lý do; để trống thì cổng tự cộng."
        ),
        Lang::En => format!(
            "Not the sum of its parts ({shown}). If it is right, please say why; left empty, it is added up."
        ),
    };
    let draft = Draft::new(indicator.id, line.measure, code, message).at_most(Severity::Explain);
    Some(draft.suspected(Some(sum)).repair(repair))
}
