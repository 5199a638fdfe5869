//! What a mail server's answer means (RFC 5321 reply codes, RFC 3463, 4954, 7372 and 7505 enhanced codes), in words that say what to do. Pure.

use crate::foundation::i18n::Text;

/// Why a message did not go out, or may not have.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Reason {
    /// What is written is not an address.
    NotAnAddress,
    NoSuchRecipient,
    MailboxFull,
    MailboxClosed,
    /// Refused for what it looks like, or for where it comes from.
    TakenForSpam,
    /// The sending domain does not prove itself (SPF, DKIM, DMARC).
    Unproven,
    /// The board's server does not let this sender send.
    SenderRefused,
    Authentication,
    /// No TLS with the server, or a certificate nobody vouches for.
    Insecure,
    TooLarge,
    TooMany,
    /// The recipient's server cannot be reached.
    FarServer,
    /// The server does not take it now.
    Busy,
    /// The board's server does not answer, or is closing.
    Unreachable,
    Other,
    /// The line broke when the message was under way: it may have gone out.
    Unclear,
}

impl Reason {
    pub const ALL: [Reason; 16] = [
        Reason::NotAnAddress,
        Reason::NoSuchRecipient,
        Reason::MailboxFull,
        Reason::MailboxClosed,
        Reason::TakenForSpam,
        Reason::Unproven,
        Reason::SenderRefused,
        Reason::Authentication,
        Reason::Insecure,
        Reason::TooLarge,
        Reason::TooMany,
        Reason::FarServer,
        Reason::Busy,
        Reason::Unreachable,
        Reason::Other,
        Reason::Unclear,
    ];

