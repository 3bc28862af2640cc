//! Articles and who asked for them.

use crate::engines::{Database, on_every_engine};
use jiff::{SignedDuration, Timestamp};
use newsdesk::article::Metadata;
use newsdesk::desk::{
    ArticleId, Asker, ChannelId, GuildId, MemberId, NewArticle, Origin, Place, Store, StoredArticle, Validators,
};
use newsdesk::store::SqlStore;
use std::sync::Arc;

on_every_engine! {
    an_article_comes_back_as_it_was_saved;
    the_same_text_of_the_same_page_is_stored_once;
    a_changed_page_gets_a_new_number_and_points_to_the_old_one;
    an_alias_leads_to_the_canonical_page;
    a_stated_date_makes_a_variant_that_is_not_the_page;
    pages_are_seen_on_the_server_and_texts_in_the_channel;
    the_list_has_this_channel_first_then_the_newest_and_each_page_once;
    what_is_typed_finds_titles_and_addresses_in_any_case_and_no_patterns;
    many_writers_of_one_page_store_it_once;
}

const READER: Asker = asker(1, Some(10), 100);
const IN_OTHER_CHANNEL: Asker = asker(2, Some(10), 101);
const ON_OTHER_SERVER: Asker = asker(3, Some(11), 102);
const IN_PRIVATE: Asker = asker(1, None, 103);

const fn asker(member: u64, guild: Option<u64>, channel: u64) -> Asker {
    let guild = match guild {
        Some(id) => Some(GuildId(id)),
        None => None,
    };
    Asker { member: MemberId(member), place: Place { guild, channel: ChannelId(channel) } }
}

fn at(seconds: i64) -> Timestamp {
    Timestamp::UNIX_EPOCH + SignedDuration::from_secs(seconds)
}

fn page(address: &str, text: &str, seconds: i64) -> NewArticle {
    NewArticle {
        origin: Origin::Page(address.to_owned()),
        alias: None,
        text: text.to_owned(),
        about: Metadata {
            title: Some(format!("Ünlü {text}")),
            byline: Some("A. Writer".to_owned()),
            published: Some("2021-06-02".parse().unwrap()),
            site_name: Some("Example".to_owned()),
            url: Some(address.to_owned()),
            image: Some("https://example.com/a.png".to_owned()),
        },
        stated: None,
        validators: Validators { etag: Some("\"1\"".to_owned()), last_modified: Some("yesterday".to_owned()) },
        read_at: at(seconds),
    }
}

fn text(words: &str, seconds: i64) -> NewArticle {
    NewArticle { origin: Origin::Text, about: Metadata::default(), ..page("", words, seconds) }
}

async fn saved(store: &dyn Store, article: NewArticle, asker: Asker, seconds: i64) -> StoredArticle {
    let stored = store.save(article).await.unwrap();
    store.record_request(stored.id, asker, at(seconds)).await.unwrap();
    stored
}

async fn listed(store: &dyn Store, asker: Asker, typed: &str) -> Vec<ArticleId> {
    store.articles(asker, typed, 25, 0).await.unwrap().into_iter().map(|a| a.id).collect()
}

async fn an_article_comes_back_as_it_was_saved(db: Database) {
    let store = db.store.clone();
    let new = page("https://example.com/a", "text with “marks” and \u{2028}", 5);
    let stored = store.save(new.clone()).await.unwrap();
    assert_eq!(stored.text, new.text);
    assert_eq!(stored.about, new.about);
    assert_eq!(stored.validators, new.validators);
    assert_eq!((stored.read_at, stored.checked_at, stored.supersedes), (at(5), at(5), None));
    let found = store.page("https://example.com/a").await.unwrap().unwrap();
    assert_eq!((found.id, found.origin), (stored.id, new.origin));
    assert!(store.page("https://example.com/b").await.unwrap().is_none());
}

async fn the_same_text_of_the_same_page_is_stored_once(db: Database) {
    let store = db.store.clone();
    let first = store.save(page("https://example.com/a", "one", 1)).await.unwrap();
    let again = store.save(page("https://example.com/a", "one", 9)).await.unwrap();
    assert_eq!((again.id, again.read_at), (first.id, at(1)));
    let elsewhere = store.save(page("https://example.com/b", "one", 9)).await.unwrap();
    assert_ne!(elsewhere.id, first.id);
}

async fn a_changed_page_gets_a_new_number_and_points_to_the_old_one(db: Database) {
    let store = db.store.clone();
    let old = store.save(page("https://example.com/a", "one", 1)).await.unwrap();
    let new = store.save(page("https://example.com/a", "two", 2)).await.unwrap();
    assert_eq!(new.supersedes, Some(old.id));
    assert_eq!(store.page("https://example.com/a").await.unwrap().unwrap().id, new.id);
    // The page goes back to what it said first.
    store.mark_checked(old.id, &Validators::default(), at(3)).await.unwrap();
    let newest = store.page("https://example.com/a").await.unwrap().unwrap();
    assert_eq!((newest.id, newest.validators, newest.checked_at), (old.id, Validators::default(), at(3)));
}

