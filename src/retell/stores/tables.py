"""The tables of an archive as SQLAlchemy names them; what they mean stands in sql/.

Statements are made of these, so that every value travels as a parameter. A test holds them against the
schema that the migrations make.
"""

from __future__ import annotations

from sqlalchemy import BigInteger, Column, Float, Integer, LargeBinary, MetaData, Table, Text

METADATA = MetaData()

ARCHIVE = Table(
    "archive",
    METADATA,
    Column("one", Integer, primary_key=True),
    Column("revision", BigInteger),
    Column("rows", BigInteger),
    Column("documents", BigInteger),
    Column("keyed", Text),
    Column("created", Text),
    Column("retell", Text),
)
DOCUMENT = Table(
    "document",
    METADATA,
    Column("number", BigInteger, primary_key=True),
    Column("id", Text),
    Column("address", Text),
    Column("row", BigInteger),
    Column("version", BigInteger),
    Column("content", Text),
    Column("outlet", Text),
    Column("language", Text),
    Column("at", Text),
    Column("added", Text),
    Column("updated", Text),
    Column("family", Text),
)
VERSION = Table(
    "version",
    METADATA,
    Column("row", BigInteger, primary_key=True),
    Column("document", BigInteger),
    Column("version", BigInteger),
    Column("content", Text),
    Column("extractor", Text),
    Column("seen", Text),
    Column("details", Text),
)
BODY = Table(
    "body",
    METADATA,
    Column("row", BigInteger, primary_key=True),
    Column("text", LargeBinary),
    Column("page_text", LargeBinary),
    Column("raw", LargeBinary),
)
KEYS = Table("keys", METADATA, Column("row", BigInteger, primary_key=True), Column("arrays", LargeBinary))
GONE = Table("gone", METADATA, Column("row", BigInteger, primary_key=True))
SEGMENT = Table(
    "segment",
    METADATA,
    Column("number", BigInteger, primary_key=True),
    Column("first_row", BigInteger),
    Column("last_row", BigInteger),
    Column("bands", BigInteger),
    Column("grams", BigInteger),
    Column("combinations", BigInteger),
    Column("words", BigInteger),
    Column("sizes", LargeBinary),
)
BLOCK = Table(
    "block", METADATA, Column("place", BigInteger, primary_key=True), Column("entries", LargeBinary)
)
FAMILY = Table(
    "family",
    METADATA,
    Column("id", Text, primary_key=True),
    Column("latest", Text),
    Column("lineage", Text),
    Column("basis", Text),
    Column("settings", Text),
    Column("retell", Text),
    Column("told", Text),
)
MATCH = Table(
    "match",
    METADATA,
    Column("left_id", Text, primary_key=True),
    Column("right_id", Text, primary_key=True),
    Column("family", Text),
    Column("relation", Text),
    Column("probability", Float),
    Column("why", Text),
    Column("left_coverage", Float),
    Column("right_coverage", Float),
    Column("passages", Text),
)
FINDING = Table(
    "finding",
    METADATA,
    Column("family", Text, primary_key=True),
    Column("position", BigInteger, primary_key=True),
    Column("id", Text),
    Column("left_id", Text),
    Column("right_id", Text),
    Column("kind", Text),
    Column("main", Text),
    Column("severity", Text),
    Column("confidence", Float),
    Column("why", Text),
)
UNSETTLED = Table("unsettled", METADATA, Column("id", Text, primary_key=True))
MARK = Table(
    "mark",
    METADATA,
    Column("finding", Text, primary_key=True),
    Column("verdict", Text),
    Column("note", Text),
    Column("reviewer", Text),
    Column("at", Text),
)
RECORD = Table(
    "record",
    METADATA,
    Column("kind", Text, primary_key=True),
    Column("id", Text, primary_key=True),
    Column("body", Text),
    Column("revision", BigInteger),
    Column("at", Text),
)
VERSIONS = Table("alembic_version", MetaData(), Column("version_num", Text, primary_key=True))
