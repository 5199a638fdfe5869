//! What a program needs before it knows anything of a board: quantities and rounding, languages, charts, documents,
//! workbooks, surveying, the database, mail, jobs in the background and the log of changes.
//!
//! Nothing here names a zone, an enterprise, a report or a page; what is here could serve another office.

pub mod audit;
pub mod charts;
pub mod database;
pub mod documents;
pub mod i18n;
pub mod jobs;
pub mod kernel;
pub mod mail;
pub mod survey;
pub mod workbooks;
