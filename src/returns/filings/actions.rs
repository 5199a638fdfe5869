//! What people do with a filing. Each is one transaction: rule, write, audit.

use super::row_words;
use std::collections::{BTreeSet, HashMap};

use rust_decimal::Decimal;
use serde_json::{Map, Value, json};
use sqlx::{PgConnection, PgPool};

use super::answers;
use super::db::{self, Subject};
use super::deciding;
use super::load::{Loaded, load};
use super::model::{CellInput, CellOrigin, Entry, Key, State};
use super::record::{checked_reason, record, standing};
use crate::foundation::i18n::{Lang, Text};
use crate::foundation::kernel::{Caller, Period, Reporter, Vintage};
use crate::platform::web::AppError;
use crate::returns::figures;
use crate::standards::checks::Finding;
use crate::standards::forms::{self, Form};

/// Starts the report of an enterprise or project for a period, or finds the one there is. Clicking twice makes one.
///
/// # Errors
/// [`AppError::NotFound`] when it is not there for this person; [`AppError::Refused`] when the form is not made for that
/// period; [`AppError::Clash`] when the enterprise reports by project and this is the whole, or the other way round.
pub async fn start(
    db: &PgPool,
    caller: &Caller,
    reporter: Reporter,
    form_id: i64,
    period: Period,
    vintage: Option<Vintage>,
) -> Result<i64, AppError> {
    let forms = forms::db::forms(db).await?;
    let form = forms
        .iter()
        .find(|form| form.id == form_id)
        .ok_or(AppError::NotFound)?;
    if !form.covers(period) {
        return Err(AppError::Refused(NOT_COVERED));
    }
    let mut tx = db.begin().await?;
    let id = begin(
        &mut tx,
        caller,
        reporter,
        form,
        period,
        vintage.unwrap_or(form.vintage),
    )
    .await?;
    tx.commit().await?;
    Ok(id)
}

/// [`start`] as a part of something larger; the form covers the period.
///
/// # Errors
/// [`AppError::NotFound`] when the enterprise is not there for this person.
pub async fn begin(
    tx: &mut PgConnection,
    caller: &Caller,
    reporter: Reporter,
    form: &Form,
    period: Period,
    vintage: Vintage,
) -> Result<i64, AppError> {
    let period = period.to_string();
    let subject = Subject {
        reporter,
        form_id: form.id,
        period: &period,
        vintage: vintage.code(),
    };
    let (id, new) = db::start(
        tx,
        &subject,
        caller.actor.account_id,
        caller.actor.zones.as_deref(),
    )
    .await?
    .ok_or(AppError::NotFound)?;
    if new {
        let (enterprise, project) = (reporter.enterprise_id, reporter.project_id);
        let after = json!({ "enterprise": enterprise, "project": project, "form": form.code, "period": period, "vintage": vintage.code() });
        record(tx, &caller.origin, "created", id, None, Some(after), None).await?;
    }
    Ok(id)
}

const NOT_COVERED: Text = Text::new(
    "Mẫu này không dùng cho kỳ đó. Xin xem lại thời gian hiệu lực của mẫu.",
    "This form is not made for that period. Please look at the form's validity.",
);

