//! All SQL of a figure's life.

use chrono::{DateTime, Utc};
use serde_json::Value;
use sqlx::PgPool;

use crate::foundation::kernel::Measure;

/// A report in which a figure was typed, whether it was accepted or not.
pub struct ReportRow {
    pub id: i64,
    pub form: String,
    pub period: String,
    pub project: Option<String>,
}

/// The reports behind a figure: those that wrote it into the ledger, and those in which it is being typed – in the period, or as
/// the sum since January that ends with it.
pub async fn reports(
    db: &PgPool,
    enterprise_id: i64,
    indicator_id: i64,
    period: &str,
    zones: Option<&[i64]>,
) -> sqlx::Result<Vec<ReportRow>> {
    sqlx::query_as!(
        ReportRow,
        r#"select f.id, m.code as form, f.period, p.name as "project?"
             from filings f
             join forms m on m.id = f.form_id
             left join projects p on p.id = f.project_id
            where f.enterprise_id = $1 and ($4::bigint[] is null or f.zone_id = any($4))
              and (exists (select 1 from figures g where g.filing_id = f.id and g.indicator_id = $2 and g.period = $3)
                   or exists (select 1 from filing_entries c
                               where c.filing_id = f.id and c.indicator_id = $2
                                 and case c.measure when 'to_date' then period_to_date(f.period) else f.period end = $3))
            order by f.id limit 100"#,
        enterprise_id,
        indicator_id,
        period,
        zones
    )
    .fetch_all(db)
    .await
}

/// One step of a report's life.
pub struct Step {
    pub filing_id: i64,
    pub at: DateTime<Utc>,
    pub actor: String,
    pub action: String,
    pub before: Option<Value>,
    pub after: Option<Value>,
    pub reason: Option<String>,
}

/// What happened to reports, and to one cell of them: `code` is the indicator's, as the log names cells. Newest first.
pub async fn steps(db: &PgPool, reports: &[i64], code: &str) -> sqlx::Result<Vec<Step>> {
    sqlx::query_as!(
        Step,
        "select subject_id as filing_id, at, actor, action, before, after, reason
           from audit_log
          where subject_type = 'filings' and subject_id = any($1)
            and (action in ('created', 'submitted', 'accepted', 'returned', 'reopened')
                 -- A bundle writes one line for the report and one for each of its cells and answers.
                 or action = 'imported' and coalesce(after ->> 'indicator_id', $2) = $2 and not after ? 'question_id'
                 or action = 'updated' and after ?| array[$2, $2 || '+'])
          order by id desc limit 500",
        reports,
        code
    )
    .fetch_all(db)
    .await
}

/// A note with which a cell was sent back, and its answer.
pub struct NoteRow {
    pub filing_id: i64,
    pub measure: String,
    pub note: String,
    pub by: String,
    pub at: DateTime<Utc>,
    pub answer: Option<String>,
    pub answerer: Option<String>,
    pub answered_at: Option<DateTime<Utc>>,
}

impl NoteRow {
    pub fn measure(&self) -> Measure {
        Measure::from_code(&self.measure).unwrap_or(Measure::Period)
    }
}

/// Every note on one indicator's cells in some reports, settled or not.
pub async fn notes(db: &PgPool, reports: &[i64], indicator_id: i64) -> sqlx::Result<Vec<NoteRow>> {
    sqlx::query_as!(
        NoteRow,
        r#"select n.filing_id, n.measure, n.note, a.display_name as by, n.raised_at as at, n.answer,
                  b.display_name as "answerer?", n.answered_at
             from cell_flags n
             join accounts a on a.id = n.raised_by
             left join accounts b on b.id = n.answered_by
            where n.filing_id = any($1) and n.indicator_id = $2
            order by n.id"#,
        reports,
        indicator_id
    )
    .fetch_all(db)
    .await
}
