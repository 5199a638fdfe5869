//! The page of the steps: the list at the left, the step one stands at beside it.

use std::collections::HashMap;

use askama::Template;
use chrono::NaiveDate;

use super::model::{Facts, Step, may_take};
use super::words::{Way, Words, proposed, title, who_may};
use crate::foundation::i18n::wording::counted;
use crate::foundation::i18n::{self, Lang};
use crate::foundation::kernel::{Actor, Permission};
use crate::platform::web::Page;
use crate::registers::board::{self, BOARD, Board};

/// Messages by field.
pub type Faults = HashMap<&'static str, String>;

#[derive(Template)]
#[template(path = "portal/beginning/set_up.html")]
pub struct SetUpPage {
    pub page: Page,
    /// Whether this person may take any of the steps.
    takes_part: bool,
    lines: Vec<Line>,
    shown: Shown,
    /// A name that is still missing, where another step is shown.
    missing: Option<Blank>,
    /// The step after the one shown.
    after: &'static str,
    version: i32,
    /// Steps that are left, and those that are done.
    open: usize,
    done: usize,
    /// How long what is left takes: "1 giờ 35 phút".
    time: String,
    put_away: bool,
    may_put_away: bool,
    /// Whether everything may come from elsewhere at once.
    may_import: bool,
}

/// A step in the list.
struct Line {
    number: usize,
    code: &'static str,
    title: &'static str,
    done: bool,
    /// The one to take next.
    next: bool,
    /// The one shown beside the list.
    shown: bool,
    /// What there is.
    has: String,
    /// What is missing, or to be known.
    lacks: Vec<String>,
    minutes: u32,
}

/// The step one stands at.
struct Shown {
    number: usize,
    code: &'static str,
    title: &'static str,
    about: String,
    /// What is filled in right here.
    blanks: Vec<Blank>,
    save: &'static str,
    /// Where else it is done, for those who may.
    ways: Vec<Way>,
    /// Who may, where this person may not.
    who: String,
}

/// A field filled in within the list.
struct Blank {
    name: &'static str,
    label: &'static str,
    value: String,
    /// The placeholder that stands there, or an example.
    example: String,
    error: Option<String>,
}

/// Who looks at the steps, at which of them, and what was wrong with what they filled in.
pub struct Look<'a> {
    pub actor: &'a Actor,
    pub today: NaiveDate,
    /// Of the board's record, as it is about to be filled in.
    pub version: i32,
    pub step: Option<Step>,
    /// As typed and not saved.
    pub typed: &'a [(String, String)],
    pub faults: &'a Faults,
}

impl SetUpPage {
    pub fn new(page: Page, board: &Board, facts: &Facts, look: &Look<'_>) -> Self {
        let next = facts.next(look.actor);
        let step = look.step.or(next).unwrap_or(Step::Board);
        let words = Words {
            lang: page.lang,
            page: &page,
            board,
            facts,
            today: look.today,
        };
        let line = |(at, one): (usize, Step)| Line {
            number: at + 1,
            code: one.code(),
            title: page.text(&title(one)),
            done: one.is_done(facts),
            next: next == Some(one),
            shown: one == step,
            has: words.has(one),
            lacks: words.lacks(one),
            minutes: one.minutes(),
        };
        let lines: Vec<Line> = Step::ALL.into_iter().enumerate().map(line).collect();
        let may = may_take(look.actor, step);
        let field = |name: &'static str| words.blank(name, look);
        let shown = Shown {
            number: lines
                .iter()
                .find(|line| line.shown)
                .map_or(1, |line| line.number),
            code: step.code(),
            title: page.text(&title(step)),
            about: words.about(step),
            save: match step {
                Step::Periods => page.say("Chọn kỳ đầu tiên", "Choose the first period"),
                _ => page.say("Lưu tên Ban", "Save the names"),
            },
            blanks: step
                .fields()
                .iter()
                .copied()
                .filter(|_| may)
                .map(field)
                .collect(),
            ways: if may { words.ways(step) } else { Vec::new() },
            who: if may {
                String::new()
            } else {
                who_may(step.needs(), page.lang)
            },
        };
        let first_blank = board::blanks(board).into_iter().next();
        let missing =
            first_blank.filter(|_| step != Step::Board && may_take(look.actor, Step::Board));
        let missing = missing.and_then(|blank| {
            let mut known = Step::Board.fields().iter().copied();
            let known = known.find(|name| blank.href.ends_with(&format!("#f-{name}")))?;
            Some(field(known))
        });
        let after = facts
            .open()
            .find(|one| *one != step && may_take(look.actor, *one));
        SetUpPage {
            shown,
            missing,
            after: after.map_or("", |step| page.text(&title(step))),
            version: look.version,
            open: facts.open().count(),
            done: lines.iter().filter(|line| line.done).count(),
            lines,
            time: time_words(facts.open().map(Step::minutes).sum(), page.lang),
            put_away: facts.put_away,
            may_put_away: page.can(Permission::ManageBoard),
            may_import: facts.zones == 0 && may_take(look.actor, Step::Board),
            takes_part: Step::ALL.into_iter().any(|step| may_take(look.actor, step)),
            page,
        }
    }

    /// The length of the bar over the list, of 160.
    fn bar(&self) -> usize {
        160 * self.done / self.lines.len().max(1)
    }
}

impl Words<'_> {
    /// A field of the board, empty while it holds a placeholder.
    fn blank(&self, name: &'static str, look: &Look<'_>) -> Blank {
        let (board, page) = (self.board, self.page);
        let label = BOARD
            .field(name)
            .map_or("", |field| page.text(&field.label));
        let stands = match name {
            "superior" => board.superior.clone(),
            "name" => board.name.clone(),
            "abbreviation" => board.abbreviation.clone(),
            "province" => board.province.clone(),
            "place" => board.place.clone(),
            _ => String::new(),
        };
        let typed = look.typed.iter().find(|(field, _)| field == name);
        let (value, example) = match (typed, name) {
            (Some((_, typed)), _) => (typed.clone(), stands),
            (None, "reports_since") => {
                let since = self.facts.reports_since;
                let day = since.unwrap_or_else(|| proposed(look.today));
                (i18n::format_date(day), String::new())
            }
            (None, _) if board::is_placeholder(&stands) => (String::new(), stands),
            (None, _) => (stands, String::new()),
        };
        Blank {
            name,
            label,
            value,
            example,
            error: look.faults.get(name).cloned(),
        }
    }
}

/// Minutes as one says them, rounded up to five: "45 phút", "1 giờ 35 phút".
fn time_words(minutes: u32, lang: Lang) -> String {
    let rounded = minutes.div_ceil(5) * 5;
    let of = |count: u32, noun| counted(i64::from(count), noun, lang);
    let hours = of(rounded / 60, ("giờ", "hour", "hours"));
    let rest = of(rounded % 60, ("phút", "minute", "minutes"));
    match (rounded / 60, rounded % 60) {
        (0, _) => rest,
        (_, 0) => hours,
        _ => format!("{hours} {rest}"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn long_times_are_said_in_hours() {
        for (minutes, vi, en) in [
            (2, "5 phút", "5 minutes"),
            (60, "1 giờ", "1 hour"),
            (94, "1 giờ 35 phút", "1 hour 35 minutes"),
        ] {
            assert_eq!(time_words(minutes, Lang::Vi), vi);
            assert_eq!(time_words(minutes, Lang::En), en);
        }
    }
}
