//! Comments from the members' side.

use crate::room::{ADDRESS, HARRIS, Room, quick};
use discord_double::{EventFault, InteractionHandle, Message, Modal, Permissions, Reply};
use jiff::SignedDuration;
use newsdesk::desk::{
    Actor, BanRequest, BanTarget, ChannelId, Comment, CommentId, DecideRequest, GuildId, Key, MemberId, Persona,
    Reason, Ruling,
};
use newsdesk::discord::Limits;
use newsdesk::moderation::CommentState;
use std::time::Duration;

/// What happens on the moderators' side, without its buttons.
struct Moderator<'a>(&'a Room);

impl Moderator<'_> {
    fn actor(&self) -> Actor {
        let double = &self.0.double;
        Actor {
            member: MemberId(double.user_id("mod1").unwrap().0),
            guild: GuildId(double.guild_id("Test").unwrap().0),
            channel: ChannelId(double.channel_id("moderators").unwrap().0),
            persona: Persona::default(),
            roles: Vec::new(),
            administrator: false,
            manages_messages: true,
        }
    }

    async fn decides(&self, id: i64, ruling: Ruling, words: &str) -> Comment {
        let store = newsdesk::desk::CommentStore::comment(&*self.0.store, CommentId(id));
        let comment = store.await.unwrap().expect("the comment is there");
        let reason = Reason { rule: "Be kind.".to_owned(), words: words.to_owned(), ..Reason::default() };
        let request = DecideRequest {
            key: Key(900_000 + u64::try_from(id).unwrap() * 10 + u64::from(comment.revision)),
            actor: self.actor(),
            comment: comment.id,
            revision: comment.revision,
            seen: comment.state,
            ruling,
            reason: (ruling == Ruling::Reject).then_some(reason),
        };
        self.0.desk.decide_comment(request).await.unwrap()
    }

    async fn bans(&self, name: &str) {
        let target = BanTarget::Member(MemberId(self.0.double.user_id(name).unwrap().0));
        let time = Some(SignedDuration::from_hours(24));
        let reason = "Sold pills".to_owned();
        let request = BanRequest { key: Key(800_000), actor: self.actor(), target, time, reason };
        self.0.desk.ban_member(request).await.unwrap();
    }
}

/// The form below a digest.
async fn form_below(room: &Room, digest: &Message, who: &str) -> Modal {
    room.double.member(who).click(digest, "Comment").await.unwrap().modal().await.unwrap()
}

/// A comment written below a digest, and its receipt.
async fn comments(room: &Room, digest: &Message, who: &str, text: &str) -> Reply {
    let form = form_below(room, digest, who).await;
    let sent = room.double.member(who).submit_modal(&form, [("text", text)]).await.unwrap();
    let receipt = sent.reply().await.unwrap();
    assert!(receipt.is_ephemeral(), "{}", receipt.text());
    receipt
}

async fn typed(room: &Room, who: &str, command: &str) -> InteractionHandle {
    room.double.member(who).slash(command).send().await.unwrap()
}

async fn answer(room: &Room, who: &str, command: &str) -> Reply {
    let reply = typed(room, who, command).await.reply().await.unwrap();
    assert!(reply.is_ephemeral(), "{}", reply.text());
    reply
}

fn labels(message: &Message) -> Vec<String> {
    message.buttons().into_iter().map(|button| button.label).collect()
}

/// Ends a conversation of members. What the bot sends the moderators is for other tests to read.
async fn done(mut room: Room) {
    room.stop().await.unwrap();
    room.double.read_everything();
    room.finish().await;
}

