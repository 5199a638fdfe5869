//! All SQL of filings and what is typed into them.

use super::model::FilingRow;
use super::model::{CellOrigin, Entry, Key};
use crate::foundation::kernel::quantity::Dimension;
use crate::foundation::kernel::{Measure, Period, Reporter};
use crate::standards::checks::{Activity, Facts};
use crate::standards::forms::{Currency, Form};
use rust_decimal::Decimal;
use sqlx::{PgConnection, PgPool};
use std::collections::HashMap;

/// One filing, if the reader may see its zone.
pub async fn find(
    db: &mut PgConnection,
    id: i64,
    zones: Option<&[i64]>,
) -> sqlx::Result<Option<FilingRow>> {
    sqlx::query_as!(
        FilingRow,
        r#"select f.id, f.enterprise_id, e.name as enterprise, f.project_id, p.name as "project?", f.zone_id, z.name as zone, f.form_id, f.period, f.vintage,
                  f.state, f.revision, f.revision_reason, f.return_reason, f.late_reason,
                  f.submitted_by, s.display_name as "submitter?",
                  f.submitted_at, f.first_submitted_at, d.display_name as "decider?", f.decided_at, f.version
             from filings f
             join enterprises e on e.id = f.enterprise_id
             join zones z on z.id = f.zone_id
             left join projects p on p.id = f.project_id
             left join accounts s on s.id = f.submitted_by
             left join accounts d on d.id = f.decided_by
            where f.id = $1 and ($2::bigint[] is null or f.zone_id = any($2))"#,
        id,
        zones
    )
    .fetch_optional(db)
    .await
}

/// Locks a filing until the transaction ends, so that two decisions on it wait for each other: its state.
pub async fn lock(tx: &mut PgConnection, id: i64) -> sqlx::Result<Option<String>> {
    sqlx::query_scalar!("select state from filings where id = $1 for update", id)
        .fetch_optional(tx)
        .await
}

/// Who typed a cell last, and when: "Nguyễn Văn A, 14:05 05/01/2023".
pub async fn last_author(
    tx: &mut PgConnection,
    filing_id: i64,
    (indicator, measure): Key,
) -> sqlx::Result<Option<String>> {
    sqlx::query_scalar!(
        r#"select concat_ws(', ', a.display_name, to_char(e.updated_at at time zone 'Asia/Ho_Chi_Minh', 'HH24:MI:SS DD/MM/YYYY')) as "by!"
             from filing_entries e left join accounts a on a.id = e.updated_by
            where e.filing_id = $1 and e.indicator_id = $2 and e.measure = $3"#,
        filing_id,
        indicator,
        measure.code()
    )
    .fetch_optional(tx)
    .await
}

/// What one filing is about: who reports, on which form, for which period, and how firm its figures are.
pub struct Subject<'a> {
    pub reporter: Reporter,
    pub form_id: i64,
    pub period: &'a str,
    pub vintage: &'a str,
}

/// Creates the filing of a subject, or finds it: there is only ever one.
/// The second value says whether it is new; `None` when the enterprise is not there for this reader.
pub async fn start(
    tx: &mut PgConnection,
    subject: &Subject<'_>,
    account_id: i64,
    zones: Option<&[i64]>,
) -> sqlx::Result<Option<(i64, bool)>> {
    let new = sqlx::query_scalar!(
        "insert into filings (enterprise_id, project_id, zone_id, form_id, period, vintage, state, created_by)
         select e.id, p.id, coalesce(p.zone_id, e.zone_id), $6, $2, $3, 'draft', $4
           from enterprises e left join projects p on p.id = $7 and p.enterprise_id = e.id
          where e.id = $1 and e.retired_at is null and ($5::bigint[] is null or coalesce(p.zone_id, e.zone_id) = any($5))
            and (p.id is null) = ($7::bigint is null)
         on conflict on constraint filings_key do nothing
         returning id",
        subject.reporter.enterprise_id,
        subject.period,
        subject.vintage,
        account_id,
        zones,
        subject.form_id,
        subject.reporter.project_id
    )
    .fetch_optional(&mut *tx)
    .await?;
    if let Some(id) = new {
        return Ok(Some((id, true)));
    }
    let known = sqlx::query_scalar!(
        "select id from filings
          where enterprise_id = $1 and period = $2 and vintage = $3 and form_id = $5 and project_id is not distinct from $6
            and ($4::bigint[] is null or zone_id = any($4))",
        subject.reporter.enterprise_id,
        subject.period,
        subject.vintage,
        zones,
        subject.form_id,
        subject.reporter.project_id
    )
    .fetch_optional(tx)
    .await?;
    Ok(known.map(|id| (id, false)))
}

