//! Earlier years, moved in: of each enterprise and of the board itself, a column a year.

use axum::http::StatusCode;
use izportal::portal::exchange;
use sqlx::PgPool;

use crate::support::{Page, Person, Portal, carried_over, empty_database, people};

/// An empty portal with one zone and three enterprises, whose reports are owed from 2026 on.
async fn beginning() -> Portal {
    let db = empty_database().await;
    people(&db).await;
    for sql in [
        "update boards set reports_since = '2026-01-01' where home",
        "insert into zones (code, name, kind, status, province) values ('A', 'KCN A', 'regular', 'operating', 'Bắc Kạn')",
        "insert into enterprises (code, name, zone_id, ownership, status, status_since)
         select 'DN0' || n, 'Công ty ' || n, (select id from zones), 'limited', 'operating', '2020-01-01'
           from generate_series(1, 3) n",
        "insert into plans (year, code, name, assigned_by, tier, is_baseline) values (2026, 'KH', 'Kế hoạch', 'UBND tỉnh', 'assigned', true)",
        "insert into targets (plan_id, indicator_id, value, raw, unit)
         select p.id, i.id, 800000000000, '800', 'bvnd' from plans p, indicators i where i.code = 'revenue'",
    ] {
        sqlx::query(sql).execute(&db).await.expect(sql);
    }
    Portal::over(db, |state| state).await
}

const ENTERPRISES: &str = "Doanh thu của các doanh nghiệp KCN (tỷ đồng)\n\
    STT\tTên doanh nghiệp\t2023\t2024\t2025\n\
    1\tCông ty 1\t100\t110\t120\n\
    2\tCông ty 2\t200\t210\t220\n\
    3\tCông ty 3\t300\t\t320\n\
    \tTổng cộng\t600\t320\t660\n";

const BOARD: &str = "Chỉ tiêu\tĐơn vị tính\tNăm 2024\tNăm 2025\n\
    Tổng doanh thu\ttỷ đồng\t345\t700\n\
    Số lao động\tngười\t1200\t1300\n";

async fn sent(person: &Person<'_>, purpose: &str, block: &str) -> Page {
    let fields = [("purpose", purpose), ("block", block)];
    let sent = person.upload("/imports", &fields, &[]).await;
    sent.answers(StatusCode::SEE_OTHER);
    person.get(&sent.location).await
}

/// The imports of the years of a file, the newest year first.
fn years(page: &Page) -> Vec<String> {
    page.links(".begin__links a")
        .into_iter()
        .filter(|href| href.starts_with("/imports/"))
        .collect()
}

async fn take(person: &Person<'_>, import: &str) {
    let page = person.get(import).await;
    let seen = page.attribute("input[name=seen]", "value");
    let taken = person
        .post(&format!("{import}/take"), &[("seen", &seen)])
        .await;
    taken.saved();
}

async fn total(db: &PgPool, indicator: &str, year: &str) -> Option<String> {
    sqlx::query_scalar(
        "select trim_scale(sum(t.total) / 1000000000)::text from zone_totals t join indicators i on i.id = t.indicator_id
          where i.code = $1 and t.period = $2",
    )
    .bind(indicator)
    .bind(year)
    .fetch_one(db)
    .await
    .expect("a sum")
}

async fn own(db: &PgPool, year: &str) -> Vec<(String, String)> {
    sqlx::query_as(
        "select i.code, trim_scale(t.value)::text from current_board_totals t join indicators i on i.id = t.indicator_id
          where t.period = $1 order by 1",
    )
    .bind(year)
    .fetch_all(db)
    .await
    .expect("totals")
}

/// All years of the sheet of enterprises, from the file to the ledger.
async fn enterprises_in(portal: &Portal) -> Vec<String> {
    let staff = portal.sign_in("staff").await;
    let page = sent(&staff, "enterprises", ENTERPRISES).await;
    let imports = years(&page);
    for import in &imports {
        take(&staff, import).await;
        staff.post(&format!("{import}/submit"), &[]).await.saved();
    }
    let approver = portal.sign_in("approver").await;
    for import in &imports {
        approver
            .post(&format!("{import}/accept"), &[])
            .await
            .saved();
    }
    imports
}

