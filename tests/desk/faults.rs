//! A database that goes away, before a call or between a call and its answer.

#![expect(clippy::unwrap_used, reason = "a test ends where its own tools fail")]

use crate::newsroom::Newsroom;
use crate::postgres;
use crate::room::{ANNA, MAX, MIA, MODERATORS, SERVER, edit, key, moderator, objection, ruling, wish};
use jiff::SignedDuration;
use newsdesk::desk::{
    AppealAgainst, AppealDecisionRequest, CommentError, CommentFilter, CommentStore as _, ModerationError, Order,
    Ruling,
};
use newsdesk::moderation::CommentState;
use newsdesk::moderation::audit::Act;

#[tokio::test]
async fn while_the_database_is_away_every_wish_fails_plainly_and_afterwards_all_is_as_before() {
    let (room, article) = Newsroom::with_comments().await;
    let comment = room.says(ANNA, article, "Good news.").await;
    room.faults.set_away(true);
    let refused = room.tries_to_say(ANNA, article, "More news.").await;
    assert!(matches!(refused, Err(CommentError::Unexpected(_))), "{refused:?}");
    let refused = room.tries_to_edit(&comment, "Better news.").await;
    assert!(matches!(refused, Err(CommentError::Unexpected(_))), "{refused:?}");
    let refused = room.desk.delete_comment(key(), ANNA, comment.id).await;
    assert!(matches!(refused, Err(CommentError::Unexpected(_))), "{refused:?}");
    let refused = room.approve(MIA, &comment).await;
    assert!(matches!(refused, Err(ModerationError::Unexpected(_))), "{refused:?}");
    assert!(room.desk.run_errands(&room.platform).await.is_err());
    assert!(room.desk.tend().await.is_err());
    assert_eq!(room.platform.calls(), 0);

    room.clock.advance(SignedDuration::from_secs(10));
    room.faults.set_away(false);
    let filter = CommentFilter { guild: Some(SERVER), ..CommentFilter::default() };
    let there = room.store.comments(&filter, Order::OldestFirst, 9, 0).await.unwrap();
    assert_eq!(there, std::slice::from_ref(&comment));
    room.approve(MIA, &comment).await.unwrap();
    room.deliver().await;
    assert_eq!(room.platform.published(), ["member 1: Good news."]);
    room.verify_chain().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_postgresql_server_that_sends_everybody_away_is_told_plainly_and_found_again() {
    let Some((room, database)) = Newsroom::on_named_database().await else { return };
    let article = room.set_up().await;
    let comment = room.says(ANNA, article, "Good news.").await;
    let close = format!(
        "UPDATE pg_database SET datallowconn = false WHERE datname = '{database}';
         SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '{database}'"
    );
    at_the_server(close).await;
    for _ in 0..3 {
        let began = std::time::Instant::now();
        let refused = room.tries_to_say(ANNA, article, "More news.").await;
        assert!(matches!(refused, Err(CommentError::Unexpected(_))), "{refused:?}");
        let refused = room.approve(MIA, &comment).await;
        assert!(matches!(refused, Err(ModerationError::Unexpected(_))), "{refused:?}");
        assert!(room.desk.run_errands(&room.platform).await.is_err());
        assert!(began.elapsed().as_secs() < 16, "one waits too long for the answer");
    }
    at_the_server(format!("UPDATE pg_database SET datallowconn = true WHERE datname = '{database}'")).await;
    assert_eq!(room.now(comment.id).await, comment);
    room.approve(MIA, &comment).await.unwrap();
    room.deliver().await;
    assert_eq!(room.platform.published(), ["member 1: Good news."]);
    assert_eq!(room.platform.channel(MODERATORS), ["card 1: approved r1, 0 rejected before"]);
    room.verify_chain().await;
}

/// Says something to the PostgreSQL server itself.
async fn at_the_server(statements: String) {
    let said =
        tokio::task::spawn_blocking(move || postgres::server().map(|server| server.sql("postgres", &statements)));
    assert!(said.await.unwrap().is_some());
}

#[tokio::test]
async fn a_wish_whose_answer_was_lost_can_be_repeated_and_is_done_once() {
    let (room, article) = Newsroom::with_comments().await;
    let wish = wish(ANNA, article, "Good news.");
    room.faults.lose_answer("submit");
    assert!(room.desk.submit_comment(wish.clone()).await.is_err());
    let comment = room.desk.submit_comment(wish).await.unwrap().comment;

    let wish = edit(&comment, "Better news.");
    room.faults.lose_answer("revise");
    assert!(room.desk.edit_comment(wish.clone()).await.is_err());
    let comment = room.desk.edit_comment(wish).await.unwrap().comment;
    assert_eq!(comment.revision, 2);

    let wish = ruling(moderator(MIA), &comment, Ruling::Reject);
    room.faults.lose_answer("decide");
    assert!(room.desk.decide_comment(wish.clone()).await.is_err());
    let comment = room.desk.decide_comment(wish).await.unwrap();

    let wish = objection(ANNA, AppealAgainst::Decision(comment.decision.unwrap().id));
    room.faults.lose_answer("file_appeal");
    assert!(room.desk.file_appeal(wish.clone()).await.is_err());
    let appeal = room.desk.file_appeal(wish).await.unwrap();

    let answer = "Fine.".to_owned();
    let wish = AppealDecisionRequest { key: key(), actor: moderator(MAX), appeal: appeal.id, grant: true, answer };
    room.faults.lose_answer("decide_appeal");
    assert!(room.desk.decide_appeal(wish.clone()).await.is_err());
    room.desk.decide_appeal(wish).await.unwrap();

    let comment = room.now(comment.id).await;
    assert_eq!((comment.state, comment.revision), (CommentState::Approved, 2));
    let acts = [Act::Submitted, Act::Edited, Act::Rejected, Act::Appealed, Act::AppealGranted];
    assert_eq!(room.acts(comment.id).await, acts);
    room.verify_chain().await;
}

#[tokio::test]
async fn an_errand_whose_end_was_not_noted_is_run_again_and_shows_once() {
    let (room, article) = Newsroom::with_comments().await;
    room.says(ANNA, article, "Good news.").await;
    // The card is sent; before that is noted, the database goes away.
    let faults = std::sync::Arc::clone(&room.faults);
    room.platform.then(move || faults.set_away(true));
    let _ = room.desk.run_errands(&room.platform).await;
    room.faults.set_away(false);
    assert_eq!(room.platform.channel(MODERATORS).len(), 1);
    room.clock.advance(SignedDuration::from_mins(30));
    room.deliver().await;
    assert_eq!(room.platform.channel(MODERATORS), ["card 1: pending r1, 0 rejected before"]);
}

#[tokio::test]
async fn a_comment_that_is_stored_is_acknowledged_even_if_the_count_of_those_ahead_fails() {
    let (room, article) = Newsroom::with_comments().await;
    room.faults.lose_answer("count_comments");
    let receipt = room.tries_to_say(ANNA, article, "Good news.").await.unwrap();
    assert_eq!(room.now(receipt.comment.id).await, receipt.comment);
}
