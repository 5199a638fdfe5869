//! A form that was sent and got no answer of its own: the session had ended, or the database was gone. What was typed
//! goes back to the browser in hidden fields, and one press sends it again.

use super::form::{FormData, KEPT};
use super::own_path::is_own_path;

/// The hidden field that says where the form was going.
const PATH: &str = "kept-path";
/// Never written into a page.
const SECRETS: [&str; 3] = ["password", "current", "new"];

#[derive(Debug, Clone)]
pub struct UnansweredForm {
    pub path: String,
    pub fields: Vec<(String, String)>,
}

impl UnansweredForm {
    /// A form sent to `path`; none where it is about signing in or a password, which are typed anew.
    pub fn new(path: &str, body: &[u8]) -> Option<UnansweredForm> {
        if ["/sign-", "/setup/", "/account/"]
            .iter()
            .any(|start| path.starts_with(start))
        {
            return None;
        }
        let fields = FormData::parse(body)
            .pairs()
            .iter()
            .filter(|(name, _)| !SECRETS.contains(&name.as_str()))
            .cloned()
            .collect();
        Some(UnansweredForm {
            path: path.to_owned(),
            fields,
        })
    }

    /// A kept form that came back with the sign-in form. Only a path of our own is sent to.
    pub fn returned(data: &FormData) -> Option<UnansweredForm> {
        let path = data.get(PATH);
        if !is_own_path(path) {
            return None;
        }
        let field = |(name, value): &(String, String)| {
            Some((name.strip_prefix(KEPT)?.to_owned(), value.clone()))
        };
        Some(UnansweredForm {
            path: path.to_owned(),
            fields: data.pairs().iter().filter_map(field).collect(),
        })
    }

    /// The hidden fields that carry it through the sign-in form.
    pub fn carried(&self) -> Vec<(String, &str)> {
        let fields = self
            .fields
            .iter()
            .map(|(name, value)| (format!("{KEPT}{name}"), value.as_str()));
        std::iter::once((PATH.to_owned(), self.path.as_str()))
            .chain(fields)
            .collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_typed_comes_back_as_it_was_sent() {
        let kept =
            UnansweredForm::new("/zones", b"name=KCN+A%26B&name=C&note=d%0Ae").expect("kept");
        let carried = kept
            .carried()
            .into_iter()
            .map(|(name, value)| (name, value.to_owned()))
            .collect();
        let back = UnansweredForm::returned(&FormData::new(carried)).expect("returned");
        assert_eq!((back.path, back.fields), (kept.path, kept.fields));
    }

    #[test]
    fn no_secret_and_no_other_address_is_kept() {
        assert!(UnansweredForm::new("/account/password", b"current=a&new=b").is_none());
        let kept = UnansweredForm::new("/accounts", b"username=a&password=b").expect("kept");
        assert_eq!(kept.fields, [("username".to_owned(), "a".to_owned())]);
        for path in [
            "https://evil.example",
            "//evil.example",
            "/\\evil.example",
            "",
        ] {
            assert!(
                UnansweredForm::returned(&FormData::new(vec![(PATH.to_owned(), path.to_owned())]))
                    .is_none(),
                "{path}"
            );
        }
    }
}
