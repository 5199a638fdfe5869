//! 2114: foreign investment by the countries of its investors. A project is FDI or not as on all sheets, whole; only here are its
//! investors' shares told apart, by country.

use std::collections::{BTreeMap, BTreeSet};

use rust_decimal::Decimal;

use super::super::db::Behind;
use super::super::model::{Cell, Column, Origin, Row, RowKind, Tab, Unit};
use super::super::sheet_code::SheetCode;
use super::columns::{Chosen, Made, Offered, table};
use crate::foundation::i18n::{Lang, Text, fold};
use crate::foundation::kernel::Period;
use crate::foundation::kernel::percent::Comparison;
use crate::platform::registry::Choice;

/// One who invests in a project.
pub struct Investor {
    pub project_id: i64,
    pub name: String,
    pub nationality: Option<String>,
    /// Percent of the capital.
    pub share: Option<Decimal>,
}

/// The row of those whose country nobody states, or of which one does not know who holds how much.
const UNKNOWN: &str = "";

/// Which percentage of a project each country holds; together a hundred. A single country holds all, whether shares are stated or
/// not. Where several do and a share is missing, or the shares are more than the whole, nobody knows who holds what.
fn apportioned(investors: &[&Investor]) -> BTreeMap<String, Decimal> {
    let country = |investor: &&Investor| {
        let stated = investor.nationality.as_deref().unwrap_or(UNKNOWN);
        fold(stated.trim())
    };
    let countries: BTreeSet<String> = investors.iter().map(country).collect();
    let all_to = |country: &str| BTreeMap::from([(country.to_owned(), Decimal::ONE_HUNDRED)]);
    if countries.len() <= 1 {
        return all_to(countries.first().map_or(UNKNOWN, String::as_str));
    }
    let mut parts: BTreeMap<String, Decimal> = BTreeMap::new();
    for investor in investors {
        let Some(share) = investor.share else {
            return all_to(UNKNOWN);
        };
        *parts.entry(country(investor)).or_default() += share;
    }
    let rest = Decimal::ONE_HUNDRED - parts.values().sum::<Decimal>();
    if rest < Decimal::ZERO {
        return all_to(UNKNOWN);
    }
    if !rest.is_zero() {
        *parts.entry(UNKNOWN.to_owned()).or_default() += rest;
    }
    parts
}

/// What the table is made from: foreign projects only.
pub struct Source {
    pub period: Period,
    pub investors: Vec<Investor>,
    /// Granted in the period; with more, and with less capital.
    pub granted: Vec<Behind>,
    pub increased: Vec<Behind>,
    pub reduced: Vec<Behind>,
    /// In force at its end.
    pub in_force: Vec<Behind>,
}

/// Which records a cell is made of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum What {
    Granted,
    Increased,
    Reduced,
    InForce,
}

impl What {
    const ALL: [What; 4] = [What::Granted, What::Increased, What::Reduced, What::InForce];

    /// As in addresses, the same words as for the records behind the other sheets.
    const fn code(self) -> &'static str {
        match self {
            What::Granted => "new",
            What::Increased => "increased",
            What::Reduced => "reduced",
            What::InForce => "valid",
        }
    }

    /// What the records have in common.
    pub const fn words(self) -> Text {
        match self {
            What::Granted => Text::new("Dự án FDI cấp mới", "New FDI projects"),
            What::Increased => {
                Text::new("Dự án FDI tăng vốn", "FDI projects with increased capital")
            }
            What::Reduced => Text::new("Dự án FDI giảm vốn", "FDI projects with reduced capital"),
            What::InForce => Text::new(
                "Dự án FDI còn hiệu lực cuối kỳ",
                "FDI projects in force at the end",
            ),
        }
    }

    pub fn from_code(code: &str) -> Option<What> {
        What::ALL.into_iter().find(|what| what.code() == code)
    }
}

/// Projects and capital of a country, or of all.
#[derive(Default)]
struct Tally {
    projects: BTreeSet<i64>,
    /// In USD.
    capital: Decimal,
    /// Some of it is known, but not in USD.
    unconverted: bool,
}

