//! The states of a filing, and the checks of what was typed. Pure: no clock, no database.

use std::collections::HashMap;

use rust_decimal::Decimal;

use crate::forms::{Asked, both_money};
use crate::i18n::{self, Lang, Text};
use crate::indicators::{Catalogue, Indicator};
use crate::kernel::Measure;
use crate::kernel::quantity::{self, Dimension};

/// Where a filing is on its way.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum State {
    Draft,
    Submitted,
    Accepted,
    Returned,
}

impl State {
    pub const ALL: [State; 4] = [State::Draft, State::Submitted, State::Accepted, State::Returned];

    pub fn code(self) -> &'static str {
        match self {
            State::Draft => "draft",
            State::Submitted => "submitted",
            State::Accepted => "accepted",
            State::Returned => "returned",
        }
    }

    pub fn from_code(code: &str) -> Option<State> {
        State::ALL.into_iter().find(|state| state.code() == code)
    }

    pub fn words(self) -> Text {
        match self {
            State::Draft => Text::new("Đang nhập", "Draft"),
            State::Submitted => Text::new("Chờ duyệt", "Waiting for review"),
            State::Accepted => Text::new("Đã duyệt", "Accepted"),
            State::Returned => Text::new("Trả lại", "Returned"),
        }
    }

    pub fn tone(self) -> &'static str {
        match self {
            State::Draft => "info",
            State::Submitted => "warn",
            State::Accepted => "ok",
            State::Returned => "bad",
        }
    }

    /// Whether figures may be typed.
    pub fn editable(self) -> bool {
        matches!(self, State::Draft | State::Returned)
    }
}

/// A cell of a report: the indicator, and which of its columns.
pub type Key = (i64, Measure);

/// A key as form fields and addresses spell it: `7`, or `7t` for the sum since January.
pub fn key_text((indicator, measure): Key) -> String {
    match measure {
        Measure::Period => indicator.to_string(),
        Measure::ToDate => format!("{indicator}t"),
    }
}

/// Where a cell's text came from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum CellOrigin {
    #[default]
    Typed,
    Pasted,
    Imported,
    /// Worked out from the other column when the report was submitted.
    Derived,
    /// A suspected slip, repaired by one click.
    Repaired,
}

impl CellOrigin {
    pub const ALL: [CellOrigin; 5] =
        [CellOrigin::Typed, CellOrigin::Pasted, CellOrigin::Imported, CellOrigin::Derived, CellOrigin::Repaired];

    pub fn code(self) -> &'static str {
        match self {
            CellOrigin::Typed => "typed",
            CellOrigin::Pasted => "pasted",
            CellOrigin::Imported => "imported",
            CellOrigin::Derived => "derived",
            CellOrigin::Repaired => "repaired",
        }
    }

    pub fn from_code(code: &str) -> Option<CellOrigin> {
        CellOrigin::ALL.into_iter().find(|origin| origin.code() == code)
    }
}

/// One cell as typed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry {
    pub indicator_id: i64,
    pub measure: Measure,
    pub raw: String,
    pub unit: String,
    /// Canonical; `None` while `raw` cannot be read as a number.
    pub value: Option<Decimal>,
    /// Why an unusual value is right after all.
    pub reason: Option<String>,
    pub origin: CellOrigin,
    /// VND for one USD, where the amount was typed in the other currency.
    pub rate: Option<Decimal>,
}

impl Entry {
    pub fn key(&self) -> Key {
        (self.indicator_id, self.measure)
    }
}

/// What a cell's text means.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Reading {
    /// Canonical.
    pub value: Decimal,
    /// The exchange rate it took, VND for one USD.
    pub rate: Option<Decimal>,
}

/// What a finding asks for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Severity {
    /// The report cannot be submitted.
    Blocks,
    /// It can, with a reason.
    Explain,
}

/// Something wrong or unusual in a cell. Codes are those of the board's list of rules (V01–V30).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Finding {
    pub indicator_id: i64,
    pub measure: Measure,
    pub code: &'static str,
    pub severity: Severity,
    pub message: String,
}

/// What it takes to read a cell.
pub struct Reader<'a> {
    pub indicator: &'a Indicator,
    pub may_be_negative: bool,
    /// VND for one USD in the report's year.
    pub usd_rate: Option<Decimal>,
    pub lang: Lang,
}

