//! Submitting, editing, taking back and listing comments.

use crate::newsroom::{Newsroom, READER, SOMEBODY_ELSE, STORY, on_every_engine};
use crate::room::{ANNA, BEN, MIA, SERVER, edit, key, member, wish};
use jiff::SignedDuration;
use newsdesk::desk::{
    Actor, ArticleId, ArticleRef, Asker, ChannelId, CommentError, CommentFilter, CommentStore as _, CommentsRequest,
    EditRequest, GuildId, OpenError, Order, Place, SettingsChange, Submission, SubmitRequest,
};
use newsdesk::moderation::audit::Act;
use newsdesk::moderation::{Alerts, Check, CommentState, Flood, Mode};

on_every_engine! {
    a_comment_is_stored_as_pending_and_its_receipt_says_how_many_wait;
    the_same_interaction_twice_is_one_comment;
    what_has_no_words_or_too_many_is_refused;
    who_comments_too_often_is_told_how_long_to_wait;
    a_repeated_request_of_who_may_write_no_more_is_still_answered;
    an_article_that_a_member_may_not_see_cannot_be_commented_on;
    in_the_article_s_thread_one_can_comment_as_in_its_channel;
    in_an_article_s_thread_no_article_need_be_named;
    only_a_published_comment_on_the_same_article_can_be_answered;
    the_server_s_mode_says_what_passes_without_a_person;
    what_the_checks_find_holds_a_comment_and_is_kept_with_it;
    an_edit_goes_back_to_the_queue_while_the_approved_words_stay_published;
    an_edit_after_another_edit_is_told_so;
    the_same_words_again_are_no_new_revision;
    others_comments_can_be_neither_edited_nor_taken_back;
    a_comment_taken_back_loses_its_words_and_its_message;
    lists_have_pages_in_both_orders_and_past_the_end_is_the_last;
    lists_of_an_article_belong_to_a_server_and_one_s_own_follow_into_private;
}

fn request(article: ArticleId, order: Order, page: u32) -> CommentsRequest {
    CommentsRequest { asker: READER, article: ArticleRef::Id(article), order, page }
}

async fn a_comment_is_stored_as_pending_and_its_receipt_says_how_many_wait(room: Newsroom) {
    let article = room.set_up().await;
    let first = room.tries_to_say(ANNA, article, "  Good news. \n").await.unwrap();
    assert_eq!((first.comment.state, first.comment.revision, first.ahead), (CommentState::Pending, 1, 0));
    assert_eq!(first.comment.text, "Good news.");
    assert_eq!(room.now(first.comment.id).await, first.comment);
    let second = room.tries_to_say(BEN, article, "Bad news.").await.unwrap();
    assert_eq!(second.ahead, 1);
    assert_eq!(room.acts(first.comment.id).await, [Act::Submitted]);
}

async fn the_same_interaction_twice_is_one_comment(room: Newsroom) {
    let article = room.set_up().await;
    let wish = wish(ANNA, article, "Once.");
    let first = room.desk.submit_comment(wish.clone()).await.unwrap().comment;
    let again = room.desk.submit_comment(wish).await.unwrap().comment;
    assert_eq!(first.id, again.id);
    let filter = CommentFilter { guild: Some(SERVER), ..CommentFilter::default() };
    assert_eq!(room.store.count_comments(&filter).await.unwrap(), 1);
    assert_eq!(room.acts(first.id).await, [Act::Submitted]);
}

#[tokio::test]
async fn without_a_moderators_channel_comments_are_not_taken() {
    let room = Newsroom::open().await;
    let article = room.article().await;
    let refused = room.tries_to_say(ANNA, article, "Hello?").await;
    assert!(matches!(refused, Err(CommentError::NotSetUp)), "{refused:?}");
}

async fn what_has_no_words_or_too_many_is_refused(room: Newsroom) {
    let article = room.set_up().await;
    let refused = room.tries_to_say(ANNA, article, " \u{200b}\n ").await;
    assert!(matches!(refused, Err(CommentError::Empty)), "{refused:?}");
    let refused = room.tries_to_say(ANNA, article, &"é".repeat(2_001)).await;
    assert!(matches!(refused, Err(CommentError::TooLong(2_001))), "{refused:?}");
    assert_eq!(room.says(ANNA, article, &"é".repeat(2_000)).await.text.chars().count(), 2_000);
}