/// What has been typed.
pub async fn entries(db: &mut PgConnection, filing_id: i64) -> sqlx::Result<Vec<Entry>> {
    let rows = sqlx::query!(
        "select indicator_id, measure, raw, unit, value, reason, origin, rate from filing_entries where filing_id = $1",
        filing_id
    )
    .fetch_all(db)
    .await?;
    let mut entries = Vec::with_capacity(rows.len());
    for row in rows {
        let (Some(measure), Some(origin)) = (
            Measure::from_code(&row.measure),
            CellOrigin::from_code(&row.origin),
        ) else {
            continue;
        };
        entries.push(Entry {
            indicator_id: row.indicator_id,
            measure,
            raw: row.raw,
            unit: row.unit,
            value: row.value,
            reason: row.reason,
            origin,
            rate: row.rate,
        });
    }
    Ok(entries)
}

/// Saves cells; an empty one without a reason disappears.
pub async fn put_entries(
    tx: &mut PgConnection,
    filing_id: i64,
    entries: &[Entry],
    account_id: i64,
) -> sqlx::Result<()> {
    let (emptied, kept): (Vec<&Entry>, Vec<&Entry>) = entries
        .iter()
        .partition(|entry| entry.raw.is_empty() && entry.reason.is_none());
    let ids = |entries: &[&Entry]| -> Vec<i64> {
        entries.iter().map(|entry| entry.indicator_id).collect()
    };
    let measures = |entries: &[&Entry]| -> Vec<String> {
        entries
            .iter()
            .map(|entry| entry.measure.code().to_owned())
            .collect()
    };
    if !emptied.is_empty() {
        sqlx::query!(
            "delete from filing_entries
              where filing_id = $1 and (indicator_id, measure) in (select * from unnest($2::bigint[], $3::text[]))",
            filing_id,
            &ids(&emptied),
            &measures(&emptied)
        )
        .execute(&mut *tx)
        .await?;
    }
    let raws: Vec<String> = kept.iter().map(|entry| entry.raw.clone()).collect();
    let units: Vec<String> = kept.iter().map(|entry| entry.unit.clone()).collect();
    let values: Vec<Option<Decimal>> = kept.iter().map(|entry| entry.value).collect();
    let reasons: Vec<Option<String>> = kept.iter().map(|entry| entry.reason.clone()).collect();
    let origins: Vec<String> = kept
        .iter()
        .map(|entry| entry.origin.code().to_owned())
        .collect();
    let rates: Vec<Option<Decimal>> = kept.iter().map(|entry| entry.rate).collect();
    sqlx::query!(
        "insert into filing_entries (filing_id, indicator_id, measure, raw, unit, value, reason, origin, rate, updated_by)
         select $1, e.indicator_id, e.measure, e.raw, e.unit, e.value, e.reason, e.origin, e.rate, $10
           from unnest($2::bigint[], $3::text[], $4::text[], $5::text[], $6::numeric[], $7::text[], $8::text[], $9::numeric[])
                e (indicator_id, measure, raw, unit, value, reason, origin, rate)
         on conflict (filing_id, indicator_id, measure)
         do update set raw = excluded.raw, unit = excluded.unit, value = excluded.value, reason = excluded.reason,
                       origin = excluded.origin, rate = excluded.rate, updated_by = excluded.updated_by, updated_at = now()",
        filing_id,
        &ids(&kept),
        &measures(&kept),
        &raws,
        &units,
        &values as &[Option<Decimal>],
        &reasons as &[Option<String>],
        &origins,
        &rates as &[Option<Decimal>],
        account_id
    )
    .execute(tx)
    .await?;
    Ok(())
}

/// Whether an account typed any cell or answer of a filing.
pub async fn typed_by(
    tx: &mut PgConnection,
    filing_id: i64,
    account_id: i64,
) -> sqlx::Result<bool> {
    sqlx::query_scalar!(
        r#"select exists(select 1 from filing_entries where filing_id = $1 and updated_by = $2)
               or exists(select 1 from filing_answers where filing_id = $1 and updated_by = $2) as "found!""#,
        filing_id,
        account_id
    )
    .fetch_one(tx)
    .await
}

/// A filing of an enterprise on its page.
pub struct OwnRow {
    pub id: i64,
    pub project: Option<String>,
    pub form: String,
    pub period: String,
    pub vintage: String,
    pub state: String,
    pub revision: i32,
}

