//! The tables of the document against the figures: V27 their percentages, V28 their totals, V29 their plan.

use rust_decimal::Decimal;

use super::{Fault, Proof};
use crate::foundation::documents::{Block, Document, Row, RowKind, Table};
use crate::foundation::i18n;
use crate::foundation::kernel::percent::Comparison;
use crate::foundation::kernel::quantity::{self, Dimension};
use crate::outputs::dashboard::overview::ZoneArea;
use crate::outputs::dashboard::{Ground, Line};
use crate::outputs::reviews::tables::row_name;
use crate::standards::checks::{Severity, prints};
use crate::standards::indicators::Known;

/// Columns of the tables of figures, see `tables::figures_columns`.
const NAME: usize = 1;
const ACTUAL: usize = 5;
const OF_PLAN: usize = 6;
const OF_PRIOR: usize = 7;

impl Proof<'_> {
    pub(super) fn tables(&self, document: &Document) -> Vec<Fault> {
        let tables = document.body.iter().filter_map(|block| match block {
            Block::Table { table } => Some(table),
            _ => None,
        });
        let mut faults = Vec::new();
        for table in tables {
            match table.columns.len() {
                8 => faults.extend(self.figures(table)),
                7 => faults.extend(self.zones(table)),
                _ => {}
            }
        }
        faults.extend(self.new_projects());
        faults
    }

    /// A printed cell as a number; `None` for "–".
    fn cell(&self, row: &Row, column: usize) -> Option<Decimal> {
        i18n::parse_number(&row.cells.get(column)?.text, self.lang)
            .ok()
            .map(|reading| reading.value)
    }

    fn fault(
        &self,
        code: &'static str,
        severity: Severity,
        table: &Table,
        row: &Row,
        column: usize,
    ) -> Fault {
        let text = |at: usize| row.cells.get(at).map_or("", |cell| cell.text.as_str());
        let name = if table.columns.len() == 8 {
            text(NAME)
        } else {
            text(0)
        };
        let title = table
            .columns
            .get(column)
            .map_or("", |column| column.title.as_str());
        Fault {
            code,
            severity,
            place: format!("{} – {name} – {title}", table.caption),
            section: None,
            found: text(column).to_owned(),
            right: String::new(),
        }
    }

    fn figures(&self, table: &Table) -> Vec<Fault> {
        let named: Vec<(String, &Line)> = self
            .lines()
            .into_iter()
            .map(|line| (row_name(line, self.lang), line))
            .collect();
        let line_of = |row: &Row| {
            named
                .iter()
                .find(|(name, _)| *name == row.cells[NAME].text)
                .map(|(_, line)| *line)
        };
        let rows = table
            .rows
            .iter()
            .filter_map(|row| Some((row, line_of(row)?)));
        rows.flat_map(|(row, line)| self.figures_row(table, row, line))
            .collect()
    }

    fn figures_row(&self, table: &Table, row: &Row, line: &Line) -> Vec<Fault> {
        let mut faults = Vec::new();
        let rules = &self.material.rules;
        for (column, comparison) in [
            (OF_PLAN, line.against_plan()),
            (OF_PRIOR, line.against_prior()),
        ] {
            let Some(printed) = self.cell(row, column) else {
                continue;
            };
            if let Some(severity) = prints::percent_wrong(printed, &comparison, rules) {
                let right = i18n::format_ratio(comparison.percent_of(), printed.scale(), self.lang);
                faults.push(Fault {
                    right,
                    ..self.fault("V27", severity, table, row, column)
                });
            }
        }
        if self.cell(row, OF_PLAN).is_some()
            && let Some((severity, right)) = self.plan_unclear(line)
        {
            faults.push(Fault {
                right,
                ..self.fault("V29", severity, table, row, OF_PLAN)
            });
        }
        if let Some(printed) = self.cell(row, ACTUAL)
            && let Some((severity, right)) = self.total_wrong(line, printed)
        {
            faults.push(Fault {
                right,
                ..self.fault("V28", severity, table, row, ACTUAL)
            });
        }
        faults
    }

    /// Whether a board's figure that adds up is what its zones add up to; and what they do.
    fn total_wrong(&self, line: &Line, mut printed: Decimal) -> Option<(Severity, String)> {
        let indicator = &line.indicator;
        if indicator.weight.is_some()
            || indicator.dimension == Dimension::Percent
            || indicator.is_product
            // The board's own total claims no parts.
            || line.ground == Ground::Board
        {
            return None;
        }
        let zones = self.material.overview.zones.iter();
        let rows: Vec<Decimal> = zones
            .filter_map(|zone| {
                zone.lines
                    .iter()
                    .find(|other| other.indicator.id == indicator.id)?
                    .actual
            })
            .map(|value| quantity::in_unit(value, indicator.unit))
            .collect();
        // As printed: with two decimals, zeros at the end left out.
        printed.rescale(2);
        let severity = prints::total_wrong(printed, &rows, &self.material.rules)?;
        let sum = i18n::format_plain(rows.iter().sum(), 2, self.lang);
        Some((
            severity,
            format!(
                "{} {sum} {}",
                self.say("các khu cộng lại", "the zones add up to"),
                indicator.unit_name(self.lang)
            ),
        ))
    }

    /// The land: sums, and occupancy as a ratio of sums.
    fn zones(&self, table: &Table) -> Vec<Fault> {
        const PARTS: [fn(&ZoneArea) -> Decimal; 5] = [
            |area| area.planned,
            |area| area.leasable,
            |area| area.cleared,
            |area| area.levelled,
            |area| area.leased,
        ];
        let areas = &self.material.overview.areas;
        let mut faults = Vec::new();
        for row in &table.rows {
            let meant: Vec<&ZoneArea> = areas
                .iter()
                .filter(|area| row.kind == RowKind::Total || area.zone == row.cells[0].text)
                .collect();
            for (index, part) in PARTS.iter().enumerate() {
                let Some(mut printed) = self.cell(row, index + 1) else {
                    continue;
                };
                printed.rescale(2);
                let rows: Vec<Decimal> = meant
                    .iter()
                    .map(|area| part(area) / Decimal::from(10_000))
                    .collect();
                if let Some(severity) = prints::total_wrong(printed, &rows, &self.material.rules) {
                    let right = i18n::format_plain(rows.iter().sum(), 2, self.lang);
                    faults.push(Fault {
                        right,
                        ..self.fault("V28", severity, table, row, index + 1)
                    });
                }
            }
            let sum = |part: fn(&ZoneArea) -> Decimal| {
                Some(meant.iter().map(|area| part(area)).sum::<Decimal>())
            };
            let occupancy = Comparison::with_whole(sum(PARTS[4]), sum(PARTS[1]));
            if let Some(printed) = self.cell(row, 6)
                && let Some(severity) =
                    prints::percent_wrong(printed, &occupancy, &self.material.rules)
            {
                let right = i18n::format_ratio(occupancy.percent_of(), 2, self.lang);
                faults.push(Fault {
                    right,
                    ..self.fault("V27", severity, table, row, 6)
                });
            }
        }
        faults
    }

    /// The list of new projects against the indicators counted from it: how many, domestic and foreign capital. The investor's
    /// origin decides which of the two, not the currency of the certificate.
    fn new_projects(&self) -> Vec<Fault> {
        let projects = &self.material.projects;
        let capital = |foreign: bool| -> Vec<Decimal> {
            let of_origin = projects
                .iter()
                .filter(|project| (project.origin == "foreign") == foreign);
            of_origin.filter_map(|project| project.by_origin).collect()
        };
        let listed = [
            (Known::NewProjects, vec![Decimal::from(projects.len())]),
            (Known::NewCapitalDomestic, capital(false)),
            (Known::NewCapitalForeign, capital(true)),
        ];
        let mut faults = Vec::new();
        for (known, rows) in listed {
            let Some((line, actual)) = self
                .material
                .overview
                .line(known)
                .and_then(|line| Some((line, line.actual?)))
            else {
                continue;
            };
            if let Some(severity) = prints::total_wrong(actual, &rows, &self.material.rules) {
                faults.push(Fault {
                    code: "V28",
                    severity,
                    place: line.indicator.name(self.lang).to_owned(),
                    section: None,
                    found: self.shown(line, actual),
                    right: format!(
                        "{} {}",
                        self.say(
                            "danh mục dự án mới cộng lại",
                            "the list of new projects adds up to"
                        ),
                        self.shown(line, rows.iter().sum())
                    ),
                });
            }
        }
        faults
    }
}
