//! A year that comes in as it is sent: three workbooks nobody made by our form, and two blocks copied out of others; handed in
//! by one person, accepted by another, and read off the dashboard.

use std::collections::HashMap;

use izportal::foundation::i18n::{Lang, format_number};
use rust_decimal::Decimal;
use serde_json::Value;

use super::Browser;
use super::collecting::{FIRST, NEXT, next_waiting, submit};
use super::grid::paste;
use super::papers::choose;
use super::stories::open_report;
use crate::platform::jobs::{hasty, held};
use crate::returns::reading::written::{Cell, Format, workbook, written};
use crate::support::Portal;

const ENTER: &str = "\u{e007}";

/// The board's quick form of the year that comes in.
const DUTIES: &str = "/duties?year=2023&form=1&period=2023";

/// An indicator of the form: its code, its name, the factor and the decimals it is shown with on the dashboard.
struct Line {
    code: &'static str,
    name: &'static str,
    factor: i64,
    decimals: u32,
}

const fn line(code: &'static str, name: &'static str, factor: i64, decimals: u32) -> Line {
    Line {
        code,
        name,
        factor,
        decimals,
    }
}

impl Line {
    fn is_part(&self) -> bool {
        self.code.starts_with("workers_")
    }
}

const BILLION: i64 = 1_000_000_000;
const MILLION: i64 = 1_000_000;

const LINES: [Line; 10] = [
    line("revenue", "Tổng doanh thu", BILLION, 1),
    line("exports", "Giá trị xuất khẩu", MILLION, 2),
    line("imports", "Giá trị nhập khẩu", MILLION, 2),
    line("budget", "Nộp ngân sách nhà nước", BILLION, 1),
    line("realised_capital", "Vốn đầu tư thực hiện", BILLION, 1),
    line("workers", "Số lao động", 1, 0),
    line("workers_female", "Lao động nữ", 1, 0),
    line("workers_local", "Lao động địa phương", 1, 0),
    line("workers_foreign", "Lao động nước ngoài", 1, 0),
    line("avg_income", "Thu nhập bình quân tháng", MILLION, 2),
];
const WORKERS: usize = 5;
const INCOME: usize = 9;

/// An enterprise and what it has to say of the year, canonical, in the order of [`LINES`].
struct Firm {
    name: String,
    values: Vec<Decimal>,
}

/// Whose figures of last year those that had none grew out of.
const LIKE: [(&str, &str); 3] = [("DN12", "DN03"), ("DN13", "DN05"), ("DN14", "DN09")];

/// The fourteen: last year's figures a little higher, people as many as they were. Three work again since New Year.
async fn firms(portal: &Portal) -> Vec<Firm> {
    sqlx::query(
        "update enterprises set status = 'operating', status_since = '2023-01-01' where code in ('DN12', 'DN13', 'DN14')",
    )
    .execute(&portal.db)
    .await
    .expect("three begin anew");
    let names: Vec<(String, String)> =
        sqlx::query_as("select code, name from enterprises order by code")
            .fetch_all(&portal.db)
            .await
            .expect("enterprises");
    let known: Vec<(String, String, Decimal)> = sqlx::query_as(
        "select e.code, i.code, f.value from current_figures f join enterprises e on e.id = f.enterprise_id
           join indicators i on i.id = f.indicator_id where f.period = '2022'",
    )
    .fetch_all(&portal.db)
    .await
    .expect("figures");
    let known: HashMap<(String, String), Decimal> = known
        .into_iter()
        .map(|(firm, indicator, value)| ((firm, indicator), value))
        .collect();
    let firm = |(code, name): (String, String)| {
        let like = LIKE.iter().find(|(new, _)| *new == code);
        let like = like.map_or(code.as_str(), |(_, like)| like);
        let value = |line: &Line| {
            let last = known[&(like.to_owned(), line.code.to_owned())];
            if line.factor == 1 {
                last
            } else {
                // In hundredths of the unit of the form.
                let step = Decimal::from(line.factor / 100);
                (last * Decimal::new(104, 2) / step).round() * step
            }
        };
        Firm {
            values: LINES.iter().map(value).collect(),
            name,
        }
    };
    names.into_iter().map(firm).collect()
}

fn text(text: &str) -> Cell {
    Cell::Text(text.to_owned())
}

fn texts(all: &[&str]) -> Vec<Cell> {
    all.iter().map(|one| text(one)).collect()
}

/// A value in a unit of this factor.
fn number(value: Decimal, factor: i64) -> Cell {
    Cell::Number((value / Decimal::from(factor)).normalize())
}

/// Units as somebody states them who counts in million đồng and in USD.
fn small_unit(line: &Line) -> (&'static str, i64) {
    match line.code {
        "exports" | "imports" => ("USD", 1),
        _ if line.factor == 1 => ("người", 1),
        _ => ("triệu đồng", MILLION),
    }
}

