//! How handlers read what was sent.

use std::path::Path;

use crate::source::sources;

/// `get("zone").parse().ok()` makes "nothing asked for" of what cannot be read, and nothing asked for is everything.
#[test]
fn what_was_sent_is_read_or_refused_and_never_left_out() {
    let mut wrong = Vec::new();
    // The page of an import asks again for a form or a period it could not read.
    for source in sources("src")
        .into_iter()
        .filter(|source| source.path != Path::new("src/returns/imports/routes.rs"))
    {
        for (number, line) in source.text.lines().enumerate() {
            let one = line
                .split(".get(\"")
                .skip(1)
                .any(|rest| rest.contains("\").parse") && rest.contains(".ok()"));
            let many = line.contains(".all(\"")
                && (line.contains("filter_map(") || line.contains("flat_map("));
            if one || many {
                wrong.push(format!(
                    "{}:{}: use FormData::read, choice or read_all",
                    source.path.display(),
                    number + 1
                ));
            }
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}
