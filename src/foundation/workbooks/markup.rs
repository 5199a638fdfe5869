//! What Excel, LibreOffice and Google Sheets put on the clipboard as HTML: the cells with their merged ranges, the number behind
//! each where it is told, and how it is shown.

use std::cell::RefCell;
use std::collections::{BTreeMap, HashMap};

use html5ever::tendril::StrTendril;
use html5ever::tokenizer::states::RawKind;
use html5ever::tokenizer::{
    BufferQueue, Tag, TagKind, Token, TokenSink, TokenSinkResult, Tokenizer, TokenizerOpts,
};
use rust_decimal::Decimal;

use super::builder::SheetBuilder;
use super::cell::{Area, Content, Position};
use super::format::NumberFormat;
use super::refusal::Refusal;
use super::{MAX_COLUMNS, MAX_ROWS};
use crate::foundation::i18n::compose;

/// A cell of the table, with where it ends.
struct Found {
    area: Area,
    content: Content,
    format: Option<NumberFormat>,
}

/// Puts the tables of a clipboard's HTML into a sheet, one under the other; `false` where it has none.
pub(super) fn read(html: &str, builder: &mut SheetBuilder<'_>) -> Result<bool, Refusal> {
    let input = BufferQueue::default();
    input.push_back(StrTendril::from(html));
    let tokenizer = Tokenizer::new(Reader::default(), TokenizerOpts::default());
    let _ = tokenizer.feed(&input);
    tokenizer.end();
    let reader = tokenizer.sink.state.into_inner();
    let mut any = false;
    for found in reader.found {
        any = true;
        let Area { first, last } = found.area;
        builder.push(first, found.content, false)?;
        builder.merge(Area { first, last });
        if let Some(format) = &found.format {
            builder.show(first, format);
        }
    }
    Ok(any)
}

/// Takes the tokens as they come: no tree is needed for rows and cells.
#[derive(Default)]
struct Reader {
    state: RefCell<State>,
}

#[derive(Default)]
struct State {
    found: Vec<Found>,
    /// The next row, and the row cells go to now.
    rows: u32,
    row: Option<u32>,
    /// How far down each column is taken by cells above.
    taken: BTreeMap<u32, u32>,
    column: u32,
    cell: Option<Open>,
    /// Inside `<style>`: its text so far.
    style: Option<String>,
    formats: HashMap<String, String>,
}

/// A cell that is being read.
struct Open {
    text: String,
    attributes: HashMap<String, String>,
}

impl TokenSink for Reader {
    type Handle = ();

    fn process_token(&self, token: Token, _line: u64) -> TokenSinkResult<()> {
        let mut state = self.state.borrow_mut();
        match token {
            Token::CharacterTokens(text) => state.text(&text),
            Token::TagToken(tag) => return state.tag(&tag),
            _ => {}
        }
        TokenSinkResult::Continue
    }
}

impl State {
    fn text(&mut self, text: &str) {
        if let Some(style) = &mut self.style {
            style.push_str(text);
        } else if let Some(cell) = &mut self.cell {
            cell.text.push_str(text);
        }
    }

    fn tag(&mut self, tag: &Tag) -> TokenSinkResult<()> {
        match (&*tag.name, tag.kind) {
            ("style", TagKind::StartTag) => {
                self.style = Some(String::new());
                return TokenSinkResult::RawData(RawKind::Rawtext);
            }
            ("style", TagKind::EndTag) => {
                let style = self.style.take().unwrap_or_default();
                self.formats.extend(formats_of(&style));
            }
            // Rows and cells may end without a word.
            ("table" | "tr", _) => {
                self.close();
                self.row = None;
                if &*tag.name == "tr" && tag.kind == TagKind::StartTag {
                    self.row = Some(self.rows);
                    self.rows = self.rows.saturating_add(1);
                    self.column = 0;
                } else if &*tag.name == "table" {
                    self.taken.clear();
                }
            }
            ("td" | "th", TagKind::StartTag) => {
                self.close();
                let attributes = tag.attrs.iter();
                self.cell = Some(Open {
                    text: String::new(),
                    attributes: attributes
                        .map(|one| (one.name.local.to_string(), one.value.to_string()))
                        .collect(),
                });
            }
            ("td" | "th", TagKind::EndTag) => self.close(),
            ("br" | "p" | "div", TagKind::StartTag) => self.text("\u{2028}"),
            _ => {}
        }
        TokenSinkResult::Continue
    }

