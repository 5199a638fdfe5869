//! Downloads: one workbook, or those of a whole zone.

use std::collections::HashMap;
use std::io::{Cursor, Write};

use axum::extract::{Path, RawQuery};
use axum::http::{HeaderValue, header};
use axum::response::{IntoResponse, Response};
use rust_decimal::Decimal;
use sqlx::PgPool;

use super::book::{Handout, HandoutCell, HandoutLine, HandoutQuestion};
use crate::foundation::i18n::{self, Lang, Text};
use crate::foundation::kernel::quantity::{self, Dimension};
use crate::foundation::kernel::{Measure, Period, Permission, Reporter};
use crate::platform::registry::store;
use crate::platform::web::table::XLSX;
use crate::platform::web::{Access, Answer, AppError, Ctx, FormData, Routes};
use crate::registers::enterprises::ENTERPRISE;
use crate::registers::projects::PROJECT;
use crate::returns::duties::{Duty, Round, duties_of};
use crate::returns::filings::model::{CellOrigin, Entry, Key};
use crate::returns::filings::rows::Columns;
use crate::returns::filings::standards::Standards;
use crate::returns::{figures, filings};
use crate::standards::forms::{self, Currency, Form, Line, Question};
use crate::standards::indicators::{Catalogue, Indicator};

pub fn routes() -> Routes {
    let enter = Access::Needs(Permission::EnterFilings);
    Routes::new()
        .get("/handouts/{form}/{period}", enter, zone_archive)
        .get("/handouts/{form}/{period}/{reporter}", enter, one)
}

/// Decimals of last year's figures in another unit than they came in.
const DECIMALS: u32 = 2;

/// A form for a period with everything that is the same in all its workbooks.
struct Edition {
    form: Form,
    period: Period,
    lines: Vec<Line>,
    questions: Vec<Question>,
    catalogue: Catalogue,
    round: Round,
    duties: Vec<Duty>,
}

impl Edition {
    async fn open(ctx: &Ctx, form: i64, period: &str) -> Result<Edition, AppError> {
        let period: Period = period.parse().map_err(|()| AppError::NotFound)?;
        let db = &ctx.state.db;
        let forms = forms::db::forms(db).await?;
        let form = forms
            .into_iter()
            .find(|known| known.id == form && known.covers(period))
            .ok_or(AppError::NotFound)?;
        let catalogue = Catalogue::load(db).await?;
        let lines = form.asked(
            forms::db::lines(db, form.id).await?,
            &catalogue,
            Some(period),
        );
        let questions = forms::db::questions(db, form.id).await?;
        let (round, duties) = duties_of(ctx, &form, period).await?;
        Ok(Edition {
            form,
            period,
            lines,
            questions,
            catalogue,
            round,
            duties,
        })
    }

    /// The workbook of one enterprise or project, with what its report says already.
    /// A line of the workbook; one that the portal adds up may be left empty, and says so.
    fn line(
        &self,
        line: &Line,
        known: &Known,
        offered: [bool; 3],
        lang: Lang,
    ) -> Option<HandoutLine> {
        let mut handout = known.line(line, &self.catalogue, offered, lang)?;
        if self
            .lines
            .iter()
            .any(|part| part.adds_to == Some(line.indicator_id))
        {
            handout.required = false;
            handout
                .name
                .push_str(Text::new(" (cổng tự cộng)", " (added up by the portal)").in_lang(lang));
        }
        Some(handout)
    }

