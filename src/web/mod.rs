//! Pages, forms, errors, headers: knows no feature.

pub mod assets;
pub mod context;
pub mod cookie;
mod day;
pub mod error;
pub mod flash;
pub mod form;
pub mod kept;
pub mod layers;
mod menu;
pub mod page;
mod pager;
mod papers;
pub mod routes;
pub mod state;
pub mod table;

pub use context::{Ctx, RequestFacts, Visit};
pub use day::AskedDay;
pub use error::{AppError, refusal_words};
pub use form::{FormData, fits, too_long};
pub use kept::KeptForm;
pub use page::{Page, ok, render};
pub use pager::Pager;
pub use papers::Papers;
pub use routes::{Access, Mounted, Routes};
pub use state::{AppState, BoardName};

/// What every handler returns.
pub type Answer = Result<axum::response::Response, AppError>;
