//! What the database refuses about parcels and their log, in words.

use crate::foundation::i18n::Text;
use crate::platform::web::DatabaseRefusal;

/// The codes it raises.
pub const REFUSALS: &[DatabaseRefusal] = &[
    DatabaseRefusal::new(
        "IZ041",
        Text::new(
            "Trước ngày này lô đất chưa có trong sổ, hoặc đã vào sổ rồi. Mỗi lô vào sổ một lần, trước mọi sự kiện khác; ghi nhầm thì thay bằng lần đúng.",
            "The parcel was not in the books by this day, or is already. It enters them once, before anything else; a wrong entry is replaced by the right one.",
        ),
    )
    .at("happened_on"),
    DatabaseRefusal::new(
        "IZ042",
        Text::new(
            "Lô đất đã tách hoặc gộp: sau đó chỉ còn có thể đính chính.",
            "The parcel was split or merged: after that there are only corrections.",
        ),
    )
    .at("happened_on"),
    DatabaseRefusal::new(
        "IZ043",
        Text::new(
            "Việc này không thể đi sau tình trạng của lô đất vào ngày đó, hoặc làm các sự kiện về sau không còn đúng thứ tự.",
            "This cannot follow the state the parcel had on that day, or it puts later events out of order.",
        ),
    )
    .at("happened_on"),
    DatabaseRefusal::new(
        "IZ044",
        Text::new(
            "Đất thuê chỉ được gia hạn sử dụng một lần.",
            "The time to use leased land is extended once only.",
        ),
    )
    .at("happened_on"),
    DatabaseRefusal::new(
        "IZ045",
        Text::new(
            "Ngày này còn ở phía trước: sự kiện được ghi khi đã xảy ra.",
            "This day is still to come: an event is recorded once it has happened.",
        ),
    )
    .at("happened_on"),
    DatabaseRefusal::new(
        "IZ046",
        Text::new(
            "Sự kiện này đã được đính chính, hoặc không thể đính chính như vậy.",
            "This event has been corrected already, or cannot be corrected this way.",
        ),
    )
    .at("happened_on"),
    DatabaseRefusal::new(
        "IZ047",
        Text::new(
            "Tình trạng và doanh nghiệp của lô đất được suy ra từ các sự kiện, không ghi trực tiếp.",
            "A parcel's state and holder follow from its events and are not written directly.",
        ),
    ),
    DatabaseRefusal::new(
        "IZ321",
        Text::new(
            "Lô đất đã có trong sổ thì không ngừng dùng được: xin tách, gộp lô, ghi sự kiện, hoặc đính chính sự kiện ghi nhầm.",
            "A parcel in the books cannot be retired: split or merge it, record what happened, or correct the mistaken event.",
        ),
    ),
];
