//! "hơn 1.000 người", "gần 38 triệu đô la Mỹ": a rounded figure and the direction it was rounded in.

use rust_decimal::Decimal;

use crate::foundation::i18n::{Lang, format_carried};
use crate::foundation::kernel::quantity::{Unit, in_unit};
use crate::foundation::kernel::rounding::round_to_step;

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
}

impl Magnitude {
    /// Rounds `exact` to multiples of `step`, half away from zero; where that is more than a twentieth off, to the coarsest
    /// power of ten that is not: 8 to a step of 10 is "8" and not "gần 10". `None` when the step is not positive.
    pub fn rounded(exact: Decimal, step: Decimal) -> Option<Self> {
        let asked = round_to_step(exact, step)?;
        let shown = if is_fair(exact, asked) {
            asked
        } else {
            round_to_step(exact, round_step(exact))?
        };
        let hedge = if exact == shown {
            Hedge::Exact
        } else if exact < Decimal::ZERO {
            Hedge::About
        } else if exact > shown {
            Hedge::Over
        } else {
            Hedge::Nearly
        };
        Some(Self {
            hedge,
            shown: shown.normalize(),
        })
    }

    pub const fn hedge(&self) -> Hedge {
        self.hedge
    }

    pub const fn shown(&self) -> Decimal {
        self.shown
    }

    /// The words, with the unit as it is to be written: "hơn 1.000 người". An empty unit is left out.
    pub fn text(&self, unit: &str, lang: Lang) -> String {
        let figure = format_carried(self.shown, lang);
        let space = if unit.is_empty() || unit == "%" {
            ""
        } else {
            " "
        };
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
    while step > finest && !round_to_step(size, step).is_some_and(|shown| is_fair(size, shown)) {
        step /= Decimal::TEN;
    }
    step.normalize()
}

/// Whether a rounded figure sums the exact one up; both of one sign.
fn is_fair(exact: Decimal, shown: Decimal) -> bool {
    (exact - shown).abs() <= exact.abs() * FAIR
}
