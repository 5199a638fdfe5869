//! How often passwords may be guessed.
//!
//! The counts are kept in the memory of the process and not in the database: there is one process, a lock in memory counts an
//! attempt before the password is looked at without two attempts ever reading the same count, and an attack writes nothing. A
//! restart forgets a quarter of an hour, which nobody can bring about by guessing.

use std::collections::HashMap;
use std::collections::hash_map::RandomState;
use std::hash::BuildHasher;
use std::net::IpAddr;
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

/// How long a wrong password counts.
const WINDOW: Duration = Duration::from_secs(15 * 60);
/// Wrong passwords for one name from one place.
const PER_PAIR: u32 = 10;
/// Wrong passwords from one place for whatever names: an office shares an address.
const PER_PLACE: u32 = 50;
/// Wrong passwords for one name from anywhere. It is not locked then, only slowed for places nobody has signed in from.
const PER_NAME: u32 = 100;
/// What a place nobody has signed in from may still try for such a name.
const SLOWED: u32 = 1;
/// Counts kept, of 24 bytes each.
const MOST: usize = 100_000;

/// Why a password is not looked at now, and when the next may be.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Refusal {
    /// The name was tried too often from this place.
    Pair(Duration),
    /// Others tried too often, from this place or for this name: whoever has signed in from here before may go on.
    Others(Duration),
}

impl Refusal {
    pub fn wait(self) -> Duration {
        match self {
            Refusal::Pair(wait) | Refusal::Others(wait) => wait,
        }
    }
}

#[derive(Debug, Clone, Copy)]
struct Count {
    since: Instant,
    wrong: u32,
}

/// Counts wrong passwords by name, by place and by both.
#[derive(Default)]
pub struct Guard {
    counts: Mutex<HashMap<u64, Count>>,
    // Keyed anew at every start, so that nobody can look for two names that share a count.
    hasher: RandomState,
}

/// A password about to be looked at. It counts as wrong until it is said to be right.
#[must_use]
pub struct Attempt<'a> {
    guard: &'a Guard,
    pair: u64,
    place: u64,
    name: u64,
}

impl Guard {
    /// Counts an attempt before its password is looked at. `familiar` says that this name has signed in from this place before.
    ///
    /// # Errors
    /// [`Refusal`]; the attempt is not counted then.
    pub fn attempt(
        &self,
        name: &str,
        place: &str,
        familiar: bool,
        now: Instant,
    ) -> Result<Attempt<'_>, Refusal> {
        let key = |name: Option<&str>, place: Option<&str>| self.hasher.hash_one((name, place));
        let attempt = Attempt {
            guard: self,
            pair: key(Some(name), Some(place)),
            place: key(None, Some(place)),
            name: key(Some(name), None),
        };
        let mut counts = self.counts();
        let full = |key: u64, most: u32| {
            let count = counts.get(&key).filter(|count| count.wrong >= most)?;
            WINDOW
                .checked_sub(now.saturating_duration_since(count.since))
                .filter(|left| !left.is_zero())
        };
        if let Some(wait) = full(attempt.pair, PER_PAIR) {
            return Err(Refusal::Pair(wait));
        }
        if !familiar {
            let slowed = full(attempt.name, PER_NAME).and_then(|_| full(attempt.pair, SLOWED));
            if let Some(wait) = full(attempt.place, PER_PLACE).or(slowed) {
                return Err(Refusal::Others(wait));
            }
        }
        make_room(&mut counts, now);
        for key in attempt.keys() {
            let count = counts.entry(key).or_insert(Count {
                since: now,
                wrong: 0,
            });
            if now.saturating_duration_since(count.since) >= WINDOW {
                *count = Count {
                    since: now,
                    wrong: 0,
                };
            }
            count.wrong += 1;
        }
        Ok(attempt)
    }

    fn counts(&self) -> MutexGuard<'_, HashMap<u64, Count>> {
        self.counts.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn take_back(&self, keys: [u64; 3]) {
        let mut counts = self.counts();
        for key in keys {
            if let Some(count) = counts.get_mut(&key) {
                count.wrong = count.wrong.saturating_sub(1);
            }
        }
    }
}

impl Attempt<'_> {
    fn keys(&self) -> [u64; 3] {
        [self.pair, self.place, self.name]
    }

    /// The password was right: what the same person mistyped before is forgotten, what others tried is not.
    pub fn right(&self) {
        self.guard.take_back(self.keys());
        self.guard.counts().remove(&self.pair);
    }

    /// The password was not looked at after all.
    pub fn not_made(&self) {
        self.guard.take_back(self.keys());
    }
}

/// Keeps the counts few: those that are over go, then those with the least in them, which are what a flood of names is made of.
fn make_room(counts: &mut HashMap<u64, Count>, now: Instant) {
    if counts.len() + 3 <= MOST {
        return;
    }
    counts.retain(|_, count| now.saturating_duration_since(count.since) < WINDOW);
    let mut least = 1;
    while counts.len() + 3 > MOST {
        counts.retain(|_, count| count.wrong > least);
        least += 1;
    }
}

