//! Who has which page open right now. It is kept in the memory of the one process there is: worth nothing after a restart,
//! and a write every few seconds would empty what is kept of the database (`foundation/database/memo.rs`).

use std::collections::HashMap;
use std::sync::{Mutex, PoisonError};
use std::time::{Duration, Instant};

use crate::foundation::kernel::Actor;

/// Somebody who has not asked for so long has left.
const HERE: Duration = Duration::from_secs(30);
/// Pages one person is shown at: those looked at last. So there are never more entries than this for each account.
const MOST_PAGES: usize = 20;

/// A page and who has it open.
type Key = (&'static str, i64, i64);

/// Who is where. Whoever asks must be allowed to read the page: they are told the names of others there.
#[derive(Default)]
pub struct Presence {
    /// Page and account, with the name shown and when they asked last.
    seen: Mutex<HashMap<Key, (String, Instant)>>,
}

impl Presence {
    /// Notes that somebody has the page of a record open at `now`, and tells who else has, by name.
    pub fn here(&self, page: &'static str, id: i64, actor: &Actor, now: Instant) -> Vec<String> {
        let mut seen = self.seen.lock().unwrap_or_else(PoisonError::into_inner);
        seen.retain(|_, (_, at)| now.saturating_duration_since(*at) < HERE);
        let me = actor.account_id;
        seen.insert((page, id, me), (actor.display_name.clone(), now));
        let mine = || seen.iter().filter(|((_, _, account), _)| *account == me);
        if mine().count() > MOST_PAGES {
            let oldest = mine().min_by_key(|(_, (_, at))| *at).map(|(key, _)| *key);
            oldest.and_then(|key| seen.remove(&key));
        }
        let others = seen
            .iter()
            .filter(|((what, which, account), _)| (*what, *which) == (page, id) && *account != me);
        let mut names: Vec<String> = others.map(|(_, (name, _))| name.clone()).collect();
        names.sort();
        names
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::foundation::kernel::Role;

    fn actor(account_id: i64) -> Actor {
        let name = format!("Người {account_id}");
        Actor {
            account_id,
            session_id: 1,
            username: name.clone(),
            display_name: name,
            role: Role::Staff,
            zones: None,
        }
    }

    #[test]
    fn others_are_seen_at_the_same_page_for_half_a_minute() {
        let (presence, start) = (Presence::default(), Instant::now());
        let after = |seconds| start + Duration::from_secs(seconds);
        assert!(
            presence.here("filings", 1, &actor(1), start).is_empty(),
            "nobody is told of themselves"
        );
        assert!(
            presence.here("filings", 2, &actor(3), start).is_empty(),
            "another page"
        );
        assert_eq!(
            presence.here("filings", 1, &actor(2), after(10)),
            ["Người 1"]
        );
        assert_eq!(
            presence.here("filings", 1, &actor(4), after(29)),
            ["Người 1", "Người 2"]
        );
        assert_eq!(
            presence.here("filings", 1, &actor(4), after(30)),
            ["Người 2"]
        );
        assert!(presence.here("filings", 1, &actor(1), after(90)).is_empty());
        assert_eq!(
            presence.seen.lock().expect("unpoisoned").len(),
            1,
            "whoever left is forgotten"
        );
    }

    #[test]
    fn one_person_with_a_thousand_pages_takes_the_room_of_twenty() {
        let (presence, start) = (Presence::default(), Instant::now());
        for id in 0..1000 {
            presence.here(
                "filings",
                id,
                &actor(1),
                start + Duration::from_millis(id.unsigned_abs()),
            );
        }
        assert_eq!(presence.seen.lock().expect("unpoisoned").len(), MOST_PAGES);
        assert_eq!(
            presence.here("filings", 999, &actor(2), start + Duration::from_secs(1)),
            ["Người 1"]
        );
    }
}
