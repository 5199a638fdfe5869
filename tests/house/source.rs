//! The code as the compiler reads it: files, their modules, and the paths they name.

use std::fs;
use std::path::{Path, PathBuf};

use proc_macro2::{TokenStream, TokenTree};
use syn::visit::{self, Visit};
use syn::{ItemMod, ItemUse, UseTree};

/// A file of Rust, parsed.
pub struct Source {
    /// From the root of the package.
    pub path: PathBuf,
    pub text: String,
    pub file: syn::File,
    /// Its module: `src/returns/filings/rows.rs` is `returns`, `filings`, `rows`.
    pub module: Vec<String>,
}

/// The root of the package.
pub fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

impl Source {
    pub fn read(path: &Path) -> Source {
        let text = fs::read_to_string(root().join(path)).expect("text");
        let file =
            syn::parse_file(&text).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
        let module = path.with_extension("");
        let module = module
            .iter()
            .skip(1)
            .map(|part| part.to_str().expect("a plain name"));
        let module = module.filter(|part| !matches!(*part, "mod" | "lib" | "main"));
        Source {
            path: path.to_owned(),
            text,
            module: module.map(str::to_owned).collect(),
            file,
        }
    }

    /// Every path the file names, as seen from the root where it begins with `crate`, `self` or `super`: in imports, types, calls
    /// and macros.
    pub fn named(&self) -> Vec<Vec<String>> {
        self.paths(true)
    }

    /// Every path it uses itself: those it only hands on (`pub use`) left out.
    pub fn used(&self) -> Vec<Vec<String>> {
        self.paths(false)
    }

    fn paths(&self, handed_on: bool) -> Vec<Vec<String>> {
        let mut paths = Paths {
            module: self.module.clone(),
            handed_on,
            found: Vec::new(),
        };
        paths.visit_file(&self.file);
        paths.found
    }
}

/// All files of Rust under a directory.
pub fn sources(dir: &str) -> Vec<Source> {
    let mut paths: Vec<PathBuf> = files(Path::new(dir));
    paths.retain(|path| path.extension().is_some_and(|extension| extension == "rs"));
    paths.iter().map(|path| Source::read(path)).collect()
}

/// All files under a directory, in the order of their names.
pub fn files(dir: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for entry in fs::read_dir(root().join(dir)).expect("a directory") {
        let path = dir.join(entry.expect("an entry").file_name());
        if root().join(&path).is_dir() {
            found.extend(files(&path));
        } else {
            found.push(path);
        }
    }
    found.sort();
    found
}

/// The paths an import names: `a::{b, c::d}` names two.
pub fn leaves(tree: &UseTree, before: &[String], into: &mut Vec<Vec<String>>) {
    let with = |name: String| {
        before
            .iter()
            .cloned()
            .chain([name])
            .collect::<Vec<String>>()
    };
    match tree {
        UseTree::Path(path) => leaves(&path.tree, &with(path.ident.to_string()), into),
        UseTree::Name(name) if name.ident == "self" => into.push(before.to_vec()),
        UseTree::Name(name) => into.push(with(name.ident.to_string())),
        UseTree::Rename(name) if name.ident == "self" => into.push(before.to_vec()),
        UseTree::Rename(name) => into.push(with(name.ident.to_string())),
        UseTree::Glob(_) => into.push(before.to_vec()),
        UseTree::Group(group) => group
            .items
            .iter()
            .for_each(|tree| leaves(tree, before, into)),
    }
}

struct Paths {
    /// Where the reader is.
    module: Vec<String>,
    /// Whether what is only handed on counts.
    handed_on: bool,
    found: Vec<Vec<String>>,
}

impl Paths {
    fn add(&mut self, path: Vec<String>) {
        let (mut at, mut rest) = (self.module.clone(), &path[..]);
        let relative = matches!(rest.first().map(String::as_str), Some("self" | "super"));
        while let Some(first) = rest.first() {
            match first.as_str() {
                "super" => {
                    at.pop();
                }
                "self" => {}
                _ => break,
            }
            rest = &rest[1..];
        }
        if relative {
            let whole = ["crate".to_owned()].into_iter().chain(at);
            self.found.push(whole.chain(rest.iter().cloned()).collect());
        } else {
            self.found.push(path);
        }
    }

    /// What stands in a macro is not parsed; paths are names with `::` between them.
    fn tokens(&mut self, tokens: TokenStream) {
        let (mut path, mut colons) = (Vec::new(), 0);
        for token in tokens {
            match token {
                TokenTree::Ident(name) => {
                    if colons != 2 {
                        self.add(std::mem::take(&mut path));
                    }
                    path.push(name.to_string());
                    colons = 0;
                    continue;
                }
                TokenTree::Punct(sign) if sign.as_char() == ':' => {
                    colons += 1;
                    continue;
                }
                TokenTree::Group(group) => self.tokens(group.stream()),
                _ => {}
            }
            self.add(std::mem::take(&mut path));
            colons = 0;
        }
        self.add(path);
    }
}

impl<'ast> Visit<'ast> for Paths {
    fn visit_item_mod(&mut self, item: &'ast ItemMod) {
        self.module.push(item.ident.to_string());
        visit::visit_item_mod(self, item);
        self.module.pop();
    }

    fn visit_item_use(&mut self, item: &'ast ItemUse) {
        if !self.handed_on && !matches!(item.vis, syn::Visibility::Inherited) {
            return;
        }
        let mut found = Vec::new();
        leaves(&item.tree, &[], &mut found);
        found.into_iter().for_each(|path| self.add(path));
    }

    fn visit_path(&mut self, path: &'ast syn::Path) {
        let names = path
            .segments
            .iter()
            .map(|segment| segment.ident.to_string());
        self.add(names.collect());
        visit::visit_path(self, path);
    }

    fn visit_macro(&mut self, call: &'ast syn::Macro) {
        self.tokens(call.tokens.clone());
        visit::visit_macro(self, call);
    }
}
