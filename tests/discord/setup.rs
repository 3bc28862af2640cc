//! Setting a server up, in any order, by administrators alone; lists and reasons; the state of things.

use crate::delivery::Scene;
use crate::room::Room;
use crate::room::comments::described_for_comments;
use crate::room::quick;
use discord_double::{Message, Permissions};
use newsdesk::desk::GuildId;
use newsdesk::moderation::{Alerts, Check, Flood, Mode, Retention, Settings, Severity};

/// A server that nothing is set up on.
async fn fresh() -> Room {
    Room::open_with(described_for_comments(), quick()).await
}

async fn settings(room: &Room) -> Settings {
    let guild = GuildId(room.double.guild_id("Test").unwrap().0);
    room.desk.settings_of(guild).await.unwrap().settings
}

async fn opened(room: &Room) -> Message {
    let reply = room.double.member("admin").slash("newsdesk setup").send().await.unwrap().reply().await.unwrap();
    assert!(reply.is_ephemeral());
    reply.message
}

#[tokio::test]
async fn a_server_is_set_up_in_place_and_every_step_is_kept() {
    let room = fresh().await;
    let admin = room.double.member("admin");
    let setup = opened(&room).await;
    assert!(setup.text().contains("**Moderators' channel:** none yet"));
    assert!(setup.text().contains("Comments are taken once there is a moderators' channel."));
    assert!(setup.text().contains("I lack the permission “Manage Webhooks”"));
    let picked = admin.select(&setup, "The moderators' channel", &["moderators"]).await.unwrap();
    let setup = picked.update().await.unwrap();
    let channel = room.double.channel_id("moderators").unwrap().0;
    assert!(setup.text().contains(&format!("**Moderators' channel:** <#{channel}>")), "{}", setup.text());
    let picked = admin.select(&setup, "The moderators' roles", &["Mods", "Admins"]).await.unwrap();
    let setup = picked.update().await.unwrap();
    let picked = admin.select(&setup, "Which comments moderators read first", &["first_time"]).await.unwrap();
    let setup = picked.update().await.unwrap();
    assert!(setup.text().contains("newcomers, and what the checks hold"));
    let picked = admin.select(&setup, "The language of cards and notices", &["Español"]).await.unwrap();
    picked.update().await.unwrap();
    let now = settings(&room).await;
    assert_eq!((now.channel, now.server_name.as_str(), now.mode), (Some(channel), "Test", Mode::FirstTime));
    assert_eq!((now.moderator_roles.len(), now.language.as_deref()), (2, Some("es")));
    let picked = admin.select(&setup, "The moderators' roles", &[]).await.unwrap();
    assert!(picked.update().await.unwrap().text().contains("everybody who may manage messages"));
    room.finish().await;
}

#[tokio::test]
async fn a_channel_that_the_bot_cannot_use_is_refused_with_the_permission_it_lacks() {
    let cases = [
        (Permissions::VIEW_CHANNEL, "View Channel"),
        (Permissions::SEND_MESSAGES, "Send Messages"),
        (Permissions::EMBED_LINKS, "Embed Links"),
        (Permissions::READ_MESSAGE_HISTORY, "Read Message History"),
    ];
    let room = fresh().await;
    let admin = room.double.member("admin");
    let setup = opened(&room).await;
    for (permission, name) in cases {
        room.double.bot_may_not("moderators", permission).unwrap();
        let picked = admin.select(&setup, "The moderators' channel", &["moderators"]).await.unwrap();
        let told = picked.reply().await.unwrap();
        assert!(told.is_ephemeral() && told.text().contains(&format!("I lack the permission “{name}” there.")));
        assert_eq!(told.text().lines().count(), 1, "one sentence");
        assert_eq!(settings(&room).await.channel, None);
        room.double.bot_may("moderators", permission).unwrap();
    }
    let picked = admin.select(&setup, "The moderators' channel", &["moderators"]).await.unwrap();
    picked.update().await.unwrap();
    assert!(settings(&room).await.is_ready());
    room.finish().await;
}

