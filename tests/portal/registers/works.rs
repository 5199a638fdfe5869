//! Works and their append-only progress, wastewater plants, sponsored schemes: as staff and leadership meet them, and as the
//! database holds them.

use axum::http::StatusCode;
use sqlx::{AssertSqlSafe, PgPool};

use crate::support::{Page, Person, Portal, carried_over};

/// What the database answers to raw SQL: the code of its refusal, or nothing.
async fn refused(db: &PgPool, sql: &str) -> Option<String> {
    let error = sqlx::query(AssertSqlSafe(sql.to_owned()))
        .execute(db)
        .await
        .err()?;
    Some(
        error
            .as_database_error()
            .expect("the database refuses")
            .code()
            .expect("a code")
            .into_owned(),
    )
}

async fn state(staff: &Person<'_>, work: i64, form: &[(&str, &str)]) -> Page {
    staff.post(&format!("/works/{work}/statements"), form).await
}

fn zone_lines(page: &Page) -> Vec<Vec<String>> {
    page.cells(
        "section[aria-labelledby=zone-1] table:first-of-type tbody tr",
        "th, td",
    )
}

fn work_row(page: &Page, name: &str) -> Vec<String> {
    let rows = page.cells("section[aria-labelledby=zone-1] tbody tr", "th, td");
    rows.into_iter()
        .filter(|cells| cells.len() == 7)
        .find(|cells| cells[0].contains(name))
        .unwrap_or_default()
}

#[tokio::test]
async fn works_stand_by_phase_on_any_day_beside_the_statements_of_areas() {
    let portal = Portal::demo().await;
    let (staff, leader) = (
        portal.sign_in("staff").await,
        portal.sign_in("leader").await,
    );
    let page = leader.get("/infrastructure?on=31/12/2022").await;
    let lines = zone_lines(&page);
    let first = lines
        .iter()
        .find(|cells| cells[0] == "Thanh Bình giai đoạn I")
        .expect("phase I");
    assert!(
        first[2].contains("81,1%") && first[2].contains("59,61 / 73,5"),
        "13,89 ha are still to be levelled: {first:?}"
    );
    assert!(
        first[1].contains("không có"),
        "no clearance is recorded there: {first:?}"
    );
    assert_eq!(
        (first[4].as_str(), first[5].as_str()),
        ("80,0%", "80,0%"),
        "by budget, and as stated"
    );
    let total = lines
        .iter()
        .find(|cells| cells[0].starts_with("Cộng"))
        .expect("a total");
    assert!(
        total[1].contains("chưa có số liệu"),
        "a missing figure is no nought: {total:?}"
    );
    assert!(
        !page.text().contains("Hai nguồn giữ nguyên"),
        "works and statement agree"
    );
    let levelling = work_row(&page, "San nền");
    assert!(
        levelling[1].contains("Đang thực hiện") && levelling[6].contains("30/11/2022"),
        "{levelling:?}"
    );
    // Before anything was stated there is no percentage, and the reason is said.
    let before = leader.get("/infrastructure?on=2022-11-29").await;
    assert!(work_row(&before, "San nền")[2].starts_with("–chưa có số liệu thực hiện"));
    // The planned clearance began late, then did not finish.
    assert!(
        work_row(
            &leader.get("/infrastructure?on=2023-07-11").await,
            "Giải phóng"
        )[1]
        .contains("quá ngày bắt đầu 10 ngày")
    );
    let overdue = work_row(
        &leader.get("/infrastructure?on=2026-01-10").await,
        "Giải phóng",
    );
    assert!(
        overdue[1].contains("Chậm") && overdue[1].contains("quá hạn 10 ngày"),
        "{overdue:?}"
    );
    assert!(
        leader
            .get("/infrastructure?on=hôm+qua")
            .await
            .text()
            .contains("không phải là ngày")
    );

    // What the works say and what the areas say is held beside each other; neither is changed.
    let form = [
        ("as_of", "15/12/2022"),
        ("done", "60"),
        ("done.unit", "ha"),
        ("source", "Biên bản minh họa"),
    ];
    assert_eq!(state(&staff, 3, &form).await.status, StatusCode::SEE_OTHER);
    let page = leader.get("/infrastructure?on=2022-12-31").await;
    let note = page.words("main .notice--warn");
    assert!(
        note.contains(
            "san nền: các hạng mục cộng lại 60 ha, số liệu diện tích ghi 59,61 ha, lệch 0,39 ha"
        ),
        "{note}"
    );
    assert!(
        !leader
            .get("/infrastructure?on=2022-12-14")
            .await
            .text()
            .contains("Hai nguồn giữ nguyên")
    );
    let stated: String = sqlx::query_scalar(
        "select levelled_m2::text from phase_areas where as_of = '2022-12-31' and phase_id = 1",
    )
    .fetch_one(&portal.db)
    .await
    .expect("areas");
    assert_eq!(stated, "596100");
    assert!(
        leader
            .get("/zones/1")
            .await
            .words("section[aria-labelledby=zone-works]")
            .contains("các hạng mục cộng lại 60 ha")
    );
    let csv = leader
        .get("/infrastructure?on=2022-12-31&format=csv")
        .await
        .text();
    assert!(
        csv.contains("HM-SN1,San nền giai đoạn I,San nền,m²,735000,600000,81.63"),
        "{csv}"
    );
    for kind in ["xlsx", "json"] {
        assert_eq!(
            leader
                .get(&format!("/infrastructure?format={kind}"))
                .await
                .status,
            StatusCode::OK
        );
    }
}

