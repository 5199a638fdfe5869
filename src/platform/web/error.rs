//! Errors as pages: handlers return [`AppError`], an outer layer turns it into a page in the reader's language.

use std::time::Duration;

use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};

use crate::foundation::i18n::Text;

/// Why a request got no answer of its own.
#[derive(Debug, Clone)]
pub enum AppError {
    NotFound,
    SignInRequired,
    Forbidden,
    /// The request as sent cannot be understood; the text says what to do.
    Refused(Text),
    /// The thing asked for clashes with how things stand; the text says how.
    Clash(Text),
    /// A text that is too long, in characters: nothing was saved and nothing is cut off. The page has it in a field to shorten.
    TooLong {
        length: usize,
        most: usize,
    },
    /// Wrong passwords, one after the other; how long until the next may be tried.
    TooManyAttempts(Duration),
    /// So many passwords are being looked at that this one would have to wait too long.
    Busy,
    /// A request from another site's page (CSRF).
    CrossSite,
    TooLarge,
    /// The rest of the request did not arrive.
    Stalled,
    /// The answer took too long and was given up.
    TooSlow,
    /// There is no room left to record it.
    DiskFull,
    /// PostgreSQL does not answer. The page offers to try again.
    DatabaseGone,
    /// A fault of ours. Details are in the log under the request id, never on the page.
    Internal,
}

impl AppError {
    pub fn status(&self) -> StatusCode {
        match self {
            AppError::NotFound => StatusCode::NOT_FOUND,
            AppError::SignInRequired => StatusCode::UNAUTHORIZED,
            AppError::Forbidden | AppError::CrossSite => StatusCode::FORBIDDEN,
            AppError::Refused(_) | AppError::TooLong { .. } => StatusCode::UNPROCESSABLE_ENTITY,
            AppError::Clash(_) => StatusCode::CONFLICT,
            AppError::TooManyAttempts(_) => StatusCode::TOO_MANY_REQUESTS,
            AppError::TooLarge => StatusCode::PAYLOAD_TOO_LARGE,
            AppError::Stalled => StatusCode::REQUEST_TIMEOUT,
            AppError::DatabaseGone | AppError::Busy | AppError::DiskFull | AppError::TooSlow => {
                StatusCode::SERVICE_UNAVAILABLE
            }
            AppError::Internal => StatusCode::INTERNAL_SERVER_ERROR,
        }
    }

    /// The page of this error, with when to come back for what passes by itself.
    pub fn marked(&self, mut response: Response) -> Response {
        *response.status_mut() = self.status();
        let seconds = match self {
            AppError::TooManyAttempts(wait) => wait.as_secs().max(1),
            AppError::DatabaseGone | AppError::Busy | AppError::DiskFull | AppError::TooSlow => 5,
            _ => return response,
        };
        response
            .headers_mut()
            .insert(header::RETRY_AFTER, HeaderValue::from(seconds));
        response
    }

    /// Logs a fault of ours with its cause and hides the cause from the reader.
    pub fn internal(cause: impl std::fmt::Display) -> AppError {
        tracing::error!(%cause, "internal error");
        AppError::Internal
    }
}

/// Leaves the page to the outer layer, which knows the reader's language.
impl IntoResponse for AppError {
    fn into_response(self) -> Response {
        let mut response = self.status().into_response();
        response.extensions_mut().insert(self);
        response
    }
}

