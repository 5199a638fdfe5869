//! Quantities in canonical units – VND, USD, m², person, the product's own unit – and the units people use.

use rust_decimal::Decimal;

use super::language::{Lang, Text};

/// What kind of thing is measured. Different dimensions never add up.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Dimension {
    Vnd,
    Usd,
    /// Canonical m².
    Area,
    Person,
    Percent,
    Count,
    /// A product's own unit (m³, tấn, sản phẩm): the indicator names it.
    Own,
}

impl Dimension {
    /// The code stored in the database and the bundle.
    pub fn code(self) -> &'static str {
        match self {
            Dimension::Vnd => "vnd",
            Dimension::Usd => "usd",
            Dimension::Area => "area",
            Dimension::Person => "person",
            Dimension::Percent => "percent",
            Dimension::Count => "count",
            Dimension::Own => "own",
        }
    }

    pub fn from_code(code: &str) -> Option<Dimension> {
        use Dimension::*;
        [Vnd, Usd, Area, Person, Percent, Count, Own].into_iter().find(|dimension| dimension.code() == code)
    }
}

/// A unit people type and read in.
#[derive(Debug, PartialEq, Eq)]
pub struct Unit {
    pub code: &'static str,
    pub dimension: Dimension,
    /// How many canonical units it is.
    pub factor: i64,
    /// In full: "triệu đồng".
    pub name: Text,
    /// For column heads: "tỷ đồng", "ha".
    pub short: Text,
}

impl Unit {
    pub fn name(&self, lang: Lang) -> &'static str {
        self.name.in_lang(lang)
    }

    pub fn short(&self, lang: Lang) -> &'static str {
        self.short.in_lang(lang)
    }
}

const fn unit_of(code: &'static str, dimension: Dimension, factor: i64, name: Text, short: Text) -> Unit {
    Unit { code, dimension, factor, name, short }
}

static VND: [Unit; 4] = [
    unit_of("vnd", Dimension::Vnd, 1, Text::new("đồng", "VND"), Text::new("đồng", "VND")),
    unit_of("kvnd", Dimension::Vnd, 1_000, Text::new("nghìn đồng", "thousand VND"), Text::new("nghìn đồng", "thousand VND")),
    unit_of("mvnd", Dimension::Vnd, 1_000_000, Text::new("triệu đồng", "million VND"), Text::new("triệu đồng", "million VND")),
    unit_of("bvnd", Dimension::Vnd, 1_000_000_000, Text::new("tỷ đồng", "billion VND"), Text::new("tỷ đồng", "billion VND")),
];
static USD: [Unit; 3] = [
    unit_of("usd", Dimension::Usd, 1, Text::new("đô la Mỹ (USD)", "US dollar"), Text::new("USD", "USD")),
    unit_of("kusd", Dimension::Usd, 1_000, Text::new("nghìn USD", "thousand USD"), Text::new("nghìn USD", "thousand USD")),
    unit_of("musd", Dimension::Usd, 1_000_000, Text::new("triệu USD", "million USD"), Text::new("triệu USD", "million USD")),
];
static AREA: [Unit; 2] = [
    unit_of("m2", Dimension::Area, 1, Text::new("m²", "m²"), Text::new("m²", "m²")),
    unit_of("ha", Dimension::Area, 10_000, Text::new("ha", "ha"), Text::new("ha", "ha")),
];
static PERSON: [Unit; 1] =
    [unit_of("person", Dimension::Person, 1, Text::new("người", "people"), Text::new("người", "people"))];
static PERCENT: [Unit; 1] = [unit_of("percent", Dimension::Percent, 1, Text::new("%", "%"), Text::new("%", "%"))];
static COUNT: [Unit; 1] = [unit_of("count", Dimension::Count, 1, Text::new("dự án", "projects"), Text::new("dự án", "projects"))];
static OWN: [Unit; 1] =
    [unit_of("own", Dimension::Own, 1, Text::new("đơn vị của sản phẩm", "the product's unit"), Text::new("đơn vị", "units"))];

/// The units of a dimension, the canonical one first.
pub fn units_of(dimension: Dimension) -> &'static [Unit] {
    match dimension {
        Dimension::Vnd => &VND,
        Dimension::Usd => &USD,
        Dimension::Area => &AREA,
        Dimension::Person => &PERSON,
        Dimension::Percent => &PERCENT,
        Dimension::Count => &COUNT,
        Dimension::Own => &OWN,
    }
}

/// The unit with this code.
pub fn unit(code: &str) -> Option<&'static Unit> {
    use Dimension::*;
    [Vnd, Usd, Area, Person, Percent, Count, Own]
        .into_iter()
        .flat_map(units_of)
        .find(|unit| unit.code == code)
}

/// A number in `unit` as a number in the canonical unit, exactly; `None` when it does not fit.
pub fn to_canonical(number: Decimal, unit: &Unit) -> Option<Decimal> {
    let product = number.checked_mul(Decimal::from(unit.factor))?;
    // A product that had to drop digits does not divide back.
    (product.checked_div(Decimal::from(unit.factor))? == number).then(|| product.normalize())
}

/// A canonical number in `unit`, exactly: every factor is a power of ten.
pub fn from_canonical(number: Decimal, unit: &Unit) -> Option<Decimal> {
    number.checked_div(Decimal::from(unit.factor)).map(|number| number.normalize())
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use rust_decimal::Decimal;

    use super::{Dimension, from_canonical, to_canonical, unit, units_of};

    #[test]
    fn conversions_are_exact() {
        for (number, code, canonical) in
            [("1054", "bvnd", "1054000000000"), ("37.8", "musd", "37800000"), ("17.7", "ha", "177000"), ("1.5", "kvnd", "1500")]
        {
            let unit = unit(code).expect("a known unit");
            let canonical: Decimal = canonical.parse().expect("a decimal");
            assert_eq!(to_canonical(number.parse().expect("a decimal"), unit), Some(canonical));
            assert_eq!(from_canonical(canonical, unit).map(|n| n.to_string()), Some(number.to_owned()));
        }
        assert_eq!(to_canonical(Decimal::MAX, unit("bvnd").expect("a known unit")), None);
    }

    #[test]
    fn the_first_unit_of_each_dimension_is_canonical_and_factors_are_powers_of_ten() {
        for code in ["vnd", "usd", "area", "person", "percent", "count", "own"] {
            let dimension = Dimension::from_code(code).expect("a known dimension");
            assert_eq!(dimension.code(), code);
            assert_eq!(units_of(dimension)[0].factor, 1);
            assert!(units_of(dimension).iter().all(|u| u.dimension == dimension && 10i64.pow(u.factor.ilog10()) == u.factor));
        }
    }

    proptest! {
        #[test]
        fn there_and_back_is_the_same(mantissa in 0i64..=999_999_999_999_999, scale in 0u32..=6) {
            let number = Decimal::new(mantissa, scale).normalize();
            for code in ["vnd", "kvnd", "mvnd", "bvnd", "usd", "kusd", "musd", "m2", "ha", "person"] {
                let unit = unit(code).expect("a known unit");
                let canonical = to_canonical(number, unit).expect("fits");
                prop_assert_eq!(from_canonical(canonical, unit), Some(number));
            }
        }
    }
}
