//! Reporting periods, how often a form is due, and how firm a figure is.

use std::fmt;
use std::str::FromStr;

use chrono::{Days, Months, NaiveDate};
use serde::{Deserialize, Serialize};

use super::language::{Lang, Text};

/// A reporting year.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Year(i32);

impl Year {
    /// A year the portal can hold figures for.
    pub fn new(year: i32) -> Option<Year> {
        (1990..=2100).contains(&year).then_some(Year(year))
    }

    pub fn number(self) -> i32 {
        self.0
    }

    /// The year before: the only prior year a comparison can name.
    pub fn before(self) -> Year {
        Year(self.0 - 1)
    }

    pub fn after(self) -> Year {
        Year(self.0 + 1)
    }
}

impl fmt::Display for Year {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

impl FromStr for Year {
    type Err = ();

    fn from_str(text: &str) -> Result<Year, ()> {
        text.parse().ok().and_then(Year::new).ok_or(())
    }
}

/// How often a form is due.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Frequency {
    Month,
    Quarter,
    Half,
    /// January to September, asked once a year in between.
    NineMonths,
    Year,
}

impl Frequency {
    pub const ALL: [Frequency; 5] = [
        Frequency::Month,
        Frequency::Quarter,
        Frequency::Half,
        Frequency::NineMonths,
        Frequency::Year,
    ];

    pub fn code(self) -> &'static str {
        match self {
            Frequency::Month => "month",
            Frequency::Quarter => "quarter",
            Frequency::Half => "half",
            Frequency::NineMonths => "nine_months",
            Frequency::Year => "year",
        }
    }

    pub fn from_code(code: &str) -> Option<Frequency> {
        Frequency::ALL
            .into_iter()
            .find(|frequency| frequency.code() == code)
    }

    /// The periods of this frequency in a year, in order.
    pub fn periods(self, year: Year) -> Vec<Period> {
        let spans: Vec<Span> = match self {
            Frequency::Month => (1..=12).map(Span::Month).collect(),
            Frequency::Quarter => (1..=4).map(Span::Quarter).collect(),
            Frequency::Half => vec![Span::Half(1), Span::Half(2)],
            Frequency::NineMonths => vec![Span::NineMonths],
            Frequency::Year => vec![Span::Year],
        };
        spans
            .into_iter()
            .map(|span| Period { year, span })
            .collect()
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
enum Span {
    Month(u8),
    Quarter(u8),
    Half(u8),
    NineMonths,
    Year,
}

/// A reporting period: `2022`, `2022-H1`, `2022-9M`, `2022-Q3` or `2022-07`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Period {
    year: Year,
    span: Span,
}

impl From<Year> for Period {
    fn from(year: Year) -> Period {
        Period {
            year,
            span: Span::Year,
        }
    }
}

impl Period {
    pub fn year(self) -> Year {
        self.year
    }

    pub fn frequency(self) -> Frequency {
        match self.span {
            Span::Month(_) => Frequency::Month,
            Span::Quarter(_) => Frequency::Quarter,
            Span::Half(_) => Frequency::Half,
            Span::NineMonths => Frequency::NineMonths,
            Span::Year => Frequency::Year,
        }
    }

    /// The first and the last month, 1 to 12.
    fn months(self) -> (u32, u32) {
        match self.span {
            Span::Month(month) => (month.into(), month.into()),
            Span::Quarter(quarter) => (u32::from(quarter) * 3 - 2, u32::from(quarter) * 3),
            Span::Half(half) => (u32::from(half) * 6 - 5, u32::from(half) * 6),
            Span::NineMonths => (1, 9),
            Span::Year => (1, 12),
        }
    }

    pub fn first_day(self) -> NaiveDate {
        NaiveDate::from_ymd_opt(self.year.0, self.months().0, 1).unwrap_or_default()
    }

    pub fn last_day(self) -> NaiveDate {
        let month = NaiveDate::from_ymd_opt(self.year.0, self.months().1, 1).unwrap_or_default();
        month + Months::new(1) - Days::new(1)
    }

    /// The period of the same kind just before: the last quarter of the year before for a first quarter.
    pub fn before(self) -> Period {
        let (year, span) = match self.span {
            Span::Month(1) => (self.year.before(), Span::Month(12)),
            Span::Month(month) => (self.year, Span::Month(month - 1)),
            Span::Quarter(1) => (self.year.before(), Span::Quarter(4)),
            Span::Quarter(quarter) => (self.year, Span::Quarter(quarter - 1)),
            Span::Half(1) => (self.year.before(), Span::Half(2)),
            Span::Half(_) => (self.year, Span::Half(1)),
            span @ (Span::NineMonths | Span::Year) => (self.year.before(), span),
        };
        Period { year, span }
    }

