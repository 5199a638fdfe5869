//! Guessing passwords, many at once and from many places, and what it costs everybody else.

use axum::http::{HeaderMap, Method, StatusCode, header};
use futures_util::future::join_all;
use izportal::portal::accounts::DEMO_PASSWORD;

use crate::support::{Page, Portal};

/// How many answers have a status.
fn count(pages: &[Page], status: StatusCode) -> usize {
    pages.iter().filter(|page| page.status == status).count()
}

fn signing_in<'a>(username: &'a str, password: &'a str) -> [(&'a str, &'a str); 2] {
    [("username", username), ("password", password)]
}

#[tokio::test]
async fn of_sixty_guesses_at_once_ten_are_looked_at() {
    let portal = Portal::demo().await;
    let form = signing_in("staff", "wrong");
    let guesses = (0..60).map(|_| portal.post_from("203.0.113.9", "/sign-in", &form));
    let pages = join_all(guesses).await;
    let (wrong, refused) = (
        count(&pages, StatusCode::UNPROCESSABLE_ENTITY),
        count(&pages, StatusCode::TOO_MANY_REQUESTS),
    );
    assert_eq!((wrong, refused), (10, 50));

    // The refusal is the form again, says so in words and when to come back.
    let page = portal
        .post_from(
            "203.0.113.9",
            "/sign-in",
            &signing_in("staff", DEMO_PASSWORD),
        )
        .await;
    assert_eq!(page.status, StatusCode::TOO_MANY_REQUESTS);
    assert!(page.words(".error-summary").contains("15 phút"));
    assert_eq!(page.attribute("#username", "value"), "staff");
    let seconds: u64 = page.headers[header::RETRY_AFTER]
        .to_str()
        .expect("text")
        .parse()
        .expect("seconds");
    assert!((1..=900).contains(&seconds), "{seconds}");

    // Nobody else pays for it: not the same person elsewhere, not others here.
    for (address, username) in [
        ("203.0.113.10", "staff"),
        ("2001:db8::1", "staff"),
        ("203.0.113.9", "leader"),
    ] {
        let page = portal
            .post_from(address, "/sign-in", &signing_in(username, DEMO_PASSWORD))
            .await;
        assert_eq!(
            page.status,
            StatusCode::SEE_OTHER,
            "{username} from {address}"
        );
    }
}

#[tokio::test]
async fn neither_another_header_nor_another_address_of_one_customer_buys_more_guesses() {
    let portal = Portal::demo().await;
    let form = signing_in("staff", "wrong");
    let spoofed = |n: usize| {
        let mut headers = HeaderMap::new();
        headers.insert(
            "x-forwarded-for",
            format!("198.51.100.{n}").parse().expect("a header"),
        );
        headers
    };
    let guesses =
        (0..15).map(|n| portal.send_from("203.0.113.9", spoofed(n), "/sign-in", "", &form));
    assert_eq!(
        count(&join_all(guesses).await, StatusCode::UNPROCESSABLE_ENTITY),
        10,
        "by a header nobody vouches for"
    );
    let places: Vec<String> = (0..15).map(|n| format!("2001:db8:7:8:{n}::1")).collect();
    let guesses = places
        .iter()
        .map(|place| portal.post_from(place, "/sign-in", &form));
    assert_eq!(
        count(&join_all(guesses).await, StatusCode::UNPROCESSABLE_ENTITY),
        10,
        "within one /64"
    );
}

#[tokio::test]
async fn the_present_password_of_an_open_session_is_not_guessed_either() {
    let portal = Portal::demo().await;
    let (stolen, own) = (portal.sign_in("staff").await, portal.sign_in("staff").await);
    let wrong = [("current", "wrong"), ("new", "quite-another-one")];
    let pages = join_all((0..30).map(|_| stolen.post("/account/password", &wrong))).await;
    let (looked_at, refused) = (
        count(&pages, StatusCode::UNPROCESSABLE_ENTITY),
        count(&pages, StatusCode::TOO_MANY_REQUESTS),
    );
    assert_eq!((looked_at, refused), (10, 20));
    let page = stolen
        .post(
            "/account/password",
            &[("current", DEMO_PASSWORD), ("new", "quite-another-one")],
        )
        .await;
    assert_eq!(page.status, StatusCode::TOO_MANY_REQUESTS);
    assert!(
        page.words("#e-current").contains("15 phút"),
        "the page stays, with the reason"
    );
    assert!(page.headers.contains_key(header::RETRY_AFTER));
    // The owner, in a session of their own, is not held up.
    let page = own
        .post(
            "/account/password",
            &[("current", DEMO_PASSWORD), ("new", "quite-another-one")],
        )
        .await;
    assert_eq!(page.status, StatusCode::SEE_OTHER);
}

