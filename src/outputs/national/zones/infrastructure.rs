//! Sheet 2103: infrastructure projects, the land of their zones and its occupancy.

use super::super::model::{Cell, Content, Money, Row, RowKind, Tab, Unit, converted};
use super::db::{Infrastructure, Whole, ZoneLand};
use super::source::{Head, Source, capital, columns, text};
use crate::foundation::i18n::wording::one_or_many;
use crate::foundation::i18n::{self, Lang, Text};
use crate::outputs::national::sheet_code::SheetCode;
use crate::standards::indicators::Known;
use rust_decimal::Decimal;

const HEADS_2103: [Head; 19] = [
    (Text::new("Khu công nghiệp", "Zone"), false),
    (Text::new("Vị trí", "Position"), false),
    (Text::new("Dự án hạ tầng", "Infrastructure project"), false),
    (
        Text::new("Chấp thuận chủ trương đầu tư", "Approval of the investment"),
        false,
    ),
    (
        Text::new("Giấy chứng nhận đăng ký đầu tư", "Investment certificate"),
        false,
    ),
    (Text::new("Địa điểm", "Location"), false),
    (Text::new("Nhà đầu tư", "Investor"), false),
    (Text::new("Quốc tịch", "Nationality"), false),
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
    (Text::new("Đất thành lập (ha)", "Established (ha)"), true),
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
    (Text::new("Tình trạng", "State"), false),
    (
        Text::new("Đất đã giao xây dựng hạ tầng (ha)", "Land handed over (ha)"),
        true,
    ),
    (
        Text::new(
            "Vốn thực hiện lũy kế (triệu USD)",
            "Realised to date (million USD)",
        ),
        true,
    ),
    (
        Text::new(
            "Vốn thực hiện lũy kế (tỷ đồng)",
            "Realised to date (billion VND)",
        ),
        true,
    ),
];

impl Source {
    /// Sheet 2103: every zone with its infrastructure projects. The land of a zone with several is on the first row only, so that
    /// the column adds up.
    pub fn infrastructure(&self) -> Tab {
        let mut rows = Vec::new();
        for zone in self.current() {
            let mut own = self
                .infrastructure
                .iter()
                .filter(|project| project.zone_id == zone.id);
            rows.push(self.infrastructure_row(zone, own.next(), true));
            rows.extend(own.map(|project| self.infrastructure_row(zone, Some(project), false)));
        }
        rows.push(self.infrastructure_total());
        Tab {
            name: SheetCode::Infrastructure.code().to_owned(),
            title: String::new(),
            columns: columns(&HEADS_2103, self.lang),
            rows,
        }
    }

    fn infrastructure_row(
        &self,
        zone: &ZoneLand,
        project: Option<&Infrastructure>,
        first: bool,
    ) -> Row {
        let basis = |cell: Cell| {
            if first {
                cell.to(self.basis(Some(zone)))
            } else {
                Cell::words("")
            }
        };
        let land = |area: Option<Decimal>| basis(Cell::hectares(area));
        let share = |value: Option<Decimal>| basis(Cell::number(value, Unit::Percent));
        let state = match project {
            Some(project) if project.operating => Text::new("Đã đi vào hoạt động", "In operation"),
            Some(_) => Text::new("Chưa hoạt động", "Not in operation"),
            None => Text::new("", ""),
        };
        let name = project.map_or_else(
            || Cell::words(""),
            |project| Cell::words(&project.name).to(format!("/projects/{}", project.id)),
        );
        let mut cells = vec![
            Source::named(zone),
            self.place(zone),
            name,
            text(project.and_then(|project| project.policy_decision.as_deref())),
            text(project.map(|project| project.certificate.as_str())),
            text(zone.location.as_deref()),
            text(
                project
                    .and_then(|project| project.investor.as_deref())
                    .or(zone.developer.as_deref()),
            ),
            text(project.and_then(|project| project.nationality.as_deref())),
            capital(project, "usd"),
            capital(project, "vnd"),
            land(zone.established),
            land(zone.leasable),
            land(zone.leased),
            share(occupancy(zone.leased, zone.leasable)),
            share(zone.infrastructure_percent),
            Cell::words(state.in_lang(self.lang)),
            project.map_or_else(
                || Cell::words(""),
                |project| Cell::hectares(project.area).to(format!("/projects/{}", project.id)),
            ),
        ];
        cells.extend(["usd", "vnd"].map(|currency| self.realised(project, currency)));
        Row {
            kind: RowKind::Body,
            cells,
        }
    }

