//! Nothing is lost: a process that works on comments is killed with SIGKILL again and again, at
//! every step of every use case and inside of transactions, and goes on where it was.

#![expect(
    clippy::unwrap_used,
    clippy::panic,
    clippy::print_stdout,
    reason = "a test ends where its own tools fail; the process that is killed reports on its output"
)]

mod child;
#[path = "../support/desk.rs"]
#[expect(dead_code, reason = "every crate of tests uses a part of what they share")]
mod doubles;
mod grounds;
mod plan;
#[path = "../support/platform.rs"]
#[expect(dead_code, reason = "every crate of tests uses a part of what they share")]
mod platform;
#[path = "../support/postgres.rs"]
#[expect(dead_code, reason = "every crate of tests uses a part of what they share")]
mod postgres;
#[path = "../support/tapped.rs"]
mod tapped;
mod verdict;
mod watched;

use child::{ARTICLE, Ground, MODERATORS, Task, desk, member};
use doubles::{HandClock, READER, STORY};
use grounds::Grounds;
use newsdesk::desk::{Actor, MemberId, SettingsChange, Submission};
use newsdesk::moderation::{Alerts, Check, Flood};
use plan::{Dice, Plan};
use std::io::{BufRead as _, BufReader, Read as _};
use std::process::{Child, Command, Stdio};
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex};
use std::time::Duration;

/// The variable through which a child is told its task.
const TASK: &str = "NEWSDESK_TEST_KILL";
const RUNS: u64 = 1_000;
/// On PostgreSQL, where a run takes several times as long.
const RUNS_ON_POSTGRES: u64 = 60;
/// So often a run may end because a busy server answered too late.
const PATIENCE: u32 = 3;
/// Times a process is killed within one run, at most.
const MOST_DEATHS: u64 = 3;
/// About so many points at which a process can be killed lie within one step.
const POINTS_PER_STEP: u64 = 16;
/// A process that works through a whole plan takes about so long, in microseconds.
const WHOLE_RUN: u64 = 60_000;

/// Not a test but the process that is killed: does nothing unless it was told to.
#[tokio::test]
async fn child_process() {
    if let Some(task) = std::env::var_os(TASK) {
        child::run(Task::parse(task.to_str().unwrap())).await;
    }
}

#[test]
fn nothing_is_lost_in_a_thousand_runs_that_are_killed() {
    if std::env::var_os(TASK).is_some() {
        return;
    }
    live_through(&Grounds::files(), RUNS);
}

/// Only the bot's process is killed; the server goes on, and with it what the dead one left open.
#[test]
fn nothing_is_lost_on_postgresql_when_the_bot_is_killed() {
    if std::env::var_os(TASK).is_some() {
        return;
    }
    if let Some(grounds) = Grounds::on_postgres() {
        live_through(&grounds, RUNS_ON_POSTGRES);
    }
}

fn live_through(grounds: &Grounds, runs: u64) {
    prepare(&grounds.template());
    let (next, deaths) = (AtomicU64::new(0), AtomicU64::new(0));
    let workers = std::thread::available_parallelism().map_or(2, usize::from);
    std::thread::scope(|scope| {
        for _ in 0..workers {
            scope.spawn(|| {
                loop {
                    let seed = next.fetch_add(1, Ordering::SeqCst);
                    if seed >= runs {
                        break;
                    }
                    let died = std::panic::catch_unwind(|| run(grounds, seed));
                    let died = died.unwrap_or_else(|_| panic!("the run with seed {seed} failed"));
                    deaths.fetch_add(died, Ordering::SeqCst);
                }
            });
        }
    });
    let deaths = deaths.into_inner();
    println!("{runs} runs, {deaths} kills");
    assert!(deaths >= runs, "only {deaths} kills in {runs} runs");
}

