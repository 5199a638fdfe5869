//! What people write into a review is theirs: two at once keep both their work, nothing is cut off, and nothing is printed that
//! nobody filled in.

use axum::http::StatusCode;
use sqlx::AssertSqlSafe;

use crate::support::{Page, Person, Portal};

/// The form as a browser sends it, with some fields typed over.
fn typed(page: &Page, over: &[(&str, &str)]) -> Vec<(String, String)> {
    let mut form = page.fields("form[action='/reviews/2022']");
    for (name, value) in over {
        let field = form
            .iter_mut()
            .find(|(field, _)| field == name)
            .expect("such a field");
        field.1 = (*value).to_owned();
    }
    form
}

async fn send(person: &Person<'_>, form: &[(String, String)]) -> Page {
    let pairs: Vec<(&str, &str)> = form
        .iter()
        .map(|(name, value)| (name.as_str(), value.as_str()))
        .collect();
    person.post("/reviews/2022", &pairs).await
}

fn field<'a>(form: &'a [(String, String)], name: &str) -> &'a str {
    form.iter()
        .find(|(field, _)| field == name)
        .map_or("", |(_, value)| value)
}

#[tokio::test]
async fn two_people_writing_at_once_keep_both_their_sections() {
    let portal = Portal::demo().await;
    let (staff, other) = (portal.sign_in("staff").await, portal.sign_in("admin").await);
    let opened = staff.get("/reviews/2022/edit").await;
    let mine = typed(
        &opened,
        &[("leadership", "Chỉ đạo kịp thời.\r\nĐiều hành thông suốt.")],
    );
    let theirs = typed(
        &opened,
        &[
            ("proposals", "Đề nghị tỉnh.\r\nĐề nghị trung ương."),
            ("signer", "Trần Văn B"),
        ],
    );
    assert_eq!(send(&staff, &mine).await.status, StatusCode::SEE_OTHER);
    assert_eq!(
        send(&other, &theirs).await.status,
        StatusCode::SEE_OTHER,
        "another section is no clash"
    );
    let now = staff.get("/reviews/2022/edit").await;
    let saved = now.fields("form[action='/reviews/2022']");
    assert_eq!(
        field(&saved, "leadership"),
        "Chỉ đạo kịp thời.\r\nĐiều hành thông suốt."
    );
    assert_eq!(
        field(&saved, "proposals"),
        "Đề nghị tỉnh.\r\nĐề nghị trung ương."
    );
    assert_eq!(field(&saved, "signer"), "Trần Văn B");
    // Sent again untouched, CRLF and all, it is no difference to anybody.
    assert_eq!(send(&staff, &saved).await.status, StatusCode::SEE_OTHER);
    let stored: String =
        sqlx::query_scalar("select body from review_sections where section = 'proposals'")
            .fetch_one(&portal.db)
            .await
            .expect("it");
    assert_eq!(stored, "Đề nghị tỉnh.\nĐề nghị trung ương.");
}

#[tokio::test]
async fn one_section_two_people_changed_is_shown_with_both_texts_and_nothing_is_written() {
    let portal = Portal::demo().await;
    let (staff, other) = (portal.sign_in("staff").await, portal.sign_in("admin").await);
    let opened = staff.get("/reviews/2022/edit").await;
    let theirs = typed(
        &opened,
        &[
            ("assessment", "Của người khác."),
            ("environment", "Môi trường tốt."),
        ],
    );
    assert_eq!(send(&other, &theirs).await.status, StatusCode::SEE_OTHER);
    let mine = typed(
        &opened,
        &[("assessment", "Của tôi."), ("planning", "Quy hoạch xong.")],
    );
    let clash = send(&staff, &mine).await;
    assert_eq!(clash.status, StatusCode::CONFLICT);
    let form = clash.fields("form[action='/reviews/2022']");
    assert_eq!(field(&form, "assessment"), "Của tôi.");
    assert!(
        clash.words("#t-assessment").contains("Của người khác."),
        "both texts are shown"
    );
    assert_eq!(
        field(&form, "environment"),
        "Môi trường tốt.",
        "what I did not touch comes back fresh"
    );
    assert_eq!(
        field(&form, "planning"),
        "Quy hoạch xong.",
        "what I typed elsewhere is kept"
    );
    assert_eq!(
        clash.links(".error-summary a"),
        ["#f-assessment"],
        "only what both changed is a clash"
    );
    let planning: Option<String> = sqlx::query_scalar(
        "select body from review_sections where section = 'planning' and body <> ''",
    )
    .fetch_optional(&portal.db)
    .await
    .expect("a look");
    assert_eq!(planning, None, "nothing is written beside a clash");
    // Having seen both, one decides.
    let decided = typed(&clash, &[("assessment", "Của cả hai.")]);
    assert_eq!(send(&staff, &decided).await.status, StatusCode::SEE_OTHER);
    let now = staff
        .get("/reviews/2022/edit")
        .await
        .fields("form[action='/reviews/2022']");
    let saved = ["assessment", "environment", "planning"].map(|name| field(&now, name));
    assert_eq!(saved, ["Của cả hai.", "Môi trường tốt.", "Quy hoạch xong."]);
}

