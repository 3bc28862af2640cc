//! Whole stories, with nothing but commands, buttons, lists and forms: a commenter, two moderators, an admin, a reader.

use crate::room::Room;
use discord_double::{Message, Permissions, Reply};
use std::time::Duration;

/// The thread's name as the platform shows it.
const THREAD: &str =
    "Comments: Kamala Harris will hold talks on immigration and the economy during a visit to Guatemala…";

/// A server on which the article was digested.
struct Story {
    room: Room,
    digest: Message,
}

impl Story {
    async fn begin() -> Self {
        let room = Room::with_comments().await;
        room.double.bot_may("news", Permissions::MANAGE_WEBHOOKS).unwrap();
        let digest = room.digest_to_comment().await;
        Self { room, digest }
    }

    async fn writes(&self, text: &str) -> Reply {
        let commenter = self.room.double.member("commenter");
        let form = commenter.click(&self.digest, "Comment").await.unwrap().modal().await.unwrap();
        commenter.submit_modal(&form, [("text", text)]).await.unwrap().reply().await.unwrap()
    }

    /// A comment and its card in the moderators' channel.
    async fn comment_with_card(&self, text: &str) -> Message {
        let receipt = self.writes(text).await;
        assert!(receipt.content.contains("waits for a moderator"), "{}", receipt.text());
        self.room.double.channel("moderators").next_message().await.unwrap()
    }

    /// What a click is answered with, for the clicker alone.
    async fn clicks(&self, who: &str, message: &Message, button: &str) -> Reply {
        let reply = self.room.double.member(who).click(message, button).await.unwrap().reply().await.unwrap();
        assert!(reply.is_ephemeral(), "{}", reply.text());
        reply
    }

    /// Waits until a message shows these words.
    async fn shows(&self, message: &Message, channel: &str, words: &str) -> Message {
        for _ in 0..400 {
            let now = self.room.double.channel(channel).messages().unwrap();
            if let Some(found) = now.into_iter().find(|m| m.id == message.id && m.text().contains(words)) {
                return found;
            }
            tokio::time::sleep(Duration::from_millis(25)).await;
        }
        panic!("the message does not come to say “{words}”");
    }

    /// Waits for a message with these words; what was said or changed before it is read too.
    async fn new_in(&self, channel: &str, words: &str) -> Message {
        loop {
            let message = self.room.double.channel(channel).next_message().await.unwrap();
            if message.text().contains(words) {
                return message;
            }
        }
    }

    async fn end(mut self) {
        self.room.stop().await.unwrap();
        self.room.double.read_everything();
        self.room.finish().await;
    }
}

#[tokio::test]
async fn submitted_held_approved_and_published_under_the_authors_name() {
    let story = Story::begin().await;
    let card = story.comment_with_card("A thoughtful remark on the visit to Guatemala.").await;
    assert!(card.text().contains("A thoughtful remark") && card.pings().is_empty(), "{}", card.text());
    let done = story.clicks("mod1", &card, "Approve").await;
    assert!(done.content.contains("**#1** approved."), "{}", done.content);
    let published = story.room.double.channel(THREAD).next_message().await.unwrap();
    assert!(published.content.starts_with("A thoughtful remark on the visit to Guatemala."), "{}", published.content);
    assert_eq!(published.under_name().map(|(name, _)| name), Some("commenter"));
    let told = story.room.double.dm("commenter").next_message().await.unwrap();
    assert!(told.content.contains("was approved on Test"), "{}", told.text());
    let card = story.shows(&card, "moderators", "was approved by").await;
    assert!(card.button("Approve").is_none() && card.button("Take down").is_some());
    let list = story.room.double.member("reader").slash("comments").send().await.unwrap().reply().await.unwrap();
    assert!(list.text().contains("A thoughtful remark"), "{}", list.text());
    story.end().await;
}

