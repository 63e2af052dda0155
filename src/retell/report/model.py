"""What a report says, chosen and in order, before any renderer sees it."""

from __future__ import annotations

from retell.changes.model import Severity
from retell.report.times import spoken
from retell.text.spans import Span
from retell.tracing import Comparison
from retell.values import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Head:
    """One of the two versions, named for a reader; `part` is "source", "copy" or its plain side.

    `direction` is "ltr", "rtl" or "auto", as HTML's `dir` has it; `details` are short facts to print below.
    """

    label: str
    heading: str
    part: str
    language: str | None
    direction: str
    details: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """A run of text under the same findings, outermost first; `begins` are those that start with it.

    `severity` is the gravest of them, None where nothing changed; `number` the finding to refer to at the
    end of its mark.
    """

    text: str
    findings: tuple[str, ...] = ()
    begins: tuple[str, ...] = ()
    severity: Severity | None = None
    number: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Cell:
    """One sentence of a row, cut into pieces; `paragraph` counts from 1 and `opens` that it begins one."""

    id: str
    role: str
    opens: bool
    paragraph: int
    pieces: tuple[Piece, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """Sentences that stand beside each other; `kind` is a link's, "only_left", "only_right" or "titles".

    `note` is what a reader is told of it ("moved from ¶12 to ¶3"); `findings` concern it as a whole.
    """

    number: int
    kind: str
    note: str | None
    moved: bool
    left: tuple[Cell, ...]
    right: tuple[Cell, ...]
    findings: tuple[int, ...] = ()

    @property
    def is_furniture(self) -> bool:
        """Whether nothing in it belongs to the report."""
        return all(cell.role != "body" for cell in (*self.left, *self.right))

    @property
    def has_findings(self) -> bool:
        """Whether a finding above harmless concerns it."""
        pieces = (piece for cell in (*self.left, *self.right) for piece in cell.pieces)
        return bool(self.findings) or any(piece.severity and piece.severity.rank for piece in pieces)

    @property
    def is_unchanged(self) -> bool:
        """Whether both sides say the same at the same place, letter for letter."""
        return self.kind == "identical" and not self.note and not self.has_findings


@dataclass(frozen=True, slots=True, kw_only=True)
class Stretch:
    """Rows that follow each other; `folded` where nothing changed for so long that they need not be read."""

    rows: tuple[Row, ...]
    folded: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Tick:
    """A finding in the overview, `at` so many thousandths of the way down."""

    finding: Finding
    at: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Ribbon:
    """A moved passage in the overview: from where it stands on the left to where it stands on the right.

    In thousandths of the way down.
    """

    row: int
    left: int
    left_end: int
    right: int
    right_end: int


@dataclass(frozen=True, slots=True, kw_only=True)
class KindCount:
    """How many findings are of a kind; `grave` leaves out the harmless ones."""

    kind: str
    findings: int
    grave: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Overview:
    """A comparison at a glance, for a reader who wants to get about in it."""

    stretches: tuple[Stretch, ...]
    ticks: tuple[Tick, ...]
    ribbons: tuple[Ribbon, ...]
    kinds: tuple[KindCount, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Quote:
    """The words of one side that a finding points at."""

    span: Span
    text: str
    placed: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """A change as a reader meets it: numbered in the order of the list, with the row where it stands."""

    id: str
    number: int
    kind: str
    detail: str
    severity: Severity
    confidence: float
    sureness: str
    why: str
    left: Quote | None
    right: Quote | None
    row: int | None
    also: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Loss:
    """A run of neighbouring sentences that one side has alone, of one role; `text` as it stands."""

    role: str
    sentences: tuple[str, ...]
    row: int
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Summary:
    """The counts behind the verdict. Sentences are all there are; `body` leaves page furniture out."""

    left_sentences: int
    right_sentences: int
    taken: int
    body_of_copy: int
    body_taken: int
    meaning: int
    nuance: int
    harmless: int
    quotations: int
    quotations_altered: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """What was found, in one line, and what that rests on."""

    parts: tuple[str, ...]
    rests_on: tuple[str, ...]

    @property
    def line(self) -> str:
        """The parts as one line."""
        return "; ".join(self.parts)


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """One comparison as it is shown: every renderer prints this and decides nothing."""

    comparison: Comparison
    ids: tuple[str, ...]
    left: Head
    right: Head
    verdict: Verdict
    summary: Summary
    rows: tuple[Row, ...]
    overview: Overview
    findings: tuple[Finding, ...]
    dropped: tuple[Loss, ...]
    added: tuple[Loss, ...]

    @property
    def consequential(self) -> tuple[Finding, ...]:
        """The findings above harmless."""
        return tuple(finding for finding in self.findings if finding.severity.rank)

    @property
    def harmless(self) -> tuple[Finding, ...]:
        """The findings that change nothing a careful reader learns."""
        return tuple(finding for finding in self.findings if not finding.severity.rank)


@dataclass(frozen=True, slots=True, kw_only=True)
class Member:
    """A document of a family, in words for a table; `seen` is when an archive first had it."""

    id: str
    label: str
    heading: str
    published: str | None
    seen: str | None = None

    @property
    def when(self) -> str | None:
        """When it was published, as people read it."""
        return spoken(self.published) if self.published else None

    @property
    def first_seen(self) -> str | None:
        """When an archive first had it, as people read it."""
        return spoken(self.seen) if self.seen else None


@dataclass(frozen=True, slots=True, kw_only=True)
class Borrowing:
    """Passages of a document that likely come from another than the one above it, or from one of several.

    `passages` are their words, in order; `sure` is a whole percentage.
    """

    sources: tuple[str, ...]
    sure: int
    why: str
    passages: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Branch:
    """A document in the tree of copying, how sure its place is and why, and its own copies below it.

    `sure` is a whole percentage, None for a document with no source; `page` is where its comparison is. A
    `lost` one is no document at hand: its copies show that it was there. `through` names the source of a
    document that came by way of a lost one.
    """

    member: Member
    sure: int | None
    clues: tuple[str, ...]
    counts: str
    page: str | None
    copies: tuple[Branch, ...]
    lost: bool = False
    through: str | None = None
    borrowed: tuple[Borrowing, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """A document of a family with the one it was most likely copied from, None where none is known."""

    member: Member
    source: Member | None
    branch: Branch


@dataclass(frozen=True, slots=True, kw_only=True)
class Moment:
    """When a document was published: from `start` to `end`, in percent of the timeline.

    The two are one where a time of day was given; a bare date takes up its day. One that gives no time was
    published `before` it was first seen, nobody knows how long.
    """

    member: Member
    start: float
    end: float
    told: str
    before: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Timeline:
    """The documents in the order of their times; `marks` are places on the scale with what stands there."""

    moments: tuple[Moment, ...]
    undated: tuple[Member, ...]
    marks: tuple[tuple[float, str], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Fate:
    """What became of a sentence in a copy: "same", "reworded", "altered" or "dropped"; `page` shows where."""

    kind: str
    page: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class WitnessRow:
    """A sentence of the source, and what became of it in each copy."""

    number: int
    role: str
    text: str
    fates: tuple[Fate, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class WitnessTable:
    """A source sentence by sentence, and its copies; `own` counts the sentences that a copy has added."""

    source: Member
    copies: tuple[Member, ...]
    rows: tuple[WitnessRow, ...]
    own: tuple[int, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class OutletRow:
    """An outlet, how many copies it made, and how many changes above harmless they hold, kind by kind."""

    label: str
    copies: int
    counts: tuple[int, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class OutletTable:
    """What each outlet changes; the kinds that nobody changed are left out."""

    kinds: tuple[str, ...]
    rows: tuple[OutletRow, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class StoryReport:
    """One family as it is shown."""

    number: int
    title: str
    anchor: str
    members: tuple[Member, ...]
    trees: tuple[Branch, ...]
    entries: tuple[Entry, ...]
    timeline: Timeline | None
    witnesses: tuple[WitnessTable, ...]
    undecided: tuple[tuple[Member, Member], ...]
    rooted: bool
    lost: tuple[str, ...] = ()
    """Sources that are not among the documents, each in a sentence."""
    beside: tuple[str, ...] = ()
    """What no tree can show: second sources, each in a sentence."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Pairing:
    """Two documents that share something and are no family."""

    left: Member
    right: Member
    relation: str
    sure: int
    why: str


@dataclass(frozen=True, slots=True, kw_only=True)
class TraceReport:
    """A whole trace as it is shown."""

    verdict: str
    stories: tuple[StoryReport, ...]
    outlets: OutletTable
    pairings: tuple[Pairing, ...]
    skipped: tuple[str, ...]
    notices: tuple[str, ...]
