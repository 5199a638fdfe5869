//! Where the tables of a sheet are, and what is stated around them.

use crate::foundation::i18n::fold;
use crate::foundation::workbooks::{self, Content, HeaderCandidate, Position, Sheet};

use super::column::{Column, Shape};
use super::over::from_heading;
use super::owners::Owners;
use super::roles::{Asked, ReadColumn, Role, columns};
use super::unit_said::{Scope, UnitSaid, is_unit};
use super::words::words;

/// A table of a sheet: its titles, and the rows from the first below them to the next table.
pub struct Table {
    pub head: u32,
    pub body: u32,
    /// One past its last row.
    pub end: u32,
    pub shape: Shape,
    pub columns: Vec<ReadColumn>,
    /// Units stated above it, the nearest first.
    pub above: Vec<UnitSaid>,
}

impl Table {
    fn new(head: &HeaderCandidate, end: u32, columns: Vec<ReadColumn>) -> Self {
        let mut table = Self {
            head: head.first,
            body: head.body,
            end,
            shape: Shape::Enterprises,
            columns,
            above: Vec::new(),
        };
        if table.first(&Column::Label).is_some() {
            table.shape = Shape::Indicators;
        }
        table
    }

    /// The column that is this.
    pub fn first(&self, wanted: &Column) -> Option<u32> {
        let is = |one: &&ReadColumn| one.role == Role::Is(wanted.clone());
        self.columns.iter().find(is).map(|one| one.column)
    }

    /// Whether it says whose figures its rows are.
    pub fn names_owners(&self) -> bool {
        [Column::Name, Column::Code, Column::TaxCode, Column::Project]
            .iter()
            .any(|column| self.first(column).is_some())
    }

    /// How many columns give figures, those that wait included.
    pub fn values(&self) -> usize {
        let gives = |one: &&ReadColumn| {
            one.role.taken_for().is_some_and(|column| match self.shape {
                Shape::Enterprises => matches!(column, Column::Value { .. }),
                Shape::Indicators => matches!(column, Column::Amount(_) | Column::Owner),
            })
        };
        self.columns.iter().filter(gives).count()
    }

    /// Whether figures can be read from it.
    pub fn is_understood(&self) -> bool {
        self.values() > 0 && (self.shape == Shape::Indicators || self.names_owners())
    }

    /// How much of it is understood.
    fn weight(&self) -> usize {
        let known = self
            .columns
            .iter()
            .filter(|one| matches!(one.role, Role::Is(_) | Role::Claimed(..) | Role::Left(..)));
        known.count() + if self.is_understood() { 100 } else { 0 }
    }
}

/// Whether a column of a sheet is hidden: every cell of it that holds something below a row.
pub fn is_hidden(sheet: &Sheet, from: u32, column: u32) -> bool {
    let mut cells = sheet
        .rows
        .iter()
        .filter(|row| row.index >= from && !row.hidden)
        .filter_map(|row| row.cells.iter().find(|cell| cell.at.column == column))
        .filter(|cell| !cell.content.is_blank())
        .peekable();
    cells.peek().is_some() && cells.all(|cell| cell.hidden)
}

