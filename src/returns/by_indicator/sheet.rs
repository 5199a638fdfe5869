//! One indicator across all enterprises: the sheet and its lines.

use super::db::{self, SheetRow};
use super::view::SheetLine;
use crate::foundation::i18n::{self, Lang};
use crate::foundation::kernel::quantity::Unit;
use crate::foundation::kernel::{Measure, Period, Reporter, quantity};
use crate::platform::web::{AppError, Ctx, FormData};
use crate::returns::duties::{Duty, Round, duties_of};
use crate::returns::figures;
use crate::returns::filings::load::Loaded;
use crate::returns::filings::many::{Board, load_many};
use crate::returns::filings::model::State;
use crate::returns::filings::row_words;
use crate::returns::filings::rows::{Cell, Row};
use crate::returns::filings::standards::Standards;
use crate::standards::forms::{self, Currency, Form, Line};
use crate::standards::indicators::{Catalogue, Indicator};
use axum::extract::{Path, RawQuery};
use rust_decimal::Decimal;
use std::collections::{HashMap, HashSet};

/// A form's line for a period, and what is needed to read and show it.
pub struct Sheet {
    pub form: Form,
    pub period: Period,
    pub lines: Vec<Line>,
    pub line: Line,
    pub catalogue: Catalogue,
}

impl Sheet {
    /// The sheet of an address, of the indicator its query names or of the form's first; and that query.
    ///
    /// # Errors
    /// [`AppError::NotFound`] for a form, a period or an indicator that it has not.
    pub async fn open(
        ctx: &Ctx,
        Path((form, period)): Path<(i64, String)>,
        RawQuery(query): RawQuery,
    ) -> Result<(Sheet, FormData), AppError> {
        let query = FormData::parse(query.unwrap_or_default().as_bytes());
        let period: Period = period.parse().map_err(|()| AppError::NotFound)?;
        let forms = forms::db::forms(&ctx.state.db).await?;
        let form = forms
            .into_iter()
            .find(|known| known.id == form && known.covers(period))
            .ok_or(AppError::NotFound)?;
        let catalogue = Catalogue::load(&ctx.state.db).await?;
        let lines = form.asked(
            forms::db::lines(&ctx.state.db, form.id).await?,
            &catalogue,
            Some(period),
        );
        let wanted: Option<i64> = query.read("indicator")?;
        let line = lines
            .iter()
            .find(|line| wanted.is_none_or(|id| id == line.indicator_id))
            .cloned();
        let line = line.ok_or(AppError::NotFound)?;
        let sheet = Sheet {
            form,
            period,
            lines,
            line,
            catalogue,
        };
        Ok((sheet, query))
    }

    pub(super) fn indicator(&self) -> Result<&Indicator, AppError> {
        self.catalogue
            .by_id(self.line.indicator_id)
            .ok_or(AppError::NotFound)
    }

    pub(super) fn address(&self) -> String {
        format!(
            "/sheets/{}/{}?indicator={}",
            self.form.id, self.period, self.line.indicator_id
        )
    }
}

/// What is known beside the cells of a sheet, by who reports; plans are the enterprises'.
struct Known {
    entries: HashMap<(Reporter, i64, Measure), SheetRow>,
    figures: HashMap<(Reporter, String), Decimal>,
    plan: HashMap<i64, Decimal>,
    in_dollars: Vec<Reporter>,
    rate: Option<Decimal>,
    /// Reports being typed whose empty column of this line follows from the other one.
    following: HashMap<Reporter, Loaded>,
}

