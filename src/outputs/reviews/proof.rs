//! The last look before a review is printed: V27–V29 over everything it states, and over what the board wrote in its own
//! words. It reads the finished document, so that what it finds right is what is printed.

mod tables;
mod texts;

use rust_decimal::Decimal;

use super::SECTIONS;
use super::material::Material;
use super::reading::{Named, Writer};
use crate::foundation::documents::{Block, Document};
use crate::foundation::i18n::{self, Lang, Text};
use crate::foundation::kernel::quantity;
use crate::outputs::dashboard::Line;
use crate::standards::checks::{Severity, prints};

/// Something the document states and should not.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fault {
    pub code: &'static str,
    pub severity: Severity,
    /// Where: the table and its row, or the part of the text.
    pub place: String,
    /// The section of the board's own words it stands in, where it does.
    pub section: Option<&'static str>,
    /// What stands there.
    pub found: String,
    /// What should.
    pub right: String,
}

/// Whether a review with these faults must not be printed.
pub fn stops(faults: &[Fault]) -> bool {
    faults
        .iter()
        .any(|fault| fault.severity == Severity::Blocks)
}

/// Reads a document over, what stops it first.
pub fn read(document: &Document, material: &Material, lang: Lang) -> Vec<Fault> {
    let proof = Proof { material, lang };
    let mut faults = proof.tables(document);
    faults.extend(proof.own_sentences(document));
    faults.extend(proof.board_s_words());
    faults.sort_by_key(|fault| fault.severity);
    faults
}

/// Which paragraph is whose.
struct Written<'a> {
    place: &'static str,
    section: Option<&'static str>,
    /// What it speaks of unless it says otherwise.
    year: i32,
    text: &'a str,
}

struct Proof<'a> {
    material: &'a Material,
    lang: Lang,
}

impl Proof<'_> {
    fn say(&self, vi: &'static str, en: &'static str) -> &'static str {
        Text::new(vi, en).in_lang(self.lang)
    }

    fn lines(&self) -> Vec<&Line> {
        self.material
            .overview
            .lines
            .iter()
            .chain(&self.material.overview.products)
            .collect()
    }

    fn year(&self) -> i32 {
        self.material.overview.year.number()
    }

    /// How many plans of the year ask something of the board for an indicator, and how many of them are its baseline.
    fn plans_of(&self, indicator: i64) -> (usize, usize) {
        let asks = |plan: i64| {
            let board = |t: &&crate::returns::plans::db::TargetRow| {
                t.zone_id.is_none() && t.enterprise_id.is_none()
            };
            self.material
                .overview
                .targets
                .iter()
                .filter(board)
                .any(|t| t.plan_id == plan && t.indicator_id == indicator)
        };
        let plans: Vec<_> = self
            .material
            .overview
            .plans
            .iter()
            .filter(|plan| asks(plan.id))
            .collect();
        (
            plans.len(),
            plans.iter().filter(|plan| plan.is_baseline).count(),
        )
    }

    /// V29 for an indicator, and what to do about it.
    fn plan_unclear(&self, line: &Line) -> Option<(Severity, String)> {
        let (plans, baselines) = self.plans_of(line.indicator.id);
        let severity = prints::plan_unclear(plans, baselines, &self.material.rules)?;
        Some((severity, self.plan_advice(plans).to_owned()))
    }

    fn plan_advice(&self, plans: usize) -> &'static str {
        if plans == 0 {
            self.say(
                "năm này chưa có kế hoạch giao chỉ tiêu đó: nhập kế hoạch, hoặc bỏ tỷ lệ",
                "no plan of this year has such a target: enter the plan, or leave the percentage out",
            )
        } else {
            self.say(
                "năm này có nhiều kế hoạch, chưa bản nào là mốc so sánh chính: đánh dấu một bản",
                "this year has several plans and none is the main baseline: mark one",
            )
        }
    }

    /// A canonical value in an indicator's usual unit: "1.054 tỷ đồng".
    fn shown(&self, line: &Line, value: Decimal) -> String {
        let indicator = &line.indicator;
        let in_unit = quantity::in_unit(value, indicator.unit);
        format!(
            "{} {}",
            i18n::format_plain(in_unit, 2, self.lang),
            indicator.unit_name(self.lang)
        )
    }

    fn board_s_words(&self) -> Vec<Fault> {
        let lines = self.lines();
        let named: Vec<Named<'_>> = lines
            .iter()
            .map(|line| Named::new(&line.indicator, Lang::Vi))
            .collect();
        let paragraphs = self.written();
        paragraphs
            .iter()
            .flat_map(|written| self.judged(written, &named, Writer::Board, Lang::Vi))
            .collect()
    }

    /// Everything people wrote. Goals and tasks are about the year after.
    fn written(&self) -> Vec<Written<'_>> {
        let after = self.year() + 1;
        let mut written = Vec::new();
        for (section, label) in SECTIONS {
            let year = if matches!(section, "outlook" | "proposals") {
                after
            } else {
                self.year()
            };
            let text = self
                .material
                .sections
                .get(section)
                .map_or("", String::as_str);
            let place = label.in_lang(self.lang);
            written.extend(text.lines().map(|text| Written {
                place,
                section: Some(section),
                year,
                text,
            }));
        }
        let place = self.say("Nhiệm vụ trọng tâm", "Key tasks");
        let carried = self
            .material
            .work
            .carried_tasks
            .iter()
            .map(|(_, text)| text);
        let tasks = self.material.work.next_tasks.iter().chain(carried);
        written.extend(tasks.map(|text| Written {
            place,
            section: None,
            year: after,
            text,
        }));
        written
    }

    /// The sentences the portal wrote: all of the document that nobody else did.
    fn own_sentences(&self, document: &Document) -> Vec<Fault> {
        let lines = self.lines();
        let named: Vec<Named<'_>> = lines
            .iter()
            .map(|line| Named::new(&line.indicator, self.lang))
            .collect();
        let written = self.written();
        let theirs: Vec<&str> = written.iter().map(|written| written.text.trim()).collect();
        // What a total covers comes from the line itself, and is a percentage of no indicator.
        let incomplete = lines.iter().filter(|line| !line.is_whole());
        let covers: Vec<String> = incomplete
            .map(|line| format!(" ({})", line.covers(self.lang)))
            .collect();
        let mut faults = Vec::new();
        for block in &document.body {
            let Block::Paragraph { spans } = block else {
                continue;
            };
            let mut text: String = spans.iter().map(|span| span.text.as_str()).collect();
            // Of a thousand paragraphs few have a bracket.
            if text.contains(" (") {
                for covers in &covers {
                    text = text.replace(covers, "");
                }
            }
            let is_theirs = theirs
                .iter()
                .any(|other| !other.is_empty() && text.ends_with(other));
            if !is_theirs {
                let place = self.say("Câu do cổng viết", "A sentence of the portal's");
                let own = Written {
                    place,
                    section: None,
                    year: self.year(),
                    text: &text,
                };
                faults.extend(self.judged(&own, &named, Writer::Portal, self.lang));
            }
        }
        faults
    }
}

#[cfg(test)]
mod tests;
