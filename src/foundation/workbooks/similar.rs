//! Which of many names a column title means: a proposal for a person to confirm, never a decision.

use std::collections::BTreeSet;

use crate::foundation::i18n::fold;

/// Abbreviations of the offices' tables, folded, and what they stand for.
const ABBREVIATIONS: [(&str, &str); 37] = [
    ("dt", "doanh thu"),
    ("xk", "xuat khau"),
    ("nk", "nhap khau"),
    ("xnk", "xuat nhap khau"),
    ("kn", "kim ngach"),
    ("nsnn", "ngan sach nha nuoc"),
    ("ns", "ngan sach nha nuoc"),
    ("ld", "lao dong"),
    ("cnld", "lao dong"),
    ("mst", "ma so thue"),
    ("msdn", "ma so doanh nghiep"),
    ("dn", "doanh nghiep"),
    ("kcn", "khu cong nghiep"),
    ("tnbq", "thu nhap binh quan"),
    ("tn", "thu nhap"),
    ("bq", "binh quan"),
    ("da", "du an"),
    ("dtu", "dau tu"),
    ("vdt", "von dau tu"),
    ("dk", "dang ky"),
    ("th", "thuc hien"),
    ("kh", "ke hoach"),
    ("dvt", "don vi tinh"),
    ("sp", "san pham"),
    ("sl", "san luong"),
    ("gtsx", "gia tri san xuat"),
    ("sxkd", "san xuat kinh doanh"),
    ("sxcn", "san xuat cong nghiep"),
    ("cty", "cong ty"),
    ("tndn", "thu nhap doanh nghiep"),
    ("ck", "cung ky"),
    ("lk", "luy ke"),
    ("bc", "bao cao"),
    ("nld", "nguoi lao dong"),
    ("gcn", "giay chung nhan"),
    ("gcndkdt", "giay chung nhan dang ky dau tu"),
    ("dkdt", "dang ky dau tu"),
];

/// Words that tell nothing about what is counted.
const IDLE: [&str; 22] = [
    "cua", "cac", "va", "tai", "trong", "theo", "den", "cho", "so", "gia", "tri", "tong", "muc",
    "la", "the", "of", "and", "in", "nam", "thang", "quy", "ty",
];

/// The words of a title, folded, with abbreviations written out. What stands in brackets (mostly a unit) is left out unless
/// nothing else is there.
fn words(title: &str) -> Vec<String> {
    let folded = fold(title);
    let mut depth = 0usize;
    let outside: String = folded
        .chars()
        .filter(|character| {
            match character {
                '(' | '[' => depth += 1,
                ')' | ']' => {
                    depth = depth.saturating_sub(1);
                    return false;
                }
                _ => {}
            }
            depth == 0
        })
        .collect();
    let found = split(&outside);
    if found.is_empty() {
        split(&folded)
    } else {
        found
    }
}

fn split(text: &str) -> Vec<String> {
    text.split(|c: char| !c.is_alphanumeric())
        .filter(|word| !word.is_empty())
        .flat_map(|word| {
            written_out(word)
                .split(' ')
                .map(str::to_owned)
                .collect::<Vec<_>>()
        })
        .collect()
}

/// An abbreviation of the offices' tables written out; any other word as it is. Folded.
pub fn written_out(word: &str) -> &str {
    ABBREVIATIONS
        .iter()
        .find(|(short, _)| *short == word)
        .map_or(word, |(_, long)| long)
}

/// How much a word weighs: what tells nothing weighs little but not nothing, as "tổng số lao động" is not "lao động nữ".
fn weight(word: &str) -> u32 {
    if IDLE.contains(&word) || word.bytes().all(|byte| byte.is_ascii_digit()) {
        1
    } else {
        4
    }
}

/// Whether two words are one: equal, or a slip of one letter in a word of five or more.
pub fn is_slip_of(one: &str, other: &str) -> bool {
    if one == other {
        return true;
    }
    let (one, other): (Vec<char>, Vec<char>) = (one.chars().collect(), other.chars().collect());
    if one.len().min(other.len()) < 5 || one.len().abs_diff(other.len()) > 1 {
        return false;
    }
    let head = one.iter().zip(&other).take_while(|(a, b)| a == b).count();
    let tail = one
        .iter()
        .rev()
        .zip(other.iter().rev())
        .take_while(|(a, b)| a == b)
        .count();
    head + tail + 1 >= one.len().max(other.len())
}