#[tokio::test]
async fn a_comment_is_written_in_a_form_and_its_author_gets_a_receipt() {
    let room = Room::with_comments().await;
    let digest = room.digest_to_comment().await;
    assert_eq!(labels(&digest)[..5], ["Facts", "Ask", "Evidence", "Comment", "Calendar"]);
    let form = form_below(&room, &digest, "commenter").await;
    assert!(form.title.starts_with("Comment: ") && form.title.encode_utf16().count() <= 45, "{}", form.title);
    assert_eq!((form.inputs[0].label.as_str(), form.inputs[0].length), ("Your comment", (1, 2_000)));
    let commenter = room.double.member("commenter");
    let sent = commenter.submit_modal(&form, [("text", "Good news.\n\n# At last")]).await.unwrap();
    let receipt = sent.reply().await.unwrap();
    assert!(receipt.is_ephemeral());
    assert!(receipt.content.starts_with("Your comment #1 is saved and waits for a moderator; it is next in line."));
    assert!(receipt.text().contains("> Good news.\n> \n> \\# At last"), "{}", receipt.text());
    assert_eq!(labels(&receipt), ["Edit", "Delete", "My comments"]);
    let second = comments(&room, &digest, "other", "I disagree.").await;
    assert!(second.content.contains("#2 is saved and waits for a moderator; one comment is ahead of it."));
    let mine = commenter.click(&receipt, "My comments").await.unwrap().update().await.unwrap();
    assert!(mine.text().contains("State: waits for a moderator\n> Good news."), "{}", mine.text());
    assert!(!mine.text().contains("#2"), "{}", mine.text());
    let public = answer(&room, "other", "comments").await;
    assert!(public.text().starts_with("There are no comments on “"), "{}", public.text());
    let below = newsdesk::desk::CommentStore::comment(&*room.store, CommentId(1)).await.unwrap().unwrap().below;
    assert_eq!(below.map(|message| message.0), Some(digest.id.0));
    done(room).await;
}

#[tokio::test]
async fn the_command_asks_for_the_article_and_takes_a_comment_once() {
    let room = Room::with_comments().await;
    room.digest_to_comment().await;
    let form = typed(&room, "lector", "comment").await.modal().await.unwrap();
    assert!(form.title.starts_with("Comentar: "), "{}", form.title);
    room.double.gateway().next_event("INTERACTION_CREATE", EventFault::Duplicate);
    let sent = room.double.member("lector").submit_modal(&form, [("text", "Buena noticia.")]).await.unwrap();
    let receipt = sent.reply().await.unwrap();
    assert!(receipt.content.starts_with("Tu comentario #1 está guardado y espera a un moderador"));
    let mine = answer(&room, "lector", "mycomments").await;
    assert_eq!(mine.text().matches("**#").count(), 1, "{}", mine.text());
    done(room).await;
}

#[tokio::test]
async fn an_edit_begins_with_the_text_and_goes_back_to_the_queue() {
    let room = Room::with_comments().await;
    let digest = room.digest_to_comment().await;
    let commenter = room.double.member("commenter");
    let receipt = comments(&room, &digest, "commenter", "Good\nnews.").await;
    let form = commenter.click(&receipt, "Edit").await.unwrap().modal().await.unwrap();
    assert_eq!((form.title.as_str(), form.inputs[0].value.as_str()), ("Edit comment #1", "Good\nnews."));
    let stale = commenter.click(&receipt, "Edit").await.unwrap().modal().await.unwrap();
    let edited = commenter.submit_modal(&form, [("text", "Very good news.")]).await.unwrap().update().await.unwrap();
    assert!(edited.text().ends_with("> Very good news."), "{}", edited.text());
    assert!(edited.content.starts_with("Your comment #1 is saved and waits"), "{}", edited.content);
    Moderator(&room).decides(1, Ruling::Approve, "").await;
    let late = commenter.submit_modal(&stale, [("text", "Words of\nmine.")]).await.unwrap().reply().await.unwrap();
    assert!(late.is_ephemeral());
    assert!(late.content.starts_with("Comment #1 has changed in the meantime.\n-# Now it is: published."));
    assert!(late.text().contains("What you wrote, so that it is not lost\n> Words of\n> mine."), "{}", late.text());
    let form = commenter.click(&receipt, "Edit").await.unwrap().modal().await.unwrap();
    assert_eq!(form.inputs[0].value, "Very good news.");
    let form = commenter.click(&late, "Try again").await.unwrap().modal().await.unwrap();
    assert_eq!(form.inputs[0].value, "Words of\nmine.");
    let again = commenter.submit_modal(&form, [("text", "The best news.")]).await.unwrap().update().await.unwrap();
    assert!(again.content.contains("the old one stays up until then"), "{}", again.content);
    let list = answer(&room, "other", "comments").await;
    assert!(list.text().contains("> Very good news.") && !list.text().contains("best"), "{}", list.text());
    done(room).await;
}

