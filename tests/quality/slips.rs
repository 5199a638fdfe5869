//! What tired people mistype, put into clean reports one at a time.

use izportal::foundation::i18n::{self, Lang};
use izportal::foundation::kernel::Measure;
use izportal::foundation::kernel::quantity;
use izportal::standards::checks::{Cell, Reader};
use izportal::standards::indicators::{Catalogue, Indicator};
use rust_decimal::Decimal;

use crate::catalogue::*;
use crate::dice::Dice;
use crate::generate::{Case, case, typed};

/// A kind of slip. The first eleven are wrong units, of which nearly all must be caught.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    ThousandTooLarge,
    ThousandTooSmall,
    MillionTooLarge,
    MillionTooSmall,
    BillionTooLarge,
    BillionTooSmall,
    DongAsDollars,
    DollarsAsDong,
    HectaresAndSquareMetres,
    TonnesAndKilograms,
    MarksSwapped,
    ThousandInLumps,
    DigitTwice,
    DigitLost,
    DigitsSwapped,
    SumAsPeriod,
    ExportsOverRevenue,
    PartOverWhole,
    NoWorkers,
    LastYearRetyped,
    SumAlone,
    SumsAlone,
    PeriodAlone,
}

impl Kind {
    pub const ALL: [Kind; 23] = [
        Kind::ThousandTooLarge,
        Kind::ThousandTooSmall,
        Kind::MillionTooLarge,
        Kind::MillionTooSmall,
        Kind::BillionTooLarge,
        Kind::BillionTooSmall,
        Kind::DongAsDollars,
        Kind::DollarsAsDong,
        Kind::HectaresAndSquareMetres,
        Kind::TonnesAndKilograms,
        Kind::MarksSwapped,
        Kind::ThousandInLumps,
        Kind::DigitTwice,
        Kind::DigitLost,
        Kind::DigitsSwapped,
        Kind::SumAsPeriod,
        Kind::ExportsOverRevenue,
        Kind::PartOverWhole,
        Kind::NoWorkers,
        Kind::LastYearRetyped,
        Kind::SumAlone,
        Kind::SumsAlone,
        Kind::PeriodAlone,
    ];

    pub fn is_unit_slip(self) -> bool {
        (self as usize) <= Kind::MarksSwapped as usize
    }

    /// A figure in the column of its line where it does not belong, beside an empty one.
    pub fn is_wrong_column(self) -> bool {
        (self as usize) >= Kind::SumAlone as usize
    }

    pub fn words(self) -> &'static str {
        match self {
            Kind::ThousandTooLarge => "×10³ too large (triệu typed as tỷ)",
            Kind::ThousandTooSmall => "×10³ too small (tỷ typed as triệu)",
            Kind::MillionTooLarge => "×10⁶ too large (nghìn typed as tỷ)",
            Kind::MillionTooSmall => "×10⁶ too small (tỷ typed as nghìn)",
            Kind::BillionTooLarge => "×10⁹ too large (đồng typed as tỷ)",
            Kind::BillionTooSmall => "×10⁹ too small (tỷ typed as đồng)",
            Kind::DongAsDollars => "VND typed in a USD cell",
            Kind::DollarsAsDong => "USD typed in a VND cell",
            Kind::HectaresAndSquareMetres => "ha and m² mixed up",
            Kind::TonnesAndKilograms => "tonnes and kilograms mixed up",
            Kind::MarksSwapped => "“1.054” for “1,054” and reverse",
            Kind::ThousandInLumps => "×10³ in realised capital, profit or environment costs",
            Kind::DigitTwice => "a digit typed twice",
            Kind::DigitLost => "a digit lost",
            Kind::DigitsSwapped => "two digits swapped",
            Kind::SumAsPeriod => "the sum since January typed as the quarter's",
            Kind::ExportsOverRevenue => "exports over revenue",
            Kind::PartOverWhole => "a part over its whole",
            Kind::NoWorkers => "output without workers",
            Kind::LastYearRetyped => "last year's figure typed again",
            Kind::SumAlone => "the sum since January typed as the quarter's, its own cell empty",
            Kind::SumsAlone => "the same, the whole column",
            Kind::PeriodAlone => "the quarter's typed as the sum since January, its own cell empty",
        }
    }
}

