//! A transaction that changes something.

use super::{Engine, SqlStore};
use crate::desk::{GuildId, StoreError};
use sqlx::any::Any;
use sqlx::{AnyConnection, Transaction};
use tokio::sync::OwnedSemaphorePermit;

/// A transaction; what is not committed is undone.
pub(super) struct Change {
    // Dropped in this order: the next writer begins when this one has ended.
    transaction: Transaction<'static, Any>,
    store: SqlStore,
    _turn: OwnedSemaphorePermit,
}

impl SqlStore {
    /// Begins a change of what belongs to no server, or to more than one.
    pub(super) async fn change(&self) -> Result<Change, StoreError> {
        let turn = std::sync::Arc::clone(&self.writer).acquire_owned().await;
        let turn = turn.map_err(|closed| StoreError(Box::new(closed)))?;
        let transaction = self.pool.begin_with(self.engine.begin()).await?;
        Ok(Change { transaction, store: self.clone(), _turn: turn })
    }

    /// Begins a change on one server. Changes on the same server follow one another, so that what
    /// is read here still holds when it is written, and the audit log has one head.
    pub(super) async fn change_on(&self, guild: GuildId) -> Result<Change, StoreError> {
        let mut change = self.change().await?;
        if self.engine == Engine::Postgres {
            sqlx::query("SELECT pg_advisory_xact_lock_shared(7001, 0), pg_advisory_xact_lock($1)")
                .bind(guild)
                .execute(change.connection())
                .await?;
        }
        Ok(change)
    }

    /// Begins a change on every server at once: it waits for those under way, and others wait for
    /// it. SQLite has one writer at a time anyway.
    pub(super) async fn change_everywhere(&self) -> Result<Change, StoreError> {
        let mut change = self.change().await?;
        if self.engine == Engine::Postgres {
            sqlx::query("SELECT pg_advisory_xact_lock(7001, 0)").execute(change.connection()).await?;
        }
        Ok(change)
    }
}

impl Change {
    pub(super) fn connection(&mut self) -> &mut AnyConnection {
        &mut self.transaction
    }

    pub(super) const fn engine(&self) -> Engine {
        self.store.engine
    }

    pub(super) async fn commit(self) -> Result<(), StoreError> {
        Ok(self.transaction.commit().await?)
    }

    /// Ends the transaction with nothing changed.
    pub(super) async fn undo(self) -> Result<(), StoreError> {
        Ok(self.transaction.rollback().await?)
    }
}
