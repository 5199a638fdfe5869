//! What the templates of works show, and works as a file.

use askama::Template;
use chrono::NaiveDate;
use rust_decimal::Decimal;

use super::model::{
    Delay, Measure, Share, State, Stated, Statement, Totals, Work, stated_completion,
};
use super::{FUNDING, KINDS};
use crate::foundation::charts;
use crate::foundation::i18n::wording::counted;
use crate::foundation::i18n::{self, Lang, Text};
use crate::foundation::kernel::percent::Ratio;
use crate::platform::registry::Choice;
use crate::platform::web::Page;
use crate::platform::web::table::{Cell, Table};
use rust_decimal::prelude::ToPrimitive;

pub fn hectares(area: Decimal, lang: Lang) -> String {
    i18n::format_plain(area / Decimal::from(10_000), 4, lang)
}

/// An amount of a work in its measure: "59,61 ha", "8,5 km", "80%".
pub fn amount(work: &Work, value: Decimal, lang: Lang) -> String {
    match (work.measure(), &work.unit) {
        (Measure::Area, _) => format!("{} ha", hectares(value, lang)),
        (Measure::Own, Some(unit)) => format!("{} {unit}", i18n::format_plain(value, 6, lang)),
        _ => format!("{}%", i18n::format_plain(value, 4, lang)),
    }
}

/// "250 tỷ đồng", "840,5 triệu đồng": as exact as it is.
pub fn money(value: Decimal, lang: Lang) -> String {
    let billion = Decimal::from(1_000_000_000);
    let (unit, name) = match value.abs() >= billion {
        true => (billion, Text::new("tỷ đồng", "billion VND")),
        false => (
            Decimal::from(1_000_000),
            Text::new("triệu đồng", "million VND"),
        ),
    };
    format!(
        "{} {}",
        i18n::format_plain(value / unit, 9, lang),
        name.in_lang(lang)
    )
}