/// The filings of one enterprise within the reader's zones, newest period first.
pub async fn of_enterprise(
    db: &PgPool,
    enterprise_id: i64,
    zones: Option<&[i64]>,
) -> sqlx::Result<Vec<OwnRow>> {
    sqlx::query_as!(
        OwnRow,
        r#"select f.id, p.name as "project?", m.code as form, f.period, f.vintage, f.state, f.revision
             from filings f join forms m on m.id = f.form_id left join projects p on p.id = f.project_id
            where f.enterprise_id = $1 and ($2::bigint[] is null or f.zone_id = any($2))
            order by f.period desc, vintage_rank(f.vintage) desc, p.code limit 60"#,
        enterprise_id,
        zones
    )
    .fetch_all(db)
    .await
}

/// Years with filings or plans, newest first.
pub async fn years(db: &PgPool) -> sqlx::Result<Vec<i32>> {
    sqlx::query_scalar!(
        // A probe of an index for each year from the first to the last, instead of a scan over ten thousand reports.
        r#"with ends as (
               select left(min(period), 4)::integer as first, left(max(period), 4)::integer as last from zone_totals
               union all
               select left(min(period), 4)::integer, left(max(period), 4)::integer from filings
               union all
               select min(year), max(year) from plans where retired_at is null)
           select y as "y!" from generate_series((select min(first) from ends), (select max(last) from ends)) y
            where y between 1990 and 2100
              and (exists (select 1 from zone_totals where period >= y::text and period < (y + 1)::text)
                   or exists (select 1 from filings where period >= y::text and period < (y + 1)::text)
                   or exists (select 1 from plans where year = y and retired_at is null))
            order by y desc"#
    )
    .fetch_all(db)
    .await
}

/// The year people mean when they say none: the newest with accepted figures, else the newest known.
pub async fn current_year(db: &PgPool) -> sqlx::Result<Option<i32>> {
    let counted = sqlx::query_scalar!("select left(max(period), 4)::integer from zone_totals")
        .fetch_one(db)
        .await?;
    match counted {
        Some(year) => Ok(Some(year)),
        None => Ok(years(db).await?.first().copied()),
    }
}

/// The projects within the reader's zones that an enterprise reports for, where it reports by project. Id and name.
pub async fn own_projects(
    db: &PgPool,
    enterprise_id: i64,
    zones: Option<&[i64]>,
) -> sqlx::Result<Vec<(i64, String)>> {
    let rows = sqlx::query!(
        "select p.id, p.name from projects p join enterprises e on e.id = p.enterprise_id
          where e.id = $1 and e.by_project_since is not null and p.retired_at is null
            and ($2::bigint[] is null or p.zone_id = any($2)) order by p.code",
        enterprise_id,
        zones
    );
    Ok(rows
        .fetch_all(db)
        .await?
        .into_iter()
        .map(|row| (row.id, row.name))
        .collect())
}

/// The next one, by code, that still owes this form for this period: "Doanh nghiệp sau".
pub async fn next_due(
    db: &PgPool,
    filing: &FilingRow,
    period: Period,
    form: &Form,
    zones: Option<&[i64]>,
) -> sqlx::Result<Option<Reporter>> {
    let row = sqlx::query!(
        // Enterprises that report as a whole, all at once; then the few that report by project.
        r#"with here as (
               select e.code, coalesce(p.code, '') as project from enterprises e left join projects p on p.id = $8 where e.id = $1),
           done as (
               select enterprise_id, project_id from filings
                where form_id = $6 and period = $7 and state in ('submitted', 'accepted')
                union all
               select enterprise_id, project_id from exemptions where form_id = $6 and period = $7),
           owing as (
               select e.* from enterprises e
                where e.retired_at is null and not coalesce(e.reported_by_parent_since <= $3, false)
                  and coalesce(e.tenant_since <= $4, true) and coalesce(e.tenant_until >= $3, true)
                  and exists (
                      select 1 from enterprise_states s
                       where s.enterprise_id = e.id and s.since <= $4 and (s.status = 'operating' or ($5 and s.status = 'building'))
                         and not exists (select 1 from enterprise_states later
                                          where later.enterprise_id = e.id and later.since > s.since and later.since <= $3)))
           select id as "id!", project_id
             from ((select e.id, null::bigint as project_id, e.code, '' as project
                      from owing e join here on e.code > here.code
                     where not ($9 and coalesce(e.by_project_since <= $3, false)) and ($2::bigint[] is null or e.zone_id = any($2))
                       and not exists (select 1 from done where done.enterprise_id = e.id and done.project_id is null)
                     order by e.code limit 1)
                    union all
                   (select e.id, p.id, e.code, p.code
                      from owing e
                      join projects p on p.enterprise_id = e.id and in_force(p, $7)
                      join here on (e.code, p.code) > (here.code, here.project)
                     where $9 and e.by_project_since <= $3 and ($2::bigint[] is null or p.zone_id = any($2))
                       and not exists (select 1 from done where done.enterprise_id = e.id
                                                            and (done.project_id = p.id or done.project_id is null))
                     order by e.code, p.code limit 1)) next
            order by code, project limit 1"#,
        filing.enterprise_id,
        zones,
        period.first_day(),
        period.last_day(),
        form.from_building,
        filing.form_id,
        filing.period,
        filing.project_id,
        form.per_project
    )
    .fetch_optional(db)
    .await?;
    Ok(row.map(|row| Reporter::new(row.id, row.project_id)))
}

