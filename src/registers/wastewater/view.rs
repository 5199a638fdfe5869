//! What the templates of wastewater show, and plants as a file.

use chrono::NaiveDate;
use rust_decimal::Decimal;

use super::SOURCES;
use super::model::{Limit, PARAMETERS, Plant, Reading, Verdict};
use crate::foundation::i18n::{self, Lang, Text};
use crate::foundation::kernel::percent::Ratio;
use crate::platform::web::table::{Cell, Table};

fn none() -> String {
    i18n::UNDEFINED.to_owned()
}

pub fn plain(value: Option<Decimal>, lang: Lang) -> String {
    value.map_or_else(none, |value| i18n::format_plain(value, 6, lang))
}

pub fn source(code: &str, lang: Lang) -> &'static str {
    SOURCES
        .iter()
        .find(|choice| choice.code == code)
        .map_or("", |choice| choice.label.in_lang(lang))
}

/// "01/10/2022 – 31/12/2022", or the one day.
pub fn period(reading: &Reading) -> String {
    let (from, to) = (
        i18n::format_date(reading.from_on),
        i18n::format_date(reading.to_on),
    );
    if from == to {
        to
    } else {
        format!("{from} – {to}")
    }
}

/// A verdict as a tag: icon, word, colour.
pub struct Tag {
    pub words: String,
    pub tone: &'static str,
    pub icon: &'static str,
}

pub fn tag(verdict: Verdict, lang: Lang) -> Tag {
    let (words, tone, icon) = match verdict {
        Verdict::Within => (Text::new("Đạt", "Within limits"), "ok", "check"),
        Verdict::Exceeded => (
            Text::new("Vượt giới hạn", "Exceeded"),
            "bad",
            "alert-triangle",
        ),
        Verdict::NoLimit => (
            Text::new("Chưa có giới hạn để so", "No limit to compare with"),
            "neutral",
            "info",
        ),
    };
    Tag {
        words: words.in_lang(lang).to_owned(),
        tone,
        icon,
    }
}

fn limit(limit: Limit, lang: Lang) -> String {
    match (limit.low, limit.high) {
        (None, None) => none(),
        (Some(low), None) => format!("≥ {}", i18n::format_plain(low, 6, lang)),
        (None, Some(high)) => format!("≤ {}", i18n::format_plain(high, 6, lang)),
        (Some(low), Some(high)) => format!(
            "{} – {}",
            i18n::format_plain(low, 6, lang),
            i18n::format_plain(high, 6, lang)
        ),
    }
}

/// One parameter of a reading.
pub struct Result {
    pub name: String,
    pub value: String,
    pub limit: String,
    pub tag: Tag,
}

/// A reading on the page of its plant, and on its own.
pub struct ReadingView {
    pub id: i64,
    pub period: String,
    pub source: &'static str,
    pub document: String,
    pub actual: String,
    pub capacity: String,
    pub load: String,
    pub load_reason: Option<&'static str>,
    pub overloaded: bool,
    pub verdict: Option<Tag>,
    pub results: Vec<Result>,
    /// Id, number and standard.
    pub permit: Option<(i64, String, String)>,
}

pub fn reading(reading: &Reading, lang: Lang) -> ReadingView {
    let load = reading.load();
    let results = reading
        .results()
        .into_iter()
        .map(|(parameter, value, of, verdict)| Result {
            name: parameter.name(lang),
            value: i18n::format_plain(value, 6, lang),
            limit: limit(of, lang),
            tag: tag(verdict, lang),
        });
    ReadingView {
        id: reading.id,
        period: period(reading),
        source: source(&reading.source, lang),
        document: reading.document.clone().unwrap_or_default(),
        actual: plain(reading.actual, lang),
        capacity: plain(reading.capacity, lang),
        load: i18n::format_ratio(load, 1, lang),
        load_reason: load.reason().map(|reason| reason.text().in_lang(lang)),
        overloaded: load
            .value()
            .is_some_and(|percent| percent > Decimal::ONE_HUNDRED),
        verdict: reading.verdict().map(|verdict| tag(verdict, lang)),
        results: results.collect(),
        permit: reading.permit.as_ref().map(|permit| {
            (
                permit.id,
                permit.number.clone(),
                permit.standard.clone().unwrap_or_default(),
            )
        }),
    }
}

