//! The document as a page: a sheet on the screen, the legal layout on paper (see `static/document.css`).

use askama::Template;

use super::layout::{self, COUNTRY, Head, MOTTO, Room, Side};
use super::model::{Block, Document, RowKind};

#[derive(Template)]
#[template(path = "foundation/documents/document.html")]
struct DocumentHtml<'a> {
    doc: &'a Document,
    head: Head,
    addressees: Vec<String>,
}

/// The document as an HTML fragment without script or inline style.
///
/// # Errors
/// When the template fails, which no document can make it do.
pub fn render(doc: &Document) -> Result<String, askama::Error> {
    DocumentHtml {
        doc,
        head: layout::head(doc),
        addressees: doc.addressee_lines(),
    }
    .render()
}
