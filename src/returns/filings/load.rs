//! A filing with everything its page, its checks and its decisions need.

use std::collections::HashMap;
use std::sync::Arc;

use rust_decimal::Decimal;
use sqlx::{PgConnection, PgPool};

use super::db;
use super::deciding::{self, Flag};
use super::model::FilingRow;
use super::model::{CellInput, Entry, Key, State};
use super::standards::Standards;
use crate::foundation::i18n::{Lang, Text};
use crate::foundation::kernel::{Actor, Measure, Period, Vintage, quantity};
use crate::platform::web::AppError;
use crate::returns::closings::{self, Closing};
use crate::returns::figures;
use crate::standards::checks::{self, Background, Finding, Reader, Severity};
use crate::standards::forms::{Asked, Currency, Form, Line};
use crate::standards::indicators::Catalogue;

/// A filing with everything around it.
pub struct Loaded {
    pub filing: FilingRow,
    pub state: State,
    pub vintage: Vintage,
    pub period: Period,
    pub form: Form,
    /// The form's lines, top to bottom, products last.
    pub lines: Arc<[Line]>,
    /// The cells the form asks for.
    pub asked: Vec<Asked>,
    pub currency: Currency,
    pub catalogue: Arc<Catalogue>,
    pub standards: Arc<Standards>,
    pub entries: HashMap<Key, Entry>,
    /// Accepted figures of the enterprise in the periods a report is compared with.
    pub history: HashMap<(i64, Period), Decimal>,
    pub usd_rate: Option<Decimal>,
    pub last_usd_rate: Option<Decimal>,
    pub rules: Arc<checks::Rules>,
    pub facts: checks::Facts,
    /// The board's medians per worker, where the enterprise has no figures of its own to be held against.
    pub per_worker: Arc<HashMap<i64, Decimal>>,
    /// The board's totals by indicator, of last year or else of this period.
    pub totals: Arc<HashMap<i64, Decimal>>,
    /// Cells that were sent back and are not settled yet.
    pub flags: Vec<Flag>,
    pub closing: Closing,
}

/// Loads a filing within the reader's zones.
///
/// # Errors
/// [`AppError::NotFound`].
pub async fn load(db: &PgPool, id: i64, actor: &Actor) -> Result<Loaded, AppError> {
    let mut connection = db.acquire().await?;
    let filing = db::find(&mut connection, id, actor.zones.as_deref())
        .await?
        .ok_or(AppError::NotFound)?;
    let entries = db::entries(&mut connection, id).await?;
    let flags = deciding::db::flags(&mut connection, id).await?;
    drop(connection);
    let period: Period = filing
        .period
        .parse()
        .map_err(|()| AppError::internal("a period that is none"))?;
    let standards = Standards::load(db).await?;
    let form = standards
        .form(filing.form_id)
        .ok_or(AppError::NotFound)?
        .clone();
    let (lines, catalogue): (Arc<[Line]>, _) = (
        standards.lines(&form, period).into(),
        Arc::clone(&standards.catalogue),
    );
    let reporter = filing.reporter();
    let facts = db::facts(db, &[reporter], period)
        .await?
        .remove(&reporter)
        .unwrap_or_default();
    let currency = Currency::of_licence(facts.licence_currency);
    let asked = lines
        .iter()
        .flat_map(|line| line.cells(&catalogue, currency))
        .collect();
    let wanted: Vec<String> = compared(period).iter().map(Period::to_string).collect();
    let known = figures::db::known(db, reporter, &wanted).await?;
    let year = period.year().number();
    let totals =
        figures::db::sums(db, &period.to_string(), &period.last_year().to_string()).await?;
    let per_worker = if known.is_empty() {
        figures::db::per_worker(db, &period.year().before().to_string()).await?
    } else {
        Vec::new()
    };
    let mut loaded = Loaded {
        state: State::from_code(&filing.state).ok_or(AppError::Internal)?,
        vintage: Vintage::from_code(&filing.vintage).ok_or(AppError::Internal)?,
        entries: entries
            .into_iter()
            .map(|entry| (entry.key(), entry))
            .collect(),
        history: known
            .into_iter()
            .filter_map(|f| Some(((f.indicator_id, f.period.parse().ok()?), f.value)))
            .collect(),
        usd_rate: standards.usd_rate(year),
        last_usd_rate: standards.usd_rate(year - 1),
        rules: Arc::clone(&standards.rules),
        facts,
        per_worker: Arc::new(per_worker.into_iter().collect()),
        totals: Arc::new(totals.into_iter().collect()),
        closing: closings::db::closing(db, filing.enterprise_id, filing.form_id, &filing.period)
            .await?,
        flags,
        filing,
        period,
        form,
        lines,
        asked,
        currency,
        catalogue,
        standards,
    };
    if loaded.state.editable() {
        loaded.add_up(Lang::Vi);
    }
    Ok(loaded)
}

