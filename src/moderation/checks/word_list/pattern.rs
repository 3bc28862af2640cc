//! One line of a list: what is matched, and what it stands for.

use crate::moderation::{Severity, normal::glyphs};

/// What a word is listed for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(in crate::moderation) enum Category {
    Slur,
    /// A slur that those it was coined for use of themselves.
    Claimed,
    Hate,
    Threat,
    SelfHarm,
    Profanity,
    Insult,
    Sexual,
    /// Words of the body and of life that are out of place in some rooms only.
    Delicate,
    /// A server's own.
    Own,
    /// Not listed: an ordinary word that contains a listed one.
    Safe,
}

/// What a found word weighs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(in crate::moderation) struct Entry {
    pub(in crate::moderation) category: Category,
    pub(in crate::moderation) severity: Severity,
}

/// What may follow the listed letters in the same word.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(in crate::moderation) enum Tail {
    /// Nothing.
    Closed,
    /// An English ending.
    Inflected,
    /// Anything.
    Open,
}

/// A word or phrase to look for: folded, words a space apart.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub(in crate::moderation) struct Pattern {
    pub(in crate::moderation) letters: String,
    /// Whether the word may begin with something else.
    pub(in crate::moderation) open: bool,
    pub(in crate::moderation) tail: Tail,
    /// Whether it is of a language whose words have accents of their own.
    pub(in crate::moderation) foreign: bool,
}

impl Category {
    /// The category of a heading in a list; `None` for one that is not known.
    pub(super) fn parse(name: &str) -> Option<Self> {
        Some(match name {
            "slur" => Self::Slur,
            "claimed" => Self::Claimed,
            "hate" => Self::Hate,
            "threat" => Self::Threat,
            "self_harm" => Self::SelfHarm,
            "profanity" => Self::Profanity,
            "insult" => Self::Insult,
            "sexual" => Self::Sexual,
            "delicate" => Self::Delicate,
            "safe" => Self::Safe,
            _ => return None,
        })
    }

    pub(super) const fn kind(self) -> &'static str {
        match self {
            Self::Slur | Self::Claimed => "slur",
            Self::Hate => "hate",
            Self::Threat => "threat",
            Self::SelfHarm => "self_harm",
            Self::Profanity => "profanity",
            Self::Insult => "insult",
            Self::Sexual | Self::Delicate => "sexual",
            Self::Own | Self::Safe => "own_word",
        }
    }

    pub(super) const fn sentence(self) -> &'static str {
        match self {
            Self::Slur | Self::Claimed => "A slur on the shipped list",
            Self::Hate => "A slogan or name of hatred on the shipped list",
            Self::Threat => "A threat on the shipped list",
            Self::SelfHarm => "A call to self-harm on the shipped list",
            Self::Profanity => "A swear word on the shipped list",
            Self::Insult => "A word on the shipped list that can be an insult",
            Self::Sexual => "A sexual word on the shipped list",
            Self::Delicate => "A word of body or sex on the shipped list",
            Self::Own | Self::Safe => "A word on the server's own list",
        }
    }

    /// Whether it is levelled at a group of people: nothing to guess at from a few letters.
    pub(super) const fn is_grave(self) -> bool {
        matches!(self, Self::Slur | Self::Claimed | Self::Hate | Self::Threat | Self::SelfHarm)
    }

    pub(super) const fn is_safe(self) -> bool {
        matches!(self, Self::Safe)
    }
}

impl Entry {
    /// Whether disguising it is a reason to look.
    pub(super) const fn is_strong(self) -> bool {
        match self.category {
            Category::Slur
            | Category::Hate
            | Category::Threat
            | Category::SelfHarm
            | Category::Profanity
            | Category::Sexual
            | Category::Claimed
            | Category::Own => true,
            Category::Insult | Category::Delicate | Category::Safe => false,
        }
    }
}

impl Pattern {
    /// Reads `word`, `word*`, `*word*` or `word~` (with English endings); `None` where nothing is
    /// left to look for.
    pub(super) fn parse(written: &str) -> Option<Self> {
        let written = written.trim();
        let (written, open) = written.strip_prefix('*').map_or((written, false), |rest| (rest, true));
        let (written, tail) = match (written.strip_suffix('*'), written.strip_suffix('~')) {
            (Some(rest), _) => (rest, Tail::Open),
            (None, Some(rest)) => (rest, Tail::Inflected),
            (None, None) => (written, Tail::Closed),
        };
        let letters: String = glyphs(written).iter().map(|glyph| glyph.letter).collect();
        let letters = words(&letters);
        let long = letters.chars().count() >= 2;
        (long || (!letters.is_empty() && !open && tail != Tail::Open)).then_some(Self {
            letters,
            open,
            tail,
            foreign: false,
        })
    }
}

impl Pattern {
    /// Whether the list itself spells the word with digits in the place of letters.
    pub(super) fn is_leet(&self) -> bool {
        let digits = self.letters.bytes().filter(u8::is_ascii_digit).count();
        digits > 0 && digits < self.letters.len() && !self.letters.contains(' ')
    }
}

/// Everything that is no part of a word becomes a single space.
fn words(folded: &str) -> String {
    folded.split(|c: char| !is_of_words(c)).filter(|word| !word.is_empty()).collect::<Vec<_>>().join(" ")
}

/// Pictures that say something by themselves.
const PICTURES: &str = "🖕卐卍࿕࿖࿗࿘🍆🍑💦👅👌👉";

/// Letters, digits, the vowel signs and other marks of scripts, and some pictures.
pub(super) fn is_of_words(c: char) -> bool {
    if c.is_ascii() {
        return c.is_ascii_alphanumeric();
    }
    c.is_alphanumeric() || unicode_normalization::char::is_combining_mark(c) || PICTURES.contains(c)
}

/// The patterns that a line with alternatives stands for: `{a|b}c` is `ac` and `bc`, also one in
/// another; `_` is a space or nothing.
pub(super) fn expand(line: &str) -> Vec<String> {
    let mut open = vec![line.trim().to_owned()];
    let mut done = Vec::new();
    while let Some(pattern) = open.pop() {
        match choice(&pattern) {
            Some(choices) => open.extend(choices),
            None => done.push(pattern),
        }
    }
    done
}

/// The patterns with the first innermost choice made; `None` where there is none to make.
fn choice(pattern: &str) -> Option<Vec<String>> {
    if let Some((before, after)) = pattern.split_once('}') {
        let (start, inner) = before.rsplit_once('{')?;
        return Some(inner.split('|').map(|choice| format!("{start}{choice}{after}")).collect());
    }
    let (before, after) = pattern.split_once('_')?;
    Some(["", " "].iter().map(|between| format!("{before}{between}{after}")).collect())
}
