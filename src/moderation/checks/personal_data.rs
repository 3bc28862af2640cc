//! Personal data in a comment: e-mail addresses, telephone numbers, payment cards, bank accounts,
//! social security and IP numbers. Check digits are checked; what is found is never repeated.
//!
//! Looks at a view in which fonts are plain and invisible characters gone.

mod address;
mod bank;
mod email;
mod phone;
mod view;

use super::Comment;
use crate::article::Span;
use crate::moderation::{Check, Checked, Finding, Severity};
use view::View;

/// The kinds of finding this check makes.
pub(crate) const KINDS: &[&str] = &["email", "phone", "card", "iban", "ssn", "ip"];

/// More findings than this add nothing for a moderator.
const MOST_FINDINGS: usize = 20;

/// What kind of personal data something is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kind {
    Email,
    Phone,
    Card,
    Iban,
    Ssn,
    Ip,
}

/// Personal data, in bytes of the view.
type Hit = (Kind, Span);

impl Kind {
    const fn name(self) -> &'static str {
        match self {
            Self::Email => "email",
            Self::Phone => "phone",
            Self::Card => "card",
            Self::Iban => "iban",
            Self::Ssn => "ssn",
            Self::Ip => "ip",
        }
    }

    const fn severity(self) -> Severity {
        match self {
            Self::Card | Self::Iban | Self::Ssn => Severity::Block,
            Self::Email | Self::Phone | Self::Ip => Severity::Review,
        }
    }

    const fn sentence(self) -> &'static str {
        match self {
            Self::Email => "An e-mail address.",
            Self::Phone => "What looks like a telephone number.",
            Self::Card => "A payment card's number: issuer and check digit are right.",
            Self::Iban => "A bank account's number (IBAN): country, length and check digits are right.",
            Self::Ssn => "What looks like a United States social security number.",
            Self::Ip => "An IP address.",
        }
    }
}

/// Adds every piece of personal data in the comment, in the order of the text.
pub(super) fn run(comment: &Comment<'_>, checked: &mut Checked) {
    checked.findings.extend(find(comment.text));
}

fn find(text: &str) -> Vec<Finding> {
    let view = View::of(text);
    // The surer kinds come first: a number is only one of them.
    let mut hits = email::find(view.text());
    if view.text().bytes().any(|byte| byte.is_ascii_digit()) {
        for finder in [bank::find, address::find, phone::find] {
            add(&mut hits, finder(view.text()));
        }
    }
    hits.truncate(MOST_FINDINGS);
    hits.into_iter().map(|(kind, span)| finding(kind, view.span(span))).collect()
}

/// Adds hits, both in the order of the text, where nothing was found before.
fn add(hits: &mut Vec<Hit>, more: Vec<Hit>) {
    let mut free = Vec::new();
    let mut known = hits.iter().peekable();
    for hit in more {
        while known.peek().is_some_and(|known| known.1.end <= hit.1.start) {
            known.next();
        }
        if !known.peek().is_some_and(|known| known.1.overlaps(hit.1)) {
            free.push(hit);
        }
    }
    hits.extend(free);
    hits.sort_by_key(|(_, span)| span.start);
}

fn finding(kind: Kind, span: Span) -> Finding {
    Finding {
        check: Check::PersonalData,
        kind: kind.name().into(),
        severity: kind.severity(),
        span: Some(span),
        explanation: kind.sentence().to_owned(),
    }
}

#[cfg(test)]
mod tests;
