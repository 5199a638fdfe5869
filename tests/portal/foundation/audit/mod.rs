//! Every write leaves its trace, in the same transaction.

mod records;
mod stories;
mod walk;

use axum::http::StatusCode;
use izportal::foundation::kernel::Role;
use izportal::foundation::mail::Mailer;

use self::stories::Office;
use self::walk::{Desk, Walk};
use crate::support::{Portal, empty_database, people};

/// Every route that writes, taken from the router's own list: who, when, from where, before and after.
#[tokio::test]
async fn every_write_leaves_its_trace() {
    // Nobody takes mail at this port; that a reminder did not go out is written down too.
    let mailer = Mailer::new("smtp://127.0.0.1:9", "Ban Quản lý <bql@example.vn>");
    let portal = Portal::with_mailer(Some(mailer.expect("settings"))).await;
    let office = Office {
        admin: Desk::of(&portal, "admin").await,
        staff: Desk::of(&portal, "staff").await,
        approver: Desk::of(&portal, "approver").await,
        leader: Desk::of(&portal, "leader").await,
    };
    let mut walk = Walk::default();
    stories::issuing(&mut walk, &office).await;
    stories::projects(&mut walk, &office).await;
    stories::parcels(&mut walk, &office).await;
    stories::logs(&mut walk, &office).await;
    stories::evidence(&mut walk, &office).await;
    stories::contacts(&mut walk, &office).await;
    stories::plans_and_reviews(&mut walk, &office).await;
    stories::filings(&mut walk, &office).await;
    stories::duties(&mut walk, &office).await;
    stories::imports(&mut walk, &office).await;
    records::walk(
        &mut walk,
        &[
            (Role::Staff, &office.staff),
            (Role::Administrator, &office.admin),
            (Role::Approver, &office.approver),
        ],
    )
    .await;
    stories::accounts(&mut walk, &office, &Desk::of_a_stranger(&portal)).await;
    let empty = Portal::empty().await;
    stories::setting_up(&mut walk, &Desk::of_a_stranger(&empty)).await;
    let db = empty_database().await;
    people(&db).await;
    let begun = Portal::over(db, |state| state).await;
    stories::beginning(&mut walk, &Desk::of(&begun, "admin").await).await;
    walk.compare(&portal.routes);
}

#[tokio::test]
async fn a_write_that_cannot_be_logged_does_not_happen() {
    let portal = Portal::demo().await;
    let staff = portal.sign_in("staff").await;
    let mut fields = staff.get("/enterprises/2/edit").await.fields("form.form");
    for (name, value) in &mut fields {
        if name == "address" {
            "Lô Ví Dụ".clone_into(value);
        }
    }
    let sql = "create trigger broken before insert on audit_log for each row execute function refuse_rewriting()";
    sqlx::query(sql)
        .execute(&portal.db)
        .await
        .expect("the log is full");
    let pairs: Vec<(&str, &str)> = fields
        .iter()
        .map(|(name, value)| (name.as_str(), value.as_str()))
        .collect();
    let page = staff.post("/enterprises/2", &pairs).await;
    assert_eq!(page.status, StatusCode::INTERNAL_SERVER_ERROR);
    assert!(
        page.text().contains("Lô Ví Dụ"),
        "what was typed can be sent again"
    );
    assert!(
        !staff
            .get("/enterprises/2")
            .await
            .text()
            .contains("Lô Ví Dụ")
    );
}
