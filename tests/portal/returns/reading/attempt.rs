//! A case tried as people would: the file sent, the form, the period and the owner it does not name chosen, what is good
//! taken; or the block pasted into the grid. Nothing else is answered.

use axum::http::StatusCode;
use izportal::foundation::kernel::quantity::{self, Dimension};
use rust_decimal::Decimal;
use serde_json::Value;
use sqlx::PgPool;

use super::cases::{Amount, Case};
use super::preview::{Said, asked_of_all, refusal, said};
use crate::browser::{Browser, paste};
use crate::support::{Form, Page, Person, Portal};

/// Whose values they are where the file does not say.
const OWNER: &str = "DN01";

/// What came of a case.
#[derive(Default)]
pub struct Outcome {
    /// Why the file was not read.
    pub refused: Option<String>,
    /// A page that failed.
    pub failed: Option<String>,
    /// What the file names otherwise than was chosen – another period, another owner – was confirmed once, for all of it.
    pub confirmed: bool,
    pub said: Vec<Said>,
    pub taken: Vec<Taken>,
}

/// A value that stands in a report now.
pub struct Taken {
    pub owner: String,
    pub title: String,
    /// In the period itself, not since January.
    pub of_period: bool,
    /// As read, and as the report counts it where that is another currency.
    pub amounts: Vec<Amount>,
}

/// Tries a case in a portal of its own, so that none knows of another.
pub async fn attempt(case: &Case) -> Outcome {
    let portal = Portal::demo().await;
    let last: i64 = sqlx::query_scalar("select max(id) from filings")
        .fetch_one(&portal.db)
        .await
        .expect("the last report");
    // The forms of today rest in the demonstration, whose year is 2022.
    sqlx::query("update forms set retired_at = null where valid_from = '2026-01-01'")
        .execute(&portal.db)
        .await
        .expect("the forms of 2026");
    let form = "select id::text from forms where code = $1 and retired_at is null
         and $2 between valid_from::text and coalesce(valid_to::text, '9')";
    let day = format!("{}-12-31", case.period.get(..4).unwrap_or_default());
    let form = one(&portal.db, form, &[&case.form, &day]).await;
    let staff = portal.sign_in("staff").await;
    let mut outcome = if case.is_pasted() {
        pasted(&portal, &staff, case, &form).await
    } else {
        sent(&staff, case, &form).await
    };
    outcome.taken = taken(&portal.db, last).await;
    outcome
}

async fn one(db: &PgPool, sql: &'static str, given: &[&str]) -> String {
    let mut query = sqlx::query_scalar(sql);
    for value in given {
        query = query.bind((*value).to_owned());
    }
    let found = query.fetch_one(db).await;
    found.unwrap_or_else(|error| panic!("{given:?}: {error}"))
}

/// Sends a file, looks at its preview, takes what is good.
async fn sent(staff: &Person<'_>, case: &Case, form: &str) -> Outcome {
    let mut outcome = Outcome::default();
    let bytes = std::fs::read(&case.file).expect("a readable file");
    let fields = [("form", form), ("period", case.period.as_str())];
    let files = [(&*case.file_name(), &*bytes)];
    let answer = staff.upload("/imports", &fields, &files).await;
    outcome.note("sending", &answer);
    if answer.status != StatusCode::SEE_OTHER {
        outcome.refused = answer.status.is_client_error().then(|| refusal(&answer));
        return outcome;
    }
    let path = answer.location.lines().next().unwrap_or_default();
    let page = staff.get(path).await;
    if case.is_nobodys()
        && let Some(mut choices) = form_to(&page, "/choices")
        && let Some((_, owner)) = choices
            .fields
            .iter_mut()
            .find(|(name, _)| name == "enterprise")
        && owner.is_empty()
    {
        OWNER.clone_into(owner);
        outcome.note("choosing the enterprise", &post(staff, &choices).await);
    }
    let mut page = staff.get(&format!("{path}?show=bad")).await;
    if !case.waits_whole()
        && let Some(question) = asked_of_all(&page)
        && let Some(mut choices) = form_to(&page, "/choices")
    {
        choices.fields.push(("agreed".to_owned(), question));
        outcome.note("confirming", &post(staff, &choices).await);
        outcome.confirmed = true;
        page = staff.get(&format!("{path}?show=bad")).await;
    }
    outcome.note("the preview", &page);
    outcome.said = said(&page);
    if let Some(take) = form_to(&page, "/take") {
        outcome.note("taking", &post(staff, &take).await);
    }
    outcome
}

impl Outcome {
    /// Keeps that a step failed. A file that is not read fails nothing.
    fn note(&mut self, step: &str, page: &Page) {
        if page.status.is_server_error() || step != "sending" && page.status.is_client_error() {
            self.failed = Some(format!("{step} answered {}", page.status));
        }
    }
}

fn form_to(page: &Page, end: &str) -> Option<Form> {
    let mut forms = page.forms().into_iter();
    forms.find(|form| form.action.ends_with(end))
}

