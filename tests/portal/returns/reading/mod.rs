//! How well files, blocks and the portal's own workbooks are read: each case goes the way people go, and what came of it is
//! held against the right answers. `make check-reading` prints the score and writes it into docs/reading.md;
//! `CASES=DIR make check-reading` scores another folder.

mod attempt;
mod cases;
mod generated;
mod office;
mod preview;
mod score;
pub mod written;

use std::path::{Path, PathBuf};

use score::Score;

const PAGE: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/docs/reading.md");
/// What the page has between its markers is written by this test.
const MARKERS: [&str; 2] = ["<!-- score -->", "<!-- end of score -->"];

#[tokio::test(flavor = "multi_thread")]
#[ignore = "a measurement: `make check-reading`"]
async fn how_well_files_blocks_and_workbooks_are_read() {
    let other = std::env::var_os("CASES").filter(|folder| !folder.is_empty());
    let own = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/reading");
    let mut score = Score::default();
    for case in cases::cases(&other.map_or(own, PathBuf::from)) {
        score.add(&case, &attempt::attempt(&case).await);
    }
    println!("\n{}\n", score.table());
    println!("case, enterprise|title, expected, got, class");
    for deviation in &score.deviations {
        println!("{deviation}");
    }
    if std::env::var_os("IZPORTAL_WRITE_READING").is_some_and(|write| write == "1") {
        write_page(&score.table());
    }
}

fn write_page(table: &str) {
    let page = std::fs::read_to_string(PAGE).expect("docs/reading.md");
    let [begin, end] = MARKERS;
    let (before, rest) = page.split_once(begin).expect("the first marker");
    let (_, after) = rest.split_once(end).expect("the last marker");
    std::fs::write(PAGE, format!("{before}{begin}\n{table}{end}{after}")).expect("it is written");
}
