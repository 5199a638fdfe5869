//! Who may create and change which accounts, and that somebody always can.

use axum::http::StatusCode;

use crate::support::{Person, Portal};

async fn account(portal: &Portal, username: &str, role: &str, zones: &[i64]) -> i64 {
    sqlx::query_scalar(
        "with made as (insert into accounts (username, display_name, role, password_hash)
                       select $1, $1, $2, password_hash from accounts where username = 'admin' returning id),
              limits as (insert into account_zones select id, unnest($3::bigint[]) from made)
         select id from made",
    )
    .bind(username)
    .bind(role)
    .bind(zones)
    .fetch_one(&portal.db)
    .await
    .expect("an account")
}

/// Another zone than the demonstration's: its id.
async fn zone(portal: &Portal) -> i64 {
    let sql = "insert into zones (code, name, kind, status, province)
               values ('X', 'KCN khác', 'regular', 'planned', 'Y') returning id";
    sqlx::query_scalar(sql)
        .fetch_one(&portal.db)
        .await
        .expect("a second zone")
}

async fn zones_of(portal: &Portal, id: i64) -> Vec<i64> {
    let sql = "select zone_id from account_zones where account_id = $1 order by zone_id";
    sqlx::query_scalar(sql)
        .bind(id)
        .fetch_all(&portal.db)
        .await
        .expect("zones")
}

async fn version(portal: &Portal, id: i64) -> String {
    let sql = "select version::text from accounts where id = $1";
    sqlx::query_scalar(sql)
        .bind(id)
        .fetch_one(&portal.db)
        .await
        .expect("a version")
}

/// Sends the form of an account with some of its fields changed.
async fn change(
    portal: &Portal,
    person: &Person<'_>,
    id: i64,
    fields: &[(&str, &str)],
) -> StatusCode {
    let version = version(portal, id).await;
    let mut form = vec![
        ("version", version.as_str()),
        ("username", "any"),
        ("display_name", "Any"),
    ];
    if !fields.iter().any(|(name, _)| *name == "role") {
        form.push(("role", "administrator"));
    }
    form.extend(fields);
    person.post(&format!("/accounts/{id}"), &form).await.status
}

#[tokio::test]
async fn two_administrators_who_end_each_other_at_once_leave_one() {
    let portal = Portal::demo().await;
    let takes_away: [&[(&str, &str)]; 3] = [
        &[("disabled", "true")],
        &[("role", "staff")],
        &[("zones", "1")],
    ];
    let first: i64 = sqlx::query_scalar("select id from accounts where username = 'admin'")
        .fetch_one(&portal.db)
        .await
        .expect("admin");
    for round in 0..12 {
        let second = account(&portal, &format!("second{round}"), "administrator", &[]).await;
        let (one, two) = (
            portal.sign_in("admin").await,
            portal.sign_in(&format!("second{round}")).await,
        );
        let fields = takes_away[round % 3];
        let (a, b) = tokio::join!(
            change(&portal, &one, second, fields),
            change(&portal, &two, first, fields)
        );
        let left: i64 = sqlx::query_scalar(
            "select count(*) from accounts a where role = 'administrator' and disabled_at is null
                and not exists (select 1 from account_zones z where z.account_id = a.id)",
        )
        .fetch_one(&portal.db)
        .await
        .expect("a number");
        assert!(left >= 1, "round {round}: none is left ({a}, {b})");
        // As before, for the next round.
        sqlx::query("delete from account_zones")
            .execute(&portal.db)
            .await
            .expect("no limits");
        sqlx::query("update accounts set role = case when id = $1 then 'administrator' else 'staff' end, disabled_at = null where id in ($1, $2)")
            .bind(first)
            .bind(second)
            .execute(&portal.db)
            .await
            .expect("as before");
    }
}

#[tokio::test]
async fn the_last_administrator_without_limits_stays_whatever_is_sent() {
    let portal = Portal::demo().await;
    let admin = portal.sign_in("admin").await;
    // One who is limited does not count: they could give nobody all zones again.
    let limited = account(&portal, "limited", "administrator", &[1]).await;
    let id: i64 = sqlx::query_scalar("select id from accounts where username = 'admin'")
        .fetch_one(&portal.db)
        .await
        .expect("admin");
    for fields in [
        [("disabled", "true")].as_slice(),
        &[("role", "leadership")],
        &[("zones", "1")],
        &[("zones", "1"), ("disabled", "true")],
    ] {
        assert_eq!(
            change(&portal, &admin, id, fields).await,
            StatusCode::UNPROCESSABLE_ENTITY,
            "{fields:?}"
        );
    }
    assert_eq!(admin.get("/accounts").await.status, StatusCode::OK);
    assert_eq!(
        change(&portal, &admin, limited, &[("disabled", "true")]).await,
        StatusCode::SEE_OTHER
    );
}

