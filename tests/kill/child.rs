//! The process that is killed: goes on with a plan where it was left, and acknowledges each step.

use crate::doubles::{HandClock, InProcess, READER, ScriptedWeb};
use crate::plan::{Expected, Plan, Step, words};
use crate::platform::Platform;
use crate::tapped::Tapped;
use crate::watched::{Fate, Watched};
use jiff::{SignedDuration, Timestamp};
use newsdesk::desk::{
    Actor, AppealAgainst, AppealDecisionRequest, AppealRequest, ArticleId, ArticleRef, ChannelId, Clock as _, Comment,
    CommentStore as _, DecideRequest, Desk, EditRequest, GuildId, Key, MemberId, Persona, Reason, Ruling,
    SubmitRequest,
};
use newsdesk::moderation::CommentState;
use newsdesk::store::SqlStore;
use std::path::{Path, PathBuf};
use std::str::FromStr;
use std::sync::Arc;

pub(crate) const SERVER: GuildId = GuildId(10);
pub(crate) const ARTICLE: ArticleId = ArticleId(1);
pub(crate) const MODERATORS: ChannelId = ChannelId(200);
pub(crate) const AUTHOR: MemberId = READER.member;
const FIRST: MemberId = MemberId(51);
const SECOND: MemberId = MemberId(52);

/// What a child is told to do.
#[derive(Debug, Clone)]
pub(crate) struct Task {
    pub(crate) ground: Ground,
    pub(crate) seed: u64,
    /// The first step that was not acknowledged.
    pub(crate) start: usize,
    /// How often it was killed before.
    pub(crate) deaths: u32,
    /// The point at which it wants to die; 0 for none.
    pub(crate) fatal: u64,
}

impl Task {
    pub(crate) fn line(&self) -> String {
        let Self { ground, seed, start, deaths, fatal } = self;
        let address = ground.address.as_deref().unwrap_or("-");
        format!("{seed} {start} {deaths} {fatal} {address} {}", ground.folder.display())
    }

    pub(crate) fn parse(line: &str) -> Self {
        fn next<T: FromStr<Err: std::fmt::Debug>>(words: &mut std::str::SplitN<'_, char>) -> T {
            words.next().unwrap().parse().unwrap()
        }
        let mut words = line.splitn(6, ' ');
        let (seed, start, deaths, fatal) = (next(&mut words), next(&mut words), next(&mut words), next(&mut words));
        let address: String = next(&mut words);
        let ground = Ground { address: Some(address).filter(|address| address != "-"), folder: next(&mut words) };
        Self { ground, seed, start, deaths, fatal }
    }
}

/// Where a run happens.
#[derive(Debug, Clone)]
pub(crate) struct Ground {
    /// What the platform shows is kept here, and the database where it is a file.
    pub(crate) folder: PathBuf,
    /// The address of its PostgreSQL database.
    pub(crate) address: Option<String>,
}

impl Ground {
    pub(crate) async fn store(&self) -> SqlStore {
        match &self.address {
            None => SqlStore::open(&database(&self.folder)).await.unwrap(),
            Some(address) => SqlStore::connect(&address.clone().into()).await.unwrap(),
        }
    }
}

pub(crate) fn database(folder: &Path) -> PathBuf {
    folder.join("newsdesk.db")
}

pub(crate) fn platform(folder: &Path) -> PathBuf {
    folder.join("platform.jsonl")
}

pub(crate) fn member(member: MemberId) -> Actor {
    Actor {
        member,
        guild: SERVER,
        channel: READER.place.channel,
        persona: Persona { name: format!("member {}", member.0), avatar: None },
        roles: Vec::new(),
        administrator: false,
        manages_messages: member != AUTHOR,
    }
}

pub(crate) fn desk(store: Arc<Tapped>, clock: Arc<HandClock>) -> Desk {
    Desk::new(store, Arc::new(ScriptedWeb::default()), Arc::new(InProcess), clock)
}

struct Run {
    task: Task,
    plan: Plan,
    desk: Desk,
    /// Past the counting: to look, not to act.
    store: SqlStore,
    clock: Arc<HandClock>,
    messenger: Watched,
}

/// Goes on with the plan, delivers what is left, and says so.
pub(crate) async fn run(task: Task) {
    // The test harness has begun a line of its own.
    println!();
    let store = task.ground.store().await;
    let fate = Arc::new(Fate::at(task.fatal));
    let clock = Arc::new(HandClock::default());
    clock.advance(SignedDuration::from_hours(1 + i64::from(task.deaths)));
    let tapped = Arc::new(Tapped { store: store.clone(), tap: Arc::clone(&fate) as _ });
    let messenger = Watched { platform: Platform::open(&platform(&task.ground.folder)), fate };
    let (plan, desk) = (Plan::of(task.seed), desk(tapped, Arc::clone(&clock)));
    let run = Run { task, plan, desk, store, clock, messenger };
    run.check_what_was_acknowledged().await;
    for number in run.task.start..run.plan.steps.len() {
        if !run.leaves_out(number) {
            run.step(number).await;
        }
        println!("ack {number}");
    }
    run.drain().await;
    println!("done");
}

