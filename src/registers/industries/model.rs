//! Versions, codes, and what a table of correspondence says.

use std::collections::{BTreeMap, HashMap, HashSet};

use crate::foundation::i18n::Text;
use crate::foundation::workbooks::{Content, Sheet};

/// A version of the classification.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Version {
    Y2018,
    Y2025,
}

impl Version {
    pub fn code(self) -> &'static str {
        match self {
            Version::Y2018 => "2018",
            Version::Y2025 => "2025",
        }
    }

    pub fn from_code(code: &str) -> Option<Version> {
        [Version::Y2018, Version::Y2025]
            .into_iter()
            .find(|version| version.code() == code)
    }

    pub fn other(self) -> Version {
        match self {
            Version::Y2018 => Version::Y2025,
            Version::Y2025 => Version::Y2018,
        }
    }

    pub fn words(self) -> &'static str {
        match self {
            Version::Y2018 => "VSIC 2018",
            Version::Y2025 => "VSIC 2025",
        }
    }
}

/// Level 1 to 5: a letter, then two to five digits.
pub fn level(code: &str) -> usize {
    if code.starts_with(|c: char| c.is_ascii_alphabetic()) {
        1
    } else {
        code.len()
    }
}

/// A code as people write it: "c", "16.21", "1621*".
pub fn tidy(code: &str) -> Option<String> {
    let code: String = code
        .trim()
        .trim_end_matches('*')
        .chars()
        .filter(|c| !matches!(c, '.' | ' '))
        .collect();
    let code = code.to_ascii_uppercase();
    let letter = code.len() == 1 && code.chars().all(|c| ('A'..='V').contains(&c));
    let digits = (2..=5).contains(&code.len()) && code.chars().all(|c| c.is_ascii_digit());
    (letter || digits).then_some(code)
}

/// One pair of a loaded table.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Pair {
    pub from: String,
    pub name: String,
    pub to: String,
    pub partial: bool,
}

/// What cannot be taken of a table: the row as a spreadsheet counts, and why.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Unread {
    pub row: u32,
    pub why: Text,
}

const NO_LEFT: Text = Text::new(
    "Có mã 2025 nhưng không biết của mã 2018 cùng cấp nào.",
    "A 2025 code without a 2018 code of its level.",
);
const LEVELS: Text = Text::new(
    "Hai mã không cùng cấp.",
    "The two codes are not of one level.",
);
const NO_NAME: Text = Text::new("Mã 2018 chưa có tên.", "The 2018 code has no name.");

/// A cell of a row: where it stands, and its text.
type Written<'a> = (u32, &'a str);

fn written(sheet: &Sheet) -> Vec<(u32, Vec<Written<'_>>)> {
    let text = |content: &'_ Content| matches!(content, Content::Text(_) | Content::Number(_));
    sheet
        .rows
        .iter()
        .map(|row| {
            let cells = row.cells.iter().filter(|cell| text(&cell.content));
            let cells = cells.filter_map(|cell| match &cell.content {
                Content::Text(words) => Some((cell.at.column, words.trim())),
                Content::Number(number) => Some((cell.at.column, number.as_str())),
                _ => None,
            });
            (
                row.index + 1,
                cells.filter(|(_, words)| !words.is_empty()).collect(),
            )
        })
        .collect()
}

/// Whether a cell holds a code: its digits, and whether it is marked.
fn code(words: &str) -> Option<(String, bool)> {
    Some((tidy(words)?, words.trim_end().ends_with('*')))
}

