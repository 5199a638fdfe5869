//! The lines of a form that are the sum of others: I = 1 + 2 + 3, V = Vietnamese + foreign (domain: A.III.1, A.III.2). They are
//! added up here, on the server, whichever way the parts came in; a person may type another total over them, for a reason.

use rust_decimal::Decimal;

use super::load::Loaded;
use super::model::{CellOrigin, Entry, Key};
use crate::foundation::i18n::{self, Lang};
use crate::foundation::kernel::Measure;
use crate::foundation::kernel::quantity::{self, Dimension, Unit, both_money};
use crate::standards::checks::Reader;
use crate::standards::forms::Line;
use crate::standards::indicators::{Indicator, TimeKind};

/// Decimals a cell takes.
const DECIMALS: u32 = 6;

/// A total as far as its parts go.
pub struct Sum {
    /// Of the parts that have a value, canonical.
    pub value: Decimal,
    /// The numbers of the lines in it, and of those that have no value yet: "I.1", "I.2".
    pub added: Vec<String>,
    pub missing: Vec<String>,
}

impl Sum {
    /// Whether every part is in it.
    pub fn is_whole(&self) -> bool {
        self.missing.is_empty()
    }
}

impl Loaded {
    fn parts(&self, indicator: i64) -> impl Iterator<Item = &Line> {
        self.lines
            .iter()
            .filter(move |line| line.adds_to == Some(indicator))
    }

    /// Whether the form adds this cell up.
    pub fn is_total(&self, (indicator, _): Key) -> bool {
        self.parts(indicator).next().is_some()
    }

    /// What a person put into a cell; a total that was added up is nobody's.
    pub fn typed(&self, key: Key) -> Option<&Entry> {
        let added_up = |entry: &Entry| entry.origin == CellOrigin::Derived && self.is_total(key);
        self.entries
            .get(&key)
            .filter(|entry| !entry.raw.is_empty() && !added_up(entry))
    }

    /// The sum of a total's parts in the same column; `None` where it is no total, or nothing of it is known.
    pub fn sum(&self, (indicator, measure): Key) -> Option<Sum> {
        let total = self.catalogue.by_id(indicator)?;
        let mut sum = Sum {
            value: Decimal::ZERO,
            added: Vec::new(),
            missing: Vec::new(),
        };
        for line in self.parts(indicator) {
            let key = (line.indicator_id, measure);
            let alike = self
                .catalogue
                .by_id(key.0)
                .is_some_and(|part| part.dimension == total.dimension);
            let value = match self.typed(key) {
                Some(entry) => entry.value,
                None => self.derived(key),
            };
            match value.filter(|_| alike) {
                Some(value) => {
                    sum.value = sum.value.checked_add(value)?;
                    sum.added.push(line.code.clone());
                }
                None => sum.missing.push(line.code.clone()),
            }
        }
        Some(sum).filter(|sum| !sum.added.is_empty())
    }

    /// What a cell must be, given the rest of the report: a total its parts, and either column of a line the other one with what
    /// was accepted before. A total of some of its parts only is said as such, and is not handed in.
    pub fn derived(&self, key: Key) -> Option<Decimal> {
        match self.sum(key) {
            Some(sum) if sum.is_whole() => Some(sum.value),
            sum => self.of_other_column(key).or(sum.map(|sum| sum.value)),
        }
    }

    /// What a cell must be, given the other column of its line and what was accepted before: in the period, and since
    /// January. `None` for stocks, and where an earlier period is missing.
    fn of_other_column(&self, (indicator, measure): Key) -> Option<Decimal> {
        let flow = self
            .catalogue
            .by_id(indicator)
            .is_some_and(|indicator| indicator.time_kind == TimeKind::Flow);
        let both = self.asked((indicator, Measure::ToDate)).is_some();
        let value = |measure| match self.typed((indicator, measure)) {
            Some(entry) => entry.value,
            None => self
                .sum((indicator, measure))
                .filter(Sum::is_whole)
                .map(|sum| sum.value),
        };
        if !flow || !both {
            return None;
        }
        let earlier = self.earlier(indicator)?;
        match measure {
            Measure::ToDate => value(Measure::Period)?.checked_add(earlier),
            Measure::Period => value(Measure::ToDate)?.checked_sub(earlier),
        }
    }

