//! What a function is given has a name.

use syn::visit::{self, Visit};

use crate::source::sources;

/// The parameters of a file's functions whose type is a tuple, or a reference to one; closures are not functions.
#[derive(Default)]
struct Tuples(Vec<String>);

fn is_tuple(kind: &syn::Type) -> bool {
    match kind {
        syn::Type::Tuple(tuple) => !tuple.elems.is_empty(),
        syn::Type::Reference(reference) => is_tuple(&reference.elem),
        syn::Type::Paren(paren) => is_tuple(&paren.elem),
        _ => false,
    }
}

impl<'ast> Visit<'ast> for Tuples {
    fn visit_signature(&mut self, signature: &'ast syn::Signature) {
        let tuple = |input: &syn::FnArg| match input {
            syn::FnArg::Typed(typed) => is_tuple(&typed.ty),
            syn::FnArg::Receiver(_) => false,
        };
        if signature.inputs.iter().any(tuple) {
            self.0.push(signature.ident.to_string());
        }
        visit::visit_signature(self, signature);
    }
}

#[test]
fn no_parameter_is_a_tuple() {
    let mut wrong = Vec::new();
    for source in sources("src") {
        let mut tuples = Tuples::default();
        tuples.visit_file(&source.file);
        let place = source.path.display();
        wrong.extend(tuples.0.iter().map(|name| format!("{place}: {name}")));
    }
    assert!(
        wrong.is_empty(),
        "two parameters, or a struct where there is a noun, say what is what: {wrong:#?}"
    );
}
