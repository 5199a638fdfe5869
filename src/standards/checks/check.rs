//! All rules asked of a report, and what still stops it.

use std::collections::HashMap;

use super::model::{Background, Cell, Finding, Line, Severity};
use super::report::{Draft, Report};
use super::rules::Rules;
use super::{cells, effect, history, sums, together};
use crate::foundation::kernel::Measure;

/// Checks a whole report. The findings stand in the order of the form's lines, then of the rules' codes.
pub fn check(
    lines: &[Line],
    cells: &HashMap<(i64, Measure), Cell>,
    background: &Background<'_>,
    rules: &Rules,
) -> Vec<Finding> {
    let report = Report {
        lines,
        cells,
        background,
        rules,
    };
    let mut drafts = cells::drafts(&report);
    drafts.extend(history::drafts(&report));
    drafts.extend(together::drafts(&report));
    drafts.extend(sums::drafts(&report));
    let place = |draft: &Draft| {
        lines
            .iter()
            .position(|line| {
                line.indicator_id == draft.indicator_id && line.measure == draft.measure
            })
            .unwrap_or(lines.len())
    };
    drafts.sort_by_key(|draft| (place(draft), draft.indicator_id, draft.measure, draft.code));
    drafts.dedup_by_key(|draft| (draft.indicator_id, draft.measure, draft.code));
    let finding = |draft: Draft| {
        let rule = rules.get(draft.code)?;
        Some(Finding {
            effect: effect::of(&report, &draft),
            indicator_id: draft.indicator_id,
            measure: draft.measure,
            code: rule.code,
            // What guards arithmetic is not made milder by a row.
            severity: if Rules::ALWAYS.contains(&rule.code) {
                draft.at_most
            } else {
                rule.severity.max(draft.at_most)
            },
            message: draft.message,
            repair: draft.repair,
        })
    };
    drafts.into_iter().filter_map(finding).collect()
}

/// Whether a finding wants a reason that is not there yet.
pub fn needs_reason(finding: &Finding, cells: &HashMap<(i64, Measure), Cell>) -> bool {
    let explained = || {
        let cell = cells.get(&(finding.indicator_id, finding.measure));
        cell.and_then(|cell| cell.reason.as_deref())
            .is_some_and(|reason| !reason.trim().is_empty())
    };
    finding.severity == Severity::Explain && !explained()
}

/// What still stops a report from being submitted: blocking findings, and unusual values without a reason.
pub fn obstacles<'a>(
    findings: &'a [Finding],
    cells: &HashMap<(i64, Measure), Cell>,
) -> Vec<&'a Finding> {
    findings
        .iter()
        .filter(|finding| finding.severity == Severity::Blocks || needs_reason(finding, cells))
        .collect()
}
