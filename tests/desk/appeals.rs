//! Appeals: once per decision, decided by another moderator.

use crate::newsroom::{Newsroom, READER, on_every_engine};
use crate::room::{ANNA, BEN, MAX, MIA, MODERATORS, moderator, objection};
use newsdesk::desk::{
    AppealAgainst, AppealRequest, AppealState, Appealable, ChannelId, CommentError, DecisionId, ModerationError, Place,
};
use newsdesk::moderation::CommentState;
use newsdesk::moderation::audit::Act;

on_every_engine! {
    an_appeal_that_is_granted_by_another_moderator_publishes_the_comment;
    the_moderator_who_decided_first_does_not_decide_on_the_appeal;
    an_appeal_that_is_closed_says_who_closed_it;
    one_decision_is_appealed_against_once;
    only_one_s_own_rejection_can_be_appealed_against;
    an_edit_makes_an_open_appeal_moot;
    members_see_what_they_may_appeal_against_in_private_too;
}

async fn an_appeal_that_is_granted_by_another_moderator_publishes_the_comment(room: Newsroom) {
    let article = room.set_up().await;
    let comment = room.says(ANNA, article, "I quote the minister.").await;
    let rejected = room.reject(MIA, &comment).await.unwrap();
    room.deliver().await;
    let appeal = room.appeal(&rejected).await;
    room.deliver().await;
    assert!(room.platform.channel(MODERATORS).contains(&"appeal 1 on a decision: Open, \"I was quoting.\"".to_owned()));
    let granted = room.decide_appeal(moderator(MAX), &appeal, true).await.unwrap();
    assert_eq!((granted.state, granted.decided_by), (AppealState::Granted, Some(MAX)));
    room.deliver().await;
    assert_eq!(room.now(comment.id).await.state, CommentState::Approved);
    assert_eq!(room.platform.published(), ["member 1: I quote the minister."]);
    let told = room.platform.private(ANNA);
    assert_eq!(told, ["Gazette: comment 1 was rejected (Insult)", "appeal 1: Granted"]);
    assert!(
        room.platform.channel(MODERATORS).contains(&"appeal 1 on a decision: Granted, \"I was quoting.\"".to_owned())
    );
    let acts = [Act::Submitted, Act::Rejected, Act::Appealed, Act::AppealGranted];
    assert_eq!(room.acts(comment.id).await, acts);
    room.verify_chain().await;
}

async fn the_moderator_who_decided_first_does_not_decide_on_the_appeal(room: Newsroom) {
    let article = room.set_up().await;
    let comment = room.says(ANNA, article, "I quote the minister.").await;
    let appeal = room.appeal(&room.reject(MIA, &comment).await.unwrap()).await;
    let refused = room.decide_appeal(moderator(MIA), &appeal, false).await;
    assert!(matches!(refused, Err(ModerationError::OwnDecision(_))), "{refused:?}");
    let own = room.decide_appeal(moderator(ANNA), &appeal, true).await;
    assert!(matches!(own, Err(ModerationError::OwnComment)), "{own:?}");
    assert_eq!(room.desk.open_appeals(&moderator(MAX)).await.unwrap(), [appeal]);
}

async fn an_appeal_that_is_closed_says_who_closed_it(room: Newsroom) {
    let article = room.set_up().await;
    let comment = room.says(ANNA, article, "I quote the minister.").await;
    let appeal = room.appeal(&room.reject(MIA, &comment).await.unwrap()).await;
    room.decide_appeal(moderator(MAX), &appeal, false).await.unwrap();
    let late = room.decide_appeal(moderator(BEN), &appeal, true).await;
    let Err(ModerationError::AppealClosed(closed)) = late else { panic!("{late:?}") };
    assert_eq!((closed.state, closed.decided_by), (AppealState::Denied, Some(MAX)));
    room.deliver().await;
    assert!(room.platform.published().is_empty());
    assert!(room.platform.private(ANNA).contains(&"appeal 1: Denied".to_owned()));
}

async fn one_decision_is_appealed_against_once(room: Newsroom) {
    let article = room.set_up().await;
    let comment = room.says(ANNA, article, "I quote the minister.").await;
    let rejected = room.reject(MIA, &comment).await.unwrap();
    let appeal = room.appeal(&rejected).await;
    // The same words once more are the same appeal; other words are a second one.
    let against = appeal.against;
    assert_eq!(room.desk.file_appeal(objection(ANNA, against)).await.unwrap().id, appeal.id);
    let other = AppealRequest { words: "Please.".to_owned(), ..objection(ANNA, against) };
    let refused = room.desk.file_appeal(other.clone()).await;
    assert!(matches!(&refused, Err(CommentError::AppealedBefore(before)) if before.id == appeal.id), "{refused:?}");
    room.decide_appeal(moderator(MAX), &appeal, false).await.unwrap();
    let refused = room.desk.file_appeal(objection(ANNA, against)).await;
    assert!(matches!(&refused, Err(CommentError::AppealedBefore(_))), "{refused:?}");
}

async fn only_one_s_own_rejection_can_be_appealed_against(room: Newsroom) {
    let article = room.set_up().await;
    let comment = room.says(ANNA, article, "I quote the minister.").await;
    let rejected = room.reject(MIA, &comment).await.unwrap();
    let against = AppealAgainst::Decision(rejected.decision.as_ref().unwrap().id);
    let approved = room.published(article, "Good news.").await;
    let nothing = AppealAgainst::Decision(approved.decision.unwrap().id);
    let unknown = AppealAgainst::Decision(DecisionId(999));
    for (who, against) in [(BEN, against), (ANNA, nothing), (ANNA, unknown)] {
        let refused = room.desk.file_appeal(objection(who, against)).await;
        assert!(matches!(refused, Err(CommentError::NothingToAppeal)), "{refused:?}");
    }
    for (words, length) in [(" ".to_owned(), None), ("x".repeat(1_001), Some(1_001))] {
        let refused = room.desk.file_appeal(AppealRequest { words, ..objection(ANNA, against) }).await;
        match length {
            None => assert!(matches!(refused, Err(CommentError::Empty)), "{refused:?}"),
            Some(long) => assert!(matches!(refused, Err(CommentError::TooLong(n)) if n == long), "{refused:?}"),
        }
    }
}

async fn an_edit_makes_an_open_appeal_moot(room: Newsroom) {
    let article = room.set_up().await;
    let comment = room.says(ANNA, article, "I quote the minister.").await;
    let rejected = room.reject(MIA, &comment).await.unwrap();
    let appeal = room.appeal(&rejected).await;
    room.tries_to_edit(&rejected, "I put it more kindly.").await.unwrap();
    let late = room.decide_appeal(moderator(MAX), &appeal, true).await;
    assert!(matches!(&late, Err(ModerationError::AppealClosed(now)) if now.state == AppealState::Moot), "{late:?}");
}

async fn members_see_what_they_may_appeal_against_in_private_too(room: Newsroom) {
    let article = room.set_up().await;
    let first = room.says(ANNA, article, "One.").await;
    let second = room.says(ANNA, article, "Two.").await;
    room.reject(MIA, &first).await.unwrap();
    let second = room.reject(MIA, &second).await.unwrap();
    room.appeal(&second).await;
    let private = newsdesk::desk::Asker { place: Place { guild: None, channel: ChannelId(900) }, ..READER };
    for asker in [READER, private] {
        let open = room.desk.appealable(asker).await.unwrap();
        assert!(matches!(open.as_slice(), [Appealable::Rejection(one)] if one.id == first.id), "{open:?}");
    }
}
