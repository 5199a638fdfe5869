//! What a report says in words: answers to its form's questions, saved, guarded and compared as its cells are.

pub mod actions;
pub mod db;
mod model;
pub mod proposals;
mod view;

pub use model::audit_name;
pub use model::{
    AnswerInput, Given, is_nothing, key, missing, posted, question_of, snapshot, tidy,
};
pub use view::{AnswerAttempt, Panel, QuestionLine, changed, conflicts_json, panel, standing};
