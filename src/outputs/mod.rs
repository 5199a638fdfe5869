//! What is made of it all for somebody to read: the year at a glance, the national sheets, the review, occupancy, maps,
//! an enterprise on one page, the search over all of it, the comparison of what is derived with what it follows from.
//!
//! Reads only, but for what is issued, a review's own texts, the corners of a plan and the rebuilding of caches; a number is computed
//! once, for page and paper.

pub mod dashboard;
pub mod issued;
pub mod maps;
pub mod national;
pub mod occupancy;
pub mod profiles;
pub mod reviews;
pub mod search;
pub mod verification;
