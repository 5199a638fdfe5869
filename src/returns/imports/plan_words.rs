//! What an import says of a row or a cell it does not simply take.

use crate::foundation::i18n::{Lang, Text};

pub(super) const CLOSED: Text = Text::new(
    "Báo cáo đã gửi hoặc đã duyệt, không ghi đè từ tệp. Muốn sửa, xin mở báo cáo để đính chính.",
    "The report has been submitted or accepted and is not overwritten from a file. Open it for correction to change it.",
);

pub(super) const LOCKED: Text = Text::new("Kỳ báo cáo đã khóa sổ.", "The period is closed.");

pub(super) const SUPERSEDED: Text = Text::new(
    "Kỳ này đã có số liệu chắc chắn hơn (sơ bộ hoặc chính thức) của doanh nghiệp. Xin xem lại tính chất số liệu.",
    "Firmer figures (preliminary or final) of the enterprise are there for this period. Please check the vintage.",
);

pub(super) const NOT_ASKED: Text = Text::new(
    "Mẫu báo cáo không có chỉ tiêu này.",
    "The form does not ask for this.",
);

pub(super) const OTHER_UNIT: Text = Text::new(
    "Đơn vị trong ô không đo được chỉ tiêu này.",
    "The unit in the cell does not measure this indicator.",
);

pub(super) const BEYOND: Text = Text::new(
    "Số quá lớn đối với một doanh nghiệp: có thể đơn vị tính không như tệp ghi. Xin kiểm tra lại.",
    "Too much for one enterprise: the unit may not be what the file says. Please check.",
);

pub(super) const UNCLEAR: Text = Text::new(
    "Chưa rõ dấu chấm, dấu phẩy nào là dấu thập phân. Xin chọn cách viết số của tệp.",
    "It is not clear which sign is the decimal mark. Please choose how the file writes numbers.",
);

pub(super) const HEDGED: Text =
    Text::new("Tệp ghi là số ước chừng.", "The file calls it an estimate.");

pub(super) const ASSUMED: Text = Text::new(
    "Ô không ghi loại tiền: hiểu là đồng.",
    "The cell names no currency: đồng is assumed.",
);

pub(super) const HIDDEN: Text =
    Text::new("Ô này bị ẩn trong tệp.", "This cell is hidden in the file.");

pub(super) const ROUNDED: Text = Text::new(
    "Đã làm tròn đến 6 chữ số thập phân.",
    "Rounded to 6 decimals.",
);

/// "dòng 8", and "“DN02” dòng 8" on a sheet that is not the one shown.
pub(super) fn row_words(sheet: &str, row: u32, lang: Lang) -> String {
    let row = format!("{} {}", Text::new("dòng", "row").in_lang(lang), row + 1);
    if sheet.is_empty() {
        row
    } else {
        format!("“{sheet}” {row}")
    }
}

/// One enterprise in several rows or sheets.
pub(super) fn twice(places: &[String], lang: Lang) -> String {
    let places = places.join("; ");
    match lang {
        Lang::Vi => format!("Doanh nghiệp này có ở nhiều dòng của tệp: {places}."),
        Lang::En => format!("This enterprise is in several rows of the file: {places}."),
    }
}

/// Two figures for one cell of the report.
pub(super) fn doubled(places: &[String], lang: Lang) -> String {
    let places = places.join(", ");
    match lang {
        Lang::Vi => {
            format!(
                "Tệp có nhiều số cho chỉ tiêu này: ô {places}. Xóa trống ô không lấy, hoặc bỏ bớt cột."
            )
        }
        Lang::En => {
            format!(
                "The file has several figures for this: {places}. Clear the cells not meant, or pass over a column."
            )
        }
    }
}
