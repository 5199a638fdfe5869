//! Words of magnitude and comparison, chosen by the unrounded data and never typed.
//!
//! "hơn", "gần", "đạt", "vượt", "bằng", "tăng", "giảm" each make a claim. Here a word is picked from the exact value
//! and the rounding of the sentence it stands in, so that word and figure cannot contradict each other.

mod compare;
mod judged;
mod magnitude;
mod plural;

use rust_decimal::Decimal;

use super::{Lang, format_number};

pub use compare::{Idiom, compare};
pub use judged::{Change, Direction, OfPlan, Verdict, change, of_plan};
pub use magnitude::{Hedge, Magnitude, amount, round_step};
pub use plural::{Noun, counted, one_or_many, padded};

/// A number of things as offices write it: "01 dự án" (below 10 padded, in Vietnamese only), "1 project".
/// The caller chooses the noun, in the right number for English.
pub fn count_padded(count: u64, noun: &str, lang: Lang) -> String {
    if lang == Lang::Vi && (1..10).contains(&count) {
        return format!("{count:02} {noun}");
    }
    format!("{} {noun}", format_number(Decimal::from(count), 0, lang))
}

#[cfg(test)]
pub(crate) mod slips;
#[cfg(test)]
mod tests;
