//! What the map adds to the pages of a parcel and of a zone.

use askama::Template;

use super::db::{self, PlotRow, ShapeRow};
use super::model::{Outline, SOURCES};
use super::plan::{detail, names};
use super::words;
use crate::foundation::charts::{self, Fill, Hatch, Plan, Plot, Sheet};
use crate::foundation::i18n::{self, Lang};
use crate::foundation::kernel::Permission;
use crate::foundation::survey::{self, Corner};
use crate::outputs::dashboard;
use crate::platform::registry::routes::futures::BoxedHtml;
use crate::platform::web::{AppError, Ctx, Page};
use crate::registers::evidence;
use crate::standards::checks::{self, land};
use rust_decimal::Decimal;

#[derive(Template)]
#[template(path = "outputs/maps/parcel_panel.html")]
struct ParcelPanel {
    page: Page,
    parcel_id: i64,
    zone_id: i64,
    may_write: bool,
    shape: Option<ShapeView>,
    history: Vec<HistoryLine>,
}

struct ShapeView {
    svg: String,
    corners: Vec<CornerLine>,
    facts: Vec<(&'static str, String)>,
    warning: Option<String>,
}

/// A line of a table of corners, as shown.
pub struct CornerLine {
    pub name: String,
    pub x: String,
    pub y: String,
    /// From this corner to the next, metres.
    pub side: String,
}

struct HistoryLine {
    valid_from: String,
    document: String,
    area: String,
    recorded: String,
    holds: bool,
}

/// A table of corners as papers have it, with the length of each side beside the corner where it begins.
pub fn corner_lines(outline: &Outline, lang: Lang) -> Vec<CornerLine> {
    let corners: Vec<Corner> = outline
        .vertices
        .iter()
        .map(|vertex| vertex.corner)
        .collect();
    let sides = survey::sides(&corners);
    let line = |(name, (corner, side)): (String, (&Corner, Decimal))| CornerLine {
        name,
        x: i18n::format_number(corner.x, corner.x.scale().max(2), lang),
        y: i18n::format_number(corner.y, corner.y.scale().max(2), lang),
        side: words::metres(side, lang),
    };
    names(outline)
        .into_iter()
        .zip(corners.iter().zip(sides))
        .map(line)
        .collect()
}

fn outline(row: &ShapeRow) -> Option<Outline> {
    let system = survey::System::new(row.meridian_minutes, row.zone_width)?;
    Some(Outline {
        system,
        vertices: survey::read_corners(&row.corners)?,
        ring: survey::read_ring(&row.ring)?,
    })
}

/// A parcel and the shape it is drawn in.
pub struct Drawn<'a> {
    pub parcel_id: i64,
    pub code: &'a str,
    pub outline: &'a Outline,
}

/// A parcel among its neighbours, the parcel drawn thick with its corners and sides. `marks` are drawn red over it.
pub fn small_plan(
    id: &str,
    title: &str,
    drawn: &Drawn<'_>,
    others: &[PlotRow],
    marks: &[Vec<charts::Point>],
    lang: Lang,
) -> Option<String> {
    let Drawn {
        parcel_id,
        code,
        outline,
    } = *drawn;
    let plane = outline.system;
    let own = outline.within(plane);
    let neighbour = |row: &PlotRow| {
        let ring = Outline::of(row)?.within(plane);
        let label = survey::label(&ring).map(|label| (label.at, label.room));
        let fill = Some(Fill {
            colour: "#eef1f5",
            hatch: Hatch::None,
        });
        Some(Plot {
            ring,
            fill,
            title: row.code.clone(),
            lines: vec![row.code.clone()],
            label,
            ..Plot::default()
        })
    };
    let mut plots: Vec<Plot> = others
        .iter()
        .filter(|row| row.id != parcel_id)
        .filter_map(neighbour)
        .collect();
    let label = survey::label(&own).map(|label| (label.at, label.room));
    let area = format!("{} m²", i18n::format_number(outline_area(outline), 1, lang));
    let fill = Some(Fill {
        colour: "#cfe4f7",
        hatch: Hatch::None,
    });
    let lines = vec![code.to_owned(), area];
    let mut plot = Plot {
        ring: own.clone(),
        fill,
        title: code.to_owned(),
        lines,
        label,
        ..Plot::default()
    };
    detail(&mut plot, outline, lang);
    plots.push(plot);
    let mut sheet = Sheet::around(own.into_iter(), 640.0, 440.0, 13.0)?;
    // Room for the names of corners and a glimpse of the neighbours.
    sheet.metres *= 1.25;
    let north = if lang == Lang::Vi { "B" } else { "N" };
    Some(charts::plan(&Plan {
        id,
        title,
        sheet,
        plots: &plots,
        marks,
        keys: &[],
        scale: "",
        north,
    }))
}

