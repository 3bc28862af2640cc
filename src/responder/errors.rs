//! What went wrong: one plain sentence, a hint where there is one, a short reference.

use super::Safe;
use super::reply::Reply;
use super::words::{Arg, Words};
use crate::article::page::Unreadable;
use crate::desk::{FetchError, OpenError};

/// A short name for one failure, the same in the member's message and in the log.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Reference(u64);

/// Digits and letters that are not mistaken for each other (Crockford's base 32).
const DIGITS: &[u8; 32] = b"0123456789ABCDEFGHJKMNPQRSTVWXYZ";

impl Reference {
    /// From the number of what failed: an interaction or a message.
    pub const fn of(number: u64) -> Self {
        // Fibonacci hashing spreads neighbouring numbers over the whole range.
        Self(number.wrapping_mul(0x9E37_79B9_7F4A_7C15))
    }
}

impl std::fmt::Display for Reference {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        for place in 0..5 {
            let digit = usize::try_from((self.0 >> (59 - 5 * place)) & 31).unwrap_or_default();
            let digit = DIGITS.get(digit).copied().unwrap_or(b'0');
            write!(f, "{}", char::from(digit))?;
        }
        Ok(())
    }
}

/// A mistake of the asker, or a state of the bot, that no use case reports.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Slip {
    NothingGiven,
    TooManyGiven,
    NotADate,
    NothingInMessage,
    HiddenMessage,
    NoQuestion,
    UnknownCommand,
    StaleControl,
    Busy,
    Stopping,
    TookTooLong,
}

impl Slip {
    pub const ALL: [Self; 11] = [
        Self::NothingGiven,
        Self::TooManyGiven,
        Self::NotADate,
        Self::NothingInMessage,
        Self::HiddenMessage,
        Self::NoQuestion,
        Self::UnknownCommand,
        Self::StaleControl,
        Self::Busy,
        Self::Stopping,
        Self::TookTooLong,
    ];

    const fn key(self) -> &'static str {
        match self {
            Self::NothingGiven => "slip-nothing-given",
            Self::TooManyGiven => "slip-too-many-given",
            Self::NotADate => "slip-not-a-date",
            Self::NothingInMessage => "slip-nothing-in-message",
            Self::HiddenMessage => "slip-hidden-message",
            Self::NoQuestion => "slip-no-question",
            Self::UnknownCommand => "slip-unknown-command",
            Self::StaleControl => "slip-stale-control",
            Self::Busy => "slip-busy",
            Self::Stopping => "slip-stopping",
            Self::TookTooLong => "slip-took-too-long",
        }
    }
}

/// A slip in words.
pub fn slip(words: Words, slip: Slip) -> Reply {
    let sentence = words.say(slip.key());
    match words.find(&format!("{}-hint", slip.key())) {
        Some(hint) => Reply::private(format!("{sentence}\n-# {hint}")),
        None => Reply::private(sentence),
    }
}

/// Why there is no article to work on, in words.
pub fn refusal(words: Words, error: &OpenError, reference: Reference) -> Reply {
    let key = match error {
        OpenError::Fetch(why) => fetch_key(*why),
        OpenError::Unreadable(why) => unreadable_key(*why),
        OpenError::GaveUp => "error-gave-up",
        OpenError::NoneYet => "error-none-yet",
        OpenError::Unknown => "error-unknown-article",
        OpenError::TooMany { .. } => "error-too-many",
        OpenError::Unexpected(_) => "error-unexpected",
    };
    let sentence = match error {
        OpenError::Fetch(why) => fetch_sentence(words, *why),
        OpenError::TooMany { wait } => {
            let seconds = usize::try_from(wait.as_secs()).unwrap_or_default().max(1);
            words.say_with(key, [("seconds", seconds.into())])
        }
        OpenError::Unreadable(_)
        | OpenError::GaveUp
        | OpenError::NoneYet
        | OpenError::Unknown
        | OpenError::Unexpected(_) => words.say(key),
    };
    with_reference(words, key, &sentence, reference)
}