impl Loaded {
    /// Locks the report and reads again what people type and decide: what is then checked is what is written. What it is
    /// held against was read before, so that nobody takes a second connection while they hold one.
    ///
    /// # Errors
    /// [`AppError::NotFound`] when it is gone.
    pub async fn renew(&mut self, tx: &mut PgConnection) -> Result<(), AppError> {
        let id = self.filing.id;
        let state = db::lock(tx, id).await?.ok_or(AppError::NotFound)?;
        self.state = State::from_code(&state).ok_or(AppError::Internal)?;
        self.entries = db::entries(tx, id)
            .await?
            .into_iter()
            .map(|entry| (entry.key(), entry))
            .collect();
        self.flags = deciding::db::flags(tx, id).await?;
        Ok(())
    }
}

/// What a filing within the reader's zones is about: itself, its form and its period.
///
/// # Errors
/// [`AppError::NotFound`].
pub async fn subject(
    db: &PgPool,
    id: i64,
    zones: Option<&[i64]>,
) -> Result<(FilingRow, Form, Period), AppError> {
    let filing = db::find(&mut *db.acquire().await?, id, zones)
        .await?
        .ok_or(AppError::NotFound)?;
    let period: Period = filing
        .period
        .parse()
        .map_err(|()| AppError::internal("a period that is none"))?;
    let form = Standards::load(db)
        .await?
        .form(filing.form_id)
        .ok_or(AppError::NotFound)?
        .clone();
    Ok((filing, form, period))
}

/// The periods a report is compared with: the one before, the same of last year, and this year's earlier ones, each with
/// its sum since January.
pub(super) fn compared(period: Period) -> Vec<Period> {
    let mut periods = period.since_january();
    periods.retain(|earlier| *earlier != period);
    periods.extend([
        period.before(),
        period.last_year(),
        period.last_year().last_year(),
    ]);
    let sums: Vec<Period> = periods
        .iter()
        .filter_map(|period| period.to_date())
        .collect();
    periods.extend(sums);
    periods.extend([Period::from(period.year().before())]);
    periods.sort_unstable();
    periods.dedup();
    periods
}

impl Loaded {
    /// What the checks say.
    pub fn findings(&self, lang: Lang) -> Vec<Finding> {
        let line = |asked: &Asked| checks::Line {
            indicator_id: asked.indicator_id,
            measure: asked.measure,
            required: self.is_missed(asked),
            may_be_negative: asked.may_be_negative,
            unit: asked.unit.code.to_owned(),
            adds_to: self
                .lines
                .iter()
                .find(|line| line.indicator_id == asked.indicator_id)
                .and_then(|line| line.adds_to),
        };
        let lines: Vec<checks::Line> = self.asked.iter().map(line).collect();
        let background = Background {
            catalogue: &self.catalogue,
            period: self.period,
            history: &self.history,
            usd_rate: self.usd_rate,
            last_usd_rate: self.last_usd_rate,
            facts: self.facts,
            per_worker: &self.per_worker,
            totals: &self.totals,
            lang,
        };
        checks::check(&lines, &self.cells(), &background, &self.rules)
    }

    /// Whether a cell is missed while it is empty. One whose value follows from others is not.
    fn is_missed(&self, asked: &Asked) -> bool {
        let key = (asked.indicator_id, asked.measure);
        match self.derived(key) {
            Some(_) => false,
            None if self.waits_for_parts(key) => false,
            None => asked.required || self.leaves_a_hole(key),
        }
    }

