//! Zones that changed boards within a year: a year and its quarters are each read in the zones of their own last day, so they do not
//! add up to one another, and the sheets say where.

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;

use super::db;
use super::frame::Frame;
use super::model::{Lens, zones_of};
use crate::foundation::i18n::{self, Lang};
use crate::foundation::kernel::{Frequency, Period};
use crate::platform::web::{AppError, Ctx};
use crate::registers::board::{self, Board};

/// The zones by which a year differs from its quarters, or a quarter from its year; `None` where they are of the same zones, or the
/// page is not read as reported then.
///
/// # Errors
/// Whatever the database says.
pub async fn turn_note(
    ctx: &Ctx,
    frame: &Frame,
    period: Period,
) -> Result<Option<String>, AppError> {
    let (pool, year) = (&ctx.state.db, Period::from(period.year()));
    let (first, last) = (year.first_day(), year.last_day());
    // A quarter of a year that is not over differs from nothing yet.
    let over = last <= i18n::today() || period == year;
    if frame.lens != Lens::Then || !over || !db::turns(pool, first, last).await? {
        return Ok(None);
    }
    let boards = board::all(pool).await?;
    let whole = zones(ctx, frame, &boards, last).await?;
    // Of each zone: whether the year has it, and which quarters are otherwise.
    let mut differing: BTreeMap<i64, (bool, Vec<Period>)> = BTreeMap::new();
    for quarter in Frequency::Quarter.periods(period.year()) {
        if period != year && period != quarter {
            continue;
        }
        let own = zones(ctx, frame, &boards, quarter.last_day()).await?;
        for zone in whole.symmetric_difference(&own) {
            let entry = differing
                .entry(*zone)
                .or_insert((whole.contains(zone), Vec::new()));
            entry.1.push(quarter);
        }
    }
    let ids: Vec<i64> = differing.keys().copied().collect();
    let names = db::names(pool, &ids).await?;
    let each: Vec<String> = names
        .into_iter()
        .filter_map(|zone| {
            let (in_year, quarters) = differing.get(&zone.id)?;
            Some(words(&zone.name, *in_year, quarters, ctx.lang))
        })
        .collect();
    Ok((!each.is_empty()).then(|| said(&each.join("; "), period, ctx.lang)))
}

/// The zones a board had at the end of a day, as far as the reader sees them; of the portal's own board, those of whichever was that.
async fn zones(
    ctx: &Ctx,
    frame: &Frame,
    boards: &[Board],
    day: NaiveDate,
) -> Result<BTreeSet<i64>, AppError> {
    let board = if frame.at_home {
        board::home(boards, day).map(|home| home.id)
    } else {
        Some(frame.board.id)
    };
    let Some(board) = board else {
        return Ok(BTreeSet::new());
    };
    let mut zones = zones_of(&db::standings(&ctx.state.db, day).await?, board);
    if let Some(limits) = &ctx.actor.zones {
        zones.retain(|zone| limits.contains(zone));
    }
    Ok(zones)
}

fn words(name: &str, in_year: bool, quarters: &[Period], lang: Lang) -> String {
    let quarters: Vec<String> = quarters.iter().map(|quarter| quarter.short(lang)).collect();
    let quarters = quarters.join(", ");
    match (in_year, lang) {
        (true, Lang::Vi) => format!("{name} có trong số cả năm, không có trong {quarters}"),
        (true, Lang::En) => format!("{name} is in the year, not in {quarters}"),
        (false, Lang::Vi) => format!("{name} có trong {quarters}, không có trong số cả năm"),
        (false, Lang::En) => format!("{name} is in {quarters}, not in the year"),
    }
}

fn said(each: &str, period: Period, lang: Lang) -> String {
    let year = period.year();
    match lang {
        Lang::Vi => format!(
            "Trong năm {year} có khu chuyển đơn vị quản lý nên các quý cộng lại khác số cả năm: mỗi kỳ gồm các khu thuộc Ban ngày cuối kỳ. {each}."
        ),
        Lang::En => format!(
            "Zones changed boards in {year}, so the quarters do not add up to the year: each period is of the zones the board has on its last day. {each}."
        ),
    }
}