    /// Ends the cell that is open and puts it where there is room in its row.
    fn close(&mut self) {
        let Some(open) = self.cell.take() else { return };
        let Some(row) = self.row.filter(|row| *row < MAX_ROWS) else {
            return;
        };
        while self
            .taken
            .get(&self.column)
            .is_some_and(|until| row < *until)
        {
            self.column += 1;
        }
        if self.column >= MAX_COLUMNS {
            return;
        }
        let span = |name: &str, most: u32| {
            let said: Option<u32> = open
                .attributes
                .get(name)
                .and_then(|said| said.trim().parse().ok());
            said.unwrap_or(1).clamp(1, most)
        };
        let width = span("colspan", MAX_COLUMNS - self.column);
        let height = span("rowspan", 5_000.min(MAX_ROWS - row));
        let first = Position::new(row, self.column);
        let last = Position::new(row + height - 1, self.column + width - 1);
        if height > 1 {
            for column in self.column..self.column + width {
                self.taken.insert(column, row + height);
            }
        }
        self.column += width;
        let code = open.format(&self.formats);
        self.found.push(Found {
            area: Area { first, last },
            content: open.content(),
            format: code.and_then(|code| NumberFormat::parse(&code)),
        });
    }
}

impl Open {
    /// The number behind the cell where it is told, else its text as shown.
    fn content(&self) -> Content {
        let shown = self.text.split('\u{2028}').map(|line| {
            let words: Vec<&str> = line.split_whitespace().collect();
            words.join(" ")
        });
        let lines: Vec<String> = shown.filter(|line| !line.is_empty()).collect();
        let text = compose(&lines.join("\n"));
        // A date is a number to the programs, and none to people.
        let is_number = text.chars().any(|c| c.is_ascii_digit()) && !text.contains(['/', ':']);
        match self.stored().filter(|_| is_number) {
            Some(number) => Content::Number(number.normalize().to_string()),
            None => Content::Text(text),
        }
    }

    fn attribute(&self, name: &str) -> Option<&str> {
        self.attributes.get(name).map(String::as_str)
    }

    /// `x:num` of Excel, `sdval` of LibreOffice, `data-sheets-value` of Google.
    fn stored(&self) -> Option<Decimal> {
        let number = |text: &str| {
            Decimal::from_str_exact(text.trim())
                .or_else(|_| Decimal::from_scientific(text.trim()))
                .ok()
        };
        let plain = ["x:num", "sdval"].iter();
        let plain = plain.filter_map(|name| self.attribute(name));
        let told = plain.filter(|text| !text.is_empty()).find_map(number);
        told.or_else(|| {
            let said: serde_json::Value =
                serde_json::from_str(self.attribute("data-sheets-value")?).ok()?;
            number(&said.get("3")?.to_string())
        })
    }

    /// Its number format, by itself or by its class.
    fn format(&self, formats: &HashMap<String, String>) -> Option<String> {
        let own = self.attribute("style").and_then(mso_format);
        let libre = || {
            let mut parts = self.attribute("sdnum")?.splitn(3, ';');
            parts.nth(2).map(str::to_owned)
        };
        let google = || {
            let said = self.attribute("data-sheets-numberformat")?;
            let said: serde_json::Value = serde_json::from_str(said).ok()?;
            Some(said.get("2")?.as_str()?.to_owned())
        };
        let classes = self.attribute("class").unwrap_or_default();
        let class = || {
            let mut known = classes
                .split_whitespace()
                .filter_map(|one| formats.get(one));
            known.next().cloned()
        };
        own.or_else(libre).or_else(google).or_else(class)
    }
}

/// The number formats of the classes of a style sheet.
fn formats_of(style: &str) -> Vec<(String, String)> {
    let rules = style.split('}').filter_map(|rule| rule.split_once('{'));
    rules
        .filter_map(|(names, body)| {
            let format = mso_format(body)?;
            let names = names.split(|c: char| c.is_whitespace() || c == ',');
            let class = names
                .filter_map(|name| name.strip_prefix('.'))
                .next_back()?;
            Some((class.to_owned(), format))
        })
        .collect()
}

