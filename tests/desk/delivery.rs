//! Errands and the platform: what is gone, closed, forbidden or lost on the way.

use crate::newsroom::Newsroom;
use crate::room::{ANNA, BEN, CHANNEL, MIA, MODERATORS, administrator, key, moderator};
use jiff::SignedDuration;
use newsdesk::desk::{ChannelId, CommentError, DeliveryError, Errand, MOST_ERRANDS, SettingsChange};

#[tokio::test]
async fn what_is_perhaps_sent_is_found_again_and_not_sent_twice() {
    let (room, article) = Newsroom::with_comments().await;
    room.platform.lose_next_answer();
    let comment = room.says(ANNA, article, "Good news.").await;
    room.deliver().await;
    for lost in [true, false] {
        // The nonce's time is over when the next attempt comes.
        room.clock.advance(SignedDuration::from_mins(30));
        if lost {
            room.platform.lose_next_answer();
        }
        room.deliver().await;
    }
    assert_eq!(room.platform.channel(MODERATORS), ["card 1: pending r1, 0 rejected before"]);
    room.approve(MIA, &comment).await.unwrap();
    // The thread, then the message: each answer is lost once.
    for _ in 0..6 {
        room.platform.lose_next_answer();
        room.deliver().await;
        room.clock.advance(SignedDuration::from_mins(30));
    }
    room.deliver().await;
    assert_eq!(room.platform.published(), ["member 1: Good news."]);
    assert_eq!(room.platform.private(ANNA), ["Gazette: comment 1 was approved"]);
    assert_eq!(room.platform.threads_opened(), 1);
}

#[tokio::test]
async fn what_was_perhaps_published_does_not_stay_when_it_is_taken_back() {
    let (room, article) = Newsroom::with_comments().await;
    room.published(article, "Another one.").await;
    let comment = room.says(ANNA, article, "Regrettable.").await;
    room.deliver().await;
    room.approve(MIA, &comment).await.unwrap();
    // The card's edit is answered; the publication is sent and its answer lost.
    room.platform.lose_answer_of("member 1: Regrettable.");
    room.deliver().await;
    assert_eq!(room.platform.published().len(), 2);
    room.desk.delete_comment(key(), ANNA, comment.id).await.unwrap();
    room.clock.advance(SignedDuration::from_mins(30));
    room.deliver().await;
    assert_eq!(room.platform.published(), ["member 1: Another one."]);
}

#[tokio::test]
async fn a_platform_that_does_not_answer_is_asked_again_at_growing_intervals() {
    let (room, article) = Newsroom::with_comments().await;
    room.platform.fail_next(3, DeliveryError::Unreachable);
    room.says(ANNA, article, "Good news.").await;
    let mut waits = Vec::new();
    while let Some(next) = room.desk.run_errands(&room.platform).await.unwrap() {
        let wait = next.duration_since(newsdesk::desk::Clock::now(&*room.clock)) + SignedDuration::from_millis(1);
        waits.push(wait.as_secs());
        room.clock.advance(wait);
    }
    assert_eq!(waits, [2, 4, 8]);
    assert_eq!(room.platform.channel(MODERATORS).len(), 1);
}

#[tokio::test]
async fn a_failing_errand_does_not_stop_the_others() {
    let (room, article) = Newsroom::with_comments().await;
    room.platform.fail_next(1, DeliveryError::Refused);
    room.says(ANNA, article, "One.").await;
    room.says(BEN, article, "Two.").await;
    room.deliver().await;
    assert_eq!(room.platform.channel(MODERATORS), ["card 2: pending r1, 0 rejected before"]);
    let status = room.desk.status(&administrator()).await.unwrap();
    let stuck: Vec<_> = status.figures.stuck.iter().map(|(errand, why)| (*errand, why.as_str())).collect();
    assert!(matches!(stuck.as_slice(), [(Errand::Card(_), "refused")]), "{stuck:?}");
}

#[tokio::test]
async fn without_permission_cards_wait_and_come_when_settings_change() {
    let (room, article) = Newsroom::with_comments().await;
    room.platform.forbid(MODERATORS, true);
    let comment = room.says(ANNA, article, "Good news.").await;
    room.deliver().await;
    let status = room.desk.status(&administrator()).await.unwrap();
    assert!(matches!(status.figures.stuck.as_slice(), [(_, why)] if why == "send_messages"), "{status:?}");
    // The queue works without cards.
    room.approve(MIA, &comment).await.unwrap();
    room.deliver().await;
    assert_eq!(room.platform.published().len(), 1);
    room.says(BEN, article, "Bad news.").await;
    room.deliver().await;
    room.platform.forbid(MODERATORS, false);
    room.change(SettingsChange::Channel { channel: MODERATORS.0, server_name: "Gazette".to_owned() }).await;
    room.deliver().await;
    assert!(room.platform.channel(MODERATORS).contains(&"card 2: pending r1, 0 rejected before".to_owned()));
}

