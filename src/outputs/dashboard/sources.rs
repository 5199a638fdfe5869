//! What a year's lines are computed from: sums by zone, parts of rates, targets, land, coverage.

use std::collections::{BTreeMap, HashMap};
use std::ops::RangeInclusive;
use std::sync::Arc;

use chrono::NaiveDate;
use rust_decimal::Decimal;
use sqlx::PgPool;

use super::db::{self, ZoneArea};
use super::land;
use super::line::{Ground, Line};
use super::moved_in::MovedIn;
use crate::foundation::i18n;
use crate::foundation::kernel::{Period, Vintage, Year};
use crate::platform::web::AppState;
use crate::registers::structure::Frame;
use crate::returns::board_totals::Beside;
use crate::returns::coverage::{Coverage, YearCoverage};
use crate::returns::figures;
use crate::returns::plans::db::{PlanRow, TargetRow};
use crate::standards::indicators::{Catalogue, Indicator, Known, Source};

/// The sum of one indicator in one zone and year.
#[derive(Debug, Clone, Copy, Default)]
struct Sum {
    value: Decimal,
    /// What of it is estimated, and what is preliminary; the rest is final.
    estimated: Decimal,
    preliminary: Decimal,
    softest: Option<Vintage>,
    enterprises: i32,
}

/// Who was to report a year and the year before.
pub(super) struct Covered {
    now: Arc<YearCoverage>,
    before: Arc<YearCoverage>,
}

impl Covered {
    pub(super) async fn load(state: &AppState, year: Year) -> sqlx::Result<Covered> {
        Ok(Covered {
            now: YearCoverage::current(state, year).await?,
            before: YearCoverage::current(state, year.before()).await?,
        })
    }
}

/// A part of a sum, 0 to 1; nothing of nothing.
fn share(sum: Option<Sum>, part: fn(Sum) -> Decimal) -> Decimal {
    sum.and_then(|sum| part(sum).checked_div(sum.value))
        .unwrap_or_default()
}

/// Where a sum belongs: indicator, year, zone – in this order, so that the zones of a board's sum are neighbours.
type Key = (i64, i32, i64);

/// Of all zones, or of one.
fn keys(indicator: &Indicator, year: Year, zone: Option<i64>) -> RangeInclusive<Key> {
    let key = |zone: i64| (indicator.id, year.number(), zone);
    zone.map_or(key(i64::MIN)..=key(i64::MAX), |zone| key(zone)..=key(zone))
}

pub(super) struct Sources {
    sums: BTreeMap<Key, Sum>,
    /// Numerator and denominator of each rate; `None` where they are beyond all numbers.
    rates: BTreeMap<Key, Option<(Decimal, Decimal)>>,
    /// The plan's targets by indicator and zone, the board's under none.
    targets: HashMap<(i64, Option<i64>), Decimal>,
    /// The land at the end of the year.
    pub(super) areas: Vec<ZoneArea>,
    pub(super) zone_names: HashMap<i64, String>,
    /// Whether these are all zones of the board: its own targets are theirs.
    whole: bool,
    /// What the board brought along.
    pub(super) moved_in: MovedIn,
    covered: Covered,
}

