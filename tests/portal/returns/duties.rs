//! Who owes what until when: the duties board, exemptions, officers, reminders.

use axum::http::{Method, StatusCode};
use izportal::foundation::i18n::Lang;
use izportal::foundation::kernel::Origin;
use izportal::foundation::mail::Mailer;
use izportal::portal::accounts::actions::AccountDraft;
use izportal::portal::accounts::{self, DEMO_PASSWORD};
use izportal::standards::forms;
use scraper::{Html, Selector};
use sqlx::PgPool;
use tokio::io::{AsyncBufReadExt, AsyncWriteExt, BufReader};
use tokio::net::TcpListener;
use tokio::sync::mpsc;

use crate::support::{Page, Portal, empty_database};

/// The enterprises listed, with the state of each.
fn listed(page: &Page) -> Vec<(String, String)> {
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

async fn form(db: &PgPool, code: &str) -> i64 {
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
    // 14 yearly, 11 quick and 11 quarterly reports; 11 quick ones, 3 accepted and 2 waiting quarterly ones are in.
    let said = page.words(".page__subtitle");
    assert!(said.contains("16/36"), "{said}");
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
    // Suspended since September: nothing is owed for the fourth quarter, the year still is.
    assert!(!page.text().contains("Doanh nghiệp minh họa 12"));
    let yearly = staff
        .get(&format!(
            "/duties?year=2022&form={}&state=all",
            form(&portal.db, "A.III.2").await
        ))
        .await;
    assert!(yearly.text().contains("Doanh nghiệp minh họa 12"));

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
        assert_eq!(saved.status, StatusCode::SEE_OTHER, "{}", saved.text());
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
    assert_eq!(
        staff.post(&exempt, &[("reason", " ")]).await.status,
        StatusCode::UNPROCESSABLE_ENTITY
    );
    assert_eq!(
        leader.post(&exempt, &[("reason", "không")]).await.status,
        StatusCode::FORBIDDEN
    );
    assert_eq!(
        staff
            .post(&exempt, &[("reason", "Nhà máy chưa nghiệm thu.")])
            .await
            .status,
        StatusCode::SEE_OTHER
    );
    let page = staff.get(&duty).await;
    assert!(
        page.words(".page__subtitle").contains("Được miễn")
            && page.text().contains("Nhà máy chưa nghiệm thu.")
    );
    assert_eq!(
        staff.post(&exempt, &[("action", "withdraw")]).await.status,
        StatusCode::SEE_OTHER
    );
    assert!(
        staff
            .get(&duty)
            .await
            .words(".page__subtitle")
            .contains("Quá hạn")
    );
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
    assert_eq!(sent.status, StatusCode::SEE_OTHER);
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

/// A mail server that takes every message to an address with "tốt" left out, and hands over what it took.
async fn mail_server() -> (String, mpsc::UnboundedReceiver<String>) {
    let listener = TcpListener::bind("127.0.0.1:0").await.expect("a free port");
    let address = listener.local_addr().expect("its address");
    let (taken, messages) = mpsc::unbounded_channel();
    tokio::spawn(async move {
        while let Ok((stream, _)) = listener.accept().await {
            let taken = taken.clone();
            tokio::spawn(async move {
                let (read, mut write) = stream.into_split();
                let mut lines = BufReader::new(read).lines();
                let mut message: Option<String> = None;
                let _ = write.write_all(b"220 test\r\n").await;
                while let Ok(Some(line)) = lines.next_line().await {
                    let answer = match (&mut message, line.as_str()) {
                        (Some(text), ".") => {
                            let _ = taken.send(std::mem::take(text));
                            message = None;
                            "250 taken\r\n"
                        }
                        (Some(text), line) => {
                            text.push_str(line);
                            text.push('\n');
                            continue;
                        }
                        (None, "DATA") => {
                            message = Some(String::new());
                            "354 go on\r\n"
                        }
                        (None, line) if line.starts_with("RCPT") && line.contains("nobody@") => {
                            "550 no such box\r\n"
                        }
                        (None, line) if line.starts_with("QUIT") => "221 bye\r\n",
                        (None, _) => "250 ok\r\n",
                    };
                    let _ = write.write_all(answer.as_bytes()).await;
                }
            });
        }
    });
    (format!("smtp://{address}"), messages)
}

#[tokio::test]
async fn reminders_go_out_in_a_batch_and_each_is_logged() {
    let (url, mut messages) = mail_server().await;
    let mailer = Mailer::new(&url, "Ban Quản lý các KCN <bql@example.vn>").expect("settings");
    let portal = Portal::with_mailer(Some(mailer)).await;
    let staff = portal.sign_in("staff").await;
    sqlx::query(
        "update contacts set email = case enterprise_id when 7 then 'ke.toan@example.vn' when 8 then 'nobody@example.vn' end
                  where enterprise_id in (7, 8, 9) and purpose = 'reports'",
    )
    .execute(&portal.db)
    .await
    .expect("addresses");
    let quarter = form(&portal.db, "A.III.1").await;
    let ticked: Vec<String> = [7, 8, 9]
        .iter()
        .map(|id| format!("{id}/{quarter}/2022-Q4"))
        .collect();
    let form: Vec<(&str, &str)> = ticked.iter().map(|duty| ("duty", duty.as_str())).collect();
    assert_eq!(
        staff.post("/duties/reminders", &form).await.status,
        StatusCode::SEE_OTHER
    );
    let message = messages.recv().await.expect("one message");
    assert!(
        message.contains("To: ke.toan@example.vn") && message.contains("Subject: "),
        "{message}"
    );
    let log: Vec<(i64, String, bool)> = sqlx::query_as(
        "select enterprise_id, recipient, failure is null from reminders order by enterprise_id",
    )
    .fetch_all(&portal.db)
    .await
    .expect("the log");
    // The log says who was asked without giving the person away: erasing the contact leaves nothing behind.
    let names = "Đ… m… m… h… 0…, ";
    assert_eq!(
        log,
        [
            (7, format!("{names}k•••@example.vn"), true),
            (8, format!("{names}n•••@example.vn"), false)
        ]
    );
    let page = staff.get(&format!("/duties/8/{quarter}/2022-Q4")).await;
    assert!(
        page.text().contains("Chưa gửi được"),
        "what did not go out is said"
    );
    assert!(
        sqlx::query("update reminders set failure = null")
            .execute(&portal.db)
            .await
            .is_err(),
        "the log is history"
    );
}

#[tokio::test]
async fn a_call_is_noted_and_without_a_mail_server_nothing_pretends_to_be_sent() {
    let portal = Portal::demo().await;
    let staff = portal.sign_in("staff").await;
    let duty = format!("/duties/8/{}/2022-Q4", form(&portal.db, "A.III.1").await);
    let page = staff.get(&duty).await;
    let body = page.words("textarea#body");
    assert!(
        body.contains("quý IV năm 2022")
            && body.contains("09/01/2023")
            && body.contains("NĐ 31/2021"),
        "{body}"
    );
    let remind = format!("{duty}/reminders");
    assert_eq!(
        staff
            .post(&remind, &[("channel", "phone"), ("body", &body)])
            .await
            .status,
        StatusCode::SEE_OTHER
    );
    assert_eq!(
        staff
            .post(&remind, &[("channel", "email"), ("body", &body)])
            .await
            .status,
        StatusCode::UNPROCESSABLE_ENTITY
    );
    let board = staff
        .get("/duties?year=2022&q=minh+hoa+08&state=late")
        .await;
    assert!(
        board.words("table.duties tbody").contains("đã nhắc 1 lần"),
        "{}",
        board.words("table.duties tbody")
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
async fn an_account_limited_to_a_zone_reminds_and_exempts_nobody_elsewhere() {
    let portal = Portal::demo().await;
    sqlx::query(
        "insert into zones (code, name, kind, status, province) values ('KHAC', 'KCN Khác', 'regular', 'operating', 'Bắc Kạn')",
    )
    .execute(&portal.db)
    .await
    .expect("a zone");
    sqlx::query("insert into account_zones (account_id, zone_id) select a.id, z.id from accounts a, zones z where a.username = 'staff' and z.code = 'KHAC'")
        .execute(&portal.db)
        .await
        .expect("limited");
    let staff = portal.sign_in("staff").await;
    let quarter = form(&portal.db, "A.III.1").await;
    let duty = format!("/duties/8/{quarter}/2022-Q4");
    assert!(listed(&staff.get("/duties?year=2022&state=all").await).is_empty());
    for (path, form) in [
        (format!("{duty}/exemption"), vec![("reason", "x")]),
        (
            format!("{duty}/reminders"),
            vec![("channel", "phone"), ("body", "x")],
        ),
        (
            "/duties/officers".to_owned(),
            vec![("duty", "8/4/2022-Q4"), ("officer", "0")],
        ),
        (
            "/unlocks".to_owned(),
            vec![
                ("enterprise", "8"),
                ("form", "4"),
                ("period", "2022-Q4"),
                ("reason", "x"),
            ],
        ),
    ] {
        assert_eq!(
            staff.post(&path, &form).await.status,
            StatusCode::NOT_FOUND,
            "{path}"
        );
    }
    assert_eq!(staff.get(&duty).await.status, StatusCode::NOT_FOUND);
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
    assert_eq!(saved.status, StatusCode::SEE_OTHER, "{}", saved.text());
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
    for (username, role) in [
        ("admin", "administrator"),
        ("staff", "staff"),
        ("leader", "leadership"),
    ] {
        let draft = AccountDraft {
            username: username.to_owned(),
            display_name: username.to_owned(),
            role: role.to_owned(),
            password: DEMO_PASSWORD.to_owned(),
            ..AccountDraft::default()
        };
        assert!(
            accounts::actions::create(&db, &Origin::command("test"), None, &draft, Lang::Vi)
                .await
                .is_ok(),
            "{username}"
        );
    }
    let portal = Portal::over(db, |state| state).await;
    let staff = portal.sign_in("staff").await;
    let year = izportal::foundation::i18n::today().format("%Y").to_string();
    let board = staff.get(&format!("/duties?year={year}")).await;
    assert!(
        board
            .words("main")
            .contains("Trước hết xin nhập các doanh nghiệp"),
        "{}",
        board.words("main")
    );
    assert!(
        board
            .words(".page__subtitle")
            .contains("Chưa có báo cáo nào phải nộp"),
        "{}",
        board.words(".page__subtitle")
    );
    let leader = portal.sign_in("leader").await;
    let dashboard = leader.get(&format!("/dashboard/{year}")).await;
    assert!(
        dashboard
            .words("#progress ~ p")
            .contains("Trước hết xin nhập doanh nghiệp"),
        "{}",
        dashboard.words("main")
    );

    assert!(
        dashboard
            .words(".page__subtitle")
            .contains("chưa có kế hoạch"),
        "{}",
        dashboard.words(".page__subtitle")
    );

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
async fn before_the_tenth_ends_on_the_ninth_and_swapped_days_are_known() {
    let db = empty_database().await;
    let (forms, calendar) = (
        forms::db::forms(&db).await.expect("forms"),
        forms::db::calendar(&db).await.expect("days"),
    );
    let due = |code: &str, period: &str| {
        let form = forms.iter().find(|form| form.code == code).expect("a form");
        form.due(period.parse().expect("a period"), &calendar)
            .expect("a deadline")
            .to_string()
    };
    for (code, period, day) in [
        ("A.III.1", "2026-Q1", "2026-04-09"),
        ("A.III.1", "2026-Q2", "2026-07-09"),
        // 9 January 2027 is a Saturday: the term ends with the next working day.
        ("A.III.1", "2026-Q4", "2027-01-11"),
        ("A.III.2", "2026", "2027-03-30"),
        // 30 March 2030 is a Saturday.
        ("A.III.2", "2029", "2030-04-01"),
    ] {
        assert_eq!(due(code, period), day, "{code} {period}");
    }
    let works = |day: &str| {
        let day = day.parse().expect("a day");
        calendar.working_day(day) == day
    };
    for (off, worked) in [
        ("2024-04-29", "2024-05-04"),
        ("2025-05-02", "2025-04-26"),
        ("2026-01-02", "2026-01-10"),
        ("2026-08-31", "2026-08-22"),
    ] {
        assert!(
            !works(off) && works(worked),
            "{off} was swapped for {worked}"
        );
    }
    assert!(!works("2026-01-17"), "another Saturday");
    for day in ["2027-02-05", "2027-02-08", "2027-02-09", "2027-02-10"] {
        assert!(!works(day), "{day}: Tết 2027");
    }
    let open: Vec<String> = sqlx::query_scalar(
        "select source from holidays where day between '2027-02-01' and '2027-02-28'",
    )
    .fetch_all(&db)
    .await
    .expect("days");
    assert!(
        !open.is_empty()
            && open
                .iter()
                .all(|source| source.starts_with("Cần đối chiếu")),
        "not announced yet: {open:?}"
    );
}

#[tokio::test]
async fn a_reminder_cites_the_law_of_its_period_and_nothing_unverified() {
    let portal = Portal::demo().await;
    sqlx::query("update forms set retired_at = null where valid_from = '2026-01-01'")
        .execute(&portal.db)
        .await
        .expect("forms");
    let staff = portal.sign_in("staff").await;
    let form: i64 = sqlx::query_scalar(
        "select id from forms where code = 'A.III.1' and valid_from = '2026-01-01'",
    )
    .fetch_one(&portal.db)
    .await
    .expect("a form");
    let page = staff.get(&format!("/duties/1/{form}/2026-Q1")).await;
    let body = page.words("textarea");
    assert!(
        body.contains("Luật Đầu tư 143/2025/QH15") && body.contains("NĐ 96/2026/NĐ-CP"),
        "{body}"
    );
    assert!(
        !body.contains("NĐ 31/2021") && !body.contains("Điều") && !body.contains("đối chiếu"),
        "{body}"
    );
    assert!(body.contains("09/04/2026"), "{body}");
    assert!(
        page.words(".facts").contains("Cần đối chiếu"),
        "the board itself sees what is open: {}",
        page.words(".facts")
    );
    let old = staff
        .get(&format!("/duties/8/{}/2022-Q4", old_form(&portal.db).await))
        .await
        .words("textarea");
    assert!(
        old.contains("NĐ 31/2021") && old.contains("Trước ngày 10"),
        "{old}"
    );
}

async fn old_form(db: &PgPool) -> i64 {
    sqlx::query_scalar("select id from forms where code = 'A.III.1' and valid_from = '2022-10-01'")
        .fetch_one(db)
        .await
        .expect("a form")
}

#[tokio::test]
async fn a_weekend_is_no_day_off_unless_it_is_worked() {
    let portal = Portal::demo().await;
    let admin = portal.sign_in("admin").await;
    let enter = async |day: &str, kind: &str| {
        let form = [
            ("day", day),
            ("name", "Thử"),
            ("source", "Thử"),
            ("kind", kind),
        ];
        admin.post("/holidays", &form).await.status
    };
    assert_eq!(
        enter("14/08/2027", "").await,
        StatusCode::UNPROCESSABLE_ENTITY,
        "a Saturday is off anyway"
    );
    assert_eq!(
        enter("13/08/2027", "worked").await,
        StatusCode::UNPROCESSABLE_ENTITY,
        "a Friday is worked anyway"
    );
    assert_eq!(enter("14/08/2027", "worked").await, StatusCode::SEE_OTHER);
    assert_eq!(enter("13/08/2027", "").await, StatusCode::SEE_OTHER);
}
