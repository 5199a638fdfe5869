//! What a bundle holds: one CSV file for each table, in the order in which they must be read.

mod column;
mod issued;
mod registers;
mod returns;

use self::issued::{EDITION, EDITION_FILE, EDITION_REGISTRATION};
use self::registers::{
    AGENDA_STEP, CONTACT, ENTERPRISE_STATE, INDUSTRY_LOAD, PARCEL_EVENT, PARCEL_ORIGIN,
    PARCEL_SHAPE, PROJECT_EVENT, PROJECT_EVENT_RATE, PROJECT_INVESTOR, REGISTER_DECLARATION,
    WORK_STATEMENT,
};
use self::returns::{
    ANSWER, BOARD_TOTAL, COVERAGE_DECISION, ENTRY, EXEMPTION, FIGURE, FILING, REVIEW,
    REVIEW_SECTION, TARGET,
};
use crate::platform::registry::{Entity, Field, Kind};
use crate::portal::registries::REGISTRIES;
use crate::registers::wastewater::READING;

/// How a table takes part in a bundle.
pub struct BundleTable {
    pub entity: &'static Entity,
    /// Rows can be retired: the file has a column `retired`.
    pub retires: bool,
    /// Rows carry a version that an import raises.
    pub versioned: bool,
    /// Rows are history: an import adds them, and refuses to change one.
    pub append_only: bool,
    /// Rows without an id of their own belong to another record: the column that names it, and its table.
    pub part_of: Option<(&'static str, &'static str)>,
    /// Rows hold personal data: what of them is written to the log says nothing of it, so that it can be erased.
    pub private: bool,
}

/// Every table of a bundle, what is referred to first.
pub fn tables() -> Vec<BundleTable> {
    let plain = |entity, versioned, append_only| BundleTable {
        entity,
        retires: false,
        versioned,
        append_only,
        part_of: None,
        private: false,
    };
    let part = |entity, part_of| BundleTable {
        entity,
        retires: false,
        versioned: false,
        append_only: false,
        part_of: Some(part_of),
        private: false,
    };
    let registry = |entity: &&'static Entity| BundleTable {
        retires: true,
        ..plain(*entity, true, false)
    };
    // Before the industries of projects, which take their names from it.
    let mut tables = vec![plain(&INDUSTRY_LOAD, false, false)];
    tables.extend(REGISTRIES.iter().map(registry));
    // Before what depends on which projects are in force.
    tables.push(plain(&PROJECT_EVENT, false, true));
    tables.push(BundleTable {
        append_only: true,
        ..part(&PROJECT_INVESTOR, ("event_id", "project_events"))
    });
    tables.push(BundleTable {
        append_only: true,
        ..part(&PROJECT_EVENT_RATE, ("event_id", "project_events"))
    });
    tables.push(plain(&AGENDA_STEP, false, true));
    tables.push(plain(&WORK_STATEMENT, false, true));
    tables.push(plain(&READING, false, true));
    tables.push(plain(&PARCEL_EVENT, false, true));
    tables.push(BundleTable {
        append_only: true,
        ..part(&PARCEL_ORIGIN, ("parcel_id", "parcels"))
    });
    tables.push(plain(&PARCEL_SHAPE, false, true));
    tables.push(plain(&REGISTER_DECLARATION, false, true));
    tables.push(plain(&TARGET, true, false));
    tables.push(part(&ENTERPRISE_STATE, ("enterprise_id", "enterprises")));
    tables.push(BundleTable {
        versioned: true,
        private: true,
        ..part(&CONTACT, ("enterprise_id", "enterprises"))
    });
    tables.push(plain(&EXEMPTION, false, false));
    tables.push(plain(&FILING, true, false));
    tables.push(part(&ENTRY, ("filing_id", "filings")));
    tables.push(part(&ANSWER, ("filing_id", "filings")));
    tables.push(plain(&FIGURE, false, true));
    tables.push(plain(&BOARD_TOTAL, false, true));
    tables.push(plain(&COVERAGE_DECISION, false, true));
    tables.push(plain(&REVIEW, true, false));
    tables.push(plain(&REVIEW_SECTION, true, false));
    tables.push(plain(&EDITION, false, true));
    tables.push(plain(&EDITION_FILE, false, true));
    tables.push(plain(&EDITION_REGISTRATION, false, true));
    tables
}

impl BundleTable {
    /// `zones.csv`. Registries are named by their address, because two of them may share a table.
    pub fn file_name(&self) -> String {
        format!("{}.csv", self.stem())
    }

    /// The file's name without its ending.
    pub fn stem(&self) -> String {
        match self.entity.path {
            "plan" => "plans".to_owned(),
            path => path.replace('-', "_"),
        }
    }

    /// The header of the file: `zone_id` is written `zone`, because it holds a code and not a number.
    pub fn header(&self) -> Vec<&'static str> {
        self.entity
            .stated()
            .map(|field| self.column(field))
            .chain(self.retires.then_some("retired"))
            .collect()
    }

    /// The name of a field in the file.
    pub fn column(&self, field: &Field) -> &'static str {
        match field.kind {
            Kind::Reference(_) => field.name.strip_suffix("_id").unwrap_or(field.name),
            _ => field.name,
        }
    }
}
