//! The page of occupancy, and its table as a file.

use std::collections::HashMap;
use std::sync::Arc;

use askama::Template;
use axum::extract::RawQuery;
use chrono::{Months, NaiveDate};
use rust_decimal::Decimal;

use super::db::{self, ZoneRow};
use super::model::{Definition, Land, differs, points};
use crate::foundation::i18n::{self, Lang, Text, wording};
use crate::foundation::kernel::Permission;
use crate::foundation::kernel::percent::{Ratio, round_percent};
use crate::outputs::dashboard;
use crate::platform::web::table::{Cell, FileKind, Table};
use crate::platform::web::{self, Access, Answer, AppError, AskedDay, Ctx, FormData, Page, Routes};
use crate::registers::parcels::ledger;
use crate::registers::structure::{Frame, Switch};

pub fn routes() -> Routes {
    Routes::new().get(
        "/occupancy",
        Access::Needs(Permission::ReadRegistries),
        page,
    )
}

/// The land of a zone on a day: as stated, as the register says, and which of them counts.
struct ZoneLand {
    zone: ZoneRow,
    stated: Option<(Land, NaiveDate)>,
    /// `None` where no parcel is in the books.
    parcels: Option<Land>,
    /// Since when the board calls the register complete.
    complete_since: Option<NaiveDate>,
}

impl ZoneLand {
    /// As on the dashboard and in the review: the statement of areas, and from the day the register is declared complete what it says
    /// is leasable and leased; where nobody stated areas the parcels.
    fn counts(&self) -> Option<Land> {
        let stated = self.stated.map(|(land, _)| land);
        let kept = self.parcels.filter(|_| self.complete_since.is_some());
        match (stated, kept) {
            (Some(stated), Some(kept)) => Some(Land {
                leasable: kept.leasable,
                leased: kept.leased,
                ..stated
            }),
            (stated, _) => stated.or(self.parcels),
        }
    }

    /// The land of an earlier day from the same source: a statement and a sum of parcels are no change of each other.
    fn before(&self, earlier: &[ZoneLand]) -> Option<Land> {
        let earlier = earlier.iter().find(|other| other.zone.id == self.zone.id)?;
        let same = self.complete_since.is_some() == earlier.complete_since.is_some()
            && (self.complete_since.is_some() || self.stated.is_some() == earlier.stated.is_some());
        earlier.counts().filter(|_| same)
    }

    fn source(&self, lang: Lang) -> String {
        let say = |vi, en| Text::new(vi, en).in_lang(lang);
        match (self.complete_since, &self.stated, &self.parcels) {
            (Some(since), _, Some(_)) => format!(
                "{} {}",
                say("sổ đất, tuyên bố đủ từ", "the register, complete since"),
                i18n::format_date(since)
            ),
            (_, Some((_, as_of)), _) => format!(
                "{} {}",
                say("số liệu diện tích", "statement of"),
                i18n::format_date(*as_of)
            ),
            (_, None, Some(_)) => say("cộng các lô đất", "sum of the parcels").to_owned(),
            (_, None, None) => say("chưa có", "none").to_owned(),
        }
    }
}

/// The land of zones on a day, or what was said of it before if nothing has been written since.
async fn land(
    ctx: &Ctx,
    on: NaiveDate,
    limits: Option<&[i64]>,
) -> Result<Arc<Vec<ZoneLand>>, AppError> {
    ctx.state
        .memo
        .get(
            &ctx.state.db,
            format!("occupancy/{on}/{limits:?}"),
            load(ctx, on, limits),
        )
        .await
}

async fn load(ctx: &Ctx, on: NaiveDate, limits: Option<&[i64]>) -> Result<Vec<ZoneLand>, AppError> {
    let mut stated: HashMap<i64, (Land, NaiveDate)> =
        dashboard::stated_areas(&ctx.state.db, &[on], limits)
            .await?
            .into_iter()
            .map(|area| {
                let land = Land {
                    planned: area.planned,
                    cleared: area.cleared,
                    leasable: area.leasable,
                    leased: area.leased,
                };
                (area.zone_id, (land, area.as_of))
            })
            .collect();
    let kept = ledger::ledger(&ctx.state.db, on, limits).await?.zones;
    let complete = ledger::declared(&ctx.state.db, on, limits).await?;
    let zones = db::zones(&ctx.state.db, on, limits).await?;
    Ok(zones
        .into_iter()
        .map(|zone| ZoneLand {
            stated: stated.remove(&zone.id),
            parcels: kept.get(&zone.id).map(|sums| Land {
                planned: sums.all,
                cleared: sums.cleared,
                leasable: sums.leasable,
                leased: sums.leased(),
            }),
            complete_since: complete.get(&zone.id).copied(),
            zone,
        })
        .collect())
}

