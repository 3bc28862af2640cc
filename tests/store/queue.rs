//! The queue and its claims.

use crate::engines::{Database, on_every_engine};
use crate::room::{AUTHOR, MODERATOR, Room, SECOND, SOMEBODY, at, checked, everything, save_article};
use newsdesk::desk::{
    Claim, Comment, CommentFilter, CommentId, CommentStore as _, Errand, MemberId, NewComment, Ruling,
};
use newsdesk::moderation::Verdict;

on_every_engine! {
    the_longest_waiting_comment_is_offered_to_one_moderator_at_a_time;
    a_moderators_own_claim_comes_first_and_lapses;
    a_decision_ends_the_claim;
    skipping_goes_forward_and_round;
    the_queue_follows_the_filter;
    claims_of_others_are_counted_wherever_they_stand;
    a_claim_and_its_end_are_to_be_seen_on_the_card;
}

async fn next(room: &Room, by: MemberId, skip: Option<CommentId>, seconds: i64) -> Option<Comment> {
    room.store.claim_next(&everything(), by, skip, at(seconds + 60), at(seconds)).await.unwrap()
}

async fn the_longest_waiting_comment_is_offered_to_one_moderator_at_a_time(db: Database) {
    let room = Room::open(&db).await;
    assert_eq!(next(&room, MODERATOR, None, 1).await, None);
    let (edited, one, two) = (room.submit(1).await, room.submit(2).await, room.submit(3).await);
    room.revise(&edited, 4).await;
    let claimed = next(&room, MODERATOR, None, 10).await.unwrap();
    assert_eq!((claimed.id, claimed.claim), (one.id, Some(Claim { by: MODERATOR, until: at(70) })));
    assert_eq!(next(&room, SECOND, None, 11).await.map(|c| c.id), Some(two.id));
    assert_eq!(next(&room, SOMEBODY, None, 12).await.map(|c| c.id), Some(edited.id), "it waits since the edit");
    let last = MemberId(4_404);
    assert_eq!(next(&room, last, None, 13).await, None);
    room.store.release(two.id, MODERATOR, at(99)).await.unwrap();
    assert_eq!(next(&room, last, None, 14).await, None, "nobody releases another's claim");
    room.store.release(two.id, SECOND, at(99)).await.unwrap();
    assert_eq!(next(&room, last, None, 15).await.map(|c| c.id), Some(two.id));
}

async fn a_moderators_own_claim_comes_first_and_lapses(db: Database) {
    let room = Room::open(&db).await;
    let (one, two) = (room.submit(1).await, room.submit(2).await);
    assert_eq!(next(&room, SECOND, None, 5).await.map(|c| c.id), Some(one.id));
    assert_eq!(next(&room, MODERATOR, None, 6).await.map(|c| c.id), Some(two.id));
    room.store.release(one.id, SECOND, at(99)).await.unwrap();
    assert_eq!(next(&room, MODERATOR, None, 7).await.map(|c| c.id), Some(two.id));
    assert_eq!(next(&room, MODERATOR, Some(two.id), 8).await.map(|c| c.id), Some(one.id));
    assert_eq!(next(&room, SECOND, None, 66).await, None);
    assert_eq!(next(&room, SECOND, None, 67).await.map(|c| c.id), Some(two.id), "the claim lapsed");
}

async fn a_decision_ends_the_claim(db: Database) {
    let room = Room::open(&db).await;
    let one = room.submit(1).await;
    next(&room, MODERATOR, None, 2).await.unwrap();
    assert_eq!(room.decide(&one, Ruling::Approve, 3).await.claim, None);
    assert_eq!(next(&room, MODERATOR, None, 4).await, None);
}

async fn skipping_goes_forward_and_round(db: Database) {
    let room = Room::open(&db).await;
    let waiting = [room.submit(1).await.id, room.submit(2).await.id, room.submit(3).await.id];
    let mut skip = None;
    for (expected, seconds) in waiting.iter().cycle().take(7).zip(10..) {
        let found = next(&room, MODERATOR, skip, seconds).await.map(|comment| comment.id);
        assert_eq!(found, Some(*expected));
        room.store.release(*expected, MODERATOR, at(99)).await.unwrap();
        skip = found;
    }
}

async fn the_queue_follows_the_filter(db: Database) {
    let room = Room::open(&db).await;
    let article = save_article(&room.store, "https://example.com/b").await;
    let plain = room.submit(1).await;
    let other_article = room.stored(NewComment { article, ..room.new_comment(AUTHOR, 2) }).await;
    let other_author = room.stored(room.new_comment(SOMEBODY, 3)).await;
    let bad = room.stored(NewComment { checked: checked(Verdict::Block), ..room.new_comment(AUTHOR, 4) }).await;
    for (filter, expected) in [
        (CommentFilter { article: Some(article), ..everything() }, Some(other_article.id)),
        (CommentFilter { author: Some(SOMEBODY), ..everything() }, Some(other_author.id)),
        (CommentFilter { verdict: Some(Verdict::Review), ..everything() }, Some(bad.id)),
        (CommentFilter { guild: None, ..everything() }, Some(plain.id)),
        (CommentFilter { author: Some(SECOND), ..everything() }, None),
    ] {
        let found = room.store.claim_next(&filter, MODERATOR, None, at(60), at(10)).await.unwrap();
        assert_eq!(found.map(|comment| comment.id), expected, "{filter:?}");
        if let Some(id) = expected {
            room.store.release(id, MODERATOR, at(99)).await.unwrap();
        }
    }
}

async fn claims_of_others_are_counted_wherever_they_stand(db: Database) {
    let room = Room::open(&db).await;
    let mut last = None;
    for second in 1..=60 {
        last = Some(room.submit(second).await);
    }
    let latest = CommentFilter { author: Some(SOMEBODY), ..everything() };
    let late = room.stored(room.new_comment(SOMEBODY, 61)).await;
    let claimed = room.store.claim_next(&latest, SECOND, None, at(200), at(100)).await.unwrap();
    assert_eq!(claimed.map(|comment| comment.id), Some(late.id));
    next(&room, MODERATOR, None, 100).await.unwrap();
    let count = async |filter, but, now| room.store.count_claimed(&filter, but, at(now)).await.unwrap();
    assert_eq!(count(everything(), MODERATOR, 101).await, 1);
    assert_eq!(count(everything(), MemberId(9), 101).await, 2);
    assert_eq!(count(latest, MemberId(9), 101).await, 1);
    assert_eq!(count(everything(), MemberId(9), 160).await, 1, "a claim lapses at its end");
    room.decide(&last.unwrap(), Ruling::Approve, 102).await;
    room.decide(&late, Ruling::Approve, 103).await;
    assert_eq!(count(everything(), MODERATOR, 104).await, 0, "what is decided is claimed by nobody");
}

async fn a_claim_and_its_end_are_to_be_seen_on_the_card(db: Database) {
    let room = Room::open(&db).await;
    let one = room.submit(1).await;
    room.send_errands(2).await;
    next(&room, MODERATOR, None, 3).await.unwrap();
    assert_eq!(room.send_errands(4).await, [Errand::Card(one.id)]);
    room.store.release(one.id, SECOND, at(5)).await.unwrap();
    assert!(room.send_errands(6).await.is_empty(), "nobody's claim ended");
    room.store.release(one.id, MODERATOR, at(7)).await.unwrap();
    assert_eq!(room.send_errands(8).await, [Errand::Card(one.id)]);
}
