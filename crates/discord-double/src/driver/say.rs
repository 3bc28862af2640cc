//! Messages as a member writes them.

use super::actor::Actor;
use super::raise::wait_for_bot;
use crate::error::DoubleError;
use crate::rules::mention;
use crate::snowflake::Snowflake;
use crate::state::message::Message;
use crate::state::{State, permission};
use twilight_model::guild::Permissions;

/// What a member writes.
#[derive(Debug, Default)]
struct Words<'a> {
    text: &'a str,
    files: Vec<(String, Vec<u8>)>,
    reply_to: Option<Snowflake>,
}

impl Actor {
    /// Writes a message; `@bot`, `@name` and `@role` become mentions.
    pub async fn says(&self, text: &str) -> Result<Message, DoubleError> {
        self.write(Words { text, ..Words::default() }).await
    }

    /// Writes to the bot alone.
    pub async fn dm(&self, text: &str) -> Result<Message, DoubleError> {
        self.in_dm().says(text).await
    }

    /// Writes a reply to a message; replying to the bot mentions it.
    pub async fn replies(&self, message: &Message, text: &str) -> Result<Message, DoubleError> {
        self.write(Words { text, reply_to: Some(message.id), ..Words::default() }).await
    }

    /// Writes a message with a file, which the double serves.
    pub async fn attaches(
        &self,
        text: &str,
        filename: &str,
        bytes: impl Into<Vec<u8>>,
    ) -> Result<Message, DoubleError> {
        let files = vec![(filename.to_owned(), bytes.into())];
        self.write(Words { text, files, ..Words::default() }).await
    }

    /// Changes a message of one's own.
    pub async fn edits(&self, message: &Message, text: &str) -> Result<Message, DoubleError> {
        wait_for_bot(&self.shared).await?;
        self.shared.with(|state| {
            let edited = state.ids.next().timestamp();
            let content = with_mentions(state, text);
            let mut changed = self.own(state, message)?;
            changed.keep_version();
            changed.content = content;
            changed.edited = Some(edited);
            mention::resolve(state, &mut changed, None);
            changed.read = changed.version();
            state.messages.insert(message.id, changed.clone());
            state.dispatch_message("MESSAGE_UPDATE", message.id);
            Ok(changed)
        })
    }

    /// Deletes a message of one's own.
    pub async fn deletes(&self, message: &Message) -> Result<(), DoubleError> {
        wait_for_bot(&self.shared).await?;
        self.shared.with(|state| {
            self.own(state, message)?;
            crate::rest::message::erase(state, message.id);
            Ok(())
        })
    }

    fn own(&self, state: &State, message: &Message) -> Result<Message, DoubleError> {
        let user = super::place::find_user(state, &self.name)?;
        let own = state.messages.get(&message.id).filter(|message| message.author == user && !message.deleted);
        own.cloned().ok_or_else(|| DoubleError::Impossible(format!("that is not a message of {}", self.name)))
    }

    async fn write(&self, words: Words<'_>) -> Result<Message, DoubleError> {
        wait_for_bot(&self.shared).await?;
        self.shared.with(|state| {
            let (user, channel) = self.locate(state)?;
            if !permission::in_channel(state, user, channel).contains(Permissions::SEND_MESSAGES) {
                return Err(DoubleError::Impossible(format!("{} may not write there", self.name)));
            }
            if words.text.chars().count() > crate::rules::message::CONTENT {
                return Err(DoubleError::Impossible("the client stops at 2,000 characters".to_owned()));
            }
            let id = state.ids.next();
            let mut message = Message::new(id, channel, user);
            message.content = with_mentions(state, words.text);
            message.reference = words.reply_to;
            message.kind = if words.reply_to.is_some() { 19 } else { 0 };
            message.read = 1;
            for (filename, bytes) in words.files {
                let file = state.store_file(channel, &filename, None, bytes.into());
                message.attachments.push(file);
            }
            mention::resolve(state, &mut message, None);
            state.messages.insert(id, message.clone());
            state.dispatch_message("MESSAGE_CREATE", id);
            Ok(message)
        })
    }
}

/// Writes names as Discord's client does: `@bot` becomes `<@id>`.
fn with_mentions(state: &State, text: &str) -> String {
    let users = state.users.values().map(|user| (user.name.clone(), format!("<@{}>", user.id)));
    let roles = state.guilds.values().flat_map(|guild| &guild.roles).filter(|role| role.name != "@everyone");
    let roles = roles.map(|role| (role.name.clone(), format!("<@&{}>", role.id)));
    let mut names: Vec<(String, String)> = std::iter::once(("bot".to_owned(), format!("<@{}>", state.bot)))
        .chain(users)
        .chain(roles)
        .filter(|(name, _)| !name.is_empty())
        .collect();
    // Longer names first, so that `@reader` is not taken for the start of `@reader2`.
    names.sort_by_key(|(name, _)| std::cmp::Reverse(name.len()));
    names.iter().fold(text.to_owned(), |text, (name, mention)| text.replace(&format!("@{name}"), mention))
}
