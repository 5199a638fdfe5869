//! The database keeps a parcel's log: its order, its cache, its state on any day.

use super::parcel_life::standing;
use crate::support::Portal;
use izportal::registers::parcels::life::model::Kind;
use sqlx::PgPool;

/// Adds an event with raw SQL, as the portal's own database user could: the database's code when it refuses.
async fn add(
    db: &PgPool,
    code: &str,
    (kind, on): (&str, &str),
    corrects: Option<i32>,
) -> Result<(), String> {
    let sql = "insert into parcel_events (parcel_id, kind, happened_on, state, enterprise_id, until, corrects, note, recorded_by)
               select id, $2, $3::text::date, case when $2 = 'registered' then 'uncleared' end,
                      case when $2 in ('reserved', 'leased', 'transferred') then 1 end,
                      case when $2 = 'extended' then $3::text::date + 365 end, $4, 'thử', 'test' from parcels where code = $1";
    let done = sqlx::query(sql)
        .bind(code)
        .bind(kind)
        .bind(on)
        .bind(corrects)
        .execute(db)
        .await;
    done.map(drop).map_err(|error| {
        error
            .as_database_error()
            .and_then(|e| e.code())
            .unwrap_or_default()
            .into_owned()
    })
}

async fn new_parcel(db: &PgPool, code: &str) {
    let sql = "insert into parcels (zone_id, code, area_m2, land_use) values (1, $1, 10000, 'industrial')";
    sqlx::query(sql)
        .bind(code)
        .execute(db)
        .await
        .expect("a parcel");
}

type Step = (&'static str, &'static str);

const BEGUN: Step = ("registered", "2020-01-01");

/// Events of one parcel each, what the last of them corrects, and the code with which it is refused; empty: it is legal.
const CASES: &[(&[Step], Option<i32>, &str)] = &[
    (&[("cleared", "2020-01-01")], None, "IZ041"),
    (&[BEGUN, ("registered", "2021-01-01")], None, "IZ041"),
    (&[BEGUN, ("cleared", "2019-12-31")], None, "IZ041"),
    (&[BEGUN, ("levelled", "2021-01-01")], None, "IZ043"),
    (
        &[
            BEGUN,
            ("cleared", "2021-01-01"),
            ("levelled", "2021-02-01"),
            ("ready", "2021-01-15"),
        ],
        None,
        "IZ043",
    ),
    (&[BEGUN, ("cleared", "2999-01-01")], None, "IZ045"),
    (
        &[
            BEGUN,
            ("cleared", "2021-01-01"),
            ("levelled", "2021-02-01"),
            ("correction", "2021-03-01"),
        ],
        Some(2),
        "IZ043",
    ),
    (
        &[
            BEGUN,
            ("cleared", "2021-01-01"),
            ("correction", "2021-03-01"),
        ],
        Some(2),
        "",
    ),
    (
        &[
            BEGUN,
            ("cleared", "2021-01-01"),
            ("correction", "2021-03-01"),
        ],
        Some(1),
        "IZ041",
    ),
    (
        &[
            BEGUN,
            ("cleared", "2021-01-01"),
            ("registered", "2019-06-01"),
        ],
        Some(1),
        "",
    ),
    (
        &[BEGUN, ("cleared", "2021-01-01"), ("levelled", "2021-02-01")],
        Some(2),
        "IZ046",
    ),
    (
        &[BEGUN, ("retired", "2021-01-01"), ("cleared", "2021-02-01")],
        None,
        "IZ042",
    ),
    (
        &[
            BEGUN,
            ("cleared", "2021-01-01"),
            ("ready", "2021-01-02"),
            ("leased", "2021-02-01"),
            ("extended", "2022-01-01"),
            ("extended", "2022-02-01"),
        ],
        None,
        "IZ044",
    ),
];

