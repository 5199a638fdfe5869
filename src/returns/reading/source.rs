//! What a reading gives: rows of figures that each have a place to go, and what is left out with the reason.

use super::owners::Who;
use super::unit_said::{Measured, Reach, Reaches, Scope, UnitSaid, is_unit};
use crate::foundation::i18n::{Lang, Text};
use crate::foundation::kernel::{Measure, Period};
use crate::foundation::workbooks::{Content, Position, Sheet};
use crate::standards::indicators::Indicator;

/// Figures of one enterprise from one row of a table, or from one table.
pub struct SourceRow {
    /// The sheet, from 0, and its name.
    pub sheet: usize,
    pub sheet_name: String,
    /// From 0.
    pub row: u32,
    pub who: Who,
    pub cells: Vec<SourceCell>,
    /// The row is hidden.
    pub hidden: bool,
}

impl SourceRow {
    /// What stands for the row in choices made about it: rows of several sheets in one number.
    pub fn key(&self) -> u32 {
        row_key(self.sheet, self.row)
    }
}

/// A row of a sheet as one number.
pub fn row_key(sheet: usize, row: u32) -> u32 {
    u32::try_from(sheet)
        .unwrap_or_default()
        .saturating_mul(crate::foundation::workbooks::MAX_ROWS)
        .saturating_add(row)
}

/// A figure and where it goes.
pub struct SourceCell {
    pub at: Position,
    /// What the figure is called in the file.
    pub label: String,
    /// The indicator and the column of the form; `None` when nothing like it is asked for.
    pub target: Option<(i64, Measure)>,
    /// The unit stated for it; `None` leaves it to the form.
    pub unit: Option<Measured>,
    /// Where that unit is stated, in words.
    pub unit_from: String,
    /// The cell that states it, where one does.
    pub unit_at: Option<Position>,
    pub content: Content,
    /// Its row or column is hidden in the file.
    pub hidden: bool,
    pub reason: Option<String>,
    /// What is to be answered before it can be taken.
    pub question: Option<String>,
    /// What is asked about its unit; a cell that names its own answers it.
    pub unit_question: Option<String>,
}

impl SourceCell {
    /// The figure at a place about an indicator, as shown, in the unit the statements that reach it give.
    pub fn read(
        sheet: &Sheet,
        at: Position,
        about: &Indicator,
        measure: Measure,
        stated: &[&UnitSaid],
        reaches: &Reaches,
        lang: Lang,
    ) -> Self {
        let (content, shown) = as_shown(sheet, at);
        let stated: Vec<&UnitSaid> = shown.iter().chain(stated.iter().copied()).collect();
        let (unit, unit_question) = match measured(&stated, about, reaches, lang) {
            Ok(unit) => (unit, None),
            Err(question) => (None, Some(question)),
        };
        let unit_at = unit.as_ref().and_then(|stated| stated.at);
        let (unit, unit_from) = unit.map(|stated| (stated.measured, stated.from)).unzip();
        Self {
            at,
            label: about.name(lang).to_owned(),
            target: Some((about.id, measure)),
            unit,
            unit_from: unit_from.unwrap_or_default(),
            unit_at,
            content,
            hidden: sheet.cell(at).is_some_and(|cell| cell.hidden),
            reason: None,
            question: merged_figure(sheet, at, lang),
            unit_question,
        }
    }
}

/// A figure of an earlier period beside those of the report: left out, and held against what is known.
pub struct Compared {
    pub sheet: usize,
    /// From 0.
    pub row: u32,
    pub who: Who,
    pub period: Period,
    pub cell: SourceCell,
}

/// What is left out of a file.
pub struct Left {
    pub sheet: usize,
    pub at: Position,
    pub kind: LeftKind,
    pub why: String,
}

/// Why figures are left out, for counting.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum LeftKind {
    /// Of another period, a plan, a comparison.
    OtherFigure,
    /// A sum of other rows.
    Total,
    /// Asked for by no line of the form.
    NotAsked,
    /// Hidden, with a visible one beside.
    Hidden,
    /// Outside the tables, or in a sheet that is not read.
    Outside,
    /// Not understood.
    Strange,
}

impl LeftKind {
    pub const ALL: [LeftKind; 6] = [
        LeftKind::OtherFigure,
        LeftKind::Total,
        LeftKind::NotAsked,
        LeftKind::Hidden,
        LeftKind::Outside,
        LeftKind::Strange,
    ];

    /// "của kỳ khác, kế hoạch, so sánh".
    pub fn words(self) -> Text {
        match self {
            LeftKind::OtherFigure => Text::new(
                "của kỳ khác, kế hoạch hoặc so sánh",
                "of other periods, plans or comparisons",
            ),
            LeftKind::Total => Text::new("ở dòng tổng", "in rows of totals"),
            LeftKind::NotAsked => Text::new("mẫu không hỏi", "not asked for"),
            LeftKind::Hidden => Text::new("bị ẩn, đã có số hiện", "hidden beside a visible one"),
            LeftKind::Outside => Text::new("ngoài bảng", "outside the table"),
            LeftKind::Strange => Text::new("chưa hiểu", "not understood"),
        }
    }
}

/// The unit of a figure, and where it is stated: in words, and the cell where one states it.
struct Stated {
    measured: Measured,
    from: String,
    at: Option<Position>,
}