/// A report with one slip in it: the cell, and what it should say.
pub struct Slipped {
    pub case: Case,
    pub key: (i64, Measure),
    pub truth: Decimal,
}

fn cell(catalogue: &Catalogue, key: (i64, Measure), raw: String, unit: &str) -> Option<Cell> {
    let indicator = catalogue.by_id(key.0)?;
    let reader = Reader {
        indicator,
        may_be_negative: key.0 == PROFIT,
        usd_rate: Some(rate()),
        lang: Lang::Vi,
    };
    let value = reader.read(&raw, unit).ok()??.value;
    Some(Cell {
        indicator_id: key.0,
        measure: key.1,
        raw,
        unit: unit.to_owned(),
        value: Some(value),
        reason: None,
    })
}

fn shown(value: Decimal) -> String {
    i18n::format_plain(value, 6, Lang::Vi).replace('\u{2212}', "-")
}

/// The true value in one unit, typed beside another.
fn in_wrong_unit(
    catalogue: &Catalogue,
    indicator: &Indicator,
    truth: Decimal,
    meant: &str,
    chosen: &str,
) -> Option<Cell> {
    let raw = shown(i18n::round(
        quantity::from_canonical(truth, quantity::unit(meant)?)?,
        6,
    ));
    cell(catalogue, (indicator.id, Measure::Period), raw, chosen)
}

/// Another figure of a cell's digits: one twice, one lost, two swapped.
fn digits(raw: &str, dice: &mut Dice, kind: Kind) -> Option<String> {
    let mut signs: Vec<char> = raw.replace('.', "").chars().collect();
    let whole = signs.iter().position(|c| *c == ',').unwrap_or(signs.len());
    if whole < 2 {
        return None;
    }
    let at = dice.below(whole - 1);
    match kind {
        Kind::DigitTwice => signs.insert(at, signs[at]),
        Kind::DigitLost => {
            signs.remove(at);
        }
        _ => signs.swap(at, at + 1),
    }
    let text: String = signs.into_iter().collect();
    (text != raw.replace('.', "") && !text.starts_with('0')).then_some(text)
}

/// The cell with other digits, or with another figure in its place.
fn mistyped(
    dice: &mut Dice,
    kind: Kind,
    case: &Case,
    catalogue: &Catalogue,
    indicator: &Indicator,
    truth: Decimal,
) -> Option<Cell> {
    let id = indicator.id;
    let key = (id, Measure::Period);
    let base = quantity::unit(&case.cells[&key].unit)?.code;
    match kind {
        Kind::MarksSwapped => {
            let raw = case.cells[&key]
                .raw
                .chars()
                .map(|c| {
                    if c == '.' {
                        ','
                    } else if c == ',' {
                        '.'
                    } else {
                        c
                    }
                })
                .collect();
            cell(catalogue, key, raw, base)
        }
        Kind::DigitTwice | Kind::DigitLost | Kind::DigitsSwapped => cell(
            catalogue,
            key,
            digits(&case.cells[&key].raw, dice, kind)?,
            base,
        ),
        Kind::SumAsPeriod | Kind::SumAlone | Kind::SumsAlone => {
            let sum = case.cells.get(&(id, Measure::ToDate))?;
            (sum.value != Some(truth)).then(|| Cell {
                measure: Measure::Period,
                ..sum.clone()
            })
        }
        Kind::ExportsOverRevenue => {
            let revenue = case.cells[&(REVENUE, Measure::Period)].value?;
            let over = i18n::round(
                revenue * Decimal::new(12 + i64::try_from(dice.below(10)).ok()?, 1) / rate(),
                0,
            );
            cell(
                catalogue,
                key,
                shown(i18n::round(over / Decimal::from(1_000_000), 3)),
                "musd",
            )
        }
        Kind::PartOverWhole => {
            let whole = case.cells[&(WORKERS, Measure::Period)].value?;
            cell(
                catalogue,
                key,
                shown(whole + Decimal::from(1 + dice.below(20))),
                base,
            )
        }
        Kind::NoWorkers => cell(catalogue, key, "0".to_owned(), base),
        Kind::LastYearRetyped => {
            let before = *case.history.get(&(id, case.period.last_year()))?;
            (before != truth).then(|| typed(indicator, Measure::Period, before, base))
        }
        _ => None,
    }
}

