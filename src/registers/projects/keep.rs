//! Why a project stays in the register: sheets of earlier periods are made from its log.

use sqlx::PgConnection;

use super::events::db;
use crate::foundation::i18n::Text;
use crate::platform::registry::actions::Keeping;
use crate::platform::registry::store::Record;

const ON_RECORD: Text = Text::new(
    "Dự án có sự kiện pháp lý thì không ngừng dùng được: số liệu các kỳ trước tính từ nhật ký của nó. Dự án đã hết thì ghi sự kiện “Chấm dứt” hoặc “Thu hồi”; ghi nhầm thì đính chính từng sự kiện, lần cấp mới sau cùng.",
    "A project with legal events cannot be retired: figures of earlier periods are made from its log. If it has ended, record “Terminated” or “Revoked”; if it was entered by mistake, cancel its events, the first certificate last.",
);

/// A project none of whose events counts may go; any other stays. One that is out of use may always come back.
pub fn keep<'a>(db: &'a mut PgConnection, project: &'a Record) -> Keeping<'a> {
    Box::pin(async move {
        Ok((!project.retired && db::any(db, project.id).await?).then_some(ON_RECORD))
    })
}
