//! The database keeps a project's log of legal events: its order, its corrections, its cache.

use crate::support::Portal;
use chrono::{Days, NaiveDate};
use izportal::registers::projects::events::model::{Kind, Standing};
use rust_decimal::Decimal;
use sqlx::PgPool;

/// Adds an event with raw SQL, as the portal's own database user could: the database's code when it refuses.
async fn add(
    db: &PgPool,
    code: &str,
    (kind, on): (&str, &str),
    capital: Option<Decimal>,
    corrects: Option<i32>,
) -> Result<(), String> {
    let sql = "insert into project_events (project_id, kind, happened_on, capital, currency, content, until, corrects, note, recorded_by)
               select id, $2, $3::text::date, $4, case when $2 = 'granted' then 'vnd' end,
                      case when $2 in ('renamed', 'aim_changed') then 'Khác' end, case when $2 = 'rescheduled' then date '2030-01-01' end,
                      $5, 'thử', 'test' from projects where code = $1";
    let done = sqlx::query(sql)
        .bind(code)
        .bind(kind)
        .bind(on)
        .bind(capital)
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

async fn project(db: &PgPool, code: &str) {
    let sql = "insert into projects (zone_id, code, name, kind, origin) values (1, $1, 'Dự án thử', 'secondary', 'domestic')";
    sqlx::query(sql)
        .bind(code)
        .execute(db)
        .await
        .expect("a project");
}

async fn cached(db: &PgPool, code: &str) -> (String, Option<Decimal>, Option<NaiveDate>) {
    sqlx::query_as("select status, registered_capital, ended_on from projects where code = $1")
        .bind(code)
        .fetch_one(db)
        .await
        .expect("a project")
}

/// Kind, day, capital, and the event it corrects.
type Step = (&'static str, &'static str, Option<i64>, Option<i32>);

const GRANTED: Step = ("granted", "2020-01-01", Some(10), None);

/// Events of one project each, and the code with which the last of them is refused; empty: it is legal.
const CASES: &[(&[Step], &str)] = &[
    (&[("operating", "2020-01-01", None, None)], "IZ021"),
    (
        &[GRANTED, ("granted", "2020-02-01", Some(1), None)],
        "IZ021",
    ),
    (&[GRANTED, ("renamed", "2019-12-31", None, None)], "IZ021"),
    (
        &[
            GRANTED,
            ("revoked", "2021-01-01", None, None),
            ("renamed", "2021-01-02", None, None),
        ],
        "IZ022",
    ),
    (
        &[
            GRANTED,
            ("terminated", "2021-01-01", None, None),
            ("renamed", "2020-12-31", None, None),
        ],
        "",
    ),
    (&[GRANTED, ("resumed", "2021-01-01", None, None)], "IZ023"),
    (
        &[
            GRANTED,
            ("suspended", "2021-01-01", None, None),
            ("suspended", "2021-02-01", None, None),
        ],
        "IZ023",
    ),
    (
        &[
            GRANTED,
            ("suspended", "2021-01-01", None, None),
            ("operating", "2021-02-01", None, None),
        ],
        "IZ024",
    ),
    (
        &[
            GRANTED,
            ("operating", "2021-01-01", None, None),
            ("construction_started", "2021-02-01", None, None),
        ],
        "IZ024",
    ),
    (
        &[GRANTED, ("capital_changed", "2021-01-01", Some(-11), None)],
        "IZ025",
    ),
    (
        &[GRANTED, ("capital_changed", "2021-01-01", Some(-10), None)],
        "",
    ),
    (
        &[
            ("granted", "2020-01-01", None, None),
            ("capital_changed", "2021-01-01", Some(1), None),
        ],
        "IZ025",
    ),
    (&[GRANTED, ("renamed", "2999-01-01", None, None)], "IZ026"),
    (
        &[GRANTED, ("correction", "2021-01-01", None, Some(7))],
        "IZ027",
    ),
    (
        &[
            GRANTED,
            ("renamed", "2021-01-01", None, None),
            ("operating", "2021-01-01", None, Some(2)),
        ],
        "IZ027",
    ),
    (
        &[
            GRANTED,
            ("revoked", "2021-01-01", None, None),
            ("correction", "2021-02-01", None, Some(2)),
        ],
        "",
    ),
    (
        &[
            GRANTED,
            ("operating", "2021-01-01", None, None),
            ("correction", "2021-02-01", None, Some(1)),
        ],
        "IZ021",
    ),
    (
        &[
            GRANTED,
            ("operating", "2020-01-01", None, None),
            ("granted", "2020-01-01", Some(12), Some(1)),
        ],
        "",
    ),
    (
        &[GRANTED, ("correction", "2021-01-01", None, None)],
        "23514",
    ),
    (
        &[GRANTED, ("capital_changed", "2021-01-01", Some(0), None)],
        "23514",
    ),
];

#[tokio::test]
async fn the_database_keeps_the_legal_order() {
    let portal = Portal::demo().await;
    for (place, (steps, refused)) in CASES.iter().enumerate() {
        let code = format!("T{place}");
        project(&portal.db, &code).await;
        for (index, (kind, on, capital, corrects)) in steps.iter().enumerate() {
            let outcome = add(
                &portal.db,
                &code,
                (kind, on),
                capital.map(Decimal::from),
                *corrects,
            )
            .await;
            let expected = if index + 1 == steps.len() && !refused.is_empty() {
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
            "update project_events set happened_on = '2020-01-01' where id = 1",
            "23001",
        ),
        ("delete from project_events where id = 1", "23001"),
        ("truncate project_events cascade", "23001"),
        ("update project_investors set name = 'x'", "23001"),
        (
            "update projects set registered_capital = 1 where id = 1",
            "IZ028",
        ),
        (
            "update projects set status = 'revoked' where id = 1",
            "IZ028",
        ),
        (
            "update projects set granted_on = '2020-01-01' where id = 1",
            "IZ028",
        ),
        (
            "insert into projects (zone_id, code, name, kind, origin, status) values (1, 'X', 'X', 'secondary', 'domestic', 'operating')",
            "IZ028",
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
async fn a_correction_puts_back_what_stood_before() {
    let portal = Portal::demo().await;
    project(&portal.db, "T1").await;
    let name = async || -> String {
        sqlx::query_scalar("select name from projects where code = 'T1'")
            .fetch_one(&portal.db)
            .await
            .expect("a name")
    };
    let dec = |value: i64| Some(Decimal::from(value));
    add(&portal.db, "T1", ("granted", "2020-01-01"), dec(100), None)
        .await
        .expect("legal");
    add(&portal.db, "T1", ("renamed", "2020-02-01"), None, None)
        .await
        .expect("legal");
    assert_eq!(name().await, "Khác");
    add(
        &portal.db,
        "T1",
        ("correction", "2020-03-01"),
        None,
        Some(2),
    )
    .await
    .expect("legal");
    assert_eq!(name().await, "Dự án thử");
    assert_eq!(
        add(
            &portal.db,
            "T1",
            ("correction", "2020-03-01"),
            None,
            Some(2)
        )
        .await,
        Err("23505".to_owned()),
        "once"
    );
    // A wrong first certificate gives way to the right one, though others came after it.
    add(
        &portal.db,
        "T1",
        ("capital_changed", "2020-05-01"),
        dec(-30),
        None,
    )
    .await
    .expect("legal");
    add(
        &portal.db,
        "T1",
        ("granted", "2020-01-01"),
        dec(90),
        Some(1),
    )
    .await
    .expect("legal");
    assert_eq!(
        cached(&portal.db, "T1").await,
        ("granted".to_owned(), dec(60), None)
    );
}

/// A small generator: the same seed, the same sequence.
struct Dice(u64);

impl Dice {
    fn roll(&mut self, sides: u64) -> u64 {
        self.0 = self
            .0
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) % sides
    }
}

#[tokio::test]
async fn random_logs_stand_where_the_model_says_and_capital_is_the_sum_of_differences() {
    let portal = Portal::demo().await;
    let start = NaiveDate::from_ymd_opt(2015, 1, 1).expect("a day");
    let mut dice = Dice(20_260_701);
    let (mut legal, mut illegal) = (0, 0);
    for sequence in 0..40 {
        let code = format!("R{sequence}");
        project(&portal.db, &code).await;
        let (mut standing, mut day, mut history) = (Standing::default(), start, Vec::new());
        for step in 0..14 {
            day = day + Days::new(dice.roll(3) * 20);
            let kind = if step == 0 {
                Kind::Granted
            } else {
                Kind::ALL[usize::try_from(dice.roll(12)).expect("small")]
            };
            let amount = Decimal::new(
                i64::try_from(dice.roll(2_000_001)).expect("small") - 1_000_000,
                2,
            );
            let capital = match kind {
                Kind::Granted => Some(amount.abs()),
                Kind::CapitalChanged if amount.is_zero() => Some(Decimal::ONE),
                Kind::CapitalChanged => Some(amount),
                _ => None,
            };
            let expected = standing.after(kind, capital);
            let outcome = add(
                &portal.db,
                &code,
                (kind.code(), &day.to_string()),
                capital,
                None,
            )
            .await;
            assert_eq!(
                outcome,
                expected
                    .map(drop)
                    .map_err(|breach| breach.code().to_owned()),
                "{code} step {step} {kind:?}"
            );
            match expected {
                Ok(next) => (standing, legal) = (next, legal + 1),
                Err(_) => illegal += 1,
            }
            history.push((day, standing));
        }
        let (status, capital, ended) = cached(&portal.db, &code).await;
        assert_eq!(Some(status.as_str()), standing.status(), "{code}");
        assert_eq!(capital, standing.capital, "{code}");
        assert_eq!(ended.is_some(), standing.has_ended(), "{code}");
        // Of several events of one day the last decides.
        let days = (0..history.len()).filter(|i| {
            history
                .get(i + 1)
                .is_none_or(|(next, _)| *next != history[*i].0)
        });
        for (on, known) in days.map(|i| &history[i]) {
            let said: (Option<Decimal>, Option<String>) =
                sqlx::query_as("select project_capital_on(id, $2), project_status_on(id, $2) from projects where code = $1")
                    .bind(&code)
                    .bind(on)
                    .fetch_one(&portal.db)
                    .await
                    .expect("the functions");
            assert_eq!(
                (said.0, said.1.as_deref()),
                (known.capital, known.status()),
                "{code} on {on}"
            );
        }
    }
    assert!(
        legal > 100 && illegal > 100,
        "{legal} legal, {illegal} illegal"
    );
}
