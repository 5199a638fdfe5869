//! The fields of the form of an event, and which of them each kind needs.

use super::model::Kind;
use crate::foundation::i18n::Text;
use crate::platform::registry::{Choice, Field, Kind as FieldKind};
use crate::registers::enterprises::ENTERPRISE;
use crate::registers::projects::registry::CURRENCIES;

/// How many investors the form asks for; a bundle may bring more.
pub const INVESTORS: [[&str; 3]; 4] = [
    ["investor_1", "nationality_1", "share_1"],
    ["investor_2", "nationality_2", "share_2"],
    ["investor_3", "nationality_3", "share_3"],
    ["investor_4", "nationality_4", "share_4"],
];

const CHANGES: &[Choice] = &[
    Choice::new("increase", "Tăng thêm", "Increased by"),
    Choice::new("reduce", "Giảm đi", "Reduced by"),
    Choice::new("total", "Thành (tổng vốn mới)", "To (the new total)"),
];

/// The choice that leaves it to the investors.
pub(super) const BY_INVESTORS: &str = "investors";

const ORIGINS: &[Choice] = &[
    Choice::new(
        BY_INVESTORS,
        "Theo quốc tịch nhà đầu tư",
        "By the investors’ nationality",
    ),
    Choice::new("domestic", "Trong nước (DDI)", "Domestic (DDI)"),
    Choice::new("foreign", "Nước ngoài (FDI)", "Foreign (FDI)"),
];

/// Foreign or domestic, after the investors that suggest it.
pub(super) static ORIGIN: [Field; 2] = [
    Field::new(
        "origin",
        Text::new("Nguồn vốn", "Origin"),
        FieldKind::Choice(ORIGINS),
    )
    .hint(Text::new(
        "Từ ngày có hiệu lực, cả dự án với toàn bộ vốn. Theo nhà đầu tư: có một nhà đầu tư nước ngoài là FDI, tất cả là Việt Nam thì trong nước.",
        "From that day on, the project with all its capital. By the investors: any foreign one makes it FDI, all Vietnamese domestic.",
    )),
    Field::new(
        "origin_reason",
        Text::new(
            "Lý do nguồn vốn khác với nhà đầu tư",
            "Why the origin is another than the investors’",
        ),
        FieldKind::Text { max: 500 },
    )
    .hint(Text::new(
        "Chỉ cần khi nguồn vốn chọn ở trên khác với quốc tịch nhà đầu tư.",
        "Only where the origin chosen above differs from what the investors suggest.",
    )),
];

const MONEY: FieldKind = FieldKind::Money {
    currency: "currency",
};

static FIELDS: &[Field] = &[
    Field::new(
        "happened_on",
        Text::new("Ngày có hiệu lực", "Effective on"),
        FieldKind::Date,
    )
    .required(),
    Field::new(
        "document_no",
        Text::new("Số văn bản", "Document no."),
        FieldKind::Text { max: 100 },
    ),
    Field::new(
        "document_on",
        Text::new("Ngày văn bản", "Date of the document"),
        FieldKind::Date,
    ),
    Field::new(
        "currency",
        Text::new("Đồng tiền đăng ký", "Currency of the certificate"),
        FieldKind::Choice(CURRENCIES),
    )
    .required(),
    Field::new(
        "capital",
        Text::new("Vốn đăng ký", "Registered capital"),
        MONEY,
    )
    .hint(Text::new(
        "Chưa biết thì để trống.",
        "Leave it empty while unknown.",
    )),
    Field::new(
        "change",
        Text::new("Vốn đăng ký", "Registered capital"),
        FieldKind::Choice(CHANGES),
    )
    .required(),
    Field::new("amount", Text::new("Số vốn", "Amount"), MONEY).required(),
    Field::new(
        "equivalent",
        Text::new("Tương đương, như giấy ghi", "Equivalent, as printed"),
        MONEY,
    )
    .hint(Text::new(
        "Số quy đổi sang đồng tiền kia, chỉ khi giấy chứng nhận có ghi (ghi tổng vốn mới thì là của tổng vốn mới). Để trống: cổng lấy tỷ giá của năm và giữ cùng sự kiện.",
        "In the other currency, only where the certificate prints it (with a new total, that of the new total). Empty: the year's rate is taken and kept with the event.",
    )),
    Field::new(
        "new_name",
        Text::new("Tên mới", "New name"),
        FieldKind::Text { max: 300 },
    )
    .required(),
    Field::new(
        "new_aim",
        Text::new("Mục tiêu, quy mô mới", "New aim and scale"),
        FieldKind::LongText { max: 2000 },
    )
    .required(),
    Field::new(
        "until",
        Text::new("Thời hạn hoàn thành mới", "New end of the works"),
        FieldKind::Date,
    )
    .required(),
    Field::new(
        "meant_until",
        Text::new("Dự kiến đến ngày", "Meant until"),
        FieldKind::Date,
    ),
    Field::new(
        "new_enterprise",
        Text::new("Chuyển sang doanh nghiệp", "To the enterprise"),
        FieldKind::Reference(&ENTERPRISE),
    )
    .hint(Text::new(
        "Để trống nếu chỉ đổi nhà đầu tư.",
        "Leave it empty if only the investors change.",
    )),
    Field::new(
        "note",
        Text::new("Ghi chú", "Note"),
        FieldKind::LongText { max: 2000 },
    ),
    Field::new(
        "reason",
        Text::new("Lý do đính chính", "Why it is corrected"),
        FieldKind::LongText { max: 2000 },
    )
    .required(),
];

pub(super) static INVESTOR: Field = Field::new(
    "investor",
    Text::new("Nhà đầu tư", "Investor"),
    FieldKind::Text { max: 300 },
);
pub(super) static NATIONALITY: Field = Field::new(
    "nationality",
    Text::new("Quốc tịch", "Nationality"),
    FieldKind::Text { max: 100 },
);
pub(super) static SHARE: Field = Field::new(
    "share",
    Text::new("Tỷ lệ vốn (%)", "Share (%)"),
    FieldKind::Number,
);

/// Names of the fields a kind of event needs, investors apart.
fn names(kind: Kind, corrects: bool) -> Vec<&'static str> {
    let own: &[&'static str] = match kind {
        Kind::Granted => &["currency", "capital", "equivalent"],
        Kind::CapitalChanged => &["change", "amount", "equivalent"],
        Kind::Renamed => &["new_name"],
        Kind::AimChanged => &["new_aim"],
        Kind::Rescheduled => &["until"],
        Kind::Transferred => &["new_enterprise"],
        Kind::Suspended => &["meant_until"],
        _ => &[],
    };
    // Cancelling an event happens when it is recorded: there is no day to ask for.
    let mut names = if kind == Kind::Correction {
        Vec::new()
    } else {
        vec!["happened_on"]
    };
    names.extend(own);
    names.extend([
        "document_no",
        "document_on",
        if corrects { "reason" } else { "note" },
    ]);
    names
}

pub fn has_investors(kind: Kind) -> bool {
    matches!(kind, Kind::Granted | Kind::Transferred)
}

pub(super) fn fields(kind: Kind, corrects: bool) -> impl Iterator<Item = &'static Field> {
    names(kind, corrects)
        .into_iter()
        .filter_map(|name| FIELDS.iter().find(|field| field.name == name))
}
