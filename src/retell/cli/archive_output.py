"""What `retell archive` prints: lines for people, JSON for programs."""

from __future__ import annotations

import contextlib
import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING, Any, TextIO

import click

from retell.cli.output import print_out

if TYPE_CHECKING:
    from retell.alignment.model import Passage
    from retell.document.model import Document, Skipped
    from retell.lineage.model import Edge
    from retell.store import Added, Kept, KeptFamily, Page, Stats, Store
    from retell.stores.adding import Tally
    from retell.stores.finding import Answer

_LISTED = 12
"""Copies of a family that are listed one by one."""
_SHOWN = 160
"""Characters of a passage that are printed."""


class Listing(contextlib.ExitStack):
    """Where it is written what was added and what was skipped, as it happens."""

    def __init__(self, folder: str | None, *, as_json: bool) -> None:
        super().__init__()
        self._as_json = as_json
        self._added = self._file(folder, "added.jsonl")
        self._skipped = self._file(folder, "skipped.jsonl")

    def _file(self, folder: str | None, name: str) -> TextIO | None:
        if folder is None:
            return None
        try:
            Path(folder).mkdir(parents=True, exist_ok=True)
            return self.enter_context((Path(folder) / name).open("w", encoding="utf-8"))
        except OSError as error:
            from retell.errors import UsageError

            raise UsageError.cannot_write(folder, error.strerror or str(error)) from None

    def take(self, added: Iterable[Added], skipped: Iterable[Skipped]) -> None:
        """Write a batch down; it is safe by now."""
        from retell.report.to_json import lines, skipped_line

        made = "".join(lines(dumped(_added(each)) for each in added))
        if self._as_json:
            print_out(made)
        if self._added:
            self._added.write(made)
        if self._skipped:
            self._skipped.writelines(lines(map(skipped_line, skipped)))


def dumped(value: object) -> str:
    """One line of JSON."""
    return json.dumps(value, ensure_ascii=False)


def _added(each: Added) -> dict[str, object]:
    return {"id": each.id, "version": each.version, "outcome": each.outcome.value, "given": each.given}


def counted(tally: Tally, store: Store) -> str:
    """What an addition came to, in one line."""
    stats = store.stats()
    parts = [f"{tally.new} added"]
    parts += [f"{tally.updated} updated"] if tally.updated else []
    parts += [f"{tally.same} there already"] if tally.same else []
    lost = sum(not item.notice for item in tally.skipped)
    parts += [f"{lost} not read"] if lost else []
    kept = f"{stats.documents} articles, {stats.in_families} of them in {stats.families} families"
    return f"{', '.join(parts)}. The archive has {kept}."


def member(document: Document) -> dict[str, object]:
    """A document by what tells it from others."""
    return {
        "id": document.id,
        "title": document.title,
        "outlet": document.outlet,
        "published": document.published.when if document.published else None,
        "url": document.url,
        "language": document.language,
    }


def answers_json(asked: Document, answers: Sequence[Answer]) -> str:
    """What an archive has of a text, as one JSON object."""
    families = {answer.family.id: answer.family for answer in answers if answer.family}
    told = {
        "schema_version": 1,
        "retell": version("retell"),
        "asked": member(asked),
        "answers": [_answer(answer) for answer in answers],
        "families": [family_json(family) for _, family in sorted(families.items())],
    }
    return dumped(told) + "\n"


def _answer(answer: Answer) -> dict[str, object]:
    relation = answer.relation
    return {
        "document": member(answer.document),
        "relation": {
            "kind": relation.kind.value,
            "probability": round(relation.probability, 4),
            "why": relation.why,
            "coverage": {"asked": relation.left_coverage, "document": relation.right_coverage},
        },
        "passages": [_passage(passage) for passage in answer.passages],
        "order": answer.order.value,
        "twin": answer.twin,
        "source": member(answer.source) if answer.source else None,
        "family": answer.family.id if answer.family else None,
    }


def _passage(passage: Passage) -> dict[str, object]:
    return {
        "asked": {"start": passage.left.start, "end": passage.left.end},
        "document": {"start": passage.right.start, "end": passage.right.end},
        "similarity": round(passage.similarity, 4),
    }


def family_json(family: KeptFamily) -> dict[str, object]:
    """A family with its lineage."""
    story = family.story
    lineage = story.lineage if story else None
    return {
        "id": family.id,
        "members": list(family.members),
        "root": lineage.root if lineage else None,
        "edges": [_edge(edge) for edge in lineage.edges] if lineage else [],
        "undecided": [list(pair) for pair in lineage.undecided] if lineage else [],
        "findings": len(story.findings) if story else None,
        "told": {"at": story.at, "retell": story.retell} if story else None,
    }


