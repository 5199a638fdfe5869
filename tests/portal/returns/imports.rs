//! Workbooks that come in: read, shown with their faults, taken into the reports, taken back.

use crate::support::{Page, Person, Portal};
use axum::http::StatusCode;

/// The portal's own workbook of DN09 for 2023, filled and saved by LibreOffice.
pub(super) const HANDOUTS: [(&str, &[u8]); 3] = [
    (
        "DN09.xlsx",
        include_bytes!("../../fixtures/imports/handout.xlsx"),
    ),
    (
        "DN09.ods",
        include_bytes!("../../fixtures/imports/handout.ods"),
    ),
    (
        "DN09.xls",
        include_bytes!("../../fixtures/imports/handout.xls"),
    ),
];

/// A table of five enterprises behind a cover sheet, as somebody makes one in LibreOffice.
const SUMMARY_XLSX: &[u8] = include_bytes!("../../fixtures/imports/summary.xlsx");

const SUMMARY_ODS: &[u8] = include_bytes!("../../fixtures/imports/summary.ods");

const SUMMARY_XLS: &[u8] = include_bytes!("../../fixtures/imports/summary.xls");

const YEARLY: [(&str, &str); 2] = [("form", "1"), ("period", "2023")];

/// Sends a file or a block; the address of its page.
pub(crate) async fn sent(
    person: &Person<'_>,
    fields: &[(&str, &str)],
    files: &[(&str, &[u8])],
) -> String {
    let page = person.upload("/imports", fields, files).await;
    assert_eq!(page.status, StatusCode::SEE_OTHER, "{}", page.text());
    page.location.lines().next().unwrap_or_default().to_owned()
}

/// What the preview would write, or the number that stands for it.
pub(super) fn summed(page: &Page) -> String {
    page.words(".import-sum p")
        .split('·')
        .take(2)
        .collect::<Vec<_>>()
        .join("·")
        .trim()
        .to_owned()
}

pub(super) async fn take(person: &Person<'_>, path: &str) -> Page {
    let seen = person
        .get(path)
        .await
        .attribute("input[name=seen]", "value");
    person
        .post(&format!("{path}/take"), &[("seen", &seen)])
        .await
}

/// What a report for 2023 says: "raw unit origin".
pub(super) async fn cell(portal: &Portal, enterprise: &str, indicator: &str) -> Option<String> {
    sqlx::query_scalar(
        "select c.raw || ' ' || c.unit || ' ' || c.origin
           from filings f join filing_entries c on c.filing_id = f.id join enterprises e on e.id = f.enterprise_id
           join indicators i on i.id = c.indicator_id where e.code = $1 and f.period = '2023' and i.code = $2",
    )
    .bind(enterprise)
    .bind(indicator)
    .fetch_optional(&portal.db)
    .await
    .expect("an entry")
}

pub(crate) async fn count(portal: &Portal, sql: &'static str) -> i64 {
    sqlx::query_scalar(sql)
        .fetch_one(&portal.db)
        .await
        .expect("a count")
}

/// The posted form about sheet, columns and units, with something chosen differently.
pub(super) async fn choose(person: &Person<'_>, path: &str, changes: &[(&str, &str)]) -> Page {
    let mut fields = person
        .get(path)
        .await
        .fields(&format!("form[action='{path}/choices']"));
    for (name, value) in changes {
        fields.retain(|(known, _)| known != name);
        fields.push(((*name).to_owned(), (*value).to_owned()));
    }
    let fields: Vec<(&str, &str)> = fields
        .iter()
        .map(|(name, value)| (name.as_str(), value.as_str()))
        .collect();
    person.post(&format!("{path}/choices"), &fields).await
}

#[tokio::test]
async fn the_portals_own_workbook_finds_its_report_in_every_format() {
    let portal = Portal::demo().await;
    let staff = portal.sign_in("staff").await;
    let path = sent(&staff, &[], &HANDOUTS[..1]).await;
    let page = staff.get(&path).await;
    assert_eq!(
        summed(&page),
        "11 ô sẽ ghi vào 1 báo cáo · 0 ô cần sửa",
        "{}",
        page.text()
    );
    let words = page.words("table.import-cells tbody");
    assert!(
        page.text().contains("Doanh nghiệp minh họa 09")
            && words.contains("E11 Giá trị xuất khẩu 9,3 9,3 triệu USD"),
        "{words}"
    );
    assert_eq!(
        count(
            &portal,
            "select count(*) from filings where period = '2023'"
        )
        .await,
        0,
        "looking writes nothing"
    );

    let taken = take(&staff, &path).await;
    assert_eq!(taken.status, StatusCode::SEE_OTHER, "{}", taken.text());
    assert_eq!(
        cell(&portal, "DN09", "revenue").await.as_deref(),
        Some("131,5 bvnd imported")
    );
    assert_eq!(
        cell(&portal, "DN09", "workers_foreign").await.as_deref(),
        Some("2 person imported")
    );
    let entries = count(
        &portal,
        "select count(*) from filing_entries c join filings f on f.id = c.filing_id where period = '2023'",
    );
    assert_eq!(entries.await, 11);

    // The same file again, and the same workbook saved in other formats: read alike, nothing to write.
    for handout in [0, 1, 2] {
        let path = sent(&staff, &[], &HANDOUTS[handout..=handout]).await;
        let page = staff.get(&path).await;
        assert_eq!(summed(&page), "0 ô sẽ ghi vào 0 báo cáo · 0 ô cần sửa");
        assert!(
            page.text().contains("11 ô không đổi")
                && page.links("form[action$='/take']").is_empty()
        );
        assert_eq!(
            page.text().contains("Đúng tệp này đã được nhập"),
            handout == 0
        );
    }
    let history = staff.get("/filings/30").await.text();
    assert!(history.contains("131,5"), "the report shows it");
}

