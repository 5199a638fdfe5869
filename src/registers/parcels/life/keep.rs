//! Why a parcel stays in the books: maps and figures of earlier days are made from its log.

use sqlx::PgConnection;

use super::db;
use crate::foundation::i18n::Text;
use crate::platform::registry::actions::Keeping;
use crate::platform::registry::store::Record;

const SETTLED: Text = Text::new(
    "Lô đất đã có trong sổ thì không ngừng dùng được: bản đồ và diện tích của các ngày trước tính từ quá trình của nó. Tách, gộp thì dùng “Tách, gộp lô”; hết thuê, thu hồi thì ghi sự kiện; ghi nhầm thì đính chính ở trang lô đất.",
    "A parcel in the books cannot be retired: maps and areas of earlier days are made from its log. Use “Split or merge”, record what happened, or correct a mistaken event on the parcel's page.",
);
const RESHAPED: Text = Text::new(
    "Lô đất đã tách, gộp thì không dùng lại: nếu tách, gộp là ghi nhầm, xin đính chính sự kiện đó ở trang lô đất.",
    "A parcel that was split or merged does not come back: if that was a mistake, please correct the event on the parcel's page.",
);

/// A parcel somebody entered by mistake in the last days may go; any other stays, and one that was split or merged stays away.
pub fn keep<'a>(db: &'a mut PgConnection, parcel: &'a Record) -> Keeping<'a> {
    Box::pin(async move {
        Ok(match parcel.retired {
            true => db::ended_on(db, parcel.id).await?.map(|_| RESHAPED),
            false => db::settled(db, parcel.id).await?.then_some(SETTLED),
        })
    })
}
