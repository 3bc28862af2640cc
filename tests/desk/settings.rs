//! A server's settings.

use crate::newsroom::Newsroom;
use crate::room::{MIA, MODERATORS, SERVER, administrator, moderator};
use newsdesk::desk::{CommentStore as _, ModerationError, SettingsChange};
use newsdesk::moderation::audit::Act;
use newsdesk::moderation::{Check, Mode, Thresholds};

#[tokio::test]
async fn only_administrators_change_settings() {
    let room = Newsroom::open().await;
    let refused = room.desk.change_settings(&moderator(MIA), SettingsChange::Mode(Mode::Held)).await;
    assert!(matches!(refused, Err(ModerationError::NotAnAdministrator)), "{refused:?}");
    let stored = room.desk.change_settings(&administrator(), SettingsChange::Mode(Mode::Held)).await.unwrap();
    assert_eq!((stored.settings.mode, stored.version), (Mode::Held, 1));
    assert_eq!(room.desk.settings_of(SERVER).await.unwrap(), stored);
    let log = room.store.audit(SERVER, None, None, 10, 0).await.unwrap();
    let entries: Vec<_> = log.iter().map(|row| (row.link.entry.act, row.link.entry.detail.as_str())).collect();
    assert_eq!(entries, [(Act::SettingsChanged, "mode")]);
}

#[tokio::test]
async fn what_cannot_be_used_changes_nothing() {
    let room = Newsroom::open().await;
    let thresholds = SettingsChange::Thresholds(Thresholds { toxicity: 2.0, spam: 0.5 });
    let refused = room.desk.change_settings(&administrator(), thresholds).await;
    assert!(matches!(refused, Err(ModerationError::Invalid("threshold"))), "{refused:?}");
    assert_eq!(room.desk.settings_of(SERVER).await.unwrap().version, 0);
}

#[tokio::test]
async fn changes_made_at_the_same_time_are_all_kept() {
    let room = Newsroom::open().await;
    let (admin, off) = (administrator(), |check| SettingsChange::Check { check, on: false });
    let (one, two, three) = tokio::join!(
        room.desk.change_settings(&admin, off(Check::Shouting)),
        room.desk.change_settings(&admin, off(Check::Wall)),
        room.desk.change_settings(&admin, SettingsChange::Mode(Mode::FirstTime)),
    );
    assert!(one.is_ok() && two.is_ok() && three.is_ok());
    let stored = room.desk.settings_of(SERVER).await.unwrap();
    let mut off = stored.settings.rules.off;
    off.sort_unstable();
    assert_eq!((off, stored.settings.mode, stored.version), (vec![Check::Shouting, Check::Wall], Mode::FirstTime, 3));
    room.change(SettingsChange::Check { check: Check::Wall, on: true }).await;
    assert_eq!(room.desk.settings_of(SERVER).await.unwrap().settings.rules.off, [Check::Shouting]);
}

#[tokio::test]
async fn the_status_is_for_moderators() {
    let (room, _) = Newsroom::with_comments().await;
    let status = room.desk.status(&moderator(MIA)).await.unwrap();
    assert_eq!(status.settings.settings.channel, Some(MODERATORS.0));
    assert_eq!(status.figures.waiting, 0);
    let refused = room.desk.status(&crate::room::member(MIA)).await;
    assert!(matches!(refused, Err(ModerationError::NotAModerator)), "{refused:?}");
}