    /// The cells as the checks see them. A sum since January that was worked out from the period is no second witness of it.
    fn cells(&self) -> HashMap<Key, checks::Cell> {
        self.entries
            .iter()
            .filter(|(key, entry)| !self.only_follows(**key, entry))
            .map(|(key, entry)| (*key, entry.to_cell()))
            .collect()
    }

    /// What still stops the report from being submitted, of some findings.
    pub fn obstacles(&self, findings: &[Finding]) -> Vec<Finding> {
        checks::obstacles(findings, &self.cells())
            .into_iter()
            .cloned()
            .collect()
    }

    /// Whether cells may be typed: the report is being typed, and its period is open.
    pub fn is_editable(&self) -> bool {
        self.state.editable() && !self.closing.locked
    }

    /// Cells that were sent back and are neither changed nor answered: they stop the report from being handed in again.
    pub fn unanswered(&self, lang: Lang) -> Vec<Finding> {
        let message = Text::new(
            "Ô bị trả lại: xin sửa số, hoặc trả lời ghi chú.",
            "This cell was sent back: change it, or answer the note.",
        );
        self.flags
            .iter()
            .filter(|flag| flag.is_open(&self.entries))
            .map(|flag| Finding {
                indicator_id: flag.key.0,
                measure: flag.key.1,
                code: "RETURNED",
                severity: Severity::Blocks,
                message: message.in_lang(lang).to_owned(),
                effect: None,
                repair: None,
            })
            .collect()
    }

    /// The cell as the form asks for it.
    pub fn asked(&self, key: Key) -> Option<&Asked> {
        self.asked
            .iter()
            .find(|asked| (asked.indicator_id, asked.measure) == key)
    }

    /// A cell's name in the audit log: the indicator's code, with `+` for the sum since January.
    pub fn cell_code(&self, (indicator, measure): Key) -> String {
        let code = self
            .catalogue
            .by_id(indicator)
            .map_or("", |indicator| indicator.code.as_str());
        match measure {
            Measure::Period => code.to_owned(),
            Measure::ToDate => format!("{code}+"),
        }
    }

    /// A cell as it arrived, read. `None` for one the form does not ask for.
    pub fn entry(&self, cell: &CellInput, lang: Lang) -> Option<Entry> {
        let reading = self
            .reader(cell.key, lang)?
            .read(&cell.raw, &cell.unit)
            .ok()
            .flatten();
        Some(Entry {
            indicator_id: cell.key.0,
            measure: cell.key.1,
            raw: cell.raw.clone(),
            unit: cell.unit.clone(),
            value: reading.map(|reading| reading.value),
            reason: cell.reason.clone(),
            origin: cell.origin,
            rate: reading.and_then(|reading| reading.rate),
        })
    }

    /// What reads a cell of this report.
    pub fn reader(&self, key: Key, lang: Lang) -> Option<Reader<'_>> {
        let asked = self.asked(key)?;
        let indicator = self.catalogue.by_id(key.0)?;
        Some(Reader {
            indicator,
            may_be_negative: asked.may_be_negative,
            usd_rate: self.usd_rate,
            lang,
        })
    }

    /// The unit a cell is in: as typed, else as the form has it.
    pub fn unit(&self, key: Key) -> Option<&'static quantity::Unit> {
        let typed = self
            .entries
            .get(&key)
            .filter(|entry| !entry.raw.is_empty())
            .and_then(|entry| quantity::unit(&entry.unit));
        typed.or_else(|| self.asked(key).map(|asked| asked.unit))
    }

    /// Accepted so far this year, before this period; zero in January.
    pub(super) fn earlier(&self, indicator: i64) -> Option<Decimal> {
        let before = self.period.before();
        if before.year() != self.period.year() {
            return Some(Decimal::ZERO);
        }
        let sum = before
            .to_date()
            .and_then(|sum| self.history.get(&(indicator, sum)).copied());
        let parts = || {
            let mut earlier = self.period.since_january();
            earlier.retain(|period| *period != self.period);
            earlier
                .into_iter()
                .map(|period| self.history.get(&(indicator, period)).copied())
                .sum::<Option<Decimal>>()
        };
        sum.or_else(parts)
    }
}
