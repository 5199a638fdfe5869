//! Tables of what is reported and printed: targets, reports and their cells, the ledger, reviews.

use super::column::{LONG, SHORT, column, table};
use crate::platform::registry::{Choice, Entity, Kind};
use crate::registers::board::BOARD;
use crate::registers::enterprises::ENTERPRISE;
use crate::registers::projects::PROJECT;
use crate::registers::zones::ZONE;
use crate::returns::plans::PLAN;
use crate::standards::forms::{FORM, FORM_QUESTION, MAX_ANSWER};

pub(super) const VINTAGES: &[Choice] = &[
    Choice::new("estimate", "ước", "estimate"),
    Choice::new("preliminary", "sơ bộ", "preliminary"),
    Choice::new("final", "chính thức", "final"),
];
pub(super) const STATES: &[Choice] = &[
    Choice::new("draft", "đang nhập", "draft"),
    Choice::new("submitted", "chờ duyệt", "submitted"),
    Choice::new("accepted", "đã duyệt", "accepted"),
    Choice::new("returned", "trả lại", "returned"),
];
pub(super) const MEASURES: &[Choice] = &[
    Choice::new("period", "trong kỳ", "in the period"),
    Choice::new("to_date", "lũy kế từ đầu năm", "year to date"),
];
pub(super) const ORIGINS: &[Choice] = &[
    Choice::new("typed", "gõ", "typed"),
    Choice::new("pasted", "dán", "pasted"),
    Choice::new("imported", "nhập từ tệp", "imported"),
    Choice::new("derived", "suy ra", "derived"),
    Choice::new("repaired", "sửa theo gợi ý", "repaired"),
];
/// An indicator or a product: both are rows of one table.
pub(super) static MEASURE: Entity = table("indicators", &[], &["code"]);

pub(super) static TARGET: Entity = table(
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

pub(super) static FILING: Entity = table(
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

pub(super) static ENTRY: Entity = table(
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

pub(super) static ANSWER: Entity = table(
    "filing_answers",
    &[
        column("filing_id", Kind::Reference(&FILING)).required(),
        column("question_id", Kind::Reference(&FORM_QUESTION)).required(),
        column("body", Kind::LongText { max: MAX_ANSWER }).required(),
    ],
    &["filing_id", "question_id"],
);

pub(super) static FIGURE: Entity = table(
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

pub(super) static BOARD_TOTAL: Entity = table(
    "board_totals",
    &[
        column("board_id", Kind::Reference(&BOARD)).required(),
        column("indicator_id", Kind::Reference(&MEASURE)).required(),
        column("period", SHORT).required(),
        column("revision", Kind::Integer { min: 1, max: 9999 }).required(),
        column("value", Kind::Number),
        column("raw", SHORT),
        column("unit", SHORT).required(),
        column("rate", Kind::Number),
        column("source", SHORT).required(),
        column("reason", LONG),
        column("recorded_by", SHORT).required(),
        column("recorded_at", Kind::Moment).required(),
    ],
    &["board_id", "indicator_id", "period", "revision"],
);

pub(super) static EXEMPTION: Entity = table(
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

pub(super) static COVERAGE_DECISION: Entity = table(
    "coverage_decisions",
    &[
        column(
            "year",
            Kind::Integer {
                min: 1990,
                max: 2100,
            },
        )
        .required(),
        column("indicator_id", Kind::Reference(&MEASURE)).required(),
        column("enterprise_id", Kind::Reference(&ENTERPRISE)).required(),
        column("reason", LONG).required(),
        column("decided_by", SHORT).required(),
        column("decided_at", Kind::Moment).required(),
    ],
    &["year", "indicator_id", "enterprise_id"],
);

pub(super) static REVIEW: Entity = table(
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

pub(super) static REVIEW_SECTION: Entity = table(
    "review_sections",
    &[
        column("review_id", Kind::Reference(&REVIEW)).required(),
        column("section", SHORT).required(),
        column("body", LONG).required(),
    ],
    &["review_id", "section"],
);