/// The unit of a figure by the statements that reach it; the question when they cannot be followed.
fn measured(
    units: &[&UnitSaid],
    indicator: &Indicator,
    reaches: &Reaches,
    lang: Lang,
) -> Result<Option<Stated>, String> {
    let mut scopes: Vec<_> = units.iter().map(|unit| unit.scope).collect();
    scopes.sort_unstable();
    scopes.dedup();
    for scope in scopes {
        let here = units.iter().filter(|unit| unit.scope == scope);
        let reaches: Vec<(&UnitSaid, Reach)> = here
            .map(|unit| (*unit, reaches.of(unit, indicator)))
            .collect();
        let fits: Vec<(&UnitSaid, Measured)> = reaches
            .iter()
            .filter_map(|(unit, reach)| match reach {
                Reach::Fits(found) => Some((*unit, *found)),
                _ => None,
            })
            .collect();
        let own = fits
            .iter()
            .filter(|(_, found)| found.unit.dimension == indicator.dimension);
        let fits: Vec<(&UnitSaid, Measured)> = if own.clone().count() > 0 {
            own.copied().collect()
        } else {
            fits
        };
        if let Some((unit, found)) = fits.first() {
            let others = fits.iter().any(|(_, other)| other != found);
            return if others {
                Err(disagree(&fits, lang))
            } else {
                Ok(Some(Stated {
                    measured: *found,
                    from: place(unit, lang),
                    at: unit.at.filter(|_| unit.scope != Scope::Format),
                }))
            };
        }
        let odd = reaches
            .iter()
            .find(|(_, reach)| matches!(reach, Reach::Unknown | Reach::Share));
        if let Some((unit, _)) = odd {
            return Err(unknown(&unit.text, lang));
        }
    }
    Ok(None)
}

fn disagree(fits: &[(&UnitSaid, Measured)], lang: Lang) -> String {
    let said: Vec<String> = fits
        .iter()
        .map(|(unit, _)| format!("“{}”", unit.text))
        .collect();
    match lang {
        Lang::Vi => format!(
            "Tệp ghi hai đơn vị khác nhau: {}. Xin chọn đơn vị.",
            said.join(", ")
        ),
        Lang::En => format!(
            "The file states two units: {}. Please choose one.",
            said.join(", ")
        ),
    }
}

fn unknown(text: &str, lang: Lang) -> String {
    match lang {
        Lang::Vi => format!("Đơn vị “{text}” không đo được chỉ tiêu này. Xin chọn đơn vị."),
        Lang::En => format!("The unit “{text}” does not measure this. Please choose one."),
    }
}

/// Where a unit is stated: "theo “ĐVT: triệu đồng” ở B3".
fn place(unit: &UnitSaid, lang: Lang) -> String {
    match (unit.at, lang) {
        (Some(_), Lang::Vi) if unit.scope == Scope::Format => {
            format!("theo “{}” ở định dạng ô", unit.text)
        }
        (Some(_), Lang::En) if unit.scope == Scope::Format => {
            format!("by “{}” in the cell's format", unit.text)
        }
        (Some(at), Lang::Vi) => format!("theo “{}” ở {at}", unit.text),
        (Some(at), Lang::En) => format!("by “{}” in {at}", unit.text),
        (None, Lang::Vi) => format!("theo tiêu đề “{}”", unit.text),
        (None, Lang::En) => format!("by the title “{}”", unit.text),
    }
}

/// The question about a figure merged over several rows: it may be of any of them, or of all together.
fn merged_figure(sheet: &Sheet, at: Position, lang: Lang) -> Option<String> {
    let area = sheet.cell(at)?.merged?;
    (area.first.row != area.last.row).then(|| match lang {
        Lang::Vi => {
            format!("Số này ở ô gộp nhiều dòng ({area}): của dòng nào? Xin gõ số của dòng này.")
        }
        Lang::En => format!(
            "This figure is merged over several rows ({area}): whose is it? Please type this row's."
        ),
    })
}

/// The content of a cell as people see it, and the unit its number format shows: 290500000000 under `#,##0.0,,,` is 290,5.
fn as_shown(sheet: &Sheet, at: Position) -> (Content, Option<UnitSaid>) {
    let content = sheet.seen(at);
    let format = sheet.cell(at).and_then(|cell| cell.format.as_ref());
    let (Content::Number(stored), Some(format)) = (content, format) else {
        return (content.clone(), None);
    };
    let Some(shown) = format.shown(stored) else {
        return (content.clone(), None);
    };
    let words = if format.percent {
        "%"
    } else {
        format.words.as_str()
    };
    let unit = is_unit(words).then(|| UnitSaid {
        scope: Scope::Format,
        text: words.to_owned(),
        at: Some(at),
    });
    (Content::Number(shown.to_string()), unit)
}

/// A cell as text, trimmed.
pub fn text_at(sheet: &Sheet, at: Position) -> String {
    match sheet.seen(at) {
        Content::Text(text) => text.trim().to_owned(),
        Content::Number(text) => text.clone(),
        _ => String::new(),
    }
}

/// Whether a cell holds a figure, or something that stands where one belongs.
pub fn is_figure(content: &Content) -> bool {
    match content {
        Content::Number(_) | Content::Date(_) | Content::Error(_) => true,
        Content::Text(text) => text.chars().any(|c| c.is_ascii_digit()),
        _ => false,
    }
}
