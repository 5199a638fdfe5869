//! The duties board, the page of one duty, reminders, exemptions and officers.

use super::actions::{self, Channel};
use super::board::{self, Placed};
use super::chosen::{DutyPath, back, ticked};
use super::db;
use super::letters;
use super::list::board_page;
use super::model::{Duty, Key, Round};
use super::reminder::{self, Sender, board_in, channel_words};
use super::rules::Rules;
use super::view::{DutyLine, DutyPage, LetterMark, Owed, ReminderLine};
use crate::foundation::i18n::wording::{Noun, counted};
use crate::foundation::i18n::{self, Lang, Text};
use crate::foundation::kernel::{Period, Permission, Reporter};
use crate::platform::web::flash::{Tone, see_other};
use crate::platform::web::{self, Access, Answer, AppError, Ctx, FormData, Routes};
use crate::registers::{board as home, contacts};
use crate::returns::filings;
use crate::standards::forms::{self, Form};
use axum::extract::Path;
use axum::http::StatusCode;
use rust_decimal::Decimal;

pub fn routes() -> Routes {
    let read = Access::Needs(Permission::ReadFilings);
    let enter = Access::Needs(Permission::EnterFilings);
    Routes::new()
        .get("/duties", read, board_page)
        .post("/duties/officers", enter, assign)
        .get("/duties/{reporter}/{form}/{period}", read, duty_page)
        .post(
            "/duties/{reporter}/{form}/{period}/reminders",
            enter,
            remind,
        )
        .post(
            "/duties/{reporter}/{form}/{period}/exemption",
            enter,
            exempt,
        )
        .merge(letters::routes())
}

/// The duties of one form and period within the reader's zones.
///
/// # Errors
/// [`AppError::NotFound`] when the form is not made for that period.
pub async fn duties_of(
    ctx: &Ctx,
    form: &Form,
    period: Period,
) -> Result<(Round, Vec<Duty>), AppError> {
    let calendar = forms::db::calendar(&ctx.state.db).await?;
    let since = home::reports_since(&ctx.state.db).await?;
    let mut rounds = Round::all(std::slice::from_ref(form), period.year(), since, &calendar);
    rounds.retain(|round| round.period == period);
    let before = period.year().before().to_string();
    let duties = db::duties(
        &ctx.state.db,
        &rounds,
        &before,
        ctx.actor.zones.as_deref(),
        None,
    )
    .await?;
    Ok((rounds.pop().ok_or(AppError::NotFound)?, duties))
}

/// What an enterprise still owes of the newest year that is called for and of the year before, what is due first first.
///
/// # Errors
/// Whatever the database says.
pub async fn owed(ctx: &Ctx, enterprise_id: i64) -> Result<Vec<Owed>, AppError> {
    let rules = Rules::load(ctx).await?;
    let known = filings::db::years(&ctx.state.db).await?;
    let Some(newest) = rules.current_year(&known) else {
        return Ok(Vec::new());
    };
    let projects =
        filings::db::own_projects(&ctx.state.db, enterprise_id, ctx.actor.zones.as_deref()).await?;
    let reporters = std::iter::once(None).chain(projects.into_iter().map(|(id, _)| Some(id)));
    let reporters: Vec<Reporter> = reporters
        .map(|project| Reporter::new(enterprise_id, project))
        .collect();
    let mut rounds = rules.rounds(newest);
    rounds.extend(rules.rounds(newest.before()));
    let mut placed = Vec::new();
    for reporter in reporters {
        let (before, zones) = (newest.before().to_string(), ctx.actor.zones.as_deref());
        let duties = db::duties(&ctx.state.db, &rounds, &before, zones, Some(reporter)).await?;
        placed.extend(board::place(duties, &rounds, rules.today));
    }
    placed.retain(|placed| placed.standing.is_open());
    placed.sort_by_key(|placed| {
        (
            rounds[placed.duty.round].due.is_none(),
            rounds[placed.duty.round].due,
        )
    });
    let line = |placed: &Placed| {
        DutyLine::new(
            placed,
            &rounds[placed.duty.round],
            Decimal::ZERO,
            rules.today,
            ctx.lang,
        )
    };
    Ok(placed.iter().map(line).map(Owed::new).collect())
}

