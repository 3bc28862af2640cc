//! A server's word list and domains, shown, changed and exported.

use crate::moderation::{DomainLists, Severity, WordLists};
use crate::responder::budget::{PAGE, units};
use crate::responder::reply::{Attachment, Card, Reply};
use crate::responder::words::Words;
use crate::responder::{Safe, Visibility};

/// How a list came out of a change.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ListChange {
    pub before: usize,
    pub after: usize,
}

/// The server's words by what is made of them; what does not fit is in the export.
pub fn word_list(words: Words, lists: &WordLists) -> Reply {
    let of = |severity| lists.rules.iter().filter(move |rule| rule.severity == severity).map(|rule| &rule.text);
    let parts = [
        (words.say("setup-words-block"), of(Severity::Block).collect()),
        (words.say("setup-words-review"), of(Severity::Review).collect()),
        (words.say("setup-words-note"), of(Severity::Note).collect()),
        (words.say("setup-words-allowed"), lists.allowed.iter().collect()),
    ];
    shown(words, words.say("setup-words-title"), &parts, lists.is_empty(), words.say("setup-words-none"))
}

/// The server's domains.
pub fn domain_list(words: Words, lists: &DomainLists) -> Reply {
    let parts = [
        (words.say("setup-domains-blocked"), lists.blocked.iter().collect()),
        (words.say("setup-domains-allowed"), lists.allowed.iter().collect()),
    ];
    shown(words, words.say("setup-domains-title"), &parts, lists.is_empty(), words.say("setup-domains-none"))
}

fn shown(words: Words, title: String, parts: &[(String, Vec<&String>)], empty: bool, none: String) -> Reply {
    if empty {
        return Reply::private(none);
    }
    let mut body = String::new();
    for (heading, entries) in parts.iter().filter(|(_, entries)| !entries.is_empty()) {
        let head = format!("**{heading}** ({})\n", entries.len());
        body.push_str(&head);
        let room = (PAGE / parts.len()).saturating_sub(units(heading) + 60);
        body.push_str(&joined(words, entries, room));
        body.push('\n');
    }
    let card = Card { title: Some(Safe::own(title)), body, ..Card::default() };
    Reply { cards: vec![card], ..Reply::default() }.privately()
}

fn joined(words: Words, entries: &[&String], room: usize) -> String {
    let mut line = String::new();
    for (at, entry) in entries.iter().enumerate() {
        let next = Safe::clipped(entry, 80);
        if units(&line) + units(next.as_str()) + 2 > room {
            let left = entries.len() - at;
            return format!("{line} {}", words.say_with("setup-list-more", [("count", left.into())]));
        }
        if at > 0 {
            line.push_str(", ");
        }
        line.push_str(next.as_str());
    }
    line
}

/// What became of a list.
pub fn list_changed(words: Words, change: ListChange) -> Reply {
    let ListChange { before, after } = change;
    Reply::private(match after.checked_sub(before) {
        Some(0) => words.say_with("setup-list-same", [("count", after.into())]),
        Some(added) => words.say_with("setup-list-added", [("added", added.into()), ("count", after.into())]),
        None => words.say_with("setup-list-removed", [("removed", (before - after).into()), ("count", after.into())]),
    })
}

/// Why a list was not changed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ListSlip {
    NoWords,
    NoDomains,
    /// The file is too large, or of another type.
    NotAList,
}

/// That slip in words.
pub fn list_slip(words: Words, slip: ListSlip) -> Reply {
    Reply::private(words.say(match slip {
        ListSlip::NoWords => "setup-list-no-words",
        ListSlip::NoDomains => "setup-list-no-domains",
        ListSlip::NotAList => "setup-list-file",
    }))
}

/// The word list as a file that can be imported again.
pub fn word_list_file(words: Words, lists: &WordLists) -> Reply {
    file(words, "words.txt", lists.write(), lists.len())
}

/// The domains as a file that can be imported again.
pub fn domain_list_file(words: Words, lists: &DomainLists) -> Reply {
    file(words, "domains.txt", lists.write(), lists.len())
}

fn file(words: Words, name: &str, text: String, count: usize) -> Reply {
    let content = words.say_with("setup-list-exported", [("count", count.into())]);
    let files = vec![Attachment { name: name.to_owned(), bytes: text.into_bytes() }];
    Reply { content, files, visibility: Visibility::Private, ..Reply::default() }
}
