//! All SQL of the imports.

use std::collections::HashSet;

use chrono::{DateTime, Utc};
use sqlx::{PgConnection, PgPool};

use crate::foundation::kernel::{Measure, Period, Reporter};
use crate::returns::filings::model::Key;
use crate::returns::reading::Known;
use crate::standards::forms::Form;

/// An import as it lies in the database; `book` and `choices` are JSON.
pub struct ImportRow {
    pub id: i64,
    pub name: String,
    pub sha256: String,
    pub size: i64,
    pub sender: String,
    pub book: String,
    pub choices: String,
    pub form_id: Option<i64>,
    pub period: Option<String>,
    pub state: String,
    pub creator: String,
    pub created_at: DateTime<Utc>,
}

/// A new import.
pub struct NewImport<'a> {
    pub name: &'a str,
    pub sha256: &'a str,
    pub size: i64,
    pub sender: &'a str,
    pub book: &'a str,
    pub choices: &'a str,
    pub form_id: Option<i64>,
    pub period: Option<&'a str>,
    pub by: i64,
}

/// Keeps an import; its id.
pub async fn insert(db: &PgPool, new: &NewImport<'_>) -> sqlx::Result<i64> {
    sqlx::query_scalar!(
        "insert into imports (name, sha256, size, sender, book, choices, form_id, period, created_by)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9) returning id",
        new.name,
        new.sha256,
        new.size,
        new.sender,
        new.book,
        new.choices,
        new.form_id,
        new.period,
        new.by
    )
    .fetch_one(db)
    .await
}

/// One import; `only_by` holds it to those of one account.
pub async fn find(db: &PgPool, id: i64, only_by: Option<i64>) -> sqlx::Result<Option<ImportRow>> {
    sqlx::query_as!(
        ImportRow,
        "select i.id, i.name, i.sha256, i.size, i.sender, i.book, i.choices, i.form_id, i.period, i.state,
                a.display_name as creator, i.created_at
           from imports i join accounts a on a.id = i.created_by
          where i.id = $1 and ($2::bigint is null or i.created_by = $2)",
        id,
        only_by
    )
    .fetch_optional(db)
    .await
}

/// An import in the list.
pub struct ListRow {
    pub id: i64,
    pub name: String,
    pub sender: String,
    pub form: Option<String>,
    pub period: Option<String>,
    pub state: String,
    pub creator: String,
    pub created_at: DateTime<Utc>,
    pub cells: i64,
}

/// The newest imports.
pub async fn list(db: &PgPool, only_by: Option<i64>) -> sqlx::Result<Vec<ListRow>> {
    sqlx::query_as!(
        ListRow,
        r#"select i.id, i.name, i.sender, m.code as "form?", i.period, i.state, a.display_name as creator, i.created_at,
                  (select count(*) from import_cells c where c.import_id = i.id)
                  + (select count(*) from import_answers c where c.import_id = i.id) as "cells!"
             from imports i join accounts a on a.id = i.created_by left join forms m on m.id = i.form_id
            where $1::bigint is null or i.created_by = $1
            order by i.id desc limit 100"#,
        only_by
    )
    .fetch_all(db)
    .await
}

/// An earlier import of the same bytes that was taken: its id, who and when.
pub async fn twin(
    db: &PgPool,
    id: i64,
    sha256: &str,
) -> sqlx::Result<Option<(i64, String, DateTime<Utc>)>> {
    let row = sqlx::query!(
        "select i.id, a.display_name as by, i.created_at from imports i join accounts a on a.id = i.created_by
          where i.sha256 = $2 and i.id < $1 and i.state = 'taken' order by i.id desc limit 1",
        id,
        sha256
    )
    .fetch_optional(db)
    .await?;
    Ok(row.map(|row| (row.id, row.by, row.created_at)))
}

/// The imports of the years of one file: those of the same bytes, person and purpose, the last one of each year.
pub async fn years(
    db: &PgPool,
    id: i64,
    purpose: &str,
) -> sqlx::Result<Vec<(i64, String, String)>> {
    let rows = sqlx::query!(
        r#"select n.id as "id!", n.period as "period!", n.state as "state!"
             from (select distinct on (i.period) i.id, i.period, i.state
                     from imports i
                     join imports own on own.id = $1 and own.sha256 = i.sha256 and own.created_by = i.created_by
                    where i.period is not null and i.choices::jsonb ->> 'purpose' = $2 and (i.state <> 'dropped' or i.id = $1)
                    order by i.period, i.id = $1 desc, i.id desc) n
            order by n.period desc"#,
        id,
        purpose
    )
    .fetch_all(db)
    .await?;
    Ok(rows
        .into_iter()
        .map(|row| (row.id, row.period, row.state))
        .collect())
}

