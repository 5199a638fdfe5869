//! All SQL of attachments and comments.

use std::collections::HashMap;

use chrono::{DateTime, NaiveDate, Utc};
use sqlx::{PgConnection, PgPool};

use super::owner::Owner;

/// The report that evidence belongs to, as far as evidence needs to know it.
pub struct Report {
    pub enterprise: String,
    pub form_id: i64,
    pub form: String,
    pub period: String,
}

/// A report within the reader's zones; `None` for any other.
///
/// # Errors
/// Whatever the database says; so for all functions here.
pub async fn report(
    db: &PgPool,
    filing_id: i64,
    zones: Option<&[i64]>,
) -> sqlx::Result<Option<Report>> {
    sqlx::query_as!(
        Report,
        r#"select concat_ws(' – ', e.name, p.name) as "enterprise!", f.form_id, m.code as form, f.period
           from filings f join enterprises e on e.id = f.enterprise_id join forms m on m.id = f.form_id
           left join projects p on p.id = f.project_id
          where f.id = $1 and ($2::bigint[] is null or f.zone_id = any($2))"#,
        filing_id,
        zones
    )
    .fetch_optional(db)
    .await
}

/// A file attached to a report, to one of its cells, or to a record.
pub struct Attachment {
    pub id: i64,
    /// The table of what it belongs to, and its id there.
    pub owner: String,
    pub owner_id: i64,
    /// Of a file of a record: the step or event it belongs to, by its number, or the row, by its id; `None` for the record as a whole.
    pub step: Option<i32>,
    /// `None` for the report as a whole, and for records.
    pub indicator_id: Option<i64>,
    pub name: String,
    pub media_type: String,
    /// In bytes.
    pub size: i64,
    pub key: String,
    pub note: Option<String>,
    pub adder: String,
    pub added_at: DateTime<Utc>,
    pub remover: Option<String>,
    pub removed_at: Option<DateTime<Utc>>,
    pub removed_reason: Option<String>,
}

impl Attachment {
    /// What it is attached to.
    pub fn owner(&self) -> Option<Owner> {
        Owner::from_subject(&self.owner, self.owner_id)
    }

    /// Where at its owner it stands: the cell of a report, or the row of a record.
    pub fn place(&self) -> Option<i64> {
        self.indicator_id.or(self.step.map(i64::from))
    }
}

/// Everything ever attached to a report or a record, oldest first.
pub async fn attachments(db: &PgPool, owner: Owner) -> sqlx::Result<Vec<Attachment>> {
    let (table, id) = owner.subject();
    sqlx::query_as!(
        Attachment,
        r#"select t.id, t.owner as "owner!", t.owner_id as "owner_id!", t.step, t.indicator_id, t.name, t.media_type, t.size, t.key, t.note, a.display_name as adder,
                  t.added_at, r.display_name as "remover?", t.removed_at, t.removed_reason
             from attachments t join accounts a on a.id = t.added_by left join accounts r on r.id = t.removed_by
            where t.owner = $1 and t.owner_id = $2 order by t.id"#,
        table,
        id
    )
    .fetch_all(db)
    .await
}

/// Everything ever attached to one cell of some reports, oldest first.
pub async fn attachments_of_cell(
    db: &PgPool,
    reports: &[i64],
    indicator_id: i64,
) -> sqlx::Result<Vec<Attachment>> {
    sqlx::query_as!(
        Attachment,
        r#"select t.id, t.owner as "owner!", t.owner_id as "owner_id!", t.step, t.indicator_id, t.name, t.media_type, t.size, t.key, t.note, a.display_name as adder,
                  t.added_at, r.display_name as "remover?", t.removed_at, t.removed_reason
             from attachments t join accounts a on a.id = t.added_by left join accounts r on r.id = t.removed_by
            where t.filing_id = any($1) and t.indicator_id = $2 order by t.id"#,
        reports,
        indicator_id
    )
    .fetch_all(db)
    .await
}

/// One attachment of what is within the reader's zones; a key task is everybody's.
pub async fn attachment(
    db: &PgPool,
    id: i64,
    zones: Option<&[i64]>,
) -> sqlx::Result<Option<Attachment>> {
    sqlx::query_as!(
        Attachment,
        r#"select t.id, t.owner as "owner!", t.owner_id as "owner_id!", t.step, t.indicator_id, t.name, t.media_type, t.size, t.key, t.note, a.display_name as adder,
                  t.added_at, r.display_name as "remover?", t.removed_at, t.removed_reason
             from attachments t
             left join filings f on f.id = t.filing_id
             left join obstacles o on o.id = t.obstacle_id
             left join projects p on p.id = t.project_id
             left join parcels l on l.id = t.parcel_id
             left join leases c on c.id = t.lease_id
             left join recoveries v on v.id = t.recovery_id
             join accounts a on a.id = t.added_by
             left join accounts r on r.id = t.removed_by
            where t.id = $1
              and ($2::bigint[] is null or t.key_task_id is not null or coalesce(f.zone_id, o.zone_id, p.zone_id, l.zone_id, c.zone_id, v.zone_id) = any($2))"#,
        id,
        zones
    )
    .fetch_optional(db)
    .await
}

/// A file about to be attached; its object is stored already.
pub struct NewAttachment<'a> {
    pub owner: Owner,
    pub indicator_id: Option<i64>,
    pub step: Option<i32>,
    pub name: &'a str,
    pub media_type: &'a str,
    pub size: i64,
    /// 64 lower-case hexadecimal digits.
    pub sha256: &'a str,
    pub key: &'a str,
    pub note: Option<&'a str>,
    pub by: i64,
}

