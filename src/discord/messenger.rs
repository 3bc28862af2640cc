//! Brings the desk's letters to Discord: sends, changes and removes messages, opens threads.
//!
//! Every request may be made again: a message has a nonce that Discord enforces for minutes, and
//! what is older is looked for in the channel. Published comments bear their author's name through
//! a webhook of the application where the bot may have one.

mod hooks;
mod letter;
mod name;
mod refusal;
mod rest;
mod search;
mod thread;

pub(super) use refusal::UNKNOWN_CHANNEL;
pub(super) use rest::id;

use super::sender::{SendError, Sender};
use super::wire;
use crate::desk::{
    ChannelId as DeskChannel, Comment, DeliveryError, Destination, Letter, MemberId, MessageId as DeskMessage,
    Messenger, Notice, Sent, Thread,
};
use crate::moderation::Settings;
use crate::responder::Voice;
use async_trait::async_trait;
use hooks::{Hooks, OpenHook};
use refusal::{Attempt, refusal};
use rest::{Call, Made, Room};
use search::Place;
use serde_json::{Value, json};
use serenity::all::{ApplicationId, ChannelId, MessageId, Permissions, Route, UserId};
use tokio::sync::OnceCell;

/// Attempts at what must not be done twice.
const ATTEMPTS: u32 = 4;

/// Delivery over Discord's REST interface.
pub(super) struct DiscordMessenger {
    sender: Sender,
    application: ApplicationId,
    me: OnceCell<UserId>,
    hooks: Hooks,
}

/// A webhook and where it writes.
struct Door {
    hook: OpenHook,
    /// The webhook's channel.
    channel: ChannelId,
    /// The thread in it.
    thread: Option<ChannelId>,
}

impl Door {
    /// Where its messages are.
    fn at(&self) -> ChannelId {
        self.thread.unwrap_or(self.channel)
    }
}

impl DiscordMessenger {
    pub(super) fn new(sender: Sender, application: ApplicationId) -> Self {
        Self { sender, application, me: OnceCell::new(), hooks: Hooks::default() }
    }

    async fn me(&self) -> Result<UserId, SendError> {
        let ask = || self.sender.ask(|http| async move { http.get_current_user().await });
        self.me.get_or_try_init(|| async { ask().await.map(|user| user.id) }).await.copied()
    }

    /// The channel in which a letter's message stands.
    async fn channel_of(&self, to: Destination) -> Result<ChannelId, DeliveryError> {
        Ok(match to {
            Destination::Channel(channel) => id(channel.0),
            Destination::Thread(thread) => id(thread.thread.0),
            Destination::Member(member) => id(self.private_channel(member).await?.0),
        })
    }

    /// The webhook for a letter that bears a member's name.
    async fn door(&self, letter: &Letter<'_>) -> Result<Option<Door>, DeliveryError> {
        if !matches!(letter.notice, Notice::Publication { .. }) {
            return Ok(None);
        }
        match letter.to {
            Destination::Thread(thread) => self.door_at(id(thread.channel.0), Some(id(thread.thread.0))).await,
            Destination::Channel(channel) => self.door_at(id(channel.0), None).await,
            Destination::Member(_) => Ok(None),
        }
    }

    async fn door_at(&self, channel: ChannelId, thread: Option<ChannelId>) -> Result<Option<Door>, DeliveryError> {
        let thread = thread.filter(|thread| *thread != channel);
        let hook = self.hooks.of(&self.sender, self.application, channel).await?;
        Ok(hook.map(|hook| Door { hook, channel, thread }))
    }

    /// Publishes under the member's name; `None` where Discord does not let the webhook.
    async fn publish(&self, letter: &Letter<'_>, comment: &Comment) -> Result<Option<MessageId>, DeliveryError> {
        // The second time with a webhook made anew: somebody may have deleted the first.
        for _ in 0..2 {
            let Some(door) = self.door(letter).await? else { return Ok(None) };
            match self.execute(letter, comment, &door).await {
                Ok(message) => return Ok(Some(message)),
                Err(why) if why.is_lost_webhook() => self.hooks.forget(door.channel).await,
                // Such as a name that Discord has come to refuse.
                Err(SendError::Refused { status: 400, code: 50_035, .. }) => return Ok(None),
                Err(why) => {
                    let needs = Permissions::SEND_MESSAGES_IN_THREADS;
                    return Err(refusal(&self.sender, why, Attempt { channel: door.at().get(), needs }).await);
                }
            }
        }
        Ok(None)
    }

