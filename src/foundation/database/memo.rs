//! A cache keyed by PostgreSQL's snapshot: a value is used again until the next commit.

use std::any::Any;
use std::collections::HashMap;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Instant;

use sqlx::PgPool;

/// The most values kept. One more drops the least recently used: of 450 zones' pages most are dropped, the dashboard stays.
const CAPACITY: usize = 64;

/// A value with the snapshot of the database it was computed from.
struct Kept {
    /// `None` when something was committed during the computation: the value may mix two snapshots and is not used again.
    snapshot: Option<String>,
    /// When its computation began.
    began: Instant,
    value: Arc<dyn Any + Send + Sync>,
}

/// One name's value. It is locked while it is computed, so that requests that come meanwhile wait for it and do not compute it
/// a second time.
type Slot = Arc<tokio::sync::Mutex<Option<Kept>>>;

/// The cache: computed values by name.
///
/// `pg_current_snapshot()` names the transactions a request sees. Two requests with the same snapshot see the same rows, so a
/// cached value is valid exactly while the snapshot is the same. Nothing has to be invalidated, also when somebody writes with
/// psql.
#[derive(Default)]
pub struct Memo {
    /// Each with when it was asked for last.
    slots: Mutex<HashMap<String, (Instant, Slot)>>,
    computed: AtomicU64,
}

impl Memo {
    /// The cached value of `name`, or a newly computed one when something was committed since. The name must hold everything
    /// the value depends on besides the database: year, zones, language. A request that waits for another's computation holds
    /// no connection, so the computation cannot run out of connections because of those who wait.
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
        // Computed while this request waited: it began later, so it has seen everything committed before this request.
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
        // The old value is dropped first, so that both are never in memory at once.
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

    /// How many values were computed since the start, for tests and the bench.
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
