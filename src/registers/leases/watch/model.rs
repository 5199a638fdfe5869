//! Whether land that is let is used, from what is known: accepted figures and recorded events. What nobody reported is no proof
//! of anything, so it is told apart from zero; and what a tenant of several parcels reported as a whole is no proof for one of them, so
//! that is told apart too. Pure.
//!
//! Luật Đất đai 31/2024/QH15 Điều 81 khoản 8: land of a project is recovered when it is not used for 12 months running since it
//! was handed over, or when use is 24 months behind the schedule of the project; one extension of at most 24 months.

use chrono::{Months, NaiveDate};

use crate::foundation::i18n::Text;

/// One of the signs of use in accepted figures: workers, or revenue.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Sign {
    /// The last day of the newest period with an accepted figure.
    pub reported: Option<NaiveDate>,
    /// The last day of the newest period with a figure above zero.
    pub positive: Option<NaiveDate>,
}

/// What is known of a parcel and its tenant on a day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Facts {
    /// Since when this tenant holds it.
    pub held_since: NaiveDate,
    /// Since when it is recorded as not in use.
    pub idle_since: Option<NaiveDate>,
    /// When the log says it was last put to use.
    pub used_on: Option<NaiveDate>,
    /// Figures that can only be of this parcel.
    pub workers: Sign,
    pub revenue: Sign,
    /// The newest begin of works, or of operation, of the tenant's projects in the zone, where this is the tenant's only parcel there.
    pub works: Option<NaiveDate>,
    /// Figures and works of the tenant that may be of this parcel or of another one.
    pub others: Sign,
    /// The end of the works as the newest postponement of those projects that do not operate says.
    pub schedule: Option<NaiveDate>,
    /// Until when the use of the land was extended.
    pub extended_until: Option<NaiveDate>,
}

/// What follows from the facts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Verdict {
    /// A sign of use within the last twelve months.
    Used,
    /// Recorded as idle, or reported without workers and revenue.
    Unused,
    /// Nobody reported: neither used nor unused is known.
    Unreported,
    /// The tenant works somewhere; whether on this parcel nobody can say.
    Unknown,
}

impl Verdict {
    pub const fn words(self) -> Text {
        match self {
            Verdict::Used => Text::new("Có sử dụng", "In use"),
            Verdict::Unused => Text::new("Không sử dụng", "Not in use"),
            Verdict::Unreported => Text::new("Chưa có báo cáo", "Not reported"),
            Verdict::Unknown => Text::new("Chưa rõ của lô nào", "Not known of which parcel"),
        }
    }

    pub const fn tone(self) -> &'static str {
        match self {
            Verdict::Used => "ok",
            Verdict::Unused => "bad",
            Verdict::Unreported | Verdict::Unknown => "warn",
        }
    }
}

/// A parcel as the watch sees it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Watched {
    pub verdict: Verdict,
    /// The last sign of use, or the day it was handed over.
    pub last_sign: NaiveDate,
    /// Whole months since then.
    pub months: u32,
    /// The day the law counts to.
    pub deadline: Option<NaiveDate>,
}

/// Whole months from one day to another.
fn months_between(from: NaiveDate, to: NaiveDate) -> u32 {
    // No land has been let for two hundred years.
    (1..=2400)
        .take_while(|months| {
            from.checked_add_months(Months::new(*months))
                .is_some_and(|day| day <= to)
        })
        .last()
        .unwrap_or(0)
}

fn after(day: NaiveDate, months: u32) -> Option<NaiveDate> {
    day.checked_add_months(Months::new(months))
}

