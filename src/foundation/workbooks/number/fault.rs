//! Why a cell gives no number, and the question to ask about it.

use rust_decimal::Decimal;

use crate::foundation::i18n::{Lang, MAX_DECIMALS, NumberError, format_plain};

/// A cell that gives no number as it stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Fault {
    /// Nothing stands there: nil must be written 0.
    Empty,
    /// "-", "–", "không", "n/a": perhaps nil, perhaps not known.
    PerhapsNil { typed: String },
    /// No figure at all.
    NoNumber { typed: String },
    /// More than one figure: "300-400".
    Several { typed: String },
    /// Words beside the figure that are no known unit.
    UnknownUnit { typed: String, words: String },
    /// Against the rule of every language; these are the values it could mean.
    Unclear {
        typed: String,
        candidates: Vec<Decimal>,
    },
    /// Written in the other language's way than the rest of the block; `other` is what it means there.
    Contradicts { typed: String, other: Decimal },
    /// A date where a number belongs: Excel makes one of "1.5" or "3/4".
    Date { shown: String },
    /// True or false.
    Truth,
    /// The formula failed.
    Formula { shown: String },
    /// The formula was never calculated.
    NotCalculated,
    /// Too large or too precise for a figure.
    OutOfRange { typed: String },
}

impl Fault {
    /// A stable name for programs and tests.
    pub const fn code(&self) -> &'static str {
        match self {
            Self::Empty => "empty",
            Self::PerhapsNil { .. } => "perhaps-nil",
            Self::NoNumber { .. } => "no-number",
            Self::Several { .. } => "several-numbers",
            Self::UnknownUnit { .. } => "unknown-unit",
            Self::Unclear { .. } => "unclear",
            Self::Contradicts { .. } => "contradicts",
            Self::Date { .. } => "date",
            Self::Truth => "truth",
            Self::Formula { .. } => "formula-failed",
            Self::NotCalculated => "not-calculated",
            Self::OutOfRange { .. } => "out-of-range",
        }
    }

    /// What the reader of the language may have meant, for a question with answers.
    pub fn candidates(&self) -> Vec<Decimal> {
        match self {
            Self::PerhapsNil { .. } => vec![Decimal::ZERO],
            Self::Unclear { candidates, .. } => candidates.clone(),
            Self::Contradicts { other, .. } => vec![*other],
            _ => Vec::new(),
        }
    }

    /// What is wrong and what to do.
    pub fn message(&self, lang: Lang) -> String {
        match lang {
            Lang::Vi => self.vietnamese(),
            Lang::En => self.english(),
        }
    }

    fn vietnamese(&self) -> String {
        let plain = |value: &Decimal| format_plain(*value, MAX_DECIMALS as u32, Lang::Vi);
        match self {
            Self::Empty => "Ô trống. Không phát sinh thì ghi 0.".to_owned(),
            Self::PerhapsNil { typed } => {
                format!("Ô ghi “{typed}”: không phát sinh (0) hay chưa có số liệu? Không phát sinh thì ghi 0.")
            }
            Self::NoNumber { typed } => format!("“{typed}” không phải là số. Xin ghi một số."),
            Self::Several { typed } => format!("“{typed}” có nhiều số. Xin chỉ ghi một số."),
            Self::UnknownUnit { typed, words } => {
                format!("Trong “{typed}”, chưa rõ “{words}” là đơn vị gì. Xin chỉ ghi số theo đơn vị của cột.")
            }
            Self::Unclear { .. } => NumberError::from(self).message(Lang::Vi),
            Self::Contradicts { typed, other } => format!(
                "“{typed}” viết khác các ô còn lại của bảng. Có phải ý anh/chị là {}? Xin xác nhận hoặc sửa lại.",
                plain(other)
            ),
            Self::Date { shown } => {
                format!(
                    "Ô chứa ngày {shown}, không phải số; Excel hay tự đổi “1.5” hoặc “3/4” thành ngày. Xin sửa ô này trong tệp."
                )
            }
            Self::Truth => "Ô chứa giá trị đúng/sai, không phải số.".to_owned(),
            Self::Formula { shown } => format!("Công thức trong ô bị lỗi ({shown}). Xin sửa trong tệp rồi gửi lại."),
            Self::NotCalculated => {
                "Công thức trong ô chưa được tính nên tệp không có kết quả. Xin mở bằng Excel, lưu lại rồi gửi lại.".to_owned()
            }
            Self::OutOfRange { typed } => {
                format!("“{typed}” quá lớn hoặc có quá nhiều chữ số thập phân. Xin kiểm tra số và đơn vị tính.")
            }
        }
    }

    fn english(&self) -> String {
        let plain = |value: &Decimal| format_plain(*value, MAX_DECIMALS as u32, Lang::En);
        match self {
            Self::Empty => "The cell is empty. Write 0 for nil.".to_owned(),
            Self::PerhapsNil { typed } => format!("The cell says “{typed}”: nil (0) or not yet known? Write 0 for nil."),
            Self::NoNumber { typed } => format!("“{typed}” is not a number. Please write a number."),
            Self::Several { typed } => format!("“{typed}” has several numbers. Please write one only."),
            Self::UnknownUnit { typed, words } => {
                format!("In “{typed}”, “{words}” is no known unit. Please write the number only, in the unit of the column.")
            }
            Self::Unclear { .. } => NumberError::from(self).message(Lang::En),
            Self::Contradicts { typed, other } => format!(
                "“{typed}” is written unlike the rest of the table. Did you mean {}? Please confirm or correct it.",
                plain(other)
            ),
            Self::Date { shown } => {
                format!("The cell holds the date {shown} and not a number; Excel likes to make dates of “1.5” or “3/4”. Please correct it in the file.")
            }
            Self::Truth => "The cell holds true or false and not a number.".to_owned(),
            Self::Formula { shown } => format!("The formula in the cell failed ({shown}). Please correct it and send the file again."),
            Self::NotCalculated => {
                "The formula in the cell was never calculated, so the file has no result. Please open it in Excel, save it and send it again.".to_owned()
            }
            Self::OutOfRange { typed } => format!("“{typed}” is too large or has too many decimals. Please check the number and its unit."),
        }
    }
}

impl From<&Fault> for NumberError {
    /// The same fault as a typed number would have it, so that both ask the same question.
    fn from(fault: &Fault) -> Self {
        match fault {
            Fault::Unclear { typed, candidates } => Self::Unclear {
                typed: typed.clone(),
                candidates: candidates.clone(),
            },
            _ => Self::Empty,
        }
    }
}
