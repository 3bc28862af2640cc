//! The queue, the log and the figures.

#![expect(clippy::unwrap_used, reason = "a test ends where its own tools fail")]

use crate::newsroom::{Newsroom, on_every_engine};
use crate::room::{ANNA, BEN, MAX, MIA, MODERATORS, member, moderator};
use jiff::SignedDuration;
use newsdesk::desk::{CommentId, LogRequest, ModerationError, QueueFilter, QueueView};
use newsdesk::moderation::audit::Act;

on_every_engine! {
    two_moderators_work_on_different_comments_until_a_claim_lapses;
    a_skipped_comment_is_left_to_others;
    a_claim_is_to_be_seen_on_the_comment_s_card;
    one_s_own_comments_are_left_to_others_too;
    a_filter_leaves_the_rest_out;
    a_card_comes_with_the_author_s_history;
    the_log_has_pages_and_is_for_moderators;
    figures_count_what_was_done;
}

async fn next(room: &Newsroom, who: newsdesk::desk::MemberId, skip: Option<CommentId>) -> QueueView {
    room.desk.next_in_queue(&moderator(who), QueueFilter::default(), skip).await.unwrap()
}

fn offered(view: &QueueView) -> Option<CommentId> {
    view.next.as_ref().map(|(comment, _)| comment.id)
}

async fn two_moderators_work_on_different_comments_until_a_claim_lapses(room: Newsroom) {
    let article = room.set_up().await;
    let first = room.says(ANNA, article, "One.").await;
    room.clock.advance(SignedDuration::from_secs(1));
    let second = room.says(BEN, article, "Two.").await;
    let mia = next(&room, MIA, None).await;
    assert_eq!((offered(&mia), mia.waiting, mia.claimed), (Some(first.id), 2, 0));
    let max = next(&room, MAX, None).await;
    assert_eq!((offered(&max), max.waiting, max.claimed), (Some(second.id), 2, 1));
    // Who comes back finds what they were at.
    assert_eq!(offered(&next(&room, MIA, None).await), Some(first.id));
    room.approve(MAX, &second).await.unwrap();
    let nothing = next(&room, MAX, None).await;
    assert_eq!((offered(&nothing), nothing.waiting, nothing.claimed), (None, 1, 1));
    room.clock.advance(SignedDuration::from_mins(11));
    assert_eq!(offered(&next(&room, MAX, None).await), Some(first.id));
}

async fn a_skipped_comment_is_left_to_others(room: Newsroom) {
    let article = room.set_up().await;
    let first = room.says(ANNA, article, "One.").await;
    room.clock.advance(SignedDuration::from_secs(1));
    let second = room.says(BEN, article, "Two.").await;
    next(&room, MIA, None).await;
    assert_eq!(offered(&next(&room, MIA, Some(first.id)).await), Some(second.id));
    assert_eq!(offered(&next(&room, MAX, None).await), Some(first.id));
}

async fn a_claim_is_to_be_seen_on_the_comment_s_card(room: Newsroom) {
    let article = room.set_up().await;
    let comment = room.says(ANNA, article, "One.").await;
    next(&room, MIA, None).await;
    room.deliver().await;
    assert_eq!(room.platform.channel(MODERATORS), ["card 1: pending r1, 0 rejected before, claimed by 51"]);
    next(&room, MIA, Some(comment.id)).await;
    room.deliver().await;
    assert_eq!(room.platform.channel(MODERATORS), ["card 1: pending r1, 0 rejected before"]);
}

async fn one_s_own_comments_are_left_to_others_too(room: Newsroom) {
    let article = room.set_up().await;
    let own = room.says(MIA, article, "I moderate here.").await;
    assert_eq!(offered(&next(&room, MIA, None).await), None);
    assert_eq!(offered(&next(&room, MAX, None).await), Some(own.id));
}

async fn a_filter_leaves_the_rest_out(room: Newsroom) {
    let article = room.set_up().await;
    room.says(ANNA, article, "One.").await;
    let ben = room.says(BEN, article, "Two.").await;
    let filter = QueueFilter { author: Some(BEN), ..QueueFilter::default() };
    let view = room.desk.next_in_queue(&moderator(MIA), filter, None).await.unwrap();
    assert_eq!((offered(&view), view.waiting, view.filter), (Some(ben.id), 1, filter));
    let nothing = QueueFilter { author: Some(MAX), ..filter };
    let view = room.desk.next_in_queue(&moderator(MIA), nothing, None).await.unwrap();
    assert_eq!((offered(&view), view.waiting), (None, 0));
}

async fn a_card_comes_with_the_author_s_history(room: Newsroom) {
    let article = room.set_up().await;
    let first = room.says(ANNA, article, "One.").await;
    room.reject(MIA, &first).await.unwrap();
    room.published(article, "Two.").await;
    let third = room.says(ANNA, article, "Three.").await;
    let (comment, history) = room.desk.inspect_comment(&moderator(MAX), third.id).await.unwrap();
    assert_eq!(comment.id, third.id);
    let record = history.record;
    assert_eq!((record.approved, record.rejected, record.pending), (1, 1, 1));
    assert_eq!(history.rejections.len(), 1);
}

async fn the_log_has_pages_and_is_for_moderators(room: Newsroom) {
    let article = room.set_up().await;
    room.patience().await;
    for n in 0..6 {
        let comment = room.says(ANNA, article, &format!("Number {n}.")).await;
        room.approve(MIA, &comment).await.unwrap();
    }
    let page = |page| LogRequest { page, ..LogRequest::default() };
    let first = room.desk.read_log(&moderator(MIA), page(0)).await.unwrap();
    assert_eq!((first.rows.len(), first.more), (10, true));
    assert_eq!(first.rows.first().map(|row| (row.link.entry.act, row.actor)), Some((Act::Approved, Some(MIA))));
    let last = room.desk.read_log(&moderator(MIA), page(1)).await.unwrap();
    // The channel and the limits were set first.
    assert_eq!((last.rows.len(), last.more), (4, false));
    let about = LogRequest { comment: Some(CommentId(1)), ..LogRequest::default() };
    assert_eq!(room.desk.read_log(&moderator(MIA), about).await.unwrap().rows.len(), 2);
    let refused = room.desk.read_log(&member(ANNA), page(0)).await;
    assert!(matches!(refused, Err(ModerationError::NotAModerator)), "{refused:?}");
}

async fn figures_count_what_was_done(room: Newsroom) {
    let article = room.set_up().await;
    let first = room.says(ANNA, article, "One.").await;
    room.clock.advance(SignedDuration::from_secs(90));
    room.approve(MIA, &first).await.unwrap();
    let second = room.says(ANNA, article, "Two.").await;
    room.reject(MAX, &second).await.unwrap();
    room.says(BEN, article, "Three.").await;
    let figures = room.desk.figures(&moderator(MIA), 30).await.unwrap();
    let counts = (figures.submitted, figures.approved, figures.rejected, figures.waiting);
    assert_eq!(counts, (3, 1, 1, 1));
    assert_eq!(figures.by_reason, [("insult".to_owned(), 1)]);
    for days in [0, 366] {
        let refused = room.desk.figures(&moderator(MIA), days).await;
        assert!(matches!(refused, Err(ModerationError::Invalid("days"))), "{refused:?}");
    }
}