#[tokio::test]
async fn deleting_asks_once_and_erases_the_words() {
    let room = Room::with_comments().await;
    let digest = room.digest_to_comment().await;
    let commenter = room.double.member("commenter");
    let receipt = comments(&room, &digest, "commenter", "Good news.").await;
    let question = commenter.click(&receipt, "Delete").await.unwrap().update().await.unwrap();
    assert!(question.text().starts_with("Delete comment #1? Its words are erased for good."), "{}", question.text());
    let kept = commenter.click(&question, "No, keep it").await.unwrap().update().await.unwrap();
    assert!(kept.text().contains("State: waits for a moderator"), "{}", kept.text());
    let question = commenter.click(&kept, "Delete").await.unwrap().update().await.unwrap();
    let gone = commenter.click(&question, "Yes, delete it").await.unwrap().update().await.unwrap();
    assert_eq!(gone.text(), "Comment #1 is deleted and its words are erased.");
    let mine = answer(&room, "commenter", "mycomments").await;
    assert!(mine.text().contains("State: deleted") && !mine.text().contains("Good news"), "{}", mine.text());
    let again = commenter.click(&gone, "My comments").await.unwrap().update().await.unwrap();
    let opened = commenter.select(&again, "Open one of them", &["1"]).await.unwrap().update().await.unwrap();
    assert_eq!(labels(&opened), ["My comments"]);
    done(room).await;
}

#[tokio::test]
async fn nobody_touches_the_comment_of_another() {
    let room = Room::with_comments().await;
    let digest = room.digest_to_comment().await;
    comments(&room, &digest, "commenter", "Good news.").await;
    for control in ["nd1:c:edit:1:1", "nd1:c:delete:1", "nd1:c:erase:1", "nd1:c:own:1"] {
        let forged = room.message_with_button(control).await;
        let refused = room.double.member("other").click(&forged, "Old").await.unwrap().reply().await.unwrap();
        assert!(refused.is_ephemeral());
        assert!(refused.text().starts_with("I cannot find that comment."), "{control}: {}", refused.text());
    }
    done(room).await;
}

#[tokio::test]
async fn published_comments_are_listed_in_pages_in_both_orders_and_answered() {
    let room = Room::with_comment_settings(|settings| settings.rules.flood.per_ten_minutes = 100).await;
    let digest = room.digest_to_comment().await;
    for number in 1..=6 {
        comments(&room, &digest, "commenter", &format!("Comment *number* {number}.")).await;
        Moderator(&room).decides(number, Ruling::Approve, "").await;
    }
    let other = room.double.member("other");
    let first = answer(&room, "other", "comments").await;
    assert!(first.text().starts_with("Comments (6)"), "{}", first.text());
    assert!(first.text().contains("> Comment \\*number\\* 1."), "{}", first.text());
    assert!(first.text().contains("page 1 of 2 · oldest first"), "{}", first.text());
    assert_eq!(labels(&first), ["Next", "Newest first", "Comment"]);
    let second = other.click(&first, "Next").await.unwrap().update().await.unwrap();
    assert!(second.text().contains("number\\* 6.") && !second.text().contains("number\\* 5."), "{}", second.text());
    let newest = other.click(&second, "Newest first").await.unwrap().update().await.unwrap();
    assert!(newest.text().contains("number\\* 6.") && !newest.text().contains("number\\* 1."), "{}", newest.text());
    let whole = other.select(&newest, "Read one in full, or answer it", &["6"]).await.unwrap().reply().await.unwrap();
    assert!(whole.is_ephemeral() && whole.text().starts_with("commenter\n"), "{}", whole.text());
    let form = other.click(&whole, "Reply").await.unwrap().modal().await.unwrap();
    assert_eq!(form.title, "Reply to commenter");
    assert_eq!(form.inputs[0].label, "Your reply to comment #6");
    other.submit_modal(&form, [("text", "Well said.")]).await.unwrap().reply().await.unwrap();
    Moderator(&room).decides(7, Ruling::Approve, "").await;
    let list = other.slash("comments").option("order", "newest").send().await.unwrap().reply().await.unwrap();
    assert!(list.text().contains(" · in reply to #6\n> Well said."), "{}", list.text());
    done(room).await;
}

