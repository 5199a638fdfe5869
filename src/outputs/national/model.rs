//! A sheet as a table of exact values, and the conversion between the two currencies at its edge.

use rust_decimal::Decimal;

use super::sheet_code::SheetCode;
use crate::foundation::i18n::{self, Lang, Text};

/// Where capital comes from; the two are never added up.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Origin {
    Foreign,
    Domestic,
}

impl Origin {
    pub const ALL: [Origin; 2] = [Origin::Foreign, Origin::Domestic];

    pub fn code(self) -> &'static str {
        match self {
            Origin::Foreign => "foreign",
            Origin::Domestic => "domestic",
        }
    }

    /// An amount in the currency the capital of this origin is added up in: USD, or VND.
    pub fn money(self, amount: Decimal) -> Money {
        Money::of(
            match self {
                Origin::Foreign => "usd",
                Origin::Domestic => "vnd",
            },
            amount,
        )
    }

    pub fn from_code(code: &str) -> Option<Origin> {
        Origin::ALL.into_iter().find(|origin| origin.code() == code)
    }

    pub fn words(self) -> Text {
        match self {
            Origin::Foreign => Text::new("Đầu tư nước ngoài (FDI)", "Foreign investment (FDI)"),
            Origin::Domestic => Text::new("Đầu tư trong nước (DDI)", "Domestic investment (DDI)"),
        }
    }
}

/// The unit a cell is printed in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Unit {
    Projects,
    MillionUsd,
    BillionVnd,
    /// A month's income.
    MillionVnd,
    Hectare,
    CubicMetresADay,
    People,
    Percent,
    Years,
}

impl Unit {
    pub fn words(self) -> Text {
        match self {
            Unit::Projects => Text::new("dự án", "projects"),
            Unit::MillionUsd => Text::new("triệu USD", "million USD"),
            Unit::BillionVnd => Text::new("tỷ đồng", "billion VND"),
            Unit::MillionVnd => Text::new("triệu đồng", "million VND"),
            Unit::Hectare => Text::new("ha", "ha"),
            Unit::CubicMetresADay => Text::new("m³/ngày đêm", "m³ a day"),
            Unit::People => Text::new("người", "people"),
            Unit::Percent => Text::new("%", "%"),
            Unit::Years => Text::new("năm", "years"),
        }
    }

    /// Decimals in print.
    pub fn scale(self) -> u32 {
        match self {
            Unit::Projects | Unit::People | Unit::Years | Unit::CubicMetresADay => 0,
            Unit::Hectare | Unit::Percent | Unit::MillionVnd => 2,
            Unit::MillionUsd | Unit::BillionVnd => 3,
        }
    }
}

/// Money in the two currencies, canonical: VND and USD.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Money {
    pub vnd: Decimal,
    pub usd: Decimal,
}

impl Money {
    /// An amount in the currency with this code.
    pub fn of(currency: &str, amount: Decimal) -> Money {
        if currency == "usd" {
            Money {
                usd: amount,
                ..Money::default()
            }
        } else {
            Money {
                vnd: amount,
                ..Money::default()
            }
        }
    }

    /// In triệu USD or tỷ đồng at the year's rate (VND for one USD). `None` where a rate is needed and none is stated.
    pub fn in_unit(self, unit: Unit, rate: Option<Decimal>) -> Option<Decimal> {
        let (own, other, factor) = match unit {
            Unit::MillionUsd => (self.usd, self.vnd, Decimal::from(1_000_000)),
            _ => (self.vnd, self.usd, Decimal::from(1_000_000_000)),
        };
        let converted = match (other.is_zero(), rate, unit) {
            (true, ..) => Decimal::ZERO,
            (false, None, _) => return None,
            (false, Some(rate), Unit::MillionUsd) => other.checked_div(rate)?,
            (false, Some(rate), _) => other.checked_mul(rate)?,
        };
        Some((own.checked_add(converted)? / factor).normalize())
    }
}

/// What the address of figures kept in one currency says, so that they are shown in a cell's unit too; nothing where that is theirs.
pub fn converted(unit: Unit, currency: &str) -> &'static str {
    match (unit, currency) {
        (Unit::MillionUsd, "vnd") => "&as=musd",
        (Unit::BillionVnd, "usd") => "&as=bvnd",
        _ => "",
    }
}

impl std::ops::Add for Money {
    type Output = Money;

