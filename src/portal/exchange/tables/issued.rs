//! What was issued: editions with their manifests, their very files, and the numbers the secretary gave them. The database holds each
//! against its hash, and an edition against its files.

use super::column::{LONG, SHORT, column, table};
use crate::platform::registry::{Entity, Kind};

/// A manifest names every cell and every record behind it: a few hundred kB for a board, some MB for a country.
const MANIFEST: Kind = Kind::LongText { max: 50_000_000 };
/// A file in base64.
const CONTENT: Kind = Kind::LongText { max: 50_000_000 };
const HASH: Kind = Kind::Text { max: 64 };
const NUMBER: Kind = Kind::Integer { min: 1, max: 9999 };

pub(super) static EDITION: Entity = table(
    "editions",
    &[
        column("paper", SHORT).required(),
        column("period", SHORT).required(),
        column("number", NUMBER).required(),
        column("figures_as_of", Kind::Date).required(),
        column("reason", LONG),
        column("issued_by", SHORT).required(),
        column("issued_at", Kind::Moment).required(),
        column("manifest", MANIFEST).required(),
        column("sha256", HASH).required(),
    ],
    &["paper", "period", "number"],
);

pub(super) static EDITION_FILE: Entity = table(
    "edition_files",
    &[
        column("edition_id", Kind::Reference(&EDITION)).required(),
        column("name", SHORT).required(),
        column("media_type", SHORT).required(),
        column("content", CONTENT).required(),
        column("sha256", HASH).required(),
    ],
    &["edition_id", "name"],
);

pub(super) static EDITION_REGISTRATION: Entity = table(
    "edition_registrations",
    &[
        column("edition_id", Kind::Reference(&EDITION)).required(),
        column("number", NUMBER).required(),
        column("document_no", SHORT).required(),
        column("document_on", Kind::Date).required(),
        column("reason", LONG),
        column("recorded_by", SHORT).required(),
        column("recorded_at", Kind::Moment).required(),
    ],
    &["edition_id", "number"],
);
