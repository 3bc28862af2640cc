//! The one event handler: what comes in is seen once, counted, and passed on.

use super::Limits;
use super::comments;
use super::exchange::Exchange;
use super::memory::{Languages, Seen, Silence};
use super::sender::Sender;
use super::ticket::Ticket;
use crate::desk::Desk;
use crate::responder::{Slip, slip};
use serenity::all::{Context, EventHandler, Interaction, Message, Ready, ResumedEvent, UserId};
use serenity::async_trait;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, OnceLock};
use tokio::sync::{OwnedSemaphorePermit, Semaphore};
use tracing::info;

/// Everything the handlers need; one for the whole process.
pub(super) struct Bot {
    pub(super) desk: Desk,
    pub(super) limits: Limits,
    pub(super) me: OnceLock<UserId>,
    pub(super) languages: Languages,
    pub(super) silence: Silence,
    seen: Seen,
    /// One permit for each request worked on.
    running: Arc<Semaphore>,
    stopping: AtomicBool,
}

impl Bot {
    pub(super) fn new(desk: Desk, limits: Limits) -> Self {
        Self {
            desk,
            limits,
            me: OnceLock::new(),
            languages: Languages::new(),
            silence: Silence::new(),
            seen: Seen::new(),
            running: Arc::new(Semaphore::new(limits.at_once)),
            stopping: AtomicBool::new(false),
        }
    }

    /// Takes no more work.
    pub(super) fn stop(&self) {
        self.stopping.store(true, Ordering::Release);
    }

    /// Waits for what runs, for as long as is allowed; says how much is left.
    pub(super) async fn drained(&self) -> usize {
        let all = u32::try_from(self.limits.at_once).unwrap_or(u32::MAX);
        let _ = tokio::time::timeout(self.limits.drain, self.running.acquire_many(all)).await;
        self.limits.at_once.saturating_sub(self.running.available_permits())
    }

    fn admit(&self) -> Result<OwnedSemaphorePermit, Slip> {
        if self.stopping.load(Ordering::Acquire) {
            return Err(Slip::Stopping);
        }
        Arc::clone(&self.running).try_acquire_owned().map_err(|_| Slip::Busy)
    }

    fn sender(&self, ctx: &Context) -> Sender {
        Sender::new(Arc::clone(&ctx.http), self.limits.retry)
    }

    fn remember_language(&self, ticket: &Ticket) {
        if let (Some(guild), Some(locale)) = (ticket.asker.place.guild, ticket.guild_locale) {
            self.languages.set(guild.0, locale);
        }
    }

    async fn interaction(&self, interaction: &Interaction, sender: &Sender) {
        let Some(ticket) = ticket_of(interaction) else { return };
        if !self.seen.first_time(ticket.id.get()) {
            return info!(reference = %ticket.reference(), "an interaction came twice and is answered once");
        }
        self.remember_language(&ticket);
        let written = comments::written(interaction);
        let exchange = Exchange { sender, ticket: &ticket, limits: self.limits, written };
        let permit = match (self.admit(), interaction) {
            (Ok(permit), _) => permit,
            (Err(_), Interaction::Autocomplete(_)) => return,
            (Err(why), _) => return exchange.tell(slip(ticket.words, why)).await,
        };
        match interaction {
            Interaction::Command(command) => self.command(command, &exchange).await,
            Interaction::Autocomplete(typing) => self.suggest(typing, &exchange).await,
            Interaction::Component(component) => self.component(component, &exchange).await,
            Interaction::Modal(modal) => self.modal(modal, &exchange).await,
            Interaction::Ping(_) | _ => {}
        }
        drop(permit);
    }
}

fn ticket_of(interaction: &Interaction) -> Option<Ticket> {
    match interaction {
        Interaction::Command(from) | Interaction::Autocomplete(from) => Some(Ticket::of_command(from)),
        Interaction::Component(from) => Some(Ticket::of_component(from)),
        Interaction::Modal(from) => Some(Ticket::of_modal(from)),
        Interaction::Ping(_) | _ => None,
    }
}

/// What serenity calls; it runs every event in a task of its own.
pub(super) struct Events(pub(super) Arc<Bot>);

#[async_trait]
impl EventHandler for Events {
    async fn interaction_create(&self, ctx: Context, interaction: Interaction) {
        self.0.interaction(&interaction, &self.0.sender(&ctx)).await;
    }

    async fn message(&self, ctx: Context, message: Message) {
        let Some(wish) = self.0.wish_of(&message) else { return };
        if !self.0.seen.first_time(message.id.get()) {
            return;
        }
        let sender = self.0.sender(&ctx);
        match self.0.admit() {
            Ok(_permit) => self.0.converse(&message, wish, &sender).await,
            Err(why) => self.0.put_off(&message, why, &sender).await,
        }
    }

    async fn ready(&self, _ctx: Context, ready: Ready) {
        let _ = self.0.me.set(ready.user.id);
        info!(servers = ready.guilds.len(), shard = ?ready.shard.map(|s| s.id.0), "Discord is ready");
    }

    async fn resume(&self, _ctx: Context, _event: ResumedEvent) {
        info!("the connection to Discord is resumed");
    }
}
