//! The projects in force on a day by industry, in the version in force on that day. A project without a code of that version is
//! placed by the table only where its 2018 code became one 2025 code; else it stands apart.

use std::collections::BTreeMap;

use askama::Template;
use axum::extract::RawQuery;
use chrono::NaiveDate;
use rust_decimal::Decimal;

use super::db::{self, Placed};
use super::model::{Version, level};
use crate::foundation::i18n::{self, Lang, Text};
use crate::platform::web::table::{Cell, FileKind, Table};
use crate::platform::web::{self, Answer, AppError, AskedDay, Ctx, FormData, Page, Pager};

/// Projects of one division, or of none.
#[derive(Debug, Default, Clone)]
struct Sum {
    foreign: usize,
    domestic: usize,
    usd: Decimal,
    vnd: Decimal,
    /// Placed by the table of correspondence.
    converted: usize,
    /// Without a known capital.
    unknown: usize,
}

impl Sum {
    fn add(&mut self, project: &Placed) {
        match project.origin.as_str() {
            "foreign" => self.foreign += 1,
            _ => self.domestic += 1,
        }
        match (project.currency.as_str(), project.capital) {
            (_, None) => self.unknown += 1,
            ("usd", Some(capital)) => self.usd += capital,
            (_, Some(capital)) => self.vnd += capital,
        }
        if project.code.is_none() && project.converted.is_some() {
            self.converted += 1;
        }
    }
}

/// The division a project stands in: two digits, or the letter of a section; none where nothing says it.
fn division(project: &Placed) -> Option<String> {
    let code = project.code.as_ref().or(project.converted.as_ref())?;
    Some(if level(code) == 1 {
        code.clone()
    } else {
        code.chars().take(2).collect()
    })
}

/// The parameter of the row of projects nothing places.
const NOWHERE: &str = "none";

struct Line {
    /// The parameter of the list behind it; none for the total.
    key: Option<String>,
    code: String,
    name: String,
    section: String,
    cells: [String; 4],
    sum: Sum,
}

#[derive(Template)]
#[template(path = "registers/industries/projects.html")]
struct ProjectsPage {
    page: Page,
    day: String,
    bad_day: Option<String>,
    version: &'static str,
    lines: Vec<Line>,
    converted: usize,
    apart: usize,
    unknown: usize,
    /// The projects of one row, with their codes.
    chosen: Option<Chosen>,
}

/// The projects of one row, in pages.
struct Chosen {
    name: String,
    projects: Vec<Behind>,
    pager: Pager,
}

struct Behind {
    id: i64,
    name: String,
    zone: String,
    code: String,
    converted: bool,
}

/// Foreign and domestic projects, their capital in million USD and in billion VND.
fn numbers(sum: &Sum) -> [Decimal; 4] {
    let (million, billion) = (Decimal::from(1_000_000), Decimal::from(1_000_000_000));
    [
        sum.foreign.into(),
        sum.domestic.into(),
        sum.usd / million,
        sum.vnd / billion,
    ]
}

fn cells(sum: &Sum, lang: Lang) -> [String; 4] {
    let amount = |amount: Decimal| {
        if amount.is_zero() {
            "–".to_owned()
        } else {
            i18n::format_plain(amount, 6, lang)
        }
    };
    let count = |count: Decimal| i18n::format_number(count, 0, lang);
    let [foreign, domestic, usd, vnd] = numbers(sum);
    [count(foreign), count(domestic), amount(usd), amount(vnd)]
}

/// Sums by division in the order of the list, those nothing places at the end.
fn sums(projects: &[Placed]) -> (BTreeMap<String, Sum>, Sum, Sum) {
    let mut by_division: BTreeMap<String, Sum> = BTreeMap::new();
    let (mut apart, mut all) = (Sum::default(), Sum::default());
    for project in projects {
        match division(project) {
            Some(code) => by_division.entry(code).or_default().add(project),
            None => apart.add(project),
        }
        all.add(project);
    }
    (by_division, apart, all)
}

