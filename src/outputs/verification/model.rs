//! What is compared with what, and what comes of it. Pure.

use serde::{Deserialize, Serialize};

use crate::foundation::i18n::{Lang, Text};

/// Differences of one check that are kept and shown.
pub const MOST: i64 = 100;

/// One comparison.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Check {
    Typed,
    Entries,
    Counting,
    Totals,
    Projects,
    Parcels,
    Obstacles,
    KeyTasks,
    Zones,
    Enterprises,
    Sponsored,
    Labels,
    Industries,
    Places,
}

type Columns = &'static [(&'static str, &'static str)];

impl Check {
    pub const ALL: [Check; 14] = [
        Check::Typed,
        Check::Entries,
        Check::Counting,
        Check::Totals,
        Check::Projects,
        Check::Parcels,
        Check::Obstacles,
        Check::KeyTasks,
        Check::Zones,
        Check::Enterprises,
        Check::Sponsored,
        Check::Labels,
        Check::Industries,
        Check::Places,
    ];

    /// What is compared, in words.
    pub fn title(self) -> Text {
        match self {
            Check::Typed => Text::new(
                "Giá trị và số đã gõ cùng đơn vị",
                "Values and what was typed in its unit",
            ),
            Check::Entries => Text::new(
                "Báo cáo đã duyệt và sổ số liệu",
                "Accepted reports and the ledger",
            ),
            Check::Counting => Text::new(
                "Sổ số liệu và số đang được tính",
                "The ledger and the figures that count",
            ),
            Check::Totals => Text::new(
                "Số đang được tính và tổng theo khu",
                "The figures that count and the totals of zones",
            ),
            Check::Projects => Text::new(
                "Sự kiện pháp lý và dự án",
                "Legal events and what projects say",
            ),
            Check::Parcels => Text::new(
                "Diễn biến và tình trạng lô đất",
                "The lives of parcels and what parcels say",
            ),
            Check::Obstacles => Text::new(
                "Các bước xử lý và khó khăn, vướng mắc",
                "Steps and what obstacles say",
            ),
            Check::KeyTasks => Text::new(
                "Các bước xử lý và nhiệm vụ trọng tâm",
                "Steps and what key tasks say",
            ),
            Check::Zones => Text::new(
                "Quá trình và tình trạng khu",
                "States of zones and what zones say",
            ),
            Check::Enterprises => Text::new(
                "Quá trình và tình trạng doanh nghiệp",
                "States of enterprises and what enterprises say",
            ),
            Check::Sponsored => Text::new(
                "Các khoản tài trợ và tổng tài trợ quy hoạch",
                "Sponsors and what schemes add up",
            ),
            Check::Labels => Text::new(
                "Số hợp đồng, số lô và nhãn của chúng",
                "Contracts, parcels and their labels",
            ),
            Check::Industries => Text::new(
                "Danh mục VSIC và tên ngành của dự án",
                "The VSIC list and the industries of projects",
            ),
            Check::Places => Text::new(
                "Thứ tự và hạn cũ trong các sổ diễn biến",
                "Order and former deadlines within the logs",
            ),
        }
    }

    /// The tables and columns that follow from others and are held by this check.
    pub fn derived(self) -> Columns {
        match self {
            Check::Typed => &[
                ("figures", "value"),
                ("filing_entries", "value"),
                ("targets", "value"),
                ("board_totals", "value"),
            ],
            Check::Entries => &[("figures", "*")],
            Check::Counting => &[("current_figures", "*")],
            Check::Totals => &[("zone_totals", "*")],
            Check::Projects => &[
                ("projects", "granted_on"),
                ("projects", "origin"),
                ("projects", "capital_currency"),
                ("projects", "registered_capital"),
                ("projects", "status"),
                ("projects", "ended_on"),
                ("projects", "investor"),
                ("projects", "nationality"),
            ],
            Check::Parcels => &[
                ("parcels", "state"),
                ("parcels", "enterprise_id"),
                ("parcels", "since"),
                ("parcels", "retired_at"),
            ],
            Check::Obstacles => &[
                ("obstacles", "due_on"),
                ("obstacles", "status"),
                ("obstacles", "result"),
                ("obstacles", "resolved_on"),
            ],
            Check::KeyTasks => &[
                ("key_tasks", "due_on"),
                ("key_tasks", "status"),
                ("key_tasks", "result"),
                ("key_tasks", "resolved_on"),
            ],
            Check::Zones => &[("zones", "status"), ("zone_states", "*")],
            Check::Enterprises => &[("enterprises", "status"), ("enterprise_states", "*")],
            Check::Sponsored => &[("schemes", "sponsored_vnd")],
            Check::Labels => &[("lease_parcels", "label"), ("recovery_parcels", "label")],
            Check::Industries => &[("project_industries", "name")],
            Check::Places => &[
                ("project_events", "position"),
                ("parcel_events", "position"),
                ("agenda_steps", "former_due_on"),
            ],
        }
    }

