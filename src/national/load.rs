//! Loading a sheet: which queries it is made from, and what has to be said under it.

use rust_decimal::Decimal;

use super::model::{Origin, Sheet, Tab};
use super::{attraction, changes, db, production, zones};
use crate::i18n::{self, Lang, Text};
use crate::kernel::Period;
use crate::projects::events::model::Kind;
use crate::structure::Frame;
use crate::web::{AppError, Ctx};

fn codes(codes: &[&str]) -> Vec<String> {
    codes.iter().map(|code| (*code).to_owned()).collect()
}

/// Loads a sheet for a period in the reader's frame of zones; its links lead to records read in the same frame.
pub async fn load(ctx: &Ctx, frame: &Frame, period: Period, code: &'static str, title: Text) -> Result<Sheet, AppError> {
    let (pool, zones, lang) = (&ctx.state.db, frame.zones.as_deref(), ctx.lang);
    let days = (period.first_day(), period.last_day());
    let rate = db::rate(pool, period.year().number()).await?;
    let mut notes: Vec<String> = frame.remark(lang).into_iter().collect();
    let mut tabs = match code {
        "2101" => {
            let source = attraction::Source {
                period,
                zones: db::zones(pool, zones).await?,
                movements: db::movements(pool, days, zones).await?,
                land: db::land(pool, days, zones).await?,
                reported: db::reported(pool, &[period.to_string()], &codes(&["revenue", "imports", "exports", "budget"]), zones)
                    .await?,
                rate: rate.as_ref().map(|(rate, _)| *rate),
            };
            notes.push(rate_note(rate.as_ref(), period, lang));
            notes.push(ctx.say(LAND_NOTE).to_owned());
            Origin::ALL.map(|origin| attraction::tab(&source, origin, lang)).to_vec()
        }
        "2102" | "2103" | "2107" => vec![about_zones(ctx, frame, (period, code), rate.as_ref(), &mut notes).await?],
        "2104" => vec![accumulated(ctx, frame, period, rate, &mut notes).await?],
        _ => {
            let kinds: &[Kind] = if code == "2115" { &changes::AMENDMENTS } else { &changes::ENDS };
            let kinds: Vec<String> = kinds.iter().map(|kind| kind.code().to_owned()).collect();
            let rows = db::changes(pool, days, &kinds, zones).await?;
            vec![if code == "2115" { changes::amended(&rows, lang) } else { changes::ended(&rows, lang) }]
        }
    };
    for cell in tabs.iter_mut().flat_map(|tab| &mut tab.rows).flat_map(|row| &mut row.cells) {
        cell.href = cell.href.take().map(|href| frame.link(&href));
    }
    Ok(Sheet { code, title, tabs, notes })
}

const LAND_NOTE: Text = Text::new(
    "Mục 5: diện tích của dự án cấp mới trừ diện tích của dự án chấm dứt, thu hồi trong kỳ; âm là giảm.",
    "Item 5: the land of new projects less that of projects that ended in the period; negative where it fell.",
);
const ORIGIN_NOTE: Text = Text::new(
    "* Phát sinh trong kỳ; các cột khác là số lũy kế đến cuối kỳ. Số của doanh nghiệp báo cáo chung được xếp theo dự án mới nhất còn hiệu lực.",
    "* In the period; the other columns are cumulative at its end. An enterprise that reports as a whole counts with its newest project in force.",
);

/// The periods whose realised capital adds up to what was realised by the end of a period, and the first year of them.
async fn realised_periods(ctx: &Ctx, period: Period) -> Result<(Vec<String>, i32), AppError> {
    let year = period.year().number();
    let before = db::known_years(&ctx.state.db, "realised_capital", year - 1).await?;
    let mut periods: Vec<String> = before.iter().map(ToString::to_string).collect();
    periods.push(period.to_date().unwrap_or(period).to_string());
    Ok((periods, before.first().copied().unwrap_or(year)))
}

fn since_note(since: i32, lang: Lang) -> String {
    match lang {
        Lang::Vi => format!("Vốn thực hiện cộng các năm có trong cổng, từ năm {since}."),
        Lang::En => format!("Realised capital adds up the years the portal knows, from {since}."),
    }
}

const DECISION_NOTE: Text = Text::new(
    "Diện tích trước và sau theo các quyết định đã ghi; “–” là chưa biết. Vốn là của dự án hạ tầng còn hiệu lực cuối kỳ.",
    "Areas before and after follow from the decisions recorded; “–” is not known. Capital is that of the infrastructure project in force.",
);
const PLANNING_NOTE: Text = Text::new(
    "Diện tích còn lại = quy hoạch − đã chấp thuận, tính từ số chưa làm tròn.",
    "Remaining = planned − approved, computed from unrounded areas.",
);
const OCCUPANCY_NOTE: Text = Text::new(
    "Tỷ lệ lấp đầy = đất đã cho thuê ÷ đất công nghiệp, dịch vụ; dòng tổng là tỷ lệ của hai tổng, gồm các khu có đủ hai số.",
    "Occupancy = leased ÷ industrial and service land; the total is the ratio of the sums over zones that state both.",
);

