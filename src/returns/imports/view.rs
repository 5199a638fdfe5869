//! What the import templates show.

use askama::Template;

use crate::platform::web::Page;

#[derive(Template)]
#[template(path = "returns/imports/list.html")]
pub struct ListPage {
    pub page: Page,
    /// Where a file is chosen: the first step of an import.
    pub step: u8,
    pub senders: Vec<String>,
    pub forms: Vec<(i64, String, bool)>,
    /// What a file may be taken for.
    pub purposes: Vec<(&'static str, &'static str, bool)>,
    pub period: String,
    pub rows: Vec<ImportLine>,
    /// Files that were not read: name, and why.
    pub refused: Vec<(String, &'static str)>,
    pub sender: String,
    pub block: String,
}

/// An import in the list.
pub struct ImportLine {
    pub id: i64,
    pub name: String,
    pub sender: String,
    pub report: String,
    pub state: &'static str,
    pub tone: &'static str,
    pub by: String,
    pub cells: i64,
}

/// An option: value, words, chosen.
pub type Choice = (String, String, bool);

#[derive(Template)]
#[template(path = "returns/imports/import.html")]
pub struct ImportPage {
    pub page: Page,
    pub id: i64,
    pub state: &'static str,
    pub tone: &'static str,
    pub about: String,
    pub notes: Vec<String>,
    /// What an import of earlier years is; empty for reports.
    pub moving: &'static str,
    /// The years of the file: their imports, their state, which is shown.
    pub years: Vec<(i64, String, &'static str, bool)>,
    /// It holds totals of the board.
    pub of_board: bool,
    /// The same file was taken before: its import, and by whom.
    pub twin: Option<(i64, String)>,
    pub own: bool,
    /// The form and the period of the portal's own workbook.
    pub report: String,
    /// How far it is: 1 a file is chosen, 2 looked at, 3 written; 0 where it was dropped or taken back.
    pub step: u8,
    pub open: bool,
    pub taken: bool,
    /// It is being taken right now: the job, for who asked for it.
    pub under_way: Option<Option<i64>>,
    pub forms: Vec<(i64, String, bool)>,
    pub period: String,
    pub period_fault: bool,
    pub vintages: Vec<Choice>,
    pub sheets: Vec<Choice>,
    pub shape: &'static str,
    pub head: u32,
    pub body: u32,
    /// One sheet of one enterprise: whose it is may be chosen.
    pub chooses_enterprise: bool,
    pub enterprise: String,
    pub writing: &'static str,
    pub replace: bool,
    /// The sheet that is read, for a person to say what its columns are.
    pub sheet: Option<SheetPart>,
    pub enterprises: Vec<String>,
    pub preview: Option<Preview>,
    pub compared: ComparedPart,
    /// Reports written into: address and name.
    pub reports: Vec<(i64, String)>,
}

/// Figures of earlier periods in the file, beside what the ledger says.
#[derive(Default)]
pub struct ComparedPart {
    pub agree: usize,
    pub differ: usize,
    pub unknown: usize,
    /// Those that differ first; not all of very many.
    pub lines: Vec<ComparedLine>,
    /// How many are not listed.
    pub more: usize,
}

/// One of them.
pub struct ComparedLine {
    pub enterprise: String,
    pub indicator: String,
    pub period: String,
    pub at: String,
    pub in_file: String,
    /// Empty where the ledger has none.
    pub in_ledger: String,
    /// Where its life is told and it is corrected from.
    pub href: String,
    pub unit: String,
    pub words: &'static str,
    pub tone: &'static str,
}

/// The first rows of the sheet that is read.
pub struct SheetPart {
    pub name: String,
    pub columns: Vec<ColumnLine>,
    pub rows: Vec<SheetRow>,
    /// Rows below that are not drawn.
    pub more: usize,
}

/// A row of it.
pub struct SheetRow {
    /// As the file counts it, from 1.
    pub number: u32,
    pub cells: Vec<SheetCell>,
}

/// A cell of it.
pub struct SheetCell {
    pub text: String,
    /// What becomes of it.
    pub tone: &'static str,
    /// Columns and rows it covers.
    pub wide: usize,
    pub high: usize,
    pub num: bool,
}

/// What the file is read by.
pub struct ReadBy {
    /// Empty where it is the one before.
    pub label: &'static str,
    pub words: String,
    pub from: String,
}

/// Why cells or rows wait.
pub struct FaultLine {
    /// The first of them.
    pub at: String,
    /// What stands there, where it is one.
    pub shown: String,
    pub why: String,
    pub count: usize,
}

/// A column of the sheet and what it is taken for.
pub struct ColumnLine {
    pub column: u32,
    pub letters: String,
    /// How it stands, as an icon, a tone and words.
    pub icon: &'static str,
    pub tone: &'static str,
    pub state: &'static str,
    pub roles: Vec<Choice>,
    pub units: Vec<Choice>,
    /// Why it is not taken, or waits.
    pub why: String,
}

/// What taking the import would do.
pub struct Preview {
    pub reports: usize,
    pub cells: usize,
    /// Cells to correct in a list, rows that wait in a grid.
    pub faulty: usize,
    /// Reports of a list that wait whole.
    pub refused: usize,
    pub same: usize,
    pub fingerprint: String,
    pub unclear: String,
    /// One enterprise: a list of cells. Many: a grid of rows.
    pub list: bool,
    /// Rows under the titles of their own table.
    pub groups: Vec<PreviewGroup>,
    /// What became of every figure of the file.
    pub account: Vec<AccountLine>,
    /// The account as a bar: for each part its tone, where it begins and how long it is, of 1000.
    pub bar: Vec<(&'static str, usize, usize)>,
    /// What the file is read by.
    pub read_by: Vec<ReadBy>,
    /// The first reasons why cells and rows wait, how many wait, and how many more reasons there are.
    pub faults: Vec<FaultLine>,
    pub waiting: usize,
    pub more_faults: usize,
    /// What is asked about the file as a whole: its code and its words.
    pub questions: Vec<(String, String)>,
    /// Where no table was understood: the titles each sheet seems to have.
    pub seen_titles: Vec<String>,
    pub filters: Vec<(&'static str, &'static str, usize, bool)>,
    pub previous: Option<String>,
    pub next: Option<String>,
    pub show: String,
    pub number: usize,
}

impl Preview {
    /// Whether something listed can be corrected here.
    pub fn is_fixable(&self) -> bool {
        self.groups
            .iter()
            .flat_map(|group| &group.rows)
            .any(|row| row.fixable)
    }