    /// Whether making anew what is derived mends it. What is not was typed, or is a log that nobody rewrites.
    pub fn is_mended(self) -> bool {
        !matches!(
            self,
            Check::Typed | Check::Entries | Check::Enterprises | Check::Places
        )
    }

    /// What to do about a difference.
    pub fn remedy(self) -> Text {
        match self {
            Check::Typed | Check::Entries => Text::new(
                "Mở báo cáo hoặc chỉ tiêu để đính chính; sổ số liệu không tự sửa.",
                "Open the report or target and correct it; the ledger is never rewritten.",
            ),
            Check::Enterprises => Text::new(
                "Mở doanh nghiệp, ghi lại tình trạng và ngày bắt đầu cho đúng.",
                "Open the enterprise and state its status and since when.",
            ),
            Check::Places => Text::new(
                "Sổ diễn biến không tự sửa: đính chính sự kiện, hoặc khôi phục bản sao lưu.",
                "A log is never rewritten: correct the event, or restore a backup.",
            ),
            _ => Text::new(
                "“Lập lại” tính lại từ sổ gốc.",
                "“Rebuild” works it out anew from what it follows from.",
            ),
        }
    }
}

/// One value that is not what it follows from.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Difference {
    /// The record, by its codes.
    pub subject: String,
    /// The code of what differs, see [`column_words`].
    pub column: String,
    /// What stands there; `None` is nothing.
    pub stands: Option<String>,
    /// What follows from the rest.
    pub should: Option<String>,
    /// The page of the record.
    pub path: String,
}

/// What one check found.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Finding {
    pub check: Check,
    /// All differences; the first of them are listed.
    pub count: i64,
    pub differences: Vec<Difference>,
}

/// What all of them found.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Verification(pub Vec<Finding>);

impl Verification {
    pub fn count(&self) -> i64 {
        self.0.iter().map(|finding| finding.count).sum()
    }

    /// Differences that making anew what is derived mends.
    pub fn mendable(&self) -> i64 {
        let mended = self.0.iter().filter(|finding| finding.check.is_mended());
        mended.map(|finding| finding.count).sum()
    }
}

/// What differs, in words.
pub fn column_words(column: &str, lang: Lang) -> &str {
    let text = match column {
        "total" => Text::new("tổng", "total"),
        "enterprise_count" => Text::new("số doanh nghiệp", "number of enterprises"),
        "value" => Text::new("giá trị", "value"),
        "unit" => Text::new("đơn vị", "unit"),
        "rate" => Text::new("tỷ giá", "exchange rate"),
        "vintage" => Text::new("mức chính thức", "how firm"),
        "zone" => Text::new("khu", "zone"),
        "figure" => Text::new("dòng của sổ", "row of the ledger"),
        "entry" => Text::new("ô trong báo cáo", "cell of the report"),
        "counts" => Text::new("được tính", "counts"),
        "granted_on" => Text::new("ngày cấp", "granted on"),
        "origin" => Text::new("nguồn vốn", "origin"),
        "capital_currency" => Text::new("đồng tiền", "currency"),
        "registered_capital" => Text::new("vốn đăng ký", "registered capital"),
        "status" | "state" => Text::new("tình trạng", "status"),
        "ended_on" => Text::new("ngày chấm dứt", "ended on"),
        "investor" => Text::new("nhà đầu tư", "investors"),
        "nationality" => Text::new("quốc tịch", "nationality"),
        "enterprise" => Text::new("doanh nghiệp", "enterprise"),
        "since" => Text::new("từ ngày", "since"),
        "retired" => Text::new("ngừng dùng", "out of use"),
        "due_on" => Text::new("hạn", "deadline"),
        "result" => Text::new("kết quả", "result"),
        "resolved_on" => Text::new("ngày xong", "done on"),
        "sponsored_vnd" => Text::new("tổng tài trợ (đồng)", "sponsored (VND)"),
        "label" => Text::new("nhãn", "label"),
        "name" => Text::new("tên", "name"),
        "position" => Text::new("thứ tự", "place"),
        "former_due_on" => Text::new("hạn cũ", "former deadline"),
        _ => return column,
    };
    text.in_lang(lang)
}
