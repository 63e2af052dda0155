-- The schema of an archive in PostgreSQL.
--
-- Version 0001 (Retell 0.1): the first.
--
-- A document has a number for life and a row for each of its versions; what is searched (blocks, word_index)
-- speaks of rows. Times are UTC, ISO 8601 to the second. JSON is UTF-8 text.

-- What holds for the archive as a whole: one line.
CREATE TABLE archive (
    one INTEGER PRIMARY KEY CHECK (one = 1),  -- always 1
    revision BIGINT NOT NULL,                -- grows whenever documents or families change
    rows BIGINT NOT NULL,                    -- the last row given away
    documents BIGINT NOT NULL,               -- how many there are
    keyed TEXT COLLATE "C" NOT NULL,                       -- JSON: the settings that keys are made by
    created TEXT COLLATE "C" NOT NULL,                    -- when it was made
    retell TEXT COLLATE "C" NOT NULL                      -- the version of the program that made it
);

-- A document as it is now.
CREATE TABLE document (
    number BIGINT PRIMARY KEY,  -- for life, and never shown
    id TEXT COLLATE "C" NOT NULL UNIQUE,     -- what it is called
    address TEXT COLLATE "C" UNIQUE,         -- its canonical address, where it has one
    row BIGINT NOT NULL,        -- the row of its last version
    version BIGINT NOT NULL,    -- the number of its last version, from 1
    content TEXT COLLATE "C" NOT NULL,       -- SHA-256 of what the last version says
    outlet TEXT COLLATE "C",                 -- who published it
    language TEXT COLLATE "C",               -- ISO 639-1
    at TEXT COLLATE "C" NOT NULL,            -- when it was published, else when it came: lists are ordered by this
    added TEXT COLLATE "C" NOT NULL,         -- when it first came
    updated TEXT COLLATE "C" NOT NULL,       -- when its last version came
    family TEXT COLLATE "C"                  -- the family it belongs to
);
CREATE INDEX document_at ON document (at, id);
CREATE INDEX document_outlet ON document (outlet, at);
CREATE INDEX document_family ON document (family);
CREATE UNIQUE INDEX document_row ON document (row);

-- One version of a document.
CREATE TABLE version (
    row BIGINT PRIMARY KEY,          -- its number in the index
    document BIGINT NOT NULL REFERENCES document (number) ON DELETE CASCADE,
    version BIGINT NOT NULL,         -- from 1
    content TEXT COLLATE "C" NOT NULL,            -- SHA-256 of what it says
    extractor TEXT COLLATE "C" NOT NULL,          -- name and version of what made text of the bytes
    seen TEXT COLLATE "C" NOT NULL,               -- when it came
    details TEXT COLLATE "C" NOT NULL,            -- JSON: title, times, authors, furniture and the rest of the document
    UNIQUE (document, version)
);

-- What a version says, each compressed by zlib.
CREATE TABLE body (
    row BIGINT PRIMARY KEY REFERENCES version (row) ON DELETE CASCADE,
    text BYTEA NOT NULL,              -- the text, UTF-8
    page_text BYTEA,                   -- all the text of its page
    raw BYTEA                          -- the bytes as they were read
);

-- The keys of a version.
CREATE TABLE keys (
    row BIGINT PRIMARY KEY REFERENCES version (row) ON DELETE CASCADE,
    arrays BYTEA NOT NULL              -- 64-bit little-endian numbers: hash, words, five lengths, five arrays
);

-- Words of title and text, as hashes, for search.
CREATE TABLE word_index (
    row BIGINT PRIMARY KEY REFERENCES version (row) ON DELETE CASCADE,
    words BIGINT[] NOT NULL           -- the hashes of the distinct words
);
CREATE INDEX word_index_words ON word_index USING gin (words);

-- Rows that no longer stand for a document, until a merge drops them from its segment.
CREATE TABLE gone (
    row BIGINT PRIMARY KEY           -- the row
);

-- A run of rows whose keys are sorted together.
CREATE TABLE segment (
    number BIGINT PRIMARY KEY,       -- the later, the higher
    first_row BIGINT NOT NULL,       -- the first row it may hold
    last_row BIGINT NOT NULL,        -- the last
    bands BIGINT NOT NULL,           -- how many keys of each sort it has
    grams BIGINT NOT NULL,
    combinations BIGINT NOT NULL,
    words BIGINT NOT NULL,           -- how many distinct words it counts
    sizes BYTEA NOT NULL               -- for each row how many grams and combinations: two 16-bit numbers
);

