//! What the database refuses about the course of reports, in words.

use crate::foundation::i18n::Text;
use crate::platform::web::DatabaseRefusal;

/// The codes it raises.
pub const REFUSALS: &[DatabaseRefusal] = &[
    DatabaseRefusal::new(
        "IZ002",
        Text::new(
            "Việc này trái với quy trình của báo cáo. Xin tải lại trang để xem tình trạng hiện nay.",
            "This goes against the report's course. Please reload the page to see how it stands.",
        ),
    ),
    DatabaseRefusal::new(
        "IZ004",
        Text::new(
            "Còn ô bị trả lại chưa sửa hoặc chưa trả lời.",
            "A cell that was sent back is neither changed nor answered.",
        ),
    ),
    DatabaseRefusal::new(
        "IZ005",
        Text::new(
            "Người nhập hoặc gửi báo cáo không được duyệt báo cáo đó.",
            "Whoever typed or submitted a report does not decide on it.",
        ),
    ),
    DatabaseRefusal::new(
        "IZ006",
        Text::new(
            "Báo cáo đã gửi hoặc đã duyệt nên không sửa được.",
            "The report has been submitted or accepted and cannot be changed.",
        ),
    ),
    DatabaseRefusal::new(
        "IZ007",
        Text::new(
            "Việc này trái với quy trình của báo cáo. Xin tải lại trang để xem tình trạng hiện nay.",
            "This goes against the report's course. Please reload the page to see how it stands.",
        ),
    ),
    DatabaseRefusal::new(
        "IZ011",
        Text::new(
            "Kỳ này doanh nghiệp báo cáo theo cách khác: theo từng dự án, hoặc chung cả doanh nghiệp. Xin mở báo cáo từ danh sách phải nộp.",
            "For this period the enterprise reports the other way: by project, or as a whole. Please open the report from the list of what is due.",
        ),
    ),
];
