//! The steps in words.

use askama::Template;
use chrono::{Datelike, NaiveDate};

use super::model::{Facts, Step, may_take};
use crate::foundation::i18n::{self, Lang, Text};
use crate::foundation::kernel::{Actor, Permission, Role};
use crate::platform::web::Page;
use crate::portal::accounts::roles;
use crate::registers::board::{self, Board};

#[derive(Template)]
#[template(path = "portal/beginning/set_up.html")]
pub struct SetUpPage {
    pub page: Page,
    /// Whether this person may take any of the steps.
    takes_part: bool,
    lines: Vec<Line>,
    /// Steps that are left.
    open: usize,
    /// Minutes of what is left.
    minutes: u32,
    put_away: bool,
    may_put_away: bool,
    /// Whether everything may come from elsewhere at once.
    may_import: bool,
}

/// A step as the page shows it.
struct Line {
    number: usize,
    title: &'static str,
    done: bool,
    /// The one to take next.
    next: bool,
    /// What there is.
    has: String,
    /// What is missing, or to be known.
    lacks: Vec<String>,
    minutes: u32,
    /// Where it is done, for those who may.
    links: Vec<(String, &'static str)>,
    /// Who may, where this person may not.
    who: String,
}

impl SetUpPage {
    pub fn new(page: Page, board: &Board, facts: &Facts, actor: &Actor, today: NaiveDate) -> Self {
        let next = facts.next(actor);
        let words = Words {
            lang: page.lang,
            page: &page,
            board,
            facts,
            today,
        };
        let line = |(at, step): (usize, Step)| Line {
            number: at + 1,
            title: page.text(&title(step)),
            done: step.is_done(facts),
            next: next == Some(step),
            has: words.has(step),
            lacks: words.lacks(step),
            minutes: step.minutes(),
            links: if may_take(actor, step) {
                words.links(step)
            } else {
                Vec::new()
            },
            who: if may_take(actor, step) {
                String::new()
            } else {
                who_may(step.needs(), page.lang)
            },
        };
        SetUpPage {
            lines: Step::ALL.into_iter().enumerate().map(line).collect(),
            open: facts.open().count(),
            minutes: facts.open().map(Step::minutes).sum(),
            put_away: facts.put_away,
            may_put_away: page.can(Permission::ManageBoard),
            may_import: facts.zones == 0 && may_take(actor, Step::Board),
            takes_part: Step::ALL.into_iter().any(|step| may_take(actor, step)),
            page,
        }
    }
}

/// "Quản trị viên, Cán bộ nhập liệu".
fn who_may(permission: Permission, lang: Lang) -> String {
    let may = Role::ALL.into_iter().filter(|role| role.may(permission));
    let names: Vec<&str> = may.map(|role| roles::words(role).in_lang(lang)).collect();
    names.join(", ")
}

fn title(step: Step) -> Text {
    match step {
        Step::Board => Text::new("Tên Ban, địa danh trên văn bản", "The board's names"),
        Step::Zones => Text::new("Khu công nghiệp", "Zones"),
        Step::Accounts => Text::new("Tài khoản", "Accounts"),
        Step::Enterprises => Text::new("Doanh nghiệp", "Enterprises"),
        Step::Periods => Text::new("Mẫu báo cáo, kỳ đầu tiên", "Forms and the first period"),
        Step::Plan => Text::new("Kế hoạch năm", "The year's plan"),
        Step::LastYear => Text::new("Số liệu các năm trước", "Earlier years"),
    }
}

/// The first day of the coming quarter: what is proposed for the first period.
fn proposed(today: NaiveDate) -> NaiveDate {
    let next = today.month0() / 3 * 3 + 4;
    let (year, month) = if next > 12 {
        (today.year() + 1, next - 12)
    } else {
        (today.year(), next)
    };
    NaiveDate::from_ymd_opt(year, month, 1).unwrap_or(today)
}

struct Words<'a> {
    lang: Lang,
    page: &'a Page,
    board: &'a Board,
    facts: &'a Facts,
    today: NaiveDate,
}

