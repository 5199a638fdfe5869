//! What V19–V21 say about a zone as it stands. Pure.

use rust_decimal::Decimal;

use super::db::{ParcelSum, Statement};
use crate::foundation::i18n::{self, Lang};
use crate::foundation::kernel::percent::round_percent_beside;
use crate::registers::parcels::LAND_USES;
use crate::standards::checks::land::{self, Area, Areas};
use crate::standards::checks::{Rules, Severity};

/// The states of a parcel that somebody rents.
pub const RENTED: [&str; 4] = ["leased", "in_use", "idle", "recovering"];

/// One thing to look at.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Note {
    pub code: &'static str,
    pub severity: Severity,
    pub message: String,
}

pub fn hectares(area: Decimal, lang: Lang) -> String {
    i18n::format_plain(area / Decimal::from(10_000), 4, lang)
}

/// Several phases together; `None` for none. The established areas add up only where every phase has one.
pub fn areas_of(statements: &[&Statement]) -> Option<Areas> {
    let mut all = statements.iter();
    let first = all.next()?;
    let one = |s: &Statement| Areas {
        planned: s.planned,
        established: s.established,
        leasable: s.leasable,
        leased: s.leased,
    };
    Some(all.fold(one(first), |sum, next| Areas {
        planned: sum.planned + next.planned,
        established: sum.established.zip(next.established).map(|(a, b)| a + b),
        leasable: sum.leasable + next.leasable,
        leased: sum.leased + next.leased,
    }))
}

/// Everything the rules have to say about a zone, phase by phase.
pub fn notes(
    zone: &str,
    operating: bool,
    statements: &[Statement],
    parcels: &[ParcelSum],
    rules: &Rules,
    lang: Lang,
) -> Vec<Note> {
    let mut notes: Vec<Note> = statements
        .iter()
        .flat_map(|statement| stated(statement, operating, rules, lang))
        .collect();
    // A parcel without a phase can only be held against the zone as a whole.
    if parcels.iter().any(|sum| sum.phase_id.is_none()) {
        let all: Vec<&Statement> = statements.iter().collect();
        let sums: Vec<&ParcelSum> = parcels.iter().collect();
        notes.extend(
            areas_of(&all)
                .into_iter()
                .flat_map(|areas| summed(zone, &areas, &sums, rules, lang)),
        );
    } else {
        for statement in statements {
            let sums: Vec<&ParcelSum> = parcels
                .iter()
                .filter(|sum| sum.phase_id == Some(statement.phase_id))
                .collect();
            let areas = areas_of(&[statement]);
            notes.extend(
                areas
                    .into_iter()
                    .flat_map(|areas| summed(&statement.phase, &areas, &sums, rules, lang)),
            );
        }
    }
    notes
}

/// What a statement says by itself.
fn stated(statement: &Statement, operating: bool, rules: &Rules, lang: Lang) -> Vec<Note> {
    let mut notes = Vec::new();
    let place = &statement.phase;
    let occupancy =
        areas_of(&[statement]).and_then(|areas| land::occupancy_impossible(&areas, rules));
    if let Some((severity, percent, limit)) = occupancy {
        let percent = i18n::format_carried(round_percent_beside(percent, 2, &[limit]), lang) + "%";
        let limit = i18n::format_plain(limit, 2, lang);
        let message = match lang {
            Lang::Vi => format!("{place}: tỷ lệ lấp đầy {percent}, trên mức {limit}%."),
            Lang::En => format!("{place}: an occupancy of {percent}, over {limit}%."),
        };
        notes.push(Note {
            code: "V20",
            severity,
            message,
        });
    }
    if let Some((severity, limit)) =
        land::infrastructure_lacking(operating, statement.infrastructure_percent, rules)
    {
        let percent = statement.infrastructure_percent.unwrap_or_default();
        let percent =
            i18n::format_carried(round_percent_beside(percent, 2, &[limit]).normalize(), lang);
        let limit = i18n::format_plain(limit, 2, lang);
        let message = match lang {
            Lang::Vi => format!(
                "{place}: khu ghi là đang hoạt động mà hạ tầng mới hoàn thiện {percent}%, dưới {limit}%."
            ),
            Lang::En => format!(
                "{place}: the zone is said to operate with {percent}% of its infrastructure, under {limit}%."
            ),
        };
        notes.push(Note {
            code: "V20",
            severity,
            message,
        });
    }
    notes
}

