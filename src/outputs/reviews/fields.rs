//! The fields in which the board writes a review in its own words.

use super::SECTIONS;
use crate::foundation::i18n::Text;

/// The particulars: name, label, rows of the control, and how many characters it may have.
pub(super) const FIELDS: [(&str, Text, u8, usize); 7] = [
    (
        "number",
        Text::new("Số văn bản (ví dụ 05)", "Document number (e.g. 05)"),
        1,
        300,
    ),
    (
        "signed_on",
        Text::new("Ngày ký", "Date of signature"),
        1,
        300,
    ),
    (
        "cut_off_on",
        Text::new("Số liệu tính đến ngày", "Figures as of"),
        1,
        300,
    ),
    (
        "capacity",
        Text::new(
            "Quyền hạn, chức vụ người ký (mỗi dòng một phần)",
            "Capacity of the signatory (a line each)",
        ),
        2,
        1000,
    ),
    (
        "signer",
        Text::new("Họ tên người ký", "Name of the signatory"),
        1,
        300,
    ),
    ("addressees", Text::new("Kính gửi", "Addressees"), 1, 300),
    (
        "recipients",
        Text::new("Nơi nhận (mỗi dòng một nơi)", "Recipients (a line each)"),
        4,
        1000,
    ),
];

/// How many characters a section may have, as in the database.
const SECTION_MAX: usize = 20_000;

/// Every field: name, label, rows, characters.
pub(super) fn fields() -> impl Iterator<Item = (&'static str, Text, u8, usize)> {
    FIELDS.into_iter().chain(
        SECTIONS
            .into_iter()
            .map(|(name, label)| (name, label, 6, SECTION_MAX)),
    )
}
