//! What a message in conversation asks for. Pure: a message in, a wish out.

use super::options::attached;
use crate::desk::{ArticleRef, Submission};
use crate::responder::{Action, Slip};
use serenity::all::{ActionRowComponent, Message, UserId};
use serenity::model::application::ButtonKind;

/// From this many words on a message is an article, not a question.
const LONG_TEXT: usize = 60;

/// What a message wants.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Wish {
    Digest(Submission),
    Ask { question: String, article: ArticleRef },
    Help,
    Slip(Slip),
}

/// Whether a message speaks to the bot: privately, or by name. `@everyone` does not.
pub(super) fn speaks_to(me: UserId, message: &Message) -> bool {
    let by_a_person = !message.author.bot && message.webhook_id.is_none();
    by_a_person && (message.guild_id.is_none() || message.mentions.iter().any(|user| user.id == me))
}

/// What the message asks for: its own link, text or file; a question; or those of the message
/// it replies to.
pub(super) fn wish(me: UserId, message: &Message) -> Wish {
    let said = without_mention(me, &message.content);
    let replied_to = message.referenced_message.as_deref();
    if let Some(submission) = material_of(message, &said) {
        return match (submission, question_beside_link(&said)) {
            (Submission::Address(address), Some(question)) => {
                Wish::Ask { question, article: ArticleRef::Typed(address) }
            }
            (submission, _) => Wish::Digest(submission),
        };
    }
    if matches!(said.to_lowercase().trim_matches(['?', '¿', '!']), "help" | "ayuda") {
        return Wish::Help;
    }
    match (replied_to, said.is_empty()) {
        (Some(other), _) if other.author.id == me => match (shown_article(other), said.is_empty()) {
            (_, true) => Wish::Help,
            (article, false) => Wish::Ask { question: said, article: article.unwrap_or(ArticleRef::Latest) },
        },
        (Some(other), asks_nothing) => match (material(other), asks_nothing) {
            (Some(Submission::Address(address)), false) => {
                Wish::Ask { question: said, article: ArticleRef::Typed(address) }
            }
            (Some(submission), _) => Wish::Digest(submission),
            (None, true) if is_hidden(other) => Wish::Slip(Slip::HiddenMessage),
            (None, true) => Wish::Slip(Slip::NothingInMessage),
            (None, false) => Wish::Ask { question: said, article: ArticleRef::Latest },
        },
        (None, true) => Wish::Help,
        (None, false) => Wish::Ask { question: said, article: ArticleRef::Latest },
    }
}

/// The link, file or text of a message that can be digested.
pub(super) fn material(message: &Message) -> Option<Submission> {
    material_of(message, &message.content)
}

fn material_of(message: &Message, said: &str) -> Option<Submission> {
    if let Some(file) = message.attachments.iter().find(|file| !is_picture(file.content_type.as_deref())) {
        return Some(attached(file));
    }
    if said.split_whitespace().count() >= LONG_TEXT {
        return Some(Submission::Text(said.to_owned()));
    }
    let previewed = || message.embeds.iter().find_map(|embed| embed.url.as_deref()).map(str::to_owned);
    first_link(said).map(str::to_owned).or_else(previewed).map(Submission::Address)
}

fn is_picture(content_type: Option<&str>) -> bool {
    content_type.is_some_and(|t| ["image/", "video/", "audio/"].iter().any(|kind| t.starts_with(kind)))
}

/// The first web address in what was said.
fn first_link(said: &str) -> Option<&str> {
    let start = ["https://", "http://"].iter().filter_map(|scheme| said.find(scheme)).min()?;
    let rest = said.get(start..)?;
    let end = rest.find(|c: char| c.is_whitespace() || matches!(c, '<' | '>' | '"')).unwrap_or(rest.len());
    let link = rest.get(..end)?.trim_end_matches(['.', ',', ';', '!', '?', '\'', '*', '_', '|', ']']);
    // A bracket that the address did not open ends a sentence or a Markdown link.
    Some(if link.contains('(') { link } else { link.trim_end_matches(')') })
}

/// "https://… when does the trip begin?" → the question.
fn question_beside_link(said: &str) -> Option<String> {
    let link = first_link(said)?;
    let rest = said.replacen(link, " ", 1).split_whitespace().collect::<Vec<_>>().join(" ").replace(" ?", "?");
    let rest = rest.trim_matches(|c: char| c.is_whitespace() || matches!(c, '<' | '>' | ':' | ','));
    let asks = rest.ends_with('?') && rest.split_whitespace().count() >= 2;
    asks.then(|| rest.to_owned())
}

/// The message without the bot's own name at either end.
fn without_mention(me: UserId, content: &str) -> String {
    let (plain, by_nickname) = (format!("<@{me}>"), format!("<@!{me}>"));
    content.replace(&plain, " ").replace(&by_nickname, " ").trim().to_owned()
}

/// Discord gives other people's messages without their content.
fn is_hidden(message: &Message) -> bool {
    message.content.is_empty() && message.attachments.is_empty() && message.embeds.is_empty()
}

/// The article that one of the bot's own messages is about, from its controls.
fn shown_article(message: &Message) -> Option<ArticleRef> {
    let mut components = message.components.iter().flat_map(|row| &row.components);
    components.find_map(|component| {
        let ActionRowComponent::Button(button) = component else { return None };
        let ButtonKind::NonLink { custom_id, .. } = &button.data else { return None };
        Action::parse(custom_id).ok()?.article().map(ArticleRef::Id)
    })
}

#[cfg(test)]
mod tests;
