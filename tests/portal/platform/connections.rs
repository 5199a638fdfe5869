//! Nobody holds a connection while they take another: with a single one, whoever does waits for themselves.

use std::collections::HashSet;

use axum::http::{Method, StatusCode};
use futures_util::future::join_all;
use izportal::foundation::kernel::Role;
use izportal::platform::web::{Access, Mounted};

use crate::support::{Form, Page, Person, Portal, filled};

/// A page that came without waiting for a connection that never comes.
fn answered(page: &Page, name: &str) {
    assert!(
        !page.status.is_server_error(),
        "{name}: {} {}",
        page.status,
        page.text()
    );
}

/// A field as somebody in a hurry would fill it, where the page leaves it empty.
fn filled_in((name, value): &(String, String)) -> (&str, &str) {
    let words = ["reason", "note", "body", "why", "correction"].contains(&name.as_str());
    (
        name,
        if words && value.is_empty() {
            "Thử nghiệm"
        } else {
            value
        },
    )
}

#[tokio::test]
async fn with_a_single_connection_every_page_opens_and_every_form_on_it_is_answered() {
    let portal = Portal::with_one_connection().await;
    let staff = portal.sign_in("staff").await;
    staff
        .upload("/filings/1/evidence", &[], &[("a.txt", b"a")])
        .await;
    let block = [
        ("block", "Chỉ tiêu\tNăm\nSố lao động\t5"),
        ("form", "1"),
        ("period", "2023"),
    ];
    assert_eq!(
        staff.upload("/imports", &block, &[]).await.status,
        StatusCode::SEE_OTHER,
        "an import to look at"
    );
    let mut sent = HashSet::new();
    for (username, role) in [
        ("staff", Role::Staff),
        ("approver", Role::Approver),
        ("admin", Role::Administrator),
    ] {
        let mut person = portal.sign_in(username).await;
        let may = |route: &&Mounted| match route.access {
            Access::Public | Access::SignedIn => true,
            Access::Needs(permission) => role.may(permission),
        };
        let mut forms = Vec::new();
        for route in portal
            .routes
            .iter()
            .filter(|route| route.method == Method::GET)
            .filter(may)
        {
            let page = person.get(&filled(&route.path)).await;
            answered(&page, &format!("{username} GET {}", route.path));
            forms.extend(page.forms());
        }
        for Form {
            action,
            with_files,
            fields,
        } in forms
        {
            // A session that ends takes the rest of the walk with it.
            if action.starts_with("/sign-")
                || action.starts_with("/account/")
                || !sent.insert(action.clone())
            {
                continue;
            }
            let fields: Vec<(&str, &str)> = fields.iter().map(filled_in).collect();
            let page = if with_files {
                person.upload(&action, &fields, &[]).await
            } else {
                person.post(&action, &fields).await
            };
            answered(&page, &format!("{username} POST {action}"));
        }
        // Some are on no page that is shown; most say only what is missing.
        for route in portal
            .routes
            .iter()
            .filter(|route| route.method == Method::POST && route.path != "/sign-out")
            .filter(may)
        {
            // Ending a session must not sign the next route out.
            if route.path.starts_with("/account") {
                person = portal.sign_in(username).await;
            }
            answered(
                &person.post(&filled(&route.path), &[]).await,
                &format!("{username} POST {}", route.path),
            );
        }
    }
    assert!(sent.len() > 60, "the pages have forms: {}", sent.len());
}

/// What an open form sends, its empty cells filled with nil and every doubt answered.
async fn hand_in(person: &Person<'_>, path: &str) -> Page {
    let mut fields = person.get(path).await.fields("form#entry");
    for (name, value) in &mut fields {
        if name.starts_with("v.") && !name.ends_with('t') && value.is_empty() {
            "0".clone_into(value);
        }
        if name.starts_with("r.") {
            "đã hỏi doanh nghiệp".clone_into(value);
        }
    }
    let mut pairs: Vec<(&str, &str)> = fields
        .iter()
        .map(|(name, value)| (name.as_str(), value.as_str()))
        .collect();
    pairs.push(("action", "submit"));
    person.post(path, &pairs).await
}