/// Attaches a file; the attachment's id.
pub async fn attach(tx: &mut PgConnection, new: &NewAttachment<'_>) -> sqlx::Result<i64> {
    let (table, id) = new.owner.subject();
    sqlx::query_scalar!(
        "insert into attachments (filing_id, obstacle_id, key_task_id, project_id, parcel_id, lease_id, recovery_id, step,
                                  indicator_id, name, media_type, size, sha256, key, note, added_by)
         values (case $1::text when 'filings' then $2::bigint end, case $1 when 'obstacles' then $2 end,
                 case $1 when 'key_tasks' then $2 end, case $1 when 'projects' then $2 end, case $1 when 'parcels' then $2 end,
                 case $1 when 'leases' then $2 end, case $1 when 'recoveries' then $2 end,
                 $3, $4, $5, $6, $7, $8, $9, $10, $11) returning id",
        table,
        id,
        new.step,
        new.indicator_id,
        new.name,
        new.media_type,
        new.size,
        new.sha256,
        new.key,
        new.note,
        new.by
    )
    .fetch_one(tx)
    .await
}

/// Takes an attachment off its report; `false` when somebody did before.
pub async fn detach(tx: &mut PgConnection, id: i64, by: i64, reason: &str) -> sqlx::Result<bool> {
    let done = sqlx::query!(
        "update attachments set removed_by = $2, removed_at = now(), removed_reason = $3 where id = $1 and removed_at is null",
        id,
        by,
        reason
    )
    .execute(tx)
    .await?;
    Ok(done.rows_affected() == 1)
}

/// A row of a lease or of a recovery case that papers can stand at.
pub struct PaperRow {
    pub id: i64,
    /// Of an extension the day it was signed, of a step the day it was done.
    pub day: Option<NaiveDate>,
    /// Of a step what is to be done; of an extension its document's number.
    pub name: Option<String>,
}

/// The extensions of a lease, oldest first.
pub async fn extensions(db: &PgPool, lease_id: i64) -> sqlx::Result<Vec<PaperRow>> {
    sqlx::query_as!(
        PaperRow,
        r#"select id, signed_on as "day?", document_no as name from lease_extensions
            where lease_id = $1 and retired_at is null order by signed_on"#,
        lease_id
    )
    .fetch_all(db)
    .await
}

/// The steps of a recovery case, in their order.
pub async fn case_steps(db: &PgPool, recovery_id: i64) -> sqlx::Result<Vec<PaperRow>> {
    sqlx::query_as!(
        PaperRow,
        r#"select id, done_on as day, name as "name?" from recovery_steps
            where recovery_id = $1 and retired_at is null order by position"#,
        recovery_id
    )
    .fetch_all(db)
    .await
}

/// The recovery case of a step.
pub async fn case_of(db: &PgPool, step_id: i64) -> sqlx::Result<Option<i64>> {
    sqlx::query_scalar!(
        "select recovery_id from recovery_steps where id = $1",
        step_id
    )
    .fetch_optional(db)
    .await
}

/// What somebody said about a report or one of its cells.
pub struct Comment {
    pub indicator_id: Option<i64>,
    pub body: String,
    pub by: String,
    pub at: DateTime<Utc>,
}

/// All comments on a report, oldest first.
pub async fn comments(db: &PgPool, filing_id: i64) -> sqlx::Result<Vec<Comment>> {
    sqlx::query_as!(
        Comment,
        "select c.indicator_id, c.body, a.display_name as by, c.said_at as at
           from comments c join accounts a on a.id = c.said_by where c.filing_id = $1 order by c.id",
        filing_id
    )
    .fetch_all(db)
    .await
}

/// What somebody said about one cell.
pub struct CellComment {
    pub filing_id: i64,
    pub body: String,
    pub by: String,
    pub at: DateTime<Utc>,
}

/// All comments on one cell of some reports, oldest first.
pub async fn comments_on_cell(
    db: &PgPool,
    reports: &[i64],
    indicator_id: i64,
) -> sqlx::Result<Vec<CellComment>> {
    sqlx::query_as!(
        CellComment,
        "select c.filing_id, c.body, a.display_name as by, c.said_at as at
           from comments c join accounts a on a.id = c.said_by where c.filing_id = any($1) and c.indicator_id = $2 order by c.id",
        reports,
        indicator_id
    )
    .fetch_all(db)
    .await
}

/// Notes a comment; its id.
pub async fn comment(
    tx: &mut PgConnection,
    filing_id: i64,
    indicator: Option<i64>,
    body: &str,
    by: i64,
) -> sqlx::Result<i64> {
    sqlx::query_scalar!(
        "insert into comments (filing_id, indicator_id, body, said_by) values ($1, $2, $3, $4) returning id",
        filing_id,
        indicator,
        body,
        by
    )
    .fetch_one(tx)
    .await
}

/// How many attachments (without those taken off) and comments stand at each cell of a report, `None` for the report as a
/// whole; cells without any are absent.
pub async fn counts(db: &PgPool, filing_id: i64) -> sqlx::Result<HashMap<Option<i64>, (i64, i64)>> {
    let rows = sqlx::query!(
        r#"select indicator_id, count(*) filter (where file) as "attachments!", count(*) filter (where not file) as "comments!"
             from (select indicator_id, true as file from attachments where filing_id = $1 and removed_at is null
                   union all
                   select indicator_id, false from comments where filing_id = $1) one
            group by indicator_id"#,
        filing_id
    )
    .fetch_all(db)
    .await?;
    Ok(rows
        .into_iter()
        .map(|row| (row.indicator_id, (row.attachments, row.comments)))
        .collect())
}
