//! Sheet 2101: investment attracted in the period, one table for FDI (triệu USD) and one for DDI (tỷ đồng), a column for each
//! place a zone can have in an economic zone.

use rust_decimal::Decimal;

use super::db::{Land, Movements, Reported, Zone};
use super::model::{Cell, Column, Origin, Row, RowKind, Tab, Unit, converted};
use super::reported::in_unit;
use crate::foundation::i18n::{Lang, Text};
use crate::foundation::kernel::Period;
use crate::standards::indicators::Known;

/// What the sheet is made from.
pub struct Source {
    pub period: Period,
    pub zones: Vec<Zone>,
    pub movements: Vec<Movements>,
    pub land: Vec<Land>,
    /// The zones that keep a log of parcels.
    pub with_parcels: Vec<i64>,
    pub reported: Vec<Reported>,
}

/// Places in an economic zone, in the order of the sheet's columns.
pub const PLACES: [(&str, Text); 4] = [
    (
        "outside",
        Text::new("KCN ngoài KKT", "Outside economic zones"),
    ),
    (
        "coastal",
        Text::new("Trong KKT ven biển", "In coastal economic zones"),
    ),
    (
        "border_gate",
        Text::new("Trong KKT cửa khẩu", "In border-gate economic zones"),
    ),
    (
        "specialised",
        Text::new("Trong KKT chuyên biệt", "In specialised economic zones"),
    ),
];

/// Number, words, and movement of the rows about capital.
const MOVEMENTS: [(&str, Text, &str); 4] = [
    ("1", Text::new("Cấp mới", "New"), "new"),
    ("2", Text::new("Tăng vốn", "Increased"), "increased"),
    ("3", Text::new("Giảm vốn", "Reduced"), "reduced"),
    (
        "4",
        Text::new("Thu hồi, chấm dứt", "Ended, revoked"),
        "ended",
    ),
];

/// Rows about production: in the unit of the table, also what the ledger keeps in the other currency.
const PRODUCTION: [(&str, Text, Known); 4] = [
    ("6.1", Text::new("Doanh thu", "Revenue"), Known::Revenue),
    (
        "6.2",
        Text::new("Giá trị nhập khẩu", "Imports"),
        Known::Imports,
    ),
    (
        "6.3",
        Text::new("Giá trị xuất khẩu", "Exports"),
        Known::Exports,
    ),
    (
        "6.4",
        Text::new("Nộp ngân sách", "Paid to the budget"),
        Known::Budget,
    ),
];

/// The unit of a table of 2101, budget of FDI and trade of DDI included.
fn unit(origin: Origin) -> Unit {
    match origin {
        Origin::Foreign => Unit::MillionUsd,
        Origin::Domestic => Unit::BillionVnd,
    }
}

impl Source {
    fn within(&self, zone_id: i64, place: Option<&str>) -> bool {
        self.zones
            .iter()
            .any(|zone| zone.id == zone_id && place.is_none_or(|place| zone.place == place))
    }

    /// How many, and how much in the currency of the origin.
    fn moved(&self, origin: Origin, movement: &str, place: Option<&str>) -> (i64, Option<Decimal>) {
        let rows: Vec<&Movements> = self
            .movements
            .iter()
            .filter(|row| {
                row.origin == origin.code()
                    && row.movement == movement
                    && self.within(row.zone_id, place)
            })
            .collect();
        let known = rows.iter().all(|row| row.unknown == 0);
        let money: Decimal = rows.iter().map(|row| row.amount).sum();
        (
            rows.iter().map(|row| row.projects).sum(),
            known.then_some(money),
        )
    }

    fn produced(&self, origin: Origin, indicator: Known, place: Option<&str>) -> Option<Decimal> {
        let rows: Vec<&Reported> = self
            .reported
            .iter()
            .filter(|row| {
                row.origin == origin.code()
                    && row.indicator == indicator.code()
                    && self.within(row.zone_id, place)
            })
            .collect();
        // Where a place has no zone of the board, nothing happened; where nobody has reported, nothing is known.
        let no_zone = !self
            .zones
            .iter()
            .any(|zone| place.is_none_or(|place| zone.place == place));
        if no_zone {
            return Some(Decimal::ZERO);
        }
        in_unit(&rows, indicator, unit(origin))
    }

    /// m². Not known where no zone of a place keeps a log of parcels.
    fn land(&self, origin: Origin, place: Option<&str>) -> Option<Decimal> {
        let mut zones = self
            .zones
            .iter()
            .filter(|zone| place.is_none_or(|place| zone.place == place))
            .peekable();
        let known =
            zones.peek().is_none() || zones.any(|zone| self.with_parcels.contains(&zone.id));
        let own = self
            .land
            .iter()
            .filter(|row| row.origin == origin.code() && self.within(row.zone_id, place));
        known.then(|| own.map(|row| row.change).sum())
    }

