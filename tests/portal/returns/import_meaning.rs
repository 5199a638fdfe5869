//! What a file says travels with its figures: the unit above a table, the year of its heading, one line for each indicator.

use super::imports::{cell, choose, sent, summed, take};
use crate::support::Portal;

#[tokio::test]
async fn a_unit_above_the_table_reaches_its_money_and_a_line_that_names_another_year_is_asked_about()
 {
    let portal = Portal::demo().await;
    let staff = portal.sign_in("staff").await;
    let block = "BÁO CÁO NĂM 2022\t\t\nĐơn vị tính: triệu đồng\t\t\nMã DN\tTổng doanh thu\tSố lao động\nDN01\t290.500,0\t240\nDN02\t210.500,0\t185\n";
    let path = sent(
        &staff,
        &[("form", "1"), ("period", "2023"), ("block", block)],
        &[],
    )
    .await;
    let page = staff.get(&path).await;
    assert!(
        page.text()
            .contains("Tệp ghi “BÁO CÁO NĂM 2022”, còn đang nhập vào kỳ năm 2023")
            && page.links("form[action$='/take']").is_empty(),
        "{}",
        page.text()
    );
    assert_eq!(
        summed(&page),
        "0 ô sẽ ghi vào 0 báo cáo · 2 dòng để lại, cần xem"
    );
    let question = page.attribute("button[name=agreed]", "value");
    choose(&staff, &path, &[("agreed", &question)]).await;
    assert_eq!(
        summed(&staff.get(&path).await),
        "4 ô sẽ ghi vào 2 báo cáo · 0 dòng để lại, cần xem"
    );
    take(&staff, &path).await;
    assert_eq!(
        cell(&portal, "DN01", "revenue").await.as_deref(),
        Some("290.500 mvnd imported")
    );
    assert_eq!(
        cell(&portal, "DN02", "workers").await.as_deref(),
        Some("185 person imported"),
        "a unit of money reaches no people"
    );
}

#[tokio::test]
async fn two_lines_for_one_indicator_wait_until_one_is_cleared() {
    let portal = Portal::demo().await;
    let staff = portal.sign_in("staff").await;
    let block = "Doanh nghiệp minh họa 06\t\t\nChỉ tiêu\tĐơn vị\tThực hiện\nTổng doanh thu\ttỷ đồng\t58,2\nDoanh thu\ttỷ đồng\t57,9\nSố lao động\tngười\t60\n";
    let path = sent(
        &staff,
        &[("form", "1"), ("period", "2023"), ("block", block)],
        &[],
    )
    .await;
    let page = staff.get(&path).await;
    assert_eq!(
        summed(&page),
        "1 ô sẽ ghi vào 1 báo cáo · 2 ô cần sửa",
        "{}",
        page.text()
    );
    assert!(
        page.text()
            .contains("Tệp có nhiều số cho chỉ tiêu này: ô C3, C4")
    );
    let clear = [("f.C4", ""), ("w.C4", "57,9")];
    staff.post(&format!("{path}/corrections"), &clear).await;
    assert_eq!(
        summed(&staff.get(&path).await),
        "2 ô sẽ ghi vào 1 báo cáo · 0 ô cần sửa"
    );
    take(&staff, &path).await;
    assert_eq!(
        cell(&portal, "DN06", "revenue").await.as_deref(),
        Some("58,2 bvnd imported")
    );
}

#[tokio::test]
async fn every_figure_of_a_file_is_in_its_account_also_a_strangers_and_one_that_was_cleared() {
    let portal = Portal::demo().await;
    let staff = portal.sign_in("staff").await;
    let block = "Mã DN\tTổng doanh thu 2022 (tỷ đồng)\tTổng doanh thu 2023 (tỷ đồng)\tSố lao động\nDN01\t1,5\t2,5\t240\nDN777\t3,5\t4,5\t185\nDN02\t5,5\tmột nửa\t75\nTổng\t10,5\t7,5\t500\n";
    let path = sent(
        &staff,
        &[("form", "1"), ("period", "2023"), ("block", block)],
        &[],
    )
    .await;
    let account = staff.get(&path).await.words(".import-account");
    // Twelve cells hold something: two of DN01, one of DN02 are taken; DN777's two and the words wait.
    for part in [
        "Trong 12 số của tệp: 3 được lấy 3 chờ trả lời",
        "3 của kỳ khác, kế hoạch hoặc so sánh",
        "3 ở dòng tổng",
    ] {
        assert!(account.contains(part), "{part}: {account}");
    }
    let clear = [("f.C4", ""), ("w.C4", "một nửa")];
    staff.post(&format!("{path}/corrections"), &clear).await;
    let account = staff.get(&path).await.words(".import-account");
    assert!(
        account.contains("Trong 12 số của tệp: 3 được lấy 2 chờ trả lời 1 đã xóa trống ở đây"),
        "{account}"
    );
}

