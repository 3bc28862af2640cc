//! Decisions of moderators.

use crate::engines::{Database, on_every_engine};
use crate::room::{AUTHOR, ELSEWHERE, GUILD, MODERATOR, Room, SECOND, SOMEBODY, at, done, ids, reason};
use newsdesk::desk::{Changed, CommentFilter, CommentStore as _, DecisionId, Errand, NewDecision, Order, Ruling};
use newsdesk::moderation::CommentState;
use newsdesk::moderation::audit::Act;

on_every_engine! {
    an_approval_shows_the_comment;
    a_rejection_carries_its_reason;
    what_was_approved_can_be_taken_down;
    a_second_decision_is_told_who_was_first;
    a_decision_on_an_older_revision_is_told_of_the_edit;
    a_decision_from_another_server_finds_nothing;
    the_same_key_decides_once;
    all_of_an_author_that_waits_is_rejected_at_once;
}

async fn an_approval_shows_the_comment(db: Database) {
    let room = Room::open(&db).await;
    let comment = room.submit(1).await;
    room.run_errands(1).await;
    let comment = room.decide(&comment, Ruling::Approve, 2).await;
    assert_eq!((comment.state, comment.shown, comment.claim), (CommentState::Approved, Some(1), None));
    let decision = comment.decision.clone().unwrap();
    assert_eq!((decision.revision, decision.ruling, decision.by), (1, Ruling::Approve, Some(MODERATOR)));
    assert_eq!((decision.at, &decision.reason, &decision.appeal), (at(2), &None, &None));
    assert_eq!(room.store.decision(decision.id).await.unwrap(), Some(decision.clone()));
    assert_eq!(room.store.decision(DecisionId(99)).await.unwrap(), None);
    let expected = [Errand::Card(comment.id), Errand::Publication(comment.id), Errand::Outcome(decision.id)];
    assert_eq!(room.run_errands(2).await, expected);
    let entry = room.log(GUILD).await.pop().unwrap().entry;
    assert_eq!((entry.act, entry.comment, entry.revision), (Act::Approved, Some(comment.id.0), Some(1)));
    assert_ne!(entry.actor, entry.subject);
}

async fn a_rejection_carries_its_reason(db: Database) {
    let room = Room::open(&db).await;
    let comment = room.submit(1).await;
    let comment = room.decide(&comment, Ruling::Reject, 2).await;
    assert_eq!((comment.state, comment.shown), (CommentState::Rejected, None));
    assert_eq!(comment.decision.unwrap().reason, Some(reason()));
    assert_eq!(room.log(GUILD).await.pop().unwrap().entry.detail, "rude");
}

async fn what_was_approved_can_be_taken_down(db: Database) {
    let room = Room::open(&db).await;
    let comment = room.submit(1).await;
    let comment = room.decide(&comment, Ruling::Approve, 2).await;
    let taken_down = room.decide(&comment, Ruling::Reject, 3).await;
    assert_eq!((taken_down.state, taken_down.shown), (CommentState::Rejected, None));
    assert_eq!(room.acts().await, [Act::Submitted, Act::Approved, Act::Rejected]);
    // While an edit waits, rejecting it takes down the approved revision as well.
    let comment = room.submit(4).await;
    let comment = room.decide(&comment, Ruling::Approve, 5).await;
    let edited = room.revise(&comment, 6).await;
    assert_eq!(room.decide(&edited, Ruling::Reject, 7).await.shown, None);
}

async fn a_second_decision_is_told_who_was_first(db: Database) {
    let room = Room::open(&db).await;
    let pending = room.submit(1).await;
    let decided = room.decide(&pending, Ruling::Approve, 2).await;
    let late = NewDecision { by: SECOND, ..room.new_decision(&pending, Ruling::Approve, 3) };
    assert_eq!(room.store.decide(GUILD, late).await.unwrap(), Changed::Decided(decided.clone()));
    let rejected = room.decide(&decided, Ruling::Reject, 4).await;
    for ruling in [Ruling::Approve, Ruling::Reject] {
        let late = room.store.decide(GUILD, room.new_decision(&pending, ruling, 5)).await.unwrap();
        assert_eq!(late, Changed::Decided(rejected.clone()));
    }
    let deleted = room.withdraw(&rejected, 6).await;
    let late = room.store.decide(GUILD, room.new_decision(&pending, Ruling::Approve, 7)).await.unwrap();
    assert_eq!(late, Changed::Decided(deleted));
    assert_eq!(room.acts().await.len(), 4);
}

async fn a_decision_on_an_older_revision_is_told_of_the_edit(db: Database) {
    let room = Room::open(&db).await;
    let seen = room.submit(1).await;
    let edited = room.revise(&seen, 2).await;
    let late = room.store.decide(GUILD, room.new_decision(&seen, Ruling::Approve, 3)).await.unwrap();
    assert_eq!(late, Changed::Edited(edited));
}

async fn a_decision_from_another_server_finds_nothing(db: Database) {
    let room = Room::open(&db).await;
    let comment = room.submit(1).await;
    let foreign = room.store.decide(ELSEWHERE, room.new_decision(&comment, Ruling::Approve, 2)).await.unwrap();
    assert_eq!(foreign, Changed::Unknown);
    assert_eq!(room.now(&comment).await, comment);
}

async fn the_same_key_decides_once(db: Database) {
    let room = Room::open(&db).await;
    let comment = room.submit(1).await;
    let new = room.new_decision(&comment, Ruling::Approve, 2);
    let decided = done(room.store.decide(GUILD, new.clone()).await.unwrap());
    assert_eq!(room.store.decide(GUILD, new).await.unwrap(), Changed::Before(decided));
    assert_eq!(room.acts().await, [Act::Submitted, Act::Approved]);
}

async fn all_of_an_author_that_waits_is_rejected_at_once(db: Database) {
    let room = Room::open(&db).await;
    let one = room.submit(1).await;
    let approved = room.submit(2).await;
    room.decide(&approved, Ruling::Approve, 2).await;
    let two = room.submit(3).await;
    let other = room.stored(room.new_comment(SOMEBODY, 4)).await;
    room.run_errands(4).await;
    let pattern = room.new_decision(&one, Ruling::Reject, 5);
    let rejected = room.store.reject_all(GUILD, AUTHOR, pattern.clone()).await.unwrap();
    assert_eq!(rejected, [one.id, two.id]);
    for comment in [&one, &two] {
        let now = room.now(comment).await;
        assert_eq!((now.state, now.decision.unwrap().reason), (CommentState::Rejected, Some(reason())));
    }
    assert_eq!(room.now(&approved).await.state, CommentState::Approved);
    let pending = CommentFilter { state: Some(CommentState::Pending), ..crate::room::everything() };
    assert_eq!(ids(&room.store.comments(&pending, Order::OldestFirst, 9, 0).await.unwrap()), [other.id]);
    assert_eq!(room.run_errands(5).await.len(), 6);
    // The same click again changes nothing, whatever was written meanwhile.
    let later = room.submit(6).await;
    assert_eq!(room.store.reject_all(GUILD, AUTHOR, pattern).await.unwrap(), [one.id, two.id]);
    assert_eq!(room.now(&later).await.state, CommentState::Pending);
    let none = room.new_decision(&one, Ruling::Reject, 7);
    assert_eq!(room.store.reject_all(GUILD, SECOND, none.clone()).await.unwrap(), []);
    assert_eq!(room.store.reject_all(GUILD, AUTHOR, none).await.unwrap(), [], "this click was used up");
}
