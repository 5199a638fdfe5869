//! A year as published, for the tests of the proof.

use super::material::{Material, WorkOfYear};
use crate::foundation::kernel::quantity::{Dimension, unit};
use crate::foundation::kernel::testing::dec;
use crate::foundation::kernel::{Vintage, Year};
use crate::outputs::dashboard::overview::{Reporting, Tenants, ZoneLines};
use crate::outputs::dashboard::{Ground, Line, Overview};
use crate::outputs::reviews::db::Review;
use crate::outputs::reviews::infrastructure;
use crate::registers::board::Board;
use crate::registers::schemes::model::{Scheme, Sponsor};
use crate::returns::plans::db::{PlanRow, TargetRow};
use crate::standards::checks::Rules;
use crate::standards::indicators::{Catalogue, Indicator, Source, TimeKind};
use rust_decimal::Decimal;
use std::collections::HashMap;
use std::sync::Arc;

fn indicator(
    id: i64,
    code: &str,
    name: &str,
    name_en: &str,
    unit_code: &str,
    step: Option<i64>,
    own: &str,
) -> Indicator {
    let unit = unit(unit_code).expect("a unit");
    Indicator {
        id,
        code: code.to_owned(),
        is_product: unit.dimension == Dimension::Own,
        name: name.to_owned(),
        name_en: name_en.to_owned(),
        aliases: String::new(),
        dimension: unit.dimension,
        own_unit: Some(own.to_owned()).filter(|own| !own.is_empty()),
        own_unit_en: Some(own.to_owned()).filter(|own| !own.is_empty()),
        source: Source::Filing,
        time_kind: TimeKind::Flow,
        unit,
        scale: 1,
        sentence_step: step.map(Decimal::from),
        part_of: None,
        weight: None,
        folded: false,
        valid_until: None,
    }
}

fn line(
    indicator: Indicator,
    actual: Decimal,
    plan: Option<Decimal>,
    prior: Option<Decimal>,
    zone: Option<i64>,
) -> Line {
    let vintage = Some(Vintage::Final);
    let year = Year::new(2022).expect("a year");
    Line {
        indicator,
        year,
        zone,
        actual: Some(actual),
        plan,
        prior,
        vintage,
        estimated: Decimal::ZERO,
        preliminary: Decimal::ZERO,
        enterprises: 11,
        coverage: None,
        prior_coverage: None,
        ground: Ground::Reports,
        prior_ground: Ground::Reports,
        beside: None,
        prior_beside: None,
        beyond: false,
    }
}

/// Number, code, names, unit, and the step its sentences round to.
type Article = (
    i64,
    &'static str,
    &'static str,
    &'static str,
    &'static str,
    Option<i64>,
);

/// The indicators of the article.
const INDICATORS: [Article; 6] = [
    (
        1,
        "revenue",
        "Tổng doanh thu",
        "Total revenue",
        "bvnd",
        Some(1),
    ),
    (
        2,
        "exports",
        "Giá trị xuất khẩu",
        "Exports",
        "musd",
        Some(1),
    ),
    (
        3,
        "budget",
        "Nộp ngân sách nhà nước",
        "Paid to the state budget",
        "bvnd",
        Some(5),
    ),
    (4, "workers", "Số lao động", "Workers", "person", Some(100)),
    (
        5,
        "workers_female",
        "Lao động nữ",
        "Female workers",
        "person",
        None,
    ),
    (
        6,
        "occupancy",
        "Tỷ lệ lấp đầy (đã thuê ÷ đất cho thuê)",
        "Occupancy (leased ÷ leasable)",
        "percent",
        None,
    ),
];

/// The article's year: its figures, the plan its percentages follow from, the year before.
fn lines(zone: Option<i64>) -> Vec<Line> {
    let billion = Decimal::from(1_000_000_000);
    let million = Decimal::from(1_000_000);
    let figures = [
        (
            dec!(1054) * billion,
            Some(dec!(994) * billion),
            Some(dec!(1198) * billion),
        ),
        (
            dec!(37.8) * million,
            Some(dec!(34.7) * million),
            Some(dec!(40) * million),
        ),
        (
            dec!(31.2) * billion,
            Some(dec!(30) * billion),
            Some(dec!(29.7) * billion),
        ),
        (dec!(1037), Some(dec!(1100)), None),
        (dec!(480), None, None),
        (dec!(44.38), Some(dec!(45)), None),
    ];
    let line = |((id, code, name, name_en, unit, step), (actual, plan, prior))| {
        line(
            indicator(id, code, name, name_en, unit, step, ""),
            actual,
            plan,
            prior,
            zone,
        )
    };
    INDICATORS.into_iter().zip(figures).map(line).collect()
}

