//! What figures, targets, events or papers rest on stays in the registers: it is closed with a date, and the past keeps it.

use std::collections::BTreeSet;

use axum::http::StatusCode;
use izportal::foundation::kernel::Origin;
use izportal::foundation::kernel::quantity::Dimension;
use izportal::standards::indicators::{Known, Source, TimeKind};
use sqlx::{AssertSqlSafe, PgPool};

use crate::support::{Portal, empty_database};

async fn id(db: &PgPool, sql: &'static str) -> i64 {
    sqlx::query_scalar(sql)
        .fetch_one(db)
        .await
        .unwrap_or_else(|error| panic!("{sql}: {error}"))
}

/// A form as the page gives it, with some values of our own.
async fn edited(
    person: &crate::support::Person<'_>,
    path: &str,
    values: &[(&str, &str)],
) -> crate::support::Page {
    let fields = person
        .get(&format!("{path}/edit"))
        .await
        .fields("form.form");
    let typed: Vec<(&str, &str)> = fields
        .iter()
        .map(|(name, value)| {
            let own = values.iter().find(|(known, _)| known == name);
            (
                name.as_str(),
                own.map_or(value.as_str(), |(_, value)| value),
            )
        })
        .collect();
    person.post(path, &typed).await
}

#[tokio::test]
async fn what_others_rest_on_is_closed_with_a_date_and_never_retired() {
    let portal = Portal::demo().await;
    let (staff, admin) = (portal.sign_in("staff").await, portal.sign_in("admin").await);
    let revenue = id(
        &portal.db,
        "select id from indicators where code = 'revenue'",
    )
    .await;
    let female = id(
        &portal.db,
        "select id from indicators where code = 'workers_female'",
    )
    .await;
    let product = id(
        &portal.db,
        "select f.indicator_id from figures f join indicators i on i.id = f.indicator_id where i.kind = 'product' limit 1",
    )
    .await;
    let province = id(
        &portal.db,
        "select province_id from zone_placements limit 1",
    )
    .await;
    let line = id(&portal.db, "select l.id from form_lines l join filings f on f.form_id = l.form_id join figures g on g.filing_id = f.id and g.indicator_id = l.indicator_id limit 1").await;
    let question = id(&portal.db, "select question_id from filing_answers limit 1").await;
    let obstacle = id(
        &portal.db,
        "select obstacle_id from agenda_steps where obstacle_id is not null limit 1",
    )
    .await;
    let work = id(&portal.db, "select work_id from work_statements limit 1").await;
    let permit = id(&portal.db, "select p.id from discharge_permits p join wastewater_readings r on r.plant_id = p.plant_id and r.to_on between p.valid_from and p.valid_to limit 1").await;
    let lease = id(&portal.db, "select lease_id from lease_parcels limit 1").await;
    let recovery = id(
        &portal.db,
        "select recovery_id from recovery_parcels limit 1",
    )
    .await;
    for (person, path, table, id, code, instead) in [
        (&staff, "zones", "zones", 1, "IZ380", "Đã thu hồi"),
        (&staff, "phases", "phases", 1, "IZ389", "bản ghi khác"),
        (
            &staff,
            "enterprises",
            "enterprises",
            1,
            "IZ381",
            "Đã chấm dứt",
        ),
        (
            &admin,
            "indicators",
            "indicators",
            female,
            "IZ382",
            "Dùng đến hết ngày",
        ),
        (
            &admin,
            "products",
            "indicators",
            product,
            "IZ382",
            "Dùng đến hết ngày",
        ),
        (
            &admin,
            "indicators",
            "indicators",
            revenue,
            "IZ38A",
            "bằng mã",
        ),
        (&staff, "plan", "plans", 1, "IZ383", "lần ban hành"),
        (&admin, "forms", "forms", 1, "IZ384", "ngày hết hiệu lực"),
        (
            &admin,
            "form-lines",
            "form_lines",
            line,
            "IZ384",
            "ngày hết hiệu lực",
        ),
        (
            &admin,
            "form-questions",
            "form_questions",
            question,
            "IZ389",
            "bản ghi khác",
        ),
        (&admin, "boards", "boards", 1, "IZ385", "Đến hết ngày"),
        (
            &admin,
            "provinces",
            "administrative_units",
            province,
            "IZ385",
            "Đến hết ngày",
        ),
        (&staff, "works", "works", work, "IZ387", "đã dừng"),
        (
            &staff,
            "wastewater-plants",
            "wastewater_plants",
            1,
            "IZ389",
            "bản ghi khác",
        ),
        (
            &staff,
            "discharge-permits",
            "discharge_permits",
            permit,
            "IZ386",
            "ngày kết thúc",
        ),
        (&staff, "leases", "leases", lease, "IZ386", "ngày kết thúc"),
        (
            &staff,
            "recoveries",
            "recoveries",
            recovery,
            "IZ389",
            "bản ghi khác",
        ),
        (&staff, "schemes", "schemes", 1, "IZ387", "đã dừng"),
        (
            &staff,
            "obstacles",
            "obstacles",
            obstacle,
            "IZ388",
            "Thôi thực hiện",
        ),
    ] {
        let address = format!("/{path}/{id}");
        let page = person.get(&address).await;
        assert!(
            !page.text().contains(&format!("{address}/retire")),
            "{address}: no button that leads nowhere"
        );
        assert!(
            page.words("main").contains(instead),
            "{address} says what to do instead: {}",
            page.words("main")
        );
        let version = person
            .get(&format!("{address}/edit"))
            .await
            .attribute("input[name=version]", "value");
        let refused = person
            .post(&format!("{address}/retire"), &[("version", &version)])
            .await;
        assert_eq!(
            refused.status,
            StatusCode::UNPROCESSABLE_ENTITY,
            "{address}"
        );
        assert!(
            refused.words("main").contains(instead),
            "{address}: {}",
            refused.words("main")
        );
        let sql = format!("update {table} set retired_at = now() where id = {id}");
        let error = sqlx::query(AssertSqlSafe(sql))
            .execute(&portal.db)
            .await
            .expect_err("the database refuses too");
        assert_eq!(
            error
                .as_database_error()
                .and_then(|error| error.code())
                .as_deref(),
            Some(code),
            "{address}"
        );
    }
}

