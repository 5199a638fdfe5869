//! The pages of jobs, and an import that is taken in the background.

use std::time::Duration;

use axum::http::StatusCode;
use izportal::foundation::jobs::Jobs;
use sqlx::{Connection, PgConnection};

use crate::returns::imports::{count, sent};
use crate::support::{Page, Person, Portal};

const SUMMARY: &[u8] = include_bytes!("../../fixtures/imports/summary.xlsx");
const YEARLY: [(&str, &str); 2] = [("form", "1"), ("period", "2023")];
const REPORTS: &str = "select count(*) from filings where period = '2023'";

/// A portal that leads to the page of a job at once.
pub async fn hasty() -> Portal {
    Portal::with(|state| state.with_jobs(Jobs::with_grace(Duration::ZERO))).await
}

/// An import held by somebody: the job that takes it waits until this connection ends.
pub async fn held(portal: &Portal) -> PgConnection {
    let mut holder = PgConnection::connect(&portal.database())
        .await
        .expect("the database answers");
    for sql in ["begin", "select id from imports for update"] {
        sqlx::raw_sql(sql)
            .execute(&mut holder)
            .await
            .expect("a lock");
    }
    holder
}

/// A file that was sent, and the job that takes it, held up.
struct HeldUp {
    path: String,
    seen: String,
    job: String,
    holder: PgConnection,
}

/// Sends a file and has it taken while somebody holds the import.
async fn held_up(portal: &Portal, person: &Person<'_>) -> HeldUp {
    let path = sent(person, &YEARLY, &[("tong hop.xlsx", SUMMARY)]).await;
    let page = person.get(&path).await;
    let seen = page.attribute("input[name=seen]", "value");
    let holder = held(portal).await;
    let job = press(person, &path, &seen).await.location;
    HeldUp {
        path,
        seen,
        job,
        holder,
    }
}

async fn press(person: &Person<'_>, path: &str, seen: &str) -> Page {
    person
        .post(&format!("{path}/take"), &[("seen", seen)])
        .await
}

/// The page of a job once it is over.
async fn over(portal: &Portal, person: &Person<'_>, job: &str) -> Page {
    loop {
        let page = person.get(job).await;
        if !page.cells("main", "[data-job=over]")[0].is_empty() {
            return page;
        }
        portal.jobs.ring();
        tokio::time::sleep(Duration::from_millis(20)).await;
    }
}

#[tokio::test]
async fn a_large_file_is_taken_in_the_background_and_called_off_until_its_commit() {
    let portal = hasty().await;
    let staff = portal.sign_in("staff").await;
    let HeldUp {
        path,
        seen,
        job,
        holder,
    } = held_up(&portal, &staff).await;
    assert!(job.starts_with("/jobs/"), "{job}");
    assert_eq!(
        press(&staff, &path, &seen).await.location,
        job,
        "pressed twice, it is one job"
    );
    let page = staff.get(&job).await;
    assert!(
        page.words("h1").contains("tong hop.xlsx"),
        "{}",
        page.words("main")
    );
    let import = staff.get(&path).await;
    assert!(
        import
            .text()
            .contains("Tệp này đang được ghi vào các báo cáo")
    );
    assert_eq!(
        import.links(&format!("a[href='{job}']")),
        std::slice::from_ref(&job)
    );
    assert!(
        !import.text().contains(&format!("{path}/take")),
        "it is not offered again"
    );
    staff.post(&format!("{job}/cancel"), &[]).await.saved();
    assert!(staff.get(&job).await.text().contains("Đang hủy"));
    drop(holder);
    let page = over(&portal, &staff, &job).await;
    assert!(
        page.words("main").contains("Đã hủy"),
        "{}",
        page.words("main")
    );
    assert_eq!(count(&portal, REPORTS).await, 0, "nothing of it is there");
    let too_late = staff.post(&format!("{job}/cancel"), &[]).await;
    assert_eq!(too_late.status, StatusCode::SEE_OTHER);

    let job = press(&staff, &path, &seen).await.location;
    let page = over(&portal, &staff, &job).await;
    assert!(
        page.words("main").contains("báo cáo (bản nháp)") && page.links("main a").contains(&path),
        "{}",
        page.words("main")
    );
    assert!(count(&portal, REPORTS).await > 0);
}

#[tokio::test]
async fn a_job_is_seen_by_who_asked_for_it_and_by_administrators() {
    let portal = hasty().await;
    let staff = portal.sign_in("staff").await;
    let HeldUp {
        path,
        seen,
        job,
        holder,
    } = held_up(&portal, &staff).await;
    let approver = portal.sign_in("approver").await;
    for path in [job.clone(), format!("{job}/cancel")] {
        let page = match path.ends_with("cancel") {
            true => approver.post(&path, &[]).await,
            false => approver.get(&path).await,
        };
        assert_eq!(page.status, StatusCode::NOT_FOUND, "{path}");
    }
    assert!(!approver.get("/jobs").await.text().contains("tong hop.xlsx"));
    // Whoever else looks at the import is told that it is being taken, and led back to it.
    assert_eq!(press(&approver, &path, &seen).await.location, path);
    let import = approver.get(&path).await.text();
    assert!(import.contains("Tệp này đang được ghi") && !import.contains(&job));
    let admin = portal.sign_in("admin").await;
    assert!(
        admin
            .get("/jobs")
            .await
            .words("table")
            .contains("tong hop.xlsx")
    );
    let english = admin.get_in_english(&job).await;
    assert!(
        english.words("h1").contains("Taking"),
        "{}",
        english.words("main")
    );
    assert_eq!(
        staff.get("/jobs").await.links("tbody th a"),
        std::slice::from_ref(&job)
    );
    drop(holder);
    over(&portal, &staff, &job).await;
}

#[tokio::test]
async fn nobody_lets_more_than_twenty_jobs_wait() {
    let portal = hasty().await;
    let staff = portal.sign_in("staff").await;
    let path = sent(&staff, &YEARLY, &[("tong hop.xlsx", SUMMARY)]).await;
    let seen = staff
        .get(&path)
        .await
        .attribute("input[name=seen]", "value");
    // Of a kind that this program does not know, as a later one may leave behind: it is left alone.
    sqlx::query(
        "insert into jobs (kind, subject, title_vi, title_en, arguments, account_id, address, request_id, language)
         select 'later', n::text, 'Việc', 'Job', '{}', a.id, '', '', 'vi' from generate_series(1, 20) n, accounts a where username = 'staff'",
    )
    .execute(&portal.db)
    .await
    .expect("jobs");
    let page = press(&staff, &path, &seen).await;
    assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(
        page.text().contains("quá nhiều việc chờ chạy"),
        "{}",
        page.text()
    );
    let waiting = "select count(*) from jobs where kind = 'later' and state = 'queued'";
    assert_eq!(count(&portal, waiting).await, 20);
}