#[tokio::test]
async fn a_text_too_long_is_refused_with_its_length_and_kept_whole() {
    let portal = Portal::demo().await;
    let staff = portal.sign_in("staff").await;
    let opened = staff.get("/reviews/2022/edit").await;
    assert!(
        !opened.text().contains("maxlength"),
        "a browser cuts what is pasted without a word"
    );
    let long = "Đ".repeat(40_180);
    let refused = send(
        &staff,
        &typed(&opened, &[("outlook", &long), ("leadership", "Ngắn.")]),
    )
    .await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(
        refused
            .words("#e-outlook")
            .contains("Dài 40.180 ký tự, tối đa 20.000"),
        "{}",
        refused.words("#e-outlook")
    );
    let form = refused.fields("form[action='/reviews/2022']");
    assert_eq!(field(&form, "outlook").chars().count(), 40_180);
    assert_eq!(field(&form, "leadership"), "Ngắn.");
    // A section of exactly as many characters as there is room for, in lines.
    let full = "Đ".repeat(99) + "\r\n";
    let full = full.repeat(200);
    assert_eq!(
        send(&staff, &typed(&opened, &[("outlook", full.trim_end())]))
            .await
            .status,
        StatusCode::SEE_OTHER
    );
}

#[tokio::test]
async fn no_field_of_the_portal_cuts_what_is_typed() {
    let portal = Portal::demo().await;
    let staff = portal.sign_in("staff").await;
    for path in [
        "/enterprises/new",
        "/obstacles/new",
        "/filings/1",
        "/duties",
        "/plans/2022",
        "/zones",
    ] {
        assert!(
            !staff.get(path).await.text().contains("maxlength"),
            "{path}"
        );
    }
    let path = staff
        .post(
            "/filings",
            &[("enterprise", "2"), ("form", "1"), ("period", "2023")],
        )
        .await
        .location;
    let reason = "Vì ".repeat(400);
    let form = [
        ("v.1", "120"),
        ("u.1", "bvnd"),
        ("r.1", reason.as_str()),
        ("action", "save"),
    ];
    let refused = staff.post(&path, &form).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    let said = refused.words("main");
    assert!(said.contains("Dài 1.199 ký tự, tối đa 1.000"), "{said}");
    let again = refused.fields(&format!("form[action='{path}']"));
    assert_eq!(
        field(&again, "r.1").trim_end(),
        reason.trim_end(),
        "it can be shortened where it stands"
    );
    assert_eq!(field(&again, "v.1"), "120");
    let stored: i64 =
        sqlx::query_scalar("select count(*) from filing_entries e join filings f on f.id = e.filing_id where f.period = '2023'")
            .fetch_one(&portal.db)
            .await
            .expect("a count");
    assert_eq!(stored, 0, "nothing was saved");
}