#[tokio::test]
async fn the_database_and_the_portal_keep_one_order() {
    let portal = Portal::demo().await;
    let states = izportal::registers::parcels::STATES
        .iter()
        .map(|state| Some(state.code))
        .chain([None, Some("retired")]);
    for state in states {
        for kind in Kind::ALL {
            let (fits, after): (bool, Option<String>) =
                sqlx::query_as("select parcel_event_fits($1, $2), parcel_state_of($2, $1)")
                    .bind(state)
                    .bind(kind.code())
                    .fetch_one(&portal.db)
                    .await
                    .expect("an answer");
            assert_eq!(kind.fits(state), fits, "{kind:?} after {state:?}");
            if fits && !matches!(kind, Kind::Registered | Kind::Extended) {
                assert_eq!(Some(kind.state_after("")), after.as_deref(), "{kind:?}");
            }
        }
    }
    for (place, (steps, corrects, refused)) in CASES.iter().enumerate() {
        let code = format!("T{place}");
        new_parcel(&portal.db, &code).await;
        for (index, step) in steps.iter().enumerate() {
            let last = index + 1 == steps.len();
            let outcome = add(&portal.db, &code, *step, corrects.filter(|_| last)).await;
            let expected = if last && !refused.is_empty() {
                Err((*refused).to_owned())
            } else {
                Ok(())
            };
            assert_eq!(outcome, expected, "{steps:?}, step {index}");
        }
    }
}

#[tokio::test]
async fn nobody_rewrites_the_log_or_writes_its_cache() {
    let portal = Portal::demo().await;
    for (sql, code) in [
        (
            "update parcel_events set happened_on = '2020-01-01' where id = 1",
            "23001",
        ),
        ("delete from parcel_events where id = 1", "23001"),
        ("truncate parcel_events cascade", "23001"),
        (
            "update parcels set state = 'ready', enterprise_id = null where id = 1",
            "IZ047",
        ),
        (
            "update parcels set since = '2020-01-01' where id = 1",
            "IZ047",
        ),
        (
            "insert into parcels (zone_id, code, area_m2, land_use, state) values (1, 'X', 1, 'industrial', 'ready')",
            "IZ047",
        ),
    ] {
        let error = sqlx::query(sql).execute(&portal.db).await.expect_err(sql);
        assert_eq!(
            error.as_database_error().and_then(|e| e.code()).as_deref(),
            Some(code),
            "{sql}: {error}"
        );
    }
}

#[tokio::test]
async fn state_and_tenant_on_any_day_are_queries_over_the_log() {
    let portal = Portal::demo().await;
    let held = |state: &str| Some((state.to_owned(), Some("DN14".to_owned())));
    for (on, expected) in [
        ("2009-12-31", None),
        ("2010-05-31", Some(("ready".to_owned(), None))),
        ("2010-06-01", held("leased")),
        ("2022-03-14", held("leased")),
        ("2022-12-31", held("recovering")),
    ] {
        assert_eq!(standing(&portal.db, "CN-14", on).await, expected, "{on}");
    }
    // The plan of a zone is coloured by the states of its day.
    let leader = portal.sign_in("leader").await;
    let plan = leader
        .get("/zones/1/plan?on=2010-06-30&format=csv")
        .await
        .text();
    let row = |code: &str| {
        plan.lines()
            .find(|line| line.contains(code))
            .expect("a row")
            .to_owned()
    };
    assert!(
        row("CN-14").contains("Đã cho thuê") && row("CN-14").contains("Công ty Kim Sơn"),
        "{}",
        row("CN-14")
    );
    assert!(
        row("CN-09").contains("Chưa ghi tình trạng ngày này"),
        "{}",
        row("CN-09")
    );
    // The cache is the log as it is known today, wherever the parcels came from.
    let differing: i64 = sqlx::query_scalar(
        "select count(*) from parcels p left join parcel_standings('infinity') s on s.parcel_id = p.id
          where (p.state, p.enterprise_id, p.since) is distinct from (s.state, s.enterprise_id, s.since)",
    )
    .fetch_one(&portal.db)
    .await
    .expect("a count");
    assert_eq!(differing, 0);
}
