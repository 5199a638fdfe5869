//! A paper that can be issued, its cells, and what differs between two printings of it; pure.

use std::collections::HashMap;

use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

use crate::foundation::i18n::Lang;
use crate::foundation::kernel::{Period, Year};
use crate::standards::indicators::Known;

/// The code of the year-end review among papers; a sheet's is its number.
pub const REVIEW: &str = "review";

/// A review of a year, or a national sheet of a period.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Paper {
    /// `review`, or the number of the sheet.
    pub code: String,
    pub period: Period,
}

impl Paper {
    pub fn review(year: Year) -> Paper {
        Paper {
            code: REVIEW.to_owned(),
            period: Period::from(year),
        }
    }

    /// A sheet by its number, `2101`.
    pub fn sheet(code: &str, period: Period) -> Paper {
        Paper {
            code: code.to_owned(),
            period,
        }
    }

    /// "Báo cáo tổng kết năm 2022", "Biểu 2101 – năm 2022".
    pub fn title(&self, lang: Lang) -> String {
        let period = self.period.words(lang);
        match (self.code.as_str(), lang) {
            (REVIEW, Lang::Vi) => format!("Báo cáo tổng kết năm {}", self.period.year()),
            (REVIEW, Lang::En) => format!("Review of {}", self.period.year()),
            (code, Lang::Vi) => format!("Biểu {code} – {period}"),
            (code, Lang::En) => format!("Sheet {code} – {period}"),
        }
    }

    /// The paper as it stands now.
    pub fn address(&self) -> String {
        match self.code.as_str() {
            REVIEW => format!("/reviews/{}", self.period),
            code => format!("/national/{}/{code}", self.period),
        }
    }

    /// The name of its files in an edition, without the ending: `bao-cao-tong-ket-2022-ban-1`.
    pub fn file_stem(&self, edition: i32) -> String {
        let name = match self.code.as_str() {
            REVIEW => "bao-cao-tong-ket",
            code => code,
        };
        let period = self.period.to_string().to_lowercase();
        format!("{name}-{period}-ban-{edition}")
    }
}

/// A number or a sentence as it was printed, with its place. All of it is text: a manifest holds no number that a program could round.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Cell {
    /// The table, or the heading a sentence stands under.
    pub table: String,
    /// The words of the row; of a sentence which one under its heading.
    pub row: String,
    /// The title of the column; empty for a sentence.
    pub column: String,
    /// As printed, in Vietnamese.
    pub shown: String,
    /// Exact, in the unit; empty where only what is printed is known.
    pub value: String,
    pub unit: String,
    /// What it is made from, as far as it is known: `figure:revenue`, `projects`, `land`; several with spaces between them.
    pub about: String,
}

impl Cell {
    /// An exact value in canonical form: no exponent, no zeros at the end.
    #[must_use]
    pub fn exactly(mut self, value: Option<Decimal>, unit: &str) -> Cell {
        self.value = value.map_or_else(String::new, |value| value.normalize().to_string());
        unit.clone_into(&mut self.unit);
        self
    }
}

/// A sentence of a paper: the one of this number under its heading.
pub fn sentence(heading: &str, number: usize, words: String, about: String) -> Cell {
    Cell {
        table: heading.to_owned(),
        row: number.to_string(),
        shown: words,
        about,
        ..Cell::default()
    }
}

/// A file as it goes out.
pub struct File {
    /// `pdf`, `docx`, `xlsx`.
    pub ending: &'static str,
    pub media_type: &'static str,
    pub bytes: Vec<u8>,
}

/// What a number is made from, by where it leads to.
pub fn about(address: &str) -> String {
    let path = address.split(['?', '#']).next().unwrap_or_default();
    let parts: Vec<&str> = path.split('/').skip(1).collect();
    match parts[..] {
        ["figures", _, indicator] => format!("figure:{indicator}"),
        ["national", _, "workers"] => format!("figure:{}", Known::Workers.code()),
        ["national", _, "behind" | "partners"] | ["projects", ..] => "projects".to_owned(),
        ["national", _, "land" | "parcels" | "infrastructure"]
        | [
            "zones" | "phase-areas" | "zone-decisions" | "occupancy" | "leased-land",
            ..,
        ] => "land".to_owned(),
        _ => String::new(),
    }
}

/// A place where two printings say different things.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Difference {
    pub table: String,
    pub row: String,
    pub column: String,
    /// Empty where it was not there.
    pub sent: String,
    /// Empty where it is not there any more.
    pub now: String,
    pub about: String,
}

