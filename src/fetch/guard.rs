//! The address guard: looks at every address before a connection is made to it.
//!
//! The client connects only to what [`Guard`] returns as a resolver, so a name that resolves to
//! something else the next moment (DNS rebinding) gains nothing. Addresses written as numbers do
//! not pass a resolver and are checked by [`Guard::check`] before each request.

use super::address::{Network, is_public};
use crate::desk::FetchError;
use async_trait::async_trait;
use reqwest::dns::{Addrs, Name, Resolve, Resolving};
use std::io;
use std::net::{IpAddr, SocketAddr};
use std::sync::Arc;
use url::{Host, Url};

/// Name → addresses.
#[async_trait]
pub trait Lookup: Send + Sync + std::fmt::Debug {
    async fn lookup(&self, name: &str) -> io::Result<Vec<IpAddr>>;
}

/// The system's resolver.
#[derive(Debug, Clone, Copy, Default)]
pub struct SystemLookup;

#[async_trait]
impl Lookup for SystemLookup {
    async fn lookup(&self, name: &str) -> io::Result<Vec<IpAddr>> {
        Ok(tokio::net::lookup_host((name, 0)).await?.map(|address| address.ip()).collect())
    }
}

/// What the guard says to the HTTP client; found again in its error's chain of sources.
#[derive(Debug, Clone, Copy, thiserror::Error)]
pub(super) enum Refused {
    #[error("the address is private or reserved")]
    Forbidden,
    #[error("the name does not resolve")]
    Unknown,
}

/// Decides which addresses may be connected to.
#[derive(Debug, Clone)]
pub(super) struct Guard {
    allowed: Vec<Network>,
    ports: Vec<u16>,
    lookup: Arc<dyn Lookup>,
}

impl Guard {
    pub(super) fn new(allowed: Vec<Network>, ports: Vec<u16>, lookup: Arc<dyn Lookup>) -> Self {
        Self { allowed, ports, lookup }
    }

    /// Checks what can be seen in the address itself. The URL parser has already turned decimal,
    /// octal and hexadecimal spellings into an IP address.
    pub(super) fn check(&self, address: &Url) -> Result<(), FetchError> {
        if !matches!(address.scheme(), "http" | "https") {
            return Err(FetchError::NotAWebAddress);
        }
        let port = address.port_or_known_default().ok_or(FetchError::NotAWebAddress)?;
        if !self.ports.contains(&port) {
            return Err(FetchError::ForbiddenPort);
        }
        let literal = match address.host().ok_or(FetchError::NotAWebAddress)? {
            Host::Domain(_) => return Ok(()),
            Host::Ipv4(ip) => IpAddr::V4(ip),
            Host::Ipv6(ip) => IpAddr::V6(ip),
        };
        if self.permits(literal) { Ok(()) } else { Err(FetchError::ForbiddenAddress) }
    }

    fn permits(&self, address: IpAddr) -> bool {
        is_public(address) || self.allowed.iter().any(|network| network.contains(address))
    }

    async fn resolve_checked(&self, name: &str) -> Result<Vec<SocketAddr>, Refused> {
        let found = self.lookup.lookup(name).await.map_err(|_| Refused::Unknown)?;
        if found.is_empty() {
            return Err(Refused::Unknown);
        }
        // One private address among public ones is an attack or a mistake; neither is served.
        if !found.iter().all(|&address| self.permits(address)) {
            return Err(Refused::Forbidden);
        }
        Ok(found.into_iter().map(|ip| SocketAddr::new(ip, 0)).collect())
    }
}

impl Resolve for Guard {
    fn resolve(&self, name: Name) -> Resolving {
        let guard = self.clone();
        Box::pin(async move {
            let addresses: Addrs = Box::new(guard.resolve_checked(name.as_str()).await?.into_iter());
            Ok(addresses)
        })
    }
}
