//! The double itself: started, asked, and brought to an end.

use crate::builder::DoubleBuilder;
use crate::control::{FaultControl, GatewayControl};
use crate::driver::actor::Actor;
use crate::driver::place::Place;
use crate::gateway::session::Order;
use crate::server;
use crate::shared::Shared;
use crate::snowflake::Snowflake;
use crate::state::State;
use crate::state::command::Command;
use crate::traffic::{Recorded, Violation};
use crate::view::ChannelView;
use std::sync::Arc;
use std::time::Duration;
use tokio::net::TcpListener;
use tokio::task::JoinHandle;

/// A local Discord, served on a free port of 127.0.0.1 for as long as it lives.
#[derive(Debug)]
pub struct Double {
    pub(crate) shared: Arc<Shared>,
    server: JoinHandle<()>,
}

impl Drop for Double {
    fn drop(&mut self) {
        self.server.abort();
        // Upgraded connections outlive the server's task: let them go as well.
        self.shared.with(|state| {
            #[cfg(feature = "playground")]
            {
                state.closed = true;
            }
            state.sessions.iter().for_each(|session| session.send(Order::Drop));
        });
    }
}

impl Double {
    /// Begins a description; see [`DoubleBuilder`].
    pub fn builder() -> DoubleBuilder {
        DoubleBuilder::default()
    }

    pub(crate) fn serve(listener: TcpListener, state: State) -> Self {
        let shared = Arc::new(Shared::new(state));
        let router = server::router(Arc::clone(&shared));
        Self::listen(listener, shared, router)
    }

    /// The same with the playground's page on top.
    #[cfg(feature = "playground")]
    pub(crate) fn serve_playground(
        listener: TcpListener,
        state: State,
        plan: crate::playground::plan::PlaygroundPlan,
        port: u16,
    ) -> Self {
        let shared = Arc::new(Shared::new(state));
        let router = crate::playground::router(&shared, plan, port).merge(server::router(Arc::clone(&shared)));
        let router = crate::playground::guarded(router, port);
        Self::listen(listener, shared, router)
    }

    fn listen(listener: TcpListener, shared: Arc<Shared>, router: axum::Router) -> Self {
        let server = tokio::spawn(async move {
            if let Err(error) = axum::serve(listener, router).await {
                tracing::error!(%error, "the double's server ended");
            }
        });
        Self { shared, server }
    }

    /// Where the playground's page is.
    #[cfg(feature = "playground")]
    pub fn playground_url(&self) -> String {
        format!("{}/", self.api_base())
    }

    /// Where a bot sends its requests: for serenity's `HttpBuilder::proxy`, with `ratelimiter_disabled(true)`.
    pub fn api_base(&self) -> String {
        self.shared.read(|state| state.base.clone())
    }

    /// The bot's token, without "Bot ".
    pub fn token(&self) -> String {
        self.shared.read(|state| state.application.token.clone())
    }

    /// The application's id, which is also the bot user's.
    pub fn application_id(&self) -> Snowflake {
        self.shared.read(|state| state.application.id)
    }

    /// A guild's id by its name.
    pub fn guild_id(&self, name: &str) -> Option<Snowflake> {
        self.shared.read(|state| state.guilds.values().find(|guild| guild.name == name).map(|guild| guild.id))
    }

    /// A channel's or thread's id by its name.
    pub fn channel_id(&self, name: &str) -> Option<Snowflake> {
        self.shared.read(|state| state.channels.values().find(|channel| channel.name == name).map(|channel| channel.id))
    }

    /// A user's id by name.
    pub fn user_id(&self, name: &str) -> Option<Snowflake> {
        self.shared.read(|state| state.users.values().find(|user| user.name == name).map(|user| user.id))
    }

    /// A member to act as; an unknown name is an error of the first thing they do.
    pub fn member(&self, name: &str) -> Actor {
        Actor::new(Arc::clone(&self.shared), name)
    }

    /// A channel to look into.
    pub fn channel(&self, name: &str) -> ChannelView {
        ChannelView::new(Arc::clone(&self.shared), Place::Channel(name.to_owned()))
    }

    /// The direct messages between the bot and a member.
    pub fn dm(&self, member: &str) -> ChannelView {
        ChannelView::new(Arc::clone(&self.shared), Place::DmWith(member.to_owned()))
    }

    /// The gateway: who is connected, and trouble to make for them.
    pub fn gateway(&self) -> GatewayControl {
        GatewayControl::new(Arc::clone(&self.shared))
    }

    /// Trouble to make for REST requests.
    pub fn faults(&self) -> FaultControl {
        FaultControl::new(Arc::clone(&self.shared))
    }

    /// The commands registered now.
    pub fn commands(&self) -> Vec<Command> {
        self.shared.read(|state| state.commands.clone())
    }

    /// Every request so far.
    pub fn requests(&self) -> Vec<Recorded> {
        self.shared.read(|state| state.requests.clone())
    }

    /// Moves the double's clock forward: deadlines pass and tokens expire without waiting.
    pub fn skip(&self, by: Duration) {
        self.shared.with(|state| state.clock.skip(by));
    }

    /// The rules broken so far, which are thereby taken note of: `finish` will not report them again.
    pub fn take_violations(&self) -> Vec<Violation> {
        self.shared.with(|state| std::mem::take(&mut state.violations))
    }

    /// Takes note of every reply, message and edit so far, whatever it says.
    pub fn read_everything(&self) {
        self.shared.with(|state| {
            for message in state.messages.values_mut() {
                message.read = message.version();
            }
            for interaction in state.interactions.values_mut() {
                interaction.read = true;
            }
        });
    }

    /// Gives up on interactions that the bot never answered, as where it was killed on purpose.
    pub fn forget_unanswered(&self) {
        self.shared.with(|state| {
            let unanswered = state.interactions.values_mut().filter(|interaction| !interaction.is_answered());
            unanswered.for_each(|interaction| interaction.lost = true);
            let loading: Vec<Snowflake> =
                state.messages.values().filter(|message| message.is_loading()).map(|message| message.id).collect();
            for interaction in state.interactions.values_mut() {
                interaction.lost |= interaction.original().is_some_and(|id| loading.contains(&id));
            }
        });
    }
}
