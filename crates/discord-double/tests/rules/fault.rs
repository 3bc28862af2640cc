//! Trouble on REST routes.

use crate::bot::{Bot, described, newsroom};
use discord_double::RouteFault;
use serenity::all::ChannelId;
use std::time::Duration;

const SEND: &str = "POST /channels/{channel_id}/messages";

#[tokio::test]
async fn a_planned_fault_strikes_as_often_as_planned() {
    let double = newsroom().await;
    let bot = Bot::idle(&double).await;
    let news = ChannelId::new(double.channel_id("news").unwrap().0);
    let cases = [
        (RouteFault::RateLimit(Duration::from_secs(2)), 429, 0),
        (RouteFault::Fail(502), 502, 0),
        (RouteFault::FailAfter(502), 502, 1),
    ];
    for (fault, status, written) in cases {
        double.faults().route(SEND, fault, 2).unwrap();
        assert!(news.say(&bot.http, "x").await.is_err() && news.say(&bot.http, "x").await.is_err());
        assert_eq!(double.requests().pop().unwrap().status, status);
        news.say(&bot.http, "x").await.expect("the third goes through");
        let before = written * 2 + 1;
        let messages = double.channel("news").messages().unwrap();
        assert_eq!(messages.len(), before, "{fault:?}");
        for message in messages {
            news.delete_message(&bot.http, message.id.0).await.unwrap();
        }
    }
    let unknown = double.faults().route("POST /nowhere", RouteFault::Fail(500), 1).unwrap_err().to_string();
    assert!(unknown.contains("no route called `POST /nowhere`"), "{unknown}");
    double.finish().await.unwrap();
}

#[tokio::test]
async fn a_429_says_when_to_come_back() {
    let double = newsroom().await;
    let bot = Bot::idle(&double).await;
    double.faults().route("GET /users/@me", RouteFault::RateLimit(Duration::from_millis(1500)), 1).unwrap();
    assert!(bot.http.get_current_user().await.is_err());
    let answer = double.requests().pop().unwrap().answer;
    assert_eq!((answer["retry_after"].as_f64(), answer["global"].as_bool()), (Some(1.5), Some(false)));
}

#[tokio::test]
async fn buckets_run_dry_where_asked_and_fill_with_time() {
    let double = described().enforce_rate_limits().start().await.unwrap();
    let bot = Bot::idle(&double).await;
    let news = ChannelId::new(double.channel_id("news").unwrap().0);
    let talk = ChannelId::new(double.channel_id("talk").unwrap().0);
    for _ in 0..5 {
        news.say(&bot.http, "x").await.unwrap();
    }
    assert!(news.say(&bot.http, "x").await.is_err(), "five in five seconds");
    assert_eq!(double.requests().pop().unwrap().status, 429);
    talk.say(&bot.http, "x").await.expect("another channel has its own bucket");
    double.skip(Duration::from_secs(5));
    news.say(&bot.http, "x").await.unwrap();
    double.read_everything();
    double.finish().await.unwrap();
}

#[tokio::test]
async fn a_delay_is_seen_in_the_record_and_traffic_is_written_down() {
    let folder = std::env::temp_dir().join(format!("discord-double-{}", std::process::id()));
    let double = described().record_to(&folder).start().await.unwrap();
    let bot = Bot::idle(&double).await;
    double.faults().route("GET /users/@me", RouteFault::Delay(Duration::from_millis(50)), 1).unwrap();
    bot.http.get_current_user().await.unwrap();
    let request = double.requests().into_iter().find(|request| request.path == "/users/@me").unwrap();
    assert!(request.latency >= Duration::from_millis(50), "{request:?}");
    let lines = std::fs::read_to_string(&folder).unwrap();
    std::fs::remove_file(&folder).unwrap();
    let recorded: Vec<serde_json::Value> = lines.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    assert!(recorded.iter().any(|line| line["path"] == "/users/@me" && line["status"] == 200));
}
