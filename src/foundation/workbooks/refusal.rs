//! Why a file was not read, and what its sender can do about it.

use serde::{Deserialize, Serialize};

use crate::foundation::i18n::Text;

/// A file that is not read. Nothing of it is kept.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, thiserror::Error, Serialize, Deserialize)]
#[error("{}", self.code())]
pub enum Refusal {
    Empty,
    TooLarge,
    Encrypted,
    Damaged,
    NotAWorkbook,
    WordDocument,
    Presentation,
    Pdf,
    Picture,
    Compressed,
    WebPage,
    Xml,
    Link,
    TooOld,
    OldEncoding,
    /// A comma parts the columns and is the decimal mark as well.
    TornNumbers,
    Bomb,
    TooManySheets,
    TooManyRows,
    TooManyColumns,
    TooManyCells,
    NoCells,
    /// More files than are read in one go.
    TooManyFiles,
    /// The fault is the portal's and not the file's.
    Unavailable,
}

impl Refusal {
    /// All of them, for tables of messages.
    pub const ALL: [Self; 24] = [
        Self::Empty,
        Self::TooLarge,
        Self::Encrypted,
        Self::Damaged,
        Self::NotAWorkbook,
        Self::WordDocument,
        Self::Presentation,
        Self::Pdf,
        Self::Picture,
        Self::Compressed,
        Self::WebPage,
        Self::Xml,
        Self::Link,
        Self::TooOld,
        Self::OldEncoding,
        Self::TornNumbers,
        Self::Bomb,
        Self::TooManySheets,
        Self::TooManyRows,
        Self::TooManyColumns,
        Self::TooManyCells,
        Self::NoCells,
        Self::TooManyFiles,
        Self::Unavailable,
    ];

    /// A stable name for logs, programs and tests.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Empty => "empty",
            Self::TooLarge => "too-large",
            Self::Encrypted => "encrypted",
            Self::Damaged => "damaged",
            Self::NotAWorkbook => "not-a-workbook",
            Self::WordDocument => "word-document",
            Self::Presentation => "presentation",
            Self::Pdf => "pdf",
            Self::Picture => "picture",
            Self::Compressed => "compressed",
            Self::WebPage => "web-page",
            Self::Xml => "xml",
            Self::Link => "link",
            Self::TooOld => "too-old",
            Self::OldEncoding => "old-encoding",
            Self::TornNumbers => "torn-numbers",
            Self::Bomb => "bomb",
            Self::TooManySheets => "too-many-sheets",
            Self::TooManyRows => "too-many-rows",
            Self::TooManyColumns => "too-many-columns",
            Self::TooManyCells => "too-many-cells",
            Self::NoCells => "no-cells",
            Self::TooManyFiles => "too-many-files",
            Self::Unavailable => "unavailable",
        }
    }

    /// What is wrong and what to do, for the person who chose the file.
    pub const fn message(self) -> Text {
        match self {
            Self::Empty => EMPTY,
            Self::TooLarge => TOO_LARGE,
            Self::Encrypted => ENCRYPTED,
            Self::Damaged => DAMAGED,
            Self::NotAWorkbook => NOT_A_WORKBOOK,
            Self::WordDocument => WORD_DOCUMENT,
            Self::Presentation => PRESENTATION,
            Self::Pdf => PDF,
            Self::Picture => PICTURE,
            Self::Compressed => COMPRESSED,
            Self::WebPage => WEB_PAGE,
            Self::Xml => XML,
            Self::Link => LINK,
            Self::TooOld => TOO_OLD,
            Self::OldEncoding => OLD_ENCODING,
            Self::TornNumbers => TORN_NUMBERS,
            Self::Bomb => BOMB,
            Self::TooManySheets => TOO_MANY_SHEETS,
            Self::TooManyRows => TOO_MANY_ROWS,
            Self::TooManyColumns => TOO_MANY_COLUMNS,
            Self::TooManyCells => TOO_MANY_CELLS,
            Self::NoCells => NO_CELLS,
            Self::TooManyFiles => TOO_MANY_FILES,
            Self::Unavailable => UNAVAILABLE,
        }
    }
}

