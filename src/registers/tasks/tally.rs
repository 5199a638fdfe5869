//! The year's account of work: what was carried over from the year before, received, brought to an end, and carried over to
//! the next. Counted from the dated courses, so that every year's count stays what it was, and so that it always adds up.

use std::ops::Add;

use chrono::{Datelike, NaiveDate};

use super::model::{StepKind, Task};
use crate::foundation::i18n::wording::{counted, one_or_many};
use crate::foundation::i18n::{Lang, Text};

/// The days on which a piece of work was opened, ended and reopened; ends and reopenings in their order.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Course {
    pub opened_on: NaiveDate,
    pub turns: Vec<(NaiveDate, StepKind)>,
}

/// What one piece of work adds to a year.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Part {
    /// How it came into the year.
    pub came: Came,
    /// How it stood at the end of the year.
    pub left: Left,
}

/// How work comes into a year: in exactly one way.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Came {
    /// Open when the year began.
    Carried,
    /// Opened in the year.
    Received,
    /// Had ended before the year and was reopened in it.
    Reopened,
}

/// How work leaves a year: in exactly one way, so that the account adds up.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Left {
    Resolved,
    /// Given up: no success.
    Dropped,
    /// Open at the end of the year.
    Open,
}

impl Course {
    /// How it stood at the end of a day; `None` before it was opened.
    pub fn standing(&self, day: NaiveDate) -> Option<Left> {
        if self.opened_on > day {
            return None;
        }
        Some(match self.turns.iter().rev().find(|(on, _)| *on <= day) {
            Some((_, StepKind::Resolved)) => Left::Resolved,
            Some((_, StepKind::Dropped)) => Left::Dropped,
            _ => Left::Open,
        })
    }

    /// What it adds to a year; `None` when it was not open on any day of it.
    pub fn part(&self, year: i32) -> Option<Part> {
        let last = NaiveDate::from_ymd_opt(year, 12, 31)?;
        let eve = NaiveDate::from_ymd_opt(year - 1, 12, 31)?;
        let left = self.standing(last)?;
        let reopened =
            |(on, kind): &(NaiveDate, StepKind)| on.year() == year && *kind == StepKind::Reopened;
        let came = match self.standing(eve) {
            None => Came::Received,
            Some(Left::Open) => Came::Carried,
            Some(_) if self.turns.iter().any(reopened) => Came::Reopened,
            Some(_) => return None,
        };
        Some(Part { came, left })
    }
}

/// The year's account. `closing` = `opening` + `received` + `reopened` − `resolved` − `dropped`, and is the next year's `opening`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Tally {
    pub opening: usize,
    pub received: usize,
    pub reopened: usize,
    pub resolved: usize,
    pub dropped: usize,
    pub closing: usize,
}

impl Tally {
    pub fn of<'a>(courses: impl IntoIterator<Item = &'a Course>, year: i32) -> Tally {
        courses
            .into_iter()
            .filter_map(|course| course.part(year))
            .fold(Tally::default(), |sum, part| sum + part)
    }

    /// Whether there was any work in the year.
    pub fn is_empty(&self) -> bool {
        *self == Tally::default()
    }
}

impl Add<Part> for Tally {
    type Output = Tally;

    fn add(mut self, part: Part) -> Tally {
        match part.came {
            Came::Carried => self.opening += 1,
            Came::Received => self.received += 1,
            Came::Reopened => self.reopened += 1,
        }
        match part.left {
            Left::Resolved => self.resolved += 1,
            Left::Dropped => self.dropped += 1,
            Left::Open => self.closing += 1,
        }
        self
    }
}

/// One column of the account.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Column {
    Opening,
    Received,
    Reopened,
    Resolved,
    Dropped,
    Closing,
}

impl Column {
    pub const ALL: [Column; 6] = [
        Column::Opening,
        Column::Received,
        Column::Reopened,
        Column::Resolved,
        Column::Dropped,
        Column::Closing,
    ];

