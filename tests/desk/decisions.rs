//! Deciding on comments: who may, and what the second one learns.

use crate::newsroom::{Newsroom, on_every_engine};
use crate::room::{ANNA, BEN, MAX, MIA, administrator, edit, key, member, moderator, reason, ruling};
use newsdesk::desk::{
    Actor, CommentId, CommentStore as _, DecideRequest, GuildId, ModerationError, Reason, RoleId, Ruling,
    SettingsChange,
};
use newsdesk::moderation::audit::Act;
use newsdesk::moderation::{CommentState, ReasonTemplate};

on_every_engine! {
    an_approved_comment_is_published_and_its_author_told;
    of_two_moderators_in_the_same_millisecond_one_decides_and_the_other_learns_who_and_when;
    a_click_on_a_stale_card_says_what_became_of_the_comment;
    a_click_after_the_author_edited_is_refused_with_the_new_words;
    the_same_click_delivered_twice_is_one_decision;
    without_a_moderator_role_those_who_may_delete_messages_decide_and_with_one_its_members;
    a_moderator_who_lost_the_role_decides_no_more;
    nobody_decides_on_their_own_comment_but_an_administrator;
    a_rejection_needs_a_reason_and_speaks_in_the_server_s_words;
    a_published_comment_can_be_taken_down;
    everything_of_one_author_that_waits_is_rejected_at_once;
    other_servers_comments_do_not_exist_for_moderators;
}

async fn an_approved_comment_is_published_and_its_author_told(room: Newsroom) {
    let article = room.set_up().await;
    let comment = room.says(ANNA, article, "Good news.").await;
    room.deliver().await;
    assert_eq!(room.platform.channel(crate::room::MODERATORS), ["card 1: pending r1, 0 rejected before"]);
    let approved = room.approve(MIA, &comment).await.unwrap();
    assert_eq!((approved.state, approved.shown), (CommentState::Approved, Some(1)));
    assert_eq!(approved.decision.and_then(|decision| decision.by), Some(MIA));
    room.deliver().await;
    assert_eq!(room.platform.channel(crate::room::MODERATORS), ["card 1: approved r1, 0 rejected before"]);
    assert_eq!(room.platform.published(), ["member 1: Good news."]);
    assert_eq!(room.platform.private(ANNA), ["Gazette: comment 1 was approved"]);
    room.verify_chain().await;
}

async fn of_two_moderators_in_the_same_millisecond_one_decides_and_the_other_learns_who_and_when(room: Newsroom) {
    let article = room.set_up().await;
    for n in 0..10 {
        let comment = room.says(crate::room::BEN, article, &format!("Round {n}.")).await;
        let (mia, max) = tokio::join!(room.approve(MIA, &comment), room.reject(MAX, &comment));
        let (won, lost, winner) = match (mia, max) {
            (Ok(won), Err(lost)) => (won, lost, MIA),
            (Err(lost), Ok(won)) => (won, lost, MAX),
            other => panic!("{other:?}"),
        };
        let ModerationError::Decided(now) = lost else { panic!("{lost:?}") };
        assert_eq!(now.decision, won.decision);
        let decision = now.decision.unwrap();
        assert_eq!((decision.by, decision.at), (Some(winner), won.decision.unwrap().at));
        let act = if winner == MIA { Act::Approved } else { Act::Rejected };
        assert_eq!(room.acts(comment.id).await, [Act::Submitted, act]);
        room.clock.advance(jiff::SignedDuration::from_hours(1));
    }
    room.verify_chain().await;
}

async fn a_click_on_a_stale_card_says_what_became_of_the_comment(room: Newsroom) {
    let article = room.set_up().await;
    let comment = room.says(ANNA, article, "Good news.").await;
    room.approve(MIA, &comment).await.unwrap();
    let stale = room.approve(MAX, &comment).await;
    assert!(matches!(&stale, Err(ModerationError::Decided(now)) if now.state == CommentState::Approved), "{stale:?}");
    room.desk.delete_comment(key(), ANNA, comment.id).await.unwrap();
    let stale = room.reject(MAX, &comment).await;
    assert!(matches!(stale, Err(ModerationError::Deleted(_))), "{stale:?}");
}

async fn a_click_after_the_author_edited_is_refused_with_the_new_words(room: Newsroom) {
    let article = room.set_up().await;
    let seen = room.says(ANNA, article, "Harmless.").await;
    room.desk.edit_comment(edit(&seen, "Not so harmless.")).await.unwrap();
    let refused = room.approve(MIA, &seen).await;
    let Err(ModerationError::Edited(now)) = refused else { panic!("{refused:?}") };
    assert_eq!((now.text.as_str(), now.state), ("Not so harmless.", CommentState::Pending));
    room.approve(MIA, &now).await.unwrap();
}

async fn the_same_click_delivered_twice_is_one_decision(room: Newsroom) {
    let article = room.set_up().await;
    let comment = room.says(ANNA, article, "Good news.").await;
    let click = ruling(moderator(MIA), &comment, Ruling::Approve);
    let first = room.desk.decide_comment(click.clone()).await.unwrap();
    let again = room.desk.decide_comment(click).await.unwrap();
    assert_eq!(first.decision, again.decision);
    assert_eq!(room.acts(comment.id).await, [Act::Submitted, Act::Approved]);
}

