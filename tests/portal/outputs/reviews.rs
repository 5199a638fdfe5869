//! The year-end review states the article's figures, on the page and on paper.

use crate::support::{Person, Portal};
use axum::http::StatusCode;
use std::io::Read;
#[cfg(feature = "pdf")]
use std::process::Command;

/// The figures paragraph of the article on the board's 2022 review, in its words.
const PRINTED: [&str; 13] = [
    "Tổng doanh thu đạt 1.054 tỷ đồng, đạt 106% kế hoạch",
    "gần 38 triệu đô la Mỹ, đạt 109% kế hoạch",
    "hơn 30 tỷ đồng",
    "bằng 105% so với năm 2021",
    "hơn 1.000 người",
    "114.273 m³",
    "1.650 tấn",
    "8.558 tấn",
    "hơn 1.000 tấn",
    "33.000.000 sản phẩm",
    "01 dự án đầu tư mới",
    "05 doanh nghiệp tài trợ cho 03 đồ án",
    "hơn 6 tỷ đồng",
];

/// What the pages of works and wastewater say on the last day of the year; 13,89 ha still to be levelled is a published figure.
const BUILT: [&str; 5] = [
    "Giải phóng mặt bằng: chưa có số liệu (phải làm 80,3 ha)",
    "san nền 59,61 ha trên 73,5 ha (81,1%), còn 13,89 ha phải làm",
    "hạ tầng kỹ thuật hoàn thành 80,0% theo dự toán",
    "công suất đang vận hành 2.500 m³/ngày đêm; lưu lượng bình quân 900 m³/ngày đêm (36,0% công suất)",
    "Quan trắc nước thải trong năm: 02 kỳ, 01 kỳ vượt giới hạn của giấy phép (COD)",
];

#[tokio::test]
async fn the_review_states_every_figure_of_the_article_in_its_words() {
    let portal = Portal::demo().await;
    let page = portal.sign_in("leader").await.get("/reviews/2022").await;
    let document = page.words(".doc");
    for printed in PRINTED {
        assert!(
            document.contains(printed),
            "“{printed}” is missing in:\n{document}"
        );
    }
    assert!(
        document.contains("tổng doanh thu giảm 12,0% so với năm 2021"),
        "what the article left out:\n{document}"
    );
    assert!(
        !document.contains("so với năm 2022"),
        "a year is never compared with itself"
    );
}

#[tokio::test]
async fn the_words_follow_the_figures_and_not_the_other_way_round() {
    let portal = Portal::demo().await;
    // 38,4 instead of 37,8 triệu USD: "gần" becomes "hơn" by itself.
    let mut tx = portal.db.begin().await.expect("a transaction");
    sqlx::query("insert into bundle_imports (imported_by) values ('test')")
        .execute(&mut *tx)
        .await
        .expect("an import");
    sqlx::query(
        "insert into figures (enterprise_id, zone_id, indicator_id, period, vintage, revision, value, raw, unit, filing_id, filing_revision, reason, recorded_by)
         select enterprise_id, zone_id, indicator_id, period, vintage, 2, value + 600000, raw, unit, filing_id, 2, 'thử', 'test'
           from figures where period = '2022' and enterprise_id = 1 and indicator_id = (select id from indicators where code = 'exports')",
    )
    .execute(&mut *tx)
    .await
    .expect("a revision");
    tx.commit().await.expect("committed");
    let document = portal
        .sign_in("leader")
        .await
        .get("/reviews/2022")
        .await
        .words(".doc");
    assert!(
        document.contains("hơn 38 triệu đô la Mỹ, đạt 111% kế hoạch"),
        "{document}"
    );
}

#[tokio::test]
async fn the_free_text_is_kept_and_a_stale_edit_is_shown_both_versions() {
    let portal = Portal::demo().await;
    let staff = portal.sign_in("staff").await;
    let form = |text: &'static str| {
        [
            ("version", "1"),
            ("capacity", "TRƯỞNG BAN"),
            ("assessment", text),
        ]
    };
    staff
        .post("/reviews/2022", &form("Đánh giá thứ nhất."))
        .await
        .saved();
    staff
        .get("/reviews/2022")
        .await
        .says(".doc", "Đánh giá thứ nhất.");
    let page = staff
        .post("/reviews/2022", &form("Đánh giá thứ hai."))
        .await;
    page.answers(StatusCode::CONFLICT);
    assert!(
        page.text().contains("Đánh giá thứ nhất.") && page.text().contains("Đánh giá thứ hai.")
    );
    let wrong = [
        ("version", "2"),
        ("signed_on", "31/02/2023"),
        ("assessment", "giữ lại"),
    ];
    let page = staff.post("/reviews/2022", &wrong).await;
    page.answers(StatusCode::UNPROCESSABLE_ENTITY);
    assert!(page.text().contains("31/02/2023") && page.text().contains("giữ lại"));
}

