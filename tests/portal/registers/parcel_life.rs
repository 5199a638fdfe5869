//! The life of parcels: its order against raw SQL, state and tenant on any day, leases, recovery cases, the watch.

use axum::http::StatusCode;
use izportal::registers::parcels::life::model::Kind;
use sqlx::PgPool;

use crate::support::{Page, Portal};

/// Adds an event with raw SQL, as the portal's own database user could: the database's code when it refuses.
async fn add(
    db: &PgPool,
    code: &str,
    (kind, on): (&str, &str),
    corrects: Option<i32>,
) -> Result<(), String> {
    let sql = "insert into parcel_events (parcel_id, kind, happened_on, state, enterprise_id, until, corrects, note, recorded_by)
               select id, $2, $3::text::date, case when $2 = 'registered' then 'uncleared' end,
                      case when $2 in ('reserved', 'leased', 'transferred') then 1 end,
                      case when $2 = 'extended' then $3::text::date + 365 end, $4, 'thử', 'test' from parcels where code = $1";
    let done = sqlx::query(sql)
        .bind(code)
        .bind(kind)
        .bind(on)
        .bind(corrects)
        .execute(db)
        .await;
    done.map(drop).map_err(|error| {
        error
            .as_database_error()
            .and_then(|e| e.code())
            .unwrap_or_default()
            .into_owned()
    })
}

async fn new_parcel(db: &PgPool, code: &str) {
    let sql = "insert into parcels (zone_id, code, area_m2, land_use) values (1, $1, 10000, 'industrial')";
    sqlx::query(sql)
        .bind(code)
        .execute(db)
        .await
        .expect("a parcel");
}

/// The id of what was just created.
fn id_of(page: &Page) -> String {
    assert_eq!(page.status, StatusCode::SEE_OTHER, "{}", page.text());
    let address = page.location.lines().next().unwrap_or_default();
    address.rsplit('/').next().unwrap_or_default().to_owned()
}

/// State and tenant's code on a day.
async fn standing(db: &PgPool, code: &str, on: &str) -> Option<(String, Option<String>)> {
    sqlx::query_as(
        "select s.state, e.code from parcel_standings($2::text::date) s join parcels p on p.id = s.parcel_id
           left join enterprises e on e.id = s.enterprise_id where p.code = $1",
    )
    .bind(code)
    .bind(on)
    .fetch_optional(db)
    .await
    .expect("a standing")
}

