//! A posted entry form, read: its cells, its answers in words, its replies to cells that were sent back.

use super::answers;
use super::answers::actions::Draft;
use super::deciding::Flag;
use super::load::Loaded;
use super::model::{CellInput, CellOrigin, key_text};
use super::row_words::said;
use crate::foundation::i18n::Lang;
use crate::platform::web::FormData;

/// Everything a posted form brought that the report has a place for.
pub fn posted(data: &FormData, loaded: &Loaded, lang: Lang) -> Draft {
    Draft {
        cells: with_repair(posted_cells(data, loaded), data.get("repair"), loaded, lang),
        answers: answers::posted(data, loaded),
        replies: replies(data, loaded),
    }
}

/// Every cell of a posted form. Inputs are named by the cell: `v.7` value, `r.7` reason, `b.7` and `bu.7` what it was typed
/// over; the unit `u.7` is that of the whole line.
fn posted_cells(data: &FormData, loaded: &Loaded) -> Vec<CellInput> {
    let origin = CellOrigin::from_code(data.get("origin"))
        .filter(|origin| *origin != CellOrigin::Derived)
        .unwrap_or_default();
    loaded
        .lines
        .iter()
        .flat_map(|line| {
            line.cells(&loaded.catalogue, loaded.currency)
                .into_iter()
                .map(move |cell| (line, cell))
        })
        .filter_map(|(line, cell)| {
            let key = (cell.indicator_id, cell.measure);
            let text = key_text(key);
            let part = |letter: &str| data.get(&format!("{letter}.{text}"));
            let stored_unit = || {
                loaded
                    .entries
                    .get(&key)
                    .map_or(String::new(), |entry| entry.unit.clone())
            };
            let base_unit = || {
                if data.has(&format!("bu.{text}")) {
                    part("bu").to_owned()
                } else {
                    stored_unit()
                }
            };
            let base = || (part("b").to_owned(), base_unit());
            data.has(&format!("v.{text}")).then(|| CellInput {
                key,
                raw: part("v").to_owned(),
                unit: data.get(&format!("u.{}", line.indicator_id)).to_owned(),
                reason: Some(part("r"))
                    .filter(|reason| !reason.is_empty())
                    .map(str::to_owned),
                base: data.has(&format!("b.{text}")).then(base),
                origin,
            })
        })
        .collect()
}

/// Applies a one-click repair (`7|mvnd|300.000|V10`): what was typed stays on record in the cell's reason.
fn with_repair(
    mut cells: Vec<CellInput>,
    asked: &str,
    loaded: &Loaded,
    lang: Lang,
) -> Vec<CellInput> {
    let mut parts = asked.splitn(4, '|');
    let (Some(key), Some(unit), Some(raw), Some(code)) =
        (parts.next(), parts.next(), parts.next(), parts.next())
    else {
        return cells;
    };
    if let Some(cell) = cells.iter_mut().find(|cell| key_text(cell.key) == key) {
        let before = said(&cell.raw, &cell.unit, cell.key.0, loaded, lang);
        raw.clone_into(&mut cell.raw);
        unit.clone_into(&mut cell.unit);
        let after = said(&cell.raw, &cell.unit, cell.key.0, loaded, lang);
        cell.reason = Some(format!("Sửa theo gợi ý {code}: {before} → {after}"));
        cell.origin = CellOrigin::Repaired;
    }
    cells
}

/// Answers to cells that were sent back: `f.12` is that to the flag 12.
fn replies(data: &FormData, loaded: &Loaded) -> Vec<(i64, String)> {
    let answer = |flag: &Flag| {
        let name = format!("f.{}", flag.id);
        data.has(&name)
            .then(|| (flag.id, data.get(&name).to_owned()))
    };
    loaded.flags.iter().filter_map(answer).collect()
}
