//! All SQL of plans and targets.

use rust_decimal::Decimal;
use sqlx::{PgConnection, PgPool};

/// A plan as others refer to it.
#[derive(Debug, Clone)]
pub struct PlanRow {
    pub id: i64,
    pub year: i32,
    pub name: String,
    pub assigned_by: String,
    pub decision_no: Option<String>,
    pub edition: i32,
    pub is_baseline: bool,
    /// The board it was given to.
    pub board_id: i64,
}

/// Whose target it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Scope {
    Board,
    Zone(i64),
    Enterprise(i64),
}

impl Scope {
    pub fn columns(self) -> (Option<i64>, Option<i64>) {
        match self {
            Scope::Board => (None, None),
            Scope::Zone(id) => (Some(id), None),
            Scope::Enterprise(id) => (None, Some(id)),
        }
    }

    /// As in a URL: `board`, `zone-3`, `enterprise-9`.
    pub fn parse(text: &str) -> Option<Scope> {
        match text.split_once('-') {
            Some(("zone", id)) => id.parse().ok().map(Scope::Zone),
            Some(("enterprise", id)) => id.parse().ok().map(Scope::Enterprise),
            None if text.is_empty() || text == "board" => Some(Scope::Board),
            _ => None,
        }
    }

    pub fn code(self) -> String {
        match self {
            Scope::Board => "board".to_owned(),
            Scope::Zone(id) => format!("zone-{id}"),
            Scope::Enterprise(id) => format!("enterprise-{id}"),
        }
    }
}

/// One target.
#[derive(Debug, Clone)]
pub struct TargetRow {
    pub plan_id: i64,
    pub indicator_id: i64,
    pub zone_id: Option<i64>,
    pub enterprise_id: Option<i64>,
    pub value: Decimal,
    pub raw: String,
    pub unit: String,
}

/// The plans of a year in use, the baseline first: of some boards, or all.
pub async fn of_year(db: &PgPool, year: i32, boards: Option<&[i64]>) -> sqlx::Result<Vec<PlanRow>> {
    sqlx::query_as!(
        PlanRow,
        "select id, year, name, assigned_by, decision_no, edition, is_baseline, board_id from plans
          where year = $1 and retired_at is null and ($2::bigint[] is null or board_id = any($2))
          order by is_baseline desc, code, edition desc",
        year,
        boards
    )
    .fetch_all(db)
    .await
}

pub async fn find(db: &PgPool, id: i64) -> sqlx::Result<Option<PlanRow>> {
    sqlx::query_as!(
        PlanRow,
        "select id, year, name, assigned_by, decision_no, edition, is_baseline, board_id from plans where id = $1",
        id
    )
    .fetch_optional(db)
    .await
}

/// Years that have plans, newest first.
pub async fn years(db: &PgPool) -> sqlx::Result<Vec<i32>> {
    sqlx::query_scalar!(
        "select distinct year from plans where retired_at is null order by year desc"
    )
    .fetch_all(db)
    .await
}

/// All targets of some plans.
pub async fn targets(db: &PgPool, plans: &[i64]) -> sqlx::Result<Vec<TargetRow>> {
    sqlx::query_as!(
        TargetRow,
        "select plan_id, indicator_id, zone_id, enterprise_id, value, raw, unit from targets where plan_id = any($1)",
        plans
    )
    .fetch_all(db)
    .await
}

/// What the year's main plan asks of one enterprise, by indicator.
pub async fn of_enterprise(
    db: &PgPool,
    year: i32,
    enterprise_id: i64,
) -> sqlx::Result<Vec<(i64, Decimal)>> {
    let rows = sqlx::query!(
        "select indicator_id, value from targets
          where enterprise_id = $2
            and plan_id = (select p.id from plans p
                            where p.year = $1 and p.retired_at is null
                              -- Where the zone was is asked only in a year with plans of several boards.
                              and (not exists (select 1 from plans q where q.year = $1 and q.retired_at is null and q.board_id <> p.board_id)
                                   or p.board_id = (select s.board_id from zone_standings(make_date($1, 12, 31)) s
                                                      join enterprises e on e.zone_id = s.zone_id where e.id = $2))
                            order by p.is_baseline desc, p.code, p.edition desc limit 1)",
        year,
        enterprise_id
    )
    .fetch_all(db)
    .await?;
    Ok(rows
        .into_iter()
        .map(|row| (row.indicator_id, row.value))
        .collect())
}

/// The targets of one scope of a plan, locked until the transaction ends.
pub async fn lock_scope(
    tx: &mut PgConnection,
    plan_id: i64,
    scope: Scope,
) -> sqlx::Result<Vec<TargetRow>> {
    sqlx::query!("select id from plans where id = $1 for update", plan_id)
        .fetch_one(&mut *tx)
        .await?;
    let (zone, enterprise) = scope.columns();
    sqlx::query_as!(
        TargetRow,
        "select plan_id, indicator_id, zone_id, enterprise_id, value, raw, unit from targets
          where plan_id = $1 and zone_id is not distinct from $2 and enterprise_id is not distinct from $3
          order by indicator_id",
        plan_id,
        zone,
        enterprise
    )
    .fetch_all(tx)
    .await
}

/// The version of a plan: targets are changed under it.
pub async fn version(tx: &mut PgConnection, plan_id: i64) -> sqlx::Result<i32> {
    sqlx::query_scalar!("select version from plans where id = $1", plan_id)
        .fetch_one(tx)
        .await
}

pub async fn bump_version(tx: &mut PgConnection, plan_id: i64) -> sqlx::Result<()> {
    sqlx::query!(
        "update plans set version = version + 1 where id = $1",
        plan_id
    )
    .execute(tx)
    .await?;
    Ok(())
}

pub async fn put_target(tx: &mut PgConnection, target: &TargetRow) -> sqlx::Result<()> {
    sqlx::query!(
        "insert into targets as t (plan_id, indicator_id, zone_id, enterprise_id, value, raw, unit)
         values ($1, $2, $3, $4, $5, $6, $7)
         on conflict on constraint targets_key
         do update set value = excluded.value, raw = excluded.raw, unit = excluded.unit, version = t.version + 1",
        target.plan_id,
        target.indicator_id,
        target.zone_id,
        target.enterprise_id,
        target.value,
        target.raw,
        target.unit
    )
    .execute(tx)
    .await?;
    Ok(())
}

pub async fn remove_target(
    tx: &mut PgConnection,
    plan_id: i64,
    indicator_id: i64,
    scope: Scope,
) -> sqlx::Result<()> {
    let (zone, enterprise) = scope.columns();
    sqlx::query!(
        "delete from targets where plan_id = $1 and indicator_id = $2
            and zone_id is not distinct from $3 and enterprise_id is not distinct from $4",
        plan_id,
        indicator_id,
        zone,
        enterprise
    )
    .execute(tx)
    .await?;
    Ok(())
}
