//! What a text claims against the figures.

use rust_decimal::Decimal;

use super::{Fault, Proof, Written};
use crate::foundation::i18n::{self, Lang};
use crate::foundation::kernel::percent::{Comparison, Ratio};
use crate::foundation::kernel::rounding::round_half_away;
use crate::outputs::dashboard::Line;
use crate::outputs::reviews::reading::{self, Base, Claim, Hedge, Kind, Named, Sense, Writer};
use crate::standards::checks::{Severity, prints};

impl Proof<'_> {
    pub(super) fn judged(
        &self,
        written: &Written<'_>,
        named: &[Named<'_>],
        writer: Writer,
        lang: Lang,
    ) -> Vec<Fault> {
        let claims = reading::read(written.text, named, written.year, writer, lang);
        let judge = |claim: &Claim| {
            let line = claim.about.map(|place| self.lines()[place]);
            let (code, severity, right) = match &claim.kind {
                Kind::Percent { base, sense } => {
                    self.percent(claim, line, *base, *sense, writer)?
                }
                Kind::Times(year) => self.times(claim, line, *year)?,
                Kind::Amount { unit } => self.amount(claim, line?, *unit, writer)?,
            };
            let found = format!("“{}”", claim.words);
            Some(Fault {
                code,
                severity,
                place: written.place.to_owned(),
                section: written.section,
                found,
                right,
            })
        };
        claims.iter().filter_map(judge).collect()
    }

    /// V27: a year compared with itself or with one that has not been.
    fn base_year(
        &self,
        claim: &Claim,
        line: Option<&Line>,
        base: i32,
    ) -> Option<(&'static str, Severity, String)> {
        let rule = self.material.rules.get("V27")?;
        if base < claim.year {
            return None;
        }
        let before = claim.year - 1;
        let mut right = match self.lang {
            Lang::Vi if base == claim.year => {
                format!("năm {base} đang so với chính nó; năm gốc phải là {before}")
            }
            Lang::Vi => format!(
                "năm gốc {base} ở sau năm {}; năm gốc phải là {before}",
                claim.year
            ),
            Lang::En if base == claim.year => {
                format!("{base} is compared with itself; the base must be {before}")
            }
            Lang::En => format!(
                "the base {base} is after {}; it must be {before}",
                claim.year
            ),
        };
        if let Some(line) = line.filter(|_| claim.year == self.year())
            && let Some(percent) = line.percent_of_prior().value()
        {
            let name = line.indicator.name(self.lang).to_lowercase();
            let percent = i18n::format_percent(percent, 1, self.lang);
            right += &match self.lang {
                Lang::Vi => format!(" ({name}: bằng {percent} so với năm {before})"),
                Lang::En => format!(" ({name}: {percent} of {before})"),
            };
        }
        Some(("V27", rule.severity, right))
    }

    fn percent(
        &self,
        claim: &Claim,
        line: Option<&Line>,
        base: Base,
        sense: Sense,
        writer: Writer,
    ) -> Option<(&'static str, Severity, String)> {
        if let Base::Prior(year) = base
            && let Some(wrong) = self.base_year(claim, line, year)
        {
            return Some(wrong);
        }
        if claim.year != self.year() {
            return None;
        }
        let Some(line) = line else {
            return self.unattributed(claim, base, writer);
        };
        // A rate that rises by so many per cent may mean points: nothing to recompute.
        if is_percentage(line) && matches!(base, Base::Prior(_)) {
            return None;
        }
        if base == Base::Plan
            && let Some((severity, right)) = self.plan_unclear(line)
        {
            return Some(("V29", severity, right));
        }
        let printed = claim.value?;
        let ratios = self.ratios(line, base, sense, writer)?;
        let rule = self.material.rules.get("V27")?;
        let printed = if sense == Sense::Fall {
            -printed
        } else {
            printed
        };
        if ratios.iter().any(|ratio| {
            ratio
                .value()
                .is_some_and(|exact| fits(printed, exact, claim.hedge))
        }) {
            return None;
        }
        let exact = ratios.iter().find_map(|ratio| ratio.value());
        let scale = printed.scale().max(1);
        let right = match exact {
            Some(exact) => self.percent_in_words(exact, base, sense, scale),
            None => self
                .say(
                    "cổng chưa có số để tính lại tỷ lệ này",
                    "the portal has no figure to recompute it from",
                )
                .to_owned(),
        };
        // What has no base in the portal cannot be called wrong in the board's own words.
        let severity = if exact.is_none() && writer == Writer::Board {
            Severity::Information
        } else {
            rule.severity
        };
        Some(("V27", severity, right))
    }

    /// What a percentage may be, computed again; none where there is nothing to recompute.
    fn ratios(&self, line: &Line, base: Base, sense: Sense, writer: Writer) -> Option<Vec<Ratio>> {
        Some(match base {
            // Words may mean another plan of the year than the main one.
            Base::Plan if writer == Writer::Board => {
                let targets = self
                    .material
                    .overview
                    .targets
                    .iter()
                    .filter(|target| target.indicator_id == line.indicator.id);
                let targets = targets
                    .filter(|target| target.zone_id.is_none() && target.enterprise_id.is_none());
                let against = |value| Comparison::with_plan(line.actual, Some(value));
                targets
                    .map(|target| told(&against(target.value), sense))
                    .collect()
            }
            Base::Plan => vec![told(&line.against_plan(), sense)],
            Base::Prior(year) if year == self.year() - 1 => {
                vec![told(&line.against_prior(), sense)]
            }
            Base::Prior(_) => return None,
            Base::Unstated => vec![
                line.actual
                    .map(Ratio::Percent)
                    .filter(|_| is_percentage(line))?,
            ],
        })
    }

    fn percent_in_words(&self, exact: Decimal, base: Base, sense: Sense, scale: u32) -> String {
        let shown = i18n::format_percent(exact.abs(), scale, self.lang);
        let rose = exact >= Decimal::ZERO;
        let verb = match (sense, rose) {
            (Sense::Share, _) => "",
            (Sense::Beyond, _) => self.say("vượt ", "above by "),
            (_, true) => self.say("tăng ", "up "),
            (_, false) => self.say("giảm ", "down "),
        };
        let of = match (base, self.lang) {
            (Base::Plan, Lang::Vi) => " kế hoạch".to_owned(),
            (Base::Plan, Lang::En) => " of plan".to_owned(),
            (Base::Prior(year), Lang::Vi) => format!(" so với năm {year}"),
            (Base::Prior(year), Lang::En) => format!(" against {year}"),
            (Base::Unstated, _) => String::new(),
        };
        format!(
            "{} {verb}{shown}{of}",
            self.say("số của cổng:", "by the portal:")
        )
    }

    /// A percentage without an indicator. The portal's own has always one, or is a share of works; the board's may be about anything, and is only told
    /// that the year has no plan to speak of.
    fn unattributed(
        &self,
        claim: &Claim,
        base: Base,
        writer: Writer,
    ) -> Option<(&'static str, Severity, String)> {
        if writer == Writer::Portal {
            // Works and wastewater are no indicators: what is said of them is computed again from themselves.
            let right =
                |printed: Decimal, share: &Ratio| share.rounded(printed.scale()) == Some(printed);
            let shares = self.material.infrastructure.shares();
            if base == Base::Unstated
                && claim
                    .value
                    .is_some_and(|printed| shares.iter().any(|share| right(printed, share)))
            {
                return None;
            }
            let rule = self.material.rules.get("V27")?;
            let right = self.say(
                "không rõ tỷ lệ của chỉ tiêu nào",
                "it is not clear what this is a percentage of",
            );
            return Some(("V27", rule.severity, right.to_owned()));
        }
        let plans = &self.material.overview.plans;
        let baselines = plans.iter().filter(|plan| plan.is_baseline).count();
        (base == Base::Plan).then_some(())?;
        prints::plan_unclear(plans.len(), baselines, &self.material.rules)?;
        Some((
            "V29",
            Severity::Information,
            self.plan_advice(plans.len()).to_owned(),
        ))
    }

    fn times(
        &self,
        claim: &Claim,
        line: Option<&Line>,
        year: i32,
    ) -> Option<(&'static str, Severity, String)> {
        if let Some(wrong) = self.base_year(claim, line, year) {
            return Some(wrong);
        }
        let (line, printed) = (line?, claim.value?);
        if claim.year != self.year() || year != self.year() - 1 {
            return None;
        }
        let exact = line.percent_of_prior().value()? / Decimal::ONE_HUNDRED;
        let rule = self.material.rules.get("V27")?;
        // Printed with one decimal, a zero left out.
        let right = round_half_away(exact, 1) == printed || fits(printed, exact, claim.hedge);
        (!right).then(|| {
            (
                "V27",
                rule.severity,
                format!(
                    "{} {}",
                    self.say("số của cổng:", "by the portal:"),
                    i18n::format_plain(exact, 2, self.lang)
                ),
            )
        })
    }

    /// V28: an amount against the ledger's. Typed by hand it is offered the portal's number; in the portal's own sentence it stops.
    fn amount(
        &self,
        claim: &Claim,
        line: &Line,
        unit: Decimal,
        writer: Writer,
    ) -> Option<(&'static str, Severity, String)> {
        let rule = self.material.rules.get("V28")?;
        let printed = claim.value?;
        let fine = |exact: Decimal| {
            let rounded =
                || Some(round_half_away(exact.checked_div(unit)?, 0).checked_mul(unit)? == printed);
            rounded() == Some(true) || loosely(printed, exact, claim.hedge)
        };
        let (this, last) = (claim.year == self.year(), claim.year == self.year() - 1);
        let exact = if this {
            line.actual?
        } else {
            line.prior.filter(|_| last)?
        };
        // A year named in an earlier sentence may or may not go on.
        let other = if this {
            None
        } else {
            line.actual.filter(|_| !claim.year_said)
        };
        if fine(exact) || other.is_some_and(fine) {
            return None;
        }
        let severity = if writer == Writer::Portal {
            rule.severity
        } else {
            Severity::Information
        };
        let right = match self.lang {
            Lang::Vi => format!(
                "số của cổng năm {}: {}",
                claim.year,
                self.shown(line, exact)
            ),
            Lang::En => format!(
                "the portal's figure of {}: {}",
                claim.year,
                self.shown(line, exact)
            ),
        };
        Some(("V28", severity, right))
    }
}

fn is_percentage(line: &Line) -> bool {
    line.indicator.dimension == crate::foundation::kernel::quantity::Dimension::Percent
}

/// The comparison in the way it is told.
fn told(comparison: &Comparison, sense: Sense) -> Ratio {
    match sense {
        Sense::Share => comparison.percent_of(),
        Sense::Rise | Sense::Fall | Sense::Beyond => comparison.change_percent(),
    }
}

fn fits(printed: Decimal, exact: Decimal, hedge: Hedge) -> bool {
    round_half_away(exact, printed.scale()) == printed || loosely(printed, exact, hedge)
}

/// A round figure with its word: on the right side, and no further off than a twentieth.
fn loosely(printed: Decimal, exact: Decimal, hedge: Hedge) -> bool {
    let near = (exact - printed).abs() <= exact.abs() * Decimal::new(5, 2);
    match hedge {
        Hedge::None => false,
        Hedge::Over => exact >= printed && near,
        Hedge::Nearly => exact <= printed && near,
        Hedge::Under => exact < printed,
        Hedge::About => near,
    }
}
