//! The parts of an administrative document, without any form of output in mind.

use serde::Serialize;

/// A paragraph of more characters than this does not have to stand on the page of the signature: about twenty lines.
const LONGEST_CLOSING: usize = 1_600;

/// A whole document.
#[derive(Debug, Clone, Serialize)]
pub struct Document {
    /// `vi` or `en`: for hyphenation and screen readers.
    pub lang: &'static str,
    pub letterhead: Letterhead,
    /// "BÁO CÁO"
    pub kind: String,
    /// Trích yếu.
    pub subject: String,
    /// Up to which day the figures go: "(Số liệu tính đến ngày 14/12/2022)"; empty for nothing to say.
    pub as_of: String,
    /// "Kính gửi:"
    pub greeting: &'static str,
    /// To whom, without dashes and stops; none for nobody. See [`addressees`].
    pub addressees: Vec<String>,
    pub body: Vec<Block>,
    pub signature: Signature,
    /// Nơi nhận, one line each, with their stops and without their dashes. See [`recipients`].
    pub recipients: Vec<String>,
}

/// What a person typed as a list, one entry a line or between semicolons, without the marks of a list.
fn entries(typed: &str) -> impl Iterator<Item = &str> {
    let mark = |c: char| c.is_whitespace() || matches!(c, '-' | '–' | '•' | '+' | '*');
    let stop = |c: char| c.is_whitespace() || matches!(c, ';' | '.' | ',');
    let lines = typed
        .split(['\n', ';'])
        .map(move |line| line.trim_start_matches(mark).trim_end_matches(stop));
    lines.filter(|entry| !entry.is_empty())
}

/// The addressees a person typed, one each.
pub fn addressees(typed: &str) -> Vec<String> {
    entries(typed).map(str::to_owned).collect()
}

/// Nơi nhận as the decree has it: a semicolon after each, the archive last, then a full stop. A paper with addressees begins with
/// "Như trên" where nobody listed anything.
pub fn recipients(typed: &str, addressed: bool) -> Vec<String> {
    let mut all: Vec<&str> = entries(typed).collect();
    if all.is_empty() && addressed {
        all.push("Như trên");
    }
    if !all
        .iter()
        .any(|entry| entry.to_lowercase().starts_with("lưu"))
    {
        all.push("Lưu: VT");
    }
    let last = all.len() - 1;
    all.into_iter()
        .enumerate()
        .map(|(at, entry)| format!("{entry}{}", if at == last { "." } else { ";" }))
        .collect()
}

/// The head of the first page.
#[derive(Debug, Clone, Serialize)]
pub struct Letterhead {
    /// "UBND TỈNH BẮC KẠN"
    pub superior: String,
    /// "BAN QUẢN LÝ CÁC KHU CÔNG NGHIỆP"
    pub agency: String,
    /// "Số: 05/BC-BQL"
    pub number: String,
    /// "Bắc Kạn, ngày 05 tháng 01 năm 2023"
    pub place_date: String,
}

/// Who signs, and as what.
#[derive(Debug, Clone, Serialize)]
pub struct Signature {
    /// "KT. TRƯỞNG BAN", "PHÓ TRƯỞNG BAN"
    pub capacity: Vec<String>,
    pub name: String,
}

/// One piece of the body.
#[derive(Debug, Clone, Serialize)]
#[serde(tag = "type", rename_all = "lowercase")]
pub enum Block {
    /// "Phần thứ nhất" and its title, centred.
    Part {
        number: String,
        title: String,
    },
    /// "I. CÔNG TÁC CHỈ ĐẠO"
    Section {
        text: String,
    },
    /// "1. Quy hoạch, xây dựng"
    Clause {
        text: String,
    },
    Paragraph {
        spans: Vec<Span>,
    },
    Table {
        table: Table,
    },
}

impl Block {
    /// A paragraph of plain words.
    pub fn text(text: impl Into<String>) -> Block {
        Block::Paragraph {
            spans: vec![Span::text(text)],
        }
    }

    /// The words of a paragraph; nothing for anything else.
    pub fn words(&self) -> String {
        match self {
            Block::Paragraph { spans } => spans.iter().map(|span| span.text.as_str()).collect(),
            _ => String::new(),
        }
    }
}

/// Words, or a number bound to what stands behind it.
#[derive(Debug, Clone, Serialize)]
pub struct Span {
    pub text: String,
    /// Where the number comes from; on paper it is plain text.
    pub href: Option<String>,
}

impl Span {
    pub fn text(text: impl Into<String>) -> Span {
        Span {
            text: text.into(),
            href: None,
        }
    }

    pub fn figure(text: impl Into<String>, href: impl Into<String>) -> Span {
        Span {
            text: text.into(),
            href: Some(href.into()),
        }
    }
}

