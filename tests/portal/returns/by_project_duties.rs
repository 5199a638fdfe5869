//! What is due of an enterprise that reports by project.

use super::by_project::{begin, event, form, move_event, number, run, two_projects};
use crate::support::{Person, Portal};
use axum::http::StatusCode;

#[tokio::test]
async fn each_project_owes_its_report_and_the_enterprise_none() {
    let portal = Portal::demo().await;
    let staff = portal.sign_in("staff").await;
    let (first, second) = two_projects(&portal).await;
    let quarter = form(&portal, "A.III.1").await;
    let board = format!("/duties?year=2022&form={quarter}&period=2022-Q4&state=late&q=minh+hoa+08");
    let page = staff.get(&board).await;
    assert_eq!(
        page.links("table.duties tbody th a").len(),
        2,
        "{}",
        page.words("tbody")
    );
    assert!(
        page.text().contains("Nhà máy minh họa mở rộng")
            && page.text().contains(&format!("/duties/8p{second}/"))
    );
    // The quick report is the enterprise's as before.
    let quick = format!(
        "/duties?year=2022&form={}&period=2022&state=all&q=minh+hoa+08",
        form(&portal, "BQL.N").await
    );
    assert_eq!(
        staff
            .get(&quick)
            .await
            .links("table.duties tbody th a")
            .len(),
        1
    );

    // Neither the whole, nor another enterprise's project.
    let whole = begin(&portal, &staff, "8", "A.III.1", "2022-Q4").await;
    whole.answers(StatusCode::CONFLICT);
    assert!(
        whole.text().contains("theo từng dự án"),
        "{}",
        whole.words("main")
    );
    let strange = begin(
        &portal,
        &staff,
        &format!("7p{second}"),
        "A.III.1",
        "2022-Q4",
    )
    .await;
    strange.answers(StatusCode::NOT_FOUND);
    begin(&portal, &staff, &format!("8p{second}"), "BQL.N", "2022")
        .await
        .answers(StatusCode::CONFLICT);
    for raw in [
        "insert into filings (enterprise_id, zone_id, form_id, period, vintage, state)
         select 8, zone_id, (select id from forms where code = 'A.III.1' and retired_at is null), '2022-Q4', 'final', 'draft'
           from enterprises where id = 8",
        "insert into filings (enterprise_id, project_id, zone_id, form_id, period, vintage, state)
         select 7, (select id from projects where code = 'DA08B'), zone_id, (select id from forms where code = 'A.III.1' and retired_at is null),
                '2022-Q4', 'final', 'draft' from enterprises where id = 7",
        "update filings set project_id = (select id from projects where code = 'DA08B') where enterprise_id = 8",
    ] {
        assert!(sqlx::query(raw).execute(&portal.db).await.is_err(), "{raw}");
    }

    each_project_has_a_report_of_its_own(&portal, &staff, &board, second, first).await;
}

/// In the currency of its certificate; one after the other.
async fn each_project_has_a_report_of_its_own(
    portal: &Portal,
    staff: &Person<'_>,
    board: &str,
    second: i64,
    first: i64,
) {
    // A report of its own for each; in the currency of its certificate; one after the other.
    let path = begin(portal, staff, &format!("8p{first}"), "A.III.1", "2022-Q4")
        .await
        .location;
    let page = staff.get(&path).await;
    page.says(".page__subtitle", "Dự án:");
    let next = staff.post(&format!("{path}/next"), &[]).await.location;
    assert!(
        staff
            .get(&next)
            .await
            .text()
            .contains("Nhà máy minh họa mở rộng"),
        "the next one due is the other project"
    );
    let again = begin(portal, staff, &format!("8p{first}"), "A.III.1", "2022-Q4")
        .await
        .location;
    assert_eq!(path, again, "clicking twice makes one");
    let other = begin(portal, staff, &format!("8p{second}"), "A.III.1", "2022-Q4")
        .await
        .location;
    assert_ne!(path, other);
    assert_eq!(next, other);
    let revenue = number(portal, "select id from indicators where code = 'revenue'").await;
    let unit = staff.get(&other).await.attribute(
        &format!("select[name='u.{revenue}'] option[selected]"),
        "value",
    );
    assert_eq!(unit, "usd", "as its certificate");

    what_is_owed_follows_the_days(portal, staff, board).await;
}

/// Before it reported by project the enterprise owed; a project that had ended owes nothing.
async fn what_is_owed_follows_the_days(portal: &Portal, staff: &Person<'_>, board: &str) {
    // Before it reported by project, the enterprise's own report was owed.
    run(
        portal,
        "update enterprises set by_project_since = '2022-10-02' where id = 8",
    )
    .await;
    run(portal, "delete from filings where project_id is not null").await;
    assert_eq!(
        staff
            .get(board)
            .await
            .links("table.duties tbody th a")
            .len(),
        1,
        "the period began before that day"
    );
    // A project that had ended owes nothing.
    run(
        portal,
        "update enterprises set by_project_since = '2022-01-01' where id = 8",
    )
    .await;
    event(portal, "DA08B", "terminated", "2022-09-30", None).await;
    assert_eq!(
        staff
            .get(board)
            .await
            .links("table.duties tbody th a")
            .len(),
        1
    );
    move_event(portal, "DA08B", "2022-10-01").await;
    assert_eq!(
        staff
            .get(board)
            .await
            .links("table.duties tbody th a")
            .len(),
        2,
        "it was in force on the first day of the quarter"
    );
}

#[tokio::test]
async fn an_exemption_of_one_project_leaves_the_others() {
    let portal = Portal::demo().await;
    let staff = portal.sign_in("staff").await;
    let (first, second) = two_projects(&portal).await;
    let quarter = form(&portal, "A.III.1").await;
    let duty = |reporter: String| format!("/duties/{reporter}/{quarter}/2022-Q4");
    let exempt = |reporter: String| format!("{}/exemption", duty(reporter));
    let one = exempt(format!("8p{second}"));
    staff
        .post(&one, &[("reason", "Dự án chưa đi vào sản xuất.")])
        .await
        .saved();
    staff
        .get(&duty(format!("8p{second}")))
        .await
        .says(".page__subtitle", "Được miễn");
    staff
        .get(&duty(format!("8p{first}")))
        .await
        .says(".page__subtitle", "Quá hạn");
    let reminded = staff
        .post(
            &format!("{}/reminders", duty(format!("8p{first}"))),
            &[("channel", "phone"), ("body", "Xin gửi báo cáo")],
        )
        .await;
    reminded.saved();
    assert!(
        staff
            .get(&duty(format!("8p{first}")))
            .await
            .text()
            .contains("Xin gửi báo cáo")
    );
    assert!(
        !staff
            .get(&duty(format!("8p{second}")))
            .await
            .text()
            .contains("Xin gửi báo cáo"),
        "each has its own log"
    );
    staff
        .get(&duty("8p999".to_owned()))
        .await
        .answers(StatusCode::NOT_FOUND);
    assert_eq!(
        staff.get(&duty("8".to_owned())).await.status,
        StatusCode::NOT_FOUND,
        "the whole owes nothing"
    );
}
