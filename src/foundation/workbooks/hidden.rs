//! What calamine does not tell of an .xlsx sheet: which rows and columns nobody sees, and by which formats numbers are shown.

use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};

use std::collections::BTreeMap;

use super::archive::Archive;
use super::builder::SheetBuilder;
use super::cell::Position;
use super::format::NumberFormat;
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

/// The number formats of a workbook that change what is read, by the number cells name them with.
pub(super) fn formats(archive: &mut Archive<'_>) -> Result<BTreeMap<u32, NumberFormat>, Refusal> {
    const PERCENT: [u32; 2] = [9, 10];
    let Some(styles) = archive.text("xl/styles.xml")? else {
        return Ok(BTreeMap::new());
    };
    let mut codes: BTreeMap<u32, NumberFormat> = PERCENT
        .into_iter()
        .filter_map(|id| Some((id, NumberFormat::parse("0%")?)))
        .collect();
    let number =
        |element: &BytesStart<'_>, name: &str| attribute(element, name)?.parse::<u32>().ok();
    elements(&styles, "numFmt", |element| {
        let code = attribute(element, "formatCode").and_then(|code| NumberFormat::parse(&code));
        if let (Some(id), Some(format)) = (number(element, "numFmtId"), code) {
            codes.insert(id, format);
        }
    });
    // Only the list of cell formats counts; another list of the same elements describes named styles.
    let (start, end) = (styles.find("cellXfs"), styles.rfind("cellXfs"));
    let list = start
        .zip(end)
        .and_then(|(start, end)| styles.get(start..end))
        .unwrap_or_default();
    let list = format!("<{list}");
    let (mut index, mut found) = (0, BTreeMap::new());
    elements(&list, "xf", |element| {
        if let Some(format) = number(element, "numFmtId").and_then(|id| codes.get(&id)) {
            found.insert(index, format.clone());
        }
        index += 1;
    });
    Ok(found)
}

/// Tells the builder the hidden rows and columns of the sheet in `part`, and the formats of its numbers.
pub(super) fn mark(
    archive: &mut Archive<'_>,
    part: &str,
    formats: &BTreeMap<u32, NumberFormat>,
    has_texts: bool,
    sheet: &mut SheetBuilder<'_>,
) -> Result<(), Refusal> {
    let Some(text) = archive.text(part)? else {
        return Ok(());
    };
    if !has_texts && text.contains("t=\"s\"") {
        return Err(Refusal::Damaged);
    }
    let number = |element: &BytesStart<'_>, name: &str| {
        attribute(element, name)?
            .parse::<u32>()
            .ok()?
            .checked_sub(1)
    };
    let is_hidden = |element: &BytesStart<'_>| {
        matches!(attribute(element, "hidden").as_deref(), Some("1" | "true"))
    };
    if !formats.is_empty() {
        elements(&text, "c", |element| {
            let style = attribute(element, "s").and_then(|style| style.parse().ok());
            let format = style.and_then(|style: u32| formats.get(&style));
            let at = attribute(element, "r").and_then(|at| Position::parse(&at));
            if let (Some(format), Some(at)) = (format, at) {
                sheet.show(at, format);
            }
        });
    }
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

pub(super) fn attribute(element: &BytesStart<'_>, name: &str) -> Option<String> {
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