/// A statistical form: tables across the page, between who it comes from and who signs.
#[derive(Debug, Clone)]
pub struct Form {
    /// `vi` or `en`.
    pub lang: &'static str,
    pub superior: String,
    pub agency: String,
    /// "Biểu 2104.H.QLKKT"
    pub code: String,
    pub title: String,
    /// "Kỳ báo cáo: năm 2022"
    pub period: String,
    pub tables: Vec<Table>,
    pub notes: Vec<String>,
    pub place_date: String,
    /// Over the two signatures.
    pub compiler: String,
    pub head: String,
}

/// A table with its caption, its unit and its columns.
#[derive(Debug, Clone, Serialize)]
pub struct Table {
    pub caption: String,
    pub columns: Vec<Column>,
    pub rows: Vec<Row>,
    pub notes: Vec<String>,
}

#[derive(Debug, Clone, Serialize)]
pub struct Column {
    pub title: String,
    /// Relative width.
    pub width: u8,
    pub numeric: bool,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum RowKind {
    Body,
    /// A heading over the rows below it.
    Group,
    Total,
}

#[derive(Debug, Clone, Serialize)]
pub struct Row {
    pub kind: RowKind,
    pub cells: Vec<Span>,
}

impl Document {
    /// How many blocks at the end stay on one page with the signature: the last paragraph, unless it is long, with what is its heading.
    pub fn closing(&self) -> usize {
        match self.body.as_slice() {
            [.., Block::Table { .. }] | [] => 0,
            [.., last] if last.words().chars().count() > LONGEST_CLOSING => 0,
            [
                ..,
                Block::Part { .. } | Block::Section { .. } | Block::Clause { .. },
                _,
            ] => 2,
            _ => 1,
        }
    }

    /// The addressees as printed: one beside the greeting, several in a list that ends with a full stop.
    pub fn addressee_lines(&self) -> Vec<String> {
        let last = self.addressees.len().saturating_sub(1);
        let stop = |at: usize| match (last, at == last) {
            (0, _) => "",
            (_, true) => ".",
            (_, false) => ";",
        };
        self.addressees
            .iter()
            .enumerate()
            .map(|(at, line)| format!("{line}{}", stop(at)))
            .collect()
    }

    /// Every span of the body, in paragraphs and tables.
    pub fn spans_mut(&mut self) -> impl Iterator<Item = &mut Span> {
        self.body.iter_mut().flat_map(|block| match block {
            Block::Paragraph { spans } => spans.iter_mut().collect::<Vec<_>>(),
            Block::Table { table } => table
                .rows
                .iter_mut()
                .flat_map(|row| &mut row.cells)
                .collect(),
            _ => Vec::new(),
        })
    }

    /// All words in their order, for checks and tests.
    pub fn text(&self) -> String {
        let mut text = format!("{}\n{}\n", self.kind, self.subject);
        for block in &self.body {
            match block {
                Block::Part { number, title } => text.push_str(&format!("{number} {title}")),
                Block::Section { text: words } | Block::Clause { text: words } => {
                    text.push_str(words)
                }
                Block::Paragraph { spans } => {
                    spans.iter().for_each(|span| text.push_str(&span.text))
                }
                Block::Table { table } => {
                    text.push_str(&table.caption);
                    for cell in table.rows.iter().flat_map(|row| &row.cells) {
                        text.push(' ');
                        text.push_str(&cell.text);
                    }
                }
            }
            text.push('\n');
        }
        text
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn who_receives_a_paper_is_listed_as_the_decree_has_it_however_it_was_typed() {
        for (typed, addressed, printed) in [
            ("", true, vec!["Như trên;", "Lưu: VT."]),
            ("", false, vec!["Lưu: VT."]),
            (
                "Như trên;\nLãnh đạo Ban;\nLưu: VT.",
                true,
                vec!["Như trên;", "Lãnh đạo Ban;", "Lưu: VT."],
            ),
            (
                "- Như trên\r\n• Sở Tài chính,\n\n- Lưu: VT, VP",
                true,
                vec!["Như trên;", "Sở Tài chính;", "Lưu: VT, VP."],
            ),
            (
                "UBND tỉnh; Sở Tài chính",
                false,
                vec!["UBND tỉnh;", "Sở Tài chính;", "Lưu: VT."],
            ),
        ] {
            assert_eq!(recipients(typed, addressed), printed, "{typed:?}");
        }
        assert_eq!(addressees("UBND tỉnh Bắc Kạn."), ["UBND tỉnh Bắc Kạn"]);
        assert_eq!(
            addressees("- UBND tỉnh;\n- Sở Tài chính."),
            ["UBND tỉnh", "Sở Tài chính"]
        );
        assert!(addressees(" \n- ").is_empty());
    }
}