#[tokio::test]
async fn rows_moved_within_our_own_workbook_are_read_by_their_labels() {
    let portal = Portal::demo().await;
    let staff = portal.sign_in("staff").await;
    let moved =
        crate::returns::form_workbooks::rewritten(HANDOUTS[0].1, |row, column, text| {
            match (row, column) {
                (10, 1) => "Giá trị nhập khẩu *".to_owned(),
                (11, 1) => "Giá trị xuất khẩu *".to_owned(),
                _ => text,
            }
        });
    let path = sent(&staff, &[], &[("DN09.xlsx", &moved)]).await;
    let page = staff.get(&path).await;
    assert_eq!(
        summed(&page),
        "11 ô sẽ ghi vào 1 báo cáo · 0 ô cần sửa",
        "{}",
        page.text()
    );
    let words = page.words("table.import-cells tbody");
    assert!(words.contains("E11 Giá trị nhập khẩu 9,3"), "{words}");
    take(&staff, &path).await;
    assert_eq!(
        cell(&portal, "DN09", "imports").await.as_deref(),
        Some("9,3 musd imported"),
        "a label never leaves its value"
    );
}

#[tokio::test]
async fn of_a_table_the_good_rows_are_taken_and_the_others_wait_to_be_corrected() {
    let portal = Portal::demo().await;
    let staff = portal.sign_in("staff").await;
    let sender = [YEARLY[0], YEARLY[1], ("sender", "Công ty hạ tầng minh họa")];
    let path = sent(&staff, &sender, &[("tổng hợp.xlsx", SUMMARY_XLSX)]).await;
    let page = staff.get(&path).await;
    assert_eq!(
        summed(&page),
        "15 ô sẽ ghi vào 4 báo cáo · 2 dòng để lại, cần xem",
        "{}",
        page.text()
    );
    assert!(
        page.text().contains("Không tìm thấy doanh nghiệp này")
            && page
                .words(".import-who + .import-note")
                .contains("Gần giống: DN04 –")
    );
    assert!(
        page.text().contains("“hai tỷ” không phải là số")
            && page.text().contains("Tệp ghi là số ước chừng")
    );
    let good = staff.get(&format!("{path}?show=new")).await;
    assert!(
        good.text().contains("210,5 tỷ đồng") || good.text().contains("210.500 triệu đồng"),
        "{}",
        good.text()
    );
    assert!(good.text().contains("Ô này bị ẩn trong tệp"));

    assert_eq!(take(&staff, &path).await.status, StatusCode::SEE_OTHER);
    assert_eq!(
        cell(&portal, "DN02", "revenue").await.as_deref(),
        Some("210.500 mvnd imported")
    );
    assert_eq!(
        cell(&portal, "DN02", "exports").await.as_deref(),
        Some("9,3 musd imported"),
        "a formula's value"
    );
    assert_eq!(
        cell(&portal, "DN05", "budget").await,
        None,
        "the cell with the fault waits, and holds no other back"
    );
    assert!(cell(&portal, "DN05", "revenue").await.is_some());
    let reason: String = sqlx::query_scalar("select reason from filing_entries c join filings f on f.id = c.filing_id join indicators i on i.id = c.indicator_id where f.enterprise_id = 2 and period = '2023' and i.code = 'revenue'")
        .fetch_one(&portal.db).await.expect("an entry");
    assert_eq!(reason, "Xuất khẩu theo tờ khai", "the column of remarks");

    // The rest is corrected where it stands, and taken.
    let row = staff.get(&path).await.attribute(".import-who", "name");
    let corrections = [
        (row.as_str(), "DN04 – Doanh nghiệp minh họa 04"),
        ("f.F9", "2,02"),
        ("w.F9", "hai tỷ"),
    ];
    staff
        .post(&format!("{path}/corrections"), &corrections)
        .await;
    assert_eq!(
        summed(&staff.get(&path).await),
        "5 ô sẽ ghi vào 2 báo cáo · 0 dòng để lại, cần xem"
    );
    assert_eq!(take(&staff, &path).await.status, StatusCode::SEE_OTHER);
    assert_eq!(
        cell(&portal, "DN04", "budget").await.as_deref(),
        Some("2,9 bvnd imported")
    );
    assert_eq!(
        cell(&portal, "DN05", "budget").await.as_deref(),
        Some("2,02 bvnd imported")
    );
    assert_eq!(
        count(&portal, "select count(*) from import_cells").await,
        20
    );
}

