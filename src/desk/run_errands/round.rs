//! One errand being run: the ports, where its message is, and how letters are sent.

use crate::desk::comment_store::{CommentStore, Finished, Job, Sent};
use crate::desk::messenger::{DeliveryError, Destination, Letter, Messenger, Notice};
use crate::desk::{GuildId, MemberId, MessageId, StoreError};
use crate::moderation::Settings;
use jiff::Timestamp;

/// Why an errand could not be run.
#[derive(Debug)]
pub(super) enum Failure {
    Store(StoreError),
    Delivery(DeliveryError),
}

impl From<StoreError> for Failure {
    fn from(error: StoreError) -> Self {
        Self::Store(error)
    }
}

impl From<DeliveryError> for Failure {
    fn from(error: DeliveryError) -> Self {
        Self::Delivery(error)
    }
}

/// Nothing is to be seen, or nothing was needed.
pub(super) const NOTHING: Finished = Finished::Done(None);

/// An errand with what it needs at hand.
pub(super) struct Round<'a> {
    pub(super) comments: &'a dyn CommentStore,
    pub(super) messenger: &'a dyn Messenger,
    pub(super) now: Timestamp,
    pub(super) job: Job,
    /// Where its message is, as far as is known.
    pub(super) sent: Option<Sent>,
}

/// What is to be shown, and as which revision that is remembered.
pub(super) struct Content<'a> {
    pub(super) notice: Notice,
    pub(super) settings: &'a Settings,
    pub(super) revision: u32,
}

impl Round<'_> {
    pub(super) async fn settings(&self, guild: GuildId) -> Result<Settings, StoreError> {
        Ok(self.comments.settings(guild).await?.settings)
    }

    /// The message that an attempt before a crash or a lost answer left behind.
    pub(super) async fn left_behind(&self, to: Destination, content: &Content<'_>) -> Result<Option<Sent>, Failure> {
        if self.perhaps_sent().is_none() {
            return Ok(None);
        }
        let known = self.known(to).await?;
        match self.messenger.find(self.letter(to, content, &known)).await {
            // Where there is no channel, no message was left in it.
            Err(DeliveryError::ChannelGone | DeliveryError::MessageGone | DeliveryError::Closed) => Ok(None),
            found => Ok(found?),
        }
    }

    /// Sends the message, unless an earlier attempt did: then that one is made to show this.
    pub(super) async fn place(&self, to: Destination, content: &Content<'_>) -> Result<Sent, Failure> {
        if let Some(there) = self.left_behind(to, content).await? {
            match self.edit(there, content).await {
                Err(DeliveryError::MessageGone) => {}
                edited => return Ok(edited?),
            }
        }
        let sent = self.messenger.send(self.letter(to, content, &[])).await?;
        Ok(Sent { revision: content.revision, ..sent })
    }

    pub(super) async fn edit(&self, at: Sent, content: &Content<'_>) -> Result<Sent, DeliveryError> {
        self.messenger.edit(at, self.letter(Destination::Channel(at.channel), content, &[])).await?;
        Ok(Sent { revision: content.revision, ..at })
    }

    /// Tells a member in private; one who takes no messages sees it in their own list.
    pub(super) async fn tell(&self, member: MemberId, content: &Content<'_>) -> Result<Finished, Failure> {
        match self.place(Destination::Member(member), content).await {
            Ok(sent) => Ok(Finished::Done(Some(sent))),
            Err(Failure::Delivery(DeliveryError::Closed)) => Ok(NOTHING),
            Err(failure) => Err(failure),
        }
    }

    fn letter<'a>(&self, to: Destination, content: &'a Content<'_>, known: &'a [MessageId]) -> Letter<'a> {
        let perhaps_sent = self.perhaps_sent();
        Letter { to, notice: &content.notice, settings: content.settings, nonce: nonce(&self.job), perhaps_sent, known }
    }

    /// Since when an earlier attempt may have sent the message.
    fn perhaps_sent(&self) -> Option<Timestamp> {
        (self.job.attempts > 1).then_some(self.job.first_attempt_at)
    }

    async fn known(&self, to: Destination) -> Result<Vec<MessageId>, Failure> {
        let channel = match to {
            Destination::Channel(channel) => channel,
            Destination::Thread(thread) => thread.thread,
            Destination::Member(member) => self.messenger.private_channel(member).await?,
        };
        Ok(self.comments.known_messages(channel).await?)
    }
}

/// The same for every attempt at one message and another for the next message of the same errand:
/// the errand's number with the moment at which its attempts began, well mixed (`SplitMix64`).
fn nonce(job: &Job) -> u64 {
    let errand = u64::from_ne_bytes(job.id.to_ne_bytes());
    let began = u64::from_ne_bytes(job.first_attempt_at.as_millisecond().to_ne_bytes());
    mix(mix(errand) ^ began)
}

const fn mix(number: u64) -> u64 {
    let mut mixed = number.wrapping_add(0x9E37_79B9_7F4A_7C15);
    mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
    mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
    mixed ^ (mixed >> 31)
}
