//! A page about a period reads what held at its end, whatever is entered later for later days: one rule over all read models.

use std::path::Path;

use izportal::foundation::kernel::Origin;
use izportal::portal::exchange;

use crate::registers::structure::run;
use crate::support::{Page, Person, Portal};

/// What is read of past years, each as its reader sees it.
const PAGES: [&str; 36] = [
    "/dashboard/2021.json",
    "/dashboard/2022.json",
    "/dashboard/2021",
    "/dashboard/2022",
    "/reviews/2021",
    "/reviews/2022",
    "/national/2021/2101",
    "/national/2021/2104",
    "/national/2022/2101",
    "/national/2022/2102",
    "/national/2022/2103",
    "/national/2022/2104",
    "/national/2022/2107",
    "/national/2022/2115",
    "/national/2022/2116",
    "/national/2022-Q4/2101",
    "/national/2022-Q4/2102",
    "/national/2022-Q4/2103",
    "/national/2022-Q4/2104",
    "/national/2022-Q4/2115",
    "/national/2022/land",
    "/national/2022/parcels?zone=1",
    "/national/2022/infrastructure?zone=1",
    "/national/2022/workers",
    "/national/2022/behind?what=new",
    "/national/2022/behind?what=valid",
    "/national/2022/behind?what=operating",
    "/national/2022/behind?what=ended",
    "/occupancy?on=31/12/2021",
    "/occupancy?on=31/12/2022",
    "/coverage/2022/revenue",
    "/coverage/2021/revenue",
    "/figures/2022/revenue",
    "/figures/2021/exports",
    "/infrastructure?on=31/12/2022",
    "/wastewater?on=31/12/2022",
];

/// What every page says: its tables, its sentences, its paper; without the ways to other years.
fn said(page: &Page) -> Vec<String> {
    if page.text().starts_with('{') {
        return page.text().lines().map(str::to_owned).collect();
    }
    let cells = page.cells("main tr, main .row", "th, td");
    let mut said: Vec<String> = cells.into_iter().map(|row| row.join(" | ")).collect();
    for words in [".headline", ".doc", "main p", "main dl"] {
        said.extend(
            page.cells(words, "*")
                .into_iter()
                .map(|words| words.join(" ")),
        );
    }
    said
}

async fn read(reader: &Person<'_>) -> Vec<(&'static str, Vec<String>)> {
    let mut all = Vec::new();
    for path in PAGES {
        let page = reader.get(path).await;
        page.answers(axum::http::StatusCode::OK);
        all.push((path, said(&page)));
    }
    all
}