/// The cell as it was mistyped.
fn wrong_cell(
    dice: &mut Dice,
    kind: Kind,
    case: &Case,
    catalogue: &Catalogue,
    indicator: &Indicator,
    truth: Decimal,
) -> Option<Cell> {
    let id = indicator.id;
    let key = (id, Measure::Period);
    let base = quantity::unit(&case.cells[&key].unit)?.code;
    let number = |value: Decimal, unit: &str| {
        Some(shown(i18n::round(
            quantity::from_canonical(value, quantity::unit(unit)?)?,
            3,
        )))
    };
    match kind {
        Kind::ThousandTooLarge => {
            in_wrong_unit(catalogue, indicator, truth, thousand_below(base)?, base)
        }
        Kind::ThousandTooSmall => {
            in_wrong_unit(catalogue, indicator, truth, base, thousand_below(base)?)
        }
        Kind::MillionTooLarge => in_wrong_unit(catalogue, indicator, truth, "kvnd", "bvnd"),
        Kind::MillionTooSmall => in_wrong_unit(catalogue, indicator, truth, "bvnd", "kvnd"),
        Kind::BillionTooSmall => in_wrong_unit(catalogue, indicator, truth, "bvnd", "vnd"),
        Kind::ThousandInLumps if dice.chance(0.5) => {
            in_wrong_unit(catalogue, indicator, truth, "mvnd", "bvnd")
        }
        Kind::ThousandInLumps => in_wrong_unit(catalogue, indicator, truth, "bvnd", "mvnd"),
        Kind::BillionTooLarge => in_wrong_unit(catalogue, indicator, truth, "vnd", "bvnd"),
        Kind::DongAsDollars => {
            let vnd = truth.checked_mul(rate())?;
            let (meant, chosen) =
                [("bvnd", "musd"), ("vnd", "usd"), ("mvnd", "kusd")][dice.below(3)];
            cell(catalogue, key, number(vnd, meant)?, chosen)
        }
        Kind::DollarsAsDong => {
            let usd = i18n::round(truth.checked_div(rate())?, 0);
            let (meant, chosen) =
                [("musd", "bvnd"), ("usd", "vnd"), ("kusd", "mvnd")][dice.below(3)];
            cell(catalogue, key, number(usd, meant)?, chosen)
        }
        Kind::HectaresAndSquareMetres if dice.chance(0.5) => {
            in_wrong_unit(catalogue, indicator, truth, "m2", "ha")
        }
        Kind::HectaresAndSquareMetres => in_wrong_unit(catalogue, indicator, truth, "ha", "m2"),
        Kind::TonnesAndKilograms if dice.chance(0.5) => {
            cell(catalogue, key, shown(truth * Decimal::ONE_THOUSAND), base)
        }
        Kind::TonnesAndKilograms => cell(
            catalogue,
            key,
            shown(i18n::round(truth / Decimal::ONE_THOUSAND, 3)),
            base,
        ),
        _ => mistyped(dice, kind, case, catalogue, indicator, truth),
    }
}

