//! The work list, and what is overdue in short.

use askama::Template;
use axum::extract::RawQuery;
use chrono::Datelike;

use super::db::{self, Item};
use super::list::{self, Axis, State, Wanted};
use super::model::Task;
use super::view::{self, GroupLine, GroupTable, OverduePanel, Row, WorkPage};
use super::{account, steps};
use crate::foundation::i18n::{self, Text};
use crate::foundation::kernel::Permission;
use crate::platform::web::table::FileKind;
use crate::platform::web::{self, Access, Answer, AppError, Ctx, FormData, Page, Routes};
use crate::registers::parcels::ledger;

/// Rows of the work list on one page.
const PAGE_ROWS: usize = 100;
/// Rows of the panel on other pages.
const PANEL_ROWS: usize = 5;

pub fn routes() -> Routes {
    let (read, write) = (
        Access::Needs(Permission::ReadRegistries),
        Access::Needs(Permission::WriteRegistries),
    );
    let mut routes = Routes::new().get("/tasks", read, work_page).get(
        "/tasks/years/{year}",
        read,
        account::year_page,
    );
    for task in Task::ALL {
        let path = task.entity().path;
        routes = routes
            .get(
                &format!("/{path}/{{id}}/steps/new"),
                write,
                move |ctx, id, query| steps::new_step(task, ctx, id, query),
            )
            .post(
                &format!("/{path}/{{id}}/steps"),
                write,
                move |ctx, id, data| steps::record_step(task, ctx, id, data),
            );
    }
    routes
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
        downloads: view::downloads(&page),
        year: today.year(),
        land: ledger::work_panel(&ctx).await?,
        may_write: ctx.actor.may(Permission::WriteRegistries),
        page,
    })
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

/// What is overdue or due soon, and what of leased land is to be settled, in short; nothing where nothing is.
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
    let land = ledger::work_panel(ctx).await?;
    if overdue.is_empty() && soon.is_empty() {
        return Ok(land);
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
    Ok(panel.render()? + &land)
}
