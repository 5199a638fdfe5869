//! How far a report that is owed has come: upcoming, due, late, waiting for a decision, returned, done or exempt. Pure.

use chrono::{DateTime, Days, NaiveDate, Utc};
use rust_decimal::Decimal;

use crate::foundation::i18n::{self, Text};
use crate::foundation::kernel::{Period, Reporter, Year};
use crate::registers::contacts;
use crate::returns::filings::model::State;
use crate::returns::filings::model::named;
use crate::standards::forms::{Calendar, Form};

/// How long before its deadline a report is called for at the latest.
const CALLED_FOR: Days = Days::new(30);

/// How a duty stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Standing {
    /// Sent back to its author: first in every list.
    Returned,
    /// Past its deadline and not handed in.
    Late,
    /// Called for, not handed in.
    Due,
    /// Handed in, not yet decided.
    Waiting,
    Done,
    Exempt,
    /// Its period has not come yet.
    Upcoming,
}

impl Standing {
    pub const ALL: [Standing; 7] = [
        Standing::Returned,
        Standing::Late,
        Standing::Due,
        Standing::Waiting,
        Standing::Done,
        Standing::Exempt,
        Standing::Upcoming,
    ];

    pub fn code(self) -> &'static str {
        match self {
            Standing::Returned => "returned",
            Standing::Late => "late",
            Standing::Due => "due",
            Standing::Waiting => "waiting",
            Standing::Done => "done",
            Standing::Exempt => "exempt",
            Standing::Upcoming => "upcoming",
        }
    }

    pub fn words(self) -> Text {
        match self {
            Standing::Returned => Text::new("Bị trả lại", "Returned"),
            Standing::Late => Text::new("Quá hạn", "Late"),
            Standing::Due => Text::new("Trong hạn", "Due"),
            Standing::Waiting => Text::new("Chờ duyệt", "Waiting for review"),
            Standing::Done => Text::new("Đã duyệt", "Accepted"),
            Standing::Exempt => Text::new("Được miễn", "Exempt"),
            Standing::Upcoming => Text::new("Chưa tới kỳ", "Not yet"),
        }
    }

    pub fn tone(self) -> &'static str {
        match self {
            Standing::Returned | Standing::Late => "bad",
            Standing::Due => "info",
            Standing::Waiting => "warn",
            Standing::Done => "ok",
            Standing::Exempt | Standing::Upcoming => "neutral",
        }
    }

    /// Whether somebody at the board has to do something about it before it can be reviewed.
    pub fn is_open(self) -> bool {
        matches!(self, Standing::Returned | Standing::Late | Standing::Due)
    }

    /// Whether the enterprise has handed its report in.
    pub fn is_in(self) -> bool {
        matches!(self, Standing::Waiting | Standing::Done)
    }
}

/// One form for one period of the year.
#[derive(Debug, Clone)]
pub struct Round {
    pub form_id: i64,
    pub code: String,
    pub period: Period,
    /// `None` where no deadline rule holds.
    pub due: Option<NaiveDate>,
    pub basis: String,
    /// What is still to be verified of the deadline: for the board's eyes, never in a reminder.
    pub note: Option<String>,
}

impl Round {
    /// Every form and period of a year that somebody may owe, the year's own first: of a form that is owed at all, from the first
    /// period that begins on the day `since` or later.
    pub fn all(
        forms: &[Form],
        year: Year,
        since: Option<NaiveDate>,
        calendar: &Calendar,
    ) -> Vec<Round> {
        forms
            .iter()
            .filter(|form| form.owed)
            .flat_map(|form| {
                form.frequency
                    .periods(year)
                    .into_iter()
                    .map(move |period| (form, period))
            })
            .filter(|(form, period)| form.covers(*period))
            .filter(|(_, period)| since.is_none_or(|since| since <= period.first_day()))
            .map(|(form, period)| Round {
                form_id: form.id,
                code: form.code.clone(),
                period,
                due: form.due(period, calendar),
                note: form.deadline(period).and_then(|rule| rule.note.clone()),
                basis: form
                    .deadline(period)
                    .map_or_else(|| form.legal_basis.clone(), |rule| rule.legal_basis.clone()),
            })
            .collect()
    }

    /// Since when the report is called for: the day after its period, or a month before an earlier deadline.
    pub fn called_for(&self) -> NaiveDate {
        let after = self.period.last_day() + Days::new(1);
        self.due.map_or(after, |due| after.min(due - CALLED_FOR))
    }
}

/// Which duty: who reports, form, period.
#[derive(Debug, Clone)]
pub struct Key {
    pub reporter: Reporter,
    pub form_id: i64,
    pub period: String,
}

/// What is known about the duty of one enterprise, or of one of its projects, in one round.
#[derive(Debug, Clone)]
pub struct Duty {
    pub reporter: Reporter,
    pub enterprise: String,
    /// The project's name, where the enterprise reports by project.
    pub project: Option<String>,
    pub zone_id: i64,
    pub zone: String,
    pub round: usize,
    pub filing_id: Option<i64>,
    pub state: Option<State>,
    pub first_submitted_at: Option<DateTime<Utc>>,
    pub exempt: bool,
    pub officer_id: Option<i64>,
    pub officer: Option<String>,
    /// Whom to ask for it: the first contact for reports. Personal data, masked wherever it is shown.
    pub contact_id: Option<i64>,
    pub contact_name: Option<String>,
    pub contact_phone: Option<String>,
    pub contact_email: Option<String>,
    pub reminders: i64,
    pub reminded_at: Option<DateTime<Utc>>,
    /// Revenue of last year, đồng: how much the report weighs. Where a project has none of its own, its share of the
    /// enterprise's in equal parts.
    pub weight: Option<Decimal>,
}

