"""Documents put into the archive and sought in it, as pages and the API ask."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from http import HTTPStatus

from retell.document.load import from_bytes
from retell.document.model import Document, Skipped
from retell.errors import RetellError
from retell.family.keys import document_keys
from retell.family.model import RelationKind
from retell.report.build import head, label
from retell.report.verdict import RELATIONS, percent
from retell.store import Entry
from retell.stores.finding import Answer, Order, found
from retell.web.comparisons import Given, document_of
from retell.web.problem import ProblemError
from retell.web.service import Service

_BATCH = 200
_MOST = 20
KINDS = {
    RelationKind.COPY: "copy",
    RelationKind.EXCERPT: "shares a passage",
    RelationKind.SAME_EVENT: "same event, no copy",
    RelationKind.UNRELATED: "unrelated",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Hit:
    """A document of the archive that shares something with a text, in words fit to print."""

    document: Document
    kind: RelationKind
    twin: bool
    relation: str
    probability: float
    sure: int
    why: str
    order: str
    source: Document | None
    family: str | None
    passages: Sequence[Mapping[str, object]]

    @property
    def told(self) -> str:
        """What it is to the text, in a word or two."""
        return "the same words" if self.twin else KINDS[self.kind]


def fetched(service: Service, given: Given) -> Given:
    """A side that was given by its address alone, with the page that stands there."""
    if not given.url or given.text.strip() or given.raw or given.id:
        return given
    if service.fetch is None:
        raise ProblemError(
            HTTPStatus.UNPROCESSABLE_ENTITY,
            "This service fetches nothing. Paste the text, or upload the page.",
        )
    raw, url = service.fetch(given.url)
    return replace(given, raw=raw, name=url)


def add_lines(service: Service, raw: bytes) -> list[dict[str, object]]:
    """What became of each line of JSONL, in order; a broken line costs nothing but itself."""
    told: list[dict[str, object]] = []
    waiting: list[tuple[int, Entry]] = []
    for number, line in enumerate(raw.split(b"\n"), start=1):
        if not line.strip():
            continue
        item = next(from_bytes(line, f"line {number}.jsonl"))
        if isinstance(item, Skipped):
            told.append({"line": number, "status": "failed", "error": item.error})
        else:
            keys = document_keys(item, service.settings.family)
            waiting.append((number, Entry(document=item, keys=keys)))
        if len(waiting) >= _BATCH:
            told += _added(service, waiting)
            waiting = []
    told += _added(service, waiting)
    return sorted(told, key=lambda one: int(str(one["line"])))


def _added(service: Service, waiting: Sequence[tuple[int, Entry]]) -> list[dict[str, object]]:
    if not waiting:
        return []
    try:
        added = service.store.add([entry for _, entry in waiting])
    except RetellError as error:
        return [{"line": number, "status": "failed", "error": str(error)} for number, _ in waiting]
    return [
        {"line": number, "status": one.outcome.value, "id": one.id, "version": one.version}
        for (number, _), one in zip(waiting, added, strict=True)
    ]


def of_given(service: Service, given: Given) -> list[Hit]:
    """What the archive has of a text, a page or one of its own documents, the surest first."""
    asked = document_of(service, fetched(service, given), "given")
    with service.turns.one():
        answers = found(service.store, asked, service.settings)
    return [_hit(answer) for answer in answers[:_MOST]]


def _hit(answer: Answer) -> Hit:
    family = answer.family
    return Hit(
        document=answer.document,
        kind=answer.relation.kind,
        twin=answer.twin,
        relation=RELATIONS[answer.relation.kind],
        probability=round(answer.relation.probability, 4),
        sure=percent(answer.relation.probability),
        why=answer.relation.why,
        order=" · ".join(_order(answer)),
        source=answer.source,
        family=family.id if family else None,
        passages=[
            {
                "given": {"start": passage.left.start, "end": passage.left.end},
                "found": {"start": passage.right.start, "end": passage.right.end},
                "similarity": round(passage.similarity, 4),
            }
            for passage in answer.passages
        ],
    )


def _order(answer: Answer) -> Iterator[str]:
    """What the times and the family's story say of who was first."""
    if answer.order is not Order.UNKNOWN:
        yield f"published {answer.order.value}"
    if answer.is_first:
        yield "likely the source of its family"
    elif answer.source:
        yield f"likely copied from {called(answer.source)}"


def called(document: Document) -> str:
    """A document by its outlet and title, or what else it is known by."""
    return f"{label(document)}, “{head(document, '').heading}”"
