//! What is derived is recomputed and compared: each check finds a fault planted behind the triggers' backs, and what is derived is
//! mended by making it anew.

use axum::http::StatusCode;
use izportal::foundation::jobs;
use izportal::foundation::kernel::Origin;
use izportal::outputs::verification::{self, Check, Verification};
use izportal::platform::web::AppState;
use izportal::portal::background;
use sqlx::PgPool;

use crate::support::{Portal, clone_of_the_demo};

/// Writes as somebody does who goes round the triggers.
async fn plant(db: &PgPool, sql: &'static str) {
    let mut tx = db.begin().await.expect("a transaction");
    sqlx::query("set local session_replication_role = replica")
        .execute(&mut *tx)
        .await
        .expect("the triggers are off");
    let done = sqlx::query(sql)
        .execute(&mut *tx)
        .await
        .unwrap_or_else(|error| panic!("{sql}: {error}"));
    assert!(done.rows_affected() > 0, "{sql} plants nothing");
    tx.commit().await.expect("planted");
}

async fn verify(db: &PgPool) -> Verification {
    verification::verify(db, "test")
        .await
        .expect("a comparison")
}

/// The checks that found something.
fn differing(found: &Verification) -> Vec<Check> {
    let differing = found.0.iter().filter(|finding| finding.count > 0);
    differing.map(|finding| finding.check).collect()
}

async fn agrees(db: &PgPool) {
    let found = verify(db).await;
    let lines = verification::lines(&found, izportal::foundation::i18n::Lang::En);
    assert!(lines.is_empty(), "{lines:#?}");
}

/// A fault for each check, and what else then differs.
const FAULTS: &[(Check, &str, &[Check])] = &[
    (
        Check::Typed,
        "update targets set value = value * 10 where id = (select min(id) from targets where value > 0)",
        &[],
    ),
    (
        Check::Typed,
        "insert into board_totals (board_id, indicator_id, period, revision, value, raw, unit, source, recorded_by)
         select (select min(id) from boards), id, '2019', 1, 5000000000, '6', 'bvnd', 'x', 'x' from indicators where dimension = 'vnd' limit 1",
        &[],
    ),
    (
        Check::Typed,
        "update filing_entries set value = value * 10
          where (filing_id, indicator_id, measure) = (select e.filing_id, e.indicator_id, e.measure from filing_entries e
                join filings f on f.id = e.filing_id where f.state = 'accepted' and e.value > 0 order by 1, 2, 3 limit 1)",
        &[Check::Entries],
    ),
    (
        Check::Typed,
        "update figures set value = value * 10
          where id = (select g.id from current_figures c join figures g on g.id = c.figure_id and g.value > 0
                join filings f on f.id = g.filing_id and f.period = g.period
                join filing_entries e on e.filing_id = f.id and e.indicator_id = g.indicator_id and e.measure = 'period'
               order by g.id limit 1)",
        &[Check::Entries, Check::Counting],
    ),
    (
        Check::Entries,
        "delete from filing_entries
          where (filing_id, indicator_id, measure) = (select e.filing_id, e.indicator_id, e.measure from filing_entries e
                join filings f on f.id = e.filing_id where f.state = 'accepted' and e.value > 0 and e.measure = 'period'
                 and not exists (select 1 from filing_entries o where o.filing_id = e.filing_id and o.indicator_id = e.indicator_id
                                                                  and o.measure <> e.measure) order by 1, 2, 3 limit 1)",
        &[],
    ),
    (
        Check::Counting,
        "update current_figures set vintage = 'estimate' where figure_id = (select min(figure_id) from current_figures)",
        &[Check::Totals],
    ),
    (
        Check::Counting,
        "delete from current_figures where figure_id = (select min(figure_id) from current_figures)",
        &[Check::Totals],
    ),
    (
        Check::Totals,
        "update zone_totals set total = total * 2",
        &[],
    ),
    (
        Check::Totals,
        "delete from zone_totals where enterprises = (select max(enterprises) from zone_totals)",
        &[],
    ),
    (
        Check::Totals,
        "update zone_totals set enterprises = enterprises + 1 where period = '2022'",
        &[],
    ),
    (
        Check::Projects,
        "update projects set registered_capital = registered_capital + 1, status = 'granted', investor = 'x', granted_on = null
          where id = (select min(id) from projects where status = 'operating' and registered_capital > 0)",
        &[],
    ),
    (
        Check::Projects,
        "update projects set origin = case origin when 'foreign' then 'domestic' else 'foreign' end, nationality = 'x',
                capital_currency = case capital_currency when 'vnd' then 'usd' else 'vnd' end, ended_on = '2050-01-01'
          where id = (select min(project_id) from project_events where kind = 'granted' and origin is not null)",
        &[],
    ),
    (
        Check::Parcels,
        "update parcels set since = '1999-01-01', state = 'ready', enterprise_id = null
          where id = (select min(id) from parcels where state in ('leased', 'in_use'))",
        &[],
    ),
    (
        Check::Obstacles,
        "update obstacles set due_on = '2099-01-01', status = 'received' where code = 'VM01'",
        &[],
    ),
    (
        Check::KeyTasks,
        "update key_tasks set status = 'done', result = 'x', resolved_on = '2023-03-01', due_on = null
          where year = 2023 and position = 1",
        &[],
    ),
    (
        Check::Zones,
        "update zones set status = 'planned' where code = 'TB'",
        &[],
    ),
    (
        Check::Enterprises,
        "update enterprises set status = 'closed' where code = 'DN01'",
        &[],
    ),
    (
        Check::Sponsored,
        "update schemes set sponsored_vnd = coalesce(sponsored_vnd, 0) + 1 where code = 'DA-QH1'",
        &[],
    ),
    (
        Check::Labels,
        "update lease_parcels set label = 'x' where id = (select min(id) from lease_parcels)",
        &[],
    ),
    (
        Check::Labels,
        "update recovery_parcels set label = 'x' where id = (select min(id) from recovery_parcels)",
        &[],
    ),
    (
        Check::Industries,
        "update project_industries set name = 'x' where id = (select min(id) from project_industries where length(code) = 5)",
        &[],
    ),
    (
        Check::Places,
        "update project_events set position = 99 where id = (select max(id) from project_events where kind = 'operating')",
        &[],
    ),
    (
        Check::Places,
        "update parcel_events set position = 99 where id = (select max(id) from parcel_events)",
        &[],
    ),
    (
        Check::Places,
        "update agenda_steps set former_due_on = '1999-01-01' where kind = 'rescheduled'",
        &[],
    ),
];

