//! Which form is due when, and which cells it asks for. Pure.

use std::collections::BTreeSet;

use chrono::{Datelike, Days, Months, NaiveDate};

use crate::foundation::i18n::Lang;
use crate::foundation::kernel::quantity::{self, Dimension, Unit, both_money};
use crate::foundation::kernel::{Frequency, Measure, Period, Vintage};
use crate::standards::indicators::{Catalogue, Indicator};

/// A form for as long as its circular holds.
#[derive(Debug, Clone)]
pub struct Form {
    pub id: i64,
    /// "A.III.2".
    pub code: String,
    pub name: String,
    pub name_en: String,
    pub frequency: Frequency,
    /// How firm its figures are when nobody says otherwise.
    pub vintage: Vintage,
    /// Whether enterprises owe it; nobody owes what a board brought along.
    pub owed: bool,
    /// Whether enterprises under construction owe it as well.
    pub from_building: bool,
    pub with_products: bool,
    /// Made once for each project, by enterprises that report by project.
    pub per_project: bool,
    pub legal_basis: String,
    pub valid_from: NaiveDate,
    pub valid_to: Option<NaiveDate>,
    pub deadlines: Vec<Deadline>,
}

/// Until when a form is due: the last day on which it is in time. “Before the 10th” is the 9th.
#[derive(Debug, Clone)]
pub struct Deadline {
    /// Months after the last month of the period.
    pub months_after: u32,
    /// Day of that month; its last day where the month is shorter.
    pub day: u32,
    pub legal_basis: String,
    /// What is still to be verified, for the board's own eyes.
    pub note: Option<String>,
    pub valid_from: NaiveDate,
    pub valid_to: Option<NaiveDate>,
}

impl Form {
    pub fn name(&self, lang: Lang) -> &str {
        match lang {
            Lang::Vi => &self.name,
            Lang::En => &self.name_en,
        }
    }

    /// Whether the form is made for this period: its frequency, and valid on the period's last day.
    pub fn covers(&self, period: Period) -> bool {
        self.frequency == period.frequency()
            && within(period.last_day(), self.valid_from, self.valid_to)
    }

    /// The rule that sets the deadline of a period: the one valid on the period's last day.
    pub fn deadline(&self, period: Period) -> Option<&Deadline> {
        self.deadlines
            .iter()
            .find(|rule| within(period.last_day(), rule.valid_from, rule.valid_to))
    }

    /// The last day on which a report for the period is in time, moved to the next working day.
    pub fn due(&self, period: Period, calendar: &Calendar) -> Option<NaiveDate> {
        let rule = self.deadline(period)?;
        let month = period.last_day().with_day(1)? + Months::new(rule.months_after);
        let last = month + Months::new(1) - Days::new(1);
        Some(calendar.working_day(month.with_day(rule.day.min(last.day()))?))
    }
}

fn within(day: NaiveDate, from: NaiveDate, to: Option<NaiveDate>) -> bool {
    from <= day && to.is_none_or(|to| day <= to)
}

/// Monday to Friday.
pub(super) fn is_weekday(day: NaiveDate) -> bool {
    day.weekday().number_from_monday() <= 5
}

/// The days on which offices work: weekdays, with exceptions.
#[derive(Debug, Clone, Default)]
pub struct Calendar {
    exceptions: BTreeSet<NaiveDate>,
}

impl Calendar {
    /// The exceptions: weekdays off, and days of a weekend that are worked instead of a weekday.
    pub fn new(exceptions: impl IntoIterator<Item = NaiveDate>) -> Calendar {
        Calendar {
            exceptions: exceptions.into_iter().collect(),
        }
    }

    /// This day if offices work, else the next on which they do.
    pub fn working_day(&self, day: NaiveDate) -> NaiveDate {
        day.iter_days()
            .find(|day| is_weekday(*day) != self.exceptions.contains(day))
            .unwrap_or(day)
    }
}

/// The currency of an enterprise's investment certificate.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Currency {
    Vnd,
    Usd,
}

impl Currency {
    /// That of a certificate; đồng where none is known.
    pub fn of_licence(currency: Option<Dimension>) -> Currency {
        if currency == Some(Dimension::Usd) {
            Currency::Usd
        } else {
            Currency::Vnd
        }
    }
}