impl Tally {
    fn add(&mut self, record: &Behind, percent: Decimal) {
        self.projects.insert(record.project_id);
        match record.by_origin {
            Some(amount) => self.capital += amount * percent / Decimal::ONE_HUNDRED,
            None => self.unconverted |= record.amount.is_some(),
        }
    }

    fn known(&self) -> Option<Decimal> {
        (!self.unconverted).then_some(self.capital)
    }
}

/// What a row is made of.
pub(super) struct Partner {
    period: Period,
    /// Folded; `None` for the total.
    country: Option<String>,
    tallies: [Tally; 4],
    /// Registered capital in force of all countries together.
    whole: Option<Decimal>,
}

impl Partner {
    fn tally(&self, what: What) -> &Tally {
        &self.tallies[what as usize]
    }

    fn href(&self, what: What) -> String {
        let country = self.country.as_deref().map(|country| {
            let mut query = form_urlencoded::Serializer::new(String::new());
            query.append_pair("country", country);
            format!("&{}", query.finish())
        });
        format!(
            "/national/{}/partners?what={}{}",
            self.period,
            what.code(),
            country.unwrap_or_default()
        )
    }

    fn projects(&self, what: What) -> Cell {
        let count = i64::try_from(self.tally(what).projects.len()).ok();
        Cell::number(count.map(Decimal::from), Unit::Projects).linked(self.href(what))
    }

    fn capital(&self, what: What) -> Cell {
        let money = self
            .tally(what)
            .known()
            .map(|sum| Origin::Foreign.money(sum));
        let value = money.and_then(|money| money.in_unit(Unit::MillionUsd, None));
        Cell::number(value, Unit::MillionUsd).linked(self.href(what))
    }

    fn share(&self) -> Cell {
        let own = self.tally(What::InForce).known();
        let share = Comparison::with_whole(own, self.whole).percent_of();
        Cell::number(share.value(), Unit::Percent)
    }
}

/// A column of numbers.
const fn number(choice: Choice, cell: fn(&Partner, Lang) -> Cell) -> Offered<Partner> {
    Offered {
        choice,
        numeric: true,
        cell,
    }
}

/// What the table can show of a country.
pub(super) const PARTNERS: &[Offered<Partner>] = &[
    number(
        Choice::new("granted", "Dự án cấp mới", "New projects"),
        |partner, _| partner.projects(What::Granted),
    ),
    number(
        Choice::new("new_capital", "Vốn cấp mới", "New capital"),
        |partner, _| partner.capital(What::Granted),
    ),
    number(
        Choice::new("increased", "Vốn tăng thêm", "Added capital"),
        |partner, _| partner.capital(What::Increased),
    ),
    number(
        Choice::new("reduced", "Vốn giảm", "Reduced capital"),
        |partner, _| partner.capital(What::Reduced),
    ),
    number(
        Choice::new("projects", "Dự án còn hiệu lực", "Projects in force"),
        |partner, _| partner.projects(What::InForce),
    ),
    number(
        Choice::new(
            "capital",
            "Vốn đăng ký còn hiệu lực",
            "Registered capital in force",
        ),
        |partner, _| partner.capital(What::InForce),
    ),
    number(
        Choice::new(
            "share",
            "Tỷ trọng vốn đăng ký",
            "Share of registered capital",
        ),
        |partner, _| partner.share(),
    ),
];

impl Source {
    fn records(&self, what: What) -> &[Behind] {
        match what {
            What::Granted => &self.granted,
            What::Increased => &self.increased,
            What::Reduced => &self.reduced,
            What::InForce => &self.in_force,
        }
    }

    fn by_project(&self) -> BTreeMap<i64, Vec<&Investor>> {
        let mut projects: BTreeMap<i64, Vec<&Investor>> = BTreeMap::new();
        for investor in &self.investors {
            projects
                .entry(investor.project_id)
                .or_default()
                .push(investor);
        }
        projects
    }

