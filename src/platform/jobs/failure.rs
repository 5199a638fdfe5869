//! How what stops a request stops a job.

use crate::foundation::i18n::Text;
use crate::foundation::jobs::Failure;
use crate::platform::web::AppError;

const BUSY: Text = Text::new(
    "Cơ sở dữ liệu đang bận hoặc chưa trả lời.",
    "The database is busy or does not answer.",
);
const FULL: Text = Text::new(
    "Ổ đĩa của máy chủ đã đầy, chưa ghi gì. Xin báo người quản trị, rồi làm lại.",
    "The server's disk is full and nothing was written. Please tell the administrator, then ask for it again.",
);
const GONE: Text = Text::new(
    "Không tìm thấy nữa, hoặc tài khoản yêu cầu không còn được xem.",
    "It is no longer there, or the account that asked may no longer see it.",
);
const FAULT: Text = Text::new(
    "Phần mềm gặp lỗi khi làm việc này; chi tiết có trong nhật ký của máy chủ. Xin báo người quản trị.",
    "The program met a fault; the server's log has the details. Please tell the administrator.",
);

impl From<AppError> for Failure {
    fn from(error: AppError) -> Failure {
        match error {
            AppError::Refused(words) | AppError::Clash(words) => words.into(),
            AppError::DatabaseGone | AppError::Busy | AppError::TooSlow => {
                Failure::Later(BUSY.into())
            }
            AppError::DiskFull => FULL.into(),
            AppError::NotFound | AppError::Forbidden | AppError::SignInRequired => GONE.into(),
            _ => FAULT.into(),
        }
    }
}

impl From<sqlx::Error> for Failure {
    fn from(error: sqlx::Error) -> Failure {
        AppError::from(error).into()
    }
}
