//! The tables with their columns, for copies of the whole database.

/// What a column holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    Integer,
    Text,
    /// Written as hexadecimal digits.
    Bytes,
}

/// A table with its columns.
#[derive(Debug, Clone, Copy)]
pub(super) struct Table {
    pub(super) name: &'static str,
    pub(super) columns: &'static [(&'static str, Kind)],
    /// By which columns rows are ordered: what a row refers to in its own table comes before it.
    pub(super) key: &'static str,
    /// Whether the database gives out its numbers.
    pub(super) numbered: bool,
}

use Kind::{Bytes, Integer, Text};

/// Every table, each after those that it refers to.
pub(super) const TABLES: [Table; 19] = [
    Table { name: "article", columns: ARTICLE, key: "id", numbered: true },
    Table { name: "alias", columns: &[("address", Text), ("canonical", Text)], key: "address", numbered: false },
    Table { name: "request", columns: REQUEST, key: "article, channel, member", numbered: false },
    Table {
        name: "settings",
        columns: &[("guild", Integer), ("version", Integer), ("body", Text)],
        key: "guild",
        numbered: false,
    },
    Table {
        name: "person",
        columns: &[("guild", Integer), ("member", Integer), ("key", Text)],
        key: "guild, member",
        numbered: false,
    },
    Table { name: "comment", columns: COMMENT, key: "id", numbered: true },
    Table { name: "revision", columns: REVISION, key: "comment, revision", numbered: false },
    Table { name: "decision", columns: DECISION, key: "id", numbered: true },
    Table { name: "ban", columns: BAN, key: "id", numbered: true },
    Table { name: "appeal", columns: APPEAL, key: "id", numbered: true },
    Table { name: "errand", columns: ERRAND, key: "id", numbered: true },
    Table { name: "sent", columns: SENT, key: "kind, subject", numbered: false },
    Table {
        name: "thread",
        columns: &[("guild", Integer), ("article", Integer), ("channel", Integer), ("thread", Integer)],
        key: "guild, article",
        numbered: false,
    },
    Table { name: "alert", columns: &[("guild", Integer), ("asked_at", Integer)], key: "guild", numbered: false },
    Table { name: "audit", columns: AUDIT, key: "guild, sequence", numbered: false },
    Table {
        name: "model_use",
        columns: &[("day", Text), ("scope", Text), ("subject", Integer), ("tokens", Integer), ("cost", Integer)],
        key: "day, scope, subject",
        numbered: false,
    },
    Table { name: "draft", columns: DRAFT, key: "id", numbered: true },
    Table { name: "note", columns: NOTE, key: "comment, revision", numbered: false },
    Table { name: "once", columns: ONCE, key: "kind, key, item", numbered: false },
];

const ARTICLE: &[(&str, Kind)] = &[
    ("id", Integer),
    ("origin", Text),
    ("name", Text),
    ("text", Text),
    ("text_hash", Bytes),
    ("title", Text),
    ("byline", Text),
    ("published", Text),
    ("site_name", Text),
    ("image", Text),
    ("stated", Text),
    ("etag", Text),
    ("last_modified", Text),
    ("read_at", Integer),
    ("checked_at", Integer),
    ("supersedes", Integer),
    ("search", Text),
];

const REQUEST: &[(&str, Kind)] =
    &[("article", Integer), ("channel", Integer), ("member", Integer), ("guild", Integer), ("asked_at", Integer)];

const COMMENT: &[(&str, Kind)] = &[
    ("id", Integer),
    ("guild", Integer),
    ("article", Integer),
    ("author", Integer),
    ("persona_name", Text),
    ("persona_avatar", Text),
    ("channel", Integer),
    ("below", Integer),
    ("parent", Integer),
    ("state", Text),
    ("revision", Integer),
    ("shown", Integer),
    ("verdict", Integer),
    ("fingerprint", Integer),
    ("submitted_at", Integer),
    ("revised_at", Integer),
    ("decision", Integer),
    ("decided_at", Integer),
    ("claimed_by", Integer),
    ("claimed_until", Integer),
];

const REVISION: &[(&str, Kind)] = &[
    ("comment", Integer),
    ("revision", Integer),
    ("guild", Integer),
    ("author", Integer),
    ("text", Text),
    ("checked", Text),
    ("written_at", Integer),
];

const DECISION: &[(&str, Kind)] = &[
    ("id", Integer),
    ("comment", Integer),
    ("revision", Integer),
    ("guild", Integer),
    ("author", Integer),
    ("ruling", Text),
    ("decided_by", Integer),
    ("by_mode", Integer),
    ("settled", Integer),
    ("reason_code", Text),
    ("reason_label", Text),
    ("reason_rule", Text),
    ("reason_words", Text),
    ("decided_at", Integer),
    ("waited", Integer),
];

const BAN: &[(&str, Kind)] = &[
    ("id", Integer),
    ("guild", Integer),
    ("member", Integer),
    ("banned_by", Integer),
    ("reason", Text),
    ("comment", Integer),
    ("banned_at", Integer),
    ("ends_at", Integer),
    ("lifted_at", Integer),
];

const APPEAL: &[(&str, Kind)] = &[
    ("id", Integer),
    ("guild", Integer),
    ("decision", Integer),
    ("ban", Integer),
    ("filed_by", Integer),
    ("words", Text),
    ("filed_at", Integer),
    ("state", Text),
    ("decided_by", Integer),
    ("decided_at", Integer),
    ("answer", Text),
];

const ERRAND: &[(&str, Kind)] = &[
    ("id", Integer),
    ("kind", Text),
    ("subject", Integer),
    ("guild", Integer),
    ("version", Integer),
    ("asked_at", Integer),
    ("due_at", Integer),
    ("leased_until", Integer),
    ("attempts", Integer),
    ("first_attempt_at", Integer),
    ("stuck", Text),
];

const SENT: &[(&str, Kind)] = &[
    ("kind", Text),
    ("subject", Integer),
    ("channel", Integer),
    ("message", Integer),
    ("as_member", Integer),
    ("revision", Integer),
];

const DRAFT: &[(&str, Kind)] = &[
    ("id", Integer),
    ("article", Integer),
    ("length", Text),
    ("engine", Text),
    ("model", Text),
    ("body", Text),
    ("written_at", Integer),
];

const NOTE: &[(&str, Kind)] =
    &[("comment", Integer), ("revision", Integer), ("text", Text), ("engine", Text), ("written_at", Integer)];

const AUDIT: &[(&str, Kind)] = &[
    ("guild", Integer),
    ("sequence", Integer),
    ("at", Integer),
    ("act", Text),
    ("actor", Text),
    ("subject", Text),
    ("comment", Integer),
    ("revision", Integer),
    ("detail", Text),
    ("hash", Bytes),
];

const ONCE: &[(&str, Kind)] =
    &[("kind", Text), ("key", Integer), ("item", Integer), ("subject", Integer), ("at", Integer)];

impl Table {
    pub(super) fn names(&self) -> Vec<&'static str> {
        self.columns.iter().map(|(name, _)| *name).collect()
    }
}
