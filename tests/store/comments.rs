//! Submitting, editing and taking back; reading comments.

use crate::engines::{Database, on_every_engine};
use crate::room::{AUTHOR, GUILD, MODERATOR, Room, SOMEBODY, at, checked, everything, ids, save_article};
use newsdesk::desk::{
    Changed, CommentFilter, CommentId, CommentStore as _, Errand, MOST_ERRANDS, NewComment, NewRevision, Order,
    Persona, Ruling, Submitted,
};
use newsdesk::moderation::audit::Act;
use newsdesk::moderation::{CommentState, Disposition, Fingerprint, Verdict};

on_every_engine! {
    a_comment_comes_back_as_it_was_submitted;
    the_same_key_submits_once;
    a_comment_that_passes_is_shown_and_decided_by_nobody;
    an_edit_waits_while_the_approved_revision_stays;
    an_edit_that_passes_replaces_what_is_shown;
    an_edit_of_an_outdated_revision_is_told_so;
    only_the_author_edits_or_takes_back;
    what_is_taken_back_leaves_no_words;
    taking_back_what_nobody_saw_removes_no_message;
    a_full_outbox_refuses_submissions_and_nothing_else;
    hostile_text_comes_back_unharmed;
    lists_are_filtered_and_ordered;
    an_authors_history_has_counts_and_rejections;
    fingerprints_and_activity_are_those_of_late;
}

async fn a_comment_comes_back_as_it_was_submitted(db: Database) {
    let room = Room::open(&db).await;
    let parent = room.submit(1).await;
    let new = NewComment { parent: Some(parent.id), checked: checked(Verdict::Block), ..room.new_comment(AUTHOR, 2) };
    let comment = room.stored(new.clone()).await;
    assert_eq!(comment, room.now(&comment).await);
    assert_eq!(
        (comment.guild, comment.article, comment.author, comment.channel, comment.below, comment.parent),
        (GUILD, room.article, Some(AUTHOR), new.channel, new.below, Some(parent.id))
    );
    assert_eq!((&comment.persona, &comment.text, &comment.checked), (&new.persona, &new.text, &new.checked));
    assert_eq!((comment.state, comment.revision, comment.shown), (CommentState::Pending, 1, None));
    assert_eq!((comment.submitted_at, comment.revised_at), (at(2), at(2)));
    assert_eq!((comment.decision, comment.claim), (None, None));
    assert_eq!(comment.article_title.as_deref(), Some("The title"));
    assert_eq!(comment.article_address.as_deref(), Some("https://example.com/a"));
    assert_eq!(room.run_errands(2).await, [Errand::Card(parent.id), Errand::Card(comment.id)]);
    assert_eq!(room.acts().await, [Act::Submitted, Act::Submitted]);
    assert_eq!(room.store.comment(CommentId(99)).await.unwrap(), None);
}

async fn the_same_key_submits_once(db: Database) {
    let room = Room::open(&db).await;
    let new = room.new_comment(AUTHOR, 1);
    let comment = room.stored(new.clone()).await;
    let comment = room.decide(&comment, Ruling::Approve, 2).await;
    assert_eq!(room.store.submit(new).await.unwrap(), Submitted::Before(comment));
    assert_eq!(room.acts().await, [Act::Submitted, Act::Approved]);
}

async fn a_comment_that_passes_is_shown_and_decided_by_nobody(db: Database) {
    let room = Room::open(&db).await;
    let new = NewComment { disposition: Disposition::Publish, ..room.new_comment(AUTHOR, 1) };
    let comment = room.stored(new).await;
    assert_eq!((comment.state, comment.shown), (CommentState::Approved, Some(1)));
    let decision = comment.decision.unwrap();
    assert_eq!((decision.ruling, decision.by, decision.at), (Ruling::Approve, None, at(1)));
    assert_eq!(room.acts().await, [Act::Submitted, Act::Passed]);
    assert_eq!(room.run_errands(1).await, [Errand::Card(comment.id), Errand::Publication(comment.id)]);
}

