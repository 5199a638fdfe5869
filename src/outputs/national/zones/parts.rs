//! What the cells about zones are made of: a zone's statements and decisions, the zones of a total, the infrastructure projects.

use chrono::NaiveDate;
use rust_decimal::Decimal;

use super::db::{Standing, Statement, ZoneLand};
use super::infrastructure::{CURRENCIES, occupancy};
use super::planned::{approved, remaining};
use super::source::{Head, Source, capital, columns};
use crate::foundation::i18n::{self, Text};
use crate::outputs::national::model::{Cell, Row, Tab, Unit};
use crate::registers::zones::DECISION_KINDS;

const STATEMENTS: [Head; 8] = [
    (Text::new("Giai đoạn", "Phase"), false),
    (Text::new("Tại ngày", "As of"), false),
    (Text::new("Quy hoạch (ha)", "Planned (ha)"), true),
    (Text::new("Thành lập (ha)", "Established (ha)"), true),
    (
        Text::new(
            "Đất công nghiệp, dịch vụ (ha)",
            "Industrial and service land (ha)",
        ),
        true,
    ),
    (Text::new("Đã cho thuê (ha)", "Leased (ha)"), true),
    (
        Text::new("Hoàn thiện hạ tầng (%)", "Infrastructure completed (%)"),
        true,
    ),
    (Text::new("Nguồn", "Source"), false),
];

const DECISIONS: [Head; 4] = [
    (Text::new("Ngày quyết định", "Decided on"), false),
    (Text::new("Nội dung", "What it does"), false),
    (Text::new("Số văn bản", "Document no."), false),
    (Text::new("Diện tích (ha)", "Area (ha)"), true),
];

const RESULTS: [Head; 3] = [
    (Text::new("Số trên biểu", "On the sheet"), false),
    (Text::new("Giá trị", "Value"), true),
    (Text::new("Lấy từ đâu", "Where from"), false),
];

const ZONES: [Head; 9] = [
    (Text::new("Khu công nghiệp", "Zone"), false),
    (Text::new("Quy hoạch (ha)", "Planned (ha)"), true),
    (Text::new("Đã chấp thuận (ha)", "Approved (ha)"), true),
    (Text::new("Còn lại (ha)", "Remaining (ha)"), true),
    (Text::new("Thành lập (ha)", "Established (ha)"), true),
    (
        Text::new(
            "Đất công nghiệp, dịch vụ (ha)",
            "Industrial and service land (ha)",
        ),
        true,
    ),
    (Text::new("Đã cho thuê (ha)", "Leased (ha)"), true),
    (Text::new("Tỷ lệ lấp đầy (%)", "Occupancy (%)"), true),
    (
        Text::new("Hoàn thiện hạ tầng (%)", "Infrastructure completed (%)"),
        true,
    ),
];

const PROJECTS: [Head; 7] = [
    (Text::new("Dự án hạ tầng", "Infrastructure project"), false),
    (Text::new("Khu công nghiệp", "Zone"), false),
    (
        Text::new(
            "Vốn đăng ký (triệu USD)",
            "Registered capital (million USD)",
        ),
        true,
    ),
    (
        Text::new("Vốn đăng ký (tỷ đồng)", "Registered capital (billion VND)"),
        true,
    ),
    (Text::new("Đất đã giao (ha)", "Land handed over (ha)"), true),
    (
        Text::new("Vốn thực hiện (triệu USD)", "Realised (million USD)"),
        true,
    ),
    (
        Text::new("Vốn thực hiện (tỷ đồng)", "Realised (billion VND)"),
        true,
    ),
];

impl Source {
    /// Where the areas of a zone come from: the statements of its phases, its decisions, and what follows from them.
    pub fn land_of(
        &self,
        zone: &ZoneLand,
        statements: &[Statement],
        standing: &[Standing],
    ) -> Vec<Tab> {
        let say = |vi, en| Text::new(vi, en).in_lang(self.lang);
        let tab = |name: &str, title: &str, heads: &[Head], rows| Tab {
            name: name.to_owned(),
            title: title.to_owned(),
            columns: columns(heads, self.lang),
            rows,
        };
        vec![
            tab(
                "results",
                say("Số trên biểu", "On the sheets"),
                &RESULTS,
                self.results(zone, statements, standing),
            ),
            tab(
                "statements",
                say(
                    "Số liệu diện tích của các giai đoạn, mới nhất đến ngày cuối kỳ",
                    "Statements of the phases, the newest by then",
                ),
                &STATEMENTS,
                statements.iter().map(statement).collect(),
            ),
            tab(
                "decisions",
                say(
                    "Quyết định về khu đến ngày cuối kỳ",
                    "Decisions on the zone by then",
                ),
                &DECISIONS,
                standing
                    .iter()
                    .map(|decision| self.standing(decision))
                    .collect(),
            ),
        ]
    }

