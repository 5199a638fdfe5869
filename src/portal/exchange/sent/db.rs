//! All SQL of a bundle that waits to be taken.

use chrono::{DateTime, Utc};
use sqlx::{PgConnection, PgPool};

/// What is said of the bundle that was sent last.
pub struct SentRow {
    pub name: String,
    pub sha256: String,
    pub sent_by: String,
    pub sent_at: DateTime<Utc>,
    /// What the check found (JSON).
    pub outcome: String,
    /// Whether it may be taken.
    pub waits: bool,
}

/// A bundle about to be kept.
pub struct NewBundle<'a> {
    pub name: &'a str,
    pub sha256: &'a str,
    /// `None` where it has faults: there is nothing to take.
    pub bytes: Option<&'a [u8]>,
    pub outcome: &'a str,
    pub by: i64,
}

/// Keeps a bundle in the place of the one before.
pub async fn keep(tx: &mut PgConnection, new: &NewBundle<'_>) -> sqlx::Result<()> {
    sqlx::query!(
        "insert into sent_bundles (name, sha256, bytes, outcome, sent_by) values ($1, $2, $3, $4, $5)
         on conflict (only_one) do update
            set name = excluded.name, sha256 = excluded.sha256, bytes = excluded.bytes, outcome = excluded.outcome,
                sent_by = excluded.sent_by, sent_at = now()",
        new.name,
        new.sha256,
        new.bytes,
        new.outcome,
        new.by
    )
    .execute(tx)
    .await
    .map(drop)
}

/// What is said of the bundle that was sent last.
pub async fn sent(db: &PgPool) -> sqlx::Result<Option<SentRow>> {
    sqlx::query_as!(
        SentRow,
        r#"select b.name, b.sha256, a.display_name as sent_by, b.sent_at, b.outcome, b.bytes is not null as "waits!"
             from sent_bundles b join accounts a on a.id = b.sent_by"#
    )
    .fetch_optional(db)
    .await
}

/// The bytes of the bundle that waits, where it is this one.
pub async fn bytes(db: &PgPool, sha256: &str) -> sqlx::Result<Option<Vec<u8>>> {
    sqlx::query_scalar!(
        r#"select bytes as "bytes!" from sent_bundles where sha256 = $1 and bytes is not null"#,
        sha256
    )
    .fetch_optional(db)
    .await
}

/// Forgets the bundle; its name, where there was one.
pub async fn forget(tx: &mut PgConnection) -> sqlx::Result<Option<String>> {
    sqlx::query_scalar!("delete from sent_bundles returning name")
        .fetch_optional(tx)
        .await
}