def _edge(edge: Edge) -> dict[str, object]:
    return {"source": edge.source, "copy": edge.copy, "probability": round(edge.probability, 4)}


def answers_text(asked: Document, answers: Sequence[Answer], known: Mapping[str, Document]) -> Iterator[str]:
    """What an archive has of a text, for people; `known` are documents to be called by their names."""
    if not answers:
        yield "Nothing in the archive shares text with this."
        return
    for answer in answers:
        relation = answer.relation
        kind = "the same words" if answer.twin else relation.kind.value.replace("_", " ")
        yield f"{kind} ({relation.probability:.0%})  {_called(answer.document)}"
        yield from (f"  {line}" for line in _standing(answer))
        if not answer.twin:
            yield f"  {relation.why}"
        if answer.passages:
            yield f"  “{_shown(answer.passages[0].left.of(asked.text))}”"
    families = {answer.family.id: answer.family for answer in answers if answer.family}
    for _, family in sorted(families.items()):
        yield ""
        yield from _family(family, known)


def _standing(answer: Answer) -> Iterator[str]:
    """When a document came, and what it came from."""
    if answer.order.value != "unknown":
        yield f"published {answer.order.value} than the text asked about"
    if answer.is_first:
        yield "likely the source of its family"
    elif answer.source:
        yield f"likely copied from {_named(answer.source)}"


def _family(family: KeptFamily, known: Mapping[str, Document]) -> Iterator[str]:
    """Who copied whom in a family, by name; of a large one the beginning."""
    lineage = family.story.lineage if family.story else None
    called = {id: _named(known[id]) if id in known else id for id in family.members}
    yield f"Family of {len(family.members)}, {family.id}"
    told = lineage.edges if lineage else ()
    for edge in told[:_LISTED]:
        yield f"  {called[edge.source]} → {called[edge.copy]} ({edge.probability:.0%})"
    linked = {id for edge in told for id in (edge.source, edge.copy)}
    alone = [called[id] for id in family.members if id not in linked]
    if alone:
        yield f"  no source told: {'; '.join(alone[:_LISTED])}"
    if len(told) > _LISTED or len(alone) > _LISTED:
        yield f"  and more: {len(told)} copies with a source, {len(alone)} without"


def _named(document: Document) -> str:
    """A document by its outlet or file and its title."""
    from retell.report.build import label

    title = f", “{_shown(document.title)}”" if document.title else ""
    return f"{label(document)}{title}"


def _called(document: Document) -> str:
    published = document.published.when if document.published else None
    told = [document.id, document.outlet, published, document.title and _shown(document.title)]
    return "  ".join(part for part in told if part)


def _shown(text: str) -> str:
    short = " ".join(text.split())
    return short if len(short) <= _SHOWN else f"{short[: _SHOWN - 1]}…"


def document_json(kept: Kept) -> str:
    """A document with its place in the archive, as one JSON object."""
    document = kept.document
    told = {
        **member(document),
        "authors": list(document.authors),
        "modified": document.modified.when if document.modified else None,
        "extractor": document.extractor,
        "origin": document.origin,
        "text": document.text,
        "version": kept.version,
        "versions": kept.versions,
        "seen": kept.seen,
        "added": kept.added,
        "updated": kept.updated,
        "family": kept.family,
    }
    return dumped(told) + "\n"


def document_text(kept: Kept) -> Iterator[str]:
    """A document with its place in the archive, for people."""
    yield _called(kept.document)
    if kept.document.url:
        yield kept.document.url
    yield f"version {kept.version} of {kept.versions}, seen {kept.seen}; family: {kept.family or 'none'}"
    yield ""
    yield kept.document.text


def page_json(page: Page[Kept]) -> str:
    """A page of documents as one JSON object."""
    documents = [{**member(kept.document), "family": kept.family} for kept in page.items]
    return dumped({"documents": documents, "next": page.next}) + "\n"


def page_text(page: Page[Kept]) -> Iterator[str]:
    """A page of documents, a line each."""
    for kept in page.items:
        yield _called(kept.document)
    if page.next:
        yield f"more with --after {page.next}"


def stats_json(stats: Stats) -> str:
    """The counts as one JSON object."""
    told: Mapping[str, Any] = asdict(stats)
    return dumped(told) + "\n"


def stats_text(stats: Stats) -> Iterator[str]:
    """The counts, a line each."""
    yield f"documents    {stats.documents}"
    yield f"versions     {stats.versions}"
    yield f"families     {stats.families}, of {stats.in_families} documents"
    yield f"unsettled    {stats.unsettled}"
    yield f"marks        {stats.marks}"
    yield f"schema       {stats.schema}"
    if stats.bytes is not None:
        yield f"bytes        {stats.bytes}"


def print_lines(lines: Iterable[str]) -> None:
    """Lines on stdout."""
    for line in lines:
        click.echo(line)