/// Sheets 2102, 2103 and 2107.
async fn about_zones(
    ctx: &Ctx,
    frame: &Frame,
    (period, code): (Period, &str),
    rate: Option<&(Decimal, String)>,
    notes: &mut Vec<String>,
) -> Result<Tab, AppError> {
    let (pool, reach, lang, day) = (&ctx.state.db, frame.zones.as_deref(), ctx.lang, period.last_day());
    let (periods, since) = realised_periods(ctx, period).await?;
    let decisions = if code == "2102" { zones::db::decisions(pool, (period.first_day(), day), reach).await? } else { Vec::new() };
    let source = zones::Source {
        zones: zones::db::land(pool, day, reach).await?,
        infrastructure: zones::db::infrastructure(pool, day, &periods, reach).await?,
        wholes: if code == "2103" { zones::db::wholes(pool, day, &periods, reach).await? } else { Vec::new() },
        decisions,
        lang,
    };
    Ok(match code {
        "2102" => {
            notes.push(ctx.say(DECISION_NOTE).to_owned());
            source.decided()
        }
        "2107" => {
            notes.push(ctx.say(PLANNING_NOTE).to_owned());
            source.planned(day)
        }
        _ => {
            notes.push(ctx.say(OCCUPANCY_NOTE).to_owned());
            notes.push(completion_note(&source, lang));
            notes.push(since_note(since, lang));
            notes.extend(source.whole_notes());
            notes.push(rate_note(rate, period, lang));
            source.infrastructure(rate.map(|(rate, _)| *rate))
        }
    })
}

/// The form's total of completion is a simple mean, which the weighted one puts right.
fn completion_note(source: &zones::Source, lang: Lang) -> String {
    let weighted =
        source.weighted_completion().map_or_else(|| i18n::UNDEFINED.to_owned(), |mean| i18n::format_percent(mean, 2, lang));
    match lang {
        Lang::Vi => format!(
            "Mức độ hoàn thiện ở dòng tổng là trung bình cộng các khu, theo mẫu; bình quân theo diện tích quy hoạch: {weighted}."
        ),
        Lang::En => format!(
            "Completion in the total is the simple mean over zones, as the form has it; weighted by planned area: {weighted}."
        ),
    }
}

/// Sheet 2104, whose realised capital adds up all years the ledger knows.
async fn accumulated(
    ctx: &Ctx,
    frame: &Frame,
    period: Period,
    rate: Option<(Decimal, String)>,
    notes: &mut Vec<String>,
) -> Result<Tab, AppError> {
    let (pool, zones, lang) = (&ctx.state.db, frame.zones.as_deref(), ctx.lang);
    let (periods, since) = realised_periods(ctx, period).await?;
    let own = [period.to_string()];
    let reported_codes = codes(&["revenue", "imports", "exports", "budget", "workers", "workers_foreign"]);
    let realised_codes = codes(&["realised_capital"]);
    // At once: at the size of the country each takes a tenth of a second.
    let (zone_rows, stock, reported, realised) = tokio::try_join!(
        db::zones(pool, zones),
        db::stock(pool, period.last_day(), zones),
        db::reported(pool, &own, &reported_codes, zones),
        db::reported(pool, &periods, &realised_codes, zones),
    )?;
    let rate_of_year = rate.as_ref().map(|(rate, _)| *rate);
    let source = production::Source { period, zones: zone_rows, stock, reported, realised, since, rate: rate_of_year };
    notes.push(ctx.say(ORIGIN_NOTE).to_owned());
    notes.push(rate_note(rate.as_ref(), period, lang));
    notes.push(since_note(since, lang));
    if source.unknown() > 0 {
        notes.push(match lang {
            Lang::Vi => format!("Dự án chưa biết vốn đăng ký, không có trong tổng vốn: {}.", source.unknown()),
            Lang::En => format!("Projects without a known registered capital, left out of its sum: {}.", source.unknown()),
        });
    }
    Ok(production::tab(&source, lang))
}

fn rate_note(rate: Option<&(Decimal, String)>, period: Period, lang: Lang) -> String {
    let year = period.year();
    match (rate, lang) {
        (Some((rate, source)), Lang::Vi) => {
            format!("Quy đổi theo tỷ giá năm {year}: 1 USD = {} đồng ({source}).", i18n::format_plain(*rate, 4, lang))
        }
        (Some((rate, source)), Lang::En) => {
            format!("Converted at the rate of {year}: 1 USD = {} VND ({source}).", i18n::format_plain(*rate, 4, lang))
        }
        (None, Lang::Vi) => format!("Chưa có tỷ giá năm {year}: ô cần quy đổi để “–”."),
        (None, Lang::En) => format!("There is no rate for {year}: cells that need one say “–”."),
    }
}
