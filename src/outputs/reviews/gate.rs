//! A total somebody is missing from is printed only after a decision by name and day.

use super::faults::FaultLine;
use super::material::Material;
use crate::foundation::i18n::{self, Lang};
use crate::outputs::dashboard::Line;
use crate::platform::web::Page;
use crate::returns::coverage::Gap;
use crate::standards::indicators::Known;

/// The indicators that have a sentence, wherever they stand in tables.
const SAID: [Known; 4] = [
    Known::Revenue,
    Known::Exports,
    Known::Budget,
    Known::Workers,
];

/// The printed totals some are missing from, each with what was decided about it.
fn incomplete(material: &Material) -> impl Iterator<Item = (&Line, Option<&Gap>)> {
    let overview = &material.overview;
    let said = |line: &&Line| {
        let known = line.indicator.known();
        !line.indicator.folded || known.is_some_and(|known| SAID.contains(&known))
    };
    let lines = overview.lines.iter().filter(said);
    let lines = lines.chain(&overview.products);
    lines.filter(|line| !line.is_whole()).map(|line| {
        let gap = material
            .gaps
            .iter()
            .find(|gap| gap.indicator_id == line.indicator.id);
        (line, gap)
    })
}

/// Whether a total waits for its decision: nobody said yet that it is printed without one of those who are missing.
fn is_undecided(gap: Option<&Gap>) -> bool {
    gap.is_none_or(|gap| gap.undecided > 0)
}

/// Whether some total waits for its decision, which stops the print.
pub(super) fn stops(material: &Material) -> bool {
    incomplete(material).any(|(_, gap)| is_undecided(gap))
}

/// The totals that wait for a decision, then those that are printed by one.
pub(super) fn lines(material: &Material, page: &Page) -> Vec<FaultLine> {
    let mut lines: Vec<FaultLine> = incomplete(material)
        .map(|(line, gap)| fault_line(line, gap, page))
        .collect();
    lines.sort_by_key(|line| line.tone != "bad");
    lines
}

fn fault_line(line: &Line, gap: Option<&Gap>, page: &Page) -> FaultLine {
    let decided = gap
        .filter(|gap| gap.undecided == 0)
        .and_then(|gap| gap.decision.as_ref());
    let (tone, word, right) = match decided {
        None => (
            "bad",
            page.say("chặn in", "stops the print"),
            page.say(
                "chờ báo cáo, hoặc quyết định in kèm phạm vi",
                "wait for the reports, or decide to print it with what it covers",
            )
            .to_owned(),
        ),
        Some(decision) => {
            let by = &decision.by;
            let day = i18n::format_date(i18n::vietnam_time(decision.at).date_naive());
            let right = match page.lang {
                Lang::Vi => format!("in kèm phạm vi theo quyết định của {by} ngày {day}"),
                Lang::En => format!("printed with what it covers, decided by {by} on {day}"),
            };
            ("info", page.say("để biết", "for information"), right)
        }
    };
    FaultLine {
        code: "",
        tone,
        word,
        place: line.indicator.name(page.lang).to_owned(),
        href: format!("/coverage/{}/{}", line.year, line.indicator.code),
        found: line.covers(page.lang),
        right,
    }
}
