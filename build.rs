//! Rebuilds when a migration or an embedded file changes: both are read at compile time.

fn main() {
    for dir in [
        "migrations",
        "static",
        "demo",
        "src/foundation/documents/report.typ",
    ] {
        println!("cargo:rerun-if-changed={dir}");
    }
}
