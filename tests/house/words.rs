//! What is written for people and for the eye: the guide says what the screens say, every style is used.

use std::fs;
use std::path::Path;

/// All text of the files under a directory.
fn all_text(dir: &Path, into: &mut String) {
    for entry in fs::read_dir(dir).expect("a directory") {
        let path = entry.expect("an entry").path();
        if path.is_dir() {
            all_text(&path, into);
        } else {
            into.push_str(&String::from_utf8_lossy(&fs::read(&path).expect("a file")));
        }
    }
}

#[test]
fn the_guide_uses_the_words_on_the_screen_and_pictures_that_exist() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut screen = String::new();
    all_text(&root.join("templates"), &mut screen);
    all_text(&root.join("src"), &mut screen);
    for entry in fs::read_dir(root.join("docs/guide")).expect("the guide") {
        let path = entry.expect("an entry").path();
        let text = fs::read_to_string(&path).expect("text");
        for words in text
            .split("**")
            .skip(1)
            .step_by(2)
            .flat_map(|bold| bold.split('→'))
        {
            assert!(
                screen.contains(words.trim()),
                "{}: no screen says “{}”",
                path.display(),
                words.trim()
            );
        }
        let linked = text
            .split("](")
            .skip(1)
            .filter_map(|rest| rest.split(')').next());
        let shown = text
            .split("src=\"")
            .skip(1)
            .filter_map(|rest| rest.split('"').next());
        for link in linked.chain(shown).filter(|link| !link.starts_with("http")) {
            assert!(
                root.join("docs/guide").join(link).exists(),
                "{}: {link} does not exist",
                path.display()
            );
        }
    }
}

#[test]
fn every_style_is_used() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let (mut used, mut styles) = (String::new(), String::new());
    for dir in ["templates", "src"] {
        all_text(&root.join(dir), &mut used);
    }
    for entry in fs::read_dir(root.join("static")).expect("a directory") {
        let path = entry.expect("an entry").path();
        match path.extension().and_then(|extension| extension.to_str()) {
            Some("js") => used.push_str(&fs::read_to_string(path).expect("text")),
            Some("css") => styles.push_str(&fs::read_to_string(path).expect("text")),
            _ => {}
        }
    }
    let starts = |text: &str| text.starts_with(|c: char| c.is_ascii_lowercase());
    for class in styles.split('.').skip(1).filter(|rest| starts(rest)) {
        let class = class
            .split(|c: char| !c.is_ascii_alphanumeric() && c != '_' && c != '-')
            .next()
            .expect("a name");
        // A class may be put together: `tag--{{ tone }}`, `is-${kind}`.
        let composed = class.rfind('-').is_some_and(|at| {
            ["{{", "${"]
                .iter()
                .any(|open| used.contains(&format!("{}{open}", &class[..=at])))
        });
        let known = used.contains(class) || composed || class == "woff2" || class == "org";
        assert!(known, "nothing is styled by .{class}");
    }
}
