//! What a job is and how it may end. Pure.

use std::time::Duration;

use chrono::{DateTime, Utc};
use serde_json::Value;

use crate::foundation::i18n::{Lang, Said, Text};

/// Tries of one job, those that a dying process cut off included.
pub(super) const TRIES: i32 = 5;

/// Where a job is on its way.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum State {
    Queued,
    Running,
    Done,
    Failed,
    Cancelled,
}

impl State {
    const ALL: [State; 5] = [
        State::Queued,
        State::Running,
        State::Done,
        State::Failed,
        State::Cancelled,
    ];

    /// The code stored in the database.
    pub fn code(self) -> &'static str {
        match self {
            State::Queued => "queued",
            State::Running => "running",
            State::Done => "done",
            State::Failed => "failed",
            State::Cancelled => "cancelled",
        }
    }

    pub fn from_code(code: &str) -> Option<State> {
        State::ALL.into_iter().find(|state| state.code() == code)
    }

    /// Whether nothing more will happen to it.
    pub fn is_over(self) -> bool {
        !matches!(self, State::Queued | State::Running)
    }
}

/// A job that somebody asks for.
pub struct NewJob<'a> {
    /// The code of its kind.
    pub kind: &'a str,
    /// What it is about: of one kind there is only one unfinished job about the same thing, however often it is asked for.
    pub subject: &'a str,
    /// What it is called.
    pub title: Said,
    pub arguments: Value,
    /// Where what comes of it is to be seen: an address of the portal.
    pub place: Option<&'a str>,
}

/// A job that is there now, whoever asked for it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Asked {
    pub id: i64,
    pub account_id: i64,
}

/// A job.
#[derive(Debug, Clone)]
pub struct Job {
    pub id: i64,
    pub kind: String,
    pub subject: String,
    pub title: Said,
    pub arguments: Value,
    /// Who asked for it, as they are called today.
    pub account_id: i64,
    pub asker: String,
    pub address: String,
    pub request_id: String,
    pub lang: Lang,
    pub state: State,
    /// How much of how much is done; of nothing where that is not known yet.
    pub done: i32,
    pub total: i32,
    /// The result, or why there is none, or why it waits.
    pub said: Option<Said>,
    /// Where the result is to be seen: an address of the portal.
    pub place: Option<String>,
    /// Tries begun so far.
    pub tries: i32,
    /// Not before.
    pub next_at: DateTime<Utc>,
    pub is_cancelled: bool,
    pub asked_at: DateTime<Utc>,
    pub started_at: Option<DateTime<Utc>>,
    pub ended_at: Option<DateTime<Utc>>,
}

impl Job {
    /// Whether there is something to say: it is over, or waits for another try.
    pub fn is_settled(&self) -> bool {
        self.state.is_over() || self.is_put_off()
    }

    /// Whether it waits for another try.
    pub fn is_put_off(&self) -> bool {
        self.state == State::Queued && self.said.is_some()
    }
}

/// Why a run did not come to its end.
#[derive(Debug, Clone)]
pub enum Failure {
    /// It will not do better another time.
    Final(Said),
    /// It may do better later.
    Later(Said),
    /// Somebody called it off.
    Cancelled,
    /// The portal is being stopped: the job begins again when it is back.
    Stopped,
    /// The job is no longer this run's: its lease ended, and somebody else may have it.
    Lost,
}

impl From<Text> for Failure {
    fn from(text: Text) -> Failure {
        Failure::Final(text.into())
    }
}

/// How long after a try the next begins; `None` when that was the last.
pub(super) fn pause(tries: i32) -> Option<Duration> {
    let minutes = match tries {
        ..=1 => 1,
        2 => 4,
        3 => 15,
        tries if tries < TRIES => 45,
        _ => return None,
    };
    Some(Duration::from_secs(minutes * 60))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pauses_grow_and_come_to_an_end() {
        let pauses: Vec<Option<u64>> = (1..=TRIES)
            .map(|tries| pause(tries).map(|pause| pause.as_secs() / 60))
            .collect();
        assert_eq!(pauses, [Some(1), Some(4), Some(15), Some(45), None]);
    }
}