#[tokio::test]
async fn a_published_comment_is_answered_in_its_thread() {
    for webhooks in [true, false] {
        let room = Room::with_comments().await;
        if webhooks {
            room.double.bot_may("news", Permissions::MANAGE_WEBHOOKS).unwrap();
        }
        let commenter = room.double.member("commenter");
        let words = "A text that was pasted. It is known in its own channel alone.";
        let digest = commenter.slash("digest").option("text", words).send().await.unwrap().reply().await.unwrap();
        comments(&room, &digest, "commenter", "Good news.").await;
        Moderator(&room).decides(1, Ruling::Approve, "").await;
        let published = room.double.channel("Comments: Pasted text").next_message().await.unwrap();
        let other = room.double.member("other");
        let form = other.click(&published, "Reply").await.unwrap().modal().await.unwrap();
        assert_eq!(form.title, "Reply to commenter");
        let sent = other.submit_modal(&form, [("text", "Well said.")]).await.unwrap().reply().await.unwrap();
        assert!(sent.is_ephemeral() && sent.content.starts_with("Your comment #2 is saved"), "{}", sent.text());
        let reply = newsdesk::desk::CommentStore::comment(&*room.store, CommentId(2)).await.unwrap().unwrap();
        let news = room.double.channel_id("news").unwrap().0;
        assert_eq!((reply.parent, reply.below, reply.channel.0), (Some(CommentId(1)), None, news));
        done(room).await;
    }
}

#[tokio::test]
async fn a_server_that_is_not_set_up_says_so_before_anything_is_written() {
    let room = Room::with_comment_settings(|settings| settings.channel = None).await;
    let digest = room.digest_to_comment().await;
    let refused = room.double.member("commenter").click(&digest, "Comment").await.unwrap().reply().await.unwrap();
    assert!(refused.is_ephemeral());
    assert!(refused.text().starts_with("This server does not take comments yet.\n-# An administrator can"));
    let refused = answer(&room, "commenter", "comment").await;
    assert!(refused.text().starts_with("This server does not take comments yet."), "{}", refused.text());
    done(room).await;
}

#[tokio::test]
async fn what_cannot_be_taken_comes_back_with_the_words() {
    let room = Room::with_comment_settings(|settings| settings.rules.flood.per_ten_minutes = 1).await;
    let digest = room.digest_to_comment().await;
    comments(&room, &digest, "commenter", "Good news.").await;
    let commenter = room.double.member("commenter");
    let refused = comments(&room, &digest, "commenter", "More\nof it.").await;
    assert!(refused.content.starts_with("That is more comments in a short time"), "{}", refused.content);
    assert!(refused.content.contains("-# Send it again in 10 minutes. · ref `"), "{}", refused.content);
    assert!(refused.text().contains("> More\n> of it."), "{}", refused.text());
    let form = commenter.click(&refused, "Try again").await.unwrap().modal().await.unwrap();
    assert_eq!(form.inputs[0].value, "More\nof it.");
    room.clock.advance(SignedDuration::from_mins(10));
    let taken = commenter.submit_modal(&form, []).await.unwrap().reply().await.unwrap();
    assert!(taken.content.starts_with("Your comment #2 is saved"), "{}", taken.content);
    let long = "Long words. ".repeat(160);
    let refused = comments(&room, &digest, "commenter", &long).await;
    let file = refused.file("your-words.txt").expect("long words come as a file");
    assert_eq!(String::from_utf8(file.bytes.to_vec()).unwrap(), long.trim());
    let empty = comments(&room, &digest, "other", " \n ").await;
    assert!(empty.text().starts_with("There are no words in what you sent."), "{}", empty.text());
    done(room).await;
}

