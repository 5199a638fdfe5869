//! A small line over years: enough to see a direction, with the exact numbers in a table beside it.

use std::fmt::Write;

use super::svg::{BLUE, GREY, Svg, TRACK, escape, number};

const WIDTH: f64 = 240.0;
const HEIGHT: f64 = 76.0;
const TOP: f64 = 8.0;
const BOTTOM: f64 = 54.0;
const SIDE: f64 = 8.0;

/// A line over consecutive years from `first` on. The scale begins at zero, so that a small change looks small; a year without a
/// figure is a gap in the line, hatched, never a zero and never bridged.
pub fn sparkline(id: &str, title: &str, first: i32, values: &[Option<f64>]) -> String {
    let mut svg = Svg::new(id, title, WIDTH, HEIGHT);
    let known: Vec<f64> = values
        .iter()
        .flatten()
        .copied()
        .filter(|value| value.is_finite())
        .collect();
    let highest = known.iter().copied().fold(0.0, f64::max);
    let lowest = known.iter().copied().fold(0.0, f64::min);
    let span = if highest > lowest {
        highest - lowest
    } else {
        1.0
    };
    let count = f64::from(u32::try_from(values.len()).unwrap_or(u32::MAX)).max(1.0);
    let step = (WIDTH - 2.0 * SIDE) / count;
    let x = |index: f64| SIDE + step * (index + 0.5);
    let y = |value: f64| BOTTOM - (value - lowest) / span * (BOTTOM - TOP);
    svg.rect(SIDE, y(0.0), WIDTH - 2.0 * SIDE, 1.0, GREY, "");
    let mut runs: Vec<Vec<(f64, f64)>> = vec![Vec::new()];
    for (index, value) in (0u32..).map(f64::from).zip(values) {
        match value.filter(|value| value.is_finite()) {
            Some(value) => runs
                .last_mut()
                .into_iter()
                .for_each(|run| run.push((x(index), y(value)))),
            None => {
                let left = x(index) - step * 0.3;
                svg.rect(left, TOP, step * 0.6, BOTTOM - TOP, TRACK, "");
                svg.hatch(left, BOTTOM - 10.0, step * 0.6, 10.0, "#9dadbd");
                runs.push(Vec::new());
            }
        }
    }
    for run in &runs {
        svg.line(run, BLUE);
        run.iter().for_each(|(x, y)| svg.dot(*x, *y, BLUE));
    }
    // Few years stand far from the edges: their labels under the points; many begin and end at them.
    let anchor = |edge: &'static str| if count > 5.0 { edge } else { "middle" };
    let last = first
        + i32::try_from(values.len())
            .unwrap_or(i32::MAX)
            .saturating_sub(1);
    svg.text(
        x(0.0),
        HEIGHT - 5.0,
        anchor("start"),
        GREY,
        &first.to_string(),
    );
    if last > first {
        svg.text(
            x(count - 1.0),
            HEIGHT - 5.0,
            anchor("end"),
            GREY,
            &last.to_string(),
        );
    }
    svg.finish()
}

impl Svg {
    /// A line through some points; one point has none.
    fn line(&mut self, points: &[(f64, f64)], colour: &str) {
        if points.len() < 2 {
            return;
        }
        let path: Vec<String> = points
            .iter()
            .map(|(x, y)| format!("{},{}", number(*x), number(*y)))
            .collect();
        let colour = escape(colour);
        self.raw(&format!(
            "<polyline points=\"{}\" fill=\"none\" stroke=\"{colour}\" stroke-width=\"2\" stroke-linejoin=\"round\"/>",
            path.join(" ")
        ));
    }

    fn dot(&mut self, x: f64, y: f64, colour: &str) {
        let mut dot = String::new();
        let _ = write!(
            dot,
            "<circle cx=\"{}\" cy=\"{}\" r=\"3\" fill=\"{}\"/>",
            number(x),
            number(y),
            escape(colour)
        );
        self.raw(&dot);
    }
}

#[cfg(test)]
mod tests {
    use super::sparkline;

    fn count(svg: &str, what: &str) -> usize {
        svg.matches(what).count()
    }

    #[test]
    fn a_year_without_a_figure_is_a_gap_and_not_a_zero() {
        let whole = sparkline(
            "s",
            "t",
            2020,
            &[Some(1.0), Some(2.0), Some(3.0), Some(4.0)],
        );
        assert_eq!(
            (count(&whole, "<polyline"), count(&whole, "<circle")),
            (1, 4)
        );
        let gap = sparkline(
            "s",
            "t",
            2020,
            &[Some(1.0), Some(2.0), None, Some(4.0), Some(2.0)],
        );
        assert_eq!((count(&gap, "<polyline"), count(&gap, "<circle")), (2, 4));
        let alone = sparkline("s", "t", 2020, &[None, Some(2.0), None]);
        assert_eq!(
            (count(&alone, "<polyline"), count(&alone, "<circle")),
            (0, 1)
        );
        assert!(
            whole.contains(">2020<") && whole.contains(">2023<"),
            "{whole}"
        );
    }

    #[test]
    fn the_scale_begins_at_zero_and_holds_what_is_below_it() {
        // Half the highest stands half way up.
        let svg = sparkline("s", "t", 2021, &[Some(50.0), Some(100.0)]);
        assert!(
            svg.contains("cy=\"31.00\"") && svg.contains("cy=\"8.00\""),
            "{svg}"
        );
        let below = sparkline("s", "t", 2021, &[Some(-10.0), Some(10.0)]);
        assert!(
            below.contains("cy=\"54.00\"")
                && below.contains("cy=\"8.00\"")
                && below.contains("y=\"31.00\""),
            "{below}"
        );
    }

    proptest::proptest! {
        #[test]
        fn whatever_comes_in_stays_within_the_picture(values in proptest::collection::vec(proptest::option::of(proptest::num::f64::ANY), 0..12)) {
            let svg = sparkline("s", "<t>", 2020, &values);
            proptest::prop_assert!(!svg.contains("NaN") && !svg.contains("inf") && !svg.contains("<t>"));
        }
    }
}
