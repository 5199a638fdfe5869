//! Paper, measured: where words and lines stand in the PDF, read back by another program, and what the Word file asks for.

mod decree;
pub mod reader;
mod tables;
mod word;
