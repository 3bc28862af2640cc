//! The audit log's hash chain: each entry's hash covers the entry and the hash before it.
//!
//! Entries hold no words of comments and no platform ids: people appear under a random key of
//! their own, which can be forgotten without breaking the chain.

use serde::{Deserialize, Serialize};
use sha2::{Digest as _, Sha256};

/// SHA-256.
pub type Hash = [u8; 32];

/// The hash before the first entry.
pub const GENESIS: Hash = [0; 32];

/// What was done.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Act {
    Submitted,
    /// The server's mode let it pass without a person.
    Passed,
    Approved,
    Rejected,
    Edited,
    Deleted,
    Appealed,
    AppealGranted,
    AppealDenied,
    Banned,
    Unbanned,
    SettingsChanged,
    /// A member's data were erased on their request.
    Erased,
    /// Words were erased because their time was over.
    Expired,
}

/// One entry, as it is hashed: its JSON with the fields in this order.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Entry {
    pub guild: u64,
    /// From 1, without gaps, for each server.
    pub sequence: u64,
    /// Milliseconds since 1970.
    pub at: i64,
    pub act: Act,
    /// The key of who did it; empty for the bot itself.
    pub actor: String,
    /// The key of whom it concerns; empty where nobody.
    pub subject: String,
    pub comment: Option<i64>,
    pub revision: Option<u32>,
    /// A short code: the reason, the name of a setting.
    pub detail: String,
}

/// An entry with its place in the chain.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Link {
    pub entry: Entry,
    pub hash: Hash,
}

/// Where the chain is broken.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum Broken {
    #[error("entry {expected} is missing: {found} follows")]
    Gap { expected: u64, found: u64 },
    #[error("entry {0} was changed, or one before it")]
    Altered(u64),
}

impl Entry {
    /// The hash of this entry after `previous`.
    pub fn hash(&self, previous: &Hash) -> Hash {
        let body = serde_json::to_vec(self).unwrap_or_default();
        let mut hasher = Sha256::new();
        hasher.update(previous);
        hasher.update(body);
        hasher.finalize().into()
    }
}

/// Walks along a chain, entry by entry.
#[derive(Debug, Clone)]
pub struct Verifier {
    head: Hash,
    next: u64,
}

impl Default for Verifier {
    fn default() -> Self {
        Self { head: GENESIS, next: 1 }
    }
}

impl Verifier {
    /// Takes the next entry; the first broken one ends the walk.
    pub fn take(&mut self, link: &Link) -> Result<(), Broken> {
        if link.entry.sequence != self.next {
            return Err(Broken::Gap { expected: self.next, found: link.entry.sequence });
        }
        let hash = link.entry.hash(&self.head);
        if hash != link.hash {
            return Err(Broken::Altered(self.next));
        }
        self.head = hash;
        self.next += 1;
        Ok(())
    }

    /// The hash of the last entry taken: kept elsewhere, it shows later that none was cut off.
    pub const fn head(&self) -> Hash {
        self.head
    }

    /// How many entries were taken.
    pub const fn count(&self) -> u64 {
        self.next - 1
    }
}
