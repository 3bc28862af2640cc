//! Errands: taken out by one worker at a time, and never lost.

use crate::engines::{Database, on_every_engine};
use crate::room::{GUILD, MODERATOR, Room, at};
use newsdesk::desk::{ChannelId, CommentStore as _, Errand, Finished, Job, MessageId, Ruling, Sent, StoredSettings};

on_every_engine! {
    an_errand_is_leased_and_comes_back_when_the_lease_is_over;
    a_finished_errand_is_gone_and_its_message_known;
    an_errand_asked_for_while_it_runs_is_run_again;
    an_errand_asked_for_while_it_runs_waits_for_the_lease;
    a_failed_errand_is_tried_later_and_remembers_its_first_attempt;
    a_stuck_errand_waits_until_it_is_asked_for_or_settings_change;
    who_lost_the_lease_changes_nothing;
    errands_come_in_the_order_in_which_they_were_asked_for;
    messages_are_known_by_channel;
}

const SENT: Sent = Sent { channel: ChannelId(5), message: MessageId(u64::MAX), as_member: true, revision: 3 };

async fn next(room: &Room, seconds: i64) -> Option<Job> {
    room.store.next_errand(at(seconds), at(seconds + 60)).await.unwrap()
}

async fn finish(room: &Room, job: &Job, how: Finished) {
    room.store.finish_errand(job, how).await.unwrap();
}

async fn due(room: &Room) -> Option<jiff::Timestamp> {
    room.store.next_due().await.unwrap()
}

async fn an_errand_is_leased_and_comes_back_when_the_lease_is_over(db: Database) {
    let room = Room::open(&db).await;
    assert_eq!((next(&room, 1).await, due(&room).await), (None, None));
    let comment = room.submit(1).await;
    assert_eq!(due(&room).await, Some(at(1)));
    assert_eq!(next(&room, 0).await, None, "it is not due yet");
    let job = next(&room, 5).await.unwrap();
    assert_eq!((job.errand, job.version, job.attempts), (Errand::Card(comment.id), 1, 1));
    assert_eq!(job.first_attempt_at, at(5));
    assert_eq!((next(&room, 64).await, due(&room).await), (None, Some(at(65))));
    let again = next(&room, 65).await.unwrap();
    assert_eq!((again.id, again.attempts, again.first_attempt_at), (job.id, 2, at(5)));
}

async fn a_finished_errand_is_gone_and_its_message_known(db: Database) {
    let room = Room::open(&db).await;
    let comment = room.submit(1).await;
    let job = next(&room, 1).await.unwrap();
    assert_eq!(room.store.sent(job.errand).await.unwrap(), None);
    finish(&room, &job, Finished::Done(Some(SENT))).await;
    assert_eq!(room.store.sent(job.errand).await.unwrap(), Some(SENT));
    assert_eq!((next(&room, 1000).await, due(&room).await), (None, None));
    room.withdraw(&comment, 2).await;
    let job = next(&room, 2).await.unwrap();
    finish(&room, &job, Finished::Done(None)).await;
    assert_eq!(room.store.sent(Errand::Card(comment.id)).await.unwrap(), None);
}

async fn an_errand_asked_for_while_it_runs_is_run_again(db: Database) {
    let room = Room::open(&db).await;
    let comment = room.submit(1).await;
    let job = next(&room, 2).await.unwrap();
    room.revise(&comment, 3).await;
    finish(&room, &job, Finished::Done(Some(SENT))).await;
    assert_eq!(room.store.sent(job.errand).await.unwrap(), Some(SENT));
    let again = next(&room, 4).await.unwrap();
    assert_eq!((again.id, again.version, again.attempts, again.first_attempt_at), (job.id, 2, 1, at(4)));
    finish(&room, &again, Finished::Done(Some(SENT))).await;
    assert_eq!(next(&room, 1000).await, None);
}

async fn an_errand_asked_for_while_it_runs_waits_for_the_lease(db: Database) {
    let room = Room::open(&db).await;
    let comment = room.submit(1).await;
    let job = next(&room, 2).await.unwrap();
    room.revise(&comment, 3).await;
    assert_eq!((next(&room, 4).await, due(&room).await), (None, Some(at(62))));
    let again = next(&room, 62).await.unwrap();
    assert_eq!((again.id, again.version, again.attempts), (job.id, 2, 2));
}

