//! What time brings, and what members ask to be forgotten.

#![expect(clippy::unwrap_used, reason = "a test ends where its own tools fail")]

use crate::newsroom::Newsroom;
use crate::room::{ANNA, BEN, MAX, MIA, MODERATORS, SERVER, moderator, reason, ruling};
use jiff::SignedDuration;
use newsdesk::desk::{CommentStore as _, Ruling, SettingsChange};
use newsdesk::moderation::audit::Act;
use newsdesk::moderation::{Alerts, CommentState, Retention};

const DAY: SignedDuration = SignedDuration::from_hours(24);

async fn tend(room: &Newsroom) {
    room.desk.tend().await.unwrap();
    room.deliver().await;
}

fn alerts(room: &Newsroom) -> Vec<String> {
    room.platform.channel(MODERATORS).into_iter().filter(|shows| shows.ends_with("waiting")).collect()
}

#[tokio::test]
async fn the_moderators_channel_hears_of_a_backlog_once_in_six_hours() {
    let (room, article) = Newsroom::with_comments().await;
    room.change(SettingsChange::Alerts(Alerts { backlog: 2, hours: 0 })).await;
    room.says(ANNA, article, "One.").await;
    tend(&room).await;
    assert!(alerts(&room).is_empty());
    room.says(BEN, article, "Two.").await;
    tend(&room).await;
    tend(&room).await;
    assert_eq!(alerts(&room), ["2 waiting"]);
    room.clock.advance(SignedDuration::from_hours(5));
    tend(&room).await;
    assert_eq!(alerts(&room).len(), 1);
    room.clock.advance(SignedDuration::from_mins(61));
    tend(&room).await;
    assert_eq!(alerts(&room).len(), 2);
}

#[tokio::test]
async fn the_moderators_channel_hears_of_a_comment_that_waits_too_long() {
    let (room, article) = Newsroom::with_comments().await;
    room.change(SettingsChange::Alerts(Alerts { backlog: 0, hours: 24 })).await;
    let comment = room.says(ANNA, article, "One.").await;
    room.clock.advance(DAY - SignedDuration::from_mins(1));
    tend(&room).await;
    assert!(alerts(&room).is_empty());
    room.clock.advance(SignedDuration::from_mins(1));
    tend(&room).await;
    assert_eq!(alerts(&room), ["1 waiting"]);
    room.approve(MIA, &comment).await.unwrap();
    room.clock.advance(DAY);
    tend(&room).await;
    assert_eq!(alerts(&room).len(), 1);
}

#[tokio::test]
async fn nothing_waiting_expires_and_the_words_of_rejected_comments_do_on_their_day() {
    let (room, article) = Newsroom::with_comments().await;
    let retention = Retention { rejected_days: Some(30), approved_days: Some(60), requests_days: None };
    room.change(SettingsChange::Retention(retention)).await;
    let waiting = room.says(BEN, article, "Still waiting.").await;
    let approved = room.published(article, "Good news.").await;
    let rejected = room.says(ANNA, article, "Bad words.").await;
    room.reject(MIA, &rejected).await.unwrap();
    room.clock.advance(DAY * 30 - SignedDuration::from_mins(1));
    tend(&room).await;
    assert_eq!(room.now(rejected.id).await.text, "Bad words.");
    room.clock.advance(SignedDuration::from_mins(2));
    tend(&room).await;
    assert_eq!(room.now(rejected.id).await.text, "");
    assert!(room.acts(rejected.id).await.contains(&Act::Expired));
    assert_eq!(room.platform.published(), ["member 1: Good news."]);
    room.clock.advance(DAY * 30);
    tend(&room).await;
    assert_eq!(room.now(approved.id).await.text, "");
    assert!(room.platform.published().is_empty());
    let waiting = room.now(waiting.id).await;
    assert_eq!((waiting.state, waiting.text.as_str()), (CommentState::Pending, "Still waiting."));
    room.verify_chain().await;
}

#[tokio::test]
async fn erasure_takes_an_appeal_s_words_off_its_card() {
    let (room, article) = Newsroom::with_comments().await;
    let comment = room.says(ANNA, article, "Bad words.").await;
    let appeal = room.appeal(&room.reject(MIA, &comment).await.unwrap()).await;
    room.deliver().await;
    room.decide_appeal(moderator(MAX), &appeal, false).await.unwrap();
    room.deliver().await;
    let cards = || room.platform.channel(MODERATORS).into_iter().filter(|shows| shows.starts_with("appeal"));
    assert_eq!(cards().collect::<Vec<_>>(), ["appeal 1 on a decision: Denied, \"I was quoting.\""]);
    room.desk.erase_personal_data(ANNA).await.unwrap();
    room.deliver().await;
    assert_eq!(cards().collect::<Vec<_>>(), ["appeal 1 on a decision: Denied, \"\""]);
}

#[tokio::test]
async fn erasure_takes_a_member_s_words_and_messages_and_leaves_the_chain_whole() {
    let (room, article) = Newsroom::with_comments().await;
    let comment = room.published(article, "Good news.").await;
    let rejected = room.says(ANNA, article, "Bad words.").await;
    room.desk.decide_comment(ruling(moderator(MIA), &rejected, Ruling::Reject)).await.unwrap();
    room.deliver().await;
    let held = room.desk.export_personal_data(ANNA).await.unwrap();
    let all = format!("{held:?}");
    assert!(all.contains("Good news.") && all.contains("Bad words.") && all.contains(&reason().label), "{all}");
    assert_eq!(room.desk.erase_personal_data(ANNA).await.unwrap(), 2);
    room.deliver().await;
    assert!(room.platform.published().is_empty());
    for id in [comment.id, rejected.id] {
        let erased = room.now(id).await;
        assert_eq!((erased.state, erased.author, erased.text.as_str()), (CommentState::Deleted, None, ""));
    }
    let held = format!("{:?}", room.desk.export_personal_data(ANNA).await.unwrap());
    assert!(!held.contains("Good news.") && !held.contains("Bad words."), "{held}");
    let log = room.store.audit(SERVER, None, Some(ANNA), 100, 0).await.unwrap();
    assert!(log.is_empty(), "{log:?}");
    room.verify_chain().await;
}
