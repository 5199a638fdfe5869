//! Tables made at random as offices make them, each written in every format there is a writer for: all of them read to the
//! same claims, and these are what the table was made of.

use std::collections::BTreeMap;

use izportal::foundation::i18n::Lang;
use izportal::foundation::kernel::quantity;
use izportal::foundation::kernel::{Period, Reporter};
use izportal::foundation::workbooks::{self, read_here};
use izportal::returns::reading::{Asked, Given, Known, Owners, read};
use izportal::standards::forms::{self, Line, LineUnit};
use izportal::standards::indicators::Catalogue;
use proptest::prelude::*;
use proptest::strategy::ValueTree as _;
use proptest::test_runner::{Config, TestRunner};
use rust_decimal::Decimal;

use super::office;
use super::written::{Cell, FORMATS, Format, written};
use crate::support::Portal;

/// A title as offices write it, the indicator, and units it may be stated in: as written, and the portal's code.
type Titled = (
    &'static str,
    &'static str,
    [(&'static str, &'static str); 2],
);

const COLUMNS: [Titled; 5] = [
    (
        "Tổng doanh thu",
        "revenue",
        [("triệu đồng", "mvnd"), ("tỷ đồng", "bvnd")],
    ),
    (
        "Nộp ngân sách nhà nước",
        "budget",
        [("triệu đồng", "mvnd"), ("tỷ đồng", "bvnd")],
    ),
    (
        "Giá trị xuất khẩu",
        "exports",
        [("triệu USD", "musd"), ("USD", "usd")],
    ),
    (
        "Số lao động",
        "workers",
        [("người", "person"), ("người", "person")],
    ),
    (
        "Vốn thực hiện",
        "realised_capital",
        [("triệu đồng", "mvnd"), ("tỷ đồng", "bvnd")],
    ),
];

/// Where a table states its units.
#[derive(Debug, Clone, Copy, PartialEq)]
enum Stated {
    /// In each title, in brackets.
    Title,
    /// In a row below the titles.
    Row,
    /// Nowhere: the form's own hold.
    Nowhere,
}

/// What a table is made of.
#[derive(Debug, Clone)]
struct Made {
    /// Columns in their order, with which of the two units is used.
    columns: Vec<(usize, usize)>,
    /// Enterprises in their order, each with a figure or a gap in every column: tenths.
    rows: Vec<(usize, Vec<Option<u32>>)>,
    stated: Stated,
    by_name: bool,
    numbered: bool,
    /// Lines above the table.
    above: usize,
    /// The first column again, for the year before, in front of it.
    earlier: bool,
    total: bool,
    /// Indicators down, one enterprise.
    transposed: bool,
}

fn made() -> impl Strategy<Value = Made> {
    let order = |most: usize| Just((0..most).collect::<Vec<_>>()).prop_shuffle();
    let columns = (
        order(COLUMNS.len()),
        2..=COLUMNS.len(),
        prop::collection::vec(0..2_usize, 5),
    );
    let figure = prop::option::weighted(0.85, 10..500_000_u32);
    let rows = (
        order(12),
        2..=12_usize,
        prop::collection::vec(prop::collection::vec(figure, COLUMNS.len()), 12),
    );
    let stated = prop_oneof![
        Just(Stated::Title),
        Just(Stated::Row),
        Just(Stated::Nowhere)
    ];
    let flags = (
        any::<bool>(),
        any::<bool>(),
        0..3_usize,
        any::<bool>(),
        any::<bool>(),
        any::<bool>(),
    );
    (columns, rows, stated, flags).prop_map(
        |((order, many, units), (firms, count, figures), stated, flags)| {
            let (by_name, numbered, above, earlier, total, transposed) = flags;
            Made {
                columns: order
                    .into_iter()
                    .take(many)
                    .map(|at| (at, units[at]))
                    .collect(),
                rows: firms.into_iter().zip(figures).take(count).collect(),
                stated,
                by_name,
                numbered,
                above,
                earlier,
                total,
                transposed,
            }
        },
    )
}

/// A figure of a column, from tenths: what counts people counts whole ones.
fn figure(column: usize, tenths: u32) -> Decimal {
    let whole = COLUMNS[column].1 == "workers" || COLUMNS[column].2[1].1 == "usd";
    if whole {
        Decimal::from(tenths)
    } else {
        Decimal::new(i64::from(tenths) * 10 + 5, 2)
    }
}

impl Made {
    fn title(&self, (at, unit): (usize, usize)) -> String {
        let (title, _, units) = COLUMNS[at];
        match self.stated {
            Stated::Title => format!("{title} ({})", units[unit].0),
            Stated::Row | Stated::Nowhere => title.to_owned(),
        }
    }

    fn value(&self, row: usize, column: usize) -> Cell {
        match self.rows[row].1[column] {
            Some(tenths) => Cell::Number(figure(column, tenths)),
            None => Cell::Text(String::new()),
        }
    }

