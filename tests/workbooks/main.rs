//! Workbooks as they come: written by LibreOffice and by Excel's formats, by hand, broken, hostile.

mod bytes;
mod confined;
mod hostile;
mod kinds;
mod refusals;

use std::path::Path;

/// A committed workbook; `tests/fixtures/workbooks/make.sh` makes them.
fn fixture(name: &str) -> Vec<u8> {
    std::fs::read(
        Path::new(env!("CARGO_MANIFEST_DIR"))
            .join("tests/fixtures/workbooks")
            .join(name),
    )
    .expect("a fixture")
}
