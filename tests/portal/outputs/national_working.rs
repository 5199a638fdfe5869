//! The working tables 2105, 2106 and 2114 against the demonstration year, and their columns as the board's choice.

use super::national::row;
use crate::support::Portal;
use axum::http::StatusCode;
use std::io::{Cursor, Read};

const MARK: &str = "ẫu nội bộ, chưa đối chiếu biểu chính thức";

#[tokio::test]
async fn wastewater_is_of_the_period_and_a_reading_of_before_says_nothing_about_it() {
    let portal = Portal::demo().await;
    let leader = portal.sign_in("leader").await;
    let plant = "Nhà máy xử lý nước thải tập trung KCN Thanh Bình";
    let year = leader.get("/national/2022/2105").await;
    let cells = row(&year, "tab-2105", plant);
    assert_eq!(
        cells[..6],
        [
            "KCN Thanh Bình",
            "Đang vận hành",
            "2.500",
            "2.500",
            "900",
            "36,00"
        ]
    );
    assert_eq!(cells[8], "GP-MH-01 (minh họa), 31/12/2025");
    assert_eq!(cells[10], "Đạt");
    assert_eq!(
        row(&year, "tab-2105", "Tổng cộng")[..6],
        ["", "", "2.500", "2.500", "900", "36,00"]
    );
    let third = leader.get("/national/2022-Q3/2105").await;
    let third = row(&third, "tab-2105", plant);
    assert_eq!(
        (third[4].as_str(), third[10].as_str()),
        ("850", "Vượt giới hạn")
    );
    let later = leader.get("/national/2023/2105").await;
    assert_eq!(
        row(&later, "tab-2105", plant)[4..6],
        ["–", "–"],
        "nothing was read in that year"
    );
    let before = leader.get("/national/2014/2105").await;
    assert_eq!(row(&before, "tab-2105", plant)[1], "Chưa vận hành");
}

#[tokio::test]
async fn labour_is_the_ledgers_and_its_mean_is_weighted() {
    let portal = Portal::demo().await;
    let leader = portal.sign_in("leader").await;
    let page = leader.get("/national/2022/2106").await;
    let (zone, total) = (
        row(&page, "tab-2106", "KCN Thanh Bình"),
        row(&page, "tab-2106", "Tổng cộng"),
    );
    assert_eq!(zone, total, "one zone is the whole");
    let number = |at: usize| total[at].replace('.', "").parse::<i64>().expect("a number");
    assert_eq!(
        (number(0), number(4), number(3)),
        (1037, 4, 1033),
        "as on sheet 2104"
    );
    assert_eq!(number(5) + number(6), number(0), "FDI and domestic");
    // The same mean as on the overview.
    let overview: serde_json::Value =
        serde_json::from_str(&leader.get("/dashboard/2022.json").await.text()).expect("JSON");
    let income = overview["indicators"]
        .as_array()
        .into_iter()
        .flatten()
        .find(|line| line["code"] == "avg_income")
        .expect("the income");
    let income = income["actual"].as_f64().expect("a number");
    let shown: f64 = total[7].replace(',', ".").parse().expect("a number");
    assert!((income / 1e6 - shown).abs() < 0.005, "{income} {shown}");
    // Each number leads to its figures.
    for link in page.links("section[aria-labelledby='tab-2106'] tbody a") {
        assert_eq!(leader.get(&link).await.status, StatusCode::OK, "{link}");
    }
}

