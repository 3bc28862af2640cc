//! The thread in which an article's comments appear.

use super::DiscordMessenger;
use super::letter::words_of;
use super::refusal::{Attempt, refusal};
use super::rest::{Call, Made, Room, Seen, id};
use crate::desk::{self, Comment, DeliveryError, Thread};
use crate::discord::sender::SendError;
use crate::discord::wire;
use crate::moderation::Settings;
use crate::responder;
use serde_json::{Value, json};
use serenity::all::{ChannelId, MessageId, Permissions, Route};

/// After a week without a message a thread goes out of the list; writing brings it back.
const ARCHIVED_AFTER_MINUTES: u32 = 10_080;

/// What became of the wish for a thread below a message.
enum Opened {
    At(ChannelId),
    /// The message is gone, or its thread was deleted: it can have no other.
    NotThere,
}

impl DiscordMessenger {
    /// Opens the thread, or finds the one that is there.
    pub(super) async fn thread_for(
        &self,
        channel: ChannelId,
        comment: &Comment,
        settings: &Settings,
    ) -> Result<Thread, SendError> {
        let room: Room = self.sender.call(&Call::get(Route::Channel { channel_id: channel })).await?;
        if room.is_thread() {
            let parent = room.parent_id.unwrap_or(room.id);
            return Ok(thread(parent, room.id));
        }
        let name = responder::thread_name(words_of(settings), comment);
        if let Some(below) = comment.below
            && let Opened::At(at) = self.open_below(channel, id(below.0), &name).await?
        {
            return Ok(thread(channel, at));
        }
        let starter = wire::message(&responder::thread_starter(words_of(settings), comment));
        if let Some(at) = self.earlier(channel, &starter, &name).await? {
            return Ok(thread(channel, at));
        }
        for nonce in [Some(comment.id.0), None] {
            let message = self.start(channel, starter.clone(), nonce).await?;
            if let Opened::At(at) = self.open_below(channel, message, &name).await? {
                return Ok(thread(channel, at));
            }
        }
        Err(SendError::Unreachable("the thread's first message is gone at once"))
    }

    async fn open_below(&self, channel: ChannelId, message: MessageId, name: &str) -> Result<Opened, SendError> {
        let body = json!({ "name": name, "auto_archive_duration": ARCHIVED_AFTER_MINUTES });
        let route = Route::ChannelMessageThreads { channel_id: channel, message_id: message };
        match self.sender.call::<Room>(&Call::post(route, &body)).await {
            Ok(room) => Ok(Opened::At(room.id)),
            // A thread has the id of the message it hangs below.
            Err(why) if why.has_a_thread() => self.still_there(ChannelId::new(message.get())).await,
            Err(why) if why.is_unknown_message() => Ok(Opened::NotThere),
            Err(why) => Err(why),
        }
    }

    async fn still_there(&self, at: ChannelId) -> Result<Opened, SendError> {
        match self.sender.call::<Room>(&Call::get(Route::Channel { channel_id: at })).await {
            Ok(room) => Ok(Opened::At(room.id)),
            Err(why) if why.is_unknown_channel() => Ok(Opened::NotThere),
            Err(why) => Err(why),
        }
    }

    /// A first message that an earlier attempt left without a thread, or with one.
    async fn earlier(&self, channel: ChannelId, starter: &Value, name: &str) -> Result<Option<ChannelId>, SendError> {
        let me = self.me().await?;
        let call = Call::get(Route::ChannelMessages { channel_id: channel }).asking("limit", 100);
        let newest: Vec<Seen> = match self.sender.call(&call).await {
            Ok(newest) => newest,
            Err(SendError::Forbidden(_)) => return Ok(None),
            Err(why) => return Err(why),
        };
        let own = newest.into_iter().filter(|seen| seen.author.id == me && seen.webhook_id.is_none());
        for seen in own.filter(|seen| starter.get("content").and_then(Value::as_str) == Some(seen.content.as_str())) {
            if let Opened::At(at) = self.open_below(channel, seen.id, name).await? {
                return Ok(Some(at));
            }
        }
        Ok(None)
    }

    async fn start(&self, channel: ChannelId, mut body: Value, nonce: Option<i64>) -> Result<MessageId, SendError> {
        if let (Some(nonce), Some(body)) = (nonce, body.as_object_mut()) {
            body.insert("nonce".into(), format!("t{nonce}").into());
            body.insert("enforce_nonce".into(), true.into());
        }
        let made: Made = self.sender.call(&Call::post(Route::ChannelMessages { channel_id: channel }, &body)).await?;
        Ok(made.id)
    }

    /// Opens an archived thread again, so that its messages can be changed.
    pub(super) async fn unarchive(&self, thread: ChannelId) -> Result<(), SendError> {
        let call = Call::patch(Route::Channel { channel_id: thread }, &json!({ "archived": false }));
        self.sender.call::<Room>(&call).await.map(drop)
    }

    /// The desk's word for a thread that could not be opened.
    pub(super) async fn no_thread(&self, why: SendError, channel: ChannelId) -> DeliveryError {
        let needs = Permissions::SEND_MESSAGES
            | Permissions::CREATE_PUBLIC_THREADS
            | Permissions::SEND_MESSAGES_IN_THREADS
            | Permissions::EMBED_LINKS;
        refusal(&self.sender, why, Attempt { channel: channel.get(), needs }).await
    }
}

const fn thread(channel: ChannelId, thread: ChannelId) -> Thread {
    Thread { channel: desk::ChannelId(channel.get()), thread: desk::ChannelId(thread.get()) }
}
