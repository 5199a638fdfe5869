//! What a cell is made of, where no list of records has it alone: land that was let and taken back, the statements and decisions
//! behind a zone's areas, the infrastructure projects of a total, the two figures of a difference.

use axum::extract::{Path, RawQuery};
use rust_decimal::Decimal;

use super::db::{self, LetChange};
use super::load::{CAPITAL_NOTE, PARTNER_NOTE, partners, period, since_note, zone_source};
use super::model::{Cell, Column, Row, RowKind, Tab, Unit};
use super::sheet_code::SheetCode;
use super::view::{PartsPage, shown};
use super::working::partners::What;
use super::{let_land, zones};
use crate::foundation::i18n::{self, Lang, Text};
use crate::foundation::kernel::Period;
use crate::platform::web::{self, Answer, AppError, Ctx, FormData, Pager};
use crate::registers::parcels::life::model::Kind;
use crate::registers::structure::Frame;
use crate::standards::indicators::Known;

/// What was asked for: a period, a query, and the frame of zones it is read in.
struct Asked {
    period: Period,
    query: FormData,
    frame: Frame,
    /// The one zone meant, whoever had it then.
    zone: Option<i64>,
}

impl Asked {
    async fn read(ctx: &Ctx, named: &str, query: Option<String>) -> Result<Asked, AppError> {
        let period = period(named)?;
        let query = FormData::parse(query.unwrap_or_default().as_bytes());
        let frame = Frame::asked(ctx, &query, period.last_day()).await?;
        let zone = match query.get("zone") {
            "" => None,
            zone => Some(zone.parse().map_err(|_| AppError::NotFound)?),
        };
        let limits = ctx.actor.zones.as_deref();
        if zone.is_some_and(|zone| limits.is_some_and(|limits| !limits.contains(&zone))) {
            return Err(AppError::NotFound);
        }
        Ok(Asked {
            period,
            query,
            frame,
            zone,
        })
    }

    /// The one zone, or those of the frame.
    fn reach(&self) -> Option<Vec<i64>> {
        self.zone
            .map_or_else(|| self.frame.zones.clone(), |zone| Some(vec![zone]))
    }

    /// The tables as a page, the last of them in pages; its links are read in the same frame.
    fn page(
        &self,
        ctx: &Ctx,
        sheet: SheetCode,
        title: &str,
        mut tabs: Vec<Tab>,
        notes: Vec<String>,
    ) -> Answer {
        for cell in tabs
            .iter_mut()
            .flat_map(|tab| &mut tab.rows)
            .flat_map(|row| &mut row.cells)
        {
            cell.href = cell.href.take().map(|href| self.frame.link(&href));
        }
        let page = ctx.page(title.to_owned());
        let rows = tabs.last().map_or(0, |tab| {
            tab.rows
                .iter()
                .filter(|row| row.kind == RowKind::Body)
                .count()
        });
        let (place, pager) = Pager::of(&page, &self.query, rows);
        if let Some(tab) = tabs.last_mut() {
            let (body, rest): (Vec<Row>, Vec<Row>) = tab
                .rows
                .drain(..)
                .partition(|row| row.kind == RowKind::Body);
            tab.rows = body
                .into_iter()
                .skip(place.start)
                .take(place.len())
                .chain(rest)
                .collect();
        }
        let name = format!(
            "{} {sheet} – {}",
            ctx.say(Text::new("Biểu", "Sheet")),
            ctx.say(sheet.title())
        );
        web::ok(&PartsPage {
            switch: self.frame.switch(&page),
            pager,
            page,
            sheet: (
                name,
                self.frame
                    .link(&format!("/national/{}/{sheet}", self.period)),
            ),
            period_words: self.period.words(ctx.lang),
            tabs: tabs.iter().map(|tab| shown(tab, ctx.lang)).collect(),
            notes,
        })
    }
}