    /// Whether an enterprise may be chosen for a row that is listed.
    pub fn chooses(&self) -> bool {
        let mut rows = self.groups.iter().flat_map(|group| &group.rows);
        rows.any(|row| row.choose)
    }

    /// All figures of the file.
    pub fn figures(&self) -> usize {
        self.account.iter().map(|line| line.count).sum()
    }
}

/// Rows with the same columns.
pub struct PreviewGroup {
    /// The sheet, where it is not the one shown.
    pub sheet: String,
    pub heads: Vec<String>,
    pub rows: Vec<PreviewRow>,
}

/// A part of the figures of a file and what became of it.
pub struct AccountLine {
    pub count: usize,
    pub tone: &'static str,
    pub words: String,
    /// Where its rows are listed; empty where the reasons name its cells.
    pub href: &'static str,
    /// The reasons, each with the cells it is about.
    pub details: Vec<String>,
}

/// A row of the file.
pub struct PreviewRow {
    /// As the file counts it, from 1.
    pub number: u32,
    pub index: u32,
    pub name: String,
    pub filing_id: Option<i64>,
    /// Nobody was found: one may be chosen.
    pub choose: bool,
    /// The enterprises with the likest names.
    pub likely: String,
    pub faults: Vec<String>,
    pub answers: Vec<PreviewAnswer>,
    pub cells: Vec<PreviewCell>,
    /// Something in it can be corrected here.
    pub fixable: bool,
}

/// An answer of the file.
pub struct PreviewAnswer {
    pub at: String,
    pub label: String,
    pub body: String,
    pub known: String,
    pub tone: &'static str,
    pub words: &'static str,
    pub notes: Vec<String>,
}

/// A cell of the file.
pub struct PreviewCell {
    pub at: String,
    /// What stands for it in corrections.
    pub fix_key: String,
    /// Where its unit is stated.
    pub unit_from: String,
    pub label: String,
    pub shown: String,
    pub understood: String,
    pub known: String,
    pub tone: &'static str,
    pub words: &'static str,
    /// In a grid only what is out of the ordinary is tagged.
    pub tag: bool,
    /// Wrong, or corrected by hand: a field to type into.
    pub fix: bool,
    pub notes: Vec<String>,
}
