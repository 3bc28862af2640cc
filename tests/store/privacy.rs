//! A member's data: a copy, erasure, retention.

use crate::engines::{Database, on_every_engine};
use crate::room::{AUTHOR, ELSEWHERE, GUILD, MODERATOR, Room, SECOND, SOMEBODY, at, decided};
use newsdesk::desk::{
    AppealAgainst, AppealState, Asker, ChannelId, Comment, CommentStore as _, Errand, MemberId, NewComment, Place,
    RetentionCut, Ruling, Store as _,
};
use newsdesk::moderation::CommentState;
use newsdesk::moderation::audit::Act;

on_every_engine! {
    a_copy_holds_everything_on_the_member_and_nothing_on_others;
    erasure_leaves_no_trace_but_bans_in_force;
    erasure_of_a_moderator_keeps_their_decisions;
    erasing_twice_or_a_stranger_changes_nothing;
    retention_erases_words_whose_time_is_over;
    retention_waits_for_open_appeals;
    retention_erases_the_words_of_closed_appeals;
}

async fn request(room: &Room, member: MemberId, seconds: i64) {
    let place = Place { guild: Some(GUILD), channel: ChannelId(member.0) };
    room.store.record_request(room.article, Asker { member, place }, at(seconds)).await.unwrap();
}

async fn a_copy_holds_everything_on_the_member_and_nothing_on_others(db: Database) {
    let room = Room::open(&db).await;
    request(&room, AUTHOR, 1).await;
    request(&room, SOMEBODY, 1).await;
    let comment = room.submit(2).await;
    room.stored(room.new_comment(SOMEBODY, 2)).await;
    let comment = room.decide(&comment, Ruling::Reject, 3).await;
    room.appeal(decided(&comment), 4).await;
    room.ban(None, 5).await;
    room.send_errands(6).await;
    room.submit_elsewhere(7).await;
    let copy = room.store.personal_data(AUTHOR).await.unwrap();
    let tables: Vec<_> = copy.tables.iter().map(|(name, rows)| (*name, rows.len())).collect();
    assert_eq!(
        tables,
        [
            ("request", 1),
            ("comment", 2),
            ("revision", 2),
            ("decision", 1),
            ("appeal", 1),
            ("ban", 1),
            ("sent", 5),
            ("errand", 1),
            ("person", 2),
            ("audit", 5),
        ]
    );
    let text = serde_json::to_string(&copy.tables).unwrap();
    for expected in ["words at 2", "too loud", "I was quoting.", "1970-01-01T00:00:02Z", "The title"] {
        assert!(text.contains(expected), "{expected}: {text}");
    }
    let made = room.store.personal_data(MODERATOR).await.unwrap();
    let names: Vec<_> = made.tables.iter().map(|(name, _)| *name).collect();
    assert_eq!(names, ["decision made", "ban made", "person", "audit"]);
    assert_eq!(room.store.personal_data(SECOND).await.unwrap().tables, []);
}

async fn erasure_leaves_no_trace_but_bans_in_force(db: Database) {
    let room = Room::open(&db).await;
    request(&room, AUTHOR, 1).await;
    let comment = room.submit(2).await;
    let comment = room.decide(&comment, Ruling::Approve, 3).await;
    let rejected = room.submit(4).await;
    let rejected = room.decide(&rejected, Ruling::Reject, 5).await;
    let appeal = room.appeal(decided(&rejected), 6).await;
    let elsewhere = room.submit_elsewhere(7).await;
    let lapsed = room.ban(Some(9), 8).await;
    room.send_errands(8).await;
    let ban = room.ban(None, 10).await;
    let entries = room.log(GUILD).await.len();
    assert_eq!(room.store.erase_member(AUTHOR, at(20)).await.unwrap(), 3);
    for comment in [&comment, &rejected, &elsewhere] {
        let now = room.now(comment).await;
        assert_eq!((now.state, now.author, now.shown), (CommentState::Deleted, None, None));
        assert_eq!((now.text.as_str(), now.persona.name.as_str(), now.persona.avatar), ("", "", None));
        assert_eq!(room.store.revision_text(comment.id, 1).await.unwrap(), None);
    }
    let reason = room.now(&rejected).await.decision.unwrap().reason.unwrap();
    assert_eq!((reason.code.as_str(), reason.words.as_str()), ("rude", ""));
    let appeal = room.store.appeal(appeal.id).await.unwrap().unwrap();
    assert_eq!((appeal.state, appeal.by, appeal.words.as_str()), (AppealState::Moot, MemberId(0), ""));
    assert_eq!(room.store.active_bans(None, Some(AUTHOR), at(21)).await.unwrap(), std::slice::from_ref(&ban));
    let lapsed = room.store.ban_by_id(lapsed.id).await.unwrap().unwrap();
    assert_eq!((lapsed.member, lapsed.reason.as_str()), (MemberId(0), ""));
    let errands = room.run_errands(20).await;
    for expected in [
        Errand::Publication(comment.id),
        Errand::Card(comment.id),
        Errand::Card(rejected.id),
        Errand::Card(elsewhere.id),
        Errand::BanNotice(ban.id),
    ] {
        assert!(errands.contains(&expected), "{expected:?} in {errands:?}");
    }
    let log = room.log(GUILD).await;
    assert_eq!(log.len(), entries + 2);
    assert_eq!(log.last().unwrap().entry.act, Act::Erased);
    assert_eq!(room.log(ELSEWHERE).await.len(), 2);
    for row in room.store.audit(GUILD, Some(comment.id), None, 10, 0).await.unwrap() {
        assert_eq!(row.subject, None);
    }
    let left = room.store.personal_data(AUTHOR).await.unwrap();
    assert_eq!(left.tables.iter().map(|(name, _)| *name).collect::<Vec<_>>(), ["ban"]);
    assert_no_trace(&db, AUTHOR, &["ban"]).await;
}

