//! What the database refuses about forms, in words.

use crate::foundation::i18n::Text;
use crate::platform::web::DatabaseRefusal;

/// The codes it raises.
pub const REFUSALS: &[DatabaseRefusal] = &[DatabaseRefusal::new(
    "IZ384",
    Text::new(
        "Mẫu này đã có báo cáo nên không ngừng dùng được. Mẫu thay đổi: ghi ngày hết hiệu lực cho mẫu cũ và thêm mẫu mới; các kỳ trước vẫn theo mẫu cũ.",
        "This form has reports and cannot be retired. When it changes, give the old form its last day and add the new one; earlier periods keep the old form.",
    ),
)];
