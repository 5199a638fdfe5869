//! What the database refuses about the ledger, in words.

use crate::foundation::i18n::Text;
use crate::platform::web::DatabaseRefusal;

/// The codes it raises.
pub const REFUSALS: &[DatabaseRefusal] = &[
    DatabaseRefusal::new(
        "IZ008",
        Text::new(
            "Việc này trái với quy trình của báo cáo. Xin tải lại trang để xem tình trạng hiện nay.",
            "This goes against the report's course. Please reload the page to see how it stands.",
        ),
    ),
    DatabaseRefusal::new(
        "IZ012",
        Text::new(
            "Số liệu này sẽ bị tính hai lần: đã có số của cả doanh nghiệp (hoặc của dự án) cho cùng kỳ. Xin trả lại và đối chiếu.",
            "This would count twice: the enterprise as a whole (or its project) has a figure for the period already. Please send it back and compare.",
        ),
    ),
];
