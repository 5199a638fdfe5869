//! Queries of the working tables.

use chrono::NaiveDate;
use sqlx::PgPool;

use super::super::sheet_code::SheetCode;
use super::columns::Chosen;
use super::partners::Investor;
use crate::foundation::kernel::Period;
use crate::returns::figures::db::{MeanRow, means};
use crate::standards::indicators::{Catalogue, Known};

/// The columns the board chose for a table, in their order.
pub async fn columns(db: &PgPool, sheet: SheetCode) -> sqlx::Result<Vec<Chosen>> {
    sqlx::query_as!(
        Chosen,
        "select measure, title, title_en from working_columns where sheet = $1 and retired_at is null order by position",
        sheet.code()
    )
    .fetch_all(db)
    .await
}

/// Average income of a zone's workers, as the two sums it is the ratio of.
pub type Income = MeanRow;

/// Average income by zone, weighted by workers; nothing where the catalogue has no such indicator.
pub async fn incomes(
    db: &PgPool,
    catalogue: &Catalogue,
    period: Period,
    zones: Option<&[i64]>,
) -> sqlx::Result<Vec<Income>> {
    let income = catalogue.known(Known::AvgIncome);
    let Some((income, workers)) = income.zip(catalogue.known(Known::Workers)) else {
        return Ok(Vec::new());
    };
    means(db, income.id, workers.id, &[period.to_string()], zones).await
}

/// Who invests in the foreign projects granted by a day, as the last paper by then that names investors has it.
pub async fn investors(
    db: &PgPool,
    day: NaiveDate,
    zones: Option<&[i64]>,
) -> sqlx::Result<Vec<Investor>> {
    sqlx::query_as!(
        Investor,
        r#"select o.project_id as "project_id!", v.name, v.nationality, v.share
             from project_origins($1) o
             join projects p on p.id = o.project_id and p.retired_at is null
            cross join lateral (select e.id from live_project_events e
                                 where e.project_id = o.project_id and e.kind in ('granted', 'transferred') and e.happened_on <= $1
                                   and exists (select 1 from project_investors h where h.event_id = e.id)
                                 order by e.happened_on desc, e.position desc limit 1) e
             join project_investors v on v.event_id = e.id
            where o.origin = 'foreign' and ($2::bigint[] is null or p.zone_id = any($2))
            order by o.project_id, v.position"#,
        day,
        zones
    )
    .fetch_all(db)
    .await
}
