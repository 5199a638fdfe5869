//! The course on a record's page, the form of a step, the work list, the year's account, and what is overdue in short.

use askama::Template;
use axum::extract::{Path, RawQuery};
use axum::http::StatusCode;
use chrono::{Datelike, NaiveDate};

use super::db::{self, Item};
use super::form::{self, Background, Faults};
use super::list::{self, Axis, State, Wanted};
use super::model::{Step, StepKind, Task, Urgency};
use super::tally::{self, Column, Tally};
use super::view::{
    self, AccountLine, CoursePanel, GroupLine, GroupTable, OverduePanel, Row, StepForm, StepLine,
    WorkPage, YearPage,
};
use super::{FIELDS, actions};
use crate::foundation::i18n::{self, Text};
use crate::foundation::kernel::{Permission, Year};
use crate::platform::registry::actions::Refusal;
use crate::platform::registry::log::{EventForm, EventPage};
use crate::platform::registry::store::{self, Record};
use crate::platform::web::flash::{Tone, see_other};
use crate::platform::web::table::FileKind;
use crate::platform::web::{self, Access, Answer, AppError, Ctx, FormData, Page, Routes};

/// Rows of the work list on one page.
const PAGE_ROWS: usize = 100;
/// Rows of the panel on other pages.
const PANEL_ROWS: usize = 5;

pub fn routes() -> Routes {
    let (read, write) = (
        Access::Needs(Permission::ReadRegistries),
        Access::Needs(Permission::WriteRegistries),
    );
    let mut routes =
        Routes::new()
            .get("/tasks", read, work_page)
            .get("/tasks/years/{year}", read, year_page);
    for task in Task::ALL {
        let path = task.entity().path;
        routes = routes
            .get(
                &format!("/{path}/{{id}}/steps/new"),
                write,
                move |ctx, id, query| new_step(task, ctx, id, query),
            )
            .post(
                &format!("/{path}/{{id}}/steps"),
                write,
                move |ctx, id, data| record_step(task, ctx, id, data),
            );
    }
    routes
}

/// A record with its course.
struct Loaded {
    task: Task,
    record: Record,
    steps: Vec<Step>,
    due_on: Option<NaiveDate>,
    ended: bool,
}

impl Loaded {
    async fn load(ctx: &Ctx, task: Task, id: i64) -> Result<Loaded, AppError> {
        let mut connection = ctx.state.db.acquire().await?;
        let record = store::find(
            &mut connection,
            task.entity(),
            id,
            ctx.actor.zones.as_deref(),
        )
        .await?
        .ok_or(AppError::NotFound)?;
        let day = |name: &str| {
            record
                .values
                .get(name)
                .and_then(|value| value.parse::<NaiveDate>().ok())
        };
        let (due_on, ended) = (day("due_on"), day("resolved_on").is_some());
        drop(connection);
        Ok(Loaded {
            task,
            steps: db::steps(&ctx.state.db, task, id).await?,
            due_on,
            ended,
            record,
        })
    }

    fn opened_on(&self) -> Option<NaiveDate> {
        match self.task {
            Task::Obstacle => self.record.values.get("raised_on")?.parse().ok(),
            Task::KeyTask => {
                NaiveDate::from_ymd_opt(self.record.values.get("year")?.parse().ok()?, 1, 1)
            }
        }
    }

    fn background(&self) -> Background {
        let turns = |step: &&Step| step.kind.ends() || step.kind == StepKind::Reopened;
        Background {
            opened_on: self.opened_on().unwrap_or_default(),
            due_on: self.due_on,
            turned_on: self
                .steps
                .iter()
                .rev()
                .find(turns)
                .map(|step| step.happened_on),
            latest_on: self.steps.iter().map(|step| step.happened_on).max(),
            today: i18n::today(),
        }
    }

    /// The form of an ordinary step, on the page of the record.
    fn step(&self, ctx: &Ctx) -> StepForm {
        StepForm {
            action: format!("{}/steps", self.task.href(self.record.id)),
            kind: StepKind::Handled.code(),
            controls: form::controls(StepKind::Handled, &blank(), &Faults::new(), ctx.lang),
        }
    }

