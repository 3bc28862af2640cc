//! One exchange: work on an interaction, and its answer in time.
//!
//! Discord waits 3 seconds for a first answer. Quick work is answered at once; slow work is
//! acknowledged first. Who sees an answer is decided at the acknowledgement: a public one that
//! ends in a failure is taken back, and the failure told to the asker alone.

use super::Limits;
use super::sender::{Interaction, SendError, Sender};
use super::ticket::Ticket;
use crate::desk::OpenError;
use crate::responder::{self, Prompt, Reply, Slip, Visibility, slip};
use futures::FutureExt as _;
use futures::future::BoxFuture;
use std::future::Future;
use std::panic::AssertUnwindSafe;
use std::pin::pin;
use std::time::Duration;
use tracing::{error, info, warn};

/// A result to show, or the words that say why there is none.
pub(super) type Outcome = Result<Reply, Reply>;

/// A form can only be the first answer, so what stands in it must be known within Discord's 3 s.
const FORM_WITHIN: Duration = Duration::from_millis(2_500);

/// How a result is shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Manner {
    Public,
    Private,
    /// In the message that carries the control.
    InPlace,
}

/// When to acknowledge.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Pace {
    /// Before the work: it fetches something.
    AtOnce,
    /// When the work turns out to be slow.
    WhenSlow,
}

/// Does the work and answers.
pub(super) struct Exchange<'a> {
    pub(super) sender: &'a Sender,
    pub(super) ticket: &'a Ticket,
    pub(super) limits: Limits,
    /// What was written into a form; given back with every refusal, so that it is not lost.
    pub(super) written: Option<String>,
}

