//! Structure with dates: a merger of two boards, a zone that moves, and figures read as reported then and on today's structure.

use crate::support::{Person, Portal};
use axum::http::StatusCode;
use serde_json::Value;

pub async fn run(portal: &Portal, sql: &'static str) {
    sqlx::raw_sql(sql).execute(&portal.db).await.expect(sql);
}

/// A zone of another board with an enterprise, land and a project; the demonstration's board is code BQL, its successor TN.
pub(super) const OTHER_ZONE: &str = "
    insert into zones (code, name, kind, status, province) values ('SC', 'KCN Minh họa', 'regular', 'operating', 'Thái Nguyên');
    insert into phases (zone_id, code, name) select id, 'I', 'Giai đoạn I' from zones where code = 'SC';
    insert into phase_areas (phase_id, as_of, planned_m2, leasable_m2, cleared_m2, levelled_m2, leased_m2)
    select p.id, '2020-01-01', 1000000, 700000, 900000, 900000, 350000 from phases p join zones z on z.id = p.zone_id where z.code = 'SC';
    insert into enterprises (zone_id, code, name, ownership, status, status_since)
    select id, 'SC01', 'Công ty Minh họa Sông', 'limited', 'operating', '2015-01-01' from zones where code = 'SC';
    insert into projects (zone_id, enterprise_id, code, name, kind, origin)
    select zone_id, id, 'SCDA', 'Nhà máy minh họa', 'secondary', 'domestic' from enterprises where code = 'SC01';
    insert into project_events (project_id, kind, happened_on, capital, currency, recorded_by)
    select id, 'granted', '2022-05-01', 100000000000, 'vnd', 'test' from projects where code = 'SCDA';";

/// The merger: the old board of Thái Nguyên ends with 30 June 2025, as the demonstration's did; the new one takes over both.
const MERGER: &str = "
    insert into boards (code, superior, name, name_en, short_name, abbreviation, province, place, valid_until, successor_id)
    select 'TNC', 'UBND TỈNH THÁI NGUYÊN', 'Ban Quản lý các KCN', 'Old Authority', 'BQL các KCN Thái Nguyên (cũ)', 'BQL', 'Thái Nguyên',
           'Thái Nguyên', '2025-06-30', id from boards where code = 'TN';
    insert into zone_placements (zone_id, board_id, province_id, location)
    select z.id, b.id, u.id, 'Thành phố Sông Công' from zones z, boards b, administrative_units u
     where z.code = 'SC' and b.code = 'TNC' and u.level = 'province' and u.code = '19' and u.valid_from = '2008-08-01';";

/// Another board with a zone merged with the demonstration's.
pub async fn merge(portal: &Portal) {
    run(portal, OTHER_ZONE).await;
    run(portal, MERGER).await;
    figures(portal, "SC01", "2021", 400_000_000_000, 110).await;
    figures(portal, "SC01", "2022", 500_000_000_000, 120).await;
}

/// Accepted yearly revenue and workers of the two zones' enterprises, as a bundle would bring them.
pub(super) async fn figures(
    portal: &Portal,
    enterprise: &str,
    year: &str,
    revenue: i64,
    workers: i64,
) {
    let mut tx = portal.db.begin().await.expect("a transaction");
    sqlx::query("insert into bundle_imports (imported_by) values ('test')")
        .execute(&mut *tx)
        .await
        .expect("an import");
    let filing: i64 = sqlx::query_scalar(
        "insert into filings (enterprise_id, zone_id, form_id, period, vintage, state, first_submitted_at, submitted_at, decided_at)
         select e.id, e.zone_id, (select id from forms where code = 'A.III.2' order by valid_from limit 1), $2, 'final', 'accepted',
                now(), now(), now() from enterprises e where e.code = $1 returning id",
    )
    .bind(enterprise)
    .bind(year)
    .fetch_one(&mut *tx)
    .await
    .expect("a report");
    for (code, value) in [("revenue", revenue), ("workers", workers)] {
        sqlx::query(
            "insert into figures (enterprise_id, zone_id, indicator_id, period, vintage, revision, value, raw, unit, filing_id,
                                  filing_revision, recorded_by)
             select f.enterprise_id, f.zone_id, i.id, f.period, 'final', 1, $3, $3::text, i.display_unit, f.id, 1, 'test'
               from filings f, indicators i where f.id = $1 and i.code = $2",
        )
        .bind(filing)
        .bind(code)
        .bind(value)
        .execute(&mut *tx)
        .await
        .expect("a figure");
    }
    tx.commit().await.expect("committed");
}

pub(super) async fn json(person: &Person<'_>, path: &str) -> Value {
    let page = person.get(path).await;
    assert_eq!(page.status, StatusCode::OK, "{path}");
    serde_json::from_slice(&page.bytes).expect("JSON")
}

