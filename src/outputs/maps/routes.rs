//! The pages of the map.

use askama::Template;
use axum::extract::{Path, RawQuery};
use axum::http::header;
use axum::response::IntoResponse;
use rust_decimal::Decimal;

use super::db;
use super::file;
use super::input;
use super::model::Outline;
use super::panel::{CornerLine, corner_lines, difference};
use super::plan::ZonePlan;
use super::print::{self, Paper, SCALES, scale_words};
use super::theme::{self, Theme, choice};
use super::words;
use crate::foundation::charts::{self, Plan, Sheet};
use crate::foundation::i18n::{self, Lang, Text};
use crate::foundation::kernel::Permission;
use crate::platform::web::table::FileKind;
use crate::platform::web::{self, Access, Answer, AppError, Ctx, FormData, Page, Routes};
use crate::returns::filings;

pub fn routes() -> Routes {
    let (read, write) = (
        Access::Needs(Permission::ReadRegistries),
        Access::Needs(Permission::WriteRegistries),
    );
    Routes::new()
        .get("/parcels/{id}/shape", write, input::blank)
        .post("/parcels/{id}/shape", write, input::posted)
        .upload(
            "/parcels/{id}/shape/file",
            write,
            file::MAX_BODY,
            file::sent,
        )
        .get("/zones/{id}/plan", read, zone_plan)
        .get("/zones/{id}/plan/print", read, print_plan)
        .get("/zones/{id}/plan.geojson", read, geojson)
}

#[derive(Template)]
#[template(path = "outputs/maps/plan.html")]
struct PlanPage {
    page: Page,
    zone_id: i64,
    zone: String,
    sentence: String,
    svg: Option<String>,
    day: String,
    bad_day: Option<String>,
    themes: Vec<(&'static str, &'static str, bool)>,
    years: Vec<(i32, bool)>,
    by_year: bool,
    value_title: Option<String>,
    sections: Vec<Section>,
    undrawn: usize,
    warnings: Vec<(i64, String, String)>,
    overlaps: Vec<String>,
    print: String,
}

/// The parcels of a phase, and how they add up to its stated area.
struct Section {
    title: String,
    rows: Vec<ParcelLine>,
    rest: Option<(String, String, bool)>,
    total: String,
    drawn: String,
    note: String,
}

struct ParcelLine {
    id: i64,
    code: String,
    land_use: String,
    state: String,
    tone: &'static str,
    enterprise: Option<(i64, String)>,
    area: String,
    /// By coordinates, where the parcel has some.
    drawn: Option<String>,
    differs: bool,
    value: String,
}

fn query(raw: Option<String>) -> FormData {
    FormData::parse(raw.unwrap_or_default().as_bytes())
}

