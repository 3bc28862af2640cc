//! The worker: brings what the database holds to Discord, and lets time do its work.
//!
//! One task for the whole process, and one for notes where a language model writes them. It starts when the commands are registered, survives panics and
//! an absent database, and is waited for when the bot stops.

use super::messenger::DiscordMessenger;
use crate::desk::{Desk, StoreError};
use futures::FutureExt as _;
use std::future::Future;
use std::panic::AssertUnwindSafe;
use std::time::Duration;
use tokio::sync::watch;
use tokio::task::JoinSet;
use tokio::time::Instant;
use tracing::{error, info, warn};

/// The outbox is looked into at least so often.
const LOOK_EVERY: Duration = Duration::from_secs(30);
/// Time does its work so often.
const TEND_EVERY: Duration = Duration::from_mins(1);
/// The longest pause while the database does not answer.
const LONGEST_PAUSE: Duration = Duration::from_secs(30);
const FIRST_PAUSE: Duration = Duration::from_millis(500);
/// The shortest time between two rounds that nobody asked for.
const SHORTEST_REST: Duration = Duration::from_millis(100);

/// The worker's task.
#[derive(Debug)]
pub(super) struct Worker {
    stop: watch::Sender<bool>,
    /// They end with this.
    task: JoinSet<()>,
}

impl Worker {
    /// Starts delivering.
    pub(super) fn start(desk: Desk, messenger: DiscordMessenger) -> Self {
        let (stop, stopping) = watch::channel(false);
        let mut task = JoinSet::new();
        if desk.writes_notes() {
            task.spawn(write_notes(desk.clone(), stopping.clone()));
        }
        task.spawn(work(desk, messenger, stopping));
        Self { stop, task }
    }

    /// Takes out no further errand, and waits for the running round for as long as is allowed. What
    /// is cut off is taken up after the next start.
    pub(super) async fn stop(mut self, patience: Duration) {
        let _ = self.stop.send(true);
        let ended = async { while self.task.join_next().await.is_some() {} };
        if tokio::time::timeout(patience, ended).await.is_err() {
            warn!("stopped in the midst of a delivery; it is looked for after the next start");
        }
    }
}

async fn work(desk: Desk, messenger: DiscordMessenger, mut stopping: watch::Receiver<bool>) {
    let (mut errands, mut tending) = (Outage::of("the outbox"), Outage::of("what time brings"));
    let mut tended: Option<Instant> = None;
    while !*stopping.borrow() {
        if tended.is_none_or(|at| at.elapsed() >= TEND_EVERY) {
            tending.note(surviving(desk.tend()).await);
            tended = Some(Instant::now());
        }
        let due = errands.note(surviving(desk.run_errands(&messenger)).await).flatten();
        let next = due.map_or(LOOK_EVERY, |due| desk.time_until(due).clamp(SHORTEST_REST, LOOK_EVERY));
        tokio::select! {
            () = rest(&desk, errands.pause, next) => {}
            _ = stopping.changed() => {}
        }
    }
}

/// Notes are written beside the deliveries: a card never waits for one.
async fn write_notes(desk: Desk, mut stopping: watch::Receiver<bool>) {
    let mut notes = Outage::of("the notes on comments");
    while !*stopping.borrow() {
        let round = surviving(desk.write_notes());
        tokio::select! {
            written = round => { notes.note(written); }
            _ = stopping.changed() => break,
        }
        tokio::select! {
            () = rest_from_notes(&desk, notes.pause) => {}
            _ = stopping.changed() => {}
        }
    }
}

async fn rest_from_notes(desk: &Desk, away: Option<Duration>) {
    if let Some(pause) = away {
        return tokio::time::sleep(pause).await;
    }
    tokio::select! {
        () = desk.note_waits() => {}
        () = tokio::time::sleep(TEND_EVERY) => {}
    }
}

/// Until an errand is added or the next is due; while the database is away, new wishes are no
/// reason to ask it oftener.
async fn rest(desk: &Desk, away: Option<Duration>, next: Duration) {
    if let Some(pause) = away {
        return tokio::time::sleep(pause).await;
    }
    tokio::select! {
        () = desk.errand_waits() => {}
        () = tokio::time::sleep(next) => {}
    }
}

/// What a step came to; a panic has said where in a line of its own.
async fn surviving<T>(step: impl Future<Output = Result<T, StoreError>>) -> Result<T, Failure> {
    match AssertUnwindSafe(step).catch_unwind().await {
        Ok(Ok(done)) => Ok(done),
        Ok(Err(error)) => Err(Failure::Store(error)),
        Err(_) => Err(Failure::Panic),
    }
}

enum Failure {
    Store(StoreError),
    Panic,
}

/// Tells the log of the first failure in a row and of its end, and spaces the attempts.
struct Outage {
    what: &'static str,
    /// How long to wait before the next attempt; `None` while all is well.
    pause: Option<Duration>,
}

impl Outage {
    const fn of(what: &'static str) -> Self {
        Self { what, pause: None }
    }

    fn note<T>(&mut self, step: Result<T, Failure>) -> Option<T> {
        let failure = match step {
            Ok(done) => {
                if self.pause.take().is_some() {
                    info!(what = self.what, "works again");
                }
                return Some(done);
            }
            Err(failure) => failure,
        };
        match (failure, self.pause) {
            (Failure::Store(error), None) => {
                error!(what = self.what, error = &error as &dyn std::error::Error, "the database failed; trying on");
            }
            (Failure::Panic, _) => error!(what = self.what, "a step panicked; trying on"),
            (Failure::Store(_), Some(_)) => {}
        }
        self.pause = Some(self.pause.map_or(FIRST_PAUSE, |pause| (pause * 2).min(LONGEST_PAUSE)));
        None
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pauses_grow_while_the_database_is_away_and_end_with_it() {
        let mut outage = Outage::of("a test");
        let fail = || Err::<(), _>(Failure::Store(StoreError("gone".into())));
        let mut pauses = Vec::new();
        for _ in 0..9 {
            assert!(outage.note(fail()).is_none());
            pauses.push(outage.pause.unwrap().as_millis());
        }
        assert_eq!(pauses, [500, 1_000, 2_000, 4_000, 8_000, 16_000, 30_000, 30_000, 30_000]);
        assert_eq!(outage.note(Ok(7)), Some(7));
        assert_eq!(outage.pause, None);
    }
}
