//! Random sequences of changes: both engines answer alike, and what must always hold, holds.

use crate::engines::Database;
use crate::room::{AUTHOR, ELSEWHERE, GUILD, MODERATOR, Room, SECOND, SOMEBODY, at, everything};
use newsdesk::desk::{
    AppealAgainst, AppealId, Comment, CommentFilter, CommentId, CommentStore as _, DecisionId, Errand, Finished, Key,
    MemberId, MessageId, NewAppeal, NewAppealDecision, NewBan, NewComment, NewDecision, NewRevision, Order,
    RetentionCut, Ruling, Sent,
};
use newsdesk::moderation::audit::Act;
use newsdesk::moderation::{CommentState, Disposition};
use proptest::prelude::*;
use proptest::test_runner::{Config, TestRunner};
use std::collections::HashSet;

const CASES: u32 = 12;
const STEPS: usize = 60;
const MEMBERS: [MemberId; 3] = [AUTHOR, SOMEBODY, SECOND];

/// One change; numbers name comments, members and so on, and may name none.
#[derive(Debug, Clone)]
enum Step {
    Submit { author: usize, passes: bool, again: bool },
    Revise { comment: i64, after: u32, author: usize, passes: bool },
    Withdraw { comment: i64, author: usize },
    Decide { comment: i64, revision: u32, approve: bool, again: bool },
    RejectAll { author: usize },
    Appeal { decision: i64, by: usize },
    DecideAppeal { appeal: i64, grant: bool, by: usize },
    Ban { member: usize, seconds: Option<i64> },
    Unban { member: usize },
    Claim { by: usize },
    Work { how: u8 },
    Erase { member: usize },
    Expire { age: i64 },
}

fn step() -> impl Strategy<Value = Step> {
    let (comment, member) = (1..10_i64, 0..MEMBERS.len());
    prop_oneof![
        6 => (member.clone(), any::<bool>(), prop::bool::weighted(0.2))
            .prop_map(|(author, passes, again)| Step::Submit { author, passes, again }),
        4 => (comment.clone(), 1..3_u32, member.clone(), any::<bool>())
            .prop_map(|(comment, after, author, passes)| Step::Revise { comment, after, author, passes }),
        2 => (comment.clone(), member.clone()).prop_map(|(comment, author)| Step::Withdraw { comment, author }),
        8 => (comment.clone(), 1..3_u32, any::<bool>(), prop::bool::weighted(0.2))
            .prop_map(|(comment, revision, approve, again)| Step::Decide { comment, revision, approve, again }),
        1 => member.clone().prop_map(|author| Step::RejectAll { author }),
        4 => (comment.clone(), member.clone()).prop_map(|(decision, by)| Step::Appeal { decision, by }),
        3 => (1..4_i64, any::<bool>(), member.clone())
            .prop_map(|(appeal, grant, by)| Step::DecideAppeal { appeal, grant, by }),
        1 => (member.clone(), prop::option::of(1..20_i64))
            .prop_map(|(member, seconds)| Step::Ban { member, seconds }),
        1 => member.clone().prop_map(|member| Step::Unban { member }),
        2 => member.clone().prop_map(|by| Step::Claim { by }),
        6 => (0..4_u8).prop_map(|how| Step::Work { how }),
        1 => member.prop_map(|member| Step::Erase { member }),
        1 => (0..40_i64).prop_map(|age| Step::Expire { age }),
    ]
}