/// Where the areas on 2103 and 2107 come from: of one zone its statements and decisions, of a total its zones.
pub async fn land(ctx: Ctx, Path(named): Path<String>, RawQuery(query): RawQuery) -> Answer {
    let asked = Asked::read(&ctx, &named, query).await?;
    let (pool, day) = (&ctx.state.db, asked.period.last_day());
    let source = zone_source(&ctx, asked.reach().as_deref(), asked.period).await?;
    let on = i18n::format_date(day);
    let Some(id) = asked.zone else {
        let title = ctx.say(Text::new(
            "Số liệu đất của các khu công nghiệp, ngày",
            "Land of the zones on",
        ));
        let note = Text::new(
            "Tỷ lệ lấp đầy ở dòng tổng là tỷ lệ của hai tổng; mức độ hoàn thiện ở dòng tổng là trung bình cộng các khu, theo mẫu.",
            "Occupancy in the total is the ratio of the sums; completion in the total is the simple mean over zones, as the form has it.",
        );
        return asked.page(
            &ctx,
            SheetCode::Infrastructure,
            &format!("{title} {on}"),
            vec![source.land_of_all()],
            vec![ctx.say(note).to_owned()],
        );
    };
    let zone = source.zones.first().ok_or(AppError::NotFound)?;
    let statements = zones::db::statements(pool, day, id).await?;
    let standing = zones::db::standing(pool, day, id).await?;
    let mut notes = Vec::new();
    if standing.is_empty() {
        notes.push(ctx.say(Text::new(
            "Đến ngày này chưa ghi quyết định nào về khu: số lấy từ số liệu diện tích của các giai đoạn.",
            "No decision on the zone is recorded by then: the numbers come from the statements of its phases.",
        )));
    }
    if statements.is_empty() {
        notes.push(ctx.say(Text::new(
            "Đến ngày này chưa có số liệu diện tích của giai đoạn nào.",
            "No phase has a statement of areas by then.",
        )));
    }
    let title = format!(
        "{} – {}, {} {on}",
        ctx.say(Text::new("Số liệu đất", "Land")),
        zone.name,
        ctx.say(Text::new("ngày", "on"))
    );
    let notes = notes.into_iter().map(str::to_owned).collect();
    asked.page(
        &ctx,
        SheetCode::Infrastructure,
        &title,
        source.land_of(zone, &statements, &standing),
        notes,
    )
}

/// The infrastructure projects whose sums are the totals of 2103.
pub async fn infrastructure(
    ctx: Ctx,
    Path(named): Path<String>,
    RawQuery(query): RawQuery,
) -> Answer {
    let asked = Asked::read(&ctx, &named, query).await?;
    let source = zone_source(&ctx, asked.reach().as_deref(), asked.period).await?;
    let mut notes = source.whole_notes();
    notes.push(since_note(source.since, ctx.lang));
    notes.push(ctx.say(CAPITAL_NOTE).to_owned());
    let title = ctx.say(Text::new(
        "Dự án hạ tầng còn hiệu lực, ngày",
        "Infrastructure projects in force on",
    ));
    let title = format!("{title} {}", i18n::format_date(asked.period.last_day()));
    asked.page(
        &ctx,
        SheetCode::Infrastructure,
        &title,
        vec![source.projects()],
        notes,
    )
}

/// The projects behind a cell of 2114, with the part of each that counts for a country.
pub async fn by_country(ctx: Ctx, Path(named): Path<String>, RawQuery(query): RawQuery) -> Answer {
    let asked = Asked::read(&ctx, &named, query).await?;
    let what = if asked.query.has("what") {
        What::from_code(asked.query.get("what")).ok_or(AppError::NotFound)?
    } else {
        What::InForce
    };
    // Given and empty are those of no known country.
    let country = asked
        .query
        .has("country")
        .then(|| asked.query.get("country"));
    let source = partners(&ctx, asked.reach().as_deref(), asked.period).await?;
    let title = format!(
        "{} – {} – {}",
        ctx.say(what.words()),
        source.country(country, ctx.lang),
        asked.period.words(ctx.lang)
    );
    let notes = [PARTNER_NOTE, CAPITAL_NOTE].map(|note| ctx.say(note).to_owned());
    asked.page(
        &ctx,
        SheetCode::Partners,
        &title,
        vec![source.behind(what, country, ctx.lang)],
        notes.to_vec(),
    )
}

/// Vietnamese workers on 2104: all workers less the foreign ones.
pub async fn workers(ctx: Ctx, Path(named): Path<String>, RawQuery(query): RawQuery) -> Answer {
    let asked = Asked::read(&ctx, &named, query).await?;
    let say = |vi, en| ctx.say(Text::new(vi, en));
    let asked_for = [Known::Workers, Known::WorkersForeign];
    let own = [asked.period.to_string()];
    let reach = asked.reach();
    let rows = db::reported(
        &ctx.state.db,
        &own,
        asked.period.last_day(),
        &asked_for,
        reach.as_deref(),
    )
    .await?;
    let sum = |known: Known| {
        let values: Vec<Decimal> = rows
            .iter()
            .filter(|row| row.indicator == known.code())
            .map(|row| row.value)
            .collect();
        (!values.is_empty()).then(|| values.into_iter().sum::<Decimal>())
    };
    let (all, foreign) = (sum(Known::Workers), sum(Known::WorkersForeign));
    let zone = asked
        .zone
        .map_or_else(String::new, |zone| format!("?zone={zone}"));
    let behind = |value, known: Known| {
        let href = format!("/figures/{}/{}{zone}", asked.period, known.code());
        Cell::number(value, Unit::People).linked(href)
    };
    let tab = Tab {
        name: Known::Workers.code().to_owned(),
        title: String::new(),
        columns: vec![
            Column {
                title: say("Chỉ tiêu", "Item").to_owned(),
                numeric: false,
            },
            Column {
                title: say("Số người", "People").to_owned(),
                numeric: true,
            },
        ],
        rows: vec![
            Row::body(vec![
                Cell::words(say("Tổng số lao động", "All workers")),
                behind(all, Known::Workers),
            ]),
            Row::body(vec![
                Cell::words(say("Trừ: lao động nước ngoài", "Less: foreign workers")),
                behind(foreign, Known::WorkersForeign),
            ]),
            Row::total(vec![
                Cell::words(say("Lao động trong nước", "Vietnamese workers")),
                Cell::number(
                    all.zip(foreign).map(|(all, foreign)| all - foreign),
                    Unit::People,
                ),
            ]),
        ],
    };
    let title = format!(
        "{} – {}",
        say("Lao động trong nước", "Vietnamese workers"),
        asked.period.words(ctx.lang)
    );
    asked.page(&ctx, SheetCode::Production, &title, vec![tab], Vec::new())
}