impl Run {
    /// A repeated step carries the same key.
    const fn key(number: usize) -> Key {
        Key(1_000 + number as u64)
    }

    /// After every second death the errands under way are not taken up at once: what was perhaps
    /// sent may have to be taken back before it was ever known to be there.
    fn leaves_out(&self, number: usize) -> bool {
        let is_first = number == self.task.start && self.task.deaths % 2 == 1;
        is_first && self.plan.steps.get(number) == Some(&Step::Deliver)
    }

    async fn step(&self, number: usize) {
        self.clock.advance(SignedDuration::from_secs(1));
        let step = *self.plan.steps.get(number).unwrap();
        match step {
            Step::Deliver => {
                self.desk.run_errands(&self.messenger).await.unwrap();
            }
            Step::Submit(n) => self.submit(number, n).await,
            Step::Edit(n) => self.edit(number, n).await,
            Step::Approve(n) => self.decide(number, n, Ruling::Approve).await,
            Step::Reject(n) => self.decide(number, n, Ruling::Reject).await,
            Step::Delete(n) => {
                let comment = self.comment(number, n).await;
                self.desk.delete_comment(Self::key(number), AUTHOR, comment.id).await.unwrap();
            }
            Step::Appeal(n) => self.appeal(number, n).await,
            Step::Grant(n) => self.decide_appeal(number, n, true).await,
            Step::Deny(n) => self.decide_appeal(number, n, false).await,
        }
    }

    async fn submit(&self, number: usize, n: usize) {
        let request = SubmitRequest {
            key: Self::key(number),
            actor: member(AUTHOR),
            article: ArticleRef::Id(ARTICLE),
            below: None,
            parent: None,
            text: words(n, 1),
        };
        self.desk.submit_comment(request).await.unwrap();
    }

    async fn edit(&self, number: usize, n: usize) {
        let before = self.before(number, n);
        let request = EditRequest {
            key: Self::key(number),
            actor: member(AUTHOR),
            comment: self.comment(number, n).await.id,
            after: before.revision,
            text: words(n, before.revision + 1),
        };
        self.desk.edit_comment(request).await.unwrap();
    }

    async fn decide(&self, number: usize, n: usize, ruling: Ruling) {
        let before = self.before(number, n);
        let reason = Reason { words: "Not like this.".to_owned(), ..Reason::default() };
        let request = DecideRequest {
            key: Self::key(number),
            actor: member(FIRST),
            comment: self.comment(number, n).await.id,
            revision: before.revision,
            seen: before.state,
            ruling,
            reason: Some(reason),
        };
        self.desk.decide_comment(request).await.unwrap();
    }

    async fn appeal(&self, number: usize, n: usize) {
        let decision = self.comment(number, n).await.decision.unwrap();
        let (key, words) = (Self::key(number), format!("Look again, says step {number}."));
        let against = AppealAgainst::Decision(decision.id);
        self.desk.file_appeal(AppealRequest { key, member: AUTHOR, against, words }).await.unwrap();
    }

    async fn decide_appeal(&self, number: usize, n: usize, grant: bool) {
        let appeal = self.comment(number, n).await.decision.unwrap().appeal.unwrap();
        let (key, actor, answer) = (Self::key(number), member(SECOND), "Looked at again.".to_owned());
        self.desk.decide_appeal(AppealDecisionRequest { key, actor, appeal: appeal.id, grant, answer }).await.unwrap();
    }

    /// How a comment was before a step.
    fn before(&self, number: usize, n: usize) -> &Expected {
        self.plan.after.get(number).and_then(|comments| comments.get(n)).unwrap()
    }

    async fn comment(&self, number: usize, n: usize) -> Comment {
        let key = Self::key(self.before(number, n).submitted_by);
        self.store.submitted(key).await.unwrap().unwrap()
    }

    /// All is as after the last step acknowledged, or as after the one that was under way.
    async fn check_what_was_acknowledged(&self) {
        let acknowledged = self.plan.after.get(self.task.start).unwrap();
        let under_way = self.plan.after.get(self.task.start + 1).unwrap_or(acknowledged);
        for (n, expected) in acknowledged.iter().enumerate() {
            let found = self.store.submitted(Self::key(expected.submitted_by)).await.unwrap();
            let or = under_way.get(n).unwrap();
            let is = |expected: &Expected| found.as_ref().is_some_and(|found| is_as(found, n, expected));
            assert!(is(expected) || is(or), "{found:?} is neither {expected:?} nor {or:?}");
        }
    }

    /// Runs errands until none is left, however long they have to wait.
    async fn drain(&self) {
        while let Some(next) = self.desk.run_errands(&self.messenger).await.unwrap() {
            let wait: SignedDuration = next.duration_since(now(&self.clock));
            self.clock.advance(wait + SignedDuration::from_millis(1));
        }
    }
}

fn now(clock: &HandClock) -> Timestamp {
    clock.now()
}

/// Whether a comment is as it must be.
pub(crate) fn is_as(found: &Comment, n: usize, expected: &Expected) -> bool {
    let text = if expected.state == CommentState::Deleted { String::new() } else { words(n, expected.revision) };
    (found.state, found.revision, found.shown, &found.text)
        == (expected.state, expected.revision, expected.shown, &text)
}
