//! The export as one table of comma-separated values.

use super::Record;
use crate::desk::{AppealState, Comment, Decision, Ruling};
use crate::moderation::audit::Link;
use jiff::Timestamp;
use std::io;

/// One row is a comment, a decision or an audit entry; what it has no word on is empty.
const COLUMNS: [&str; 21] = [
    "record",
    "guild",
    "id",
    "at",
    "comment",
    "revision",
    "article",
    "article_title",
    "article_address",
    "author",
    "author_name",
    "state",
    "verdict",
    "text",
    "by",
    "ruling_or_act",
    "reason",
    "reason_words",
    "appeal",
    "subject",
    "hash",
];

/// A table being written.
pub(super) struct Sheet<W: io::Write> {
    rows: csv::Writer<W>,
}

impl<W: io::Write> Sheet<W> {
    pub(super) fn new(out: W) -> io::Result<Self> {
        let mut rows = csv::Writer::from_writer(out);
        rows.write_record(COLUMNS)?;
        Ok(Self { rows })
    }

    pub(super) fn write(&mut self, record: &Record<'_>) -> io::Result<()> {
        match record {
            Record::Comment(comment, decisions) => {
                self.row(&comment_row(comment))?;
                decisions.iter().try_for_each(|decision| self.row(&decision_row(comment, decision)))
            }
            Record::Entry(link) => self.row(&entry_row(link)),
        }
    }

    pub(super) fn finish(mut self) -> io::Result<()> {
        self.rows.flush()
    }

    fn row(&mut self, cells: &[(&str, String)]) -> io::Result<()> {
        let cell = |column: &&str| cells.iter().find(|(name, _)| name == column).map(|(_, text)| harmless(text));
        self.rows.write_record(COLUMNS.iter().map(|column| cell(column).unwrap_or_default()))?;
        Ok(())
    }
}

fn comment_row(comment: &Comment) -> Vec<(&'static str, String)> {
    vec![
        ("record", "comment".to_owned()),
        ("guild", comment.guild.0.to_string()),
        ("id", comment.id.0.to_string()),
        ("at", comment.submitted_at.to_string()),
        ("comment", comment.id.0.to_string()),
        ("revision", comment.revision.to_string()),
        ("article", comment.article.0.to_string()),
        ("article_title", comment.article_title.clone().unwrap_or_default()),
        ("article_address", comment.article_address.clone().unwrap_or_default()),
        ("author", comment.author.map(|author| author.0.to_string()).unwrap_or_default()),
        ("author_name", comment.persona.name.clone()),
        ("state", comment.state.name().to_owned()),
        ("verdict", comment.checked.verdict().name().to_owned()),
        ("text", comment.text.clone()),
    ]
}

fn decision_row(comment: &Comment, decision: &Decision) -> Vec<(&'static str, String)> {
    let reason = decision.reason.clone().unwrap_or_default();
    vec![
        ("record", "decision".to_owned()),
        ("guild", comment.guild.0.to_string()),
        ("id", decision.id.0.to_string()),
        ("at", decision.at.to_string()),
        ("comment", comment.id.0.to_string()),
        ("revision", decision.revision.to_string()),
        ("by", decision.by.map(|by| by.0.to_string()).unwrap_or_default()),
        ("ruling_or_act", ruling(decision.ruling).to_owned()),
        ("reason", reason.code),
        ("reason_words", reason.words),
        ("appeal", decision.appeal.as_ref().map(|a| appeal_state(a.state).to_owned()).unwrap_or_default()),
    ]
}

fn entry_row(link: &Link) -> Vec<(&'static str, String)> {
    let entry = &link.entry;
    let act = serde_json::to_value(entry.act).unwrap_or_default();
    vec![
        ("record", "audit".to_owned()),
        ("guild", entry.guild.to_string()),
        ("id", entry.sequence.to_string()),
        ("at", time(entry.at)),
        ("comment", entry.comment.map(|id| id.to_string()).unwrap_or_default()),
        ("revision", entry.revision.map(|revision| revision.to_string()).unwrap_or_default()),
        ("by", entry.actor.clone()),
        ("ruling_or_act", act.as_str().unwrap_or_default().to_owned()),
        ("reason", entry.detail.clone()),
        ("subject", entry.subject.clone()),
        ("hash", hex::encode(link.hash)),
    ]
}

/// A spreadsheet takes a cell that begins like this for a formula, and runs it (OWASP, “CSV
/// Injection”); after an apostrophe it is text.
fn harmless(text: &str) -> String {
    let formula = text.starts_with(['=', '+', '-', '@', '\t', '\r', '\n', '＝', '＋', '－', '＠']);
    if formula { format!("'{text}") } else { text.to_owned() }
}

pub(super) const fn ruling(ruling: Ruling) -> &'static str {
    match ruling {
        Ruling::Approve => "approve",
        Ruling::Reject => "reject",
    }
}

pub(super) const fn appeal_state(state: AppealState) -> &'static str {
    match state {
        AppealState::Open => "open",
        AppealState::Granted => "granted",
        AppealState::Denied => "denied",
        AppealState::Moot => "moot",
    }
}

pub(super) fn time(millis: i64) -> String {
    Timestamp::from_millisecond(millis).map(|time| time.to_string()).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_spreadsheet_would_run_becomes_text_and_the_rest_stays() {
        for formula in ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "＝1+1"] {
            assert_eq!(harmless(formula), format!("'{formula}"));
        }
        for text in ["a=b", "", "'", " =1", "12"] {
            assert_eq!(harmless(text), text);
        }
    }
}
