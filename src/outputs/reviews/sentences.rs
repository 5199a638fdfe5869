//! Sentences from figures. Words of magnitude and comparison are chosen by the unrounded data, never typed.

use rust_decimal::Decimal;

use crate::foundation::documents::Span;
use crate::foundation::i18n::wording::{Direction, Idiom, Magnitude, change as change_of, compare};
use crate::foundation::i18n::{self, Lang};
use crate::foundation::kernel::quantity::{self, Dimension};
use crate::foundation::kernel::{Vintage, Year};
use crate::outputs::dashboard::{Ground, Line};

/// A line's value in words: rounded to the indicator's step with "hơn" or "gần", or exact where it has no step.
pub fn amount(line: &Line, value: Decimal, lang: Lang) -> String {
    let indicator = &line.indicator;
    let in_unit = quantity::in_unit(value, indicator.unit);
    let unit = match indicator.dimension {
        Dimension::Own => indicator.unit_name(lang),
        _ => indicator.unit.name(lang),
    };
    let words = indicator
        .sentence_step
        .and_then(|step| Magnitude::rounded(in_unit, step))
        .map(|m| m.text(unit, lang));
    words.unwrap_or_else(|| {
        // A unit of measure stands close to its number, as offices print it: 114.273 m³.
        format!("{} {unit}", i18n::format_plain(in_unit, 6, lang))
    })
}

/// The value as a span that leads to the figures behind it.
fn figure(line: &Line, value: Decimal, lang: Lang) -> Span {
    Span::figure(
        amount(line, value, lang),
        format!("/figures/{}/{}", line.year, line.indicator.code),
    )
}

/// What says that a value is an estimate: a word before the verb in Vietnamese, behind the value in English.
fn estimate(line: &Line, lang: Lang) -> [&'static str; 2] {
    match (line.vintage, lang) {
        (Some(Vintage::Estimate), Lang::Vi) => [" ước", ""],
        (Some(Vintage::Estimate), Lang::En) => ["", " (an estimate)"],
        _ => ["", ""],
    }
}

/// "đạt 106% kế hoạch, giảm 12,1% so với năm 2021": whatever can be said, in this order.
fn comparisons(line: &Line, prior: Idiom, lang: Lang) -> Vec<String> {
    let plan = compare(&line.against_plan(), Idiom::Share, 0, lang).ok();
    let scale = if prior == Idiom::Share { 0 } else { 1 };
    let prior = compare(&line.against_prior(), prior, scale, lang).ok();
    plan.into_iter().chain(prior).collect()
}

/// Where a clause stands in its sentence: only the first begins with a capital.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Place {
    Start,
    Within,
}

/// "Tổng doanh thu đạt 1.054 tỷ đồng, đạt 106% kế hoạch, giảm 12,1% so với năm 2021", or that there is no figure.
pub fn result(line: &Line, prior: Idiom, place: Place, lang: Lang) -> Vec<Span> {
    let name = match place {
        Place::Start => line.indicator.name(lang).to_owned(),
        Place::Within => uncapitalise(line.indicator.name(lang)),
    };
    let Some(actual) = line.actual else {
        return vec![Span::text(match lang {
            Lang::Vi => format!("{name}: chưa có số liệu"),
            Lang::En => format!("{name}: no figure yet"),
        })];
    };
    // Of people nothing is achieved.
    let verb = match (lang, line.indicator.dimension) {
        (Lang::Vi, Dimension::Person) => "là",
        (Lang::Vi, _) => "đạt",
        (Lang::En, _) => "came to",
    };
    let [before, behind] = estimate(line, lang);
    // What a total covers stands in the sentence: a label never leaves its value.
    let covers = covers(line, lang);
    let mut spans = vec![
        Span::text(format!("{name}{covers}{before} {verb} ")),
        figure(line, actual, lang),
    ];
    if !behind.is_empty() {
        spans.push(Span::text(behind));
    }
    let said = comparisons(line, prior, lang);
    if !said.is_empty() {
        spans.push(Span::text(format!(", {}", said.join(", "))));
    }
    if line.prior_ground != Ground::Reports && line.percent_of_prior().value().is_some() {
        let before = line.year.before();
        spans.push(Span::text(match lang {
            Lang::Vi => format!(" (năm {before}: phạm vi không rõ, số liệu chuyển vào)"),
            Lang::En => format!(" ({before}: coverage unknown, moved in)"),
        }));
    }
    spans
}

/// " (mới có số liệu của 3/11 doanh nghiệp, khoảng 27% theo số gần nhất)"; nothing of a whole total.
fn covers(line: &Line, lang: Lang) -> String {
    match line.covers(lang) {
        words if words.is_empty() => words,
        words => format!(" ({words})"),
    }
}

/// "Gỗ ván dán 114.273 m³; …": each product in its own unit, those without output left out.
pub fn outputs(products: &[Line], lang: Lang) -> Vec<Span> {
    let mut spans = Vec::new();
    for line in products {
        let Some(value) = line.actual.filter(|value| !value.is_zero()) else {
            continue;
        };
        let separator = if spans.is_empty() { "" } else { "; " };
        let name = line.indicator.name(lang);
        // Only the first of the list begins with a capital.
        let name = if spans.is_empty() {
            name.to_owned()
        } else {
            uncapitalise(name)
        };
        let [before, behind] = estimate(line, lang);
        spans.push(Span::text(format!("{separator}{name}{before} ")));
        spans.push(figure(line, value, lang));
        if !behind.is_empty() {
            spans.push(Span::text(behind));
        }
        let covers = covers(line, lang);
        if !covers.is_empty() {
            spans.push(Span::text(covers));
        }
    }
    spans
}

fn uncapitalise(name: &str) -> String {
    let mut letters = name.chars();
    letters.next().map_or_else(String::new, |first| {
        first.to_lowercase().chain(letters).collect()
    })
}

/// What went down against the year before, which a plan that was met would hide.
pub fn falls<'l>(lines: impl Iterator<Item = &'l Line>, year: Year, lang: Lang) -> Option<String> {
    let fallen: Vec<String> = lines
        .filter(|line| {
            line.indicator.dimension != Dimension::Percent && line.indicator.part_of.is_none()
        })
        .filter(|line| {
            let change = line.against_prior().change_percent().value();
            change.is_some_and(|exact| change_of(exact, 1).direction == Direction::Down)
        })
        .filter_map(|line| {
            let words = compare(&line.against_prior(), Idiom::Change, 1, lang).ok()?;
            Some(format!(
                "{} {words}",
                uncapitalise(line.indicator.name(lang))
            ))
        })
        .collect();
    let some = match (fallen.len(), lang) {
        (0, _) => return None,
        (1, Lang::Vi) => "một chỉ tiêu giảm",
        (_, Lang::Vi) => "một số chỉ tiêu giảm",
        (1, Lang::En) => "one indicator fell",
        (_, Lang::En) => "some indicators fell",
    };
    Some(match lang {
        Lang::Vi => format!(
            "So với năm {}, {some}: {}.",
            year.before(),
            fallen.join("; ")
        ),
        Lang::En => format!("Against {}, {some}: {}.", year.before(), fallen.join("; ")),
    })
}
