//! An account limited to a zone walks every page it can reach, and finds no name of another zone's records.

use std::collections::{BTreeSet, VecDeque};
use std::io::{Cursor, Read};

use axum::http::Method;
use scraper::{Html, Selector};
use sqlx::{AssertSqlSafe, PgConnection, Row};

use crate::support::{Page, Person, Portal};

/// Stands in every name of the foreign zone, and nowhere else.
const MARKER: &str = "QUOXA";

/// Texts of records, by table: what people wrote there. All of the demonstration lies in one zone, which is the foreign one.
const WRITTEN: &[(&str, &str)] = &[
    ("zones", "name,name_en,location,developer,note"),
    ("zone_decisions", "decision_no,note"),
    ("zone_states", "document_no,note"),
    ("zone_placements", "location,decision_no,note"),
    ("phases", "name,note"),
    ("phase_areas", "source"),
    ("enterprises", "name,name_en,address,note"),
    ("contacts", "name,role"),
    (
        "projects",
        "name,investor,certificate_no,policy_decision,aim",
    ),
    ("project_events", "document_no,content,note"),
    ("project_investors", "name"),
    ("parcels", "code,note"),
    ("parcel_areas", "document_no,note"),
    ("parcel_events", "document_no,note"),
    ("parcel_shapes", "document"),
    ("register_declarations", "document_no,note"),
    ("leases", "contract_no,note"),
    ("lease_extensions", "document_no,note"),
    ("lease_arrears", "note"),
    ("recoveries", "code,reason,note"),
    ("recovery_steps", "name,document_no,note"),
    ("works", "name,carried_out_by,decision_no,note"),
    ("work_statements", "source,note"),
    ("wastewater_plants", "name,operator,source,note"),
    ("wastewater_stages", "name,document_no,note"),
    ("wastewater_readings", "document,note"),
    ("discharge_permits", "permit_no,receiving_water,note"),
    ("schemes", "name,consultant,note"),
    ("sponsors", "name,note"),
    ("obstacles", "content,lead,result"),
    ("filings", "revision_reason,return_reason,late_reason,note"),
    ("filing_answers", "body"),
    ("filing_entries", "reason"),
    ("figures", "reason"),
    ("attachments", "name,note"),
    ("comments", "body"),
    ("imports", "name,sender"),
    ("exemptions", "reason"),
    ("reminders", "recipient,body"),
];

/// `copy_of(table, id, changes)`: a row like another with some columns changed; its id.
const COPY_OF: &str = "create function copy_of(tab text, source bigint, changes jsonb) returns bigint language plpgsql as $$
declare
    listed text; made bigint;
begin
    select string_agg(quote_ident(column_name), ', ') into listed from information_schema.columns
     where table_schema = 'public' and table_name = tab and is_generated = 'NEVER' and column_name <> 'id';
    execute format('insert into %1$I (%2$s) select %2$s from jsonb_populate_record((select t from %1$I t where id = $1), $2) returning id', tab, listed)
       into made using source, changes;
    return made;
end $$";

/// An enterprise of the account's own zone with a project there and one in the foreign zone, where it also leases, is recovered
/// from, sponsors, complains and reports.
const IN_BOTH: &str = "do $$
declare
    home bigint := copy_of('zones', 1, '{\"code\": \"NHA\", \"name\": \"KCN Nhà\", \"name_en\": \"Home\", \"location\": null, \"developer\": null, \"note\": null}');
    twin bigint; here bigint; there bigint; filing bigint; form bigint; own bigint;
