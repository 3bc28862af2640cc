//! The states of a comment and what leads from one to another.

/// Where a comment stands. A comment is always in exactly one of these.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum CommentState {
    /// Its latest revision waits for a decision. An earlier one may still be published.
    Pending,
    /// Its latest revision is to be seen.
    Approved,
    /// Its latest revision was turned down; nothing of it is to be seen.
    Rejected,
    /// Taken back by its author or erased; its words are gone.
    Deleted,
}

/// What happens to a comment.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum CommentEvent {
    Approve,
    /// Turning down a pending comment, or taking down a published one.
    Reject,
    /// The author writes a new revision.
    Edit,
    Delete,
    /// Another moderator follows the author's appeal.
    GrantAppeal,
}

/// The event cannot happen in this state.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("this cannot happen to a comment that is {}", .0.name())]
pub struct Impossible(pub CommentState);

impl CommentState {
    pub const ALL: [Self; 4] = [Self::Pending, Self::Approved, Self::Rejected, Self::Deleted];

    /// The state after the event.
    pub const fn after(self, event: CommentEvent) -> Result<Self, Impossible> {
        match (self, event) {
            (Self::Pending, CommentEvent::Approve) | (Self::Rejected, CommentEvent::GrantAppeal) => Ok(Self::Approved),
            (Self::Pending | Self::Approved, CommentEvent::Reject) => Ok(Self::Rejected),
            (Self::Pending | Self::Approved | Self::Rejected, CommentEvent::Edit) => Ok(Self::Pending),
            (Self::Pending | Self::Approved | Self::Rejected, CommentEvent::Delete) => Ok(Self::Deleted),
            (state, _) => Err(Impossible(state)),
        }
    }

    /// Its name in the store and in exports.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Pending => "pending",
            Self::Approved => "approved",
            Self::Rejected => "rejected",
            Self::Deleted => "deleted",
        }
    }

    pub fn parse(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|state| state.name() == name)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use CommentEvent::{Approve, Delete, Edit, GrantAppeal, Reject};

    #[test]
    fn each_state_allows_exactly_its_events() {
        let table = [
            (CommentState::Pending, vec![Approve, Reject, Edit, Delete]),
            (CommentState::Approved, vec![Reject, Edit, Delete]),
            (CommentState::Rejected, vec![Edit, Delete, GrantAppeal]),
            (CommentState::Deleted, vec![]),
        ];
        for (state, allowed) in table {
            for event in [Approve, Reject, Edit, Delete, GrantAppeal] {
                assert_eq!(state.after(event).is_ok(), allowed.contains(&event), "{state:?} {event:?}");
            }
            assert_eq!(CommentState::parse(state.name()), Some(state));
        }
    }
}