    async fn handout(&self, ctx: &Ctx, duty: &Duty) -> Result<Handout, AppError> {
        let (db, lang) = (&ctx.state.db, ctx.lang);
        let mut connection = db.acquire().await?;
        let record = store::find(
            &mut connection,
            &ENTERPRISE,
            duty.reporter.enterprise_id,
            None,
        )
        .await?;
        let record = record.ok_or(AppError::NotFound)?;
        let project = match duty.reporter.project_id {
            Some(id) => store::find(&mut connection, &PROJECT, id, None).await?,
            None => None,
        };
        let (entries, mut given) = match duty.filing_id {
            Some(id) => (
                filings::db::entries(&mut connection, id).await?,
                filings::answers::db::answers(&mut connection, id).await?,
            ),
            None => Default::default(),
        };
        drop(connection);
        let known = Known::load(db, duty.reporter, self.period, entries).await?;
        let columns = Columns::new(&self.lines, self.period, lang);
        let offered = [true, columns.to_date.is_some(), columns.total.is_some()];
        let question = |question: &Question| HandoutQuestion {
            code: question.code.clone(),
            label: question.label(lang).to_owned(),
            hint: question.hint(lang).to_owned(),
            required: question.required,
            max: u32::try_from(question.max_length).unwrap_or(u32::MAX),
            body: given.remove(&question.id).unwrap_or_default(),
        };
        let questions = self.questions.iter().map(question).collect();
        let board = ctx.state.board_name();
        Ok(Handout {
            board: if lang == Lang::Vi {
                board.short
            } else {
                board.english
            },
            enterprise_code: record.values.get("code").unwrap_or_default().to_owned(),
            enterprise: duty.enterprise.clone(),
            project: project.map(|project| {
                (
                    project.values.get("code").unwrap_or_default().to_owned(),
                    project.title,
                )
            }),
            tax_code: record.values.get("tax_code").unwrap_or_default().to_owned(),
            zone: duty.zone.clone(),
            form_code: self.form.code.clone(),
            form_name: self.form.name(lang).to_owned(),
            form_since: self.form.valid_from.to_string(),
            period: self.period.to_string(),
            period_words: self.period.words(lang),
            prior_words: self.period.last_year().short(lang),
            due: self
                .round
                .due
                .map_or_else(|| "–".to_owned(), i18n::format_date),
            columns: std::iter::once(columns.period)
                .chain(
                    [columns.to_date, columns.total]
                        .into_iter()
                        .flatten()
                        .map(str::to_owned),
                )
                .collect(),
            lines: self
                .lines
                .iter()
                .filter_map(|line| self.line(line, &known, offered, lang))
                .collect(),
            questions,
        })
    }
}

/// What goes into a workbook: what its report says already, and last year's figures.
struct Known {
    entries: HashMap<Key, Entry>,
    prior: HashMap<i64, Decimal>,
    /// VND for one USD last year.
    rate: Option<Decimal>,
    currency: Currency,
}

impl Known {
    async fn load(
        db: &PgPool,
        reporter: Reporter,
        period: Period,
        entries: Vec<Entry>,
    ) -> Result<Known, AppError> {
        let prior = figures::db::known(db, reporter, &[period.last_year().to_string()]).await?;
        Ok(Known {
            entries: entries
                .into_iter()
                .map(|entry| (entry.key(), entry))
                .collect(),
            prior: prior
                .into_iter()
                .map(|figure| (figure.indicator_id, figure.value))
                .collect(),
            rate: Standards::load(db)
                .await?
                .usd_rate(period.year().number() - 1),
            currency: filings::db::currency(db, reporter).await?,
        })
    }

    fn line(
        &self,
        line: &Line,
        catalogue: &Catalogue,
        offered: [bool; 3],
        lang: Lang,
    ) -> Option<HandoutLine> {
        let indicator = catalogue.by_id(line.indicator_id)?;
        let unit = line.unit(indicator, self.currency);
        // What was typed in another currency than the line's is not the enterprise's own number: left for it to state.
        let typed = |entry: &Entry| {
            let same =
                quantity::unit(&entry.unit).is_some_and(|typed| typed.dimension == unit.dimension);
            // What follows from other cells follows anew from what the enterprise fills in.
            entry
                .value
                .filter(|_| same && entry.origin != CellOrigin::Derived)
                .and_then(|value| in_unit(indicator, value, unit, entry.rate))
        };
        let converted = unit.dimension != indicator.dimension;
        let before = |value| {
            in_unit(indicator, value, unit, self.rate).map(|value| {
                if converted {
                    i18n::round(value, DECIMALS)
                } else {
                    value
                }
            })
        };
        let cell = |id: i64, measure| {
            Some(HandoutCell {
                indicator: catalogue.by_id(id)?.code.clone(),
                measure,
                value: self.entries.get(&(id, measure)).and_then(typed),
            })
        };
        let cells = [
            cell(line.indicator_id, Measure::Period),
            line.to_date
                .then(|| cell(line.indicator_id, Measure::ToDate))
                .flatten(),
            line.total_id.and_then(|total| cell(total, Measure::Period)),
        ];
        Some(HandoutLine {
            number: line.code.clone(),
            name: indicator.name(lang).to_owned(),
            unit_code: unit.code,
            unit: indicator.unit_words(unit, lang).to_owned(),
            required: line.required,
            may_be_negative: line.may_be_negative,
            whole: indicator.dimension == Dimension::Person,
            prior: self.prior.get(&indicator.id).copied().and_then(before),
            cells: cells
                .into_iter()
                .zip(offered)
                .filter(|(_, offered)| *offered)
                .map(|(cell, _)| cell)
                .collect(),
        })
    }
}