    /// A country as its first paper spells it.
    fn spelled(&self, country: &str, lang: Lang) -> String {
        if country == UNKNOWN {
            let words = Text::new("Chưa rõ nước hoặc tỷ lệ góp", "Country or shares not known");
            return words.in_lang(lang).to_owned();
        }
        let mut stated = self
            .investors
            .iter()
            .filter_map(|one| one.nationality.as_deref());
        let spelled = stated.find(|stated| fold(stated.trim()) == country);
        spelled.map_or_else(|| country.to_owned(), |stated| stated.trim().to_owned())
    }

    fn partner(&self, country: Option<String>) -> Partner {
        Partner {
            period: self.period,
            country,
            tallies: Default::default(),
            whole: None,
        }
    }

    /// The countries, the one with the most capital in force first and the unknown last, then all together.
    fn partners(&self) -> (Vec<Partner>, Partner) {
        let investors = self.by_project();
        let mut countries: BTreeMap<String, Partner> = BTreeMap::new();
        let mut all = self.partner(None);
        for what in What::ALL {
            for record in self.records(what) {
                all.tallies[what as usize].add(record, Decimal::ONE_HUNDRED);
                let own = investors.get(&record.project_id);
                for (country, percent) in apportioned(own.map_or(&[], Vec::as_slice)) {
                    countries
                        .entry(country)
                        .or_insert_with_key(|country| self.partner(Some(country.clone())))
                        .tallies[what as usize]
                        .add(record, percent);
                }
            }
        }
        all.whole = all.tally(What::InForce).known();
        let mut countries: Vec<Partner> = countries
            .into_values()
            .map(|partner| Partner {
                whole: all.whole,
                ..partner
            })
            .collect();
        countries.sort_by_key(|partner| {
            (
                partner.country.as_deref() == Some(UNKNOWN),
                std::cmp::Reverse(partner.tally(What::InForce).capital),
            )
        });
        (countries, all)
    }

    /// Projects in force whose registered capital nobody knows: the sums leave them out.
    pub fn unknown(&self) -> usize {
        let unknown = |record: &&Behind| record.amount.is_none();
        self.in_force.iter().filter(unknown).count()
    }

    /// The table: a row for each country, and their total.
    pub fn tab(&self, chosen: &[Chosen], lang: Lang) -> Tab {
        let (countries, all) = self.partners();
        let mut rows: Vec<Made<Partner>> = countries
            .into_iter()
            .map(|partner| Made {
                kind: RowKind::Body,
                heading: Cell::words(
                    self.spelled(partner.country.as_deref().unwrap_or(UNKNOWN), lang),
                ),
                of: partner,
            })
            .collect();
        rows.push(Made {
            kind: RowKind::Total,
            heading: Cell::words(Text::new("Tổng cộng", "Total").in_lang(lang)),
            of: all,
        });
        let heading = Text::new("Nước, vùng lãnh thổ", "Country").in_lang(lang);
        table(SheetCode::Partners, heading, PARTNERS, chosen, rows, lang)
    }

    /// The projects a cell is made of, each with the country's part of its capital; of all countries with `None`.
    pub fn behind(&self, what: What, country: Option<&str>, lang: Lang) -> Tab {
        let say = |vi, en| Text::new(vi, en).in_lang(lang).to_owned();
        let investors = self.by_project();
        let mut tally = Tally::default();
        let mut rows = Vec::new();
        let usd = |amount: Option<Decimal>| {
            let money = amount.map(|amount| Origin::Foreign.money(amount));
            let value = money.and_then(|money| money.in_unit(Unit::MillionUsd, None));
            Cell::number(value, Unit::MillionUsd)
        };
        for record in self.records(what) {
            let own = investors
                .get(&record.project_id)
                .map_or(&[][..], Vec::as_slice);
            let percent = match country {
                None => Some(Decimal::ONE_HUNDRED),
                Some(country) => apportioned(own).get(country).copied(),
            };
            let Some(percent) = percent else { continue };
            tally.add(record, percent);
            let names: Vec<String> = own.iter().map(|investor| named(investor, lang)).collect();
            rows.push(Row::body(vec![
                Cell::words(&record.project).to(format!("/projects/{}", record.project_id)),
                Cell::words(&record.zone),
                Cell::words(names.join("; ")),
                usd(record.by_origin),
                Cell::number(Some(percent), Unit::Percent),
                usd(record
                    .by_origin
                    .map(|amount| amount * percent / Decimal::ONE_HUNDRED)),
            ]));
        }
        let mut total = vec![Cell::words(say("Tổng cộng", "Total"))];
        total.extend((1..5).map(|_| Cell::words("")));
        total.push(usd(tally.known()));
        rows.push(Row::total(total));
        let head = |title: String, numeric| Column { title, numeric };
        Tab {
            name: "partners".to_owned(),
            title: String::new(),
            columns: vec![
                head(say("Dự án", "Project"), false),
                head(say("Khu công nghiệp", "Zone"), false),
                head(say("Nhà đầu tư", "Investors"), false),
                head(say("Vốn (triệu USD)", "Capital (million USD)"), true),
                head(
                    say("Phần của nước này (%)", "Part of this country (%)"),
                    true,
                ),
                head(
                    say(
                        "Tính cho nước này (triệu USD)",
                        "Counted for it (million USD)",
                    ),
                    true,
                ),
            ],
            rows,
        }
    }

