//! Sending e-mail through the board's own SMTP server, where one is configured, and what its answers mean.

mod reason;

use std::time::Duration;

use lettre::message::Mailbox;
use lettre::message::header::ContentType;
use lettre::transport::smtp::Error;
use lettre::{AsyncSmtpTransport, AsyncTransport, Message, Tokio1Executor};
use tokio::time::timeout;

pub use reason::{Reason, Refusal};

/// A server that says nothing for as long is not waited for: RFC 5321 lets it think about a message for ten minutes, but people
/// wait for the others.
const PATIENCE: Duration = Duration::from_secs(120);

/// An SMTP server and the address mail comes from.
#[derive(Clone)]
pub struct Mailer {
    transport: AsyncSmtpTransport<Tokio1Executor>,
    from: Mailbox,
}

/// Why the settings cannot work; the text is for whoever starts the portal.
#[derive(Debug, thiserror::Error)]
pub enum MailError {
    #[error(
        "IZPORTAL_SMTP_URL is not an SMTP address such as smtps://user:password@mail.example.vn:465"
    )]
    Url,
    #[error(
        "IZPORTAL_SMTP_FROM is not an e-mail address such as \"Ban Quản lý các KCN <bql@example.vn>\""
    )]
    From,
}

/// A plain-text message.
pub struct Letter<'a> {
    pub to: &'a str,
    pub subject: &'a str,
    pub body: &'a str,
    /// As [`Mailer::message_id`] makes it: the same letter sent twice is known by it.
    pub message_id: &'a str,
}

impl Mailer {
    /// A mailer for `smtp://`, `smtps://` or `smtp://…?tls=required` addresses. Nothing is sent yet.
    ///
    /// # Errors
    /// [`MailError::Url`] or [`MailError::From`]; neither repeats the address, which holds a password.
    pub fn new(url: &str, from: &str) -> Result<Mailer, MailError> {
        let from = from.parse().map_err(|_| MailError::From)?;
        let builder =
            AsyncSmtpTransport::<Tokio1Executor>::from_url(url).map_err(|_| MailError::Url)?;
        Ok(Mailer {
            transport: builder.timeout(Some(Duration::from_secs(20))).build(),
            from,
        })
    }

    /// The Message-ID of a letter (RFC 5322, 3.6.4) from what is unique of it here.
    pub fn message_id(&self, unique: &str) -> String {
        format!("<{unique}@{}>", self.from.email.domain())
    }

    /// Whether the server is there and lets the board in, before anything is said to be under way.
    ///
    /// # Errors
    /// [`Refusal`].
    pub async fn is_there(&self) -> Result<(), Refusal> {
        match timeout(PATIENCE, self.transport.test_connection()).await {
            Ok(Ok(true)) => Ok(()),
            Ok(Err(error)) if error.status().is_some() || error.is_tls() => Err(refused(&error)),
            _ => Err(Refusal::of(Reason::Unreachable, true)),
        }
    }

    /// Sends one letter.
    ///
    /// # Errors
    /// [`Refusal`]; with [`Reason::Unclear`] the letter may have gone out.
    pub async fn send(&self, letter: &Letter<'_>) -> Result<(), Refusal> {
        let to: Mailbox = letter
            .to
            .parse()
            .map_err(|_| Refusal::of(Reason::NotAnAddress, false))?;
        let message = Message::builder()
            .from(self.from.clone())
            .to(to)
            .subject(letter.subject)
            .message_id(Some(letter.message_id.to_owned()))
            .header(ContentType::TEXT_PLAIN)
            .body(letter.body.to_owned())
            .map_err(|_| Refusal::of(Reason::Other, false))?;
        match timeout(PATIENCE, self.transport.send(message)).await {
            Ok(Ok(_)) => Ok(()),
            Ok(Err(error)) => Err(refused(&error)),
            Err(_) => Err(Refusal::of(Reason::Unclear, false)),
        }
    }
}

/// Why it was not sent. The error's own words are left: they quote the address.
fn refused(error: &Error) -> Refusal {
    if let Some(code) = error.status() {
        let text = std::error::Error::source(error).map_or_else(String::new, ToString::to_string);
        return reason::understand(code.into(), &text);
    }
    if error.is_tls() {
        Refusal::of(Reason::Insecure, false)
    } else if error.is_client() {
        Refusal::of(Reason::Other, false)
    } else if error.to_string().starts_with("Connection error") {
        // lettre tells the phase by its words only: the connection was never made.
        Refusal::of(Reason::Unreachable, true)
    } else {
        Refusal::of(Reason::Unclear, false)
    }
}

#[cfg(test)]
mod tests {
    use super::Mailer;

    #[test]
    fn settings_that_cannot_work_are_named_without_their_password() {
        let wrong = [
            ("http://user:secret@host", "a@b.vn"),
            ("mail.example.vn", "a@b.vn"),
            ("smtp://host", "nobody"),
        ];
        for (url, from) in wrong {
            let error = Mailer::new(url, from)
                .err()
                .map(|error| error.to_string())
                .unwrap_or_default();
            assert!(
                error.starts_with("IZPORTAL_SMTP_") && !error.contains("secret"),
                "{url}: {error}"
            );
        }
        assert!(
            Mailer::new(
                "smtps://user:secret@mail.example.vn:465",
                "Ban <bql@example.vn>"
            )
            .is_ok()
        );
    }
}