/// The parcels of a place against what is stated about it. A place without any parcel has not been surveyed yet.
fn summed(
    place: &str,
    stated: &Areas,
    parcels: &[&ParcelSum],
    rules: &Rules,
    lang: Lang,
) -> Vec<Note> {
    let mut notes = Vec::new();
    if parcels.is_empty() {
        return notes;
    }
    let leased: Decimal = parcels.iter().map(|sum| sum.leased).sum();
    let all: Decimal = parcels.iter().map(|sum| sum.area).sum();
    let ha = |area: Decimal| hectares(area, lang);
    let over = land::chain_broken(&Areas { leased, ..*stated }, rules);
    if let Some((severity, _)) =
        over.filter(|(_, pairs)| pairs.contains(&(Area::Leased, Area::Leasable)))
    {
        let (sum, limit) = (ha(leased), ha(stated.leasable));
        let message = match lang {
            Lang::Vi => format!(
                "{place}: các lô đang cho thuê cộng lại {sum} ha, đất công nghiệp cho thuê chỉ có {limit} ha."
            ),
            Lang::En => format!(
                "{place}: the leased parcels add up to {sum} ha of only {limit} ha of leasable land."
            ),
        };
        notes.push(Note {
            code: "V19",
            severity,
            message,
        });
    }
    if let Some(severity) = land::survey_differs(leased, stated.leased, rules) {
        let (sum, said) = (ha(leased), ha(stated.leased));
        let message = match lang {
            Lang::Vi => format!(
                "{place}: các lô đang cho thuê cộng lại {sum} ha, số liệu diện tích ghi đã cho thuê {said} ha."
            ),
            Lang::En => format!(
                "{place}: the leased parcels add up to {sum} ha, the statement of areas says {said} ha."
            ),
        };
        notes.push(Note {
            code: "V19",
            severity,
            message,
        });
    }
    if let Some(severity) = land::uses_differ(all, stated.whole(), rules) {
        let (sum, whole, uses) = (ha(all), ha(stated.whole()), uses(parcels, lang));
        let message = match (lang, stated.established.is_some()) {
            (Lang::Vi, true) => format!(
                "{place}: các lô cộng lại {sum} ha ({uses}), diện tích thành lập là {whole} ha."
            ),
            (Lang::Vi, false) => format!(
                "{place}: các lô cộng lại {sum} ha ({uses}), diện tích quy hoạch là {whole} ha."
            ),
            (Lang::En, true) => format!(
                "{place}: the parcels add up to {sum} ha ({uses}), the established area is {whole} ha."
            ),
            (Lang::En, false) => format!(
                "{place}: the parcels add up to {sum} ha ({uses}), the planned area is {whole} ha."
            ),
        };
        notes.push(Note {
            code: "V21",
            severity,
            message,
        });
    }
    notes
}

/// "công nghiệp 52,6; hạ tầng kỹ thuật 20,9".
fn uses(parcels: &[&ParcelSum], lang: Lang) -> String {
    let of_use = |code: &str| {
        parcels
            .iter()
            .filter(|sum| sum.land_use == code)
            .map(|sum| sum.area)
            .sum::<Decimal>()
    };
    let parts = LAND_USES
        .iter()
        .map(|land_use| (land_use.label.in_lang(lang), of_use(land_use.code)));
    let parts = parts.filter(|(_, area)| !area.is_zero());
    parts
        .map(|(name, area)| format!("{} {}", name.to_lowercase(), hectares(area, lang)))
        .collect::<Vec<_>>()
        .join("; ")
}
