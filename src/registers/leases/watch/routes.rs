//! The page of the watch, and its table as a file.

use std::collections::{BTreeSet, HashMap};

use askama::Template;
use axum::extract::RawQuery;
use chrono::{Months, NaiveDate};
use rust_decimal::Decimal;

use super::db::{self, HeldRow, SignRow};
use super::model::{Facts, Sign, Verdict, Watched, judge};
use crate::foundation::i18n::wording::counted;
use crate::foundation::i18n::{self, Lang, Text};
use crate::foundation::kernel::{Period, Permission};
use crate::platform::web::table::{Cell, FileKind, Table};
use crate::platform::web::{
    self, Access, Answer, AppError, AskedDay, Ctx, FormData, Page, Pager, Routes,
};
use crate::registers::parcels::state_words;
use crate::standards::indicators::Known;

pub fn routes() -> Routes {
    Routes::new().get(
        "/idle-land",
        Access::Needs(Permission::ReadRegistries),
        page,
    )
}

/// A parcel with what follows for it.
struct Row {
    held: HeldRow,
    workers: Sign,
    revenue: Sign,
    /// What may be of this parcel or of another one of its tenant.
    others: Sign,
    watched: Watched,
}

/// What an enterprise has besides a parcel, so that its figures may be of that.
#[derive(Default)]
struct Estate {
    /// Parcels it holds, by zone.
    parcels: HashMap<i64, i64>,
    /// The zones in which it holds parcels or has projects.
    zones: BTreeSet<i64>,
}

impl Estate {
    /// Whether a figure can only be of the parcel it holds in a zone.
    fn is_of(&self, zone: i64, row: &SignRow) -> bool {
        let alone = self.parcels.get(&zone).is_none_or(|parcels| *parcels <= 1);
        alone
            && match row.project_zone {
                Some(project_zone) => project_zone == zone,
                None => self.zones.iter().all(|other| *other == zone),
            }
    }

    /// Whether a figure may be of a parcel in a zone: not where it is of projects elsewhere.
    fn may_be_of(zone: i64, row: &SignRow) -> bool {
        row.project_zone.is_none_or(|other| other == zone)
    }
}

/// What is known of enterprises on a day: their figures, and what else they have.
#[derive(Default)]
struct Tenants {
    signs: HashMap<i64, Vec<SignRow>>,
    estates: HashMap<i64, Estate>,
}

/// A sign in the figures of periods that had ended by a day.
fn sign<'a>(rows: impl IntoIterator<Item = &'a SignRow>, on: NaiveDate) -> Sign {
    let own = rows.into_iter();
    let days =
        own.filter_map(|row| Some((row.period.parse::<Period>().ok()?.last_day(), row.value)));
    days.filter(|(day, _)| *day <= on)
        .fold(Sign::default(), |sign, (day, value)| Sign {
            reported: sign.reported.max(Some(day)),
            positive: if value > Decimal::ZERO {
                sign.positive.max(Some(day))
            } else {
                sign.positive
            },
        })
}

/// Figures and estates of the enterprises that hold land.
async fn tenants(ctx: &Ctx, on: NaiveDate, held: &[HeldRow]) -> Result<Tenants, AppError> {
    let pool = &ctx.state.db;
    let mut enterprises: Vec<i64> = held.iter().map(|row| row.enterprise_id).collect();
    enterprises.sort_unstable();
    enterprises.dedup();
    let mut tenants = Tenants::default();
    for row in db::signs(pool, &enterprises).await? {
        tenants
            .signs
            .entry(row.enterprise_id)
            .or_default()
            .push(row);
    }
    for row in db::holdings(pool, on, &enterprises).await? {
        let estate = tenants.estates.entry(row.enterprise_id).or_default();
        estate.parcels.insert(row.zone_id, row.parcels);
        estate.zones.insert(row.zone_id);
    }
    for (enterprise, zone) in db::project_zones(pool, &enterprises).await? {
        let estate = tenants.estates.entry(enterprise).or_default();
        estate.zones.insert(zone);
    }
    Ok(tenants)
}

/// What follows for one parcel.
fn row(held: HeldRow, tenants: &Tenants, on: NaiveDate) -> Row {
    let none = Estate::default();
    let estate = tenants.estates.get(&held.enterprise_id).unwrap_or(&none);
    let figures = tenants.signs.get(&held.enterprise_id);
    let figures = figures.map_or(&[][..], Vec::as_slice);
    let own = |known: Known| {
        let own = figures
            .iter()
            .filter(|row| row.code == known.code() && estate.is_of(held.zone_id, row));
        sign(own, on)
    };
    let (workers, revenue) = (own(Known::Workers), own(Known::Revenue));
    let mut others = sign(
        figures
            .iter()
            .filter(|row| Estate::may_be_of(held.zone_id, row) && !estate.is_of(held.zone_id, row)),
        on,
    );
    let alone = estate
        .parcels
        .get(&held.zone_id)
        .is_none_or(|parcels| *parcels <= 1);
    if !alone {
        others.positive = others.positive.max(held.works);
    }
    let facts = Facts {
        held_since: held.held_since,
        idle_since: held.idle_since,
        used_on: held.used_on,
        workers,
        revenue,
        works: held.works.filter(|_| alone),
        others,
        schedule: held.schedule,
        extended_until: held.extended_until,
    };
    Row {
        watched: judge(&facts, on),
        held,
        workers,
        revenue,
        others,
    }
}