    fn lines_above(&self) -> Vec<Vec<Cell>> {
        let lines = ["BÁO CÁO TÌNH HÌNH SẢN XUẤT KINH DOANH", "Năm 2023", ""];
        let line = |text: &&str| vec![Cell::Text((*text).to_owned())];
        lines.iter().take(self.above).map(line).collect()
    }

    /// Enterprises down, indicators across.
    fn across(&self, names: &[(String, String)]) -> Vec<Vec<Cell>> {
        let text = |text: &str| Cell::Text(text.to_owned());
        let mut table = self.lines_above();
        let mut head: Vec<Cell> = self.numbered.then(|| text("STT")).into_iter().collect();
        head.push(text(if self.by_name {
            "Tên doanh nghiệp"
        } else {
            "Mã DN"
        }));
        let first = self.columns[0];
        let earlier = format!("{} năm 2022", self.title(first));
        head.extend(self.earlier.then(|| text(&earlier)));
        head.extend(self.columns.iter().map(|column| text(&self.title(*column))));
        let offset = head.len() - self.columns.len();
        table.push(head);
        if self.stated == Stated::Row {
            let mut units = vec![text(""); offset];
            if self.earlier {
                units[offset - 1] = text(COLUMNS[first.0].2[first.1].0);
            }
            units.extend(
                self.columns
                    .iter()
                    .map(|(at, unit)| text(COLUMNS[*at].2[*unit].0)),
            );
            table.push(units);
        }
        for (row, (firm, _)) in self.rows.iter().enumerate() {
            let number = Cell::Number(Decimal::from(row + 1));
            let mut line: Vec<Cell> = self.numbered.then_some(number).into_iter().collect();
            let (code, name) = &names[*firm];
            line.push(text(if self.by_name { name } else { code }));
            line.extend(self.earlier.then(|| Cell::Number(Decimal::new(777, 1))));
            line.extend(self.columns.iter().map(|(at, _)| self.value(row, *at)));
            table.push(line);
        }
        if self.total {
            let mut line: Vec<Cell> = self.numbered.then(|| text("")).into_iter().collect();
            line.push(text("Tổng cộng"));
            line.extend(self.earlier.then(|| Cell::Number(Decimal::from(9_999))));
            let sum = |at: usize| -> Decimal {
                let figures = self.rows.iter().filter_map(|(_, row)| row[at]);
                figures.map(|tenths| figure(at, tenths)).sum()
            };
            line.extend(self.columns.iter().map(|(at, _)| Cell::Number(sum(*at))));
            table.push(line);
        }
        table
    }

    /// Indicators down, the figures of the first enterprise.
    fn down(&self) -> Vec<Vec<Cell>> {
        let text = |text: &str| Cell::Text(text.to_owned());
        let mut table = self.lines_above();
        let mut head: Vec<Cell> = self.numbered.then(|| text("STT")).into_iter().collect();
        head.push(text("Chỉ tiêu"));
        let has_units = self.stated == Stated::Row;
        head.extend(has_units.then(|| text("Đơn vị tính")));
        head.extend(self.earlier.then(|| text("Năm 2022")));
        head.push(text("Năm 2023"));
        table.push(head);
        for (number, (at, unit)) in self.columns.iter().enumerate() {
            let number = Cell::Number(Decimal::from(number + 1));
            let mut line: Vec<Cell> = self.numbered.then_some(number).into_iter().collect();
            line.push(text(&self.title((*at, *unit))));
            line.extend(has_units.then(|| text(COLUMNS[*at].2[*unit].0)));
            line.extend(self.earlier.then(|| Cell::Number(Decimal::new(777, 1))));
            line.push(self.value(0, *at));
            table.push(line);
        }
        table
    }

    /// What is to be read: by enterprise and indicator, in canonical units.
    fn claims(&self, portal: &Loaded) -> Claims {
        let rows = if self.transposed {
            &self.rows[..1]
        } else {
            &self.rows[..]
        };
        let mut claims = Claims::new();
        for (firm, figures) in rows {
            for (at, unit) in &self.columns {
                let Some(tenths) = figures[*at] else { continue };
                let (_, code, units) = COLUMNS[*at];
                let stated = quantity::unit(units[*unit].1).expect("a unit");
                let about = portal.catalogue.by_code(code).expect("an indicator");
                let unit = match self.stated {
                    Stated::Nowhere => portal.own_unit(about.id),
                    Stated::Title | Stated::Row => stated,
                };
                let value = quantity::to_canonical(figure(*at, tenths), unit).expect("a value");
                claims.insert((portal.known[*firm].code.clone(), code.to_owned()), value);
            }
        }
        claims
    }
}

impl Made {
    fn table(&self, names: &[(String, String)]) -> Vec<Vec<Cell>> {
        if self.transposed {
            self.down()
        } else {
            self.across(names)
        }
    }

    /// Whose a table is that names nobody.
    fn owner(&self, portal: &Loaded) -> Option<Reporter> {
        let first = self.rows[0].0;
        self.transposed.then(|| portal.known[first].reporter)
    }
}

/// Canonical values by enterprise and indicator.
type Claims = BTreeMap<(String, String), Decimal>;

