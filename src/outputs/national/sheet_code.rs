//! Which sheets there are.

use std::fmt;

use crate::foundation::i18n::Text;
use crate::standards::indicators::Known;

/// A sheet of the national information system on zones the portal makes, by its number.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum SheetCode {
    /// Investment attracted in the period.
    Attraction,
    /// Zones established, resized and revoked.
    Decisions,
    /// Infrastructure projects of zones.
    Infrastructure,
    /// Production and business, to date.
    Production,
    /// Central wastewater plants: a working table.
    Wastewater,
    /// Workers: a working table.
    Labour,
    /// Zones of the plan in force.
    Planning,
    /// Foreign investment by country: a working table.
    Partners,
    /// Amended certificates.
    Amended,
    /// Ended and revoked certificates.
    Ended,
}

impl SheetCode {
    pub const ALL: [SheetCode; 10] = [
        SheetCode::Attraction,
        SheetCode::Decisions,
        SheetCode::Infrastructure,
        SheetCode::Production,
        SheetCode::Wastewater,
        SheetCode::Labour,
        SheetCode::Planning,
        SheetCode::Partners,
        SheetCode::Amended,
        SheetCode::Ended,
    ];

    /// The number of the form, as in addresses and file names.
    pub const fn code(self) -> &'static str {
        match self {
            SheetCode::Attraction => "2101",
            SheetCode::Decisions => "2102",
            SheetCode::Infrastructure => "2103",
            SheetCode::Production => "2104",
            SheetCode::Wastewater => "2105",
            SheetCode::Labour => "2106",
            SheetCode::Planning => "2107",
            SheetCode::Partners => "2114",
            SheetCode::Amended => "2115",
            SheetCode::Ended => "2116",
        }
    }

    /// The reported indicators whose totals stand on it.
    pub(super) const fn reported(self) -> &'static [Known] {
        match self {
            SheetCode::Attraction => &[
                Known::Revenue,
                Known::Imports,
                Known::Exports,
                Known::Budget,
            ],
            SheetCode::Production => &[
                Known::Revenue,
                Known::Exports,
                Known::Imports,
                Known::Budget,
                Known::RealisedCapital,
                Known::Workers,
                Known::WorkersForeign,
            ],
            SheetCode::Infrastructure => &[Known::RealisedCapital],
            SheetCode::Labour => &[
                Known::Workers,
                Known::WorkersFemale,
                Known::WorkersLocal,
                Known::WorkersForeign,
                Known::AvgIncome,
            ],
            SheetCode::Decisions
            | SheetCode::Wastewater
            | SheetCode::Planning
            | SheetCode::Partners
            | SheetCode::Amended
            | SheetCode::Ended => &[],
        }
    }

    /// What stands on a sheet whose official columns no source we have confirms (the registry of official forms names these sheets
    /// and not their columns); nothing on the others.
    pub const fn unconfirmed(self) -> Option<Text> {
        match self {
            SheetCode::Wastewater
            | SheetCode::Labour
            | SheetCode::Partners
            | SheetCode::Amended => Some(Text::new(
                "mẫu nội bộ, chưa đối chiếu biểu chính thức",
                "internal form, not yet compared with the official sheet",
            )),
            SheetCode::Attraction
            | SheetCode::Decisions
            | SheetCode::Infrastructure
            | SheetCode::Production
            | SheetCode::Planning
            | SheetCode::Ended => None,
        }
    }

    pub fn from_code(code: &str) -> Option<SheetCode> {
        SheetCode::ALL
            .into_iter()
            .find(|sheet| sheet.code() == code)
    }

    /// Whether its rows stand as cards on a narrow screen: an item, its total, and the places that make it.
    pub const fn as_cards(self) -> bool {
        matches!(self, SheetCode::Attraction)
    }

    /// What the sheet is about.
    pub const fn title(self) -> Text {
        match self {
            SheetCode::Attraction => Text::new(
                "Thu hút đầu tư vào khu công nghiệp trong kỳ",
                "Investment attracted in the period",
            ),
            SheetCode::Decisions => Text::new(
                "Thành lập mới, điều chỉnh diện tích, thu hồi khu công nghiệp",
                "Zones established, resized and revoked",
            ),
            SheetCode::Infrastructure => Text::new(
                "Thực hiện dự án hạ tầng khu công nghiệp",
                "Infrastructure projects of zones",
            ),
            SheetCode::Production => Text::new(
                "Sản xuất, kinh doanh tại khu công nghiệp, lũy kế",
                "Production and business, to date",
            ),
            SheetCode::Wastewater => Text::new("Nước thải", "Wastewater"),
            SheetCode::Labour => Text::new("Lao động", "Labour"),
            SheetCode::Partners => Text::new(
                "Đầu tư nước ngoài theo đối tác",
                "Foreign investment by country",
            ),
            SheetCode::Planning => Text::new(
                "Khu công nghiệp trong quy hoạch còn hiệu lực",
                "Zones of the plan in force",
            ),
            SheetCode::Amended => Text::new(
                "Điều chỉnh giấy chứng nhận đăng ký đầu tư",
                "Amended certificates",
            ),
            SheetCode::Ended => Text::new(
                "Chấm dứt, thu hồi giấy chứng nhận đăng ký đầu tư",
                "Ended and revoked certificates",
            ),
        }
    }
}

impl fmt::Display for SheetCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.code())
    }
}
