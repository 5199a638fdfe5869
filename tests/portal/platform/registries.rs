//! The registries: search, forms, conflicts, history, downloads.

use crate::support::{Person, Portal};
use axum::http::StatusCode;
use calamine::{Reader, Xlsx};
use std::io::Cursor;

#[tokio::test]
async fn search_needs_no_diacritics() {
    let portal = Portal::demo().await;
    let staff = portal.sign_in("staff").await;
    assert!(
        staff
            .get("/zones?q=thanh+binh")
            .await
            .text()
            .contains("KCN Thanh Bình")
    );
    assert!(
        staff
            .get("/enterprises?q=KIM+SON")
            .await
            .text()
            .contains("Công ty Kim Sơn")
    );
    assert!(
        staff
            .get("/enterprises?q=%25")
            .await
            .text()
            .contains("Không có bản ghi nào khớp"),
        "% is a letter, not a wildcard"
    );
}

#[tokio::test]
async fn a_bad_form_keeps_what_was_typed_and_writes_nothing() {
    let portal = Portal::demo().await;
    let staff = portal.sign_in("staff").await;
    let form = [
        ("code", "CN-99"),
        ("zone_id", "1"),
        ("area_m2", "1.05"),
        ("area_m2.unit", "ha"),
        ("land_use", "industrial"),
        ("state", "ready"),
        ("note", "<b>Lô mới</b>"),
    ];
    let page = staff.post("/parcels", &form).await;
    page.answers(StatusCode::UNPROCESSABLE_ENTITY);
    assert_eq!(page.attribute("#f-code", "value"), "CN-99");
    assert_eq!(page.attribute("#f-area_m2", "value"), "1.05");
    assert!(
        page.words("#e-area_m2").contains("1,05"),
        "the question names what may have been meant: {}",
        page.words("#e-area_m2")
    );
    assert!(
        page.text().contains("&#60;b&#62;") || page.text().contains("&lt;b&gt;"),
        "text is escaped"
    );
    assert!(
        !staff
            .get("/parcels?q=CN-99")
            .await
            .text()
            .contains("CN-99</a>")
    );
}

#[tokio::test]
async fn the_database_s_own_rules_become_messages_beside_their_field() {
    let portal = Portal::demo().await;
    let staff = portal.sign_in("staff").await;
    let form = [
        ("code", "CN-01"),
        ("zone_id", "1"),
        ("area_m2", "1"),
        ("area_m2.unit", "ha"),
        ("land_use", "industrial"),
        ("state", "ready"),
    ];
    let page = staff.post("/parcels", &form).await;
    page.answers(StatusCode::UNPROCESSABLE_ENTITY);
    page.says("#e-code", "mang mã này");
    let leased_by_nobody = [
        ("code", "CN-98"),
        ("zone_id", "1"),
        ("area_m2", "1"),
        ("land_use", "industrial"),
        ("state", "leased"),
    ];
    let page = staff.post("/parcels", &leased_by_nobody).await;
    page.says("#e-enterprise_id", "phải có doanh nghiệp");
    let wrong_tax_code = [
        ("code", "DN99"),
        ("name", "X"),
        ("tax_code", "0100047517"),
        ("zone_id", "1"),
        ("ownership", "limited"),
        ("status", "operating"),
    ];
    let page = staff.post("/enterprises", &wrong_tax_code).await;
    page.says("#e-tax_code", "sai số kiểm tra");
}

