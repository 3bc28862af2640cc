//! Downloads pages and attachments for [`crate::desk::ArticleSource`].
//!
//! Owns the wire: the address guard, redirects, limits of size and time, what a status means.
//! Every connection goes to an address that was checked; nothing private is ever reached.

mod address;
mod download;
mod guard;

#[cfg(test)]
mod tests;

pub use address::{Network, ParseNetworkError};
pub use guard::{Lookup, SystemLookup};

use crate::desk::{ArticleSource, FetchError, FoundPage, Validators};
use async_trait::async_trait;
use guard::Guard;
use std::sync::Arc;
use std::time::Duration;
use url::Url;

/// Where Discord keeps attachments.
const ATTACHMENT_HOSTS: [&str; 2] = ["cdn.discordapp.com", "media.discordapp.net"];

/// Limits of a download.
#[derive(Debug, Clone)]
pub struct FetchSettings {
    /// Ports a page may be on.
    pub ports: Vec<u16>,
    /// For the whole of a download, redirects included.
    pub timeout: Duration,
    /// After decompression.
    pub max_bytes: usize,
    /// Networks that may be reached although they are not public (an intranet's news site).
    pub allowed_networks: Vec<Network>,
    /// Where attachments are beside Discord's own hosts: a local double of Discord.
    pub attachment_base: Option<Url>,
}

impl Default for FetchSettings {
    fn default() -> Self {
        Self {
            ports: vec![80, 443],
            timeout: Duration::from_secs(15),
            max_bytes: 10 * 1024 * 1024,
            allowed_networks: Vec::new(),
            attachment_base: None,
        }
    }
}

/// Downloads over HTTP(S), guarded.
#[derive(Debug, Clone)]
pub struct Fetcher {
    guarded: reqwest::Client,
    /// For attachments only, whose hosts are fixed.
    plain: reqwest::Client,
    guard: Arc<Guard>,
    settings: Arc<FetchSettings>,
}

/// The HTTP client could not be set up: the system's TLS is unusable.
#[derive(Debug, thiserror::Error)]
#[error("the HTTP client could not be set up")]
pub struct SetUpError(#[from] reqwest::Error);

impl Fetcher {
    /// A fetcher that resolves names with `lookup`.
    pub fn new(settings: FetchSettings, lookup: Arc<dyn Lookup>) -> Result<Self, SetUpError> {
        let guard = Arc::new(Guard::new(settings.allowed_networks.clone(), settings.ports.clone(), lookup));
        let guarded = download::client(&settings).dns_resolver(Arc::clone(&guard)).build()?;
        let plain = download::client(&settings).build()?;
        Ok(Self { guarded, plain, guard, settings: Arc::new(settings) })
    }

    /// Whether an address may hold an attachment.
    fn is_attachment_address(&self, address: &Url) -> bool {
        let on_discord = address.scheme() == "https"
            && address.port_or_known_default() == Some(443)
            && address.host_str().is_some_and(|host| ATTACHMENT_HOSTS.contains(&host));
        on_discord || self.settings.attachment_base.as_ref().is_some_and(|base| base.origin() == address.origin())
    }
}

#[async_trait]
impl ArticleSource for Fetcher {
    async fn page(&self, address: &Url, known: &Validators) -> Result<FoundPage, FetchError> {
        let download = download::page(&self.guarded, &self.guard, &self.settings, address.clone(), known);
        tokio::time::timeout(self.settings.timeout, download).await.map_err(|_| FetchError::TimedOut)?
    }

    async fn attachment(&self, address: &str) -> Result<Vec<u8>, FetchError> {
        let address = Url::parse(address).map_err(|_| FetchError::NotAWebAddress)?;
        if !self.is_attachment_address(&address) {
            return Err(FetchError::ForbiddenAddress);
        }
        let download = download::attachment(&self.plain, &self.settings, address);
        tokio::time::timeout(self.settings.timeout, download).await.map_err(|_| FetchError::TimedOut)?
    }
}
