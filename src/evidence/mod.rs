//! What stands behind a report: scans, documents and photos attached to it or to one of its cells, and what people said.

pub mod db;
