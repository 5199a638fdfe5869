//! Clean histories of made-up enterprises: seasons, growth, good and bad years, lives that begin, pause and resume.

use std::collections::HashMap;

use izportal::foundation::i18n::{self, Lang};
use izportal::foundation::kernel::quantity::{self, Dimension};
use izportal::foundation::kernel::{Frequency, Measure, Period};
use izportal::standards::checks::{Activity, Cell, Facts, Line};
use izportal::standards::indicators::{Indicator, TimeKind};
use rust_decimal::Decimal;

use crate::catalogue::*;
use crate::dice::{Dice, exp};

/// What an enterprise of a kind is like, per worker and as shares of revenue. Money in đồng.
struct Sector {
    revenue_per_worker: f64,
    exports: f64,
    imports: f64,
    budget: f64,
    income: f64,
    season: f64,
    foreign: bool,
}

#[rustfmt::skip]
const SECTORS: [Sector; 6] = [
    Sector { revenue_per_worker: 0.9e9, exports: 0.75, imports: 0.10, budget: 0.02, income: 7.5e6, season: 0.10, foreign: false },
    Sector { revenue_per_worker: 0.5e9, exports: 0.95, imports: 0.45, budget: 0.01, income: 8.2e6, season: 0.15, foreign: true },
    Sector { revenue_per_worker: 3.0e9, exports: 0.90, imports: 0.70, budget: 0.03, income: 9.8e6, season: 0.08, foreign: true },
    Sector { revenue_per_worker: 1.6e9, exports: 0.00, imports: 0.05, budget: 0.05, income: 8.8e6, season: 0.25, foreign: false },
    Sector { revenue_per_worker: 1.1e9, exports: 0.30, imports: 0.20, budget: 0.04, income: 7.9e6, season: 0.35, foreign: false },
    Sector { revenue_per_worker: 5.0e9, exports: 0.02, imports: 0.15, budget: 0.08, income: 11e6, season: 0.30, foreign: false },
];

/// What an enterprise lives through between the first quarter of 2020 (0) and the last of 2022 (11).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Life {
    Steady,
    /// Started in this quarter and grows into its size within a year.
    Young(usize),
    /// Stood still from one quarter up to another.
    Paused(usize, usize),
    /// Still building: workers and capital, no revenue.
    Building,
}

fn life(dice: &mut Dice) -> Life {
    match dice.unit() {
        u if u < 0.06 => Life::Young(8 + dice.below(4)),
        u if u < 0.10 => Life::Young(4 + dice.below(4)),
        u if u < 0.14 => {
            let from = 3 + dice.below(8);
            Life::Paused(from, from + 1 + dice.below(6))
        }
        u if u < 0.17 => Life::Building,
        _ => Life::Steady,
    }
}

impl Life {
    /// How much of its size the enterprise works at in a quarter.
    fn pace(self, quarter: usize) -> f64 {
        match self {
            Life::Young(start) if quarter < start => 0.0,
            Life::Young(start) => [0.35, 0.6, 0.8]
                .get(quarter - start)
                .copied()
                .unwrap_or(1.0),
            Life::Paused(from, to) if (from..to).contains(&quarter) => 0.0,
            Life::Building => 0.0,
            _ => 1.0,
        }
    }

    pub fn words(self) -> &'static str {
        match self {
            Life::Steady => "steady",
            Life::Young(_) => "begun this year or last",
            Life::Paused(..) => "standing still for a while",
            Life::Building => "building",
        }
    }

    fn known(self, quarter: usize) -> bool {
        !matches!(self, Life::Young(start) if quarter < start)
    }
}

/// A report with its past: what an enterprise hands in, and what was accepted before.
pub struct Case {
    pub life: Life,
    pub period: Period,
    pub lines: Vec<Line>,
    pub cells: HashMap<(i64, Measure), Cell>,
    pub history: HashMap<(i64, Period), Decimal>,
    pub facts: Facts,
}

