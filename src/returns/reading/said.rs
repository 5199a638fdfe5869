//! What a title says besides what it is about: the time, the kind of figure, a comparison.
//!
//! A title is read word by word. What no phrase here explains stays over, and a title with words over is not understood.

use crate::foundation::i18n::{Lang, Text};
use crate::foundation::kernel::{Frequency, Period};

use super::Amount;
use super::words::Word;

/// How far back a figure beside the report's own is looked for.
const MOST_YEARS_BACK: i32 = 30;

/// What the words of a title say of the figures under it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Said {
    /// "2022": the year named.
    pub year: Option<i32>,
    /// "quý III", "9 tháng", "cả năm".
    pub span: Option<Span>,
    /// "kỳ này", "năm báo cáo", "thực hiện tháng": the report's own period, whichever it is.
    pub now: bool,
    /// "cùng kỳ", "năm trước", "quý trước".
    pub past: bool,
    /// "kế hoạch", "dự kiến", "đăng ký".
    pub plan: bool,
    /// "so sánh", "tỷ lệ", "%", "tăng giảm".
    pub ratio: bool,
    /// "lũy kế …".
    pub since: Option<Since>,
    /// "thực hiện", "ước", "kết quả".
    pub actual: bool,
}

/// A part of the year.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Span {
    Month(u32),
    Quarter(u32),
    /// From January to this month.
    Months(u32),
    SecondHalf,
    Year,
}

/// Since when a cumulative figure is added up.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Since {
    January,
    /// Since the certificate was granted.
    Certificate,
    /// "Lũy kế" and nothing else.
    Unsaid,
}

/// Why figures are not those of the report's period.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Other {
    Plan,
    Comparison,
    Past,
    Year(i32),
    Span,
    Cumulative,
}

impl Other {
    /// In words: what the figures of the column are.
    pub fn words(self, lang: Lang) -> String {
        let text = match self {
            Other::Plan => Text::new("số kế hoạch, đăng ký", "planned or registered"),
            Other::Comparison => Text::new("số so sánh, tỷ lệ", "a comparison"),
            Other::Past => Text::new("số của kỳ trước", "an earlier period"),
            Other::Year(year) => {
                return match lang {
                    Lang::Vi => format!("số của năm {year}"),
                    Lang::En => format!("figures of {year}"),
                };
            }
            Other::Span => Text::new("số của kỳ khác trong năm", "another part of the year"),
            Other::Cumulative => Text::new(
                "số lũy kế mẫu không hỏi",
                "a cumulative figure not asked for",
            ),
        };
        text.in_lang(lang).to_owned()
    }
}

/// How figures stand to the period of a report.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Fit {
    /// The title names the period.
    Stated(Amount),
    /// The title names none: they are the report's own unless another column says so.
    Open(Amount),
    /// They are something else.
    Not(Other),
}

impl Said {
    /// Both said of one column: by the title of a group and by its own.
    pub fn with(mut self, below: Said) -> Said {
        if below.year.is_some() && self.year.is_some() && below.year != self.year {
            self.ratio = true;
        }
        self.year = below.year.or(self.year);
        self.span = below.span.or(self.span);
        self.since = below.since.or(self.since);
        self.now |= below.now;
        self.past |= below.past;
        self.plan |= below.plan;
        self.ratio |= below.ratio;
        self.actual |= below.actual;
        self
    }

    /// Whether nothing of a time or a kind is said.
    pub fn is_silent(&self) -> bool {
        *self == Said::default()
    }

