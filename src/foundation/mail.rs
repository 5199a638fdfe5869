//! Sending e-mail through the board's own SMTP server, where one is configured.

use lettre::message::Mailbox;
use lettre::message::header::ContentType;
use lettre::{AsyncSmtpTransport, AsyncTransport, Message, Tokio1Executor};

/// An SMTP server and the address mail comes from.
#[derive(Clone)]
pub struct Mailer {
    transport: AsyncSmtpTransport<Tokio1Executor>,
    from: Mailbox,
}

/// Why mail cannot be sent; the text is for people.
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
    #[error("the address is not an e-mail address")]
    Recipient,
    #[error("the mail server did not take the message: {0}")]
    Server(String),
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
            transport: builder
                .timeout(Some(std::time::Duration::from_secs(20)))
                .build(),
            from,
        })
    }

    /// Sends one plain-text message.
    ///
    /// # Errors
    /// [`MailError::Recipient`] or [`MailError::Server`] with the server's answer.
    pub async fn send(&self, to: &str, subject: &str, body: &str) -> Result<(), MailError> {
        let to: Mailbox = to.parse().map_err(|_| MailError::Recipient)?;
        let message = Message::builder()
            .from(self.from.clone())
            .to(to)
            .subject(subject)
            .header(ContentType::TEXT_PLAIN)
            .body(body.to_owned())
            .map_err(|error| MailError::Server(error.to_string()))?;
        self.transport
            .send(message)
            .await
            .map(|_| ())
            .map_err(|error| MailError::Server(error.to_string()))
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
