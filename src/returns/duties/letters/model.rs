//! What a letter says, and what became of one. Pure.

use chrono::{DateTime, NaiveDate, Utc};

use crate::foundation::i18n::wording::counted;
use crate::foundation::i18n::{self, Lang, Text};
use crate::foundation::kernel::{Period, Reporter};
use crate::foundation::mail::Reason;
use crate::returns::duties::reminder::Sender;

/// For as long somebody who was reminded is not reminded again without being asked about.
const LATELY: i64 = 7;

/// A report that is owed.
#[derive(Debug, Clone)]
pub struct Item {
    pub reporter: Reporter,
    pub form_id: i64,
    pub code: String,
    /// The form's name.
    pub form: String,
    pub period: Period,
    /// The project's name, where the enterprise reports by project.
    pub project: Option<String>,
    pub due: Option<NaiveDate>,
    /// Days since the day it was due.
    pub overdue: Option<i64>,
    /// It came in and was sent back.
    pub returned: bool,
    /// The rule it is owed by, in its period.
    pub basis: String,
}

/// An enterprise with all it owes.
#[derive(Debug, Clone)]
pub struct Addressee {
    pub enterprise_id: i64,
    pub enterprise: String,
    /// The contact for reports, and how the log names it: masked.
    pub contact_id: Option<i64>,
    pub recipient: String,
    pub has_address: bool,
    pub items: Vec<Item>,
}

/// The last time an enterprise was reminded.
#[derive(Debug, Clone)]
pub struct Last {
    pub id: i64,
    pub at: DateTime<Utc>,
    pub channel: String,
    pub by: Option<String>,
}

impl Last {
    /// Days ago, in Vietnam.
    pub fn days_ago(&self, today: NaiveDate) -> i64 {
        (today - i18n::vietnam_time(self.at).date_naive()).num_days()
    }

    /// Whether it is asked about before it is done again.
    pub fn is_lately(&self, today: NaiveDate) -> bool {
        self.days_ago(today) <= LATELY
    }
}

/// How a letter begins, below the enterprise's name, unless who sends it writes otherwise.
pub fn opening(board: &str, lang: Lang) -> String {
    match lang {
        Lang::Vi => format!("{board} đề nghị Quý doanh nghiệp gửi các báo cáo sau đây."),
        Lang::En => format!("{board} kindly asks you to send the following reports."),
    }
}

pub fn subject(items: &[Item], lang: Lang) -> String {
    match (items, lang) {
        ([item], Lang::Vi) => {
            let period = item.period.in_sentence(lang);
            format!("Đề nghị gửi báo cáo {} – {period}", item.code)
        }
        ([item], Lang::En) => {
            let period = item.period.in_sentence(lang);
            format!("Reminder: report {} – {period}", item.code)
        }
        (_, Lang::Vi) => format!("Đề nghị gửi {} báo cáo", items.len()),
        (_, Lang::En) => format!("Reminder: {} reports", items.len()),
    }
}

/// The whole letter.
pub fn body(to: &Addressee, opening: &str, sender: &Sender<'_>, lang: Lang) -> String {
    let lines: Vec<String> = to
        .items
        .iter()
        .enumerate()
        .map(|(at, item)| format!("{}. {}", at + 1, line(item, lang)))
        .collect();
    let (enterprise, lines) = (&to.enterprise, lines.join("\n"));
    let (person, board) = (sender.person, sender.board);
    match lang {
        Lang::Vi => format!(
            "Kính gửi {enterprise},\n{opening}\n\n{lines}\n\n\
             Không phát sinh thì ghi số 0. Cần trao đổi xin liên hệ {person}, {board}.\nTrân trọng cảm ơn."
        ),
        Lang::En => format!(
            "Dear {enterprise},\n{opening}\n\n{lines}\n\n\
             Please enter 0 for nil. For questions please contact {person}, {board}.\nThank you."
        ),
    }
}

/// A report in a letter: which, until when, since when late, and by which rule.
pub fn line(item: &Item, lang: Lang) -> String {
    let period = item.period.in_sentence(lang);
    let project = match (&item.project, lang) {
        (None, _) => String::new(),
        (Some(name), Lang::Vi) => format!(", dự án {name}"),
        (Some(name), Lang::En) => format!(", project {name}"),
    };
    let due = item.due.map(i18n::format_date);
    let days = |days| counted(days, ("ngày", "day", "days"), lang);
    let when = match (due, item.overdue, lang) {
        (None, ..) => String::new(),
        (Some(due), None, Lang::Vi) => format!(" Hạn nộp: ngày {due}."),
        (Some(due), Some(late), Lang::Vi) => {
            format!(" Hạn nộp là ngày {due}, đến nay đã quá {}.", days(late))
        }
        (Some(due), None, Lang::En) => format!(" It is due on {due}."),
        (Some(due), Some(late), Lang::En) => format!(" It was due on {due}, {} ago.", days(late)),
    };
    let returned = match (item.returned, lang) {
        (false, _) => "",
        (true, Lang::Vi) => " Báo cáo đã gửi bị trả lại, đề nghị sửa và gửi lại.",
        (true, Lang::En) => " It was sent back: please correct it and send it again.",
    };
    let (form, code, basis) = (&item.form, &item.code, &item.basis);
    let law = match (basis.is_empty(), lang) {
        (true, _) => String::new(),
        (false, Lang::Vi) => format!(" Căn cứ: {basis}."),
        (false, Lang::En) => format!(" Legal basis: {basis}."),
    };
    format!("“{form}” ({code}), {period}{project}.{when}{returned}{law}")
}

