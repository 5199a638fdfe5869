//! Loading a sheet: which queries it is made from, and what has to be said under it.

use super::model::{Origin, Sheet, Tab};
use super::sheet_code::SheetCode;
use super::{attraction, changes, covered, db, let_land, production, working, zones};
use crate::foundation::i18n::wording::{counted, one_or_many};
use crate::foundation::i18n::{self, Lang, Text};
use crate::foundation::kernel::{Frequency, Period};
use crate::platform::web::{AppError, Ctx};
use crate::registers::parcels::ledger;
use crate::registers::projects::events::model::Kind;
use crate::registers::structure::{Frame, turn_note};
use crate::registers::wastewater;
use crate::returns::figures::db::{Rate, rate};
use crate::standards::indicators::{Catalogue, Known};
use chrono::NaiveDate;
use sqlx::PgPool;

/// The sheets are due for quarters and years only.
pub fn period(name: &str) -> Result<Period, AppError> {
    let period: Period = name.parse().map_err(|()| AppError::NotFound)?;
    match period.frequency() {
        Frequency::Quarter | Frequency::Year => Ok(period),
        _ => Err(AppError::NotFound),
    }
}

fn codes(kinds: &[Kind]) -> Vec<String> {
    kinds.iter().map(|kind| kind.code().to_owned()).collect()
}

/// Loads a sheet for a period in the reader's frame of zones; its links lead to records read in the same frame.
pub async fn load(
    ctx: &Ctx,
    frame: &Frame,
    period: Period,
    code: SheetCode,
) -> Result<Sheet, AppError> {
    let (pool, zones, lang) = (&ctx.state.db, frame.zones.as_deref(), ctx.lang);
    let rate = rate(pool, period.year().number()).await?;
    let mut notes: Vec<String> = frame.remark(lang).into_iter().collect();
    notes.extend(turn_note(ctx, frame, period).await?);
    let mut tabs = match code {
        SheetCode::Attraction => {
            let source = attracted(pool, zones, period).await?;
            notes.push(rate_note(rate.as_ref(), period, lang));
            notes.push(ctx.say(CAPITAL_NOTE).to_owned());
            notes.push(ctx.say(ORIGIN_NOTE).to_owned());
            notes.push(land_note(source.without_parcels(), lang));
            Origin::ALL
                .map(|origin| attraction::tab(&source, origin, lang))
                .to_vec()
        }
        SheetCode::Decisions => {
            let mut source = zone_source(ctx, zones, period).await?;
            source.decisions = zones::db::decisions(pool, period, zones).await?;
            notes.push(ctx.say(DECISION_NOTE).to_owned());
            vec![source.decided()]
        }
        SheetCode::Infrastructure => {
            vec![infrastructure(ctx, frame, period, &mut notes).await?]
        }
        SheetCode::Wastewater | SheetCode::Labour | SheetCode::Partners => {
            vec![working_table(ctx, frame, period, code, &mut notes).await?]
        }
        SheetCode::Planning => {
            let source = zone_source(ctx, zones, period).await?;
            notes.push(ctx.say(PLANNING_NOTE).to_owned());
            vec![source.planned()]
        }
        SheetCode::Production => vec![accumulated(ctx, frame, period, rate, &mut notes).await?],
        SheetCode::Amended => {
            let kinds = codes(&changes::AMENDMENTS);
            let rows = db::changes(pool, period, &kinds, zones).await?;
            notes.push(ctx.say(CAPITAL_NOTE).to_owned());
            vec![changes::amended(&rows, lang)]
        }
        SheetCode::Ended => {
            let kinds = codes(&changes::ENDS);
            let rows = db::changes(pool, period, &kinds, zones).await?;
            notes.push(ctx.say(CAPITAL_NOTE).to_owned());
            vec![changes::ended(&rows, lang)]
        }
    };
    for cell in tabs
        .iter_mut()
        .flat_map(|tab| &mut tab.rows)
        .flat_map(|row| &mut row.cells)
    {
        cell.href = cell.href.take().map(|href| frame.link(&href));
    }
    let lacking = covered::lacking(ctx, frame, period, code).await?;
    notes.extend(lacking.iter().map(covered::Lacking::note));
    Ok(Sheet { code, tabs, notes })
}

