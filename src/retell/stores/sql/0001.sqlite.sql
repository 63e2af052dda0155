-- The schema of an archive in SQLite.
--
-- Version 0001 (Retell 0.1): the first.
--
-- A document has a number for life and a row for each of its versions; what is searched (blocks, word_index)
-- speaks of rows. Times are UTC, ISO 8601 to the second. JSON is UTF-8 text.

-- What holds for the archive as a whole: one line.
CREATE TABLE archive (
    one INTEGER PRIMARY KEY CHECK (one = 1),  -- always 1
    revision INTEGER NOT NULL,                -- grows whenever documents or families change
    rows INTEGER NOT NULL,                    -- the last row given away
    documents INTEGER NOT NULL,               -- how many there are
    keyed TEXT NOT NULL,                       -- JSON: the settings that keys are made by
    created TEXT NOT NULL,                    -- when it was made
    retell TEXT NOT NULL                      -- the version of the program that made it
);

-- A document as it is now.
CREATE TABLE document (
    number INTEGER PRIMARY KEY,  -- for life, and never shown
    id TEXT NOT NULL UNIQUE,     -- what it is called
    address TEXT UNIQUE,         -- its canonical address, where it has one
    row INTEGER NOT NULL,        -- the row of its last version
    version INTEGER NOT NULL,    -- the number of its last version, from 1
    content TEXT NOT NULL,       -- SHA-256 of what the last version says
    outlet TEXT,                 -- who published it
    language TEXT,               -- ISO 639-1
    at TEXT NOT NULL,            -- when it was published, else when it came: lists are ordered by this
    added TEXT NOT NULL,         -- when it first came
    updated TEXT NOT NULL,       -- when its last version came
    family TEXT                  -- the family it belongs to
);
CREATE INDEX document_at ON document (at, id);
CREATE INDEX document_outlet ON document (outlet, at);
CREATE INDEX document_family ON document (family);
CREATE UNIQUE INDEX document_row ON document (row);

-- One version of a document.
CREATE TABLE version (
    row INTEGER PRIMARY KEY,          -- its number in the index
    document INTEGER NOT NULL REFERENCES document (number) ON DELETE CASCADE,
    version INTEGER NOT NULL,         -- from 1
    content TEXT NOT NULL,            -- SHA-256 of what it says
    extractor TEXT NOT NULL,          -- name and version of what made text of the bytes
    seen TEXT NOT NULL,               -- when it came
    details TEXT NOT NULL,            -- JSON: title, times, authors, furniture and the rest of the document
    UNIQUE (document, version)
);

-- What a version says, each compressed by zlib.
CREATE TABLE body (
    row INTEGER PRIMARY KEY REFERENCES version (row) ON DELETE CASCADE,
    text BLOB NOT NULL,               -- the text, UTF-8
    page_text BLOB,                   -- all the text of its page
    raw BLOB                          -- the bytes as they were read
);

-- The keys of a version.
CREATE TABLE keys (
    row INTEGER PRIMARY KEY REFERENCES version (row) ON DELETE CASCADE,
    arrays BLOB NOT NULL              -- 64-bit little-endian numbers: hash, words, five lengths, five arrays
);

-- Words of title and text, as hashes, for search.
CREATE VIRTUAL TABLE word_index USING fts5 (
    words, content = '', columnsize = 0, detail = none, tokenize = ascii
);

-- Rows that no longer stand for a document, until a merge drops them from its segment.
CREATE TABLE gone (
    row INTEGER PRIMARY KEY           -- the row
);

-- A run of rows whose keys are sorted together.
CREATE TABLE segment (
    number INTEGER PRIMARY KEY,       -- the later, the higher
    first_row INTEGER NOT NULL,       -- the first row it may hold
    last_row INTEGER NOT NULL,        -- the last
    bands INTEGER NOT NULL,           -- how many keys of each sort it has
    grams INTEGER NOT NULL,
    combinations INTEGER NOT NULL,
    words INTEGER NOT NULL,           -- how many distinct words it counts
    sizes BLOB NOT NULL               -- for each row how many grams and combinations: two 16-bit numbers
);

