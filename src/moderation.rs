//! Comments: the checks on their text, the policy that weighs what was found, their states, a
//! server's settings and the hash chain of the audit log.
//!
//! Pure. A check annotates; whether a comment is held follows from [`disposition`], and what
//! becomes of a held one is decided by people.

mod address;
pub mod audit;
mod checks;
mod context;
mod finding;
mod fingerprint;
mod lists;
mod normal;
mod note;
mod policy;
mod settings;
mod state;

pub use checks::spam::training as spam_training;
pub use checks::{check, kinds, toxicity, warm_up};
pub use context::{AuthorRecord, CheckContext, RecentComment};
pub use finding::{Check, Checked, Finding, Scores, Severity, Verdict};
pub use fingerprint::Fingerprint;
pub use lists::{DomainLists, WordLists, Written};
pub use note::note;
pub use policy::{Disposition, Ruleset, disposition};
pub use settings::{Alerts, Flood, Mode, ModelUse, ReasonTemplate, Retention, Rules, Settings, Thresholds, WordRule};
pub use state::{CommentEvent, CommentState, Impossible};

/// The longest comment, in characters: a form of Discord's takes up to 4,000, a message shows 2,000.
pub const LONGEST_COMMENT: usize = 2_000;