#[tokio::test]
async fn a_list_of_zones_that_cannot_be_read_whole_opens_nothing() {
    let portal = Portal::demo().await;
    let admin = portal.sign_in("admin").await;
    let limited = account(&portal, "limited", "staff", &[1]).await;
    for zones in [
        "abc",
        "",
        "1 2",
        "1,2",
        "9999999999999999999999",
        "1;",
        "0x1",
        "424242",
        "-1",
    ] {
        let form = [
            ("username", "new-one"),
            ("display_name", "New"),
            ("role", "staff"),
            ("password", "long enough for it"),
        ];
        let created = admin
            .post(
                "/accounts",
                &[form.as_slice(), &[("zones", zones)]].concat(),
            )
            .await;
        assert_eq!(
            created.status,
            StatusCode::UNPROCESSABLE_ENTITY,
            "{zones:?}"
        );
        let both = admin
            .post(
                "/accounts",
                &[form.as_slice(), &[("zones", "1"), ("zones", zones)]].concat(),
            )
            .await;
        assert_eq!(
            both.status,
            StatusCode::UNPROCESSABLE_ENTITY,
            "1 and {zones:?}"
        );
        let changed = change(
            &portal,
            &admin,
            limited,
            &[("role", "staff"), ("zones", zones)],
        )
        .await;
        assert_eq!(changed, StatusCode::UNPROCESSABLE_ENTITY, "{zones:?}");
    }
    let made: i64 = sqlx::query_scalar("select count(*) from accounts where username = 'new-one'")
        .fetch_one(&portal.db)
        .await
        .expect("a number");
    assert_eq!((made, zones_of(&portal, limited).await), (0, vec![1]));
}

#[tokio::test]
async fn nobody_widens_their_own_reach_or_gives_more_than_they_have() {
    let portal = Portal::demo().await;
    let other = zone(&portal).await;
    let own = account(&portal, "limited", "administrator", &[1]).await;
    let elsewhere = account(&portal, "elsewhere", "staff", &[other]).await;
    let both = account(&portal, "both", "staff", &[1, other]).await;
    let beside = account(&portal, "beside", "staff", &[1]).await;
    let limited = portal.sign_in("limited").await;
    let other = other.to_string();

    // Neither all zones nor one more, for oneself or for others.
    for zones in [
        [].as_slice(),
        &[("zones", other.as_str())],
        &[("zones", "1"), ("zones", other.as_str())],
    ] {
        assert_eq!(
            change(&portal, &limited, own, zones).await,
            StatusCode::UNPROCESSABLE_ENTITY,
            "{zones:?}"
        );
        assert_eq!(
            change(&portal, &limited, beside, zones).await,
            StatusCode::UNPROCESSABLE_ENTITY,
            "{zones:?}"
        );
        let form = [
            ("username", "new-one"),
            ("display_name", "New"),
            ("role", "administrator"),
            ("password", "long enough for it"),
        ];
        let created = limited
            .post("/accounts", &[form.as_slice(), zones].concat())
            .await;
        created.answers(StatusCode::UNPROCESSABLE_ENTITY);
    }
    assert_eq!(zones_of(&portal, own).await, [1]);

    // An account that reaches further is not there: its password cannot be set either.
    for id in [1, elsewhere, both] {
        let taken_over = [("zones", "1"), ("password", "long enough for it")];
        assert_eq!(
            change(&portal, &limited, id, &taken_over).await,
            StatusCode::NOT_FOUND,
            "{id}"
        );
        assert_eq!(
            limited.get(&format!("/accounts/{id}")).await.status,
            StatusCode::NOT_FOUND,
            "{id}"
        );
    }
    let list = limited.get("/accounts").await;
    let names: Vec<String> = list
        .cells("table.data tbody tr", "th")
        .into_iter()
        .flatten()
        .collect();
    assert_eq!(names, ["beside", "limited"]);
    let form = limited.get("/accounts/new").await.text();
    assert!(
        form.contains("KCN Thanh Bình") && !form.contains("KCN khác"),
        "only zones of one's own are offered"
    );

    // Within one's own zones everything goes on.
    assert_eq!(
        change(
            &portal,
            &limited,
            beside,
            &[("role", "approver"), ("zones", "1")]
        )
        .await,
        StatusCode::SEE_OTHER
    );
}