    /// A webhook's message has no nonce: before a second attempt the first one is looked for.
    async fn execute(&self, letter: &Letter<'_>, comment: &Comment, door: &Door) -> Result<MessageId, SendError> {
        let body = as_member(letter, comment);
        let route = Route::WebhookWithToken { webhook_id: door.hook.id, token: &door.hook.token };
        let call = Call::post(route, &body).asking("wait", true).in_thread(door.thread);
        let mut pause = self.sender.pause();
        let mut made = 0;
        loop {
            made += 1;
            match self.sender.call_once::<Made>(&call).await {
                Ok(message) => return Ok(message.id),
                Err(why) if made == ATTEMPTS || !(why.is_open() || why.is_too_fast()) => return Err(why),
                Err(_) => tokio::time::sleep(pause).await,
            }
            pause *= 2;
            let place = Place { channel: door.at(), hook: Some(&door.hook), thread: door.thread };
            if let Some((message, _)) = self.look_for(letter, &place, None).await? {
                return Ok(message);
            }
        }
    }

    /// Sends as the bot itself.
    async fn post(&self, letter: &Letter<'_>, channel: ChannelId) -> Result<MessageId, DeliveryError> {
        let mut body = wire::message(&letter::written(letter, Voice::Bot));
        if let Some(body) = body.as_object_mut() {
            body.insert("nonce".into(), letter.nonce.to_string().into());
            body.insert("enforce_nonce".into(), true.into());
        }
        let call = Call::post(Route::ChannelMessages { channel_id: channel }, &body);
        match self.sender.call::<Made>(&call).await {
            Ok(made) => Ok(made.id),
            Err(why) => Err(refusal(&self.sender, why, writing(letter.to, channel)).await),
        }
    }

    /// Changes a message, in an archived thread too.
    async fn change(&self, call: &Call<'_>, channel: ChannelId) -> Result<(), SendError> {
        match self.sender.call::<Made>(call).await {
            Err(why) if why.is_archived() => {
                self.unarchive(channel).await?;
                self.sender.call::<Made>(call).await.map(drop)
            }
            done => done.map(drop),
        }
    }

    /// The webhook for a message in this channel or thread.
    async fn door_to(&self, channel: ChannelId) -> Result<Option<Door>, DeliveryError> {
        let room: Room = match self.sender.call(&Call::get(Route::Channel { channel_id: channel })).await {
            Ok(room) => room,
            Err(why) => {
                let needs = Permissions::VIEW_CHANNEL;
                return Err(refusal(&self.sender, why, Attempt { channel: channel.get(), needs }).await);
            }
        };
        let parent = room.parent_id.filter(|_| room.is_thread()).unwrap_or(room.id);
        self.door_at(parent, Some(channel)).await
    }

    async fn edit_as_member(&self, at: Sent, letter: &Letter<'_>) -> Result<(), DeliveryError> {
        let needs = Attempt { channel: at.channel.0, needs: Permissions::MANAGE_WEBHOOKS };
        let Some(door) = self.door_to(id(at.channel.0)).await? else {
            return Err(DeliveryError::Forbidden("Manage Webhooks"));
        };
        let message = id(at.message.0);
        let route = Route::WebhookMessage { webhook_id: door.hook.id, token: &door.hook.token, message_id: message };
        let body = wire::message(&letter::written(letter, Voice::Member));
        match self.change(&Call::patch(route, &body).in_thread(door.thread), door.at()).await {
            Ok(()) => Ok(()),
            Err(why) if why.is_lost_webhook() || why.is_unknown_message() => {
                if why.is_lost_webhook() {
                    self.hooks.forget(door.channel).await;
                }
                // The webhook it was written through is gone, and only a new message can say
                // this; the old one must not stay beside it.
                if at.revision != letter::revision(letter.notice) {
                    self.delete(door.at(), message).await?;
                }
                Err(DeliveryError::MessageGone)
            }
            Err(why) => Err(refusal(&self.sender, why, needs).await),
        }
    }

    /// Removes a message by the bot's own right; one that is gone is removed.
    async fn delete(&self, channel: ChannelId, message: MessageId) -> Result<(), DeliveryError> {
        let delete = || self.sender.ask(|http| async move { http.delete_message(channel, message, None).await });
        let done = match delete().await {
            Err(why) if why.is_archived() => match self.unarchive(channel).await {
                Ok(()) => delete().await,
                Err(why) => Err(why),
            },
            done => done,
        };
        match done {
            Ok(()) => Ok(()),
            Err(why) if why.is_gone() => Ok(()),
            Err(why) => {
                let needs = Permissions::MANAGE_MESSAGES;
                Err(refusal(&self.sender, why, Attempt { channel: channel.get(), needs }).await)
            }
        }
    }

    async fn delete_through(&self, door: &Door, message: MessageId) -> Result<(), SendError> {
        let (hook, thread, token) = (door.hook.id, door.thread, door.hook.token.as_str());
        let delete =
            || self.sender.ask(|http| async move { http.delete_webhook_message(hook, thread, token, message).await });
        match delete().await {
            Err(why) if why.is_archived() => {
                self.unarchive(door.at()).await?;
                delete().await
            }
            done => done,
        }
    }
}

