//! The work list: which work is wanted, how much of it there is, and the list as a file. Pure.

use std::collections::BTreeMap;

use chrono::NaiveDate;

use super::db::Item;
use super::model::{Task, Urgency};
use super::tally::Column;
use super::{CHANNELS, FIELDS, OBSTACLE_STATUSES, TASK_STATUSES};
use crate::foundation::i18n::{self, Lang, Text};
use crate::platform::registry::Choice;
use crate::platform::web::table::{Cell, Table};
use crate::platform::web::{AppError, FormData, UNREADABLE};

/// Which state of work is listed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum State {
    Open,
    Overdue,
    Soon,
    Ended,
    All,
}

impl State {
    pub const ALL: [State; 5] = [
        State::Open,
        State::Overdue,
        State::Soon,
        State::Ended,
        State::All,
    ];

    /// The code in addresses.
    pub fn code(self) -> &'static str {
        match self {
            State::Open => "open",
            State::Overdue => "overdue",
            State::Soon => "soon",
            State::Ended => "resolved",
            State::All => "all",
        }
    }

    pub fn words(self) -> Text {
        match self {
            State::Open => Text::new("Chưa xong", "Open"),
            State::Overdue => Text::new("Quá hạn", "Overdue"),
            State::Soon => Text::new("Đến hạn trong 14 ngày", "Due within 14 days"),
            State::Ended => Text::new("Đã xong", "Resolved"),
            State::All => Text::new("Tất cả", "All"),
        }
    }

    fn holds(self, urgency: Urgency) -> bool {
        match self {
            State::Open => urgency != Urgency::Ended,
            State::Overdue => matches!(urgency, Urgency::Overdue(_)),
            State::Soon => matches!(urgency, Urgency::Soon(_)),
            State::Ended => urgency == Urgency::Ended,
            State::All => true,
        }
    }
}

/// What narrows the list.
#[derive(Debug, Clone, Default)]
pub struct Wanted {
    pub task: Option<Task>,
    pub state: Option<State>,
    /// The group a row belongs to, as [`group_key`] has it; empty for all.
    pub lead: String,
    pub field: String,
    pub zone: String,
    /// Only what is counted in a column of a year's account.
    pub part: Option<(i32, Column)>,
}

impl Wanted {
    /// # Errors
    /// [`AppError::Refused`] for what cannot be read.
    pub fn read(data: &FormData) -> Result<Wanted, AppError> {
        let year = data.choice("year", |year| {
            year.parse()
                .ok()
                .filter(|year| (1990..=2100).contains(year))
        })?;
        let part = match (year, data.choice("part", Column::from_code)?) {
            (None, Some(_)) => return Err(AppError::Refused(UNREADABLE)),
            (year, column) => year.zip(column),
        };
        Ok(Wanted {
            task: data.choice("kind", Task::from_code)?,
            state: data.choice("state", |code| {
                State::ALL.into_iter().find(|state| state.code() == code)
            })?,
            lead: data.get("lead").to_owned(),
            field: data.get("field").to_owned(),
            zone: data.get("zone").to_owned(),
            part,
        })
    }

    /// The state in force: what is open, or everything where a year's account is looked into.
    pub fn state(&self) -> State {
        self.state.unwrap_or(if self.part.is_some() {
            State::All
        } else {
            State::Open
        })
    }

    /// Whether a row is wanted, its state aside.
    pub fn fits(&self, item: &Item) -> bool {
        self.task.is_none_or(|task| task == item.task)
            && [
                (Axis::Lead, &self.lead),
                (Axis::Field, &self.field),
                (Axis::Zone, &self.zone),
            ]
            .into_iter()
            .all(|(axis, wanted)| wanted.is_empty() || axis.key(item) == *wanted)
            && self.part.is_none_or(|(year, column)| {
                item.course
                    .part(year)
                    .is_some_and(|part| column.holds(part))
            })
    }
}

/// What the list is grouped by.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Axis {
    Lead,
    Field,
    Zone,
}

impl Axis {
    /// The name of its filter.
    pub fn name(self) -> &'static str {
        match self {
            Axis::Lead => "lead",
            Axis::Field => "field",
            Axis::Zone => "zone",
        }
    }

    /// The value a filter must have for this row; `-` where the row has none.
    pub fn key(self, item: &Item) -> String {
        match self {
            Axis::Lead => item.lead.clone(),
            Axis::Field => item.field.clone(),
            Axis::Zone => item.zone_id.map(|id| id.to_string()),
        }
        .unwrap_or_else(|| "-".to_owned())
    }

    /// The words for the group of a row.
    pub fn label(self, item: &Item, lang: Lang) -> String {
        let none = match self {
            Axis::Lead => Text::new("(chưa có đơn vị chủ trì)", "(nobody leads)"),
            Axis::Field => Text::new("(chưa ghi lĩnh vực)", "(no field)"),
            Axis::Zone => Text::new("(toàn Ban)", "(the whole board)"),
        };
        match self {
            Axis::Lead => item.lead.clone(),
            Axis::Field => item.field.as_deref().map(|code| choice(FIELDS, code, lang)),
            Axis::Zone => item.zone.clone(),
        }
        .unwrap_or_else(|| none.in_lang(lang).to_owned())
    }
}