    fn standing(&self, decision: &Standing) -> Row {
        let kind = DECISION_KINDS
            .iter()
            .find(|choice| choice.code == decision.kind);
        let sign = if decision.kind == "reduced" {
            -Decimal::ONE
        } else {
            Decimal::ONE
        };
        Row::body(vec![
            Cell::words(i18n::format_date(decision.decided_on))
                .to(format!("/zone-decisions/{}", decision.id)),
            Cell::words(kind.map_or("", |choice| choice.label.in_lang(self.lang))),
            Cell::words(decision.decision_no.clone().unwrap_or_default()),
            if decision.kind == "revoked" {
                Cell::words("")
            } else {
                Cell::hectares(decision.area.map(|area| sign * area))
            },
        ])
    }

    /// Each number of the sheets, and what it follows from.
    fn results(
        &self,
        zone: &ZoneLand,
        statements: &[Statement],
        standing: &[Standing],
    ) -> Vec<Row> {
        let say = |vi, en| Text::new(vi, en).in_lang(self.lang);
        let row = |words: &str, cell: Cell, from: &str| {
            Row::body(vec![Cell::words(words), cell, Cell::words(from)])
        };
        let (none, stated) = (
            say("chưa có số liệu", "nothing is recorded"),
            say("số liệu diện tích", "statements of areas"),
        );
        let statement = |known: bool| if known { stated } else { none };
        let decided = say("các quyết định", "the decisions");
        let by_decisions = standing.iter().any(|decision| decision.kind != "planned");
        let plan = standing
            .iter()
            .filter(|decision| decision.kind == "planned");
        let younger = plan.map(|decision| decision.decided_on).max()
            > statements.iter().map(|statement| statement.as_of).max();
        let planned = match (zone.planned.is_some(), younger) {
            (true, true) => decided,
            (known, _) => statement(known),
        };
        let established = match zone.established {
            Some(_) if by_decisions => decided,
            known => statement(known.is_some()),
        };
        let approved = match (zone.is_approved(), zone.approved.is_some()) {
            (true, _) => say("diện tích thành lập", "the established area"),
            (false, true) => say(
                "chưa có quyết định thành lập",
                "no decision has established it",
            ),
            (false, false) => say(
                "tình trạng của khu: mới có quy hoạch",
                "the zone's state: planned only",
            ),
        };
        let mut rows = vec![
            row(
                say("Diện tích quy hoạch (ha)", "Planned (ha)"),
                Cell::hectares(zone.planned),
                planned,
            ),
            row(
                say("Diện tích thành lập (ha)", "Established (ha)"),
                Cell::hectares(zone.established),
                established,
            ),
            row(
                say("Diện tích đã chấp thuận (ha)", "Approved (ha)"),
                Cell::hectares(
                    Some(Decimal::ZERO)
                        .filter(|_| !zone.is_approved())
                        .or(zone.established),
                ),
                approved,
            ),
            row(
                say("Diện tích còn lại (ha)", "Remaining (ha)"),
                Cell::hectares(remaining(zone)),
                say("quy hoạch − đã chấp thuận", "planned − approved"),
            ),
        ];
        rows.extend(self.land_in_use(zone, statement));
        rows
    }

    /// The numbers about land to let and infrastructure, which statements of areas give.
    fn land_in_use(&self, zone: &ZoneLand, statement: impl Fn(bool) -> &'static str) -> [Row; 4] {
        let say = |vi, en| Text::new(vi, en).in_lang(self.lang);
        let row = |words: &str, cell: Cell, from: &str| {
            Row::body(vec![Cell::words(words), cell, Cell::words(from)])
        };
        let share = |value: Option<Decimal>| Cell::number(value, Unit::Percent);
        let register = say("sổ đất đã tuyên bố đủ", "the register declared complete");
        [
            row(
                say(
                    "Đất công nghiệp, dịch vụ (ha)",
                    "Industrial and service land (ha)",
                ),
                Cell::hectares(zone.leasable),
                match (zone.leasable_decided, zone.complete_since) {
                    (true, _) => say("các quyết định", "the decisions"),
                    (false, Some(_)) => register,
                    (false, None) => statement(zone.leasable.is_some()),
                },
            ),
            row(
                say("Đã cho thuê (ha)", "Leased (ha)"),
                zone.complete_since.map_or_else(
                    || Cell::hectares(zone.leased),
                    |_| Cell::hectares(zone.leased).to(self.ledger(zone)),
                ),
                zone.complete_since
                    .map_or_else(|| statement(zone.leased.is_some()), |_| register),
            ),
            row(
                say("Tỷ lệ lấp đầy (%)", "Occupancy (%)"),
                share(occupancy(zone.leased, zone.leasable)),
                say(
                    "đã cho thuê ÷ đất công nghiệp, dịch vụ",
                    "leased ÷ industrial and service land",
                ),
            ),
            row(
                say("Hoàn thiện hạ tầng (%)", "Infrastructure completed (%)"),
                share(zone.infrastructure_percent),
                say(
                    "bình quân các giai đoạn có ghi, theo diện tích quy hoạch",
                    "mean over phases that state it, by planned area",
                ),
            ),
        ]
    }

