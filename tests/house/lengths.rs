//! How long things get, and where SQL stands.

use std::path::Path;

use syn::spanned::Spanned;
use syn::visit::{self, Visit};

use crate::source::{Source, sources};

/// The functions of a file, each with its first and its last line.
#[derive(Default)]
struct Functions(Vec<(String, usize, usize)>);

impl Functions {
    fn add(&mut self, signature: &syn::Signature, block: &syn::Block) {
        let first = signature.fn_token.span.start().line;
        let last = block.span().end().line;
        self.0.push((signature.ident.to_string(), first, last));
    }
}

impl<'ast> Visit<'ast> for Functions {
    fn visit_item_fn(&mut self, function: &'ast syn::ItemFn) {
        self.add(&function.sig, &function.block);
        visit::visit_item_fn(self, function);
    }

    fn visit_impl_item_fn(&mut self, function: &'ast syn::ImplItemFn) {
        self.add(&function.sig, &function.block);
        visit::visit_impl_item_fn(self, function);
    }

    fn visit_trait_item_fn(&mut self, function: &'ast syn::TraitItemFn) {
        if let Some(block) = &function.default {
            self.add(&function.sig, block);
        }
        visit::visit_trait_item_fn(self, function);
    }
}

#[test]
fn files_and_functions_stay_readable() {
    let mut long = Vec::new();
    for source in sources("src").into_iter().chain(sources("tests")) {
        let (path, lines) = (source.path.display(), source.text.lines().count());
        if lines > 500 {
            long.push(format!(
                "{path} has {lines} lines: 500 at most, split it by what it holds"
            ));
        }
        let mut functions = Functions::default();
        functions.visit_file(&source.file);
        for (name, first, last) in functions.0 {
            let lines = last - first + 1;
            if lines > 80 {
                long.push(format!(
                    "{path}:{first}: {name} has {lines} lines: 80 at most, give its parts names"
                ));
            }
        }
    }
    assert!(long.is_empty(), "{} are too long: {long:#?}", long.len());
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

/// Whether a file asks the database itself: sqlx's functions, macros and its builder.
fn holds_sql(source: &Source) -> bool {
    let of_sqlx = |path: &Vec<String>| {
        let names: Vec<&str> = path.iter().map(String::as_str).collect();
        match names[..] {
            ["sqlx", asks, ..] => asks.starts_with("query") || asks == "QueryBuilder",
            [macro_name] => {
                matches!(
                    macro_name,
                    "query" | "query_as" | "query_scalar" | "query_file" | "query_file_as"
                ) && source.text.contains(&format!("{macro_name}!("))
            }
            _ => false,
        }
    };
    source.named().iter().any(of_sqlx)
}

#[test]
fn sql_stands_only_where_storage_is() {
    for source in sources("src") {
        let path: &Path = &source.path;
        let storage = path.ends_with("db.rs")
            || path.iter().any(|part| part == "db")
            || STORAGE.iter().any(|file| path.ends_with(file));
        assert!(
            storage || !holds_sql(&source),
            "{} holds SQL: it goes into the feature's db.rs",
            path.display()
        );
    }
}