/// The work of one lead, field or zone.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Group {
    pub key: String,
    pub label: String,
    pub open: usize,
    pub overdue: usize,
    pub soon: usize,
}

/// Open work by lead, field or zone, what is most overdue first.
pub fn groups(items: &[&Item], axis: Axis, today: NaiveDate, lang: Lang) -> Vec<Group> {
    let mut found: BTreeMap<String, Group> = BTreeMap::new();
    for item in items {
        let urgency = urgency(item, today);
        let key = axis.key(item);
        let group = found.entry(key.clone()).or_insert_with(|| Group {
            key,
            label: axis.label(item, lang),
            open: 0,
            overdue: 0,
            soon: 0,
        });
        group.open += usize::from(State::Open.holds(urgency));
        group.overdue += usize::from(State::Overdue.holds(urgency));
        group.soon += usize::from(State::Soon.holds(urgency));
    }
    let mut groups: Vec<Group> = found.into_values().filter(|group| group.open > 0).collect();
    groups.sort_by(|a, b| {
        (b.overdue, b.open)
            .cmp(&(a.overdue, a.open))
            .then_with(|| a.label.cmp(&b.label))
    });
    groups
}

/// How much a row presses.
pub fn urgency(item: &Item, today: NaiveDate) -> Urgency {
    Urgency::of(item.due_on, item.resolved_on.is_some(), today)
}

/// How many rows there are in each state.
pub fn counts(items: &[&Item], today: NaiveDate) -> [usize; 5] {
    State::ALL.map(|state| {
        items
            .iter()
            .filter(|item| state.holds(urgency(item, today)))
            .count()
    })
}

/// The rows of a state: the most overdue first, what has ended by its end, the newest first.
pub fn of_state<'a>(items: &[&'a Item], state: State, today: NaiveDate) -> Vec<&'a Item> {
    let mut rows: Vec<&Item> = items
        .iter()
        .copied()
        .filter(|item| state.holds(urgency(item, today)))
        .collect();
    rows.sort_by_key(|item| {
        let ended = item.resolved_on.map(std::cmp::Reverse);
        (
            ended.is_some(),
            ended,
            item.due_on.is_none(),
            item.due_on,
            item.task,
            item.code.clone(),
        )
    });
    rows
}

/// A choice in words; an unknown code as it is.
pub fn choice(choices: &[Choice], code: &str, lang: Lang) -> String {
    choices
        .iter()
        .find(|known| known.code == code)
        .map_or(code, |known| known.label.in_lang(lang))
        .to_owned()
}

/// The state of a row in words, and its colour.
pub fn status(item: &Item, lang: Lang) -> (String, &'static str) {
    let choices = match item.task {
        Task::Obstacle => OBSTACLE_STATUSES,
        Task::KeyTask => TASK_STATUSES,
    };
    let tone = choices
        .iter()
        .find(|known| known.code == item.status)
        .map_or("neutral", |known| known.tone);
    (choice(choices, &item.status, lang), tone)
}

/// Where a row came from, in words.
pub fn source(item: &Item, lang: Lang) -> String {
    let source = item.source.clone().unwrap_or_default();
    if item.task == Task::Obstacle {
        choice(CHANNELS, &source, lang)
    } else {
        source
    }
}

