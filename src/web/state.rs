//! What every request can reach.

use std::sync::{Arc, RwLock};

use object_store::ObjectStore;
use object_store::memory::InMemory;
use sqlx::PgPool;

use crate::database::Memo;
use crate::mail::Mailer;
use crate::workbooks::Reader;

/// The running portal. Cheap to clone.
#[derive(Clone)]
pub struct AppState {
    pub db: PgPool,
    /// Demo data and demo accounts: a banner on every page says so.
    pub demo: bool,
    /// Cookies are marked `Secure` when the portal's public address is HTTPS.
    pub secure_cookies: bool,
    /// The board's mail server, where one is configured.
    pub mailer: Option<Mailer>,
    /// Where attached files lie.
    pub files: Arc<dyn ObjectStore>,
    /// What has the workbooks read that people send.
    pub reader: Reader,
    /// Computed from the database, good until the next commit.
    pub memo: Arc<Memo>,
    board_name: Arc<RwLock<BoardName>>,
}

/// The board's name for the header, kept in memory so that an error page needs no database.
#[derive(Debug, Clone, Default)]
pub struct BoardName {
    pub short: String,
    pub english: String,
}

impl AppState {
    /// A portal that sends no mail and keeps attached files in memory only, until it is told better.
    pub fn new(db: PgPool, demo: bool, secure_cookies: bool) -> AppState {
        let files = Arc::new(InMemory::new());
        let reader = Reader::of_this_program();
        AppState { db, demo, secure_cookies, mailer: None, files, reader, memo: Arc::default(), board_name: Arc::default() }
    }

    /// The portal with a mail server to send reminders through.
    #[must_use]
    pub fn with_mailer(mut self, mailer: Option<Mailer>) -> AppState {
        self.mailer = mailer;
        self
    }

    /// The portal with a place where attached files last.
    #[must_use]
    pub fn with_files(mut self, files: Arc<dyn ObjectStore>) -> AppState {
        self.files = files;
        self
    }

    /// The portal with another program that reads workbooks.
    #[must_use]
    pub fn with_reader(mut self, reader: Reader) -> AppState {
        self.reader = reader;
        self
    }

    pub fn board_name(&self) -> BoardName {
        self.board_name.read().map(|name| name.clone()).unwrap_or_default()
    }

    pub fn set_board_name(&self, name: BoardName) {
        if let Ok(mut current) = self.board_name.write() {
            *current = name;
        }
    }
}
