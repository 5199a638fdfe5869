//! All SQL of accounts and sessions.

use chrono::{DateTime, Utc};
use sqlx::{PgConnection, PgPool};

/// An account as the administrator sees it.
#[derive(Debug, Clone)]
pub struct Account {
    pub id: i64,
    pub username: String,
    pub display_name: String,
    pub role: String,
    pub disabled_at: Option<DateTime<Utc>>,
    pub version: i32,
    /// Empty: all zones.
    pub zones: Vec<i64>,
}

/// What a signed-in request needs of its session.
pub struct SessionRow {
    pub session_id: i64,
    pub account_id: i64,
    pub username: String,
    pub display_name: String,
    pub role: String,
    pub stale: bool,
    pub zones: Option<Vec<i64>>,
}

/// One open session, as its owner sees it.
pub struct OpenSession {
    pub id: i64,
    pub created_at: DateTime<Utc>,
    pub last_seen_at: DateTime<Utc>,
    pub address: String,
    pub user_agent: String,
}

pub async fn session(db: &PgPool, token_hash: &[u8]) -> sqlx::Result<Option<SessionRow>> {
    sqlx::query_as!(
        SessionRow,
        r#"select s.id as session_id, a.id as account_id, a.username, a.display_name, a.role,
                  s.last_seen_at < now() - interval '10 minutes' as "stale!",
                  (select array_agg(z.zone_id) from account_zones z where z.account_id = a.id) as zones
             from sessions s join accounts a on a.id = s.account_id
            where s.token_hash = $1 and s.expires_at > now() and a.disabled_at is null"#,
        token_hash
    )
    .fetch_optional(db)
    .await
}

/// An account in use, without a session.
pub struct AccountRow {
    pub username: String,
    pub display_name: String,
    pub role: String,
    pub zones: Option<Vec<i64>>,
}

/// An account that may sign in.
pub async fn in_use(db: &PgPool, account_id: i64) -> sqlx::Result<Option<AccountRow>> {
    sqlx::query_as!(
        AccountRow,
        "select username, display_name, role,
                (select array_agg(z.zone_id) from account_zones z where z.account_id = a.id) as zones
           from accounts a where id = $1 and disabled_at is null",
        account_id
    )
    .fetch_optional(db)
    .await
}

/// Notes that a session is in use and keeps it open for another twelve hours. Once in ten minutes is enough: each write empties
/// what is kept of the database in memory.
pub async fn touch_session(db: &PgPool, session_id: i64) -> sqlx::Result<()> {
    sqlx::query!(
        "update sessions set last_seen_at = now(), expires_at = greatest(expires_at, now() + interval '12 hours') where id = $1",
        session_id
    )
    .execute(db)
    .await?;
    Ok(())
}

pub async fn open_session(
    tx: &mut PgConnection,
    account_id: i64,
    token_hash: &[u8],
    address: &str,
    user_agent: &str,
) -> sqlx::Result<()> {
    sqlx::query!("delete from sessions where expires_at < now()")
        .execute(&mut *tx)
        .await?;
    sqlx::query!(
        "insert into sessions (token_hash, account_id, expires_at, address, user_agent)
         values ($1, $2, now() + interval '12 hours', $3, $4)",
        token_hash,
        account_id,
        address,
        user_agent
    )
    .execute(tx)
    .await?;
    Ok(())
}

pub async fn sessions_of(db: &PgPool, account_id: i64) -> sqlx::Result<Vec<OpenSession>> {
    sqlx::query_as!(
        OpenSession,
        "select id, created_at, last_seen_at, address, user_agent from sessions
          where account_id = $1 and expires_at > now() order by last_seen_at desc",
        account_id
    )
    .fetch_all(db)
    .await
}

/// Ends one session of an account; `false` when there was none.
pub async fn end_session(
    tx: &mut PgConnection,
    account_id: i64,
    session_id: i64,
) -> sqlx::Result<bool> {
    let done = sqlx::query!(
        "delete from sessions where account_id = $1 and id = $2",
        account_id,
        session_id
    )
    .execute(tx)
    .await?;
    Ok(done.rows_affected() == 1)
}

