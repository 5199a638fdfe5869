//! SQL of the industries of projects: who has which code, who is still to be taken over.

use chrono::NaiveDate;
use rust_decimal::Decimal;
use sqlx::{PgConnection, PgPool};

use crate::registers::industries::model::Version;

/// A project that has a code.
pub struct Holder {
    pub project_id: i64,
    pub project: String,
    pub zone: String,
    pub main: bool,
}

pub async fn holders(
    db: &PgPool,
    version: Version,
    code: &str,
    zones: Option<&[i64]>,
) -> sqlx::Result<Vec<Holder>> {
    sqlx::query_as!(
        Holder,
        r#"select p.id as project_id, p.name as project, z.name as zone, i.main
             from project_industries i
             join projects p on p.id = i.project_id and p.retired_at is null
             join zones z on z.id = p.zone_id
            where i.retired_at is null and i.vsic_version = $1 and i.code = $2 and ($3::bigint[] is null or p.zone_id = any($3))
            order by p.code limit 200"#,
        version.code(),
        code,
        zones
    )
    .fetch_all(db)
    .await
}

/// An industry of a project.
#[derive(Debug, Clone)]
pub struct Industry {
    pub id: i64,
    pub version: String,
    pub code: String,
    pub name: Option<String>,
    pub main: bool,
}

pub async fn of_project(db: &PgPool, project_id: i64) -> sqlx::Result<Vec<Industry>> {
    sqlx::query_as!(
        Industry,
        r#"select id, vsic_version as version, code, name, main from project_industries
            where project_id = $1 and retired_at is null order by main desc, vsic_version, code"#,
        project_id
    )
    .fetch_all(db)
    .await
}

/// A project in force that has no 2025 code, with one of its 2018 codes; one row without where it has none.
pub struct Pending {
    pub project_id: i64,
    pub project: String,
    pub zone: String,
    pub industry_id: Option<i64>,
    pub code: Option<String>,
    pub name: Option<String>,
    pub main: bool,
}

/// The projects in force on a day that have no 2025 code, by zone and code.
pub async fn pending_ids(
    db: &PgPool,
    day: NaiveDate,
    zones: Option<&[i64]>,
) -> sqlx::Result<Vec<i64>> {
    sqlx::query_scalar!(
        r#"select p.id
             from valid_projects($1) v
             join projects p on p.id = v.project_id
             join zones z on z.id = p.zone_id
            where ($2::bigint[] is null or p.zone_id = any($2))
              and not exists (select 1 from project_industries n
                               where n.project_id = p.id and n.vsic_version = '2025' and n.retired_at is null)
            order by z.name, p.code"#,
        day,
        zones
    )
    .fetch_all(db)
    .await
}

/// Whether any project is in force on a day.
pub async fn any_project(db: &PgPool, day: NaiveDate, zones: Option<&[i64]>) -> sqlx::Result<bool> {
    sqlx::query_scalar!(
        r#"select exists (select 1 from valid_projects($1) v join projects p on p.id = v.project_id
                           where $2::bigint[] is null or p.zone_id = any($2)) as "any!""#,
        day,
        zones
    )
    .fetch_one(db)
    .await
}

/// Some of them, each with its 2018 codes.
pub async fn pending(db: &PgPool, projects: &[i64]) -> sqlx::Result<Vec<Pending>> {
    sqlx::query_as!(
        Pending,
        r#"select p.id as project_id, p.name as project, z.name as zone, i.id as "industry_id?", i.code as "code?", i.name as "name?",
                  coalesce(i.main, false) as "main!"
             from projects p
             join zones z on z.id = p.zone_id
             left join project_industries i on i.project_id = p.id and i.vsic_version = '2018' and i.retired_at is null
            where p.id = any($1)
            order by z.name, p.code, i.main desc, i.code"#,
        projects
    )
    .fetch_all(db)
    .await
}

/// A 2018 industry to take over; it stays as it is until the transaction ends.
pub async fn lock(
    tx: &mut PgConnection,
    id: i64,
    zones: Option<&[i64]>,
) -> sqlx::Result<Option<(i64, String, bool)>> {
    let row = sqlx::query!(
        r#"select i.project_id, i.code, i.main from project_industries i join projects p on p.id = i.project_id
            where i.id = $1 and i.vsic_version = '2018' and i.retired_at is null and p.retired_at is null
              and ($2::bigint[] is null or p.zone_id = any($2)) for update of i"#,
        id,
        zones
    )
    .fetch_optional(tx)
    .await?;
    Ok(row.map(|row| (row.project_id, row.code, row.main)))
}

/// Gives a project a 2025 code, or brings a retired one back; the row's id, none where the project has it already. What a main code
/// became is main, but where several take its place only the first of them is.
pub async fn give(
    tx: &mut PgConnection,
    project_id: i64,
    code: &str,
    main: bool,
) -> sqlx::Result<Option<i64>> {
    sqlx::query_scalar!(
        "insert into project_industries as i (project_id, vsic_version, code, main) values ($1, '2025', $2,
                 $3 and not exists (select 1 from project_industries m
                                     where m.project_id = $1 and m.vsic_version = '2025' and m.main and m.retired_at is null))
         on conflict (project_id, vsic_version, code) do update
            set retired_at = null, main = excluded.main, version = i.version + 1 where i.retired_at is not null
         returning id",
        project_id,
        code,
        main
    )
    .fetch_optional(tx)
    .await
}

/// A project in force, and its main industry in the version asked for.
pub struct Placed {
    pub project_id: i64,
    pub project: String,
    pub zone: String,
    pub origin: String,
    /// That of its origin.
    pub currency: String,
    /// In that currency.
    pub capital: Option<Decimal>,
    /// Its own code in that version.
    pub code: Option<String>,
    /// The only 2025 code of its 2018 code, where it has no 2025 code itself.
    pub converted: Option<String>,
}

pub async fn placed(
    db: &PgPool,
    day: NaiveDate,
    version: Version,
    zones: Option<&[i64]>,
) -> sqlx::Result<Vec<Placed>> {
    sqlx::query_as!(
        Placed,
        r#"select p.id as project_id, p.name as project, z.name as zone, v.origin as "origin!", origin_currency(v.origin) as "currency!",
                  v.by_origin as capital,
                  own.code as "code?",
                  case when own.code is null and $2 = '2025' then
                       (select min(t.to_code) from industry_pairs t where t.from_code = old.code having count(*) = 1) end as converted
             from valid_projects($1) v
             join projects p on p.id = v.project_id
             join zones z on z.id = p.zone_id
             left join lateral (select i.code from project_industries i
                                 where i.project_id = p.id and i.vsic_version = $2 and i.retired_at is null
                                 order by i.main desc, i.code limit 1) own on true
             left join lateral (select i.code from project_industries i
                                 where i.project_id = p.id and i.vsic_version = '2018' and i.retired_at is null
                                 order by i.main desc, i.code limit 1) old on true
            where $3::bigint[] is null or p.zone_id = any($3)
            order by p.code"#,
        day,
        version.code(),
        zones
    )
    .fetch_all(db)
    .await
}