async fn who_comments_too_often_is_told_how_long_to_wait(room: Newsroom) {
    let article = room.set_up().await;
    room.change(SettingsChange::Flood(Flood { per_ten_minutes: 2, per_day: 50 })).await;
    let first = room.says(ANNA, article, "One.").await;
    room.clock.advance(SignedDuration::from_secs(60));
    room.tries_to_edit(&first, "One, edited.").await.unwrap();
    for refused in [room.tries_to_say(ANNA, article, "Two.").await, {
        let first = room.now(first.id).await;
        room.tries_to_edit(&first, "One, edited again.").await
    }] {
        assert!(matches!(refused, Err(CommentError::TooOften { wait }) if wait.as_secs() == 540), "{refused:?}");
    }
    room.says(BEN, article, "Others may.").await;
    room.clock.advance(SignedDuration::from_secs(541));
    room.says(ANNA, article, "Two.").await;
}

async fn a_repeated_request_of_who_may_write_no_more_is_still_answered(room: Newsroom) {
    let article = room.set_up().await;
    room.change(SettingsChange::Flood(Flood { per_ten_minutes: 1, per_day: 1 })).await;
    let wish = wish(ANNA, article, "The only one.");
    let first = room.desk.submit_comment(wish.clone()).await.unwrap().comment;
    assert_eq!(room.desk.submit_comment(wish).await.unwrap().comment.id, first.id);
}

async fn an_article_that_a_member_may_not_see_cannot_be_commented_on(room: Newsroom) {
    let article = room.set_up().await;
    let elsewhere = Actor { channel: SOMEBODY_ELSE.place.channel, ..member(BEN) };
    let refused = room.desk.submit_comment(SubmitRequest { actor: elsewhere, ..wish(BEN, article, "Hm.") }).await;
    assert!(matches!(refused, Err(CommentError::Article(OpenError::Unknown))), "{refused:?}");
    let other_server = Actor { guild: GuildId(11), ..member(BEN) };
    let refused = room.desk.submit_comment(SubmitRequest { actor: other_server, ..wish(BEN, article, "Hm.") }).await;
    assert!(matches!(refused, Err(CommentError::NotSetUp)), "{refused:?}");
}

async fn in_the_article_s_thread_one_can_comment_as_in_its_channel(room: Newsroom) {
    let article = room.set_up().await;
    room.published(article, "First.").await;
    let thread = room.store.thread(SERVER, article).await.unwrap().unwrap().thread;
    let actor = Actor { channel: thread, ..member(BEN) };
    let reply = room.desk.submit_comment(SubmitRequest { actor, ..wish(BEN, article, "Second.") }).await;
    assert!(reply.is_ok(), "{reply:?}");
    let stranger = Actor { channel: ChannelId(thread.0 + 1), ..member(BEN) };
    let refused = room.desk.submit_comment(SubmitRequest { actor: stranger, ..wish(BEN, article, "Third.") }).await;
    assert!(matches!(refused, Err(CommentError::Article(OpenError::Unknown))), "{refused:?}");
}

async fn in_an_article_s_thread_no_article_need_be_named(room: Newsroom) {
    let article = room.set_up().await;
    room.published(article, "First.").await;
    let thread = room.store.thread(SERVER, article).await.unwrap().unwrap().thread;
    let later = Submission::Text(format!("A later article.\n{STORY}"));
    let later = room.desk.open_submission(READER, later, None).await.unwrap().id;
    let unnamed = |channel| {
        let actor = Actor { channel, ..member(BEN) };
        room.desk.submit_comment(SubmitRequest { actor, article: ArticleRef::Latest, ..wish(BEN, article, "Second.") })
    };
    let within = unnamed(thread).await.unwrap().comment;
    assert_eq!((within.article, within.channel), (article, READER.place.channel));
    assert_eq!(unnamed(READER.place.channel).await.unwrap().comment.article, later);
    let place = Place { channel: thread, ..READER.place };
    let opened = room.desk.open_known(Asker { place, ..READER }, &ArticleRef::Latest).await.unwrap();
    assert_eq!(opened.id, article, "for questions too");
}

