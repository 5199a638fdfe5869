//! Enterprises that report by project: who owes what, figures that count once, sums that are whole.

use crate::support::{Page, Person, Portal};
use axum::http::StatusCode;

pub(super) async fn number(portal: &Portal, sql: &'static str) -> i64 {
    sqlx::query_scalar(sql)
        .fetch_one(&portal.db)
        .await
        .expect(sql)
}

pub(super) async fn run(portal: &Portal, sql: &'static str) {
    sqlx::query(sql).execute(&portal.db).await.expect(sql);
}

/// Adds an event to a project's log; capital is in US dollars.
pub(super) async fn event(portal: &Portal, code: &str, kind: &str, on: &str, capital: Option<i64>) {
    let sql = "insert into project_events (project_id, kind, happened_on, capital, currency, recorded_by)
               select id, $2, $3::text::date, $4::bigint, case when $2 = 'granted' then 'usd' end, 'test' from projects where code = $1";
    sqlx::query(sql)
        .bind(code)
        .bind(kind)
        .bind(on)
        .bind(capital)
        .execute(&portal.db)
        .await
        .expect("a legal event");
}

/// Puts another day in the place of a project's newest event.
pub(super) async fn move_event(portal: &Portal, code: &str, on: &str) {
    let sql = "insert into project_events (project_id, kind, happened_on, capital, currency, corrects, note, recorded_by)
               select e.project_id, e.kind, $2::text::date, e.capital, e.currency, e.number, 'sai ngày', 'test'
                 from project_events e join projects p on p.id = e.project_id where p.code = $1 order by e.number desc limit 1";
    sqlx::query(sql)
        .bind(code)
        .bind(on)
        .execute(&portal.db)
        .await
        .expect("a legal correction");
}

/// Gives the enterprise a second project, in US dollars, and makes it report by project from October 2022 on. The projects.
pub(super) async fn two_projects(portal: &Portal) -> (i64, i64) {
    run(
        portal,
        "insert into projects (zone_id, enterprise_id, code, name, kind, origin)
         select zone_id, id, 'DA08B', 'Nhà máy minh họa mở rộng', 'secondary', 'foreign' from enterprises where id = 8",
    )
    .await;
    event(portal, "DA08B", "granted", "2020-05-06", Some(5_000_000)).await;
    event(portal, "DA08B", "operating", "2020-05-06", None).await;
    run(
        portal,
        "update enterprises set by_project_since = '2022-01-01' where id = 8",
    )
    .await;
    let first = number(
        portal,
        "select id from projects where enterprise_id = 8 and code <> 'DA08B'",
    )
    .await;
    let second = number(portal, "select id from projects where code = 'DA08B'").await;
    (first, second)
}

pub(super) async fn form(portal: &Portal, code: &'static str) -> i64 {
    sqlx::query_scalar("select id from forms where code = $1 and retired_at is null")
        .bind(code)
        .fetch_one(&portal.db)
        .await
        .expect("a form")
}

pub(super) async fn begin(
    portal: &Portal,
    person: &Person<'_>,
    reporter: &str,
    code: &'static str,
    period: &str,
) -> Page {
    let form = form(portal, code).await.to_string();
    person
        .post(
            "/filings",
            &[
                ("enterprise", reporter),
                ("form", &form),
                ("period", period),
            ],
        )
        .await
}

/// Fills a report with this revenue in triệu đồng and as many workers as it takes, whatever its form asks, and hands it in.
async fn hand_in(portal: &Portal, staff: &Person<'_>, path: &str, revenue: &str, workers: &str) {
    let page = staff.get(path).await;
    let mut typed: Vec<(String, String)> = page.fields("form.entry-form");
    let codes: Vec<(i64, String)> = sqlx::query_as("select id, code from indicators")
        .fetch_all(&portal.db)
        .await
        .expect("indicators");
    for (name, value) in &mut typed {
        let Some(id) = name.strip_prefix("v.") else {
            continue;
        };
        let code = codes
            .iter()
            .find(|(known, _)| known.to_string() == id.trim_end_matches('t'))
            .map(|(_, code)| code.as_str());
        let words = match code {
            Some("revenue") => revenue,
            Some("workers" | "workers_vietnamese") => workers,
            Some("avg_income") => "8",
            Some("land_used") => "10000",
            Some("budget") => "500",
            _ => "0",
        };
        words.clone_into(value);
    }
    let unit_of = |code: &str| match code {
        "revenue" | "budget" | "avg_income" => Some("mvnd"),
        "land_used" => Some("m2"),
        _ => None,
    };
    for (id, code) in &codes {
        if let Some(unit) = unit_of(code) {
            typed.retain(|(name, _)| *name != format!("u.{id}"));
            typed.push((format!("u.{id}"), unit.to_owned()));
        }
        typed.retain(|(name, _)| *name != format!("r.{id}") && *name != format!("r.{id}t"));
        typed.push((format!("r.{id}"), "Số minh họa của phép thử".to_owned()));
        typed.push((format!("r.{id}t"), "Số minh họa của phép thử".to_owned()));
    }
    typed.retain(|(name, _)| name != "action" && name != "repair");
    typed.push(("action".to_owned(), "submit".to_owned()));
    let pairs: Vec<(&str, &str)> = typed
        .iter()
        .map(|(name, value)| (name.as_str(), value.as_str()))
        .collect();
    let saved = staff.post(path, &pairs).await;
    saved.saved();
}