    /// How the figures stand to a period; `asks_to_date` where the form has a column since January.
    pub fn fit(&self, period: Period, asks_to_date: bool) -> Fit {
        let year = period.year().number();
        if self.ratio {
            return Fit::Not(Other::Comparison);
        }
        if self.plan {
            return Fit::Not(Other::Plan);
        }
        if let Some(named) = self.year.filter(|named| *named != year) {
            return Fit::Not(Other::Year(named));
        }
        if self.past {
            return Fit::Not(Other::Past);
        }
        match self.since {
            Some(Since::Certificate) => return Fit::Stated(Amount::Total),
            Some(since) => return self.cumulative(since, period, asks_to_date),
            None => {}
        }
        match self.span {
            Some(span) if span.is(period) => Fit::Stated(Amount::Period),
            Some(span) if asks_to_date && span.reaches(period) => Fit::Stated(Amount::ToDate),
            Some(_) => Fit::Not(Other::Span),
            // "Năm 2026" beside a quarter of 2026 is the whole year.
            None if self.year.is_some() && period.frequency() != Frequency::Year => {
                Fit::Not(Other::Span)
            }
            None if self.year.is_some() => Fit::Stated(Amount::Period),
            None if self.now => Fit::Stated(Amount::Period),
            None => Fit::Open(Amount::Period),
        }
    }

    /// The period of an earlier year these are plain amounts of, where that is said: "năm 2022", "cùng kỳ" beside a year.
    pub fn earlier(&self, period: Period) -> Option<Period> {
        let is_plain = !self.ratio && !self.plan && self.since.is_none();
        let is_whole_year = period.frequency() == Frequency::Year;
        let same_part = self.span.is_none_or(|span| span.is(period));
        if !is_plain || !same_part {
            return None;
        }
        match self.year {
            // "Năm 2022" beside a quarter is the whole year.
            Some(named) if self.span.is_none() && !is_whole_year => named.to_string().parse().ok(),
            Some(named) => {
                let years = period.year().number().checked_sub(named)?;
                let back = (1..=MOST_YEARS_BACK).contains(&years);
                back.then(|| (0..years).fold(period, |period, _| period.last_year()))
            }
            // "Kỳ trước" of a quarter may be the one before or that of last year.
            None => (self.past && is_whole_year).then(|| period.last_year()),
        }
        .filter(|earlier| earlier.last_day() < period.first_day())
    }

    fn cumulative(&self, since: Since, period: Period, asks_to_date: bool) -> Fit {
        if self
            .span
            .is_some_and(|span| !span.is(period) && !span.reaches(period))
        {
            return Fit::Not(Other::Span);
        }
        // From January to the end of a period that begins in January is that period.
        if period.to_date() == Some(period) {
            return Fit::Open(Amount::Period);
        }
        match since {
            _ if !asks_to_date => Fit::Not(Other::Cumulative),
            Since::January => Fit::Stated(Amount::ToDate),
            _ => Fit::Open(Amount::ToDate),
        }
    }
}

impl Span {
    /// The first and the last month.
    fn months(self) -> (u32, u32) {
        match self {
            Span::Month(month) => (month, month),
            Span::Quarter(quarter) => (quarter * 3 - 2, quarter * 3),
            Span::Months(last) => (1, last),
            Span::SecondHalf => (7, 12),
            Span::Year => (1, 12),
        }
    }

    fn is(self, period: Period) -> bool {
        use chrono::Datelike as _;
        self.months() == (period.first_day().month(), period.last_day().month())
    }

    /// Whether it runs from January to the end of the period.
    fn reaches(self, period: Period) -> bool {
        use chrono::Datelike as _;
        self.months() == (1, period.last_day().month())
    }
}

/// What a phrase says.
#[derive(Clone, Copy)]
enum Mark {
    /// Explained, and says nothing.
    Idle,
    Now,
    Past,
    Plan,
    Ratio,
    Actual,
    Since(Since),
    Year,
    Month,
    Quarter,
    Months,
    SecondHalf,
    WholeYear,
}

