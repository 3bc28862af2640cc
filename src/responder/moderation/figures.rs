//! Figures on comments and decisions, in words.

use super::super::Safe;
use super::super::reply::{Card, Reply};
use super::super::words::{Arg, Words};
use super::reasons::reason_label;
use super::{many, member, relative};
use crate::desk::{Errand, Figures};
use crate::moderation::Settings;
use crate::moderation::audit::Link;

/// Errands named that are stuck; the rest is counted.
const STUCK: usize = 5;
/// The longest cause of one.
const CAUSE: usize = 120;

/// Figures over so many days, with the head of the audit log's chain.
pub fn mod_stats(words: Words, figures: &Figures, days: u32, settings: &Settings, head: Option<&Link>) -> Reply {
    let mut lines = vec![came(words, figures), waits(words, figures)];
    lines.extend(speed(words, figures));
    lines.push(appeals(words, figures));
    lines.extend(by_moderator(words, figures));
    lines.extend(by_reason(words, figures, settings));
    lines.push(errands(words, figures));
    lines.extend(stuck(words, figures));
    let card = Card {
        title: Some(Safe::own(words.say_with("stats-title", [("days", days.into())]))),
        body: lines.join("\n"),
        footer: head.map(|link| chain(words, link)),
        ..Card::default()
    };
    Reply { cards: vec![card], ..Reply::default() }.privately()
}

fn came(words: Words, figures: &Figures) -> String {
    words.say_with(
        "stats-came",
        [
            ("submitted", many(figures.submitted)),
            ("approved", many(figures.approved)),
            ("rejected", many(figures.rejected)),
            ("passed", many(figures.passed)),
            ("deleted", many(figures.deleted)),
        ],
    )
}

fn waits(words: Words, figures: &Figures) -> String {
    match figures.oldest {
        Some(oldest) if figures.waiting > 0 => {
            words.say_with("stats-waiting", [("count", many(figures.waiting)), ("since", relative(oldest).into())])
        }
        Some(_) | None => words.say("stats-none-waiting"),
    }
}

fn speed(words: Words, figures: &Figures) -> Option<String> {
    let median = Arg::Text(Safe::own(span(words, figures.median_wait?)));
    let slow = Arg::Text(Safe::own(span(words, figures.slow_wait.or(figures.median_wait)?)));
    Some(words.say_with("stats-speed", [("median", median), ("slow", slow)]))
}

fn appeals(words: Words, figures: &Figures) -> String {
    words.say_with(
        "stats-appeals",
        [
            ("count", many(figures.appeals)),
            ("granted", many(figures.appeals_granted)),
            ("open", many(figures.appeals_open)),
            ("bans", many(figures.bans)),
        ],
    )
}

fn by_moderator(words: Words, figures: &Figures) -> Option<String> {
    let list: Vec<String> =
        figures.by_moderator.iter().take(10).map(|&(id, n)| format!("{} {n}", member(id))).collect();
    (!list.is_empty()).then(|| words.say_with("stats-by-moderator", [("list", listed(&list))]))
}

fn by_reason(words: Words, figures: &Figures, settings: &Settings) -> Option<String> {
    let named = |(code, n): &(String, u64)| format!("{} {n}", reason_label(words, settings, code));
    let list: Vec<String> = figures.by_reason.iter().take(10).map(named).collect();
    (!list.is_empty()).then(|| words.say_with("stats-by-reason", [("list", listed(&list))]))
}

fn listed(parts: &[String]) -> Arg {
    Arg::Text(Safe::own(parts.join(", ")))
}

fn errands(words: Words, figures: &Figures) -> String {
    words.say_with("stats-errands", [("count", many(figures.errands)), ("stuck", figures.stuck.len().into())])
}

/// What cannot be delivered, and why.
fn stuck(words: Words, figures: &Figures) -> Vec<String> {
    let one = |(errand, cause): &(Errand, String)| {
        let what = words.say_with(errand_key(*errand), [("number", Arg::Text(Safe::own(errand_number(*errand))))]);
        format!("- {what}: {}", Safe::clipped(cause, CAUSE))
    };
    figures.stuck.iter().take(STUCK).map(one).collect()
}

const fn errand_key(errand: Errand) -> &'static str {
    match errand {
        Errand::Card(_) => "errand-card",
        Errand::Publication(_) => "errand-publication",
        Errand::Outcome(_) => "errand-outcome",
        Errand::AppealCard(_) => "errand-appeal-card",
        Errand::AppealOutcome(_) => "errand-appeal-outcome",
        Errand::BanNotice(_) => "errand-ban-notice",
        Errand::Alert(_) => "errand-alert",
    }
}

fn errand_number(errand: Errand) -> String {
    match errand {
        Errand::Card(id) | Errand::Publication(id) => id.0.to_string(),
        Errand::Outcome(id) => id.0.to_string(),
        Errand::AppealCard(id) | Errand::AppealOutcome(id) => id.0.to_string(),
        Errand::BanNotice(id) => id.0.to_string(),
        Errand::Alert(_) => String::new(),
    }
}

/// The last entry and its whole hash: kept elsewhere, it shows later that nothing was cut off.
fn chain(words: Words, link: &Link) -> String {
    let whole = hex::encode(link.hash);
    let entry = Arg::Text(Safe::own(link.entry.sequence.to_string()));
    words.say_with("stats-chain", [("entry", entry), ("hash", Arg::Text(Safe::own(whole)))])
}

/// A time in its two largest units.
fn span(words: Words, seconds: u64) -> String {
    let (minutes, hours, days) = (seconds / 60, seconds / 3_600, seconds / 86_400);
    if days > 0 {
        words.say_with("span-days", [("days", many(days)), ("hours", many(hours % 24))])
    } else if hours > 0 {
        words.say_with("span-hours", [("hours", many(hours)), ("minutes", many(minutes % 60))])
    } else if minutes > 0 {
        words.say_with("span-minutes", [("minutes", many(minutes))])
    } else {
        words.say_with("span-seconds", [("seconds", many(seconds))])
    }
}
