//! What the database refuses about personal data, in words.

use crate::foundation::i18n::Text;
use crate::platform::web::DatabaseRefusal;

/// The codes it raises.
pub const REFUSALS: &[DatabaseRefusal] = &[DatabaseRefusal::new(
    "IZ069",
    Text::new(
        "Dữ liệu cá nhân đã xóa thì không ghi lại, và dòng của nó không mất đi.",
        "Erased personal data are not written again, and the row does not go away.",
    ),
)];
