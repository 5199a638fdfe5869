//! The menu of the head: a few words, each with a panel of grouped entries. What they are, the program says when it
//! starts; here stands what a reader is offered of them.

use super::page::Page;
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
    beneath: &'static [Entry],
    /// Addresses that are pages only with a number.
    also: &'static [&'static str],
    /// The page lives in another section; here it is only at hand.
    shortcut: bool,
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

    /// How much of the page's address this entry stands for; the longest has it.
    fn reach(&self, page: &Page) -> usize {
        std::iter::once(&self.path)
            .chain(self.also)
            .chain(self.beneath.iter().map(|entry| &entry.path))
            .filter(|path| {
                page.path
                    .strip_prefix('/')
                    .and_then(|here| here.strip_prefix(**path))
                    .is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
            })
            .map(|path| path.len())
            .max()
            .unwrap_or(0)
    }
}

/// A section as one reader sees it.
pub struct ShownSection {
    pub label: &'static str,
    /// Whether the page lives in it.
    pub current: bool,
    pub groups: Vec<ShownGroup>,
}

/// A group as one reader sees it.
pub struct ShownGroup {
    pub label: &'static str,
    pub entries: Vec<ShownEntry>,
}

/// An entry as one reader sees it.
pub struct ShownEntry {
    pub href: String,
    pub label: &'static str,
    pub current: bool,
    /// Address and words of what it leads to and no panel shows.
    pub beneath: Vec<(String, &'static str)>,
}

/// A page one can go to, with what stands over it in the menu.
#[derive(Debug, Clone, Copy)]
pub struct Destination {
    pub entry: &'static Entry,
    pub section: Text,
    pub group: Text,
}

impl std::ops::Deref for Destination {
    type Target = Entry;

    fn deref(&self) -> &Entry {
        self.entry
    }
}

impl Page {
    /// What this reader is offered; a section or group with nothing to offer is left out.
    pub fn menu(&self) -> Vec<ShownSection> {
        let entries = self.menu.iter().flat_map(|section| section.groups);
        let here = entries
            .flat_map(|group| group.entries)
            .filter(|entry| !entry.shortcut)
            .map(|entry| entry.reach(self))
            .max()
            .unwrap_or(0);
        self.menu
            .iter()
            .map(|section| self.shown_section(section, here))
            .filter(|section| !section.groups.is_empty())
            .collect()
    }

    /// Every page this reader may go to, once each, those that stand in no panel too.
    pub fn destinations(&self) -> impl Iterator<Item = Destination> {
        self.menu.iter().flat_map(move |section| {
            section.groups.iter().flat_map(move |group| {
                let own = group.entries.iter().filter(|entry| !entry.shortcut);
                own.flat_map(|entry| std::iter::once(entry).chain(entry.beneath))
                    .filter(|entry| self.can(entry.permission))
                    .map(|entry| Destination {
                        entry,
                        section: section.label,
                        group: group.label,
                    })
            })
        })
    }

    fn shown_section(&self, section: &Section, here: usize) -> ShownSection {
        let is_here = |entry: &Entry| here > 0 && entry.reach(self) == here;
        let groups = section.groups.iter().map(|group| ShownGroup {
            label: group.label.in_lang(self.lang),
            entries: group
                .entries
                .iter()
                .filter(|entry| self.can(entry.permission))
                .map(|entry| ShownEntry {
                    href: format!("/{}", entry.path),
                    label: entry.label.in_lang(self.lang),
                    current: is_here(entry),
                    beneath: entry
                        .beneath
                        .iter()
                        .filter(|below| !entry.shortcut && self.can(below.permission))
                        .map(|entry| (format!("/{}", entry.path), entry.label.in_lang(self.lang)))
                        .collect(),
                })
                .collect(),
        });
        let mut entries = section.groups.iter().flat_map(|group| group.entries);
        ShownSection {
            label: section.label.in_lang(self.lang),
            current: entries.any(|entry| !entry.shortcut && is_here(entry)),
            groups: groups.filter(|group| !group.entries.is_empty()).collect(),
        }
    }
}
