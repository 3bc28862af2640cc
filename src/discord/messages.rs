//! Conversation: a mention or a private message → one call to the desk → one reply.

use super::bot::Bot;
use super::conversation::{self, Wish};
use super::exchange::{Outcome, refused};
use super::sender::{SendError, Sender};
use super::ticket::asker;
use crate::article::Language;
use crate::desk::{AnswerRequest, Asker, DigestRequest, OpenError};
use crate::responder::{self, Audience, Locale, Reference, Reply, Slip, Words, slip};
use crate::summarizer::Length;
use futures::FutureExt as _;
use serenity::all::{GuildId, Message};
use std::panic::AssertUnwindSafe;
use std::pin::pin;
use std::time::Duration;
use tracing::{error, info, warn};

/// Work that takes longer than this shows that it is going on.
const SILENT_WORK: Duration = Duration::from_millis(700);

/// Fewer words than this do not tell a language.
const TELLING: usize = 3;

impl Bot {
    /// Answers a message that speaks to the bot.
    pub(super) async fn converse(&self, message: &Message, wish: Wish, sender: &Sender) {
        let words = Words::of(self.language_of(message));
        let reference = Reference::of(message.id.get());
        let mut work = pin!(self.guarded_wish(message, wish, words));
        let early = tokio::time::timeout(SILENT_WORK, &mut work).await;
        let outcome = if let Ok(outcome) = early {
            outcome
        } else {
            sender.typing(message.channel_id).await;
            work.await
        };
        self.reply(message, &outcome.unwrap_or_else(|refusal| refusal), sender, reference).await;
    }

    /// Tells that there is no time for the message.
    pub(super) async fn put_off(&self, message: &Message, why: Slip, sender: &Sender) {
        let words = Words::of(self.language_of(message));
        self.reply(message, &slip(words, why), sender, Reference::of(message.id.get())).await;
    }

    async fn reply(&self, message: &Message, reply: &Reply, sender: &Sender, reference: Reference) {
        match sender.reply_to(message.channel_id, message.id, reply).await {
            Ok(()) => {}
            Err(why @ SendError::Forbidden(_)) => {
                self.silence.keep(message.channel_id.get());
                info!(%reference, %why, "a channel does not take my messages; it is left alone for a while");
            }
            Err(why) => warn!(%reference, %why, "an answer could not be sent"),
        }
    }

    async fn guarded_wish(&self, message: &Message, wish: Wish, words: Words) -> Outcome {
        let reference = Reference::of(message.id.get());
        let asker = asker(message.author.id.get(), message.guild_id.map(GuildId::get), message.channel_id.get());
        let work = AssertUnwindSafe(self.fulfil(wish, asker, words, reference)).catch_unwind();
        match tokio::time::timeout(self.limits.longest_work, work).await {
            Ok(Ok(outcome)) => outcome,
            Ok(Err(_)) => {
                error!(%reference, "a handler panicked; the panic's own line says where");
                Err(responder::unexpected(words, reference))
            }
            Err(_) => Err(slip(words, Slip::TookTooLong)),
        }
    }

    async fn fulfil(&self, wish: Wish, asker: Asker, words: Words, reference: Reference) -> Outcome {
        let failed = |error: OpenError| refused(words, &error, reference);
        match wish {
            Wish::Digest(submission) => {
                let length = Length::default();
                let request = DigestRequest { asker, submission, length, published: None };
                let digested = self.desk.digest_article(request).await.map_err(failed)?;
                Ok(responder::digest(words, &digested, length, 0, asker.place))
            }
            Wish::Ask { question, article } => {
                let request = AnswerRequest { asker, article, question: question.clone() };
                let answered = self.desk.answer_question(request).await.map_err(failed)?;
                Ok(responder::answer(words, &answered, &question))
            }
            Wish::Help => Ok(responder::help(words, Audience::Everybody)),
            Wish::Slip(why) => Err(slip(words, why)),
        }
    }

    /// A message carries no locale: its own words tell, or else the server's language.
    fn language_of(&self, message: &Message) -> Locale {
        let said = message.content.split_whitespace().filter(|w| !w.starts_with('<') && !w.contains("://"));
        let said: Vec<&str> = said.collect();
        if said.len() >= TELLING {
            let language = Language::detect(&said.join(" "));
            return if language == Language::SPANISH { Locale::Spanish } else { Locale::English };
        }
        message.guild_id.and_then(|guild| self.languages.get(guild.get())).unwrap_or_default()
    }
}

impl Bot {
    /// Whether the message is for the bot, and what it wants.
    pub(super) fn wish_of(&self, message: &Message) -> Option<Wish> {
        let me = *self.me.get()?;
        (conversation::speaks_to(me, message) && !self.silence.kept(message.channel_id.get()))
            .then(|| conversation::wish(me, message))
    }
}