/// The likeness of two lists of words in thousandths: twice the weight they share by the weight of both.
fn likeness(one: &[String], other: &[String]) -> u32 {
    let total = |words: &[String]| words.iter().map(|word| weight(word)).sum::<u32>();
    let mut used = BTreeSet::new();
    let mut shared = 0;
    for word in one {
        let partner = other
            .iter()
            .enumerate()
            .find(|(index, candidate)| !used.contains(index) && is_slip_of(word, candidate));
        if let Some((index, _)) = partner {
            used.insert(index);
            shared += weight(word);
        }
    }
    let both = total(one) + total(other);
    let base = (2_000 * shared).checked_div(both).unwrap_or(0);
    // The same words in the same order are closer than shuffled ones.
    if base >= 1_000 && one != other {
        990
    } else {
        base.min(1_000)
    }
}

/// The candidates (names or codes of indicators) like a column title, the likeliest first, with a score from 1 to 1000.
/// 1000 is the same name but for case, diacritics and abbreviations; below 300 nothing is proposed.
pub fn similar(title: &str, candidates: &[&str]) -> Vec<(usize, u32)> {
    let wanted = words(title);
    let mut found: Vec<(usize, u32)> = candidates
        .iter()
        .enumerate()
        .map(|(index, candidate)| {
            let exact = !wanted.is_empty() && fold(candidate.trim()) == fold(title.trim());
            (
                index,
                if exact {
                    1_000
                } else {
                    likeness(&wanted, &words(candidate))
                },
            )
        })
        .filter(|(_, score)| *score >= 300)
        .collect();
    found.sort_by_key(|(index, score)| (std::cmp::Reverse(*score), *index));
    found
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    const NAMES: [&str; 12] = [
        "Tổng doanh thu",
        "Giá trị xuất khẩu",
        "Giá trị nhập khẩu",
        "Nộp ngân sách nhà nước",
        "Số lao động",
        "Lao động nữ",
        "Thu nhập bình quân người lao động",
        "Mã số thuế",
        "Tên doanh nghiệp",
        "Vốn đầu tư thực hiện",
        "Vốn đầu tư đăng ký",
        "revenue",
    ];

    #[test]
    fn titles_find_their_indicator() {
        let table = [
            ("Doanh thu (tỷ đồng)", "Tổng doanh thu"),
            ("DT", "Tổng doanh thu"),
            ("Tổng DT / Tỷ đồng", "Tổng doanh thu"),
            ("Kim ngạch XK (triệu USD)", "Giá trị xuất khẩu"),
            ("NK", "Giá trị nhập khẩu"),
            ("Nộp NSNN", "Nộp ngân sách nhà nước"),
            ("LĐ nữ", "Lao động nữ"),
            ("Tổng số LĐ", "Số lao động"),
            ("TNBQ", "Thu nhập bình quân người lao động"),
            ("MST", "Mã số thuế"),
            ("Tên DN", "Tên doanh nghiệp"),
            ("VĐT đăng ký", "Vốn đầu tư đăng ký"),
            ("Vốn đầu tư thưc hiên", "Vốn đầu tư thực hiện"),
            ("REVENUE", "revenue"),
        ];
        for (title, expected) in table {
            let best = similar(title, &NAMES)
                .first()
                .and_then(|(index, _)| NAMES.get(*index).copied());
            assert_eq!(
                best,
                Some(expected),
                "{title}: {:?}",
                similar(title, &NAMES)
            );
        }
    }

    #[test]
    fn what_is_like_nothing_gets_no_proposal() {
        for title in ["", "Ghi chú", "STT", "(1)", "…"] {
            assert_eq!(similar(title, &NAMES), [], "{title}");
        }
    }

    #[test]
    fn a_slip_of_one_letter_is_forgiven_in_long_words_only() {
        assert!(
            is_slip_of("nghiep", "nghiepp")
                && is_slip_of("nghiep", "nghep")
                && is_slip_of("nghiep", "nghiap")
        );
        assert!(!is_slip_of("thu", "thue") && !is_slip_of("nghiep", "nghi"));
    }

    proptest! {
        #[test]
        fn a_name_is_likest_to_itself(index in 0usize..12, others in "[a-zđ ]{0,20}") {
            let found = similar(NAMES[index], &NAMES);
            prop_assert_eq!(found.first(), Some(&(index, 1_000)));
            for (_, score) in similar(&others, &NAMES) {
                prop_assert!((300..=1_000).contains(&score));
            }
        }
    }
}
