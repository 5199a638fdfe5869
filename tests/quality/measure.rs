//! What the checks say of made-up reports, counted.

use std::collections::{BTreeMap, HashMap};

use izportal::foundation::i18n::Lang;
use izportal::foundation::kernel::Measure;
use izportal::standards::checks::{self, Background, Finding, Reader, Rules, Severity};
use izportal::standards::indicators::Catalogue;
use rust_decimal::Decimal;

use crate::catalogue;
use crate::dice::Dice;
use crate::generate::{self, Case};
use crate::slips::{Kind, Slipped, slip};

/// What the checks know beside a report: the indicators, the rules and the board's medians per worker.
pub struct Board {
    pub catalogue: Catalogue,
    rules: Rules,
    per_worker: HashMap<i64, Decimal>,
    none: HashMap<i64, Decimal>,
}

impl Board {
    pub fn new(seed: u64) -> Board {
        let mut board = Board {
            catalogue: catalogue::catalogue(),
            rules: Rules::defaults(),
            per_worker: HashMap::new(),
            none: HashMap::new(),
        };
        let mut dice = Dice::new(seed);
        let mut levels: HashMap<i64, Vec<Decimal>> = HashMap::new();
        for _ in 0..301 {
            let case = generate::case(&mut dice, false);
            let value = |id| {
                case.cells[&(id, Measure::Period)]
                    .value
                    .filter(|value| !value.is_zero())
            };
            for indicator in &board.catalogue.all {
                let level = value(indicator.id)
                    .zip(value(catalogue::WORKERS))
                    .map(|(value, workers)| value / workers);
                levels.entry(indicator.id).or_default().extend(level);
            }
        }
        for (id, mut found) in levels {
            found.sort_unstable();
            board
                .per_worker
                .extend(found.get(found.len() / 2).map(|median| (id, *median)));
        }
        board
    }
}

/// What the checks ask about: findings that block or must be explained.
pub fn asked(case: &Case, board: &Board) -> Vec<Finding> {
    let background = Background {
        catalogue: &board.catalogue,
        period: case.period,
        history: &case.history,
        usd_rate: Some(catalogue::rate()),
        last_usd_rate: Some(catalogue::rate()),
        facts: case.facts,
        per_worker: &board.per_worker,
        totals: &board.none,
        lang: Lang::Vi,
    };
    let mut found = checks::check(&case.lines, &case.cells, &background, &board.rules);
    found.retain(|finding| finding.severity != Severity::Information);
    found
}

#[derive(Default)]
pub struct Caught {
    pub injected: usize,
    pub caught: usize,
    /// At the mistyped cell and not only beside it.
    pub at_the_cell: usize,
    pub offered: usize,
    pub right: usize,
    pub by: BTreeMap<&'static str, usize>,
}

impl Caught {
    pub fn share(&self) -> f64 {
        self.caught as f64 / self.injected.max(1) as f64
    }

    pub fn add(&mut self, slipped: &Slipped, board: &Board) {
        self.injected += 1;
        let found = asked(&slipped.case, board);
        let own: Vec<&Finding> = found
            .iter()
            .filter(|f| (f.indicator_id, f.measure) == slipped.key)
            .collect();
        // A slip may betray itself in the cell beside it: exports over a revenue that is too small.
        if let Some(first) = own.first().copied().or(found.first()) {
            self.caught += 1;
            self.at_the_cell += usize::from(!own.is_empty());
            *self.by.entry(first.code).or_default() += 1;
        }
        if let Some(repair) = own.iter().find_map(|finding| finding.repair.as_ref()) {
            self.offered += 1;
            let indicator = board.catalogue.by_id(slipped.key.0).expect("known");
            let reader = Reader {
                indicator,
                may_be_negative: slipped.key.0 == catalogue::PROFIT,
                usd_rate: Some(catalogue::rate()),
                lang: Lang::Vi,
            };
            let value = reader
                .read(&repair.raw, &repair.unit)
                .ok()
                .flatten()
                .map(|reading| reading.value);
            // Within a hundredth: a rounded conversion back is as good as the figure.
            let near = value.is_some_and(|value| {
                ((value - slipped.truth) / slipped.truth).abs() < Decimal::new(1, 2)
            });
            self.right += usize::from(near);
        }
    }
}

pub struct Clean {
    pub reports: usize,
    pub cells: usize,
    pub reports_asked: usize,
    pub cells_asked: usize,
    pub by: BTreeMap<&'static str, usize>,
    /// Reports and those asked about, by the life behind them.
    pub by_life: BTreeMap<&'static str, (usize, usize)>,
}

/// Yearly and quarterly reports in turn, all their cells filled.
pub fn both_kinds(dice: &mut Dice, number: usize) -> Case {
    generate::case(dice, number % 2 == 1)
}

/// Quarterly reports that fill one of the two columns, now the period's, now the sum since January.
pub fn one_column(dice: &mut Dice, number: usize) -> Case {
    let mut case = generate::case(dice, true);
    case.empty_column(if number % 2 == 1 {
        Measure::Period
    } else {
        Measure::ToDate
    });
    case
}

pub fn clean(
    board: &Board,
    mut dice: Dice,
    reports: usize,
    next: impl Fn(&mut Dice, usize) -> Case,
) -> Clean {
    let mut clean = Clean {
        reports,
        cells: 0,
        reports_asked: 0,
        cells_asked: 0,
        by: BTreeMap::new(),
        by_life: BTreeMap::new(),
    };
    for number in 0..reports {
        let case = next(&mut dice, number);
        let found = asked(&case, board);
        clean.cells += case.cells.len();
        clean.reports_asked += usize::from(!found.is_empty());
        let lives = clean.by_life.entry(case.life.words()).or_default();
        *lives = (lives.0 + 1, lives.1 + usize::from(!found.is_empty()));
        let mut keys: Vec<_> = found
            .iter()
            .map(|finding| (finding.indicator_id, finding.measure))
            .collect();
        keys.sort_unstable();
        keys.dedup();
        clean.cells_asked += keys.len();
        for finding in found {
            *clean.by.entry(finding.code).or_default() += 1;
        }
    }
    clean
}

/// So many slips of each kind, put into fresh reports.
pub fn caught(board: &Board, seed: u64, injected: usize) -> Vec<(Kind, Caught)> {
    let all = Kind::ALL.into_iter().enumerate().map(|(number, kind)| {
        let mut dice = Dice::new(seed + 1 + number as u64);
        let mut caught = Caught::default();
        while caught.injected < injected {
            if let Some(slipped) = slip(&mut dice, kind) {
                caught.add(&slipped, board);
            }
        }
        (kind, caught)
    });
    all.collect()
}
