//! The parts of an administrative document, without any form of output in mind.

use serde::Serialize;

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
    /// "Kính gửi: …"; empty for none.
    pub addressees: String,
    pub body: Vec<Block>,
    pub signature: Signature,
    /// Nơi nhận, one line each.
    pub recipients: Vec<String>,
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
        Block::Paragraph { spans: vec![Span::text(text)] }
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
        Span { text: text.into(), href: None }
    }

    pub fn figure(text: impl Into<String>, href: impl Into<String>) -> Span {
        Span { text: text.into(), href: Some(href.into()) }
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
    /// Every span of the body, in paragraphs and tables.
    pub fn spans_mut(&mut self) -> impl Iterator<Item = &mut Span> {
        self.body.iter_mut().flat_map(|block| match block {
            Block::Paragraph { spans } => spans.iter_mut().collect::<Vec<_>>(),
            Block::Table { table } => table.rows.iter_mut().flat_map(|row| &mut row.cells).collect(),
            _ => Vec::new(),
        })
    }

    /// All words in their order, for checks and tests.
    pub fn text(&self) -> String {
        let mut text = format!("{}\n{}\n", self.kind, self.subject);
        for block in &self.body {
            match block {
                Block::Part { number, title } => text.push_str(&format!("{number} {title}")),
                Block::Section { text: words } | Block::Clause { text: words } => text.push_str(words),
                Block::Paragraph { spans } => spans.iter().for_each(|span| text.push_str(&span.text)),
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