async fn an_edit_waits_while_the_approved_revision_stays(db: Database) {
    let room = Room::open(&db).await;
    let comment = room.submit(1).await;
    let comment = room.decide(&comment, Ruling::Approve, 2).await;
    room.run_errands(2).await;
    let new = room.new_revision(&comment, 3);
    let edited = crate::room::done(room.store.revise(new.clone()).await.unwrap());
    assert_eq!((edited.state, edited.revision, edited.shown), (CommentState::Pending, 2, Some(1)));
    assert_eq!((edited.text.as_str(), edited.revised_at), ("other words at 3", at(3)));
    assert_eq!(edited.checked, checked(Verdict::Review));
    assert_eq!(room.store.revision_text(comment.id, 1).await.unwrap().as_deref(), Some("words at 1"));
    assert_eq!(room.store.revision_text(comment.id, 3).await.unwrap(), None);
    assert_eq!(room.run_errands(3).await, [Errand::Card(comment.id)]);
    assert_eq!(room.store.revise(new).await.unwrap(), Changed::Before(edited.clone()));
    let approved = room.decide(&edited, Ruling::Approve, 4).await;
    assert_eq!(approved.shown, Some(2));
}

async fn an_edit_that_passes_replaces_what_is_shown(db: Database) {
    let room = Room::open(&db).await;
    let comment = room.submit(1).await;
    let comment = room.decide(&comment, Ruling::Reject, 2).await;
    room.run_errands(2).await;
    let new = NewRevision { disposition: Disposition::Publish, ..room.new_revision(&comment, 3) };
    let edited = crate::room::done(room.store.revise(new).await.unwrap());
    assert_eq!((edited.state, edited.shown), (CommentState::Approved, Some(2)));
    assert_eq!(edited.decision.unwrap().by, None);
    assert_eq!(room.run_errands(3).await, [Errand::Card(comment.id), Errand::Publication(comment.id)]);
    assert_eq!(room.acts().await, [Act::Submitted, Act::Rejected, Act::Edited, Act::Passed]);
}

async fn an_edit_of_an_outdated_revision_is_told_so(db: Database) {
    let room = Room::open(&db).await;
    let comment = room.submit(1).await;
    let edited = room.revise(&comment, 2).await;
    let late = room.store.revise(room.new_revision(&comment, 3)).await.unwrap();
    assert_eq!(late, Changed::Edited(edited));
}

async fn only_the_author_edits_or_takes_back(db: Database) {
    let room = Room::open(&db).await;
    let comment = room.submit(1).await;
    let edit = NewRevision { author: SOMEBODY, ..room.new_revision(&comment, 2) };
    assert_eq!(room.store.revise(edit).await.unwrap(), Changed::Unknown);
    let taken = room.store.withdraw(room.key(), comment.id, SOMEBODY, at(2)).await.unwrap();
    assert_eq!(taken, Changed::Unknown);
    let nothing = room.store.withdraw(room.key(), CommentId(99), AUTHOR, at(2)).await.unwrap();
    assert_eq!(nothing, Changed::Unknown);
    assert_eq!(room.now(&comment).await, comment);
}

async fn what_is_taken_back_leaves_no_words(db: Database) {
    let room = Room::open(&db).await;
    let comment = room.submit(1).await;
    let comment = room.decide(&comment, Ruling::Approve, 2).await;
    let comment = room.revise(&comment, 3).await;
    room.send_errands(3).await;
    let key = room.key();
    let taken = crate::room::done(room.store.withdraw(key, comment.id, AUTHOR, at(4)).await.unwrap());
    assert_eq!((taken.state, taken.shown, taken.text.as_str()), (CommentState::Deleted, None, ""));
    assert!(taken.checked.findings.is_empty());
    for revision in [1, 2] {
        assert_eq!(room.store.revision_text(comment.id, revision).await.unwrap(), None);
    }
    assert_eq!(room.run_errands(4).await, [Errand::Publication(comment.id), Errand::Card(comment.id)]);
    assert_eq!(room.store.withdraw(key, comment.id, AUTHOR, at(5)).await.unwrap(), Changed::Before(taken.clone()));
    let again = room.store.withdraw(room.key(), comment.id, AUTHOR, at(5)).await.unwrap();
    assert_eq!(again, Changed::Decided(taken.clone()));
    let edit = room.store.revise(room.new_revision(&taken, 6)).await.unwrap();
    assert_eq!(edit, Changed::Decided(taken));
    assert_eq!(room.acts().await.last(), Some(&Act::Deleted));
}

