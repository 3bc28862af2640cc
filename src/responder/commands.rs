//! The one table of commands. Registration, `/help`, the README's list and the reading of
//! options all come from it; adding a command is a row here and its words in `locales/`.

use super::facts::kind_name;
use super::reply::Choice;
use super::words::{Locale, Words};
use crate::reading::FactKind;
use crate::summarizer::Length;

/// The commands there are.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Command {
    Digest,
    DigestMessage,
    Fact,
    Ask,
    Articles,
    Help,
}

/// Where a command can be used.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Context {
    Guild,
    /// A private conversation with the bot.
    BotDm,
    /// Another private conversation, for members who installed the bot for themselves.
    PrivateChannel,
}

/// Lists of choices an option offers.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Choices {
    Lengths,
    FactKinds,
}

/// What an option takes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum OptionKind {
    /// Words, of at most so many characters.
    Text {
        longest: u16,
    },
    File,
    /// One of a list.
    Choice(Choices),
    /// An article, with suggestions while typing.
    Article,
}

/// One option of a command.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct OptionSpec {
    /// Its English name, by which it is sent.
    pub name: &'static str,
    pub kind: OptionKind,
    pub required: bool,
}

/// One command.
#[derive(Debug, Clone, Copy)]
pub struct CommandSpec {
    pub command: Command,
    /// Its key in `locales/*.ftl`.
    key: &'static str,
    /// On a message's menu instead of the slash commands.
    pub on_message: bool,
    pub options: &'static [OptionSpec],
    pub contexts: &'static [Context],
    /// Permissions a member needs by default, as the platform's bit set; `None`: everybody.
    pub needs: Option<u64>,
}

const EVERYWHERE: &[Context] = &[Context::Guild, Context::BotDm, Context::PrivateChannel];
const ARTICLE: OptionSpec = OptionSpec { name: "article", kind: OptionKind::Article, required: false };

/// Every command, in the order `/help` lists them.
pub const TABLE: [CommandSpec; 6] = [
    CommandSpec {
        command: Command::Digest,
        key: "digest",
        on_message: false,
        options: &[
            OptionSpec { name: "url", kind: OptionKind::Text { longest: 2_000 }, required: false },
            OptionSpec { name: "text", kind: OptionKind::Text { longest: 6_000 }, required: false },
            OptionSpec { name: "file", kind: OptionKind::File, required: false },
            OptionSpec { name: "length", kind: OptionKind::Choice(Choices::Lengths), required: false },
            OptionSpec { name: "published", kind: OptionKind::Text { longest: 10 }, required: false },
        ],
        contexts: EVERYWHERE,
        needs: None,
    },
    CommandSpec {
        command: Command::DigestMessage,
        key: "digest-message",
        on_message: true,
        options: &[],
        contexts: EVERYWHERE,
        needs: None,
    },
    CommandSpec {
        command: Command::Fact,
        key: "fact",
        on_message: false,
        options: &[OptionSpec { name: "kind", kind: OptionKind::Choice(Choices::FactKinds), required: true }, ARTICLE],
        contexts: EVERYWHERE,
        needs: None,
    },
    CommandSpec {
        command: Command::Ask,
        key: "ask",
        on_message: false,
        options: &[OptionSpec { name: "question", kind: OptionKind::Text { longest: 300 }, required: true }, ARTICLE],
        contexts: EVERYWHERE,
        needs: None,
    },
    CommandSpec {
        command: Command::Articles,
        key: "articles",
        on_message: false,
        options: &[],
        contexts: EVERYWHERE,
        needs: None,
    },
    CommandSpec {
        command: Command::Help,
        key: "help",
        on_message: false,
        options: &[],
        contexts: EVERYWHERE,
        needs: None,
    },
];

impl CommandSpec {
    /// The command that was registered under this (English) name.
    pub fn named(name: &str, on_message: bool) -> Option<&'static Self> {
        TABLE.iter().find(|spec| spec.on_message == on_message && spec.name(Words::of(Locale::English)) == name)
    }

    /// Its name, in a language.
    pub fn name(&self, words: Words) -> String {
        words.say(&format!("command-{}", self.key))
    }

    /// What it does, in a language; at most 100 characters.
    pub fn about(&self, words: Words) -> String {
        words.say(&format!("command-{}-about", self.key))
    }
}

impl OptionSpec {
    /// Its name, in a language.
    pub fn localized(&self, words: Words) -> String {
        words.say(&format!("option-{}", self.name))
    }

    /// What it takes, in a language; at most 100 characters.
    pub fn about(&self, words: Words) -> String {
        words.say(&format!("option-{}-about", self.name))
    }
}

impl Choices {
    /// The entries, in a language.
    pub fn list(self, words: Words) -> Vec<Choice> {
        match self {
            Self::Lengths => [Length::Short, Length::Medium, Length::Long]
                .into_iter()
                .map(|length| Choice {
                    label: words.say(&format!("length-{}", length_name(length))),
                    value: length_name(length).to_owned(),
                })
                .collect(),
            Self::FactKinds => FactKind::ALL
                .into_iter()
                .map(|kind| Choice { label: kind_name(words, kind), value: kind.name().to_owned() })
                .collect(),
        }
    }

    /// The length with this name.
    pub fn length(name: &str) -> Option<Length> {
        [Length::Short, Length::Medium, Length::Long].into_iter().find(|&l| length_name(l) == name)
    }
}

const fn length_name(length: Length) -> &'static str {
    match length {
        Length::Short => "short",
        Length::Medium => "medium",
        Length::Long => "long",
    }
}
