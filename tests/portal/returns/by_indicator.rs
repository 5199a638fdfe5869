//! One indicator across all enterprises: each cell belongs to its enterprise's report.

use axum::http::StatusCode;
use serde_json::Value;

use crate::support::{Page, Person, Portal};

async fn revenue(portal: &Portal) -> i64 {
    sqlx::query_scalar("select id from indicators where code = 'revenue'")
        .fetch_one(&portal.db)
        .await
        .expect("known")
}

async fn post(person: &Person<'_>, path: &str, cells: &[(&str, &str)]) -> Page {
    person.post(path, cells).await
}

async fn stored(portal: &Portal, enterprise: i64) -> Option<(String, String, String)> {
    sqlx::query_as(
        "select c.raw, c.unit, c.origin from filings f join filing_entries c on c.filing_id = f.id
          where f.enterprise_id = $1 and f.period = '2023' and c.indicator_id = (select id from indicators where code = 'revenue')",
    )
    .bind(enterprise)
    .fetch_optional(&portal.db)
    .await
    .expect("an entry")
}

#[tokio::test]
async fn a_column_fills_the_reports_of_many_enterprises_and_begins_those_that_are_missing() {
    let portal = Portal::demo().await;
    let staff = portal.sign_in("staff").await;
    let path = format!("/sheets/1/2023?indicator={}", revenue(&portal).await);
    let page = staff.get(&path).await;
    assert!(
        page.text().contains("Doanh nghiệp minh họa 01")
            && !page.text().contains("Doanh nghiệp minh họa 12"),
        "who owes it"
    );
    let cells = path.replace("/2023?", "/2023/cells?");
    let form = [
        ("v.1", "301,5"),
        ("u.1", "bvnd"),
        ("v.2", "221.400"),
        ("u.2", "mvnd"),
        ("v.3", ""),
        ("u.3", "bvnd"),
        ("origin", "pasted"),
    ];
    let saved = post(&staff, &cells, &form).await;
    assert_eq!(saved.status, StatusCode::OK, "{}", saved.text());
    let answer: Value = serde_json::from_slice(&saved.bytes).expect("JSON");
    assert_eq!(
        answer["rows"]["2"]["cells"]["2"]["understood"], "= 221,4 tỷ đồng",
        "{answer}"
    );
    assert_eq!(answer["entered"], 2);
    assert_eq!(
        stored(&portal, 1).await,
        Some(("301,5".to_owned(), "bvnd".to_owned(), "pasted".to_owned()))
    );
    assert_eq!(
        stored(&portal, 2).await.map(|(raw, unit, _)| (raw, unit)),
        Some(("221.400".to_owned(), "mvnd".to_owned()))
    );
    let reports: i64 = sqlx::query_scalar("select count(*) from filings where period = '2023'")
        .fetch_one(&portal.db)
        .await
        .expect("a count");
    assert_eq!(reports, 2, "an empty cell begins no report");
    // The same again changes nothing; the report itself shows the cell.
    assert_eq!(post(&staff, &cells, &form).await.status, StatusCode::OK);
    let filing: i64 =
        sqlx::query_scalar("select id from filings where period = '2023' and enterprise_id = 2")
            .fetch_one(&portal.db)
            .await
            .expect("one");
    assert!(
        staff
            .get(&format!("/filings/{filing}"))
            .await
            .text()
            .contains("value=\"221.400\"")
    );
    let writes: i64 = sqlx::query_scalar(
        "select count(*) from audit_log where subject_type = 'filings' and subject_id = $1 and action = 'updated'",
    )
    .bind(filing)
    .fetch_one(&portal.db)
    .await
    .expect("a count");
    assert_eq!(writes, 1);
}

