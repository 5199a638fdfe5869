//! One indicator in one place, with what it is compared with.

use rust_decimal::Decimal;

use crate::foundation::i18n::{Lang, Text};
use crate::foundation::kernel::percent::{Comparison, Ratio};
use crate::foundation::kernel::{Vintage, Year};
use crate::returns::board_totals::Beside;
use crate::returns::coverage::Coverage;
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
    /// The parts of the actual that are estimated and preliminary, 0 to 1; the rest is final.
    pub estimated: Decimal,
    pub preliminary: Decimal,
    /// Enterprises behind the actual.
    pub enterprises: i32,
    /// Who was to report it, of the year and of the year before; `None` where nobody owed it, as of what is counted from registers.
    pub coverage: Option<Coverage>,
    pub prior_coverage: Option<Coverage>,
    /// There are figures, but the mean they make is beyond all numbers.
    pub beyond: bool,
}

impl Line {
    /// Whether there is a figure, a target or a figure of the year before.
    pub(super) fn says_something(&self) -> bool {
        self.actual.is_some() || self.plan.is_some() || self.prior.is_some()
    }

    /// Whether nobody is missing from the actual. Without any figure there is nothing somebody could be missing from.
    pub fn is_whole(&self) -> bool {
        self.actual.is_none() || self.coverage.is_none_or(Coverage::is_whole)
    }

    /// Whether nobody is missing from the figure of the year before.
    pub fn prior_is_whole(&self) -> bool {
        self.prior.is_none() || self.prior_coverage.is_none_or(Coverage::is_whole)
    }

    /// Says no percentage while somebody is missing from the actual: what has come in so far is no verdict.
    pub fn against_plan(&self) -> Comparison {
        Comparison::with_plan(self.actual, self.plan).only_if(self.is_whole())
    }

    /// What has come in so far of the plan, whoever is missing.
    pub fn so_far(&self) -> Ratio {
        Comparison::with_plan(self.actual, self.plan).percent_of()
    }

    /// The figure of the year before against this year's plan.
    pub fn prior_of_plan(&self) -> Ratio {
        let compared = Comparison::with_plan(self.prior, self.plan);
        compared.only_if(self.prior_is_whole()).percent_of()
    }

    /// Always against the year before: a year compared with itself cannot be built. No percentage while somebody is missing from
    /// either: a report that has not come in is no fall.
    pub fn against_prior(&self) -> Comparison {
        let year = self.year;
        Comparison::with_prior(
            year.number(),
            self.actual,
            year.before().number(),
            self.prior,
        )
        .expect("the year before is before the year")
        .only_if(self.is_whole() && self.prior_is_whole())
    }

    /// The difference from the year before, where nobody is missing from either: of rates, in points.
    pub fn difference(&self) -> Option<Decimal> {
        let (actual, prior) = self.actual.zip(self.prior)?;
        (self.is_whole() && self.prior_is_whole()).then(|| actual - prior)
    }

    /// "mới có số liệu của 3/11 doanh nghiệp, …"; nothing of a whole total, nor where there is no figure.
    pub fn covers(&self, lang: Lang) -> String {
        covers(self.coverage, self.actual, &self.indicator, lang)
    }

    /// Likewise of the year before.
    pub fn prior_covers(&self, lang: Lang) -> String {
        covers(self.prior_coverage, self.prior, &self.indicator, lang)
    }

    pub fn percent_of_plan(&self) -> Ratio {
        self.against_plan().percent_of()
    }

    pub fn percent_of_prior(&self) -> Ratio {
        self.against_prior().percent_of()
    }
}

fn covers(
    coverage: Option<Coverage>,
    total: Option<Decimal>,
    indicator: &Indicator,
    lang: Lang,
) -> String {
    coverage
        .filter(|_| total.is_some())
        .map_or_else(String::new, |coverage| {
            coverage.words(total, indicator.weight.is_none(), lang)
        })
}