/// Phrases of titles, folded, longer ones before those they begin with; `#` is a number, `@` a year.
const PHRASES: [(&str, Mark); 83] = [
    ("luy ke cac nam truoc", Mark::Past),
    ("luy ke tu khi duoc cap", Mark::Since(Since::Certificate)),
    ("luy ke tu khi cap", Mark::Since(Since::Certificate)),
    ("luy ke tu khi", Mark::Since(Since::Certificate)),
    ("tu khi duoc cap", Mark::Since(Since::Certificate)),
    ("tu khi cap", Mark::Since(Since::Certificate)),
    ("tu dau du an", Mark::Since(Since::Certificate)),
    ("since the certificate", Mark::Since(Since::Certificate)),
    ("luy ke tu dau nam", Mark::Since(Since::January)),
    ("cong don tu dau nam", Mark::Since(Since::January)),
    ("tu dau nam", Mark::Since(Since::January)),
    ("year to date", Mark::Since(Since::January)),
    ("luy ke", Mark::Since(Since::Unsaid)),
    ("cong don", Mark::Since(Since::Unsaid)),
    ("giay chung nhan dang ky dau tu", Mark::Idle),
    ("giay chung nhan", Mark::Idle),
    ("cung ky nam truoc", Mark::Past),
    ("cung ky nam ngoai", Mark::Past),
    ("cung ky", Mark::Past),
    ("cac nam truoc", Mark::Past),
    ("nam truoc", Mark::Past),
    ("nam ngoai", Mark::Past),
    ("ky truoc", Mark::Past),
    ("quy truoc", Mark::Past),
    ("thang truoc", Mark::Past),
    ("last year", Mark::Past),
    ("previous", Mark::Past),
    ("ke hoach", Mark::Plan),
    ("muc tieu", Mark::Plan),
    ("chi tieu giao", Mark::Plan),
    ("giao", Mark::Plan),
    ("du kien", Mark::Plan),
    ("dang ky", Mark::Plan),
    ("plan", Mark::Plan),
    ("planned", Mark::Plan),
    ("target", Mark::Plan),
    ("so sanh", Mark::Ratio),
    ("so voi", Mark::Ratio),
    ("so cung ky", Mark::Ratio),
    ("ty le", Mark::Ratio),
    ("ti le", Mark::Ratio),
    ("ty trong", Mark::Ratio),
    ("toc do", Mark::Ratio),
    ("tang truong", Mark::Ratio),
    ("tang giam", Mark::Ratio),
    ("tang", Mark::Ratio),
    ("giam", Mark::Ratio),
    ("chenh lech", Mark::Ratio),
    ("%", Mark::Ratio),
    ("thuc hien", Mark::Actual),
    ("ket qua", Mark::Actual),
    ("uoc tinh", Mark::Actual),
    ("uoc dat", Mark::Actual),
    ("uoc", Mark::Actual),
    ("so bo", Mark::Actual),
    ("chinh thuc", Mark::Actual),
    ("actual", Mark::Actual),
    ("nam bao cao", Mark::Now),
    ("ky bao cao", Mark::Now),
    ("quy bao cao", Mark::Now),
    ("thang bao cao", Mark::Now),
    ("nam nay", Mark::Now),
    ("ky nay", Mark::Now),
    ("quy nay", Mark::Now),
    ("thang nay", Mark::Now),
    ("trong ky", Mark::Now),
    ("trong nam", Mark::Now),
    ("trong quy", Mark::Now),
    ("trong thang", Mark::Now),
    ("ca nam", Mark::WholeYear),
    ("# thang dau nam", Mark::Months),
    ("# thang cuoi nam", Mark::SecondHalf),
    ("# thang", Mark::Months),
    ("thang #", Mark::Month),
    ("quy #", Mark::Quarter),
    ("nam @", Mark::Year),
    ("@", Mark::Year),
    ("thang", Mark::Now),
    ("quy", Mark::Now),
    ("ky", Mark::Now),
    ("bao cao", Mark::Idle),
    ("so lieu", Mark::Idle),
    ("gia tri", Mark::Idle),
];

/// Words that tell nothing about what is counted, folded.
const IDLE: [&str; 32] = [
    "tong", "so", "gia", "tri", "kim", "ngach", "muc", "cac", "khoan", "cua", "va", "cong", "toan",
    "bo", "hien", "co", "phat", "sinh", "trong", "do", "la", "duoc", "cho", "theo", "den", "het",
    "da", "the", "of", "total", "value", "amount",
];

