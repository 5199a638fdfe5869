//! Splitting and merging: rule, writes and audit in one transaction.

use std::collections::HashMap;

use rust_decimal::Decimal;
use sqlx::{PgConnection, PgPool};

use super::form::{OTHERS, PARTS, Wanted};
use crate::foundation::i18n::{self, Lang, Text};
use crate::foundation::kernel::Caller;
use crate::foundation::kernel::percent::round_percent_beside;
use crate::platform::registry::Values;
use crate::platform::registry::actions::{self, Refusal};
use crate::platform::registry::store::{self, Record};
use crate::registers::parcels::PARCEL;
use crate::registers::parcels::life::actions::add;
use crate::registers::parcels::life::db;
use crate::registers::parcels::life::form::{Draft, Faults};
use crate::registers::parcels::life::model::Kind;

/// How far the areas before and after may be apart without a person saying that they looked, in percent.
const TOLERANCE: Decimal = Decimal::TWO;

/// By how many percent of what there was the areas are apart, where it is more than allowed.
fn too_far(before: Decimal, after: Decimal) -> Option<Decimal> {
    let off = (after - before)
        .checked_mul(Decimal::ONE_HUNDRED)?
        .checked_div(before)?;
    (off.abs() > TOLERANCE).then_some(off)
}

/// Why parcels cannot become one, and at which field.
fn unlike(origins: &[Record], lang: Lang) -> Option<Faults> {
    let same = |name: &str| {
        origins
            .windows(2)
            .all(|pair| pair[0].values.get(name) == pair[1].values.get(name))
    };
    let words = Text::new(
        "Chỉ gộp các lô cùng giai đoạn, cùng loại đất, cùng tình trạng và cùng doanh nghiệp.",
        "Only parcels of one phase, use, state and holder can be merged.",
    );
    let all = ["zone_id", "phase_id", "land_use", "state", "enterprise_id"]
        .iter()
        .all(|name| same(name));
    (!all).then(|| HashMap::from([(OTHERS[0], words.in_lang(lang).to_owned())]))
}

/// The values of a new parcel: as those it comes from, with a code and an area of its own.
fn part(like: &Record, code: &str, area: Decimal) -> Values {
    let values = like.values.iter().map(|(field, value)| match field.name {
        "code" => Some(code.to_owned()),
        "area_m2" => Some(area.to_string()),
        "note" => None,
        _ => value.map(str::to_owned),
    });
    Values::new(&PARCEL, values.collect())
}

/// Ends the old parcels and enters the new ones, all or nothing.
///
/// # Errors
/// [`Refusal::Fields`] where the parcels are unlike, or their areas too far apart and nobody said that they looked.
pub(super) async fn write(
    db: &PgPool,
    caller: &Caller,
    id: i64,
    wanted: &Wanted,
) -> Result<(), Refusal> {
    let mut tx = db.begin().await?;
    let mut origins = Vec::new();
    for origin in std::iter::once(id).chain(wanted.others.iter().copied()) {
        origins.push(actions::seen(&mut tx, &PARCEL, origin, &caller.actor).await?);
    }
    if let Some(faults) = unlike(&origins, caller.lang) {
        return Err(Refusal::Fields(faults));
    }
    let area = |record: &Record| {
        record
            .values
            .get("area_m2")
            .and_then(|area| area.parse::<Decimal>().ok())
            .unwrap_or_default()
    };
    let before: Decimal = origins.iter().map(area).sum();
    let after: Decimal = wanted.parts.iter().map(|(_, area)| *area).sum();
    if let Some(off) = too_far(before, after).filter(|_| !wanted.confirmed) {
        return Err(Refusal::Fields(HashMap::from([(
            "confirm",
            apart(before, after, off, caller.lang),
        )])));
    }
    for origin in &origins {
        end(&mut tx, caller, origin, wanted).await?;
    }
    for place in 0..wanted.parts.len() {
        enter(&mut tx, caller, &origins, wanted, place).await?;
    }
    tx.commit().await?;
    Ok(())
}

