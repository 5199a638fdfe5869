//! An enterprise on one page: figures over the years, what it owes, papers, branches, and people whose data are looked after.

use axum::http::StatusCode;

use crate::support::{Person, Portal};

async fn text(portal: &Portal, sql: &'static str) -> String {
    sqlx::query_scalar::<_, Option<String>>(sql)
        .fetch_one(&portal.db)
        .await
        .expect(sql)
        .unwrap_or_default()
}

async fn code(portal: &Portal, sql: &'static str) -> String {
    let error = sqlx::query(sql).execute(&portal.db).await.expect_err(sql);
    error
        .as_database_error()
        .and_then(|cause| cause.code())
        .map(|code| code.into_owned())
        .unwrap_or_default()
}

const CLEAR: &str = "0209 000 201";

#[tokio::test]
async fn an_enterprise_shows_its_years_its_papers_and_what_it_owes() {
    let portal = Portal::demo().await;
    let staff = portal.sign_in("staff").await;
    staff
        .upload("/filings/1/evidence", &[], &[("Báo cáo ký.txt", b"abc")])
        .await;
    let sql = "select enterprise_id::text from filings where id = 1";
    let path = format!("/enterprises/{}", text(&portal, sql).await);
    let page = staff.get(&path).await;
    page.says("#papers", "Báo cáo ký.txt");
    assert_eq!(staff.get(&page.links("#papers a")[0]).await.bytes, b"abc");

    // The exact number stands in the table, and leads to its life.
    let page = staff.get("/enterprises/1").await;
    let sql = "select trim_scale(value / 1e9)::text from current_figures c join indicators i on i.id = c.indicator_id
                where enterprise_id = 1 and period = '2022' and i.code = 'revenue'";
    let exact = text(&portal, sql).await.replace('.', ",");
    let cells = page.cells("#years tbody tr", "th, td");
    assert!(
        cells[0][0] == "2022" && cells[0][1].starts_with(&exact),
        "{cells:?} {exact}"
    );
    let life = page.links("#years tbody a")[0].clone();
    assert_eq!(
        (life.as_str(), staff.get(&life).await.status),
        ("/figures/2022/revenue/enterprises/1", StatusCode::OK)
    );
    assert!(
        page.text().matches("<svg xmlns").count() >= 3,
        "small charts"
    );
    page.says("#owed", "A.III");
    let duty = page.links("#owed a")[0].clone();
    assert_eq!(staff.get(&duty).await.status, StatusCode::OK, "{duty}");
}

#[tokio::test]
async fn personal_data_is_masked_shown_on_record_and_erased_for_good() {
    let portal = Portal::demo().await;
    let (staff, leader, admin) = (
        portal.sign_in("staff").await,
        portal.sign_in("leader").await,
        portal.sign_in("admin").await,
    );
    let page = staff.get("/enterprises/1").await;
    let masked = page.words("#contacts");
    assert!(
        masked.contains("L… M… H…")
            && masked.contains("••• 01")
            && masked.contains("k•••@dn01.example.vn"),
        "{masked}"
    );
    assert!(!page.text().contains("Lê Minh Họa") && !page.text().contains(CLEAR));
    assert!(
        !leader
            .get("/enterprises/1")
            .await
            .text()
            .contains("/contacts/1/look"),
        "leadership needs no telephone number"
    );
    leader
        .post("/contacts/1/look", &[])
        .await
        .answers(StatusCode::FORBIDDEN);
    // Nor the one to call about reports, for anybody: on the enterprise's page, in files, on the boards.
    let duty = staff
        .get("/duties?year=2022&q=minh+hoa+08&state=all")
        .await
        .links("table.duties tbody a[href^='/duties/8']")[0]
        .clone();
    for path in [
        "/enterprises/8",
        "/enterprises/8/edit",
        "/enterprises?format=csv",
        "/enterprises/8/history",
        "/duties?year=2022&state=all",
        "/duties?year=2022&state=all&format=csv",
        "/dashboard/2022",
        &duty,
    ] {
        for (who, page) in [
            ("leader", leader.get(path).await),
            ("staff", staff.get(path).await),
        ] {
            assert!(
                !page.text().contains("0209 000 107")
                    && !page.text().contains("Đầu mối minh họa 08"),
                "{who} {path}"
            );
        }
    }
    assert!(
        staff.get(&duty).await.words("main").contains("••• 07")
            && !leader.get(&duty).await.words("main").contains("••• 07")
    );
    let look = staff
        .get(&duty)
        .await
        .attribute("form[action$='/look']", "action");
    staff
        .post(&look, &[])
        .await
        .says("#contact", "0209 000 107");

    a_look_is_on_record_and_what_is_erased_is_gone(&portal, &staff, &admin).await;
}

