//! What sponsors paid and the budget was spared, by year, as a page and as a file.

use askama::Template;
use axum::extract::RawQuery;
use chrono::{Datelike, NaiveDate};
use rust_decimal::Decimal;

use super::SCHEME_STATUSES;
use super::db;
use super::model::{Scheme, Totals};
use crate::foundation::i18n::{self, Lang, Text};
use crate::foundation::kernel::Permission;
use crate::foundation::kernel::percent::Comparison;
use crate::platform::registry::routes::futures::BoxedHtml;
use crate::platform::web::table::{Cell, FileKind, Table};
use crate::platform::web::{self, Access, Answer, AskedDay, Ctx, FormData, Page, Routes};
use crate::registers::structure::{Frame, Switch};

pub fn routes() -> Routes {
    Routes::new().get(
        "/sponsorship",
        Access::Needs(Permission::ReadRegistries),
        page,
    )
}

#[derive(Template)]
#[template(path = "registers/schemes/links.html")]
struct Links {
    page: Page,
}

/// Over the lists of schemes and sponsors.
pub fn links(ctx: Ctx) -> BoxedHtml {
    Box::pin(async move { Ok(Links { page: ctx.page("") }.render()?) })
}

#[derive(Template)]
#[template(path = "registers/schemes/page.html")]
struct SponsorshipPage {
    page: Page,
    switch: Switch,
    /// What the form carries on.
    frame: Vec<(String, String)>,
    day: String,
    bad_day: Option<String>,
    years: Vec<YearView>,
    total: Sums,
    schemes: Vec<Row>,
}

/// A year, with the address that reads it as its own review does.
struct YearView {
    year: i32,
    href: String,
    sums: Sums,
}

struct Sums {
    schemes: usize,
    sponsors: usize,
    cost: String,
    sponsored: String,
    spared: String,
    /// What is spared in percent of the cost.
    share: String,
    unknown: usize,
}

struct Row {
    id: i64,
    code: String,
    name: String,
    zone: String,
    year: i32,
    status: (&'static str, &'static str),
    decision: String,
    cost: String,
    /// Id, name, amount.
    sponsors: Vec<(i64, String, String)>,
    sponsored: String,
    spared: String,
    left: String,
    surplus: String,
    surplus_reason: String,
    counts: bool,
}

fn millions(value: Decimal, lang: Lang) -> String {
    i18n::format_plain(value / Decimal::from(1_000_000), 6, lang)
}

fn shown(value: Option<Decimal>, lang: Lang) -> String {
    value.map_or_else(|| i18n::UNDEFINED.to_owned(), |value| millions(value, lang))
}

fn sums(totals: &Totals, lang: Lang) -> Sums {
    // Of schemes with something unknown, the sums are no whole: there is no share of them.
    let whole = (totals.unknown == 0).then_some(totals.cost);
    let share = Comparison::with_whole(Some(totals.spared), whole).percent_of();
    Sums {
        schemes: totals.schemes,
        sponsors: totals.sponsors,
        cost: millions(totals.cost, lang),
        sponsored: millions(totals.sponsored, lang),
        spared: millions(totals.spared, lang),
        share: i18n::format_ratio(share, 1, lang),
        unknown: totals.unknown,
    }
}

fn decision(scheme: &Scheme) -> String {
    let parts = [
        scheme.decision_no.clone(),
        scheme.decision_on.map(i18n::format_date),
    ];
    parts.into_iter().flatten().collect::<Vec<_>>().join(", ")
}

fn row(scheme: &Scheme, lang: Lang) -> Row {
    let status = SCHEME_STATUSES
        .iter()
        .find(|choice| choice.code == scheme.status);
    Row {
        id: scheme.id,
        code: scheme.code.clone(),
        name: scheme.name.clone(),
        zone: scheme.zone.clone(),
        year: scheme.year,
        status: status.map_or(("", "neutral"), |choice| {
            (choice.label.in_lang(lang), choice.tone)
        }),
        decision: decision(scheme),
        cost: shown(scheme.cost, lang),
        sponsors: scheme
            .sponsors
            .iter()
            .map(|one| (one.id, one.name.clone(), shown(one.amount, lang)))
            .collect(),
        sponsored: shown(scheme.sponsored, lang),
        spared: shown(scheme.spared, lang),
        left: shown(scheme.left(), lang),
        surplus: scheme
            .surplus()
            .map_or_else(String::new, |over| millions(over, lang)),
        surplus_reason: scheme.surplus_reason.clone().unwrap_or_default(),
        counts: scheme.counts(),
    }
}

