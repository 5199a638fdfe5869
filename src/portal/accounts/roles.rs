//! What a role is called, and who has it in the demonstration. What it may do stands in `foundation/kernel/actor.rs`.

use crate::foundation::i18n::Text;
use crate::foundation::kernel::Role;

/// A role in words.
pub const fn words(role: Role) -> Text {
    match role {
        Role::Administrator => Text::new("Quản trị viên", "Administrator"),
        Role::Staff => Text::new("Cán bộ nhập liệu", "Staff"),
        Role::Approver => Text::new("Người duyệt", "Approver"),
        Role::Leadership => Text::new("Lãnh đạo", "Leadership"),
    }
}

/// The same of a role's code.
pub fn words_of(code: &str) -> Text {
    Role::from_code(code).map_or(Text::new("–", "–"), words)
}

/// The account a role has in the demonstration: its user name, and whose it is.
pub const fn demonstration(role: Role) -> (&'static str, &'static str) {
    match role {
        Role::Administrator => ("admin", "Quản trị (minh họa)"),
        Role::Staff => ("staff", "Cán bộ nhập liệu (minh họa)"),
        Role::Approver => ("approver", "Người duyệt (minh họa)"),
        Role::Leadership => ("leader", "Lãnh đạo (minh họa)"),
    }
}

/// The user names of the demonstration.
pub fn demonstration_users() -> impl Iterator<Item = &'static str> {
    Role::ALL.into_iter().map(|role| demonstration(role).0)
}
