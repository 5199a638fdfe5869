//! What the database refuses about indicators, in words.

use crate::foundation::i18n::Text;
use crate::platform::web::DatabaseRefusal;

/// The codes it raises.
pub const REFUSALS: &[DatabaseRefusal] = &[
    DatabaseRefusal::new(
        "IZ382",
        Text::new(
            "Đã có mẫu báo cáo, chỉ tiêu giao hoặc số liệu dùng dòng này nên không ngừng dùng được. Không hỏi nữa: bấm “Sửa” và ghi “Dùng đến hết ngày”; các kỳ trước vẫn giữ nguyên.",
            "Forms, targets or figures use this and it cannot be retired. To ask for it no longer, edit it and state “In use until”; earlier periods stay as they are.",
        ),
    ),
    DatabaseRefusal::new(
        "IZ38A",
        Text::new(
            "Biểu mẫu, kiểm tra và báo cáo của cổng gọi chỉ tiêu này bằng mã, nên không ngừng dùng và không đổi mã được.",
            "Sheets, checks and papers of the portal call this indicator by its code: it stays in use, under this code.",
        ),
    ),
];
