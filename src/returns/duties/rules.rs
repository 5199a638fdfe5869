//! The rules duties of one period are worked out with, and duties placed in the hands of officers.

use super::board::{self as standings, Placed};
use super::db;
use super::model::{Duty, Round};
use crate::foundation::i18n;
use crate::foundation::kernel::{Permission, Year};
use crate::platform::web::{AppError, Ctx};
use crate::registers::board;
use crate::standards::forms::{self, Calendar, Form};
use chrono::{Datelike, NaiveDate};
use std::sync::Arc;

/// The forms and days off everything here follows from.
pub(super) struct Rules {
    pub(super) forms: Vec<Form>,
    pub(super) calendar: Calendar,
    /// From when on reports are owed.
    pub(super) since: Option<NaiveDate>,
    pub(super) today: NaiveDate,
}

impl Rules {
    pub(super) async fn load(ctx: &Ctx) -> Result<Rules, AppError> {
        let db = &ctx.state.db;
        Ok(Rules {
            forms: forms::db::forms(db).await?,
            calendar: forms::db::calendar(db).await?,
            since: board::reports_since(db).await?,
            today: i18n::today(),
        })
    }

    pub(super) fn rounds(&self, year: Year) -> Vec<Round> {
        Round::all(&self.forms, year, self.since, &self.calendar)
    }

    /// The newest year in which some report is already called for: in January that is last year.
    pub(super) fn current_year(&self, known: &[i32]) -> Option<Year> {
        let recent = [self.today.year(), self.today.year() - 1];
        let mut years: Vec<i32> = known.iter().copied().chain(recent).collect();
        years.sort_unstable();
        let called = |year: &Year| {
            self.rounds(*year)
                .iter()
                .any(|round| round.called_for() <= self.today)
        };
        years.into_iter().rev().filter_map(Year::new).find(called)
    }
}

/// The duties of a year with how each stands today, or what was said before if nothing has been written since.
pub(super) async fn placed(
    ctx: &Ctx,
    year: Year,
    rounds: &[Round],
    today: NaiveDate,
) -> Result<Arc<Vec<Placed>>, AppError> {
    let (contacts, zones) = (
        ctx.actor.may(Permission::ReadContacts),
        ctx.actor.zones.as_deref(),
    );
    let load = async {
        let mut duties = db::duties(
            &ctx.state.db,
            rounds,
            &year.before().to_string(),
            zones,
            None,
        )
        .await?;
        if !contacts {
            duties.iter_mut().for_each(Duty::hide_contact);
        }
        Ok(standings::place(duties, rounds, today))
    };
    ctx.state
        .memo
        .get(
            &ctx.state.db,
            format!("duties/{year}/{today}/{contacts}/{zones:?}"),
            load,
        )
        .await
}
