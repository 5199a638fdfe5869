//! What is attached to an owner, and the words around it.

use super::db::{self, PaperRow};
use super::kind::Kind;
use super::owner::Owner;
use super::view::{self, Evidence};
use crate::foundation::i18n::{self, Text};
use crate::foundation::kernel::{Period, Permission};
use crate::platform::registry::store::{self as registry_store};
use crate::platform::web::{AppError, Ctx};
use crate::registers::parcels::life;
use crate::registers::{projects, tasks};
use crate::standards::forms;
use crate::standards::indicators::Catalogue;

/// What was typed and is not stored yet.
#[derive(Default)]
pub struct Draft {
    pub cell: Option<i64>,
    pub note: String,
    pub body: String,
}

/// The evidence of a report or a record, and the words around it.
pub struct Loaded {
    pub owner: Owner,
    /// What it is about: "Doanh nghiệp · mẫu · kỳ", or the title of the record.
    pub subject: String,
    catalogue: Catalogue,
    /// What files may stand at beside the whole: the indicators of the form, top to bottom, or the rows of the record.
    order: Vec<i64>,
    /// The words of rows, by number.
    rows: Vec<(i64, String)>,
}

/// Loads what an owner is and what files may stand at.
///
/// # Errors
/// [`AppError::NotFound`] for what is out of the reader's zones.
pub async fn load(ctx: &Ctx, owner: Owner) -> Result<Loaded, AppError> {
    let catalogue = Catalogue::load(&ctx.state.db).await?;
    let Some(entity) = owner.entity() else {
        return report(ctx, owner.id(), catalogue).await;
    };
    let mut connection = ctx.state.db.acquire().await?;
    let found = registry_store::find(
        &mut connection,
        entity,
        owner.id(),
        ctx.actor.zones.as_deref(),
    )
    .await?;
    let subject = found.ok_or(AppError::NotFound)?.title;
    drop(connection);
    let rows = rows(ctx, owner).await?;
    Ok(Loaded {
        owner,
        subject,
        catalogue,
        order: rows.iter().map(|(number, _)| *number).collect(),
        rows,
    })
}

/// The rows of a record that papers can stand at, in words.
async fn rows(ctx: &Ctx, owner: Owner) -> Result<Vec<(i64, String)>, AppError> {
    let db = &ctx.state.db;
    let numbered = |number: i32, words: Text, day| {
        (
            i64::from(number),
            format!("{number}. {}, {}", ctx.say(words), i18n::format_date(day)),
        )
    };
    let of_paper = |row: PaperRow, words: Text| {
        let day = row.day.map(i18n::format_date);
        let named = [row.name, day]
            .into_iter()
            .flatten()
            .collect::<Vec<_>>()
            .join(", ");
        (row.id, format!("{}: {named}", ctx.say(words)))
    };
    Ok(match owner {
        Owner::Filing(_) => Vec::new(),
        Owner::Work(work, id) => {
            let steps = tasks::db::steps(db, work, id).await?;
            steps
                .iter()
                .map(|step| numbered(step.number, step.kind.words(work), step.happened_on))
                .collect()
        }
        Owner::Project(id) => {
            let log = projects::events::db::log(db, id).await?;
            log.iter()
                .map(|event| numbered(event.number, event.kind.words(), event.happened_on))
                .collect()
        }
        Owner::Parcel(id) => {
            let log = life::db::log(db, id).await?;
            log.iter()
                .map(|event| numbered(event.number, event.kind.words(), event.happened_on))
                .collect()
        }
        Owner::Lease(id) => {
            let extensions = db::extensions(db, id).await?;
            extensions
                .into_iter()
                .map(|row| of_paper(row, Text::new("Gia hạn", "Extension")))
                .collect()
        }
        Owner::Recovery(id) => {
            let steps = db::case_steps(db, id).await?;
            steps
                .into_iter()
                .map(|row| of_paper(row, Text::new("Bước", "Step")))
                .collect()
        }
    })
}

async fn report(ctx: &Ctx, filing_id: i64, catalogue: Catalogue) -> Result<Loaded, AppError> {
    let db = &ctx.state.db;
    let report = db::report(db, filing_id, ctx.actor.zones.as_deref())
        .await?
        .ok_or(AppError::NotFound)?;
    let period = report.period.parse::<Period>().ok();
    let mut lines = forms::db::lines(db, report.form_id).await?;
    if let Some(form) = forms::db::forms(db)
        .await?
        .iter()
        .find(|form| form.id == report.form_id)
    {
        lines = form.asked(lines, &catalogue, period);
    }
    let mut order = Vec::with_capacity(lines.len());
    for line in &lines {
        if !order.contains(&line.indicator_id) {
            order.push(line.indicator_id);
        }
    }
    let period = period.map_or(report.period.clone(), |period| period.words(ctx.lang));
    let subject = format!("{} · {} · {period}", report.enterprise, report.form);
    Ok(Loaded {
        owner: Owner::Filing(filing_id),
        subject,
        catalogue,
        order,
        rows: Vec::new(),
    })
}