/// An entry of the log, ready to show.
pub struct Entry {
    pub reading: ReadingView,
    pub number: i32,
    pub withdrawn: bool,
    pub replaced: bool,
    /// Why it corrects, and the note.
    pub words: Vec<String>,
    pub recorded: String,
    pub may_correct: bool,
}

pub fn entry(said: &Reading, may_write: bool, lang: Lang) -> Entry {
    let correction = said
        .correction
        .as_ref()
        .zip(said.corrects)
        .map(|(why, number)| match (lang, said.withdrawn) {
            (Lang::Vi, false) => format!("Đính chính lần ghi {number}: {why}"),
            (Lang::Vi, true) => format!("Rút lần ghi {number}: {why}"),
            (Lang::En, false) => format!("Corrects entry {number}: {why}"),
            (Lang::En, true) => format!("Withdraws entry {number}: {why}"),
        });
    Entry {
        reading: reading(said, lang),
        number: said.number,
        withdrawn: said.withdrawn,
        replaced: said.replaced,
        words: [correction, said.note.clone()]
            .into_iter()
            .flatten()
            .collect(),
        recorded: format!(
            "{}, {}",
            said.recorded_by,
            i18n::format_time(said.recorded_at)
        ),
        may_correct: may_write && said.holds(),
    }
}

/// An entry in one line: "01/10/2022 – 31/12/2022; Quan trắc tự động; lưu lượng 900 m³/ngày đêm; COD 60 mg/l".
pub fn figures(said: &Reading, lang: Lang) -> String {
    let (flow, day) = match lang {
        Lang::Vi => ("lưu lượng", "ngày đêm"),
        Lang::En => ("flow", "day"),
    };
    let flow = said
        .actual
        .map(|actual| format!("{flow} {} m³/{day}", i18n::format_plain(actual, 6, lang)));
    let measured = said.results().into_iter().map(|(parameter, value, ..)| {
        format!(
            "{} {} {}",
            parameter.words.in_lang(lang),
            i18n::format_plain(value, 6, lang),
            parameter.unit
        )
        .trim_end()
        .to_owned()
    });
    [period(said), source(&said.source, lang).to_owned()]
        .into_iter()
        .chain(flow)
        .chain(measured)
        .collect::<Vec<_>>()
        .join("; ")
}

