//! Reminders: letters looked at, sent in the background and logged; calls; and what they say.

use std::time::Duration;

use super::duties::{form, listed};
use super::imports::count;
use crate::support::{MailServer, Page, Person, Portal};
use axum::http::StatusCode;
use izportal::foundation::database;
use izportal::foundation::jobs::Jobs;
use izportal::foundation::mail::Mailer;

/// The addresses of the contacts of enterprises 7, 8 and 9; none where it is empty.
async fn addresses(portal: &Portal, seven: &str, eight: &str, nine: &str) {
    for (id, email) in [(7_i64, seven), (8, eight), (9, nine)] {
        sqlx::query("update contacts set email = nullif($2, '') where enterprise_id = $1 and purpose = 'reports'")
            .bind(id)
            .bind(email)
            .execute(&portal.db)
            .await
            .expect("an address");
    }
}

const PREVIEW: &str = "/duties/reminders?enterprise=7&enterprise=8&enterprise=9";

/// The form of the preview as a browser sends it.
async fn looked_at(person: &Person<'_>) -> Vec<(String, String)> {
    person
        .get(PREVIEW)
        .await
        .fields("form[action='/duties/reminders']")
}

async fn send(person: &Person<'_>, fields: &[(String, String)]) -> Page {
    let fields: Vec<(&str, &str)> = fields
        .iter()
        .map(|(name, value)| (name.as_str(), value.as_str()))
        .collect();
    person.post("/duties/reminders", &fields).await
}

fn address(page: &Page) -> String {
    page.location.lines().next().unwrap_or_default().to_owned()
}

/// Whom the letters of a sending went to, and what became of each.
async fn fates(person: &Person<'_>, path: &str) -> Vec<String> {
    let page = person.get(path).await;
    let cells = page.cells("table.letters-sent tbody tr", "th, .tag");
    cells
        .into_iter()
        .map(|row| {
            format!(
                "{} {}",
                row[0].rsplit(' ').next().unwrap_or_default(),
                row[1]
            )
        })
        .collect()
}

async fn text(portal: &Portal, sql: &'static str) -> String {
    sqlx::query_scalar(sql)
        .fetch_one(&portal.db)
        .await
        .unwrap_or_else(|error| panic!("{sql}: {error}"))
}

#[tokio::test]
async fn an_enterprise_gets_one_letter_about_all_it_owes_and_each_duty_is_logged() {
    let server = MailServer::start().await;
    let portal = Portal::with_mailer(Some(server.mailer())).await;
    let staff = portal.sign_in("staff").await;
    addresses(&portal, "ke.toan@example.vn", "b@example.vn", "").await;
    let quarter = form(&portal.db, "A.III.1").await;
    let ticked = [7, 8, 9].map(|id| format!("duty={id}/{quarter}/2022-Q4"));
    let preview = staff
        .get(&format!("/duties/reminders?{}", ticked.join("&")))
        .await;
    assert!(preview.text().contains("Chưa có địa chỉ thư của đầu mối"));
    assert!(!preview.text().contains("ke.toan@"), "addresses are masked");
    let letters = preview.cells("li.letter", ".reminder-log__body").concat();
    let eighth = letters.iter().find(|body| body.contains("minh họa 08"));
    let eighth = eighth.expect("a letter to the eighth");
    for words in [
        "quý IV năm 2022",
        "09/01/2023",
        "đến nay đã quá",
        "NĐ 31/2021",
    ] {
        assert!(eighth.contains(words), "{words}: {eighth}");
    }
    let mut fields = preview.fields("form[action='/duties/reminders']");
    for (name, value) in &mut fields {
        if name == "opening" {
            "Ban đề nghị gửi gấp.".clone_into(value);
        }
    }
    let sent = send(&staff, &fields).await;
    sent.saved();
    let list = address(&sent);
    assert!(list.starts_with("/letters/"), "{list}");
    assert_eq!(fates(&staff, &list).await, ["07 Đã gửi", "08 Đã gửi"]);
    let taken = server.taken.lock().await.clone();
    let message = taken
        .iter()
        .find(|message| message.contains("To: ke.toan@"));
    let message = message.expect("a message to the seventh");
    let id = text(
        &portal,
        "select message_id from letters where enterprise_id = 7",
    )
    .await;
    assert!(
        message.contains(&format!("Message-ID: {id}")) && id.ends_with("@example.vn>"),
        "{id}: {message}"
    );
    let body = text(&portal, "select body from letters where enterprise_id = 8").await;
    let reports = body.lines().filter(|line| line.contains("Căn cứ:")).count();
    assert!(
        body.contains("Ban đề nghị gửi gấp.") && reports > 1,
        "{body}"
    );
    let logged = "select count(*) from reminders where enterprise_id = 8 and channel = 'email'";
    assert_eq!(
        i64::try_from(reports),
        Ok(count(&portal, logged).await),
        "a row for each report in the letter"
    );
    let board = staff
        .get("/duties?year=2022&q=minh+hoa+08&state=late")
        .await;
    let reminded = board.words("table.duties tbody");
    assert!(reminded.contains("đã nhắc 1 lần"), "{reminded}");
}