/// Somebody at the form of the totals of 2025, who types one.
struct Typing<'a> {
    staff: &'a Person<'a>,
    revenue: i64,
}

impl<'a> Typing<'a> {
    async fn open(staff: &'a Person<'a>, db: &PgPool) -> Typing<'a> {
        let revenue = sqlx::query_scalar("select id from indicators where code = 'revenue'");
        Typing {
            staff,
            revenue: revenue.fetch_one(db).await.expect("an indicator"),
        }
    }

    /// What of the totals the form has seen.
    async fn seen(&self) -> String {
        let page = self.staff.get("/board-totals/2025").await;
        page.attribute("input[name=seen]", "value")
    }

    /// Sends a revenue in tỷ đồng, the paper it is from and the reason.
    async fn send(&self, number: &str, more: [(&str, &str); 2], seen: &str) -> Page {
        let (value, unit) = (format!("v.{}", self.revenue), format!("u.{}", self.revenue));
        let mut fields = vec![(&*value, number), (&*unit, "bvnd"), ("seen", seen)];
        fields.extend(more);
        self.staff.post("/board-totals/2025", &fields).await
    }
}

#[tokio::test]
async fn totals_typed_stand_beside_the_sum_and_are_corrected_by_a_reason() {
    let portal = beginning().await;
    let staff = portal.sign_in("staff").await;
    let page = staff.get("/set-up?step=last-year").await;
    page.says("main", "Gõ tổng của Ban");
    let desk = Typing::open(&staff, &portal.db).await;
    let first = desk.seen().await;
    // What cannot be read, and what is from no paper, is written nowhere and typed again by nobody.
    let page = desk
        .send("bảy trăm", [("source", ""), ("reason", "")], &first)
        .await;
    assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert_eq!(
        page.attribute(&format!("#v-{}", desk.revenue), "value"),
        "bảy trăm"
    );
    let page = desk
        .send("700", [("source", ""), ("reason", "")], &first)
        .await;
    assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY);
    page.says(".error-summary", "văn bản, sổ nào");
    assert!(own(&portal.db, "2025").await.is_empty());

    let paper = [("source", "Báo cáo 12/BC-BQL"), ("reason", "")];
    desk.send("700", paper, &first).await.saved();
    let stated = |billions: &str| vec![("revenue".to_owned(), format!("{billions}000000000"))];
    assert_eq!(own(&portal.db, "2025").await, stated("700"));
    portal
        .sign_in("leader")
        .await
        .get("/dashboard/2025")
        .await
        .says("main", "Tổng của Ban 700,0 tỷ đồng");
    // Somebody who had the page open before sees that; a correction says why; the first stays on record.
    let stale = desk.send("710", paper, &first).await;
    assert_eq!(stale.status, StatusCode::CONFLICT);
    let page = desk.send("710", paper, &desk.seen().await).await;
    assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY);
    page.says(".error-summary", "xin ghi lý do");
    let why = [("source", "Báo cáo 15/BC-BQL"), ("reason", "Số chính thức")];
    desk.send("710", why, &desk.seen().await).await.saved();
    assert_eq!(own(&portal.db, "2025").await, stated("710"));
    // The same again is nothing new; emptied, it is withdrawn.
    desk.send("710", why, &desk.seen().await).await.saved();
    desk.send("", why, &desk.seen().await).await.saved();
    assert!(own(&portal.db, "2025").await.is_empty());
    let revisions: i64 = sqlx::query_scalar("select count(*) from board_totals")
        .fetch_one(&portal.db)
        .await
        .expect("a count");
    assert_eq!(revisions, 3);
    // A year that is not over has no total.
    let this = staff.get("/board-totals/2099").await;
    assert_eq!(this.status, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn a_column_a_year_of_each_enterprise_goes_into_the_ledger() {
    let portal = beginning().await;
    let imports = enterprises_in(&portal).await;
    assert_eq!(imports.len(), 3, "an import a year");
    for (year, sum) in [("2023", "600"), ("2024", "320"), ("2025", "660")] {
        assert_eq!(
            total(&portal.db, "revenue", year).await.as_deref(),
            Some(sum),
            "{year}"
        );
    }
    // The same person does not accept what they typed.
    let staff = portal.sign_in("staff").await;
    let refused = staff.post(&format!("{}/accept", imports[0]), &[]).await;
    assert_eq!(refused.status, StatusCode::FORBIDDEN);
    // Nobody owed it, and the page says so wherever the total and the growth on it stand.
    let leader = portal.sign_in("leader").await;
    let page = leader.get("/dashboard/2025").await;
    page.says(".page__subtitle", "phạm vi không rõ, số liệu chuyển vào");
    page.says(".indicators__last", "phạm vi không rõ, số liệu chuyển vào");
    page.says(".indicators__last", "106,3%");
    let page = leader.get("/dashboard/2026").await;
    page.says(".indicators__last", "660,0");
    page.says(".indicators__last", "phạm vi không rõ, số liệu chuyển vào");
    let json = leader.get("/dashboard/2026.json").await.text();
    assert!(json.contains(r#""prior_ground":"moved_in""#), "{json}");
    leader
        .get("/figures/2025/revenue")
        .await
        .says("main", "phạm vi không rõ, số liệu chuyển vào");
    let owed = staff.get("/duties?year=2025").await;
    assert!(!owed.text().contains("BQL.CV"));
}

#[tokio::test]
async fn a_year_taken_back_is_gone_and_the_others_stay() {
    let portal = beginning().await;
    let imports = enterprises_in(&portal).await;
    let staff = portal.sign_in("staff").await;
    let undone = staff
        .post(&format!("{}/undo", imports[1]), &[("reason", "nhầm tệp")])
        .await;
    undone.saved();
    // Accepted figures are taken back as corrections, accepted by a second person as every other.
    let open: i64 = sqlx::query_scalar(
        "select count(*) from filings where period = '2024' and state = 'draft' and revision = 2",
    )
    .fetch_one(&portal.db)
    .await
    .expect("reports");
    assert_eq!(open, 2);
    assert_eq!(
        total(&portal.db, "revenue", "2025").await.as_deref(),
        Some("660")
    );
}

#[tokio::test]
async fn the_boards_total_stands_beside_its_enterprises_and_is_never_added() {
    let portal = beginning().await;
    enterprises_in(&portal).await;
    let staff = portal.sign_in("staff").await;
    let page = sent(&staff, "board", BOARD).await;
    let imports = years(&page);
    assert_eq!(imports.len(), 2);
    for import in &imports {
        take(&staff, import).await;
    }
    let expected = [("revenue", "700000000000"), ("workers", "1300")]
        .map(|(code, value)| (code.to_owned(), value.to_owned()));
    assert_eq!(own(&portal.db, "2025").await, expected);
    // The ledger knows nothing of it.
    assert_eq!(
        total(&portal.db, "revenue", "2025").await.as_deref(),
        Some("660")
    );
    assert_eq!(total(&portal.db, "workers", "2025").await, None);
    let leader = portal.sign_in("leader").await;
    let page = leader.get("/dashboard/2025").await;
    page.says(
        "main",
        "Tổng của Ban 700,0 tỷ đồng – cộng doanh nghiệp 660,0, thiếu 40,0 (5,7%)",
    );
    page.says(
        "main",
        "Tổng của Ban 345,0 tỷ đồng – cộng doanh nghiệp 320,0, thiếu 25,0 (7,2%)",
    );
    let text = page.text();
    assert!(
        !text.contains("1.360,0") && !text.contains("1,360.0"),
        "added"
    );
    // The next year has it to compare with.
    let page = leader.get("/dashboard/2026").await;
    page.says(".indicators__last", "700,0");
    page.says(".indicators__last", "tổng của Ban");
    // A zone has its enterprises' figures only.
    let json = leader.get("/dashboard/2025.json").await.text();
    assert!(json.contains(r#""board_total":700000000000"#), "{json}");
    assert!(
        json.contains(r#""enterprises_total":660000000000"#),
        "{json}"
    );

    // The same file again changes nothing; another figure takes the place of the one before, and is taken back.
    let again = sent(&staff, "board", BOARD).await;
    again.says("#preview", "không đổi");
    let corrected = BOARD.replace("700", "710");
    let page = sent(&staff, "board", &corrected).await;
    let import = years(&page)[0].clone();
    let fields = page.fields("form#choices");
    let mut fields: Vec<(&str, &str)> = fields
        .iter()
        .map(|(name, value)| (name.as_str(), value.as_str()))
        .collect();
    fields.push(("replace", "on"));
    staff
        .post(&format!("{import}/choices"), &fields)
        .await
        .saved();
    take(&staff, &import).await;
    assert_eq!(own(&portal.db, "2025").await[0].1, "710000000000");
    staff
        .post(&format!("{import}/undo"), &[("reason", "nhầm tệp")])
        .await
        .saved();
    assert_eq!(own(&portal.db, "2025").await[0].1, "700000000000");
    staff
        .post(&format!("{}/undo", imports[0]), &[("reason", "nhầm tệp")])
        .await
        .saved();
    // What another import stated anew since stays; what only this one stated is gone.
    let left = own(&portal.db, "2025").await;
    assert!(left.iter().all(|(code, _)| code != "workers"), "{left:?}");
}

#[tokio::test]
async fn what_was_moved_in_travels_in_the_bundle() {
    let portal = beginning().await;
    enterprises_in(&portal).await;
    let staff = portal.sign_in("staff").await;
    let page = sent(&staff, "board", BOARD).await;
    take(&staff, &years(&page)[0]).await;
    let (bundle, copy) = carried_over(&portal.db).await;
    assert_eq!(
        own(&copy, "2025").await,
        own(&portal.db, "2025").await,
        "totals of the board"
    );
    assert_eq!(
        total(&copy, "revenue", "2024").await.as_deref(),
        Some("320")
    );
    // A total that is not what was typed is refused.
    super::super::portal::bundle::edit(bundle.path(), "board_totals.csv", "700000000000", "7");
    let db = empty_database().await;
    let origin = izportal::foundation::kernel::Origin::command("test");
    let refused = exchange::import(&db, bundle.path(), &origin).await;
    let said = refused.expect_err("a fault").to_string();
    assert!(said.contains("board_totals.csv:"), "{said}");
}

#[tokio::test]
async fn the_database_keeps_a_boards_totals_as_they_were_stated() {
    let portal = beginning().await;
    let staff = portal.sign_in("staff").await;
    let page = sent(&staff, "board", BOARD).await;
    take(&staff, &years(&page)[0]).await;
    for sql in [
        "update board_totals set value = 1",
        "delete from board_totals",
        "truncate board_totals",
    ] {
        assert!(sqlx::query(sql).execute(&portal.db).await.is_err(), "{sql}");
    }
}

#[tokio::test]
async fn a_file_that_names_no_year_asks_for_it_and_one_zones_people_state_no_total() {
    let portal = beginning().await;
    let staff = portal.sign_in("staff").await;
    let block = "Tên doanh nghiệp\tDoanh thu (tỷ đồng)\nCông ty 1\t5\n";
    let fields = [("purpose", "enterprises"), ("block", block)];
    let refused = staff.upload("/imports", &fields, &[]).await;
    refused.answers(StatusCode::UNPROCESSABLE_ENTITY);
    let fields = [
        ("purpose", "enterprises"),
        ("block", block),
        ("period", "2024"),
    ];
    let sent_now = staff.upload("/imports", &fields, &[]).await;
    sent_now.answers(StatusCode::SEE_OTHER);
    let limited = "insert into account_zones (account_id, zone_id)
                   select a.id, z.id from accounts a, zones z where a.username = 'staff'";
    sqlx::query(limited)
        .execute(&portal.db)
        .await
        .expect(limited);
    let fields = [("purpose", "board"), ("block", BOARD)];
    let sent_now = staff.upload("/imports", &fields, &[]).await;
    let page = if sent_now.status == StatusCode::SEE_OTHER {
        staff.get(&sent_now.location).await
    } else {
        sent_now
    };
    page.answers(StatusCode::UNPROCESSABLE_ENTITY);
}
