//! Making and changing messages out of checked bodies.

use super::call::Upload;
use crate::error::{ApiError, FieldErrors};
use crate::rules::mention;
use crate::snowflake::Snowflake;
use crate::state::State;
use crate::state::message::{Attachment, Message, Origin, flag};
use serde_json::Value;
use std::sync::Arc;

/// Bytes that one file of a bot may have.
const LARGEST_FILE: usize = 10 * 1024 * 1024;

/// A message in the making: where, by whom, and why.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Draft<'a> {
    pub(crate) channel: Snowflake,
    pub(crate) author: Snowflake,
    pub(crate) origin: Origin,
    pub(crate) body: &'a Value,
    pub(crate) files: &'a [Upload],
}

impl State {
    /// Makes the message of a draft, files and mentions included, without announcing it.
    pub(crate) fn compose(&mut self, draft: &Draft<'_>) -> Result<Snowflake, ApiError> {
        let Draft { channel, author, origin, body, files } = *draft;
        let id = self.ids.next();
        let mut message = Message::new(id, channel, author);
        message.origin = origin;
        body["content"].as_str().unwrap_or_default().clone_into(&mut message.content);
        message.embeds = list(body, "embeds");
        message.components = list(body, "components");
        message.flags = body["flags"].as_u64().unwrap_or(0);
        message.tts = body["tts"].as_bool().unwrap_or(false);
        message.nonce = body.get("nonce").filter(|nonce| !nonce.is_null()).cloned();
        message.username = body["username"].as_str().map(ToOwned::to_owned);
        message.avatar = body["avatar_url"].as_str().map(ToOwned::to_owned);
        message.reference = Snowflake::from_json(&body["message_reference"]["message_id"]);
        if message.reference.is_some() {
            message.kind = 19;
        }
        message.attachments = self.keep_files(channel, body, files)?;
        mention::resolve(self, &mut message, body.get("allowed_mentions").filter(|allowed| !allowed.is_null()));
        self.messages.insert(id, message);
        Ok(id)
    }

    /// Changes a message by a checked body: keys that are absent stay as they were.
    pub(crate) fn change(&mut self, id: Snowflake, body: &Value, files: &[Upload]) -> Result<(), ApiError> {
        let edited = self.ids.next().timestamp();
        let mut message = self.messages.get(&id).ok_or_else(|| ApiError::unknown("Message"))?.clone();
        message.keep_version();
        if let Some(content) = body.get("content") {
            content.as_str().unwrap_or_default().clone_into(&mut message.content);
        }
        if body.get("embeds").is_some() {
            message.embeds = list(body, "embeds");
        }
        if body.get("components").is_some() {
            message.components = list(body, "components");
        }
        if let Some(flags) = body["flags"].as_u64() {
            let settable = flag::SUPPRESS_EMBEDS | flag::COMPONENTS_V2;
            message.flags = (message.flags & !flag::SUPPRESS_EMBEDS) | (flags & settable);
        }
        let uploaded = self.keep_files(message.channel, body, files)?;
        if let Some(kept) = body["attachments"].as_array() {
            let named = |file: &Attachment| kept.iter().any(|each| Snowflake::from_json(&each["id"]) == Some(file.id));
            message.attachments.retain(named);
        }
        message.attachments.extend(uploaded);
        message.edited = Some(edited);
        // An edit notifies nobody; the first version's pings stand.
        let pings = message.pings.clone();
        mention::resolve(self, &mut message, body.get("allowed_mentions").filter(|allowed| !allowed.is_null()));
        if !message.is_loading() {
            message.pings = pings;
        }
        let empty = message.content.trim().is_empty()
            && message.embeds.is_empty()
            && message.components.is_empty()
            && message.attachments.is_empty();
        if empty {
            return Err(ApiError::new(400, 50_006, "Cannot send an empty message"));
        }
        self.messages.insert(id, message);
        Ok(())
    }

    /// Keeps uploaded files; each must be announced by `attachments` where that is given.
    fn keep_files(&mut self, channel: Snowflake, body: &Value, files: &[Upload]) -> Result<Vec<Attachment>, ApiError> {
        let announced = list(body, "attachments");
        check_files(&announced, files)?;
        let mut kept = Vec::new();
        for (position, file) in files.iter().enumerate() {
            let number = file.number.unwrap_or(u64::try_from(position).unwrap_or(u64::MAX));
            let notice = announced.iter().find(|each| small_number(&each["id"]) == Some(number));
            let filename = notice.and_then(|notice| notice["filename"].as_str()).unwrap_or(&file.filename);
            let description = notice.and_then(|notice| notice["description"].as_str());
            let stored = self.store_file(channel, filename, file.content_type.as_deref(), Arc::clone(&file.bytes));
            kept.push(Attachment { description: description.map(ToOwned::to_owned), ..stored });
        }
        Ok(kept)
    }

    /// Stores a file under the double's CDN path.
    pub(crate) fn store_file(
        &mut self,
        channel: Snowflake,
        filename: &str,
        content_type: Option<&str>,
        bytes: Arc<[u8]>,
    ) -> Attachment {
        let id = self.ids.next();
        let safe: String = filename
            .chars()
            .map(|c| if c.is_ascii_alphanumeric() || matches!(c, '.' | '-' | '_') { c } else { '_' })
            .collect();
        let attachment = Attachment {
            id,
            url: format!("{}/attachments/{channel}/{id}/{safe}", self.base),
            filename: safe,
            description: None,
            content_type: content_type.unwrap_or_else(|| guess_type(filename)).to_owned(),
            size: bytes.len(),
            bytes,
        };
        self.attachments.insert(id, attachment.clone());
        #[cfg(feature = "playground")]
        crate::playground::memory::forget_files(self);
        attachment
    }
}

fn check_files(announced: &[Value], files: &[Upload]) -> Result<(), ApiError> {
    if files.iter().any(|file| file.bytes.len() > LARGEST_FILE) {
        return Err(ApiError::new(413, 40_005, "Request entity too large"));
    }
    let mut errors = FieldErrors::default();
    for (position, notice) in announced.iter().enumerate() {
        let Some(number) = small_number(&notice["id"]) else { continue };
        let there = files
            .iter()
            .enumerate()
            .any(|(order, file)| file.number.unwrap_or(u64::try_from(order).unwrap_or(u64::MAX)) == number);
        if !there {
            errors.within("attachments", |errors| {
                errors.within(&position, |errors| {
                    errors.add_at("id", "ATTACHMENT_NOT_FOUND", format!("There is no files[{number}]"));
                });
            });
        }
    }
    errors.into_result()
}

/// A placeholder id: the number of an uploaded file, not a snowflake.
fn small_number(id: &Value) -> Option<u64> {
    Snowflake::from_json(id).map(|id| id.0).filter(|number| *number < 1000)
}

fn list(body: &Value, key: &str) -> Vec<Value> {
    body[key].as_array().cloned().unwrap_or_default()
}

fn guess_type(filename: &str) -> &'static str {
    let ending = filename.rsplit_once('.').map_or("", |(_, ending)| ending).to_ascii_lowercase();
    match ending.as_str() {
        "txt" | "md" => "text/plain; charset=utf-8",
        "html" | "htm" => "text/html; charset=utf-8",
        "pdf" => "application/pdf",
        "json" => "application/json",
        "ics" => "text/calendar",
        "csv" => "text/csv",
        "png" => "image/png",
        "jpg" | "jpeg" => "image/jpeg",
        "docx" => "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
        _ => "application/octet-stream",
    }
}
