//! Several at once: one wins, the others are told, nothing is done twice.

use crate::engines::{Database, on_every_engine};
use crate::room::{AUTHOR, GUILD, MODERATOR, Room, SECOND, at, decided, everything};
use newsdesk::desk::{AppealDecided, Changed, CommentStore as _, Filed, Finished, Job, NewDecision, Ruling, Submitted};
use newsdesk::moderation::CommentState;
use newsdesk::moderation::audit::Act;
use std::collections::HashSet;

on_every_engine! {
    of_two_moderators_one_decides;
    a_decision_and_an_edit_at_once_leave_one_truth;
    a_decision_and_a_deletion_at_once_leave_no_words;
    two_moderators_claim_different_comments;
    the_same_key_at_once_submits_once;
    submissions_at_once_make_one_chain;
    the_same_appeal_at_once_is_filed_once;
    two_moderators_decide_an_appeal_once;
    two_bans_at_once_leave_one_in_force;
    several_workers_share_the_errands;
    erasure_and_submission_at_once_leave_nothing_half_done;
}

const ROUNDS: i64 = 8;

async fn of_two_moderators_one_decides(db: Database) {
    let room = Room::open(&db).await;
    for round in 0..ROUNDS {
        let comment = room.submit(round).await;
        let by = |by, ruling| NewDecision { by, ..room.new_decision(&comment, ruling, round + 1) };
        let (one, two) = tokio::join!(
            room.store.decide(GUILD, by(MODERATOR, Ruling::Approve)),
            room.store.decide(GUILD, by(SECOND, Ruling::Approve)),
        );
        let (winner, loser) = match (one.unwrap(), two.unwrap()) {
            (Changed::Done(done), Changed::Decided(told)) | (Changed::Decided(told), Changed::Done(done)) => {
                (done, told)
            }
            other => panic!("not one winner: {other:?}"),
        };
        assert_eq!(winner.decision, loser.decision);
    }
    assert_eq!(room.acts().await.iter().filter(|act| **act == Act::Approved).count(), 8);
}

async fn a_decision_and_an_edit_at_once_leave_one_truth(db: Database) {
    let room = Room::open(&db).await;
    for round in 0..ROUNDS {
        let comment = room.submit(round).await;
        let (decided, edited) = tokio::join!(
            room.store.decide(GUILD, room.new_decision(&comment, Ruling::Approve, round + 1)),
            room.store.revise(room.new_revision(&comment, round + 1)),
        );
        let now = room.now(&comment).await;
        assert!(matches!(edited.unwrap(), Changed::Done(_)), "an edit is possible before and after");
        assert_eq!((now.state, now.revision), (CommentState::Pending, 2));
        match decided.unwrap() {
            Changed::Done(_) => assert_eq!(now.shown, Some(1)),
            Changed::Edited(seen) => assert_eq!((seen.revision, now.shown), (2, None)),
            other => panic!("{other:?}"),
        }
    }
    room.log(GUILD).await;
}

async fn a_decision_and_a_deletion_at_once_leave_no_words(db: Database) {
    let room = Room::open(&db).await;
    for round in 0..ROUNDS {
        let comment = room.submit(round).await;
        let (decided, deleted) = tokio::join!(
            room.store.decide(GUILD, room.new_decision(&comment, Ruling::Approve, round + 1)),
            room.store.withdraw(room.key(), comment.id, AUTHOR, at(round + 1)),
        );
        assert!(matches!(deleted.unwrap(), Changed::Done(_)));
        let told = decided.unwrap();
        assert!(matches!(told, Changed::Done(_) | Changed::Decided(_)), "{told:?}");
        let now = room.now(&comment).await;
        assert_eq!((now.state, now.text.as_str(), now.shown), (CommentState::Deleted, "", None));
    }
}

async fn two_moderators_claim_different_comments(db: Database) {
    let room = Room::open(&db).await;
    for seconds in 0..4 {
        room.submit(seconds).await;
    }
    let filter = everything();
    let claim = |by| room.store.claim_next(&filter, by, None, at(99), at(10));
    let (one, two) = tokio::join!(claim(MODERATOR), claim(SECOND));
    assert_ne!(one.unwrap().unwrap().id, two.unwrap().unwrap().id);
}

