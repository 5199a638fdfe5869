//! Kinds of events, their legal order, and what a project is after them. The database holds the same order
//! (`check_project_log`, migrations/0009_projects.sql); a property test keeps the two alike.

use chrono::{DateTime, NaiveDate, Utc};
use rust_decimal::Decimal;

use crate::foundation::i18n::{self, Text};

/// What happened to a project.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Kind {
    /// Cấp mới: the certificate, with its capital and currency.
    Granted,
    /// Tăng, giảm vốn: kept as the exact difference.
    CapitalChanged,
    Renamed,
    AimChanged,
    /// Giãn tiến độ.
    Rescheduled,
    /// Chuyển nhượng to other investors, perhaps to another enterprise.
    Transferred,
    ConstructionStarted,
    /// Đi vào hoạt động.
    Operating,
    Suspended,
    Resumed,
    /// Chấm dứt by the investor.
    Terminated,
    /// Thu hồi by the authority.
    Revoked,
    /// Cancels a mistaken event and says why.
    Correction,
}

impl Kind {
    pub const ALL: [Kind; 13] = [
        Kind::Granted,
        Kind::CapitalChanged,
        Kind::Renamed,
        Kind::AimChanged,
        Kind::Rescheduled,
        Kind::Transferred,
        Kind::ConstructionStarted,
        Kind::Operating,
        Kind::Suspended,
        Kind::Resumed,
        Kind::Terminated,
        Kind::Revoked,
        Kind::Correction,
    ];

    /// The code kept in the database and in bundles.
    pub fn code(self) -> &'static str {
        match self {
            Kind::Granted => "granted",
            Kind::CapitalChanged => "capital_changed",
            Kind::Renamed => "renamed",
            Kind::AimChanged => "aim_changed",
            Kind::Rescheduled => "rescheduled",
            Kind::Transferred => "transferred",
            Kind::ConstructionStarted => "construction_started",
            Kind::Operating => "operating",
            Kind::Suspended => "suspended",
            Kind::Resumed => "resumed",
            Kind::Terminated => "terminated",
            Kind::Revoked => "revoked",
            Kind::Correction => "correction",
        }
    }

    pub fn from_code(code: &str) -> Option<Kind> {
        Kind::ALL.into_iter().find(|kind| kind.code() == code)
    }

    pub fn words(self) -> Text {
        match self {
            Kind::Granted => Text::new("Cấp mới", "Granted"),
            Kind::CapitalChanged => Text::new("Điều chỉnh vốn", "Capital changed"),
            Kind::Renamed => Text::new("Đổi tên dự án", "Renamed"),
            Kind::AimChanged => Text::new("Đổi mục tiêu, quy mô", "Aim changed"),
            Kind::Rescheduled => Text::new("Giãn tiến độ", "Rescheduled"),
            Kind::Transferred => Text::new("Chuyển nhượng", "Transferred"),
            Kind::ConstructionStarted => Text::new("Khởi công", "Works begun"),
            Kind::Operating => Text::new("Đi vào hoạt động", "In operation"),
            Kind::Suspended => Text::new("Tạm ngừng", "Suspended"),
            Kind::Resumed => Text::new("Hoạt động trở lại", "Resumed"),
            Kind::Terminated => Text::new("Chấm dứt", "Terminated"),
            Kind::Revoked => Text::new("Thu hồi", "Revoked"),
            Kind::Correction => Text::new("Đính chính", "Correction"),
        }
    }

    /// The colour of its tag.
    pub fn tone(self) -> &'static str {
        match self {
            Kind::Operating | Kind::Resumed => "ok",
            Kind::Suspended | Kind::Rescheduled => "warn",
            Kind::Terminated | Kind::Revoked => "bad",
            Kind::Granted | Kind::CapitalChanged | Kind::ConstructionStarted => "info",
            _ => "neutral",
        }
    }
}

/// One investor of a certificate.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Investor {
    pub name: String,
    pub nationality: Option<String>,
    /// Percent of the capital; `None` while the board does not know it.
    pub share: Option<Decimal>,
}

