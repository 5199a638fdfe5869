//! The board's rules V01–V30: what they are called, how strict they are and where their thresholds lie.
//!
//! The rows live in the table `check_rules`, where the board edits them; [`DEFAULTS`] is what the portal ships, equal to
//! the seeds of the migration. Thresholds are the board's own proposals, tuned with `make check-quality`, not law.

use std::collections::HashMap;

use rust_decimal::Decimal;

use super::Severity;

/// Where a rule is enforced.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Place {
    /// By [`super::check`], while a report is typed.
    Report,
    /// By a registry's form or the database.
    Registry,
    /// When a review is printed.
    Print,
    /// Over the figures of the whole board.
    Board,
}

impl Place {
    /// The code in the database.
    pub const fn code(self) -> &'static str {
        match self {
            Place::Report => "report",
            Place::Registry => "registry",
            Place::Print => "print",
            Place::Board => "board",
        }
    }
}

/// A rule as the portal ships it. The meaning of the thresholds is in `note`.
#[derive(Debug, Clone, Copy)]
pub struct Shipped {
    pub code: &'static str,
    pub name: &'static str,
    pub name_en: &'static str,
    pub severity: Severity,
    pub place: Place,
    pub low: Option<Decimal>,
    pub high: Option<Decimal>,
    pub low_2: Option<Decimal>,
    pub high_2: Option<Decimal>,
    pub note: &'static str,
    pub note_en: &'static str,
    /// The legal instrument or the practice the rule comes from.
    pub basis: &'static str,
}

/// `mantissa` with `scale` decimals, as a constant.
const fn dec(mantissa: u32, scale: u32) -> Option<Decimal> {
    Some(Decimal::from_parts(mantissa, 0, 0, false, scale))
}

const fn rule(
    code: &'static str,
    severity: Severity,
    place: Place,
    name: &'static str,
    name_en: &'static str,
) -> Shipped {
    Shipped {
        code,
        name,
        name_en,
        severity,
        place,
        low: None,
        high: None,
        low_2: None,
        high_2: None,
        note: "",
        note_en: "",
        basis: PRACTICE,
    }
}

impl Shipped {
    const fn between(mut self, low: Option<Decimal>, high: Option<Decimal>) -> Shipped {
        self.low = low;
        self.high = high;
        self
    }

    const fn and(mut self, low: Option<Decimal>, high: Option<Decimal>) -> Shipped {
        self.low_2 = low;
        self.high_2 = high;
        self
    }

    const fn note(mut self, note: &'static str, note_en: &'static str) -> Shipped {
        self.note = note;
        self.note_en = note_en;
        self
    }

    const fn basis(mut self, basis: &'static str) -> Shipped {
        self.basis = basis;
        self
    }
}

use Place::{Board, Print, Registry, Report};
use Severity::{Blocks, Explain, Information};

const PRACTICE: &str = "Quy tắc kiểm tra của Ban (đề xuất, chỉnh được)";
const FORMS: &str = "Biểu A.III.1, A.III.2 (TT 03/2021/TT-BKHĐT và văn bản thay thế)";

