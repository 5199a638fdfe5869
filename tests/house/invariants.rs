//! ARCHITECTURE.md names tests that hold its invariants; each is there.

use std::fs;

use proc_macro2::{TokenStream, TokenTree};
use syn::visit::{self, Visit};

use crate::source::{Source, root, sources};

/// The tests of a file, each with its module's path before it.
struct Tests {
    module: Vec<String>,
    found: Vec<Vec<String>>,
}

impl Tests {
    fn add(&mut self, name: String) {
        self.found.push([&self.module[..], &[name]].concat());
    }

    /// Tests made by a macro (`proptest!`) are functions in it all the same.
    fn tokens(&mut self, tokens: TokenStream) {
        let tokens: Vec<TokenTree> = tokens.into_iter().collect();
        for two in tokens.windows(2) {
            if let [TokenTree::Ident(word), TokenTree::Ident(name)] = two
                && word == "fn"
            {
                self.add(name.to_string());
            }
        }
        for token in tokens {
            if let TokenTree::Group(group) = token {
                self.tokens(group.stream());
            }
        }
    }
}

impl<'ast> Visit<'ast> for Tests {
    fn visit_item_mod(&mut self, item: &'ast syn::ItemMod) {
        self.module.push(item.ident.to_string());
        visit::visit_item_mod(self, item);
        self.module.pop();
    }

    fn visit_item_fn(&mut self, function: &'ast syn::ItemFn) {
        let is_test = |attribute: &syn::Attribute| {
            attribute
                .path()
                .segments
                .last()
                .is_some_and(|last| last.ident == "test")
        };
        if function.attrs.iter().any(is_test) {
            self.add(function.sig.ident.to_string());
        }
    }

    fn visit_macro(&mut self, call: &'ast syn::Macro) {
        self.tokens(call.tokens.clone());
    }
}

/// The path of every test. Those of `tests/portal` are called without its name, as the runner calls them.
fn tests() -> Vec<Vec<String>> {
    let of = |source: &Source| {
        let mut tests = Tests {
            module: source.module.clone(),
            found: Vec::new(),
        };
        tests.visit_file(&source.file);
        tests.found
    };
    let (program, around) = (sources("src"), sources("tests"));
    program.iter().chain(&around).flat_map(of).collect()
}

/// The tests a line names: `room::test`, `room::*`, or `room` with the word “tests” behind it.
fn named(line: &str) -> Vec<&str> {
    let parts: Vec<&str> = line.split('`').collect();
    let mut named = Vec::new();
    for two in parts.windows(2).skip(1).step_by(2) {
        let (name, after) = (two[0], two[1]);
        let plain = |c: char| c.is_ascii_alphanumeric() || matches!(c, '_' | ':' | '*');
        if name.chars().all(plain) && (name.contains("::") || after.starts_with(" tests")) {
            named.push(name);
        }
    }
    named
}

#[test]
fn every_invariant_names_tests_that_are_there() {
    let text = fs::read_to_string(root().join("ARCHITECTURE.md")).expect("the architecture");
    let invariants = text.split("## Invariants").nth(1).expect("its invariants");
    let invariants = invariants.split("\n## ").next().unwrap_or_default();
    let tests = tests();
    let mut missing = Vec::new();
    for line in invariants.lines() {
        let Some((_, proof)) = line.rsplit_once(" – ") else {
            continue;
        };
        for name in named(proof) {
            let wanted: Vec<&str> = name.trim_end_matches("::*").split("::").collect();
            let holds = |test: &Vec<String>| test.windows(wanted.len()).any(|part| part == wanted);
            if !tests.iter().any(holds) {
                let number = line.split('.').next().unwrap_or_default();
                missing.push(format!("invariant {number}: no test is called {name}"));
            }
        }
    }
    assert!(missing.is_empty(), "{missing:#?}");
}
