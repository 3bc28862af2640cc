//! What moderators do.

use super::{Show, UnknownAction, number, show, shown};
use crate::desk::{AppealId, ArticleId, Comment, CommentId, LogRequest, MemberId, QueueFilter};
use crate::moderation::{CommentState, Verdict};
use std::time::Duration;

/// Where a control stands, and so what follows when it has done its work.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Seat {
    /// On a card in the moderators' channel, or in a dialogue that was opened from one: a sentence
    /// for the moderator alone, and that is all.
    Card,
    /// In a moderator's own queue: it moves on to the next in place.
    Queue(QueueFilter),
}

/// A comment as the moderator saw it, and where.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Target {
    pub comment: CommentId,
    pub revision: u32,
    /// Turning down what waits is another thing than taking down what is published.
    pub seen: CommentState,
    pub seat: Seat,
}

impl Target {
    /// The comment as it is shown now.
    pub const fn of(comment: &Comment, seat: Seat) -> Self {
        Self { comment: comment.id, revision: comment.revision, seen: comment.state, seat }
    }
}

/// For how long an author is banned.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum BanTime {
    Hour,
    Day,
    Week,
    Month,
    ForGood,
}

impl BanTime {
    pub const ALL: [Self; 5] = [Self::Hour, Self::Day, Self::Week, Self::Month, Self::ForGood];

    /// Its name in controls.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Hour => "hour",
            Self::Day => "day",
            Self::Week => "week",
            Self::Month => "month",
            Self::ForGood => "good",
        }
    }

    pub fn parse(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|time| time.name() == name)
    }

    /// `None`: for good.
    pub const fn length(self) -> Option<Duration> {
        match self {
            Self::Hour => Some(Duration::from_hours(1)),
            Self::Day => Some(Duration::from_hours(24)),
            Self::Week => Some(Duration::from_hours(24 * 7)),
            Self::Month => Some(Duration::from_hours(24 * 30)),
            Self::ForGood => None,
        }
    }
}

/// The code of a reason, as far as a control can carry one: codes are a server's own and may be
/// longer than the room there is. Looked up among the server's reasons again.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ReasonMark(pub u32);

impl ReasonMark {
    pub fn of(code: &str) -> Self {
        // FNV-1a, 32 bits: Fowler, Noll, Vo, http://www.isthe.com/chongo/tech/comp/fnv/.
        Self(code.bytes().fold(0x811C_9DC5, |hash, byte| (hash ^ u32::from(byte)).wrapping_mul(0x0100_0193)))
    }
}

/// What a moderator's control does.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ModerationAction {
    Approve(Target),
    /// Opens the reasons.
    Reject(Target),
    /// The list of reasons: the entry chosen rejects at once.
    RejectFor(Target),
    /// The list of reasons: the entry chosen opens a form for words.
    RejectInWords(Target),
    /// That form. Without a reason, words alone.
    RejectForm {
        target: Target,
        reason: Option<ReasonMark>,
    },
    /// Opens the reasons for turning down all that waits of this author.
    RejectAll(Target),
    /// The list of reasons: the entry chosen rejects them all.
    RejectAllFor(Target),
    /// Opens the list of times.
    Ban(Target),
    /// The list of times: the entry chosen opens a form for the reason.
    BanFor(Target),
    BanForm {
        target: Target,
        time: BanTime,
    },
    /// What is known of the author.
    History {
        comment: CommentId,
        page: u32,
        show: Show,
    },
    /// The comment as it stands, for the moderator alone.
    Inspect {
        comment: CommentId,
    },
    /// A comment's words as a file.
    WholeText {
        comment: CommentId,
    },
    /// The next comment in the queue, in place; the one named is passed over.
    Queue {
        filter: QueueFilter,
        skip: Option<CommentId>,
    },
    /// The next open appeal with a higher number, in place, and how the queue was filtered.
    Appeals {
        after: Option<AppealId>,
        filter: QueueFilter,
    },
    /// The button opens the form, the form carries the answer.
    Grant {
        appeal: AppealId,
        seat: Seat,
    },
    /// The same.
    Deny {
        appeal: AppealId,
        seat: Seat,
    },
    /// Another page of the log, in place.
    Log(LogRequest),
    /// Another page of the bans, in place.
    Bans {
        page: u32,
    },
    /// The list of bans on a page: the entry chosen is lifted.
    Lift {
        page: u32,
    },
}

