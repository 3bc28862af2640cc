//! Copies of the whole database, and their way into either engine.

use crate::engines::Database;
use crate::models::{charge, note};
use crate::room::{AUTHOR, GUILD, Room, at, decided, everything};
use newsdesk::desk::{
    CommentStore as _, ModelBook as _, ModelBudgets, NewArticle, NewDraft, Order, Ruling, StoredSettings, Thread,
};
use newsdesk::store::{BackupError, SqlStore};
use newsdesk::summarizer::{Draft, DraftedPoint, Length};

/// A store with something in every table.
async fn filled(db: &Database) -> Room {
    let room = Room::open(db).await;
    let alias = NewArticle {
        alias: Some("https://example.com/alias".to_owned()),
        ..crate::room::new_article("https://example.com/b", "zero\0byte “quoted”\n")
    };
    room.save_and_request(alias).await;
    let comment = room.submit(1).await;
    let comment = room.decide(&comment, Ruling::Approve, 2).await;
    let comment = room.revise(&comment, 3).await;
    let rejected = room.submit(4).await;
    let rejected = room.decide(&rejected, Ruling::Reject, 5).await;
    room.send_errands(5).await;
    room.appeal(decided(&rejected), 6).await;
    room.ban(Some(1_000), 7).await;
    room.store.save_settings(GUILD, &StoredSettings::default(), AUTHOR, "mode", at(8)).await.unwrap();
    let thread = Thread { channel: newsdesk::desk::ChannelId(1), thread: newsdesk::desk::ChannelId(2) };
    room.store.set_thread(GUILD, room.article, Some(thread)).await.unwrap();
    room.store.request_alert(GUILD, at(0), at(9)).await.unwrap();
    assert!(room.store.reserve(charge(AUTHOR, GUILD, 7), &ModelBudgets::default()).await.unwrap());
    room.store.save_draft(draft(&room)).await.unwrap();
    room.store.save_note(note(&comment, Some("The comment is calm."))).await.unwrap();
    room
}

fn draft(room: &Room) -> NewDraft {
    let point = DraftedPoint { text: "A point.".to_owned(), sentences: vec![0], kind: "news".to_owned() };
    NewDraft {
        article: room.article,
        length: Length::Medium,
        engine: "llm:small@1".to_owned(),
        model: "small".to_owned(),
        draft: Draft { points: vec![point], parts: 1 },
        at: at(9),
    }
}

async fn copy(store: &SqlStore) -> Vec<u8> {
    let mut copy = Vec::new();
    let counts = store.back_up(at(100), &mut copy).await.unwrap();
    assert!(counts.values().all(|count| *count > 0), "{counts:?}");
    copy
}

async fn refused(copy: &[u8]) -> BackupError {
    let db = Database::sqlite().await;
    let error = db.store.restore(&mut &*copy).await.unwrap_err();
    let left = Room::open(&db).await;
    assert_eq!(left.store.count_comments(&everything()).await.unwrap(), 0);
    assert_eq!(left.article.0, 1, "nothing of it is there");
    error
}

#[tokio::test(flavor = "multi_thread")]
async fn a_copy_of_either_engine_is_restored_into_either_engine() {
    for from in Database::of_each_engine().await {
        let room = filled(&from).await;
        let comments = room.store.comments(&everything(), Order::OldestFirst, 99, 0).await.unwrap();
        let written = copy(&room.store).await;
        for to in Database::of_each_engine().await {
            let counts = to.store.restore(&mut written.as_slice()).await.unwrap();
            assert_eq!(counts.get("comment"), Some(&2));
            let again = String::from_utf8(copy(&to.store).await).unwrap();
            for (line, original) in again.lines().zip(String::from_utf8(written.clone()).unwrap().lines()) {
                assert_eq!(line, original, "{:?} → {:?}", from.store.engine(), to.store.engine());
            }
            let restored = to.store.comments(&everything(), Order::OldestFirst, 99, 0).await.unwrap();
            assert_eq!(restored, comments);
            goes_on(&room, &to).await;
        }
    }
}

