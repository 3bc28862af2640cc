//! One answer, in spite of the server.

use crate::model::{ModelServer, Turn, completion};
use newsdesk::desk::{LanguageModel as _, ModelError, ModelReply, ModelRequest, ModelUsage};
use newsdesk::llm::{ModelClient, ModelSettings};
use secrecy::SecretString;
use serde_json::json;
use std::sync::Arc;
use std::time::{Duration, Instant};

fn settings(server: &ModelServer) -> ModelSettings {
    ModelSettings {
        timeout: Duration::from_secs(20),
        pause: Duration::from_millis(5),
        failures: 20,
        recovery: Duration::from_secs(3),
        ..ModelSettings::new(server.base(), "small".to_owned())
    }
}

fn client(server: &ModelServer) -> ModelClient {
    ModelClient::new(settings(server)).unwrap()
}

fn request() -> ModelRequest {
    ModelRequest {
        system: "Be brief.".to_owned(),
        user: "Say hi.".to_owned(),
        schema_name: "greeting",
        schema: json!({ "type": "object" }),
        most_tokens: 50,
        patience: Duration::from_secs(20),
    }
}

fn said(words: &str) -> Turn {
    Turn::Say(words.to_owned())
}

#[tokio::test]
async fn a_question_is_asked_as_the_protocol_has_it() {
    let server = ModelServer::start().await;
    server.then([said("hi")]);
    let key = Some(SecretString::from("sk-hidden"));
    let client = ModelClient::new(ModelSettings { api_key: key, ..settings(&server) }).unwrap();
    let reply = client.complete(&request()).await.unwrap();
    assert_eq!(reply, ModelReply { text: "hi".to_owned(), usage: Some(ModelUsage { input: 700, output: 100 }) });
    assert!(!format!("{client:?}").contains("hidden"));
    let asked = &server.asked()[0];
    assert_eq!(asked.key.as_deref(), Some("Bearer sk-hidden"));
    assert_eq!(
        asked.body,
        json!({
            "model": "small",
            "messages": [
                { "role": "system", "content": "Be brief." },
                { "role": "user", "content": "Say hi." },
            ],
            "max_tokens": 50,
            "temperature": 0,
            "stream": false,
            "response_format": {
                "type": "json_schema",
                "json_schema": { "name": "greeting", "strict": true, "schema": { "type": "object" } },
            },
        })
    );
}

#[tokio::test]
async fn what_may_pass_is_tried_again() {
    for failures in [
        vec![Turn::Status(500, "")],
        vec![Turn::Status(503, "loading model"), Turn::Status(502, "")],
        vec![Turn::TooMany(0), Turn::TooMany(0)],
        vec![Turn::BrokenOff],
    ] {
        let server = ModelServer::start().await;
        let tries = failures.len() + 1;
        server.then(failures.into_iter().chain([said("hi")]));
        assert_eq!(client(&server).complete(&request()).await.unwrap().text, "hi");
        assert_eq!(server.asked().len(), tries);
    }
}

#[tokio::test]
async fn what_lasts_is_an_error_after_a_bounded_number_of_attempts() {
    let table = [
        (Turn::Status(500, ""), ModelError::ServerFailure(500), 4),
        (Turn::TooMany(0), ModelError::TooManyRequests, 4),
        (Turn::BrokenOff, ModelError::BrokenAnswer, 4),
        (Turn::Status(401, ""), ModelError::KeyRefused, 1),
        (Turn::Status(403, ""), ModelError::KeyRefused, 1),
        (Turn::Status(404, ""), ModelError::UnknownModel, 1),
        (Turn::Status(400, "too long"), ModelError::RequestRefused(400), 1),
        (Turn::Raw("<html>".to_owned()), ModelError::BrokenAnswer, 1),
        (Turn::Raw("{\"choices\":[]}".to_owned()), ModelError::BrokenAnswer, 1),
        (Turn::Raw(completion("hi").replace("\"hi\"", "null")), ModelError::BrokenAnswer, 1),
        (Turn::Huge(3 << 20), ModelError::AnswerTooLarge, 1),
    ];
    for (turn, expected, attempts) in table {
        let server = ModelServer::start().await;
        server.then(vec![turn.clone(); 4]);
        assert_eq!(client(&server).complete(&request()).await, Err(expected), "{turn:?}");
        assert_eq!(server.asked().len(), attempts, "{turn:?}");
    }
}

#[tokio::test]
async fn a_redirect_is_not_followed() {
    let (server, elsewhere) = (ModelServer::start().await, ModelServer::start().await);
    let address = elsewhere.base().join("chat/completions").unwrap();
    server.then([Turn::RedirectTo(address.into())]);
    let key = Some(SecretString::from("sk-hidden"));
    let client = ModelClient::new(ModelSettings { api_key: key, ..settings(&server) }).unwrap();
    assert_eq!(client.complete(&request()).await, Err(ModelError::Redirected));
    assert!(elsewhere.asked().is_empty());
}

#[tokio::test]
async fn a_server_without_schemas_is_asked_for_less_and_remembered() {
    let server = ModelServer::start().await;
    server.always(|asked| match asked.format() {
        Some("json_schema") => Turn::Status(400, "{\"error\":\"response_format json_schema is not supported\"}"),
        Some(_) if asked.body.pointer("/response_format/schema").is_some() => {
            Turn::Status(500, "validation error: ('body', 'response_format', 'schema')")
        }
        Some(_) => Turn::Status(422, "json_object is unknown"),
        None => Turn::Say("hi".to_owned()),
    });
    let client = client(&server);
    for _ in 0..2 {
        assert_eq!(client.complete(&request()).await.unwrap().text, "hi");
    }
    let formats: Vec<_> = server.asked().iter().map(|asked| asked.format().map(str::to_owned)).collect();
    let said = |format: &str| Some(format.to_owned());
    assert_eq!(formats, [said("json_schema"), said("json_object"), said("json_object"), None, None]);
}