/// What the checks need to know of who reports, as of a period. One that does not exist has none. An enterprise that reports as
/// a whole stands for all its projects: the oldest certificate, the capital of those in the newest one's currency.
pub async fn facts(
    db: &PgPool,
    reporters: &[Reporter],
    period: Period,
) -> sqlx::Result<HashMap<Reporter, Facts>> {
    let enterprises: Vec<i64> = reporters
        .iter()
        .map(|reporter| reporter.enterprise_id)
        .collect();
    let projects: Vec<Option<i64>> = reporters
        .iter()
        .map(|reporter| reporter.project_id)
        .collect();
    let rows = sqlx::query!(
        r#"select e.id, e.export_processing, r.project_id as "project_id?",
                  (select s.status from enterprise_states s
                    where s.enterprise_id = e.id and s.since <= $2 order by s.since desc limit 1) as "before?",
                  exists (select 1 from enterprise_states s
                           where s.enterprise_id = e.id and s.since > $2 and s.since <= $3 and s.status = 'operating') as "started!",
                  p.currency as "currency?", c.capital as "capital?", extract(year from p.granted_on)::integer as "granted?"
             from unnest($1::bigint[], $4::bigint[]) r (enterprise_id, project_id)
             join enterprises e on e.id = r.enterprise_id
             left join lateral (
                  select (array_agg(capital_currency
                                    order by status in ('terminated', 'revoked'), granted_on desc nulls last, id))[1] as currency,
                         min(granted_on) as granted_on
                    from projects
                   where enterprise_id = e.id and retired_at is null and coalesce(id = r.project_id, true)) p on true
             left join lateral (
                  select case when count(*) = count(registered_capital) then sum(registered_capital) end as capital
                    from projects
                   where enterprise_id = e.id and retired_at is null and coalesce(id = r.project_id, true)
                     and capital_currency = p.currency and status not in ('terminated', 'revoked')) c on true"#,
        &enterprises,
        period.first_day(),
        period.last_day(),
        &projects as &[Option<i64>]
    )
    .fetch_all(db)
    .await?;
    let known = rows.into_iter().map(|row| {
        let activity = match row.before.as_deref() {
            _ if row.started => Activity::Operating,
            Some("suspended") => Activity::Suspended,
            Some("closed") => Activity::Closed,
            Some("preparing" | "building") => Activity::Preparing,
            _ => Activity::Operating,
        };
        let facts = Facts {
            activity,
            export_processing: row.export_processing,
            licence_currency: row.currency.as_deref().and_then(Dimension::from_code),
            registered_capital: row.capital,
            certificate_year: row.granted,
        };
        (Reporter::new(row.id, row.project_id), facts)
    });
    Ok(known.collect())
}

/// The currency of the investment certificate: the project's, or that of the enterprise's newest project still in force.
pub async fn currency(db: &PgPool, reporter: Reporter) -> sqlx::Result<Currency> {
    let code = sqlx::query_scalar!(
        "select capital_currency from projects where enterprise_id = $1 and retired_at is null and coalesce(id = $2, true)
          order by status in ('terminated', 'revoked'), granted_on desc nulls last, id limit 1",
        reporter.enterprise_id,
        reporter.project_id
    )
    .fetch_optional(db)
    .await?;
    Ok(if code.as_deref() == Some("usd") {
        Currency::Usd
    } else {
        Currency::Vnd
    })
}

/// The name of what all reports follow, see `standards`.
pub async fn stamp(db: &PgPool) -> sqlx::Result<String> {
    sqlx::query_scalar!("select stamp from standards_stamp")
        .fetch_one(db)
        .await
}

/// VND for one USD, by year.
pub async fn usd_rates(db: &PgPool) -> sqlx::Result<Vec<(i32, Decimal)>> {
    let rows = sqlx::query!(
        "select year, rate from exchange_rates where currency = 'usd' and retired_at is null"
    );
    Ok(rows
        .fetch_all(db)
        .await?
        .into_iter()
        .map(|row| (row.year, row.rate))
        .collect())
}