/// Writes down what was chosen.
pub async fn choose(
    db: &PgPool,
    id: i64,
    choices: &str,
    form_id: Option<i64>,
    period: Option<&str>,
) -> sqlx::Result<()> {
    sqlx::query!(
        "update imports set choices = $2, form_id = $3, period = $4 where id = $1",
        id,
        choices,
        form_id,
        period
    )
    .execute(db)
    .await
    .map(|_| ())
}

/// Locks an import until the transaction ends: its state.
pub async fn lock(tx: &mut PgConnection, id: i64) -> sqlx::Result<Option<String>> {
    sqlx::query_scalar!("select state from imports where id = $1 for update", id)
        .fetch_optional(tx)
        .await
}

/// Ends a step of an import's life.
pub async fn set_state(
    tx: &mut PgConnection,
    id: i64,
    state: &str,
    by: i64,
    reason: Option<&str>,
) -> sqlx::Result<()> {
    sqlx::query!(
        "update imports set state = $2, closed_by = $3, closed_at = now(), reason = $4 where id = $1",
        id,
        state,
        by,
        reason
    )
    .execute(tx)
    .await
    .map(|_| ())
}

/// What an import wrote into one cell of a report, and what stood there before.
pub struct Written {
    pub filing_id: i64,
    pub key: Key,
    pub address: String,
    pub source: String,
    pub raw: String,
    pub unit: String,
    pub reason: Option<String>,
    pub before_raw: String,
    pub before_unit: String,
    pub before_reason: Option<String>,
}

/// Notes what was written. Taken twice, a cell keeps what stood there before the first time.
pub async fn put_written(
    tx: &mut PgConnection,
    import_id: i64,
    cells: &[Written],
) -> sqlx::Result<()> {
    let ids: Vec<i64> = cells.iter().map(|cell| cell.filing_id).collect();
    let indicators: Vec<i64> = cells.iter().map(|cell| cell.key.0).collect();
    let measures: Vec<String> = cells
        .iter()
        .map(|cell| cell.key.1.code().to_owned())
        .collect();
    let texts = |part: fn(&Written) -> &str| -> Vec<String> {
        cells.iter().map(|cell| part(cell).to_owned()).collect()
    };
    let reasons: Vec<Option<String>> = cells.iter().map(|cell| cell.reason.clone()).collect();
    let before: Vec<Option<String>> = cells
        .iter()
        .map(|cell| cell.before_reason.clone())
        .collect();
    sqlx::query!(
        "insert into import_cells (import_id, filing_id, indicator_id, measure, address, source, raw, unit, reason,
                                   before_raw, before_unit, before_reason)
         select $1, * from unnest($2::bigint[], $3::bigint[], $4::text[], $5::text[], $6::text[], $7::text[], $8::text[], $9::text[],
                                  $10::text[], $11::text[], $12::text[])
         on conflict (import_id, filing_id, indicator_id, measure)
         do update set address = excluded.address, source = excluded.source, raw = excluded.raw, unit = excluded.unit,
                       reason = excluded.reason, at = now()",
        import_id,
        &ids,
        &indicators,
        &measures,
        &texts(|cell| &cell.address),
        &texts(|cell| &cell.source),
        &texts(|cell| &cell.raw),
        &texts(|cell| &cell.unit),
        &reasons as &[Option<String>],
        &texts(|cell| &cell.before_raw),
        &texts(|cell| &cell.before_unit),
        &before as &[Option<String>]
    )
    .execute(tx)
    .await
    .map(|_| ())
}

/// What an import wrote, by report.
pub async fn written(db: &PgPool, import_id: i64) -> sqlx::Result<Vec<Written>> {
    let rows = sqlx::query!(
        "select filing_id, indicator_id, measure, address, source, raw, unit, reason, before_raw, before_unit, before_reason
           from import_cells where import_id = $1 order by filing_id, indicator_id, measure",
        import_id
    )
    .fetch_all(db)
    .await?;
    let cell = rows.into_iter().filter_map(|row| {
        Some(Written {
            filing_id: row.filing_id,
            key: (row.indicator_id, Measure::from_code(&row.measure)?),
            address: row.address,
            source: row.source,
            raw: row.raw,
            unit: row.unit,
            reason: row.reason,
            before_raw: row.before_raw,
            before_unit: row.before_unit,
            before_reason: row.before_reason,
        })
    });
    Ok(cell.collect())
}

/// What an import wrote into one answer of a report, and what stood there before.
pub struct WrittenAnswer {
    pub filing_id: i64,
    pub question_id: i64,
    pub address: String,
    pub body: String,
    pub before: String,
}

