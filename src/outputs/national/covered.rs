//! What the totals of a year's sheet cover: said under it, and decided before it leaves the house.

use askama::Template;
use axum::http::StatusCode;

use super::sheet_code::SheetCode;
use crate::foundation::i18n::Text;
use crate::foundation::kernel::{Frequency, Period};
use crate::platform::web::{self, Answer, AppError, Ctx, Page};
use crate::registers::structure::Frame;
use crate::returns::coverage::{self, YearCoverage};
use crate::standards::indicators::Catalogue;

/// A reported indicator of a sheet that some are missing from.
pub(super) struct Lacking {
    name: String,
    /// "mới có số liệu của 3/11 doanh nghiệp".
    words: String,
    /// Who is missing.
    href: String,
    /// Nobody decided yet to print it all the same.
    undecided: bool,
}

impl Lacking {
    /// "Tổng doanh thu: mới có số liệu của 3/11 doanh nghiệp."
    pub(super) fn note(&self) -> String {
        format!("{}: {}.", self.name, self.words)
    }
}

/// The indicators of a sheet that some are missing from. Of a quarter nobody has counted that.
pub(super) async fn lacking(
    ctx: &Ctx,
    frame: &Frame,
    period: Period,
    code: SheetCode,
) -> Result<Vec<Lacking>, AppError> {
    if period.frequency() != Frequency::Year || code.reported().is_empty() {
        return Ok(Vec::new());
    }
    let (year, zones) = (period.year(), frame.zones.as_deref());
    let covered = YearCoverage::current(&ctx.state, year).await?;
    let catalogue = Catalogue::load(&ctx.state.db).await?;
    let mut found = Vec::new();
    for indicator in code
        .reported()
        .iter()
        .filter_map(|known| catalogue.known(*known))
    {
        let coverage = covered.of(indicator.id, zones);
        if let Some(coverage) = coverage.filter(|coverage| !coverage.is_whole()) {
            found.push((indicator, coverage));
        }
    }
    if found.is_empty() {
        return Ok(Vec::new());
    }
    let gaps = coverage::gaps(&ctx.state.db, year, zones).await?;
    let lacking = found.into_iter().map(|(indicator, coverage)| {
        let gap = gaps.iter().find(|gap| gap.indicator_id == indicator.id);
        Lacking {
            name: indicator.name(ctx.lang).to_owned(),
            words: coverage.words(None, false, ctx.lang),
            href: frame.link(&format!("/coverage/{year}/{}", indicator.code)),
            undecided: gap.is_none_or(|gap| gap.undecided > 0),
        }
    });
    Ok(lacking.collect())
}

#[derive(Template)]
#[template(path = "outputs/national/refused.html")]
struct RefusedPage {
    page: Page,
    /// The sheet on screen.
    back: String,
    waiting: Vec<Lacking>,
}

/// The page instead of a file whose totals nobody decided to print as they are; `None` where that is decided, or all is whole.
pub(super) async fn refused(
    ctx: &Ctx,
    frame: &Frame,
    period: Period,
    code: SheetCode,
) -> Result<Option<Answer>, AppError> {
    let mut waiting = lacking(ctx, frame, period, code).await?;
    waiting.retain(|lacking| lacking.undecided);
    if waiting.is_empty() {
        return Ok(None);
    }
    let template = RefusedPage {
        page: ctx.page(ctx.say(Text::new(
            "Chưa tải được biểu",
            "The sheet cannot be downloaded yet",
        ))),
        back: frame.link(&format!("/national/{period}/{code}")),
        waiting,
    };
    Ok(Some(web::render(StatusCode::CONFLICT, &template)))
}
