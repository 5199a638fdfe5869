//! What files are attached to: a report, an obstacle or a key task.

use crate::agenda::model::Work;

/// What an attachment belongs to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Owner {
    /// A report of an enterprise.
    Filing(i64),
    /// An obstacle or a key task.
    Work(Work, i64),
}

impl Owner {
    /// The three columns of `attachments`: report, obstacle, key task.
    pub fn columns(self) -> (Option<i64>, Option<i64>, Option<i64>) {
        match self {
            Owner::Filing(id) => (Some(id), None, None),
            Owner::Work(Work::Obstacle, id) => (None, Some(id), None),
            Owner::Work(Work::KeyTask, id) => (None, None, Some(id)),
        }
    }

    /// The owner three columns name; the database holds that exactly one does.
    pub fn from_columns(columns: (Option<i64>, Option<i64>, Option<i64>)) -> Option<Owner> {
        match columns {
            (Some(id), None, None) => Some(Owner::Filing(id)),
            (None, Some(id), None) => Some(Owner::Work(Work::Obstacle, id)),
            (None, None, Some(id)) => Some(Owner::Work(Work::KeyTask, id)),
            _ => None,
        }
    }

    /// Its name in the log, and its id.
    pub fn subject(self) -> (&'static str, i64) {
        match self {
            Owner::Filing(id) => ("filings", id),
            Owner::Work(work, id) => (work.entity().table, id),
        }
    }

    /// Its own page.
    pub fn href(self) -> String {
        match self {
            Owner::Filing(id) => format!("/filings/{id}"),
            Owner::Work(work, id) => work.href(id),
        }
    }

    /// Whether it has cells and comments: a report. Work has a course of steps instead.
    pub fn is_report(self) -> bool {
        matches!(self, Owner::Filing(_))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_owner_is_one_column_and_comes_back_from_it() {
        for owner in [Owner::Filing(3), Owner::Work(Work::Obstacle, 4), Owner::Work(Work::KeyTask, 5)] {
            assert_eq!(Owner::from_columns(owner.columns()), Some(owner));
        }
        assert_eq!(Owner::from_columns((Some(1), Some(2), None)), None);
        assert_eq!(Owner::from_columns((None, None, None)), None);
    }
}