impl From<sqlx::Error> for AppError {
    fn from(error: sqlx::Error) -> AppError {
        match error {
            sqlx::Error::RowNotFound => AppError::NotFound,
            sqlx::Error::PoolTimedOut
            | sqlx::Error::PoolClosed
            | sqlx::Error::Io(_)
            | sqlx::Error::Tls(_) => {
                tracing::warn!(%error, "database does not answer");
                AppError::DatabaseGone
            }
            // 57P01..57P03: shutting down, crashed, starting up. 08xxx: connection lost. 53300: too many connections.
            sqlx::Error::Database(ref cause)
                if cause.code().is_some_and(|code| {
                    code.starts_with("57P") || code.starts_with("08") || code == "53300"
                }) =>
            {
                tracing::warn!(%error, "database does not answer");
                AppError::DatabaseGone
            }
            sqlx::Error::Database(ref cause)
                if cause.code().is_some_and(|code| code == "53100") =>
            {
                tracing::error!(%error, "the disk is full");
                AppError::DiskFull
            }
            // What the database refuses by a rule of its own, whoever asks: the portal's own rules said so before, unless somebody was faster.
            sqlx::Error::Database(ref cause)
                if cause.code().is_some_and(|code| code.starts_with("IZ")) =>
            {
                AppError::Clash(refusal_words(cause.code().as_deref().unwrap_or_default()))
            }
            // 23503: it names something that is not there. 22003, 22008: a number or a day beyond what can be kept. No form is
            // that careful with everything it hides in a field: what was sent is at fault, not the portal.
            sqlx::Error::Database(ref cause)
                if cause
                    .code()
                    .is_some_and(|code| matches!(code.as_ref(), "23503" | "22003" | "22008")) =>
            {
                tracing::warn!(%error, "the database cannot keep what was sent");
                AppError::Refused(UNKEEPABLE)
            }
            other => AppError::internal(other),
        }
    }
}

const UNKEEPABLE: Text = Text::new(
    "Nội dung gửi lên có mục không còn tồn tại, hoặc số, ngày quá lớn. Xin tải lại trang, chọn và nhập lại.",
    "Something chosen is no longer there, or a number or a day is too large. Please reload the page and choose or enter it again.",
);

/// The database's own refusals in words.
pub fn refusal_words(code: &str) -> Text {
    match code {
        "IZ001" => Text::new(
            "Kỳ báo cáo này đã khóa sổ. Muốn sửa, xin đề nghị mở khóa ở trang báo cáo; người khác phê duyệt.",
            "This period is closed. To change it, ask for an unlock on the report's page; somebody else grants it.",
        ),
        "IZ003" => Text::new(
            "Kỳ báo cáo đã qua hạn khóa sổ lần đầu: xin ghi lý do gửi muộn.",
            "The period is past its soft closing: please give the reason for handing it in late.",
        ),
        "IZ004" => Text::new(
            "Còn ô bị trả lại chưa sửa hoặc chưa trả lời.",
            "A cell that was sent back is neither changed nor answered.",
        ),
        "IZ005" => Text::new(
            "Người nhập hoặc gửi báo cáo không được duyệt báo cáo đó.",
            "Whoever typed or submitted a report does not decide on it.",
        ),
        "IZ006" => Text::new(
            "Báo cáo đã gửi hoặc đã duyệt nên không sửa được.",
            "The report has been submitted or accepted and cannot be changed.",
        ),
        "IZ010" => Text::new(
            "Tài liệu đính kèm chỉ được gỡ một lần, có lý do, và không sửa được.",
            "An attached file can be taken off once, with a reason, and never be changed.",
        ),
        "IZ011" => Text::new(
            "Kỳ này doanh nghiệp báo cáo theo cách khác: theo từng dự án, hoặc chung cả doanh nghiệp. Xin mở báo cáo từ danh sách phải nộp.",
            "For this period the enterprise reports the other way: by project, or as a whole. Please open the report from the list of what is due.",
        ),
        "IZ012" => Text::new(
            "Số liệu này sẽ bị tính hai lần: đã có số của cả doanh nghiệp (hoặc của dự án) cho cùng kỳ. Xin trả lại và đối chiếu.",
            "This would count twice: the enterprise as a whole (or its project) has a figure for the period already. Please send it back and compare.",
        ),
        "IZ021" => Text::new(
            "Trước ngày này dự án chưa được cấp, hoặc đã được cấp rồi. Mỗi dự án được cấp mới một lần, trước mọi sự kiện khác.",
            "The project had not been granted by this day, or has been granted already. It is granted once, before anything else.",
        ),
        "IZ022" => Text::new(
            "Dự án đã chấm dứt hoặc bị thu hồi trước đó: sau đó chỉ còn có thể đính chính.",
            "The project had ended by then: after that there are only corrections.",
        ),
        "IZ023" => Text::new(
            "Tạm ngừng chỉ khi đang không tạm ngừng, hoạt động trở lại chỉ khi đang tạm ngừng.",
            "A project is suspended while it is not, and resumes only while it is.",
        ),
        "IZ024" => Text::new(
            "Khởi công trước, rồi mới đi vào hoạt động; mỗi việc một lần, và không phải trong lúc tạm ngừng.",
            "Works begin before operation, each once, and not during a suspension.",
        ),
        "IZ025" => Text::new(
            "Vốn đăng ký sẽ nhỏ hơn 0, hoặc vốn ban đầu chưa biết: xin đính chính lần cấp mới trước.",
            "Registered capital would fall below zero, or the first one is unknown: please correct the certificate first.",
        ),
        "IZ026" => Text::new(
            "Ngày này còn ở phía trước: sự kiện được ghi khi đã xảy ra.",
            "This day is still to come: an event is recorded once it has happened.",
        ),
        "IZ027" => Text::new(
            "Sự kiện này đã được đính chính, hoặc không thể đính chính như vậy.",
            "This event has been corrected already, or cannot be corrected this way.",
        ),
        "IZ028" => Text::new(
            "Tình trạng và vốn của dự án được suy ra từ nhật ký sự kiện, không ghi trực tiếp.",
            "A project's state and capital follow from its events and are not written directly.",
        ),
        code if code.starts_with("IZ04") => land_words(code),
        code if code.starts_with("IZ31") => land_in_time_words(code),
        code if code.starts_with("IZ32") => keeping_words(code),
        code if code.starts_with("IZ38") => register_words(code),
        code if code.starts_with("IZ06") => work_refusal(code),
        code if code.starts_with("IZ08") => works_words(code),
        code if code.starts_with("IZ29") => reading_words(code),
        _ => Text::new(
            "Việc này trái với quy trình của báo cáo. Xin tải lại trang để xem tình trạng hiện nay.",
            "This goes against the report's course. Please reload the page to see how it stands.",
        ),
    }
}

