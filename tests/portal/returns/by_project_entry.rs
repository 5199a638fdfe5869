//! Reports of single projects by workbook and across a sheet.

use super::by_project::{begin, form, number, two_projects};
use crate::support::{Person, Portal};
use axum::http::StatusCode;

/// An enterprise of the demonstration that owes the fourth quarter and has not begun.
const ENTERPRISE: i64 = 8;

#[tokio::test]
async fn a_projects_workbook_goes_out_and_comes_back_to_its_report() {
    let portal = Portal::demo().await;
    let staff = portal.sign_in("staff").await;
    let (first, second) = two_projects(&portal).await;
    let quarter = form(&portal, "A.III.1").await;
    // What the report says goes out with the workbook; emptied here, it comes back with it.
    let report = begin(
        &portal,
        &staff,
        &format!("8p{second}"),
        "A.III.1",
        "2022-Q4",
    )
    .await
    .location;
    let revenue = number(&portal, "select id from indicators where code = 'revenue'").await;
    let (value, unit) = (format!("v.{revenue}"), format!("u.{revenue}"));
    staff
        .post(
            &format!("{report}/cells"),
            &[(&value, "12.500"), (&unit, "usd")],
        )
        .await;
    let book = staff
        .get(&format!("/handouts/{quarter}/2022-Q4/8p{second}"))
        .await;
    book.answers(StatusCode::OK);
    staff
        .post(&format!("{report}/cells"), &[(&value, ""), (&unit, "usd")])
        .await;
    let filled = crate::returns::form_workbooks::rewritten(&book.bytes, |_, _, text| text);
    let path = staff
        .upload("/imports", &[], &[("DA08B.xlsx", &filled)])
        .await
        .location;
    let path = path.lines().next().unwrap_or_default().to_owned();
    let page = staff.get(&path).await;
    assert!(
        page.text().contains("Nhà máy minh họa mở rộng"),
        "{}",
        page.words("main")
    );
    let seen = page.attribute("input[name=seen]", "value");
    staff
        .post(&format!("{path}/take"), &[("seen", &seen)])
        .await
        .saved();
    let stored: Vec<(Option<i64>, String)> = sqlx::query_as(
        "select f.project_id, c.raw from filings f join filing_entries c on c.filing_id = f.id
          where f.enterprise_id = 8 and f.period = '2022-Q4'",
    )
    .fetch_all(&portal.db)
    .await
    .expect("one report");
    assert_eq!(stored, [(Some(second), "12.500".to_owned())]);

    a_table_names_the_project_or_asks(&portal, &staff, quarter, first).await;
}

/// A table that names only the enterprise asks which project; one that names the project finds it.
async fn a_table_names_the_project_or_asks(
    portal: &Portal,
    staff: &Person<'_>,
    quarter: i64,
    first: i64,
) {
    // A table that names only the enterprise asks which project; one that names the project finds it.
    let table = "Mã số thuế\tDự án\tDoanh thu (triệu đồng)\n{tax}\t\t900\n";
    let tax: String = sqlx::query_scalar("select tax_code from enterprises where id = 8")
        .fetch_one(&portal.db)
        .await
        .expect("a tax code");
    let fields = [
        ("form", quarter.to_string()),
        ("period", "2022-Q4".to_owned()),
        ("block", table.replace("{tax}", &tax)),
    ];
    let fields: Vec<(&str, &str)> = fields
        .iter()
        .map(|(name, value)| (*name, value.as_str()))
        .collect();
    let path = staff.upload("/imports", &fields, &[]).await.location;
    let page = staff.get(path.lines().next().unwrap_or_default()).await;
    assert!(
        page.text().contains("Xin chọn dự án"),
        "{}",
        page.words("main")
    );
    let code: String = sqlx::query_scalar("select code from projects where id = $1")
        .bind(first)
        .fetch_one(&portal.db)
        .await
        .expect("a code");
    let named = table.replace("{tax}\t", &format!("{tax}\t{code}"));
    let fields = [
        ("form", quarter.to_string()),
        ("period", "2022-Q4".to_owned()),
        ("block", named),
    ];
    let fields: Vec<(&str, &str)> = fields
        .iter()
        .map(|(name, value)| (*name, value.as_str()))
        .collect();
    let path = staff.upload("/imports", &fields, &[]).await.location;
    let page = staff.get(path.lines().next().unwrap_or_default()).await;
    assert!(
        !page.text().contains("Xin chọn dự án"),
        "{}",
        page.words("main")
    );
}

#[tokio::test]
async fn a_sheet_has_a_line_for_each_project() {
    let portal = Portal::demo().await;
    let staff = portal.sign_in("staff").await;
    let (first, second) = two_projects(&portal).await;
    let quarter = form(&portal, "A.III.1").await;
    let revenue = number(&portal, "select id from indicators where code = 'revenue'").await;
    let page = staff
        .get(&format!("/sheets/{quarter}/2022-Q4?indicator={revenue}"))
        .await;
    assert!(
        page.text()
            .contains(&format!("name=\"v.{ENTERPRISE}p{first}\""))
            && page.text().contains("Nhà máy minh họa mở rộng")
    );
    let (value, unit) = (format!("v.8p{second}t"), format!("u.8p{second}"));
    let saved = staff
        .post(
            &format!("/sheets/{quarter}/2022-Q4/cells?indicator={revenue}"),
            &[(&value, "1.250"), (&unit, "mvnd")],
        )
        .await;
    saved.answers(StatusCode::OK);
    let stored: (Option<i64>, String, String) = sqlx::query_as(
        "select f.project_id, c.measure, c.raw from filing_entries c join filings f on f.id = c.filing_id
          where f.enterprise_id = 8 and f.period = '2022-Q4'",
    )
    .fetch_one(&portal.db)
    .await
    .expect("one cell");
    assert_eq!(
        stored,
        (Some(second), "to_date".to_owned(), "1.250".to_owned())
    );
}
