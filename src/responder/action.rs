//! What a button, list or form does, as the text it carries.
//!
//! Grammar: `nd1:` verb, then arguments, all joined by `:`. The number is the grammar's version:
//! controls of an older bot are recognised as stale rather than misread. State lives in the
//! text, so that controls work after a restart.

mod comments;
mod moderation;
mod setup;

pub use comments::CommentAction;
pub use moderation::{BanTime, ModerationAction, ReasonMark, Seat, Target};
pub use setup::SetupAction;

use crate::desk::{ArticleId, DraftId};
use crate::reading::FactKind;
use crate::summarizer::Length;

const VERSION: &str = "nd1";

/// Where an action shows its result.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Show {
    /// In a new message for the member alone.
    Anew,
    /// In the message that carries the control.
    InPlace,
}

/// What a control does.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Action {
    /// Another page of the digest, in place; with the model's draft that it shows, if it shows one.
    Digest { article: ArticleId, length: Length, page: u32, draft: Option<DraftId> },
    /// Browse facts; without a kind, the first there is.
    Facts { article: ArticleId, kind: Option<FactKind>, page: u32, show: Show },
    /// The list of kinds in the browser of facts; the entry chosen is the kind's name.
    PickFacts { article: ArticleId },
    /// Another page of one kind of fact, in place.
    FactKind { article: ArticleId, kind: FactKind, page: u32 },
    /// Each key point where it stands in the text.
    Evidence { article: ArticleId, length: Length, page: u32, show: Show, draft: Option<DraftId> },
    /// The dated events as a calendar file.
    Calendar { article: ArticleId },
    /// Ask a question: the button opens the form, the form carries the question.
    Ask { article: ArticleId },
    /// Another page of the list of articles, in place.
    Articles { page: u32 },
    /// What members do with comments.
    Comments(CommentAction),
    /// What moderators do.
    Moderation(ModerationAction),
    /// What administrators do.
    Setup(SetupAction),
}

/// The text is no action of this version.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("the control is of another version")]
pub struct UnknownAction;

impl Action {
    /// As it stands in a control; at most 100 characters.
    pub fn encode(self) -> String {
        match self {
            Self::Digest { article, length, page, draft } => {
                format!("{VERSION}:digest:{}:{}:{page}{}", article.0, code(length), by(draft))
            }
            Self::Facts { article, kind, page, show } => {
                let kind = kind.map_or("-", FactKind::name);
                format!("{VERSION}:facts:{}:{kind}:{page}:{}", article.0, shown(show))
            }
            Self::PickFacts { article } => format!("{VERSION}:pick:{}", article.0),
            Self::FactKind { article, kind, page } => format!("{VERSION}:fact:{}:{}:{page}", article.0, kind.name()),
            Self::Evidence { article, length, page, show, draft } => {
                format!("{VERSION}:evidence:{}:{}:{page}:{}{}", article.0, code(length), shown(show), by(draft))
            }
            Self::Calendar { article } => format!("{VERSION}:calendar:{}", article.0),
            Self::Ask { article } => format!("{VERSION}:ask:{}", article.0),
            Self::Articles { page } => format!("{VERSION}:articles:{page}"),
            Self::Comments(action) => format!("{VERSION}:c:{}", action.encode()),
            Self::Moderation(action) => format!("{VERSION}:m:{}", action.encode()),
            Self::Setup(action) => format!("{VERSION}:s:{}", action.encode()),
        }
    }

    /// Reads what a control carries.
    pub fn parse(text: &str) -> Result<Self, UnknownAction> {
        let parts: Vec<&str> = text.split(':').collect();
        let action = match parts.as_slice() {
            [VERSION, "digest", a, l, p, rest @ ..] => {
                Self::Digest { article: article(a)?, length: length(l)?, page: page(p)?, draft: draft(rest)? }
            }
            [VERSION, "facts", a, k, p, s] => {
                Self::Facts { article: article(a)?, kind: any_kind(k)?, page: page(p)?, show: show(s)? }
            }
            [VERSION, "pick", a] => Self::PickFacts { article: article(a)? },
            [VERSION, "fact", a, k, p] => Self::FactKind { article: article(a)?, kind: kind(k)?, page: page(p)? },
            [VERSION, "evidence", a, l, p, s, rest @ ..] => {
                let (article, length, page, show) = (article(a)?, length(l)?, page(p)?, show(s)?);
                Self::Evidence { article, length, page, show, draft: draft(rest)? }
            }
            [VERSION, "calendar", a] => Self::Calendar { article: article(a)? },
            [VERSION, "ask", a] => Self::Ask { article: article(a)? },
            [VERSION, "articles", p] => Self::Articles { page: page(p)? },
            [VERSION, "c", rest @ ..] => Self::Comments(CommentAction::parse(rest)?),
            [VERSION, "m", rest @ ..] => Self::Moderation(ModerationAction::parse(rest)?),
            [VERSION, "s", rest @ ..] => Self::Setup(SetupAction::parse(rest)?),
            _ => return Err(UnknownAction),
        };
        Ok(action)
    }