/// The list as a file.
pub fn table(rows: &[&Item], today: NaiveDate, lang: Lang) -> Table {
    let say = |vi, en| Text::new(vi, en).in_lang(lang).to_owned();
    let columns = vec![
        say("Loại", "Kind"),
        say("Mã", "Code"),
        say("Nội dung", "Content"),
        say("Khu công nghiệp", "Zone"),
        say("Doanh nghiệp", "Enterprise"),
        say("Nguồn", "Source"),
        say("Lĩnh vực", "Field"),
        say("Chủ trì", "Lead"),
        say("Tiếp nhận", "Received on"),
        say("Hạn", "Due"),
        say("Quá hạn (ngày)", "Days overdue"),
        say("Tình trạng", "State"),
        say("Bước gần nhất", "Last step"),
        say("Kết quả", "Result"),
        say("Ngày xong", "Ended on"),
    ];
    let date = |day: Option<NaiveDate>| Cell::date(day);
    let text = |text: Option<String>| {
        text.filter(|text| !text.is_empty())
            .map_or(Cell::Empty, Cell::Text)
    };
    let rows = rows.iter().map(|item| {
        vec![
            Cell::Text(item.task.words().in_lang(lang).to_owned()),
            Cell::Text(item.code.clone()),
            Cell::Text(item.content.clone()),
            text(item.zone.clone()),
            text(item.enterprise.clone()),
            text(Some(source(item, lang))),
            text(item.field.as_deref().map(|code| choice(FIELDS, code, lang))),
            text(item.lead.clone()),
            date(Some(item.course.opened_on)),
            date(item.due_on),
            match urgency(item, today) {
                Urgency::Overdue(days) => Cell::Number(days.into()),
                _ => Cell::Empty,
            },
            Cell::Text(status(item, lang).0),
            text(
                item.last_on
                    .zip(item.last.as_ref())
                    .map(|(on, last)| format!("{}: {last}", i18n::format_date(on))),
            ),
            text(item.result.clone()),
            date(item.resolved_on),
        ]
    });
    Table {
        name: "kind".to_owned(),
        columns,
        rows: rows.collect(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::registers::tasks::tally::Course;

    fn item(code: &str, due: Option<&str>, ended: Option<&str>, lead: Option<&str>) -> Item {
        let day = |text: &str| text.parse::<NaiveDate>().expect("a date");
        Item {
            task: Task::Obstacle,
            id: 1,
            code: code.to_owned(),
            content: String::new(),
            zone_id: Some(1),
            zone: Some("KCN".to_owned()),
            enterprise: None,
            enterprise_id: None,
            source: Some("letter".to_owned()),
            field: Some("power".to_owned()),
            lead: lead.map(str::to_owned),
            due_on: due.map(day),
            status: "received".to_owned(),
            result: None,
            resolved_on: ended.map(day),
            last_on: None,
            last: None,
            course: Course {
                opened_on: day("2022-01-01"),
                turns: Vec::new(),
            },
        }
    }

    #[test]
    fn the_list_counts_sorts_and_groups_what_is_late() {
        let today = "2023-06-30".parse().expect("a date");
        let items = [
            item("A", Some("2023-07-10"), None, Some("Ban")),
            item("B", Some("2023-06-01"), None, Some("Sở")),
            item("C", Some("2022-06-01"), Some("2022-05-01"), Some("Sở")),
            item("D", None, None, None),
            item("E", Some("2023-05-01"), None, Some("Sở")),
            item("F", Some("2022-06-01"), Some("2022-08-01"), Some("Tỉnh")),
        ];
        let all: Vec<&Item> = items.iter().collect();
        assert_eq!(counts(&all, today), [4, 2, 1, 2, 6]);
        let codes = |state| {
            of_state(&all, state, today)
                .iter()
                .map(|item| item.code.as_str())
                .collect::<String>()
        };
        assert_eq!(
            (codes(State::Open).as_str(), codes(State::All).as_str()),
            ("EBAD", "EBADFC")
        );
        let groups = groups(&all, Axis::Lead, today, Lang::Vi);
        let found: Vec<_> = groups
            .iter()
            .map(|g| (g.key.as_str(), g.open, g.overdue, g.soon))
            .collect();
        assert_eq!(
            found,
            [("Sở", 2, 2, 0), ("-", 1, 0, 0), ("Ban", 1, 0, 1)],
            "nothing open, no group"
        );
    }

    #[test]
    fn a_filter_narrows_by_lead_field_and_year() {
        let wanted = |query: &str| {
            Wanted::read(&FormData::parse(query.as_bytes())).expect("a query that can be read")
        };
        let row = item("A", None, None, Some("Sở"));
        for (query, fits) in [
            ("", true),
            ("lead=S%E1%BB%9F&field=power&zone=1&kind=obstacle", true),
            ("lead=Ban", false),
            ("zone=-", false),
            ("kind=task", false),
            ("year=2022&part=received", true),
            ("year=2023&part=received", false),
            ("year=2023&part=opening", true),
        ] {
            assert_eq!(wanted(query).fits(&row), fits, "{query}");
        }
        assert_eq!(wanted("year=2023&part=opening").state(), State::All);
        for query in [
            "year=xx&part=received",
            "year=2022&part=xx",
            "part=received",
            "kind=xx",
            "state=xx",
        ] {
            assert!(
                Wanted::read(&FormData::parse(query.as_bytes())).is_err(),
                "{query}"
            );
        }
    }
}
