//! A database that goes away and comes back.

use crate::postgres::{Server, find_binaries};
use crate::room::{AUTHOR, GUILD, at};
use newsdesk::desk::{CommentStore as _, Store as _};
use newsdesk::store::SqlStore;
use std::time::{Duration, Instant};

#[tokio::test(flavor = "multi_thread")]
async fn while_the_server_is_away_everything_fails_soon_and_afterwards_it_works_again() {
    // Whether PostgreSQL may be missing is settled there.
    if crate::postgres::server().is_none() {
        return;
    }
    let started = tokio::task::spawn_blocking(|| Server::start(find_binaries().unwrap(), true)).await;
    let server = started.unwrap();
    let store = SqlStore::connect(&server.address("postgres")).await.unwrap();
    store.ping().await.unwrap();
    server.stop();
    let begun = Instant::now();
    let (ping, erased) = tokio::join!(store.settings(GUILD), store.activity(GUILD, AUTHOR, at(0)));
    assert!(ping.is_err() && erased.is_err());
    assert!(begun.elapsed() < Duration::from_secs(6), "{:?}", begun.elapsed());
    let server = tokio::task::spawn_blocking(move || {
        server.launch(true);
        server
    });
    let _server = server.await.unwrap();
    store.ping().await.unwrap();
    assert!(store.request_alert(GUILD, at(0), at(1)).await.unwrap());
}

#[tokio::test]
async fn an_address_that_leads_nowhere_is_refused_soon_and_without_its_password() {
    let begun = Instant::now();
    for address in ["postgres://user:hunter2@127.0.0.1:1/x", "postgres://user:hunter2@", "mysql://hunter2@x/y"] {
        let error = SqlStore::connect(&address.into()).await.unwrap_err();
        let mut told = String::new();
        let mut next: Option<&dyn std::error::Error> = Some(&error);
        while let Some(cause) = next {
            told = format!("{told} {cause} {cause:?}");
            next = cause.source();
        }
        assert!(!told.contains("hunter2"), "{told}");
    }
    assert!(begun.elapsed() < Duration::from_secs(10));
}
