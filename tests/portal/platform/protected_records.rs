//! What figures, targets, events or papers rest on stays in the registers: it is closed with a date, and the past keeps it.

use crate::support::{Portal, empty_database};
use axum::http::StatusCode;
use izportal::foundation::kernel::Origin;
use izportal::foundation::kernel::quantity::Dimension;
use izportal::standards::indicators::{Known, Source, TimeKind};
use sqlx::{AssertSqlSafe, PgPool};
use std::collections::BTreeSet;

pub(super) async fn id(db: &PgPool, sql: &'static str) -> i64 {
    sqlx::query_scalar(sql)
        .fetch_one(db)
        .await
        .unwrap_or_else(|error| panic!("{sql}: {error}"))
}

/// A form as the page gives it, with some values of our own.
pub(super) async fn edited(
    person: &crate::support::Person<'_>,
    path: &str,
    values: &[(&str, &str)],
) -> crate::support::Page {
    let fields = person
        .get(&format!("{path}/edit"))
        .await
        .fields("form.form");
    let typed: Vec<(&str, &str)> = fields
        .iter()
        .map(|(name, value)| {
            let own = values.iter().find(|(known, _)| known == name);
            (
                name.as_str(),
                own.map_or(value.as_str(), |(_, value)| value),
            )
        })
        .collect();
    person.post(path, &typed).await
}

/// A record that others rest on: who keeps it, where, which, the code of the refusal, and what to do instead.
struct Rested {
    keeper: &'static str,
    path: &'static str,
    table: &'static str,
    id: &'static str,
    code: &'static str,
    instead: &'static str,
}

const RESTED: [Rested; 19] = [
    Rested {
        keeper: "staff",
        path: "zones",
        table: "zones",
        id: "select 1::bigint",
        code: "IZ380",
        instead: "Đã thu hồi",
    },
    Rested {
        keeper: "staff",
        path: "phases",
        table: "phases",
        id: "select 1::bigint",
        code: "IZ389",
        instead: "bản ghi khác",
    },
    Rested {
        keeper: "staff",
        path: "enterprises",
        table: "enterprises",
        id: "select 1::bigint",
        code: "IZ381",
        instead: "Đã chấm dứt",
    },
    Rested {
        keeper: "admin",
        path: "indicators",
        table: "indicators",
        id: "select id from indicators where code = 'land_used'",
        code: "IZ382",
        instead: "Dùng đến hết ngày",
    },
    Rested {
        keeper: "admin",
        path: "products",
        table: "indicators",
        id: "select f.indicator_id from figures f join indicators i on i.id = f.indicator_id where i.kind = 'product' limit 1",
        code: "IZ382",
        instead: "Dùng đến hết ngày",
    },
    Rested {
        keeper: "admin",
        path: "indicators",
        table: "indicators",
        id: "select id from indicators where code = 'revenue'",
        code: "IZ38A",
        instead: "bằng mã",
    },
    Rested {
        keeper: "staff",
        path: "plan",
        table: "plans",
        id: "select 1::bigint",
        code: "IZ383",
        instead: "lần ban hành",
    },
    Rested {
        keeper: "admin",
        path: "forms",
        table: "forms",
        id: "select 1::bigint",
        code: "IZ384",
        instead: "ngày hết hiệu lực",
    },
    Rested {
        keeper: "admin",
        path: "form-lines",
        table: "form_lines",
        id: "select l.id from form_lines l join filings f on f.form_id = l.form_id join figures g on g.filing_id = f.id and g.indicator_id = l.indicator_id limit 1",
        code: "IZ384",
        instead: "ngày hết hiệu lực",
    },
    Rested {
        keeper: "admin",
        path: "form-questions",
        table: "form_questions",
        id: "select question_id from filing_answers limit 1",
        code: "IZ389",
        instead: "bản ghi khác",
    },
    Rested {
        keeper: "admin",
        path: "boards",
        table: "boards",
        id: "select 1::bigint",
        code: "IZ385",
        instead: "Đến hết ngày",
    },
    Rested {
        keeper: "admin",
        path: "provinces",
        table: "administrative_units",
        id: "select province_id from zone_placements limit 1",
        code: "IZ385",
        instead: "Đến hết ngày",
    },
    Rested {
        keeper: "staff",
        path: "works",
        table: "works",
        id: "select work_id from work_statements limit 1",
        code: "IZ387",
        instead: "đã dừng",
    },
    Rested {
        keeper: "staff",
        path: "wastewater-plants",
        table: "wastewater_plants",
        id: "select 1::bigint",
        code: "IZ389",
        instead: "bản ghi khác",
    },
    Rested {
        keeper: "staff",
        path: "discharge-permits",
        table: "discharge_permits",
        id: "select p.id from discharge_permits p join wastewater_readings r on r.plant_id = p.plant_id and r.to_on between p.valid_from and p.valid_to limit 1",
        code: "IZ386",
        instead: "ngày kết thúc",
    },
    Rested {
        keeper: "staff",
        path: "leases",
        table: "leases",
        id: "select lease_id from lease_parcels limit 1",
        code: "IZ386",
        instead: "ngày kết thúc",
    },
    Rested {
        keeper: "staff",
        path: "recoveries",
        table: "recoveries",
        id: "select recovery_id from recovery_parcels limit 1",
        code: "IZ389",
        instead: "bản ghi khác",
    },
    Rested {
        keeper: "staff",
        path: "schemes",
        table: "schemes",
        id: "select 1::bigint",
        code: "IZ387",
        instead: "đã dừng",
    },
    Rested {
        keeper: "staff",
        path: "obstacles",
        table: "obstacles",
        id: "select obstacle_id from agenda_steps where obstacle_id is not null limit 1",
        code: "IZ388",
        instead: "Thôi thực hiện",
    },
];

