//! A room in which comments are taken.

use super::{ADDRESS, HARRIS, Room, described, quick};
use discord_double::{DoubleBuilder, Message, Permissions};
use newsdesk::desk::{Clock as _, CommentStore as _, GuildId, MemberId, StoredSettings};
use newsdesk::discord::Limits;
use newsdesk::moderation::Settings;

impl Room {
    /// Comments go to #moderators; `mod1` and `mod2` decide on them, `admin` sets things up.
    pub(crate) async fn with_comments() -> Self {
        Self::with_comment_settings(|_| {}).await
    }

    /// The same with settings of the test's own.
    pub(crate) async fn with_comment_settings(change: impl FnOnce(&mut Settings)) -> Self {
        Self::with_comment_limits(quick(), change).await
    }

    /// The same with limits of the test's own.
    pub(crate) async fn with_comments_and(limits: Limits) -> Self {
        Self::with_comment_limits(limits, |_| {}).await
    }

    async fn with_comment_limits(limits: Limits, change: impl FnOnce(&mut Settings)) -> Self {
        let room = Self::open_with(described_for_comments(), limits).await;
        let channel = room.double.channel_id("moderators").unwrap().0;
        let mut settings = Settings { server_name: "Test".to_owned(), channel: Some(channel), ..Settings::default() };
        change(&mut settings);
        let (guild, admin) = (room.double.guild_id("Test").unwrap(), room.double.user_id("admin").unwrap());
        let stored = StoredSettings { settings, version: 0 };
        let (guild, admin, at) = (GuildId(guild.0), MemberId(admin.0), room.clock.now());
        assert!(room.store.save_settings(guild, &stored, admin, "set up by a test", at).await.unwrap());
        room
    }

    /// The digest of the article, asked for by `commenter` in #news.
    pub(crate) async fn digest_to_comment(&self) -> Message {
        self.web.serve(ADDRESS, HARRIS);
        let commenter = self.double.member("commenter");
        let asked = commenter.slash("digest").option("url", ADDRESS).option("published", "2021-06-02");
        asked.send().await.unwrap().reply().await.unwrap().message
    }
}

/// The usual server with a moderators' channel and people for both sides of it.
pub(crate) fn described_for_comments() -> DoubleBuilder {
    described()
        .channel("moderators")
        .role("Mods", Permissions::MANAGE_MESSAGES)
        .role("Admins", Permissions::MANAGE_GUILD)
        .member("commenter")
        .member("other")
        .member_with("mod1", |plan| plan.role("Mods"))
        .member_with("mod2", |plan| plan.role("Mods"))
        .member_with("admin", |plan| plan.role("Admins"))
}