/// New rows get new numbers, and the log goes on where it was.
async fn goes_on(room: &Room, restored: &Database) {
    let next = Room { store: restored.store.clone(), ..room.clone() };
    let known = next.store.count_comments(&everything()).await.unwrap();
    let new = next.stored(next.new_comment(crate::room::SOMEBODY, 50)).await;
    assert_eq!(new.id.0.cast_unsigned(), known + 1);
    next.decide(&new, Ruling::Approve, 51).await;
    assert!(next.log(GUILD).await.len() > 5);
    let mut last = 0;
    while let Some(job) = next.store.next_errand(at(2_000), at(3_000)).await.unwrap() {
        last = last.max(job.id);
    }
    let ever = restored_last_errand(room).await;
    assert!(last > ever, "numbers of errands are never used again: {last} after {ever}");
}

async fn restored_last_errand(room: &Room) -> i64 {
    let written = copy(&room.store).await;
    let text = String::from_utf8(written).unwrap();
    let closing: serde_json::Value = serde_json::from_str(text.lines().rev().nth(1).unwrap()).unwrap();
    closing["last_errand"].as_i64().unwrap()
}

#[tokio::test(flavor = "multi_thread")]
async fn a_copy_is_restored_only_into_an_empty_database() {
    for db in Database::of_each_engine().await {
        let room = filled(&db).await;
        let written = copy(&room.store).await;
        let error = db.store.restore(&mut written.as_slice()).await.unwrap_err();
        assert!(matches!(error, BackupError::NotEmpty("article")), "{error:?}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_damaged_copy_restores_nothing() {
    let db = Database::sqlite().await;
    let written = copy(&filled(&db).await.store).await;
    let text = String::from_utf8(written.clone()).unwrap();
    let lines: Vec<&str> = text.lines().collect();
    let without = |line: usize| [&lines[..line], &lines[line + 1..]].concat().join("\n");
    assert!(matches!(refused(&written[..written.len() / 2]).await, BackupError::Damaged { .. }));
    assert!(matches!(refused(without(lines.len() - 1).as_bytes()).await, BackupError::BrokenOff));
    let alias = lines.iter().position(|line| line.starts_with("[\"https://example.com/alias")).unwrap();
    assert!(matches!(refused(without(alias).as_bytes()).await, BackupError::Damaged { .. }));
    let changed = text.replace("words at 4", "words at 5");
    assert!(matches!(refused(changed.as_bytes()).await, BackupError::Checksum));
    let longer = format!("{text}\nmore");
    assert!(matches!(refused(longer.as_bytes()).await, BackupError::Checksum));
    let newer = text.replacen("\"schema\":3", "\"schema\":4", 1);
    for unreadable in ["", "{}", "not JSON", newer.as_str()] {
        assert!(matches!(refused(unreadable.as_bytes()).await, BackupError::Unreadable), "{unreadable}");
    }
    let injected = text.replacen("\"columns\":[\"id\"", "\"columns\":[\"id) SELECT 1; --\"", 1);
    assert!(matches!(refused(injected.as_bytes()).await, BackupError::Damaged { .. }));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_copy_names_every_table_and_column_there_is() {
    for db in Database::of_each_engine().await {
        let catalog = match db.store.engine() {
            newsdesk::store::Engine::Sqlite => {
                "SELECT m.name || '.' || c.name FROM sqlite_schema m JOIN pragma_table_info(m.name) c
                 WHERE m.type = 'table' AND m.name NOT LIKE '\\_sqlx%' ESCAPE '\\' AND m.name NOT LIKE 'sqlite\\_%' ESCAPE '\\'"
            }
            newsdesk::store::Engine::Postgres => {
                "SELECT CAST(table_name || '.' || column_name AS TEXT) FROM information_schema.columns
                 WHERE table_schema = 'public' AND table_name NOT LIKE '\\_sqlx%'"
            }
        };
        let mut columns = db.texts(catalog).await;
        let mut copied = Vec::new();
        let written = copy(&filled(&db).await.store).await;
        for line in String::from_utf8(written).unwrap().lines().filter(|line| line.starts_with("{\"table\"")) {
            let opening: serde_json::Value = serde_json::from_str(line).unwrap();
            let table = opening["table"].as_str().unwrap();
            copied.extend(
                opening["columns"].as_array().unwrap().iter().map(|c| format!("{table}.{}", c.as_str().unwrap())),
            );
        }
        columns.sort();
        copied.sort();
        assert_eq!(copied, columns);
    }
}
