//! Appeals: filed once, decided by another moderator.

use super::ledger::Kind;
use super::rows::{self, select_appeals};
use crate::desk::{
    Appeal, AppealAgainst, AppealDecided, AppealId, AppealState, AuditNote, Ban, Comment, Errand, Filed, GuildId,
    NewAppeal, NewAppealDecision, Ruling, StoreError,
};
use crate::moderation::CommentState;
use crate::moderation::audit::Act;
use crate::store::SqlStore;
use crate::store::change::Change;
use crate::store::column::{Millis, storable};
use jiff::Timestamp;
use sqlx::Row as _;

/// What an appeal is about, as it stands.
enum Subject {
    Rejection(Box<Comment>),
    Ban(Box<Ban>),
}

impl Subject {
    fn note(&self, appeal: &NewNote<'_>) -> AuditNote {
        let (guild, comment, revision, subject) = match self {
            Self::Rejection(comment) => (comment.guild, Some(comment.id), Some(comment.revision), comment.author),
            Self::Ban(ban) => (ban.guild, ban.comment, None, Some(ban.member)),
        };
        AuditNote {
            guild,
            at: appeal.at,
            act: appeal.act,
            actor: Some(*appeal.actor),
            subject,
            comment,
            revision,
            detail: if matches!(self, Self::Ban(_)) { "ban".to_owned() } else { String::new() },
        }
    }

    /// Whose decision is appealed against.
    fn first_moderator(&self) -> Option<crate::desk::MemberId> {
        match self {
            Self::Rejection(comment) => comment.decision.as_ref().and_then(|decision| decision.by),
            Self::Ban(ban) => Some(ban.by),
        }
    }
}

struct NewNote<'a> {
    act: Act,
    actor: &'a crate::desk::MemberId,
    at: Timestamp,
}

pub(super) async fn file(store: &SqlStore, new: NewAppeal) -> Result<Filed, StoreError> {
    let Some(guild) = guild_of(store, new.against).await? else { return Ok(Filed::Unknown) };
    let mut change = store.change_on(guild).await?;
    if let Some(before) = change.appeal_against(new.against).await? {
        return Ok(if before.by == new.by { Filed::Before(before) } else { Filed::Unknown });
    }
    let Some(subject) = appealable(&mut change, &new).await? else { return Ok(Filed::Unknown) };
    let id = insert(&mut change, guild, &new).await?;
    change.note(&subject.note(&NewNote { act: Act::Appealed, actor: &new.by, at: new.at })).await?;
    change.enqueue(guild, Errand::AppealCard(id), new.at).await?;
    if let Subject::Rejection(comment) = &subject {
        change.enqueue(guild, Errand::Card(comment.id), new.at).await?;
    }
    change.remember((Kind::Appeal, new.key), &[id.0], new.at).await?;
    let appeal = change.known_appeal(id).await?;
    change.commit().await?;
    Ok(Filed::Done(appeal))
}

pub(super) async fn decide(
    store: &SqlStore,
    guild: GuildId,
    new: NewAppealDecision,
) -> Result<AppealDecided, StoreError> {
    let mut change = store.change_on(guild).await?;
    let Some(appeal) = change.appeal(new.appeal).await?.filter(|appeal| appeal.guild == guild) else {
        return Ok(AppealDecided::Unknown);
    };
    if change.before(Kind::DecideAppeal, new.key).await?.first() == Some(&new.appeal.0) {
        return Ok(AppealDecided::Before(appeal));
    }
    if appeal.state != AppealState::Open {
        return Ok(AppealDecided::Closed(appeal));
    }
    let Some(subject) = subject_of(&mut change, &appeal, new.at).await? else {
        change.moot(guild, appeal.against, new.at).await?;
        let appeal = change.known_appeal(appeal.id).await?;
        change.commit().await?;
        return Ok(AppealDecided::Closed(appeal));
    };
    if subject.first_moderator() == Some(new.by) {
        return Ok(AppealDecided::OwnDecision(appeal));
    }
    close(&mut change, &new).await?;
    let act = if new.grant { Act::AppealGranted } else { Act::AppealDenied };
    change.note(&subject.note(&NewNote { act, actor: &new.by, at: new.at })).await?;
    if new.grant {
        grant(&mut change, &subject, new.at).await?;
    }
    tell(&mut change, &appeal, &subject, new.at).await?;
    change.remember((Kind::DecideAppeal, new.key), &[appeal.id.0], new.at).await?;
    let appeal = change.known_appeal(appeal.id).await?;
    change.commit().await?;
    Ok(AppealDecided::Done(appeal))
}

