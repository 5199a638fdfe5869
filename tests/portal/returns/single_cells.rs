//! Review: the queue, single cells sent back and answered, what changed, and what the database itself refuses.

use crate::support::{Page, Person, Portal};
use axum::http::StatusCode;
use sqlx::{AssertSqlSafe, Row};

/// The quarterly report of an enterprise: its id and path.
pub(super) async fn report(portal: &Portal, enterprise: i64) -> (i64, String) {
    let id: i64 = sqlx::query_scalar(
        "select id from filings where enterprise_id = $1 and period = '2022-Q4'",
    )
    .bind(enterprise)
    .fetch_one(&portal.db)
    .await
    .expect("a report");
    (id, format!("/filings/{id}"))
}

pub(super) async fn version(portal: &Portal, id: i64) -> String {
    let version: i32 = sqlx::query_scalar("select version from filings where id = $1")
        .bind(id)
        .fetch_one(&portal.db)
        .await
        .expect("known");
    version.to_string()
}

pub(super) async fn indicator(portal: &Portal, code: &str) -> i64 {
    sqlx::query_scalar("select id from indicators where code = $1")
        .bind(code)
        .fetch_one(&portal.db)
        .await
        .expect("known")
}

/// Everything a page's form would send, with some fields changed.
pub(super) async fn submit(person: &Person<'_>, path: &str, changes: &[(&str, &str)]) -> Page {
    let mut fields = person.get(path).await.fields("form#entry");
    fields.retain(|(name, _)| name != "action");
    for (name, value) in changes {
        fields.retain(|(known, _)| known != name);
        fields.push(((*name).to_owned(), (*value).to_owned()));
    }
    let mut pairs: Vec<(&str, &str)> = fields
        .iter()
        .map(|(name, value)| (name.as_str(), value.as_str()))
        .collect();
    pairs.push(("action", "submit"));
    person.post(path, &pairs).await
}

#[tokio::test]
async fn a_cell_sent_back_must_be_changed_or_answered_and_the_difference_is_shown() {
    let portal = Portal::demo().await;
    let (staff, approver) = (
        portal.sign_in("staff").await,
        portal.sign_in("approver").await,
    );
    // Returned in the demonstration; handed in again with a reason for its exports.
    let (id, path) = report(&portal, 4).await;
    let exports = indicator(&portal, "exports").await;
    let reason = (format!("r.{exports}"), "Gia công cho công ty mẹ.");
    submit(&staff, &path, &[(&reason.0, reason.1)])
        .await
        .saved();

    let (revenue, workers) = (
        indicator(&portal, "revenue").await,
        indicator(&portal, "workers").await,
    );
    let notes = [
        ("version", version(&portal, id).await),
        (
            &*format!("note.{revenue}"),
            "Doanh thu quý chưa khớp hóa đơn.".to_owned(),
        ),
        (&*format!("note.{workers}"), "Gồm cả thời vụ?".to_owned()),
    ];
    let notes: Vec<(&str, &str)> = notes
        .iter()
        .map(|(name, value)| (*name, value.as_str()))
        .collect();
    approver
        .post(&format!("{path}/return"), &notes)
        .await
        .saved();

    let page = staff.get(&path).await;
    let flags = page.words(".flags");
    assert!(
        flags.contains("Doanh thu quý chưa khớp hóa đơn.") && flags.contains("Gồm cả thời vụ?"),
        "{flags}"
    );
    let refused = submit(&staff, &path, &[]).await;
    refused.answers(StatusCode::UNPROCESSABLE_ENTITY);
    refused.says(".error-summary", "Ô bị trả lại");

    // One is changed, the other answered.
    let flag: i64 =
        sqlx::query_scalar("select id from cell_flags where filing_id = $1 and indicator_id = $2")
            .bind(id)
            .bind(workers)
            .fetch_one(&portal.db)
            .await
            .expect("a flag");
    let raw: String =
        sqlx::query_scalar("select raw from filing_entries where filing_id = $1 and indicator_id = $2 and measure = 'period'")
            .bind(id)
            .bind(revenue)
            .fetch_one(&portal.db)
            .await
            .expect("an entry");
    let changed = (format!("v.{revenue}"), format!("{raw},5"));
    let answer = (format!("f.{flag}"), "Chỉ lao động có hợp đồng.");
    let again = submit(
        &staff,
        &path,
        &[(&changed.0, &changed.1), (&answer.0, answer.1)],
    )
    .await;
    again.saved();

    the_difference_and_its_papers_are_shown(
        &portal, &staff, &approver, &changed, &raw, revenue, id,
    )
    .await;
}

