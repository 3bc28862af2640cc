//! The command line with a language model: `--engine model`, its configuration, `doctor`.

use crate::model::{ModelServer, Turn, draft, number_of};
use serde_json::Value;
use std::process::{Command, Output};

const ARTICLE: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/fixtures/harris.txt");

async fn newsdesk(arguments: &[&str], settings: &[(&str, &str)]) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_newsdesk"));
    command.args(arguments).env_clear().env("NEWSDESK_NO_DOTENV", "1").envs(settings.iter().copied());
    tokio::task::spawn_blocking(move || command.output().unwrap()).await.unwrap()
}

fn said(output: &Output) -> String {
    String::from_utf8_lossy(&output.stdout).into_owned()
}

fn complained(output: &Output) -> String {
    String::from_utf8_lossy(&output.stderr).split_whitespace().collect::<Vec<_>>().join(" ")
}

async fn server() -> (ModelServer, String) {
    let server = ModelServer::start().await;
    server.always(|asked| {
        let number = number_of(asked.prompt(), "Harris will arrive in Guatemala on Sunday");
        Turn::Say(draft(&[
            ("Harris will arrive in Guatemala on Sunday.", number),
            ("Harris will arrive in Guatemala on Friday.", number),
        ]))
    });
    let base = server.base().to_string();
    (server, base)
}

#[tokio::test(flavor = "multi_thread")]
async fn a_digest_names_the_model_the_prompt_and_what_was_left_of_the_draft() {
    let (_server, base) = server().await;
    let settings = [("NEWSDESK_LLM_BASE_URL", base.as_str()), ("NEWSDESK_LLM_MODEL", "small")];
    let output = newsdesk(&["digest", "--engine", "model", "--json", ARTICLE], &settings).await;
    let digest: Value = serde_json::from_str(&said(&output)).unwrap();
    let engine = digest["engine"].as_str().unwrap();
    assert!(engine.starts_with("llm:small@") && engine.len() == "llm:small@".len() + 8, "{engine}");
    assert_eq!(digest["draft"], serde_json::json!({ "points": 2, "verified": 1, "replaced": 0 }));
    assert_eq!(digest["dropped"], 1);
    let first = &digest["key_points"][0];
    assert_eq!(first["text"], "Harris will arrive in Guatemala on Sunday.");
    assert!(first["evidence"][0]["quote"].as_str().unwrap().starts_with("His top adviser said"));
    assert!(!said(&output).contains("Friday"));
    let output = newsdesk(&["digest", "--engine", "model", ARTICLE], &settings).await;
    let shown = said(&output);
    assert!(shown.contains("  ✎ Harris will arrive in Guatemala on Sunday."), "{shown}");
    assert!(shown.contains("in the words of small: 1 of 2 verified"), "{shown}");
    // Without the option, the model is not asked.
    let output = newsdesk(&["digest", "--json", ARTICLE], &settings).await;
    assert_eq!(serde_json::from_str::<Value>(&said(&output)).unwrap()["engine"], "embedded");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_model_that_fails_leaves_the_embedded_engine_and_a_remark() {
    let server = ModelServer::start().await;
    server.always(|_| Turn::Status(401, "{}"));
    let base = server.base().to_string();
    let settings = [("NEWSDESK_LLM_BASE_URL", base.as_str()), ("NEWSDESK_LLM_MODEL", "small")];
    let output = newsdesk(&["digest", "--engine", "model", ARTICLE], &settings).await;
    assert!(output.status.success());
    let shown = said(&output);
    assert!(shown.contains("The language model cannot be reached; the embedded engine answered."), "{shown}");
    let question = ["ask", "--engine", "model", ARTICLE, "When will she travel to Mexico?"];
    let shown = said(&newsdesk(&question, &settings).await);
    assert!(shown.starts_with("June 8\n") && shown.contains("the embedded engine answered."), "{shown}");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_model_that_is_not_set_up_or_half_is_an_error_of_configuration() {
    let digest = ["digest", "--engine", "model", ARTICLE];
    let output = newsdesk(&digest, &[]).await;
    assert_eq!(output.status.code(), Some(2));
    assert!(complained(&output).contains("`NEWSDESK_LLM_BASE_URL` is not set"), "{}", complained(&output));
    let output = newsdesk(&digest, &[("NEWSDESK_LLM_BASE_URL", "http://127.0.0.1:1/v1")]).await;
    assert_eq!(output.status.code(), Some(2));
    assert!(complained(&output).contains("but `NEWSDESK_LLM_MODEL` is not"), "{}", complained(&output));
}

#[tokio::test(flavor = "multi_thread")]
async fn prompts_of_the_hosts_own_are_used_and_bad_ones_refused() {
    let (server, base) = server().await;
    let folder = tempfile::tempdir().unwrap();
    let own = "Be terse. {{ marker }}\n--- user ---\nOWN\n{% for s in sentences %}[{{ s.number }}] {{ s.text }}\n{% endfor %}";
    std::fs::write(folder.path().join("digest.md"), own).unwrap();
    let prompts = folder.path().display().to_string();
    let settings = [
        ("NEWSDESK_LLM_BASE_URL", base.as_str()),
        ("NEWSDESK_LLM_MODEL", "small"),
        ("NEWSDESK_PROMPTS", prompts.as_str()),
    ];
    let digest = ["digest", "--engine", "model", "--json", ARTICLE];
    let engine = |output: &Output| serde_json::from_str::<Value>(&said(output)).unwrap()["engine"].clone();
    let with_own = engine(&newsdesk(&digest, &settings).await);
    assert!(server.asked()[0].prompt().starts_with("OWN\n["));
    assert_ne!(with_own, engine(&newsdesk(&digest, &settings[..2]).await));
    std::fs::write(folder.path().join("answer.md"), "no user's part").unwrap();
    let output = newsdesk(&digest, &settings).await;
    assert_eq!(output.status.code(), Some(2));
    assert!(complained(&output).contains("answer.md cannot be used: the line `--- user ---` is missing"));
}

#[tokio::test(flavor = "multi_thread")]
async fn doctor_says_whether_the_model_answers_and_what_to_do() {
    let (server, base) = server().await;
    let folder = tempfile::tempdir().unwrap();
    let database = folder.path().join("newsdesk.db").display().to_string();
    let settings = [
        ("NEWSDESK_DATABASE", database.as_str()),
        ("NEWSDESK_LLM_BASE_URL", base.as_str()),
        ("NEWSDESK_LLM_MODEL", "small"),
        ("NEWSDESK_LLM_API_KEY", "sk-hidden"),
    ];
    let flat = |output: &Output| said(output).split_whitespace().collect::<Vec<_>>().join(" ");
    server.then([Turn::Say("y".to_owned())]);
    let good = flat(&newsdesk(&["doctor"], &settings).await);
    assert!(good.contains("ok: the language model “small” answers"), "{good}");
    for (turn, remedy) in [
        (Turn::Status(401, ""), "correct `NEWSDESK_LLM_API_KEY`"),
        (Turn::Status(404, ""), "correct `NEWSDESK_LLM_MODEL`"),
        (Turn::RedirectTo("https://elsewhere.example/".to_owned()), "to the address that it redirects to"),
    ] {
        server.then([turn]);
        let bad = flat(&newsdesk(&["doctor"], &settings).await);
        assert!(bad.contains("wrong: the language model “small” does not answer") && bad.contains(remedy), "{bad}");
        assert!(!bad.contains("sk-hidden"), "{bad}");
    }
    let none = flat(&newsdesk(&["doctor"], &settings[..1]).await);
    assert!(none.contains("no language model is set, and none is needed"), "{none}");
}