/// No button, no request and no SQL takes it out of use; the page says what to do instead.
async fn stays_in_use(portal: &Portal, rested: &Rested) {
    let Rested {
        keeper,
        path,
        table,
        code,
        instead,
        ..
    } = rested;
    let (person, id) = (
        portal.sign_in(keeper).await,
        id(&portal.db, rested.id).await,
    );
    let address = format!("/{path}/{id}");
    let page = person.get(&address).await;
    assert!(
        !page.text().contains(&format!("{address}/retire")),
        "{address}: no button that leads nowhere"
    );
    assert!(
        page.words("main").contains(instead),
        "{address} says what to do instead: {}",
        page.words("main")
    );
    let version = person
        .get(&format!("{address}/edit"))
        .await
        .attribute("input[name=version]", "value");
    let refused = person
        .post(&format!("{address}/retire"), &[("version", &version)])
        .await;
    assert_eq!(
        refused.status,
        StatusCode::UNPROCESSABLE_ENTITY,
        "{address}"
    );
    assert!(
        refused.words("main").contains(instead),
        "{address}: {}",
        refused.words("main")
    );
    let sql = format!("update {table} set retired_at = now() where id = {id}");
    let error = sqlx::query(AssertSqlSafe(sql))
        .execute(&portal.db)
        .await
        .expect_err("the database refuses too");
    assert_eq!(
        error
            .as_database_error()
            .and_then(|error| error.code())
            .as_deref(),
        Some(*code),
        "{address}"
    );
}

#[tokio::test]
async fn what_others_rest_on_is_closed_with_a_date_and_never_retired() {
    let portal = Portal::demo().await;
    for rested in &RESTED {
        stays_in_use(&portal, rested).await;
    }
}

