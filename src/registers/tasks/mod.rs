//! Obstacles and key tasks. Both are work: an append-only course of steps says how they stand (`model`, `form`, `routes`), the work
//! list what is late (`list`), the year's account what was carried over (`tally`).

mod account;
pub mod actions;
pub mod db;
mod form;
pub mod list;
pub mod model;
mod refusals;
mod routes;
mod steps;
pub mod tally;
mod view;

pub use actions::{ask_key_task, ask_obstacle};
pub use refusals::REFUSALS;
pub use routes::{overdue_panel, routes};
pub use steps::steps_panel;

use chrono::Datelike;

use crate::foundation::i18n::Text;
use crate::foundation::kernel::Permission;
use crate::platform::registry::actions::TAKEN;
use crate::platform::registry::{Choice, Entity, Field, Kind, Words, ZonePath, day, has_come};
use crate::registers::enterprises::ENTERPRISE;
use crate::registers::zones::ZONE;

const FIRST_DUE: Text = Text::new(
    "Giữ lại mãi. Đổi hạn về sau là một bước ở mục Diễn biến, có lý do.",
    "Kept for good. A later deadline is a step of the course, with a reason.",
);

const DUE_BEFORE: Text = Text::new(
    "Hạn phải từ ngày phản ánh trở đi.",
    "The deadline is not before the day it was raised.",
);
const DUE_BEFORE_YEAR: Text = Text::new(
    "Hạn không thể trước năm của nhiệm vụ.",
    "The deadline is not before the year of the task.",
);

const CHANNELS: &[Choice] = &[
    Choice::new("report", "Báo cáo của doanh nghiệp", "Enterprise report"),
    Choice::new("dialogue", "Hội nghị đối thoại", "Dialogue meeting"),
    Choice::new("visit", "Làm việc tại doanh nghiệp", "Visit"),
    Choice::new("letter", "Công văn", "Letter"),
    Choice::new("other", "Khác", "Other"),
];

pub(crate) const FIELDS: &[Choice] = &[
    Choice::new("land", "Đất đai, GPMB", "Land and clearance"),
    Choice::new("power", "Điện", "Power"),
    Choice::new("water", "Nước", "Water"),
    Choice::new("materials", "Nguyên liệu đầu vào", "Input materials"),
    Choice::new("labour", "Nhân lực", "Labour"),
    Choice::new("tax", "Thuế", "Tax"),
    Choice::new("trade", "Xuất nhập khẩu", "Trade"),
    Choice::new("environment", "Môi trường", "Environment"),
    Choice::new("fire", "Phòng cháy, chữa cháy", "Fire safety"),
    Choice::new("lease", "Hợp đồng thuê đất", "Land lease"),
    Choice::new("other", "Khác", "Other"),
];

pub(crate) const OBSTACLE_STATUSES: &[Choice] = &[
    Choice::new("received", "Tiếp nhận", "Received"),
    Choice::new("handling", "Đang xử lý", "Being handled").tone("info"),
    Choice::new(
        "forwarded",
        "Vượt thẩm quyền, đã kiến nghị",
        "Forwarded to a higher level",
    )
    .tone("warn"),
    Choice::new("resolved", "Đã giải quyết", "Resolved").tone("ok"),
];

/// Khó khăn, vướng mắc.
pub static OBSTACLE: Entity = Entity {
    table: "obstacles",
    path: "obstacles",
    words: Words {
        many: Text::new("Khó khăn, vướng mắc", "Obstacles"),
        create: Text::new("Thêm khó khăn, vướng mắc", "Add an obstacle"),
        about: Text::new(
            "Những gì doanh nghiệp phản ánh và việc tháo gỡ.",
            "What enterprises raised and how it is being resolved.",
        ),
    },
    fields: &[
        Field::new("code", Text::new("Mã", "Code"), Kind::Text { max: 20 })
            .required()
            .listed(),
        Field::new(
            "content",
            Text::new("Nội dung", "Content"),
            Kind::LongText { max: 4000 },
        )
        .required()
        .listed(),
        Field::new(
            "zone_id",
            Text::new("Khu công nghiệp", "Zone"),
            Kind::Reference(&ZONE),
        )
        .required()
        .filtered(),
        Field::new(
            "enterprise_id",
            Text::new("Doanh nghiệp", "Enterprise"),
            Kind::Reference(&ENTERPRISE),
        )
        .listed(),
        Field::new(
            "raised_on",
            Text::new("Ngày phản ánh", "Raised on"),
            Kind::Date,
        )
        .required()
        .listed(),
        Field::new(
            "channel",
            Text::new("Kênh", "Channel"),
            Kind::Choice(CHANNELS),
        )
        .required(),
        Field::new(
            "field",
            Text::new("Lĩnh vực", "Field"),
            Kind::Choice(FIELDS),
        )
        .required()
        .listed()
        .filtered(),
        Field::new(
            "lead",
            Text::new("Đơn vị chủ trì", "Lead agency"),
            Kind::Text { max: 200 },
        ),
        Field::new(
            "first_due_on",
            Text::new("Hạn ban đầu", "First deadline"),
            Kind::Date,
        )
        .hint(FIRST_DUE),
        Field::new("due_on", Text::new("Hạn xử lý", "Due"), Kind::Date)
            .listed()
            .derived(),
        Field::new(
            "status",
            Text::new("Tình trạng", "Status"),
            Kind::Choice(OBSTACLE_STATUSES),
        )
        .listed()
        .filtered()
        .derived(),
        Field::new(
            "result",
            Text::new("Kết quả", "Result"),
            Kind::LongText { max: 4000 },
        )
        .derived(),
        Field::new(
            "resolved_on",
            Text::new("Ngày giải quyết xong", "Resolved on"),
            Kind::Date,
        )
        .derived(),
    ],
    title: &["code", "content"],
    key: &["code"],
    zone: ZonePath::Column,
    order: "t.raised_on desc, t.code",
    only: None,
    read: Permission::ReadRegistries,
    write: Permission::WriteRegistries,
    constraints: &[
        ("obstacles_code_key", "code", TAKEN),
        ("obstacles_first_due_later", "first_due_on", DUE_BEFORE),
    ],
    check: |values, today| {
        let mut wrong = has_come(values, &["raised_on"], today);
        let early = day(values, "first_due_on")
            .zip(day(values, "raised_on"))
            .is_some_and(|(due, raised)| due < raised);
        wrong.extend(early.then_some(("first_due_on", DUE_BEFORE)));
        wrong
    },
};

