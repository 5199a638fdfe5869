//! The words that ask an enterprise for its report, ready to paste into Zalo.

use chrono::NaiveDate;

use super::model::{Duty, Round};
use crate::foundation::i18n::wording::counted;
use crate::foundation::i18n::{self, Lang, Text};
use crate::platform::web::BoardName;

/// Who asks, in the text.
pub struct Sender<'a> {
    pub board: &'a str,
    pub person: &'a str,
}

fn count(days: i64, lang: Lang) -> String {
    counted(days, ("ngày", "day", "days"), lang)
}

/// The board's name in a text.
pub fn board_in(name: &BoardName, lang: Lang) -> &str {
    match lang {
        Lang::Vi => &name.short,
        Lang::En => &name.english,
    }
}

/// How somebody was reminded, in words.
pub fn channel_words(code: &str) -> Text {
    match code {
        "phone" => Text::new("Gọi điện", "Telephone"),
        "email" => Text::new("Thư điện tử", "E-mail"),
        _ => Text::new("Tin nhắn (Zalo…)", "Message (Zalo…)"),
    }
}

/// The reminder itself: what is asked, until when, by which rule, and whom to answer.
pub fn body(
    duty: &Duty,
    round: &Round,
    form_name: &str,
    today: NaiveDate,
    sender: &Sender<'_>,
    lang: Lang,
) -> String {
    let due = round.due.map(i18n::format_date);
    let overdue = round
        .due
        .map(|due| (today - due).num_days())
        .filter(|days| *days > 0);
    let period = round.period.in_sentence(lang);
    let (board, person, enterprise) = (sender.board, sender.person, duty.name());
    match lang {
        Lang::Vi => {
            let when = match (&due, overdue) {
                (Some(due), Some(days)) => format!(
                    " Hạn nộp là ngày {due}, đến nay đã quá {}.",
                    count(days, lang)
                ),
                (Some(due), None) => format!(" Hạn nộp: ngày {due}."),
                (None, _) => String::new(),
            };
            format!(
                "Kính gửi {enterprise},\n{board} đề nghị Quý doanh nghiệp gửi “{form_name}” ({}), {}.{when}\n\
                 Căn cứ: {}.\nKhông phát sinh thì ghi số 0. Cần trao đổi xin liên hệ {person}.\nTrân trọng cảm ơn.",
                round.code, period, round.basis
            )
        }
        Lang::En => {
            let when = match (&due, overdue) {
                (Some(due), Some(days)) => {
                    format!(" It was due on {due}, {} ago.", count(days, lang))
                }
                (Some(due), None) => format!(" It is due on {due}."),
                (None, _) => String::new(),
            };
            format!(
                "Dear {enterprise},\n{board} kindly asks you to send the “{form_name}” ({}) for {period}.{when}\n\
                 Legal basis: {}.\nPlease enter 0 for nil. For questions please contact {person}.\nThank you.",
                round.code, round.basis
            )
        }
    }
}