/// A line for each sponsor, so that the column of amounts adds up; the scheme's own figures on its first line only.
fn table(schemes: &[Scheme], on: NaiveDate, lang: Lang) -> Table {
    let say = |vi, en| Text::new(vi, en).in_lang(lang).to_owned();
    let columns = vec![
        say("Năm kêu gọi", "Year"),
        say("Mã", "Code"),
        say("Tên đồ án", "Scheme"),
        say("Khu công nghiệp", "Zone"),
        say("Tình trạng", "Status"),
        say("Quyết định", "Decision"),
        say("Nhà tài trợ", "Sponsor"),
        say("Giá trị tài trợ (đồng)", "Amount (VND)"),
        say("Chi phí lập đồ án (đồng)", "Cost (VND)"),
        say(
            "Làm lợi cho ngân sách (đồng)",
            "Spared for the budget (VND)",
        ),
        say("Ngân sách còn phải chi (đồng)", "Left to the budget (VND)"),
    ];
    let number = |value: Option<Decimal>| value.map_or(Cell::Empty, Cell::Number);
    let mut rows = Vec::new();
    for scheme in schemes {
        let view = row(scheme, lang);
        let sponsors: Vec<Option<&super::model::Sponsor>> = if scheme.sponsors.is_empty() {
            vec![None]
        } else {
            scheme.sponsors.iter().map(Some).collect()
        };
        for (index, sponsor) in sponsors.into_iter().enumerate() {
            let once = |value: Option<Decimal>| {
                if index == 0 {
                    number(value)
                } else {
                    Cell::Empty
                }
            };
            rows.push(vec![
                Cell::Number(scheme.year.into()),
                Cell::Text(scheme.code.clone()),
                Cell::Text(scheme.name.clone()),
                Cell::Text(scheme.zone.clone()),
                Cell::Text(view.status.0.to_owned()),
                Cell::Text(view.decision.clone()),
                sponsor.map_or(Cell::Empty, |sponsor| Cell::Text(sponsor.name.clone())),
                number(sponsor.and_then(|sponsor| sponsor.amount)),
                once(scheme.cost),
                once(scheme.spared),
                once(scheme.left()),
            ]);
        }
    }
    Table {
        name: format!("do-an-tai-tro-{on}"),
        columns,
        rows,
    }
}

async fn page(ctx: Ctx, RawQuery(query): RawQuery) -> Answer {
    let given = FormData::parse(query.unwrap_or_default().as_bytes());
    let asked = AskedDay::of(&given);
    let frame = Frame::asked(&ctx, &given, asked.on).await?;
    let schemes = db::schemes(&ctx.state.db, 0..=asked.on.year(), frame.zones.as_deref()).await?;
    if let Some(kind) = FileKind::from_code(given.get("format")) {
        return table(&schemes, asked.on, ctx.lang).download(kind);
    }
    let mut years: Vec<i32> = schemes.iter().map(|scheme| scheme.year).collect();
    years.dedup();
    let year = |year: i32| YearView {
        year,
        href: format!("/sponsorship?on=31/12/{year}"),
        sums: sums(
            &Totals::of(schemes.iter().filter(|scheme| scheme.year == year)),
            ctx.lang,
        ),
    };
    let page = ctx.page(ctx.say(Text::new("Tài trợ lập quy hoạch", "Sponsored planning")));
    web::ok(&SponsorshipPage {
        switch: frame.switch(&page),
        frame: frame.fields(),
        day: i18n::format_date(asked.on),
        bad_day: asked.bad,
        page,
        years: years.into_iter().map(year).collect(),
        total: sums(&Totals::of(&schemes), ctx.lang),
        schemes: schemes.iter().map(|scheme| row(scheme, ctx.lang)).collect(),
    })
}
