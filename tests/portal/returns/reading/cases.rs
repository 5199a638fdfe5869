//! Cases of a folder: files and blocks with what a careful person would take from them (`EXPECTED*.json`).

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use izportal::foundation::kernel::quantity::Dimension;
use rust_decimal::Decimal;
use serde::Deserialize;
use serde_json::Value;

/// A file or a block, and what is right for it.
#[derive(Deserialize)]
pub struct Case {
    pub id: String,
    pub file: PathBuf,
    pub kind: String,
    /// The form's code and the period people choose.
    pub form: String,
    pub period: String,
    /// `paste` for a block that goes into the grid.
    #[serde(default, rename = "where")]
    place: String,
    expect: BTreeMap<String, Value>,
    /// The list it stands in.
    #[serde(skip)]
    pub list: String,
}

/// One thing that is right for a case.
pub struct Expected {
    /// `enterprise|title|…` as the list has it.
    pub name: String,
    /// Empty where the file names none and the reader is asked for it.
    pub owner: String,
    /// The beginnings of the titles it may have; none where it is about the whole file.
    pub titles: Vec<String>,
    pub answer: Answer,
}

/// In canonical units, and what is measured.
pub type Amount = (Decimal, Dimension);

pub enum Answer {
    Value(Amount),
    /// Not to be taken as a value of the indicator.
    NoValue,
    /// Nothing may be taken before a person has answered, or at all.
    Nothing,
    /// Several answers are right, silence is not.
    NotSilent,
}

/// Every case of a folder: those of `EXPECTED.json`, then those of `EXPECTED-*.json`.
pub fn cases(folder: &Path) -> Vec<Case> {
    let entries = std::fs::read_dir(folder).expect("the folder of the cases");
    let mut lists: Vec<String> = entries
        .map(|entry| {
            entry
                .expect("an entry")
                .file_name()
                .to_string_lossy()
                .into_owned()
        })
        .filter(|name| name.starts_with("EXPECTED") && name.ends_with(".json"))
        .collect();
    lists.sort_by_key(String::len);
    let mut cases = Vec::new();
    for list in lists {
        let text = std::fs::read(folder.join(&list)).expect("a readable list");
        let read: Vec<Case> =
            serde_json::from_slice(&text).unwrap_or_else(|error| panic!("{list}: {error}"));
        cases.extend(read.into_iter().map(|case| Case {
            file: folder.join(&case.file),
            list: list.clone(),
            ..case
        }));
    }
    cases
}

impl Case {
    pub fn file_name(&self) -> String {
        let name = self.file.file_name().unwrap_or_default();
        name.to_string_lossy().into_owned()
    }

    pub fn is_pasted(&self) -> bool {
        self.place == "paste" || self.file_name().starts_with("paste-")
    }

    /// Whether the file does not say whose values they are.
    pub fn is_nobodys(&self) -> bool {
        self.expect.keys().any(|key| key.starts_with('|'))
    }

    /// Whether nothing of it may be taken before an answer.
    pub fn waits_whole(&self) -> bool {
        let waits = |one: &Expected| matches!(one.answer, Answer::Nothing);
        self.expected().iter().any(waits)
    }

    /// A plain file that leaves no doubt: asking about it costs people time for nothing.
    pub fn is_control(&self) -> bool {
        let name = self.file_name();
        let number = name.strip_prefix('c').and_then(|name| name.get(..2));
        matches!(
            number.and_then(|number| number.parse().ok()),
            Some(0 | 37 | 50..=51 | 59..=61 | 81..=84)
        )
    }

    pub fn expected(&self) -> Vec<Expected> {
        self.expect.iter().map(Expected::read).collect()
    }
}

impl Expected {
    fn read((name, right): (&String, &Value)) -> Expected {
        let mut parts = name.split('|').map(str::to_owned);
        let owner = parts.next().unwrap_or_default();
        let answer = match (name.as_str(), right) {
            ("__ask__" | "__refuse__", _) => Answer::Nothing,
            ("__no_silent__", _) => Answer::NotSilent,
            (_, Value::Null) => Answer::NoValue,
            _ => Answer::Value(amount(right).unwrap_or_else(|| panic!("{name}: {right}"))),
        };
        Expected {
            name: name.clone(),
            owner,
            titles: parts.collect(),
            answer,
        }
    }
}

fn amount(right: &Value) -> Option<Amount> {
    let number = right[0].to_string();
    let value = Decimal::from_str_exact(&number).or_else(|_| Decimal::from_scientific(&number));
    Some((value.ok()?, Dimension::from_code(right[1].as_str()?)?))
}
