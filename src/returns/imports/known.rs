//! Who may report, as an import knows them.

use crate::foundation::kernel::Reporter;
use crate::returns::filings::model::named;

/// An enterprise rows may belong to, or one of its projects where it reports by project.
pub struct Known {
    pub reporter: Reporter,
    /// The enterprise's code, or the project's.
    pub code: String,
    pub enterprise_code: String,
    pub tax_code: Option<String>,
    pub enterprise: String,
    pub project: Option<String>,
}

impl Known {
    /// "DN01 – Công ty …", "DA17 – Công ty … – Nhà máy …": how lists offer it.
    pub fn label(&self) -> String {
        format!("{} – {}", self.code, self.name())
    }

    pub fn name(&self) -> String {
        named(&self.enterprise, self.project.as_deref())
    }
}
