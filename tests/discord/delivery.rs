//! What the desk decided reaches Discord: cards, publications under members' names, notices; once, and whatever happens.

use crate::room::comments::described_for_comments;
use crate::room::{Room, quick};
use discord_double::{Message, Permissions, RouteFault};
use jiff::SignedDuration;
use newsdesk::desk::{
    Actor, ArticleId, ArticleRef, ChannelId, Comment, CommentId, DecideRequest, EditRequest, GuildId, Key, MemberId,
    MessageId, Persona, Reason, RoleId, Ruling, SettingsChange, SubmitRequest,
};
use newsdesk::discord::{DiscordSettings, Limits, ServeError, serve};
use newsdesk::moderation::CommentState;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Duration;
use tokio::task::JoinHandle;

const TITLE: &str =
    "Kamala Harris will hold talks on immigration and the economy during a visit to Guatemala and Mexico";
/// A thread's name has room for so much of it.
const THREAD: &str =
    "Comments: Kamala Harris will hold talks on immigration and the economy during a visit to Guatemala…";

const POST: &str = "POST /channels/{channel_id}/messages";
const HOOK: &str = "POST /webhooks/{webhook_id}/{webhook_token}";

/// A room, the digest in it, and hands to comment and decide without clicking.
pub(crate) struct Scene {
    pub(crate) room: Room,
    digest: Message,
    keys: AtomicU64,
}

impl Scene {
    pub(crate) async fn open() -> Self {
        let room = Room::with_comments().await;
        let digest = room.digest_to_comment().await;
        Self { room, digest, keys: AtomicU64::new(1) }
    }

    /// A bot that waits long before a second attempt and stops at once.
    async fn with_long_pauses() -> Self {
        let limits = Limits { retry: Duration::from_mins(1), drain: Duration::from_millis(50), ..quick() };
        let room = Room::open_with(described_for_comments(), limits).await;
        let scene = Self { digest: room.digest_to_comment().await, room, keys: AtomicU64::new(1) };
        let channel = scene.room.double.channel_id("moderators").unwrap().0;
        let change = SettingsChange::Channel { channel, server_name: "Test".to_owned() };
        scene.room.desk.change_settings(&scene.actor("admin"), change).await.unwrap();
        scene.room.double.bot_may("news", Permissions::MANAGE_WEBHOOKS).unwrap();
        scene
    }

    /// Another process on the same database. It ends with the test.
    fn start_again(&self) -> JoinHandle<Result<(), ServeError>> {
        let double = &self.room.double;
        let (token, api) = (double.token().into(), Some(double.api_base()));
        let settings = DiscordSettings { token, api, dev_guild: None, limits: quick() };
        tokio::spawn(serve(self.room.desk.clone(), settings, std::future::pending()))
    }

    /// The same, and the bot may have webhooks in #news.
    async fn with_webhooks() -> Self {
        let scene = Self::open().await;
        scene.room.double.bot_may("news", Permissions::MANAGE_WEBHOOKS).unwrap();
        scene
    }

    fn key(&self) -> Key {
        Key(self.keys.fetch_add(1, Ordering::Relaxed))
    }

    pub(crate) fn actor(&self, name: &str) -> Actor {
        let double = &self.room.double;
        let id = |found: Option<discord_double::Snowflake>| found.unwrap().0;
        Actor {
            member: MemberId(id(double.user_id(name))),
            guild: GuildId(id(double.guild_id("Test"))),
            channel: ChannelId(id(double.channel_id("news"))),
            persona: Persona { name: format!("{name} of Test"), avatar: Some("https://cdn.example/a.png".to_owned()) },
            roles: Vec::<RoleId>::new(),
            administrator: name == "admin",
            manages_messages: name.starts_with("mod"),
        }
    }

    fn article(&self) -> ArticleId {
        let buttons = self.digest.buttons();
        let id = buttons.iter().find_map(|button| button.custom_id.as_deref()?.split(':').nth(2)?.parse().ok());
        ArticleId(id.expect("the digest's buttons carry its number"))
    }

    pub(crate) async fn submit(&self, text: &str) -> Comment {
        self.submit_below(text, None, Some(MessageId(self.digest.id.0))).await
    }