async fn zone_plan(ctx: Ctx, Path(id): Path<i64>, RawQuery(raw): RawQuery) -> Answer {
    let given = query(raw);
    let plan = ZonePlan::load(&ctx, id, &given).await?;
    if let Some(kind) = FileKind::from_code(given.get("format")) {
        return plan.table().download(kind);
    }
    let lang = ctx.lang;
    let overlaps = plan
        .plane
        .map(|plane| plan.overlaps(plane))
        .unwrap_or_default();
    let marks: Vec<_> = overlaps
        .iter()
        .flat_map(|(_, _, overlap)| overlap.rings.clone())
        .collect();
    let svg = drawn(&plan, &marks, lang);
    let mut years = filings::db::years(&ctx.state.db).await?;
    if !years.contains(&plan.choices.year) {
        years.push(plan.choices.year);
    }
    let by_year = plan.choices.theme.figure().is_some();
    let warning = |row: &db::PlotRow| {
        let words = difference(plan.differs(row)?, row.area_m2, lang);
        Some((row.id, row.code.clone(), words))
    };
    let template = PlanPage {
        page: ctx.page(format!(
            "{} – {}",
            ctx.say(Text::new("Sơ đồ lô đất", "Plan of parcels")),
            plan.zone.name
        )),
        zone_id: id,
        zone: plan.zone.name.clone(),
        sentence: plan.sentence(),
        svg,
        day: plan
            .choices
            .bad_day
            .clone()
            .unwrap_or_else(|| i18n::format_date(plan.choices.day)),
        bad_day: plan.choices.bad_day.as_ref().map(|_| {
            ctx.say(Text::new(
                "Ngày không hợp lệ; đang xem ngày hôm nay.",
                "Not a date; today is shown.",
            ))
            .to_owned()
        }),
        themes: themes(plan.choices.theme, lang),
        years: years
            .into_iter()
            .map(|year| (year, year == plan.choices.year))
            .collect(),
        by_year,
        value_title: by_year.then(|| {
            format!(
                "{}, {}",
                plan.choices.theme.words().in_lang(lang),
                plan.choices.year
            )
        }),
        sections: sections(&plan),
        undrawn: plan
            .outlines
            .iter()
            .filter(|outline| outline.is_none())
            .count(),
        overlaps: overlaps
            .iter()
            .map(|(one, other, overlap)| overlap_words(one, other, overlap.area, lang))
            .collect(),
        warnings: plan.rows.iter().filter_map(warning).collect(),
        print: format!(
            "/zones/{id}/plan/print?colour={}&year={}&on={}",
            plan.choices.theme.code(),
            plan.choices.year,
            plan.choices.day
        ),
    };
    web::ok(&template)
}

/// What the plan may be coloured by, with the one chosen.
fn themes(chosen: Theme, lang: Lang) -> Vec<(&'static str, &'static str, bool)> {
    let choice = |theme: Theme| (theme.code(), theme.words().in_lang(lang), theme == chosen);
    Theme::ALL.map(choice).to_vec()
}

/// The zone's plan as a picture; none where no parcel has a shape.
fn drawn(plan: &ZonePlan, marks: &[Vec<charts::Point>], lang: Lang) -> Option<String> {
    plan.plane.and_then(|plane| {
        let plots = plan.plots(plane, None);
        let sheet = Sheet::around(
            plots.iter().flat_map(|plot| plot.ring.iter().copied()),
            800.0,
            720.0,
            12.0,
        )?;
        let (title, north) = (plan.sentence(), if lang == Lang::Vi { "B" } else { "N" });
        let keys = &plan.colouring.keys;
        let drawn = Plan {
            id: "zone-plan",
            title: &title,
            sheet,
            plots: &plots,
            marks,
            keys,
            scale: "",
            north,
        };
        Some(charts::plan(&drawn) + &charts::links(&drawn))
    })
}

fn overlap_words(one: &str, other: &str, area: f64, lang: Lang) -> String {
    let area = i18n::format_number(Decimal::try_from(area).unwrap_or_default(), 1, lang);
    match lang {
        Lang::Vi => format!(
            "{one} và {other} chồng lên nhau {area} m² (tô đỏ): xin đối chiếu tọa độ với hồ sơ."
        ),
        Lang::En => format!(
            "{one} and {other} overlap by {area} m² (in red): please compare the coordinates with the papers."
        ),
    }
}

fn sections(plan: &ZonePlan) -> Vec<Section> {
    let lang = plan.lang;
    let section = |(title, phase, members): (String, Option<&db::PhaseRow>, Vec<usize>)| {
        let listed: Decimal = members.iter().map(|index| plan.rows[*index].area_m2).sum();
        let drawn: Decimal = members
            .iter()
            .filter_map(|index| plan.rows[*index].shape_m2)
            .sum();
        let planned = phase.and_then(|phase| phase.planned_m2.zip(phase.as_of));
        let note = match (planned, lang) {
            (Some((_, day)), Lang::Vi) => format!(
                "Diện tích quy hoạch của giai đoạn, số liệu ngày {}",
                i18n::format_date(day)
            ),
            (Some((_, day)), Lang::En) => format!(
                "Planned area of the phase, stated for {}",
                i18n::format_date(day)
            ),
            (None, Lang::Vi) => "Cộng các lô; giai đoạn chưa có số liệu diện tích".to_owned(),
            (None, Lang::En) => "Sum of the parcels; the phase has no stated area".to_owned(),
        };
        let rest = planned.map(|(planned, _)| planned - listed);
        Section {
            title,
            rows: members.iter().map(|index| line(plan, *index)).collect(),
            rest: rest.map(|rest| {
                (
                    plan.rest_words(rest),
                    plan.hectares(rest),
                    rest < Decimal::ZERO,
                )
            }),
            total: plan.hectares(planned.map_or(listed, |(planned, _)| planned)),
            drawn: plan.hectares(drawn),
            note,
        }
    };
    plan.groups().into_iter().map(section).collect()
}