#[tokio::test]
async fn limits_are_changed_in_forms_that_show_what_they_are() {
    let room = fresh().await;
    let admin = room.double.member("admin");
    let more = admin.click(&opened(&room).await, "Checks and limits").await.unwrap().update().await.unwrap();
    let cases: [(&str, &[(&str, &str)]); 4] = [
        ("Thresholds", &[("toxicity", "70 %"), ("spam", "40")]),
        ("Limits", &[("ten", "3"), ("day", "20")]),
        ("Alerts", &[("backlog", "5"), ("hours", "0")]),
        ("Retention", &[("rejected", ""), ("approved", "365"), ("requests", "30")]),
    ];
    for (button, values) in cases {
        let form = admin.click(&more, button).await.unwrap().modal().await.unwrap();
        assert!(form.inputs.iter().all(|input| !input.label.contains("setup-")));
        let sent = admin.submit_modal(&form, values.iter().copied()).await.unwrap();
        assert!(sent.update().await.unwrap().text().starts_with("Checks and limits"));
        let again = admin.click(&more, button).await.unwrap().modal().await.unwrap();
        let now: Vec<&str> = again.inputs.iter().map(|input| input.value.as_str()).collect();
        let wanted: Vec<&str> = values.iter().map(|(_, value)| value.trim_end_matches(" %")).collect();
        assert_eq!(now, wanted, "{button}");
    }
    let now = settings(&room).await;
    assert_eq!(now.rules.flood, Flood { per_ten_minutes: 3, per_day: 20 });
    assert_eq!(now.alerts, Alerts { backlog: 5, hours: 0 });
    let retention = Retention { rejected_days: None, approved_days: Some(365), requests_days: Some(30) };
    assert_eq!(now.retention, retention);

    let form = admin.click(&more, "Limits").await.unwrap().modal().await.unwrap();
    let sent = admin.submit_modal(&form, [("ten", "many"), ("day", "20")]).await.unwrap();
    let told = sent.reply().await.unwrap();
    assert!(told.is_ephemeral() && !told.text().is_empty());
    assert_eq!(settings(&room).await.rules.flood.per_ten_minutes, 3, "what cannot be used changes nothing");
    room.finish().await;
}

#[tokio::test]
async fn checks_are_switched_off_and_on() {
    let room = fresh().await;
    let admin = room.double.member("admin");
    let more = admin.click(&opened(&room).await, "Checks and limits").await.unwrap().update().await.unwrap();
    let chosen = admin.select(&more, "Switch a check on or off", &["On: shouting"]).await.unwrap();
    let more = chosen.update().await.unwrap();
    assert!(more.text().contains("**Checks off:** shouting"));
    assert_eq!(settings(&room).await.rules.off, [Check::Shouting]);
    let chosen = admin.select(&more, "Switch a check on or off", &["Off: shouting"]).await.unwrap();
    let more = chosen.update().await.unwrap();
    assert!(more.text().contains("**Checks:** all on"));
    let more = admin.click(&more, "Allowed domains only").await.unwrap().update().await.unwrap();
    assert!(settings(&room).await.rules.only_allowed_domains);
    let more = admin.click(&more, "Any domain").await.unwrap().update().await.unwrap();
    assert!(!settings(&room).await.rules.only_allowed_domains);
    let back = admin.click(&more, "Overview").await.unwrap().update().await.unwrap();
    assert!(back.text().starts_with("Comments on this server"));
    room.finish().await;
}

#[tokio::test]
async fn two_administrators_at_once_lose_nothing() {
    let room = fresh().await;
    let (admin, owner) = (room.double.member("admin"), room.double.member("owner"));
    let typed = |who: &discord_double::Actor, words: &str| {
        who.slash("newsdesk words").option("step", "add").option("words", words).send()
    };
    let (one, two) = tokio::join!(typed(&admin, "foo"), typed(&owner, "!bar"));
    one.unwrap().reply().await.unwrap();
    two.unwrap().reply().await.unwrap();
    let mut words: Vec<String> = settings(&room).await.rules.words.into_iter().map(|rule| rule.text).collect();
    words.sort();
    assert_eq!(words, ["bar", "foo"]);
    room.finish().await;
}

#[tokio::test]
async fn who_is_no_administrator_is_told_so_in_one_sentence() {
    let room = fresh().await;
    room.double.give_role("commenter", "Admins").unwrap();
    let was_admin = room.double.member("commenter");
    let setup = was_admin.slash("newsdesk setup").send().await.unwrap().reply().await.unwrap();
    room.double.take_role("commenter", "Admins").unwrap();
    let told = was_admin.click(&setup, "Checks and limits").await.unwrap().reply().await.unwrap();
    assert!(told.is_ephemeral());
    let picked = was_admin.select(&setup, "The moderators' channel", &["talk"]).await.unwrap();
    let again = picked.reply().await.unwrap();
    assert_eq!(again.text().lines().next(), told.text().lines().next());
    assert!(!settings(&room).await.is_ready());
    room.finish().await;
}

