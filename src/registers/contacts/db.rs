//! SQL of the contacts.

use chrono::{DateTime, Utc};
use sqlx::{PgConnection, PgPool};

use super::model::Draft;

/// A contact. What is personal is `None` once it is erased.
#[derive(Debug, Clone)]
pub struct Contact {
    pub id: i64,
    pub enterprise_id: i64,
    pub enterprise: String,
    pub name: Option<String>,
    pub role: Option<String>,
    pub purpose: String,
    pub phone: Option<String>,
    pub email: Option<String>,
    pub version: i32,
    pub erased_at: Option<DateTime<Utc>>,
    pub erased_by: Option<String>,
    pub erased_reason: Option<String>,
}

/// The contacts of an enterprise, those that are erased last.
///
/// # Errors
/// Whatever the database says; so for all functions here.
pub async fn of_enterprise(db: &PgPool, enterprise_id: i64) -> sqlx::Result<Vec<Contact>> {
    sqlx::query_as!(
        Contact,
        r#"select c.id, c.enterprise_id, e.name as enterprise, c.name, c.role, c.purpose, c.phone, c.email, c.version, c.erased_at,
                  c.erased_by, c.erased_reason
             from contacts c join enterprises e on e.id = c.enterprise_id
            where c.enterprise_id = $1 order by c.erased_at nulls first, c.position limit 200"#,
        enterprise_id
    )
    .fetch_all(db)
    .await
}

/// A contact of an enterprise within the reader's zones.
pub async fn find(
    tx: &mut PgConnection,
    id: i64,
    zones: Option<&[i64]>,
) -> sqlx::Result<Option<Contact>> {
    sqlx::query_as!(
        Contact,
        r#"select c.id, c.enterprise_id, e.name as enterprise, c.name, c.role, c.purpose, c.phone, c.email, c.version, c.erased_at,
                  c.erased_by, c.erased_reason
             from contacts c join enterprises e on e.id = c.enterprise_id
            where c.id = $1 and ($2::bigint[] is null or e.zone_id = any($2))"#,
        id,
        zones
    )
    .fetch_optional(tx)
    .await
}

/// The name of an enterprise.
pub async fn enterprise_name(tx: &mut PgConnection, id: i64) -> sqlx::Result<String> {
    sqlx::query_scalar!("select name from enterprises where id = $1", id)
        .fetch_one(tx)
        .await
}

/// Adds a contact; its id.
pub async fn insert(tx: &mut PgConnection, enterprise_id: i64, draft: &Draft) -> sqlx::Result<i64> {
    // One after the other, so that two people do not take the same position.
    sqlx::query!(
        "select id from enterprises where id = $1 for update",
        enterprise_id
    )
    .fetch_one(&mut *tx)
    .await?;
    sqlx::query_scalar!(
        "insert into contacts (enterprise_id, position, name, role, purpose, phone, email)
         values ($1, (select coalesce(max(position), 0) + 1 from contacts where enterprise_id = $1), $2, $3, $4, $5, $6) returning id",
        enterprise_id,
        draft.name,
        draft.role,
        draft.purpose,
        draft.phone,
        draft.email
    )
    .fetch_one(tx)
    .await
}

/// Changes a contact that still has the version it was opened with and is not erased; `false` otherwise.
pub async fn update(
    tx: &mut PgConnection,
    id: i64,
    version: i32,
    draft: &Draft,
) -> sqlx::Result<bool> {
    let done = sqlx::query!(
        "update contacts set name = $3, role = $4, purpose = $5, phone = $6, email = $7, version = version + 1
          where id = $1 and version = $2 and erased_at is null",
        id,
        version,
        draft.name,
        draft.role,
        draft.purpose,
        draft.phone,
        draft.email
    )
    .execute(tx)
    .await?;
    Ok(done.rows_affected() == 1)
}

/// Takes the personal data out of a contact; `false` when somebody did before.
pub async fn erase(tx: &mut PgConnection, id: i64, by: &str, reason: &str) -> sqlx::Result<bool> {
    let done = sqlx::query!(
        "update contacts
            set name = null, role = null, phone = null, email = null, erased_at = now(), erased_by = $2, erased_reason = $3,
                version = version + 1
          where id = $1 and erased_at is null",
        id,
        by,
        reason
    )
    .execute(tx)
    .await?;
    Ok(done.rows_affected() == 1)
}
