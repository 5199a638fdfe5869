//! The pool, the migrations, and the private PostgreSQL.

mod local;
mod pool;

pub use local::{LocalError, LocalServer};
pub use pool::{DatabaseError, answers, connect, migrate};
