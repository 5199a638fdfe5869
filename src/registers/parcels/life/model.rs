//! What happens to a parcel, what may follow what, and what a parcel is afterwards. The database holds the same order
//! (`parcel_event_fits`, `parcel_state_of`, migrations/0010_parcels.sql); a test keeps the two alike.

use chrono::{DateTime, NaiveDate, Utc};

use crate::foundation::i18n::Text;

/// One kind of event. A kind leads to the same state, whatever stood before.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Kind {
    /// The parcel enters the books, in any state.
    Registered,
    Cleared,
    Levelled,
    Ready,
    Reserved,
    Leased,
    InUse,
    Idle,
    /// Gia hạn sử dụng đất, once, at most 24 months.
    Extended,
    /// To another tenant.
    Transferred,
    LeaseEnded,
    Recovering,
    RecoveryDropped,
    Recovered,
    /// Split or merged into others.
    Retired,
    /// Cancels a mistaken event and says why.
    Correction,
}

impl Kind {
    pub const ALL: [Kind; 16] = [
        Kind::Registered,
        Kind::Cleared,
        Kind::Levelled,
        Kind::Ready,
        Kind::Reserved,
        Kind::Leased,
        Kind::InUse,
        Kind::Idle,
        Kind::Extended,
        Kind::Transferred,
        Kind::LeaseEnded,
        Kind::Recovering,
        Kind::RecoveryDropped,
        Kind::Recovered,
        Kind::Retired,
        Kind::Correction,
    ];

    /// The code kept in the database and in bundles.
    pub fn code(self) -> &'static str {
        match self {
            Kind::Registered => "registered",
            Kind::Cleared => "cleared",
            Kind::Levelled => "levelled",
            Kind::Ready => "ready",
            Kind::Reserved => "reserved",
            Kind::Leased => "leased",
            Kind::InUse => "in_use",
            Kind::Idle => "idle",
            Kind::Extended => "extended",
            Kind::Transferred => "transferred",
            Kind::LeaseEnded => "lease_ended",
            Kind::Recovering => "recovering",
            Kind::RecoveryDropped => "recovery_dropped",
            Kind::Recovered => "recovered",
            Kind::Retired => "retired",
            Kind::Correction => "correction",
        }
    }

    pub fn from_code(code: &str) -> Option<Kind> {
        Kind::ALL.into_iter().find(|kind| kind.code() == code)
    }

    pub fn words(self) -> Text {
        match self {
            Kind::Registered => Text::new("Vào sổ", "Entered in the books"),
            Kind::Cleared => Text::new("Giải phóng xong mặt bằng", "Cleared"),
            Kind::Levelled => Text::new("San nền xong", "Levelled"),
            Kind::Ready => Text::new("Sẵn sàng cho thuê", "Ready to lease"),
            Kind::Reserved => Text::new("Giữ chỗ", "Reserved"),
            Kind::Leased => Text::new("Cho thuê", "Leased"),
            Kind::InUse => Text::new("Đưa vào sử dụng", "Put to use"),
            Kind::Idle => Text::new("Không sử dụng", "Idle"),
            Kind::Extended => Text::new("Gia hạn sử dụng đất", "Time to use the land extended"),
            Kind::Transferred => {
                Text::new("Chuyển cho doanh nghiệp khác", "Passed to another tenant")
            }
            Kind::LeaseEnded => Text::new("Hết hạn, trả lại đất thuê", "Lease ended"),
            Kind::Recovering => Text::new("Bắt đầu thu hồi", "Recovery begun"),
            Kind::RecoveryDropped => Text::new("Dừng thu hồi", "Recovery dropped"),
            Kind::Recovered => Text::new("Đã thu hồi", "Recovered"),
            Kind::Retired => Text::new("Tách, gộp thành lô khác", "Split or merged into others"),
            Kind::Correction => Text::new("Đính chính", "Correction"),
        }
    }

    /// The colour of its tag.
    pub fn tone(self) -> &'static str {
        match self {
            Kind::Leased | Kind::InUse | Kind::Transferred => "ok",
            Kind::Idle | Kind::Extended => "warn",
            Kind::Recovering => "bad",
            Kind::Ready | Kind::Reserved | Kind::Recovered => "info",
            _ => "neutral",
        }
    }

    /// The state it leads to; `before` where it changes none. The state of [`Kind::Registered`] is stated with it.
    pub fn state_after(self, before: &'static str) -> &'static str {
        match self {
            Kind::Registered | Kind::Extended | Kind::Correction => before,
            Kind::Transferred | Kind::RecoveryDropped => "leased",
            Kind::LeaseEnded => "ready",
            other => other.code(),
        }
    }

    /// Whether it may follow a state; `None` before the parcel is in the books.
    pub fn fits(self, state: Option<&str>) -> bool {
        let one_of = |states: &[&str]| state.is_some_and(|state| states.contains(&state));
        match self {
            Kind::Registered => state.is_none(),
            Kind::Cleared => one_of(&["uncleared"]),
            Kind::Levelled => one_of(&["cleared"]),
            Kind::Ready => one_of(&["cleared", "levelled", "reserved", "recovered"]),
            Kind::Reserved => one_of(&["ready"]),
            Kind::Leased => one_of(&["ready", "reserved"]),
            Kind::InUse => one_of(&["leased", "idle"]),
            Kind::Idle => one_of(&["leased", "in_use"]),
            Kind::Extended => one_of(&["leased", "idle"]),
            Kind::Transferred | Kind::LeaseEnded | Kind::Recovering => {
                one_of(&["leased", "in_use", "idle"])
            }
            Kind::RecoveryDropped | Kind::Recovered => one_of(&["recovering"]),
            Kind::Retired => state.is_some() && !one_of(&["retired", "recovering"]),
            Kind::Correction => false,
        }
    }

    /// Whether it names who holds the parcel from then on.
    pub fn names_holder(self) -> bool {
        matches!(self, Kind::Reserved | Kind::Leased | Kind::Transferred)
    }

    /// Whether it ends the tenant's right, and with it the parcel's share of the tenant's lease (`lease_shares`, migrations/0011_leases.sql).
    pub fn ends_leases(self) -> bool {
        matches!(
            self,
            Kind::Recovered | Kind::LeaseEnded | Kind::Transferred | Kind::Retired
        )
    }

    /// What a person may record after a state: entering the books and splitting have forms of their own.
    pub fn possible(state: &str) -> Vec<Kind> {
        let own = |kind: &Kind| {
            !matches!(kind, Kind::Registered | Kind::Retired) && kind.fits(Some(state))
        };
        Kind::ALL.into_iter().filter(own).collect()
    }
}