/// A cell that somebody else changed meanwhile.
pub struct CellConflict {
    pub key: Key,
    pub mine: (String, String),
    pub theirs: (String, String),
    pub base: (String, String),
    /// Who saved theirs, and when.
    pub by: String,
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

/// Writes cells of a draft as a part of something larger: all of them, or – when one clashes with somebody else's – none. What
/// cannot be read as a number is kept as typed. `why` is the reason the log shall give, where there is one. What
/// changed counts only when the transaction is committed.
///
/// # Errors
/// [`SaveRefusal`].
pub async fn write_cells(
    tx: &mut PgConnection,
    caller: &Caller,
    loaded: &mut Loaded,
    cells: &[CellInput],
    why: Option<&str>,
) -> Result<Vec<Entry>, SaveRefusal> {
    let id = loaded.filing.id;
    // Lock first, read then: what another transaction saved while this one waited must be seen.
    loaded.renew(tx).await?;
    if !loaded.state.editable() {
        return Err(SaveRefusal::Closed);
    }
    let conflicts = conflicts(tx, loaded, cells).await?;
    if !conflicts.is_empty() {
        return Err(SaveRefusal::Conflicts(conflicts));
    }
    let changed = changed(loaded, cells, caller.lang);
    let (mut before, mut after) = (Map::new(), Map::new());
    for entry in &changed {
        let name = loaded.cell_code(entry.key());
        before.insert(name.clone(), as_json(loaded.entries.get(&entry.key())));
        after.insert(name, as_json(Some(entry)));
    }
    if !changed.is_empty() {
        db::put_entries(tx, id, &changed, caller.actor.account_id).await?;
        record(
            tx,
            &caller.origin,
            "updated",
            id,
            Some(Value::Object(before)),
            Some(Value::Object(after)),
            why,
        )
        .await?;
    }
    Ok(changed)
}

/// What saving these cells changes: the cells themselves, and the totals they are part of. One that was emptied has no text.
fn changed(loaded: &mut Loaded, cells: &[CellInput], lang: Lang) -> Vec<Entry> {
    let stored = loaded.entries.clone();
    for cell in cells {
        let Some(mut entry) = loaded.entry(cell, lang) else {
            continue;
        };
        let known = loaded.entries.get(&cell.key);
        // A total left empty is added up; its unit and the reason for it are the person's.
        if entry.raw.is_empty() && loaded.is_total(cell.key) {
            entry.origin = CellOrigin::Derived;
            if let Some(known) = known
                .filter(|known| known.origin == CellOrigin::Derived && known.unit == entry.unit)
            {
                (entry.raw, entry.value, entry.rate) = (known.raw.clone(), known.value, known.rate);
            }
        }
        loaded.entries.insert(cell.key, entry);
    }
    loaded.add_up(lang);
    let written = std::mem::replace(&mut loaded.entries, stored);
    let keys: BTreeSet<Key> = loaded
        .entries
        .keys()
        .chain(written.keys())
        .copied()
        .collect();
    let differs = |key: &Key| {
        !same(
            loaded.entries.get(key),
            written.get(key),
            loaded.is_total(*key),
        )
    };
    let entry = |key: Key| {
        let emptied = || {
            Some(Entry {
                raw: String::new(),
                value: None,
                reason: None,
                rate: None,
                ..loaded.entries.get(&key)?.clone()
            })
        };
        written.get(&key).cloned().or_else(emptied)
    };
    keys.into_iter().filter(differs).filter_map(entry).collect()
}

/// Whether saving would change nothing a person sees. A total that was added up is another thing than one typed, whatever it says.
fn same(known: Option<&Entry>, new: Option<&Entry>, is_total: bool) -> bool {
    let said = |entry: Option<&Entry>| {
        let entry = entry.filter(|entry| !entry.raw.is_empty() || entry.reason.is_some())?;
        let added_up = is_total && entry.origin == CellOrigin::Derived;
        Some((
            entry.raw.clone(),
            entry.unit.clone(),
            entry.reason.clone(),
            added_up,
        ))
    };
    said(known) == said(new)
}

async fn conflicts(
    tx: &mut PgConnection,
    loaded: &Loaded,
    cells: &[CellInput],
) -> Result<Vec<CellConflict>, AppError> {
    let mut found = Vec::new();
    for cell in cells {
        let Some(base) = &cell.base else { continue };
        let stored = loaded
            .typed(cell.key)
            .map(|entry| (entry.raw.clone(), entry.unit.clone()));
        // The unit of an empty cell is only the one offered.
        let same = |a: &(String, String), b: &(String, String)| {
            a.0 == b.0 && (a.0.is_empty() || a.1 == b.1)
        };
        let theirs = stored.unwrap_or_default();
        let mine = (cell.raw.clone(), cell.unit.clone());
        if same(base, &theirs) || same(&mine, &theirs) {
            continue;
        }
        let by = db::last_author(tx, loaded.filing.id, cell.key)
            .await?
            .unwrap_or_default();
        found.push(CellConflict {
            key: cell.key,
            mine,
            theirs,
            base: base.clone(),
            by,
        });
    }
    Ok(found)
}

fn as_json(entry: Option<&Entry>) -> Value {
    entry
        .filter(|entry| !entry.raw.is_empty())
        .map_or(Value::Null, |entry| {
            let reason = entry
                .reason
                .as_ref()
                .map_or(String::new(), |reason| format!(" – {reason}"));
            Value::String(format!("{} {}{reason}", entry.raw, entry.unit))
        })
}

/// What came of submitting.
pub enum Submission {
    Done,
    /// Blocked, unusual values without a reason, or a required answer missing: nothing was changed.
    Blocked(Vec<Finding>),
    /// Its period is closed softly, and there is no reason of a sensible length why it comes late: nothing was changed.
    Unexplained,
}

/// Submits a report. A second click on the same button finds it submitted and changes nothing.
///
/// # Errors
/// [`AppError::Clash`] when it is accepted already, or its period is closed.
pub async fn submit(
    db: &PgPool,
    caller: &Caller,
    id: i64,
    late_reason: &str,
) -> Result<Submission, AppError> {
    let mut loaded = load(db, id, &caller.actor).await?;
    let board = Board::load(db, &loaded).await?;
    let mut tx = db.begin().await?;
    loaded.renew(&mut tx).await?;
    loaded.add_up(caller.lang);
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
    let findings = loaded.findings(caller.lang);
    let mut obstacles = loaded.obstacles(&findings);
    obstacles.extend(loaded.unanswered(caller.lang));
    let given = answers::db::answers(&mut tx, id).await?;
    let silent = answers::missing(loaded.standards.questions(loaded.form.id), &given)
        .next()
        .is_some();
    if silent || !obstacles.is_empty() {
        return Ok(Submission::Blocked(obstacles));
    }
    let late_reason = match checked_reason(late_reason) {
        _ if !loaded.closing.soft => None,
        Ok(reason) => Some(reason),
        Err(_) => return Ok(Submission::Unexplained),
    };
    // What follows from other cells is written down, so that the reviewer sees what will enter the ledger.
    loaded.entries.extend(
        loaded
            .derived_entries(caller.lang)
            .into_iter()
            .map(|entry| (entry.key(), entry)),
    );
    let follows = loaded
        .entries
        .values()
        .filter(|entry| entry.origin == CellOrigin::Derived);
    let follows: Vec<Entry> = follows.cloned().collect();
    db::put_entries(&mut tx, id, &follows, caller.actor.account_id).await?;
    let said = |raw: &str, unit: &str, indicator| {
        row_words::said(raw, unit, indicator, &loaded, caller.lang)
    };
    for (flag, answer) in deciding::answers_given(&loaded.flags, &loaded.entries, said) {
        deciding::db::answer_flag(&mut tx, id, flag, &answer, caller.actor.account_id).await?;
    }
    let mut snapshot = deciding::snapshot(&loaded.entries);
    snapshot.extend(answers::snapshot(&given));
    let handed_in = deciding::db::HandedIn {
        filing_id: id,
        by: caller.actor.account_id,
        late_reason,
        cells: &snapshot,
        effect: board.effect(&loaded),
    };
    deciding::db::set_submitted(&mut tx, &handed_in).await?;
    let revision = loaded.filing.revision;
    record(
        &mut tx,
        &caller.origin,
        "submitted",
        id,
        Some(standing(loaded.state, revision)),
        Some(standing(State::Submitted, revision)),
        late_reason,
    )
    .await?;
    tx.commit().await?;
    Ok(Submission::Done)
}

/// What a report's effect on the board is measured by.
struct Board {
    /// What counts of the report's own figures now.
    known: HashMap<i64, Decimal>,
    /// The board's totals: last year's, or else this period's.
    totals: HashMap<i64, Decimal>,
}

impl Board {
    async fn load(db: &PgPool, loaded: &Loaded) -> Result<Board, AppError> {
        let (now, before) = (
            loaded.period.to_string(),
            loaded.period.last_year().to_string(),
        );
        let rows = figures::db::totals(db, &[now.clone(), before.clone()], None).await?;
        let sums = |period: &str| {
            let mut sums: HashMap<i64, Decimal> = HashMap::new();
            for row in rows.iter().filter(|row| row.period == period) {
                *sums.entry(row.indicator_id).or_default() += row.total;
            }
            sums
        };
        let mut totals = sums(&now);
        totals.extend(sums(&before));
        let known = figures::db::known(db, loaded.filing.reporter(), &[now]).await?;
        Ok(Board {
            known: known
                .into_iter()
                .map(|figure| (figure.indicator_id, figure.value))
                .collect(),
            totals,
        })
    }

    /// How far the report moves the board's totals; see [`deciding::effect`].
    fn effect(&self, loaded: &Loaded) -> Option<(Decimal, i64)> {
        deciding::effect(
            &loaded.entries,
            &self.known,
            &self.totals,
            &loaded.catalogue,
        )
    }
}