/// The same contact, looked at and then erased.
async fn a_look_is_on_record_and_what_is_erased_is_gone(
    portal: &Portal,
    staff: &Person<'_>,
    admin: &Person<'_>,
) {
    let seen = staff.post("/contacts/1/look", &[]).await;
    seen.answers(StatusCode::OK);
    assert!(
        seen.words("#contact").contains("Lê Minh Họa") && seen.words("#contact").contains(CLEAR)
    );
    assert_eq!(
        seen.headers
            .get("cache-control")
            .and_then(|value| value.to_str().ok()),
        Some("private, no-store")
    );
    let looks = "select count(*)::text from audit_log where action = 'contact_seen' and subject_type = 'enterprises' and subject_id = 1";
    assert_eq!(text(portal, looks).await, "1");
    let history = admin
        .get("/enterprises/1/history")
        .await
        .words("table.history");
    assert!(
        history.contains("Xem đầu mối liên hệDoanh nghiệp minh họa 01 – Báo cáo, thống kê"),
        "whose: {history}"
    );

    // A look that cannot be recorded shows nothing.
    let full = "create trigger broken before insert on audit_log for each row execute function refuse_rewriting()";
    sqlx::query(full)
        .execute(&portal.db)
        .await
        .expect("the log is full");
    let blind = staff.post("/contacts/1/look", &[]).await;
    assert!(blind.status == StatusCode::INTERNAL_SERVER_ERROR && !blind.text().contains(CLEAR));
    sqlx::query("drop trigger broken on audit_log")
        .execute(&portal.db)
        .await
        .expect("room again");

    let bad = [
        ("version", "1"),
        ("name", "Lê Mới"),
        ("purpose", "reports"),
        ("phone", ""),
        ("email", ""),
    ];
    let refused = staff.post("/contacts/1", &bad).await;
    assert!(
        refused.status == StatusCode::UNPROCESSABLE_ENTITY
            && refused.attribute("#f-name", "value") == "Lê Mới"
    );
    let good = [
        ("version", "1"),
        ("name", "Lê Mới"),
        ("purpose", "reports"),
        ("phone", "0209 000 555"),
        ("email", ""),
    ];
    staff.post("/contacts/1", &good).await.saved();
    assert_eq!(
        staff.post("/contacts/1", &good).await.status,
        StatusCode::CONFLICT,
        "a stale one"
    );
    what_is_erased_is_nowhere(portal, staff, admin).await;
}

/// A new contact, erased with a reason: not in the log either.
async fn what_is_erased_is_nowhere(portal: &Portal, staff: &Person<'_>, admin: &Person<'_>) {
    let new = [
        ("name", "Đỗ Thêm"),
        ("purpose", "labour"),
        ("email", "them@example.vn"),
        ("phone", ""),
    ];
    staff.post("/enterprises/1/contacts", &new).await.saved();

    staff
        .post("/contacts/1/erase", &[("reason", "nghỉ việc")])
        .await
        .answers(StatusCode::FORBIDDEN);
    admin
        .post("/contacts/1/erase", &[("reason", " ")])
        .await
        .answers(StatusCode::UNPROCESSABLE_ENTITY);
    admin
        .post("/contacts/1/erase", &[("reason", "Đã nghỉ việc")])
        .await
        .saved();
    assert_eq!(
        staff.post("/contacts/1/look", &[]).await.status,
        StatusCode::CONFLICT,
        "there is nothing to see"
    );
    staff
        .get("/enterprises/1")
        .await
        .says("#contacts", "Đã nghỉ việc");
    let left = "select num_nonnulls(name, role, phone, email)::text || erased_reason from contacts where id = 1";
    assert_eq!(text(portal, left).await, "0Đã nghỉ việc");
    // Nowhere in the log is what was erased.
    let log = "select count(*)::text from audit_log
                where concat(before, after, reason) ~ 'Lê Minh Họa|Lê Mới|0209 000 201|0209 000 555|ke.toan@dn01'";
    assert_eq!(text(portal, log).await, "0");
    for sql in [
        "update contacts set name = 'x' where id = 1",
        "delete from contacts where id = 2",
        "update contacts set position = 9 where id = 2",
    ] {
        assert_eq!(code(portal, sql).await, "IZ069", "{sql}");
    }
    assert_eq!(
        code(portal, "update contacts set erased_at = now(), erased_by = 'x', erased_reason = 'x' where id = 2").await,
        "23514"
    );
}