impl Loaded {
    /// The cell or the row chosen in a form: `None` for the whole.
    ///
    /// # Errors
    /// [`AppError::Refused`] for one that is not there.
    pub fn cell(&self, chosen: &str) -> Result<Option<i64>, AppError> {
        if chosen.is_empty() {
            return Ok(None);
        }
        chosen.parse().ok().filter(|id| self.order.contains(id)).map(Some).ok_or(AppError::Refused(Text::new(
            "Chỉ tiêu, bước hoặc sự kiện đã chọn không có ở đây. Xin mở lại trang và chọn lại.",
            "There is no such indicator, step or event here. Please open the page again and choose another.",
        )))
    }

    /// Everything attached and said, and what the forms need.
    ///
    /// # Errors
    /// Whatever the database says.
    pub async fn evidence(
        &self,
        ctx: &Ctx,
        draft: Draft,
        back: &'static str,
    ) -> Result<Evidence, AppError> {
        let attachments = db::attachments(&ctx.state.db, self.owner).await?;
        let comments = match self.owner {
            Owner::Filing(id) => db::comments(&ctx.state.db, id).await?,
            _ => Vec::new(),
        };
        let groups = view::groups(
            &attachments,
            &comments,
            &self.order,
            |place| self.place_name(ctx, place),
            ctx.lang,
        );
        let name = |id: &i64| {
            (
                *id,
                self.place_name(ctx, Some(*id)),
                draft.cell == Some(*id),
            )
        };
        let (place, whole) = self.place_words();
        Ok(Evidence {
            owner: self.owner.href(),
            is_report: self.owner.is_report(),
            groups,
            cells: self.order.iter().map(name).collect(),
            place: ctx.say(place),
            whole: ctx.say(whole),
            removal: if self.owner.attaches() == Permission::AttachEvidence {
                "/evidence"
            } else {
                "/papers"
            },
            may_attach: ctx.actor.may(self.owner.attaches()),
            note: draft.note,
            body: draft.body,
            back,
            endings: Kind::ALL
                .iter()
                .flat_map(|kind| kind.endings())
                .map(|e| format!(".{e}"))
                .collect::<Vec<_>>()
                .join(","),
        })
    }

    /// What the forms call a place, and the whole.
    fn place_words(&self) -> (Text, Text) {
        match self.owner {
            Owner::Filing(_) => (
                Text::new("Cho chỉ tiêu", "For"),
                Text::new("Toàn báo cáo", "The whole report"),
            ),
            Owner::Work(..) => (
                Text::new("Cho bước", "For the step"),
                Text::new("Chung, không riêng bước nào", "The work as a whole"),
            ),
            Owner::Project(_) | Owner::Parcel(_) => (
                Text::new("Cho sự kiện", "For the event"),
                Text::new("Chung, không riêng sự kiện nào", "No event in particular"),
            ),
            Owner::Lease(_) => (
                Text::new("Cho văn bản", "For the paper"),
                Text::new("Hợp đồng thuê đất", "The lease itself"),
            ),
            Owner::Recovery(_) => (
                Text::new("Cho bước", "For the step"),
                Text::new("Chung, không riêng bước nào", "The case as a whole"),
            ),
        }
    }

    /// The words of a place: the whole, an indicator, or a row of the record.
    pub fn place_name(&self, ctx: &Ctx, place: Option<i64>) -> String {
        match place {
            _ if self.owner.is_report() => view::place_name(place, &self.catalogue, ctx.lang),
            None if matches!(self.owner, Owner::Lease(_)) => {
                ctx.say(self.place_words().1).to_owned()
            }
            None => ctx
                .say(Text::new("Tài liệu chung", "Files of the whole"))
                .to_owned(),
            Some(number) => self
                .rows
                .iter()
                .find(|(known, _)| *known == number)
                .map_or_else(String::new, |(_, words)| words.clone()),
        }
    }

    /// "Toàn báo cáo: 2 tài liệu, 1 ý kiến": one line for each cell of a report that has any.
    ///
    /// # Errors
    /// Whatever the database says.
    pub async fn counts(&self, ctx: &Ctx, filing_id: i64) -> Result<Vec<String>, AppError> {
        let counts = db::counts(&ctx.state.db, filing_id).await?;
        let places = std::iter::once(None).chain(self.order.iter().copied().map(Some));
        let line = |place: Option<i64>| {
            let (files, comments) = counts.get(&place)?;
            let name = self.place_name(ctx, place);
            let (file, said) = (
                ctx.say(Text::new("tài liệu", "files")),
                ctx.say(Text::new("ý kiến", "comments")),
            );
            Some(format!("{name}: {files} {file}, {comments} {said}"))
        };
        Ok(places.filter_map(line).collect())
    }
}
