//! What was computed from the database is as true as on the day while nothing has been written since.

use std::any::Any;
use std::collections::HashMap;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Instant;

use sqlx::PgPool;

/// Kept values; when there would be more, the one nobody has asked for longest goes. The pages of 450 zones come and go, the
/// dashboard stays.
const CAPACITY: usize = 64;

/// A value with the snapshot of the database it was computed from.
struct Kept {
    /// `None` where somebody wrote while it was being computed: it belongs to no single snapshot.
    snapshot: Option<String>,
    /// When its computation began.
    began: Instant,
    value: Arc<dyn Any + Send + Sync>,
}

/// One name's value. Held while it is computed, so that others who ask meanwhile wait for it instead of computing it too.
type Slot = Arc<tokio::sync::Mutex<Option<Kept>>>;

/// Values by name.
///
/// PostgreSQL names a snapshot by which transactions it sees: two requests with the same name see the same rows, all of
/// them, so a kept value needs no invalidation and is never stale – not even when somebody writes with psql.
#[derive(Default)]
pub struct Memo {
    /// Each with when it was asked for last.
    slots: Mutex<HashMap<String, (Instant, Slot)>>,
    computed: AtomicU64,
}

impl Memo {
    /// The value kept under `name` if nothing has been committed since it was computed, or if its computation began after
    /// this was asked; else a new one. The name must say everything the value depends on besides the database: year, zones,
    /// language. Whoever waits holds no connection, so the one who computes never waits for them.
    ///
    /// # Errors
    /// Those of the computation and of the database.
    pub async fn get<T, E, F>(&self, db: &PgPool, name: String, compute: F) -> Result<Arc<T>, E>
    where
        T: Send + Sync + 'static,
        E: From<sqlx::Error>,
        F: Future<Output = Result<T, E>>,
    {
        let asked = Instant::now();
        let slot = self.slot(name);
        let mut kept = slot.lock().await;
        // Begun after this was asked: it has seen everything that was there by then.
        if let Some(value) = kept
            .as_ref()
            .filter(|kept| kept.began >= asked)
            .and_then(Kept::value)
        {
            return Ok(value);
        }
        let (began, before) = (Instant::now(), snapshot(db).await?);
        let same = kept
            .as_ref()
            .filter(|kept| kept.snapshot.as_ref() == Some(&before));
        if let Some(value) = same.and_then(Kept::value) {
            return Ok(value);
        }
        // Dropped before the new one is made: what was true before is of no use to anybody.
        *kept = None;
        self.forget_before(&before);
        self.computed.fetch_add(1, Ordering::Relaxed);
        let value = Arc::new(compute.await?);
        let unchanged = snapshot(db).await? == before;
        *kept = Some(Kept {
            snapshot: unchanged.then_some(before),
            began,
            value: value.clone(),
        });
        Ok(value)
    }

    /// How many values were computed since the start: each of them because it was asked for first, or something was written.
    pub fn computations(&self) -> u64 {
        self.computed.load(Ordering::Relaxed)
    }

    /// Drops what belongs to other snapshots; what is being computed right now stays.
    fn forget_before(&self, snapshot: &str) {
        let current = |slot: &Slot| {
            slot.try_lock().map_or(true, |kept| {
                kept.as_ref()
                    .is_some_and(|kept| kept.snapshot.as_deref() == Some(snapshot))
            })
        };
        self.slots
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .retain(|_, (_, slot)| current(slot));
    }

    fn slot(&self, name: String) -> Slot {
        let mut slots = self.slots.lock().unwrap_or_else(PoisonError::into_inner);
        if slots.len() >= CAPACITY && !slots.contains_key(&name) {
            let oldest = slots
                .iter()
                .min_by_key(|(_, (asked, _))| *asked)
                .map(|(name, _)| name.clone());
            oldest.and_then(|oldest| slots.remove(&oldest));
        }
        let (asked, slot) = slots
            .entry(name)
            .or_insert_with(|| (Instant::now(), Slot::default()));
        *asked = Instant::now();
        Arc::clone(slot)
    }
}

impl Kept {
    fn value<T: Send + Sync + 'static>(&self) -> Option<Arc<T>> {
        Arc::clone(&self.value).downcast().ok()
    }
}

async fn snapshot(db: &PgPool) -> sqlx::Result<String> {
    sqlx::query_scalar("select pg_current_snapshot()::text")
        .fetch_one(db)
        .await
}
