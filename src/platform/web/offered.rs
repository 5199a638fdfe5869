//! What one reader is offered of the menu: entries they may open, and which word the page lives under.

use super::menu::{Entry, Section};
use super::page::Page;
use crate::foundation::i18n::Text;

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
            .map(|entry| entry.reach(&self.path))
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
        let is_here = |entry: &Entry| here > 0 && entry.reach(&self.path) == here;
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
