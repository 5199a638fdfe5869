//! How a plan is coloured: by state, by tenant, by a figure per hectare. Never by colour alone: each colour has a hatch, and each
//! plot says in words what its colour means.

use std::collections::{BTreeMap, HashMap};

use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive;

use super::db::PlotRow;
use crate::foundation::charts::{Fill, Hatch};
use crate::foundation::i18n::{self, Lang, Text, wording};
use crate::platform::registry::{Choice, Kind};
use crate::registers::parcels::PARCEL;
use crate::standards::indicators::Known;

/// m² in a hectare.
const HECTARE: Decimal = Decimal::from_parts(10_000, 0, 0, false, 0);

/// What colours mean.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Theme {
    State,
    Tenant,
    /// Billion VND of revenue a hectare.
    Revenue,
    /// People a hectare.
    Workers,
}

impl Theme {
    pub const ALL: [Theme; 4] = [Theme::State, Theme::Tenant, Theme::Revenue, Theme::Workers];

    pub const fn code(self) -> &'static str {
        match self {
            Theme::State => "state",
            Theme::Tenant => "tenant",
            Theme::Revenue => Known::Revenue.code(),
            Theme::Workers => Known::Workers.code(),
        }
    }

    pub fn from_code(code: &str) -> Option<Theme> {
        Theme::ALL.into_iter().find(|theme| theme.code() == code)
    }

    pub const fn words(self) -> Text {
        match self {
            Theme::State => Text::new("Tình trạng", "State"),
            Theme::Tenant => Text::new("Doanh nghiệp", "Tenant"),
            Theme::Revenue => Text::new("Doanh thu/ha (tỷ đồng)", "Revenue/ha (billion VND)"),
            Theme::Workers => Text::new("Lao động/ha (người)", "Workers/ha"),
        }
    }

    /// The indicator behind a figure per hectare, how many canonical units one shown unit has, and its decimals.
    pub const fn figure(self) -> Option<(Known, Decimal, u32)> {
        match self {
            Theme::Revenue => Some((
                Known::Revenue,
                Decimal::from_parts(1_000_000_000, 0, 0, false, 0),
                2,
            )),
            Theme::Workers => Some((Known::Workers, Decimal::ONE, 1)),
            Theme::State | Theme::Tenant => None,
        }
    }
}

const fn fill(colour: &'static str, hatch: Hatch) -> Fill {
    Fill { colour, hatch }
}

/// What is missing is hatched, never drawn as nothing.
const MISSING: Fill = fill("#ffffff", Hatch::Slant);

/// Nobody has recorded what a parcel was on that day.
const UNRECORDED: Fill = fill("#ffffff", Hatch::Dots);

/// States of land to lease, in the order of a parcel's life; then land for common use, by its use.
const STATES: [(&str, Fill); 14] = [
    ("uncleared", MISSING),
    ("cleared", fill("#f4ead2", Hatch::Dots)),
    ("levelled", fill("#efe0b0", Hatch::Level)),
    ("ready", fill("#cfe4f7", Hatch::None)),
    ("reserved", fill("#cfe4f7", Hatch::Upright)),
    ("leased", fill("#d6efdf", Hatch::None)),
    ("in_use", fill("#9fd6b3", Hatch::None)),
    ("idle", fill("#ffe3a8", Hatch::BackSlant)),
    ("recovering", fill("#f8c5bf", Hatch::Cross)),
    ("recovered", fill("#cfe4f7", Hatch::Dots)),
    ("road", fill("#e4e7eb", Hatch::None)),
    ("green", fill("#dcefc5", Hatch::Dots)),
    ("infrastructure", fill("#ddd6ea", Hatch::Upright)),
    ("administration", fill("#f3dfe8", Hatch::Level)),
];

const TENANTS: [&str; 8] = [
    "#cfe4f7", "#9fd6b3", "#ffe3a8", "#f8c5bf", "#ddd6ea", "#dcefc5", "#f3dfe8", "#e4e7eb",
];

/// From little to much: darker and closer hatched.
const CLASSES: [Fill; 5] = [
    fill("#f1f7fd", Hatch::None),
    fill("#d6e8f8", Hatch::Dots),
    fill("#b9d8f2", Hatch::Level),
    fill("#9cc7ea", Hatch::Slant),
    fill("#7fb4e0", Hatch::Cross),
];

/// A choice of a parcel's column.
pub fn choice(field: &str, code: &str) -> Option<&'static Choice> {
    match PARCEL.field(field)?.kind {
        Kind::Choice(choices) => choices.iter().find(|choice| choice.code == code),
        _ => None,
    }
}

/// A choice of a parcel's column in words.
pub fn choice_words(field: &str, code: &str, lang: Lang) -> String {
    if code == "unrecorded" {
        return lang_pick(
            lang,
            "Chưa ghi tình trạng ngày này",
            "Not recorded for this day",
        )
        .to_owned();
    }
    choice(field, code).map_or_else(
        || code.to_owned(),
        |choice| choice.label.in_lang(lang).to_owned(),
    )
}