    /// The same period a year earlier ("cùng kỳ").
    pub fn last_year(self) -> Period {
        Period {
            year: self.year.before(),
            span: self.span,
        }
    }

    /// The periods of the same kind from January up to this one, this one included.
    pub fn since_january(self) -> Vec<Period> {
        self.frequency()
            .periods(self.year)
            .into_iter()
            .filter(|period| *period <= self)
            .collect()
    }

    /// The period from January to this one's last day, where it has a name: the third quarter's is the nine months.
    pub fn to_date(self) -> Option<Period> {
        let span = match (self.months(), self.span) {
            ((1, _), span) => span,
            ((_, 3), _) => Span::Quarter(1),
            ((_, 6), _) => Span::Half(1),
            ((_, 9), _) => Span::NineMonths,
            ((_, 12), _) => Span::Year,
            _ => return None,
        };
        Some(Period {
            year: self.year,
            span,
        })
    }

    /// "Quý III năm 2022".
    pub fn words(self, lang: Lang) -> String {
        const ROMAN: [&str; 4] = ["I", "II", "III", "IV"];
        let year = self.year;
        match (self.span, lang) {
            (Span::Month(month), Lang::Vi) => format!("Tháng {month:02} năm {year}"),
            (Span::Month(_), Lang::En) => self.first_day().format("%B %Y").to_string(),
            (Span::Quarter(quarter), Lang::Vi) => {
                format!("Quý {} năm {year}", ROMAN[usize::from(quarter - 1)])
            }
            (Span::Quarter(quarter), Lang::En) => format!("Q{quarter} {year}"),
            (Span::Half(half), Lang::Vi) => format!(
                "6 tháng {} năm {year}",
                if half == 1 { "đầu" } else { "cuối" }
            ),
            (Span::Half(half), Lang::En) => format!(
                "{} half of {year}",
                if half == 1 { "First" } else { "Second" }
            ),
            (Span::NineMonths, Lang::Vi) => format!("9 tháng năm {year}"),
            (Span::NineMonths, Lang::En) => format!("Nine months of {year}"),
            (Span::Year, Lang::Vi) => format!("Năm {year}"),
            (Span::Year, Lang::En) => format!("Year {year}"),
        }
    }
}

impl Period {
    /// [`Period::words`] inside a sentence: "quý III năm 2022".
    pub fn in_sentence(self, lang: Lang) -> String {
        let words = self.words(lang);
        match (lang, words.chars().next()) {
            (Lang::Vi, Some(first)) => {
                format!("{}{}", first.to_lowercase(), &words[first.len_utf8()..])
            }
            _ => words,
        }
    }

    /// For the head of a narrow column: "Quý III/2022".
    pub fn short(self, lang: Lang) -> String {
        match lang {
            Lang::Vi => self.words(lang).replace(" năm ", "/"),
            Lang::En => self.words(lang),
        }
    }
}

impl fmt::Display for Period {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.span {
            Span::Month(month) => write!(f, "{}-{month:02}", self.year),
            Span::Quarter(quarter) => write!(f, "{}-Q{quarter}", self.year),
            Span::Half(half) => write!(f, "{}-H{half}", self.year),
            Span::NineMonths => write!(f, "{}-9M", self.year),
            Span::Year => self.year.fmt(f),
        }
    }
}

impl FromStr for Period {
    type Err = ();

    fn from_str(text: &str) -> Result<Period, ()> {
        let year = text.split('-').next().unwrap_or_default().parse()?;
        let periods = || {
            Frequency::ALL
                .into_iter()
                .flat_map(|frequency| frequency.periods(year))
        };
        periods()
            .find(|period| period.to_string() == text)
            .ok_or(())
    }
}

/// Which of a form's columns a value stands in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Measure {
    /// In the period; for a stock, at its end.
    Period,
    /// Added up since January ("lũy kế từ đầu năm").
    ToDate,
}

impl Measure {
    pub const ALL: [Measure; 2] = [Measure::Period, Measure::ToDate];

