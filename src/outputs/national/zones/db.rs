//! Queries of the sheets about zones themselves: 2102, 2103 and 2107.

use crate::foundation::kernel::Period;
use crate::standards::indicators::Known;
use chrono::NaiveDate;
use rust_decimal::Decimal;
use sqlx::PgPool;

/// A zone as the sheets about zones name it, with the land that holds at the end of a day. m².
#[derive(Debug, Clone)]
pub struct ZoneLand {
    pub id: i64,
    pub name: String,
    /// See [`crate::outputs::national::db::Zone`].
    pub place: String,
    pub location: Option<String>,
    pub developer: Option<String>,
    /// The registry's word for it today.
    pub status: String,
    /// As its phases state it; as planned where the newest plan is younger, or nothing is stated.
    pub planned: Option<Decimal>,
    /// By its decisions; else as its phases state it, all of them.
    pub established: Option<Decimal>,
    /// By its decisions; else as the register or its phases have it.
    pub leasable: Option<Decimal>,
    pub leasable_decided: bool,
    pub leased: Option<Decimal>,
    /// Since when the board calls the register complete: then leased is the ledger's.
    pub complete_since: Option<NaiveDate>,
    /// The mean over the phases that state one, weighted by their planned area.
    pub infrastructure_percent: Option<Decimal>,
    /// The newest paper that took it into the plan.
    pub planning_paper: Option<String>,
    /// Whether decisions say that it was established by then; none where there is no decision at all.
    pub approved: Option<bool>,
    pub revoked: bool,
}

/// The zones within reach at the end of a day.
pub async fn land(
    db: &PgPool,
    day: NaiveDate,
    zones: Option<&[i64]>,
) -> sqlx::Result<Vec<ZoneLand>> {
    sqlx::query_as!(
        ZoneLand,
        r#"select z.id, z.name, coalesce(z.economic_zone, 'outside') as "place!", z.location, z.developer, z.status,
                  case when d.planned_on > a.as_of then coalesce(d.planned, a.planned) else coalesce(a.planned, d.planned) end as planned,
                  coalesce(established_area(z.id, $1), a.established) as established,
                  coalesce(established_leasable(z.id, $1), a.leasable) as leasable,
                  established_leasable(z.id, $1) is not null as "leasable_decided!", a.leased, null::date as complete_since, a.infrastructure as infrastructure_percent, d.paper as planning_paper,
                  d.approved, coalesce(d.revoked, false) or not there_on(z, $1) as "revoked!"
             from zones z
             left join lateral (
                  select max(s.as_of) as as_of, sum(s.planned_m2) as planned, sum(s.leasable_m2) as leasable, sum(s.leased_m2) as leased,
                         case when count(*) = count(s.established_m2) then sum(s.established_m2) end as established,
                         sum(s.infrastructure_percent * s.planned_m2)
                           / nullif(sum(s.planned_m2) filter (where s.infrastructure_percent is not null), 0) as infrastructure
                    from phases p
                    join lateral (select * from phase_areas a
                                   where a.phase_id = p.id and a.retired_at is null and a.as_of <= $1
                                   order by a.as_of desc limit 1) s on true
                   where p.zone_id = z.id and p.retired_at is null) a on true
             left join lateral (
                  select bool_or(kind = 'established') as approved, bool_or(kind = 'revoked') as revoked,
                         -- A plan that is adjusted is another plan: its area takes the place of the one before.
                         (array_agg(area_m2 order by decided_on desc) filter (where kind = 'planned'))[1] as planned,
                         max(decided_on) filter (where kind = 'planned') as planned_on,
                         (array_agg(concat_ws(', ', decision_no, to_char(decided_on, 'DD/MM/YYYY')) order by decided_on desc)
                            filter (where kind = 'planned'))[1] as paper
                    from zone_decisions where zone_id = z.id and retired_at is null and decided_on <= $1) d on true
            where z.retired_at is null and ($2::bigint[] is null or z.id = any($2))
            order by z.name"#,
        day,
        zones
    )
    .fetch_all(db)
    .await
}

