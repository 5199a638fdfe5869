//! Titles of columns and labels of rows: which indicator they are about, and what else they say.
//!
//! Every word counts. A title is about an indicator when the words of its name (or of a name it also goes by) are there and all
//! others are explained: a time, a kind of figure, a unit, or a word that tells nothing. "Doanh thu nội địa" is not "Tổng doanh
//! thu", however much alike they are; it is left out by name, for a person to say.

use crate::foundation::workbooks::is_slip_of;
use crate::standards::indicators::{Indicator, TimeKind};

use super::said::{Said, said};
use super::unit_said::{UnitSaid, split_units};
use super::words::{Word, words};

/// The names the indicators asked for go by.
pub struct Vocabulary<'a> {
    names: Vec<(&'a Indicator, Vec<String>)>,
}

/// What a title says.
#[derive(Debug, Clone, Default)]
pub struct Title<'a> {
    pub about: Option<&'a Indicator>,
    pub said: Said,
    /// Units named in it, its own before its group's.
    pub units: Vec<UnitSaid>,
    /// Words nobody explains.
    pub over: Vec<String>,
}

impl Title<'_> {
    /// Whether it names neither an indicator nor anything unknown: a column of values like "Thực hiện 2023".
    pub fn is_value(&self) -> bool {
        self.about.is_none() && self.over.is_empty()
    }
}

/// Words of groups of columns that say nothing about the columns.
const GROUPS: [&str; 28] = [
    "chi", "tieu", "tai", "chinh", "san", "xuat", "kinh", "doanh", "tinh", "hinh", "hoat", "dong",
    "thong", "tin", "lao", "von", "nghia", "vu", "ngan", "sach", "dau", "tu", "cua", "nop",
    "thuong", "mai", "nghiep", "nha",
];

impl<'a> Vocabulary<'a> {
    pub fn new(asked: &[&'a Indicator]) -> Self {
        let mut names: Vec<(&'a Indicator, Vec<String>)> = Vec::new();
        for indicator in asked {
            let also = indicator.aliases.split(';');
            for name in [indicator.name.as_str(), indicator.name_en.as_str()]
                .into_iter()
                .chain(also)
            {
                // "Vốn vay (trừ trả nợ)" goes by its whole name and without what stands in brackets.
                let bare = name.split('(').next().unwrap_or(name);
                for words in [telling(name), telling(bare)] {
                    if !words.is_empty()
                        && !names
                            .iter()
                            .any(|(known, other)| known.id == indicator.id && *other == words)
                    {
                        names.push((*indicator, words));
                    }
                }
            }
        }
        // The name with more words says more.
        names.sort_by_key(|(_, words)| std::cmp::Reverse(words.len()));
        Self { names }
    }

    /// What the tiers of a title say, from the top down.
    pub fn read(&self, tiers: &[&str]) -> Title<'a> {
        let mut units = Vec::new();
        let mut said_by = Vec::new();
        for (index, tier) in tiers.iter().enumerate().rev() {
            let (rest, found) = split_units(tier, index + 1 == tiers.len());
            units.extend(found);
            said_by.push(words(&rest));
        }
        said_by.reverse();
        let (above, own) = match said_by.split_last() {
            Some((own, above)) => (above.concat(), own.clone()),
            None => return Title::default(),
        };
        let (group, strange) = said(&above);
        // Its own tier is enough where it names an indicator and the group above says nothing against it.
        let own_alone = self.about(&own).filter(|(about, _)| {
            strange
                .iter()
                .all(|word| GROUPS.contains(&word.text.as_str()))
                || self
                    .about(&above)
                    .is_some_and(|(upper, _)| upper.id == about.id)
                || above.is_empty()
        });
        if let Some((about, below)) = own_alone {
            return Title {
                about: Some(about),
                said: group.with(below),
                units,
                over: Vec::new(),
            };
        }
        let joined: Vec<Word> = above.into_iter().chain(own.iter().cloned()).collect();
        if let Some((about, said)) = self.about(&joined) {
            return Title {
                about: Some(about),
                said,
                units,
                over: Vec::new(),
            };
        }
        let (said, over) = said(&joined);
        Title {
            about: None,
            said,
            units,
            over: over.into_iter().map(|word| word.text).collect(),
        }
    }

    /// The indicator words are about with all of them explained, and what else they say. `None` where two are as likely.
    fn about(&self, title: &[Word]) -> Option<(&'a Indicator, Said)> {
        let mut best: Option<(usize, &'a Indicator, Said)> = None;
        for (indicator, name) in &self.names {
            if best
                .as_ref()
                .is_some_and(|(length, ..)| name.len() < *length)
            {
                break;
            }
            let Some(rest) = without(title, name) else {
                continue;
            };
            let (said, over) = said(&rest);
            // "Thu nhập bình quân năm" is no monthly income.
            let whole_year = indicator.time_kind == TimeKind::Rate
                && rest.iter().any(|word| word.year_mark)
                && said.year.is_none()
                && !said.now;
            if !over.is_empty() || whole_year {
                continue;
            }
            match &best {
                Some((_, known, _)) if known.id != indicator.id => return None,
                Some(_) => {}
                None => best = Some((name.len(), indicator, said)),
            }
        }
        best.map(|(_, indicator, said)| (indicator, said))
    }

    /// The indicator whose name shares most with a title that is about none: what a person may have meant.
    pub fn nearest(&self, title: &str) -> Option<&'a Indicator> {
        let title = words(title);
        let shared = |name: &[String]| {
            let held = name
                .iter()
                .filter(|word| title.iter().any(|known| is_slip_of(&known.text, word)));
            held.count() * 1_000 / name.len().max(1)
        };
        self.names
            .iter()
            .map(|(indicator, name)| (shared(name), *indicator))
            .filter(|(share, _)| *share >= 600)
            .max_by_key(|(share, _)| *share)
            .map(|(_, indicator)| indicator)
    }
}

/// The words of an indicator's name that tell what it is: its "tổng" and "giá trị" do not, its "thực hiện" does.
fn telling(name: &str) -> Vec<String> {
    const IDLE: [&str; 9] = ["tong", "so", "gia", "tri", "cua", "va", "cac", "of", "the"];
    let said = without_state(words(name)).into_iter().map(|word| word.text);
    said.filter(|word| !IDLE.contains(&word.as_str())).collect()
}

/// Words without "nhà nước", which says nothing beside the budget.
fn without_state(words: Vec<Word>) -> Vec<Word> {
    let is_state = |at: usize| {
        let word = |at: usize| words.get(at).map(|word| word.text.as_str());
        (word(at), word(at + 1)) == (Some("nha"), Some("nuoc"))
    };
    let kept = (0..words.len()).filter(|at| !is_state(*at) && (*at == 0 || !is_state(at - 1)));
    kept.filter_map(|at| words.get(at).cloned()).collect()
}

/// A title without the words of a name, each taken once; `None` where one is not there.
fn without(title: &[Word], name: &[String]) -> Option<Vec<Word>> {
    let mut rest = title.to_vec();
    for word in name {
        let at = rest
            .iter()
            .position(|known| known.text == *word)
            .or_else(|| rest.iter().position(|known| is_slip_of(&known.text, word)))?;
        rest.remove(at);
    }
    Some(without_state(rest))
}