    /// The article it is about.
    pub const fn article(self) -> Option<ArticleId> {
        match self {
            Self::Digest { article, .. }
            | Self::Facts { article, .. }
            | Self::PickFacts { article }
            | Self::FactKind { article, .. }
            | Self::Evidence { article, .. }
            | Self::Calendar { article }
            | Self::Ask { article } => Some(article),
            Self::Articles { .. } | Self::Comments(_) | Self::Moderation(_) | Self::Setup(_) => None,
        }
    }
}

const fn code(length: Length) -> &'static str {
    match length {
        Length::Short => "s",
        Length::Medium => "m",
        Length::Long => "l",
    }
}

const fn shown(show: Show) -> &'static str {
    match show {
        Show::Anew => "a",
        Show::InPlace => "i",
    }
}

/// A platform's or the store's number.
fn number<N: std::str::FromStr>(text: &str) -> Result<N, UnknownAction> {
    text.parse().map_err(|_| UnknownAction)
}

fn article(text: &str) -> Result<ArticleId, UnknownAction> {
    text.parse().map(ArticleId).map_err(|_| UnknownAction)
}

/// The draft of a model, at the end of a control that has one.
fn by(draft: Option<DraftId>) -> String {
    draft.map_or_else(String::new, |draft| format!(":{}", draft.0))
}

fn draft(rest: &[&str]) -> Result<Option<DraftId>, UnknownAction> {
    match rest {
        [] => Ok(None),
        [id] => number(id).map(DraftId).map(Some),
        _ => Err(UnknownAction),
    }
}

fn page(text: &str) -> Result<u32, UnknownAction> {
    text.parse().map_err(|_| UnknownAction)
}

fn length(text: &str) -> Result<Length, UnknownAction> {
    [Length::Short, Length::Medium, Length::Long].into_iter().find(|&l| code(l) == text).ok_or(UnknownAction)
}

fn show(text: &str) -> Result<Show, UnknownAction> {
    [Show::Anew, Show::InPlace].into_iter().find(|&s| shown(s) == text).ok_or(UnknownAction)
}

fn kind(text: &str) -> Result<FactKind, UnknownAction> {
    FactKind::parse(text).ok_or(UnknownAction)
}

fn any_kind(text: &str) -> Result<Option<FactKind>, UnknownAction> {
    if text == "-" { Ok(None) } else { kind(text).map(Some) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn every_action(article: ArticleId, page: u32) -> Vec<Action> {
        let mut all = vec![
            Action::Calendar { article },
            Action::Ask { article },
            Action::PickFacts { article },
            Action::Articles { page },
        ];
        for length in [Length::Short, Length::Medium, Length::Long] {
            for draft in [None, Some(DraftId(article.0))] {
                all.push(Action::Digest { article, length, page, draft });
                for show in [Show::Anew, Show::InPlace] {
                    all.push(Action::Evidence { article, length, page, show, draft });
                }
            }
        }
        for kind in FactKind::ALL {
            all.push(Action::FactKind { article, kind, page });
            all.push(Action::Facts { article, kind: Some(kind), page, show: Show::Anew });
        }
        all.push(Action::Facts { article, kind: None, page, show: Show::InPlace });
        all
    }

    proptest! {
        #[test]
        fn every_action_survives_the_way_there_and_back(id in any::<i64>(), page in any::<u32>()) {
            for action in every_action(ArticleId(id), page) {
                let text = action.encode();
                prop_assert!(text.len() <= 100, "{}", text);
                prop_assert_eq!(Action::parse(&text), Ok(action));
            }
        }

        #[test]
        fn hostile_text_is_refused_or_means_what_it_says(text in "(nd1:)?[a-z]{0,8}(:[-a-z0-9]{0,5}){0,5}") {
            if let Ok(action) = Action::parse(&text) {
                prop_assert_eq!(Action::parse(&action.encode()), Ok(action));
            }
        }
    }

    #[test]
    fn an_older_grammar_is_stale() {
        assert_eq!(Action::parse("nd0:calendar:1"), Err(UnknownAction));
        assert_eq!(Action::parse("nd1:fact:1:weather:0"), Err(UnknownAction));
    }
}
