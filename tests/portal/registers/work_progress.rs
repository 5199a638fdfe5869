//! Progress of a work: stated by date, corrected and withdrawn by later entries, never rewritten.

use super::works::{state, work_row};
use crate::support::{Person, Portal};
use axum::http::StatusCode;

#[tokio::test]
async fn progress_is_stated_corrected_and_withdrawn_and_nothing_is_rewritten() {
    let portal = Portal::demo().await;
    let (staff, leader) = (
        portal.sign_in("staff").await,
        portal.sign_in("leader").await,
    );
    let less = [
        ("as_of", "31/12/2022"),
        ("done", "59"),
        ("done.unit", "ha"),
        ("source", "BC <1>"),
        ("note", "Ghi chú & hơn"),
    ];
    state(&leader, 3, &less)
        .await
        .answers(StatusCode::FORBIDDEN);
    let page = state(&staff, 3, &less).await;
    page.answers(StatusCode::UNPROCESSABLE_ENTITY);
    page.says("#e-done", "Nhỏ hơn 59,61 ha đã ghi ngày 30/11/2022");
    assert_eq!(
        page.attribute("#f-source", "value"),
        "BC <1>",
        "what was typed stays"
    );
    assert_eq!(page.words("#f-note"), "Ghi chú & hơn");

    // A day that has a statement asks why.
    let same = [
        ("as_of", "30/11/2022"),
        ("done", "59"),
        ("done.unit", "ha"),
        ("source", "BC 2"),
    ];
    let page = state(&staff, 3, &same).await;
    page.says("#e-correction", "đã có số liệu");
    let form = staff.get("/works/3/statements/new?corrects=1").await;
    assert_eq!(
        form.attribute("#f-done", "value"),
        "59,61",
        "a correction starts from what was stated"
    );
    let right = [
        ("corrects", "1"),
        ("done", "59"),
        ("done.unit", "ha"),
        ("source", "BC 2"),
        ("correction", "Đo lại"),
    ];
    state(&staff, 3, &right).await.saved();
    let log = staff.get("/works/3").await;
    let rows = log.cells("#progress tbody tr", "th, td");
    assert_eq!(rows.len(), 2);
    assert!(
        rows[0][1].contains("59 ha") && rows[0][3].contains("Đính chính: Đo lại"),
        "{rows:?}"
    );
    assert!(
        rows[1][0].contains("đã thay") && rows[1][1].contains("59,61 ha"),
        "the old one stays: {rows:?}"
    );
    let (action, reason, before): (String, String, String) = sqlx::query_as(
        "select action, reason, before->>'done' from audit_log where subject_type = 'works' order by id desc limit 1",
    )
    .fetch_one(&portal.db)
    .await
    .expect("a trace");
    assert_eq!(
        (action.as_str(), reason.as_str(), before.as_str()),
        ("statement", "Đo lại", "596100")
    );

    more_than_planned_or_approved_needs_a_reason(&staff, &leader).await;
}

/// Works that went beyond their plan or their budget.
async fn more_than_planned_or_approved_needs_a_reason(staff: &Person<'_>, leader: &Person<'_>) {
    // More than planned, and more than approved, only for a reason.
    let over = [
        ("as_of", "31/12/2022"),
        ("done", "74"),
        ("done.unit", "ha"),
        ("source", "BC 3"),
        ("over_reason", ""),
    ];
    state(staff, 3, &over)
        .await
        .says("#e-over_reason", "Đã làm 74 ha, kế hoạch 73,5 ha");
    let spent = [
        ("as_of", "31/12/2022"),
        ("disbursed", "251"),
        ("disbursed.unit", "bvnd"),
        ("source", "KBNN"),
    ];
    let page = state(staff, 2, &spent).await;
    page.says(
        "#e-over_reason",
        "Đã giải ngân 251 tỷ đồng, dự toán 250 tỷ đồng",
    );
    let why = [
        &spent[..],
        &[("over_reason", "Điều chỉnh dự toán đang trình")],
    ]
    .concat();
    state(staff, 2, &why).await.saved();
    leader.get("/works/2").await.says("#progress", "100,4%");
    let percent = [("as_of", "31/12/2022"), ("done", "101"), ("source", "BC 3")];
    state(staff, 2, &percent)
        .await
        .says("#e-done", "Từ 0 đến 100%");

    a_stop_shows_and_what_is_withdrawn_was_said(staff, leader).await;
}

/// The second half of the log of work 3.
async fn a_stop_shows_and_what_is_withdrawn_was_said(staff: &Person<'_>, leader: &Person<'_>) {
    // A stop is stated, and shows until the works go on.
    let stopped = [
        ("as_of", "31/12/2022"),
        ("stopped", "true"),
        ("source", "CV 9"),
    ];
    state(staff, 3, &stopped).await.saved();
    assert!(
        work_row(
            &leader.get("/infrastructure?on=2023-01-01").await,
            "San nền"
        )[1]
        .contains("Tạm dừng")
    );
    // Withdrawn: as if it had never been said, but it was.
    let withdraw = [
        ("corrects", "3"),
        ("withdraw", "true"),
        ("source", "CV 10"),
        ("correction", "Ghi nhầm hạng mục"),
    ];
    state(staff, 3, &withdraw).await.saved();
    assert!(
        work_row(
            &leader.get("/infrastructure?on=2023-01-01").await,
            "San nền"
        )[1]
        .contains("Đang thực hiện")
    );
    let csv = leader.get("/works/3/statements?format=csv").await.text();
    assert!(
        csv.contains("Ghi nhầm hạng mục") && csv.contains("596100") && csv.contains("BC 2"),
        "{csv}"
    );
    assert_eq!(
        staff.get("/works/3/statements/new?corrects=3").await.status,
        StatusCode::NOT_FOUND,
        "it holds no more"
    );

    what_is_done_bounds_what_is_planned(staff, leader).await;
}

/// Less than what was done cannot be planned afterwards, and the measure stays.
async fn what_is_done_bounds_what_is_planned(staff: &Person<'_>, leader: &Person<'_>) {
    // Less than what was done cannot be planned afterwards, and the measure stays.
    let edit = async |changes: &[(&str, &str)]| {
        let mut fields = staff.get("/works/3/edit").await.fields("form.form");
        for (name, value) in &mut fields {
            if let Some((_, new)) = changes.iter().find(|(changed, _)| changed == name) {
                (*new).clone_into(value);
            }
        }
        let pairs: Vec<(&str, &str)> = fields
            .iter()
            .map(|(name, value)| (name.as_str(), value.as_str()))
            .collect();
        staff.post("/works/3", &pairs).await
    };
    assert!(
        edit(&[("area_m2", "58")])
            .await
            .words("#e-area_m2")
            .contains("vượt"),
        "59 ha are done"
    );
    edit(&[("kind", "road"), ("area_m2", "")])
        .await
        .says("#e-unit", "cách đo cũ");
    edit(&[("kind", "road")])
        .await
        .says("#e-area_m2", "giải phóng mặt bằng");
    let late = edit(&[
        ("planned_start", "01/02/2023"),
        ("planned_finish", "31/01/2023"),
    ])
    .await;
    late.says("#e-planned_finish", "bắt đầu");
    edit(&[("area_m2", "59")]).await.saved();
    assert!(
        work_row(
            &leader.get("/infrastructure?on=2023-01-01").await,
            "San nền"
        )[1]
        .contains("Hoàn thành")
    );
}
