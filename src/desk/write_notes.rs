//! Notes of a language model on comments that wait, for their moderators. A note describes; nothing
//! here, and nothing that a note says, decides on a comment.

use super::drafter::{ModelTrouble, Purse};
use super::{Desk, GuildId, ModelBook, ModelDesk, ModelPayer, NewNote, StoreError, Unnoted};
use crate::drafting::Job;
use crate::moderation::{ModelUse, Settings};
use std::sync::Arc;
use std::time::Instant;
use tracing::info;

/// Notes of one server in one round.
const AT_ONCE: u32 = 10;

impl Desk {
    /// Waits until a comment was submitted or edited since the last wait. For one worker.
    pub async fn note_waits(&self) {
        self.note_bell.notified().await;
    }

    /// Whether there is a model that could write notes.
    pub const fn writes_notes(&self) -> bool {
        self.model.is_some() && self.book.is_some()
    }

    /// Has notes written on comments that wait, on servers that let comments be shown to the model. A
    /// card never waits for its note. While the model cannot help, the round ends.
    pub async fn write_notes(&self) -> Result<(), StoreError> {
        let (Some(model), Some(book)) = (&self.model, &self.book) else { return Ok(()) };
        for guild in self.comments.guilds().await? {
            let settings = self.comments.settings(guild).await?.settings;
            if settings.language_model != ModelUse::ArticlesAndComments {
                continue;
            }
            for comment in book.unnoted(guild, AT_ONCE).await? {
                if let Err(trouble) = self.write_note(model, book, &settings, comment).await? {
                    info!(?trouble, guild = guild.0, "no notes are written on comments for now");
                    break;
                }
            }
        }
        Ok(())
    }

    async fn write_note(
        &self,
        model: &ModelDesk,
        book: &Arc<dyn ModelBook>,
        settings: &Settings,
        comment: Unnoted,
    ) -> Result<Result<(), ModelTrouble>, StoreError> {
        let drafter = &model.drafter;
        let purse = purse(book, comment.guild, self.today());
        let language = match settings.language.as_deref() {
            Some(tag) if tag.starts_with("es") => "Spanish",
            Some(_) | None => "English",
        };
        let title = comment.title.as_deref().unwrap_or("unknown");
        let until = Instant::now() + drafter.patience();
        let (text, outcome) = match drafter.note(&comment.text, title, language, &purse, until).await {
            Ok(text) => (text, Ok(())),
            // The same question would get the same answer.
            Err(ModelTrouble::Unusable | ModelTrouble::TooLong | ModelTrouble::Refused) => (None, Ok(())),
            // It may have been billed: one comment must not be asked about again and again.
            Err(ModelTrouble::Slow) => (None, Err(ModelTrouble::Slow)),
            Err(trouble @ (ModelTrouble::Away | ModelTrouble::Spent)) => return Ok(Err(trouble)),
        };
        let new = NewNote {
            comment: comment.comment,
            guild: comment.guild,
            revision: comment.revision,
            text,
            engine: drafter.engine(Job::Note),
            at: self.now(),
        };
        book.save_note(new).await?;
        self.bell.notify_one();
        Ok(outcome)
    }
}

/// The server pays: the author did not ask for a note.
fn purse(book: &Arc<dyn ModelBook>, guild: GuildId, day: jiff::civil::Date) -> Purse {
    Purse::Budgeted { book: Arc::clone(book), payer: ModelPayer { member: None, guild: Some(guild) }, day }
}
