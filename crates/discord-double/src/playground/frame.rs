//! What a page may send, read strictly enough that nothing else gets further.

use crate::snowflake::Snowflake;
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use serde::{Deserialize, Deserializer};
use serde_json::Value;
use std::collections::BTreeMap;

/// Bytes of one frame.
pub(super) const LARGEST_FRAME: usize = 15_000_000;
/// Bytes of a frame's files together.
const LARGEST_FILES: usize = 10 * 1024 * 1024;
const MOST_FILES: usize = 10;
const LONGEST_NONCE: usize = 100;
const LONGEST_NAME: usize = 260;

/// An id, as a string.
#[derive(Debug, Clone, Copy)]
pub(super) struct Id(pub(super) Snowflake);

impl<'de> Deserialize<'de> for Id {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let value = Value::deserialize(deserializer)?;
        Snowflake::from_json(&value).map(Self).ok_or_else(|| serde::de::Error::custom("an id is a string of digits"))
    }
}

/// An option with its value.
#[derive(Debug, Deserialize)]
pub(super) struct Given {
    pub(super) name: String,
    pub(super) value: Value,
}

/// A file, in base 64; `option` where it belongs to one.
#[derive(Debug, Deserialize)]
pub(super) struct File {
    #[serde(default)]
    pub(super) option: String,
    pub(super) name: String,
    data: String,
}

/// One value of a field, or several, or files.
#[derive(Debug, Deserialize)]
#[serde(untagged)]
pub(super) enum Filling {
    One(String),
    Several(Vec<String>),
    Files(Vec<File>),
}

/// A slash command as far as it is typed.
#[derive(Debug, Deserialize)]
pub(super) struct Typed {
    pub(super) channel: Id,
    pub(super) command: String,
    #[serde(default)]
    pub(super) options: Vec<Given>,
    #[serde(default)]
    pub(super) files: Vec<File>,
}

/// What a member does.
#[derive(Debug, Deserialize)]
#[serde(tag = "t", rename_all = "lowercase")]
pub(super) enum Request {
    Open {
        channel: Id,
    },
    Slash(Typed),
    Autocomplete {
        #[serde(flatten)]
        so_far: Typed,
        focused: String,
        typed: String,
    },
    Click {
        message: Id,
        custom_id: String,
    },
    Select {
        message: Id,
        custom_id: String,
        values: Vec<String>,
    },
    Submit {
        interaction: Id,
        #[serde(default)]
        fields: BTreeMap<String, Filling>,
    },
    Menu {
        command: String,
        channel: Option<Id>,
        message: Option<Id>,
        user: Option<Id>,
    },
    Say {
        channel: Id,
        #[serde(default)]
        content: String,
        #[serde(default)]
        files: Vec<File>,
        reply_to: Option<Id>,
    },
    Edit {
        message: Id,
        content: String,
    },
    Delete {
        message: Id,
    },
}

/// A request and the name under which it is answered.
#[derive(Debug)]
pub(super) struct Frame {
    pub(super) nonce: Value,
    pub(super) request: Result<Request, String>,
}

impl Frame {
    pub(super) fn read(text: &str) -> Self {
        let Ok(value) = serde_json::from_str::<Value>(text) else {
            return Self { nonce: Value::Null, request: Err("That frame is not JSON.".to_owned()) };
        };
        let nonce = value["nonce"].as_str().filter(|nonce| nonce.len() <= LONGEST_NONCE);
        let nonce = nonce.map_or(Value::Null, |nonce| Value::String(nonce.to_owned()));
        let request = Request::deserialize(value).map_err(|error| format!("That frame is not understood: {error}."));
        Self { nonce, request }
    }
}

/// The files' names, options and bytes, or what is wrong with them.
pub(super) fn unpacked(files: Vec<File>) -> Result<Vec<(File, Vec<u8>)>, String> {
    if files.len() > MOST_FILES {
        return Err(format!("The client sends at most {MOST_FILES} files at a time."));
    }
    let mut total = 0;
    let mut unpacked = Vec::new();
    for mut file in files {
        let data = std::mem::take(&mut file.data);
        if file.name.chars().count() > LONGEST_NAME {
            return Err("That file's name is too long.".to_owned());
        }
        let bytes = STANDARD.decode(data).map_err(|_| "That file did not arrive whole.".to_owned())?;
        total += bytes.len();
        if total > LARGEST_FILES {
            return Err("Your files are too large: Discord takes 10 MB.".to_owned());
        }
        unpacked.push((file, bytes));
    }
    Ok(unpacked)
}