    async fn submit_below(&self, text: &str, parent: Option<CommentId>, below: Option<MessageId>) -> Comment {
        let (key, actor, article) = (self.key(), self.actor("commenter"), ArticleRef::Id(self.article()));
        let request = SubmitRequest { key, actor, article, below, parent, text: text.to_owned() };
        let comment = self.room.desk.submit_comment(request).await.unwrap().comment;
        self.room.double.channel("moderators").next_message().await.unwrap();
        comment
    }

    async fn decide(&self, comment: &Comment, ruling: Ruling, reason: Option<Reason>) -> Comment {
        let request = DecideRequest {
            key: self.key(),
            actor: self.actor("mod1"),
            comment: comment.id,
            revision: comment.revision,
            seen: comment.state,
            ruling,
            reason,
        };
        self.room.desk.decide_comment(request).await.unwrap()
    }

    async fn approve(&self, comment: &Comment) -> Comment {
        self.decide(comment, Ruling::Approve, None).await
    }

    async fn edit(&self, comment: &Comment, text: &str) -> Comment {
        let (key, actor) = (self.key(), self.actor("commenter"));
        let request = EditRequest { key, actor, comment: comment.id, after: comment.revision, text: text.to_owned() };
        self.room.desk.edit_comment(request).await.unwrap().comment
    }

    /// What stands in the article's thread, once the bot has said something new there.
    async fn published(&self) -> Message {
        self.room.double.channel(THREAD).next_message().await.unwrap()
    }

    async fn told(&self) -> Message {
        self.room.double.dm("commenter").next_message().await.unwrap()
    }

    /// Waits until nothing is to be delivered any more, or only what is stuck.
    pub(crate) async fn settled(&self) {
        for _ in 0..400 {
            let status = self.room.desk.status(&self.actor("admin")).await.unwrap();
            if status.figures.errands == 0 {
                return;
            }
            tokio::time::sleep(Duration::from_millis(25)).await;
        }
        panic!("the outbox does not become empty");
    }

    /// The same while the pauses between attempts pass.
    async fn settled_in_time(&self) {
        for _ in 0..100 {
            self.room.clock.advance(SignedDuration::from_mins(11));
            tokio::time::sleep(Duration::from_millis(100)).await;
            if self.room.desk.status(&self.actor("admin")).await.unwrap().figures.errands == 0 {
                return;
            }
        }
        panic!("the outbox does not become empty");
    }

    async fn stuck(&self) -> Vec<String> {
        for _ in 0..400 {
            let status = self.room.desk.status(&self.actor("admin")).await.unwrap();
            if !status.figures.stuck.is_empty() {
                return status.figures.stuck.into_iter().map(|(_, cause)| cause).collect();
            }
            tokio::time::sleep(Duration::from_millis(25)).await;
        }
        panic!("nothing is stuck");
    }

    /// The end, whatever else was said.
    async fn finish(self) {
        self.settled().await;
        self.room.double.read_everything();
        self.room.finish().await;
    }
}

#[tokio::test]
async fn an_approved_comment_appears_in_the_thread_under_its_authors_name() {
    let scene = Scene::with_webhooks().await;
    let first = scene.submit("A *first* thought\n\nof two lines").await;
    let first = scene.approve(&first).await;
    let shown = scene.published().await;
    assert_eq!(shown.content, "A \\*first\\* thought\n\nof two lines\n-# Comment #1");
    assert_eq!(shown.under_name(), Some(("commenter of Test", Some("https://cdn.example/a.png"))));
    assert!(shown.pings().is_empty());
    let told = scene.told().await;
    assert!(told.content.starts_with(&format!("Your comment #1 on “{TITLE}” was approved on Test.")));
    assert!(told.content.ends_with(&format!("/{}", shown.id)), "it leads to the message: {}", told.content);

    let parent = Some(first.id);
    let reply = scene.submit_below("@everyone I agree", parent, Some(MessageId(shown.id.0))).await;
    scene.approve(&reply).await;
    let shown = scene.published().await;
    assert!(shown.content.ends_with("\n-# Comment #2 · in reply to #1"), "{}", shown.content);
    assert!(shown.pings().is_empty());
    let button = shown.button("Reply").unwrap();
    assert_eq!(button.custom_id.unwrap(), format!("nd1:c:write:{}:2", scene.article().0));
    scene.finish().await;
}

#[tokio::test]
async fn without_the_permission_for_webhooks_the_bot_says_whose_words_they_are() {
    let scene = Scene::open().await;
    let comment = scene.submit("As it is").await;
    scene.approve(&comment).await;
    let shown = scene.published().await;
    assert_eq!(shown.content, "**commenter of Test**:\nAs it is\n-# Comment #1");
    assert_eq!(shown.under_name(), None);
    scene.finish().await;
}

