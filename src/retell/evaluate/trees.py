"""Trees of copying as files keep them: JSON, or dot as stemmatology does."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from retell.errors import InputError
from retell.evaluate.dot import labels, lost, steps
from retell.evaluate.newick import joined

DOT = frozenset({".dot", ".gv"})
NEWICK = frozenset({".nwk", ".newick", ".tre", ".tree"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Tree:
    """Who was made from whom, by id; `members` are the documents, the rest stand for lost ones.

    `directed` is False where a file tells only who is next to whom; `undecided` are pairs whose order the
    prediction leaves open. `skeleton` is who is next to whom where that is told by itself, with lost
    documents of its own; `labels` are other names of nodes: what a dot file shows, or where a document was
    read. `drawn` is a tree whose file does not tell which of its nodes are documents.
    """

    name: str
    sources: Mapping[str, tuple[str, ...]]
    members: frozenset[str]
    directed: bool = True
    undecided: tuple[tuple[str, str], ...] = ()
    skeleton: tuple[tuple[str, str], ...] = ()
    labels: Mapping[str, str] = field(default_factory=dict)
    drawn: bool = False


def read_trees(path: Path) -> list[Tree]:
    """The trees of a file: dot or Newick by its ending, else JSON or JSON lines."""
    try:
        text = _decoded(path.read_bytes())
    except OSError as error:
        raise InputError.unreadable(str(path), error.strerror or str(error)) from None
    if path.suffix.lower() in DOT or re.match(r"\s*(strict\s+)?(di)?graph\b", text):
        return [from_dot(text, path.stem)]
    if path.suffix.lower() in NEWICK:
        return [from_newick(text, path.stem)]
    whole = [text] if path.suffix.lower() == ".json" else [line for line in text.splitlines() if line.strip()]
    return [_from_json(part, f"{path}", number) for number, part in enumerate(whole, start=1)]


def from_dot(text: str, name: str) -> Tree:
    """The tree of a dot file; nodes marked as lost (`dot.lost`) are no documents of it.

    Dashed edges, which mean contamination, count as any other: the copy then has two sources.
    """
    found, gone = steps(text), lost(text)
    nodes = {node for step in found for node in (step.source, step.copy)}
    shown = {node: label for node, label in labels(text).items() if node in nodes}
    return Tree(
        name=name,
        sources=_collected((step.source, step.copy) for step in found),
        members=frozenset(nodes - gone),
        directed=all(step.arrow == "->" for step in found),
        labels=shown,
        drawn=True,
    )


def _decoded(raw: bytes) -> str:
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError:
        return raw.decode("latin-1")


def from_newick(text: str, name: str) -> Tree:
    """The tree of a Newick file, which has no direction; a node without a name stands for a lost document."""
    edges, members = joined(text)
    return Tree(name=name, sources=_collected(edges), members=frozenset(members), directed=False, drawn=True)


def _collected(edges: Iterable[tuple[str, str]]) -> dict[str, tuple[str, ...]]:
    found: dict[str, tuple[str, ...]] = {}
    for source, copy in edges:
        found[copy] = (*found.get(copy, ()), source)
    return found


def _from_json(text: str, where: str, number: int) -> Tree:
    try:
        record = json.loads(text)
    except ValueError as error:
        raise InputError.not_gold(f"{where}, line {number}", str(error)) from None
    if not isinstance(record, dict):
        raise InputError.not_gold(f"{where}, line {number}", "not a JSON object")
    if "edges" in record or "sources" in record:
        return _from_record(record, f"{where}, line {number}")
    return _from_record({"sources": record}, f"{where}, line {number}")


def _from_record(record: Mapping[str, object], where: str) -> Tree:
    """A story with `edges`, or a family with `sources` (copy → source, or a list of them)."""
    try:
        if "edges" in record:
            edges = [(str(each["source"]), str(each["copy"])) for each in _list(record["edges"])]
        else:
            given = record["sources"]
            if not isinstance(given, dict):
                raise TypeError("`sources` is not an object")
            edges = [(str(each), str(copy)) for copy, one in given.items() for each in _some(one)]
    except (KeyError, TypeError) as error:
        raise InputError.not_gold(where, f"no edges: {error}") from None
    family = record.get("family")
    members = {str(each) for each in family} if isinstance(family, list) else set()
    if not members:
        documents = record.get("documents")
        named = (
            [each.get("id") for each in documents if isinstance(each, dict)]
            if isinstance(documents, list)
            else []
        )
        members = {str(each) for each in named if each is not None} or {
            node for edge in edges for node in edge
        }
    return Tree(
        name=str(family) if isinstance(family, str) else where,
        sources=_collected(edges),
        members=frozenset(members),
        undecided=_pairs(record.get("undecided")),
        skeleton=_pairs(record.get("skeleton")),
        labels=_origins(record.get("members")),
    )


def _pairs(given: object) -> tuple[tuple[str, str], ...]:
    return tuple((str(a), str(b)) for a, b in given) if isinstance(given, list) else ()


def _origins(members: object) -> dict[str, str]:
    """Where each member of a story was read."""
    held = [each for each in members if isinstance(each, dict)] if isinstance(members, list) else []
    return {str(each["id"]): str(each["origin"]) for each in held if each.get("id") and each.get("origin")}


def _list(value: object) -> list[Mapping[str, object]]:
    if not isinstance(value, list):
        raise TypeError("`edges` is not a list")
    return value


def _some(value: object) -> list[object]:
    return value if isinstance(value, list) else [] if value is None else [value]
