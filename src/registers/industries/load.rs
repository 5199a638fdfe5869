//! Loading the official table of correspondence: a file is read, compared with what holds, shown, and written once agreed to.

use askama::Template;
use axum::extract::Multipart;
use axum::http::StatusCode;

use super::actions;
use super::db;
use super::model::{self, Pair, Plan, Unread};
use crate::foundation::i18n::wording::{counted, one_or_many};
use crate::foundation::i18n::{self, Lang, Text};
use crate::foundation::workbooks::{Book, Sheet};
use crate::platform::web::flash::{Tone, see_other};
use crate::platform::web::{self, Answer, AppError, Ctx, FormData, Page};
use crate::registers::evidence;

/// The longest file, bytes; the official table as a workbook is a tenth of it.
const MAX_FILE: usize = 4 * 1024 * 1024;
/// The longest body: the file and the form around it, or the table posted back, whose letters a form makes three times as long.
pub const MAX_BODY: usize = MAX_FILE + 64 * 1024;
/// Pairs taken at most; the official table has 2,204.
const MOST_PAIRS: usize = 20_000;
/// Lines of a list shown at most.
const SHOWN: usize = 50;
const MAX_SOURCE: usize = 300;

const NO_FILE: Text = Text::new("Xin chọn tệp.", "Please choose a file.");
const UNREADABLE: Text = Text::new(
    "Không đọc được tệp gửi lên. Xin chọn lại tệp.",
    "The file cannot be read. Please choose it again.",
);
const TOO_LARGE: Text = Text::new("Tệp lớn hơn 4 MB.", "The file is over 4 MB.");
const NO_TABLE: Text = Text::new(
    "Tệp không có bảng chuyển đổi: cần cột mã 2018, tên, mã 2025, tên (hoặc mỗi cấp một cột mã, như Phụ lục II).",
    "The file holds no table: it needs 2018 code, name, 2025 code, name (or a column of codes for each level, as Phụ lục II).",
);
const NO_SOURCE: Text = Text::new(
    "Xin ghi nguồn của bảng: số, ngày văn bản, tối đa 300 ký tự.",
    "Please say where the table comes from: number and date, at most 300 characters.",
);