#[tokio::test]
async fn a_word_list_is_shown_changed_imported_and_exported() {
    let room = fresh().await;
    let admin = room.double.member("admin");
    let shown = admin.slash("newsdesk words").send().await.unwrap().reply().await.unwrap();
    assert!(shown.is_ephemeral() && shown.text().starts_with("This server has no words of its own."));
    let list = b"word,severity\nfoo\n!bar baz\nmild,note\n+fine\n";
    let import = admin.slash("newsdesk words").option("step", "import").file("file", "words.csv", list);
    let told = import.send().await.unwrap().reply().await.unwrap();
    assert_eq!(told.text(), "Added 4; the list has 4.");
    let removed = admin.slash("newsdesk words").option("step", "remove").option("words", "mild, unknown");
    assert_eq!(removed.send().await.unwrap().reply().await.unwrap().text(), "Removed 1; the list has 3.");
    let now = settings(&room).await.rules;
    assert_eq!(now.words.iter().filter(|rule| rule.severity == Severity::Block).count(), 1);
    assert_eq!(now.allowed_words, ["fine"]);
    let shown = admin.slash("newsdesk words").send().await.unwrap().reply().await.unwrap();
    assert!(shown.text().contains("**Most likely no** (1)\nbar baz"), "{}", shown.text());
    let export = admin.slash("newsdesk words").option("step", "export").send().await.unwrap().reply().await.unwrap();
    assert_eq!(&*export.file("words.txt").unwrap().bytes, b"foo\n!bar baz\n+fine\n");
    let nothing = admin.slash("newsdesk words").option("step", "add").send().await.unwrap().reply().await.unwrap();
    assert!(nothing.text().starts_with("There are no words to work with"));
    let picture = admin.slash("newsdesk words").option("step", "import").file("file", "words.png", list);
    assert!(picture.send().await.unwrap().reply().await.unwrap().text().starts_with("A list is a text file"));
    room.finish().await;
}

#[tokio::test]
async fn domains_are_blocked_and_allowed() {
    let room = fresh().await;
    let admin = room.double.member("admin");
    let add = admin.slash("newsdesk domains").option("domains", "https://Bad.example/, +good.example");
    assert_eq!(add.send().await.unwrap().reply().await.unwrap().text(), "Added 2; the list has 2.");
    let now = settings(&room).await.rules;
    assert_eq!((now.blocked_domains, now.allowed_domains), (vec!["bad.example".into()], vec!["good.example".into()]));
    let moved = admin.slash("newsdesk domains").option("step", "add").option("domains", "+bad.example");
    assert_eq!(
        moved.send().await.unwrap().reply().await.unwrap().text(),
        "Nothing was added or removed; the list has 2."
    );
    let export = admin.slash("newsdesk domains").option("step", "export").send().await.unwrap().reply().await.unwrap();
    assert_eq!(&*export.file("domains.txt").unwrap().bytes, b"+good.example\n+bad.example\n");
    let wrong = admin.slash("newsdesk domains").option("domains", "not a domain");
    let told = wrong.send().await.unwrap().reply().await.unwrap();
    assert!(told.is_ephemeral() && !told.text().contains("Added"));
    room.finish().await;
}

#[tokio::test]
async fn reasons_are_added_changed_and_removed() {
    let room = fresh().await;
    let admin = room.double.member("admin");
    let list = admin.slash("newsdesk reasons").send().await.unwrap().reply().await.unwrap().message;
    let form = admin.click(&list, "Add a reason").await.unwrap().modal().await.unwrap();
    let filled = [("code", "Tone"), ("label", "Rude *tone*"), ("rule", "Be kind.")];
    let list = admin.submit_modal(&form, filled).await.unwrap().update().await.unwrap();
    assert!(list.text().contains("`tone` **Rude \\*tone\\***: Be kind."), "{}", list.text());
    let one = admin.select(&list, "Change or remove a reason", &["Rude *tone*"]).await.unwrap().update().await.unwrap();
    let form = admin.click(&one, "Change").await.unwrap().modal().await.unwrap();
    assert_eq!(
        form.inputs.iter().map(|input| input.value.as_str()).collect::<Vec<_>>(),
        ["tone", "Rude *tone*", "Be kind."]
    );
    let list = admin.submit_modal(&form, [("label", "Tone")]).await.unwrap().update().await.unwrap();
    assert!(list.text().contains("`tone` **Tone**"));
    let form = admin.click(&list, "Add a reason").await.unwrap().modal().await.unwrap();
    let twice = admin.submit_modal(&form, [("code", "tone"), ("label", "Again")]).await.unwrap();
    assert!(twice.reply().await.unwrap().is_ephemeral());
    let one = admin.select(&list, "Change or remove a reason", &["Tone"]).await.unwrap().update().await.unwrap();
    let list = admin.click(&one, "Remove").await.unwrap().update().await.unwrap();
    assert!(list.text().contains("moderators choose from the usual ones"));
    assert!(settings(&room).await.reasons.is_empty());
    room.finish().await;
}

#[tokio::test]
async fn the_status_says_what_waits_and_that_all_is_well() {
    let scene = Scene::open().await;
    scene.submit("One that waits").await;
    scene.settled().await;
    let admin = scene.room.double.member("admin");
    let status = admin.slash("newsdesk status").send().await.unwrap().reply().await.unwrap();
    assert!(status.is_ephemeral());
    for said in ["One comment waits, since <t:", "Everything has been delivered.", "**Held from:** toxicity 50 %"] {
        assert!(status.text().contains(said), "{said}: {}", status.text());
    }
    scene.room.double.read_everything();
    scene.room.finish().await;
}
