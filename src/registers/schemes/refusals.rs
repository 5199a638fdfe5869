//! What the database refuses about sponsored schemes, in words.

use crate::foundation::i18n::Text;
use crate::platform::web::DatabaseRefusal;

/// The codes it raises.
pub const REFUSALS: &[DatabaseRefusal] = &[DatabaseRefusal::new(
    "IZ089",
    Text::new(
        "Các nhà tài trợ chi nhiều hơn chi phí của đồ án: xin xem lại các số; nếu đúng thì nêu lý do.",
        "The sponsors pay more than the scheme costs: please look at the figures; if they are right, say why.",
    ),
)];
