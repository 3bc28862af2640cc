//! What Discord says no with → what the desk makes of it.

use crate::desk::DeliveryError;
use crate::discord::sender::{SendError, Sender};
use crate::discord::standing;
use serenity::all::Permissions;
use tracing::warn;

// Discord's documentation, "Opcodes and Status Codes".
pub(in crate::discord) const UNKNOWN_CHANNEL: isize = 10_003;
const UNKNOWN_MESSAGE: isize = 10_008;
pub(super) const UNKNOWN_WEBHOOK: isize = 10_015;
const UNKNOWN_USER: isize = 10_013;
const TOO_MANY_WEBHOOKS: isize = 30_007;
const OPENS_CONVERSATIONS_TOO_FAST: isize = 40_003;
const MISSING_ACCESS: isize = 50_001;
const MEMBER_TAKES_NO_MESSAGES: isize = 50_007;
const MISSING_PERMISSIONS: isize = 50_013;
pub(super) const BAD_WEBHOOK_TOKEN: isize = 50_027;
const INVALID_BODY: isize = 50_035;
const ARCHIVED: isize = 50_083;
const NO_SERVER_SHARED: isize = 50_278;
const HAS_A_THREAD: isize = 160_004;
const LOCKED: isize = 160_005;

/// What was tried, and so what may be missing for it.
#[derive(Debug, Clone, Copy)]
pub(super) struct Attempt {
    pub(super) channel: u64,
    pub(super) needs: Permissions,
}

impl SendError {
    pub(in crate::discord) const fn code(&self) -> Option<isize> {
        match self {
            Self::Gone(code) | Self::Forbidden(code) | Self::Refused { code, .. } => Some(*code),
            Self::AnsweredBefore | Self::Unreachable(_) => None,
        }
    }

    /// Whether what was asked for may have been done all the same.
    pub(super) const fn is_open(&self) -> bool {
        match self {
            Self::Unreachable(_) => true,
            Self::Refused { status, .. } => *status >= 500,
            Self::Gone(_) | Self::Forbidden(_) | Self::AnsweredBefore => false,
        }
    }

    pub(super) const fn is_too_fast(&self) -> bool {
        matches!(self, Self::Refused { status: 429, .. })
    }

    pub(super) fn is_archived(&self) -> bool {
        self.code() == Some(ARCHIVED)
    }

    pub(super) fn has_a_thread(&self) -> bool {
        self.code() == Some(HAS_A_THREAD)
    }

    pub(super) fn is_gone(&self) -> bool {
        matches!(self.code(), Some(UNKNOWN_CHANNEL | UNKNOWN_MESSAGE))
    }

    pub(super) fn is_unknown_channel(&self) -> bool {
        self.code() == Some(UNKNOWN_CHANNEL)
    }

    pub(super) fn is_unknown_message(&self) -> bool {
        self.code() == Some(UNKNOWN_MESSAGE)
    }

    /// The webhook is gone or has another token.
    pub(super) fn is_lost_webhook(&self) -> bool {
        matches!(self.code(), Some(UNKNOWN_WEBHOOK | BAD_WEBHOOK_TOKEN))
    }

    /// No webhook can be had here: not allowed, no room for one, or not in this kind of channel.
    pub(super) fn bars_webhooks(&self) -> bool {
        matches!(
            self.code(),
            Some(MISSING_ACCESS | MISSING_PERMISSIONS | TOO_MANY_WEBHOOKS | INVALID_BODY | 50_024 | 10_003)
        )
    }
}

/// The desk's word for a failure; what lacks is looked up, as Discord does not name it.
pub(super) async fn refusal(sender: &Sender, why: SendError, attempt: Attempt) -> DeliveryError {
    if why.is_open() || why.is_too_fast() {
        return DeliveryError::Unreachable;
    }
    match why.code() {
        Some(UNKNOWN_CHANNEL) => DeliveryError::ChannelGone,
        Some(UNKNOWN_MESSAGE | UNKNOWN_WEBHOOK) => DeliveryError::MessageGone,
        Some(MEMBER_TAKES_NO_MESSAGES | NO_SERVER_SHARED | UNKNOWN_USER) => DeliveryError::Closed,
        Some(OPENS_CONVERSATIONS_TOO_FAST) => DeliveryError::Unreachable,
        Some(LOCKED) => DeliveryError::Forbidden("Manage Threads"),
        Some(MISSING_ACCESS | MISSING_PERMISSIONS) => DeliveryError::Forbidden(missing(sender, attempt).await),
        Some(_) | None => {
            warn!(channel = attempt.channel, %why, "Discord refused a message");
            DeliveryError::Refused
        }
    }
}

/// The name of the first permission that is missing.
async fn missing(sender: &Sender, attempt: Attempt) -> &'static str {
    const SEES: &str = "View Channel";
    match standing::in_channel(sender, attempt.channel).await {
        Ok(Some(standing)) => {
            let needs = Permissions::VIEW_CHANNEL | attempt.needs;
            let lacks = standing.lacks(needs);
            // Discord lists what is needed for the rest first.
            let first = lacks.iter().copied().find(|name| *name == SEES);
            let named = attempt.needs.get_permission_names().first().copied();
            first.or_else(|| lacks.first().copied()).or(named).unwrap_or(SEES)
        }
        Ok(None) | Err(_) => SEES,
    }
}