fn line(plan: &ZonePlan, index: usize) -> ParcelLine {
    let row = &plan.rows[index];
    let value = match (plan.choices.theme.figure(), plan.colouring.values[index]) {
        (Some((_, _, scale)), Some(value)) => i18n::format_number(value, scale, plan.lang),
        _ => i18n::UNDEFINED.to_owned(),
    };
    ParcelLine {
        id: row.id,
        code: row.code.clone(),
        land_use: theme::choice_words("land_use", &row.land_use, plan.lang),
        state: theme::choice_words("state", &row.state, plan.lang),
        tone: choice("state", &row.state).map_or("neutral", |choice| choice.tone),
        enterprise: row.enterprise_id.zip(row.enterprise.clone()),
        area: plan.hectares(row.area_m2),
        drawn: row.shape_m2.map(|area| plan.hectares(area)),
        differs: plan.differs(row).is_some(),
        value,
    }
}

#[derive(Template)]
#[template(path = "outputs/maps/print.html")]
struct PrintPage {
    page: Page,
    zone_id: i64,
    heading: String,
    subtitle: String,
    svg: Option<String>,
    note: Option<String>,
    /// One parcel: its table stands on the same sheet.
    one: bool,
    paper: &'static str,
    papers: Vec<(&'static str, &'static str, bool)>,
    scales: Vec<(u32, String, bool)>,
    parcels: Vec<(i64, String, bool)>,
    themes: Vec<(&'static str, &'static str, bool)>,
    day: String,
    year: i32,
    tables: Vec<CornerTable>,
}

/// The corners of one parcel, under the plan.
struct CornerTable {
    code: String,
    about: String,
    lines: Vec<CornerLine>,
}

async fn print_plan(ctx: Ctx, Path(id): Path<i64>, RawQuery(raw): RawQuery) -> Answer {
    let given = query(raw);
    let plan = ZonePlan::load(&ctx, id, &given).await?;
    let lang = ctx.lang;
    let asked = given.choice("scale", |scale| {
        scale.parse().ok().filter(|scale| SCALES.contains(scale))
    })?;
    let drawn = |id: &i64| {
        plan.rows
            .iter()
            .any(|row| row.id == *id && row.corners.is_some())
    };
    let parcel = given.choice("parcel", |id| id.parse().ok().filter(drawn))?;
    let best = || {
        plan.plane.map_or(Paper::A4Landscape, |plane| {
            print::best(&plan, plane, parcel)
        })
    };
    let paper = Paper::from_code(given.get("paper")).unwrap_or_else(best);
    let printed = plan
        .plane
        .and_then(|plane| print::draw(&plan, plane, paper, asked, parcel));
    let note = printed
        .as_ref()
        .and_then(|printed| print_note(printed, asked, paper, lang));
    let code = parcel
        .and_then(|id| plan.rows.iter().find(|row| row.id == id))
        .map(|row| row.code.clone());
    let title = ctx.say(Text::new("Sơ đồ lô đất", "Plan of parcels"));
    let heading = code.as_ref().map_or_else(
        || format!("{title} {}", plan.zone.name),
        |code| format!("{title} {code}, {}", plan.zone.name),
    );
    let plane = plan.plane.map_or_else(String::new, |plane| {
        format!("VN-2000, {}", words::system(plane, lang))
    });
    let scale = printed
        .as_ref()
        .map_or_else(String::new, |printed| scale_words(printed.scale, lang));
    let day = i18n::format_date(plan.choices.day);
    let subtitle = format!(
        "{scale} · {plane} · {} {day}",
        ctx.say(Text::new("Ranh giới ngày", "Boundaries on"))
    );
    let drawn = |row: &db::PlotRow| {
        row.corners
            .as_ref()
            .map(|_| (row.id, row.code.clone(), parcel == Some(row.id)))
    };
    let template = PrintPage {
        page: ctx.page(heading.clone()),
        zone_id: id,
        heading,
        subtitle,
        note,
        one: parcel.is_some(),
        paper: paper.code(),
        papers: Paper::ALL
            .map(|one| (one.code(), one.words().in_lang(lang), one == paper))
            .to_vec(),
        scales: SCALES
            .map(|scale| (scale, scale_words(scale, lang), asked == Some(scale)))
            .to_vec(),
        parcels: plan.rows.iter().filter_map(drawn).collect(),
        themes: Theme::ALL
            .map(|theme| {
                (
                    theme.code(),
                    theme.words().in_lang(lang),
                    theme == plan.choices.theme,
                )
            })
            .to_vec(),
        day,
        year: plan.choices.year,
        tables: corner_tables(&plan, parcel),
        svg: printed.map(|printed| printed.svg),
    };
    web::ok(&template)
}