/// An infrastructure project in force at the end of a day, with the name and the investors it had then.
#[derive(Debug, Clone)]
pub struct Infrastructure {
    pub zone_id: i64,
    pub id: i64,
    pub name: String,
    pub policy_decision: Option<String>,
    /// Number and day of the certificate.
    pub certificate: String,
    pub investor: Option<String>,
    pub nationality: Option<String>,
    pub enterprise_id: Option<i64>,
    /// Its enterprise has no other project: what it reports is this one's.
    pub alone: bool,
    /// That of its origin at the end of the day, `usd` or `vnd`: the columns it stands in.
    pub currency: String,
    /// In that currency.
    pub capital: Option<Decimal>,
    pub operating: bool,
    /// Land handed over to it. m².
    pub area: Option<Decimal>,
    /// Realised capital over the periods asked for, VND; none where it reported nothing, or where its enterprise reports for
    /// several projects as a whole.
    pub realised: Option<Decimal>,
    /// The same in USD, each year at its own rate; none where a year has no rate.
    pub realised_usd: Option<Decimal>,
}

/// The infrastructure projects in force at the end of a day, with what was realised over some periods.
pub async fn infrastructure(
    db: &PgPool,
    day: NaiveDate,
    realised_in: &[String],
    zones: Option<&[i64]>,
) -> sqlx::Result<Vec<Infrastructure>> {
    sqlx::query_as!(
        Infrastructure,
        r#"select p.zone_id, p.id, t.name as "name!", p.policy_decision,
                  concat_ws(', ', p.certificate_no, to_char(p.granted_on, 'DD/MM/YYYY')) as "certificate!", t.investor, t.nationality,
                  p.enterprise_id,
                  not exists (select 1 from projects other where other.enterprise_id = p.enterprise_id and other.id <> p.id
                                 and other.retired_at is null) as "alone!",
                  origin_currency(v.origin) as "currency!", v.by_origin as capital, v.status = 'operating' as "operating!", p.area_m2 as area,
                  r.vnd as realised, r.usd as realised_usd
             from valid_projects($1) v
             join projects p on p.id = v.project_id and p.kind = 'infrastructure'
            cross join lateral (
                  select sum(c.value) as vnd, case when bool_and(x.rate is not null) then sum(c.value / x.rate) end as usd
                    from current_figures c
                    join indicators i on i.id = c.indicator_id
                    left join exchange_rates x on x.year = left(c.period, 4)::integer and x.currency = 'usd' and x.retired_at is null
                   where i.code = $4 and c.period = any($2) and c.enterprise_id = p.enterprise_id
                     and (c.project_id = p.id
                          or c.project_id is null
                             and not exists (select 1 from projects other
                                              where other.enterprise_id = p.enterprise_id and other.id <> p.id
                                                and other.retired_at is null))) r
            cross join lateral project_particulars(p.id, $1) t
            where $3::bigint[] is null or p.zone_id = any($3)
            order by p.zone_id, p.code"#,
        day,
        realised_in,
        zones,
        Known::RealisedCapital.code()
    )
    .fetch_all(db)
    .await
}

/// An enterprise with infrastructure projects that reported realised capital for several projects as a whole.
#[derive(Debug, Clone)]
pub struct Whole {
    pub enterprise: String,
    /// Its projects, of whatever kind.
    pub projects: i64,
    /// The currency of their origin, where they are all infrastructure projects of one origin: then the whole is the sum of their
    /// rows, though no row has its own part.
    pub currency: Option<String>,
    /// VND over the periods asked for.
    pub realised: Decimal,
    /// The same in USD, each year at its own rate; none where a year has no rate.
    pub realised_usd: Option<Decimal>,
}

