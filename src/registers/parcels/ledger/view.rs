//! What the page of the ledger shows.

use std::collections::HashMap;

use askama::Template;
use chrono::NaiveDate;
use rust_decimal::Decimal;

use super::db::Declaration;
use super::form::{DOCUMENT, Faults, NOTE, SINCE};
use super::model::{Basis, Line};
use super::standing::{Land, ZoneStanding};
use crate::foundation::i18n::wording::counted;
use crate::foundation::i18n::{self, Lang, Text};
use crate::platform::web::table::{Cell, Table};
use crate::platform::web::{FormData, Page, Pager};

impl Basis {
    pub const ALL: [Basis; 3] = [Basis::Overdue, Basis::NoLease, Basis::Lease];

    /// The code in addresses.
    pub fn code(self) -> &'static str {
        match self {
            Basis::Lease => "lease",
            Basis::Overdue => "overdue",
            Basis::NoLease => "no-lease",
        }
    }

    pub fn words(self) -> Text {
        match self {
            Basis::Lease => Text::new("Hợp đồng còn hiệu lực", "Lease in force"),
            Basis::Overdue => Text::new("Quá hạn chưa thanh lý", "Past its term, not settled"),
            Basis::NoLease => Text::new("Thiếu hợp đồng", "No lease recorded"),
        }
    }

    pub fn tone(self) -> &'static str {
        match self {
            Basis::Lease => "ok",
            Basis::Overdue => "bad",
            Basis::NoLease => "warn",
        }
    }
}

pub fn hectares(area: Decimal, lang: Lang) -> String {
    i18n::format_plain(area / Decimal::from(10_000), 4, lang)
}

/// "+1,2" or "−1,2" hectares.
pub fn signed(area: Decimal, lang: Lang) -> String {
    let words = hectares(area.abs(), lang);
    match area {
        up if up > Decimal::ZERO => format!("+{words}"),
        down if down < Decimal::ZERO => format!("\u{2212}{words}"),
        _ => words,
    }
}

#[derive(Template)]
#[template(path = "registers/parcels/ledger.html")]
pub struct LedgerPage {
    pub page: Page,
    pub pager: Pager,
    pub day: String,
    pub bad_day: Option<String>,
    /// The zone the page is of, where it is of one.
    pub zone: Option<(i64, String)>,
    pub zones: Vec<ZoneLine>,
    /// Zones whose parcels are nearly all there: id, name, percent.
    pub asked: Vec<(i64, String, String)>,
    /// How much counts by what: code, words, how many records, address.
    pub tabs: Vec<(&'static str, &'static str, usize, String)>,
    pub tab: &'static str,
    pub rows: Vec<Record>,
    pub declared: Vec<Declared>,
    /// For those who may declare, on the page of one zone.
    pub form: Option<DeclarationForm>,
}

/// A zone: the ledger, the statement, and how far they are apart. Hectares.
pub struct ZoneLine {
    pub id: i64,
    pub name: String,
    pub leasable: String,
    pub in_force: String,
    pub overdue: String,
    pub no_lease: String,
    pub leased: String,
    pub occupancy: String,
    pub stated: String,
    pub stated_occupancy: String,
    pub stated_on: String,
    pub difference: String,
    pub differs: bool,
    /// Which of the two holds.
    pub holds: String,
}

impl ZoneLine {
    pub fn new(zone: &ZoneStanding, lang: Lang) -> ZoneLine {
        let none = || i18n::UNDEFINED.to_owned();
        let kept = |part: fn(&super::model::Sums) -> Decimal| {
            zone.kept
                .as_ref()
                .map_or_else(none, |sums| hectares(part(sums), lang))
        };
        let rate = |land: Option<Land>| {
            land.map_or_else(none, |land| i18n::format_ratio(land.occupancy(), 2, lang))
        };
        let stated = zone.stated.map(|(land, _)| land);
        let holds = match (zone.complete_since, zone.stated, zone.kept) {
            (Some(since), _, Some(_)) => format!(
                "{} {}",
                Text::new("sổ đất, tuyên bố đủ từ", "the register, complete since").in_lang(lang),
                i18n::format_date(since)
            ),
            (_, Some(_), _) => Text::new("số liệu diện tích", "the statement")
                .in_lang(lang)
                .to_owned(),
            (_, None, Some(_)) => Text::new(
                "sổ đất: chưa có số liệu diện tích",
                "the register: no statement",
            )
            .in_lang(lang)
            .to_owned(),
            (_, None, None) => none(),
        };
        ZoneLine {
            id: zone.id,
            name: zone.name.clone(),
            leasable: kept(|sums| sums.leasable),
            in_force: kept(|sums| sums.in_force),
            overdue: kept(|sums| sums.overdue),
            no_lease: kept(|sums| sums.no_lease),
            leased: kept(super::model::Sums::leased),
            occupancy: rate(zone.kept_land()),
            stated: stated.map_or_else(none, |land| hectares(land.leased, lang)),
            stated_occupancy: rate(stated),
            stated_on: zone
                .stated
                .map_or_else(String::new, |(_, on)| i18n::format_date(on)),
            difference: zone
                .difference()
                .map_or_else(none, |area| signed(area, lang)),
            differs: zone.difference().is_some_and(|area| !area.is_zero()),
            holds,
        }
    }
}

/// Land of one parcel that counts.
pub struct Record {
    pub parcel_id: i64,
    pub parcel: String,
    pub zone: String,
    pub enterprise_id: i64,
    pub enterprise: String,
    pub area: String,
    pub tone: &'static str,
    pub basis: &'static str,
    pub lease: Option<(i64, String)>,
    /// "hết hạn 15/01/2023", "đến 15/01/2038", "giao từ 15/03/2010".
    pub day: String,
}