/// The units of the form.
fn own_unit(line: &Line) -> &'static str {
    match (line.code, line.factor) {
        ("exports" | "imports", _) => "triệu USD",
        (_, BILLION) => "tỷ đồng",
        (_, MILLION) => "triệu đồng",
        _ => "người",
    }
}

/// A workbook with a sheet for each: indicators down, a column of units.
fn sheet_each(firms: &[Firm]) -> Vec<u8> {
    let sheet = |firm: &Firm| {
        let mut table = vec![
            texts(&["BÁO CÁO TÌNH HÌNH SẢN XUẤT KINH DOANH"]),
            texts(&["Đơn vị báo cáo:", &firm.name]),
            Vec::new(),
            texts(&["TT", "Chỉ tiêu", "Đơn vị tính", "Thực hiện năm 2023"]),
        ];
        for (at, (line, value)) in LINES.iter().zip(&firm.values).enumerate() {
            let (unit, factor) = small_unit(line);
            let mut row = vec![Cell::Number(Decimal::from(at + 1))];
            row.extend(texts(&[line.name, unit]));
            row.push(number(*value, factor));
            table.push(row);
        }
        (firm.name.clone(), table)
    };
    workbook(&firms.iter().map(sheet).collect::<Vec<_>>())
}

/// One table, names at the left, units in brackets, and a line that sums the others.
fn names_at_left(firms: &[Firm]) -> Vec<u8> {
    let mut titles = texts(&["STT", "Tên doanh nghiệp"]);
    let title = |line: &Line| text(&format!("{} ({})", line.name, own_unit(line)));
    titles.extend(LINES.iter().map(title));
    let mut table = vec![texts(&["TỔNG HỢP NĂM 2023"]), Vec::new(), titles];
    for (at, firm) in firms.iter().enumerate() {
        let mut row = vec![Cell::Number(Decimal::from(at + 1)), text(&firm.name)];
        let values = LINES.iter().zip(&firm.values);
        row.extend(values.map(|(line, value)| number(*value, line.factor)));
        table.push(row);
    }
    let sum: Decimal = firms.iter().map(|firm| firm.values[0]).sum();
    let mut total = texts(&["", "Tổng cộng"]);
    total.push(number(sum, LINES[0].factor));
    table.push(total);
    written(&table, Format::Ods)
}

/// Indicators down, enterprises side by side, the unit in the label.
fn side_by_side(firms: &[Firm]) -> Vec<u8> {
    let mut titles = texts(&["Chỉ tiêu"]);
    titles.extend(firms.iter().map(|firm| text(&firm.name)));
    let mut table = vec![texts(&["Số liệu năm 2023 của các doanh nghiệp"]), titles];
    for (at, line) in LINES.iter().enumerate() {
        let (unit, factor) = small_unit(line);
        let mut row = vec![text(&format!("{} ({unit})", line.name))];
        row.extend(firms.iter().map(|firm| number(firm.values[at], factor)));
        table.push(row);
    }
    written(&table, Format::Csv)
}

/// A block as it is copied: labels, units where they are not the form's, figures.
fn block(firm: &Firm, with_units: bool) -> String {
    let row = |(line, value): (&Line, &Decimal)| {
        let (unit, factor) = small_unit(line);
        let shown = |factor: i64| {
            let plain = (*value / Decimal::from(factor)).normalize();
            plain.to_string().replace('.', ",")
        };
        if with_units {
            format!("{}\t{unit}\t{}", line.name, shown(factor))
        } else {
            format!("{}\t{}", line.name, shown(line.factor))
        }
    };
    let rows: Vec<String> = LINES.iter().zip(&firm.values).rev().map(row).collect();
    let titles = if with_units {
        "Chỉ tiêu\tĐVT\tNăm 2023"
    } else {
        "Chỉ tiêu\tNăm 2023"
    };
    format!("{titles}\r\n{}\r\n", rows.join("\r\n"))
}

/// Sends the files from the page of duties, all at once.
async fn send(browser: &Browser, files: &[(&str, Vec<u8>)]) {
    browser.press("Nhập các tệp Excel gửi về").await;
    let files: Vec<(&str, &[u8])> = files
        .iter()
        .map(|(name, bytes)| (*name, &**bytes))
        .collect();
    let _folder = choose(browser, "#files", &files).await;
    browser.press("Đọc và xem trước").await;
    browser.read(".flash", "Đã đọc các tệp").await;
}