async fn an_alias_leads_to_the_canonical_page(db: Database) {
    let store = db.store.clone();
    let alias = "https://example.com/a?utm_source=feed".to_owned();
    let new = NewArticle { alias: Some(alias.clone()), ..page("https://example.com/a", "one", 1) };
    let stored = store.save(new).await.unwrap();
    assert_eq!(store.page(&alias).await.unwrap().unwrap().id, stored.id);
}

async fn a_stated_date_makes_a_variant_that_is_not_the_page(db: Database) {
    let store = db.store.clone();
    let own = store.save(page("https://example.com/a", "one", 1)).await.unwrap();
    let stated = Some("2020-01-01".parse().unwrap());
    let about = Metadata { published: stated, ..own.about.clone() };
    let variant = store.save(NewArticle { stated, about, ..page("https://example.com/a", "one", 2) }).await.unwrap();
    assert_ne!(variant.id, own.id);
    assert_eq!(variant.about.published, stated);
    assert_eq!(variant.supersedes, None);
    assert_eq!(store.page("https://example.com/a").await.unwrap().unwrap().id, own.id);
}

async fn pages_are_seen_on_the_server_and_texts_in_the_channel(db: Database) {
    let store = db.store.clone();
    let page = saved(&store, page("https://example.com/a", "page", 1), READER, 1).await.id;
    let text = saved(&store, text("text", 2), READER, 2).await.id;
    let private = saved(&store, self::page("https://example.com/p", "private", 3), IN_PRIVATE, 3).await.id;
    for (asker, expected) in [
        (READER, vec![text, page]),
        (IN_OTHER_CHANNEL, vec![page]),
        (ON_OTHER_SERVER, vec![]),
        (IN_PRIVATE, vec![private]),
    ] {
        assert_eq!(listed(&store, asker, "").await, expected, "{asker:?}");
        assert_eq!(store.count_articles(asker).await.unwrap(), expected.len() as u64, "{asker:?}");
        for id in [page, text, private] {
            let seen = store.visible_article(id, asker).await.unwrap().is_some();
            assert_eq!(seen, expected.contains(&id), "{asker:?} {id:?}");
        }
    }
}

async fn the_list_has_this_channel_first_then_the_newest_and_each_page_once(db: Database) {
    let store = db.store.clone();
    let here_old = saved(&store, page("https://example.com/1", "one", 1), READER, 1).await.id;
    let there = saved(&store, page("https://example.com/2", "two", 2), IN_OTHER_CHANNEL, 9).await.id;
    saved(&store, page("https://example.com/3", "three", 3), READER, 3).await;
    let here_new = saved(&store, page("https://example.com/3", "three, changed", 4), READER, 4).await.id;
    assert_eq!(listed(&store, READER, "").await, [here_new, here_old, there]);
    assert_eq!(store.count_articles(READER).await.unwrap(), 3);
    let second = store.articles(READER, "", 1, 1).await.unwrap();
    assert_eq!(second.first().map(|a| a.id), Some(here_old));
    assert_eq!(store.latest_article(READER.place).await.unwrap(), Some(here_new));
    assert_eq!(store.latest_article(IN_PRIVATE.place).await.unwrap(), None);
    // Asking again moves an article to the front.
    store.record_request(here_old, READER, at(20)).await.unwrap();
    assert_eq!(store.latest_article(READER.place).await.unwrap(), Some(here_old));
}

async fn what_is_typed_finds_titles_and_addresses_in_any_case_and_no_patterns(db: Database) {
    let store = db.store.clone();
    let id = saved(&store, page("https://example.com/Path", "one", 1), READER, 1).await.id;
    for typed in ["ünlü", "ÜNLÜ ONE", "example.com/pa"] {
        assert_eq!(listed(&store, READER, typed).await, [id], "{typed}");
    }
    for typed in ["two", "%", "_", "'; DROP TABLE article; --"] {
        assert_eq!(listed(&store, READER, typed).await, [], "{typed}");
    }
}

async fn many_writers_of_one_page_store_it_once(db: Database) {
    let store = db.store.clone();
    let store = Arc::new(store);
    let writers: Vec<_> = (0..32)
        .map(|n| {
            let store = Arc::clone(&store);
            tokio::spawn(async move { store.save(page("https://example.com/a", "one", n)).await.unwrap().id })
        })
        .collect();
    let mut ids = Vec::new();
    for writer in writers {
        ids.push(writer.await.unwrap());
    }
    ids.dedup();
    assert_eq!(ids.len(), 1);
}

#[tokio::test]
async fn what_was_saved_is_there_after_the_file_is_opened_again() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("newsdesk.db");
    let store = SqlStore::open(&file).await.unwrap();
    let id = saved(&store, page("https://example.com/a", "one", 1), READER, 1).await.id;
    store.close().await;
    let store = SqlStore::open(&file).await.unwrap();
    assert!(store.visible_article(id, READER).await.unwrap().is_some());
    assert!(store.ping().await.is_ok());
}

#[tokio::test]
async fn a_file_that_is_no_database_is_refused_and_left_as_it_is() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("notes.txt");
    std::fs::write(&file, "not a database, but somebody's notes".repeat(100)).unwrap();
    let before = std::fs::read(&file).unwrap();
    assert!(SqlStore::open(&file).await.is_err());
    assert_eq!(std::fs::read(&file).unwrap(), before);
}
