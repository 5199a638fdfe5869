//! The evidence of a report, an obstacle or a key task: its page, its section on their pages, adding, reading, taking off.

use axum::body::Body;
use axum::extract::{Path, Query, Request};
use axum::http::{HeaderName, HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use serde::Deserialize;

use super::actions::{self, MAX_COMMENT, MAX_NOTE};
use super::db;
use super::kind::Kind;
use super::owner::Owner;
use super::store;
use super::upload::{self, MAX_BODY, Upload};
use super::view::{self, Evidence, EvidencePage, EvidencePanel};
use crate::agenda::{self, model::Work};
use crate::forms;
use crate::i18n::{self, Text};
use crate::indicators::Catalogue;
use crate::kernel::{Period, Permission};
use crate::registry::store::{self as registry_store};
use crate::web::flash::{Tone, see_other};
use crate::web::{self, Access, Answer, AppError, Ctx, FormData, Routes};

/// What a file that is shown, not saved, may do: nothing.
const INERT: &str = "sandbox; default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'";

pub fn routes() -> Routes {
    let read = Access::Needs(Permission::ReadFilings);
    let attach = Access::Needs(Permission::AttachEvidence);
    let mut routes = Routes::new()
        .get("/filings/{id}/evidence", read, move |ctx, Path(id): Path<i64>| show(ctx, Owner::Filing(id)))
        .upload("/filings/{id}/evidence", attach, MAX_BODY, move |ctx, Path(id): Path<i64>, request| {
            add(ctx, Owner::Filing(id), request)
        })
        .post("/filings/{id}/comments", attach, comment)
        .get("/evidence/{id}/{name}", read, download)
        .post("/evidence/{id}/remove", attach, remove);
    for work in Work::ALL {
        let path = format!("/{}/{{id}}/evidence", work.entity().path);
        routes = routes
            .get(&path, Access::Needs(work.entity().read), move |ctx, Path(id): Path<i64>| show(ctx, Owner::Work(work, id)))
            .upload(&path, attach, MAX_BODY, move |ctx, Path(id): Path<i64>, request| add(ctx, Owner::Work(work, id), request));
    }
    routes
}

/// What was typed and is not stored yet.
#[derive(Default)]
struct Draft {
    cell: Option<i64>,
    note: String,
    body: String,
}

/// The evidence of a report or a piece of work, and the words around it.
struct Loaded {
    owner: Owner,
    /// What it is about: "Doanh nghiệp · mẫu · kỳ", or the title of the record.
    subject: String,
    catalogue: Catalogue,
    /// What files may stand at beside the whole: the indicators of the form, top to bottom, or the steps of the course.
    order: Vec<i64>,
    /// The words of steps, by number.
    steps: Vec<(i64, String)>,
}

async fn load(ctx: &Ctx, owner: Owner) -> Result<Loaded, AppError> {
    let catalogue = Catalogue::load(&ctx.state.db).await?;
    match owner {
        Owner::Filing(id) => load_report(ctx, id, catalogue).await,
        Owner::Work(work, id) => {
            let mut connection = ctx.state.db.acquire().await?;
            let found = registry_store::find(&mut connection, work.entity(), id, ctx.actor.zones.as_deref()).await?;
            let subject = found.ok_or(AppError::NotFound)?.title;
            let steps: Vec<(i64, String)> = agenda::db::steps(&ctx.state.db, work, id)
                .await?
                .iter()
                .map(|step| {
                    let (number, day) = (step.number, i18n::format_date(step.happened_on));
                    (i64::from(number), format!("{number}. {}, {day}", ctx.say(step.kind.words(work))))
                })
                .collect();
            Ok(Loaded { owner, subject, catalogue, order: steps.iter().map(|(number, _)| *number).collect(), steps })
        }
    }
}

async fn load_report(ctx: &Ctx, filing_id: i64, catalogue: Catalogue) -> Result<Loaded, AppError> {
    let db = &ctx.state.db;
    let report = db::report(db, filing_id, ctx.actor.zones.as_deref()).await?.ok_or(AppError::NotFound)?;
    let mut lines = forms::db::lines(db, report.form_id).await?;
    if let Some(form) = forms::db::forms(db).await?.iter().find(|form| form.id == report.form_id) {
        lines = form.with_product_lines(lines, &catalogue);
    }
    let mut order = Vec::with_capacity(lines.len());
    for line in &lines {
        if !order.contains(&line.indicator_id) {
            order.push(line.indicator_id);
        }
    }
    let period = report.period.parse::<Period>().map_or(report.period.clone(), |p| p.words(ctx.lang));
    let subject = format!("{} · {} · {period}", report.enterprise, report.form);
    Ok(Loaded { owner: Owner::Filing(filing_id), subject, catalogue, order, steps: Vec::new() })
}

impl Loaded {
    /// The cell or the step chosen in a form: `None` for the whole.
    fn cell(&self, chosen: &str) -> Result<Option<i64>, AppError> {
        if chosen.is_empty() {
            return Ok(None);
        }
        chosen.parse().ok().filter(|id| self.order.contains(id)).map(Some).ok_or(AppError::Refused(Text::new(
            "Chỉ tiêu hoặc bước đã chọn không có ở đây. Xin mở lại trang và chọn lại.",
            "There is no such indicator or step here. Please open the page again and choose another.",
        )))
    }

    async fn evidence(&self, ctx: &Ctx, draft: Draft, back: &'static str) -> Result<Evidence, AppError> {
        let attachments = db::attachments(&ctx.state.db, self.owner).await?;
        let comments = match self.owner {
            Owner::Filing(id) => db::comments(&ctx.state.db, id).await?,
            Owner::Work(..) => Vec::new(),
        };
        let groups = view::groups(&attachments, &comments, &self.order, |place| self.place_name(ctx, place), ctx.lang);
        let name = |id: &i64| (*id, self.place_name(ctx, Some(*id)), draft.cell == Some(*id));
        Ok(Evidence {
            owner: self.owner.href(),
            is_report: self.owner.is_report(),
            groups,
            cells: self.order.iter().map(name).collect(),
            may_attach: ctx.actor.may(Permission::AttachEvidence),
            note: draft.note,
            body: draft.body,
            back,
            endings: Kind::ALL.iter().flat_map(|kind| kind.endings()).map(|e| format!(".{e}")).collect::<Vec<_>>().join(","),
        })
    }

    /// The words of a place: the whole, an indicator, or a step of the course.
    fn place_name(&self, ctx: &Ctx, place: Option<i64>) -> String {
        match place {
            _ if self.owner.is_report() => view::place_name(place, &self.catalogue, ctx.lang),
            None => ctx.say(Text::new("Tài liệu chung", "Files of the work as a whole")).to_owned(),
            Some(number) => {
                self.steps.iter().find(|(known, _)| *known == number).map_or_else(String::new, |(_, words)| words.clone())
            }
        }
    }

    /// "Toàn báo cáo: 2 tài liệu, 1 ý kiến": one line for each cell of a report that has any.
    async fn counts(&self, ctx: &Ctx, filing_id: i64) -> Result<Vec<String>, AppError> {
        let counts = db::counts(&ctx.state.db, filing_id).await?;
        let places = std::iter::once(None).chain(self.order.iter().copied().map(Some));
        let line = |place: Option<i64>| {
            let (files, comments) = counts.get(&place)?;
            let name = self.place_name(ctx, place);
            let (file, said) = (ctx.say(Text::new("tài liệu", "files")), ctx.say(Text::new("ý kiến", "comments")));
            Some(format!("{name}: {files} {file}, {comments} {said}"))
        };
        Ok(places.filter_map(line).collect())
    }

    async fn page(&self, ctx: &Ctx, status: StatusCode, draft: Draft, faults: Faults) -> Answer {
        let title = if self.owner.is_report() {
            Text::new("Tài liệu, trao đổi của báo cáo", "Files and comments of the report")
        } else {
            Text::new("Tài liệu đính kèm", "Attached files")
        };
        let page = ctx.page(ctx.say(title));
        let subject = self.subject.clone();
        let evidence = self.evidence(ctx, draft, "").await?;
        web::render(status, &EvidencePage { page, subject, evidence, faults: faults.lines, kept: faults.kept })
    }
}

/// What an attempt to add could not do.
#[derive(Default)]
struct Faults {
    lines: Vec<(String, &'static str)>,
    kept: usize,
}

async fn show(ctx: Ctx, owner: Owner) -> Answer {
    load(&ctx, owner).await?.page(&ctx, StatusCode::OK, Draft::default(), Faults::default()).await
}

/// The section of the page of a report or a piece of work: everything attached and said, and the forms for those who may add.
///
/// # Errors
/// [`AppError::NotFound`] for what is out of the reader's zones.
pub async fn panel(ctx: &Ctx, owner: Owner) -> Result<String, AppError> {
    let loaded = load(ctx, owner).await?;
    let counts = match owner {
        Owner::Filing(id) => loaded.counts(ctx, id).await?,
        Owner::Work(..) => Vec::new(),
    };
    let mut evidence = loaded.evidence(ctx, Draft::default(), "owner").await?;
    // What was taken off is history: it stands on the page of its own.
    for group in &mut evidence.groups {
        group.files.retain(|file| file.removed.is_none());
    }
    evidence.groups.retain(|group| !group.files.is_empty() || !group.comments.is_empty());
    Ok(askama::Template::render(&EvidencePanel { page: ctx.page(""), evidence, counts })?)
}

/// Where an answer leads: the page the form stood on.
fn way_back(owner: Owner, back: &str) -> String {
    if back == "owner" { format!("{}#evidence", owner.href()) } else { format!("{}/evidence", owner.href()) }
}

async fn add(ctx: Ctx, owner: Owner, request: Request) -> Answer {
    let loaded = load(&ctx, owner).await?;
    let form = upload::form(request, &ctx.state).await?;
    let mut upload = upload::read(form, &*ctx.state.files).await?;
    let cell = loaded.cell(&upload.cell)?;
    let mut faults = Faults { lines: refused(&ctx, &upload), kept: 0 };
    if upload.note.chars().count() > MAX_NOTE {
        let text =
            Text::new("tối đa 1.000 ký tự; chưa có tệp nào được đính kèm", "at most 1,000 characters; no file is attached");
        faults.lines.push((ctx.say(Text::new("Ghi chú", "Note")).to_owned(), ctx.say(text)));
        upload.files.clear();
    } else if upload.files.is_empty() && faults.lines.is_empty() {
        let text = Text::new("xin chọn ít nhất một tệp", "please choose at least one");
        faults.lines.push((ctx.say(Text::new("Tệp", "Files")).to_owned(), ctx.say(text)));
    }
    if !upload.files.is_empty() {
        actions::attach(&ctx.state.db, &ctx.actor, &ctx.origin(), (owner, cell), &upload.files, &upload.note).await?;
        faults.kept = upload.files.len();
    }
    if !faults.lines.is_empty() {
        let draft = Draft { cell, note: upload.note, body: String::new() };
        return loaded.page(&ctx, StatusCode::UNPROCESSABLE_ENTITY, draft, faults).await;
    }
    let text = Text::new("Đã đính kèm tài liệu.", "Attached.");
    Ok(see_other(&way_back(owner, &upload.back), Tone::Ok, ctx.say(text)))
}

/// The refused files by name, with why.
fn refused(ctx: &Ctx, upload: &Upload) -> Vec<(String, &'static str)> {
    let unnamed = ctx.say(Text::new("Tệp còn lại", "The rest"));
    let name = |name: &str| if name.is_empty() { unnamed.to_owned() } else { name.to_owned() };
    upload.refused.iter().map(|file| (name(&file.name), ctx.say(file.why))).collect()
}

async fn comment(ctx: Ctx, Path(id): Path<i64>, data: FormData) -> Answer {
    let loaded = load(&ctx, Owner::Filing(id)).await?;
    let cell = loaded.cell(data.get("cell"))?;
    let body = upload::one_newline(data.get("body"));
    if body.is_empty() || body.chars().count() > MAX_COMMENT {
        let text = Text::new("xin ghi nội dung, tối đa 2.000 ký tự", "please write something, at most 2,000 characters");
        let lines = vec![(ctx.say(Text::new("Ý kiến", "Comment")).to_owned(), ctx.say(text))];
        let draft = Draft { cell, note: String::new(), body };
        return loaded.page(&ctx, StatusCode::UNPROCESSABLE_ENTITY, draft, Faults { lines, kept: 0 }).await;
    }
    actions::comment(&ctx.state.db, &ctx.actor, &ctx.origin(), (id, cell), &body).await?;
    Ok(see_other(
        &way_back(Owner::Filing(id), data.get("back")),
        Tone::Ok,
        ctx.say(Text::new("Đã ghi ý kiến.", "Comment noted.")),
    ))
}

async fn remove(ctx: Ctx, Path(id): Path<i64>, data: FormData) -> Answer {
    let reason = upload::one_newline(data.get("reason"));
    let owner = actions::detach(&ctx.state.db, &ctx.actor, &ctx.origin(), id, &reason).await?;
    let text = Text::new("Đã gỡ tài liệu; việc gỡ được ghi lại.", "Taken off; that is on record.");
    Ok(see_other(&way_back(owner, ""), Tone::Ok, ctx.say(text)))
}

/// How a file is wanted.
#[derive(Deserialize)]
struct Wanted {
    /// `1` to show it instead of saving it.
    inline: Option<String>,
}

async fn download(ctx: Ctx, Path((id, _name)): Path<(i64, String)>, Query(wanted): Query<Wanted>) -> Answer {
    let found = db::attachment(&ctx.state.db, id, ctx.actor.zones.as_deref()).await?;
    let attachment = found.filter(|found| found.removed_at.is_none()).ok_or(AppError::NotFound)?;
    let kind = Kind::from_media_type(&attachment.media_type).ok_or_else(|| AppError::internal("an unknown media type"))?;
    let file = store::get(&*ctx.state.files, &attachment.key).await?;
    let inline = wanted.inline.as_deref() == Some("1") && kind.shows_inline();
    let headers = [
        (header::CONTENT_TYPE, header_value(kind.media_type())?),
        (header::CONTENT_LENGTH, HeaderValue::from(file.meta.size)),
        (header::CONTENT_DISPOSITION, header_value(&disposition(inline, &attachment.name))?),
        (header::CACHE_CONTROL, HeaderValue::from_static("private, no-store")),
        (header::CONTENT_SECURITY_POLICY, HeaderValue::from_static(INERT)),
        (header::X_CONTENT_TYPE_OPTIONS, HeaderValue::from_static("nosniff")),
        (HeaderName::from_static("cross-origin-resource-policy"), HeaderValue::from_static("same-origin")),
    ];
    let response: Response = (headers, Body::from_stream(file.into_stream())).into_response();
    Ok(response)
}

fn header_value(text: &str) -> Result<HeaderValue, AppError> {
    HeaderValue::from_str(text).map_err(AppError::internal)
}

/// `attachment; filename="..."; filename*=UTF-8''...` (RFC 6266, RFC 5987): plain letters for old programs, all of them for others.
fn disposition(inline: bool, name: &str) -> String {
    let plain: String = name.chars().map(|c| if c.is_ascii_alphanumeric() || " -._()".contains(c) { c } else { '_' }).collect();
    let how = if inline { "inline" } else { "attachment" };
    format!("{how}; filename=\"{plain}\"; filename*=UTF-8''{}", view::percent_encoded(name))
}
