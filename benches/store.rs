//! The store with 100,000 comments: submit, queue page, decide, list, on each engine, with a bare
//! insert and commit on the same engine beside them. `cargo bench --bench store`.

#![expect(
    clippy::unwrap_used,
    clippy::print_stdout,
    clippy::cast_precision_loss,
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    clippy::indexing_slicing,
    reason = "a bench prints its figures and ends where something fails"
)]

#[path = "../tests/support/postgres.rs"]
#[expect(dead_code, reason = "the tests use more of it")]
mod postgres;

use jiff::{SignedDuration, Timestamp};
use newsdesk::article::Metadata;
use newsdesk::desk::{
    ArticleId, Changed, ChannelId, CommentFilter, CommentId, CommentStore as _, GuildId, Key, MemberId, NewArticle,
    NewComment, NewDecision, Order, Origin, Persona, Ruling, Store as _, Submitted, Validators,
};
use newsdesk::moderation::{Checked, CommentState, Disposition, Fingerprint};
use newsdesk::store::SqlStore;
use secrecy::{ExposeSecret as _, SecretString};
use sqlx::{AnyConnection, AssertSqlSafe, Connection as _};
use std::collections::BTreeMap;
use std::time::{Duration, Instant};

const COMMENTS: i64 = 100_000;
const ARTICLES: i64 = 200;
const AUTHORS: i64 = 2_000;
const ROUNDS: usize = 1_000;
const GUILD: GuildId = GuildId(10);
const MODERATOR: MemberId = MemberId(9_999_999);

fn at(seconds: i64) -> Timestamp {
    Timestamp::UNIX_EPOCH + SignedDuration::from_secs(seconds)
}

#[tokio::main]
async fn main() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("newsdesk.db");
    let store = SqlStore::open(&file).await.unwrap();
    measure("SQLite", store, format!("sqlite://{}", file.display()).into()).await;
    let Some(binaries) = postgres::find_binaries() else {
        println!("PostgreSQL is not installed");
        return;
    };
    // As in earnest: a commit waits for the disk.
    let server = tokio::task::spawn_blocking(|| postgres::Server::start(binaries, true)).await.unwrap();
    let address = server.address("postgres");
    let store = SqlStore::connect(&address).await.unwrap();
    measure("PostgreSQL", store, address).await;
}

async fn measure(engine: &str, store: SqlStore, address: SecretString) {
    let begun = Instant::now();
    fill(&store, &address).await;
    println!("{engine}: {COMMENTS} comments filled in {:.1} s", begun.elapsed().as_secs_f64());
    let mut times: BTreeMap<&str, Vec<Duration>> = BTreeMap::new();
    let mut bare = AnyConnection::connect(address.expose_secret()).await.unwrap();
    if engine == "SQLite" {
        sqlx::raw_sql("PRAGMA synchronous = FULL; PRAGMA busy_timeout = 5000").execute(&mut bare).await.unwrap();
    }
    sqlx::raw_sql("CREATE TABLE bare (id BIGINT PRIMARY KEY, words TEXT)").execute(&mut bare).await.unwrap();
    for round in 0..ROUNDS {
        one_round(&store, &mut bare, round, &mut times).await;
    }
    println!("| {engine} | p50 ms | p99 ms | max ms |\n|---|---|---|---|");
    for (what, mut times) in times {
        times.sort_unstable();
        let share = |part: f64| times[((times.len() as f64 * part) as usize).min(times.len() - 1)].as_secs_f64() * 1e3;
        println!("| {what} | {:.2} | {:.2} | {:.2} |", share(0.5), share(0.99), share(1.0));
    }
    store.close().await;
}

async fn timed<T>(
    times: &mut BTreeMap<&'static str, Vec<Duration>>,
    what: &'static str,
    work: impl Future<Output = T>,
) -> T {
    let begun = Instant::now();
    let result = work.await;
    times.entry(what).or_default().push(begun.elapsed());
    result
}

async fn one_round(
    store: &SqlStore,
    bare: &mut AnyConnection,
    round: usize,
    times: &mut BTreeMap<&'static str, Vec<Duration>>,
) {
    let number = i64::try_from(round).unwrap();
    let now = COMMENTS + number;
    timed(times, "bare insert and commit", async {
        sqlx::query("INSERT INTO bare VALUES ($1, $2)").bind(number).bind("words").execute(&mut *bare).await.unwrap();
    })
    .await;
    let new = comment(number, now);
    let author = new.author;
    let stored = timed(times, "submit", store.submit(new)).await.unwrap();
    assert!(matches!(stored, Submitted::Stored(_)));
    let queue = CommentFilter { guild: Some(GUILD), ..CommentFilter::default() };
    let claimed =
        timed(times, "queue page: claim_next", store.claim_next(&queue, MODERATOR, None, at(now + 600), at(now)));
    let claimed = claimed.await.unwrap().unwrap();
    let decision = NewDecision {
        key: Key(number.cast_unsigned()),
        comment: claimed.id,
        revision: claimed.revision,
        seen: CommentState::Pending,
        ruling: Ruling::Approve,
        by: MODERATOR,
        reason: None,
        at: at(now),
    };
    let decided = timed(times, "decide", store.decide(GUILD, decision)).await.unwrap();
    assert!(matches!(decided, Changed::Done(_)));
    let article = Some(ArticleId(1 + number % ARTICLES));
    let filter = CommentFilter { guild: Some(GUILD), article, shown: true, ..CommentFilter::default() };
    let offset = u32::try_from(round % 80).unwrap() * 5;
    let page = timed(times, "list: page of an article", store.comments(&filter, Order::NewestFirst, 5, offset)).await;
    assert!(!page.unwrap().is_empty());
    timed(times, "list: count of an article", store.count_comments(&filter)).await.unwrap();
    let own = CommentFilter { guild: Some(GUILD), author: Some(author), ..CommentFilter::default() };
    timed(times, "list: page of an author", store.comments(&own, Order::NewestFirst, 5, 0)).await.unwrap();
    let pending = CommentFilter { state: Some(CommentState::Pending), ..queue };
    timed(times, "queue page: count", store.count_comments(&pending)).await.unwrap();
    timed(times, "queue page: author's history", store.author_history(GUILD, author)).await.unwrap();
    let job = timed(times, "outbox: next errand", store.next_errand(at(now), at(now + 60))).await.unwrap().unwrap();
    timed(times, "outbox: finish errand", store.finish_errand(&job, newsdesk::desk::Finished::Done(None)))
        .await
        .unwrap();
}