#[tokio::test]
async fn edits_and_deletions_follow() {
    for webhooks in [true, false] {
        let scene = if webhooks { Scene::with_webhooks().await } else { Scene::open().await };
        let comment = scene.submit("Before").await;
        let comment = scene.approve(&comment).await;
        assert!(scene.published().await.content.contains("Before"));
        scene.settled().await;
        let comment = scene.edit(&comment, "Afterwards").await;
        scene.settled().await;
        let there = scene.room.double.channel(THREAD).messages().unwrap();
        assert!(there.len() == 1 && there[0].content.contains("Before"), "an edit waits for a moderator");
        scene.room.double.archive(THREAD).unwrap();
        scene.approve(&comment).await;
        assert!(scene.published().await.content.contains("Afterwards"), "an archived thread is no obstacle");
        scene.settled().await;
        assert_eq!(scene.room.double.channel(THREAD).messages().unwrap().len(), 1);
        let author = scene.actor("commenter").member;
        scene.room.double.archive(THREAD).unwrap();
        scene.room.desk.delete_comment(scene.key(), author, comment.id).await.unwrap();
        scene.settled().await;
        assert!(scene.room.double.channel(THREAD).messages().unwrap().is_empty());
        scene.finish().await;
    }
}

#[tokio::test]
async fn a_rejection_tells_the_reason_the_rule_and_the_way_to_appeal() {
    let scene = Scene::open().await;
    let comment = scene.submit("Something rude").await;
    let reason = Reason {
        code: "tone".to_owned(),
        label: "Tone".to_owned(),
        rule: "Be *kind*.".to_owned(),
        words: "Say it\notherwise".to_owned(),
    };
    scene.decide(&comment, Ruling::Reject, Some(reason)).await;
    let told = scene.told().await;
    let expected = "was turned down on Test.\nReason: **Tone**\n\
        The rule: Be \\*kind\\*.\nThe moderator wrote:\n> Say it\n> otherwise\nYour words were:\n> Something rude\n\
        You can appeal once, with the button or `/appeal`; another moderator decides.";
    assert_eq!(told.content, format!("Your comment #1 on “{TITLE}” {expected}"));
    assert!(told.button("Appeal").is_some());
    assert!(scene.room.double.channel_id(THREAD).is_none(), "nothing is published");
    scene.finish().await;
}

#[tokio::test]
async fn who_takes_no_private_messages_is_left_in_peace() {
    let scene = Scene::open().await;
    scene.room.double.close_dms("commenter").unwrap();
    let comment = scene.submit("Quietly").await;
    scene.approve(&comment).await;
    scene.published().await;
    scene.settled().await;
    let status = scene.room.desk.status(&scene.actor("admin")).await.unwrap();
    assert!(status.figures.stuck.is_empty());
    scene.finish().await;
}

#[tokio::test]
async fn a_deleted_thread_is_followed_by_a_new_one() {
    let scene = Scene::with_webhooks().await;
    let first = scene.submit("One").await;
    scene.approve(&first).await;
    scene.published().await;
    scene.settled().await;
    scene.room.double.delete_channel(THREAD).unwrap();
    let second = scene.submit("Two").await;
    scene.approve(&second).await;
    assert!(scene.published().await.content.starts_with("Two"));
    let starter = scene.room.double.channel("news").messages().unwrap();
    assert!(starter.iter().any(|message| message.content == format!("Comments on **{TITLE}**")));
    let third = scene.submit("Three").await;
    scene.approve(&third).await;
    assert!(scene.published().await.content.starts_with("Three"), "the new thread is kept");
    scene.finish().await;
}

#[tokio::test]
async fn a_comment_without_a_message_of_the_bot_gets_a_thread_of_its_own() {
    let scene = Scene::open().await;
    let comment = scene.submit_below("From afar", None, None).await;
    scene.approve(&comment).await;
    assert!(scene.published().await.content.contains("From afar"));
    let starter = scene.room.double.channel("news").messages().unwrap().pop().unwrap();
    assert_eq!(starter.button("Comment").unwrap().custom_id.unwrap(), format!("nd1:c:write:{}:0", scene.article().0));
    scene.finish().await;
}

