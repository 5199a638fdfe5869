//! Import of workbooks (the portal's own or any other) and pasted blocks: read, shown as a preview with each fault on its cell,
//! written into reports as drafts, and undone on request.

mod accepting;
mod account;
mod actions;
mod answers;
mod arrival;
mod beside;
mod cells;
mod choices;
mod columns;
mod comparisons;
mod db;
mod of_board;
mod page;
mod plan;
mod plan_words;
mod planned;
mod posted;
mod preview;
mod purpose;
mod routes;
mod sending;
mod sheet;
mod source;
mod standing;
mod taking;
mod undo;
mod view;

pub use choices::Choices;
pub use db::{known, superseded};
pub use plan::{Against, Plan, plan};
pub use planned::{PlanCell, PlanRow};
pub use routes::routes;
pub use standing::Standing;
pub use taking::TAKING;
