//! The tables of the review.

use rust_decimal::Decimal;

use super::compose::Composer;
use super::material::ObstacleRow;
use crate::foundation::documents::{Column, Row, RowKind, Span, Table};
use crate::foundation::i18n::{self, Lang, wording};
use crate::foundation::kernel::percent::round_percent;
use crate::foundation::kernel::quantity;
use crate::outputs::dashboard::overview::ZoneArea;
use crate::outputs::dashboard::{Ground, Line};
use crate::registers::schemes::model::{Scheme, Totals};
use crate::registers::tasks::list;
use crate::registers::tasks::tally::Left;
use crate::returns::coverage::Coverage;

/// The name of a line, with how many it covers where somebody is missing: "Lợi nhuận (1/11 doanh nghiệp; năm 2021: 3/11 doanh nghiệp)".
pub(super) fn row_name(line: &Line, lang: Lang) -> String {
    let name = line.indicator.name(lang);
    let counted = |coverage: Option<Coverage>| coverage.map(|coverage| coverage.count(lang));
    let now = counted(line.coverage).filter(|_| !line.is_whole());
    let before = counted(line.prior_coverage).filter(|_| !line.prior_is_whole());
    let before = before.map(|count| match lang {
        Lang::Vi => format!("năm {}: {count}", line.year.before()),
        Lang::En => format!("{}: {count}", line.year.before()),
    });
    let said: Vec<String> = now.into_iter().chain(before).collect();
    if said.is_empty() {
        name.to_owned()
    } else {
        format!("{name} ({})", said.join("; "))
    }
}

