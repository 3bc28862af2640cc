//! A server's lists of domains, compiled.

use crate::moderation::Rules;
use crate::moderation::address::normal_domain;
use std::collections::HashSet;

/// Blocked and allowed domains, each with its subdomains.
#[derive(Debug, Clone, Default)]
pub(in crate::moderation) struct Domains {
    blocked: HashSet<String>,
    allowed: HashSet<String>,
    only_allowed: bool,
}

/// What the server's lists say of a host.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::moderation) enum Listed {
    Blocked,
    Allowed,
    /// Only listed domains are allowed, and this is none of them.
    NotAllowed,
    Unknown,
}

impl Domains {
    /// Entries that are no domains are left out.
    pub(in crate::moderation) fn compile(rules: &Rules) -> Self {
        let set = |list: &[String]| list.iter().filter_map(|written| normal_domain(written)).collect();
        Self {
            blocked: set(&rules.blocked_domains),
            allowed: set(&rules.allowed_domains),
            only_allowed: rules.only_allowed_domains,
        }
    }

    /// The longest listed domain that covers the host decides; blocked wins a tie.
    pub(in crate::moderation) fn listed(&self, host: &str) -> Listed {
        let mut domain = host;
        loop {
            if self.blocked.contains(domain) {
                return Listed::Blocked;
            }
            if self.allowed.contains(domain) {
                return Listed::Allowed;
            }
            match domain.split_once('.') {
                Some((_, parent)) => domain = parent,
                None if self.only_allowed => return Listed::NotAllowed,
                None => return Listed::Unknown,
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_longest_listed_domain_decides() {
        let list = |domains: &[&str]| domains.iter().map(|&d| d.to_owned()).collect();
        let mut rules = Rules {
            blocked_domains: list(&["example.org", "https://www.bad.example.net/", "not a domain"]),
            allowed_domains: list(&["good.example.org", "example.com"]),
            ..Rules::default()
        };
        let open = Domains::compile(&rules);
        rules.only_allowed_domains = true;
        let closed = Domains::compile(&rules);
        let cases = [
            ("example.org", Listed::Blocked, Listed::Blocked),
            ("a.b.example.org", Listed::Blocked, Listed::Blocked),
            ("x.good.example.org", Listed::Allowed, Listed::Allowed),
            ("notexample.org", Listed::Unknown, Listed::NotAllowed),
            ("bad.example.net", Listed::Blocked, Listed::Blocked),
            ("example.net", Listed::Unknown, Listed::NotAllowed),
            ("example.com", Listed::Allowed, Listed::Allowed),
        ];
        for (host, when_open, when_closed) in cases {
            assert_eq!((open.listed(host), closed.listed(host)), (when_open, when_closed), "{host}");
        }
    }
}