/// Looks into every column of every table for the member's number.
async fn assert_no_trace(db: &Database, member: MemberId, but: &[&str]) {
    for (table, column) in [
        ("request", "member"),
        ("comment", "author"),
        ("comment", "claimed_by"),
        ("revision", "author"),
        ("decision", "author"),
        ("decision", "decided_by"),
        ("appeal", "filed_by"),
        ("appeal", "decided_by"),
        ("ban", "member"),
        ("ban", "banned_by"),
        ("person", "member"),
    ] {
        if !but.contains(&table) {
            let number = member.0.cast_signed();
            let query = format!("SELECT 'found' FROM {table} WHERE {column} = {number}");
            assert!(db.texts(&query).await.is_empty(), "{table}.{column}");
        }
    }
}

async fn erasure_of_a_moderator_keeps_their_decisions(db: Database) {
    let room = Room::open(&db).await;
    let comment = room.submit(1).await;
    let comment = room.decide(&comment, Ruling::Reject, 2).await;
    let ban = room.ban(None, 3).await;
    let waiting = room.submit_other(4).await;
    room.store.claim_next(&crate::room::everything(), MODERATOR, None, at(99), at(5)).await.unwrap().unwrap();
    room.send_errands(5).await;
    assert_eq!(room.store.erase_member(MODERATOR, at(6)).await.unwrap(), 0);
    let now = room.now(&comment).await;
    assert_eq!((now.state, now.author), (CommentState::Rejected, Some(AUTHOR)));
    let decision = now.decision.unwrap();
    assert_eq!((decision.by, decision.reason), (None, Some(crate::room::reason())));
    assert_eq!(room.store.ban_by_id(ban.id).await.unwrap().unwrap().by, MemberId(0));
    assert_eq!(room.now(&waiting).await.claim, None);
    assert!(room.run_errands(6).await.contains(&Errand::Card(waiting.id)), "its card named the moderator");
    let figures = room.store.figures(GUILD, at(0)).await.unwrap();
    assert_eq!((figures.rejected, figures.passed, figures.median_wait), (1, 0, Some(1)));
    assert_no_trace(&db, MODERATOR, &[]).await;
    room.log(GUILD).await;
    // An appeal can still be decided by others.
    let appeal = room.appeal(AppealAgainst::Ban(ban.id), 7).await;
    room.decide_appeal(appeal.id, true, 8).await;
}

async fn erasing_twice_or_a_stranger_changes_nothing(db: Database) {
    let room = Room::open(&db).await;
    let comment = room.submit(1).await;
    assert_eq!(room.store.erase_member(SOMEBODY, at(2)).await.unwrap(), 0);
    assert_eq!(room.now(&comment).await, comment);
    assert_eq!(room.store.erase_member(AUTHOR, at(3)).await.unwrap(), 1);
    let (log, erased) = (room.log(GUILD).await, room.now(&comment).await);
    assert_eq!(room.store.erase_member(AUTHOR, at(4)).await.unwrap(), 0);
    assert_eq!((room.log(GUILD).await, room.now(&comment).await), (log, erased));
    // Who comes back is somebody new in the log.
    room.submit(5).await;
    let keys: Vec<_> = room.log(GUILD).await.into_iter().map(|link| link.entry.subject).collect();
    assert_ne!(keys.first(), keys.last());
}

