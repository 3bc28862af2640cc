//! `newsdesk backup`, `restore` and `export` as operators call them, on a database with comments.

#![expect(clippy::unwrap_used, clippy::panic, reason = "a test ends where its own tools fail")]

#[path = "support/postgres.rs"]
#[expect(dead_code, reason = "other tests use more of it")]
mod postgres;

use jiff::Timestamp;
use newsdesk::article::Metadata;
use newsdesk::desk::{
    ChannelId, CommentStore as _, GuildId, Key, MemberId, NewArticle, NewComment, NewDecision, Origin, Persona, Reason,
    Ruling, Store as _, Submitted, Validators,
};
use newsdesk::moderation::{Checked, Disposition, Fingerprint};
use newsdesk::store::SqlStore;
use secrecy::{ExposeSecret as _, SecretString};
use serde_json::Value;
use sqlx::{Connection as _, SqliteConnection};
use std::path::Path;
use std::process::{Command, Output};

const FORMULA: &str = "=HYPERLINK(\"https://evil.example\",\"click\")";
/// Larger than what a number of JSON keeps.
const AUTHOR: u64 = 1_234_567_890_123_456_789;

/// The program on this database.
fn newsdesk(database: &str, arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_newsdesk"))
        .args(arguments)
        .env_clear()
        .env("NEWSDESK_NO_DOTENV", "1")
        .env("NEWSDESK_DATABASE", database)
        .output()
        .unwrap()
}

fn said(output: &Output) -> String {
    String::from_utf8(output.stdout.clone()).unwrap()
}

fn complained(output: &Output) -> String {
    String::from_utf8(output.stderr.clone()).unwrap()
}

/// An approved comment on server 10, a rejected one on server 11.
async fn fill(store: &SqlStore) {
    let at = Timestamp::from_second(1_600_000_000).unwrap();
    let article = NewArticle {
        origin: Origin::Page("https://example.com/a".to_owned()),
        alias: None,
        text: "words".to_owned(),
        about: Metadata { title: Some("Title".to_owned()), ..Metadata::default() },
        stated: None,
        validators: Validators::default(),
        read_at: at,
    };
    let article = store.save(article).await.unwrap().id;
    for (guild, ruling) in [(10, Ruling::Approve), (11, Ruling::Reject)] {
        let new = NewComment {
            key: Key(guild),
            guild: GuildId(guild),
            article,
            author: MemberId(AUTHOR),
            persona: Persona { name: "@Ann".to_owned(), avatar: None },
            channel: ChannelId(1),
            below: None,
            parent: None,
            text: FORMULA.to_owned(),
            fingerprint: Fingerprint(1),
            checked: Checked::default(),
            disposition: Disposition::Hold,
            at,
        };
        let Submitted::Stored(comment) = store.submit(new).await.unwrap() else { panic!("it is stored") };
        let reason = Reason { code: "rude".to_owned(), words: "-1".to_owned(), ..Reason::default() };
        let reason = (ruling == Ruling::Reject).then_some(reason);
        let (key, by, seen) = (Key(guild), MemberId(5), comment.state);
        let decision = NewDecision { key, comment: comment.id, revision: 1, seen, ruling, by, reason, at };
        store.decide(GuildId(guild), decision).await.unwrap();
    }
}

async fn filled(folder: &tempfile::TempDir) -> String {
    let file = folder.path().join("full.db");
    let store = SqlStore::open(&file).await.unwrap();
    fill(&store).await;
    store.close().await;
    file.to_str().unwrap().to_owned()
}