#[tokio::test]
async fn a_busy_bot_gives_the_words_back_too() {
    let room = Room::with_comments_and(Limits { at_once: 1, ..quick() }).await;
    let digest = room.digest_to_comment().await;
    let form = form_below(&room, &digest, "commenter").await;
    room.web.serve("https://slow.example/", HARRIS);
    let other = room.double.member("other");
    let slow = other.slash("digest").option("url", "https://slow.example/").send().await.unwrap();
    slow.acknowledged().await.unwrap();
    let commenter = room.double.member("commenter");
    let refused = commenter.submit_modal(&form, [("text", "Good news.")]).await.unwrap().reply().await.unwrap();
    assert!(refused.is_ephemeral() && refused.text().ends_with("> Good news."), "{}", refused.text());
    room.gate.add_permits(1);
    slow.reply().await.unwrap();
    let receipt = commenter.submit_modal(&form, [("text", "Good news.")]).await.unwrap().reply().await.unwrap();
    assert!(receipt.content.starts_with("Your comment #1 is saved"), "{}", receipt.content);
    done(room).await;
}

#[tokio::test]
async fn a_rejection_shows_its_reason_and_can_be_appealed_once() {
    let room = Room::with_comments().await;
    let digest = room.digest_to_comment().await;
    let commenter = room.double.member("commenter");
    comments(&room, &digest, "commenter", "Bad news.").await;
    Moderator(&room).decides(1, Ruling::Reject, "Not *this*.").await;
    let mine = answer(&room, "commenter", "mycomments").await;
    assert!(mine.text().contains("Rule: Be kind.\nThe moderator writes: Not \\*this\\*."), "{}", mine.text());
    let card = commenter.select(&mine, "Open one of them", &["1"]).await.unwrap().update().await.unwrap();
    assert_eq!(labels(&card), ["Edit", "Delete", "Appeal", "My comments"]);
    let form = commenter.click(&card, "Appeal").await.unwrap().modal().await.unwrap();
    assert_eq!((form.title.as_str(), form.inputs[0].length), ("Ask another moderator to look again", (1, 1_000)));
    let open = answer(&room, "commenter", "appeal").await;
    assert!(open.text().contains("– turned down <t:"), "{}", open.text());
    let second = commenter.select(&open, "Choose what to appeal", &["d1"]).await.unwrap().modal().await.unwrap();
    let filed = commenter.submit_modal(&form, [("text", "It was kind.")]).await.unwrap().reply().await.unwrap();
    assert!(filed.is_ephemeral() && filed.text().starts_with("Your appeal is filed."), "{}", filed.text());
    let twice = commenter.submit_modal(&second, [("text", "And again.")]).await.unwrap().reply().await.unwrap();
    assert!(twice.text().starts_with("This has been appealed already, on <t:"), "{}", twice.text());
    assert!(twice.text().contains("Your appeal waits for another moderator."), "{}", twice.text());
    assert!(twice.text().ends_with("> And again."), "{}", twice.text());
    let none = answer(&room, "commenter", "appeal").await;
    assert!(none.text().starts_with("There is nothing you can appeal."), "{}", none.text());
    let mine = commenter.click(&card, "My comments").await.unwrap().update().await.unwrap();
    let card = commenter.select(&mine, "Open one of them", &["1"]).await.unwrap().update().await.unwrap();
    assert!(card.text().contains("Your appeal waits for another moderator."), "{}", card.text());
    assert_eq!(labels(&card), ["Edit", "Delete", "My comments"]);
    done(room).await;
}

#[tokio::test]
async fn a_banned_member_is_told_until_when_and_appeals_in_private() {
    let room = Room::with_comments().await;
    let digest = room.digest_to_comment().await;
    Moderator(&room).bans("commenter").await;
    let refused = comments(&room, &digest, "commenter", "Pills?").await;
    assert!(refused.text().starts_with("You may not comment on this server until <t:"), "{}", refused.text());
    assert!(refused.text().contains("The reason given: “Sold pills”."), "{}", refused.text());
    assert!(refused.text().ends_with("> Pills?"), "{}", refused.text());
    let commenter = room.double.member("commenter");
    let open = commenter.slash("appeal").in_dm().send().await.unwrap().reply().await.unwrap();
    assert!(open.text().contains("**Ban from commenting**, since <t:"), "{}", open.text());
    let form = commenter.select(&open, "Choose what to appeal", &["b1"]).await.unwrap().modal().await.unwrap();
    let filed = commenter.submit_modal(&form, [("text", "I sold none.")]).await.unwrap().reply().await.unwrap();
    assert!(filed.text().starts_with("Your appeal against the ban is filed."), "{}", filed.text());
    done(room).await;
}

