//! Templates stand where the code that fills them stands, one element a line.

use std::fs;
use std::path::{Path, PathBuf};

use proc_macro2::TokenTree;
use syn::visit::{self, Visit};

use crate::source::sources;

/// The paths in `#[template(path = "…")]`.
#[derive(Default)]
struct Templates(Vec<String>);

impl<'ast> Visit<'ast> for Templates {
    fn visit_attribute(&mut self, attribute: &'ast syn::Attribute) {
        if let syn::Meta::List(list) = &attribute.meta
            && list.path.is_ident("template")
        {
            let tokens: Vec<TokenTree> = list.tokens.clone().into_iter().collect();
            for three in tokens.windows(3) {
                if let [
                    TokenTree::Ident(name),
                    TokenTree::Punct(_),
                    TokenTree::Literal(path),
                ] = three
                    && name == "path"
                {
                    self.0.push(path.to_string().trim_matches('"').to_owned());
                }
            }
        }
        visit::visit_attribute(self, attribute);
    }
}

#[test]
fn a_template_stands_in_the_room_of_the_code_that_fills_it() {
    let mut wrong = Vec::new();
    for source in sources("src") {
        let mut templates = Templates::default();
        templates.visit_file(&source.file);
        for template in templates.0 {
            let own = source
                .module
                .iter()
                .take(2)
                .cloned()
                .collect::<Vec<_>>()
                .join("/");
            if !template.starts_with(&format!("{own}/")) {
                wrong.push(format!(
                    "{} fills templates/{template}: it belongs in templates/{own}/ (others may import parts of it)",
                    source.path.display()
                ));
            }
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}

/// The forms of Word are made by a program and read by one: a line's end there may show on paper.
const FORMS_OF_WORD: &str = "templates/foundation/documents/docx";

/// What stands on a line of its own in a template; inside a line of text (`a`, `span`, `strong`) more may follow.
const ELEMENTS: &str = "section div p ul ol li table caption thead tbody tfoot tr th td form fieldset legend h1 h2 h3 \
                        nav dl dt dd details summary option article header footer figure";

/// The files under a directory with one of the endings.
fn files_ending(dir: &Path, endings: &[&str], into: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(dir).expect("a directory") {
        let path = entry.expect("an entry").path();
        let named = |ending: &&str| path.extension().is_some_and(|found| found == *ending);
        if path.is_dir() {
            files_ending(&path, endings, into);
        } else if endings.iter().any(named) {
            into.push(path);
        }
    }
}

#[test]
fn templates_have_one_element_a_line_and_short_lines() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut templates = Vec::new();
    files_ending(
        &root.join("templates"),
        &["html", "xml", "txt"],
        &mut templates,
    );
    let elements: Vec<&str> = ELEMENTS.split_whitespace().collect();
    let opens = |line: &str| {
        line.split('<')
            .skip(1)
            .filter(|rest| {
                let name = rest.split(|c: char| !c.is_ascii_alphanumeric()).next();
                name.is_some_and(|name| elements.contains(&name))
            })
            .count()
    };
    let mut wrong = Vec::new();
    let left_out = root.join(FORMS_OF_WORD);
    for path in templates.iter().filter(|path| !path.starts_with(&left_out)) {
        for (index, line) in fs::read_to_string(path).expect("text").lines().enumerate() {
            let length = line.chars().count();
            if length > 140 || opens(line) > 1 {
                wrong.push(format!(
                    "{}:{} ({length} characters)",
                    path.display(),
                    index + 1
                ));
            }
        }
    }
    assert!(
        wrong.is_empty(),
        "more than one element, or more than 140 characters:\n{}",
        wrong.join("\n")
    );
}
