//! The rules of the house that the compiler does not hold: what may import what, where SQL stands, how long things get.

use std::fs;
use std::path::{Path, PathBuf};

/// The wings and the rooms of each, from the ground up: every room may use itself and those before it.
const WINGS: [(&str, &[&str]); 7] = [
    (
        "foundation",
        &[
            "kernel",
            "i18n",
            "charts",
            "documents",
            "workbooks",
            "survey",
            "database",
            "mail",
            "audit",
        ],
    ),
    ("platform", &["web", "registry"]),
    ("standards", &["indicators", "checks", "forms"]),
    (
        "registers",
        &[
            "board",
            "zones",
            "structure",
            "enterprises",
            "contacts",
            "projects",
            "parcels",
            "leases",
            "works",
            "wastewater",
            "schemes",
            "tasks",
            "evidence",
            "industries",
        ],
    ),
    (
        "returns",
        &[
            "plans",
            "figures",
            "closings",
            "filings",
            "duties",
            "by_indicator",
            "form_workbooks",
            "imports",
        ],
    ),
    (
        "outputs",
        &[
            "dashboard",
            "national",
            "reviews",
            "occupancy",
            "maps",
            "profiles",
        ],
    ),
    (
        "portal",
        &[
            "accounts",
            "panels",
            "registries",
            "app",
            "exchange",
            "config",
            "identity",
            "signals",
            "bootstrap",
            "demo",
            "serve",
            "cli",
        ],
    ),
];

/// Where a room stands: its wing and its place in the whole order.
fn height(wing: &str, room: &str) -> Option<usize> {
    let mut rooms = WINGS
        .iter()
        .flat_map(|(wing, rooms)| rooms.iter().map(move |room| (*wing, *room)));
    rooms.position(|known| known == (wing, room))
}

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

/// The parts of a list in braces, as far as it is closed: `a::b, c::{d, e}` has two.
fn parts(list: &str) -> Vec<&str> {
    let (mut depth, mut start, mut parts) = (0, 0, Vec::new());
    for (at, letter) in list.char_indices() {
        match letter {
            '{' => depth += 1,
            '}' if depth == 0 => {
                parts.push(list[start..at].trim());
                return parts;
            }
            '}' => depth -= 1,
            ',' if depth == 0 => {
                parts.push(list[start..at].trim());
                start = at + 1;
            }
            _ => {}
        }
    }
    parts
}

fn first_word(text: &str) -> &str {
    text.split(|c: char| !c.is_ascii_alphanumeric() && c != '_')
        .next()
        .unwrap_or_default()
}

/// The rooms a text names, each with its wing: `crate::returns::{figures, filings::db}` names two.
fn rooms_named(text: &str) -> Vec<(&str, &str)> {
    let mut named = Vec::new();
    for (at, found) in text.match_indices("crate::") {
        let rest = &text[at + found.len()..];
        let wing = first_word(rest);
        let Some(rest) = rest[wing.len()..].strip_prefix("::") else {
            continue;
        };
        match rest.strip_prefix('{') {
            Some(list) => named.extend(
                parts(list)
                    .into_iter()
                    .filter(|part| !part.is_empty())
                    .map(|part| (wing, first_word(part))),
            ),
            None => named.push((wing, first_word(rest))),
        }
    }
    named
}

#[test]
fn imports_go_one_way() {
    let mut wrong = Vec::new();
    for path in rust_files("src") {
        let names: Vec<&str> = path
            .iter()
            .skip(1)
            .map(|name| name.to_str().expect("a plain name"))
            .collect();
        let [wing, room, ..] = names[..] else {
            continue;
        };
        if room == "mod.rs" {
            continue;
        }
        let room = room.trim_end_matches(".rs");
        let Some(own) = height(wing, room) else {
            wrong.push(format!("{wing}/{room} has no place in the order yet"));
            continue;
        };
        let text = read(&path);
        let above = rooms_named(&text)
            .into_iter()
            .filter(|(wing, room)| height(wing, room).is_none_or(|other| other > own));
        wrong.extend(above.map(|(wing, room)| format!("{} uses {wing}::{room}", path.display())));
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}

/// Where a word that is also the code of an indicator means something else: a field of obstacles, a purpose of contacts, a section
/// of the review, words of the screen, words of units.
const NO_INDICATOR: [(&str, &str); 5] = [
    ("src/registers/tasks", "environment"),
    ("src/registers/contacts", "environment"),
    ("src/outputs/reviews", "environment"),
    ("src/outputs/reviews/infrastructure.rs", "budget"),
    ("src/foundation/workbooks/number/unit.rs", "workers"),
];

/// The indicators the program speaks of by name are `Known`: in code by that, in SQL bound.
#[test]
fn codes_of_indicators_stand_in_one_place() {
    let home = Path::new("src/standards/indicators/known.rs");
    let known = read(home);
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
    for path in rust_files("src") {
        let is_test = path.iter().any(|part| part == "tests")
            || path.ends_with("tests.rs")
            || path.to_string_lossy().ends_with("_tests.rs");
        if path == home || is_test {
            continue;
        }
        let text = read(&path);
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

/// Only what belongs to one's own account is for everybody who signs in; all else names a permission.
#[test]
fn nothing_of_the_board_is_for_everybody_who_signs_in() {
    for path in rust_files("src") {
        let own = ["web/routes.rs", "portal/app.rs", "accounts/routes.rs"];
        let text = read(&path);
        assert!(
            !text.contains("Access::SignedIn") || own.iter().any(|own| path.ends_with(own)),
            "{}: name the permission",
            path.display()
        );
    }
}

/// A registry that is declared and not mounted has no pages, and no file in a bundle.
#[test]
fn every_registry_declared_is_mounted() {
    // A log, whose entries are recorded on the page of a plant.
    const LOGS: [&str; 1] = ["READING"];
    let mounted = read(Path::new("src/portal/registries.rs"));
    let rooms = ["src/standards", "src/registers", "src/returns"];
    for path in rooms.into_iter().flat_map(rust_files) {
        let text = read(&path);
        let declared = text
            .lines()
            .filter_map(|line| line.strip_prefix("pub static "))
            .filter_map(|rest| rest.split_once(": Entity "))
            .map(|(name, _)| name);
        for name in declared.filter(|name| !LOGS.contains(name)) {
            let is_mounted = [")", ","]
                .iter()
                .any(|end| mounted.contains(&format!("::{name}{end}")));
            assert!(is_mounted, "{}: {name} is not mounted", path.display());
        }
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
        let storage = path.ends_with("db.rs")
            || path.iter().any(|part| part == "db")
            || STORAGE.iter().any(|file| path.ends_with(file));
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
        .filter(|path| path != Path::new("src/returns/imports/routes.rs"))
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