    /// Whether a sum since January was worked out when the report was handed in, and still says what follows from its period.
    pub(super) fn only_follows(&self, key: Key, entry: &Entry) -> bool {
        key.1 == Measure::ToDate
            && entry.origin == CellOrigin::Derived
            && !self.is_total(key)
            && entry.value.is_some()
            && self.of_other_column(key) == entry.value
    }

    /// How an empty cell follows from the other column of its line, in words: "Lũy kế: 250 đã duyệt + 104,2 = 354,2 tỷ đồng".
    pub fn column_words(&self, key: Key, lang: Lang) -> Option<String> {
        let indicator = self
            .catalogue
            .by_id(key.0)
            .filter(|_| !self.is_total(key))?;
        let value = self.of_other_column(key)?;
        let earlier = self.earlier(key.0)?;
        let shown = |value: Decimal| indicator.show_exact(value, indicator.unit, lang);
        let unit = indicator.unit_name(lang);
        let (accepted, result) = (shown(earlier), shown(value));
        Some(match (key.1, lang) {
            (Measure::ToDate, Lang::Vi) => {
                let period = shown(value.checked_sub(earlier)?);
                format!("Lũy kế: {accepted} đã duyệt + {period} = {result} {unit}")
            }
            (Measure::ToDate, Lang::En) => {
                let period = shown(value.checked_sub(earlier)?);
                format!("To date: {accepted} accepted + {period} = {result} {unit}")
            }
            (Measure::Period, Lang::Vi) => {
                let sum = shown(value.checked_add(earlier)?);
                format!("Trong kỳ: {sum} − {accepted} đã duyệt = {result} {unit}")
            }
            (Measure::Period, Lang::En) => {
                let sum = shown(value.checked_add(earlier)?);
                format!("In the period: {sum} − {accepted} accepted = {result} {unit}")
            }
        })
    }

    /// Whether a part must be given although the form does not ask for it: another part of its total is, and a total with a hole
    /// in it would be handed in as a whole one.
    pub fn leaves_a_hole(&self, (indicator, measure): Key) -> bool {
        let Some(line) = self
            .lines
            .iter()
            .find(|line| line.indicator_id == indicator)
        else {
            return false;
        };
        let Some(total) = line
            .adds_to
            .map(|total| (total, measure))
            .filter(|total| self.asked(*total).is_some())
        else {
            return false;
        };
        self.typed(total).is_none()
            && self.of_other_column(total).is_none()
            && self
                .sum(total)
                .is_some_and(|sum| sum.missing.contains(&line.code))
    }

    /// Whether a total is missing because parts are, which the form asks for anyway.
    pub fn waits_for_parts(&self, key: Key) -> bool {
        self.is_total(key) && self.parts(key.0).any(|part| part.required)
    }

    /// Adds up the totals that nobody typed over. One nothing is known of is empty, never nil.
    pub fn add_up(&mut self, lang: Lang) {
        let keys = self
            .asked
            .iter()
            .map(|asked| (asked.indicator_id, asked.measure));
        let totals: Vec<Key> = keys.filter(|key| self.is_total(*key)).collect();
        for key in totals {
            let value = self.derived(key);
            let stands = self
                .entries
                .get(&key)
                .is_some_and(|known| !known.raw.is_empty() && known.value == value);
            if stands || self.typed(key).is_some() {
                continue;
            }
            match self.total(key, value, lang) {
                Some(entry) => self.entries.insert(key, entry),
                None => self.entries.remove(&key),
            };
        }
    }