/// What the words left over from the subject of a title say, and those nobody explains.
pub fn said(words: &[Word]) -> (Said, Vec<Word>) {
    let (mut said, mut over) = (Said::default(), Vec::new());
    let mut at = 0;
    while at < words.len() {
        let rest = &words[at..];
        if let Some((length, mark, number)) = phrase(rest) {
            take(&mut said, mark, number);
            at += length;
            continue;
        }
        let strange = rest.first().filter(|word| {
            !(take_short(&mut said, &word.text)
                || IDLE.contains(&word.text.as_str())
                || word.year_mark)
        });
        over.extend(strange.cloned());
        at += 1;
    }
    (said, over)
}

/// The phrase words begin with: how many it takes, what it says, its number.
fn phrase(words: &[Word]) -> Option<(usize, Mark, u32)> {
    PHRASES.iter().find_map(|(pattern, mark)| {
        let (mut length, mut number) = (0, 0);
        for part in pattern.split(' ') {
            let word = &words.get(length)?.text;
            match part {
                "#" => number = ordinal(word)?,
                "@" => number = year(word)?,
                part if part == word => {}
                _ => return None,
            }
            length += 1;
        }
        let possible = match mark {
            Mark::Month | Mark::Months => (1..=12).contains(&number),
            Mark::Quarter => (1..=4).contains(&number),
            _ => true,
        };
        possible.then_some((length, *mark, number))
    })
}

fn take(said: &mut Said, mark: Mark, number: u32) {
    match mark {
        Mark::Idle => {}
        Mark::Now => said.now = true,
        Mark::Past => said.past = true,
        Mark::Plan => said.plan = true,
        Mark::Ratio => said.ratio = true,
        Mark::Actual => said.actual = true,
        Mark::Since(since) => said.since = Some(since),
        Mark::Month => said.span = Some(Span::Month(number)),
        Mark::Quarter => said.span = Some(Span::Quarter(number)),
        Mark::Months => said.span = Some(Span::Months(number)),
        Mark::SecondHalf => said.span = Some(Span::SecondHalf),
        Mark::WholeYear => said.span = Some(Span::Year),
        Mark::Year => {
            let named = i32::try_from(number).ok();
            // Two years in one title are compared.
            said.ratio |= said.year.is_some() && said.year != named;
            said.year = said.year.or(named);
        }
    }
}

/// "Q3", "T11", "9T": written together.
fn take_short(said: &mut Said, word: &str) -> bool {
    let number = |digits: &str, most: u32| {
        digits
            .parse::<u32>()
            .ok()
            .filter(|number| (1..=most).contains(number))
    };
    let span = if let Some(quarter) = word.strip_prefix('q').and_then(|digits| number(digits, 4)) {
        Span::Quarter(quarter)
    } else if let Some(month) = word.strip_prefix('t').and_then(|digits| number(digits, 12)) {
        Span::Month(month)
    } else if let Some(months) = word.strip_suffix('t').and_then(|digits| number(digits, 12)) {
        Span::Months(months)
    } else {
        return false;
    };
    said.span = Some(span);
    true
}

/// "3", "03" or "iii".
fn ordinal(word: &str) -> Option<u32> {
    const ROMAN: [&str; 12] = [
        "i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x", "xi", "xii",
    ];
    let roman = || {
        let found = ROMAN.iter().position(|roman| *roman == word)?;
        u32::try_from(found + 1).ok()
    };
    (word.len() <= 2)
        .then(|| word.parse().ok())
        .flatten()
        .or_else(roman)
}

/// A year boards report on.
fn year(word: &str) -> Option<u32> {
    (word.len() == 4)
        .then(|| word.parse().ok())
        .flatten()
        .filter(|year| (1990..=2100).contains(year))
}
