//! The rows of the table.

use super::{Choices, Command, CommandSpec, Context, OptionKind, OptionSpec};

const EVERYWHERE: &[Context] = &[Context::Guild, Context::BotDm, Context::PrivateChannel];
const HERE: &[Context] = &[Context::Guild];
const HERE_AND_WITH_THE_BOT: &[Context] = &[Context::Guild, Context::BotDm];

// Permissions: Discord's documentation, "Bitwise Permission Flags".
const MANAGE_MESSAGES: u64 = 1 << 13;
pub(super) const MANAGE_GUILD: u64 = 1 << 5;

const ARTICLE: OptionSpec = option("article", OptionKind::Article);

const fn option(name: &'static str, kind: OptionKind) -> OptionSpec {
    OptionSpec { name, kind, required: false }
}

const fn required(name: &'static str, kind: OptionKind) -> OptionSpec {
    OptionSpec { name, kind, required: true }
}

const fn row(command: Command, key: &'static str, options: &'static [OptionSpec]) -> CommandSpec {
    CommandSpec { command, key, on_message: false, options, contexts: EVERYWHERE, needs: None }
}

impl CommandSpec {
    const fn within(mut self, contexts: &'static [Context]) -> Self {
        self.contexts = contexts;
        self
    }

    const fn for_moderators(mut self) -> Self {
        self.contexts = HERE;
        self.needs = Some(MANAGE_MESSAGES);
        self
    }

    const fn for_administrators(mut self) -> Self {
        self.contexts = HERE;
        self.needs = Some(MANAGE_GUILD);
        self
    }
}

/// Every command, in the order `/help` lists them.
pub const TABLE: [CommandSpec; 22] = [
    row(
        Command::Digest,
        "digest",
        &[
            option("url", OptionKind::Text { longest: 2_000 }),
            option("text", OptionKind::Text { longest: 6_000 }),
            option("file", OptionKind::File),
            option("length", OptionKind::Choice(Choices::Lengths)),
            option("published", OptionKind::Text { longest: 10 }),
        ],
    ),
    CommandSpec { on_message: true, ..row(Command::DigestMessage, "digest-message", &[]) },
    row(Command::Fact, "fact", &[required("kind", OptionKind::Choice(Choices::FactKinds)), ARTICLE]),
    row(Command::Ask, "ask", &[required("question", OptionKind::Text { longest: 300 }), ARTICLE]),
    row(Command::Articles, "articles", &[]),
    row(Command::Comment, "comment", &[ARTICLE]).within(HERE),
    row(Command::Comments, "comments", &[ARTICLE, option("order", OptionKind::Choice(Choices::Orders))]).within(HERE),
    row(Command::MyComments, "mycomments", &[]).within(HERE_AND_WITH_THE_BOT),
    row(Command::Appeal, "appeal", &[]).within(HERE_AND_WITH_THE_BOT),
    row(Command::PrivacyExport, "privacy-export", &[]).within(HERE_AND_WITH_THE_BOT),
    row(Command::PrivacyDelete, "privacy-delete", &[]).within(HERE_AND_WITH_THE_BOT),
    row(
        Command::Queue,
        "queue",
        &[ARTICLE, option("verdict", OptionKind::Choice(Choices::Verdicts)), option("member", OptionKind::Member)],
    )
    .for_moderators(),
    row(
        Command::ModLog,
        "modlog",
        &[option("member", OptionKind::Member), option("number", OptionKind::Number { least: 1, most: 2_000_000_000 })],
    )
    .for_moderators(),
    row(Command::ModStats, "modstats", &[option("days", OptionKind::Number { least: 1, most: 365 })]).for_moderators(),
    row(Command::Bans, "bans", &[]).for_moderators(),
    row(Command::Unban, "unban", &[required("member", OptionKind::Member)]).for_moderators(),
    row(Command::Setup, "newsdesk-setup", &[]).for_administrators(),
    row(Command::Status, "newsdesk-status", &[]).for_administrators(),
    row(
        Command::WordList,
        "newsdesk-words",
        &[
            option("step", OptionKind::Choice(Choices::ListSteps)),
            option("words", OptionKind::Text { longest: 1_000 }),
            option("file", OptionKind::File),
        ],
    )
    .for_administrators(),
    row(
        Command::Domains,
        "newsdesk-domains",
        &[
            option("step", OptionKind::Choice(Choices::ListSteps)),
            option("domains", OptionKind::Text { longest: 1_000 }),
            option("file", OptionKind::File),
        ],
    )
    .for_administrators(),
    row(Command::Reasons, "newsdesk-reasons", &[]).for_administrators(),
    row(Command::Help, "help", &[]),
];
