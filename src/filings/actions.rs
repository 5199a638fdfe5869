//! What people do with a filing. Each is one transaction: rule, write, audit.

use std::collections::HashMap;

use serde_json::{Map, Value, json};
use sqlx::{PgConnection, PgPool};

use super::db::{self, FilingRow};
use super::model::{self, Background, Entry, Finding, State};
use crate::audit::{self, Change};
use crate::figures;
use crate::i18n::{Lang, Text};
use crate::indicators::Catalogue;
use crate::kernel::{Actor, Origin, Vintage, Year};
use crate::web::AppError;

/// Longest text in one cell.
pub const MAX_RAW: usize = 60;
/// Longest reason.
pub const MAX_REASON: usize = 1000;

/// A filing with everything its page shows.
pub struct Loaded {
    pub filing: FilingRow,
    pub state: State,
    pub vintage: Vintage,
    pub year: Year,
    pub catalogue: Catalogue,
    pub entries: HashMap<i64, Entry>,
    pub prior: HashMap<i64, rust_decimal::Decimal>,
    pub usd_rate: Option<rust_decimal::Decimal>,
}

impl Loaded {
    pub fn findings(&self, lang: Lang) -> Vec<Finding> {
        let background = Background { catalogue: &self.catalogue, prior: &self.prior, usd_rate: self.usd_rate };
        model::check(&self.entries, &background, lang)
    }
}

/// Loads a filing within the reader's zones.
///
/// # Errors
/// [`AppError::NotFound`].
pub async fn load(db: &PgPool, id: i64, actor: &Actor) -> Result<Loaded, AppError> {
    let mut connection = db.acquire().await?;
    let filing = db::find(&mut connection, id, actor.zones.as_deref()).await?.ok_or(AppError::NotFound)?;
    let entries = db::entries(&mut connection, id).await?;
    drop(connection);
    let year: Year = filing.period.get(..4).and_then(|year| year.parse().ok()).ok_or(AppError::NotFound)?;
    let prior = figures::db::of_enterprise(db, filing.enterprise_id, &year.before().to_string()).await?;
    Ok(Loaded {
        state: State::from_code(&filing.state).ok_or(AppError::Internal)?,
        vintage: Vintage::from_code(&filing.vintage).ok_or(AppError::Internal)?,
        catalogue: Catalogue::load(db).await?,
        entries: entries.into_iter().map(|entry| (entry.indicator_id, entry)).collect(),
        prior: prior.into_iter().collect(),
        usd_rate: db::usd_rate(db, year.number()).await?,
        year,
        filing,
    })
}

/// Starts the report of an enterprise for a year, or finds the one there is. Clicking twice makes one.
///
/// # Errors
/// [`AppError::NotFound`] when the enterprise is not there for this person.
pub async fn start(
    db: &PgPool,
    actor: &Actor,
    origin: &Origin,
    enterprise_id: i64,
    year: Year,
    vintage: Vintage,
) -> Result<i64, AppError> {
    let mut tx = db.begin().await?;
    let period = year.to_string();
    let (id, new) = db::start(&mut tx, enterprise_id, &period, vintage.code(), actor.account_id, actor.zones.as_deref())
        .await?
        .ok_or(AppError::NotFound)?;
    if new {
        let after = json!({ "enterprise": enterprise_id, "period": period, "vintage": vintage.code() });
        record(&mut tx, origin, "created", id, None, Some(after), None).await?;
    }
    tx.commit().await?;
    Ok(id)
}

/// One cell as it arrives: what was typed, and what the browser last knew to be saved.
pub struct CellInput {
    pub indicator_id: i64,
    pub raw: String,
    pub unit: String,
    pub reason: Option<String>,
    pub base: Option<String>,
}

/// A cell that somebody else changed meanwhile.
pub struct CellConflict {
    pub indicator_id: i64,
    pub theirs: String,
}

/// Why cells were not saved.
pub enum SaveRefusal {
    Conflicts(Vec<CellConflict>),
    /// Submitted or accepted meanwhile.
    Closed,
    Error(AppError),
}

impl<E: Into<AppError>> From<E> for SaveRefusal {
    fn from(error: E) -> SaveRefusal {
        SaveRefusal::Error(error.into())
    }
}