/// Notes what was written. Taken twice, an answer keeps what stood there before the first time.
pub async fn put_written_answers(
    tx: &mut PgConnection,
    import_id: i64,
    answers: &[WrittenAnswer],
) -> sqlx::Result<()> {
    for answer in answers {
        sqlx::query!(
            "insert into import_answers (import_id, filing_id, question_id, address, body, before_body)
             values ($1, $2, $3, $4, $5, $6)
             on conflict (import_id, filing_id, question_id)
             do update set address = excluded.address, body = excluded.body, at = now()",
            import_id,
            answer.filing_id,
            answer.question_id,
            answer.address,
            answer.body,
            answer.before
        )
        .execute(&mut *tx)
        .await?;
    }
    Ok(())
}

/// What an import wrote into answers, by report.
pub async fn written_answers(db: &PgPool, import_id: i64) -> sqlx::Result<Vec<WrittenAnswer>> {
    sqlx::query_as!(
        WrittenAnswer,
        "select filing_id, question_id, address, body, before_body as before
           from import_answers where import_id = $1 order by filing_id, question_id",
        import_id
    )
    .fetch_all(db)
    .await
}

/// Who may report within the reader's zones: enterprises, and the projects of those that report by project where a form and a
/// period are known.
pub async fn known(
    db: &PgPool,
    zones: Option<&[i64]>,
    subject: Option<(&Form, Period)>,
) -> sqlx::Result<Vec<Known>> {
    let by_project = subject
        .filter(|(form, _)| form.per_project)
        .map(|(_, period)| period);
    let rows = sqlx::query!(
        r#"select e.id, p.id as "project_id?", coalesce(p.code, e.code) as "code!", e.code as enterprise_code, e.tax_code,
                  e.name as enterprise, p.name as "project?"
             from enterprises e
             left join projects p on e.by_project_since <= $2 and p.enterprise_id = e.id and in_force(p, $3)
            where e.retired_at is null and ($1::bigint[] is null or coalesce(p.zone_id, e.zone_id) = any($1))
              and (p.id is not null or not coalesce(e.by_project_since <= $2, false))
            order by e.code, p.code"#,
        zones,
        by_project.map(Period::first_day),
        by_project.map(|period| period.to_string())
    )
    .fetch_all(db)
    .await?;
    let known = rows.into_iter().map(|row| Known {
        reporter: Reporter::new(row.id, row.project_id),
        code: row.code,
        enterprise_code: row.enterprise_code,
        tax_code: row.tax_code,
        enterprise: row.enterprise,
        project: row.project,
    });
    Ok(known.collect())
}

/// Those that have a report with firmer figures than the form's vintage.
pub async fn superseded(
    db: &PgPool,
    reporters: &[Reporter],
    form: &Form,
    period: Period,
) -> sqlx::Result<HashSet<Reporter>> {
    let enterprises: Vec<i64> = reporters
        .iter()
        .map(|reporter| reporter.enterprise_id)
        .collect();
    let rows = sqlx::query!(
        "select distinct enterprise_id, project_id from filings
          where enterprise_id = any($1) and form_id = $2 and period = $3 and vintage_rank(vintage) > vintage_rank($4)",
        &enterprises,
        form.id,
        period.to_string(),
        form.vintage.code()
    )
    .fetch_all(db)
    .await?;
    Ok(rows
        .into_iter()
        .map(|row| Reporter::new(row.enterprise_id, row.project_id))
        .collect())
}

/// How a sender's table with these titles was understood the last time.
pub async fn layout(db: &PgPool, sender: &str, titles: &str) -> sqlx::Result<Option<String>> {
    sqlx::query_scalar!(
        "select choices from import_layouts where sender = $1 and titles = $2",
        sender,
        titles
    )
    .fetch_optional(db)
    .await
}

/// Remembers how a sender's table was understood.
pub async fn remember(
    tx: &mut PgConnection,
    sender: &str,
    titles: &str,
    choices: &str,
    by: i64,
) -> sqlx::Result<()> {
    sqlx::query!(
        "insert into import_layouts (sender, titles, choices, used_by) values ($1, $2, $3, $4)
         on conflict (sender, titles) do update set choices = excluded.choices, used_by = excluded.used_by, used_at = now()",
        sender,
        titles,
        choices,
        by
    )
    .execute(tx)
    .await
    .map(|_| ())
}

/// The senders known so far, the latest first: of everybody's imports, or of one account's.
pub async fn senders(db: &PgPool, only: Option<i64>) -> sqlx::Result<Vec<String>> {
    sqlx::query_scalar!(
        r#"select sender as "sender!" from (select sender, max(id) as last from imports
                                             where sender <> '' and ($1::bigint is null or created_by = $1) group by sender) s
            order by last desc limit 100"#,
        only
    )
    .fetch_all(db)
    .await
}
