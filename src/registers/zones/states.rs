//! The states of a zone by date. `zones.status` is today's, kept by this log; a state typed in the zone's own form is one since today.

use super::{STATUSES, ZONE};
use crate::foundation::i18n::Text;
use crate::foundation::kernel::Permission;
use crate::platform::registry::{Entity, Field, Kind, Words, ZonePath, no_check};

/// Tình trạng của một khu từ một ngày.
pub static STATE: Entity = Entity {
    table: "zone_states",
    path: "zone-states",
    words: Words {
        many: Text::new(
            "Tình trạng của khu theo thời điểm",
            "States of zones by date",
        ),
        create: Text::new("Ghi tình trạng từ ngày", "Record a state"),
        about: Text::new(
            "Tình trạng hôm nay của khu là dòng mới nhất; số liệu của một ngày dùng tình trạng vào ngày đó.",
            "The state of a zone today is the newest row; figures of a day use the state on that day.",
        ),
    },
    fields: &[
        Field::new("since", Text::new("Từ ngày", "Since"), Kind::Date)
            .required()
            .listed(),
        Field::new(
            "zone_id",
            Text::new("Khu công nghiệp", "Zone"),
            Kind::Reference(&ZONE),
        )
        .required()
        .listed()
        .filtered(),
        Field::new(
            "status",
            Text::new("Tình trạng", "Status"),
            Kind::Choice(STATUSES),
        )
        .required()
        .listed()
        .filtered(),
        Field::new(
            "document_no",
            Text::new("Số văn bản", "Document no."),
            Kind::Text { max: 100 },
        )
        .listed(),
        Field::new(
            "note",
            Text::new("Ghi chú", "Note"),
            Kind::LongText { max: 2000 },
        ),
    ],
    title: &["status", "since"],
    key: &["zone_id", "since"],
    zone: ZonePath::Column,
    order: "t.since desc, t.zone_id",
    only: None,
    read: Permission::ReadRegistries,
    write: Permission::WriteRegistries,
    constraints: &[
        (
            "zone_states_key",
            "since",
            Text::new(
                "Khu đã có tình trạng từ ngày đó.",
                "There is a state since that day already.",
            ),
        ),
        (
            "zone_states_future",
            "since",
            Text::new("Ngày chưa đến.", "This day is still to come."),
        ),
    ],
    check: no_check,
};