/// The log as a file.
pub fn log_table(code: &str, log: &[Reading], lang: Lang) -> Table {
    let say = |vi, en| Text::new(vi, en).in_lang(lang).to_owned();
    let mut columns = vec![
        say("Lần ghi", "Entry"),
        say("Từ ngày", "From"),
        say("Đến ngày", "Until"),
        say("Nguồn số liệu", "Source"),
        say("Lưu lượng bình quân (m³/ngày đêm)", "Average flow (m³/day)"),
        say("Lưu lượng ÷ công suất (%)", "Flow ÷ capacity (%)"),
    ];
    columns.extend(PARAMETERS.iter().map(|parameter| parameter.name(lang)));
    columns.extend([
        say("Kết quả so với giới hạn", "Against the limits"),
        say("Văn bản, phiếu kết quả", "Document"),
        say("Thay cho lần ghi", "In the place of entry"),
        say("Lý do đính chính", "Why it is corrected"),
        say("Ghi chú", "Note"),
        say("Người ghi", "Recorded by"),
        say("Còn hiệu lực", "Holds"),
    ]);
    let number = |value: Option<Decimal>| value.map_or(Cell::Empty, Cell::Number);
    let text = |value: &Option<String>| {
        value
            .as_ref()
            .map_or(Cell::Empty, |value| Cell::Text(value.clone()))
    };
    let rows = log.iter().map(|said| {
        let mut row = vec![
            Cell::Number(said.number.into()),
            Cell::Date(said.from_on),
            Cell::Date(said.to_on),
            Cell::Text(source(&said.source, lang).to_owned()),
            number(said.actual),
            number(said.load().rounded(2)),
        ];
        row.extend(said.values.map(number));
        row.extend([
            text(&said.verdict().map(|verdict| tag(verdict, lang).words)),
            text(&said.document),
            number(said.corrects.map(Decimal::from)),
            text(&said.correction),
            text(&said.note),
            Cell::Text(format!(
                "{}, {}",
                said.recorded_by,
                i18n::format_time(said.recorded_at)
            )),
            if said.holds() {
                Cell::Text(say("có", "yes"))
            } else {
                Cell::Empty
            },
        ]);
        row
    });
    let file: String = code
        .chars()
        .filter(|c| c.is_ascii_alphanumeric() || *c == '-')
        .collect();
    Table {
        name: format!("quan-trac-{file}"),
        columns,
        rows: rows.collect(),
    }
}

/// A plant on a day.
pub struct PlantView {
    pub id: i64,
    pub name: String,
    pub zone: String,
    pub phase: String,
    pub design: String,
    pub capacity: String,
    pub operator: String,
    /// The newest reading with a flow, and the newest with something measured.
    pub flow: Option<ReadingView>,
    pub measured: Option<ReadingView>,
    pub permit: String,
    pub permit_tag: Option<Tag>,
    pub receiving_water: String,
    pub automatic: Tag,
}

pub fn plant(plant: &Plant, on: NaiveDate, lang: Lang) -> PlantView {
    let (permit, permit_tag) = permit(plant, lang);
    PlantView {
        id: plant.id,
        name: plant.name.clone(),
        zone: plant.zone.clone(),
        phase: plant.phase.clone().unwrap_or_default(),
        design: i18n::format_plain(plant.design, 6, lang),
        capacity: plain(plant.capacity, lang),
        operator: plant.operator.clone().unwrap_or_default(),
        flow: plant.flow().map(|flow| reading(flow, lang)),
        measured: plant.measured().map(|measured| reading(measured, lang)),
        permit,
        permit_tag,
        receiving_water: plant.receiving_water.clone().unwrap_or_default(),
        automatic: automatic(plant, on, lang),
    }
}

/// The permit of the day in words; a tag where there is none any more, or never was.
fn permit(plant: &Plant, lang: Lang) -> (String, Option<Tag>) {
    let say = |vi: &'static str, en: &'static str| Text::new(vi, en).in_lang(lang);
    let Some(number) = &plant.permit_no else {
        let words = match plant.permit_ended {
            Some(day) => format!(
                "{} {}",
                say("Hết hạn từ", "Ended on"),
                i18n::format_date(day)
            ),
            None => say("Chưa ghi giấy phép", "No permit recorded").to_owned(),
        };
        let tone = if plant.permit_ended.is_some() {
            "bad"
        } else {
            "warn"
        };
        return (
            String::new(),
            Some(Tag {
                words,
                tone,
                icon: "alert-triangle",
            }),
        );
    };
    let until = plant
        .permit_to
        .map(|day| format!("{} {}", say("đến", "until"), i18n::format_date(day)));
    let parts = [Some(number.clone()), until, plant.standard.clone()];
    (
        parts.into_iter().flatten().collect::<Vec<_>>().join(", "),
        None,
    )
}

