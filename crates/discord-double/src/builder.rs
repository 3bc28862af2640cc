//! Describing a local Discord before it starts.

pub(crate) mod populate;

use crate::double::Double;
use crate::error::DoubleError;
use crate::snowflake::DEFAULT_START_MS;
use crate::state::Settings;
use std::path::PathBuf;
use std::time::Duration;
use twilight_model::guild::Permissions;

/// A role to be made.
#[derive(Debug, Clone)]
struct RolePlan {
    name: String,
    permissions: Permissions,
    mentionable: bool,
    colour: u32,
}

/// A member to be made; see [`DoubleBuilder::member_with`].
#[derive(Debug, Clone)]
pub struct MemberPlan {
    name: String,
    nick: Option<String>,
    locale: String,
    roles: Vec<String>,
    owner: bool,
}

impl MemberPlan {
    /// Gives the member a role of the guild.
    #[must_use]
    pub fn role(mut self, name: &str) -> Self {
        self.roles.push(name.to_owned());
        self
    }

    /// Sets the language of the member's client, "en-US" by default.
    #[must_use]
    pub fn locale(mut self, locale: &str) -> Self {
        locale.clone_into(&mut self.locale);
        self
    }

    /// Sets the member's name in this guild.
    #[must_use]
    pub fn nick(mut self, nick: &str) -> Self {
        self.nick = Some(nick.to_owned());
        self
    }

    /// Makes the member the guild's owner, who may do everything.
    #[must_use]
    pub fn owner(mut self) -> Self {
        self.owner = true;
        self
    }
}

/// A channel to be made; see [`DoubleBuilder::channel_with`].
#[derive(Debug, Clone)]
pub struct ChannelPlan {
    name: String,
    nsfw: bool,
    topic: Option<String>,
    bot_allowed: Permissions,
    bot_denied: Permissions,
    everyone_denied: Permissions,
    roles_allowed: Vec<(String, Permissions)>,
    roles_denied: Vec<(String, Permissions)>,
}

impl ChannelPlan {
    /// Takes permissions from the bot here.
    #[must_use]
    pub fn bot_may_not(mut self, permissions: Permissions) -> Self {
        self.bot_denied |= permissions;
        self
    }

    /// Gives the bot permissions here, whatever everybody has.
    #[must_use]
    pub fn bot_may(mut self, permissions: Permissions) -> Self {
        self.bot_allowed |= permissions;
        self
    }

    /// Gives a role permissions here, whatever everybody has.
    #[must_use]
    pub fn role_may(mut self, role: &str, permissions: Permissions) -> Self {
        self.roles_allowed.push((role.to_owned(), permissions));
        self
    }

    /// Takes permissions from a role here.
    #[must_use]
    pub fn role_may_not(mut self, role: &str, permissions: Permissions) -> Self {
        self.roles_denied.push((role.to_owned(), permissions));
        self
    }

    /// Takes permissions from everybody here, the bot included.
    #[must_use]
    pub fn nobody_may(mut self, permissions: Permissions) -> Self {
        self.everyone_denied |= permissions;
        self
    }

    /// Says what the channel is for.
    #[must_use]
    pub fn topic(mut self, words: &str) -> Self {
        self.topic = Some(words.to_owned());
        self
    }

    /// Marks the channel as age-restricted.
    #[must_use]
    pub fn nsfw(mut self) -> Self {
        self.nsfw = true;
        self
    }
}

#[derive(Debug, Clone)]
struct GuildPlan {
    name: String,
    locale: String,
    roles: Vec<RolePlan>,
    channels: Vec<ChannelPlan>,
    members: Vec<MemberPlan>,
}

impl GuildPlan {
    fn new(name: &str) -> Self {
        Self {
            name: name.to_owned(),
            locale: "en-US".to_owned(),
            roles: Vec::new(),
            channels: Vec::new(),
            members: Vec::new(),
        }
    }
}

/// Builds a [`Double`]: guilds first, then what is in each.
#[derive(Debug, Clone)]
pub struct DoubleBuilder {
    settings: Settings,
    guilds: Vec<GuildPlan>,
    bot_name: String,
    bot_extra: Permissions,
    stopped_clock: bool,
    start_ms: u64,
    openapi: Option<PathBuf>,
    port: u16,
    timely_ids: bool,
    #[cfg(feature = "playground")]
    playground: Option<crate::playground::plan::PlaygroundPlan>,
}

