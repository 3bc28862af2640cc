//! The thin server: bytes in, a call of the table of routes, bytes out.
//!
//! Faults, authentication, rate limits and recording happen here and nowhere else.

mod intake;
mod limit;

use crate::error::ApiError;
use crate::faults::RouteFault;
use crate::gateway::socket;
use crate::rest::call::{Answer, Call};
use crate::rest::{self, Auth, Route};
use crate::shared::Shared;
use crate::snowflake::Snowflake;
use crate::state::State;
use crate::traffic::{self, Recorded};
use axum::Router;
use axum::body::Body;
use axum::extract::ws::WebSocketUpgrade;
use axum::extract::{DefaultBodyLimit, Path, Request, State as Extract};
use axum::http::{HeaderMap, HeaderName, HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use axum::routing::{any, get};
use serde_json::{Value, json};
use std::sync::Arc;
use std::time::Instant;

const CROSS_ORIGIN_RESOURCE_POLICY: HeaderName = HeaderName::from_static("cross-origin-resource-policy");

/// The whole of the double's HTTP surface.
pub(crate) fn router(shared: Arc<Shared>) -> Router {
    Router::new()
        .route("/gateway", any(gateway))
        .route("/attachments/{channel}/{id}/{name}", get(download))
        .fallback(answer)
        // The intake has a limit of its own, larger than axum's.
        .layer(DefaultBodyLimit::disable())
        .with_state(shared)
}

async fn gateway(Extract(shared): Extract<Arc<Shared>>, upgrade: WebSocketUpgrade) -> Response {
    let refused = shared.with(|state| {
        let refused = state.faults.refuse_connections > 0;
        state.faults.refuse_connections = state.faults.refuse_connections.saturating_sub(1);
        refused
    });
    if refused {
        return StatusCode::SERVICE_UNAVAILABLE.into_response();
    }
    upgrade.on_upgrade(move |websocket| socket::serve(shared, websocket))
}

async fn download(Extract(shared): Extract<Arc<Shared>>, Path((channel, id, _)): Path<(u64, u64, String)>) -> Response {
    let found = shared.read(|state| {
        let file = state.attachments.get(&Snowflake(id))?;
        let right = file.url.contains(&format!("/attachments/{channel}/{id}/"));
        right.then(|| (file.content_type.clone(), Arc::clone(&file.bytes)))
    });
    match found {
        Some((content_type, bytes)) => {
            // A page or a picture that somebody attached must not run as one of the double's own.
            let policy = (header::CONTENT_SECURITY_POLICY, "sandbox; default-src 'none'".to_owned());
            let as_said = (header::X_CONTENT_TYPE_OPTIONS, "nosniff".to_owned());
            let to_own_pages = (CROSS_ORIGIN_RESOURCE_POLICY, "same-origin".to_owned());
            ([(header::CONTENT_TYPE, content_type), policy, as_said, to_own_pages], bytes.to_vec()).into_response()
        }
        None => StatusCode::NOT_FOUND.into_response(),
    }
}

/// What of a request is kept for the record.
struct Heard {
    method: String,
    path: String,
    route: Option<&'static Route>,
    captures: rest::Captures,
    refusal: Option<ApiError>,
    token: Option<String>,
    query: Vec<(String, String)>,
}

impl Heard {
    fn new(method: &str, path: &str, query: &str, headers: &HeaderMap) -> Self {
        let path = path.strip_prefix("/api").unwrap_or(path);
        let path = path.strip_prefix("/v10").unwrap_or(path).trim_end_matches('/').to_owned();
        let (route, captures, refusal) = match rest::find(method, &path) {
            Ok((route, captures)) => (Some(route), captures, None),
            Err(error) => (None, Vec::new(), Some(error)),
        };
        let token = headers.get(header::AUTHORIZATION).and_then(|value| value.to_str().ok()).map(ToOwned::to_owned);
        Self { method: method.to_owned(), path, route, captures, refusal, token, query: intake::query(query) }
    }

    /// `POST /channels/{channel_id}/messages`, or empty where no route matched.
    fn name(&self) -> String {
        self.route.map_or_else(String::new, |route| format!("{} {}", route.method, route.template))
    }
}

async fn answer(Extract(shared): Extract<Arc<Shared>>, request: Request) -> Response {
    let started = Instant::now();
    let uri = request.uri().clone();
    let heard = Heard::new(request.method().as_str(), uri.path(), uri.query().unwrap_or_default(), request.headers());
    let body = intake::read(request).await;
    let fault = shared.with(|state| state.faults.for_route(&heard.name()));
    if let Some(RouteFault::Delay(by) | RouteFault::Hang(by)) = fault {
        tokio::time::sleep(by).await;
    }
    let (sent, files) = match &body {
        Ok(body) => (body.json.clone(), body.files.iter().map(|file| file.filename.clone()).collect()),
        Err(_) => (Value::Null, Vec::new()),
    };
    shared.with(|state| {
        let (outcome, headers) = decide(state, &heard, body, fault);
        let (status, answered) = match outcome {
            Ok(answer) => (answer.status, answer.body.unwrap_or(Value::Null)),
            Err(error) => (error.status, error.body()),
        };
        let recorded = Recorded {
            method: heard.method.clone(),
            path: heard.path.clone(),
            route: heard.name(),
            body: sent,
            files,
            status,
            answer: answered.clone(),
            latency: started.elapsed(),
        };
        if let Some(path) = &state.settings.record_to {
            traffic::append(path, &json!(recorded));
        }
        #[cfg(feature = "playground")]
        crate::playground::tape::answered(state, &recorded);
        state.requests.push(recorded);
        #[cfg(feature = "playground")]
        crate::playground::memory::forget_requests(state);
        respond(status, &answered, headers)
    })
}

/// The answer to a request and the headers that go with it.
fn decide(
    state: &mut State,
    heard: &Heard,
    body: Result<intake::Payload, ApiError>,
    fault: Option<RouteFault>,
) -> (Result<Answer, ApiError>, HeaderMap) {
    match fault {
        Some(RouteFault::RateLimit(after)) => return limit::refused(after),
        Some(RouteFault::Fail(status)) => return (Err(broken(status)), HeaderMap::new()),
        Some(RouteFault::Hang(_)) => return (Err(broken(504)), HeaderMap::new()),
        Some(RouteFault::Delay(_) | RouteFault::FailAfter(_)) | None => {}
    }
    let headers = match limit::take(state, &heard.name(), &heard.captures) {
        Ok(headers) => headers,
        Err(after) => return limit::refused(after),
    };
    let outcome = handle(state, heard, body);
    if let Err(error) = &outcome {
        note_violation(state, heard, error);
    }
    match fault {
        Some(RouteFault::FailAfter(status)) => (Err(broken(status)), headers),
        _ => (outcome, headers),
    }
}

fn broken(status: u16) -> ApiError {
    ApiError::new(status, 0, &format!("{status}: the double was told to fail here"))
}

fn handle(state: &mut State, heard: &Heard, body: Result<intake::Payload, ApiError>) -> Result<Answer, ApiError> {
    if let Some(refusal) = &heard.refusal {
        return Err(refusal.clone());
    }
    let Some(route) = heard.route else { return Err(ApiError::new(404, 0, "404: Not Found")) };
    let authorized = heard
        .token
        .as_deref()
        .is_some_and(|token| token.strip_prefix("Bot ").is_some_and(|token| token == state.application.token));
    if route.auth == Auth::Bot && !authorized {
        return Err(ApiError::new(401, 0, "401: Unauthorized"));
    }
    let body = body?;
    #[cfg(feature = "openapi")]
    state.check_openapi(route.method, route.template, &body.json)?;
    let call =
        Call { captures: heard.captures.clone(), query: heard.query.clone(), body: body.json, files: body.files };
    (route.handler)(state, &call)
}

/// Which refusals are the bot's fault, so that a test must not end with them.
fn note_violation(state: &mut State, heard: &Heard, error: &ApiError) {
    let callback = heard.path.ends_with("/callback");
    let rule = match (error.status, error.code) {
        (404, 0) => "unknown route",
        (405, _) => "wrong method",
        (401, 0) => "wrong token",
        (_, 10_062) if callback => "unknown interaction, or acknowledged too late",
        (_, 40_060) => "second response to an interaction",
        (_, 50_027) => "interaction token expired",
        (_, 50_035 | 50_006 | 50_109 | 30_032 | 40_005) => "invalid body",
        _ => return,
    };
    let errors = error.errors.as_ref().map(ToString::to_string).unwrap_or_default();
    state.violate(rule, format!("{} {} → {} {} {errors}", heard.method, heard.path, error.status, error.message));
}

fn respond(status: u16, body: &Value, headers: HeaderMap) -> Response {
    let status = StatusCode::from_u16(status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
    let content = if status == StatusCode::NO_CONTENT { Body::empty() } else { Body::from(body.to_string()) };
    let mut response = (status, content).into_response();
    response.headers_mut().extend(headers);
    response.headers_mut().insert(header::CONTENT_TYPE, HeaderValue::from_static("application/json"));
    response
}
