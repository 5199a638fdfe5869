//! All SQL of the boards' own totals.

use rust_decimal::Decimal;
use sqlx::{PgConnection, PgExecutor};
use std::collections::HashSet;

/// A total as it stands.
pub struct TotalRow {
    pub board_id: i64,
    pub indicator_id: i64,
    pub period: String,
    pub value: Decimal,
    pub raw: String,
    pub unit: String,
    pub rate: Option<Decimal>,
    /// The paper or file it is from.
    pub source: String,
}

/// The totals of some boards for some years.
pub async fn totals(
    db: impl PgExecutor<'_>,
    boards: &[i64],
    periods: &[String],
) -> sqlx::Result<Vec<TotalRow>> {
    sqlx::query_as!(
        TotalRow,
        r#"select board_id as "board_id!", indicator_id as "indicator_id!", period as "period!", value as "value!", raw as "raw!",
                  unit as "unit!", rate, source as "source!"
             from current_board_totals where board_id = any($1) and period = any($2)"#,
        boards,
        periods
    )
    .fetch_all(db)
    .await
}

/// What stands of a board and year.
pub struct Standing {
    pub rows: Vec<TotalRow>,
    /// Indicators a total was ever stated of, withdrawn ones included.
    pub ever: HashSet<i64>,
    /// The newest row; 0 where there is none.
    pub newest: i64,
}

impl Standing {
    pub fn of(&self, indicator: i64) -> Option<&TotalRow> {
        self.rows.iter().find(|row| row.indicator_id == indicator)
    }
}

/// What stands of a board and year.
pub async fn standing(db: &mut PgConnection, board: i64, period: &str) -> sqlx::Result<Standing> {
    let all = sqlx::query!(
        "select indicator_id, max(id) as newest from board_totals where board_id = $1 and period = $2 group by indicator_id",
        board,
        period
    )
    .fetch_all(&mut *db)
    .await?;
    let rows = totals(db, &[board], &[period.to_owned()]).await?;
    Ok(Standing {
        rows,
        newest: all.iter().filter_map(|row| row.newest).max().unwrap_or(0),
        ever: all.into_iter().map(|row| row.indicator_id).collect(),
    })
}

/// Lets nobody else state totals of a board by hand until the transaction ends.
pub async fn lock(tx: &mut PgConnection, board: i64) -> sqlx::Result<()> {
    sqlx::query!("select id from boards where id = $1 for update", board)
        .fetch_one(tx)
        .await
        .map(drop)
}

/// A total about to be stated.
pub struct NewTotal<'a> {
    pub board_id: i64,
    pub indicator_id: i64,
    pub period: &'a str,
    /// Canonical.
    pub value: Option<Decimal>,
    pub raw: &'a str,
    pub unit: &'a str,
    pub rate: Option<Decimal>,
    pub source: &'a str,
    /// Why it takes another one's place.
    pub reason: &'a str,
    pub import_id: Option<i64>,
    pub by: &'a str,
}

/// States a total, as the next revision.
pub async fn put(tx: &mut PgConnection, new: &NewTotal<'_>) -> sqlx::Result<()> {
    sqlx::query!(
        "insert into board_totals (board_id, indicator_id, period, revision, value, raw, unit, rate, source, reason, import_id, recorded_by)
         select $1, $2, $3, coalesce(max(revision), 0) + 1, $4, $5, $6, $7, $8, case when max(revision) >= 1 then $9 end, $10, $11
           from board_totals where board_id = $1 and indicator_id = $2 and period = $3",
        new.board_id,
        new.indicator_id,
        new.period,
        new.value,
        new.raw,
        new.unit,
        new.rate,
        new.source,
        new.reason,
        new.import_id,
        new.by
    )
    .execute(tx)
    .await
    .map(drop)
}

/// Takes back what an import stated and nobody stated anew since: what stood there before the import comes again, as a revision of
/// its own, or nothing. How many were taken back, and how many stay because they were stated anew.
pub async fn take_back(
    tx: &mut PgConnection,
    import_id: i64,
    reason: &str,
    by: &str,
) -> sqlx::Result<(u64, i64)> {
    let left = sqlx::query_scalar!(
        r#"select count(distinct (t.board_id, t.indicator_id, t.period)) as "left!"
             from board_totals t
            where t.import_id = $1
              and exists (select 1 from board_totals n
                           where (n.board_id, n.indicator_id, n.period) = (t.board_id, t.indicator_id, t.period)
                             and n.revision > t.revision and n.import_id is distinct from $1)"#,
        import_id
    )
    .fetch_one(&mut *tx)
    .await?;
    let back = sqlx::query!(
        "insert into board_totals (board_id, indicator_id, period, revision, value, raw, unit, rate, source, reason, recorded_by)
         select n.board_id, n.indicator_id, n.period, n.revision + 1, b.value, coalesce(b.raw, ''), coalesce(b.unit, n.unit), b.rate,
                coalesce(b.source, n.source), $2, $3
           from (select distinct on (board_id, indicator_id, period) * from board_totals
                  order by board_id, indicator_id, period, revision desc) n
           left join lateral (
                select * from board_totals b
                 where (b.board_id, b.indicator_id, b.period) = (n.board_id, n.indicator_id, n.period)
                   and b.revision < (select min(f.revision) from board_totals f
                                      where (f.board_id, f.indicator_id, f.period) = (n.board_id, n.indicator_id, n.period)
                                        and f.import_id = $1)
                 order by b.revision desc limit 1) b on true
          where n.import_id = $1",
        import_id,
        reason,
        by
    )
    .execute(tx)
    .await?;
    Ok((back.rows_affected(), left))
}
