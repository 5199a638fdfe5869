//! `make bench`: the portal under load, as a board ten times the size of any would use it. Fills the portal's own
//! private PostgreSQL once, serves it with the release binary, asks, and writes the table into docs/performance.md.

mod country;
mod load;
mod report;

use std::error::Error;
use std::io::{BufRead, BufReader, Cursor, Write as _};
use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use load::{Client, Measured};
use sqlx::postgres::PgConnectOptions;
use sqlx::{Connection, PgPool};

pub type Outcome<T> = Result<T, Box<dyn Error + Send + Sync>>;

/// People who ask at once, each waiting for the answer before asking again.
const PEOPLE: usize = 4;
/// How long the server rests before its memory is read.
const REST: Duration = Duration::from_secs(15);
/// How long each kind of request is measured.
const SPAN: Duration = Duration::from_secs(8);

fn main() -> Outcome<()> {
    // `cargo bench` passes --bench; `cargo test --benches` passes nothing and shall not measure anything.
    if !std::env::args().any(|argument| argument == "--bench") {
        return Ok(());
    }
    tokio::runtime::Builder::new_multi_thread()
        .worker_threads(1)
        .enable_all()
        .build()?
        .block_on(run())
}

/// Both tables, or the one that is named: `cargo bench --bench portal -- country`.
async fn run() -> Outcome<()> {
    let named = |name: &str| std::env::args().any(|argument| argument == name);
    if !named("country") {
        board().await?;
    }
    if !named("board") {
        report::country(&country::run().await?)?;
    }
    Ok(())
}

async fn board() -> Outcome<()> {
    let dir = directory("bench")?;
    let (subjects, figures) = prepare(&dir).await?;
    let (server, base) = serve(&dir)?;
    let measured = measure(&base, &subjects).await;
    // What is given back to the system is given back when nobody asks for anything any more.
    tokio::time::sleep(REST).await;
    let memory = report::resident(server.id());
    stop(server)?;
    let (lines, pages) = measured?;
    report::board(&lines, figures, pages, memory)
}

/// A directory that stays, for a database.
fn directory(name: &str) -> Outcome<PathBuf> {
    let dir = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join(name);
    std::fs::create_dir_all(&dir)?;
    // PostgreSQL may run as another user, who must reach the directory.
    std::fs::set_permissions(&dir, std::fs::Permissions::from_mode(0o755))?;
    Ok(dir)
}

fn stop(mut server: Child) -> Outcome<()> {
    let stopped = Command::new("kill")
        .args(["-INT", &server.id().to_string()])
        .status()?;
    server.wait()?;
    if stopped.success() {
        Ok(())
    } else {
        Err("the server did not stop".into())
    }
}

/// What the requests ask for.
struct Subjects {
    enterprises: Vec<i64>,
    drafts: Vec<i64>,
    /// Cells of the entry page: indicator and unit.
    cells: Vec<(i64, String)>,
    /// Reports of sixty cells, being typed; and their lines.
    sixty: Vec<i64>,
    lines: Vec<(i64, String)>,
}

/// Fills the database the first time, and picks what to ask for.
async fn prepare(dir: &Path) -> Outcome<(Subjects, i64)> {
    // The portal itself starts the database, as the user it works as.
    let (server, _) = serve(dir)?;
    let db = &connect(dir).await?;
    let outcome = async {
        let filled: bool =
            sqlx::query_scalar("select exists(select 1 from zones where code = 'Z1')")
                .fetch_one(db)
                .await?;
        if !filled {
            println!("Filling: 1,000 enterprises, ten years …");
            let start = Instant::now();
            fill(db).await?;
            println!("Filled in {} s.", start.elapsed().as_secs());
        }
        subjects(db).await
    }
    .await;
    db.close().await;
    stop(server)?;
    outcome
}

/// Connects to the private database of a portal that is being served.
async fn connect(dir: &Path) -> Outcome<PgPool> {
    let options = PgConnectOptions::new_without_pgpass()
        .socket(dir.join("postgres"))
        .port(5432);
    Ok(PgPool::connect_with(options.username("izportal").database("izportal")).await?)
}

/// A year is a transaction of its own, as it is in life: the totals of one transaction pile up versions of the same rows.
async fn fill(db: &PgPool) -> Outcome<()> {
    let mut connection = db.acquire().await?;
    sqlx::query("set statement_timeout = 0")
        .execute(&mut *connection)
        .await?;
    sqlx::raw_sql(include_str!("fill.sql"))
        .execute(&mut *connection)
        .await?;
    for year in 2013..=2022 {
        let mut tx = connection.begin().await?;
        sqlx::query("insert into bundle_imports (imported_by) values ('bench')")
            .execute(&mut *tx)
            .await?;
        sqlx::query(include_str!("figures.sql"))
            .bind(year.to_string())
            .execute(&mut *tx)
            .await?;
        tx.commit().await?;
    }
    sqlx::query("vacuum analyze")
        .execute(&mut *connection)
        .await?;
    Ok(())
}