begin
    insert into phases (zone_id, code, name) values (home, 'GD1', 'Giai đoạn nhà');
    twin := copy_of('enterprises', 1, jsonb_build_object('zone_id', home, 'code', 'HK', 'name', 'Công ty Hai Khu', 'name_en', 'Both',
        'tax_code', '9900000990', 'address', null, 'note', null, 'by_project_since', '2020-01-01'));
    insert into enterprise_states values (twin, '2015-01-01', 'operating');
    insert into contacts (enterprise_id, position, name, purpose, phone) values (twin, 1, 'Người nhà', 'reports', '0900');
    here := copy_of('projects', 1, jsonb_build_object('zone_id', home, 'enterprise_id', twin, 'code', 'DAN', 'name', 'Dự án nhà',
        'investor', null, 'certificate_no', null, 'policy_decision', null, 'aim', null, 'kind', 'secondary', 'status', 'operating', 'granted_on', '2020-01-05'));
    there := copy_of('projects', 1, jsonb_build_object('enterprise_id', twin, 'code', 'DAX', 'name', 'Dự án khu kia QUOXA',
        'kind', 'secondary', 'status', 'operating', 'granted_on', '2020-01-05'));
    perform copy_of('project_events', (select min(id) from project_events where kind = 'granted'), jsonb_build_object('project_id', project, 'number', 1,
        'happened_on', '2020-01-05', 'content', null, 'note', null, 'document_no', case when project = there then 'GCN QUOXA' else 'GCN nhà' end))
       from unnest(array[here, there]) project;
    perform copy_of('leases', (select min(id) from leases), jsonb_build_object('enterprise_id', twin, 'contract_no', 'HĐ QUOXA 9'));
    perform copy_of('lease_arrears', (select min(id) from lease_arrears), jsonb_build_object('lease_id', (select max(id) from leases), 'amount', 5));
    perform copy_of('lease_parcels', (select min(id) from lease_parcels), jsonb_build_object('lease_id', (select max(id) from leases)));
    perform copy_of('recoveries', (select min(id) from recoveries), jsonb_build_object('enterprise_id', twin, 'code', 'TH QUOXA 9'));
    perform copy_of('parcels', 1, jsonb_build_object('enterprise_id', twin, 'code', 'LO QUOXA 9', 'state', 'leased'));
    perform copy_of('parcel_events', (select min(id) from parcel_events where kind = 'leased'), jsonb_build_object('enterprise_id', twin,
        'parcel_id', (select max(id) from parcels), 'number', 1));
    perform copy_of('obstacles', 1, jsonb_build_object('enterprise_id', twin, 'code', 'VM QUOXA 9', 'status', 'received', 'resolved_on', null));
    perform copy_of('sponsors', 1, jsonb_build_object('enterprise_id', twin, 'name', 'Tài trợ QUOXA 9'));
    select id into form from forms where code = 'BQL.N' limit 1;
    select id into own from filings where form_id = form and period = '2022' order by id limit 1;
    -- Reports for each project, for a year and a quarter, accepted and in the making.
    for filing in
        select copy_of('filings', own, jsonb_build_object('enterprise_id', twin, 'project_id', p.id, 'zone_id', p.zone_id, 'form_id', f.id,
                   'period', t.period, 'state', t.state, 'return_reason', case when p.id = there then 'Lý do QUOXA' end))
          from projects p, (values ('2022', 'accepted'), ('2023', 'draft'), ('2022-Q4', 'returned')) t (period, state),
               lateral (select id from forms f where f.code = case when t.period = '2022-Q4' then 'A.III.1' else 'A.III.2' end
                          and period_last_day(t.period) between f.valid_from and coalesce(f.valid_to, 'infinity') limit 1) f
         where p.id in (here, there)
    loop
        insert into filing_entries (filing_id, indicator_id, raw, unit, value, reason)
        select filing, i.id, '7', 'bvnd', 7000000000, case when f.project_id = there then 'Vì QUOXA' end
          from indicators i, filings f where f.id = filing and i.code in ('revenue', 'budget');
        insert into figures (enterprise_id, project_id, zone_id, indicator_id, period, vintage, revision, value, raw, unit, filing_id, filing_revision, recorded_by)
        select f.enterprise_id, f.project_id, f.zone_id, i.id, f.period, f.vintage, 1, 7000000000, '7', 'bvnd', f.id, 1, 'test'
          from filings f, indicators i where f.id = filing and i.code in ('revenue', 'budget', 'workers') and f.state = 'accepted';
        if (select project_id from filings where id = filing) = there then
            perform copy_of('attachments', (select min(id) from attachments), jsonb_build_object('filing_id', filing, 'name', 'tệp QUOXA 9.txt'));
            perform copy_of('comments', (select min(id) from comments), jsonb_build_object('filing_id', filing, 'body', 'Nhắn QUOXA 9'));
        end if;
    end loop;
    insert into current_figures (enterprise_id, project_id, zone_id, indicator_id, period, figure_id, vintage, value)
    select enterprise_id, project_id, zone_id, indicator_id, period, id, vintage, value from figures where enterprise_id = twin;
    insert into zone_totals (zone_id, indicator_id, period, vintage, total, enterprises)
    select zone_id, indicator_id, period, vintage, sum(value), 1 from figures where enterprise_id = twin and zone_id = home group by 1, 2, 3, 4;
    perform copy_of('attachments', (select min(id) from attachments), jsonb_build_object('filing_id', null, owner, row, 'name', 'giấy QUOXA 9.txt'))
       from (values ('project_id', there), ('lease_id', (select max(id) from leases)), ('recovery_id', (select max(id) from recoveries)),
                    ('obstacle_id', (select max(id) from obstacles)), ('parcel_id', (select max(id) from parcels))) o (owner, row);
    insert into exemptions (enterprise_id, project_id, form_id, period, reason) select twin, there, form_id, '2024', 'Miễn QUOXA' from filings where id = filing;
    insert into targets (plan_id, indicator_id, zone_id, value, raw, unit) select 1, id, home, 5, '5', 'bvnd' from indicators where code = 'revenue';
    insert into account_zones select id, home from accounts where username <> 'other';