/// Saves cells as a draft: all of them, or – when one clashes with somebody else's – none.
/// What cannot be read as a number is kept as typed.
///
/// # Errors
/// [`SaveRefusal`].
pub async fn save_cells(
    db: &PgPool,
    catalogue: &Catalogue,
    actor: &Actor,
    origin: &Origin,
    id: i64,
    cells: &[CellInput],
    lang: Lang,
) -> Result<(), SaveRefusal> {
    let mut tx = db.begin().await?;
    db::lock(&mut tx, id).await?;
    let filing = db::find(&mut tx, id, actor.zones.as_deref()).await?.ok_or(AppError::NotFound)?;
    if !State::from_code(&filing.state).is_some_and(State::editable) {
        return Err(SaveRefusal::Closed);
    }
    let stored: HashMap<i64, Entry> =
        db::entries(&mut tx, id).await?.into_iter().map(|entry| (entry.indicator_id, entry)).collect();
    let stored_raw = |id: i64| stored.get(&id).map_or("", |entry| entry.raw.as_str());
    let conflicts: Vec<CellConflict> = cells
        .iter()
        .filter(|cell| {
            let now = stored_raw(cell.indicator_id);
            cell.base.as_deref().is_some_and(|base| base != now && cell.raw != now)
        })
        .map(|cell| CellConflict { indicator_id: cell.indicator_id, theirs: stored_raw(cell.indicator_id).to_owned() })
        .collect();
    if !conflicts.is_empty() {
        return Err(SaveRefusal::Conflicts(conflicts));
    }
    let (mut before, mut after, mut changed) = (Map::new(), Map::new(), Vec::new());
    for cell in cells {
        let Some(indicator) = catalogue.by_id(cell.indicator_id) else { continue };
        let entry = Entry {
            indicator_id: indicator.id,
            raw: cell.raw.chars().take(MAX_RAW).collect(),
            unit: cell.unit.clone(),
            value: model::read(indicator, &cell.raw, &cell.unit, lang).ok().flatten(),
            reason: cell.reason.as_ref().map(|reason| reason.chars().take(MAX_REASON).collect()),
        };
        let known = stored.get(&indicator.id);
        if known == Some(&entry) || (known.is_none() && entry.raw.is_empty() && entry.reason.is_none()) {
            continue;
        }
        before.insert(indicator.code.clone(), as_json(known));
        after.insert(indicator.code.clone(), as_json(Some(&entry)));
        changed.push(entry);
    }
    if !changed.is_empty() {
        db::put_entries(&mut tx, id, &changed, actor.account_id).await?;
        record(&mut tx, origin, "updated", id, Some(Value::Object(before)), Some(Value::Object(after)), None).await?;
    }
    tx.commit().await?;
    Ok(())
}

fn as_json(entry: Option<&Entry>) -> Value {
    entry.filter(|entry| !entry.raw.is_empty()).map_or(Value::Null, |entry| {
        let reason = entry.reason.as_ref().map_or(String::new(), |reason| format!(" – {reason}"));
        Value::String(format!("{} {}{reason}", entry.raw, entry.unit))
    })
}

/// What came of submitting.
pub enum Submission {
    Done,
    /// Blocked, or unusual values without a reason: nothing was changed.
    Blocked(Vec<Finding>),
}

/// Submits a report. A second click on the same button finds it submitted and changes nothing.
///
/// # Errors
/// [`AppError::Clash`] when it is accepted already.
pub async fn submit(db: &PgPool, actor: &Actor, origin: &Origin, id: i64, lang: Lang) -> Result<Submission, AppError> {
    let mut tx = db.begin().await?;
    db::lock(&mut tx, id).await?;
    // Read after the lock: what is checked is what is submitted.
    let loaded = load(db, id, actor).await?;
    match loaded.state {
        State::Submitted => return Ok(Submission::Done),
        State::Accepted => {
            return Err(AppError::Clash(Text::new(
                "Báo cáo này đã được duyệt. Muốn sửa, xin mở để đính chính.",
                "This report has been accepted. To change it, open it for correction.",
            )));
        }
        State::Draft | State::Returned => {}
    }
    let findings = loaded.findings(lang);
    let obstacles: Vec<Finding> = model::obstacles(&findings, &loaded.entries).into_iter().cloned().collect();
    if !obstacles.is_empty() {
        return Ok(Submission::Blocked(obstacles));
    }
    db::set_submitted(&mut tx, id, actor.account_id).await?;
    record(&mut tx, origin, "submitted", id, None, None, None).await?;
    tx.commit().await?;
    Ok(Submission::Done)
}

