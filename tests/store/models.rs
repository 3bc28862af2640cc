//! What language models used and wrote.

use crate::engines::{Database, on_every_engine};
use crate::room::{AUTHOR, ELSEWHERE, GUILD, MODERATOR, Room, SOMEBODY, at, save_article};
use jiff::civil::{Date, date};
use newsdesk::desk::{
    Comment, CommentStore as _, DraftId, Errand, GuildId, MemberId, ModelBook as _, ModelBudgets, ModelCharge,
    ModelPayer, NewComment, NewDraft, NewNote, Ruling, Unnoted,
};
use newsdesk::summarizer::{Draft, DraftedPoint, Length};

on_every_engine! {
    a_budget_is_charged_whole_or_not_at_all;
    of_many_at_once_no_more_are_let_through_than_fit;
    what_was_set_aside_becomes_what_was_used;
    a_new_day_begins_with_nothing_used;
    the_use_of_a_member_is_copied_and_erased_with_their_data;
    a_draft_belongs_to_its_article_length_and_engine;
    a_note_belongs_to_a_revision_and_makes_the_card_anew;
    the_words_of_a_note_go_with_those_of_the_comment;
}

const TODAY: Date = date(2026, 11, 30);

pub(crate) fn charge(member: MemberId, guild: GuildId, tokens: u64) -> ModelCharge {
    let payer = ModelPayer { member: Some(member), guild: Some(guild) };
    ModelCharge { day: TODAY, payer, tokens, cost: tokens }
}

fn budgets(member: u64, server: u64, all: u64) -> ModelBudgets {
    let (member_tokens, server_tokens, tokens) = (Some(member), Some(server), Some(all));
    ModelBudgets { member_tokens, server_tokens, tokens, ..ModelBudgets::default() }
}

async fn used(db: &Database) -> Vec<String> {
    db.texts("SELECT scope || ' ' || CAST(tokens AS TEXT) || ' ' || CAST(cost AS TEXT) FROM model_use ORDER BY 1").await
}

async fn a_budget_is_charged_whole_or_not_at_all(db: Database) {
    let store = db.store.clone();
    let limits = budgets(100, 150, 1_000);
    assert!(store.reserve(charge(AUTHOR, GUILD, 60), &limits).await.unwrap());
    // The member has no room.
    assert!(!store.reserve(charge(AUTHOR, GUILD, 60), &limits).await.unwrap());
    assert!(store.reserve(charge(SOMEBODY, GUILD, 60), &limits).await.unwrap());
    // The server has none.
    assert!(!store.reserve(charge(MODERATOR, GUILD, 60), &limits).await.unwrap());
    assert_eq!(used(&db).await, ["all 120 120", "member 60 60", "member 60 60", "server 120 120"]);
    assert!(store.reserve(charge(AUTHOR, ELSEWHERE, 40), &limits).await.unwrap());
    assert!(
        !store
            .reserve(
                charge(MODERATOR, ELSEWHERE, 1_001),
                &ModelBudgets { tokens: Some(1_000), ..ModelBudgets::default() }
            )
            .await
            .unwrap()
    );
    let poor = ModelBudgets { cost: Some(170), ..ModelBudgets::default() };
    assert!(!store.reserve(charge(MODERATOR, ELSEWHERE, 11), &poor).await.unwrap());
    assert!(store.reserve(charge(MODERATOR, ELSEWHERE, 10), &poor).await.unwrap());
    // Without limits everything fits.
    assert!(store.reserve(charge(MODERATOR, ELSEWHERE, u64::MAX), &ModelBudgets::default()).await.unwrap());
}

async fn of_many_at_once_no_more_are_let_through_than_fit(db: Database) {
    let limits = budgets(1_000, 75, 1_000);
    let tries = (0..12).map(|member| {
        let store = db.store.clone();
        tokio::spawn(async move { store.reserve(charge(MemberId(100 + member), GUILD, 10), &limits).await.unwrap() })
    });
    let mut taken = 0;
    for tried in tries.collect::<Vec<_>>() {
        taken += u64::from(tried.await.unwrap());
    }
    assert_eq!(taken, 7);
    assert!(used(&db).await.contains(&"server 70 70".to_owned()));
}

async fn what_was_set_aside_becomes_what_was_used(db: Database) {
    let store = db.store.clone();
    let reserved = charge(AUTHOR, GUILD, 500);
    assert!(store.reserve(reserved, &ModelBudgets::default()).await.unwrap());
    store.settle(reserved, charge(AUTHOR, GUILD, 120)).await.unwrap();
    assert_eq!(used(&db).await, ["all 120 120", "member 120 120", "server 120 120"]);
    // More than was set aside counts too; and nothing falls below zero.
    assert!(store.reserve(reserved, &ModelBudgets::default()).await.unwrap());
    store.settle(reserved, charge(AUTHOR, GUILD, 900)).await.unwrap();
    assert_eq!(used(&db).await, ["all 1020 1020", "member 1020 1020", "server 1020 1020"]);
    store.settle(charge(AUTHOR, GUILD, 5_000), charge(AUTHOR, GUILD, 0)).await.unwrap();
    assert_eq!(used(&db).await, ["all 0 0", "member 0 0", "server 0 0"]);
}

async fn a_new_day_begins_with_nothing_used(db: Database) {
    let store = db.store.clone();
    let limits = budgets(100, 100, 100);
    let today = charge(AUTHOR, GUILD, 100);
    let tomorrow = ModelCharge { day: TODAY.tomorrow().unwrap(), ..today };
    assert!(store.reserve(today, &limits).await.unwrap());
    assert!(!store.reserve(today, &limits).await.unwrap());
    assert!(store.reserve(tomorrow, &limits).await.unwrap());
    store.forget_use_before(tomorrow.day).await.unwrap();
    assert_eq!(used(&db).await.len(), 3);
    assert!(!store.reserve(tomorrow, &limits).await.unwrap());
}