/// The names a record needs.
pub struct Names<'a> {
    pub zones: &'a HashMap<i64, String>,
    pub enterprises: &'a HashMap<i64, String>,
}

impl Names<'_> {
    fn zone(&self, line: &Line) -> String {
        self.zones.get(&line.zone_id).cloned().unwrap_or_default()
    }

    fn enterprise(&self, line: &Line) -> String {
        self.enterprises
            .get(&line.enterprise_id)
            .cloned()
            .unwrap_or_default()
    }
}

fn day_words(line: &Line, lang: Lang) -> String {
    let words = match line.basis {
        Basis::Lease => Text::new("đến", "until"),
        Basis::Overdue => Text::new("hết hạn", "ended"),
        Basis::NoLease => Text::new("cho thuê từ", "let since"),
    };
    line.day.map_or_else(String::new, |day| {
        format!("{} {}", words.in_lang(lang), i18n::format_date(day))
    })
}

impl Record {
    pub fn new(line: &Line, names: &Names, lang: Lang) -> Record {
        Record {
            parcel_id: line.parcel_id,
            parcel: line.parcel.clone(),
            zone: names.zone(line),
            enterprise_id: line.enterprise_id,
            enterprise: names.enterprise(line),
            area: hectares(line.area_m2, lang),
            tone: line.basis.tone(),
            basis: line.basis.words().in_lang(lang),
            lease: line.lease.clone(),
            day: day_words(line, lang),
        }
    }
}

/// A declaration in words.
pub struct Declared {
    pub complete: bool,
    pub since: String,
    pub document: String,
    pub note: String,
    /// Who recorded it, and when.
    pub by: String,
}

impl Declared {
    pub fn new(row: &Declaration) -> Declared {
        let at = i18n::vietnam_time(row.recorded_at).date_naive();
        Declared {
            complete: row.complete,
            since: i18n::format_date(row.since),
            document: row.document_no.clone(),
            note: row.note.clone().unwrap_or_default(),
            by: format!("{}, {}", row.recorded_by, i18n::format_date(at)),
        }
    }
}

/// What was typed, and what is wrong with it.
pub struct DeclarationForm {
    pub action: String,
    pub since: String,
    /// `yes` or `no`.
    pub complete: String,
    pub document_no: String,
    pub note: String,
    pub errors: Faults,
    pub labels: [&'static str; 3],
}

impl DeclarationForm {
    pub fn new(zone_id: i64, data: &FormData, errors: Faults, lang: Lang) -> DeclarationForm {
        DeclarationForm {
            action: format!("/zones/{zone_id}/register-declarations"),
            since: data.get("since").to_owned(),
            complete: data.get("complete").to_owned(),
            document_no: data.get("document_no").to_owned(),
            note: data.get("note").to_owned(),
            errors,
            labels: [SINCE, DOCUMENT, NOTE].map(|label| label.in_lang(lang)),
        }
    }

    pub fn error(&self, field: &str) -> Option<&str> {
        self.errors
            .iter()
            .find(|(name, _, _)| *name == field)
            .map(|(_, _, words)| words.as_str())
    }
}

/// On the work list: what is to be settled.
#[derive(Template)]
#[template(path = "registers/parcels/ledger_work.html")]
pub struct WorkPanel {
    pub page: Page,
    /// "2 hợp đồng quá hạn, 4,68 ha", with the code of its list.
    pub sums: Vec<(&'static str, String)>,
    pub rows: Vec<Record>,
}

/// On a zone's page: statement and ledger beside each other.
#[derive(Template)]
#[template(path = "registers/parcels/ledger_zone.html")]
pub struct ZonePanel {
    pub page: Page,
    pub zone: ZoneLine,
    /// The parcels in percent of the leasable land, where the board is asked.
    pub asked: Option<String>,
}

/// How many records of a basis there are, and what they have; `None` for none.
pub fn sum(lines: &[&Line], basis: Basis, lang: Lang) -> Option<String> {
    let own: Vec<&&Line> = lines.iter().filter(|line| line.basis == basis).collect();
    let area: Decimal = own.iter().map(|line| line.area_m2).sum();
    let words = basis.words().in_lang(lang);
    (!own.is_empty()).then(|| {
        format!(
            "{words}: {}, {} ha",
            counted(own.len(), ("lô", "parcel", "parcels"), lang),
            hectares(area, lang)
        )
    })
}

/// "99,1%".
pub fn percent(value: Decimal, lang: Lang) -> String {
    i18n::format_percent(value, 1, lang)
}

/// The records as a file.
pub fn table(lines: &[&Line], names: &Names, on: NaiveDate, lang: Lang) -> Table {
    let say = |vi, en| Text::new(vi, en).in_lang(lang).to_owned();
    let rows = lines.iter().map(|line| {
        vec![
            Cell::Text(line.parcel.clone()),
            Cell::Text(names.zone(line)),
            Cell::Text(names.enterprise(line)),
            Cell::Text(line.basis.words().in_lang(lang).to_owned()),
            Cell::Number(line.area_m2),
            line.lease
                .as_ref()
                .map_or(Cell::Empty, |(_, number)| Cell::Text(number.clone())),
            Cell::Text(day_words(line, lang)),
        ]
    });
    Table {
        name: format!("so-dat-cho-thue-{on}"),
        columns: vec![
            say("Lô đất", "Parcel"),
            say("Khu công nghiệp", "Zone"),
            say("Doanh nghiệp", "Tenant"),
            say("Căn cứ", "Counts by"),
            say("Diện tích (m²)", "Area (m²)"),
            say("Hợp đồng", "Lease"),
            say("Ngày", "Day"),
        ],
        rows: rows.collect(),
    }
}
