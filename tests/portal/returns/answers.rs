//! What reports say in words: typed, guarded, reviewed, offered to the board, filled in a workbook.

use crate::support::{Page, Person, Portal};
use axum::http::StatusCode;
use sqlx::AssertSqlSafe;

const POWER: &str = "Mất điện hai lần trong tháng 12.\nĐề nghị báo trước.";

/// The quarterly report of an enterprise and its one question: "Khó khăn, vướng mắc, kiến nghị".
pub(super) struct Report {
    pub(super) id: i64,
    pub(super) path: String,
    pub(super) key: String,
}

pub(super) async fn report(portal: &Portal, enterprise: i64) -> Report {
    let (id, question): (i64, i64) = sqlx::query_as(
        "select f.id, q.id from filings f join form_questions q on q.form_id = f.form_id and q.code = 'C'
          where f.enterprise_id = $1 and f.period = '2022-Q4'",
    )
    .bind(enterprise)
    .fetch_one(&portal.db)
    .await
    .expect("a report");
    Report {
        id,
        path: format!("/filings/{id}"),
        key: format!("q{question}"),
    }
}

impl Report {
    pub(super) fn value(&self) -> String {
        format!("v.{}", self.key)
    }

    pub(super) async fn stored(&self, portal: &Portal) -> Option<String> {
        let sql = "select body from filing_answers where filing_id = $1";
        sqlx::query_scalar(sql)
            .bind(self.id)
            .fetch_optional(&portal.db)
            .await
            .expect("an answer")
    }

    pub(super) async fn version(&self, portal: &Portal) -> String {
        let sql = "select version from filings where id = $1";
        sqlx::query_scalar::<_, i32>(sql)
            .bind(self.id)
            .fetch_one(&portal.db)
            .await
            .expect("known")
            .to_string()
    }

    /// What the page's form would send, with some fields changed.
    pub(super) async fn send(
        &self,
        person: &Person<'_>,
        action: &str,
        changes: &[(&str, &str)],
    ) -> Page {
        let mut fields = person.get(&self.path).await.fields("form#entry");
        for (name, value) in changes {
            fields.retain(|(known, _)| known != name);
            fields.push(((*name).to_owned(), (*value).to_owned()));
        }
        let mut pairs: Vec<(&str, &str)> = fields
            .iter()
            .map(|(name, value)| (name.as_str(), value.as_str()))
            .collect();
        pairs.push(("action", action));
        person.post(&self.path, &pairs).await
    }
}

pub(super) async fn indicator(portal: &Portal, code: &str) -> i64 {
    sqlx::query_scalar("select id from indicators where code = $1")
        .bind(code)
        .fetch_one(&portal.db)
        .await
        .expect("known")
}

/// The reason the returned report of the demonstration still needs for its exports.
async fn exports_reason(portal: &Portal) -> String {
    format!("r.{}", indicator(portal, "exports").await)
}

fn code_of(refused: &sqlx::Error) -> String {
    refused
        .as_database_error()
        .and_then(|error| error.code().map(|code| code.into_owned()))
        .unwrap_or_default()
}

#[tokio::test]
async fn a_required_answer_blocks_submission_and_the_reviewer_sees_what_changed() {
    let portal = Portal::demo().await;
    let (staff, approver) = (
        portal.sign_in("staff").await,
        portal.sign_in("approver").await,
    );
    let report = report(&portal, 4).await;
    let reason = exports_reason(&portal).await;
    // The page was read before: what it asks follows the catalogue at once.
    staff
        .get(&report.path)
        .await
        .says(".questions", "(không bắt buộc)");
    let changed =
        "update form_questions set required = true, label = 'Vướng mắc trong kỳ' where code = 'C'";
    sqlx::query(changed)
        .execute(&portal.db)
        .await
        .expect("the form changes");

    let blocked = report
        .send(&staff, "submit", &[(&reason, "Gia công.")])
        .await;
    blocked.answers(StatusCode::UNPROCESSABLE_ENTITY);
    assert_eq!(
        blocked.links(".error-summary a"),
        [format!("#v-{}", report.key)],
        "straight to the field"
    );
    blocked.says(".question", "Mẫu bắt buộc trả lời mục này.");

    let typed = POWER.replace('\n', "\r\n") + "\r\n";
    report
        .send(&staff, "submit", &[(&report.value(), &typed)])
        .await
        .saved();
    assert_eq!(report.stored(&portal).await.as_deref(), Some(POWER));
    let seen = approver.get(&report.path).await;
    seen.says(
        ".question",
        "Mất điện hai lần trong tháng 12. Đề nghị báo trước.",
    );
    assert!(
        !seen.text().contains("<textarea class=\"question__input\""),
        "a submitted report is not typed into"
    );

    the_reviewer_sees_what_changed(&portal, &staff, &approver, &report).await;
}