#[tokio::test]
async fn what_did_not_go_out_has_its_reason_and_the_log_keeps_no_address() {
    let server = MailServer::start().await;
    let portal = Portal::with_mailer(Some(server.mailer())).await;
    let staff = portal.sign_in("staff").await;
    addresses(
        &portal,
        "spam@example.vn",
        "nobody@example.vn",
        "full@example.vn",
    )
    .await;
    let list = address(&send(&staff, &looked_at(&staff).await).await);
    let page = staff.get(&list).await;
    for words in [
        "coi thư là thư rác",
        "Không có hộp thư này",
        "Hộp thư của người nhận đã đầy",
        "SMTP 550 5.1.1",
    ] {
        assert!(page.text().contains(words), "{words}");
    }
    assert!(
        !page.text().contains("nobody@"),
        "what the server said quotes the address"
    );
    // The log says who was asked without giving the person away: erasing the contact leaves nothing behind.
    let recipient = "select distinct recipient from reminders where enterprise_id = 8";
    assert_eq!(
        text(&portal, recipient).await,
        "Đ… m… m… h… 0…, n•••@example.vn"
    );
    let kept = "select count(*) from letters l where l::text like '%nobody@%'";
    assert_eq!(count(&portal, kept).await, 0);
    let quarter = form(&portal.db, "A.III.1").await;
    let page = staff.get(&format!("/duties/8/{quarter}/2022-Q4")).await;
    page.says(".reminder-log", "Chưa gửi được");
    let board = staff
        .get("/duties?year=2022&q=minh+hoa+08&state=late")
        .await;
    assert!(
        !board.words("table.duties tbody").contains("đã nhắc"),
        "what did not go out is no reminder"
    );
    for sql in [
        "update letters set state = 'sent'",
        "update reminders set period = '2022'",
    ] {
        let rewritten = sqlx::query(sql).execute(&portal.db).await;
        assert!(rewritten.is_err(), "the log is history: {sql}");
    }
}

