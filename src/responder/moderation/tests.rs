//! What moderators read, built from results made by hand.

mod cards;
mod hostile;
mod lists;
mod words;

use super::*;
use crate::article::Span;
use crate::desk::{
    Appeal, AppealAgainst, AppealId, AppealState, ArticleId, AuthorHistory, Ban, BanId, ChannelId, Claim, Comment,
    Decision, DecisionId, GuildId, Persona, QueueFilter, QueueView, Reason, Ruling,
};
use crate::moderation::{
    AuthorRecord, Check, Checked, CommentState, Finding, ReasonTemplate, Scores, Settings, Severity,
};
use crate::responder::{Locale, Reply, Row, Seat, Target};

const ANA: MemberId = MemberId(5);
const MOD: MemberId = MemberId(7);

fn english() -> Words {
    Words::of(Locale::English)
}

fn spanish() -> Words {
    Words::of(Locale::Spanish)
}

/// A reply as text, without the invisible spaces that keep an `@` from meaning anybody.
fn shown(reply: &Reply) -> String {
    crate::responder::tests::shown(reply).replace('\u{200B}', "")
}

fn second(at: i64) -> Timestamp {
    Timestamp::from_second(1_700_000_000 + at).unwrap()
}

fn found(check: Check, kind: &'static str, severity: Severity, span: Option<Span>) -> Finding {
    Finding { check, kind: kind.into(), severity, span, explanation: "A rule fired.".to_owned() }
}

/// A comment by Ana that waits, with an insult in it.
fn comment() -> Comment {
    let text = "What an idiot.\nRead the *article* at x@y.example first!";
    let findings = vec![
        found(Check::WordList, "insult", Severity::Review, Some(Span::new(8, 13))),
        found(Check::PersonalData, "email", Severity::Block, Some(Span::new(37, 48))),
        found(Check::FirstComment, "brand_new", Severity::Note, None),
    ];
    Comment {
        id: CommentId(12),
        guild: GuildId(1),
        article: ArticleId(3),
        article_title: Some("Minister to visit Guatemala".to_owned()),
        article_address: Some("https://news.example/visit".to_owned()),
        author: Some(ANA),
        persona: Persona { name: "Ana *the* reader".to_owned(), avatar: None },
        channel: ChannelId(20),
        below: None,
        parent: None,
        state: CommentState::Pending,
        revision: 1,
        text: text.to_owned(),
        checked: Checked { scores: Scores { toxicity: 0.834, spam: 0.02 }, findings },
        submitted_at: second(0),
        revised_at: second(0),
        shown: None,
        decision: None,
        note: None,
        claim: None,
    }
}

fn reason() -> Reason {
    Reason { code: "off_topic".into(), label: "Off topic".into(), rule: "Stay on it.".into(), words: String::new() }
}

fn decision(ruling: Ruling, by: Option<MemberId>) -> Decision {
    let reason = (ruling == Ruling::Reject).then(reason);
    Decision {
        id: DecisionId(4),
        comment: CommentId(12),
        revision: 1,
        ruling,
        by,
        reason,
        at: second(60),
        appeal: None,
    }
}

fn decided(ruling: Ruling, by: Option<MemberId>) -> Comment {
    let state = if ruling == Ruling::Approve { CommentState::Approved } else { CommentState::Rejected };
    let shown = (ruling == Ruling::Approve).then_some(1);
    Comment { state, shown, decision: Some(decision(ruling, by)), ..comment() }
}

fn ban(until: Option<Timestamp>) -> Ban {
    Ban {
        id: BanId(2),
        guild: GuildId(1),
        member: ANA,
        by: MOD,
        reason: "again and again".to_owned(),
        comment: Some(CommentId(9)),
        at: second(-90),
        until,
        lifted_at: None,
        appeal: None,
    }
}

fn history() -> AuthorHistory {
    AuthorHistory {
        record: AuthorRecord { approved: 3, rejected: 1, pending: 2, deleted: 0 },
        rejections: vec![Decision { comment: CommentId(9), ..decision(Ruling::Reject, Some(MOD)) }],
        bans: vec![Ban { lifted_at: Some(second(-10)), ..ban(Some(second(600))) }],
    }
}

fn appeal(state: AppealState) -> Appeal {
    let done = matches!(state, AppealState::Granted | AppealState::Denied);
    Appeal {
        id: AppealId(6),
        guild: GuildId(1),
        against: AppealAgainst::Decision(DecisionId(4)),
        by: ANA,
        words: "It is about the article.\nReally.".to_owned(),
        filed_at: second(100),
        state,
        decided_by: done.then_some(MemberId(8)),
        decided_at: done.then(|| second(200)),
        answer: if done { "Looked at it again.".to_owned() } else { String::new() },
    }
}

fn view(next: Option<Comment>) -> QueueView {
    QueueView {
        next: next.map(|comment| (comment, history())),
        waiting: 14,
        claimed: 2,
        open_appeals: 1,
        filter: QueueFilter::default(),
    }
}