#[tokio::test]
async fn of_two_edits_the_second_sees_the_first_and_overwrites_nothing() {
    let portal = Portal::demo().await;
    let staff = portal.sign_in("staff").await;
    let form = |name: &'static str| {
        [
            ("version", "1"),
            ("code", "TB"),
            ("name", name),
            ("kind", "regular"),
            ("status", "operating"),
            ("province", "Bắc Kạn"),
        ]
    };
    staff
        .post("/zones/1", &form("KCN Thanh Bình (một)"))
        .await
        .saved();
    let page = staff.post("/zones/1", &form("KCN Thanh Bình (hai)")).await;
    page.answers(StatusCode::CONFLICT);
    let conflict = page.words(".conflict");
    assert!(
        conflict.contains("KCN Thanh Bình (một)") && conflict.contains("KCN Thanh Bình (hai)"),
        "{conflict}"
    );
    assert_eq!(
        page.attribute("#f-name", "value"),
        "KCN Thanh Bình (hai)",
        "mine is still in the form"
    );
    assert_eq!(
        page.attribute("input[name=version]", "value"),
        "2",
        "saving again is a choice"
    );
    staff.get("/zones/1").await.says("h1", "(một)");
    let history = staff.get("/zones/1/history").await.words("table.history");
    assert!(
        history.contains("KCN Thanh Bình → KCN Thanh Bình (một)"),
        "{history}"
    );
}

#[tokio::test]
async fn retiring_hides_a_record_and_keeps_it() {
    let portal = Portal::demo().await;
    let staff = portal.sign_in("staff").await;
    staff
        .post("/sponsors/1/retire", &[("version", "1")])
        .await
        .saved();
    assert!(
        !staff
            .get("/sponsors")
            .await
            .text()
            .contains("/sponsors/1\"")
    );
    assert!(
        staff
            .get("/sponsors?retired=1")
            .await
            .text()
            .contains("/sponsors/1\"")
    );
    assert_eq!(
        staff
            .post("/sponsors/1/restore", &[("version", "1")])
            .await
            .status,
        StatusCode::CONFLICT,
        "a stale button"
    );
    staff
        .post("/sponsors/1/restore", &[("version", "2")])
        .await
        .saved();
}

#[tokio::test]
async fn what_is_on_record_does_not_leave_the_register() {
    let portal = Portal::demo().await;
    let staff = portal.sign_in("staff").await;
    for (path, instead, sql, code) in [
        (
            "/projects/1",
            "Chấm dứt",
            "update projects set retired_at = now() where id = 1",
            "IZ320",
        ),
        (
            "/parcels/2",
            "Tách, gộp lô",
            "update parcels set retired_at = now() where id = 2",
            "IZ321",
        ),
    ] {
        let retire = format!("{path}/retire");
        assert!(
            !staff.get(path).await.text().contains(&retire),
            "no button that leads nowhere"
        );
        let refused = staff.post(&retire, &[("version", "1")]).await;
        refused.answers(StatusCode::UNPROCESSABLE_ENTITY);
        refused.says("main", instead);
        let error = sqlx::query(sql)
            .execute(&portal.db)
            .await
            .expect_err("the database refuses too");
        assert_eq!(
            error
                .as_database_error()
                .and_then(|error| error.code())
                .as_deref(),
            Some(code),
            "{sql}"
        );
    }
    // Entered by mistake: a project goes once its events are cancelled, a parcel while nobody has built on it.
    let project = [
        ("code", "DA98"),
        ("name", "Dự án ghi nhầm"),
        ("zone_id", "1"),
        ("kind", "secondary"),
        ("origin", "domestic"),
        ("currency", "vnd"),
        ("happened_on", "10/10/2022"),
    ];
    let parcel = [
        ("code", "CN-97"),
        ("zone_id", "1"),
        ("phase_id", "2"),
        ("area_m2", "0,01"),
        ("area_m2.unit", "ha"),
        ("land_use", "road"),
        ("state", "uncleared"),
    ];
    let project = staff
        .post("/projects", &project)
        .await
        .location
        .lines()
        .next()
        .unwrap_or_default()
        .to_owned();
    let parcel = staff
        .post("/parcels", &parcel)
        .await
        .location
        .lines()
        .next()
        .unwrap_or_default()
        .to_owned();
    what_was_entered_by_mistake_goes_while_nothing_rests_on_it(&staff, &parcel, &project).await;
}