/// What readings are for.
struct Loaded {
    catalogue: Catalogue,
    lines: Vec<Line>,
    known: Vec<Known>,
    period: Period,
}

impl Loaded {
    async fn new() -> Self {
        let portal = Portal::demo().await;
        let catalogue = Catalogue::load(&portal.db).await.expect("a catalogue");
        let forms = forms::db::forms(&portal.db).await.expect("forms");
        let form = forms
            .into_iter()
            .find(|form| form.code == "BQL.N")
            .expect("a form");
        let period: Period = "2023".parse().expect("a period");
        let lines = forms::db::lines(&portal.db, form.id).await.expect("lines");
        let known = sqlx::query_as::<_, (i64, String, Option<String>, String)>(
            "select id, code, tax_code, name from enterprises where retired_at is null order by code",
        )
        .fetch_all(&portal.db)
        .await
        .expect("enterprises");
        let known = known.into_iter().map(|(id, code, tax_code, name)| Known {
            reporter: Reporter {
                enterprise_id: id,
                project_id: None,
            },
            enterprise_code: code.clone(),
            code,
            tax_code,
            enterprise: name,
            project: None,
        });
        Self {
            lines: form.asked(lines, &catalogue, Some(period)),
            known: known.collect(),
            catalogue,
            period,
        }
    }

    /// Codes and names of the enterprises.
    fn names(&self) -> Vec<(String, String)> {
        let names = self.known.iter();
        names
            .map(|one| (one.code.clone(), one.enterprise.clone()))
            .collect()
    }

    fn own_unit(&self, indicator: i64) -> &'static quantity::Unit {
        let line = self
            .lines
            .iter()
            .find(|line| line.indicator_id == indicator);
        match line.expect("a line").unit {
            LineUnit::Fixed(unit) => unit,
            LineUnit::Licence => panic!("no line of this form"),
        }
    }

    /// What a file says.
    fn read(&self, bytes: &[u8], file: &str, owner: Option<Reporter>) -> Claims {
        let book = read_here(bytes, file).expect("a workbook");
        let asked = Asked::new(&self.lines, &self.catalogue, self.period, Lang::Vi);
        let owners = Owners::new(&self.known);
        let given = Given {
            file,
            enterprise: owner,
            ..Given::default()
        };
        let reading = read(&book, &asked, &owners, &given);
        let cells = || reading.rows.iter().flat_map(|row| &row.cells);
        let locale = workbooks::locale_of(cells().map(|cell| &cell.content));
        let mut claims = Claims::new();
        for row in &reading.rows {
            let who = owners.find(&row.who).expect("somebody's");
            for cell in row.cells.iter().filter(|cell| !cell.content.is_blank()) {
                assert_eq!(
                    (&cell.question, &cell.unit_question),
                    (&None, &None),
                    "{}",
                    cell.at
                );
                let (id, _) = cell.target.expect("a place");
                let stated = cell.unit.map(|measured| measured.unit);
                let unit = stated.unwrap_or_else(|| self.own_unit(id));
                let number =
                    workbooks::number(&cell.content, Some(unit), &locale).expect("a number");
                let value = quantity::to_canonical(number.value, unit).expect("a value");
                let about = self.catalogue.by_id(id).expect("an indicator");
                let owner = owners.of(who).expect("an enterprise");
                claims.insert((owner.code.clone(), about.code.clone()), value);
            }
        }
        claims
    }
}

#[tokio::test]
async fn tables_made_at_random_read_to_what_they_were_made_of_in_every_format() {
    let portal = Loaded::new().await;
    let names = portal.names();
    let mut runner = TestRunner::new(Config {
        cases: 64,
        failure_persistence: None,
        ..Config::default()
    });
    let outcome = runner.run(&made(), |made| {
        let table = made.table(&names);
        let owner = made.owner(&portal);
        let expected = made.claims(&portal);
        for format in FORMATS {
            let read = portal.read(&written(&table, format), format.name(), owner);
            prop_assert_eq!(&read, &expected, "{}: {:?}", format.name(), &table);
        }
        Ok(())
    });
    outcome.expect("every table is read");
}

/// Tables for a program that takes seconds to start.
const FEW: usize = 24;

#[tokio::test]
async fn tables_made_at_random_read_alike_as_libreoffice_writes_them_for_old_excel() {
    if !office::is_installed() {
        eprintln!(
            "SKIPPED: LibreOffice (soffice) writes the .xls files of this test and is not installed"
        );
        return;
    }
    let portal = Loaded::new().await;
    let names = portal.names();
    let mut runner = TestRunner::deterministic();
    let tables: Vec<Made> = (0..FEW)
        .map(|_| made().new_tree(&mut runner).expect("a table").current())
        .collect();
    let books: Vec<Vec<u8>> = tables
        .iter()
        .map(|made| written(&made.table(&names), Format::Xlsx))
        .collect();
    for (made, bytes) in tables.iter().zip(office::converted(&books, "xls")) {
        let read = portal.read(&bytes, "bang.xls", made.owner(&portal));
        assert_eq!(read, made.claims(&portal), "{made:?}");
    }
}
