//! What comes out of the printer: the pages as Chromium prints them, opened again by other programs.

use std::process::Command;

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use serde_json::json;

use super::Browser;
use crate::outputs::paper::reader::{self, collisions};
use crate::support::Portal;

/// A page as paper.
struct Paper {
    file: tempfile::NamedTempFile,
}

impl Paper {
    async fn of(browser: &Browser, path: &str) -> Paper {
        browser.goto(path).await;
        Paper::as_shown(browser).await
    }

    /// Prints with the paper size and the margins of the style sheet, as the dialog's default does.
    async fn as_shown(browser: &Browser) -> Paper {
        let options = json!({ "preferCSSPageSize": true, "displayHeaderFooter": false, "printBackground": false });
        let printed = browser.devtools("Page.printToPDF", options).await;
        let bytes = STANDARD
            .decode(printed["data"].as_str().expect("a document"))
            .expect("base64");
        let file = tempfile::NamedTempFile::new().expect("a file");
        std::fs::write(file.path(), bytes).expect("it is written");
        Paper { file }
    }

    fn ask(&self, program: &str, arguments: &[&str]) -> String {
        let mut command = Command::new(program);
        command.args(arguments).arg(self.file.path());
        if program == "pdftotext" {
            command.arg("-");
        }
        let output = command
            .output()
            .expect("poppler-utils are installed (tests/tools/install test)");
        String::from_utf8_lossy(&output.stdout).into_owned()
    }

    fn pages(&self) -> usize {
        let info = self.ask("pdfinfo", &[]);
        let line = info
            .lines()
            .find_map(|line| line.strip_prefix("Pages:"))
            .expect("a number of pages");
        line.trim().parse().expect("a number")
    }

