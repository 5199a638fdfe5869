//! A statistical form as a Word file: wide tables on landscape pages, the agency on the left, the form's code on the right.

use askama::Template;
use chrono::NaiveDate;

use super::{Core, DocxError, Size, pack, widths};
use crate::documents::model::{Form, RowKind};

/// Width between the margins of a landscape A4 page, in twentieths of a point: 297 − 20 − 20 mm.
const WIDE: u32 = 14_570;

#[derive(Template)]
#[template(path = "documents/docx/form.xml")]
struct Body<'a> {
    form: &'a Form,
}

/// Renders a form; `day` is its date of creation in the file's own particulars.
///
/// # Errors
/// [`DocxError`], which no form can make it return.
pub fn render(form: &Form, day: NaiveDate) -> Result<Vec<u8>, DocxError> {
    pack(Body { form }.render()?, Core { title: &form.title, creator: &form.agency, lang: form.lang, day })
}
