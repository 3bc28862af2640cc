//! What a member is shown, before it becomes any platform's message.

use super::{Action, Safe};

/// Who sees a reply.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Visibility {
    /// Everybody in the channel.
    #[default]
    Public,
    /// Only the member who asked.
    Private,
}

/// A message: words, cards, controls and files.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Reply {
    /// Markdown.
    pub content: String,
    pub cards: Vec<Card>,
    pub rows: Vec<Row>,
    pub files: Vec<Attachment>,
    pub visibility: Visibility,
}

impl Reply {
    /// Words only, for the asker alone.
    pub fn private(content: impl Into<String>) -> Self {
        Self { content: content.into(), visibility: Visibility::Private, ..Self::default() }
    }

    /// The same reply for the asker alone.
    #[must_use]
    pub fn privately(mut self) -> Self {
        self.visibility = Visibility::Private;
        self
    }
}

/// A framed block below a message's words.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Card {
    /// Shown small above the title; not Markdown.
    pub author: Option<String>,
    pub title: Option<Safe>,
    /// Where the title leads.
    pub link: Option<String>,
    /// Markdown.
    pub body: String,
    /// Shown small below; not Markdown.
    pub footer: Option<String>,
}

/// One row of controls.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Row {
    Buttons(Vec<Button>),
    Select(Select),
}

/// How much a button asks to be pressed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Tone {
    Primary,
    Secondary,
}

/// A button; its words say what it does without any picture.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Button {
    pub label: String,
    pub action: Action,
    pub tone: Tone,
}

/// A list to choose one entry from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Select {
    pub action: Action,
    pub placeholder: String,
    pub options: Vec<Choice>,
    /// The value that is shown as chosen.
    pub chosen: Option<String>,
}

/// An entry of a list: what is read and what is sent.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Choice {
    pub label: String,
    pub value: String,
}

/// A file sent along.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Attachment {
    pub name: String,
    pub bytes: Vec<u8>,
}

/// A form that asks a member for words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Prompt {
    pub action: Action,
    pub title: String,
    pub field: Field,
}

/// The one field of a form.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Field {
    pub name: &'static str,
    pub label: String,
    pub placeholder: String,
    pub longest: u16,
}
