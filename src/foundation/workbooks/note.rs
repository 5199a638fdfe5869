//! What a person should know about a workbook before trusting what was read from it.

use serde::{Deserialize, Serialize};

use crate::foundation::i18n::Lang;
use crate::foundation::i18n::wording::one_or_many;

use super::cell::Position;

/// One remark on a workbook that was read.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum Note {
    /// The workbook carries macros; none was run.
    MacrosIgnored,
    /// The ending of the file's name is that of another kind of file; the usual ending of the kind found is `usual`.
    NameDiffers { usual: String },
    /// A tab nobody sees; it was read all the same.
    HiddenSheet { sheet: String },
    /// Rows and columns with content that nobody sees; they were read all the same.
    HiddenCells {
        sheet: String,
        rows: usize,
        columns: usize,
    },
    /// A tab with a chart or a dialogue instead of cells.
    SheetWithoutCells { sheet: String },
    /// Formulas the file holds no value for; the first stands at `first`.
    NotCalculated {
        sheet: String,
        count: usize,
        first: Position,
    },
    /// Text in a font of before Unicode; it was read as meant.
    LegacyFont { font: String },
    /// Values under a merged range that nobody sees; they were left out.
    CoveredValues {
        sheet: String,
        count: usize,
        first: Position,
    },
}

impl Note {
    /// A stable name for programs and tests.
    pub const fn code(&self) -> &'static str {
        match self {
            Self::MacrosIgnored => "macros-ignored",
            Self::NameDiffers { .. } => "name-differs",
            Self::HiddenSheet { .. } => "hidden-sheet",
            Self::HiddenCells { .. } => "hidden-cells",
            Self::SheetWithoutCells { .. } => "sheet-without-cells",
            Self::NotCalculated { .. } => "not-calculated",
            Self::LegacyFont { .. } => "legacy-font",
            Self::CoveredValues { .. } => "covered-values",
        }
    }

    /// The remark in a sentence.
    pub fn message(&self, lang: Lang) -> String {
        match lang {
            Lang::Vi => self.vietnamese(),
            Lang::En => self.english(),
        }
    }

    fn vietnamese(&self) -> String {
        match self {
            Self::MacrosIgnored => {
                "Tệp có macro; hệ thống chỉ đọc số liệu, không chạy macro.".to_owned()
            }
            Self::NameDiffers { usual } => {
                format!(
                    "Đuôi tên tệp không khớp với nội dung: nội dung là tệp .{usual} và được đọc như vậy."
                )
            }
            Self::HiddenSheet { sheet } => {
                format!(
                    "Trang tính “{sheet}” đang bị ẩn nên không được đọc. Cần số ở đó thì bỏ ẩn rồi gửi lại."
                )
            }
            Self::HiddenCells {
                sheet,
                rows,
                columns,
            } => {
                let hidden = both(&[(*rows, "dòng"), (*columns, "cột")], " và ");
                format!(
                    "Trang tính “{sheet}” có {hidden} ẩn có nội dung; vẫn được đọc và đánh dấu."
                )
            }
            Self::SheetWithoutCells { sheet } => {
                format!("“{sheet}” là trang biểu đồ, không có ô số liệu; đã bỏ qua.")
            }
            Self::NotCalculated {
                sheet,
                count,
                first,
            } => format!(
                "Trang tính “{sheet}” có {count} công thức chưa được tính (ô đầu tiên: {first}). Xin mở bằng Excel, lưu lại rồi gửi lại."
            ),
            Self::LegacyFont { font } => {
                format!(
                    "Chữ trong tệp viết bằng font cũ {font}; đã đọc sang Unicode. Xin soát lại tên và tiêu đề."
                )
            }
            Self::CoveredValues {
                sheet,
                count,
                first,
            } => {
                format!(
                    "Trang tính “{sheet}” có {count} giá trị nằm dưới ô gộp, không ai thấy (ô đầu tiên: {first}); đã bỏ qua."
                )
            }
        }
    }

    fn english(&self) -> String {
        match self {
            Self::MacrosIgnored => {
                "The file has macros; only its figures are read, no macro is run.".to_owned()
            }
            Self::NameDiffers { usual } => {
                format!(
                    "The ending of the file's name does not fit: the content is a .{usual} file and was read as such."
                )
            }
            Self::HiddenSheet { sheet } => {
                format!(
                    "Sheet “{sheet}” is hidden and was not read. If its figures are wanted, unhide it and send it again."
                )
            }
            Self::HiddenCells {
                sheet,
                rows,
                columns,
            } => {
                let rows = (*rows, one_or_many(*rows, "hidden row", "hidden rows"));
                let columns = (
                    *columns,
                    one_or_many(*columns, "hidden column", "hidden columns"),
                );
                let hidden = both(&[rows, columns], " and ");
                format!("Sheet “{sheet}” has {hidden} with content; they were read and are marked.")
            }
            Self::SheetWithoutCells { sheet } => {
                format!("“{sheet}” is a chart without cells; it was left out.")
            }
            Self::NotCalculated {
                sheet,
                count,
                first,
            } => format!(
                "Sheet “{sheet}” has {count} {} never calculated (the first: {first}). Please open the file in Excel, save it and send it again.",
                one_or_many(*count, "formula that was", "formulas that were")
            ),
            Self::LegacyFont { font } => {
                format!(
                    "The text is in the old font {font} and was read as Unicode. Please check names and titles."
                )
            }
            Self::CoveredValues {
                sheet,
                count,
                first,
            } => {
                format!(
                    "Sheet “{sheet}” has {count} {} under merged cells that nobody sees (the first: {first}): left out.",
                    one_or_many(*count, "value", "values")
                )
            }
        }
    }
}

/// What there is any of, counted.
fn both(parts: &[(usize, &str)], and: &str) -> String {
    let counted = parts
        .iter()
        .filter(|(count, _)| *count > 0)
        .map(|(count, word)| format!("{count} {word}"));
    counted.collect::<Vec<_>>().join(and)
}