/// The number format in the declarations of a style, as Excel writes it: `mso-number-format:"\#\,\#\#0\0022 tr\0022"`.
fn mso_format(style: &str) -> Option<String> {
    let (_, said) = style.split_once("mso-number-format:")?;
    let said = said.trim_start();
    let (quoted, body) = match said.strip_prefix('"') {
        Some(body) => (true, body),
        None => (false, said),
    };
    let mut code = String::new();
    let mut signs = body.chars().peekable();
    while let Some(sign) = signs.next() {
        match sign {
            '"' if quoted => break,
            ';' | '}' if !quoted => break,
            '\\' => {
                let mut hex = String::new();
                while let Some(digit) = signs.next_if(|c| hex.len() < 4 && c.is_ascii_hexdigit()) {
                    hex.push(digit);
                }
                // A lone digit is that digit: "\.0\0022" has both.
                if hex.len() == 4 {
                    let sign = u32::from_str_radix(&hex, 16).ok().and_then(char::from_u32);
                    code.extend(sign);
                } else if hex.is_empty() {
                    code.extend(signs.next());
                } else {
                    code.push_str(&hex);
                }
            }
            sign => code.push(sign),
        }
    }
    match code.trim() {
        "" | "General" | "Standard" | "Fixed" => None,
        "Percent" => Some("0.00%".to_owned()),
        code => Some(code.to_owned()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::foundation::workbooks::builder::Budget;
    use crate::foundation::workbooks::cell::Sheet;
    use proptest::prelude::*;

    fn sheet(html: &str) -> Sheet {
        let mut budget = Budget::default();
        let mut builder = SheetBuilder::new(&mut budget, "", false);
        read(html, &mut builder).expect("within bounds");
        builder.finish(&mut Vec::new()).expect("a sheet")
    }

    fn shown(sheet: &Sheet, address: &str) -> Content {
        let at = Position::parse(address).expect("an address");
        sheet.seen(at).clone()
    }

    #[test]
    fn merged_cells_reach_as_far_as_they_say() {
        let sheet = sheet(
            "<table><tr><td rowspan=2>Chỉ tiêu<td colspan=2>Năm 2022</tr><tr><td>KH<td>TH</tr>\
             <tr><td>Doanh<br>thu</td><td>1</td><td>2</td></tr></table>",
        );
        let text = |text: &str| Content::Text(text.to_owned());
        assert_eq!(shown(&sheet, "A2"), text("Chỉ tiêu"));
        assert_eq!(shown(&sheet, "C1"), text("Năm 2022"));
        assert_eq!(shown(&sheet, "C2"), text("TH"));
        assert_eq!(shown(&sheet, "A3"), text("Doanh\nthu"));
        assert_eq!(shown(&sheet, "C3"), text("2"));
    }

    #[test]
    fn the_number_behind_a_cell_and_its_format_are_told_by_each_program() {
        let excel = r#"<style><!-- td{mso-number-format:General;} .xl65
            {mso-number-format:"\#\,\#\#0\.0\,\,\0022 tr\0022";} --></style>
            <table><tr><td class=xl65 x:num="290500000">290,5 tr</td><td x:num>7,1</td></tr></table>"#;
        let libre = r##"<table><tr><td sdval="0.125" sdnum="1033;0;0.0%">12,5%</td></tr></table>"##;
        let google = r##"<table><tr><td data-sheets-value='{"1":3,"3":1234.5}' data-sheets-numberformat='{"1":2,"2":"#,##0.0\" USD\""}'>1,234.5 USD</td></tr></table>"##;
        let number = |text: &str| Content::Number(text.to_owned());
        let format = |sheet: &Sheet| {
            let cell = sheet.cell(Position::new(0, 0)).expect("a cell");
            let format = cell.format.clone().expect("a format");
            (format.thousands, format.percent, format.words)
        };
        let found = sheet(excel);
        assert_eq!(shown(&found, "A1"), number("290500000"));
        assert_eq!(format(&found), (2, false, "tr".to_owned()));
        assert_eq!(shown(&found, "B1"), Content::Text("7,1".to_owned()));
        let found = sheet(libre);
        assert_eq!(shown(&found, "A1"), number("0.125"));
        assert_eq!(format(&found), (0, true, String::new()));
        let found = sheet(google);
        assert_eq!(shown(&found, "A1"), number("1234.5"));
        assert_eq!(format(&found), (0, false, "USD".to_owned()));
    }

    #[test]
    fn a_date_stays_what_people_see() {
        let found =
            sheet(r#"<tr><td sdval="44926" sdnum="1033;0;DD/MM/YYYY">31/12/2022</td></tr>"#);
        assert_eq!(shown(&found, "A1"), Content::Text("31/12/2022".to_owned()));
    }

    proptest! {
        #[test]
        fn no_html_is_too_strange(
            html in "(<(table|tr|td|th|style|br|/td|/tr)( (rowspan|colspan)=[0-9]{0,9})?>|[a-z0-9 {}:.\"\\\\]{0,9}){0,30}",
        ) {
            let _ = sheet(&html);
        }
    }
}
