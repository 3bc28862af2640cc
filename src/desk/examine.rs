//! What stands before every comment and every edit: length, frequency, the checks.

use super::comment::Actor;
use super::comment_error::CommentError;
use super::comment_store::StoredSettings;
use super::{Desk, GuildId, StoreError, typed};
use crate::moderation::{
    CheckContext, Checked, Disposition, Fingerprint, Flood, LONGEST_COMMENT, RecentComment, Ruleset, check, disposition,
};
use jiff::{SignedDuration, Timestamp};
use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};

/// How far back repeated comments are looked for.
const RECENT: SignedDuration = SignedDuration::from_hours(6);
const TEN_MINUTES: SignedDuration = SignedDuration::from_mins(10);
const DAY: SignedDuration = SignedDuration::from_hours(24);
/// Servers whose compiled rules are kept; past it, all are compiled anew.
const COMPILED: usize = 1_024;

/// A text about to be stored as a comment.
pub(super) struct Draft<'a> {
    pub(super) text: &'a str,
    pub(super) article: Option<&'a str>,
    /// An edit is no repetition of what it replaces.
    pub(super) is_edit: bool,
}

/// What the checks say, and what follows.
pub(super) struct Examined {
    pub(super) fingerprint: Fingerprint,
    pub(super) checked: Checked,
    pub(super) disposition: Disposition,
}

/// Compiled rules by server, with the settings' version they were made from.
#[derive(Debug, Default)]
pub(super) struct Rulesets {
    compiled: Mutex<HashMap<GuildId, (u32, Arc<Ruleset>)>>,
}

impl Rulesets {
    fn of(&self, guild: GuildId, stored: &StoredSettings) -> Arc<Ruleset> {
        let mut compiled = self.compiled.lock().unwrap_or_else(PoisonError::into_inner);
        match compiled.get(&guild) {
            Some((version, ruleset)) if *version == stored.version => Arc::clone(ruleset),
            _ => {
                if compiled.len() >= COMPILED {
                    compiled.clear();
                }
                let ruleset = Arc::new(Ruleset::compile(&stored.settings.rules));
                compiled.insert(guild, (stored.version, Arc::clone(&ruleset)));
                ruleset
            }
        }
    }
}

/// The comment's words, if they can be taken.
pub(super) fn fitting(text: &str) -> Result<String, CommentError> {
    let text = typed::clean(text);
    if typed::is_blank(&text) {
        return Err(CommentError::Empty);
    }
    match typed::length(&text) {
        length if length > LONGEST_COMMENT => Err(CommentError::TooLong(length)),
        _ => Ok(text),
    }
}

impl Desk {
    /// The server's settings, where comments are taken.
    pub(super) async fn open_settings(&self, actor: &Actor) -> Result<StoredSettings, CommentError> {
        let stored = self.comments.settings(actor.guild).await?;
        self.standings.note(&stored.settings, actor);
        if stored.settings.is_ready() { Ok(stored) } else { Err(CommentError::NotSetUp) }
    }

    /// Refuses with the time to wait where the member commented too often.
    pub(super) async fn limit_rate(&self, actor: &Actor, flood: Flood) -> Result<(), CommentError> {
        let now = self.now();
        let times = self.comments.activity(actor.guild, actor.member, now - DAY).await?;
        match wait(flood, &times, now) {
            Some(wait) => Err(CommentError::TooOften { wait }),
            None => Ok(()),
        }
    }

    /// Runs the checks and asks the policy.
    pub(super) async fn examine(
        &self,
        actor: &Actor,
        stored: &StoredSettings,
        draft: Draft<'_>,
    ) -> Result<Examined, StoreError> {
        let author = self.comments.author_history(actor.guild, actor.member).await?.record;
        let recent = self.recent(actor, draft.is_edit).await?;
        let rules = self.rulesets.of(actor.guild, stored);
        let (text, article, engine) = (draft.text.to_owned(), draft.article.map(str::to_owned), self.engine);
        // Off the threads that keep the gateway alive.
        let checks = tokio::task::spawn_blocking(move || {
            let context = CheckContext {
                rules: Some(&rules),
                article: article.as_deref(),
                author: Some(author),
                recent: &recent,
                reader: engine.reader(),
                judgement: None,
            };
            check(&text, context)
        });
        let checked = checks.await.map_err(|e| StoreError(Box::new(e)))?;
        let disposition = disposition(stored.settings.mode, checked.verdict(), author);
        Ok(Examined { fingerprint: Fingerprint::of(draft.text), checked, disposition })
    }

    async fn recent(&self, actor: &Actor, is_edit: bool) -> Result<Vec<RecentComment>, StoreError> {
        let now = self.now();
        let found = self.comments.recent_fingerprints(actor.guild, now - RECENT).await?;
        let comments = found.into_iter().map(|(author, at, fingerprint)| RecentComment {
            own: author == actor.member,
            age: u32::try_from(now.duration_since(at).as_secs()).unwrap_or_default(),
            fingerprint,
        });
        Ok(comments.filter(|comment| !(is_edit && comment.own)).collect())
    }
}

/// How long to wait until both windows have room; `times` are oldest first.
fn wait(flood: Flood, times: &[Timestamp], now: Timestamp) -> Option<SignedDuration> {
    let full = |limit: u32, window: SignedDuration| {
        let within = times.iter().rev().take_while(|&&at| now.duration_since(at) < window);
        // With one more, the oldest of the last `limit` has to leave the window first.
        let oldest = within.take(limit as usize).enumerate().last();
        let (_, &at) = oldest.filter(|(index, _)| index + 1 >= limit as usize)?;
        Some(window - now.duration_since(at))
    };
    full(flood.per_ten_minutes, TEN_MINUTES).max(full(flood.per_day, DAY))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_full_window_says_how_long_to_wait() {
        let at = |second: i64| Timestamp::from_second(100_000 + second).unwrap();
        let flood = Flood { per_ten_minutes: 2, per_day: 3 };
        let table: [(&[i64], i64, Option<i64>); 7] = [
            (&[], 0, None),
            (&[0], 0, None),
            (&[0, 100], 100, Some(500)),
            (&[0, 100], 599, Some(1)),
            (&[0, 100], 600, None),
            (&[0, 700, 800], 1_000, Some(85_400)),
            (&[0, 700, 800], 86_400, None),
        ];
        for (times, now, expected) in table {
            let times: Vec<_> = times.iter().map(|&second| at(second)).collect();
            assert_eq!(wait(flood, &times, at(now)).map(|wait| wait.as_secs()), expected, "{times:?} at {now}");
        }
    }

    #[test]
    fn the_longest_comment_fits_and_one_character_more_does_not() {
        assert!(fitting(&"ñ".repeat(LONGEST_COMMENT)).is_ok());
        let long = fitting(&"ñ".repeat(LONGEST_COMMENT + 1));
        assert!(matches!(long, Err(CommentError::TooLong(2_001))), "{long:?}");
        let blank = fitting(" \u{200b} ");
        assert!(matches!(blank, Err(CommentError::Empty)), "{blank:?}");
    }
}