impl Default for DoubleBuilder {
    fn default() -> Self {
        Self {
            settings: Settings {
                deadline: Duration::from_secs(3),
                token_lifetime: Duration::from_mins(15),
                patience: Duration::from_secs(10),
                heartbeat_interval: Duration::from_millis(41_250),
                privileged_intents: 0,
                rate_limits: false,
                record_to: None,
                #[cfg(feature = "openapi")]
                openapi: None,
            },
            guilds: Vec::new(),
            bot_name: "double-bot".to_owned(),
            bot_extra: Permissions::empty(),
            stopped_clock: false,
            start_ms: DEFAULT_START_MS,
            openapi: None,
            port: 0,
            timely_ids: false,
            #[cfg(feature = "playground")]
            playground: None,
        }
    }
}

impl DoubleBuilder {
    /// Adds a guild; channels, members and roles that follow belong to it.
    #[must_use]
    pub fn guild(mut self, name: &str) -> Self {
        self.guilds.push(GuildPlan::new(name));
        self
    }

    /// The guild being described; the first exists before it is named.
    fn latest(&mut self) -> Option<&mut GuildPlan> {
        if self.guilds.is_empty() {
            self.guilds.push(GuildPlan::new("Guild"));
        }
        self.guilds.last_mut()
    }

    /// Adds a text channel.
    #[must_use]
    pub fn channel(self, name: &str) -> Self {
        self.channel_with(name, |plan| plan)
    }

    /// Adds a text channel with permissions of its own.
    #[must_use]
    pub fn channel_with(mut self, name: &str, describe: impl FnOnce(ChannelPlan) -> ChannelPlan) -> Self {
        let none = Permissions::empty();
        let plan = ChannelPlan {
            name: name.to_owned(),
            nsfw: false,
            topic: None,
            bot_allowed: none,
            bot_denied: none,
            everyone_denied: none,
            roles_allowed: Vec::new(),
            roles_denied: Vec::new(),
        };
        if let Some(guild) = self.latest() {
            guild.channels.push(describe(plan));
        }
        self
    }

    /// Adds a member.
    #[must_use]
    pub fn member(self, name: &str) -> Self {
        self.member_with(name, |plan| plan)
    }

    /// Adds a member with roles, a nickname or a language.
    #[must_use]
    pub fn member_with(mut self, name: &str, describe: impl FnOnce(MemberPlan) -> MemberPlan) -> Self {
        let plan = MemberPlan {
            name: name.to_owned(),
            nick: None,
            locale: "en-US".to_owned(),
            roles: Vec::new(),
            owner: false,
        };
        if let Some(guild) = self.latest() {
            guild.members.push(describe(plan));
        }
        self
    }

    /// Adds a role that only moderators' permissions make worth having.
    #[must_use]
    pub fn role(self, name: &str, permissions: Permissions) -> Self {
        self.coloured_role(name, permissions, 0)
    }

    /// Adds a role that colours its members' names: red, green and blue as in `0xE67E22`.
    #[must_use]
    pub fn coloured_role(mut self, name: &str, permissions: Permissions, colour: u32) -> Self {
        let plan = RolePlan { name: name.to_owned(), permissions, mentionable: false, colour };
        if let Some(guild) = self.latest() {
            guild.roles.push(plan);
        }
        self
    }

    /// Sets the guild's language, "en-US" by default.
    #[must_use]
    pub fn guild_locale(mut self, locale: &str) -> Self {
        if let Some(guild) = self.latest() {
            locale.clone_into(&mut guild.locale);
        }
        self
    }

    /// Sets the bot's name.
    #[must_use]
    pub fn bot(mut self, name: &str) -> Self {
        name.clone_into(&mut self.bot_name);
        self
    }

    /// Gives the bot permissions beyond what everybody has.
    #[must_use]
    pub fn bot_permissions(mut self, permissions: Permissions) -> Self {
        self.bot_extra |= permissions;
        self
    }

    /// Allows the application privileged intents; without, IDENTIFY with one of them is closed with 4014.
    #[must_use]
    pub fn privileged_intents(mut self, intents: u64) -> Self {
        self.settings.privileged_intents = intents;
        self
    }

