//! Finds out from the bytes what a file is, and has it read.

use std::panic::{AssertUnwindSafe, catch_unwind};

use super::archive::Archive;
use super::book::Book;
use super::cell::Kind;
use super::note::Note;
use super::refusal::Refusal;
use super::{MAX_FILE, spreadsheet, text};
use crate::foundation::i18n::compose;

/// Reads an uploaded file. `name` is what the sender called it; it names the sheet of a text file and decides nothing else
/// but whether text without separators is a table.
///
/// # Errors
/// [`Refusal`] for everything that is not a readable workbook within the bounds of [the module](super).
pub fn read_here(bytes: &[u8], name: &str) -> Result<Book, Refusal> {
    if bytes.is_empty() {
        return Err(Refusal::Empty);
    }
    if bytes.len() > MAX_FILE {
        return Err(Refusal::TooLarge);
    }
    // A fault of a reader nobody thought of costs the file it met and says so.
    let mut book =
        catch_unwind(AssertUnwindSafe(|| sniffed(bytes, name))).unwrap_or(Err(Refusal::Damaged))?;
    let ending = ending(name);
    let endings = book.kind.endings();
    if !ending.is_empty()
        && !endings.contains(&ending.as_str())
        && let Some(usual) = endings.first()
    {
        book.notes.insert(
            0,
            Note::NameDiffers {
                usual: (*usual).to_owned(),
            },
        );
    }
    Ok(book)
}

fn ending(name: &str) -> String {
    name.rsplit_once('.')
        .map(|(_, ending)| ending.to_ascii_lowercase())
        .filter(|ending| ending.len() <= 5)
        .unwrap_or_default()
}

fn sniffed(bytes: &[u8], name: &str) -> Result<Book, Refusal> {
    match bytes {
        [b'P', b'K', 3, 4, ..] => zipped(bytes),
        [b'P', b'K', 5, 6, ..] => Err(Refusal::Compressed),
        [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1, ..] => compound(bytes, name),
        // BIFF2 to BIFF4 stand in the file without a container around them.
        [0x09, 0x00 | 0x02 | 0x04, 0x04 | 0x06, 0x00, ..] => Err(Refusal::TooOld),
        [b'%', b'P', b'D', b'F', ..] => Err(Refusal::Pdf),
        [b'{', b'\\', b'r', b't', b'f', ..] => Err(Refusal::WordDocument),
        _ => match infer::get(bytes).map(|found| (found.matcher_type(), found.mime_type())) {
            Some((infer::MatcherType::Image, _)) => Err(Refusal::Picture),
            Some((infer::MatcherType::Archive, mime)) if mime != "application/pdf" => {
                Err(Refusal::Compressed)
            }
            Some((infer::MatcherType::Text, _)) | None => textual(bytes, name),
            Some(_) => Err(Refusal::NotAWorkbook),
        },
    }
}

fn zipped(bytes: &[u8]) -> Result<Book, Refusal> {
    let mut archive = Archive::open(bytes)?;
    if let Some(kind) = archive
        .part("mimetype")?
        .and_then(|kind| String::from_utf8(kind).ok())
    {
        return match kind.trim() {
            "application/vnd.oasis.opendocument.spreadsheet"
            | "application/vnd.oasis.opendocument.spreadsheet-template" => {
                spreadsheet::ods(bytes, &mut archive)
            }
            other if other.contains("opendocument.text") => Err(Refusal::WordDocument),
            other if other.contains("opendocument.presentation") => Err(Refusal::Presentation),
            _ => Err(Refusal::NotAWorkbook),
        };
    }
    let names: Vec<String> = archive
        .names()
        .iter()
        .map(|name| name.to_ascii_lowercase())
        .collect();
    let holds = |start: &str| names.iter().any(|name| name.starts_with(start));
    if !holds("[content_types].xml") {
        return Err(Refusal::Compressed);
    }
    if holds("xl/workbook.bin") {
        spreadsheet::xlsb(bytes, &archive)
    } else if holds("xl/") {
        spreadsheet::xlsx(bytes, &mut archive)
    } else if holds("word/") {
        Err(Refusal::WordDocument)
    } else if holds("ppt/") {
        Err(Refusal::Presentation)
    } else {
        Err(Refusal::NotAWorkbook)
    }
}

