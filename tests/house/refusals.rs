//! What the database refuses, a feature says in words.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

use izportal::portal::refusals;

use crate::source::{files, root};

/// The codes of our own that a text of SQL raises: `'IZ001'`.
fn codes(text: &str) -> impl Iterator<Item = &str> {
    let quoted = text.split('\'').filter(|part| part.len() == 5);
    quoted.filter(|part| part.starts_with("IZ") && part.bytes().all(|b| b.is_ascii_alphanumeric()))
}

#[test]
fn every_code_the_database_raises_is_claimed_once() {
    let mut raised = BTreeSet::new();
    for path in files(Path::new("migrations")) {
        if path.extension().is_some_and(|extension| extension == "sql") {
            let text = fs::read_to_string(root().join(path)).expect("text");
            raised.extend(codes(&text).map(str::to_owned));
        }
    }
    let mut claimed: BTreeMap<&str, usize> = BTreeMap::new();
    for refusal in refusals::all() {
        *claimed.entry(refusal.code).or_default() += 1;
    }
    let silent: Vec<&String> = raised
        .iter()
        .filter(|code| !claimed.contains_key(code.as_str()))
        .collect();
    assert!(
        silent.is_empty(),
        "raised in migrations/, and no feature has words for it in its REFUSALS: {silent:?}"
    );
    let idle: Vec<&&str> = claimed
        .keys()
        .filter(|code| !raised.contains(**code))
        .collect();
    assert!(idle.is_empty(), "claimed, and raised nowhere: {idle:?}");
    claimed.retain(|_, times| *times > 1);
    assert!(
        claimed.is_empty(),
        "claimed by several features: {claimed:?}"
    );
}
