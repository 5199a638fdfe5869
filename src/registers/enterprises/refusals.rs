//! What the database refuses about enterprises and their branches, in words.

use crate::foundation::i18n::Text;
use crate::platform::web::DatabaseRefusal;

/// The codes it raises.
pub const REFUSALS: &[DatabaseRefusal] = &[
    DatabaseRefusal::new(
        "IZ067",
        Text::new(
            "Đơn vị chủ quản báo cáo thay chi nhánh này cho kỳ đó: số liệu ghi ở báo cáo của đơn vị chủ quản, để không tính hai lần.",
            "The parent reports for this branch in that period: the figure belongs in the parent's report, so that it counts once.",
        ),
    ),
    DatabaseRefusal::new(
        "IZ068",
        Text::new(
            "Chi nhánh đã có số liệu được duyệt cho các kỳ từ ngày này: chọn ngày muộn hơn, để không tính hai lần.",
            "The branch has accepted figures for periods from this day on: choose a later one, so that nothing counts twice.",
        ),
    ),
    DatabaseRefusal::new(
        "IZ381",
        Text::new(
            "Doanh nghiệp này đã có hồ sơ, số liệu nên không ngừng dùng được. Doanh nghiệp không còn: bấm “Sửa”, chọn tình trạng “Đã chấm dứt” và ghi ngày; các năm trước vẫn giữ nguyên.",
            "This enterprise has records or figures and cannot be retired. When it is gone, edit it: choose “Closed” and state the day; earlier years stay as they are.",
        ),
    ),
    DatabaseRefusal::new(
        "IZ38B",
        Text::new(
            "Doanh nghiệp này đã ngừng dùng. Xin bấm “Dùng lại” ở trang doanh nghiệp trước khi gửi hoặc duyệt báo cáo.",
            "This enterprise is out of use. Please restore it on its page before submitting or accepting a report.",
        ),
    ),
];
