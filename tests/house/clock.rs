//! Who looks at the clock.

use crate::source::sources;

/// The handler, or the action, says which day it is.
#[test]
fn forms_views_and_models_are_told_the_day() {
    let pure = ["form", "view", "model"];
    let mut wrong = Vec::new();
    for source in sources("src") {
        if !source.module.iter().any(|part| pure.contains(&&**part)) {
            continue;
        }
        // A parameter of that name has no path before it.
        let clock = |path: &Vec<String>| path.len() > 1 && path.ends_with(&["today".to_owned()]);
        if source.named().iter().any(clock) {
            wrong.push(source.path.display().to_string());
        }
    }
    assert!(wrong.is_empty(), "take the day as a parameter: {wrong:#?}");
}