/// What sheet 2101 is made of in these zones.
async fn attracted(
    pool: &PgPool,
    zones: Option<&[i64]>,
    period: Period,
) -> Result<attraction::Source, AppError> {
    Ok(attraction::Source {
        period,
        zones: db::zones(pool, zones).await?,
        movements: db::movements(pool, period, zones).await?,
        land: let_land::land(pool, period, zones).await?,
        with_parcels: db::zones_with_parcels(pool, period.last_day()).await?,
        reported: db::reported(
            pool,
            &[period.to_string()],
            period.last_day(),
            &[
                Known::Revenue,
                Known::Imports,
                Known::Exports,
                Known::Budget,
            ],
            zones,
        )
        .await?,
    })
}

const LAND_NOTE: Text = Text::new(
    "Mục 5: đất cho thuê mới trừ đất thu hồi, trả lại trong kỳ, theo nhật ký lô đất; âm là giảm. Đất chuyển cho doanh nghiệp khác giảm ở bên chuyển, tăng ở bên nhận.",
    "Item 5: land let less land recovered and returned in the period, by the log of parcels; negative where it fell. Land passed on falls with the one tenant and rises with the other.",
);

/// What item 5 is, and what it cannot have.
fn land_note(without_parcels: usize, lang: Lang) -> String {
    let note = LAND_NOTE.in_lang(lang);
    match (without_parcels, lang) {
        (0, _) => note.to_owned(),
        (zones, Lang::Vi) => format!("{note} Không có {zones} khu chưa có nhật ký lô đất."),
        (zones, Lang::En) => format!(
            "{note} Without {} that {} no log of parcels.",
            counted(zones, ("", "zone", "zones"), lang),
            one_or_many(zones, "keeps", "keep")
        ),
    }
}

const ORIGIN_NOTE: Text = Text::new(
    "Số của doanh nghiệp báo cáo chung nhiều dự án được xếp FDI hay DDI theo dự án mới nhất còn hiệu lực tại ngày cuối kỳ; không còn dự án hiệu lực thì theo dự án được cấp gần nhất trước đó, chưa có dự án thì theo loại hình doanh nghiệp.",
    "An enterprise that reports as a whole counts as FDI or DDI by its newest project in force at the period's end; where none is, by the newest granted before it, and where there was none, by the kind of enterprise.",
);
pub const CAPITAL_NOTE: Text = Text::new(
    "Vốn đăng ký xếp FDI hay DDI theo nguồn vốn của dự án tại ngày cuối kỳ, cả dự án vào một bên; đồng tiền khác thì lấy số tương đương ghi trên giấy chứng nhận, không có thì theo tỷ giá năm đã lưu cùng từng sự kiện. Tỷ giá về sau không làm đổi.",
    "Registered capital is FDI or DDI by the project's origin at the period's end, each project whole; in the other currency it is the equivalent its certificate prints, else at the rate kept with each event. No later rate changes it.",
);

const STOCK_NOTE: Text = Text::new(
    "* Phát sinh trong kỳ; các cột khác là số lũy kế đến cuối kỳ.",
    "* In the period; the other columns are cumulative at its end.",
);

/// The periods whose realised capital adds up to what was realised by the end of a period, and the first year of them.
pub async fn realised_periods(ctx: &Ctx, period: Period) -> Result<(Vec<String>, i32), AppError> {
    let year = period.year().number();
    let before = db::known_years(&ctx.state.db, Known::RealisedCapital, year - 1).await?;
    let mut periods: Vec<String> = before.iter().map(ToString::to_string).collect();
    periods.push(period.to_date().unwrap_or(period).to_string());
    Ok((periods, before.first().copied().unwrap_or(year)))
}

