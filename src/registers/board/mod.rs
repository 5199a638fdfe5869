//! The boards: how they sign their papers, and which of them keeps this portal in which time.

mod blanks;
mod db;
mod registry;

use chrono::NaiveDate;
use sqlx::PgPool;

pub use blanks::{Blank, blanks, is_placeholder, is_placeholder_in_list, refused};
pub use db::{Board, all, reports_since};
pub use registry::{BOARD, renamed};

use crate::platform::web::state::{BoardName, BoardNames};

impl Board {
    /// Whether the board exists on a day.
    pub fn exists(&self, day: NaiveDate) -> bool {
        self.valid_from.is_none_or(|from| from <= day)
            && self.valid_until.is_none_or(|until| day <= until)
    }
}

/// The board whose portal this is on a day; before the first and between two, the next one to come, after the last, the last.
pub fn home(boards: &[Board], day: NaiveDate) -> Option<&Board> {
    let mut homes = boards.iter().filter(|board| board.home);
    let ahead = homes
        .clone()
        .find(|board| board.valid_until.is_none_or(|until| day <= until));
    ahead.or_else(|| homes.next_back())
}

/// The board whose portal this is on a day, as it signs its papers then.
///
/// # Errors
/// Whatever the database says.
pub async fn on(db: &PgPool, day: NaiveDate) -> sqlx::Result<Board> {
    let boards = all(db).await?;
    home(&boards, day).cloned().ok_or(sqlx::Error::RowNotFound)
}

/// The home boards' names for the header, with the day each ends.
///
/// # Errors
/// Whatever the database says.
pub async fn names(db: &PgPool) -> sqlx::Result<BoardNames> {
    let homes = all(db).await?.into_iter().filter(|board| board.home);
    Ok(homes
        .map(|board| {
            (
                board.valid_until,
                BoardName {
                    short: board.short_name,
                    english: board.name_en,
                },
            )
        })
        .collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> NaiveDate {
        text.parse().expect("a date")
    }

    fn board(id: i64, home: bool, from: Option<&str>, until: Option<&str>) -> Board {
        Board {
            id,
            home,
            valid_from: from.map(day),
            valid_until: until.map(day),
            ..Board::default()
        }
    }

    #[test]
    fn the_portal_is_one_boards_at_a_time() {
        let old = board(1, true, Some("2000-01-01"), Some("2025-06-30"));
        let new = board(2, true, Some("2025-07-01"), None);
        let other = board(3, false, None, None);
        let boards = [old, new, other];
        for (on, id) in [
            ("1999-12-31", 1),
            ("2022-12-31", 1),
            ("2025-06-30", 1),
            ("2025-07-01", 2),
            ("2030-01-01", 2),
        ] {
            assert_eq!(
                home(&boards, day(on)).map(|board| board.id),
                Some(id),
                "{on}"
            );
        }
        assert_eq!(
            home(&boards[..1], day("2026-01-01")).map(|board| board.id),
            Some(1),
            "the last one goes on signing"
        );
        assert_eq!(home(&boards[2..], day("2026-01-01")), None);
    }
}
