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
    Pick(Picker),
}

/// How much a button asks to be pressed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Tone {
    Primary,
    Secondary,
    /// Says yes to something.
    Success,
    /// Takes something away.
    Danger,
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

/// A list of the server's own channels or roles, which the platform fills in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Picker {
    pub action: Action,
    pub placeholder: String,
    pub kind: PickKind,
    /// How many may be chosen; none may be too where it is more than one.
    pub most: u8,
    /// Ids shown as chosen.
    pub chosen: Vec<u64>,
}

/// What a [`Picker`] offers.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PickKind {
    /// Text channels.
    Channels,
    Roles,
    Members,
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
    /// At most five.
    pub fields: Vec<Field>,
}

impl Prompt {
    /// The same form with other words in its first field, as far as it takes them.
    #[must_use]
    pub fn beginning_with(mut self, words: Option<String>) -> Self {
        if let (Some(field), Some(words)) = (self.fields.first_mut(), words) {
            field.longest =
                field.longest.max(u16::try_from(super::units(&words)).unwrap_or(u16::MAX).min(LONGEST_FIELD));
            field.value = super::clip(&words, field.longest.into());
        }
        self
    }
}

/// The longest text a form takes on the platform.
const LONGEST_FIELD: u16 = 4_000;

/// One field of a form.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Field {
    pub name: &'static str,
    pub label: String,
    pub placeholder: String,
    /// In characters, at most 4,000.
    pub longest: u16,
    pub size: FieldSize,
    pub required: bool,
    /// What it holds at first.
    pub value: String,
}

/// How tall a field is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FieldSize {
    Line,
    Paragraph,
}
