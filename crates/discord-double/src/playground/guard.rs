//! Who may speak to a playground: pages of its own address, and nobody else's.
//!
//! Any page in a browser can send requests to 127.0.0.1, and a name that an attacker controls can be made to point there.
//! The first shows in `Origin` or, where a picture or a link is asked for, in `Sec-Fetch-Site`; the second in `Host`.

use axum::Router;
use axum::extract::Request;
use axum::http::{HeaderMap, HeaderName, Method, StatusCode, header};
use axum::middleware::{self, Next};
use axum::response::{IntoResponse, Response};
use std::sync::Arc;

/// The names under which this double is reached.
#[derive(Debug, Clone)]
pub(super) struct Hosts(Vec<String>);

/// The port that browsers leave out.
const PLAIN_PORT: u16 = 80;

impl Hosts {
    pub(super) fn of(port: u16) -> Self {
        let names = ["127.0.0.1", "localhost", "[::1]"];
        let bare = names.iter().filter(|_| port == PLAIN_PORT).map(|name| (*name).to_owned());
        Self(names.iter().map(|name| format!("{name}:{port}")).chain(bare).collect())
    }

    fn knows(&self, host: &str) -> bool {
        self.0.iter().any(|own| own.eq_ignore_ascii_case(host))
    }

    /// Whether a browser says that a page of this address asks.
    pub(super) fn is_own_page(&self, headers: &HeaderMap) -> bool {
        only(headers, &header::ORIGIN).and_then(|origin| origin.strip_prefix("http://")).is_some_and(|o| self.knows(o))
    }

    /// Why a request is refused, if it is.
    fn refusal(&self, request: &Request) -> Option<&'static str> {
        let headers = request.headers();
        let host = only(headers, &header::HOST);
        if !host.is_some_and(|host| self.knows(host)) {
            return Some("This address is not served here.\n");
        }
        // What a browser says of the origin is the surer of the two: not all agree on the site of a socket.
        let foreign = if headers.contains_key(header::ORIGIN) {
            !self.is_own_page(headers)
        } else {
            is_from_elsewhere(headers) && !opens_the_page(request)
        };
        foreign.then_some("Other pages may not ask here.\n")
    }
}

/// Whether a browser says that a page of another site, or of another port, asks.
fn is_from_elsewhere(headers: &HeaderMap) -> bool {
    headers.get_all("sec-fetch-site").iter().any(|site| !matches!(site.as_bytes(), b"same-origin" | b"none"))
}

/// Whether somebody follows a link to the page itself.
fn opens_the_page(request: &Request) -> bool {
    let navigates = only(request.headers(), &HeaderName::from_static("sec-fetch-mode")) == Some("navigate");
    navigates && request.method() == Method::GET && request.uri().path() == "/"
}

/// A header's value where it stands exactly once.
fn only<'a>(headers: &'a HeaderMap, name: &HeaderName) -> Option<&'a str> {
    let mut all = headers.get_all(name).iter();
    let first = all.next()?.to_str().ok()?;
    all.next().is_none().then_some(first)
}

/// The whole of the double's surface, closed to other pages.
pub(crate) fn guarded(router: Router, port: u16) -> Router {
    let hosts = Arc::new(Hosts::of(port));
    router.layer(middleware::from_fn(move |request: Request, next: Next| {
        let refusal = hosts.refusal(&request);
        async move { check(refusal, request, next).await }
    }))
}

async fn check(refusal: Option<&'static str>, request: Request, next: Next) -> Response {
    match refusal {
        Some(why) => (StatusCode::FORBIDDEN, why).into_response(),
        None => next.run(request).await,
    }
}

#[cfg(test)]
mod tests {
    use super::Hosts;

    #[test]
    fn the_port_may_be_left_out_where_browsers_do() {
        for (port, host, known) in [
            (80, "127.0.0.1", true),
            (80, "localhost", true),
            (80, "[::1]", true),
            (80, "127.0.0.1:80", true),
            (80, "evil.example", false),
            (8420, "127.0.0.1:8420", true),
            (8420, "LOCALHOST:8420", true),
            (8420, "127.0.0.1", false),
            (8420, "127.0.0.1:80", false),
        ] {
            assert_eq!(Hosts::of(port).knows(host), known, "{host} at {port}");
        }
    }
}
