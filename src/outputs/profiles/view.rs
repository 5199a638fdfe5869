//! What the template of an enterprise's page shows.

use askama::Template;
use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive;

use super::db::{Arrears, Paper, Relative, YearRow};
use crate::foundation::charts;
use crate::foundation::i18n::{self, Lang, Text};
use crate::platform::web::Page;
use crate::returns::duties::Owed;
use crate::standards::indicators::Indicator;

/// Years of figures on the page, at most.
pub const YEARS: i32 = 10;

#[derive(Template)]
#[template(path = "outputs/profiles/panel.html")]
pub struct ProfilePanel {
    pub page: Page,
    pub owed: Vec<Owed>,
    pub arrears: Vec<ArrearsLine>,
    pub charts: Vec<Chart>,
    /// Heads of the table: name and unit of each indicator.
    pub heads: Vec<String>,
    pub years: Vec<YearLine>,
    pub family: Option<Family>,
    pub papers: Vec<PaperLine>,
    /// Finished HTML.
    pub contacts: String,
}

/// Rent in arrears on one lease.
pub struct ArrearsLine {
    pub href: String,
    pub contract_no: String,
    /// With its currency.
    pub amount: String,
    pub as_of: String,
}

impl ArrearsLine {
    pub fn new(arrears: Arrears, lang: Lang) -> ArrearsLine {
        let currency = if arrears.currency == "usd" {
            "USD"
        } else {
            Text::new("đồng", "VND").in_lang(lang)
        };
        ArrearsLine {
            href: format!("/leases/{}", arrears.lease_id),
            contract_no: arrears.contract_no,
            amount: format!("{} {currency}", i18n::format_plain(arrears.amount, 2, lang)),
            as_of: i18n::format_date(arrears.as_of),
        }
    }
}

/// One small chart.
pub struct Chart {
    pub title: String,
    /// What it says in words.
    pub conclusion: String,
    pub svg: String,
}

/// One year of the table.
pub struct YearLine {
    pub year: i32,
    /// Shown and where it leads; `None` for a gap. Estimates say so.
    pub cells: Vec<Option<Cell>>,
}

/// One figure of the table.
pub struct Cell {
    pub shown: String,
    pub href: String,
    pub estimate: bool,
}

/// Parent and branches by tax code.
pub struct Family {
    /// Id, name, tax code.
    pub parent: Option<(i64, String, String)>,
    pub branches: Vec<Branch>,
    /// This enterprise is a branch whose parent is not recorded: its root.
    pub unknown_root: Option<String>,
    /// Since when this branch is reported by its parent.
    pub reported_since: Option<String>,
}

/// A branch of an enterprise.
pub struct Branch {
    pub id: i64,
    pub name: String,
    pub tax_code: String,
    pub zone: String,
    /// Since when the parent reports for it.
    pub reported_since: Option<String>,
}

/// One paper.
pub struct PaperLine {
    pub day: String,
    pub name: String,
    pub href: String,
    pub owner: String,
    pub owner_href: String,
}

impl PaperLine {
    pub fn new(paper: Paper) -> PaperLine {
        let owner_href = match paper.kind.as_str() {
            "filing" => format!("/filings/{}", paper.owner_id),
            "obstacle" => format!("/obstacles/{}", paper.owner_id),
            "lease" => format!("/leases/{}", paper.owner_id),
            "recovery" => format!("/recoveries/{}", paper.owner_id),
            _ => format!("/projects/{}#events", paper.owner_id),
        };
        PaperLine {
            day: i18n::format_date(i18n::vietnam_time(paper.at).date_naive()),
            href: paper.attachment_id.map_or_else(
                || owner_href.clone(),
                |id| crate::registers::evidence::file_href(id, &paper.name),
            ),
            name: paper.name,
            owner: paper.owner,
            owner_href,
        }
    }
}

/// The years shown: up to [`YEARS`] of them, from the first with a figure to the newest.
pub fn span(rows: &[YearRow]) -> Vec<i32> {
    let newest = rows.iter().map(|row| row.year).max();
    let oldest = rows.iter().map(|row| row.year).min();
    match oldest.zip(newest) {
        Some((oldest, newest)) => (oldest.max(newest - YEARS + 1)..=newest).collect(),
        None => Vec::new(),
    }
}

/// The chart of one indicator over some consecutive years.
pub fn chart(indicator: &Indicator, years: &[i32], rows: &[YearRow], lang: Lang) -> Option<Chart> {
    let value = |year: i32| {
        rows.iter()
            .find(|row| row.indicator_id == indicator.id && row.year == year)
            .map(|row| row.value)
    };
    let known: Vec<(i32, Decimal)> = years
        .iter()
        .filter_map(|year| Some((*year, value(*year)?)))
        .collect();
    let (first, last) = (known.first()?, known.last()?);
    let unit = indicator.unit_name(lang);
    let shown =
        |(year, value): &(i32, Decimal)| format!("{year}: {}", indicator.show(*value, lang));
    let conclusion = if known.len() == 1 {
        format!("{} {unit}", shown(first))
    } else {
        format!("{} → {} {unit}", shown(first), shown(last))
    };
    let title = indicator.name(lang).to_owned();
    let points: Vec<Option<f64>> = years
        .iter()
        .map(|year| value(*year).and_then(|value| value.to_f64()))
        .collect();
    let id = format!("spark-{}", indicator.code);
    let svg = charts::sparkline(
        &id,
        &format!("{title}, {conclusion}"),
        *years.first()?,
        &points,
    );
    Some(Chart {
        title,
        conclusion,
        svg,
    })
}

