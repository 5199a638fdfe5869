//! Sums of reported figures in the unit of a sheet.

use rust_decimal::Decimal;

use super::db::Reported;
use super::model::{Money, Unit};
use crate::standards::indicators::Known;

/// A sum of figures of one indicator in a unit, those of each year at their own year's rate, so that no later rate revalues them.
/// `None` where there are none, or a rate is missing.
pub fn in_unit(rows: &[&Reported], indicator: Known, unit: Unit) -> Option<Decimal> {
    let currency = indicator.dimension().code();
    if rows.is_empty() {
        return None;
    }
    rows.iter()
        .map(|row| Money::of(currency, row.value).in_unit(unit, row.rate))
        .sum()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::foundation::kernel::testing::dec;

    fn realised(value: Decimal, rate: Option<Decimal>) -> Reported {
        Reported {
            zone_id: 1,
            origin: "foreign".to_owned(),
            indicator: Known::RealisedCapital.code().to_owned(),
            value,
            rate,
        }
    }

    #[test]
    fn each_year_is_converted_at_its_own_rate_and_a_missing_one_is_no_zero() {
        let (first, second) = (
            realised(dec!(20_000_000_000), Some(dec!(20_000))),
            realised(dec!(25_000_000_000), Some(dec!(25_000))),
        );
        let unit = Unit::MillionUsd;
        let known = Known::RealisedCapital;
        assert_eq!(in_unit(&[&first, &second], known, unit), Some(dec!(2)));
        assert_eq!(
            in_unit(&[&first, &second], known, Unit::BillionVnd),
            Some(dec!(45))
        );
        let unknown = realised(dec!(1), None);
        assert_eq!(in_unit(&[&first, &unknown], known, unit), None);
        assert_eq!(
            in_unit(&[&unknown], known, Unit::BillionVnd),
            Some(dec!(0.000000001))
        );
        assert_eq!(in_unit(&[], known, unit), None);
    }
}
