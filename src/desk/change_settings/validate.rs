//! Which changes of the settings can be used. Lists come out trimmed, without blanks and without
//! repetitions.

use super::SettingsChange;
use crate::desk::comment_error::ModerationError;
use crate::desk::typed;
use crate::moderation::{Alerts, Flood, ReasonTemplate, Retention, Thresholds, WordRule};
use std::collections::HashSet;
use std::hash::Hash;

/// Every kind that [`ModerationError::Invalid`] may name: each needs a sentence.
pub const INVALID_CHANGES: [&str; 21] = [
    "channel",
    "roles",
    "language",
    "threshold",
    "flood",
    "alerts",
    "retention",
    "too_many_words",
    "word",
    "too_many_domains",
    "domain",
    "too_many_reasons",
    "reason_code",
    "reason_text",
    "no_reason",
    "long_reason",
    "long_answer",
    "ban_of_moderator",
    "own_ban",
    "ban_time",
    "days",
];

const MOST_ROLES: usize = 25;
const LONGEST_SERVER_NAME: usize = 100;
const LONGEST_LANGUAGE: usize = 35;
const MOST_PER_TEN_MINUTES: u32 = 100;
const MOST_PER_DAY: u32 = 1_000;
const MOST_BACKLOG: u32 = 10_000;
const MOST_ALERT_HOURS: u32 = 24 * 30;
const MOST_RETENTION_DAYS: u32 = 3_650;
const MOST_WORDS: usize = 500;
const LONGEST_WORD: usize = 60;
const MOST_DOMAINS: usize = 200;
/// A name of the domain name system (RFC 1035).
const LONGEST_DOMAIN: usize = 253;
const MOST_REASONS: usize = 20;
const LONGEST_CODE: usize = 32;
/// What a choice in a menu of the platform shows.
const LONGEST_LABEL: usize = 100;
const LONGEST_RULE: usize = 300;

/// The change as it is to be kept, or the kind of what cannot be used.
pub(super) fn validate(change: SettingsChange) -> Result<SettingsChange, ModerationError> {
    match change {
        SettingsChange::Channel { channel, server_name } => {
            require(channel != 0, "channel")?;
            let server_name = typed::clean(&server_name).chars().take(LONGEST_SERVER_NAME).collect();
            Ok(SettingsChange::Channel { channel, server_name })
        }
        SettingsChange::ModeratorRoles(roles) => {
            let roles = distinct(roles);
            require(roles.len() <= MOST_ROLES, "roles")?;
            Ok(SettingsChange::ModeratorRoles(roles))
        }
        SettingsChange::Language(Some(tag)) => {
            require(is_language(&tag), "language")?;
            Ok(SettingsChange::Language(Some(tag)))
        }
        SettingsChange::Words(words) => Ok(SettingsChange::Words(word_rules(words)?)),
        SettingsChange::AllowedWords(words) => Ok(SettingsChange::AllowedWords(words_of(&words)?)),
        SettingsChange::BlockedDomains(domains) => Ok(SettingsChange::BlockedDomains(domains_of(&domains)?)),
        SettingsChange::AllowedDomains { domains, only } => {
            Ok(SettingsChange::AllowedDomains { domains: domains_of(&domains)?, only })
        }
        SettingsChange::Reasons(reasons) => Ok(SettingsChange::Reasons(reasons_of(reasons)?)),
        SettingsChange::Mode(_)
        | SettingsChange::Language(None)
        | SettingsChange::Check { .. }
        | SettingsChange::LanguageModel(_)
        | SettingsChange::Thresholds(_)
        | SettingsChange::Flood(_)
        | SettingsChange::Alerts(_)
        | SettingsChange::Retention(_) => {
            let (fits, kind) = numbers(&change);
            require(fits, kind)?;
            Ok(change)
        }
    }
}

/// Whether a change's numbers are within their bounds, and what it is called.
fn numbers(change: &SettingsChange) -> (bool, &'static str) {
    if let SettingsChange::Thresholds(Thresholds { toxicity, spam }) = change {
        let unit = 0.0..=1.0;
        return (unit.contains(toxicity) && unit.contains(spam), "threshold");
    }
    if let SettingsChange::Flood(Flood { per_ten_minutes, per_day }) = change {
        let fits = (1..=MOST_PER_TEN_MINUTES).contains(per_ten_minutes) && (1..=MOST_PER_DAY).contains(per_day);
        return (fits, "flood");
    }
    if let SettingsChange::Alerts(Alerts { backlog, hours }) = change {
        return (*backlog <= MOST_BACKLOG && *hours <= MOST_ALERT_HOURS, "alerts");
    }
    if let SettingsChange::Retention(Retention { rejected_days, approved_days, requests_days }) = change {
        let mut days = [rejected_days, approved_days, requests_days].into_iter().flatten();
        return (days.all(|days| (1..=MOST_RETENTION_DAYS).contains(days)), "retention");
    }
    (true, "")
}

