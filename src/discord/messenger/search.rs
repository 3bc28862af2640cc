//! Looks for a letter that an earlier attempt may have delivered.

use super::DiscordMessenger;
use super::hooks::OpenHook;
use super::letter;
use super::rest::{Call, Seen};
use crate::desk::Letter;
use crate::discord::sender::SendError;
use jiff::Timestamp;
use serenity::all::{ChannelId, MessageId, Route, UserId};

/// Messages on a page of history; Discord gives no more.
const PAGE: usize = 100;
/// Pages read at most: what was sent since an attempt began, in a busy channel.
const PAGES: usize = 20;
/// How far this machine's clock may be ahead of Discord's.
const EARLIER_MS: i64 = 10_000;
/// The first moment of Discord's ids, in milliseconds since 1970.
const EPOCH_MS: i64 = 1_420_070_400_000;

/// Where to look.
pub(super) struct Place<'a> {
    pub(super) channel: ChannelId,
    /// The webhook that may have written there, and the thread it then named.
    pub(super) hook: Option<&'a OpenHook>,
    pub(super) thread: Option<ChannelId>,
}

impl DiscordMessenger {
    /// The letter's message since then; without a time, among the newest.
    pub(super) async fn look_for(
        &self,
        letter: &Letter<'_>,
        place: &Place<'_>,
        since: Option<Timestamp>,
    ) -> Result<Option<(MessageId, bool)>, SendError> {
        let me = self.me().await?;
        let mut after = since.map(first_id);
        for _ in 0..PAGES {
            let mut call = Call::get(Route::ChannelMessages { channel_id: place.channel }).asking("limit", PAGE);
            if let Some(after) = after {
                call = call.asking("after", after);
            }
            let page: Vec<Seen> = self.sender.call(&call).await?;
            let (length, newest) = (page.len(), page.iter().map(|seen| seen.id.get()).max());
            if let Some(found) = self.among(letter, place, page, me).await? {
                return Ok(Some(found));
            }
            match newest {
                Some(newest) if after.is_some() && length == PAGE => after = Some(newest),
                Some(_) | None => break,
            }
        }
        Ok(None)
    }

    async fn among(
        &self,
        letter: &Letter<'_>,
        place: &Place<'_>,
        page: Vec<Seen>,
        me: UserId,
    ) -> Result<Option<(MessageId, bool)>, SendError> {
        for seen in page {
            if letter.known.iter().any(|known| known.0 == seen.id.get()) {
                continue;
            }
            let by_hook = place.hook.filter(|hook| seen.webhook_id == Some(hook.id));
            if by_hook.is_none() && (seen.webhook_id.is_some() || seen.author.id != me) {
                continue;
            }
            // What a webhook wrote may come without its controls; asked through the webhook it
            // comes whole.
            let whole = match by_hook {
                Some(hook) if seen.components.is_empty() => self.whole(hook, place.thread, &seen).await?,
                Some(_) | None => Some(seen),
            };
            if let Some(found) = whole.filter(|seen| letter::is_in(letter, seen)) {
                return Ok(Some((found.id, by_hook.is_some())));
            }
        }
        Ok(None)
    }

    async fn whole(&self, hook: &OpenHook, thread: Option<ChannelId>, seen: &Seen) -> Result<Option<Seen>, SendError> {
        let route = Route::WebhookMessage { webhook_id: hook.id, token: &hook.token, message_id: seen.id };
        match self.sender.call(&Call::get(route).in_thread(thread)).await {
            Ok(whole) => Ok(Some(whole)),
            Err(why) if why.is_unknown_message() => Ok(None),
            Err(why) => Err(why),
        }
    }
}

/// The smallest id that a message of that time can have.
fn first_id(time: Timestamp) -> u64 {
    let ms = time.as_millisecond().saturating_sub(EARLIER_MS).saturating_sub(EPOCH_MS).max(0);
    u64::try_from(ms).unwrap_or_default().saturating_mul(1 << 22)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_follow_the_time_and_no_time_is_out_of_range() {
        let id = |time: &str| first_id(time.parse().unwrap());
        // Discord's documentation, "Snowflakes": 175928847299117063 was made at that time.
        assert!(id("2016-04-30T11:18:35.796Z") < 175_928_847_299_117_063);
        assert!(id("2016-04-30T11:18:45.797Z") >= 175_928_847_299_117_063);
        assert_eq!(id("2014-01-01T00:00:00Z"), 0);
        assert_eq!(first_id(Timestamp::MIN), 0);
        assert_eq!(first_id(Timestamp::MAX), u64::MAX);
    }
}
