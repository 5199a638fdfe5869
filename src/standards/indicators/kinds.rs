//! What kinds of indicators there are.

/// Where an indicator's values come from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Source {
    /// Enterprises report it.
    Filing,
    /// Counted from projects and areas.
    Registry,
}

/// How an indicator behaves over time.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TimeKind {
    Flow,
    Stock,
    Rate,
}

impl Source {
    /// The source with this code in the database.
    pub fn from_code(code: &str) -> Option<Source> {
        match code {
            "filing" => Some(Source::Filing),
            "registry" => Some(Source::Registry),
            _ => None,
        }
    }
}

impl TimeKind {
    /// The kind with this code in the database.
    pub fn from_code(code: &str) -> Option<TimeKind> {
        match code {
            "flow" => Some(TimeKind::Flow),
            "stock" => Some(TimeKind::Stock),
            "rate" => Some(TimeKind::Rate),
            _ => None,
        }
    }
}