#[tokio::test]
async fn the_database_and_the_portal_keep_one_order() {
    let portal = Portal::demo().await;
    let states = izportal::registers::parcels::STATES
        .iter()
        .map(|state| Some(state.code))
        .chain([None, Some("retired")]);
    for state in states {
        for kind in Kind::ALL {
            let (fits, after): (bool, Option<String>) =
                sqlx::query_as("select parcel_event_fits($1, $2), parcel_state_of($2, $1)")
                    .bind(state)
                    .bind(kind.code())
                    .fetch_one(&portal.db)
                    .await
                    .expect("an answer");
            assert_eq!(kind.fits(state), fits, "{kind:?} after {state:?}");
            if fits && !matches!(kind, Kind::Registered | Kind::Extended) {
                assert_eq!(Some(kind.state_after("")), after.as_deref(), "{kind:?}");
            }
        }
    }
    let begun = ("registered", "2020-01-01");
    type Step<'a> = (&'a str, &'a str);
    let cases: Vec<(Vec<Step>, Option<i32>, &str)> = vec![
        (vec![("cleared", "2020-01-01")], None, "IZ041"),
        (vec![begun, ("registered", "2021-01-01")], None, "IZ041"),
        (vec![begun, ("cleared", "2019-12-31")], None, "IZ041"),
        (vec![begun, ("levelled", "2021-01-01")], None, "IZ043"),
        (
            vec![
                begun,
                ("cleared", "2021-01-01"),
                ("levelled", "2021-02-01"),
                ("ready", "2021-01-15"),
            ],
            None,
            "IZ043",
        ),
        (vec![begun, ("cleared", "2999-01-01")], None, "IZ045"),
        (
            vec![
                begun,
                ("cleared", "2021-01-01"),
                ("levelled", "2021-02-01"),
                ("correction", "2021-03-01"),
            ],
            Some(2),
            "IZ043",
        ),
        (
            vec![
                begun,
                ("cleared", "2021-01-01"),
                ("correction", "2021-03-01"),
            ],
            Some(2),
            "",
        ),
        (
            vec![
                begun,
                ("cleared", "2021-01-01"),
                ("correction", "2021-03-01"),
            ],
            Some(1),
            "IZ041",
        ),
        (
            vec![
                begun,
                ("cleared", "2021-01-01"),
                ("registered", "2019-06-01"),
            ],
            Some(1),
            "",
        ),
        (
            vec![begun, ("cleared", "2021-01-01"), ("levelled", "2021-02-01")],
            Some(2),
            "IZ046",
        ),
        (
            vec![begun, ("retired", "2021-01-01"), ("cleared", "2021-02-01")],
            None,
            "IZ042",
        ),
        (
            vec![
                begun,
                ("cleared", "2021-01-01"),
                ("ready", "2021-01-02"),
                ("leased", "2021-02-01"),
                ("extended", "2022-01-01"),
                ("extended", "2022-02-01"),
            ],
            None,
            "IZ044",
        ),
    ];
    for (place, (steps, corrects, refused)) in cases.iter().enumerate() {
        let code = format!("T{place}");
        new_parcel(&portal.db, &code).await;
        for (index, step) in steps.iter().enumerate() {
            let last = index + 1 == steps.len();
            let outcome = add(&portal.db, &code, *step, corrects.filter(|_| last)).await;
            let expected = if last && !refused.is_empty() {
                Err((*refused).to_owned())
            } else {
                Ok(())
            };
            assert_eq!(outcome, expected, "{steps:?}, step {index}");
        }
    }
}

#[tokio::test]
async fn nobody_rewrites_the_log_or_writes_its_cache() {
    let portal = Portal::demo().await;
    for (sql, code) in [
        (
            "update parcel_events set happened_on = '2020-01-01' where id = 1",
            "23001",
        ),
        ("delete from parcel_events where id = 1", "23001"),
        ("truncate parcel_events cascade", "23001"),
        (
            "update parcels set state = 'ready', enterprise_id = null where id = 1",
            "IZ047",
        ),
        (
            "update parcels set since = '2020-01-01' where id = 1",
            "IZ047",
        ),
        (
            "insert into parcels (zone_id, code, area_m2, land_use, state) values (1, 'X', 1, 'industrial', 'ready')",
            "IZ047",
        ),
    ] {
        let error = sqlx::query(sql).execute(&portal.db).await.expect_err(sql);
        assert_eq!(
            error.as_database_error().and_then(|e| e.code()).as_deref(),
            Some(code),
            "{sql}: {error}"
        );
    }
}

#[tokio::test]
async fn state_and_tenant_on_any_day_are_queries_over_the_log() {
    let portal = Portal::demo().await;
    let held = |state: &str| Some((state.to_owned(), Some("DN14".to_owned())));
    for (on, expected) in [
        ("2009-12-31", None),
        ("2010-05-31", Some(("ready".to_owned(), None))),
        ("2010-06-01", held("leased")),
        ("2022-03-14", held("leased")),
        ("2022-12-31", held("recovering")),
    ] {
        assert_eq!(standing(&portal.db, "CN-14", on).await, expected, "{on}");
    }
    // The plan of a zone is coloured by the states of its day.
    let leader = portal.sign_in("leader").await;
    let plan = leader
        .get("/zones/1/plan?on=2010-06-30&format=csv")
        .await
        .text();
    let row = |code: &str| {
        plan.lines()
            .find(|line| line.contains(code))
            .expect("a row")
            .to_owned()
    };
    assert!(
        row("CN-14").contains("Đã cho thuê") && row("CN-14").contains("Công ty Kim Sơn"),
        "{}",
        row("CN-14")
    );
    assert!(
        row("CN-09").contains("Chưa ghi tình trạng ngày này"),
        "{}",
        row("CN-09")
    );
    // The cache is the log as it is known today, wherever the parcels came from.
    let differing: i64 = sqlx::query_scalar(
        "select count(*) from parcels p left join parcel_standings('infinity') s on s.parcel_id = p.id
          where (p.state, p.enterprise_id, p.since) is distinct from (s.state, s.enterprise_id, s.since)",
    )
    .fetch_one(&portal.db)
    .await
    .expect("a count");
    assert_eq!(differing, 0);
}

