//! Sheet 2104: production and business in each zone. Projects, capital and realised capital are cumulative stocks; revenue,
//! trade and budget are of the period. Budget is in tỷ đồng for both origins and trade in triệu USD for both, unlike 2101.

use rust_decimal::Decimal;

use super::db::{Reported, Stock, Zone};
use super::model::{Cell, Column, Money, Origin, Row, RowKind, Tab, Unit};
use crate::i18n::{Lang, Text};
use crate::kernel::Period;

/// What the sheet is made from.
pub struct Source {
    pub period: Period,
    pub zones: Vec<Zone>,
    pub stock: Vec<Stock>,
    /// Figures of the period.
    pub reported: Vec<Reported>,
    /// Realised capital of all known years before and of this one up to the period's end.
    pub realised: Vec<Reported>,
    /// The first of those years.
    pub since: i32,
    pub rate: Option<Decimal>,
}

/// One column: its words, its unit for an origin, and how its cell is found.
struct Measure {
    words: Text,
    unit: Unit,
    what: What,
}

#[derive(Clone, Copy)]
enum What {
    Valid,
    Capital,
    Operating,
    Realised,
    Reported(&'static str),
}

fn measures(origin: Origin) -> Vec<Measure> {
    let money = if origin == Origin::Foreign { Unit::MillionUsd } else { Unit::BillionVnd };
    let of = |words, unit, what| Measure { words, unit, what };
    vec![
        of(Text::new("Dự án còn hiệu lực", "Projects in force"), Unit::Projects, What::Valid),
        of(Text::new("Vốn đăng ký", "Registered capital"), money, What::Capital),
        of(Text::new("Dự án đang SXKD", "Projects in operation"), Unit::Projects, What::Operating),
        of(Text::new("Vốn thực hiện", "Realised capital"), money, What::Realised),
        of(Text::new("Doanh thu*", "Revenue*"), money, What::Reported("revenue")),
        of(Text::new("Xuất khẩu*", "Exports*"), Unit::MillionUsd, What::Reported("exports")),
        of(Text::new("Nhập khẩu*", "Imports*"), Unit::MillionUsd, What::Reported("imports")),
        of(Text::new("Nộp ngân sách*", "Paid to the budget*"), Unit::BillionVnd, What::Reported("budget")),
    ]
}

/// A sum over what is known; `None` when nothing is, or a part of it is missing.
fn reported(rows: &[Reported], origin: Option<Origin>, indicator: &str, zone: Option<i64>) -> Option<Decimal> {
    let own: Vec<Decimal> = rows
        .iter()
        .filter(|row| row.indicator == indicator && origin.is_none_or(|origin| row.origin == origin.code()))
        .filter(|row| zone.is_none_or(|zone| row.zone_id == zone))
        .map(|row| row.value)
        .collect();
    (!own.is_empty()).then(|| own.into_iter().sum())
}

impl Source {
    fn cell(&self, measure: &Measure, origin: Origin, zone: Option<i64>) -> Cell {
        let stock: Vec<&Stock> =
            self.stock.iter().filter(|row| row.origin == origin.code() && zone.is_none_or(|zone| row.zone_id == zone)).collect();
        // Every cell leads to the records it is made of, and to no other.
        let narrowed = zone.map_or_else(String::new, |zone| format!("&zone={zone}"));
        let narrowed = format!("origin={}{narrowed}", origin.code());
        let behind = |what: &str| format!("/national/{}/behind?what={what}&{narrowed}", self.period);
        let money = |money: Option<Money>| money.and_then(|money| money.in_unit(measure.unit, self.rate));
        let in_vnd = |rows: &[Reported], indicator: &str| reported(rows, Some(origin), indicator, zone);
        let (value, href) = match measure.what {
            What::Valid => (Some(stock.iter().map(|row| row.projects).sum::<i64>().into()), behind("valid")),
            What::Operating => (Some(stock.iter().map(|row| row.operating).sum::<i64>().into()), behind("operating")),
            What::Capital => (money(Some(stock.iter().map(|row| Money::of(&row.currency, row.capital)).sum())), behind("valid")),
            What::Realised => {
                let sum = in_vnd(&self.realised, "realised_capital").map(|value| Money::of("vnd", value));
                (money(sum), format!("/figures/{}/realised_capital?since={}&{narrowed}", self.period, self.since))
            }
            What::Reported(indicator) => {
                let currency = if matches!(indicator, "exports" | "imports") { "usd" } else { "vnd" };
                let sum = in_vnd(&self.reported, indicator).map(|value| Money::of(currency, value));
                (money(sum), format!("/figures/{}/{indicator}?{narrowed}", self.period))
            }
        };
        Cell::number(value, measure.unit).linked(href)
    }

    fn workers(&self, foreign: bool, zone: Option<i64>) -> Cell {
        let all = reported(&self.reported, None, "workers", zone);
        let own = reported(&self.reported, None, "workers_foreign", zone);
        let (value, code) = match foreign {
            true => (own, "workers_foreign"),
            false => (all.zip(own).map(|(all, own)| all - own), "workers"),
        };
        let zone = zone.map_or_else(String::new, |zone| format!("?zone={zone}"));
        Cell::number(value, Unit::People).linked(format!("/figures/{}/{code}{zone}", self.period))
    }

    fn row(&self, name: Cell, kind: RowKind, zone: Option<i64>) -> Row {
        let mut cells = vec![name];
        for origin in Origin::ALL {
            cells.extend(measures(origin).iter().map(|measure| self.cell(measure, origin, zone)));
        }
        cells.extend([false, true].map(|foreign| self.workers(foreign, zone)));
        Row { kind, cells }
    }

    /// Projects in force whose registered capital nobody knows: the stock leaves them out.
    pub fn unknown(&self) -> i64 {
        self.stock.iter().map(|row| row.unknown).sum()
    }
}

/// The sheet: one row for each zone, and their sums.
pub fn tab(source: &Source, lang: Lang) -> Tab {
    let say = |vi, en| Text::new(vi, en).in_lang(lang);
    let mut columns = vec![Column { title: say("Khu công nghiệp", "Zone").to_owned(), numeric: false }];
    for origin in Origin::ALL {
        let name = if origin == Origin::Foreign { "FDI" } else { "DDI" };
        columns.extend(measures(origin).iter().map(|measure| Column {
            title: format!("{name}: {} ({})", measure.words.in_lang(lang), measure.unit.words().in_lang(lang)),
            numeric: true,
        }));
    }
    for words in [say("Lao động trong nước (người)", "Vietnamese workers"), say("Lao động nước ngoài (người)", "Foreign workers")]
    {
        columns.push(Column { title: words.to_owned(), numeric: true });
    }
    let mut rows: Vec<Row> = source
        .zones
        .iter()
        .map(|zone| source.row(Cell::words(&zone.name).to(format!("/zones/{}", zone.id)), RowKind::Body, Some(zone.id)))
        .collect();
    rows.push(source.row(Cell::words(say("Tổng cộng", "Total")), RowKind::Total, None));
    Tab { name: "2104".to_owned(), title: String::new(), columns, rows }
}
