//! Who is written to about what, and writing it down to be sent.

use std::collections::{HashMap, HashSet};

use chrono::Datelike;
use sha2::{Digest, Sha256};

use super::db::{self, NewLetter};
use super::model::{self, Addressee, Item, Last};
use super::sending::SENDING;
use crate::foundation::i18n::{self, Said, Text};
use crate::foundation::jobs::{self, Asked, NewJob};
use crate::foundation::kernel::Year;
use crate::foundation::mail::Mailer;
use crate::platform::jobs as pages;
use crate::platform::web::{AppError, Ctx, fits};
use crate::returns::duties::board::Placed;
use crate::returns::duties::chosen::DutyPath;
use crate::returns::duties::db as duties;
use crate::returns::duties::model::{Round, Standing};
use crate::returns::duties::reminder::{Sender, board_in};
use crate::returns::duties::rules::{Rules, placed};
use crate::returns::filings;

/// Longest opening of a letter, in characters.
pub const MAX_OPENING: usize = 1000;
/// Years a letter goes back, the newest that is called for among them: what is older is not asked for by itself any more.
pub const MAX_YEARS: usize = 10;

const NOBODY: Text = Text::new(
    "Chưa chọn doanh nghiệp nào còn nợ báo cáo và có địa chỉ thư. Xin chọn ít nhất một doanh nghiệp.",
    "No enterprise that owes a report and has an address was chosen. Please choose at least one.",
);
const REMINDED: Text = Text::new(
    "Trong lúc xem thử, có doanh nghiệp vừa được nhắc. Chưa gửi thư nào. Xin xem lại danh sách rồi gửi.",
    "One of the enterprises has been reminded meanwhile. Nothing was sent. Please look at the list again, then send.",
);

/// Whom somebody wants to write to.
#[derive(Debug, Default)]
pub struct Wanted {
    pub enterprises: HashSet<i64>,
    /// Reports named one by one: they are in the letter even where they are not called for yet.
    pub duties: Vec<DutyPath>,
}

/// Enterprises with what they owe.
pub struct Owing {
    pub to: Vec<Addressee>,
    /// The first year that was looked at; `None` where no report is owed at all.
    pub since: Option<Year>,
}

/// The enterprises with all they owe that is still open: since the first year reports are owed for, of [`MAX_YEARS`] at most, and
/// of the years named.
///
/// # Errors
/// [`AppError::NotFound`] when the reader does not see one of them.
pub async fn addressees(ctx: &Ctx, wanted: &Wanted) -> Result<Owing, AppError> {
    let ids: Vec<i64> = wanted.enterprises.iter().copied().collect();
    let seen = duties::visible(&ctx.state.db, &ids, ctx.actor.zones.as_deref()).await?;
    if seen.len() != ids.len() {
        return Err(AppError::NotFound);
    }
    let rules = Rules::load(ctx).await?;
    let mut found: Vec<Addressee> = Vec::new();
    let years = years(ctx, &rules, wanted).await?;
    for year in years.iter().copied() {
        let rounds = rules.rounds(year);
        let placed = placed(ctx, year, &rounds, rules.today).await?;
        for one in placed.iter() {
            let Some(round) = rounds.get(one.duty.round) else {
                continue;
            };
            if wanted
                .enterprises
                .contains(&one.duty.reporter.enterprise_id)
            {
                let item = item(one, round, wanted).map(|item| Item {
                    form: rules
                        .forms
                        .iter()
                        .find(|form| form.id == round.form_id)
                        .map_or_else(String::new, |form| form.name(ctx.lang).to_owned()),
                    ..item
                });
                add(&mut found, one, item);
            }
        }
    }
    for to in &mut found {
        to.items.sort_by_key(|item| (item.due.is_none(), item.due));
    }
    Ok(Owing {
        to: found,
        since: years.into_iter().min(),
    })
}

/// The years in which a report may be owed, the newest first: back to the first that is owed for, or else the first anything is
/// known of.
async fn years(ctx: &Ctx, rules: &Rules, wanted: &Wanted) -> Result<Vec<Year>, AppError> {
    let known = filings::db::years(&ctx.state.db).await?;
    let first = match rules.since {
        Some(since) => Some(since.year()),
        None => known.iter().copied().min(),
    };
    let newest = rules.current_year(&known);
    let mut years: Vec<Year> = std::iter::successors(newest, |year| Some(year.before()))
        .take(MAX_YEARS)
        .take_while(|year| {
            Some(*year) == newest || first.is_some_and(|first| first <= year.number())
        })
        .collect();
    for (.., period) in &wanted.duties {
        let period: crate::foundation::kernel::Period =
            period.parse().map_err(|()| AppError::NotFound)?;
        if !years.contains(&period.year()) {
            years.push(period.year());
        }
    }
    Ok(years)
}

