//! The page of the structure on a day.

use askama::Template;
use axum::extract::RawQuery;
use chrono::NaiveDate;

use super::db::{self, PlacedZone, ProvinceRow};
use crate::foundation::i18n::{self, Lang, Text};
use crate::foundation::kernel::Permission;
use crate::platform::web::{self, Access, Answer, AskedDay, Ctx, FormData, Page, Routes};
use crate::registers::board::{self, Board};

/// The day the 34 provinces began and the districts ended (NQ 202/2025/QH15, NQ 203/2025/QH15).
const REORGANISED: NaiveDate = NaiveDate::from_ymd_opt(2025, 7, 1).expect("a date");

pub fn routes() -> Routes {
    Routes::new().get(
        "/structure",
        Access::Needs(Permission::ReadRegistries),
        page,
    )
}

#[derive(Template)]
#[template(path = "registers/structure/page.html")]
struct StructurePage {
    page: Page,
    day: String,
    bad_day: Option<String>,
    /// Days worth a look: words and address.
    days: Vec<(String, String)>,
    boards: Vec<BoardRow>,
    /// Zones that were nobody's the portal knows on that day.
    elsewhere: Vec<ZoneRow>,
    provinces: Vec<ProvinceRow>,
    districts: i64,
    may_write: bool,
}

struct BoardRow {
    id: i64,
    name: String,
    home: bool,
    days: String,
    zones: Vec<ZoneRow>,
}

struct ZoneRow {
    id: i64,
    name: String,
    place: String,
}

impl From<PlacedZone> for ZoneRow {
    fn from(zone: PlacedZone) -> ZoneRow {
        // An address in its own words names the commune and the province already.
        let place = match (zone.location, zone.commune, zone.province) {
            (Some(location), _, Some(province)) if location.contains(&*bare(&province)) => location,
            (Some(location), _, province) => [Some(location), province]
                .into_iter()
                .flatten()
                .collect::<Vec<_>>()
                .join(", "),
            (None, commune, province) => [commune, province]
                .into_iter()
                .flatten()
                .collect::<Vec<_>>()
                .join(", "),
        };
        ZoneRow {
            id: zone.id,
            name: zone.name,
            place,
        }
    }
}

/// "Bắc Kạn" of "Tỉnh Bắc Kạn".
fn bare(province: &str) -> String {
    province
        .trim_start_matches("Tỉnh ")
        .trim_start_matches("Thành phố ")
        .to_owned()
}

fn span(from: Option<NaiveDate>, until: Option<NaiveDate>, lang: Lang) -> String {
    let (since, till) = (
        Text::new("từ", "from").in_lang(lang),
        Text::new("đến", "until").in_lang(lang),
    );
    match (from, until) {
        (Some(from), Some(until)) => format!(
            "{since} {} {till} {}",
            i18n::format_date(from),
            i18n::format_date(until)
        ),
        (Some(from), None) => format!("{since} {}", i18n::format_date(from)),
        (None, Some(until)) => format!("{till} {}", i18n::format_date(until)),
        (None, None) => String::new(),
    }
}

fn board_row(board: &Board, zones: Vec<ZoneRow>, lang: Lang) -> BoardRow {
    BoardRow {
        id: board.id,
        name: if lang == Lang::Vi {
            board.short_name.clone()
        } else {
            board.name_en.clone()
        },
        home: board.home,
        days: span(board.valid_from, board.valid_until, lang),
        zones,
    }
}

async fn page(ctx: Ctx, RawQuery(query): RawQuery) -> Answer {
    let given = FormData::parse(query.unwrap_or_default().as_bytes());
    let asked = AskedDay::of(&given);
    let on = asked.on;
    let pool = &ctx.state.db;
    let boards = board::all(pool).await?;
    let mut placed = db::placed(pool, on, ctx.actor.zones.as_deref()).await?;
    let mut rows = Vec::new();
    for board in &boards {
        let (theirs, others): (Vec<PlacedZone>, Vec<PlacedZone>) = placed
            .into_iter()
            .partition(|zone| zone.board_id == Some(board.id));
        placed = others;
        if board.exists(on) || !theirs.is_empty() {
            rows.push(board_row(
                board,
                theirs.into_iter().map(ZoneRow::from).collect(),
                ctx.lang,
            ));
        }
    }
    let provinces = db::provinces(pool, on).await?;
    let at = |day: NaiveDate| {
        (
            i18n::format_date(day),
            format!("/structure?on={}", i18n::format_date(day)),
        )
    };
    let before = REORGANISED.pred_opt().unwrap_or(REORGANISED);
    web::ok(&StructurePage {
        page: ctx.page(ctx.say(Text::new("Cơ cấu và địa giới", "Structure and units"))),
        day: i18n::format_date(on),
        bad_day: asked.bad,
        days: [before, REORGANISED, i18n::today()].map(at).to_vec(),
        boards: rows,
        elsewhere: placed.into_iter().map(ZoneRow::from).collect(),
        districts: provinces.iter().map(|province| province.districts).sum(),
        provinces,
        may_write: ctx.actor.may(Permission::ManageBoard),
    })
}
