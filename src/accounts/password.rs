//! Passwords: argon2id, hashed off the async threads.

use argon2::Argon2;
use argon2::password_hash::phc::PasswordHash;
use argon2::password_hash::{PasswordHasher, PasswordVerifier};

use crate::i18n::Text;
use crate::web::AppError;

/// Shortest password accepted (NIST SP 800-63B asks for 8; a board's portal is on the internet).
pub const MIN_LENGTH: usize = 10;
const MAX_LENGTH: usize = 200;

/// What is wrong with a new password, if anything.
pub fn fault(password: &str, username: &str) -> Option<Text> {
    let length = password.chars().count();
    if length < MIN_LENGTH {
        Some(Text::new("Mật khẩu cần ít nhất 10 ký tự.", "A password needs at least 10 characters."))
    } else if length > MAX_LENGTH {
        Some(Text::new("Mật khẩu dài tối đa 200 ký tự.", "A password has at most 200 characters."))
    } else if password.to_lowercase().contains(username) && !username.is_empty() {
        Some(Text::new("Mật khẩu không được chứa tên đăng nhập.", "A password must not contain the user name."))
    } else {
        None
    }
}

/// Hashes a password for storage.
///
/// # Errors
/// [`AppError::Internal`] when the hasher fails.
pub async fn hash(password: String) -> Result<String, AppError> {
    tokio::task::spawn_blocking(move || Argon2::default().hash_password(password.as_bytes()).map(|hash| hash.to_string()))
        .await
        .map_err(AppError::internal)?
        .map_err(AppError::internal)
}

/// Whether a password is the one behind a stored hash. Without a hash it does the same work in vain,
/// so that the answer takes as long for a name that does not exist.
///
/// # Errors
/// [`AppError::Internal`] when the hasher fails.
pub async fn verify(password: String, stored: Option<String>) -> Result<bool, AppError> {
    tokio::task::spawn_blocking(move || match stored {
        Some(stored) => match PasswordHash::new(&stored) {
            Ok(hash) => Argon2::default().verify_password(password.as_bytes(), &hash).is_ok(),
            Err(_) => false,
        },
        None => {
            let _ = Argon2::default().hash_password(password.as_bytes());
            false
        }
    })
    .await
    .map_err(AppError::internal)
}