/// A file and a comment at the cell, the acceptance, and what the life of the figure tells.
async fn the_difference_and_its_papers_are_shown(
    portal: &Portal,
    staff: &Person<'_>,
    approver: &Person<'_>,
    changed: &(String, String),
    raw: &str,
    revenue: i64,
    id: i64,
) {
    let path = format!("/filings/{id}");
    let of_revenue = [
        ("cell", revenue.to_string()),
        ("note", "Bảng kê hóa đơn".to_owned()),
    ];
    let of_revenue: Vec<(&str, &str)> = of_revenue
        .iter()
        .map(|(name, value)| (*name, value.as_str()))
        .collect();
    staff
        .upload(
            &format!("{path}/evidence"),
            &of_revenue,
            &[("bang-ke.pdf", b"%PDF-1.4\n%%EOF\n")],
        )
        .await;
    staff
        .post(
            &format!("{path}/comments"),
            &[
                ("cell", revenue.to_string().as_str()),
                ("body", "Đã đối chiếu với kế toán."),
            ],
        )
        .await;
    let seen = approver.get(&path).await;
    let said = seen.words(".flags");
    assert!(
        said.contains("Đã sửa:") && said.contains("Chỉ lao động có hợp đồng."),
        "{said}"
    );
    let difference = seen.words("#changes + table");
    assert!(
        difference.contains(raw)
            && difference.contains(&changed.1)
            && !difference.contains("Số lao động"),
        "{difference}"
    );
    let done = approver
        .post(
            &format!("{path}/accept"),
            &[("version", &version(portal, id).await)],
        )
        .await;
    done.saved();
    let open: i64 = sqlx::query_scalar(
        "select count(*) from cell_flags where filing_id = $1 and settled_at is null",
    )
    .bind(id)
    .fetch_one(&portal.db)
    .await
    .expect("a count");
    assert_eq!(open, 0, "acceptance settles what was answered");

    the_figures_page_tells_its_life(approver, raw).await;
}

/// All of it, the newest first, and nothing of other cells.
async fn the_figures_page_tells_its_life(approver: &Person<'_>, raw: &str) {
    // The figure's page tells all of it, the newest first, and nothing of other cells.
    let life = approver
        .get("/figures/2022-Q4/revenue/enterprises/4")
        .await
        .words(".life");
    let told = [
        "Duyệt",
        "Đã đối chiếu với kế toán.",
        "bang-ke.pdf",
        "Gửi duyệt",
        &format!("{raw} triệu đồng → {raw},5 triệu đồng"),
        "Doanh thu quý chưa khớp hóa đơn.",
    ];
    let places: Vec<Option<usize>> = told.iter().map(|words| life.find(words)).collect();
    assert!(
        places.iter().all(Option::is_some) && places.is_sorted(),
        "{places:?}: {life}"
    );
    assert!(!life.contains("Gồm cả thời vụ?"), "{life}");
}

#[tokio::test]
async fn the_queue_puts_first_what_moves_a_total_most() {
    let portal = Portal::demo().await;
    let (staff, approver) = (
        portal.sign_in("staff").await,
        portal.sign_in("approver").await,
    );
    assert!(
        approver.get("/").await.location.starts_with("/filings"),
        "an approver begins with the queue"
    );
    let form = [("form", "1"), ("period", "2023")];
    for (enterprise, revenue) in [("2", "9"), ("1", "300"), ("3", "40")] {
        let path = staff
            .post(
                "/filings",
                &[&[("enterprise", enterprise)], &form[..]].concat(),
            )
            .await
            .location;
        let mut cells: Vec<(String, &str)> = Vec::new();
        for (code, value) in [("revenue", revenue), ("workers", "1"), ("avg_income", "7")] {
            cells.push((format!("v.{}", indicator(&portal, code).await), value));
        }
        for code in [
            "exports",
            "imports",
            "budget",
            "realised_capital",
            "workers_female",
            "workers_local",
            "workers_foreign",
        ] {
            cells.push((format!("v.{}", indicator(&portal, code).await), "0"));
        }
        let mut reasons = Vec::new();
        for (name, _) in &cells {
            reasons.push((name.replace("v.", "r."), "đã hỏi doanh nghiệp"));
        }
        let changes: Vec<(&str, &str)> = cells
            .iter()
            .chain(&reasons)
            .map(|(name, value)| (name.as_str(), *value))
            .collect();
        let page = submit(&staff, &path, &changes).await;
        page.saved();
    }
    let text = approver.get("/filings").await.words("table.queue tbody");
    let at = |name: &str| {
        text.find(name)
            .unwrap_or_else(|| panic!("{name} waits: {text}"))
    };
    assert!(
        at("minh họa 01 ") < at("minh họa 03 ") && at("minh họa 03 ") < at("minh họa 02 "),
        "{text}"
    );
    assert!(text.contains("Tổng doanh thu"), "{text}");
}

/// What a program with the portal's own database user may try; each has to be refused with the code named.
/// Two people and three reports, by their ids.
struct Cases {
    author: i64,
    decider: i64,
    waiting: i64,
    accepted: i64,
    draft: i64,
    exports: i64,
}

