//! Accounts, roles, sessions, signing in, and the one-time set-up link.

pub mod actions;
pub mod db;
mod guard;
mod password;
pub mod roles;
mod routes;
mod session;
mod view;

pub use guard::Guard;
pub use routes::routes;
pub use session::{actor_of, authenticate};

/// The password of the demonstration accounts. They exist only under `--demo`, which listens on loopback alone.
pub const DEMO_PASSWORD: &str = "demo-kcn-2022";