    /// The zones whose areas make the totals.
    pub fn land_of_all(&self) -> Tab {
        let share = |value: Option<Decimal>| Cell::number(value, Unit::Percent);
        let row = |zone: &ZoneLand| {
            Row::body(vec![
                Cell::words(&zone.name).to(self.basis(Some(zone))),
                Cell::hectares(zone.planned),
                Cell::hectares(
                    Some(Decimal::ZERO)
                        .filter(|_| !zone.is_approved())
                        .or(zone.established),
                ),
                Cell::hectares(remaining(zone)),
                Cell::hectares(zone.established),
                Cell::hectares(zone.leasable),
                Cell::hectares(zone.leased),
                share(occupancy(zone.leased, zone.leasable)),
                share(zone.infrastructure_percent),
            ])
        };
        let mut rows: Vec<Row> = self.current().map(row).collect();
        rows.push(Row::total(vec![
            Cell::words(Text::new("Tổng cộng", "Total").in_lang(self.lang)),
            Cell::hectares(self.sum(|zone| zone.planned)),
            Cell::hectares(self.sum(approved)),
            Cell::hectares(self.sum(remaining)),
            Cell::hectares(self.sum(|zone| zone.established)),
            Cell::hectares(self.sum(|zone| zone.leasable)),
            Cell::hectares(self.sum(|zone| zone.leased)),
            share(self.occupancy()),
            share(self.mean_completion()),
        ]));
        Tab {
            name: "zones".to_owned(),
            title: String::new(),
            columns: columns(&ZONES, self.lang),
            rows,
        }
    }

    /// The infrastructure projects whose capital, land and realised capital make the totals of 2103.
    pub fn projects(&self) -> Tab {
        let zone = |id: i64| {
            self.zones
                .iter()
                .find(|zone| zone.id == id)
                .map_or("", |zone| zone.name.as_str())
        };
        let mut rows: Vec<Row> = Vec::new();
        for project in &self.infrastructure {
            let mut cells = vec![
                Cell::words(&project.name).to(format!("/projects/{}#events", project.id)),
                Cell::words(zone(project.zone_id)),
                capital(Some(project), "usd"),
                capital(Some(project), "vnd"),
                Cell::hectares(project.area),
            ];
            cells.extend(["usd", "vnd"].map(|currency| self.realised(Some(project), currency)));
            rows.push(Row::body(cells));
        }
        let mut total = vec![
            Cell::words(Text::new("Tổng cộng", "Total").in_lang(self.lang)),
            Cell::words(""),
        ];
        total.extend(CURRENCIES.map(|(currency, unit)| self.capital_total(currency, unit)));
        total.push(self.handed_total());
        total.extend(CURRENCIES.map(|(currency, unit)| self.realised_total(currency, unit)));
        rows.push(Row::total(total));
        Tab {
            name: "projects".to_owned(),
            title: String::new(),
            columns: columns(&PROJECTS, self.lang),
            rows,
        }
    }
}

fn statement(statement: &Statement) -> Row {
    let on = |day: NaiveDate| i18n::format_date(day);
    Row::body(vec![
        Cell::words(&statement.phase).to(format!("/phase-areas/{}", statement.id)),
        Cell::words(on(statement.as_of)),
        Cell::hectares(Some(statement.planned)),
        Cell::hectares(statement.established),
        Cell::hectares(Some(statement.leasable)),
        Cell::hectares(Some(statement.leased)),
        Cell::number(statement.infrastructure_percent, Unit::Percent),
        Cell::words(statement.source.clone().unwrap_or_default()),
    ])
}
