//! docs/check-quality.md as the measurement writes it.

use std::collections::BTreeMap;
use std::fmt::Write;

use crate::{FRESH_SEED, INJECTED, Measured, SEED};

/// "99.8 %".
pub fn percent(part: usize, whole: usize) -> String {
    if whole == 0 {
        "–".to_owned()
    } else {
        format!("{:.1} %", part as f64 * 100.0 / whole as f64)
    }
}

/// The whole page.
pub fn document(measured: &Measured) -> String {
    let (clean, caught) = (&measured.clean, &measured.caught);
    let (units, unit_caught) = caught
        .iter()
        .filter(|(kind, _)| kind.is_unit_slip())
        .fold((0, 0), |(injected, found), (_, caught)| {
            (injected + caught.injected, found + caught.caught)
        });
    let mut text = format!(
        "# How good the checks are\n\nWritten by `make check-quality`; a test holds this page and the promise below.\n\n\
         **Promise**: at least 95 % of injected unit slips are asked about, of each kind and together, and 90 % of figures in the wrong column; at most 2 % of clean reports are, and 6 % of those that leave one of two columns empty.\n\n\
         **Measured**: {} of {units} unit slips; {} of clean cells; {} of clean reports have a question somewhere.\n\n\
         ## Method\n\nMade-up enterprises (seeds {SEED} and following; thresholds were tuned with these only, “other seeds” are {FRESH_SEED} and following; whole numbers and exact operations only, so the same on every machine): six sectors, domestic and foreign, \
         15 to 2,200 workers, seasons, yearly growth around 6 % ± 16 %, every fiftieth triples and every thirtieth halves in a year; every fiftieth wins or loses a market abroad, \
         every thirtieth sees a tax holiday begin or end. One in six leads no steady life: it begins this year (and is held against the medians of the board) or began last year, \
         stands still for some quarters and resumes, or is still building. Capital comes in lumps, results swing below nil. \
         Half of the reports are yearly, half quarterly with the sum since January; people type tỷ or triệu, USD or triệu USD. \
         Each clean report is checked as it stands; then one slip at a time is put into a fresh report ({INJECTED} of each kind). A slip counts as caught when the \
         portal blocks or wants an explanation, at the cell itself or at one that contradicts it. A repair counts as right when one click gives the true figure to within 1 %.\n\n\
         ## Slips\n\n| slip | injected | caught | share | other seeds | at the cell itself | first asked by | repair offered | repair right |\n|---|--:|--:|--:|--:|--:|---|--:|--:|\n",
        percent(unit_caught, units),
        percent(clean.cells_asked, clean.cells),
        percent(clean.reports_asked, clean.reports),
    );
    for ((kind, caught), (_, fresh)) in caught.iter().zip(&measured.fresh_caught) {
        let _ = writeln!(
            text,
            "| {}{} | {} | {} | {} | {} | {} | {} | {} | {} |",
            kind.words(),
            if kind.is_unit_slip() { " *" } else { "" },
            caught.injected,
            caught.caught,
            percent(caught.caught, caught.injected),
            percent(fresh.caught, fresh.injected),
            percent(caught.at_the_cell, caught.injected),
            list(&caught.by),
            percent(caught.offered, caught.injected),
            percent(caught.right, caught.offered),
        );
    }
    text.push_str(
        "\n\\* a unit slip. Capital, profit and environment costs swing by more than a thousand times in honest reports, so a wrong unit there is \
         caught by its share of revenue and by sums, or not at all; it is reported and not promised. Two digits swapped, a digit lost or typed twice \
         often change a figure by less than business does in a year; those land in the noise and are not promised.\n\n\
         A sum in the wrong column is put where its neighbour is empty, in one line or in all; the other lines fill both columns or one. In one report of five nothing of the past is known but whole years. At least 90 % are asked about.\n",
    );
    text + &alarms(measured)
}

fn list(by: &BTreeMap<&'static str, usize>) -> String {
    by.iter()
        .map(|(code, count)| format!("{code} {count}"))
        .collect::<Vec<_>>()
        .join(", ")
}

fn alarms(measured: &Measured) -> String {
    let mut text = "\n## False alarms\n\n| population | reports | cells | cells asked about | reports asked about | by rule |\n|---|--:|--:|--:|--:|---|\n".to_owned();
    let rows = [
        ("as above", &measured.clean),
        (
            "as above, other seeds than thresholds were tuned with",
            &measured.fresh,
        ),
        (
            "quarterly, one of the two columns empty",
            &measured.one_column,
        ),
        ("the same, other seeds", &measured.fresh_one_column),
        ("every change twice as wide", &measured.wild),
    ];
    for (name, clean) in rows {
        let (cells, reports) = (
            percent(clean.cells_asked, clean.cells),
            percent(clean.reports_asked, clean.reports),
        );
        let _ = writeln!(
            text,
            "| {name} | {} | {} | {} ({cells}) | {} ({reports}) | {} |",
            clean.reports,
            clean.cells,
            clean.cells_asked,
            clean.reports_asked,
            list(&clean.by)
        );
    }
    text.push_str("\nThe last is not promised; it shows where the questions come from in a year that is bad for everybody. By the life behind a report (second row):\n\n| life | reports | asked about |\n|---|--:|--:|\n");
    for (life, (reports, asked)) in &measured.fresh.by_life {
        let _ = writeln!(
            text,
            "| {life} | {reports} | {asked} ({}) |",
            percent(*asked, *reports)
        );
    }
    text
}