/// Parcels with something to watch, the most urgent first.
async fn watched(ctx: &Ctx, on: NaiveDate) -> Result<(usize, Vec<Row>), AppError> {
    let held = db::held(&ctx.state.db, on, ctx.actor.zones.as_deref()).await?;
    let tenants = tenants(ctx, on, &held).await?;
    let all = held.len();
    let mut rows: Vec<Row> = held
        .into_iter()
        .map(|held| row(held, &tenants, on))
        .filter(|row| row.watched.verdict != Verdict::Used || row.watched.deadline.is_some())
        .collect();
    let rank = |row: &Row| {
        (
            row.watched.verdict == Verdict::Unreported,
            row.watched.verdict == Verdict::Unknown,
            row.watched.deadline,
            row.held.parcel.clone(),
        )
    };
    rows.sort_by_key(rank);
    Ok((all, rows))
}

#[derive(Template)]
#[template(path = "registers/leases/watch.html")]
struct WatchPage {
    page: Page,
    pager: Pager,
    day: String,
    bad_day: Option<String>,
    /// Parcels that are let.
    all: usize,
    rows: Vec<Shown>,
    /// Parcels and hectares by verdict.
    sums: Vec<String>,
}

struct Shown {
    parcel_id: i64,
    parcel: String,
    area: String,
    state: String,
    enterprise_id: i64,
    enterprise: String,
    verdict: (&'static str, &'static str),
    /// How long, and the threshold of 12 or 24 months it passed.
    months: String,
    threshold: Option<&'static str>,
    known: Vec<String>,
    deadline: String,
    /// Tone and words where the day has passed or comes within six months.
    urgency: Option<(&'static str, &'static str)>,
}

/// "lao động: 0 đến 31/12/2022; lần cuối có 31/12/2020".
fn sign_words(name: Text, sign: Sign, lang: Lang) -> String {
    let name = name.in_lang(lang);
    let say = |vi, en| Text::new(vi, en).in_lang(lang);
    match (sign.reported, sign.positive) {
        (None, _) => format!("{name}: {}", say("chưa có báo cáo nào", "never reported")),
        (Some(reported), Some(positive)) if positive == reported => {
            format!(
                "{name}: {} {}",
                say("có, báo cáo mới nhất đến", "yes, newest report to"),
                i18n::format_date(reported)
            )
        }
        (Some(reported), None) => format!(
            "{name}: {} {}",
            say("bằng 0 đến", "0 up to"),
            i18n::format_date(reported)
        ),
        (Some(reported), Some(positive)) => format!(
            "{name}: {} {}; {} {}",
            say("bằng 0 đến", "0 up to"),
            i18n::format_date(reported),
            say("lần cuối có", "last above 0"),
            i18n::format_date(positive)
        ),
    }
}

/// What is known of a parcel's use, a line each.
fn known(row: &Row, lang: Lang) -> Vec<String> {
    let say = |vi, en| Text::new(vi, en).in_lang(lang);
    let mut lines = vec![
        sign_words(Text::new("Lao động", "Workers"), row.workers, lang),
        sign_words(Text::new("Doanh thu", "Revenue"), row.revenue, lang),
    ];
    if row.others.reported.is_some() {
        let whole = Text::new(
            "Báo cáo chung cho nhiều lô hoặc nhiều khu",
            "Reported for several parcels or zones",
        );
        lines.push(sign_words(whole, row.others, lang));
    }
    let works = say(
        "Khởi công, hoạt động của dự án",
        "Works or operation of a project",
    );
    lines.push(match row.held.works {
        Some(day) => format!("{works}: {}", i18n::format_date(day)),
        None => format!("{works}: {}", say("chưa ghi", "not recorded")),
    });
    if let Some(end) = row.held.schedule {
        lines.push(format!(
            "{} {}",
            say("Tiến độ giãn đến", "Works postponed to"),
            i18n::format_date(end)
        ));
    }
    if let Some(until) = row.held.extended_until {
        lines.push(format!(
            "{} {}",
            say("Đã gia hạn sử dụng đất đến", "Use extended until"),
            i18n::format_date(until)
        ));
    }
    lines
}

fn hectares(area: Decimal, lang: Lang) -> String {
    i18n::format_plain(area / Decimal::from(10_000), 4, lang)
}

