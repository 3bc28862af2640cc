//! A member's own data: a copy, and erasure.

use super::button;
use crate::desk::PersonalData;
use crate::responder::CommentAction;
use crate::responder::reply::{Attachment, Reply, Row, Tone};
use crate::responder::words::{Arg, Words};

/// Above this a copy is written without indentation: bots may send files of 10 MiB.
const ROOMY: usize = 4 << 20;

/// Everything held on the member, as a file.
pub fn personal_data(words: Words, data: &PersonalData) -> Reply {
    let rows: usize = data.tables.iter().map(|(_, rows)| rows.len()).sum();
    if rows == 0 {
        return Reply::private(words.say("privacy-nothing"));
    }
    let tables = data.tables.iter().filter(|(_, rows)| !rows.is_empty());
    let object: serde_json::Map<String, serde_json::Value> =
        tables.map(|(name, rows)| ((*name).to_owned(), rows.clone().into())).collect();
    let object = serde_json::Value::Object(object);
    let pretty = format!("{object:#}");
    let text = if pretty.len() > ROOMY { object.to_string() } else { pretty };
    let content = format!(
        "{}\n-# {}",
        words.say_with("privacy-copy", [("rows", Arg::Count(rows))]),
        words.say("privacy-copy-hint")
    );
    let file = Attachment { name: "newsdesk-my-data.json".to_owned(), bytes: text.into_bytes() };
    Reply { files: vec![file], ..Reply::private(content) }
}

/// Asks once, saying what goes and what stays.
pub fn erase_question(words: Words) -> Reply {
    let parts = ["privacy-question", "privacy-goes", "privacy-stays"].map(|key| words.say(key));
    let rows = vec![Row::Buttons(vec![
        button(words, "button-forget-me", CommentAction::ForgetMe, Tone::Danger),
        button(words, "button-keep-me", CommentAction::KeepMe, Tone::Secondary),
    ])];
    Reply { rows, ..Reply::private(parts.join("\n")) }
}

/// Everything is erased, so many comments among it.
pub fn erased(words: Words, comments: u64) -> Reply {
    let count = Arg::Count(usize::try_from(comments).unwrap_or(usize::MAX));
    Reply::private(words.say_with("privacy-erased", [("count", count)]))
}

/// Nothing is erased.
pub fn kept(words: Words) -> Reply {
    Reply::private(words.say("privacy-kept"))
}
