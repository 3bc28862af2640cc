//! REST, version 10: one table of routes, each answered by a function of the state and the call.

pub(crate) mod application;
pub(crate) mod call;
pub(crate) mod callback;
pub(crate) mod channel;
pub(crate) mod command;
pub(crate) mod compose;
pub(crate) mod guild;
pub(crate) mod message;
pub(crate) mod thread;
pub(crate) mod webhook;

use crate::error::ApiError;
use crate::state::State;
use call::{Answer, Call};

/// What the captures of a template stand for.
pub(crate) type Captures = Vec<(&'static str, String)>;

type Handler = fn(&mut State, &Call) -> Result<Answer, ApiError>;

/// Whether a route wants the bot's token.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Auth {
    Bot,
    Open,
}

/// A method and a path; templates are spelled as in Discord's `OpenAPI` document.
#[derive(Debug)]
pub(crate) struct Route {
    pub(crate) method: &'static str,
    pub(crate) template: &'static str,
    pub(crate) auth: Auth,
    pub(crate) handler: Handler,
}

const fn bot(method: &'static str, template: &'static str, handler: Handler) -> Route {
    Route { method, template, auth: Auth::Bot, handler }
}

const fn open(method: &'static str, template: &'static str, handler: Handler) -> Route {
    Route { method, template, auth: Auth::Open, handler }
}

/// Every route the double knows; literal segments come before captures.
pub(crate) const ROUTES: &[Route] = &[
    open("GET", "/gateway", application::gateway),
    bot("GET", "/gateway/bot", application::gateway_bot),
    bot("GET", "/users/@me", application::me),
    bot("GET", "/users/@me/guilds", application::my_guilds),
    bot("POST", "/users/@me/channels", channel::open_dm),
    bot("GET", "/users/{user_id}", application::user),
    bot("GET", "/oauth2/applications/@me", application::application),
    bot("GET", "/applications/@me", application::application),
    bot("GET", "/applications/{application_id}/commands", command::list),
    bot("POST", "/applications/{application_id}/commands", command::create),
    bot("PUT", "/applications/{application_id}/commands", command::replace),
    bot("GET", "/applications/{application_id}/commands/{command_id}", command::get),
    bot("PATCH", "/applications/{application_id}/commands/{command_id}", command::edit),
    bot("DELETE", "/applications/{application_id}/commands/{command_id}", command::delete),
    bot("GET", "/applications/{application_id}/guilds/{guild_id}/commands", command::list),
    bot("POST", "/applications/{application_id}/guilds/{guild_id}/commands", command::create),
    bot("PUT", "/applications/{application_id}/guilds/{guild_id}/commands", command::replace),
    bot("GET", "/applications/{application_id}/guilds/{guild_id}/commands/{command_id}", command::get),
    bot("PATCH", "/applications/{application_id}/guilds/{guild_id}/commands/{command_id}", command::edit),
    bot("DELETE", "/applications/{application_id}/guilds/{guild_id}/commands/{command_id}", command::delete),
    open("POST", "/interactions/{interaction_id}/{interaction_token}/callback", callback::respond),
    open("GET", "/webhooks/{webhook_id}/{webhook_token}/messages/@original", webhook::original),
    open("PATCH", "/webhooks/{webhook_id}/{webhook_token}/messages/@original", webhook::edit_original),
    open("DELETE", "/webhooks/{webhook_id}/{webhook_token}/messages/@original", webhook::delete_original),
    open("GET", "/webhooks/{webhook_id}/{webhook_token}/messages/{message_id}", webhook::get_message),
    open("PATCH", "/webhooks/{webhook_id}/{webhook_token}/messages/{message_id}", webhook::edit_message),
    open("DELETE", "/webhooks/{webhook_id}/{webhook_token}/messages/{message_id}", webhook::delete_message),
    open("POST", "/webhooks/{webhook_id}/{webhook_token}", webhook::execute),
    open("GET", "/webhooks/{webhook_id}/{webhook_token}", webhook::get),
    bot("GET", "/webhooks/{webhook_id}", webhook::get),
    bot("DELETE", "/webhooks/{webhook_id}", webhook::delete),
    bot("GET", "/channels/{channel_id}", channel::get),
    bot("POST", "/channels/{channel_id}/typing", channel::typing),
    bot("GET", "/channels/{channel_id}/webhooks", webhook::list),
    bot("POST", "/channels/{channel_id}/webhooks", webhook::create),
    bot("POST", "/channels/{channel_id}/threads", thread::start),
    bot("PATCH", "/channels/{channel_id}", thread::edit),
    bot("GET", "/channels/{channel_id}/messages", message::list),
    bot("POST", "/channels/{channel_id}/messages", message::create),
    bot("POST", "/channels/{channel_id}/messages/bulk-delete", message::bulk_delete),
    bot("GET", "/channels/{channel_id}/messages/{message_id}", message::get),
    bot("PATCH", "/channels/{channel_id}/messages/{message_id}", message::edit),
    bot("DELETE", "/channels/{channel_id}/messages/{message_id}", message::delete),
    bot("POST", "/channels/{channel_id}/messages/{message_id}/threads", thread::start_from_message),
    bot("PUT", "/channels/{channel_id}/messages/{message_id}/reactions/{emoji_name}/@me", message::react),
    bot("DELETE", "/channels/{channel_id}/messages/{message_id}/reactions/{emoji_name}/@me", message::unreact),
    bot("GET", "/guilds/{guild_id}", guild::get),
    bot("GET", "/guilds/{guild_id}/channels", guild::channels),
    bot("GET", "/guilds/{guild_id}/roles", guild::roles),
    bot("GET", "/guilds/{guild_id}/members", guild::members),
    bot("GET", "/guilds/{guild_id}/members/{user_id}", guild::member),
];

/// The route of a request and what its captures stand for, or whether only the method is wrong.
pub(crate) fn find(method: &str, path: &str) -> Result<(&'static Route, Captures), ApiError> {
    let mut wrong_method = false;
    for route in ROUTES {
        if let Some(captures) = matches(route.template, path) {
            if route.method == method {
                return Ok((route, captures));
            }
            wrong_method = true;
        }
    }
    if wrong_method {
        return Err(ApiError::new(405, 0, "405: Method Not Allowed"));
    }
    Err(ApiError::new(404, 0, "404: Not Found"))
}

fn matches(template: &'static str, path: &str) -> Option<Captures> {
    let (mut wanted, mut given) = (template.split('/'), path.split('/'));
    let mut captures = Vec::new();
    loop {
        match (wanted.next(), given.next()) {
            (None, None) => return Some(captures),
            (Some(wanted), Some(given)) => {
                if let Some(name) = wanted.strip_prefix('{').and_then(|rest| rest.strip_suffix('}')) {
                    if given.is_empty() {
                        return None;
                    }
                    captures.push((name, call::percent_decoded(given)));
                } else if wanted != given {
                    return None;
                }
            }
            (None, Some(_)) | (Some(_), None) => return None,
        }
    }
}
