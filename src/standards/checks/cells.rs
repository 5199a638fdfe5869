//! Rules of one cell by itself: V02–V04, V24–V26.

use rust_decimal::Decimal;

use super::model::{Activity, Cell, Line, Severity};
use super::reader::Reader;
use super::report::{Draft, Report};
use super::{earlier, repair};
use crate::foundation::i18n::{self, Lang};
use crate::foundation::kernel::Measure;
use crate::foundation::kernel::quantity::{self, Dimension};
use crate::standards::indicators::{Indicator, TimeKind};

/// What the cells by themselves give cause for.
pub(super) fn drafts(report: &Report<'_>) -> Vec<Draft> {
    let mut drafts = Vec::new();
    for line in report.lines {
        let Some(indicator) = report.indicator(line.indicator_id) else {
            continue;
        };
        match report.cell(line.indicator_id, line.measure) {
            None if line.required => drafts.push(Draft::new(
                line.indicator_id,
                line.measure,
                "V02",
                report.say(
                    "Chưa nhập. Không phát sinh thì nhập 0.",
                    "Missing. Enter 0 for nil.",
                ),
            )),
            None => {}
            Some(cell) => drafts.extend(typed(report, line, indicator, cell)),
        }
    }
    // Worth saying once for a report, not beside every cell.
    let mut said = false;
    drafts.retain(|draft| draft.code != "V24" || !std::mem::replace(&mut said, true));
    drafts.extend(before_the_certificate(report));
    drafts
}

fn typed(report: &Report<'_>, line: &Line, indicator: &Indicator, cell: &Cell) -> Vec<Draft> {
    let draft = |code, message| Draft::new(line.indicator_id, line.measure, code, message);
    let Some(value) = cell.value else {
        return vec![draft("V25", unreadable(report, line, indicator, cell))];
    };
    let mut drafts = Vec::new();
    if value < Decimal::ZERO && !line.may_be_negative {
        drafts.push(draft(
            "V03",
            report.say("Không được là số âm.", "It cannot be negative."),
        ));
    }
    if let Some(message) =
        other_currency(report, line, indicator, cell).filter(|_| !value.is_zero())
    {
        drafts.push(draft("V24", message));
    }
    if let Some(found) = doubtful(report, indicator, cell, value) {
        drafts.push(found);
    }
    let stopped = matches!(
        report.background.facts.activity,
        Activity::Suspended | Activity::Closed
    );
    // The sum since January may well hold what was made before the enterprise stopped.
    let made = line.measure == Measure::Period
        && indicator.time_kind == TimeKind::Flow
        && !value.is_zero();
    if stopped && made {
        let message = report.say(
            "Doanh nghiệp đang tạm ngừng hoặc đã chấm dứt mà có số phát sinh. Nếu đúng, xin ghi lý do.",
            "The enterprise is suspended or closed, yet there is a figure. If it is right, please say why.",
        );
        drafts.push(draft("V26", message).suspected(Some(Decimal::ZERO)));
    }
    drafts
}

fn unreadable(report: &Report<'_>, line: &Line, indicator: &Indicator, cell: &Cell) -> String {
    let background = report.background;
    let reader = Reader {
        indicator,
        may_be_negative: line.may_be_negative,
        usd_rate: background.usd_rate,
        lang: background.lang,
    };
    match reader.read(&cell.raw, &cell.unit) {
        Err(message) => message,
        // It can be read after all, but its value has not been kept.
        Ok(_) => report.say("Xin nhập lại số này.", "Please enter this number again."),
    }
}

/// V24: the form asks in the currency of the certificate, the cell answers in the other one.
fn other_currency(
    report: &Report<'_>,
    line: &Line,
    indicator: &Indicator,
    cell: &Cell,
) -> Option<String> {
    let is_money = |dimension| matches!(dimension, Dimension::Vnd | Dimension::Usd);
    let asked = quantity::unit(&line.unit)?.dimension;
    let answered = quantity::unit(&cell.unit)?.dimension;
    let licence = report.background.facts.licence_currency?;
    // Trade is counted in dollars everywhere; saying so is no slip.
    let usual = answered == Dimension::Usd && indicator.dimension == Dimension::Usd;
    (is_money(asked) && is_money(answered) && asked == licence && answered != licence && !usual).then(|| {
        report.say(
            "Mẫu hỏi theo đồng tiền của giấy chứng nhận; số nhập bằng đồng tiền khác được quy đổi theo tỷ giá của năm.",
            "The form asks in the currency of the certificate; figures in another one are converted at the year's rate.",
        )
    })
}

/// V25, its weaker side: "1,054" can be read in two ways. Earlier figures settle it, or the board's level does.
fn doubtful(
    report: &Report<'_>,
    indicator: &Indicator,
    cell: &Cell,
    value: Decimal,
) -> Option<Draft> {
    let lang = report.background.lang;
    let doubt = i18n::parse_cell(&cell.raw, lang).ok()?.doubt?;
    let unit = quantity::unit(&cell.unit).filter(|unit| unit.dimension == indicator.dimension)?;
    let other = quantity::to_canonical(doubt.other, unit);
    if other.is_some_and(|other| earlier::settled(report, indicator, cell.measure, value, other)) {
        return None;
    }
    let draft = Draft::new(indicator.id, cell.measure, "V25", doubt.message(lang))
        .at_most(Severity::Explain);
    Some(
        draft
            .suspected(other)
            .repair(other.and_then(|other| repair::in_same_unit(report, indicator, cell, other))),
    )
}

/// V04: the report is older than the certificate. Said at the first line.
fn before_the_certificate(report: &Report<'_>) -> Option<Draft> {
    let year = report.background.facts.certificate_year?;
    let first = report.lines.first()?;
    let message = match report.background.lang {
        Lang::Vi => format!("Năm báo cáo không hợp lệ: dự án được cấp giấy chứng nhận năm {year}."),
        Lang::En => format!("Not a valid year: the certificate was granted in {year}."),
    };
    (report.background.period.year().number() < year)
        .then(|| Draft::new(first.indicator_id, first.measure, "V04", message))
}