    /// The lines of one page that are not empty.
    fn lines(&self, page: usize) -> Vec<String> {
        let number = page.to_string();
        let text = self.ask("pdftotext", &["-layout", "-f", &number, "-l", &number]);
        text.lines()
            .map(str::trim)
            .filter(|line| !line.is_empty())
            .map(str::to_owned)
            .collect()
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn the_review_prints_on_a4_as_the_archive_expects_it() {
    let portal = Portal::demo().await;
    let browser = Browser::open(&portal).await;
    browser.sign_in("leader").await;
    let paper = Paper::of(&browser, "/reviews/2022").await;
    let info = paper.ask("pdfinfo", &[]);
    assert!(info.contains("(A4)"), "{info}");
    let first = paper.lines(1);
    assert!(
        first[0].contains("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"),
        "the letterhead is first, without a page number: {first:?}"
    );
    let mut whole = first.join("\n");
    for page in 2..=paper.pages() {
        let lines = paper.lines(page);
        assert_eq!(
            lines[0],
            page.to_string(),
            "numbered at the top from page two on"
        );
        whole += &lines.join("\n");
        // A table that goes on repeats its head.
        let is_row = |line: &&String| {
            line.split_once(' ')
                .is_some_and(|(start, _)| start.parse::<u32>().is_ok())
        };
        if lines.iter().skip(1).take(1).any(|line| is_row(&line)) {
            panic!("page {page} goes on with a table without its head: {lines:?}");
        }
        // A head has rows under it.
        if let Some(head) = lines.iter().position(|line| line.contains("Biểu 01")) {
            assert!(
                lines[head..].iter().any(|line| line.starts_with("1 ")),
                "page {page} ends with a head: {lines:?}"
            );
        }
    }
    // The signature stands on one page with its capacity.
    let signed = (1..=paper.pages())
        .filter(|page| {
            paper
                .lines(*page)
                .iter()
                .any(|line| line.contains("Nơi nhận"))
        })
        .count();
    assert_eq!(signed, 1);
    for gone in ["Đăng xuất", "Soạn, sửa lời văn", "Bản dùng thử", "Phím tắt"] {
        assert!(!whole.contains(gone), "{gone} is for the screen");
    }
    for printed in ["1.054 tỷ đồng", "114.273", "33.000.000"] {
        assert!(
            whole.contains(printed),
            "“{printed}” is missing in:\n{whole}"
        );
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn the_dashboard_and_a_list_print_without_the_screen_around_them() {
    let portal = Portal::demo().await;
    let browser = Browser::open(&portal).await;
    browser.sign_in("leader").await;
    for (path, printed) in [
        ("/dashboard/2022", "1.054,0"),
        ("/enterprises", "Doanh nghiệp minh họa 11"),
        ("/filings/1", "Trong quý"),
        ("/filings/2", "286,579"),
    ] {
        let paper = Paper::of(&browser, path).await;
        let text = paper.ask("pdftotext", &["-layout"]);
        assert!(text.contains(printed), "{path} lacks {printed}:\n{text}");
        for gone in ["Mục lục", "Phím tắt", "Bản dùng thử", "Excel"] {
            assert!(
                !text.contains(gone),
                "{path}: {gone} is for the screen:\n{text}"
            );
        }
        assert!(paper.ask("pdfinfo", &[]).contains("(A4)"), "{path}");
        let numbers_only = |page: &usize| paper.lines(*page).len() <= 1;
        assert_eq!(
            (1..=paper.pages()).find(numbers_only),
            None,
            "{path} has an empty sheet"
        );
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_wide_sheet_loses_no_column_on_paper() {
    let portal = Portal::demo().await;
    let browser = Browser::open(&portal).await;
    browser.sign_in("leader").await;
    // The last cell of the totals is at the right edge: the one a narrow page would cut off.
    let paper = Paper::of(&browser, "/national/2022/2104").await;
    assert_eq!(paper.pages(), 1);
    let total = paper.ask("pdftotext", &["-layout"]);
    let line = total
        .lines()
        .find(|line| line.contains("974,000") && line.contains("813,615"))
        .expect("the totals")
        .trim();
    assert!(line.ends_with('4') && line.contains("1.033"), "{line}");
    let words = Paper::of(&browser, "/national/2022/2103")
        .await
        .ask("pdftotext", &["-raw"]);
    assert!(
        words.contains("Tình") && words.contains("đồng)") && words.contains("80,00"),
        "{words}"
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn a_rows_name_is_not_written_one_word_below_the_other() {
    let portal = Portal::demo().await;
    let browser = Browser::open(&portal).await;
    browser.sign_in("leader").await;
    for (path, name) in [
        ("/infrastructure?on=31/12/2022", "San nền giai đoạn I"),
        ("/wastewater?on=15/10/2022", "Nhà máy xử lý"),
    ] {
        let text = Paper::of(&browser, path)
            .await
            .ask("pdftotext", &["-layout"]);
        assert!(
            text.lines().any(|line| line.contains(name)),
            "{path}:\n{text}"
        );
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn tables_of_corners_stand_beside_each_other_on_landscape_paper() {
    let portal = Portal::demo().await;
    let browser = Browser::open(&portal).await;
    browser.sign_in("leader").await;
    for (paper, columns) in [("a4_landscape", 3), ("a3_landscape", 4), ("a4_portrait", 2)] {
        let printed = Paper::of(&browser, &format!("/zones/1/plan/print?paper={paper}")).await;
        let lines = printed.lines(2);
        let row = lines
            .iter()
            .find(|line| line.contains("2.419.610,511"))
            .unwrap_or_else(|| panic!("{paper}: {lines:?}"));
        // Each table gives a corner, its two coordinates and a side: none runs into the next table.
        let cells: Vec<&str> = row.split_whitespace().collect();
        assert_eq!(cells.len(), columns * 4, "{paper}: {row}");
        for table in cells.chunks(4) {
            assert!(
                table[0] == "1" && table[1].starts_with("2.4") && table[2].starts_with("43"),
                "{paper}: {row}"
            );
        }
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn large_numbers_stay_whole_and_in_their_columns_on_every_printed_table() {
    let portal = Portal::demo().await;
    let browser = Browser::open(&portal).await;
    browser.sign_in("leader").await;
    for path in [
        "/national/2022/2101",
        "/national/2022/2103",
        "/national/2022/2104",
        "/occupancy?on=31/12/2022",
        "/schemes",
        "/tasks",
        "/tasks/years/2022",
        "/figures/2022/revenue",
        "/zones/1/plan/print?paper=a4_portrait",
        "/dashboard/2022",
        "/reviews/2022",
    ] {
        browser.goto(path).await;
        // As if the board had a thousand times as much of everything that is printed.
        browser
            .devtools("Emulation.setEmulatedMedia", json!({ "media": "print" }))
            .await;
        let script = "let text = [], walk = document.createTreeWalker(document.querySelector('main'), NodeFilter.SHOW_TEXT);
            while (walk.nextNode()) if (walk.currentNode.parentElement.closest('.num')) text.push(walk.currentNode);
            let much = text.filter(node => node.parentElement.getClientRects().length && /^-?[\\d.]+(,\\d+)?$/.test(node.data.trim()));
            much.forEach((node, index) => node.data = node.data.includes(',') ? '-1.234.567,' + (100 + index % 900) : '29.400.' + (100 + index % 900));
            return much.length;";
        let changed = browser.eval(script).await;
        assert!(
            changed.as_u64().is_some_and(|many| many > 0),
            "{path} has numbers: {changed}"
        );
        let paper = Paper::as_shown(&browser).await;
        let pages =
            reader::Paper::new(&std::fs::read(paper.file.path()).expect("the file")).pages();
        let mut whole = 0;
        for (number, page) in pages.iter().enumerate() {
            let found = collisions(page, 0.0, page.width - 20.0, page.height - 10.0);
            assert!(found.is_empty(), "{path}, page {}: {found:#?}", number + 1);
            whole += page
                .words
                .iter()
                .filter(|word| {
                    word.text.starts_with("-1.234.567,") || word.text.starts_with("29.400.")
                })
                .count();
        }
        assert!(
            whole as u64 >= changed.as_u64().unwrap_or(u64::MAX),
            "{path}: {whole} of {changed} numbers are whole"
        );
    }
}