async fn accept(portal: &Portal, approver: &Person<'_>, path: &str) -> Page {
    let id: i64 = path
        .rsplit('/')
        .next()
        .expect("an id")
        .parse()
        .expect("a number");
    let version: i32 = sqlx::query_scalar("select version from filings where id = $1")
        .bind(id)
        .fetch_one(&portal.db)
        .await
        .expect("known");
    approver
        .post(
            &format!("{path}/accept"),
            &[("version", &version.to_string())],
        )
        .await
}

/// The figures that count, in million đồng: project (0 for the whole) and value.
async fn counting(portal: &Portal, period: &str, code: &str) -> Vec<(i64, i64)> {
    sqlx::query_as(
        "select coalesce(project_id, 0), (value / 1000000)::bigint from current_figures
          where enterprise_id = 8 and period = $1 and indicator_id = (select id from indicators where code = $2) order by 1",
    )
    .bind(period)
    .bind(code)
    .fetch_all(&portal.db)
    .await
    .expect("figures")
}

async fn assert_totals_are_sums(portal: &Portal) {
    let differences = "select count(*) from (
        (select zone_id, indicator_id, period, vintage, sum(value), count(distinct enterprise_id)::integer
           from current_figures group by 1, 2, 3, 4
         except select zone_id, indicator_id, period, vintage, total, enterprises from zone_totals)
        union all
        (select zone_id, indicator_id, period, vintage, total, enterprises from zone_totals
         except select zone_id, indicator_id, period, vintage, sum(value), count(distinct enterprise_id)::integer
           from current_figures group by 1, 2, 3, 4)) d";
    assert_eq!(number(portal, differences).await, 0, "rolled up as summed");
}

#[tokio::test]
async fn figures_of_projects_add_up_once_and_only_when_all_are_there() {
    let portal = Portal::demo().await;
    let (staff, approver) = (
        portal.sign_in("staff").await,
        portal.sign_in("approver").await,
    );
    let (first, second) = two_projects(&portal).await;
    let whole = counting(&portal, "2022", "revenue").await;
    assert_eq!(whole.len(), 1, "the quick report's figure: {whole:?}");

    let one = begin(&portal, &staff, &format!("8p{first}"), "A.III.2", "2022")
        .await
        .location;
    hand_in(&portal, &staff, &one, "40.000", "60").await;
    accept(&portal, &approver, &one).await.saved();
    assert_eq!(
        counting(&portal, "2022", "revenue").await,
        whole,
        "half a sum does not take the place of a whole figure"
    );
    assert_eq!(
        counting(&portal, "2022", "land_used").await,
        [(first, 0)],
        "what nobody else stated is known"
    );
    assert_totals_are_sums(&portal).await;

    let two = begin(&portal, &staff, &format!("8p{second}"), "A.III.2", "2022")
        .await
        .location;
    hand_in(&portal, &staff, &two, "25.000", "40").await;
    assert!(
        staff
            .get("/duties?year=2022&state=waiting")
            .await
            .text()
            .contains("Nhà máy minh họa mở rộng")
    );
    assert!(
        approver
            .get("/filings")
            .await
            .text()
            .contains("Nhà máy minh họa mở rộng"),
        "the queue names the project"
    );
    accept(&portal, &approver, &two).await.saved();
    assert_eq!(
        counting(&portal, "2022", "revenue").await,
        [(first, 40_000), (second, 25_000)]
    );
    assert_totals_are_sums(&portal).await;
    let behind = staff.get("/figures/2022/revenue").await;
    assert!(
        behind.text().contains("Nhà máy minh họa mở rộng"),
        "each project stands behind the total"
    );
    let life = staff.get("/figures/2022/revenue/enterprises/8").await;
    assert!(
        life.text().contains("cả doanh nghiệp") && life.text().contains("tổng các dự án"),
        "every revision of all of them"
    );

    what_would_count_twice_is_refused(&portal, &staff, &approver, &whole, second, first).await;
}

/// The whole, stated as firmly; and a third project that has not reported.
async fn what_would_count_twice_is_refused(
    portal: &Portal,
    staff: &Person<'_>,
    approver: &Person<'_>,
    whole: &[(i64, i64)],
    second: i64,
    first: i64,
) {
    // The whole, stated as firmly, would count twice: refused, and nothing is written.
    let form = form(portal, "BQL.N").await.to_string();
    let fields = [
        ("enterprise", "8"),
        ("form", form.as_str()),
        ("period", "2022"),
        ("vintage", "final"),
    ];
    let twice = staff.post("/filings", &fields).await.location;
    hand_in(portal, staff, &twice, "65.000", "100").await;
    let refused = accept(portal, approver, &twice).await;
    refused.answers(StatusCode::CONFLICT);
    assert!(
        refused.text().contains("tính hai lần"),
        "{}",
        refused.words("main")
    );
    assert_eq!(
        counting(portal, "2022", "revenue").await,
        [(first, 40_000), (second, 25_000)]
    );

    // A third project in force that has not reported: the enterprise's figure is the whole's again, until it has ended before.
    run(
        portal,
        "insert into projects (zone_id, enterprise_id, code, name, kind, origin)
         select zone_id, id, 'DA08C', 'Kho minh họa', 'secondary', 'domestic' from enterprises where id = 8",
    )
    .await;
    event(portal, "DA08C", "granted", "2023-06-01", None).await;
    move_event(portal, "DA08C", "2022-06-01").await;
    assert_eq!(counting(portal, "2022", "revenue").await, whole);
    move_event(portal, "DA08C", "2021-06-01").await;
    event(portal, "DA08C", "terminated", "2021-12-31", None).await;
    assert_eq!(
        counting(portal, "2022", "revenue").await,
        [(first, 40_000), (second, 25_000)]
    );
    assert_totals_are_sums(portal).await;
}
