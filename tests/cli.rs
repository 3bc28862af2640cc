//! The program as its users call it.
#![expect(clippy::expect_used, reason = "a test fails by panicking, in its helpers too")]

use serde_json::{Value, json};
use std::io::Write as _;
use std::process::{Command, Output, Stdio};

const ARTICLE: &str = "tests/fixtures/harris.txt";

/// The program in an environment of its own.
fn newsdesk(arguments: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_newsdesk"));
    command.args(arguments).env_clear().env("NEWSDESK_NO_DOTENV", "1").current_dir(env!("CARGO_MANIFEST_DIR"));
    command.stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::piped());
    command
}

fn run(arguments: &[&str]) -> Output {
    newsdesk(arguments).output().expect("the program runs")
}

fn fed(arguments: &[&str], input: &[u8]) -> Output {
    let mut child = newsdesk(arguments).stdin(Stdio::piped()).spawn().expect("the program runs");
    let mut stdin = child.stdin.take().expect("it has an input");
    let input = input.to_vec();
    let feeder = std::thread::spawn(move || stdin.write_all(&input));
    let output = child.wait_with_output().expect("it ends");
    // It may end before it has read everything.
    let _ = feeder.join();
    output
}

fn text(bytes: &[u8]) -> String {
    String::from_utf8(bytes.to_vec()).expect("UTF-8")
}

fn object(output: &Output) -> Value {
    assert!(output.status.success(), "{}", text(&output.stderr));
    serde_json::from_slice(&output.stdout).expect("one JSON object")
}

fn rows(output: &Output) -> Vec<Value> {
    text(&output.stdout).split_terminator('\n').map(|l| serde_json::from_str(l).expect("a JSON object")).collect()
}

fn keys(value: &Value) -> Vec<&str> {
    value.as_object().expect("an object").keys().map(String::as_str).collect()
}

/// Every object with `start`, `end` and its words, wherever it stands.
fn spans<'v>(value: &'v Value, found: &mut Vec<&'v Value>) {
    match value {
        Value::Array(list) => list.iter().for_each(|v| spans(v, found)),
        Value::Object(map) => {
            if map.contains_key("start") && (map.contains_key("text") || map.contains_key("quote")) {
                found.push(value);
            }
            map.values().for_each(|v| spans(v, found));
        }
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => {}
    }
}

#[test]
fn each_command_prints_its_object() {
    let shapes: [(&[&str], &[&str]); 5] = [
        (
            &["extract", ARTICLE, "--json"],
            &["byline", "id", "image", "language", "published", "site_name", "text", "title", "words"],
        ),
        (
            &["digest", ARTICLE, "--json", "--published", "2021-06-02", "--length", "short"],
            &["dropped", "engine", "facts", "id", "key_points", "language", "published", "title"],
        ),
        (&["facts", ARTICLE, "--json"], &["facts", "id"]),
        (
            &["ask", ARTICLE, "When does Harris arrive in Guatemala?", "--json"],
            &["answer", "confidence", "id", "sentence"],
        ),
        (
            &["verify", ARTICLE, "Harris visits Guatemala and Mexico.", "--json"],
            &["evidence", "id", "score", "supported", "unsupported"],
        ),
    ];
    for (arguments, expected) in shapes {
        let printed = object(&run(arguments));
        let mut found = keys(&printed);
        found.sort_unstable();
        assert_eq!(found, expected, "{arguments:?}");
        assert_eq!(printed["id"], ARTICLE);
    }
}

#[test]
fn a_comment_is_checked_from_a_file_or_from_standard_input() {
    let printed = object(&fed(&["moderate", "-", "--json"], b"Thank you for this article.\n"));
    assert_eq!(printed["verdict"], "allow");
    assert_eq!(keys(&printed["scores"]), ["spam", "toxicity"]);
    assert_eq!(printed["findings"], json!([]));
    let shown = text(&fed(&["moderate", "-"], b"Thank you for this article.\n").stdout);
    assert!(shown.starts_with("allow") && shown.contains("toxicity 0."), "{shown}");
    assert_eq!(fed(&["moderate", "-"], b"\xff").status.code(), Some(3));
    assert_eq!(run(&["moderate", "no such file"]).status.code(), Some(3));
}