    /// Sets the time to acknowledge an interaction, 3 s by default.
    #[must_use]
    pub fn deadline(mut self, deadline: Duration) -> Self {
        self.settings.deadline = deadline;
        self
    }

    /// Sets how long an interaction's token works, 15 min by default.
    #[must_use]
    pub fn token_lifetime(mut self, lifetime: Duration) -> Self {
        self.settings.token_lifetime = lifetime;
        self
    }

    /// Sets how long the driver waits for the bot, 10 s of real time by default.
    #[must_use]
    pub fn patience(mut self, patience: Duration) -> Self {
        self.settings.patience = patience;
        self
    }

    /// Sets the heartbeat interval that HELLO asks for.
    #[must_use]
    pub fn heartbeat_interval(mut self, interval: Duration) -> Self {
        self.settings.heartbeat_interval = interval;
        self
    }

    /// Lets deadlines pass only by [`Double::skip`], however slow the machine is.
    #[must_use]
    pub fn stopped_clock(mut self) -> Self {
        self.stopped_clock = true;
        self
    }

    /// Lets buckets run dry: requests beyond Discord's rates get 429.
    #[must_use]
    pub fn enforce_rate_limits(mut self) -> Self {
        self.settings.rate_limits = true;
        self
    }

    /// Sets the time that ids begin with, in milliseconds since the Unix epoch.
    #[must_use]
    pub fn ids_from(mut self, unix_ms: u64) -> Self {
        self.start_ms = unix_ms;
        self
    }

    /// Lets the ids of all that happens after the start carry the machine's time; guilds, channels and members keep
    /// the ids that they have in every run.
    #[must_use]
    pub fn ids_tell_the_time(mut self) -> Self {
        self.timely_ids = true;
        self
    }

    /// Listens on this port of 127.0.0.1, and not on a free one.
    #[must_use]
    pub fn port(mut self, port: u16) -> Self {
        self.port = port;
        self
    }

    /// Serves the playground's page as well, at the double's own address; see
    /// [`PlaygroundPlan`](crate::PlaygroundPlan).
    #[cfg(feature = "playground")]
    #[must_use]
    pub fn playground(
        mut self,
        describe: impl FnOnce(crate::playground::plan::PlaygroundPlan) -> crate::playground::plan::PlaygroundPlan,
    ) -> Self {
        self.playground = Some(describe(crate::playground::plan::PlaygroundPlan::default()));
        self
    }

    /// Records all traffic as JSON lines, appended to this file.
    #[must_use]
    pub fn record_to(mut self, path: impl Into<PathBuf>) -> Self {
        self.settings.record_to = Some(path.into());
        self
    }

    /// Validates bodies against Discord's `OpenAPI` document as well; needs the feature `openapi`.
    #[must_use]
    pub fn openapi(mut self, path: impl Into<PathBuf>) -> Self {
        self.openapi = Some(path.into());
        self
    }

    /// Starts the double on a port of 127.0.0.1: a free one, or the builder's.
    pub async fn start(mut self) -> Result<Double, DoubleError> {
        self.load_openapi()?;
        let listener = tokio::net::TcpListener::bind(("127.0.0.1", self.port)).await?;
        let address = listener.local_addr()?;
        let timely = self.timely_ids;
        #[cfg(feature = "playground")]
        let playground = self.playground.take();
        let mut state = self.populate(format!("http://{address}"))?;
        #[cfg(feature = "playground")]
        if playground.is_some() {
            crate::playground::prepare(&mut state);
        }
        if timely {
            state.ids.follow_the_machine();
        }
        #[cfg(feature = "playground")]
        if let Some(plan) = playground {
            return Ok(Double::serve_playground(listener, state, plan, address.port()));
        }
        Ok(Double::serve(listener, state))
    }

    #[cfg(feature = "openapi")]
    fn load_openapi(&mut self) -> Result<(), DoubleError> {
        if let Some(path) = &self.openapi {
            self.settings.openapi = Some(crate::openapi::Document::load(path)?);
        }
        Ok(())
    }

    #[cfg(not(feature = "openapi"))]
    fn load_openapi(&mut self) -> Result<(), DoubleError> {
        match &self.openapi {
            Some(_) => Err(DoubleError::OpenApi("switch on this crate's feature `openapi`".to_owned())),
            None => Ok(()),
        }
    }
}