pub(crate) const TASK_STATUSES: &[Choice] = &[
    Choice::new("planned", "Chưa bắt đầu", "Not started"),
    Choice::new("doing", "Đang thực hiện", "In progress").tone("info"),
    Choice::new("done", "Hoàn thành", "Done").tone("ok"),
    Choice::new("dropped", "Không thực hiện", "Dropped"),
];

/// Nhiệm vụ trọng tâm của một năm.
pub static KEY_TASK: Entity = Entity {
    table: "key_tasks",
    path: "key-tasks",
    words: Words {
        many: Text::new("Nhiệm vụ trọng tâm", "Key tasks"),
        create: Text::new("Thêm nhiệm vụ", "Add a task"),
        about: Text::new(
            "In ở phần thứ hai của báo cáo tổng kết năm trước, và được kiểm điểm ở báo cáo năm sau.",
            "Printed in part two of the review of the year before, and reviewed a year later.",
        ),
    },
    fields: &[
        Field::new(
            "year",
            Text::new("Năm", "Year"),
            Kind::Integer {
                min: 1990,
                max: 2100,
            },
        )
        .required()
        .listed(),
        Field::new(
            "position",
            Text::new("Thứ tự", "Order"),
            Kind::Integer { min: 1, max: 999 },
        )
        .required()
        .listed(),
        Field::new(
            "content",
            Text::new("Nội dung", "Content"),
            Kind::LongText { max: 2000 },
        )
        .required()
        .listed(),
        Field::new(
            "basis",
            Text::new("Căn cứ", "Basis"),
            Kind::Text { max: 300 },
        ),
        Field::new(
            "field",
            Text::new("Lĩnh vực", "Field"),
            Kind::Choice(FIELDS),
        )
        .filtered(),
        Field::new(
            "lead",
            Text::new("Chủ trì", "Lead"),
            Kind::Text { max: 200 },
        )
        .listed(),
        Field::new(
            "measure",
            Text::new("Chỉ số đo", "Measure"),
            Kind::Text { max: 300 },
        ),
        Field::new(
            "first_due_on",
            Text::new("Hạn ban đầu", "First deadline"),
            Kind::Date,
        )
        .hint(FIRST_DUE),
        Field::new("due_on", Text::new("Hạn", "Due"), Kind::Date)
            .listed()
            .derived(),
        Field::new(
            "status",
            Text::new("Tình trạng", "Status"),
            Kind::Choice(TASK_STATUSES),
        )
        .listed()
        .filtered()
        .derived(),
        Field::new(
            "result",
            Text::new("Kết quả", "Result"),
            Kind::LongText { max: 4000 },
        )
        .derived(),
        Field::new(
            "resolved_on",
            Text::new("Ngày kết thúc", "Ended on"),
            Kind::Date,
        )
        .derived(),
    ],
    title: &["year", "content"],
    key: &["year", "position"],
    zone: ZonePath::Everyone,
    order: "t.year desc, t.position",
    only: None,
    read: Permission::ReadRegistries,
    write: Permission::WriteRegistries,
    constraints: &[
        (
            "key_tasks_position_key",
            "position",
            Text::new(
                "Thứ tự này đã dùng trong năm.",
                "This position is taken in that year.",
            ),
        ),
        ("key_tasks_first_due_later", "first_due_on", DUE_BEFORE_YEAR),
    ],
    check: |values, _| {
        let year = values.get("year").and_then(|year| year.parse::<i32>().ok());
        let early = day(values, "first_due_on")
            .zip(year)
            .is_some_and(|(due, year)| due.year() < year);
        early
            .then_some(("first_due_on", DUE_BEFORE_YEAR))
            .into_iter()
            .collect()
    },
};