async fn subjects(db: &PgPool) -> Outcome<(Subjects, i64)> {
    let subjects = Subjects {
        enterprises: sqlx::query_scalar("select id from enterprises where code like 'E%' order by id").fetch_all(db).await?,
        sixty: sqlx::query_scalar(
            "select f.id from filings f join forms m on m.id = f.form_id where m.code = 'B60' order by f.id",
        )
        .fetch_all(db)
        .await?,
        lines: sqlx::query_as(
            "select l.indicator_id, l.unit from form_lines l join forms m on m.id = l.form_id where m.code = 'B60' order by 1",
        )
        .fetch_all(db)
        .await?,
        drafts: sqlx::query_scalar("select id from filings where period = '2023' and state = 'draft' order by id")
            .fetch_all(db)
            .await?,
        cells: sqlx::query_as(
            "select i.id, min(e.unit) from indicators i join filing_entries e on e.indicator_id = i.id
              where i.source = 'filing' group by i.id order by i.id",
        )
        .fetch_all(db)
        .await?,
    };
    let figures = sqlx::query_scalar("select count(*) from figures")
        .fetch_one(db)
        .await?;
    Ok((subjects, figures))
}

/// Starts the release binary on a free port.
fn serve(dir: &Path) -> Outcome<(Child, String)> {
    let mut server = Command::new(env!("CARGO_BIN_EXE_izportal"))
        .args(["serve", "--demo", "--listen", "127.0.0.1:0", "--data-dir"])
        .arg(dir)
        .env_remove("DATABASE_URL")
        .stdout(Stdio::piped())
        .spawn()?;
    let lines = BufReader::new(server.stdout.take().ok_or("no output")?).lines();
    let base = lines
        .map_while(Result::ok)
        .find_map(|line| line.strip_prefix("izportal: ").map(str::to_owned))
        .ok_or("the server did not start")?;
    Ok((server, base))
}

/// A table of 5,000 rows, one enterprise and five figures in each.
fn workbook() -> Outcome<Vec<u8>> {
    let mut book = rust_xlsxwriter::Workbook::new();
    let sheet = book.add_worksheet();
    let titles = [
        "Mã DN",
        "Tên doanh nghiệp",
        "Tổng doanh thu (triệu đồng)",
        "Giá trị xuất khẩu (nghìn USD)",
        "Nộp ngân sách nhà nước (triệu đồng)",
        "Số lao động",
        "Thu nhập bình quân tháng (triệu đồng)",
    ];
    for (column, title) in (0..).zip(titles) {
        sheet.write(0, column, title)?;
    }
    for row in 1..=5_000_u32 {
        let (code, name) = match row {
            0..=1_000 => (
                format!("E{row}"),
                format!("Công ty trách nhiệm hữu hạn đo tải số {row}"),
            ),
            _ => (
                format!("N{}", row - 1_000),
                format!("Công ty cổ phần chuẩn bị số {}", row - 1_000),
            ),
        };
        sheet.write(row, 0, code)?.write(row, 1, name)?;
        for (column, base) in (2..).zip([90_000.5, 2_000.25, 3_000.0, 200.0, 7.5]) {
            sheet.write(
                row,
                column,
                base + if column == 6 {
                    0.0
                } else {
                    f64::from(row % 90)
                },
            )?;
        }
    }
    Ok(book.save_to_buffer()?)
}

/// The same with pictures in it: 47 MB that nothing makes smaller.
fn large(book: Vec<u8>) -> Outcome<Vec<u8>> {
    let mut noise = vec![0; 47 * 1024 * 1024];
    rand::fill(noise.as_mut_slice());
    let mut archive = zip::ZipWriter::new_append(Cursor::new(book))?;
    archive.start_file(
        "xl/media/image1.png",
        zip::write::SimpleFileOptions::default(),
    )?;
    archive.write_all(&noise)?;
    Ok(archive.finish()?.into_inner())
}

