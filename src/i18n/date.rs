//! Dates as Vietnamese offices write them.

use chrono::{Datelike, NaiveDate};

use super::Lang;

/// Years a record of the board can sensibly carry; outside is a slip of the finger.
const YEARS: std::ops::RangeInclusive<i32> = 1900..=2200;

/// `05/01/2027`, in both languages: the portal never writes the month first.
pub fn format_date(date: NaiveDate) -> String {
    date.format("%d/%m/%Y").to_string()
}

/// The date line of a document: "ngày 05 tháng 01 năm 2027", "5 January 2027".
///
/// Nghị định 30/2020/NĐ-CP: a leading zero for days below 10 and for months 1 and 2 only.
pub fn document_date(date: NaiveDate, lang: Lang) -> String {
    match lang {
        Lang::Vi => {
            let month = if date.month() <= 2 { format!("{:02}", date.month()) } else { date.month().to_string() };
            format!("ngày {:02} tháng {month} năm {}", date.day(), date.year())
        }
        Lang::En => date.format("%-d %B %Y").to_string(),
    }
}

/// Why a typed date was not understood.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum DateError {
    Empty,
    /// Not `dd/MM/yyyy` or `yyyy-MM-dd`.
    Form,
    /// Well formed, but the calendar has no such day.
    NoSuchDay,
    /// A year outside 1900–2200.
    Year,
}

impl DateError {
    /// What to do about it, for showing beside the field.
    pub const fn message(self, lang: Lang) -> &'static str {
        match (self, lang) {
            (Self::Empty, Lang::Vi) => "Xin nhập ngày, ví dụ 05/01/2027.",
            (Self::Empty, Lang::En) => "Please enter a date, for example 05/01/2027.",
            (Self::Form, Lang::Vi) => "Xin nhập theo thứ tự ngày/tháng/năm với năm đủ bốn chữ số, ví dụ 05/01/2027.",
            (Self::Form, Lang::En) => "Please enter day/month/year with a four-digit year, for example 05/01/2027.",
            (Self::NoSuchDay, Lang::Vi) => "Ngày này không có trong lịch; xin kiểm tra lại ngày và tháng.",
            (Self::NoSuchDay, Lang::En) => "There is no such day in the calendar; please check the day and the month.",
            (Self::Year, Lang::Vi) => "Xin kiểm tra lại năm: năm phải từ 1900 đến 2200.",
            (Self::Year, Lang::En) => "Please check the year: it must be between 1900 and 2200.",
        }
    }
}

/// Reads `dd/MM/yyyy` (leading zeros may be left out) or `yyyy-MM-dd`, as browsers send date fields.
pub fn parse_date(text: &str) -> Result<NaiveDate, DateError> {
    let text = text.trim();
    if text.is_empty() {
        return Err(DateError::Empty);
    }
    let (year, month, day) = match split_three(text, '/') {
        Some([day, month, year]) => (year, month, day),
        None => {
            let [year, month, day] = split_three(text, '-').ok_or(DateError::Form)?;
            (year, month, day)
        }
    };
    let day = digits(day, 1..=2).ok_or(DateError::Form)?;
    let month = digits(month, 1..=2).ok_or(DateError::Form)?;
    let year = digits(year, 4..=4).and_then(|year| i32::try_from(year).ok()).ok_or(DateError::Form)?;
    if !YEARS.contains(&year) {
        return Err(DateError::Year);
    }
    NaiveDate::from_ymd_opt(year, month, day).ok_or(DateError::NoSuchDay)
}

fn split_three(text: &str, separator: char) -> Option<[&str; 3]> {
    let mut parts = text.split(separator);
    let three = [parts.next()?, parts.next()?, parts.next()?];
    parts.next().is_none().then_some(three)
}

fn digits(text: &str, lengths: std::ops::RangeInclusive<usize>) -> Option<u32> {
    let plain = lengths.contains(&text.len()) && text.bytes().all(|byte| byte.is_ascii_digit());
    if plain { text.parse().ok() } else { None }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(year: i32, month: u32, day: u32) -> NaiveDate {
        NaiveDate::from_ymd_opt(year, month, day).expect("a real day")
    }

    #[test]
    fn document_dates_pad_days_and_the_first_two_months_only() {
        assert_eq!(document_date(day(2027, 1, 5), Lang::Vi), "ngày 05 tháng 01 năm 2027");
        assert_eq!(document_date(day(2027, 2, 15), Lang::Vi), "ngày 15 tháng 02 năm 2027");
        assert_eq!(document_date(day(2027, 3, 9), Lang::Vi), "ngày 09 tháng 3 năm 2027");
        assert_eq!(document_date(day(2027, 12, 31), Lang::Vi), "ngày 31 tháng 12 năm 2027");
        assert_eq!(document_date(day(2027, 1, 5), Lang::En), "5 January 2027");
    }

    #[test]
    fn both_written_forms_are_read() {
        for text in ["05/01/2027", "5/1/2027", " 2027-01-05 "] {
            assert_eq!(parse_date(text), Ok(day(2027, 1, 5)), "{text}");
        }
        assert_eq!(parse_date(&format_date(day(2024, 2, 29))), Ok(day(2024, 2, 29)));
    }

    #[test]
    fn each_fault_is_told_apart() {
        assert_eq!(parse_date(" "), Err(DateError::Empty));
        for text in ["05/01/27", "2027/01/05", "05.01.2027", "1/2", "1/2/2027/3", "+5/01/2027", "٥/01/2027"] {
            assert_eq!(parse_date(text), Err(DateError::Form), "{text}");
        }
        assert_eq!(parse_date("31/02/2027"), Err(DateError::NoSuchDay));
        assert_eq!(parse_date("01/01/0207"), Err(DateError::Year));
    }
}
