//! What the fields of a record take: days that have come, tax codes of enterprises and of persons.

use crate::support::Portal;
use axum::http::StatusCode;

#[tokio::test]
async fn days_of_what_has_happened_are_not_still_to_come() {
    let portal = Portal::demo().await;
    let staff = portal.sign_in("staff").await;
    let obstacle = [
        ("code", "VM90"),
        ("content", "Việc thử"),
        ("zone_id", "1"),
        ("channel", "letter"),
        ("field", "power"),
        ("raised_on", "01/02/2030"),
        ("first_due_on", "01/01/2030"),
    ];
    let refused = staff.post("/obstacles", &obstacle).await;
    assert!(
        refused.words("#e-raised_on").contains("chưa đến")
            && refused.words("#e-first_due_on").contains("ngày phản ánh")
    );
    let task = [
        ("year", "2026"),
        ("position", "90"),
        ("content", "Việc thử"),
        ("first_due_on", "01/01/2020"),
    ];
    assert!(
        staff
            .post("/key-tasks", &task)
            .await
            .words("#e-first_due_on")
            .contains("trước năm")
    );
    let fields = staff.get("/enterprises/2/edit").await.fields("form.form");
    let typed: Vec<(&str, &str)> = fields
        .iter()
        .map(|(name, value)| {
            (
                name.as_str(),
                if name == "status_since" {
                    "01/01/2050"
                } else {
                    value.as_str()
                },
            )
        })
        .collect();
    assert!(
        staff
            .post("/enterprises/2", &typed)
            .await
            .words("#e-status_since")
            .contains("chưa đến")
    );
    for sql in [
        "update obstacles set raised_on = '2024-01-01' where code = 'VM01'",
        "insert into key_tasks (year, position, content, first_due_on) values (2026, 91, 'x', '2020-01-01')",
    ] {
        assert!(sqlx::query(sql).execute(&portal.db).await.is_err(), "{sql}");
    }
}

#[tokio::test]
async fn a_tax_code_of_twelve_digits_is_a_person_s_number() {
    let portal = Portal::demo().await;
    let staff = portal.sign_in("staff").await;
    let form = staff.get("/enterprises/new").await;
    assert!(
        ["10 chữ số", "12 chữ số", "13 chữ số"]
            .iter()
            .all(|words| form.words("#h-tax_code").contains(words))
    );
    let enterprise = |tax_code: &'static str| {
        [
            ("code", "DN90"),
            ("name", "Hộ kinh doanh thử"),
            ("zone_id", "1"),
            ("ownership", "other"),
            ("status", "preparing"),
            ("tax_code", tax_code),
        ]
    };
    let refused = staff
        .post("/enterprises", &enterprise("999999999999"))
        .await;
    assert!(
        refused.words("#e-tax_code").contains("số định danh"),
        "{}",
        refused.words("main")
    );
    let short = staff.post("/enterprises", &enterprise("12345")).await;
    assert!(
        short.words("#e-tax_code").contains("12 chữ số"),
        "{}",
        short.words("#e-tax_code")
    );
    assert_eq!(
        staff
            .post("/enterprises", &enterprise("006301000123"))
            .await
            .status,
        StatusCode::SEE_OTHER
    );
}
