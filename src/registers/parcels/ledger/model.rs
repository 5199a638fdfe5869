//! What of the parcels is let on a day. Leased are the shares of leases in force that day, and the parcels the log calls let without
//! any lease ever recorded for that letting. A lease past its term that was neither returned nor recovered nor renewed still counts,
//! and is told apart. One function over rows; areas in m², exact.

use std::collections::BTreeMap;

use chrono::{Days, NaiveDate};
use rust_decimal::Decimal;

use crate::registers::parcels::life::model::Kind;

/// The states of a parcel that somebody rents.
const LET: [&str; 4] = ["leased", "in_use", "idle", "recovering"];

/// Parcels come from others by splits and mergers; nobody has split one so often.
const MOST_GENERATIONS: u32 = 20;

/// An event of a parcel's log that counts.
#[derive(Debug, Clone)]
pub struct Event {
    pub kind: Kind,
    pub happened_on: NaiveDate,
    /// The state a parcel entered the books with.
    pub state: Option<String>,
    pub enterprise_id: Option<i64>,
}

/// A parcel's share of a lease, as recorded.
#[derive(Debug, Clone)]
pub struct Share {
    pub lease_id: i64,
    pub contract_no: String,
    pub enterprise_id: i64,
    pub area_m2: Decimal,
    pub valid_from: NaiveDate,
    /// The last day of the lease: its early end where somebody stated one, else its term with its extensions.
    pub last_on: NaiveDate,
    pub ended_early: bool,
    /// The last day of this parcel's share alone, where somebody stated one.
    pub until: Option<NaiveDate>,
}

/// A parcel with everything recorded that bears on its letting.
#[derive(Debug, Clone)]
pub struct Parcel {
    pub id: i64,
    pub zone_id: i64,
    pub phase_id: Option<i64>,
    pub code: String,
    /// For industry, services or warehouses; utilities, roads and green land are let to nobody.
    pub leasable: bool,
    /// Today's.
    pub area_m2: Decimal,
    /// What it measured before: the last day of each area, in this order.
    pub past_areas: Vec<(NaiveDate, Decimal)>,
    /// In the order in which they happened.
    pub events: Vec<Event>,
    pub shares: Vec<Share>,
    /// The parcels it came from, by a split or a merger.
    pub origins: Vec<i64>,
}

/// Why land counts as leased.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Basis {
    /// A lease in force.
    Lease,
    /// A lease past its term; nobody recorded that the land was returned, recovered or let anew.
    Overdue,
    /// The log calls it let, and no lease was ever recorded for that letting.
    NoLease,
}

/// Land of one parcel that counts as leased.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Line {
    pub parcel_id: i64,
    pub zone_id: i64,
    pub phase_id: Option<i64>,
    pub parcel: String,
    pub basis: Basis,
    pub enterprise_id: i64,
    pub area_m2: Decimal,
    /// The lease, by id and number.
    pub lease: Option<(i64, String)>,
    /// The last day of the lease; without one, since when the parcel is let, where the log says so.
    pub day: Option<NaiveDate>,
}

/// What a zone's parcels add up to on a day. m².
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Sums {
    /// All parcels in the books, of whatever use.
    pub all: Decimal,
    pub cleared: Decimal,
    pub levelled: Decimal,
    pub leasable: Decimal,
    /// Let by leases in force.
    pub in_force: Decimal,
    /// Let by leases past their term.
    pub overdue: Decimal,
    /// Let without a lease.
    pub no_lease: Decimal,
}

impl Sums {
    /// Leased land, in whatever way.
    pub fn leased(&self) -> Decimal {
        self.in_force + self.overdue + self.no_lease
    }
}

/// The ledger on a day.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Ledger {
    /// Of the zones with a parcel in the books by then.
    pub zones: BTreeMap<i64, Sums>,
    pub lines: Vec<Line>,
}

/// Everything recorded of the parcels of some zones.
#[derive(Debug, Clone, Default)]
pub struct Books {
    pub parcels: BTreeMap<i64, Parcel>,
}

/// How the log has a parcel at the end of a day.
struct Standing {
    state: String,
    holder: Option<i64>,
    /// Since when somebody has it without a break; the beginning of time where it came into the books let.
    let_since: NaiveDate,
    /// Since when it is the holder's.
    held_since: NaiveDate,
}

impl Standing {
    fn is_let(&self) -> bool {
        LET.contains(&self.state.as_str())
    }
}

/// When a share ends, and by what.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct End {
    pub last_on: NaiveDate,
    /// Whether it ends by nothing but the term of its lease.
    by_term: bool,
    /// The first day on which the log has ended the tenant's right, be it after the term.
    freed_on: Option<NaiveDate>,
}

