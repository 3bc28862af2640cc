//! Describing a playground before it starts.

use serde_json::{Value, json};
use std::collections::BTreeMap;
use std::path::PathBuf;

/// What a playground's page shows beside the guild itself; see
/// [`DoubleBuilder::playground`](crate::DoubleBuilder::playground).
#[derive(Debug, Clone, Default)]
pub struct PlaygroundPlan {
    pub(super) title: String,
    pub(super) about: BTreeMap<String, String>,
    pub(super) suggestions: Vec<Value>,
    pub(super) open: Option<String>,
    pub(super) assets: Option<PathBuf>,
}

impl PlaygroundPlan {
    /// Sets the page's title, the bot's name by default.
    #[must_use]
    pub fn title(mut self, title: &str) -> Self {
        title.clone_into(&mut self.title);
        self
    }

    /// Says in a few words who a member is: "Reads and asks".
    #[must_use]
    pub fn about(mut self, member: &str, words: &str) -> Self {
        self.about.insert(member.to_owned(), words.to_owned());
        self
    }

    /// Suggests a command to try, with options filled in; choices by their value.
    #[must_use]
    pub fn suggest(mut self, label: &str, command: &str, options: &[(&str, &str)]) -> Self {
        let text =
            options.iter().fold(format!("/{command}"), |text, (option, value)| format!("{text} {option}: {value}"));
        let options: Vec<Value> = options.iter().map(|(name, value)| json!({"name": name, "value": value})).collect();
        self.suggestions
            .push(json!({"label": label, "text": text, "kind": "slash", "command": command, "options": options}));
        self
    }

    /// Suggests words to write; `@bot` becomes a mention.
    #[must_use]
    pub fn suggest_words(mut self, label: &str, words: &str) -> Self {
        self.suggestions.push(json!({"label": label, "text": words, "kind": "say"}));
        self
    }

    /// Names the channel that is open at first, the guild's first by default.
    #[must_use]
    pub fn open_at(mut self, channel: &str) -> Self {
        self.open = Some(channel.to_owned());
        self
    }

    /// Reads the page's files from a folder at each request, for who works on them.
    #[must_use]
    pub fn assets(mut self, folder: impl Into<PathBuf>) -> Self {
        self.assets = Some(folder.into());
        self
    }
}