impl Difference {
    fn new(sent: Option<&Cell>, now: Option<&Cell>) -> Option<Difference> {
        let place = now.or(sent)?;
        let shown = |cell: Option<&Cell>| cell.map_or_else(String::new, |cell| cell.shown.clone());
        // A number that was not there led nowhere: what it is made from is known where there is one.
        let known = [now, sent].into_iter().flatten();
        let about = known
            .map(|cell| &cell.about)
            .find(|about| !about.is_empty());
        Some(Difference {
            table: place.table.clone(),
            row: place.row.clone(),
            column: place.column.clone(),
            sent: shown(sent),
            now: shown(now),
            about: about.cloned().unwrap_or_default(),
        })
    }

    /// Whether it is a sentence and not a number.
    pub fn is_sentence(&self) -> bool {
        self.column.is_empty()
    }
}

/// Where `now` says something else than `sent`, in the order of the paper as it is now; what is not there any more comes last.
/// Numbers are held against each other by their place; sentences by their words, so that a new one shifts no other.
pub fn differences(sent: &[Cell], now: &[Cell]) -> Vec<Difference> {
    let is_number = |cell: &&Cell| !cell.column.is_empty();
    let place = |cell: &Cell| (cell.table.clone(), cell.row.clone(), cell.column.clone());
    let mut before: HashMap<_, &Cell> = sent
        .iter()
        .filter(is_number)
        .map(|cell| (place(cell), cell))
        .collect();
    let mut found = Vec::new();
    for cell in now.iter().filter(is_number) {
        match before.remove(&place(cell)) {
            Some(same) if same.shown == cell.shown => {}
            other => found.extend(Difference::new(other, Some(cell))),
        }
    }
    let gone = sent
        .iter()
        .filter(is_number)
        .filter(|cell| before.contains_key(&place(cell)));
    found.extend(gone.filter_map(|cell| Difference::new(Some(cell), None)));
    found.extend(sentences(sent, now));
    found
}

fn sentences(sent: &[Cell], now: &[Cell]) -> Vec<Difference> {
    let of = |cells: &[Cell]| -> Vec<Cell> {
        let own = cells.iter().filter(|cell| cell.column.is_empty());
        own.cloned().collect()
    };
    let (mut before, mut after) = (of(sent), Vec::new());
    for cell in of(now) {
        let same = |other: &Cell| other.table == cell.table && other.shown == cell.shown;
        match before.iter().position(same) {
            Some(at) => drop(before.remove(at)),
            None => after.push(cell),
        }
    }
    // What is left of a heading is one sentence put differently, as far as there are two.
    let mut found = Vec::new();
    for cell in after {
        let at = before.iter().position(|other| other.table == cell.table);
        let other = at.map(|at| before.remove(at));
        found.extend(Difference::new(other.as_ref(), Some(&cell)));
    }
    found.extend(
        before
            .iter()
            .filter_map(|cell| Difference::new(Some(cell), None)),
    );
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    fn number(row: &str, shown: &str) -> Cell {
        Cell {
            table: "FDI".to_owned(),
            row: row.to_owned(),
            column: "Tổng".to_owned(),
            shown: shown.to_owned(),
            about: about("/figures/2022/revenue?zone=1"),
            ..Cell::default()
        }
    }

    #[test]
    fn a_number_is_found_by_its_place_and_a_sentence_by_its_words() {
        let sent = [
            number("Doanh thu", "1,0"),
            number("Xuất khẩu", "2,0"),
            sentence("I.", 1, "Một.".to_owned(), String::new()),
            sentence("I.", 2, "Hai.".to_owned(), String::new()),
        ];
        assert!(differences(&sent, &sent).is_empty());
        let now = [
            number("Xuất khẩu", "2,5"),
            number("Nhập khẩu", "3,0"),
            sentence("I.", 1, "Mới.".to_owned(), String::new()),
            sentence("I.", 2, "Một.".to_owned(), String::new()),
            sentence("I.", 3, "Hai.".to_owned(), String::new()),
        ];
        let found = differences(&sent, &now);
        let said: Vec<(&str, &str)> = found
            .iter()
            .map(|one| (one.sent.as_str(), one.now.as_str()))
            .collect();
        assert_eq!(
            said,
            [("2,0", "2,5"), ("", "3,0"), ("1,0", ""), ("", "Mới.")]
        );
        assert_eq!(found[0].about, "figure:revenue");
    }

    #[test]
    fn what_a_number_is_made_from_follows_from_where_it_leads_to() {
        for (address, made_from) in [
            ("/figures/2022/exports?origin=foreign", "figure:exports"),
            ("/national/2022/behind?what=new", "projects"),
            ("/national/2022/land?zone=2", "land"),
            ("/zones/3", "land"),
            ("/schemes/1", ""),
            ("", ""),
        ] {
            assert_eq!(about(address), made_from, "{address}");
        }
    }
}