impl Exchange<'_> {
    /// Works and answers; every failure is told to the asker and logged once.
    /// Boxed, because every handler would else be as large as all the work it may do.
    pub(super) fn conduct<'a>(
        &'a self,
        manner: Manner,
        pace: Pace,
        work: impl Future<Output = Outcome> + Send + 'a,
    ) -> BoxFuture<'a, ()> {
        Box::pin(self.work_and_answer(manner, pace, work))
    }

    async fn work_and_answer(&self, manner: Manner, pace: Pace, work: impl Future<Output = Outcome>) {
        let manner = self.permitted(manner);
        let mut work = pin!(self.guarded(work, self.limits.longest_work));
        if pace == Pace::WhenSlow && !self.limits.acknowledge_after.is_zero() {
            let early = tokio::time::timeout(self.limits.acknowledge_after, &mut work).await;
            if let Ok(outcome) = early {
                return self.report(self.answer_directly(manner, self.finished(manner, outcome)).await);
            }
        }
        if let Err(why) = self.acknowledge(manner).await {
            return self.report(Err(why));
        }
        let outcome = self.finished(manner, work.await);
        self.report(self.answer_later(manner, outcome).await);
    }

    /// Says something to the asker alone, at once.
    pub(super) async fn tell(&self, reply: Reply) {
        let reply = self.with_what_was_written(reply);
        self.report(self.sender.answer(self.interaction(), &reply.privately()).await);
    }

    /// Answers with a form, or says why there is none.
    pub(super) fn inquire<'a>(
        &'a self,
        form: impl Future<Output = Result<Prompt, Reply>> + Send + 'a,
    ) -> BoxFuture<'a, ()> {
        Box::pin(async move {
            match self.guarded(form, FORM_WITHIN).await {
                Ok(prompt) => self.report(self.sender.prompt(self.interaction(), &prompt).await),
                Err(reply) => self.tell(reply).await,
            }
        })
    }

    fn with_what_was_written(&self, reply: Reply) -> Reply {
        match &self.written {
            Some(written) => responder::given_back(self.ticket.words, reply, written),
            None => reply,
        }
    }

    /// A public answer that would not show is a private one.
    fn permitted(&self, manner: Manner) -> Manner {
        if manner == Manner::Public && self.ticket.missing_permission().is_some() { Manner::Private } else { manner }
    }

    /// Adds what the asker must know about how the result is shown.
    fn finished(&self, manner: Manner, outcome: Outcome) -> Outcome {
        match (manner, self.ticket.missing_permission(), outcome) {
            (Manner::Private, Some(permission), Ok(reply)) if reply.visibility == Visibility::Public => {
                Ok(responder::with_missing_permission(self.ticket.words, reply, permission))
            }
            (Manner::Private, _, Ok(reply)) => Ok(reply.privately()),
            (_, _, Ok(reply)) => Ok(reply),
            (_, _, Err(reply)) => Err(self.with_what_was_written(reply)),
        }
    }

    /// Ends work that takes too long, and survives work that panics.
    async fn guarded<T>(&self, work: impl Future<Output = Result<T, Reply>>, longest: Duration) -> Result<T, Reply> {
        let work = AssertUnwindSafe(work).catch_unwind();
        match tokio::time::timeout(longest, work).await {
            Ok(Ok(outcome)) => outcome,
            Ok(Err(_)) => {
                let reference = self.ticket.reference();
                error!(%reference, "a handler panicked; the panic's own line says where");
                Err(responder::unexpected(self.ticket.words, reference))
            }
            Err(_) => Err(slip(self.ticket.words, Slip::TookTooLong)),
        }
    }

    async fn acknowledge(&self, manner: Manner) -> Result<(), SendError> {
        match manner {
            Manner::Public => self.sender.defer(self.interaction(), Visibility::Public).await,
            Manner::Private => self.sender.defer(self.interaction(), Visibility::Private).await,
            Manner::InPlace => self.sender.defer_update(self.interaction()).await,
        }
    }

    async fn answer_directly(&self, manner: Manner, outcome: Outcome) -> Result<(), SendError> {
        match (manner, outcome) {
            (Manner::InPlace, Ok(reply)) => self.sender.update(self.interaction(), &reply).await,
            (Manner::Public | Manner::Private, Ok(reply)) => self.sender.answer(self.interaction(), &reply).await,
            (_, Err(reply)) => self.sender.answer(self.interaction(), &reply.privately()).await,
        }
    }

    async fn answer_later(&self, manner: Manner, outcome: Outcome) -> Result<(), SendError> {
        let token = &self.ticket.token;
        match (manner, outcome) {
            (_, Ok(reply)) | (Manner::Private, Err(reply)) => self.sender.edit_original(token, &reply).await,
            (Manner::InPlace, Err(reply)) => self.sender.follow_up(token, &reply.privately()).await,
            (Manner::Public, Err(reply)) => {
                // The first follow-up would take the place of what was deferred, and its publicity.
                self.sender.delete_original(token).await?;
                self.sender.follow_up(token, &reply.privately()).await
            }
        }
    }

    fn interaction(&self) -> Interaction<'_> {
        Interaction { id: self.ticket.id, token: &self.ticket.token }
    }

    /// The asker cannot be told of these, so the log is.
    pub(super) fn report(&self, sent: Result<(), SendError>) {
        let reference = self.ticket.reference();
        match sent {
            Ok(()) => {}
            Err(why @ (SendError::Gone(_) | SendError::AnsweredBefore)) => {
                info!(%reference, %why, "an answer came too late");
            }
            Err(why) => warn!(%reference, %why, "an answer could not be sent"),
        }
    }
}

/// Why there is no article, for the asker; what should not have happened also for the log.
pub(super) fn refused(words: responder::Words, error: &OpenError, reference: responder::Reference) -> Reply {
    if let OpenError::Unexpected(cause) = error {
        error!(%reference, cause = %chain(cause.as_ref()), "a request failed");
    } else {
        info!(%reference, why = %chain(error), "a request was refused");
    }
    responder::refusal(words, error, reference)
}

/// An error with its causes, for the log.
pub(super) fn chain(error: &dyn std::error::Error) -> String {
    let causes = std::iter::successors(Some(error), |e| e.source());
    causes.map(ToString::to_string).collect::<Vec<_>>().join(": ")
}