#[tokio::test]
async fn a_figure_merged_over_two_rows_is_nobodys_before_an_answer() {
    let portal = Portal::demo().await;
    let staff = portal.sign_in("staff").await;
    let mut book = rust_xlsxwriter::Workbook::new();
    let sheet = book.add_worksheet();
    let plain = rust_xlsxwriter::Format::new();
    for (column, title) in (0..).zip(["Mã DN", "Tổng doanh thu (tỷ đồng)", "Số lao động"])
    {
        sheet.write_string(0, column, title).expect("a title");
    }
    for (row, code, workers) in [(1, "DN01", 240), (2, "DN02", 185)] {
        sheet.write_string(row, 0, code).expect("a code");
        sheet.write_number(row, 2, workers).expect("workers");
    }
    sheet
        .merge_range(1, 1, 2, 1, "501 tỷ", &plain)
        .expect("a merged figure");
    let bytes = book.save_to_buffer().expect("a workbook");
    let path = sent(
        &staff,
        &[("form", "1"), ("period", "2023")],
        &[("gộp.xlsx", &bytes)],
    )
    .await;
    let page = staff.get(&path).await;
    assert!(
        page.text().contains("Số này ở ô gộp nhiều dòng (B2:B3)"),
        "{}",
        page.text()
    );
    take(&staff, &path).await;
    assert_eq!(cell(&portal, "DN01", "revenue").await, None);
    assert_eq!(cell(&portal, "DN02", "revenue").await, None);
    assert_eq!(
        cell(&portal, "DN02", "workers").await.as_deref(),
        Some("185 person imported")
    );
}

#[tokio::test]
async fn figures_of_an_earlier_year_are_held_against_the_ledger_and_not_written() {
    let portal = Portal::demo().await;
    let staff = portal.sign_in("staff").await;
    // The demonstration's 2022: 277,373 billion of DN01, 181 workers of DN02.
    let block = "Mã DN\tTổng doanh thu 2022 (tỷ đồng)\tTổng doanh thu 2023 (tỷ đồng)\tSố lao động năm trước\nDN01\t277,4\t290,5\t1\nDN02\t1,5\t210,5\t181\nDN777\t9,5\t9,5\t9\n";
    let fields = [("form", "1"), ("period", "2023"), ("block", block)];
    let path = sent(&staff, &fields, &[]).await;
    let page = staff.get(&path).await;
    let summary = page.words(".import-compared summary");
    assert_eq!(
        summary,
        "Số kỳ trước trong tệp, so với sổ: 2 khác, 2 khớp, 0 sổ chưa có"
    );
    let lines = page.words(".import-compared tbody");
    assert!(
        lines.contains("Năm 2022 1,5 203,403 tỷ đồng khác sổ"),
        "{lines}"
    );
    assert!(
        lines.starts_with("D2 "),
        "those that differ come first: {lines}"
    );
    // From the ledger's figure one comes to where it is corrected.
    let life = "/figures/2022/revenue/enterprises/2";
    let hrefs = page.links(".import-compared tbody a");
    assert!(hrefs.iter().any(|href| href == life), "{hrefs:?}");
    staff.get(life).await.says("main", "203,403");
    take(&staff, &path).await;
    let written = "select count(*) from filing_entries e join filings f on f.id = e.filing_id
                    where f.period = '2022' and e.origin = 'imported'";
    assert_eq!(super::imports::count(&portal, written).await, 0);
}

#[tokio::test]
async fn figures_of_a_hidden_sheet_are_not_read_and_in_the_account() {
    let portal = Portal::demo().await;
    let staff = portal.sign_in("staff").await;
    let mut book = rust_xlsxwriter::Workbook::new();
    for (name, workers) in [("Biểu", 240), ("Cũ", 9_999)] {
        let sheet = book.add_worksheet();
        sheet.set_name(name).expect("a name");
        sheet.write_string(0, 0, "Mã DN").expect("a title");
        sheet.write_string(0, 1, "Số lao động").expect("a title");
        sheet.write_string(1, 0, "DN01").expect("a code");
        sheet.write_number(1, 1, workers).expect("workers");
        sheet.set_hidden(name == "Cũ");
    }
    let bytes = book.save_to_buffer().expect("a workbook");
    let fields = [("form", "1"), ("period", "2023")];
    let path = sent(&staff, &fields, &[("ẩn.xlsx", &bytes)]).await;
    let page = staff.get(&path).await;
    let account = page.words(".import-account");
    assert!(
        account.contains("Trong 2 số của tệp: 1 được lấy")
            && account.contains("trang tính bị ẩn: Cũ!B2"),
        "{account}"
    );
    assert!(
        page.text()
            .contains("Trang tính “Cũ” đang bị ẩn nên không được đọc."),
        "{}",
        page.text()
    );
}

#[tokio::test]
async fn a_report_that_waits_whole_does_not_say_of_its_cells_that_they_will_be_written() {
    let portal = Portal::demo().await;
    let staff = portal.sign_in("staff").await;
    // Three enterprises whose 2022 has firmer figures already.
    let book: &[u8] = include_bytes!("../../fixtures/reading/c31-sheet-per-enterprise.xlsx");
    let fields = [("form", "1"), ("period", "2022")];
    let path = sent(&staff, &fields, &[("c31.xlsx", book)]).await;
    let page = staff.get(&path).await;
    let outcomes = page.words("#rows");
    assert!(
        outcomes.contains("chờ") && !outcomes.contains("sẽ ghi"),
        "{outcomes}"
    );
    page.says(
        ".import-sum",
        "0 ô sẽ ghi vào 0 báo cáo · 0 ô cần sửa · 3 báo cáo để lại, cần xem",
    );
    page.says(".steps [aria-current]", "Xem trước, trả lời");
    // In English one is one.
    let english = staff.get_in_english(&path).await;
    english.says(".import-sum", "3 reports left aside, to look at");
}
