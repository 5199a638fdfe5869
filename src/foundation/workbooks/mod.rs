//! Workbooks people send, read safely into neutral sheets of cells: bytes in, values out, nothing stored and nothing run.
//!
//! [`Reader::read`] finds out from the bytes what a file is and has .xlsx, .xlsm, .xlsb, .xls, .ods and delimited text read in a
//! child process with bounds of its own ([`read_here`] is what the child does); everything else gets a [`Refusal`] that says what
//! to do. [`header`] guesses where the table begins, [`locale_of`] and [`number`] read the figures as people write them,
//! [`similar`] proposes which column is which indicator, [`block`] reads what was copied from a spreadsheet.
//!
//! **Bounds.** A file has at most [`MAX_FILE`] bytes; an archive inflates to at most [`MAX_INFLATED`] bytes, counted while
//! inflating; all cells of a book are at most [`MAX_CELLS`] with at most [`MAX_TEXT`] bytes of text. The child may take
//! one gigabyte and twenty seconds of a processor: calamine believes some of what a file says about its own size, and a file
//! that lies must cost a child and not the portal.

mod archive;
mod biff;
mod book;
mod builder;
mod cell;
mod clipboard;
mod confinement;
mod decimal;
mod format;
mod header;
mod hidden;
mod legacy;
mod marks;
mod markup;
mod note;
mod number;
mod opendocument;
mod reader;
mod refusal;
mod similar;
mod sniff;
mod spreadsheet;
mod text;

pub use book::Book;
pub use cell::{
    Area, Cell, CellError, Content, Kind, Position, Row, Sheet, SheetInfo, column_letters,
};
pub use clipboard::{block, book_of, pasted};
pub use confinement::{Bounds, confine};
pub use format::NumberFormat;
pub use header::{ColumnTitle, HeaderCandidate, header, header_at, is_counted, is_goods_unit};
pub use note::Note;
pub use number::{Fault, Locale, Number, StatedUnit, locale_of, number, stated_unit};
pub use reader::{Reader, Turn, Upload, answer};
pub use refusal::Refusal;
pub use similar::{is_slip_of, similar, written_out};
pub use sniff::read_here;

/// Largest file that is looked at, in bytes.
pub const MAX_FILE: usize = 50 * 1024 * 1024;
/// Most bytes of a book as JSON, as it is handed over and kept; 600,000 cells of figures.
pub const MAX_BOOK: usize = 40 * 1024 * 1024;
/// Most bytes an archive may inflate to, all parts together.
pub const MAX_INFLATED: u64 = 200 * 1024 * 1024;
/// Most parts in an archive; a workbook of 200 sheets has some 800.
pub const MAX_ENTRIES: usize = 5_000;
/// Most sheets in a workbook.
pub const MAX_SHEETS: usize = 200;
/// Most rows with content in a sheet.
pub const MAX_ROWS: u32 = 200_000;
/// Most columns with content in a sheet.
pub const MAX_COLUMNS: u32 = 500;
/// Most cells with content in a workbook.
pub const MAX_CELLS: usize = 1_000_000;
/// Most bytes of text in all cells of a workbook.
pub const MAX_TEXT: usize = 100 * 1024 * 1024;