impl ModerationAction {
    pub(super) fn encode(self) -> String {
        match self {
            Self::Approve(target) => format!("ok:{}", written(target)),
            Self::Reject(target) => format!("no:{}", written(target)),
            Self::RejectFor(target) => format!("nf:{}", written(target)),
            Self::RejectInWords(target) => format!("nw:{}", written(target)),
            Self::RejectForm { target, reason } => {
                format!("nx:{}:{}", reason.map_or_else(|| "-".to_owned(), |mark| mark.0.to_string()), written(target))
            }
            Self::RejectAll(target) => format!("na:{}", written(target)),
            Self::RejectAllFor(target) => format!("nb:{}", written(target)),
            Self::Ban(target) => format!("ban:{}", written(target)),
            Self::BanFor(target) => format!("bf:{}", written(target)),
            Self::BanForm { target, time } => format!("bx:{}:{}", time.name(), written(target)),
            Self::History { comment, page, show } => format!("history:{}:{page}:{}", comment.0, shown(show)),
            Self::Inspect { comment } => format!("inspect:{}", comment.0),
            Self::WholeText { comment } => format!("text:{}", comment.0),
            Self::Queue { filter, skip } => format!("queue:{}:{}", optional(skip.map(|id| id.0)), filtered(filter)),
            Self::Appeals { after, filter } => {
                format!("appeals:{}:{}", optional(after.map(|id| id.0)), filtered(filter))
            }
            Self::Grant { appeal, seat } => format!("grant:{}:{}", appeal.0, seated(seat)),
            Self::Deny { appeal, seat } => format!("deny:{}:{}", appeal.0, seated(seat)),
            Self::Log(LogRequest { comment, member, page }) => {
                format!("log:{}:{}:{page}", optional(comment.map(|id| id.0)), optional(member.map(|id| id.0)))
            }
            Self::Bans { page } => format!("bans:{page}"),
            Self::Lift { page } => format!("lift:{page}"),
        }
    }

    pub(super) fn parse(parts: &[&str]) -> Result<Self, UnknownAction> {
        Ok(match parts {
            ["ok", rest @ ..] => Self::Approve(target(rest)?),
            ["no", rest @ ..] => Self::Reject(target(rest)?),
            ["nf", rest @ ..] => Self::RejectFor(target(rest)?),
            ["nw", rest @ ..] => Self::RejectInWords(target(rest)?),
            ["nx", mark, rest @ ..] => Self::RejectForm { target: target(rest)?, reason: maybe(mark)?.map(ReasonMark) },
            ["na", rest @ ..] => Self::RejectAll(target(rest)?),
            ["nb", rest @ ..] => Self::RejectAllFor(target(rest)?),
            ["ban", rest @ ..] => Self::Ban(target(rest)?),
            ["bf", rest @ ..] => Self::BanFor(target(rest)?),
            ["bx", time, rest @ ..] => {
                Self::BanForm { target: target(rest)?, time: BanTime::parse(time).ok_or(UnknownAction)? }
            }
            ["history", c, p, s] => Self::History { comment: CommentId(number(c)?), page: number(p)?, show: show(s)? },
            ["inspect", c] => Self::Inspect { comment: CommentId(number(c)?) },
            ["text", c] => Self::WholeText { comment: CommentId(number(c)?) },
            ["queue", skip, rest @ ..] => Self::Queue { skip: maybe(skip)?.map(CommentId), filter: filter(rest)? },
            ["appeals", after, rest @ ..] => {
                Self::Appeals { after: maybe(after)?.map(AppealId), filter: filter(rest)? }
            }
            ["grant", a, rest @ ..] => Self::Grant { appeal: AppealId(number(a)?), seat: seat(rest)? },
            ["deny", a, rest @ ..] => Self::Deny { appeal: AppealId(number(a)?), seat: seat(rest)? },
            ["log", c, m, p] => Self::Log(LogRequest {
                comment: maybe(c)?.map(CommentId),
                member: maybe(m)?.map(MemberId),
                page: number(p)?,
            }),
            ["bans", p] => Self::Bans { page: number(p)? },
            ["lift", p] => Self::Lift { page: number(p)? },
            _ => return Err(UnknownAction),
        })
    }
}

fn written(target: Target) -> String {
    format!("{}:{}{}:{}", target.comment.0, letter(target.seen), target.revision, seated(target.seat))
}

fn target(parts: &[&str]) -> Result<Target, UnknownAction> {
    let [c, seen, rest @ ..] = parts else { return Err(UnknownAction) };
    let state = CommentState::ALL.into_iter().find_map(|state| Some((state, seen.strip_prefix(letter(state))?)));
    let (state, revision) = state.ok_or(UnknownAction)?;
    Ok(Target { comment: CommentId(number(c)?), revision: number(revision)?, seen: state, seat: seat(rest)? })
}

const fn letter(state: CommentState) -> char {
    match state {
        CommentState::Pending => 'p',
        CommentState::Approved => 'a',
        CommentState::Rejected => 'r',
        CommentState::Deleted => 'd',
    }
}

fn seated(seat: Seat) -> String {
    match seat {
        Seat::Card => "c".to_owned(),
        Seat::Queue(filter) => format!("q:{}", filtered(filter)),
    }
}

fn seat(parts: &[&str]) -> Result<Seat, UnknownAction> {
    match parts {
        ["c"] => Ok(Seat::Card),
        ["q", rest @ ..] => Ok(Seat::Queue(filter(rest)?)),
        _ => Err(UnknownAction),
    }
}