impl Sources {
    pub(super) async fn load(
        pool: &PgPool,
        catalogue: &Catalogue,
        year: Year,
        frame: &Frame,
        covered: Covered,
    ) -> sqlx::Result<Sources> {
        let zones = frame.zones.as_deref();
        let periods = [year.to_string(), year.before().to_string()];
        let mut sources = Sources {
            sums: BTreeMap::new(),
            rates: BTreeMap::new(),
            targets: HashMap::new(),
            areas: Vec::new(),
            zone_names: db::zones(pool, year.number(), zones)
                .await?
                .into_iter()
                .collect(),
            whole: frame.whole,
            moved_in: MovedIn::load(pool, &periods, frame).await?,
            covered,
        };
        sources.add_totals(figures::db::totals(pool, &periods, zones).await?);
        for indicator in catalogue
            .all
            .iter()
            .filter(|indicator| indicator.source == Source::Filing)
        {
            if let Some(weight) = indicator.weight {
                let rows = figures::db::means(pool, indicator.id, weight, &periods, zones).await?;
                sources.add_means(indicator.id, rows);
            }
        }
        // A year that has not begun has no new projects and no land of its own yet, not even none of them.
        let today = i18n::today();
        let begun = |year: &Year| Period::from(*year).first_day() <= today;
        let years: Vec<Year> = [year, year.before()].into_iter().filter(begun).collect();
        let projects = db::new_projects(pool, year.number(), zones).await?;
        for year in &years {
            sources.add_projects(catalogue, *year, &projects);
        }
        let ends: Vec<NaiveDate> = years
            .iter()
            .map(|year| Period::from(*year).last_day())
            .collect();
        let areas = land::areas(pool, &ends, zones).await?;
        let (now, before): (Vec<ZoneArea>, Vec<ZoneArea>) = areas
            .into_iter()
            .partition(|area| area.on == Period::from(year).last_day());
        if let Some(occupancy) = catalogue.known(Known::Occupancy) {
            sources.rates.extend(before.iter().map(|area| {
                let (key, parts) = occupied(occupancy, year.before(), area);
                // A statement and a register are no change of each other.
                let same = now.iter().all(|other| {
                    other.zone_id != area.zone_id
                        || other.complete_since.is_some() == area.complete_since.is_some()
                });
                (key, parts.filter(|_| same))
            }));
            sources
                .rates
                .extend(now.iter().map(|area| occupied(occupancy, year, area)));
        }
        sources.areas = now;
        Ok(sources)
    }

    pub(super) fn hold_against(&mut self, plan: Option<&PlanRow>, targets: &[TargetRow]) {
        if let Some(plan) = plan {
            let placed = targets
                .iter()
                .filter(|row| row.plan_id == plan.id && row.enterprise_id.is_none());
            self.targets = placed
                .map(|row| ((row.indicator_id, row.zone_id), row.value))
                .collect();
        }
    }

    fn add_totals(&mut self, rows: Vec<figures::db::TotalRow>) {
        for row in rows {
            let (Ok(year), Some(vintage)) =
                (row.period.parse::<i32>(), Vintage::from_code(&row.vintage))
            else {
                continue;
            };
            let sum = self
                .sums
                .entry((row.indicator_id, year, row.zone_id))
                .or_default();
            sum.value += row.total;
            match vintage {
                Vintage::Estimate => sum.estimated += row.total,
                Vintage::Preliminary => sum.preliminary += row.total,
                Vintage::Final => {}
            }
            sum.softest = Some(sum.softest.map_or(vintage, |softest| softest.min(vintage)));
            sum.enterprises += row.enterprises;
        }
    }

    fn add_means(&mut self, indicator_id: i64, rows: Vec<figures::db::MeanRow>) {
        for row in rows {
            if let Ok(year) = row.period.parse::<i32>() {
                self.rates.insert(
                    (indicator_id, year, row.zone_id),
                    row.weighted.zip(row.weight),
                );
            }
        }
    }

    fn add_projects(&mut self, catalogue: &Catalogue, year: Year, rows: &[db::NewProjects]) {
        type Amount = fn(&db::NewProjects) -> Option<Decimal>;
        let amounts: [(Known, Amount); 3] = [
            (Known::NewProjects, |row| Some(row.projects.into())),
            (Known::NewCapitalDomestic, |row| row.domestic),
            (Known::NewCapitalForeign, |row| row.foreign),
        ];
        let of_year = |row: &&db::NewProjects| row.year == year.number();
        for (known, amount) in amounts {
            // A total with a hole in it is not known: it waits for the exchange rate.
            let Some(indicator) = catalogue.known(known) else {
                continue;
            };
            if rows.iter().filter(of_year).any(|row| amount(row).is_none()) {
                continue;
            }
            // No new project is a true zero, unlike a report that has not come in.
            for &zone_id in self.zone_names.keys() {
                let row = rows
                    .iter()
                    .filter(of_year)
                    .find(|row| row.zone_id == zone_id);
                let value = row.and_then(amount).unwrap_or_default();
                let sum = Sum {
                    value,
                    ..Sum::default()
                };
                self.sums
                    .insert((indicator.id, year.number(), zone_id), sum);
            }
        }
    }

