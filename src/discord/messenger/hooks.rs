//! The application's webhooks, one for each channel: through them a message bears a member's name.

use super::rest::{Call, Hook};
use crate::desk::DeliveryError;
use crate::discord::messenger::refusal::{Attempt, refusal};
use crate::discord::sender::{SendError, Sender};
use serde_json::json;
use serenity::all::{ApplicationId, ChannelId, Permissions, Route, WebhookId};
use std::collections::HashMap;
use std::time::{Duration, Instant};
use tokio::sync::Mutex;

/// What new webhooks are called, for administrators; messages bear members' names.
const NAME: &str = "Newsdesk";
/// How long a refusal is believed before Discord is asked again.
const REFUSED_FOR: Duration = Duration::from_mins(1);

/// A webhook that can be written through. The token opens it to anybody: it is never logged.
#[derive(Clone, PartialEq, Eq)]
pub(super) struct OpenHook {
    pub(super) id: WebhookId,
    pub(super) token: String,
}

enum Known {
    Open(OpenHook),
    Refused(Instant),
}

/// The webhooks known so far, by channel.
#[derive(Default)]
pub(super) struct Hooks(Mutex<HashMap<ChannelId, Known>>);

impl Hooks {
    /// The application's webhook in a channel, made where there is none yet; `None` where the bot
    /// may have none.
    pub(super) async fn of(
        &self,
        sender: &Sender,
        me: ApplicationId,
        channel: ChannelId,
    ) -> Result<Option<OpenHook>, DeliveryError> {
        // Held over the requests: of two messages one makes the webhook, and both use it.
        let mut known = self.0.lock().await;
        match known.get(&channel) {
            Some(Known::Open(hook)) => return Ok(Some(hook.clone())),
            Some(Known::Refused(since)) if since.elapsed() < REFUSED_FOR => return Ok(None),
            Some(Known::Refused(_)) | None => {}
        }
        match find_or_make(sender, me, channel).await {
            Ok(hook) => {
                known.insert(channel, Known::Open(hook.clone()));
                Ok(Some(hook))
            }
            Err(why) if why.bars_webhooks() => {
                known.insert(channel, Known::Refused(Instant::now()));
                Ok(None)
            }
            Err(why) => {
                let attempt = Attempt { channel: channel.get(), needs: Permissions::MANAGE_WEBHOOKS };
                Err(refusal(sender, why, attempt).await)
            }
        }
    }

    /// Forgets a webhook that did not work.
    pub(super) async fn forget(&self, channel: ChannelId) {
        self.0.lock().await.remove(&channel);
    }
}

async fn find_or_make(sender: &Sender, me: ApplicationId, channel: ChannelId) -> Result<OpenHook, SendError> {
    let there: Vec<Hook> = sender.call(&Call::get(Route::ChannelWebhooks { channel_id: channel })).await?;
    if let Some(own) = there.into_iter().find_map(|hook| usable(hook, me)) {
        return Ok(own);
    }
    // Once: a second one would do no harm, but a channel has room for fifteen.
    let made: Hook =
        sender.call_once(&Call::post(Route::ChannelWebhooks { channel_id: channel }, &json!({ "name": NAME }))).await?;
    usable(made, me).ok_or(SendError::Unreachable("a webhook without a token"))
}

fn usable(hook: Hook, me: ApplicationId) -> Option<OpenHook> {
    let own = hook.application_id == Some(me);
    hook.token.filter(|_| own).map(|token| OpenHook { id: hook.id, token })
}
