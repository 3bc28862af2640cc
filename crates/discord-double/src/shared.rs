//! The one lock around the state, and the way to wait for a change of it.

use crate::error::DoubleError;
use crate::state::State;
use std::fmt::Write;
use std::sync::{Mutex, PoisonError};
use std::time::Duration;
use tokio::sync::watch;

/// State behind a lock; every use of it tells those who wait.
#[derive(Debug)]
pub(crate) struct Shared {
    state: Mutex<State>,
    changed: watch::Sender<()>,
}

impl Shared {
    pub(crate) fn new(state: State) -> Self {
        Self { state: Mutex::new(state), changed: watch::Sender::new(()) }
    }

    /// Changes the state and wakes those who wait.
    pub(crate) fn with<R>(&self, change: impl FnOnce(&mut State) -> R) -> R {
        let result = self.read(change);
        self.changed.send_replace(());
        result
    }

    /// Looks at the state without waking anyone.
    pub(crate) fn read<R>(&self, look: impl FnOnce(&mut State) -> R) -> R {
        // A panic in a test's thread says nothing about the data: it is plain.
        let mut state = self.state.lock().unwrap_or_else(PoisonError::into_inner);
        look(&mut state)
    }

    /// Tells of every change from now on.
    #[cfg(feature = "playground")]
    pub(crate) fn changes(&self) -> watch::Receiver<()> {
        self.changed.subscribe()
    }

    /// Waits until `look` finds what it looks for, as long as the builder's patience allows.
    pub(crate) async fn wait<R>(
        &self,
        what: &str,
        mut look: impl FnMut(&mut State) -> Option<R>,
    ) -> Result<R, DoubleError> {
        let mut changes = self.changed.subscribe();
        let patience = self.read(|state| state.settings.patience);
        let search = async {
            loop {
                changes.borrow_and_update();
                if let Some(found) = self.read(&mut look) {
                    return found;
                }
                // The sender lives as long as `self`, so this ends only with a change.
                if changes.changed().await.is_err() {
                    std::future::pending::<()>().await;
                }
            }
        };
        match tokio::time::timeout(patience, search).await {
            Ok(found) => Ok(found),
            Err(_) => Err(self.gave_up(what, patience)),
        }
    }

    fn gave_up(&self, what: &str, waited: Duration) -> DoubleError {
        let report = self.read(|state| {
            let mut report = String::new();
            for violation in &state.violations {
                let _infallible = writeln!(report, "  broken rule: {}: {}", violation.rule, violation.detail);
            }
            let skipped = state.requests.len().saturating_sub(8);
            for request in state.requests.iter().skip(skipped) {
                let _infallible = writeln!(report, "  {} {} → {}", request.method, request.path, request.status);
            }
            if report.is_empty() {
                report.push_str("  the bot sent no request at all");
            }
            report
        });
        DoubleError::Waited { what: what.to_owned(), waited, report }
    }
}
