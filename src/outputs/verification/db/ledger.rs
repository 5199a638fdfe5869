//! What was typed, the ledger and its sums.

use std::collections::HashMap;

use futures_util::TryStreamExt;
use rust_decimal::Decimal;
use sqlx::PgConnection;

use super::row::{Row, finding};
use crate::foundation::kernel::quantity::Dimension;
use crate::outputs::verification::counting::{self, Line, Miscounted, Span};
use crate::outputs::verification::model::{Check, Difference, Finding, MOST};
use crate::standards::indicators::{Contradiction, Typed, unit_for};

/// How many of a growing list are kept.
fn room(list: &[Difference]) -> bool {
    i64::try_from(list.len()).is_ok_and(|length| length < MOST)
}

/// What was typed beside its value, of every figure, cell, target and total of a board: read one after the other, none kept.
pub async fn typed(db: &mut PgConnection) -> sqlx::Result<Finding> {
    let mut rows = sqlx::query!(
        r#"select e.code || ' · ' || i.code || ' · ' || f.period as "subject!", '/filings/' || f.filing_id as "path!",
                  f.raw as "raw!", f.unit as "unit!", f.value as "value!", f.rate, i.dimension as "dimension!"
             from figures f join enterprises e on e.id = f.enterprise_id join indicators i on i.id = f.indicator_id
            where f.value is not null
           union all
           select e.code || ' · ' || i.code || ' · ' || f.period, '/filings/' || f.id, c.raw, c.unit, c.value, c.rate, i.dimension
             from filing_entries c join filings f on f.id = c.filing_id join enterprises e on e.id = f.enterprise_id
             join indicators i on i.id = c.indicator_id
            where c.value is not null
           union all
           select p.code || ' · ' || i.code, '/plans/' || p.year, t.raw, t.unit, t.value, null, i.dimension
             from targets t join plans p on p.id = t.plan_id join indicators i on i.id = t.indicator_id
            where t.retired_at is null
           union all
           select i.code || ' · ' || b.period, '/board-totals/' || b.period, b.raw, b.unit, b.value, b.rate, i.dimension
             from board_totals b join indicators i on i.id = b.indicator_id
            where b.value is not null"#
    )
    .fetch(db);
    let mut found = Finding {
        check: Check::Typed,
        count: 0,
        differences: Vec::new(),
    };
    while let Some(row) = rows.try_next().await? {
        let (column, should) =
            match contradiction(&row.raw, &row.unit, &row.dimension, row.rate, row.value) {
                None => continue,
                Some(None) => ("unit", None),
                Some(Some(Contradiction::NoRate)) => ("rate", None),
                Some(Some(Contradiction::NoNumber)) => ("value", Some(format!("“{}”", row.raw))),
                Some(Some(Contradiction::Other(meant))) => {
                    ("value", Some(meant.normalize().to_string()))
                }
            };
        found.count += 1;
        if room(&found.differences) {
            let stands = match column {
                "unit" => row.unit,
                _ => row.value.normalize().to_string(),
            };
            found.differences.push(Difference {
                subject: row.subject,
                column: column.to_owned(),
                stands: Some(stands),
                should,
                path: row.path,
            });
        }
    }
    Ok(found)
}

/// How a value contradicts its text; `Some(None)` where the unit does not measure such a thing.
fn contradiction(
    raw: &str,
    unit: &str,
    dimension: &str,
    rate: Option<Decimal>,
    value: Decimal,
) -> Option<Option<Contradiction>> {
    let measured = Dimension::from_code(dimension);
    let Some((unit, dimension)) =
        measured.and_then(|dimension| Some((unit_for(unit, dimension)?, dimension)))
    else {
        return Some(None);
    };
    let typed = Typed {
        raw,
        unit,
        dimension,
        rate,
        value,
    };
    typed.contradiction().map(Some)
}