#[tokio::test]
async fn rejected_with_a_reason_appealed_granted_by_the_second_moderator_and_published() {
    let story = Story::begin().await;
    let card = story.comment_with_card("They should all stay at home.").await;
    let question = story.clicks("mod1", &card, "Reject").await;
    let mod1 = story.room.double.member("mod1");
    let done = mod1.select(&question, "Reject now, because…", &["Off topic"]).await.unwrap().update().await.unwrap();
    assert!(done.content.contains("**#1** rejected: Off topic"), "{}", done.text());
    let told = story.room.double.dm("commenter").next_message().await.unwrap();
    assert!(told.text().contains("turned down") && told.text().contains("Off topic"), "{}", told.text());
    assert!(told.text().contains("Comments should be about the article."), "{}", told.text());

    let commenter = story.room.double.member("commenter").in_dm();
    let form = commenter.click(&told, "Appeal").await.unwrap().modal().await.unwrap();
    let input = form.inputs[0].custom_id.clone();
    let filed =
        commenter.submit_modal(&form, [(input.as_str(), "It is about the policy in the article.")]).await.unwrap();
    assert!(filed.reply().await.unwrap().content.starts_with("Your appeal is filed."));
    let again = commenter.click(&told, "Appeal").await.unwrap();
    let again = match again.modal().await {
        Ok(form) => {
            let sent = commenter.submit_modal(&form, [(input.as_str(), "Once more.")]).await.unwrap();
            sent.reply().await.unwrap()
        }
        Err(_) => again.reply().await.unwrap(),
    };
    assert!(again.text().contains("appealed already"), "{}", again.text());

    let appeal = story.new_in("moderators", "It is about the policy in the article.").await;
    let own = mod1.click(&appeal, "Grant").await.unwrap();
    let own = match own.modal().await {
        Ok(form) => {
            let input = form.inputs[0].custom_id.clone();
            mod1.submit_modal(&form, [(input.as_str(), "Yes.")]).await.unwrap().reply().await.unwrap()
        }
        Err(_) => own.reply().await.unwrap(),
    };
    assert!(own.content.contains("another moderator decides"), "{}", own.text());
    let mod2 = story.room.double.member("mod2");
    let form = mod2.click(&appeal, "Grant").await.unwrap().modal().await.unwrap();
    let input = form.inputs[0].custom_id.clone();
    let granted = mod2.submit_modal(&form, [(input.as_str(), "Fair enough.")]).await.unwrap().reply().await.unwrap();
    assert!(granted.content.starts_with("You granted the appeal"), "{}", granted.text());
    let published = story.room.double.channel(THREAD).next_message().await.unwrap();
    assert!(published.content.starts_with("They should all stay at home."), "{}", published.content);
    story.shows(&appeal, "moderators", "The appeal was granted by").await;
    story.end().await;
}

#[tokio::test]
async fn an_edit_while_it_waits_makes_the_moderators_old_click_harmless() {
    let story = Story::begin().await;
    let receipt = story.writes("First words.").await;
    let card = story.room.double.channel("moderators").next_message().await.unwrap();
    let commenter = story.room.double.member("commenter");
    let form = commenter.click(&receipt, "Edit").await.unwrap().modal().await.unwrap();
    assert_eq!(form.inputs[0].value, "First words.");
    commenter.submit_modal(&form, [("text", "Better words.")]).await.unwrap().update().await.unwrap();
    let card = story.shows(&card, "moderators", "Better words.").await;
    assert!(!card.text().contains("First words."), "{}", card.text());
    let done = story.clicks("mod1", &card, "Approve").await;
    assert!(done.content.contains("approved"), "{}", done.content);
    let published = story.room.double.channel(THREAD).next_message().await.unwrap();
    assert!(published.content.starts_with("Better words."), "{}", published.content);
    story.end().await;
}

#[tokio::test]
async fn a_banned_author_is_told_and_keeps_the_words_that_were_not_taken() {
    let story = Story::begin().await;
    let card = story.comment_with_card("Buy my pills.").await;
    let question = story.clicks("mod2", &card, "Ban author").await;
    let mod2 = story.room.double.member("mod2");
    let form = mod2.select(&question, "For how long?", &["one week"]).await.unwrap().modal().await.unwrap();
    let input = form.inputs[0].custom_id.clone();
    let banned = mod2.submit_modal(&form, [(input.as_str(), "Advertising")]).await.unwrap();
    assert!(banned.acknowledged().await.is_ok());
    let told = story.room.double.dm("commenter").next_message().await.unwrap();
    assert!(told.text().contains("You may not comment on Test until"), "{}", told.text());
    let refused = story.writes("But they are good pills.").await;
    assert!(refused.text().contains("You may not comment on this server until"), "{}", refused.text());
    assert!(refused.text().contains("But they are good pills."), "{}", refused.text());
    story.end().await;
}

#[tokio::test]
async fn erasing_ones_data_takes_the_published_words_away() {
    let story = Story::begin().await;
    let card = story.comment_with_card("Words I shall regret.").await;
    story.clicks("mod1", &card, "Approve").await;
    let published = story.room.double.channel(THREAD).next_message().await.unwrap();
    let commenter = story.room.double.member("commenter");
    let question = commenter.slash("privacy delete").send().await.unwrap().reply().await.unwrap();
    let erased = commenter.click(&question, "Erase everything").await.unwrap().update().await.unwrap();
    assert!(erased.content.contains("one comment among it"), "{}", erased.text());
    for _ in 0..400 {
        let left = story.room.double.channel(THREAD).messages().unwrap();
        if left.iter().all(|m| m.id != published.id || m.is_deleted()) {
            let card = story.shows(&card, "moderators", "was deleted").await;
            assert!(!card.text().contains("regret"), "{}", card.text());
            return story.end().await;
        }
        tokio::time::sleep(Duration::from_millis(25)).await;
    }
    panic!("the published comment is still there");
}
