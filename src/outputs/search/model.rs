//! What somebody asks for: the words, the year, what kind of thing.

use crate::foundation::i18n::{compose, fold};
use crate::foundation::kernel::Year;

/// How many letters are read; the longest name of a company has fewer.
pub const LONGEST: usize = 100;
/// How many words are read.
const MOST_WORDS: usize = 8;

/// What the registries hold.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    Zone,
    Enterprise,
    Project,
    Parcel,
}

impl Kind {
    pub const ALL: [Kind; 4] = [Kind::Enterprise, Kind::Project, Kind::Zone, Kind::Parcel];

    /// What people write before a name to say what it is, the longest first.
    fn prefixes(self) -> &'static [&'static str] {
        match self {
            Kind::Zone => &["khu cong nghiep", "kcn", "khu", "zone"],
            Kind::Enterprise => &["doanh nghiep", "dn", "enterprise"],
            Kind::Project => &["du an", "project"],
            Kind::Parcel => &["lo dat", "lo", "parcel"],
        }
    }
}

/// A question as it is understood.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Asked {
    /// As typed, without the blanks around it, as far as it is read.
    pub text: String,
    /// Its words, folded.
    pub words: Vec<String>,
    /// The year it names.
    pub year: Option<Year>,
    /// Whether there was more than is read.
    pub cut: bool,
}

impl Asked {
    pub fn parse(typed: &str) -> Asked {
        let typed = compose(typed.trim());
        let text: String = typed.chars().take(LONGEST).collect();
        let all = words(&text);
        let cut = typed.chars().count() > LONGEST || all.len() > MOST_WORDS;
        let words: Vec<String> = all.into_iter().take(MOST_WORDS).collect();
        let year = words
            .iter()
            .filter(|word| word.len() == 4)
            .find_map(|word| word.parse().ok());
        Asked {
            text,
            words,
            year,
            cut,
        }
    }

    pub fn is_empty(&self) -> bool {
        self.words.is_empty()
    }

    /// The words without the year and what stands beside it: what is measured, which page.
    pub fn without_year(&self) -> Vec<String> {
        if self.year.is_none() {
            return self.words.clone();
        }
        let beside = ["nam", "year", "of", "in"];
        self.words
            .iter()
            .filter(|word| word.parse::<Year>().is_err() && !beside.contains(&word.as_str()))
            .cloned()
            .collect()
    }

    /// The words to look for among one kind of records: without what says the kind, if more is said.
    pub fn words_for(&self, kind: Kind) -> &[String] {
        let says_kind = |prefix: &&&str| {
            let prefix: Vec<&str> = prefix.split(' ').collect();
            self.words.len() > prefix.len() && self.words.iter().zip(&prefix).all(|(a, b)| a == b)
        };
        let prefix = kind.prefixes().iter().find(says_kind);
        &self.words[prefix.map_or(0, |prefix| prefix.split(' ').count())..]
    }
}

/// The folded words of a text: runs of letters and digits.
pub fn words(text: &str) -> Vec<String> {
    fold(text)
        .split(|letter: char| !letter.is_alphanumeric())
        .filter(|word| !word.is_empty())
        .map(str::to_owned)
        .collect()
}

/// The words as codes are spelled: a hyphen between words, and between letters and digits.
pub fn spelled(words: &[String]) -> String {
    let mut code = String::new();
    for letter in words.join("-").chars() {
        let change =
            |last: char| last.is_alphanumeric() && last.is_numeric() != letter.is_numeric();
        if letter != '-' && code.chars().last().is_some_and(change) {
            code.push('-');
        }
        code.push(letter);
    }
    code
}

/// Whether a word may have been mistyped: numbers and codes mean what they say, and of two letters anything can be made.
pub fn may_slip(word: &str) -> bool {
    word.chars().count() > 2 && word.chars().all(char::is_alphabetic)
}

