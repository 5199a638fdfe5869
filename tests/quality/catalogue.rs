//! The indicators of the measured reports, those of the legal forms and one product.

use izportal::foundation::kernel::quantity::{self, Dimension};
use izportal::standards::indicators::{Catalogue, Indicator, Source, TimeKind};
use rust_decimal::Decimal;

pub const REVENUE: i64 = 1;
pub const EXPORTS: i64 = 2;
pub const IMPORTS: i64 = 3;
pub const BUDGET: i64 = 4;
pub const INCOME: i64 = 5;
pub const WORKERS: i64 = 6;
pub const FEMALE: i64 = 7;
pub const FOREIGN: i64 = 8;
pub const VIETNAMESE: i64 = 9;
pub const LAND: i64 = 10;
pub const ELECTRICITY: i64 = 11;
pub const WATER: i64 = 12;
pub const PRODUCT: i64 = 13;
pub const CAPITAL: i64 = 14;
pub const CAPITAL_TO_DATE: i64 = 15;
pub const PROFIT: i64 = 16;
pub const ENVIRONMENT: i64 = 17;

/// VND for one USD.
pub fn rate() -> Decimal {
    Decimal::from(23_271)
}

fn indicator(
    id: i64,
    code: &str,
    dimension: Dimension,
    unit: &str,
    time_kind: TimeKind,
) -> Indicator {
    let own = |name: &str| (dimension == Dimension::Own).then(|| name.to_owned());
    Indicator {
        id,
        code: code.to_owned(),
        is_product: id == PRODUCT,
        name: code.to_owned(),
        name_en: code.to_owned(),
        aliases: String::new(),
        dimension,
        own_unit: own("tấn"),
        own_unit_en: own("tonnes"),
        source: Source::Filing,
        time_kind,
        unit: quantity::unit(unit).expect("a unit"),
        scale: 1,
        sentence_step: None,
        part_of: [FEMALE, FOREIGN, VIETNAMESE]
            .contains(&id)
            .then_some(WORKERS),
        weight: (id == INCOME).then_some(WORKERS),
        folded: false,
        valid_until: None,
    }
}

pub fn catalogue() -> Catalogue {
    use Dimension::{Area, Own, Person, Usd, Vnd};
    use TimeKind::{Flow, Rate, Stock};
    Catalogue {
        all: vec![
            indicator(REVENUE, "revenue", Vnd, "bvnd", Flow),
            indicator(EXPORTS, "exports", Usd, "musd", Flow),
            indicator(IMPORTS, "imports", Usd, "musd", Flow),
            indicator(BUDGET, "budget", Vnd, "bvnd", Flow),
            indicator(INCOME, "avg_income", Vnd, "mvnd", Rate),
            indicator(WORKERS, "workers", Person, "person", Stock),
            indicator(FEMALE, "workers_female", Person, "person", Stock),
            indicator(FOREIGN, "workers_foreign", Person, "person", Stock),
            indicator(VIETNAMESE, "workers_vietnamese", Person, "person", Stock),
            indicator(LAND, "land_used", Area, "m2", Stock),
            indicator(ELECTRICITY, "electricity", Own, "own", Flow),
            indicator(WATER, "water", Own, "own", Flow),
            indicator(PRODUCT, "plywood", Own, "own", Flow),
            indicator(CAPITAL, "realised_capital", Vnd, "bvnd", Flow),
            indicator(CAPITAL_TO_DATE, "capital_to_date", Vnd, "bvnd", Stock),
            indicator(PROFIT, "profit", Vnd, "bvnd", Flow),
            indicator(ENVIRONMENT, "environment", Vnd, "bvnd", Flow),
        ],
    }
}