/// The unit a form prints beside a line.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum LineUnit {
    /// USD on a certificate in USD, else triệu đồng (domain: RULE-01).
    Licence,
    Fixed(&'static Unit),
}

impl LineUnit {
    pub fn from_code(code: &str) -> Option<LineUnit> {
        if code == "licence" {
            Some(LineUnit::Licence)
        } else {
            quantity::unit(code).map(LineUnit::Fixed)
        }
    }

    fn of(self, currency: Currency) -> Option<&'static Unit> {
        match (self, currency) {
            (LineUnit::Fixed(unit), _) => Some(unit),
            (LineUnit::Licence, Currency::Vnd) => quantity::unit("mvnd"),
            (LineUnit::Licence, Currency::Usd) => quantity::unit("usd"),
        }
    }
}

/// One line of a form.
#[derive(Debug, Clone)]
pub struct Line {
    /// "II", "V.1"; empty for a product.
    pub code: String,
    pub indicator_id: i64,
    pub unit: LineUnit,
    pub required: bool,
    pub may_be_negative: bool,
    /// Has a column since January.
    pub to_date: bool,
    /// The stock in the column since the certificate.
    pub total_id: Option<i64>,
    /// The line of the same form that this one is a part of: that one is added up, not typed.
    pub adds_to: Option<i64>,
}

/// What a form asks in words.
#[derive(Debug, Clone)]
pub struct Question {
    pub id: i64,
    /// "XIII", "C".
    pub code: String,
    pub label: String,
    pub label_en: String,
    pub hint: Option<String>,
    pub hint_en: Option<String>,
    /// In characters.
    pub max_length: usize,
    pub required: bool,
    /// Answers are offered to the board as obstacles to take up.
    pub proposes: bool,
}

impl Question {
    /// "XIII. Nguồn gốc công nghệ".
    pub fn name(&self, lang: Lang) -> String {
        format!("{}. {}", self.code, self.label(lang))
    }

    pub fn label(&self, lang: Lang) -> &str {
        match lang {
            Lang::Vi => &self.label,
            Lang::En => &self.label_en,
        }
    }

    /// Empty where there is none in any language.
    pub fn hint(&self, lang: Lang) -> &str {
        let (own, other) = match lang {
            Lang::Vi => (&self.hint, &self.hint_en),
            Lang::En => (&self.hint_en, &self.hint),
        };
        own.as_deref().or(other.as_deref()).unwrap_or_default()
    }
}

/// One cell that a form asks for.
#[derive(Debug, Clone)]
pub struct Asked {
    pub indicator_id: i64,
    pub measure: Measure,
    /// The unit it is usually typed in.
    pub unit: &'static Unit,
    pub required: bool,
    pub may_be_negative: bool,
}

impl Form {
    /// Of the form's lines what it asks for in a period, with those of the products, if it asks for them: an indicator is no
    /// longer asked for after its last day. Without a period all of them.
    pub fn asked(
        &self,
        mut lines: Vec<Line>,
        catalogue: &Catalogue,
        period: Option<Period>,
    ) -> Vec<Line> {
        if self.with_products {
            lines.extend(catalogue.products().map(|product| Line {
                code: String::new(),
                indicator_id: product.id,
                unit: LineUnit::Fixed(product.unit),
                required: false,
                may_be_negative: false,
                to_date: false,
                total_id: None,
                adds_to: None,
            }));
        }
        if let Some(period) = period {
            let used = |id| {
                catalogue
                    .by_id(id)
                    .is_none_or(|indicator| indicator.used_on(period.last_day()))
            };
            lines.retain(|line| used(line.indicator_id));
        }
        lines
    }
}

