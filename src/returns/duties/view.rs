//! What the duty templates show.

use askama::Template;
use chrono::NaiveDate;
use rust_decimal::Decimal;

use super::board::{Coverage, Placed};
use super::letters::Fate;
use super::model::{Round, Standing};
use crate::foundation::i18n::wording::counted;
use crate::foundation::i18n::{self, Lang, Text};
use crate::foundation::kernel::Reporter;
use crate::platform::web::Page;
use crate::platform::web::table::{Cell, Table};
use crate::registers::contacts;

#[derive(Template)]
#[template(path = "returns/duties/board.html")]
pub struct BoardPage {
    pub page: Page,
    /// Overdue obstacles and key tasks in short: finished HTML.
    pub work: String,
    pub year: i32,
    pub years: Vec<i32>,
    pub rounds: Vec<RoundTab>,
    pub all_rounds: String,
    pub any_round: bool,
    /// Nobody owes anything in this year: there is nothing to be done with yet.
    pub nothing: bool,
    pub coverage: CoverageLine,
    pub weight_year: i32,
    pub states: Vec<(&'static str, &'static str, String, String)>,
    pub state: String,
    pub search: String,
    pub form: String,
    pub period: String,
    pub zones: Vec<(i64, String, bool)>,
    pub officers: Vec<(i64, String, bool)>,
    pub nobody: bool,
    pub rows: Vec<DutyLine>,
    pub by_zone: Vec<CoverageLine>,
    pub by_officer: Vec<CoverageLine>,
    pub may_enter: bool,
    pub downloads: Vec<(&'static str, String)>,
    pub previous: Option<String>,
    pub next: Option<String>,
}

/// A form and period to look at.
pub struct RoundTab {
    pub href: String,
    pub label: String,
    pub due: String,
    pub received: usize,
    pub owed: usize,
    pub current: bool,
}

/// How much has come in, in words and as a bar.
pub struct CoverageLine {
    pub name: String,
    pub href: String,
    pub owed: usize,
    pub received: usize,
    pub accepted: usize,
    pub late: usize,
    /// Share of the count, and of last year's revenue.
    pub share: String,
    pub weight: String,
    /// The share again for a bar, 0 to 100.
    pub percent: String,
}

impl CoverageLine {
    pub fn new(name: String, href: String, coverage: Coverage, lang: Lang) -> CoverageLine {
        let share = |part: Decimal, whole: Decimal| {
            Some(part)
                .filter(|_| whole > Decimal::ZERO)
                .and_then(|part| part.checked_mul(Decimal::ONE_HUNDRED)?.checked_div(whole))
        };
        let by_count = share(coverage.received.into(), coverage.owed.into());
        CoverageLine {
            name,
            href,
            owed: coverage.owed,
            received: coverage.received,
            accepted: coverage.accepted,
            late: coverage.late,
            share: by_count.map_or_else(String::new, |share| i18n::format_percent(share, 1, lang)),
            weight: share(coverage.weight_received, coverage.weight_owed)
                .map_or_else(String::new, |share| i18n::format_percent(share, 1, lang)),
            percent: i18n::round(by_count.unwrap_or_default(), 1).to_string(),
        }
    }
}

/// One duty in the list.
pub struct DutyLine {
    pub reporter: Reporter,
    pub enterprise: String,
    pub project: String,
    pub zone: String,
    pub form_id: i64,
    pub form: String,
    pub period: String,
    pub period_words: String,
    pub due: String,
    due_on: Option<NaiveDate>,
    pub standing: &'static str,
    pub tone: &'static str,
    pub open: bool,
    pub delay: String,
    /// Cells typed so far; counted for the rows of one page only.
    pub entered: i64,
    pub filing_id: Option<i64>,
    pub waiting: bool,
    pub officer: String,
    /// Masked, as the telephone number is.
    pub contact: String,
    pub phone: String,
    pub reminded: String,
    /// Share of last year's revenue of all that owe.
    pub weight: String,
    share: Option<Decimal>,
}

impl DutyLine {
    pub fn new(
        placed: &Placed,
        round: &Round,
        total: Decimal,
        today: NaiveDate,
        lang: Lang,
    ) -> DutyLine {
        let duty = &placed.duty;
        let share = duty
            .weight
            .filter(|_| total > Decimal::ZERO)
            .and_then(|weight| weight.checked_mul(Decimal::ONE_HUNDRED)?.checked_div(total));
        let reminded = duty.reminded_at.map(|at| {
            (
                duty.reminders,
                i18n::format_date(i18n::vietnam_time(at).date_naive()),
            )
        });
        DutyLine {
            reporter: duty.reporter,
            enterprise: duty.enterprise.clone(),
            project: duty.project.clone().unwrap_or_default(),
            zone: duty.zone.clone(),
            form_id: round.form_id,
            form: round.code.clone(),
            period: round.period.to_string(),
            period_words: round.period.words(lang),
            due: round.due.map_or_else(String::new, i18n::format_date),
            due_on: round.due,
            standing: placed.standing.words().in_lang(lang),
            tone: placed.standing.tone(),
            open: placed.standing.is_open() || placed.standing == Standing::Upcoming,
            delay: delay(placed, round, today, lang),
            entered: 0,
            filing_id: duty.filing_id,
            waiting: placed.standing == Standing::Waiting,
            officer: duty.officer.clone().unwrap_or_default(),
            contact: contacts::masked_name(duty.contact_name.as_deref().unwrap_or_default()),
            phone: contacts::masked_phone(duty.contact_phone.as_deref().unwrap_or_default()),
            reminded: reminded.map_or_else(String::new, |(times, day)| match lang {
                Lang::Vi => format!("{times} lần, gần nhất {day}"),
                Lang::En => format!(
                    "{}, last on {day}",
                    counted(times, ("lần", "time", "times"), lang)
                ),
            }),
            weight: share.map_or_else(String::new, |share| i18n::format_percent(share, 1, lang)),
            share,
        }
    }
}

/// One duty that is open, in short: for the page of who owes it.
pub struct Owed {
    /// "A.III.1 · Quý IV/2022", with the project's name.
    pub label: String,
    pub href: String,
    pub due: String,
    pub standing: &'static str,
    pub tone: &'static str,
    pub delay: String,
}

impl Owed {
    pub fn new(line: DutyLine) -> Owed {
        let project = if line.project.is_empty() {
            String::new()
        } else {
            format!(" · {}", line.project)
        };
        Owed {
            label: format!("{} · {}{project}", line.form, line.period_words),
            href: format!("/duties/{}/{}/{}", line.reporter, line.form_id, line.period),
            due: line.due,
            standing: line.standing,
            tone: line.tone,
            delay: line.delay,
        }
    }
}

/// "quá 12 ngày", "nộp muộn 2 ngày", "còn 5 ngày".
pub fn delay(placed: &Placed, round: &Round, today: NaiveDate, lang: Lang) -> String {
    let handed_in = placed.duty.first_submitted_at.is_some();
    let count = |days: i64| counted(days, ("ngày", "day", "days"), lang);
    match (placed.days_late, round.due) {
        (Some(days), _) if handed_in => match lang {
            Lang::Vi => format!("nộp muộn {}", count(days)),
            Lang::En => format!("{} late", count(days)),
        },
        (Some(days), _) => match lang {
            Lang::Vi => format!("quá {}", count(days)),
            Lang::En => format!("{} overdue", count(days)),
        },
        (None, Some(due)) if placed.standing == Standing::Due => {
            let left = (due - today).num_days();
            match lang {
                Lang::Vi => format!("còn {}", count(left)),
                Lang::En => format!("{} left", count(left)),
            }
        }
        _ => String::new(),
    }
}

/// The list as a file, all its pages.
pub fn table(lines: &[DutyLine], year: i32, lang: Lang) -> Table {
    let say = |vi, en| Text::new(vi, en).in_lang(lang).to_owned();
    let text = |text: &str| {
        if text.is_empty() {
            Cell::Empty
        } else {
            Cell::Text(text.to_owned())
        }
    };
    Table {
        name: format!("{}-{year}", say("bao-cao", "reports")),
        columns: vec![
            say("Doanh nghiệp", "Enterprise"),
            say("Dự án", "Project"),
            say("Khu công nghiệp", "Zone"),
            say("Mẫu", "Form"),
            say("Kỳ", "Period"),
            say("Hạn nộp", "Due"),
            say("Tình trạng", "Standing"),
            say("Trễ hạn", "Delay"),
            say(
                "Tỷ trọng doanh thu năm trước (%)",
                "Share of last year's revenue (%)",
            ),
            say("Cán bộ theo dõi", "Officer"),
            say("Đã nhắc", "Reminded"),
        ],
        rows: lines
            .iter()
            .map(|line| {
                vec![
                    text(&line.enterprise),
                    text(&line.project),
                    text(&line.zone),
                    text(&line.form),
                    text(&line.period),
                    Cell::date(line.due_on),
                    text(line.standing),
                    text(&line.delay),
                    line.share
                        .map_or(Cell::Empty, |share| Cell::Number(i18n::round(share, 1))),
                    text(&line.officer),
                    text(&line.reminded),
                ]
            })
            .collect(),
    }
}

#[derive(Template)]
#[template(path = "returns/duties/duty.html")]
pub struct DutyPage {
    pub page: Page,
    pub line: DutyLine,
    pub year: i32,
    pub form_name: String,
    pub basis: String,
    /// What is still to be verified of it.
    pub to_verify: Option<String>,
    /// Masked.
    pub email: String,
    /// The contact for reports, whose data a logged look shows.
    pub contact_id: Option<i64>,
    pub body: String,
    pub reminders: Vec<ReminderLine>,
    /// Why it does not hold, and who said so.
    pub exemption: Option<(String, String)>,
    /// What is wrong with an exemption that was sent.
    pub fault: Option<&'static str>,
    pub may_enter: bool,
    pub may_mail: bool,
}

/// One time the enterprise was asked.
pub struct ReminderLine {
    pub at: String,
    pub by: String,
    pub channel: &'static str,
    pub recipient: String,
    pub body: String,
    /// What became of the letter, where it was one, and why.
    pub letter: Option<LetterMark>,
    pub reason: &'static str,
}

/// What became of a letter, where that is more than "sent".
pub struct LetterMark {
    pub words: &'static str,
    pub tone: &'static str,
}

impl LetterMark {
    pub fn new(state: &str, over: bool, lang: Lang) -> LetterMark {
        let fate = Fate::of(state, over);
        LetterMark {
            words: fate.words().in_lang(lang),
            tone: fate.tone(),
        }
    }
}
