//! Plan against actual for a year, on one page.