fn print_note(
    printed: &print::Printed,
    asked: Option<u32>,
    paper: Paper,
    lang: Lang,
) -> Option<String> {
    let (used, name) = (
        scale_words(printed.scale, lang),
        paper.words().in_lang(lang),
    );
    if !printed.whole {
        return Some(match lang {
            Lang::Vi => format!(
                "Khổ {name} không đủ chỗ ngay cả ở {used}: phần ngoài khung bị cắt. Xin chọn khổ giấy lớn hơn hoặc in từng lô."
            ),
            Lang::En => format!(
                "{name} is too small even at {used}: what lies outside the frame is cut off. Please choose larger paper or print single parcels."
            ),
        });
    }
    let asked = asked.filter(|asked| *asked != printed.scale)?;
    Some(match lang {
        Lang::Vi => format!(
            "{} không vừa khổ {name}; đang dùng {used}.",
            scale_words(asked, lang)
        ),
        Lang::En => format!(
            "{} does not fit {name}; {used} is used.",
            scale_words(asked, lang)
        ),
    })
}

fn corner_tables(plan: &ZonePlan, parcel: Option<i64>) -> Vec<CornerTable> {
    let table = |(row, outline): (&db::PlotRow, &Option<Outline>)| {
        let outline = outline
            .as_ref()
            .filter(|_| parcel.is_none_or(|id| id == row.id))?;
        let area = words::metres(row.shape_m2?, plan.lang);
        let mut about = format!("{area} m² · {}", row.document.clone().unwrap_or_default());
        // A table on another plane than the plan says so.
        if plan.plane != Some(outline.system) {
            about = format!("{about} · {}", words::system(outline.system, plan.lang));
        }
        Some(CornerTable {
            code: row.code.clone(),
            about,
            lines: corner_lines(outline, plan.lang),
        })
    };
    plan.rows
        .iter()
        .zip(&plan.outlines)
        .filter_map(table)
        .collect()
}

async fn geojson(ctx: Ctx, Path(id): Path<i64>, RawQuery(raw): RawQuery) -> Answer {
    let plan = ZonePlan::load(&ctx, id, &query(raw)).await?;
    let body = serde_json::to_vec(&plan.geojson()).map_err(AppError::internal)?;
    let disposition = format!("attachment; filename=\"{}.geojson\"", plan.table().name);
    Ok((
        [
            (header::CONTENT_TYPE, "application/geo+json".to_owned()),
            (header::CONTENT_DISPOSITION, disposition),
        ],
        body,
    )
        .into_response())
}