#[tokio::test]
async fn with_a_single_connection_a_report_goes_all_its_way() {
    let portal = Portal::with_one_connection().await;
    let (staff, approver, admin) = (
        portal.sign_in("staff").await,
        portal.sign_in("approver").await,
        portal.sign_in("admin").await,
    );
    let id: i64 =
        sqlx::query_scalar("select id from filings where enterprise_id = 7 and period = '2022-Q4'")
            .fetch_one(&portal.db)
            .await
            .expect("a draft");
    let path = format!("/filings/{id}");
    let version = async || {
        let sql = "select version from filings where id = $1";
        sqlx::query_scalar::<_, i32>(sql)
            .bind(id)
            .fetch_one(&portal.db)
            .await
            .expect("known")
            .to_string()
    };
    let done = |page: Page, what: &str| {
        assert_eq!(
            page.status,
            StatusCode::SEE_OTHER,
            "{what}: {}",
            page.text()
        )
    };
    done(hand_in(&staff, &path).await, "handed in");
    let back = [
        ("version", &*version().await),
        ("reason", "Xem lại doanh thu."),
        ("note.1", "Sao cao thế?"),
    ];
    done(
        approver.post(&format!("{path}/return"), &back).await,
        "sent back",
    );
    let flag: i64 = sqlx::query_scalar("select max(id) from cell_flags")
        .fetch_one(&portal.db)
        .await
        .expect("a flag");
    done(
        staff
            .post(
                &path,
                &[(&format!("f.{flag}"), "Đúng vậy."), ("action", "save")],
            )
            .await,
        "answered",
    );
    done(hand_in(&staff, &path).await, "handed in again");
    let accept = [("version", &*version().await), ("then", "next")];
    done(
        approver.post(&format!("{path}/accept"), &accept).await,
        "accepted",
    );
    done(
        staff.post(&format!("{path}/next"), &[]).await,
        "the next one opened",
    );
    let reopen = [("version", &*version().await), ("reason", "Ghi nhầm.")];
    done(
        staff.post(&format!("{path}/reopen"), &reopen).await,
        "opened for correction",
    );
    with_one_connection_all_else_is_done_too(&staff, &admin).await;
}

/// Beside the report: an indicator across enterprises, an import, records, texts, words.
async fn with_one_connection_all_else_is_done_too(staff: &Person<'_>, admin: &Person<'_>) {
    // Beside it: an indicator across enterprises, an import, records, texts, words, a target.
    let sheet = [
        ("v.1", "300"),
        ("u.1", "bvnd"),
        ("v.2", "88"),
        ("u.2", "bvnd"),
    ];
    assert_eq!(
        staff
            .post("/sheets/1/2023/cells?indicator=1", &sheet)
            .await
            .status,
        StatusCode::OK,
        "a sheet"
    );
    let block = [
        (
            "block",
            "Doanh nghiệp minh họa 03\nChỉ tiêu\tĐVT\tNăm\nTổng doanh thu\ttỷ đồng\t40",
        ),
        ("form", "1"),
        ("period", "2023"),
    ];
    let import = staff
        .upload(
            "/imports",
            &[&block[..], &[("enterprise", "3")]].concat(),
            &[],
        )
        .await;
    let import = import
        .location
        .split('?')
        .next()
        .unwrap_or_default()
        .to_owned();
    let shown = staff.get(&import).await;
    for Form { action, fields, .. } in shown
        .forms()
        .into_iter()
        .filter(|form| !form.action.ends_with("/drop"))
    {
        let fields: Vec<(&str, &str)> = fields.iter().map(filled_in).collect();
        answered(&staff.post(&action, &fields).await, &action);
    }
    with_one_connection_records_and_files_are_had(staff, admin).await;
}

