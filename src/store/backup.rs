//! A portable copy of the whole database as JSON lines, and its way back into either engine.
//!
//! ```text
//! {"newsdesk":"backup","format":1,"schema":3,"at":"…"}
//! {"table":"article","columns":["id","origin",…]}
//! [1,"page",…]                       bytes as hexadecimal digits
//! {"counts":{"article":1,…},"last_errand":7}
//! {"sha256":"…"}                     of everything above
//! ```

use super::column::storable;
use super::tables::{Kind, TABLES, Table};
use super::{Engine, SqlStore};
use futures::TryStreamExt as _;
use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use serde_json::Value;
use sha2::{Digest as _, Sha256};
use sqlx::any::{Any, AnyArguments, AnyRow};
use sqlx::query::Query;
use sqlx::{AnyConnection, AssertSqlSafe, Row as _};
use std::collections::BTreeMap;
use std::io::{self, BufRead, Write};

/// The version of the format.
const FORMAT: u32 = 1;
/// The longest line that is read: an article's text has its own, lower limit.
const LONGEST_LINE: u64 = 256 << 20;

/// Rows by table.
pub type Counts = BTreeMap<String, u64>;

/// Why a copy cannot be made or read back.
#[derive(Debug, thiserror::Error)]
pub enum BackupError {
    #[error("the database did not answer")]
    Database(#[from] sqlx::Error),
    #[error("the copy cannot be read or written")]
    Io(#[from] io::Error),
    #[error("line {line} of the copy is damaged: {what}")]
    Damaged { line: u64, what: &'static str },
    #[error("the copy breaks off before its checksum")]
    BrokenOff,
    #[error("the copy was changed or damaged: its checksum does not fit")]
    Checksum,
    #[error("this is no backup that this version can read")]
    Unreadable,
    #[error("the database is not empty: the table `{0}` has rows")]
    NotEmpty(&'static str),
}

#[derive(Serialize, Deserialize)]
struct Header {
    newsdesk: String,
    format: u32,
    schema: i64,
    at: String,
}

#[derive(Serialize, Deserialize)]
struct Opening {
    table: String,
    columns: Vec<String>,
}

#[derive(Serialize, Deserialize)]
struct Closing {
    counts: Counts,
    last_errand: i64,
}

#[derive(Serialize, Deserialize)]
struct Checksum {
    sha256: String,
}

impl SqlStore {
    /// Writes everything as of one moment; the bot may go on meanwhile.
    pub async fn back_up(&self, at: Timestamp, to: &mut (dyn Write + Send)) -> Result<Counts, BackupError> {
        let begin = match self.engine {
            Engine::Sqlite => "BEGIN",
            Engine::Postgres => "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY",
        };
        let mut snapshot = self.pool.begin_with(begin).await?;
        let mut copy = Writer { to, hasher: Sha256::new() };
        let schema = super::schema_version();
        let header = Header { newsdesk: "backup".to_owned(), format: FORMAT, schema, at: at.to_string() };
        copy.line(&header)?;
        let mut counts = Counts::new();
        for table in &TABLES {
            counts.insert(table.name.to_owned(), write_table(&mut snapshot, table, &mut copy).await?);
        }
        let row = sqlx::query(self.engine.last_errand()).fetch_optional(&mut *snapshot).await?;
        let last_errand = row.map(|row| row.try_get(0)).transpose()?.unwrap_or(0);
        copy.line(&Closing { counts: counts.clone(), last_errand })?;
        let sha256 = hex::encode(copy.hasher.clone().finalize());
        copy.line(&Checksum { sha256 })?;
        copy.to.flush()?;
        snapshot.rollback().await?;
        Ok(counts)
    }

    /// Reads a copy into an empty database: all of it, or nothing where something is wrong.
    pub async fn restore(&self, from: &mut (dyn BufRead + Send)) -> Result<Counts, BackupError> {
        let mut transaction = self.pool.begin_with(self.engine.begin()).await?;
        for table in &TABLES {
            let any = format!("SELECT 1 FROM {} LIMIT 1", table.name);
            if sqlx::query(AssertSqlSafe(any)).fetch_optional(&mut *transaction).await?.is_some() {
                return Err(BackupError::NotEmpty(table.name));
            }
        }
        let mut copy = Reader { from, hasher: Sha256::new(), line: 0 };
        let closing = read_tables(&mut transaction, &mut copy).await?;
        copy.expect_checksum()?;
        self.set_numbers(&mut transaction, closing.last_errand).await?;
        transaction.commit().await?;
        Ok(closing.counts)
    }

    /// New rows get numbers after those restored.
    async fn set_numbers(&self, connection: &mut AnyConnection, last_errand: i64) -> Result<(), BackupError> {
        if self.engine == Engine::Sqlite {
            sqlx::query("DELETE FROM sqlite_sequence WHERE name = 'errand'").execute(&mut *connection).await?;
            sqlx::query("INSERT INTO sqlite_sequence (name, seq) VALUES ('errand', $1)")
                .bind(last_errand)
                .execute(connection)
                .await?;
            return Ok(());
        }
        for table in TABLES.iter().filter(|table| table.numbered) {
            let last = if table.name == "errand" { last_errand } else { 0 };
            let name = table.name;
            let sql = format!(
                "SELECT setval(pg_get_serial_sequence('{name}', 'id'), CASE WHEN last > 0 THEN last ELSE 1 END, last > 0)
                 FROM (SELECT CASE WHEN max(id) > $1 THEN max(id) ELSE $1 END AS last FROM {name}) AS numbers"
            );
            sqlx::query(AssertSqlSafe(sql)).bind(last).execute(&mut *connection).await?;
        }
        Ok(())
    }
}

async fn write_table(connection: &mut AnyConnection, table: &Table, copy: &mut Writer<'_>) -> Result<u64, BackupError> {
    let names = table.names();
    let columns = names.iter().map(|name| (*name).to_owned()).collect();
    copy.line(&Opening { table: table.name.to_owned(), columns })?;
    let sql = format!("SELECT {} FROM {} ORDER BY {}", names.join(", "), table.name, table.key);
    let mut rows = sqlx::query(AssertSqlSafe(sql)).fetch(connection);
    let mut count = 0;
    while let Some(row) = rows.try_next().await? {
        let values: Vec<Value> = table.columns.iter().map(|column| value(&row, *column)).collect::<Result<_, _>>()?;
        copy.line(&values)?;
        count += 1;
    }
    Ok(count)
}

fn value(row: &AnyRow, (name, kind): (&str, Kind)) -> Result<Value, sqlx::Error> {
    Ok(match kind {
        Kind::Integer => row.try_get::<Option<i64>, _>(name)?.into(),
        Kind::Text => row.try_get::<Option<String>, _>(name)?.into(),
        Kind::Bytes => row.try_get::<Option<Vec<u8>>, _>(name)?.map(hex::encode).into(),
    })
}

async fn read_tables(connection: &mut AnyConnection, copy: &mut Reader<'_>) -> Result<Closing, BackupError> {
    copy.expect_header()?;
    let mut counts = Counts::new();
    let mut insert: Option<Insert> = None;
    loop {
        let line = copy.line()?.ok_or(BackupError::BrokenOff)?;
        if line.starts_with('[') {
            let values: Vec<Value> = serde_json::from_str(&line).map_err(|_| copy.damaged("not JSON"))?;
            let insert = insert.as_ref().ok_or_else(|| copy.damaged("a row outside of a table"))?;
            insert.row(connection, values, copy).await?;
            *counts.entry(insert.table.to_owned()).or_default() += 1;
        } else if let Ok(opening) = serde_json::from_str::<Opening>(&line) {
            counts.entry(opening.table.clone()).or_default();
            insert = Some(Insert::of(&opening).ok_or_else(|| copy.damaged("an unknown table or column"))?);
        } else {
            let closing: Closing = serde_json::from_str(&line).map_err(|_| copy.damaged("not what belongs here"))?;
            return if closing.counts == counts { Ok(closing) } else { Err(copy.damaged("rows are missing")) };
        }
    }
}

/// How rows of one table are inserted.
struct Insert {
    table: &'static str,
    sql: String,
    kinds: Vec<Kind>,
}

impl Insert {
    /// `None` where this version has no such table or column.
    fn of(opening: &Opening) -> Option<Self> {
        let table = TABLES.iter().find(|table| table.name == opening.table)?;
        let find = |name: &String| table.columns.iter().find(|(known, _)| known == name);
        let columns: Vec<_> = opening.columns.iter().map(find).collect::<Option<_>>()?;
        let names: Vec<&str> = columns.iter().map(|(name, _)| *name).collect();
        let places: Vec<String> = (1..=names.len()).map(|number| format!("${number}")).collect();
        let sql = format!("INSERT INTO {} ({}) VALUES ({})", table.name, names.join(", "), places.join(", "));
        Some(Self { table: table.name, sql, kinds: columns.iter().map(|(_, kind)| *kind).collect() })
    }

    async fn row(
        &self,
        connection: &mut AnyConnection,
        values: Vec<Value>,
        copy: &Reader<'_>,
    ) -> Result<(), BackupError> {
        if values.len() != self.kinds.len() {
            return Err(copy.damaged("a row with too few or too many columns"));
        }
        let mut query = sqlx::query(AssertSqlSafe(self.sql.as_str()));
        for (value, kind) in values.into_iter().zip(&self.kinds) {
            query = bind(query, value, *kind).ok_or_else(|| copy.damaged("a value of another kind"))?;
        }
        query.execute(connection).await?;
        Ok(())
    }
}

fn bind(query: Query<'_, Any, AnyArguments>, value: Value, kind: Kind) -> Option<Query<'_, Any, AnyArguments>> {
    Some(match (kind, value) {
        (Kind::Integer, Value::Null) => query.bind(None::<i64>),
        (Kind::Text, Value::Null) => query.bind(None::<String>),
        (Kind::Bytes, Value::Null) => query.bind(None::<Vec<u8>>),
        (Kind::Integer, value) => query.bind(value.as_i64()?),
        (Kind::Text, Value::String(text)) => query.bind(storable(&text).into_owned()),
        (Kind::Bytes, Value::String(digits)) => query.bind(hex::decode(digits).ok()?),
        (Kind::Text | Kind::Bytes, _) => return None,
    })
}

/// Lines on their way out, hashed.
struct Writer<'a> {
    to: &'a mut (dyn Write + Send),
    hasher: Sha256,
}

impl Writer<'_> {
    fn line(&mut self, value: &impl Serialize) -> Result<(), BackupError> {
        let mut line = serde_json::to_vec(value).map_err(io::Error::from)?;
        line.push(b'\n');
        self.hasher.update(&line);
        Ok(self.to.write_all(&line)?)
    }
}

/// Lines on their way in, hashed.
struct Reader<'a> {
    from: &'a mut (dyn BufRead + Send),
    hasher: Sha256,
    line: u64,
}

impl Reader<'_> {
    /// The next line, hashed.
    fn line(&mut self) -> Result<Option<String>, BackupError> {
        let line = self.unhashed()?;
        if let Some(line) = &line {
            self.hasher.update(line.as_bytes());
        }
        Ok(line)
    }

    fn unhashed(&mut self) -> Result<Option<String>, BackupError> {
        let mut bytes = Vec::new();
        io::Read::take(&mut *self.from, LONGEST_LINE).read_until(b'\n', &mut bytes)?;
        self.line += 1;
        if bytes.is_empty() {
            return Ok(None);
        }
        String::from_utf8(bytes).map(Some).map_err(|_| self.damaged("not UTF-8"))
    }

    fn expect_header(&mut self) -> Result<(), BackupError> {
        let line = match self.line() {
            Ok(Some(line)) => line,
            Ok(None) | Err(BackupError::Damaged { .. }) => return Err(BackupError::Unreadable),
            Err(error) => return Err(error),
        };
        let header: Header = serde_json::from_str(&line).map_err(|_| BackupError::Unreadable)?;
        let known = header.newsdesk == "backup" && header.format == FORMAT && header.schema <= super::schema_version();
        if known { Ok(()) } else { Err(BackupError::Unreadable) }
    }

    fn expect_checksum(&mut self) -> Result<(), BackupError> {
        let expected = hex::encode(self.hasher.clone().finalize());
        let line = self.unhashed()?.ok_or(BackupError::BrokenOff)?;
        let given: Checksum = serde_json::from_str(&line).map_err(|_| BackupError::BrokenOff)?;
        if given.sha256 != expected || self.unhashed()?.is_some() {
            return Err(BackupError::Checksum);
        }
        Ok(())
    }

    const fn damaged(&self, what: &'static str) -> BackupError {
        BackupError::Damaged { line: self.line, what }
    }
}
