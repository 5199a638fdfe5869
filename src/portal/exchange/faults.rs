//! What is wrong in a bundle: every fault once, all at once, in the order of files, lines and columns.

use std::collections::HashMap;
use std::fmt;

use crate::foundation::i18n::Said;

/// Most faults listed of one file: whoever has more has one cause to look for, not a thousand lines to read.
const MOST_OF_A_FILE: usize = 200;

/// One thing wrong in a bundle.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fault {
    /// Empty: the bundle as a whole.
    pub file: String,
    /// As an editor counts: the header is line 1. 0 is the file as a whole.
    pub line: u64,
    /// Empty: the line as a whole.
    pub column: String,
    pub message: Said,
}

impl Fault {
    /// A fault of a file as a whole.
    pub fn of_file(file: &str, message: impl Into<Said>) -> Fault {
        Fault {
            file: file.to_owned(),
            line: 0,
            column: String::new(),
            message: message.into(),
        }
    }
}

/// In English, as the command line speaks.
impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(if self.file.is_empty() {
            "the bundle"
        } else {
            &self.file
        })?;
        if self.line > 0 {
            write!(f, ":{}", self.line)?;
        }
        if !self.column.is_empty() {
            write!(f, " [{}]", self.column)?;
        }
        write!(f, " {}", self.message.en)
    }
}

/// The faults found so far.
#[derive(Default)]
pub struct Faults {
    list: Vec<Fault>,
    by_file: HashMap<String, usize>,
}

impl Faults {
    pub fn add(&mut self, fault: Fault) {
        let found = self.by_file.entry(fault.file.clone()).or_default();
        *found += 1;
        if *found <= MOST_OF_A_FILE {
            self.list.push(fault);
        }
    }

    pub fn at(&mut self, file: &str, line: u64, column: &str, message: impl Into<Said>) {
        self.add(Fault {
            file: file.to_owned(),
            line,
            column: column.to_owned(),
            message: message.into(),
        });
    }

    pub fn is_empty(&self) -> bool {
        self.list.is_empty()
    }

    /// All of them, each file's by line; of a file with very many, how many more there are.
    pub fn into_list(mut self, files: &[String]) -> Vec<Fault> {
        let place = |name: &str| {
            files
                .iter()
                .position(|file| file == name)
                .unwrap_or(files.len())
        };
        for (file, found) in &self.by_file {
            if *found > MOST_OF_A_FILE {
                let more = found - MOST_OF_A_FILE;
                let more = Said::new(
                    format!("và {more} lỗi nữa trong tệp này"),
                    format!("and {more} more faults in this file"),
                );
                self.list.push(Fault {
                    line: u64::MAX,
                    ..Fault::of_file(file, more)
                });
            }
        }
        self.list.sort_by(|a, b| {
            (place(&a.file), &a.file, a.line, &a.column).cmp(&(
                place(&b.file),
                &b.file,
                b.line,
                &b.column,
            ))
        });
        for fault in &mut self.list {
            if fault.line == u64::MAX {
                fault.line = 0;
            }
        }
        self.list
    }
}

/// The name among `known` that `name` was probably meant to be: the nearest one, at most a third of it changed.
pub fn likely<'a>(name: &str, known: impl Iterator<Item = &'a str>) -> Option<&'a str> {
    let folded = name.trim().to_lowercase();
    let near = known.map(|candidate| (distance(&folded, &candidate.to_lowercase()), candidate));
    near.filter(|(changed, candidate)| *changed * 3 <= candidate.len())
        .min()
        .map(|(_, candidate)| candidate)
}

/// How many characters to change, add or leave out to make one word of another.
fn distance(a: &str, b: &str) -> usize {
    let b: Vec<char> = b.chars().collect();
    let mut row: Vec<usize> = (0..=b.len()).collect();
    for (line, left) in a.chars().enumerate() {
        let mut diagonal = row[0];
        row[0] = line + 1;
        for (column, right) in b.iter().enumerate() {
            let kept = diagonal + usize::from(left != *right);
            diagonal = row[column + 1];
            row[column + 1] = kept.min(diagonal + 1).min(row[column] + 1);
        }
    }
    row[b.len()]
}