#[tokio::test]
async fn events_are_recorded_on_the_parcel_s_page_and_a_mistake_is_corrected() {
    let portal = Portal::demo().await;
    let (staff, leader) = (
        portal.sign_in("staff").await,
        portal.sign_in("leader").await,
    );
    // CN-15 is ready to lease.
    let form = staff.get("/parcels/15/events/new?kind=leased").await;
    assert_eq!(
        form.links("nav.tabs a").len(),
        2,
        "reserved or leased: {:?}",
        form.links("nav.tabs a")
    );
    let page = staff
        .post(
            "/parcels/15/events",
            &[("kind", "leased"), ("happened_on", "01/02/2023")],
        )
        .await;
    assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(
        page.words("#e-enterprise_id").contains("Xin chọn một mục"),
        "{}",
        page.words("#e-enterprise_id")
    );
    assert_eq!(
        page.attribute("#f-happened_on", "value"),
        "01/02/2023",
        "what was typed stays"
    );
    let early = [
        ("kind", "leased"),
        ("happened_on", "01/02/2016"),
        ("enterprise_id", "3"),
    ];
    let page = staff.post("/parcels/15/events", &early).await;
    assert!(
        page.words("#e-happened_on")
            .contains("không thể đi sau tình trạng"),
        "{}",
        page.words("#e-happened_on")
    );
    let lease = [
        ("kind", "leased"),
        ("happened_on", "01/02/2023"),
        ("enterprise_id", "3"),
        ("document_no", "HĐ <9>"),
    ];
    assert_eq!(
        leader.post("/parcels/15/events", &lease).await.status,
        StatusCode::FORBIDDEN
    );
    let saved = staff.post("/parcels/15/events", &lease).await;
    assert_eq!(id_of(&saved), "15#life");
    let life = leader.get("/parcels/15").await;
    assert!(
        life.words("#life tbody tr:first-child")
            .contains("Cho thuê"),
        "{}",
        life.words("#life")
    );
    assert!(life.words("#life").contains("HĐ <9>"));
    assert_eq!(
        standing(&portal.db, "CN-15", "2023-02-01").await,
        Some(("leased".to_owned(), Some("DN03".to_owned())))
    );
    // It was a mistake.
    let wrong = [
        ("kind", "correction"),
        ("corrects", "4"),
        ("happened_on", "05/02/2023"),
        ("note", "Nhầm lô"),
    ];
    assert_eq!(
        staff.post("/parcels/15/events", &wrong).await.status,
        StatusCode::SEE_OTHER
    );
    assert_eq!(
        standing(&portal.db, "CN-15", "2023-12-31").await,
        Some(("ready".to_owned(), None))
    );
    let csv = leader.get("/parcels/15/events?format=csv").await.text();
    assert!(
        csv.contains("Đính chính") && csv.contains("Nhầm lô"),
        "{csv}"
    );
    // More land than there is to let is refused here as on the form of a parcel (V19).
    sqlx::query("update parcels set area_m2 = area_m2 + 200 where code = 'CN-15'")
        .execute(&portal.db)
        .await
        .expect("larger");
    let page = staff.post("/parcels/15/events", &lease).await;
    assert!(
        page.words("#e-happened_on").contains("V19"),
        "{}",
        page.words("#e-happened_on")
    );
}