#[async_trait]
impl Messenger for DiscordMessenger {
    async fn find(&self, letter: Letter<'_>) -> Result<Option<Sent>, DeliveryError> {
        let channel = self.channel_of(letter.to).await?;
        let door = self.door(&letter).await?;
        let hook = door.as_ref().map(|door| &door.hook);
        let place = Place { channel, hook, thread: door.as_ref().and_then(|door| door.thread) };
        match self.look_for(&letter, &place, letter.perhaps_sent).await {
            Ok(found) => Ok(found.map(|(message, as_member)| sent(channel, message, as_member, 0))),
            Err(why) => {
                let needs = Permissions::READ_MESSAGE_HISTORY;
                Err(refusal(&self.sender, why, Attempt { channel: channel.get(), needs }).await)
            }
        }
    }

    async fn private_channel(&self, member: MemberId) -> Result<DeskChannel, DeliveryError> {
        let body = json!({ "recipient_id": member.0.to_string() });
        match self.sender.call::<Made>(&Call::post(Route::UserMeDmChannels, &body)).await {
            Ok(made) => Ok(DeskChannel(made.id.get())),
            Err(SendError::Forbidden(_)) => Err(DeliveryError::Closed),
            Err(why) => {
                let needs = Permissions::SEND_MESSAGES;
                Err(refusal(&self.sender, why, Attempt { channel: 0, needs }).await)
            }
        }
    }

    async fn send(&self, letter: Letter<'_>) -> Result<Sent, DeliveryError> {
        let revision = letter::revision(letter.notice);
        let channel = self.channel_of(letter.to).await?;
        if let Notice::Publication { comment, .. } = letter.notice
            && let Some(message) = self.publish(&letter, comment).await?
        {
            return Ok(sent(channel, message, true, revision));
        }
        let message = self.post(&letter, channel).await?;
        Ok(sent(channel, message, false, revision))
    }

    async fn edit(&self, at: Sent, letter: Letter<'_>) -> Result<(), DeliveryError> {
        if at.as_member {
            return self.edit_as_member(at, &letter).await;
        }
        let channel = id(at.channel.0);
        let body = wire::message(&letter::written(&letter, Voice::Bot));
        let route = Route::ChannelMessage { channel_id: channel, message_id: id(at.message.0) };
        match self.change(&Call::patch(route, &body), channel).await {
            Ok(()) => Ok(()),
            Err(why) => Err(refusal(&self.sender, why, writing(letter.to, channel)).await),
        }
    }

    async fn remove(&self, at: Sent) -> Result<(), DeliveryError> {
        let (channel, message) = (id(at.channel.0), id(at.message.0));
        if at.as_member {
            let door = match self.door_to(channel).await {
                Err(DeliveryError::ChannelGone) => return Ok(()),
                door => door?,
            };
            if let Some(door) = door {
                match self.delete_through(&door, message).await {
                    Ok(()) => return Ok(()),
                    Err(why) if why.is_lost_webhook() => self.hooks.forget(door.channel).await,
                    // Of an earlier webhook, or gone: the bot's own right says which.
                    Err(why) if why.is_unknown_message() => {}
                    Err(why) => {
                        let needs = Permissions::MANAGE_WEBHOOKS;
                        return Err(refusal(&self.sender, why, Attempt { channel: channel.get(), needs }).await);
                    }
                }
            }
        }
        self.delete(channel, message).await
    }

    async fn open_thread(
        &self,
        channel: DeskChannel,
        comment: &Comment,
        settings: &Settings,
    ) -> Result<Thread, DeliveryError> {
        let channel = id(channel.0);
        match self.thread_for(channel, comment, settings).await {
            Ok(thread) => Ok(thread),
            Err(why) => Err(self.no_thread(why, channel).await),
        }
    }
}

/// What writing there may lack.
const fn writing(to: Destination, channel: ChannelId) -> Attempt {
    let speaking = match to {
        Destination::Thread(_) => Permissions::SEND_MESSAGES_IN_THREADS,
        Destination::Channel(_) | Destination::Member(_) => Permissions::SEND_MESSAGES,
    };
    Attempt { channel: channel.get(), needs: speaking.union(Permissions::EMBED_LINKS) }
}

const fn sent(channel: ChannelId, message: MessageId, as_member: bool, revision: u32) -> Sent {
    Sent { channel: DeskChannel(channel.get()), message: DeskMessage(message.get()), as_member, revision }
}

/// The body of a published comment under its author's name and picture.
fn as_member(letter: &Letter<'_>, comment: &Comment) -> Value {
    let mut body = wire::message(&letter::written(letter, Voice::Member));
    if let Some(body) = body.as_object_mut() {
        body.insert("username".into(), name::acceptable(&comment.persona.name).into());
        let picture = comment.persona.avatar.as_deref().filter(|address| address.starts_with("https://"));
        if let Some(picture) = picture {
            body.insert("avatar_url".into(), picture.into());
        }
    }
    body
}