async fn the_same_key_at_once_submits_once(db: Database) {
    let room = Room::open(&db).await;
    for round in 0..ROUNDS {
        let new = room.new_comment(AUTHOR, round);
        let (one, two) = tokio::join!(room.store.submit(new.clone()), room.store.submit(new));
        match (one.unwrap(), two.unwrap()) {
            (Submitted::Stored(a), Submitted::Before(b)) | (Submitted::Before(a), Submitted::Stored(b)) => {
                assert_eq!(a, b);
            }
            other => panic!("{other:?}"),
        }
    }
    assert_eq!(room.store.count_comments(&everything()).await.unwrap(), 8);
}

async fn submissions_at_once_make_one_chain(db: Database) {
    let room = Room::open(&db).await;
    let submissions = (0..10).map(|seconds| {
        let room = room.clone();
        tokio::spawn(async move { room.submit(seconds).await.id })
    });
    let mut numbers = HashSet::new();
    for submission in submissions.collect::<Vec<_>>() {
        numbers.insert(submission.await.unwrap());
    }
    assert_eq!((numbers.len(), room.log(GUILD).await.len()), (10, 10));
    let keys: HashSet<_> = room.log(GUILD).await.into_iter().map(|link| link.entry.actor).collect();
    assert_eq!(keys.len(), 1, "one member has one key");
}

async fn the_same_appeal_at_once_is_filed_once(db: Database) {
    let room = Room::open(&db).await;
    let comment = room.submit(1).await;
    let comment = room.decide(&comment, Ruling::Reject, 2).await;
    let file = || room.store.file_appeal(room.new_appeal(decided(&comment), 3));
    let (one, two) = tokio::join!(file(), file());
    let outcomes = (one.unwrap(), two.unwrap());
    assert!(
        matches!(outcomes, (Filed::Done(_), Filed::Before(_)) | (Filed::Before(_), Filed::Done(_))),
        "{outcomes:?}"
    );
}

async fn two_moderators_decide_an_appeal_once(db: Database) {
    let room = Room::open(&db).await;
    let comment = room.submit(1).await;
    let comment = room.decide(&comment, Ruling::Reject, 2).await;
    let appeal = room.appeal(decided(&comment), 3).await;
    let decide = |grant| room.store.decide_appeal(GUILD, room.new_word(appeal.id, SECOND, grant, 4));
    let (one, two) = tokio::join!(decide(true), decide(false));
    let outcomes = (one.unwrap(), two.unwrap());
    let (done, told) = match outcomes {
        (AppealDecided::Done(done), AppealDecided::Closed(told))
        | (AppealDecided::Closed(told), AppealDecided::Done(done)) => (done, told),
        other => panic!("{other:?}"),
    };
    assert_eq!(done, told);
    assert_eq!(room.acts().await.len(), 4);
}

async fn two_bans_at_once_leave_one_in_force(db: Database) {
    let room = Room::open(&db).await;
    tokio::join!(room.ban(None, 1), room.ban(Some(100), 2), room.ban(None, 3));
    assert_eq!(room.store.active_bans(Some(GUILD), None, at(5)).await.unwrap().len(), 1);
}

async fn several_workers_share_the_errands(db: Database) {
    let room = Room::open(&db).await;
    for seconds in 0..20 {
        room.submit(seconds).await;
    }
    let workers: Vec<_> = (0..4)
        .map(|_| {
            let store = room.store.clone();
            tokio::spawn(async move {
                let mut jobs: Vec<Job> = Vec::new();
                while let Some(job) = store.next_errand(at(50), at(99)).await.unwrap() {
                    jobs.push(job);
                    store.finish_errand(&job, Finished::Done(None)).await.unwrap();
                }
                jobs
            })
        })
        .collect();
    let mut ids = Vec::new();
    for worker in workers {
        ids.extend(worker.await.unwrap().into_iter().map(|job| job.id));
    }
    // A worker that finds its errand taken by another may stop early; what it left is there.
    while let Some(job) = room.store.next_errand(at(50), at(99)).await.unwrap() {
        ids.push(job.id);
    }
    let different: HashSet<_> = ids.iter().collect();
    assert_eq!((ids.len(), different.len()), (20, 20));
}

async fn erasure_and_submission_at_once_leave_nothing_half_done(db: Database) {
    let room = Room::open(&db).await;
    for round in 0..ROUNDS {
        let (_, erased) = tokio::join!(room.submit(round), room.store.erase_member(AUTHOR, at(round)));
        erased.unwrap();
    }
    room.store.erase_member(AUTHOR, at(50)).await.unwrap();
    assert_eq!(db.texts("SELECT text FROM revision WHERE text <> ''").await, Vec::<String>::new());
    room.log(GUILD).await;
}