/// A zone or a total, on the day and a year before.
struct Line {
    /// None for a total.
    zone_id: Option<i64>,
    name: String,
    now: Option<Land>,
    before: Option<Land>,
    source: String,
}

impl Line {
    fn ratio(land: Option<&Land>, definition: Definition) -> Option<Ratio> {
        land.map(|land| definition.of(land))
    }

    /// Percent and change in points, both unrounded.
    fn values(&self, definition: Definition) -> (Option<Decimal>, Option<Decimal>) {
        let now = Line::ratio(self.now.as_ref(), definition);
        let before = Line::ratio(self.before.as_ref(), definition);
        (
            now.and_then(Ratio::value),
            now.zip(before)
                .and_then(|(now, before)| points(now, before)),
        )
    }
}

/// The zones, then all together, then those that operate. A total holds only zones known on both days, or it would compare
/// different sets of zones.
fn lines(now: &[ZoneLand], before: &[ZoneLand], lang: Lang) -> Vec<Line> {
    let say = |vi, en| Text::new(vi, en).in_lang(lang).to_owned();
    let mut lines: Vec<Line> = now
        .iter()
        .map(|zone| Line {
            zone_id: Some(zone.zone.id),
            name: zone.zone.name.clone(),
            now: zone.counts(),
            before: zone.before(before),
            source: zone.source(lang),
        })
        .collect();
    let total = |name: String, only: &dyn Fn(&&ZoneLand) -> bool| {
        let meant: Vec<&ZoneLand> = now
            .iter()
            .filter(only)
            .filter(|zone| zone.counts().is_some())
            .collect();
        let areas: Vec<Land> = meant.iter().filter_map(|zone| zone.counts()).collect();
        let old: Vec<Land> = meant
            .iter()
            .filter_map(|zone| zone.before(before))
            .collect();
        Line {
            zone_id: None,
            name,
            now: (!areas.is_empty()).then(|| Land::sum(&areas)),
            before: (!areas.is_empty() && old.len() == areas.len()).then(|| Land::sum(&old)),
            source: format!("{} {}", areas.len(), say("khu", "zones")),
        }
    };
    lines.push(total(say("Tất cả các khu", "All zones"), &|_| true));
    lines.push(total(
        say("Các khu đang hoạt động", "Zones in operation"),
        &|zone| zone.zone.operating,
    ));
    lines
}

#[derive(Template)]
#[template(path = "outputs/occupancy/page.html")]
struct OccupancyPage {
    page: Page,
    switch: Switch,
    /// What the form carries on.
    frame: Vec<(String, String)>,
    day: String,
    before: String,
    bad_day: Option<String>,
    definitions: Vec<&'static str>,
    rows: Vec<ShownLine>,
    /// What the parcels say beside the statements.
    parcels: Vec<ParcelLine>,
}

struct ShownLine {
    zone_id: Option<i64>,
    name: String,
    leased: String,
    source: String,
    /// Percent, base and change of each definition.
    cells: Vec<(String, String, String)>,
}

