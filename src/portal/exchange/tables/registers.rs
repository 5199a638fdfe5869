//! Tables beside the registries: the logs of projects, parcels, works and tasks, shapes, contacts.

use super::column::{LONG, SHAPE, SHORT, column, table};
use crate::outputs::maps;
use crate::platform::registry::{Entity, Kind};
use crate::registers::enterprises::ENTERPRISE;
use crate::registers::parcels::PARCEL;
use crate::registers::projects::PROJECT;
use crate::registers::tasks::{KEY_TASK, OBSTACLE};
use crate::registers::works::WORK;
use crate::registers::zones::ZONE;

/// What the board loaded of the official VSIC table; what ships with the portal is in no bundle.
pub(super) static INDUSTRY_LOAD: Entity = table(
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
pub(super) static PROJECT_EVENT: Entity = table(
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
        column("equivalent", Kind::Number),
        column("origin", SHORT),
        column("origin_reason", LONG),
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

/// What the capital of events is converted at, copied once from the year's rate.
pub(super) static PROJECT_EVENT_RATE: Entity = table(
    "project_event_rates",
    &[
        column("event_id", Kind::Reference(&PROJECT_EVENT)).required(),
        column("rate", Kind::Number).required(),
        column("source", Kind::Text { max: 1000 }).required(),
    ],
    &["event_id"],
);

pub(super) static PROJECT_INVESTOR: Entity = table(
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

/// The courses of obstacles and key tasks. What a deadline was before a step follows from the steps before it.
pub(super) static AGENDA_STEP: Entity = table(
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

/// The log of a parcel's life. `corrects` is the number of an event of the same parcel.
pub(super) static PARCEL_EVENT: Entity = table(
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

/// What the board declared of the registers of zones.
pub(super) static REGISTER_DECLARATION: Entity = table(
    "register_declarations",
    &[
        column("zone_id", Kind::Reference(&ZONE)).required(),
        column(
            "number",
            Kind::Integer {
                min: 1,
                max: 999_999,
            },
        )
        .required(),
        column("since", Kind::Date).required(),
        column("complete", Kind::Bool).required(),
        column("document_no", SHORT).required(),
        column("note", LONG),
        column("recorded_by", SHORT).required(),
        column("recorded_at", Kind::Moment).required(),
    ],
    &["zone_id", "number"],
);

pub(super) static PARCEL_ORIGIN: Entity = table(
    "parcel_origins",
    &[
        column("parcel_id", Kind::Reference(&PARCEL)).required(),
        column("origin_id", Kind::Reference(&PARCEL)).required(),
    ],
    &["parcel_id", "origin_id"],
);

/// The outlines of parcels: history, like the ledger. What is derived is checked against the corners when it is read.
pub(super) static PARCEL_SHAPE: Entity = Entity {
    check: |values, _| maps::fault_of_row(values),
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

/// The log of a work's progress: a later row for the same day takes the place of the one before it.
pub(super) static WORK_STATEMENT: Entity = table(
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

/// What a state was before it is history the bundle carries too: without it past duties would vanish.
pub(super) static ENTERPRISE_STATE: Entity = table(
    "enterprise_states",
    &[
        column("enterprise_id", Kind::Reference(&ENTERPRISE)).required(),
        column("since", Kind::Date).required(),
        column("status", SHORT).required(),
    ],
    &["enterprise_id", "since"],
);

/// People at enterprises; of an erased one the reason.
pub(super) static CONTACT: Entity = table(
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
