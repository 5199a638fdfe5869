//! What is measured and in which unit.
//!
//! The database keeps canonical units only (đồng, US dollar, m², person, %, count and each product's own unit);
//! people type and read in the unit that suits. Conversion is exact or refused.

use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

use super::language::{Lang, Text};

/// A kind of quantity. Quantities of different dimensions never add up.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Dimension {
    /// Money in đồng.
    Vnd,
    /// Money in US dollars.
    Usd,
    /// Land, in m².
    Area,
    /// People.
    Person,
    /// A share, in percent.
    Percent,
    /// A number of things (projects, enterprises, certificates).
    Count,
    /// Output of a product, in the unit the product itself names.
    Own,
}

impl Dimension {
    pub const ALL: [Self; 7] = [
        Self::Vnd,
        Self::Usd,
        Self::Area,
        Self::Person,
        Self::Percent,
        Self::Count,
        Self::Own,
    ];

    /// The code kept in the database and in bundles.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Vnd => "vnd",
            Self::Usd => "usd",
            Self::Area => "area",
            Self::Person => "person",
            Self::Percent => "percent",
            Self::Count => "count",
            Self::Own => "own",
        }
    }

    /// The dimension of a code written by [`Dimension::code`].
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL
            .into_iter()
            .find(|dimension| dimension.code() == code)
    }

    /// The unit in which the database keeps quantities of this dimension.
    pub fn canonical_unit(self) -> &'static Unit {
        &units_of(self)[0]
    }
}

/// A unit people may choose for typing and reading.
#[derive(Debug, PartialEq, Eq)]
pub struct Unit {
    pub code: &'static str,
    pub dimension: Dimension,
    /// How many canonical units make one of this unit.
    pub factor: i64,
    /// As written out in a sentence: "triệu đô la Mỹ". For a product's own unit the product has a better name.
    pub name: Text,
    /// As written in a table head: "triệu USD".
    pub short: Text,
}

impl Unit {
    pub const fn name(&self, lang: Lang) -> &'static str {
        self.name.in_lang(lang)
    }

    pub const fn short(&self, lang: Lang) -> &'static str {
        self.short.in_lang(lang)
    }
}

const fn unit_row(
    code: &'static str,
    dimension: Dimension,
    factor: i64,
    name: Text,
    short: Text,
) -> Unit {
    Unit {
        code,
        dimension,
        factor,
        name,
        short,
    }
}

// In each list the canonical unit comes first.
const VND: &[Unit] = &[
    unit_row(
        "vnd",
        Dimension::Vnd,
        1,
        Text::new("đồng", "dong"),
        Text::new("đồng", "VND"),
    ),
    unit_row(
        "kvnd",
        Dimension::Vnd,
        1_000,
        Text::new("nghìn đồng", "thousand dong"),
        Text::new("nghìn đồng", "thousand VND"),
    ),
    unit_row(
        "mvnd",
        Dimension::Vnd,
        1_000_000,
        Text::new("triệu đồng", "million dong"),
        Text::new("triệu đồng", "million VND"),
    ),
    unit_row(
        "bvnd",
        Dimension::Vnd,
        1_000_000_000,
        Text::new("tỷ đồng", "billion dong"),
        Text::new("tỷ đồng", "billion VND"),
    ),
];
const USD: &[Unit] = &[
    unit_row(
        "usd",
        Dimension::Usd,
        1,
        Text::new("đô la Mỹ", "US dollars"),
        Text::new("USD", "USD"),
    ),
    unit_row(
        "kusd",
        Dimension::Usd,
        1_000,
        Text::new("nghìn đô la Mỹ", "thousand US dollars"),
        Text::new("nghìn USD", "thousand USD"),
    ),
    unit_row(
        "musd",
        Dimension::Usd,
        1_000_000,
        Text::new("triệu đô la Mỹ", "million US dollars"),
        Text::new("triệu USD", "million USD"),
    ),
];
const AREA: &[Unit] = &[
    unit_row(
        "m2",
        Dimension::Area,
        1,
        Text::new("m²", "m²"),
        Text::new("m²", "m²"),
    ),
    unit_row(
        "ha",
        Dimension::Area,
        10_000,
        Text::new("ha", "ha"),
        Text::new("ha", "ha"),
    ),
];
const PERSON: &[Unit] = &[unit_row(
    "person",
    Dimension::Person,
    1,
    Text::new("người", "people"),
    Text::new("người", "people"),
)];
const PERCENT: &[Unit] = &[unit_row(
    "percent",
    Dimension::Percent,
    1,
    Text::new("%", "%"),
    Text::new("%", "%"),
)];
const COUNT: &[Unit] = &[unit_row(
    "count",
    Dimension::Count,
    1,
    Text::new("dự án", "projects"),
    Text::new("dự án", "projects"),
)];
const OWN: &[Unit] = &[unit_row(
    "own",
    Dimension::Own,
    1,
    Text::new("đơn vị của sản phẩm", "the product's unit"),
    Text::new("đơn vị", "units"),
)];

/// The units a quantity of this dimension may be typed in, the canonical one first.
pub const fn units_of(dimension: Dimension) -> &'static [Unit] {
    match dimension {
        Dimension::Vnd => VND,
        Dimension::Usd => USD,
        Dimension::Area => AREA,
        Dimension::Person => PERSON,
        Dimension::Percent => PERCENT,
        Dimension::Count => COUNT,
        Dimension::Own => OWN,
    }
}

/// Amounts in VND and in USD can be typed for each other at a stated rate.
pub fn both_money(a: Dimension, b: Dimension) -> bool {
    let money = |dimension| matches!(dimension, Dimension::Vnd | Dimension::Usd);
    money(a) && money(b)
}

