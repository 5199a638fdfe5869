//! The year-end review as a document in the legal layout: sentences made from the figures, tables, and what staff
//! write in their own words.

mod blanks;
mod compose;
mod db;
mod editing;
mod faults;
mod fields;
mod frozen;
mod gate;
mod infrastructure;
mod material;
mod printing;
mod proof;
mod reading;
mod routes;
mod sentences;
mod tables;

#[cfg(test)]
mod language_tests;
#[cfg(test)]
mod published_year;

pub use routes::routes;

use crate::foundation::i18n::Text;

/// The places where staff write freely, in the order of the document.
pub const SECTIONS: [(&str, Text); 8] = [
    (
        "leadership",
        Text::new(
            "I. Công tác chỉ đạo, điều hành",
            "I. Direction and management",
        ),
    ),
    (
        "planning",
        Text::new(
            "II.1. Quy hoạch, xây dựng, phát triển hạ tầng",
            "II.1. Planning, construction, infrastructure",
        ),
    ),
    (
        "attraction",
        Text::new(
            "II.2. Xúc tiến và thu hút đầu tư",
            "II.2. Investment promotion",
        ),
    ),
    (
        "labour",
        Text::new(
            "II.4. Quản lý doanh nghiệp, lao động",
            "II.4. Enterprises and labour",
        ),
    ),
    (
        "environment",
        Text::new("II.5. Đất đai, môi trường", "II.5. Land and environment"),
    ),
    (
        "assessment",
        Text::new("III. Đánh giá chung", "III. General assessment"),
    ),
    (
        "outlook",
        Text::new("Phần thứ hai: dự báo, mục tiêu", "Part two: outlook, goals"),
    ),
    (
        "proposals",
        Text::new("Phần thứ hai: đề xuất, kiến nghị", "Part two: proposals"),
    ),
];