/// Where the 2025 side begins: the first column of a code that has a name and another code before it, in most rows.
fn second_side(rows: &[(u32, Vec<Written<'_>>)]) -> Option<u32> {
    let mut seen: BTreeMap<u32, usize> = BTreeMap::new();
    for (_, cells) in rows {
        let mut state = 0;
        for (column, words) in cells {
            match (state, code(words).is_some()) {
                (0, true) => state = 1,
                (1, false) => state = 2,
                (2, true) => {
                    *seen.entry(*column).or_default() += 1;
                    break;
                }
                _ => {}
            }
        }
    }
    // With a column for each level the 2025 side begins at the leftmost of them.
    seen.keys().next().copied()
}

/// Reads the official table (Phụ lục II, 2018 → 2025) as a spreadsheet has it: codes of 2018 with their name, codes of 2025 with
/// theirs, in one column of codes a side or in one for each level. A row that names only a 2025 code goes on with the last
/// 2018 code of its level.
pub fn read(sheet: &Sheet) -> (Vec<Pair>, Vec<Unread>) {
    let rows = written(sheet);
    let Some(split) = second_side(&rows) else {
        return (Vec::new(), Vec::new());
    };
    let mut last: HashMap<usize, (String, String, bool)> = HashMap::new();
    let (mut pairs, mut unread) = (Vec::new(), Vec::new());
    for (row, cells) in &rows {
        let side = |right: bool| {
            let own: Vec<&Written<'_>> = cells
                .iter()
                .filter(|(column, _)| (*column >= split) == right)
                .collect();
            let found = own.iter().find_map(|(_, words)| code(words));
            let name = own
                .iter()
                .find(|(_, words)| code(words).is_none())
                .map(|(_, words)| (*words).to_owned());
            (found, name)
        };
        let ((left, name), (right, _)) = (side(false), side(true));
        if let Some((from, marked)) = &left {
            let known = last
                .get(&level(from))
                .filter(|(code, _, _)| code == from)
                .map(|(_, name, _)| name.clone());
            match name.filter(|name| name.chars().count() <= 300).or(known) {
                Some(name) => drop(last.insert(level(from), (from.clone(), name, *marked))),
                None => unread.push(Unread {
                    row: *row,
                    why: NO_NAME,
                }),
            }
        }
        let Some((to, marked)) = right else { continue };
        if left
            .as_ref()
            .is_some_and(|(from, _)| level(from) != level(&to))
        {
            unread.push(Unread {
                row: *row,
                why: LEVELS,
            });
            continue;
        }
        match last.get(&level(&to)) {
            Some((from, name, from_marked)) => {
                pairs.push(Pair {
                    from: from.clone(),
                    name: name.clone(),
                    to,
                    partial: marked || *from_marked,
                });
            }
            None => unread.push(Unread {
                row: *row,
                why: NO_LEFT,
            }),
        }
    }
    let mut once = HashSet::new();
    pairs.retain(|pair| once.insert((pair.from.clone(), pair.to.clone())));
    (pairs, unread)
}

/// What loading a table would do.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Plan {
    /// 2018 codes whose pairs become those of the table, with all their pairs.
    pub written: Vec<Pair>,
    /// 2018 codes the portal does not know yet.
    pub new_codes: usize,
    /// 2018 codes whose pairs are others now: code, now, then.
    pub changed: Vec<(String, String, String)>,
    /// 2018 codes whose pairs are the same already.
    pub same: usize,
    /// Pairs that lead to no code of 2025, which are left out with everything of their 2018 code.
    pub nowhere: Vec<Pair>,
}

impl Plan {
    /// A short mark of what it would write: agreed to once, it is not another.
    pub fn mark(&self) -> String {
        use sha2::{Digest, Sha256};
        let all = format!("{}\n{:?}", to_text(&self.written), self.changed);
        Sha256::digest(all.as_bytes())
            .iter()
            .take(8)
            .map(|byte| format!("{byte:02x}"))
            .collect()
    }
}

fn listed(targets: &[(String, bool)]) -> String {
    let mut marked: Vec<String> = targets
        .iter()
        .map(|(code, partial)| format!("{code}{}", if *partial { "*" } else { "" }))
        .collect();
    marked.sort();
    marked.join(", ")
}

/// Compares a table with what the portal has: the pairs that hold of each 2018 code, the 2018 codes and the 2025 codes it knows.
pub fn plan(
    table: &[Pair],
    held: &HashMap<String, Vec<(String, bool)>>,
    known: &HashSet<String>,
    targets: &HashSet<String>,
) -> Plan {
    let mut by_code: BTreeMap<&str, Vec<&Pair>> = BTreeMap::new();
    for pair in table {
        by_code.entry(&pair.from).or_default().push(pair);
    }
    let mut plan = Plan::default();
    for (code, pairs) in by_code {
        let lost: Vec<Pair> = pairs
            .iter()
            .filter(|pair| !targets.contains(&pair.to))
            .map(|pair| (*pair).clone())
            .collect();
        if !lost.is_empty() {
            plan.nowhere.extend(lost);
            continue;
        }
        let then = listed(
            &pairs
                .iter()
                .map(|pair| (pair.to.clone(), pair.partial))
                .collect::<Vec<_>>(),
        );
        let now = held.get(code).map(|held| listed(held));
        if now.as_deref() == Some(&then) {
            plan.same += 1;
            continue;
        }
        if !known.contains(code) {
            plan.new_codes += 1;
        }
        if let Some(now) = now {
            plan.changed.push((code.to_owned(), now, then));
        }
        plan.written.extend(pairs.into_iter().cloned());
    }
    plan
}

/// Pairs as lines of text, to be posted back when a person agrees.
pub fn to_text(pairs: &[Pair]) -> String {
    let line = |pair: &Pair| {
        let name = pair.name.replace(['\t', '\n', '\r'], " ");
        format!(
            "{}\t{name}\t{}{}",
            pair.from,
            pair.to,
            if pair.partial { "*" } else { "" }
        )
    };
    pairs.iter().map(line).collect::<Vec<_>>().join("\n")
}

/// The pairs of such a text; nothing at all where a line is none.
pub fn from_text(text: &str) -> Option<Vec<Pair>> {
    let pair = |line: &str| {
        let mut parts = line.split('\t');
        let (from, name, to) = (parts.next()?, parts.next()?.trim(), parts.next()?);
        let fits = !name.is_empty() && name.chars().count() <= 300 && parts.next().is_none();
        let (from, (to, partial)) = (tidy(from)?, code(to)?);
        (fits && level(&from) == level(&to) && from != "V").then(|| Pair {
            from,
            name: name.to_owned(),
            to,
            partial,
        })
    };
    text.lines()
        .filter(|line| !line.trim().is_empty())
        .map(pair)
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::foundation::workbooks::{Cell, Position, Row};

    fn sheet(rows: &[&[(u32, &str)]]) -> Sheet {
        let cell = |row: usize, (column, words): &(u32, &str)| Cell {
            at: Position::new(u32::try_from(row).expect("small"), *column),
            content: Content::Text((*words).to_owned()),
            hidden: false,
            merged: None,
            formula: false,
            format: None,
        };
        let rows = rows.iter().enumerate().map(|(at, cells)| Row {
            index: u32::try_from(at).expect("small"),
            hidden: false,
            cells: cells.iter().map(|written| cell(at, written)).collect(),
        });
        Sheet {
            rows: rows.collect(),
            ..Sheet::default()
        }
    }

    fn short(pairs: &[Pair]) -> Vec<String> {
        pairs
            .iter()
            .map(|pair| {
                format!(
                    "{}>{}{}",
                    pair.from,
                    pair.to,
                    if pair.partial { "*" } else { "" }
                )
            })
            .collect()
    }

    #[test]
    fn codes_are_read_as_people_write_them() {
        for (typed, meant) in [
            ("c", Some("C")),
            ("16.21", Some("1621")),
            (" 1103* ", Some("1103")),
            ("W", None),
            ("1", None),
            ("123456", None),
        ] {
            assert_eq!(tidy(typed).as_deref(), meant, "{typed}");
        }
        assert_eq!((level("C"), level("16"), level("16210")), (1, 2, 5));
    }

    #[test]
    fn the_official_table_is_read_with_a_column_for_each_level() {
        let table = sheet(&[
            &[
                (0, "VSIC 2018"),
                (5, "Tên ngành"),
                (6, "VSIC 2025"),
                (11, "Tên ngành"),
            ],
            &[(0, "F"), (5, "XÂY DỰNG"), (6, "F"), (11, "XÂY DỰNG")],
            &[(3, "4311*"), (5, "Phá dỡ"), (9, "4311*"), (11, "Phá dỡ")],
            &[(4, "43110*"), (5, "Phá dỡ"), (10, "43110*"), (11, "Phá dỡ")],
            &[(9, "4340*"), (11, "Hoạt động dịch vụ trung gian")],
            &[(10, "43400*"), (11, "Hoạt động dịch vụ trung gian")],
        ]);
        let (pairs, unread) = read(&table);
        assert_eq!(
            short(&pairs),
            [
                "F>F",
                "4311>4311*",
                "43110>43110*",
                "4311>4340*",
                "43110>43400*"
            ]
        );
        assert!(unread.is_empty(), "{unread:?}");
    }

    #[test]
    fn a_plain_list_is_read_and_what_makes_no_pair_is_said() {
        let table = sheet(&[
            &[(0, "Mã 2018"), (1, "Tên"), (2, "Mã 2025"), (3, "Tên")],
            &[
                (0, "4669"),
                (1, "Bán buôn chuyên doanh khác"),
                (2, "4679"),
                (3, "Bán buôn chuyên doanh khác"),
            ],
            &[(0, "5210"), (1, "Kho bãi"), (2, "52101"), (3, "Kho bãi")],
            &[(2, "05"), (3, "Than")],
        ]);
        let (pairs, unread) = read(&table);
        assert_eq!(short(&pairs), ["4669>4679"]);
        assert_eq!(
            unread.iter().map(|unread| unread.row).collect::<Vec<_>>(),
            [3, 4]
        );
    }

    #[test]
    fn what_is_loaded_is_compared_code_by_code() {
        let pair = |from: &str, to: &str| Pair {
            from: from.to_owned(),
            name: "x".to_owned(),
            to: to.to_owned(),
            partial: false,
        };
        let held = HashMap::from([
            ("1621".to_owned(), vec![("1621".to_owned(), false)]),
            ("1103".to_owned(), vec![("1103".to_owned(), true)]),
        ]);
        let known = HashSet::from(["1621".to_owned(), "1103".to_owned()]);
        let targets: HashSet<String> = ["1621", "1103", "1104", "4679"].map(str::to_owned).into();
        let table = [
            pair("1621", "1621"),
            pair("1103", "1103"),
            pair("1103", "1104"),
            pair("4669", "4679"),
            pair("4511", "4699"),
        ];
        let plan = plan(&table, &held, &known, &targets);
        assert_eq!(
            short(&plan.written),
            ["1103>1103", "1103>1104", "4669>4679"]
        );
        assert_eq!(
            (plan.same, plan.new_codes, short(&plan.nowhere)),
            (1, 1, vec!["4511>4699".to_owned()])
        );
        assert_eq!(
            plan.changed,
            [(
                "1103".to_owned(),
                "1103*".to_owned(),
                "1103, 1104".to_owned()
            )]
        );
        let text = to_text(&table);
        assert_eq!(from_text(&text).as_deref(), Some(&table[..]));
        assert_eq!(from_text("4669\tBán buôn\t46790"), None);
    }
}