/// Which of the two thresholds a time without use has passed.
fn threshold(months: u32) -> Option<Text> {
    match months {
        24.. => Some(Text::new("từ 24 tháng", "24 months or more")),
        12.. => Some(Text::new("từ 12 tháng", "12 months or more")),
        _ => None,
    }
}

fn months_words(months: u32, lang: Lang) -> String {
    counted(months, ("tháng", "month", "months"), lang)
}

fn shown(row: &Row, on: NaiveDate, lang: Lang) -> Shown {
    let soon = on.checked_add_months(Months::new(6)).unwrap_or(on);
    let urgency = row.watched.deadline.and_then(|day| match day {
        day if day < on => Some(("bad", Text::new("đã qua", "passed").in_lang(lang))),
        day if day <= soon => Some(("warn", Text::new("sắp đến", "coming up").in_lang(lang))),
        _ => None,
    });
    Shown {
        parcel_id: row.held.parcel_id,
        parcel: format!("{} – {}", row.held.parcel, row.held.zone),
        area: hectares(row.held.area_m2, lang),
        state: state_words(&row.held.state, lang),
        enterprise_id: row.held.enterprise_id,
        enterprise: row.held.enterprise.clone(),
        verdict: (
            row.watched.verdict.tone(),
            row.watched.verdict.words().in_lang(lang),
        ),
        months: format!(
            "{} ({} {})",
            months_words(row.watched.months, lang),
            Text::new("từ", "since").in_lang(lang),
            i18n::format_date(row.watched.last_sign)
        ),
        threshold: threshold(row.watched.months).map(|words| words.in_lang(lang)),
        known: known(row, lang),
        deadline: row
            .watched
            .deadline
            .map_or_else(|| "–".to_owned(), i18n::format_date),
        urgency,
    }
}

fn table(rows: &[Row], on: NaiveDate, lang: Lang) -> Table {
    let say = |vi, en| Text::new(vi, en).in_lang(lang).to_owned();
    let columns = vec![
        say("Lô đất", "Parcel"),
        say("Khu công nghiệp", "Zone"),
        say("Doanh nghiệp", "Tenant"),
        say("Diện tích (m²)", "Area (m²)"),
        say("Kết luận", "Finding"),
        say("Số tháng", "Months"),
        say("Từ ngày", "Since"),
        say("Đã biết", "What is known"),
        say("Mốc theo luật", "Legal day"),
    ];
    let rows = rows.iter().map(|row| {
        vec![
            Cell::Text(row.held.parcel.clone()),
            Cell::Text(row.held.zone.clone()),
            Cell::Text(row.held.enterprise.clone()),
            Cell::Number(row.held.area_m2),
            Cell::Text(row.watched.verdict.words().in_lang(lang).to_owned()),
            Cell::Number(row.watched.months.into()),
            Cell::Date(row.watched.last_sign),
            Cell::Text(known(row, lang).join("; ")),
            Cell::date(row.watched.deadline),
        ]
    });
    Table {
        name: format!("dat-cho-thue-chua-su-dung-{on}"),
        columns,
        rows: rows.collect(),
    }
}

fn sums(rows: &[Row], lang: Lang) -> Vec<String> {
    let of = |verdict: Verdict| {
        let areas: Vec<Decimal> = rows
            .iter()
            .filter(|row| row.watched.verdict == verdict)
            .map(|row| row.held.area_m2)
            .collect();
        let (count, area) = (areas.len(), hectares(areas.iter().sum(), lang));
        let words = verdict.words().in_lang(lang);
        (count > 0).then(|| {
            format!(
                "{words}: {}, {area} ha",
                counted(count, ("lô", "parcel", "parcels"), lang)
            )
        })
    };
    [Verdict::Unused, Verdict::Unreported, Verdict::Unknown]
        .into_iter()
        .filter_map(of)
        .collect()
}

async fn page(ctx: Ctx, RawQuery(query): RawQuery) -> Answer {
    let given = FormData::parse(query.unwrap_or_default().as_bytes());
    let asked = AskedDay::of(&given);
    let on = asked.on;
    let name = format!("watch/{on}/{:?}", ctx.actor.zones);
    let found = ctx
        .state
        .memo
        .get(&ctx.state.db, name, watched(&ctx, on))
        .await?;
    let (all, rows) = &*found;
    if let Some(kind) = FileKind::from_code(given.get("format")) {
        return table(rows, on, ctx.lang).download(kind);
    }
    let page = ctx.page(ctx.say(Text::new(
        "Đất đã cho thuê chưa sử dụng",
        "Leased land not in use",
    )));
    let (shown_rows, pager) = Pager::of(&page, &given, rows.len());
    web::ok(&WatchPage {
        page,
        pager,
        day: i18n::format_date(on),
        bad_day: asked.bad,
        all: *all,
        sums: sums(rows, ctx.lang),
        rows: rows[shown_rows]
            .iter()
            .map(|row| shown(row, on, ctx.lang))
            .collect(),
    })
}
