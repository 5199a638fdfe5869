//! Who changed what, when, from where, before and after: written in the same transaction as the change.

use chrono::{DateTime, Utc};
use serde_json::Value;
use sqlx::{AssertSqlSafe, PgConnection, PgPool};

use crate::foundation::i18n::Text;
use crate::foundation::kernel::Origin;

/// One change, about to be written.
pub struct Change<'a> {
    /// A verb in the past tense: `created`, `updated`, `retired`, `submitted`, …
    pub action: &'a str,
    /// The table-like name of what was changed, e.g. `zones`.
    pub subject_type: &'a str,
    pub subject_id: i64,
    pub before: Option<Value>,
    pub after: Option<Value>,
    pub reason: Option<&'a str>,
}

/// One change, as the history shows it.
pub struct Entry {
    pub at: DateTime<Utc>,
    pub actor: String,
    pub address: String,
    pub action: String,
    pub before: Option<Value>,
    pub after: Option<Value>,
    pub reason: Option<String>,
}

/// Writes one change to the log, inside the caller's transaction.
///
/// # Errors
/// Whatever the database says; the caller's transaction is then lost as a whole, which is the point.
pub async fn record(
    tx: &mut PgConnection,
    origin: &Origin,
    change: Change<'_>,
) -> sqlx::Result<()> {
    sqlx::query!(
        "insert into audit_log (account_id, actor, address, request_id, action, subject_type, subject_id, before, after, reason)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)",
        origin.account_id,
        origin.actor,
        origin.address,
        origin.request_id,
        change.action,
        change.subject_type,
        change.subject_id,
        change.before,
        change.after,
        change.reason
    )
    .execute(tx)
    .await?;
    Ok(())
}

/// Writes many changes of one kind at once, as a bundle makes them, inside the caller's transaction. `rows` is a query of our
/// own that gives the id of each record and what it is after the change, in the order in which they are to stand.
///
/// # Errors
/// Whatever the database says; the caller's transaction is then lost as a whole.
pub async fn record_all(
    tx: &mut PgConnection,
    origin: &Origin,
    action: &str,
    subject_type: &str,
    rows: &str,
) -> sqlx::Result<()> {
    let sql = format!(
        "insert into audit_log (account_id, actor, address, request_id, action, subject_type, subject_id, after)
         select $1, $2, $3, $4, $5, $6, subject_id, after from ({rows}) r (subject_id, after)"
    );
    let query = sqlx::query(AssertSqlSafe(sql))
        .bind(origin.account_id)
        .bind(&origin.actor)
        .bind(&origin.address);
    query
        .bind(&origin.request_id)
        .bind(action)
        .bind(subject_type)
        .execute(tx)
        .await
        .map(drop)
}

/// The changes of one record, newest first, at most 200.
pub async fn history(db: &PgPool, subject_type: &str, subject_id: i64) -> sqlx::Result<Vec<Entry>> {
    sqlx::query_as!(
        Entry,
        "select at, actor, address, action, before, after, reason
           from audit_log
          where subject_type = $1 and subject_id = $2
          order by id desc
          limit 200",
        subject_type,
        subject_id
    )
    .fetch_all(db)
    .await
}

/// An action in words.
pub fn action_words(action: &str) -> Text {
    match action {
        "created" => Text::new("Thêm mới", "Created"),
        "updated" => Text::new("Sửa", "Changed"),
        "retired" => Text::new("Ngừng dùng", "Retired"),
        "restored" => Text::new("Dùng lại", "Restored"),
        "imported" => Text::new("Nhập từ tệp", "Imported"),
        "import_dropped" => Text::new("Bỏ tệp, không nhập", "File dropped, not taken"),
        "bundle_sent" => Text::new("Gửi gói dữ liệu để đọc thử", "Bundle sent to be tried"),
        "bundle_taken" => Text::new("Nhập gói dữ liệu", "Bundle taken"),
        "bundle_dropped" => Text::new("Bỏ gói dữ liệu", "Bundle dropped"),
        "exported" => Text::new("Tải gói dữ liệu", "Everything taken out as a bundle"),
        "rebuilt" => Text::new("Lập lại số liệu tính từ sổ gốc", "Rebuilt what is derived"),
        "submitted" => Text::new("Gửi duyệt", "Submitted"),
        "accepted" => Text::new("Duyệt", "Accepted"),
        "returned" => Text::new("Trả lại", "Returned"),
        "reopened" => Text::new("Mở để đính chính", "Reopened for correction"),
        "assigned" => Text::new("Giao cán bộ theo dõi", "Put into somebody's hands"),
        "exempted" => Text::new("Miễn báo cáo", "Exempted from a report"),
        "printed_incomplete" => Text::new(
            "Quyết định in khi chưa đủ báo cáo",
            "Decided to print without all reports",
        ),
        "issued" => Text::new("Phát hành", "Issued"),
        "paper_registered" => Text::new(
            "Ghi số, ngày của văn bản",
            "Number and day of a paper entered",
        ),
        "register_declared" => Text::new(
            "Tuyên bố về sổ đất của khu",
            "Declared on the register of land",
        ),
        "unexempted" => Text::new("Bỏ miễn báo cáo", "Exemption withdrawn"),
        "answered" => Text::new("Trả lời ô bị trả lại", "Answered a returned cell"),
        "unlock_asked" => Text::new("Đề nghị mở khóa sổ", "Asked for an unlock"),
        "unlock_granted" => Text::new("Mở khóa sổ", "Granted an unlock"),
        "attached" => Text::new("Đính kèm tài liệu", "Attached a file"),
        "detached" => Text::new("Gỡ tài liệu đính kèm", "Took an attached file off"),
        "surveyed" => Text::new(
            "Ghi ranh giới theo tọa độ",
            "Boundary entered by coordinates",
        ),
        "commented" => Text::new("Ghi ý kiến", "Commented"),
        "event" => Text::new("Ghi sự kiện pháp lý", "Legal event recorded"),
        "reading" => Text::new(
            "Ghi lưu lượng, quan trắc nước thải",
            "Wastewater reading recorded",
        ),
        "statement" => Text::new("Ghi tiến độ", "Progress stated"),
        "step" => Text::new("Ghi diễn biến", "Step recorded"),
        "taken_over" => Text::new("Ghi theo bảng chuyển đổi", "Taken over by the table"),
        "industries_loaded" => Text::new("Nạp bảng chuyển đổi VSIC", "VSIC table loaded"),
        "contact_added" => Text::new("Thêm đầu mối liên hệ", "Contact added"),
        "contact_changed" => Text::new("Sửa đầu mối liên hệ", "Contact changed"),
        "contact_seen" => Text::new("Xem đầu mối liên hệ", "Contact looked at"),
        "contact_erased" => Text::new(
            "Xóa dữ liệu cá nhân của đầu mối",
            "Personal data of a contact erased",
        ),
        "board_totals" => Text::new("Nhập tổng của Ban", "The board's totals stated"),
        "board_totals_typed" => Text::new("Gõ tổng của Ban", "The board's totals typed"),
        "targets" => Text::new("Giao chỉ tiêu", "Targets set"),
        "password" => Text::new("Đổi mật khẩu", "Password changed"),
        _ => Text::new("Thay đổi", "Changed"),
    }
}

/// Whether everything written so far was written under this name.
pub async fn only_by(db: &PgPool, actor: &str) -> sqlx::Result<bool> {
    sqlx::query_scalar!(
        r#"select not exists(select 1 from audit_log where actor <> $1) as "only!""#,
        actor
    )
    .fetch_one(db)
    .await
}
