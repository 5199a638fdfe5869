//! The sheets about zones themselves: 2102, 2103 and 2107.

use super::national::row;
use crate::support::{Page, Person, Portal};
use axum::http::StatusCode;

#[tokio::test]
async fn sheet_2103_has_occupancy_as_the_ratio_of_sums_and_land_once_a_zone() {
    let portal = Portal::demo().await;
    let leader = portal.sign_in("leader").await;
    let page = leader.get("/national/2022/2103").await;
    // 48,2 ÷ 52,6 by the decision, not 108,6 with the second phase that is planned only; only the first states how far its
    // infrastructure is.
    let thanh_binh = row(&page, "tab-2103", "KCN Thanh Bình");
    assert_eq!(
        thanh_binh[9..14],
        ["73,50", "52,60", "48,20", "91,63", "80,00"]
    );
    assert_eq!(
        row(&page, "tab-2103", "Tổng cộng")[9..14],
        ["73,50", "52,60", "48,20", "91,63", "80,00"]
    );
    assert_eq!(
        row(
            &leader.get("/national/2021/2103").await,
            "tab-2103",
            "KCN Thanh Bình"
        )[11],
        "46,90",
        "as of the end of the year"
    );

    // Two infrastructure projects in the zone, a second zone that is full and finished, and a third of which nothing is known.
    sqlx::raw_sql(
        "insert into projects (zone_id, code, name, kind, origin, capital_currency, status, policy_decision, area_m2, enterprise_id)
         select 1, c, 'Hạ tầng ' || c, 'infrastructure', o, u, 'granted', '12/QĐ-UBND', 400000, e
           from (values ('HT1', 'domestic', 'vnd', 1), ('HT2', 'foreign', 'usd', null::bigint)) v (c, o, u, e);
         insert into project_events (project_id, number, position, kind, happened_on, capital, currency, recorded_by)
         select id, 1, 1, 'granted', '2009-02-01', case code when 'HT1' then 120e9 else 5e6 end, capital_currency, 'test'
           from projects where code like 'HT_';
         insert into zones (code, name, kind, status, province) values ('HAI', 'KCN Thứ hai', 'regular', 'operating', 'Bắc Kạn'),
                                                                       ('BA', 'KCN Thứ ba', 'regular', 'planned', 'Bắc Kạn');
         insert into phases (zone_id, code, name) select id, 'I', 'Giai đoạn I' from zones where code = 'HAI';
         insert into phase_areas (phase_id, as_of, planned_m2, leasable_m2, cleared_m2, levelled_m2, leased_m2, infrastructure_percent)
         select id, '2022-01-01', 200000, 100000, 200000, 200000, 100000, 100 from phases order by id desc limit 1;",
    )
    .execute(&portal.db)
    .await
    .expect("more zones");
    let page = leader.get("/national/2022/2103").await;
    let rows = page.cells("section[aria-labelledby='tab-2103'] tbody tr", "th, td");
    let own: Vec<_> = rows
        .iter()
        .filter(|cells| cells[0] == "KCN Thanh Bình")
        .collect();
    assert_eq!(own.len(), 2);
    assert_eq!(
        (
            own[0][3].as_str(),
            own[0][8].as_str(),
            own[0][9].as_str(),
            own[0][11].as_str()
        ),
        ("12/QĐ-UBND", "", "120,000", "52,60")
    );
    assert_eq!(
        (
            own[1][8].as_str(),
            own[1][9].as_str(),
            own[1][11].as_str(),
            own[1][16].as_str()
        ),
        ("5,000", "", "", "40,00")
    );
    assert_eq!(
        row(&page, "tab-2103", "KCN Thứ ba")[9..14],
        ["–", "–", "–", "–", "–"],
        "unknown is not zero"
    );
    totals_are_ratios_of_sums(&portal, &leader, &own, &page).await;
}

/// The row of totals, with whatever was reported as a whole.
async fn totals_are_ratios_of_sums(
    portal: &Portal,
    leader: &Person<'_>,
    own: &[&Vec<String>],
    page: &Page,
) {
    // (48,2 + 10) ÷ (52,6 + 10); the form's mean of 80 % and 100 %, and the honest one by planned area beside it.
    let total = row(page, "tab-2103", "Tổng cộng");
    assert_eq!(
        total[7..14],
        [
            "5,000", "120,000", "73,50", "62,60", "58,20", "92,97", "90,00"
        ]
    );
    assert_eq!(total[15], "80,00");
    assert!(
        page.text()
            .contains("bình quân theo diện tích quy hoạch: 82,30%"),
        "{}",
        page.text()
    );
    // An enterprise with two projects reported as a whole: nobody knows how much of it this one realised. With one, all of it.
    assert_eq!(own[0][18], "–");
    let note = page.text();
    assert!(
        note.contains("báo cáo chung vốn thực hiện của 2 dự án, không chỉ dự án hạ tầng"),
        "{note}"
    );
    // Where all of them are infrastructure, the whole is in the total, though in no row.
    sqlx::query("update projects set kind = 'infrastructure' where code = 'DA01'")
        .execute(&portal.db)
        .await
        .expect("a kind");
    let both = leader.get("/national/2022/2103").await;
    assert!(
        both.text()
            .contains("báo cáo chung vốn thực hiện của 2 dự án hạ tầng"),
        "{}",
        both.text()
    );
    let whole = row(&both, "tab-2103", "Tổng cộng")[17].clone();
    sqlx::query("update projects set kind = 'secondary' where code = 'DA01'")
        .execute(&portal.db)
        .await
        .expect("a kind");
    // One that left the register before the portal refused that.
    let off = "alter table projects disable trigger projects_keep_on_record, disable trigger projects_stay";
    sqlx::query(off).execute(&portal.db).await.expect("off");
    let (reported,): (String,) = sqlx::query_as(
        "with gone as (update projects set retired_at = now() where code = 'DA01')
         select replace(to_char(sum(c.value) / 1e9, 'FM999990.000'), '.', ',') from current_figures c join indicators i on i.id = c.indicator_id
          where i.code = 'realised_capital' and c.enterprise_id = 1 and c.period in ('2021', '2022')",
    )
    .fetch_one(&portal.db)
    .await
    .expect("a sum");
    assert_eq!(
        row(
            &leader.get("/national/2022/2103").await,
            "tab-2103",
            "KCN Thanh Bình"
        )[17],
        reported
    );
    assert_eq!(whole, reported);
}

