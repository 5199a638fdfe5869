//! What the database refuses about boards and administrative units, in words.

use crate::foundation::i18n::Text;
use crate::platform::web::DatabaseRefusal;

/// The codes it raises.
pub const REFUSALS: &[DatabaseRefusal] = &[DatabaseRefusal::new(
    "IZ385",
    Text::new(
        "Đã có khu, kế hoạch hoặc đơn vị khác gắn với dòng này nên không ngừng dùng được. Không còn nữa: bấm “Sửa”, ghi “Đến hết ngày” và đơn vị tiếp nhận.",
        "Zones, plans or other units belong to this and it cannot be retired. When it ends, edit it: state its last day and its successor.",
    ),
)];