/// Takes the step and says what came of it.
#[expect(clippy::too_many_lines, reason = "one arm for each kind of change")]
async fn take(room: &Room, step: &Step, now: i64, last_key: &mut Key) -> String {
    let store = &room.store;
    let mut key = |again: bool| {
        if !again {
            *last_key = room.key();
        }
        *last_key
    };
    let passing = |passes| if passes { Disposition::Publish } else { Disposition::Hold };
    match *step {
        Step::Submit { author, passes, again } => {
            let new =
                NewComment { key: key(again), disposition: passing(passes), ..room.new_comment(MEMBERS[author], now) };
            format!("{:?}", store.submit(new).await.unwrap())
        }
        Step::Revise { comment, after, author, passes } => {
            let new = NewRevision {
                key: key(false),
                comment: CommentId(comment),
                after,
                author: MEMBERS[author],
                text: format!("edited at {now}"),
                fingerprint: newsdesk::moderation::Fingerprint(1),
                checked: crate::room::checked(newsdesk::moderation::Verdict::Review),
                disposition: passing(passes),
                at: at(now),
            };
            format!("{:?}", store.revise(new).await.unwrap())
        }
        Step::Withdraw { comment, author } => {
            let withdrawn = store.withdraw(key(false), CommentId(comment), MEMBERS[author], at(now)).await;
            format!("{:?}", withdrawn.unwrap())
        }
        Step::Decide { comment, revision, approve, again } => {
            let new = decision(key(again), comment, revision, approve, now);
            format!("{:?}", store.decide(GUILD, new).await.unwrap())
        }
        Step::RejectAll { author } => {
            let pattern = decision(key(false), 1, 1, false, now);
            format!("{:?}", store.reject_all(GUILD, MEMBERS[author], pattern).await.unwrap())
        }
        Step::Appeal { decision, by } => {
            let against = AppealAgainst::Decision(DecisionId(decision));
            let new = NewAppeal { key: key(false), against, by: MEMBERS[by], words: "please".to_owned(), at: at(now) };
            format!("{:?}", store.file_appeal(new).await.unwrap())
        }
        Step::DecideAppeal { appeal, grant, by } => {
            let new = NewAppealDecision {
                key: key(false),
                appeal: AppealId(appeal),
                grant,
                by: MEMBERS[by],
                answer: "so".to_owned(),
                at: at(now),
            };
            format!("{:?}", store.decide_appeal(GUILD, new).await.unwrap())
        }
        Step::Ban { member, seconds } => {
            let new = NewBan {
                key: key(false),
                guild: GUILD,
                member: MEMBERS[member],
                by: MODERATOR,
                reason: "spam".to_owned(),
                comment: None,
                until: seconds.map(|seconds| at(now + seconds)),
                at: at(now),
            };
            format!("{:?}", store.ban(new).await.unwrap())
        }
        Step::Unban { member } => {
            format!("{:?}", store.unban(GUILD, MEMBERS[member], MODERATOR, at(now)).await.unwrap())
        }
        Step::Claim { by } => {
            let claimed = store.claim_next(&everything(), MEMBERS[by], None, at(now + 5), at(now)).await;
            format!("{:?}", claimed.unwrap())
        }
        Step::Work { how } => {
            let Some(job) = store.next_errand(at(now), at(now + 3)).await.unwrap() else { return "idle".to_owned() };
            let message = MessageId(job.id.cast_unsigned());
            let sent = Sent { channel: newsdesk::desk::ChannelId(5), message, as_member: false, revision: 1 };
            match how {
                0 => {}
                1 => store.finish_errand(&job, Finished::Later(at(now + 4))).await.unwrap(),
                2 => store.finish_errand(&job, Finished::Done(None)).await.unwrap(),
                _ => store.finish_errand(&job, Finished::Done(Some(sent))).await.unwrap(),
            }
            format!("{job:?}")
        }
        Step::Erase { member } => format!("{}", store.erase_member(MEMBERS[member], at(now)).await.unwrap()),
        Step::Expire { age } => {
            let before = Some(at(now - age));
            let cut = RetentionCut {
                guild: GUILD,
                rejected_before: before,
                approved_before: before,
                requests_before: before,
                at: at(now),
            };
            format!("{}", store.expire(cut).await.unwrap())
        }
    }
}

fn decision(key: Key, comment: i64, revision: u32, approve: bool, now: i64) -> NewDecision {
    NewDecision {
        key,
        comment: CommentId(comment),
        revision,
        // A rejection may come from either card.
        seen: if approve || now % 2 == 0 { CommentState::Pending } else { CommentState::Approved },
        ruling: if approve { Ruling::Approve } else { Ruling::Reject },
        by: MODERATOR,
        reason: (!approve).then(crate::room::reason),
        at: at(now),
    }
}