/// The rules as shipped, in the order of their codes.
pub static DEFAULTS: [Shipped; 30] = [
    rule("V01", Blocks, Registry, "Mã số thuế hợp lệ", "Valid tax code")
        .note("Sổ doanh nghiệp: độ dài và số kiểm tra.", "Register of enterprises: length and check digit.")
        .basis("Cấu trúc mã số thuế (TT 86/2024/TT-BTC và văn bản thay thế)"),
    rule("V02", Blocks, Report, "Không phát sinh thì nhập 0", "Nil is entered as 0")
        .note("Luôn áp dụng: ô bắt buộc để trống không cộng được.", "Always applies: an empty required cell adds up to nothing.")
        .basis(FORMS),
    rule("V03", Blocks, Report, "Chỉ vốn vay, lợi nhuận… được âm", "Only loans, profit and the like may be negative")
        .note("Luôn áp dụng. Dòng nào được âm do biểu mẫu quy định.", "Always applies. The form says which lines may be negative.")
        .basis(FORMS),
    rule("V04", Blocks, Report, "Năm báo cáo không trước năm cấp giấy chứng nhận", "No report before the year of the certificate")
        .basis(FORMS),
    rule("V05", Blocks, Registry, "Không trùng báo cáo", "No report twice").note(
        "Cơ sở dữ liệu chỉ giữ một báo cáo cho mỗi doanh nghiệp, kỳ và loại số liệu.",
        "The database keeps one report for each enterprise, period and vintage.",
    ),
    rule("V06", Explain, Report, "Xuất khẩu không lớn hơn doanh thu", "Exports do not exceed revenue")
        .between(None, dec(105, 2))
        .note("Trên: xuất khẩu quy đổi ÷ doanh thu (lần).", "High: converted exports ÷ revenue (times)."),
    rule("V07", Explain, Report, "Tỷ lệ xuất khẩu hợp lý", "A plausible share of exports")
        .between(dec(50, 0), dec(2, 1))
        .note(
            "Dưới: doanh nghiệp chế xuất xuất khẩu ít nhất bấy nhiêu % doanh thu. Trên: xuất khẩu khác 0 mà dưới bấy nhiêu % doanh thu là đáng ngờ.",
            "Low: an export-processing enterprise exports at least this % of revenue. High: exports other than nil below this % of revenue are suspect.",
        ),
    rule("V08", Explain, Report, "Có sản xuất thì có lao động", "Where there is production there are workers"),
    rule("V09", Explain, Report, "Có lao động mà không có doanh thu", "Workers without revenue").note(
        "Cả năm, hoặc hai kỳ liền; trừ doanh nghiệp đang chuẩn bị, xây dựng.",
        "A whole year, or two periods running; not while preparing or building.",
    ),
    rule("V10", Explain, Report, "Nghi sai đơn vị tính", "The unit is suspect")
        .between(dec(316, 3), dec(3162, 3))
        .note(
            "So với kỳ trước, số gấp hoặc bằng một phần 1.000, 1.000.000, 1.000.000.000 (đất: 10.000), nhân với khoảng từ Dưới đến Trên.",
            "Against earlier periods, a thousand, a million or a thousand million times more or less (land: ten thousand), within Low to High of that.",
        ),
    rule("V11", Explain, Report, "Mức trên một lao động hợp lý", "A plausible level per worker")
        .between(dec(10, 0), dec(20_000, 0))
        .and(dec(316, 4), dec(316, 1))
        .note(
            "Doanh thu năm trên một lao động, triệu đồng: từ Dưới đến Trên. Khi chưa có số kỳ trước: so với trung vị của Ban, từ Dưới (2) đến Trên (2) lần.",
            "Yearly revenue per worker, million VND: Low to High. Without earlier figures: Low (2) to High (2) times the board's median.",
        ),
    rule("V12", Explain, Report, "Biến động lớn so với kỳ trước", "A large change")
        .between(dec(4, 0), dec(8, 0))
        .and(dec(30, 0), dec(50, 0))
        .note(
            "Trên: gấp (hoặc bằng một phần) bấy nhiêu lần thì phải giải trình. Dưới: như vậy khi các chỉ tiêu khác không đổi theo. Dưới (2), Trên (2): thay đổi bấy nhiêu % của lao động, đất và của số phát sinh thì chỉ nhắc.",
            "High: so many times more or less must be explained. Low: the same where the other indicators did not move along. Low (2), High (2): a change of so many % of workers and land, and of flows, is only pointed out.",
        ),
    rule("V13", Blocks, Report, "Lũy kế khớp với số trong kỳ", "The year to date fits the period")
        .between(None, dec(2, 0))
        .note(
            "Trên: sai lệch cho phép, %. Lũy kế giảm so với kỳ trước thì không gửi được; lệch thì phải giải trình, cũng như số ở một cột mà gần cột kia hơn khi cột kia để trống.",
            "High: the difference allowed, %. A year to date below the one before cannot be submitted; a difference must be explained, and so must a figure nearer to what the other, empty column would say.",
        )
        .basis(FORMS),
    rule("V14", Explain, Report, "Vốn lũy kế hợp lý", "Plausible capital to date")
        .between(dec(2, 0), dec(110, 0))
        .note(
            "Trên: vốn thực hiện lũy kế ÷ vốn đăng ký, %. Dưới: sai lệch cho phép giữa lũy kế kỳ trước cộng trong kỳ và lũy kế, %.",
            "High: capital to date ÷ registered capital, %. Low: the difference allowed between the earlier one plus this period's and the new one, %.",
        )
        .basis(FORMS),
    rule("V15", Blocks, Report, "Vốn góp + vốn vay + lợi nhuận tái đầu tư = vốn thực hiện", "Equity + loans + reinvested profit = capital")
        .between(None, dec(5, 1))
        .note("Trên: sai lệch làm tròn cho phép, %.", "High: the difference allowed for rounding, %.")
        .basis(FORMS),
    rule("V16", Blocks, Report, "Thành phần không vượt tổng số", "A part does not exceed its whole")
        .note(
            "Gồm: lao động Việt Nam + nước ngoài = tổng số lao động.",
            "Includes: Vietnamese + foreign workers = all workers.",
        )
        .basis(FORMS),
    rule("V17", Explain, Report, "Thu nhập bình quân hợp lý", "A plausible average income")
        .between(dec(3, 0), dec(100, 0))
        .note("Triệu đồng một tháng: từ Dưới đến Trên.", "Million VND a month: Low to High.")
        .basis("Lương tối thiểu vùng (mức hiện hành do Ban cập nhật)"),
    rule("V18", Explain, Report, "Nộp ngân sách so với doanh thu", "Budget payments against revenue")
        .between(dec(1, 2), dec(60, 0))
        .and(None, dec(10, 0))
        .note(
            "% doanh thu: từ Dưới đến Trên. Trên (2): doanh thu năm từ bấy nhiêu tỷ đồng mà không nộp gì thì phải giải trình.",
            "% of revenue: Low to High. High (2): paying nothing on a yearly revenue from so many billion VND must be explained.",
        ),
    rule("V19", Blocks, Registry, "Đã cho thuê ≤ đất cho thuê ≤ thành lập ≤ quy hoạch", "Leased ≤ leasable ≤ established ≤ planned")
        .between(None, dec(2, 0))
        .note(
            "Sổ diện tích và lô đất. Thứ tự các diện tích luôn áp dụng. Trên: sai lệch cho phép giữa các lô đang cho thuê cộng lại và diện tích ghi, %.",
            "Registers of areas and parcels. The order of the areas always applies. High: the difference allowed between the leased parcels together and the stated area, %.",
        )
        .basis("NĐ 35/2022/NĐ-CP"),
    rule("V20", Blocks, Registry, "Tỷ lệ lấp đầy từ 0 đến 100%", "Occupancy between 0 and 100%")
        .between(dec(30, 0), dec(100, 0))
        .note(
            "Trên: %. Dưới: khu “đang hoạt động” có hạ tầng hoàn thiện dưới bấy nhiêu % thì phải giải trình.",
            "High: %. Low: a zone “operating” with less than this % of its infrastructure must be explained.",
        ),
    rule("V21", Explain, Registry, "Các loại đất cộng lại bằng tổng", "The uses of land add up")
        .between(None, dec(1, 1))
        .note(
            "Trên: sai lệch cho phép giữa các lô cộng lại và diện tích thành lập (chưa có thì quy hoạch) của giai đoạn, %.",
            "High: the difference allowed between the parcels together and the established (else planned) area of the phase, %.",
        ),
    rule("V22", Explain, Report, "Giá ngầm định của sản phẩm", "The price implied for a product")
        .between(dec(3, 1), dec(3, 0))
        .note(
            "Doanh thu ÷ sản lượng so với năm trước: từ Dưới đến Trên lần; chỉ khi doanh nghiệp có một sản phẩm.",
            "Revenue ÷ output against last year: Low to High times; only where the enterprise has one product.",
        ),
    rule("V23", Explain, Report, "Nghi nhầm USD và đồng", "USD and VND mixed up")
        .between(dec(316, 3), dec(3162, 3))
        .and(None, dec(3, 0))
        .note(
            "Số lệch so với kỳ trước bằng tỷ giá, nhân với khoảng từ Dưới đến Trên. Trên (2): tỷ giá đổi bấy nhiêu % thì nhắc.",
            "A figure off by the exchange rate, within Low to High of it. High (2): a rate that moved so many % is pointed out.",
        ),
    rule("V24", Information, Report, "Đồng tiền theo giấy chứng nhận", "The currency of the certificate").basis(FORMS),
    rule("V25", Blocks, Report, "Số viết rõ ràng", "A number that can be read")
        .note(
            "Luôn áp dụng: ô không đọc được không có giá trị. Số đọc được nhưng có thể hiểu cách khác thì phải giải trình khi không có gì để đối chiếu.",
            "Always applies: an unreadable cell has no value. One that can be read in two ways must be explained where nothing settles it.",
        ),
    rule("V26", Explain, Report, "Tạm ngừng, đã thu hồi mà có số phát sinh", "Figures of a suspended or closed enterprise"),
    rule("V27", Blocks, Print, "Mọi tỷ lệ % tính lại được", "Every percentage can be recomputed")
        .note("Năm gốc phải là năm liền trước.", "The base year is the year before."),
    rule("V28", Blocks, Print, "Số tổng khớp với phụ lục", "Totals equal their annex"),
    rule("V29", Blocks, Print, "“% kế hoạch” nêu rõ kế hoạch", "“% of plan” names its plan"),
    rule("V30", Information, Board, "Một doanh nghiệp chi phối tổng số", "One enterprise dominates a total")
        .between(None, dec(60, 0))
        .note(
            "Trên: % của tổng số; số công bố có thể làm lộ số liệu của doanh nghiệp.",
            "High: % of the total; publishing it may disclose the enterprise's figures.",
        )
        .basis("Luật Thống kê 2015 (bảo mật thông tin thống kê)"),
];

