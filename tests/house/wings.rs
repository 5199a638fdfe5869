//! The wings of the house, the order of their rooms, and which way imports go.

use crate::source::{Source, sources};

/// The wings and the rooms of each, from the ground up: every room may use itself and those before it.
pub const WINGS: [(&str, &[&str]); 7] = [
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
            "jobs",
            "audit",
        ],
    ),
    ("platform", &["web", "jobs", "registry"]),
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
            "coverage",
            "figures",
            "board_totals",
            "closings",
            "filings",
            "duties",
            "by_indicator",
            "form_workbooks",
            "reading",
            "imports",
            "pasting",
        ],
    ),
    (
        "outputs",
        &[
            "issued",
            "dashboard",
            "national",
            "reviews",
            "occupancy",
            "maps",
            "profiles",
            "search",
            "verification",
        ],
    ),
    (
        "portal",
        &[
            "accounts",
            "menu",
            "refusals",
            "panels",
            "registries",
            "background",
            "exchange",
            "beginning",
            "app",
            "log",
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

#[test]
fn imports_go_one_way() {
    let mut wrong = Vec::new();
    for source in sources("src") {
        let [wing, room, ..] = &source.module[..] else {
            continue;
        };
        let Some(own) = height(wing, room) else {
            wrong.push(format!(
                "{wing}/{room} has no place yet: give it one in the table of tests/house/wings.rs, above all it uses"
            ));
            continue;
        };
        for named in source.named() {
            let ["crate", wing, room, ..] =
                named.iter().map(String::as_str).collect::<Vec<_>>()[..]
            else {
                continue;
            };
            if height(wing, room).is_none_or(|other| other > own) {
                wrong.push(format!(
                    "{} uses {wing}::{room}, which stands above it: take what it needs as a parameter, or move it up",
                    source.path.display()
                ));
            }
        }
    }
    wrong.dedup();
    assert!(wrong.is_empty(), "{wrong:#?}");
}

/// A wing's own file says what lives there and what may not, and declares its rooms; nothing stands in it.
#[test]
fn every_wing_says_what_lives_there() {
    for (wing, _) in WINGS {
        let path = format!("src/{wing}/mod.rs");
        let source = Source::read(path.as_ref());
        let said = source.text.lines().filter(|line| line.starts_with("//!"));
        let lines = said.count();
        assert!(
            (3..=7).contains(&lines),
            "{path} says in {lines} lines what lives there and what may not; 3 to 7 are read"
        );
        let strange = source.file.items.iter().find(|item| {
            !matches!(item, syn::Item::Mod(room)
                if room.content.is_none() && matches!(room.vis, syn::Visibility::Public(_)))
        });
        assert!(
            strange.is_none(),
            "{path} only declares rooms (pub mod …;): give what else it has a room"
        );
    }
}
