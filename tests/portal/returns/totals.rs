//! What a form adds up by itself, and what a cell works out: the same whichever way a figure comes in.

use crate::support::{Page, Person, Portal};
use axum::http::StatusCode;
use serde_json::Value;

pub(super) async fn indicator(portal: &Portal, code: &str) -> i64 {
    sqlx::query_scalar("select id from indicators where code = $1")
        .bind(code)
        .fetch_one(&portal.db)
        .await
        .expect("known")
}

/// The quarterly draft of the demonstration: nothing of its capital or its workers is typed yet.
pub(super) struct Draft<'a> {
    pub(super) portal: &'a Portal,
    pub(super) id: i64,
    pub(super) path: String,
}

impl<'a> Draft<'a> {
    pub(super) async fn of(portal: &'a Portal) -> Draft<'a> {
        let sql = "select id from filings where enterprise_id = 7 and period = '2022-Q4'";
        let id: i64 = sqlx::query_scalar(sql)
            .fetch_one(&portal.db)
            .await
            .expect("a draft");
        Draft {
            portal,
            id,
            path: format!("/filings/{id}"),
        }
    }

    /// Types into cells as the page does: `capital_equity`, or `capital_equity+` for the sum since January.
    pub(super) async fn types(&self, person: &Person<'_>, cells: &[(&str, &str, &str)]) -> Page {
        let mut form = Vec::new();
        for (code, raw, unit) in cells {
            let (code, column) = code
                .strip_suffix('+')
                .map_or((*code, ""), |code| (code, "t"));
            let id = indicator(self.portal, code).await;
            form.push((format!("v.{id}{column}"), (*raw).to_owned()));
            form.push((format!("u.{id}"), (*unit).to_owned()));
        }
        let form: Vec<(&str, &str)> = form
            .iter()
            .map(|(name, value)| (name.as_str(), value.as_str()))
            .collect();
        person.post(&format!("{}/cells", self.path), &form).await
    }

    /// The same, and how a cell of the answer stands then.
    async fn cell(&self, person: &Person<'_>, cells: &[(&str, &str, &str)], code: &str) -> Value {
        let page = self.types(person, cells).await;
        page.answers(StatusCode::OK);
        let answer: Value = serde_json::from_slice(&page.bytes).expect("JSON");
        let (code, column) = code
            .strip_suffix('+')
            .map_or((code, ""), |code| (code, "t"));
        let id = indicator(self.portal, code).await;
        answer["rows"][id.to_string()]["cells"][format!("{id}{column}")].clone()
    }

    /// What is kept of a cell: text, unit, value, where it came from.
    async fn stored(&self, code: &str) -> Option<(String, String, Option<String>, String)> {
        let (code, measure) = code
            .strip_suffix('+')
            .map_or((code, "period"), |code| (code, "to_date"));
        sqlx::query_as(
            "select c.raw, c.unit, trim_scale(c.value)::text, c.origin from filing_entries c join indicators i on i.id = c.indicator_id
              where c.filing_id = $1 and i.code = $2 and c.measure = $3",
        )
        .bind(self.id)
        .bind(code)
        .bind(measure)
        .fetch_optional(&self.portal.db)
        .await
        .expect("an entry")
    }

    pub(super) async fn value(&self, code: &str) -> Option<String> {
        self.stored(code).await.and_then(|(_, _, value, _)| value)
    }

    /// What the page's form sends, with some fields changed.
    async fn sends(&self, person: &Person<'_>, action: &str, changes: &[(&str, &str)]) -> Page {
        let mut fields = person.get(&self.path).await.fields("form#entry");
        for (name, value) in changes {
            fields.retain(|(known, _)| known != name);
            fields.push(((*name).to_owned(), (*value).to_owned()));
        }
        let mut pairs: Vec<(&str, &str)> = fields
            .iter()
            .map(|(name, value)| (name.as_str(), value.as_str()))
            .collect();
        pairs.push(("action", action));
        person.post(&self.path, &pairs).await
    }

    /// Everything the form asks for beside its totals, with a reason everywhere.
    async fn whole(&self) -> Vec<(String, String)> {
        let mut form = Vec::new();
        for (code, raw, unit) in [
            ("capital_equity", "1.000", "mvnd"),
            ("capital_loans", "-200", "mvnd"),
            ("capital_reinvested", "0", "mvnd"),
            ("exports", "0", "usd"),
            ("imports", "0", "usd"),
            ("workers_vietnamese", "98", "person"),
            ("workers_foreign", "2", "person"),
            ("budget", "500", "mvnd"),
            ("land_used", "10000", "m2"),
        ] {
            let id = indicator(self.portal, code).await;
            form.push((format!("v.{id}"), raw.to_owned()));
            form.push((format!("u.{id}"), unit.to_owned()));
            form.push((format!("r.{id}"), "đã hỏi doanh nghiệp".to_owned()));
        }
        for code in ["workers", "revenue"] {
            form.push((
                format!("r.{}", indicator(self.portal, code).await),
                "đã hỏi doanh nghiệp".to_owned(),
            ));
        }
        form
    }
}

pub(super) fn pairs(form: &[(String, String)]) -> Vec<(&str, &str)> {
    form.iter()
        .map(|(name, value)| (name.as_str(), value.as_str()))
        .collect()
}

#[tokio::test]
async fn a_total_is_added_up_from_its_parts_and_says_what_is_still_missing() {
    let portal = Portal::demo().await;
    let staff = portal.sign_in("staff").await;
    let draft = Draft::of(&portal).await;
    // Nothing typed is nothing, not nil.
    let page = staff.get(&draft.path).await;
    let capital = indicator(&portal, "realised_capital").await;
    assert_eq!(page.attribute(&format!("#v-{capital}"), "placeholder"), "");
    assert_eq!(draft.stored("realised_capital").await, None);

    let part = draft
        .cell(
            &staff,
            &[("capital_equity", "1.000", "mvnd")],
            "realised_capital",
        )
        .await;
    assert_eq!(
        (&part["raw"], &part["derived"]),
        (&"".into(), &"1.000".into()),
        "{part}"
    );
    let said = part["understood"].as_str().expect("words");
    assert!(
        said.contains("mới cộng I.1") && said.contains("còn thiếu I.2, I.3"),
        "{said}"
    );
    let more = [
        ("capital_loans", "-0,2", "bvnd"),
        ("capital_reinvested", "0", "mvnd"),
    ];
    let whole = draft.cell(&staff, &more, "realised_capital").await;
    assert_eq!(
        whole["derived"], "800",
        "in another unit, and below nil: {whole}"
    );
    assert!(
        whole["understood"]
            .as_str()
            .is_some_and(|said| said.contains("cộng từ I.1, I.2, I.3")),
        "{whole}"
    );
    let kept = (
        "800".to_owned(),
        "mvnd".to_owned(),
        Some("800000000".to_owned()),
        "derived".to_owned(),
    );
    assert_eq!(
        draft.stored("realised_capital").await,
        Some(kept),
        "the server's sum is what is kept"
    );

    the_page_shows_the_sum_and_takes_it_back(&staff, capital, &draft).await;
}

/// Whoever sends the page as it stands has typed nothing over.
async fn the_page_shows_the_sum_and_takes_it_back(
    staff: &Person<'_>,
    capital: i64,
    draft: &Draft<'_>,
) {
    // The page shows it, and whoever sends the page as it stands has typed nothing over.
    let page = staff.get(&draft.path).await;
    assert_eq!(
        page.attribute(&format!("#v-{capital}"), "placeholder"),
        "800"
    );
    assert_eq!(page.attribute(&format!("#v-{capital}"), "value"), "");
    draft.sends(staff, "save", &[]).await.saved();
    assert_eq!(
        draft
            .stored("realised_capital")
            .await
            .map(|(.., origin)| origin)
            .as_deref(),
        Some("derived")
    );
    // A part changed changes it; the last part emptied empties it.
    draft
        .types(staff, &[("capital_equity", "1.500", "mvnd")])
        .await;
    assert_eq!(
        draft.value("realised_capital").await.as_deref(),
        Some("1300000000")
    );
    draft
        .types(
            staff,
            &[
                ("capital_equity", "", "mvnd"),
                ("capital_loans", "", "bvnd"),
                ("capital_reinvested", "", "mvnd"),
            ],
        )
        .await;
    assert_eq!(draft.stored("realised_capital").await, None, "never 0");
    // People, too.
    draft
        .types(
            staff,
            &[
                ("workers_vietnamese", "98", "person"),
                ("workers_foreign", "2", "person"),
            ],
        )
        .await;
    assert_eq!(draft.value("workers").await.as_deref(), Some("100"));
}

#[tokio::test]
async fn both_columns_of_a_total_are_added_up() {
    let portal = Portal::demo().await;
    let staff = portal.sign_in("staff").await;
    let draft = Draft::of(&portal).await;
    let parts = [
        ("capital_equity", "810", "mvnd"),
        ("capital_equity+", "3.000", "mvnd"),
        ("capital_loans", "540", "mvnd"),
        ("capital_loans+", "2.000", "mvnd"),
        ("capital_reinvested", "0", "mvnd"),
        ("capital_reinvested+", "0", "mvnd"),
    ];
    draft.types(&staff, &parts).await;
    assert_eq!(
        draft.value("realised_capital").await.as_deref(),
        Some("1350000000")
    );
    assert_eq!(
        draft.value("realised_capital+").await.as_deref(),
        Some("5000000000")
    );
    // The unit of the line is the total's own: the same figure in another one.
    let shown = draft
        .cell(
            &staff,
            &[
                ("realised_capital", "", "bvnd"),
                ("realised_capital+", "", "bvnd"),
            ],
            "realised_capital+",
        )
        .await;
    assert_eq!(shown["derived"], "5", "{shown}");
    assert_eq!(
        draft.value("realised_capital+").await.as_deref(),
        Some("5000000000")
    );
}

#[tokio::test]
async fn a_total_is_typed_over_for_a_reason_and_comes_back_when_emptied() {
    let portal = Portal::demo().await;
    let (staff, approver) = (
        portal.sign_in("staff").await,
        portal.sign_in("approver").await,
    );
    let draft = Draft::of(&portal).await;
    let mut form = draft.whole().await;
    let workers = indicator(&portal, "workers").await;
    form.retain(|(name, _)| *name != format!("r.{workers}"));
    let over = [
        (format!("v.{workers}"), "105".to_owned()),
        (format!("u.{workers}"), "person".to_owned()),
    ];
    let typed: Vec<(String, String)> = form.iter().chain(&over).cloned().collect();
    let blocked = draft.sends(&staff, "submit", &pairs(&typed)).await;
    blocked.answers(StatusCode::UNPROCESSABLE_ENTITY);
    let said = blocked.words(&format!("td#c-{workers}"));
    assert!(
        said.contains("V16") && said.contains("100") && said.contains("xin ghi lý do"),
        "{said}"
    );
    assert_eq!(
        draft
            .stored("workers")
            .await
            .map(|(.., origin)| origin)
            .as_deref(),
        Some("typed")
    );
    // A part changes: what was typed over stays, and is asked about again.
    draft
        .types(&staff, &[("workers_foreign", "3", "person")])
        .await;
    assert_eq!(draft.value("workers").await.as_deref(), Some("105"));
    // With a reason it goes through, and the approver reads both.
    let reason = (format!("r.{workers}"), "Gồm 4 lao động thời vụ.".to_owned());
    let explained: Vec<(String, String)> = typed.iter().chain([&reason]).cloned().collect();
    let sent = draft.sends(&staff, "submit", &pairs(&explained)).await;
    sent.saved();
    let seen = approver.get(&draft.path).await;
    assert_eq!(seen.words(&format!("#v-{workers}")), "105");
    assert!(
        seen.words(&format!("td#c-{workers}"))
            .contains("Gồm 4 lao động thời vụ.")
    );
    // Emptied, it is added up again.
    let version: i32 = sqlx::query_scalar("select version from filings where id = $1")
        .bind(draft.id)
        .fetch_one(&portal.db)
        .await
        .expect("known");
    let back = [("version", &*version.to_string()), ("reason", "Xem lại.")];
    approver
        .post(&format!("{}/return", draft.path), &back)
        .await
        .saved();
    draft.types(&staff, &[("workers", "", "person")]).await;
    assert_eq!(draft.value("workers").await.as_deref(), Some("100"));
}

#[tokio::test]
async fn a_total_with_a_hole_in_it_is_not_handed_in_and_a_whole_one_is() {
    let portal = Portal::demo().await;
    let (staff, approver) = (
        portal.sign_in("staff").await,
        portal.sign_in("approver").await,
    );
    // Even where the form does not ask for every part.
    sqlx::query("update form_lines set required = false where code in ('I.2', 'I.3')")
        .execute(&portal.db)
        .await
        .expect("a form");
    let draft = Draft::of(&portal).await;
    let mut form = draft.whole().await;
    let loans = indicator(&portal, "capital_loans").await;
    form.retain(|(name, _)| *name != format!("v.{loans}"));
    let blocked = draft.sends(&staff, "submit", &pairs(&form)).await;
    blocked.answers(StatusCode::UNPROCESSABLE_ENTITY);
    assert_eq!(
        blocked.links(".error-summary a"),
        [format!("#v-{loans}")],
        "{}",
        blocked.words(".error-summary")
    );
    form.push((format!("v.{loans}"), "-200".to_owned()));
    let sent = draft.sends(&staff, "submit", &pairs(&form)).await;
    sent.saved();
    let capital = indicator(&portal, "realised_capital").await;
    assert_eq!(
        approver
            .get(&draft.path)
            .await
            .words(&format!("#v-{capital}")),
        "800"
    );
    let version: i32 = sqlx::query_scalar("select version from filings where id = $1")
        .bind(draft.id)
        .fetch_one(&portal.db)
        .await
        .expect("known");
    let accept = approver
        .post(
            &format!("{}/accept", draft.path),
            &[("version", &version.to_string())],
        )
        .await;
    accept.saved();
    let ledger: Vec<(String, String)> = sqlx::query_as(
        "select i.code, trim_scale(f.value)::text from current_figures f join indicators i on i.id = f.indicator_id
          where f.enterprise_id = 7 and f.period = '2022-Q4' and i.code in ('realised_capital', 'workers') order by 1",
    )
    .fetch_all(&portal.db)
    .await
    .expect("the ledger");
    let expected = [("realised_capital", "800000000"), ("workers", "100")];
    assert_eq!(
        ledger,
        expected.map(|(code, value)| (code.to_owned(), value.to_owned()))
    );
}

#[tokio::test]
async fn a_cell_works_out_what_begins_with_the_sign_of_equality() {
    let portal = Portal::demo().await;
    let (staff, approver) = (
        portal.sign_in("staff").await,
        portal.sign_in("approver").await,
    );
    let draft = Draft::of(&portal).await;
    for (typed, value) in [
        ("=1000+500", "1500000000"),
        ("= 1.000,5 + 2", "1002500000"),
        ("=(1.200-200)*3/4", "750000000"),
        ("=2×3÷4", "1500000"),
        ("=10/3", "3333333"),
        ("=-(5-8)", "3000000"),
    ] {
        let cell = draft
            .cell(&staff, &[("budget", typed, "mvnd")], "budget")
            .await;
        assert_eq!(cell["raw"], typed, "what was typed stays");
        assert_eq!(
            draft
                .stored("budget")
                .await
                .map(|(raw, _, value, _)| (raw, value)),
            Some((typed.to_owned(), Some(value.to_owned())))
        );
    }
    // What cannot be worked out is a fault of the cell, and is kept as typed.
    for (typed, says) in [
        ("=1000+", "công thức"),
        ("=(1", "công thức"),
        ("=", "công thức"),
        ("=SUM(A1)", "Ký tự “S”"),
        ("=1/0", "chia cho 0"),
        ("=999999999999999*10", "Số quá lớn"),
        ("=1.05.4+1", "Chưa rõ"),
    ] {
        let cell = draft
            .cell(&staff, &[("budget", typed, "mvnd")], "budget")
            .await;
        let said = cell["findings"].to_string();
        assert!(
            said.to_lowercase().contains(&says.to_lowercase()),
            "{typed}: {said}"
        );
        assert_eq!(
            draft
                .stored("budget")
                .await
                .map(|(raw, _, value, _)| (raw, value)),
            Some((typed.to_owned(), None)),
            "{typed}"
        );
    }
    // The figure counts, and whoever decides reads it with what was typed.
    let budget = indicator(&portal, "budget").await;
    let mut form = draft.whole().await;
    form.retain(|(name, _)| *name != format!("v.{budget}"));
    form.push((format!("v.{budget}"), "=1000+500".to_owned()));
    let sent = draft.sends(&staff, "submit", &pairs(&form)).await;
    sent.saved();
    let seen = approver
        .get(&draft.path)
        .await
        .words(&format!("td[data-cell='{budget}']"));
    assert!(
        seen.contains("1.500") && seen.contains("=1000+500"),
        "{seen}"
    );
}
