//! All SQL of the steps.

use sqlx::{PgConnection, PgPool};

use super::model::Facts;

/// What the portal holds. `entering` and `deciding` are the roles that may enter reports and decide on them; figures of years
/// before `year` are those moved in.
pub async fn facts(
    db: &PgPool,
    entering: &[String],
    deciding: &[String],
    year: i32,
) -> sqlx::Result<Facts> {
    let row = sqlx::query!(
        r#"select (select count(*) from zones where retired_at is null) as "zones!",
                  (select count(*) from zones z where z.retired_at is null and not exists (
                       select 1 from phases p join phase_areas a on a.phase_id = p.id and a.retired_at is null
                        where p.zone_id = z.id and p.retired_at is null)) as "zones_without_area!",
                  (select count(*) from enterprises where retired_at is null) as "enterprises!",
                  (select count(*) from enterprises where retired_at is null and status in ('building', 'operating')) as "reporting!",
                  (select count(*) from forms where retired_at is null and owed_by <> 'nobody') as "forms!",
                  reports_since() as reports_since,
                  exists (select 1 from forms m where m.owed_by <> 'nobody'
                                                  and exists (select 1 from filings f where f.form_id = m.id)) as "any_report!",
                  (select count(*) from accounts where disabled_at is null and role = any($1)) as "entering!",
                  (select count(*) from accounts where disabled_at is null and role = any($2)) as "deciding!",
                  n.year as "plan_year?", coalesce(n.targets, 0) as "targets!",
                  array(select distinct period::integer from zone_totals where length(period) = 4 and period < $3::integer::text
                         order by 1 desc limit 10) as "years!",
                  exists (select 1 from set_up where put_away_at is not null) as "put_away!"
             from (values (1)) one (row)
             left join lateral (
                  select p.year, count(*) as targets
                    from plans p join targets t on t.plan_id = p.id and t.retired_at is null
                   where p.retired_at is null group by p.year order by p.year desc limit 1) n on true"#,
        entering,
        deciding,
        year
    )
    .fetch_one(db)
    .await?;
    Ok(Facts {
        blanks: 0,
        zones: row.zones,
        zones_without_area: row.zones_without_area,
        enterprises: row.enterprises,
        reporting: row.reporting,
        forms: row.forms,
        reports_since: row.reports_since,
        any_report: row.any_report,
        entering: row.entering,
        deciding: row.deciding,
        plan_year: row.plan_year,
        targets: row.targets,
        years: row.years,
        put_away: row.put_away,
    })
}

/// Takes the steps off the front page, or puts them back.
pub async fn put_away(tx: &mut PgConnection, away: bool, by: i64) -> sqlx::Result<()> {
    sqlx::query!(
        "insert into set_up (put_away_at, changed_by) values (case when $1 then now() end, $2)
         on conflict (only_one) do update set put_away_at = excluded.put_away_at, changed_by = excluded.changed_by",
        away,
        by
    )
    .execute(tx)
    .await
    .map(drop)
}
