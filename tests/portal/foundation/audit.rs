//! Every write leaves its trace, in the same transaction.

use axum::http::StatusCode;

use crate::support::{Person, Portal};

/// What the newest entry of the log says: action, kind of record, whether it has a before and an after.
async fn newest(portal: &Portal) -> (i64, String, String, bool, bool) {
    sqlx::query_as(
        "select (select count(*) from audit_log), action, subject_type, before is not null, after is not null
           from audit_log order by id desc limit 1",
    )
    .fetch_one(&portal.db)
    .await
    .expect("the log")
}

/// The fields of a form as it is shown, some of them changed.
async fn changed(
    person: &Person<'_>,
    page: &str,
    form: &str,
    changes: &[(&str, &str)],
) -> Vec<(String, String)> {
    let mut fields = person.get(page).await.fields(form);
    for (name, value) in changes {
        match fields.iter_mut().find(|(known, _)| known == name) {
            Some(field) => field.1 = (*value).to_owned(),
            None => fields.push(((*name).to_owned(), (*value).to_owned())),
        }
    }
    // A box that is not ticked is not sent.
    fields.retain(|(name, _)| {
        name != "retired" && name != "disabled" && name != "zones" && name != "is_baseline"
    });
    fields
}

async fn send(person: &Person<'_>, path: &str, fields: &[(String, String)]) -> StatusCode {
    let pairs: Vec<(&str, &str)> = fields
        .iter()
        .map(|(name, value)| (name.as_str(), value.as_str()))
        .collect();
    let page = person.post(path, &pairs).await;
    assert!(
        page.status.is_redirection() || page.status.is_success(),
        "{path}: {}",
        page.text()
    );
    page.status
}

#[tokio::test]
async fn every_write_leaves_its_trace() {
    let portal = Portal::demo().await;
    let (staff, admin) = (portal.sign_in("staff").await, portal.sign_in("admin").await);
    let text = |pairs: &[(&str, &str)]| -> Vec<(String, String)> {
        pairs
            .iter()
            .map(|(name, value)| ((*name).to_owned(), (*value).to_owned()))
            .collect()
    };
    let account = [
        ("username", "hoa.nt"),
        ("display_name", "Hoa"),
        ("role", "staff"),
        ("password", "một mật khẩu dài"),
    ];
    let phase = [("zone_id", "1"), ("code", "GD9"), ("name", "Giai đoạn thử")];
    let cell = [("v.1", "5"), ("u.1", "bvnd"), ("action", "save")];
    let enterprise = changed(
        &staff,
        "/enterprises/2/edit",
        "form.form",
        &[("address", "Lô Ví Dụ")],
    )
    .await;
    let target = changed(
        &staff,
        "/plan/1/targets?scope=board",
        "form[data-guard]",
        &[("v.1", "77")],
    )
    .await;
    let board = changed(
        &admin,
        "/boards/1/edit",
        "form.form",
        &[("place", "Nơi khác")],
    )
    .await;
    let start = text(&[("enterprise", "2"), ("form", "1"), ("period", "2023")]);
    let review = text(&[
        ("version", "1"),
        ("capacity", "TRƯỞNG BAN"),
        ("assessment", "Tốt."),
    ]);
    for (person, path, fields, action) in [
        (&staff, "/phases", text(&phase), "created"),
        (&staff, "/enterprises/2", enterprise, "updated"),
        (
            &staff,
            "/sponsors/1/retire",
            text(&[("version", "1")]),
            "retired",
        ),
        (
            &staff,
            "/sponsors/1/restore",
            text(&[("version", "2")]),
            "restored",
        ),
        (&staff, "/plan/1/targets", target, "targets"),
        (&staff, "/filings", start, "created"),
        (&staff, "/filings/30", text(&cell), "updated"),
        (&staff, "/reviews/2022", review, "updated"),
        (&admin, "/boards/1", board, "updated"),
        (&admin, "/accounts", text(&account), "created"),
        (
            &staff,
            "/account/password",
            text(&[
                ("current", izportal::portal::accounts::DEMO_PASSWORD),
                ("new", "một mật khẩu khác"),
            ]),
            "password",
        ),
    ] {
        let (before, ..) = newest(&portal).await;
        send(person, path, &fields).await;
        let (count, said, subject, old, new) = newest(&portal).await;
        assert!(count > before, "{path} leaves a trace");
        assert!(said.contains(action), "{path}: {said} {subject}");
        let both = !matches!(action, "created" | "password");
        assert!(!both || (old && new), "{path}: before and after");
    }
    let nameless: i64 = sqlx::query_scalar(
        "select count(*) from audit_log where actor = '' or address = '' or (account_id is null and actor <> 'demo')",
    )
    .fetch_one(&portal.db)
    .await
    .expect("a count");
    assert_eq!(nameless, 0, "who and from where");
}

#[tokio::test]
async fn a_write_that_cannot_be_logged_does_not_happen() {
    let portal = Portal::demo().await;
    let staff = portal.sign_in("staff").await;
    let fields = changed(
        &staff,
        "/enterprises/2/edit",
        "form.form",
        &[("address", "Lô Ví Dụ")],
    )
    .await;
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
