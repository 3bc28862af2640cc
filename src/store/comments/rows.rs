//! Rows → comments, decisions, appeals, bans and errands.

use crate::desk::{
    Appeal, AppealAgainst, AppealState, Ban, Claim, Comment, CommentId, Decision, Errand, GuildId, Job, MemberId,
    Persona, Reason, Ruling, Sent, StoreError,
};
use crate::moderation::{CommentState, Verdict};
use crate::store::column::{flag, moment, moment_if_any, small, small_if_any, undecodable};
use sqlx::Row as _;
use sqlx::any::AnyRow;

/// A query for comments; `$from` names the rows of `comment` as `c`, `$rest` what follows.
macro_rules! select_comments {
    ($from:literal, $rest:literal) => {
        concat!(
            "SELECT c.id, c.guild, c.article, a.title AS article_title,
                CASE WHEN a.origin = 'page' THEN a.name END AS article_address,
                c.author, c.persona_name, c.persona_avatar, c.channel, c.below, c.parent, c.state, c.revision,
                c.submitted_at, c.revised_at, c.shown, c.claimed_by, c.claimed_until, r.text, r.checked, n.text AS note, ",
            $crate::store::comments::rows::select_decisions!(@columns),
            " FROM ", $from, "
              JOIN article a ON a.id = c.article
              JOIN revision r ON r.comment = c.id AND r.revision = c.revision
              LEFT JOIN note n ON n.comment = c.id AND n.revision = c.revision
              LEFT JOIN decision d ON d.id = c.decision
              LEFT JOIN appeal p ON p.decision = d.id ",
            $rest
        )
    };
}

/// A query for decisions with their appeals; `$rest` is its conditions on `d`.
macro_rules! select_decisions {
    (@columns) => {
        concat!(
            "d.id AS d_id, d.comment AS d_comment, d.revision AS d_revision, d.ruling AS d_ruling,
             d.decided_by AS d_decided_by, d.reason_code, d.reason_label, d.reason_rule, d.reason_words,
             d.decided_at AS d_decided_at, ",
            $crate::store::comments::rows::select_decisions!(@appeal)
        )
    };
    (@appeal) => {
        "p.id AS p_id, p.guild AS p_guild, p.decision AS p_decision, p.ban AS p_ban, p.filed_by AS p_filed_by,
         p.words AS p_words, p.filed_at AS p_filed_at, p.state AS p_state, p.decided_by AS p_decided_by,
         p.decided_at AS p_decided_at, p.answer AS p_answer"
    };
    ($rest:literal) => {
        concat!(
            "SELECT ",
            $crate::store::comments::rows::select_decisions!(@columns),
            " FROM decision d LEFT JOIN appeal p ON p.decision = d.id ",
            $rest
        )
    };
}

/// A query for appeals; `$rest` is its conditions on `p`.
macro_rules! select_appeals {
    ($rest:literal) => {
        concat!("SELECT ", $crate::store::comments::rows::select_decisions!(@appeal), " FROM appeal p ", $rest)
    };
}

/// A query for bans with their appeals; `$rest` is its conditions on `b`.
macro_rules! select_bans {
    ($rest:literal) => {
        concat!(
            "SELECT b.id, b.guild, b.member, b.banned_by, b.reason, b.comment, b.banned_at, b.ends_at, b.lifted_at, ",
            $crate::store::comments::rows::select_decisions!(@appeal),
            " FROM ban b LEFT JOIN appeal p ON p.ban = b.id ",
            $rest
        )
    };
}

pub(super) use {select_appeals, select_bans, select_comments, select_decisions};

/// Who is meant where the number was erased.
const NOBODY: MemberId = MemberId(0);

pub(super) fn comment(row: &AnyRow) -> Result<Comment, StoreError> {
    let state: &str = row.try_get("state")?;
    let claimed_by: Option<MemberId> = row.try_get("claimed_by")?;
    let claimed_until = moment_if_any(row, "claimed_until")?;
    Ok(Comment {
        id: row.try_get("id")?,
        guild: row.try_get("guild")?,
        article: row.try_get("article")?,
        article_title: row.try_get("article_title")?,
        article_address: row.try_get("article_address")?,
        author: row.try_get("author")?,
        persona: Persona { name: row.try_get("persona_name")?, avatar: row.try_get("persona_avatar")? },
        channel: row.try_get("channel")?,
        below: row.try_get("below")?,
        parent: row.try_get("parent")?,
        state: CommentState::parse(state).ok_or_else(|| unknown("state", state))?,
        revision: small(row, "revision")?,
        text: row.try_get("text")?,
        checked: serde_json::from_str(row.try_get("checked")?)?,
        submitted_at: moment(row, "submitted_at")?,
        revised_at: moment(row, "revised_at")?,
        shown: small_if_any(row, "shown")?,
        decision: decision_if_any(row)?,
        note: row.try_get("note")?,
        claim: claimed_by.zip(claimed_until).map(|(by, until)| Claim { by, until }),
    })
}

/// The decision in a row, where there is one.
pub(super) fn decision_if_any(row: &AnyRow) -> Result<Option<Decision>, StoreError> {
    row.try_get::<Option<i64>, _>("d_id")?.map(|_| decision(row)).transpose()
}

