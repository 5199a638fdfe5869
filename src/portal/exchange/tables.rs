//! What a bundle holds: one CSV file for each table, in the order in which they must be read.

use crate::foundation::i18n::Text;
use crate::foundation::kernel::Permission;
use crate::outputs::maps;
use crate::platform::registry::{Choice, Entity, Field, Kind, Words, ZonePath, no_check};
use crate::portal::app::REGISTRIES;
use crate::registers::enterprises::ENTERPRISE;
use crate::registers::parcels::PARCEL;
use crate::registers::projects::PROJECT;
use crate::registers::tasks::{KEY_TASK, OBSTACLE};
use crate::registers::wastewater::READING;
use crate::registers::works::WORK;
use crate::registers::zones::ZONE;
use crate::returns::plans::PLAN;
use crate::standards::forms::{FORM, FORM_QUESTION, MAX_ANSWER};

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

/// Columns need no words here: a bundle is read by programs, and its headers are the columns' names.
const fn column(name: &'static str, kind: Kind) -> Field {
    Field::new(name, Text::new(name, name), kind)
}

const fn words(name: &'static str) -> Words {
    Words {
        many: Text::new(name, name),
        create: Text::new("", ""),
        about: Text::new("", ""),
    }
}

const fn table(
    table: &'static str,
    fields: &'static [Field],
    key: &'static [&'static str],
) -> Entity {
    Entity {
        table,
        path: table,
        words: words(table),
        fields,
        title: key,
        key,
        zone: ZonePath::Everyone,
        order: "",
        only: None,
        read: Permission::ManageBoard,
        write: Permission::ManageBoard,
        constraints: &[],
        check: no_check,
    }
}

const VINTAGES: &[Choice] = &[
    Choice::new("estimate", "ước", "estimate"),
    Choice::new("preliminary", "sơ bộ", "preliminary"),
    Choice::new("final", "chính thức", "final"),
];
const STATES: &[Choice] = &[
    Choice::new("draft", "đang nhập", "draft"),
    Choice::new("submitted", "chờ duyệt", "submitted"),
    Choice::new("accepted", "đã duyệt", "accepted"),
    Choice::new("returned", "trả lại", "returned"),
];
const MEASURES: &[Choice] = &[
    Choice::new("period", "trong kỳ", "in the period"),
    Choice::new("to_date", "lũy kế từ đầu năm", "year to date"),
];
const ORIGINS: &[Choice] = &[
    Choice::new("typed", "gõ", "typed"),
    Choice::new("pasted", "dán", "pasted"),
    Choice::new("imported", "nhập từ tệp", "imported"),
    Choice::new("derived", "suy ra", "derived"),
    Choice::new("repaired", "sửa theo gợi ý", "repaired"),
];
const SHORT: Kind = Kind::Text { max: 200 };
const LONG: Kind = Kind::LongText { max: 20_000 };

/// A table of a thousand corners and its derivations.
const SHAPE: Kind = Kind::LongText { max: 400_000 };

/// An indicator or a product: both are rows of one table.
static MEASURE: Entity = table("indicators", &[], &["code"]);

static TARGET: Entity = table(
    "targets",
    &[
        column("plan_id", Kind::Reference(&PLAN)).required(),
        column("indicator_id", Kind::Reference(&MEASURE)).required(),
        column("zone_id", Kind::Reference(&ZONE)),
        column("enterprise_id", Kind::Reference(&ENTERPRISE)),
        column("value", Kind::Number).required(),
        column("raw", SHORT).required(),
        column("unit", SHORT).required(),
    ],
    &["plan_id", "indicator_id", "zone_id", "enterprise_id"],
);

/// The outlines of parcels: history, like the ledger. What is derived is checked against the corners when it is read.
static PARCEL_SHAPE: Entity = Entity {
    check: maps::fault_of_row,
    ..table(
        "parcel_shapes",
        &[
            column("parcel_id", Kind::Reference(&PARCEL)).required(),
            column("revision", Kind::Integer { min: 1, max: 9999 }).required(),
            column("valid_from", Kind::Date).required(),
            column("source", Kind::Choice(maps::SOURCES)).required(),
            column("document", LONG).required(),
            column(
                "meridian_minutes",
                Kind::Integer {
                    min: 6120,
                    max: 6660,
                },
            )
            .required(),
            column("zone_width", Kind::Integer { min: 3, max: 6 }).required(),
            column("given", SHAPE).required(),
            column("repairs", SHORT),
            column("corners", SHAPE).required(),
            column("ring", SHAPE).required(),
            column("area_m2", Kind::Number).required(),
            column("recorded_by", SHORT).required(),
            column("recorded_at", Kind::Moment).required(),
        ],
        &["parcel_id", "revision"],
    )
};