/// Takes a file that was sent: its preview, its job, its reports handed in.
async fn take(portal: &Portal, browser: &Browser, name: &str, reports: usize) {
    browser.goto("/imports").await;
    browser.press(name).await;
    let sum = format!("{} ô sẽ ghi vào {reports} báo cáo", reports * LINES.len());
    browser.read("#preview .import-sum", &sum).await;
    browser.read("#preview .import-sum", "· 0 ").await;
    // Somebody else has the import at this moment: the job waits, and its page is what one sees.
    let holder = held(portal).await;
    browser.press("Nhập phần tốt").await;
    browser.arrive("/jobs/").await;
    browser.see("[data-job=open]").await;
    drop(holder);
    browser.press("Xem kết quả").await;
    browser.arrive("/imports/").await;
    browser.press("Gửi duyệt cả loạt").await;
    let sent = format!("Đã gửi duyệt {reports} báo cáo; 0 báo cáo còn thiếu");
    browser.read(".flash", &sent).await;
}

/// Pastes a block into the first cell of an enterprise's report, looks at what it would do, takes it with one key, hands it in.
async fn take_block(browser: &Browser, search: &str, block: &str) {
    open_report(browser, search).await;
    browser
        .until("document.activeElement?.matches('.entry__input')")
        .await;
    paste(browser, block).await;
    browser
        .read(
            "[data-told]",
            &format!("{} số sẽ ghi, 0 để lại", LINES.len()),
        )
        .await;
    browser.keys(ENTER).await;
    let told = format!("Đã dán {} ô", LINES.len());
    browser.read(".savebar", &told).await;
    browser.read(".savebar__state", "Đã lưu").await;
    submit(browser).await;
}

/// What the dashboard has to say of an indicator: worked out from what was written into files and blocks, and from nothing else.
fn total(firms: &[Firm], at: usize) -> String {
    let weighed = |firm: &Firm| firm.values[at] * firm.values[WORKERS];
    let sum = |of: &dyn Fn(&Firm) -> Decimal| firms.iter().map(of).sum::<Decimal>();
    let total = if at == INCOME {
        sum(&weighed) / sum(&|firm| firm.values[WORKERS])
    } else {
        sum(&|firm| firm.values[at])
    };
    let line = &LINES[at];
    format_number(total / Decimal::from(line.factor), line.decimals, Lang::Vi)
}

/// Name and actual of each line of the dashboard.
async fn shown(browser: &Browser) -> HashMap<String, String> {
    let script = "return [...document.querySelectorAll('table.indicators tbody tr')].map((row) =>
        [row.querySelector('.indicators__name a').innerText.trim(), row.querySelector('.indicators__actual').innerText.trim()])";
    let rows = browser.eval(script).await;
    let text = |value: &Value| value.as_str().unwrap_or_default().to_owned();
    let rows = rows.as_array().expect("lines");
    rows.iter()
        .map(|row| (text(&row[0]), text(&row[1])))
        .collect()
}

#[tokio::test(flavor = "multi_thread")]
async fn a_year_comes_in_from_three_foreign_workbooks_and_two_blocks() {
    let portal = hasty().await;
    let firms = firms(&portal).await;
    assert_eq!(firms.len(), 14);
    let base = portal.serve().await;
    let staff = Browser::at(base.clone()).await;
    staff.sign_in("staff").await;
    staff.goto(DUTIES).await;
    staff.read("main", "0/14").await;
    let files = [
        (
            "Gửi Ban - mỗi trang một đơn vị.xlsx",
            sheet_each(&firms[..5]),
        ),
        ("Tổng hợp công ty hạ tầng.ods", names_at_left(&firms[5..9])),
        ("so-lieu.csv", side_by_side(&firms[9..12])),
    ];
    send(&staff, &files).await;
    for ((name, _), reports) in files.iter().zip([5, 4, 3]) {
        take(&portal, &staff, name, reports).await;
    }
    take_block(&staff, "minh hoa 13", &block(&firms[12], true)).await;
    take_block(&staff, "kim son", &block(&firms[13], false)).await;

    let approver = Browser::at(base).await;
    approver.sign_in("approver").await;
    approver.arrive("/filings").await;
    let mut words = FIRST;
    while next_waiting(&approver, words).await {
        approver.see("#decide").await;
        words = NEXT;
    }
    approver.goto("/dashboard/2023").await;
    approver.read(".page__subtitle", "14/14").await;
    let shown = shown(&approver).await;
    for (at, line) in LINES.iter().enumerate() {
        let total = total(&firms, at);
        // Parts of others stand on the pages behind.
        if line.is_part() {
            approver.goto(&format!("/figures/2023/{}", line.code)).await;
            assert_eq!(approver.words("tfoot .num").await, total, "{}", line.name);
            continue;
        }
        assert_eq!(
            shown.get(line.name),
            Some(&total),
            "{}: {shown:?}",
            line.name
        );
    }
}
