//! The append-only ledger of accepted figures, and what is read from it.

pub mod db;
mod refusals;
mod routes;

pub use refusals::REFUSALS;
pub use routes::{named, routes};

use crate::foundation::i18n::Text;
use crate::foundation::kernel::Vintage;

/// A vintage in words.
pub fn vintage_words(vintage: Vintage) -> Text {
    match vintage {
        Vintage::Estimate => Text::new("ước", "estimate"),
        Vintage::Preliminary => Text::new("sơ bộ", "preliminary"),
        Vintage::Final => Text::new("chính thức", "final"),
    }
}