/// Sent back and answered otherwise.
async fn the_reviewer_sees_what_changed(
    portal: &Portal,
    staff: &Person<'_>,
    approver: &Person<'_>,
    report: &Report,
) {
    let back = [
        ("version", &*report.version(portal).await),
        ("reason", "Nói rõ giờ nào."),
    ];
    approver
        .post(&format!("{}/return", report.path), &back)
        .await
        .saved();
    let again = report
        .send(
            staff,
            "submit",
            &[(&report.value(), "Mất điện từ 8 đến 10 giờ.")],
        )
        .await;
    again.saved();
    let difference = approver
        .get(&report.path)
        .await
        .words("#changes + table tbody");
    assert_eq!(
        difference,
        "C. Vướng mắc trong kỳ Mất điện hai lần trong tháng 12. Đề nghị báo trước. Mất điện từ 8 đến 10 giờ.",
        "the answer and nothing else"
    );
    let history = approver
        .get(&format!("{}/history", report.path))
        .await
        .words("table.history");
    assert!(
        history.contains("Cán bộ nhập liệu")
            && history.contains("C. Vướng mắc trong kỳ: Mất điện hai lần"),
        "{history}"
    );
    let done = approver
        .post(
            &format!("{}/accept", report.path),
            &[("version", &report.version(portal).await)],
        )
        .await;
    done.saved();
}

#[tokio::test]
async fn a_snapshot_from_before_there_were_questions_is_read_as_ever() {
    let portal = Portal::demo().await;
    let (staff, approver) = (
        portal.sign_in("staff").await,
        portal.sign_in("approver").await,
    );
    let report = report(&portal, 4).await;
    let old = "insert into filing_submissions (filing_id, number, cells)
               select id, 1, (select jsonb_object_agg(indicator_id || case measure when 'to_date' then 't' else '' end,
                                                      jsonb_build_object('raw', raw, 'unit', unit, 'reason', reason))
                                from filing_entries where filing_id = f.id and raw <> '') from filings f where id = $1";
    sqlx::query(old)
        .bind(report.id)
        .execute(&portal.db)
        .await
        .expect("handed in long ago");
    let reason = exports_reason(&portal).await;
    let sent = report
        .send(
            &staff,
            "submit",
            &[(&reason, "Gia công."), (&report.value(), POWER)],
        )
        .await;
    sent.saved();
    let difference = approver
        .get(&report.path)
        .await
        .words("#changes + table tbody");
    assert!(
        difference.starts_with("C. Khó khăn")
            || difference.contains("C. Khó khăn, vướng mắc, kiến nghị – Mất điện"),
        "{difference}"
    );
}

#[tokio::test]
async fn whoever_wrote_an_answer_does_not_accept_the_report() {
    let portal = Portal::demo().await;
    let (staff, approver) = (
        portal.sign_in("staff").await,
        portal.sign_in("approver").await,
    );
    let report = report(&portal, 4).await;
    let cells = format!("{}/cells", report.path);
    let saved = approver
        .post(
            &cells,
            &[(&report.value(), POWER), (&format!("b.{}", report.key), "")],
        )
        .await;
    saved.answers(StatusCode::OK);
    let reason = exports_reason(&portal).await;
    report
        .send(&staff, "submit", &[(&reason, "Gia công.")])
        .await
        .saved();
    assert!(
        approver
            .get(&report.path)
            .await
            .text()
            .contains("nên người khác sẽ duyệt"),
        "the page says so"
    );
    let refused = approver
        .post(
            &format!("{}/accept", report.path),
            &[("version", &report.version(&portal).await)],
        )
        .await;
    refused.answers(StatusCode::UNPROCESSABLE_ENTITY);
    let sql = "update filings set state = 'accepted', decided_by = (select id from accounts where username = 'approver') where id = $1";
    let refused = sqlx::query(sql)
        .bind(report.id)
        .execute(&portal.db)
        .await
        .expect_err("the database refuses too");
    assert_eq!(code_of(&refused), "IZ005");
}

