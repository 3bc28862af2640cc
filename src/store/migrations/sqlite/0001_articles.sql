-- Articles as read, and who asked for them where.
-- Times are milliseconds since 1970 (UTC); platform ids are 64-bit, stored signed.

CREATE TABLE article (
    id            INTEGER PRIMARY KEY,
    origin        TEXT    NOT NULL CHECK (origin IN ('page', 'text', 'file')),
    -- The page's canonical address, the file's name, or nothing for a text.
    name          TEXT    NOT NULL,
    text          TEXT    NOT NULL,
    -- SHA-256 of the text.
    text_hash     BLOB    NOT NULL,
    title         TEXT,
    byline        TEXT,
    published     TEXT,
    site_name     TEXT,
    image         TEXT,
    -- The day of publication a member stated, ISO; '' where none.
    stated        TEXT    NOT NULL DEFAULT '',
    etag          TEXT,
    last_modified TEXT,
    read_at       INTEGER NOT NULL,
    checked_at    INTEGER NOT NULL,
    supersedes    INTEGER REFERENCES article (id) ON DELETE SET NULL,
    -- Title and name in lower case, for finding by what a member types.
    search        TEXT    NOT NULL,
    CONSTRAINT article_identity UNIQUE (origin, name, text_hash, stated)
);

CREATE INDEX article_page ON article (name, checked_at) WHERE origin = 'page' AND stated = '';

-- Addresses that led to a page with another canonical address.
CREATE TABLE alias (
    address   TEXT PRIMARY KEY,
    canonical TEXT NOT NULL
) WITHOUT ROWID;

CREATE TABLE request (
    article  INTEGER NOT NULL REFERENCES article (id) ON DELETE CASCADE,
    channel  INTEGER NOT NULL,
    member   INTEGER NOT NULL,
    guild    INTEGER,
    asked_at INTEGER NOT NULL,
    PRIMARY KEY (article, channel, member)
) WITHOUT ROWID;

CREATE INDEX request_channel ON request (channel, asked_at);
CREATE INDEX request_guild ON request (guild, asked_at) WHERE guild IS NOT NULL;
