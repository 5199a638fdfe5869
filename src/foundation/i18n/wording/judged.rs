//! A rounded percentage and the word that stands beside it, decided together: the word comes from the unrounded value, and
//! decimals are added until the printed number does not contradict it. Every page, paper, file and sentence asks here.

use rust_decimal::Decimal;

use crate::foundation::i18n::{Lang, Text, format_carried};
use crate::foundation::kernel::percent::{round_percent, round_percent_beside};

/// From this percentage of plan on a target is nearly met.
const NEARLY_FROM: Decimal = Decimal::from_parts(90, 0, 0, false, 0);

/// How far a target was met.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Verdict {
    Met,
    Nearly,
    NotMet,
}

impl Verdict {
    pub const fn words(self) -> Text {
        match self {
            Self::Met => Text::new("Đạt", "Met"),
            Self::Nearly => Text::new("Gần đạt", "Nearly met"),
            Self::NotMet => Text::new("Chưa đạt", "Not met"),
        }
    }
}

/// A percentage of plan as it is printed, and what it says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct OfPlan {
    pub verdict: Verdict,
    /// Rounded; carries its decimals.
    pub shown: Decimal,
}

/// Judges an unrounded percentage of plan; printed with `scale` decimals, or more where they would contradict the verdict.
pub fn of_plan(percent: Decimal, scale: u32) -> OfPlan {
    let verdict = match percent {
        met if met >= Decimal::ONE_HUNDRED => Verdict::Met,
        nearly if nearly >= NEARLY_FROM => Verdict::Nearly,
        _ => Verdict::NotMet,
    };
    OfPlan {
        verdict,
        shown: round_percent_beside(percent, scale, &[NEARLY_FROM]),
    }
}

impl OfPlan {
    /// "99,96%".
    pub fn text(self, lang: Lang) -> String {
        self.number(lang) + "%"
    }

    /// "99,96", for a column that says "%" in its heading.
    pub fn number(self, lang: Lang) -> String {
        format_carried(self.shown, lang)
    }
}

/// Which way a figure went.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Direction {
    Up,
    Down,
    /// Exactly as before.
    Level,
}

/// A change in per cent or percentage points as it is printed, and which way it went.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Change {
    pub direction: Direction,
    /// Rounded and without its sign, which is in the direction; carries its decimals.
    pub shown: Decimal,
}

/// Tells an unrounded change; printed with `scale` decimals, or more where "0" or "100" would say what is not so.
pub fn change(exact: Decimal, scale: u32) -> Change {
    let direction = match exact {
        up if up > Decimal::ZERO => Direction::Up,
        down if down < Decimal::ZERO => Direction::Down,
        _ => Direction::Level,
    };
    Change {
        direction,
        shown: round_percent(exact.abs(), scale),
    }
}

impl Change {
    /// "5,2%".
    pub fn text(self, lang: Lang) -> String {
        self.number(lang) + "%"
    }

    fn number(self, lang: Lang) -> String {
        format_carried(self.shown, lang)
    }

    /// With its sign and a unit: "+5,2%", "−0,04 điểm %", "0,0%".
    pub fn signed(self, unit: &str, lang: Lang) -> String {
        let sign = match self.direction {
            Direction::Up => "+",
            Direction::Down => "\u{2212}",
            Direction::Level => "",
        };
        format!("{sign}{}{unit}", self.number(lang))
    }
}