/// The cells of accepted reports beside what the ledger had when they were accepted, and revisions of these reports that no cell says.
pub async fn entries(db: &mut PgConnection) -> sqlx::Result<Vec<Row>> {
    sqlx::query_as!(
        Row,
        r#"with cells as (
               select distinct on (f.id, c.indicator_id, p.period) f.id, f.enterprise_id, f.project_id, f.vintage, f.decided_at,
                      c.indicator_id, p.period, c.value
                 from filings f
                 join filing_entries c on c.filing_id = f.id and c.raw <> ''
                cross join lateral (
                      select case c.measure when 'to_date' then period_to_date(f.period) else f.period end as period) p
                where f.state = 'accepted' and p.period is not null
                order by f.id, c.indicator_id, p.period, c.measure),
           wrong as (
               select c.id, c.enterprise_id, c.indicator_id, c.period, 'value' as what, g.value as stands, c.value as should
                 from cells c
                 left join lateral (
                      select g.value, g.filing_id, g.recorded_at from figures g
                       where g.enterprise_id = c.enterprise_id and g.indicator_id = c.indicator_id and g.period = c.period
                         and g.vintage = c.vintage and g.project_id is not distinct from c.project_id
                         and (g.filing_id = c.id or g.recorded_at <= c.decided_at)
                       order by g.revision desc limit 1) g on true
                where c.value is distinct from g.value
               union all
               select f.id, g.enterprise_id, g.indicator_id, g.period, 'entry', g.value, null
                 from figures g
                 join filings f on f.id = g.filing_id and f.state = 'accepted' and f.revision = g.filing_revision
                where g.value is not null
                  and exists (select 1 from filing_entries c where c.filing_id = f.id)
                  and not exists (
                      select 1 from filing_entries c
                       where c.filing_id = f.id and c.indicator_id = g.indicator_id and c.raw <> ''
                         and case c.measure when 'to_date' then period_to_date(f.period) else f.period end = g.period))
           select e.code || ' · ' || i.code || ' · ' || w.period as "subject!", w.what as "column!",
                  trim_scale(w.stands)::text as stands, trim_scale(w.should)::text as should, '/filings/' || w.id as "path!",
                  count(*) over () as "count!"
             from wrong w join enterprises e on e.id = w.enterprise_id join indicators i on i.id = w.indicator_id
            order by e.code, i.code, w.period, w.id limit $1"#,
        MOST
    )
    .fetch_all(db)
    .await
}

/// The totals of zones beside the figures they sum.
pub async fn totals(db: &mut PgConnection) -> sqlx::Result<Vec<Row>> {
    sqlx::query_as!(
        Row,
        r#"select z.code || ' · ' || i.code || ' · ' || period as "subject!", c.what as "column!", c.stands, c.should,
                  '/figures/' || period || '/' || i.code || '?zone=' || z.id as "path!", count(*) over () as "count!"
             from (select zone_id, indicator_id, period, vintage, sum(value) as total, count(distinct enterprise_id) as enterprises
                     from current_figures group by zone_id, indicator_id, period, vintage) s
             full join zone_totals t using (zone_id, indicator_id, period, vintage)
             join zones z on z.id = zone_id
             join indicators i on i.id = indicator_id
            cross join lateral (values ('total', trim_scale(t.total)::text, trim_scale(s.total)::text),
                                       ('enterprise_count', t.enterprises::text, s.enterprises::text)) c (what, stands, should)
            where c.stands is distinct from c.should
            order by z.code, period, i.code, vintage, c.what desc limit $1"#,
        MOST
    )
    .fetch_all(db)
    .await
}