struct ParcelLine {
    zone_id: i64,
    zone: String,
    /// What is compared, as stated and as the register says, and their difference in ha; whether they are too far apart.
    cells: Vec<(&'static str, String, String, String, bool)>,
}

fn hectares(area: Decimal, lang: Lang) -> String {
    i18n::format_plain(area / Decimal::from(10_000), 4, lang)
}

fn shown(line: &Line, lang: Lang) -> ShownLine {
    let none = || "–".to_owned();
    let cells = Definition::ALL.iter().map(|definition| {
        let (percent, change) = line.values(*definition);
        let unit = Text::new(" điểm phần trăm", " points").in_lang(lang);
        let points = change.map(|change| wording::change(change, 2).signed(unit, lang));
        (
            percent.map_or_else(none, |percent| i18n::format_percent(percent, 2, lang)),
            line.now
                .map_or_else(none, |land| hectares(definition.base(&land), lang)),
            points.unwrap_or_else(none),
        )
    });
    ShownLine {
        zone_id: line.zone_id,
        name: line.name.clone(),
        leased: line
            .now
            .map_or_else(none, |land| hectares(land.leased, lang)),
        source: line.source.clone(),
        cells: cells.collect(),
    }
}

/// Where both are known: the statement beside the parcels.
fn beside(zone: &ZoneLand, lang: Lang) -> Option<ParcelLine> {
    let ((stated, _), parcels) = zone.stated.zip(zone.parcels)?;
    let cells = [
        (
            Text::new("Đã cho thuê", "Leased"),
            stated.leased,
            parcels.leased,
        ),
        (
            Text::new("Đất CN, DV cho thuê", "Leasable"),
            stated.leasable,
            parcels.leasable,
        ),
    ];
    let cells = cells.into_iter().map(|(words, stated, parcels)| {
        (
            words.in_lang(lang),
            hectares(stated, lang),
            hectares(parcels, lang),
            ledger::signed(parcels - stated, lang),
            differs(stated, parcels),
        )
    });
    Some(ParcelLine {
        zone_id: zone.zone.id,
        zone: zone.zone.name.clone(),
        cells: cells.collect(),
    })
}

fn table(lines: &[Line], on: NaiveDate, lang: Lang) -> Table {
    let say = |vi, en| Text::new(vi, en).in_lang(lang).to_owned();
    let mut columns = vec![
        say("Khu công nghiệp", "Zone"),
        say("Tính đến ngày", "On"),
        say("Đã cho thuê (m²)", "Leased (m²)"),
    ];
    for definition in Definition::ALL {
        let words = definition.words().in_lang(lang);
        columns.push(format!("{words}: {}", say("mẫu số (m²)", "base (m²)")));
        columns.push(format!("{words} (%)"));
        columns.push(format!(
            "{words}: {}",
            say("thay đổi (điểm phần trăm)", "change (percentage points)")
        ));
    }
    columns.push(say("Nguồn", "Source"));
    let number = |value: Option<Decimal>| value.map_or(Cell::Empty, Cell::Number);
    let rounded = |value: Option<Decimal>| number(value.map(|value| round_percent(value, 2)));
    let rows = lines.iter().map(|line| {
        let mut row = vec![
            Cell::Text(line.name.clone()),
            Cell::Date(on),
            number(line.now.map(|land| land.leased)),
        ];
        for definition in Definition::ALL {
            let (percent, change) = line.values(definition);
            row.extend([
                number(line.now.map(|land| definition.base(&land))),
                rounded(percent),
                rounded(change),
            ]);
        }
        row.push(Cell::Text(line.source.clone()));
        row
    });
    Table {
        name: format!("ty-le-lap-day-{on}"),
        columns,
        rows: rows.collect(),
    }
}

async fn page(ctx: Ctx, RawQuery(query): RawQuery) -> Answer {
    let given = FormData::parse(query.unwrap_or_default().as_bytes());
    let asked = AskedDay::of(&given);
    let on = asked.on;
    let before = on.checked_sub_months(Months::new(12)).unwrap_or(on);
    // Both days on one structure, or a zone that came in between would look like growth.
    let frame = Frame::asked(&ctx, &given, on).await?;
    let zones = frame.zones.as_deref();
    let (now, earlier) = (
        land(&ctx, on, zones).await?,
        land(&ctx, before, zones).await?,
    );
    let lines = lines(&now, &earlier, ctx.lang);
    if let Some(kind) = FileKind::from_code(given.get("format")) {
        return table(&lines, on, ctx.lang).download(kind);
    }
    let page = ctx.page(ctx.say(Text::new("Tỷ lệ lấp đầy", "Occupancy")));
    web::ok(&OccupancyPage {
        switch: frame.switch(&page),
        frame: frame.fields(),
        page,
        day: i18n::format_date(on),
        before: i18n::format_date(before),
        bad_day: asked.bad,
        definitions: Definition::ALL
            .iter()
            .map(|definition| ctx.say(definition.words()))
            .collect(),
        rows: lines.iter().map(|line| shown(line, ctx.lang)).collect(),
        parcels: now
            .iter()
            .filter_map(|zone| beside(zone, ctx.lang))
            .collect(),
    })
}