#[tokio::test]
async fn other_zones_people_are_not_there() {
    let portal = Portal::demo().await;
    let sql = "with z as (insert into zones (code, name, kind, status, province) values ('X', 'KCN khác', 'regular', 'planned', 'Y') returning id)
               insert into account_zones select a.id, z.id from accounts a, z where a.username = 'staff'";
    sqlx::query(sql)
        .execute(&portal.db)
        .await
        .expect("a second zone");
    let staff = portal.sign_in("staff").await;
    let form = [
        ("version", "1"),
        ("name", "x"),
        ("purpose", "labour"),
        ("phone", "1"),
    ];
    for path in ["/contacts/1/look", "/contacts/1", "/enterprises/1/contacts"] {
        assert_eq!(
            staff.post(path, &form).await.status,
            StatusCode::NOT_FOUND,
            "{path}"
        );
    }
    staff
        .get("/enterprises/1/contacts/new")
        .await
        .answers(StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn a_branch_hangs_under_its_parent_and_counts_once() {
    let portal = Portal::demo().await;
    let staff = portal.sign_in("staff").await;
    let create = |name: &'static str, tax: &'static str, since: &'static str| {
        [
            ("code", name),
            ("name", name),
            ("tax_code", tax),
            ("zone_id", "1"),
            ("ownership", "branch"),
            ("status", "operating"),
            ("status_since", "01/01/2020"),
            ("reported_by_parent_since", since),
        ]
    };
    let refused = staff
        .post("/enterprises", &create("CN0", "9900000016", "01/01/2023"))
        .await;
    assert_eq!(
        refused.status,
        StatusCode::UNPROCESSABLE_ENTITY,
        "no branch"
    );
    let orphan = staff
        .post(
            "/enterprises",
            &create("CN9", "0100112437-001", "01/01/2023"),
        )
        .await;
    orphan.says(".error-summary", "đơn vị chủ quản trước");

    let made = staff
        .post("/enterprises", &create("CN1", "9900000016-001", ""))
        .await;
    let path = made.location.lines().next().expect("an address").to_owned();
    let id = path.trim_start_matches("/enterprises/").to_owned();
    let (branch, parent) = (staff.get(&path).await, staff.get("/enterprises/1").await);
    assert!(
        branch
            .words("#branches")
            .contains("Doanh nghiệp minh họa 01")
            && branch.words("#branches").contains("tự báo cáo")
    );
    assert!(
        parent.words("#branches").contains("CN1")
            && parent.words("#branches").contains("tự báo cáo")
    );
    branch.says("#owed", "A.III");

    a_branch_owes_nothing_from_the_day_its_parent_reports(&portal, &staff, &id, &path).await;
}

/// Since then a report of its own counts no more.
async fn a_branch_owes_nothing_from_the_day_its_parent_reports(
    portal: &Portal,
    staff: &Person<'_>,
    id: &str,
    path: &str,
) {
    // From the day its parent reports for it, the branch owes nothing and a report of its own is refused.
    let mut fields = staff.get(&format!("{path}/edit")).await.fields("form.form");
    fields
        .iter_mut()
        .filter(|(name, _)| name == "reported_by_parent_since")
        .for_each(|(_, value)| *value = "01/01/2021".to_owned());
    let pairs: Vec<(&str, &str)> = fields
        .iter()
        .map(|(name, value)| (name.as_str(), value.as_str()))
        .collect();
    staff.post(path, &pairs).await.saved();
    staff
        .get(path)
        .await
        .says("#owed", "Hiện không có báo cáo nào phải nộp");
    assert!(
        !staff
            .get("/duties?year=2023&state=all")
            .await
            .text()
            .contains(&format!("/enterprises/{id}\""))
    );
    let report = staff
        .post(
            "/filings",
            &[("enterprise", id), ("form", "1"), ("period", "2023")],
        )
        .await;
    report.answers(StatusCode::CONFLICT);
    assert!(
        report.text().contains("Đơn vị chủ quản báo cáo thay"),
        "{}",
        report.text()
    );
    let earlier = staff
        .post(
            "/filings",
            &[("enterprise", id), ("form", "1"), ("period", "2020")],
        )
        .await;
    assert!(
        !earlier.text().contains("Đơn vị chủ quản báo cáo thay"),
        "its own years stay its own"
    );

    who_has_figures_of_its_own_counts_alone(portal, staff).await;
}

/// Who has figures of its own cannot be counted with its parent for the same year.
async fn who_has_figures_of_its_own_counts_alone(portal: &Portal, staff: &Person<'_>) {
    // Who has figures of its own cannot be counted with its parent for the same year.
    let sql = "update enterprises set tax_code = '9900000016-002' where id = 2";
    sqlx::query(sql)
        .execute(&portal.db)
        .await
        .expect("a branch with figures");
    assert_eq!(
        code(
            portal,
            "update enterprises set reported_by_parent_since = '2022-01-01' where id = 2"
        )
        .await,
        "IZ068"
    );
    let mut fields = staff.get("/enterprises/2/edit").await.fields("form.form");
    fields
        .iter_mut()
        .filter(|(name, _)| name == "reported_by_parent_since")
        .for_each(|(_, value)| *value = "01/01/2022".to_owned());
    let pairs: Vec<(&str, &str)> = fields
        .iter()
        .map(|(name, value)| (name.as_str(), value.as_str()))
        .collect();
    let page = staff.post("/enterprises/2", &pairs).await;
    page.says(".error-summary", "2022");
    sqlx::query("update enterprises set reported_by_parent_since = '2024-01-01' where id = 2")
        .execute(&portal.db)
        .await
        .expect("later");
}