#[test]
fn a_claim_is_checked_and_what_the_text_does_not_say_is_marked() {
    let text = "“Ünïcode” came first. The council approved 45 million euros for a tram line on Tuesday.";
    let check = |claim: &str| {
        let line = json!({ "id": 1, "text": text, "claim": claim }).to_string();
        rows(&fed(&["batch", "verify"], line.as_bytes())).remove(0)
    };
    let told = check("The council approved 45 million euros for a tram line.");
    assert_eq!(told["supported"], true, "{told}");
    assert_eq!(told["evidence"][0]["start"], 22);
    let untold = check("Thé council approved 46 million euros for a tram line.");
    assert_eq!(untold["supported"], false);
    let parts = untold["unsupported"].as_array().expect("a list");
    let part = parts.iter().find(|part| part["kind"] == "amount").expect("the sum is marked");
    assert_eq!((&part["text"], &part["start"]), (&json!("46 million euros"), &json!(21)));
    let none = rows(&fed(&["batch", "verify"], b"{\"id\":2,\"text\":\"A text.\"}")).remove(0);
    assert_eq!(none, json!({ "id": 2, "error": "no \"claim\" is given" }));
    let shown = fed(&["verify", "-", "The council approved 46 million euros for a tram line."], text.as_bytes());
    assert_eq!(shown.status.code(), Some(0));
    let shown = self::text(&shown.stdout);
    assert!(shown.starts_with("Not supported by the article."), "{shown}");
    assert!(shown.contains(">>46 million euros<<"), "{shown}");
    for claim in ["", "???", &"word ".repeat(1_000)] {
        assert_eq!(run(&["verify", ARTICLE, claim]).status.code(), Some(2));
    }
}

#[test]
fn options_say_what_is_known() {
    let printed = object(&run(&["extract", ARTICLE, "--json", "--published", "2021-06-02", "--title", "A visit"]));
    assert_eq!(printed["published"], "2021-06-02");
    assert_eq!(printed["title"], "A visit");
    assert_eq!(printed["language"], "en");
    let given = std::fs::read_to_string(ARTICLE).expect("the fixture");
    assert_eq!(printed["text"].as_str(), Some(given.as_str()));
}

#[test]
fn only_facts_of_the_kinds_asked_for_are_printed() {
    let printed = object(&run(&["facts", ARTICLE, "--json", "--kind", "date", "--kind", "money"]));
    for fact in printed["facts"].as_array().expect("a list") {
        assert!(matches!(fact["kind"].as_str(), Some("date" | "money")), "{fact}");
    }
}

#[test]
fn offsets_are_code_points_of_the_text_given() {
    let given = "“Ñandú” 🦙 — said Zoë on Sunday.\u{2028}Washington will give $310 million to Perú on June 8, 2021.";
    let letters: Vec<char> = given.chars().collect();
    let request = json!({ "id": "ñ", "text": given, "question": "How much will Washington give?" });
    for job in ["facts", "digest", "ask"] {
        let output = fed(&["batch", job], request.to_string().as_bytes());
        for row in rows(&output) {
            assert!(row.get("error").is_none(), "{row}");
            let mut found = Vec::new();
            spans(&row, &mut found);
            for span in found {
                let at = |name: &str| usize::try_from(span[name].as_u64().expect("an offset")).expect("small");
                let words: String = letters[at("start")..at("end")].iter().collect();
                assert_eq!(span.get("text").or(span.get("quote")), Some(&json!(words)), "{job}: {span}");
            }
        }
    }
}

