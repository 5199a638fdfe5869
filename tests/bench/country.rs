//! The whole country in one portal: every list, search and page, the plan of 500 parcels, the national sheets.

use sqlx::PgPool;

use super::load::{Client, Measured};
use super::{Outcome, connect, directory, serve, stop};

/// What the requests ask for.
struct Subjects {
    zones: Vec<i64>,
    enterprises: Vec<i64>,
    projects: Vec<i64>,
    parcels: Vec<i64>,
    /// The zone with 500 parcels drawn.
    drawn: i64,
}

/// Fills the database the first time, asks, and says what of how much.
pub async fn run() -> Outcome<(String, Vec<Measured>)> {
    let dir = directory("country")?;
    let (server, _) = serve(&dir)?;
    let db = connect(&dir).await?;
    let prepared = prepare(&db).await;
    db.close().await;
    stop(server)?;
    let (subjects, about) = prepared?;
    let (server, base) = serve(&dir)?;
    let measured = measure(&base, &subjects).await;
    stop(server)?;
    Ok((about, measured?))
}

async fn prepare(db: &PgPool) -> Outcome<(Subjects, String)> {
    let filled: bool = sqlx::query_scalar("select exists(select 1 from zones where code = 'Q1')")
        .fetch_one(db)
        .await?;
    if !filled {
        println!("Filling: the whole country …");
        let mut connection = db.acquire().await?;
        sqlx::query("set statement_timeout = 0")
            .execute(&mut *connection)
            .await?;
        sqlx::raw_sql(include_str!("country.sql"))
            .execute(&mut *connection)
            .await?;
        sqlx::query("vacuum analyze")
            .execute(&mut *connection)
            .await?;
    }
    let subjects = Subjects {
        zones: sqlx::query_scalar("select id from zones order by id")
            .fetch_all(db)
            .await?,
        enterprises: sqlx::query_scalar(
            "select id from enterprises where code like 'C%' order by id",
        )
        .fetch_all(db)
        .await?,
        projects: sqlx::query_scalar("select id from projects order by id")
            .fetch_all(db)
            .await?,
        parcels: sqlx::query_scalar("select id from parcels order by id")
            .fetch_all(db)
            .await?,
        drawn: sqlx::query_scalar("select id from zones where code = 'Q1'")
            .fetch_one(db)
            .await?,
    };
    let about = format!(
        "{} zones, {} enterprises, {} projects, {} parcels",
        subjects.zones.len(),
        subjects.enterprises.len(),
        subjects.projects.len(),
        subjects.parcels.len()
    );
    Ok((subjects, about))
}

/// A day of its own for each request.
fn day(n: usize) -> chrono::NaiveDate {
    chrono::NaiveDate::from_num_days_from_ce_opt(727_000 + i32::try_from(n).unwrap_or(0))
        .unwrap_or_default()
}

/// What the box in the head is asked: a line's name and the words, to which a number is added.
const SEARCHES: [(&str, &str); 4] = [
    ("Search: an enterprise", "cong+ty+so"),
    ("Search: half words", "nuo+ty+trach"),
    ("Search: a typing error", "cong+tu+ca+nuoc+so"),
    ("Search: a parcel", "lo+QM"),
];

/// A request's name, its wanted p95 in milliseconds, and its address.
type Request<'a> = (&'static str, u32, Box<dyn Fn(usize) -> String + Sync + 'a>);

fn of(ids: &[i64], n: usize) -> i64 {
    ids[n * 37 % ids.len()]
}

fn pages(path: &'static str, pages: usize) -> impl Fn(usize) -> String {
    move |n| format!("{path}?page={}", 1 + n * 37 % pages)
}

fn words(path: &'static str, word: &'static str) -> impl Fn(usize) -> String {
    move |n| format!("{path}?q={word}+{}", n * 7 % 900)
}

fn same(path: String) -> impl Fn(usize) -> String {
    move |_| path.clone()
}