#[tokio::test]
async fn sheets_2102_and_2107_follow_from_the_decisions_on_zones() {
    let portal = Portal::demo().await;
    let (staff, leader) = (
        portal.sign_in("staff").await,
        portal.sign_in("leader").await,
    );
    let established = row(&leader.get("/national/2008-Q1/2102").await, "tab-2102", "1");
    assert_eq!(established[0], "KCN Thanh Bình");
    assert_eq!(established[7..11], ["", "73,50", "52,60", "50"]);
    assert_eq!(
        leader
            .get("/national/2008-Q2/2102")
            .await
            .links("main tbody a")
            .len(),
        0,
        "a quarter has its own decisions"
    );
    let decide = async |kind: &str, day: &str, area: &str| {
        let fields = [
            ("zone_id", "1"),
            ("kind", kind),
            ("decided_on", day),
            ("area_m2", area),
            ("area_m2.unit", "ha"),
        ];
        staff.post("/zone-decisions", &fields).await
    };
    for (kind, day, area, said) in [
        (
            "established",
            "01/02/2009",
            "10",
            "Khu chỉ được thành lập, thu hồi một lần.",
        ),
        (
            "expanded",
            "01/02/2007",
            "10",
            "Điều chỉnh và thu hồi phải sau ngày thành lập",
        ),
        (
            "reduced",
            "01/02/2022",
            "80",
            "Giảm nhiều hơn diện tích đang có.",
        ),
        (
            "revoked",
            "01/02/2022",
            "73,5",
            "Thu hồi toàn bộ thì không ghi diện tích.",
        ),
    ] {
        let page = decide(kind, day, area).await;
        assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY, "{kind}");
        assert!(page.text().contains(said), "{kind}: {}", page.words("main"));
    }
    for (kind, day, area) in [
        ("expanded", "10/05/2022", "66,6"),
        ("reduced", "11/11/2022", "3,85"),
    ] {
        assert_eq!(
            decide(kind, day, area).await.status,
            StatusCode::SEE_OTHER,
            "{kind}"
        );
    }
    areas_stand_before_and_after_each_decision(&staff, &leader).await;
}

/// The sheets of the year in which the zone was enlarged and reduced.
async fn areas_stand_before_and_after_each_decision(staff: &Person<'_>, leader: &Person<'_>) {
    let decide = async |kind: &str, day: &str, area: &str| {
        let fields = [
            ("zone_id", "1"),
            ("kind", kind),
            ("decided_on", day),
            ("area_m2", area),
            ("area_m2.unit", "ha"),
        ];
        staff.post("/zone-decisions", &fields).await
    };
    let year = leader.get("/national/2022/2102").await;
    let rows = year.cells("section[aria-labelledby='tab-2102'] tbody tr", "th, td");
    let changed: Vec<_> = rows
        .iter()
        .filter(|cells| cells[0] == "1")
        .map(|cells| cells[8..10].to_vec())
        .collect();
    assert_eq!(
        changed,
        [["73,50", "140,10"], ["140,10", "136,25"]],
        "before and after each"
    );

    // The plan: 153,8 ha, of which 73,5 were approved, then 140,1, then 136,25; at any date.
    let remaining = async |period: &str| {
        let page = leader.get(&format!("/national/{period}/2107")).await;
        let cells = row(&page, "tab-2107", "1");
        (cells[3].clone(), cells[5].clone(), cells[6].clone())
    };
    let said = |a: &str, b: &str, c: &str| (a.to_owned(), b.to_owned(), c.to_owned());
    assert_eq!(
        remaining("2007").await,
        said("153,80", "0,00", "153,80"),
        "planned and not approved yet, whatever it is today"
    );
    assert_eq!(remaining("2021").await, said("153,80", "73,50", "80,30"));
    assert_eq!(
        remaining("2022-Q2").await,
        said("153,80", "140,10", "13,70")
    );
    assert_eq!(remaining("2022").await, said("153,80", "136,25", "17,55"));
    // An adjusted plan takes the place of the one before, and of a statement older than it.
    decide("planned", "15/01/2022", "160").await.saved();
    assert_eq!(
        remaining("2022-Q3").await.0,
        "160,00",
        "younger than the statement of 31/12/2021"
    );
    assert_eq!(remaining("2022").await.0, "153,80", "stated since");
    assert_eq!(remaining("2007").await.0, "153,80", "not 313,80");
    decide("revoked", "31/12/2022", "").await.saved();
    assert!(
        !leader
            .get("/national/2022/2107")
            .await
            .text()
            .contains("KCN Thanh Bình"),
        "it is in no plan any more"
    );
    assert!(
        leader
            .get("/national/2022-Q3/2107")
            .await
            .text()
            .contains("KCN Thanh Bình"),
        "before, it was"
    );
}