#[tokio::test]
async fn progress_is_stated_corrected_and_withdrawn_and_nothing_is_rewritten() {
    let portal = Portal::demo().await;
    let (staff, leader) = (
        portal.sign_in("staff").await,
        portal.sign_in("leader").await,
    );
    let less = [
        ("as_of", "31/12/2022"),
        ("done", "59"),
        ("done.unit", "ha"),
        ("source", "BC <1>"),
        ("note", "Ghi chú & hơn"),
    ];
    assert_eq!(state(&leader, 3, &less).await.status, StatusCode::FORBIDDEN);
    let page = state(&staff, 3, &less).await;
    assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(
        page.words("#e-done")
            .contains("Nhỏ hơn 59,61 ha đã ghi ngày 30/11/2022"),
        "{}",
        page.words("#e-done")
    );
    assert_eq!(
        page.attribute("#f-source", "value"),
        "BC <1>",
        "what was typed stays"
    );
    assert_eq!(page.words("#f-note"), "Ghi chú & hơn");

    // A day that has a statement asks why.
    let same = [
        ("as_of", "30/11/2022"),
        ("done", "59"),
        ("done.unit", "ha"),
        ("source", "BC 2"),
    ];
    let page = state(&staff, 3, &same).await;
    assert!(
        page.words("#e-correction").contains("đã có số liệu"),
        "{}",
        page.text()
    );
    let form = staff.get("/works/3/statements/new?corrects=1").await;
    assert_eq!(
        form.attribute("#f-done", "value"),
        "59,61",
        "a correction starts from what was stated"
    );
    let right = [
        ("corrects", "1"),
        ("done", "59"),
        ("done.unit", "ha"),
        ("source", "BC 2"),
        ("correction", "Đo lại"),
    ];
    assert_eq!(state(&staff, 3, &right).await.status, StatusCode::SEE_OTHER);
    let log = staff.get("/works/3").await;
    let rows = log.cells("#progress tbody tr", "th, td");
    assert_eq!(rows.len(), 2);
    assert!(
        rows[0][1].contains("59 ha") && rows[0][3].contains("Đính chính: Đo lại"),
        "{rows:?}"
    );
    assert!(
        rows[1][0].contains("đã thay") && rows[1][1].contains("59,61 ha"),
        "the old one stays: {rows:?}"
    );
    let (action, reason, before): (String, String, String) = sqlx::query_as(
        "select action, reason, before->>'done' from audit_log where subject_type = 'works' order by id desc limit 1",
    )
    .fetch_one(&portal.db)
    .await
    .expect("a trace");
    assert_eq!(
        (action.as_str(), reason.as_str(), before.as_str()),
        ("statement", "Đo lại", "596100")
    );

    // More than planned, and more than approved, only for a reason.
    let over = [
        ("as_of", "31/12/2022"),
        ("done", "74"),
        ("done.unit", "ha"),
        ("source", "BC 3"),
        ("over_reason", ""),
    ];
    assert!(
        state(&staff, 3, &over)
            .await
            .words("#e-over_reason")
            .contains("Đã làm 74 ha, kế hoạch 73,5 ha")
    );
    let spent = [
        ("as_of", "31/12/2022"),
        ("disbursed", "251"),
        ("disbursed.unit", "bvnd"),
        ("source", "KBNN"),
    ];
    let page = state(&staff, 2, &spent).await;
    assert!(
        page.words("#e-over_reason")
            .contains("Đã giải ngân 251 tỷ đồng, dự toán 250 tỷ đồng"),
        "{}",
        page.text()
    );
    let why = [
        &spent[..],
        &[("over_reason", "Điều chỉnh dự toán đang trình")],
    ]
    .concat();
    assert_eq!(state(&staff, 2, &why).await.status, StatusCode::SEE_OTHER);
    assert!(
        leader
            .get("/works/2")
            .await
            .words("#progress")
            .contains("100,4%")
    );
    let percent = [("as_of", "31/12/2022"), ("done", "101"), ("source", "BC 3")];
    assert!(
        state(&staff, 2, &percent)
            .await
            .words("#e-done")
            .contains("Từ 0 đến 100%")
    );

    // A stop is stated, and shows until the works go on.
    let stopped = [
        ("as_of", "31/12/2022"),
        ("stopped", "true"),
        ("source", "CV 9"),
    ];
    assert_eq!(
        state(&staff, 3, &stopped).await.status,
        StatusCode::SEE_OTHER
    );
    assert!(
        work_row(
            &leader.get("/infrastructure?on=2023-01-01").await,
            "San nền"
        )[1]
        .contains("Tạm dừng")
    );
    // Withdrawn: as if it had never been said, but it was.
    let withdraw = [
        ("corrects", "3"),
        ("withdraw", "true"),
        ("source", "CV 10"),
        ("correction", "Ghi nhầm hạng mục"),
    ];
    assert_eq!(
        state(&staff, 3, &withdraw).await.status,
        StatusCode::SEE_OTHER
    );
    assert!(
        work_row(
            &leader.get("/infrastructure?on=2023-01-01").await,
            "San nền"
        )[1]
        .contains("Đang thực hiện")
    );
    let csv = leader.get("/works/3/statements?format=csv").await.text();
    assert!(
        csv.contains("Ghi nhầm hạng mục") && csv.contains("596100") && csv.contains("BC 2"),
        "{csv}"
    );
    assert_eq!(
        staff.get("/works/3/statements/new?corrects=3").await.status,
        StatusCode::NOT_FOUND,
        "it holds no more"
    );

    // Less than what was done cannot be planned afterwards, and the measure stays.
    let edit = async |changes: &[(&str, &str)]| {
        let mut fields = staff.get("/works/3/edit").await.fields("form.form");
        for (name, value) in &mut fields {
            if let Some((_, new)) = changes.iter().find(|(changed, _)| changed == name) {
                (*new).clone_into(value);
            }
        }
        let pairs: Vec<(&str, &str)> = fields
            .iter()
            .map(|(name, value)| (name.as_str(), value.as_str()))
            .collect();
        staff.post("/works/3", &pairs).await
    };
    assert!(
        edit(&[("area_m2", "58")])
            .await
            .words("#e-area_m2")
            .contains("vượt"),
        "59 ha are done"
    );
    assert!(
        edit(&[("kind", "road"), ("area_m2", "")])
            .await
            .words("#e-unit")
            .contains("cách đo cũ")
    );
    assert!(
        edit(&[("kind", "road")])
            .await
            .words("#e-area_m2")
            .contains("giải phóng mặt bằng")
    );
    let late = edit(&[
        ("planned_start", "01/02/2023"),
        ("planned_finish", "31/01/2023"),
    ])
    .await;
    assert!(late.words("#e-planned_finish").contains("bắt đầu"));
    assert_eq!(
        edit(&[("area_m2", "59")]).await.status,
        StatusCode::SEE_OTHER
    );
    assert!(
        work_row(
            &leader.get("/infrastructure?on=2023-01-01").await,
            "San nền"
        )[1]
        .contains("Hoàn thành")
    );
}

