//! How far works are on a day. Pure; amounts canonical, percentages unrounded.

use chrono::{DateTime, NaiveDate, Utc};
use rust_decimal::Decimal;

use crate::foundation::i18n::Text;
use crate::foundation::kernel::percent::{Comparison, Ratio};

/// How a work is measured.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Measure {
    /// Clearance and levelling, m².
    Area,
    /// In the work's own unit.
    Own,
    Percent,
}

/// A work with what had been stated of it by a day.
#[derive(Debug, Clone)]
pub struct Work {
    pub id: i64,
    pub code: String,
    pub name: String,
    pub zone_id: i64,
    pub zone: String,
    pub phase_id: Option<i64>,
    pub phase: Option<String>,
    pub kind: String,
    pub unit: Option<String>,
    /// The planned quantity; 100 for a work in percent.
    pub whole: Option<Decimal>,
    pub budget: Option<Decimal>,
    pub funding: Option<String>,
    pub carried_out_by: Option<String>,
    pub planned_start: Option<NaiveDate>,
    pub planned_finish: Option<NaiveDate>,
    pub standing: Option<Standing>,
}

/// What statements say of a work at the end of a day.
#[derive(Debug, Clone, Default)]
pub struct Standing {
    pub done: Option<Decimal>,
    pub disbursed: Option<Decimal>,
    pub stopped: bool,
    pub stated_on: NaiveDate,
    pub source: String,
    pub begun_on: Option<NaiveDate>,
    pub finished_on: Option<NaiveDate>,
}

/// The state of a work, which nobody types.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum State {
    NotStarted,
    UnderWay,
    Late,
    Stopped,
    Done,
}

impl State {
    pub const ALL: [State; 5] = [
        State::NotStarted,
        State::UnderWay,
        State::Late,
        State::Stopped,
        State::Done,
    ];

    pub const fn code(self) -> &'static str {
        match self {
            State::NotStarted => "not_started",
            State::UnderWay => "under_way",
            State::Late => "late",
            State::Stopped => "stopped",
            State::Done => "done",
        }
    }

    pub const fn words(self) -> Text {
        match self {
            State::NotStarted => Text::new("Chưa bắt đầu", "Not started"),
            State::UnderWay => Text::new("Đang thực hiện", "Under way"),
            State::Late => Text::new("Chậm", "Late"),
            State::Stopped => Text::new("Tạm dừng", "Stopped"),
            State::Done => Text::new("Hoàn thành", "Done"),
        }
    }

    /// The colour of its tag, and its icon.
    pub const fn look(self) -> (&'static str, &'static str) {
        match self {
            State::NotStarted => ("neutral", "clock"),
            State::UnderWay => ("info", "chevron-right"),
            State::Late => ("warn", "alert-triangle"),
            State::Stopped => ("bad", "x"),
            State::Done => ("ok", "check"),
        }
    }
}

/// By how much a work is behind its schedule.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Delay {
    /// Days after the planned start on which it had not begun.
    Start(i64),
    /// Days after the planned finish on which it was not finished.
    Finish(i64),
    /// Finished, so many days late.
    Finished(i64),
}

impl Work {
    pub fn measure(&self) -> Measure {
        match (self.kind.as_str(), &self.unit) {
            ("clearance" | "levelling", _) => Measure::Area,
            (_, Some(_)) => Measure::Own,
            _ => Measure::Percent,
        }
    }

    /// Whether it counts towards the completion of infrastructure.
    pub fn is_infrastructure(&self) -> bool {
        self.measure() != Measure::Area
    }

    pub fn done(&self) -> Option<Decimal> {
        self.standing.as_ref().and_then(|standing| standing.done)
    }

    pub fn disbursed(&self) -> Option<Decimal> {
        self.standing
            .as_ref()
            .and_then(|standing| standing.disbursed)
    }

    /// Done in percent of the planned quantity.
    pub fn progress(&self) -> Ratio {
        self.percent_of_planned(self.done())
    }

