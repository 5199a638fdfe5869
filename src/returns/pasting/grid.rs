//! The grid a block was pasted into: its lines as they stand on the page, and the cell in focus.

use crate::foundation::i18n::{Lang, Text};
use crate::foundation::kernel::quantity::{self, Unit};
use crate::foundation::kernel::{Measure, Reporter};
use crate::platform::web::{AppError, FormData};
use crate::returns::by_indicator::{Sheet, SheetLine};
use crate::returns::filings::load::Loaded;
use crate::returns::filings::model::{Key, key_text};
use crate::returns::filings::row_words;
use crate::returns::reading::Amount;
use crate::standards::forms::Line;

/// A grid as somebody sees it.
pub struct Grid {
    pub rows: Vec<GridRow>,
    /// What its columns hold, left to right.
    pub columns: Vec<Amount>,
    /// The row and the column of the cell in focus.
    pub focus: (usize, usize),
}

/// A line of it.
pub struct GridRow {
    /// As the page calls it.
    pub id: String,
    /// "II Tổng doanh thu".
    pub name: String,
    /// As chosen on the page, saved or not.
    pub unit: &'static Unit,
    /// Last year's figure and that of the period before, as written.
    pub earlier: Vec<String>,
    /// A column the line lacks is `None`.
    pub cells: Vec<Option<GridCell>>,
}

/// A cell to type into.
pub struct GridCell {
    /// As the page calls it: "7", "7t".
    pub key: String,
    pub reporter: Reporter,
    pub target: Key,
}

impl Grid {
    /// That of a report, in the order of its page.
    ///
    /// # Errors
    /// [`AppError::NotFound`] for a cell in focus that it has not.
    pub fn of_report(report: &Loaded, data: &FormData, lang: Lang) -> Result<Grid, AppError> {
        let columns = columns(&report.lines);
        let is_product = |line: &Line| {
            let indicator = report.catalogue.by_id(line.indicator_id);
            indicator.is_some_and(|indicator| indicator.is_product)
        };
        let mut lines: Vec<&Line> = report.lines.iter().collect();
        lines.sort_by_key(|line| is_product(line));
        let row = |line: &&Line| {
            let indicator = report.catalogue.by_id(line.indicator_id)?;
            let chosen = quantity::unit(data.get(&format!("u.{}", line.indicator_id)));
            let stated = report.unit((line.indicator_id, Measure::Period))?;
            let offered = row_words::units(indicator, report.usd_rate.is_some(), stated);
            let unit = chosen
                .filter(|unit| offered.iter().any(|offered| offered.code == unit.code))
                .unwrap_or(stated);
            let cell = |amount: &Amount| {
                let target = target(line, *amount)?;
                Some(GridCell {
                    key: key_text(target),
                    reporter: report.filing.reporter(),
                    target,
                })
            };
            Some(GridRow {
                id: line.indicator_id.to_string(),
                name: format!("{} {}", line.code, indicator.name(lang))
                    .trim()
                    .to_owned(),
                unit,
                earlier: earlier(report, line.indicator_id),
                cells: columns.iter().map(cell).collect(),
            })
        };
        let rows = lines.iter().filter_map(row).collect();
        Grid {
            rows,
            columns,
            focus: (0, 0),
        }
        .at(data.get("at"))
    }

