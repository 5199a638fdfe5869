//! What an import says of a row or a cell it does not simply take.

use crate::foundation::i18n::Text;

pub(super) const NOBODY: Text = Text::new(
    "Không tìm thấy doanh nghiệp này trong phạm vi phụ trách. Xin chọn.",
    "No such enterprise within your reach. Please choose one.",
);

pub(super) const TWO: Text = Text::new(
    "Mã số thuế là của một doanh nghiệp, tên là của doanh nghiệp khác. Xin chọn.",
    "The tax code is one enterprise's and the name another's. Please choose.",
);

pub(super) const SEVERAL: Text = Text::new(
    "Có nhiều doanh nghiệp cùng tên này. Xin chọn.",
    "Several enterprises have this name. Please choose.",
);

pub(super) const PROJECTS: Text = Text::new(
    "Doanh nghiệp này báo cáo theo từng dự án. Xin chọn dự án.",
    "This enterprise reports by project. Please choose the project.",
);

pub(super) const TWICE: Text = Text::new(
    "Doanh nghiệp này có ở nhiều dòng của tệp.",
    "This enterprise is in several rows of the file.",
);

pub(super) const CLOSED: Text = Text::new(
    "Báo cáo đã gửi hoặc đã duyệt, không ghi đè từ tệp. Muốn sửa, xin mở báo cáo để đính chính.",
    "The report has been submitted or accepted and is not overwritten from a file. Open it for correction to change it.",
);

pub(super) const LOCKED: Text = Text::new("Kỳ báo cáo đã khóa sổ.", "The period is closed.");

pub(super) const SUPERSEDED: Text = Text::new(
    "Kỳ này đã có số liệu chắc chắn hơn (sơ bộ hoặc chính thức) của doanh nghiệp. Xin xem lại tính chất số liệu.",
    "Firmer figures (preliminary or final) of the enterprise are there for this period. Please check the vintage.",
);

pub(super) const NOT_ASKED: Text = Text::new(
    "Mẫu báo cáo không có chỉ tiêu này.",
    "The form does not ask for this.",
);

pub(super) const OTHER_UNIT: Text = Text::new(
    "Đơn vị trong ô không đo được chỉ tiêu này.",
    "The unit in the cell does not measure this indicator.",
);

pub(super) const UNCLEAR: Text = Text::new(
    "Chưa rõ dấu chấm, dấu phẩy nào là dấu thập phân. Xin chọn cách viết số của tệp.",
    "It is not clear which sign is the decimal mark. Please choose how the file writes numbers.",
);

pub(super) const HEDGED: Text =
    Text::new("Tệp ghi là số ước chừng.", "The file calls it an estimate.");

pub(super) const ASSUMED: Text = Text::new(
    "Ô không ghi loại tiền: hiểu là đồng.",
    "The cell names no currency: đồng is assumed.",
);

pub(super) const HIDDEN: Text =
    Text::new("Ô này bị ẩn trong tệp.", "This cell is hidden in the file.");

pub(super) const ROUNDED: Text = Text::new(
    "Đã làm tròn đến 6 chữ số thập phân.",
    "Rounded to 6 decimals.",
);
