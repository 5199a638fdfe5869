//! Foreign and domestic capital: one source for every output, a dated origin of each project, and no later rate that revalues it.

use super::national::row;
use super::national_past::record;
use crate::portal::bundle_faults::import_over;
use crate::support::{Page, Person, Portal};
use axum::http::StatusCode;

/// "1.234,5" as a number; "–" is none.
fn number(text: &str) -> Option<f64> {
    text.replace('.', "")
        .replace(',', ".")
        .replace('−', "-")
        .parse()
        .ok()
}

fn near(a: Option<f64>, b: Option<f64>) -> bool {
    a.zip(b).is_some_and(|(a, b)| (a - b).abs() < 0.000_6)
}

/// An indicator of a year as a program reads it, canonical.
async fn indicator(person: &Person<'_>, year: i32, code: &str) -> Option<f64> {
    let text = person.get(&format!("/dashboard/{year}.json")).await.text();
    let json: serde_json::Value = serde_json::from_str(&text).expect("JSON");
    json["indicators"]
        .as_array()
        .expect("indicators")
        .iter()
        .find(|line| line["code"] == code)
        .expect("it")["actual"]
        .as_f64()
}

/// The sum of a movement on 2101, by its rows of projects and of capital.
fn moved(page: &Page, tab: &str, number_of: &str) -> (Option<f64>, Option<f64>) {
    let total = |item: &str| number(&row(page, tab, &format!("{number_of}.{item}"))[6]);
    (total("1"), total("2"))
}

/// Every output of a year says the same of foreign and of domestic capital: dashboard, review, 2101, 2104 against the year before,
/// the amended and ended projects of 2115 and 2116, and the pages behind the cells.
async fn all_agree(leader: &Person<'_>, year: i32) {
    let sheet = leader.get(&format!("/national/{year}/2101")).await;
    let stock = async |year: i32| {
        row(
            &leader.get(&format!("/national/{year}/2104")).await,
            "tab-2104",
            "Tổng cộng",
        )
    };
    let (now, before) = (stock(year).await, stock(year - 1).await);
    let projects = indicator(leader, year, "new_projects").await;
    let counted = ["tab-FDI", "tab-DDI"].map(|tab| moved(&sheet, tab, "1").0.unwrap_or_default());
    assert_eq!(projects, Some(counted.iter().sum()), "{year}: new projects");
    let review = leader.get(&format!("/reviews/{year}")).await;
    for (tab, origin, code, unit, first) in [
        ("tab-FDI", "foreign", "new_capital_foreign", 1e6, 0),
        ("tab-DDI", "domestic", "new_capital_domestic", 1e9, 8),
    ] {
        let (_, new) = moved(&sheet, tab, "1");
        let on_dashboard = indicator(leader, year, code).await;
        // What is not known – a certificate without its capital – is unknown in both.
        assert!(
            new.is_none() && on_dashboard.is_none()
                || near(new, on_dashboard.map(|value| value / unit)),
            "{year} {tab}: 2101 {new:?}, dashboard {on_dashboard:?}"
        );
        let name = if origin == "foreign" { "FDI" } else { "DDI" };
        let listed = review
            .cells(".doc tr", "th, td")
            .into_iter()
            .filter(|cells| cells.len() == 4 && cells[2] == name)
            .count();
        assert_eq!(
            u32::try_from(listed).map(f64::from).ok(),
            moved(&sheet, tab, "1").0,
            "{year} {tab}: the review's list"
        );
        // What came, grew, shrank and went is the difference of the stocks, where no project changed sides.
        let sum = |number_of: &str| moved(&sheet, tab, number_of).1;
        let of = |cells: &[String]| number(&cells[first + 1]);
        if let [Some(new), Some(more), Some(less), Some(gone)] = ["1", "2", "3", "4"].map(sum) {
            let stocks = of(&now).zip(of(&before)).map(|(now, before)| now - before);
            let change = new + more - less - gone;
            assert!(
                near(stocks, Some(change)),
                "{year} {tab}: 2104 {stocks:?}, 2101 {change}"
            );
        }
        for (number_of, what) in [
            ("1", "new"),
            ("2", "increased"),
            ("3", "reduced"),
            ("4", "ended"),
        ] {
            let page = leader
                .get(&format!(
                    "/national/{year}/behind?what={what}&origin={origin}"
                ))
                .await;
            let rows = page.cells("main tbody tr", "td").len();
            let projects = moved(&sheet, tab, number_of).0.unwrap_or_default();
            assert!(
                f64::from(u32::try_from(rows).expect("few")) >= projects,
                "{year} {tab} {what}: behind {rows}, 2101 {projects}"
            );
        }
    }
    ended_and_amended_agree(leader, year, &sheet).await;
}