#[tokio::test]
async fn a_model_that_wants_other_bounds_gets_them_from_then_on() {
    let server = ModelServer::start().await;
    server.then([Turn::Status(400, "use 'max_completion_tokens' instead"), said("hi"), said("again")]);
    let client = client(&server);
    for words in ["hi", "again"] {
        assert_eq!(client.complete(&request()).await.unwrap().text, words);
    }
    let told: Vec<bool> = server.asked().iter().map(|asked| asked.body["max_completion_tokens"].is_u64()).collect();
    assert_eq!(told, [false, true, true]);
    assert!(server.asked()[1].body["temperature"].is_null());
}

#[tokio::test]
async fn a_slow_model_is_waited_for_no_longer_than_was_said() {
    let server = ModelServer::start().await;
    server.then([Turn::Hang, Turn::SayAfter(Duration::from_mins(1), "late".to_owned())]);
    let client = client(&server);
    let patience = Duration::from_millis(300);
    for _ in 0..2 {
        let begun = Instant::now();
        let hurried = ModelRequest { patience, ..request() };
        assert_eq!(client.complete(&hurried).await, Err(ModelError::TimedOut));
        assert!(begun.elapsed() < Duration::from_secs(10), "{:?}", begun.elapsed());
    }
    // A pause that is longer than the patience is not begun.
    server.then([Turn::TooMany(30)]);
    assert_eq!(client.complete(&ModelRequest { patience, ..request() }).await, Err(ModelError::TooManyRequests));
}

#[tokio::test]
async fn nobody_listens_and_it_is_said_at_once() {
    let server = ModelServer::start().await;
    let settings = settings(&server);
    drop(server);
    tokio::time::sleep(Duration::from_millis(50)).await;
    let client = ModelClient::new(settings).unwrap();
    assert_eq!(client.complete(&request()).await, Err(ModelError::Unreachable));
    assert_eq!(client.check().await, Err(ModelError::Unreachable));
}

#[tokio::test]
async fn a_model_that_keeps_failing_is_left_alone_and_tried_again_later() {
    let server = ModelServer::start().await;
    server.always(|_| Turn::Status(500, ""));
    let client = ModelClient::new(ModelSettings { failures: 6, ..settings(&server) }).unwrap();
    assert_eq!(client.complete(&request()).await, Err(ModelError::ServerFailure(500)));
    // The sixth failure in a row opens the breaker, within the second question.
    assert_eq!(client.complete(&request()).await, Err(ModelError::Resting));
    assert_eq!(client.complete(&request()).await, Err(ModelError::Resting));
    assert_eq!(server.asked().len(), 6);
    server.always(|_| Turn::Say("back".to_owned()));
    tokio::time::sleep(Duration::from_millis(3_100)).await;
    assert_eq!(client.complete(&request()).await.unwrap().text, "back");
    assert_eq!(client.complete(&request()).await.unwrap().text, "back");
}

#[tokio::test]
async fn refused_questions_do_not_keep_others_from_it() {
    let server = ModelServer::start().await;
    let client = ModelClient::new(ModelSettings { failures: 1, ..settings(&server) }).unwrap();
    server.then([Turn::Status(400, "too long"), said("hi")]);
    assert_eq!(client.complete(&request()).await, Err(ModelError::RequestRefused(400)));
    assert_eq!(client.complete(&request()).await.unwrap().text, "hi");
}

#[tokio::test]
async fn no_more_requests_run_at_once_than_allowed_and_waiting_counts() {
    let server = ModelServer::start().await;
    server.always(|_| Turn::SayAfter(Duration::from_millis(60), "hi".to_owned()));
    let client = Arc::new(ModelClient::new(ModelSettings { concurrency: 2, ..settings(&server) }).unwrap());
    let asks = (0..8).map(|_| {
        let client = Arc::clone(&client);
        tokio::spawn(async move { client.complete(&request()).await.unwrap().text })
    });
    for answer in futures::future::join_all(asks).await {
        assert_eq!(answer.unwrap(), "hi");
    }
    assert_eq!((server.asked().len(), server.most_at_once()), (8, 2));
    server.always(|_| Turn::Hang);
    let busy: Vec<_> = (0..2)
        .map(|_| {
            let client = Arc::clone(&client);
            tokio::spawn(async move { client.complete(&request()).await })
        })
        .collect();
    tokio::time::sleep(Duration::from_millis(100)).await;
    let hurried = ModelRequest { patience: Duration::from_millis(100), ..request() };
    assert_eq!(client.complete(&hurried).await, Err(ModelError::Busy));
    busy.iter().for_each(tokio::task::JoinHandle::abort);
}

#[tokio::test]
async fn a_check_asks_for_one_token() {
    let server = ModelServer::start().await;
    server.then([said("y"), Turn::Status(404, "model not found")]);
    assert_eq!(client(&server).check().await, Ok(()));
    assert_eq!(server.asked()[0].body["max_tokens"], 1);
    assert_eq!(client(&server).check().await, Err(ModelError::UnknownModel));
}