fn comment(number: i64, now: i64) -> NewComment {
    NewComment {
        key: Key(number.cast_unsigned()),
        guild: GUILD,
        article: ArticleId(1 + number % ARTICLES),
        author: MemberId((number % AUTHORS).cast_unsigned()),
        persona: Persona { name: "Ann".to_owned(), avatar: None },
        channel: ChannelId(1),
        below: None,
        parent: None,
        text: "A comment of usual length, with an opinion and a reason for it.".repeat(3),
        fingerprint: Fingerprint(number.cast_unsigned()),
        checked: Checked::default(),
        disposition: Disposition::Hold,
        at: at(now),
    }
}

/// Of ten comments eight are approved, one is rejected and one waits.
async fn fill(store: &SqlStore, address: &SecretString) {
    for number in 0..ARTICLES {
        let article = NewArticle {
            origin: Origin::Page(format!("https://example.com/{number}")),
            alias: None,
            text: "words".to_owned(),
            about: Metadata { title: Some("Title".to_owned()), ..Metadata::default() },
            stated: None,
            validators: Validators::default(),
            read_at: at(0),
        };
        store.save(article).await.unwrap();
    }
    let numbers = format!(
        "WITH RECURSIVE number(n) AS (SELECT CAST(1 AS BIGINT) UNION ALL SELECT n + 1 FROM number WHERE n < {COMMENTS})"
    );
    let comment = format!(
        "INSERT INTO comment (guild, article, author, persona_name, channel, state, revision, shown, verdict,
            fingerprint, submitted_at, revised_at, decision, decided_at)
         {numbers} SELECT 10, 1 + n % {ARTICLES}, n % {AUTHORS}, 'Ann', 1,
            CASE WHEN (n * 7919 / 1000) % 10 = 3 THEN 'rejected' WHEN (n * 7919 / 1000) % 10 = 7 THEN 'pending' ELSE 'approved' END, 1,
            CASE WHEN (n * 7919 / 1000) % 10 IN (3, 7) THEN NULL ELSE 1 END, n % 3, n, n * 1000, n * 1000,
            CASE WHEN (n * 7919 / 1000) % 10 = 7 THEN NULL ELSE n END, CASE WHEN (n * 7919 / 1000) % 10 = 7 THEN NULL ELSE n * 1000 END FROM number"
    );
    let revision = "INSERT INTO revision (comment, revision, guild, author, text, checked, written_at)
        SELECT id, 1, guild, author, 'A comment of usual length, with an opinion and a reason for it, and a second one.',
            '{\"scores\":{\"toxicity\":0.1,\"spam\":0.1},\"findings\":[]}', submitted_at FROM comment";
    let decision = "INSERT INTO decision (id, comment, revision, guild, author, ruling, decided_by, by_mode, settled,
            reason_code, decided_at, waited)
        SELECT decision, id, 1, guild, author, CASE WHEN state = 'rejected' THEN 'reject' ELSE 'approve' END,
            5 + id % 7, 0, 1, CASE WHEN state = 'rejected' THEN 'rude' END, decided_at, 1000
        FROM comment WHERE decision IS NOT NULL";
    let audit = format!(
        "INSERT INTO audit (guild, sequence, at, act, actor, subject, comment, revision, detail, hash)
         {numbers} SELECT 10, n, n * 1000, 'submitted', 'k' || n % {AUTHORS}, 'k' || n % {AUTHORS}, n, 1, '', HASH
         FROM number"
    );
    let sent = "INSERT INTO sent (kind, subject, channel, message, as_member, revision)
        SELECT 'card', id, 5, 1000000 + id, 0, 1 FROM comment";
    let once = format!(
        "INSERT INTO once (kind, key, item, subject, at) {numbers} SELECT 'submit', n + 1000000, 0, n, n FROM number"
    );
    let (hash, numbering) = if address.expose_secret().starts_with("sqlite") {
        ("zeroblob(32)", "ANALYZE")
    } else {
        (
            "decode(repeat('00', 32), 'hex')",
            "SELECT setval('comment_id_seq', 1000000); SELECT setval('decision_id_seq', 1000000); ANALYZE",
        )
    };
    let audit = audit.replace("HASH", hash);
    let mut connection = AnyConnection::connect(address.expose_secret()).await.unwrap();
    for statement in ["BEGIN", &comment, revision, decision, &audit, sent, &once, "COMMIT", numbering] {
        sqlx::raw_sql(AssertSqlSafe(statement)).execute(&mut connection).await.unwrap();
    }
    connection.close().await.unwrap();
    assert!(store.comment(CommentId(COMMENTS)).await.unwrap().is_some());
}