fn cut(seconds: i64) -> RetentionCut {
    RetentionCut {
        guild: GUILD,
        rejected_before: Some(at(seconds)),
        approved_before: None,
        requests_before: None,
        at: at(1_000),
    }
}

async fn retention_erases_words_whose_time_is_over(db: Database) {
    let room = Room::open(&db).await;
    request(&room, AUTHOR, 1).await;
    request(&room, SOMEBODY, 50).await;
    let (old, young) = (room.submit(1).await, room.submit(2).await);
    room.decide(&old, Ruling::Reject, 10).await;
    room.decide(&young, Ruling::Reject, 20).await;
    let approved = room.submit(3).await;
    room.decide(&approved, Ruling::Approve, 10).await;
    let pending = room.submit(4).await;
    room.send_errands(30).await;
    assert_eq!(room.store.expire(cut(20)).await.unwrap(), 1);
    let now = room.now(&old).await;
    assert_eq!((now.state, now.text.as_str(), now.author), (CommentState::Deleted, "", Some(AUTHOR)));
    for kept in [&young, &approved, &pending] {
        assert!(!room.now(kept).await.text.is_empty());
    }
    assert_eq!(room.store.expire(cut(20)).await.unwrap(), 0);
    let all = RetentionCut { approved_before: Some(at(500)), requests_before: Some(at(50)), ..cut(500) };
    assert_eq!(room.store.expire(all).await.unwrap(), 2);
    assert_eq!(room.now(&approved).await.shown, None);
    assert!(room.run_errands(1_000).await.contains(&Errand::Publication(approved.id)));
    assert_eq!(room.now(&pending).await.state, CommentState::Pending, "nothing that waits expires");
    assert_eq!(db.texts("SELECT 'request' FROM request").await.len(), 1);
    assert_eq!(room.acts().await.iter().filter(|act| **act == Act::Expired).count(), 3);
}

async fn retention_waits_for_open_appeals(db: Database) {
    let room = Room::open(&db).await;
    let comment = room.submit(1).await;
    let comment = room.decide(&comment, Ruling::Reject, 2).await;
    let appeal = room.appeal(decided(&comment), 3).await;
    assert_eq!(room.store.expire(cut(900)).await.unwrap(), 0);
    room.decide_appeal(appeal.id, false, 4).await;
    assert_eq!(room.store.expire(cut(900)).await.unwrap(), 2, "the comment, and the appeal");
    let ban = room.ban(Some(100), 5).await;
    let appeal = room.appeal(AppealAgainst::Ban(ban.id), 6).await;
    room.store.expire(cut(900)).await.unwrap();
    assert_eq!(room.store.appeal(appeal.id).await.unwrap().unwrap().state, AppealState::Moot);
}

async fn retention_erases_the_words_of_closed_appeals(db: Database) {
    let room = Room::open(&db).await;
    let comment = room.submit(1).await;
    let comment = room.decide(&comment, Ruling::Reject, 2).await;
    let granted = room.appeal(decided(&comment), 3).await;
    room.decide_appeal(granted.id, true, 10).await;
    let ban = room.ban(None, 4).await;
    let open = room.appeal(AppealAgainst::Ban(ban.id), 5).await;
    room.send_errands(20).await;
    assert_eq!(room.store.expire(cut(10)).await.unwrap(), 0, "its time is not over");
    assert_eq!(room.store.expire(cut(11)).await.unwrap(), 1);
    let appeal = room.store.appeal(granted.id).await.unwrap().unwrap();
    assert_eq!((appeal.state, appeal.words.as_str(), appeal.answer.as_str()), (AppealState::Granted, "", ""));
    assert!(!room.store.appeal(open.id).await.unwrap().unwrap().words.is_empty());
    assert!(!room.now(&comment).await.text.is_empty(), "what an appeal put back stays");
    assert_eq!(room.run_errands(1_000).await, [Errand::AppealCard(granted.id)]);
    assert_eq!(room.store.expire(cut(11)).await.unwrap(), 0);
    let last = room.log(GUILD).await.pop().unwrap().entry;
    assert_eq!((last.act, last.comment, last.detail.as_str()), (Act::Expired, None, "1 appeals"));
    assert_eq!(room.store.figures(GUILD, at(0)).await.unwrap().deleted, 0);
}

impl Room {
    async fn submit_elsewhere(&self, seconds: i64) -> Comment {
        self.stored(NewComment { guild: ELSEWHERE, ..self.new_comment(AUTHOR, seconds) }).await
    }

    async fn submit_other(&self, seconds: i64) -> Comment {
        self.stored(self.new_comment(SOMEBODY, seconds)).await
    }
}
