//! One indicator against its plan, all indicators on one scale of per cent of plan.

use super::svg::{BAND, BLUE, GREY, INK, Svg, TRACK};

const WIDTH: f64 = 320.0;
const HEIGHT: f64 = 24.0;
/// The right edge of the scale, in per cent of the plan.
const SCALE: f64 = 130.0;

/// A bar of the actual, a black tick at the plan, a triangle at last year, a darker band below 80 %.
/// `estimated` is the part of the actual that is an estimate (0 to 1): it is hatched white.
/// Without a plan or an actual the row is hatched grey: missing is never zero.
pub fn bullet_row(
    id: &str,
    title: &str,
    percent: Option<f64>,
    prior: Option<f64>,
    estimated: Option<f64>,
) -> String {
    let mut svg = Svg::new(id, title, WIDTH, HEIGHT);
    let x = |percent: f64| percent.clamp(0.0, SCALE) / SCALE * WIDTH;
    svg.rect(0.0, 2.0, WIDTH, 16.0, TRACK, "");
    let Some(percent) = percent.filter(|percent| percent.is_finite()) else {
        svg.hatch(0.0, 2.0, WIDTH, 16.0, BAND);
        return svg.finish();
    };
    svg.rect(0.0, 2.0, x(80.0), 16.0, BAND, "");
    let end = x(percent);
    svg.rect(0.0, 5.0, end, 10.0, BLUE, "");
    let part = estimated
        .filter(|part| part.is_finite())
        .unwrap_or(0.0)
        .clamp(0.0, 1.0);
    if part > 0.0 {
        svg.hatch(end * (1.0 - part), 5.0, end * part, 10.0, "#9dbbd8");
    }
    if percent > SCALE {
        // The bar goes on beyond the scale: an arrow head says so.
        svg.polygon(
            &[(WIDTH - 9.0, 3.0), (WIDTH, 10.0), (WIDTH - 9.0, 17.0)],
            INK,
        );
    }
    svg.rect(x(100.0) - 1.25, 0.0, 2.5, 20.0, INK, "");
    if let Some(prior) = prior.filter(|prior| prior.is_finite()) {
        let at = x(prior).clamp(4.5, WIDTH - 4.5);
        svg.polygon(
            &[(at - 4.5, HEIGHT), (at + 4.5, HEIGHT), (at, HEIGHT - 7.0)],
            GREY,
        );
    }
    svg.finish()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::bullet_row;

    #[test]
    fn a_missing_figure_is_hatched_and_draws_no_bar() {
        let missing = bullet_row("a", "t", None, Some(90.0), None);
        assert!(
            missing.contains("<path") && !missing.contains("#0a4f8f"),
            "{missing}"
        );
        assert!(bullet_row("a", "t", Some(50.0), None, None).contains("#0a4f8f"));
    }

    #[test]
    fn the_bar_is_as_long_as_its_percentage() {
        // 65 % of the plan on a scale to 130 % is half of 320.
        assert!(
            bullet_row("a", "t", Some(65.0), None, None)
                .contains("width=\"160.00\" height=\"10.00\"")
        );
    }

    #[test]
    fn titles_are_escaped() {
        let svg = bullet_row(
            "a\"b",
            "<script>alert('x')</script> & co",
            Some(1.0),
            None,
            None,
        );
        assert!(
            !svg.contains("<script>") && svg.contains("&lt;script&gt;") && svg.contains("a&quot;b"),
            "{svg}"
        );
    }

    proptest! {
        #[test]
        fn no_input_makes_a_broken_picture(percent in proptest::num::f64::ANY, prior in proptest::num::f64::ANY, part in proptest::num::f64::ANY) {
            let svg = bullet_row("a", "t", Some(percent), Some(prior), Some(part));
            prop_assert!(!svg.contains("NaN") && !svg.contains("inf"), "{}", svg);
        }
    }
}
