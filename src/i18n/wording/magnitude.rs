//! "hơn 1.000 người", "gần 38 triệu đô la Mỹ": a rounded figure and the direction it was rounded in.

use rust_decimal::Decimal;

use crate::i18n::{Lang, format_number};
use crate::kernel::quantity::{Unit, in_unit};
use crate::kernel::rounding::round_to_step;

/// How far a round figure may lie from the exact one before it stops being a fair summary.
const FAIR: Decimal = Decimal::from_parts(5, 0, 0, false, 2);

/// The word in front of a rounded figure.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Hedge {
    /// The figure is exact: no word.
    Exact,
    /// The exact value is larger than shown: "hơn".
    Over,
    /// The exact value is smaller than shown: "gần".
    Nearly,
    /// Positive but would round to zero; one step is shown instead: "dưới".
    Under,
    /// Rounded and negative, where "more" and "nearly" are read both ways: "khoảng".
    About,
}

impl Hedge {
    const fn word(self, lang: Lang) -> &'static str {
        match (self, lang) {
            (Self::Exact, _) => "",
            (Self::Over, Lang::Vi) => "hơn ",
            (Self::Over, Lang::En) => "over ",
            (Self::Nearly, Lang::Vi) => "gần ",
            (Self::Nearly, Lang::En) => "nearly ",
            (Self::Under, Lang::Vi) => "dưới ",
            (Self::Under, Lang::En) => "under ",
            (Self::About, Lang::Vi) => "khoảng ",
            (Self::About, Lang::En) => "about ",
        }
    }
}

/// A figure rounded to a step, with the word that keeps it true.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Magnitude {
    hedge: Hedge,
    shown: Decimal,
    scale: u32,
}

impl Magnitude {
    /// Rounds `exact` to multiples of `step`, half away from zero. `None` when the step is not positive.
    pub fn rounded(exact: Decimal, step: Decimal) -> Option<Self> {
        let shown = round_to_step(exact, step)?;
        let scale = step.normalize().scale();
        let (hedge, shown) = if exact == shown {
            (Hedge::Exact, shown)
        } else if exact < Decimal::ZERO {
            (Hedge::About, shown)
        } else if shown.is_zero() {
            (Hedge::Under, step)
        } else if exact > shown {
            (Hedge::Over, shown)
        } else {
            (Hedge::Nearly, shown)
        };
        Some(Self { hedge, shown, scale })
    }

    pub const fn hedge(&self) -> Hedge {
        self.hedge
    }

    pub const fn shown(&self) -> Decimal {
        self.shown
    }

    /// The words, with the unit as it is to be written: "hơn 1.000 người". An empty unit is left out.
    pub fn text(&self, unit: &str, lang: Lang) -> String {
        let figure = format_number(self.shown, self.scale, lang);
        let space = if unit.is_empty() || unit == "%" { "" } else { " " };
        format!("{}{figure}{space}{unit}", self.hedge.word(lang))
    }
}

/// A canonical value in words: `amount(37_800_000, musd, 1)` is "gần 38 triệu đô la Mỹ".
/// `step` counts in `unit`. `None` when the step is not positive.
/// For a product's own unit use [`Magnitude::text`] with the name the product gives.
pub fn amount(canonical: Decimal, unit: &Unit, step: Decimal, lang: Lang) -> Option<String> {
    let exact = in_unit(canonical, unit);
    Some(Magnitude::rounded(exact, step)?.text(unit.name(lang), lang))
}

/// The coarsest power of ten that rounds `exact` by at most a twentieth: 1.037 by 1.000, 37,8 by 1.
/// A whole number is never given a step below 1.
pub fn round_step(exact: Decimal) -> Decimal {
    let size = exact.abs();
    if size.is_zero() {
        return Decimal::ONE;
    }
    let mut step = Decimal::ONE;
    // Steps stay within what a Decimal can hold: figures have at most some 24 digits.
    while step < size
        && let Some(larger) = step.checked_mul(Decimal::TEN)
    {
        step = larger;
    }
    let finest = Decimal::new(1, size.normalize().scale());
    while step > finest && !is_fair(size, step) {
        step /= Decimal::TEN;
    }
    step.normalize()
}

fn is_fair(exact: Decimal, step: Decimal) -> bool {
    round_to_step(exact, step).is_some_and(|shown| (exact - shown).abs() <= exact * FAIR)
}