    /// The code in addresses.
    pub fn code(self) -> &'static str {
        match self {
            Column::Opening => "opening",
            Column::Received => "received",
            Column::Reopened => "reopened",
            Column::Resolved => "resolved",
            Column::Dropped => "dropped",
            Column::Closing => "closing",
        }
    }

    pub fn from_code(code: &str) -> Option<Column> {
        Column::ALL.into_iter().find(|column| column.code() == code)
    }

    pub fn words(self) -> Text {
        match self {
            Column::Opening => {
                Text::new("Năm trước chuyển sang", "Carried over from the year before")
            }
            Column::Received => Text::new("Tiếp nhận trong năm", "Received in the year"),
            Column::Reopened => Text::new("Mở lại trong năm", "Reopened in the year"),
            Column::Resolved => Text::new("Giải quyết xong", "Resolved"),
            Column::Dropped => Text::new("Thôi thực hiện", "Dropped"),
            Column::Closing => Text::new("Chuyển năm sau", "Carried over to the next"),
        }
    }

    pub fn count(self, tally: &Tally) -> usize {
        match self {
            Column::Opening => tally.opening,
            Column::Received => tally.received,
            Column::Reopened => tally.reopened,
            Column::Resolved => tally.resolved,
            Column::Dropped => tally.dropped,
            Column::Closing => tally.closing,
        }
    }

    /// Whether a piece of work is counted in it.
    pub fn holds(self, part: Part) -> bool {
        match self {
            Column::Opening => part.came == Came::Carried,
            Column::Received => part.came == Came::Received,
            Column::Reopened => part.came == Came::Reopened,
            Column::Resolved => part.left == Left::Resolved,
            Column::Dropped => part.left == Left::Dropped,
            Column::Closing => part.left == Left::Open,
        }
    }
}

