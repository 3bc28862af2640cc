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
pub(crate) struct Words<'a> {
    pub(crate) text: &'a str,
    pub(crate) files: Vec<(String, Vec<u8>)>,
    pub(crate) reply_to: Option<Snowflake>,
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
        self.shared.with(|state| self.edit_now(state, message.id, text))
    }

    pub(crate) fn edit_now(&self, state: &mut State, message: Snowflake, text: &str) -> Result<Message, DoubleError> {
        check_length(text)?;
        let edited = state.ids.next().timestamp();
        let content = with_mentions(state, text);
        let mut changed = self.own(state, message)?;
        changed.keep_version();
        changed.content = content;
        changed.edited = Some(edited);
        mention::resolve(state, &mut changed, None);
        changed.read = changed.version();
        state.messages.insert(message, changed.clone());
        state.dispatch_message("MESSAGE_UPDATE", message);
        Ok(changed)
    }

    /// Deletes a message of one's own.
    pub async fn deletes(&self, message: &Message) -> Result<(), DoubleError> {
        wait_for_bot(&self.shared).await?;
        self.shared.with(|state| self.delete_now(state, message.id))
    }

    pub(crate) fn delete_now(&self, state: &mut State, message: Snowflake) -> Result<(), DoubleError> {
        self.own(state, message)?;
        crate::rest::message::erase(state, message);
        Ok(())
    }

    fn own(&self, state: &State, message: Snowflake) -> Result<Message, DoubleError> {
        let user = super::place::find_user(state, &self.name)?;
        let own = state.messages.get(&message).filter(|message| message.author == user && !message.deleted);
        own.cloned().ok_or_else(|| DoubleError::Impossible(format!("that is not a message of {}", self.name)))
    }

    async fn write(&self, words: Words<'_>) -> Result<Message, DoubleError> {
        wait_for_bot(&self.shared).await?;
        self.shared.with(|state| self.write_now(state, words))
    }

    pub(crate) fn write_now(&self, state: &mut State, words: Words<'_>) -> Result<Message, DoubleError> {
        let (user, channel) = self.locate(state)?;
        self.open_for_words(state, user, channel)?;
        check_length(words.text)?;
        if words.text.trim().is_empty() && words.files.is_empty() {
            return Err(DoubleError::Impossible("an empty message cannot be sent".to_owned()));
        }
        if let Some(replied) = words.reply_to {
            self.may_reply(state, (user, channel), replied)?;
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
    }

    /// A reply shows what it replies to, so that must be there for everybody.
    fn may_reply(&self, state: &State, at: (Snowflake, Snowflake), replied: Snowflake) -> Result<(), DoubleError> {
        let (user, channel) = at;
        let replied = self.seen(state, user, replied)?;
        if replied.channel != channel {
            return Err(DoubleError::Impossible("that message stands in another channel".to_owned()));
        }
        if replied.addressee.is_some() {
            return Err(DoubleError::Impossible(
                "nobody else sees that message, so there is no reply to it".to_owned(),
            ));
        }
        Ok(())
    }

    /// Writing opens an archived thread again, unless it is locked.
    fn open_for_words(&self, state: &mut State, user: Snowflake, channel: Snowflake) -> Result<(), DoubleError> {
        if !may_write(state, user, channel) {
            return Err(DoubleError::Impossible(format!("{} may not write there", self.name)));
        }
        if let Some(place) = state.channels.get_mut(&channel) {
            place.archived = false;
        }
        Ok(())
    }
}

/// Whether the client lets this member write there.
pub(crate) fn may_write(state: &State, user: Snowflake, channel: Snowflake) -> bool {
    let Some(place) = state.channels.get(&channel) else { return false };
    let permissions = permission::in_channel(state, user, channel);
    let needed = if place.is_thread() { Permissions::SEND_MESSAGES_IN_THREADS } else { Permissions::SEND_MESSAGES };
    permissions.contains(needed) && (!place.locked || permissions.contains(Permissions::MANAGE_THREADS))
}

fn check_length(text: &str) -> Result<(), DoubleError> {
    if text.chars().count() > crate::rules::message::CONTENT {
        return Err(DoubleError::Impossible("the client stops at 2,000 characters".to_owned()));
    }
    Ok(())
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
    with_names(text, &names)
}

/// Puts mentions in the place of names that stand as words of their own; longer names come first.
fn with_names(text: &str, names: &[(String, String)]) -> String {
    let mut written = String::with_capacity(text.len());
    let (mut rest, mut before) = (text, ' ');
    while let Some(letter) = rest.chars().next() {
        let after = rest.strip_prefix(letter).unwrap_or_default();
        let found = (letter == '@' && !before.is_alphanumeric()).then(|| {
            names.iter().find_map(|(name, mention)| {
                let after = after.strip_prefix(name.as_str()).filter(|after| is_end_of_word(after))?;
                Some((mention, after))
            })
        });
        if let Some((mention, after)) = found.flatten() {
            written.push_str(mention);
            (rest, before) = (after, '>');
        } else {
            written.push(letter);
            (rest, before) = (after, letter);
        }
    }
    written
}

/// Whether a name has ended where this follows; a full stop within a word does not end it, as in an address.
fn is_end_of_word(after: &str) -> bool {
    let mut letters = after.chars();
    match letters.next() {
        None => true,
        Some('.') => !letters.next().is_some_and(char::is_alphabetic),
        Some(letter) => !(letter.is_alphanumeric() || matches!(letter, '_' | '-')),
    }
}

#[cfg(test)]
mod tests {
    use super::with_names;

    #[test]
    fn a_name_becomes_a_mention_where_it_is_a_word_of_its_own() {
        let names = [("reader2", "<@5>"), ("reader", "<@4>"), ("admin", "<@3>"), ("bot", "<@1>")];
        let names = names.map(|(name, mention)| (name.to_owned(), mention.to_owned()));
        for (typed, sent) in [
            ("@bot", "<@1>"),
            ("@bot look", "<@1> look"),
            ("(@bot), @bot! @bot's", "(<@1>), <@1>! <@1>'s"),
            ("Ask @bot.", "Ask <@1>."),
            ("@bot. Or @bot.\n", "<@1>. Or <@1>.\n"),
            ("@bot@admin", "<@1><@3>"),
            ("@reader2 and @reader", "<@5> and <@4>"),
            ("@reader3, @reader_2, @reader-in-chief", "@reader3, @reader_2, @reader-in-chief"),
            ("@bottle of @böt and @botä", "@bottle of @böt and @botä"),
            ("press@admin.example, 7@bot, é@bot", "press@admin.example, 7@bot, é@bot"),
            ("@admin.example", "@admin.example"),
            ("@admin.1", "<@3>.1"),
            ("@ @ @@bot", "@ @ @<@1>"),
            ("<@1> 🗞@bot🗞", "<@1> 🗞<@1>🗞"),
            ("", ""),
        ] {
            assert_eq!(with_names(typed, &names), sent, "{typed}");
        }
    }
}