    /// That of one indicator across enterprises, as its page shows it; who cannot be typed for has no cells.
    ///
    /// # Errors
    /// [`AppError::NotFound`] for a cell in focus that it has not.
    pub fn of_sheet(sheet: &Sheet, lines: &[SheetLine], data: &FormData) -> Result<Grid, AppError> {
        let columns = columns(std::slice::from_ref(&sheet.line));
        let row = |line: &SheetLine| {
            let reporter: Reporter = line.row.id.parse().ok()?;
            let chosen = quantity::unit(data.get(&format!("u.{}", line.row.id)));
            let offered =
                |unit: &&'static Unit| line.row.units.iter().any(|(code, ..)| code == unit.code);
            let cells = line.row.cells.iter().zip(&columns).map(|(cell, amount)| {
                let key = cell.as_ref()?.key.clone();
                let target = target(&sheet.line, *amount)?;
                line.editable.then_some(GridCell {
                    key,
                    reporter,
                    target,
                })
            });
            Some(GridRow {
                id: line.row.id.clone(),
                name: line.row.name.clone(),
                unit: chosen
                    .filter(offered)
                    .or_else(|| quantity::unit(line.row.unit_code))?,
                earlier: vec![line.row.prior.clone(), line.row.before.clone()],
                cells: cells.collect(),
            })
        };
        let rows = lines.iter().filter_map(row).collect();
        Grid {
            rows,
            columns,
            focus: (0, 0),
        }
        .at(data.get("at"))
    }

    fn at(mut self, key: &str) -> Result<Grid, AppError> {
        let found = self.rows.iter().enumerate().find_map(|(row, line)| {
            let is = |cell: &Option<GridCell>| cell.as_ref().is_some_and(|cell| cell.key == key);
            Some((row, line.cells.iter().position(is)?))
        });
        self.focus = found.ok_or(AppError::NotFound)?;
        Ok(self)
    }

    /// The row and the cell figures go to.
    pub fn find(&self, reporter: Reporter, target: Key) -> Option<(usize, &GridCell)> {
        self.rows.iter().enumerate().find_map(|(row, line)| {
            let mut cells = line.cells.iter().flatten();
            let cell = cells.find(|cell| cell.reporter == reporter && cell.target == target)?;
            Some((row, cell))
        })
    }

    /// What the columns hold from the one in focus to the last.
    pub fn beside(&self) -> &[Amount] {
        self.columns.get(self.focus.1..).unwrap_or_default()
    }

    /// "II Tổng doanh thu", with its column where there are several.
    pub fn words(&self, row: usize, target: Key, lang: Lang) -> String {
        let Some(line) = self.rows.get(row) else {
            return String::new();
        };
        let is = |cell: &Option<GridCell>| cell.as_ref().is_some_and(|cell| cell.target == target);
        let column = line.cells.iter().position(is).unwrap_or_default();
        match self.columns.get(column) {
            Some(amount) if column > 0 => {
                format!("{} – {}", line.name, column_words(*amount, lang))
            }
            _ => line.name.clone(),
        }
    }
}

/// What a column holds, as the page heads it.
pub fn column_words(amount: Amount, lang: Lang) -> &'static str {
    match amount {
        Amount::Period => Text::new("trong kỳ", "in the period").in_lang(lang),
        Amount::ToDate => Text::new("lũy kế từ đầu năm", "year to date").in_lang(lang),
        Amount::Total => Text::new("từ khi cấp GCN", "since the certificate").in_lang(lang),
    }
}

fn columns(lines: &[Line]) -> Vec<Amount> {
    let to_date = lines.iter().any(|line| line.to_date);
    let total = lines.iter().any(|line| line.total_id.is_some());
    std::iter::once(Amount::Period)
        .chain(to_date.then_some(Amount::ToDate))
        .chain(total.then_some(Amount::Total))
        .collect()
}

fn target(line: &Line, amount: Amount) -> Option<Key> {
    match amount {
        Amount::Period => Some((line.indicator_id, Measure::Period)),
        Amount::ToDate => line.to_date.then_some((line.indicator_id, Measure::ToDate)),
        Amount::Total => line.total_id.map(|total| (total, Measure::Period)),
    }
}

/// What a line of a report is compared with: last year's figure and that of the period before.
fn earlier(report: &Loaded, indicator: i64) -> Vec<String> {
    let periods = [report.period.last_year(), report.period.before()];
    let known = periods.map(|period| report.history.get(&(indicator, period)));
    known
        .into_iter()
        .flatten()
        .map(ToString::to_string)
        .collect()
}
