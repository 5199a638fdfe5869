//! What the database refuses about the closing of periods, in words.

use crate::foundation::i18n::Text;
use crate::platform::web::DatabaseRefusal;

/// The codes it raises.
pub const REFUSALS: &[DatabaseRefusal] = &[
    DatabaseRefusal::new(
        "IZ001",
        Text::new(
            "Kỳ báo cáo này đã khóa sổ. Muốn sửa, xin đề nghị mở khóa ở trang báo cáo; người khác phê duyệt.",
            "This period is closed. To change it, ask for an unlock on the report's page; somebody else grants it.",
        ),
    ),
    DatabaseRefusal::new(
        "IZ003",
        Text::new(
            "Kỳ báo cáo đã qua hạn khóa sổ lần đầu: xin ghi lý do gửi muộn.",
            "The period is past its soft closing: please give the reason for handing it in late.",
        ),
    ),
    DatabaseRefusal::new(
        "IZ009",
        Text::new(
            "Việc này trái với quy trình của báo cáo. Xin tải lại trang để xem tình trạng hiện nay.",
            "This goes against the report's course. Please reload the page to see how it stands.",
        ),
    ),
];
