//! The pool, the migrations, and the private PostgreSQL.

mod local;
mod memo;
mod pool;

pub use local::{LocalError, LocalServer};
pub use memo::Memo;
pub use pool::{DatabaseError, answers, connect, migrate, patient, with_detail};