/// Puts a slip of a kind into a fresh report; `None` where this report gives no occasion for it.
pub fn slip(dice: &mut Dice, kind: Kind) -> Option<Slipped> {
    let catalogue = catalogue();
    let columns = [
        Kind::SumAsPeriod,
        Kind::SumAlone,
        Kind::SumsAlone,
        Kind::PeriodAlone,
    ];
    let quarterly = columns.contains(&kind) || dice.chance(0.4);
    let mut case = case(dice, quarterly);
    let pick = |dice: &mut Dice, ids: &[i64]| ids[dice.below(ids.len())];
    let money = [REVENUE, BUDGET];
    let id = match kind {
        Kind::ThousandTooLarge | Kind::ThousandTooSmall => pick(
            dice,
            &[REVENUE, EXPORTS, IMPORTS, BUDGET, INCOME, CAPITAL_TO_DATE],
        ),
        Kind::MillionTooLarge
        | Kind::MillionTooSmall
        | Kind::BillionTooLarge
        | Kind::BillionTooSmall
        | Kind::DollarsAsDong => pick(dice, &money),
        Kind::ThousandInLumps => pick(dice, &[CAPITAL, PROFIT, ENVIRONMENT]),
        Kind::DongAsDollars | Kind::ExportsOverRevenue => EXPORTS,
        Kind::HectaresAndSquareMetres => LAND,
        Kind::TonnesAndKilograms => PRODUCT,
        Kind::MarksSwapped
        | Kind::DigitTwice
        | Kind::DigitLost
        | Kind::DigitsSwapped
        | Kind::SumAsPeriod
        | Kind::LastYearRetyped
        | Kind::SumAlone
        | Kind::SumsAlone
        | Kind::PeriodAlone => pick(
            dice,
            &[REVENUE, EXPORTS, BUDGET, PRODUCT, ELECTRICITY, WATER],
        ),
        Kind::PartOverWhole => FEMALE,
        Kind::NoWorkers => WORKERS,
    };
    if columns[1..].contains(&kind) {
        return beside_an_empty_column(dice, kind, case, id);
    }
    let key = (id, Measure::Period);
    let indicator = catalogue.by_id(id)?;
    let truth = case.cells[&key].value.filter(|value| !value.is_zero())?;
    let wrong = wrong_cell(dice, kind, &case, &catalogue, indicator, truth)?;
    // A slip that reads the same is none.
    if wrong.value == Some(truth) {
        return None;
    }
    case.cells.insert(key, wrong);
    Some(Slipped { case, key, truth })
}

/// The other column's figure in a cell whose neighbour is empty: in one line of a report that fills both columns or only one,
/// or in all lines.
fn beside_an_empty_column(dice: &mut Dice, kind: Kind, mut case: Case, id: i64) -> Option<Slipped> {
    let (filled, emptied) = if kind == Kind::PeriodAlone {
        (Measure::ToDate, Measure::Period)
    } else {
        (Measure::Period, Measure::ToDate)
    };
    let key = (id, filled);
    let right = |case: &Case, measure| case.cells.get(&(id, measure))?.value;
    let truth = right(&case, filled).filter(|value| !value.is_zero())?;
    if right(&case, emptied)? == truth || right(&case, emptied)?.is_zero() {
        return None;
    }
    if dice.chance(0.2) {
        case.forget_quarters();
    }
    let one_column = kind == Kind::SumsAlone || dice.chance(0.5);
    let moved = |at: i64| kind == Kind::SumsAlone || at == id;
    let flows: Vec<i64> = case
        .cells
        .keys()
        .filter(|(at, measure)| *measure == Measure::ToDate && (one_column || *at == id))
        .map(|(at, _)| *at)
        .collect();
    for at in flows {
        let other = case.cells.get(&(at, emptied))?.clone();
        if moved(at) {
            case.cells.insert(
                (at, filled),
                Cell {
                    measure: filled,
                    ..other
                },
            );
        }
        case.empty((at, emptied));
    }
    Some(Slipped { case, key, truth })
}

fn thousand_below(unit: &str) -> Option<&'static str> {
    match unit {
        "bvnd" => Some("mvnd"),
        "mvnd" => Some("kvnd"),
        "musd" => Some("kusd"),
        "kusd" => Some("usd"),
        _ => None,
    }
}
