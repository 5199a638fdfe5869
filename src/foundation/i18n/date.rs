//! Dates as offices write them.

use chrono::{DateTime, Datelike, FixedOffset, NaiveDate, Utc};

/// `31/12/2022`.
pub fn format_date(date: NaiveDate) -> String {
    date.format("%d/%m/%Y").to_string()
}

/// `14:05 31/12/2022`, in Vietnamese time (UTC+7, no summer time).
pub fn format_time(at: DateTime<Utc>) -> String {
    vietnam_time(at).format("%H:%M %d/%m/%Y").to_string()
}

/// The moment on a clock in Vietnam.
pub fn vietnam_time(at: DateTime<Utc>) -> DateTime<FixedOffset> {
    let offset = FixedOffset::east_opt(7 * 3600).expect("seven hours are a valid offset");
    at.with_timezone(&offset)
}

/// This moment: the one clock of the program.
#[expect(
    clippy::disallowed_methods,
    reason = "here time comes in; everybody else is given it, or asks here"
)]
pub fn now() -> DateTime<Utc> {
    Utc::now()
}

/// Today in Vietnam.
pub fn today() -> NaiveDate {
    vietnam_time(now()).date_naive()
}

/// "ngày 05 tháng 01 năm 2027": a leading zero for days under 10 and for months 1 and 2 only (NĐ 30/2020, Phụ lục I).
pub fn document_date(date: NaiveDate) -> String {
    let month = if date.month() <= 2 {
        format!("{:02}", date.month())
    } else {
        date.month().to_string()
    };
    format!("ngày {:02} tháng {month} năm {}", date.day(), date.year())
}

/// Reads `5/1/2023`, `05/01/2023`, `05-01-2023` or `2023-01-05`; years 1900 to 2100.
pub fn parse_date(typed: &str) -> Option<NaiveDate> {
    let text = typed.trim();
    ["%d/%m/%Y", "%d-%m-%Y", "%d.%m.%Y", "%Y-%m-%d"]
        .iter()
        .filter_map(|shape| NaiveDate::parse_from_str(text, shape).ok())
        .find(|date| (1900..=2100).contains(&date.year()))
}

#[cfg(test)]
mod tests {
    use chrono::NaiveDate;

    use super::{document_date, format_date, parse_date};

    fn day(year: i32, month: u32, day: u32) -> NaiveDate {
        NaiveDate::from_ymd_opt(year, month, day).expect("a real day")
    }

    #[test]
    fn dates_are_read_day_first() {
        for (typed, expected) in [
            ("05/01/2023", Some(day(2023, 1, 5))),
            ("5/1/2023", Some(day(2023, 1, 5))),
            ("2023-01-05", Some(day(2023, 1, 5))),
            ("31/02/2023", None),
            ("01/13/2023", None),
            ("5/1/23", None),
            ("", None),
        ] {
            assert_eq!(parse_date(typed), expected, "{typed}");
        }
        assert_eq!(format_date(day(2023, 1, 5)), "05/01/2023");
    }

    #[test]
    fn the_line_of_place_and_date_follows_the_decree() {
        assert_eq!(document_date(day(2027, 1, 5)), "ngày 05 tháng 01 năm 2027");
        assert_eq!(document_date(day(2022, 3, 31)), "ngày 31 tháng 3 năm 2022");
        assert_eq!(document_date(day(2022, 12, 9)), "ngày 09 tháng 12 năm 2022");
    }
}
