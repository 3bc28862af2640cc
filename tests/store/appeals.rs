//! Appeals against rejections and bans.

use crate::engines::{Database, on_every_engine};
use crate::room::{AUTHOR, ELSEWHERE, GUILD, MODERATOR, Room, SECOND, SOMEBODY, at, decided};
use newsdesk::desk::{
    AppealAgainst, AppealDecided, AppealId, AppealState, BanId, Comment, CommentStore as _, DecisionId, Errand, Filed,
    NewAppeal, Ruling,
};
use newsdesk::moderation::CommentState;
use newsdesk::moderation::audit::Act;

on_every_engine! {
    a_granted_appeal_publishes_the_comment;
    a_denied_appeal_leaves_the_rejection;
    an_appeal_is_filed_once_and_only_against_ones_own_rejection;
    the_first_moderator_does_not_decide_the_appeal;
    an_appeal_is_decided_once;
    an_edit_or_deletion_makes_an_appeal_moot;
    a_granted_appeal_lifts_the_ban;
    an_appeal_against_a_ban_that_ended_is_moot;
    open_appeals_are_listed_oldest_first;
}

async fn rejected(room: &Room, seconds: i64) -> Comment {
    let comment = room.submit(seconds).await;
    let comment = room.decide(&comment, Ruling::Reject, seconds + 1).await;
    room.run_errands(seconds + 1).await;
    comment
}

async fn a_granted_appeal_publishes_the_comment(db: Database) {
    let room = Room::open(&db).await;
    let comment = rejected(&room, 1).await;
    let appeal = room.appeal(decided(&comment), 5).await;
    assert_eq!((appeal.guild, appeal.by, appeal.state), (GUILD, AUTHOR, AppealState::Open));
    assert_eq!((appeal.words.as_str(), appeal.filed_at), ("I was quoting.", at(5)));
    assert_eq!(room.run_errands(5).await, [Errand::AppealCard(appeal.id), Errand::Card(comment.id)]);
    assert_eq!(room.now(&comment).await.decision.unwrap().appeal, Some(appeal.clone()));
    let granted = room.decide_appeal(appeal.id, true, 6).await;
    assert_eq!((granted.state, granted.decided_by), (AppealState::Granted, Some(SECOND)));
    assert_eq!((granted.decided_at, granted.answer.as_str()), (Some(at(6)), "well"));
    assert_eq!(room.store.appeal(appeal.id).await.unwrap(), Some(granted));
    let now = room.now(&comment).await;
    assert_eq!((now.state, now.shown), (CommentState::Approved, Some(1)));
    let expected = [
        Errand::AppealCard(appeal.id),
        Errand::AppealOutcome(appeal.id),
        Errand::Card(comment.id),
        Errand::Publication(comment.id),
    ];
    assert_eq!(room.run_errands(6).await, expected);
    assert_eq!(room.acts().await, [Act::Submitted, Act::Rejected, Act::Appealed, Act::AppealGranted]);
}

async fn a_denied_appeal_leaves_the_rejection(db: Database) {
    let room = Room::open(&db).await;
    let comment = rejected(&room, 1).await;
    let appeal = room.appeal(decided(&comment), 5).await;
    assert_eq!(room.decide_appeal(appeal.id, false, 6).await.state, AppealState::Denied);
    let now = room.now(&comment).await;
    assert_eq!((now.state, now.shown), (CommentState::Rejected, None));
    assert_eq!(room.acts().await.last(), Some(&Act::AppealDenied));
}

async fn an_appeal_is_filed_once_and_only_against_ones_own_rejection(db: Database) {
    let room = Room::open(&db).await;
    let comment = rejected(&room, 1).await;
    let stranger = NewAppeal { by: SOMEBODY, ..room.new_appeal(decided(&comment), 5) };
    assert_eq!(room.store.file_appeal(stranger.clone()).await.unwrap(), Filed::Unknown);
    let appeal = room.appeal(decided(&comment), 5).await;
    let again = room.store.file_appeal(room.new_appeal(decided(&comment), 6)).await.unwrap();
    assert_eq!(again, Filed::Before(appeal));
    assert_eq!(room.store.file_appeal(stranger).await.unwrap(), Filed::Unknown);
    let approved = room.submit(7).await;
    let approved = room.decide(&approved, Ruling::Approve, 8).await;
    for against in [decided(&approved), AppealAgainst::Decision(DecisionId(99)), AppealAgainst::Ban(BanId(99))] {
        assert_eq!(room.store.file_appeal(room.new_appeal(against, 9)).await.unwrap(), Filed::Unknown);
    }
    let edited_since = rejected(&room, 10).await;
    room.revise(&edited_since, 12).await;
    let late = room.store.file_appeal(room.new_appeal(decided(&edited_since), 13)).await.unwrap();
    assert_eq!(late, Filed::Unknown);
}