async fn only_a_published_comment_on_the_same_article_can_be_answered(room: Newsroom) {
    let article = room.set_up().await;
    let pending = room.says(ANNA, article, "Still waiting.").await;
    let reply = |parent| SubmitRequest { parent: Some(parent), ..wish(BEN, article, "I agree.") };
    let refused = room.desk.submit_comment(reply(pending.id)).await;
    assert!(matches!(refused, Err(CommentError::Unknown)), "{refused:?}");
    room.approve(MIA, &pending).await.unwrap();
    let answer = room.desk.submit_comment(reply(pending.id)).await.unwrap().comment;
    assert_eq!(answer.parent, Some(pending.id));
}

async fn the_server_s_mode_says_what_passes_without_a_person(room: Newsroom) {
    let article = room.set_up().await;
    room.mode(Mode::FirstTime).await;
    let first = room.says(ANNA, article, "My first one here, and it waits.").await;
    assert_eq!(first.state, CommentState::Pending);
    room.approve(MIA, &first).await.unwrap();
    let second = room.says(ANNA, article, "The visit to Guatemala comes late.").await;
    assert_eq!((second.state, second.shown), (CommentState::Approved, Some(1)));
    assert_eq!(second.decision.and_then(|decision| decision.by), None);
    assert_eq!(room.acts(second.id).await, [Act::Submitted, Act::Passed]);
    room.deliver().await;
    assert_eq!(room.platform.published().len(), 2);
    // Nobody decided on the second one, so its author is told nothing in private.
    assert_eq!(room.platform.private(ANNA), ["Gazette: comment 1 was approved"]);
}

async fn what_the_checks_find_holds_a_comment_and_is_kept_with_it(room: Newsroom) {
    let article = room.set_up().await;
    room.mode(Mode::Held).await;
    room.change(SettingsChange::Check { check: Check::Links, on: true }).await;
    room.change(SettingsChange::BlockedDomains(vec!["spam.example".to_owned()])).await;
    let held = room.says(ANNA, article, "Look at https://spam.example/now").await;
    assert_eq!(held.state, CommentState::Pending);
    let found: Vec<_> = room.now(held.id).await.checked.findings;
    assert!(found.iter().any(|finding| finding.check == Check::Links && finding.span.is_some()), "{found:?}");
    // The list counts from the moment it is changed.
    room.change(SettingsChange::BlockedDomains(Vec::new())).await;
    let passed = room.says(BEN, article, "Look at https://spam.example/now").await;
    assert_eq!(passed.state, CommentState::Approved);
}

async fn an_edit_goes_back_to_the_queue_while_the_approved_words_stay_published(room: Newsroom) {
    let article = room.set_up().await;
    let comment = room.published(article, "As approved.").await;
    let edited = room.tries_to_edit(&comment, "As edited.").await.unwrap().comment;
    assert_eq!((edited.state, edited.revision, edited.shown), (CommentState::Pending, 2, Some(1)));
    room.deliver().await;
    assert_eq!(room.platform.published(), ["member 1: As approved."]);
    let (_, page) = room.desk.list_comments(request(article, Order::OldestFirst, 0)).await.unwrap();
    let texts: Vec<_> = page.items.iter().map(|comment| comment.text.as_str()).collect();
    assert_eq!(texts, ["As approved."]);
    room.approve(MIA, &edited).await.unwrap();
    room.deliver().await;
    assert_eq!(room.platform.published(), ["member 1: As edited."]);
}

async fn an_edit_after_another_edit_is_told_so(room: Newsroom) {
    let article = room.set_up().await;
    let comment = room.says(ANNA, article, "One.").await;
    room.tries_to_edit(&comment, "Two.").await.unwrap();
    let refused = room.tries_to_edit(&comment, "Three.").await;
    assert!(matches!(&refused, Err(CommentError::Changed(now)) if now.text == "Two."), "{refused:?}");
}

async fn the_same_words_again_are_no_new_revision(room: Newsroom) {
    let article = room.set_up().await;
    let comment = room.published(article, "As it is.").await;
    let same = room.tries_to_edit(&comment, " As it is. ").await.unwrap().comment;
    assert_eq!((same.state, same.revision), (CommentState::Approved, 1));
}