fn lines(projects: &[Placed], names: &[(String, Option<String>, String)], lang: Lang) -> Vec<Line> {
    let say = |vi, en| Text::new(vi, en).in_lang(lang).to_owned();
    let (by_division, apart, all) = sums(projects);
    let name = |code: &str| names.iter().find(|(known, _, _)| known == code);
    let mut lines: Vec<Line> = by_division
        .iter()
        .map(|(code, sum)| {
            let known = name(code);
            let section = known
                .and_then(|(_, parent, _)| parent.clone())
                .unwrap_or_else(|| code.chars().take(1).collect());
            Line {
                key: Some(code.clone()),
                code: code.clone(),
                name: known.map_or_else(|| "–".to_owned(), |(_, _, name)| name.clone()),
                section: if known.is_some() {
                    section
                } else {
                    String::new()
                },
                cells: cells(sum, lang),
                sum: sum.clone(),
            }
        })
        .collect();
    lines.sort_by(|a, b| (&a.section, &a.code).cmp(&(&b.section, &b.code)));
    let last = |key: Option<&str>, name: String, sum: &Sum| Line {
        key: key.map(str::to_owned),
        code: String::new(),
        name,
        section: String::new(),
        cells: cells(sum, lang),
        sum: sum.clone(),
    };
    if apart.foreign + apart.domestic > 0 {
        lines.push(last(
            Some(NOWHERE),
            say("Chưa xác định được ngành", "Not placed"),
            &apart,
        ));
    }
    lines.push(last(None, say("Tổng cộng", "Total"), &all));
    lines
}

fn table(lines: &[Line], day: NaiveDate, version: Version, lang: Lang) -> Table {
    let say = |vi, en| Text::new(vi, en).in_lang(lang).to_owned();
    let rows = lines.iter().map(|line| {
        let mut row = vec![
            Cell::Date(day),
            Cell::Text(line.section.clone()),
            Cell::Text(line.code.clone()),
            Cell::Text(line.name.clone()),
        ];
        row.extend(numbers(&line.sum).map(Cell::Number));
        row.push(Cell::Number(line.sum.converted.into()));
        row
    });
    Table {
        name: format!("du-an-theo-nganh-{day}"),
        columns: vec![
            say("Đến ngày", "On"),
            say("Ngành cấp 1", "Section"),
            format!("{} {}", say("Ngành cấp 2", "Division"), version.words()),
            say("Tên ngành", "Name"),
            say("Dự án FDI", "FDI projects"),
            say("Dự án DDI", "DDI projects"),
            say(
                "Vốn đăng ký (triệu USD)",
                "Registered capital (million USD)",
            ),
            say("Vốn đăng ký (tỷ đồng)", "Registered capital (billion VND)"),
            say(
                "Trong đó xếp theo bảng chuyển đổi",
                "Of them placed by the table",
            ),
        ],
        rows: rows.collect(),
    }
}

fn behind(projects: &[Placed], key: &str) -> Vec<Behind> {
    let meant = |project: &&Placed| division(project).as_deref().unwrap_or(NOWHERE) == key;
    let line = |project: &Placed| Behind {
        id: project.project_id,
        name: project.project.clone(),
        zone: project.zone.clone(),
        code: project
            .code
            .clone()
            .or_else(|| project.converted.clone())
            .unwrap_or_default(),
        converted: project.code.is_none() && project.converted.is_some(),
    };
    projects.iter().filter(meant).map(line).collect()
}

pub async fn page(ctx: Ctx, RawQuery(query): RawQuery) -> Answer {
    let given = FormData::parse(query.unwrap_or_default().as_bytes());
    let asked = AskedDay::of(&given);
    let day = asked.on;
    let pool = &ctx.state.db;
    let version = db::version_on(pool, day).await?.ok_or(AppError::Internal)?;
    let zones = ctx.actor.zones.as_deref();
    let name = format!("industries/placed/{day}/{zones:?}");
    let projects = ctx
        .state
        .memo
        .get(pool, name, db::placed(pool, day, version, zones))
        .await?;
    let names = db::divisions(pool, version).await?;
    let lines = lines(&projects, &names, ctx.lang);
    if let Some(kind) = FileKind::from_code(given.get("format")) {
        return table(&lines, day, version, ctx.lang).download(kind);
    }
    let page = ctx.page(ctx.say(Text::new(
        "Dự án theo ngành kinh tế",
        "Projects by industry",
    )));
    let key = given.get("division");
    let named = lines.iter().find(|line| line.key.as_deref() == Some(key));
    let chosen = named.map(|line| {
        let mut behind = behind(&projects, key);
        let (shown, pager) = Pager::of(&page, &given, behind.len());
        let projects = behind.drain(shown).collect();
        Chosen {
            name: format!("{} {}", line.code, line.name).trim().to_owned(),
            projects,
            pager,
        }
    });
    let (_, apart, all) = sums(&projects);
    web::ok(&ProjectsPage {
        page,
        day: i18n::format_date(day),
        bad_day: asked.bad,
        version: version.words(),
        converted: all.converted,
        apart: apart.foreign + apart.domestic,
        unknown: all.unknown,
        lines,
        chosen,
    })
}