impl Parcel {
    /// The area that held on a day.
    fn area_on(&self, day: NaiveDate) -> Decimal {
        let past = self.past_areas.iter().find(|(last, _)| *last >= day);
        past.map_or(self.area_m2, |(_, area)| *area)
    }

    /// `None` before the parcel is in the books, and once it was split or merged.
    fn standing(&self, day: NaiveDate) -> Option<Standing> {
        let mut now: Option<Standing> = None;
        for event in self.events.iter().filter(|event| event.happened_on <= day) {
            if event.kind == Kind::Extended {
                continue;
            }
            let state = match event.kind {
                Kind::Registered => event.state.clone().unwrap_or_default(),
                kind => kind.state_after("").to_owned(),
            };
            let opening = event.kind == Kind::Registered;
            let since = if opening {
                NaiveDate::MIN
            } else {
                event.happened_on
            };
            let was_let = now.as_ref().is_some_and(Standing::is_let);
            let before = now.take().unwrap_or(Standing {
                state: String::new(),
                holder: None,
                let_since: since,
                held_since: since,
            });
            let names = event.enterprise_id.is_some();
            now = Some(Standing {
                state,
                holder: event.enterprise_id.or(before.holder),
                let_since: if was_let { before.let_since } else { since },
                held_since: if names { since } else { before.held_since },
            });
        }
        now.filter(|standing| standing.state != Kind::Retired.code())
    }

    /// When a share ends. An event of the day a lease begins is one of the time before it; of two tenants of one parcel only the one
    /// the log names loses it (as the view `lease_shares` has it, migrations/0011_leases.sql).
    pub fn end_of(&self, share: &Share) -> End {
        let mut holder = None;
        let mut freed_on = None;
        for event in &self.events {
            let ends = event.kind.ends_leases()
                && event.happened_on > share.valid_from
                && (event.kind == Kind::Retired || holder == Some(share.enterprise_id));
            if ends {
                freed_on = Some(event.happened_on);
                break;
            }
            holder = event.enterprise_id.or(holder);
        }
        let stated = share
            .until
            .map_or(share.last_on, |until| until.min(share.last_on));
        let last_on = freed_on
            .and_then(before)
            .map_or(stated, |last| last.min(stated));
        End {
            last_on,
            by_term: last_on == share.last_on
                && !share.ended_early
                && freed_on.and_then(before) != Some(last_on),
            freed_on,
        }
    }

    /// The first day after `day` from which the holder of that day has it no more.
    fn letting_ends(&self, day: NaiveDate) -> Option<NaiveDate> {
        let later = self.events.iter().filter(|event| event.happened_on > day);
        later
            .filter(|event| event.kind.ends_leases())
            .map(|event| event.happened_on)
            .next()
    }
}

fn before(day: NaiveDate) -> Option<NaiveDate> {
    day.checked_sub_days(Days::new(1))
}

fn after(day: NaiveDate) -> NaiveDate {
    day.checked_add_days(Days::new(1)).unwrap_or(day)
}

impl Books {
    /// What is let on a day, zone by zone and record by record.
    pub fn on(&self, day: NaiveDate) -> Ledger {
        let mut ledger = Ledger::default();
        for parcel in self.parcels.values() {
            let Some(standing) = parcel.standing(day) else {
                continue;
            };
            let area = parcel.area_on(day);
            let sums = ledger.zones.entry(parcel.zone_id).or_default();
            sums.all += area;
            let has = |states: &[&str]| states.contains(&standing.state.as_str());
            if !has(&["uncleared"]) {
                sums.cleared += area;
            }
            if !has(&["uncleared", "cleared"]) {
                sums.levelled += area;
            }
            if !parcel.leasable {
                continue;
            }
            sums.leasable += area;
            let lines = self.lines(parcel, &standing, area, day);
            for line in &lines {
                match line.basis {
                    Basis::Lease => sums.in_force += line.area_m2,
                    Basis::Overdue => sums.overdue += line.area_m2,
                    Basis::NoLease => sums.no_lease += line.area_m2,
                }
            }
            ledger.lines.extend(lines);
        }
        ledger
    }