/// An event as it is about to be written.
#[derive(Debug, Clone)]
pub struct Draft {
    pub kind: Kind,
    pub happened_on: NaiveDate,
    pub document_no: Option<String>,
    pub document_on: Option<NaiveDate>,
    pub note: Option<String>,
    pub capital: Option<Decimal>,
    pub currency: Option<String>,
    /// The same capital or difference in the other currency, as the certificate prints it.
    pub equivalent: Option<Decimal>,
    /// `foreign` or `domestic` from then on: granted and transferred.
    pub origin: Option<String>,
    /// Why it is another than the investors suggest.
    pub origin_reason: Option<String>,
    pub content: Option<String>,
    pub until: Option<NaiveDate>,
    pub enterprise_id: Option<i64>,
    pub investors: Vec<Investor>,
    pub corrects: Option<i32>,
}

/// One event as recorded.
#[derive(Debug, Clone)]
pub struct Event {
    pub number: i32,
    pub position: i32,
    pub kind: Kind,
    pub happened_on: NaiveDate,
    pub document_no: Option<String>,
    pub document_on: Option<NaiveDate>,
    pub note: Option<String>,
    /// Granted: the capital. Capital changed: the difference. In the certificate's currency.
    pub capital: Option<Decimal>,
    pub currency: Option<String>,
    /// The capital or difference in the other currency, as the certificate prints it.
    pub equivalent: Option<Decimal>,
    /// What it is in the other currency, by that or by the rate kept with it.
    pub other: Option<Decimal>,
    /// The rate kept with it (VND for one USD) and its source.
    pub rate: Option<Decimal>,
    pub rate_source: Option<String>,
    pub origin: Option<String>,
    pub origin_reason: Option<String>,
    pub content: Option<String>,
    pub until: Option<NaiveDate>,
    pub enterprise_id: Option<i64>,
    pub enterprise: Option<String>,
    pub investors: Vec<Investor>,
    /// The number of the event it cancels.
    pub corrects: Option<i32>,
    /// The number of the event that cancelled it.
    pub corrected_by: Option<i32>,
    pub recorded_by: String,
    pub recorded_at: DateTime<Utc>,
}

impl Event {
    /// Whether it counts: not a correction, and not cancelled by one.
    pub fn is_live(&self) -> bool {
        self.kind != Kind::Correction && self.corrected_by.is_none()
    }
}

/// How far a project is, apart from a suspension.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Stage {
    Granted,
    Building,
    Operating,
    Terminated,
    Revoked,
}

/// A rule of the order that was broken, by the database's code for it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Breach {
    GrantedFirst,
    Ended,
    Suspension,
    Progress,
    Capital,
}

impl Breach {
    pub fn code(self) -> &'static str {
        match self {
            Breach::GrantedFirst => "IZ021",
            Breach::Ended => "IZ022",
            Breach::Suspension => "IZ023",
            Breach::Progress => "IZ024",
            Breach::Capital => "IZ025",
        }
    }
}

/// What a project is after some events.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Standing {
    /// None before it was granted.
    pub stage: Option<Stage>,
    pub suspended: bool,
    /// In the certificate's currency; `None` while unknown.
    pub capital: Option<Decimal>,
}

