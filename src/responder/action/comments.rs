//! What members do with comments.

use super::{Show, UnknownAction, number, show, shown};
use crate::desk::{AppealAgainst, ArticleId, BanId, CommentId, DecisionId, Order};

/// What a member's control does.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum CommentAction {
    /// The button opens the form, the form carries the comment.
    Write { article: ArticleId, parent: Option<CommentId> },
    /// A page of the published comments on an article.
    List { article: ArticleId, order: Order, page: u32, show: Show },
    /// The list of comments on such a page; the entry chosen is the comment's number.
    Read { article: ArticleId, order: Order, page: u32 },
    /// A page of the member's own comments.
    Mine { page: u32, show: Show },
    /// The list of such a page; the entry chosen is the comment's number.
    PickMine,
    /// One of the member's own comments, in place.
    Own { comment: CommentId },
    /// The button opens the form, the form carries the new text and the revision it follows.
    Edit { comment: CommentId, revision: u32 },
    /// Asks whether the comment shall be deleted, in place.
    Delete { comment: CommentId },
    /// Yes to that.
    Erase { comment: CommentId },
    /// The list of what can be appealed; the entry chosen is as in [`Self::against`].
    PickAppeal,
    /// The button opens the form, the form carries the appeal.
    Appeal { against: AppealAgainst },
    /// As [`Self::Write`], beginning with the words that the message gave back.
    WriteAgain { article: ArticleId, parent: Option<CommentId> },
    /// As [`Self::Edit`], beginning with those.
    EditAgain { comment: CommentId },
    /// As [`Self::Appeal`], beginning with those.
    AppealAgain { against: AppealAgainst },
    /// Yes to erasing everything on the member.
    ForgetMe,
    /// No to that.
    KeepMe,
}

impl CommentAction {
    pub(super) fn encode(self) -> String {
        match self {
            Self::Write { article, parent } => format!("write:{}:{}", article.0, parent.map_or(0, |id| id.0)),
            Self::WriteAgain { article, parent } => format!("rewrite:{}:{}", article.0, parent.map_or(0, |id| id.0)),
            Self::EditAgain { comment } => format!("reedit:{}", comment.0),
            Self::AppealAgain { against } => format!("reappeal:{}", Self::named(against)),
            Self::List { article, order: o, page, show } => {
                format!("list:{}:{}:{page}:{}", article.0, ordered(o), shown(show))
            }
            Self::Read { article, order: o, page } => format!("read:{}:{}:{page}", article.0, ordered(o)),
            Self::Mine { page, show } => format!("mine:{page}:{}", shown(show)),
            Self::PickMine => "pick-mine".to_owned(),
            Self::Own { comment } => format!("own:{}", comment.0),
            Self::Edit { comment, revision } => format!("edit:{}:{revision}", comment.0),
            Self::Delete { comment } => format!("delete:{}", comment.0),
            Self::Erase { comment } => format!("erase:{}", comment.0),
            Self::PickAppeal => "pick-appeal".to_owned(),
            Self::Appeal { against } => format!("appeal:{}", Self::named(against)),
            Self::ForgetMe => "forget-me".to_owned(),
            Self::KeepMe => "keep-me".to_owned(),
        }
    }

    pub(super) fn parse(parts: &[&str]) -> Result<Self, UnknownAction> {
        Ok(match parts {
            ["write", a, p] => Self::Write { article: article(a)?, parent: parent(p)? },
            ["rewrite", a, p] => Self::WriteAgain { article: article(a)?, parent: parent(p)? },
            ["reedit", c] => Self::EditAgain { comment: comment(c)? },
            ["reappeal", a] => Self::AppealAgain { against: Self::against(a)? },
            ["list", a, o, p, s] => {
                Self::List { article: article(a)?, order: order(o)?, page: number(p)?, show: show(s)? }
            }
            ["read", a, o, p] => Self::Read { article: article(a)?, order: order(o)?, page: number(p)? },
            ["mine", p, s] => Self::Mine { page: number(p)?, show: show(s)? },
            ["pick-mine"] => Self::PickMine,
            ["own", c] => Self::Own { comment: comment(c)? },
            ["edit", c, r] => Self::Edit { comment: comment(c)?, revision: number(r)? },
            ["delete", c] => Self::Delete { comment: comment(c)? },
            ["erase", c] => Self::Erase { comment: comment(c)? },
            ["pick-appeal"] => Self::PickAppeal,
            ["appeal", a] => Self::Appeal { against: Self::against(a)? },
            ["forget-me"] => Self::ForgetMe,
            ["keep-me"] => Self::KeepMe,
            _ => return Err(UnknownAction),
        })
    }