#[tokio::test]
async fn recording_a_lease_lets_its_parcels_and_never_more_than_there_is() {
    let portal = Portal::demo().await;
    let staff = portal.sign_in("staff").await;
    let contract = [
        ("contract_no", "HĐ-99"),
        ("zone_id", "1"),
        ("enterprise_id", "3"),
        ("signed_on", "10/01/2023"),
        ("valid_from", "01/02/2023"),
        ("valid_to", "31/01/2058"),
        ("price_currency", "vnd"),
        ("price", "12.500,5"),
        ("price_basis", "m2_year"),
        ("payment", "annual"),
    ];
    let lease = id_of(&staff.post("/leases", &contract).await);
    let price: String =
        sqlx::query_scalar("select price::text from leases where contract_no = 'HĐ-99'")
            .fetch_one(&portal.db)
            .await
            .expect("a price");
    assert_eq!(price, "12500.5");
    let let_parcel = async |lease: &str, parcel: &str, area: &str| {
        let form = [
            ("parcel_id", parcel),
            ("lease_id", lease),
            ("area_m2", area),
            ("area_m2.unit", "ha"),
        ];
        staff.post("/lease-parcels", &form).await
    };
    assert!(
        staff
            .get(&format!("/leases/{lease}"))
            .await
            .text()
            .contains("12.500,5"),
        "a price is shown as it was agreed"
    );
    assert!(
        let_parcel(&lease, "15", "4,5")
            .await
            .words("#e-area_m2")
            .contains("vượt diện tích"),
        "the parcel has 4,4 ha"
    );
    assert!(
        let_parcel(&lease, "16", "1")
            .await
            .words("#e-parcel_id")
            .contains("chưa sẵn sàng"),
        "not cleared"
    );
    assert!(
        let_parcel(&lease, "4", "2,34")
            .await
            .words("#e-parcel_id")
            .contains("doanh nghiệp khác giữ")
    );
    let resize = async |by: i32| {
        sqlx::query("update parcels set area_m2 = area_m2 + $1 where code = 'CN-15'")
            .bind(by)
            .execute(&portal.db)
            .await
            .expect("resized")
    };
    resize(200).await;
    let page = let_parcel(&lease, "15", "3").await;
    assert!(
        page.words("#e-parcel_id").contains("V19"),
        "no more land is let than there is to let"
    );
    resize(-200).await;
    assert_eq!(
        let_parcel(&lease, "15", "3").await.status,
        StatusCode::SEE_OTHER
    );
    assert_eq!(
        standing(&portal.db, "CN-15", "2023-01-31").await,
        Some(("ready".to_owned(), None))
    );
    assert_eq!(
        standing(&portal.db, "CN-15", "2023-02-01").await,
        Some(("leased".to_owned(), Some("DN03".to_owned())))
    );
    assert!(
        staff
            .get("/parcels/15")
            .await
            .words("#life")
            .contains("HĐ-99")
    );
    // Another may rent the rest, for the same time; after an extension too.
    let other = [&[("contract_no", "HĐ-100")], &contract[1..]].concat();
    let other = id_of(&staff.post("/leases", &other).await);
    assert!(
        let_parcel(&other, "15", "1,5")
            .await
            .words("#e-area_m2")
            .contains("vượt diện tích"),
        "3 + 1,5 of 4,4 ha"
    );
    assert_eq!(
        let_parcel(&other, "15", "1,4").await.status,
        StatusCode::SEE_OTHER
    );
    let later = [
        &[
            ("contract_no", "HĐ-101"),
            ("valid_from", "01/02/2058"),
            ("valid_to", "31/01/2080"),
            ("zone_id", "1"),
        ],
        &contract[2..4],
        &contract[6..],
    ]
    .concat();
    let later = id_of(&staff.post("/leases", &later).await);
    assert_eq!(
        let_parcel(&later, "15", "4,4").await.status,
        StatusCode::SEE_OTHER,
        "when the others have ended"
    );
    let extension = [
        ("signed_on", "01/01/2024"),
        ("lease_id", other.as_str()),
        ("valid_to", "31/12/2060"),
    ];
    let page = staff.post("/lease-extensions", &extension).await;
    assert!(
        page.words("#e-valid_to").contains("vượt diện tích"),
        "{}",
        page.text()
    );
    // Less land than is let cannot be typed into the parcel.
    let mut fields = staff.get("/parcels/15/edit").await.fields("form.form");
    fields
        .iter_mut()
        .filter(|(name, _)| name == "area_m2")
        .for_each(|(_, value)| "4".clone_into(value));
    let pairs: Vec<(&str, &str)> = fields
        .iter()
        .map(|(name, value)| (name.as_str(), value.as_str()))
        .collect();
    assert!(
        staff
            .post("/parcels/15", &pairs)
            .await
            .words("#e-area_m2")
            .contains("Nhỏ hơn diện tích đang cho thuê")
    );
}