/// A compound file of the older office programs: the names of its streams, in UTF-16, say which program wrote it.
fn compound(bytes: &[u8], name: &str) -> Result<Book, Refusal> {
    let holds = |stream: &str| {
        let name: Vec<u8> = stream
            .encode_utf16()
            .chain([0])
            .flat_map(u16::to_le_bytes)
            .collect();
        // Entries of the directory are 128 bytes each and stand on such bounds.
        bytes.chunks(128).any(|entry| entry.starts_with(&name))
    };
    if holds("EncryptedPackage") {
        Err(Refusal::Encrypted)
    } else if holds("Workbook") {
        spreadsheet::xls(bytes)
    } else if holds("Book") {
        Err(Refusal::TooOld)
    } else if holds("WordDocument") {
        Err(Refusal::WordDocument)
    } else if holds("PowerPoint Document") {
        Err(Refusal::Presentation)
    } else if Kind::Xls.endings().contains(&ending(name).as_str()) {
        // The directory, which may stand near the end, is cut off.
        Err(Refusal::Damaged)
    } else {
        Err(Refusal::NotAWorkbook)
    }
}

/// Text: a table, or one of the things that come under the name of a table.
fn textual(bytes: &[u8], name: &str) -> Result<Book, Refusal> {
    let named_as_table = Kind::Csv.endings().contains(&ending(name).as_str());
    let Ok(decoded) = text::decode(bytes.to_vec()) else {
        let binary = bytes.iter().take(4096).any(|byte| *byte < 0x09);
        return Err(if binary || !named_as_table {
            Refusal::NotAWorkbook
        } else {
            Refusal::OldEncoding
        });
    };
    if decoded.contains('\0') {
        return Err(Refusal::NotAWorkbook);
    }
    let start: String = decoded
        .trim_start()
        .chars()
        .take(2_000)
        .collect::<String>()
        .to_ascii_lowercase();
    if start.is_empty() {
        return Err(Refusal::NoCells);
    }
    if is_link(&start, decoded.len()) {
        return Err(Refusal::Link);
    }
    if start.starts_with('<') {
        let web = [
            "<html",
            "<!doctype html",
            "<table",
            "<body",
            "<head",
            "<meta",
        ]
        .iter()
        .any(|sign| start.contains(sign));
        return Err(if web { Refusal::WebPage } else { Refusal::Xml });
    }
    if !named_as_table && (start.starts_with('{') || start.starts_with('[')) {
        return Err(Refusal::NotAWorkbook);
    }
    if start.starts_with("mime-version:") {
        return Err(Refusal::WebPage);
    }
    let stem = name.rsplit(['/', '\\']).next().unwrap_or(name);
    let stem = stem.rsplit_once('.').map_or(stem, |(stem, _)| stem);
    text::read(&decoded, &compose(stem), named_as_table)
}

/// A shortcut (.url, .webloc, .desktop), the stand-in file of Google Drive (.gsheet), or an address and nothing else.
fn is_link(start: &str, length: usize) -> bool {
    if start.starts_with("[internetshortcut]") || start.starts_with("[desktop entry]") {
        return true;
    }
    if length > 2_000 {
        return false;
    }
    let stand_in = (start.starts_with('{') || start.starts_with('<'))
        && (start.contains("\"url\"") || start.contains("<key>url</key>"));
    let bare = start
        .split_whitespace()
        .all(|word| word.starts_with("http://") || word.starts_with("https://"));
    let drive = start.starts_with('{') && start.contains("\"doc_id\"");
    stand_in || bare || drive
}