async fn post(staff: &Person<'_>, form: &Form) -> Page {
    let fields = form.fields.iter();
    let fields: Vec<(&str, &str)> = fields.map(|(name, value)| (&**name, &**value)).collect();
    staff.post(&form.action, &fields).await
}

/// Pastes a block into the first cell: of a report, or where the block names enterprises of the sheet of its indicator.
async fn pasted(portal: &Portal, staff: &Person<'_>, case: &Case, form: &str) -> Outcome {
    let page = if case.is_nobodys() {
        let owner = "select id::text from enterprises where code = $1";
        let owner = one(&portal.db, owner, &[OWNER]).await;
        let report = [
            ("enterprise", &*owner),
            ("form", form),
            ("period", &case.period),
        ];
        let begun = staff.post("/filings", &report).await;
        begun.location.lines().next().unwrap_or_default().to_owned()
    } else {
        let title = case.expected().swap_remove(0).titles.swap_remove(0);
        let indicator = "select id::text from indicators where name = $1";
        let indicator = one(&portal.db, indicator, &[&title]).await;
        format!("/sheets/{form}/{}?indicator={indicator}", case.period)
    };
    let browser = Browser::open(portal).await;
    browser.sign_in("staff").await;
    browser.goto(&page).await;
    browser.see(".entry__input").await;
    browser
        .eval("document.querySelector('.entry__input').focus()")
        .await;
    paste(
        &browser,
        &std::fs::read_to_string(&case.file).expect("a block"),
    )
    .await;
    browser
        .until("document.querySelector('[data-told]').textContent")
        .await;
    let said = previewed(&browser).await;
    // What the preview offers is taken with its one key; a question is not answered.
    browser.keys("\u{e007}").await;
    browser.until("!document.querySelector('.is-saving')").await;
    Outcome {
        said,
        ..Outcome::default()
    }
}

/// What the preview of a block says of each figure; of all of them where it asks something first.
async fn previewed(browser: &Browser) -> Vec<Said> {
    let script = "const panel = document.getElementById('clip'), question = panel.querySelector('[data-question]').textContent;
        return [...panel.querySelectorAll('[data-way] tr:not(.clip__group)')].map((row) => {
            const [label, shown, to] = [...row.children].map((cell) => cell.textContent);
            const left = row.parentElement.dataset.way === 'left';
            return { label, shown, to: row.querySelector('td:nth-child(3) > span')?.textContent ?? '', words: `${label} ${to} ${question}`,
                asked: !left && question !== '' || row.querySelector('.warn') !== null, left };
        })";
    let told = browser.words("[data-told]").await;
    let rows = browser.eval(script).await;
    let text = |row: &Value, name: &str| row[name].as_str().unwrap_or_default().to_owned();
    let said = |row: &Value| {
        let (label, to) = (text(row, "label"), text(row, "to"));
        // "II Tổng doanh thu": the number of the line is no part of its title.
        let title = match to.split_once(' ') {
            Some((number, title)) if number.chars().all(|c| "IVX.0123456789".contains(c)) => title,
            _ if to.is_empty() => &label,
            _ => &to,
        };
        Said {
            asked: row["asked"] == true,
            title: title.to_owned(),
            shown: text(row, "shown"),
            words: text(row, "words"),
            ..Said::default()
        }
    };
    let rows = rows.as_array().into_iter().flatten();
    let told = Said {
        words: told,
        ..Said::default()
    };
    rows.filter(|row| row["asked"] == true || row["left"] == true)
        .map(said)
        .chain([told])
        .collect()
}

/// What stands in the reports begun since, but for what the portal added up itself.
async fn taken(db: &PgPool, last: i64) -> Vec<Taken> {
    type Row = (
        String,
        String,
        bool,
        String,
        String,
        Option<Decimal>,
        String,
    );
    let rows: Vec<Row> = sqlx::query_as(
        "select e.name, i.name, c.measure = 'period', c.raw, c.unit, c.value, i.dimension
           from filings f join filing_entries c on c.filing_id = f.id
           join enterprises e on e.id = f.enterprise_id join indicators i on i.id = c.indicator_id
          where f.id > $1 and c.origin <> 'derived' order by e.code, i.position, c.measure",
    )
    .bind(last)
    .fetch_all(db)
    .await
    .expect("the reports");
    let taken = |(owner, title, of_period, raw, unit, value, dimension): Row| {
        let plain = raw.replace('.', "").replace(',', ".");
        let read = quantity::unit(&unit).and_then(|unit| {
            let number: Decimal = plain.parse().ok()?;
            Some((number.checked_mul(unit.factor.into())?, unit.dimension))
        });
        let counted = value.zip(Dimension::from_code(&dimension));
        Taken {
            owner,
            title,
            of_period,
            amounts: read.into_iter().chain(counted).collect(),
        }
    };
    rows.into_iter().map(taken).collect()
}