pub(super) async fn one(store: &SqlStore, id: AppealId) -> Result<Option<Appeal>, StoreError> {
    let row = sqlx::query(select_appeals!("WHERE p.id = $1")).bind(id).fetch_optional(&store.pool).await?;
    row.as_ref().map(rows::appeal).transpose()
}

pub(super) async fn open(store: &SqlStore, guild: GuildId, limit: u32) -> Result<Vec<Appeal>, StoreError> {
    let rows = sqlx::query(select_appeals!("WHERE p.guild = $1 AND p.state = 'open' ORDER BY p.id LIMIT $2"))
        .bind(guild)
        .bind(i64::from(limit))
        .fetch_all(&store.pool)
        .await?;
    rows.iter().map(rows::appeal).collect()
}

async fn guild_of(store: &SqlStore, against: AppealAgainst) -> Result<Option<GuildId>, StoreError> {
    let (sql, id) = match against {
        AppealAgainst::Decision(id) => ("SELECT guild FROM decision WHERE id = $1", id.0),
        AppealAgainst::Ban(id) => ("SELECT guild FROM ban WHERE id = $1", id.0),
    };
    let row = sqlx::query(sql).bind(id).fetch_optional(&store.pool).await?;
    Ok(row.map(|row| row.try_get(0)).transpose()?)
}

/// What the member may appeal against: the rejection of their latest revision, their ban in force.
async fn appealable(change: &mut Change, new: &NewAppeal) -> Result<Option<Subject>, StoreError> {
    let subject = change.subject(new.against, new.at).await?;
    Ok(subject.filter(|subject| match subject {
        Subject::Rejection(comment) => comment.author == Some(new.by),
        Subject::Ban(ban) => ban.member == new.by,
    }))
}

async fn subject_of(change: &mut Change, appeal: &Appeal, at: Timestamp) -> Result<Option<Subject>, StoreError> {
    change.subject(appeal.against, at).await
}

async fn insert(change: &mut Change, guild: GuildId, new: &NewAppeal) -> Result<AppealId, StoreError> {
    let (decision, ban) = match new.against {
        AppealAgainst::Decision(id) => (Some(id), None),
        AppealAgainst::Ban(id) => (None, Some(id)),
    };
    let row = sqlx::query(
        "INSERT INTO appeal (guild, decision, ban, filed_by, words, filed_at, state)
         VALUES ($1, $2, $3, $4, $5, $6, 'open') RETURNING id",
    )
    .bind(guild)
    .bind(decision)
    .bind(ban)
    .bind(new.by)
    .bind(&*storable(&new.words))
    .bind(Millis(new.at))
    .fetch_one(change.connection())
    .await?;
    Ok(row.try_get(0)?)
}

async fn close(change: &mut Change, new: &NewAppealDecision) -> Result<(), StoreError> {
    let state = if new.grant { AppealState::Granted } else { AppealState::Denied };
    sqlx::query(
        "UPDATE appeal SET state = $2, decided_by = $3, decided_at = $4, answer = $5 WHERE id = $1 AND state = 'open'",
    )
    .bind(new.appeal)
    .bind(rows::appeal_state_name(state))
    .bind(new.by)
    .bind(Millis(new.at))
    .bind(&*storable(&new.answer))
    .execute(change.connection())
    .await?;
    Ok(())
}