/// Ends every session of an account but one.
pub async fn end_other_sessions(
    tx: &mut PgConnection,
    account_id: i64,
    keep: i64,
) -> sqlx::Result<()> {
    sqlx::query!(
        "delete from sessions where account_id = $1 and id <> $2",
        account_id,
        keep
    )
    .execute(tx)
    .await?;
    Ok(())
}

/// Id, password hash and whether the account is in use.
pub async fn credentials(db: &PgPool, username: &str) -> sqlx::Result<Option<(i64, String, bool)>> {
    let row =
        sqlx::query!(r#"select id, password_hash, disabled_at is null as "active!" from accounts where username = $1"#, username)
            .fetch_optional(db)
            .await?;
    Ok(row.map(|row| (row.id, row.password_hash, row.active)))
}

/// Whether somebody of this name has signed in from this place within three months.
pub async fn familiar(db: &PgPool, username: &str, place: &str) -> sqlx::Result<bool> {
    Ok(sqlx::query!(
        r#"select exists(select 1 from sign_in_places p join accounts a on a.id = p.account_id
                          where a.username = $1 and p.place = $2 and p.last_at > now() - interval '90 days') as "known!""#,
        username,
        place
    )
    .fetch_one(db)
    .await?
    .known)
}

/// Notes from where an account signs in, and forgets what is older than counts.
pub async fn note_place(tx: &mut PgConnection, account_id: i64, place: &str) -> sqlx::Result<()> {
    sqlx::query!(
        "delete from sign_in_places where account_id = $1 and last_at < now() - interval '90 days'",
        account_id
    )
    .execute(&mut *tx)
    .await?;
    sqlx::query!(
        "insert into sign_in_places (account_id, place) values ($1, $2)
         on conflict (account_id, place) do update set last_at = now()",
        account_id,
        place
    )
    .execute(tx)
    .await?;
    Ok(())
}

pub async fn accounts(db: &PgPool) -> sqlx::Result<Vec<Account>> {
    sqlx::query_as!(
        Account,
        r#"select id, username, display_name, role, disabled_at, version,
                  array(select zone_id from account_zones where account_id = a.id order by zone_id) as "zones!"
             from accounts a order by disabled_at is not null, username"#
    )
    .fetch_all(db)
    .await
}

pub async fn account(tx: &mut PgConnection, id: i64) -> sqlx::Result<Option<Account>> {
    sqlx::query_as!(
        Account,
        r#"select id, username, display_name, role, disabled_at, version,
                  array(select zone_id from account_zones where account_id = a.id order by zone_id) as "zones!"
             from accounts a where id = $1"#,
        id
    )
    .fetch_optional(tx)
    .await
}

