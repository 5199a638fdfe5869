//! What the database refuses about readings of wastewater, in words.

use crate::foundation::i18n::Text;
use crate::platform::web::DatabaseRefusal;

/// The codes it raises.
pub const REFUSALS: &[DatabaseRefusal] = &[
    DatabaseRefusal::new(
        "IZ290",
        Text::new(
            "Ngày này còn ở phía trước: số liệu được ghi khi đã có.",
            "This day is still to come: a reading is of days that have been.",
        ),
    )
    .at("to_on"),
    DatabaseRefusal::new(
        "IZ291",
        Text::new(
            "Lần ghi này đã được thay hoặc đã rút số liệu. Xin tải lại trang để xem nhật ký hiện nay.",
            "This entry has been replaced or withdrawn. Please reload the page to see how the log stands.",
        ),
    )
    .at("correction"),
    DatabaseRefusal::new(
        "IZ292",
        Text::new(
            "Đã có số liệu từ nguồn này đến ngày đó: xin đính chính lần ghi ấy.",
            "There is a reading of this source until that day: please correct that entry.",
        ),
    )
    .at("to_on"),
];
