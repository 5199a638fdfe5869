//! The steps in words: what there is, what is missing, and by which ways a step is taken.

use chrono::{Datelike, NaiveDate};

use super::model::{Facts, Step};
use crate::foundation::i18n::{self, Lang, Text};
use crate::foundation::kernel::{Permission, Role};
use crate::platform::web::Page;
use crate::portal::accounts::roles;
use crate::registers::board::{self, Board};

/// "Quản trị viên, Cán bộ nhập liệu".
pub(super) fn who_may(permission: Permission, lang: Lang) -> String {
    let may = Role::ALL.into_iter().filter(|role| role.may(permission));
    let names: Vec<&str> = may.map(|role| roles::words(role).in_lang(lang)).collect();
    names.join(", ")
}

pub(super) fn title(step: Step) -> Text {
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
pub(super) fn proposed(today: NaiveDate) -> NaiveDate {
    let next = today.month0() / 3 * 3 + 4;
    let (year, month) = if next > 12 {
        (today.year() + 1, next - 12)
    } else {
        (today.year(), next)
    };
    NaiveDate::from_ymd_opt(year, month, 1).unwrap_or(today)
}

pub(super) struct Words<'a> {
    pub(super) lang: Lang,
    pub(super) page: &'a Page,
    pub(super) board: &'a Board,
    pub(super) facts: &'a Facts,
    pub(super) today: NaiveDate,
}