#[cfg(feature = "pdf")]
#[tokio::test]
async fn the_pdf_opens_elsewhere_and_says_the_same() {
    let portal = Portal::demo().await;
    let page = portal
        .sign_in("leader")
        .await
        .get("/reviews/2022.pdf")
        .await;
    let file = tempfile::NamedTempFile::new().expect("a file");
    std::fs::write(file.path(), &page.bytes).expect("it is written");
    let run = |program: &str, arguments: &[&str]| {
        let output = Command::new(program)
            .args(arguments)
            .output()
            .expect("poppler-utils are installed (tests/tools/install test)");
        String::from_utf8_lossy(&output.stdout).into_owned()
    };
    let path = file.path().to_str().expect("a plain path");
    let text = run("pdftotext", &[path, "-"])
        .split_whitespace()
        .collect::<Vec<_>>()
        .join(" ");
    for printed in PRINTED.into_iter().chain(BUILT) {
        assert!(text.contains(printed), "“{printed}” is missing in:\n{text}");
    }
    let info = run("pdfinfo", &[path]);
    assert!(
        info.contains("Tagged:          yes") && info.contains("A4"),
        "{info}"
    );
    let fonts = run("pdffonts", &[path]);
    let embedded: Vec<&str> = fonts.lines().skip(2).collect();
    assert!(
        !embedded.is_empty()
            && embedded
                .iter()
                .all(|line| line.contains("LiberationSerif") && line.contains("yes yes yes")),
        "{fonts}"
    );
    let first = run("pdftotext", &["-l", "1", "-layout", path, "-"]);
    let second = run("pdftotext", &["-f", "2", "-l", "2", "-layout", path, "-"]);
    assert!(
        !first.trim_start().starts_with('1') && second.trim_start().starts_with('2'),
        "page numbers from page two on"
    );
}

#[tokio::test]
async fn the_word_file_says_the_same() {
    let portal = Portal::demo().await;
    let page = portal
        .sign_in("leader")
        .await
        .get("/reviews/2022.docx")
        .await;
    page.answers(StatusCode::OK);
    let mut archive = zip::ZipArchive::new(std::io::Cursor::new(&page.bytes)).expect("a zip");
    let mut xml = String::new();
    archive
        .by_name("word/document.xml")
        .expect("the text")
        .read_to_string(&mut xml)
        .expect("UTF-8");
    // Paragraph by paragraph, as a person reads it.
    let text = xml.replace("</w:p>", " ").replace("<w:br/>", " ");
    let text = scraper::Html::parse_fragment(&text)
        .root_element()
        .text()
        .collect::<String>();
    let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
    for printed in PRINTED.into_iter().chain(BUILT) {
        assert!(text.contains(printed), "“{printed}” is missing in:\n{text}");
    }
    assert!(
        xml.contains("<w:tblHeader/>") && xml.contains("<w:titlePg/>"),
        "table heads repeat; no number on the first page"
    );
}

#[tokio::test]
async fn the_land_of_several_zones_adds_up_and_its_rate_is_a_ratio_of_sums() {
    let portal = Portal::demo().await;
    let sql = "with z as (insert into zones (code, name, kind, status, province) values ('X', 'KCN khác', 'regular', 'operating', 'Y') returning id),
                    p as (insert into phases (zone_id, code, name) select id, 'I', 'I' from z returning id)
               insert into phase_areas (phase_id, as_of, planned_m2, leasable_m2, cleared_m2, levelled_m2, leased_m2)
               select id, '2022-06-30', 1000000, 914000, 900000, 800000, 914000 from p";
    sqlx::query(sql)
        .execute(&portal.db)
        .await
        .expect("a second zone");
    let document = portal.sign_in("leader").await.get("/reviews/2022").await;
    // (48,2 + 91,4) ÷ (108,6 + 91,4) = 69,8 %, not the mean of 44,38 % and 100 %.
    let total = document.words(".doc__total");
    assert_eq!(
        total, "Tổng cộng 253,8 200 163,5 139,61 139,6 69,80",
        "{total}"
    );
}

