//! All SQL of structure.

use chrono::NaiveDate;
use sqlx::PgPool;

use super::model::Standing;

/// Where every zone belongs at the end of a day; those retired too, since they keep their figures.
pub async fn standings(db: &PgPool, day: NaiveDate) -> sqlx::Result<Vec<Standing>> {
    sqlx::query_as!(
        Standing,
        r#"select zone_id as "zone_id!", board_id from zone_standings($1)"#,
        day
    )
    .fetch_all(db)
    .await
}

/// Whether any zone or board changed hands after the first day of a time and by its last.
pub async fn turns(db: &PgPool, first: NaiveDate, last: NaiveDate) -> sqlx::Result<bool> {
    sqlx::query_scalar!(
        r#"select exists (select 1 from zone_placements where retired_at is null and valid_from > $1 and valid_from <= $2)
               or exists (select 1 from boards where retired_at is null
                             and (valid_from > $1 and valid_from <= $2 or valid_until >= $1 and valid_until < $2)) as "any!""#,
        first,
        last
    )
    .fetch_one(db)
    .await
}

/// A zone by its name.
pub struct NamedZone {
    pub id: i64,
    pub name: String,
}

pub async fn names(db: &PgPool, zones: &[i64]) -> sqlx::Result<Vec<NamedZone>> {
    sqlx::query_as!(
        NamedZone,
        "select id, name from zones where id = any($1) order by name",
        zones
    )
    .fetch_all(db)
    .await
}

/// A zone on the page of the structure.
pub struct PlacedZone {
    pub id: i64,
    pub name: String,
    pub board_id: Option<i64>,
    pub province: Option<String>,
    pub commune: Option<String>,
    pub location: Option<String>,
}

/// The zones of a day with their units, within the reader's zones.
pub async fn placed(
    db: &PgPool,
    day: NaiveDate,
    zones: Option<&[i64]>,
) -> sqlx::Result<Vec<PlacedZone>> {
    sqlx::query_as!(
        PlacedZone,
        r#"select z.id, z.name, s.board_id, coalesce(u.name, z.province) as province, c.name as "commune?",
                  coalesce(s.location, z.location) as location
             from zone_standings($1) s
             join zones z on z.id = s.zone_id
             left join administrative_units u on u.id = s.province_id
             left join administrative_units c on c.id = s.commune_id
            where z.retired_at is null and ($2::bigint[] is null or z.id = any($2))
            order by z.name"#,
        day,
        zones
    )
    .fetch_all(db)
    .await
}

/// A province that exists on a day, and what it was made of.
pub struct ProvinceRow {
    pub id: i64,
    pub code: String,
    pub name: String,
    pub predecessors: Vec<String>,
    /// What it became part of since.
    pub successors: Vec<String>,
    pub communes: i64,
    pub districts: i64,
}

pub async fn provinces(db: &PgPool, day: NaiveDate) -> sqlx::Result<Vec<ProvinceRow>> {
    sqlx::query_as!(
        ProvinceRow,
        r#"select u.id, u.code, u.name,
                  array(select p.name from unit_successions s join administrative_units p on p.id = s.predecessor_id
                         where s.successor_id = u.id and s.retired_at is null and p.name <> u.name order by p.name) as "predecessors!",
                  array(select n.name from unit_successions s join administrative_units n on n.id = s.successor_id
                         where s.predecessor_id = u.id and s.retired_at is null order by n.name) as "successors!",
                  count(c.id) filter (where c.level = 'commune') as "communes!",
                  count(c.id) filter (where c.level = 'district') as "districts!"
             from administrative_units u
             left join administrative_units c on c.parent_id = u.id and c.retired_at is null
                  and $1 between c.valid_from and coalesce(c.valid_until, 'infinity')
            where u.level = 'province' and u.retired_at is null
              and $1 between u.valid_from and coalesce(u.valid_until, 'infinity')
            group by u.id
            order by u.code"#,
        day
    )
    .fetch_all(db)
    .await
}