impl Reader<'_> {
    /// Reads a cell: its canonical value, or what is wrong with it. Empty is neither.
    ///
    /// # Errors
    /// The message for beside the cell.
    pub fn read(&self, raw: &str, unit: &str) -> Result<Option<Reading>, String> {
        if raw.is_empty() {
            return Ok(None);
        }
        let say = |vi, en| Text::new(vi, en).in_lang(self.lang).to_owned();
        let wanted = self.indicator.dimension;
        let unit = quantity::unit(unit)
            .filter(|unit| unit.dimension == wanted || both_money(unit.dimension, wanted))
            .ok_or_else(|| say("Xin chọn đơn vị tính.", "Please choose a unit."))?;
        let number = i18n::parse_number(raw, self.lang).map_err(|error| error.message(self.lang))?.value;
        if number < Decimal::ZERO && !self.may_be_negative {
            return Err(say("Không được là số âm.", "It cannot be negative."));
        }
        let too_large = || say("Số quá lớn. Xin kiểm tra lại đơn vị tính.", "Too large. Please check the unit.");
        let value = quantity::to_canonical(number, unit).ok_or_else(too_large)?;
        if wanted == Dimension::Person && value.scale() > 0 {
            return Err(say("Số người phải là số nguyên.", "The number of people must be whole."));
        }
        if unit.dimension == wanted {
            return Ok(Some(Reading { value, rate: None }));
        }
        let rate = self.usd_rate.ok_or_else(|| {
            say(
                "Chưa có tỷ giá của năm này (mục Tỷ giá) nên không quy đổi được.",
                "There is no exchange rate for this year (Exchange rates), so it cannot be converted.",
            )
        })?;
        let value = if wanted == Dimension::Vnd {
            value.checked_mul(rate)
        } else {
            value.checked_div(rate).map(|usd| i18n::round(usd, 6))
        };
        Ok(Some(Reading { value: value.ok_or_else(too_large)?, rate: Some(rate) }))
    }
}

/// What the checks compare with.
pub struct Background<'a> {
    pub catalogue: &'a Catalogue,
    /// The same period of last year, by indicator.
    pub prior: &'a HashMap<i64, Decimal>,
    /// VND for one USD in the year of the report.
    pub usd_rate: Option<Decimal>,
}

/// Checks a whole report.
pub fn check(asked: &[Asked], entries: &HashMap<Key, Entry>, background: &Background<'_>, lang: Lang) -> Vec<Finding> {
    let mut findings = Vec::new();
    for cell in asked {
        let entry = entries.get(&(cell.indicator_id, cell.measure)).filter(|entry| !entry.raw.is_empty());
        match entry {
            None if cell.required => findings.push(Finding {
                indicator_id: cell.indicator_id,
                measure: cell.measure,
                code: "V02",
                severity: Severity::Blocks,
                message: Text::new("Chưa nhập. Không phát sinh thì nhập 0.", "Missing. Enter 0 for nil.")
                    .in_lang(lang)
                    .to_owned(),
            }),
            None => {}
            Some(entry) => findings.extend(check_cell(cell, entry, entries, background, lang)),
        }
    }
    findings.extend(check_together(entries, background, lang));
    findings
}

fn check_cell(
    cell: &Asked,
    entry: &Entry,
    entries: &HashMap<Key, Entry>,
    background: &Background<'_>,
    lang: Lang,
) -> Vec<Finding> {
    let finding =
        |code, severity, message| Finding { indicator_id: cell.indicator_id, measure: cell.measure, code, severity, message };
    let Some(indicator) = background.catalogue.by_id(cell.indicator_id) else { return Vec::new() };
    let reader = Reader { indicator, may_be_negative: cell.may_be_negative, usd_rate: background.usd_rate, lang };
    // What has been understood stays so, whichever language a later reader has chosen.
    let value = match (entry.value, reader.read(&entry.raw, &entry.unit)) {
        (Some(value), _) | (None, Ok(Some(Reading { value, .. }))) => value,
        (None, Ok(None)) => return Vec::new(),
        (None, Err(message)) => return vec![finding("V25", Severity::Blocks, message)],
    };
    let mut findings = Vec::new();
    let whole =
        indicator.part_of.and_then(|id| Some((background.catalogue.by_id(id)?, entries.get(&(id, cell.measure))?.value?)));
    if let Some((whole, total)) = whole
        && value > total
    {
        let message = match lang {
            Lang::Vi => format!("Lớn hơn “{}”.", whole.name),
            Lang::En => format!("More than “{}”.", whole.name_en),
        };
        findings.push(finding("V16", Severity::Blocks, message));
    }
    if let Some(prior) = background.prior.get(&indicator.id)
        && cell.measure == Measure::Period
    {
        if let Some(slip) = slip(value, *prior) {
            findings.push(finding("V10", Severity::Explain, slip_message(slip, lang)));
        } else if let Some(times) = leap(value, *prior) {
            findings.push(finding("V12", Severity::Explain, leap_message(times, value > *prior, lang)));
        }
    }
    findings
}

