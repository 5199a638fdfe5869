//! Pages, forms, errors, headers: knows no feature.

pub mod assets;
pub mod context;
pub mod cookie;
mod day;
pub mod error;
pub mod flash;
pub mod form;
pub mod layers;
pub mod menu;
pub mod offered;
mod own_path;
pub mod page;
mod pager;
mod papers;
mod patience;
mod presence;
mod proxies;
pub mod refusals;
pub mod requests;
pub mod routes;
pub mod send_again;
pub mod state;
pub mod table;

pub use context::{Ctx, RequestFacts, Visit};
pub use day::AskedDay;
pub use error::AppError;
pub use form::{FormData, UNREADABLE, fits, too_long};
pub use own_path::is_own_path;
pub use page::{Page, ok, render};
pub use pager::Pager;
pub use papers::Papers;
pub use presence::Presence;
pub use proxies::Proxies;
pub use refusals::{DatabaseRefusal, refusal_words};
pub use routes::{Access, Mounted, Routes};
pub use send_again::UnansweredForm;
pub use state::{AppState, BoardName};

/// What every handler returns.
pub type Answer = Result<axum::response::Response, AppError>;