static FILING: Entity = table(
    "filings",
    &[
        column("enterprise_id", Kind::Reference(&ENTERPRISE)).required(),
        column("project_id", Kind::Reference(&PROJECT)),
        column("zone_id", Kind::Reference(&ZONE)).required(),
        column("form_id", Kind::Reference(&FORM)).required(),
        column("period", SHORT).required(),
        column("vintage", Kind::Choice(VINTAGES)).required(),
        column("state", Kind::Choice(STATES)).required(),
        column("revision", Kind::Integer { min: 1, max: 9999 }).required(),
        column("revision_reason", LONG),
        column("return_reason", LONG),
        column("first_submitted_at", Kind::Moment),
        column("submitted_at", Kind::Moment),
        column("decided_at", Kind::Moment),
    ],
    &[
        "enterprise_id",
        "project_id",
        "form_id",
        "period",
        "vintage",
    ],
);

static ENTRY: Entity = table(
    "filing_entries",
    &[
        column("filing_id", Kind::Reference(&FILING)).required(),
        column("indicator_id", Kind::Reference(&MEASURE)).required(),
        column("measure", Kind::Choice(MEASURES)).required(),
        column("raw", SHORT),
        column("unit", SHORT).required(),
        column("value", Kind::Number),
        column("rate", Kind::Number),
        column("origin", Kind::Choice(ORIGINS)).required(),
        column("reason", LONG),
    ],
    &["filing_id", "indicator_id", "measure"],
);

static ANSWER: Entity = table(
    "filing_answers",
    &[
        column("filing_id", Kind::Reference(&FILING)).required(),
        column("question_id", Kind::Reference(&FORM_QUESTION)).required(),
        column("body", Kind::LongText { max: MAX_ANSWER }).required(),
    ],
    &["filing_id", "question_id"],
);

static FIGURE: Entity = table(
    "figures",
    &[
        column("enterprise_id", Kind::Reference(&ENTERPRISE)).required(),
        column("project_id", Kind::Reference(&PROJECT)),
        column("zone_id", Kind::Reference(&ZONE)).required(),
        column("indicator_id", Kind::Reference(&MEASURE)).required(),
        column("period", SHORT).required(),
        column("vintage", Kind::Choice(VINTAGES)).required(),
        column("revision", Kind::Integer { min: 1, max: 9999 }).required(),
        column("value", Kind::Number),
        column("raw", SHORT),
        column("unit", SHORT).required(),
        column("rate", Kind::Number),
        column("filing_id", Kind::Reference(&FILING)).required(),
        column("filing_revision", Kind::Integer { min: 1, max: 9999 }).required(),
        column("reason", LONG),
        column("recorded_by", SHORT).required(),
        column("recorded_at", Kind::Moment).required(),
    ],
    &[
        "enterprise_id",
        "project_id",
        "indicator_id",
        "period",
        "vintage",
        "revision",
    ],
);

/// What the board loaded of the official VSIC table; what ships with the portal is in no bundle.
static INDUSTRY_LOAD: Entity = table(
    "industry_loads",
    &[
        column("from_code", SHORT).required(),
        column("from_name", Kind::Text { max: 300 }).required(),
        column("to_code", SHORT).required(),
        column("partial", Kind::Bool).required(),
        column("source", Kind::Text { max: 300 }).required(),
    ],
    &["from_code", "to_code"],
);

/// The log of legal events. `corrects` is the number of an event of the same project.
static PROJECT_EVENT: Entity = table(
    "project_events",
    &[
        column("project_id", Kind::Reference(&PROJECT)).required(),
        column(
            "number",
            Kind::Integer {
                min: 1,
                max: 999_999,
            },
        )
        .required(),
        column("kind", SHORT).required(),
        column("happened_on", Kind::Date).required(),
        column("document_no", SHORT),
        column("document_on", Kind::Date),
        column("capital", Kind::Number),
        column("currency", SHORT),
        column("content", LONG),
        column("until", Kind::Date),
        column("enterprise_id", Kind::Reference(&ENTERPRISE)),
        column("former", LONG),
        column(
            "corrects",
            Kind::Integer {
                min: 1,
                max: 999_999,
            },
        ),
        column("note", LONG),
        column("recorded_by", SHORT).required(),
        column("recorded_at", Kind::Moment).required(),
    ],
    &["project_id", "number"],
);

/// The courses of obstacles and key tasks. What a deadline was before a step follows from the steps before it.
static AGENDA_STEP: Entity = table(
    "agenda_steps",
    &[
        column("obstacle_id", Kind::Reference(&OBSTACLE)),
        column("key_task_id", Kind::Reference(&KEY_TASK)),
        column(
            "number",
            Kind::Integer {
                min: 1,
                max: 999_999,
            },
        )
        .required(),
        column("kind", SHORT).required(),
        column("happened_on", Kind::Date).required(),
        column("content", LONG).required(),
        column("done_by", SHORT),
        column("document_no", SHORT),
        column("due_on", Kind::Date),
        column("reason", LONG),
        column("recorded_by", SHORT).required(),
        column("recorded_at", Kind::Moment).required(),
    ],
    &["obstacle_id", "key_task_id", "number"],
);

