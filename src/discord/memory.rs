//! Small bounded memories: what was seen, which language a server speaks, where writing is
//! forbidden. All may be forgotten at any time; nothing depends on them but good manners.

use crate::responder::Locale;
use std::collections::{HashMap, HashSet, VecDeque};
use std::hash::Hash;
use std::sync::{Mutex, PoisonError};
use std::time::{Duration, Instant};

/// The last things that came in; a gateway that resumes may deliver one twice.
#[derive(Debug)]
pub(super) struct Seen {
    ids: Mutex<(HashSet<u64>, VecDeque<u64>)>,
}

const REMEMBERED: usize = 4_096;

impl Seen {
    pub(super) fn new() -> Self {
        Self { ids: Mutex::default() }
    }

    /// Whether this is the first time.
    pub(super) fn first_time(&self, id: u64) -> bool {
        let mut ids = self.ids.lock().unwrap_or_else(PoisonError::into_inner);
        let (known, order) = &mut *ids;
        if !known.insert(id) {
            return false;
        }
        order.push_back(id);
        if order.len() > REMEMBERED
            && let Some(oldest) = order.pop_front()
        {
            known.remove(&oldest);
        }
        true
    }
}

/// A bounded map; full, it forgets everything.
#[derive(Debug)]
struct Notes<K, V>(Mutex<HashMap<K, V>>);

impl<K: Eq + Hash, V: Copy> Notes<K, V> {
    fn new() -> Self {
        Self(Mutex::new(HashMap::new()))
    }

    fn set(&self, key: K, value: V) {
        let mut notes = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if notes.len() >= REMEMBERED {
            notes.clear();
        }
        notes.insert(key, value);
    }

    fn get(&self, key: &K) -> Option<V> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).get(key).copied()
    }
}

/// The language of each server, as its interactions say.
#[derive(Debug)]
pub(super) struct Languages(Notes<u64, Locale>);

impl Languages {
    pub(super) fn new() -> Self {
        Self(Notes::new())
    }

    pub(super) fn set(&self, guild: u64, locale: Locale) {
        self.0.set(guild, locale);
    }

    pub(super) fn get(&self, guild: u64) -> Option<Locale> {
        self.0.get(&guild)
    }
}

/// Channels that refused a message; asking again at once would count as an invalid request,
/// of which Discord allows 10,000 in ten minutes.
#[derive(Debug)]
pub(super) struct Silence(Notes<u64, Instant>);

const SILENT_FOR: Duration = Duration::from_mins(10);

impl Silence {
    pub(super) fn new() -> Self {
        Self(Notes::new())
    }

    pub(super) fn keep(&self, channel: u64) {
        self.0.set(channel, Instant::now());
    }

    pub(super) fn kept(&self, channel: u64) -> bool {
        self.0.get(&channel).is_some_and(|since| since.elapsed() < SILENT_FOR)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_seen_is_not_new_until_much_else_came() {
        let seen = Seen::new();
        assert!(seen.first_time(7));
        assert!(!seen.first_time(7));
        (100..100 + 4_096).for_each(|id| assert!(seen.first_time(id)));
        assert!(seen.first_time(7));
    }
}
