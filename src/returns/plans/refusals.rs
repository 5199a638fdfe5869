//! What the database refuses about plans, in words.

use crate::foundation::i18n::Text;
use crate::platform::web::DatabaseRefusal;

/// The codes it raises.
pub const REFUSALS: &[DatabaseRefusal] = &[DatabaseRefusal::new(
    "IZ383",
    Text::new(
        "Kế hoạch đã có chỉ tiêu giao nên không ngừng dùng được. Kế hoạch thay đổi: thêm bản mới với lần ban hành tiếp theo; giao nhầm: xóa các chỉ tiêu trước.",
        "A plan with targets cannot be retired. When it changes, add its next edition; if it was entered by mistake, clear its targets first.",
    ),
)];
