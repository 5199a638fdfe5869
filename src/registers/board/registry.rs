//! The registry of boards.

use std::pin::Pin;

use crate::foundation::i18n::Text;
use crate::foundation::kernel::Permission;
use crate::platform::registry::actions::TAKEN;
use crate::platform::registry::{Entity, Field, Kind, Values, Words, ZonePath};
use crate::platform::web::{AppError, Ctx};

/// Ban quản lý. After a merger the old one stays, with its last day and who took over.
pub static BOARD: Entity = Entity {
    table: "boards",
    path: "boards",
    words: Words {
        many: Text::new("Ban quản lý", "Boards"),
        create: Text::new("Thêm Ban", "Add a board"),
        about: Text::new(
            "Ban của cổng này qua các thời kỳ và các Ban khác có khu chuyển đến, chuyển đi. Sáp nhập: thêm Ban mới, ghi ngày kết thúc và Ban tiếp nhận cho Ban cũ.",
            "This portal's board through the times, and others zones came from or went to. A merger: add the new board, give the old ones their last day and successor.",
        ),
    },
    fields: &[
        Field::new("code", Text::new("Mã", "Code"), Kind::Text { max: 20 })
            .required()
            .listed(),
        Field::new(
            "name",
            Text::new("Tên Ban", "Name"),
            Kind::Text { max: 200 },
        )
        .required(),
        Field::new(
            "short_name",
            Text::new("Tên ngắn trên đầu trang", "Short name in the page header"),
            Kind::Text { max: 200 },
        )
        .required()
        .listed(),
        Field::new(
            "name_en",
            Text::new("Tên tiếng Anh", "Name in English"),
            Kind::Text { max: 200 },
        )
        .required(),
        Field::new(
            "superior",
            Text::new(
                "Cơ quan chủ quản (in hoa trên văn bản)",
                "Superior body (as printed)",
            ),
            Kind::Text { max: 200 },
        )
        .required()
        .group(Text::new("Trên văn bản", "On documents")),
        Field::new(
            "abbreviation",
            Text::new(
                "Chữ viết tắt trong số văn bản",
                "Abbreviation in document numbers",
            ),
            Kind::Text { max: 200 },
        )
        .required(),
        Field::new(
            "province",
            Text::new("Tỉnh", "Province"),
            Kind::Text { max: 200 },
        )
        .required()
        .listed(),
        Field::new(
            "place",
            Text::new("Địa danh trên văn bản", "Place on documents"),
            Kind::Text { max: 200 },
        )
        .required(),
        Field::new(
            "home",
            Text::new("Là Ban của cổng này", "It keeps this portal"),
            Kind::Bool,
        )
        .listed()
        .group(Text::new("Thời gian", "Time"))
        .hint(Text::new(
            "Mỗi thời điểm chỉ một Ban; đầu trang và văn bản mang tên Ban này.",
            "One at a time; header and papers bear its name.",
        )),
        Field::new("valid_from", Text::new("Từ ngày", "From"), Kind::Date)
            .listed()
            .hint(Text::new(
                "Để trống: từ trước khi có cổng này.",
                "Empty: since before there was this portal.",
            )),
        Field::new(
            "valid_until",
            Text::new("Đến hết ngày", "Last day"),
            Kind::Date,
        )
        .listed()
        .hint(Text::new(
            "Để trống: còn hoạt động.",
            "Empty: it still exists.",
        )),
        Field::new(
            "successor_id",
            Text::new("Ban tiếp nhận", "Taken over by"),
            Kind::Reference(&BOARD),
        )
        .listed()
        .hint(Text::new(
            "Các khu của Ban này thuộc Ban tiếp nhận kể từ ngày sau đó.",
            "Its zones are the successor's from the next day on.",
        )),
        Field::new(
            "reports_since",
            Text::new(
                "Báo cáo phải nộp từ kỳ bắt đầu ngày",
                "Reports are owed from the period that begins on",
            ),
            Kind::Date,
        )
        .hint(Text::new(
            "Ví dụ 01/01/2027: từ quý I và năm 2027. Trước đó không ai nợ báo cáo; số các năm trước là số liệu chuyển vào. Để trống: từ khi mẫu có hiệu lực.",
            "Such as 1 January 2027: from the first quarter and the year 2027 on. Before, nobody owes a report, and earlier years are moved in. Empty: as far back as the forms hold.",
        )),
    ],
    title: &["short_name"],
    key: &["code"],
    zone: ZonePath::Everyone,
    order: "t.home desc, t.valid_from nulls first, t.code",
    only: None,
    read: Permission::ReadRegistries,
    write: Permission::ManageBoard,
    constraints: &[
        ("boards_code_key", "code", TAKEN),
        ("boards_days", "valid_until", LAST_BEFORE_FIRST),
        ("boards_successor_of_ended", "successor_id", NEEDS_LAST_DAY),
        (
            "boards_successor_order",
            "successor_id",
            Text::new(
                "Ban tiếp nhận phải có từ trước hoặc ngay ngày sau, và hoạt động lâu hơn.",
                "The successor must be there the day after at the latest, and last longer.",
            ),
        ),
        (
            "boards_one_home",
            "home",
            Text::new(
                "Trong thời gian này cổng đã là của một Ban khác: ghi ngày kết thúc của Ban ấy trước.",
                "In that time the portal is another board's: give that one its last day first.",
            ),
        ),
    ],
    check: |values, _| check(values),
};

const LAST_BEFORE_FIRST: Text = Text::new("Trước ngày bắt đầu.", "Before the first day.");
const NEEDS_LAST_DAY: Text = Text::new(
    "Ghi ngày kết thúc của Ban này trước.",
    "Give this board its last day first.",
);

fn check(values: &Values) -> Vec<(&'static str, Text)> {
    let ended = values.get("valid_until").is_some();
    if values.get("successor_id").is_some() && !ended {
        vec![("successor_id", NEEDS_LAST_DAY)]
    } else {
        Vec::new()
    }
}

/// After a board was written: the header bears the names as they are now.
pub fn renamed(ctx: &Ctx) -> Pin<Box<dyn Future<Output = Result<(), AppError>> + Send + '_>> {
    Box::pin(async {
        ctx.state
            .set_board_names(super::names(&ctx.state.db).await?);
        Ok(())
    })
}
