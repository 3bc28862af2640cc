//! A copy of everything held on a member.

use crate::desk::{MemberId, PersonalData, StoreError};
use crate::store::SqlStore;
use crate::store::column::moment_if_any;
use serde_json::Value;
use sqlx::Row as _;
use sqlx::any::AnyRow;

/// How a column is shown.
#[derive(Debug, Clone, Copy)]
enum Shape {
    /// As text: readers of JSON round large numbers.
    Id,
    Number,
    Time,
    Text,
    Json,
}
use Shape::{Id, Json, Number, Text, Time};

/// Rows on one member, who is `$1`.
struct Table {
    name: &'static str,
    columns: &'static [(&'static str, Shape)],
    rest: &'static str,
}

const TABLES: [Table; 16] = [
    Table {
        name: "request",
        columns: &[
            ("article", Number),
            ("title", Text),
            ("name", Text),
            ("guild", Id),
            ("channel", Id),
            ("asked_at", Time),
        ],
        rest: "FROM request JOIN article ON article.id = request.article WHERE member = $1 ORDER BY asked_at",
    },
    Table {
        name: "comment",
        columns: &[
            ("id", Number),
            ("guild", Id),
            ("article", Number),
            ("persona_name", Text),
            ("persona_avatar", Text),
            ("channel", Id),
            ("below", Id),
            ("parent", Number),
            ("state", Text),
            ("revision", Number),
            ("shown", Number),
            ("submitted_at", Time),
            ("revised_at", Time),
        ],
        rest: "FROM comment WHERE author = $1 ORDER BY id",
    },
    Table {
        name: "revision",
        columns: &[("comment", Number), ("revision", Number), ("text", Text), ("checked", Json), ("written_at", Time)],
        rest: "FROM revision WHERE comment IN (SELECT id FROM comment WHERE author = $1) ORDER BY comment, revision",
    },
    Table { name: "decision", columns: DECISION, rest: "FROM decision WHERE author = $1 ORDER BY id" },
    Table { name: "decision made", columns: DECISION, rest: "FROM decision WHERE decided_by = $1 ORDER BY id" },
    Table { name: "appeal", columns: APPEAL, rest: "FROM appeal WHERE filed_by = $1 ORDER BY id" },
    Table { name: "appeal decided", columns: APPEAL, rest: "FROM appeal WHERE decided_by = $1 ORDER BY id" },
    Table { name: "ban", columns: BAN, rest: "FROM ban WHERE member = $1 ORDER BY id" },
    Table { name: "ban made", columns: BAN, rest: "FROM ban WHERE banned_by = $1 ORDER BY id" },
    Table {
        name: "claim",
        columns: &[("id", Number), ("guild", Id), ("claimed_until", Time)],
        rest: "FROM comment WHERE claimed_by = $1 ORDER BY id",
    },
    Table {
        name: "note",
        columns: &[("comment", Number), ("revision", Number), ("text", Text), ("engine", Text), ("written_at", Time)],
        rest: "FROM note WHERE comment IN (SELECT id FROM comment WHERE author = $1) ORDER BY comment, revision",
    },
    Table {
        name: "model_use",
        columns: &[("day", Text), ("tokens", Number)],
        rest: "FROM model_use WHERE scope = 'member' AND subject = $1 ORDER BY day",
    },
    Table {
        name: "sent",
        columns: &[("kind", Text), ("subject", Number), ("channel", Id), ("message", Id)],
        rest: "FROM sent WHERE (kind IN ('card', 'publication') AND subject IN
                (SELECT id FROM comment WHERE author = $1))
            OR (kind = 'outcome' AND subject IN (SELECT id FROM decision WHERE author = $1))
            OR (kind IN ('appeal_card', 'appeal_outcome') AND subject IN (SELECT id FROM appeal WHERE filed_by = $1))
            OR (kind = 'ban_notice' AND subject IN (SELECT id FROM ban WHERE member = $1))
            ORDER BY kind, subject",
    },
    Table {
        name: "errand",
        columns: &[("kind", Text), ("subject", Number), ("due_at", Time)],
        rest: "FROM errand WHERE (kind IN ('card', 'publication') AND subject IN
                (SELECT id FROM comment WHERE author = $1))
            OR (kind = 'outcome' AND subject IN (SELECT id FROM decision WHERE author = $1)) ORDER BY id",
    },
    Table {
        name: "person",
        columns: &[("guild", Id), ("key", Text)],
        rest: "FROM person WHERE member = $1 ORDER BY guild",
    },
    Table {
        name: "audit",
        columns: &[
            ("guild", Id),
            ("sequence", Number),
            ("at", Time),
            ("act", Text),
            ("actor", Text),
            ("subject", Text),
            ("comment", Number),
            ("revision", Number),
            ("detail", Text),
        ],
        rest: "FROM audit WHERE actor IN (SELECT key FROM person WHERE member = $1)
               OR subject IN (SELECT key FROM person WHERE member = $1) ORDER BY guild, sequence",
    },
];

const DECISION: &[(&str, Shape)] = &[
    ("id", Number),
    ("guild", Id),
    ("comment", Number),
    ("revision", Number),
    ("ruling", Text),
    ("reason_code", Text),
    ("reason_label", Text),
    ("reason_rule", Text),
    ("reason_words", Text),
    ("decided_at", Time),
];

const APPEAL: &[(&str, Shape)] = &[
    ("id", Number),
    ("guild", Id),
    ("decision", Number),
    ("ban", Number),
    ("words", Text),
    ("filed_at", Time),
    ("state", Text),
    ("decided_at", Time),
    ("answer", Text),
];

const BAN: &[(&str, Shape)] = &[
    ("id", Number),
    ("guild", Id),
    ("reason", Text),
    ("comment", Number),
    ("banned_at", Time),
    ("ends_at", Time),
    ("lifted_at", Time),
];

pub(super) async fn personal_data(store: &SqlStore, member: MemberId) -> Result<PersonalData, StoreError> {
    let mut tables = Vec::new();
    for table in TABLES {
        let columns: Vec<&str> = table.columns.iter().map(|(name, _)| *name).collect();
        let sql = format!("SELECT {} {}", columns.join(", "), table.rest);
        let rows = sqlx::query(sqlx::AssertSqlSafe(sql)).bind(member).fetch_all(&store.pool).await?;
        let rows: Vec<Value> = rows.iter().map(|row| object(row, table.columns)).collect::<Result<_, _>>()?;
        if !rows.is_empty() {
            tables.push((table.name, rows));
        }
    }
    Ok(PersonalData { tables })
}

fn object(row: &AnyRow, columns: &[(&'static str, Shape)]) -> Result<Value, StoreError> {
    let mut object = serde_json::Map::new();
    for (column, shape) in columns {
        object.insert((*column).to_owned(), value(row, column, *shape)?);
    }
    Ok(Value::Object(object))
}

fn value(row: &AnyRow, column: &str, shape: Shape) -> Result<Value, StoreError> {
    Ok(match shape {
        Id => row.try_get::<Option<i64>, _>(column)?.map(|n| n.cast_unsigned().to_string()).into(),
        Number => row.try_get::<Option<i64>, _>(column)?.into(),
        Time => moment_if_any(row, column)?.map(|time| time.to_string()).into(),
        Text => row.try_get::<Option<String>, _>(column)?.into(),
        Json => row.try_get::<Option<&str>, _>(column)?.map(serde_json::from_str).transpose()?.unwrap_or(Value::Null),
    })
}