    /// What of a parcel counts as leased, never more than there is of it.
    fn lines(
        &self,
        parcel: &Parcel,
        standing: &Standing,
        area: Decimal,
        day: NaiveDate,
    ) -> Vec<Line> {
        let shares: Vec<(Share, End)> = self
            .shares(parcel, 0)
            .into_iter()
            .map(|share| (share.clone(), parcel.end_of(&share)))
            .collect();
        let mut left = area;
        let mut take = |wanted: Decimal| {
            let taken = wanted.min(left).max(Decimal::ZERO);
            left -= taken;
            taken
        };
        let line = |basis, share: &Share, end: &End, area_m2| Line {
            basis,
            enterprise_id: share.enterprise_id,
            area_m2,
            lease: Some((share.lease_id, share.contract_no.clone())),
            day: Some(end.last_on),
            parcel_id: parcel.id,
            zone_id: parcel.zone_id,
            phase_id: parcel.phase_id,
            parcel: parcel.code.clone(),
        };
        let in_force = shares
            .iter()
            .filter(|(share, end)| share.valid_from <= day && day <= end.last_on);
        let mut lines: Vec<Line> = in_force
            .map(|(share, end)| line(Basis::Lease, share, end, take(share.area_m2)))
            .collect();
        let overdue = shares
            .iter()
            .filter(|(share, end)| is_overdue(share, *end, &shares, standing, day));
        lines.extend(
            overdue.map(|(share, end)| line(Basis::Overdue, share, end, take(share.area_m2))),
        );
        if let Some(holder) = without_lease(parcel, standing, &shares, day) {
            lines.push(Line {
                basis: Basis::NoLease,
                enterprise_id: holder,
                area_m2: take(area),
                lease: None,
                day: Some(standing.held_since).filter(|since| *since > NaiveDate::MIN),
                parcel_id: parcel.id,
                zone_id: parcel.zone_id,
                phase_id: parcel.phase_id,
                parcel: parcel.code.clone(),
            });
        }
        lines.retain(|line| !line.area_m2.is_zero());
        lines
    }

    /// A parcel's own shares, and those of the parcels it came from that held when it came from them: the letting goes on, though the
    /// lease names the old parcel. Of a share of a part each new parcel has as much as it has of the old ones.
    fn shares(&self, parcel: &Parcel, generation: u32) -> Vec<Share> {
        let mut shares = parcel.shares.clone();
        let born = parcel
            .events
            .iter()
            .find(|event| event.kind == Kind::Registered);
        let Some(born) = born.filter(|_| generation < MOST_GENERATIONS) else {
            return shares;
        };
        let origins: Vec<&Parcel> = parcel
            .origins
            .iter()
            .filter_map(|id| self.parcels.get(id))
            .collect();
        let eve = before(born.happened_on).unwrap_or(born.happened_on);
        let whole: Decimal = origins.iter().map(|origin| origin.area_on(eve)).sum();
        let own = parcel.area_on(born.happened_on);
        for origin in origins {
            for share in self.shares(origin, generation + 1) {
                let end = origin.end_of(&share);
                let went_on = share.valid_from <= eve
                    && end.freed_on == Some(born.happened_on)
                    && (end.last_on == eve || end.by_term);
                let again = parcel
                    .shares
                    .iter()
                    .any(|other| other.enterprise_id == share.enterprise_id);
                if went_on && !again {
                    let area_m2 = share
                        .area_m2
                        .checked_mul(own)
                        .and_then(|area| area.checked_div(whole))
                        .unwrap_or(share.area_m2);
                    shares.push(Share { area_m2, ..share });
                }
            }
        }
        shares
    }
}

/// Whether a lease is past its term while its land is still let: the log has not ended the tenant's right nor the parcel's being let
/// since, and no later lease of the tenant took its place.
fn is_overdue(
    share: &Share,
    end: End,
    shares: &[(Share, End)],
    standing: &Standing,
    day: NaiveDate,
) -> bool {
    let renewed = || {
        shares.iter().any(|(other, _)| {
            other.enterprise_id == share.enterprise_id
                && other.valid_from > end.last_on
                && other.valid_from <= day
        })
    };
    end.by_term
        && end.last_on < day
        && share.valid_from <= end.last_on
        && standing.is_let()
        && standing.let_since <= after(end.last_on)
        && end.freed_on.is_none_or(|freed| freed > day)
        && !renewed()
}

/// The holder of a parcel the log calls let, where no lease was ever recorded for that letting.
fn without_lease(
    parcel: &Parcel,
    standing: &Standing,
    shares: &[(Share, End)],
    day: NaiveDate,
) -> Option<i64> {
    let holder = standing.holder.filter(|_| standing.is_let())?;
    let ends = parcel.letting_ends(day);
    let recorded = shares.iter().any(|(share, end)| {
        share.enterprise_id == holder
            && end.last_on.max(share.valid_from) >= standing.held_since
            && ends.is_none_or(|ends| share.valid_from < ends)
    });
    (!recorded).then_some(holder)
}

#[cfg(test)]
mod tests;