#[tokio::test]
async fn a_recovery_case_runs_from_opening_to_a_parcel_that_is_free() {
    let portal = Portal::demo().await;
    let staff = portal.sign_in("staff").await;
    // The article's case is the first: 17,7 ha.
    let page = staff.get("/recoveries/1").await;
    assert!(
        page.words("main .notice--warn")
            .contains("Bước quá hạn (31/12/2022): Thẩm định hồ sơ")
    );
    assert!(
        page.text().contains("Công ty Kim Sơn")
            && page.text().contains("CN-14")
            && page.text().contains("Bàn giao đất")
    );
    let case = [
        ("code", "TH-02"),
        ("zone_id", "1"),
        ("enterprise_id", "12"),
        ("opened_on", "01/03/2023"),
        ("basis", "81.8"),
        ("reason", "Minh họa"),
        ("outcome", "open"),
    ];
    let id = id_of(&staff.post("/recoveries", &case).await);
    let not_theirs = staff
        .post(
            "/recovery-parcels",
            &[("recovery_id", id.as_str()), ("parcel_id", "1")],
        )
        .await;
    assert!(
        not_theirs
            .words("#e-parcel_id")
            .contains("không do doanh nghiệp")
    );
    let added = staff
        .post(
            "/recovery-parcels",
            &[("recovery_id", id.as_str()), ("parcel_id", "12")],
        )
        .await;
    assert_eq!(added.status, StatusCode::SEE_OTHER, "{}", added.text());
    let held = |state: &str| Some((state.to_owned(), Some("DN12".to_owned())));
    assert_eq!(
        standing(&portal.db, "CN-12", "2023-02-28").await,
        held("idle")
    );
    assert_eq!(
        standing(&portal.db, "CN-12", "2023-03-01").await,
        held("recovering")
    );
    let edit = async |changes: &[(&str, &str)]| {
        let mut fields = staff
            .get(&format!("/recoveries/{id}/edit"))
            .await
            .fields("form.form");
        for (name, value) in &mut fields {
            if let Some((_, new)) = changes.iter().find(|(changed, _)| changed == name) {
                (*new).clone_into(value);
            }
        }
        let pairs: Vec<(&str, &str)> = fields
            .iter()
            .map(|(name, value)| (name.as_str(), value.as_str()))
            .collect();
        staff.post(&format!("/recoveries/{id}"), &pairs).await
    };
    assert!(
        edit(&[("outcome", "recovered")])
            .await
            .words("#e-closed_on")
            .contains("ngày kết thúc")
    );
    assert_eq!(
        edit(&[("outcome", "recovered"), ("closed_on", "01/06/2023")])
            .await
            .status,
        StatusCode::SEE_OTHER
    );
    assert_eq!(
        standing(&portal.db, "CN-12", "2023-06-01").await,
        Some(("recovered".to_owned(), None))
    );
    assert!(
        edit(&[("outcome", "open"), ("closed_on", "")])
            .await
            .words("#e-outcome")
            .contains("không mở lại")
    );
    let ready = [("kind", "ready"), ("happened_on", "02/06/2023")];
    assert_eq!(
        staff.post("/parcels/12/events", &ready).await.status,
        StatusCode::SEE_OTHER
    );
}

