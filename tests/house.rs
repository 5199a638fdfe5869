//! The rules of the house that the compiler does not hold: what may import what, where SQL stands, how long things get.

use std::fs;
use std::path::{Path, PathBuf};

/// Modules from the ground up: each may use itself and those before it.
const ORDER: [&str; 53] = [
    "kernel",
    "i18n",
    "charts",
    "documents",
    "workbooks",
    "survey",
    "database",
    "mail",
    "audit",
    "web",
    "registry",
    "board",
    "zones",
    "structure",
    "enterprises",
    "contacts",
    "projects",
    "parcels",
    "indicators",
    "checks",
    "land",
    "tenure",
    "works",
    "wastewater",
    "forms",
    "schemes",
    "agenda",
    "figures",
    "evidence",
    "industries",
    "plans",
    "closings",
    "filings",
    "duties",
    "profiles",
    "sheets",
    "handouts",
    "imports",
    "national",
    "dashboard",
    "occupancy",
    "maps",
    "reviews",
    "accounts",
    "app",
    "exchange",
    "config",
    "identity",
    "signals",
    "attached",
    "demo",
    "serve",
    "cli",
];

/// Files that may hold SQL: each feature's `db.rs`, and the few that are nothing but storage.
const STORAGE: [&str; 10] = [
    "registry/store.rs",
    "indicators/catalogue.rs",
    "audit/mod.rs",
    "database/pool.rs",
    "database/memo.rs",
    "exchange/mod.rs",
    "exchange/export.rs",
    "exchange/refusal.rs",
    "exchange/staging.rs",
    "exchange/writing.rs",
];

fn rust_files(dir: &str) -> Vec<PathBuf> {
    let mut files = Vec::new();
    for entry in fs::read_dir(Path::new(env!("CARGO_MANIFEST_DIR")).join(dir)).expect("a directory")
    {
        let path = entry.expect("an entry").path();
        let relative = path
            .strip_prefix(env!("CARGO_MANIFEST_DIR"))
            .expect("inside")
            .to_owned();
        if path.is_dir() {
            files.extend(rust_files(relative.to_str().expect("a plain path")));
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            files.push(relative);
        }
    }
    files
}

fn read(path: &Path) -> String {
    fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join(path)).expect("text")
}

/// Names of our modules in `use crate::…` and in paths.
fn imported(line: &str) -> Vec<&str> {
    line.match_indices("crate::")
        .flat_map(|(at, found)| {
            let rest = &line[at + found.len()..];
            match rest.strip_prefix('{') {
                Some(list) => list
                    .split(',')
                    .map(|part| first_word(part.trim()))
                    .collect::<Vec<_>>(),
                None => vec![first_word(rest)],
            }
        })
        .collect()
}

fn first_word(text: &str) -> &str {
    text.split(|c: char| !c.is_ascii_alphanumeric() && c != '_')
        .next()
        .unwrap_or_default()
}

#[test]
fn imports_go_one_way() {
    let mut wrong = Vec::new();
    for path in rust_files("src") {
        let module = path
            .strip_prefix("src")
            .expect("inside")
            .components()
            .next()
            .expect("a name")
            .as_os_str();
        let module = module
            .to_str()
            .expect("a plain name")
            .trim_end_matches(".rs");
        let Some(height) = ORDER.iter().position(|name| *name == module) else {
            continue;
        };
        for line in read(&path).lines() {
            let above = |name: &&str| {
                ORDER
                    .iter()
                    .position(|known| known == name)
                    .is_some_and(|other| other > height)
            };
            wrong.extend(
                imported(line)
                    .into_iter()
                    .filter(above)
                    .map(|name| format!("{} uses {name}", path.display())),
            );
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
    for entry in
        fs::read_dir(Path::new(env!("CARGO_MANIFEST_DIR")).join("src")).expect("a directory")
    {
        let entry = entry.expect("an entry");
        let name = entry.file_name().into_string().expect("a plain name");
        assert!(
            !entry.path().is_dir() || ORDER.contains(&name.as_str()),
            "{name} has no place in the order yet"
        );
    }
}

#[test]
fn sql_stands_only_where_storage_is() {
    for path in rust_files("src") {
        let text = read(&path);
        let holds = [
            "sqlx::query",
            "query!(",
            "query_as!(",
            "query_scalar!(",
            "QueryBuilder",
        ]
        .iter()
        .any(|sign| text.contains(sign));
        let storage = path.ends_with("db.rs") || STORAGE.iter().any(|file| path.ends_with(file));
        assert!(!holds || storage, "{} holds SQL", path.display());
    }
}

#[test]
fn files_and_functions_stay_readable() {
    let mut long = Vec::new();
    for path in rust_files("src").into_iter().chain(rust_files("tests")) {
        let text = read(&path);
        let lines: Vec<&str> = text.lines().collect();
        if lines.len() >= 500 {
            long.push(format!("{} has {} lines", path.display(), lines.len()));
        }
        for (start, line) in lines.iter().enumerate() {
            let words = line.trim_start();
            let is_function = words.starts_with("fn ")
                || ["pub", "async", "const"]
                    .iter()
                    .any(|w| words.starts_with(w))
                    && words.contains(" fn ");
            if !is_function || !line.ends_with('{') {
                continue;
            }
            // rustfmt puts the closing brace under the first letter.
            let close = format!("{}}}", &line[..line.len() - words.len()]);
            let end = lines[start..]
                .iter()
                .position(|line| *line == close)
                .unwrap_or(0);
            if end >= 80 {
                long.push(format!("{}:{} has {end} lines", path.display(), start + 1));
            }
        }
    }
    assert!(long.is_empty(), "{long:#?}");
}

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

/// `get("zone").parse().ok()` makes "nothing asked for" of what cannot be read, and nothing asked for is everything.
#[test]
fn what_was_sent_is_read_or_refused_and_never_left_out() {
    let mut wrong = Vec::new();
    // The page of an import asks again for a form or a period it could not read.
    for path in rust_files("src")
        .into_iter()
        .filter(|path| path != Path::new("src/imports/routes.rs"))
    {
        for (number, line) in read(&path).lines().enumerate() {
            let one = line
                .split(".get(\"")
                .skip(1)
                .any(|rest| rest.contains("\").parse") && rest.contains(".ok()"));
            let many = line.contains(".all(\"")
                && (line.contains("filter_map(") || line.contains("flat_map("));
            if one || many {
                wrong.push(format!(
                    "{}:{}: use FormData::read, choice or read_all",
                    path.display(),
                    number + 1
                ));
            }
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}
