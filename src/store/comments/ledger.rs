//! What every change leaves behind: its audit entry, its errands, and its key.

use super::rows::errand_key;
use crate::desk::{AuditNote, Errand, GuildId, Key, MemberId, StoreError};
use crate::moderation::audit::{Act, Entry, GENESIS, Hash, Link};
use crate::store::change::Change;
use crate::store::column::{Millis, count, small_if_any, storable, undecodable};
use jiff::Timestamp;
use sqlx::Row as _;
use sqlx::any::AnyRow;

/// Kinds of change that an interaction makes once.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    Submit,
    Revise,
    Withdraw,
    Decide,
    RejectAll,
    Ban,
    Appeal,
    DecideAppeal,
}

impl Kind {
    pub(super) const fn name(self) -> &'static str {
        match self {
            Self::Submit => "submit",
            Self::Revise => "revise",
            Self::Withdraw => "withdraw",
            Self::Decide => "decide",
            Self::RejectAll => "reject_all",
            Self::Ban => "ban",
            Self::Appeal => "appeal",
            Self::DecideAppeal => "decide_appeal",
        }
    }
}

impl Change {
    /// What the same key changed before.
    pub(super) async fn before(&mut self, kind: Kind, key: Key) -> Result<Vec<i64>, StoreError> {
        let rows = sqlx::query("SELECT subject FROM once WHERE kind = $1 AND key = $2 ORDER BY item")
            .bind(kind.name())
            .bind(key)
            .fetch_all(self.connection())
            .await?;
        Ok(rows.iter().map(|row| row.try_get(0)).collect::<Result<_, _>>()?)
    }

    /// Remembers what the key changed.
    pub(super) async fn remember(
        &mut self,
        (kind, key): (Kind, Key),
        subjects: &[i64],
        at: Timestamp,
    ) -> Result<(), StoreError> {
        for (item, subject) in (0_i64..).zip(subjects) {
            sqlx::query("INSERT INTO once (kind, key, item, subject, at) VALUES ($1, $2, $3, $4, $5)")
                .bind(kind.name())
                .bind(key)
                .bind(item)
                .bind(*subject)
                .bind(Millis(at))
                .execute(self.connection())
                .await?;
        }
        Ok(())
    }

    /// Asks for an errand. One that is under way now is run again when its lease is over or it
    /// has ended; one that waits or is stuck is due at once.
    pub(super) async fn enqueue(&mut self, guild: GuildId, errand: Errand, at: Timestamp) -> Result<(), StoreError> {
        let (kind, subject) = errand_key(errand);
        sqlx::query(
            "INSERT INTO errand (kind, subject, guild, asked_at, due_at) VALUES ($1, $2, $3, $4, $4)
             ON CONFLICT (kind, subject) DO UPDATE SET version = errand.version + 1, asked_at = $4, stuck = NULL,
                due_at = CASE WHEN errand.leased_until > $4 THEN errand.leased_until ELSE $4 END",
        )
        .bind(kind)
        .bind(subject)
        .bind(guild)
        .bind(Millis(at))
        .execute(self.connection())
        .await?;
        Ok(())
    }

    /// Whether the errand has a message, or may have: one is being sent, or waits to be.
    pub(super) async fn perhaps_sent(&mut self, errand: Errand) -> Result<bool, StoreError> {
        let (kind, subject) = errand_key(errand);
        let row = sqlx::query(
            "SELECT 1 WHERE EXISTS (SELECT 1 FROM sent WHERE kind = $1 AND subject = $2)
                OR EXISTS (SELECT 1 FROM errand WHERE kind = $1 AND subject = $2)",
        )
        .bind(kind)
        .bind(subject)
        .fetch_optional(self.connection())
        .await?;
        Ok(row.is_some())
    }

    /// Writes the next entry of the server's audit log. Needs the server's lock.
    pub(super) async fn note(&mut self, note: &AuditNote) -> Result<(), StoreError> {
        let actor = self.person(note.guild, note.actor).await?;
        let subject =
            if note.subject == note.actor { actor.clone() } else { self.person(note.guild, note.subject).await? };
        let (last, previous) = self.head(note.guild).await?;
        let mut entry = note.entry(last + 1, actor, subject);
        entry.detail = storable(&entry.detail).into_owned();
        let hash = entry.hash(&previous);
        sqlx::query(
            "INSERT INTO audit (guild, sequence, at, act, actor, subject, comment, revision, detail, hash)
             VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)",
        )
        .bind(note.guild)
        .bind(entry.sequence.cast_signed())
        .bind(entry.at)
        .bind(act_name(entry.act)?)
        .bind(entry.actor)
        .bind(entry.subject)
        .bind(note.comment)
        .bind(note.revision.map(i64::from))
        .bind(entry.detail)
        .bind(hash.to_vec())
        .execute(self.connection())
        .await?;
        Ok(())
    }

    /// The log's last sequence number and hash.
    async fn head(&mut self, guild: GuildId) -> Result<(u64, Hash), StoreError> {
        let row = sqlx::query("SELECT sequence, hash FROM audit WHERE guild = $1 ORDER BY sequence DESC LIMIT 1")
            .bind(guild)
            .fetch_optional(self.connection())
            .await?;
        row.map_or(Ok((0, GENESIS)), |row| Ok((count(&row, "sequence")?, hash(&row)?)))
    }

    /// The member's key in the server's log, made where there is none.
    async fn person(&mut self, guild: GuildId, member: Option<MemberId>) -> Result<String, StoreError> {
        let Some(member) = member else { return Ok(String::new()) };
        let row = sqlx::query("SELECT key FROM person WHERE guild = $1 AND member = $2")
            .bind(guild)
            .bind(member)
            .fetch_optional(self.connection())
            .await?;
        if let Some(row) = row {
            return Ok(row.try_get(0)?);
        }
        let mut bytes = [0; 16];
        getrandom::fill(&mut bytes).map_err(|error| StoreError(Box::new(error)))?;
        let key = hex::encode(bytes);
        sqlx::query("INSERT INTO person (guild, member, key) VALUES ($1, $2, $3)")
            .bind(guild)
            .bind(member)
            .bind(key.as_str())
            .execute(self.connection())
            .await?;
        Ok(key)
    }
}

/// An act's name in the log, as it is hashed.
fn act_name(act: Act) -> Result<String, StoreError> {
    let name = serde_json::to_value(act)?;
    Ok(name.as_str().unwrap_or_default().to_owned())
}

pub(super) fn act(row: &AnyRow) -> Result<Act, StoreError> {
    let name: String = row.try_get("act")?;
    Ok(serde_json::from_value(serde_json::Value::String(name))?)
}

/// An entry with its hash, as stored.
pub(super) fn link(row: &AnyRow) -> Result<Link, StoreError> {
    let entry = Entry {
        guild: row.try_get::<GuildId, _>("guild")?.0,
        sequence: count(row, "sequence")?,
        at: row.try_get("at")?,
        act: act(row)?,
        actor: row.try_get("actor")?,
        subject: row.try_get("subject")?,
        comment: row.try_get("comment")?,
        revision: small_if_any(row, "revision")?,
        detail: row.try_get("detail")?,
    };
    Ok(Link { entry, hash: hash(row)? })
}

fn hash(row: &AnyRow) -> Result<Hash, sqlx::Error> {
    let bytes: Vec<u8> = row.try_get("hash")?;
    bytes.try_into().map_err(|_| undecodable("hash", "a hash has 32 bytes"))
}