/// The account as the review and the year's page say it.
pub fn sentence(tally: &Tally, task: Task, year: i32, lang: Lang) -> String {
    let Tally {
        opening,
        received,
        reopened,
        resolved,
        dropped,
        closing,
    } = tally;
    match lang {
        Lang::Vi => {
            let (what, done) = match task {
                Task::Obstacle => ("khó khăn, vướng mắc", "đã giải quyết"),
                Task::KeyTask => ("nhiệm vụ trọng tâm", "đã hoàn thành"),
            };
            let taken = if task == Task::Obstacle {
                "tiếp nhận"
            } else {
                "đề ra"
            };
            let again = if *reopened > 0 {
                format!(", mở lại {reopened}")
            } else {
                String::new()
            };
            let given_up = if *dropped > 0 {
                format!(", thôi thực hiện {dropped}")
            } else {
                String::new()
            };
            format!(
                "Năm {} chuyển sang {opening} {what}; trong năm {taken} {received}{again}, {done} {resolved}{given_up}; còn {closing} chuyển sang năm {}.",
                year - 1,
                year + 1
            )
        }
        Lang::En => {
            let (what, done) = match task {
                Task::Obstacle => (("", "obstacle", "obstacles"), "resolved"),
                Task::KeyTask => (("", "key task", "key tasks"), "done"),
            };
            let were = |count: usize, done: &str| {
                format!("{count} {} {done}", one_or_many(count, "was", "were"))
            };
            let again = if *reopened > 0 {
                format!(", {}", were(*reopened, "reopened"))
            } else {
                String::new()
            };
            let given_up = if *dropped > 0 {
                format!(", {}", were(*dropped, "dropped"))
            } else {
                String::new()
            };
            format!(
                "{} {} carried over from {}; in the year {}{again} and {}{given_up}; {closing} {} carried over to {}.",
                counted(*opening, what, lang),
                one_or_many(*opening, "was", "were"),
                year - 1,
                were(*received, "received"),
                were(*resolved, done),
                one_or_many(*closing, "is", "are"),
                year + 1
            )
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use StepKind::{Dropped, Reopened, Resolved};

    fn course(opened: &str, turns: &[(&str, StepKind)]) -> Course {
        let day = |text: &str| text.parse().expect("a date");
        Course {
            opened_on: day(opened),
            turns: turns.iter().map(|(on, kind)| (day(on), *kind)).collect(),
        }
    }

    #[test]
    fn each_course_comes_into_a_year_and_leaves_it_in_one_way() {
        for (opened, turns, year, expected) in [
            ("2022-03-15", &[][..], 2021, None),
            ("2022-03-15", &[], 2022, Some((Came::Received, Left::Open))),
            ("2022-03-15", &[], 2023, Some((Came::Carried, Left::Open))),
            (
                "2022-12-31",
                &[("2022-12-31", Resolved)],
                2022,
                Some((Came::Received, Left::Resolved)),
            ),
            ("2022-12-31", &[("2022-12-31", Resolved)], 2023, None),
            (
                "2022-12-31",
                &[("2023-01-01", Resolved)],
                2022,
                Some((Came::Received, Left::Open)),
            ),
            (
                "2022-12-31",
                &[("2023-01-01", Resolved)],
                2023,
                Some((Came::Carried, Left::Resolved)),
            ),
            (
                "2022-01-01",
                &[("2022-06-01", Dropped)],
                2022,
                Some((Came::Received, Left::Dropped)),
            ),
            // Reopened in a later year: received again, not carried.
            (
                "2021-01-01",
                &[("2021-06-01", Resolved), ("2022-02-01", Reopened)],
                2022,
                Some((Came::Reopened, Left::Open)),
            ),
            (
                "2021-01-01",
                &[
                    ("2021-06-01", Resolved),
                    ("2022-02-01", Reopened),
                    ("2022-03-01", Resolved),
                ],
                2022,
                Some((Came::Reopened, Left::Resolved)),
            ),
            // Ended and reopened within the year: it never left.
            (
                "2021-01-01",
                &[("2022-02-01", Resolved), ("2022-03-01", Reopened)],
                2022,
                Some((Came::Carried, Left::Open)),
            ),
            // Of one day, the last recorded counts.
            (
                "2022-01-01",
                &[("2022-02-01", Resolved), ("2022-02-01", Reopened)],
                2022,
                Some((Came::Received, Left::Open)),
            ),
        ] {
            let part = course(opened, turns)
                .part(year)
                .map(|part| (part.came, part.left));
            assert_eq!(part, expected, "{opened} {turns:?} in {year}");
        }
    }

    proptest::proptest! {
        #[test]
        fn every_year_adds_up_and_hands_on_what_it_has_left(
            courses in proptest::collection::vec((0i64..1500, proptest::collection::vec((0i64..900, 0u8..2), 0..5)), 0..40)
        ) {
            let start: NaiveDate = "2020-01-01".parse().expect("a date");
            let courses: Vec<Course> = courses
                .into_iter()
                .map(|(opened, gaps)| {
                    let opened_on = start + chrono::Duration::days(opened);
                    let mut day = opened_on;
                    let mut turns = Vec::new();
                    for (index, (gap, drop)) in gaps.into_iter().enumerate() {
                        day += chrono::Duration::days(gap);
                        let kind = if index % 2 == 1 { Reopened } else if drop == 1 { Dropped } else { Resolved };
                        turns.push((day, kind));
                    }
                    Course { opened_on, turns }
                })
                .collect();
            let mut before = 0;
            for year in 2020..2042 {
                let tally = Tally::of(&courses, year);
                proptest::prop_assert_eq!(tally.opening, before);
                proptest::prop_assert_eq!(
                    tally.opening + tally.received + tally.reopened,
                    tally.resolved + tally.dropped + tally.closing
                );
                for column in Column::ALL {
                    let held = courses.iter().filter_map(|c| c.part(year)).filter(|part| column.holds(*part)).count();
                    proptest::prop_assert_eq!(held, column.count(&tally));
                }
                before = tally.closing;
            }
        }
    }

    #[test]
    fn the_account_is_said_in_one_sentence() {
        let tally = Tally {
            opening: 2,
            received: 4,
            reopened: 1,
            resolved: 3,
            dropped: 0,
            closing: 4,
        };
        assert_eq!(
            sentence(&tally, Task::Obstacle, 2022, Lang::Vi),
            "Năm 2021 chuyển sang 2 khó khăn, vướng mắc; trong năm tiếp nhận 4, mở lại 1, đã giải quyết 3; còn 4 chuyển sang năm 2023."
        );
        let tally = Tally {
            opening: 0,
            received: 5,
            reopened: 0,
            resolved: 3,
            dropped: 1,
            closing: 1,
        };
        assert_eq!(
            sentence(&tally, Task::KeyTask, 2023, Lang::En),
            "0 key tasks were carried over from 2022; in the year 5 were received and 3 were done, 1 was dropped; 1 is carried over to 2024."
        );
    }
}