/// A server that takes comments, and an article: the same for every run.
fn prepare(ground: &Ground) {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
    runtime.block_on(async {
        let store = ground.store().await;
        let tap = Arc::new(watched::Fate::at(0));
        let tapped = Arc::new(tapped::Tapped { store: store.clone(), tap });
        let desk = desk(tapped, Arc::new(HandClock::default()));
        let administrator = Actor { administrator: true, ..member(MemberId(99)) };
        let mut changes = vec![
            SettingsChange::Channel { channel: MODERATORS.0, server_name: "Gazette".to_owned() },
            SettingsChange::Flood(Flood { per_ten_minutes: 100, per_day: 1_000 }),
            SettingsChange::Alerts(Alerts { backlog: 0, hours: 0 }),
        ];
        changes.extend(Check::ALL.map(|check| SettingsChange::Check { check, on: false }));
        for change in changes {
            desk.change_settings(&administrator, change).await.unwrap();
        }
        let opened = desk.open_submission(READER, Submission::Text(STORY.to_owned()), None).await.unwrap();
        assert_eq!(opened.id, ARTICLE);
        store.close().await;
    });
}

/// One run: started, killed, started again, until it is done; then everything is looked at.
fn run(grounds: &Grounds, seed: u64) -> u64 {
    let own = grounds.for_run(seed);
    let plan = Plan::of(seed);
    let mut dice = Dice(seed ^ 0x5EED);
    let (mut start, mut deaths) = (0, 0);
    let wanted = 1 + dice.below(MOST_DEATHS);
    loop {
        let left = (plan.steps.len() - start) as u64 + 1;
        let death = match dice.below(5) {
            _ if u64::from(deaths) >= wanted => Death::None,
            0..3 => Death::AtPoint(1 + dice.below(left * POINTS_PER_STEP)),
            _ => Death::After(Duration::from_micros(dice.below(WHOLE_RUN))),
        };
        let fatal = if let Death::AtPoint(point) = death { point } else { 0 };
        let task = Task { ground: own.clone(), seed, start, deaths, fatal };
        let life = live(&task, death);
        start = life.acknowledged.unwrap_or(start);
        if life.is_done {
            break;
        }
        deaths += 1;
    }
    verdict::check(&own, &plan);
    // A database goes with its server: dropping one makes all others wait for a checkpoint.
    std::fs::remove_dir_all(&own.folder).unwrap();
    u64::from(deaths)
}

/// When a process is killed.
#[derive(Debug, Clone, Copy)]
enum Death {
    None,
    /// Before or after this call of a port.
    AtPoint(u64),
    /// At any moment, inside of a transaction too.
    After(Duration),
}

/// What a process said before it ended.
struct Life {
    /// The first step that it did not acknowledge.
    acknowledged: Option<usize>,
    is_done: bool,
}

fn live(task: &Task, death: Death) -> Life {
    let mut child = Command::new(std::env::current_exe().unwrap())
        .args(["--exact", "child_process", "--nocapture", "--test-threads=1"])
        .env(TASK, task.line())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    let said = BufReader::new(child.stdout.take().unwrap());
    let child = Mutex::new(child);
    let mut life = Life { acknowledged: None, is_done: false };
    std::thread::scope(|scope| {
        if let Death::After(time) = death {
            let child = &child;
            scope.spawn(move || {
                std::thread::sleep(time);
                kill(child);
            });
        }
        for said in said.lines() {
            // A process that is killed while it speaks may leave half a line behind.
            let Ok(said) = said else { break };
            match said.split_once(' ') {
                Some(("ack", number)) => life.acknowledged = Some(number.parse::<usize>().unwrap() + 1),
                None if said == "kill" => kill(&child),
                None if said == "done" => life.is_done = true,
                _ => {}
            }
        }
    });
    let mut child = child.into_inner().unwrap();
    let status = child.wait().unwrap();
    let mut why = String::new();
    child.stderr.take().unwrap().read_to_string(&mut why).unwrap();
    // A server that answers too late is told plainly, and the wish is made again as after a death.
    let is_late = task.ground.address.is_some() && task.deaths < PATIENCE && why.contains("Elapsed");
    // Who was killed has no exit code.
    assert!(life.is_done || is_late || status.code().is_none(), "the process failed: {why}");
    life
}

fn kill(child: &Mutex<Child>) {
    // One that has ended already cannot be killed, and need not be.
    _ = child.lock().unwrap().kill();
}