#[tokio::test]
async fn the_database_refuses_what_the_portal_refuses() {
    let portal = Portal::demo().await;
    let db = &portal.db;
    let add = |columns: &str, values: &str| {
        format!(
            "insert into work_statements (work_id, source, recorded_by, {columns}) values (3, 'x', 'sql', {values})"
        )
    };
    let iz = |code: &str| Some(code.to_owned());
    assert_eq!(
        refused(db, "update work_statements set done = 1").await,
        iz("23001")
    );
    assert_eq!(
        refused(db, "delete from work_statements").await,
        iz("23001")
    );
    assert_eq!(refused(db, "truncate work_statements").await, iz("23001"));
    for (sql, code) in [
        (add("as_of, done", "'2999-01-01', 600000"), "IZ081"),
        (add("as_of, done", "'2022-11-30', 600000"), "IZ082"),
        (add("as_of, withdrawn", "'2022-11-29', true"), "IZ082"),
        (add("as_of, done", "'2022-12-31', 596099"), "IZ083"),
        (add("as_of, done", "'2022-11-29', 596101"), "IZ083"),
        (add("as_of, done", "'2022-12-31', 735001"), "IZ085"),
        (add("as_of, done", "'2022-12-31', -1"), "23514"),
        (add("as_of, note", "'2022-12-31', 'nothing'"), "23514"),
        (add("as_of, done, withdrawn, correction", "'2022-11-30', 1, true, 'x'"), "23514"),
        (add("as_of, done", "'2022-12-31', 600000").replace("(3,", "(2,"), "IZ084"),
        (add("as_of, disbursed_vnd", "'2022-12-31', 250000000001").replace("(3,", "(2,"), "IZ086"),
        ("update works set unit = 'km', quantity = 5 where id = 2".to_owned(), "IZ087"),
        ("update works set area_m2 = 1000 where id = 3".to_owned(), "IZ085"),
        ("update works set budget_vnd = 1 where id = 2".to_owned(), "none"),
        ("update works set planned_start = '2023-01-02', planned_finish = '2023-01-01' where id = 3".to_owned(), "23514"),
        ("update works set area_m2 = null, quantity = 3, unit = 'km' where id = 3".to_owned(), "23514"),
        ("update works set zone_id = (select id from z), phase_id = 1".to_owned(), "IZ088"),
        ("update sponsors set amount_vnd = 9000000000 where id = 1".to_owned(), "IZ089"),
        ("update schemes set cost_vnd = 1 where id = 1".to_owned(), "IZ089"),
    ] {
        let sql = match sql.contains("from z)") {
            true => format!(
                "with z as (insert into zones (code, name, kind, status, province) values ('X', 'X', 'regular', 'planned', 'Y')
                 returning id) {sql}"
            ),
            false => sql,
        };
        let found = refused(db, &sql).await.unwrap_or_else(|| "none".to_owned());
        assert_eq!(found, code, "{sql}");
    }
    // What follows from sponsors is not written by hand.
    sqlx::query("update schemes set sponsored_vnd = 1 where id = 1")
        .execute(db)
        .await
        .expect("no effect");
    let sponsored: String =
        sqlx::query_scalar("select sponsored_vnd::text from schemes where id = 1")
            .fetch_one(db)
            .await
            .expect("a sum");
    assert_eq!(sponsored, "2500000000");
}

