//! How well a name answers, and which of its letters were asked for.

use super::model::{may_slip, one_slip, words};
use crate::foundation::i18n::{compose, fold};

/// From here on everything asked for is there as it was typed.
pub const EXACT: u32 = 400;

/// How well a name answers; `None`: not at all. `besides` is what is searched but not shown first: codes, the name in
/// English. The shorter of two names that answer alike comes first.
pub fn fit(asked: &[String], codes: &[&str], name: &str, besides: &str) -> Option<u32> {
    if asked.is_empty() {
        return None;
    }
    let (wanted, named) = (asked.join(" "), words(name).join(" "));
    let joined = |text: &str| words(text).concat();
    let coded: Vec<String> = codes.iter().map(|code| words(code).join(" ")).collect();
    let own = format!("{named} {}", coded.join(" "));
    let text = format!("{own} {}", words(besides).join(" "));
    let begins = |word: &String| own.split(' ').any(|there| there.starts_with(word.as_str()));
    let all_in = |text: &str| asked.iter().all(|word| text.contains(word.as_str()));
    let fit = if codes.iter().any(|code| joined(code) == asked.concat()) {
        1000
    } else if named == wanted {
        900
    } else if format!(" {own}").contains(&format!(" {wanted}")) {
        800
    } else if asked.iter().all(begins) {
        700
    } else if all_in(&own) {
        600
    } else if all_in(&text) {
        500
    } else {
        200_u32.checked_sub(slipped(asked, &text)?)?
    };
    Some(fit - u32::try_from(named.len().min(99)).unwrap_or(99))
}

/// How much is wrong where every word is there, some with a slip.
fn slipped(asked: &[String], text: &str) -> Option<u32> {
    let mut wrong = 0;
    for word in asked {
        if text.contains(word.as_str()) {
            continue;
        }
        if !may_slip(word) || !text.split(' ').any(|there| almost(word, there)) {
            return None;
        }
        wrong += 20;
    }
    (wrong <= 60).then_some(wrong)
}

/// Whether a word there is the one asked for but for a slip, or begins with it.
fn almost(word: &str, there: &str) -> bool {
    let length = word.chars().count();
    let begun = |length: usize| there.chars().take(length).collect::<String>();
    one_slip(word, there)
        || (length > 3 && (length - 1..=length + 1).any(|length| one_slip(word, &begun(length))))
}

/// A piece of a name, and whether it was asked for.
#[derive(Debug, PartialEq, Eq)]
pub struct Part {
    pub text: String,
    pub asked: bool,
}

/// A name in pieces, those that were asked for marked: the first place of each word, where a word begins if there is one.
pub fn marked(name: &str, asked: &[String]) -> Vec<Part> {
    let letters: Vec<char> = compose(name).chars().collect();
    let folded: Vec<Vec<char>> = letters
        .iter()
        .map(|letter| fold(&letter.to_string()).chars().collect())
        .collect();
    // Which letter of the name each folded letter comes from.
    let origin: Vec<usize> = folded
        .iter()
        .enumerate()
        .flat_map(|(at, folded)| folded.iter().map(move |_| at))
        .collect();
    let folded: Vec<char> = folded.concat();
    let mut hit = vec![false; letters.len()];
    for word in asked {
        let word: Vec<char> = word.chars().collect();
        let places = || (0..folded.len()).filter(|at| folded[*at..].starts_with(&word));
        let begins = |at: &usize| *at == 0 || !folded[*at - 1].is_alphanumeric();
        if let Some(at) = places().find(begins).or_else(|| places().next()) {
            for from in &origin[at..at + word.len()] {
                hit[*from] = true;
            }
        }
    }
    // The blank or the hyphen between two words that were both asked for belongs to them.
    for at in 1..letters.len().saturating_sub(1) {
        hit[at] |= !letters[at].is_alphanumeric() && hit[at - 1] && hit[at + 1];
    }
    let mut parts: Vec<Part> = Vec::new();
    for (letter, asked) in letters.into_iter().zip(hit) {
        match parts.last_mut() {
            Some(part) if part.asked == asked => part.text.push(letter),
            _ => parts.push(Part {
                text: letter.to_string(),
                asked,
            }),
        }
    }
    parts
}

#[cfg(test)]
mod tests {
    use super::*;

    fn best(asked: &str, names: &[&str]) -> Vec<String> {
        let mut found: Vec<(u32, &str)> = names
            .iter()
            .filter_map(|name| {
                let (code, name) = name.split_once('|').unwrap_or(("", name));
                Some((fit(&words(asked), &[code], name, "")?, name))
            })
            .collect();
        found.sort_by_key(|(fit, _)| std::cmp::Reverse(*fit));
        found.into_iter().map(|(_, name)| name.to_owned()).collect()
    }

    #[test]
    fn the_nearest_name_comes_first() {
        let cases: [(&str, &[&str], &[&str]); 8] = [
            (
                "xuat khau",
                &["Giá trị nhập khẩu", "Giá trị xuất khẩu", "Xuất khẩu"],
                &["Xuất khẩu", "Giá trị xuất khẩu"],
            ),
            // A code before names that begin with it.
            (
                "cn-1",
                &["CN-10|Lô mười", "CN-1|Lô một"],
                &["Lô một", "Lô mười"],
            ),
            (
                "cn14",
                &["CN-14|Lô mười bốn", "CN-15|Lô mười lăm"],
                &["Lô mười bốn"],
            ),
            // Half words, in any order.
            (
                "hoa 03 min",
                &["Doanh nghiệp minh họa 03", "Doanh nghiệp minh họa 04"],
                &["Doanh nghiệp minh họa 03"],
            ),
            // A letter wrong, left out, too many, two the wrong way round.
            (
                "mihn hoa",
                &["Doanh nghiệp minh họa"],
                &["Doanh nghiệp minh họa"],
            ),
            (
                "doanh nghep",
                &["Doanh nghiệp minh họa"],
                &["Doanh nghiệp minh họa"],
            ),
            // But not in numbers.
            (
                "minh hpa 03",
                &["Minh họa 03", "Minh họa 04"],
                &["Minh họa 03"],
            ),
            ("", &["Minh họa"], &[]),
        ];
        for (asked, names, found) in cases {
            assert_eq!(best(asked, names), found, "{asked}");
        }
    }

    #[test]
    fn what_was_asked_for_is_marked_with_its_accents() {
        let show = |name: &str, asked: &str| -> String {
            marked(name, &words(asked))
                .into_iter()
                .map(|part| {
                    if part.asked {
                        format!("[{}]", part.text)
                    } else {
                        part.text
                    }
                })
                .collect()
        };
        assert_eq!(
            show("Giá trị xuất khẩu", "xuat khau"),
            "Giá trị [xuất khẩu]"
        );
        assert_eq!(
            show("Giá trị xuất khẩu", "KHẨU gi"),
            "[Gi]á trị xuất [khẩu]"
        );
        assert_eq!(show("Đất đã cho thuê", "da"), "[Đấ]t đã cho thuê");
        assert_eq!(show("Thu\u{31b}\u{323}c", "thuc"), "[Thực]");
        assert_eq!(show("Ảnh", "không có"), "Ảnh");
        assert_eq!(show("İstanbul", "ista"), "[İsta]nbul");
        assert_eq!(show("", "a"), "");
    }
}