/// The tables of a sheet from top to bottom; none where no titles are understood: then [`super::bare`] looks.
pub fn tables(sheet: &Sheet, asked: &Asked<'_>, owners: &Owners<'_>) -> Vec<Table> {
    let read = |head: &HeaderCandidate, end: u32| {
        let hidden = |column: u32| is_hidden(sheet, head.body, column);
        let mut table = Table::new(head, end, columns(&head.columns, asked, owners, &hidden));
        unit_or_name(sheet, &mut table);
        if table.shape == Shape::Enterprises {
            let lines = heading(sheet, table.head).into_iter().rev();
            let lines = lines.map(|(at, line)| (Some(at), line));
            let lines = lines.chain(std::iter::once((None, sheet.name.clone())));
            from_heading(&mut table.columns, lines, asked);
        }
        table
    };
    let height = sheet.height();
    let candidates = workbooks::header(sheet);
    // The candidates come with the likeliest first; of two understood as well the first stands.
    let best = candidates
        .iter()
        .map(|head| read(head, height))
        .rev()
        .max_by_key(Table::weight);
    let Some(first) = best.filter(Table::is_understood) else {
        return Vec::new();
    };
    let mut found = vec![first];
    for row in &sheet.rows {
        let (body, head) = found
            .last()
            .map_or((0, 0), |table| (table.body, table.head));
        if row.index < body || row.index == head || !repeats_titles(row) {
            continue;
        }
        let Some(head) = workbooks::header_at(sheet, row.index) else {
            continue;
        };
        let next = read(&head, height);
        if next.is_understood() {
            if let Some(last) = found.last_mut() {
                last.end = row.index;
            }
            found.push(next);
        }
    }
    let mut from = 0;
    for table in &mut found {
        table.above = stated_above(sheet, from, table.head);
        if table.above.is_empty() {
            table.above = stated_above(sheet, 0, table.head);
        }
        from = table.body;
    }
    found
}

/// Whether a row below a table's head has titles of its own: two or more words that name columns, and no number.
fn repeats_titles(row: &workbooks::Row) -> bool {
    const KEYS: [&str; 12] = [
        "stt",
        "tt",
        "ma so thue",
        "mst",
        "ten doanh nghiep",
        "ten cong ty",
        "ten don vi",
        "chi tieu",
        "dvt",
        "don vi tinh",
        "ten dn",
        "don vi",
    ];
    let texts = row.cells.iter().filter_map(|cell| cell.content.text());
    let keys = texts
        .filter(|text| KEYS.contains(&fold(text).trim()))
        .count();
    keys >= 2
        && !row
            .cells
            .iter()
            .any(|cell| matches!(cell.content, Content::Number(_)))
}

/// "Đơn vị" over names is the enterprise, not the unit.
fn unit_or_name(sheet: &Sheet, table: &mut Table) {
    let Some(column) = table.first(&Column::Unit) else {
        return;
    };
    let below = sheet.rows.iter().filter(|row| row.index >= table.body);
    let texts: Vec<&str> = below
        .filter_map(|row| sheet.seen(Position::new(row.index, column)).text())
        .filter(|text| !text.trim().is_empty())
        .collect();
    let units = texts.iter().any(|text| is_unit(text) || is_ditto(text));
    if !units
        && texts.len() > 1
        && table.first(&Column::Name).is_none()
        && table.shape == Shape::Enterprises
        && let Some(one) = table.columns.iter_mut().find(|one| one.column == column)
    {
        one.role = Role::Is(Column::Name);
    }
}

/// "-nt-", a quotation mark: as in the row above.
pub fn is_ditto(text: &str) -> bool {
    let folded = fold(text);
    let plain = folded.trim_matches(|c: char| c.is_whitespace() || "-–".contains(c));
    ["nt", "\"", "''", "”", "″", "nhu tren", "ditto"].contains(&plain)
}

/// A label without what numbers it: "II. ", "1.2 ", "a) ", "- ", "+ ".
pub fn strip_number(label: &str) -> &str {
    let label = label.trim();
    let bare = label
        .trim_start_matches(['-', '+', '–', '•', '*'])
        .trim_start();
    let end = bare
        .find(|c: char| !(c.is_ascii_alphanumeric() || c == '.'))
        .unwrap_or(bare.len());
    let (lead, rest) = bare.split_at(end);
    let closed = lead.ends_with('.') || rest.starts_with(')');
    let plain = lead.trim_end_matches('.');
    let numbers = !plain.is_empty()
        && plain.len() <= 6
        && (plain.chars().all(|c| c.is_ascii_digit() || c == '.')
            || plain
                .to_lowercase()
                .chars()
                .all(|c| "ivx.".contains(c) || c.is_ascii_digit())
            || plain.len() == 1);
    // "II Tổng doanh thu", "I.1 Vốn góp": as forms number their lines.
    let is_line = rest.starts_with(' ')
        && plain.starts_with(['I', 'V', 'X'])
        && plain
            .chars()
            .all(|c| "IVX.".contains(c) || c.is_ascii_digit());
    let counted =
        numbers && (closed || is_line || plain.chars().all(|c| c.is_ascii_digit() || c == '.'));
    if counted && !rest.trim_start_matches(')').trim().is_empty() {
        rest.trim_start_matches(')').trim_start()
    } else {
        bare
    }
}