#[tokio::test]
async fn a_wastewater_plant_has_its_capacity_load_and_exceedances_on_any_day() {
    let portal = Portal::demo().await;
    let (staff, leader) = (
        portal.sign_in("staff").await,
        portal.sign_in("leader").await,
    );
    let row = |page: &Page| {
        page.cells("section[aria-labelledby=plants] tbody tr", "th, td")
            .remove(0)
    };
    let cells = row(&leader.get("/wastewater?on=2022-12-31").await);
    assert!(
        cells[1].starts_with("2.500")
            && cells[2].starts_with("36,0%")
            && cells[2].contains("900 ÷ 2.500"),
        "{cells:?}"
    );
    assert!(
        cells[3].contains("Đạt") && cells[4].contains("QCVN 40:2011/BTNMT cột A"),
        "{cells:?}"
    );
    // The quarter before COD was over its limit: icon, word and colour.
    let page = leader.get("/wastewater?on=2022-10-15").await;
    assert!(
        row(&page)[3].contains("Vượt giới hạn")
            && row(&page)[3].contains("COD (mg/l): 82 (giới hạn ≤ 75)")
    );
    assert_eq!(
        page.attribute(".tag--bad > svg", "aria-hidden"),
        "true",
        "an icon beside the word"
    );
    // Before its stage was in operation it could treat nothing; after the permit ended nothing is concluded.
    assert!(row(&leader.get("/wastewater?on=2015-01-01").await)[1].starts_with('0'));
    assert!(
        row(&leader.get("/wastewater?on=2026-01-01").await)[4].contains("Hết hạn từ 31/12/2025")
    );
    let log = "/wastewater-plants/1/readings";
    let reading = [
        ("from_on", "05/01/2026"),
        ("to_on", "05/01/2026"),
        ("source", "inspection"),
        ("cod", "500"),
        ("document", "Biên bản minh họa"),
    ];
    let saved = staff.post(log, &reading).await;
    assert_eq!(saved.status, StatusCode::SEE_OTHER, "{}", saved.text());
    let address = saved
        .location
        .lines()
        .next()
        .expect("an address")
        .to_owned();
    let page = leader.get(&address).await;
    assert!(
        page.text().contains("không có giới hạn để so")
            && page
                .words("section[aria-labelledby=results]")
                .contains("Chưa có giới hạn")
    );
    assert!(
        !page.text().contains("Vượt giới hạn"),
        "no limit, no verdict"
    );
    let empty = [&reading[..3], &[("document", "x")]].concat();
    assert!(
        staff
            .post(log, &empty)
            .await
            .words("#e-actual_m3_day")
            .contains("ít nhất một thông số")
    );
    let turned = [
        ("from_on", "05/01/2026"),
        ("to_on", "04/01/2026"),
        ("source", "automatic"),
        ("ph", "7"),
    ];
    assert!(
        staff
            .post(log, &turned)
            .await
            .words("#e-to_on")
            .contains("bắt đầu")
    );
    assert!(
        staff
            .post(log, &[&turned[..3], &[("ph", "15")]].concat())
            .await
            .status
            == StatusCode::UNPROCESSABLE_ENTITY
    );

    // The zone says what its plants can treat: there is one place for it.
    assert!(
        leader
            .get("/zones/1")
            .await
            .words("section[aria-labelledby=zone-water]")
            .contains("2.500")
    );
    let stage = [
        ("name", "Mô-đun 2"),
        ("plant_id", "1"),
        ("position", "2"),
        ("capacity_m3_day", "1.500"),
        ("operating_on", "01/06/2023"),
    ];
    assert_eq!(
        staff.post("/wastewater-stages", &stage).await.status,
        StatusCode::SEE_OTHER
    );
    assert!(row(&leader.get("/wastewater?on=2023-06-01").await)[1].starts_with("4.000"));
    assert!(row(&leader.get("/wastewater?on=2023-05-31").await)[1].starts_with("2.500"));
    assert!(
        leader
            .get("/zones/1")
            .await
            .words("section[aria-labelledby=zone-water]")
            .contains("4.000")
    );
    let csv = leader
        .get("/wastewater?on=2022-10-15&format=csv")
        .await
        .text();
    assert!(
        csv.contains("850,34.00") || csv.contains("850,34,"),
        "{csv}"
    );
    assert!(csv.contains("COD"), "{csv}");
}

