//! `/help` and the README's list, from the table of commands.

use super::Safe;
use super::commands::{CommandSpec, TABLE};
use super::reply::{Card, Reply};
use super::words::{Locale, Words};
use std::fmt::Write as _;

/// For whom help is: nobody is shown commands that they cannot use.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Audience {
    #[default]
    Everybody,
    Moderators,
    Administrators,
}

impl Audience {
    fn sees(self, spec: &CommandSpec) -> bool {
        match spec.audience() {
            Self::Everybody => true,
            Self::Moderators => self != Self::Everybody,
            Self::Administrators => self == Self::Administrators,
        }
    }
}

/// What can be asked for, and how.
pub fn help(words: Words, audience: Audience) -> Reply {
    let mut body = words.say("help-intro");
    body.push('\n');
    for spec in TABLE.iter().filter(|spec| audience.sees(spec)) {
        let _ = write!(body, "\n{} – {}", usage(words, spec), spec.about(words));
    }
    body.push_str("\n\n");
    body.push_str(&words.say("help-talk"));
    body.push_str("\n-# ");
    body.push_str(&words.say("help-rule"));
    let card = Card { title: Some(Safe::own(words.say("help-title"))), body, ..Card::default() };
    Reply { cards: vec![card], ..Reply::default() }.privately()
}

/// "`/fact` `kind` `article`"
fn usage(words: Words, spec: &CommandSpec) -> String {
    if spec.on_message {
        return words.say_with("help-on-message", [("name", super::words::Arg::Text(Safe::own(spec.name(words))))]);
    }
    let options = spec.options.iter().fold(String::new(), |all, o| all + " " + &o.localized(words));
    format!("`/{}{options}`", spec.name(words))
}

/// The README's table of commands, in English.
pub fn commands_table() -> String {
    let words = Words::of(Locale::English);
    let mut table = String::from("| command | options | what it does | for |\n|---|---|---|---|\n");
    for spec in &TABLE {
        let name = if spec.on_message { spec.name(words) } else { format!("/{}", spec.name(words)) };
        let options: Vec<String> = spec
            .options
            .iter()
            .map(|o| if o.required { format!("`{}` (required)", o.name) } else { format!("`{}`", o.name) })
            .collect();
        let audience = match spec.audience() {
            Audience::Everybody => "everybody",
            Audience::Moderators => "moderators",
            Audience::Administrators => "administrators",
        };
        let _ = writeln!(table, "| `{name}` | {} | {} | {audience} |", options.join(", "), spec.about(words));
    }
    table
}