#[tokio::test]
async fn a_deleted_moderators_channel_is_said_and_another_one_takes_over() {
    let scene = Scene::open().await;
    scene.submit("Before").await;
    scene.settled().await;
    scene.room.double.delete_channel("moderators").unwrap();
    let (key, actor) = (scene.key(), scene.actor("commenter"));
    let article = ArticleRef::Id(scene.article());
    let request = SubmitRequest { key, actor, article, below: None, parent: None, text: "Lost?".to_owned() };
    scene.room.desk.submit_comment(request).await.unwrap();
    assert_eq!(scene.stuck().await, ["channel_gone"]);
    let admin = scene.room.double.member("admin");
    let status = admin.slash("newsdesk status").send().await.unwrap().reply().await.unwrap();
    let remedy = "- One message: the moderators' channel is gone; choose another with `/newsdesk setup`.";
    assert!(status.is_ephemeral() && status.text().contains(remedy), "{}", status.text());
    let setup = admin.slash("newsdesk setup").send().await.unwrap().reply().await.unwrap();
    let picked = admin.select(&setup, "The moderators' channel", &["talk"]).await.unwrap();
    assert!(picked.update().await.unwrap().text().contains("**Moderators' channel:** <#"));
    scene.room.double.channel("talk").next_message().await.unwrap();
    scene.finish().await;
}

#[tokio::test]
async fn a_missing_permission_is_named() {
    let scene = Scene::open().await;
    scene.room.double.bot_may_not("moderators", Permissions::SEND_MESSAGES).unwrap();
    let (key, actor) = (scene.key(), scene.actor("commenter"));
    let article = ArticleRef::Id(scene.article());
    let request = SubmitRequest { key, actor, article, below: None, parent: None, text: "Hello".to_owned() };
    let comment = scene.room.desk.submit_comment(request).await.unwrap().comment;
    assert_eq!(scene.stuck().await, ["Send Messages"]);
    scene.room.double.bot_may("moderators", Permissions::SEND_MESSAGES).unwrap();
    scene.room.double.bot_may_not("news", Permissions::CREATE_PUBLIC_THREADS).unwrap();
    scene.approve(&comment).await;
    scene.room.double.channel("moderators").next_message().await.unwrap();
    scene.told().await;
    assert_eq!(scene.stuck().await, ["Create Public Threads"]);
    scene.finish().await;
}

#[tokio::test]
async fn a_discord_in_trouble_is_tried_until_it_works() {
    let scene = Scene::with_webhooks().await;
    let faults = scene.room.double.faults();
    faults.route(POST, RouteFault::Fail(503), 2).unwrap();
    let comment = scene.submit("Patience").await;
    faults.route("GET /channels/{channel_id}/webhooks", RouteFault::Fail(500), 1).unwrap();
    faults.route(HOOK, RouteFault::RateLimit(Duration::from_millis(30)), 1).unwrap();
    faults.route(HOOK, RouteFault::Fail(502), 1).unwrap();
    scene.approve(&comment).await;
    assert!(scene.published().await.under_name().is_some());
    assert_eq!(scene.room.double.channel(THREAD).messages().unwrap().len(), 1);
    scene.finish().await;
}

#[tokio::test]
async fn what_arrived_although_discord_said_otherwise_is_there_once() {
    let scene = Scene::with_webhooks().await;
    let faults = scene.room.double.faults();
    faults.route(HOOK, RouteFault::FailAfter(502), 1).unwrap();
    let comment = scene.submit("Only once").await;
    scene.approve(&comment).await;
    scene.published().await;
    scene.settled().await;
    assert_eq!(scene.room.double.channel(THREAD).messages().unwrap().len(), 1);
    let edited = scene.edit(&comment_now(&scene, comment.id).await, "Still once").await;
    scene.approve(&edited).await;
    assert!(scene.published().await.content.contains("Still once"), "the message that was found is known");
    scene.finish().await;
}

#[tokio::test]
async fn what_was_sent_before_the_bot_could_note_it_is_found_again() {
    let scene = Scene::open().await;
    let faults = scene.room.double.faults();
    // Every attempt arrives and none is answered: only the channel's history knows.
    faults.route(POST, RouteFault::FailAfter(502), 4).unwrap();
    let comment = scene.submit("Perhaps").await;
    let attempts = || scene.room.double.requests().iter().filter(|request| request.status == 502).count();
    while attempts() < 4 {
        tokio::time::sleep(Duration::from_millis(20)).await;
    }
    // The nonce is no longer known.
    scene.room.double.skip(Duration::from_mins(10));
    scene.settled_in_time().await;
    assert_eq!(scene.room.double.channel("moderators").messages().unwrap().len(), 1);
    scene.approve(&comment).await;
    scene.room.double.channel("moderators").next_message().await.unwrap();
    scene.finish().await;
}