    /// The code stored in the database.
    pub fn code(self) -> &'static str {
        match self {
            Reason::NotAnAddress => "not_an_address",
            Reason::NoSuchRecipient => "no_such_recipient",
            Reason::MailboxFull => "mailbox_full",
            Reason::MailboxClosed => "mailbox_closed",
            Reason::TakenForSpam => "taken_for_spam",
            Reason::Unproven => "unproven",
            Reason::SenderRefused => "sender_refused",
            Reason::Authentication => "authentication",
            Reason::Insecure => "insecure",
            Reason::TooLarge => "too_large",
            Reason::TooMany => "too_many",
            Reason::FarServer => "far_server",
            Reason::Busy => "busy",
            Reason::Unreachable => "unreachable",
            Reason::Other => "other",
            Reason::Unclear => "unclear",
        }
    }

    pub fn from_code(code: &str) -> Option<Reason> {
        Reason::ALL.into_iter().find(|reason| reason.code() == code)
    }

    /// Whether it is about the board's own server: the next message would fare no better.
    pub fn is_of_server(self) -> bool {
        matches!(
            self,
            Reason::SenderRefused
                | Reason::Authentication
                | Reason::Insecure
                | Reason::TooMany
                | Reason::Unreachable
        )
    }

    /// What it is and what to do about it.
    pub fn words(self) -> Text {
        match self {
            Reason::NotAnAddress => Text::new(
                "Địa chỉ thư của đầu mối không đúng dạng. Xin sửa ở trang doanh nghiệp.",
                "The contact's address is not an e-mail address. Please correct it on the enterprise's page.",
            ),
            Reason::NoSuchRecipient => Text::new(
                "Không có hộp thư này. Xin hỏi lại địa chỉ và sửa ở trang doanh nghiệp.",
                "There is no such mailbox. Please ask for the address and correct it on the enterprise's page.",
            ),
            Reason::MailboxFull => Text::new(
                "Hộp thư của người nhận đã đầy. Xin gọi điện cho doanh nghiệp.",
                "The recipient's mailbox is full. Please call the enterprise.",
            ),
            Reason::MailboxClosed => Text::new(
                "Hộp thư của người nhận đã bị khóa hoặc không nhận thư. Xin gọi điện cho doanh nghiệp.",
                "The recipient's mailbox is closed or takes no mail. Please call the enterprise.",
            ),
            Reason::TakenForSpam => Text::new(
                "Máy chủ của người nhận coi thư là thư rác nên từ chối. Xin nhắn tin hoặc gọi điện.",
                "The recipient's server took the letter for spam and refused it. Please send a message or call.",
            ),
            Reason::Unproven => Text::new(
                "Máy chủ của người nhận không tin tên miền gửi (SPF, DKIM, DMARC). Xin báo đơn vị quản lý thư của Ban.",
                "The recipient's server does not trust the sending domain (SPF, DKIM, DMARC). Please tell whoever runs the board's mail.",
            ),
            Reason::SenderRefused => Text::new(
                "Máy chủ thư của Ban không cho địa chỉ này gửi. Xin báo người quản trị kiểm tra IZPORTAL_SMTP_FROM.",
                "The board's mail server does not let this address send. Please have the administrator check IZPORTAL_SMTP_FROM.",
            ),
            Reason::Authentication => Text::new(
                "Máy chủ thư của Ban không nhận tên hoặc mật khẩu. Xin báo người quản trị kiểm tra IZPORTAL_SMTP_URL.",
                "The board's mail server does not take the name or the password. Please have the administrator check IZPORTAL_SMTP_URL.",
            ),
            Reason::Insecure => Text::new(
                "Không lập được kết nối mã hóa với máy chủ thư của Ban. Xin báo người quản trị kiểm tra IZPORTAL_SMTP_URL.",
                "No encrypted connection with the board's mail server could be made. Please have the administrator check IZPORTAL_SMTP_URL.",
            ),
            Reason::TooLarge => Text::new(
                "Thư quá lớn đối với máy chủ của người nhận. Xin rút ngắn lời mở đầu.",
                "The letter is too large for the recipient's server. Please shorten the opening.",
            ),
            Reason::TooMany => Text::new(
                "Máy chủ thư giới hạn số thư gửi trong một lúc.",
                "The mail server limits how many letters go out at a time.",
            ),
            Reason::FarServer => Text::new(
                "Không liên lạc được với máy chủ thư của người nhận.",
                "The recipient's mail server cannot be reached.",
            ),
            Reason::Busy => Text::new(
                "Máy chủ thư đang bận hoặc tạm hoãn nhận thư.",
                "The mail server is busy or puts the letter off.",
            ),
            Reason::Unreachable => Text::new(
                "Không liên lạc được với máy chủ thư của Ban.",
                "The board's mail server cannot be reached.",
            ),
            Reason::Other => Text::new(
                "Máy chủ thư từ chối mà không nói rõ lý do. Xin nhắn tin hoặc gọi điện.",
                "The mail server refused it without a clear reason. Please send a message or call.",
            ),
            Reason::Unclear => Text::new(
                "Đường truyền đứt khi đang gửi: thư có thể đã gửi. Xin hỏi doanh nghiệp trước khi gửi lại.",
                "The line broke while it was being sent: the letter may have gone out. Please ask the enterprise before sending it again.",
            ),
        }
    }
}

/// A refusal of a message.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Refusal {
    pub reason: Reason,
    /// It may go out later.
    pub passes: bool,
    /// The reply code and the enhanced one, "550 5.1.1", where the server gave any; never its words, which quote the address.
    pub codes: String,
}

impl Refusal {
    pub(super) fn of(reason: Reason, passes: bool) -> Refusal {
        Refusal {
            reason,
            passes,
            codes: String::new(),
        }
    }
}

/// What a reply means: the enhanced code decides, then the plain one; words only where the codes leave it open.
pub(super) fn understand(code: u16, text: &str) -> Refusal {
    let enhanced = enhanced(text);
    let words = text.to_lowercase();
    let reason = enhanced
        .and_then(|(subject, detail)| by_enhanced(subject, detail, &words))
        .unwrap_or_else(|| by_code(code, &words));
    let class = code / 100;
    Refusal {
        reason,
        passes: class == 4,
        codes: match enhanced {
            Some((subject, detail)) => format!("{code} {class}.{subject}.{detail}"),
            None => code.to_string(),
        },
    }
}

