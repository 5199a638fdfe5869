//! The portal's sections as the masthead offers them.

use super::page::Page;
use crate::foundation::i18n::Text;
use crate::foundation::kernel::Permission;

/// One entry: where it leads, its words, and who sees it.
struct Entry(&'static str, Text, Permission);

const MAIN: [Entry; 8] = [
    Entry(
        "/dashboard",
        Text::new("Tổng quan", "Overview"),
        Permission::ReadOverview,
    ),
    Entry(
        "/duties",
        Text::new("Báo cáo", "Reports"),
        Permission::ReadFilings,
    ),
    Entry(
        "/zones",
        Text::new("Khu công nghiệp", "Zones"),
        Permission::ReadRegistries,
    ),
    Entry(
        "/enterprises",
        Text::new("Doanh nghiệp", "Enterprises"),
        Permission::ReadRegistries,
    ),
    Entry(
        "/projects",
        Text::new("Dự án", "Projects"),
        Permission::ReadRegistries,
    ),
    Entry(
        "/parcels",
        Text::new("Lô đất", "Parcels"),
        Permission::ReadRegistries,
    ),
    Entry(
        "/plans",
        Text::new("Kế hoạch", "Plans"),
        Permission::ReadPlans,
    ),
    Entry(
        "/reviews",
        Text::new("Tổng kết", "Review"),
        Permission::ReadReview,
    ),
];

const MORE: [Entry; 29] = [
    Entry(
        "/national",
        Text::new("Biểu số liệu quốc gia", "National sheets"),
        Permission::ReadOverview,
    ),
    Entry(
        "/tasks",
        Text::new("Việc cần xử lý", "Work to be done"),
        Permission::ReadRegistries,
    ),
    Entry(
        "/zone-decisions",
        Text::new("Quyết định về khu", "Decisions on zones"),
        Permission::ReadRegistries,
    ),
    Entry(
        "/occupancy",
        Text::new("Tỷ lệ lấp đầy", "Occupancy"),
        Permission::ReadRegistries,
    ),
    Entry(
        "/idle-land",
        Text::new("Đất đã cho thuê chưa sử dụng", "Leased land not in use"),
        Permission::ReadRegistries,
    ),
    Entry(
        "/leases",
        Text::new("Hợp đồng thuê đất", "Leases"),
        Permission::ReadRegistries,
    ),
    Entry(
        "/recoveries",
        Text::new("Hồ sơ thu hồi đất", "Land recovery cases"),
        Permission::ReadRegistries,
    ),
    Entry(
        "/works",
        Text::new("Hạng mục", "Works"),
        Permission::ReadRegistries,
    ),
    Entry(
        "/infrastructure",
        Text::new("Tiến độ hạ tầng", "Progress of works"),
        Permission::ReadRegistries,
    ),
    Entry(
        "/wastewater",
        Text::new("Nước thải", "Wastewater"),
        Permission::ReadRegistries,
    ),
    Entry(
        "/schemes",
        Text::new("Đồ án được tài trợ", "Sponsored schemes"),
        Permission::ReadRegistries,
    ),
    Entry(
        "/sponsorship",
        Text::new("Tài trợ lập quy hoạch", "Sponsored planning"),
        Permission::ReadRegistries,
    ),
    Entry(
        "/obstacles",
        Text::new("Khó khăn, vướng mắc", "Obstacles"),
        Permission::ReadRegistries,
    ),
    Entry(
        "/key-tasks",
        Text::new("Nhiệm vụ trọng tâm", "Key tasks"),
        Permission::ReadRegistries,
    ),
    Entry(
        "/project-industries",
        Text::new("Ngành nghề của dự án", "Industries of projects"),
        Permission::ReadRegistries,
    ),
    Entry(
        "/industries",
        Text::new("Mã ngành VSIC", "VSIC codes"),
        Permission::ReadRegistries,
    ),
    Entry(
        "/indicators",
        Text::new("Chỉ tiêu", "Indicators"),
        Permission::ReadRegistries,
    ),
    Entry(
        "/products",
        Text::new("Sản phẩm", "Products"),
        Permission::ReadRegistries,
    ),
    Entry(
        "/exchange-rates",
        Text::new("Tỷ giá", "Exchange rates"),
        Permission::ReadRegistries,
    ),
    Entry(
        "/forms",
        Text::new("Mẫu báo cáo", "Report forms"),
        Permission::ReadRegistries,
    ),
    Entry(
        "/form-lines",
        Text::new("Dòng của mẫu", "Lines of the forms"),
        Permission::ReadRegistries,
    ),
    Entry(
        "/form-questions",
        Text::new("Câu hỏi của mẫu", "Questions of the forms"),
        Permission::ReadRegistries,
    ),
    Entry(
        "/deadlines",
        Text::new("Hạn nộp", "Deadlines"),
        Permission::ReadRegistries,
    ),
    Entry(
        "/closings",
        Text::new("Khóa sổ kỳ báo cáo", "Period closings"),
        Permission::ReadRegistries,
    ),
    Entry(
        "/check-rules",
        Text::new("Quy tắc kiểm tra", "Check rules"),
        Permission::ReadRegistries,
    ),
    Entry(
        "/holidays",
        Text::new("Ngày nghỉ lễ, tết", "Public holidays"),
        Permission::ReadRegistries,
    ),
    Entry(
        "/accounts",
        Text::new("Tài khoản", "Accounts"),
        Permission::ManageAccounts,
    ),
    Entry(
        "/structure",
        Text::new("Cơ cấu và địa giới", "Structure and units"),
        Permission::ReadRegistries,
    ),
    Entry(
        "/boards",
        Text::new("Thông tin Ban", "The board"),
        Permission::ManageBoard,
    ),
];

/// An entry ready to show.
pub struct Item {
    pub href: &'static str,
    pub label: &'static str,
    pub current: bool,
}

impl Page {
    /// The sections in the masthead.
    pub fn menu(&self) -> Vec<Item> {
        self.items(&MAIN)
    }

    /// The sections behind "Thêm".
    pub fn menu_more(&self) -> Vec<Item> {
        self.items(&MORE)
    }

    fn items(&self, entries: &[Entry]) -> Vec<Item> {
        entries
            .iter()
            .filter(|Entry(_, _, permission)| self.can(*permission))
            .map(|Entry(href, label, _)| Item {
                href,
                label: label.in_lang(self.lang),
                current: self.within(href)
                    || (*href == "/duties"
                        && ["/filings", "/sheets", "/unlocks"]
                            .iter()
                            .any(|section| self.within(section))),
            })
            .collect()
    }
}