/// One number of one indicator of a year: exact.
pub(super) fn of(year: &Value, code: &str, what: &str) -> Option<f64> {
    let lines = year["indicators"].as_array().expect("lines");
    lines
        .iter()
        .find(|line| line["code"] == code)
        .expect("the indicator")[what]
        .as_f64()
}

/// The papers and files of a year, byte for byte where they are files.
async fn papers(person: &Person<'_>) -> Vec<(String, Vec<u8>)> {
    let mut all = Vec::new();
    for path in [
        "/dashboard/2022.json",
        "/dashboard/2022.csv",
        "/reviews/2022.docx",
        "/national/2022/2101.docx",
        "/national/2022/2104.docx",
        "/national/2022/2103.xlsx",
        "/national/2022-Q3/2115.docx",
        "/figures/2022/revenue?format=csv",
        "/occupancy?on=31/12/2022&format=csv",
    ] {
        let page = person.get(path).await;
        assert_eq!(page.status, StatusCode::OK, "{path}");
        all.push((path.to_owned(), unpacked(page.bytes)));
    }
    let review = person.get("/reviews/2022").await;
    all.push((
        "the review's page".to_owned(),
        review.words("main article").into_bytes(),
    ));
    all
}

/// What a zip of XML says, without the moment it was made.
fn unpacked(bytes: Vec<u8>) -> Vec<u8> {
    use std::io::Read;
    let Ok(mut archive) = zip::ZipArchive::new(std::io::Cursor::new(&bytes)) else {
        return bytes;
    };
    let mut all = Vec::new();
    for index in 0..archive.len() {
        let mut file = archive.by_index(index).expect("a part");
        if !file.name().expect("a name").starts_with("docProps/") {
            file.read_to_end(&mut all).expect("its bytes");
        }
    }
    all
}

#[tokio::test]
async fn a_merger_of_two_boards_keeps_every_total_right_through_both_lenses_and_earlier_papers_unchanged()
 {
    let portal = Portal::demo().await;
    let leader = portal.sign_in("leader").await;
    let before = papers(&leader).await;
    let alone = json(&leader, "/dashboard/2022.json").await;

    run(&portal, OTHER_ZONE).await;
    run(&portal, MERGER).await;
    for (enterprise, year, revenue, workers) in [
        ("SC01", "2021", 400, 10),
        ("SC01", "2022", 500, 11),
        ("SC01", "2024", 600, 12),
        ("SC01", "2025", 700, 13),
        ("DN01", "2024", 1000, 100),
        ("DN01", "2025", 1500, 120),
    ] {
        figures(&portal, enterprise, year, revenue * 1_000_000_000, workers).await;
    }

    // As reported then: not a byte differs.
    for ((path, was), (_, is)) in before.iter().zip(papers(&leader).await) {
        assert!(
            *was == is,
            "{path} has changed:\n{}\n{}",
            String::from_utf8_lossy(was),
            String::from_utf8_lossy(&is)
        );
    }
    let then = json(&leader, "/dashboard/2022.json").await;
    assert_eq!(then["board"], "Ban Quản lý các KCN tỉnh Bắc Kạn");
    let other_board: i64 = sqlx::query_scalar("select id from boards where code = 'TNC'")
        .fetch_one(&portal.db)
        .await
        .expect("it");
    let other = json(
        &leader,
        &format!("/dashboard/2022.json?board={other_board}"),
    )
    .await;
    let today = json(&leader, "/dashboard/2022.json?structure=today").await;
    assert_eq!(
        (other["zones"].as_i64(), today["zones"].as_i64()),
        (Some(1), Some(2))
    );
    assert_eq!(today["board"], "Ban Quản lý các KCN tỉnh Thái Nguyên");
    for (code, theirs) in [
        ("revenue", 500e9),
        ("workers", 11.0),
        ("new_projects", 1.0),
        ("new_capital_domestic", 100e9),
    ] {
        assert_eq!(of(&other, code, "actual"), Some(theirs), "{code}");
        let ours = of(&alone, code, "actual").expect("a figure");
        assert_eq!(
            of(&today, code, "actual"),
            Some(ours + theirs),
            "{code}: the two together"
        );
    }
    assert_eq!(
        of(&today, "revenue", "prior"),
        Some(of(&alone, "revenue", "prior").expect("2021") + 400e9)
    );
    // Occupancy of the two is the ratio of the sums: (leased + 35 ha) ÷ (leasable + 70 ha).
    let (one, two) = (
        of(&alone, "occupancy", "actual").expect("one"),
        of(&today, "occupancy", "actual").expect("both"),
    );
    assert!(
        (two - one).abs() > 0.01 && of(&other, "occupancy", "actual") == Some(50.0),
        "{one} {two}"
    );

    both_lenses_say_the_same_since_the_merger(&leader).await;
}

