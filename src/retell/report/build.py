"""The choice of what a report shows."""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import groupby

from retell.alignment.model import Link
from retell.changes.model import Change, Severity, stable_id
from retell.document.model import Document, Sentence
from retell.family.model import RelationKind
from retell.lineage.model import Side
from retell.report.marks import Mark, by_sentence, cell, paragraphs
from retell.report.model import Finding, Head, Loss, Quote, Report, Row, Summary
from retell.report.overview import overview
from retell.report.times import spoken
from retell.report.verdict import verdict
from retell.settings import ReportSettings
from retell.text.quotations import Quotation, quotations
from retell.text.spans import Span
from retell.tracing import Comparison

RIGHT_TO_LEFT = frozenset("ar arc ckb dv fa ha he ks ku ps sd ug ur yi".split())
HEADING_LENGTH = 90
WHOLE_ROW = ("order", "order.moved")

Place = tuple[tuple[int, ...], tuple[int, ...], Link | None]
"""The sentences of a row on each side, and the link between them."""


def report(comparison: Comparison) -> Report:
    """What is shown of `comparison`: its rows, its findings in order, its counts and its verdict."""
    ids = change_ids(comparison)
    order = _reading_order(comparison)
    numbers = {ids[at]: number for number, at in enumerate(order, start=1)}
    rows = tuple(_rows(comparison, ids, numbers))
    settings = comparison.settings.report
    marked = _marked(rows)
    findings = tuple(_finding(comparison, at, ids[at], numbers[ids[at]], marked) for at in order)
    summary = summarised(comparison)
    dropped, added = (_losses(comparison, rows, side) for side in (Side.LEFT, Side.RIGHT))
    if comparison.descent.source is Side.RIGHT:
        dropped, added = added, dropped
    return Report(
        comparison=comparison,
        ids=ids,
        left=head(comparison.left, _part(comparison, Side.LEFT)),
        right=head(comparison.right, _part(comparison, Side.RIGHT)),
        verdict=verdict(comparison, summary, dropped, added, _names(comparison)),
        summary=summary,
        rows=rows,
        overview=overview(rows, findings, settings),
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
    """The outlet, or else the file with its folder, or else the id (a record's file holds others too)."""
    if document.outlet:
        return document.outlet
    name = "/".join((document.origin or "").replace("\\", "/").strip("/").split("/")[-2:])
    if document.extractor == "record" or not name:
        return document.id
    return "standard input" if name == "-" else name


def _names(comparison: Comparison) -> tuple[str, str]:
    """What the two are called where they must be told apart."""
    left, right = label(comparison.left), label(comparison.right)
    return (left, right) if left != right else ("the left", "the right")


def _opening(document: Document) -> str:
    body = document.text[max((f.span.end for f in document.furniture if f.span.start < 200), default=0) :]
    words = (body.strip() or document.text.strip()).partition("\n")[0]
    return words if len(words) <= HEADING_LENGTH else words[:HEADING_LENGTH].rsplit(" ", 1)[0] + " …"


def _details(document: Document) -> Iterator[str]:
    if document.authors:
        yield "by " + ", ".join(document.authors)
    if document.published:
        yield f"published {spoken(document.published.when)} ({document.published.claimed_by})"
    if document.modified:
        yield f"modified {spoken(document.modified.when)}"
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


def _reading_order(comparison: Comparison) -> list[int]:
    """Gravest first, what is unsure after what is sure, then as the rows go."""
    changes, low = comparison.changes, comparison.settings.report.low_confidence
    lefts, rights = _row_starts(comparison)

    def key(at: int) -> tuple[int, bool, int, int, int]:
        change = changes[at]
        row = _row_at(change.left, lefts) if change.left else _row_at(change.right, rights)
        here = change.left or change.right
        return (-change.severity.rank, change.confidence < low, row, here.start if here else 0, at)

    return sorted(range(len(changes)), key=key)


Starts = tuple[list[int], list[int]]
"""Where each sentence of a side ends, ascending, and the row it stands in."""


def _row_starts(comparison: Comparison) -> tuple[Starts, Starts]:
    alignment = comparison.alignment
    rows: tuple[dict[int, int], dict[int, int]] = ({}, {})
    for number, (lefts, rights, _) in enumerate(_course(comparison), start=1):
        rows[0].update(dict.fromkeys(lefts, number))
        rows[1].update(dict.fromkeys(rights, number))
    left, right = (
        ([sentences[at].span.end for at in sorted(found)], [found[at] for at in sorted(found)])
        for sentences, found in zip((alignment.left, alignment.right), rows, strict=True)
    )
    return left, right


def _row_at(span: Span | None, starts: Starts) -> int:
    """The row of the sentence in which `span` begins, or of the next one."""
    ends, rows = starts
    at = bisect_right(ends, span.start) if span else len(ends)
    return rows[at] if at < len(rows) else len(rows) + 1


def _finding(comparison: Comparison, at: int, name: str, number: int, marked: dict[str, int]) -> Finding:
    change = comparison.changes[at]
    return Finding(
        id=name,
        number=number,
        kind=change.family,
        detail=change.kind.partition(".")[2],
        severity=change.severity,
        confidence=change.confidence,
        sureness=_sureness(change.confidence, comparison.settings.report),
        why=change.why,
        left=_quote(change.left, comparison.left, placed=f"left {name}" in marked),
        right=_quote(change.right, comparison.right, placed=f"right {name}" in marked),
        row=marked.get(f"left {name}", marked.get(f"right {name}", marked.get(f"row {number}"))),
        also=change.also,
    )


def _sureness(confidence: float, settings: ReportSettings) -> str:
    if confidence < settings.low_confidence:
        return "unsure"
    return "sure" if confidence >= settings.high_confidence else "fairly sure"


def _quote(span: Span | None, document: Document, *, placed: bool) -> Quote | None:
    return Quote(span=span, text=span.of(document.text), placed=placed) if span else None


def _marked(rows: Sequence[Row]) -> dict[str, int]:
    """The row in which each finding's words are first marked: by side and id, or its number for a row."""
    found: dict[str, int] = {}
    for row in rows:
        for number in row.findings:
            found.setdefault(f"row {number}", row.number)
        for side, cells in (("left", row.left), ("right", row.right)):
            for name in (name for each in cells for piece in each.pieces for name in piece.begins):
                found.setdefault(f"{side} {name}", row.number)
    return found


def _rows(comparison: Comparison, ids: tuple[str, ...], numbers: dict[str, int]) -> Iterator[Row]:
    """Links and lone sentences in the order of the left; what the right has alone follows its forerunner."""
    alignment = comparison.alignment
    marks = {side: _marks(comparison, side, ids, numbers) for side in (Side.LEFT, Side.RIGHT)}
    whole = _whole_rows(comparison, ids, numbers)
    left_text, right_text = comparison.left.text, comparison.right.text
    places = paragraphs(left_text, alignment.left), paragraphs(right_text, alignment.right)
    for number, (lefts, rights, link) in enumerate(_course(comparison), start=1):
        yield Row(
            number=number,
            kind=_kind(lefts, rights, link),
            note=_note(link, places, comparison.descent.source),
            moved=bool(link and link.moved),
            left=tuple(
                cell(f"l{at + 1}", left_text, alignment.left[at], places[0][at], marks[Side.LEFT][at])
                for at in lefts
            ),
            right=tuple(
                cell(f"r{at + 1}", right_text, alignment.right[at], places[1][at], marks[Side.RIGHT][at])
                for at in rights
            ),
            findings=tuple(
                found
                for found, left, right in whole
                if _touches(left, alignment.left, lefts)
                or (not lefts and _touches(right, alignment.right, rights))
            ),
        )


def _kind(lefts: Sequence[int], rights: Sequence[int], link: Link | None) -> str:
    if link:
        return link.kind.value
    return "titles" if lefts and rights else "only_left" if lefts else "only_right"


def _course(comparison: Comparison) -> Iterator[Place]:
    alignment = comparison.alignment
    starts: list[Place] = [(link.left, link.right, link) for link in alignment.links]
    titles = _titles(comparison)
    starts += [((at,), titles.get(at, ()), None) for at in alignment.only_left]
    starts.sort(key=lambda row: row[0])
    alone = set(alignment.only_right) - {at for rights in titles.values() for at in rights}
    yield from _run(0, alone)
    for lefts, rights, link in starts:
        yield lefts, rights, link
        for right in rights:
            yield from _run(right + 1, alone)


def _titles(comparison: Comparison) -> dict[int, tuple[int, ...]]:
    """A title of the left and the other title that the right has for it: no link, but read side by side."""
    alignment = comparison.alignment
    lefts = [at for at in alignment.only_left if alignment.left[at].role == "title"]
    rights = [at for at in alignment.only_right if alignment.right[at].role == "title"]
    return {lefts[0]: (rights[0],)} if lefts and rights else {}


def _run(start: int, alone: set[int]) -> Iterator[Place]:
    """The sentences that the right has alone, one row each, from `start` to the next that it shares."""
    while start in alone:
        yield (), (start,), None
        start += 1


def _note(link: Link | None, places: tuple[list[int], list[int]], source: Side) -> str | None:
    """What is said of a row beside its words."""
    if link is None:
        return None
    words = []
    if link.moved:
        words.append(_moved(places[0][link.left[0]], places[1][link.right[0]], source))
    if len(link.left) > 1 or len(link.right) > 1:
        words.append(f"{link.kind.value}: {len(link.left)} to {len(link.right)}")
    return "; ".join(words) or None


def _moved(left: int, right: int, source: Side) -> str:
    """Between which paragraphs a passage moved, as far as it is known which way."""
    if left == right:
        return f"moved within ¶{left}"
    if source is Side.UNDECIDED:
        return f"moved: ¶{left} on the left, ¶{right} on the right"
    start, end = (right, left) if source is Side.RIGHT else (left, right)
    return f"moved from ¶{start} to ¶{end}"


def _marks(
    comparison: Comparison, side: Side, ids: tuple[str, ...], numbers: dict[str, int]
) -> list[list[Mark]]:
    """The changes that mark words on one side; a moved passage is said of its row instead."""
    alignment, found = comparison.alignment, []
    for change, name in zip(comparison.changes, ids, strict=True):
        span = change.left if side is Side.LEFT else change.right
        if span is not None and len(span) and not _is_whole(change):
            found.append(Mark(span=span, id=name, number=numbers[name], severity=change.severity))
    return by_sentence(found, alignment.left if side is Side.LEFT else alignment.right)


def _is_whole(change: Change) -> bool:
    """Whether it is said of a row: a passage that moved, not a clause that changed places in its sentence."""
    return change.kind in WHOLE_ROW


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
    """The runs of neighbouring sentences that `side` has alone, furniture kept apart by its kind.

    Between texts of which neither was copied from the other there are none: each says its own.
    """
    if comparison.relation.kind not in (RelationKind.COPY, RelationKind.EXCERPT):
        return ()
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
        if change.severity.rank:
            touched.add(_quoted_at(comparison, change, lefts, rights))
    return len(touched)


def _quoted_at(
    comparison: Comparison, change: Change, lefts: Sequence[Quotation], rights: Sequence[Quotation]
) -> tuple[str, int]:
    """The quotation a change is in: the left's, also for words that only the right has, where it has one."""
    near = [change.left] if change.left else _linked_left(comparison, change.right)
    on_left = [("left", q.outer.start) for q in lefts if any(q.outer.overlaps(span) for span in near)]
    on_right = [("right", q.outer.start) for q in rights if change.right and q.outer.overlaps(change.right)]
    here = change.left or change.right
    return (on_left + on_right + [("none", here.start if here else 0)])[0]


def _linked_left(comparison: Comparison, right: Span | None) -> list[Span]:
    """The left sentences linked to those of the right that hold a span."""
    alignment = comparison.alignment
    return [
        alignment.left[i].span
        for link in alignment.links
        if right and any(alignment.right[j].span.overlaps(right) for j in link.right)
        for i in link.left
    ]
