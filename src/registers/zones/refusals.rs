//! What the database refuses about zones, in words.

use crate::foundation::i18n::Text;
use crate::platform::web::DatabaseRefusal;

/// The codes it raises.
pub const REFUSALS: &[DatabaseRefusal] = &[DatabaseRefusal::new(
    "IZ380",
    Text::new(
        "Khu này đã có hồ sơ, số liệu nên không ngừng dùng được. Khu không còn: bấm “Ghi tình trạng từ ngày” và chọn “Đã thu hồi”; các năm trước vẫn giữ nguyên.",
        "This zone has records or figures and cannot be retired. When it is gone, record the state “Revoked” since its day; earlier years stay as they are.",
    ),
)];
