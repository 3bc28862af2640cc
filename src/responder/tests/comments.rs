//! What members read of comments, and that hostile comments stay in their place.

mod forms;
mod own;
mod privacy;
mod published;
mod receipts;
mod refusals;

use super::*;
use crate::desk::{
    Appeal, AppealAgainst, AppealId, AppealState, Appealable, Ban, BanId, Comment, CommentError, CommentId,
    CommentPage, Decision, DecisionId, MemberId, OpenError, Order, Persona, PersonalData, Reason, Receipt, Ruling,
    StoreError,
};
use crate::moderation::{Check, Checked, CommentState, Finding, Severity};

const ELSEWHERE: Place = Place { guild: None, channel: ChannelId(7) };

fn time(minutes: i64) -> Timestamp {
    Timestamp::from_second(1_622_635_200 + 60 * minutes).unwrap()
}

pub(super) fn comment(text: &str) -> Comment {
    Comment {
        id: CommentId(12),
        guild: GuildId(10),
        article: ArticleId(4),
        article_title: Some("Minister to visit Guatemala".to_owned()),
        article_address: Some("https://news.example/visit".to_owned()),
        author: Some(MemberId(1)),
        persona: Persona { name: "Ana *the* reader".to_owned(), avatar: None },
        channel: ChannelId(100),
        below: None,
        parent: None,
        state: CommentState::Pending,
        revision: 1,
        text: text.to_owned(),
        checked: Checked::default(),
        submitted_at: time(0),
        revised_at: time(0),
        shown: None,
        decision: None,
        note: None,
        claim: None,
    }
}

fn published(text: &str) -> Comment {
    Comment { state: CommentState::Approved, shown: Some(1), ..comment(text) }
}

fn rejected(text: &str, appeal: Option<Appeal>) -> Comment {
    let reason = Reason {
        code: "off_topic".to_owned(),
        label: "Off topic".to_owned(),
        rule: "Comments are about the *article*.".to_owned(),
        words: "Please say what it has to do with the visit.".to_owned(),
    };
    let decision = Decision {
        id: DecisionId(31),
        comment: CommentId(12),
        revision: 1,
        ruling: Ruling::Reject,
        by: Some(MemberId(9)),
        reason: Some(reason),
        at: time(5),
        appeal,
    };
    Comment { state: CommentState::Rejected, decision: Some(decision), ..comment(text) }
}

fn appeal(against: AppealAgainst, state: AppealState) -> Appeal {
    Appeal {
        id: AppealId(3),
        guild: GuildId(10),
        against,
        by: MemberId(1),
        words: "It was meant kindly.".to_owned(),
        filed_at: time(6),
        state,
        decided_by: None,
        decided_at: None,
        answer: String::new(),
    }
}

fn ban(until: Option<Timestamp>) -> Ban {
    Ban {
        id: BanId(2),
        guild: GuildId(10),
        member: MemberId(1),
        by: MemberId(9),
        reason: "Spam, *again*".to_owned(),
        comment: None,
        at: time(0),
        until,
        lifted_at: None,
        appeal: None,
    }
}

fn page(items: Vec<Comment>, number: u32, pages: u32) -> CommentPage {
    let total = items.len() as u64;
    CommentPage { items, order: Order::OldestFirst, page: number, pages, total }
}

/// Everything a member may be shown of a comment, with this text wherever somebody else chose the words.
pub(super) fn every_comment_reply(text: &str) -> Vec<Reply> {
    let reason =
        Reason { code: text.to_owned(), label: text.to_owned(), rule: text.to_owned(), words: text.to_owned() };
    let against = AppealAgainst::Decision(DecisionId(31));
    let denied = Appeal { answer: text.to_owned(), ..appeal(against, AppealState::Denied) };
    let hostile = |mut comment: Comment| {
        comment.article_title = Some(text.to_owned());
        comment.article_address = Some(text.to_owned());
        comment.persona.name = text.to_owned();
        comment.parent = Some(CommentId(i64::MAX));
        comment.id = CommentId(i64::MAX);
        if let Some(decision) = &mut comment.decision {
            decision.reason = Some(reason.clone());
        }
        comment
    };
    let comments = [comment(text), published(text), rejected(text, None), rejected(text, Some(denied))].map(hostile);
    let about = Metadata { title: Some(text.to_owned()), url: Some(text.to_owned()), ..Metadata::default() };
    let opened = opened_from(TEXT, about, Reading::default());
    let banned = Ban { reason: text.to_owned(), ..ban(None) };
    let mut replies = Vec::new();
    for words in [english(), spanish()] {
        for comment in &comments {
            let five = page(vec![comment.clone(); 5], 1, 3);
            replies.push(comment_receipt(words, &Receipt { comment: comment.clone(), ahead: u64::MAX }));
            replies.push(comment_page(words, &opened, &five));
            replies.push(own_comments(words, &five));
            replies.push(published_comment(words, &opened, comment));
            replies.extend([HERE, ELSEWHERE].map(|place| own_comment(words, comment, place)));
            replies.push(delete_question(words, comment));
        }
        let open = vec![Appealable::Rejection(Box::new(comments[2].clone())); 26];
        let bans = vec![Appealable::Ban(Box::new(banned.clone())); 4];
        replies.push(appealable(words, &[bans, open].concat()));
        let refusals = refusals::every_refusal(text);
        replies.extend(refusals.iter().map(|e| given_back(words, comment_refusal(words, e, Reference::of(1)), text)));
    }
    replies
}