fn require(fits: bool, kind: &'static str) -> Result<(), ModerationError> {
    if fits { Ok(()) } else { Err(ModerationError::Invalid(kind)) }
}

fn distinct<T: Clone + Eq + Hash>(items: Vec<T>) -> Vec<T> {
    let mut seen = HashSet::new();
    items.into_iter().filter(|item| seen.insert(item.clone())).collect()
}

/// The shape of a language tag (BCP 47): letters and digits in parts.
fn is_language(tag: &str) -> bool {
    let is_part = |part: &str| (2..=8).contains(&part.len()) && part.chars().all(|c| c.is_ascii_alphanumeric());
    tag.len() <= LONGEST_LANGUAGE && tag.split('-').all(is_part)
}

fn word_rules(rules: Vec<WordRule>) -> Result<Vec<WordRule>, ModerationError> {
    let mut seen = HashSet::new();
    let mut kept = Vec::new();
    for WordRule { text, severity } in rules {
        let text = typed::clean(&text);
        if text.is_empty() || !seen.insert(text.to_lowercase()) {
            continue;
        }
        require(is_word(&text), "word")?;
        kept.push(WordRule { text, severity });
    }
    require(kept.len() <= MOST_WORDS, "too_many_words")?;
    Ok(kept)
}

fn words_of(words: &[String]) -> Result<Vec<String>, ModerationError> {
    let words = distinct(words.iter().map(|word| typed::clean(word)).filter(|word| !word.is_empty()).collect());
    require(words.iter().all(|word| is_word(word)), "word")?;
    require(words.len() <= MOST_WORDS, "too_many_words")?;
    Ok(words)
}

/// A word or phrase in one line, with something in it that a text can be compared with.
fn is_word(word: &str) -> bool {
    let has_substance = word.chars().any(|c| !c.is_whitespace() && c != '*') && !typed::is_blank(word);
    has_substance && typed::length(word) <= LONGEST_WORD && !word.contains(char::is_control)
}

fn domains_of(typed: &[String]) -> Result<Vec<String>, ModerationError> {
    let typed = typed.iter().map(|domain| typed::clean(domain)).filter(|domain| !domain.is_empty());
    let domains = typed.map(|domain| parse_domain(&domain).ok_or(ModerationError::Invalid("domain")));
    let domains = distinct(domains.collect::<Result<Vec<_>, _>>()?);
    require(domains.len() <= MOST_DOMAINS, "too_many_domains")?;
    Ok(domains)
}

/// A domain as it stands in addresses: lower case, in ASCII. `*.` in front and a scheme are
/// forgiven; a path is not, because no rule looks at it.
fn parse_domain(typed: &str) -> Option<String> {
    let bare = typed.strip_prefix("https://").or_else(|| typed.strip_prefix("http://")).unwrap_or(typed);
    let bare = bare.strip_suffix('/').unwrap_or(bare);
    let bare = bare.strip_prefix("*.").unwrap_or(bare).trim_end_matches('.');
    let url::Host::Domain(domain) = url::Host::parse(bare).ok()? else { return None };
    let is_label = |label: &str| !label.is_empty() && label.len() <= 63 && !label.contains(['*', '_']);
    let is_name = domain.len() <= LONGEST_DOMAIN && domain.contains('.') && domain.split('.').all(is_label);
    is_name.then_some(domain)
}

fn reasons_of(reasons: Vec<ReasonTemplate>) -> Result<Vec<ReasonTemplate>, ModerationError> {
    require(reasons.len() <= MOST_REASONS, "too_many_reasons")?;
    let mut codes = HashSet::new();
    let mut kept = Vec::new();
    for ReasonTemplate { code, label, rule } in reasons {
        let (label, rule) = (typed::clean(&label), typed::clean(&rule));
        let is_code = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || matches!(c, '_' | '-');
        let fits = !code.is_empty() && code.len() <= LONGEST_CODE && code.chars().all(is_code);
        require(fits && codes.insert(code.clone()), "reason_code")?;
        let fits = !typed::is_blank(&label) && typed::length(&label) <= LONGEST_LABEL;
        require(fits && typed::length(&rule) <= LONGEST_RULE, "reason_text")?;
        kept.push(ReasonTemplate { code, label, rule });
    }
    Ok(kept)
}

#[cfg(test)]
mod tests;
