//! Text without diacritics, so that "ban quan ly" finds "Ban Quản lý".

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// Lower case without diacritics; đ becomes d.
pub fn fold(text: &str) -> String {
    text.nfd()
        .filter(|character| !is_combining_mark(*character))
        .flat_map(char::to_lowercase)
        .map(|character| if character == 'đ' { 'd' } else { character })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn diacritics_and_case_vanish() {
        assert_eq!(
            fold("Khu công nghiệp ĐỨC HÒA — Giai đoạn Ⅱ"),
            "khu cong nghiep duc hoa — giai doan ⅱ"
        );
        assert_eq!(fold("Nguyễn Thị Thuỳ Dương"), "nguyen thi thuy duong");
    }

    #[test]
    fn composed_and_decomposed_text_fold_alike() {
        assert_eq!(fold("e\u{302}\u{301}"), fold("ế"));
    }
}
