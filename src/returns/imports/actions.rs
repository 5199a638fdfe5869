//! What people do with an import. The taking and the taking back are one transaction each.

use super::answers;
use super::arrival::titles;
use super::choices::Choices;
use super::db::{self, ImportRow, Written, WrittenAnswer};
use super::of_board;
use super::plan::{self, Against, Plan};
use super::planned::PlanCell;
use super::purpose::Purpose;
use super::source::{self, KEY_SHEET};
use super::taking;
use crate::foundation::i18n::{Lang, Said, Text};
use crate::foundation::jobs::{Failure, Run};
use crate::foundation::kernel::{Actor, Caller, Period, Reporter};
use crate::foundation::workbooks::Book;
use crate::platform::web::AppError;
use crate::registers::board::Board;
use crate::returns::filings::actions::{self, SaveRefusal, Submission};
use crate::returns::filings::answers::actions::Refusal;
use crate::returns::filings::answers::{self as filed, Given};
use crate::returns::filings::load::Loaded;
use crate::returns::filings::many::{Board as Held, load_many};
use crate::returns::filings::model::CellInput;
use crate::returns::reading::{self, Asked, ByHand, Given as Stated, Known, Owners, Reading};
use crate::standards::forms::{self, Form, Line, Question};
use crate::standards::indicators::Catalogue;
use sha2::{Digest, Sha256};
use sqlx::{PgConnection, PgPool};
use std::collections::{HashMap, HashSet};

/// Reports submitted in one go.
const MAX_SUBMITTED: usize = 500;

const UNREADABLE: Text = Text::new(
    "Bản lưu của lần nhập này không đọc được nữa. Xin gửi lại tệp.",
    "What was kept of this import cannot be read any more. Please send the file again.",
);

pub(super) const MOVED: Text = Text::new(
    "Số liệu trong hệ thống hoặc các lựa chọn vừa thay đổi so với bản xem thử. Chưa ghi gì. Xin xem lại rồi nhập.",
    "Figures or choices changed since the preview. Nothing was written. Please look again, then take it.",
);

/// An import with everything it takes to show and to take it.
pub struct Opened {
    pub row: ImportRow,
    pub book: Book,
    pub choices: Choices,
    /// With the vintage chosen.
    pub form: Option<Form>,
    pub period: Option<Period>,
    pub lines: Vec<Line>,
    pub questions: Vec<Question>,
    pub catalogue: Catalogue,
    pub known: Vec<Known>,
    /// The board whose own totals the file holds; `None` where it holds reports.
    pub board: Option<Board>,
}

/// Opens an import: one's own, or anybody's for those who see every zone.
///
/// # Errors
/// [`AppError::NotFound`].
pub async fn open(db: &PgPool, actor: &Actor, id: i64) -> Result<Opened, AppError> {
    let row = db::find(db, id, own_only(actor))
        .await?
        .ok_or(AppError::NotFound)?;
    let book = serde_json::from_str(&row.book).map_err(|_| AppError::Refused(UNREADABLE))?;
    let choices: Choices =
        serde_json::from_str(&row.choices).map_err(|_| AppError::Refused(UNREADABLE))?;
    let forms = forms::db::forms(db).await?;
    let form = forms.into_iter().find(|form| Some(form.id) == row.form_id);
    let form = form.map(|form| Form {
        vintage: choices.vintage.unwrap_or(form.vintage),
        ..form
    });
    let catalogue = Catalogue::load(db).await?;
    let period: Option<Period> = row.period.as_deref().and_then(|period| period.parse().ok());
    let lines = match &form {
        Some(form) => form.asked(forms::db::lines(db, form.id).await?, &catalogue, period),
        None => Vec::new(),
    };
    let questions = match &form {
        Some(form) => forms::db::questions(db, form.id).await?,
        None => Vec::new(),
    };
    let board = match period.filter(|_| choices.purpose == Purpose::Board) {
        Some(period) => Some(of_board::board(db, actor, period).await?),
        None => None,
    };
    let known = match &board {
        Some(board) => vec![of_board::known(board)],
        None => db::known(db, actor.zones.as_deref(), form.as_ref().zip(period)).await?,
    };
    Ok(Opened {
        row,
        book,
        choices,
        form,
        period,
        lines,
        questions,
        catalogue,
        known,
        board,
    })
}

/// Whose imports an account sees: those responsible for some zones only their own.
pub fn own_only(actor: &Actor) -> Option<i64> {
    actor.zones.is_some().then_some(actor.account_id)
}