/// A canonical value in the unit of a line. An amount in the other currency is brought back at the rate it came in with.
fn in_unit(
    indicator: &Indicator,
    value: Decimal,
    unit: &'static quantity::Unit,
    rate: Option<Decimal>,
) -> Option<Decimal> {
    if unit.dimension == indicator.dimension {
        return quantity::from_canonical(value, unit);
    }
    let converted = match indicator.dimension {
        Dimension::Vnd => value.checked_div(rate?),
        Dimension::Usd => value.checked_mul(rate?),
        _ => None,
    };
    quantity::from_canonical(converted?, unit).map(|value| value.normalize())
}

/// "A.III.2-2022-DN01", with the project's code behind it.
fn file_name(handout: &Handout) -> String {
    let plain = |text: &str| {
        text.chars()
            .map(|c| {
                if c.is_ascii_alphanumeric() || ".-".contains(c) {
                    c
                } else {
                    '_'
                }
            })
            .collect::<String>()
    };
    let project = handout
        .project
        .as_ref()
        .map_or_else(String::new, |(code, _)| format!("-{}", plain(code)));
    format!(
        "{}-{}-{}{project}",
        plain(&handout.form_code),
        handout.period,
        plain(&handout.enterprise_code)
    )
}

async fn one(ctx: Ctx, Path((form, period, reporter)): Path<(i64, String, Reporter)>) -> Answer {
    let edition = Edition::open(&ctx, form, &period).await?;
    let duty = edition
        .duties
        .iter()
        .find(|duty| duty.reporter == reporter)
        .ok_or(AppError::NotFound)?;
    let handout = edition.handout(&ctx, duty).await?;
    let bytes = handout.to_xlsx(ctx.lang).map_err(AppError::internal)?;
    download(&format!("{}.xlsx", file_name(&handout)), XLSX, bytes)
}

/// Everybody who still owes the report, in one archive.
async fn zone_archive(
    ctx: Ctx,
    Path((form, period)): Path<(i64, String)>,
    RawQuery(query): RawQuery,
) -> Answer {
    let query = FormData::parse(query.unwrap_or_default().as_bytes());
    let zone: Option<i64> = query.read("zone")?;
    let edition = Edition::open(&ctx, form, &period).await?;
    let today = i18n::today();
    let owing = edition
        .duties
        .iter()
        .filter(|duty| zone.is_none_or(|zone| zone == duty.zone_id));
    let owing: Vec<&Duty> = owing
        .filter(|duty| duty.standing(&edition.round, today).is_open())
        .collect();
    if owing.is_empty() {
        return Err(AppError::Refused(Text::new(
            "Hiện không có doanh nghiệp nào phải nộp báo cáo này. Tệp được tạo cho những doanh nghiệp chưa nộp.",
            "No enterprise owes this report now. Workbooks are made for those that have not handed theirs in.",
        )));
    }
    let mut archive = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for duty in owing {
        let handout = edition.handout(&ctx, duty).await?;
        let bytes = handout.to_xlsx(ctx.lang).map_err(AppError::internal)?;
        let options = zip::write::SimpleFileOptions::default();
        archive
            .start_file(format!("{}.xlsx", file_name(&handout)), options)
            .map_err(AppError::internal)?;
        archive.write_all(&bytes).map_err(AppError::internal)?;
    }
    let bytes = archive.finish().map_err(AppError::internal)?.into_inner();
    download(
        &format!("{}-{}.zip", edition.form.code, edition.period),
        "application/zip",
        bytes,
    )
}

fn download(name: &str, kind: &'static str, bytes: Vec<u8>) -> Result<Response, AppError> {
    let disposition = HeaderValue::from_str(&format!("attachment; filename=\"{name}\""))
        .map_err(AppError::internal)?;
    Ok((
        [
            (header::CONTENT_TYPE, HeaderValue::from_static(kind)),
            (header::CONTENT_DISPOSITION, disposition),
        ],
        bytes,
    )
        .into_response())
}
