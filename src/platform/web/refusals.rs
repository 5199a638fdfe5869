//! What the database refuses by a rule of its own, whoever asks. The rule raises a code (SQLSTATE IZ…); the feature whose rule it
//! is claims the code and says it in words. The program gathers the claims once, so that the words are found wherever a code
//! turns up: a write of one feature may break a rule of another.

use std::sync::OnceLock;

use crate::foundation::i18n::Text;

/// A code the database raises, and what a person is told.
#[derive(Debug, Clone, Copy)]
pub struct DatabaseRefusal {
    /// The SQLSTATE, `IZ` and three more.
    pub code: &'static str,
    /// The field of the form the words stand at, where one is at fault.
    pub field: Option<&'static str>,
    pub words: Text,
}

impl DatabaseRefusal {
    /// A refusal said on the page as a whole.
    pub const fn new(code: &'static str, words: Text) -> DatabaseRefusal {
        let field = None;
        DatabaseRefusal { code, field, words }
    }

    /// The refusal said at a field.
    #[must_use]
    pub const fn at(mut self, field: &'static str) -> DatabaseRefusal {
        self.field = Some(field);
        self
    }
}

static CLAIMED: OnceLock<Vec<DatabaseRefusal>> = OnceLock::new();

/// Makes the claims of all features known, once for the process; later calls change nothing.
pub fn claim(refusals: impl IntoIterator<Item = DatabaseRefusal>) {
    CLAIMED.get_or_init(|| refusals.into_iter().collect());
}

/// The words of a code; of one nobody has claimed yet, what can be said of all.
pub fn refusal_words(code: &str) -> Text {
    let mut claimed = CLAIMED.get().into_iter().flatten();
    claimed.find(|refusal| refusal.code == code).map_or(
        Text::new(
            "Việc này trái với quy trình của báo cáo. Xin tải lại trang để xem tình trạng hiện nay.",
            "This goes against the report's course. Please reload the page to see how it stands.",
        ),
        |refusal| refusal.words,
    )
}

/// The field at which a feature says this refusal; none where it is not of this feature, or of no field.
pub fn field_of(refusals: &[DatabaseRefusal], code: &str) -> Option<&'static str> {
    let mut claimed = refusals.iter();
    claimed.find(|refusal| refusal.code == code)?.field
}

/// Whether another feature claims the code: a write of one may break a rule of another.
pub fn is_of_another(refusals: &[DatabaseRefusal], code: &str) -> bool {
    let is = |refusal: &DatabaseRefusal| refusal.code == code;
    !refusals.iter().any(is) && CLAIMED.get().is_some_and(|claimed| claimed.iter().any(is))
}