/// Refusals about work, branches and contacts.
fn work_refusal(code: &str) -> Text {
    match code {
        "IZ067" => Text::new(
            "Đơn vị chủ quản báo cáo thay chi nhánh này cho kỳ đó: số liệu ghi ở báo cáo của đơn vị chủ quản, để không tính hai lần.",
            "The parent reports for this branch in that period: the figure belongs in the parent's report, so that it counts once.",
        ),
        "IZ068" => Text::new(
            "Chi nhánh đã có số liệu được duyệt cho các kỳ từ ngày này: chọn ngày muộn hơn, để không tính hai lần.",
            "The branch has accepted figures for periods from this day on: choose a later one, so that nothing counts twice.",
        ),
        "IZ069" => Text::new(
            "Dữ liệu cá nhân đã xóa thì không ghi lại, và dòng của nó không mất đi.",
            "Erased personal data are not written again, and the row does not go away.",
        ),
        "IZ061" => Text::new(
            "Việc đã kết thúc thì chỉ còn mở lại, có lý do; việc đang mở thì không cần mở lại. Xin tải lại trang.",
            "What has ended can only be reopened, with a reason; what is open needs no reopening. Please reload the page.",
        ),
        "IZ062" => Text::new(
            "Bước này phải từ ngày tiếp nhận đến hôm nay, không trước lần kết thúc hoặc mở lại trước đó; việc không kết thúc trước bước đã ghi.",
            "A step lies between the opening and today, not before the last end or reopening; work does not end before its steps.",
        ),
        "IZ063" => Text::new("Đổi hạn thì nêu lý do.", "A deadline moves for a reason."),
        "IZ064" => Text::new(
            "Tình trạng, hạn và kết quả được suy ra từ diễn biến, không ghi trực tiếp.",
            "State, deadline and result follow from the course and are not written directly.",
        ),
        "IZ065" => Text::new(
            "Hạn ban đầu được giữ lại mãi. Xin đổi hạn bằng một bước ở mục Diễn biến, có lý do.",
            "The first deadline is kept. Please move it by a step of the course, with a reason.",
        ),
        _ => Text::new(
            "Đã có bước xử lý trước ngày này (hoặc trong năm cũ): xin giữ ngày tiếp nhận, giữ năm.",
            "There are steps before this day (or in the old year): please keep the day and the year.",
        ),
    }
}