/// What counts as one place: an IPv4 address, or the /64 an IPv6 customer has all the addresses of.
pub fn place(address: &str) -> String {
    match address
        .parse::<IpAddr>()
        .map(|address| address.to_canonical())
    {
        Ok(IpAddr::V6(address)) => {
            let [a, b, c, d, ..] = address.segments();
            format!("{a:x}:{b:x}:{c:x}:{d:x}::/64")
        }
        Ok(address) => address.to_string(),
        Err(_) => address.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn wrong(guard: &Guard, name: &str, place: &str, now: Instant) -> bool {
        guard.attempt(name, place, false, now).is_ok()
    }

    #[test]
    fn ten_wrong_passwords_for_a_name_from_a_place_are_looked_at_in_a_quarter_of_an_hour() {
        let (guard, start) = (Guard::default(), Instant::now());
        let minute = |minute: u64| start + Duration::from_secs(60 * minute);
        assert_eq!(
            (0..30)
                .filter(|_| wrong(&guard, "a", "here", start))
                .count(),
            10
        );
        assert_eq!(
            guard.attempt("a", "here", true, minute(5)).err(),
            Some(Refusal::Pair(Duration::from_secs(600)))
        );
        // Neither the place nor the name is locked by it.
        assert!(wrong(&guard, "b", "here", minute(5)));
        assert!(wrong(&guard, "a", "there", minute(5)));
        assert!(wrong(&guard, "a", "here", minute(15)));
    }

    #[test]
    fn a_right_password_forgives_what_was_mistyped_here_and_nothing_else() {
        let (guard, now) = (Guard::default(), Instant::now());
        for _ in 0..5 {
            assert_eq!(
                (0..9).filter(|_| wrong(&guard, "a", "here", now)).count(),
                9
            );
            guard
                .attempt("a", "here", false, now)
                .expect("the tenth")
                .right();
        }
        // A right password of one's own does not buy guesses at the names of others: 45 of 50 are spent.
        assert_eq!(
            (0..9).filter(|_| wrong(&guard, "x", "here", now)).count(),
            5
        );
    }

    #[test]
    fn a_password_that_was_not_looked_at_does_not_count() {
        let (guard, now) = (Guard::default(), Instant::now());
        for _ in 0..100 {
            guard
                .attempt("a", "here", false, now)
                .expect("never full")
                .not_made();
        }
    }

    #[test]
    fn one_place_tries_fifty_passwords_whatever_the_names_and_who_works_there_goes_on() {
        let (guard, now) = (Guard::default(), Instant::now());
        assert_eq!(
            (0..200)
                .filter(|n| wrong(&guard, &format!("name{n}"), "here", now))
                .count(),
            50
        );
        assert!(matches!(
            guard.attempt("staff", "here", false, now),
            Err(Refusal::Others(_))
        ));
        assert!(guard.attempt("staff", "here", true, now).is_ok());
        assert!(wrong(&guard, "staff", "there", now));
    }

    #[test]
    fn a_name_under_attack_from_everywhere_is_slowed_and_not_locked() {
        let (guard, now) = (Guard::default(), Instant::now());
        for place in 0..10 {
            assert_eq!(
                (0..20)
                    .filter(|_| wrong(&guard, "staff", &format!("bot{place}"), now))
                    .count(),
                10
            );
        }
        // From now on one guess from each new place, and the right person gets in with it.
        assert_eq!(
            (0..20)
                .filter(|_| wrong(&guard, "staff", "bot10", now))
                .count(),
            1
        );
        guard
            .attempt("staff", "hotel", false, now)
            .expect("a place without a wrong password")
            .right();
        // Who has signed in from a place before has all ten there.
        assert_eq!(
            (0..20)
                .filter(|_| guard.attempt("staff", "office", true, now).is_ok())
                .count(),
            10
        );
        assert_eq!(
            (0..20)
                .filter(|_| wrong(&guard, "other", "bot10", now))
                .count(),
            10
        );
    }

    #[test]
    fn a_flood_of_names_neither_fills_the_memory_nor_washes_an_attack_away() {
        let (guard, now) = (Guard::default(), Instant::now());
        assert_eq!(
            (0..20)
                .filter(|_| wrong(&guard, "staff", "here", now))
                .count(),
            10
        );
        for flood in 0..MOST / 2 {
            assert!(wrong(
                &guard,
                &format!("n{flood}"),
                &format!("p{flood}"),
                now
            ));
        }
        assert!(guard.counts().len() <= MOST);
        assert!(!wrong(&guard, "staff", "here", now));
    }

    #[test]
    fn a_customer_with_ipv6_is_one_place() {
        for (address, expected) in [
            ("203.0.113.9", "203.0.113.9"),
            ("::ffff:203.0.113.9", "203.0.113.9"),
            ("2001:db8:1:2:3:4:5:6", "2001:db8:1:2::/64"),
            ("2001:db8:1:2:ffff::1", "2001:db8:1:2::/64"),
            ("2001:db8:1:3::1", "2001:db8:1:3::/64"),
            ("unknown", "unknown"),
        ] {
            assert_eq!(place(address), expected);
        }
    }
}