impl Case {
    /// Leaves a cell empty whose value follows from the other column.
    pub fn empty(&mut self, key: (i64, Measure)) {
        self.cells.remove(&key);
        for line in &mut self.lines {
            if (line.indicator_id, line.measure) == key {
                line.required = false;
            }
        }
    }

    /// Leaves one column empty altogether.
    pub fn empty_column(&mut self, measure: Measure) {
        let flows: Vec<i64> = self
            .cells
            .keys()
            .filter(|(_, measure)| *measure == Measure::ToDate)
            .map(|(id, _)| *id)
            .collect();
        for id in flows {
            self.empty((id, measure));
        }
    }

    /// Leaves nothing of the past but whole years, as where a board begins within one.
    pub fn forget_quarters(&mut self) {
        self.history
            .retain(|(_, period), _| period.frequency() == Frequency::Year);
    }
}

/// One period's true figures, canonical.
type Figures = HashMap<i64, Decimal>;

const FLOWS: [i64; 10] = [
    REVENUE,
    EXPORTS,
    IMPORTS,
    BUDGET,
    ELECTRICITY,
    WATER,
    PRODUCT,
    CAPITAL,
    PROFIT,
    ENVIRONMENT,
];

fn rounded(value: f64, step: i64) -> Decimal {
    let steps = value / step as f64;
    Decimal::from((steps + if steps < 0.0 { -0.5 } else { 0.5 }) as i64 * step)
}

/// An enterprise as it is this year.
struct Firm<'a> {
    sector: &'a Sector,
    workers: f64,
    /// Revenue per worker against its sector's.
    level: f64,
    /// Share of revenue sold abroad.
    exports: f64,
    /// Share of revenue paid to the budget: holidays begin and end.
    budget: f64,
    /// đồng for one tonne of the product.
    price: f64,
    invested: Decimal,
}

impl Firm<'_> {
    /// How a business moves from one year to the next: mostly a little, now and then threefold or by half; a market abroad
    /// is won or lost, a tax holiday begins or ends.
    fn a_year_later(&mut self, dice: &mut Dice) {
        let change = match dice.unit() {
            u if u < 0.02 => 3.0 * dice.around_one(0.15),
            u if u < 0.05 => 0.5 * dice.around_one(0.15),
            _ => 1.06 * dice.around_one(0.16),
        };
        // Work and prices share the change.
        let half = dice.between(0.3, 0.7);
        self.workers *= 1.0 + (change - 1.0) * half;
        self.level *= change / (1.0 + (change - 1.0) * half);
        if dice.chance(0.02) {
            self.exports = if self.exports > 0.0 {
                self.exports * dice.between(0.0, 0.4)
            } else {
                dice.between(0.1, 0.5)
            };
        }
        if dice.chance(0.03) {
            self.budget *= dice.pick(&[0.4, 2.5]);
        }
    }

    /// A quarter's figures; `share` is its part of the year, `pace` how much of the enterprise works.
    fn quarter(&mut self, dice: &mut Dice, share: f64, pace: f64, building: bool) -> Figures {
        let revenue = self.workers * self.sector.revenue_per_worker * self.level * share * pace;
        let yearly = self.workers * self.sector.revenue_per_worker * self.level;
        let dollars = |vnd: f64| vnd / 23_271.0;
        let staff =
            (self.workers * if pace > 0.0 { pace.max(0.5) } else { 0.08 } * dice.around_one(0.05))
                .max(3.0);
        let staff = rounded(staff, 1);
        let people = f64::try_from(staff).expect("people");
        let foreign = rounded(people * if self.sector.foreign { 0.02 } else { 0.002 }, 1);
        // Upkeep every quarter, something large every twelfth; building is nothing but that.
        let upkeep = if dice.chance(0.15) {
            0.0
        } else {
            0.02 * share * dice.around_one(0.6) * pace
        };
        let lump = if building || (pace > 0.0 && dice.chance(0.08)) {
            dice.between(0.02, 0.6)
        } else {
            0.0
        };
        let capital = rounded(yearly * (upkeep + lump), 1_000_000);
        self.invested += capital;
        let large = if dice.chance(0.05) { 8.0 } else { 1.0 };
        HashMap::from([
            (REVENUE, rounded(revenue, 1_000_000)),
            (
                EXPORTS,
                rounded(
                    dollars(revenue * self.exports) * dice.around_one(0.06).min(1.03),
                    1_000,
                ),
            ),
            (
                IMPORTS,
                rounded(
                    dollars(revenue * self.sector.imports) * dice.around_one(0.15),
                    1_000,
                ),
            ),
            (
                BUDGET,
                rounded(revenue * self.budget * dice.around_one(0.25), 1_000_000),
            ),
            (
                INCOME,
                rounded(self.sector.income * dice.around_one(0.05), 10_000),
            ),
            (WORKERS, staff),
            (FEMALE, rounded(people * 0.55, 1)),
            (FOREIGN, foreign),
            (VIETNAMESE, staff - foreign),
            (LAND, rounded(self.workers * 110.0, 1)),
            (
                ELECTRICITY,
                rounded(revenue / 45_000.0 * dice.around_one(0.10), 1),
            ),
            (
                WATER,
                rounded(revenue / 3_000_000.0 * dice.around_one(0.15), 1),
            ),
            (
                PRODUCT,
                rounded(revenue / self.price * dice.around_one(0.10), 1),
            ),
            (CAPITAL, capital),
            (CAPITAL_TO_DATE, self.invested),
            (
                PROFIT,
                rounded(revenue * (0.05 + 0.04 * dice.normal()), 1_000_000),
            ),
            (
                ENVIRONMENT,
                rounded(revenue * 0.001 * large * dice.around_one(0.4), 1_000_000),
            ),
        ])
    }
}