/// Refusals about readings of wastewater.
fn reading_words(code: &str) -> Text {
    match code {
        "IZ290" => Text::new(
            "Ngày này còn ở phía trước: số liệu được ghi khi đã có.",
            "This day is still to come: a reading is of days that have been.",
        ),
        "IZ291" => Text::new(
            "Lần ghi này đã được thay hoặc đã rút số liệu. Xin tải lại trang để xem nhật ký hiện nay.",
            "This entry has been replaced or withdrawn. Please reload the page to see how the log stands.",
        ),
        _ => Text::new(
            "Đã có số liệu từ nguồn này đến ngày đó: xin đính chính lần ghi ấy.",
            "There is a reading of this source until that day: please correct that entry.",
        ),
    }
}

/// Refusals about works and sponsored schemes.
fn works_words(code: &str) -> Text {
    match code {
        "IZ081" => Text::new(
            "Ngày này còn ở phía trước: tiến độ được ghi khi đã đạt được.",
            "This day is still to come: progress is stated once it is made.",
        ),
        "IZ082" => Text::new(
            "Ngày này đã có số liệu: xin nêu lý do đính chính. Chỉ rút được số liệu đang có hiệu lực.",
            "The day has a statement: please say why it is corrected. Only what holds can be withdrawn.",
        ),
        "IZ083" => Text::new(
            "Số lũy kế không giảm theo thời gian: nếu số của ngày khác sai, xin đính chính ngày đó trước.",
            "Cumulative figures do not fall: if the figure of another day is wrong, please correct that day first.",
        ),
        "IZ084" => Text::new("Tỷ lệ đã làm từ 0 đến 100%.", "Progress is from 0 to 100%."),
        "IZ085" => Text::new(
            "Khối lượng đã làm vượt khối lượng phải làm: xin nêu lý do.",
            "More is done than was planned: please say why.",
        ),
        "IZ086" => Text::new(
            "Số đã giải ngân vượt dự toán được duyệt: xin nêu lý do.",
            "More is disbursed than was approved: please say why.",
        ),
        "IZ087" => Text::new(
            "Hạng mục đã có số liệu tiến độ theo cách đo cũ: xin giữ loại và đơn vị tính.",
            "Progress has been stated in the old measure: please keep kind and unit.",
        ),
        "IZ088" => Text::new(
            "Giai đoạn này của khu công nghiệp khác.",
            "This phase is of another zone.",
        ),
        _ => Text::new(
            "Các nhà tài trợ chi nhiều hơn chi phí của đồ án: xin xem lại các số; nếu đúng thì nêu lý do.",
            "The sponsors pay more than the scheme costs: please look at the figures; if they are right, say why.",
        ),
    }
}

/// Refusals about what stays in the registers.
fn keeping_words(code: &str) -> Text {
    match code {
        "IZ320" => Text::new(
            "Dự án có sự kiện pháp lý thì không ngừng dùng được: xin ghi “Chấm dứt”, “Thu hồi”, hoặc đính chính sự kiện ghi nhầm.",
            "A project with legal events cannot be retired: record “Terminated” or “Revoked”, or correct the mistaken events.",
        ),
        _ => Text::new(
            "Lô đất đã có trong sổ thì không ngừng dùng được: xin tách, gộp lô, ghi sự kiện, hoặc đính chính sự kiện ghi nhầm.",
            "A parcel in the books cannot be retired: split or merge it, record what happened, or correct the mistaken event.",
        ),
    }
}