#[tokio::test]
async fn a_password_is_kept_as_it_was_typed() {
    let portal = Portal::demo().await;
    let staff = portal.sign_in("staff").await;
    let page = staff
        .post(
            "/account/password",
            &[("current", DEMO_PASSWORD), ("new", " a space around ")],
        )
        .await;
    assert_eq!(page.status, StatusCode::SEE_OTHER);
    let page = portal
        .post_from(
            "203.0.113.9",
            "/sign-in",
            &signing_in("staff", " a space around "),
        )
        .await;
    assert_eq!(page.status, StatusCode::SEE_OTHER);
}

#[tokio::test]
async fn more_passwords_than_can_be_looked_at_are_sent_away_with_a_page() {
    let portal = Portal::demo().await;
    let names: Vec<String> = (0..300).map(|n| format!("name{n}")).collect();
    let places: Vec<String> = (0..300)
        .map(|n| format!("10.1.{}.{}", n / 250, n % 250))
        .collect();
    let forms: Vec<_> = names.iter().map(|name| signing_in(name, "wrong")).collect();
    let sent = places
        .iter()
        .zip(&forms)
        .map(|(place, form)| portal.post_from(place, "/sign-in", form));
    let pages = join_all(sent).await;
    let busy: Vec<&Page> = pages
        .iter()
        .filter(|page| page.status == StatusCode::SERVICE_UNAVAILABLE)
        .collect();
    assert_eq!(
        busy.len() + count(&pages, StatusCode::UNPROCESSABLE_ENTITY),
        300
    );
    let page = busy.first().expect("some are sent away");
    assert!(page.words(".error-summary").contains("vài giây"));
    assert!(page.headers.contains_key(header::RETRY_AFTER));
    // What nobody looked at does not count, and who comes back is let in.
    let page = portal
        .post_from("10.1.0.1", "/sign-in", &signing_in("staff", DEMO_PASSWORD))
        .await;
    assert_eq!(page.status, StatusCode::SEE_OTHER);
}

#[tokio::test]
async fn a_set_up_link_is_looked_at_before_anything_sent_to_it() {
    let portal = Portal::demo().await;
    let (sound, faulty) = (
        [
            ("username", "boss"),
            ("display_name", "Boss"),
            ("password", "long enough for it"),
        ],
        [("username", ""), ("display_name", ""), ("password", "")],
    );
    // A stranger learns nothing about the form, and 150 of them make nothing work.
    for form in [sound, faulty] {
        let pages =
            join_all((0..150).map(|_| portal.post_from("203.0.113.9", "/setup/guessed", &form)))
                .await;
        assert_eq!(count(&pages, StatusCode::NOT_FOUND), 150);
    }

    let portal = Portal::empty().await;
    let link = izportal::portal::accounts::actions::setup_link(&portal.db)
        .await
        .expect("an answer")
        .expect("no account yet");
    assert_eq!(
        portal.post_from("203.0.113.9", &link, &faulty).await.status,
        StatusCode::UNPROCESSABLE_ENTITY
    );
    // Used once, also by two at once.
    let other = [
        ("username", "boss2"),
        ("display_name", "Boss"),
        ("password", "long enough for it"),
    ];
    let (one, two) = (
        portal.post_from("203.0.113.9", &link, &sound),
        portal.post_from("203.0.113.9", &link, &other),
    );
    let (one, two) = tokio::join!(one, two);
    let mut statuses = [one.status, two.status];
    statuses.sort();
    assert_eq!(statuses, [StatusCode::SEE_OTHER, StatusCode::NOT_FOUND]);
}

#[tokio::test]
async fn whoever_has_signed_in_from_a_place_is_known_there() {
    let portal = Portal::demo().await;
    for _ in 0..2 {
        let page = portal
            .post_from(
                "2001:db8:1:2:3::4",
                "/sign-in",
                &signing_in("staff", DEMO_PASSWORD),
            )
            .await;
        assert_eq!(page.status, StatusCode::SEE_OTHER);
    }
    let known: Vec<String> = sqlx::query_scalar(
        "select place from sign_in_places p join accounts a on a.id = p.account_id
                                                  where a.username = 'staff' and place like '2001%'",
    )
    .fetch_all(&portal.db)
    .await
    .expect("places");
    assert_eq!(known, ["2001:db8:1:2::/64"]);
    let page = portal.send(Method::GET, "/sign-in", "", None).await;
    assert_eq!(page.status, StatusCode::OK);
}