#[tokio::test]
async fn how_a_senders_columns_were_understood_is_remembered_for_them_alone() {
    let portal = Portal::demo().await;
    let staff = portal.sign_in("staff").await;
    let sender = [YEARLY[0], YEARLY[1], ("sender", "Công ty A")];
    let path = sent(&staff, &sender, &[("a.xlsx", SUMMARY_XLSX)]).await;
    // This sender writes the budget in millions and the last column is nothing to keep.
    assert_eq!(
        choose(&staff, &path, &[("u.5", "mvnd"), ("c.7", "")])
            .await
            .status,
        StatusCode::SEE_OTHER
    );
    take(&staff, &path).await;
    assert_eq!(
        cell(&portal, "DN02", "budget").await.as_deref(),
        Some("5,9 mvnd imported")
    );
    for (name, file) in [("b.ods", SUMMARY_ODS), ("c.xls", SUMMARY_XLS)] {
        let path = sent(&staff, &sender, &[(name, file)]).await;
        let fields = staff.get(&path).await.fields("form[action$='/choices']");
        let value = |name: &str| {
            fields
                .iter()
                .find(|(known, _)| known == name)
                .map(|(_, value)| value.as_str())
        };
        assert_eq!(
            (value("u.5"), value("c.7"), value("head")),
            (Some("mvnd"), Some(""), Some("3")),
            "{name}"
        );
        let path = sent(
            &staff,
            &[YEARLY[0], YEARLY[1], ("sender", "Công ty B")],
            &[(name, file)],
        )
        .await;
        let fields = staff.get(&path).await.fields("form[action$='/choices']");
        let value = |name: &str| {
            fields
                .iter()
                .find(|(known, _)| known == name)
                .map(|(_, value)| value.as_str())
        };
        assert_eq!(
            (value("u.5"), value("c.7"), value("sheet")),
            (Some(""), Some("note"), Some("1")),
            "{name}"
        );
    }
}

#[tokio::test]
async fn a_block_that_may_be_vietnamese_or_english_waits_until_somebody_says() {
    let portal = Portal::demo().await;
    let staff = portal.sign_in("staff").await;
    let block = "Mã DN\tTổng doanh thu (tỷ đồng)\tSố lao động\nDN01\t1,054\t2,100\nDN02\t1,102\t1,900\nTổng\t2,156\t4,000\n";
    let path = sent(&staff, &[YEARLY[0], YEARLY[1], ("block", block)], &[]).await;
    let page = staff.get(&path).await;
    assert_eq!(
        summed(&page),
        "0 ô sẽ ghi vào 0 báo cáo · 2 dòng để lại, cần xem",
        "{}",
        page.text()
    );
    assert!(page.text().contains("Chưa rõ tệp viết số kiểu nào"));
    // The button beside the question, pressed while the select still says "find out".
    let mut fields = page.fields(&format!("form[action='{path}/choices']"));
    fields.push(("writing".to_owned(), "vi".to_owned()));
    let fields: Vec<(&str, &str)> = fields
        .iter()
        .map(|(name, value)| (name.as_str(), value.as_str()))
        .collect();
    staff.post(&format!("{path}/choices"), &fields).await;
    assert!(
        staff.get(&path).await.text().contains("1,054 tỷ đồng"),
        "taken for decimals"
    );
    choose(&staff, &path, &[("writing", "en")]).await;
    assert_eq!(
        summed(&staff.get(&path).await),
        "4 ô sẽ ghi vào 2 báo cáo · 0 dòng để lại, cần xem"
    );
    take(&staff, &path).await;
    assert_eq!(
        cell(&portal, "DN01", "revenue").await.as_deref(),
        Some("1.054 bvnd imported")
    );
    assert_eq!(
        cell(&portal, "DN02", "workers").await.as_deref(),
        Some("1.900 person imported")
    );
}