async fn the_use_of_a_member_is_copied_and_erased_with_their_data(db: Database) {
    let store = db.store.clone();
    for member in [AUTHOR, SOMEBODY] {
        assert!(store.reserve(charge(member, GUILD, 7), &ModelBudgets::default()).await.unwrap());
    }
    let copy = store.personal_data(AUTHOR).await.unwrap();
    assert_eq!(copy.tables.iter().map(|(name, rows)| (*name, rows.len())).collect::<Vec<_>>(), [("model_use", 1)]);
    store.erase_member(AUTHOR, at(9)).await.unwrap();
    assert_eq!(store.personal_data(AUTHOR).await.unwrap().tables, []);
    assert_eq!(used(&db).await, ["all 14 14", "member 7 7", "server 14 14"]);
}

async fn a_draft_belongs_to_its_article_length_and_engine(db: Database) {
    let store = db.store.clone();
    let article = save_article(&store, "https://example.com/a").await;
    let other = save_article(&store, "https://example.com/b").await;
    let point =
        DraftedPoint { text: "Zero \0 and “more”.".to_owned(), sentences: vec![3, 4], kind: "news".to_owned() };
    let draft = Draft { points: vec![point], parts: 1 };
    let new = |engine: &str| NewDraft {
        article,
        length: Length::Medium,
        engine: engine.to_owned(),
        model: "small".to_owned(),
        draft: draft.clone(),
        at: at(1),
    };
    let first = store.save_draft(new("llm:small@1")).await.unwrap();
    let second = store.save_draft(new("llm:small@1")).await.unwrap();
    assert_ne!(first.id, second.id);
    let latest = store.draft(article, Length::Medium, "llm:small@1").await.unwrap();
    assert_eq!(latest, Some(second.clone()));
    assert_eq!(latest.unwrap().draft, draft);
    assert_eq!(store.draft(article, Length::Long, "llm:small@1").await.unwrap(), None);
    assert_eq!(store.draft(article, Length::Medium, "llm:small@2").await.unwrap(), None);
    assert_eq!(store.draft_by_id(article, first.id).await.unwrap(), Some(first.clone()));
    assert_eq!(store.draft_by_id(other, first.id).await.unwrap(), None);
    assert_eq!(store.draft_by_id(article, DraftId(99)).await.unwrap(), None);
}

pub(crate) fn note(comment: &Comment, text: Option<&str>) -> NewNote {
    NewNote {
        comment: comment.id,
        guild: comment.guild,
        revision: comment.revision,
        text: text.map(str::to_owned),
        engine: "llm:small@1".to_owned(),
        at: at(5),
    }
}

async fn wanting(room: &Room) -> Vec<Unnoted> {
    room.store.unnoted(GUILD, 10).await.unwrap()
}

async fn a_note_belongs_to_a_revision_and_makes_the_card_anew(db: Database) {
    let room = Room::open(&db).await;
    let comment = room.submit(1).await;
    room.stored(NewComment { guild: ELSEWHERE, ..room.new_comment(AUTHOR, 1) }).await;
    room.send_errands(2).await;
    let waiting = wanting(&room).await;
    assert_eq!(waiting.len(), 1);
    assert_eq!(
        (waiting[0].comment, waiting[0].revision, waiting[0].text.as_str()),
        (comment.id, 1, comment.text.as_str())
    );
    assert_eq!(waiting[0].title.as_deref(), Some("The title"));
    room.store.save_note(note(&comment, Some("The comment is calm."))).await.unwrap();
    assert_eq!(wanting(&room).await, []);
    let noted = room.store.comment(comment.id).await.unwrap().unwrap();
    assert_eq!(noted.note.as_deref(), Some("The comment is calm."));
    let job = room.store.next_errand(at(6), at(7)).await.unwrap().unwrap();
    assert_eq!(job.errand, Errand::Card(comment.id));
    // A second note on the same words, and one on words that are no more, change nothing.
    room.store.save_note(note(&comment, Some("The comment is loud."))).await.unwrap();
    room.store.save_note(NewNote { revision: 7, ..note(&comment, Some("The comment is new.")) }).await.unwrap();
    assert_eq!(room.store.comment(comment.id).await.unwrap().unwrap().note.as_deref(), Some("The comment is calm."));
    let decided = room.decide(&noted, Ruling::Approve, 8).await;
    assert_eq!(decided.note.as_deref(), Some("The comment is calm."));
}

async fn the_words_of_a_note_go_with_those_of_the_comment(db: Database) {
    let room = Room::open(&db).await;
    let comment = room.submit(1).await;
    room.store.save_note(note(&comment, Some("The comment is calm."))).await.unwrap();
    let copy = room.store.personal_data(AUTHOR).await.unwrap();
    assert!(copy.tables.iter().any(|(name, _)| *name == "note"));
    room.store.erase_member(AUTHOR, at(9)).await.unwrap();
    assert_eq!(db.texts("SELECT COALESCE(text, '-') FROM note").await, Vec::<String>::new());
    // A note that was under way meanwhile comes too late.
    room.store.save_note(note(&comment, Some("The comment is calm."))).await.unwrap();
    assert_eq!(db.texts("SELECT COALESCE(text, '-') FROM note").await, Vec::<String>::new());
    assert_eq!(wanting(&room).await, []);
}