#[tokio::test]
async fn works_and_wastewater_are_told_as_on_their_own_pages_and_not_where_nothing_was_stated() {
    let portal = Portal::demo().await;
    let (staff, leader) = (
        portal.sign_in("staff").await,
        portal.sign_in("leader").await,
    );
    let page = leader.get("/reviews/2022").await;
    let document = page.words(".doc");
    for said in BUILT {
        assert!(
            document.contains(said),
            "“{said}” is missing in:\n{document}"
        );
    }
    // What stands behind a number is the page it is taken from, and that says the same.
    let links = page.links(".doc a");
    let works = leader
        .get(
            links
                .iter()
                .find(|href| href.starts_with("/infrastructure"))
                .expect("the works"),
        )
        .await;
    let total = works
        .cells(
            "section[aria-labelledby=zone-1] table:first-of-type tbody tr",
            "th, td",
        )
        .into_iter()
        .rfind(|line| line.len() == 6);
    let total = total.expect("a total");
    assert!(
        total[2].contains("81,1%") && total[2].contains("59,61 / 73,5") && total[4] == "80,0%",
        "{total:?}"
    );
    let water = leader
        .get(
            links
                .iter()
                .find(|href| href.starts_with("/wastewater"))
                .expect("the plants"),
        )
        .await;
    water.says("section[aria-labelledby=plants]", "36,0% 900 ÷ 2.500");
    let english = leader.get_in_english("/reviews/2022").await.words(".doc");
    assert!(
        english.contains("levelling 59.61 ha of 73.5 ha (81.1%), with 13.89 ha left to do"),
        "{english}"
    );

    what_is_put_right_is_told_in_its_year(&staff, &leader).await;
}

/// Put right, page and review follow; of the day after the year they say nothing.
async fn what_is_put_right_is_told_in_its_year(staff: &Person<'_>, leader: &Person<'_>) {
    // Put right, both follow; of the day after the year they say nothing.
    let right = [
        ("corrects", "1"),
        ("done", "60"),
        ("done.unit", "ha"),
        ("source", "BC 2"),
        ("correction", "Đo lại"),
    ];
    staff.post("/works/3/statements", &right).await.saved();
    let later = [
        ("as_of", "05/01/2023"),
        ("done", "70"),
        ("done.unit", "ha"),
        ("source", "BC 3"),
    ];
    staff.post("/works/3/statements", &later).await.saved();
    let document = leader.get("/reviews/2022").await.words(".doc");
    assert!(
        document.contains("san nền 60 ha trên 73,5 ha (81,6%), còn 13,5 ha phải làm"),
        "{document}"
    );
    let withdraw = [
        ("corrects", "2"),
        ("withdraw", "true"),
        ("correction", "Mẫu hỏng"),
    ];
    staff
        .post("/wastewater-plants/1/readings", &withdraw)
        .await
        .saved();
    leader.get("/reviews/2022").await.says(
        ".doc",
        "lưu lượng bình quân 850 m³/ngày đêm (34,0% công suất)",
    );

    // Nothing had been stated by the end of 2020, and no plant measured anything: no sentence, and no nought.
    let document = leader.get("/reviews/2020").await.words(".doc");
    assert!(
        !document.contains("hạng mục giải phóng mặt bằng") && !document.contains("san nền 0"),
        "{document}"
    );
    assert!(
        document.contains("lưu lượng trong năm: chưa có số liệu")
            && document.contains("chưa có kết quả quan trắc"),
        "{document}"
    );
}

#[tokio::test]
async fn works_and_wastewater_are_told_of_the_zones_of_the_review() {
    let portal = Portal::demo().await;
    let leader = portal.sign_in("leader").await;
    crate::registers::structure::merge(&portal).await;
    crate::registers::structure::run(&portal, crate::registers::structure_works::OTHER_WORKS).await;
    let own = leader.get("/reviews/2022").await.words(".doc");
    assert!(
        BUILT.iter().all(|said| own.contains(said)),
        "the board's own paper is of its own zones: {own}"
    );
    let page = leader.get("/reviews/2022?structure=today").await;
    let document = page.words(".doc");
    assert!(
        document.contains("san nền 89,61 ha trên 113,5 ha (79,0%), còn 23,89 ha phải làm"),
        "{document}"
    );
    assert!(
        document.contains("công suất đang vận hành 3.500 m³/ngày đêm; lưu lượng bình quân 1.600 m³/ngày đêm (45,7% công suất)")
    );
    let behind = page
        .links(".doc a")
        .into_iter()
        .find(|href| href.starts_with("/infrastructure"))
        .expect("the works");
    assert!(
        leader
            .get(&behind)
            .await
            .words("section[aria-labelledby=all]")
            .contains("89,61 / 113,5"),
        "{behind}"
    );
}
