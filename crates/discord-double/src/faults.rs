//! Trouble that a test can switch on: slow, refusing, failing and forgetful.

use std::collections::VecDeque;
use std::time::Duration;

/// What shall happen to the next requests of a route.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum RouteFault {
    /// Answer as always, but this much later.
    Delay(Duration),
    /// Do nothing and answer 429, with `Retry-After`.
    RateLimit(Duration),
    /// Do nothing and answer this status.
    Fail(u16),
    /// Do what was asked, then answer this status: the bot cannot know that it worked.
    FailAfter(u16),
    /// Do nothing for so long, then answer 504.
    Hang(Duration),
}

/// What shall happen to the next events.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum EventFault {
    /// Never send it.
    Lose,
    /// Send it twice.
    Duplicate,
    /// Hold it back until the next event has gone out.
    Reorder,
}

#[derive(Debug, Clone)]
pub(crate) struct PlannedRoute {
    pub(crate) route: String,
    pub(crate) fault: RouteFault,
    pub(crate) times: u32,
}

#[derive(Debug, Default)]
pub(crate) struct Faults {
    pub(crate) routes: Vec<PlannedRoute>,
    pub(crate) events: VecDeque<(String, EventFault)>,
    /// Gateway connections still to be refused.
    pub(crate) refuse_connections: u32,
    /// Heartbeats are not acknowledged.
    pub(crate) deaf_to_heartbeats: bool,
}

impl Faults {
    /// The fault planned for a request, if any; one use of it is spent.
    pub(crate) fn for_route(&mut self, route: &str) -> Option<RouteFault> {
        let found = self.routes.iter_mut().find(|planned| planned.times > 0 && planned.route == route)?;
        found.times = found.times.saturating_sub(1);
        Some(found.fault)
    }

    /// The fault planned for an event, if any; it is spent.
    pub(crate) fn for_event(&mut self, event: &str) -> Option<EventFault> {
        let position = self.events.iter().position(|(name, _)| name == event)?;
        self.events.remove(position).map(|(_, fault)| fault)
    }
}