static PROJECT_INVESTOR: Entity = table(
    "project_investors",
    &[
        column("event_id", Kind::Reference(&PROJECT_EVENT)).required(),
        column("position", Kind::Integer { min: 1, max: 9999 }).required(),
        column("name", Kind::Text { max: 300 }).required(),
        column("nationality", SHORT),
        column("share", Kind::Number),
    ],
    &["event_id", "position"],
);

/// The log of a parcel's life. `corrects` is the number of an event of the same parcel.
static PARCEL_EVENT: Entity = table(
    "parcel_events",
    &[
        column("parcel_id", Kind::Reference(&PARCEL)).required(),
        column(
            "number",
            Kind::Integer {
                min: 1,
                max: 999_999,
            },
        )
        .required(),
        column("kind", SHORT).required(),
        column("happened_on", Kind::Date).required(),
        column("state", SHORT),
        column("enterprise_id", Kind::Reference(&ENTERPRISE)),
        column("until", Kind::Date),
        column("document_no", SHORT),
        column("document_on", Kind::Date),
        column("note", LONG),
        column(
            "corrects",
            Kind::Integer {
                min: 1,
                max: 999_999,
            },
        ),
        column("recorded_by", SHORT).required(),
        column("recorded_at", Kind::Moment).required(),
    ],
    &["parcel_id", "number"],
);

/// The log of a work's progress: a later row for the same day takes the place of the one before it.
static WORK_STATEMENT: Entity = table(
    "work_statements",
    &[
        column("work_id", Kind::Reference(&WORK)).required(),
        column(
            "number",
            Kind::Integer {
                min: 1,
                max: 999_999,
            },
        )
        .required(),
        column("as_of", Kind::Date).required(),
        column("done", Kind::Number),
        column("disbursed_vnd", Kind::Number),
        column("stopped", Kind::Bool).required(),
        column("withdrawn", Kind::Bool).required(),
        column("source", Kind::Text { max: 300 }).required(),
        column("over_reason", LONG),
        column("correction", LONG),
        column("note", LONG),
        column("recorded_by", SHORT).required(),
        column("recorded_at", Kind::Moment).required(),
    ],
    &["work_id", "number"],
);

static PARCEL_ORIGIN: Entity = table(
    "parcel_origins",
    &[
        column("parcel_id", Kind::Reference(&PARCEL)).required(),
        column("origin_id", Kind::Reference(&PARCEL)).required(),
    ],
    &["parcel_id", "origin_id"],
);

/// What a state was before it is history the bundle carries too: without it past duties would vanish.
static ENTERPRISE_STATE: Entity = table(
    "enterprise_states",
    &[
        column("enterprise_id", Kind::Reference(&ENTERPRISE)).required(),
        column("since", Kind::Date).required(),
        column("status", SHORT).required(),
    ],
    &["enterprise_id", "since"],
);

/// People at enterprises; of an erased one the reason.
static CONTACT: Entity = table(
    "contacts",
    &[
        column("enterprise_id", Kind::Reference(&ENTERPRISE)).required(),
        column("position", Kind::Integer { min: 1, max: 9999 }).required(),
        column("name", SHORT),
        column("role", SHORT),
        column("purpose", SHORT).required(),
        column("phone", SHORT),
        column("email", SHORT),
        column("erased_at", Kind::Moment),
        column("erased_by", SHORT),
        column("erased_reason", LONG),
    ],
    &["enterprise_id", "position"],
);

static EXEMPTION: Entity = table(
    "exemptions",
    &[
        column("enterprise_id", Kind::Reference(&ENTERPRISE)).required(),
        column("project_id", Kind::Reference(&PROJECT)),
        column("form_id", Kind::Reference(&FORM)).required(),
        column("period", SHORT).required(),
        column("reason", LONG).required(),
    ],
    &["enterprise_id", "project_id", "form_id", "period"],
);

static REVIEW: Entity = table(
    "reviews",
    &[
        column(
            "year",
            Kind::Integer {
                min: 1990,
                max: 2100,
            },
        )
        .required(),
        column("number", SHORT),
        column("signed_on", Kind::Date),
        column("cut_off_on", Kind::Date),
        column("capacity", SHORT).required(),
        column("signer", SHORT),
        column("addressees", LONG),
        column("recipients", LONG),
    ],
    &["year"],
);

static REVIEW_SECTION: Entity = table(
    "review_sections",
    &[
        column("review_id", Kind::Reference(&REVIEW)).required(),
        column("section", SHORT).required(),
        column("body", LONG).required(),
    ],
    &["review_id", "section"],
);

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
    tables.push(plain(&AGENDA_STEP, false, true));
    tables.push(plain(&WORK_STATEMENT, false, true));
    tables.push(plain(&READING, false, true));
    tables.push(plain(&PARCEL_EVENT, false, true));
    tables.push(BundleTable {
        append_only: true,
        ..part(&PARCEL_ORIGIN, ("parcel_id", "parcels"))
    });
    tables.push(plain(&PARCEL_SHAPE, false, true));
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
    tables.push(plain(&REVIEW, true, false));
    tables.push(plain(&REVIEW_SECTION, true, false));
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