#[tokio::test]
async fn the_watch_tells_what_is_unused_from_what_nobody_reported() {
    let portal = Portal::demo().await;
    let leader = portal.sign_in("leader").await;
    let page = leader.get("/idle-land?on=2022-12-31").await;
    let row = |page: &Page, parcel: &str| {
        page.cells("tbody tr", "th, td")
            .into_iter()
            .find(|cells| cells[0].contains(parcel))
            .unwrap_or_default()
    };
    let idle = row(&page, "CN-12");
    assert!(
        idle[3].contains("Không sử dụng")
            && idle[4].contains("3 tháng")
            && idle[6].contains("01/09/2023"),
        "{idle:?}"
    );
    assert!(row(&page, "CN-01").is_empty(), "it works");
    assert!(
        row(&page, "CN-14").is_empty(),
        "it is under recovery already"
    );
    let late = leader.get("/idle-land?on=2023-10-01").await;
    let idle = row(&late, "CN-12");
    assert!(
        idle[4].contains("từ 12 tháng") && idle[6].contains("đã qua"),
        "{idle:?}"
    );
    // Years later nobody has reported anything: that is said, and is not called unused.
    let silent = row(&leader.get("/idle-land?on=2025-12-31").await, "CN-01");
    assert!(
        silent[3].contains("Chưa có báo cáo") && silent[4].contains("từ 24 tháng"),
        "{silent:?}"
    );
    assert!(
        leader
            .get("/idle-land?on=2022-12-31&format=csv")
            .await
            .text()
            .contains("CN-12")
    );
    assert!(
        leader
            .get("/idle-land?on=hôm+qua")
            .await
            .text()
            .contains("không phải là ngày")
    );
    // An extension moves the legal day.
    let staff = portal.sign_in("staff").await;
    let extension = [
        ("kind", "extended"),
        ("happened_on", "01/08/2023"),
        ("until", "31/07/2025"),
    ];
    assert_eq!(
        staff.post("/parcels/12/events", &extension).await.status,
        StatusCode::SEE_OTHER
    );
    let idle = row(&leader.get("/idle-land?on=2023-10-01").await, "CN-12");
    assert!(idle[6].contains("31/07/2025"), "{idle:?}");
    let too_long = [
        ("kind", "extended"),
        ("happened_on", "01/08/2023"),
        ("until", "02/08/2025"),
    ];
    assert!(
        staff
            .post("/parcels/13/events", &too_long)
            .await
            .words("#e-until")
            .contains("24 tháng")
    );
}

