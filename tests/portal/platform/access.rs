//! Sessions and what stands behind them: signing in and back, what a browser keeps, who sees which zone.

use axum::http::{Method, StatusCode, header};
use izportal::platform::web::Access;
use izportal::portal::accounts::DEMO_PASSWORD;

use crate::support::{Portal, filled};

#[tokio::test]
async fn a_stranger_is_sent_to_sign_in_and_back() {
    let portal = Portal::demo().await;
    for route in portal
        .routes
        .iter()
        .filter(|route| route.access != Access::Public)
    {
        let form: Option<&[(&str, &str)]> = if route.method == Method::POST {
            Some(&[])
        } else {
            None
        };
        let page = portal
            .send(route.method.clone(), &filled(&route.path), "", form)
            .await;
        let name = format!("{} {}", route.method, route.path);
        let secret = route.path.starts_with("/account/") || route.path == "/sign-out";
        if route.method == Method::GET || secret {
            assert_eq!(page.status, StatusCode::SEE_OTHER, "{name}");
            assert!(
                page.location.starts_with("/sign-in?next="),
                "{name}: {}",
                page.location
            );
        } else {
            // What was typed is not thrown away with a redirect.
            assert_eq!(page.status, StatusCode::UNAUTHORIZED, "{name}");
            assert_eq!(page.attribute("form.form", "action"), "/sign-in", "{name}");
        }
    }
}

#[tokio::test]
async fn nothing_a_link_says_leads_out_of_the_portal() {
    let portal = Portal::demo().await;
    let staff = portal.sign_in("staff").await;
    for next in [
        "//evil.example",
        "/\t/evil.example",
        "/\n/evil.example",
        "/\\evil.example",
        "/..//evil.example",
        "/%2e%2e//evil.example",
        "/./\t/evil.example",
        "https://evil.example",
    ] {
        let form = [
            ("username", "staff"),
            ("password", DEMO_PASSWORD),
            ("next", next),
        ];
        let page = portal.send(Method::POST, "/sign-in", "", Some(&form)).await;
        assert!(
            page.location.starts_with("/\n"),
            "{next:?}: {}",
            page.location
        );
        let query = form_urlencoded::Serializer::new(String::new())
            .append_pair("next", next)
            .finish();
        assert_eq!(
            staff.get(&format!("/sign-in?{query}")).await.location,
            "/",
            "{next:?}"
        );
        // A form kept through signing in is sent to no other host either.
        let form = [
            ("username", "staff"),
            ("password", DEMO_PASSWORD),
            ("kept-path", next),
            ("kept.a", "b"),
        ];
        let page = portal.send(Method::POST, "/sign-in", "", Some(&form)).await;
        assert_eq!(page.status, StatusCode::SEE_OTHER, "{next:?}");
    }
    let form = [
        ("username", "staff"),
        ("password", DEMO_PASSWORD),
        ("next", "/duties?zone=1&q=a%20b"),
    ];
    let page = portal.send(Method::POST, "/sign-in", "", Some(&form)).await;
    assert!(
        page.location.starts_with("/duties?zone=1&q=a%20b\n"),
        "{}",
        page.location
    );

    // A page at such an address – there is none, but it has links to itself – leads nowhere else.
    let here = url::Url::parse("http://portal.example/").expect("an address");
    for path in [
        "//evil.example/zones",
        "//evil.example/%2e%2e",
        "/.//evil.example",
    ] {
        let page = staff.get(path).await;
        assert_eq!(page.status, StatusCode::NOT_FOUND, "{path}");
        for link in page.links("a[href]") {
            let there = here.join(&link).expect("a link");
            assert_eq!(there.host_str(), Some("portal.example"), "{path}: {link}");
        }
    }
}

/// Personal data and papers are not left behind in a browser or a proxy.
#[tokio::test]
async fn nothing_but_the_assets_of_a_page_is_kept_by_a_browser() {
    let portal = Portal::demo().await;
    let admin = portal.sign_in("admin").await;
    let attached = portal
        .sign_in("staff")
        .await
        .upload("/filings/1/evidence", &[], &[("a.txt", b"a")])
        .await;
    assert_eq!(attached.status, StatusCode::SEE_OTHER, "a file to read");
    let mut downloads = 0;
    for route in portal
        .routes
        .iter()
        .filter(|route| route.method == Method::GET && !route.path.starts_with("/static/"))
    {
        let path = filled(&route.path);
        let mut pages = vec![
            (admin.get(&path).await, path.clone()),
            (portal.stranger().get(&path).await, path.clone()),
        ];
        let file = format!("{path}?format=xlsx");
        pages.push((admin.get(&file).await, file));
        if ["{year}", "{sheet}"]
            .iter()
            .any(|last| route.path.ends_with(last))
        {
            for ending in ["json", "xlsx", "csv", "pdf", "docx"] {
                let file = format!("{path}.{ending}");
                pages.push((admin.get(&file).await, file));
            }
        }
        for (page, address) in pages {
            let kept = page
                .headers
                .get(header::CACHE_CONTROL)
                .map(|value| value.to_str().expect("text"));
            assert!(
                kept.is_some_and(|kept| kept.split(", ").any(|word| word == "no-store")),
                "{address}: {kept:?}"
            );
            downloads += usize::from(page.headers.contains_key(header::CONTENT_DISPOSITION));
        }
    }
    assert!(downloads > 40, "only {downloads} downloads were looked at");
    let stylesheet = admin
        .get("/accounts")
        .await
        .attribute("link[rel='stylesheet']", "href");
    assert!(
        admin.get(&stylesheet).await.headers[header::CACHE_CONTROL]
            .to_str()
            .expect("text")
            .contains("immutable")
    );
    // Neither an older address nor the end of today's: a browser asks each time whether the file has changed.
    let hash = stylesheet.split('/').nth(2).expect("a hash");
    for other in ["0", &hash[1..], &hash[7..]] {
        let page = admin.get(&stylesheet.replace(hash, other)).await;
        let kept = page.headers[header::CACHE_CONTROL].to_str().expect("text");
        assert_eq!((page.status, kept), (StatusCode::OK, "no-cache"), "{other}");
    }
}

