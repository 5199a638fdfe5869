//! What a contact is, and how it looks to those who have not asked for it.

use crate::foundation::i18n::Text;

/// What people are kept for. Law 91/2025/QH15 on personal data asks for a stated purpose.
pub const PURPOSES: &[crate::platform::registry::Choice] = &[
    crate::platform::registry::Choice::new(
        "reports",
        "Báo cáo, thống kê",
        "Reports and statistics",
    ),
    crate::platform::registry::Choice::new("labour", "Lao động", "Labour"),
    crate::platform::registry::Choice::new("environment", "Môi trường", "Environment"),
    crate::platform::registry::Choice::new(
        "investment",
        "Đầu tư, xây dựng",
        "Investment and construction",
    ),
    crate::platform::registry::Choice::new("legal", "Đại diện pháp luật", "Legal representative"),
    crate::platform::registry::Choice::new(
        "emergency",
        "Khẩn cấp, phòng cháy",
        "Emergency and fire",
    ),
];

/// A contact about to be written.
#[derive(Debug, Clone)]
pub struct Draft {
    pub name: String,
    pub role: Option<String>,
    pub purpose: String,
    pub phone: Option<String>,
    pub email: Option<String>,
}

/// A purpose in words; an unknown code as it is.
pub fn purpose_words(code: &str) -> Text {
    PURPOSES
        .iter()
        .find(|known| known.code == code)
        .map_or(Text::new("Khác", "Other"), |known| known.label)
}

/// A name by its first letters: "Nguyễn Văn A" is "N… V… A…".
pub fn masked_name(name: &str) -> String {
    let parts = name
        .split_whitespace()
        .filter_map(|part| part.chars().next());
    parts
        .map(|first| format!("{first}…"))
        .collect::<Vec<_>>()
        .join(" ")
}

/// A telephone number by its last two digits; one too short to hide anything is hidden whole.
pub fn masked_phone(phone: &str) -> String {
    let digits: Vec<char> = phone.chars().filter(char::is_ascii_digit).collect();
    match digits.len() {
        0 => String::new(),
        1..=5 => "•••".to_owned(),
        many => format!("••• {}{}", digits[many - 2], digits[many - 1]),
    }
}

/// An address by its first letter and its domain, which is the enterprise's.
pub fn masked_email(email: &str) -> String {
    match email.split_once('@') {
        Some((name, domain)) => {
            let first: String = name.chars().take(1).collect();
            format!("{first}•••@{domain}")
        }
        None if email.is_empty() => String::new(),
        None => "•••".to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_masked_does_not_give_the_person_away() {
        for (name, shown) in [("Nguyễn Văn Ánh", "N… V… Á…"), ("  Lê  ", "L…"), ("", "")]
        {
            assert_eq!(masked_name(name), shown);
        }
        for (phone, shown) in [
            ("0209 387 1234", "••• 34"),
            ("+84 912-345-678", "••• 78"),
            ("113", "•••"),
            ("", ""),
            ("nội bộ", ""),
        ] {
            assert_eq!(masked_phone(phone), shown);
        }
        for (email, shown) in [
            ("ke.toan@vidu.vn", "k•••@vidu.vn"),
            ("không rõ", "•••"),
            ("", ""),
            ("@x", "•••@x"),
        ] {
            assert_eq!(masked_email(email), shown);
        }
    }
}