pub fn since_note(since: i32, lang: Lang) -> String {
    match lang {
        Lang::Vi => format!(
            "Vốn thực hiện cộng các năm có trong cổng, từ năm {since}, mỗi năm quy đổi theo tỷ giá của năm đó."
        ),
        Lang::En => format!(
            "Realised capital adds up the years the portal knows, from {since}, each converted at its own year's rate."
        ),
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
    "Đất công nghiệp, dịch vụ theo các quyết định thành lập, điều chỉnh; quyết định chưa ghi thì theo sổ đất đã tuyên bố đủ, hoặc số liệu diện tích. Tỷ lệ lấp đầy = đất đã cho thuê ÷ đất công nghiệp, dịch vụ; dòng tổng là tỷ lệ của hai tổng, gồm các khu có đủ hai số.",
    "Industrial and service land is that of the decisions; where they do not say it, of the register declared complete, or of the statement. Occupancy = leased ÷ industrial and service land; the total is the ratio of the sums over zones that have both.",
);

/// Where the board has declared the register complete by then, what the ledger has takes the place of the statement.
async fn by_register(
    pool: &PgPool,
    day: NaiveDate,
    reach: Option<&[i64]>,
    land: &mut [zones::db::ZoneLand],
) -> sqlx::Result<()> {
    let complete = ledger::declared(pool, day, reach).await?;
    if complete.is_empty() {
        return Ok(());
    }
    let ids: Vec<i64> = complete.keys().copied().collect();
    let kept = ledger::ledger(pool, day, Some(&ids)).await?.zones;
    for zone in land {
        if let (Some(since), Some(sums)) = (complete.get(&zone.id), kept.get(&zone.id)) {
            zone.complete_since = Some(*since);
            zone.leased = Some(sums.leased());
            if !zone.leasable_decided {
                zone.leasable = Some(sums.leasable);
            }
        }
    }
    Ok(())
}

/// What is known of some zones and their infrastructure projects at a period's end; without its decisions.
pub async fn zone_source(
    ctx: &Ctx,
    reach: Option<&[i64]>,
    period: Period,
) -> Result<zones::Source, AppError> {
    let (pool, day) = (&ctx.state.db, period.last_day());
    let (periods, since) = realised_periods(ctx, period).await?;
    let mut land = zones::db::land(pool, day, reach).await?;
    by_register(pool, day, reach, &mut land).await?;
    Ok(zones::Source {
        period,
        since,
        zones: land,
        infrastructure: zones::db::infrastructure(pool, day, &periods, reach).await?,
        wholes: zones::db::wholes(pool, day, &periods, reach).await?,
        decisions: Vec::new(),
        lang: ctx.lang,
    })
}

const READING_NOTE: Text = Text::new(
    "Lưu lượng và kết quả quan trắc theo lần ghi mới nhất có ngày trong kỳ; “–” là trong kỳ chưa ghi. Công suất đang vận hành theo các mô-đun đã vận hành tại ngày cuối kỳ.",
    "Flow and results are of the newest reading that reaches into the period; “–” where there is none. Capacity in operation is that of the stages in operation at its end.",
);
pub const PARTNER_NOTE: Text = Text::new(
    "Vốn chia theo tỷ lệ góp của nhà đầu tư từng nước, chỉ ở bảng này; cả dự án vẫn xếp FDI như ở các biểu khác. Một dự án của nhiều nước được đếm ở mỗi nước, ở dòng tổng một lần. “Chưa rõ” là giấy chứng nhận chưa ghi nước, hoặc nhiều nước mà thiếu tỷ lệ góp.",
    "Capital is told apart by the shares of each country's investors, on this table only; the project is FDI as a whole as on the other sheets. A project of several countries counts with each, and once in the total. “Not known” is what states no country, or several without their shares.",
);

/// One of the tables whose columns are the board's own choice.
async fn working_table(
    ctx: &Ctx,
    frame: &Frame,
    period: Period,
    code: SheetCode,
    notes: &mut Vec<String>,
) -> Result<Tab, AppError> {
    let (pool, zones, lang) = (&ctx.state.db, frame.zones.as_deref(), ctx.lang);
    let chosen = working::db::columns(pool, code).await?;
    match code {
        SheetCode::Wastewater => {
            let plants = wastewater::db::plants(pool, period.last_day(), None, zones).await?;
            notes.push(ctx.say(READING_NOTE).to_owned());
            Ok(working::wastewater(&plants, period, &chosen, lang))
        }
        SheetCode::Partners => {
            let source = partners(ctx, zones, period).await?;
            notes.push(ctx.say(PARTNER_NOTE).to_owned());
            notes.push(ctx.say(CAPITAL_NOTE).to_owned());
            notes.extend(unknown_note(source.unknown(), lang));
            Ok(source.tab(&chosen, lang))
        }
        _ => {
            let (own, day) = ([period.to_string()], period.last_day());
            let catalogue = Catalogue::load(pool).await?;
            let source = working::Labour {
                period,
                zones: db::zones(pool, zones).await?,
                reported: db::reported(pool, &own, day, SheetCode::Labour.reported(), zones)
                    .await?,
                incomes: working::db::incomes(pool, &catalogue, period, zones).await?,
            };
            notes.push(ctx.say(ORIGIN_NOTE).to_owned());
            Ok(working::labour(&source, &chosen, lang))
        }
    }
}

/// What 2114 and the projects behind its cells are made from.
pub async fn partners(
    ctx: &Ctx,
    reach: Option<&[i64]>,
    period: Period,
) -> Result<working::partners::Source, AppError> {
    let (pool, day) = (&ctx.state.db, period.last_day());
    let mut source = working::partners::Source {
        period,
        investors: working::db::investors(pool, day, reach).await?,
        granted: db::moved(pool, period, "new", reach).await?,
        increased: db::moved(pool, period, "increased", reach).await?,
        reduced: db::moved(pool, period, "reduced", reach).await?,
        in_force: db::in_force(pool, day, reach).await?,
    };
    let foreign = Origin::Foreign.code();
    for records in [
        &mut source.granted,
        &mut source.increased,
        &mut source.reduced,
        &mut source.in_force,
    ] {
        records.retain(|record| record.origin == foreign);
    }
    Ok(source)
}

/// How many projects in force the sums of capital leave out.
fn unknown_note(unknown: usize, lang: Lang) -> Option<String> {
    (unknown > 0).then(|| match lang {
        Lang::Vi => {
            format!("Dự án chưa biết vốn đăng ký, không có trong tổng vốn: {unknown}.")
        }
        Lang::En => {
            format!("Projects without a known registered capital, left out of its sum: {unknown}.")
        }
    })
}

/// Sheet 2103.
async fn infrastructure(
    ctx: &Ctx,
    frame: &Frame,
    period: Period,
    notes: &mut Vec<String>,
) -> Result<Tab, AppError> {
    let source = zone_source(ctx, frame.zones.as_deref(), period).await?;
    notes.push(ctx.say(OCCUPANCY_NOTE).to_owned());
    notes.push(completion_note(&source, ctx.lang));
    notes.push(since_note(source.since, ctx.lang));
    notes.extend(source.whole_notes());
    notes.push(ctx.say(CAPITAL_NOTE).to_owned());
    Ok(source.infrastructure())
}

/// The form's total of completion is a simple mean, which the weighted one puts right.
fn completion_note(source: &zones::Source, lang: Lang) -> String {
    let weighted = source.weighted_completion().map_or_else(
        || i18n::UNDEFINED.to_owned(),
        |mean| i18n::format_percent(mean, 2, lang),
    );
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
    rate: Option<Rate>,
    notes: &mut Vec<String>,
) -> Result<Tab, AppError> {
    let (pool, zones, lang) = (&ctx.state.db, frame.zones.as_deref(), ctx.lang);
    let (periods, since) = realised_periods(ctx, period).await?;
    let (own, day) = ([period.to_string()], period.last_day());
    let in_period = [
        Known::Revenue,
        Known::Imports,
        Known::Exports,
        Known::Budget,
        Known::Workers,
        Known::WorkersForeign,
    ];
    // At once: at the size of the country each takes a tenth of a second.
    let (zone_rows, stock, reported, realised) = tokio::try_join!(
        db::zones(pool, zones),
        db::stock(pool, day, zones),
        db::reported(pool, &own, day, &in_period, zones),
        db::reported(pool, &periods, day, &[Known::RealisedCapital], zones),
    )?;
    let source = production::Source {
        period,
        zones: zone_rows,
        stock,
        reported,
        realised,
        since,
    };
    notes.push(ctx.say(STOCK_NOTE).to_owned());
    notes.push(ctx.say(ORIGIN_NOTE).to_owned());
    notes.push(rate_note(rate.as_ref(), period, lang));
    notes.push(ctx.say(CAPITAL_NOTE).to_owned());
    notes.push(since_note(since, lang));
    let unknown = usize::try_from(source.unknown()).unwrap_or_default();
    notes.extend(unknown_note(unknown, lang));
    Ok(production::tab(&source, lang))
}

pub fn rate_note(rate: Option<&Rate>, period: Period, lang: Lang) -> String {
    let year = period.year();
    match (rate, lang) {
        (Some(Rate { rate, source }), Lang::Vi) => {
            format!(
                "Quy đổi theo tỷ giá năm {year}: 1 USD = {} đồng ({source}).",
                i18n::format_plain(*rate, 4, lang)
            )
        }
        (Some(Rate { rate, source }), Lang::En) => {
            format!(
                "Converted at the rate of {year}: 1 USD = {} VND ({source}).",
                i18n::format_plain(*rate, 4, lang)
            )
        }
        (None, Lang::Vi) => format!("Chưa có tỷ giá năm {year}: ô cần quy đổi để “–”."),
        (None, Lang::En) => format!("There is no rate for {year}: cells that need one say “–”."),
    }
}
