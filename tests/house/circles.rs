//! Inside a room files use one another one way, as rooms do.

use std::collections::{BTreeMap, BTreeSet};

use crate::source::{Source, leaves, sources};

/// The modules of the program, and where a name that one hands on comes from.
struct Modules {
    known: BTreeSet<Vec<String>>,
    handed_on: BTreeMap<(Vec<String>, String), Vec<String>>,
}

impl Modules {
    fn of(sources: &[Source]) -> Modules {
        let known = sources.iter().map(|source| source.module.clone()).collect();
        let mut modules = Modules {
            known,
            handed_on: BTreeMap::new(),
        };
        for source in sources {
            for item in &source.file.items {
                let syn::Item::Use(item) = item else { continue };
                if matches!(item.vis, syn::Visibility::Inherited) {
                    continue;
                }
                let mut found = Vec::new();
                leaves(&item.tree, &[], &mut found);
                for path in found {
                    let Some(name) = path.last().cloned() else {
                        continue;
                    };
                    let target = modules.seen_from(&source.module, &path);
                    modules
                        .handed_on
                        .insert((source.module.clone(), name), target);
                }
            }
        }
        modules
    }

    /// A path as seen from the root.
    fn seen_from(&self, module: &[String], path: &[String]) -> Vec<String> {
        let mut at = module.to_vec();
        let mut rest = path;
        while let Some(first) = rest.first() {
            match first.as_str() {
                "crate" => at.clear(),
                "super" => {
                    at.pop();
                }
                "self" => {}
                _ => break,
            }
            rest = &rest[1..];
        }
        at.extend(rest.iter().cloned());
        at
    }

    /// The file in which what a path names stands.
    fn home(&self, path: &[String]) -> Option<Vec<String>> {
        self.home_within(path, 8)
    }

    /// The same, over so many files that hand the name on: two that hand it to each other would have no end.
    fn home_within(&self, path: &[String], steps: usize) -> Option<Vec<String>> {
        let mut at: Vec<String> = Vec::new();
        let mut rest = path;
        while let Some(next) = rest.first() {
            at.push(next.clone());
            if !self.known.contains(&at) {
                at.pop();
                break;
            }
            rest = &rest[1..];
        }
        let next = rest.first()?.clone();
        if steps > 0
            && let Some(target) = self.handed_on.get(&(at.clone(), next))
        {
            let whole: Vec<String> = target.iter().chain(&rest[1..]).cloned().collect();
            if whole != at {
                return self.home_within(&whole, steps - 1).or(Some(at));
            }
        }
        Some(at)
    }
}

type Uses = BTreeMap<Vec<String>, BTreeSet<Vec<String>>>;

/// Which files of its own room each file uses. Declaring children and handing their names on is no use of them.
fn uses(sources: &[Source]) -> Uses {
    let modules = Modules::of(sources);
    let mut uses = Uses::new();
    for source in sources.iter().filter(|source| source.module.len() >= 2) {
        let own = &source.module;
        let mut used = BTreeSet::new();
        for named in source.used() {
            let path = match named.first().map(String::as_str) {
                Some("crate") => named[1..].to_vec(),
                // A child of the file's own: `db::find` in a mod.rs.
                Some(child)
                    if modules
                        .known
                        .contains(&[&own[..], &[child.to_owned()]].concat()) =>
                {
                    [&own[..], &named[..]].concat()
                }
                _ => continue,
            };
            if let Some(home) = modules.home(&path)
                && home != *own
                && home.len() >= 2
                && home[..2] == own[..2]
            {
                used.insert(home);
            }
        }
        uses.insert(own.clone(), used);
    }
    uses
}

/// A way from a file back to itself, where there is one.
fn circle(uses: &Uses, start: &[String]) -> Option<Vec<Vec<String>>> {
    let mut ways = vec![vec![start.to_vec()]];
    let mut seen = BTreeSet::new();
    while let Some(way) = ways.pop() {
        for next in uses.get(way.last()?).into_iter().flatten() {
            if next == start {
                return Some(way);
            }
            if seen.insert(next.clone()) {
                ways.push([&way[..], std::slice::from_ref(next)].concat());
            }
        }
    }
    None
}

#[test]
fn files_of_a_room_use_one_another_one_way() {
    let uses = uses(&sources("src"));
    let mut circles = BTreeMap::new();
    for start in uses.keys() {
        if let Some(way) = circle(&uses, start) {
            let files: BTreeSet<String> = way.iter().map(|module| module.join("::")).collect();
            circles.entry(files).or_insert_with(|| {
                let way: Vec<String> = way.iter().map(|module| module.join("::")).collect();
                format!("{} → {}", way.join(" → "), way[0])
            });
        }
    }
    assert!(
        circles.is_empty(),
        "files use one another in a circle; what both need goes into a file below them: {:#?}",
        circles.values().collect::<Vec<_>>()
    );
}
