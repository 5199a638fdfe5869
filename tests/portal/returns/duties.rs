//! Who owes what until when: the duties board, exemptions, officers, reminders.

use crate::support::{Page, Portal, empty_database, people};
use axum::http::{Method, StatusCode};
use izportal::returns::filings;
use scraper::{Html, Selector};
use sqlx::PgPool;

/// The enterprises listed, with the state of each.
pub(super) fn listed(page: &Page) -> Vec<(String, String)> {
    let html = Html::parse_document(&page.text());
    let select = |css: &str| Selector::parse(css).expect("a valid selector");
    html.select(&select("table.duties tbody tr"))
        .map(|row| {
            let text = |css: &str| {
                row.select(&select(css))
                    .next()
                    .map_or(String::new(), |e| e.text().collect::<String>())
            };
            (text("th a"), text(".tag"))
        })
        .collect()
}

pub(super) async fn form(db: &PgPool, code: &str) -> i64 {
    sqlx::query_scalar("select id from forms where code = $1 and retired_at is null")
        .bind(code)
        .fetch_one(db)
        .await
        .expect("a form")
}

#[tokio::test]
async fn the_board_shows_what_is_due_from_whom_and_how_much_is_in() {
    let portal = Portal::demo().await;
    let staff = portal.sign_in("staff").await;
    let home = staff.get("/").await;
    assert!(
        home.location.starts_with("/duties"),
        "the board is a staff member's first page: {}",
        home.location
    );
    let page = staff.get("/duties?year=2022").await;
    // 11 yearly, 11 quick and 11 quarterly reports; 11 quick ones, 3 accepted and 2 waiting quarterly ones are in.
    let said = page.words(".page__subtitle");
    assert!(said.contains("16/33"), "{said}");
    let rows = listed(&page);
    assert_eq!(
        rows.first()
            .map(|(name, state)| (name.as_str(), state.as_str())),
        Some(("Doanh nghiệp minh họa 04", "Bị trả lại"))
    );
    assert!(
        rows.iter()
            .all(|(_, state)| state == "Bị trả lại" || state == "Quá hạn"),
        "only what has to be done: {rows:?}"
    );

    let quarter = form(&portal.db, "A.III.1").await;
    let page = staff
        .get(&format!(
            "/duties?year=2022&form={quarter}&period=2022-Q4&state=all"
        ))
        .await;
    let states: Vec<String> = listed(&page).into_iter().map(|(_, state)| state).collect();
    let count = |state: &str| states.iter().filter(|other| *other == state).count();
    assert_eq!(
        (
            count("Bị trả lại"),
            count("Quá hạn"),
            count("Chờ duyệt"),
            count("Đã duyệt")
        ),
        (1, 5, 2, 3)
    );
    // Suspended since 2020: nothing is owed, neither for the quarter nor for the year.
    assert!(!page.text().contains("Doanh nghiệp minh họa 12"));
    let yearly = staff
        .get(&format!(
            "/duties?year=2022&form={}&state=all",
            form(&portal.db, "A.III.2").await
        ))
        .await;
    assert!(!yearly.text().contains("Doanh nghiệp minh họa 12"));
    assert!(yearly.text().contains("Doanh nghiệp minh họa 08"));

    let file = staff.get("/duties?year=2022&format=csv").await;
    assert!(
        file.text().contains("Doanh nghiệp minh họa 04") && file.text().contains("09/01/2023"),
        "{}",
        file.text()
    );
}

#[tokio::test]
async fn a_suspension_ends_later_duties_and_leaves_earlier_ones() {
    let portal = Portal::demo().await;
    let staff = portal.sign_in("staff").await;
    let quarter = form(&portal.db, "A.III.1").await;
    let board = format!("/duties?year=2022&form={quarter}&period=2022-Q4&state=late");
    let mut fields = staff.get("/enterprises/8/edit").await.fields("form.form");
    let owes = |page: &Page| {
        listed(page)
            .iter()
            .any(|(name, _)| name == "Doanh nghiệp minh họa 08")
    };
    assert!(owes(&staff.get(&board).await));
    for (since, owed) in [
        ("15/11/2022", true),
        ("01/10/2022", false),
        ("30/09/2022", false),
        ("31/12/2022", true),
    ] {
        let version: i32 = sqlx::query_scalar("select version from enterprises where id = 8")
            .fetch_one(&portal.db)
            .await
            .expect("known");
        for (name, value) in &mut fields {
            match name.as_str() {
                "status" => "suspended".clone_into(value),
                "status_since" => since.clone_into(value),
                "version" => *value = version.to_string(),
                _ => {}
            }
        }
        let pairs: Vec<(&str, &str)> = fields
            .iter()
            .filter(|(name, _)| name != "retired")
            .map(|(name, value)| (name.as_str(), value.as_str()))
            .collect();
        let saved = staff.post("/enterprises/8", &pairs).await;
        saved.saved();
        assert_eq!(
            owes(&staff.get(&board).await),
            owed,
            "suspended since {since}"
        );
    }
}

