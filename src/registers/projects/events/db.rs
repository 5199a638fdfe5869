//! SQL of the log.

use sqlx::{PgConnection, PgPool};

use super::model::{Draft, Event, Investor, Kind};
use crate::foundation::kernel::Origin;

/// All events of a project in the order of recording, cancelled ones and corrections too.
pub async fn log(db: &PgPool, project_id: i64) -> sqlx::Result<Vec<Event>> {
    let investors = sqlx::query!(
        "select e.number, i.name, i.nationality, i.share
           from project_investors i join project_events e on e.id = i.event_id
          where e.project_id = $1 order by e.number, i.position",
        project_id
    )
    .fetch_all(db)
    .await?;
    let rows = sqlx::query!(
        r#"select e.number, e.position, e.kind, e.happened_on, e.document_no, e.document_on, e.note, e.capital, e.currency,
                  e.equivalent, s.other as "other?", r.rate as "rate?", r.source as "rate_source?", e.origin, e.origin_reason,
                  e.content, e.until, e.enterprise_id, x.name as "enterprise?", e.corrects, c.number as "corrected_by?",
                  e.recorded_by, e.recorded_at
             from project_events e
             left join project_events c on c.project_id = e.project_id and c.corrects = e.number
             left join enterprises x on x.id = e.enterprise_id
             left join capital_steps s on s.event_id = e.id
             left join project_event_rates r on r.event_id = e.id
            where e.project_id = $1
            order by e.number"#,
        project_id
    )
    .fetch_all(db)
    .await?;
    let events = rows.into_iter().filter_map(|row| {
        Some(Event {
            kind: Kind::from_code(&row.kind)?,
            investors: investors
                .iter()
                .filter(|investor| investor.number == row.number)
                .map(|i| Investor {
                    name: i.name.clone(),
                    nationality: i.nationality.clone(),
                    share: i.share,
                })
                .collect(),
            number: row.number,
            position: row.position,
            happened_on: row.happened_on,
            document_no: row.document_no,
            document_on: row.document_on,
            note: row.note,
            capital: row.capital,
            currency: row.currency,
            equivalent: row.equivalent,
            other: row.other,
            rate: row.rate,
            rate_source: row.rate_source,
            origin: row.origin,
            origin_reason: row.origin_reason,
            content: row.content,
            until: row.until,
            enterprise_id: row.enterprise_id,
            enterprise: row.enterprise,
            corrects: row.corrects,
            corrected_by: row.corrected_by,
            recorded_by: row.recorded_by,
            recorded_at: row.recorded_at,
        })
    });
    Ok(events.collect())
}

/// Whether any event of a project counts.
pub async fn any(db: &mut PgConnection, project_id: i64) -> sqlx::Result<bool> {
    sqlx::query_scalar!(
        r#"select exists(select 1 from live_project_events where project_id = $1) as "any!""#,
        project_id
    )
    .fetch_one(db)
    .await
}

/// The event before the newest that says the same as it: kind, day, document and amount. Both count.
pub async fn twin(tx: &mut PgConnection, project_id: i64) -> sqlx::Result<Option<i32>> {
    sqlx::query_scalar!(
        r#"select e.number as "number!"
             from live_project_events n
             join live_project_events e on e.project_id = n.project_id and e.number < n.number and e.kind = n.kind
                  and e.happened_on = n.happened_on and e.document_no is not distinct from n.document_no
                  and e.capital is not distinct from n.capital
            where n.project_id = $1 and n.number = (select max(number) from project_events where project_id = $1)
            order by e.number limit 1"#,
        project_id
    )
    .fetch_optional(tx)
    .await
}

/// Adds an event with its investors. The database numbers it, keeps the legal order and brings the project up to date.
pub async fn add(
    tx: &mut PgConnection,
    project_id: i64,
    draft: &Draft,
    origin: &Origin,
) -> sqlx::Result<()> {
    let id = sqlx::query_scalar!(
        "insert into project_events (project_id, kind, happened_on, document_no, document_on, note, capital, currency, equivalent,
                                     origin, origin_reason, content, until, enterprise_id, corrects, recorded_by, account_id)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17) returning id",
        project_id,
        draft.kind.code(),
        draft.happened_on,
        draft.document_no,
        draft.document_on,
        draft.note,
        draft.capital,
        draft.currency,
        draft.equivalent,
        draft.origin,
        draft.origin_reason,
        draft.content,
        draft.until,
        draft.enterprise_id,
        draft.corrects,
        origin.actor,
        origin.account_id
    )
    .fetch_one(&mut *tx)
    .await?;
    for (position, investor) in (1i32..).zip(&draft.investors) {
        sqlx::query!(
            "insert into project_investors (event_id, position, name, nationality, share) values ($1, $2, $3, $4, $5)",
            id,
            position,
            investor.name,
            investor.nationality,
            investor.share
        )
        .execute(&mut *tx)
        .await?;
    }
    Ok(())
}