/// The reports of a plan, by who reports.
pub(super) type Reports = HashMap<Reporter, Loaded>;

impl Opened {
    /// The form and the period, once both are chosen and fit each other.
    pub fn subject(&self) -> Option<(&Form, Period)> {
        let (form, period) = self.form.as_ref().zip(self.period)?;
        form.covers(period).then_some((form, period))
    }

    /// What the book says to the form and the period; `None` until both are chosen.
    pub fn reading(&self, lang: Lang) -> Option<Reading> {
        let (_, period) = self.subject()?;
        let asked = Asked::new(&self.lines, &self.catalogue, period, lang);
        let owners = Owners::new(&self.known);
        let choices = &self.choices;
        let own = source::about(&self.book).filter(|_| choices.own);
        let key_owner = own.as_ref().and_then(|about| {
            let code = about.project.as_ref().unwrap_or(&about.enterprise);
            let is = |one: &&Known| one.code == *code;
            self.known.iter().find(is).map(|one| one.reporter)
        });
        let given = Stated {
            file: &self.row.name,
            enterprise: self
                .board
                .as_ref()
                .map_or(choices.enterprise, |_| Some(of_board::BOARD)),
            key_owner,
            key_sheet: if own.is_some() { KEY_SHEET } else { "" },
            matches: choices.matches.clone(),
            by_hand: choices.by_hand.then_some(ByHand {
                sheet: choices.sheet,
                shape: choices.shape,
                head: choices.head,
                body: choices.body,
                columns: &choices.columns,
            }),
            pasted: None,
        };
        Some(reading::read(&self.book, &asked, &owners, &given))
    }

    /// Another sheet, other titles or another reading of the rows make the columns mean something else: as they are read there.
    pub fn follow(&self, choices: &mut Choices, read: &Reading, lang: Lang) {
        let place = |head: u32| (choices.sheet, head, choices.shape);
        let shown = (read.sheet, read.head, read.shape);
        let Some((_, period)) = self.subject().filter(|_| place(choices.head) != shown) else {
            return;
        };
        let Some(sheet) = self.book.sheet(choices.sheet) else {
            return;
        };
        let asked = Asked::new(&self.lines, &self.catalogue, period, lang);
        let owners = Owners::new(&self.known);
        let head = (choices.sheet == read.sheet).then_some(choices.head);
        let found = reading::columns_at(sheet, head, &asked, &owners);
        let Some(found) = found else { return };
        let is_same = choices.sheet == read.sheet && choices.body > found.body;
        choices.head = found.head;
        choices.body = if is_same { choices.body } else { found.body };
        if choices.sheet != read.sheet {
            choices.shape = found.shape;
        }
        choices.columns = found.columns;
    }

    /// What taking a reading would do; `None` until form and period are chosen.
    ///
    /// # Errors
    /// Whatever the database says.
    pub async fn plan(
        &self,
        db: &PgPool,
        actor: &Actor,
        reading: &Reading,
        lang: Lang,
    ) -> Result<Option<(Plan, Reports)>, AppError> {
        let Some((form, period)) = self.subject() else {
            return Ok(None);
        };
        let owners = Owners::new(&self.known);
        let matches: Vec<_> = reading
            .rows
            .iter()
            .map(|row| owners.find(&row.who))
            .collect();
        let ids: Vec<Reporter> = matches
            .iter()
            .filter_map(|found| found.as_ref().ok().copied())
            .collect();
        let mut reports = match &self.board {
            Some(board) => {
                let report = of_board::report(db, board, form, period).await?;
                Reports::from([(of_board::BOARD, report)])
            }
            None => {
                let held = Held::load(db, period).await?;
                load_many(db, &held, form, period, &ids, actor).await?
            }
        };
        let superseded = db::superseded(db, &ids, form, period).await?;
        let begun: Vec<i64> = reports
            .values()
            .map(|report| report.filing.id)
            .filter(|id| *id != 0)
            .collect();
        let sheet = self.book.sheet(reading.sheet).filter(|_| self.choices.own);
        let answers = sheet.map_or_else(Vec::new, |sheet| answers::read(sheet, &self.questions));
        let mut given: HashMap<i64, Given> = HashMap::new();
        if !answers.is_empty() {
            for (filing, question, body) in filed::db::of_reports(db, &begun).await? {
                given.entry(filing).or_default().insert(question, body);
            }
        }
        let against = Against {
            reports: &mut reports,
            superseded: &superseded,
            given: &given,
            answers: &answers,
            checks: false,
        };
        let plan = plan::plan(reading, &matches, against, &self.choices, lang);
        Ok(Some((plan, reports)))
    }
}

