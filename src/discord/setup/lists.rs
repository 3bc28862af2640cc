//! `/newsdesk words` and `/newsdesk domains`.

use super::{administrator, failed, refused};
use crate::desk::SettingsChange;
use crate::discord::bot::Bot;
use crate::discord::exchange::Outcome;
use crate::discord::options::Options;
use crate::discord::ticket::Ticket;
use crate::moderation::{DomainLists, Settings, WordLists, Written};
use crate::responder::{self, ListChange, ListSlip, Reply};
use serenity::all::Attachment;

/// Larger files are not fetched.
const LONGEST_FILE: u32 = 256 * 1024;

/// What to do with a list.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Step {
    Show,
    Add,
    Remove,
    Export,
}

impl Step {
    /// The step asked for; without one, what was given says it.
    fn of(options: &Options<'_>, given: bool) -> Self {
        match options.text("step") {
            Some("add" | "import") => Self::Add,
            Some("remove") => Self::Remove,
            Some("export") => Self::Export,
            Some("show") => Self::Show,
            Some(_) | None if given => Self::Add,
            Some(_) | None => Self::Show,
        }
    }
}

/// What an administrator typed, or handed in as a file.
struct Given {
    typed: Option<String>,
    file: Option<String>,
}

impl Given {
    fn words(&self) -> WordLists {
        let read = |text: &Option<String>, how| WordLists::read(text.as_deref().unwrap_or_default(), how);
        read(&self.file, Written::File).with(&read(&self.typed, Written::Typed))
    }

    fn domains(&self) -> DomainLists {
        let read = |text: &Option<String>, how| DomainLists::read(text.as_deref().unwrap_or_default(), how);
        read(&self.file, Written::File).with(&read(&self.typed, Written::Typed))
    }
}

impl Bot {
    pub(super) async fn word_list(&self, ticket: &Ticket, options: &Options<'_>) -> Outcome {
        let settings = self.settings_for(ticket).await?;
        let (words, before) = (ticket.words, WordLists::of(&settings.rules));
        let given = self.given(ticket, options, "words").await?.words();
        let change = match Step::of(options, !given.is_empty()) {
            Step::Show => return Ok(responder::word_list(words, &before)),
            Step::Export => return Ok(responder::word_list_file(words, &before)),
            Step::Add | Step::Remove if given.is_empty() => {
                return Err(responder::list_slip(words, ListSlip::NoWords));
            }
            Step::Add => WordLists::with,
            Step::Remove => WordLists::without,
        };
        let new = |settings: &Settings| change(WordLists::of(&settings.rules), &given);
        let allow = |settings: &Settings| SettingsChange::AllowedWords(new(settings).allowed);
        let after = self.adapted(ticket, allow, |s| SettingsChange::Words(new(s).rules));
        let after = WordLists::of(&after.await?.rules);
        Ok(responder::list_changed(words, ListChange { before: before.len(), after: after.len() }))
    }

    pub(super) async fn domain_list(&self, ticket: &Ticket, options: &Options<'_>) -> Outcome {
        let settings = self.settings_for(ticket).await?;
        let (words, before) = (ticket.words, DomainLists::of(&settings.rules));
        let given = self.given(ticket, options, "domains").await?.domains();
        let change = match Step::of(options, !given.is_empty()) {
            Step::Show => return Ok(responder::domain_list(words, &before)),
            Step::Export => return Ok(responder::domain_list_file(words, &before)),
            Step::Add | Step::Remove if given.is_empty() => {
                return Err(responder::list_slip(words, ListSlip::NoDomains));
            }
            Step::Add => DomainLists::with,
            Step::Remove => DomainLists::without,
        };
        let new = |settings: &Settings| change(DomainLists::of(&settings.rules), &given);
        let allow = |settings: &Settings| {
            let only = settings.rules.only_allowed_domains;
            SettingsChange::AllowedDomains { domains: new(settings).allowed, only }
        };
        let after = self.adapted(ticket, allow, |s| SettingsChange::BlockedDomains(new(s).blocked));
        let after = DomainLists::of(&after.await?.rules);
        Ok(responder::list_changed(words, ListChange { before: before.len(), after: after.len() }))
    }

    /// Two changes of one list's two halves, each by what is there at that moment.
    async fn adapted(
        &self,
        ticket: &Ticket,
        first: impl Fn(&Settings) -> SettingsChange + Send + Sync,
        second: impl Fn(&Settings) -> SettingsChange + Send + Sync,
    ) -> Result<Settings, Reply> {
        let actor = administrator(ticket)?;
        self.desk.adapt_settings(actor, first).await.map_err(|e| refused(ticket, &e))?;
        let stored = self.desk.adapt_settings(actor, second).await.map_err(|e| refused(ticket, &e))?;
        Ok(stored.settings)
    }

    async fn given(&self, ticket: &Ticket, options: &Options<'_>, name: &str) -> Result<Given, Reply> {
        let typed = options.text(name).map(ToOwned::to_owned);
        let file = match options.file("file") {
            Some(file) if !is_list(file) => return Err(responder::list_slip(ticket.words, ListSlip::NotAList)),
            Some(file) => Some(self.desk.read_list(&file.url).await.map_err(|e| failed(ticket, &e))?),
            None => None,
        };
        Ok(Given { typed, file })
    }
}

fn is_list(file: &Attachment) -> bool {
    let name = file.filename.to_lowercase();
    file.size <= LONGEST_FILE && [".txt", ".csv"].iter().any(|ending| name.ends_with(ending))
}
