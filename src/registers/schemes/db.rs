//! SQL of sponsored schemes.

use std::ops::RangeInclusive;

use sqlx::PgPool;

use super::model::{Scheme, Sponsor};

/// Schemes of some zones with their sponsors, those called for in some years, the newest first.
pub async fn schemes(
    db: &PgPool,
    years: RangeInclusive<i32>,
    zones: Option<&[i64]>,
) -> sqlx::Result<Vec<Scheme>> {
    let rows = sqlx::query!(
        "select s.id, s.code, s.name, z.name as zone, s.year, s.status, s.decision_no, s.decision_on, s.cost_vnd, s.sponsored_vnd,
                s.spared_vnd, s.surplus_reason
           from schemes s join zones z on z.id = s.zone_id
          where s.retired_at is null and s.year between $1 and $2 and ($3::bigint[] is null or s.zone_id = any($3))
          order by s.year desc, s.code",
        years.start(),
        years.end(),
        zones
    )
    .fetch_all(db)
    .await?;
    let ids: Vec<i64> = rows.iter().map(|row| row.id).collect();
    let sponsors = sqlx::query!(
        "select scheme_id, id, name, enterprise_id, amount_vnd from sponsors
          where retired_at is null and scheme_id = any($1) order by scheme_id, name",
        &ids
    )
    .fetch_all(db)
    .await?;
    let of = |scheme: i64| {
        sponsors
            .iter()
            .filter(move |row| row.scheme_id == scheme)
            .map(|row| Sponsor {
                id: row.id,
                name: row.name.clone(),
                enterprise_id: row.enterprise_id,
                amount: row.amount_vnd,
            })
    };
    Ok(rows
        .into_iter()
        .map(|row| Scheme {
            sponsors: of(row.id).collect(),
            id: row.id,
            code: row.code,
            name: row.name,
            zone: row.zone,
            year: row.year,
            status: row.status,
            decision_no: row.decision_no,
            decision_on: row.decision_on,
            cost: row.cost_vnd,
            sponsored: row.sponsored_vnd,
            spared: row.spared_vnd,
            surplus_reason: row.surplus_reason,
        })
        .collect())
}
