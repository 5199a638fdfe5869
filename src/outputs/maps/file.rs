//! A table of corners out of a file: a sheet of any workbook, a CSV file exported from a drawing, or GeoJSON. It becomes the text that
//! would have been pasted, so that there is one way to understand it.

use axum::extract::{Multipart, Path};

use super::given::MAX_GIVEN;
use super::input;
use crate::foundation::i18n::Text;
use crate::foundation::workbooks::{Book, Content, Sheet};
use crate::platform::web::{Answer, AppError, Ctx};
use crate::registers::evidence;

/// The longest file, bytes; a workbook of one parcel's corners is a hundredth of it.
const MAX_FILE: usize = 4 * 1024 * 1024;
/// The longest body: the file and the form around it.
pub const MAX_BODY: usize = MAX_FILE + 64 * 1024;
/// Numbers a sheet must hold to be taken for a table of corners: three corners of two coordinates.
const FEWEST_NUMBERS: usize = 6;

const NO_FILE: Text = Text::new("Xin chọn tệp.", "Please choose a file.");
const UNREADABLE: Text = Text::new(
    "Không đọc được tệp gửi lên. Xin chọn lại tệp và gửi lại.",
    "The file cannot be read. Please choose it and send it again.",
);
const TOO_LARGE: Text = Text::new(
    "Tệp lớn hơn 4 MB. Xin gửi bảng của một lô.",
    "The file is over 4 MB. Please send the table of one parcel.",
);
const NO_TABLE: Text = Text::new(
    "Tệp không có bảng tọa độ nào: cần ít nhất ba đỉnh, mỗi đỉnh hai số.",
    "The file has no table of corners: at least three corners of two numbers each.",
);

/// Takes a file and shows what stands in it, for the same look and the same questions as a pasted table.
pub async fn sent(ctx: Ctx, Path(id): Path<i64>, form: Multipart) -> Answer {
    match text(&ctx, form).await? {
        Ok(text) => input::filled(&ctx, id, text, None).await,
        Err(why) => input::filled(&ctx, id, String::new(), Some(why)).await,
    }
}

/// The text of the file that was sent, or why there is none.
async fn text(ctx: &Ctx, mut form: Multipart) -> Result<Result<String, Text>, AppError> {
    while let Some(mut field) = form
        .next_field()
        .await
        .map_err(|_| AppError::Refused(UNREADABLE))?
    {
        let Some(name) = field.file_name().map(evidence::clean_name) else {
            continue;
        };
        let mut bytes = Vec::new();
        while let Some(chunk) = field
            .chunk()
            .await
            .map_err(|_| AppError::Refused(TOO_LARGE))?
        {
            if bytes.len() + chunk.len() > MAX_FILE {
                return Ok(Err(TOO_LARGE));
            }
            bytes.extend_from_slice(&chunk);
        }
        if bytes.is_empty() {
            return Ok(Err(NO_FILE));
        }
        if let Some(plain) = plain(&bytes) {
            return Ok(if plain.len() > MAX_GIVEN {
                Err(TOO_LARGE)
            } else {
                Ok(plain)
            });
        }
        return Ok(match ctx.state.reader.read(&bytes, &name).await {
            Ok(book) => table(&book)
                .filter(|text| text.len() <= MAX_GIVEN)
                .ok_or(NO_TABLE),
            Err(refusal) => Err(refusal.message()),
        });
    }
    Ok(Err(NO_FILE))
}

/// A text file as it is: CSV of a drawing, GeoJSON. Markup is no text here.
fn plain(bytes: &[u8]) -> Option<String> {
    let text = std::str::from_utf8(bytes)
        .ok()?
        .trim_start_matches('\u{feff}');
    let plain = !text.contains('\0') && !text.trim_start().starts_with('<');
    plain.then(|| text.replace("\r\n", "\n").replace('\r', "\n"))
}

/// The visible sheet with the most numbers, as a block copied from it would read.
fn table(book: &Book) -> Option<String> {
    let numbers = |sheet: &Sheet| {
        let cells = sheet.rows.iter().flat_map(|row| &row.cells);
        cells
            .filter(|cell| {
                matches!(&cell.content, Content::Number(_) | Content::Text(_))
                    && has_digits(&cell.content)
            })
            .count()
    };
    let sheets = (0..book.sheets.len()).filter_map(|index| book.sheet(index));
    let sheet = sheets
        .filter(|sheet| !sheet.hidden)
        .max_by_key(|sheet| numbers(sheet))?;
    if numbers(sheet) < FEWEST_NUMBERS {
        return None;
    }
    let lines = sheet.rows.iter().filter(|row| !row.hidden).map(|row| {
        let last = row.cells.last().map_or(0, |cell| cell.at.column);
        let cell = |column| {
            row.cells
                .iter()
                .find(|cell| cell.at.column == column)
                .map_or_else(String::new, |cell| written(&cell.content))
        };
        (0..=last).map(cell).collect::<Vec<_>>().join("\t")
    });
    Some(lines.collect::<Vec<_>>().join("\n"))
}

fn has_digits(content: &Content) -> bool {
    match content {
        Content::Number(_) => true,
        Content::Text(text) => text.chars().filter(char::is_ascii_digit).count() > 5,
        _ => false,
    }
}

/// A cell as text on one line.
fn written(content: &Content) -> String {
    match content {
        Content::Text(text) => text.replace(['\t', '\n', '\r', '"'], " ").trim().to_owned(),
        Content::Number(number) => number.clone(),
        _ => String::new(),
    }
}