/// The periods of a life as they were, quarter by quarter, and the year's sums after each.
struct Past {
    quarters: Vec<(Figures, Figures)>,
    /// Capital as the certificate has it, VND.
    registered: Decimal,
}

fn past(dice: &mut Dice, sector: &Sector, life: Life) -> Past {
    let workers = 15.0 * exp(dice.unit() * 5.0);
    let level = dice.around_one(0.35);
    let exports = sector.exports * dice.between(0.9, 1.0);
    let budget = sector.budget * dice.around_one(0.3);
    let old = if life == Life::Building || matches!(life, Life::Young(_)) {
        0.0
    } else {
        dice.between(0.5, 2.0)
    };
    let invested = rounded(workers * sector.revenue_per_worker * old, 1_000_000);
    let price = 14e6 * dice.around_one(0.3);
    let mut firm = Firm {
        sector,
        workers,
        level,
        exports,
        budget,
        price,
        invested,
    };
    let mut quarters = Vec::new();
    for year in 0..3 {
        firm.a_year_later(dice);
        let mut sums = Figures::new();
        for q in 0..4 {
            let share =
                0.25 * (1.0 + sector.season * [-0.6, -0.1, 0.1, 0.6][q]) * dice.around_one(0.07);
            let found = firm.quarter(dice, share, life.pace(year * 4 + q), life == Life::Building);
            for (id, value) in &found {
                let sum = if FLOWS.contains(id) {
                    sums.get(id).copied().unwrap_or_default() + value
                } else {
                    *value
                };
                sums.insert(*id, sum);
            }
            quarters.push((found, sums.clone()));
        }
    }
    let registered = i18n::round(
        firm.invested * Decimal::new(i64::try_from(dice.below(80)).expect("small") + 100, 2),
        0,
    );
    Past {
        quarters,
        registered,
    }
}

/// A yearly or a quarterly report of one enterprise of 2022 with what was accepted before.
pub fn case(dice: &mut Dice, quarterly: bool) -> Case {
    loop {
        let life = life(dice);
        let sector = &SECTORS[dice.below(SECTORS.len())];
        let last = if quarterly { 8 + dice.below(4) } else { 11 };
        let case = report(dice, sector, life, last, quarterly);
        if life.known(last) {
            return case;
        }
    }
}