end $$";

async fn run(db: &mut PgConnection, sql: &str) {
    sqlx::raw_sql(AssertSqlSafe(sql.to_owned()))
        .execute(db)
        .await
        .unwrap_or_else(|error| panic!("{sql}: {error}"));
}

/// The demonstration with its names marked, and a second zone for all accounts but one.
async fn two_zones() -> Portal {
    let portal = Portal::demo().await;
    let mut db = portal.db.acquire().await.expect("a connection").detach();
    run(&mut db, COPY_OF).await;
    run(&mut db, "select copy_of('accounts', id, '{\"username\": \"other\"}') from accounts where username = 'staff'").await;
    let other = portal.sign_in("other").await;
    for (path, name) in [
        ("/filings/1/evidence", "a.txt"),
        ("/projects/1/evidence", "b.txt"),
    ] {
        let attached = other.upload(path, &[], &[(name, b"a")]).await;
        assert!(
            attached.status.is_redirection() || path.starts_with("/projects"),
            "{path}: {}",
            attached.status
        );
    }
    assert!(
        other
            .post("/filings/1/comments", &[("body", "Xin xem lại")])
            .await
            .status
            .is_redirection()
    );
    let block = [
        (
            "block",
            "Doanh nghiệp\tDoanh thu\nDoanh nghiệp minh họa 01\t5",
        ),
        ("form", "1"),
        ("period", "2023"),
    ];
    assert!(
        other
            .upload("/imports", &block, &[])
            .await
            .status
            .is_redirection()
    );
    run(&mut db, "set session_replication_role = replica").await;
    for (table, columns) in WRITTEN {
        for column in columns.split(',') {
            let marked = if *table == "attachments" && column == "name" {
                format!("'{MARKER} ' || name")
            } else {
                format!("{column} || ' {MARKER}'")
            };
            run(
                &mut db,
                &format!("update {table} set {column} = {marked} where {column} is not null"),
            )
            .await;
        }
    }
    run(&mut db, IN_BOTH).await;
    run(&mut db, "set session_replication_role = default").await;
    portal
}

/// What stands in a page or a file, unpacked where it is a package.
fn unpacked(bytes: &[u8]) -> String {
    let mut text = String::from_utf8_lossy(bytes).into_owned();
    if bytes.starts_with(b"PK")
        && let Ok(mut package) = zip::ZipArchive::new(Cursor::new(bytes))
    {
        for index in 0..package.len() {
            let mut part = package.by_index(index).expect("a part");
            let mut inside = Vec::new();
            part.read_to_end(&mut inside).expect("a whole part");
            text.push_str(&part.name().expect("a name"));
            drop(part);
            text.push_str(&unpacked(&inside));
        }
    }
    text
}

