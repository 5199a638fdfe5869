//! What was computed from the database is as true as on the day while nothing has been written since.

use std::any::Any;
use std::collections::HashMap;
use std::sync::{Arc, Mutex};

use sqlx::PgPool;

/// Kept values; when there would be more, all are dropped and made again as they are asked for.
const CAPACITY: usize = 64;

type Kept = (String, Arc<dyn Any + Send + Sync>);

/// Values by name, each with the snapshot of the database it was computed from.
///
/// PostgreSQL names a snapshot by which transactions it sees: two requests with the same name see the same rows, all of
/// them, so a kept value needs no invalidation and is never stale – not even when somebody writes with psql.
#[derive(Default)]
pub struct Memo {
    kept: Mutex<HashMap<String, Kept>>,
}

impl Memo {
    /// The value kept under `name` if nothing has been committed since it was computed, else a new one. The name must say
    /// everything the value depends on besides the database: year, zones, language.
    ///
    /// # Errors
    /// Those of the computation and of the database.
    pub async fn get<T, E, F>(&self, db: &PgPool, name: String, compute: F) -> Result<Arc<T>, E>
    where
        T: Send + Sync + 'static,
        E: From<sqlx::Error>,
        F: Future<Output = Result<T, E>>,
    {
        let before = snapshot(db).await?;
        if let Some(value) = self.find(&name, &before) {
            return Ok(value);
        }
        let value = Arc::new(compute.await?);
        // Only what nobody wrote beside belongs to one snapshot.
        if snapshot(db).await? == before
            && let Ok(mut kept) = self.kept.lock()
        {
            if kept.len() >= CAPACITY {
                kept.clear();
            }
            kept.insert(name, (before, value.clone()));
        }
        Ok(value)
    }

    fn find<T: Send + Sync + 'static>(&self, name: &str, snapshot: &str) -> Option<Arc<T>> {
        let kept = self.kept.lock().ok()?;
        let (of, value) = kept.get(name)?;
        if of == snapshot { value.clone().downcast().ok() } else { None }
    }
}

async fn snapshot(db: &PgPool) -> sqlx::Result<String> {
    sqlx::query_scalar("select pg_current_snapshot()::text").fetch_one(db).await
}