/// The land let, recovered and returned that makes item 5 of 2101.
pub async fn parcels(ctx: Ctx, Path(named): Path<String>, RawQuery(query): RawQuery) -> Answer {
    let asked = Asked::read(&ctx, &named, query).await?;
    let rows = let_land::changes(&ctx.state.db, asked.period, asked.reach().as_deref()).await?;
    let narrowed =
        |name: &str, own: &str| asked.query.get(name).is_empty() || asked.query.get(name) == own;
    let rows: Vec<&LetChange> = rows
        .iter()
        .filter(|row| narrowed("origin", &row.origin) && narrowed("place", &row.place))
        .collect();
    let title = format!(
        "{} – {}",
        ctx.say(Text::new(
            "Biến động diện tích đất cho thuê",
            "Change of leased land"
        )),
        asked.period.words(ctx.lang)
    );
    let note = ctx.say(Text::new(
        "FDI hay DDI theo doanh nghiệp thuê tại ngày cuối kỳ. Diện tích là của cả lô; khu đã tuyên bố sổ đất đủ: phần đất thuê theo sổ cuối kỳ trừ đầu kỳ.",
        "FDI or DDI by the tenant at the period's end. The area is that of the whole parcel; where the register was declared complete, what it has let at the period's end less at its beginning.",
    ));
    asked.page(
        &ctx,
        SheetCode::Attraction,
        &title,
        vec![let_table(&rows, ctx.lang)],
        vec![note.to_owned()],
    )
}

/// In the place of an event, where the ledger says it.
const BY_LEDGER: Text = Text::new("Theo sổ đất", "By the ledger");

fn let_table(changes: &[&LetChange], lang: Lang) -> Tab {
    let say = |vi, en| Text::new(vi, en).in_lang(lang).to_owned();
    let head = |title: String, numeric| Column { title, numeric };
    let row = |change: &&LetChange| {
        Row::body(vec![
            Cell::words(&change.parcel).to(format!("/parcels/{}", change.parcel_id)),
            Cell::words(&change.zone),
            Cell::words(i18n::format_date(change.happened_on)),
            Cell::words(
                Kind::from_code(&change.kind)
                    .map_or(BY_LEDGER, Kind::words)
                    .in_lang(lang),
            ),
            Cell::words(change.document_no.clone().unwrap_or_default()),
            Cell::words(&change.enterprise).to(format!("/enterprises/{}", change.enterprise_id)),
            Cell::words(if change.origin == "foreign" {
                "FDI"
            } else {
                "DDI"
            }),
            Cell::hectares(Some(change.area)),
        ])
    };
    let mut rows: Vec<Row> = changes.iter().map(row).collect();
    let mut total = vec![Cell::words(say("Tổng cộng", "Total"))];
    total.extend((1..7).map(|_| Cell::words("")));
    total.push(Cell::hectares(Some(
        changes.iter().map(|change| change.area).sum(),
    )));
    rows.push(Row::total(total));
    Tab {
        name: "parcels".to_owned(),
        title: String::new(),
        columns: vec![
            head(say("Lô đất", "Parcel"), false),
            head(say("Khu công nghiệp", "Zone"), false),
            head(say("Ngày", "Date"), false),
            head(say("Sự kiện", "Event"), false),
            head(say("Văn bản", "Document"), false),
            head(say("Doanh nghiệp thuê", "Tenant"), false),
            head("FDI/DDI".to_owned(), false),
            head(say("Tăng, giảm (ha)", "Change (ha)"), true),
        ],
        rows,
    }
}
