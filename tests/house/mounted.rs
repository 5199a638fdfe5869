//! What is mounted: every registry, and no page of the board's without a permission.

use std::path::Path;

use crate::source::{Source, sources};

/// Only what belongs to one's own account is for everybody who signs in; all else names a permission.
#[test]
fn nothing_of_the_board_is_for_everybody_who_signs_in() {
    for Source { path, text, .. } in sources("src") {
        let own = ["web/routes.rs", "portal/app.rs", "accounts/routes.rs"];
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
    let mounted = Source::read(Path::new("src/portal/registries.rs")).text;
    let rooms = ["src/standards", "src/registers", "src/returns"];
    for Source { path, text, .. } in rooms.into_iter().flat_map(sources) {
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
