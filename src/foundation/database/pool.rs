//! The connection pool, the server's version, and the migrations.

use std::time::Duration;

use sqlx::migrate::Migrator;
use sqlx::postgres::{PgConnectOptions, PgDatabaseError, PgPoolOptions};
use sqlx::{ConnectOptions, Connection, PgConnection, PgPool};

/// The schema: each file of `migrations`, with its checksum.
static SCHEMA: Migrator = sqlx::migrate!();

/// A connection idle for longer is asked whether it still lives before it is used. PostgreSQL cannot go and come back in less, so
/// that after a restart nobody's work meets a connection of before it; the queries of one page are closer to one another.
const PING_AFTER: Duration = Duration::from_millis(25);

/// Why the database cannot be used. Each is one sentence for the person at the terminal.
#[derive(Debug, thiserror::Error)]
pub enum DatabaseError {
    #[error("cannot connect to PostgreSQL: {0}")]
    Connect(sqlx::Error),
    #[error("PostgreSQL {0} is too old: izportal needs version 15 or newer")]
    TooOld(String),
    /// Its tables were made by files that are not among ours. Nothing in it is changed.
    #[error("the database was made by an earlier izportal")]
    Earlier,
    #[error("the database schema could not be brought up to date: {0}")]
    Migrate(#[from] sqlx::migrate::MigrateError),
}

/// Opens a pool and checks that the server is PostgreSQL 15 or newer.
///
/// A request waits three seconds for a connection at most: a database that is gone becomes an error page, not a hang.
///
/// # Errors
/// [`DatabaseError`], in words.
pub async fn connect(options: PgConnectOptions) -> Result<PgPool, DatabaseError> {
    let options = options.application_name("izportal").options([
        ("statement_timeout", "30s"),
        ("idle_in_transaction_session_timeout", "60s"),
    ]);
    let pool = PgPoolOptions::new()
        .max_connections(16)
        .min_connections(1)
        .acquire_timeout(Duration::from_secs(3))
        // A ping before every query would double the round trips; one after a pause finds what a restart has broken.
        .test_before_acquire(false)
        .before_acquire(|connection, meta| {
            Box::pin(async move {
                if meta.idle_for > PING_AFTER {
                    connection.ping().await?;
                }
                Ok(true)
            })
        })
        // A connection's buffers grow to its largest message, an import's thousands of rows, and would stay so in each of them.
        .after_release(|connection, _| {
            Box::pin(async move {
                connection.shrink_buffers();
                Ok(true)
            })
        })
        .connect_with(options)
        .await
        .map_err(DatabaseError::Connect)?;
    let version: String = sqlx::query_scalar("show server_version_num")
        .fetch_one(&pool)
        .await
        .map_err(DatabaseError::Connect)?;
    if version.parse::<u32>().is_ok_and(|number| number < 150_000) {
        return Err(DatabaseError::TooOld(version));
    }
    Ok(pool)
}

/// A connection of its own for what takes as long as it takes, a bundle of a large board: no statement is cut off or warned of.
///
/// # Errors
/// When the database does not answer.
pub async fn patient(pool: &PgPool) -> sqlx::Result<PgConnection> {
    let options = pool
        .connect_options()
        .as_ref()
        .clone()
        .disable_statement_logging();
    let mut connection = options.connect().await?;
    sqlx::query("set statement_timeout = 0")
        .execute(&mut connection)
        .await?;
    sqlx::query("set idle_in_transaction_session_timeout = 0")
        .execute(&mut connection)
        .await?;
    Ok(connection)
}

/// Brings the schema up to date. Running it again changes nothing.
///
/// # Errors
/// [`DatabaseError::Earlier`] before anything is written, [`DatabaseError::Migrate`].
pub async fn migrate(pool: &PgPool) -> Result<(), DatabaseError> {
    let mut connection = pool.acquire().await.map_err(DatabaseError::Connect)?;
    if !is_ours(&mut connection)
        .await
        .map_err(DatabaseError::Connect)?
    {
        return Err(DatabaseError::Earlier);
    }
    // The migrations take as long as they take.
    sqlx::query("set statement_timeout = 0")
        .execute(&mut *connection)
        .await
        .map_err(DatabaseError::Connect)?;
    SCHEMA.run(&mut *connection).await?;
    sqlx::query("reset statement_timeout")
        .execute(&mut *connection)
        .await
        .map_err(DatabaseError::Connect)?;
    Ok(())
}

/// Whether the schema, as far as it is there, comes from the files of this program. What a later program added to them is for
/// the migrator to name.
async fn is_ours(connection: &mut PgConnection) -> sqlx::Result<bool> {
    let begun: bool = sqlx::query_scalar("select to_regclass('_sqlx_migrations') is not null")
        .fetch_one(&mut *connection)
        .await?;
    if !begun {
        return Ok(true);
    }
    let applied: Vec<(i64, Vec<u8>)> =
        sqlx::query_as("select version, checksum from _sqlx_migrations")
            .fetch_all(&mut *connection)
            .await?;
    let last = SCHEMA.iter().map(|known| known.version).max();
    Ok(applied.iter().all(|(version, checksum)| {
        Some(*version) > last
            || SCHEMA
                .iter()
                .any(|known| known.version == *version && *known.checksum == **checksum)
    }))
}

/// Whether the database answers.
///
/// # Errors
/// When it does not.
pub async fn answers(db: &PgPool) -> sqlx::Result<()> {
    sqlx::query("select 1").execute(db).await.map(drop)
}

/// Words about a refusal with what the database says of this one, where it is a rule of our own: which leases are in the way.
pub fn with_detail(words: &str, error: &sqlx::Error) -> String {
    let cause = error
        .as_database_error()
        .filter(|cause| cause.code().is_some_and(|code| code.starts_with("IZ")));
    let detail = cause
        .and_then(|cause| cause.try_downcast_ref::<PgDatabaseError>())
        .and_then(PgDatabaseError::detail);
    detail.filter(|detail| !detail.is_empty()).map_or_else(
        || words.to_owned(),
        |detail| format!("{}: {detail}.", words.trim_end_matches('.')),
    )
}
