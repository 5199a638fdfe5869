//! The workbook an enterprise fills, opened again by other programs.

use std::io::{Cursor, Read};

use axum::http::StatusCode;
use calamine::{Data, Reader, SheetVisible, Xlsx};
use serde_json::Value;

use crate::support::Portal;

/// A part of an .xlsx file as text.
fn part(bytes: &[u8], name: &str) -> String {
    let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).expect("an archive");
    let mut text = String::new();
    archive
        .by_name(name)
        .expect(name)
        .read_to_string(&mut text)
        .expect("text");
    text
}

/// The same workbook with some texts changed, written by another program; the key sheet stays hidden.
pub fn rewritten(bytes: &[u8], change: impl Fn(u32, u32, String) -> String) -> Vec<u8> {
    let mut book: Xlsx<_> = Xlsx::new(Cursor::new(bytes)).expect("calamine opens it");
    let mut out = rust_xlsxwriter::Workbook::new();
    for (index, (name, range)) in book.worksheets().into_iter().enumerate() {
        let sheet = out.add_worksheet();
        sheet
            .set_name(&name)
            .expect("a name")
            .set_very_hidden(index > 0);
        let (top, left) = range.start().expect("cells");
        for (row, column, data) in range.used_cells() {
            let (row, column) = (
                top + u32::try_from(row).expect("rows"),
                left + u32::try_from(column).expect("columns"),
            );
            let at = u16::try_from(column).expect("columns");
            match data {
                Data::Float(number) => sheet.write_number(row, at, *number).map(drop),
                Data::Int(number) => sheet.write_number(row, at, *number as f64).map(drop),
                other if index == 0 => sheet
                    .write_string(row, at, change(row, column, other.to_string()))
                    .map(drop),
                other => sheet.write_string(row, at, other.to_string()).map(drop),
            }
            .expect("written");
        }
    }
    out.save_to_buffer().expect("a workbook")
}

#[tokio::test]
async fn the_workbook_has_the_form_the_names_last_year_and_knows_where_it_belongs() {
    let portal = Portal::demo().await;
    let staff = portal.sign_in("staff").await;
    let form: i64 = sqlx::query_scalar("select id from forms where code = 'BQL.N'")
        .fetch_one(&portal.db)
        .await
        .expect("a form");
    let page = staff.get(&format!("/handouts/{form}/2023/1")).await;
    assert_eq!(page.status, StatusCode::OK);
    let mut book: Xlsx<_> = Xlsx::new(Cursor::new(page.bytes.clone())).expect("calamine opens it");
    let visible: Vec<SheetVisible> = book
        .sheets_metadata()
        .iter()
        .map(|sheet| sheet.visible)
        .collect();
    assert_eq!(visible, [SheetVisible::Visible, SheetVisible::VeryHidden]);
    let sheet = book.worksheet_range("Báo cáo").expect("the form");
    let text = |row, column| {
        sheet
            .get_value((row, column))
            .map(ToString::to_string)
            .unwrap_or_default()
    };
    assert!(text(3, 0).contains("Doanh nghiệp minh họa 01") && text(4, 0).contains("9900000016"));
    assert_eq!(
        (text(9, 1).as_str(), text(9, 2).as_str()),
        ("Tổng doanh thu *", "tỷ đồng")
    );
    // Last year's revenue of this enterprise stands beside the empty cell.
    let known: String = sqlx::query_scalar(
        "select trim_scale(value / 1000000000)::text from current_figures
          where enterprise_id = 1 and period = '2022' and indicator_id = (select id from indicators where code = 'revenue')",
    )
    .fetch_one(&portal.db)
    .await
    .expect("a figure");
    assert_eq!(text(9, 3), known);
    assert!(
        matches!(sheet.get_value((9, 4)), None | Some(Data::Empty)),
        "the cell to fill is empty"
    );

    let key = book.worksheet_range("izportal").expect("the key");
    let lines: Vec<Value> = key
        .rows()
        .map(|row| serde_json::from_str(&row[0].to_string()).expect("JSON"))
        .collect();
    assert_eq!(
        (
            &lines[0]["enterprise"],
            &lines[0]["form"],
            &lines[0]["period"]
        ),
        (&"DN01".into(), &"BQL.N".into(), &"2023".into())
    );
    assert_eq!(
        (
            &lines[1]["indicator"],
            &lines[1]["row"],
            &lines[1]["column"]
        ),
        (&"revenue".into(), &9.into(), &4.into())
    );

    let xml = part(&page.bytes, "xl/worksheets/sheet1.xml");
    assert!(
        xml.contains("<sheetProtection ") && xml.contains("<dataValidation "),
        "locked outside its inputs, and checked"
    );
    assert!(
        part(&page.bytes, "xl/styles.xml").contains("<protection locked=\"0\""),
        "the inputs are open"
    );
    assert!(!xml.contains("<f>"), "nothing in it is a formula");
}

#[tokio::test]
async fn a_quarters_workbook_has_three_columns_and_what_is_typed_already() {
    let portal = Portal::demo().await;
    let staff = portal.sign_in("staff").await;
    let page = staff.get("/handouts/4/2022-Q4/7").await;
    let mut book: Xlsx<_> = Xlsx::new(Cursor::new(page.bytes)).expect("calamine opens it");
    let sheet = book.worksheet_range("Báo cáo").expect("the form");
    let head: Vec<String> = (4..8)
        .map(|column| {
            sheet
                .get_value((8, column))
                .map(ToString::to_string)
                .unwrap_or_default()
        })
        .collect();
    assert_eq!(
        head[..3],
        ["Trong quý", "Lũy kế từ đầu năm", "Từ khi cấp GCN"]
    );
    // The draft's revenue: 14.978 in the quarter, 55.473 since January, triệu đồng.
    let row = (9..30)
        .find(|row| {
            sheet
                .get_value((*row, 1))
                .is_some_and(|name| name.to_string().starts_with("Tổng doanh thu"))
        })
        .expect("a line");
    assert_eq!(
        sheet
            .get_value((row, 4))
            .and_then(|v| if let Data::Float(f) = v {
                Some(*f)
            } else {
                None
            }),
        Some(14978.0)
    );
    assert_eq!(
        sheet
            .get_value((row, 5))
            .and_then(|v| if let Data::Float(f) = v {
                Some(*f)
            } else {
                None
            }),
        Some(55473.0)
    );
}

#[tokio::test]
async fn a_zone_gets_the_workbooks_of_those_that_still_owe() {
    let portal = Portal::demo().await;
    let (staff, leader) = (
        portal.sign_in("staff").await,
        portal.sign_in("leader").await,
    );
    let page = staff.get("/handouts/4/2022-Q4?zone=1").await;
    assert_eq!(page.status, StatusCode::OK);
    let archive = zip::ZipArchive::new(Cursor::new(page.bytes)).expect("an archive");
    let mut names: Vec<String> = archive
        .file_names()
        .map(|name| name.expect("a name").into_owned())
        .collect();
    names.sort_unstable();
    // One returned, one begun, four not: those handed in are left out.
    assert_eq!(names.len(), 6, "{names:?}");
    assert_eq!(names[0], "A.III.1-2022-Q4-DN04.xlsx");
    assert_eq!(
        leader.get("/handouts/4/2022-Q4").await.status,
        StatusCode::FORBIDDEN
    );
    assert_eq!(
        staff.get("/handouts/1/2022").await.status,
        StatusCode::UNPROCESSABLE_ENTITY,
        "everybody has handed in"
    );
    assert_eq!(
        staff.get("/handouts/4/2022-Q4/999").await.status,
        StatusCode::NOT_FOUND
    );
}