/// Something failed that should not.
pub fn unexpected(words: Words, reference: Reference) -> Reply {
    with_reference(words, "error-unexpected", &words.say("error-unexpected"), reference)
}

/// The same reply for the asker alone, with the permission that keeps it from everybody.
pub fn with_missing_permission(words: Words, mut reply: Reply, permission: &str) -> Reply {
    let note = words.say_with("note-permission", [("permission", Arg::Text(Safe::clipped(permission, 60)))]);
    reply.content = if reply.content.is_empty() { note } else { format!("{}\n{note}", reply.content) };
    reply.privately()
}

/// Why a page could not be downloaded, as a sentence.
pub(super) fn fetch_sentence(words: Words, why: FetchError) -> String {
    match why {
        FetchError::ServerFailure(status) => words.say_with(fetch_key(why), [("status", usize::from(status).into())]),
        FetchError::NotAWebAddress
        | FetchError::ForbiddenAddress
        | FetchError::ForbiddenPort
        | FetchError::UnknownHost
        | FetchError::Unreachable
        | FetchError::Tls
        | FetchError::TimedOut
        | FetchError::TooManyRedirects
        | FetchError::TooLarge
        | FetchError::UnsupportedContent
        | FetchError::AccessRestricted
        | FetchError::Forbidden
        | FetchError::NotFound
        | FetchError::TooManyRequests
        | FetchError::BrokenAnswer => words.say(fetch_key(why)),
    }
}

const fn fetch_key(why: FetchError) -> &'static str {
    match why {
        FetchError::NotAWebAddress => "error-not-a-web-address",
        FetchError::ForbiddenAddress => "error-forbidden-address",
        FetchError::ForbiddenPort => "error-forbidden-port",
        FetchError::UnknownHost => "error-unknown-host",
        FetchError::Unreachable => "error-unreachable",
        FetchError::Tls => "error-tls",
        FetchError::TimedOut => "error-timed-out",
        FetchError::TooManyRedirects => "error-too-many-redirects",
        FetchError::TooLarge => "error-page-too-large",
        FetchError::UnsupportedContent => "error-unsupported-content",
        FetchError::AccessRestricted => "error-access-restricted",
        FetchError::Forbidden => "error-forbidden",
        FetchError::NotFound => "error-not-found",
        FetchError::TooManyRequests => "error-too-many-requests",
        FetchError::ServerFailure(_) => "error-server-failure",
        FetchError::BrokenAnswer => "error-broken-answer",
    }
}

const fn unreadable_key(why: Unreadable) -> &'static str {
    match why {
        Unreadable::ConsentWall => "error-consent-wall",
        Unreadable::Paywall => "error-paywall",
        Unreadable::Empty => "error-empty",
        Unreadable::NotAnArticle => "error-not-an-article",
        Unreadable::TooLarge => "error-text-too-large",
        Unreadable::Damaged => "error-damaged",
        Unreadable::Locked => "error-locked",
        Unreadable::UnsupportedType => "error-unsupported-type",
    }
}

pub(super) fn with_reference(words: Words, key: &str, sentence: &str, reference: Reference) -> Reply {
    hinted(sentence, words.find(&format!("{key}-hint")).as_deref(), reference)
}

/// A sentence, a hint where there is one, the reference.
pub(super) fn hinted(sentence: &str, hint: Option<&str>, reference: Reference) -> Reply {
    let reference = format!("ref `{reference}`");
    Reply::private(match hint {
        Some(hint) => format!("{sentence}\n-# {hint} · {reference}"),
        None => format!("{sentence}\n-# {reference}"),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn references_are_short_and_differ_between_neighbours() {
        let texts: std::collections::HashSet<String> = (0..1_000).map(|n| Reference::of(n).to_string()).collect();
        assert!(texts.iter().all(|t| t.len() == 5));
        assert!(texts.len() > 990);
    }
}
