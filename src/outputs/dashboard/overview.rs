//! The figures of a year against a plan and the year before: one computation for screen, paper and programs.

use std::collections::{BTreeMap, HashMap};
use std::ops::RangeInclusive;
use std::sync::Arc;

use chrono::NaiveDate;
use rust_decimal::Decimal;
use sqlx::PgPool;

use super::db;
pub use super::db::{MissingRow, OpenObstacle, Reporting, Tenants, ZoneArea};
use super::line::{Ground, Line};
use super::moved_in::MovedIn;
use crate::foundation::kernel::{Vintage, Year};
use crate::platform::web::AppState;
use crate::registers::structure::Frame;
use crate::returns::board_totals::Beside;
use crate::returns::figures;
use crate::returns::plans::{
    self,
    db::{PlanRow, TargetRow},
};
use crate::standards::indicators::{Catalogue, Indicator, Known, Source};

/// A zone's lines.
pub struct ZoneLines {
    pub id: i64,
    pub name: String,
    pub lines: Vec<Line>,
}

/// Everything the year's page, its JSON and the review are made from.
pub struct Overview {
    pub year: Year,
    pub plan: Option<PlanRow>,
    pub plans: Vec<PlanRow>,
    /// The targets of all these plans.
    pub targets: Vec<TargetRow>,
    pub catalogue: Catalogue,
    /// Indicators, in their order; products follow in [`Overview::products`].
    pub lines: Vec<Line>,
    pub products: Vec<Line>,
    pub zones: Vec<ZoneLines>,
    pub areas: Vec<ZoneArea>,
    pub reporting: Reporting,
    /// Whether reports of the year were owed; else nobody knows what its totals cover.
    pub owed: bool,
    pub tenants: Tenants,
    /// Projects in force at the end of the year, and those of them that operate.
    pub projects: Tenants,
}

impl Overview {
    /// [`Overview::load`], or what it said before if nothing has been written since.
    ///
    /// # Errors
    /// Whatever the database says.
    pub async fn current(
        state: &AppState,
        year: Year,
        plan: Option<i64>,
        frame: &Frame,
    ) -> sqlx::Result<Arc<Overview>> {
        let name = format!("overview/{year}/{plan:?}/{}", frame.key());
        state
            .memo
            .get(
                &state.db,
                name,
                Overview::load(&state.db, year, plan, frame),
            )
            .await
    }

    /// Loads a year in the reader's frame, against the plan with this id or the year's main plan.
    ///
    /// # Errors
    /// Whatever the database says.
    async fn load(
        pool: &PgPool,
        year: Year,
        plan_id: Option<i64>,
        frame: &Frame,
    ) -> sqlx::Result<Overview> {
        let zones = frame.zones.as_deref();
        let catalogue = Catalogue::load(pool).await?;
        let (plans, targets) =
            plans::against(pool, year.number(), &frame.planners, &catalogue).await?;
        let plan = plan_id
            .and_then(|id| plans.iter().find(|plan| plan.id == id))
            .or(plans.first())
            .cloned();
        let mut sources = Sources::load(pool, &catalogue, year, frame).await?;
        sources.hold_against(plan.as_ref(), &targets);
        let place = |zone: Option<i64>, product: bool| -> Vec<Line> {
            catalogue
                .all
                .iter()
                .filter(|indicator| indicator.is_product == product)
                .map(|indicator| sources.line(indicator, year, zone))
                // What was no longer asked for stays in the years that know something of it.
                .filter(|line| line.indicator.used_on(first_of(year)) || line.says_something())
                .collect()
        };
        let mut named: Vec<(i64, String)> = sources
            .zone_names
            .iter()
            .map(|(id, name)| (*id, name.clone()))
            .collect();
        named.sort_by(|a, b| a.1.cmp(&b.1));
        let zone_lines = named
            .into_iter()
            .map(|(id, name)| ZoneLines {
                lines: place(Some(id), false),
                id,
                name,
            })
            .collect();
        Ok(Overview {
            lines: place(None, false),
            products: place(None, true),
            zones: zone_lines,
            areas: sources.areas,
            owed: sources.moved_in.is_owed(year),
            reporting: db::reporting(pool, &year.to_string(), zones).await?,
            tenants: db::tenants(pool, end_of(year), zones).await?,
            projects: db::projects(pool, end_of(year), zones).await?,
            year,
            plan,
            plans,
            targets,
            catalogue,
        })
    }

    /// One zone's lines of a year against the year's main plan: what its own page shows, without the rest of a year.
    ///
    /// # Errors
    /// Whatever the database says.
    pub async fn zone_lines(
        pool: &PgPool,
        year: Year,
        zone_id: i64,
        frame: &Frame,
    ) -> sqlx::Result<Vec<Line>> {
        let catalogue = Catalogue::load(pool).await?;
        let (plans, targets) =
            plans::against(pool, year.number(), &frame.planners, &catalogue).await?;
        let mut sources = Sources::load(pool, &catalogue, year, frame).await?;
        sources.hold_against(plans.first(), &targets);
        let shown = catalogue
            .all
            .iter()
            .filter(|indicator| !indicator.is_product);
        let lines = shown.map(|indicator| sources.line(indicator, year, Some(zone_id)));
        Ok(lines
            .filter(|line| line.indicator.used_on(first_of(year)) || line.says_something())
            .collect())
    }