fn filtered(QueueFilter { article, author, verdict }: QueueFilter) -> String {
    let verdict = verdict.map_or("-", code);
    format!("{}:{}:{verdict}", optional(article.map(|id| id.0)), optional(author.map(|id| id.0)))
}

fn filter(parts: &[&str]) -> Result<QueueFilter, UnknownAction> {
    let [article, author, verdict] = parts else { return Err(UnknownAction) };
    let verdict = match *verdict {
        "-" => None,
        text => Some(VERDICTS.into_iter().find(|&v| code(v) == text).ok_or(UnknownAction)?),
    };
    Ok(QueueFilter { article: maybe(article)?.map(ArticleId), author: maybe(author)?.map(MemberId), verdict })
}

const VERDICTS: [Verdict; 3] = [Verdict::Allow, Verdict::Review, Verdict::Block];

const fn code(verdict: Verdict) -> &'static str {
    match verdict {
        Verdict::Allow => "a",
        Verdict::Review => "r",
        Verdict::Block => "b",
    }
}

fn optional(id: Option<impl ToString>) -> String {
    id.map_or_else(|| "-".to_owned(), |id| id.to_string())
}

fn maybe<N: std::str::FromStr>(text: &str) -> Result<Option<N>, UnknownAction> {
    if text == "-" { Ok(None) } else { number(text).map(Some) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::responder::Action;
    use proptest::prelude::*;

    fn filters() -> impl Strategy<Value = QueueFilter> {
        let verdict = prop_oneof![Just(None), Just(Some(Verdict::Review)), Just(Some(Verdict::Block))];
        (any::<Option<i64>>(), any::<Option<u64>>(), verdict).prop_map(|(article, author, verdict)| QueueFilter {
            article: article.map(ArticleId),
            author: author.map(MemberId),
            verdict,
        })
    }

    fn every_action(id: i64, revision: u32, filter: QueueFilter, member: u64) -> Vec<ModerationAction> {
        use ModerationAction as A;
        let (comment, appeal) = (CommentId(id), AppealId(id));
        let mut all = vec![
            A::History { comment, page: revision, show: Show::Anew },
            A::History { comment, page: revision, show: Show::InPlace },
            A::Inspect { comment },
            A::WholeText { comment },
            A::Queue { filter, skip: Some(comment) },
            A::Queue { filter, skip: None },
            A::Appeals { after: Some(appeal), filter },
            A::Log(LogRequest { comment: Some(comment), member: Some(MemberId(member)), page: revision }),
            A::Log(LogRequest::default()),
            A::Bans { page: revision },
            A::Lift { page: revision },
        ];
        for (seat, seen) in [(Seat::Card, CommentState::Pending), (Seat::Queue(filter), CommentState::Approved)] {
            let target = Target { comment, revision, seen, seat };
            all.extend([
                A::Approve(target),
                A::Reject(target),
                A::RejectFor(target),
                A::RejectInWords(target),
                A::RejectForm { target, reason: Some(ReasonMark(revision)) },
                A::RejectForm { target, reason: None },
                A::RejectAll(target),
                A::RejectAllFor(target),
                A::Ban(target),
                A::BanFor(target),
                A::Grant { appeal, seat },
                A::Deny { appeal, seat },
            ]);
            all.extend(BanTime::ALL.map(|time| A::BanForm { target, time }));
        }
        all
    }

    fn survives(id: i64, revision: u32, filter: QueueFilter, member: u64) {
        for action in every_action(id, revision, filter, member).into_iter().map(Action::Moderation) {
            let text = action.encode();
            assert!(text.len() <= 100, "{} characters: {text}", text.len());
            assert_eq!(Action::parse(&text), Ok(action), "{text}");
        }
    }

    proptest! {
        #[test]
        fn every_action_survives_the_way_there_and_back(
            id in any::<i64>(), revision in any::<u32>(), filter in filters(), member in any::<u64>()
        ) {
            survives(id, revision, filter, member);
        }

        #[test]
        fn hostile_text_is_refused_or_means_what_it_says(text in "(ok|no|nx|bx|queue|log|grant)(:[-a-z0-9]{0,3}){0,7}|(ok|no):[0-9]:[pard][0-9]:(c|q:-:-:[-arb])") {
            if let Ok(action) = Action::parse(&format!("nd1:m:{text}")) {
                prop_assert_eq!(Action::parse(&action.encode()), Ok(action));
            }
        }
    }

    #[test]
    fn the_largest_ids_fit_into_a_control() {
        let filter = QueueFilter {
            article: Some(ArticleId(i64::MAX)),
            author: Some(MemberId(u64::MAX)),
            verdict: Some(Verdict::Block),
        };
        survives(i64::MAX, u32::MAX, filter, u64::MAX);
    }
}
