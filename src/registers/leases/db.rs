//! The queries of leases and recovery cases.

use chrono::NaiveDate;
use sqlx::PgPool;

/// The steps of a case under way that were due before a day and are not done: what, and when it was due.
pub async fn overdue_steps(
    db: &PgPool,
    recovery_id: i64,
    on: NaiveDate,
) -> sqlx::Result<Vec<(String, NaiveDate)>> {
    let rows = sqlx::query!(
        r#"select s.name, s.due_on as "due_on!"
             from recovery_steps s join recoveries r on r.id = s.recovery_id and r.outcome = 'open'
            where s.recovery_id = $1 and s.retired_at is null and s.done_on is null and s.due_on < $2
            order by s.position"#,
        recovery_id,
        on
    )
    .fetch_all(db)
    .await?;
    Ok(rows.into_iter().map(|row| (row.name, row.due_on)).collect())
}
