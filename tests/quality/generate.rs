//! Clean histories of made-up enterprises, the same on every machine: seasons, growth, bad years, large and small firms.

use std::collections::HashMap;

use izportal::checks::{Cell, Facts, Line};
use izportal::i18n::{self, Lang};
use izportal::indicators::{Catalogue, Indicator, Source, TimeKind};
use izportal::kernel::quantity::{self, Dimension};
use izportal::kernel::{Measure, Period};
use rust_decimal::Decimal;

/// A generator of our own, so that the published figures do not move with a library's version (SplitMix64).
pub struct Dice {
    state: u64,
    /// How much wilder than usual business goes.
    rough: f64,
}

impl Dice {
    pub fn new(seed: u64) -> Dice {
        Dice { state: seed, rough: 1.0 }
    }

    /// A population in which every change is this many times as wide.
    pub fn rough(seed: u64, rough: f64) -> Dice {
        Dice { state: seed, rough }
    }

    pub fn next(&mut self) -> u64 {
        self.state = self.state.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut z = self.state;
        z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        z ^ (z >> 31)
    }

    /// Between 0 and 1.
    pub fn unit(&mut self) -> f64 {
        (self.next() >> 11) as f64 / (1u64 << 53) as f64
    }

    pub fn below(&mut self, count: usize) -> usize {
        (self.next() % count as u64) as usize
    }

    pub fn chance(&mut self, share: f64) -> bool {
        self.unit() < share
    }

    /// e^(sd·z): around 1, `sd` wide.
    pub fn around_one(&mut self, sd: f64) -> f64 {
        let (u, v) = (self.unit().max(1e-12), self.unit());
        (sd * self.rough * (-2.0 * u.ln()).sqrt() * (std::f64::consts::TAU * v).cos()).exp()
    }
}

pub const REVENUE: i64 = 1;
pub const EXPORTS: i64 = 2;
pub const IMPORTS: i64 = 3;
pub const BUDGET: i64 = 4;
pub const INCOME: i64 = 5;
pub const WORKERS: i64 = 6;
pub const FEMALE: i64 = 7;
pub const FOREIGN: i64 = 8;
pub const LAND: i64 = 9;
pub const ELECTRICITY: i64 = 10;
pub const PRODUCT: i64 = 11;

fn indicator(id: i64, code: &str, dimension: Dimension, unit: &str, time_kind: TimeKind) -> Indicator {
    Indicator {
        id,
        code: code.to_owned(),
        is_product: id == PRODUCT,
        name: code.to_owned(),
        name_en: code.to_owned(),
        dimension,
        own_unit: (dimension == Dimension::Own).then(|| "tấn".to_owned()),
        own_unit_en: (dimension == Dimension::Own).then(|| "tonnes".to_owned()),
        source: Source::Filing,
        time_kind,
        unit: quantity::unit(unit).expect("a unit"),
        scale: 1,
        sentence_step: None,
        part_of: [FEMALE, FOREIGN].contains(&id).then_some(WORKERS),
        weight: (id == INCOME).then_some(WORKERS),
    }
}

pub fn catalogue() -> Catalogue {
    use Dimension::{Area, Own, Person, Usd, Vnd};
    use TimeKind::{Flow, Rate, Stock};
    Catalogue {
        all: vec![
            indicator(REVENUE, "revenue", Vnd, "bvnd", Flow),
            indicator(EXPORTS, "exports", Usd, "musd", Flow),
            indicator(IMPORTS, "imports", Usd, "musd", Flow),
            indicator(BUDGET, "budget", Vnd, "bvnd", Flow),
            indicator(INCOME, "avg_income", Vnd, "mvnd", Rate),
            indicator(WORKERS, "workers", Person, "person", Stock),
            indicator(FEMALE, "workers_female", Person, "person", Stock),
            indicator(FOREIGN, "workers_foreign", Person, "person", Stock),
            indicator(LAND, "land_used", Area, "m2", Stock),
            indicator(ELECTRICITY, "electricity", Own, "own", Flow),
            indicator(PRODUCT, "plywood", Own, "own", Flow),
        ],
    }
}

/// VND for one USD.
pub fn rate() -> Decimal {
    Decimal::from(23_271)
}

/// What an enterprise of a kind is like, per worker and as shares of revenue.
struct Sector {
    revenue_per_worker: f64,
    exports: f64,
    imports: f64,
    budget: f64,
    income: f64,
    season: f64,
    /// đồng for one tonne.
    price: f64,
}

const SECTORS: [Sector; 5] = [
    Sector { revenue_per_worker: 0.9e9, exports: 0.75, imports: 0.1, budget: 0.02, income: 7.5e6, season: 0.10, price: 9e6 },
    Sector { revenue_per_worker: 0.5e9, exports: 0.95, imports: 0.45, budget: 0.01, income: 8.2e6, season: 0.15, price: 60e6 },
    Sector { revenue_per_worker: 3.0e9, exports: 0.9, imports: 0.7, budget: 0.03, income: 9.8e6, season: 0.08, price: 900e6 },
    Sector { revenue_per_worker: 1.6e9, exports: 0.0, imports: 0.05, budget: 0.05, income: 8.8e6, season: 0.25, price: 14e6 },
    Sector { revenue_per_worker: 1.1e9, exports: 0.3, imports: 0.2, budget: 0.04, income: 7.9e6, season: 0.35, price: 22e6 },
];

/// A report with its past: what an enterprise hands in, and what was accepted before.
pub struct Case {
    pub period: Period,
    pub lines: Vec<Line>,
    pub cells: HashMap<(i64, Measure), Cell>,
    pub history: HashMap<(i64, Period), Decimal>,
    pub facts: Facts,
}