async fn taking_back_what_nobody_saw_removes_no_message(db: Database) {
    let room = Room::open(&db).await;
    let comment = room.submit(1).await;
    room.withdraw(&comment, 2).await;
    assert_eq!(room.run_errands(2).await, [Errand::Card(comment.id)]);
    // Approved and edited since: the message may be on its way.
    let comment = room.submit(3).await;
    let comment = room.decide(&comment, Ruling::Approve, 4).await;
    let comment = room.decide(&comment, Ruling::Reject, 5).await;
    room.withdraw(&comment, 6).await;
    assert!(room.run_errands(6).await.contains(&Errand::Publication(comment.id)));
}

async fn a_full_outbox_refuses_submissions_and_nothing_else(db: Database) {
    let room = Room::open(&db).await;
    let comment = room.submit(1).await;
    db.sql(format!(
        "WITH RECURSIVE number(n) AS (SELECT 1000 UNION ALL SELECT n + 1 FROM number WHERE n < 1000 + {MOST_ERRANDS})
         INSERT INTO errand (kind, subject, guild, asked_at, due_at) SELECT 'card', n, 10, 1, 1 FROM number"
    ))
    .await;
    assert_eq!(room.store.submit(room.new_comment(AUTHOR, 2)).await.unwrap(), Submitted::Full);
    room.decide(&comment, Ruling::Approve, 3).await;
    assert_eq!(room.store.count_comments(&everything()).await.unwrap(), 1);
}

async fn hostile_text_comes_back_unharmed(db: Database) {
    let room = Room::open(&db).await;
    for (given, kept) in [
        ("'; DROP TABLE comment; --", "'; DROP TABLE comment; --"),
        ("zero\0byte", "zero byte"),
        ("\u{202e}\u{feff}🏳️‍🌈 e\u{301}\r\n\t", "\u{202e}\u{feff}🏳️‍🌈 e\u{301}\r\n\t"),
        ("$1 ?2 :x {page}", "$1 ?2 :x {page}"),
    ] {
        let persona = Persona { name: given.to_owned(), avatar: Some(given.to_owned()) };
        let new = NewComment { text: given.to_owned(), persona, ..room.new_comment(AUTHOR, 1) };
        let comment = room.stored(new).await;
        assert_eq!((comment.text.as_str(), comment.persona.name.as_str()), (kept, kept));
        let mut decision = room.new_decision(&comment, Ruling::Reject, 2);
        given.clone_into(&mut decision.reason.as_mut().unwrap().words);
        given.clone_into(&mut decision.reason.as_mut().unwrap().code);
        let decided = crate::room::done(room.store.decide(GUILD, decision).await.unwrap());
        assert_eq!(decided.decision.unwrap().reason.unwrap().words, kept);
    }
    room.log(GUILD).await;
}