    pub fn percent_of_planned(&self, done: Option<Decimal>) -> Ratio {
        Comparison::with_whole(done, self.whole).percent_of()
    }

    /// Disbursed in percent of the approved budget.
    pub fn spending(&self) -> Ratio {
        Comparison::with_whole(self.disbursed(), self.budget).percent_of()
    }

    pub fn delay(&self, on: NaiveDate) -> Option<Delay> {
        let standing = self.standing.as_ref();
        let days = |since: NaiveDate, until: NaiveDate| {
            Some((until - since).num_days()).filter(|days| *days > 0)
        };
        if let Some(finished) = standing.and_then(|standing| standing.finished_on) {
            return days(self.planned_finish?, finished).map(Delay::Finished);
        }
        if let Some(late) = self.planned_finish.and_then(|finish| days(finish, on)) {
            return Some(Delay::Finish(late));
        }
        let begun = standing.is_some_and(|standing| standing.begun_on.is_some());
        if begun {
            None
        } else {
            days(self.planned_start?, on).map(Delay::Start)
        }
    }

    pub fn state(&self, on: NaiveDate) -> State {
        let standing = self.standing.as_ref();
        if standing.is_some_and(|standing| standing.finished_on.is_some()) {
            return State::Done;
        }
        if standing.is_some_and(|standing| standing.stopped) {
            return State::Stopped;
        }
        if self.delay(on).is_some() {
            return State::Late;
        }
        if standing.is_some_and(|standing| standing.begun_on.is_some()) {
            State::UnderWay
        } else {
            State::NotStarted
        }
    }
}

/// A sum, and what it leaves out.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Share {
    /// None where nothing is known of any of them.
    pub part: Option<Decimal>,
    pub whole: Option<Decimal>,
    /// How many are in it, how many of those nobody stated yet (they count as nothing), and how many have no base and are left out.
    pub counted: usize,
    pub unstated: usize,
    pub without_base: usize,
}

impl Share {
    pub fn ratio(&self) -> Ratio {
        Comparison::with_whole(self.part, self.whole).percent_of()
    }
}

fn add(sum: Option<Decimal>, value: Option<Decimal>) -> Option<Decimal> {
    match (sum, value) {
        (Some(sum), Some(value)) => sum.checked_add(value),
        (known, None) | (None, known) => known,
    }
}

/// A ratio of sums: parts over wholes, of those that have a whole.
fn share(pairs: impl Iterator<Item = (Option<Decimal>, Option<Decimal>)>) -> Share {
    pairs.fold(Share::default(), |mut share, (part, whole)| {
        if whole.is_none() {
            share.without_base += 1;
            return share;
        }
        share.counted += 1;
        share.unstated += usize::from(part.is_none());
        share.part = add(share.part, part);
        share.whole = add(share.whole, whole);
        share
    })
}

/// Several works together.
#[derive(Debug, Clone, Copy, Default)]
pub struct Totals {
    pub clearance: Share,
    pub levelling: Share,
    /// Disbursed over approved.
    pub money: Share,
    /// Infrastructure: budget × progress over budget. A work nobody reported counts as not begun.
    pub completion: Share,
}

impl Totals {
    pub fn of(works: &[&Work]) -> Totals {
        let of_kind = |kind: &'static str| works.iter().filter(move |work| work.kind == kind);
        let quantity = |work: &&Work| (work.done(), work.whole);
        // More than planned counts as all of it: what is over makes up for no other work.
        let weighted = |work: &&Work| {
            let percent = work
                .progress()
                .value()
                .map(|percent| percent.min(Decimal::ONE_HUNDRED));
            let earned = percent.zip(work.budget).and_then(|(percent, budget)| {
                percent
                    .checked_mul(budget)
                    .and_then(|earned| earned.checked_div(Decimal::ONE_HUNDRED))
            });
            (earned, work.budget)
        };
        Totals {
            clearance: share(of_kind("clearance").map(quantity)),
            levelling: share(of_kind("levelling").map(quantity)),
            money: share(works.iter().map(|work| (work.disbursed(), work.budget))),
            completion: share(
                works
                    .iter()
                    .filter(|work| work.is_infrastructure())
                    .map(weighted),
            ),
        }
    }
}

