//! Uploads that fail or are too much: what came before is kept, and the answer says what to do.

use super::evidence::{PAGE, PDF, PNG, count, objects};
use crate::support::{Person, Portal};
use axum::http::StatusCode;

#[tokio::test]
async fn what_cannot_be_attached_is_named_with_what_to_do_and_the_rest_is_kept() {
    let portal = Portal::demo().await;
    let staff = portal.sign_in("staff").await;
    let huge = [PDF, &vec![b' '; 20 * 1024 * 1024 + 1 - PDF.len()]].concat();
    for (name, bytes, says) in [
        ("hóa đơn.pdf", &b"MZ\x90\0\x03\0\0\0"[..], "macro"),
        (
            "ảnh.png",
            b"<!DOCTYPE html><script>alert(1)</script>",
            "macro",
        ),
        (
            "hình.svg",
            b"<svg xmlns=\"http://www.w3.org/2000/svg\"/>",
            "macro",
        ),
        ("chạy.sh", b"#!/bin/sh\nrm -rf /\n", "macro"),
        ("lệnh.bat", b"del *.*\r\n", "macro"),
        ("số liệu.csv", b"a,\xff\xfe,b", "macro"),
        ("rỗng.pdf", b"", "rỗng"),
        ("lớn.pdf", &huge, "20 MB"),
    ] {
        let page = staff
            .upload(
                PAGE,
                &[("cell", "1"), ("note", "Ghi chú đã gõ")],
                &[(name, bytes)],
            )
            .await;
        assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY, "{name}");
        let said = page.words(".error-summary");
        assert!(said.contains(name) && said.contains(says), "{name}: {said}");
        assert_eq!(
            page.attribute("#attach-note", "value"),
            "Ghi chú đã gõ",
            "{name}"
        );
        assert_eq!(
            page.attribute("#attach-cell option[selected]", "value"),
            "1",
            "{name}"
        );
    }
    assert_eq!(
        (
            count(&portal, "select count(*) from attachments").await,
            objects(&portal).len()
        ),
        (0, 0)
    );

    the_good_ones_of_several_are_attached(&portal, &staff).await;
}

/// Several at once, some of them not to be attached.
async fn the_good_ones_of_several_are_attached(portal: &Portal, staff: &Person<'_>) {
    // The good ones of several are attached, and the page says which are not.
    let page = staff
        .upload(
            PAGE,
            &[],
            &[("a.png", PNG), ("b.exe", b"MZ\x90\0"), ("c.pdf", PDF)],
        )
        .await;
    page.answers(StatusCode::UNPROCESSABLE_ENTITY);
    let said = page.words(".error-summary");
    assert!(
        said.contains("đã đính kèm: 2") && said.contains("b.exe") && !said.contains("c.pdf"),
        "{said}"
    );
    assert_eq!(count(portal, "select count(*) from attachments").await, 2);

    let six: Vec<(&str, &[u8])> = ["1.txt", "2.txt", "3.txt", "4.txt", "5.txt", "6.txt"]
        .map(|name| (name, &b"a"[..]))
        .into();
    let page = staff.upload(PAGE, &[], &six).await;
    page.says(".error-summary", "6.txt");
    assert_eq!(count(portal, "select count(*) from attachments").await, 7);

    let none = staff.upload(PAGE, &[("note", "n")], &[("", b"")]).await;
    none.answers(StatusCode::UNPROCESSABLE_ENTITY);
    let plain = staff.post(PAGE, &[("note", "n")]).await;
    plain.answers(StatusCode::UNPROCESSABLE_ENTITY);
    let elsewhere = staff
        .upload(PAGE, &[("cell", "999999")], &[("c.pdf", PDF)])
        .await;
    elsewhere.answers(StatusCode::UNPROCESSABLE_ENTITY);
    assert_eq!(count(portal, "select count(*) from attachments").await, 7);
}

#[tokio::test]
async fn more_than_fits_at_once_keeps_what_came_before_and_says_so() {
    let portal = Portal::demo().await;
    let staff = portal.sign_in("staff").await;
    let flood = vec![
        b' ';
        izportal::registers::evidence::MAX_FILES
            * izportal::registers::evidence::MAX_FILE
            + 2 * 1024 * 1024
    ];
    let page = staff
        .upload(
            PAGE,
            &[("note", "đợt 1")],
            &[("a.pdf", PDF), ("b.pdf", &flood)],
        )
        .await;
    page.answers(StatusCode::UNPROCESSABLE_ENTITY);
    let said = page.words(".error-summary");
    assert!(
        said.contains("đã đính kèm: 1") && said.contains("hơn 100 MB"),
        "{said}"
    );
    assert_eq!(
        count(
            &portal,
            "select count(*) from attachments where note = 'đợt 1'"
        )
        .await,
        1
    );
}

/// Longer than a note may be, and than one piece of a body is.
#[tokio::test]
async fn a_note_or_a_reason_that_is_too_long_is_given_back() {
    let portal = Portal::demo().await;
    let staff = portal.sign_in("staff").await;
    let long = "Ghi chú đã gõ. ".repeat(8_000);
    let page = staff
        .upload(PAGE, &[("note", &long)], &[("a.pdf", PDF)])
        .await;
    page.answers(StatusCode::UNPROCESSABLE_ENTITY);
    page.says(".error-summary", "1.000 ký tự");
    assert_eq!(page.attribute("#attach-note", "value"), long.trim());
    assert_eq!(count(&portal, "select count(*) from attachments").await, 0);

    staff.upload(PAGE, &[], &[("a.pdf", PDF)]).await;
    let reason = "Đính kèm nhầm. ".repeat(100);
    let page = staff
        .post("/evidence/1/remove", &[("reason", &reason)])
        .await;
    page.answers(StatusCode::UNPROCESSABLE_ENTITY);
    assert!(
        page.text().contains(reason.trim()),
        "{}",
        page.words("main")
    );
    let off = "select count(*) from attachments where removed_at is not null";
    assert_eq!(count(&portal, off).await, 0);
}

#[tokio::test]
async fn an_upload_after_the_session_ended_leads_back_to_its_page() {
    let portal = Portal::demo().await;
    let page = portal.stranger().upload(PAGE, &[], &[("a.pdf", PDF)]).await;
    assert_eq!(
        (page.status, page.location.as_str()),
        (
            StatusCode::SEE_OTHER,
            "/sign-in?next=%2Ffilings%2F1%2Fevidence"
        )
    );
    assert_eq!(count(&portal, "select count(*) from attachments").await, 0);
}