/// Units stated in the rows from one to before another: "ĐVT: triệu đồng"; the lowest first.
pub fn stated_above(sheet: &Sheet, from: u32, to: u32) -> Vec<UnitSaid> {
    let rows = sheet
        .rows
        .iter()
        .filter(|row| (from..to).contains(&row.index));
    let mut found: Vec<UnitSaid> = rows
        .flat_map(|row| &row.cells)
        .filter_map(|cell| {
            let text = cell.content.text()?;
            stated_in(text, || {
                let right = Position::new(cell.at.row, cell.at.column + 1);
                sheet.seen(right).text().unwrap_or_default().to_owned()
            })
            .map(|text| UnitSaid {
                scope: Scope::Above,
                text,
                at: Some(cell.at),
            })
        })
        .collect();
    found.reverse();
    found
}

/// What a text states as its unit behind "ĐVT:", "Đơn vị tính:" or "Đơn vị:"; `beside` is the cell to its right.
fn stated_in(text: &str, beside: impl Fn() -> String) -> Option<String> {
    const LEADS: [(&str, bool); 6] = [
        ("dvt", true),
        ("don vi tinh", true),
        ("don vi tien", true),
        ("don vi", false),
        ("unit", false),
        ("currency", false),
    ];
    let signs: Vec<char> = text.chars().collect();
    let folded: Vec<String> = signs.iter().map(|sign| fold(&sign.to_string())).collect();
    let flat = folded.concat();
    for (lead, certain) in LEADS {
        let Some(at) = flat.find(lead) else { continue };
        let rest = flat.get(at + lead.len()..).unwrap_or_default();
        let Some(colon) = rest.find(':').filter(|at| rest[..*at].trim().is_empty()) else {
            continue;
        };
        let skipped = flat[..at + lead.len() + colon + 1].chars().count();
        let said: String = signs.get(skipped..).unwrap_or_default().iter().collect();
        let said = said
            .trim()
            .trim_end_matches([')', ']', '.'])
            .trim()
            .to_owned();
        let said = if said.is_empty() { beside() } else { said };
        if certain && !said.trim().is_empty() || is_unit(&said) {
            return Some(said);
        }
    }
    None
}

/// The lines above a table and the name of its sheet: what may name a period or an owner.
pub fn heading(sheet: &Sheet, above: u32) -> Vec<(Position, String)> {
    let cells = sheet
        .rows
        .iter()
        .filter(|row| row.index < above)
        .flat_map(|row| &row.cells);
    cells
        .filter_map(|cell| {
            let text = match &cell.content {
                Content::Text(text) | Content::Number(text) => text.trim().to_owned(),
                _ => return None,
            };
            Some((cell.at, text))
        })
        .filter(|(_, text)| !text.is_empty())
        .collect()
}

/// What a line above a table says of its period: "BÁO CÁO QUÝ III NĂM 2023", "Kỳ báo cáo: năm 2022". Dates, deadlines and
/// references say nothing of it.
pub fn period_said(text: &str) -> Option<super::said::Said> {
    let folded = fold(text);
    let idle = [
        "ngay",
        "han nop",
        "nghi dinh",
        "thong tu",
        "quyet dinh",
        "cong van",
        "can cu",
    ];
    if text.chars().count() > 120 || idle.iter().any(|word| folded.contains(word)) {
        return None;
    }
    let (said, _) = super::said::said(&words(text));
    let named = said.year.is_some_and(|year| {
        folded.contains(&format!("nam {year}"))
            || folded.contains(&format!("/{year}"))
            || folded.contains(&format!("- {year}"))
    });
    // "9 tháng" alone may be anything; a year, or a part of a named year, is a period.
    (named && !said.ratio && !said.plan && !said.past).then_some(said)
}