impl Standing {
    /// The state as `projects.status` has it.
    pub fn status(&self) -> Option<&'static str> {
        Some(match self.stage? {
            Stage::Terminated => "terminated",
            Stage::Revoked => "revoked",
            _ if self.suspended => "suspended",
            Stage::Operating => "operating",
            Stage::Building => "building",
            Stage::Granted => "granted",
        })
    }

    pub fn has_ended(&self) -> bool {
        matches!(self.stage, Some(Stage::Terminated | Stage::Revoked))
    }

    /// The standing after one more event.
    ///
    /// # Errors
    /// The rule it breaks.
    pub fn after(mut self, kind: Kind, capital: Option<Decimal>) -> Result<Standing, Breach> {
        if self.has_ended() {
            return Err(Breach::Ended);
        }
        if self.stage.is_none() != (kind == Kind::Granted) {
            return Err(Breach::GrantedFirst);
        }
        match kind {
            Kind::Granted => (self.stage, self.capital) = (Some(Stage::Granted), capital),
            Kind::ConstructionStarted if self.suspended || self.stage != Some(Stage::Granted) => {
                return Err(Breach::Progress);
            }
            Kind::ConstructionStarted => self.stage = Some(Stage::Building),
            Kind::Operating if self.suspended || self.stage == Some(Stage::Operating) => {
                return Err(Breach::Progress);
            }
            Kind::Operating => self.stage = Some(Stage::Operating),
            Kind::Suspended if self.suspended => return Err(Breach::Suspension),
            Kind::Suspended => self.suspended = true,
            Kind::Resumed if !self.suspended => return Err(Breach::Suspension),
            Kind::Resumed => self.suspended = false,
            Kind::CapitalChanged => {
                let total = self
                    .capital
                    .zip(capital)
                    .and_then(|(total, change)| total.checked_add(change));
                self.capital = Some(
                    total
                        .filter(|total| !total.is_sign_negative() || total.is_zero())
                        .ok_or(Breach::Capital)?,
                );
            }
            Kind::Terminated => self.stage = Some(Stage::Terminated),
            Kind::Revoked => self.stage = Some(Stage::Revoked),
            Kind::Renamed
            | Kind::AimChanged
            | Kind::Rescheduled
            | Kind::Transferred
            | Kind::Correction => {}
        }
        Ok(self)
    }

    /// The kinds of events that can come next; a change of capital needs a known one.
    pub fn possible(&self) -> Vec<Kind> {
        Kind::ALL
            .into_iter()
            .filter(|kind| *kind != Kind::Correction)
            .filter(|kind| self.after(*kind, Some(Decimal::ONE)).is_ok())
            .collect()
    }
}

/// The events that count, in the order in which they happened.
pub fn in_order(events: &[Event]) -> Vec<&Event> {
    let mut live: Vec<&Event> = events.iter().filter(|event| event.is_live()).collect();
    live.sort_by_key(|event| (event.happened_on, event.position));
    live
}

/// Where a project stands after all of its events.
///
/// # Errors
/// The first rule they break; the database lets no such log be written.
pub fn replay(events: &[Event]) -> Result<Standing, Breach> {
    in_order(events)
        .into_iter()
        .try_fold(Standing::default(), |standing, event| {
            standing.after(event.kind, event.capital)
        })
}

/// The origin that the investors of a certificate suggest: any foreign one makes it `foreign`, all Vietnamese `domestic`. `None`
/// where nobody is named, or a nationality is not known and none of the others is foreign.
pub fn suggested_origin(investors: &[Investor]) -> Option<&'static str> {
    let vietnamese = |nationality: &str| {
        let nationality = i18n::fold(nationality);
        matches!(nationality.replace(' ', "").as_str(), "vietnam" | "vn")
    };
    let known: Vec<Option<bool>> = investors
        .iter()
        .map(|investor| investor.nationality.as_deref().map(vietnamese))
        .collect();
    if known.contains(&Some(false)) {
        return Some("foreign");
    }
    (!known.is_empty() && known.iter().all(Option::is_some)).then_some("domestic")
}

/// The event since which a project's origin is what it is after all of them: others may have said the same again.
pub fn origin_since(events: &[Event]) -> Option<&Event> {
    let saying = in_order(events)
        .into_iter()
        .filter(|event| event.origin.is_some());
    saying.fold(None, |since: Option<&Event>, event| match since {
        Some(since) if since.origin == event.origin => Some(since),
        _ => Some(event),
    })
}

/// Registered capital just before an event of a day, which comes last on it or, where it takes the place of another, in that
/// one's place: what a new total is compared with.
pub fn capital_before(events: &[Event], day: NaiveDate, corrects: Option<i32>) -> Option<Decimal> {
    before(events, day, corrects, |event| event.capital)
}

/// The same in the currency that the certificate is not in.
pub fn equivalent_before(
    events: &[Event],
    day: NaiveDate,
    corrects: Option<i32>,
) -> Option<Decimal> {
    before(events, day, corrects, |event| event.other)
}

fn before(
    events: &[Event],
    day: NaiveDate,
    corrects: Option<i32>,
    amount: fn(&Event) -> Option<Decimal>,
) -> Option<Decimal> {
    let corrected = events.iter().find(|event| Some(event.number) == corrects);
    let place = corrected.map_or(i32::MAX, |event| event.position);
    let earlier = in_order(events)
        .into_iter()
        .filter(|event| (event.happened_on, event.position) < (day, place));
    let others = earlier.filter(|event| Some(event.number) != corrects);
    others.fold(None, |total: Option<Decimal>, event| match event.kind {
        Kind::Granted => amount(event),
        Kind::CapitalChanged => total
            .zip(amount(event))
            .and_then(|(total, change)| total.checked_add(change)),
        _ => total,
    })
}