#[derive(Template)]
#[template(path = "registers/industries/load.html")]
struct LoadPage {
    page: Page,
    /// Field, message.
    errors: Vec<(&'static str, String)>,
    source: String,
    preview: Option<Preview>,
}

struct Preview {
    text: String,
    mark: String,
    pairs: String,
    plan: Plan,
    changed: Vec<(String, String, String)>,
    changed_more: usize,
    nowhere: Vec<Pair>,
    nowhere_more: usize,
    unread: Vec<(u32, &'static str)>,
    unread_more: usize,
}

impl LoadPage {
    fn error(&self, field: &str) -> Option<&str> {
        self.errors
            .iter()
            .find(|(name, _)| *name == field)
            .map(|(_, message)| message.as_str())
    }
}

fn answer(
    ctx: &Ctx,
    source: &str,
    errors: Vec<(&'static str, String)>,
    preview: Option<Preview>,
) -> Answer {
    let status = if errors.is_empty() {
        StatusCode::OK
    } else {
        StatusCode::UNPROCESSABLE_ENTITY
    };
    let page = ctx.page(ctx.say(Text::new(
        "Nạp bảng chuyển đổi VSIC",
        "Load the VSIC table of correspondence",
    )));
    web::render(
        status,
        &LoadPage {
            page,
            errors,
            source: source.to_owned(),
            preview,
        },
    )
}

pub async fn blank(ctx: Ctx) -> Answer {
    answer(&ctx, "", Vec::new(), None)
}

/// What was sent: the source as typed, and the table of the file or why there is none.
struct Sent {
    source: String,
    table: Result<(Vec<Pair>, Vec<Unread>), Text>,
}

/// The sheet with the most pairs.
fn table(book: &Book) -> Result<(Vec<Pair>, Vec<Unread>), Text> {
    let sheets = (0..book.sheets.len())
        .filter_map(|index| book.sheet(index))
        .filter(|sheet: &&Sheet| !sheet.hidden);
    let best = sheets.map(model::read).max_by_key(|(pairs, _)| pairs.len());
    best.filter(|(pairs, _)| !pairs.is_empty() && pairs.len() <= MOST_PAIRS)
        .ok_or(NO_TABLE)
}

async fn sent(ctx: &Ctx, mut form: Multipart) -> Result<Sent, AppError> {
    let mut sent = Sent {
        source: String::new(),
        table: Err(NO_FILE),
    };
    while let Some(mut field) = form
        .next_field()
        .await
        .map_err(|_| AppError::Refused(UNREADABLE))?
    {
        let name = field.file_name().map(evidence::clean_name);
        let named_source = field.name() == Some("source");
        let mut bytes = Vec::new();
        while let Some(chunk) = field
            .chunk()
            .await
            .map_err(|_| AppError::Refused(TOO_LARGE))?
        {
            if bytes.len() + chunk.len() > MAX_FILE {
                sent.table = Err(TOO_LARGE);
                return Ok(sent);
            }
            bytes.extend_from_slice(&chunk);
        }
        match name {
            None if named_source => {
                sent.source = String::from_utf8_lossy(&bytes)
                    .replace('\0', "")
                    .trim()
                    .to_owned()
            }
            Some(name) if !bytes.is_empty() => {
                sent.table = match ctx.state.reader.read(&bytes, &name).await {
                    Ok(book) => table(&book),
                    Err(refusal) => Err(refusal.message()),
                };
            }
            _ => {}
        }
    }
    Ok(sent)
}

fn source_fault(source: &str) -> Option<Text> {
    (source.is_empty() || source.chars().count() > MAX_SOURCE).then_some(NO_SOURCE)
}

pub async fn preview(ctx: Ctx, form: Multipart) -> Answer {
    let sent = sent(&ctx, form).await?;
    let mut errors: Vec<(&'static str, String)> = source_fault(&sent.source)
        .map(|why| ("source", ctx.say(why).to_owned()))
        .into_iter()
        .collect();
    let (pairs, unread) = match sent.table {
        Ok(table) => table,
        Err(why) => {
            errors.push(("file", ctx.say(why).to_owned()));
            return answer(&ctx, &sent.source, errors, None);
        }
    };
    if !errors.is_empty() {
        return answer(&ctx, &sent.source, errors, None);
    }
    let preview = understood(&ctx, &pairs, &unread).await?;
    answer(&ctx, &sent.source, errors, Some(preview))
}

async fn understood(ctx: &Ctx, pairs: &[Pair], unread: &[Unread]) -> Result<Preview, AppError> {
    let mut connection = ctx.state.db.acquire().await?;
    let (held, known, targets) = db::held(&mut connection).await?;
    let plan = model::plan(pairs, &held, &known, &targets);
    Ok(Preview {
        text: model::to_text(pairs),
        mark: plan.mark(),
        pairs: i18n::format_number(pairs.len().into(), 0, ctx.lang),
        changed: plan.changed.iter().take(SHOWN).cloned().collect(),
        changed_more: plan.changed.len().saturating_sub(SHOWN),
        nowhere: plan.nowhere.iter().take(SHOWN).cloned().collect(),
        nowhere_more: plan.nowhere.len().saturating_sub(SHOWN),
        unread: unread
            .iter()
            .take(SHOWN)
            .map(|unread| (unread.row, ctx.say(unread.why)))
            .collect(),
        unread_more: unread.len().saturating_sub(SHOWN),
        plan,
    })
}

pub async fn agreed(ctx: Ctx, data: FormData) -> Answer {
    let source = data.get("source");
    let pairs = model::from_text(data.get("table"))
        .filter(|pairs| pairs.len() <= MOST_PAIRS)
        .ok_or(AppError::Refused(UNREADABLE))?;
    if let Some(why) = source_fault(source) {
        let preview = understood(&ctx, &pairs, &[]).await?;
        return answer(
            &ctx,
            source,
            vec![("source", ctx.say(why).to_owned())],
            Some(preview),
        );
    }
    let plan = actions::load(
        &ctx.state.db,
        &ctx.origin(),
        &pairs,
        source,
        data.get("agreed"),
    )
    .await?;
    let (written, codes) = (plan.written.len(), plan.new_codes);
    let words = match ctx.lang {
        Lang::Vi => format!("Đã nạp {written} cặp mã, trong đó {codes} mã VSIC 2018 mới."),
        Lang::En => format!(
            "{} {} loaded, with {}.",
            counted(written, ("", "pair", "pairs"), ctx.lang),
            one_or_many(written, "is", "are"),
            counted(
                codes,
                ("", "new VSIC 2018 code", "new VSIC 2018 codes"),
                ctx.lang
            )
        ),
    };
    Ok(see_other("/industries", Tone::Ok, &words))
}
