//! What calamine does not tell of an .ods sheet: merged ranges, hidden rows and columns, and what number formats show beside a
//! number. A cell of OpenDocument holds its number and the text it shows; what differs is the format.

use std::collections::BTreeMap;

use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};
use rust_decimal::Decimal;

use super::cell::{Area, Position};
use super::format::NumberFormat;
use super::hidden::attribute;
use super::marks::Marks;
use super::{MAX_COLUMNS, MAX_ROWS};
use crate::foundation::i18n::{Lang, parse_number};

/// A cell while it is read.
struct Open {
    at: Position,
    /// The number it holds, and whether it is a share.
    stored: Option<(String, bool)>,
    /// The lines of text it shows.
    shown: String,
}

/// The marks of every sheet of a document, by the name of the sheet.
pub(super) fn marks(content: &str) -> BTreeMap<String, Marks> {
    let mut reader = Reader::from_str(content);
    let mut found: BTreeMap<String, Marks> = BTreeMap::new();
    let (mut name, mut at, mut open) = (String::new(), Position::new(0, 0), None::<Open>);
    let mut rows = 1;
    loop {
        match reader.read_event() {
            Ok(Event::Start(element)) => match element.local_name().as_ref() {
                "table" => {
                    name = attribute(&element, "name").unwrap_or_default();
                    at = Position::new(0, 0);
                }
                "table-row" => {
                    at.column = 0;
                    rows = repeated(&element, "number-rows-repeated", MAX_ROWS);
                    hide(
                        &element,
                        at.row,
                        rows,
                        &mut found.entry(name.clone()).or_default().rows,
                    );
                }
                "table-column" => column(&element, &mut at, found.entry(name.clone()).or_default()),
                "table-cell" => {
                    let marks = found.entry(name.clone()).or_default();
                    marks.merges.extend(merged(&element, at));
                    open = Some(opened(&element, at));
                    at.column = at.column.saturating_add(columns(&element));
                }
                "covered-table-cell" => at.column = at.column.saturating_add(columns(&element)),
                _ => {}
            },
            Ok(Event::Empty(element)) => match element.local_name().as_ref() {
                "table-column" => column(&element, &mut at, found.entry(name.clone()).or_default()),
                "table-row" => {
                    let rows = repeated(&element, "number-rows-repeated", MAX_ROWS);
                    at.row = at.row.saturating_add(rows);
                }
                "table-cell" | "covered-table-cell" => {
                    let marks = found.entry(name.clone()).or_default();
                    marks.merges.extend(merged(&element, at));
                    at.column = at.column.saturating_add(columns(&element));
                }
                _ => {}
            },
            Ok(Event::Text(text)) => {
                if let Some(open) = &mut open {
                    open.shown.push_str(&text);
                }
            }
            Ok(Event::End(element)) => match element.local_name().as_ref() {
                "table-cell" => {
                    let format = open.take().and_then(|open| Some((open.at, format(&open)?)));
                    found
                        .entry(name.clone())
                        .or_default()
                        .formats
                        .extend(format);
                }
                "table-row" => {
                    at = Position::new(at.row.saturating_add(rows), 0);
                }
                // The columns of a sheet are described before its rows.
                "table-columns" | "table-header-columns" => {}
                _ => {}
            },
            Ok(Event::Eof) | Err(_) => return found,
            Ok(_) => {}
        }
        if at.row > 0 && at.column > MAX_COLUMNS {
            at.column = MAX_COLUMNS;
        }
    }
}

/// A description of columns, which come before the rows: those that are hidden.
fn column(element: &BytesStart<'_>, at: &mut Position, marks: &mut Marks) {
    let count = repeated(element, "number-columns-repeated", MAX_COLUMNS);
    hide(element, at.column, count, &mut marks.columns);
    at.column = at.column.saturating_add(count);
}

fn hide(element: &BytesStart<'_>, first: u32, count: u32, hidden: &mut Vec<(u32, u32)>) {
    let is_hidden = matches!(
        attribute(element, "visibility").as_deref(),
        Some("collapse" | "filter")
    );
    if is_hidden && hidden.len() < 50_000 {
        hidden.push((first, first.saturating_add(count - 1)));
    }
}

fn repeated(element: &BytesStart<'_>, name: &str, most: u32) -> u32 {
    let count = attribute(element, name).and_then(|count| count.parse().ok());
    count.unwrap_or(1).clamp(1, most)
}