    fn page(
        &self,
        ctx: &Ctx,
        status: StatusCode,
        kind: StepKind,
        data: &FormData,
        faults: &Faults,
    ) -> Answer {
        let entity = self.task.entity();
        let href = self.task.href(self.record.id);
        let due = match self.due_on {
            None => ctx
                .say(Text::new("Chưa có hạn.", "No deadline yet."))
                .to_owned(),
            Some(due) => format!(
                "{} {}.",
                ctx.say(Text::new("Hạn đang có:", "The deadline now:")),
                i18n::format_date(due)
            ),
        };
        let form = EventForm {
            crumbs: [
                (
                    format!("/{}", entity.path),
                    ctx.say(entity.words.many).to_owned(),
                ),
                (href.clone(), self.record.title.clone()),
            ],
            wrong: None,
            about: format!(
                "{due} {}",
                ctx.say(Text::new(
                    "Bước đã ghi thì không sửa, không xóa; ghi nhầm thì ghi thêm một bước nói rõ.",
                    "A recorded step is neither changed nor deleted; a mistake is put right by another.",
                ))
            ),
            choose: ctx.say(Text::new("Loại bước", "Kind of step")),
            links: view::kind_links(
                self.task,
                self.record.id,
                self.ended,
                Some(kind),
                ctx.lang,
            ),
            over: "",
            kind: Some((kind.code(), ctx.say(kind.words(self.task)))),
            warning: String::new(),
            corrects: String::new(),
            controls: form::controls(kind, data, faults, ctx.lang),
            action: format!("{href}/steps"),
            back: format!("{href}#course"),
            button: ctx.say(Text::new("Ghi", "Record")),
        };
        let page = ctx.page(ctx.say(Text::new("Ghi diễn biến", "Record a step")));
        web::render(status, &EventPage { page, form })
    }
}

/// A blank step is of today.
fn blank() -> FormData {
    FormData::new(vec![(
        "happened_on".to_owned(),
        i18n::format_date(i18n::today()),
    )])
}

/// The course on a record's page, with the form of an ordinary step.
///
/// # Errors
/// [`AppError::NotFound`] for a record out of the reader's zones.
pub async fn steps_panel(ctx: &Ctx, task: Task, id: i64) -> Result<String, AppError> {
    let loaded = Loaded::load(ctx, task, id).await?;
    let may_write = ctx.actor.may(Permission::WriteRegistries) && !loaded.record.retired;
    let form = (may_write && !loaded.ended).then(|| loaded.step(ctx));
    let links = if may_write {
        view::kind_links(task, id, loaded.ended, None, ctx.lang)
    } else {
        Vec::new()
    };
    let date = |day: Option<NaiveDate>| day.map_or_else(String::new, i18n::format_date);
    let first = loaded
        .record
        .values
        .get("first_due_on")
        .and_then(|value| value.parse().ok());
    let panel = CoursePanel {
        page: ctx.page(""),
        steps: loaded
            .steps
            .iter()
            .rev()
            .map(|step| StepLine::new(step, task, ctx.lang))
            .collect(),
        links: links
            .into_iter()
            .filter(|link| loaded.ended || !link.href.ends_with("=handled"))
            .collect(),
        urgency: view::urgency_words(
            Urgency::of(loaded.due_on, loaded.ended, i18n::today()),
            ctx.lang,
        ),
        due: date(loaded.due_on),
        first_due: date(first.filter(|_| first != loaded.due_on)),
        form,
    };
    Ok(panel.render()?)
}

async fn new_step(task: Task, ctx: Ctx, Path(id): Path<i64>, RawQuery(query): RawQuery) -> Answer {
    let query = FormData::parse(query.unwrap_or_default().as_bytes());
    let loaded = Loaded::load(&ctx, task, id).await?;
    let possible = StepKind::possible(task, loaded.ended);
    let asked = StepKind::from_code(query.get("kind")).filter(|kind| possible.contains(kind));
    let kind = asked
        .or(possible.first().copied())
        .ok_or(AppError::NotFound)?;
    loaded.page(&ctx, StatusCode::OK, kind, &blank(), &Faults::new())
}