const OWN: Text = Text::new(
    "Anh/chị đã nhập hoặc gửi báo cáo này, nên người khác phải duyệt.",
    "You typed or submitted this report yourself, so somebody else must decide on it.",
);
const NOT_WAITING: Text = Text::new(
    "Báo cáo không còn ở trạng thái chờ duyệt: có người vừa xử lý. Xin mở lại để xem.",
    "The report is no longer waiting for review: somebody has just handled it. Please open it again.",
);

/// Accepts a report: its figures enter the ledger in the same transaction.
///
/// # Errors
/// [`AppError::Refused`] to whoever typed or submitted it; [`AppError::Clash`] when it is not waiting or has
/// been changed since the page was opened.
pub async fn accept(db: &PgPool, actor: &Actor, origin: &Origin, id: i64, version: i32) -> Result<(), AppError> {
    let mut tx = db.begin().await?;
    let filing = deciding(&mut tx, actor, id, version).await?;
    let written = figures::db::accept_filing(&mut tx, id, &origin.actor).await?;
    db::set_accepted(&mut tx, id, actor.account_id).await?;
    let after = json!({ "revision": filing.revision, "figures_written": written });
    record(&mut tx, origin, "accepted", id, None, Some(after), filing.revision_reason.as_deref()).await?;
    tx.commit().await?;
    Ok(())
}

/// Returns a report to its author with a reason.
///
/// # Errors
/// As [`accept`]; [`AppError::Refused`] without a reason.
pub async fn send_back(db: &PgPool, actor: &Actor, origin: &Origin, id: i64, version: i32, reason: &str) -> Result<(), AppError> {
    let reason = checked_reason(reason)?;
    let mut tx = db.begin().await?;
    deciding(&mut tx, actor, id, version).await?;
    db::set_returned(&mut tx, id, actor.account_id, reason).await?;
    record(&mut tx, origin, "returned", id, None, None, Some(reason)).await?;
    tx.commit().await?;
    Ok(())
}

/// Opens an accepted report for a correction. Its figures stay in force until the correction is accepted.
///
/// # Errors
/// [`AppError::Refused`] without a reason; [`AppError::Clash`] when it is not accepted.
pub async fn reopen(db: &PgPool, actor: &Actor, origin: &Origin, id: i64, version: i32, reason: &str) -> Result<(), AppError> {
    let reason = checked_reason(reason)?;
    let mut tx = db.begin().await?;
    db::lock(&mut tx, id).await?;
    let filing = db::find(&mut tx, id, actor.zones.as_deref()).await?.ok_or(AppError::NotFound)?;
    if filing.state != State::Accepted.code() || filing.version != version {
        return Err(AppError::Clash(NOT_WAITING));
    }
    db::set_reopened(&mut tx, id, reason).await?;
    record(&mut tx, origin, "reopened", id, None, None, Some(reason)).await?;
    tx.commit().await?;
    Ok(())
}

/// The filing a decision is about, locked: waiting, unchanged since it was looked at, and not the decider's own.
async fn deciding(tx: &mut PgConnection, actor: &Actor, id: i64, version: i32) -> Result<FilingRow, AppError> {
    db::lock(tx, id).await?;
    let filing = db::find(tx, id, actor.zones.as_deref()).await?.ok_or(AppError::NotFound)?;
    if filing.state != State::Submitted.code() || filing.version != version {
        return Err(AppError::Clash(NOT_WAITING));
    }
    if filing.submitted_by == Some(actor.account_id) || db::typed_by(tx, id, actor.account_id).await? {
        return Err(AppError::Refused(OWN));
    }
    Ok(filing)
}

fn checked_reason(reason: &str) -> Result<&str, AppError> {
    if reason.is_empty() || reason.chars().count() > MAX_REASON {
        return Err(AppError::Refused(Text::new(
            "Xin ghi lý do, tối đa 1.000 ký tự.",
            "Please give a reason of at most 1,000 characters.",
        )));
    }
    Ok(reason)
}

async fn record(
    tx: &mut PgConnection,
    origin: &Origin,
    action: &str,
    id: i64,
    before: Option<Value>,
    after: Option<Value>,
    reason: Option<&str>,
) -> sqlx::Result<()> {
    let change = Change { action, subject_type: "filings", subject_id: id, before, after, reason };
    audit::record(tx, origin, change).await
}
