//! Which rows and columns of an .xlsx sheet nobody sees: the one thing worth knowing that calamine does not tell.

use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};

use super::archive::Archive;
use super::builder::SheetBuilder;
use super::refusal::Refusal;

/// Where the parts of the sheets stand, by the name of the tab, in the order of the tabs.
pub(super) fn parts(archive: &mut Archive<'_>) -> Result<Vec<(String, String)>, Refusal> {
    let Some(book) = archive.text("xl/workbook.xml")? else {
        return Ok(Vec::new());
    };
    let relations = archive
        .text("xl/_rels/workbook.xml.rels")?
        .unwrap_or_default();
    let mut targets = Vec::new();
    elements(&relations, "Relationship", |element| {
        if let (Some(id), Some(target)) = (attribute(element, "Id"), attribute(element, "Target")) {
            let target = target
                .strip_prefix('/')
                .map_or_else(|| format!("xl/{target}"), str::to_owned);
            targets.push((id, target));
        }
    });
    let mut found = Vec::new();
    elements(&book, "sheet", |element| {
        let part =
            attribute(element, "id").and_then(|id| targets.iter().find(|(known, _)| *known == id));
        if let (Some(name), Some((_, part))) = (attribute(element, "name"), part) {
            found.push((name, part.clone()));
        }
    });
    Ok(found)
}

/// Tells the builder the hidden rows and columns of the sheet in `part`.
pub(super) fn mark(
    archive: &mut Archive<'_>,
    part: &str,
    sheet: &mut SheetBuilder<'_>,
) -> Result<(), Refusal> {
    let Some(text) = archive.text(part)? else {
        return Ok(());
    };
    let number = |element: &BytesStart<'_>, name: &str| {
        attribute(element, name)?
            .parse::<u32>()
            .ok()?
            .checked_sub(1)
    };
    let is_hidden = |element: &BytesStart<'_>| {
        matches!(attribute(element, "hidden").as_deref(), Some("1" | "true"))
    };
    elements(&text, "row", |element| {
        if is_hidden(element)
            && let Some(row) = number(element, "r")
        {
            sheet.hide_rows(row, row);
        }
    });
    elements(&text, "col", |element| {
        if is_hidden(element)
            && let (Some(first), Some(last)) = (number(element, "min"), number(element, "max"))
        {
            sheet.hide_columns(first, last);
        }
    });
    Ok(())
}

/// Calls back for each element of this name, until the text ends or is no XML (calamine says so about a sheet that is not).
fn elements(text: &str, name: &str, mut each: impl FnMut(&BytesStart<'_>)) {
    let mut reader = Reader::from_str(text);
    loop {
        match reader.read_event() {
            Ok(Event::Start(element) | Event::Empty(element))
                if element.local_name().as_ref() == name =>
            {
                each(&element)
            }
            Ok(Event::Eof) | Err(_) => return,
            Ok(_) => {}
        }
    }
}

fn attribute(element: &BytesStart<'_>, name: &str) -> Option<String> {
    element
        .attributes()
        .filter_map(Result::ok)
        .find(|attribute| attribute.key.local_name().as_ref() == name)
        .and_then(|attribute| {
            quick_xml::escape::unescape(&attribute.value)
                .ok()
                .map(|value| value.into_owned())
        })
}
