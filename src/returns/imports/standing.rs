//! How a cell or an answer of an import stands beside what the report holds.

/// What a cell would become.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Standing {
    /// Nothing stands there yet.
    New,
    /// Another value stands there.
    Replaces,
    /// The same value stands there.
    Same,
    /// Nothing is in the file.
    Blank,
    /// It cannot be taken as it is.
    Fault,
}
