//! The course on a record's page, and the form of a step.

use askama::Template;
use axum::extract::{Path, RawQuery};
use axum::http::StatusCode;
use chrono::NaiveDate;

use super::form::{self, Background, Faults};
use super::model::{Step, StepKind, Task, Urgency};
use super::view::{self, CoursePanel, StepForm, StepLine, StepPage};
use super::{actions, db};
use crate::foundation::i18n::{self, Text};
use crate::foundation::kernel::Permission;
use crate::platform::registry::actions::Refusal;
use crate::platform::registry::store::{self, Record};
use crate::platform::web::flash::{Tone, see_other};
use crate::platform::web::{self, Answer, AppError, Ctx, FormData};

/// A record with its course.
struct Loaded {
    task: Task,
    record: Record,
    steps: Vec<Step>,
    due_on: Option<NaiveDate>,
    ended: bool,
}

impl Loaded {
    async fn load(ctx: &Ctx, task: Task, id: i64) -> Result<Loaded, AppError> {
        let mut connection = ctx.state.db.acquire().await?;
        let record = store::find(
            &mut connection,
            task.entity(),
            id,
            ctx.actor.zones.as_deref(),
        )
        .await?
        .ok_or(AppError::NotFound)?;
        let day = |name: &str| {
            record
                .values
                .get(name)
                .and_then(|value| value.parse::<NaiveDate>().ok())
        };
        let (due_on, ended) = (day("due_on"), day("resolved_on").is_some());
        drop(connection);
        Ok(Loaded {
            task,
            steps: db::steps(&ctx.state.db, task, id).await?,
            due_on,
            ended,
            record,
        })
    }

    fn opened_on(&self) -> Option<NaiveDate> {
        match self.task {
            Task::Obstacle => self.record.values.get("raised_on")?.parse().ok(),
            Task::KeyTask => {
                NaiveDate::from_ymd_opt(self.record.values.get("year")?.parse().ok()?, 1, 1)
            }
        }
    }

    fn background(&self) -> Background {
        let turns = |step: &&Step| step.kind.ends() || step.kind == StepKind::Reopened;
        Background {
            opened_on: self.opened_on().unwrap_or_default(),
            due_on: self.due_on,
            turned_on: self
                .steps
                .iter()
                .rev()
                .find(turns)
                .map(|step| step.happened_on),
            latest_on: self.steps.iter().map(|step| step.happened_on).max(),
            today: i18n::today(),
        }
    }

    fn form(&self, ctx: &Ctx, kind: StepKind, data: &FormData, faults: &Faults) -> StepForm {
        let page = self.task.href(self.record.id);
        StepForm {
            action: format!("{page}/steps"),
            kind: (kind.code(), ctx.say(kind.words(self.task))),
            controls: form::controls(kind, data, faults, ctx.lang),
            cancel: format!("{page}#course"),
        }
    }

    fn page(
        &self,
        ctx: &Ctx,
        status: StatusCode,
        kind: StepKind,
        data: &FormData,
        faults: &Faults,
    ) -> Answer {
        let entity = self.task.entity();
        let title = Text::new("Ghi diễn biến", "Record a step");
        web::render(
            status,
            &StepPage {
                page: ctx.page(ctx.say(title)),
                registry: (entity.path, ctx.say(entity.words.many)),
                record: (self.task.href(self.record.id), self.record.title.clone()),
                due: self.due_on.map_or_else(String::new, i18n::format_date),
                links: view::kind_links(
                    self.task,
                    self.record.id,
                    self.ended,
                    Some(kind),
                    ctx.lang,
                ),
                form: self.form(ctx, kind, data, faults),
            },
        )
    }
}

/// A blank step is of today.
fn blank() -> FormData {
    FormData::new(vec![(
        "happened_on".to_owned(),
        i18n::format_date(i18n::today()),
    )])
}

/// The course on a record's page, with the form of an ordinary step.
///
/// # Errors
/// [`AppError::NotFound`] for a record out of the reader's zones.
pub async fn steps_panel(ctx: &Ctx, task: Task, id: i64) -> Result<String, AppError> {
    let loaded = Loaded::load(ctx, task, id).await?;
    let may_write = ctx.actor.may(Permission::WriteRegistries) && !loaded.record.retired;
    let form = (may_write && !loaded.ended)
        .then(|| loaded.form(ctx, StepKind::Handled, &blank(), &Faults::new()));
    let links = if may_write {
        view::kind_links(task, id, loaded.ended, None, ctx.lang)
    } else {
        Vec::new()
    };
    let date = |day: Option<NaiveDate>| day.map_or_else(String::new, i18n::format_date);
    let first = loaded
        .record
        .values
        .get("first_due_on")
        .and_then(|value| value.parse().ok());
    let panel = CoursePanel {
        page: ctx.page(""),
        steps: loaded
            .steps
            .iter()
            .rev()
            .map(|step| StepLine::new(step, task, ctx.lang))
            .collect(),
        links: links
            .into_iter()
            .filter(|link| loaded.ended || !link.href.ends_with("=handled"))
            .collect(),
        urgency: view::urgency_words(
            Urgency::of(loaded.due_on, loaded.ended, i18n::today()),
            ctx.lang,
        ),
        due: date(loaded.due_on),
        first_due: date(first.filter(|_| first != loaded.due_on)),
        form,
    };
    Ok(panel.render()?)
}

/// The form of a step.
pub(super) async fn new_step(
    task: Task,
    ctx: Ctx,
    Path(id): Path<i64>,
    RawQuery(query): RawQuery,
) -> Answer {
    let query = FormData::parse(query.unwrap_or_default().as_bytes());
    let loaded = Loaded::load(&ctx, task, id).await?;
    let possible = StepKind::possible(task, loaded.ended);
    let asked = StepKind::from_code(query.get("kind")).filter(|kind| possible.contains(kind));
    let kind = asked
        .or(possible.first().copied())
        .ok_or(AppError::NotFound)?;
    loaded.page(&ctx, StatusCode::OK, kind, &blank(), &Faults::new())
}

/// Records a step, or shows the form again with what is in the way.
pub(super) async fn record_step(
    task: Task,
    ctx: Ctx,
    Path(id): Path<i64>,
    data: FormData,
) -> Answer {
    let loaded = Loaded::load(&ctx, task, id).await?;
    let kind = StepKind::from_code(data.get("kind")).ok_or(AppError::Refused(Text::new(
        "Không rõ loại bước. Xin mở lại trang và chọn.",
        "The kind of step is unclear. Please open the page again and choose.",
    )))?;
    if !StepKind::possible(task, loaded.ended).contains(&kind) {
        return Err(AppError::Clash(web::refusal_words("IZ061")));
    }
    let outcome = match form::read(kind, &loaded.background(), &data, ctx.lang) {
        Ok(draft) => {
            actions::record(
                &ctx.state.db,
                &ctx.actor,
                &ctx.origin(),
                (task, id),
                &draft,
                ctx.lang,
            )
            .await
        }
        Err(faults) => Err(Refusal::Fields(faults)),
    };
    match outcome {
        Ok(()) => {
            let text = Text::new("Đã ghi diễn biến.", "The step is recorded.");
            Ok(see_other(
                &format!("{}#course", task.href(id)),
                Tone::Ok,
                ctx.say(text),
            ))
        }
        Err(Refusal::Fields(faults)) => {
            loaded.page(&ctx, StatusCode::UNPROCESSABLE_ENTITY, kind, &data, &faults)
        }
        Err(Refusal::Stale(_)) => Err(AppError::Internal),
        Err(Refusal::Error(error)) => Err(error),
    }
}