pub async fn wholes(
    db: &PgPool,
    day: NaiveDate,
    realised_in: &[String],
    zones: Option<&[i64]>,
) -> sqlx::Result<Vec<Whole>> {
    sqlx::query_as!(
        Whole,
        r#"select e.name as enterprise, own.projects as "projects!",
                  case when own.pure then own.currency end as currency, sum(c.value) as "realised!",
                  case when bool_and(x.rate is not null) then sum(c.value / x.rate) end as realised_usd
             from enterprises e
             join lateral (select count(*) as projects, min(origin_currency(o.origin)) as currency,
                                  bool_and(p.kind = 'infrastructure') and count(distinct o.origin) = 1
                                    and bool_and($3::bigint[] is null or p.zone_id = any($3)) as pure
                             from projects p join project_origins($1) o on o.project_id = p.id
                            where p.enterprise_id = e.id and p.retired_at is null) own on own.projects > 1
             join current_figures c on c.enterprise_id = e.id and c.project_id is null and c.period = any($2)
             join indicators i on i.id = c.indicator_id and i.code = $4
             left join exchange_rates x on x.year = left(c.period, 4)::integer and x.currency = 'usd' and x.retired_at is null
            where exists (select 1 from valid_projects($1) v join projects p on p.id = v.project_id
                           where p.enterprise_id = e.id and p.kind = 'infrastructure'
                             and ($3::bigint[] is null or p.zone_id = any($3)))
            group by e.id, e.name, own.projects, own.pure, own.currency
            order by e.name"#,
        day,
        realised_in,
        zones,
        Known::RealisedCapital.code()
    )
    .fetch_all(db)
    .await
}

/// A decision about a zone within a period.
pub struct Decision {
    pub id: i64,
    pub zone_id: i64,
    pub kind: String,
    pub decided_on: NaiveDate,
    pub decision_no: Option<String>,
    pub leasable: Option<Decimal>,
    pub term_years: Option<i32>,
    /// The area the zone was established on at the end of the day before, and at the end of the decision's own.
    pub before: Option<Decimal>,
    pub after: Option<Decimal>,
}

/// The decisions of a period that establish, resize or revoke zones.
pub async fn decisions(
    db: &PgPool,
    period: Period,
    zones: Option<&[i64]>,
) -> sqlx::Result<Vec<Decision>> {
    sqlx::query_as!(
        Decision,
        r#"select d.id, d.zone_id, d.kind, d.decided_on, d.decision_no, d.leasable_m2 as leasable, d.term_years,
                  established_area(d.zone_id, d.decided_on - 1) as before, established_area(d.zone_id, d.decided_on) as after
             from zone_decisions d join zones z on z.id = d.zone_id and z.retired_at is null
            where d.retired_at is null and d.kind <> 'planned' and d.decided_on between $1 and $2
              and ($3::bigint[] is null or d.zone_id = any($3))
            order by d.decided_on, z.name"#,
        period.first_day(),
        period.last_day(),
        zones
    )
    .fetch_all(db)
    .await
}

/// The statement of areas of a phase that holds at the end of a day. m².
#[derive(Debug, Clone)]
pub struct Statement {
    pub id: i64,
    pub phase: String,
    pub as_of: NaiveDate,
    pub planned: Decimal,
    pub established: Option<Decimal>,
    pub leasable: Decimal,
    pub leased: Decimal,
    pub infrastructure_percent: Option<Decimal>,
    pub source: Option<String>,
}

pub async fn statements(db: &PgPool, day: NaiveDate, zone_id: i64) -> sqlx::Result<Vec<Statement>> {
    sqlx::query_as!(
        Statement,
        r#"select s.id, p.name as phase, s.as_of, s.planned_m2 as planned, s.established_m2 as established,
                  s.leasable_m2 as leasable, s.leased_m2 as leased, s.infrastructure_percent, s.source
             from phases p
             join lateral (select * from phase_areas a
                            where a.phase_id = p.id and a.retired_at is null and a.as_of <= $1
                            order by a.as_of desc limit 1) s on true
            where p.zone_id = $2 and p.retired_at is null
            order by p.code"#,
        day,
        zone_id
    )
    .fetch_all(db)
    .await
}

/// A decision a zone stands on.
#[derive(Debug, Clone)]
pub struct Standing {
    pub id: i64,
    pub kind: String,
    pub decided_on: NaiveDate,
    pub decision_no: Option<String>,
    /// For enlarged and made smaller: by how much, positive.
    pub area: Option<Decimal>,
}

/// The decisions on a zone up to a day, the oldest first.
pub async fn standing(db: &PgPool, day: NaiveDate, zone_id: i64) -> sqlx::Result<Vec<Standing>> {
    sqlx::query_as!(
        Standing,
        "select id, kind, decided_on, decision_no, area_m2 as area from zone_decisions
          where zone_id = $2 and retired_at is null and decided_on <= $1 order by decided_on, kind",
        day,
        zone_id
    )
    .fetch_all(db)
    .await
}