/// The longest a project may be suspended in total, in days: 12 months (Luật Đầu tư 61/2020/QH14 Điều 47).
pub const LONGEST_SUSPENSION: i64 = 366;

/// Days a project has been suspended in total, up to `today`.
pub fn suspended_days(events: &[Event], today: NaiveDate) -> i64 {
    let mut since: Option<NaiveDate> = None;
    let mut days = 0;
    for event in in_order(events) {
        match (event.kind, since) {
            (Kind::Suspended, None) => since = Some(event.happened_on),
            (Kind::Resumed | Kind::Terminated | Kind::Revoked, Some(from)) => {
                days += (event.happened_on - from).num_days();
                since = None;
            }
            _ => {}
        }
    }
    days + since.map_or(0, |from| (today - from).num_days().max(0))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::foundation::kernel::testing::dec;

    fn after(kinds: &[Kind]) -> Result<Standing, Breach> {
        kinds
            .iter()
            .try_fold(Standing::default(), |standing, kind| {
                let capital =
                    (*kind == Kind::Granted || *kind == Kind::CapitalChanged).then(|| dec!(5));
                standing.after(*kind, capital)
            })
    }

    #[test]
    fn any_foreign_investor_makes_a_project_foreign_and_the_unknown_is_asked() {
        let of = |nationalities: &[Option<&str>]| {
            let investors: Vec<Investor> = nationalities
                .iter()
                .map(|nationality| Investor {
                    name: "A".to_owned(),
                    nationality: nationality.map(str::to_owned),
                    share: None,
                })
                .collect();
            suggested_origin(&investors)
        };
        assert_eq!(of(&[Some("Việt Nam"), Some("VN")]), Some("domestic"));
        assert_eq!(of(&[Some("Viet nam")]), Some("domestic"));
        assert_eq!(of(&[Some("Việt Nam"), Some("Hàn Quốc")]), Some("foreign"));
        assert_eq!(of(&[None, Some("Nhật Bản")]), Some("foreign"));
        assert_eq!(of(&[None, Some("Việt Nam")]), None);
        assert_eq!(of(&[]), None);
    }

    #[test]
    fn the_order_is_the_law_s() {
        use Kind::*;
        for (kinds, expected) in [
            (&[Operating][..], Err(Breach::GrantedFirst)),
            (&[Granted, Granted], Err(Breach::GrantedFirst)),
            (
                &[Granted, Operating, ConstructionStarted],
                Err(Breach::Progress),
            ),
            (&[Granted, Suspended, Operating], Err(Breach::Progress)),
            (&[Granted, Suspended, Suspended], Err(Breach::Suspension)),
            (&[Granted, Resumed], Err(Breach::Suspension)),
            (&[Granted, Revoked, Renamed], Err(Breach::Ended)),
            (&[Granted, ConstructionStarted, Suspended], Ok("suspended")),
            (
                &[Granted, ConstructionStarted, Suspended, Resumed],
                Ok("building"),
            ),
            (
                &[Granted, Operating, Transferred, Terminated],
                Ok("terminated"),
            ),
        ] {
            assert_eq!(
                after(kinds).map(|standing| standing.status().unwrap_or_default()),
                expected,
                "{kinds:?}"
            );
        }
        let standing = after(&[Granted, CapitalChanged]).expect("legal");
        assert_eq!(standing.capital, Some(dec!(10)));
        assert_eq!(
            standing.after(CapitalChanged, Some(dec!(-10.5))),
            Err(Breach::Capital)
        );
        assert_eq!(after(&[]).expect("nothing yet").possible(), [Granted]);
        assert!(
            after(&[Granted, Revoked])
                .expect("legal")
                .possible()
                .is_empty()
        );
        let unknown = Standing::default().after(Granted, None).expect("legal");
        assert!(
            !unknown.possible().contains(&CapitalChanged),
            "what is unknown cannot grow"
        );
    }
}