#[test]
fn a_batch_answers_every_line_in_order_and_goes_on_after_bad_ones() {
    let mut input = Vec::new();
    for i in 0..300 {
        match i % 50 {
            7 => input.extend_from_slice(b"this is no JSON\n"),
            9 => input.extend_from_slice(&[b"{\"id\":", i.to_string().as_bytes(), b",\"text\":\"\xff\"}\n"].concat()),
            _ => {
                let row = json!({ "id": i, "text": "It rained.\u{2028}It snowed on Sunday. ".repeat(i % 7) });
                input.extend_from_slice(format!("{row}\r\n").as_bytes());
            }
        }
    }
    let output = fed(&["batch", "facts", "--jobs", "3", "-"], &input);
    assert_eq!(output.status.code(), Some(0));
    let rows = rows(&output);
    assert_eq!(rows.len(), 300);
    for (i, row) in rows.iter().enumerate() {
        assert_eq!(row.get("error").is_some(), matches!(i % 50, 7 | 9), "{row}");
        assert_eq!(row["id"], if i % 50 == 7 { Value::Null } else { json!(i) });
    }
    assert!(text(&output.stderr).contains("12 of 300 lines"), "{}", text(&output.stderr));
}

#[test]
fn a_batch_answers_a_line_before_the_next_is_given() {
    use std::io::{BufRead as _, BufReader};
    let mut child = newsdesk(&["batch", "extract"]).stdin(Stdio::piped()).spawn().expect("the program runs");
    let mut stdin = child.stdin.take().expect("it has an input");
    let mut stdout = BufReader::new(child.stdout.take().expect("it has an output"));
    for i in 0..3 {
        writeln!(stdin, "{}", json!({ "id": i, "text": "It rained." })).expect("it reads");
        let mut line = String::new();
        stdout.read_line(&mut line).expect("it answers");
        let row: Value = serde_json::from_str(&line).expect("JSON");
        assert_eq!(row["id"], i);
    }
    drop(stdin);
    assert!(child.wait().expect("it ends").success());
}

#[test]
fn a_closed_output_ends_the_program_quietly() {
    let row = format!("{}\n", json!({ "id": 1, "text": "It rained on Sunday. ".repeat(200) }));
    let mut child = newsdesk(&["batch", "extract"]).stdin(Stdio::piped()).spawn().expect("the program runs");
    let mut stdin = child.stdin.take().expect("it has an input");
    drop(child.stdout.take());
    let feeder = std::thread::spawn(move || (0..2_000).try_for_each(|_| stdin.write_all(row.as_bytes())));
    let output = child.wait_with_output().expect("it ends");
    assert!(feeder.join().expect("the feeder ends").is_err(), "the program reads on");
    assert_eq!((output.status.code(), text(&output.stderr).as_str()), (Some(0), ""));
}

#[test]
fn exit_codes_tell_what_went_wrong() {
    let cases: [(&[&str], i32, &str); 9] = [
        (&["digest", ARTICLE], 0, ""),
        (&["ask", ARTICLE, "???"], 2, "expected a question"),
        (&["ask", ARTICLE, "Who will Harris meet in Honduras?"], 0, ""),
        (&["digest"], 2, "Usage"),
        (&["facts", ARTICLE, "--kind", "rumour"], 2, "possible values"),
        (&["digest", ARTICLE, "--published", "someday"], 2, "2021-06-02"),
        (&["digest", "tests/fixtures/missing.txt"], 3, "what to do:"),
        (&["digest", "tests/fixtures"], 3, "what to do:"),
        (&["batch", "facts", "tests/fixtures/missing.jsonl"], 3, "cannot be read"),
    ];
    for (arguments, code, said) in cases {
        let output = run(arguments);
        assert_eq!(output.status.code(), Some(code), "{arguments:?}: {}", text(&output.stderr));
        assert!(text(&output.stderr).contains(said), "{arguments:?}: {}", text(&output.stderr));
    }
    assert_eq!(fed(&["digest", "-"], b" \n ").status.code(), Some(3));
}

#[test]
fn a_wrong_setting_is_named_and_no_secret_is_shown() {
    let api = [("NEWSDESK_DISCORD_API", "http://127.0.0.1:1"), ("NEWSDESK_DISCORD_TOKEN", "MTE.secret.token")];
    let output = newsdesk(&["doctor"]).envs(api).output().expect("the program runs");
    let said = text(&output.stderr);
    assert_eq!(output.status.code(), Some(2));
    assert!(said.contains("NEWSDESK_DISCORD_API") && !said.contains("secret"), "{said}");
}