impl Line {
    /// The unit this line is typed in by default: the form's, or the indicator's where the form's does not measure it.
    pub fn unit(&self, indicator: &Indicator, currency: Currency) -> &'static Unit {
        let fits = |unit: &&'static Unit| {
            unit.dimension == indicator.dimension || both_money(unit.dimension, indicator.dimension)
        };
        self.unit
            .of(currency)
            .filter(fits)
            .unwrap_or(indicator.unit)
    }

    /// The cells of this line, left to right. An indicator no longer in the catalogue has none.
    pub fn cells(&self, catalogue: &Catalogue, currency: Currency) -> Vec<Asked> {
        let Some(indicator) = catalogue.by_id(self.indicator_id) else {
            return Vec::new();
        };
        let unit = self.unit(indicator, currency);
        let cell = |indicator_id, measure, required| Asked {
            indicator_id,
            measure,
            unit,
            required,
            may_be_negative: self.may_be_negative,
        };
        let mut cells = vec![cell(self.indicator_id, Measure::Period, self.required)];
        // A quarter's in-period value and its sum since January follow from each other: either may be left out.
        cells.extend(
            self.to_date
                .then(|| cell(self.indicator_id, Measure::ToDate, false)),
        );
        cells.extend(
            self.total_id
                .map(|total| cell(total, Measure::Period, false)),
        );
        cells
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> NaiveDate {
        text.parse().expect("a date")
    }

    fn form(frequency: Frequency, months_after: u32, due_day: u32) -> Form {
        let rule = Deadline {
            months_after,
            day: due_day,
            legal_basis: String::new(),
            note: None,
            valid_from: day("2021-01-01"),
            valid_to: Some(day("2025-12-31")),
        };
        Form {
            id: 1,
            code: "A.III".to_owned(),
            name: String::new(),
            name_en: String::new(),
            frequency,
            vintage: Vintage::Final,
            owed: true,
            from_building: true,
            with_products: false,
            per_project: false,
            legal_basis: String::new(),
            valid_from: day("2021-04-01"),
            valid_to: Some(day("2025-12-31")),
            deadlines: vec![rule],
        }
    }

    #[test]
    fn a_deadline_on_a_day_off_moves_to_the_next_working_day() {
        let calendar = Calendar::new(["2022-04-11", "2026-02-16", "2023-01-02"].map(day));
        // form, period, due
        let cases = [
            // 10 April 2022 is a Sunday, 11 April is in lieu of Hùng Vương's day.
            (form(Frequency::Quarter, 1, 10), "2022-Q1", "2022-04-12"),
            (form(Frequency::Quarter, 1, 10), "2022-Q4", "2023-01-10"),
            // 31 March 2024 is a Sunday.
            (form(Frequency::Year, 3, 31), "2023", "2024-04-01"),
            (form(Frequency::Year, 3, 31), "2022", "2023-03-31"),
            // A month without a 31st.
            (form(Frequency::Quarter, 2, 31), "2023-Q1", "2023-05-31"),
            (form(Frequency::Year, 2, 31), "2022", "2023-02-28"),
            (form(Frequency::Year, 0, 15), "2022", "2022-12-15"),
        ];
        for (form, period, due) in cases {
            let period: Period = period.parse().expect("a period");
            assert_eq!(form.due(period, &calendar), Some(day(due)), "{period}");
        }
    }

    #[test]
    fn a_saturday_worked_for_a_swapped_friday_is_a_working_day() {
        let calendar = Calendar::new(["2026-01-01", "2026-01-02", "2026-01-10"].map(day));
        for (asked, works) in [
            ("2026-01-02", "2026-01-05"),
            ("2026-01-10", "2026-01-10"),
            ("2026-01-11", "2026-01-12"),
            ("2026-01-17", "2026-01-19"),
            ("2025-12-31", "2025-12-31"),
        ] {
            assert_eq!(calendar.working_day(day(asked)), day(works), "{asked}");
        }
    }

    #[test]
    fn a_form_covers_the_periods_that_end_while_it_holds() {
        let quarter = form(Frequency::Quarter, 1, 10);
        for (period, covered) in [
            ("2021-Q1", false),
            ("2021-Q2", true),
            ("2025-Q4", true),
            ("2026-Q1", false),
            ("2022", false),
            ("2022-H1", false),
        ] {
            assert_eq!(
                quarter.covers(period.parse().expect("a period")),
                covered,
                "{period}"
            );
        }
        assert_eq!(
            quarter.due("2026-Q1".parse().expect("a period"), &Calendar::default()),
            None
        );
    }
}