-- Sorted keys and the rows that have them, or words and how many documents have them.
CREATE TABLE block (
    place INTEGER PRIMARY KEY,        -- segment * 2^32 + sort * 2^28 + leading bits of the spread key
    entries BLOB NOT NULL             -- a spread key (64 bits) and a row or count (32 bits), again and again
);

-- A family that was settled.
CREATE TABLE family (
    id TEXT PRIMARY KEY,              -- its first member by id
    latest TEXT NOT NULL,             -- the time of its latest member
    lineage TEXT,                     -- JSON: root, edges with their clues, undecided pairs; NULL if untold
    basis TEXT,                       -- the versions it was told from
    settings TEXT,                    -- JSON: the settings it was told with
    retell TEXT,                      -- the version of the program that told it
    told TEXT                         -- when
);
CREATE INDEX family_latest ON family (latest, id);

-- Two documents verified to share text.
CREATE TABLE match (
    left_id TEXT NOT NULL,            -- the document that comes first by id
    right_id TEXT NOT NULL,           -- the other
    family TEXT REFERENCES family (id) ON DELETE CASCADE,  -- the family it holds together; NULL between two
    relation TEXT NOT NULL,           -- copy, excerpt or same_event
    probability REAL NOT NULL,        -- of the relation
    why TEXT NOT NULL,                -- in words
    left_coverage REAL NOT NULL,      -- share of the left text in passages
    right_coverage REAL NOT NULL,     -- share of the right text
    passages TEXT NOT NULL,           -- JSON: [left start, left end, right start, right end, similarity] each
    PRIMARY KEY (left_id, right_id)
) WITHOUT ROWID;
CREATE INDEX match_right ON match (right_id);
CREATE INDEX match_family ON match (family);

-- What a story found between a source and its copy.
CREATE TABLE finding (
    family TEXT NOT NULL REFERENCES family (id) ON DELETE CASCADE,
    position INTEGER NOT NULL,        -- its place in the story, from 0
    id TEXT NOT NULL,                 -- stable across runs; reviewers' marks refer to it
    left_id TEXT NOT NULL,            -- the source
    right_id TEXT NOT NULL,           -- the copy
    kind TEXT NOT NULL,               -- with its subkind
    main TEXT NOT NULL,               -- the same without its subkind
    severity TEXT NOT NULL,           -- harmless, nuance or meaning
    confidence REAL NOT NULL,         -- 0 to 1
    why TEXT NOT NULL,                -- in words
    PRIMARY KEY (family, position)
) WITHOUT ROWID;
CREATE INDEX finding_kind ON finding (main, severity);
CREATE INDEX finding_left ON finding (left_id);
CREATE INDEX finding_right ON finding (right_id);

-- Documents that came, changed or went since families were settled.
CREATE TABLE unsettled (
    id TEXT PRIMARY KEY               -- the document
) WITHOUT ROWID;

-- What reviewers said of findings.
CREATE TABLE mark (
    finding TEXT PRIMARY KEY,         -- the stable id
    verdict TEXT NOT NULL,            -- accept, dismiss or none
    note TEXT NOT NULL,               -- in their words
    reviewer TEXT NOT NULL,           -- who
    at TEXT NOT NULL                  -- when
) WITHOUT ROWID;

-- Small things a service keeps: jobs, tokens, watched feeds.
CREATE TABLE record (
    kind TEXT NOT NULL,               -- what it is
    id TEXT NOT NULL,                 -- its name among its kind
    body TEXT NOT NULL,               -- JSON
    revision INTEGER NOT NULL,        -- how often it was written
    at TEXT NOT NULL,                 -- when it was last written
    PRIMARY KEY (kind, id)
) WITHOUT ROWID;