pub fn label(choices: &'static [Choice], code: &str, lang: Lang) -> &'static str {
    choices
        .iter()
        .find(|choice| choice.code == code)
        .map_or("", |choice| choice.label.in_lang(lang))
}

/// A percentage, and where there is none the reason.
pub struct Percent {
    pub text: String,
    pub reason: Option<&'static str>,
}

pub fn percent(ratio: Ratio, lang: Lang) -> Percent {
    let reason = ratio.reason().map(|reason| reason.text().in_lang(lang));
    Percent {
        text: i18n::format_ratio(ratio, 1, lang),
        reason,
    }
}

/// A state as a tag: icon, word, colour.
pub struct Tag {
    pub words: &'static str,
    pub tone: &'static str,
    pub icon: &'static str,
    /// "quá hạn 120 ngày".
    pub detail: String,
}

pub fn tag(work: &Work, on: NaiveDate, lang: Lang) -> Tag {
    let state = work.state(on);
    let (tone, icon) = state.look();
    Tag {
        words: state.words().in_lang(lang),
        tone,
        icon,
        detail: work
            .delay(on)
            .map_or_else(String::new, |late| delay(late, lang)),
    }
}

fn delay(delay: Delay, lang: Lang) -> String {
    let number = |days: i64| counted(days, ("ngày", "day", "days"), lang);
    match (delay, lang) {
        (Delay::Start(days), Lang::Vi) => format!("quá ngày bắt đầu {}", number(days)),
        (Delay::Finish(days), Lang::Vi) => format!("quá hạn {}", number(days)),
        (Delay::Finished(days), Lang::Vi) => format!("xong sau hạn {}", number(days)),
        (Delay::Start(days), Lang::En) => format!("{} past the start", number(days)),
        (Delay::Finish(days), Lang::En) => format!("{} overdue", number(days)),
        (Delay::Finished(days), Lang::En) => format!("finished {} late", number(days)),
    }
}

/// A work on the page of progress.
pub struct Row {
    pub id: i64,
    pub code: String,
    pub name: String,
    pub kind: &'static str,
    /// "59,61 ha / 73,5 ha", as far as known.
    pub quantity: String,
    pub progress: Percent,
    pub bullet: String,
    /// "120 tỷ đồng / 250 tỷ đồng", as far as known.
    pub money: String,
    pub funding: &'static str,
    pub spending: Percent,
    pub finish: String,
    pub tag: Tag,
    pub stated: String,
    pub source: String,
}

pub fn row(work: &Work, on: NaiveDate, lang: Lang) -> Row {
    let none = || i18n::UNDEFINED.to_owned();
    let of = |part: Option<Decimal>, whole: Option<Decimal>, shown: &dyn Fn(Decimal) -> String| {
        let one = |value: Option<Decimal>| value.map_or_else(none, shown);
        if part.or(whole).is_none() {
            String::new()
        } else {
            format!("{} / {}", one(part), one(whole))
        }
    };
    let quantity = match work.measure() {
        Measure::Percent => String::new(),
        _ => of(work.done(), work.whole, &|value| amount(work, value, lang)),
    };
    let progress = percent(work.progress(), lang);
    let title = format!("{}: {}", work.name, progress.text);
    let drawn = work.progress().value().and_then(|percent| percent.to_f64());
    Row {
        id: work.id,
        code: work.code.clone(),
        name: work.name.clone(),
        kind: label(KINDS, &work.kind, lang),
        quantity,
        bullet: charts::bullet_row(&format!("work-{}", work.id), &title, drawn, None, None),
        progress,
        money: of(work.disbursed(), work.budget, &|value| money(value, lang)),
        funding: label(FUNDING, work.funding.as_deref().unwrap_or_default(), lang),
        spending: percent(work.spending(), lang),
        finish: work.planned_finish.map_or_else(none, i18n::format_date),
        tag: tag(work, on, lang),
        stated: work
            .standing
            .as_ref()
            .map_or_else(none, |standing| i18n::format_date(standing.stated_on)),
        source: work
            .standing
            .as_ref()
            .map_or_else(String::new, |standing| standing.source.clone()),
    }
}

/// A phase, a zone, or all together.
pub struct Line {
    pub name: String,
    pub clearance: Cells,
    pub levelling: Cells,
    pub money: Cells,
    pub completion: Percent,
    pub stated: String,
    /// What the shares leave out or count as nothing, in words; a total says it of its parts.
    pub left_out: Vec<String>,
}

/// "59,61 / 73,5" and its percentage.
pub struct Cells {
    pub sums: String,
    pub percent: Percent,
}

fn cells(share: &Share, shown: impl Fn(Decimal) -> String, lang: Lang) -> Cells {
    let one = |value: Option<Decimal>| value.map_or_else(|| i18n::UNDEFINED.to_owned(), &shown);
    let sums = if share.counted == 0 {
        String::new()
    } else {
        format!("{} / {}", one(share.part), one(share.whole))
    };
    Cells {
        sums,
        percent: percent(share.ratio(), lang),
    }
}

/// "giải ngân: 1 hạng mục chưa có số liệu, tính là chưa có; 2 hạng mục chưa có dự toán, không tính".
fn left_out(what: Text, base: Text, share: &Share, lang: Lang) -> Option<String> {
    let base = base.in_lang(lang);
    let mut parts = Vec::new();
    // Where nothing is known of any, the share itself says so.
    if share.unstated > 0 && share.part.is_some() {
        let count = share.unstated;
        parts.push(match lang {
            Lang::Vi => format!("{count} hạng mục chưa có số liệu, tính là bằng 0"),
            Lang::En => format!("{count} without a figure, counted as nothing"),
        });
    }
    if share.without_base > 0 {
        let count = share.without_base;
        parts.push(match lang {
            Lang::Vi => format!("{count} hạng mục chưa có {base}, không tính"),
            Lang::En => format!("{count} without {base}, left out"),
        });
    }
    (!parts.is_empty()).then(|| format!("{}: {}", what.in_lang(lang), parts.join("; ")))
}

pub fn line(name: &str, total: bool, works: &[&Work], stated: &[&Stated], lang: Lang) -> Line {
    let totals = Totals::of(works);
    let ha = |value: Decimal| hectares(value, lang);
    let billions =
        |value: Decimal| i18n::format_plain(value / Decimal::from(1_000_000_000), 3, lang);
    let completion = stated_completion(stated);
    let budget = Text::new("dự toán", "a budget");
    let area = Text::new("diện tích phải làm", "an area");
    let shares = [
        (
            Text::new("giải phóng mặt bằng", "clearance"),
            area,
            totals.clearance,
        ),
        (Text::new("san nền", "levelling"), area, totals.levelling),
        (Text::new("giải ngân", "disbursement"), budget, totals.money),
        (
            Text::new("hoàn thiện hạ tầng", "completion"),
            budget,
            totals.completion,
        ),
    ];
    let said = shares
        .into_iter()
        .filter_map(|(what, base, share)| left_out(what, base, &share, lang));
    Line {
        name: name.to_owned(),
        left_out: if total { Vec::new() } else { said.collect() },
        clearance: cells(&totals.clearance, ha, lang),
        levelling: cells(&totals.levelling, ha, lang),
        money: cells(&totals.money, billions, lang),
        completion: percent(totals.completion.ratio(), lang),
        stated: completion.map_or_else(
            || i18n::UNDEFINED.to_owned(),
            |percent| i18n::format_percent(percent, 1, lang),
        ),
    }
}

/// All that is known of the works on a day, as a file; quantities canonical.
pub fn table(works: &[Work], on: NaiveDate, lang: Lang) -> Table {
    let say = |vi, en| Text::new(vi, en).in_lang(lang).to_owned();
    let columns = vec![
        say("Khu công nghiệp", "Zone"),
        say("Giai đoạn", "Phase"),
        say("Mã", "Code"),
        say("Tên hạng mục", "Name"),
        say("Loại hạng mục", "Kind"),
        say("Đơn vị tính", "Unit"),
        say("Khối lượng phải làm", "Planned"),
        say("Đã làm", "Done"),
        say("Tỷ lệ (%)", "Done (%)"),
        say("Dự toán (đồng)", "Budget (VND)"),
        say("Nguồn vốn", "Funds"),
        say("Đã giải ngân (đồng)", "Disbursed (VND)"),
        say("Giải ngân ÷ dự toán (%)", "Disbursed ÷ budget (%)"),
        say("Đơn vị thực hiện", "Carried out by"),
        say("Bắt đầu theo kế hoạch", "Planned start"),
        say("Hoàn thành theo kế hoạch", "Planned finish"),
        say("Tình trạng", "State"),
        say("Chậm", "Delay"),
        say("Số liệu ngày", "Stated on"),
        say("Nguồn số liệu", "Source"),
    ];
    let text = |value: &str| {
        if value.is_empty() {
            Cell::Empty
        } else {
            Cell::Text(value.to_owned())
        }
    };
    let number = |value: Option<Decimal>| value.map_or(Cell::Empty, Cell::Number);
    let rounded = |ratio: Ratio| number(ratio.rounded(2));
    let date = |day: Option<NaiveDate>| Cell::date(day);
    let rows = works.iter().map(|work| {
        let unit = match work.measure() {
            Measure::Area => "m²",
            Measure::Own => work.unit.as_deref().unwrap_or_default(),
            Measure::Percent => "%",
        };
        let standing = work.standing.as_ref();
        vec![
            text(&work.zone),
            text(work.phase.as_deref().unwrap_or_default()),
            text(&work.code),
            text(&work.name),
            text(label(KINDS, &work.kind, lang)),
            text(unit),
            number(work.whole),
            number(work.done()),
            rounded(work.progress()),
            number(work.budget),
            text(label(
                FUNDING,
                work.funding.as_deref().unwrap_or_default(),
                lang,
            )),
            number(work.disbursed()),
            rounded(work.spending()),
            text(work.carried_out_by.as_deref().unwrap_or_default()),
            date(work.planned_start),
            date(work.planned_finish),
            text(State::words(work.state(on)).in_lang(lang)),
            text(
                &work
                    .delay(on)
                    .map_or_else(String::new, |late| delay(late, lang)),
            ),
            date(standing.map(|standing| standing.stated_on)),
            text(standing.map_or("", |standing| &standing.source)),
        ]
    });
    Table {
        name: format!("hang-muc-{on}"),
        columns,
        rows: rows.collect(),
    }
}

/// A row of the log, ready to show.
pub struct Entry {
    pub number: i32,
    pub day: String,
    pub done: String,
    pub percent: String,
    pub disbursed: String,
    pub stopped: bool,
    pub withdrawn: bool,
    pub source: String,
    /// Why it is over, why it corrects, and the note.
    pub words: Vec<String>,
    pub recorded: String,
    pub replaced: bool,
    pub may_correct: bool,
}

/// The newest day first; of a day what holds, then what it took the place of.
pub fn entries(work: &Work, log: &[Statement], lang: Lang) -> Vec<Entry> {
    let none = || i18n::UNDEFINED.to_owned();
    let say = |vi, en| Text::new(vi, en).in_lang(lang);
    let named =
        |name: &str, words: &Option<String>| words.as_ref().map(|words| format!("{name}: {words}"));
    let entry = |said: &Statement| Entry {
        number: said.number,
        day: i18n::format_date(said.as_of),
        done: said.done.map_or_else(none, |done| amount(work, done, lang)),
        percent: match (work.measure(), said.done) {
            (Measure::Percent, _) | (_, None) => String::new(),
            (_, done) => i18n::format_ratio(work.percent_of_planned(done), 1, lang),
        },
        disbursed: said.disbursed.map_or_else(none, |paid| money(paid, lang)),
        stopped: said.stopped,
        withdrawn: said.withdrawn,
        source: said.source.clone(),
        words: [
            named(say("Lý do vượt", "Over because"), &said.over_reason),
            named(say("Đính chính", "Correction"), &said.correction),
            said.note.clone(),
        ]
        .into_iter()
        .flatten()
        .collect(),
        recorded: format!(
            "{}, {}",
            said.recorded_by,
            i18n::format_time(said.recorded_at)
        ),
        replaced: said.replaced,
        may_correct: said.holds(),
    };
    log.iter().rev().map(entry).collect()
}

/// The log as a file.
pub fn log_table(work: &Work, log: &[Statement], lang: Lang) -> Table {
    let say = |vi, en| Text::new(vi, en).in_lang(lang).to_owned();
    let unit = match work.measure() {
        Measure::Area => "m²",
        Measure::Own => work.unit.as_deref().unwrap_or_default(),
        Measure::Percent => "%",
    };
    let columns = vec![
        say("Tính đến ngày", "As of"),
        format!(
            "{} ({unit})",
            say("Khối lượng đã làm, lũy kế", "Done so far")
        ),
        say("Đã giải ngân, lũy kế (đồng)", "Disbursed so far (VND)"),
        say("Tạm dừng", "Stopped"),
        say("Văn bản, nguồn", "Source document"),
        say("Lý do vượt", "Why over"),
        say("Lý do đính chính", "Correction"),
        say("Ghi chú", "Note"),
        say("Người ghi", "Recorded by"),
        say("Còn hiệu lực", "Holds"),
    ];
    let number = |value: Option<Decimal>| value.map_or(Cell::Empty, Cell::Number);
    let text = |value: &Option<String>| {
        value
            .as_ref()
            .map_or(Cell::Empty, |value| Cell::Text(value.clone()))
    };
    let yes = |is: bool| {
        if is {
            Cell::Text(say("có", "yes"))
        } else {
            Cell::Empty
        }
    };
    let rows = log.iter().map(|said| {
        vec![
            Cell::Date(said.as_of),
            number(said.done),
            number(said.disbursed),
            yes(said.stopped),
            Cell::Text(said.source.clone()),
            text(&said.over_reason),
            text(&said.correction),
            text(&said.note),
            Cell::Text(format!(
                "{}, {}",
                said.recorded_by,
                i18n::format_time(said.recorded_at)
            )),
            yes(said.holds()),
        ]
    });
    let file: String = work
        .code
        .chars()
        .filter(|c| c.is_ascii_alphanumeric() || *c == '-')
        .collect();
    Table {
        name: format!("tien-do-{file}"),
        columns,
        rows: rows.collect(),
    }
}

#[derive(Template)]
#[template(path = "registers/works/panel.html")]
pub struct Panel {
    pub page: Page,
    pub id: i64,
    pub row: Row,
    pub day: String,
    pub entries: Vec<Entry>,
    pub may_write: bool,
}
