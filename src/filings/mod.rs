//! How figures come in: an enterprise's report for a year.
