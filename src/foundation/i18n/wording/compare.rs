//! "đạt 106% kế hoạch", "giảm 12,2% so với năm 2021": a percentage with its verb and its base.

use rust_decimal::Decimal;

use super::judged::{Direction, change, of_plan};
use crate::foundation::i18n::{Lang, format_percent, format_plain};
use crate::foundation::kernel::percent::{Base, Comparison, Reason};

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

/// The comparison in words, with `scale` decimals or as many more as keep word and figure together; or the reason why it cannot be told.
pub fn compare(
    comparison: &Comparison,
    idiom: Idiom,
    scale: u32,
    lang: Lang,
) -> Result<String, Reason> {
    let percent = comparison.percent_of().ok()?;
    let exact = comparison.change_percent().ok()?;
    Ok(match (comparison.base(), idiom) {
        (Base::Plan, Idiom::Share) => plan_share(percent, scale, lang),
        (Base::Plan, Idiom::Change) => plan_change(percent, exact, scale, lang),
        (Base::Prior { year }, Idiom::Share) => prior_share(percent, year, scale, lang),
        (Base::Prior { year }, Idiom::Change) => prior_change(percent, exact, year, scale, lang),
        (Base::Whole, _) => match lang {
            Lang::Vi => format!("chiếm {}", format_percent(percent, scale, lang)),
            Lang::En => format!("making up {}", format_percent(percent, scale, lang)),
        },
    })
}

fn plan_share(percent: Decimal, scale: u32, lang: Lang) -> String {
    let figure = of_plan(percent, scale).text(lang);
    match lang {
        Lang::Vi => format!("đạt {figure} kế hoạch"),
        Lang::En => format!("reaching {figure} of plan"),
    }
}

/// "vượt" is told of a plan that was exceeded; one that was just met or missed is told as a share.
fn plan_change(percent: Decimal, exact: Decimal, scale: u32, lang: Lang) -> String {
    let over = change(exact, scale);
    if over.direction != Direction::Up {
        return plan_share(percent, scale, lang);
    }
    let figure = over.text(lang);
    match lang {
        Lang::Vi => format!("vượt {figure} kế hoạch"),
        Lang::En => format!("exceeding plan by {figure}"),
    }
}

fn prior_share(percent: Decimal, year: i32, scale: u32, lang: Lang) -> String {
    let figure = format_percent(percent, scale, lang);
    match lang {
        Lang::Vi => format!("bằng {figure} so với năm {year}"),
        Lang::En => format!("equal to {figure} of {year}"),
    }
}

fn prior_change(percent: Decimal, exact: Decimal, year: i32, scale: u32, lang: Lang) -> String {
    if percent >= TIMES_FROM {
        let times = format_plain(percent / Decimal::ONE_HUNDRED, 1, lang);
        return match lang {
            Lang::Vi => format!("gấp {times} lần năm {year}"),
            Lang::En => format!("{times} times the figure of {year}"),
        };
    }
    let moved = change(exact, scale);
    let figure = moved.text(lang);
    match (moved.direction, lang) {
        (Direction::Level, Lang::Vi) => format!("bằng năm {year}"),
        (Direction::Level, Lang::En) => format!("level with {year}"),
        (Direction::Up, Lang::Vi) => format!("tăng {figure} so với năm {year}"),
        (Direction::Up, Lang::En) => format!("up {figure} on {year}"),
        (Direction::Down, Lang::Vi) => format!("giảm {figure} so với năm {year}"),
        (Direction::Down, Lang::En) => format!("down {figure} on {year}"),
    }
}