/// What became of a letter.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Fate {
    Waiting,
    Sending,
    Sent,
    /// It did not go out.
    Failed,
    /// It may have gone out: the line or the program ended while it was under way.
    Unclear,
}

impl Fate {
    /// From the state of the letter and whether its job is over: then nothing waits and nothing is under way any more.
    pub fn of(state: &str, over: bool) -> Fate {
        match (state, over) {
            ("sent", _) => Fate::Sent,
            ("unclear", _) | ("sending", true) => Fate::Unclear,
            ("sending", false) => Fate::Sending,
            ("failed", _) | (_, true) => Fate::Failed,
            _ => Fate::Waiting,
        }
    }

    pub fn words(self) -> Text {
        match self {
            Fate::Waiting => Text::new("Chờ gửi", "Waiting"),
            Fate::Sending => Text::new("Đang gửi", "Being sent"),
            Fate::Sent => Text::new("Đã gửi", "Sent"),
            Fate::Failed => Text::new("Chưa gửi được", "Not sent"),
            Fate::Unclear => Text::new("Có thể đã gửi", "May have been sent"),
        }
    }

    pub fn tone(self) -> &'static str {
        match self {
            Fate::Waiting | Fate::Sending => "info",
            Fate::Sent => "ok",
            Fate::Failed => "bad",
            Fate::Unclear => "warn",
        }
    }
}

/// Why a letter did not go out, besides what mail servers say.
pub const NO_ADDRESS: &str = "no_address";
/// Who asked may not write to that enterprise any more.
pub const NO_RIGHT: &str = "no_right";

/// Why a letter did not go out, in words.
pub fn reason_words(code: &str) -> Text {
    match code {
        NO_ADDRESS => Text::new(
            "Đầu mối không còn địa chỉ thư. Xin thêm ở trang doanh nghiệp.",
            "The contact has no address any more. Please add one on the enterprise's page.",
        ),
        NO_RIGHT => Text::new(
            "Doanh nghiệp không còn thuộc khu của người gửi.",
            "The enterprise is no longer in the sender's zones.",
        ),
        code => Reason::from_code(code).unwrap_or(Reason::Other).words(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn item(overdue: Option<i64>, returned: bool, project: Option<&str>) -> Item {
        Item {
            reporter: Reporter::whole(1),
            form_id: 1,
            code: "A.III.1".to_owned(),
            form: "Báo cáo quý".to_owned(),
            period: "2022-Q4".parse().expect("a period"),
            project: project.map(str::to_owned),
            due: "2023-01-09".parse().ok(),
            overdue,
            returned,
            basis: "NĐ 31/2021".to_owned(),
        }
    }

    #[test]
    fn a_line_says_which_report_until_when_how_late_and_by_which_rule() {
        assert_eq!(
            line(&item(Some(12), false, None), Lang::Vi),
            "“Báo cáo quý” (A.III.1), quý IV năm 2022. Hạn nộp là ngày 09/01/2023, đến nay đã quá 12 ngày. Căn cứ: NĐ 31/2021."
        );
        assert_eq!(
            line(&item(None, true, Some("Nhà máy 2")), Lang::Vi),
            "“Báo cáo quý” (A.III.1), quý IV năm 2022, dự án Nhà máy 2. Hạn nộp: ngày 09/01/2023. \
             Báo cáo đã gửi bị trả lại, đề nghị sửa và gửi lại. Căn cứ: NĐ 31/2021."
        );
        assert!(line(&item(Some(1), false, None), Lang::En).contains("1 day ago"));
    }

    #[test]
    fn what_was_under_way_when_its_job_ended_may_have_been_sent() {
        for (state, over, fate) in [
            ("written", false, Fate::Waiting),
            ("waiting", false, Fate::Waiting),
            ("sending", false, Fate::Sending),
            ("sending", true, Fate::Unclear),
            ("unclear", true, Fate::Unclear),
            ("written", true, Fate::Failed),
            ("waiting", true, Fate::Failed),
            ("failed", true, Fate::Failed),
            ("sent", false, Fate::Sent),
        ] {
            assert_eq!(Fate::of(state, over), fate, "{state} {over}");
        }
    }

    #[test]
    fn a_week_is_lately_and_midnight_is_vietnams() {
        let last = Last {
            id: 1,
            at: "2023-01-01T18:00:00Z".parse().expect("a moment"),
            channel: "email".to_owned(),
            by: None,
        };
        let day = |text: &str| text.parse().expect("a day");
        assert_eq!(last.days_ago(day("2023-01-05")), 3);
        assert!(last.is_lately(day("2023-01-09")) && !last.is_lately(day("2023-01-10")));
    }
}
