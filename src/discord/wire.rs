//! Replies → the JSON that Discord takes.
//!
//! The one place where messages are put together: every one of them carries an empty
//! `allowed_mentions`, so no text can ping anybody.

use crate::responder::{
    Attachment, Button, Card, Choice, Field, FieldSize, PickKind, Picker, Prompt, Reply, Row, Select, Tone, Visibility,
    clip,
};
use serde_json::{Map, Value, json};
use serenity::all::CreateAttachment;

/// Only the asker sees the message.
const EPHEMERAL: u32 = 1 << 6;

// Component and style numbers: Discord's documentation, "Component Reference".
const ACTION_ROW: u8 = 1;
const BUTTON: u8 = 2;
const SELECT: u8 = 3;
const TEXT_INPUT: u8 = 4;
const LINE: u8 = 1;
const PARAGRAPH: u8 = 2;
const USER_SELECT: u8 = 5;
const ROLE_SELECT: u8 = 6;
const CHANNEL_SELECT: u8 = 8;
/// Text channels and announcement channels.
const TEXT_CHANNELS: [u8; 2] = [0, 5];

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
    let rows: Vec<Value> =
        prompt.fields.iter().map(|field| json!({ "type": ACTION_ROW, "components": [text_input(field)] })).collect();
    json!({ "custom_id": prompt.action.encode(), "title": prompt.title, "components": rows })
}

fn text_input(field: &Field) -> Value {
    let mut input = json!({
        "type": TEXT_INPUT,
        "custom_id": field.name,
        "style": if field.size == FieldSize::Line { LINE } else { PARAGRAPH },
        "label": field.label,
        "placeholder": field.placeholder,
        "min_length": u8::from(field.required),
        "max_length": field.longest,
        "required": field.required,
    });
    if let (false, Some(input)) = (field.value.is_empty(), input.as_object_mut()) {
        input.insert("value".into(), field.value.as_str().into());
    }
    input
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
        Row::Pick(list) => vec![picker(list)],
    };
    json!({ "type": ACTION_ROW, "components": components })
}

fn button(button: &Button) -> Value {
    let style = match button.tone {
        Tone::Primary => 1,
        Tone::Secondary => 2,
        Tone::Success => 3,
        Tone::Danger => 4,
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

fn picker(picker: &Picker) -> Value {
    let (kind, default) = match picker.kind {
        PickKind::Channels => (CHANNEL_SELECT, "channel"),
        PickKind::Roles => (ROLE_SELECT, "role"),
        PickKind::Members => (USER_SELECT, "user"),
    };
    let chosen: Vec<Value> = picker
        .chosen
        .iter()
        .map(|id| json!({ "id": id.to_string(), "type": default }))
        .take(picker.most.into())
        .collect();
    let mut select = json!({
        "type": kind,
        "custom_id": picker.action.encode(),
        "placeholder": clip(&picker.placeholder, CHOICE),
        "min_values": u8::from(picker.most == 1),
        "max_values": picker.most,
    });
    // An empty list of defaults is refused where one must be chosen.
    if let (false, Some(select)) = (chosen.is_empty(), select.as_object_mut()) {
        select.insert("default_values".into(), chosen.into());
    }
    if let (PickKind::Channels, Some(select)) = (picker.kind, select.as_object_mut()) {
        select.insert("channel_types".into(), TEXT_CHANNELS.to_vec().into());
    }
    select
}