#[tokio::test]
async fn an_exemption_needs_a_reason_and_can_be_withdrawn() {
    let portal = Portal::demo().await;
    let (staff, leader) = (
        portal.sign_in("staff").await,
        portal.sign_in("leader").await,
    );
    let duty = format!("/duties/8/{}/2022-Q4", form(&portal.db, "A.III.1").await);
    let exempt = format!("{duty}/exemption");
    // The page of the duty comes back, with the field marked and its forms where they were.
    let again = staff.post(&exempt, &[("reason", " ")]).await;
    again.answers(StatusCode::UNPROCESSABLE_ENTITY);
    again.says(".field--error .field__error", "lý do");
    assert_eq!(again.attribute("#f-reason", "aria-invalid"), "true");
    assert!(again.forms().iter().any(|form| form.action == exempt));
    leader
        .post(&exempt, &[("reason", "không")])
        .await
        .answers(StatusCode::FORBIDDEN);
    staff
        .post(&exempt, &[("reason", "Nhà máy chưa nghiệm thu.")])
        .await
        .saved();
    let page = staff.get(&duty).await;
    assert!(
        page.words(".page__subtitle").contains("Được miễn")
            && page.text().contains("Nhà máy chưa nghiệm thu.")
    );
    staff.post(&exempt, &[("action", "withdraw")]).await.saved();
    staff.get(&duty).await.says(".page__subtitle", "Quá hạn");
    let logged: Vec<String> = sqlx::query_scalar(
        "select action from audit_log where subject_type = 'enterprises' and subject_id = 8 and action like '%exempted' order by id",
    )
    .fetch_all(&portal.db)
    .await
    .expect("the log");
    assert_eq!(logged, ["exempted", "unexempted"]);
}

#[tokio::test]
async fn enterprises_are_put_into_an_officers_hands() {
    let portal = Portal::demo().await;
    let staff = portal.sign_in("staff").await;
    let quarter = form(&portal.db, "A.III.1").await;
    let (first, second) = (
        format!("7/{quarter}/2022-Q4"),
        format!("8/{quarter}/2022-Q4"),
    );
    let officer: i64 = sqlx::query_scalar("select id from accounts where username = 'staff'")
        .fetch_one(&portal.db)
        .await
        .expect("known");
    let officer = officer.to_string();
    let sent = staff
        .post(
            "/duties/officers",
            &[("duty", &first), ("duty", &second), ("officer", &officer)],
        )
        .await;
    sent.saved();
    let own = listed(
        &staff
            .get(&format!(
                "/duties?year=2022&officer={officer}&form={quarter}&state=all"
            ))
            .await,
    );
    assert_eq!(own.len(), 2, "{own:?}");
    let leadership: i64 = sqlx::query_scalar("select id from accounts where username = 'leader'")
        .fetch_one(&portal.db)
        .await
        .expect("known");
    let wrong = staff
        .post(
            "/duties/officers",
            &[("duty", &first), ("officer", &leadership.to_string())],
        )
        .await;
    assert_eq!(
        wrong.status,
        StatusCode::UNPROCESSABLE_ENTITY,
        "leadership follows up nobody"
    );
}

#[tokio::test]
async fn workbooks_are_offered_only_where_somebody_still_owes_a_report() {
    let portal = Portal::demo().await;
    let staff = portal.sign_in("staff").await;
    let rounds = staff
        .get("/duties?year=2022")
        .await
        .links("a[href*='&period=']");
    let rounds: Vec<&String> = rounds
        .iter()
        .filter(|href| href.starts_with("/duties?"))
        .collect();
    assert!(rounds.len() >= 3, "{rounds:?}");
    let (mut offered, mut left_out) = (0, 0);
    for round in rounds {
        let page = staff.get(round).await;
        match page.links("a[href^='/handouts/']").first() {
            Some(link) => {
                offered += 1;
                assert_eq!(staff.get(link).await.status, StatusCode::OK, "{link}");
            }
            None => left_out += 1,
        }
    }
    assert!(offered > 0 && left_out > 0, "{offered} {left_out}");
}