async fn lists_are_filtered_and_ordered(db: Database) {
    let room = Room::open(&db).await;
    let second_article = save_article(&room.store, "https://example.com/b").await;
    let one = room.submit(1).await;
    let two = room.stored(NewComment { article: second_article, ..room.new_comment(SOMEBODY, 2) }).await;
    let three = room.stored(NewComment { checked: checked(Verdict::Block), ..room.new_comment(SOMEBODY, 3) }).await;
    let four = room.stored(NewComment { checked: checked(Verdict::Review), ..room.new_comment(AUTHOR, 4) }).await;
    let elsewhere = NewComment { guild: crate::room::ELSEWHERE, ..room.new_comment(AUTHOR, 5) };
    let five = room.stored(elsewhere).await;
    room.decide(&one, Ruling::Approve, 6).await;
    let one_edited = room.revise(&room.now(&one).await, 7).await;
    room.decide(&two, Ruling::Reject, 8).await;
    let filter = CommentFilter::default;
    let [one, two, three, four, five] = [one_edited.id, two.id, three.id, four.id, five.id];
    for (filter, expected) in [
        (filter(), vec![one, two, three, four, five]),
        (everything(), vec![one, two, three, four]),
        (CommentFilter { article: Some(room.article), ..everything() }, vec![one, three, four]),
        (CommentFilter { author: Some(AUTHOR), ..filter() }, vec![one, four, five]),
        (CommentFilter { author: Some(AUTHOR), ..everything() }, vec![one, four]),
        (CommentFilter { state: Some(CommentState::Pending), ..everything() }, vec![one, three, four]),
        (CommentFilter { state: Some(CommentState::Rejected), ..filter() }, vec![two]),
        (CommentFilter { shown: true, ..everything() }, vec![one]),
        (CommentFilter { verdict: Some(Verdict::Review), ..everything() }, vec![one, three, four]),
        (CommentFilter { verdict: Some(Verdict::Block), ..everything() }, vec![three]),
        (CommentFilter { verdict: Some(Verdict::Allow), ..everything() }, vec![one, two, three, four]),
    ] {
        let found = room.store.comments(&filter, Order::OldestFirst, 10, 0).await.unwrap();
        assert_eq!(ids(&found), expected, "{filter:?}");
        let reversed = room.store.comments(&filter, Order::NewestFirst, 10, 0).await.unwrap();
        assert_eq!(ids(&reversed), expected.iter().rev().copied().collect::<Vec<_>>(), "{filter:?}");
        assert_eq!(room.store.count_comments(&filter).await.unwrap(), expected.len() as u64, "{filter:?}");
    }
    let page = room.store.comments(&everything(), Order::OldestFirst, 2, 1).await.unwrap();
    assert_eq!(ids(&page), [two, three]);
}

async fn an_authors_history_has_counts_and_rejections(db: Database) {
    let room = Room::open(&db).await;
    let mut rejections = Vec::new();
    for seconds in 0..7 {
        let comment = room.submit(seconds).await;
        rejections.push(room.decide(&comment, Ruling::Reject, 10 + seconds).await.decision.unwrap());
    }
    let approved = room.submit(20).await;
    room.decide(&approved, Ruling::Approve, 21).await;
    room.submit(22).await;
    let taken = room.submit(23).await;
    room.withdraw(&taken, 24).await;
    let ban = room.ban(Some(30), 25).await;
    let history = room.store.author_history(GUILD, AUTHOR).await.unwrap();
    let record = history.record;
    assert_eq!((record.approved, record.rejected, record.pending, record.deleted), (1, 7, 1, 1));
    assert_eq!(history.rejections, rejections.into_iter().rev().take(5).collect::<Vec<_>>());
    assert_eq!(history.bans, [ban]);
    let nobody = room.store.author_history(GUILD, SOMEBODY).await.unwrap();
    assert_eq!((nobody.record.is_new(), nobody.rejections.len(), nobody.bans.len()), (true, 0, 0));
    assert_eq!(room.store.author_history(crate::room::ELSEWHERE, AUTHOR).await.unwrap().rejections, []);
    let of_moderator = room.store.author_history(GUILD, MODERATOR).await.unwrap();
    assert_eq!(of_moderator.rejections, []);
}

async fn fingerprints_and_activity_are_those_of_late(db: Database) {
    let room = Room::open(&db).await;
    let one = room.submit(1).await;
    let two = room.submit(2).await;
    room.revise(&one, 3).await;
    room.withdraw(&two, 4).await;
    let prints = room.store.recent_fingerprints(GUILD, at(0)).await.unwrap();
    assert_eq!(prints, [(AUTHOR, at(3), Fingerprint(7))], "the latest revision's; none of what is gone");
    assert_eq!(room.store.recent_fingerprints(GUILD, at(4)).await.unwrap(), []);
    let activity = |since| room.store.activity(GUILD, AUTHOR, at(since));
    assert_eq!(activity(0).await.unwrap(), [at(1), at(2), at(3)], "taking back does not make room for more");
    assert_eq!(activity(3).await.unwrap(), [at(3)]);
}
