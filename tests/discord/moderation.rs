//! The moderators' side: the card, the queue, appeals, bans, the log.

use crate::room::Room;
use discord_double::{Message, Reply};
use jiff::SignedDuration;
use newsdesk::desk::{
    Actor, AppealAgainst, AppealRequest, ArticleRef, ChannelId, Comment, CommentId, CommentStore as _, EditRequest,
    GuildId, Key, MemberId, MessageId, Persona, SubmitRequest,
};
use newsdesk::moderation::CommentState;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Duration;

/// A room with the article in it. Authors act through the desk, moderators click.
struct Scene {
    room: Room,
    digest: Message,
    keys: AtomicU64,
}

impl Scene {
    async fn open() -> Self {
        let room = Room::with_comments().await;
        let digest = room.digest_to_comment().await;
        Self { room, digest, keys: AtomicU64::new(1) }
    }

    fn key(&self) -> Key {
        Key(self.keys.fetch_add(1, Ordering::Relaxed))
    }

    fn id(&self, name: &str) -> MemberId {
        MemberId(self.room.double.user_id(name).unwrap().0)
    }

    fn author(&self, name: &str) -> Actor {
        let double = &self.room.double;
        Actor {
            member: self.id(name),
            guild: GuildId(double.guild_id("Test").unwrap().0),
            channel: ChannelId(double.channel_id("news").unwrap().0),
            persona: Persona { name: name.to_owned(), avatar: None },
            roles: Vec::new(),
            administrator: false,
            manages_messages: false,
        }
    }

    /// Writes a comment, and waits for its card.
    async fn comment(&self, author: &str, text: &str) -> Comment {
        let request = SubmitRequest {
            key: self.key(),
            actor: self.author(author),
            article: ArticleRef::Latest,
            below: Some(MessageId(self.digest.id.0)),
            parent: None,
            text: text.to_owned(),
        };
        let comment = self.room.desk.submit_comment(request).await.unwrap().comment;
        self.card(comment.id, "waits").await;
        comment
    }

    async fn edits(&self, comment: &Comment, author: &str, text: &str) {
        let (key, actor) = (self.key(), self.author(author));
        let request = EditRequest { key, actor, comment: comment.id, after: comment.revision, text: text.to_owned() };
        self.room.desk.edit_comment(request).await.unwrap();
    }

    async fn appeals(&self, comment: CommentId, author: &str, words: &str) {
        let decision = self.stored(comment).await.decision.unwrap();
        let against = AppealAgainst::Decision(decision.id);
        let request = AppealRequest { key: self.key(), member: self.id(author), against, words: words.to_owned() };
        self.room.desk.file_appeal(request).await.unwrap();
    }

    async fn stored(&self, id: CommentId) -> Comment {
        self.room.store.comment(id).await.unwrap().unwrap()
    }

    /// The card in the moderators' channel that begins with this number, once it says this.
    async fn card(&self, id: CommentId, words: &str) -> Message {
        self.in_channel(&format!("**#{}**", id.0), words).await
    }

    async fn in_channel(&self, about: &str, words: &str) -> Message {
        for _ in 0..800 {
            let messages = self.room.double.channel("moderators").messages().unwrap();
            if let Some(found) = messages.into_iter().find(|m| m.content.contains(about) && m.content.contains(words)) {
                return found;
            }
            tokio::time::sleep(Duration::from_millis(25)).await;
        }
        panic!("no message about {about} says {words}");
    }

    /// Clicks on a card, and reads what is said to the moderator alone.
    async fn clicks(&self, who: &str, message: &Message, button: &str) -> Reply {
        let reply = self.room.double.member(who).click(message, button).await.unwrap().reply().await.unwrap();
        assert!(reply.is_ephemeral(), "{}", reply.text());
        reply
    }

    /// Clicks in a message that changes in place.
    async fn turns(&self, who: &str, message: &Message, button: &str) -> Message {
        let clicked = self.room.double.member(who).click(message, button).await.unwrap();
        clicked.update().await.unwrap()
    }

    async fn chooses(&self, who: &str, message: &Message, list: &str, entry: &str) -> Message {
        let chosen = self.room.double.member(who).select(message, list, &[entry]).await.unwrap();
        chosen.update().await.unwrap()
    }

    async fn types(&self, who: &str, command: &str) -> Reply {
        let reply = self.room.double.member(who).slash(command).send().await.unwrap().reply().await.unwrap();
        assert!(reply.is_ephemeral(), "{}", reply.text());
        reply
    }

    async fn finish(mut self) {
        self.room.stop().await.unwrap();
        self.room.double.read_everything();
        self.room.finish().await;
    }
}

fn labels(message: &Message) -> Vec<String> {
    message.buttons().into_iter().map(|button| button.label).collect()
}