impl Words<'_> {
    fn say(&self, vi: &'static str, en: &'static str) -> String {
        Text::new(vi, en).in_lang(self.lang).to_owned()
    }

    /// What the portal has of a step.
    fn has(&self, step: Step) -> String {
        let (page, facts) = (self.page, self.facts);
        match step {
            Step::Board => self.board.name.clone(),
            Step::Zones if facts.zones == 0 => self.say("chưa có khu nào", "no zone yet"),
            Step::Zones => page.counted(&facts.zones, "khu", "zone", "zones"),
            Step::Accounts => match self.lang {
                Lang::Vi => format!(
                    "{} người nhập, {} người duyệt",
                    facts.entering, facts.deciding
                ),
                Lang::En => format!(
                    "{} may enter, {} may accept",
                    facts.entering, facts.deciding
                ),
            },
            Step::Enterprises if facts.enterprises == 0 => {
                self.say("chưa có doanh nghiệp nào", "no enterprise yet")
            }
            Step::Enterprises => format!(
                "{}, {} {}",
                page.counted(
                    &facts.enterprises,
                    "doanh nghiệp",
                    "enterprise",
                    "enterprises"
                ),
                facts.reporting,
                page.say(
                    "đang xây dựng hoặc hoạt động",
                    "under construction or operating"
                )
            ),
            Step::Periods => {
                let forms = page.counted(&facts.forms, "mẫu báo cáo", "form", "forms");
                match facts.reports_since {
                    Some(day) => format!(
                        "{forms}; {} {}",
                        page.say("phải nộp từ kỳ bắt đầu", "owed from the period that begins"),
                        i18n::format_date(day)
                    ),
                    None => forms,
                }
            }
            Step::Plan => match facts.plan_year {
                Some(year) => format!(
                    "{} {year}: {}",
                    page.say("năm", "year"),
                    page.counted(&facts.targets, "chỉ tiêu", "target", "targets")
                ),
                None => self.say("chưa có chỉ tiêu nào", "no target yet"),
            },
            Step::LastYear => {
                let years: Vec<String> = facts.years.iter().map(ToString::to_string).collect();
                if years.is_empty() {
                    self.say("chưa có năm nào", "no year yet")
                } else {
                    format!("{} {}", page.say("năm", "year"), years.join(", "))
                }
            }
        }
    }

    /// What is missing of a step, or worth knowing.
    fn lacks(&self, step: Step) -> Vec<String> {
        let facts = self.facts;
        let mut lacks = Vec::new();
        let mut add = |is: bool, words: String| lacks.extend(is.then_some(words));
        match step {
            Step::Board => {
                for blank in board::blanks(self.board) {
                    let label = self.page.text(&blank.label);
                    add(
                        true,
                        match self.lang {
                            Lang::Vi => {
                                format!("{label}: “{}” chưa điền, chưa in được văn bản", blank.value)
                            }
                            Lang::En => format!(
                                "{label}: “{}” is not filled in; no paper is printed before",
                                blank.value
                            ),
                        },
                    );
                }
            }
            Step::Zones => add(
                facts.zones > 0 && facts.zones_without_area > 0,
                match self.lang {
                    Lang::Vi => format!("{} khu chưa có diện tích", facts.zones_without_area),
                    Lang::En => format!(
                        "{} without an area",
                        self.page.counted(
                            &facts.zones_without_area,
                            "khu",
                            "zone",
                            "zones"
                        )
                    ),
                },
            ),
            Step::Accounts => {
                add(
                    facts.deciding == 0,
                    self.say(
                        "chưa có người duyệt: số liệu chỉ vào sổ khi người thứ hai duyệt",
                        "nobody may accept: figures enter the ledger only when a second person accepts them",
                    ),
                );
                add(
                    facts.entering < 2 && facts.deciding > 0,
                    self.say(
                        "chưa có người nhập ngoài người duyệt",
                        "nobody enters but the approver",
                    ),
                );
            }
            Step::Periods => add(
                !step.is_done(facts),
                format!(
                    "{} {}",
                    self.say(
                        "chọn kỳ đầu tiên phải nộp, gợi ý kỳ bắt đầu",
                        "choose the first period that is owed, for instance the one that begins on",
                    ),
                    i18n::format_date(proposed(self.today))
                ),
            ),
            Step::LastYear => add(
                !step.is_done(facts),
                self.say(
                    "để năm đầu tiên có cái so sánh; mỗi năm một cột trong tệp của Ban",
                    "so that the first year has something to compare with; a column a year in the board's own file",
                ),
            ),
            Step::Enterprises | Step::Plan => {}
        }
        lacks
    }

    /// Where a step is done: the first is the one to press.
    fn links(&self, step: Step) -> Vec<(String, &'static str)> {
        let say = |vi, en| Text::new(vi, en).in_lang(self.lang);
        let board = self.board.id;
        let own = |path: &str| path.to_owned();
        match step {
            Step::Board => {
                let blanks = board::blanks(self.board);
                let field = blanks
                    .first()
                    .map_or_else(|| format!("/boards/{board}"), |blank| blank.href.clone());
                vec![(field, say("Điền tên Ban", "Fill in the names"))]
            }
            Step::Zones => vec![
                (own("/zones/new"), say("Thêm khu công nghiệp", "Add a zone")),
                (own("/phase-areas"), say("Diện tích các giai đoạn", "Areas")),
            ],
            Step::Accounts => vec![
                (
                    own("/accounts/new"),
                    say("Thêm tài khoản", "Add an account"),
                ),
                (own("/accounts"), say("Các tài khoản", "Accounts")),
            ],
            Step::Enterprises => vec![
                (
                    own("/enterprises/new"),
                    say("Thêm doanh nghiệp", "Add an enterprise"),
                ),
                (own("/enterprises"), say("Danh sách", "The list")),
            ],
            Step::Periods => vec![
                (
                    format!("/boards/{board}/edit#f-reports_since"),
                    say("Chọn kỳ đầu tiên", "Choose the first period"),
                ),
                (own("/forms"), say("Các mẫu", "Forms")),
                (own("/deadlines"), say("Hạn nộp", "Deadlines")),
                (own("/holidays"), say("Ngày nghỉ", "Days off")),
            ],
            Step::Plan => vec![
                (
                    format!("/plan/new?year={}&edition=1", self.today.year()),
                    say("Thêm kế hoạch", "Add a plan"),
                ),
                (own("/plans"), say("Các kế hoạch", "Plans")),
            ],
            Step::LastYear => vec![
                (
                    own("/imports?purpose=enterprises"),
                    say("Nhập từ tệp của Ban", "Take the board's file"),
                ),
                (
                    own("/imports?purpose=board"),
                    say("Tổng của Ban từ tệp", "The board's totals from a file"),
                ),
                (
                    format!("/board-totals/{}", self.today.year() - 1),
                    say("Gõ tổng của Ban", "Type the board's totals"),
                ),
            ],
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_coming_quarter_is_proposed() {
        let day = |text: &str| -> NaiveDate { text.parse().expect("a day") };
        for (today, first) in [
            ("2026-11-30", "2027-01-01"),
            ("2026-01-01", "2026-04-01"),
            ("2026-09-30", "2026-10-01"),
        ] {
            assert_eq!(proposed(day(today)), day(first));
        }
    }
}
