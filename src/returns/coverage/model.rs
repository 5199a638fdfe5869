//! How much of what was owed stands in a total. Pure.

use rust_decimal::Decimal;

use crate::foundation::i18n::{self, Lang, wording};

/// Who a total of one indicator, year and place should hold, and whom it holds. Enterprises count, not projects.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Coverage {
    /// Who owed a form that asks for the indicator. Who was excused is among them, unless nothing happened there in the year.
    pub expected: i64,
    /// Those of them whose figure counts, by whatever form it came.
    pub reported: i64,
    /// Those of them who did not report and were excused.
    pub excused: i64,
    /// What those who did not report stated last in the three years before, canonical.
    pub last_known: Decimal,
    /// How many of those did not state it then, or below zero: what they weigh is unknown.
    pub unknown: i64,
}

impl Coverage {
    /// Of one enterprise; `last` is what it stated last, where it is missing.
    pub fn of_one(reported: bool, exempt: bool, last: Option<Decimal>) -> Coverage {
        let known = last.filter(|last| !reported && !last.is_sign_negative());
        Coverage {
            expected: 1,
            reported: i64::from(reported),
            excused: i64::from(!reported && exempt),
            last_known: known.unwrap_or_default(),
            unknown: i64::from(!reported && known.is_none()),
        }
    }

    pub fn missing(self) -> i64 {
        self.expected - self.reported
    }

    /// Whether everybody is in it: only then is a total held against a plan or another year.
    pub fn is_whole(self) -> bool {
        self.missing() == 0
    }

    /// Of two places together.
    #[must_use]
    pub fn and(self, other: Coverage) -> Coverage {
        Coverage {
            expected: self.expected + other.expected,
            reported: self.reported + other.reported,
            excused: self.excused + other.excused,
            last_known: self.last_known + other.last_known,
            unknown: self.unknown + other.unknown,
        }
    }

    /// The part of the whole in per cent that a total makes, taking for everybody who is missing what they stated last; `None`
    /// where that is not known of all of them, or cannot be divided.
    pub fn share(self, total: Decimal) -> Option<Decimal> {
        if self.unknown > 0 || total.is_sign_negative() {
            return None;
        }
        let whole = total.checked_add(self.last_known)?;
        total.checked_mul(Decimal::ONE_HUNDRED)?.checked_div(whole)
    }

    /// "3/11 doanh nghiệp".
    pub fn count(self, lang: Lang) -> String {
        let shown = |count: i64| i18n::format_number(count.into(), 0, lang);
        match lang {
            Lang::Vi => format!(
                "{}/{} doanh nghiệp",
                shown(self.reported),
                shown(self.expected)
            ),
            Lang::En => format!(
                "{} of {}",
                shown(self.reported),
                wording::counted(self.expected, ("", "enterprise", "enterprises"), lang)
            ),
        }
    }

    /// The share for showing: "khoảng 97%"; nothing where it is unknown. `adds_up`: a mean has no share.
    pub fn share_words(self, total: Option<Decimal>, adds_up: bool, lang: Lang) -> String {
        let share = total
            .filter(|_| adds_up)
            .and_then(|total| self.share(total));
        share.map_or_else(String::new, |share| {
            // Taken from what was stated another year, it is no more exact than this.
            let most = Decimal::new(999, 1);
            let (vi, en, shown) = if share > most {
                ("hơn", "over", most)
            } else if share < Decimal::ONE {
                ("chưa đến", "under", Decimal::ONE)
            } else {
                ("khoảng", "about", share)
            };
            let scale = u32::from(shown == most);
            let shown = i18n::format_percent(shown, scale, lang);
            match lang {
                Lang::Vi => format!("{vi} {shown}"),
                Lang::En => format!("{en} {shown}"),
            }
        })
    }

    /// "mới có số liệu của 3/11 doanh nghiệp, khoảng 27% theo số gần nhất"; nothing of a whole total.
    pub fn words(self, total: Option<Decimal>, adds_up: bool, lang: Lang) -> String {
        if self.is_whole() {
            return String::new();
        }
        let (count, share) = (self.count(lang), self.share_words(total, adds_up, lang));
        match (lang, share.is_empty()) {
            (Lang::Vi, true) => format!("mới có số liệu của {count}"),
            (Lang::Vi, false) => format!("mới có số liệu của {count}, {share} theo số gần nhất"),
            (Lang::En, true) => format!("figures of {count} only"),
            (Lang::En, false) => {
                format!("figures of {count} only, {share} by what they stated last")
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn coverage(expected: i64, reported: i64, last_known: i64, unknown: i64) -> Coverage {
        Coverage {
            expected,
            reported,
            excused: 0,
            last_known: last_known.into(),
            unknown,
        }
    }

    #[test]
    fn a_total_says_how_much_of_the_whole_it_is() {
        // expected, reported, last known of the others, of how many it is unknown, total → words
        let cases = [
            ((11, 11, 0, 0), Some(98), ""),
            (
                (11, 1, 902, 0),
                Some(98),
                "mới có số liệu của 1/11 doanh nghiệp, khoảng 10% theo số gần nhất",
            ),
            (
                (11, 10, 2, 0),
                Some(98),
                "mới có số liệu của 10/11 doanh nghiệp, khoảng 98% theo số gần nhất",
            ),
            // Nearly all is not all.
            (
                (11, 10, 1, 0),
                Some(9_999),
                "mới có số liệu của 10/11 doanh nghiệp, hơn 99,9% theo số gần nhất",
            ),
            // What nobody ever stated has no weight, and the total no share.
            (
                (11, 10, 0, 1),
                Some(98),
                "mới có số liệu của 10/11 doanh nghiệp",
            ),
            (
                (11, 10, 2, 0),
                Some(-5),
                "mới có số liệu của 10/11 doanh nghiệp",
            ),
            ((2, 0, 0, 0), None, "mới có số liệu của 0/2 doanh nghiệp"),
        ];
        for ((expected, reported, last_known, unknown), total, words) in cases {
            let coverage = coverage(expected, reported, last_known, unknown);
            assert_eq!(
                coverage.words(total.map(Decimal::from), true, Lang::Vi),
                words
            );
        }
    }

    #[test]
    fn places_together_cover_what_each_does() {
        let together = coverage(11, 10, 2, 0).and(coverage(3, 1, 5, 1));
        assert_eq!(together, coverage(14, 11, 7, 1));
        assert!(!together.is_whole() && together.missing() == 3);
    }
}