async fn others_comments_can_be_neither_edited_nor_taken_back(room: Newsroom) {
    let article = room.set_up().await;
    let comment = room.says(ANNA, article, "Mine.").await;
    let refused = room.desk.edit_comment(EditRequest { actor: member(BEN), ..edit(&comment, "Yours.") }).await;
    assert!(matches!(refused, Err(CommentError::Unknown)), "{refused:?}");
    let refused = room.desk.delete_comment(key(), BEN, comment.id).await;
    assert!(matches!(refused, Err(CommentError::Unknown)), "{refused:?}");
    let refused = room.desk.own_comment(BEN, comment.id).await;
    assert!(matches!(refused, Err(CommentError::Unknown)), "{refused:?}");
    assert_eq!(room.desk.own_comment(ANNA, comment.id).await.unwrap(), comment);
}

async fn a_comment_taken_back_loses_its_words_and_its_message(room: Newsroom) {
    let article = room.set_up().await;
    let comment = room.published(article, "Regrettable.").await;
    let delete = key();
    let gone = room.desk.delete_comment(delete, ANNA, comment.id).await.unwrap();
    assert_eq!((gone.state, gone.text.as_str(), gone.shown), (CommentState::Deleted, "", None));
    // A second click changes nothing and says the same.
    assert_eq!(room.desk.delete_comment(delete, ANNA, comment.id).await.unwrap().state, CommentState::Deleted);
    room.deliver().await;
    assert!(room.platform.published().is_empty());
    assert_eq!(room.store.revision_text(comment.id, 1).await.unwrap().unwrap_or_default(), "");
    let refused = room.tries_to_edit(&gone, "Back again.").await;
    assert!(matches!(refused, Err(CommentError::Changed(_))), "{refused:?}");
    assert_eq!(room.acts(comment.id).await, [Act::Submitted, Act::Approved, Act::Deleted]);
}

async fn lists_have_pages_in_both_orders_and_past_the_end_is_the_last(room: Newsroom) {
    let article = room.set_up().await;
    room.patience().await;
    room.change(SettingsChange::Alerts(Alerts { backlog: 0, hours: 0 })).await;
    for n in 0..7 {
        let comment = room.says(ANNA, article, &format!("Number {n}.")).await;
        if n != 3 {
            room.approve(MIA, &comment).await.unwrap();
        }
        room.clock.advance(SignedDuration::from_secs(1));
    }
    let texts = async |order, page| {
        let (_, page) = room.desk.list_comments(request(article, order, page)).await.unwrap();
        let texts = page.items.into_iter().map(|comment| comment.text).collect::<Vec<_>>();
        (texts.join(" "), page.page, page.pages, page.total)
    };
    let first = "Number 0. Number 1. Number 2. Number 4. Number 5.".to_owned();
    assert_eq!(texts(Order::OldestFirst, 0).await, (first, 0, 2, 6));
    assert_eq!(texts(Order::OldestFirst, 9).await, ("Number 6.".to_owned(), 1, 2, 6));
    assert_eq!(texts(Order::NewestFirst, 1).await, ("Number 0.".to_owned(), 1, 2, 6));
    let own = room.desk.own_comments(READER, 0).await.unwrap();
    assert_eq!((own.total, own.items.first().map(|comment| comment.text.as_str())), (7, Some("Number 6.")));
}

async fn lists_of_an_article_belong_to_a_server_and_one_s_own_follow_into_private(room: Newsroom) {
    let article = room.set_up().await;
    room.says(ANNA, article, "Mine.").await;
    let private = Asker { place: Place { guild: None, channel: ChannelId(900) }, ..READER };
    let refused =
        room.desk.list_comments(CommentsRequest { asker: private, ..request(article, Order::OldestFirst, 0) });
    let refused = refused.await;
    assert!(matches!(refused, Err(CommentError::NotOnAServer)), "{refused:?}");
    assert_eq!(room.desk.own_comments(private, 0).await.unwrap().total, 1);
    assert_eq!(room.desk.own_comments(SOMEBODY_ELSE, 0).await.unwrap().total, 0);
}
