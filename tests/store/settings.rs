//! Servers: settings, threads, alerts.

use crate::engines::{Database, on_every_engine};
use crate::room::{ELSEWHERE, GUILD, MODERATOR, Room, at};
use newsdesk::desk::{ChannelId, CommentStore as _, Errand, StoredSettings, Thread};
use newsdesk::moderation::audit::Act;
use newsdesk::moderation::{Mode, Settings};

on_every_engine! {
    settings_are_saved_by_whoever_read_the_latest;
    a_thread_is_remembered_and_forgotten;
    an_alert_is_asked_for_once_in_a_while;
}

async fn settings_are_saved_by_whoever_read_the_latest(db: Database) {
    let room = Room::open(&db).await;
    assert_eq!(room.store.settings(GUILD).await.unwrap(), StoredSettings::default());
    let settings = Settings { channel: Some(u64::MAX), mode: Mode::Held, ..Settings::default() };
    let mut new = StoredSettings { settings, version: 0 };
    assert!(room.store.save_settings(GUILD, &new, MODERATOR, "mode", at(1)).await.unwrap());
    new.version = 1;
    assert_eq!(room.store.settings(GUILD).await.unwrap(), new);
    for version in [0, 2] {
        let outdated = StoredSettings { version, ..StoredSettings::default() };
        assert!(!room.store.save_settings(GUILD, &outdated, MODERATOR, "mode", at(2)).await.unwrap());
    }
    assert!(room.store.save_settings(GUILD, &new, MODERATOR, "words", at(3)).await.unwrap());
    assert_eq!(room.store.settings(GUILD).await.unwrap().version, 2);
    let log = room.log(GUILD).await;
    assert_eq!(
        log.iter().map(|l| (l.entry.act, l.entry.detail.as_str())).collect::<Vec<_>>(),
        [(Act::SettingsChanged, "mode"), (Act::SettingsChanged, "words")]
    );
    assert_eq!(room.store.guilds().await.unwrap(), [GUILD]);
    assert_eq!(room.store.settings(ELSEWHERE).await.unwrap(), StoredSettings::default());
}

async fn a_thread_is_remembered_and_forgotten(db: Database) {
    let room = Room::open(&db).await;
    let thread = |n| Some(Thread { channel: ChannelId(n), thread: ChannelId(n + 1) });
    for given in [thread(1), thread(5), None, None] {
        room.store.set_thread(GUILD, room.article, given).await.unwrap();
        assert_eq!(room.store.thread(GUILD, room.article).await.unwrap(), given);
        assert_eq!(room.store.thread(ELSEWHERE, room.article).await.unwrap(), None);
    }
}

async fn an_alert_is_asked_for_once_in_a_while(db: Database) {
    let room = Room::open(&db).await;
    assert!(room.store.request_alert(GUILD, at(0), at(10)).await.unwrap());
    assert!(!room.store.request_alert(GUILD, at(10), at(20)).await.unwrap());
    assert!(room.store.request_alert(ELSEWHERE, at(10), at(20)).await.unwrap());
    assert_eq!(room.run_errands(20).await, [Errand::Alert(GUILD), Errand::Alert(ELSEWHERE)]);
    assert!(room.store.request_alert(GUILD, at(11), at(30)).await.unwrap());
}
