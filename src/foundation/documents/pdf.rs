//! The document as PDF/A-2a, made by Typst inside the process: no file, no network, fonts in the binary.
//!
//! The document reaches the template as data (a JSON file of a world that has only that), so nothing a person
//! wrote is ever read as markup.

use std::sync::LazyLock;

use chrono::{Datelike, NaiveDate};
use serde::Serialize;
use serde_json::Value;
use typst::diag::{FileError, FileResult};
use typst::foundations::{Bytes, Datetime, Duration};
use typst::syntax::{FileId, RootedPath, Source, VirtualPath, VirtualRoot};
use typst::text::{Font, FontBook};
use typst::utils::LazyHash;
use typst::{Library, LibraryExt, World};
use typst_layout::PagedDocument;
use typst_pdf::{PdfOptions, PdfStandard, PdfStandards, Timestamp};

use super::layout::{
    self, COUNTRY, Head, ISSUER_WIDTH, Laid, MOTTO, Room, STATE_WIDTH, TEXT_WIDTH,
};
use super::metrics::Face;
use super::model::{Block, Document};

/// Why there is no PDF. A fault of ours: the details are for the log.
#[derive(Debug, thiserror::Error)]
#[error("cannot make the PDF: {0}")]
pub struct PdfError(String);

/// What every document shares.
struct Shared {
    library: LazyHash<Library>,
    book: LazyHash<FontBook>,
    fonts: Vec<Font>,
    main: Source,
    data: FileId,
}

/// Liberation Serif: the metrics of Times New Roman, every Vietnamese letter, SIL Open Font License.
static FONTS: [&[u8]; 4] = [
    include_bytes!("fonts/LiberationSerif-Regular.ttf"),
    include_bytes!("fonts/LiberationSerif-Bold.ttf"),
    include_bytes!("fonts/LiberationSerif-Italic.ttf"),
    include_bytes!("fonts/LiberationSerif-BoldItalic.ttf"),
];

static SHARED: LazyLock<Shared> = LazyLock::new(|| {
    let fonts: Vec<Font> = FONTS
        .into_iter()
        .flat_map(|bytes| Font::iter(Bytes::new(bytes)))
        .collect();
    let file = |name: &str| {
        let path = VirtualPath::new(name).expect("a plain file name is a path");
        FileId::new(RootedPath::new(VirtualRoot::Project, path))
    };
    Shared {
        library: LazyHash::new(Library::builder().build()),
        book: LazyHash::new(FontBook::from_fonts(&fonts)),
        fonts,
        main: Source::new(file("report.typ"), include_str!("report.typ").to_owned()),
        data: file("document.json"),
    }
});

/// The world of one document.
struct DocumentWorld {
    data: Bytes,
    day: NaiveDate,
}

impl World for DocumentWorld {
    fn library(&self) -> &LazyHash<Library> {
        &SHARED.library
    }

    fn book(&self) -> &LazyHash<FontBook> {
        &SHARED.book
    }

    fn main(&self) -> FileId {
        SHARED.main.id()
    }

    fn source(&self, id: FileId) -> FileResult<Source> {
        if id == SHARED.main.id() {
            Ok(SHARED.main.clone())
        } else {
            Err(FileError::AccessDenied)
        }
    }

    fn file(&self, id: FileId) -> FileResult<Bytes> {
        if id == SHARED.data {
            Ok(self.data.clone())
        } else {
            Err(FileError::AccessDenied)
        }
    }

    fn font(&self, index: usize) -> Option<Font> {
        SHARED.fonts.get(index).cloned()
    }

    fn today(&self, _: Option<Duration>) -> Option<Datetime> {
        datetime(self.day)
    }
}

fn datetime(day: NaiveDate) -> Option<Datetime> {
    Datetime::from_ymd(
        day.year(),
        u8::try_from(day.month()).ok()?,
        u8::try_from(day.day()).ok()?,
    )
}

/// What the template prints.
#[derive(Serialize)]
struct Printed<'a> {
    lang: &'a str,
    title: String,
    country: &'a str,
    motto: &'a str,
    issuer_width: u32,
    state_width: u32,
    head: Head,
    number: &'a str,
    place_date: &'a str,
    kind: &'a str,
    as_of: &'a str,
    greeting: &'a str,
    addressees: Vec<String>,
    body: Vec<Piece>,
    /// What stays on one page with the signature.
    closing: Vec<Piece>,
    capacity: &'a [String],
    name: &'a str,
    recipients: &'a [String],
}

