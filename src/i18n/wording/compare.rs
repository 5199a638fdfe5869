//! "đạt 106% kế hoạch", "giảm 12,2% so với năm 2021": a percentage with its verb and its base.

use rust_decimal::Decimal;

use crate::i18n::{Lang, format_percent, format_plain};
use crate::kernel::percent::{Base, Comparison, Reason};
use crate::kernel::rounding::round_half_away;

/// From this multiple on a rise is told as "gấp k lần", because "tăng 465%" is misread as a multiple.
const TIMES_FROM: Decimal = Decimal::from_parts(300, 0, 0, false, 0);

/// Which of the usual idioms tells the comparison.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Idiom {
    /// The percentage of the base: "đạt 106% kế hoạch", "bằng 105% so với năm 2021", "chiếm 59,78%".
    Share,
    /// The distance from the base: "vượt 6% kế hoạch", "tăng 5% so với năm 2021". A part has no distance from its
    /// whole, so there it is told as a share.
    Change,
}

/// The comparison in words, with `scale` decimals; or the reason why it cannot be told.
pub fn compare(comparison: &Comparison, idiom: Idiom, scale: u32, lang: Lang) -> Result<String, Reason> {
    let percent = comparison.percent_of().ok()?;
    let change = comparison.change_percent().ok()?;
    Ok(match (comparison.base(), idiom) {
        (Base::Plan, Idiom::Share) => plan_share(percent, scale, lang),
        (Base::Plan, Idiom::Change) => plan_change(percent, change, scale, lang),
        (Base::Prior { year }, Idiom::Share) => prior_share(percent, year, scale, lang),
        (Base::Prior { year }, Idiom::Change) => prior_change(percent, change, year, scale, lang),
        (Base::Whole, _) => match lang {
            Lang::Vi => format!("chiếm {}", share(percent, scale, lang)),
            Lang::En => format!("making up {}", share(percent, scale, lang)),
        },
    })
}

fn plan_share(percent: Decimal, scale: u32, lang: Lang) -> String {
    let figure = share(percent, scale, lang);
    match lang {
        Lang::Vi => format!("đạt {figure} kế hoạch"),
        Lang::En => format!("reaching {figure} of plan"),
    }
}

/// "vượt" only when something is left of the surplus after rounding.
fn plan_change(percent: Decimal, change: Decimal, scale: u32, lang: Lang) -> String {
    if round_half_away(change, scale) <= Decimal::ZERO {
        return plan_share(percent, scale, lang);
    }
    let figure = format_percent(change, scale, lang);
    match lang {
        Lang::Vi => format!("vượt {figure} kế hoạch"),
        Lang::En => format!("exceeding plan by {figure}"),
    }
}

fn prior_share(percent: Decimal, year: i32, scale: u32, lang: Lang) -> String {
    let figure = share(percent, scale, lang);
    match lang {
        Lang::Vi => format!("bằng {figure} so với năm {year}"),
        Lang::En => format!("equal to {figure} of {year}"),
    }
}

fn prior_change(percent: Decimal, change: Decimal, year: i32, scale: u32, lang: Lang) -> String {
    if percent >= TIMES_FROM {
        let times = format_plain(percent / Decimal::ONE_HUNDRED, 1, lang);
        return match lang {
            Lang::Vi => format!("gấp {times} lần năm {year}"),
            Lang::En => format!("{times} times the figure of {year}"),
        };
    }
    if change.is_zero() {
        return match lang {
            Lang::Vi => format!("bằng năm {year}"),
            Lang::En => format!("the same as in {year}"),
        };
    }
    if round_half_away(change, scale).is_zero() {
        return match lang {
            Lang::Vi => format!("tương đương năm {year}"),
            Lang::En => format!("about the same as in {year}"),
        };
    }
    let figure = share(change.abs(), scale, lang);
    match (change > Decimal::ZERO, lang) {
        (true, Lang::Vi) => format!("tăng {figure} so với năm {year}"),
        (true, Lang::En) => format!("up {figure} on {year}"),
        (false, Lang::Vi) => format!("giảm {figure} so với năm {year}"),
        (false, Lang::En) => format!("down {figure} on {year}"),
    }
}

/// A percentage rounded for the sentence. 0% and 100% say "nothing" and "all", so a value that only rounds to them
/// from inside gets a word: 0,3% is "dưới 1%", 99,6% is "gần 100%".
fn share(percent: Decimal, scale: u32, lang: Lang) -> String {
    let shown = round_half_away(percent, scale);
    let (word, shown) = if shown.is_zero() && !percent.is_zero() {
        (["dưới ", "under "], Decimal::new(1, scale))
    } else if shown == Decimal::ONE_HUNDRED && percent < shown {
        (["gần ", "nearly "], shown)
    } else {
        (["", ""], shown)
    };
    let word = match lang {
        Lang::Vi => word[0],
        Lang::En => word[1],
    };
    format!("{word}{}", format_percent(shown, scale, lang))
}