impl Cases {
    /// What somebody may try with SQL, and the code with which it is refused.
    fn rewritings(&self) -> Vec<(String, &'static str)> {
        let Cases {
            author,
            decider,
            waiting,
            accepted,
            draft,
            exports,
        } = self;
        let entry = "raw = '1', value = 1";
        vec![
        // Figures without acceptance, and typing into what is decided.
        (
            "insert into figures (enterprise_id, zone_id, indicator_id, period, vintage, revision, value, raw, unit, filing_id, filing_revision, reason, recorded_by) select enterprise_id, zone_id, indicator_id, period, vintage, 99, 1, '1', unit, filing_id, filing_revision, 'x', 'x' from figures limit 1".to_owned(),
            "IZ008",
        ),
        (format!("update filing_entries set {entry} where filing_id = {waiting}"), "IZ006"),
        (format!("update filing_entries set {entry} where filing_id = {accepted}"), "IZ006"),
        (format!("delete from filing_entries where filing_id = {accepted}"), "IZ006"),
        (
            format!(
                "insert into filing_entries (filing_id, indicator_id, raw, unit) values ({waiting}, {exports}, '1', 'usd') on conflict do nothing; insert into filing_entries (filing_id, indicator_id, measure, raw, unit) select {waiting}, id, 'to_date', '1', 'vnd' from indicators where code = 'profit'"
            ),
            "IZ006",
        ),
        ("truncate filing_entries".to_owned(), "23001"),
        // Deciding one's own, or out of turn.
        (format!("update filings set state = 'accepted', decided_by = {author} where id = {waiting}"), "IZ005"),
        (format!("update filings set state = 'accepted', decided_by = null where id = {waiting}"), "IZ005"),
        (
            format!("update filings set state = 'returned', decided_by = {author}, return_reason = 'x' where id = {waiting}"),
            "IZ005",
        ),
        (format!("update filings set state = 'accepted', decided_by = {decider} where id = {draft}"), "IZ002"),
        (format!("update filings set state = 'draft' where id = {waiting}"), "IZ002"),
        (format!("update filings set state = 'draft' where id = {accepted}"), "IZ002"),
        (format!("update filings set revision = 7, revision_reason = 'x' where id = {accepted}"), "IZ002"),
        (format!("update filings set period = '2022-Q3' where id = {draft}"), "IZ002"),
        (format!("update filings set state = 'submitted' where id = {draft}"), "IZ002"),
        (
            format!(
                "insert into filings (enterprise_id, zone_id, form_id, period, vintage, state, decided_by, submitted_by) select enterprise_id, zone_id, form_id, period, 'final', 'accepted', {decider}, {author} from filings where id = {accepted}"
            ),
            "IZ002",
        ),
        (format!("delete from filings where id = {accepted}"), "IZ007"),
        // History.
        ("update filing_submissions set cells = '{}'".to_owned(), "23001"),
        ("delete from figures".to_owned(), "23001"),
        ("update bundle_imports set imported_by = 'x'".to_owned(), "23001"),
        ]
    }
}

#[tokio::test]
async fn the_database_refuses_what_the_portal_refuses() {
    let portal = Portal::demo().await;
    let (staff, approver) = (
        portal.sign_in("staff").await,
        portal.sign_in("approver").await,
    );
    let id = |name: &'static str| {
        sqlx::query_scalar::<_, i64>("select id from accounts where username = $1")
            .bind(name)
            .fetch_one(&portal.db)
    };
    let (author, decider) = (
        id("staff").await.expect("known"),
        id("approver").await.expect("known"),
    );
    let (waiting, path) = report(&portal, 4).await;
    let exports = indicator(&portal, "exports").await;
    submit(&staff, &path, &[(&format!("r.{exports}"), "Gia công.")])
        .await
        .saved();
    let (accepted, _) = report(&portal, 1).await;
    let (draft, _) = report(&portal, 7).await;
    let cases = Cases {
        author,
        decider,
        waiting,
        accepted,
        draft,
        exports,
    };
    for (sql, code) in cases.rewritings() {
        let mut tx = portal.db.begin().await.expect("a transaction");
        let refused = sqlx::raw_sql(AssertSqlSafe(sql.clone()))
            .execute(&mut *tx)
            .await
            .expect_err(&sql);
        let said = refused
            .as_database_error()
            .and_then(|error| error.code().map(|code| code.into_owned()));
        assert_eq!(said.as_deref(), Some(code), "{sql}: {refused}");
    }
    // A cell sent back and unanswered: neither handed in nor accepted.
    let notes = [
        ("version", version(&portal, waiting).await),
        (&*format!("note.{exports}"), "sao cao thế?".to_owned()),
    ];
    let notes: Vec<(&str, &str)> = notes
        .iter()
        .map(|(name, value)| (*name, value.as_str()))
        .collect();
    approver
        .post(&format!("{path}/return"), &notes)
        .await
        .saved();
    let sql = format!(
        "update filings set state = 'submitted', submitted_by = {author} where id = {waiting}"
    );
    let refused = sqlx::raw_sql(AssertSqlSafe(sql))
        .execute(&portal.db)
        .await
        .expect_err("an unanswered cell");
    assert_eq!(
        refused
            .as_database_error()
            .and_then(|e| e.code().map(|c| c.into_owned()))
            .as_deref(),
        Some("IZ004")
    );
    let left = sqlx::query("select count(*) from bundle_imports")
        .fetch_one(&portal.db)
        .await
        .expect("a count");
    assert_eq!(
        left.get::<i64, _>(0),
        1,
        "only the demonstration's own import went past the four eyes"
    );
}
