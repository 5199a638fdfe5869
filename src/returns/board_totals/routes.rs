//! The form of the board's own totals of a year, for a board that has them on paper.

use std::collections::HashMap;

use axum::extract::Path;
use axum::http::StatusCode;
use chrono::Datelike;

use super::actions::{self, Refusal, Subject};
use super::db;
use super::form::Form;
use super::view::TotalsPage;
use crate::foundation::i18n::{self, Lang, Text};
use crate::foundation::kernel::{Period, Permission, Year};
use crate::platform::web::flash::{Tone, see_other};
use crate::platform::web::{self, Access, Answer, AppError, Ctx, FormData, Routes};
use crate::registers::board::{self, Board};
use crate::returns::plans::TypedCell;
use crate::standards::forms::{self, Line, MOVED_IN};
use crate::standards::indicators::Catalogue;

/// Years offered beside the one that is open.
const YEARS: i32 = 5;

pub fn routes() -> Routes {
    let enter = Access::Needs(Permission::EnterFilings);
    Routes::new().get("/board-totals/{year}", enter, show).post(
        "/board-totals/{year}",
        enter,
        state,
    )
}

/// A year of the board's own totals: what may be stated of it.
struct Opened {
    board: Board,
    period: Period,
    lines: Vec<Line>,
    catalogue: Catalogue,
}

impl Opened {
    /// A year that is over, for those who see the whole board.
    async fn load(ctx: &Ctx, year: i32) -> Result<Opened, AppError> {
        if ctx.actor.zones.is_some() {
            return Err(AppError::Forbidden);
        }
        let over = |year: &Year| year.number() < i18n::today().year();
        let year = Year::new(year).filter(over).ok_or(AppError::NotFound)?;
        let (db, period) = (&ctx.state.db, Period::from(year));
        let forms = forms::db::forms(db).await?;
        let form = forms.into_iter().find(|form| form.code == MOVED_IN);
        let form = form.ok_or(AppError::NotFound)?;
        let catalogue = Catalogue::load(db).await?;
        let lines = forms::db::lines(db, form.id).await?;
        Ok(Opened {
            board: board::on(db, period.last_day()).await?,
            lines: form.asked(lines, &catalogue, Some(period)),
            period,
            catalogue,
        })
    }

    fn year(&self) -> i32 {
        self.period.year().number()
    }
}

/// What of a form that was posted is shown again, and why.
#[derive(Default)]
struct Again<'a> {
    data: Option<&'a FormData>,
    cells: HashMap<i64, String>,
    fields: HashMap<&'static str, Text>,
}

async fn show(ctx: Ctx, Path(year): Path<i32>) -> Answer {
    let opened = Opened::load(&ctx, year).await?;
    page(&ctx, &opened, StatusCode::OK, Again::default()).await
}

async fn page(ctx: &Ctx, opened: &Opened, status: StatusCode, mut again: Again<'_>) -> Answer {
    let mut connection = ctx.state.db.acquire().await?;
    let period = opened.period.to_string();
    let stands = db::standing(&mut connection, opened.board.id, &period).await?;
    drop(connection);
    let posted = again.data;
    let cell = |line: &Line| {
        let indicator = opened.catalogue.by_id(line.indicator_id)?;
        let total = stands.of(indicator.id);
        let total = total.map(|total| (total.value, total.unit.as_str()));
        let fault = again.cells.remove(&indicator.id);
        Some(TypedCell::new(indicator, total, posted, fault, ctx.lang))
    };
    let cells = opened.lines.iter().filter_map(cell).collect();
    let text = |name| posted.map_or_else(String::new, |data| data.get(name).to_owned());
    let fault = |name| again.fields.get(name).map(|fault| ctx.say(*fault));
    let newest = i18n::today().year() - 1;
    let title = Text::new("Tổng của Ban năm", "The board's totals of");
    let mut sources: Vec<String> = stands.rows.iter().map(|row| row.source.clone()).collect();
    sources.sort();
    sources.dedup();
    let template = TotalsPage {
        page: ctx.page(format!("{} {}", ctx.say(title), opened.year())),
        year: opened.year(),
        years: (newest - YEARS + 1..=newest).rev().collect(),
        board: opened.board.name.clone(),
        cells,
        sources,
        seen: stands.newest,
        stale: status == StatusCode::CONFLICT,
        source: text("source"),
        source_fault: fault("source"),
        reason: text("reason"),
        reason_fault: fault("reason"),
    };
    web::render(status, &template)
}

async fn state(ctx: Ctx, Path(year): Path<i32>, data: FormData) -> Answer {
    let opened = Opened::load(&ctx, year).await?;
    let form = Form::read(&data, &opened.lines, &opened.catalogue, ctx.lang)?;
    let again = |cells, fields| Again {
        data: Some(&data),
        cells,
        fields,
    };
    let form = match form {
        Ok(form) => form,
        Err(cells) => {
            let again = again(cells, HashMap::new());
            return page(&ctx, &opened, StatusCode::UNPROCESSABLE_ENTITY, again).await;
        }
    };
    let subject = Subject {
        board: &opened.board,
        period: &opened.period.to_string(),
        catalogue: &opened.catalogue,
        seen: data.get("seen").parse().unwrap_or(-1),
    };
    match actions::state(&ctx.state.db, &ctx.caller(), &subject, &form).await {
        Ok(stated) => {
            let text = match (stated, ctx.lang) {
                (0, Lang::Vi) => "Không có gì khác với tổng đang ghi.".to_owned(),
                (0, Lang::En) => "Nothing differs from the totals that stand.".to_owned(),
                (_, Lang::Vi) => format!("Đã ghi {stated} tổng của Ban năm {year}."),
                (1, Lang::En) => format!("A total of the board for {year} is stated."),
                (_, Lang::En) => format!("{stated} totals of the board for {year} are stated."),
            };
            Ok(see_other(&format!("/dashboard/{year}"), Tone::Ok, &text))
        }
        Err(Refusal::Fields(fields)) => {
            let again = again(HashMap::new(), fields);
            page(&ctx, &opened, StatusCode::UNPROCESSABLE_ENTITY, again).await
        }
        Err(Refusal::Stale) => {
            let again = again(HashMap::new(), HashMap::new());
            page(&ctx, &opened, StatusCode::CONFLICT, again).await
        }
        Err(Refusal::Error(error)) => Err(error),
    }
}