pub(super) fn decision(row: &AnyRow) -> Result<Decision, StoreError> {
    let ruling: &str = row.try_get("d_ruling")?;
    let code: Option<String> = row.try_get("reason_code")?;
    let text = |column| row.try_get::<Option<String>, _>(column).map(Option::unwrap_or_default);
    let reason = match code {
        None => None,
        Some(code) => Some(Reason {
            code,
            label: text("reason_label")?,
            rule: text("reason_rule")?,
            words: text("reason_words")?,
        }),
    };
    Ok(Decision {
        id: row.try_get("d_id")?,
        comment: row.try_get("d_comment")?,
        revision: small(row, "d_revision")?,
        ruling: if ruling == ruling_name(Ruling::Approve) { Ruling::Approve } else { Ruling::Reject },
        by: row.try_get("d_decided_by")?,
        reason,
        at: moment(row, "d_decided_at")?,
        appeal: appeal_if_any(row)?,
    })
}

/// The appeal in a row, where there is one.
pub(super) fn appeal_if_any(row: &AnyRow) -> Result<Option<Appeal>, StoreError> {
    row.try_get::<Option<i64>, _>("p_id")?.map(|_| appeal(row)).transpose()
}

pub(super) fn appeal(row: &AnyRow) -> Result<Appeal, StoreError> {
    let against = match row.try_get("p_decision")? {
        Some(decision) => AppealAgainst::Decision(decision),
        None => AppealAgainst::Ban(row.try_get("p_ban")?),
    };
    let state: &str = row.try_get("p_state")?;
    Ok(Appeal {
        id: row.try_get("p_id")?,
        guild: row.try_get("p_guild")?,
        against,
        by: row.try_get::<Option<_>, _>("p_filed_by")?.unwrap_or(NOBODY),
        words: row.try_get("p_words")?,
        filed_at: moment(row, "p_filed_at")?,
        state: parse_appeal_state(state).ok_or_else(|| unknown("state", state))?,
        decided_by: row.try_get("p_decided_by")?,
        decided_at: moment_if_any(row, "p_decided_at")?,
        answer: row.try_get("p_answer")?,
    })
}

pub(super) fn ban(row: &AnyRow) -> Result<Ban, StoreError> {
    Ok(Ban {
        id: row.try_get("id")?,
        guild: row.try_get("guild")?,
        member: row.try_get::<Option<_>, _>("member")?.unwrap_or(NOBODY),
        by: row.try_get::<Option<_>, _>("banned_by")?.unwrap_or(NOBODY),
        reason: row.try_get("reason")?,
        comment: row.try_get("comment")?,
        at: moment(row, "banned_at")?,
        until: moment_if_any(row, "ends_at")?,
        lifted_at: moment_if_any(row, "lifted_at")?,
        appeal: appeal_if_any(row)?,
    })
}

pub(super) fn job(row: &AnyRow) -> Result<Job, StoreError> {
    Ok(Job {
        id: row.try_get("id")?,
        errand: errand(row)?,
        version: row.try_get("version")?,
        attempts: small(row, "attempts")?,
        first_attempt_at: moment(row, "first_attempt_at")?,
    })
}

pub(super) fn errand(row: &AnyRow) -> Result<Errand, StoreError> {
    let kind: &str = row.try_get("kind")?;
    Ok(match kind {
        "card" => Errand::Card(row.try_get("subject")?),
        "publication" => Errand::Publication(row.try_get("subject")?),
        "outcome" => Errand::Outcome(row.try_get("subject")?),
        "appeal_card" => Errand::AppealCard(row.try_get("subject")?),
        "appeal_outcome" => Errand::AppealOutcome(row.try_get("subject")?),
        "ban_notice" => Errand::BanNotice(row.try_get("subject")?),
        "alert" => Errand::Alert(row.try_get("subject")?),
        _ => return Err(unknown("kind", kind).into()),
    })
}

/// Kind and subject as the tables `errand` and `sent` name an errand.
pub(super) const fn errand_key(errand: Errand) -> (&'static str, i64) {
    match errand {
        Errand::Card(CommentId(id)) => ("card", id),
        Errand::Publication(CommentId(id)) => ("publication", id),
        Errand::Outcome(id) => ("outcome", id.0),
        Errand::AppealCard(id) => ("appeal_card", id.0),
        Errand::AppealOutcome(id) => ("appeal_outcome", id.0),
        Errand::BanNotice(id) => ("ban_notice", id.0),
        Errand::Alert(GuildId(id)) => ("alert", id.cast_signed()),
    }
}

pub(super) fn sent(row: &AnyRow) -> Result<Sent, StoreError> {
    Ok(Sent {
        channel: row.try_get("channel")?,
        message: row.try_get("message")?,
        as_member: flag(row, "as_member")?,
        revision: small(row, "revision")?,
    })
}

pub(super) const fn ruling_name(ruling: Ruling) -> &'static str {
    match ruling {
        Ruling::Approve => "approve",
        Ruling::Reject => "reject",
    }
}

pub(super) const fn verdict_number(verdict: Verdict) -> i64 {
    match verdict {
        Verdict::Allow => 0,
        Verdict::Review => 1,
        Verdict::Block => 2,
    }
}

pub(super) const fn appeal_state_name(state: AppealState) -> &'static str {
    match state {
        AppealState::Open => "open",
        AppealState::Granted => "granted",
        AppealState::Denied => "denied",
        AppealState::Moot => "moot",
    }
}

fn parse_appeal_state(name: &str) -> Option<AppealState> {
    let states = [AppealState::Open, AppealState::Granted, AppealState::Denied, AppealState::Moot];
    states.into_iter().find(|state| appeal_state_name(*state) == name)
}

fn unknown(column: &str, value: &str) -> sqlx::Error {
    undecodable(column, format!("`{value}` is unknown to this version"))
}