    /// What an appeal is against, as an entry of a list carries it: `d` or `b` and a number.
    pub fn against(text: &str) -> Result<AppealAgainst, UnknownAction> {
        match (text.strip_prefix('d'), text.strip_prefix('b')) {
            (Some(id), _) => number(id).map(|id| AppealAgainst::Decision(DecisionId(id))),
            (_, Some(id)) => number(id).map(|id| AppealAgainst::Ban(BanId(id))),
            (None, None) => Err(UnknownAction),
        }
    }

    /// The other way.
    pub(in crate::responder) fn named(against: AppealAgainst) -> String {
        match against {
            AppealAgainst::Decision(id) => format!("d{}", id.0),
            AppealAgainst::Ban(id) => format!("b{}", id.0),
        }
    }
}

const fn ordered(order: Order) -> &'static str {
    match order {
        Order::OldestFirst => "o",
        Order::NewestFirst => "n",
    }
}

fn order(text: &str) -> Result<Order, UnknownAction> {
    [Order::OldestFirst, Order::NewestFirst].into_iter().find(|&o| ordered(o) == text).ok_or(UnknownAction)
}

fn article(text: &str) -> Result<ArticleId, UnknownAction> {
    number(text).map(ArticleId)
}

/// Comments are counted from 1; 0 stands for none.
fn parent(text: &str) -> Result<Option<CommentId>, UnknownAction> {
    number(text).map(|id| (id != 0).then_some(CommentId(id)))
}

fn comment(text: &str) -> Result<CommentId, UnknownAction> {
    number(text).map(CommentId)
}

#[cfg(test)]
mod tests {
    use super::super::Action;
    use super::*;
    use proptest::prelude::*;

    fn every_action(id: i64, number: u32) -> Vec<CommentAction> {
        let (article, comment) = (ArticleId(id), CommentId(id));
        let mut all = vec![
            CommentAction::Write { article, parent: None },
            CommentAction::WriteAgain { article, parent: None },
            CommentAction::EditAgain { comment },
            CommentAction::AppealAgain { against: AppealAgainst::Ban(BanId(id)) },
            CommentAction::PickMine,
            CommentAction::Own { comment },
            CommentAction::Edit { comment, revision: number },
            CommentAction::Delete { comment },
            CommentAction::Erase { comment },
            CommentAction::PickAppeal,
            CommentAction::Appeal { against: AppealAgainst::Decision(DecisionId(id)) },
            CommentAction::Appeal { against: AppealAgainst::Ban(BanId(id)) },
            CommentAction::ForgetMe,
            CommentAction::KeepMe,
        ];
        if id != 0 {
            all.push(CommentAction::Write { article, parent: Some(comment) });
        }
        for show in [Show::Anew, Show::InPlace] {
            all.push(CommentAction::Mine { page: number, show });
            for order in [Order::OldestFirst, Order::NewestFirst] {
                all.push(CommentAction::List { article, order, page: number, show });
                all.push(CommentAction::Read { article, order, page: number });
            }
        }
        all
    }

    proptest! {
        #[test]
        fn every_action_survives_the_way_there_and_back(id in any::<i64>(), number in any::<u32>()) {
            for action in every_action(id, number).into_iter().map(Action::Comments) {
                let text = action.encode();
                prop_assert!(text.len() <= 100, "{}", text);
                prop_assert_eq!(Action::parse(&text), Ok(action));
            }
        }
    }

    #[test]
    fn what_is_none_of_these_is_stale() {
        let others = ["", "write:1", "list:1:x:0:a", "edit:1:-1", "appeal:", "appeal:12", "appeal:x1", "mine:0:a:b"];
        for text in others {
            assert_eq!(Action::parse(&format!("nd1:c:{text}")), Err(UnknownAction), "{text}");
        }
    }
}