#[tokio::test]
async fn a_split_and_a_merger_keep_history_and_area() {
    let portal = Portal::demo().await;
    let staff = portal.sign_in("staff").await;
    assert_eq!(
        staff.get("/parcels/12/reshape").await.status,
        StatusCode::OK
    );
    let form = |areas: [&'static str; 2]| {
        [
            ("happened_on", "01/10/2022"),
            ("document_no", "QĐ-MH-7"),
            ("code_1", "CN-12A"),
            ("area_1", areas[0]),
            ("area_1.unit", "ha"),
            ("code_2", "CN-12B"),
            ("area_2", areas[1]),
            ("area_2.unit", "ha"),
        ]
    };
    let page = staff.post("/parcels/12/reshape", &form(["1", "1"])).await;
    assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(
        page.words("#e-confirm").contains("lệch 14,53%"),
        "{}",
        page.words("#e-confirm")
    );
    assert_eq!(
        page.attribute("#f-code_2", "value"),
        "CN-12B",
        "what was typed stays"
    );
    assert_eq!(
        staff
            .post("/parcels/12/reshape", &form(["1,34", "1"]))
            .await
            .status,
        StatusCode::SEE_OTHER
    );
    let idle = Some(("idle".to_owned(), Some("DN12".to_owned())));
    assert_eq!(standing(&portal.db, "CN-12", "2022-09-30").await, idle);
    assert_eq!(standing(&portal.db, "CN-12A", "2022-09-30").await, None);
    assert_eq!(
        standing(&portal.db, "CN-12", "2022-10-01").await,
        Some(("retired".to_owned(), None))
    );
    assert_eq!(standing(&portal.db, "CN-12B", "2022-10-01").await, idle);
    let areas = async |on: &str| -> (i64, String) {
        sqlx::query_as("select count(*), trim_scale(sum(area_m2))::text from parcels_on($1::text::date) where phase_id = 1 and land_use = 'industrial'")
            .bind(on)
            .fetch_one(&portal.db)
            .await
            .expect("areas")
    };
    assert_eq!(
        (areas("2022-09-30").await, areas("2022-10-01").await),
        ((15, "526000".to_owned()), (16, "526000".to_owned()))
    );
    // Both know each other, and the time without use did not start anew.
    let old = staff.get("/parcels/12").await;
    assert!(
        old.words("#life").contains("Đã thành lô: CN-12A, CN-12B"),
        "{}",
        old.words("#life")
    );
    let watch = staff
        .get("/idle-land?on=2022-12-31")
        .await
        .cells("tbody tr", "th, td");
    let part = watch
        .iter()
        .find(|cells| cells[0].contains("CN-12A"))
        .expect("the part is watched");
    assert!(
        part[4].contains("01/09/2022") && part[6].contains("01/09/2023"),
        "{part:?}"
    );
    // What ended neither comes back by a button nor has events; another code is asked for a merger.
    let version: i32 = sqlx::query_scalar("select version from parcels where id = 12")
        .fetch_one(&portal.db)
        .await
        .expect("a version");
    let old = staff.get("/parcels/12").await;
    let notice = old.words("main > .notice--info");
    assert!(
        notice.contains("tách, gộp ngày 01/10/2022 thành CN-12A, CN-12B"),
        "{notice}"
    );
    let actions = old.links(".page__actions a");
    assert!(
        actions.iter().any(|href| href.ends_with("/history")),
        "{actions:?}"
    );
    assert!(
        actions.iter().all(|href| !href.ends_with("/edit")
            && !href.contains("events/new")
            && !href.contains("reshape")),
        "{actions:?}"
    );
    assert!(
        !old.text().contains("/parcels/12/restore"),
        "nothing is brought back by a button"
    );
    let form = staff.get("/parcels/12/events/new").await;
    assert!(
        form.text().contains("Đã tách, gộp") && form.links("nav.tabs a").is_empty(),
        "{}",
        form.words("main")
    );
    let restored = staff
        .post("/parcels/12/restore", &[("version", &version.to_string())])
        .await;
    assert_eq!(restored.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert_eq!(
        staff.get("/parcels/12/reshape").await.status,
        StatusCode::NOT_FOUND
    );
    let id: i64 = sqlx::query_scalar("select id from parcels where code = 'CN-12A'")
        .fetch_one(&portal.db)
        .await
        .expect("an id");
    let merger = |other: &str, code: &str| {
        let pairs = [
            ("happened_on", "01/12/2022"),
            ("other_1", other),
            ("code_1", code),
            ("area_1", "2,34"),
            ("area_1.unit", "ha"),
        ];
        pairs.map(|(name, value)| (name.to_owned(), value.to_owned()))
    };
    let send = async |pairs: [(String, String); 5]| {
        let pairs: Vec<(&str, &str)> = pairs
            .iter()
            .map(|(name, value)| (name.as_str(), value.as_str()))
            .collect();
        staff.post(&format!("/parcels/{id}/reshape"), &pairs).await
    };
    let twin = (id + 1).to_string();
    assert!(
        send(merger("1", "CN-12C"))
            .await
            .words("#e-other_1")
            .contains("cùng doanh nghiệp")
    );
    assert!(
        send(merger(&twin, "CN-01"))
            .await
            .words("#e-code_1")
            .contains("mang mã này")
    );
    assert_eq!(
        send(merger(&twin, "CN-12C")).await.status,
        StatusCode::SEE_OTHER
    );
    assert_eq!(standing(&portal.db, "CN-12C", "2022-12-01").await, idle);
    assert_eq!(areas("2022-12-31").await, (15, "526000".to_owned()));
}
