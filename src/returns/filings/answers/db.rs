//! All SQL of answers.

use chrono::{DateTime, Utc};
use sqlx::{PgConnection, PgPool};

use super::model::Given;

/// What a report answers, by question.
pub async fn answers(db: &mut PgConnection, filing_id: i64) -> sqlx::Result<Given> {
    let rows = sqlx::query!(
        "select question_id, body from filing_answers where filing_id = $1",
        filing_id
    );
    Ok(rows
        .fetch_all(db)
        .await?
        .into_iter()
        .map(|row| (row.question_id, row.body))
        .collect())
}

/// What reports answer: report, question, text.
pub async fn of_reports(db: &PgPool, filings: &[i64]) -> sqlx::Result<Vec<(i64, i64, String)>> {
    let rows = sqlx::query!(
        "select filing_id, question_id, body from filing_answers where filing_id = any($1)",
        filings
    );
    Ok(rows
        .fetch_all(db)
        .await?
        .into_iter()
        .map(|row| (row.filing_id, row.question_id, row.body))
        .collect())
}

/// What the same enterprise or project answered to the same questions for another period, by this form's questions: a question keeps its
/// number from one edition of a form to the next. The firmest report counts.
pub async fn of_period(db: &PgPool, filing_id: i64, period: &str) -> sqlx::Result<Given> {
    let rows = sqlx::query!(
        "select distinct on (q.id) q.id, a.body
           from filings here
           join forms m on m.id = here.form_id
           join form_questions q on q.form_id = m.id
           join forms edition on edition.code = m.code
           join filings f on f.form_id = edition.id and f.enterprise_id = here.enterprise_id and f.period = $2
            and f.project_id is not distinct from here.project_id
           join form_questions asked on asked.form_id = edition.id and asked.code = q.code
           join filing_answers a on a.filing_id = f.id and a.question_id = asked.id
          where here.id = $1
          order by q.id, vintage_rank(f.vintage) desc, f.id",
        filing_id,
        period
    )
    .fetch_all(db)
    .await?;
    Ok(rows.into_iter().map(|row| (row.id, row.body)).collect())
}

/// Saves answers; an empty one disappears.
pub async fn put(
    tx: &mut PgConnection,
    filing_id: i64,
    answers: &[(i64, &str)],
    account_id: i64,
) -> sqlx::Result<()> {
    let (emptied, kept): (Vec<_>, Vec<_>) = answers.iter().partition(|(_, body)| body.is_empty());
    let ids = |answers: &[(i64, &str)]| -> Vec<i64> { answers.iter().map(|(id, _)| *id).collect() };
    if !emptied.is_empty() {
        sqlx::query!(
            "delete from filing_answers where filing_id = $1 and question_id = any($2)",
            filing_id,
            &ids(&emptied)
        )
        .execute(&mut *tx)
        .await?;
    }
    if kept.is_empty() {
        return Ok(());
    }
    let bodies: Vec<String> = kept.iter().map(|(_, body)| (*body).to_owned()).collect();
    sqlx::query!(
        "insert into filing_answers (filing_id, question_id, body, updated_by)
         select $1, a.question_id, a.body, $4 from unnest($2::bigint[], $3::text[]) a (question_id, body)
         on conflict (filing_id, question_id)
         do update set body = excluded.body, updated_by = excluded.updated_by, updated_at = now()",
        filing_id,
        &ids(&kept),
        &bodies,
        account_id
    )
    .execute(tx)
    .await?;
    Ok(())
}

/// Who wrote an answer last, and when: "Nguyễn Văn A, 14:05:12 05/01/2023".
pub async fn last_author(
    tx: &mut PgConnection,
    filing_id: i64,
    question_id: i64,
) -> sqlx::Result<Option<String>> {
    sqlx::query_scalar!(
        r#"select concat_ws(', ', a.display_name, to_char(n.updated_at at time zone 'Asia/Ho_Chi_Minh', 'HH24:MI:SS DD/MM/YYYY')) as "by!"
             from filing_answers n left join accounts a on a.id = n.updated_by
            where n.filing_id = $1 and n.question_id = $2"#,
        filing_id,
        question_id
    )
    .fetch_optional(tx)
    .await
}

/// What an accepted report proposes.
pub struct Proposal {
    pub filing_id: i64,
    pub question_id: i64,
    pub enterprise_id: i64,
    pub enterprise_code: String,
    pub enterprise: String,
    pub zone_id: i64,
    pub zone: String,
    pub form: String,
    pub period: String,
    pub reported_at: DateTime<Utc>,
    pub body: String,
}

/// What accepted reports propose within the reader's zones, the newest first. `only` holds it to one report, recorded or not;
/// else those are left out of whose enterprise an obstacle raised by report on that day is recorded already.
pub async fn proposals(
    db: &PgPool,
    zones: Option<&[i64]>,
    only: Option<i64>,
) -> sqlx::Result<Vec<Proposal>> {
    sqlx::query_as!(
        Proposal,
        r#"select f.id as filing_id, q.id as question_id, e.id as enterprise_id, e.code as enterprise_code,
                  concat_ws(' – ', e.name, p.name) as "enterprise!",
                  z.id as zone_id, z.name as zone, m.code as form, f.period,
                  coalesce(f.first_submitted_at, f.decided_at, n.updated_at) as "reported_at!", n.body
             from filing_answers n
             join form_questions q on q.id = n.question_id and q.proposes
             join filings f on f.id = n.filing_id and f.state = 'accepted'
             join forms m on m.id = f.form_id
             join enterprises e on e.id = f.enterprise_id
             left join projects p on p.id = f.project_id
             join zones z on z.id = f.zone_id
            where ($1::bigint[] is null or f.zone_id = any($1)) and ($2::bigint is null or f.id = $2)
              and ($2::bigint is not null or not exists (
                  select 1 from obstacles o
                   where o.enterprise_id = f.enterprise_id and o.channel = 'report'
                     and o.raised_on = (coalesce(f.first_submitted_at, f.decided_at, n.updated_at)
                                        at time zone 'Asia/Ho_Chi_Minh')::date))
            order by 10 desc, f.id, q.position
            limit 500"#,
        zones,
        only
    )
    .fetch_all(db)
    .await
}
