//! What the database refuses about obstacles and key tasks, in words.

use crate::foundation::i18n::Text;
use crate::platform::web::DatabaseRefusal;

/// The codes it raises.
pub const REFUSALS: &[DatabaseRefusal] = &[
    DatabaseRefusal::new(
        "IZ061",
        Text::new(
            "Việc đã kết thúc thì chỉ còn mở lại, có lý do; việc đang mở thì không cần mở lại. Xin tải lại trang.",
            "What has ended can only be reopened, with a reason; what is open needs no reopening. Please reload the page.",
        ),
    )
    .at("happened_on"),
    DatabaseRefusal::new(
        "IZ062",
        Text::new(
            "Bước này phải từ ngày tiếp nhận đến hôm nay, không trước lần kết thúc hoặc mở lại trước đó; việc không kết thúc trước bước đã ghi.",
            "A step lies between the opening and today, not before the last end or reopening; work does not end before its steps.",
        ),
    )
    .at("happened_on"),
    DatabaseRefusal::new(
        "IZ063",
        Text::new(
            "Đổi hạn thì nêu lý do.",
            "A deadline moves for a reason.",
        ),
    )
    .at("happened_on"),
    DatabaseRefusal::new(
        "IZ064",
        Text::new(
            "Tình trạng, hạn và kết quả được suy ra từ diễn biến, không ghi trực tiếp.",
            "State, deadline and result follow from the course and are not written directly.",
        ),
    )
    .at("happened_on"),
    DatabaseRefusal::new(
        "IZ065",
        Text::new(
            "Hạn ban đầu được giữ lại mãi. Xin đổi hạn bằng một bước ở mục Diễn biến, có lý do.",
            "The first deadline is kept. Please move it by a step of the course, with a reason.",
        ),
    )
    .at("first_due_on"),
    DatabaseRefusal::new(
        "IZ066",
        Text::new(
            "Đã có bước xử lý trước ngày này (hoặc trong năm cũ): xin giữ ngày tiếp nhận, giữ năm.",
            "There are steps before this day (or in the old year): please keep the day and the year.",
        ),
    )
    .at("happened_on"),
    DatabaseRefusal::new(
        "IZ388",
        Text::new(
            "Việc này đã có diễn biến nên không ngừng dùng được. Không làm nữa: ghi bước “Thôi thực hiện” ở mục Diễn biến, có lý do.",
            "This has a course already and cannot be retired. If it is given up, record the step “Dropped” of its course, with the reason.",
        ),
    ),
];