/// The comment is approved as it stands, or the ban ends.
async fn grant(change: &mut Change, subject: &Subject, at: Timestamp) -> Result<(), StoreError> {
    match subject {
        Subject::Rejection(comment) => {
            sqlx::query(
                "UPDATE comment SET state = 'approved', shown = revision, decided_at = $2
                 WHERE id = $1 AND state = 'rejected'",
            )
            .bind(comment.id)
            .bind(Millis(at))
            .execute(change.connection())
            .await?;
        }
        Subject::Ban(ban) => {
            sqlx::query("UPDATE ban SET lifted_at = $2 WHERE id = $1 AND lifted_at IS NULL")
                .bind(ban.id)
                .bind(Millis(at))
                .execute(change.connection())
                .await?;
        }
    }
    Ok(())
}

async fn tell(change: &mut Change, appeal: &Appeal, subject: &Subject, at: Timestamp) -> Result<(), StoreError> {
    change.enqueue(appeal.guild, Errand::AppealCard(appeal.id), at).await?;
    change.enqueue(appeal.guild, Errand::AppealOutcome(appeal.id), at).await?;
    match subject {
        Subject::Rejection(comment) => {
            change.enqueue(appeal.guild, Errand::Card(comment.id), at).await?;
            change.enqueue(appeal.guild, Errand::Publication(comment.id), at).await
        }
        Subject::Ban(ban) => match ban.comment {
            Some(comment) => change.enqueue(appeal.guild, Errand::Card(comment), at).await,
            None => Ok(()),
        },
    }
}

impl Change {
    /// What an appeal is against, while it still stands.
    async fn subject(&mut self, against: AppealAgainst, at: Timestamp) -> Result<Option<Subject>, StoreError> {
        match against {
            AppealAgainst::Decision(id) => {
                let comment = self.comment_decided_by(id).await?;
                let stands = |comment: &Comment| {
                    let latest = comment.decision.as_ref();
                    comment.state == CommentState::Rejected
                        && latest.is_some_and(|decision| decision.id == id && decision.ruling == Ruling::Reject)
                };
                Ok(comment.filter(stands).map(|comment| Subject::Rejection(Box::new(comment))))
            }
            AppealAgainst::Ban(id) => {
                let in_force = |ban: &Ban| ban.lifted_at.is_none() && ban.until.is_none_or(|until| until > at);
                Ok(self.ban(id).await?.filter(in_force).map(|ban| Subject::Ban(Box::new(ban))))
            }
        }
    }

    async fn appeal(&mut self, id: AppealId) -> Result<Option<Appeal>, StoreError> {
        let row = sqlx::query(select_appeals!("WHERE p.id = $1")).bind(id).fetch_optional(self.connection()).await?;
        row.as_ref().map(rows::appeal).transpose()
    }

    /// An appeal that is known to be there.
    async fn known_appeal(&mut self, id: AppealId) -> Result<Appeal, StoreError> {
        self.appeal(id).await?.ok_or_else(|| sqlx::Error::RowNotFound.into())
    }

    async fn appeal_against(&mut self, against: AppealAgainst) -> Result<Option<Appeal>, StoreError> {
        let (sql, id) = match against {
            AppealAgainst::Decision(id) => (select_appeals!("WHERE p.decision = $1"), id.0),
            AppealAgainst::Ban(id) => (select_appeals!("WHERE p.ban = $1"), id.0),
        };
        let row = sqlx::query(sql).bind(id).fetch_optional(self.connection()).await?;
        row.as_ref().map(rows::appeal).transpose()
    }

    /// An open appeal has nothing to be about any more; its card says so.
    pub(super) async fn moot(
        &mut self,
        guild: GuildId,
        against: AppealAgainst,
        at: Timestamp,
    ) -> Result<(), StoreError> {
        let (sql, id) = match against {
            AppealAgainst::Decision(id) => {
                ("UPDATE appeal SET state = 'moot' WHERE decision = $1 AND state = 'open' RETURNING id", id.0)
            }
            AppealAgainst::Ban(id) => {
                ("UPDATE appeal SET state = 'moot' WHERE ban = $1 AND state = 'open' RETURNING id", id.0)
            }
        };
        for row in sqlx::query(sql).bind(id).fetch_all(self.connection()).await? {
            self.enqueue(guild, Errand::AppealCard(row.try_get(0)?), at).await?;
        }
        Ok(())
    }
}