/// The states in which somebody holds a parcel.
pub const HELD: [&str; 5] = ["reserved", "leased", "in_use", "idle", "recovering"];

/// One event as recorded.
#[derive(Debug, Clone)]
pub struct Event {
    pub number: i32,
    pub position: i32,
    pub kind: Kind,
    pub happened_on: NaiveDate,
    /// Registered: the state it entered the books with.
    pub state: Option<String>,
    pub enterprise_id: Option<i64>,
    pub enterprise: Option<String>,
    pub until: Option<NaiveDate>,
    pub document_no: Option<String>,
    pub document_on: Option<NaiveDate>,
    pub note: Option<String>,
    pub corrects: Option<i32>,
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_life_goes_in_its_order() {
        let mut state = "uncleared";
        let life = [
            (Kind::Cleared, "cleared"),
            (Kind::Levelled, "levelled"),
            (Kind::Ready, "ready"),
            (Kind::Reserved, "reserved"),
            (Kind::Leased, "leased"),
            (Kind::Extended, "leased"),
            (Kind::InUse, "in_use"),
            (Kind::Idle, "idle"),
            (Kind::Recovering, "recovering"),
            (Kind::Recovered, "recovered"),
            (Kind::Ready, "ready"),
            (Kind::Leased, "leased"),
            (Kind::LeaseEnded, "ready"),
            (Kind::Retired, "retired"),
        ];
        for (kind, after) in life {
            assert!(kind.fits(Some(state)), "{kind:?} after {state}");
            state = kind.state_after(state);
            assert_eq!(state, after, "{kind:?}");
        }
        assert!(Kind::possible("retired").is_empty());
        for (state, kind) in [
            ("uncleared", Kind::Leased),
            ("ready", Kind::InUse),
            ("recovering", Kind::Leased),
        ] {
            assert!(!kind.fits(Some(state)), "{kind:?} after {state}");
        }
    }
}