async fn tamper(database: &str, statement: &'static str) {
    let mut connection = SqliteConnection::connect(&format!("sqlite://{database}")).await.unwrap();
    sqlx::raw_sql(statement).execute(&mut connection).await.unwrap();
    connection.close().await.unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn a_backup_is_restored_into_another_file_and_into_postgresql() {
    let folder = tempfile::tempdir().unwrap();
    let database = filled(&folder).await;
    let copy = folder.path().join("copy.jsonl");
    let copy = copy.to_str().unwrap();
    let output = newsdesk(&database, &["backup", copy]);
    assert!(output.status.success(), "{}", complained(&output));
    assert!(said(&output).starts_with("saved: 1 articles, 2 comments, 4 audit entries;"), "{}", said(&output));
    assert!(!Path::new(&format!("{copy}.partial")).exists());
    let exported = said(&newsdesk(&database, &["export"]));
    let postgresql = tokio::task::spawn_blocking(postgres::new_database).await.unwrap();
    let other: SecretString = folder.path().join("other.db").to_str().unwrap().into();
    for target in std::iter::once(other).chain(postgresql) {
        let output = newsdesk(target.expose_secret(), &["restore", copy]);
        assert!(output.status.success(), "{}", complained(&output));
        assert_eq!(said(&newsdesk(target.expose_secret(), &["export"])), exported);
        assert!(newsdesk(target.expose_secret(), &["export", "--verify"]).status.success());
        let again = newsdesk(target.expose_secret(), &["restore", copy]);
        assert_eq!(again.status.code(), Some(1));
        let told = complained(&again);
        assert!(told.contains("not empty") && told.contains("set `NEWSDESK_DATABASE` to a new file"), "{told}");
    }
}

#[cfg(unix)]
#[tokio::test(flavor = "multi_thread")]
async fn a_backup_can_be_read_by_its_owner_alone() {
    use std::os::unix::fs::PermissionsExt as _;
    let folder = tempfile::tempdir().unwrap();
    let database = filled(&folder).await;
    let copy = folder.path().join("copy.jsonl");
    assert!(newsdesk(&database, &["backup", copy.to_str().unwrap()]).status.success());
    assert_eq!(std::fs::metadata(&copy).unwrap().permissions().mode() & 0o777, 0o600);
}

#[tokio::test(flavor = "multi_thread")]
async fn files_that_cannot_be_written_read_or_trusted_are_named_with_the_cause() {
    let folder = tempfile::tempdir().unwrap();
    let database = filled(&folder).await;
    let empty = folder.path().join("empty.db");
    let empty = empty.to_str().unwrap();
    let copy = folder.path().join("copy.jsonl");
    assert!(newsdesk(&database, &["backup", copy.to_str().unwrap()]).status.success());
    let changed = std::fs::read_to_string(&copy).unwrap().replace("rude", "kind");
    std::fs::write(&copy, changed).unwrap();
    for (database, arguments, code, cause) in [
        (database.as_str(), ["backup", "/nowhere/copy"], 1, "`/nowhere/copy.partial` cannot be written"),
        (empty, ["restore", "/nowhere/copy"], 3, "`/nowhere/copy` cannot be read"),
        (empty, ["restore", copy.to_str().unwrap()], 1, "its checksum does not fit"),
        (empty, ["restore", database.as_str()], 1, "no backup that this version can read"),
    ] {
        let output = newsdesk(database, &arguments);
        assert_eq!(output.status.code(), Some(code), "{arguments:?}");
        assert!(complained(&output).contains(cause), "{arguments:?}: {}", complained(&output));
    }
    assert_eq!(said(&newsdesk(empty, &["export"])), "");
}

#[tokio::test(flavor = "multi_thread")]
async fn the_export_holds_comments_with_their_decisions_and_the_log() {
    let folder = tempfile::tempdir().unwrap();
    let database = filled(&folder).await;
    let output = said(&newsdesk(&database, &["export"]));
    let records: Vec<Value> = output.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    let kinds: Vec<_> = records.iter().map(|record| record["record"].as_str().unwrap()).collect();
    assert_eq!(kinds, ["comment", "comment", "audit", "audit", "audit", "audit"]);
    let rejected = &records[1];
    assert_eq!(rejected["author"], AUTHOR.to_string(), "as text: numbers of this size are rounded by readers");
    assert_eq!((&rejected["text"], &rejected["state"]), (&Value::from(FORMULA), &Value::from("rejected")));
    assert_eq!(rejected["decisions"][0]["reason"]["code"], "rude");
    assert_eq!((&records[2]["act"], &records[2]["at"]), (&"submitted".into(), &"2020-09-13T12:26:40Z".into()));
    let one = said(&newsdesk(&database, &["export", "--guild", "11"]));
    assert_eq!(one.lines().count(), 3);
    assert!(one.lines().all(|line| line.contains("\"guild\":\"11\"")));
    assert_eq!(said(&newsdesk(&database, &["export", "--guild", "12"])), "");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_spreadsheet_runs_nothing_of_the_export() {
    let folder = tempfile::tempdir().unwrap();
    let database = filled(&folder).await;
    let output = newsdesk(&database, &["export", "--format", "csv"]);
    let mut sheet = csv::Reader::from_reader(output.stdout.as_slice());
    let headers = sheet.headers().unwrap().clone();
    let rows: Vec<csv::StringRecord> = sheet.records().collect::<Result<_, _>>().unwrap();
    assert_eq!(rows.len(), 8, "two comments, two decisions, four entries");
    let cell = |row: &csv::StringRecord, name: &str| {
        let place = headers.iter().position(|header| header == name).unwrap();
        row.get(place).unwrap().to_owned()
    };
    assert_eq!(cell(&rows[0], "text"), format!("'{FORMULA}"));
    assert_eq!(cell(&rows[0], "author_name"), "'@Ann");
    assert_eq!((cell(&rows[3], "record"), cell(&rows[3], "reason_words")), ("decision".into(), "'-1".into()));
    for row in &rows {
        assert!(!row.iter().any(|cell| cell.starts_with(['=', '+', '-', '@'])), "{row:?}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn verifying_names_each_servers_head_and_the_broken_place() {
    let folder = tempfile::tempdir().unwrap();
    let database = filled(&folder).await;
    let output = newsdesk(&database, &["export", "--verify"]);
    assert!(output.status.success(), "{}", complained(&output));
    let lines: Vec<String> = said(&output).lines().map(str::to_owned).collect();
    assert_eq!(lines.len(), 2);
    assert!(lines[0].starts_with("server 10: 2 entries, the last one's hash is "), "{}", lines[0]);
    let head = lines[1].split(' ').next_back().unwrap();
    assert!(newsdesk(&database, &["export", "--verify", "--head", head]).status.success());
    let elsewhere = newsdesk(&database, &["export", "--verify", "--guild", "10", "--head", head]);
    assert_eq!(elsewhere.status.code(), Some(1));
    assert_eq!(newsdesk(&database, &["export", "--verify", "--head", "xyz"]).status.code(), Some(2));
    assert_eq!(newsdesk(&database, &["export", "--head", head]).status.code(), Some(2));
    // Cut off at the end, the chain is whole; only a hash kept elsewhere shows it.
    tamper(&database, "DELETE FROM audit WHERE guild = 11 AND sequence = 2").await;
    assert!(newsdesk(&database, &["export", "--verify"]).status.success());
    let cut = newsdesk(&database, &["export", "--verify", "--head", head]);
    assert_eq!(cut.status.code(), Some(1));
    assert!(said(&cut).contains("no entry has the hash given"), "{}", said(&cut));
    tamper(&database, "UPDATE audit SET act = 'rejected' WHERE guild = 10 AND sequence = 2").await;
    let changed = newsdesk(&database, &["export", "--verify"]);
    assert_eq!(changed.status.code(), Some(1));
    let told = said(&changed);
    assert!(told.contains("server 10: broken after 1 entries: entry 2 was changed, or one before it"), "{told}");
    assert!(told.contains("server 11: 1 entries"), "{told}");
    tamper(&database, "DELETE FROM audit WHERE guild = 10 AND sequence = 1").await;
    let missing = said(&newsdesk(&database, &["export", "--verify"]));
    assert!(missing.contains("server 10: broken after 0 entries: entry 1 is missing: 2 follows"), "{missing}");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_postgresql_address_never_shows_its_password() {
    let address = "postgres://user:hunter2@127.0.0.1:1/x";
    for arguments in [&["export"][..], &["doctor"], &["backup", "/nowhere/copy"]] {
        let output = newsdesk(address, arguments);
        assert_eq!(output.status.code(), Some(1), "{arguments:?}");
        let told = said(&output) + &complained(&output);
        assert!(told.contains("database") && !told.contains("hunter2"), "{told}");
    }
}
