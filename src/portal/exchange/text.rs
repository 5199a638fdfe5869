//! From the bytes of a file to text, or to what to do about them in Excel.

use super::faults::Fault;
use crate::foundation::i18n::{Said, Text};

/// What Excel calls the one kind of file that is right.
const ADVICE: Text = Text::new(
    "lưu dạng “CSV UTF-8 (Comma delimited) (*.csv)”, cột ngăn bằng “,” và phần lẻ viết sau “.”",
    "save it as “CSV UTF-8 (Comma delimited) (*.csv)”, with “,” between the columns and “.” as the decimal mark",
);

/// The text of a file, without a byte-order mark; or the one fault of a file that cannot be read at all.
pub fn decode<'a>(file: &str, bytes: &'a [u8]) -> Result<&'a str, Fault> {
    let whole = |message: Said| Err(Fault::of_file(file, message));
    if bytes.starts_with(b"PK\x03\x04") || bytes.starts_with(&[0xd0, 0xcf, 0x11, 0xe0]) {
        return whole(advised(Text::new(
            "là tệp Excel mang tên CSV: mở bằng Excel rồi",
            "is an Excel workbook under the name of a CSV file: open it in Excel and",
        )));
    }
    if bytes.starts_with(&[0xff, 0xfe])
        || bytes.starts_with(&[0xfe, 0xff])
        || bytes.iter().take(200).filter(|b| **b == 0).count() > 5
    {
        return whole(advised(Text::new(
            "viết bằng UTF-16 (“Unicode Text” của Excel): mở bằng Excel rồi",
            "is UTF-16 (Excel's “Unicode Text”): open it in Excel and",
        )));
    }
    let bytes = bytes.strip_prefix("\u{feff}".as_bytes()).unwrap_or(bytes);
    let text = match std::str::from_utf8(bytes) {
        Ok(text) => text,
        Err(error) => {
            let (line, column) = place(bytes, error.valid_up_to());
            let message = advised(Text::new(
                "từ đây không phải UTF-8 (lưu dạng “CSV” thường của Excel?): mở bằng Excel, so lại chữ, rồi",
                "from here on this is not UTF-8 (Excel's plain “CSV”?): open the file in Excel, compare the letters, and",
            ));
            return Err(Fault {
                line,
                column,
                ..Fault::of_file(file, message)
            });
        }
    };
    if text.trim().is_empty() {
        let empty = Text::new(
            "không có gì: dòng đầu phải ghi tên các cột",
            "is empty: its first line names the columns",
        );
        return whole(empty.into());
    }
    let header = text.lines().next().unwrap_or_default();
    if !header.contains(',') {
        let mark = if header.contains(';') {
            Text::new("“;”", "“;”")
        } else {
            Text::new("dấu tab", "tabs")
        };
        if header.contains(';') || header.contains('\t') {
            let message = Said::new(
                format!(
                    "các cột ngăn bằng {}: đặt “,” làm dấu ngăn danh sách của Windows (Region, Additional settings), mở bằng Excel rồi {}",
                    mark.vi, ADVICE.vi
                ),
                format!(
                    "the columns are separated by {}: set “,” as the list separator of Windows (Region, Additional settings), open the file in Excel and {}",
                    mark.en, ADVICE.en
                ),
            );
            return Err(Fault {
                line: 1,
                ..Fault::of_file(file, message)
            });
        }
    }
    if text.bytes().filter(|byte| *byte == b'"').count() % 2 == 1 {
        let line = open_quote(text);
        let message = Text::new(
            "dấu ngoặc kép mở ở đây hoặc trước đó mà không đóng; trong chữ thì viết hai dấu liền nhau (\"\")",
            "a quotation mark opens here, or before, and is not closed; one within a text is written twice (\"\")",
        );
        return Err(Fault {
            line,
            ..Fault::of_file(file, message)
        });
    }
    Ok(text)
}

/// What a file is, and how to save it instead.
fn advised(is: Text) -> Said {
    Said::new(
        format!("{} {}", is.vi, ADVICE.vi),
        format!("{} {}", is.en, ADVICE.en),
    )
}