#[tokio::test]
async fn a_bundle_takes_nothing_out_of_use_that_figures_rest_on() {
    let portal = Portal::demo().await;
    let origin = Origin::command("test");
    for (file, row, words) in [
        ("zones.csv", "TB,", "cannot be retired"),
        ("enterprises.csv", "DN01,", "cannot be retired"),
        ("indicators.csv", "revenue,", "stays in use"),
        ("indicators.csv", "coal,", "cannot be retired"),
    ] {
        let bundle = tempfile::tempdir().expect("a directory");
        izportal::portal::exchange::export(&portal.db, bundle.path())
            .await
            .expect("an export");
        let path = bundle.path().join(file);
        let text = std::fs::read_to_string(&path).expect("a file");
        let retired: Vec<String> = text
            .lines()
            .map(|line| {
                if line.starts_with(row) {
                    format!("{line}true")
                } else {
                    line.to_owned()
                }
            })
            .collect();
        std::fs::write(&path, retired.join("\n")).expect("written");
        let refused = izportal::portal::exchange::import(&portal.db, bundle.path(), &origin)
            .await
            .expect_err("refused");
        assert!(
            refused.to_string().contains(words),
            "{file} {row}: {refused}"
        );
    }
}

#[tokio::test]
async fn a_code_the_program_speaks_of_is_not_changed() {
    let portal = Portal::demo().await;
    let admin = portal.sign_in("admin").await;
    let revenue = id(
        &portal.db,
        "select id from indicators where code = 'revenue'",
    )
    .await;
    let path = format!("/indicators/{revenue}");
    let sheet = admin.get("/national/2022/2103").await.text();
    let refused = edited(&admin, &path, &[("code", "doanh_thu")]).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(
        refused.words("#e-code").contains("mã không đổi được"),
        "{}",
        refused.words("main")
    );
    for sql in [
        "update indicators set code = 'doanh_thu' where code = 'revenue'",
        "update indicators set valid_until = '2030-12-31' where code = 'revenue'",
        "delete from indicators where code = 'occupancy'",
    ] {
        assert!(sqlx::query(sql).execute(&portal.db).await.is_err(), "{sql}");
    }
    // The name may change, and a code nobody speaks of too.
    assert_eq!(
        edited(&admin, &path, &[("name", "Doanh thu thuần")])
            .await
            .status,
        StatusCode::SEE_OTHER
    );
    let coal = id(&portal.db, "select id from indicators where code = 'coal'").await;
    assert_eq!(
        edited(
            &admin,
            &format!("/indicators/{coal}"),
            &[("code", "coal_used")]
        )
        .await
        .status,
        StatusCode::SEE_OTHER
    );
    // What an indicator with figures measures stays: else a past of đồng would be read as one of dollars.
    let wrong = edited(
        &admin,
        &path,
        &[("dimension", "usd"), ("display_unit", "musd")],
    )
    .await;
    assert!(
        wrong.words("#e-dimension").contains("chỉ tiêu mới"),
        "{}",
        wrong.words("main")
    );
    assert_eq!(
        admin.get("/national/2022/2103").await.text().len(),
        sheet.len()
    );
}

