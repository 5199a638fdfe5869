//! Language, Vietnamese numbers, dates and words: parse and print.

mod date;
mod fold;
mod number;
pub mod wording;
mod words;

use unicode_normalization::UnicodeNormalization;

pub use crate::foundation::kernel::language::{Lang, Said, Text};
pub use crate::foundation::kernel::rounding::round_half_away as round;
pub use date::{document_date, format_date, format_time, now, parse_date, today, vietnam_time};
pub use fold::fold;
pub use number::{
    Doubt, MAX_DECIMALS, MAX_INTEGER_DIGITS, NumberError, Reading, UNDEFINED, format_carried,
    format_number, format_percent, format_plain, format_ratio, grouped, parse_cell, parse_number,
};
pub use words::spell;

/// One spelling of each letter (NFC): input methods may send "e" + marks where others send "ế".
pub fn compose(text: &str) -> String {
    text.nfc().collect()
}
