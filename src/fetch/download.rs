//! One download: redirects by hand, so that each hop is checked; size counted as it arrives.

use super::FetchSettings;
use super::guard::{Guard, Refused};
use crate::desk::{FetchError, FoundPage, Validators};
use reqwest::header::{
    ACCEPT, CONTENT_TYPE, ETAG, HeaderMap, HeaderName, IF_MODIFIED_SINCE, IF_NONE_MATCH, LAST_MODIFIED, LOCATION,
};
use reqwest::{Client, ClientBuilder, RequestBuilder, Response, StatusCode, redirect};
use std::error::Error;
use std::time::Duration;
use url::Url;

const REDIRECTS: usize = 5;
const CONNECT_TIMEOUT: Duration = Duration::from_secs(5);
const USER_AGENT: &str =
    concat!("Newsdesk/", env!("CARGO_PKG_VERSION"), " (self-hosted Discord bot; reads on request)");

/// Types that can be read. What has no type is looked at when it is here.
const READABLE: [&str; 8] = [
    "text/html",
    "application/xhtml+xml",
    "text/plain",
    "text/markdown",
    "application/pdf",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "application/octet-stream",
    "application/xml",
];

/// What both clients share. No proxy from the environment: it would connect past the guard.
pub(super) fn client(settings: &FetchSettings) -> ClientBuilder {
    Client::builder()
        .user_agent(USER_AGENT)
        .redirect(redirect::Policy::none())
        .no_proxy()
        .connect_timeout(CONNECT_TIMEOUT.min(settings.timeout))
        .pool_max_idle_per_host(0)
}

/// Downloads a page, following at most five redirects.
pub(super) async fn page(
    client: &Client,
    guard: &Guard,
    settings: &FetchSettings,
    mut address: Url,
    known: &Validators,
) -> Result<FoundPage, FetchError> {
    for _ in 0..=REDIRECTS {
        guard.check(&address)?;
        let request = client.get(address.clone()).header(ACCEPT, "text/html, application/xhtml+xml, */*;q=0.8");
        let response = send(conditional(request, known)).await?;
        if let Some(next) = redirect_target(&response, &address)? {
            address = next;
            continue;
        }
        if response.status() == StatusCode::NOT_MODIFIED {
            return Ok(FoundPage::Unchanged);
        }
        return body(response, address, settings.max_bytes).await;
    }
    Err(FetchError::TooManyRedirects)
}

/// Downloads an attachment from a host that is known to be Discord's.
pub(super) async fn attachment(client: &Client, settings: &FetchSettings, address: Url) -> Result<Vec<u8>, FetchError> {
    let response = send(client.get(address)).await?;
    check_status(response.status())?;
    read(response, settings.max_bytes).await
}

fn conditional(mut request: RequestBuilder, known: &Validators) -> RequestBuilder {
    if let Some(etag) = &known.etag {
        request = request.header(IF_NONE_MATCH, etag);
    }
    if let Some(day) = &known.last_modified {
        request = request.header(IF_MODIFIED_SINCE, day);
    }
    request
}

fn redirect_target(response: &Response, from: &Url) -> Result<Option<Url>, FetchError> {
    let moved = matches!(response.status().as_u16(), 301 | 302 | 303 | 307 | 308);
    let Some(location) = response.headers().get(LOCATION).filter(|_| moved) else { return Ok(None) };
    let location = location.to_str().map_err(|_| FetchError::BrokenAnswer)?;
    let mut next = from.join(location).map_err(|_| FetchError::BrokenAnswer)?;
    if next.fragment().is_none() {
        next.set_fragment(from.fragment());
    }
    Ok(Some(next))
}

async fn body(response: Response, address: Url, max_bytes: usize) -> Result<FoundPage, FetchError> {
    check_status(response.status())?;
    let content_type = header(response.headers(), &CONTENT_TYPE);
    if content_type.as_deref().is_some_and(|given| !is_readable(given)) {
        return Err(FetchError::UnsupportedContent);
    }
    let validators = Validators {
        etag: header(response.headers(), &ETAG),
        last_modified: header(response.headers(), &LAST_MODIFIED),
    };
    let bytes = read(response, max_bytes).await?;
    Ok(FoundPage::Body { address, content_type, bytes, validators })
}

fn is_readable(content_type: &str) -> bool {
    let essence = content_type.split(';').next().unwrap_or_default().trim();
    READABLE.iter().any(|readable| readable.eq_ignore_ascii_case(essence))
}

fn header(headers: &HeaderMap, name: &HeaderName) -> Option<String> {
    headers.get(name)?.to_str().ok().map(str::to_owned)
}

fn check_status(status: StatusCode) -> Result<(), FetchError> {
    match status.as_u16() {
        200..=299 => Ok(()),
        401 | 402 | 407 | 451 => Err(FetchError::AccessRestricted),
        403 => Err(FetchError::Forbidden),
        404 | 410 => Err(FetchError::NotFound),
        429 => Err(FetchError::TooManyRequests),
        code => Err(FetchError::ServerFailure(code)),
    }
}

/// Reads the decompressed body and stops at the limit, whatever the header promised.
async fn read(mut response: Response, max_bytes: usize) -> Result<Vec<u8>, FetchError> {
    let mut bytes = Vec::new();
    while let Some(chunk) = response.chunk().await.map_err(|e| meaning(&e))? {
        if bytes.len() + chunk.len() > max_bytes {
            return Err(FetchError::TooLarge);
        }
        bytes.extend_from_slice(&chunk);
    }
    Ok(bytes)
}

async fn send(request: RequestBuilder) -> Result<Response, FetchError> {
    request.send().await.map_err(|e| meaning(&e))
}

/// What a client's error means to the one who asked.
fn meaning(error: &reqwest::Error) -> FetchError {
    if let Some(refused) = chain(error).find_map(|e| e.downcast_ref::<Refused>()) {
        return match refused {
            Refused::Forbidden => FetchError::ForbiddenAddress,
            Refused::Unknown => FetchError::UnknownHost,
        };
    }
    if error.is_timeout() {
        FetchError::TimedOut
    } else if error.is_connect() {
        // The TLS library's error type is not public; its words are all there is.
        let tls = chain(error).map(ToString::to_string).any(|e| e.contains("certificate") || e.contains("SSL"));
        if tls { FetchError::Tls } else { FetchError::Unreachable }
    } else {
        FetchError::BrokenAnswer
    }
}

/// The error and what caused it, outermost first.
fn chain(error: &reqwest::Error) -> impl Iterator<Item = &(dyn Error + 'static)> {
    let first: &(dyn Error + 'static) = error;
    std::iter::successors(Some(first), |e| (*e).source())
}