/// Land for common use is told apart by its use, other land by its state.
fn state_key(row: &PlotRow) -> &str {
    let to_let = matches!(
        row.land_use.as_str(),
        "industrial" | "service" | "warehouse"
    );
    if to_let || row.state == "unrecorded" {
        &row.state
    } else {
        &row.land_use
    }
}

/// The words of a state or of a common use.
fn state_words(key: &str, lang: Lang) -> String {
    let field = if choice("land_use", key).is_some() {
        "land_use"
    } else {
        "state"
    };
    choice_words(field, key, lang)
}

/// How each parcel is drawn, and the legend.
pub struct Colouring {
    /// In the order of the rows: the fill, and what it says in words.
    pub plots: Vec<(Fill, String)>,
    pub keys: Vec<(Fill, String)>,
    /// The figure per hectare of each row, where the theme has one.
    pub values: Vec<Option<Decimal>>,
}

fn hectares(area: Decimal, lang: Lang) -> String {
    format!("{} ha", i18n::format_plain(area / HECTARE, 2, lang))
}

/// Colours the parcels of a zone. `figures` are the enterprises' totals for the theme's indicator, in canonical units.
pub fn colour(
    theme: Theme,
    rows: &[PlotRow],
    figures: &HashMap<i64, Decimal>,
    lang: Lang,
) -> Colouring {
    match theme {
        Theme::State => by_state(rows, lang),
        Theme::Tenant => by_tenant(rows, lang),
        Theme::Revenue | Theme::Workers => by_figure(theme, rows, figures, lang),
    }
}

fn by_state(rows: &[PlotRow], lang: Lang) -> Colouring {
    let of = |key: &str| {
        STATES
            .iter()
            .find(|(code, _)| *code == key)
            .map_or(UNRECORDED, |(_, fill)| *fill)
    };
    let plots = rows
        .iter()
        .map(|row| (of(state_key(row)), state_words(state_key(row), lang)))
        .collect();
    let key = |(code, fill): &(&str, Fill)| {
        let areas: Vec<Decimal> = rows
            .iter()
            .filter(|row| state_key(row) == *code)
            .map(|row| row.area_m2)
            .collect();
        let lots = wording::counted(areas.len(), ("lô", "parcel", "parcels"), lang);
        (!areas.is_empty()).then(|| {
            (
                *fill,
                format!(
                    "{}: {lots}, {}",
                    state_words(code, lang),
                    hectares(areas.iter().sum(), lang)
                ),
            )
        })
    };
    Colouring {
        plots,
        keys: STATES
            .iter()
            .chain(&[("unrecorded", UNRECORDED)])
            .filter_map(key)
            .collect(),
        values: vec![None; rows.len()],
    }
}

fn by_tenant(rows: &[PlotRow], lang: Lang) -> Colouring {
    let mut tenants: BTreeMap<&str, (&str, Decimal)> = BTreeMap::new();
    for row in rows {
        if let (Some(code), Some(name)) = (&row.enterprise_code, &row.enterprise) {
            tenants.entry(code).or_insert((name, Decimal::ZERO)).1 += row.area_m2;
        }
    }
    let of = |index: usize| {
        fill(
            TENANTS[index % TENANTS.len()],
            Hatch::ALL[index / TENANTS.len() % Hatch::ALL.len()],
        )
    };
    let place: HashMap<&str, usize> = tenants
        .keys()
        .enumerate()
        .map(|(index, code)| (*code, index))
        .collect();
    let nobody = lang_pick(lang, "Không có doanh nghiệp", "No tenant");
    let plots = rows
        .iter()
        .map(|row| {
            match row
                .enterprise_code
                .as_deref()
                .and_then(|code| place.get(code))
            {
                Some(index) => (of(*index), row.enterprise_code.clone().unwrap_or_default()),
                None => (fill("#ffffff", Hatch::None), nobody.to_owned()),
            }
        })
        .collect();
    let mut keys: Vec<(Fill, String)> = tenants
        .iter()
        .enumerate()
        .map(|(index, (code, (name, area)))| {
            (
                of(index),
                format!("{code} {}: {}", shortened(name), hectares(*area, lang)),
            )
        })
        .collect();
    if rows.iter().any(|row| row.enterprise_id.is_none()) {
        keys.push((fill("#ffffff", Hatch::None), nobody.to_owned()));
    }
    Colouring {
        plots,
        keys,
        values: vec![None; rows.len()],
    }
}

fn shortened(name: &str) -> String {
    let short: String = name.chars().take(28).collect();
    if short == name {
        short
    } else {
        format!("{}…", short.trim_end())
    }
}

