//! Who a report is about: an enterprise as a whole, or one of its projects.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Deserializer, Serialize, Serializer};

/// An enterprise, or one of its projects where it reports by project (the forms A.III are filed per project; many boards
/// consolidate them per enterprise). Written `12`, or `12p34`, in addresses and names of form fields.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Reporter {
    pub enterprise_id: i64,
    /// `None` for the enterprise as a whole.
    pub project_id: Option<i64>,
}

impl Reporter {
    pub fn whole(enterprise_id: i64) -> Reporter {
        Reporter {
            enterprise_id,
            project_id: None,
        }
    }

    pub fn new(enterprise_id: i64, project_id: Option<i64>) -> Reporter {
        Reporter {
            enterprise_id,
            project_id,
        }
    }
}

impl fmt::Display for Reporter {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.project_id {
            None => write!(f, "{}", self.enterprise_id),
            Some(project) => write!(f, "{}p{project}", self.enterprise_id),
        }
    }
}

impl FromStr for Reporter {
    type Err = ();

    fn from_str(text: &str) -> Result<Reporter, ()> {
        let id = |text: &str| text.parse::<i64>().ok().filter(|id| *id > 0).ok_or(());
        match text.split_once('p') {
            None => Ok(Reporter::whole(id(text)?)),
            Some((enterprise, project)) => Ok(Reporter::new(id(enterprise)?, Some(id(project)?))),
        }
    }
}

impl Serialize for Reporter {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Reporter {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Reporter, D::Error> {
        let text = String::deserialize(deserializer)?;
        text.parse()
            .map_err(|()| serde::de::Error::custom("neither an enterprise nor a project"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_reporter_is_read_as_it_is_written() {
        for text in ["7", "12p34"] {
            assert_eq!(
                text.parse::<Reporter>()
                    .map(|reporter| reporter.to_string()),
                Ok(text.to_owned())
            );
        }
        for text in ["", "p", "7p", "p7", "0", "-1", "7p0", "7t", "7p8p9", "7 p8"] {
            assert_eq!(text.parse::<Reporter>(), Err(()), "{text}");
        }
    }
}