#[tokio::test]
async fn approve_is_one_click_and_the_card_says_who_did_it() {
    let scene = Scene::open().await;
    let comment = scene.comment("commenter", "Well said @everyone").await;
    let card = scene.card(comment.id, "waits").await;
    assert_eq!(labels(&card), ["Approve", "Reject", "Ban author", "History"]);
    assert!(card.pings().is_empty() && card.text().contains("The first comment on this server"), "{}", card.text());
    let reply = scene.clicks("mod1", &card, "Approve").await;
    assert_eq!(reply.content, format!("**#{}** approved.", comment.id.0));
    let card = scene.card(comment.id, "was approved").await;
    assert!(card.content.contains(&format!("<@{}>", scene.id("mod1").0)), "{}", card.content);
    assert_eq!(labels(&card), ["Take down", "Ban author", "History"]);
    assert_eq!(scene.stored(comment.id).await.state, CommentState::Approved);
    scene.finish().await;
}

#[tokio::test]
async fn a_reason_from_the_list_rejects_at_once() {
    let scene = Scene::open().await;
    let comment = scene.comment("commenter", "Buy pills").await;
    let card = scene.card(comment.id, "waits").await;
    let reasons = scene.clicks("mod1", &card, "Reject").await;
    let done = scene.chooses("mod1", &reasons, "Reject now, because…", "Spam").await;
    assert_eq!(done.content, format!("**#{}** rejected: Spam.", comment.id.0));
    assert!(done.components.is_empty());
    let card = scene.card(comment.id, "was rejected").await;
    assert!(card.content.ends_with(": Spam.") && labels(&card) == ["Ban author", "History"], "{}", card.content);
    scene.finish().await;
}

#[tokio::test]
async fn a_rejection_can_carry_words_of_the_moderators_own() {
    let scene = Scene::open().await;
    let comment = scene.comment("commenter", "Nonsense").await;
    let card = scene.card(comment.id, "waits").await;
    let reasons = scene.clicks("mod1", &card, "Reject").await;
    let mod1 = scene.room.double.member("mod1");
    let list = "Reject with words of my own, because…";
    let form = mod1.select(&reasons, list, &["Off topic"]).await.unwrap().modal().await.unwrap();
    assert_eq!(form.title, format!("Reject #{}: Off topic", comment.id.0));
    let sent = mod1.submit_modal(&form, [("words", "The article is about a visit.")]).await.unwrap();
    let done = sent.update().await.unwrap();
    assert!(done.content.ends_with("rejected: Off topic, “The article is about a visit.”."), "{}", done.content);
    let reason = scene.stored(comment.id).await.decision.unwrap().reason.unwrap();
    assert_eq!((reason.code.as_str(), reason.rule.is_empty()), ("off_topic", false));
    scene.finish().await;
}

#[tokio::test]
async fn of_two_moderators_one_decides_and_the_other_is_told_who() {
    let scene = Scene::open().await;
    let comment = scene.comment("commenter", "A thought").await;
    let card = scene.card(comment.id, "waits").await;
    let (one, two) = (scene.room.double.member("mod1"), scene.room.double.member("mod2"));
    let (first, second) = tokio::join!(one.click(&card, "Approve"), two.click(&card, "Approve"));
    let first = first.unwrap().reply().await.unwrap().text();
    let second = second.unwrap().reply().await.unwrap().text();
    let (won, lost) = if first.ends_with("approved.") { (first, second) } else { (second, first) };
    assert_eq!(won, format!("**#{}** approved.", comment.id.0));
    assert!(lost.starts_with("Somebody decided first: <@") && lost.contains("> approved #"), "{lost}");
    scene.finish().await;
}

#[tokio::test]
async fn a_dialogue_that_was_overtaken_says_so() {
    let scene = Scene::open().await;
    let comment = scene.comment("commenter", "A thought").await;
    let card = scene.card(comment.id, "waits").await;
    let reasons = scene.clicks("mod1", &card, "Reject").await;
    scene.clicks("mod2", &card, "Approve").await;
    let told = scene.chooses("mod1", &reasons, "Reject now, because…", "Spam").await;
    let by = format!("Somebody decided first: <@{}> approved #{}", scene.id("mod2").0, comment.id.0);
    assert!(told.content.starts_with(&by), "{}", told.content);
    assert_eq!(scene.stored(comment.id).await.state, CommentState::Approved);
    scene.finish().await;
}