/// The exact numbers, the newest year first.
pub fn lines(
    enterprise_id: i64,
    indicators: &[&Indicator],
    years: &[i32],
    rows: &[YearRow],
    lang: Lang,
) -> Vec<YearLine> {
    let columns: Vec<Vec<(i32, String, bool)>> = indicators
        .iter()
        .map(|indicator| {
            let own: Vec<&YearRow> = rows
                .iter()
                .filter(|row| row.indicator_id == indicator.id)
                .collect();
            let values: Vec<Decimal> = own.iter().map(|row| row.value).collect();
            let shown = indicator.show_column(&values, lang);
            own.iter()
                .zip(shown)
                .map(|(row, shown)| (row.year, shown, row.estimate))
                .collect()
        })
        .collect();
    years
        .iter()
        .rev()
        .map(|year| YearLine {
            year: *year,
            cells: indicators
                .iter()
                .zip(&columns)
                .map(|(indicator, column)| {
                    let (_, shown, estimate) = column.iter().find(|(known, _, _)| known == year)?;
                    let href = format!(
                        "/figures/{year}/{}/enterprises/{enterprise_id}",
                        indicator.code
                    );
                    Some(Cell {
                        shown: shown.clone(),
                        href,
                        estimate: *estimate,
                    })
                })
                .collect(),
        })
        .collect()
}

/// Parent and branches of an enterprise, from everybody with the same ten digits; nothing where it stands alone.
pub fn family(
    own_id: i64,
    tax_code: &str,
    since: Option<chrono::NaiveDate>,
    relatives: Vec<Relative>,
) -> Option<Family> {
    let is_branch = tax_code.len() > 10;
    let parent = relatives
        .iter()
        .find(|one| one.tax_code.len() == 10 && one.id != own_id);
    let parent = parent.map(|one| (one.id, one.name.clone(), one.tax_code.clone()));
    let branches: Vec<Branch> = relatives
        .into_iter()
        .filter(|one| !is_branch && one.id != own_id && one.tax_code.len() > 10)
        .map(|one| Branch {
            id: one.id,
            name: one.name,
            tax_code: one.tax_code,
            zone: one.zone,
            reported_since: one.reported_by_parent_since.map(i18n::format_date),
        })
        .collect();
    let unknown_root = (is_branch && parent.is_none()).then(|| tax_code.chars().take(10).collect());
    let reported_since = since.map(i18n::format_date);
    let nothing = parent.is_none() && branches.is_empty() && unknown_root.is_none();
    (!nothing).then_some(Family {
        parent: parent.filter(|_| is_branch),
        branches,
        unknown_root,
        reported_since,
    })
}

/// The heading of an indicator's column, with its unit.
pub fn head(indicator: &Indicator, lang: Lang) -> String {
    format!("{} ({})", indicator.name(lang), indicator.unit_name(lang))
}

/// What the form says where a parent would report for a branch and cannot.
pub const NO_PARENT: Text = Text::new(
    "Chưa có doanh nghiệp nào mang mã số thuế gốc (10 chữ số): xin thêm đơn vị chủ quản trước.",
    "No enterprise has the root of the tax code (10 digits) yet: please add the parent first.",
);

#[cfg(test)]
mod tests {
    use super::*;

    fn relative(id: i64, tax_code: &str) -> Relative {
        Relative {
            id,
            name: format!("DN{id}"),
            tax_code: tax_code.to_owned(),
            zone: String::new(),
            reported_by_parent_since: None,
        }
    }

    #[test]
    fn parent_and_branches_follow_from_the_tax_code() {
        let all = || {
            vec![
                relative(1, "9900000016"),
                relative(2, "9900000016-001"),
                relative(3, "9900000016-002"),
            ]
        };
        let parent = family(1, "9900000016", None, all()).expect("a family");
        assert!(parent.parent.is_none() && parent.branches.iter().map(|b| b.id).eq([2, 3]));
        let branch = family(2, "9900000016-001", None, all()).expect("a family");
        assert_eq!(branch.parent.map(|(id, _, _)| id), Some(1));
        assert!(
            branch.branches.is_empty(),
            "branches of the same parent are not this one's"
        );
        let orphan = family(
            2,
            "9900000016-001",
            None,
            vec![relative(2, "9900000016-001")],
        )
        .expect("a family");
        assert_eq!(orphan.unknown_root.as_deref(), Some("9900000016"));
        assert!(family(1, "9900000016", None, vec![relative(1, "9900000016")]).is_none());
    }

    #[test]
    fn at_most_ten_years_up_to_the_newest_are_shown() {
        let row = |year| YearRow {
            indicator_id: 1,
            year,
            value: Decimal::ONE,
            estimate: false,
        };
        assert!(span(&[]).is_empty());
        assert_eq!(span(&[row(2022), row(2020)]), [2020, 2021, 2022]);
        assert_eq!(span(&[row(2001), row(2022)]).len(), 10);
    }
}
