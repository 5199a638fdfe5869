//! Reporting periods and how firm a figure is.

use std::fmt;
use std::str::FromStr;

/// A reporting year. The database already takes `2022-H1`, `2022-9M`, `2022-Q3` and `2022-07` as well.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Year(i32);

impl Year {
    /// A year the portal can hold figures for.
    pub fn new(year: i32) -> Option<Year> {
        (1990..=2100).contains(&year).then_some(Year(year))
    }

    pub fn number(self) -> i32 {
        self.0
    }

    /// The year before: the only prior year a comparison can name.
    pub fn before(self) -> Year {
        Year(self.0 - 1)
    }

    pub fn after(self) -> Year {
        Year(self.0 + 1)
    }
}

impl fmt::Display for Year {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

impl FromStr for Year {
    type Err = ();

    fn from_str(text: &str) -> Result<Year, ()> {
        text.parse().ok().and_then(Year::new).ok_or(())
    }
}

/// How firm a figure is. Estimates are printed in December, finals arrive by 31 March.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Vintage {
    /// Ước thực hiện.
    Estimate,
    /// Sơ bộ.
    Preliminary,
    /// Chính thức.
    Final,
}

impl Vintage {
    pub const ALL: [Vintage; 3] = [Vintage::Estimate, Vintage::Preliminary, Vintage::Final];

    pub fn code(self) -> &'static str {
        match self {
            Vintage::Estimate => "estimate",
            Vintage::Preliminary => "preliminary",
            Vintage::Final => "final",
        }
    }

    pub fn from_code(code: &str) -> Option<Vintage> {
        Vintage::ALL.into_iter().find(|vintage| vintage.code() == code)
    }
}
