//! Until which day a report is due, and what of the law a reminder cites.

use crate::support::{Portal, empty_database};
use axum::http::StatusCode;
use izportal::standards::forms;
use sqlx::PgPool;

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

#[tokio::test]
async fn a_letter_goes_back_to_the_first_year_reports_are_owed_for() {
    let portal = Portal::demo().await;
    let staff = portal.sign_in("staff").await;
    // Ten years at most, and the page says how far it looked.
    for (since, first, asked, not_asked) in [
        ("2020-01-01", "2020", "năm 2020", "năm 2019"),
        ("2005-01-01", "2013", "năm 2015", "năm 2012"),
    ] {
        sqlx::query("update boards set reports_since = $1::date where home")
            .bind(since)
            .execute(&portal.db)
            .await
            .expect("the first period");
        let page = staff.get("/duties/reminders?enterprise=7").await;
        page.says(".page__subtitle", &format!("từ năm {first}"));
        let letter = page.words(".reminder-log__body");
        assert!(
            letter.contains(asked) && !letter.contains(not_asked),
            "{letter}"
        );
    }
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
