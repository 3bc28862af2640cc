-- Comments, what was decided on them, and what is still to be told to whom.
-- Times are milliseconds since 1970 (UTC); platform ids are 64-bit, stored signed.

-- A server's settings as JSON, with the number of times they were changed.
CREATE TABLE settings (
    guild   INTEGER PRIMARY KEY,
    version INTEGER NOT NULL CHECK (version > 0),
    body    TEXT    NOT NULL
);

-- Under which random key a member appears in a server's audit log.
CREATE TABLE person (
    guild  INTEGER NOT NULL,
    member INTEGER NOT NULL,
    key    TEXT    NOT NULL CHECK (length(key) = 32),
    PRIMARY KEY (guild, member),
    CONSTRAINT person_key UNIQUE (key)
) WITHOUT ROWID;

CREATE TABLE comment (
    id             INTEGER PRIMARY KEY,
    guild          INTEGER NOT NULL,
    article        INTEGER NOT NULL REFERENCES article (id),
    -- Absent once erased.
    author         INTEGER,
    persona_name   TEXT    NOT NULL,
    persona_avatar TEXT,
    channel        INTEGER NOT NULL,
    below          INTEGER,
    parent         INTEGER REFERENCES comment (id),
    state          TEXT    NOT NULL CHECK (state IN ('pending', 'approved', 'rejected', 'deleted')),
    -- The latest one, from 1.
    revision       INTEGER NOT NULL CHECK (revision >= 1),
    -- The one that members see.
    shown          INTEGER,
    -- What the checks say of the latest revision: 0 allow, 1 review, 2 block.
    verdict        INTEGER NOT NULL CHECK (verdict BETWEEN 0 AND 2),
    -- Of the latest revision; absent once its words are gone.
    fingerprint    INTEGER,
    submitted_at   INTEGER NOT NULL,
    revised_at     INTEGER NOT NULL,
    -- The latest decision, and since when it stands (an appeal that was granted counts anew). No
    -- foreign key: each refers to the other, and decisions are never deleted.
    decision       INTEGER,
    decided_at     INTEGER,
    claimed_by     INTEGER,
    claimed_until  INTEGER,
    CONSTRAINT comment_seen CHECK (shown IS NULL OR (shown BETWEEN 1 AND revision AND state IN ('pending', 'approved'))),
    CONSTRAINT comment_approved CHECK (state <> 'approved' OR shown = revision),
    CONSTRAINT comment_claimed CHECK ((claimed_by IS NULL) = (claimed_until IS NULL))
);

CREATE INDEX comment_pending ON comment (guild, revised_at, id) WHERE state = 'pending';
CREATE INDEX comment_pending_article ON comment (guild, article, revised_at, id) WHERE state = 'pending';
CREATE INDEX comment_shown ON comment (guild, article, id) WHERE shown IS NOT NULL;
CREATE INDEX comment_article ON comment (article);
CREATE INDEX comment_author ON comment (author, id) WHERE author IS NOT NULL;
CREATE INDEX comment_record ON comment (guild, author, state) WHERE author IS NOT NULL;
CREATE INDEX comment_state ON comment (guild, state, decided_at);
CREATE INDEX comment_recent ON comment (guild, revised_at) WHERE fingerprint IS NOT NULL;
CREATE INDEX comment_claim ON comment (claimed_by) WHERE claimed_by IS NOT NULL;
CREATE INDEX comment_parent ON comment (parent) WHERE parent IS NOT NULL;

-- What was written; a deleted comment's text is empty.
CREATE TABLE revision (
    comment    INTEGER NOT NULL REFERENCES comment (id),
    revision   INTEGER NOT NULL CHECK (revision >= 1),
    guild      INTEGER NOT NULL,
    author     INTEGER,
    text       TEXT    NOT NULL,
    -- What the checks found, as JSON.
    checked    TEXT    NOT NULL,
    written_at INTEGER NOT NULL,
    PRIMARY KEY (comment, revision)
) WITHOUT ROWID;

CREATE INDEX revision_activity ON revision (guild, author, written_at) WHERE author IS NOT NULL;

CREATE TABLE decision (
    id           INTEGER PRIMARY KEY,
    comment      INTEGER NOT NULL REFERENCES comment (id),
    revision     INTEGER NOT NULL,
    guild        INTEGER NOT NULL,
    -- The comment's author.
    author       INTEGER,
    ruling       TEXT    NOT NULL CHECK (ruling IN ('approve', 'reject')),
    -- Absent where the server's mode decided, or once erased.
    decided_by   INTEGER,
    by_mode      INTEGER NOT NULL CHECK (by_mode IN (0, 1)),
    -- Whether the revision was pending: so decided, it never is again.
    settled      INTEGER NOT NULL CHECK (settled IN (0, 1)),
    reason_code  TEXT,
    reason_label TEXT,
    reason_rule  TEXT,
    reason_words TEXT,
    decided_at   INTEGER NOT NULL,
    -- Milliseconds from the revision to the decision.
    waited       INTEGER NOT NULL
);

CREATE UNIQUE INDEX decision_once ON decision (comment, revision) WHERE settled = 1;
CREATE INDEX decision_comment ON decision (comment, id);
CREATE INDEX decision_time ON decision (guild, decided_at);
CREATE INDEX decision_rejection ON decision (guild, author, id) WHERE ruling = 'reject' AND author IS NOT NULL;
CREATE INDEX decision_author ON decision (author) WHERE author IS NOT NULL;
CREATE INDEX decision_by ON decision (decided_by) WHERE decided_by IS NOT NULL;