/// Subject and detail of the first enhanced code in a reply.
fn enhanced(text: &str) -> Option<(u16, u16)> {
    text.split_whitespace().find_map(|word| {
        let mut parts = word.trim_matches(|c: char| !c.is_ascii_digit()).split('.');
        let class = parts.next()?;
        let number = |part: Option<&str>| part.filter(|part| part.len() <= 3)?.parse().ok();
        let (subject, detail) = (number(parts.next())?, number(parts.next())?);
        (matches!(class, "4" | "5") && parts.next().is_none()).then_some((subject, detail))
    })
}

fn by_enhanced(subject: u16, detail: u16, words: &str) -> Option<Reason> {
    Some(match (subject, detail) {
        (1, 7 | 8) => Reason::SenderRefused,
        (1, _) => Reason::NoSuchRecipient,
        (2, 2) => Reason::MailboxFull,
        (2, 3) | (3, 4) => Reason::TooLarge,
        (2, 0 | 1 | 4) => Reason::MailboxClosed,
        (3, 1 | 2) | (4, 5) => Reason::Busy,
        // Exchange says so of mailboxes it does not have.
        (4, 1) if words.contains("recipient address rejected") => Reason::NoSuchRecipient,
        (4, 1..=4 | 6 | 7) => Reason::FarServer,
        (5, 3) | (7, 28) => Reason::TooMany,
        (7, 8 | 9 | 11 | 12 | 13 | 14) => Reason::Authentication,
        (7, 20..=27) => Reason::Unproven,
        (7, 0 | 1) => by_words(words).unwrap_or(Reason::TakenForSpam),
        (7, 30) => Reason::Insecure,
        _ => return None,
    })
}

fn by_code(code: u16, words: &str) -> Reason {
    match code {
        421 => Reason::Unreachable,
        432 | 454 | 530 | 534 | 535 | 538 => Reason::Authentication,
        521 | 551 | 553 | 556 => by_words(words).unwrap_or(Reason::NoSuchRecipient),
        550 => by_words(words).unwrap_or(Reason::NoSuchRecipient),
        552 => by_words(words).unwrap_or(Reason::MailboxFull),
        450..=452 => by_words(words).unwrap_or(Reason::Busy),
        554 => by_words(words).unwrap_or(Reason::Other),
        400..=499 => Reason::Busy,
        _ => Reason::Other,
    }
}

