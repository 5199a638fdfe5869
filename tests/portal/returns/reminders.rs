//! Reminders: by mail, by call, in a batch, and what they say.

use super::duties::{form, listed};
use crate::support::Portal;
use axum::http::StatusCode;
use izportal::foundation::mail::Mailer;
use tokio::io::AsyncBufReadExt;
use tokio::io::{AsyncWriteExt, BufReader};
use tokio::net::TcpListener;
use tokio::sync::mpsc;

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