#[tokio::test]
async fn one_enterprises_sheet_is_known_by_what_stands_above_its_table() {
    let portal = Portal::demo().await;
    let staff = portal.sign_in("staff").await;
    let block = "Đơn vị báo cáo: Doanh nghiệp minh họa 06\t\t\t\nChỉ tiêu\tĐơn vị\tKế hoạch\tThực hiện năm\nTổng doanh thu\ttriệu đồng\t60.000\t58.250,5\nNộp ngân sách\ttỷ đồng\t2\t1,9\nSố ca làm việc\tca\t2\t3\n";
    let path = sent(&staff, &[YEARLY[0], YEARLY[1], ("block", block)], &[]).await;
    let page = staff.get(&path).await;
    assert_eq!(
        summed(&page),
        "2 ô sẽ ghi vào 1 báo cáo · 0 ô cần sửa",
        "{}",
        page.text()
    );
    let account = page.words(".import-account");
    assert!(
        account.contains("Trong 6 số của tệp: 2 được lấy")
            && account.contains("2 của kỳ khác, kế hoạch hoặc so sánh")
            && account.contains("“Số ca làm việc”"),
        "{account}"
    );
    take(&staff, &path).await;
    assert_eq!(
        cell(&portal, "DN06", "revenue").await.as_deref(),
        Some("58.250,5 mvnd imported")
    );
    assert_eq!(
        cell(&portal, "DN06", "budget").await.as_deref(),
        Some("1,9 bvnd imported")
    );
}

#[tokio::test]
async fn what_is_no_table_is_refused_with_what_to_do_and_the_rest_is_kept() {
    let portal = Portal::demo().await;
    let staff = portal.sign_in("staff").await;
    let locked: &[u8] = include_bytes!("../../fixtures/workbooks/locked.ods");
    let page = staff
        .upload(
            "/imports",
            &YEARLY,
            &[
                ("khóa.ods", locked),
                ("DN09.xlsx", HANDOUTS[0].1),
                ("a.pdf", b"%PDF-1.7"),
            ],
        )
        .await;
    assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(
        page.text().contains("khóa.ods")
            && page.text().contains("mật khẩu")
            && page.text().contains("a.pdf"),
        "{}",
        page.text()
    );
    assert_eq!(
        page.fields("form[enctype]")
            .iter()
            .find(|(name, _)| name == "period")
            .map(|(_, value)| value.as_str()),
        Some("2023")
    );
    assert!(
        page.links("tbody a").contains(&"/imports/1".to_owned()),
        "the good one is kept"
    );
    assert_eq!(
        staff.upload("/imports", &YEARLY, &[]).await.status,
        StatusCode::UNPROCESSABLE_ENTITY,
        "nothing sent"
    );
}

#[tokio::test]
async fn those_responsible_for_some_zones_reach_no_others_through_a_file() {
    let portal = Portal::demo().await;
    let path = sent(&portal.sign_in("staff").await, &[], &HANDOUTS[..1]).await;
    sqlx::raw_sql(
        "with z as (insert into zones (code, name, kind, status, province) values ('X', 'KCN khác', 'regular', 'planned', 'Y') returning id)
         insert into account_zones select a.id, z.id from accounts a, z where a.username = 'staff'",
    )
    .execute(&portal.db)
    .await
    .expect("limited");
    let staff = portal.sign_in("staff").await;
    let page = staff.get(&path).await;
    assert!(
        page.text()
            .contains("Không tìm thấy doanh nghiệp này trong phạm vi phụ trách"),
        "{}",
        page.text()
    );
    page.says(
        ".import-sum",
        "0 ô sẽ ghi vào 0 báo cáo · 0 ô cần sửa · 1 báo cáo để lại, cần xem",
    );
    let others = sent(&portal.sign_in("approver").await, &[], &HANDOUTS[..1]).await;
    assert_eq!(staff.get(&others).await.status, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn every_file_sent_is_read_or_named() {
    let portal = Portal::demo().await;
    let staff = portal.sign_in("staff").await;
    let names: Vec<String> = (1..=33)
        .map(|number| format!("bao-cao-{number}.csv"))
        .collect();
    let table: &[u8] = "Doanh nghiệp;Số lao động\nDoanh nghiệp minh họa 01;120\n".as_bytes();
    let mut files: Vec<(&str, &[u8])> = names.iter().map(|name| (name.as_str(), table)).collect();
    files[4] = ("bo-trong.xlsx", b"");
    let page = staff.upload("/imports", &YEARLY, &files).await;
    assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY);
    let refused = page.words(".notice--bad ul");
    for name in [
        "bo-trong.xlsx",
        "bao-cao-31.csv",
        "bao-cao-32.csv",
        "bao-cao-33.csv",
    ] {
        assert!(refused.contains(name), "{name}: {refused}");
    }
    assert_eq!(count(&portal, "select count(*) from imports").await, 29);
    // A form on which no file was chosen sends one without a name.
    let page = staff.upload("/imports", &YEARLY, &[("", b"")]).await;
    assert!(page.text().contains("Xin chọn tệp"), "{}", page.text());
}