#[tokio::test]
async fn what_the_budget_was_spared_follows_from_the_sponsors_on_the_page_and_in_the_review() {
    let portal = Portal::demo().await;
    let (staff, leader) = (
        portal.sign_in("staff").await,
        portal.sign_in("leader").await,
    );
    let year = |page: &Page| {
        page.cells("section[aria-labelledby=by-year] tbody tr", "th, td")
            .remove(0)
    };
    let said = year(&leader.get("/sponsorship").await);
    assert_eq!(
        said,
        ["2022", "3", "5", "6.200", "6.200", "6.200", "100,0%"],
        "as published: 5 for 3, over 6 tỷ"
    );
    let review = leader.get("/reviews/2022").await.text();
    assert!(
        review.contains("kêu gọi được 05 doanh nghiệp tài trợ cho 03 đồ án"),
        "{review}"
    );
    assert!(review.contains("làm lợi cho ngân sách nhà nước hơn 6 tỷ đồng"));
    assert!(
        review.contains("Đồ án quy hoạch được tài trợ (triệu đồng)") && review.contains("6.200")
    );

    // A scheme that is to cost more spares no more than its sponsors pay.
    let edit = async |path: &str, changes: &[(&str, &str)]| {
        let mut fields = staff.get(&format!("{path}/edit")).await.fields("form.form");
        for (name, value) in &mut fields {
            if let Some((_, new)) = changes.iter().find(|(changed, _)| changed == name) {
                (*new).clone_into(value);
            }
        }
        let pairs: Vec<(&str, &str)> = fields
            .iter()
            .map(|(name, value)| (name.as_str(), value.as_str()))
            .collect();
        staff.post(path, &pairs).await
    };
    assert_eq!(
        edit("/schemes/1", &[("cost_vnd", "3.500")]).await.status,
        StatusCode::SEE_OTHER
    );
    assert_eq!(
        year(&leader.get("/sponsorship").await)[3..6],
        ["7.200", "6.200", "6.200"].map(str::to_owned)
    );
    // More than it costs is asked about.
    let page = edit("/sponsors/5", &[("amount_vnd", "1.800")]).await;
    assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(
        page.words("#e-surplus_reason").contains("nêu lý do"),
        "{}",
        page.text()
    );
    let kept = edit(
        "/sponsors/5",
        &[
            ("amount_vnd", "1.800"),
            ("surplus_reason", "Tài trợ cả khảo sát"),
        ],
    )
    .await;
    assert_eq!(kept.status, StatusCode::SEE_OTHER);
    let page = leader.get("/sponsorship").await;
    assert_eq!(
        year(&page)[4..6],
        ["6.300", "6.200"].map(str::to_owned),
        "the budget is not spared what the scheme does not cost"
    );
    assert!(page.text().contains("vượt chi phí"));
    assert!(leader.get("/schemes/3").await.text().contains("1.700"));
    // A scheme that was stopped spares nothing; one whose sponsors' amounts are unknown is named.
    assert_eq!(
        edit("/schemes/2", &[("status", "stopped")]).await.status,
        StatusCode::SEE_OTHER
    );
    assert_eq!(
        edit("/sponsors/5", &[("amount_vnd", ""), ("surplus_reason", "")])
            .await
            .status,
        StatusCode::SEE_OTHER
    );
    let said = year(&leader.get("/sponsorship").await);
    assert_eq!(
        (said[1].as_str(), said[2].as_str(), said[6].as_str()),
        ("2", "3", "–")
    );
    assert!(
        said[5].contains("2.500") && said[5].contains("chưa kể 1 đồ án"),
        "{said:?}"
    );
    assert!(
        leader
            .get("/reviews/2022")
            .await
            .text()
            .contains("(chưa kể 01 đồ án chưa đủ số liệu)")
    );
    let csv = leader.get("/sponsorship?format=csv").await.text();
    assert!(
        csv.contains("Nhà tài trợ minh họa 1,1500000000,3500000000,2500000000,1000000000"),
        "{csv}"
    );
}

