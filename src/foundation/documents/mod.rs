//! A neutral administrative document, rendered to a page, to Word and to PDF, pure.
//!
//! The layout is that of Nghị định 30/2020/NĐ-CP, Phụ lục I.

pub mod docx;
mod html;
mod layout;
mod metrics;
mod model;
#[cfg(feature = "pdf")]
mod pdf;

pub use html::render as to_html;
pub use model::{
    Block, Column, Document, Form, Letterhead, Row, RowKind, Signature, Span, Table, addressees,
    recipients,
};
#[cfg(feature = "pdf")]
pub use pdf::{PdfError, render as to_pdf};
