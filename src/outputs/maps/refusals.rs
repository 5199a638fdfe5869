//! What the database refuses about boundaries, in words.

use crate::foundation::i18n::Text;
use crate::platform::web::DatabaseRefusal;

/// The codes it raises.
pub const REFUSALS: &[DatabaseRefusal] = &[DatabaseRefusal::new(
    "IZ314",
    Text::new(
        "Trước ngày này lô đất chưa có trong sổ.",
        "The parcel was not in the books by this day.",
    ),
)];
