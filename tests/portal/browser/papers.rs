//! The fourteen yearly reports on paper, and the workbooks some enterprises send instead.

use super::Browser;
use crate::support::Portal;
use fantoccini::Locator;
use izportal::foundation::kernel::quantity::{self, Dimension};
use rust_decimal::Decimal;
use rust_xlsxwriter::Workbook;
use serde_json::Value;
use std::collections::HashMap;

/// What an enterprise sent in on paper: canonical values by indicator.
pub(super) struct Paper {
    pub(super) values: HashMap<String, Decimal>,
    pub(super) rate: Decimal,
}

/// A cell of the entry page.
pub(super) struct Cell {
    pub(super) id: String,
    pub(super) indicator: String,
    pub(super) name: String,
    pub(super) dimension: Dimension,
    pub(super) unit: &'static quantity::Unit,
    pub(super) in_total: bool,
}

impl Paper {
    /// The year's figures known so far, and what only the yearly form asks for.
    pub(super) async fn of(portal: &Portal, enterprise: i64) -> Paper {
        let known: Vec<(String, Decimal)> = sqlx::query_as(
            "select i.code, f.value from current_figures f join indicators i on i.id = f.indicator_id
              where f.enterprise_id = $1 and f.period = '2022'",
        )
        .bind(enterprise)
        .fetch_all(&portal.db)
        .await
        .expect("figures");
        let (registered, area, rate): (Decimal, Decimal, Decimal) = sqlx::query_as(
            "select coalesce(registered_capital * case capital_currency when 'usd' then rate else 1 end, 0), coalesce(area_m2, 10000), rate
               from projects, exchange_rates where enterprise_id = $1 and year = 2022 and currency = 'usd'",
        )
        .bind(enterprise)
        .fetch_one(&portal.db)
        .await
        .expect("a project");
        let mut values: HashMap<String, Decimal> = known.into_iter().collect();
        let get = |code: &str| values.get(code).copied().unwrap_or_default();
        let (capital, revenue) = (get("realised_capital"), get("revenue"));
        let vietnamese = get("workers") - get("workers_foreign");
        let more = [
            ("capital_equity", capital),
            ("capital_loans", Decimal::ZERO),
            ("capital_reinvested", Decimal::ZERO),
            ("capital_to_date", registered * Decimal::new(9, 1)),
            ("workers_vietnamese", vietnamese),
            ("land_used", area),
            ("profit", revenue / Decimal::from(50)),
            ("environment", revenue / Decimal::from(500)),
            ("environment_to_date", revenue / Decimal::from(100)),
        ];
        values.extend(more.map(|(code, value)| (code.to_owned(), value)));
        Paper { values, rate }
    }

    /// What is typed into a cell: Vietnamese, with at most two decimals; nothing where the paper is silent on energy.
    pub(super) fn text(&self, cell: &Cell) -> Option<String> {
        if ["electricity", "coal", "oil", "natural_gas"].contains(&cell.indicator.as_str()) {
            return None;
        }
        let value = self
            .values
            .get(&cell.indicator)
            .copied()
            .unwrap_or_default();
        let value = match (cell.dimension, cell.unit.dimension) {
            (Dimension::Vnd, Dimension::Usd) => value / self.rate,
            (Dimension::Usd, Dimension::Vnd) => value * self.rate,
            _ => value,
        };
        let decimals = if cell.unit.factor == 1 { 0 } else { 2 };
        Some(
            (value / Decimal::from(cell.unit.factor))
                .round_dp(decimals)
                .normalize()
                .to_string()
                .replace('.', ","),
        )
    }
}

/// The cells of the entry page, line by line.
pub(super) async fn cells(portal: &Portal, browser: &Browser) -> Vec<Cell> {
    let script = "return [...document.querySelectorAll('.entry__input')].map((input) => ({ id: input.id,
        unit: input.closest('tr').querySelector('[name^=\"u.\"]').value, total: input.getAttribute('aria-labelledby').includes('col-total') }))";
    let known: Vec<(i64, String, String, String)> =
        sqlx::query_as("select id, code, name, dimension from indicators")
            .fetch_all(&portal.db)
            .await
            .expect("the catalogue");
    let found = browser.eval(script).await;
    let cell = |cell: &Value| {
        let id = cell["id"].as_str()?.to_owned();
        let number: i64 = id.strip_prefix("v-")?.parse().ok()?;
        let (_, indicator, name, dimension) = known.iter().find(|(known, ..)| *known == number)?;
        let unit = quantity::unit(cell["unit"].as_str()?)?;
        let dimension = Dimension::from_code(dimension)?;
        Some(Cell {
            id,
            indicator: indicator.clone(),
            name: name.clone(),
            dimension,
            unit,
            in_total: cell["total"] == true,
        })
    };
    let all: Vec<Cell> = found
        .as_array()
        .expect("cells")
        .iter()
        .filter_map(cell)
        .collect();
    assert_eq!(
        all.len(),
        found.as_array().map_or(0, Vec::len),
        "every cell is understood: {found}"
    );
    all
}

/// The enterprise whose report is open.
pub(super) async fn enterprise(browser: &Browser) -> i64 {
    let link = browser
        .eval("return document.querySelector('h1 a').getAttribute('href')")
        .await;
    link.as_str()
        .and_then(|link| link.rsplit('/').next()?.parse().ok())
        .expect("an enterprise")
}

/// A workbook as somebody at the enterprise made it: indicators down, one column of figures.
pub(super) fn workbook(name: &str, cells: &[Cell], paper: &Paper) -> Vec<u8> {
    let mut book = Workbook::new();
    let sheet = book.add_worksheet();
    let mut put = |row: u32, column: u16, text: &str| {
        sheet.write(row, column, text).expect("a cell");
    };
    put(0, 0, &format!("Đơn vị báo cáo: {name}"));
    for (column, title) in (0..).zip([
        "Chỉ tiêu",
        "Đơn vị tính",
        "Trong năm",
        "Lũy kế từ khi được cấp GCN",
    ]) {
        put(2, column, title);
    }
    let lines: Vec<&Cell> = cells.iter().filter(|cell| !cell.in_total).collect();
    let total = |cell: &Cell| {
        cells
            .iter()
            .find(|total| total.in_total && total.indicator == format!("{}_to_date", stem(cell)))
    };
    for (row, cell) in (3..).zip(lines) {
        put(row, 0, &cell.name);
        put(row, 1, cell.unit.short.vi);
        put(row, 2, &paper.text(cell).unwrap_or_default());
        put(
            row,
            3,
            &total(cell)
                .and_then(|total| paper.text(total))
                .unwrap_or_default(),
        );
    }
    book.save_to_buffer().expect("a workbook")
}

fn stem(cell: &Cell) -> &str {
    if cell.indicator == "realised_capital" {
        "capital"
    } else {
        &cell.indicator
    }
}

/// Chooses files in a field, all at once. They are there as long as the folder is.
pub(super) async fn choose(
    browser: &Browser,
    css: &str,
    files: &[(&str, &[u8])],
) -> tempfile::TempDir {
    let folder = tempfile::tempdir().expect("a folder");
    let path = |(name, bytes): &(&str, &[u8])| {
        let path = folder.path().join(name);
        std::fs::write(&path, bytes).expect("a file");
        path.to_str().expect("a path").to_owned()
    };
    let paths: Vec<String> = files.iter().map(path).collect();
    browser.see(css).await;
    let field = browser.client.find(Locator::Css(css)).await;
    let typed = field
        .expect("a field for files")
        .send_keys(&paths.join("\n"))
        .await;
    typed.expect("files are chosen");
    folder
}
