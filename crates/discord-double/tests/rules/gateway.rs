//! The gateway: identify, heartbeat, resume, reconnect, invalid sessions, closing, faults of events.

use crate::bot::{Bot, Heard, described, newsroom};
use discord_double::{Double, Ending, EventFault, SessionView, intent};
use serde_json::json;
use serenity::all::{CreateCommand, GatewayIntents};
use std::time::Duration;

/// A bot that answers every command with "pong".
async fn pong(double: &Double) -> Bot {
    let bot = Bot::start(double, |context, heard| async move {
        let Heard::Interaction(interaction) = heard else { return };
        let command = interaction.command().unwrap();
        let body = json!({"type": 4, "data": {"content": "pong"}});
        let _refused = context.http.create_interaction_response(command.id, &command.token, &body, vec![]).await;
    })
    .await;
    bot.http.create_global_commands(&[CreateCommand::new("ping").description("d")]).await.unwrap();
    bot
}

async fn ping(double: &Double) {
    let handle = double.member("reader").slash("ping").send().await.unwrap();
    assert_eq!(handle.reply().await.unwrap().content, "pong");
}

async fn resumed(double: &Double, times: u32) -> SessionView {
    double
        .gateway()
        .session("a resumed session", |session| session.connected && session.resumes == times)
        .await
        .unwrap()
}

#[tokio::test]
async fn heartbeats_are_heard() {
    let double = described().heartbeat_interval(Duration::from_millis(50)).start().await.unwrap();
    let _bot = pong(&double).await;
    double.gateway().session("three heartbeats", |session| session.heartbeats >= 3).await.unwrap();
    double.finish().await.unwrap();
}

#[tokio::test]
async fn a_bot_resumes_after_op_7_and_gets_what_it_missed() {
    let double = newsroom().await;
    let _bot = pong(&double).await;
    ping(&double).await;
    double.gateway().reconnect();
    let handle = double.member("reader").slash("ping").send().await.unwrap();
    assert_eq!(handle.reply().await.unwrap().content, "pong");
    resumed(&double, 1).await;
    assert_eq!(double.gateway().sessions().len(), 1, "resumed, not identified anew");
    ping(&double).await;
    let _double_answers = double.take_violations();
    double.finish().await.unwrap();
}

#[tokio::test]
async fn a_dropped_socket_and_a_refused_connection_are_survived() {
    let double = newsroom().await;
    let _bot = pong(&double).await;
    ping(&double).await;
    double.gateway().refuse_connections(1);
    double.gateway().drop_sockets();
    resumed(&double, 1).await;
    ping(&double).await;
    let _double_answers = double.take_violations();
    double.finish().await.unwrap();
}

#[tokio::test]
async fn an_invalid_session_is_identified_anew() {
    let double = newsroom().await;
    let _bot = pong(&double).await;
    ping(&double).await;
    double.gateway().invalidate(false);
    let anew = |session: &SessionView| session.connected && session.alive && session.id == "session-2";
    double.gateway().session("a second session", anew).await.unwrap();
    ping(&double).await;
    double.finish().await.unwrap();
}

#[tokio::test]
async fn a_wrong_token_and_a_privileged_intent_are_closed_upon() {
    let double = newsroom().await;
    let _bot = Bot::asking(&double, GatewayIntents::all(), |_, _| async {}).await;
    let violation = async {
        loop {
            if let Some(violation) = double.take_violations().pop() {
                return violation;
            }
            tokio::time::sleep(Duration::from_millis(5)).await;
        }
    };
    assert_eq!(violation.await.rule, "disallowed intents");
    assert!(double.gateway().sessions().is_empty());
    double.finish().await.unwrap();
}

