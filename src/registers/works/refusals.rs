//! What the database refuses about works and their progress, in words.

use crate::foundation::i18n::Text;
use crate::platform::web::DatabaseRefusal;

/// The codes it raises.
pub const REFUSALS: &[DatabaseRefusal] = &[
    DatabaseRefusal::new(
        "IZ081",
        Text::new(
            "Ngày này còn ở phía trước: tiến độ được ghi khi đã đạt được.",
            "This day is still to come: progress is stated once it is made.",
        ),
    )
    .at("as_of"),
    DatabaseRefusal::new(
        "IZ082",
        Text::new(
            "Ngày này đã có số liệu: xin nêu lý do đính chính. Chỉ rút được số liệu đang có hiệu lực.",
            "The day has a statement: please say why it is corrected. Only what holds can be withdrawn.",
        ),
    )
    .at("correction"),
    DatabaseRefusal::new(
        "IZ083",
        Text::new(
            "Số lũy kế không giảm theo thời gian: nếu số của ngày khác sai, xin đính chính ngày đó trước.",
            "Cumulative figures do not fall: if the figure of another day is wrong, please correct that day first.",
        ),
    )
    .at("done"),
    DatabaseRefusal::new(
        "IZ084",
        Text::new(
            "Tỷ lệ đã làm từ 0 đến 100%.",
            "Progress is from 0 to 100%.",
        ),
    )
    .at("done"),
    DatabaseRefusal::new(
        "IZ085",
        Text::new(
            "Khối lượng đã làm vượt khối lượng phải làm: xin nêu lý do.",
            "More is done than was planned: please say why.",
        ),
    )
    .at("over_reason"),
    DatabaseRefusal::new(
        "IZ086",
        Text::new(
            "Số đã giải ngân vượt dự toán được duyệt: xin nêu lý do.",
            "More is disbursed than was approved: please say why.",
        ),
    )
    .at("over_reason"),
    DatabaseRefusal::new(
        "IZ087",
        Text::new(
            "Hạng mục đã có số liệu tiến độ theo cách đo cũ: xin giữ loại và đơn vị tính.",
            "Progress has been stated in the old measure: please keep kind and unit.",
        ),
    ),
    DatabaseRefusal::new(
        "IZ088",
        Text::new(
            "Giai đoạn này của khu công nghiệp khác.",
            "This phase is of another zone.",
        ),
    ),
    DatabaseRefusal::new(
        "IZ387",
        Text::new(
            "Đã có tiến độ hoặc tài trợ ghi cho dòng này nên không ngừng dùng được. Không làm nữa: ghi là đã dừng; ghi nhầm: rút các dòng thuộc nó trước.",
            "Progress or sponsors are recorded and it cannot be retired. If it is given up, record that it stopped; if it was entered by mistake, withdraw its own rows first.",
        ),
    ),
];
