//! The picture of the wings in ARCHITECTURE.md is made from the imports.

use std::collections::BTreeSet;
use std::fs;

use crate::source::{root, sources};
use crate::wings::WINGS;

/// The picture as Mermaid draws it: each wing with its rooms from the ground up, an arrow to each wing it uses.
fn picture() -> String {
    let place = |name: &str| WINGS.iter().position(|(wing, _)| *wing == name);
    let mut arrows = BTreeSet::new();
    for source in sources("src") {
        let Some(own) = source.module.first().and_then(|wing| place(wing)) else {
            continue;
        };
        for named in source.named() {
            let used = match &named[..] {
                [first, wing, ..] if first == "crate" => place(wing),
                _ => None,
            };
            arrows.extend(used.filter(|used| *used != own).map(|used| (own, used)));
        }
    }
    let mut lines = vec!["flowchart TD".to_owned()];
    for (wing, rooms) in WINGS.iter().rev() {
        lines.push(format!(
            "  {wing}[\"<b>{wing}</b><br>{}\"]",
            rooms.join(" · ")
        ));
    }
    // From the top down, as a reader looks.
    for (from, to) in arrows.into_iter().rev() {
        lines.push(format!("  {} --> {}", WINGS[from].0, WINGS[to].0));
    }
    lines.join("\n") + "\n"
}

#[test]
#[expect(
    clippy::disallowed_methods,
    reason = "whoever renews the picture says so there"
)]
fn the_picture_of_the_wings_is_made_from_the_imports() {
    const OPENS: &str = "```mermaid\n";
    let path = root().join("ARCHITECTURE.md");
    let text = fs::read_to_string(&path).expect("ARCHITECTURE.md");
    let start = text.find(OPENS).expect("a picture") + OPENS.len();
    let end = start + text[start..].find("```").expect("the picture's end");
    let drawn = picture();
    if std::env::var_os("IZPORTAL_WRITE_PICTURE").is_some() {
        let renewed = format!("{}{drawn}{}", &text[..start], &text[end..]);
        fs::write(&path, renewed).expect("ARCHITECTURE.md");
        return;
    }
    assert_eq!(
        text[start..end],
        drawn,
        "the imports draw another picture: IZPORTAL_WRITE_PICTURE=1 cargo test --test house picture"
    );
}
