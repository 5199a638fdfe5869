//! How far the works of every zone are on any day, in their named shares, beside what the statements of areas say; as a page, as
//! a file, and on the page of a zone.

use askama::Template;
use axum::extract::RawQuery;
use chrono::NaiveDate;

use super::db;
use super::model::{Difference, Stated, Work, differences};
use super::view::{self, Line, Row};
use crate::foundation::i18n::{self, Lang, Text};
use crate::foundation::kernel::Permission;
use crate::platform::web::table::FileKind;
use crate::platform::web::{self, Access, Answer, AppError, AskedDay, Ctx, FormData, Page, Routes};
use crate::registers::structure::{Frame, Switch};

pub fn routes() -> Routes {
    Routes::new().get(
        "/infrastructure",
        Access::Needs(Permission::ReadRegistries),
        page,
    )
}

/// Works and statements of areas of the zones within reach, on a day.
struct Standing {
    works: Vec<Work>,
    stated: Vec<Stated>,
}

/// A zone with its phases, in the order of the works.
struct ZoneWorks<'a> {
    id: i64,
    name: &'a str,
    works: Vec<&'a Work>,
    stated: Vec<Stated>,
}

impl Standing {
    async fn load(ctx: &Ctx, on: NaiveDate, zones: Option<&[i64]>) -> Result<Standing, AppError> {
        Ok(Standing {
            works: db::works(&ctx.state.db, on, None, zones).await?,
            stated: db::stated(&ctx.state.db, on, zones).await?,
        })
    }

    /// The zones that keep works.
    fn zones(&self) -> Vec<ZoneWorks<'_>> {
        let mut zones: Vec<ZoneWorks<'_>> = Vec::new();
        for work in &self.works {
            match zones.last_mut().filter(|zone| zone.id == work.zone_id) {
                Some(zone) => zone.works.push(work),
                None => zones.push(ZoneWorks {
                    id: work.zone_id,
                    name: &work.zone,
                    works: vec![work],
                    stated: self
                        .stated
                        .iter()
                        .filter(|area| area.zone_id == work.zone_id)
                        .cloned()
                        .collect(),
                }),
            }
        }
        zones
    }
}

impl ZoneWorks<'_> {
    /// The works that belong to no phase, then each phase with works, as they are named.
    fn phases(&self) -> Vec<(Option<i64>, Option<&str>)> {
        let mut phases: Vec<(Option<i64>, Option<&str>)> = Vec::new();
        for work in &self.works {
            if !phases.iter().any(|(id, _)| *id == work.phase_id) {
                phases.push((work.phase_id, work.phase.as_deref()));
            }
        }
        phases
    }

    fn lines(&self, lang: Lang) -> Vec<Line> {
        let phases = self.phases();
        let mut lines: Vec<Line> = phases
            .iter()
            .map(|(id, name)| {
                let works: Vec<&Work> = self
                    .works
                    .iter()
                    .copied()
                    .filter(|work| work.phase_id == *id)
                    .collect();
                let stated: Vec<&Stated> = self
                    .stated
                    .iter()
                    .filter(|area| Some(area.phase_id) == *id)
                    .collect();
                let name = name
                    .unwrap_or_else(|| Text::new("Chung cả khu", "The whole zone").in_lang(lang));
                view::line(name, false, &works, &stated, lang)
            })
            .collect();
        if phases.len() > 1 || phases.iter().any(|(id, _)| id.is_none()) {
            let stated: Vec<&Stated> = self.stated.iter().collect();
            let name = format!(
                "{} {}",
                Text::new("Cộng", "Total of").in_lang(lang),
                self.name
            );
            lines.push(view::line(&name, true, &self.works, &stated, lang));
        }
        lines
    }

    fn notes(&self, lang: Lang) -> Vec<String> {
        differences(self.name, &self.works, &self.stated)
            .iter()
            .map(|difference| sentence(difference, lang))
            .collect()
    }
}

