//! What every request can reach.

use std::sync::{Arc, RwLock};

use chrono::NaiveDate;
use object_store::ObjectStore;
use object_store::memory::InMemory;
use sqlx::PgPool;

use super::menu::Section;
use super::presence::Presence;
use super::proxies::Proxies;
use crate::foundation::database::{Health, Memo};
use crate::foundation::i18n;
use crate::foundation::jobs::Jobs;
use crate::foundation::mail::Mailer;
use crate::foundation::workbooks::Reader;

/// The running portal. Cheap to clone.
#[derive(Clone)]
pub struct AppState {
    pub db: PgPool,
    /// Demo data and demo accounts: a banner on every page says so.
    pub demo: bool,
    /// What the head of every page offers.
    pub menu: &'static [Section],
    /// Cookies are marked `Secure` when the portal's public address is HTTPS.
    pub secure_cookies: bool,
    /// Whose word about a client's address is taken.
    pub proxies: Proxies,
    /// The board's mail server, where one is configured.
    pub mailer: Option<Mailer>,
    /// What tells the workers of jobs that were asked for, and requests of jobs that ended.
    pub jobs: Arc<Jobs>,
    /// Where attached files lie.
    pub files: Arc<dyn ObjectStore>,
    /// What has the workbooks read that people send.
    pub reader: Reader,
    /// Computed from the database, good until the next commit.
    pub memo: Arc<Memo>,
    /// How the private PostgreSQL is.
    pub health: Health,
    /// Who has which page open.
    pub presence: Arc<Presence>,
    board_names: Arc<RwLock<BoardNames>>,
}

/// The board's name for the header, kept in memory so that an error page needs no database.
#[derive(Debug, Clone, Default)]
pub struct BoardName {
    pub short: String,
    pub english: String,
}

/// The names of the boards that kept the portal one after the other, each with its last day.
pub type BoardNames = Vec<(Option<NaiveDate>, BoardName)>;

impl AppState {
    /// A portal that sends no mail and keeps attached files in memory only, until it is told better.
    pub fn new(db: PgPool, demo: bool, secure_cookies: bool) -> AppState {
        let files = Arc::new(InMemory::new());
        let reader = Reader::of_this_program();
        let (proxies, memo, presence, health, board_names, jobs) = Default::default();
        AppState {
            db,
            demo,
            menu: &[],
            secure_cookies,
            proxies,
            mailer: None,
            jobs,
            files,
            reader,
            memo,
            health,
            presence,
            board_names,
        }
    }

    /// The portal with a menu.
    #[must_use]
    pub fn with_menu(mut self, menu: &'static [Section]) -> AppState {
        self.menu = menu;
        self
    }

    /// The portal behind proxies.
    #[must_use]
    pub fn with_proxies(mut self, proxies: Proxies) -> AppState {
        self.proxies = proxies;
        self
    }

    /// The portal with a mail server to send reminders through.
    #[must_use]
    pub fn with_mailer(mut self, mailer: Option<Mailer>) -> AppState {
        self.mailer = mailer;
        self
    }

    /// The portal with another patience of requests for the jobs they ask for.
    #[must_use]
    pub fn with_jobs(mut self, jobs: Jobs) -> AppState {
        self.jobs = Arc::new(jobs);
        self
    }

    /// The portal with a place where attached files last.
    #[must_use]
    pub fn with_files(mut self, files: Arc<dyn ObjectStore>) -> AppState {
        self.files = files;
        self
    }

    /// The portal with somebody who watches over its database.
    #[must_use]
    pub fn with_health(mut self, health: Health) -> AppState {
        self.health = health;
        self
    }

    /// The portal with another program that reads workbooks.
    #[must_use]
    pub fn with_reader(mut self, reader: Reader) -> AppState {
        self.reader = reader;
        self
    }

    /// The name of today's board.
    pub fn board_name(&self) -> BoardName {
        let Ok(names) = self.board_names.read() else {
            return BoardName::default();
        };
        let today = i18n::today();
        let current = names
            .iter()
            .find(|(until, _)| until.is_none_or(|until| today <= until))
            .or(names.last());
        current.map(|(_, name)| name.clone()).unwrap_or_default()
    }

    pub fn set_board_names(&self, names: BoardNames) {
        if let Ok(mut current) = self.board_names.write() {
            *current = names;
        }
    }
}