#[tokio::test]
async fn each_check_finds_its_fault_and_what_is_derived_is_mended() {
    for check in Check::ALL {
        assert!(
            FAULTS.iter().any(|(planted, _, _)| *planted == check),
            "no fault is planted for {check:?}"
        );
    }
    for (check, sql, besides) in FAULTS {
        let db = clone_of_the_demo().await;
        plant(&db, sql).await;
        let found = verify(&db).await;
        let wanted: Vec<Check> = Check::ALL
            .into_iter()
            .filter(|other| other == check || besides.contains(other))
            .collect();
        assert_eq!(differing(&found), wanted, "{sql}");
        for finding in found.0.iter().filter(|finding| finding.count > 0) {
            assert!(!finding.differences.is_empty(), "{sql}");
            for difference in &finding.differences {
                assert_ne!(difference.stands, difference.should, "{sql}");
            }
        }
        let left = verification::rebuild(&db, &Origin::command("test"))
            .await
            .expect("a rebuilding");
        let stays: Vec<Check> = wanted
            .into_iter()
            .filter(|check| !check.is_mended())
            .collect();
        assert_eq!(differing(&left), stays, "{sql}");
    }
}

#[tokio::test]
async fn the_demonstration_and_the_bundles_agree() {
    agrees(&clone_of_the_demo().await).await;
    for bundle in ["capital-by-origin", "mean-overflow", "small-mean"] {
        let portal = Portal::of_bundle(&format!("tests/fixtures/bundles/{bundle}")).await;
        agrees(&portal.db).await;
    }
}

#[tokio::test]
async fn what_is_put_right_by_hand_takes_what_is_derived_along() {
    let db = clone_of_the_demo().await;
    for sql in [
        "update parcels set code = code || 'b'",
        "update leases set contract_no = contract_no || '/b'",
        "update recoveries set code = code || '/b'",
    ] {
        let done = sqlx::query(sql).execute(&db).await.expect(sql);
        assert!(done.rows_affected() > 0, "{sql}");
    }
    agrees(&db).await;
}

#[tokio::test]
async fn a_project_entered_later_takes_its_sum_out_of_what_counts() {
    let db = clone_of_the_demo().await;
    // An estimate of the whole, and a firmer figure of the one project there is.
    for sql in [
        "update figures set vintage = 'estimate'
          where enterprise_id = (select id from enterprises where code = 'DN01') and period = '2021'",
        "insert into figures (enterprise_id, project_id, zone_id, indicator_id, period, vintage, revision, value, raw, unit, rate,
                              filing_id, filing_revision, recorded_by)
         select f.enterprise_id, p.id, f.zone_id, f.indicator_id, f.period, 'final', 1, f.value, f.raw, f.unit, f.rate,
                f.filing_id, f.filing_revision, f.recorded_by
           from figures f join projects p on p.enterprise_id = f.enterprise_id
          where f.vintage = 'estimate' and f.period = '2021'",
    ] {
        plant(&db, sql).await;
    }
    verification::rebuild(&db, &Origin::command("test"))
        .await
        .expect("a rebuilding");
    let of_projects = "select count(*) from current_figures where project_id is not null";
    let count = async || -> i64 {
        let count = sqlx::query_scalar(of_projects).fetch_one(&db).await;
        count.expect("a count")
    };
    assert!(count().await > 0);
    let entered = "insert into projects (zone_id, enterprise_id, code, name, kind, origin)
        select zone_id, id, 'DA-M', 'Dự án mới', 'secondary', 'domestic' from enterprises where code = 'DN01'";
    sqlx::query(entered).execute(&db).await.expect("a project");
    assert_eq!(count().await, 0);
    let found = verify(&db).await;
    assert!(
        !differing(&found)
            .iter()
            .any(|check| matches!(check, Check::Counting | Check::Totals)),
        "{found:?}"
    );
}