#[tokio::test]
async fn whoever_was_reminded_lately_is_asked_about_and_nobody_gets_a_letter_twice() {
    let server = MailServer::start().await;
    let portal = Portal::with_mailer(Some(server.mailer())).await;
    let staff = portal.sign_in("staff").await;
    let approver = portal.sign_in("approver").await;
    addresses(&portal, "a@example.vn", "b@example.vn", "c@example.vn").await;
    let call = "insert into reminders (enterprise_id, form_id, period, channel, recipient, body, sent_by, sent_at)
                select 8, f.id, '2022-Q4', 'phone', 'x', 'y', a.id, now() - interval '3 days'
                  from forms f, accounts a where f.code = 'A.III.1' and a.username = 'approver' limit 1";
    sqlx::query(call).execute(&portal.db).await.expect("a call");
    let preview = staff.get(PREVIEW).await;
    preview.says(
        "li.letter .tag",
        "đã nhắc 3 ngày trước (Gọi điện, Người duyệt (minh họa)) – gửi lại?",
    );
    let others = looked_at(&approver).await;
    let fields = looked_at(&staff).await;
    let ticked = fields.iter().filter(|(name, _)| name == "enterprise");
    let ticked: Vec<&str> = ticked.map(|(_, value)| value.as_str()).collect();
    assert!(
        ticked.contains(&"7") && ticked.contains(&"9") && !ticked.contains(&"8"),
        "{ticked:?}"
    );
    let list = address(&send(&staff, &fields).await);
    // A double press, and a form sent again after a while.
    assert_eq!(address(&send(&staff, &fields).await), list);
    // Somebody else looked at the same list before.
    let late = send(&approver, &others).await;
    assert_eq!(late.status, StatusCode::CONFLICT);
    assert!(late.text().contains("vừa được nhắc"), "{}", late.text());
    assert_eq!(server.recipients().await, ["a@example.vn", "c@example.vn"]);
    // Knowing it, they may.
    let mut again = looked_at(&staff).await;
    assert!(
        !again.iter().any(|(name, _)| name == "enterprise"),
        "nobody is ticked"
    );
    assert_eq!(
        send(&staff, &again).await.status,
        StatusCode::UNPROCESSABLE_ENTITY
    );
    again.push(("enterprise".to_owned(), "8".to_owned()));
    send(&staff, &again).await.saved();
    assert_eq!(
        server.recipients().await,
        ["a@example.vn", "b@example.vn", "c@example.vn"]
    );
}

#[tokio::test]
async fn what_passes_is_sent_later_and_what_went_out_is_not_sent_again() {
    let server = MailServer::start().await;
    let portal = Portal::with_mailer(Some(server.mailer())).await;
    let staff = portal.sign_in("staff").await;
    addresses(
        &portal,
        "a@example.vn",
        "later@example.vn",
        "full@example.vn",
    )
    .await;
    let job = address(&send(&staff, &looked_at(&staff).await).await);
    assert!(job.starts_with("/jobs/"), "{job}");
    let page = staff.get(&job).await;
    page.says("main", "Chờ thử lại");
    page.says(
        "main",
        "Đã gửi 1 thư; 1 thư chưa gửi được; 1 thư chờ gửi lại. Máy chủ thư đang bận",
    );
    let list = page.links("main .button-row a")[0].clone();
    assert_eq!(
        fates(&staff, &list).await,
        ["07 Đã gửi", "08 Chờ gửi", "09 Chưa gửi được"]
    );
    sqlx::query("update jobs set next_at = now()")
        .execute(&portal.db)
        .await
        .expect("it is time");
    while !staff.get(&job).await.text().contains("data-job=\"over\"") {
        portal.jobs.ring();
        tokio::time::sleep(Duration::from_millis(20)).await;
    }
    assert_eq!(
        fates(&staff, &list).await,
        ["07 Đã gửi", "08 Đã gửi", "09 Chưa gửi được"]
    );
    assert_eq!(
        server.recipients().await,
        ["a@example.vn", "later@example.vn"]
    );
    let again = staff.get(&list).await.links("main p a");
    assert!(
        again.contains(&"/duties/reminders?enterprise=9".to_owned()),
        "{again:?}"
    );
}