#[tokio::test]
async fn the_database_guards_answers_as_it_guards_cells() {
    let portal = Portal::demo().await;
    let staff = portal.sign_in("staff").await;
    let (accepted, waiting, draft) = (
        report(&portal, 1).await,
        report(&portal, 5).await,
        report(&portal, 7).await,
    );
    let put = |report: &Report| {
        let question = &report.key[1..];
        format!(
            "insert into filing_answers (filing_id, question_id, body) values ({}, {question}, 'x')",
            report.id
        )
    };
    for (sql, code) in [
        (
            format!(
                "update filing_answers set body = 'x' where filing_id = {}",
                accepted.id
            ),
            "IZ006",
        ),
        (
            format!(
                "delete from filing_answers where filing_id = {}",
                waiting.id
            ),
            "IZ006",
        ),
        (
            format!(
                "delete from filing_answers where filing_id = {}; {}",
                waiting.id,
                put(&waiting)
            ),
            "IZ006",
        ),
        ("truncate filing_answers".to_owned(), "23001"),
    ] {
        let mut tx = portal.db.begin().await.expect("a transaction");
        let refused = sqlx::raw_sql(AssertSqlSafe(sql.clone()))
            .execute(&mut *tx)
            .await
            .expect_err(&sql);
        assert_eq!(code_of(&refused), code, "{sql}");
    }
    draft
        .send(&staff, "save", &[(&draft.value(), POWER)])
        .await
        .saved();
    let closed = "insert into period_closings (form_id, period, soft_on, hard_on)
                  select form_id, period, '2023-02-01', '2023-03-01' from filings where id = $1";
    sqlx::query(closed)
        .bind(draft.id)
        .execute(&portal.db)
        .await
        .expect("the period closes");
    let refused = sqlx::query("delete from filing_answers where filing_id = $1")
        .bind(draft.id)
        .execute(&portal.db)
        .await;
    assert_eq!(code_of(&refused.expect_err("closed")), "IZ001");
    assert_eq!(draft.stored(&portal).await.as_deref(), Some(POWER));
}

#[tokio::test]
async fn what_an_accepted_report_proposes_is_offered_as_an_obstacle_and_recorded_by_a_person_only()
{
    let portal = Portal::demo().await;
    let (staff, leader) = (
        portal.sign_in("staff").await,
        portal.sign_in("leader").await,
    );
    let offered = staff.get("/obstacles").await.words(".proposals");
    assert!(
        offered.contains("Doanh nghiệp minh họa 01") && offered.contains("Nguồn gỗ rừng trồng"),
        "{offered}"
    );
    assert!(
        !offered.contains("minh họa 02") && !offered.contains("minh họa 05"),
        "nothing to say, and not accepted: {offered}"
    );
    let read = leader.get("/obstacles").await;
    assert!(
        read.words(".proposals").contains("Nguồn gỗ")
            && read.links(".proposals a.button").is_empty()
    );

    let count =
        || sqlx::query_scalar::<_, i64>("select count(*) from obstacles").fetch_one(&portal.db);
    let before = count().await.expect("a count");
    let report = report(&portal, 1).await;
    let page = staff.get(&format!("{}/proposal", report.path)).await;
    assert_eq!(
        count().await.expect("a count"),
        before,
        "a click records nothing"
    );
    let mut fields = page.fields("form.form");
    let value = |name: &str| {
        fields
            .iter()
            .find(|(known, _)| known == name)
            .map(|(_, value)| value.clone())
            .unwrap_or_default()
    };
    assert_eq!(
        (value("code"), value("raised_on"), value("channel")),
        ("DN01-2022-Q4".into(), "03/01/2023".into(), "report".into())
    );
    assert!(
        value("content").contains("Đề nghị Ban giới thiệu vùng nguyên liệu")
            && value("enterprise_id") == "1"
    );
    fields.retain(|(name, _)| name != "field");
    fields.push(("field".to_owned(), "materials".to_owned()));
    let pairs: Vec<(&str, &str)> = fields
        .iter()
        .map(|(name, value)| (name.as_str(), value.as_str()))
        .collect();
    staff.post("/obstacles", &pairs).await.saved();
    let left = staff.get("/obstacles").await.words(".proposals");
    assert!(
        !left.contains("minh họa 01") && left.contains("minh họa 03"),
        "recorded, so not offered again: {left}"
    );
    assert_eq!(
        staff.get("/filings/13/proposal").await.status,
        StatusCode::NOT_FOUND,
        "not accepted"
    );
}
