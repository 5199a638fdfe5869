//! A block that names nothing goes by place: from the cell in focus downwards, and only what can be nothing else. Units, running
//! numbers and earlier figures are known for what they are.

use std::collections::BTreeMap;

use super::block::Block;
use super::grid::{Grid, GridRow, column_words};
use crate::foundation::i18n::{Lang, Text};
use crate::foundation::workbooks::{self, Content, Fault, Locale, Position, Sheet};
use crate::returns::reading::{
    Amount, Asked, Fit, Left, LeftKind, Reading, Scope, Shape, SourceCell, SourceRow, UnitSaid,
    Who, are_earlier, is_ditto, is_figure, is_unit, text_at,
};

/// What a column of a block without labels is.
enum Holds {
    Nothing,
    Units,
    /// 1, 2, 3.
    Count,
    Words,
    Figures,
}

/// A block without labels.
pub struct Bare<'a> {
    pub sheet: &'a Sheet,
    pub grid: &'a Grid,
    pub asked: &'a Asked<'a>,
}

impl Bare<'_> {
    /// The figures in their places, and what is asked before they may be taken.
    pub fn read(&self) -> Block {
        let lang = self.asked.lang;
        let first = u32::from(self.is_titled());
        let width = self.sheet.width().min(20);
        let mut left = Vec::new();
        let mut units = None;
        let mut figures = Vec::new();
        let mut strange = false;
        for column in 0..width {
            match self.holds(column, first) {
                Holds::Nothing => {}
                Holds::Units => units = units.or(Some(column)),
                Holds::Words => strange = true,
                Holds::Count => {
                    let why = Text::new("cột số thứ tự", "running numbers");
                    self.leave(&mut left, column, first, why.in_lang(lang));
                }
                Holds::Figures => figures.push(column),
            }
        }
        // Running numbers alone are figures.
        if figures.is_empty() {
            figures.extend(
                (0..width).filter(|column| {
                    matches!(self.holds(*column, first), Holds::Count) && !strange
                }),
            );
            left.clear();
        }
        if strange {
            let why = Text::new(
                "nhãn chưa hiểu, không dán theo vị trí",
                "its label is not understood; nothing goes by place",
            );
            for column in figures {
                self.leave(&mut left, column, first, why.in_lang(lang));
            }
            return self.block(BTreeMap::new(), left, None);
        }
        self.others(&mut figures, &mut left, first);
        let room = self.grid.beside().len();
        if figures.len() > room {
            let why = Text::new(
                "chưa rõ lấy cột nào: khối có nhiều cột số hơn số ô",
                "which column is meant is not clear: there are more than cells",
            );
            for column in figures {
                self.leave(&mut left, column, first, why.in_lang(lang));
            }
            return self.block(BTreeMap::new(), left, None);
        }
        self.place(&figures, units, first, left)
    }

    /// Whether its first row is titles: words over figures.
    fn is_titled(&self) -> bool {
        (0..self.sheet.width()).any(|column| {
            let below = (1..self.sheet.height()).map(|row| self.content(row, column));
            let kinds: Vec<_> = below.filter(|content| !content.is_blank()).collect();
            is_words(self.content(0, column))
                && !is_unit(&text_at(self.sheet, Position::new(0, column)))
                && !kinds.is_empty()
                && kinds.iter().all(|content| !is_words(content))
        })
    }

    fn content(&self, row: u32, column: u32) -> &Content {
        self.sheet.seen(Position::new(row, column))
    }

    fn holds(&self, column: u32, first: u32) -> Holds {
        let cells: Vec<&Content> = (first..self.sheet.height())
            .map(|row| self.content(row, column))
            .filter(|content| !content.is_blank())
            .collect();
        let is_units = |content: &&Content| {
            content
                .text()
                .is_some_and(|text| is_unit(text) || is_ditto(text))
        };
        let counts = |(at, content): (usize, &&Content)| {
            let text = match content {
                Content::Text(text) | Content::Number(text) => text.trim().trim_end_matches('.'),
                _ => "",
            };
            text.parse() == Ok(at + 1)
        };
        if cells.is_empty() {
            Holds::Nothing
        } else if cells.iter().all(is_units) {
            Holds::Units
        } else if cells.iter().any(|content| is_words(content)) {
            Holds::Words
        } else if cells.len() > 1 && cells.iter().enumerate().all(counts) {
            Holds::Count
        } else {
            Holds::Figures
        }
    }

    /// Leaves out columns of other periods: by their titles, or because they repeat what stands there as earlier figures.
    fn others(&self, figures: &mut Vec<u32>, left: &mut Vec<Left>, first: u32) {
        let lang = self.asked.lang;
        let mut other: Vec<(u32, String)> = Vec::new();
        for column in figures.iter() {
            let title = self.title(*column, first);
            let said = self.asked.own.read(&[title.as_str()]).said;
            if let Fit::Not(why) = said.fit(self.asked.period, self.asked.asks_to_date()) {
                other.push((*column, why.words(lang)));
            }
        }
        let rows = self.rows(first);
        for column in figures.iter() {
            let pairs = rows.iter().map(|(row, line)| {
                let given = text_at(self.sheet, Position::new(*row, *column));
                (given, line.earlier.as_slice())
            });
            if figures.len() > 1 && are_earlier(pairs) {
                let why = Text::new("đúng bằng số kỳ trước", "equal to earlier figures");
                other.push((*column, why.in_lang(lang).to_owned()));
            }
        }
        for (column, why) in other {
            if figures.contains(&column) {
                figures.retain(|known| *known != column);
                self.leave(left, column, first, &why);
            }
        }
    }

    fn title(&self, column: u32, first: u32) -> String {
        if first == 0 {
            String::new()
        } else {
            text_at(self.sheet, Position::new(0, column))
        }
    }

    /// The rows of the block and the lines of the grid they come to: all lines where there are as many, else from the cell in
    /// focus downwards, with or without the lines that have no cell there.
    fn rows(&self, first: u32) -> Vec<(u32, &GridRow)> {
        let (lines, _) = self.lines(first);
        (first..).zip(lines).collect()
    }

    /// The lines, and whether there are exactly as many as rows in the block.
    fn lines(&self, first: u32) -> (Vec<&GridRow>, bool) {
        let count = usize::try_from(self.sheet.height().saturating_sub(first)).unwrap_or_default();
        let (row, column) = self.grid.focus;
        let has = |line: &&GridRow| line.cells.get(column).is_some_and(Option::is_some);
        let all = || self.grid.rows.iter();
        let below = || self.grid.rows.iter().skip(row);
        let ways: [Vec<&GridRow>; 4] = [
            below().collect(),
            below().filter(has).collect(),
            all().collect(),
            all().filter(has).collect(),
        ];
        let exact = ways.into_iter().find(|lines| lines.len() == count);
        let is_exact = exact.is_some();
        (exact.unwrap_or_else(|| below().collect()), is_exact)
    }

    fn leave(&self, left: &mut Vec<Left>, column: u32, first: u32, why: &str) {
        let rows = first..self.sheet.height();
        let at = rows.map(|row| Position::new(row, column));
        left.extend(
            at.filter(|at| is_figure(self.sheet.seen(*at)))
                .map(|at| Left {
                    sheet: 0,
                    at,
                    kind: LeftKind::OtherFigure,
                    why: why.to_owned(),
                }),
        );
    }

    fn place(&self, figures: &[u32], units: Option<u32>, first: u32, mut left: Vec<Left>) -> Block {
        let lang = self.asked.lang;
        let (lines, is_exact) = self.lines(first);
        let mut rows: BTreeMap<String, SourceRow> = BTreeMap::new();
        let mut ditto: Option<UnitSaid> = None;
        let mut reached: Vec<&str> = Vec::new();
        for (row, at) in (first..self.sheet.height()).zip(0..) {
            let unit = units.and_then(|column| self.unit(Position::new(row, column), &mut ditto));
            for (column, offset) in figures.iter().zip(0..) {
                let at_cell = Position::new(row, *column);
                if self.sheet.seen(at_cell).is_blank() {
                    continue;
                }
                let line = lines.get(at).copied();
                let cell = line.and_then(|line| {
                    line.cells
                        .get(self.grid.focus.1 + offset)
                        .and_then(Option::as_ref)
                });
                let (Some(line), Some(cell)) = (line, cell) else {
                    let why = Text::new("không có ô để dán", "no cell to paste into");
                    left.push(Left {
                        sheet: 0,
                        at: at_cell,
                        kind: LeftKind::Outside,
                        why: why.in_lang(lang).to_owned(),
                    });
                    continue;
                };
                reached.push(&line.name);
                let Some(about) = self.asked.catalogue.by_id(cell.target.0) else {
                    continue;
                };
                let own = self.asked.own.read(&[self.title(*column, first).as_str()]);
                let stated: Vec<&UnitSaid> = own.units.iter().chain(&unit).collect();
                let (_, measure) = cell.target;
                let read = SourceCell::read(
                    self.sheet,
                    at_cell,
                    about,
                    measure,
                    &stated,
                    &self.asked.reaches,
                    self.asked.lang,
                );
                let held = rows
                    .entry(cell.reporter.to_string())
                    .or_insert_with(|| SourceRow {
                        sheet: 0,
                        sheet_name: String::new(),
                        row,
                        who: Who {
                            chosen: Some(cell.reporter),
                            ..Who::default()
                        },
                        cells: Vec::new(),
                        hidden: false,
                    });
                held.cells.push(SourceCell {
                    label: String::new(),
                    ..read
                });
            }
        }
        let count = self.sheet.height().saturating_sub(first);
        let question = self.question(figures.len(), is_exact, count, &reached);
        self.block(rows, left, question)
    }

    fn unit(&self, at: Position, before: &mut Option<UnitSaid>) -> Option<UnitSaid> {
        let text = text_at(self.sheet, at);
        if !text.is_empty() && !is_ditto(&text) {
            *before = Some(UnitSaid {
                scope: Scope::Beside,
                text,
                at: Some(at),
            });
        }
        before.clone()
    }

    /// What is to be confirmed: a block that is longer or shorter than the lines, or has several columns nobody named.
    fn question(
        &self,
        columns: usize,
        is_exact: bool,
        count: u32,
        reached: &[&str],
    ) -> Option<String> {
        let lang = self.asked.lang;
        let (from, to) = (reached.first()?, reached.last()?);
        if columns > 1 {
            let amounts = self.grid.beside().iter().take(columns);
            let names: Vec<&str> = amounts
                .map(|amount: &Amount| column_words(*amount, lang))
                .collect();
            let names = names.join(", ");
            return Some(match lang {
                Lang::Vi => format!(
                    "Khối có {columns} cột số không có tiêu đề, hiểu lần lượt là: {names}. Xin so với cột năm trước rồi mới ghi."
                ),
                Lang::En => format!(
                    "The block has {columns} columns of figures without titles, taken in turn for: {names}. Please compare with last year before writing."
                ),
            });
        }
        // A single figure goes where somebody stands.
        (!is_exact && count > 1).then(|| match lang {
            Lang::Vi => format!(
                "Khối có {count} dòng không có nhãn, không bằng số dòng của biểu. Xếp lần lượt từ “{from}” đến “{to}” có đúng không? Xin so với cột năm trước."
            ),
            Lang::En => format!(
                "The block has {count} rows without labels, and the form another number of lines. Is it right from “{from}” to “{to}”? Please compare with last year."
            ),
        })
    }

    fn block(
        &self,
        rows: BTreeMap<String, SourceRow>,
        left: Vec<Left>,
        question: Option<String>,
    ) -> Block {
        Block {
            reading: Reading {
                sheet: 0,
                shape: Shape::Indicators,
                head: 0,
                body: 0,
                columns: Vec::new(),
                rows: rows.into_values().collect(),
                left,
                compared: Vec::new(),
                questions: Vec::new(),
                is_understood: true,
                is_single: true,
            },
            is_labelled: false,
            question,
        }
    }
}

/// Whether a cell holds words and no figure, nor what people write for none.
fn is_words(content: &Content) -> bool {
    let locale = Locale::Unknown {
        examples: Vec::new(),
        mixed: false,
    };
    matches!(
        workbooks::number(content, None, &locale),
        Err(Fault::NoNumber { .. } | Fault::UnknownUnit { .. })
    )
}