/// A project once its events are cancelled, a parcel while nobody has built on it.
async fn what_was_entered_by_mistake_goes_while_nothing_rests_on_it(
    staff: &Person<'_>,
    parcel: &str,
    project: &str,
) {
    let version = async |path: &str| {
        staff
            .get(&format!("{path}/edit"))
            .await
            .attribute("input[name=version]", "value")
    };
    let retire = async |path: &str| {
        staff
            .post(
                &format!("{path}/retire"),
                &[("version", version(path).await.as_str())],
            )
            .await
            .status
    };
    assert_eq!(retire(project).await, StatusCode::UNPROCESSABLE_ENTITY);
    let cancelled = [
        ("kind", "correction"),
        ("corrects", "1"),
        ("reason", "Ghi nhầm dự án"),
    ];
    staff
        .post(&format!("{project}/events"), &cancelled)
        .await
        .saved();
    assert_eq!(
        (retire(project).await, retire(parcel).await),
        (StatusCode::SEE_OTHER, StatusCode::SEE_OTHER)
    );
    staff
        .post(
            &format!("{parcel}/restore"),
            &[("version", version(parcel).await.as_str())],
        )
        .await
        .saved();
    let cleared = [("kind", "cleared"), ("happened_on", "today")];
    let today = izportal::foundation::i18n::format_date(izportal::foundation::i18n::today());
    let cleared = cleared.map(|(name, value)| {
        (
            name,
            if value == "today" {
                today.as_str()
            } else {
                value
            },
        )
    });
    staff
        .post(&format!("{parcel}/events"), &cleared)
        .await
        .saved();
    assert_eq!(retire(parcel).await, StatusCode::UNPROCESSABLE_ENTITY);
}

#[tokio::test]
async fn a_list_downloads_as_it_stands() {
    let portal = Portal::demo().await;
    let staff = portal.sign_in("staff").await;
    let page = staff.get("/enterprises?q=minh+hoa&format=xlsx").await;
    let mut workbook: Xlsx<_> = Xlsx::new(Cursor::new(page.bytes)).expect("Excel opens it");
    let sheet = workbook
        .worksheet_range_at(0)
        .expect("a sheet")
        .expect("that reads");
    assert_eq!(sheet.height(), 14, "a heading and thirteen enterprises");
    let csv = staff.get("/parcels?format=csv").await.text();
    assert!(
        csv.starts_with('\u{feff}')
            && csv.contains("CN-14,KCN Thanh Bình,Thanh Bình giai đoạn I,177000,"),
        "{csv}"
    );
}

#[tokio::test]
async fn what_a_record_holds_is_kept_however_long_the_list_to_choose_from_is() {
    let portal = Portal::demo().await;
    let staff = portal.sign_in("staff").await;
    // More enterprises than a list offers, before the one that holds the project.
    let more = "insert into enterprises (zone_id, code, name, ownership, status)
                select 1, 'A' || lpad(n::text, 5, '0'), 'Doanh nghiệp đứng trước ' || n, 'limited', 'preparing' from generate_series(1, 5001) n";
    sqlx::query(more)
        .execute(&portal.db)
        .await
        .expect("enterprises");
    let (project, enterprise): (i64, i64) =
        sqlx::query_as("select id, enterprise_id from projects where enterprise_id is not null order by id limit 1")
            .fetch_one(&portal.db)
            .await
            .expect("a project");
    let mut fields = staff
        .get(&format!("/projects/{project}/edit"))
        .await
        .fields("form.form");
    let value = |fields: &[(String, String)], name: &str| {
        fields
            .iter()
            .find(|(known, _)| known == name)
            .map(|(_, value)| value.clone())
            .expect("a field")
    };
    assert_eq!(
        value(&fields, "enterprise_id"),
        enterprise.to_string(),
        "it is still chosen"
    );
    fields
        .iter_mut()
        .find(|(name, _)| name == "name")
        .expect("a name")
        .1 = "Dự án đổi tên".to_owned();
    let posted: Vec<(&str, &str)> = fields
        .iter()
        .map(|(name, value)| (name.as_str(), value.as_str()))
        .collect();
    staff
        .post(&format!("/projects/{project}"), &posted)
        .await
        .saved();
    // And a link from the enterprise's own page brings it along.
    let lease = staff
        .get(&format!("/leases/new?enterprise_id={enterprise}"))
        .await
        .fields("form.form");
    assert_eq!(value(&lease, "enterprise_id"), enterprise.to_string());
}
