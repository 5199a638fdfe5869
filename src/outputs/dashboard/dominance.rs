//! V30: where one enterprise makes most of a board's total, a published total tells that enterprise's own figure.

use rust_decimal::Decimal;

use super::db;
use super::overview::Overview;
use super::view::Dominant;
use crate::foundation::i18n;
use crate::foundation::kernel::Permission;
use crate::platform::web::{AppError, Ctx};
use crate::registers::structure::Frame;
use crate::standards::checks::{self, prints};
use crate::standards::indicators::Source;

/// The totals of a year that one enterprise dominates, for those who may see figures of enterprises and the whole board.
/// Parts of other indicators and products say the same again: they are left out.
pub async fn dominant(
    ctx: &Ctx,
    overview: &Overview,
    frame: &Frame,
) -> Result<Vec<Dominant>, AppError> {
    if !ctx.actor.may(Permission::ReadFilings) || ctx.actor.zones.is_some() {
        return Ok(Vec::new());
    }
    let adds_up = overview
        .lines
        .iter()
        .map(|line| &line.indicator)
        .filter(|indicator| {
            indicator.source == Source::Filing
                && indicator.weight.is_none()
                && indicator.part_of.is_none()
        });
    let ids: Vec<i64> = adds_up.map(|indicator| indicator.id).collect();
    let (pool, period) = (&ctx.state.db, overview.year.to_string());
    let zones = frame.zones.as_deref();
    let largest = db::largest(pool, &period, &ids, zones);
    let largest = ctx
        .state
        .memo
        .get(pool, format!("largest/{period}/{zones:?}"), largest)
        .await?;
    let rules = checks::db::rules(pool).await?;
    let found = largest.iter().filter_map(|row| {
        let line = overview
            .lines
            .iter()
            .find(|line| line.indicator.id == row.indicator_id)?;
        let share = prints::dominant(row.value, row.total, &rules)?;
        // Loans paid back make shares above the whole, which disclose nothing.
        (share <= Decimal::ONE_HUNDRED).then(|| Dominant {
            indicator: line.indicator.name(ctx.lang).to_owned(),
            href: frame.link(&format!(
                "/figures/{}/{}",
                overview.year, line.indicator.code
            )),
            enterprise_id: row.enterprise_id,
            enterprise: row.enterprise.clone(),
            share: i18n::format_percent(share, 1, ctx.lang),
        })
    });
    Ok(found.collect())
}