#[tokio::test]
async fn a_zone_that_is_no_longer_offered_stays_with_the_accounts_that_have_it() {
    let portal = Portal::demo().await;
    let admin = portal.sign_in("admin").await;
    let gone = zone(&portal).await;
    let limited = account(&portal, "limited", "staff", &[gone]).await;
    sqlx::query("update zones set retired_at = now() where id = $1")
        .bind(gone)
        .execute(&portal.db)
        .await
        .expect("retired");
    let page = admin.get(&format!("/accounts/{limited}")).await;
    let ticked = page.attribute("input[name='zones'][checked]", "value");
    assert_eq!(
        ticked,
        gone.to_string(),
        "saved as it stands, the form keeps the limit"
    );
}

/// Filters as somebody mistypes or tampers with them. Each once meant "all".
#[tokio::test]
async fn a_filter_that_cannot_be_read_never_means_all() {
    let portal = Portal::demo().await;
    let staff = portal.sign_in("staff").await;
    for path in [
        "/duties?zone=abc",
        "/duties?form=abc",
        "/duties?officer=abc",
        "/duties?year=abc",
        "/duties?zone=abc&format=xlsx",
        "/figures/2022/revenue?zone=abc",
        "/figures/2022/revenue?enterprise=abc&format=csv",
        "/figures/2022/revenue?project=1x",
        "/figures/2022/revenue?since=abc",
        "/handouts/4/2022-Q4?zone=abc",
        "/sheets/1/2022?zone=abc",
        "/sheets/1/2022?indicator=abc",
        "/dashboard/2022?plan=abc",
        "/dashboard/2022.json?plan=abc",
        "/tasks?kind=abc",
        "/tasks?state=abc",
        "/tasks?year=abc&part=carried",
        "/tasks?year=2022&part=abc",
        "/tasks?part=carried",
        "/national?year=abc",
        "/warnings/1/2022?vintage=abc",
        "/zones/1/plan?year=abc",
        "/zones/1/plan/print?parcel=abc",
        "/zones/1/plan/print?scale=abc",
    ] {
        let status = staff.get(path).await.status;
        assert_eq!(status, StatusCode::UNPROCESSABLE_ENTITY, "{path}");
    }
    // Nothing asked for is still everything, and what is not there is nothing.
    for path in [
        "/duties?zone=&form=&officer=",
        "/figures/2022/revenue?zone=",
        "/tasks?kind=&state=all",
        "/duties?zone=424242",
    ] {
        assert_eq!(staff.get(path).await.status, StatusCode::OK, "{path}");
    }
}

#[tokio::test]
async fn a_task_of_many_rows_is_done_for_all_that_was_ticked_or_for_none() {
    let portal = Portal::demo().await;
    let staff = portal.sign_in("staff").await;
    let officer: String =
        sqlx::query_scalar("select id::text from accounts where username = 'staff'")
            .fetch_one(&portal.db)
            .await
            .expect("an id");
    let whole = "1/4/2022-Q4";
    for broken in ["abc", "1", "1/4", "x/4/2022-Q4", "1p/4/2022-Q4", ""] {
        let form = [("duty", whole), ("duty", broken), ("officer", &officer)];
        assert_eq!(
            staff.post("/duties/officers", &form).await.status,
            StatusCode::UNPROCESSABLE_ENTITY,
            "{broken:?}"
        );
    }
    let given: i64 =
        sqlx::query_scalar("select count(*) from enterprise_officers where enterprise_id = 1")
            .fetch_one(&portal.db)
            .await
            .expect("a number");
    assert_eq!(given, 0, "nothing was assigned");
    assert_eq!(
        staff
            .post(
                "/duties/officers",
                &[("duty", whole), ("officer", &officer)]
            )
            .await
            .status,
        StatusCode::SEE_OTHER
    );
    // A merger with a parcel that cannot be read is no split.
    let form = [
        ("happened_on", "01/06/2023"),
        ("other_1", "abc"),
        ("code_1", "A"),
        ("code_2", "B"),
        ("confirm", "true"),
    ];
    let page = staff.post("/parcels/1/reshape", &form).await;
    assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY);
    let words = page.words(".error-summary");
    assert!(words.contains("trong danh sách"), "{words}");
}