#[tokio::test]
async fn the_named_indicators_of_the_database_are_those_of_the_program() {
    let db = empty_database().await;
    let named: BTreeSet<String> = sqlx::query_scalar("select unnest(named_indicators())")
        .fetch_all(&db)
        .await
        .expect("names")
        .into_iter()
        .collect();
    let known = Known::ALL.map(|known| known.code().to_owned());
    assert_eq!(
        named,
        BTreeSet::from(known),
        "named_indicators() and Known differ"
    );
    // A portal without data has their standard rows, and they mean what the program takes them for.
    for known in Known::ALL {
        let (dimension, time_kind, source): (String, String, String) =
            sqlx::query_as("select dimension, time_kind, source from indicators where code = $1")
                .bind(known.code())
                .fetch_one(&db)
                .await
                .unwrap_or_else(|error| panic!("{known:?}: {error}"));
        assert_eq!(
            (
                Dimension::from_code(&dimension),
                TimeKind::from_code(&time_kind),
                Source::from_code(&source)
            ),
            (
                Some(known.dimension()),
                Some(known.time_kind()),
                Some(known.source())
            ),
            "{known:?}"
        );
    }
}

#[tokio::test]
async fn a_closed_enterprise_stays_in_its_years_and_leaves_the_lists() {
    let portal = Portal::demo().await;
    let (staff, leader) = (
        portal.sign_in("staff").await,
        portal.sign_in("leader").await,
    );
    let pages = [
        "/dashboard/2022",
        "/national/2022/2103",
        "/reviews/2022",
        "/figures/2022/revenue",
    ];
    let mut before = Vec::new();
    for page in pages {
        before.push(leader.get(page).await.words("main"));
    }
    assert!(before[0].contains("11/11"), "{}", before[0]);
    let offered = staff
        .get("/leases/new")
        .await
        .words("select[name=enterprise_id]");
    assert!(offered.contains("minh họa 01"));
    let closed = edited(
        &staff,
        "/enterprises/1",
        &[("status", "closed"), ("status_since", "01/07/2026")],
    )
    .await;
    assert_eq!(
        closed.status,
        StatusCode::SEE_OTHER,
        "{}",
        closed.words("main")
    );
    for (page, said) in pages.iter().zip(before) {
        assert_eq!(
            leader.get(page).await.words("main"),
            said,
            "{page} says what it said"
        );
    }
    assert!(
        !staff
            .get("/leases/new")
            .await
            .words("select[name=enterprise_id]")
            .contains("minh họa 01"),
        "no longer offered"
    );
    // From its own page it can be chosen still, and what holds it keeps it.
    let brought = staff
        .get("/leases/new?enterprise_id=1")
        .await
        .words("select[name=enterprise_id]");
    assert!(brought.contains("minh họa 01"));
    let lease = id(
        &portal.db,
        "select id from leases where enterprise_id = (select enterprise_id from leases order by id limit 1) order by id limit 1",
    )
    .await;
    let holder = id(
        &portal.db,
        "select enterprise_id from leases order by id limit 1",
    )
    .await;
    let closed = edited(
        &staff,
        &format!("/enterprises/{holder}"),
        &[("status", "closed")],
    )
    .await;
    assert_eq!(
        closed.status,
        StatusCode::SEE_OTHER,
        "{}",
        closed.words("main")
    );
    assert_eq!(
        edited(
            &staff,
            &format!("/leases/{lease}"),
            &[("note", "Ghi chú mới")]
        )
        .await
        .status,
        StatusCode::SEE_OTHER
    );
    assert_eq!(
        id(
            &portal.db,
            "select enterprise_id from leases order by id limit 1"
        )
        .await,
        holder,
        "the tenant is still there"
    );
}

