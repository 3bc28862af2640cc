//! What administrators do.

use super::{ReasonMark, UnknownAction, number};

/// What an administrator's control does.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SetupAction {
    /// Shows the settings anew, in place.
    Overview,
    /// Shows the checks and limits, in place.
    More,
    /// The picker of the moderators' channel.
    Channel,
    /// The picker of the moderators' roles.
    Roles,
    /// The list of modes.
    Mode,
    /// The list of languages.
    Language,
    /// The list of checks; the entry chosen says which is to be on or off.
    Check,
    /// Whether links to other than the allowed domains are held.
    OnlyAllowed {
        only: bool,
    },
    /// The button opens the form, the form carries the numbers; so with the next three.
    Thresholds,
    Flood,
    Alerts,
    Retention,
    /// The list of what a language model may be shown.
    Model,
    /// Shows the reasons, in place.
    Reasons,
    /// The list of reasons; the entry chosen is a [`ReasonMark`].
    PickReason,
    /// The button opens the form, the form carries a new reason.
    AddReason,
    /// The same for one that is there.
    EditReason {
        reason: ReasonMark,
    },
    RemoveReason {
        reason: ReasonMark,
    },
}

/// Those without anything besides, with their names.
const PLAIN: [(SetupAction, &str); 15] = [
    (SetupAction::Overview, "overview"),
    (SetupAction::More, "more"),
    (SetupAction::Channel, "channel"),
    (SetupAction::Roles, "roles"),
    (SetupAction::Mode, "mode"),
    (SetupAction::Language, "language"),
    (SetupAction::Check, "check"),
    (SetupAction::Thresholds, "thresholds"),
    (SetupAction::Flood, "flood"),
    (SetupAction::Alerts, "alerts"),
    (SetupAction::Retention, "retention"),
    (SetupAction::Model, "model"),
    (SetupAction::Reasons, "reasons"),
    (SetupAction::PickReason, "pick-reason"),
    (SetupAction::AddReason, "add-reason"),
];

impl SetupAction {
    pub(super) fn encode(self) -> String {
        if let Self::OnlyAllowed { only } = self {
            return format!("only:{}", u8::from(only));
        }
        if let Self::EditReason { reason } = self {
            return format!("edit-reason:{}", reason.0);
        }
        if let Self::RemoveReason { reason } = self {
            return format!("remove-reason:{}", reason.0);
        }
        PLAIN.iter().find(|(action, _)| *action == self).map_or("", |(_, name)| name).to_owned()
    }

    pub(super) fn parse(parts: &[&str]) -> Result<Self, UnknownAction> {
        Ok(match parts {
            ["only", "0"] => Self::OnlyAllowed { only: false },
            ["only", "1"] => Self::OnlyAllowed { only: true },
            ["edit-reason", r] => Self::EditReason { reason: ReasonMark(number(r)?) },
            ["remove-reason", r] => Self::RemoveReason { reason: ReasonMark(number(r)?) },
            [name] => PLAIN.iter().find(|(_, known)| known == name).map(|(action, _)| *action).ok_or(UnknownAction)?,
            _ => return Err(UnknownAction),
        })
    }
}

#[cfg(test)]
mod tests {
    use super::super::Action;
    use super::*;

    #[test]
    fn every_action_survives_the_way_there_and_back() {
        let reason = ReasonMark(u32::MAX);
        let with_more = [
            SetupAction::OnlyAllowed { only: false },
            SetupAction::OnlyAllowed { only: true },
            SetupAction::EditReason { reason },
            SetupAction::RemoveReason { reason },
        ];
        for action in PLAIN.iter().map(|(action, _)| *action).chain(with_more) {
            let text = Action::Setup(action).encode();
            assert!(text.len() <= 100);
            assert_eq!(Action::parse(&text), Ok(Action::Setup(action)), "{text}");
        }
        for stale in ["nd1:s", "nd1:s:", "nd1:s:only:2", "nd1:s:weather", "nd1:s:overview:1"] {
            assert_eq!(Action::parse(stale), Err(UnknownAction), "{stale}");
        }
    }
}
