//! Acting as a member: what a person does in Discord's client, and what the client would not let them do.

pub(crate) mod actor;
pub(crate) mod component;
pub(crate) mod handle;
pub(crate) mod option;
pub(crate) mod place;
pub(crate) mod raise;
pub(crate) mod say;
pub(crate) mod slash;
