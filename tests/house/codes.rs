//! Codes are types: what the program speaks of by name is spelt in one place.

use std::path::Path;

use crate::source::{Source, sources};

/// Where a word that is also the code of an indicator means something else: a field of obstacles, a purpose of contacts, a section
/// of the review, words of the screen, addresses, words of units, rooms in the menu, a table.
const NO_INDICATOR: [(&str, &str); 10] = [
    ("src/portal/menu.rs", "imports"),
    ("src/portal/menu.rs", "occupancy"),
    ("src/returns/imports/undo.rs", "imports"),
    ("src/registers/tasks", "environment"),
    ("src/registers/contacts", "environment"),
    ("src/outputs/issued/model.rs", "workers"),
    ("src/outputs/issued/model.rs", "occupancy"),
    ("src/outputs/reviews", "environment"),
    ("src/outputs/reviews/infrastructure.rs", "budget"),
    ("src/foundation/workbooks/number/unit.rs", "workers"),
];

/// The indicators the program speaks of by name are `Known`: in code by that, in SQL bound.
#[test]
fn codes_of_indicators_stand_in_one_place() {
    let home = Path::new("src/standards/indicators/known.rs");
    let known = Source::read(home).text;
    let codes: Vec<&str> = known
        .lines()
        .filter_map(|line| line.trim().strip_prefix("Known::"))
        .filter_map(|line| line.split_once(" => \"")?.1.strip_suffix("\","))
        .collect();
    assert!(
        codes.len() > 10,
        "the codes are read from {}",
        home.display()
    );
    let mut wrong = Vec::new();
    for Source { path, text, .. } in sources("src") {
        let is_test = path.iter().any(|part| part == "tests")
            || path.ends_with("tests.rs")
            || path.ends_with("published_year.rs")
            || path.to_string_lossy().ends_with("_tests.rs");
        if path == home || is_test {
            continue;
        }
        // What a file's own tests say is not the program's.
        let text = text
            .split("#[cfg(test)]\nmod tests {")
            .next()
            .unwrap_or(&text);
        for code in &codes {
            let says = ['"', '\'']
                .iter()
                .any(|quote| text.contains(&format!("{quote}{code}{quote}")))
                || text.contains(&format!("}}/{code}?"));
            let other = NO_INDICATOR
                .iter()
                .any(|(place, word)| word == code && path.starts_with(place));
            if says && !other {
                wrong.push(format!("{}: {code}", path.display()));
            }
        }
    }
    assert!(wrong.is_empty(), "say Known instead: {wrong:#?}");
}
