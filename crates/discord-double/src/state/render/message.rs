//! Messages and their files as Discord's JSON.

use super::owners;
use crate::state::State;
use crate::state::interaction::{Interaction, InteractionKind};
use crate::state::message::{Attachment, Message, Origin};
use serde_json::{Value, json};

pub(crate) fn attachment(attachment: &Attachment) -> Value {
    let mut body = json!({
        "id": attachment.id, "filename": attachment.filename, "size": attachment.size, "url": attachment.url,
        "proxy_url": attachment.url, "content_type": attachment.content_type,
    });
    if let Some(description) = &attachment.description {
        body["description"] = json!(description);
    }
    body
}

impl State {
    /// A message as REST and the gateway carry it, without `guild_id` and `member`.
    pub(crate) fn message_json(&self, message: &Message) -> Value {
        let attachments: Vec<Value> = message.attachments.iter().map(attachment).collect();
        let mentions: Vec<Value> = message.mentions.iter().map(|id| self.user_json(*id)).collect();
        let reactions: Vec<Value> = message
            .reactions
            .iter()
            .map(|emoji| {
                json!({
                    "count": 1, "count_details": {"burst": 0, "normal": 1}, "me": true, "me_burst": false,
                    "burst_colors": [], "emoji": {"id": null, "name": emoji},
                })
            })
            .collect();
        let mut body = json!({
            "id": message.id, "channel_id": message.channel, "author": self.author_json(message),
            "content": message.content, "timestamp": message.id.timestamp(), "edited_timestamp": message.edited,
            "tts": message.tts, "mention_everyone": message.pings.everyone, "mentions": mentions,
            "mention_roles": message.mention_roles, "attachments": attachments,
            "embeds": rendered_embeds(message), "components": message.components, "pinned": false,
            "type": message.kind, "flags": message.flags, "reactions": reactions,
        });
        if let Some(nonce) = &message.nonce {
            body["nonce"] = nonce.clone();
        }
        self.add_relations(message, &mut body);
        body
    }

    fn author_json(&self, message: &Message) -> Value {
        let mut author = self.user_json(message.author);
        if let Origin::Webhook(id) = message.origin {
            let name = message.username.clone().or_else(|| self.webhooks.get(&id).map(|webhook| webhook.name.clone()));
            author = json!({
                "id": id, "username": name, "discriminator": "0000", "avatar": null, "bot": true, "global_name": null,
                "public_flags": 0, "flags": 0,
            });
        }
        author
    }

    /// What led to a message. A form's submission names the interaction that opened the form.
    fn interaction_metadata(&self, interaction: &Interaction) -> Value {
        let mut metadata = json!({
            "id": interaction.id, "type": interaction.kind.number(), "user": self.user_json(interaction.user),
            "authorizing_integration_owners": owners(interaction.guild),
        });
        if interaction.kind == InteractionKind::Component {
            metadata["interacted_message_id"] = json!(interaction.message);
        }
        if let Some(opened_by) = interaction.opened_by.and_then(|id| self.interactions.get(&id)) {
            metadata["triggering_interaction_metadata"] = self.interaction_metadata(opened_by);
        }
        metadata
    }

    fn add_relations(&self, message: &Message, body: &mut Value) {
        match message.origin {
            Origin::Channel => {}
            Origin::Webhook(id) => body["webhook_id"] = json!(id),
            Origin::Response(id) | Origin::Followup(id) => {
                body["webhook_id"] = json!(self.application.id);
                body["application_id"] = json!(self.application.id);
                if let Some(interaction) = self.interactions.get(&id) {
                    body["interaction_metadata"] = self.interaction_metadata(interaction);
                }
            }
        }
        if let Some(reference) = message.reference {
            let guild = self.channels.get(&message.channel).and_then(|channel| channel.guild);
            body["message_reference"] =
                json!({"type": 0, "message_id": reference, "channel_id": message.channel, "guild_id": guild});
            let referenced = self.messages.get(&reference).filter(|referenced| !referenced.deleted);
            body["referenced_message"] = referenced.map_or(Value::Null, |referenced| {
                let mut plain = referenced.clone();
                plain.reference = None;
                self.message_json(&plain)
            });
        }
        if let Some(thread) = message.thread.and_then(|id| self.channels.get(&id)) {
            body["thread"] = self.channel_json(thread);
        }
    }
}

/// Embeds as Discord returns them: with a type.
fn rendered_embeds(message: &Message) -> Vec<Value> {
    message
        .embeds
        .iter()
        .map(|embed| {
            let mut embed = embed.clone();
            if embed.get("type").is_none() {
                embed["type"] = json!("rich");
            }
            embed
        })
        .collect()
}
