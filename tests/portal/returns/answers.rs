//! What reports say in words: typed, guarded, reviewed, offered to the board, filled in a workbook.

use std::io::Cursor;

use axum::http::StatusCode;
use calamine::{Reader, Xlsx};
use serde_json::Value;
use sqlx::AssertSqlSafe;

use crate::support::{Page, Person, Portal};

const POWER: &str = "Mất điện hai lần trong tháng 12.\nĐề nghị báo trước.";

/// The quarterly report of an enterprise and its one question: "Khó khăn, vướng mắc, kiến nghị".
struct Report {
    id: i64,
    path: String,
    key: String,
}

async fn report(portal: &Portal, enterprise: i64) -> Report {
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
    fn value(&self) -> String {
        format!("v.{}", self.key)
    }

    async fn stored(&self, portal: &Portal) -> Option<String> {
        let sql = "select body from filing_answers where filing_id = $1";
        sqlx::query_scalar(sql)
            .bind(self.id)
            .fetch_optional(&portal.db)
            .await
            .expect("an answer")
    }

    async fn version(&self, portal: &Portal) -> String {
        let sql = "select version from filings where id = $1";
        sqlx::query_scalar::<_, i32>(sql)
            .bind(self.id)
            .fetch_one(&portal.db)
            .await
            .expect("known")
            .to_string()
    }

    /// What the page's form would send, with some fields changed.
    async fn send(&self, person: &Person<'_>, action: &str, changes: &[(&str, &str)]) -> Page {
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

async fn indicator(portal: &Portal, code: &str) -> i64 {
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
    assert!(
        staff
            .get(&report.path)
            .await
            .words(".questions")
            .contains("(không bắt buộc)")
    );
    let changed =
        "update form_questions set required = true, label = 'Vướng mắc trong kỳ' where code = 'C'";
    sqlx::query(changed)
        .execute(&portal.db)
        .await
        .expect("the form changes");

    let blocked = report
        .send(&staff, "submit", &[(&reason, "Gia công.")])
        .await;
    assert_eq!(blocked.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert_eq!(
        blocked.links(".error-summary a"),
        [format!("#v-{}", report.key)],
        "straight to the field"
    );
    assert!(
        blocked
            .words(".question")
            .contains("Mẫu bắt buộc trả lời mục này."),
        "{}",
        blocked.words(".question")
    );

    let typed = POWER.replace('\n', "\r\n") + "\r\n";
    assert_eq!(
        report
            .send(&staff, "submit", &[(&report.value(), &typed)])
            .await
            .status,
        StatusCode::SEE_OTHER
    );
    assert_eq!(report.stored(&portal).await.as_deref(), Some(POWER));
    let seen = approver.get(&report.path).await;
    assert!(
        seen.words(".question")
            .contains("Mất điện hai lần trong tháng 12. Đề nghị báo trước.")
    );
    assert!(
        !seen.text().contains("<textarea class=\"question__input\""),
        "a submitted report is not typed into"
    );

    let back = [
        ("version", &*report.version(&portal).await),
        ("reason", "Nói rõ giờ nào."),
    ];
    assert_eq!(
        approver
            .post(&format!("{}/return", report.path), &back)
            .await
            .status,
        StatusCode::SEE_OTHER
    );
    let again = report
        .send(
            &staff,
            "submit",
            &[(&report.value(), "Mất điện từ 8 đến 10 giờ.")],
        )
        .await;
    assert_eq!(again.status, StatusCode::SEE_OTHER);
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
            &[("version", &report.version(&portal).await)],
        )
        .await;
    assert_eq!(done.status, StatusCode::SEE_OTHER, "{}", done.text());
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
    assert_eq!(sent.status, StatusCode::SEE_OTHER);
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
    assert_eq!(saved.status, StatusCode::OK, "{}", saved.text());
    let reason = exports_reason(&portal).await;
    assert_eq!(
        report
            .send(&staff, "submit", &[(&reason, "Gia công.")])
            .await
            .status,
        StatusCode::SEE_OTHER
    );
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
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
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
    assert_eq!(
        draft
            .send(&staff, "save", &[(&draft.value(), POWER)])
            .await
            .status,
        StatusCode::SEE_OTHER
    );
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
    assert_eq!(clash.status, StatusCode::CONFLICT);
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
    assert_eq!(page.status, StatusCode::CONFLICT);
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
    assert_eq!(
        approver.post(&report.path, &pairs).await.status,
        StatusCode::SEE_OTHER
    );
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
    assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY);
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
    assert_eq!(
        report
            .send(&staff, "save", &[(&report.value(), exact.trim())])
            .await
            .status,
        StatusCode::SEE_OTHER
    );
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
    assert_eq!(
        staff.post("/obstacles", &pairs).await.status,
        StatusCode::SEE_OTHER
    );
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

/// The draft's workbook, filled with an answer by another program; the key sheet stays hidden.
async fn workbook(person: &Person<'_>, answer: &str) -> Vec<u8> {
    let bytes = person.get("/handouts/4/2022-Q4/7").await.bytes;
    let mut book: Xlsx<_> = Xlsx::new(Cursor::new(bytes)).expect("calamine opens it");
    let form = book.worksheet_range("Báo cáo").expect("the form");
    let text = |row: u32| {
        form.get_value((row, 1))
            .map(ToString::to_string)
            .unwrap_or_default()
    };
    let asked = (9..60)
        .find(|row| text(*row).starts_with("Khó khăn, vướng mắc"))
        .expect("the question");
    let mut out = rust_xlsxwriter::Workbook::new();
    for (index, (name, range)) in book.worksheets().into_iter().enumerate() {
        let sheet = out.add_worksheet();
        sheet
            .set_name(&name)
            .expect("a name")
            .set_very_hidden(index > 0);
        let (top, left) = range.start().expect("cells");
        for (row, column, data) in range.used_cells() {
            let row = top + u32::try_from(row).expect("rows");
            let column = u16::try_from(left).expect("few") + u16::try_from(column).expect("few");
            sheet
                .write_string(row, column, data.to_string())
                .expect("written");
        }
        if index == 0 {
            sheet.write_string(asked + 1, 1, answer).expect("written");
        }
    }
    out.save_to_buffer().expect("a workbook")
}

async fn sent(person: &Person<'_>, bytes: &[u8]) -> String {
    let page = person
        .upload("/imports", &[], &[("DN07.xlsx", bytes)])
        .await;
    assert_eq!(page.status, StatusCode::SEE_OTHER, "{}", page.text());
    page.location.lines().next().unwrap_or_default().to_owned()
}

async fn take(person: &Person<'_>, path: &str) -> Page {
    let seen = person
        .get(path)
        .await
        .attribute("input[name=seen]", "value");
    person
        .post(&format!("{path}/take"), &[("seen", &seen)])
        .await
}

#[tokio::test]
async fn the_workbook_asks_in_words_and_its_answers_are_taken_and_taken_back() {
    let portal = Portal::demo().await;
    let staff = portal.sign_in("staff").await;
    let report = report(&portal, 7).await;
    let path = sent(
        &staff,
        &workbook(&staff, "Thiếu nước sản xuất.\r\nĐã báo tháng 11.").await,
    )
    .await;
    let line = staff
        .get(&path)
        .await
        .words("table.import-cells:last-of-type tbody tr:has(td.import-text)");
    assert!(
        line.contains("C. Khó khăn, vướng mắc, kiến nghị") && line.contains("sẽ ghi"),
        "{line}"
    );
    assert_eq!(report.stored(&portal).await, None, "looking writes nothing");
    let taken = take(&staff, &path).await;
    assert_eq!(taken.status, StatusCode::SEE_OTHER, "{}", taken.text());
    assert_eq!(
        report.stored(&portal).await.as_deref(),
        Some("Thiếu nước sản xuất.\nĐã báo tháng 11.")
    );
    let history = staff
        .get(&format!("{}/history", report.path))
        .await
        .words("table.history");
    assert!(
        history.contains("Nhập từ tệp “DN07.xlsx”") && history.contains("Thiếu nước sản xuất."),
        "{history}"
    );

    // Another answer is not put in place of it unless that is asked for.
    let other = sent(&staff, &workbook(&staff, "Thiếu lao động.").await).await;
    let page = staff.get(&other).await;
    assert!(
        page.text().contains("Báo cáo đang có câu trả lời khác"),
        "{}",
        page.text()
    );
    assert_eq!(
        staff
            .post(&format!("{other}/choices"), &[("replace", "on")])
            .await
            .status,
        StatusCode::SEE_OTHER
    );
    assert_eq!(take(&staff, &other).await.status, StatusCode::SEE_OTHER);
    assert_eq!(
        report.stored(&portal).await.as_deref(),
        Some("Thiếu lao động.")
    );

    let undone = staff
        .post(&format!("{other}/undo"), &[("reason", "Nhầm tệp")])
        .await;
    assert_eq!(undone.status, StatusCode::SEE_OTHER, "{}", undone.text());
    assert_eq!(
        report.stored(&portal).await.as_deref(),
        Some("Thiếu nước sản xuất.\nĐã báo tháng 11.")
    );
    // Changed since by a person, it stays.
    report
        .send(&staff, "save", &[(&report.value(), "Đã có nước.")])
        .await;
    staff
        .post(&format!("{path}/undo"), &[("reason", "Nhầm tệp")])
        .await;
    assert_eq!(report.stored(&portal).await.as_deref(), Some("Đã có nước."));
}