impl Known {
    async fn load(ctx: &Ctx, sheet: &Sheet, duties: &[Duty]) -> Result<Known, AppError> {
        let reporters: Vec<Reporter> = duties.iter().map(|duty| duty.reporter).collect();
        let (db, id) = (&ctx.state.db, sheet.line.indicator_id);
        let ids: Vec<i64> = std::iter::once(id).chain(sheet.line.total_id).collect();
        let entries = db::entries(db, sheet.form.id, &sheet.period.to_string(), &ids).await?;
        let periods = [
            sheet.period.before().to_string(),
            sheet.period.last_year().to_string(),
        ];
        let year = sheet.period.year().number();
        let entries: HashMap<(Reporter, i64, Measure), SheetRow> = entries
            .into_iter()
            .filter_map(|(indicator, row)| Some(((row.reporter, indicator, row.measure()?), row)))
            .collect();
        Ok(Known {
            following: following(ctx, sheet, duties, &entries).await?,
            entries,
            figures: figures::db::known_of(db, &reporters, &periods)
                .await?
                .into_iter()
                .filter(|(_, figure)| figure.indicator_id == id)
                .map(|(reporter, figure)| ((reporter, figure.period), figure.value))
                .collect(),
            plan: db::plan(db, year, id).await?.into_iter().collect(),
            in_dollars: db::in_dollars(db).await?,
            rate: Standards::load(db).await?.usd_rate(year),
        })
    }
}

/// The reports being typed in which one column of the line is given: where the form asks for both, the other follows from it.
async fn following(
    ctx: &Ctx,
    sheet: &Sheet,
    duties: &[Duty],
    entries: &HashMap<(Reporter, i64, Measure), SheetRow>,
) -> Result<HashMap<Reporter, Loaded>, AppError> {
    let cells = sheet.line.cells(&sheet.catalogue, Currency::Vnd);
    if cells.iter().all(|asked| asked.measure != Measure::ToDate) {
        return Ok(HashMap::new());
    }
    let given: HashSet<Reporter> = entries
        .values()
        .filter(|row| !row.raw.is_empty())
        .map(|row| row.reporter)
        .collect();
    let open = duties
        .iter()
        .filter(|duty| duty.state.is_some_and(State::editable) && given.contains(&duty.reporter));
    let open: Vec<Reporter> = open.map(|duty| duty.reporter).collect();
    if open.is_empty() {
        return Ok(HashMap::new());
    }
    let (db, period) = (&ctx.state.db, sheet.period);
    let board = Board::load(db, period).await?;
    load_many(db, &board, &sheet.form, period, &open, &ctx.actor).await
}

/// The enterprises and projects that owe the form, or filed it all the same.
///
/// # Errors
/// Whatever the database says.
pub async fn lines(
    ctx: &Ctx,
    sheet: &Sheet,
    zone: Option<i64>,
) -> Result<Vec<SheetLine>, AppError> {
    let (round, duties) = duties_of(ctx, &sheet.form, sheet.period).await?;
    let today = i18n::today();
    let mut wanted = duties;
    wanted.retain(|duty| !duty.exempt || duty.filing_id.is_some());
    wanted.retain(|duty| zone.is_none_or(|zone| zone == duty.zone_id));
    let known = Known::load(ctx, sheet, &wanted).await?;
    wanted
        .into_iter()
        .map(|duty| line(ctx, sheet, &known, &round, duty, today))
        .collect()
}

fn line(
    ctx: &Ctx,
    sheet: &Sheet,
    known: &Known,
    round: &Round,
    duty: Duty,
    today: chrono::NaiveDate,
) -> Result<SheetLine, AppError> {
    let (lang, id) = (ctx.lang, duty.reporter);
    let indicator = sheet.indicator()?;
    let currency = if known.in_dollars.contains(&id) {
        Currency::Usd
    } else {
        Currency::Vnd
    };
    let keys = sheet.line.cells(&sheet.catalogue, currency);
    let typed = |asked: &forms::Asked| known.entries.get(&(id, asked.indicator_id, asked.measure));
    let unit = keys
        .iter()
        .filter_map(typed)
        .find(|row| !row.raw.is_empty())
        .and_then(|row| quantity::unit(&row.unit));
    let unit = unit.unwrap_or(sheet.line.unit(indicator, currency));
    let show = |value: Option<&Decimal>| {
        value.map_or_else(String::new, |value| {
            row_words::shown(indicator, *value, unit, known.rate, lang)
        })
    };
    let figure = |period: Period| known.figures.get(&(id, period.to_string()));
    let plan = known.plan.get(&id.enterprise_id);
    let editable = duty.state.is_none_or(State::editable);
    let cell = |asked: &forms::Asked| {
        let row = typed(asked);
        let behind = behind(sheet, known, row.filter(|_| editable), id, asked);
        Some(Cell {
            key: sheet_key(id, asked, &sheet.line),
            code: indicator.code.clone(),
            column: if asked.measure == Measure::ToDate {
                "to_date"
            } else if asked.indicator_id == indicator.id {
                "period"
            } else {
                "total"
            },
            derived: show(behind.value.as_ref()),
            total: behind.total,
            ..stored_cell(row, behind.added_up, unit, lang)
        })
    };
    let (standing, name) = (duty.standing(round, today), duty.name());
    Ok(SheetLine {
        editable,
        standing: standing.words().in_lang(lang),
        tone: standing.tone(),
        zone: duty.zone,
        filing_id: duty.filing_id,
        row: Row {
            id: id.to_string(),
            number: String::new(),
            code: indicator.code.clone(),
            name,
            part: false,
            required: sheet.line.required,
            units: units(indicator, known.rate.is_some(), unit, lang),
            unit: indicator.unit_words(unit, lang).to_owned(),
            unit_code: unit.code,
            prior: show(figure(sheet.period.last_year())),
            before: show(figure(sheet.period.before())),
            plan: show(plan.filter(|_| id.project_id.is_none())),
            of_prior: String::new(),
            of_plan: String::new(),
            cells: keys.iter().map(cell).collect(),
        },
    })
}

