//! A block, read.

use crate::returns::reading::Reading;

/// A block, read for a grid.
pub struct Block {
    pub reading: Reading,
    /// It went by its labels and not by place.
    pub is_labelled: bool,
    /// What is to be confirmed before it is taken.
    pub question: Option<String>,
}