/// What the facts say on a day.
pub fn judge(facts: &Facts, on: NaiveDate) -> Watched {
    let signs = [
        facts.used_on,
        facts.workers.positive,
        facts.revenue.positive,
        facts.works,
    ];
    let newest = signs
        .into_iter()
        .flatten()
        .max()
        .filter(|day| *day > facts.held_since)
        .unwrap_or(facts.held_since);
    // A record that the land lies idle outweighs what was reported before it.
    let last_sign = facts.idle_since.unwrap_or(newest);
    let months = months_between(last_sign, on);
    let year_ago = on.checked_sub_months(Months::new(12)).unwrap_or(on);
    let recent = |sign: Sign| sign.reported.is_some_and(|day| day > year_ago);
    let verdict = match facts.idle_since {
        Some(_) => Verdict::Unused,
        None if last_sign > year_ago => Verdict::Used,
        None if recent(facts.workers) || recent(facts.revenue) => Verdict::Unused,
        None if facts.others.positive.is_some_and(|day| day > year_ago) => Verdict::Unknown,
        // Nothing anywhere is nothing here.
        None if recent(facts.others) => Verdict::Unused,
        None => Verdict::Unreported,
    };
    // The first of the two to come, unless the use was extended.
    let unused = !matches!(verdict, Verdict::Used | Verdict::Unknown);
    let unused = unused.then(|| after(last_sign, 12)).flatten();
    let behind = facts.schedule.and_then(|end| after(end, 24));
    let deadline = facts
        .extended_until
        .or([unused, behind].into_iter().flatten().min());
    Watched {
        verdict,
        last_sign,
        months,
        deadline,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> NaiveDate {
        text.parse().expect("a day")
    }

    fn facts() -> Facts {
        Facts {
            held_since: day("2015-01-10"),
            idle_since: None,
            used_on: None,
            workers: Sign::default(),
            revenue: Sign::default(),
            works: None,
            others: Sign::default(),
            schedule: None,
            extended_until: None,
        }
    }

    fn sign(reported: &str, positive: &str) -> Sign {
        let read = |text: &str| (!text.is_empty()).then(|| day(text));
        Sign {
            reported: read(reported),
            positive: read(positive),
        }
    }

    /// What is known, how it is judged on the last day of 2022, and for how many months nothing is used.
    fn lives() -> [(&'static str, Facts, Verdict, u32); 8] {
        [
            (
                "nothing known since it was handed over",
                facts(),
                Verdict::Unreported,
                95,
            ),
            (
                "workers this year",
                Facts {
                    workers: sign("2022-12-31", "2022-12-31"),
                    ..facts()
                },
                Verdict::Used,
                0,
            ),
            (
                "zero reported, worked until 2020",
                Facts {
                    workers: sign("2022-12-31", "2020-12-31"),
                    ..facts()
                },
                Verdict::Unused,
                24,
            ),
            (
                "nothing reported since 2020",
                Facts {
                    revenue: sign("2020-12-31", "2020-12-31"),
                    ..facts()
                },
                Verdict::Unreported,
                24,
            ),
            (
                "works begun in spring",
                Facts {
                    works: Some(day("2022-03-31")),
                    ..facts()
                },
                Verdict::Used,
                9,
            ),
            (
                "recorded as idle, whatever was reported before",
                Facts {
                    idle_since: Some(day("2022-09-01")),
                    workers: sign("2022-12-31", "2022-12-31"),
                    ..facts()
                },
                Verdict::Unused,
                3,
            ),
            (
                "handed over lately",
                Facts {
                    held_since: day("2022-06-15"),
                    ..facts()
                },
                Verdict::Used,
                6,
            ),
            (
                "an old sign of another time does not precede the lease",
                Facts {
                    held_since: day("2021-06-30"),
                    works: Some(day("2010-01-01")),
                    ..facts()
                },
                Verdict::Unreported,
                18,
            ),
        ]
    }

    /// The same of what may be of another parcel of the tenant.
    fn shared() -> [(&'static str, Facts, Verdict, u32); 3] {
        [
            (
                "the tenant works on one of its parcels, nobody knows which",
                Facts {
                    others: sign("2022-12-31", "2022-12-31"),
                    ..facts()
                },
                Verdict::Unknown,
                95,
            ),
            (
                "the tenant reports zero for all of its parcels",
                Facts {
                    others: sign("2022-12-31", "2020-12-31"),
                    ..facts()
                },
                Verdict::Unused,
                95,
            ),
            (
                "zero reported of this one outweighs the others",
                Facts {
                    workers: sign("2022-12-31", ""),
                    others: sign("2022-12-31", "2022-12-31"),
                    ..facts()
                },
                Verdict::Unused,
                95,
            ),
        ]
    }

    #[test]
    fn what_is_reported_decides_and_what_is_not_is_said() {
        let on = day("2022-12-31");
        for (words, facts, verdict, months) in lives().into_iter().chain(shared()) {
            let watched = judge(&facts, on);
            assert_eq!(
                (watched.verdict, watched.months),
                (verdict, months),
                "{words}"
            );
        }
    }

    #[test]
    fn the_legal_day_is_the_first_of_two_or_the_extension() {
        let on = day("2022-12-31");
        let idle = Facts {
            idle_since: Some(day("2022-09-01")),
            ..facts()
        };
        assert_eq!(
            judge(&idle, on).deadline,
            Some(day("2023-09-01")),
            "12 months running"
        );
        let late = Facts {
            schedule: Some(day("2021-03-31")),
            ..idle
        };
        assert_eq!(
            judge(&late, on).deadline,
            Some(day("2023-03-31")),
            "24 months behind schedule comes first"
        );
        let extended = Facts {
            extended_until: Some(day("2024-06-30")),
            ..late
        };
        assert_eq!(judge(&extended, on).deadline, Some(day("2024-06-30")));
        let used = Facts {
            workers: sign("2022-12-31", "2022-12-31"),
            ..facts()
        };
        assert_eq!(judge(&used, on).deadline, None);
        assert_eq!(
            judge(
                &Facts {
                    schedule: Some(day("2022-06-30")),
                    ..used
                },
                on
            )
            .deadline,
            Some(day("2024-06-30"))
        );
    }
}