/// What stands behind a cell that is empty.
struct Behind {
    /// It is a total of other lines.
    total: bool,
    /// A total that was added up, and not typed.
    added_up: bool,
    value: Option<Decimal>,
}

/// A total that was added up stands behind its empty cell; so does what follows from the other column, as while one types.
/// `row` is what is stored in a report that is being typed.
fn behind(
    sheet: &Sheet,
    known: &Known,
    row: Option<&SheetRow>,
    reporter: Reporter,
    asked: &forms::Asked,
) -> Behind {
    let mut lines = sheet.lines.iter();
    let total = lines.any(|line| line.adds_to == Some(asked.indicator_id));
    let added = row.filter(|row| total && row.derived);
    let follows = known
        .following
        .get(&reporter)
        .filter(|_| row.is_none_or(|row| row.raw.is_empty()))
        .and_then(|report| report.derived((asked.indicator_id, asked.measure)));
    Behind {
        total,
        added_up: added.is_some(),
        value: added.and_then(|row| row.value).or(follows),
    }
}

/// The units a cell may be typed in, with the one it is in.
fn units(
    indicator: &Indicator,
    convertible: bool,
    chosen: &'static Unit,
    lang: Lang,
) -> Vec<(String, String, bool)> {
    let choice = |unit: &'static Unit| {
        let words = indicator.unit_words(unit, lang).to_owned();
        (unit.code.to_owned(), words, unit.code == chosen.code)
    };
    let units = row_words::units(indicator, convertible, chosen);
    units.into_iter().map(choice).collect()
}

/// A cell as it is stored; one that stands `behind` an empty cell is not typed there.
fn stored_cell(row: Option<&SheetRow>, behind: bool, unit: &Unit, lang: Lang) -> Cell {
    let raw = row
        .filter(|_| !behind)
        .map_or_else(String::new, |row| row.raw.clone());
    Cell {
        key: String::new(),
        code: String::new(),
        column: "",
        read: row.map_or_else(String::new, |row| i18n::grouped(&row.raw, lang)),
        typed: String::new(),
        base: raw.clone(),
        base_unit: row.map_or_else(|| unit.code.to_owned(), |row| row.unit.clone()),
        raw,
        derived: String::new(),
        total: false,
        findings: Vec::new(),
        reason: row.and_then(|row| row.reason.clone()).unwrap_or_default(),
        asks_reason: row.is_some_and(|row| row.reason.is_some()),
        returned: false,
        understood: String::new(),
        words: String::new(),
    }
}

/// A cell's name in the sheet: who reports, with `t` for the sum since January and `c` for the sum since the certificate.
fn sheet_key(reporter: Reporter, asked: &forms::Asked, line: &Line) -> String {
    match asked.measure {
        Measure::ToDate => format!("{reporter}t"),
        Measure::Period if asked.indicator_id == line.indicator_id => reporter.to_string(),
        Measure::Period => format!("{reporter}c"),
    }
}