    /// A total as it is kept; `None` where there is nothing to keep.
    fn total(&self, key: Key, value: Option<Decimal>, lang: Lang) -> Option<Entry> {
        let indicator = self.catalogue.by_id(key.0)?;
        let fits = |unit: &&'static Unit| {
            unit.dimension == indicator.dimension || both_money(unit.dimension, indicator.dimension)
        };
        let known = self.entries.get(&key);
        let chosen = known
            .and_then(|entry| quantity::unit(&entry.unit))
            .filter(fits);
        let of_parts = || {
            let mut parts = self
                .parts(key.0)
                .filter_map(|line| self.typed((line.indicator_id, key.1)));
            parts
                .find_map(|entry| quantity::unit(&entry.unit))
                .filter(fits)
        };
        let unit = chosen
            .or_else(of_parts)
            .or_else(|| self.asked(key).map(|asked| asked.unit))
            .unwrap_or(indicator.unit);
        let reason = known.and_then(|entry| entry.reason.clone());
        let written = value.map(|value| self.written(indicator, value, unit, lang));
        let (raw, unit, rate) = written.unwrap_or_else(|| (String::new(), unit, None));
        (value.is_some() || reason.is_some()).then(|| Entry {
            indicator_id: key.0,
            measure: key.1,
            raw,
            unit: unit.code.to_owned(),
            value,
            reason,
            origin: CellOrigin::Derived,
            rate,
        })
    }

    /// A value as a person would type it, and the rate it took: in this unit where that says it exactly, else in the smallest of
    /// the indicator's own.
    fn written(
        &self,
        indicator: &Indicator,
        value: Decimal,
        unit: &'static Unit,
        lang: Lang,
    ) -> (String, &'static Unit, Option<Decimal>) {
        let typed = |amount: Decimal, unit: &Unit| {
            let amount = amount
                .checked_div(Decimal::from(unit.factor))
                .unwrap_or(amount);
            // Typed on a keyboard, so with the hyphen a keyboard has.
            i18n::format_plain(amount, DECIMALS, lang).replace('\u{2212}', "-")
        };
        let rate = self
            .usd_rate
            .filter(|_| unit.dimension != indicator.dimension);
        let amount = match rate {
            Some(rate) if indicator.dimension == Dimension::Vnd => value.checked_div(rate),
            Some(rate) => value.checked_mul(rate),
            None => Some(value),
        };
        let reader = Reader {
            indicator,
            may_be_negative: true,
            usd_rate: self.usd_rate,
            lang,
        };
        let says = |raw: &String| {
            reader
                .read(raw, unit.code)
                .ok()
                .flatten()
                .is_some_and(|read| read.value == value)
        };
        match amount.map(|amount| typed(amount, unit)).filter(says) {
            Some(raw) => (raw, unit, rate),
            None => (
                typed(value, indicator.dimension.canonical_unit()),
                indicator.dimension.canonical_unit(),
                None,
            ),
        }
    }

    /// How a total came about, in words: "cộng từ I.1, I.2, I.3", and what it still lacks.
    pub fn sum_words(&self, key: Key, lang: Lang) -> Option<String> {
        let sum = self
            .sum(key)
            .filter(|sum| self.typed(key).is_none() && self.derived(key) == Some(sum.value))?;
        let (added, missing) = (sum.added.join(", "), sum.missing.join(", "));
        Some(match (lang, sum.is_whole()) {
            (Lang::Vi, true) => format!("cộng từ {added}"),
            (Lang::En, true) => format!("added up from {added}"),
            (Lang::Vi, false) => format!("mới cộng {added}; còn thiếu {missing}"),
            (Lang::En, false) => format!("so far {added}; {missing} still missing"),
        })
    }

    /// The empty cells whose value follows from the other column of their line.
    pub fn derived_entries(&self, lang: Lang) -> Vec<Entry> {
        let empty = |key: &Key| {
            self.entries
                .get(key)
                .is_none_or(|entry| entry.raw.is_empty())
        };
        self.asked
            .iter()
            .map(|asked| (asked.indicator_id, asked.measure))
            .filter(empty)
            .filter_map(|key| {
                let value = self.derived(key)?;
                let indicator = self.catalogue.by_id(key.0)?;
                let other = (
                    key.0,
                    if key.1 == Measure::Period {
                        Measure::ToDate
                    } else {
                        Measure::Period
                    },
                );
                // In the unit of the other column; an amount in the other currency is written down in the indicator's own.
                let unit = self
                    .unit(other)
                    .filter(|unit| unit.dimension == indicator.dimension)
                    .unwrap_or(indicator.unit);
                Some(Entry {
                    indicator_id: key.0,
                    measure: key.1,
                    raw: indicator.show_exact(value, unit, lang),
                    unit: unit.code.to_owned(),
                    value: Some(value),
                    reason: None,
                    origin: CellOrigin::Derived,
                    rate: None,
                })
            })
            .collect()
    }
}
