//! All SQL of the board's own particulars.

use sqlx::{PgConnection, PgPool};

/// The board as it signs its papers.
#[derive(Debug, Clone, Default, serde::Serialize)]
pub struct Board {
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
    pub version: i32,
}

pub async fn load(db: &PgPool) -> sqlx::Result<Board> {
    sqlx::query_as!(Board, "select superior, name, name_en, short_name, abbreviation, province, place, version from board")
        .fetch_one(db)
        .await
}

/// Changes the board's particulars if they still have this version.
pub async fn update(tx: &mut PgConnection, board: &Board) -> sqlx::Result<bool> {
    let done = sqlx::query!(
        "update board set superior = $1, name = $2, name_en = $3, short_name = $4, abbreviation = $5, province = $6,
                place = $7, version = version + 1
          where version = $8",
        board.superior,
        board.name,
        board.name_en,
        board.short_name,
        board.abbreviation,
        board.province,
        board.place,
        board.version
    )
    .execute(tx)
    .await?;
    Ok(done.rows_affected() == 1)
}