/// A report as the letter tells of it, if it is to be asked for.
fn item(one: &Placed, round: &Round, wanted: &Wanted) -> Option<Item> {
    let duty = &one.duty;
    let named = || {
        wanted.duties.iter().any(|(reporter, form, period)| {
            (*reporter, *form) == (duty.reporter, round.form_id)
                && *period == round.period.to_string()
        })
    };
    let asked = one.standing.is_open() || (one.standing == Standing::Upcoming && named());
    asked.then(|| Item {
        reporter: duty.reporter,
        form_id: round.form_id,
        code: round.code.clone(),
        form: String::new(),
        period: round.period,
        project: duty.project.clone(),
        due: round.due,
        overdue: one.days_late.filter(|_| duty.first_submitted_at.is_none()),
        returned: one.standing == Standing::Returned,
        basis: round.basis.clone(),
    })
}

fn add(found: &mut Vec<Addressee>, one: &Placed, item: Option<Item>) {
    let duty = &one.duty;
    let id = duty.reporter.enterprise_id;
    match found.iter_mut().find(|to| to.enterprise_id == id) {
        Some(to) => to.items.extend(item),
        None => found.push(Addressee {
            enterprise_id: id,
            enterprise: duty.enterprise.clone(),
            contact_id: duty.contact_id,
            recipient: duty.recipient(true),
            has_address: duty.contact_email.is_some(),
            items: item.into_iter().collect(),
        }),
    }
}

/// When each was reminded last.
///
/// # Errors
/// Whatever the database says.
pub async fn last(ctx: &Ctx, to: &[Addressee]) -> Result<HashMap<i64, Last>, AppError> {
    let ids: Vec<i64> = to.iter().map(|to| to.enterprise_id).collect();
    let mut own = ctx.state.db.acquire().await?;
    Ok(db::last(&mut own, &ids, ctx.actor.zones.as_deref()).await?)
}

/// Writes the letters down and asks for them to be sent, all or none. `seen` is the last reminder of each enterprise as whoever
/// sends knew it: who was reminded meanwhile is not written to again unseen, and the same form sent twice is one sending.
///
/// # Errors
/// [`AppError::Refused`] when nobody is left to write to, [`AppError::Clash`] when somebody was reminded meanwhile.
pub async fn send(
    ctx: &Ctx,
    mailer: &Mailer,
    wanted: &Wanted,
    opening: &str,
    seen: &HashMap<i64, i64>,
) -> Result<Asked, AppError> {
    fits(opening, MAX_OPENING)?;
    let mut to = addressees(ctx, wanted).await?.to;
    let board_name = ctx.state.board_name();
    let sender = Sender {
        board: board_in(&board_name, ctx.lang),
        person: &ctx.actor.display_name,
    };
    let usual = model::opening(sender.board, ctx.lang);
    let opening = if opening.is_empty() {
        usual.as_str()
    } else {
        opening
    };
    let mut tx = ctx.state.db.begin().await?;
    db::lock(&mut tx).await?;
    let subject = subject(ctx, wanted, opening, seen);
    if let Some(asked) = jobs::newest(&mut tx, SENDING.code, &subject).await? {
        return Ok(asked);
    }
    to.retain(|to| to.has_address && !to.items.is_empty());
    if to.is_empty() {
        return Err(AppError::Refused(NOBODY));
    }
    let ids: Vec<i64> = to.iter().map(|to| to.enterprise_id).collect();
    let last = db::last(&mut tx, &ids, ctx.actor.zones.as_deref()).await?;
    let newest = |id: &i64| last.get(id).map_or(0, |last| last.id);
    if ids
        .iter()
        .any(|id| newest(id) != seen.get(id).copied().unwrap_or(0))
    {
        return Err(AppError::Clash(REMINDED));
    }
    let new = NewJob {
        kind: SENDING.code,
        subject: &subject,
        title: title(to.len()),
        arguments: serde_json::json!({}),
        place: None,
    };
    let asked = pages::ask(&mut tx, &ctx.caller(), &new).await?;
    jobs::lead_to(&mut tx, asked.id, &format!("/letters/{}", asked.id)).await?;
    let moment = i18n::now().timestamp_micros();
    for to in &to {
        let unique = format!("{moment}.{}.{}", asked.id, to.enterprise_id);
        let letter = NewLetter {
            job_id: asked.id,
            to,
            subject: &model::subject(&to.items, ctx.lang),
            body: &model::body(to, opening, &sender, ctx.lang),
            message_id: &mailer.message_id(&unique),
            by: ctx.actor.account_id,
        };
        db::write(&mut tx, &letter).await?;
    }
    tx.commit().await?;
    Ok(asked)
}

fn title(letters: usize) -> Said {
    let en = i18n::wording::counted(letters, ("thư", "letter", "letters"), i18n::Lang::En);
    Said {
        vi: format!("Gửi {letters} thư nhắc báo cáo"),
        en: format!("Sending {en} of reminder"),
    }
}

/// The same for the same form sent twice, and another after whoever is in it was reminded.
fn subject(ctx: &Ctx, wanted: &Wanted, opening: &str, seen: &HashMap<i64, i64>) -> String {
    let mut ids: Vec<i64> = wanted.enterprises.iter().copied().collect();
    ids.sort_unstable();
    let mut hash = Sha256::new();
    hash.update(format!("{} {opening}\n", ctx.actor.account_id));
    for id in ids {
        let last = seen.get(&id).copied().unwrap_or(0);
        hash.update(format!("{id} {last}\n"));
    }
    hash.finalize()
        .iter()
        .map(|byte| format!("{byte:02x}"))
        .collect()
}