/// A large form, and twenty people at one.
async fn typing(client: &Client, subjects: &Subjects) -> Outcome<Vec<Measured>> {
    let mut lines = Vec::new();
    let sixty = |n: usize| format!("/filings/{}", subjects.sixty[n * 43 % subjects.sixty.len()]);
    lines.push(client.get("Form of 60 cells", Some(20), &sixty).await?);
    let cells = |n: usize| format!("{}/cells", sixty(n));
    let one = |n: usize| {
        let (id, unit) = &subjects.lines[n % subjects.lines.len()];
        vec![
            (format!("v.{id}"), (100 + n % 900).to_string()),
            (format!("u.{id}"), unit.clone()),
        ]
    };
    lines.push(
        client
            .typing("One cell, 20 people typing", Some(15), &cells, &one)
            .await?,
    );
    Ok(lines)
}

/// What waits, what is due, what the checks say.
async fn lists(client: &Client) -> Outcome<Vec<Measured>> {
    let mut lines = Vec::new();
    lines.push(
        client
            .get("Review queue (1,000 waiting)", Some(50), &|_| {
                "/filings".to_owned()
            })
            .await?,
    );
    lines.push(
        client
            .get("Duties board (1,000 × 3 reports)", None, &|_| {
                "/duties?year=2022".to_owned()
            })
            .await?,
    );
    lines.push(
        client
            .get("All checks, 1,000 reports", Some(1000), &|_| {
                "/warnings/1/2022".to_owned()
            })
            .await?,
    );
    Ok(lines)
}

/// Workbooks that come in.
async fn workbooks(client: &Client) -> Outcome<Vec<Measured>> {
    let mut lines = Vec::new();
    let fields = [("form", "1"), ("period", "2023")];
    lines.push(
        client
            .import(
                "Workbook of 5,000 rows to its preview",
                Some(2000),
                &workbook()?,
                &fields,
            )
            .await?,
    );
    lines.push(
        client
            .beside_uploads(
                "Zone list while ten workbooks of 47 MB are read",
                Some(200),
                "/zones",
                &large(workbook()?)?,
                &fields,
            )
            .await?,
    );
    Ok(lines)
}

/// The year and its review.
async fn outputs(client: &Client) -> Outcome<Vec<Measured>> {
    let mut lines = Vec::new();
    lines.push(
        client
            .get("Dashboard", Some(50), &|_| "/dashboard/2022".to_owned())
            .await?,
    );
    // A plan nobody has asked about: the year is added up again, as after a write.
    let anew = |n: usize| format!("/dashboard/2022?plan={}", 1_000_000 + n);
    lines.push(client.get("Dashboard, computed anew", None, &anew).await?);
    lines.push(
        client
            .get("Review page", Some(20), &|_| "/reviews/2022".to_owned())
            .await?,
    );
    Ok(lines)
}

/// Asks for everything the table lists, one kind after the other. Also the number of pages of the PDF.
async fn measure(base: &str, subjects: &Subjects) -> Outcome<(Vec<Measured>, u32)> {
    let client = Client::sign_in(base, "staff").await?;
    let style = client.stylesheet().await?;
    let enterprise = |n: usize| {
        format!(
            "/enterprises/{}",
            subjects.enterprises[n * 37 % subjects.enterprises.len()]
        )
    };
    let draft = |n: usize| {
        format!(
            "/filings/{}",
            subjects.drafts[n * 41 % subjects.drafts.len()]
        )
    };
    let form = |n: usize| {
        let cell = |(id, unit): &(i64, String)| {
            [
                (format!("v.{id}"), (100 + n % 900).to_string()),
                (format!("u.{id}"), unit.clone()),
            ]
        };
        let mut form: Vec<(String, String)> = subjects.cells.iter().flat_map(cell).collect();
        form.push(("action".to_owned(), "save".to_owned()));
        form
    };
    let mut lines = vec![
        client
            .get("Zone list", Some(20), &|_| "/zones".to_owned())
            .await?,
    ];
    lines.push(client.get("Enterprise page", Some(20), &enterprise).await?);
    lines.push(
        client
            .get("Entry page (30 cells)", Some(20), &draft)
            .await?,
    );
    lines.push(
        client
            .post("Saving a filing (30 cells)", Some(30), &draft, &form)
            .await?,
    );
    lines.extend(typing(&client, subjects).await?);
    lines.extend(lists(&client).await?);
    lines.push(
        client
            .anew(
                "All checks after a write, one person",
                Some(1000),
                "/warnings/1/2022",
                &draft,
                &form,
            )
            .await?,
    );
    lines.extend(workbooks(&client).await?);
    lines.extend(outputs(&client).await?);
    let pages = client.pdf_pages("/reviews/2022.pdf").await?;
    lines.push(
        client
            .get(&format!("Review PDF ({pages} pages)"), Some(1000), &|_| {
                "/reviews/2022.pdf".to_owned()
            })
            .await?,
    );
    lines.push(client.get("Static file", None, &|_| style.clone()).await?);
    Ok((lines, pages))
}