/// Refusals to take out of use what other records rest on, and what to do instead.
fn register_words(code: &str) -> Text {
    match code {
        "IZ380" => Text::new(
            "Khu này đã có hồ sơ, số liệu nên không ngừng dùng được. Khu không còn: bấm “Ghi tình trạng từ ngày” và chọn “Đã thu hồi”; các năm trước vẫn giữ nguyên.",
            "This zone has records or figures and cannot be retired. When it is gone, record the state “Revoked” since its day; earlier years stay as they are.",
        ),
        "IZ381" => Text::new(
            "Doanh nghiệp này đã có hồ sơ, số liệu nên không ngừng dùng được. Doanh nghiệp không còn: bấm “Sửa”, chọn tình trạng “Đã chấm dứt” và ghi ngày; các năm trước vẫn giữ nguyên.",
            "This enterprise has records or figures and cannot be retired. When it is gone, edit it: choose “Closed” and state the day; earlier years stay as they are.",
        ),
        "IZ382" => Text::new(
            "Đã có mẫu báo cáo, chỉ tiêu giao hoặc số liệu dùng dòng này nên không ngừng dùng được. Không hỏi nữa: bấm “Sửa” và ghi “Dùng đến hết ngày”; các kỳ trước vẫn giữ nguyên.",
            "Forms, targets or figures use this and it cannot be retired. To ask for it no longer, edit it and state “In use until”; earlier periods stay as they are.",
        ),
        "IZ383" => Text::new(
            "Kế hoạch đã có chỉ tiêu giao nên không ngừng dùng được. Kế hoạch thay đổi: thêm bản mới với lần ban hành tiếp theo; giao nhầm: xóa các chỉ tiêu trước.",
            "A plan with targets cannot be retired. When it changes, add its next edition; if it was entered by mistake, clear its targets first.",
        ),
        "IZ384" => Text::new(
            "Mẫu này đã có báo cáo nên không ngừng dùng được. Mẫu thay đổi: ghi ngày hết hiệu lực cho mẫu cũ và thêm mẫu mới; các kỳ trước vẫn theo mẫu cũ.",
            "This form has reports and cannot be retired. When it changes, give the old form its last day and add the new one; earlier periods keep the old form.",
        ),
        "IZ385" => Text::new(
            "Đã có khu, kế hoạch hoặc đơn vị khác gắn với dòng này nên không ngừng dùng được. Không còn nữa: bấm “Sửa”, ghi “Đến hết ngày” và đơn vị tiếp nhận.",
            "Zones, plans or other units belong to this and it cannot be retired. When it ends, edit it: state its last day and its successor.",
        ),
        "IZ386" => Text::new(
            "Đã có hồ sơ dựa vào giấy tờ này nên không ngừng dùng được. Hết hiệu lực: bấm “Sửa” và ghi ngày kết thúc; ghi nhầm: ngừng dùng các dòng thuộc nó trước.",
            "Other records rest on this paper and it cannot be retired. When it ends, edit it and state the day; if it was entered by mistake, retire its own rows first.",
        ),
        "IZ387" => Text::new(
            "Đã có tiến độ hoặc tài trợ ghi cho dòng này nên không ngừng dùng được. Không làm nữa: ghi là đã dừng; ghi nhầm: rút các dòng thuộc nó trước.",
            "Progress or sponsors are recorded and it cannot be retired. If it is given up, record that it stopped; if it was entered by mistake, withdraw its own rows first.",
        ),
        "IZ388" => Text::new(
            "Việc này đã có diễn biến nên không ngừng dùng được. Không làm nữa: ghi bước “Thôi thực hiện” ở mục Diễn biến, có lý do.",
            "This has a course already and cannot be retired. If it is given up, record the step “Dropped” of its course, with the reason.",
        ),
        "IZ38A" => Text::new(
            "Biểu mẫu, kiểm tra và báo cáo của cổng gọi chỉ tiêu này bằng mã, nên không ngừng dùng và không đổi mã được.",
            "Sheets, checks and papers of the portal call this indicator by its code: it stays in use, under this code.",
        ),
        "IZ38B" => Text::new(
            "Doanh nghiệp này đã ngừng dùng. Xin bấm “Dùng lại” ở trang doanh nghiệp trước khi gửi hoặc duyệt báo cáo.",
            "This enterprise is out of use. Please restore it on its page before submitting or accepting a report.",
        ),
        _ => Text::new(
            "Đã có bản ghi khác dựa vào dòng này nên không ngừng dùng được. Ghi nhầm: ngừng dùng hoặc sửa các bản ghi ấy trước.",
            "Other records rest on this and it cannot be retired. If it was entered by mistake, retire or correct those first.",
        ),
    }
}