    /// A country's name for a heading.
    pub fn country(&self, country: Option<&str>, lang: Lang) -> String {
        country.map_or_else(
            || {
                Text::new("mọi nước", "all countries")
                    .in_lang(lang)
                    .to_owned()
            },
            |country| self.spelled(country, lang),
        )
    }
}

/// "Nhà đầu tư A (Nhật Bản, 60%)".
fn named(investor: &Investor, lang: Lang) -> String {
    let share = investor
        .share
        .map(|share| format!("{}%", crate::foundation::i18n::format_plain(share, 6, lang)));
    let besides = [investor.nationality.clone(), share];
    let besides: Vec<String> = besides.into_iter().flatten().collect();
    if besides.is_empty() {
        investor.name.clone()
    } else {
        format!("{} ({})", investor.name, besides.join(", "))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::foundation::kernel::testing::dec;

    /// Countries, each with its share as written.
    type Shares = &'static [(&'static str, &'static str)];

    #[test]
    fn shares_are_told_apart_by_country_and_are_always_a_whole() {
        let cases: [(Shares, Shares); 9] = [
            (&[], &[("", "100")]),
            (&[("", "")], &[("", "100")]),
            (&[("Nhật Bản", "")], &[("nhat ban", "100")]),
            // One country holds all, however its papers spell it and whatever they state.
            (
                &[("Nhật Bản", "30"), ("NHẬT BẢN ", "")],
                &[("nhat ban", "100")],
            ),
            (
                &[("Nhật Bản", "60"), ("Việt Nam", "40")],
                &[("nhat ban", "60"), ("viet nam", "40")],
            ),
            (
                &[("Nhật Bản", "60"), ("Việt Nam", "30"), ("Nhật Bản", "10")],
                &[("nhat ban", "70"), ("viet nam", "30")],
            ),
            // What nobody states is nobody's.
            (
                &[("Nhật Bản", "60"), ("Việt Nam", "30")],
                &[("", "10"), ("nhat ban", "60"), ("viet nam", "30")],
            ),
            (&[("Nhật Bản", "60"), ("Việt Nam", "")], &[("", "100")]),
            (&[("Nhật Bản", "60"), ("Việt Nam", "60")], &[("", "100")]),
        ];
        for (stated, expected) in cases {
            let investors: Vec<Investor> = stated
                .iter()
                .map(|(country, share)| Investor {
                    project_id: 1,
                    name: "A".to_owned(),
                    nationality: (!country.is_empty()).then(|| (*country).to_owned()),
                    share: share.parse().ok(),
                })
                .collect();
            let parts = apportioned(&investors.iter().collect::<Vec<_>>());
            let expected: BTreeMap<String, Decimal> = expected
                .iter()
                .map(|(country, share)| ((*country).to_owned(), share.parse().expect("a share")))
                .collect();
            assert_eq!(parts, expected, "{stated:?}");
            assert_eq!(parts.values().sum::<Decimal>(), dec!(100), "{stated:?}");
        }
    }
}