    /// The board's line of an indicator.
    pub fn line(&self, known: Known) -> Option<&Line> {
        self.lines
            .iter()
            .chain(&self.products)
            .find(|line| line.indicator.is(known))
    }

    /// The softest vintage among the reported figures of the year.
    pub fn vintage(&self) -> Option<Vintage> {
        self.lines.iter().filter_map(|line| line.vintage).min()
    }
}

/// The last day of a year.
pub fn end_of(year: Year) -> NaiveDate {
    NaiveDate::from_ymd_opt(year.number(), 12, 31).expect("every year has a 31 December")
}

fn first_of(year: Year) -> NaiveDate {
    NaiveDate::from_ymd_opt(year.number(), 1, 1).expect("every year has a 1 January")
}

/// The sum of one indicator in one zone and year.
#[derive(Debug, Clone, Copy)]
struct Sum {
    value: Decimal,
    estimated: Decimal,
    softest: Option<Vintage>,
    enterprises: i32,
}

/// Where a sum belongs: indicator, year, zone – in this order, so that the zones of a board's sum are neighbours.
type Key = (i64, i32, i64);

/// Of all zones, or of one.
fn keys(indicator: &Indicator, year: Year, zone: Option<i64>) -> RangeInclusive<Key> {
    let key = |zone: i64| (indicator.id, year.number(), zone);
    zone.map_or(key(i64::MIN)..=key(i64::MAX), |zone| key(zone)..=key(zone))
}

struct Sources {
    sums: BTreeMap<Key, Sum>,
    /// Numerator and denominator of each rate; `None` where they are beyond all numbers.
    rates: BTreeMap<Key, Option<(Decimal, Decimal)>>,
    /// The plan's targets by indicator and zone, the board's under none.
    targets: HashMap<(i64, Option<i64>), Decimal>,
    /// The land at the end of the year.
    areas: Vec<ZoneArea>,
    zone_names: HashMap<i64, String>,
    /// Whether these are all zones of the board: its own targets are theirs.
    whole: bool,
    /// What the board brought along.
    moved_in: MovedIn,
}

impl Sources {
    async fn load(
        pool: &PgPool,
        catalogue: &Catalogue,
        year: Year,
        frame: &Frame,
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
        let projects = db::new_projects(pool, year.number(), zones).await?;
        sources.add_projects(catalogue, year, &projects);
        sources.add_projects(catalogue, year.before(), &projects);
        let areas = db::areas(pool, &[end_of(year), end_of(year.before())], zones).await?;
        let (now, before): (Vec<ZoneArea>, Vec<ZoneArea>) =
            areas.into_iter().partition(|area| area.on == end_of(year));
        if let Some(occupancy) = catalogue.known(Known::Occupancy) {
            sources.rates.extend(
                before
                    .iter()
                    .map(|area| occupied(occupancy, year.before(), area)),
            );
            sources
                .rates
                .extend(now.iter().map(|area| occupied(occupancy, year, area)));
        }
        sources.areas = now;
        Ok(sources)
    }

    fn hold_against(&mut self, plan: Option<&PlanRow>, targets: &[TargetRow]) {
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
                .or_insert(Sum {
                    value: Decimal::ZERO,
                    estimated: Decimal::ZERO,
                    softest: None,
                    enterprises: 0,
                });
            sum.value += row.total;
            if vintage == Vintage::Estimate {
                sum.estimated += row.total;
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
                    estimated: Decimal::ZERO,
                    softest: None,
                    enterprises: 0,
                };
                self.sums
                    .insert((indicator.id, year.number(), zone_id), sum);
            }
        }
    }

    fn line(&self, indicator: &Indicator, year: Year, zone: Option<i64>) -> Line {
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
            estimated: match sum {
                Some(sum) if !sum.value.is_zero() => sum.estimated / sum.value,
                _ => Decimal::ZERO,
            },
            enterprises: sum.map_or(0, |sum| sum.enterprises),
            beyond: self
                .rates
                .range(keys(indicator, year, zone))
                .any(|(_, part)| part.is_none()),
        }
    }

    /// The total and what it rests on.
    fn settle(
        &self,
        indicator: &Indicator,
        year: Year,
        zone: Option<i64>,
        sum: Option<Sum>,
    ) -> (Option<Decimal>, Ground, Option<Beside>) {
        let zones: Vec<i64> = zone.map_or_else(
            || self.zone_names.keys().copied().collect(),
            |zone| vec![zone],
        );
        let sum = sum.map(|sum| sum.value);
        self.moved_in
            .settle(indicator.id, year, &zones, sum, zone.is_none())
    }

    /// The sum over all zones, or of one; a rate is the ratio of the sums of its parts.
    fn sum(&self, indicator: &Indicator, year: Year, zone: Option<i64>) -> Option<Sum> {
        let here = keys(indicator, year, zone);
        let mut total: Option<Sum> = None;
        for (_, part) in self.sums.range(here.clone()) {
            let sum = total.get_or_insert(Sum {
                value: Decimal::ZERO,
                estimated: Decimal::ZERO,
                softest: None,
                enterprises: 0,
            });
            sum.value += part.value;
            sum.estimated += part.estimated;
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
