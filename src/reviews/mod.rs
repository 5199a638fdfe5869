//! The year-end review as a document in the legal layout.
