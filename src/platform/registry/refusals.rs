//! What the database refuses about any record that others rest on, in words.

use crate::foundation::i18n::Text;
use crate::platform::web::DatabaseRefusal;

/// The codes it raises.
pub const REFUSALS: &[DatabaseRefusal] = &[DatabaseRefusal::new(
    "IZ389",
    Text::new(
        "Đã có bản ghi khác dựa vào dòng này nên không ngừng dùng được. Ghi nhầm: ngừng dùng hoặc sửa các bản ghi ấy trước.",
        "Other records rest on this and it cannot be retired. If it was entered by mistake, retire or correct those first.",
    ),
)];