/// Which power of a thousand a value seems to be off by, compared with last year's.
///
/// A ratio within 10^±0.5 of 10³, 10⁶ or 10⁹ is far more often a wrong unit than a good year. The band is as wide as a
/// business may also have grown or shrunk in the same year: a slip on top of growth is still a slip.
pub fn slip(value: Decimal, prior: Decimal) -> Option<i32> {
    if value <= Decimal::ZERO || prior <= Decimal::ZERO {
        return None;
    }
    let (larger, smaller, sign) = if value >= prior { (value, prior, 1) } else { (prior, value, -1) };
    let mut scaled = smaller;
    for power in 1..=3 {
        scaled = scaled.checked_mul(Decimal::ONE_THOUSAND)?;
        // 10^-0.5 ≈ 0.316 and 10^0.5 ≈ 3.162.
        let low = scaled.checked_mul(Decimal::new(316, 3))?;
        let high = scaled.checked_mul(Decimal::new(3162, 3))?;
        if (low..=high).contains(&larger) {
            return Some(sign * 3 * power);
        }
    }
    None
}

/// How many times larger or smaller than last year's a value is, from eight times on: a digit too many or too few.
fn leap(value: Decimal, prior: Decimal) -> Option<Decimal> {
    if value <= Decimal::ZERO || prior <= Decimal::ZERO {
        return None;
    }
    let times = value.max(prior).checked_div(value.min(prior))?;
    (times >= Decimal::from(8)).then_some(times)
}

fn leap_message(times: Decimal, larger: bool, lang: Lang) -> String {
    let times = i18n::format_plain(times, 0, lang);
    match (lang, larger) {
        (Lang::Vi, true) => format!("Gấp khoảng {times} lần năm trước: có thừa chữ số không? Nếu đúng, xin ghi lý do."),
        (Lang::Vi, false) => format!("Chỉ bằng khoảng 1/{times} năm trước: có thiếu chữ số không? Nếu đúng, xin ghi lý do."),
        (Lang::En, true) => format!("About {times} times last year: a digit too many? If it is right, please say why."),
        (Lang::En, false) => format!("About 1/{times} of last year: a digit missing? If it is right, please say why."),
    }
}

fn slip_message(slip: i32, lang: Lang) -> String {
    let times = match slip.abs() {
        3 => "1.000",
        6 => "1.000.000",
        _ => "1.000.000.000",
    };
    match (lang, slip > 0) {
        (Lang::Vi, true) => format!("Gấp khoảng {times} lần năm trước: nghi sai đơn vị tính. Nếu đúng, xin ghi lý do."),
        (Lang::Vi, false) => {
            format!("Chỉ bằng khoảng một phần {times} năm trước: nghi sai đơn vị tính. Nếu đúng, xin ghi lý do.")
        }
        (Lang::En, true) => {
            format!("About {} times last year: is the unit right? If so, please say why.", times.replace('.', ","))
        }
        (Lang::En, false) => {
            format!("About one {}th of last year: is the unit right? If so, please say why.", times.replace('.', ","))
        }
    }
}

/// Rules between indicators, found by their codes; a catalogue without them has no such rule.
fn check_together(entries: &HashMap<Key, Entry>, background: &Background<'_>, lang: Lang) -> Vec<Finding> {
    let catalogue = background.catalogue;
    let value = |code: &str| {
        let indicator = catalogue.by_code(code)?;
        Some((indicator.id, entries.get(&(indicator.id, Measure::Period))?.value?))
    };
    let say = |vi, en| Text::new(vi, en).in_lang(lang).to_owned();
    let mut findings = Vec::new();
    let produces = value("revenue").is_some_and(|(_, revenue)| revenue > Decimal::ZERO)
        || catalogue
            .products()
            .any(|p| entries.get(&(p.id, Measure::Period)).and_then(|e| e.value).is_some_and(|v| v > Decimal::ZERO));
    if let Some((indicator_id, workers)) = value("workers")
        && workers.is_zero()
        && produces
    {
        findings.push(Finding {
            indicator_id,
            measure: Measure::Period,
            code: "V08",
            severity: Severity::Explain,
            message: say("Có sản xuất nhưng không có lao động.", "There is production but there are no workers."),
        });
    }
    if let (Some((_, revenue)), Some((indicator_id, exports)), Some(rate)) =
        (value("revenue"), value("exports"), background.usd_rate)
        && let Some(in_vnd) = exports.checked_mul(rate)
        && in_vnd > revenue * Decimal::new(105, 2)
    {
        findings.push(Finding {
            indicator_id,
            measure: Measure::Period,
            code: "V06",
            severity: Severity::Explain,
            message: say("Xuất khẩu (quy đổi) lớn hơn doanh thu.", "Exports (converted) exceed revenue."),
        });
    }
    findings
}

/// What still stops a report from being submitted: blocking findings, and unusual values without a reason.
pub fn obstacles<'a>(findings: &'a [Finding], entries: &HashMap<Key, Entry>) -> Vec<&'a Finding> {
    findings
        .iter()
        .filter(|finding| {
            let explained = entries.get(&(finding.indicator_id, finding.measure)).is_some_and(|entry| entry.reason.is_some());
            finding.severity == Severity::Blocks || !explained
        })
        .collect()
}

#[cfg(test)]
mod tests;