#[tokio::test]
async fn an_account_limited_to_another_zone_sees_none_of_it() {
    let portal = Portal::demo().await;
    let sql = "with z as (insert into zones (code, name, kind, status, province) values ('X', 'KCN khác', 'regular', 'planned', 'Y') returning id)
               insert into account_zones select a.id, z.id from accounts a, z where a.username = 'staff'";
    sqlx::query(sql)
        .execute(&portal.db)
        .await
        .expect("a second zone");
    let staff = portal.sign_in("staff").await;
    for path in [
        "/works/1",
        "/works/1/statements?format=csv",
        "/wastewater-plants/1",
        "/wastewater-readings/1",
        "/schemes/1",
    ] {
        assert_eq!(
            staff.get(path).await.status,
            StatusCode::NOT_FOUND,
            "{path}"
        );
    }
    for path in [
        "/infrastructure",
        "/wastewater",
        "/sponsorship",
        "/works",
        "/discharge-permits",
    ] {
        let page = staff.get(path).await;
        assert_eq!(page.status, StatusCode::OK, "{path}");
        let words = page.words("main");
        assert!(
            !words.contains("Thanh Bình") && !words.contains("minh họa"),
            "{path}: {words}"
        );
    }
    let form = [
        ("as_of", "31/12/2022"),
        ("done", "60"),
        ("done.unit", "ha"),
        ("source", "x"),
    ];
    assert_eq!(state(&staff, 3, &form).await.status, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn a_bundle_carries_the_log_with_its_corrections_and_what_was_over() {
    let portal = Portal::demo().await;
    let staff = portal.sign_in("staff").await;
    for form in [
        &[
            ("corrects", "1"),
            ("done", "59"),
            ("done.unit", "ha"),
            ("source", "BC 2"),
            ("correction", "Đo lại"),
        ][..],
        &[
            ("as_of", "31/12/2022"),
            ("done", "74"),
            ("done.unit", "ha"),
            ("source", "BC 3"),
            ("over_reason", "Bổ sung"),
        ],
        &[
            ("corrects", "3"),
            ("withdraw", "true"),
            ("source", "CV"),
            ("correction", "Nhầm"),
        ],
        &[
            ("as_of", "31/12/2022"),
            ("done", "60"),
            ("done.unit", "ha"),
            ("source", "BC 4"),
        ],
    ] {
        let page = state(&staff, 3, form).await;
        assert_eq!(
            page.status,
            StatusCode::SEE_OTHER,
            "{form:?}: {}",
            page.text()
        );
    }
    // What was planned since is less than what was once stated, and since withdrawn; a surplus has its reason with its sponsor.
    for sql in [
        "update works set area_m2 = 600000 where id = 3",
        "update sponsors set amount_vnd = 9000000000, surplus_reason = 'x' where id = 1",
    ] {
        sqlx::query(sql).execute(&portal.db).await.expect("changed");
    }
    let (_, other) = carried_over(&portal.db).await;
    for db in [&portal.db, &other] {
        let standing: (String, String) = sqlx::query_as(
            "select trim_scale(s.done)::text, s.finished_on::text from work_standings('2022-12-31') s join works w on w.id = s.work_id
              where w.code = 'HM-SN1'",
        )
        .fetch_one(db)
        .await
        .expect("a standing");
        assert_eq!(standing, ("600000".to_owned(), "2022-12-31".to_owned()));
        let spared: String = sqlx::query_scalar("select sum(spared_vnd)::text from schemes")
            .fetch_one(db)
            .await
            .expect("a sum");
        assert_eq!(spared, "6200000000");
    }
}
