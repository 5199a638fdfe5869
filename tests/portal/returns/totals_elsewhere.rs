//! Totals that come in by a sheet, a workbook or a bundle, and forms whose sums cannot be.

use super::totals::{Draft, indicator, pairs};
use crate::support::{Person, Portal, carried_over};
use axum::http::StatusCode;

#[tokio::test]
async fn a_total_is_the_same_from_a_sheet_a_workbook_and_a_bundle() {
    let portal = Portal::demo().await;
    let staff = portal.sign_in("staff").await;
    let draft = Draft::of(&portal).await;
    let form: i64 = sqlx::query_scalar("select form_id from filings where id = $1")
        .bind(draft.id)
        .fetch_one(&portal.db)
        .await
        .expect("known");
    let (whole, equity) = (
        indicator(&portal, "realised_capital").await,
        indicator(&portal, "capital_equity").await,
    );
    draft
        .types(
            &staff,
            &[
                ("capital_loans", "500", "mvnd"),
                ("capital_reinvested", "0", "mvnd"),
            ],
        )
        .await;
    // One indicator across enterprises.
    let path = format!("/sheets/{form}/2022-Q4/cells?indicator={equity}");
    staff
        .post(&path, &[("v.7", "1.000"), ("u.7", "mvnd")])
        .await
        .answers(StatusCode::OK);
    assert_eq!(
        draft.value("realised_capital").await.as_deref(),
        Some("1500000000")
    );
    let sheet = staff
        .get(&format!("/sheets/{form}/2022-Q4?indicator={whole}"))
        .await;
    assert_eq!(
        (
            sheet.attribute("#v-7", "placeholder").as_str(),
            sheet.attribute("#v-7", "value").as_str()
        ),
        ("1.500", "")
    );
    a_pasted_block_and_a_bundle_say_the_same(&portal, &staff, whole, form, &draft).await;
}

/// The same total by two other ways.
async fn a_pasted_block_and_a_bundle_say_the_same(
    portal: &Portal,
    staff: &Person<'_>,
    whole: i64,
    form: i64,
    draft: &Draft<'_>,
) {
    // A pasted block, previewed and taken.
    let block = "Mã DN\tVốn góp (triệu đồng)\nDN07\t1200\nDN08\t\n";
    let block = [
        ("block", block),
        ("form", &form.to_string()),
        ("period", "2022-Q4"),
    ];
    let import = staff.upload("/imports", &block, &[]).await;
    let import = import
        .location
        .lines()
        .next()
        .unwrap_or_default()
        .to_owned();
    let choices = staff
        .get(&import)
        .await
        .fields(&format!("form[action='{import}/choices']"));
    let choices: Vec<(&str, &str)> = choices
        .iter()
        .map(|(name, value)| (name.as_str(), value.as_str()))
        .collect();
    staff
        .post(
            &format!("{import}/choices"),
            &[&choices[..], &[("replace", "on")]].concat(),
        )
        .await;
    let shown = staff.get(&import).await;
    assert!(
        shown.text().contains(&format!("{import}/take")),
        "{}",
        shown.words("main")
    );
    let seen = shown.fields(&format!("form[action='{import}/take']"));
    let taken = staff.post(&format!("{import}/take"), &pairs(&seen)).await;
    taken.saved();
    assert_eq!(
        draft.value("realised_capital").await.as_deref(),
        Some("1700000000"),
        "{}",
        shown.words("main")
    );
    // A bundle carries what was added up as it stands; one that only has the parts is added up at the next look.
    sqlx::query("delete from filing_entries where filing_id = $1 and origin = 'derived'")
        .bind(draft.id)
        .execute(&portal.db)
        .await
        .expect("gone");
    let (_bundle, copy) = carried_over(&portal.db).await;
    let parts: i64 = sqlx::query_scalar(
        "select count(*) from form_lines where adds_to_indicator_id is not null",
    )
    .fetch_one(&copy)
    .await
    .expect("a count");
    assert!(parts >= 20, "the form's sums come along: {parts}");
    assert_eq!(
        staff
            .get(&draft.path)
            .await
            .attribute(&format!("#v-{whole}"), "placeholder"),
        "1.700"
    );
}

#[tokio::test]
async fn a_form_whose_sums_would_go_in_circles_is_refused() {
    let portal = Portal::demo().await;
    let admin = portal.sign_in("admin").await;
    let (line, part): (i64, i64) = sqlx::query_as(
        "select l.id, p.indicator_id from form_lines l join form_lines p on p.form_id = l.form_id and p.adds_to_indicator_id = l.indicator_id
          join forms f on f.id = l.form_id
          where l.code = 'I' and p.code = 'I.1' and f.retired_at is null order by 1 limit 1",
    )
    .fetch_one(&portal.db)
    .await
    .expect("a total");
    let fields = admin
        .get(&format!("/form-lines/{line}/edit"))
        .await
        .fields("form.form");
    let workers = indicator(&portal, "workers").await;
    for wrong in [part, workers] {
        let mut form: Vec<(String, String)> = fields.clone();
        form.retain(|(name, _)| {
            name != "adds_to_indicator_id"
                && name != "required"
                && name != "may_be_negative"
                && name != "to_date"
        });
        form.push(("adds_to_indicator_id".to_owned(), wrong.to_string()));
        let page = admin
            .post(&format!("/form-lines/{line}"), &pairs(&form))
            .await;
        page.answers(StatusCode::UNPROCESSABLE_ENTITY);
        page.says(".error-summary", "cộng");
    }
}