    pub fn code(self) -> &'static str {
        match self {
            Measure::Period => "period",
            Measure::ToDate => "to_date",
        }
    }

    pub fn from_code(code: &str) -> Option<Measure> {
        Measure::ALL
            .into_iter()
            .find(|measure| measure.code() == code)
    }

    pub fn words(self) -> Text {
        match self {
            Measure::Period => Text::new("Trong kỳ", "In the period"),
            Measure::ToDate => Text::new("Lũy kế từ đầu năm", "Year to date"),
        }
    }
}

/// How firm a figure is. Estimates are printed in December, finals arrive by 31 March.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Vintage {
    /// Ước thực hiện.
    Estimate,
    /// Sơ bộ.
    Preliminary,
    /// Chính thức.
    Final,
}

impl Vintage {
    pub const ALL: [Vintage; 3] = [Vintage::Estimate, Vintage::Preliminary, Vintage::Final];

    pub fn code(self) -> &'static str {
        match self {
            Vintage::Estimate => "estimate",
            Vintage::Preliminary => "preliminary",
            Vintage::Final => "final",
        }
    }

    pub fn from_code(code: &str) -> Option<Vintage> {
        Vintage::ALL
            .into_iter()
            .find(|vintage| vintage.code() == code)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn period(text: &str) -> Period {
        text.parse().expect("a period")
    }

    #[test]
    fn every_period_reads_back() {
        let year = Year::new(2022).expect("a year");
        for period in Frequency::ALL
            .into_iter()
            .flat_map(|frequency| frequency.periods(year))
        {
            assert_eq!(period.to_string().parse(), Ok(period));
            assert_eq!(
                period.last_year().to_string().replace("2021", "2022"),
                period.to_string()
            );
        }
        for wrong in [
            "",
            "22",
            "2022-",
            "2022-Q5",
            "2022-13",
            "2022-7",
            "2022-H3",
            "2022-q1",
            "1989",
            "2022-Q1-1",
        ] {
            assert_eq!(wrong.parse::<Period>(), Err(()), "{wrong}");
        }
    }

    #[test]
    fn neighbours_and_sums_are_the_right_ones() {
        // period, before, to date, first and last day
        let cases = [
            ("2022", "2021", Some("2022"), "2022-01-01", "2022-12-31"),
            (
                "2022-H2",
                "2022-H1",
                Some("2022"),
                "2022-07-01",
                "2022-12-31",
            ),
            (
                "2022-9M",
                "2021-9M",
                Some("2022-9M"),
                "2022-01-01",
                "2022-09-30",
            ),
            (
                "2022-Q1",
                "2021-Q4",
                Some("2022-Q1"),
                "2022-01-01",
                "2022-03-31",
            ),
            (
                "2022-Q2",
                "2022-Q1",
                Some("2022-H1"),
                "2022-04-01",
                "2022-06-30",
            ),
            (
                "2022-Q3",
                "2022-Q2",
                Some("2022-9M"),
                "2022-07-01",
                "2022-09-30",
            ),
            (
                "2022-Q4",
                "2022-Q3",
                Some("2022"),
                "2022-10-01",
                "2022-12-31",
            ),
            ("2024-02", "2024-01", None, "2024-02-01", "2024-02-29"),
            (
                "2022-03",
                "2022-02",
                Some("2022-Q1"),
                "2022-03-01",
                "2022-03-31",
            ),
        ];
        for (text, before, to_date, first, last) in cases {
            let period = period(text);
            assert_eq!(period.before().to_string(), before);
            assert_eq!(
                period.to_date().map(|p| p.to_string()).as_deref(),
                to_date,
                "{text}"
            );
            assert_eq!(
                (
                    period.first_day().to_string(),
                    period.last_day().to_string()
                ),
                (first.to_owned(), last.to_owned())
            );
        }
        let since: Vec<String> = period("2022-Q3")
            .since_january()
            .iter()
            .map(Period::to_string)
            .collect();
        assert_eq!(since, ["2022-Q1", "2022-Q2", "2022-Q3"]);
    }

    #[test]
    fn words_name_the_period() {
        assert_eq!(period("2022-Q3").words(Lang::Vi), "Quý III năm 2022");
        assert_eq!(period("2022-Q4").in_sentence(Lang::Vi), "quý IV năm 2022");
        assert_eq!(period("2022-Q4").short(Lang::Vi), "Quý IV/2022");
        assert_eq!(period("2022-07").words(Lang::Vi), "Tháng 07 năm 2022");
        assert_eq!(period("2022-H2").words(Lang::En), "Second half of 2022");
    }
}
