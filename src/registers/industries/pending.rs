//! The projects in force without a 2025 code, with what the table proposes; a person confirms, many at once.

use std::sync::Arc;

use askama::Template;
use axum::extract::RawQuery;

use super::db::{self, Pending};
use super::view::{OtherLine, Proposal};
use crate::foundation::i18n::{self, Lang, Text};
use crate::foundation::kernel::Permission;
use crate::platform::web::table::{Cell, FileKind, Table};
use crate::platform::web::{self, Answer, Ctx, FormData, Page, Pager};

struct ProjectLine {
    id: i64,
    name: String,
    zone: String,
    industries: Vec<Proposal>,
}

#[derive(Template)]
#[template(path = "registers/industries/pending.html")]
struct PendingPage {
    page: Page,
    pager: Pager,
    /// How many there are on all pages.
    total: usize,
    /// No project is in force at all.
    nothing: bool,
    day: String,
    /// Since when 2025 codes are in force.
    since: String,
    projects: Vec<ProjectLine>,
    certain: usize,
    may_write: bool,
}

/// The rows of a query by project, with the 2025 codes of each 2018 code.
fn by_project(rows: Vec<Pending>, others: &[db::Other]) -> Vec<ProjectLine> {
    let mut projects: Vec<ProjectLine> = Vec::new();
    for row in rows {
        if projects.last().is_none_or(|last| last.id != row.project_id) {
            projects.push(ProjectLine {
                id: row.project_id,
                name: row.project,
                zone: row.zone,
                industries: Vec::new(),
            });
        }
        let (Some(id), Some(code), Some(project)) =
            (row.industry_id, row.code, projects.last_mut())
        else {
            continue;
        };
        let choices = others
            .iter()
            .filter(|other| other.of == code)
            .cloned()
            .map(OtherLine::from)
            .collect();
        let name = row.name.unwrap_or_default();
        project.industries.push(Proposal {
            industry_id: id,
            code,
            name,
            main: row.main,
            choices,
        });
    }
    projects
}

fn table(projects: &[ProjectLine], lang: Lang) -> Table {
    let say = |vi, en| Text::new(vi, en).in_lang(lang).to_owned();
    let rows = projects.iter().flat_map(|project| {
        let of = |old: Cell, name: Cell, new: Cell| {
            vec![
                Cell::Text(project.name.clone()),
                Cell::Text(project.zone.clone()),
                old,
                name,
                new,
            ]
        };
        let mut rows: Vec<Vec<Cell>> = project
            .industries
            .iter()
            .map(|industry| {
                let choice = |other: &OtherLine| {
                    format!("{}{}", other.code, if other.partial { "*" } else { "" })
                };
                let choices: Vec<String> = industry.choices.iter().map(choice).collect();
                let choices = if choices.is_empty() {
                    Cell::Empty
                } else {
                    Cell::Text(choices.join(", "))
                };
                of(
                    Cell::Text(industry.code.clone()),
                    Cell::Text(industry.name.clone()),
                    choices,
                )
            })
            .collect();
        if rows.is_empty() {
            rows.push(of(Cell::Empty, Cell::Empty, Cell::Empty));
        }
        rows
    });
    Table {
        name: "du-an-chua-co-ma-vsic-2025".to_owned(),
        columns: vec![
            say("Dự án", "Project"),
            say("Khu công nghiệp", "Zone"),
            say("Mã VSIC 2018", "VSIC 2018"),
            say("Tên ngành", "Name"),
            say("Mã VSIC 2025 tương ứng", "VSIC 2025 it corresponds to"),
        ],
        rows: rows.collect(),
    }
}

/// Which they are, found once per snapshot of the database.
pub(super) async fn projects(ctx: &Ctx) -> sqlx::Result<Arc<Vec<i64>>> {
    let (pool, today, zones) = (&ctx.state.db, i18n::today(), ctx.actor.zones.as_deref());
    ctx.state
        .memo
        .get(
            pool,
            format!("industries/pending/{today}/{zones:?}"),
            db::pending_ids(pool, today, zones),
        )
        .await
}

pub async fn page(ctx: Ctx, RawQuery(query): RawQuery) -> Answer {
    let given = FormData::parse(query.unwrap_or_default().as_bytes());
    let pool = &ctx.state.db;
    let file = FileKind::from_code(given.get("format"));
    let page = ctx.page(ctx.say(Text::new(
        "Dự án chưa có mã VSIC 2025",
        "Projects without a VSIC 2025 code",
    )));
    let ids = projects(&ctx).await?;
    let (shown, pager) = Pager::of(&page, &given, ids.len());
    let rows = db::pending(pool, if file.is_some() { &ids } else { &ids[shown] }).await?;
    let mut codes: Vec<String> = rows.iter().filter_map(|row| row.code.clone()).collect();
    codes.sort_unstable();
    codes.dedup();
    let projects = by_project(rows, &db::onward(pool, &codes).await?);
    if let Some(kind) = file {
        return table(&projects, ctx.lang).download(kind);
    }
    let versions = db::versions(pool).await?;
    let since = versions
        .iter()
        .find(|row| row.version == "2025")
        .map(|row| i18n::format_date(row.valid_from));
    let certain = projects
        .iter()
        .flat_map(|project| &project.industries)
        .filter(|industry| industry.certain())
        .count();
    web::ok(&PendingPage {
        total: ids.len(),
        nothing: ids.is_empty()
            && !db::any_project(pool, i18n::today(), ctx.actor.zones.as_deref()).await?,
        page,
        pager,
        day: i18n::format_date(i18n::today()),
        since: since.unwrap_or_default(),
        projects,
        certain,
        may_write: ctx.actor.may(Permission::WriteRegistries),
    })
}