#[tokio::test]
async fn wrong_passwords_are_refused_and_then_slowed_down() {
    let portal = Portal::demo().await;
    let form = [("username", "staff"), ("password", "wrong")];
    for _ in 0..10 {
        let page = portal.send(Method::POST, "/sign-in", "", Some(&form)).await;
        assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(
            page.text().contains("value=\"staff\""),
            "the name typed is kept"
        );
    }
    let page = portal.send(Method::POST, "/sign-in", "", Some(&form)).await;
    assert_eq!(page.status, StatusCode::TOO_MANY_REQUESTS);
}

#[tokio::test]
async fn an_account_limited_to_a_zone_sees_no_other() {
    let portal = Portal::demo().await;
    let sql = "with z as (insert into zones (code, name, kind, status, province) values ('X', 'KCN khác', 'regular', 'planned', 'Y') returning id)
               insert into account_zones select a.id, z.id from accounts a, z where a.username = 'staff'";
    sqlx::query(sql)
        .execute(&portal.db)
        .await
        .expect("a second zone");
    let staff = portal.sign_in("staff").await;
    assert!(!staff.get("/zones").await.text().contains("KCN Thanh Bình"));
    assert_eq!(staff.get("/zones/1").await.status, StatusCode::NOT_FOUND);
    assert_eq!(
        staff.get("/enterprises/1").await.status,
        StatusCode::NOT_FOUND
    );
    assert_eq!(staff.get("/filings/1").await.status, StatusCode::NOT_FOUND);
    assert_eq!(
        staff.get("/reviews/2022").await.status,
        StatusCode::FORBIDDEN
    );
    assert!(
        !staff
            .get("/figures/2022/revenue")
            .await
            .text()
            .contains("Doanh nghiệp minh họa")
    );
    assert_eq!(
        staff
            .post("/zones/1/retire", &[("version", "1")])
            .await
            .status,
        StatusCode::NOT_FOUND
    );
}

#[tokio::test]
async fn a_form_sent_after_the_session_ended_is_sent_on_after_signing_in() {
    let portal = Portal::demo().await;
    let typed = [
        ("version", "1"),
        ("capacity", "TRƯỞNG BAN"),
        ("assessment", "Dòng một & hai.\r\nDòng ba."),
    ];
    let page = portal
        .send(Method::POST, "/reviews/2022", "session=gone", Some(&typed))
        .await;
    assert_eq!(page.status, StatusCode::UNAUTHORIZED);

    // A wrong password loses nothing either.
    let mut form = page.fields("form[action='/sign-in']");
    form.extend([
        ("username".to_owned(), "staff".to_owned()),
        ("password".to_owned(), "wrong".to_owned()),
    ]);
    let page = portal
        .send(Method::POST, "/sign-in", "", Some(&pairs(&form)))
        .await;
    assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY);

    let mut form = page.fields("form[action='/sign-in']");
    form.retain(|(name, _)| name != "username" && name != "password");
    form.extend([
        ("username".to_owned(), "staff".to_owned()),
        ("password".to_owned(), DEMO_PASSWORD.to_owned()),
    ]);
    let page = portal
        .send(Method::POST, "/sign-in", "", Some(&pairs(&form)))
        .await;
    assert_eq!(page.status, StatusCode::OK);
    let (_, cookie) = page.location.split_once('\n').expect("a session");

    let form = page.fields("form[action='/reviews/2022']");
    assert_eq!(pairs(&form), typed, "exactly what was typed");
    let page = portal
        .send(Method::POST, "/reviews/2022", cookie, Some(&pairs(&form)))
        .await;
    assert_eq!(page.status, StatusCode::SEE_OTHER);
    assert!(
        portal
            .sign_in("leader")
            .await
            .get("/reviews/2022")
            .await
            .words(".doc")
            .contains("Dòng một & hai.")
    );
}

fn pairs(form: &[(String, String)]) -> Vec<(&str, &str)> {
    form.iter()
        .map(|(name, value)| (name.as_str(), value.as_str()))
        .collect()
}
