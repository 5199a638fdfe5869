//! The board itself: how it signs its papers and what stands in the header.

mod db;
mod routes;

pub use db::{Board, load};
pub use routes::routes;

use crate::web::state::BoardName;
use sqlx::PgPool;

/// The board's name for the header.
///
/// # Errors
/// Whatever the database says.
pub async fn name(db: &PgPool) -> sqlx::Result<BoardName> {
    let board = load(db).await?;
    Ok(BoardName { short: board.short_name, english: board.name_en })
}
