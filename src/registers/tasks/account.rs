//! The account of a year: what was carried over, came in, was done and is still open.

use axum::extract::{Path, RawQuery};
use chrono::Datelike;

use super::FIELDS;
use super::db::{self, Item};
use super::list::Axis;
use super::model::Task;
use super::tally::{self, Column, Tally};
use super::view::{self, AccountLine, YearPage};
use crate::foundation::i18n::{self, Text};
use crate::foundation::kernel::Year;
use crate::platform::web::table::{Cell, FileKind, Table};
use crate::platform::web::{self, Answer, AppError, Ctx, FormData, Page};

/// The address of the records counted in one cell of the account.
fn part_href(year: i32, column: Column, task: Option<Task>, field: Option<&str>) -> String {
    let mut query = form_urlencoded::Serializer::new(String::new());
    query
        .append_pair("year", &year.to_string())
        .append_pair("part", column.code());
    if let Some(task) = task {
        query.append_pair("kind", task.code());
    }
    if let Some(field) = field {
        query.append_pair("field", field);
    }
    format!("/tasks?{}", query.finish())
}

fn account_line(
    name: String,
    tally: &Tally,
    year: i32,
    task: Option<Task>,
    field: Option<&str>,
) -> AccountLine {
    let cells = Column::ALL
        .map(|column| (column.count(tally), part_href(year, column, task, field)))
        .into();
    AccountLine { name, cells }
}

/// The account of a year, or the file of it.
pub(super) async fn year_page(
    ctx: Ctx,
    Path(year): Path<i32>,
    RawQuery(query): RawQuery,
) -> Answer {
    let year = Year::new(year).ok_or(AppError::NotFound)?.number();
    let query = FormData::parse(query.unwrap_or_default().as_bytes());
    let items = db::items(&ctx.state.db, ctx.actor.zones.as_deref()).await?;
    let tally = |task: Task, field: Option<&str>| {
        let of = |item: &&Item| {
            item.task == task && field.is_none_or(|field| Axis::Field.key(item) == field)
        };
        Tally::of(items.iter().filter(of).map(|item| &item.course), year)
    };
    let words = |task: Task| ctx.say(task.words()).to_owned();
    let tallies = Task::ALL.map(|task| (task, tally(task, None)));
    let lines: Vec<AccountLine> = tallies
        .iter()
        .map(|(task, tally)| account_line(words(*task), tally, year, Some(*task), None))
        .collect();
    let by_field: Vec<AccountLine> = FIELDS
        .iter()
        .map(|field| (field, tally(Task::Obstacle, Some(field.code))))
        .filter(|(_, tally)| !tally.is_empty())
        .map(|(field, tally)| {
            account_line(
                field.label.in_lang(ctx.lang).to_owned(),
                &tally,
                year,
                Some(Task::Obstacle),
                Some(field.code),
            )
        })
        .collect();
    let page = ctx.page(format!(
        "{} {year}",
        ctx.say(Text::new("Sổ việc năm", "Account of work,"))
    ));
    let heads: Vec<&'static str> = Column::ALL.map(|column| ctx.say(column.words())).into();
    if let Some(kind) = FileKind::from_code(query.get("format")) {
        return account_table(&page, &heads, &lines, &by_field, year).download(kind);
    }
    let today = i18n::today();
    let first = items
        .iter()
        .map(|item| item.course.opened_on.year())
        .min()
        .unwrap_or(year)
        .min(year);
    web::ok(&YearPage {
        years: (first..=today.year().max(year)).rev().take(10).collect(),
        heads,
        sentences: tallies
            .iter()
            .filter(|(_, tally)| !tally.is_empty())
            .map(|(task, sum)| tally::sentence(sum, *task, year, ctx.lang))
            .collect(),
        lines,
        by_field,
        running: year >= today.year(),
        downloads: view::downloads(&page),
        year,
        page,
    })
}

fn account_table(
    page: &Page,
    heads: &[&'static str],
    lines: &[AccountLine],
    by_field: &[AccountLine],
    year: i32,
) -> Table {
    let mut columns = vec![page.say("Việc", "Task").to_owned()];
    columns.extend(heads.iter().map(|head| (*head).to_owned()));
    let rows = lines.iter().chain(by_field).map(|line| {
        let mut cells = vec![Cell::Text(line.name.clone())];
        cells.extend(
            line.cells
                .iter()
                .map(|(count, _)| Cell::Number((*count).into())),
        );
        cells
    });
    Table {
        name: format!("work-{year}"),
        columns,
        rows: rows.collect(),
    }
}
