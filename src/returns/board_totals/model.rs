//! A board's own total beside the sum of its enterprises. Pure.

use rust_decimal::Decimal;

use crate::foundation::i18n::{self, Lang};
use crate::foundation::kernel::quantity::Dimension;
use crate::standards::indicators::Indicator;

/// Both totals of one indicator and year, canonical. They are compared and never added.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Beside {
    /// The board's own.
    pub own: Decimal,
    /// Of the enterprises known, where any has a figure.
    pub sum: Option<Decimal>,
}

impl Beside {
    /// What the sum of the enterprises lacks of the board's own total; negative where it is more.
    pub fn lacking(&self) -> Option<Decimal> {
        self.own.checked_sub(self.sum?)
    }

    /// "Tổng của Ban 12.345 tỷ đồng – cộng doanh nghiệp 12.000, thiếu 345 (2,8%)"; the share is of the board's own total.
    pub fn words(&self, indicator: &Indicator, lang: Lang) -> String {
        let show = |value: Decimal| indicator.show(value, lang);
        let own = format!("{} {}", show(self.own), indicator.unit_name(lang));
        let Some((sum, lacking)) = self.sum.zip(self.lacking()) else {
            return match lang {
                Lang::Vi => format!("Tổng của Ban {own} – chưa có số của doanh nghiệp nào"),
                Lang::En => format!("The board's total {own} – no enterprise has a figure"),
            };
        };
        // A mean or a percentage is no sum: it differs, and lacks nothing.
        let adds_up = indicator.weight.is_none() && indicator.dimension != Dimension::Percent;
        let (vi, en) = match (lacking.is_zero(), adds_up, lacking.is_sign_positive()) {
            (true, ..) => ("khớp", "which agree"),
            (_, false, _) => ("lệch", "off by"),
            (_, _, true) => ("thiếu", "short by"),
            (_, _, false) => ("thừa", "over by"),
        };
        let difference = if lacking.is_zero() {
            String::new()
        } else {
            let share = lacking
                .abs()
                .checked_mul(Decimal::ONE_HUNDRED)
                .and_then(|times| times.checked_div(self.own.abs()));
            let share = share.filter(|_| adds_up).map_or_else(String::new, |share| {
                format!(" ({})", i18n::format_percent(share, 1, lang))
            });
            format!(" {}{share}", show(lacking.abs()))
        };
        match lang {
            Lang::Vi => format!(
                "Tổng của Ban {own} – cộng doanh nghiệp {}, {vi}{difference}",
                show(sum)
            ),
            Lang::En => format!(
                "The board's total {own} – its enterprises together {}, {en}{difference}",
                show(sum)
            ),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::foundation::kernel::testing::dec;
    use crate::standards::indicators::{Source, TimeKind};

    fn revenue() -> Indicator {
        Indicator {
            id: 1,
            code: "revenue".to_owned(),
            is_product: false,
            name: "Tổng doanh thu".to_owned(),
            name_en: "Total revenue".to_owned(),
            aliases: String::new(),
            dimension: Dimension::Vnd,
            own_unit: None,
            own_unit_en: None,
            source: Source::Filing,
            time_kind: TimeKind::Flow,
            unit: crate::foundation::kernel::quantity::unit("bvnd").expect("a unit"),
            scale: 1,
            sentence_step: None,
            part_of: None,
            weight: None,
            folded: false,
            valid_until: None,
        }
    }

    #[test]
    fn what_the_enterprises_lack_of_the_boards_total_is_said_with_its_share() {
        let said =
            |own: Decimal, sum: Option<Decimal>| Beside { own, sum }.words(&revenue(), Lang::Vi);
        assert_eq!(
            said(dec!(12345000000000), Some(dec!(12000000000000))),
            "Tổng của Ban 12.345,0 tỷ đồng – cộng doanh nghiệp 12.000,0, thiếu 345,0 (2,8%)"
        );
        assert_eq!(
            said(dec!(12000000000000), Some(dec!(12345000000000))),
            "Tổng của Ban 12.000,0 tỷ đồng – cộng doanh nghiệp 12.345,0, thừa 345,0 (2,9%)"
        );
        assert_eq!(
            said(dec!(5000000000), Some(dec!(5000000000))),
            "Tổng của Ban 5,0 tỷ đồng – cộng doanh nghiệp 5,0, khớp"
        );
        assert_eq!(
            said(dec!(5000000000), None),
            "Tổng của Ban 5,0 tỷ đồng – chưa có số của doanh nghiệp nào"
        );
        // Of a total of nothing there is no share.
        assert_eq!(
            said(dec!(0), Some(dec!(5000000000))),
            "Tổng của Ban 0,0 tỷ đồng – cộng doanh nghiệp 5,0, thừa 5,0"
        );
    }
}