impl Words<'_> {
    fn say(&self, vi: &'static str, en: &'static str) -> String {
        Text::new(vi, en).in_lang(self.lang).to_owned()
    }

    /// What the portal has of a step.
    pub(super) fn has(&self, step: Step) -> String {
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
    pub(super) fn lacks(&self, step: Step) -> Vec<String> {
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

    /// What a step is for, and what follows from it.
    pub(super) fn about(&self, step: Step) -> String {
        match step {
            Step::Board => self.say(
                "Những tên này đứng trên mọi văn bản. Còn ô chưa điền thì chưa in được; điền dần cũng được.",
                "These names stand on every paper. Nothing is printed while one is missing; fill in what you know.",
            ),
            Step::Zones => self.say(
                "Mỗi khu một phiếu: tên, tỉnh, tình trạng; các giai đoạn với diện tích theo quyết định thì thêm sau ở phiếu của khu.",
                "One record for each zone: name, province, state; its phases with their areas by decision are added on its page.",
            ),
            Step::Accounts => self.say(
                "Số liệu chỉ vào sổ khi người thứ hai duyệt: cần ít nhất một người nhập và một người duyệt.",
                "Figures enter the ledger only when a second person accepts them: at least one enters and another accepts.",
            ),
            Step::Enterprises => self.say(
                "Doanh nghiệp đang xây dựng hoặc hoạt động nợ báo cáo từ kỳ đầu tiên. Mã số thuế được kiểm tra ngay khi nhập.",
                "Enterprises under construction or operating owe reports from the first period on. Tax codes are checked as they are typed.",
            ),
            Step::Periods => self.say(
                "Báo cáo chỉ phải nộp từ kỳ bắt đầu vào ngày này hoặc sau đó; trước đó không ai nợ báo cáo.",
                "Reports are owed from the period that begins on this day or later; before it nobody owes any.",
            ),
            Step::Plan => self.say(
                "Chỉ tiêu UBND tỉnh giao và mục tiêu của Ban: trang tổng quan đặt thực hiện cạnh kế hoạch.",
                "The targets set by the province and the board's own: the overview holds actuals against them.",
            ),
            Step::LastYear => self.say(
                "Cổng đọc bảng Excel như Ban vẫn làm, mỗi năm một cột, hỏi chỗ chưa rõ và chỉ ghi khi anh/chị đồng ý.",
                "The portal reads the board's own Excel table, a column a year, asks what is unclear and writes only what you agree to.",
            ),
        }
    }

    /// How a step is taken; the first way is the one to press.
    pub(super) fn ways(&self, step: Step) -> Vec<Way> {
        let board = self.board.id;
        match step {
            Step::Board => vec![self.way(
                "pencil",
                &format!("/boards/{board}/edit"),
                Text::new("Mở cả phiếu của Ban", "Open the whole record"),
                Text::new(
                    "Tên ngắn trên đầu trang, tên tiếng Anh, ngày thành lập, sáp nhập.",
                    "The short name in the header, the name in English, days and mergers.",
                ),
            )],
            Step::Zones => vec![
                self.way(
                    "plus",
                    "/zones/new",
                    Text::new("Thêm khu công nghiệp", "Add a zone"),
                    Text::new(
                        "Từng khu một, khoảng ba phút mỗi khu.",
                        "One by one, about three minutes each.",
                    ),
                ),
                self.way(
                    "map",
                    "/phase-areas",
                    Text::new("Diện tích các giai đoạn", "Areas"),
                    Text::new(
                        "Theo quyết định: quy hoạch, cho thuê được, đã cho thuê.",
                        "By decision: planned, leasable, leased.",
                    ),
                ),
            ],
            Step::Accounts => vec![
                self.way(
                    "user",
                    "/accounts/new",
                    Text::new("Thêm tài khoản", "Add an account"),
                    Text::new(
                        "Chọn vai trò, đặt mật khẩu đầu; người dùng đổi ở lần đăng nhập sau.",
                        "Choose a role and a first password; its owner changes it later.",
                    ),
                ),
                self.way(
                    "key",
                    "/accounts",
                    Text::new("Các tài khoản", "Accounts"),
                    Text::new(
                        "Ai làm được gì, khu nào.",
                        "Who may do what, in which zones.",
                    ),
                ),
            ],
            Step::Enterprises => vec![
                self.way(
                    "plus",
                    "/enterprises/new",
                    Text::new("Thêm doanh nghiệp", "Add an enterprise"),
                    Text::new(
                        "Mã, tên, mã số thuế, khu, tình trạng từ ngày nào.",
                        "Code, name, tax code, zone, its state and since when.",
                    ),
                ),
                self.way(
                    "factory",
                    "/enterprises",
                    Text::new("Danh sách", "The list"),
                    Text::new("Những doanh nghiệp đã có.", "Those that are there."),
                ),
            ],
            Step::Periods | Step::Plan => self.ways_of_reports(step),
            Step::LastYear => self.earlier_ways(),
        }
    }

    fn way(&self, icon: &'static str, href: &str, words: Text, about: Text) -> Way {
        Way {
            icon,
            href: href.to_owned(),
            words: words.in_lang(self.lang),
            about: about.in_lang(self.lang),
        }
    }

    fn ways_of_reports(&self, step: Step) -> Vec<Way> {
        match step {
            Step::Periods => vec![
                self.way(
                    "file-text",
                    "/forms",
                    Text::new("Các mẫu", "Forms"),
                    Text::new("Ai nộp mẫu nào, kỳ nào.", "Who owes which form, how often."),
                ),
                self.way(
                    "clock",
                    "/deadlines",
                    Text::new("Hạn nộp", "Deadlines"),
                    Text::new("Theo văn bản nào.", "And by which rule."),
                ),
                self.way(
                    "clock",
                    "/holidays",
                    Text::new("Ngày nghỉ", "Days off"),
                    Text::new("Hạn rơi vào ngày nghỉ thì lùi.", "A deadline on one moves."),
                ),
            ],
            _ => vec![
                self.way(
                    "target",
                    &format!("/plan/new?year={}&edition=1", self.today.year()),
                    Text::new("Thêm kế hoạch", "Add a plan"),
                    Text::new(
                        "Cho năm nay, từng chỉ tiêu một.",
                        "For this year, target by target.",
                    ),
                ),
                self.way(
                    "target",
                    "/plans",
                    Text::new("Các kế hoạch", "Plans"),
                    Text::new("Những kế hoạch đã có.", "Those that are there."),
                ),
            ],
        }
    }

    fn earlier_ways(&self) -> Vec<Way> {
        vec![
            self.way(
                "upload",
                "/imports?purpose=enterprises",
                Text::new("Nhập từ tệp của Ban", "Take the board's file"),
                Text::new(
                    "Từng doanh nghiệp: .xlsx, .xls, .ods, .csv, không phải chép sang mẫu.",
                    "Each enterprise: .xlsx, .xls, .ods, .csv, without copying anything.",
                ),
            ),
            self.way(
                "upload",
                "/imports?purpose=board",
                Text::new("Tổng của Ban từ tệp", "The board's totals from a file"),
                Text::new(
                    "Khi chỉ còn số tổng: để riêng, không cộng thêm vào.",
                    "Where only totals are left: they stand apart and are never added.",
                ),
            ),
            self.way(
                "pencil",
                &format!("/board-totals/{}", self.today.year() - 1),
                Text::new("Gõ tổng của Ban", "Type the board's totals"),
                Text::new("Cho một năm, vài con số.", "For one year, a few figures."),
            ),
        ]
    }
}

/// One way to take a step.
pub(super) struct Way {
    pub(super) icon: &'static str,
    pub(super) href: String,
    pub(super) words: &'static str,
    pub(super) about: &'static str,
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