    /// Sums; occupancy as the ratio of sums; completion as the simple mean over zones, as the form has it.
    fn infrastructure_total(&self) -> Row {
        let projects = format!("/national/{}/infrastructure", self.period);
        let mut cells = vec![Cell::words(
            Text::new("Tổng cộng", "Total").in_lang(self.lang),
        )];
        cells.extend((1..8).map(|_| Cell::words("")));
        cells.extend(
            CURRENCIES
                .map(|(currency, unit)| self.capital_total(currency, unit))
                .map(|cell| behind(cell, &projects)),
        );
        let land = [
            self.sum(|zone| zone.established),
            self.sum(|zone| zone.leasable),
            self.sum(|zone| zone.leased),
        ];
        cells.extend(land.map(|area| Cell::hectares(area).to(self.basis(None))));
        cells.push(Cell::number(self.occupancy(), Unit::Percent).to(self.basis(None)));
        cells.push(Cell::number(self.mean_completion(), Unit::Percent).to(self.basis(None)));
        cells.push(Cell::words(""));
        cells.push(behind(self.handed_total(), &projects));
        cells.extend(
            CURRENCIES
                .map(|(currency, unit)| self.realised_total(currency, unit))
                .map(|cell| behind(cell, &projects)),
        );
        Row::total(cells)
    }

    /// Of the zones that state both: a ratio of sums over the same zones.
    pub(super) fn occupancy(&self) -> Option<Decimal> {
        let both: Vec<(Decimal, Decimal)> = self
            .current()
            .filter_map(|zone| zone.leased.zip(zone.leasable))
            .collect();
        let (leased, leasable) = both
            .iter()
            .fold((Decimal::ZERO, Decimal::ZERO), |(a, b), (c, d)| {
                (a + c, b + d)
            });
        occupancy(Some(leased), Some(leasable))
    }

    pub(super) fn capital_total(&self, currency: &str, unit: Unit) -> Cell {
        let own: Vec<&Infrastructure> = self
            .infrastructure
            .iter()
            .filter(|project| project.currency == currency)
            .collect();
        let money = own.iter().filter_map(|project| project.capital).sum();
        if own.is_empty() {
            Cell::words("")
        } else {
            Cell::number(Money::of(currency, money).in_unit(unit, None), unit)
        }
    }

    /// Land handed over to all of the projects.
    pub(super) fn handed_total(&self) -> Cell {
        let handed: Vec<Decimal> = self
            .infrastructure
            .iter()
            .filter_map(|project| project.area)
            .collect();
        if handed.is_empty() {
            Cell::words("")
        } else {
            Cell::hectares(Some(handed.into_iter().sum()))
        }
    }

    pub(super) fn realised_total(&self, currency: &str, unit: Unit) -> Cell {
        let own = self
            .infrastructure
            .iter()
            .filter(|project| project.currency == currency);
        // A whole that is nothing but infrastructure of this column belongs to the sum, though to none of the rows.
        let whole = self
            .wholes
            .iter()
            .filter(|whole| whole.currency.as_deref() == Some(currency));
        let whole = whole.map(|whole| realised_in(currency, whole.realised, whole.realised_usd));
        let own = own.filter_map(|project| {
            Some(realised_in(
                currency,
                project.realised?,
                project.realised_usd,
            ))
        });
        let known: Vec<Option<Money>> = own.chain(whole).collect();
        if known.is_empty() {
            return Cell::words("");
        }
        // A part that no rate converts leaves the sum unknown.
        let sum = known
            .into_iter()
            .try_fold(Money::default(), |sum, part| Some(sum + part?));
        Cell::number(sum.and_then(|sum| sum.in_unit(unit, None)), unit)
    }

