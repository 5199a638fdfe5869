//! The columns of tables that are no registries: names, kinds, no words.

use crate::foundation::i18n::Text;
use crate::foundation::kernel::Permission;
use crate::platform::registry::{Entity, Field, Kind, Words, ZonePath, no_check};

/// Columns need no words here: a bundle is read by programs, and its headers are the columns' names.
pub(super) const fn column(name: &'static str, kind: Kind) -> Field {
    Field::new(name, Text::new(name, name), kind)
}

pub(super) const fn words(name: &'static str) -> Words {
    Words {
        many: Text::new(name, name),
        create: Text::new("", ""),
        about: Text::new("", ""),
    }
}

pub(super) const fn table(
    table: &'static str,
    fields: &'static [Field],
    key: &'static [&'static str],
) -> Entity {
    Entity {
        table,
        path: table,
        words: words(table),
        fields,
        title: key,
        key,
        zone: ZonePath::Everyone,
        order: "",
        only: None,
        read: Permission::ManageBoard,
        write: Permission::ManageBoard,
        constraints: &[],
        check: no_check,
    }
}

pub(super) const SHORT: Kind = Kind::Text { max: 200 };
pub(super) const LONG: Kind = Kind::LongText { max: 20_000 };

/// A table of a thousand corners and its derivations.
pub(super) const SHAPE: Kind = Kind::LongText { max: 400_000 };
