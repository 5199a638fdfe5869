//! Whose report a row is: found by tax code, code or name.

use super::known::Known;
use super::plan_words::{NOBODY, PROJECTS, SEVERAL, TWO};
use super::source::{SourceRow, Who};
use crate::foundation::i18n::{Text, fold};
use crate::foundation::kernel::Reporter;
use std::collections::{HashMap, HashSet};

/// The enterprise or project of each row, or why there is none.
pub fn matched(rows: &[SourceRow], known: &[Known]) -> Vec<Result<Reporter, Text>> {
    let digits = |text: &str| {
        text.chars()
            .filter(char::is_ascii_digit)
            .collect::<String>()
    };
    let mut by_code: HashMap<String, Vec<&Known>> = HashMap::new();
    let mut by_tax: HashMap<String, Vec<&Known>> = HashMap::new();
    let mut by_name: HashMap<String, Vec<&Known>> = HashMap::new();
    for one in known {
        let codes: HashSet<String> = [&one.code, &one.enterprise_code]
            .map(|code| fold(code))
            .into();
        for code in codes {
            by_code.entry(code).or_default().push(one);
        }
        let tax = digits(one.tax_code.as_deref().unwrap_or_default());
        if !tax.is_empty() {
            by_tax.entry(tax).or_default().push(one);
        }
        for name in std::iter::once(&one.enterprise).chain(&one.project) {
            by_name.entry(fold(name)).or_default().push(one);
        }
    }
    let one = |who: &Who| -> Result<Reporter, Text> {
        if let Some(chosen) = who.chosen {
            return known
                .iter()
                .any(|one| one.reporter == chosen)
                .then_some(chosen)
                .ok_or(NOBODY);
        }
        let coded = by_code.get(&fold(&who.code)).cloned().unwrap_or_default();
        if !coded.is_empty() {
            return only(coded, who);
        }
        let tax = digits(&who.tax_code);
        let taxed = by_tax
            .get(&tax)
            .or_else(|| by_tax.get(&format!("0{tax}")))
            .cloned()
            .unwrap_or_default();
        let named = by_name.get(&fold(&who.name)).cloned().unwrap_or_default();
        let both: Vec<&Known> = taxed
            .iter()
            .copied()
            .filter(|a| named.iter().any(|b| a.reporter == b.reporter))
            .collect();
        match (taxed.is_empty(), named.is_empty()) {
            (true, true) => Err(NOBODY),
            (true, false) => only(named, who),
            (false, true) => only(taxed, who),
            (false, false) if both.is_empty() => Err(TWO),
            (false, false) => only(both, who),
        }
    };
    rows.iter().map(|row| one(&row.who)).collect()
}

/// The only one of several, or the project that the row names.
fn only(found: Vec<&Known>, who: &Who) -> Result<Reporter, Text> {
    let is_named = |one: &&&Known| {
        let project = one.project.as_deref().map(fold);
        project.is_some()
            && [&who.project, &who.name]
                .into_iter()
                .any(|name| project == Some(fold(name)))
            || !who.project.is_empty() && fold(&one.code) == fold(&who.project)
    };
    let named: Vec<&&Known> = found.iter().filter(is_named).collect();
    match (found.as_slice(), named.as_slice()) {
        ([one], _) => Ok(one.reporter),
        (_, [one]) => Ok(one.reporter),
        ([first, rest @ ..], _)
            if rest
                .iter()
                .all(|one| one.reporter.enterprise_id == first.reporter.enterprise_id) =>
        {
            Err(PROJECTS)
        }
        _ => Err(SEVERAL),
    }
}