#[tokio::test]
async fn allowed_privileged_intents_bring_the_words() {
    let double = described().privileged_intents(intent::PRIVILEGED).start().await.unwrap();
    let _bot = Bot::asking(&double, GatewayIntents::all(), |context, heard| async move {
        let Heard::Message(message) = heard else { return };
        message.channel_id.say(&context.http, format!("heard {}", message.content)).await.unwrap();
    })
    .await;
    double.member("reader").says("no mention").await.unwrap();
    assert_eq!(double.channel("news").next_message().await.unwrap().content, "heard no mention");
    double.finish().await.unwrap();
}

#[tokio::test]
async fn only_asked_for_events_arrive() {
    let double = newsroom().await;
    let _bot = Bot::asking(&double, GatewayIntents::DIRECT_MESSAGES, |context, heard| async move {
        let Heard::Message(message) = heard else { return };
        message.channel_id.say(&context.http, "heard").await.unwrap();
    })
    .await;
    double.member("reader").says("hello @bot").await.unwrap();
    double.member("reader").dm("hello").await.unwrap();
    assert_eq!(double.dm("reader").next_message().await.unwrap().content, "heard");
    assert_eq!(double.channel("news").messages().unwrap().len(), 1, "the guild's message went unheard");
    double.finish().await.unwrap();
}

#[tokio::test]
async fn an_orderly_bot_says_goodbye_and_a_killed_one_does_not() {
    let double = newsroom().await;
    let bot = pong(&double).await;
    ping(&double).await;
    bot.shards.shutdown_all().await;
    assert_eq!(double.gateway().ended().await.unwrap(), Ending::Closed(1000));
    let double = newsroom().await;
    // A runtime of its own, which dies as a process does: without a word.
    let process = tokio::runtime::Builder::new_multi_thread().worker_threads(1).enable_all().build().unwrap();
    let base = (double.api_base(), double.token());
    process.spawn(async move {
        let http = serenity::all::HttpBuilder::new(base.1).proxy(base.0).ratelimiter_disabled(true).build();
        let builder = serenity::client::ClientBuilder::new_with_http(http, GatewayIntents::GUILDS);
        builder.await.unwrap().start().await
    });
    double.gateway().connected().await.unwrap();
    process.shutdown_background();
    assert_eq!(double.gateway().ended().await.unwrap(), Ending::Vanished);
}

#[tokio::test]
async fn lost_and_doubled_interactions() {
    let double = newsroom().await;
    let _bot = pong(&double).await;
    ping(&double).await;
    let gateway = double.gateway();
    gateway.next_event("INTERACTION_CREATE", EventFault::Lose);
    let lost = double.member("reader").slash("ping").send().await.unwrap();
    gateway.next_event("INTERACTION_CREATE", EventFault::Duplicate);
    ping(&double).await;
    ping(&double).await;
    assert!(!lost.is_acknowledged());
    while double.take_violations().is_empty() {
        tokio::time::sleep(Duration::from_millis(5)).await;
    }
    double.finish().await.expect("what never reached the bot is not its fault");
}

#[tokio::test]
async fn events_change_places_and_come_again() {
    let double = newsroom().await;
    let _bot = Bot::start(&double, |context, heard| async move {
        let Heard::Message(message) = heard else { return };
        message.channel_id.say(&context.http, message.content.clone()).await.unwrap();
    })
    .await;
    let reader = double.member("reader");
    double.gateway().connected().await.unwrap();
    double.gateway().next_event("MESSAGE_CREATE", EventFault::Reorder);
    reader.dm("first").await.unwrap();
    reader.dm("second").await.unwrap();
    let dm = double.dm("reader");
    let mut heard = [dm.next_message().await.unwrap().content, dm.next_message().await.unwrap().content];
    // serenity runs handlers side by side, so the order of its answers proves nothing; that both came does.
    heard.sort();
    assert_eq!(heard, ["first", "second"]);
    reader.says("@bot again").await.unwrap();
    assert!(double.channel("news").next_message().await.unwrap().content.ends_with("again"));
    double.finish().await.unwrap();
}