async fn a_failed_errand_is_tried_later_and_remembers_its_first_attempt(db: Database) {
    let room = Room::open(&db).await;
    let comment = room.submit(1).await;
    let job = next(&room, 2).await.unwrap();
    finish(&room, &job, Finished::Later(at(100))).await;
    assert_eq!((next(&room, 99).await, due(&room).await), (None, Some(at(100))));
    // Asked for anew, it is due at once.
    room.revise(&comment, 50).await;
    let again = next(&room, 50).await.unwrap();
    assert_eq!((again.version, again.attempts, again.first_attempt_at), (2, 2, at(2)));
}

async fn a_stuck_errand_waits_until_it_is_asked_for_or_settings_change(db: Database) {
    let room = Room::open(&db).await;
    let comment = room.submit(1).await;
    let job = next(&room, 2).await.unwrap();
    finish(&room, &job, Finished::Stuck("channel gone")).await;
    assert_eq!((next(&room, 1000).await, due(&room).await), (None, None));
    let figures = room.store.figures(GUILD, at(0)).await.unwrap();
    assert_eq!((figures.errands, figures.stuck), (0, vec![(job.errand, "channel gone".to_owned())]));
    assert!(room.store.save_settings(GUILD, &StoredSettings::default(), MODERATOR, "channel", at(10)).await.unwrap());
    let job = next(&room, 10).await.unwrap();
    assert_eq!((job.attempts, job.first_attempt_at), (2, at(2)));
    finish(&room, &job, Finished::Stuck("channel gone")).await;
    room.revise(&comment, 20).await;
    let job = next(&room, 20).await.unwrap();
    assert_eq!(job.version, 2);
    // Asked for anew while it ran: what stood in its way may be gone.
    let edited = room.now(&comment).await;
    room.revise(&edited, 21).await;
    finish(&room, &job, Finished::Stuck("channel gone")).await;
    assert!(next(&room, 22).await.is_some());
}

async fn who_lost_the_lease_changes_nothing(db: Database) {
    let room = Room::open(&db).await;
    room.submit(1).await;
    let slow = next(&room, 2).await.unwrap();
    let quick = next(&room, 62).await.unwrap();
    for how in [Finished::Done(None), Finished::Later(at(1)), Finished::Stuck("x")] {
        finish(&room, &slow, how).await;
        assert_eq!((next(&room, 63).await, due(&room).await), (None, Some(at(122))));
    }
    finish(&room, &quick, Finished::Done(Some(SENT))).await;
    assert_eq!(due(&room).await, None);
    finish(&room, &quick, Finished::Done(None)).await;
    assert_eq!(room.store.sent(quick.errand).await.unwrap(), Some(SENT));
}

async fn errands_come_in_the_order_in_which_they_were_asked_for(db: Database) {
    let room = Room::open(&db).await;
    let (late, early) = (room.submit(9).await, room.submit(5).await);
    room.decide(&early, Ruling::Approve, 7).await;
    let errands = room.run_errands(10).await;
    let publication = Errand::Publication(early.id);
    let place = |errand: Errand| errands.iter().position(|e| *e == errand).unwrap();
    assert!(place(Errand::Card(early.id)) < place(publication));
    assert!(place(publication) < place(Errand::Card(late.id)));
}

async fn messages_are_known_by_channel(db: Database) {
    let room = Room::open(&db).await;
    for seconds in [1, 2] {
        room.submit(seconds).await;
    }
    let (one, two) = (next(&room, 3).await.unwrap(), next(&room, 3).await.unwrap());
    finish(&room, &one, Finished::Done(Some(Sent { message: MessageId(8), ..SENT }))).await;
    finish(&room, &two, Finished::Done(Some(Sent { channel: ChannelId(6), message: MessageId(9), ..SENT }))).await;
    assert_eq!(room.store.known_messages(ChannelId(5)).await.unwrap(), [MessageId(8)]);
    assert_eq!(room.store.known_messages(ChannelId(7)).await.unwrap(), []);
}