#[tokio::test]
async fn capital_by_country_adds_up_to_the_foreign_capital_of_the_sheets() {
    let portal = Portal::demo().await;
    let (staff, leader) = (
        portal.sign_in("staff").await,
        portal.sign_in("leader").await,
    );
    let form = [
        ("code", "DA98"),
        ("name", "Dự án liên doanh"),
        ("zone_id", "1"),
        ("kind", "secondary"),
        ("currency", "usd"),
        ("capital", "10"),
        ("capital.unit", "musd"),
        ("happened_on", "10/10/2022"),
        ("investor_1", "Nhà đầu tư Nhật"),
        ("nationality_1", "Nhật Bản"),
        ("share_1", "70"),
        ("investor_2", "Nhà đầu tư Việt"),
        ("nationality_2", "Việt Nam"),
        ("share_2", "30"),
    ];
    staff.post("/projects", &form).await.saved();
    let page = leader.get("/national/2022/2114").await;
    let of = |country: &str| row(&page, "tab-2114", country);
    assert_eq!(
        of("Nhật Bản"),
        ["1", "7,000", "0,000", "0,000", "1", "7,000", "29,79"]
    );
    assert_eq!(
        of("Việt Nam")[..2],
        ["1", "3,000"],
        "the project counts with each of its countries"
    );
    assert_eq!(of("Minh họa")[4..6], ["2", "13,500"]);
    let total = of("Tổng cộng");
    assert_eq!(
        total,
        ["1", "10,000", "0,000", "0,000", "3", "23,500", "100,00"]
    );
    let production = leader.get("/national/2022/2104").await;
    let foreign = row(&production, "tab-2104", "Tổng cộng");
    assert_eq!(total[4..6], foreign[..2], "cell by cell");
    // A cell's projects come to its number.
    let japan = page
        .links("section[aria-labelledby='tab-2114'] tbody a")
        .into_iter()
        .find(|link| link.contains("what=valid") && link.contains("nhat"))
        .expect("a link");
    let behind = leader.get(&japan).await;
    assert_eq!(
        row(&behind, "tab-partners", "Dự án liên doanh")[2..],
        ["10,000", "70,00", "7,000"]
    );
    assert_eq!(row(&behind, "tab-partners", "Tổng cộng")[4], "7,000");
    let nobody = leader
        .get("/national/2022/partners?what=valid&country=")
        .await;
    assert_eq!(row(&nobody, "tab-partners", "Tổng cộng")[4], "0,000");
    let unasked = leader.get("/national/2022/partners").await;
    assert_eq!(
        row(&unasked, "tab-partners", "Tổng cộng")[4],
        total[5],
        "those in force, of every country"
    );
    for unreadable in [
        "/national/2022/partners?what=",
        "/national/2022/partners?what=all",
    ] {
        assert_eq!(leader.get(unreadable).await.status, StatusCode::NOT_FOUND);
    }
}

#[tokio::test]
async fn what_no_official_form_confirms_says_so_wherever_it_stands() {
    let portal = Portal::demo().await;
    let leader = portal.sign_in("leader").await;
    for (code, marked) in [
        ("2104", false),
        ("2105", true),
        ("2106", true),
        ("2114", true),
        ("2115", true),
        ("2116", false),
    ] {
        let page = leader.get(&format!("/national/2022/{code}")).await;
        assert_eq!(page.text().contains(MARK), marked, "{code}");
        for (file, part) in [
            ("xlsx", "xl/sharedStrings.xml"),
            ("docx", "word/document.xml"),
        ] {
            let file = leader.get(&format!("/national/2022/{code}.{file}")).await;
            let mut archive = zip::ZipArchive::new(Cursor::new(file.bytes)).expect("a zip");
            let mut xml = String::new();
            archive
                .by_name(part)
                .expect("its text")
                .read_to_string(&mut xml)
                .expect("UTF-8");
            assert_eq!(xml.contains(MARK), marked, "{code} {part}");
        }
    }
}

#[tokio::test]
async fn the_board_chooses_columns_titles_and_order() {
    let portal = Portal::demo().await;
    let (admin, leader) = (
        portal.sign_in("admin").await,
        portal.sign_in("leader").await,
    );
    let titles = async || {
        leader
            .get("/national/2022/2105")
            .await
            .cells("section[aria-labelledby='tab-2105'] thead tr", "th")
            .concat()
    };
    assert_eq!(titles().await.len(), 12);
    let column = |position: &'static str, measure: &'static str| {
        [
            ("sheet", "2105"),
            ("position", position),
            ("measure", measure),
            ("title", "Tên của Ban"),
            ("title_en", "The board's title"),
        ]
    };
    let refused = admin
        .post("/working-columns", &column("90", "income"))
        .await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    refused.says("main", "Số liệu này không có ở bảng đã chọn");
    let taken = admin
        .post("/working-columns", &column("1", "operator"))
        .await;
    taken.says("main", "Thứ tự này đã có cột khác của bảng");
    admin
        .post("/working-columns", &column("12", "operator"))
        .await
        .saved();
    assert_eq!(titles().await[12], "Tên của Ban");
    let id: i64 = sqlx::query_scalar(
        "select id from working_columns where sheet = '2105' and measure = 'zone'",
    )
    .fetch_one(&portal.db)
    .await
    .expect("a column");
    admin
        .post(
            &format!("/working-columns/{id}/retire"),
            &[("version", "1")],
        )
        .await
        .saved();
    assert_eq!(titles().await[1], "Tình trạng");
}