/// The figures that count beside the ledger: both in one stream, an enterprise and period after the other.
pub async fn counting(db: &mut PgConnection) -> sqlx::Result<Finding> {
    let projects = projects(db).await?;
    let mut found: Vec<Miscounted> = Vec::new();
    let mut count = 0;
    let mut close = |lines: &mut Vec<Line>| {
        let own = lines
            .first()
            .and_then(|line| projects.get(&line.enterprise_id));
        for wrong in counting::compare(lines, own.map_or(&[], Vec::as_slice)) {
            count += 1;
            if count <= MOST {
                found.push(wrong);
            }
        }
        lines.clear();
    };
    let mut rows = sqlx::query_as!(
        Line,
        r#"select enterprise_id as "enterprise_id!", project_id, indicator_id as "indicator_id!", period as "period!",
                  zone_id as "zone_id!", id as "figure_id!", vintage as "vintage!", revision as "revision!", value,
                  false as "counts!"
             from figures
           union all
           select enterprise_id, project_id, indicator_id, period, zone_id, figure_id, vintage, 0, value, true
             from current_figures
            order by 4, 1"#
    )
    .fetch(&mut *db);
    let mut lines: Vec<Line> = Vec::new();
    while let Some(line) = rows.try_next().await? {
        let is_next = lines.first().is_some_and(|first| {
            first.period != line.period || first.enterprise_id != line.enterprise_id
        });
        if is_next {
            close(&mut lines);
        }
        lines.push(line);
    }
    close(&mut lines);
    drop(rows);
    Ok(finding(Check::Counting, named(db, found, count).await?))
}

/// The projects in use of enterprises whose projects report for themselves.
async fn projects(db: &mut PgConnection) -> sqlx::Result<HashMap<i64, Vec<Span>>> {
    let rows = sqlx::query!(
        r#"select enterprise_id as "enterprise_id!", id, granted_on, ended_on from projects
            where retired_at is null and enterprise_id in (select enterprise_id from figures where project_id is not null)"#
    )
    .fetch_all(db)
    .await?;
    let mut projects: HashMap<i64, Vec<Span>> = HashMap::new();
    for row in rows {
        projects.entry(row.enterprise_id).or_default().push(Span {
            id: row.id,
            granted_on: row.granted_on,
            ended_on: row.ended_on,
        });
    }
    Ok(projects)
}

/// Miscounted figures with the codes of who and what they are about.
async fn named(
    db: &mut PgConnection,
    found: Vec<Miscounted>,
    count: i64,
) -> sqlx::Result<Vec<Row>> {
    let ids =
        |of: fn(&Line) -> i64| -> Vec<i64> { found.iter().map(|wrong| of(&wrong.line)).collect() };
    let (enterprises, indicators) = (
        ids(|line| line.enterprise_id),
        ids(|line| line.indicator_id),
    );
    let names = sqlx::query!(
        r#"select 'e' || id as "key!", code as "code!" from enterprises where id = any($1)
           union all
           select 'i' || id, code from indicators where id = any($2)
           union all
           select 'z' || id, code from zones"#,
        &enterprises,
        &indicators
    )
    .fetch_all(db)
    .await?;
    let names: HashMap<String, String> = names.into_iter().map(|row| (row.key, row.code)).collect();
    let name = |kind: &str, id: &dyn std::fmt::Display| {
        names
            .get(&format!("{kind}{id}"))
            .cloned()
            .unwrap_or_else(|| id.to_string())
    };
    let row = |wrong: Miscounted| {
        let line = &wrong.line;
        let (enterprise, indicator) = (
            name("e", &line.enterprise_id),
            name("i", &line.indicator_id),
        );
        let zone = |id: Option<String>| match wrong.column {
            "zone" => id.map(|id| name("z", &id)),
            _ => id,
        };
        Row {
            subject: format!("{enterprise} · {indicator} · {}", line.period),
            column: wrong.column.to_owned(),
            stands: zone(wrong.stands),
            should: zone(wrong.should),
            path: format!(
                "/figures/{}/{indicator}?enterprise={}",
                line.period, line.enterprise_id
            ),
            count,
        }
    };
    Ok(found.into_iter().map(row).collect())
}
