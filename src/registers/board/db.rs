//! All SQL of the boards.

use chrono::NaiveDate;
use sqlx::PgPool;

/// A board as it signs its papers.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Board {
    pub id: i64,
    /// "UBND TỈNH BẮC KẠN"
    pub superior: String,
    pub name: String,
    pub name_en: String,
    /// For the header of the pages.
    pub short_name: String,
    /// For document numbers: "BQL" in 05/BC-BQL.
    pub abbreviation: String,
    pub province: String,
    /// For the line of place and date.
    pub place: String,
    /// Whether it is, in its time, the board whose portal this is.
    pub home: bool,
    /// From the beginning, where nobody stated a day.
    pub valid_from: Option<NaiveDate>,
    /// The last day; `None` while it exists.
    pub valid_until: Option<NaiveDate>,
}

/// All boards in use, the home boards first, in the order of time.
pub async fn all(db: &PgPool) -> sqlx::Result<Vec<Board>> {
    sqlx::query_as!(
        Board,
        "select id, superior, name, name_en, short_name, abbreviation, province, place, home, valid_from, valid_until
           from boards where retired_at is null order by home desc, valid_from nulls first, code"
    )
    .fetch_all(db)
    .await
}

/// The day from which on the periods begin that reports are owed for; `None`: as far back as the forms hold.
pub async fn reports_since(db: &PgPool) -> sqlx::Result<Option<NaiveDate>> {
    sqlx::query_scalar!("select reports_since()")
        .fetch_one(db)
        .await
}
