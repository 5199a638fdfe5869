//! What was ticked in the list of duties, and the way back to it.

use crate::foundation::i18n::Text;
use crate::foundation::kernel::Reporter;
use crate::platform::web::{AppError, FormData};

/// Duties ticked at once, and letters in one sending.
pub const MAX_BATCH: usize = 200;

/// Who reports, on which form, for which period.
pub type DutyPath = (Reporter, i64, String);

/// The duties ticked, `12/3/2022-Q4` or `12p34/3/2022-Q4` each: all of them, or nothing is done.
///
/// # Errors
/// [`AppError::Refused`] when one cannot be read.
pub fn ticked(data: &FormData) -> Result<Vec<DutyPath>, AppError> {
    let read = |text: &str| {
        let mut parts = text.splitn(3, '/');
        Some((
            parts.next()?.parse().ok()?,
            parts.next()?.parse().ok()?,
            parts.next()?.to_owned(),
        ))
    };
    let ticked: Option<Vec<DutyPath>> = data.all("duty").map(read).collect();
    ticked.filter(|ticked| ticked.len() <= MAX_BATCH).ok_or(AppError::Refused(Text::new(
        "Danh sách báo cáo đã chọn không đọc được, hoặc dài hơn một trang. Xin tải lại trang rồi chọn lại.",
        "The list of chosen reports cannot be read, or is longer than a page. Please reload the page and choose again.",
    )))
}

/// Back to the list as it was filtered. Only ever to the board itself.
pub fn back(data: &FormData) -> String {
    let query = data.get("query");
    if query.is_empty() {
        "/duties".to_owned()
    } else {
        format!("/duties?{query}")
    }
}
