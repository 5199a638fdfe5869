//! Language, Vietnamese numbers and dates: parse and print.

mod date;
mod fold;
mod number;
mod words;
pub mod wording;

pub use crate::kernel::language::{Lang, Text};
pub use date::{DateError, document_date, format_date, parse_date};
pub use fold::fold;
pub use number::{
    Doubt, MAX_DECIMALS, MAX_INTEGER_DIGITS, NumberError, Reading, UNDEFINED, format_number, format_percent, format_plain,
    format_ratio, parse_number, read_number,
};
pub use words::spell;
