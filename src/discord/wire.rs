//! Replies → the JSON that Discord takes.
//!
//! The one place where messages are put together: every one of them carries an empty
//! `allowed_mentions`, so no text can ping anybody.

use crate::responder::{Attachment, Button, Card, Choice, Prompt, Reply, Row, Select, Tone, Visibility, clip};
use serde_json::{Map, Value, json};
use serenity::all::CreateAttachment;

/// Only the asker sees the message.
const EPHEMERAL: u32 = 1 << 6;

// Component and style numbers: Discord's documentation, "Component Reference".
const ACTION_ROW: u8 = 1;
const BUTTON: u8 = 2;
const SELECT: u8 = 3;
const TEXT_INPUT: u8 = 4;
const PARAGRAPH: u8 = 2;

// Discord's limits. The responder keeps well below; a message is never refused for its length.
const CONTENT: usize = 2_000;
const DESCRIPTION: usize = 4_096;
const LABEL: usize = 80;
const CHOICE: usize = 100;
const CHOICES: usize = 25;

/// A message's body: words, cards, controls and the names of its files.
pub fn message(reply: &Reply) -> Value {
    let mut body = Map::new();
    body.insert("content".into(), clip(&reply.content, CONTENT).into());
    body.insert("embeds".into(), reply.cards.iter().map(card).collect());
    body.insert("components".into(), reply.rows.iter().map(row).collect());
    body.insert("allowed_mentions".into(), json!({ "parse": [] }));
    body.insert("attachments".into(), reply.files.iter().enumerate().map(|(id, file)| named(id, file)).collect());
    Value::Object(body)
}

/// The same for the first answer to an interaction, where it is decided who sees it.
pub(super) fn answer(reply: &Reply) -> Value {
    let mut body = message(reply);
    if let (Visibility::Private, Some(body)) = (reply.visibility, body.as_object_mut()) {
        body.insert("flags".into(), EPHEMERAL.into());
    }
    body
}

/// A deferral's data.
pub(super) fn deferral(visibility: Visibility) -> Value {
    match visibility {
        Visibility::Public => json!({}),
        Visibility::Private => json!({ "flags": EPHEMERAL }),
    }
}

/// The files themselves.
pub(super) fn files(reply: &Reply) -> Vec<CreateAttachment> {
    reply.files.iter().map(|file| CreateAttachment::bytes(file.bytes.clone(), file.name.clone())).collect()
}

/// A form.
pub(super) fn prompt(prompt: &Prompt) -> Value {
    let field = &prompt.field;
    json!({
        "custom_id": prompt.action.encode(),
        "title": prompt.title,
        "components": [{ "type": ACTION_ROW, "components": [{
            "type": TEXT_INPUT,
            "custom_id": field.name,
            "style": PARAGRAPH,
            "label": field.label,
            "placeholder": field.placeholder,
            "min_length": 1,
            "max_length": field.longest,
            "required": true,
        }] }],
    })
}

/// What autocomplete offers.
pub(super) fn choices(choices: &[Choice]) -> Value {
    let choices: Vec<Value> = choices
        .iter()
        .take(CHOICES)
        .map(|choice| json!({ "name": clip(&choice.label, CHOICE), "value": choice.value }))
        .collect();
    json!({ "choices": choices })
}

fn named(id: usize, file: &Attachment) -> Value {
    json!({ "id": id, "filename": file.name })
}

fn card(card: &Card) -> Value {
    let mut embed = Map::new();
    embed.insert("description".into(), clip(&card.body, DESCRIPTION).into());
    if let Some(title) = &card.title {
        embed.insert("title".into(), title.as_str().into());
    }
    if let Some(link) = &card.link {
        embed.insert("url".into(), link.as_str().into());
    }
    if let Some(author) = &card.author {
        embed.insert("author".into(), json!({ "name": author }));
    }
    if let Some(footer) = &card.footer {
        embed.insert("footer".into(), json!({ "text": footer }));
    }
    Value::Object(embed)
}

fn row(row: &Row) -> Value {
    let components: Vec<Value> = match row {
        Row::Buttons(buttons) => buttons.iter().map(button).collect(),
        Row::Select(list) => vec![select(list)],
    };
    json!({ "type": ACTION_ROW, "components": components })
}

fn button(button: &Button) -> Value {
    let style = match button.tone {
        Tone::Primary => 1,
        Tone::Secondary => 2,
    };
    json!({
        "type": BUTTON,
        "style": style,
        "label": clip(&button.label, LABEL),
        "custom_id": button.action.encode(),
    })
}

fn select(select: &Select) -> Value {
    let options: Vec<Value> = select
        .options
        .iter()
        .take(CHOICES)
        .map(|option| {
            let chosen = select.chosen.as_deref() == Some(option.value.as_str());
            json!({ "label": clip(&option.label, CHOICE), "value": option.value, "default": chosen })
        })
        .collect();
    json!({
        "type": SELECT,
        "custom_id": select.action.encode(),
        "placeholder": clip(&select.placeholder, CHOICE),
        "options": options,
    })
}