/// Whether two words differ by one letter left out, put in, changed, or by two neighbours in the wrong order.
pub fn one_slip(a: &str, b: &str) -> bool {
    let (a, b): (Vec<char>, Vec<char>) = (a.chars().collect(), b.chars().collect());
    let shared = a.iter().zip(&b).take_while(|(x, y)| x == y).count();
    let (a, b) = (&a[shared..], &b[shared..]);
    let tail = a.iter().rev().zip(b.iter().rev());
    let tail = tail.take_while(|(x, y)| x == y).count();
    match (&a[..a.len() - tail], &b[..b.len() - tail]) {
        ([], [] | [_]) | ([_], [] | [_]) => true,
        ([x, y], [v, w]) => x == w && y == v,
        _ => false,
    }
}

/// SQL patterns (of `like`) one of which every text has that holds the word with a slip. The longer a word, the fewer texts
/// besides: of three or four letters every possible slip is written out, of more one half of them is right.
pub fn slips(word: &str) -> Vec<String> {
    let letters: Vec<char> = word.chars().collect();
    let text = |letters: &[char]| letters.iter().collect::<String>();
    if letters.len() > 4 {
        let middle = (letters.len() - 1) / 2;
        return vec![
            format!("% {}%", text(&letters[..middle])),
            format!("%{}%", text(&letters[middle + 1..])),
        ];
    }
    let mut all = Vec::new();
    for at in 0..=letters.len() {
        let (before, after) = (text(&letters[..at]), text(&letters[at..]));
        all.push(format!("% {before}_{after}%"));
        if at < letters.len() {
            let rest = text(&letters[at + 1..]);
            all.push(format!("% {before}_{rest}%"));
            all.push(format!("% {before}{rest}%"));
        }
        if at + 1 < letters.len() {
            let (x, y) = (letters[at], letters[at + 1]);
            let rest = text(&letters[at + 2..]);
            all.push(format!("% {before}{y}{x}{rest}%"));
        }
    }
    all
}

#[cfg(test)]
mod tests {
    use super::*;

    fn year(number: i32) -> Option<Year> {
        Year::new(number)
    }

    #[test]
    fn a_question_is_words_and_a_year() {
        let cases: [(&str, &[&str], Option<Year>); 7] = [
            ("xuất khẩu 2022", &["xuat", "khau", "2022"], year(2022)),
            ("  XUẤT\u{301} KHẨU  ", &["xuat", "khau"], None),
            ("Lô CN-14", &["lo", "cn", "14"], None),
            ("4600123456-001", &["4600123456", "001"], None),
            ("năm 1989", &["nam", "1989"], None),
            ("", &[], None),
            ("%_\\'\"<>", &[], None),
        ];
        for (typed, words, year) in cases {
            let asked = Asked::parse(typed);
            assert_eq!(
                (asked.words, asked.year),
                (words.iter().map(|w| (*w).to_owned()).collect(), year),
                "{typed}"
            );
            assert!(!asked.cut, "{typed}");
        }
    }

    #[test]
    fn what_is_too_long_is_read_in_part_and_said_to_be() {
        let asked = Asked::parse(&"ế".repeat(5_000));
        assert_eq!(
            (asked.text.chars().count(), asked.words.len(), asked.cut),
            (LONGEST, 1, true)
        );
        let asked = Asked::parse("a b c d e f g h i j");
        assert_eq!((asked.words.len(), asked.cut), (8, true));
    }

    #[test]
    fn the_year_is_not_part_of_what_is_measured() {
        assert_eq!(
            Asked::parse("xuất khẩu năm 2022").without_year(),
            ["xuat", "khau"]
        );
        assert_eq!(
            Asked::parse("kế hoạch năm").without_year(),
            ["ke", "hoach", "nam"]
        );
        assert!(Asked::parse("2022").without_year().is_empty());
    }