/// What the portal knows of the enterprise; `still` when it stood still for the whole period.
fn facts(sector: &Sector, life: Life, now: &Figures, registered: Decimal, still: bool) -> Facts {
    Facts {
        activity: match life {
            Life::Building => Activity::Preparing,
            _ if still => Activity::Suspended,
            _ => Activity::Operating,
        },
        export_processing: sector.exports > 0.94
            && now[&EXPORTS] * rate() > now[&REVENUE] * Decimal::new(6, 1),
        licence_currency: Some(if sector.foreign {
            Dimension::Usd
        } else {
            Dimension::Vnd
        }),
        registered_capital: Some(if sector.foreign {
            i18n::round(registered / rate(), 0)
        } else {
            registered
        }),
        certificate_year: Some(match life {
            Life::Young(start) => 2019 + i32::try_from(start / 4).expect("small"),
            _ => 2012,
        }),
    }
}

fn report(dice: &mut Dice, sector: &Sector, life: Life, last: usize, quarterly: bool) -> Case {
    let Past {
        quarters,
        registered,
    } = past(dice, sector, life);
    let name = |at: usize| -> Period {
        format!("{}-Q{}", 2020 + at / 4, at % 4 + 1)
            .parse()
            .expect("a period")
    };
    let mut history = HashMap::new();
    // A board keeps both kinds of reports, or only the year's.
    let keeps_quarters = quarterly || dice.chance(0.5);
    for (at, (found, sums)) in quarters
        .iter()
        .enumerate()
        .filter(|(at, _)| life.known(*at))
    {
        let earlier = if quarterly { at < last } else { at < 8 };
        let to_date = name(at).to_date().expect("a quarter's sum has a name");
        if earlier && keeps_quarters {
            history.extend(found.iter().map(|(id, value)| ((*id, name(at)), *value)));
        }
        if earlier && (keeps_quarters || at % 4 == 3) {
            history.extend(sums.iter().map(|(id, value)| ((*id, to_date), *value)));
        }
    }
    let (found, sums) = &quarters[last];
    let now = if quarterly { found } else { sums };
    let period: Period = if quarterly {
        name(last)
    } else {
        "2022".parse().expect("a year")
    };
    let (mut lines, mut cells) = (Vec::new(), HashMap::new());
    for indicator in &catalogue().all {
        let both = quarterly && indicator.time_kind == TimeKind::Flow;
        let columns = [
            Some((Measure::Period, now[&indicator.id])),
            both.then(|| (Measure::ToDate, sums[&indicator.id])),
        ];
        // Some type millions, some thousand millions; nobody types both in one line.
        let unit = habit(dice, indicator);
        for (measure, value) in columns.into_iter().flatten() {
            lines.push(Line {
                indicator_id: indicator.id,
                measure,
                required: true,
                may_be_negative: indicator.id == PROFIT,
                unit: indicator.unit.code.to_owned(),
                adds_to: None,
            });
            cells.insert(
                (indicator.id, measure),
                typed(indicator, measure, value, unit),
            );
        }
    }
    let stands = |at: usize| life.pace(at) == 0.0;
    let still = if quarterly {
        stands(last)
    } else {
        (8..12).all(stands)
    };
    let facts = facts(sector, life, &quarters[last].0, registered, still);
    Case {
        life,
        period,
        lines,
        cells,
        history,
        facts,
    }
}

fn habit(dice: &mut Dice, indicator: &Indicator) -> &'static str {
    match indicator.unit.code {
        "bvnd" => dice.pick(&["bvnd", "bvnd", "mvnd"]),
        "musd" => dice.pick(&["musd", "musd", "usd"]),
        usual => usual,
    }
}

/// A true figure as its author would type it.
pub fn typed(indicator: &Indicator, measure: Measure, value: Decimal, unit: &str) -> Cell {
    let shown =
        quantity::from_canonical(value, quantity::unit(unit).expect("a unit")).expect("it fits");
    Cell {
        indicator_id: indicator.id,
        measure,
        raw: i18n::format_plain(shown, 6, Lang::Vi).replace('\u{2212}', "-"),
        unit: unit.to_owned(),
        value: Some(value),
        reason: None,
    }
}