#[tokio::test]
async fn a_bot_that_ends_between_sending_and_noting_sends_nothing_twice() {
    for (route, place) in [(POST, "moderators"), (HOOK, THREAD)] {
        let mut scene = Scene::with_long_pauses().await;
        let faults = scene.room.double.faults();
        if route == POST {
            faults.route(route, RouteFault::FailAfter(502), 1).unwrap();
        }
        let comment = scene.submit("Once").await;
        if route == HOOK {
            faults.route(route, RouteFault::FailAfter(502), 1).unwrap();
            scene.approve(&comment).await;
            scene.published().await;
        }
        scene.room.stop().await.unwrap();
        scene.room.double.skip(Duration::from_mins(10));
        let again = scene.start_again();
        scene.settled_in_time().await;
        assert_eq!(scene.room.double.channel(place).messages().unwrap().len(), 1, "{place}");
        scene.finish().await;
        again.abort();
    }
}

#[tokio::test]
async fn a_deleted_webhook_is_made_anew_and_old_messages_still_follow() {
    let scene = Scene::with_webhooks().await;
    let first = scene.submit("One").await;
    let first = scene.approve(&first).await;
    scene.published().await;
    scene.settled().await;
    scene.room.double.delete_webhooks("news").unwrap();
    scene.room.double.add_webhook("news", "Somebody's").unwrap();
    let second = scene.submit("Two").await;
    scene.approve(&second).await;
    assert!(scene.published().await.under_name().is_some());
    scene.settled().await;
    scene.room.double.bot_may("news", Permissions::MANAGE_MESSAGES).unwrap();
    let first = scene.edit(&first, "One again").await;
    scene.approve(&first).await;
    assert!(scene.published().await.content.starts_with("One again"));
    let there = scene.room.double.channel(THREAD).messages().unwrap();
    let words: Vec<&str> = there.iter().filter_map(|message| message.content.lines().next()).collect();
    assert_eq!(words, ["Two", "One again"], "the old message does not stay beside the new one");
    scene.finish().await;
}

#[tokio::test]
async fn a_long_comment_is_shown_whole_in_a_card() {
    let scene = Scene::with_webhooks().await;
    let text = "*_".repeat(900);
    let comment = scene.submit(&text).await;
    scene.approve(&comment).await;
    let shown = scene.published().await;
    assert!(shown.content.is_empty());
    assert_eq!(shown.text().matches("\\*\\_").count(), 900);
    scene.finish().await;
}

#[tokio::test]
async fn a_name_that_discord_refuses_is_made_acceptable() {
    let scene = Scene::with_webhooks().await;
    let (key, mut actor) = (scene.key(), scene.actor("commenter"));
    actor.persona = Persona { name: "Clyde of Discord".to_owned(), avatar: None };
    let article = ArticleRef::Id(scene.article());
    let request = SubmitRequest { key, actor, article, below: None, parent: None, text: "Hello".to_owned() };
    let comment = scene.room.desk.submit_comment(request).await.unwrap().comment;
    scene.approve(&comment).await;
    assert_eq!(scene.published().await.under_name(), Some(("C·lyde of D·iscord", None)));
    scene.finish().await;
}

#[tokio::test]
async fn a_bot_that_stops_delivers_what_was_acknowledged_or_does_so_after_its_return() {
    let mut scene = Scene::open().await;
    let comment = scene.submit("Just in time").await;
    scene.approve(&comment).await;
    scene.room.stop().await.unwrap();
    scene.room.double.read_everything();
    let status = scene.room.desk.status(&scene.actor("admin")).await.unwrap();
    let delivered = scene.room.double.channel_id(THREAD).is_some();
    assert!(delivered || status.figures.errands > 0, "nothing is forgotten");
    scene.room.finish().await;
}

async fn comment_now(scene: &Scene, id: CommentId) -> Comment {
    let comment = scene.room.desk.own_comment(scene.actor("commenter").member, id).await.unwrap();
    assert_eq!(comment.state, CommentState::Approved);
    comment
}
