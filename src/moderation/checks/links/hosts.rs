//! The shipped table of hosts by kind.

use std::sync::LazyLock;

/// Hosts and endings by kind.
#[derive(Debug, Default)]
pub(super) struct Hosts {
    pub(super) shorteners: Vec<&'static str>,
    /// Hosts, or a host with the beginning of a path.
    pub(super) invites: Vec<&'static str>,
    pub(super) loggers: Vec<&'static str>,
    pub(super) hosting: Vec<&'static str>,
    pub(super) free: Vec<&'static str>,
    pub(super) cheap: Vec<&'static str>,
}

pub(super) static HOSTS: LazyLock<Hosts> = LazyLock::new(|| {
    let mut hosts = Hosts::default();
    for line in include_str!("hosts.txt").lines().filter(|l| !l.starts_with('#')) {
        let mut fields = line.split_whitespace();
        let kind = match fields.next() {
            Some("shortener") => &mut hosts.shorteners,
            Some("invite") => &mut hosts.invites,
            Some("logger") => &mut hosts.loggers,
            Some("hosting") => &mut hosts.hosting,
            Some("free") => &mut hosts.free,
            Some("cheap") => &mut hosts.cheap,
            Some(_) | None => continue,
        };
        kind.extend(fields);
    }
    hosts
});
