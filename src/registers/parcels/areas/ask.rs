//! What a statement of areas or a parcel is asked before it is written: messages by field, where a rule blocks.

use std::collections::HashMap;

use rust_decimal::Decimal;
use sqlx::PgConnection;

use super::db::{self, ParcelSum, Statement};
use super::notes::{RENTED, areas_of, hectares};
use crate::foundation::i18n::{self, Lang, Text};
use crate::foundation::kernel::percent::round_percent_beside;
use crate::platform::registry::Values;
use crate::platform::registry::actions::{Asked, Asking};
use crate::standards::checks::land::{self, Area, Areas};
use crate::standards::checks::{self, Rules, Severity};

type Messages = HashMap<&'static str, String>;

/// A statement of a phase's areas: the order of the areas (V19) and the occupancy they mean (V20).
pub fn area<'a>(tx: &'a mut PgConnection, asked: Asked<'a>) -> Asking<'a> {
    Box::pin(async move {
        Ok(area_messages(
            asked.values,
            &checks::db::rules(&mut *tx).await?,
            asked.lang,
        ))
    })
}

fn number(values: &Values, name: &str) -> Option<Decimal> {
    values.get(name)?.parse().ok()
}

fn area_messages(values: &Values, rules: &Rules, lang: Lang) -> Messages {
    let mut messages = Messages::new();
    let areas = || {
        Some(Areas {
            planned: number(values, "planned_m2")?,
            established: number(values, "established_m2"),
            leasable: number(values, "leasable_m2")?,
            leased: number(values, "leased_m2")?,
        })
    };
    let Some(areas) = areas() else {
        return messages;
    };
    // The database holds the order whatever the row says; asked here, all that is wrong is said at once.
    for (smaller, larger) in
        land::chain_broken(&areas, rules).map_or_else(Vec::new, |(_, pairs)| pairs)
    {
        messages.insert(
            column(smaller),
            format!("{} (V19).", more_than(larger).in_lang(lang)),
        );
    }
    if let Some((Severity::Blocks, percent, limit)) = land::occupancy_impossible(&areas, rules) {
        let percent = i18n::format_carried(round_percent_beside(percent, 2, &[limit]), lang) + "%";
        let limit = i18n::format_plain(limit, 2, lang);
        let message = match lang {
            Lang::Vi => format!("Tỷ lệ lấp đầy thành {percent}, phải từ 0 đến {limit}% (V20)."),
            Lang::En => format!(
                "This makes an occupancy of {percent}; it must be between 0 and {limit}% (V20)."
            ),
        };
        messages.entry("leased_m2").or_insert(message);
    }
    messages
}

fn column(area: Area) -> &'static str {
    match area {
        Area::Leased => "leased_m2",
        Area::Leasable => "leasable_m2",
        Area::Established => "established_m2",
        Area::Planned => "planned_m2",
    }
}

fn more_than(area: Area) -> Text {
    match area {
        Area::Leased => Text::new("Lớn hơn diện tích đã cho thuê", "More than the leased area"),
        Area::Leasable => Text::new(
            "Lớn hơn diện tích đất công nghiệp cho thuê",
            "More than the leasable area",
        ),
        Area::Established => Text::new(
            "Lớn hơn diện tích thành lập",
            "More than the established area",
        ),
        Area::Planned => Text::new("Lớn hơn diện tích quy hoạch", "More than the planned area"),
    }
}

/// A parcel: with the others of its phase it stays within the land there is.
pub fn parcel<'a>(tx: &'a mut PgConnection, asked: Asked<'a>) -> Asking<'a> {
    Box::pin(async move {
        let Some(zone) = asked.values.get("zone_id").and_then(|id| id.parse().ok()) else {
            return Ok(Messages::new());
        };
        db::lock(tx, zone).await?;
        let rules = checks::db::rules(&mut *tx).await?;
        let statements = db::statements(tx, zone).await?;
        let before = db::parcel_sums(tx, zone, None).await?;
        let others = db::parcel_sums(tx, zone, asked.id).await?;
        // The state is in no form: what the log says of a parcel that is there.
        let state = match (asked.values.get("state"), asked.id) {
            (None, Some(id)) => db::state(tx, id).await?,
            (state, _) => state.map(str::to_owned),
        };
        let rented = state.is_some_and(|state| RENTED.contains(&state.as_str()));
        let message = parcel_message(
            asked.values,
            rented,
            &statements,
            &before,
            &others,
            &rules,
            asked.lang,
        );
        Ok(message
            .map(|message| ("area_m2", message))
            .into_iter()
            .collect())
    })
}

/// The sums of a phase's parcels, or of all where no phase is meant: everything, and what is rented.
fn sums(parcels: &[ParcelSum], phase: Option<i64>) -> (Decimal, Decimal) {
    let meant = parcels
        .iter()
        .filter(|sum| phase.is_none() || sum.phase_id == phase);
    meant.fold((Decimal::ZERO, Decimal::ZERO), |(area, leased), sum| {
        (area + sum.area, leased + sum.leased)
    })
}

/// Only a save that makes things worse is refused: a parcel's note can be put right while a sum is wrong already.
fn parcel_message(
    values: &Values,
    rented: bool,
    statements: &[Statement],
    before: &[ParcelSum],
    others: &[ParcelSum],
    rules: &Rules,
    lang: Lang,
) -> Option<String> {
    let phase = values.get("phase_id").and_then(|id| id.parse().ok());
    let meant: Vec<&Statement> = statements
        .iter()
        .filter(|s| phase.is_none_or(|phase| s.phase_id == phase))
        .collect();
    let stated = areas_of(&meant)?;
    let place = if let (Some(_), [one]) = (phase, &meant[..]) {
        one.phase.clone()
    } else {
        Text::new("khu", "the zone").in_lang(lang).to_owned()
    };
    let area = number(values, "area_m2")?;
    let (was, was_leased) = sums(before, phase);
    let (rest, rest_leased) = sums(others, phase);
    let (all, leased) = (
        rest + area,
        if rented {
            rest_leased + area
        } else {
            rest_leased
        },
    );
    let ha = |area: Decimal| hectares(area, lang);
    let over = land::chain_broken(&Areas { leased, ..stated }, rules);
    if let Some((Severity::Blocks, pairs)) = over
        && pairs.contains(&(Area::Leased, Area::Leasable))
        && leased > was_leased
    {
        return Some(match lang {
            Lang::Vi => format!(
                "Các lô đang cho thuê của {place} thành {} ha, đất công nghiệp cho thuê chỉ có {} ha (V19).",
                ha(leased),
                ha(stated.leasable)
            ),
            Lang::En => format!(
                "The leased parcels of {place} become {} ha of only {} ha of leasable land (V19).",
                ha(leased),
                ha(stated.leasable)
            ),
        });
    }
    // Parcels come in one after the other: less than the whole is work in progress, more is not.
    let exceeds = all > stated.whole() && all > was;
    (exceeds && land::uses_differ(all, stated.whole(), rules) == Some(Severity::Blocks)).then(
        || match lang {
            Lang::Vi => {
                format!(
                    "Các lô của {place} cộng lại thành {} ha, diện tích chỉ có {} ha (V21).",
                    ha(all),
                    ha(stated.whole())
                )
            }
            Lang::En => format!(
                "The parcels of {place} add up to {} ha of only {} ha (V21).",
                ha(all),
                ha(stated.whole())
            ),
        },
    )
}