fn products() -> Vec<Line> {
    let of = |id, name: &str, own: &str, actual: Decimal| {
        line(
            indicator(id, "p", name, name, "own", None, own),
            actual,
            None,
            None,
            None,
        )
    };
    vec![
        of(11, "Gỗ ván dán", "m³", dec!(114_273)),
        of(
            12,
            "Thực phẩm chế biến từ mơ, gừng, kiệu, củ cải",
            "tấn",
            dec!(1650),
        ),
        of(13, "Bột đá thạch anh", "tấn", dec!(8558)),
        line(
            indicator(
                14,
                "gas",
                "Chiết nạp gas",
                "Bottled gas",
                "own",
                Some(100),
                "tấn",
            ),
            dec!(1042),
            None,
            None,
            None,
        ),
        of(
            15,
            "Đồ gỗ dùng một lần (dao, thìa…)",
            "sản phẩm",
            dec!(33_000_000),
        ),
    ]
}

pub(super) fn plan(id: i64, is_baseline: bool) -> PlanRow {
    let name = if is_baseline {
        "UBND tỉnh giao"
    } else {
        "Phấn đấu của Ban"
    };
    PlanRow {
        id,
        year: 2022,
        name: name.to_owned(),
        assigned_by: String::new(),
        decision_no: None,
        edition: 1,
        is_baseline,
        board_id: 1,
    }
}

fn target(plan_id: i64, indicator_id: i64, value: Decimal) -> TargetRow {
    TargetRow {
        plan_id,
        indicator_id,
        zone_id: None,
        enterprise_id: None,
        value,
        raw: String::new(),
        unit: String::new(),
    }
}

/// The review of 2022 with the board's words in one section.
pub(in crate::outputs::reviews) fn material(section: &str, words: &str) -> Material {
    let all = lines(None);
    let mut targets: Vec<TargetRow> = all
        .iter()
        .filter_map(|line| Some(target(1, line.indicator.id, line.plan?)))
        .collect();
    targets.push(target(2, 1, dec!(1_060_000_000_000)));
    let overview = Overview {
        year: Year::new(2022).expect("a year"),
        plan: Some(plan(1, true)),
        plans: vec![plan(1, true), plan(2, false)],
        targets,
        catalogue: Catalogue { all: Vec::new() },
        zones: vec![ZoneLines {
            id: 1,
            name: "KCN Thanh Bình".to_owned(),
            lines: lines(Some(1)),
        }],
        lines: all,
        products: products(),
        areas: Vec::new(),
        owed: true,
        reporting: Reporting {
            expected: 11,
            accepted: 11,
            waiting: 0,
            drafting: 0,
        },
        tenants: Tenants {
            tenants: 14,
            operating: 11,
        },
        projects: Tenants {
            tenants: 14,
            operating: 11,
        },
    };
    Material {
        board: Board::default(),
        review: Review {
            year: 2022,
            number: None,
            signed_on: None,
            cut_off_on: None,
            capacity: String::new(),
            signer: None,
            addressees: None,
            recipients: None,
            version: 1,
        },
        accepted_until: None,
        sections: HashMap::from([(section.to_owned(), words.to_owned())]),
        overview: Arc::new(overview),
        schemes: schemes(),
        projects: Vec::new(),
        work: WorkOfYear::default(),
        infrastructure: infrastructure::tests::example(),
        remark: None,
        rules: Rules::defaults(),
        gaps: Vec::new(),
    }
}

/// Three schemes and five sponsors; the budget was spared 6,2 tỷ.
pub(in crate::outputs::reviews) fn schemes() -> Vec<Scheme> {
    let scheme = |id: i64, cost: Decimal, amounts: &[Decimal]| Scheme {
        id,
        code: format!("DA-QH{id}"),
        name: format!("Đồ án {id}"),
        zone: "KCN Thanh Bình".to_owned(),
        year: 2022,
        status: "drafting".to_owned(),
        decision_no: None,
        decision_on: None,
        cost: Some(cost),
        sponsored: Some(amounts.iter().sum()),
        spared: Some(cost),
        surplus_reason: None,
        sponsors: (1..)
            .zip(amounts)
            .map(|(number, amount)| Sponsor {
                id: number,
                name: format!("Nhà tài trợ {id}.{number}"),
                enterprise_id: None,
                amount: Some(*amount),
            })
            .collect(),
    };
    vec![
        scheme(
            1,
            dec!(2_500_000_000),
            &[dec!(1_500_000_000), dec!(1_000_000_000)],
        ),
        scheme(
            2,
            dec!(2_000_000_000),
            &[dec!(1_200_000_000), dec!(800_000_000)],
        ),
        scheme(3, dec!(1_700_000_000), &[dec!(1_700_000_000)]),
    ]
}
