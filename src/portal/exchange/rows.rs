//! One line of a file: its cells in canonical form, and what is wrong with it by itself.

use super::header::Header;
use super::measures::Measures;
use super::tables::BundleTable;
use crate::foundation::i18n::{self, Lang, Said, Text};
use crate::platform::registry::{Choice, Field, Kind, Values, value};

/// One line of a file, as it goes to the database.
pub struct Row {
    pub line: u64,
    /// The natural key as other files spell it, where it can be read.
    pub key: Option<String>,
    pub retired: bool,
    /// The stated fields in their order, references as keys. Of a faulty line what could be read.
    pub values: Vec<Option<String>>,
    /// Columns and messages.
    pub faults: Vec<(String, Said)>,
}

impl Row {
    /// Reads a line.
    pub fn read(
        table: &BundleTable,
        header: &Header,
        measures: &mut Measures,
        record: &csv::StringRecord,
        line: u64,
    ) -> Row {
        let mut row = Row {
            line,
            key: None,
            retired: false,
            values: Vec::new(),
            faults: Vec::new(),
        };
        if record.len() != header.width {
            row.faults.push((
                String::new(),
                Said::new(
                    format!("có {} giá trị, cần {}", record.len(), header.width),
                    format!(
                        "{} values where {} are expected",
                        record.len(),
                        header.width
                    ),
                ),
            ));
        }
        let whole = row.faults.is_empty();
        let columns = table.header();
        for (index, field) in table.entity.stated().enumerate() {
            let Some(cell) = header.cell(record, index) else {
                row.values.push(None);
                continue;
            };
            match read_cell(field, cell) {
                Ok(value) => row.values.push(value),
                Err(message) => {
                    // Kept where it may be a key that others spell the same way.
                    row.values.push(
                        Some(cell.to_owned())
                            .filter(|cell| !cell.is_empty() && !cell.contains('\0')),
                    );
                    if whole {
                        row.faults.push((columns[index].to_owned(), message));
                    }
                }
            }
        }
        row.key = row.own_key(table);
        if !whole {
            // Which value is which nobody knows; only the name is kept, so that its own rows are not said to be missing one.
            row.values.fill(None);
        }
        match header.retired(record) {
            Some("true") => row.retired = true,
            Some("") | None => {}
            Some(_) if whole => row
                .faults
                .push(("retired".to_owned(), TRUE_OR_EMPTY.into())),
            Some(_) => {}
        }
        if row.faults.is_empty() && header.sound {
            row.ask_the_rules(table, header, measures);
        }
        row
    }

    /// References are keys there already. A row without a part that must be there cannot be named.
    fn own_key(&self, table: &BundleTable) -> Option<String> {
        let mut parts = Vec::new();
        for column in table.entity.key {
            let place = table
                .entity
                .stated()
                .position(|field| field.name == *column)?;
            match self.values[place].as_deref() {
                Some(part) => parts.push(part),
                None if table
                    .entity
                    .stated()
                    .nth(place)
                    .is_some_and(|field| field.required) =>
                {
                    return None;
                }
                None => {}
            }
        }
        Some(parts.join("/"))
    }

    /// The rules between fields, asked after every field is right by itself.
    fn ask_the_rules(&mut self, table: &BundleTable, header: &Header, measures: &mut Measures) {
        let mut stated = self.values.iter();
        let all = table.entity.fields.iter().map(|field| {
            if field.derived {
                None
            } else {
                stated.next().cloned().flatten()
            }
        });
        let values = Values::new(table.entity, all.collect());
        // What an older bundle leaves out is as it is in the database, where the rule is kept as well.
        let columns = table.header();
        let has = |name: &str| {
            table
                .entity
                .stated()
                .position(|field| field.name == name)
                .is_none_or(|place| header.has(place))
        };
        let rules = (table.entity.check)(&values, i18n::today())
            .into_iter()
            .map(|(name, text)| (name, Said::from(text)));
        let amounts = measures.faults(table.entity, &values);
        for (name, message) in rules.chain(amounts).filter(|(name, _)| has(name)) {
            let place = table.entity.stated().position(|field| field.name == name);
            self.faults.push((
                place.map_or(name, |place| columns[place]).to_owned(),
                message,
            ));
        }
        if self.faults.is_empty() {
            measures.learn(table.entity, &values);
        }
    }

    /// The line in the text format of `COPY`.
    pub fn copy(&self, faulty: bool, into: &mut Vec<u8>) {
        into.extend_from_slice(self.line.to_string().as_bytes());
        into.extend_from_slice(if faulty { b"\tt\t" } else { b"\tf\t" });
        copy_text(self.key.as_deref(), into);
        into.extend_from_slice(if self.retired { b"\tt" } else { b"\tf" });
        for value in &self.values {
            into.push(b'\t');
            copy_text(value.as_deref(), into);
        }
        into.push(b'\n');
    }
}

fn copy_text(value: Option<&str>, into: &mut Vec<u8>) {
    let Some(text) = value else {
        return into.extend_from_slice(b"\\N");
    };
    for byte in text.bytes() {
        match byte {
            b'\\' => into.extend_from_slice(b"\\\\"),
            b'\t' => into.extend_from_slice(b"\\t"),
            b'\n' => into.extend_from_slice(b"\\n"),
            b'\r' => into.extend_from_slice(b"\\r"),
            other => into.push(other),
        }
    }
}

const NUL: Text = Text::new(
    "có ký tự (NUL) không phải chữ",
    "holds a character (NUL) that no text has",
);
const TRUE_OR_FALSE: Text = Text::new("phải là true hoặc false", "must be true or false");
const TRUE_OR_EMPTY: Text = Text::new("phải là true hoặc để trống", "must be true or empty");

fn no_number(cell: &str) -> Said {
    Said::new(
        format!("{cell} không phải số viết như 1054.5"),
        format!("{cell} is not a number such as 1054.5"),
    )
}

/// A file has no list to choose from: the codes are named.
fn no_choice(cell: &str, choices: &[Choice]) -> Said {
    let codes: Vec<&str> = choices.iter().map(|choice| choice.code).collect();
    let codes = codes.join(", ");
    Said::new(
        format!("{cell} không phải một trong {codes}"),
        format!("{cell} is none of {codes}"),
    )
}

/// A cell in canonical form: ISO dates, "." as the decimal mark, codes, keys.
fn read_cell(field: &'static Field, cell: &str) -> Result<Option<String>, Said> {
    if cell.contains('\0') {
        return Err(NUL.into());
    }
    match field.kind {
        Kind::Reference(_) if !cell.is_empty() => Ok(Some(cell.to_owned())),
        Kind::Number | Kind::Quantity { .. } | Kind::Money { .. } if !cell.is_empty() => {
            let exact = cell
                .parse::<rust_decimal::Decimal>()
                .map_err(|_| no_number(cell))?;
            Ok(Some(exact.normalize().to_string()))
        }
        Kind::Bool if !matches!(cell, "true" | "false") => Err(TRUE_OR_FALSE.into()),
        Kind::Bool => Ok(Some(cell.to_owned())),
        Kind::Choice(choices)
            if !cell.is_empty() && !choices.iter().any(|choice| choice.code == cell) =>
        {
            Err(no_choice(cell, choices))
        }
        // What was typed is kept as typed, also when it is an empty text.
        _ if cell.is_empty() && field.name == "raw" => Ok(Some(String::new())),
        _ => value::read(field, cell, "", Lang::En).map_err(|en| {
            let vi = value::read(field, cell, "", Lang::Vi).err();
            Said::new(vi.unwrap_or_else(|| en.clone()), en)
        }),
    }
}