/// Forms of records sent as they are, files, and another password.
async fn with_one_connection_records_and_files_are_had(staff: &Person<'_>, admin: &Person<'_>) {
    let done = |page: Page, what: &str| {
        assert_eq!(
            page.status,
            StatusCode::SEE_OTHER,
            "{what}: {}",
            page.text()
        )
    };
    for page in [
        "/enterprises/2/edit",
        "/zones/1/edit",
        "/phases/1/edit",
        "/obstacles/1/edit",
        "/reviews/2022/edit",
    ] {
        for Form { action, fields, .. } in staff
            .get(page)
            .await
            .forms()
            .into_iter()
            .filter(|form| !form.action.starts_with("/sign-"))
        {
            let fields: Vec<(&str, &str)> = fields.iter().map(filled_in).collect();
            answered(&staff.post(&action, &fields).await, &action);
        }
    }
    for path in [
        "/enterprises?format=xlsx",
        "/zones?format=csv",
        "/dashboard/2022.xlsx",
        "/dashboard/2022.json",
        "/reviews/2022.pdf",
        "/reviews/2022.docx",
    ] {
        answered(&admin.get(path).await, path);
    }
    let changed = [
        ("current", izportal::portal::accounts::DEMO_PASSWORD),
        ("new", "một mật khẩu khác hẳn"),
        ("again", "một mật khẩu khác hẳn"),
    ];
    answered(
        &admin.post("/account/password", &changed).await,
        "another password",
    );
    done(admin.post("/sign-out", &[]).await, "signed out");
}

#[tokio::test]
async fn many_people_share_a_single_connection() {
    let portal = Portal::with_one_connection().await;
    let staff = portal.sign_in("staff").await;
    let paths = [
        "/dashboard/2022",
        "/duties",
        "/filings/1",
        "/warnings/1/2022",
        "/reviews/2022",
        "/figures/2022/revenue",
    ];
    let pages = join_all(paths.iter().cycle().take(24).map(|path| staff.get(path))).await;
    for page in pages {
        answered(&page, "one of many");
        page.answers(StatusCode::OK);
    }
}

#[tokio::test]
async fn twenty_four_reports_handed_in_at_once_are_all_handed_in() {
    let portal = Portal::demo().await;
    let sql = "with begun as (
                   insert into filings (enterprise_id, zone_id, form_id, period, vintage, state)
                   select e.id, e.zone_id, 1, '2023', v, 'draft' from enterprises e, unnest(array['estimate', 'preliminary']) v
                    where e.id <= 12 returning id),
               typed as (
                   insert into filing_entries (filing_id, indicator_id, raw, unit, value, reason)
                   select b.id, l.indicator_id, x.raw, l.unit, x.value, 'đã hỏi doanh nghiệp'
                     from begun b, form_lines l join indicators i on i.id = l.indicator_id
                    cross join lateral (select case i.code when 'revenue' then '9' when 'workers' then '1' when 'avg_income' then '7' else '0' end as raw,
                                               case i.code when 'revenue' then 9000000000 when 'workers' then 1 when 'avg_income' then 7000000 else 0 end as value) x
                    where l.form_id = 1)
               select id from begun";
    let ids: Vec<i64> = sqlx::query_scalar(sql)
        .fetch_all(&portal.db)
        .await
        .expect("drafts");
    assert_eq!(ids.len(), 24);
    let staff = portal.sign_in("staff").await;
    let paths: Vec<String> = ids.iter().map(|id| format!("/filings/{id}")).collect();
    let pages = join_all(
        paths
            .iter()
            .map(|path| staff.post(path, &[("action", "submit")])),
    )
    .await;
    let statuses: Vec<StatusCode> = pages.iter().map(|page| page.status).collect();
    let refused = pages
        .iter()
        .find(|page| page.status != StatusCode::SEE_OTHER)
        .map(Page::text)
        .unwrap_or_default();
    assert!(
        statuses
            .iter()
            .all(|status| *status == StatusCode::SEE_OTHER),
        "{statuses:?}\n{refused}"
    );
}