/// "Thanh Bình giai đoạn I, san nền: các hạng mục cộng lại 60 ha, số liệu diện tích ghi 59,61 ha, lệch 0,39 ha."
fn sentence(difference: &Difference, lang: Lang) -> String {
    let ha = |area| view::hectares(area, lang);
    let (works, stated) = (ha(difference.works), ha(difference.stated));
    let off = ha((difference.works - difference.stated).abs());
    let place = &difference.place;
    match (lang, difference.levelling) {
        (Lang::Vi, levelling) => {
            let what = if levelling {
                "san nền"
            } else {
                "giải phóng mặt bằng"
            };
            format!(
                "{place}, {what}: các hạng mục cộng lại {works} ha, số liệu diện tích ghi {stated} ha, lệch {off} ha."
            )
        }
        (Lang::En, levelling) => {
            let what = if levelling { "levelling" } else { "clearance" };
            format!(
                "{place}, {what}: the works add up to {works} ha, the statement of areas says {stated} ha, {off} ha apart."
            )
        }
    }
}

#[derive(Template)]
#[template(path = "registers/works/progress.html")]
struct ProgressPage {
    page: Page,
    switch: Switch,
    /// What the form carries on.
    frame: Vec<(String, String)>,
    day: String,
    bad_day: Option<String>,
    zones: Vec<Shown>,
    /// All zones together, where there are several.
    total: Vec<Line>,
    as_of: Vec<String>,
}

struct Shown {
    id: i64,
    name: String,
    lines: Vec<Line>,
    notes: Vec<String>,
    rows: Vec<Row>,
}

async fn page(ctx: Ctx, RawQuery(query): RawQuery) -> Answer {
    let given = FormData::parse(query.unwrap_or_default().as_bytes());
    let AskedDay { on, bad: bad_day } = AskedDay::of(&given);
    let frame = Frame::asked(&ctx, &given, on).await?;
    let standing = Standing::load(&ctx, on, frame.zones.as_deref()).await?;
    if let Some(kind) = FileKind::from_code(given.get("format")) {
        return view::table(&standing.works, on, ctx.lang).download(kind);
    }
    let zones = standing.zones();
    let total = (zones.len() > 1).then(|| {
        let works: Vec<&Work> = standing.works.iter().collect();
        let stated: Vec<&Stated> = zones.iter().flat_map(|zone| &zone.stated).collect();
        view::line(
            ctx.say(Text::new("Tất cả các khu", "All zones")),
            true,
            &works,
            &stated,
            ctx.lang,
        )
    });
    let total = total.into_iter().collect();
    let mut as_of: Vec<NaiveDate> = zones
        .iter()
        .flat_map(|zone| &zone.stated)
        .map(|area| area.as_of)
        .collect();
    as_of.sort_unstable();
    as_of.dedup();
    let page = ctx.page(ctx.say(Text::new("Tiến độ hạ tầng", "Progress of works")));
    web::ok(&ProgressPage {
        switch: frame.switch(&page),
        frame: frame.fields(),
        page,
        day: i18n::format_date(on),
        bad_day,
        zones: zones.iter().map(|zone| shown(zone, on, ctx.lang)).collect(),
        total,
        as_of: as_of.into_iter().map(i18n::format_date).collect(),
    })
}

fn shown(zone: &ZoneWorks<'_>, on: NaiveDate, lang: Lang) -> Shown {
    Shown {
        id: zone.id,
        name: zone.name.to_owned(),
        lines: zone.lines(lang),
        notes: zone.notes(lang),
        rows: zone
            .works
            .iter()
            .map(|work| view::row(work, on, lang))
            .collect(),
    }
}

#[derive(Template)]
#[template(path = "registers/works/zone.html")]
struct ZonePanel {
    page: Page,
    day: String,
    /// The page of progress of whoever has the zone.
    href: String,
    lines: Vec<Line>,
    notes: Vec<String>,
}

/// The works of a zone, on its own page; nothing where it keeps none.
///
/// # Errors
/// Whatever the database says.
pub async fn zone_panel(ctx: &Ctx, zone_id: i64) -> Result<String, AppError> {
    let today = i18n::today();
    let standing = Standing::load(ctx, today, Some(&[zone_id])).await?;
    let zones = standing.zones();
    let Some(zone) = zones.first() else {
        return Ok(String::new());
    };
    let panel = ZonePanel {
        page: ctx.page(""),
        day: i18n::format_date(today),
        href: Frame::of_zone(ctx, zone_id, today)
            .await?
            .link("/infrastructure"),
        lines: zone.lines(ctx.lang),
        notes: zone.notes(ctx.lang),
    };
    Ok(panel.render()?)
}