/// Servers that give no enhanced code, or 7.1 for everything, say it in words.
fn by_words(words: &str) -> Option<Reason> {
    let says = |any: &[&str]| any.iter().any(|word| words.contains(word));
    if says(&["greylist", "graylist"]) {
        Some(Reason::Busy)
    } else if says(&["spf", "dkim", "dmarc"]) {
        Some(Reason::Unproven)
    } else if says(&["relay", "sender address rejected", "not owned by"]) {
        Some(Reason::SenderRefused)
    } else if says(&["authenticat", "login"]) {
        Some(Reason::Authentication)
    } else if says(&["quota", "full", "over storage"]) {
        Some(Reason::MailboxFull)
    } else if says(&["too large", "size exceed", "message size"]) {
        Some(Reason::TooLarge)
    } else if says(&[" rate", "too many"]) {
        Some(Reason::TooMany)
    } else if says(&[
        "spam",
        "blacklist",
        "blocklist",
        "blocked",
        "listed",
        "reputation",
        "junk",
    ]) {
        Some(Reason::TakenForSpam)
    } else {
        None
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// As Postfix, Exim, Exchange, Gmail and Zimbra write them: code and text, reason, whether it may go out later, codes kept.
    const ANSWERS: &str = "\
550 5.1.1 <an@example.vn>: Recipient address rejected: User unknown | no_such_recipient | never | 550 5.1.1
550 No such user here | no_such_recipient | never | 550
550 5.1.10 RESOLVER.ADR.RecipientNotFound; Recipient not found by SMTP address lookup | no_such_recipient | never | 550 5.1.10
556 5.1.10 Recipient address has null MX | no_such_recipient | never | 556 5.1.10
553 sorry, that domain isn't in my list of allowed rcpthosts | no_such_recipient | never | 553
452 4.2.2 The email account that you tried to reach is over quota | mailbox_full | later | 452 4.2.2
552 5.2.2 Mailbox full | mailbox_full | never | 552 5.2.2
552 Requested mail action aborted: exceeded storage allocation | mailbox_full | never | 552
552 5.3.4 Message size exceeds fixed limit | too_large | never | 552 5.3.4
552 Message size exceeds fixed maximum message size | too_large | never | 552
550 5.2.1 The email account that you tried to reach is disabled | mailbox_closed | never | 550 5.2.1
554 5.7.1 Service unavailable; Client host [1.2.3.4] blocked using zen.spamhaus.org | taken_for_spam | never | 554 5.7.1
550 5.7.1 Message rejected as spam by Content Filtering | taken_for_spam | never | 550 5.7.1
554 Message refused: looks like SPAM | taken_for_spam | never | 554
550 5.7.23 The message was rejected because of Sender Policy Framework violation | unproven | never | 550 5.7.23
550 5.7.26 This mail has been blocked because the sender is unauthenticated | unproven | never | 550 5.7.26
550 5.7.1 Unauthenticated email is not accepted due to domain's DMARC policy | unproven | never | 550 5.7.1
554 5.7.1 <an@example.vn>: Relay access denied | sender_refused | never | 554 5.7.1
553 5.7.1 <bql@example.vn>: Sender address rejected: not owned by user x | sender_refused | never | 553 5.7.1
550 5.1.8 Sender domain does not exist | sender_refused | never | 550 5.1.8
535 5.7.8 Username and Password not accepted | authentication | never | 535 5.7.8
530 5.7.0 Authentication Required | authentication | never | 530 5.7.0
535 Incorrect authentication data | authentication | never | 535
454 4.7.0 Temporary authentication failure | authentication | later | 454 4.7.0
450 4.7.1 Greylisted, please try again later | busy | later | 450 4.7.1
451 Greylisting in action, please come back later | busy | later | 451
451 4.3.2 Please try again later | busy | later | 451 4.3.2
452 4.3.1 Insufficient system storage | busy | later | 452 4.3.1
452 4.5.3 Too many recipients | too_many | later | 452 4.5.3
421 4.7.28 Our system has detected an unusual rate of unsolicited mail | too_many | later | 421 4.7.28
450 4.4.1 Connection timed out with the recipient's server | far_server | later | 450 4.4.1
550 5.4.1 Recipient address rejected: Access denied | no_such_recipient | never | 550 5.4.1
421 Service not available, closing transmission channel | unreachable | later | 421
500 Syntax error, command unrecognised | other | never | 500
554 Transaction failed | other | never | 554
554 version 5.10 of 2022.1.1.1 failed | other | never | 554";

    #[test]
    fn the_answers_of_mail_servers_are_understood() {
        for line in ANSWERS.lines() {
            let parts: Vec<&str> = line.split(" | ").collect();
            let [answer, reason, passes, codes] = parts[..] else {
                panic!("{line}");
            };
            let (code, text): (&str, &str) = answer.split_once(' ').expect(line);
            let refusal = understand(code.parse().expect(line), text);
            let passing = if refusal.passes { "later" } else { "never" };
            let found = [refusal.reason.code(), passing, &refusal.codes];
            assert_eq!(found, [reason, passes, codes], "{line}");
        }
    }

    #[test]
    fn every_reason_has_a_code_of_its_own_and_says_what_to_do() {
        for reason in Reason::ALL {
            assert_eq!(Reason::from_code(reason.code()), Some(reason));
            let words = reason.words();
            assert!(
                words.vi.ends_with('.') && words.en.ends_with('.'),
                "{reason:?}"
            );
        }
    }
}