    /// Realised capital in the column of the project's origin.
    pub(super) fn realised(&self, project: Option<&Infrastructure>, currency: &str) -> Cell {
        let Some(project) = project.filter(|project| project.currency == currency) else {
            return Cell::words("");
        };
        let unit = if currency == "usd" {
            Unit::MillionUsd
        } else {
            Unit::BillionVnd
        };
        let cell = Cell::number(
            project
                .realised
                .and_then(|value| realised_in(currency, value, project.realised_usd))
                .and_then(|money| money.in_unit(unit, None)),
            unit,
        );
        let Some(enterprise) = project.enterprise_id else {
            return cell;
        };
        let own = if project.alone {
            String::new()
        } else {
            format!("&project={}", project.id)
        };
        let (period, since, shown) = (self.period, self.since, converted(unit, "vnd"));
        let realised = Known::RealisedCapital.code();
        cell.linked(format!(
            "/figures/{period}/{realised}?since={since}&enterprise={enterprise}{own}{shown}"
        ))
    }

    /// What was reported as a whole: whose, how much, and whether the total has it.
    pub fn whole_notes(&self) -> Vec<String> {
        let note = |whole: &Whole| {
            let amount = Money::of("vnd", whole.realised).in_unit(Unit::BillionVnd, None);
            let amount = amount.map_or_else(String::new, |amount| {
                i18n::format_plain(amount, 3, self.lang)
            });
            let (name, projects) = (&whole.enterprise, whole.projects);
            match (self.lang, whole.currency.is_some()) {
                (Lang::Vi, true) => format!(
                    "{name} báo cáo chung vốn thực hiện của {projects} dự án hạ tầng: {amount} tỷ đồng, có trong dòng tổng, không tách được theo dự án."
                ),
                (Lang::Vi, false) => format!(
                    "{name} báo cáo chung vốn thực hiện của {projects} dự án, không chỉ dự án hạ tầng: {amount} tỷ đồng; phần của dự án hạ tầng chưa biết nên không có trong dòng tổng."
                ),
                (Lang::En, true) => format!(
                    "{name} reports the realised capital of {projects} infrastructure {} as a whole: {amount} billion VND, in the total and in no row.",
                    one_or_many(projects, "project", "projects")
                ),
                (Lang::En, false) => format!(
                    "{name} reports the realised capital of {projects} {} as a whole, not only infrastructure: {amount} billion VND; the infrastructure part is not known and not in the total.",
                    one_or_many(projects, "project", "projects")
                ),
            }
        };
        self.wholes.iter().map(note).collect()
    }

    /// The simple mean of completion over the zones that state it.
    pub fn mean_completion(&self) -> Option<Decimal> {
        let known: Vec<Decimal> = self
            .current()
            .filter_map(|zone| zone.infrastructure_percent)
            .collect();
        known
            .iter()
            .sum::<Decimal>()
            .checked_div(known.len().into())
    }

    /// The mean weighted by planned area, which the form does not ask for: a small finished zone does not hide a large empty one.
    pub fn weighted_completion(&self) -> Option<Decimal> {
        let known: Vec<(Decimal, Decimal)> = self
            .current()
            .filter_map(|zone| zone.infrastructure_percent.zip(zone.planned))
            .collect();
        let weight: Decimal = known.iter().map(|(_, area)| *area).sum();
        known
            .iter()
            .map(|(percent, area)| percent * area)
            .sum::<Decimal>()
            .checked_div(weight)
    }
}

pub(super) const CURRENCIES: [(&str, Unit); 2] =
    [("usd", Unit::MillionUsd), ("vnd", Unit::BillionVnd)];

/// What was realised, in the currency of a column.
fn realised_in(currency: &str, vnd: Decimal, usd: Option<Decimal>) -> Option<Money> {
    let amount = if currency == "usd" { usd? } else { vnd };
    Some(Money::of(currency, amount))
}

/// A cell with the page of what it is made of; an empty one is made of nothing.
fn behind(cell: Cell, href: &str) -> Cell {
    if matches!(cell.content, Content::Words(_)) {
        cell
    } else {
        cell.to(href)
    }
}

/// Leased ÷ leasable × 100; "–" while nothing can be leased.
pub(super) fn occupancy(leased: Option<Decimal>, leasable: Option<Decimal>) -> Option<Decimal> {
    (leased? * Decimal::ONE_HUNDRED).checked_div(leasable?)
}