/// What differs, by page.
fn changed(
    before: &[(&'static str, Vec<String>)],
    after: &[(&'static str, Vec<String>)],
) -> Vec<String> {
    let mut found = Vec::new();
    for ((path, before), (_, after)) in before.iter().zip(after) {
        let gone = before.iter().filter(|line| !after.contains(line));
        let new = after.iter().filter(|line| !before.contains(line));
        found.extend(gone.map(|line| format!("{path} − {line}")));
        found.extend(new.map(|line| format!("{path} + {line}")));
    }
    found
}

/// Every kind of entry with a day after 2022.
const LATER: [&str; 22] = [
    // A project renamed.
    "insert into project_events (project_id, kind, happened_on, content, recorded_by)
        select id, 'renamed', '2025-03-01', 'Tên về sau', 'test' from projects where code = 'DA01'",
    // A project's capital.
    "insert into project_events (project_id, kind, happened_on, capital, recorded_by)
        select id, 'capital_changed', '2025-03-01', 9000000000, 'test' from projects where code = 'DA02'",
    // A project ended.
    "insert into project_events (project_id, kind, happened_on, recorded_by)
        select id, 'terminated', '2025-03-01', 'test' from projects where code = 'DA03'",
    // A project transferred.
    "insert into project_events (project_id, kind, happened_on, enterprise_id, origin, origin_reason, recorded_by)
        select p.id, 'transferred', '2025-03-01', e.id, 'foreign', 'thử', 'test' from projects p, enterprises e where p.code = 'DA05' and e.code = 'DN09'",
    // A new project.
    "with p as (insert into projects (zone_id, enterprise_id, code, name, kind, origin)
          select zone_id, id, 'DA90', 'Dự án về sau', 'secondary', 'foreign' from enterprises where code = 'DN01' returning id)
        insert into project_events (project_id, kind, happened_on, capital, currency, origin, recorded_by)
        select id, 'granted', '2025-03-01', 1000000, 'usd', 'foreign', 'test' from p",
    // A parcel cleared.
    "insert into parcel_events (parcel_id, kind, happened_on, recorded_by)
        select id, 'cleared', '2025-03-01', 'test' from parcels where code = 'CN-25'",
    // A parcel idle.
    "insert into parcel_events (parcel_id, kind, happened_on, recorded_by)
        select parcel_id, 'idle', '2025-03-01', 'test' from parcels_on('2022-12-31') where state = 'in_use' limit 1",
    // A new parcel.
    "with p as (insert into parcels (zone_id, phase_id, code, area_m2, land_use)
          select zone_id, phase_id, 'CN-99', 5000, 'industrial' from parcels where code = 'CN-25' returning id)
        insert into parcel_events (parcel_id, kind, happened_on, state, recorded_by) select id, 'registered', '2025-03-01', 'ready', 'test' from p",
    // Areas stated.
    "insert into phase_areas (phase_id, as_of, planned_m2, leasable_m2, cleared_m2, levelled_m2, leased_m2)
        select id, '2025-12-31', 900000, 600000, 800000, 700000, 500000 from phases",
    // A zone's state.
    "insert into zone_states (zone_id, since, status, document_no) select id, '2025-03-01', 'converting', 'thử' from zones",
    // A zone's decision.
    "insert into zone_decisions (zone_id, kind, decided_on, decision_no, area_m2)
        select id, 'expanded', '2025-03-01', 'MH-9', 100000 from zones",
    // An enterprise suspended.
    "update enterprises set status = 'suspended', status_since = '2025-03-01' where code = 'DN08'",
    // An enterprise gone.
    "update enterprises set status = 'closed', status_since = '2025-06-30', tenant_until = '2025-06-30' where code = 'DN11'",
    // An enterprise come.
    "insert into enterprises (code, name, zone_id, ownership, status, status_since, tenant_since)
        select 'DN90', 'Doanh nghiệp về sau', id, 'limited', 'operating', '2025-03-01', '2025-03-01' from zones",
    // A branch taken over.
    "update enterprises set tax_code = '9900000016-001', reported_by_parent_since = '2025-01-01' where code = 'DN06'",
    // Projects reported apart.
    "update enterprises set by_project_since = '2025-01-01' where code = 'DN07'",
    // A rate.
    "insert into exchange_rates (year, currency, rate, source) values (2025, 'usd', 26000, 'thử')",
    // An obstacle put off.
    "insert into agenda_steps (obstacle_id, kind, happened_on, content, due_on, reason, recorded_by)
        select id, 'rescheduled', '2025-03-01', 'Lùi hạn', '2025-12-31', 'chờ', 'test' from obstacles where code = 'VM02'",
    // An obstacle resolved.
    "insert into agenda_steps (obstacle_id, kind, happened_on, content, recorded_by)
        select id, 'resolved', '2025-03-01', 'Đã xong', 'test' from obstacles where code = 'VM03'",
    // A work's progress.
    "insert into work_statements (work_id, as_of, done, source, recorded_by)
        select id, '2025-03-01', 700000, 'thử', 'test' from works where code = 'HM-SN1'",
    // A plant's reading.
    "insert into wastewater_readings (plant_id, from_on, to_on, source, actual_m3_day, cod, recorded_by)
        select id, '2025-01-01', '2025-03-01', 'self_report', 2400, 200, 'test' from wastewater_plants",
    // A zone to another board.
    "insert into zone_placements (zone_id, valid_from, board_id, province_id, location)
        select z.id, '2026-01-01', b.id, u.id, 'Xã khác' from zones z, boards b, administrative_units u
         where b.code = 'TN' and u.level = 'province' and u.code = '19' and u.valid_from = '2025-07-01'",
];

#[tokio::test]
async fn no_page_about_the_past_reads_what_is_entered_later_for_later_days() {
    let portal = Portal::demo().await;
    let reader = portal.sign_in("admin").await;
    let before = read(&reader).await;
    for sql in LATER {
        run(&portal, sql).await;
    }
    let wrong = changed(&before, &read(&reader).await);
    assert!(
        wrong.is_empty(),
        "{} differences:\n{}",
        wrong.len(),
        wrong.join("\n")
    );
}

/// `bundle-cases/suspended-later`: two firms suspended from a day of 2026 on, over the demonstration year.
#[tokio::test]
async fn a_later_suspension_that_a_bundle_brings_changes_nothing_of_the_years_before() {
    let portal = Portal::demo().await;
    let reader = portal.sign_in("admin").await;
    let before = read(&reader).await;
    let bundle = Path::new("tests/fixtures/bundles/suspended-later");
    exchange::import(&portal.db, bundle, &Origin::command("test"))
        .await
        .expect("the bundle");
    let wrong = changed(&before, &read(&reader).await);
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