#[test]
fn colours_are_for_terminals_and_may_be_turned_off() {
    let plain = run(&["facts", ARTICLE]);
    assert!(!text(&plain.stdout).contains('\u{1b}'));
    let forced = newsdesk(&["facts", ARTICLE]).env("CLICOLOR_FORCE", "1").output().expect("the program runs");
    assert!(text(&forced.stdout).contains('\u{1b}'));
    let both = newsdesk(&["facts", ARTICLE]).envs([("CLICOLOR_FORCE", "1"), ("NO_COLOR", "1")]).output();
    assert!(!text(&both.expect("the program runs").stdout).contains('\u{1b}'));
}

#[test]
fn escape_sequences_of_an_article_do_not_reach_the_terminal() {
    let hostile =
        "A \u{1b}]0;owned\u{7}title\n\nThe \u{1b}[2Jcouncil met on Sunday \u{202e}and \u{9b}31mspoke for hours.";
    for command in ["extract", "digest", "facts"] {
        let output = fed(&[command, "-"], hostile.as_bytes());
        let shown = text(&output.stdout);
        let control = |c: char| c.is_control() && c != '\n' || c == '\u{202e}';
        assert!(output.status.success() && !shown.contains(control), "{command}: {shown:?}");
    }
}

#[test]
fn the_form_for_people_tells_title_coverage_and_what_is_not_there() {
    let digest = text(&run(&["digest", ARTICLE]).stdout);
    assert!(digest.starts_with("Kamala Harris will hold talks on immigration"), "{digest}");
    assert!(digest.contains("words; 14 of them are page furniture."), "{digest}");
    assert!(!digest.contains("Leave a Reply") && !digest.contains("Required fields"), "{digest}");
    let answer = text(&run(&["ask", ARTICLE, "How many vaccine doses will be delivered?"]).stdout);
    assert!(
        answer.starts_with("Not in this article.\nThis comes closest, but is no answer:\n  Harris will also"),
        "{answer}"
    );
}

#[test]
fn the_text_is_shown_as_it_stands() {
    let shown = text(&run(&["extract", ARTICLE]).stdout);
    assert!(shown.contains("Kamala HarrisHis") && shown.contains("Donald TrumpThis"), "{shown}");
}

#[test]
fn help_lists_the_commands_and_the_exit_codes() {
    let help = text(&run(&["--help"]).stdout);
    for command in ["run", "digest", "facts", "ask", "verify", "extract", "moderate", "batch", "doctor", "Exit codes"] {
        assert!(help.contains(command), "{command}");
    }
}

#[test]
fn an_address_that_is_not_public_is_not_asked() {
    let output = run(&["digest", "http://127.0.0.1:9/news"]);
    let said = text(&output.stderr);
    assert_eq!(output.status.code(), Some(3), "{said}");
    assert!(said.contains("could not be downloaded") && said.contains("what to do:"), "{said}");
}

#[test]
fn a_damaged_file_is_refused_with_its_reason() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("broken.pdf");
    std::fs::write(&path, b"%PDF-1.4\nnothing of the kind").expect("it is written");
    let output = run(&["extract", path.to_str().expect("UTF-8")]);
    let said = text(&output.stderr);
    assert_eq!(output.status.code(), Some(3), "{said}");
    assert!(said.contains("broken.pdf"), "{said}");
}

#[test]
fn a_page_gives_its_text_with_the_offsets() {
    let body = "The council approved a plan against floods on Friday, and it will cost $3 million. ".repeat(12);
    let page = format!(
        "<html><head><title>Plan — approved</title></head><body><article><h1>Plan — approved</h1>\
        <p>{body}</p><p>{body}</p></article></body></html>"
    );
    let output = fed(&["facts", "-", "--json"], page.as_bytes());
    let printed = object(&output);
    let letters: Vec<char> = printed["text"].as_str().expect("the text").chars().collect();
    let mut found = Vec::new();
    spans(&printed["facts"], &mut found);
    assert!(!found.is_empty(), "{printed}");
    for span in found {
        let at = |name: &str| usize::try_from(span[name].as_u64().expect("an offset")).expect("small");
        let words: String = letters[at("start")..at("end")].iter().collect();
        assert_eq!(span["text"], words);
    }
}
