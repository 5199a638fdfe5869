//! What the database refuses about leases, recoveries and days that have come, in words.

use crate::foundation::i18n::Text;
use crate::platform::web::DatabaseRefusal;

/// The codes it raises.
pub const REFUSALS: &[DatabaseRefusal] = &[
    DatabaseRefusal::new(
        "IZ048",
        Text::new(
            "Các hợp đồng thuê trong cùng thời gian vượt diện tích của lô đất.",
            "Leases of the same time exceed the area of the parcel.",
        ),
    ),
    DatabaseRefusal::new(
        "IZ049",
        Text::new(
            "Lô đất này ở khu công nghiệp khác.",
            "This parcel is in another zone.",
        ),
    ),
    DatabaseRefusal::new(
        "IZ310",
        Text::new(
            "Lô thôi thuê trong thời hạn của hợp đồng.",
            "A parcel's share ends within the term of its lease.",
        ),
    ),
    DatabaseRefusal::new(
        "IZ311",
        Text::new(
            "Gia hạn phải đến sau ngày hết hạn đang có hiệu lực.",
            "An extension goes beyond the end in force.",
        ),
    ),
    DatabaseRefusal::new(
        "IZ312",
        Text::new(
            "Hợp đồng đã chấm dứt thì không gia hạn.",
            "A lease that has ended is not extended.",
        ),
    ),
    DatabaseRefusal::new(
        "IZ313",
        Text::new("Ngày này còn ở phía trước.", "This day is still to come."),
    ),
    DatabaseRefusal::new(
        "IZ386",
        Text::new(
            "Đã có hồ sơ dựa vào giấy tờ này nên không ngừng dùng được. Hết hiệu lực: bấm “Sửa” và ghi ngày kết thúc; ghi nhầm: ngừng dùng các dòng thuộc nó trước.",
            "Other records rest on this paper and it cannot be retired. When it ends, edit it and state the day; if it was entered by mistake, retire its own rows first.",
        ),
    ),
];
