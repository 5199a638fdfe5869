//! The duties board, the page of one duty, reminders, exemptions and officers.

use super::actions::{self, Channel, Key};
use super::board::{self, Placed};
use super::db;
use super::list::board_page;
use super::model::{Duty, Round};
use super::reminder::{self, Sender};
use super::rules::Rules;
use super::view::{DutyLine, DutyPage, Owed, ReminderLine};
use crate::foundation::i18n::wording::{Noun, counted};
use crate::foundation::i18n::{self, Lang, Text};
use crate::foundation::kernel::{Period, Permission, Reporter};
use crate::platform::web::flash::{Tone, see_other};
use crate::platform::web::{self, Access, Answer, AppError, BoardName, Ctx, FormData, Routes};
use crate::registers::{board as home, contacts};
use crate::returns::filings;
use crate::standards::forms::{self, Form};
use axum::extract::Path;
use rust_decimal::Decimal;

/// Reminders in one go.
const MAX_BATCH: usize = 200;

pub fn routes() -> Routes {
    let read = Access::Needs(Permission::ReadFilings);
    let enter = Access::Needs(Permission::EnterFilings);
    Routes::new()
        .get("/duties", read, board_page)
        .post("/duties/officers", enter, assign)
        .post("/duties/reminders", enter, remind_all)
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
}

/// Who reports, on which form, for which period.
type DutyPath = (Reporter, i64, String);

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

fn board_in(name: &BoardName, lang: Lang) -> &str {
    match lang {
        Lang::Vi => &name.short,
        Lang::En => &name.english,
    }
}

async fn duty_page(ctx: Ctx, Path(path): Path<DutyPath>) -> Answer {
    let (key, mut duty, round, form_name, rules) = find(&ctx, path).await?;
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
    let log = db::reminders(&ctx.state.db, key.reporter, key.form_id, &key.period).await?;
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
            failed: row.failure.is_some(),
        })
        .collect();
    let email = contacts::masked_email(duty.contact_email.as_deref().unwrap_or_default());
    let contact_id = duty.contact_id;
    let placed = Placed {
        standing: duty.standing(&round, rules.today),
        days_late: duty.days_late(&round, rules.today),
        duty,
    };
    let page = ctx.page(placed.duty.name());
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
    };
    web::ok(&template)
}

fn channel_words(code: &str) -> Text {
    match code {
        "phone" => Text::new("Gọi điện", "Telephone"),
        "email" => Text::new("Thư điện tử", "E-mail"),
        _ => Text::new("Tin nhắn (Zalo…)", "Message (Zalo…)"),
    }
}

const NO_SERVER: Text = Text::new(
    "Chưa cấu hình máy chủ thư (IZPORTAL_SMTP_URL). Xin chép nội dung để gửi.",
    "No mail server is configured (IZPORTAL_SMTP_URL). Please copy the text and send it yourself.",
);

const NO_ADDRESS: Text = Text::new(
    "Doanh nghiệp chưa có đầu mối báo cáo với địa chỉ thư. Xin thêm đầu mối ở trang doanh nghiệp.",
    "The enterprise has no contact for reports with an address. Please add one on its page.",
);

async fn remind(ctx: Ctx, Path(path): Path<DutyPath>, data: FormData) -> Answer {
    let (key, duty, round, ..) = find(&ctx, path).await?;
    let recipient = duty.recipient(data.get("channel") == "email");
    let channel = match data.get("channel") {
        "email" => {
            let mailer = ctx
                .state
                .mailer
                .as_ref()
                .ok_or(AppError::Refused(NO_SERVER))?;
            let to = duty.contact_email.ok_or(AppError::Refused(NO_ADDRESS))?;
            Channel::Email {
                mailer,
                to,
                subject: reminder::subject(&round, ctx.lang),
            }
        }
        "phone" => Channel::Phone,
        _ => Channel::Message,
    };
    let failure = actions::remind(
        &ctx.state.db,
        &ctx.actor,
        &key,
        channel,
        &recipient,
        data.get("body"),
    )
    .await?;
    let (tone, text) = match failure {
        None => (
            Tone::Ok,
            Text::new("Đã ghi lần nhắc này.", "The reminder is logged."),
        ),
        Some(_) => (
            Tone::Warn,
            Text::new(
                "Máy chủ thư không nhận. Lần nhắc được ghi là chưa gửi.",
                "The mail server did not take it. Logged as not sent.",
            ),
        ),
    };
    Ok(see_other(
        &format!("/duties/{}/{}/{}", key.reporter, key.form_id, key.period),
        tone,
        ctx.say(text),
    ))
}