#[tokio::test]
async fn what_may_have_gone_out_is_said_and_not_sent_again() {
    // Nobody takes mail there: the letters wait.
    let nowhere = Mailer::new("smtp://127.0.0.1:9", "Ban <bql@example.vn>").expect("settings");
    let portal = Portal::with_mailer(Some(nowhere)).await;
    let staff = portal.sign_in("staff").await;
    addresses(&portal, "a@example.vn", "b@example.vn", "cut@example.vn").await;
    let job = address(&send(&staff, &looked_at(&staff).await).await);
    staff
        .get(&job)
        .await
        .says("main", "Không liên lạc được với máy chủ thư của Ban");
    let cookie = staff.cookie().to_owned();
    let database = portal.database();
    drop(portal);
    // As a process leaves it that died over the first letter.
    let db = database::connect(database.parse().expect("an address"))
        .await
        .expect("it answers");
    for sql in [
        "update letters set state = 'sending' where enterprise_id = 7",
        "update jobs set state = 'running', next_at = now(), said_vi = null, said_en = null",
    ] {
        sqlx::query(sql).execute(&db).await.expect("what it left");
    }
    let server = MailServer::start().await;
    let portal = Portal::over(db, |state| state.with_mailer(Some(server.mailer()))).await;
    let page = loop {
        let page = portal
            .send(axum::http::Method::GET, &job, &cookie, None)
            .await;
        if page.text().contains("data-job=\"over\"") {
            break page;
        }
        portal.jobs.ring();
        tokio::time::sleep(Duration::from_millis(20)).await;
    };
    page.says("main", "Đã gửi 1 thư; 2 thư có thể đã gửi.");
    let staff = portal.sign_in("staff").await;
    let list = page.links("main .button-row a")[0].clone();
    assert_eq!(
        fates(&staff, &list).await,
        ["07 Có thể đã gửi", "08 Đã gửi", "09 Có thể đã gửi"]
    );
    assert_eq!(
        server.recipients().await,
        ["b@example.vn", "cut@example.vn"]
    );
}

#[tokio::test]
async fn a_sending_is_called_off_between_two_letters() {
    let server = MailServer::start().await;
    let mailer = server.mailer();
    let hasty = Jobs::with_grace(Duration::ZERO);
    let portal = Portal::with(|state| state.with_mailer(Some(mailer)).with_jobs(hasty)).await;
    let staff = portal.sign_in("staff").await;
    addresses(
        &portal,
        "slow@example.vn",
        "slow@example.vn",
        "slow@example.vn",
    )
    .await;
    let job = address(&send(&staff, &looked_at(&staff).await).await);
    let sending = "select count(*) from letters where state = 'sending'";
    while count(&portal, sending).await == 0 {
        tokio::time::sleep(Duration::from_millis(20)).await;
    }
    staff.post(&format!("{job}/cancel"), &[]).await.saved();
    server.gate.add_permits(1);
    while !staff.get(&job).await.text().contains("data-job=\"over\"") {
        tokio::time::sleep(Duration::from_millis(20)).await;
    }
    staff.get(&job).await.says("main", "Đã hủy");
    assert_eq!(
        server.recipients().await.len(),
        1,
        "the one under way went out"
    );
    let list = staff.get(&job).await.links("main .button-row a")[0].clone();
    let mut fates: Vec<String> = fates(&staff, &list).await;
    fates.sort();
    let said: Vec<&str> = fates.iter().map(|fate| &fate[3..]).collect();
    assert_eq!(
        said.iter().filter(|said| **said == "Đã gửi").count(),
        1,
        "{said:?}"
    );
    assert_eq!(
        said.iter().filter(|said| **said == "Chưa gửi được").count(),
        2,
        "{said:?}"
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
    for (path, form) in [
        (remind.as_str(), vec![("channel", "email"), ("body", &body)]),
        ("/duties/reminders", vec![("enterprise", "8")]),
    ] {
        let refused = staff.post(path, &form).await;
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY, "{path}");
    }
    let preview = staff.get("/duties/reminders?enterprise=8").await;
    assert!(
        preview.text().contains("Chưa cấu hình máy chủ thư")
            && preview.words(".reminder-log__body").contains("Kính gửi")
            && preview.cells("main", "button")[0].is_empty(),
        "the letter can be copied, not sent"
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
    for path in [
        duty.as_str(),
        "/duties/reminders?enterprise=8",
        "/letters/1",
    ] {
        assert_eq!(
            staff.get(path).await.status,
            StatusCode::NOT_FOUND,
            "{path}"
        );
    }
}