#[tokio::test]
async fn a_clash_or_a_closed_report_keeps_nobody_elses_cell_from_being_saved() {
    let portal = Portal::demo().await;
    let (staff, approver) = (
        portal.sign_in("staff").await,
        portal.sign_in("approver").await,
    );
    let path = format!("/sheets/1/2023/cells?indicator={}", revenue(&portal).await);
    assert_eq!(
        post(
            &staff,
            &path,
            &[
                ("v.1", "300"),
                ("u.1", "bvnd"),
                ("b.1", ""),
                ("bu.1", "bvnd")
            ]
        )
        .await
        .status,
        StatusCode::OK
    );
    let form = [
        ("v.1", "299"),
        ("u.1", "bvnd"),
        ("b.1", ""),
        ("bu.1", "bvnd"),
        ("v.2", "88"),
        ("u.2", "bvnd"),
        ("b.2", ""),
        ("bu.2", "bvnd"),
    ];
    let clash = post(&approver, &path, &form).await;
    assert_eq!(clash.status, StatusCode::CONFLICT);
    let answer: Value = serde_json::from_slice(&clash.bytes).expect("JSON");
    assert_eq!(
        (
            &answer["cells"]["1"]["theirs"],
            &answer["cells"]["1"]["mine"]
        ),
        (&"300".into(), &"299".into()),
        "{answer}"
    );
    assert!(answer["cells"]["2"].is_null());
    assert_eq!(
        stored(&portal, 1).await.map(|(raw, ..)| raw).as_deref(),
        Some("300")
    );
    assert_eq!(
        stored(&portal, 2).await.map(|(raw, ..)| raw).as_deref(),
        Some("88"),
        "the other cell is saved"
    );
    // Without a script: the same, and said on the page.
    let whole = post(
        &approver,
        &path.replace("/cells", ""),
        &[
            ("v.1", "298"),
            ("u.1", "bvnd"),
            ("b.1", ""),
            ("bu.1", "bvnd"),
        ],
    )
    .await;
    assert_eq!(whole.status, StatusCode::SEE_OTHER);
    let address = whole.location.lines().next().unwrap_or_default().to_owned();
    assert!(
        approver
            .get(&address)
            .await
            .words(".notice--bad")
            .contains("1 chỗ chưa được ghi"),
        "{address}"
    );
}

#[tokio::test]
async fn a_sheet_is_refused_for_a_period_its_form_does_not_cover_and_for_an_enterprise_out_of_reach()
 {
    let portal = Portal::demo().await;
    let staff = portal.sign_in("staff").await;
    for path in [
        "/sheets/1/2024",
        "/sheets/1/2023-Q1",
        "/sheets/999/2023",
        "/sheets/1/2023?indicator=999999",
        "/sheets/1/x",
    ] {
        assert_eq!(
            staff.get(path).await.status,
            StatusCode::NOT_FOUND,
            "{path}"
        );
    }
    let page = post(
        &staff,
        "/sheets/1/2023/cells",
        &[("v.999999", "1"), ("u.999999", "bvnd")],
    )
    .await;
    assert_eq!(page.status, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn a_cell_that_cannot_be_saved_leaves_no_report_behind_and_an_error_saves_none() {
    let portal = Portal::demo().await;
    let staff = portal.sign_in("staff").await;
    let path = format!("/sheets/1/2023/cells?indicator={}", revenue(&portal).await);
    let begun = async || {
        let sql = "select count(*) from filings where period = '2023'";
        sqlx::query_scalar::<_, i64>(sql)
            .fetch_one(&portal.db)
            .await
            .expect("a count")
    };
    // Typed over a value that is not there any more: nothing to save, so nothing begins.
    let clash = [
        ("v.2", "88"),
        ("u.2", "bvnd"),
        ("b.2", "77"),
        ("bu.2", "bvnd"),
    ];
    assert_eq!(
        post(&staff, &path, &clash).await.status,
        StatusCode::CONFLICT
    );
    assert_eq!(begun().await, 0);
    // The first of two could be saved, the second is out of reach: the page says an error, and none is.
    let wrong = [
        ("v.1", "300"),
        ("u.1", "bvnd"),
        ("v.999999", "1"),
        ("u.999999", "bvnd"),
    ];
    assert_eq!(
        post(&staff, &path, &wrong).await.status,
        StatusCode::NOT_FOUND
    );
    assert_eq!(begun().await, 0);
}
