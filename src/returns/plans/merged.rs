//! The plans that figures can be held against: a board's own, or after a merger those of the old boards together.

use rust_decimal::Decimal;
use sqlx::PgPool;

use super::db::{self, PlanRow, TargetRow};
use crate::foundation::kernel::quantity::Dimension;
use crate::standards::indicators::Catalogue;

/// The plans of a year given to these boards, and their targets. Several boards merged since: their main plans together make
/// one, where each of them has one.
///
/// # Errors
/// Whatever the database says.
pub async fn against(
    pool: &PgPool,
    year: i32,
    boards: &[i64],
    catalogue: &Catalogue,
) -> sqlx::Result<(Vec<PlanRow>, Vec<TargetRow>)> {
    let mut plans = db::of_year(pool, year, Some(boards)).await?;
    if boards.len() > 1 {
        // The first of a board is its baseline.
        let mains: Option<Vec<PlanRow>> = boards
            .iter()
            .map(|board| plans.iter().find(|plan| plan.board_id == *board).cloned())
            .collect();
        plans = mains.unwrap_or_default();
    }
    let ids: Vec<i64> = plans.iter().map(|plan| plan.id).collect();
    let targets = db::targets(pool, &ids).await?;
    if boards.len() < 2 || plans.is_empty() {
        return Ok((plans, targets));
    }
    let adds_up = |indicator: i64| {
        let known = catalogue.all.iter().find(|known| known.id == indicator);
        known.is_some_and(|known| known.weight.is_none() && known.dimension != Dimension::Percent)
    };
    let (plan, targets) = together(&plans, targets, adds_up);
    Ok((vec![plan], targets))
}

/// One plan of several: zones keep their targets, the boards' add up where each board has one and the indicator adds up.
fn together(
    plans: &[PlanRow],
    targets: Vec<TargetRow>,
    adds_up: impl Fn(i64) -> bool,
) -> (PlanRow, Vec<TargetRow>) {
    let names: Vec<&str> = plans.iter().map(|plan| plan.name.as_str()).collect();
    let givers: Vec<&str> = plans.iter().map(|plan| plan.assigned_by.as_str()).collect();
    // No plan of the database has this id.
    let plan = PlanRow {
        id: 0,
        name: format!(
            "Cộng kế hoạch của {} Ban: {}",
            plans.len(),
            names.join(" + ")
        ),
        assigned_by: givers.join(", "),
        decision_no: None,
        edition: 1,
        is_baseline: true,
        ..plans[0].clone()
    };
    let (boards, mut all): (Vec<TargetRow>, Vec<TargetRow>) = targets
        .into_iter()
        .partition(|target| target.zone_id.is_none() && target.enterprise_id.is_none());
    let mut indicators: Vec<i64> = boards.iter().map(|target| target.indicator_id).collect();
    indicators.sort_unstable();
    indicators.dedup();
    for indicator in indicators
        .into_iter()
        .filter(|indicator| adds_up(*indicator))
    {
        let parts: Vec<&TargetRow> = boards
            .iter()
            .filter(|target| target.indicator_id == indicator)
            .collect();
        if parts.len() == plans.len() {
            let value: Decimal = parts.iter().map(|target| target.value).sum();
            all.push(TargetRow {
                value,
                raw: value.to_string(),
                ..parts[0].clone()
            });
        }
    }
    let all = all
        .into_iter()
        .map(|target| TargetRow {
            plan_id: plan.id,
            ..target
        })
        .collect();
    (plan, all)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn plan(id: i64, name: &str) -> PlanRow {
        let (name, assigned_by) = (name.to_owned(), "UBND tỉnh".to_owned());
        PlanRow {
            id,
            year: 2025,
            name,
            assigned_by,
            decision_no: None,
            edition: 1,
            is_baseline: true,
            board_id: id,
        }
    }

    fn target(plan_id: i64, indicator_id: i64, zone_id: Option<i64>, value: i64) -> TargetRow {
        let (value, raw, unit) = (Decimal::from(value), value.to_string(), String::new());
        TargetRow {
            plan_id,
            indicator_id,
            zone_id,
            enterprise_id: None,
            value,
            raw,
            unit,
        }
    }

    #[test]
    fn targets_add_up_where_every_board_has_one_and_the_indicator_adds_up() {
        let targets = vec![
            target(1, 7, None, 100),
            target(2, 7, None, 30),
            // Only one of them has a target of this.
            target(1, 8, None, 5),
            // A rate.
            target(1, 9, None, 60),
            target(2, 9, None, 80),
            target(2, 7, Some(44), 30),
        ];
        let (plan, all) = together(&[plan(1, "A"), plan(2, "B")], targets, |indicator| {
            indicator != 9
        });
        assert_eq!(
            (plan.id, plan.name.as_str()),
            (0, "Cộng kế hoạch của 2 Ban: A + B")
        );
        let mut found: Vec<(i64, Option<i64>, String)> = all
            .iter()
            .map(|target| {
                (
                    target.indicator_id,
                    target.zone_id,
                    target.value.to_string(),
                )
            })
            .collect();
        found.sort();
        assert_eq!(
            found,
            [(7, None, "130".to_owned()), (7, Some(44), "30".to_owned())]
        );
        assert!(all.iter().all(|target| target.plan_id == 0));
    }
}