#[tokio::test]
async fn doubled_totals_are_found_shown_and_mended_on_record() {
    let portal = Portal::demo().await;
    let admin = portal.sign_in("admin").await;
    admin
        .get("/verification")
        .await
        .says("main", "Chưa đối chiếu lần nào");
    let before: Vec<String> = totals(&portal.db).await;
    sqlx::query("update zone_totals set total = total * 2")
        .execute(&portal.db)
        .await
        .expect("by hand");

    let asked = admin.post("/verification", &[]).await;
    assert_eq!(asked.status, StatusCode::SEE_OTHER, "{}", asked.text());
    let page = admin.get("/verification").await;
    page.says("main", "Các phép đối chiếu");
    page.says("main", "chỗ lệch");
    page.says("main", "TB · revenue · 2022");
    let link = page
        .links("main a")
        .into_iter()
        .find(|link| link.starts_with("/figures/2022/revenue?zone="))
        .expect("the figures behind the total");
    admin.get(&link).await.answers(StatusCode::OK);

    let mended = admin.post("/verification/rebuild", &[]).await;
    assert_eq!(mended.status, StatusCode::SEE_OTHER, "{}", mended.text());
    let page = admin.get("/verification").await;
    page.says("main", "Mọi số liệu đều khớp");
    assert!(!page.text().contains("/verification/rebuild"));
    admin
        .get_in_english("/verification")
        .await
        .says("main", "Everything agrees");
    assert_eq!(totals(&portal.db).await, before);
    let (actor, said): (String, serde_json::Value) = sqlx::query_as(
        "select actor, before from audit_log where action = 'rebuilt' order by id desc limit 1",
    )
    .fetch_one(&portal.db)
    .await
    .expect("on record");
    assert!(!actor.is_empty());
    assert_eq!(
        said.as_object().map(serde_json::Map::len),
        Some(1),
        "{said}"
    );
}

async fn totals(db: &PgPool) -> Vec<String> {
    sqlx::query_scalar(
        "select concat_ws('/', zone_id, indicator_id, period, vintage, trim_scale(total), enterprises) from zone_totals order by 1",
    )
    .fetch_all(db)
    .await
    .expect("totals")
}

#[tokio::test]
async fn the_command_lists_what_differs_and_ends_with_1() {
    let portal = Portal::demo().await;
    let address = portal.database();
    let run = async |more: &[&str]| {
        let mut command = tokio::process::Command::new(env!("CARGO_BIN_EXE_izportal"));
        let command = command
            .args(["--database-url", &address, "verify"])
            .args(more);
        let output = command.output().await.expect("the binary runs");
        let said = String::from_utf8_lossy(&output.stdout).into_owned();
        (output.status.code(), said)
    };
    let agrees = (Some(0), "Everything agrees.\n".to_owned());
    assert_eq!(run(&[]).await, agrees);
    plant(&portal.db, "update zone_totals set total = total * 2").await;
    let (code, said) = run(&[]).await;
    assert_eq!(code, Some(1), "{said}");
    assert!(
        said.starts_with("The figures that count and the totals of zones: ")
            && said.contains("  TB · revenue · 2022: total is "),
        "{said}"
    );
    assert_eq!(run(&["--rebuild"]).await, agrees);
    assert_eq!(run(&[]).await, agrees);
}

#[tokio::test]
async fn each_night_it_is_asked_for_once() {
    let portal = Portal::demo().await;
    let state = AppState::new(portal.db.clone(), true, false);
    assert!(background::tonight(&state).await.expect("asked for"));
    assert!(!background::tonight(&state).await.expect("it is under way"));
    portal.jobs.ring();
    let mut connection = portal.db.acquire().await.expect("a connection");
    let asked = jobs::newest(&mut connection, "verify", "verification")
        .await
        .expect("a query")
        .expect("a job");
    drop(connection);
    let job = portal.jobs.ended(&portal.db, asked.id).await;
    let job = job.expect("a query").expect("a job");
    assert_eq!(job.state, jobs::State::Done, "{job:?}");
    assert!(!background::tonight(&state).await.expect("it is done"));
    let admin = portal.sign_in("admin").await;
    let page = admin.get("/verification").await;
    page.says("main", "tự chạy ban đêm");
    page.says("main", "Mọi số liệu đều khớp");
}

#[tokio::test]
async fn an_account_limited_to_zones_may_not() {
    let portal = Portal::demo().await;
    sqlx::query(
        "insert into account_zones (account_id, zone_id)
         select a.id, (select min(id) from zones) from accounts a where a.username = 'admin'",
    )
    .execute(&portal.db)
    .await
    .expect("a limit");
    let admin = portal.sign_in("admin").await;
    admin
        .get("/verification")
        .await
        .answers(StatusCode::FORBIDDEN);
    let asked = admin.post("/verification/rebuild", &[]).await;
    asked.answers(StatusCode::FORBIDDEN);
}
