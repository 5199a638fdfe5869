//! What a block says: by its labels where it has any, else by place.

use super::block::Block;
use super::codes::name_lines;
use super::grid::Grid;
use super::placed::Bare;
use crate::foundation::i18n::{Lang, Text};
use crate::foundation::kernel::Reporter;
use crate::foundation::workbooks::{Book, Refusal, Sheet, book_of};
use crate::returns::reading::{
    self, Asked, Column, Given, Owners, Pasted, ReadColumn, Role, strip_number,
};
use std::collections::HashMap;

/// What a block is read for.
pub struct Reads<'a> {
    pub asked: &'a Asked<'a>,
    pub owners: &'a Owners<'a>,
    pub grid: &'a Grid,
    /// Whose figures those of one enterprise are.
    pub enterprise: Option<Reporter>,
}

impl Reads<'_> {
    /// Reads a sheet that was pasted.
    ///
    /// # Errors
    /// [`Refusal`] for one that holds nothing.
    pub fn read(self, mut sheet: Sheet) -> Result<(Book, Block), Refusal> {
        name_lines(&mut sheet, self.asked);
        let book = book_of(sheet)?;
        let beside = beside(self.grid);
        let given = Given {
            enterprise: self.enterprise,
            pasted: Some(&beside),
            ..Given::default()
        };
        let reading = reading::read(&book, self.asked, self.owners, &given);
        if reading.is_understood {
            let question = untitled(&reading.columns, self.asked.lang);
            let block = Block {
                reading,
                is_labelled: true,
                question,
            };
            return Ok((book, block));
        }
        let Some(sheet) = book.sheet(0) else {
            return Err(Refusal::NoCells);
        };
        let bare = Bare {
            sheet,
            grid: self.grid,
            asked: self.asked,
        };
        let block = bare.read();
        Ok((book, block))
    }
}

/// What stands beside the cells of a grid.
fn beside(grid: &Grid) -> Pasted {
    let (mut earlier, mut earlier_of) = (HashMap::new(), HashMap::new());
    for row in &grid.rows {
        if let Some(cell) = row.cells.iter().flatten().next() {
            earlier.insert(cell.target.0, row.earlier.clone());
            earlier_of.insert(cell.reporter, row.earlier.clone());
        }
    }
    Pasted {
        amounts: grid.beside().to_vec(),
        earlier,
        earlier_of,
    }
}

/// Several columns of figures that no title tells apart are to be confirmed.
fn untitled(columns: &[ReadColumn], lang: Lang) -> Option<String> {
    let bare = columns.iter().filter(|column| {
        column.title.is_empty()
            && matches!(
                column.role,
                Role::Is(Column::Amount(_) | Column::Value { .. })
            )
    });
    (bare.count() > 1).then(|| {
        let text = Text::new(
            "Khối có nhiều cột số không có tiêu đề, hiểu theo thứ tự cột của biểu. Xin so với cột năm trước rồi mới ghi.",
            "Several columns of figures have no titles and are taken in the order of the grid. Please compare with last year before writing.",
        );
        text.in_lang(lang).to_owned()
    })
}

/// The texts of a row of a block that are no figures: what stands at the left of one.
pub fn label_of(sheet: &Sheet, row: u32) -> String {
    let Some(row) = sheet.row(row) else {
        return String::new();
    };
    let texts = row.cells.iter().filter_map(|cell| cell.content.text());
    let named = texts
        .map(|text| strip_number(text).trim())
        .find(|text| text.chars().filter(|sign| sign.is_alphabetic()).count() > 1);
    named.unwrap_or_default().to_owned()
}
