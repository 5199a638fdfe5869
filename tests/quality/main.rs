//! How good the checks are, measured: clean histories, injected slips, what is caught and what is asked for nothing.
//! `make check-quality` writes docs/check-quality.md; the test holds the document and the promise.

#![allow(
    clippy::disallowed_methods,
    reason = "tests are told what to do by the environment, and name their databases by chance"
)]

mod catalogue;
mod dice;
mod generate;
mod measure;
mod page;
mod slips;

use dice::Dice;
use measure::{Board, Caught, Clean, both_kinds, caught, clean, one_column};
use slips::Kind;

const SEED: u64 = 2022;
/// Never looked at while thresholds were tuned.
const FRESH_SEED: u64 = 90_001;
const CLEAN: usize = 3_000;
const INJECTED: usize = 1_000;

/// Everything the page says.
pub struct Measured {
    clean: Clean,
    fresh: Clean,
    one_column: Clean,
    fresh_one_column: Clean,
    wild: Clean,
    caught: Vec<(Kind, Caught)>,
    fresh_caught: Vec<(Kind, Caught)>,
}

fn measured() -> Measured {
    let board = Board::new(SEED - 1);
    Measured {
        wild: clean(&board, Dice::rough(SEED, 2.0), CLEAN, both_kinds),
        fresh: clean(&board, Dice::new(FRESH_SEED), 3 * CLEAN, both_kinds),
        clean: clean(&board, Dice::new(SEED), CLEAN, both_kinds),
        one_column: clean(&board, Dice::new(SEED), CLEAN / 2, one_column),
        fresh_one_column: clean(&board, Dice::new(FRESH_SEED), CLEAN / 2, one_column),
        caught: caught(&board, SEED, INJECTED),
        fresh_caught: caught(&board, FRESH_SEED, INJECTED / 4),
    }
}

#[test]
fn unit_slips_are_caught_and_clean_reports_left_in_peace() {
    let measured = measured();
    let text = page::document(&measured);
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/docs/check-quality.md");
    if std::env::var_os("IZPORTAL_WRITE_QUALITY").is_some() {
        std::fs::write(path, &text).expect("it is written");
    }
    for (kind, caught) in measured.caught.iter().chain(&measured.fresh_caught) {
        let least = if kind.is_unit_slip() {
            0.95
        } else if kind.is_wrong_column() {
            0.90
        } else {
            0.0
        };
        assert!(
            caught.share() >= least,
            "{kind:?}: {} of {}\n{text}",
            caught.caught,
            caught.injected
        );
    }
    for (clean, most) in [
        (&measured.clean, 2),
        (&measured.fresh, 2),
        (&measured.one_column, 6),
        (&measured.fresh_one_column, 6),
    ] {
        assert!(
            clean.cells_asked * 100 <= clean.cells * 2
                && clean.reports_asked * 100 <= clean.reports * most,
            "{text}"
        );
    }
    assert_eq!(
        std::fs::read_to_string(path).unwrap_or_default(),
        text,
        "run `make check-quality`"
    );
}