/// Sends reminders to everybody ticked, each with a text of its own and each logged.
async fn remind_all(ctx: Ctx, data: FormData) -> Answer {
    let mailer = ctx
        .state
        .mailer
        .clone()
        .ok_or(AppError::Refused(NO_SERVER))?;
    if data.all("duty").count() > MAX_BATCH {
        let text = Text::new(
            "Mỗi lần gửi tối đa 200 thư nhắc; chưa gửi thư nào. Xin lọc danh sách rồi gửi từng phần.",
            "At most 200 reminders are sent at once; none was sent. Please filter the list and send it in parts.",
        );
        return Err(AppError::Refused(text));
    }
    let board_name = ctx.state.board_name();
    let (mut sent, mut failed, mut without) = (0, 0, 0);
    for path in ticked(&data)? {
        let (key, duty, round, form_name, rules) = find(&ctx, path).await?;
        let Some(to) = duty.contact_email.clone() else {
            without += 1;
            continue;
        };
        let sender = Sender {
            board: board_in(&board_name, ctx.lang),
            person: &ctx.actor.display_name,
        };
        let body = reminder::body(&duty, &round, &form_name, rules.today, &sender, ctx.lang);
        let channel = Channel::Email {
            mailer: &mailer,
            to,
            subject: reminder::subject(&round, ctx.lang),
        };
        match actions::remind(
            &ctx.state.db,
            &ctx.actor,
            &key,
            channel,
            &duty.recipient(true),
            &body,
        )
        .await?
        {
            None => sent += 1,
            Some(_) => failed += 1,
        }
    }
    let text = match ctx.lang {
        Lang::Vi => {
            format!(
                "Đã gửi {sent} thư nhắc; {failed} thư máy chủ không nhận; {without} doanh nghiệp chưa có địa chỉ thư."
            )
        }
        Lang::En => format!(
            "{} sent; {failed} refused by the server; {} without an address.",
            counted(sent, ("", "reminder", "reminders"), ctx.lang),
            counted(without, ENTERPRISE, ctx.lang)
        ),
    };
    Ok(see_other(
        &back(&data),
        if failed + without == 0 {
            Tone::Ok
        } else {
            Tone::Warn
        },
        &text,
    ))
}

const ENTERPRISE: Noun<'static> = ("doanh nghiệp", "enterprise", "enterprises");

/// The duties ticked, `12/3/2022-Q4` or `12p34/3/2022-Q4` each: all of them, or nothing is done.
fn ticked(data: &FormData) -> Result<Vec<DutyPath>, AppError> {
    let read = |text: &str| {
        let mut parts = text.splitn(3, '/');
        Some((
            parts.next()?.parse().ok()?,
            parts.next()?.parse().ok()?,
            parts.next()?.to_owned(),
        ))
    };
    let ticked: Option<Vec<DutyPath>> = data.all("duty").map(read).collect();
    ticked.filter(|ticked| ticked.len() <= MAX_BATCH).ok_or(AppError::Refused(Text::new(
        "Danh sách báo cáo đã chọn không đọc được, hoặc dài hơn một trang. Xin tải lại trang rồi chọn lại.",
        "The list of chosen reports cannot be read, or is longer than a page. Please reload the page and choose again.",
    )))
}

/// Back to the list as it was filtered. Only ever to the board itself.
fn back(data: &FormData) -> String {
    let query = data.get("query");
    if query.is_empty() {
        "/duties".to_owned()
    } else {
        format!("/duties?{query}")
    }
}

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
    let (key, ..) = find(&ctx, path).await?;
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