fn automatic(plant: &Plant, on: NaiveDate, lang: Lang) -> Tag {
    let by = |day: Option<NaiveDate>| day.filter(|day| *day <= on).map(i18n::format_date);
    let (words, tone, icon) = match (by(plant.automatic_since), by(plant.connected_since)) {
        (_, Some(day)) => (
            Text::new("Có, đã kết nối từ", "Yes, connected since")
                .in_lang(lang)
                .to_owned()
                + " "
                + &day,
            "ok",
            "check",
        ),
        (Some(day), None) => (
            Text::new("Có, chưa kết nối; từ", "Yes, not connected; since")
                .in_lang(lang)
                .to_owned()
                + " "
                + &day,
            "warn",
            "alert-triangle",
        ),
        (None, None) => (
            Text::new("Chưa có trạm", "No station")
                .in_lang(lang)
                .to_owned(),
            "warn",
            "alert-triangle",
        ),
    };
    Tag { words, tone, icon }
}

/// The plants as a file.
pub fn table(plants: &[Plant], on: NaiveDate, lang: Lang) -> Table {
    let say = |vi, en| Text::new(vi, en).in_lang(lang).to_owned();
    let columns = vec![
        say("Khu công nghiệp", "Zone"),
        say("Giai đoạn", "Phase"),
        say("Tên nhà máy", "Plant"),
        say(
            "Công suất thiết kế (m³/ngày đêm)",
            "Design capacity (m³/day)",
        ),
        say(
            "Công suất đang vận hành (m³/ngày đêm)",
            "Capacity in operation (m³/day)",
        ),
        say("Lưu lượng bình quân (m³/ngày đêm)", "Average flow (m³/day)"),
        say("Lưu lượng ÷ công suất (%)", "Flow ÷ capacity (%)"),
        say("Kỳ lưu lượng", "Period of the flow"),
        say("Nguồn số liệu", "Source"),
        say("Kỳ quan trắc", "Period of monitoring"),
        say("Kết quả so với giới hạn", "Against the limits"),
        say("Thông số vượt giới hạn", "Parameters over the limit"),
        say("Giấy phép xả thải", "Discharge permit"),
        say("Nguồn tiếp nhận", "Receiving water"),
        say("Quan trắc tự động", "Automatic monitoring"),
    ];
    let text = |value: String| {
        if value.is_empty() {
            Cell::Empty
        } else {
            Cell::Text(value)
        }
    };
    let number = |value: Option<Decimal>| value.map_or(Cell::Empty, Cell::Number);
    let rows = plants.iter().map(|row| {
        let (flow, measured) = (row.flow(), row.measured());
        let exceeded = measured.map(|reading| {
            let results = reading
                .results()
                .into_iter()
                .filter(|(_, _, _, verdict)| *verdict == Verdict::Exceeded);
            results
                .map(|(parameter, ..)| parameter.words.in_lang(lang))
                .collect::<Vec<_>>()
                .join(", ")
        });
        let (permit, missing) = permit(row, lang);
        let verdict = measured
            .and_then(Reading::verdict)
            .map(|verdict| tag(verdict, lang).words);
        vec![
            text(row.zone.clone()),
            text(row.phase.clone().unwrap_or_default()),
            text(row.name.clone()),
            Cell::Number(row.design),
            number(row.capacity),
            number(flow.and_then(|reading| reading.actual)),
            number(
                flow.map(Reading::load)
                    .and_then(|load: Ratio| load.rounded(2)),
            ),
            text(flow.map(period).unwrap_or_default()),
            text(
                flow.map(|reading| source(&reading.source, lang).to_owned())
                    .unwrap_or_default(),
            ),
            text(measured.map(period).unwrap_or_default()),
            text(verdict.unwrap_or_default()),
            text(exceeded.unwrap_or_default()),
            text(missing.map_or(permit, |tag| tag.words)),
            text(row.receiving_water.clone().unwrap_or_default()),
            text(automatic(row, on, lang).words),
        ]
    });
    Table {
        name: format!("nuoc-thai-{on}"),
        columns,
        rows: rows.collect(),
    }
}
