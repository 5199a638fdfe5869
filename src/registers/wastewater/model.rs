//! What a plant treats against what it can, and what was measured against its limits. Pure; percentages unrounded.

use chrono::{DateTime, NaiveDate, Utc};
use rust_decimal::Decimal;

use crate::foundation::i18n::{Lang, Text};
use crate::foundation::kernel::percent::{Comparison, Ratio};

/// A parameter of wastewater. The order is that of the columns.
pub struct Parameter {
    pub code: &'static str,
    pub words: Text,
    pub unit: &'static str,
}

impl Parameter {
    /// "COD (mg/l)".
    pub fn name(&self, lang: Lang) -> String {
        match self.unit {
            "" => self.words.in_lang(lang).to_owned(),
            unit => format!("{} ({unit})", self.words.in_lang(lang)),
        }
    }
}

const MG: &str = "mg/l";

pub const PARAMETERS: [Parameter; 8] = [
    Parameter {
        code: "ph",
        words: Text::new("pH", "pH"),
        unit: "",
    },
    Parameter {
        code: "cod",
        words: Text::new("COD", "COD"),
        unit: MG,
    },
    Parameter {
        code: "bod5",
        words: Text::new("BOD5", "BOD5"),
        unit: MG,
    },
    Parameter {
        code: "tss",
        words: Text::new("TSS", "TSS"),
        unit: MG,
    },
    Parameter {
        code: "ammonium",
        words: Text::new("Amoni (N)", "Ammonium (N)"),
        unit: MG,
    },
    Parameter {
        code: "nitrogen",
        words: Text::new("Tổng nitơ", "Total nitrogen"),
        unit: MG,
    },
    Parameter {
        code: "phosphorus",
        words: Text::new("Tổng phốt pho", "Total phosphorus"),
        unit: MG,
    },
    Parameter {
        code: "coliform",
        words: Text::new("Coliform", "Coliforms"),
        unit: "MPN, CFU/100 ml",
    },
];

/// From where to where a parameter may lie; only pH has a lower end.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Limit {
    pub low: Option<Decimal>,
    pub high: Option<Decimal>,
}

/// What a value is against its limit. Without a limit it is neither.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Verdict {
    Within,
    Exceeded,
    NoLimit,
}

pub fn verdict(value: Decimal, limit: Limit) -> Verdict {
    if limit.low.is_none() && limit.high.is_none() {
        return Verdict::NoLimit;
    }
    let outside =
        limit.low.is_some_and(|low| value < low) || limit.high.is_some_and(|high| value > high);
    if outside {
        Verdict::Exceeded
    } else {
        Verdict::Within
    }
}

/// The permit in force on the last day of a reading.
#[derive(Debug, Clone)]
pub struct Permit {
    pub id: i64,
    pub number: String,
    pub standard: Option<String>,
    pub limits: [Limit; 8],
}

/// An entry of the log: a reading with the capacity and the permit of its last day.
#[derive(Debug, Clone)]
pub struct Reading {
    pub id: i64,
    /// In the order of recording.
    pub number: i32,
    pub from_on: NaiveDate,
    pub to_on: NaiveDate,
    pub source: String,
    pub document: Option<String>,
    pub actual: Option<Decimal>,
    pub capacity: Option<Decimal>,
    pub values: [Option<Decimal>; 8],
    pub permit: Option<Permit>,
    pub note: Option<String>,
    /// The entry whose place it takes or which it withdraws, and why.
    pub corrects: Option<i32>,
    pub withdrawn: bool,
    pub correction: Option<String>,
    /// A later entry took its place, or withdrew it.
    pub replaced: bool,
    pub recorded_by: String,
    pub recorded_at: DateTime<Utc>,
}

impl Reading {
    /// Whether it is what holds for its period.
    pub fn holds(&self) -> bool {
        !self.replaced && !self.withdrawn
    }

    /// What is treated in percent of what can be treated.
    pub fn load(&self) -> Ratio {
        Comparison::with_whole(self.actual, self.capacity).percent_of()
    }

    /// What was measured: parameter, value, limit and verdict.
    pub fn results(&self) -> Vec<(&'static Parameter, Decimal, Limit, Verdict)> {
        let limits = self
            .permit
            .as_ref()
            .map(|permit| permit.limits)
            .unwrap_or_default();
        let measured = PARAMETERS.iter().zip(self.values).zip(limits);
        measured
            .filter_map(|((parameter, value), limit)| {
                value.map(|value| (parameter, value, limit, verdict(value, limit)))
            })
            .collect()
    }

    /// Several together: exceeded if any is; within if those with a limit are; nothing where no limit is known.
    pub fn verdict(&self) -> Option<Verdict> {
        let verdicts: Vec<Verdict> = self
            .results()
            .into_iter()
            .map(|(_, _, _, verdict)| verdict)
            .collect();
        if verdicts.is_empty() {
            return None;
        }
        let one_is = |meant: Verdict| verdicts.contains(&meant);
        Some(match (one_is(Verdict::Exceeded), one_is(Verdict::Within)) {
            (true, _) => Verdict::Exceeded,
            (false, true) => Verdict::Within,
            (false, false) => Verdict::NoLimit,
        })
    }
}

