-- Language models: what they used in a day, the drafts they wrote, and their notes on comments.

-- Tokens and money used or set aside. Days are those of UTC, as ISO 8601.
CREATE TABLE model_use (
    day     TEXT    NOT NULL,
    scope   TEXT    NOT NULL CHECK (scope IN ('member', 'server', 'all')),
    -- The member's or server's id; 0 for all.
    subject INTEGER NOT NULL,
    tokens  INTEGER NOT NULL,
    -- In millionths of the host's currency.
    cost    INTEGER NOT NULL,
    PRIMARY KEY (day, scope, subject)
) WITHOUT ROWID;

-- Drafts of digests as a model wrote them; they are verified each time they are shown.
CREATE TABLE draft (
    id         INTEGER PRIMARY KEY AUTOINCREMENT,
    article    INTEGER NOT NULL REFERENCES article (id) ON DELETE CASCADE,
    length     TEXT    NOT NULL CHECK (length IN ('short', 'medium', 'long')),
    -- Model and prompt.
    engine     TEXT    NOT NULL,
    -- The model's name, for members.
    model      TEXT    NOT NULL,
    body       TEXT    NOT NULL,
    written_at INTEGER NOT NULL
);

CREATE INDEX draft_article ON draft (article, length, engine, id);

-- A model's note on one revision of a comment; without words where it wrote none that could be used.
CREATE TABLE note (
    comment    INTEGER NOT NULL REFERENCES comment (id),
    revision   INTEGER NOT NULL CHECK (revision >= 1),
    text       TEXT,
    engine     TEXT    NOT NULL,
    written_at INTEGER NOT NULL,
    PRIMARY KEY (comment, revision)
) WITHOUT ROWID;
