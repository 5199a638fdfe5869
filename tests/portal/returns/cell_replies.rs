//! Replies to cells that were sent back.

use super::single_cells::{indicator, report, submit, version};
use crate::support::Portal;
use axum::http::StatusCode;

#[tokio::test]
async fn a_clash_in_one_cell_keeps_the_reply_to_another_unsaved_too() {
    let portal = Portal::demo().await;
    let (staff, approver) = (
        portal.sign_in("staff").await,
        portal.sign_in("approver").await,
    );
    let (id, path) = report(&portal, 4).await;
    let (exports, revenue) = (
        indicator(&portal, "exports").await,
        indicator(&portal, "revenue").await,
    );
    assert_eq!(
        submit(&staff, &path, &[(&format!("r.{exports}"), "Gia công.")])
            .await
            .status,
        StatusCode::SEE_OTHER
    );
    let notes = [
        ("version", &*version(&portal, id).await),
        (&*format!("note.{exports}"), "Sao cao thế?"),
    ];
    assert_eq!(
        approver
            .post(&format!("{path}/return"), &notes)
            .await
            .status,
        StatusCode::SEE_OTHER
    );
    let flag: i64 = sqlx::query_scalar("select id from cell_flags")
        .fetch_one(&portal.db)
        .await
        .expect("a flag");
    let (value, unit, base, reply) = (
        format!("v.{revenue}"),
        format!("u.{revenue}"),
        format!("b.{revenue}"),
        format!("f.{flag}"),
    );
    // Typed over what stood there long ago.
    let form = [
        (&*value, "31.000"),
        (&unit, "mvnd"),
        (&base, "1"),
        (&reply, "Đúng tờ khai."),
        ("action", "save"),
    ];
    let answers = async || {
        let sql = "select (select count(answer) from cell_flags), (select count(*) from audit_log where action = 'answered')";
        sqlx::query_as::<_, (i64, i64)>(sql)
            .fetch_one(&portal.db)
            .await
            .expect("a count")
    };
    for to in [path.clone(), format!("{path}/cells")] {
        assert_eq!(
            staff.post(&to, &form).await.status,
            StatusCode::CONFLICT,
            "{to}"
        );
        assert_eq!(answers().await, (0, 0), "{to}: nothing has been saved");
    }
    let whole = [
        (&*value, "31.000"),
        (&unit, "mvnd"),
        (&reply, "Đúng tờ khai."),
        ("action", "save"),
    ];
    assert_eq!(
        staff.post(&path, &whole).await.status,
        StatusCode::SEE_OTHER
    );
    assert_eq!(answers().await, (1, 1));
}

#[tokio::test]
async fn a_cell_sent_back_counts_as_corrected_only_when_its_value_changed_or_it_is_answered() {
    let portal = Portal::demo().await;
    let (staff, approver) = (
        portal.sign_in("staff").await,
        portal.sign_in("approver").await,
    );
    let (id, path) = report(&portal, 4).await;
    let (exports, revenue) = (
        indicator(&portal, "exports").await,
        indicator(&portal, "revenue").await,
    );
    assert_eq!(
        submit(&staff, &path, &[(&format!("r.{exports}"), "Gia công.")])
            .await
            .status,
        StatusCode::SEE_OTHER
    );
    let notes = [
        ("version", &*version(&portal, id).await),
        (&*format!("note.{revenue}"), "Chưa khớp hóa đơn."),
    ];
    assert_eq!(
        approver
            .post(&format!("{path}/return"), &notes)
            .await
            .status,
        StatusCode::SEE_OTHER
    );
    let value = format!("v.{revenue}");
    // "29.956" as it was, written in other ways.
    for same in ["29956", "29.956,0", "29.956,00"] {
        let refused = submit(&staff, &path, &[(&value, same)]).await;
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY, "{same}");
        assert!(
            refused.words(".error-summary").contains("Ô bị trả lại"),
            "{same}: {}",
            refused.words(".error-summary")
        );
        assert!(
            refused.text().contains("class=\"is-open\""),
            "{same}: it still waits"
        );
    }
    let changed = submit(&staff, &path, &[(&value, "29.957")]).await;
    assert_eq!(
        changed.status,
        StatusCode::SEE_OTHER,
        "{}",
        changed.words(".error-summary")
    );
    // Unlike the codes of units, words say what changed.
    let said = approver.get(&path).await.words(".flags");
    assert!(
        said.contains("Đã sửa: 29.956 triệu đồng → 29.957 triệu đồng"),
        "{said}"
    );
}
