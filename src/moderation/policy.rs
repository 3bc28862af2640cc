//! From findings to what is done first: hold or publish; a server's rules, compiled.

mod domains;

use super::checks::WordList;
use super::{AuthorRecord, Mode, Rules, Verdict};
pub(super) use domains::{Domains, Listed};

/// What is done with a comment before any person has seen it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Disposition {
    /// It waits for a moderator.
    Hold,
    /// The server's mode lets it pass.
    Publish,
}

/// Hold or publish, by the server's mode. No comment is ever rejected here.
pub fn disposition(mode: Mode, verdict: Verdict, author: AuthorRecord) -> Disposition {
    let passes = match mode {
        Mode::All => false,
        Mode::FirstTime => !author.is_new() && verdict == Verdict::Allow,
        Mode::Held => verdict == Verdict::Allow,
    };
    if passes { Disposition::Publish } else { Disposition::Hold }
}

/// A server's [`Rules`], compiled once for many comments.
#[derive(Debug, Clone, Default)]
pub struct Ruleset {
    rules: Rules,
    words: WordList,
    domains: Domains,
}

impl Ruleset {
    /// Compiles the lists; entries that mean nothing are left out.
    pub fn compile(rules: &Rules) -> Self {
        Self {
            words: WordList::own(&rules.words, &rules.allowed_words),
            domains: Domains::compile(rules),
            rules: rules.clone(),
        }
    }

    pub const fn rules(&self) -> &Rules {
        &self.rules
    }

    /// The server's own words, compiled.
    pub(super) const fn words(&self) -> &WordList {
        &self.words
    }

    /// The server's lists of domains.
    pub(super) const fn domains(&self) -> &Domains {
        &self.domains
    }
}
