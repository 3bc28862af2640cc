//! The audit log and figures.

use crate::engines::{Database, on_every_engine};
use crate::room::{AUTHOR, ELSEWHERE, GUILD, MODERATOR, Room, SECOND, SOMEBODY, at, decided};
use newsdesk::desk::{CommentStore as _, Figures, NewComment, NewDecision, Ruling};
use newsdesk::moderation::Disposition;
use newsdesk::moderation::audit::Act;

on_every_engine! {
    figures_count_what_was_done_since_then;
    figures_of_a_quiet_server_are_empty;
    the_log_is_read_newest_first_and_by_subject;
}

async fn figures_count_what_was_done_since_then(db: Database) {
    let room = Room::open(&db).await;
    let early = room.submit(1).await;
    room.decide(&early, Ruling::Approve, 2).await;
    for (seconds, waited, by) in [(100, 10, MODERATOR), (200, 20, MODERATOR), (300, 90, SECOND)] {
        let comment = room.submit(seconds).await;
        let new = NewDecision { by, ..room.new_decision(&comment, Ruling::Reject, seconds + waited) };
        room.store.decide(GUILD, new).await.unwrap();
    }
    let passed = NewComment { disposition: Disposition::Publish, ..room.new_comment(AUTHOR, 400) };
    let passed = room.stored(passed).await;
    room.withdraw(&passed, 401).await;
    room.stored(room.new_comment(SOMEBODY, 410)).await;
    let waiting = room.submit(420).await;
    let rejected = room.decide(&waiting, Ruling::Reject, 430).await;
    room.appeal(decided(&rejected), 440).await;
    room.ban(None, 450).await;
    let figures = room.store.figures(GUILD, at(50)).await.unwrap();
    assert_eq!(
        figures,
        Figures {
            submitted: 6,
            approved: 0,
            rejected: 4,
            passed: 1,
            deleted: 1,
            waiting: 1,
            oldest: Some(at(410)),
            median_wait: Some(20),
            slow_wait: Some(90),
            appeals: 1,
            appeals_granted: 0,
            appeals_open: 1,
            bans: 1,
            by_moderator: vec![(MODERATOR, 3), (SECOND, 1)],
            by_reason: vec![("rude".to_owned(), 4)],
            errands: figures.errands,
            stuck: vec![],
        }
    );
    assert!(figures.errands > 0);
}

async fn figures_of_a_quiet_server_are_empty(db: Database) {
    let room = Room::open(&db).await;
    room.submit(1).await;
    assert_eq!(room.store.figures(ELSEWHERE, at(0)).await.unwrap(), Figures::default());
}

async fn the_log_is_read_newest_first_and_by_subject(db: Database) {
    let room = Room::open(&db).await;
    let one = room.submit(1).await;
    let two = room.stored(room.new_comment(SOMEBODY, 2)).await;
    room.decide(&one, Ruling::Approve, 3).await;
    let read = |comment, subject, limit, offset| room.store.audit(GUILD, comment, subject, limit, offset);
    let rows = read(None, None, 10, 0).await.unwrap();
    let told: Vec<_> = rows.iter().map(|row| (row.link.entry.act, row.actor, row.subject)).collect();
    assert_eq!(
        told,
        [
            (Act::Approved, Some(MODERATOR), Some(AUTHOR)),
            (Act::Submitted, Some(SOMEBODY), Some(SOMEBODY)),
            (Act::Submitted, Some(AUTHOR), Some(AUTHOR)),
        ]
    );
    for (comment, subject, limit, offset, expected) in [
        (Some(one.id), None, 10, 0, vec![3, 1]),
        (Some(two.id), Some(AUTHOR), 10, 0, vec![]),
        (None, Some(AUTHOR), 10, 0, vec![3, 1]),
        (None, Some(MODERATOR), 10, 0, vec![]),
        (None, Some(SECOND), 10, 0, vec![]),
        (None, None, 1, 1, vec![2]),
    ] {
        let rows = read(comment, subject, limit, offset).await.unwrap();
        assert_eq!(rows.iter().map(|row| row.link.entry.sequence).collect::<Vec<_>>(), expected);
    }
    assert_eq!(room.store.audit(ELSEWHERE, None, None, 10, 0).await.unwrap(), []);
    let part = room.store.audit_from(GUILD, 2, 1).await.unwrap();
    assert_eq!(part.iter().map(|link| link.entry.sequence).collect::<Vec<_>>(), [2]);
}
