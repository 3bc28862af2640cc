//! The reasons moderators choose from.

use super::{Page, administrator, refused};
use crate::desk::{ModerationError, SettingsChange};
use crate::discord::bot::Bot;
use crate::discord::components::Form;
use crate::discord::exchange::Outcome;
use crate::discord::ticket::Ticket;
use crate::moderation::{ReasonTemplate, Settings};
use crate::responder::{self, ReasonMark};

impl Bot {
    pub(super) async fn reason_picked(&self, ticket: &Ticket, chosen: Option<&str>) -> Outcome {
        let settings = self.settings_for(ticket).await?;
        let mark = chosen.and_then(|value| value.parse().ok()).map(ReasonMark);
        match mark.and_then(|mark| position(&settings, mark)).and_then(|at| settings.reasons.get(at)) {
            Some(reason) => Ok(responder::one_reason(ticket.words, reason)),
            None => Ok(responder::reasons(ticket.words, &settings)),
        }
    }

    pub(super) async fn reason_added(&self, ticket: &Ticket, form: &Form<'_>) -> Outcome {
        let new = written(form);
        self.reasons_changed(ticket, |reasons| reasons.push(new.clone())).await
    }

    pub(super) async fn reason_edited(&self, ticket: &Ticket, mark: ReasonMark, form: &Form<'_>) -> Outcome {
        let new = written(form);
        let edit = |reasons: &mut Vec<ReasonTemplate>| {
            match reasons.iter_mut().find(|reason| ReasonMark::of(&reason.code) == mark) {
                Some(there) => *there = new.clone(),
                // Somebody removed it meanwhile; what was written is not lost.
                None => reasons.push(new.clone()),
            }
        };
        self.reasons_changed(ticket, edit).await
    }

    pub(super) async fn reason_removed(&self, ticket: &Ticket, mark: ReasonMark) -> Outcome {
        self.reasons_changed(ticket, |reasons| reasons.retain(|reason| ReasonMark::of(&reason.code) != mark)).await
    }

    async fn reasons_changed(
        &self,
        ticket: &Ticket,
        change: impl Fn(&mut Vec<ReasonTemplate>) + Send + Sync,
    ) -> Outcome {
        let adapt = |settings: &Settings| {
            let mut reasons = settings.reasons.clone();
            change(&mut reasons);
            SettingsChange::Reasons(reasons)
        };
        let stored = self.desk.adapt_settings(administrator(ticket)?, adapt).await;
        let stored = stored.map_err(|e: ModerationError| refused(ticket, &e))?;
        Ok(self.shown(ticket, &stored.settings, Page::Reasons))
    }
}

fn position(settings: &Settings, mark: ReasonMark) -> Option<usize> {
    settings.reasons.iter().position(|reason| ReasonMark::of(&reason.code) == mark)
}

fn written(form: &Form<'_>) -> ReasonTemplate {
    let text = |name| form.text(name).unwrap_or_default().to_owned();
    ReasonTemplate { code: text("code").to_lowercase(), label: text("label"), rule: text("rule") }
}