fn outline_area(outline: &Outline) -> Decimal {
    survey::area(
        &outline
            .vertices
            .iter()
            .map(|vertex| vertex.corner)
            .collect::<Vec<_>>(),
    )
}

/// The shape of a parcel, on the parcel's own page.
pub fn parcel_panel(ctx: Ctx, parcel_id: i64) -> BoxedHtml {
    Box::pin(async move {
        let lang = ctx.lang;
        let parcel = db::parcel(&ctx.state.db, parcel_id, ctx.actor.zones.as_deref())
            .await?
            .ok_or(AppError::NotFound)?;
        let shapes = db::shapes(&ctx.state.db, parcel_id).await?;
        let today = i18n::today();
        let current = shapes.iter().find(|row| row.valid_from <= today);
        let shape = match current.and_then(|row| outline(row).map(|outline| (row, outline))) {
            None => None,
            Some((row, outline)) => {
                let mut connection = ctx.state.db.acquire().await?;
                let others = db::plots(&mut connection, parcel.zone_id, today).await?;
                let rules = checks::db::rules(&mut *connection).await?;
                drop(connection);
                let title = area_sentence(&parcel.code, row.area_m2, parcel.area_m2, lang);
                let svg = small_plan(
                    "parcel-plan",
                    &title,
                    &Drawn {
                        parcel_id: parcel.id,
                        code: &parcel.code,
                        outline: &outline,
                    },
                    &others,
                    &[],
                    lang,
                );
                let differs = land::survey_differs(row.area_m2, parcel.area_m2, &rules).is_some();
                Some(ShapeView {
                    svg: svg.unwrap_or_default(),
                    corners: corner_lines(&outline, lang),
                    facts: facts(row, &outline, parcel.area_m2, lang),
                    warning: differs.then(|| difference(row.area_m2, parcel.area_m2, lang)),
                })
            }
        };
        let history = shapes
            .iter()
            .map(|row| HistoryLine {
                valid_from: i18n::format_date(row.valid_from),
                document: row.document.clone(),
                area: words::metres(row.area_m2, lang),
                recorded: format!(
                    "{}, {}",
                    row.recorded_by,
                    i18n::format_time(row.recorded_at)
                ),
                holds: current.is_some_and(|current| current.id == row.id),
            })
            .collect();
        let may_write = ctx.actor.may(Permission::WriteRegistries) && !parcel.retired;
        let panel = ParcelPanel {
            page: ctx.page(""),
            parcel_id,
            zone_id: parcel.zone_id,
            may_write,
            shape,
            history,
        }
        .render()?;
        let papers = evidence::papers(&ctx, evidence::Owner::Parcel(parcel_id)).await?;
        let life = crate::registers::parcels::life::panel(&ctx, parcel_id, papers).await?;
        let files = evidence::panel(&ctx, evidence::Owner::Parcel(parcel_id)).await?;
        let ended = crate::registers::parcels::life::ended(&ctx, parcel_id).await?;
        Ok(ended
            + &panel
            + &life
            + &files
            + &crate::registers::parcels::areas::parcel_panel(ctx, parcel_id).await?)
    })
}

