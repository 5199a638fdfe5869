//! The figures of a year against a plan and the year before: one computation for screen, paper and programs.

use std::sync::Arc;

use chrono::NaiveDate;
use sqlx::PgPool;

use super::db;
pub use super::db::{MissingRow, OpenObstacle, Reporting, Tenants, ZoneArea};
use super::line::Line;
use super::sources::{Covered, Sources};
use crate::foundation::i18n;
use crate::foundation::kernel::{Vintage, Year};
use crate::platform::web::AppState;
use crate::registers::structure::Frame;
use crate::returns::plans::{
    self,
    db::{PlanRow, TargetRow},
};
use crate::standards::indicators::{Catalogue, Known};

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
        let begun = first_of(year) <= i18n::today();
        let name = format!("overview/{year}/{begun}/{plan:?}/{}", frame.key());
        let load = async {
            let covered = Covered::load(state, year).await?;
            Overview::load(&state.db, year, plan, frame, covered).await
        };
        state.memo.get(&state.db, name, load).await
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
        covered: Covered,
    ) -> sqlx::Result<Overview> {
        let zones = frame.zones.as_deref();
        let catalogue = Catalogue::load(pool).await?;
        let (plans, targets) =
            plans::against(pool, year.number(), &frame.planners, &catalogue).await?;
        let plan = plan_id
            .and_then(|id| plans.iter().find(|plan| plan.id == id))
            .or(plans.first())
            .cloned();
        let mut sources = Sources::load(pool, &catalogue, year, frame, covered).await?;
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
        state: &AppState,
        year: Year,
        zone_id: i64,
        frame: &Frame,
    ) -> sqlx::Result<Vec<Line>> {
        let pool = &state.db;
        let catalogue = Catalogue::load(pool).await?;
        let (plans, targets) =
            plans::against(pool, year.number(), &frame.planners, &catalogue).await?;
        let covered = Covered::load(state, year).await?;
        let mut sources = Sources::load(pool, &catalogue, year, frame, covered).await?;
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

    /// The lines of the main table, on screen and paper.
    pub fn main_lines(&self) -> impl Iterator<Item = &Line> {
        self.lines.iter().filter(|line| !line.indicator.folded)
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