#[tokio::test]
async fn a_placeholder_is_seen_on_screen_and_not_printed() {
    let portal = Portal::demo().await;
    let (leader, admin) = (
        portal.sign_in("leader").await,
        portal.sign_in("admin").await,
    );
    let set =
        |column: &str, value: &str| format!("update boards set {column} = '{value}' where home");
    for (column, value, label) in [
        ("superior", "UBND TỈNH …", "Cơ quan chủ quản"),
        ("place", "…", "Địa danh"),
        ("abbreviation", "...", "Chữ viết tắt"),
        ("name", "Ban Quản lý ____", "Tên Ban"),
    ] {
        let before: String = sqlx::query_scalar(AssertSqlSafe(format!(
            "select {column} from boards where home limit 1"
        )))
        .fetch_one(&portal.db)
        .await
        .expect("it");
        sqlx::query(AssertSqlSafe(set(column, value)))
            .execute(&portal.db)
            .await
            .expect("a placeholder");
        let page = leader.get("/reviews/2022").await;
        let said = page.words("[aria-labelledby=faults]");
        assert!(
            said.contains("Chưa in được") && said.contains(label) && said.contains(value),
            "{said}"
        );
        assert!(
            !page.text().contains("data-print")
                && page.words(".print-hide .doc").contains("BÁO CÁO"),
            "{label}: only to look at"
        );
        let mut papers = vec![
            "/reviews/2022.docx",
            "/national/2022/2101.docx",
            "/national/2022/2101.xlsx",
        ];
        papers.extend(cfg!(feature = "pdf").then_some("/reviews/2022.pdf"));
        for paper in papers {
            let refused = admin.get(paper).await;
            assert_eq!(refused.status, StatusCode::CONFLICT, "{paper} with {value}");
            let links = refused.links("[aria-labelledby=faults] a");
            assert!(
                links
                    .iter()
                    .any(|href| href.starts_with("/boards/") && href.ends_with(column)),
                "{paper}: {links:?}"
            );
            let told = leader.get(paper).await;
            assert!(
                told.links("[aria-labelledby=faults] a").is_empty(),
                "who may not fill it in is told whom to ask"
            );
            assert!(
                told.words("[aria-labelledby=faults]")
                    .contains("nhờ người quản trị")
            );
        }
        sqlx::query(AssertSqlSafe(set(column, &before)))
            .execute(&portal.db)
            .await
            .expect("filled in");
    }
    assert_eq!(
        leader.get("/reviews/2022.docx").await.status,
        StatusCode::OK
    );
    assert_eq!(
        leader.get("/national/2022/2101.docx").await.status,
        StatusCode::OK
    );
}

#[tokio::test]
async fn dots_in_place_of_a_number_or_a_name_are_not_printed_either() {
    let portal = Portal::demo().await;
    let staff = portal.sign_in("staff").await;
    for (name, value) in [
        ("number", "…"),
        ("signer", "Nguyễn Văn ..."),
        ("addressees", "UBND tỉnh …"),
        ("recipients", "Như trên;\nUBND tỉnh …;"),
    ] {
        let opened = staff.get("/reviews/2022/edit").await;
        let before = field(&opened.fields("form[action='/reviews/2022']"), name).to_owned();
        assert_eq!(
            send(&staff, &typed(&opened, &[(name, value)])).await.status,
            StatusCode::SEE_OTHER
        );
        let refused = staff.get("/reviews/2022.docx").await;
        assert_eq!(refused.status, StatusCode::CONFLICT, "{name}");
        assert_eq!(
            refused.links("[aria-labelledby=faults] a"),
            [format!("/reviews/2022/edit#f-{name}")]
        );
        let again = staff.get("/reviews/2022/edit").await;
        assert_eq!(
            send(&staff, &typed(&again, &[(name, &before)]))
                .await
                .status,
            StatusCode::SEE_OTHER
        );
    }
    // Left empty, there is room to write by hand; a list may be open.
    let opened = staff.get("/reviews/2022/edit").await;
    let form = typed(
        &opened,
        &[("number", ""), ("recipients", "Các sở, ngành…;\nLưu: VT.")],
    );
    assert_eq!(send(&staff, &form).await.status, StatusCode::SEE_OTHER);
    assert_eq!(staff.get("/reviews/2022.docx").await.status, StatusCode::OK);
}