// What each refusal says.
const EMPTY: Text = Text::new(
    "Tệp rỗng (0 byte): có thể việc tải về hoặc sao chép bị ngắt giữa chừng. Xin tải lại tệp gốc rồi gửi lại.",
    "The file is empty (0 bytes): perhaps a download or copy was cut off. Please fetch the original again and send that.",
);
const TOO_LARGE: Text = Text::new(
    "Tệp lớn hơn 50 MB. Xin xóa hình ảnh và các trang tính không cần thiết, lưu lại rồi gửi lại.",
    "The file is larger than 50 MB. Please remove pictures and sheets nobody needs, save it and send it again.",
);
const ENCRYPTED: Text = Text::new(
    "Tệp đang đặt mật khẩu. Xin mở bằng Excel, bỏ mật khẩu (Tệp → Thông tin → Bảo vệ sổ làm việc → Mã hóa bằng mật khẩu, để trống) rồi lưu lại và gửi lại.",
    "The file has a password. Please open it in Excel, remove the password (File → Info → Protect Workbook → Encrypt with Password, leave it empty), save it and send it again.",
);
const DAMAGED: Text = Text::new(
    "Tệp bị hỏng hoặc bị cắt ngang, không đọc được. Xin mở bằng Excel; nếu mở được thì chọn “Lưu thành” dạng .xlsx rồi gửi tệp mới.",
    "The file is damaged or cut short and cannot be read. Please open it in Excel; if it opens, use “Save As” .xlsx and send the new file.",
);
const NOT_A_WORKBOOK: Text = Text::new(
    "Đây không phải là tệp bảng tính. Xin gửi tệp .xlsx, .xls, .ods hoặc .csv.",
    "This is not a spreadsheet file. Please send a .xlsx, .xls, .ods or .csv file.",
);
const WORD_DOCUMENT: Text = Text::new(
    "Đây là văn bản Word, không phải bảng tính. Xin chép bảng số liệu sang Excel, lưu lại rồi gửi tệp .xlsx.",
    "This is a Word document and not a spreadsheet. Please copy the table into Excel, save it and send the .xlsx file.",
);
const PRESENTATION: Text = Text::new(
    "Đây là tệp trình chiếu, không phải bảng tính. Xin gửi tệp .xlsx, .xls, .ods hoặc .csv.",
    "This is a presentation and not a spreadsheet. Please send a .xlsx, .xls, .ods or .csv file.",
);
const PDF: Text = Text::new(
    "Đây là tệp PDF, không đọc được số liệu từng ô. Xin gửi tệp Excel gốc; tệp PDF có thể đính kèm làm tài liệu chứng minh.",
    "This is a PDF file, whose figures cannot be read cell by cell. Please send the original Excel file; the PDF may be attached as evidence.",
);
const PICTURE: Text = Text::new(
    "Đây là tệp ảnh. Xin gửi tệp Excel gốc; ảnh chụp có thể đính kèm làm tài liệu chứng minh.",
    "This is a picture. Please send the original Excel file; the picture may be attached as evidence.",
);
const COMPRESSED: Text = Text::new(
    "Đây là tệp nén. Xin giải nén rồi gửi từng tệp bảng tính.",
    "This is a compressed archive. Please unpack it and send each spreadsheet.",
);
const WEB_PAGE: Text = Text::new(
    "Tệp này là trang web (HTML) mang tên bảng tính, thường do phần mềm xuất ra. Xin mở bằng Excel, chọn “Lưu thành” dạng .xlsx rồi gửi tệp mới.",
    "This file is a web page (HTML) under the name of a spreadsheet, as some programs export it. Please open it in Excel, use “Save As” .xlsx and send the new file.",
);
const XML: Text = Text::new(
    "Tệp này là XML, chưa phải bảng tính. Xin mở bằng Excel, chọn “Lưu thành” dạng .xlsx rồi gửi tệp mới.",
    "This file is XML and not a workbook. Please open it in Excel, use “Save As” .xlsx and send the new file.",
);
const LINK: Text = Text::new(
    "Tệp này chỉ chứa đường dẫn (Google Trang tính, Zalo…), không chứa số liệu. Xin mở đường dẫn, tải bảng về dạng .xlsx rồi gửi tệp đó.",
    "This file holds only a link (Google Sheets, Zalo …) and no figures. Please open the link, download the table as .xlsx and send that file.",
);
const TOO_OLD: Text = Text::new(
    "Tệp do phiên bản Excel trước năm 1997 ghi. Xin mở bằng Excel hoặc LibreOffice, chọn “Lưu thành” dạng .xlsx rồi gửi tệp mới.",
    "The file was written by an Excel from before 1997. Please open it in Excel or LibreOffice, use “Save As” .xlsx and send the new file.",
);
const OLD_ENCODING: Text = Text::new(
    "Tệp văn bản không dùng bảng mã Unicode nên chữ tiếng Việt sẽ sai. Xin mở bằng Excel, chọn “Lưu thành” dạng “CSV UTF-8” hoặc .xlsx rồi gửi tệp mới.",
    "The text file is not in Unicode, so Vietnamese letters would come out wrong. Please open it in Excel, use “Save As” “CSV UTF-8” or .xlsx and send the new file.",
);
const TORN_NUMBERS: Text = Text::new(
    "Có dòng nhiều ô hơn dòng tiêu đề: dấu phẩy vừa ngăn cột vừa là dấu thập phân, nên số bị cắt đôi. Xin lưu lại thành .xlsx, hoặc .csv ngăn bằng dấu chấm phẩy.",
    "Some rows have more fields than the titles: the comma parts columns and is the decimal mark as well, so figures are torn. Please save as .xlsx, or as .csv parted by semicolons.",
);
const BOMB: Text = Text::new(
    "Nội dung tệp sau khi giải nén quá lớn (trên 200 MB hoặc nén một cách bất thường). Xin chép phần số liệu cần gửi sang một tệp mới, lưu lại rồi gửi lại.",
    "Unpacked, the file is too large (over 200 MB, or compressed in an unusual way). Please copy the figures into a new file, save it and send that.",
);
const TOO_MANY_SHEETS: Text = Text::new(
    "Tệp có hơn 200 trang tính. Xin tách thành nhiều tệp rồi gửi từng tệp.",
    "The file has more than 200 sheets. Please split it into several files and send each.",
);
const TOO_MANY_ROWS: Text = Text::new(
    "Có trang tính dài hơn 200.000 dòng. Xin xóa các dòng thừa ở cuối hoặc tách thành nhiều tệp rồi gửi lại.",
    "A sheet has more than 200,000 rows. Please delete needless rows at its end, or split it into several files, and send it again.",
);
const TOO_MANY_COLUMNS: Text = Text::new(
    "Có trang tính rộng hơn 500 cột. Xin xóa các cột thừa ở bên phải hoặc tách bảng rồi gửi lại.",
    "A sheet has more than 500 columns. Please delete needless columns at its right, or split the table, and send it again.",
);
const TOO_MANY_CELLS: Text = Text::new(
    "Tệp có quá nhiều ô (trên 1 triệu ô có nội dung) hoặc quá nhiều chữ (trên 100 MB). Xin chỉ giữ phần cần gửi, lưu lại rồi gửi lại.",
    "The file has too many cells (over 1 million with content) or too much text (over 100 MB). Please keep only what is to be sent, save it and send it again.",
);
const NO_CELLS: Text = Text::new(
    "Tệp mở được nhưng không trang tính nào có nội dung. Xin kiểm tra có chọn nhầm tệp không.",
    "The file opens but no sheet has anything in it. Please check whether it is the right file.",
);
const TOO_MANY_FILES: Text = Text::new(
    "Tệp chưa được đọc: mỗi lần đọc tối đa 30 tệp. Xin gửi các tệp còn lại ở lần sau.",
    "Not read: 30 files are read in one go. Please send the remaining ones in another.",
);
const UNAVAILABLE: Text = Text::new(
    "Máy chủ chưa đọc được tệp lúc này; tệp không có lỗi gì được tìm thấy. Xin thử lại sau ít phút.",
    "The server could not read files just now; nothing wrong was found with yours. Please try again in a few minutes.",
);

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    #[test]
    fn every_refusal_has_a_code_of_its_own_and_says_what_to_do() {
        let codes: BTreeSet<_> = Refusal::ALL.iter().map(|refusal| refusal.code()).collect();
        assert_eq!(codes.len(), Refusal::ALL.len());
        for refusal in Refusal::ALL {
            assert!(refusal.message().vi.contains("Xin "), "{refusal}");
            assert!(refusal.message().en.contains("lease "), "{refusal}");
            assert_eq!(refusal.to_string(), refusal.code());
        }
    }
}