    #[test]
    fn what_says_the_kind_is_not_part_of_the_name() {
        let asked = Asked::parse("lô CN-14");
        assert_eq!(asked.words_for(Kind::Parcel), ["cn", "14"]);
        assert_eq!(asked.words_for(Kind::Zone), ["lo", "cn", "14"]);
        assert_eq!(
            Asked::parse("Khu công nghiệp Thanh Bình").words_for(Kind::Zone),
            ["thanh", "binh"]
        );
        // Nothing but the kind is asked as it stands.
        assert_eq!(
            Asked::parse("khu công nghiệp").words_for(Kind::Zone),
            ["cong", "nghiep"]
        );
        assert_eq!(Asked::parse("dự án").words_for(Kind::Project), ["du", "an"]);
    }

    #[test]
    fn a_code_is_found_without_its_hyphens() {
        for (typed, code) in [
            ("cn14", "cn-14"),
            ("CN-14", "cn-14"),
            ("cn 14", "cn-14"),
            ("4600123456", "4600123456"),
            ("a", "a"),
        ] {
            assert_eq!(spelled(&words(typed)), code, "{typed}");
        }
    }

    #[test]
    fn one_slip_is_one_letter_or_two_neighbours() {
        for (a, b) in [
            ("khau", "khau"),
            ("khau", "khu"),
            ("khu", "khau"),
            ("hpa", "hoa"),
            ("hao", "hoa"),
            ("ab", "ba"),
            ("", "a"),
        ] {
            assert!(one_slip(a, b), "{a} {b}");
        }
        for (a, b) in [
            ("khau", "kha u o"),
            ("xuat", "nhap"),
            ("abc", "cba"),
            ("", "ab"),
            ("abcd", "badc"),
        ] {
            assert!(!one_slip(a, b), "{a} {b}");
        }
    }

    #[test]
    fn numbers_and_short_words_are_meant() {
        assert!(may_slip("hoa") && may_slip("samsung"));
        assert!(!may_slip("03") && !may_slip("cn14") && !may_slip("dn"));
    }

    /// `like` as PostgreSQL understands it, for patterns of our own.
    fn like(text: &[char], pattern: &[char]) -> bool {
        match pattern {
            [] => text.is_empty(),
            ['%', rest @ ..] => (0..=text.len()).any(|at| like(&text[at..], rest)),
            ['_', rest @ ..] => !text.is_empty() && like(&text[1..], rest),
            [letter, rest @ ..] => text.first() == Some(letter) && like(&text[1..], rest),
        }
    }

    #[test]
    fn every_text_with_a_slip_has_one_of_the_patterns() {
        let alphabet: Vec<char> = "abx".chars().collect();
        for right in ["hoa", "binh", "thanh", "nghiep"] {
            let letters: Vec<char> = right.chars().collect();
            let mut typed = Vec::new();
            for at in 0..=letters.len() {
                for other in &alphabet {
                    typed.push([&letters[..at], &[*other], &letters[at..]].concat());
                    if at < letters.len() {
                        typed.push([&letters[..at], &[*other], &letters[at + 1..]].concat());
                    }
                }
                if at < letters.len() {
                    typed.push([&letters[..at], &letters[at + 1..]].concat());
                }
                if at + 1 < letters.len() {
                    typed.push(
                        [
                            &letters[..at],
                            &[letters[at + 1], letters[at]],
                            &letters[at + 2..],
                        ]
                        .concat(),
                    );
                }
            }
            let text: Vec<char> = format!("dn03 kcn {right} x").chars().collect();
            for typed in typed.iter().map(|typed| typed.iter().collect::<String>()) {
                if !may_slip(&typed) {
                    continue;
                }
                assert!(one_slip(&typed, right), "{typed} {right}");
                let found = slips(&typed)
                    .iter()
                    .any(|pattern| like(&text, &pattern.chars().collect::<Vec<_>>()));
                assert!(found, "{typed} {right}");
            }
        }
    }
}
