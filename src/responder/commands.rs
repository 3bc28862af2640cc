//! The one table of commands. Registration, `/help`, the README's list and the reading of
//! options all come from it; adding a command is a row here and its words in `locales/`.

mod table;

pub use table::TABLE;

use super::facts::kind_name;
use super::help::Audience;
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
    Comment,
    Comments,
    MyComments,
    Appeal,
    PrivacyExport,
    PrivacyDelete,
    Queue,
    ModLog,
    ModStats,
    Bans,
    Unban,
    Setup,
    Status,
    WordList,
    Domains,
    Reasons,
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
    /// Oldest or newest first.
    Orders,
    /// How much the checks found.
    Verdicts,
    /// What to do with a list of the server's own.
    ListSteps,
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
    /// A member of the server.
    Member,
    /// A whole number within bounds.
    Number {
        least: u32,
        most: u32,
    },
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

impl CommandSpec {
    /// The command that was registered under this (English) name.
    pub fn named(name: &str, on_message: bool) -> Option<&'static Self> {
        TABLE.iter().find(|spec| spec.on_message == on_message && spec.name(Words::of(Locale::English)) == name)
    }

    /// Its name, in a language; two words where it is one of a group (`privacy export`).
    pub fn name(&self, words: Words) -> String {
        words.say(&format!("command-{}", self.key))
    }

    /// The group's name and its own name in the group.
    pub fn path(&self, words: Words) -> (String, Option<String>) {
        let name = self.name(words);
        if self.on_message {
            return (name, None);
        }
        match name.split_once(' ') {
            Some((group, own)) => (group.to_owned(), Some(own.to_owned())),
            None => (name, None),
        }
    }

    /// Who may use it by default.
    pub const fn audience(&self) -> Audience {
        match self.needs {
            None => Audience::Everybody,
            Some(needs) if needs & table::MANAGE_GUILD != 0 => Audience::Administrators,
            Some(_) => Audience::Moderators,
        }
    }

    /// What the group is for, in a language, where it is one of a group.
    pub fn group_about(&self, words: Words) -> String {
        let (group, _) = self.path(Words::of(Locale::English));
        words.say(&format!("command-group-{group}-about"))
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
            Self::Orders => named(words, "order", &["oldest", "newest"]),
            Self::Verdicts => named(words, "verdict", &["review", "block"]),
            Self::ListSteps => named(words, "step", &["show", "add", "remove", "import", "export"]),
        }
    }

    /// The length with this name.
    pub fn length(name: &str) -> Option<Length> {
        [Length::Short, Length::Medium, Length::Long].into_iter().find(|&l| length_name(l) == name)
    }
}

/// Entries whose words stand under `PREFIX-VALUE`.
fn named(words: Words, prefix: &str, values: &[&str]) -> Vec<Choice> {
    let choice = |value: &&str| Choice { label: words.say(&format!("{prefix}-{value}")), value: (*value).to_owned() };
    values.iter().map(choice).collect()
}

const fn length_name(length: Length) -> &'static str {
    match length {
        Length::Short => "short",
        Length::Medium => "medium",
        Length::Long => "long",
    }
}
