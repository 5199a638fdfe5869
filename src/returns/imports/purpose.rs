//! What a file is taken for: reports of a period, or the years a board brings along, one column a year.

use serde::{Deserialize, Serialize};

use crate::foundation::i18n::Text;

/// What a file is taken for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Purpose {
    /// Reports of one period.
    #[default]
    Reports,
    /// Earlier years of each enterprise.
    Enterprises,
    /// Earlier years of the board as a whole.
    Board,
}

impl Purpose {
    pub const ALL: [Purpose; 3] = [Purpose::Reports, Purpose::Enterprises, Purpose::Board];

    pub fn code(self) -> &'static str {
        match self {
            Purpose::Reports => "reports",
            Purpose::Enterprises => "enterprises",
            Purpose::Board => "board",
        }
    }

    pub fn from_code(code: &str) -> Option<Purpose> {
        Purpose::ALL
            .into_iter()
            .find(|purpose| purpose.code() == code)
    }

    /// Whether every year of the file is wanted, each by itself.
    pub fn is_moving(self) -> bool {
        self != Purpose::Reports
    }

    pub fn words(self) -> Text {
        match self {
            Purpose::Reports => Text::new("Báo cáo của một kỳ", "Reports of a period"),
            Purpose::Enterprises => Text::new(
                "Số của các năm trước (chuyển vào): từng doanh nghiệp",
                "Earlier years (moved in): each enterprise",
            ),
            Purpose::Board => Text::new(
                "Số của các năm trước (chuyển vào): tổng của Ban",
                "Earlier years (moved in): the board's totals",
            ),
        }
    }
}
