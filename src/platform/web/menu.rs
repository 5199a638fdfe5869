//! The menu of the head: a few words, each with a panel of grouped entries. What they are, the program says when it
//! starts; what a reader is offered of them stands in `offered.rs`.

use crate::foundation::i18n::Text;
use crate::foundation::kernel::Permission;

/// A word of the head and what lies behind it.
#[derive(Debug)]
pub struct Section {
    pub label: Text,
    pub groups: &'static [Group],
}

/// Entries that belong together, under a heading.
#[derive(Debug)]
pub struct Group {
    pub label: Text,
    pub entries: &'static [Entry],
}

/// A page one can go to.
#[derive(Debug, Clone, Copy)]
pub struct Entry {
    /// The address without its leading slash.
    pub path: &'static str,
    /// The words of the page's own heading.
    pub label: Text,
    /// Who is offered it: those who may open it.
    pub permission: Permission,
    /// What can be added there, and who may: the page is the entry's with `/new`.
    pub creates: Option<(Text, Permission)>,
    /// The same page of a year, with `{year}` in its place.
    pub by_year: Option<&'static str>,
    /// Pages that stand in no panel because this one leads to them.
    pub(super) beneath: &'static [Entry],
    /// Addresses that are pages only with a number.
    also: &'static [&'static str],
    /// The page lives in another section; here it is only at hand.
    pub(super) shortcut: bool,
}

impl Entry {
    pub const fn new(path: &'static str, label: Text, permission: Permission) -> Entry {
        Entry {
            path,
            label,
            permission,
            creates: None,
            by_year: None,
            beneath: &[],
            also: &[],
            shortcut: false,
        }
    }

    #[must_use]
    pub const fn creates(mut self, what: Text, permission: Permission) -> Entry {
        self.creates = Some((what, permission));
        self
    }

    #[must_use]
    pub const fn by_year(mut self, path: &'static str) -> Entry {
        self.by_year = Some(path);
        self
    }

    #[must_use]
    pub const fn beneath(mut self, entries: &'static [Entry]) -> Entry {
        self.beneath = entries;
        self
    }

    /// The entry stands for these addresses too.
    #[must_use]
    pub const fn also(mut self, paths: &'static [&'static str]) -> Entry {
        self.also = paths;
        self
    }

    /// The same entry in a section that its page does not live in.
    #[must_use]
    pub const fn shortcut(mut self) -> Entry {
        self.shortcut = true;
        self
    }

    /// How much of a page's address this entry stands for; the longest has it.
    pub(super) fn reach(&self, address: &str) -> usize {
        std::iter::once(&self.path)
            .chain(self.also)
            .chain(self.beneath.iter().map(|entry| &entry.path))
            .filter(|path| {
                address
                    .strip_prefix('/')
                    .and_then(|here| here.strip_prefix(**path))
                    .is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
            })
            .map(|path| path.len())
            .max()
            .unwrap_or(0)
    }
}