/// Stands for everything a plan would write, where, and over what: agreed to by who has seen it.
pub fn fingerprint(plan: &Plan, form: &Form, period: Period) -> String {
    let mut hash = Sha256::new();
    hash.update(format!("{} {period} {}\n", form.id, form.vintage.code()));
    for row in &plan.rows {
        for input in plan
            .taken(row)
            .into_iter()
            .filter_map(|cell| cell.input.as_ref())
        {
            let CellInput {
                key,
                raw,
                unit,
                reason,
                base,
                ..
            } = input;
            hash.update(format!(
                "{:?} {key:?} {raw} {unit} {reason:?} {base:?}\n",
                row.enterprise
            ));
        }
        for answer in plan.taken_answers(row) {
            hash.update(format!(
                "{:?} {:?} {:?} {:?}\n",
                row.enterprise, answer.question_id, answer.body, answer.known
            ));
        }
    }
    hash.finalize()
        .iter()
        .map(|byte| format!("{byte:02x}"))
        .collect()
}

/// How much was written: reports and cells.
pub type Size = (usize, usize);

/// What would be written, if that is what was looked at (`seen` is the plan's fingerprint).
///
/// # Errors
/// [`AppError::Clash`] when it is not.
pub async fn agreed(
    db: &PgPool,
    caller: &Caller,
    opened: &Opened,
    seen: &str,
) -> Result<(Plan, Reports), AppError> {
    let reading = opened.reading(caller.lang).ok_or(AppError::Clash(MOVED))?;
    let planned = opened
        .plan(db, &caller.actor, &reading, caller.lang)
        .await?;
    let agreed = planned.zip(opened.subject());
    match agreed {
        Some((planned, (form, period))) if fingerprint(&planned.0, form, period) == seen => {
            Ok(planned)
        }
        _ => Err(AppError::Clash(MOVED)),
    }
}

/// Takes what can be taken, all of it or nothing, and ends the job with it; the rest stays where it is, to be corrected and
/// taken later.
///
/// # Errors
/// [`AppError::Clash`] when what would be written is not what was looked at, as a [`Failure`]; called off, nothing is written.
pub async fn take(
    db: &PgPool,
    run: &mut Run,
    opened: &Opened,
    seen: &str,
) -> Result<Said, Failure> {
    let caller = run.caller.clone();
    let (plan, mut reports) = agreed(db, &caller, opened, seen).await?;
    let (form, period) = opened.subject().ok_or(AppError::Clash(MOVED))?;
    let why = format!(
        "Nhập từ tệp “{}” (lần nhập {})",
        opened.row.name, opened.row.id
    );
    let mut tx = db.begin().await?;
    let state = db::lock(&mut tx, opened.row.id)
        .await?
        .ok_or(AppError::NotFound)?;
    if !matches!(state.as_str(), "open" | "taken") {
        return Err(MOVED.into());
    }
    for (at, row) in plan.rows.iter().enumerate() {
        run.step(at, plan.rows.len()).await?;
        let (cells, texts) = (plan.taken(row), plan.taken_answers(row));
        let (Some((reporter, _)), false) = (&row.enterprise, cells.is_empty() && texts.is_empty())
        else {
            continue;
        };
        let report = reports.get_mut(reporter).ok_or(AppError::NotFound)?;
        if opened.board.is_some() {
            of_board::take(&mut tx, &caller, opened, report, &cells).await?;
            continue;
        }
        let filing =
            actions::begin(&mut tx, &caller, *reporter, form, period, form.vintage).await?;
        report.filing.id = filing;
        let inputs: Vec<CellInput> = cells
            .iter()
            .filter_map(|cell| cell.input.as_ref().map(copied))
            .collect();
        actions::write_cells(&mut tx, &caller, report, &inputs, Some(&why))
            .await
            .map_err(refused)?;
        let written: Vec<Written> = cells
            .iter()
            .filter_map(|cell| written(filing, cell))
            .collect();
        db::put_written(&mut tx, opened.row.id, &written).await?;
        answers::take(&mut tx, &caller, report, &texts, opened.row.id, &why)
            .await
            .map_err(text_refused)?;
    }
    let by = caller.actor.account_id;
    db::set_state(&mut tx, opened.row.id, "taken", by, None).await?;
    remember(&mut tx, &caller.actor, opened).await?;
    let said = taking::result(&plan.size());
    run.end_with(&mut tx, &said).await?;
    tx.commit().await?;
    Ok(said)
}

