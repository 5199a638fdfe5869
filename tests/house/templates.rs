//! Templates stand where the code that fills them stands.

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
