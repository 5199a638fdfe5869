//! What files are attached to: a report, or a record of a registry that has papers.

use crate::foundation::kernel::Permission;
use crate::platform::registry::Entity;
use crate::registers::leases::contracts::LEASE;
use crate::registers::leases::recoveries::{RECOVERY, RECOVERY_STEP};
use crate::registers::parcels::PARCEL;
use crate::registers::projects::PROJECT;
use crate::registers::tasks::model::Task;

/// What an attachment belongs to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Owner {
    /// A report of an enterprise.
    Filing(i64),
    /// An obstacle or a key task, with the steps of its course.
    Work(Task, i64),
    /// A project, with its legal events.
    Project(i64),
    /// A parcel, with the events of its life.
    Parcel(i64),
    /// A lease, with its extensions.
    Lease(i64),
    /// A case of recovering land, with its steps.
    Recovery(i64),
}

/// An owner of one kind, by its id.
pub type OwnerOf = fn(i64) -> Owner;

/// The owners that are records of a registry, and so have pages at its address.
pub const RECORDS: [OwnerOf; 6] = [
    |id| Owner::Work(Task::Obstacle, id),
    |id| Owner::Work(Task::KeyTask, id),
    Owner::Project,
    Owner::Parcel,
    Owner::Lease,
    Owner::Recovery,
];

impl Owner {
    /// The registry it is a record of; a report is of none.
    pub fn entity(self) -> Option<&'static Entity> {
        match self {
            Owner::Filing(_) => None,
            Owner::Work(work, _) => Some(work.entity()),
            Owner::Project(_) => Some(&PROJECT),
            Owner::Parcel(_) => Some(&PARCEL),
            Owner::Lease(_) => Some(&LEASE),
            Owner::Recovery(_) => Some(&RECOVERY),
        }
    }

    pub fn id(self) -> i64 {
        match self {
            Owner::Filing(id)
            | Owner::Work(_, id)
            | Owner::Project(id)
            | Owner::Parcel(id)
            | Owner::Lease(id)
            | Owner::Recovery(id) => id,
        }
    }

    /// Its table and its id: its name in the log, and in `attachments`.
    pub fn subject(self) -> (&'static str, i64) {
        (
            self.entity().map_or("filings", |entity| entity.table),
            self.id(),
        )
    }

    /// The owner a table and an id name.
    pub fn from_subject(table: &str, id: i64) -> Option<Owner> {
        let known = RECORDS
            .into_iter()
            .chain([Owner::Filing as OwnerOf])
            .map(|owner| owner(id));
        known.into_iter().find(|owner| owner.subject().0 == table)
    }

    /// Its own page.
    pub fn href(self) -> String {
        match self.entity() {
            None => format!("/filings/{}", self.id()),
            Some(entity) => format!("/{}/{}", entity.path, self.id()),
        }
    }

    /// The page of one of its rows, where rows have pages.
    pub fn row_href(self, row: i64) -> String {
        match self {
            Owner::Recovery(_) => format!("/{}/{row}", RECOVERY_STEP.path),
            other => other.href(),
        }
    }

    /// Whether it has cells and comments: a report. Records have rows instead: the steps of a course, the events of a log.
    pub fn is_report(self) -> bool {
        matches!(self, Owner::Filing(_))
    }

    /// Who may attach and take off: for papers of land and projects, whoever keeps the records.
    pub fn attaches(self) -> Permission {
        match self {
            Owner::Filing(_) | Owner::Work(..) => Permission::AttachEvidence,
            Owner::Project(_) | Owner::Parcel(_) | Owner::Lease(_) | Owner::Recovery(_) => {
                Permission::WriteRegistries
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_owner_is_a_table_and_an_id_and_comes_back_from_them() {
        for owner in RECORDS
            .map(|owner| owner(4))
            .into_iter()
            .chain([Owner::Filing(4)])
        {
            let (table, id) = owner.subject();
            assert_eq!(Owner::from_subject(table, id), Some(owner));
        }
        assert_eq!(Owner::from_subject("enterprises", 4), None);
    }
}
