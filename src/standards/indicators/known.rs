//! The indicators the program speaks of by name: sheets, checks and sentences look for them.
//!
//! Their rows come with the portal, and the database keeps their codes (`named_indicators()`). Every other indicator is data.

use super::kinds::{Source, TimeKind};
use crate::foundation::kernel::quantity::Dimension;

/// An indicator the program speaks of by name. Amounts are in canonical units.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Known {
    /// Total revenue (tổng doanh thu), VND; adds up over time.
    Revenue,
    /// Exports (giá trị xuất khẩu), USD; add up.
    Exports,
    /// Imports (giá trị nhập khẩu), USD; add up.
    Imports,
    /// Paid to the state budget (nộp ngân sách nhà nước), VND; adds up.
    Budget,
    /// Capital realised in the period (vốn đầu tư thực hiện), VND; adds up.
    RealisedCapital,
    /// Its part from equity (vốn góp), VND; adds up.
    CapitalEquity,
    /// Its part from loans, net of repayment (vốn vay), VND; may be negative, adds up.
    CapitalLoans,
    /// Its part from profit (lợi nhuận tái đầu tư), VND; adds up.
    CapitalReinvested,
    /// Realised since the certificate (vốn thực hiện lũy kế), VND at the period's end.
    CapitalToDate,
    /// All workers (số lao động), people at the period's end.
    Workers,
    /// Female workers (lao động nữ), people at the period's end.
    WorkersFemale,
    /// Workers of the province (lao động địa phương), people at the period's end.
    WorkersLocal,
    /// Foreign workers (lao động nước ngoài), people at the period's end.
    WorkersForeign,
    /// Vietnamese workers (lao động Việt Nam), people at the period's end.
    WorkersVietnamese,
    /// Average monthly income (thu nhập bình quân tháng), VND; a mean weighted by workers.
    AvgIncome,
    /// Profit after tax (lợi nhuận sau thuế), VND; negative for a loss, adds up.
    Profit,
    /// Research and development (chi nghiên cứu và phát triển), VND; adds up.
    Research,
    /// Environmental protection (chi xử lý và bảo vệ môi trường), VND; adds up.
    Environment,
    /// Projects granted (dự án đầu tư mới), a count from the registry; adds up.
    NewProjects,
    /// Their registered capital where the investor is domestic (vốn trong nước), VND; adds up.
    NewCapitalDomestic,
    /// The same where the investor is foreign (vốn nước ngoài), USD; adds up.
    NewCapitalForeign,
    /// Leased ÷ leasable land (tỷ lệ lấp đầy), percent on a day.
    Occupancy,
}

impl Known {
    /// All of them.
    pub const ALL: [Known; 22] = [
        Known::Revenue,
        Known::Exports,
        Known::Imports,
        Known::Budget,
        Known::RealisedCapital,
        Known::CapitalEquity,
        Known::CapitalLoans,
        Known::CapitalReinvested,
        Known::CapitalToDate,
        Known::Workers,
        Known::WorkersFemale,
        Known::WorkersLocal,
        Known::WorkersForeign,
        Known::WorkersVietnamese,
        Known::AvgIncome,
        Known::Profit,
        Known::Research,
        Known::Environment,
        Known::NewProjects,
        Known::NewCapitalDomestic,
        Known::NewCapitalForeign,
        Known::Occupancy,
    ];

    /// The code in the database, in bundles and in addresses.
    pub const fn code(self) -> &'static str {
        match self {
            Known::Revenue => "revenue",
            Known::Exports => "exports",
            Known::Imports => "imports",
            Known::Budget => "budget",
            Known::RealisedCapital => "realised_capital",
            Known::CapitalEquity => "capital_equity",
            Known::CapitalLoans => "capital_loans",
            Known::CapitalReinvested => "capital_reinvested",
            Known::CapitalToDate => "capital_to_date",
            Known::Workers => "workers",
            Known::WorkersFemale => "workers_female",
            Known::WorkersLocal => "workers_local",
            Known::WorkersForeign => "workers_foreign",
            Known::WorkersVietnamese => "workers_vietnamese",
            Known::AvgIncome => "avg_income",
            Known::Profit => "profit",
            Known::Research => "research",
            Known::Environment => "environment",
            Known::NewProjects => "new_projects",
            Known::NewCapitalDomestic => "new_capital_domestic",
            Known::NewCapitalForeign => "new_capital_foreign",
            Known::Occupancy => "occupancy",
        }
    }

    /// The indicator with a code; `None` for those that are only data.
    pub fn from_code(code: &str) -> Option<Known> {
        Known::ALL.into_iter().find(|known| known.code() == code)
    }

    /// What it is measured in.
    pub const fn dimension(self) -> Dimension {
        match self {
            Known::Revenue
            | Known::Budget
            | Known::RealisedCapital
            | Known::CapitalEquity
            | Known::CapitalLoans
            | Known::CapitalReinvested
            | Known::CapitalToDate
            | Known::AvgIncome
            | Known::Profit
            | Known::Research
            | Known::Environment
            | Known::NewCapitalDomestic => Dimension::Vnd,
            Known::Exports | Known::Imports | Known::NewCapitalForeign => Dimension::Usd,
            Known::Workers
            | Known::WorkersFemale
            | Known::WorkersLocal
            | Known::WorkersForeign
            | Known::WorkersVietnamese => Dimension::Person,
            Known::NewProjects => Dimension::Count,
            Known::Occupancy => Dimension::Percent,
        }
    }

    /// How it behaves over time.
    pub const fn time_kind(self) -> TimeKind {
        match self {
            Known::Revenue
            | Known::Exports
            | Known::Imports
            | Known::Budget
            | Known::RealisedCapital
            | Known::CapitalEquity
            | Known::CapitalLoans
            | Known::CapitalReinvested
            | Known::Profit
            | Known::Research
            | Known::Environment
            | Known::NewProjects
            | Known::NewCapitalDomestic
            | Known::NewCapitalForeign => TimeKind::Flow,
            Known::CapitalToDate
            | Known::Workers
            | Known::WorkersFemale
            | Known::WorkersLocal
            | Known::WorkersForeign
            | Known::WorkersVietnamese
            | Known::Occupancy => TimeKind::Stock,
            Known::AvgIncome => TimeKind::Rate,
        }
    }

    /// Where its values come from.
    pub const fn source(self) -> Source {
        match self {
            Known::Revenue
            | Known::Exports
            | Known::Imports
            | Known::Budget
            | Known::RealisedCapital
            | Known::CapitalEquity
            | Known::CapitalLoans
            | Known::CapitalReinvested
            | Known::CapitalToDate
            | Known::Workers
            | Known::WorkersFemale
            | Known::WorkersLocal
            | Known::WorkersForeign
            | Known::WorkersVietnamese
            | Known::AvgIncome
            | Known::Profit
            | Known::Research
            | Known::Environment => Source::Filing,
            Known::NewProjects
            | Known::NewCapitalDomestic
            | Known::NewCapitalForeign
            | Known::Occupancy => Source::Registry,
        }
    }
}