async fn the_first_moderator_does_not_decide_the_appeal(db: Database) {
    let room = Room::open(&db).await;
    let comment = rejected(&room, 1).await;
    let appeal = room.appeal(decided(&comment), 5).await;
    let own = room.store.decide_appeal(GUILD, room.new_word(appeal.id, MODERATOR, true, 6)).await.unwrap();
    assert_eq!(own, AppealDecided::OwnDecision(appeal.clone()));
    let ban = room.ban(None, 7).await;
    let against_ban = room.appeal(AppealAgainst::Ban(ban.id), 8).await;
    let own = room.store.decide_appeal(GUILD, room.new_word(against_ban.id, MODERATOR, true, 9)).await.unwrap();
    assert_eq!(own, AppealDecided::OwnDecision(against_ban));
    let foreign = room.store.decide_appeal(ELSEWHERE, room.new_word(appeal.id, SECOND, true, 9)).await.unwrap();
    assert_eq!(foreign, AppealDecided::Unknown);
    let nothing = room.store.decide_appeal(GUILD, room.new_word(AppealId(99), SECOND, true, 9)).await.unwrap();
    assert_eq!(nothing, AppealDecided::Unknown);
}

async fn an_appeal_is_decided_once(db: Database) {
    let room = Room::open(&db).await;
    let comment = rejected(&room, 1).await;
    let appeal = room.appeal(decided(&comment), 5).await;
    let word = room.new_word(appeal.id, SECOND, true, 6);
    let AppealDecided::Done(granted) = room.store.decide_appeal(GUILD, word.clone()).await.unwrap() else {
        panic!("it was open")
    };
    assert_eq!(room.store.decide_appeal(GUILD, word).await.unwrap(), AppealDecided::Before(granted.clone()));
    let late = room.store.decide_appeal(GUILD, room.new_word(appeal.id, SOMEBODY, false, 7)).await.unwrap();
    assert_eq!(late, AppealDecided::Closed(granted));
    // Taken down anew: a decision of its own, with an appeal of its own.
    let now = room.now(&comment).await;
    let taken_down = room.decide(&now, Ruling::Reject, 8).await;
    assert_ne!(room.appeal(decided(&taken_down), 9).await.id, appeal.id);
}

async fn an_edit_or_deletion_makes_an_appeal_moot(db: Database) {
    let room = Room::open(&db).await;
    let edited = rejected(&room, 1).await;
    let deleted = rejected(&room, 5).await;
    let appeals = [room.appeal(decided(&edited), 9).await, room.appeal(decided(&deleted), 9).await];
    room.run_errands(9).await;
    room.revise(&edited, 10).await;
    assert!(room.run_errands(10).await.contains(&Errand::AppealCard(appeals[0].id)));
    room.withdraw(&deleted, 11).await;
    for appeal in appeals {
        let moot = room.store.appeal(appeal.id).await.unwrap().unwrap();
        assert_eq!(moot.state, AppealState::Moot);
        let late = room.store.decide_appeal(GUILD, room.new_word(appeal.id, SECOND, true, 12)).await.unwrap();
        assert_eq!(late, AppealDecided::Closed(moot));
    }
}

async fn a_granted_appeal_lifts_the_ban(db: Database) {
    let room = Room::open(&db).await;
    let ban = room.ban(None, 1).await;
    room.run_errands(1).await;
    let stranger = NewAppeal { by: SOMEBODY, ..room.new_appeal(AppealAgainst::Ban(ban.id), 2) };
    assert_eq!(room.store.file_appeal(stranger).await.unwrap(), Filed::Unknown);
    let appeal = room.appeal(AppealAgainst::Ban(ban.id), 2).await;
    assert_eq!(room.run_errands(2).await, [Errand::AppealCard(appeal.id)]);
    let granted = room.decide_appeal(appeal.id, true, 3).await;
    assert_eq!(room.run_errands(3).await, [Errand::AppealCard(appeal.id), Errand::AppealOutcome(appeal.id)]);
    let lifted = room.store.ban_by_id(ban.id).await.unwrap().unwrap();
    assert_eq!((lifted.lifted_at, lifted.appeal), (Some(at(3)), Some(granted)));
    assert_eq!(room.store.active_bans(Some(GUILD), None, at(4)).await.unwrap(), []);
    room.submit(5).await;
}

async fn an_appeal_against_a_ban_that_ended_is_moot(db: Database) {
    let room = Room::open(&db).await;
    let ban = room.ban(Some(10), 1).await;
    let appeal = room.appeal(AppealAgainst::Ban(ban.id), 2).await;
    let late = room.store.decide_appeal(GUILD, room.new_word(appeal.id, SECOND, true, 10)).await.unwrap();
    assert!(matches!(late, AppealDecided::Closed(a) if a.state == AppealState::Moot));
    let ban = room.ban(None, 20).await;
    let appeal = room.appeal(AppealAgainst::Ban(ban.id), 21).await;
    room.store.unban(GUILD, AUTHOR, MODERATOR, at(22)).await.unwrap().unwrap();
    assert_eq!(room.store.appeal(appeal.id).await.unwrap().unwrap().state, AppealState::Moot);
    let late = room.store.file_appeal(room.new_appeal(AppealAgainst::Ban(ban.id), 23)).await.unwrap();
    assert!(matches!(late, Filed::Before(_)));
}

async fn open_appeals_are_listed_oldest_first(db: Database) {
    let room = Room::open(&db).await;
    let mut appeals = Vec::new();
    for seconds in [1, 11, 21] {
        appeals.push(room.appeal(decided(&rejected(&room, seconds).await), seconds + 5).await);
    }
    room.decide_appeal(appeals.remove(1).id, false, 40).await;
    assert_eq!(room.store.open_appeals(GUILD, 5).await.unwrap(), appeals);
    assert_eq!(room.store.open_appeals(GUILD, 1).await.unwrap(), appeals[..1]);
    assert_eq!(room.store.open_appeals(ELSEWHERE, 5).await.unwrap(), []);
}
