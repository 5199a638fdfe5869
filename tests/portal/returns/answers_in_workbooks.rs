//! Answers in words that come in with a workbook.

use super::answers::report;
use crate::support::{Page, Person, Portal};
use axum::http::StatusCode;
use calamine::{Reader, Xlsx};
use std::io::Cursor;

/// The draft's workbook, filled with an answer by another program; the key sheet stays hidden.
async fn workbook(person: &Person<'_>, answer: &str) -> Vec<u8> {
    let bytes = person.get("/handouts/4/2022-Q4/7").await.bytes;
    let mut book: Xlsx<_> = Xlsx::new(Cursor::new(bytes)).expect("calamine opens it");
    let form = book.worksheet_range("Báo cáo").expect("the form");
    let text = |row: u32| {
        form.get_value((row, 1))
            .map(ToString::to_string)
            .unwrap_or_default()
    };
    let asked = (9..60)
        .find(|row| text(*row).starts_with("Khó khăn, vướng mắc"))
        .expect("the question");
    let mut out = rust_xlsxwriter::Workbook::new();
    for (index, (name, range)) in book.worksheets().into_iter().enumerate() {
        let sheet = out.add_worksheet();
        sheet
            .set_name(&name)
            .expect("a name")
            .set_very_hidden(index > 0);
        let (top, left) = range.start().expect("cells");
        for (row, column, data) in range.used_cells() {
            let row = top + u32::try_from(row).expect("rows");
            let column = u16::try_from(left).expect("few") + u16::try_from(column).expect("few");
            sheet
                .write_string(row, column, data.to_string())
                .expect("written");
        }
        if index == 0 {
            sheet.write_string(asked + 1, 1, answer).expect("written");
        }
    }
    out.save_to_buffer().expect("a workbook")
}

pub(super) async fn sent(person: &Person<'_>, bytes: &[u8]) -> String {
    let page = person
        .upload("/imports", &[], &[("DN07.xlsx", bytes)])
        .await;
    assert_eq!(page.status, StatusCode::SEE_OTHER, "{}", page.text());
    page.location.lines().next().unwrap_or_default().to_owned()
}

async fn take(person: &Person<'_>, path: &str) -> Page {
    let seen = person
        .get(path)
        .await
        .attribute("input[name=seen]", "value");
    person
        .post(&format!("{path}/take"), &[("seen", &seen)])
        .await
}

#[tokio::test]
async fn the_workbook_asks_in_words_and_its_answers_are_taken_and_taken_back() {
    let portal = Portal::demo().await;
    let staff = portal.sign_in("staff").await;
    let report = report(&portal, 7).await;
    let path = sent(
        &staff,
        &workbook(&staff, "Thiếu nước sản xuất.\r\nĐã báo tháng 11.").await,
    )
    .await;
    let line = staff
        .get(&path)
        .await
        .words("table.import-cells:last-of-type tbody tr:has(td.import-text)");
    assert!(
        line.contains("C. Khó khăn, vướng mắc, kiến nghị") && line.contains("sẽ ghi"),
        "{line}"
    );
    assert_eq!(report.stored(&portal).await, None, "looking writes nothing");
    let taken = take(&staff, &path).await;
    assert_eq!(taken.status, StatusCode::SEE_OTHER, "{}", taken.text());
    assert_eq!(
        report.stored(&portal).await.as_deref(),
        Some("Thiếu nước sản xuất.\nĐã báo tháng 11.")
    );
    let history = staff
        .get(&format!("{}/history", report.path))
        .await
        .words("table.history");
    assert!(
        history.contains("Nhập từ tệp “DN07.xlsx”") && history.contains("Thiếu nước sản xuất."),
        "{history}"
    );

    // Another answer is not put in place of it unless that is asked for.
    let other = sent(&staff, &workbook(&staff, "Thiếu lao động.").await).await;
    let page = staff.get(&other).await;
    assert!(
        page.text().contains("Báo cáo đang có câu trả lời khác"),
        "{}",
        page.text()
    );
    assert_eq!(
        staff
            .post(&format!("{other}/choices"), &[("replace", "on")])
            .await
            .status,
        StatusCode::SEE_OTHER
    );
    assert_eq!(take(&staff, &other).await.status, StatusCode::SEE_OTHER);
    assert_eq!(
        report.stored(&portal).await.as_deref(),
        Some("Thiếu lao động.")
    );

    let undone = staff
        .post(&format!("{other}/undo"), &[("reason", "Nhầm tệp")])
        .await;
    assert_eq!(undone.status, StatusCode::SEE_OTHER, "{}", undone.text());
    assert_eq!(
        report.stored(&portal).await.as_deref(),
        Some("Thiếu nước sản xuất.\nĐã báo tháng 11.")
    );
    // Changed since by a person, it stays.
    report
        .send(&staff, "save", &[(&report.value(), "Đã có nước.")])
        .await;
    staff
        .post(&format!("{path}/undo"), &[("reason", "Nhầm tệp")])
        .await;
    assert_eq!(report.stored(&portal).await.as_deref(), Some("Đã có nước."));
}