#[tokio::test]
async fn a_card_that_is_stale_decides_nothing() {
    let scene = Scene::open().await;
    let comment = scene.comment("commenter", "First words").await;
    let stale = scene.card(comment.id, "waits").await;
    scene.edits(&comment, "commenter", "Other words").await;
    let fresh = scene.card(comment.id, "revision 2").await;
    // The double shows the card as it is now, so the old button is put into a message of its own.
    let old = scene.room.message_with_button(stale.button("Approve").unwrap().custom_id.as_deref().unwrap()).await;
    let told = scene.clicks("mod1", &old, "Old").await;
    let sentence =
        format!("The author has edited #{} since; the card in the channel shows the new words.", comment.id.0);
    assert!(told.content.starts_with(&sentence), "{}", told.content);
    assert_eq!(scene.stored(comment.id).await.state, CommentState::Pending);
    assert!(fresh.text().contains("Other words"));
    scene.room.desk.delete_comment(scene.key(), scene.id("commenter"), comment.id).await.unwrap();
    scene.card(comment.id, "was deleted").await;
    let old = scene.room.message_with_button(fresh.button("Approve").unwrap().custom_id.as_deref().unwrap()).await;
    let told = scene.clicks("mod1", &old, "Old").await;
    assert!(told.content.starts_with(&format!("#{} was deleted meanwhile.", comment.id.0)), "{}", told.content);
    scene.finish().await;
}

#[tokio::test]
async fn somebody_who_does_not_moderate_any_more_is_refused() {
    let scene = Scene::open().await;
    let comment = scene.comment("commenter", "A thought").await;
    let card = scene.card(comment.id, "waits").await;
    scene.room.double.take_role("mod1", "Mods").unwrap();
    for (who, button) in [("mod1", "Approve"), ("mod1", "Reject"), ("mod1", "History"), ("other", "Ban author")] {
        let told = scene.clicks(who, &card, button).await;
        assert!(told.content.starts_with("Only moderators of this server can do that."), "{}", told.content);
    }
    assert_eq!(scene.stored(comment.id).await.state, CommentState::Pending);
    scene.finish().await;
}

#[tokio::test]
async fn two_moderators_work_through_the_queue_without_meeting() {
    let scene = Scene::open().await;
    let first = scene.comment("commenter", "One").await;
    let second = scene.comment("other", "Two").await;
    let third = scene.comment("commenter", "Three").await;
    let mine = scene.types("mod1", "queue").await;
    assert!(mine.content.starts_with("1 of 3 waiting · yours until <t:"), "{}", mine.content);
    assert!(mine.content.contains(&format!("**#{}**", first.id.0)));
    let theirs = scene.types("mod2", "queue").await;
    assert!(theirs.content.starts_with("1 of 3 waiting, 1 with others"), "{}", theirs.content);
    assert!(theirs.content.contains(&format!("**#{}**", second.id.0)));
    let next = scene.turns("mod1", &mine, "Approve").await;
    assert!(next.content.starts_with(&format!("**#{}** approved.\n1 of 2 waiting", first.id.0)), "{}", next.content);
    assert!(next.content.contains(&format!("**#{}**", third.id.0)) && next.is_ephemeral());
    let skipped = scene.turns("mod1", &next, "Skip").await;
    assert!(skipped.content.starts_with("Nothing waits but what you have just skipped"), "{}", skipped.content);
    let again = scene.turns("mod1", &skipped, "Look again").await;
    let reasons = scene.turns("mod1", &again, "Reject").await;
    assert_eq!(labels(&reasons), ["Back"]);
    let back = scene.turns("mod1", &reasons, "Back").await;
    let reasons = scene.turns("mod1", &back, "Reject").await;
    let done = scene.chooses("mod1", &reasons, "Reject now, because…", "Insult").await;
    assert!(done.content.starts_with(&format!("**#{}** rejected: Insult.\n", third.id.0)), "{}", done.content);
    let last = scene.turns("mod2", &theirs, "Approve").await;
    assert!(last.content.ends_with("Nothing is waiting."), "{}", last.content);
    scene.finish().await;
}

#[tokio::test]
async fn skipping_goes_through_the_whole_queue_and_round() {
    let scene = Scene::open().await;
    let mut waiting = Vec::new();
    for text in ["One", "Two", "Three"] {
        waiting.push(scene.comment("commenter", text).await.id);
        scene.room.clock.advance(SignedDuration::from_mins(20));
    }
    let mut queue = scene.types("mod1", "queue").await.message;
    for id in waiting.iter().cycle().take(7) {
        assert!(queue.content.contains(&format!("**#{}** waits", id.0)), "{}", queue.content);
        queue = scene.turns("mod1", &queue, "Skip").await;
    }
    scene.finish().await;
}

