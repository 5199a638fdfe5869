//! Terms of leases: the end in force, extensions, days that have come, rent in arrears.

use super::leases::edit;
use crate::support::Portal;

#[tokio::test]
async fn lists_say_the_end_in_force_and_what_a_price_is_in() {
    let portal = Portal::demo().await;
    let leader = portal.sign_in("leader").await;
    for path in ["/leases", "/zones/1"] {
        let lines = leader.get(path).await.cells("tbody tr", "th, td");
        let line = |number: &str| {
            lines
                .iter()
                .find(|cells| cells[0] == number)
                .expect("a lease")
                .join(" | ")
        };
        let extended = line("HĐ-MH-10");
        assert!(
            extended.contains("15/01/2038 | Còn hiệu lực, đã gia hạn")
                && !extended.contains("15/01/2023"),
            "{path}: {extended}"
        );
        assert!(
            extended.contains("10.500 đồng/m²/năm"),
            "{path}: {extended}"
        );
        assert!(
            line("HĐ-MH-03").contains("22,5 USD/m² cho cả thời hạn"),
            "{path}: {}",
            line("HĐ-MH-03")
        );
    }
    let (id,): (i64,) = sqlx::query_as("select id from leases where contract_no = 'HĐ-MH-10'")
        .fetch_one(&portal.db)
        .await
        .expect("a lease");
    let head = leader.get(&format!("/leases/{id}")).await.text();
    assert!(
        head.contains("15/01/2038") && head.contains("đã gia hạn") && head.contains("đồng/m²/năm"),
        "{head}"
    );
    assert!(
        leader
            .get("/leases?standing=extended")
            .await
            .cells("tbody tr", "th")
            .len()
            == 1
    );
    assert!(
        leader
            .get_in_english("/leases")
            .await
            .text()
            .contains("USD/m² for the whole term")
    );
}

#[tokio::test]
async fn an_extension_goes_beyond_the_end_in_force_and_is_signed_by_now() {
    let portal = Portal::demo().await;
    let staff = portal.sign_in("staff").await;
    let id = |number: &'static str| {
        sqlx::query_scalar::<_, i64>("select id from leases where contract_no = $1")
            .bind(number)
            .fetch_one(&portal.db)
    };
    // HĐ-MH-10 runs to 15/01/2023, and by its extension to 15/01/2038.
    let lease = id("HĐ-MH-10").await.expect("a lease").to_string();
    let extend = async |signed: &str, to: &str| {
        staff
            .post(
                "/lease-extensions",
                &[
                    ("signed_on", signed),
                    ("lease_id", lease.as_str()),
                    ("valid_to", to),
                ],
            )
            .await
    };
    let short = extend("01/03/2024", "10/05/2037").await;
    short.says("#e-valid_to", "đang có hiệu lực: 15/01/2038");
    let before = extend("01/12/2022", "15/01/2040").await;
    assert!(
        before.words("#e-valid_to").contains("đang có hiệu lực"),
        "the later one would shorten it: {}",
        before.text()
    );
    extend("01/06/2098", "15/01/2099")
        .await
        .says("#e-signed_on", "còn ở phía trước");
    extend("01/03/2024", "15/01/2058").await.saved();
    // A term typed longer than the extension, and an early end before it, are asked about too.
    let longer = edit(
        &staff,
        &format!("/leases/{lease}"),
        &[("valid_to", "15/01/2050")],
    )
    .await;
    longer.says("#e-valid_to", "gia hạn");
    let ended = edit(
        &staff,
        &format!("/leases/{lease}"),
        &[("ended_on", "31/12/2023")],
    )
    .await;
    ended.says("#e-ended_on", "gia hạn sau ngày này");
    let over = edit(
        &staff,
        &format!("/leases/{lease}"),
        &[("ended_on", "30/06/2024")],
    )
    .await;
    over.saved();
    extend("01/03/2025", "15/01/2060")
        .await
        .says("#e-signed_on", "đã chấm dứt trước ngày này: 30/06/2024");
}

#[tokio::test]
async fn days_still_to_come_are_refused_where_something_has_happened() {
    let portal = Portal::demo().await;
    let staff = portal.sign_in("staff").await;
    let arrears = [
        ("as_of", "31/12/2099"),
        ("lease_id", "1"),
        ("currency", "vnd"),
        ("amount", "1"),
        ("amount.unit", "bvnd"),
    ];
    staff
        .post("/lease-arrears", &arrears)
        .await
        .says("#e-as_of", "còn ở phía trước");
    let done = edit(&staff, "/recovery-steps/3", &[("done_on", "01/01/2099")]).await;
    done.says("#e-done_on", "còn ở phía trước");
    let area = edit(&staff, "/phase-areas/2", &[("as_of", "31/12/2099")]).await;
    area.says("#e-as_of", "còn ở phía trước");
    for sql in [
        "insert into lease_arrears (lease_id, as_of, amount, currency) values (1, '2099-01-01', 1, 'vnd')",
        "update recovery_steps set done_on = '2099-01-01'",
        "update phase_areas set as_of = '2099-01-01' where id = 2",
        "insert into lease_extensions (lease_id, signed_on, valid_to) values (1, '2099-01-01', '2150-01-01')",
    ] {
        let error = sqlx::query(sql).execute(&portal.db).await.expect_err(sql);
        assert_eq!(
            error.as_database_error().and_then(|e| e.code()).as_deref(),
            Some("IZ313"),
            "{sql}: {error}"
        );
    }
}

#[tokio::test]
async fn rent_in_arrears_stands_on_the_enterprise_s_page() {
    let portal = Portal::demo().await;
    let staff = portal.sign_in("staff").await;
    let owed = staff.get("/enterprises/12").await;
    let words = owed.words("#owed");
    assert!(
        words.contains("386.500.000 đồng tính đến ngày 31/12/2022 · hợp đồng HĐ-MH-12"),
        "{words}"
    );
    assert!(!words.contains("120.000.000"), "the newest statement only");
    assert!(
        owed.links("#owed a")
            .iter()
            .any(|href| href.starts_with("/leases/"))
    );
    sqlx::query(
        "insert into lease_arrears (lease_id, as_of, amount, currency) select id, '2023-06-30', 0, 'vnd' from leases where contract_no = 'HĐ-MH-12'",
    )
    .execute(&portal.db)
    .await
    .expect("paid");
    assert!(
        !staff
            .get("/enterprises/12")
            .await
            .words("#owed")
            .contains("HĐ-MH-12"),
        "paid is not owed"
    );
}