/// A block of the body, laid out.
#[derive(Serialize)]
#[serde(tag = "type", rename_all = "lowercase")]
enum Piece {
    Part { number: String, title: String },
    Section { text: String },
    Clause { text: String },
    Paragraph { text: String },
    Table { laid: Laid },
}

/// Body text of 14 pt that may break where a word is wider than the page.
fn words(text: &str) -> String {
    Face::bold(28).breakable(text, TEXT_WIDTH)
}

/// What the fonts cannot print – a sign of another script, a pictogram – is marked by a box where it stood: one letter must not cost the
/// board its whole paper. What is not to be seen at all is left out.
fn printable(value: Value) -> Value {
    let letter = |c: char| match c {
        '\n' | '\t' => Some(' '),
        '\u{ad}'
        | '\u{200c}'..='\u{200f}'
        | '\u{202a}'..='\u{202e}'
        | '\u{2060}'
        | '\u{fe0f}'
        | '\u{feff}' => None,
        _ if c.is_control() => None,
        _ if SHARED
            .fonts
            .iter()
            .all(|font| font.info().coverage.contains(u32::from(c))) =>
        {
            Some(c)
        }
        _ => Some('□'),
    };
    match value {
        Value::String(text) => Value::String(text.chars().filter_map(letter).collect()),
        Value::Array(all) => Value::Array(all.into_iter().map(printable).collect()),
        Value::Object(all) => Value::Object(
            all.into_iter()
                .map(|(name, value)| (name, printable(value)))
                .collect(),
        ),
        other => other,
    }
}

fn piece(block: &Block, lang: &str) -> Piece {
    match block {
        Block::Part { number, title } => Piece::Part {
            number: words(number),
            title: words(title),
        },
        Block::Section { text } => Piece::Section { text: words(text) },
        Block::Clause { text } => Piece::Clause { text: words(text) },
        Block::Paragraph { .. } => Piece::Paragraph {
            text: words(&block.words()),
        },
        Block::Table { table } => Piece::Table {
            laid: layout::table(table, lang, Room::DOCUMENT),
        },
    }
}

/// Renders a document; `day` is its date of creation in the file's own particulars. Takes tens of milliseconds of
/// processor time: call it off the async threads.
///
/// # Errors
/// [`PdfError`] with Typst's words.
pub fn render(document: &Document, day: NaiveDate) -> Result<Vec<u8>, PdfError> {
    let Document {
        lang,
        letterhead,
        kind,
        subject,
        ..
    } = document;
    let (body, closing) = document
        .body
        .split_at(document.body.len() - document.closing());
    let pieces = |blocks: &[Block]| blocks.iter().map(|block| piece(block, lang)).collect();
    let printed = Printed {
        lang,
        title: format!("{kind} {subject}"),
        country: COUNTRY,
        motto: MOTTO,
        issuer_width: ISSUER_WIDTH,
        state_width: STATE_WIDTH,
        head: layout::head(document),
        number: &letterhead.number,
        place_date: &letterhead.place_date,
        kind,
        as_of: &document.as_of,
        greeting: document.greeting,
        addressees: document.addressee_lines(),
        body: pieces(body),
        closing: pieces(closing),
        capacity: &document.signature.capacity,
        name: &document.signature.name,
        recipients: &document.recipients,
    };
    let data = serde_json::to_value(&printed)
        .map(printable)
        .and_then(|value| serde_json::to_vec(&value));
    let data = data.map_err(|error| PdfError(error.to_string()))?;
    let world = DocumentWorld {
        data: Bytes::new(data),
        day,
    };
    let outcome = typst::compile::<PagedDocument>(&world)
        .output
        .map_err(|errors| said(&errors))
        .and_then(|pages| {
            let standards = PdfStandards::new(&[PdfStandard::A_2a])
                .map_err(|error| PdfError(error.message().to_string()))?;
            let options = PdfOptions {
                standards,
                timestamp: datetime(day).map(Timestamp::new_utc),
                ..PdfOptions::default()
            };
            typst_pdf::pdf(&pages, &options).map_err(|errors| said(&errors))
        });
    // What Typst remembers from document to document would otherwise grow without end.
    comemo::evict(2);
    outcome
}

fn said(errors: &[typst::diag::SourceDiagnostic]) -> PdfError {
    PdfError(
        errors
            .iter()
            .map(|error| error.message.to_string())
            .collect::<Vec<_>>()
            .join("; "),
    )
}