/// Line and column of a byte.
fn place(bytes: &[u8], at: usize) -> (u64, String) {
    let before = &bytes[..at];
    let start = before
        .iter()
        .rposition(|byte| *byte == b'\n')
        .map_or(0, |newline| newline + 1);
    let line = 1 + before.iter().filter(|byte| **byte == b'\n').count() as u64;
    let mut quoted = false;
    let mut cell = 0;
    for byte in &bytes[start..at] {
        match byte {
            b'"' => quoted = !quoted,
            b',' if !quoted => cell += 1,
            _ => {}
        }
    }
    let header = bytes
        .split(|byte| *byte == b'\n')
        .next()
        .unwrap_or_default();
    let name = header
        .split(|byte| *byte == b',')
        .nth(cell)
        .map(|name| String::from_utf8_lossy(name).trim().to_owned());
    (line, name.filter(|_| line > 1).unwrap_or_default())
}

/// The last line on which a quotation mark stands alone: a text of two lines has one on each, so there the count goes wrong, or before.
fn open_quote(text: &str) -> u64 {
    let odd = |line: &str| line.bytes().filter(|byte| *byte == b'"').count() % 2 == 1;
    text.lines()
        .zip(1u64..)
        .filter(|(line, _)| odd(line))
        .map(|(_, number)| number)
        .last()
        .unwrap_or(1)
}

/// Records of a CSV text with the line each begins on.
pub struct Records<'a> {
    text: &'a [u8],
    reader: csv::Reader<&'a [u8]>,
    /// How far lines have been counted.
    counted: usize,
    line: u64,
}

impl<'a> Records<'a> {
    pub fn new(text: &'a str) -> Records<'a> {
        let reader = csv::ReaderBuilder::new()
            .flexible(true)
            .has_headers(false)
            .from_reader(text.as_bytes());
        Records {
            text: text.as_bytes(),
            reader,
            counted: 0,
            line: 1,
        }
    }

    /// Reads the next record; `None` at the end. Lines that are empty are none.
    pub fn next(&mut self, record: &mut csv::StringRecord) -> Option<u64> {
        // The csv crate's own position is that of the line break before, where that has two characters, or of empty lines.
        let at = usize::try_from(self.reader.position().byte())
            .unwrap_or(usize::MAX)
            .min(self.text.len());
        let blank = self.text[at..]
            .iter()
            .take_while(|byte| matches!(byte, b'\n' | b'\r'))
            .count();
        let begins = at + blank;
        self.line += self.text[self.counted..begins]
            .iter()
            .filter(|byte| **byte == b'\n')
            .count() as u64;
        self.counted = begins;
        // The text is UTF-8 and nothing is read from outside: no error is left to happen.
        matches!(self.reader.read_record(record), Ok(true)).then_some(self.line)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_record_knows_its_line_whatever_ends_the_lines() {
        for end in ["\n", "\r\n"] {
            let text = ["a,b", "1,\"two", "lines\"", "", "2,x", "3,y", ""].join(end);
            let mut records = Records::new(&text);
            let mut record = csv::StringRecord::new();
            let mut lines = Vec::new();
            while let Some(line) = records.next(&mut record) {
                lines.push((line, record[0].to_owned()));
            }
            let wanted = [(1, "a"), (2, "1"), (5, "2"), (6, "3")]
                .map(|(line, cell)| (line, cell.to_owned()));
            assert_eq!(lines, wanted, "{end:?}");
        }
    }

    #[test]
    fn what_excel_saves_otherwise_is_said_with_advice() {
        let fault = |bytes: &[u8]| decode("zones.csv", bytes).expect_err("refused").to_string();
        assert!(fault(&[0xff, 0xfe, b'c', 0, b'o', 0]).contains("UTF-16"));
        assert!(
            fault(b"code;name\nA;B\n").starts_with("zones.csv:1 the columns are separated by “;”")
        );
        assert!(
            fault(b"code,name\nA,B\xe0u\n")
                .starts_with("zones.csv:2 [name] from here on this is not UTF-8")
        );
        assert!(fault(b"PK\x03\x04rest").contains("workbook"));
        assert!(fault(b" \n").contains("empty"));
        assert!(fault(b"code,name\nA,\"B\nC,D\n").starts_with("zones.csv:2 a quotation mark"));
        assert_eq!(
            decode("zones.csv", "\u{feff}code,name\r\n".as_bytes()),
            Ok("code,name\r\n")
        );
    }
}
