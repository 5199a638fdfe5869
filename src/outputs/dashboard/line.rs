//! One indicator in one place, with what it is compared with.

use rust_decimal::Decimal;

use crate::foundation::i18n::Text;
use crate::foundation::kernel::percent::{Comparison, Ratio};
use crate::foundation::kernel::{Vintage, Year};
use crate::returns::board_totals::Beside;
use crate::standards::indicators::Indicator;

/// What a total rests on.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Ground {
    /// Reports that were owed.
    #[default]
    Reports,
    /// Figures of enterprises that nobody owed: brought along by the board, or of a year before reports were owed.
    MovedIn,
    /// The board's own total, brought along.
    Board,
}

impl Ground {
    pub fn code(self) -> &'static str {
        match self {
            Ground::Reports => "reports",
            Ground::MovedIn => "moved_in",
            Ground::Board => "board_total",
        }
    }

    /// What is said beside the total; nothing of reports.
    pub fn words(self) -> Text {
        match self {
            Ground::Reports => Text::new("", ""),
            Ground::MovedIn => Text::new(
                "phạm vi không rõ, số liệu chuyển vào",
                "coverage unknown, moved in",
            ),
            Ground::Board => Text::new(
                "tổng của Ban; phạm vi không rõ, số liệu chuyển vào",
                "the board's total; coverage unknown, moved in",
            ),
        }
    }
}

/// One indicator in one place: the board, or a zone. All values canonical and unrounded.
#[derive(Debug, Clone)]
pub struct Line {
    pub indicator: Indicator,
    pub year: Year,
    /// None: the board's.
    pub zone: Option<i64>,
    pub actual: Option<Decimal>,
    pub plan: Option<Decimal>,
    pub prior: Option<Decimal>,
    /// What the actual and the figure of the year before rest on.
    pub ground: Ground,
    pub prior_ground: Ground,
    /// The board's own total of the year beside the sum of its enterprises, where it stated one; and of the year before.
    pub beside: Option<Beside>,
    pub prior_beside: Option<Beside>,
    /// The softest vintage in the sum: a total with one estimate in it is an estimate.
    pub vintage: Option<Vintage>,
    /// The part of the actual that is estimated, 0 to 1.
    pub estimated: Decimal,
    /// Enterprises behind the actual.
    pub enterprises: i32,
    /// There are figures, but the mean they make is beyond all numbers.
    pub beyond: bool,
}

impl Line {
    /// Whether there is a figure, a target or a figure of the year before.
    pub(super) fn says_something(&self) -> bool {
        self.actual.is_some() || self.plan.is_some() || self.prior.is_some()
    }

    pub fn against_plan(&self) -> Comparison {
        Comparison::with_plan(self.actual, self.plan)
    }

    /// Always against the year before: a year compared with itself cannot be built.
    pub fn against_prior(&self) -> Comparison {
        let year = self.year;
        Comparison::with_prior(
            year.number(),
            self.actual,
            year.before().number(),
            self.prior,
        )
        .expect("the year before is before the year")
    }

    pub fn percent_of_plan(&self) -> Ratio {
        self.against_plan().percent_of()
    }

    pub fn percent_of_prior(&self) -> Ratio {
        self.against_prior().percent_of()
    }
}
