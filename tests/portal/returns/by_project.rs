//! Enterprises that report by project: who owes what, figures that count once, sums that are whole.

use axum::http::StatusCode;

use crate::support::{Page, Person, Portal};

/// An enterprise of the demonstration that owes the fourth quarter and has not begun.
const ENTERPRISE: i64 = 8;

async fn number(portal: &Portal, sql: &'static str) -> i64 {
    sqlx::query_scalar(sql)
        .fetch_one(&portal.db)
        .await
        .expect(sql)
}

async fn run(portal: &Portal, sql: &'static str) {
    sqlx::query(sql).execute(&portal.db).await.expect(sql);
}

/// Adds an event to a project's log; capital is in US dollars.
async fn event(portal: &Portal, code: &str, kind: &str, on: &str, capital: Option<i64>) {
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
async fn move_event(portal: &Portal, code: &str, on: &str) {
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
async fn two_projects(portal: &Portal) -> (i64, i64) {
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

async fn form(portal: &Portal, code: &'static str) -> i64 {
    sqlx::query_scalar("select id from forms where code = $1 and retired_at is null")
        .bind(code)
        .fetch_one(&portal.db)
        .await
        .expect("a form")
}

async fn begin(
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
    assert_eq!(
        saved.status,
        StatusCode::SEE_OTHER,
        "{}",
        saved.words(".error-summary")
    );
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
async fn each_project_owes_its_report_and_the_enterprise_none() {
    let portal = Portal::demo().await;
    let staff = portal.sign_in("staff").await;
    let (first, second) = two_projects(&portal).await;
    let quarter = form(&portal, "A.III.1").await;
    let board = format!("/duties?year=2022&form={quarter}&period=2022-Q4&state=late&q=minh+hoa+08");
    let page = staff.get(&board).await;
    assert_eq!(
        page.links("table.duties tbody th a").len(),
        2,
        "{}",
        page.words("tbody")
    );
    assert!(
        page.text().contains("Nhà máy minh họa mở rộng")
            && page.text().contains(&format!("/duties/8p{second}/"))
    );
    // The quick report is the enterprise's as before.
    let quick = format!(
        "/duties?year=2022&form={}&period=2022&state=all&q=minh+hoa+08",
        form(&portal, "BQL.N").await
    );
    assert_eq!(
        staff
            .get(&quick)
            .await
            .links("table.duties tbody th a")
            .len(),
        1
    );

    // Neither the whole, nor another enterprise's project.
    let whole = begin(&portal, &staff, "8", "A.III.1", "2022-Q4").await;
    assert_eq!(whole.status, StatusCode::CONFLICT);
    assert!(
        whole.text().contains("theo từng dự án"),
        "{}",
        whole.words("main")
    );
    let strange = begin(
        &portal,
        &staff,
        &format!("7p{second}"),
        "A.III.1",
        "2022-Q4",
    )
    .await;
    assert_eq!(strange.status, StatusCode::NOT_FOUND);
    assert_eq!(
        begin(&portal, &staff, &format!("8p{second}"), "BQL.N", "2022")
            .await
            .status,
        StatusCode::CONFLICT
    );
    for raw in [
        "insert into filings (enterprise_id, zone_id, form_id, period, vintage, state)
         select 8, zone_id, (select id from forms where code = 'A.III.1' and retired_at is null), '2022-Q4', 'final', 'draft'
           from enterprises where id = 8",
        "insert into filings (enterprise_id, project_id, zone_id, form_id, period, vintage, state)
         select 7, (select id from projects where code = 'DA08B'), zone_id, (select id from forms where code = 'A.III.1' and retired_at is null),
                '2022-Q4', 'final', 'draft' from enterprises where id = 7",
        "update filings set project_id = (select id from projects where code = 'DA08B') where enterprise_id = 8",
    ] {
        assert!(sqlx::query(raw).execute(&portal.db).await.is_err(), "{raw}");
    }

    // A report of its own for each; in the currency of its certificate; one after the other.
    let path = begin(&portal, &staff, &format!("8p{first}"), "A.III.1", "2022-Q4")
        .await
        .location;
    let page = staff.get(&path).await;
    assert!(
        page.words(".page__subtitle").contains("Dự án:"),
        "{}",
        page.words(".page__subtitle")
    );
    let next = staff.post(&format!("{path}/next"), &[]).await.location;
    assert!(
        staff
            .get(&next)
            .await
            .text()
            .contains("Nhà máy minh họa mở rộng"),
        "the next one due is the other project"
    );
    let again = begin(&portal, &staff, &format!("8p{first}"), "A.III.1", "2022-Q4")
        .await
        .location;
    assert_eq!(path, again, "clicking twice makes one");
    let other = begin(
        &portal,
        &staff,
        &format!("8p{second}"),
        "A.III.1",
        "2022-Q4",
    )
    .await
    .location;
    assert_ne!(path, other);
    assert_eq!(next, other);
    let revenue = number(&portal, "select id from indicators where code = 'revenue'").await;
    let unit = staff.get(&other).await.attribute(
        &format!("select[name='u.{revenue}'] option[selected]"),
        "value",
    );
    assert_eq!(unit, "usd", "as its certificate");

    // Before it reported by project, the enterprise's own report was owed.
    run(
        &portal,
        "update enterprises set by_project_since = '2022-10-02' where id = 8",
    )
    .await;
    run(&portal, "delete from filings where project_id is not null").await;
    assert_eq!(
        staff
            .get(&board)
            .await
            .links("table.duties tbody th a")
            .len(),
        1,
        "the period began before that day"
    );
    // A project that had ended owes nothing.
    run(
        &portal,
        "update enterprises set by_project_since = '2022-01-01' where id = 8",
    )
    .await;
    event(&portal, "DA08B", "terminated", "2022-09-30", None).await;
    assert_eq!(
        staff
            .get(&board)
            .await
            .links("table.duties tbody th a")
            .len(),
        1
    );
    move_event(&portal, "DA08B", "2022-10-01").await;
    assert_eq!(
        staff
            .get(&board)
            .await
            .links("table.duties tbody th a")
            .len(),
        2,
        "it was in force on the first day of the quarter"
    );
}

#[tokio::test]
async fn an_exemption_of_one_project_leaves_the_others() {
    let portal = Portal::demo().await;
    let staff = portal.sign_in("staff").await;
    let (first, second) = two_projects(&portal).await;
    let quarter = form(&portal, "A.III.1").await;
    let duty = |reporter: String| format!("/duties/{reporter}/{quarter}/2022-Q4");
    let exempt = |reporter: String| format!("{}/exemption", duty(reporter));
    let one = exempt(format!("8p{second}"));
    assert_eq!(
        staff
            .post(&one, &[("reason", "Dự án chưa đi vào sản xuất.")])
            .await
            .status,
        StatusCode::SEE_OTHER
    );
    assert!(
        staff
            .get(&duty(format!("8p{second}")))
            .await
            .words(".page__subtitle")
            .contains("Được miễn")
    );
    assert!(
        staff
            .get(&duty(format!("8p{first}")))
            .await
            .words(".page__subtitle")
            .contains("Quá hạn")
    );
    let reminded = staff
        .post(
            &format!("{}/reminders", duty(format!("8p{first}"))),
            &[("channel", "phone"), ("body", "Xin gửi báo cáo")],
        )
        .await;
    assert_eq!(
        reminded.status,
        StatusCode::SEE_OTHER,
        "{}",
        reminded.text()
    );
    assert!(
        staff
            .get(&duty(format!("8p{first}")))
            .await
            .text()
            .contains("Xin gửi báo cáo")
    );
    assert!(
        !staff
            .get(&duty(format!("8p{second}")))
            .await
            .text()
            .contains("Xin gửi báo cáo"),
        "each has its own log"
    );
    assert_eq!(
        staff.get(&duty("8p999".to_owned())).await.status,
        StatusCode::NOT_FOUND
    );
    assert_eq!(
        staff.get(&duty("8".to_owned())).await.status,
        StatusCode::NOT_FOUND,
        "the whole owes nothing"
    );
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
    assert_eq!(
        accept(&portal, &approver, &one).await.status,
        StatusCode::SEE_OTHER
    );
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
    assert_eq!(
        accept(&portal, &approver, &two).await.status,
        StatusCode::SEE_OTHER
    );
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

    // The whole, stated as firmly, would count twice: refused, and nothing is written.
    let form = form(&portal, "BQL.N").await.to_string();
    let fields = [
        ("enterprise", "8"),
        ("form", form.as_str()),
        ("period", "2022"),
        ("vintage", "final"),
    ];
    let twice = staff.post("/filings", &fields).await.location;
    hand_in(&portal, &staff, &twice, "65.000", "100").await;
    let refused = accept(&portal, &approver, &twice).await;
    assert_eq!(refused.status, StatusCode::CONFLICT);
    assert!(
        refused.text().contains("tính hai lần"),
        "{}",
        refused.words("main")
    );
    assert_eq!(
        counting(&portal, "2022", "revenue").await,
        [(first, 40_000), (second, 25_000)]
    );

    // A third project in force that has not reported: the enterprise's figure is the whole's again, until it has ended before.
    run(
        &portal,
        "insert into projects (zone_id, enterprise_id, code, name, kind, origin)
         select zone_id, id, 'DA08C', 'Kho minh họa', 'secondary', 'domestic' from enterprises where id = 8",
    )
    .await;
    event(&portal, "DA08C", "granted", "2023-06-01", None).await;
    move_event(&portal, "DA08C", "2022-06-01").await;
    assert_eq!(counting(&portal, "2022", "revenue").await, whole);
    move_event(&portal, "DA08C", "2021-06-01").await;
    event(&portal, "DA08C", "terminated", "2021-12-31", None).await;
    assert_eq!(
        counting(&portal, "2022", "revenue").await,
        [(first, 40_000), (second, 25_000)]
    );
    assert_totals_are_sums(&portal).await;
}

#[tokio::test]
async fn a_projects_workbook_goes_out_and_comes_back_to_its_report() {
    let portal = Portal::demo().await;
    let staff = portal.sign_in("staff").await;
    let (first, second) = two_projects(&portal).await;
    let quarter = form(&portal, "A.III.1").await;
    // What the report says goes out with the workbook; emptied here, it comes back with it.
    let report = begin(
        &portal,
        &staff,
        &format!("8p{second}"),
        "A.III.1",
        "2022-Q4",
    )
    .await
    .location;
    let revenue = number(&portal, "select id from indicators where code = 'revenue'").await;
    let (value, unit) = (format!("v.{revenue}"), format!("u.{revenue}"));
    staff
        .post(
            &format!("{report}/cells"),
            &[(&value, "12.500"), (&unit, "usd")],
        )
        .await;
    let book = staff
        .get(&format!("/handouts/{quarter}/2022-Q4/8p{second}"))
        .await;
    assert_eq!(book.status, StatusCode::OK);
    staff
        .post(&format!("{report}/cells"), &[(&value, ""), (&unit, "usd")])
        .await;
    let filled = crate::returns::form_workbooks::rewritten(&book.bytes, |_, _, text| text);
    let path = staff
        .upload("/imports", &[], &[("DA08B.xlsx", &filled)])
        .await
        .location;
    let path = path.lines().next().unwrap_or_default().to_owned();
    let page = staff.get(&path).await;
    assert!(
        page.text().contains("Nhà máy minh họa mở rộng"),
        "{}",
        page.words("main")
    );
    let seen = page.attribute("input[name=seen]", "value");
    assert_eq!(
        staff
            .post(&format!("{path}/take"), &[("seen", &seen)])
            .await
            .status,
        StatusCode::SEE_OTHER
    );
    let stored: Vec<(Option<i64>, String)> = sqlx::query_as(
        "select f.project_id, c.raw from filings f join filing_entries c on c.filing_id = f.id
          where f.enterprise_id = 8 and f.period = '2022-Q4'",
    )
    .fetch_all(&portal.db)
    .await
    .expect("one report");
    assert_eq!(stored, [(Some(second), "12.500".to_owned())]);

    // A table that names only the enterprise asks which project; one that names the project finds it.
    let table = "Mã số thuế\tDự án\tDoanh thu (triệu đồng)\n{tax}\t\t900\n";
    let tax: String = sqlx::query_scalar("select tax_code from enterprises where id = 8")
        .fetch_one(&portal.db)
        .await
        .expect("a tax code");
    let fields = [
        ("form", quarter.to_string()),
        ("period", "2022-Q4".to_owned()),
        ("block", table.replace("{tax}", &tax)),
    ];
    let fields: Vec<(&str, &str)> = fields
        .iter()
        .map(|(name, value)| (*name, value.as_str()))
        .collect();
    let path = staff.upload("/imports", &fields, &[]).await.location;
    let page = staff.get(path.lines().next().unwrap_or_default()).await;
    assert!(
        page.text().contains("Xin chọn dự án"),
        "{}",
        page.words("main")
    );
    let code: String = sqlx::query_scalar("select code from projects where id = $1")
        .bind(first)
        .fetch_one(&portal.db)
        .await
        .expect("a code");
    let named = table.replace("{tax}\t", &format!("{tax}\t{code}"));
    let fields = [
        ("form", quarter.to_string()),
        ("period", "2022-Q4".to_owned()),
        ("block", named),
    ];
    let fields: Vec<(&str, &str)> = fields
        .iter()
        .map(|(name, value)| (*name, value.as_str()))
        .collect();
    let path = staff.upload("/imports", &fields, &[]).await.location;
    let page = staff.get(path.lines().next().unwrap_or_default()).await;
    assert!(
        !page.text().contains("Xin chọn dự án"),
        "{}",
        page.words("main")
    );
}

#[tokio::test]
async fn a_sheet_has_a_line_for_each_project() {
    let portal = Portal::demo().await;
    let staff = portal.sign_in("staff").await;
    let (first, second) = two_projects(&portal).await;
    let quarter = form(&portal, "A.III.1").await;
    let revenue = number(&portal, "select id from indicators where code = 'revenue'").await;
    let page = staff
        .get(&format!("/sheets/{quarter}/2022-Q4?indicator={revenue}"))
        .await;
    assert!(
        page.text()
            .contains(&format!("name=\"v.{ENTERPRISE}p{first}\""))
            && page.text().contains("Nhà máy minh họa mở rộng")
    );
    let (value, unit) = (format!("v.8p{second}t"), format!("u.8p{second}"));
    let saved = staff
        .post(
            &format!("/sheets/{quarter}/2022-Q4/cells?indicator={revenue}"),
            &[(&value, "1.250"), (&unit, "mvnd")],
        )
        .await;
    assert_eq!(saved.status, StatusCode::OK, "{}", saved.text());
    let stored: (Option<i64>, String, String) = sqlx::query_as(
        "select f.project_id, c.measure, c.raw from filing_entries c join filings f on f.id = c.filing_id
          where f.enterprise_id = 8 and f.period = '2022-Q4'",
    )
    .fetch_one(&portal.db)
    .await
    .expect("one cell");
    assert_eq!(
        stored,
        (Some(second), "to_date".to_owned(), "1.250".to_owned())
    );
}
