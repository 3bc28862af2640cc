//! Bans from commenting.

#![expect(clippy::unwrap_used, reason = "a test ends where its own tools fail")]

use crate::newsroom::{Newsroom, READER, on_every_engine};
use crate::room::{ANNA, BEN, MAX, MIA, administrator, key, member, moderator, objection};
use jiff::SignedDuration;
use newsdesk::desk::{
    AppealAgainst, AppealState, Appealable, Asker, Ban, BanRequest, BanTarget, ChannelId, CommentError,
    ModerationError, Place,
};

on_every_engine! {
    a_banned_author_can_neither_comment_nor_edit_but_take_back;
    a_ban_with_an_end_ends;
    a_lifted_ban_is_over_and_the_member_hears_of_it;
    a_new_ban_takes_the_place_of_the_old_one;
    moderators_are_not_banned_as_far_as_they_are_known;
    bans_are_for_moderators_and_for_a_time_that_makes_sense;
    a_banned_member_appeals_in_private_and_another_moderator_lifts_the_ban;
}

fn ban(target: BanTarget, time: Option<SignedDuration>) -> BanRequest {
    BanRequest { key: key(), actor: moderator(MIA), target, time, reason: "Spam.".to_owned() }
}

async fn banned(room: &Newsroom, time: Option<SignedDuration>) -> Ban {
    room.desk.ban_member(ban(BanTarget::Member(ANNA), time)).await.unwrap()
}

async fn a_banned_author_can_neither_comment_nor_edit_but_take_back(room: Newsroom) {
    let article = room.set_up().await;
    let comment = room.says(ANNA, article, "Buy this.").await;
    let made = room.desk.ban_member(ban(BanTarget::AuthorOf(comment.id), None)).await.unwrap();
    assert_eq!((made.member, made.comment, made.until), (ANNA, Some(comment.id), None));
    for refused in [room.tries_to_say(ANNA, article, "Buy that.").await, room.tries_to_edit(&comment, "Buy all.").await]
    {
        assert!(matches!(&refused, Err(CommentError::Banned(ban)) if ban.id == made.id), "{refused:?}");
    }
    room.desk.delete_comment(key(), ANNA, comment.id).await.unwrap();
    room.deliver().await;
    assert_eq!(room.platform.private(ANNA), ["banned: Spam."]);
}

async fn a_ban_with_an_end_ends(room: Newsroom) {
    let article = room.set_up().await;
    banned(&room, Some(SignedDuration::from_hours(1))).await;
    let refused = room.tries_to_say(ANNA, article, "Now?").await;
    assert!(matches!(refused, Err(CommentError::Banned(_))), "{refused:?}");
    assert_eq!(room.desk.bans(&moderator(MIA)).await.unwrap().len(), 1);
    room.clock.advance(SignedDuration::from_mins(61));
    room.says(ANNA, article, "Now!").await;
    assert!(room.desk.bans(&moderator(MIA)).await.unwrap().is_empty());
    // And one can be banned again.
    banned(&room, None).await;
}

async fn a_lifted_ban_is_over_and_the_member_hears_of_it(room: Newsroom) {
    let article = room.set_up().await;
    banned(&room, None).await;
    room.deliver().await;
    let lifted = room.desk.unban_member(&moderator(MAX), ANNA).await.unwrap();
    assert!(lifted.lifted_at.is_some());
    room.deliver().await;
    assert_eq!(room.platform.private(ANNA), ["banned: Spam.", "ban ended"]);
    room.says(ANNA, article, "Thank you.").await;
    let nothing = room.desk.unban_member(&moderator(MAX), ANNA).await;
    assert!(matches!(nothing, Err(ModerationError::Unknown)), "{nothing:?}");
}

async fn a_new_ban_takes_the_place_of_the_old_one(room: Newsroom) {
    room.set_up().await;
    banned(&room, None).await;
    let second = banned(&room, Some(SignedDuration::from_hours(1))).await;
    assert_eq!(room.desk.bans(&moderator(MIA)).await.unwrap(), [second]);
    room.deliver().await;
    assert_eq!(room.platform.private(ANNA), ["banned: Spam."]);
}

async fn moderators_are_not_banned_as_far_as_they_are_known(room: Newsroom) {
    room.set_up().await;
    room.desk.bans(&moderator(MAX)).await.unwrap();
    room.desk.status(&administrator()).await.unwrap();
    for target in [MIA, MAX, administrator().member] {
        let refused = room.desk.ban_member(ban(BanTarget::Member(target), None)).await;
        assert!(matches!(refused, Err(ModerationError::Invalid("ban_of_moderator"))), "{refused:?}");
    }
    // Who is seen without the role is a member like others.
    let refused = room.desk.bans(&member(MAX)).await;
    assert!(matches!(refused, Err(ModerationError::NotAModerator)), "{refused:?}");
    room.desk.ban_member(ban(BanTarget::Member(MAX), None)).await.unwrap();
}

async fn bans_are_for_moderators_and_for_a_time_that_makes_sense(room: Newsroom) {
    room.set_up().await;
    let refused = room.desk.ban_member(BanRequest { actor: member(BEN), ..ban(BanTarget::Member(ANNA), None) }).await;
    assert!(matches!(refused, Err(ModerationError::NotAModerator)), "{refused:?}");
    for hours in [0, -1, 24 * 3_651] {
        let time = Some(SignedDuration::from_hours(hours));
        let refused = room.desk.ban_member(ban(BanTarget::Member(ANNA), time)).await;
        assert!(matches!(refused, Err(ModerationError::Invalid("ban_time"))), "{refused:?}");
    }
}

async fn a_banned_member_appeals_in_private_and_another_moderator_lifts_the_ban(room: Newsroom) {
    let article = room.set_up().await;
    let ban = banned(&room, None).await;
    let private = Asker { place: Place { guild: None, channel: ChannelId(900) }, ..READER };
    let open = room.desk.appealable(private).await.unwrap();
    assert!(matches!(open.as_slice(), [Appealable::Ban(one)] if one.id == ban.id), "{open:?}");
    let appeal = room.desk.file_appeal(objection(ANNA, AppealAgainst::Ban(ban.id))).await.unwrap();
    assert!(room.desk.appealable(private).await.unwrap().is_empty());
    let refused = room.decide_appeal(moderator(MIA), &appeal, true).await;
    assert!(matches!(refused, Err(ModerationError::OwnDecision(_))), "{refused:?}");
    let granted = room.decide_appeal(moderator(MAX), &appeal, true).await.unwrap();
    assert_eq!(granted.state, AppealState::Granted);
    room.says(ANNA, article, "Thank you.").await;
}
