//! What must be true when a run is over.

use crate::child::{AUTHOR, Ground, MODERATORS, SERVER, is_as, platform};
use crate::plan::{Expected, Plan, words};
use crate::platform::Platform;
use newsdesk::desk::{Comment, CommentFilter, CommentStore as _, Order};
use newsdesk::moderation::CommentState;
use newsdesk::moderation::audit::{Act, Verifier};
use newsdesk::store::SqlStore;

/// Every comment is there as acknowledged, decided once, published once, audited once.
pub(crate) fn check(ground: &Ground, plan: &Plan) {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
    runtime.block_on(async {
        let store = ground.store().await;
        let filter = CommentFilter { guild: Some(SERVER), ..CommentFilter::default() };
        let found = store.comments(&filter, Order::OldestFirst, 100, 0).await.unwrap();
        let expected = plan.after.last().unwrap();
        assert_eq!(found.len(), expected.len(), "comments were lost or doubled");
        let platform = Platform::open(&platform(&ground.folder));
        for (n, (comment, expected)) in found.iter().zip(expected).enumerate() {
            assert!(is_as(comment, n, expected), "{comment:?} is not {expected:?}");
            check_acts(&store, comment, expected).await;
            check_messages(&platform, comment, expected);
        }
        check_published(&platform, expected);
        check_chain(&store).await;
        assert_eq!(store.next_due().await.unwrap(), None, "errands are left");
        store.close().await;
    });
}

async fn check_acts(store: &SqlStore, comment: &Comment, expected: &Expected) {
    let rows = store.audit(SERVER, Some(comment.id), None, 100, 0).await.unwrap();
    let acts: Vec<Act> = rows.iter().rev().map(|row| row.link.entry.act).collect();
    assert_eq!(acts, expected.acts, "the log of comment {}", comment.id.0);
}

/// One card at most, which shows the comment as it stands; one message for each decision at most,
/// and one for the last one.
fn check_messages(platform: &Platform, comment: &Comment, expected: &Expected) {
    let id = comment.id.0;
    let cards = platform.channel(MODERATORS).into_iter().filter(|shows| shows.starts_with(&format!("card {id}:")));
    let cards: Vec<_> = cards.collect();
    let shows = format!("card {id}: {} r{},", expected.state.name(), expected.revision);
    assert!(cards.len() <= 1 && cards.iter().all(|card| card.starts_with(&shows)), "{cards:?}");
    let needs_card = matches!(expected.state, CommentState::Pending | CommentState::Approved);
    assert!(!needs_card || cards.len() == 1, "comment {id} has no card");

    let told = platform.private(AUTHOR);
    for (act, word) in [(Act::Approved, "approved"), (Act::Rejected, "rejected")] {
        let told = told.iter().filter(|shows| shows.contains(&format!("comment {id} was {word}"))).count();
        let decided = expected.acts.iter().filter(|done| **done == act).count();
        assert!(told <= decided, "comment {id} was {word} {decided} times and its author told {told} times");
        let is_last = expected.acts.last() == Some(&act);
        assert!(!is_last || told > 0, "the author of comment {id} was not told that it was {word}");
    }
}

fn check_published(platform: &Platform, expected: &[Expected]) {
    let shown = expected.iter().enumerate().filter_map(|(n, comment)| Some((n, comment.shown?)));
    let mut shown: Vec<_> = shown.map(|(n, revision)| format!("member {}: {}", AUTHOR.0, words(n, revision))).collect();
    let mut published = platform.published();
    shown.sort();
    published.sort();
    assert_eq!(published, shown, "what is to be seen in the thread");
    assert!(platform.threads_opened() <= 1);
}

async fn check_chain(store: &SqlStore) {
    let mut verifier = Verifier::default();
    for link in store.audit_from(SERVER, 1, 10_000).await.unwrap() {
        verifier.take(&link).unwrap();
    }
    assert!(verifier.count() > 0);
}