fn by_figure(
    theme: Theme,
    rows: &[PlotRow],
    figures: &HashMap<i64, Decimal>,
    lang: Lang,
) -> Colouring {
    let Some((_, unit, scale)) = theme.figure() else {
        return by_state(rows, lang);
    };
    let mut held: HashMap<i64, Decimal> = HashMap::new();
    for row in rows {
        if let Some(id) = row.enterprise_id {
            *held.entry(id).or_default() += row.area_m2;
        }
    }
    // A total of the enterprise over all the land it holds: each of its parcels says the same.
    let value = |row: &PlotRow| {
        let id = row.enterprise_id?;
        figures
            .get(&id)?
            .checked_mul(HECTARE)?
            .checked_div(*held.get(&id)?)?
            .checked_div(unit)
    };
    let values: Vec<Option<Decimal>> = rows.iter().map(value).collect();
    let breaks = breaks(values.iter().flatten().copied().collect());
    let class = |value: Decimal| breaks.iter().filter(|limit| value >= **limit).count();
    let print = |value: Decimal| i18n::format_number(value, scale, lang);
    let missing = lang_pick(lang, "chưa có số liệu", "no figure");
    let none = lang_pick(lang, "Không có doanh nghiệp", "No tenant");
    let plain = fill("#ffffff", Hatch::None);
    let plots = rows
        .iter()
        .zip(&values)
        .map(|(row, value)| match value {
            Some(value) => (CLASSES[class(*value)], print(*value)),
            None if row.enterprise_id.is_some() => (MISSING, missing.to_owned()),
            None => (plain, none.to_owned()),
        })
        .collect();
    let plain_limit = |value: &Decimal| i18n::format_plain(*value, scale, lang);
    let mut keys: Vec<(Fill, String)> = (0..=breaks.len())
        .map(|at| {
            let (low, high) = (
                at.checked_sub(1).map(|at| plain_limit(&breaks[at])),
                breaks.get(at).map(plain_limit),
            );
            let words = match (low, high) {
                (None, None) => lang_pick(lang, "mọi mức", "all").to_owned(),
                (None, Some(high)) => format!("{} {high}", lang_pick(lang, "dưới", "below")),
                (Some(low), None) => format!("{} {low}", lang_pick(lang, "từ", "from")),
                (Some(low), Some(high)) => {
                    format!("{low} – {} {high}", lang_pick(lang, "dưới", "below"))
                }
            };
            (CLASSES[at], words)
        })
        .collect();
    keys.push((MISSING, missing.to_owned()));
    keys.push((plain, none.to_owned()));
    Colouring {
        plots,
        keys,
        values,
    }
}

/// At most four limits between five classes of about as many values each, with two digits that matter.
fn breaks(mut values: Vec<Decimal>) -> Vec<Decimal> {
    values.sort();
    let mut limits: Vec<Decimal> = (1..5)
        .filter_map(|part| values.get(values.len() * part / 5))
        .map(|value| two_digits(*value))
        .collect();
    limits.dedup();
    limits.retain(|limit| values.first().is_some_and(|first| first < limit));
    limits
}

fn two_digits(value: Decimal) -> Decimal {
    let magnitude = value
        .abs()
        .to_f64()
        .filter(|value| *value > 0.0)
        .map_or(0.0, |value| value.log10().floor());
    // From a few thousandths to some millions.
    #[allow(clippy::cast_possible_truncation)]
    let digits = 1 - magnitude as i32;
    match u32::try_from(digits) {
        Ok(scale) => i18n::round(value, scale),
        Err(_) => {
            let step = Decimal::from(10i64.pow(digits.unsigned_abs().min(15)));
            i18n::round(value / step, 0) * step
        }
    }
    .normalize()
}

const fn lang_pick(lang: Lang, vi: &'static str, en: &'static str) -> &'static str {
    match lang {
        Lang::Vi => vi,
        Lang::En => en,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::foundation::kernel::testing::dec;

    #[test]
    fn limits_are_round_and_every_class_has_something() {
        assert_eq!(
            breaks(vec![
                dec!(1.234),
                dec!(2.345),
                dec!(3.456),
                dec!(45.67),
                dec!(567.8)
            ]),
            [dec!(2.3), dec!(3.5), dec!(46), dec!(570)]
        );
        assert!(breaks(vec![dec!(5), dec!(5)]).is_empty());
        assert!(breaks(Vec::new()).is_empty());
    }

    #[test]
    fn no_two_states_and_no_two_of_fifty_tenants_look_the_same() {
        for (at, (code, fill)) in STATES.iter().enumerate() {
            assert!(
                choice("state", code)
                    .or_else(|| choice("land_use", code))
                    .is_some(),
                "{code}"
            );
            assert!(
                STATES[at + 1..].iter().all(|(_, other)| other != fill),
                "{code}"
            );
        }
        let looks: std::collections::HashSet<_> = (0..50)
            .map(|index| {
                (
                    TENANTS[index % TENANTS.len()],
                    Hatch::ALL[index / TENANTS.len() % Hatch::ALL.len()],
                )
            })
            .collect();
        assert_eq!(looks.len(), 50);
    }
}
