//! Bans from commenting.

use crate::engines::{Database, on_every_engine};
use crate::room::{AUTHOR, ELSEWHERE, GUILD, MODERATOR, Room, SECOND, SOMEBODY, at};
use newsdesk::desk::{BanId, Changed, CommentStore as _, Errand, NewBan, NewComment, Submitted};
use newsdesk::moderation::audit::Act;

on_every_engine! {
    a_banned_member_neither_comments_nor_edits_on_this_server;
    a_ban_ends_by_itself;
    a_new_ban_replaces_the_old_one;
    unbanning_ends_a_ban_once;
}

async fn a_banned_member_neither_comments_nor_edits_on_this_server(db: Database) {
    let room = Room::open(&db).await;
    let comment = room.submit(1).await;
    room.run_errands(1).await;
    let new = NewBan {
        key: room.key(),
        guild: GUILD,
        member: AUTHOR,
        by: MODERATOR,
        reason: "spam".to_owned(),
        comment: Some(comment.id),
        until: None,
        at: at(2),
    };
    let ban = room.store.ban(new.clone()).await.unwrap();
    assert_eq!((ban.guild, ban.member, ban.by, ban.comment), (GUILD, AUTHOR, MODERATOR, Some(comment.id)));
    assert_eq!((ban.at, ban.until, ban.lifted_at, &ban.appeal), (at(2), None, None, &None));
    assert_eq!(room.store.ban(new).await.unwrap(), ban, "the same key bans once");
    assert_eq!(room.store.ban_by_id(ban.id).await.unwrap(), Some(ban.clone()));
    assert_eq!(room.store.ban_by_id(BanId(99)).await.unwrap(), None);
    assert_eq!(room.run_errands(2).await, [Errand::BanNotice(ban.id), Errand::Card(comment.id)]);
    let refused = room.store.submit(room.new_comment(AUTHOR, 3)).await.unwrap();
    assert_eq!(refused, Submitted::Banned(ban.clone()));
    let refused = room.store.revise(room.new_revision(&comment, 3)).await.unwrap();
    assert_eq!(refused, Changed::Banned(ban));
    room.stored(room.new_comment(SOMEBODY, 4)).await;
    room.stored(NewComment { guild: ELSEWHERE, ..room.new_comment(AUTHOR, 4) }).await;
    assert_eq!(room.acts().await, [Act::Submitted, Act::Banned, Act::Submitted]);
}

async fn a_ban_ends_by_itself(db: Database) {
    let room = Room::open(&db).await;
    let ban = room.ban(Some(10), 1).await;
    assert_eq!(room.store.active_bans(None, Some(AUTHOR), at(9)).await.unwrap(), [ban]);
    assert_eq!(room.store.active_bans(None, Some(AUTHOR), at(10)).await.unwrap(), []);
    assert_eq!(room.store.unban(GUILD, AUTHOR, MODERATOR, at(11)).await.unwrap(), None);
    room.submit(10).await;
}

async fn a_new_ban_replaces_the_old_one(db: Database) {
    let room = Room::open(&db).await;
    let lapsed = room.ban(Some(5), 1).await;
    let second = room.ban(None, 10).await;
    let third = room.ban(Some(100), 20).await;
    for (ban, ended) in [(lapsed, at(5)), (second, at(20))] {
        assert_eq!(room.store.ban_by_id(ban.id).await.unwrap().unwrap().lifted_at, Some(ended));
    }
    for (guild, member) in [(Some(GUILD), None), (None, Some(AUTHOR)), (Some(GUILD), Some(AUTHOR)), (None, None)] {
        assert_eq!(room.store.active_bans(guild, member, at(21)).await.unwrap(), std::slice::from_ref(&third));
    }
    assert_eq!(room.store.active_bans(Some(ELSEWHERE), None, at(21)).await.unwrap(), []);
    assert_eq!(room.store.active_bans(None, Some(SOMEBODY), at(21)).await.unwrap(), []);
}

async fn unbanning_ends_a_ban_once(db: Database) {
    let room = Room::open(&db).await;
    let ban = room.ban(None, 1).await;
    room.run_errands(1).await;
    let lifted = room.store.unban(GUILD, AUTHOR, SECOND, at(2)).await.unwrap().unwrap();
    assert_eq!((lifted.id, lifted.lifted_at), (ban.id, Some(at(2))));
    assert_eq!(room.store.unban(GUILD, AUTHOR, SECOND, at(3)).await.unwrap(), None);
    assert_eq!(room.run_errands(3).await, [Errand::BanNotice(ban.id)]);
    assert_eq!(room.acts().await, [Act::Banned, Act::Unbanned]);
    room.submit(4).await;
}
