//! The plants on any day as a page and as a file, and what stands on the pages of a plant and a zone.

use askama::Template;
use axum::extract::RawQuery;

use super::model::{Plant, capacity};
use super::view::{self, Entry, PlantView};
use super::{db, readings};
use crate::foundation::i18n::{self, Text};
use crate::foundation::kernel::Permission;
use crate::platform::registry::routes::futures::BoxedHtml;
use crate::platform::web::table::FileKind;
use crate::platform::web::{self, Access, Answer, AppError, AskedDay, Ctx, FormData, Page, Routes};
use crate::registers::structure::{Frame, Switch};

pub fn routes() -> Routes {
    Routes::new()
        .get(
            "/wastewater",
            Access::Needs(Permission::ReadRegistries),
            page,
        )
        .merge(readings::routes())
}

#[derive(Template)]
#[template(path = "registers/wastewater/links.html")]
struct Links {
    page: Page,
}

/// Over the lists of plants and permits.
pub fn links(ctx: Ctx) -> BoxedHtml {
    Box::pin(async move { Ok(Links { page: ctx.page("") }.render()?) })
}

#[derive(Template)]
#[template(path = "registers/wastewater/page.html")]
struct PlantsPage {
    page: Page,
    switch: Switch,
    /// What the form carries on.
    frame: Vec<(String, String)>,
    day: String,
    bad_day: Option<String>,
    plants: Vec<PlantView>,
    /// What all of them can treat together, where there are several.
    total: Option<String>,
}

async fn page(ctx: Ctx, RawQuery(query): RawQuery) -> Answer {
    let given = FormData::parse(query.unwrap_or_default().as_bytes());
    let asked = AskedDay::of(&given);
    let on = asked.on;
    let frame = Frame::asked(&ctx, &given, on).await?;
    let plants = db::plants(&ctx.state.db, on, None, frame.zones.as_deref()).await?;
    if let Some(kind) = FileKind::from_code(given.get("format")) {
        return view::table(&plants, on, ctx.lang).download(kind);
    }
    let all: Vec<&Plant> = plants.iter().collect();
    let page = ctx.page(ctx.say(Text::new("Nước thải", "Wastewater")));
    web::ok(&PlantsPage {
        switch: frame.switch(&page),
        frame: frame.fields(),
        page,
        day: i18n::format_date(on),
        bad_day: asked.bad,
        total: (plants.len() > 1).then(|| view::plain(capacity(&all), ctx.lang)),
        plants: plants
            .iter()
            .map(|plant| view::plant(plant, on, ctx.lang))
            .collect(),
    })
}

#[derive(Template)]
#[template(path = "registers/wastewater/plant.html")]
struct PlantPanel {
    page: Page,
    id: i64,
    day: String,
    plant: PlantView,
    entries: Vec<Entry>,
    may_write: bool,
}

/// On the page of a plant: how it stands, and the log of its readings.
pub fn plant_panel(ctx: Ctx, id: i64) -> BoxedHtml {
    Box::pin(async move {
        let today = i18n::today();
        let plants = db::plants(&ctx.state.db, today, Some(id), ctx.actor.zones.as_deref()).await?;
        let plant = plants.first().ok_or(AppError::NotFound)?;
        let log = db::log(&ctx.state.db, id).await?;
        let may_write =
            ctx.actor.may(Permission::WriteRegistries) && !readings::plant(&ctx, id).await?.retired;
        let panel = PlantPanel {
            page: ctx.page(""),
            id,
            day: i18n::format_date(today),
            plant: view::plant(plant, today, ctx.lang),
            entries: log
                .iter()
                .map(|reading| view::entry(reading, may_write, ctx.lang))
                .collect(),
            may_write,
        };
        Ok(panel.render()?)
    })
}

#[derive(Template)]
#[template(path = "registers/wastewater/zone.html")]
struct ZonePanel {
    page: Page,
    day: String,
    /// The page of the plants of whoever has the zone.
    href: String,
    capacity: String,
    plants: Vec<PlantView>,
}

/// The plants of a zone, on its own page; nothing where it has none.
///
/// # Errors
/// Whatever the database says.
pub async fn zone_panel(ctx: &Ctx, zone_id: i64) -> Result<String, AppError> {
    let today = i18n::today();
    let plants = db::plants(&ctx.state.db, today, None, Some(&[zone_id])).await?;
    if plants.is_empty() {
        return Ok(String::new());
    }
    let all: Vec<&Plant> = plants.iter().collect();
    let panel = ZonePanel {
        page: ctx.page(""),
        day: i18n::format_date(today),
        href: Frame::of_zone(ctx, zone_id, today)
            .await?
            .link("/wastewater"),
        capacity: view::plain(capacity(&all), ctx.lang),
        plants: plants
            .iter()
            .map(|plant| view::plant(plant, today, ctx.lang))
            .collect(),
    };
    Ok(panel.render()?)
}