-- Sorted keys and the rows that have them, or words and how many documents have them.
CREATE TABLE block (
    place BIGINT PRIMARY KEY,        -- segment * 2^32 + sort * 2^28 + leading bits of the spread key
    entries BYTEA NOT NULL             -- a spread key (64 bits) and a row or count (32 bits), again and again
);

ALTER TABLE block ALTER COLUMN entries SET STORAGE EXTERNAL;
ALTER TABLE keys ALTER COLUMN arrays SET STORAGE EXTERNAL;
ALTER TABLE body ALTER COLUMN text SET STORAGE EXTERNAL;
ALTER TABLE body ALTER COLUMN page_text SET STORAGE EXTERNAL;
ALTER TABLE body ALTER COLUMN raw SET STORAGE EXTERNAL;

-- A family that was settled.
CREATE TABLE family (
    id TEXT COLLATE "C" PRIMARY KEY,              -- its first member by id
    latest TEXT COLLATE "C" NOT NULL,             -- the time of its latest member
    lineage TEXT COLLATE "C",                     -- JSON: root, edges with their clues, undecided pairs; NULL if untold
    basis TEXT COLLATE "C",                       -- the versions it was told from
    settings TEXT COLLATE "C",                    -- JSON: the settings it was told with
    retell TEXT COLLATE "C",                      -- the version of the program that told it
    told TEXT COLLATE "C"                         -- when
);
CREATE INDEX family_latest ON family (latest, id);

-- Two documents verified to share text.
CREATE TABLE match (
    left_id TEXT COLLATE "C" NOT NULL,            -- the document that comes first by id
    right_id TEXT COLLATE "C" NOT NULL,           -- the other
    family TEXT COLLATE "C" REFERENCES family (id) ON DELETE CASCADE,  -- the family it holds together; NULL between two
    relation TEXT COLLATE "C" NOT NULL,           -- copy, excerpt or same_event
    probability DOUBLE PRECISION NOT NULL,        -- of the relation
    why TEXT COLLATE "C" NOT NULL,                -- in words
    left_coverage DOUBLE PRECISION NOT NULL,      -- share of the left text in passages
    right_coverage DOUBLE PRECISION NOT NULL,     -- share of the right text
    passages TEXT COLLATE "C" NOT NULL,           -- JSON: [left start, left end, right start, right end, similarity] each
    PRIMARY KEY (left_id, right_id)
);
CREATE INDEX match_right ON match (right_id);
CREATE INDEX match_family ON match (family);

-- What a story found between a source and its copy.
CREATE TABLE finding (
    family TEXT COLLATE "C" NOT NULL REFERENCES family (id) ON DELETE CASCADE,
    position BIGINT NOT NULL,        -- its place in the story, from 0
    id TEXT COLLATE "C" NOT NULL,                 -- stable across runs; reviewers' marks refer to it
    left_id TEXT COLLATE "C" NOT NULL,            -- the source
    right_id TEXT COLLATE "C" NOT NULL,           -- the copy
    kind TEXT COLLATE "C" NOT NULL,               -- with its subkind
    main TEXT COLLATE "C" NOT NULL,               -- the same without its subkind
    severity TEXT COLLATE "C" NOT NULL,           -- harmless, nuance or meaning
    confidence DOUBLE PRECISION NOT NULL,         -- 0 to 1
    why TEXT COLLATE "C" NOT NULL,                -- in words
    PRIMARY KEY (family, position)
);
CREATE INDEX finding_kind ON finding (main, severity);
CREATE INDEX finding_left ON finding (left_id);
CREATE INDEX finding_right ON finding (right_id);

-- Documents that came, changed or went since families were settled.
CREATE TABLE unsettled (
    id TEXT COLLATE "C" PRIMARY KEY               -- the document
);

-- What reviewers said of findings.
CREATE TABLE mark (
    finding TEXT COLLATE "C" PRIMARY KEY,         -- the stable id
    verdict TEXT COLLATE "C" NOT NULL,            -- accept, dismiss or none
    note TEXT COLLATE "C" NOT NULL,               -- in their words
    reviewer TEXT COLLATE "C" NOT NULL,           -- who
    at TEXT COLLATE "C" NOT NULL                  -- when
);

-- Small things a service keeps: jobs, tokens, watched feeds.
CREATE TABLE record (
    kind TEXT COLLATE "C" NOT NULL,               -- what it is
    id TEXT COLLATE "C" NOT NULL,                 -- its name among its kind
    body TEXT COLLATE "C" NOT NULL,               -- JSON
    revision BIGINT NOT NULL,        -- how often it was written
    at TEXT COLLATE "C" NOT NULL,                 -- when it was last written
    PRIMARY KEY (kind, id)
);