CREATE TABLE ban (
    id        INTEGER PRIMARY KEY,
    guild     INTEGER NOT NULL,
    -- Absent once erased, which a ban in force never is.
    member    INTEGER,
    banned_by INTEGER,
    reason    TEXT    NOT NULL,
    comment   INTEGER REFERENCES comment (id),
    banned_at INTEGER NOT NULL,
    -- Absent: for good.
    ends_at   INTEGER,
    lifted_at INTEGER
);

CREATE UNIQUE INDEX ban_active ON ban (guild, member) WHERE lifted_at IS NULL;
CREATE INDEX ban_member ON ban (member, guild, id) WHERE member IS NOT NULL;
CREATE INDEX ban_by ON ban (banned_by) WHERE banned_by IS NOT NULL;
CREATE INDEX ban_comment ON ban (comment) WHERE comment IS NOT NULL;

CREATE TABLE appeal (
    id         INTEGER PRIMARY KEY,
    guild      INTEGER NOT NULL,
    decision   INTEGER REFERENCES decision (id),
    ban        INTEGER REFERENCES ban (id),
    filed_by   INTEGER,
    words      TEXT    NOT NULL,
    filed_at   INTEGER NOT NULL,
    state      TEXT    NOT NULL CHECK (state IN ('open', 'granted', 'denied', 'moot')),
    decided_by INTEGER,
    decided_at INTEGER,
    answer     TEXT    NOT NULL DEFAULT '',
    CONSTRAINT appeal_against CHECK ((decision IS NULL) <> (ban IS NULL)),
    CONSTRAINT appeal_decision UNIQUE (decision),
    CONSTRAINT appeal_ban UNIQUE (ban)
);

CREATE INDEX appeal_open ON appeal (guild, id) WHERE state = 'open';
CREATE INDEX appeal_member ON appeal (filed_by) WHERE filed_by IS NOT NULL;
CREATE INDEX appeal_by ON appeal (decided_by) WHERE decided_by IS NOT NULL;

-- What is to be told or shown; a row goes when it is done. Numbers are never used again.
CREATE TABLE errand (
    id               INTEGER PRIMARY KEY AUTOINCREMENT,
    kind             TEXT    NOT NULL CHECK (kind IN ('card', 'publication', 'outcome', 'appeal_card',
                                                      'appeal_outcome', 'ban_notice', 'alert')),
    subject          INTEGER NOT NULL,
    guild            INTEGER NOT NULL,
    -- Grows with each request.
    version          INTEGER NOT NULL DEFAULT 1,
    asked_at         INTEGER NOT NULL,
    due_at           INTEGER NOT NULL,
    leased_until     INTEGER,
    attempts         INTEGER NOT NULL DEFAULT 0,
    first_attempt_at INTEGER,
    -- Why it cannot be delivered.
    stuck            TEXT,
    CONSTRAINT errand_once UNIQUE (kind, subject)
);

CREATE INDEX errand_due ON errand (due_at, id) WHERE stuck IS NULL;
CREATE INDEX errand_guild ON errand (guild);
CREATE INDEX errand_stuck ON errand (guild, id) WHERE stuck IS NOT NULL;

-- Where the message of an errand is.
CREATE TABLE sent (
    kind      TEXT    NOT NULL,
    subject   INTEGER NOT NULL,
    channel   INTEGER NOT NULL,
    message   INTEGER NOT NULL,
    as_member INTEGER NOT NULL CHECK (as_member IN (0, 1)),
    revision  INTEGER NOT NULL,
    PRIMARY KEY (kind, subject)
) WITHOUT ROWID;

CREATE INDEX sent_channel ON sent (channel, message);

-- The thread in which an article's comments appear.
CREATE TABLE thread (
    guild   INTEGER NOT NULL,
    article INTEGER NOT NULL REFERENCES article (id),
    channel INTEGER NOT NULL,
    thread  INTEGER NOT NULL,
    PRIMARY KEY (guild, article)
) WITHOUT ROWID;

-- When a server's moderators were last alerted.
CREATE TABLE alert (
    guild    INTEGER PRIMARY KEY,
    asked_at INTEGER NOT NULL
);

-- The hash chain; people appear under their keys.
CREATE TABLE audit (
    guild    INTEGER NOT NULL,
    sequence INTEGER NOT NULL CHECK (sequence >= 1),
    at       INTEGER NOT NULL,
    act      TEXT    NOT NULL,
    actor    TEXT    NOT NULL,
    subject  TEXT    NOT NULL,
    comment  INTEGER,
    revision INTEGER,
    detail   TEXT    NOT NULL,
    hash     BLOB    NOT NULL CHECK (length(hash) = 32),
    CONSTRAINT audit_sequence PRIMARY KEY (guild, sequence)
) WITHOUT ROWID;

CREATE INDEX audit_time ON audit (guild, at, act);
CREATE INDEX audit_comment ON audit (comment, sequence) WHERE comment IS NOT NULL;
CREATE INDEX audit_subject ON audit (subject, sequence) WHERE subject <> '';

-- Interactions that changed something, by kind of change: the same one changes it once.
CREATE TABLE once (
    kind    TEXT    NOT NULL,
    key     INTEGER NOT NULL,
    -- From 0, where one interaction changes several things.
    item    INTEGER NOT NULL,
    -- What was changed or made.
    subject INTEGER NOT NULL,
    at      INTEGER NOT NULL,
    CONSTRAINT once_key PRIMARY KEY (kind, key, item)
) WITHOUT ROWID;

CREATE INDEX once_at ON once (at);