/// A plant as it stood on a day.
#[derive(Debug, Clone)]
pub struct Plant {
    pub id: i64,
    pub code: String,
    pub name: String,
    pub zone_id: i64,
    pub zone: String,
    pub phase: Option<String>,
    pub design: Decimal,
    /// What it can treat on the day: its stages in operation, or its design where no stages are recorded.
    pub capacity: Option<Decimal>,
    pub operator: Option<String>,
    pub automatic_since: Option<NaiveDate>,
    pub connected_since: Option<NaiveDate>,
    /// The permit of the day: number, last day, receiving water, standard.
    pub permit_no: Option<String>,
    pub permit_to: Option<NaiveDate>,
    pub receiving_water: Option<String>,
    pub standard: Option<String>,
    /// The last day of the newest permit, where none is in force.
    pub permit_ended: Option<NaiveDate>,
    /// What holds of the readings until the day, the newest first.
    pub readings: Vec<Reading>,
}

impl Plant {
    /// The newest reading that states a flow.
    pub fn flow(&self) -> Option<&Reading> {
        self.readings
            .iter()
            .find(|reading| reading.actual.is_some())
    }

    /// The newest reading with something measured.
    pub fn measured(&self) -> Option<&Reading> {
        self.readings
            .iter()
            .find(|reading| !reading.results().is_empty())
    }
}

/// What the plants of some zones can treat together on a day.
pub fn capacity(plants: &[&Plant]) -> Option<Decimal> {
    let known: Vec<Decimal> = plants.iter().filter_map(|plant| plant.capacity).collect();
    (!known.is_empty()).then(|| known.into_iter().sum())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::foundation::kernel::percent::Reason;
    use crate::foundation::kernel::testing::dec;

    fn day(text: &str) -> NaiveDate {
        text.parse().expect("a date")
    }

    fn reading(values: [Option<Decimal>; 8], permit: Option<Permit>) -> Reading {
        Reading {
            id: 1,
            number: 1,
            note: None,
            corrects: None,
            withdrawn: false,
            correction: None,
            replaced: false,
            recorded_by: "test".to_owned(),
            recorded_at: DateTime::UNIX_EPOCH,
            from_on: day("2022-10-01"),
            to_on: day("2022-12-31"),
            source: "automatic".to_owned(),
            document: None,
            actual: Some(dec!(1000)),
            capacity: Some(dec!(2500)),
            values,
            permit,
        }
    }

    fn permit(limits: [Limit; 8]) -> Permit {
        Permit {
            id: 1,
            number: "GP-1".to_owned(),
            standard: None,
            limits,
        }
    }

    #[test]
    fn a_value_is_held_against_its_limit_and_against_nothing_else() {
        let range = |low, high| Limit { low, high };
        for (value, limit, expected) in [
            (dec!(75), range(None, Some(dec!(75))), Verdict::Within),
            (dec!(75.01), range(None, Some(dec!(75))), Verdict::Exceeded),
            (
                dec!(6),
                range(Some(dec!(6)), Some(dec!(9))),
                Verdict::Within,
            ),
            (
                dec!(5.9),
                range(Some(dec!(6)), Some(dec!(9))),
                Verdict::Exceeded,
            ),
            (
                dec!(9.1),
                range(Some(dec!(6)), Some(dec!(9))),
                Verdict::Exceeded,
            ),
            (dec!(5.9), range(Some(dec!(6)), None), Verdict::Exceeded),
            (dec!(9999), range(None, None), Verdict::NoLimit),
        ] {
            assert_eq!(verdict(value, limit), expected, "{value} {limit:?}");
        }
    }

    #[test]
    fn a_reading_without_limits_says_nothing_and_one_exceedance_says_all() {
        let mut values = [None; 8];
        assert_eq!(
            reading(values, None).verdict(),
            None,
            "nothing was measured"
        );
        (values[1], values[2]) = (Some(dec!(80)), Some(dec!(20)));
        assert_eq!(
            reading(values, None).verdict(),
            Some(Verdict::NoLimit),
            "no permit is in force"
        );
        let mut limits = [Limit::default(); 8];
        limits[2].high = Some(dec!(30));
        assert_eq!(
            reading(values, Some(permit(limits))).verdict(),
            Some(Verdict::Within),
            "COD has no limit"
        );
        limits[1].high = Some(dec!(75));
        let both = reading(values, Some(permit(limits)));
        assert_eq!(both.verdict(), Some(Verdict::Exceeded));
        let codes: Vec<_> = both
            .results()
            .iter()
            .map(|(parameter, _, _, verdict)| (parameter.code, *verdict))
            .collect();
        assert_eq!(
            codes,
            [("cod", Verdict::Exceeded), ("bod5", Verdict::Within)]
        );
    }

    #[test]
    fn the_load_is_what_is_treated_of_what_can_be() {
        assert_eq!(reading([None; 8], None).load().value(), Some(dec!(40)));
        let early = Reading {
            capacity: Some(dec!(0)),
            ..reading([None; 8], None)
        };
        assert_eq!(
            early.load().reason(),
            Some(Reason::ZeroBase),
            "before any stage was in operation"
        );
        let silent = Reading {
            actual: None,
            ..reading([None; 8], None)
        };
        assert_eq!(silent.load().reason(), Some(Reason::MissingActual));
    }
}
