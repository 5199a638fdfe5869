//! A statistical form as a Word file: wide tables on landscape pages, the agency on the left, the form's code on the right.

use askama::Template;
use chrono::NaiveDate;

use super::{Core, DocxError, pack};
use crate::foundation::documents::layout::{self, Room, Side};
use crate::foundation::documents::model::{Form, RowKind};

#[derive(Template)]
#[template(path = "foundation/documents/docx/form.xml")]
struct Body<'a> {
    form: &'a Form,
}

/// Renders a form; `day` is its date of creation in the file's own particulars.
///
/// # Errors
/// [`DocxError`], which no form can make it return.
pub fn render(form: &Form, day: NaiveDate) -> Result<Vec<u8>, DocxError> {
    pack(
        Body { form }.render()?,
        Core {
            title: &form.title,
            creator: &form.agency,
            lang: form.lang,
            day,
        },
    )
}