async fn without_a_moderator_role_those_who_may_delete_messages_decide_and_with_one_its_members(room: Newsroom) {
    let article = room.set_up().await;
    let comment = room.says(ANNA, article, "Good news.").await;
    let role = |roles: &[u64]| Actor { roles: roles.iter().copied().map(RoleId).collect(), ..member(MAX) };
    let tries = async |actor: Actor| {
        let looked = room.desk.inspect_comment(&actor, comment.id).await;
        !matches!(looked, Err(ModerationError::NotAModerator))
    };
    assert!(tries(moderator(MIA)).await && tries(administrator()).await);
    assert!(!tries(member(BEN)).await && !tries(role(&[7])).await);
    room.change(SettingsChange::ModeratorRoles(vec![7, 8])).await;
    assert!(tries(role(&[1, 7])).await && tries(administrator()).await);
    assert!(!tries(role(&[1])).await && !tries(moderator(MIA)).await);
}

async fn a_moderator_who_lost_the_role_decides_no_more(room: Newsroom) {
    let article = room.set_up().await;
    room.change(SettingsChange::ModeratorRoles(vec![7])).await;
    let (first, second) = (room.says(ANNA, article, "One.").await, room.says(BEN, article, "Two.").await);
    let with_role = Actor { roles: vec![RoleId(7)], ..member(MIA) };
    room.desk.decide_comment(ruling(with_role, &first, Ruling::Approve)).await.unwrap();
    let refused = room.desk.decide_comment(ruling(member(MIA), &second, Ruling::Approve)).await;
    assert!(matches!(refused, Err(ModerationError::NotAModerator)), "{refused:?}");
    assert_eq!(room.now(second.id).await.state, CommentState::Pending);
}

async fn nobody_decides_on_their_own_comment_but_an_administrator(room: Newsroom) {
    let article = room.set_up().await;
    let comment = room.says(MIA, article, "I moderate here.").await;
    let refused = room.approve(MIA, &comment).await;
    assert!(matches!(refused, Err(ModerationError::OwnComment)), "{refused:?}");
    let admin = administrator();
    let own = room.says(admin.member, article, "I own this.").await;
    assert!(room.desk.decide_comment(ruling(admin, &own, Ruling::Approve)).await.is_ok());
}

async fn a_rejection_needs_a_reason_and_speaks_in_the_server_s_words(room: Newsroom) {
    let article = room.set_up().await;
    let comment = room.says(ANNA, article, "Bad words.").await;
    let pattern = ruling(moderator(MIA), &comment, Ruling::Reject);
    let with = |reason: Option<Reason>| DecideRequest { reason, ..pattern.clone() };
    let words = |words: &str| Some(Reason { words: words.to_owned(), ..Reason::default() });
    for (given, kind) in
        [(None, "no_reason"), (words(" \u{200b}"), "no_reason"), (words(&"x".repeat(1_001)), "long_reason")]
    {
        let refused = room.desk.decide_comment(with(given)).await;
        assert!(matches!(refused, Err(ModerationError::Invalid(named)) if named == kind), "{refused:?}");
    }
    let template =
        ReasonTemplate { code: "insult".to_owned(), label: "No insults".to_owned(), rule: "Rule 4".to_owned() };
    room.change(SettingsChange::Reasons(vec![template])).await;
    let rejected = room.desk.decide_comment(with(Some(reason()))).await.unwrap();
    assert_eq!((rejected.state, rejected.shown), (CommentState::Rejected, None));
    let kept = rejected.decision.unwrap().reason.unwrap();
    assert_eq!((kept.label.as_str(), kept.rule.as_str()), ("No insults", "Rule 4"));
    room.deliver().await;
    assert_eq!(room.platform.private(ANNA), ["Gazette: comment 1 was rejected (No insults)"]);
}

async fn a_published_comment_can_be_taken_down(room: Newsroom) {
    let article = room.set_up().await;
    let comment = room.published(article, "Seemed fine.").await;
    room.reject(MAX, &comment).await.unwrap();
    room.deliver().await;
    assert!(room.platform.published().is_empty());
    assert_eq!(room.acts(comment.id).await, [Act::Submitted, Act::Approved, Act::Rejected]);
}

async fn everything_of_one_author_that_waits_is_rejected_at_once(room: Newsroom) {
    let article = room.set_up().await;
    let first = room.says(ANNA, article, "Buy this.").await;
    let second = room.says(ANNA, article, "Buy that.").await;
    let other = room.says(BEN, article, "Good news.").await;
    let pattern = ruling(moderator(MIA), &first, Ruling::Reject);
    let rejected = room.desk.reject_author(pattern.clone()).await.unwrap();
    assert_eq!(rejected, [first.id, second.id]);
    assert_eq!(room.desk.reject_author(pattern).await.unwrap(), rejected);
    for id in rejected {
        assert_eq!(room.acts(id).await, [Act::Submitted, Act::Rejected]);
    }
    assert_eq!(room.now(other.id).await.state, CommentState::Pending);
}

async fn other_servers_comments_do_not_exist_for_moderators(room: Newsroom) {
    let article = room.set_up().await;
    let comment = room.says(ANNA, article, "Good news.").await;
    let stranger = Actor { guild: GuildId(11), ..moderator(MIA) };
    let refused = room.desk.decide_comment(ruling(stranger.clone(), &comment, Ruling::Approve)).await;
    assert!(matches!(refused, Err(ModerationError::Unknown)), "{refused:?}");
    let refused = room.desk.inspect_comment(&stranger, comment.id).await;
    assert!(matches!(refused, Err(ModerationError::Unknown)), "{refused:?}");
    let nothing = room.store.comment(CommentId(999)).await.unwrap();
    assert_eq!(nothing, None);
}