#[tokio::test]
async fn in_private_ones_comments_are_shown_and_deleted_but_not_edited() {
    let room = Room::with_comments().await;
    let digest = room.digest_to_comment().await;
    comments(&room, &digest, "commenter", "Good news.").await;
    let commenter = room.double.member("commenter");
    let mine = commenter.slash("mycomments").in_dm().send().await.unwrap().reply().await.unwrap();
    let card = commenter.select(&mine, "Open one of them", &["1"]).await.unwrap().update().await.unwrap();
    assert_eq!(labels(&card), ["Delete", "My comments"]);
    let question = commenter.click(&card, "Delete").await.unwrap().update().await.unwrap();
    let gone = commenter.click(&question, "Yes, delete it").await.unwrap().update().await.unwrap();
    assert!(gone.text().starts_with("Comment #1 is deleted"), "{}", gone.text());
    let private = commenter.slash("digest").option("url", ADDRESS).in_dm().send().await.unwrap().reply().await.unwrap();
    assert!(!labels(&private).contains(&"Comment".to_owned()), "comments belong to a server");
    done(room).await;
}

#[tokio::test]
async fn ones_data_are_handed_over_and_erased_after_a_question() {
    let room = Room::with_comments().await;
    let digest = room.digest_to_comment().await;
    comments(&room, &digest, "commenter", "Good news, by hand.").await;
    comments(&room, &digest, "other", "Somebody else's words.").await;
    let copy = answer(&room, "commenter", "privacy export").await;
    let file = copy.file("newsdesk-my-data.json").expect("a file comes along");
    let text = String::from_utf8(file.bytes.to_vec()).unwrap();
    let data: serde_json::Value = serde_json::from_str(&text).unwrap();
    assert!(data.is_object() && text.contains("Good news, by hand.") && !text.contains("Somebody"), "{text}");
    let commenter = room.double.member("commenter");
    let question = answer(&room, "commenter", "privacy delete").await;
    assert!(question.text().contains("Stays: a ban in force"), "{}", question.text());
    let kept = commenter.click(&question, "Keep everything").await.unwrap().update().await.unwrap();
    assert_eq!(kept.text(), "Nothing was erased.");
    let question = answer(&room, "commenter", "privacy delete").await;
    let erased = commenter.click(&question, "Erase everything").await.unwrap().update().await.unwrap();
    assert_eq!(erased.text(), "Everything I held on you is erased, with one comment among it.");
    let comment = newsdesk::desk::CommentStore::comment(&*room.store, CommentId(1)).await.unwrap().unwrap();
    assert_eq!((comment.state, comment.author, comment.text.as_str()), (CommentState::Deleted, None, ""));
    let nothing = answer(&room, "commenter", "mycomments").await;
    assert!(nothing.text().starts_with("You have written no comments here."), "{}", nothing.text());
    done(room).await;
}

#[tokio::test]
async fn slow_work_is_acknowledged_first_and_the_words_still_come_back() {
    let limits = Limits { acknowledge_after: Duration::ZERO, ..quick() };
    let room = Room::with_comments_and(limits).await;
    let digest = room.digest_to_comment().await;
    let receipt = comments(&room, &digest, "commenter", "Good news.").await;
    assert!(receipt.deferred && receipt.content.starts_with("Your comment #1 is saved"), "{}", receipt.content);
    Moderator(&room).bans("commenter").await;
    let refused = comments(&room, &digest, "commenter", "Pills?").await;
    assert!(refused.deferred && refused.text().ends_with("> Pills?"), "{}", refused.text());
    done(room).await;
}