/// "CN-01: theo tọa độ 23.400,00 m², khai 23.400,00 m²".
pub fn area_sentence(code: &str, shape: Decimal, declared: Decimal, lang: Lang) -> String {
    let (shape, declared) = (words::metres(shape, lang), words::metres(declared, lang));
    match lang {
        Lang::Vi => format!("{code}: theo tọa độ {shape} m², diện tích đã ghi {declared} m²"),
        Lang::En => format!("{code}: {shape} m² by coordinates, {declared} m² declared"),
    }
}

/// How far the area of a shape is from the declared one, in words.
pub fn difference(shape: Decimal, declared: Decimal, lang: Lang) -> String {
    let off = shape - declared;
    let percent = off
        .checked_mul(Decimal::ONE_HUNDRED)
        .and_then(|off| off.checked_div(declared))
        .unwrap_or_default();
    let (metres, percent) = (
        words::metres(off.abs(), lang),
        i18n::format_percent(percent.abs(), 2, lang),
    );
    match (lang, off > Decimal::ZERO) {
        (Lang::Vi, true) => {
            format!(
                "Diện tích theo tọa độ lớn hơn diện tích đã ghi {metres} m² ({percent}): xin đối chiếu hồ sơ đất."
            )
        }
        (Lang::Vi, false) => {
            format!(
                "Diện tích theo tọa độ nhỏ hơn diện tích đã ghi {metres} m² ({percent}): xin đối chiếu hồ sơ đất."
            )
        }
        (Lang::En, true) => {
            format!(
                "The area by coordinates exceeds the declared one by {metres} m² ({percent}): please compare the papers."
            )
        }
        (Lang::En, false) => format!(
            "The area by coordinates falls short of the declared one by {metres} m² ({percent}): please compare the papers."
        ),
    }
}

fn facts(
    row: &ShapeRow,
    outline: &Outline,
    declared: Decimal,
    lang: Lang,
) -> Vec<(&'static str, String)> {
    let pick = |vi: &'static str, en: &'static str| if lang == Lang::Vi { vi } else { en };
    let source = SOURCES
        .iter()
        .find(|choice| choice.code == row.source)
        .map_or("", |choice| choice.label.in_lang(lang));
    vec![
        (
            pick("Diện tích theo tọa độ (m²)", "Area by coordinates (m²)"),
            words::metres(row.area_m2, lang),
        ),
        (
            pick("Diện tích đã ghi (m²)", "Declared area (m²)"),
            words::metres(declared, lang),
        ),
        (
            pick("Hệ tọa độ", "Coordinates"),
            format!("VN-2000, {}", words::system(outline.system, lang)),
        ),
        (
            pick("Nguồn", "Source"),
            format!("{source}: {}", row.document),
        ),
        (
            pick("Áp dụng từ", "Valid from"),
            i18n::format_date(row.valid_from),
        ),
        (
            pick("Người ghi", "Recorded by"),
            format!(
                "{}, {}",
                row.recorded_by,
                i18n::format_time(row.recorded_at)
            ),
        ),
    ]
}

#[derive(Template)]
#[template(path = "outputs/maps/zone_panel.html")]
struct ZonePanel {
    page: Page,
    zone_id: i64,
    drawn: i64,
    parcels: i64,
}

/// The way to the plan, over what the dashboard says of the zone.
pub fn zone_panel(ctx: Ctx, zone_id: i64) -> BoxedHtml {
    Box::pin(async move {
        let (parcels, drawn) = db::drawn(&ctx.state.db, zone_id, i18n::today()).await?;
        let panel = ZonePanel {
            page: ctx.page(""),
            zone_id,
            drawn,
            parcels,
        }
        .render()?;
        Ok(panel + &dashboard::zone_panel(ctx, zone_id).await?)
    })
}