impl Duty {
    /// Takes the person to call out of it, for those who call nobody.
    pub fn hide_contact(&mut self) {
        (
            self.contact_id,
            self.contact_name,
            self.contact_phone,
            self.contact_email,
        ) = (None, None, None, None);
    }

    /// Who was asked, as the log of reminders keeps it: masked, so that erasing the contact leaves nothing behind.
    pub fn recipient(&self, by_mail: bool) -> String {
        let name = contacts::masked_name(self.contact_name.as_deref().unwrap_or_default());
        let way = if by_mail {
            contacts::masked_email(self.contact_email.as_deref().unwrap_or_default())
        } else {
            contacts::masked_phone(self.contact_phone.as_deref().unwrap_or_default())
        };
        let known: Vec<String> = [name, way]
            .into_iter()
            .filter(|part| !part.is_empty())
            .collect();
        if known.is_empty() {
            self.enterprise.clone()
        } else {
            known.join(", ")
        }
    }

    /// Who owes it: the enterprise's name, with that of the project.
    pub fn name(&self) -> String {
        named(&self.enterprise, self.project.as_deref())
    }

    pub fn standing(&self, round: &Round, today: NaiveDate) -> Standing {
        match self.state {
            Some(State::Accepted) => Standing::Done,
            Some(State::Submitted) => Standing::Waiting,
            _ if self.exempt => Standing::Exempt,
            Some(State::Returned) => Standing::Returned,
            Some(State::Draft) | None => match round.due {
                Some(due) if due < today => Standing::Late,
                _ if self.state.is_none() && today < round.called_for() => Standing::Upcoming,
                _ => Standing::Due,
            },
        }
    }

    /// Days after the deadline on which it came in, or by which it is overdue today. A report handed in in time and
    /// returned stays in time.
    pub fn days_late(&self, round: &Round, today: NaiveDate) -> Option<i64> {
        let day = self
            .first_submitted_at
            .map_or(today, |at| i18n::vietnam_time(at).date_naive());
        let days = (day - round.due?).num_days();
        (days > 0 && !(self.exempt && self.first_submitted_at.is_none())).then_some(days)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> NaiveDate {
        text.parse().expect("a date")
    }

    fn round() -> Round {
        Round {
            form_id: 1,
            code: "A.III.1".to_owned(),
            period: "2022-Q4".parse().expect("a period"),
            due: Some(day("2023-01-10")),
            basis: String::new(),
            note: None,
        }
    }

    fn duty(state: Option<State>, submitted: Option<&str>, exempt: bool) -> Duty {
        Duty {
            reporter: Reporter::whole(1),
            enterprise: String::new(),
            project: None,
            zone_id: 1,
            zone: String::new(),
            round: 0,
            filing_id: None,
            state,
            first_submitted_at: submitted.map(|at| at.parse().expect("a moment")),
            exempt,
            officer_id: None,
            officer: None,
            contact_id: None,
            contact_name: None,
            contact_phone: None,
            contact_email: None,
            reminders: 0,
            reminded_at: None,
            weight: None,
        }
    }

    #[test]
    fn a_duty_stands_where_its_report_and_the_day_put_it() {
        let late = Some("2023-01-12T03:00:00Z");
        // state, first handed in, exempt, today → standing, days late
        let cases = [
            (None, None, false, "2022-11-30", Standing::Upcoming, None),
            (None, None, false, "2022-12-11", Standing::Due, None),
            (
                Some(State::Draft),
                None,
                false,
                "2022-11-30",
                Standing::Due,
                None,
            ),
            (None, None, false, "2023-01-10", Standing::Due, None),
            (
                Some(State::Draft),
                None,
                false,
                "2023-01-11",
                Standing::Late,
                Some(1),
            ),
            (None, None, true, "2023-02-10", Standing::Exempt, None),
            (
                Some(State::Submitted),
                late,
                false,
                "2023-06-01",
                Standing::Waiting,
                Some(2),
            ),
            (
                Some(State::Returned),
                Some("2023-01-09T03:00:00Z"),
                false,
                "2023-06-01",
                Standing::Returned,
                None,
            ),
            (
                Some(State::Accepted),
                late,
                false,
                "2023-06-01",
                Standing::Done,
                Some(2),
            ),
            // Handed in before midnight in Vietnam, which is still the day before in UTC.
            (
                Some(State::Accepted),
                Some("2023-01-10T16:59:00Z"),
                false,
                "2023-06-01",
                Standing::Done,
                None,
            ),
            (
                Some(State::Accepted),
                Some("2023-01-10T17:01:00Z"),
                false,
                "2023-06-01",
                Standing::Done,
                Some(1),
            ),
        ];
        for (state, submitted, exempt, today, standing, days) in cases {
            let duty = duty(state, submitted, exempt);
            assert_eq!(
                duty.standing(&round(), day(today)),
                standing,
                "{state:?} {today}"
            );
            assert_eq!(
                duty.days_late(&round(), day(today)),
                days,
                "{state:?} {today}"
            );
        }
    }
}