/// Refusals of the log of parcels.
fn land_words(code: &str) -> Text {
    match code {
        "IZ041" => Text::new(
            "Trước ngày này lô đất chưa có trong sổ, hoặc đã vào sổ rồi. Mỗi lô vào sổ một lần, trước mọi sự kiện khác; ghi nhầm thì thay bằng lần đúng.",
            "The parcel was not in the books by this day, or is already. It enters them once, before anything else; a wrong entry is replaced by the right one.",
        ),
        "IZ042" => Text::new(
            "Lô đất đã tách hoặc gộp: sau đó chỉ còn có thể đính chính.",
            "The parcel was split or merged: after that there are only corrections.",
        ),
        "IZ043" => Text::new(
            "Việc này không thể đi sau tình trạng của lô đất vào ngày đó, hoặc làm các sự kiện về sau không còn đúng thứ tự.",
            "This cannot follow the state the parcel had on that day, or it puts later events out of order.",
        ),
        "IZ044" => Text::new(
            "Đất thuê chỉ được gia hạn sử dụng một lần.",
            "The time to use leased land is extended once only.",
        ),
        "IZ045" => Text::new(
            "Ngày này còn ở phía trước: sự kiện được ghi khi đã xảy ra.",
            "This day is still to come: an event is recorded once it has happened.",
        ),
        "IZ046" => Text::new(
            "Sự kiện này đã được đính chính, hoặc không thể đính chính như vậy.",
            "This event has been corrected already, or cannot be corrected this way.",
        ),
        "IZ048" => Text::new(
            "Các hợp đồng thuê trong cùng thời gian vượt diện tích của lô đất.",
            "Leases of the same time exceed the area of the parcel.",
        ),
        "IZ049" => Text::new(
            "Lô đất này ở khu công nghiệp khác.",
            "This parcel is in another zone.",
        ),
        _ => Text::new(
            "Tình trạng và doanh nghiệp của lô đất được suy ra từ các sự kiện, không ghi trực tiếp.",
            "A parcel's state and holder follow from its events and are not written directly.",
        ),
    }
}

/// Refusals about the days of leases, statements and boundaries.
fn land_in_time_words(code: &str) -> Text {
    match code {
        "IZ310" => Text::new(
            "Lô thôi thuê trong thời hạn của hợp đồng.",
            "A parcel's share ends within the term of its lease.",
        ),
        "IZ311" => Text::new(
            "Gia hạn phải đến sau ngày hết hạn đang có hiệu lực.",
            "An extension goes beyond the end in force.",
        ),
        "IZ312" => Text::new(
            "Hợp đồng đã chấm dứt thì không gia hạn.",
            "A lease that has ended is not extended.",
        ),
        "IZ314" => Text::new(
            "Trước ngày này lô đất chưa có trong sổ.",
            "The parcel was not in the books by this day.",
        ),
        _ => Text::new("Ngày này còn ở phía trước.", "This day is still to come."),
    }
}

impl From<askama::Error> for AppError {
    fn from(error: askama::Error) -> AppError {
        AppError::internal(error)
    }
}