impl Composer<'_> {
    fn column(&self, vi: &str, en: &str, width: u8, numeric: bool) -> Column {
        Column {
            title: self.say(vi, en).to_owned(),
            width,
            numeric,
        }
    }

    pub(super) fn figures_columns(&self) -> Vec<Column> {
        let year = self.material.overview.year;
        let numeric = |title: String, width| Column {
            title,
            width,
            numeric: true,
        };
        vec![
            self.column("STT", "No.", 4, false),
            self.column("Chỉ tiêu", "Indicator", 18, false),
            self.column("ĐVT", "Unit", 8, false),
            numeric(
                format!("{} {}", self.say("TH năm", "Actual"), year.before()),
                9,
            ),
            numeric(format!("{} {year}", self.say("KH năm", "Plan")), 9),
            numeric(format!("{} {year}", self.say("TH năm", "Actual")), 9),
            self.column("TH/KH (%)", "Actual/ plan (%)", 7, true),
            self.column("TH/CK (%)", "On last year (%)", 7, true),
        ]
    }

    fn figures_rows<'l>(&self, lines: impl Iterator<Item = &'l Line>) -> Vec<Row> {
        lines
            .enumerate()
            .map(|(index, line)| {
                let indicator = &line.indicator;
                let show = |value: Option<Decimal>| {
                    let shown = value.map(|value| quantity::in_unit(value, indicator.unit));
                    shown.map_or_else(
                        || "–".to_owned(),
                        |value| i18n::format_plain(value, 2, self.lang),
                    )
                };
                let none = || i18n::UNDEFINED.to_owned();
                let of_plan = line
                    .percent_of_plan()
                    .value()
                    .map(|value| wording::of_plan(value, 1).number(self.lang));
                let of_prior = line
                    .percent_of_prior()
                    .rounded(1)
                    .map(|shown| i18n::format_carried(shown, self.lang));
                let cells = vec![
                    Span::text((index + 1).to_string()),
                    Span::text(row_name(line, self.lang)),
                    Span::text(indicator.unit_name(self.lang)),
                    Span::text(show(line.prior)),
                    Span::text(show(line.plan)),
                    Span::figure(
                        show(line.actual),
                        format!("/figures/{}/{}", line.year, indicator.code),
                    ),
                    Span::text(of_plan.unwrap_or_else(none)),
                    Span::text(of_prior.unwrap_or_else(none)),
                ];
                Row {
                    kind: RowKind::Body,
                    cells,
                }
            })
            .collect()
    }

    pub(super) fn indicators_table(&self) -> Table {
        let overview = &self.material.overview;
        let plan = overview.plan.as_ref().map_or_else(
            || self.say("chưa có kế hoạch", "no plan").to_owned(),
            |plan| match &plan.decision_no {
                Some(number) => format!("{} ({number})", plan.name),
                None => plan.name.clone(),
            },
        );
        let shown = overview
            .main_lines()
            .filter(|line| line.actual.is_some() || line.plan.is_some());
        Table {
            caption: self
                .say("Biểu 01. Các chỉ tiêu chủ yếu", "Table 01. Main indicators")
                .to_owned(),
            columns: self.figures_columns(),
            rows: self.figures_rows(shown),
            notes: vec![
                format!(
                    "{}: {plan}.",
                    self.say("Kế hoạch so sánh", "Plan compared with")
                ),
                self.sources_note(),
            ]
            .into_iter()
            .chain(self.moved_in_note())
            .collect(),
        }
    }

    /// That nobody knows what the year before covers, where its figures were moved in.
    fn moved_in_note(&self) -> Option<String> {
        let overview = &self.material.overview;
        let is_moved = |line: &Line| line.prior.is_some() && line.prior_ground != Ground::Reports;
        let before = overview.year.before();
        overview
            .lines
            .iter()
            .any(is_moved)
            .then(|| match self.lang {
                Lang::Vi => format!("Số liệu năm {before}: phạm vi không rõ, số liệu chuyển vào."),
                Lang::En => format!("Figures of {before}: coverage unknown, moved in."),
            })
    }

    /// How complete and how firm the figures are.
    fn sources_note(&self) -> String {
        let overview = &self.material.overview;
        if !overview.owed {
            return self
                .say(
                    "Không ai nợ báo cáo năm này: phạm vi không rõ, số liệu chuyển vào.",
                    "Nobody owed a report for this year: coverage unknown, moved in.",
                )
                .to_owned();
        }
        let reporting = &overview.reporting;
        let vintage = overview
            .vintage()
            .map(|vintage| crate::returns::figures::vintage_words(vintage).in_lang(self.lang));
        let (accepted, expected) = (reporting.accepted, reporting.expected);
        if expected == 0 {
            return self
                .say(
                    "Chưa có doanh nghiệp phải báo cáo năm này.",
                    "No enterprise owes a report of this year.",
                )
                .to_owned();
        }
        match self.lang {
            Lang::Vi if reporting.expected == 0 => {
                "Chưa có doanh nghiệp nào phải báo cáo năm này.".to_owned()
            }
            Lang::En if reporting.expected == 0 => {
                "No enterprise owes a report for this year yet.".to_owned()
            }
            Lang::Vi => {
                let figures = vintage.map_or_else(
                    || "Số liệu".to_owned(),
                    |vintage| format!("Số liệu {vintage},"),
                );
                format!("{figures} từ báo cáo đã duyệt của {accepted}/{expected} doanh nghiệp.")
            }
            Lang::En => {
                let figures = vintage.map_or_else(
                    || "Figures".to_owned(),
                    |vintage| format!("Figures: {vintage},"),
                );
                let enterprises = if expected == 1 {
                    "enterprise"
                } else {
                    "enterprises"
                };
                format!(
                    "{figures} from accepted reports of {accepted} of {expected} {enterprises}."
                )
            }
        }
    }

    pub(super) fn products_table(&self) -> Table {
        Table {
            caption: self
                .say("Biểu 02. Sản phẩm chủ yếu", "Table 02. Main products")
                .to_owned(),
            columns: self.figures_columns(),
            rows: self.figures_rows(self.material.overview.products.iter()),
            notes: Vec::new(),
        }
    }

    pub(super) fn zones_table(&self) -> Table {
        let areas = &self.material.overview.areas;
        let mut rows: Vec<Row> = areas
            .iter()
            .map(|area| {
                let name = Span::figure(area.zone.clone(), format!("/zones/{}", area.zone_id));
                self.zone_row(RowKind::Body, name, std::slice::from_ref(area))
            })
            .collect();
        if areas.len() > 1 {
            rows.push(self.zone_row(
                RowKind::Total,
                Span::text(self.say("Tổng cộng", "Total")),
                areas,
            ));
        }
        Table {
            caption: self
                .say("Tình hình các khu công nghiệp (ha)", "The zones (ha)")
                .to_owned(),
            columns: vec![
                self.column("Khu công nghiệp", "Zone", 16, false),
                self.column("Quy hoạch", "Planned", 8, true),
                self.column("Đất CN cho thuê", "Leasable", 8, true),
                self.column("Đã GPMB", "Cleared", 8, true),
                self.column("Đã san nền", "Levelled", 8, true),
                self.column("Đã cho thuê", "Leased", 8, true),
                self.column("Lấp đầy (%)", "Occupancy (%)", 8, true),
            ],
            rows,
            notes: Vec::new(),
        }
    }

    /// The land of one zone, or of all: the rate of a total is the ratio of the sums.
    fn zone_row(&self, kind: RowKind, name: Span, areas: &[ZoneArea]) -> Row {
        let sum = |part: fn(&ZoneArea) -> Decimal| -> Decimal { areas.iter().map(part).sum() };
        let ha = |part: fn(&ZoneArea) -> Decimal| {
            Span::text(i18n::format_plain(
                sum(part) / Decimal::from(10_000),
                2,
                self.lang,
            ))
        };
        let rate =
            (sum(|area| area.leased) * Decimal::ONE_HUNDRED).checked_div(sum(|area| area.leasable));
        let cells = vec![
            name,
            ha(|area| area.planned),
            ha(|area| area.leasable),
            ha(|area| area.cleared),
            ha(|area| area.levelled),
            ha(|area| area.leased),
            Span::text(rate.map_or_else(
                || i18n::UNDEFINED.to_owned(),
                |rate| i18n::format_carried(round_percent(rate, 2), self.lang),
            )),
        ];
        Row { kind, cells }
    }

    /// The sponsored schemes of the year: what each costs, what is paid, what the budget is spared.
    pub(super) fn schemes_table(&self) -> Table {
        let counted: Vec<&Scheme> = self
            .material
            .schemes
            .iter()
            .filter(|scheme| scheme.counts())
            .collect();
        let totals = Totals::of(counted.iter().copied());
        let millions = |value: Option<Decimal>| {
            let shown = value
                .map(|value| i18n::format_plain(value / Decimal::from(1_000_000), 3, self.lang));
            Span::text(shown.unwrap_or_else(|| i18n::UNDEFINED.to_owned()))
        };
        let mut rows: Vec<Row> = counted
            .iter()
            .map(|scheme| {
                let sponsors: Vec<&str> = scheme
                    .sponsors
                    .iter()
                    .map(|sponsor| sponsor.name.as_str())
                    .collect();
                let cells = vec![
                    Span::figure(scheme.name.clone(), format!("/schemes/{}", scheme.id)),
                    Span::text(sponsors.join("; ")),
                    millions(scheme.cost),
                    millions(scheme.sponsored),
                    millions(scheme.spared),
                ];
                Row {
                    kind: RowKind::Body,
                    cells,
                }
            })
            .collect();
        if counted.len() > 1 {
            let cells = vec![
                Span::text(self.say("Tổng cộng", "Total")),
                Span::text(""),
                millions(Some(totals.cost)),
                millions(Some(totals.sponsored)),
                millions(Some(totals.spared)),
            ];
            rows.push(Row {
                kind: RowKind::Total,
                cells,
            });
        }
        Table {
            caption: self
                .say(
                    "Đồ án quy hoạch được tài trợ (triệu đồng)",
                    "Sponsored planning schemes (million dong)",
                )
                .to_owned(),
            columns: vec![
                self.column("Đồ án", "Scheme", 20, false),
                self.column("Nhà tài trợ", "Sponsors", 18, false),
                self.column("Chi phí", "Cost", 8, true),
                self.column("Được tài trợ", "Sponsored", 8, true),
                self.column("Làm lợi cho ngân sách", "Spared", 9, true),
            ],
            rows,
            notes: Vec::new(),
        }
    }

    pub(super) fn projects_table(&self) -> Table {
        let rows = self.material.projects.iter().map(|project| {
            let unit = quantity::unit(if project.currency == "usd" {
                "musd"
            } else {
                "bvnd"
            });
            let capital = match (project.capital, unit) {
                (Some(capital), Some(unit)) => {
                    let value = quantity::in_unit(capital, unit);
                    format!(
                        "{} {}",
                        i18n::format_plain(value, 2, self.lang),
                        unit.short(self.lang)
                    )
                }
                _ => "–".to_owned(),
            };
            let origin = if project.origin == "foreign" {
                "FDI"
            } else {
                "DDI"
            };
            let cells = vec![
                Span::text(project.name.clone()),
                Span::text(project.investor.clone().unwrap_or_default()),
                Span::text(origin),
                Span::text(capital),
            ];
            Row {
                kind: RowKind::Body,
                cells,
            }
        });
        Table {
            caption: self
                .say(
                    "Dự án được cấp mới trong năm",
                    "Projects granted during the year",
                )
                .to_owned(),
            columns: vec![
                self.column("Dự án", "Project", 20, false),
                self.column("Nhà đầu tư", "Investor", 16, false),
                self.column("Nguồn vốn", "Origin", 7, false),
                self.column("Vốn đăng ký", "Registered capital", 11, true),
            ],
            rows: rows.collect(),
            notes: Vec::new(),
        }
    }

    pub(super) fn obstacles_table(&self) -> Table {
        let outcome = |row: &ObstacleRow| match (row.left, &row.item.result, row.as_today) {
            (Left::Resolved, Some(result), true) => result.clone(),
            (Left::Resolved, _, _) => self.say("Đã giải quyết", "Resolved").to_owned(),
            (Left::Dropped, _, _) => self.say("Thôi thực hiện", "Dropped").to_owned(),
            (Left::Open, _, true) => list::status(&row.item, self.lang).0,
            (Left::Open, _, false) => self.say("Đang xử lý", "Being handled").to_owned(),
        };
        let rows = self.material.work.obstacles.iter().map(|row| Row {
            kind: RowKind::Body,
            cells: vec![
                Span::text(row.item.content.clone()),
                Span::text(row.item.enterprise.clone().unwrap_or_default()),
                Span::text(row.item.lead.clone().unwrap_or_default()),
                Span::text(outcome(row)),
            ],
        });
        Table {
            caption: self.say("Khó khăn, vướng mắc", "Obstacles").to_owned(),
            columns: vec![
                self.column("Nội dung", "Content", 20, false),
                self.column("Doanh nghiệp", "Enterprise", 12, false),
                self.column("Chủ trì", "Lead", 12, false),
                self.column("Kết quả", "Result", 10, false),
            ],
            rows: rows.collect(),
            notes: Vec::new(),
        }
    }
}
