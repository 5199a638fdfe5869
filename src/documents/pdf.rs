//! The document as PDF/A-2a, made by Typst inside the process: no file, no network, fonts in the binary.
//!
//! The document reaches the template as data (a JSON file of a world that has only that), so nothing a person
//! wrote is ever read as markup.

use std::sync::LazyLock;

use chrono::{Datelike, NaiveDate};
use typst::diag::{FileError, FileResult};
use typst::foundations::{Bytes, Datetime, Duration};
use typst::syntax::{FileId, RootedPath, Source, VirtualPath, VirtualRoot};
use typst::text::{Font, FontBook};
use typst::utils::LazyHash;
use typst::{Library, LibraryExt, World};
use typst_layout::PagedDocument;
use typst_pdf::{PdfOptions, PdfStandard, PdfStandards, Timestamp};

use super::model::Document;

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
    let fonts: Vec<Font> = FONTS.into_iter().flat_map(|bytes| Font::iter(Bytes::new(bytes))).collect();
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
        if id == SHARED.main.id() { Ok(SHARED.main.clone()) } else { Err(FileError::AccessDenied) }
    }

    fn file(&self, id: FileId) -> FileResult<Bytes> {
        if id == SHARED.data { Ok(self.data.clone()) } else { Err(FileError::AccessDenied) }
    }

    fn font(&self, index: usize) -> Option<Font> {
        SHARED.fonts.get(index).cloned()
    }

    fn today(&self, _: Option<Duration>) -> Option<Datetime> {
        datetime(self.day)
    }
}

fn datetime(day: NaiveDate) -> Option<Datetime> {
    Datetime::from_ymd(day.year(), u8::try_from(day.month()).ok()?, u8::try_from(day.day()).ok()?)
}

/// Renders a document; `day` is its date of creation in the file's own particulars. Takes tens of milliseconds of
/// processor time: call it off the async threads.
///
/// # Errors
/// [`PdfError`] with Typst's words.
pub fn render(document: &Document, day: NaiveDate) -> Result<Vec<u8>, PdfError> {
    let data = serde_json::to_vec(document).map_err(|error| PdfError(error.to_string()))?;
    let world = DocumentWorld { data: Bytes::new(data), day };
    let outcome = typst::compile::<PagedDocument>(&world).output.map_err(|errors| words(&errors)).and_then(|pages| {
        let standards = PdfStandards::new(&[PdfStandard::A_2a]).map_err(|error| PdfError(error.message().to_string()))?;
        let options = PdfOptions { standards, timestamp: datetime(day).map(Timestamp::new_utc), ..PdfOptions::default() };
        typst_pdf::pdf(&pages, &options).map_err(|errors| words(&errors))
    });
    // What Typst remembers from document to document would otherwise grow without end.
    comemo::evict(2);
    outcome
}

fn words(errors: &[typst::diag::SourceDiagnostic]) -> PdfError {
    PdfError(errors.iter().map(|error| error.message.to_string()).collect::<Vec<_>>().join("; "))
}