/// Where a page leads: its links, and its lists with each of their filters.
fn ways(address: &str, page: &Page) -> Vec<String> {
    let html = Html::parse_document(&page.text());
    let one = |selector: &str| Selector::parse(selector).expect("a valid selector");
    let (linked, forms, selects, options) = (
        one("[href], [src]"),
        one("form"),
        one("select[name]"),
        one("option[value]"),
    );
    let links = html
        .select(&linked)
        .filter_map(|found| found.attr("href").or(found.attr("src")));
    let mut ways: Vec<String> = links
        .filter(|link| link.starts_with('/'))
        .map(str::to_owned)
        .collect();
    let path = address.split('?').next().unwrap_or_default();
    for form in html
        .select(&forms)
        .filter(|form| form.attr("method") != Some("post"))
    {
        let action = form
            .attr("action")
            .filter(|action| !action.is_empty())
            .unwrap_or(path);
        for select in form.select(&selects) {
            for option in select.select(&options) {
                let value = option.attr("value").unwrap_or_default();
                ways.push(format!(
                    "{action}?{}={value}",
                    select.attr("name").unwrap_or_default()
                ));
            }
        }
    }
    ways
}

/// Ids to put into a route: some of the foreign zone, all of the account's own.
async fn ids(db: &mut PgConnection, table: &str) -> Vec<i64> {
    let sql = format!(
        "(select id from {table} order by id limit 1) union (select id from {table} order by id desc limit 3)"
    );
    let rows = sqlx::query(AssertSqlSafe(sql))
        .fetch_all(db)
        .await
        .unwrap_or_else(|error| panic!("{table}: {error}"));
    rows.iter().map(|row| row.get(0)).collect()
}

/// What the placeholders of routes are filled with.
async fn placeholders(
    db: &mut PgConnection,
    reporters: &[String],
) -> Vec<(&'static str, Vec<String>)> {
    let forms: Vec<i64> = sqlx::query_scalar("select id from forms")
        .fetch_all(&mut *db)
        .await
        .expect("forms");
    let forms: Vec<String> = forms.iter().map(i64::to_string).collect();
    let text = |words: &[&str]| {
        words
            .iter()
            .map(|word| (*word).to_owned())
            .collect::<Vec<_>>()
    };
    let sheets: Vec<String> = (2101..=2116).map(|sheet: i32| sheet.to_string()).collect();
    vec![
        ("{reporter}", reporters.to_vec()),
        ("{enterprise}", reporters.to_vec()),
        ("{form}", forms),
        ("{period}", text(&["2022", "2023", "2022-Q4"])),
        ("{year}", text(&["2022"])),
        ("{sheet}", sheets),
        ("{indicator}", text(&["revenue"])),
        ("{name}", text(&["x.txt"])),
        ("{file}", text(&["review-2022-ban-1.pdf"])),
        ("{version}", text(&["2018"])),
        ("{code}", text(&["1629"])),
        ("{token}", text(&["none"])),
    ]
}

/// The table of the records an address names.
fn table_of(path: &str) -> String {
    match path.split('/').nth(1).unwrap_or_default() {
        "products" => "indicators".to_owned(),
        "plan" => "plans".to_owned(),
        "provinces" | "districts" | "communes" => "administrative_units".to_owned(),
        "closings" => "period_closings".to_owned(),
        "evidence" | "papers" => "attachments".to_owned(),
        "issued" => "editions".to_owned(),
        path => path.replace('-', "_"),
    }
}