#[tokio::test]
async fn a_bundle_takes_nothing_out_of_use_that_figures_rest_on() {
    let portal = Portal::demo().await;
    let origin = Origin::command("test");
    for (file, row, words) in [
        ("zones.csv", "TB,", "cannot be retired"),
        ("enterprises.csv", "DN01,", "cannot be retired"),
        ("indicators.csv", "revenue,", "stays in use"),
        ("indicators.csv", "coal,", "cannot be retired"),
    ] {
        let bundle = tempfile::tempdir().expect("a directory");
        izportal::portal::exchange::export(&portal.db, bundle.path())
            .await
            .expect("an export");
        let path = bundle.path().join(file);
        let text = std::fs::read_to_string(&path).expect("a file");
        let retired: Vec<String> = text
            .lines()
            .map(|line| {
                if line.starts_with(row) {
                    format!("{line}true")
                } else {
                    line.to_owned()
                }
            })
            .collect();
        std::fs::write(&path, retired.join("\n")).expect("written");
        let refused = izportal::portal::exchange::import(&portal.db, bundle.path(), &origin)
            .await
            .expect_err("refused");
        assert!(
            refused.to_string().contains(words),
            "{file} {row}: {refused}"
        );
    }
}

#[tokio::test]
async fn a_code_the_program_speaks_of_is_not_changed() {
    let portal = Portal::demo().await;
    let admin = portal.sign_in("admin").await;
    let revenue = id(
        &portal.db,
        "select id from indicators where code = 'revenue'",
    )
    .await;
    let path = format!("/indicators/{revenue}");
    let sheet = admin.get("/national/2022/2103").await.text();
    let refused = edited(&admin, &path, &[("code", "doanh_thu")]).await;
    refused.answers(StatusCode::UNPROCESSABLE_ENTITY);
    refused.says("#e-code", "mã không đổi được");
    for sql in [
        "update indicators set code = 'doanh_thu' where code = 'revenue'",
        "update indicators set valid_until = '2030-12-31' where code = 'revenue'",
        "delete from indicators where code = 'occupancy'",
    ] {
        assert!(sqlx::query(sql).execute(&portal.db).await.is_err(), "{sql}");
    }
    // The name may change, and a code nobody speaks of too.
    edited(&admin, &path, &[("name", "Doanh thu thuần")])
        .await
        .saved();
    let coal = id(&portal.db, "select id from indicators where code = 'coal'").await;
    edited(
        &admin,
        &format!("/indicators/{coal}"),
        &[("code", "coal_used")],
    )
    .await
    .saved();
    // What an indicator with figures measures stays: else a past of đồng would be read as one of dollars.
    let wrong = edited(
        &admin,
        &path,
        &[("dimension", "usd"), ("display_unit", "musd")],
    )
    .await;
    wrong.says("#e-dimension", "chỉ tiêu mới");
    assert_eq!(
        admin.get("/national/2022/2103").await.text().len(),
        sheet.len()
    );
}

#[tokio::test]
async fn the_named_indicators_of_the_database_are_those_of_the_program() {
    let db = empty_database().await;
    let named: BTreeSet<String> = sqlx::query_scalar("select unnest(named_indicators())")
        .fetch_all(&db)
        .await
        .expect("names")
        .into_iter()
        .collect();
    let known = Known::ALL.map(|known| known.code().to_owned());
    assert_eq!(
        named,
        BTreeSet::from(known),
        "named_indicators() and Known differ"
    );
    // A portal without data has their standard rows, and they mean what the program takes them for.
    for known in Known::ALL {
        let (dimension, time_kind, source): (String, String, String) =
            sqlx::query_as("select dimension, time_kind, source from indicators where code = $1")
                .bind(known.code())
                .fetch_one(&db)
                .await
                .unwrap_or_else(|error| panic!("{known:?}: {error}"));
        assert_eq!(
            (
                Dimension::from_code(&dimension),
                TimeKind::from_code(&time_kind),
                Source::from_code(&source)
            ),
            (
                Some(known.dimension()),
                Some(known.time_kind()),
                Some(known.source())
            ),
            "{known:?}"
        );
    }
}
