//! Answers in words as they are typed: two people at one, too long, beside those of the period before.

use super::answers::{indicator, report};
use crate::support::Portal;
use axum::http::StatusCode;
use serde_json::Value;

#[tokio::test]
async fn two_people_at_one_answer_lose_nothing_and_choose() {
    let portal = Portal::demo().await;
    let (staff, approver) = (
        portal.sign_in("staff").await,
        portal.sign_in("approver").await,
    );
    let report = report(&portal, 7).await;
    let (cells, base) = (
        format!("{}/cells", report.path),
        format!("b.{}", report.key),
    );
    let saved = staff
        .post(&cells, &[(&report.value(), "Thiếu nước."), (&base, "")])
        .await;
    let standing: Value = serde_json::from_slice(&saved.bytes).expect("JSON");
    assert_eq!(standing["answers"][&report.key], "Thiếu nước.");

    // A cell in the same save waits as well: all or nothing.
    let imports = indicator(&portal, "imports").await;
    let cell = (format!("v.{imports}"), format!("u.{imports}"));
    let both = [
        (&*report.value(), "Thiếu điện."),
        (&base, ""),
        (&cell.0, "77"),
        (&cell.1, "usd"),
    ];
    let clash = approver.post(&cells, &both).await;
    clash.answers(StatusCode::CONFLICT);
    let clash: Value = serde_json::from_slice(&clash.bytes).expect("JSON");
    let texts = &clash["cells"][&report.key];
    assert_eq!(
        (&texts["mine"], &texts["theirs"], &texts["base"]),
        (&"Thiếu điện.".into(), &"Thiếu nước.".into(), &"–".into())
    );
    assert!(
        texts["by"]
            .as_str()
            .is_some_and(|by| by.starts_with("Cán bộ nhập liệu")),
        "{texts}"
    );
    let typed: i64 = sqlx::query_scalar(
        "select count(*) from filing_entries where filing_id = $1 and raw = '77'",
    )
    .bind(report.id)
    .fetch_one(&portal.db)
    .await
    .expect("a count");
    assert_eq!(
        (typed, report.stored(&portal).await.as_deref()),
        (0, Some("Thiếu nước."))
    );

    // Without a script the same: both versions, and mine still in the field.
    let page = report
        .send(
            &approver,
            "save",
            &[(&report.value(), "Thiếu điện."), (&base, "")],
        )
        .await;
    page.answers(StatusCode::CONFLICT);
    let said = page.words(".conflict");
    assert!(
        said.contains("Thiếu điện.")
            && said.contains("Thiếu nước.")
            && said.contains("C. Khó khăn"),
        "{said}"
    );
    assert_eq!(page.words(".question__input"), "Thiếu điện.");
    // Sent again over what is stored now, mine is the choice.
    let fields = page.fields("form#entry");
    let pairs: Vec<(&str, &str)> = fields
        .iter()
        .map(|(name, value)| (name.as_str(), value.as_str()))
        .collect();
    approver.post(&report.path, &pairs).await.saved();
    assert_eq!(report.stored(&portal).await.as_deref(), Some("Thiếu điện."));
}

#[tokio::test]
async fn an_answer_too_long_is_kept_on_the_page_and_never_cut_off() {
    let portal = Portal::demo().await;
    let staff = portal.sign_in("staff").await;
    let report = report(&portal, 7).await;
    let long = "điện ".repeat(900);
    let page = report
        .send(&staff, "save", &[(&report.value(), &long)])
        .await;
    page.answers(StatusCode::UNPROCESSABLE_ENTITY);
    assert!(
        page.words(".error-summary").contains("Chưa lưu được")
            && page.words(".error-summary").contains("4499")
    );
    assert_eq!(page.words(".question__input"), long.trim());
    let saved = staff
        .post(
            &format!("{}/cells", report.path),
            &[(&report.value(), &long)],
        )
        .await;
    assert_eq!(
        (saved.status, report.stored(&portal).await),
        (StatusCode::UNPROCESSABLE_ENTITY, None)
    );
    let exact = "điện ".repeat(800);
    report
        .send(&staff, "save", &[(&report.value(), exact.trim())])
        .await
        .saved();
}

#[tokio::test]
async fn the_answer_of_the_period_before_stands_beside_the_field() {
    let portal = Portal::demo().await;
    let staff = portal.sign_in("staff").await;
    let report = report(&portal, 7).await;
    let before = "with f as (insert into filings (enterprise_id, zone_id, form_id, period, vintage, state)
                               select enterprise_id, zone_id, form_id, '2022-Q3', vintage, 'draft' from filings where id = $1
                               returning id, form_id)
                  insert into filing_answers (filing_id, question_id, body)
                  select f.id, q.id, 'Đường vào khu xuống cấp.' from f join form_questions q on q.form_id = f.form_id";
    sqlx::query(before)
        .bind(report.id)
        .execute(&portal.db)
        .await
        .expect("an earlier report");
    let beside = staff.get(&report.path).await.words(".question__before");
    assert!(
        beside.contains("Kỳ trước") && beside.contains("Đường vào khu xuống cấp."),
        "{beside}"
    );
    let english = staff.get_in_english(&report.path).await.words(".questions");
    assert!(
        english.contains("Obstacles and proposals") && english.contains("Period before"),
        "{english}"
    );
}