/// Every route with every placeholder filled in several ways.
async fn addresses(portal: &Portal) -> Vec<String> {
    let mut db = portal.db.acquire().await.expect("a connection");
    let both: i64 = sqlx::query_scalar("select id from enterprises where code = 'HK'")
        .fetch_one(&mut *db)
        .await
        .expect("it");
    let projects: Vec<i64> =
        sqlx::query_scalar("select id from projects where code in ('DAN', 'DAX')")
            .fetch_all(&mut *db)
            .await
            .expect("its projects");
    let mut reporters = vec!["1".to_owned(), both.to_string()];
    reporters.extend(projects.iter().map(|project| format!("{both}p{project}")));
    let values = placeholders(&mut db, &reporters).await;
    let mut all = Vec::new();
    for route in portal
        .routes
        .iter()
        .filter(|route| route.method == Method::GET)
    {
        let table = table_of(&route.path);
        let mut made = vec![route.path.clone()];
        if route.path.contains("{id}") {
            let ids = ids(&mut db, &table).await;
            made = ids
                .iter()
                .map(|id| route.path.replace("{id}", &id.to_string()))
                .collect();
        }
        for (place, values) in &values {
            made = made
                .into_iter()
                .flat_map(|path| match path.contains(place) {
                    true => values
                        .iter()
                        .map(|value| path.replace(place, value))
                        .collect(),
                    false => vec![path],
                })
                .collect();
        }
        made.retain(|path| !path.contains('{') && !path.contains("/static/"));
        // Lists are searched and filtered too; single records are not.
        let listed = made
            .first()
            .filter(|_| !route.path.contains("{id}"))
            .cloned();
        let queries = [
            "q=minh+hoa",
            "q=kh",
            "q=quoxa",
            "q=quoax",
            "format=xlsx",
            "format=csv",
            "format=json",
            "zone=1",
            "zone_id=1",
            "retired=1",
            "show=all",
        ];
        all.extend(made);
        if let Some(path) = listed {
            all.extend(queries.iter().map(|query| format!("{path}?{query}")));
            all.extend(["enterprise", "enterprise_id"].map(|name| format!("{path}?{name}={both}")));
            all.extend(
                reporters
                    .iter()
                    .map(|reporter| format!("{path}?reporter={reporter}")),
            );
        }
    }
    all
}

/// Whether a way is worth walking: papers say what their page says, another order, language, day or year shows no other records.
fn leads_on(way: &str) -> bool {
    let (path, query) = way.split_once('?').unwrap_or((way, ""));
    let apart = [
        "/static/", ".pdf", "/2021", "/2020", "/2024", "/2025", "/2026", "/2027",
    ];
    let same = ["sort=", "lang=", "page=", "on=", "year=", "structure="];
    !apart.iter().any(|part| path.contains(part))
        && !same.iter().any(|part| query.contains(part))
        && query.matches('&').count() <= if path.contains("/2022") { 3 } else { 0 }
}

/// A walk over all addresses and, further, everywhere they lead; how many pages, and what was found where.
async fn walk(person: &Person<'_>, start: &[String], further: bool) -> (usize, Vec<String>) {
    let mut found = Vec::new();
    let mut seen: BTreeSet<String> = start.iter().cloned().collect();
    let mut queue: VecDeque<String> = start.iter().cloned().collect();
    let mut walked = 0;
    while let Some(address) = queue.pop_front() {
        let page = person.get(&address).await;
        walked += 1;
        if page.status.is_server_error() {
            found.push(format!("{address}: {}", page.status));
        }
        let text = unpacked(&page.bytes);
        if let Some(at) = text.find(MARKER) {
            let around: String = text[..at]
                .chars()
                .rev()
                .take(60)
                .collect::<Vec<_>>()
                .into_iter()
                .rev()
                .collect();
            found.push(format!("{address}: …{}{MARKER}", around.replace('\n', " ")));
        }
        if walked > 12_000 {
            found.push("the walk has no end".to_owned());
            break;
        }
        for way in ways(&address, &page).into_iter().filter(|_| further) {
            let way = way.split('#').next().unwrap_or_default().to_owned();
            if leads_on(&way) && seen.insert(way.clone()) {
                queue.push_back(way);
            }
        }
    }
    (walked, found)
}

#[tokio::test(flavor = "multi_thread")]
async fn an_account_limited_to_a_zone_walks_everywhere_and_finds_no_foreign_name() {
    let portal = two_zones().await;
    let start = addresses(&portal).await;
    let everybody = portal.sign_in("other").await;
    assert!(
        everybody.get("/enterprises").await.text().contains(MARKER),
        "the marker is there to be found"
    );
    for name in ["staff", "approver", "leader", "admin"] {
        let person = portal.sign_in(name).await;
        assert!(
            person
                .get("/enterprises")
                .await
                .text()
                .contains("Công ty Hai Khu"),
            "{name} sees its own zone"
        );
        // Where links lead is the same for everybody who sees them.
        let (walked, found) = walk(&person, &start, name == "staff").await;
        assert!(walked > 500, "{walked}");
        assert!(
            found.is_empty(),
            "{name}, {walked} pages, {} findings:\n{}",
            found.len(),
            found.join("\n")
        );
    }
}