async fn record_step(task: Task, ctx: Ctx, Path(id): Path<i64>, data: FormData) -> Answer {
    let loaded = Loaded::load(&ctx, task, id).await?;
    let kind = StepKind::from_code(data.get("kind")).ok_or(AppError::Refused(Text::new(
        "Không rõ loại bước. Xin mở lại trang và chọn.",
        "The kind of step is unclear. Please open the page again and choose.",
    )))?;
    if !StepKind::possible(task, loaded.ended).contains(&kind) {
        return Err(AppError::Clash(web::refusal_words("IZ061")));
    }
    let outcome = match form::read(kind, &loaded.background(), &data, ctx.lang) {
        Ok(draft) => {
            actions::record(
                &ctx.state.db,
                &ctx.actor,
                &ctx.origin(),
                (task, id),
                &draft,
                ctx.lang,
            )
            .await
        }
        Err(faults) => Err(Refusal::Fields(faults)),
    };
    match outcome {
        Ok(()) => {
            let text = Text::new("Đã ghi diễn biến.", "The step is recorded.");
            Ok(see_other(
                &format!("{}#course", task.href(id)),
                Tone::Ok,
                ctx.say(text),
            ))
        }
        Err(Refusal::Fields(faults)) => {
            loaded.page(&ctx, StatusCode::UNPROCESSABLE_ENTITY, kind, &data, &faults)
        }
        Err(Refusal::Stale(_)) => Err(AppError::Internal),
        Err(Refusal::Error(error)) => Err(error),
    }
}

async fn work_page(ctx: Ctx, RawQuery(query): RawQuery) -> Answer {
    let query = FormData::parse(query.unwrap_or_default().as_bytes());
    let wanted = Wanted::read(&query)?;
    let today = i18n::today();
    let items = db::items(&ctx.state.db, ctx.actor.zones.as_deref()).await?;
    let fitting: Vec<&Item> = items.iter().filter(|item| wanted.fits(item)).collect();
    let state = wanted.state();
    let rows = list::of_state(&fitting, state, today);
    if let Some(kind) = FileKind::from_code(query.get("format")) {
        return list::table(&rows, today, ctx.lang).download(kind);
    }
    let page = ctx.page(ctx.say(Text::new("Việc cần xử lý", "Work to be done")));
    let number = query
        .get("page")
        .parse::<usize>()
        .unwrap_or(1)
        .clamp(1, rows.len().div_ceil(PAGE_ROWS).max(1));
    let shown = rows
        .iter()
        .skip((number - 1) * PAGE_ROWS)
        .take(PAGE_ROWS)
        .map(|item| Row::new(item, today, ctx.lang))
        .collect();
    let counts = list::counts(&fitting, today);
    let states = State::ALL
        .into_iter()
        .zip(counts)
        .map(|(state, count)| {
            (
                state.code(),
                ctx.say(state.words()),
                count,
                page.with_query("state", state.code()),
            )
        })
        .collect();
    let link = |to: usize| page.with_query("page", &to.to_string());
    web::ok(&WorkPage {
        states,
        state: state.code(),
        kinds: kinds(&ctx, &page, &wanted),
        rows: shown,
        groups: [Axis::Lead, Axis::Field, Axis::Zone]
            .map(|axis| group_table(&ctx, &page, &fitting, axis, &query))
            .into(),
        filters: filters(&ctx, &page, &wanted, &items),
        total: rows.len(),
        previous: (number > 1).then(|| link(number - 1)),
        next: (number * PAGE_ROWS < rows.len()).then(|| link(number + 1)),
        downloads: downloads(&page),
        year: today.year(),
        may_write: ctx.actor.may(Permission::WriteRegistries),
        page,
    })
}

fn downloads(page: &Page) -> Vec<(&'static str, String)> {
    [("Excel", "xlsx"), ("CSV", "csv"), ("JSON", "json")]
        .map(|(words, kind)| (words, page.with_query("format", kind)))
        .into()
}