#[tokio::test]
async fn all_that_waits_of_one_author_is_rejected_after_one_question() {
    let scene = Scene::open().await;
    for text in ["Buy", "Buy now", "Buy it all"] {
        scene.comment("commenter", text).await;
    }
    let other = scene.comment("other", "A thought").await;
    let queue = scene.types("mod1", "queue").await;
    let question = scene.turns("mod1", &queue, "Reject all 3 of this author").await;
    assert!(question.content.contains("3 comments of commenter wait. Reject them all?"), "{}", question.content);
    let done = scene.chooses("mod1", &question, "Reject all of them now, because…", "Spam").await;
    assert!(done.content.starts_with("3 comments of commenter rejected.\n"), "{}", done.content);
    assert!(done.content.contains(&format!("**#{}**", other.id.0)), "{}", done.content);
    scene.finish().await;
}

#[tokio::test]
async fn an_author_is_banned_for_a_time_and_the_ban_is_lifted() {
    let scene = Scene::open().await;
    let comment = scene.comment("commenter", "Buy").await;
    let card = scene.card(comment.id, "waits").await;
    let times = scene.clicks("mod1", &card, "Ban author").await;
    let mod1 = scene.room.double.member("mod1");
    let form = mod1.select(&times, "For how long?", &["one week"]).await.unwrap().modal().await.unwrap();
    let sent = mod1.submit_modal(&form, [("reason", "Sells *pills*")]).await.unwrap();
    let done = sent.update().await.unwrap();
    let who = scene.id("commenter").0;
    assert!(done.content.starts_with(&format!("<@{who}> may not comment until <t:")), "{}", done.content);
    let bans = scene.types("mod2", "bans").await;
    assert!(bans.text().contains("“Sells \\*pills\\*”"), "{}", bans.text());
    let entry = format!("Lift 1 (member {who})");
    let lifted = scene.chooses("mod2", &bans, "Lift a ban…", &entry).await;
    assert_eq!(lifted.content, format!("<@{who}> may comment again.\nEverybody may comment."));
    let none = mod1.slash("unban").option("member", "commenter").send().await.unwrap().reply().await.unwrap();
    assert!(none.content.starts_with("There is no such comment, member, ban or appeal here."), "{}", none.content);
    scene.finish().await;
}

#[tokio::test]
async fn an_appeal_is_decided_by_another_moderator_than_the_first() {
    let scene = Scene::open().await;
    let comment = scene.comment("commenter", "A thought").await;
    let card = scene.card(comment.id, "waits").await;
    let reasons = scene.clicks("mod1", &card, "Reject").await;
    scene.chooses("mod1", &reasons, "Reject now, because…", "Insult").await;
    scene.appeals(comment.id, "commenter", "It is no insult.").await;
    let card = scene.in_channel(&format!("rejection of **#{}**", comment.id.0), "A different moderator").await;
    let mod1 = scene.room.double.member("mod1");
    let form = mod1.click(&card, "Grant").await.unwrap().modal().await.unwrap();
    let told = mod1.submit_modal(&form, []).await.unwrap().reply().await.unwrap();
    assert!(told.is_ephemeral());
    assert!(told.content.starts_with("The first decision was yours, so another moderator decides the appeal."));
    let queue = scene.types("mod2", "queue").await;
    let appeal = scene.turns("mod2", &queue, "Appeals (1)").await;
    assert!(appeal.text().contains("It is no insult."), "{}", appeal.text());
    let mod2 = scene.room.double.member("mod2");
    let form = mod2.click(&appeal, "Grant").await.unwrap().modal().await.unwrap();
    let sent = mod2.submit_modal(&form, [("answer", "You are right.")]).await.unwrap();
    let done = sent.update().await.unwrap();
    assert!(done.content.starts_with("You granted the appeal of <@"), "{}", done.content);
    assert!(done.content.ends_with("No appeal is open."), "{}", done.content);
    assert_eq!(scene.stored(comment.id).await.state, CommentState::Approved);
    scene.in_channel("The appeal was granted", "").await;
    scene.finish().await;
}

#[tokio::test]
async fn the_log_the_figures_and_the_history_are_for_moderators_alone() {
    let scene = Scene::open().await;
    let comment = scene.comment("commenter", "A thought").await;
    let card = scene.card(comment.id, "waits").await;
    scene.clicks("mod1", &card, "Approve").await;
    let log = scene.types("mod2", "modlog").await;
    assert!(log.text().contains(&format!("approved #{}", comment.id.0)), "{}", log.text());
    let figures = scene.types("mod2", "modstats").await;
    assert!(figures.text().contains("**1** written: 1 approved"), "{}", figures.text());
    assert!(figures.text().contains("Head of the audit log: entry "), "{}", figures.text());
    let history = scene.clicks("mod2", &card, "History").await;
    assert!(history.text().contains(&format!("**#{}** approved", comment.id.0)), "{}", history.text());
    scene.finish().await;
}
