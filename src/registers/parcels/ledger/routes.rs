//! The page of the ledger, its records as a file, and declaring a register complete.

use axum::extract::{Path, RawQuery};
use axum::http::StatusCode;

use super::form::{self, Faults};
use super::load::standings;
use super::model::{Basis, Line};
use super::panels::names;
use super::view::{self, DeclarationForm, Declared, LedgerPage, Names, Record, ZoneLine};
use super::{actions, db};
use crate::foundation::i18n::{self, Text};
use crate::foundation::kernel::Permission;
use crate::platform::web::flash::{Tone, see_other};
use crate::platform::web::table::FileKind;
use crate::platform::web::{
    self, Access, Answer, AppError, AskedDay, Ctx, FormData, Pager, Routes,
};

pub fn routes() -> Routes {
    Routes::new()
        .get(
            "/leased-land",
            Access::Needs(Permission::ReadRegistries),
            page,
        )
        .post(
            "/zones/{id}/register-declarations",
            Access::Needs(Permission::WriteRegistries),
            declare,
        )
}

async fn page(ctx: Ctx, RawQuery(query): RawQuery) -> Answer {
    let given = FormData::parse(query.unwrap_or_default().as_bytes());
    show(&ctx, &given, None).await
}

/// The zones the page is of: one, or all that the account sees.
fn reach(ctx: &Ctx, zone: Option<i64>) -> Result<Option<Vec<i64>>, AppError> {
    let seen = ctx.actor.zones.as_ref();
    match zone {
        Some(zone) if seen.is_none_or(|seen| seen.contains(&zone)) => Ok(Some(vec![zone])),
        Some(_) => Err(AppError::NotFound),
        None => Ok(seen.cloned()),
    }
}

/// A declaration that could not be taken: what was typed, and what is wrong with it.
struct Typed {
    data: FormData,
    faults: Faults,
}

/// The page; with a declaration that could not be taken, its form as it was typed.
async fn show(ctx: &Ctx, given: &FormData, typed: Option<Typed>) -> Answer {
    let asked = AskedDay::of(given);
    let zone = given.read::<i64>("zone")?;
    let wanted = given.choice("basis", |code| {
        Basis::ALL.into_iter().find(|basis| basis.code() == code)
    })?;
    let reach = reach(ctx, zone)?;
    let (zones, ledger) = standings(&ctx.state, asked.on, reach.as_deref()).await?;
    if zone.is_some() && zones.is_empty() {
        return Err(AppError::NotFound);
    }
    let mut lines: Vec<&Line> = ledger
        .lines
        .iter()
        .filter(|line| wanted.is_none_or(|basis| line.basis == basis))
        .collect();
    lines.sort_by_key(|line| {
        let place = Basis::ALL.iter().position(|basis| *basis == line.basis);
        (place, line.zone_id, line.parcel.clone(), line.day)
    });
    let (zone_names, enterprises) = names(ctx, &lines).await?;
    let names = Names {
        zones: &zone_names,
        enterprises: &enterprises,
    };
    if let Some(kind) = FileKind::from_code(given.get("format")) {
        return view::table(&lines, &names, asked.on, ctx.lang).download(kind);
    }
    let page = ctx.page(ctx.say(Text::new("Sổ đất đã cho thuê", "Ledger of leased land")));
    let (shown, pager) = Pager::of(&page, given, lines.len());
    let one = zone.and_then(|_| zones.first());
    let declarations = match one {
        Some(zone) => db::declarations(&ctx.state.db, Some(&[zone.id])).await?,
        None => Vec::new(),
    };
    let status = if typed.is_some() {
        StatusCode::UNPROCESSABLE_ENTITY
    } else {
        StatusCode::OK
    };
    let may_write = ctx.actor.may(Permission::WriteRegistries);
    let form = one.filter(|_| may_write).map(|zone| match typed {
        Some(typed) => DeclarationForm::new(zone.id, &typed.data, typed.faults, ctx.lang),
        None => DeclarationForm::new(zone.id, &FormData::parse(b""), Faults::new(), ctx.lang),
    });
    let tabs = tabs(ctx, &page, &ledger.lines);
    let template = LedgerPage {
        day: i18n::format_date(asked.on),
        bad_day: asked.bad,
        zone: one.map(|zone| (zone.id, zone.name.clone())),
        asked: zones
            .iter()
            .filter_map(|zone| {
                let percent = view::percent(zone.nearly_complete()?, ctx.lang);
                Some((zone.id, zone.name.clone(), percent))
            })
            .collect(),
        zones: zones
            .iter()
            .map(|zone| ZoneLine::new(zone, ctx.lang))
            .collect(),
        tabs,
        tab: wanted.map_or("", Basis::code),
        rows: lines[shown]
            .iter()
            .map(|line| Record::new(line, &names, ctx.lang))
            .collect(),
        declared: declarations.iter().rev().map(Declared::new).collect(),
        form,
        pager,
        page,
    };
    web::render(status, &template)
}

/// The records by what they count by.
fn tabs(
    ctx: &Ctx,
    page: &web::Page,
    lines: &[Line],
) -> Vec<(&'static str, &'static str, usize, String)> {
    let mut tabs = vec![(
        "",
        ctx.say(Text::new("Tất cả", "All")),
        lines.len(),
        page.with_query("basis", ""),
    )];
    tabs.extend(Basis::ALL.map(|basis| {
        let count = lines.iter().filter(|line| line.basis == basis).count();
        (
            basis.code(),
            ctx.say(basis.words()),
            count,
            page.with_query("basis", basis.code()),
        )
    }));
    tabs
}

async fn declare(ctx: Ctx, Path(id): Path<i64>, data: FormData) -> Answer {
    let reach = reach(&ctx, Some(id))?;
    let today = i18n::today();
    let known = db::zones(&ctx.state.db, today, reach.as_deref()).await?;
    if known.is_empty() {
        return Err(AppError::NotFound);
    }
    match form::read(&data, today, ctx.lang) {
        Ok(draft) => {
            actions::declare(&ctx.state.db, &ctx.caller(), id, &draft).await?;
            let words = Text::new("Đã ghi tuyên bố của Ban.", "The declaration is on record.");
            let address = format!("/leased-land?zone={id}");
            Ok(see_other(&address, Tone::Ok, ctx.say(words)))
        }
        Err(faults) => {
            let given = FormData::parse(format!("zone={id}").as_bytes());
            show(&ctx, &given, Some(Typed { data, faults })).await
        }
    }
}