/// One rule as it applies: the board's row, or the default.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Rule {
    pub code: &'static str,
    pub severity: Severity,
    pub active: bool,
    pub low: Option<Decimal>,
    pub high: Option<Decimal>,
    pub low_2: Option<Decimal>,
    pub high_2: Option<Decimal>,
}

/// All rules, by code.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Rules {
    by_code: HashMap<&'static str, Rule>,
}

impl Rules {
    /// Rules that cannot be switched off, because they guard arithmetic itself: a hole (V02), a wrong sign (V03) or a
    /// text that is no number (V25) has no place in a sum.
    pub const ALWAYS: [&'static str; 3] = ["V02", "V03", "V25"];

    /// No rule at all: of what is nobody's report.
    pub fn none() -> Rules {
        Rules {
            by_code: HashMap::new(),
        }
    }

    /// The rules as shipped.
    pub fn defaults() -> Rules {
        let rule = |default: &Shipped| Rule {
            code: default.code,
            severity: default.severity,
            active: true,
            low: default.low,
            high: default.high,
            low_2: default.low_2,
            high_2: default.high_2,
        };
        Rules {
            by_code: DEFAULTS
                .iter()
                .map(|default| (default.code, rule(default)))
                .collect(),
        }
    }

    /// Puts the board's row in place of the default. A code the program does not know changes nothing.
    pub fn set(&mut self, code: &str, row: Rule) {
        if let Some(known) = self.by_code.get_mut(code) {
            *known = Rule {
                code: known.code,
                ..row
            };
        }
    }

    /// A rule that applies; `None` where the board has switched it off.
    pub fn get(&self, code: &str) -> Option<&Rule> {
        self.by_code
            .get(code)
            .filter(|rule| rule.active || Rules::ALWAYS.contains(&rule.code))
    }
}