/// What is still to be done of works of a kind; unknown while one of them is not stated, or has no area. What is over in one
/// leaves no less in another.
pub fn left(works: &[&Work], kind: &str) -> Option<Decimal> {
    let of_kind = works.iter().filter(|work| work.kind == kind);
    of_kind
        .map(|work| Some(work.whole?.checked_sub(work.done()?)?.max(Decimal::ZERO)))
        .sum()
}

/// What a statement of areas says of a phase on a day.
#[derive(Debug, Clone)]
pub struct Stated {
    pub zone_id: i64,
    pub phase_id: i64,
    pub phase: String,
    pub as_of: NaiveDate,
    pub planned: Decimal,
    pub cleared: Decimal,
    pub levelled: Decimal,
    pub infrastructure_percent: Option<Decimal>,
}

/// What is stated of the completion of infrastructure: the mean over the phases that state it, weighted by planned area, as on
/// sheet 2103.
pub fn stated_completion(areas: &[&Stated]) -> Option<Decimal> {
    let known = areas
        .iter()
        .filter_map(|area| Some((area.infrastructure_percent?, area.planned)));
    let (sum, weight) = known.fold(
        (Decimal::ZERO, Decimal::ZERO),
        |(sum, weight), (percent, area)| {
            (
                sum + percent.checked_mul(area).unwrap_or_default(),
                weight + area,
            )
        },
    );
    sum.checked_div(weight)
}

/// Works and statement of areas beside each other; neither takes the other's place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Difference {
    pub place: String,
    pub levelling: bool,
    pub works: Decimal,
    pub stated: Decimal,
}

/// Where what the works add up to is not what the statements say: by phase, or for the zone as a whole where a work has no phase.
/// Works nobody stated anything of are no evidence of anything.
pub fn differences(zone: &str, works: &[&Work], stated: &[Stated]) -> Vec<Difference> {
    let mut found = Vec::new();
    for levelling in [false, true] {
        let kind = if levelling { "levelling" } else { "clearance" };
        let of_kind: Vec<&&Work> = works.iter().filter(|work| work.kind == kind).collect();
        let said = |area: &Stated| {
            if levelling {
                area.levelled
            } else {
                area.cleared
            }
        };
        let mut compare = |place: &str, done: Option<Decimal>, stated: Option<Decimal>| {
            if let Some((works, stated)) =
                done.zip(stated).filter(|(works, stated)| works != stated)
            {
                found.push(Difference {
                    place: place.to_owned(),
                    levelling,
                    works,
                    stated,
                });
            }
        };
        let sum = |phase: Option<i64>| {
            let meant = of_kind
                .iter()
                .filter(|work| phase.is_none() || work.phase_id == phase);
            meant.map(|work| work.done()).fold(None, add)
        };
        if of_kind.iter().any(|work| work.phase_id.is_none()) {
            compare(
                zone,
                sum(None),
                stated.iter().map(|area| Some(said(area))).fold(None, add),
            );
        } else {
            for area in stated {
                compare(&area.phase, sum(Some(area.phase_id)), Some(said(area)));
            }
        }
    }
    found
}

/// One row of the log.
#[derive(Debug, Clone)]
pub struct Statement {
    pub number: i32,
    pub as_of: NaiveDate,
    pub done: Option<Decimal>,
    pub disbursed: Option<Decimal>,
    pub stopped: bool,
    pub withdrawn: bool,
    pub source: String,
    pub over_reason: Option<String>,
    pub correction: Option<String>,
    pub note: Option<String>,
    /// A later row for the same day took its place.
    pub replaced: bool,
    pub recorded_by: String,
    pub recorded_at: DateTime<Utc>,
}

impl Statement {
    /// Whether it is what holds for its day.
    pub fn holds(&self) -> bool {
        !self.replaced && !self.withdrawn
    }
}

#[cfg(test)]
mod tests;
