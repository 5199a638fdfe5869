//! Addresses somebody else named – a query, a form, the request itself – that people are led to.

use url::Url;

/// Whether an address stays within the portal. It is read by the rules browsers follow (WHATWG) and not by what it looks like:
/// they drop tabs and line ends wherever these stand, take a backslash for a slash, and `//` for the name of a host.
pub fn is_own_path(path: &str) -> bool {
    let Ok(here) = Url::parse("http://portal.invalid/") else {
        return false;
    };
    let plain = path.starts_with('/') && !path.contains(|c: char| c.is_control() || c == '\\');
    // "/..//host" is ours as it stands, and another host's once its dots are resolved.
    let stays = |there: Url| {
        there.origin() == here.origin()
            && there.username().is_empty()
            && !there.path().starts_with("//")
    };
    plain && here.join(path).is_ok_and(stays)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use url::Url;

    use super::is_own_path;

    #[test]
    fn pages_of_the_portal_are_its_own_and_nothing_else_is() {
        for path in [
            "/",
            "/zones/1",
            "/duties?zone=1&q=a%20b#x",
            "/zones?q=Thanh Bình",
            "/a//b",
            "/?next=//evil.example",
        ] {
            assert!(is_own_path(path), "{path:?}");
        }
        for path in [
            "",
            "zones",
            "//evil.example",
            "///evil.example",
            "/\t/evil.example",
            "/\n/evil.example",
            "/\\evil.example",
            "/zones\\..\\..",
            "/..//evil.example",
            "/.//evil.example",
            "/%2e//evil.example",
            "/zones/\u{0}",
            "/zones/\u{85}",
            "https://evil.example",
            "javascript:alert(1)",
            " //evil.example",
        ] {
            assert!(!is_own_path(path), "{path:?}");
        }
    }

    /// What an attacker would put together, and anything else.
    fn addresses() -> impl Strategy<Value = String> {
        let piece = prop_oneof![
            Just("/"),
            Just("\\"),
            Just("\t"),
            Just("\r\n"),
            Just("."),
            Just(".."),
            Just("%2e"),
            Just("%09"),
            Just("%5c"),
            Just(":"),
            Just("@"),
            Just("?"),
            Just("#"),
            Just("http:"),
            Just("evil.example"),
            Just("zones"),
            Just(" "),
            Just("\u{0}"),
        ];
        let built = prop::collection::vec(piece, 0..9).prop_map(|pieces| pieces.concat());
        prop_oneof![
            built.clone(),
            built.prop_map(|rest| format!("/{rest}")),
            any::<String>()
        ]
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(4096))]
        #[test]
        fn whatever_is_accepted_stays_on_the_host_and_hides_nothing(address in addresses()) {
            if is_own_path(&address) {
                let here = Url::parse("http://portal.example/zones/1").expect("an address");
                let there = here.join(&address).expect("a browser reads it");
                prop_assert_eq!((there.scheme(), there.host_str(), there.port()), ("http", Some("portal.example"), None));
                prop_assert!(there.username().is_empty() && there.password().is_none());
                prop_assert!(!address.contains(|c: char| c.is_control() || c == '\\'));
                // Also when a page writes the resolved path down again.
                let again = here.join(there.path()).expect("a browser reads it");
                prop_assert_eq!(again.host_str(), Some("portal.example"));
            }
        }
    }
}
