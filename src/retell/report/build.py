"""The choice of what a report shows."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import groupby

from retell.alignment.model import Link
from retell.changes.model import Change, Severity, stable_id
from retell.document.model import Document, Sentence
from retell.lineage.model import Side
from retell.report.marks import Mark, cell
from retell.report.model import Cell, Finding, Head, Loss, Quote, Report, Row, Summary
from retell.report.verdict import verdict
from retell.settings import ReportSettings
from retell.text.quotations import quotations
from retell.text.spans import Span
from retell.trace import Comparison

RIGHT_TO_LEFT = frozenset("ar arc ckb dv fa ha he ks ku ps sd ug ur yi".split())
HEADING_LENGTH = 90


def report(comparison: Comparison) -> Report:
    """What is shown of `comparison`: its rows, its findings in order, its counts and its verdict."""
    ids = change_ids(comparison)
    order = _reading_order(comparison.changes, comparison.settings.report)
    numbers = {ids[at]: number for number, at in enumerate(order, start=1)}
    rows = tuple(_rows(comparison, ids, numbers))
    findings = tuple(_finding(comparison, at, ids[at], numbers, rows) for at in order)
    summary = summarised(comparison)
    dropped, added = _losses(comparison, rows, Side.LEFT), _losses(comparison, rows, Side.RIGHT)
    if comparison.descent.source is Side.RIGHT:
        dropped, added = added, dropped
    return Report(
        comparison=comparison,
        ids=ids,
        left=head(comparison.left, _part(comparison, Side.LEFT)),
        right=head(comparison.right, _part(comparison, Side.RIGHT)),
        verdict=verdict(comparison, summary, dropped, added),
        summary=summary,
        rows=rows,
        findings=findings,
        dropped=dropped,
        added=added,
    )


def change_ids(comparison: Comparison) -> tuple[str, ...]:
    """An id for every change, in order; the second of two that are alike in everything gets "-2"."""
    seen: Counter[str] = Counter()
    ids = []
    for change in comparison.changes:
        made = stable_id(change, comparison.left.text, comparison.right.text)
        seen[made] += 1
        ids.append(made if seen[made] == 1 else f"{made}-{seen[made]}")
    return tuple(ids)


def summarised(comparison: Comparison) -> Summary:
    """The counts of a comparison; where the right is the source, the copy's sentences are the left's."""
    alignment, source = comparison.alignment, comparison.descent.source
    copy = alignment.left if source is Side.RIGHT else alignment.right
    taken = {
        index for link in alignment.links for index in (link.left if source is Side.RIGHT else link.right)
    }
    counts = Counter(change.severity for change in comparison.changes)
    origin = comparison.right if source is Side.RIGHT else comparison.left
    return Summary(
        left_sentences=len(alignment.left),
        right_sentences=len(alignment.right),
        taken=len({index for link in alignment.links for index in link.right}),
        body_of_copy=sum(sentence.is_body for sentence in copy),
        body_taken=sum(copy[index].is_body for index in taken),
        meaning=counts[Severity.MEANING],
        nuance=counts[Severity.NUANCE],
        harmless=counts[Severity.HARMLESS],
        quotations=sum(quotation.depth == 0 for quotation in quotations(origin.text)),
        quotations_altered=_altered(comparison),
    )


def head(document: Document, part: str) -> Head:
    """How a version is named to a reader."""
    language = (document.language or "").partition("-")[0]
    direction = "auto" if not language else "rtl" if language in RIGHT_TO_LEFT else "ltr"
    return Head(
        label=label(document),
        heading=document.title or _opening(document),
        part=part,
        language=document.language,
        direction=direction,
        details=tuple(_details(document)),
    )


def label(document: Document) -> str:
    """The outlet, or else the name of the file, or else the id (a record's file holds others too)."""
    if document.outlet:
        return document.outlet
    name = (document.origin or "").replace("\\", "/").rstrip("/").rpartition("/")[2]
    if document.extractor == "record" or not name:
        return document.id
    return "standard input" if name == "-" else name


def _opening(document: Document) -> str:
    body = document.text[max((f.span.end for f in document.furniture if f.span.start < 200), default=0) :]
    words = (body.strip() or document.text.strip()).partition("\n")[0]
    return words if len(words) <= HEADING_LENGTH else words[:HEADING_LENGTH].rsplit(" ", 1)[0] + " …"


def _details(document: Document) -> Iterator[str]:
    if document.authors:
        yield "by " + ", ".join(document.authors)
    if document.published:
        yield f"published {document.published.when} ({document.published.claimed_by})"
    if document.modified:
        yield f"modified {document.modified.when}"
    if document.url:
        yield document.url
    if document.language:
        yield f"language {document.language}"
    if document.id != label(document):
        yield f"id {document.id}"


def _part(comparison: Comparison, side: Side) -> str:
    source = comparison.descent.source
    if source is Side.UNDECIDED:
        return str(side.value)
    return "source" if source is side else "copy"


def _reading_order(changes: Sequence[Change], settings: ReportSettings) -> list[int]:
    """Gravest first, what is unsure after what is sure, then by place."""

    def key(at: int) -> tuple[int, bool, tuple[int, int], int]:
        change = changes[at]
        here = change.left or change.right
        place = (here.start, here.end) if here else (0, 0)
        return (-change.severity.rank, change.confidence < settings.low_confidence, place, at)

    return sorted(range(len(changes)), key=key)


def _finding(
    comparison: Comparison, at: int, name: str, numbers: dict[str, int], rows: Sequence[Row]
) -> Finding:
    change = comparison.changes[at]
    settings = comparison.settings.report
    return Finding(
        id=name,
        number=numbers[name],
        kind=change.family,
        detail=change.kind.partition(".")[2],
        severity=change.severity,
        confidence=change.confidence,
        sureness=_sureness(change.confidence, settings),
        why=change.why,
        left=_quote(change.left, comparison.left, name, [cell for row in rows for cell in row.left]),
        right=_quote(change.right, comparison.right, name, [cell for row in rows for cell in row.right]),
        row=_row_of(name, numbers[name], rows),
        also=change.also,
    )


def _sureness(confidence: float, settings: ReportSettings) -> str:
    if confidence < settings.low_confidence:
        return "unsure"
    return "sure" if confidence >= settings.high_confidence else "fairly sure"


def _quote(span: Span | None, document: Document, name: str, cells: Sequence[Cell]) -> Quote | None:
    if span is None:
        return None
    placed = any(name in piece.begins for cell in cells for piece in cell.pieces)
    return Quote(span=span, text=span.of(document.text), placed=placed)


def _row_of(name: str, number: int, rows: Sequence[Row]) -> int | None:
    for row in rows:
        marked = (piece.findings for cell in (*row.left, *row.right) for piece in cell.pieces)
        if number in row.findings or any(name in findings for findings in marked):
            return row.number
    return None


def _rows(comparison: Comparison, ids: tuple[str, ...], numbers: dict[str, int]) -> Iterator[Row]:
    """Links and lone sentences in the order of the left; what the right has alone follows its forerunner."""
    alignment = comparison.alignment
    marks = {side: _marks(comparison, side, ids, numbers) for side in (Side.LEFT, Side.RIGHT)}
    whole = _whole_rows(comparison, ids, numbers)
    for number, (lefts, rights, link) in enumerate(_course(comparison), start=1):
        yield Row(
            number=number,
            kind=link.kind.value if link else "only_left" if lefts else "only_right",
            note=_note(link),
            left=tuple(
                cell(f"l{at + 1}", comparison.left.text, alignment.left[at], marks[Side.LEFT]) for at in lefts
            ),
            right=tuple(
                cell(f"r{at + 1}", comparison.right.text, alignment.right[at], marks[Side.RIGHT])
                for at in rights
            ),
            findings=tuple(
                found
                for found, left, right in whole
                if _touches(left, alignment.left, lefts)
                or (not lefts and _touches(right, alignment.right, rights))
            ),
        )


def _course(comparison: Comparison) -> Iterator[tuple[tuple[int, ...], tuple[int, ...], Link | None]]:
    alignment = comparison.alignment
    starts: list[tuple[tuple[int, ...], tuple[int, ...], Link | None]] = [
        (link.left, link.right, link) for link in alignment.links
    ]
    starts += [((at,), (), None) for at in alignment.only_left]
    starts.sort(key=lambda row: row[0])
    alone = set(alignment.only_right)
    at = 0
    while at in alone:
        yield (), (at,), None
        at += 1
    for lefts, rights, link in starts:
        yield lefts, rights, link
        following = rights[-1] + 1 if rights else -1
        while following in alone:
            yield (), (following,), None
            following += 1


def _note(link: Link | None) -> str | None:
    """What is said of a row beside its words."""
    if link is None:
        return None
    words = []
    if link.moved:
        words.append(f"moved: sentence {link.left[0] + 1} on the left, {link.right[0] + 1} on the right")
    if len(link.left) > 1 or len(link.right) > 1:
        words.append(f"{link.kind.value}: {len(link.left)} to {len(link.right)}")
    return "; ".join(words) or None


def _marks(
    comparison: Comparison, side: Side, ids: tuple[str, ...], numbers: dict[str, int]
) -> tuple[Mark, ...]:
    """The changes that mark words on one side; a moved passage is said of its row instead."""
    found = []
    for change, name in zip(comparison.changes, ids, strict=True):
        span = change.left if side is Side.LEFT else change.right
        if span is not None and len(span) and not _is_whole(change):
            found.append(Mark(span=span, id=name, number=numbers[name], severity=change.severity))
    return tuple(sorted(found, key=lambda mark: (mark.span.start, -mark.span.end, mark.number)))


def _is_whole(change: Change) -> bool:
    return change.family == "order"


def _whole_rows(
    comparison: Comparison, ids: tuple[str, ...], numbers: dict[str, int]
) -> list[tuple[int, Span | None, Span | None]]:
    return [
        (numbers[name], change.left, change.right)
        for change, name in zip(comparison.changes, ids, strict=True)
        if _is_whole(change)
    ]


def _touches(span: Span | None, sentences: Sequence[Sentence], indices: Sequence[int]) -> bool:
    return span is not None and any(span.overlaps(sentences[at].span) for at in indices)


def _losses(comparison: Comparison, rows: Sequence[Row], side: Side) -> tuple[Loss, ...]:
    """The runs of neighbouring sentences that `side` has alone, furniture kept apart by its kind."""
    alignment = comparison.alignment
    left = side is Side.LEFT
    sentences, alone = (
        (alignment.left, alignment.only_left) if left else (alignment.right, alignment.only_right)
    )
    text = comparison.left.text if left else comparison.right.text
    rows_of = {cell.id: row.number for row in rows for cell in (row.left if left else row.right)}
    found = []
    for _, run in groupby(
        enumerate(sorted(alone)), key=lambda item: (item[1] - item[0], sentences[item[1]].role)
    ):
        indices = [at for _, at in run]
        names = tuple(f"{'l' if left else 'r'}{at + 1}" for at in indices)
        whole = sentences[indices[0]].span.to(sentences[indices[-1]].span)
        role = sentences[indices[0]].role
        found.append(Loss(role=role, sentences=names, row=rows_of[names[0]], text=whole.of(text)))
    return tuple(found)


def _altered(comparison: Comparison) -> int:
    """How many quotations a change above harmless touches; one that is in no quotation counts for itself."""
    lefts, rights = quotations(comparison.left.text), quotations(comparison.right.text)
    touched: set[tuple[str, int]] = set()
    for change in comparison.changes:
        if "quotation" not in (change.family, *(kind.partition(".")[0] for kind in change.also)):
            continue
        if not change.severity.rank:
            continue
        on_left = [("left", q.outer.start) for q in lefts if change.left and q.outer.overlaps(change.left)]
        on_right = [
            ("right", q.outer.start) for q in rights if change.right and q.outer.overlaps(change.right)
        ]
        here = change.left or change.right
        touched.update(on_left[:1] or on_right[:1] or [("none", here.start if here else 0)])
    return len(touched)