#[tokio::test]
async fn a_closed_zone_stays_in_its_years_and_leaves_the_later_ones() {
    let portal = Portal::demo().await;
    let (staff, leader) = (
        portal.sign_in("staff").await,
        portal.sign_in("leader").await,
    );
    let pages = [
        "/dashboard/2022",
        "/national/2022/2103",
        "/national/2022/2101",
        "/reviews/2022",
        "/occupancy?on=2022-12-31",
        "/works?on=2022-12-31",
    ];
    let mut before = Vec::new();
    for page in pages {
        before.push(leader.get(page).await.words("main"));
    }
    let state = [
        ("since", "01/01/2024"),
        ("zone_id", "1"),
        ("status", "revoked"),
        ("document_no", ""),
        ("note", ""),
        ("version", "0"),
    ];
    assert_eq!(
        staff.post("/zone-states", &state).await.status,
        StatusCode::SEE_OTHER
    );
    for (page, said) in pages.iter().zip(before) {
        assert_eq!(
            leader.get(page).await.words("main"),
            said,
            "{page} says what it said"
        );
    }
    assert!(
        !staff
            .get("/phases/new")
            .await
            .words("select[name=zone_id]")
            .contains("Thanh Bình"),
        "no longer offered"
    );
    assert!(
        staff
            .get("/parcels")
            .await
            .words("select[name=zone_id]")
            .contains("Thanh Bình"),
        "but to look for"
    );
    assert!(
        !leader
            .get("/occupancy?on=2025-12-31")
            .await
            .words("main")
            .contains("108,6"),
        "no land of it is let any more"
    );
    assert!(
        leader
            .get("/dashboard/2023")
            .await
            .words("main")
            .contains("Thanh Bình"),
        "2023 was still its year"
    );
    assert!(
        !leader
            .get("/dashboard/2026")
            .await
            .words("main")
            .contains("KCN Thanh Bình"),
        "2026 is not"
    );
}

#[tokio::test]
async fn an_indicator_given_up_is_asked_for_no_longer_and_stays_in_its_periods() {
    let portal = Portal::demo().await;
    let (admin, staff, leader) = (
        portal.sign_in("admin").await,
        portal.sign_in("staff").await,
        portal.sign_in("leader").await,
    );
    let (product, name): (i64, String) = sqlx::query_as(
        "select i.id, i.name from figures f join indicators i on i.id = f.indicator_id where i.kind = 'product' and f.period = '2022' order by i.id limit 1",
    )
    .fetch_one(&portal.db)
    .await
    .expect("a product with figures");
    let path = format!("/products/{product}");
    let before = (
        leader.get("/dashboard/2022").await.words("main"),
        leader.get("/reviews/2022").await.words("main"),
    );
    let early = edited(&admin, &path, &[("valid_until", "30/06/2022")]).await;
    assert!(
        early
            .words("#e-valid_until")
            .contains("kết thúc sau ngày này"),
        "{}",
        early.words("main")
    );
    let closed = edited(&admin, &path, &[("valid_until", "31/12/2022")]).await;
    assert_eq!(
        closed.status,
        StatusCode::SEE_OTHER,
        "{}",
        closed.words("main")
    );
    assert_eq!(
        (
            leader.get("/dashboard/2022").await.words("main"),
            leader.get("/reviews/2022").await.words("main")
        ),
        before
    );
    let asked = async |period: &str| {
        staff
            .get(&format!("/sheets/1/{period}"))
            .await
            .words("select[name=indicator]")
    };
    assert!(
        asked("2022").await.contains(&name) && !asked("2023").await.contains(&name),
        "{}",
        asked("2023").await
    );
    // A plan of a later year has no target for it.
    let later = id(&portal.db, "insert into plans (year, code, name, assigned_by, tier) values (2024, 'x', 'Kế hoạch 2024', 'UBND', 'assigned') returning id").await;
    assert!(
        !staff
            .get(&format!("/plan/{later}/targets"))
            .await
            .words("main")
            .contains(&name)
    );
    assert!(
        staff
            .get("/plan/1/targets")
            .await
            .words("main")
            .contains(&name)
    );
}

#[tokio::test]
async fn an_enterprise_out_of_use_hands_in_nothing() {
    let portal = Portal::demo().await;
    let sql = "insert into enterprises (zone_id, code, name, ownership, status) values (1, 'DN77', 'Ghi nhầm', 'limited', 'operating') returning id";
    let enterprise = id(&portal.db, sql).await;
    let filing: i64 = sqlx::query_scalar(
        "insert into filings (enterprise_id, zone_id, form_id, period, vintage, state) values ($1, 1, 1, '2023', 'estimate', 'draft') returning id",
    )
    .bind(enterprise)
    .fetch_one(&portal.db)
    .await
    .expect("an empty draft");
    let staff = portal.sign_in("staff").await;
    let retire = format!("/enterprises/{enterprise}/retire");
    assert_eq!(
        staff.post(&retire, &[("version", "1")]).await.status,
        StatusCode::SEE_OTHER,
        "nothing rests on an empty draft"
    );
    let error = sqlx::query("update filings set state = 'submitted', submitted_by = (select min(id) from accounts), submitted_at = now() where id = $1")
        .bind(filing)
        .execute(&portal.db)
        .await
        .expect_err("refused");
    assert_eq!(
        error
            .as_database_error()
            .and_then(|error| error.code())
            .as_deref(),
        Some("IZ38B"),
        "{error}"
    );
}
