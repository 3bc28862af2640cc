//! What stands in for the world outside the desk: a scripted web and a clock that moves when told.

#![expect(clippy::unwrap_used, reason = "a test ends where its own tools fail")]

use async_trait::async_trait;
use jiff::{SignedDuration, Timestamp};
use newsdesk::article::document::{self, FileType};
use newsdesk::article::page::Extracted;
use newsdesk::desk::{
    ArticleSource, Asker, ChannelId, Clock, DocumentReader, FetchError, FoundPage, GuildId, MemberId, Place, ReadError,
    Validators,
};
use std::collections::HashMap;
use std::sync::Mutex;
use std::time::Duration;
use url::Url;

pub(crate) const READER: Asker = asker(1, 100);
pub(crate) const SOMEBODY_ELSE: Asker = asker(2, 101);

/// A short story with a date, a sum and a decision.
pub(crate) const STORY: &str = "Minister to visit Guatemala next week\n\n\
    The minister will arrive in Guatemala on Sunday and will stay until Monday noon, her office said. \
    She announced an additional $310 million in assistance for Central America.\n\n\
    The government decided on Friday to open a new centre for migrants in the capital.\n";

const fn asker(member: u64, channel: u64) -> Asker {
    Asker { member: MemberId(member), place: Place { guild: Some(GuildId(10)), channel: ChannelId(channel) } }
}

/// Reads files in this process: the files of tests are harmless.
pub(crate) struct InProcess;

#[async_trait]
impl DocumentReader for InProcess {
    async fn read(&self, bytes: Vec<u8>, kind: FileType) -> Result<Extracted, ReadError> {
        Ok(document::read(&bytes, kind)?)
    }
}

/// A clock that moves when told.
pub(crate) struct HandClock(Mutex<Timestamp>);

impl Default for HandClock {
    fn default() -> Self {
        Self(Mutex::new("2021-06-02T12:00:00.123456Z".parse().unwrap()))
    }
}

impl HandClock {
    pub(crate) fn advance(&self, by: SignedDuration) {
        *self.0.lock().unwrap() += by;
    }
}

impl Clock for HandClock {
    fn now(&self) -> Timestamp {
        *self.0.lock().unwrap()
    }
}

/// Pages by address, served as plain text with an `ETag` that follows the text.
#[derive(Default)]
pub(crate) struct ScriptedWeb {
    pages: Mutex<HashMap<String, Result<String, FetchError>>>,
    requests: Mutex<Vec<Validators>>,
}

impl ScriptedWeb {
    pub(crate) fn serve(&self, address: &str, text: &str) {
        self.pages.lock().unwrap().insert(address.to_owned(), Ok(text.to_owned()));
    }

    pub(crate) fn fail(&self, address: &str, error: FetchError) {
        self.pages.lock().unwrap().insert(address.to_owned(), Err(error));
    }

    pub(crate) fn requests(&self) -> usize {
        self.requests.lock().unwrap().len()
    }

    pub(crate) fn conditional_requests(&self) -> usize {
        self.requests.lock().unwrap().iter().filter(|known| known.etag.is_some()).count()
    }
}

#[async_trait]
impl ArticleSource for ScriptedWeb {
    async fn page(&self, address: &Url, known: &Validators) -> Result<FoundPage, FetchError> {
        self.requests.lock().unwrap().push(known.clone());
        tokio::time::sleep(Duration::from_millis(20)).await;
        let text = self.pages.lock().unwrap().get(address.as_str()).cloned().unwrap_or(Err(FetchError::NotFound))?;
        let etag = Some(format!("\"{}\"", text.len()));
        if known.etag == etag {
            return Ok(FoundPage::Unchanged);
        }
        Ok(FoundPage::Body {
            address: address.clone(),
            content_type: Some("text/plain".to_owned()),
            bytes: text.into_bytes(),
            validators: Validators { etag, last_modified: None },
        })
    }

    async fn attachment(&self, address: &str) -> Result<Vec<u8>, FetchError> {
        let pages = self.pages.lock().unwrap();
        pages.get(address).cloned().unwrap_or(Err(FetchError::NotFound)).map(String::into_bytes)
    }
}