pub async fn any_account(db: &PgPool) -> sqlx::Result<bool> {
    Ok(
        sqlx::query!(r#"select exists(select 1 from accounts) as "found!""#)
            .fetch_one(db)
            .await?
            .found,
    )
}

pub async fn insert_account(
    tx: &mut PgConnection,
    username: &str,
    display_name: &str,
    role: &str,
    password_hash: &str,
) -> sqlx::Result<i64> {
    Ok(sqlx::query!(
        "insert into accounts (username, display_name, role, password_hash) values ($1, $2, $3, $4) returning id",
        username,
        display_name,
        role,
        password_hash
    )
    .fetch_one(tx)
    .await?
    .id)
}

/// Changes an account that still has this version; `false` when somebody was faster.
pub async fn update_account(
    tx: &mut PgConnection,
    id: i64,
    version: i32,
    display_name: &str,
    role: &str,
    disabled: bool,
) -> sqlx::Result<bool> {
    let done = sqlx::query!(
        "update accounts set display_name = $3, role = $4, version = version + 1,
                disabled_at = case when $5 then coalesce(disabled_at, now()) end
          where id = $1 and version = $2",
        id,
        version,
        display_name,
        role,
        disabled
    )
    .execute(&mut *tx)
    .await?;
    if disabled {
        sqlx::query!("delete from sessions where account_id = $1", id)
            .execute(tx)
            .await?;
    }
    Ok(done.rows_affected() == 1)
}

pub async fn set_zones(tx: &mut PgConnection, account_id: i64, zones: &[i64]) -> sqlx::Result<()> {
    sqlx::query!(
        "delete from account_zones where account_id = $1",
        account_id
    )
    .execute(&mut *tx)
    .await?;
    sqlx::query!(
        "insert into account_zones (account_id, zone_id) select $1, unnest($2::bigint[])",
        account_id,
        zones
    )
    .execute(tx)
    .await?;
    Ok(())
}

pub async fn set_password(
    tx: &mut PgConnection,
    account_id: i64,
    password_hash: &str,
) -> sqlx::Result<()> {
    sqlx::query!(
        "update accounts set password_hash = $2, version = version + 1 where id = $1",
        account_id,
        password_hash
    )
    .execute(tx)
    .await?;
    Ok(())
}

/// Makes everybody who changes administrators wait for each other until the end of the transaction.
pub async fn lock_administrators(tx: &mut PgConnection) -> sqlx::Result<()> {
    // Not `for update`, which would hold up everything that refers to an account, the log above all.
    sqlx::query!("select id from accounts where role = 'administrator' and disabled_at is null order by id for no key update")
        .fetch_all(tx)
        .await?;
    Ok(())
}

/// How many administrators are in use, and how many of them are not limited to zones.
pub async fn administrators(tx: &mut PgConnection) -> sqlx::Result<(i64, i64)> {
    let row = sqlx::query!(
        r#"select count(*) as "all!",
                  count(*) filter (where not exists (select 1 from account_zones z where z.account_id = a.id)) as "unlimited!"
             from accounts a where role = 'administrator' and disabled_at is null"#
    )
    .fetch_one(tx)
    .await?;
    Ok((row.all, row.unlimited))
}

/// Those of these zones that there are, with their names.
pub async fn zones(tx: &mut PgConnection, ids: &[i64]) -> sqlx::Result<Vec<(i64, String)>> {
    let rows = sqlx::query!(
        "select id, name from zones where id = any($1) order by id",
        ids
    )
    .fetch_all(tx)
    .await?;
    Ok(rows.into_iter().map(|row| (row.id, row.name)).collect())
}

/// Replaces the set-up link: only the newest one opens the door.
pub async fn replace_setup_link(db: &PgPool, token_hash: &[u8]) -> sqlx::Result<()> {
    let mut tx = db.begin().await?;
    sqlx::query!("delete from setup_links")
        .execute(&mut *tx)
        .await?;
    sqlx::query!(
        "insert into setup_links (token_hash, expires_at) values ($1, now() + interval '7 days')",
        token_hash
    )
    .execute(&mut *tx)
    .await?;
    tx.commit().await
}

/// Whether a set-up link can still be used, for those who only look at its page.
pub async fn setup_link_opens(db: &PgPool, token_hash: &[u8]) -> sqlx::Result<bool> {
    sqlx::query_scalar!(
        r#"select exists (select 1 from setup_links where token_hash = $1 and used_at is null and expires_at > now())
                  and not exists (select 1 from accounts) as "opens!""#,
        token_hash
    )
    .fetch_one(db)
    .await
}

/// Whether a set-up link can still be used. Locks it, so that it is used once.
pub async fn usable_setup_link(tx: &mut PgConnection, token_hash: &[u8]) -> sqlx::Result<bool> {
    Ok(sqlx::query!(
        "select token_hash from setup_links
          where token_hash = $1 and used_at is null and expires_at > now()
            and not exists (select 1 from accounts)
            for update",
        token_hash
    )
    .fetch_optional(tx)
    .await?
    .is_some())
}

pub async fn use_setup_link(tx: &mut PgConnection, token_hash: &[u8]) -> sqlx::Result<()> {
    sqlx::query!(
        "update setup_links set used_at = now() where token_hash = $1",
        token_hash
    )
    .execute(tx)
    .await?;
    Ok(())
}

/// The oldest account in use of an administrator of all zones.
pub async fn first_of_the_house(db: &PgPool) -> sqlx::Result<Option<i64>> {
    sqlx::query_scalar!(
        "select a.id from accounts a
          where a.role = 'administrator' and a.disabled_at is null
            and not exists (select 1 from account_zones z where z.account_id = a.id)
          order by a.id limit 1"
    )
    .fetch_optional(db)
    .await
}