/// 2116 adds up to item 4 of 2101, and 2115's differences to its items 2 and 3.
async fn ended_and_amended_agree(leader: &Person<'_>, year: i32, sheet: &Page) {
    let rows = async |code: &str| -> Vec<Vec<String>> {
        let page = leader.get(&format!("/national/{year}/{code}")).await;
        let rows = format!("section[aria-labelledby='tab-{code}'] tbody tr");
        let all = page.cells(&rows, "th, td");
        all.into_iter().filter(|cells| cells.len() > 6).collect()
    };
    let (ended, amended) = (rows("2116").await, rows("2115").await);
    for (tab, column, pair) in [("tab-FDI", 7, 7), ("tab-DDI", 8, 9)] {
        let sum: f64 = ended
            .iter()
            .filter_map(|cells| number(&cells[column]))
            .sum();
        assert!(
            near(moved(sheet, tab, "4").1, Some(sum)),
            "{year} {tab}: 2116 {sum}"
        );
        let change: f64 = amended
            .iter()
            .filter_map(|cells| Some(number(&cells[pair + 1])? - number(&cells[pair])?))
            .sum();
        let moved = |number_of| moved(sheet, tab, number_of).1.unwrap_or_default();
        assert!(
            near(Some(moved("2") - moved("3")), Some(change)),
            "{year} {tab}: 2115 {change}"
        );
    }
}

#[tokio::test]
async fn every_output_says_the_same_of_foreign_and_domestic_capital() {
    let portal = Portal::demo().await;
    let (staff, leader) = (
        portal.sign_in("staff").await,
        portal.sign_in("leader").await,
    );
    // In 2015 a project changed sides: that is no movement of capital.
    for year in (2009..=2023).filter(|year| *year != 2015) {
        all_agree(&leader, year).await;
    }
    // The case: each origin in its own total, whatever the certificate's currency.
    import_over(&portal.db, "capital-by-origin").await;
    let line = async |code| indicator(&leader, 2023, code).await;
    assert_eq!(line("new_capital_domestic").await, Some(175e9));
    assert_eq!(line("new_capital_foreign").await, Some(25e6));
    all_agree(&leader, 2023).await;
    let before = row(
        &leader.get("/national/2022/2104").await,
        "tab-2104",
        "Tổng cộng",
    );
    let after = row(
        &leader.get("/national/2023/2104").await,
        "tab-2104",
        "Tổng cộng",
    );
    let grown = |place: usize| {
        number(&after[place])
            .zip(number(&before[place]))
            .map(|(a, b)| a - b)
    };
    assert!(near(grown(1), Some(25.0)) && near(grown(9), Some(175.0)));
    let review = leader.get("/reviews/2023").await.words(".doc");
    assert!(review.contains("175") && review.contains("25"), "{review}");

    // Projects of both origins in the other currency grow, shrink and end: still one number everywhere.
    let id = async |code: &'static str| -> i64 {
        sqlx::query_scalar("select id from projects where code = $1")
            .bind(code)
            .fetch_one(&portal.db)
            .await
            .expect(code)
    };
    let change = |direction: &'static str, amount: &'static str, unit: &'static str| {
        [
            ("kind", "capital_changed"),
            ("happened_on", "10/10/2023"),
            ("change", direction),
            ("amount", amount),
            ("amount.unit", unit),
        ]
    };
    record(&staff, id("P0").await, &change("increase", "50", "bvnd")).await;
    record(&staff, id("P3").await, &change("reduce", "1", "musd")).await;
    let ended = [("kind", "revoked"), ("happened_on", "20/12/2023")];
    record(&staff, id("P3").await, &ended).await;
    all_agree(&leader, 2023).await;
    let sheet = leader.get("/national/2023/2101").await;
    assert_eq!(
        moved(&sheet, "tab-FDI", "2").1,
        Some(2.0),
        "50 tỷ at 25.000"
    );
    assert_eq!(moved(&sheet, "tab-DDI", "3").1, Some(25.0));
    assert_eq!(moved(&sheet, "tab-DDI", "4").1, Some(50.0));
}

