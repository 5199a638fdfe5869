//! The demonstration: a year of data and an account for each role.

use sqlx::PgPool;

use crate::foundation::audit;
use crate::foundation::i18n::Lang;
use crate::foundation::kernel::{Origin, Role};
use crate::portal::accounts::{
    self,
    actions::{AccountDraft, Giver},
    roles,
};
use crate::portal::bootstrap::CliError;
use crate::portal::exchange;

/// Who the audit log says it was.
const ORIGIN: &str = "demo";

/// Loads the demonstration year into an empty portal, and an account for each role. A second time it changes nothing.
///
/// # Errors
/// [`CliError::Message`] when the portal holds other data.
pub async fn load(db: &PgPool) -> Result<(), CliError> {
    let known = accounts::db::accounts(db).await?;
    let is_known = |role: &Role| {
        let (username, _) = roles::demonstration(*role);
        known.iter().any(|account| account.username == username)
    };
    if !Role::ALL.iter().all(is_known) && !audit::only_by(db, ORIGIN).await? {
        let text = "this portal holds data of its own: a demonstration, whose passwords everybody knows, needs an empty one";
        return Err(CliError::Message(text.to_owned()));
    }
    if exchange::is_empty(db).await? {
        exchange::import_demo(db, &Origin::command(ORIGIN))
            .await
            .map_err(|error| CliError::Message(error.to_string()))?;
    }
    let giver = Giver::of(Origin::command(ORIGIN), Lang::En);
    for role in Role::ALL.into_iter().filter(|role| !is_known(role)) {
        let (username, name) = roles::demonstration(role);
        let draft = AccountDraft {
            username: username.to_owned(),
            display_name: name.to_owned(),
            role: role.code().to_owned(),
            password: accounts::DEMO_PASSWORD.to_owned(),
            ..AccountDraft::default()
        };
        accounts::actions::create(db, &giver, &draft).await?;
    }
    Ok(())
}