/// One duty of this reader's zones with its round and form.
async fn find(ctx: &Ctx, path: DutyPath) -> Result<(Key, Duty, Round, String, Rules), AppError> {
    let (reporter, form_id, period) = path;
    let period: Period = period.parse().map_err(|()| AppError::NotFound)?;
    let rules = Rules::load(ctx).await?;
    let mut rounds = rules.rounds(period.year());
    rounds.retain(|round| round.form_id == form_id && round.period == period);
    let before = period.year().before().to_string();
    let zones = ctx.actor.zones.as_deref();
    let duty = db::duties(&ctx.state.db, &rounds, &before, zones, Some(reporter))
        .await?
        .pop()
        .ok_or(AppError::NotFound)?;
    let round = rounds.pop().ok_or(AppError::NotFound)?;
    let name = rules
        .forms
        .iter()
        .find(|form| form.id == form_id)
        .map_or("", |form| form.name(ctx.lang))
        .to_owned();
    Ok((
        Key {
            reporter,
            form_id,
            period: period.to_string(),
        },
        duty,
        round,
        name,
        rules,
    ))
}

async fn duty_page(ctx: Ctx, Path(path): Path<DutyPath>) -> Answer {
    shown(&ctx, path, None).await
}

/// The page of a duty; with a fault, the reason of an exemption is asked for again.
async fn shown(ctx: &Ctx, path: DutyPath, fault: Option<&'static str>) -> Answer {
    let (key, mut duty, round, form_name, rules) = find(ctx, path).await?;
    let reads_contacts = ctx.actor.may(Permission::ReadContacts);
    if !reads_contacts {
        duty.hide_contact();
    }
    let board_name = ctx.state.board_name();
    let sender = Sender {
        board: board_in(&board_name, ctx.lang),
        person: &ctx.actor.display_name,
    };
    let body = reminder::body(&duty, &round, &form_name, rules.today, &sender, ctx.lang);
    let log = db::reminders(&ctx.state.db, &key, ctx.actor.zones.as_deref()).await?;
    let exemption = db::exemption(&ctx.state.db, key.reporter, key.form_id, &key.period).await?;
    let by_whom =
        |by: Option<String>, at| format!("{}, {}", by.unwrap_or_default(), i18n::format_time(at));
    let reminders = log
        .into_iter()
        .map(|row| ReminderLine {
            at: i18n::format_time(row.at),
            by: row.by.unwrap_or_default(),
            channel: ctx.say(channel_words(&row.channel)),
            recipient: if reads_contacts {
                row.recipient
            } else {
                String::new()
            },
            body: row.body,
            letter: row
                .letter
                .map(|state| LetterMark::new(&state, row.over, ctx.lang)),
            reason: row
                .reason
                .map_or("", |reason| ctx.say(letters::reason_words(&reason))),
        })
        .collect();
    let email = contacts::masked_email(duty.contact_email.as_deref().unwrap_or_default());
    let contact_id = duty.contact_id;
    let placed = Placed {
        standing: duty.standing(&round, rules.today),
        days_late: duty.days_late(&round, rules.today),
        duty,
    };
    let mut page = ctx.page(placed.duty.name());
    // Where it is shown for a form sent to an address below.
    page.path = format!("/duties/{}/{}/{}", key.reporter, key.form_id, key.period);
    let template = DutyPage {
        line: DutyLine::new(&placed, &round, Decimal::ZERO, rules.today, ctx.lang),
        year: round.period.year().number(),
        form_name,
        basis: round.basis,
        to_verify: round.note,
        email,
        contact_id,
        body,
        reminders,
        exemption: exemption.map(|row| (row.reason, by_whom(row.by, row.at))),
        may_enter: ctx.actor.may(Permission::EnterFilings),
        may_mail: ctx.state.mailer.is_some(),
        page,
        fault,
    };
    let status = match fault {
        None => StatusCode::OK,
        Some(_) => StatusCode::UNPROCESSABLE_ENTITY,
    };
    web::render(status, &template)
}

