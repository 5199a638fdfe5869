//! What the database refuses about attached files, in words.

use crate::foundation::i18n::Text;
use crate::platform::web::DatabaseRefusal;

/// The codes it raises.
pub const REFUSALS: &[DatabaseRefusal] = &[DatabaseRefusal::new(
    "IZ010",
    Text::new(
        "Tài liệu đính kèm chỉ được gỡ một lần, có lý do, và không sửa được.",
        "An attached file can be taken off once, with a reason, and never be changed.",
    ),
)];
