//! What was promised: named plans of a year and their targets.