const BY_LETTER: Text = Text::new(
    "Thư điện tử gửi từ trang “Thư nhắc báo cáo”: xem thư trước rồi gửi.",
    "E-mail is sent from the page “Reminders”: look at the letter first, then send it.",
);

async fn remind(ctx: Ctx, Path(path): Path<DutyPath>, data: FormData) -> Answer {
    let (key, duty, ..) = find(&ctx, path).await?;
    let channel = match data.get("channel") {
        "email" => return Err(AppError::Refused(BY_LETTER)),
        "phone" => Channel::Phone,
        _ => Channel::Message,
    };
    let recipient = duty.recipient(false);
    let body = data.get("body");
    actions::remind(&ctx.state.db, &ctx.actor, &key, channel, &recipient, body).await?;
    let text = Text::new("Đã ghi lần nhắc này.", "The reminder is logged.");
    Ok(see_other(
        &format!("/duties/{}/{}/{}", key.reporter, key.form_id, key.period),
        Tone::Ok,
        ctx.say(text),
    ))
}

const ENTERPRISE: Noun<'static> = ("doanh nghiệp", "enterprise", "enterprises");

async fn assign(ctx: Ctx, data: FormData) -> Answer {
    let officer = match data.get("officer") {
        "" => {
            return Err(AppError::Refused(Text::new(
                "Xin chọn cán bộ theo dõi.",
                "Please choose an officer.",
            )));
        }
        "0" => None,
        id => Some(id.parse().map_err(|_| AppError::NotFound)?),
    };
    let mut enterprises: Vec<i64> = ticked(&data)?
        .into_iter()
        .map(|(reporter, ..)| reporter.enterprise_id)
        .collect();
    enterprises.sort_unstable();
    enterprises.dedup();
    let seen = db::visible(&ctx.state.db, &enterprises, ctx.actor.zones.as_deref()).await?;
    if seen.len() != enterprises.len() {
        return Err(AppError::NotFound);
    }
    actions::assign(&ctx.state.db, &ctx.caller(), &enterprises, officer).await?;
    let count = counted(enterprises.len(), ENTERPRISE, ctx.lang);
    let text = match ctx.lang {
        Lang::Vi => format!("Đã giao {count}."),
        Lang::En => format!("{count} assigned."),
    };
    Ok(see_other(&back(&data), Tone::Ok, &text))
}

async fn exempt(ctx: Ctx, Path(path): Path<DutyPath>, data: FormData) -> Answer {
    let (key, ..) = find(&ctx, path.clone()).await?;
    if data.get("action") != "withdraw" && data.get("reason").is_empty() {
        return shown(&ctx, path, Some(ctx.say(actions::NO_REASON))).await;
    }
    let text = if data.get("action") == "withdraw" {
        actions::unexempt(&ctx.state.db, &ctx.origin(), &key).await?;
        Text::new(
            "Đã bỏ miễn: doanh nghiệp lại phải nộp báo cáo này.",
            "Exemption withdrawn: the report is owed again.",
        )
    } else {
        actions::exempt(&ctx.state.db, &ctx.caller(), &key, data.get("reason")).await?;
        Text::new(
            "Đã miễn báo cáo này, lý do được ghi lại.",
            "Exempted; the reason is on record.",
        )
    };
    let path = format!("/duties/{}/{}/{}", key.reporter, key.form_id, key.period);
    Ok(see_other(&path, Tone::Ok, ctx.say(text)))
}