/// After the merger there is one structure.
async fn both_lenses_say_the_same_since_the_merger(leader: &Person<'_>) {
    // Since the merger both lenses say the same, and last year's column is of the same zones as this year's.
    let merged = json(leader, "/dashboard/2025.json").await;
    assert_eq!(
        (
            of(&merged, "revenue", "actual"),
            of(&merged, "revenue", "prior")
        ),
        (Some(2200e9), Some(1600e9))
    );
    let lensed = json(leader, "/dashboard/2025.json?structure=today").await;
    assert_eq!(lensed["indicators"], merged["indicators"]);
    assert_eq!(
        of(
            &json(leader, "/dashboard/2024.json").await,
            "revenue",
            "actual"
        ),
        Some(1000e9),
        "as reported then"
    );
    let page = leader.get("/dashboard/2025").await;
    let prior = page
        .links(".indicators__last a")
        .into_iter()
        .find(|href| href.contains("/revenue"))
        .expect("last year's revenue");
    assert_eq!(prior, "/figures/2024/revenue?structure=2025-12-31");
    let behind = leader.get(&prior).await;
    behind.says("tfoot", "1.600");
    behind.says(".structure-switch", "Theo cơ cấu ngày 31/12/2025");

    // The other papers, on today's structure: they say what they are, and are nobody's plan of work.
    let review = leader.get("/reviews/2022?structure=today").await;
    review.says("main article", "Số liệu tính lại theo cơ cấu ngày");
    assert!(!review.words("main article").contains("Phần thứ hai"));
    let links = review.links("main article a");
    assert!(
        !links.is_empty() && links.iter().all(|href| href.contains("structure=today")),
        "{links:?}"
    );
    let sheet = leader.get("/national/2022/2104?structure=today").await;
    assert!(sheet.text().contains("KCN Minh họa") && sheet.text().contains("Số liệu tính lại"));
    assert!(
        !leader
            .get("/national/2022/2104")
            .await
            .text()
            .contains("KCN Minh họa")
    );
    leader
        .get("/dashboard/2022?board=99")
        .await
        .answers(StatusCode::NOT_FOUND);
    assert_eq!(
        leader.get("/dashboard/2022.json?board=2").await.status,
        StatusCode::NOT_FOUND,
        "the new board had no zones then"
    );
}

#[tokio::test]
async fn a_plan_is_held_against_the_zones_it_was_given_for() {
    let portal = Portal::demo().await;
    let leader = portal.sign_in("leader").await;
    let plan = of(
        &json(&leader, "/dashboard/2022.json").await,
        "revenue",
        "plan",
    )
    .expect("a target");
    run(&portal, OTHER_ZONE).await;
    run(&portal, MERGER).await;
    figures(&portal, "SC01", "2022", 500_000_000_000, 11).await;
    let today = json(&leader, "/dashboard/2022.json?structure=today").await;
    assert_eq!(
        (of(&today, "revenue", "plan"), today["plan"].as_str()),
        (None, None),
        "one board's plan is not two boards'"
    );
    assert_eq!(of(&today, "revenue", "percent_of_plan"), None);
    let page = leader.get("/dashboard/2022?structure=today").await;
    page.says(
        ".page__subtitle",
        "chưa đủ kế hoạch của các Ban đã hợp nhất",
    );

    run(
        &portal,
        "insert into plans (year, code, name, assigned_by, tier, is_baseline, board_id)
         select 2022, 'UBND-TN', 'Kế hoạch Thái Nguyên', 'UBND tỉnh Thái Nguyên', 'assigned', true, id from boards where code = 'TNC';
         insert into targets (plan_id, indicator_id, value, raw, unit)
         select p.id, i.id, 400000000000, '400', 'bvnd' from plans p, indicators i where p.code = 'UBND-TN' and i.code = 'revenue'",
    )
    .await;
    let today = json(&leader, "/dashboard/2022.json?structure=today").await;
    assert_eq!(
        of(&today, "revenue", "plan"),
        Some(plan + 400e9),
        "the two plans together"
    );
    assert!(
        today["plan"]
            .as_str()
            .expect("a name")
            .starts_with("Cộng kế hoạch của 2 Ban")
    );
    assert_eq!(
        of(&today, "exports", "plan"),
        None,
        "only one board had a target of it"
    );
    assert_eq!(
        of(
            &json(&leader, "/dashboard/2022.json").await,
            "revenue",
            "plan"
        ),
        Some(plan),
        "each board's own, then"
    );
}

#[tokio::test]
async fn a_structure_that_cannot_be_read_is_refused_and_never_another_one() {
    let portal = Portal::demo().await;
    let leader = portal.sign_in("leader").await;
    for page in [
        "/dashboard/2022",
        "/reviews/2022",
        "/national?year=2022",
        "/coverage/2022/revenue",
    ] {
        let mark = if page.contains('?') { '&' } else { '?' };
        for unreadable in ["Today", "2025-13-31", "0001-01-01", "31/12/2025"] {
            let answer = leader
                .get(&format!("{page}{mark}structure={unreadable}"))
                .await;
            answer.answers(StatusCode::UNPROCESSABLE_ENTITY);
        }
    }
}
