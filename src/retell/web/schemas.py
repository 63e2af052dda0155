"""What the API takes and gives, as its OpenAPI document describes it."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field, model_validator

from retell.changes.model import Severity
from retell.store import Query

Text = Annotated[str, Field(max_length=2_000_000)]
Short = Annotated[str, Field(max_length=2_000)]
Version = Annotated[int, Field(ge=1, le=2**31)]


class Strict(BaseModel):
    """A body in which an unknown field is an error, so that a misspelt one is seen."""

    model_config = ConfigDict(extra="forbid")


class Side(Strict):
    """One side of a comparison: a text with what is known of it, an address, or a document of the archive."""

    text: Text = ""
    title: Short = ""
    outlet: Short = ""
    url: Short = Field("", description="Where the text is from; fetched where no text is given.")
    published: Short = Field("", description="ISO 8601: a date, or a time with its zone.")
    id: Short = Field("", description="A document of the archive.")
    version: Version | None = None

    @model_validator(mode="after")
    def one_of_three(self) -> Side:
        """A side is one thing only."""
        if not (self.text.strip() or self.url or self.id):
            raise ValueError("give a text, a url or the id of a document")
        if self.id and self.text:
            raise ValueError("give a text or the id of a document, not both")
        return self


class Compare(Strict):
    """Two versions to compare; neither is taken to be the source."""

    left: Side
    right: Side


class Find(Strict):
    """A text, an address or a document of the archive whose relatives are sought."""

    text: Text = ""
    url: Short = ""
    id: Short = ""


class Wanted(Strict):
    """What is asked of a list; all that is given must hold."""

    q: Short = Field("", description="Words that must all stand in the title or text.")
    outlet: Short | None = None
    language: Short | None = None
    since: Short | None = Field(None, description="ISO 8601, by the time published, else first seen.")
    until: Short | None = Field(None, description="The same; a date stands for its whole day.")
    kind: Short | None = Field(None, description="A kind of change, with or without its subkind.")
    severity: Severity | None = None
    after: Short | None = Field(None, description="The `next` of the page before.")
    most: Annotated[int, Field(ge=1, le=200)] = 50

    def query(self) -> Query:
        """The same, as the archive is asked."""
        return Query(words=self.q, **self.model_dump(exclude={"q"}))


class MarkIn(Strict):
    """What a reviewer says of a finding."""

    verdict: Literal["accept", "dismiss", "none"] = "none"
    note: Short = ""


class MarkOut(BaseModel):
    """What a reviewer said of a finding."""

    finding: str
    verdict: str
    note: str
    by: str
    at: str


class Marks(BaseModel):
    """Marks, by the id of the finding."""

    items: list[MarkOut]


class DocumentOut(BaseModel):
    """A document of the archive."""

    id: str
    title: str | None
    outlet: str | None
    authors: list[str]
    url: str | None
    published: str | None
    language: str | None
    version: int
    versions: int
    added: str
    updated: str
    family: str | None
    text: str | None = Field(None, description="Only where one document is asked for.")


class Documents(BaseModel):
    """A page of documents; `next` is the cursor of the page after."""

    items: list[DocumentOut]
    next: str | None


class FamilyOut(BaseModel):
    """A family of copies: its members and, where it was told, its root and how much changed in it."""

    id: str
    members: list[str]
    latest: str
    root: str | None
    findings: dict[str, int]


class Families(BaseModel):
    """A page of families; `next` is the cursor of the page after."""

    items: list[FamilyOut]
    next: str | None


class JobOut(BaseModel):
    """Work under way behind the scenes."""

    id: str
    sort: str
    state: Literal["queued", "running", "done", "failed", "cancelled"]
    stage: str
    done: int
    total: int
    result: dict[str, Any]
    error: str
    created: str
    finished: str


class Jobs(BaseModel):
    """The jobs that are kept, in the order they came."""

    items: list[JobOut]


class LineOut(BaseModel):
    """What became of one line of a bulk of documents."""

    line: int
    status: Literal["new", "updated", "same", "failed"]
    id: str | None = None
    version: int | None = None
    error: str | None = None


class Lines(BaseModel):
    """What became of each line, in order."""

    items: list[LineOut]


class SourceOut(BaseModel):
    """The document that another was likely copied from."""

    id: str
    title: str | None
    outlet: str | None


class HitOut(BaseModel):
    """A document of the archive that shares something with what was asked about."""

    id: str
    title: str | None
    outlet: str | None
    url: str | None
    published: str | None
    relation: str
    kind: Literal["copy", "excerpt", "same_event", "unrelated"]
    twin: bool = Field(description="Whether it has the same words throughout.")
    probability: float
    why: str
    order: str = Field(description="Which is likely the source, where the texts tell.")
    source: SourceOut | None = Field(description="What the document was likely copied from.")
    family: str | None
    passages: list[dict[str, Any]]


class Hits(BaseModel):
    """The relatives of a text, the surest first."""

    items: list[HitOut]


class Value(BaseModel):
    """A value and how many documents have it."""

    value: str
    count: int


class StatsOut(BaseModel):
    """How much the archive holds; `unsettled` documents came or changed since families were last settled."""

    documents: int
    versions: int
    families: int
    in_families: int
    unsettled: int
    marks: int
    revision: int
    schema_: str = Field(alias="schema")
    bytes: int | None


class FacetsOut(BaseModel):
    """How many documents of a query have each value, the most first."""

    outlets: list[Value]
    languages: list[Value]
    months: list[Value]
    kinds: list[Value]
    severities: list[Value]


class TokenIn(Strict):
    """A new token."""

    name: Annotated[str, Field(min_length=1, max_length=100)]
    scope: Literal["read", "write", "admin"] = "read"
    days: Annotated[int, Field(ge=1, le=3650)] = 90


class TokenOut(BaseModel):
    """What is known of a token; `secret` is told once, when it is made."""

    id: str
    name: str
    scope: str
    expires: str
    secret: str | None = None


class ProblemOut(BaseModel):
    """What was wrong with a request (RFC 9457)."""

    type: str = "about:blank"
    title: str
    status: int
    detail: str
    code: str | None = Field(None, description="The permanent code of the error, where it has one.")
    instance: str