fn columns(element: &BytesStart<'_>) -> u32 {
    repeated(element, "number-columns-repeated", MAX_COLUMNS)
}

fn merged(element: &BytesStart<'_>, at: Position) -> Option<Area> {
    let wide = repeated(element, "number-columns-spanned", MAX_COLUMNS);
    let high = repeated(element, "number-rows-spanned", MAX_ROWS);
    (wide > 1 || high > 1).then(|| Area {
        first: at,
        last: Position::new(
            at.row.saturating_add(high - 1),
            at.column.saturating_add(wide - 1),
        ),
    })
}

fn opened(element: &BytesStart<'_>, at: Position) -> Open {
    let kind = attribute(element, "value-type");
    let is_number = matches!(kind.as_deref(), Some("float" | "percentage" | "currency"));
    let value = attribute(element, "value").filter(|_| is_number);
    Open {
        at,
        stored: value.map(|value| (value, kind.as_deref() == Some("percentage"))),
        shown: String::new(),
    }
}

/// The format that shows a number as a cell does; `None` where it shows it as it is.
fn format(open: &Open) -> Option<NumberFormat> {
    let (stored, percent) = open.stored.as_ref()?;
    let stored: Decimal = stored.parse().ok()?;
    let shown = open.shown.as_str();
    let start = shown.find(|c: char| c.is_ascii_digit())?;
    let end = shown.rfind(|c: char| c.is_ascii_digit())? + 1;
    let (body, around) = (
        &shown[start..end],
        format!("{} {}", &shown[..start], &shown[end..]),
    );
    let words = around
        .trim_matches(|c: char| c.is_whitespace() || "()-−%".contains(c))
        .to_owned();
    let format = |thousands: u8| NumberFormat {
        thousands,
        percent: *percent,
        words: words.clone(),
    };
    let fits = |format: &NumberFormat| {
        let Some(value) = format.shown(&stored.to_string()) else {
            return false;
        };
        [Lang::Vi, Lang::En].into_iter().any(|lang| {
            parse_number(body, lang).is_ok_and(|number| {
                let half = Decimal::new(5, number.value.scale() + 1);
                (value.abs() - number.value).abs() <= half
            })
        })
    };
    let found = (0..=3).map(format).find(fits)?;
    let changes = found.thousands > 0 || found.percent || !found.words.is_empty();
    changes.then_some(found)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_sheet_tells_what_it_merges_hides_and_shows() {
        let content = r#"<office:document-content xmlns:office="o" xmlns:table="t" xmlns:text="x"><table:table table:name="Biểu">
            <table:table-column table:number-columns-repeated="2"/><table:table-column table:visibility="collapse"/>
            <table:table-row><table:table-cell table:number-columns-spanned="2" table:number-rows-spanned="2"><text:p>Tên</text:p></table:table-cell><table:covered-table-cell/></table:table-row>
            <table:table-row table:visibility="collapse"><table:table-cell/></table:table-row>
            <table:table-row><table:table-cell office:value-type="float" office:value="290500000000"><text:p>290.5</text:p></table:table-cell>
              <table:table-cell office:value-type="float" office:value="12104167"><text:p>12,104,167 USD</text:p></table:table-cell>
              <table:table-cell office:value-type="percentage" office:value="2.905"><text:p>290.5%</text:p></table:table-cell>
              <table:table-cell office:value-type="float" office:value="1054.5"><text:p>1.054,5</text:p></table:table-cell></table:table-row>
          </table:table></office:document-content>"#;
        let mut found = marks(content);
        let sheet = found.remove("Biểu").expect("the sheet");
        assert_eq!((sheet.columns, sheet.rows), (vec![(2, 2)], vec![(1, 1)]));
        assert_eq!(sheet.merges, vec![Area::parse("A1:B2").expect("an area")]);
        let formats: Vec<_> = sheet
            .formats
            .iter()
            .map(|(at, f)| (at.to_string(), f.thousands, f.percent, f.words.as_str()))
            .collect();
        assert_eq!(
            formats,
            [
                ("A3".to_owned(), 3, false, ""),
                ("B3".to_owned(), 0, false, "USD"),
                ("C3".to_owned(), 0, true, ""),
            ]
        );
    }
}