/// All work, or one kind of it: words, address, whether it is chosen.
fn kinds(ctx: &Ctx, page: &Page, wanted: &Wanted) -> Vec<(&'static str, String, bool)> {
    let mut kinds = vec![(
        ctx.say(Text::new("Tất cả", "All")),
        page.with_query("kind", ""),
        wanted.task.is_none(),
    )];
    kinds.extend(Task::ALL.map(|task| {
        (
            ctx.say(task.words()),
            page.with_query("kind", task.code()),
            wanted.task == Some(task),
        )
    }));
    kinds
}

fn group_table(
    ctx: &Ctx,
    page: &Page,
    items: &[&Item],
    axis: Axis,
    query: &FormData,
) -> GroupTable {
    let (id, title) = match axis {
        Axis::Lead => ("by-lead", Text::new("Theo đơn vị chủ trì", "By lead")),
        Axis::Field => ("by-field", Text::new("Theo lĩnh vực", "By field")),
        Axis::Zone => ("by-zone", Text::new("Theo khu công nghiệp", "By zone")),
    };
    let lines = list::groups(items, axis, i18n::today(), ctx.lang)
        .into_iter()
        .map(|group| GroupLine {
            href: page.with_query(axis.name(), &group.key),
            overdue_href: Page {
                query: format!("{}&state=overdue", without_state(page)),
                ..page.clone()
            }
            .with_query(axis.name(), &group.key),
            current: query.get(axis.name()) == group.key,
            group,
        })
        .collect();
    GroupTable {
        id,
        title: ctx.say(title),
        lines,
    }
}

/// The query of a page without its state.
fn without_state(page: &Page) -> String {
    let kept = form_urlencoded::parse(page.query.as_bytes()).filter(|(key, _)| key != "state");
    form_urlencoded::Serializer::new(String::new())
        .extend_pairs(kept)
        .finish()
}

/// What narrows the list besides kind and state, in words, with the address that lifts it.
fn filters(ctx: &Ctx, page: &Page, wanted: &Wanted, items: &[Item]) -> Vec<(String, String)> {
    let mut filters = Vec::new();
    for (axis, key) in [
        (Axis::Lead, &wanted.lead),
        (Axis::Field, &wanted.field),
        (Axis::Zone, &wanted.zone),
    ] {
        if key.is_empty() {
            continue;
        }
        // What nothing belongs to has no words of its own.
        let words = items
            .iter()
            .find(|item| axis.key(item) == *key)
            .map_or_else(|| key.clone(), |item| axis.label(item, ctx.lang));
        filters.push((words, page.with_query(axis.name(), "")));
    }
    if let Some((year, column)) = wanted.part {
        let words = format!(
            "{} {year}: {}",
            ctx.say(Text::new("Năm", "Year")),
            ctx.say(column.words())
        );
        filters.push((words, page.with_query("part", "")));
    }
    filters
}

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

async fn year_page(ctx: Ctx, Path(year): Path<i32>, RawQuery(query): RawQuery) -> Answer {
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
        downloads: downloads(&page),
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
) -> crate::platform::web::table::Table {
    use crate::platform::web::table::{Cell, Table};
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

/// What is overdue or due soon, in short; nothing where nothing is.
///
/// # Errors
/// Whatever the database says.
pub async fn overdue_panel(ctx: &Ctx) -> Result<String, AppError> {
    let today = i18n::today();
    let items = db::items(&ctx.state.db, ctx.actor.zones.as_deref()).await?;
    let all: Vec<&Item> = items.iter().collect();
    let (overdue, soon) = (
        list::of_state(&all, State::Overdue, today),
        list::of_state(&all, State::Soon, today),
    );
    if overdue.is_empty() && soon.is_empty() {
        return Ok(String::new());
    }
    let rows = overdue
        .iter()
        .chain(&soon)
        .take(PANEL_ROWS)
        .map(|item| Row::new(item, today, ctx.lang))
        .collect();
    let panel = OverduePanel {
        page: ctx.page(""),
        rows,
        overdue: overdue.len(),
        soon: soon.len(),
    };
    Ok(panel.render()?)
}
