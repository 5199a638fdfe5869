//! What the database refuses about what was issued, in words.

use crate::foundation::i18n::Text;
use crate::platform::web::DatabaseRefusal;

/// The codes it raises.
pub const REFUSALS: &[DatabaseRefusal] = &[
    DatabaseRefusal::new(
        "IZ390",
        Text::new(
            "Bản phát hành không khớp bản kê của nó: tệp, ngày, người gửi hoặc bản đứng trước đã bị thay đổi.",
            "The edition is not what its manifest says: a file, the day, the person or the edition before it was changed.",
        ),
    ),
    DatabaseRefusal::new(
        "IZ391",
        Text::new(
            "Ngày của văn bản không thể sau hôm nay.",
            "The day of the paper cannot be after today.",
        ),
    )
    .at("document_on"),
];