#[tokio::test]
async fn an_enterprise_entered_without_a_date_owes_nothing_of_before() {
    let portal = Portal::demo().await;
    let (staff, leader) = (
        portal.sign_in("staff").await,
        portal.sign_in("leader").await,
    );
    let told = async || leader.get("/dashboard/2022").await.words(".page__subtitle");
    let before = told().await;
    assert!(before.starts_with("11/11"), "{before}");
    let mut fields = staff.get("/enterprises/new").await.fields("form.form");
    for (name, value) in &mut fields {
        match name.as_str() {
            "zone_id" => "1".clone_into(value),
            "code" => "DN99".clone_into(value),
            "name" => "Doanh nghiệp mới vào".clone_into(value),
            "ownership" => "limited".clone_into(value),
            "status" => "operating".clone_into(value),
            _ => {}
        }
    }
    let pairs: Vec<(&str, &str)> = fields
        .iter()
        .filter(|(_, value)| !value.is_empty() && value != "true")
        .map(|(name, value)| (name.as_str(), value.as_str()))
        .collect();
    let saved = staff.post("/enterprises", &pairs).await;
    saved.saved();
    for path in [
        "/duties?year=2022&state=all",
        "/duties?year=2023&state=all",
        "/dashboard/2022",
    ] {
        assert!(
            !leader
                .get(path)
                .await
                .text()
                .contains("Doanh nghiệp mới vào"),
            "{path}"
        );
    }
    assert_eq!(told().await, before, "nor does the dashboard wait for it");
    let today: bool = sqlx::query_scalar(
        "select since = vietnam_today() from enterprise_states s join enterprises e on e.id = s.enterprise_id where e.code = 'DN99'",
    )
    .fetch_one(&portal.db)
    .await
    .expect("one state");
    assert!(today, "as its form says: empty is from today");
    sqlx::query("update enterprise_states set since = '2022-03-01' where enterprise_id = (select id from enterprises where code = 'DN99')")
        .execute(&portal.db)
        .await
        .expect("an earlier day");
    assert!(
        told().await.starts_with("11/12"),
        "since March it would be waited for"
    );
    assert!(
        leader
            .get("/duties?year=2022&state=all")
            .await
            .text()
            .contains("Doanh nghiệp mới vào")
    );
}

#[tokio::test]
async fn an_empty_portal_does_not_say_that_all_is_done() {
    let db = empty_database().await;
    people(&db).await;
    let portal = Portal::over(db, |state| state).await;
    let staff = portal.sign_in("staff").await;
    let year = izportal::foundation::i18n::today().format("%Y").to_string();
    let board = staff.get(&format!("/duties?year={year}")).await;
    board.says("main", "Trước hết xin nhập các doanh nghiệp");
    board.says(".page__subtitle", "Chưa có báo cáo nào phải nộp");
    let leader = portal.sign_in("leader").await;
    let dashboard = leader.get(&format!("/dashboard/{year}")).await;
    dashboard.says("#progress ~ p", "Trước hết xin nhập doanh nghiệp");

    dashboard.says(".page__subtitle", "chưa có kế hoạch");

    // Everywhere: no sentence says that all is in, and no share is made of nothing.
    let done = [
        "Không còn",
        "Mọi dự án còn",
        "Tất cả doanh nghiệp",
        "every report is in",
        "Every project",
        "Every operating",
    ];
    let shares = ["0/0", "100%", "100,0%", "100.0%"];
    let mut sentences = 0;
    for person in [&staff, &leader, &portal.sign_in("admin").await] {
        for route in portal
            .routes
            .iter()
            .filter(|route| route.method == Method::GET && route.path != "/sign-in")
        {
            let path = route
                .path
                .replace("{year}", &year)
                .replace("{period}", &format!("{year}-Q1"))
                .replace("{sheet}", "2101");
            if path.contains('{') {
                continue;
            }
            for page in [person.get(&path).await, person.get_in_english(&path).await] {
                if page.status != StatusCode::OK
                    || !page.headers["content-type"]
                        .as_bytes()
                        .starts_with(b"text/html")
                {
                    continue;
                }
                // Sentences and tabs, not the records that every portal begins with.
                for words in page.cells("main", "p, small").concat() {
                    sentences += 1;
                    assert!(
                        done.iter().all(|done| !words.contains(done)),
                        "{path}: {words}"
                    );
                    assert!(
                        words.split_whitespace().all(|word| !shares.contains(&word)),
                        "{path}: {words}"
                    );
                }
            }
        }
    }
    assert!(sentences > 300, "only {sentences} sentences were read");
}

#[tokio::test]
async fn the_years_offered_are_those_with_figures_reports_or_plans() {
    let portal = Portal::demo().await;
    let years = async || filings::db::years(&portal.db).await.expect("years");
    let before = years().await;
    assert!(before.contains(&2022) && before.is_sorted_by(|a, b| a > b));
    // One after a gap, and one that was taken out of use.
    sqlx::query(
        "insert into plans (year, code, name, assigned_by, tier, is_baseline, retired_at) values
         (2031, 'XA', 'Xa', 'UBND tỉnh', 'assigned', false, null), (2040, 'BO', 'Bỏ', 'UBND tỉnh', 'assigned', false, now())",
    )
    .execute(&portal.db)
    .await
    .expect("two plans");
    assert_eq!(years().await, [&[2031], &before[..]].concat());
    let empty = empty_database().await;
    assert_eq!(filings::db::years(&empty).await.expect("years"), [0; 0]);
}