/// Keeps how a person understood the table. Whose it was is asked anew each time: a sender may report for several.
async fn remember(tx: &mut PgConnection, actor: &Actor, opened: &Opened) -> Result<(), AppError> {
    let choices = &opened.choices;
    let heads = opened
        .book
        .sheet(choices.sheet)
        .map(crate::foundation::workbooks::header)
        .unwrap_or_default();
    let head = heads.iter().find(|head| head.first == choices.head);
    let Some(head) = head.filter(|_| choices.by_hand && !choices.purpose.is_moving()) else {
        return Ok(());
    };
    let plain = Choices {
        by_hand: true,
        shape: choices.shape,
        english: choices.english,
        columns: choices.columns.clone(),
        ..Choices::default()
    };
    let kept = serde_json::to_string(&plain).map_err(AppError::internal)?;
    Ok(db::remember(
        tx,
        &opened.row.sender,
        &titles(head),
        &kept,
        actor.account_id,
    )
    .await?)
}

fn copied(input: &CellInput) -> CellInput {
    CellInput {
        key: input.key,
        raw: input.raw.clone(),
        unit: input.unit.clone(),
        reason: input.reason.clone(),
        base: input.base.clone(),
        origin: input.origin,
    }
}

fn written(filing_id: i64, cell: &PlanCell) -> Option<Written> {
    let input = cell.input.as_ref()?;
    let (before_raw, before_unit) = input.base.clone().unwrap_or_default();
    Some(Written {
        filing_id,
        key: input.key,
        address: cell.at.clone(),
        source: cell.shown.chars().take(200).collect(),
        raw: input.raw.clone(),
        unit: input.unit.clone(),
        reason: input.reason.clone(),
        before_raw,
        before_unit,
        before_reason: cell.before_reason.clone(),
    })
}

pub(super) fn refused(refusal: SaveRefusal) -> AppError {
    match refusal {
        SaveRefusal::Conflicts(_) | SaveRefusal::Closed => AppError::Clash(MOVED),
        SaveRefusal::Error(error) => error,
    }
}

pub(super) fn text_refused(refusal: Refusal) -> AppError {
    match refusal {
        Refusal::Conflicts(..) | Refusal::Closed | Refusal::TooLong => AppError::Clash(MOVED),
        Refusal::Error(error) => error,
    }
}

/// The reports an import wrote into.
///
/// # Errors
/// Whatever the database says.
pub async fn written_into(db: &PgPool, import_id: i64) -> Result<HashSet<i64>, AppError> {
    Ok(written_by_report(db, import_id)
        .await?
        .into_keys()
        .collect())
}

/// What an import wrote, by report: cells and answers.
pub(super) async fn written_by_report(
    db: &PgPool,
    import_id: i64,
) -> Result<HashMap<i64, (Vec<Written>, Vec<WrittenAnswer>)>, AppError> {
    let mut by_filing: HashMap<i64, (Vec<Written>, Vec<WrittenAnswer>)> = HashMap::new();
    for cell in db::written(db, import_id).await? {
        by_filing.entry(cell.filing_id).or_default().0.push(cell);
    }
    for text in db::written_answers(db, import_id).await? {
        by_filing.entry(text.filing_id).or_default().1.push(text);
    }
    Ok(by_filing)
}

/// Submits the reports an import wrote into: how many went, and how many did not for want of something.
///
/// # Errors
/// Whatever the database says.
pub async fn submit(db: &PgPool, caller: &Caller, opened: &Opened) -> Result<Size, AppError> {
    let mut ids: Vec<i64> = written_by_report(db, opened.row.id)
        .await?
        .into_keys()
        .collect();
    ids.sort_unstable();
    let (mut done, mut left) = (0, 0);
    // What is more than goes at once is left, and counted among what is left.
    let later = ids.split_off(ids.len().min(MAX_SUBMITTED)).len();
    for id in ids {
        match actions::submit(db, caller, id, "").await {
            Ok(Submission::Done) => done += 1,
            Ok(Submission::Blocked(_) | Submission::Unexplained)
            | Err(AppError::Refused(_) | AppError::Clash(_)) => left += 1,
            Err(error) => return Err(error),
        }
    }
    Ok((done, left + later))
}