#[tokio::test]
async fn no_later_rate_revalues_what_is_on_record() {
    let portal = Portal::demo().await;
    let (staff, leader) = (
        portal.sign_in("staff").await,
        portal.sign_in("leader").await,
    );
    let total = async |year: i32| {
        row(
            &leader.get(&format!("/national/{year}/2104")).await,
            "tab-2104",
            "Tổng cộng",
        )
    };
    // A foreign project in VND before the year of its certificate has any rate.
    let form = [
        ("code", "DA98"),
        ("name", "Dự án Hàn Quốc bằng đồng"),
        ("zone_id", "1"),
        ("kind", "secondary"),
        ("currency", "vnd"),
        ("capital", "263"),
        ("capital.unit", "bvnd"),
        ("happened_on", "10/10/2023"),
        ("investor_1", "Nhà đầu tư H"),
        ("nationality_1", "Hàn Quốc"),
    ];
    staff.post("/projects", &form).await.saved();
    assert_eq!(total(2023).await[1], "–", "nothing says what it is in USD");
    let before = total(2022).await;
    assert_eq!(
        before[3], "1,075",
        "13,959 tỷ of 2021, 11 tỷ of 2022, each at its own rate"
    );
    let rate = [
        ("year", "2023"),
        ("currency", "usd"),
        ("rate", "26300"),
        ("source", "Thử"),
    ];
    let admin = portal.sign_in("admin").await;
    admin.post("/exchange-rates", &rate).await.saved();
    let after = total(2023).await;
    assert_eq!(
        after[1], "23,500",
        "13,5 and 263 tỷ at the rate of its year"
    );
    assert_eq!(after[3], "1,075", "no new figure, no other value");
    assert_eq!(total(2022).await, before);
    let behind = leader
        .get("/figures/2023/realised_capital?since=2021&origin=foreign&as=musd")
        .await;
    assert!(
        behind.words("main tfoot").contains("1,075") && behind.text().contains("2021 – 23.159"),
        "{}",
        behind.words("main")
    );

    // The rate that was used is kept with the event, and another one for the year changes nothing.
    sqlx::query("update exchange_rates set rate = 20000 where year = 2023")
        .execute(&portal.db)
        .await
        .expect("another rate");
    assert_eq!(total(2023).await[1], "23,500");
    assert_eq!(
        indicator(&leader, 2023, "new_capital_foreign").await,
        Some(1e7)
    );
    let id: i64 = sqlx::query_scalar("select id from projects where code = 'DA98'")
        .fetch_one(&portal.db)
        .await
        .expect("it");
    let page = staff.get(&format!("/projects/{id}")).await;
    page.says("#events", "1 USD = 26.300 đồng (Thử)");
    let refused = sqlx::query("update project_event_rates set rate = 20000")
        .execute(&portal.db)
        .await;
    assert!(refused.is_err(), "what was used stays");
    a_printed_equivalent_goes_before_any_rate(&staff, &leader, id).await;
}

/// What the certificate prints is what counts.
async fn a_printed_equivalent_goes_before_any_rate(
    staff: &Person<'_>,
    leader: &Person<'_>,
    id: i64,
) {
    let change = |equivalent: &'static str, unit: &'static str| {
        [
            ("kind", "capital_changed"),
            ("happened_on", "20/11/2023"),
            ("change", "total"),
            ("amount", "313"),
            ("amount.unit", "bvnd"),
            ("equivalent", equivalent),
            ("equivalent.unit", unit),
        ]
    };
    let post =
        async |form: &[(&str, &str)]| staff.post(&format!("/projects/{id}/events"), form).await;
    for (equivalent, unit) in [("12", "bvnd"), ("1,2", "usd")] {
        let page = post(&change(equivalent, unit)).await;
        page.answers(StatusCode::UNPROCESSABLE_ENTITY);
        assert!(
            !page.words("#e-equivalent").is_empty(),
            "{equivalent} {unit}"
        );
    }
    post(&change("12,5", "musd")).await.saved();
    let sheet = leader.get("/national/2023/2101").await;
    assert_eq!(moved(&sheet, "tab-FDI", "2").1, Some(2.5), "12,5 less 10");
    all_agree(leader, 2023).await;
    staff
        .get(&format!("/projects/{id}"))
        .await
        .says("#events", "tương đương, như giấy ghi, 2,5 triệu USD");
}

