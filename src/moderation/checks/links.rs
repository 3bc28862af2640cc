//! Links: listed domains, invites, shorteners, masked and look-alike ones. Nothing is fetched.

mod hosts;
mod lookalike;
mod markdown;
mod skeleton;
#[cfg(test)]
mod tests;

use super::Comment;
use crate::article::Span;
use crate::moderation::address::{self, Address, under};
use crate::moderation::policy::Listed;
use crate::moderation::{Check, Checked, Finding, Severity};
use hosts::HOSTS;
use lookalike::Fraud;
use std::collections::HashSet;

/// What this check can find.
pub(crate) const KINDS: &[&str] = &[
    "blocked_domain",
    "domain_not_allowed",
    "masked_domain",
    "masked_link",
    "lookalike_domain",
    "borrowed_name",
    "lure_domain",
    "free_ending",
    "mixed_scripts",
    "invite",
    "shortener",
    "address_logger",
    "number_host",
    "hidden_host",
    "many_links",
];

/// More links than these in one comment are advertising more often than sources.
const MANY: usize = 5;
/// Distinct hosts that are compared with known names; more only cost time.
const COMPARED: usize = 12;

pub(super) fn check(comment: &Comment<'_>, checked: &mut Checked) {
    let addresses = address::addresses(comment.text);
    let mut seen: HashSet<&str> = HashSet::new();
    for address in &addresses {
        let first = seen.insert(address.host.as_str());
        let listed = comment.context.rules.map_or(Listed::Unknown, |rules| rules.domains().listed(&address.host));
        let found = match listed {
            Listed::Allowed => None,
            Listed::Blocked => {
                Some(("blocked_domain", Severity::Block, "The server's list blocks this domain.".to_owned()))
            }
            Listed::NotAllowed => {
                Some(("domain_not_allowed", Severity::Review, "Only listed domains are allowed here.".to_owned()))
            }
            Listed::Unknown => unlisted(address, first && seen.len() <= COMPARED),
        };
        if let Some((kind, severity, explanation)) = found {
            checked.findings.push(finding(kind, severity, Some(address.span), explanation));
        }
    }
    masked(comment, &addresses, checked);
    if addresses.len() > MANY {
        let told = format!("More than {MANY} links in one comment.");
        checked.findings.push(finding("many_links", Severity::Review, None, told));
    }
}

fn finding(kind: &'static str, severity: Severity, span: Option<Span>, explanation: String) -> Finding {
    Finding { check: Check::Links, kind: kind.into(), severity, span, explanation }
}

type Found = (&'static str, Severity, String);

/// What the shipped tables say of an address that no list of the server names.
fn unlisted(address: &Address, compare: bool) -> Option<Found> {
    let told = |kind, severity, words: &str| Some((kind, severity, words.to_owned()));
    if address.userinfo {
        return told("hidden_host", Severity::Block, "The real host of this link stands behind an @.");
    }
    if HOSTS.loggers.iter().any(|d| address.is_under(d)) {
        return told("address_logger", Severity::Block, "This service records the address of whoever opens the link.");
    }
    if is_invite(address) {
        return told("invite", Severity::Review, "An invitation into another chat.");
    }
    if HOSTS.shorteners.iter().any(|d| address.is_under(d)) {
        return told("shortener", Severity::Review, "A shortened link hides where it leads.");
    }
    if address.scheme && address.is_number() {
        return told("number_host", Severity::Review, "The link leads to a number instead of a name.");
    }
    if compare { lookalike::fraud(address).map(fraudulent) } else { None }
}

fn fraudulent(fraud: Fraud) -> Found {
    match fraud {
        Fraud::Lookalike(name) => {
            ("lookalike_domain", Severity::Block, format!("The domain looks like `{name}` and is another."))
        }
        Fraud::Borrowed(name) => (
            "borrowed_name",
            Severity::Block,
            format!("The domain adds luring words to `{name}` and is not its owner's."),
        ),
        Fraud::Named(name) => {
            ("borrowed_name", Severity::Review, format!("The domain holds the name `{name}` and is not its owner's."))
        }
        Fraud::Lure => ("lure_domain", Severity::Review, "The domain is made of words that fraud uses.".to_owned()),
        Fraud::FreeEnding => (
            "free_ending",
            Severity::Review,
            "Names under this ending cost nothing and are mostly used for fraud.".to_owned(),
        ),
        Fraud::MixedScripts => {
            ("mixed_scripts", Severity::Block, "The domain mixes letters of scripts that look alike.".to_owned())
        }
    }
}

fn is_invite(address: &Address) -> bool {
    HOSTS.invites.iter().any(|invite| match invite.split_once('/') {
        Some((host, path)) => {
            address.is_under(host) && address.rest.trim_start_matches('/').to_lowercase().starts_with(path)
        }
        None => address.is_under(invite) && address.rest.len() > 1,
    })
}

/// Links whose words are shown in place of their address.
fn masked(comment: &Comment<'_>, addresses: &[Address], checked: &mut Checked) {
    for link in markdown::links(comment.text).into_iter().take(address::MOST) {
        let Some(target) = addresses.iter().find(|a| link.target.contains(a.span)) else { continue };
        let whole = Span::new(link.text.start.saturating_sub(1), link.target.end + 1);
        let shown = address::addresses(link.text.of(comment.text));
        let other = shown.iter().find(|a| !under(&a.host, &target.host) && !under(&target.host, &bare(&a.host)));
        let found = match (other, shown.is_empty()) {
            (Some(_), _) => finding(
                "masked_domain",
                Severity::Block,
                Some(whole),
                format!("The words of this link name another domain than `{}`, where it leads.", target.host),
            ),
            (None, true) => finding(
                "masked_link",
                Severity::Review,
                Some(whole),
                format!("The words of this link hide that it leads to `{}`.", target.host),
            ),
            (None, false) => continue,
        };
        checked.findings.push(found);
    }
}

fn bare(host: &str) -> String {
    host.strip_prefix("www.").unwrap_or(host).to_owned()
}