/// The unit with this code, whatever its dimension.
pub fn unit(code: &str) -> Option<&'static Unit> {
    Dimension::ALL
        .into_iter()
        .flat_map(units_of)
        .find(|unit| unit.code == code)
}

/// A value typed in `unit`, in canonical units. `None` when it does not fit exactly.
pub fn to_canonical(value: Decimal, unit: &Unit) -> Option<Decimal> {
    let factor = Decimal::from(unit.factor);
    let canonical = value.checked_mul(factor)?;
    // `checked_mul` drops digits that do not fit in 96 bits; a figure must never lose one silently.
    (canonical.checked_div(factor)? == value).then(|| canonical.normalize())
}

/// The largest amount the portal keeps, in canonical units: a thousand times what the country makes in a year, in đồng. Sums and
/// percentages of as many reports as there are stay far below what a number here can hold.
pub const MOST: Decimal = Decimal::from_parts(2_808_348_672, 232_830_643, 0, false, 0);
/// Likewise of people, and of things that are counted.
const MOST_PEOPLE: Decimal = Decimal::from_parts(1_410_065_408, 2, 0, false, 0);

/// What somebody typed in `unit`, in canonical units. `None` when it is more than the portal keeps.
pub fn entered(value: Decimal, unit: &Unit) -> Option<Decimal> {
    let most = if matches!(unit.dimension, Dimension::Person | Dimension::Count) {
        MOST_PEOPLE
    } else {
        MOST
    };
    to_canonical(value, unit).filter(|canonical| canonical.abs() <= most)
}

/// A canonical value in `unit`, for showing: to all the digits a number holds.
pub fn in_unit(value: Decimal, unit: &Unit) -> Decimal {
    // A factor is one at least.
    value / Decimal::from(unit.factor)
}

/// A canonical value, in `unit`, to be read back: `None` when it does not fit exactly.
pub fn from_canonical(value: Decimal, unit: &Unit) -> Option<Decimal> {
    let factor = Decimal::from(unit.factor);
    let converted = value.checked_div(factor)?;
    (converted.checked_mul(factor)? == value).then(|| converted.normalize())
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use crate::foundation::kernel::testing::dec;
    use proptest::prelude::*;

    use super::*;

    fn all_units() -> Vec<&'static Unit> {
        Dimension::ALL.into_iter().flat_map(units_of).collect()
    }

    #[test]
    fn codes_are_unique_and_read_back() {
        let codes: BTreeSet<_> = all_units().iter().map(|unit| unit.code).collect();
        assert_eq!(codes.len(), all_units().len());
        for found in all_units() {
            assert_eq!(unit(found.code), Some(found));
        }
        for dimension in Dimension::ALL {
            assert_eq!(Dimension::from_code(dimension.code()), Some(dimension));
            assert_eq!(dimension.canonical_unit().factor, 1);
            assert!(
                units_of(dimension)
                    .iter()
                    .all(|unit| unit.dimension == dimension)
            );
        }
        assert_eq!(unit("furlong"), None);
    }

    #[test]
    fn values_convert_by_their_factor() {
        let billion = unit("bvnd").expect("listed");
        assert_eq!(
            to_canonical(dec!(1054.5), billion),
            Some(dec!(1_054_500_000_000))
        );
        let hectare = unit("ha").expect("listed");
        assert_eq!(from_canonical(dec!(177_000), hectare), Some(dec!(17.7)));
    }

    #[test]
    fn a_mean_is_shown_in_its_unit_however_small_and_however_long() {
        let billion = unit("bvnd").expect("listed");
        let mean = Decimal::from(25_000_000_000i64) / Decimal::from(301);
        assert_eq!(
            from_canonical(mean, billion),
            None,
            "it cannot be read back"
        );
        assert_eq!(in_unit(mean, billion).round_dp(4), dec!(0.0831));
        assert_eq!(
            in_unit(dec!(177_000), unit("ha").expect("listed")),
            dec!(17.7)
        );
    }

    #[test]
    fn more_than_the_portal_keeps_is_refused() {
        assert_eq!(
            (MOST, MOST_PEOPLE),
            (dec!(1_000_000_000_000_000_000), dec!(10_000_000_000))
        );
        let refused = [
            (dec!(1_000_000_001), "bvnd"),
            (dec!(-1_000_000_001), "bvnd"),
            (dec!(999_999_999_999_999), "person"),
        ];
        for (value, code) in refused {
            assert_eq!(
                entered(value, unit(code).expect("listed")),
                None,
                "{value} {code}"
            );
        }
        assert_eq!(
            entered(dec!(1_000_000_000), unit("bvnd").expect("listed")),
            Some(MOST)
        );
        assert_eq!(
            entered(dec!(54_000), unit("person").expect("listed")),
            Some(dec!(54_000))
        );
    }

    #[test]
    fn what_does_not_fit_is_refused() {
        let billion = unit("bvnd").expect("listed");
        assert_eq!(to_canonical(Decimal::MAX, billion), None);
        assert_eq!(from_canonical(Decimal::new(1, 28), billion), None);
    }

    proptest! {
        #[test]
        fn conversion_there_and_back_loses_nothing(
            mantissa in -999_999_999_999_999_999_999i128..=999_999_999_999_999_999_999,
            scale in 0u32..=6,
            index in 0usize..12,
        ) {
            // As many digits as may be typed: 15 before the decimal mark and 6 after it.
            let value = Decimal::from_i128_with_scale(mantissa / 10i128.pow(6 - scale), scale);
            let units = all_units();
            let unit = units[index % units.len()];
            if let Some(canonical) = to_canonical(value, unit) {
                prop_assert_eq!(from_canonical(canonical, unit), Some(value));
            } else {
                prop_assert!(false, "{} {} must fit", value, unit.code);
            }
        }
    }
}