#[tokio::test]
async fn a_new_moderators_channel_gets_the_cards_that_the_deleted_one_had() {
    let (room, article) = Newsroom::with_comments().await;
    let comment = room.says(ANNA, article, "Good news.").await;
    room.deliver().await;
    room.platform.delete_channel(MODERATORS);
    room.tries_to_edit(&comment, "Better news.").await.unwrap();
    room.deliver().await;
    let status = room.desk.status(&administrator()).await.unwrap();
    assert!(matches!(status.figures.stuck.as_slice(), [(_, why)] if why == "channel_gone"), "{status:?}");
    room.change(SettingsChange::Channel { channel: 201, server_name: "Gazette".to_owned() }).await;
    room.deliver().await;
    assert_eq!(room.platform.channel(ChannelId(201)), ["card 1: pending r2, 0 rejected before"]);
}

#[tokio::test]
async fn a_removed_card_comes_back_only_while_somebody_has_to_decide() {
    let (room, article) = Newsroom::with_comments().await;
    let comment = room.says(ANNA, article, "Good news.").await;
    room.deliver().await;
    room.platform.delete_message("card 1: pending r1, 0 rejected before");
    let edited = room.tries_to_edit(&comment, "Better news.").await.unwrap().comment;
    room.deliver().await;
    assert_eq!(room.platform.channel(MODERATORS), ["card 1: pending r2, 0 rejected before"]);
    room.platform.delete_message("card 1: pending r2, 0 rejected before");
    room.approve(MIA, &edited).await.unwrap();
    room.deliver().await;
    assert!(room.platform.channel(MODERATORS).is_empty());
    assert_eq!(room.platform.published(), ["member 1: Better news."]);
}

#[tokio::test]
async fn a_deleted_thread_is_opened_anew_for_what_is_approved_next() {
    let (room, article) = Newsroom::with_comments().await;
    room.published(article, "One.").await;
    room.platform.delete_threads();
    room.published(article, "Two.").await;
    // What people removed with the thread is not put back.
    assert_eq!(room.platform.published(), ["member 1: Two."]);
    assert_eq!(room.platform.threads_opened(), 2);
}

#[tokio::test]
async fn where_the_channel_is_gone_the_publication_is_stuck_and_nothing_else() {
    let (room, article) = Newsroom::with_comments().await;
    room.platform.delete_channel(CHANNEL);
    let comment = room.says(ANNA, article, "Good news.").await;
    room.approve(MIA, &comment).await.unwrap();
    room.deliver().await;
    assert_eq!(room.platform.private(ANNA).len(), 1);
    let figures = room.desk.figures(&moderator(MIA), 1).await.unwrap();
    assert_eq!(figures.stuck, [(Errand::Publication(comment.id), "channel_gone".to_owned())]);
}

#[tokio::test]
async fn a_message_removed_by_hand_is_not_put_back_but_a_new_revision_is_published() {
    let (room, article) = Newsroom::with_comments().await;
    let comment = room.published(article, "One.").await;
    room.platform.delete_message("member 1: One.");
    let edited = room.tries_to_edit(&comment, "Two.").await.unwrap().comment;
    room.deliver().await;
    assert!(room.platform.published().is_empty());
    room.approve(MIA, &edited).await.unwrap();
    room.deliver().await;
    assert_eq!(room.platform.published(), ["member 1: Two."]);
}

#[tokio::test]
async fn who_takes_no_private_messages_is_not_tried_again() {
    let (room, article) = Newsroom::with_comments().await;
    room.platform.close_private(ANNA);
    room.published(article, "Good news.").await;
    let calls = room.platform.calls();
    room.clock.advance(SignedDuration::from_hours(24));
    room.deliver().await;
    assert_eq!(room.platform.calls(), calls);
    assert!(room.platform.private(ANNA).is_empty());
    let figures = room.desk.figures(&moderator(MIA), 2).await.unwrap();
    assert_eq!((figures.errands, figures.stuck.len()), (0, 0));
}

#[tokio::test]
async fn a_published_comment_follows_its_author_s_appeal() {
    let (room, article) = Newsroom::with_comments().await;
    let comment = room.published(article, "Good news.").await;
    let taken_down = room.reject(MIA, &comment).await.unwrap();
    room.deliver().await;
    assert!(room.platform.published().is_empty());
    let appeal = room.appeal(&taken_down).await;
    room.decide_appeal(moderator(crate::room::MAX), &appeal, true).await.unwrap();
    room.deliver().await;
    // All within the minutes in which the platform remembers nonces.
    assert_eq!(room.platform.published(), ["member 1: Good news."]);
}

#[tokio::test]
async fn a_full_outbox_takes_no_comments_but_decisions() {
    let (room, article) = Newsroom::with_comments().await;
    let comment = room.says(ANNA, article, "One.").await;
    room.fill_outbox(MOST_ERRANDS).await;
    let refused = room.tries_to_say(BEN, article, "Two.").await;
    assert!(matches!(refused, Err(CommentError::Full)), "{refused:?}");
    room.approve(MIA, &comment).await.unwrap();
}

#[tokio::test]
async fn the_worker_is_woken_when_something_is_to_be_done() {
    let (room, article) = Newsroom::with_comments().await;
    let idle = tokio::time::timeout(std::time::Duration::from_millis(20), room.desk.errand_waits()).await;
    assert!(idle.is_err());
    room.says(ANNA, article, "Good news.").await;
    let woken = tokio::time::timeout(std::time::Duration::from_secs(1), room.desk.errand_waits()).await;
    assert!(woken.is_ok());
    let idle = tokio::time::timeout(std::time::Duration::from_millis(20), room.desk.errand_waits()).await;
    assert!(idle.is_err());
}