    pub(super) fn line(&self, indicator: &Indicator, year: Year, zone: Option<i64>) -> Line {
        let sum = self.sum(indicator, year, zone);
        let before = self.sum(indicator, year.before(), zone);
        let (actual, ground, beside) = self.settle(indicator, year, zone, sum);
        let (prior, prior_ground, prior_beside) =
            self.settle(indicator, year.before(), zone, before);
        Line {
            indicator: indicator.clone(),
            year,
            zone,
            actual,
            plan: self.target(indicator, zone),
            prior,
            ground,
            prior_ground,
            beside,
            prior_beside,
            vintage: sum.and_then(|sum| sum.softest),
            estimated: share(sum, |sum| sum.estimated),
            preliminary: share(sum, |sum| sum.preliminary),
            enterprises: sum.map_or(0, |sum| sum.enterprises),
            coverage: self.coverage(&self.covered.now, indicator, zone, ground),
            prior_coverage: self.coverage(&self.covered.before, indicator, zone, prior_ground),
            beyond: self
                .rates
                .range(keys(indicator, year, zone))
                .any(|(_, part)| part.is_none()),
        }
    }

    /// Who was to report an indicator; nobody knows of what the board brought along, and of what is counted from registers nobody is.
    fn coverage(
        &self,
        year: &YearCoverage,
        indicator: &Indicator,
        zone: Option<i64>,
        ground: Ground,
    ) -> Option<Coverage> {
        if ground != Ground::Reports || indicator.source != Source::Filing {
            return None;
        }
        year.of(indicator.id, Some(&self.zones(zone)))
    }

    /// One zone, or all of the frame's.
    fn zones(&self, zone: Option<i64>) -> Vec<i64> {
        zone.map_or_else(
            || self.zone_names.keys().copied().collect(),
            |zone| vec![zone],
        )
    }

    /// The total and what it rests on.
    fn settle(
        &self,
        indicator: &Indicator,
        year: Year,
        zone: Option<i64>,
        sum: Option<Sum>,
    ) -> (Option<Decimal>, Ground, Option<Beside>) {
        let sum = sum.map(|sum| sum.value);
        self.moved_in
            .settle(indicator.id, year, &self.zones(zone), sum, zone.is_none())
    }

    /// The sum over all zones, or of one; a rate is the ratio of the sums of its parts.
    fn sum(&self, indicator: &Indicator, year: Year, zone: Option<i64>) -> Option<Sum> {
        let here = keys(indicator, year, zone);
        let mut total: Option<Sum> = None;
        for (_, part) in self.sums.range(here.clone()) {
            let sum = total.get_or_insert_default();
            sum.value += part.value;
            sum.estimated += part.estimated;
            sum.preliminary += part.preliminary;
            sum.softest = [sum.softest, part.softest].into_iter().flatten().min();
            sum.enterprises += part.enterprises;
        }
        let is_rate = indicator.weight.is_some() || indicator.is(Known::Occupancy);
        if !is_rate {
            return total;
        }
        // One part that cannot be added makes the whole unknown: a mean of the others would be another figure.
        let (above, below) = self.rates.range(here).try_fold(
            (Decimal::ZERO, Decimal::ZERO),
            |(above, below), (_, part)| {
                let (a, b) = (*part)?;
                Some((above.checked_add(a)?, below.checked_add(b)?))
            },
        )?;
        let value = above.checked_div(below)?;
        // How firm a mean is follows from its parts; how much of it is estimated has no meaning.
        Some(Sum {
            value,
            estimated: Decimal::ZERO,
            preliminary: Decimal::ZERO,
            softest: total.and_then(|sum| sum.softest),
            enterprises: total.map_or(0, |sum| sum.enterprises),
        })
    }

    /// A board's target is for those who see the whole board; a zone's is its own.
    fn target(&self, indicator: &Indicator, zone: Option<i64>) -> Option<Decimal> {
        let place = match zone {
            Some(zone) => Some(zone),
            None if self.whole => None,
            None if self.zone_names.len() == 1 => self.zone_names.keys().next().copied(),
            None => return None,
        };
        self.targets.get(&(indicator.id, place)).copied()
    }
}

/// Occupancy is leased ÷ leasable industrial land, in per cent; a total is the ratio of the sums.
fn occupied(
    occupancy: &Indicator,
    year: Year,
    area: &ZoneArea,
) -> (Key, Option<(Decimal, Decimal)>) {
    let leased = area.leased.checked_mul(Decimal::ONE_HUNDRED);
    (
        (occupancy.id, year.number(), area.zone_id),
        leased.map(|leased| (leased, area.leasable)),
    )
}
