//! SQL of an enterprise's page.

use chrono::{DateTime, NaiveDate, Utc};
use rust_decimal::Decimal;
use sqlx::{PgConnection, PgPool};

/// One indicator of one year, as it counts.
pub struct YearRow {
    pub indicator_id: i64,
    pub year: i32,
    pub value: Decimal,
    /// Some of it is not final yet.
    pub estimate: bool,
}

/// The yearly figures of an enterprise that count, within the reader's zones: its own, or the sum of its projects'.
///
/// # Errors
/// Whatever the database says; so for all functions here.
pub async fn yearly(
    db: &PgPool,
    enterprise_id: i64,
    indicators: &[i64],
    zones: Option<&[i64]>,
) -> sqlx::Result<Vec<YearRow>> {
    sqlx::query_as!(
        YearRow,
        r#"select indicator_id, period::integer as "year!", sum(value) as "value!", bool_or(vintage = 'estimate') as "estimate!"
             from current_figures
            where enterprise_id = $1 and indicator_id = any($2) and length(period) = 4 and ($3::bigint[] is null or zone_id = any($3))
            group by indicator_id, period order by period"#,
        enterprise_id,
        indicators,
        zones
    )
    .fetch_all(db)
    .await
}

/// The tax code of an enterprise, and since when its parent reports for it.
pub struct Standing {
    pub tax_code: Option<String>,
    pub reported_by_parent_since: Option<NaiveDate>,
}

/// How an enterprise stands to its parent.
pub async fn standing(db: &PgPool, enterprise_id: i64) -> sqlx::Result<Option<Standing>> {
    sqlx::query_as!(
        Standing,
        "select tax_code, reported_by_parent_since from enterprises where id = $1",
        enterprise_id
    )
    .fetch_optional(db)
    .await
}

/// A relative by tax code.
pub struct Relative {
    pub id: i64,
    pub name: String,
    pub tax_code: String,
    pub zone: String,
    pub reported_by_parent_since: Option<NaiveDate>,
}

/// The enterprises whose tax code begins with a root of ten digits, the root's own first, within the reader's zones.
pub async fn family(db: &PgPool, root: &str, zones: Option<&[i64]>) -> sqlx::Result<Vec<Relative>> {
    sqlx::query_as!(
        Relative,
        r#"select e.id, e.name, e.tax_code as "tax_code!", z.name as zone, e.reported_by_parent_since
             from enterprises e join zones z on z.id = e.zone_id
            where left(e.tax_code, 10) = $1 and length(e.tax_code) in (10, 14) and e.retired_at is null
              and ($2::bigint[] is null or e.zone_id = any($2))
            order by e.tax_code limit 100"#,
        root,
        zones
    )
    .fetch_all(db)
    .await
}

/// Whether some enterprise in use has a tax code.
pub async fn is_known(tx: &mut PgConnection, tax_code: &str) -> sqlx::Result<bool> {
    sqlx::query_scalar!(
        r#"select exists (select 1 from enterprises where tax_code = $1 and retired_at is null) as "known!""#,
        tax_code
    )
    .fetch_one(tx)
    .await
}

/// The periods from a day on for which figures of an enterprise count already.
pub async fn counted_since(
    tx: &mut PgConnection,
    enterprise_id: i64,
    since: NaiveDate,
) -> sqlx::Result<Vec<String>> {
    sqlx::query_scalar!(
        "select distinct period from current_figures where enterprise_id = $1 and period_first_day(period) >= $2 order by period",
        enterprise_id,
        since
    )
    .fetch_all(tx)
    .await
}

/// A paper of an enterprise: a file, or the document of a project's event.
pub struct Paper {
    /// `filing`, `obstacle`, `project`, `lease` or `recovery`.
    pub kind: String,
    /// The report or record it stands at.
    pub owner_id: i64,
    /// "A.III.1, 2022", an obstacle's code, a project's name.
    pub owner: String,
    /// The file, where it is one.
    pub attachment_id: Option<i64>,
    pub name: String,
    pub at: DateTime<Utc>,
}

/// The newest papers of an enterprise within the reader's zones.
pub async fn papers(
    db: &PgPool,
    enterprise_id: i64,
    zones: Option<&[i64]>,
    limit: i64,
) -> sqlx::Result<Vec<Paper>> {
    sqlx::query_as!(
        Paper,
        r#"select p.kind as "kind!", p.owner_id as "owner_id!", p.owner as "owner!", p.attachment_id, p.name as "name!", p.at as "at!"
             from (select 'filing' as kind, f.id as owner_id, m.code || ', ' || f.period as owner, t.id as attachment_id, t.name,
                          t.added_at as at
                     from attachments t join filings f on f.id = t.filing_id join forms m on m.id = f.form_id
                    where f.enterprise_id = $1 and t.removed_at is null and ($2::bigint[] is null or f.zone_id = any($2))
                   union all
                   select 'obstacle', o.id, o.code, t.id, t.name, t.added_at
                     from attachments t join obstacles o on o.id = t.obstacle_id
                    where o.enterprise_id = $1 and t.removed_at is null and ($2::bigint[] is null or o.zone_id = any($2))
                   union all
                   select 'project', j.id, j.name, t.id, t.name, t.added_at
                     from attachments t join projects j on j.id = t.project_id
                    where j.enterprise_id = $1 and t.removed_at is null and ($2::bigint[] is null or j.zone_id = any($2))
                   union all
                   select 'lease', l.id, l.contract_no, t.id, t.name, t.added_at
                     from attachments t join leases l on l.id = t.lease_id
                    where l.enterprise_id = $1 and t.removed_at is null and ($2::bigint[] is null or l.zone_id = any($2))
                   union all
                   select 'recovery', v.id, v.code, t.id, t.name, t.added_at
                     from attachments t join recoveries v on v.id = t.recovery_id
                    where v.enterprise_id = $1 and t.removed_at is null and ($2::bigint[] is null or v.zone_id = any($2))
                   union all
                   select 'project', j.id, j.name, null, v.document_no,
                          coalesce(v.document_on, v.happened_on)::timestamp at time zone 'Asia/Ho_Chi_Minh'
                     from live_project_events v join projects j on j.id = v.project_id
                    where j.enterprise_id = $1 and v.document_no is not null and ($2::bigint[] is null or j.zone_id = any($2))) p
            order by p.at desc, p.name limit $3"#,
        enterprise_id,
        zones,
        limit
    )
    .fetch_all(db)
    .await
}

/// Rent in arrears on a lease: the newest statement in a currency.
pub struct Arrears {
    pub lease_id: i64,
    pub contract_no: String,
    pub as_of: NaiveDate,
    pub amount: Decimal,
    pub currency: String,
}

/// What an enterprise still owes of rent, within the reader's zones.
pub async fn arrears(
    db: &PgPool,
    enterprise_id: i64,
    zones: Option<&[i64]>,
) -> sqlx::Result<Vec<Arrears>> {
    sqlx::query_as!(
        Arrears,
        r#"select l.id as lease_id, l.contract_no, a.as_of, a.amount, a.currency
             from leases l
             join lateral (select distinct on (r.currency) r.as_of, r.amount, r.currency from lease_arrears r
                            where r.lease_id = l.id and r.retired_at is null
                            order by r.currency, r.as_of desc) a on a.amount > 0
            where l.enterprise_id = $1 and l.retired_at is null and ($2::bigint[] is null or l.zone_id = any($2))
            order by l.contract_no, a.currency"#,
        enterprise_id,
        zones
    )
    .fetch_all(db)
    .await
}