    fn add(self, other: Money) -> Money {
        Money {
            vnd: self.vnd + other.vnd,
            usd: self.usd + other.usd,
        }
    }
}

impl std::iter::Sum for Money {
    fn sum<I: Iterator<Item = Money>>(all: I) -> Money {
        all.fold(Money::default(), |a, b| a + b)
    }
}

/// One cell: words, an exact number with its unit, or a number nobody knows.
#[derive(Debug, Clone)]
pub enum Content {
    Words(String),
    Number(Decimal, Unit),
    Unknown,
}

#[derive(Debug, Clone)]
pub struct Cell {
    pub content: Content,
    /// The records behind it.
    pub href: Option<String>,
}

impl Cell {
    pub fn words(words: impl Into<String>) -> Cell {
        Cell {
            content: Content::Words(words.into()),
            href: None,
        }
    }

    pub fn number(value: Option<Decimal>, unit: Unit) -> Cell {
        Cell {
            content: value.map_or(Content::Unknown, |value| Content::Number(value, unit)),
            href: None,
        }
    }

    /// m², shown in ha.
    pub fn hectares(area: Option<Decimal>) -> Cell {
        Cell::number(area.map(|area| area / Decimal::from(10_000)), Unit::Hectare)
    }

    /// Leads to the records behind a number, unless it is nil or unknown and there are none.
    #[must_use]
    pub fn linked(self, href: String) -> Cell {
        match &self.content {
            Content::Number(value, _) if !value.is_zero() => self.to(href),
            _ => self,
        }
    }

    #[must_use]
    pub fn to(mut self, href: impl Into<String>) -> Cell {
        self.href = Some(href.into());
        self
    }

    /// As printed: rounded half away from zero; unknown is "–", never zero.
    pub fn shown(&self, lang: Lang) -> String {
        match &self.content {
            Content::Words(words) => words.clone(),
            Content::Number(value, unit) => i18n::format_number(*value, unit.scale(), lang),
            Content::Unknown => i18n::UNDEFINED.to_owned(),
        }
    }

    pub fn is_number(&self) -> bool {
        !matches!(self.content, Content::Words(_))
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum RowKind {
    Body,
    /// A heading over the rows below it.
    Group,
    Total,
}

#[derive(Debug, Clone)]
pub struct Row {
    pub kind: RowKind,
    pub cells: Vec<Cell>,
}

impl Row {
    pub fn body(cells: Vec<Cell>) -> Row {
        Row {
            kind: RowKind::Body,
            cells,
        }
    }

    pub fn total(cells: Vec<Cell>) -> Row {
        Row {
            kind: RowKind::Total,
            cells,
        }
    }

    /// A heading over the rows below it.
    pub fn group(number: &str, words: &str) -> Row {
        Row {
            kind: RowKind::Group,
            cells: vec![Cell::words(number), Cell::words(words)],
        }
    }
}

#[derive(Debug, Clone)]
pub struct Column {
    pub title: String,
    pub numeric: bool,
}

/// One table of a sheet: all of it, or its FDI or DDI half.
#[derive(Debug, Clone)]
pub struct Tab {
    /// "FDI", "DDI"; the sheet's code where there is one table only.
    pub name: String,
    pub title: String,
    pub columns: Vec<Column>,
    pub rows: Vec<Row>,
}

/// A national sheet for a period.
#[derive(Debug, Clone)]
pub struct Sheet {
    pub code: SheetCode,
    pub tabs: Vec<Tab>,
    /// Rates, and what the figures leave out.
    pub notes: Vec<String>,
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::foundation::kernel::testing::dec;

    #[test]
    fn money_is_converted_at_the_edge_and_only_with_a_rate() {
        let both = Money {
            vnd: dec!(46_542_000_000),
            usd: dec!(3_000_000),
        };
        assert_eq!(
            both.in_unit(Unit::MillionUsd, Some(dec!(23271))),
            Some(dec!(5))
        );
        assert_eq!(
            both.in_unit(Unit::BillionVnd, Some(dec!(23271))),
            Some(dec!(116.355))
        );
        assert_eq!(
            both.in_unit(Unit::BillionVnd, None),
            None,
            "without a rate it is unknown, not zero"
        );
        assert_eq!(
            Money::of("usd", dec!(5_500_000)).in_unit(Unit::MillionUsd, None),
            Some(dec!(5.5)),
            "its own needs none"
        );
    }
}