#[tokio::test]
async fn the_origin_is_a_dated_fact_that_a_transfer_asks_for_and_the_past_keeps() {
    let portal = Portal::demo().await;
    let (staff, leader) = (
        portal.sign_in("staff").await,
        portal.sign_in("leader").await,
    );
    let said = async || {
        let mut said = Vec::new();
        for page in ["2101", "2104", "2115"] {
            for period in ["2021", "2022", "2022-Q3"] {
                let sheet = leader.get(&format!("/national/{period}/{page}")).await;
                said.push(sheet.cells("main tbody tr", "th, td"));
            }
        }
        let figures = leader.get("/figures/2022/revenue?origin=domestic").await;
        said.push(figures.cells("main tbody tr", "th, td"));
        said.push(vec![vec![leader.get("/dashboard/2022.json").await.text()]]);
        said.push(leader.get("/reviews/2022").await.cells(".doc tr", "th, td"));
        said
    };
    let before = said().await;
    let transfer = |more: &[(&'static str, &'static str)]| {
        let first = [
            ("kind", "transferred"),
            ("happened_on", "01/02/2023"),
            ("investor_1", "Nhà đầu tư K"),
        ];
        [&first[..], more].concat()
    };
    let post = async |form: &[(&str, &str)]| staff.post("/projects/15/events", form).await;
    // Nobody guesses: an unknown nationality is asked about, and another origin than the investors' needs a reason.
    let form = staff.get("/projects/15/events/new?kind=transferred").await;
    let asked = ("origin".to_owned(), "investors".to_owned());
    assert!(form.fields("main form.form").contains(&asked));
    let page = post(&transfer(&[])).await;
    page.answers(StatusCode::UNPROCESSABLE_ENTITY);
    page.says("#e-origin", "xin chọn nguồn vốn");
    let korean = [("nationality_1", "Hàn Quốc"), ("origin", "domestic")];
    let page = post(&transfer(&korean)).await;
    page.answers(StatusCode::UNPROCESSABLE_ENTITY);
    page.says("#e-origin_reason", "FDI");
    post(&transfer(&korean[..1])).await.saved();
    let page = staff.get("/projects/15").await;
    page.says(
        "#events",
        "Nước ngoài (FDI), từ 01/02/2023 (chuyển nhượng): theo nhà đầu tư.",
    );
    assert_eq!(said().await, before, "the past keeps its own");
    let total = row(
        &leader.get("/national/2023/2104").await,
        "tab-2104",
        "Tổng cộng",
    );
    assert_eq!(
        (total[0].as_str(), total[1].as_str()),
        ("3", "16,293"),
        "the whole project and all its 65 tỷ, at the rate kept with its certificate"
    );
    let amended = row(&leader.get("/national/2023/2115").await, "tab-2115", "1");
    assert_eq!(amended[6..10], ["2,793", "2,793", "", ""]);
    an_override_says_why_and_the_log_alone_says_the_origin(&portal, &staff, &leader).await;
}

/// A mistaken origin is corrected as any event is.
async fn an_override_says_why_and_the_log_alone_says_the_origin(
    portal: &Portal,
    staff: &Person<'_>,
    leader: &Person<'_>,
) {
    let corrected = [
        ("kind", "transferred"),
        ("corrects", "2"),
        ("happened_on", "01/02/2023"),
        ("investor_1", "Nhà đầu tư K"),
        ("nationality_1", "Hàn Quốc"),
        ("origin", "domestic"),
        ("origin_reason", "Bên nước ngoài góp 1%"),
        ("reason", "Xác định lại"),
    ];
    record(staff, 15, &corrected).await;
    let page = staff.get("/projects/15").await;
    page.says("#events", "Trong nước (DDI), từ 18/08/2022 (cấp mới)");
    page.says("#events", "Bên nước ngoài góp 1%");
    let total = row(
        &leader.get("/national/2023/2104").await,
        "tab-2104",
        "Tổng cộng",
    );
    assert_eq!(total[0], "2");
    // The register's form does not ask for it, and nobody writes it past the log.
    let form = staff.get("/projects/15/edit").await;
    assert!(
        form.fields("form.form")
            .iter()
            .all(|(name, _)| name != "origin")
    );
    let refused = sqlx::query("update projects set origin = 'foreign' where id = 15")
        .execute(&portal.db)
        .await
        .expect_err("the log says it");
    let code = refused
        .as_database_error()
        .and_then(|error| error.code())
        .unwrap_or_default()
        .into_owned();
    assert_eq!(code, "IZ028");
    // The demonstration's own: an override, and an origin that a transfer changed long ago.
    staff
        .get("/projects/10")
        .await
        .says("#events", "bên nước ngoài chỉ góp 1% vốn");
    let origins = async |day: &str| -> String {
        sqlx::query_scalar(
            "select origin from project_origins($1::text::date) where project_id = 11",
        )
        .bind(day)
        .fetch_one(&portal.db)
        .await
        .expect("it")
    };
    assert_eq!(origins("2015-05-31").await, "foreign");
    assert_eq!(origins("2015-06-01").await, "domestic");
}
