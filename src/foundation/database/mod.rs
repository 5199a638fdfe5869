//! The pool, the migrations, and the private PostgreSQL.

mod health;
mod local;
mod local_error;
mod memo;
mod pool;
mod programs;
mod supervisor;

pub use health::{Condition, Health};
pub use local::LocalServer;
pub use local_error::LocalError;
pub use memo::Memo;
pub use pool::{DatabaseError, answers, connect, migrate, patient, with_detail};
pub use supervisor::Supervisor;
