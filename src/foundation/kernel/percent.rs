//! Percentages with a stated base.
//!
//! A percentage is computed from unrounded values, always names what it is a percentage of, and where it would
//! mislead it is undefined with a reason instead of being a number.

use rust_decimal::Decimal;

use super::language::Text;
use super::rounding::{round_half_away, scale_beside};

/// What an actual value is held against.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Base {
    /// The planned value of the same period.
    Plan,
    /// The actual value of an earlier year.
    Prior { year: i32 },
    /// The total of which the value is a part.
    Whole,
}

/// What a percentage says in words: nothing, all, and all of it lost. Printed only where it is exactly so.
const SAYING: [Decimal; 3] = [
    Decimal::ZERO,
    Decimal::ONE_HUNDRED,
    Decimal::from_parts(100, 0, 0, true, 0),
];

/// A percentage for showing: rounded half away from zero to `scale` decimals, or to as many more as it takes not to print
/// "0", "100" or "−100" where it is not exactly that. The result carries its decimals.
pub fn round_percent(value: Decimal, scale: u32) -> Decimal {
    round_percent_beside(value, scale, &[])
}

/// Likewise, and with limits the value is judged by: "90,0%" beside a limit of 90 is printed only of exactly 90.
pub fn round_percent_beside(value: Decimal, scale: u32, limits: &[Decimal]) -> Decimal {
    let scale = scale_beside(value, scale, &SAYING).max(scale_beside(value, scale, limits));
    let mut shown = round_half_away(value, scale);
    shown.rescale(scale);
    shown
}

/// Why there is no percentage.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Reason {
    MissingActual,
    MissingBase,
    ZeroBase,
    NegativeBase,
    SignChange,
    /// The numbers are too large to be divided exactly.
    OutOfRange,
    /// A total some who should be in it are missing from.
    Incomplete,
}

impl Reason {
    /// The reason as a short clause for a note or a tooltip.
    pub const fn text(self) -> Text {
        match self {
            Self::MissingActual => Text::new("chưa có số liệu thực hiện", "no actual figure yet"),
            Self::MissingBase => {
                Text::new("chưa có số liệu để so sánh", "no figure to compare with")
            }
            Self::ZeroBase => {
                Text::new("số liệu so sánh bằng 0", "the figure to compare with is 0")
            }
            Self::NegativeBase => Text::new(
                "số liệu so sánh là số âm",
                "the figure to compare with is negative",
            ),
            Self::SignChange => Text::new(
                "số liệu đổi dấu so với gốc so sánh",
                "the figure changed sign against its base",
            ),
            Self::OutOfRange => Text::new(
                "số liệu quá lớn, không tính được tỷ lệ",
                "the figures are too large to compare",
            ),
            Self::Incomplete => Text::new(
                "chưa đủ báo cáo để so sánh",
                "not all have reported: not compared",
            ),
        }
    }
}

/// A percentage, unrounded, or the reason why there is none.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Ratio {
    Percent(Decimal),
    Undefined(Reason),
}

impl Ratio {
    /// The unrounded percentage.
    pub const fn value(self) -> Option<Decimal> {
        match self {
            Self::Percent(value) => Some(value),
            Self::Undefined(_) => None,
        }
    }

    /// The percentage for showing only, see [`round_percent`].
    pub fn rounded(self, scale: u32) -> Option<Decimal> {
        self.value().map(|value| round_percent(value, scale))
    }

    pub const fn reason(self) -> Option<Reason> {
        match self {
            Self::Percent(_) => None,
            Self::Undefined(reason) => Some(reason),
        }
    }

    /// As a `Result`, for use with `?`.
    pub const fn ok(self) -> Result<Decimal, Reason> {
        match self {
            Self::Percent(value) => Ok(value),
            Self::Undefined(reason) => Err(reason),
        }
    }
}

/// A year may be compared with an earlier one only: printed reviews have compared a year with itself.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("year {actual_year} cannot be compared with {prior_year}, which is not before it")]
pub struct NotEarlier {
    pub actual_year: i32,
    pub prior_year: i32,
}

/// An actual value beside the value it is held against, both unrounded and in the same unit.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Comparison {
    base: Base,
    actual: Option<Decimal>,
    reference: Option<Decimal>,
    /// Somebody is missing from one of the two: they stand beside each other, and no percentage is stated.
    incomplete: bool,
}

impl Comparison {
    pub const fn with_plan(actual: Option<Decimal>, plan: Option<Decimal>) -> Self {
        Self {
            base: Base::Plan,
            actual,
            reference: plan,
            incomplete: false,
        }
    }

    /// Against an earlier year; there is no other way to build a comparison between years.
    pub const fn with_prior(
        actual_year: i32,
        actual: Option<Decimal>,
        prior_year: i32,
        prior: Option<Decimal>,
    ) -> Result<Self, NotEarlier> {
        if prior_year >= actual_year {
            return Err(NotEarlier {
                actual_year,
                prior_year,
            });
        }
        Ok(Self {
            base: Base::Prior { year: prior_year },
            actual,
            reference: prior,
            incomplete: false,
        })
    }

    pub const fn with_whole(part: Option<Decimal>, whole: Option<Decimal>) -> Self {
        Self {
            base: Base::Whole,
            actual: part,
            reference: whole,
            incomplete: false,
        }
    }

    /// The same two values, of which no percentage is stated while somebody is missing from one of them.
    #[must_use]
    pub const fn only_if(self, complete: bool) -> Self {
        Self {
            incomplete: !complete,
            ..self
        }
    }

    pub const fn base(&self) -> Base {
        self.base
    }

    pub const fn actual(&self) -> Option<Decimal> {
        self.actual
    }

    /// The value compared with.
    pub const fn reference(&self) -> Option<Decimal> {
        self.reference
    }

    /// actual ÷ base × 100.
    pub fn percent_of(&self) -> Ratio {
        self.ratio(|actual, _| Some(actual))
    }

    /// (actual − base) ÷ base × 100; negative for a fall.
    pub fn change_percent(&self) -> Ratio {
        self.ratio(Decimal::checked_sub)
    }

    fn ratio(&self, numerator: impl Fn(Decimal, Decimal) -> Option<Decimal>) -> Ratio {
        let Some(actual) = self.actual else {
            return Ratio::Undefined(Reason::MissingActual);
        };
        let Some(base) = self.reference else {
            return Ratio::Undefined(Reason::MissingBase);
        };
        if self.incomplete {
            return Ratio::Undefined(Reason::Incomplete);
        }
        if base.is_zero() {
            return Ratio::Undefined(Reason::ZeroBase);
        }
        if base < Decimal::ZERO {
            // A percentage of a loss reads as the opposite of what it says, whichever way the actual went.
            let reason = if actual > Decimal::ZERO {
                Reason::SignChange
            } else {
                Reason::NegativeBase
            };
            return Ratio::Undefined(reason);
        }
        if actual < Decimal::ZERO {
            return Ratio::Undefined(Reason::SignChange);
        }
        numerator(actual, base)
            .and_then(|top| top.checked_mul(Decimal::ONE_HUNDRED))
            .and_then(|top| top.checked_div(base))
            .map_or(Ratio::Undefined(Reason::OutOfRange), Ratio::Percent)
    }
}

#[cfg(test)]
mod tests;