/// Lists, searches and single records.
fn of_registers(subjects: &Subjects) -> Vec<Request<'_>> {
    vec![
        ("Zones: list, any page", 30, Box::new(pages("/zones", 9))),
        ("Zones: search", 30, Box::new(words("/zones", "ca+nuoc+so"))),
        (
            "Enterprises: list, any page",
            30,
            Box::new(pages("/enterprises", 400)),
        ),
        (
            "Enterprises: search",
            30,
            Box::new(words("/enterprises", "cong+ty+so")),
        ),
        (
            "Enterprises of a zone",
            30,
            Box::new(|n| format!("/enterprises?zone_id={}", of(&subjects.zones, n))),
        ),
        (
            "Projects: list, any page",
            30,
            Box::new(pages("/projects", 490)),
        ),
        (
            "Projects: search",
            30,
            Box::new(words("/projects", "du+an+so+1")),
        ),
        (
            "Parcels: list, any page",
            30,
            Box::new(pages("/parcels", 1190)),
        ),
        (
            "Parcels: search",
            30,
            Box::new(|n| format!("/parcels?q=QM{}", n * 7 % 900)),
        ),
        (
            "Parcels to let",
            30,
            Box::new(same("/parcels?state=ready".to_owned())),
        ),
        (
            "Decisions on zones",
            30,
            Box::new(pages("/zone-decisions", 17)),
        ),
        ("Obstacles: list", 30, Box::new(pages("/obstacles", 8))),
        (
            "A zone",
            30,
            Box::new(|n| format!("/zones/{}", of(&subjects.zones, n))),
        ),
        (
            "An enterprise",
            30,
            Box::new(|n| format!("/enterprises/{}", of(&subjects.enterprises, n))),
        ),
        (
            "A project",
            30,
            Box::new(|n| format!("/projects/{}", of(&subjects.projects, n))),
        ),
        (
            "A parcel",
            30,
            Box::new(|n| format!("/parcels/{}", of(&subjects.parcels, n))),
        ),
    ]
}

/// What is computed: the plan, the year, the sheets.
fn of_outputs(subjects: &Subjects) -> Vec<Request<'_>> {
    vec![
        (
            "Plan of 500 parcels",
            100,
            Box::new(same(format!("/zones/{}/plan", subjects.drawn))),
        ),
        (
            "Dashboard",
            30,
            Box::new(same("/dashboard/2022".to_owned())),
        ),
        (
            "Duties of the year",
            30,
            Box::new(same("/duties?year=2022".to_owned())),
        ),
        ("Work to be done", 30, Box::new(same("/tasks".to_owned()))),
        ("Occupancy", 30, Box::new(same("/occupancy".to_owned()))),
        (
            "Leased land not in use",
            30,
            Box::new(same("/idle-land".to_owned())),
        ),
        (
            "Structure and units",
            30,
            Box::new(same("/structure".to_owned())),
        ),
        (
            "Figures behind a total",
            30,
            Box::new(pages("/figures/2022/revenue", 100)),
        ),
        (
            "Projects without a 2025 code",
            30,
            Box::new(pages("/industries/pending", 125)),
        ),
        (
            "Projects by industry",
            30,
            Box::new(same("/industries/projects?division=13".to_owned())),
        ),
        ("Leases", 30, Box::new(pages("/leases", 9))),
        (
            "Works, wastewater, sponsors",
            30,
            Box::new(|n| {
                format!(
                    "/{}",
                    ["infrastructure", "wastewater", "sponsorship"][n % 3]
                )
            }),
        ),
        (
            "Projects behind a cell",
            30,
            Box::new(pages("/national/2022/behind", 125)),
        ),
        (
            "Sheet 2101",
            300,
            Box::new(same("/national/2022/2101".to_owned())),
        ),
        (
            "Sheet 2103",
            300,
            Box::new(same("/national/2022/2103".to_owned())),
        ),
        (
            "Sheet 2104",
            300,
            Box::new(same("/national/2022/2104".to_owned())),
        ),
    ]
}

/// Requests by name and address; `n` counts them, so that each asks for another record, page or word.
async fn measure(base: &str, subjects: &Subjects) -> Outcome<Vec<Measured>> {
    let client = Client::sign_in(base, "staff").await?;
    let mut lines = Vec::new();
    let requests = of_registers(subjects)
        .into_iter()
        .chain(of_outputs(subjects));
    for (name, wanted, path) in requests {
        lines.push(client.get(name, Some(wanted), &*path).await?);
    }
    for (name, typed) in SEARCHES {
        let path = |n: usize| format!("/search/list?q={typed}+{}", n * 7 % 900);
        lines.push(client.get(name, Some(50), &path).await?);
    }
    let figure = |n: usize| format!("/search/list?q=xuat+khau+{}", 2018 + n % 5);
    lines.push(client.get("Search: a figure", Some(50), &figure).await?);
    // On the structure of a day nobody has asked about: added up again, as after a write.
    let anew = |n: usize| format!("/national/2022/2104?structure={}", day(n));
    lines.push(
        client
            .alone("Sheet 2104, added up anew, one person", Some(300), &anew)
            .await?,
    );
    Ok(lines)
}