    /// How many zones keep no log of parcels, so that item 5 does not have them.
    pub fn without_parcels(&self) -> usize {
        self.zones
            .iter()
            .filter(|zone| !self.with_parcels.contains(&zone.id))
            .count()
    }
}

/// A column for each kind of place, and their total.
fn columns(lang: Lang) -> Vec<Column> {
    let say = |vi, en| Text::new(vi, en).in_lang(lang).to_owned();
    let mut columns = vec![
        Column {
            title: say("STT", "No."),
            numeric: false,
        },
        Column {
            title: say("Chỉ tiêu", "Item"),
            numeric: false,
        },
        Column {
            title: say("ĐVT", "Unit"),
            numeric: false,
        },
    ];
    columns.extend(PLACES.iter().map(|(_, words)| Column {
        title: words.in_lang(lang).to_owned(),
        numeric: true,
    }));
    columns.push(Column {
        title: say("Tổng cộng", "Total"),
        numeric: true,
    });
    columns
}

/// Projects and capital that came, grew, shrank and went.
fn movements(source: &Source, origin: Origin, lang: Lang) -> Vec<Row> {
    let say = |vi, en| Text::new(vi, en).in_lang(lang).to_owned();
    let mut rows = Vec::new();
    for (number, words, movement) in &MOVEMENTS {
        let behind = |place: Option<&str>| {
            let place = place.map_or_else(String::new, |place| format!("&place={place}"));
            format!(
                "/national/{}/behind?what={movement}&origin={}{place}",
                source.period,
                origin.code()
            )
        };
        rows.push(Row::group(number, words.in_lang(lang)));
        let count = |place: Option<&str>| {
            Cell::number(
                Some(source.moved(origin, movement, place).0.into()),
                Unit::Projects,
            )
        };
        rows.push(row(
            &format!("{number}.1"),
            say("Số dự án", "Projects"),
            Unit::Projects,
            lang,
            |place| count(place).linked(behind(place)),
        ));
        let capital = |place: Option<&str>| {
            let money = source.moved(origin, movement, place).1;
            Cell::number(
                money.and_then(|money| origin.money(money).in_unit(unit(origin), None)),
                unit(origin),
            )
        };
        rows.push(row(
            &format!("{number}.2"),
            say("Vốn đăng ký", "Registered capital"),
            unit(origin),
            lang,
            |place| capital(place).linked(behind(place)),
        ));
    }
    rows
}

/// One of the two tables of the sheet.
pub fn tab(source: &Source, origin: Origin, lang: Lang) -> Tab {
    let say = |vi, en| Text::new(vi, en).in_lang(lang).to_owned();
    let mut rows = movements(source, origin, lang);
    let changed = say("Biến động diện tích đất cho thuê", "Change of leased land");
    rows.push(row("5", changed, Unit::Hectare, lang, |place| {
        let land = source.land(origin, place);
        let cell = Cell::hectares(land);
        let narrowed = place.map_or_else(String::new, |place| format!("&place={place}"));
        // What let and took back the same leads to its records too.
        let moved = source
            .land
            .iter()
            .any(|row| row.origin == origin.code() && source.within(row.zone_id, place));
        if !moved || land.is_none() {
            return cell;
        }
        cell.to(format!(
            "/national/{}/parcels?origin={}{narrowed}",
            source.period,
            origin.code()
        ))
    }));
    rows.push(Row::group(
        "6",
        &say("Sản xuất, kinh doanh", "Production and business"),
    ));
    for (number, words, indicator) in &PRODUCTION {
        rows.push(row(
            number,
            words.in_lang(lang).to_owned(),
            unit(origin),
            lang,
            |place| {
                let money = source.produced(origin, *indicator, place);
                let currency = indicator.dimension().code();
                let shown = converted(unit(origin), currency);
                let cell = Cell::number(money, unit(origin));
                let place = place.map_or_else(String::new, |place| format!("&place={place}"));
                cell.linked(format!(
                    "/figures/{}/{}?origin={}{place}{shown}",
                    source.period,
                    indicator.code(),
                    origin.code()
                ))
            },
        ));
    }
    let name = if origin == Origin::Foreign {
        "FDI"
    } else {
        "DDI"
    };
    Tab {
        name: name.to_owned(),
        title: origin.words().in_lang(lang).to_owned(),
        columns: columns(lang),
        rows,
    }
}

fn row(
    number: &str,
    words: String,
    unit: Unit,
    lang: Lang,
    cell: impl Fn(Option<&str>) -> Cell,
) -> Row {
    let mut cells = vec![
        Cell::words(number),
        Cell::words(words),
        Cell::words(unit.words().in_lang(lang)),
    ];
    cells.extend(PLACES.iter().map(|(place, _)| cell(Some(place))));
    cells.push(cell(None));
    Row {
        kind: RowKind::Body,
        cells,
    }
}
