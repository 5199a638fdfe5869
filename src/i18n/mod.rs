//! Language, Vietnamese numbers and dates: parse and print.

mod date;
mod number;

pub use date::{document_date, format_date, format_time, parse_date, today, vietnam_time};
pub use crate::kernel::language::{Lang, Text};
pub use number::{NumberError, Reading, format_number, format_percent, format_plain, parse_number, round};
use unicode_normalization::UnicodeNormalization;

/// One spelling of each letter (NFC): input methods may send "e" + marks where others send "ế".
pub fn compose(text: &str) -> String {
    text.nfc().collect()
}