/// The event in the life of a parcel that a split or a merger is.
fn event(kind: Kind, wanted: &Wanted) -> Draft {
    Draft {
        kind,
        happened_on: wanted.happened_on,
        state: None,
        enterprise_id: None,
        until: None,
        document_no: wanted.document_no.clone(),
        document_on: None,
        note: wanted.note.clone(),
        corrects: None,
    }
}

/// The end of an old parcel.
async fn end(
    tx: &mut PgConnection,
    caller: &Caller,
    origin: &Record,
    wanted: &Wanted,
) -> Result<(), Refusal> {
    let last = event(Kind::Retired, wanted);
    add(&mut *tx, origin.id, &last, caller, "happened_on").await?;
    let ended = actions::seen(&mut *tx, &PARCEL, origin.id, &caller.actor).await?;
    actions::record_change(
        &mut *tx,
        &caller.origin,
        &PARCEL,
        "event",
        origin.id,
        Some(origin),
        Some(&ended),
    )
    .await?;
    Ok(())
}

/// A new parcel, in the state of the old ones and with their tenant.
async fn enter(
    tx: &mut PgConnection,
    caller: &Caller,
    origins: &[Record],
    wanted: &Wanted,
    place: usize,
) -> Result<(), Refusal> {
    let (code, area) = &wanted.parts[place];
    let like = &origins[0].values;
    let new = create(&mut *tx, caller, &origins[0], code, *area, PARTS[place].0).await?;
    let from: Vec<i64> = origins.iter().map(|origin| origin.id).collect();
    db::add_origins(&mut *tx, new, &from).await?;
    let opening = Draft {
        state: like.get("state").map(str::to_owned),
        enterprise_id: like.get("enterprise_id").and_then(|id| id.parse().ok()),
        ..event(Kind::Registered, wanted)
    };
    add(&mut *tx, new, &opening, caller, "happened_on").await?;
    let after = actions::seen(&mut *tx, &PARCEL, new, &caller.actor).await?;
    actions::record_change(
        &mut *tx,
        &caller.origin,
        &PARCEL,
        "created",
        new,
        None,
        Some(&after),
    )
    .await?;
    Ok(())
}

/// The row of a new parcel; a code that is taken is said beside the code.
async fn create(
    tx: &mut PgConnection,
    caller: &Caller,
    like: &Record,
    code: &str,
    area: Decimal,
    field: &'static str,
) -> Result<i64, Refusal> {
    store::insert(tx, &PARCEL, &part(like, code, area))
        .await
        .map_err(
            |error| match actions::refusal(&PARCEL, error, caller.lang) {
                Refusal::Fields(faults) => Refusal::Fields(
                    faults
                        .into_values()
                        .map(|message| (field, message))
                        .collect(),
                ),
                other => other,
            },
        )
}

fn apart(before: Decimal, after: Decimal, off: Decimal, lang: Lang) -> String {
    let ha = |area: Decimal| i18n::format_plain(area / Decimal::from(10_000), 4, lang);
    let percent =
        i18n::format_carried(round_percent_beside(off.abs(), 2, &[TOLERANCE]), lang) + "%";
    match lang {
        Lang::Vi => {
            format!(
                "Trước {} ha, sau {} ha: lệch {percent}, quá 2%. Đã đối chiếu thì đánh dấu ô này.",
                ha(before),
                ha(after)
            )
        }
        Lang::En => format!(
            "{} ha before and {} ha after are {percent} apart, more than 2%. Tick this once you have checked.",
            ha(before),
            ha(after)
        ),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::foundation::kernel::testing::dec;

    #[test]
    fn areas_may_be_two_percent_apart() {
        for (before, after, expected) in [
            (dec!(100), dec!(100), None),
            (dec!(100), dec!(102), None),
            (dec!(100), dec!(98), None),
            (dec!(100), dec!(102.01), Some(dec!(2.01))),
            (dec!(100), dec!(50), Some(dec!(-50))),
        ] {
            assert_eq!(too_far(before, after), expected, "{before} {after}");
        }
    }
}
