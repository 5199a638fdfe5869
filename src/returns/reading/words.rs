//! The words of a title or a label, as the reading compares them.

use crate::foundation::i18n::fold;
use crate::foundation::workbooks::written_out;

/// One word of a title.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Word {
    /// Folded, with abbreviations written out.
    pub text: String,
    /// Written "năm": a year and not "nam" (men).
    pub year_mark: bool,
}

/// The words of a text, folded, abbreviations written out; "%" is a word.
pub fn words(text: &str) -> Vec<Word> {
    let plain = text.to_lowercase().replace('%', " % ");
    let mut found = Vec::new();
    for piece in plain.split(|c: char| !(c.is_alphanumeric() || c == '%')) {
        let folded = fold(piece);
        if folded.is_empty() {
            continue;
        }
        for part in written_out(&folded).split(' ') {
            found.push(Word {
                text: part.to_owned(),
                year_mark: piece == "năm",
            });
        }
    }
    found
}
