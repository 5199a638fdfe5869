//! Language, Vietnamese numbers, dates and words: parse and print.

mod date;
mod fold;
mod number;
pub mod wording;
mod words;

use unicode_normalization::{UnicodeNormalization, is_nfc};

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
    // Nearly all is so already, which is cheaper to see than to do.
    if is_nfc(text) {
        text.to_owned()
    } else {
        text.nfc().collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn however_a_letter_is_sent_it_is_spelled_one_way() {
        assert_eq!(compose("kê\u{301} hoa\u{323}ch"), "kế hoạch");
        assert_eq!(compose("kế hoạch 105,5%"), "kế hoạch 105,5%");
        // Marks in another order, and a letter that is written with another.
        assert_eq!(compose("a\u{302}\u{323}"), "ậ");
        assert_eq!(compose("\u{212b}"), "\u{c5}");
    }
}