/// One period's true figures, canonical.
type Figures = HashMap<i64, Decimal>;

fn rounded(value: f64, step: f64) -> Decimal {
    let steps = (value / step).round().max(0.0);
    Decimal::from(steps as i64) * Decimal::try_from(step).expect("a step")
}

/// The level of a business in one period and how its figures hang together.
fn figures(dice: &mut Dice, sector: &Sector, workers: f64, level: f64, share: f64) -> Figures {
    let revenue = workers * sector.revenue_per_worker * level * share;
    let mut noise = |sd| dice.around_one(sd);
    let dollars = |vnd: f64| vnd / 23_271.0;
    let staff = rounded(workers * noise(0.05), 1.0).max(Decimal::TEN);
    let people = |part: f64| rounded(part, 1.0);
    let staff_f: f64 = staff.try_into().unwrap_or(10.0);
    HashMap::from([
        (REVENUE, rounded(revenue, 1e6)),
        (EXPORTS, rounded(dollars(revenue * sector.exports) * noise(0.06).min(1.03), 1e3)),
        (IMPORTS, rounded(dollars(revenue * sector.imports) * noise(0.15), 1e3)),
        (BUDGET, rounded(revenue * sector.budget * noise(0.25), 1e6)),
        (INCOME, rounded(sector.income * noise(0.05), 1e4)),
        (WORKERS, staff),
        (FEMALE, people(staff_f * 0.55)),
        (FOREIGN, people(staff_f * 0.01)),
        (LAND, rounded(workers * 110.0, 1.0)),
        (ELECTRICITY, rounded(revenue / 45_000.0 * noise(0.10), 1.0)),
        (PRODUCT, rounded(revenue / sector.price * noise(0.10), 1.0)),
    ])
}

/// How a business moves from one year to the next: mostly a little, now and then threefold or by half.
fn growth(dice: &mut Dice) -> f64 {
    match dice.unit() {
        u if u < 0.02 => 3.0 * dice.around_one(0.15),
        u if u < 0.05 => 0.5 * dice.around_one(0.15),
        _ => 1.06 * dice.around_one(0.16),
    }
}

/// A yearly or a quarterly report of one enterprise with two years of history before it.
pub fn case(dice: &mut Dice, quarterly: bool) -> Case {
    let sector = &SECTORS[dice.below(SECTORS.len())];
    let mut workers = 15.0 * (dice.unit() * 5.0).exp();
    let mut level = 1.0;
    let quarter = 1 + dice.below(4);
    let young = dice.chance(0.06);
    let mut history = HashMap::new();
    let mut now = Figures::new();
    let mut sum: HashMap<i64, Decimal> = HashMap::new();
    for year in 2020..=2022 {
        let change = growth(dice);
        level *= change.sqrt();
        workers *= change.sqrt();
        let seasons: Vec<f64> =
            (0..4).map(|q| 0.25 * (1.0 + sector.season * [-0.6, -0.1, 0.1, 0.6][q]) * dice.around_one(0.07)).collect();
        sum.clear();
        let mut whole = Figures::new();
        for (q, share) in seasons.iter().enumerate() {
            let period: Period = format!("{year}-Q{}", q + 1).parse().expect("a period");
            let mut found = figures(dice, sector, workers, level, *share);
            found.insert(LAND, rounded(workers * 110.0, 1.0));
            let current = year == 2022 && q + 1 == quarter && quarterly;
            let flows = [REVENUE, EXPORTS, IMPORTS, BUDGET, ELECTRICITY, PRODUCT];
            for (id, value) in &found {
                let total = if flows.contains(id) { sum.get(id).copied().unwrap_or_default() + value } else { *value };
                sum.insert(*id, total);
                whole.insert(*id, total);
                let known = !(young && year < 2022);
                if known && !current && (year < 2022 || (quarterly && q + 1 < quarter)) {
                    history.insert((*id, period), *value);
                    history.insert((*id, period.to_date().expect("a name")), total);
                }
            }
            if current {
                now = found;
                break;
            }
        }
        if !quarterly && year == 2022 {
            now = whole;
        }
    }
    let period: Period = if quarterly { format!("2022-Q{quarter}") } else { "2022".to_owned() }.parse().expect("a period");
    let (mut lines, mut cells) = (Vec::new(), HashMap::new());
    for indicator in &catalogue().all {
        let both = quarterly && indicator.time_kind == TimeKind::Flow;
        let columns = [Some((Measure::Period, now[&indicator.id])), both.then(|| (Measure::ToDate, sum[&indicator.id]))];
        for (measure, value) in columns.into_iter().flatten() {
            lines.push(Line {
                indicator_id: indicator.id,
                measure,
                required: true,
                may_be_negative: false,
                unit: indicator.unit.code.to_owned(),
            });
            cells.insert((indicator.id, measure), typed(indicator, measure, value));
        }
    }
    let facts = Facts { licence_currency: Some(Dimension::Vnd), certificate_year: Some(2012), ..Facts::default() };
    Case { period, lines, cells, history, facts }
}

/// A true figure as its author would type it.
pub fn typed(indicator: &Indicator, measure: Measure, value: Decimal) -> Cell {
    let shown = quantity::from_canonical(value, indicator.unit).expect("it fits");
    Cell {
        indicator_id: indicator.id,
        measure,
        raw: i18n::format_plain(shown, 6, Lang::Vi),
        unit: indicator.unit.code.to_owned(),
        value: Some(value),
        reason: None,
    }
}