/// What must hold whatever happened.
async fn assert_sound(db: &Database, room: &Room) {
    let log = room.log(GUILD).await;
    let comments = room.store.comments(&CommentFilter::default(), Order::OldestFirst, 1_000, 0).await.unwrap();
    let count = |act: Act| log.iter().filter(|link| link.entry.act == act).count();
    assert_eq!(count(Act::Submitted), comments.len(), "each comment is in the log once");
    let decisions = db.texts("SELECT 'decision' FROM decision").await.len();
    assert_eq!(count(Act::Passed) + count(Act::Approved) + count(Act::Rejected), decisions);
    let revisions = db.texts("SELECT 'revision' FROM revision").await.len();
    assert_eq!(count(Act::Submitted) + count(Act::Edited), revisions);
    assert_eq!(count(Act::Banned), db.texts("SELECT 'ban' FROM ban").await.len());
    assert_eq!(count(Act::Appealed), db.texts("SELECT 'appeal' FROM appeal").await.len());
    let twice = "SELECT 'twice' FROM decision WHERE settled = 1 GROUP BY comment, revision HAVING count(*) > 1";
    assert!(db.texts(twice).await.is_empty(), "a revision that waits is decided once");
    comments.iter().for_each(assert_comment);
    let waiting = room.store.figures(GUILD, at(0)).await.unwrap().waiting;
    let pending = comments.iter().filter(|comment| comment.state == CommentState::Pending).count();
    assert_eq!(waiting, pending as u64);
    assert!(room.log(ELSEWHERE).await.is_empty());
}

fn assert_comment(comment: &Comment) {
    let gone = comment.state == CommentState::Deleted;
    assert_eq!(comment.text.is_empty(), gone, "{comment:?}");
    assert!(comment.author.is_some() || gone, "{comment:?}");
    let decision = comment.decision.as_ref();
    match comment.state {
        CommentState::Pending => assert!(comment.shown.is_none_or(|shown| shown < comment.revision), "{comment:?}"),
        CommentState::Approved => {
            assert_eq!(comment.shown, Some(comment.revision));
            assert_eq!(decision.unwrap().revision, comment.revision);
        }
        CommentState::Rejected => {
            assert_eq!((comment.shown, decision.unwrap().ruling), (None, Ruling::Reject));
            assert_eq!(decision.unwrap().revision, comment.revision);
        }
        CommentState::Deleted => assert_eq!((comment.shown, &comment.claim), (None, &None)),
    }
}

/// After everything has been asked for, the errands run dry: none is lost, none comes for ever.
async fn assert_runs_dry(room: &Room) {
    let mut seen = HashSet::new();
    while let Some(job) = room.store.next_errand(at(1_000), at(2_000)).await.unwrap() {
        assert!(seen.insert(job.errand), "{job:?} comes twice");
        room.store.finish_errand(&job, Finished::Done(None)).await.unwrap();
        assert!(!matches!(job.errand, Errand::Alert(_)));
    }
    assert_eq!(room.store.next_due().await.unwrap(), None);
}

#[test]
fn both_engines_agree_on_random_changes_and_stay_sound() {
    let runtime = tokio::runtime::Runtime::new().unwrap();
    let config = Config { cases: CASES, failure_persistence: None, max_shrink_iters: 40, ..Config::default() };
    let steps = prop::collection::vec(step(), 1..STEPS);
    let run = |steps: Vec<Step>| {
        let outcomes = runtime.block_on(async {
            let mut outcomes = Vec::new();
            for db in Database::of_each_engine().await {
                let room = Room::open(&db).await;
                let (mut told, mut key) = (Vec::new(), Key(u64::MAX));
                for (now, step) in (1..).zip(&steps) {
                    told.push(format!("{step:?}: {}", take(&room, step, now, &mut key).await));
                }
                assert_sound(&db, &room).await;
                assert_runs_dry(&room).await;
                outcomes.push(told);
                room.store.close().await;
            }
            outcomes
        });
        if let [first, second] = outcomes.as_slice() {
            prop_assert_eq!(first, second);
        }
        Ok(())
    };
    TestRunner::new(config).run(&steps, run).unwrap();
}
