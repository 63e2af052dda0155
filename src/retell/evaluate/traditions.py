"""The witnesses of one text, given as such: read, and their lineage told as a tree.

No family is looked for. The witnesses are the files of a folder, the records of a JSON Lines file, or the
columns of a table of readings (CSV or TSV, sigla in the first row).
"""

from __future__ import annotations

import csv
import io
import json
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from retell.document.files import decoded
from retell.document.load import read
from retell.document.make import document
from retell.document.model import Document, Skipped
from retell.errors import InputError
from retell.evaluate.naming import known_names, named_alike, said
from retell.evaluate.trees import DOT, NEWICK, Tree, read_trees
from retell.lineage.account import accounts
from retell.lineage.infer import lineage
from retell.lineage.skeleton import skeleton
from retell.settings import DocumentSettings, Settings
from retell.tracing import in_one_language

_TABLES = {".csv": ",", ".tsv": "\t"}


def beside(gold: Path, stories: Path, settings: Settings) -> list[tuple[Tree, Tree]]:
    """Each true tree with the prediction for it, from told stories and trees or from texts, names made alike.

    Raises InputError where a file cannot be read or holds neither.
    """
    true = read_trees(gold)
    if not _holds_texts(stories):
        told = read_trees(stories)
        return [_fitted(tree, nearest(tree, named_alike(tree, told))) for tree in true]
    found = list(witnesses(stories))
    pairs = [_fitted(tree, _told(tree, found, settings), given=True) for tree in true]
    if not any(tree.members for tree, _ in pairs):
        raise InputError.not_gold(str(gold), f"none of its nodes has the name of a text in {stories}")
    return pairs


def _told(gold: Tree, found: Sequence[Document], settings: Settings) -> Tree:
    return named_alike(gold, [tradition(_named_in(gold, found), settings)])[0]


def nearest(gold: Tree, predicted: Sequence[Tree]) -> Tree:
    """The prediction that has most documents of the true tree; an empty one where there is none."""
    empty = Tree(name=gold.name, sources={}, members=frozenset())
    return max(predicted, key=lambda tree: len(tree.members & gold.members), default=empty)


def tradition(found: Sequence[Document], settings: Settings) -> Tree:
    """The lineage of documents that are one family. They are taken to be in the language of most of them."""
    held = accounts(in_one_language(found))
    told = lineage(held, settings.lineage)
    return Tree(
        name="tradition",
        sources={edge.copy: (edge.source,) for edge in told.edges},
        members=frozenset(each.id for each in found),
        undecided=told.undecided,
        skeleton=skeleton(held, settings.lineage.skeleton.patient()),
        labels={each.id: each.origin for each in found if each.origin},
    )


def witnesses(path: Path) -> Iterator[Document]:
    """The documents of a folder, a file of records or a table."""
    if path.suffix.lower() in _TABLES:
        yield from _columns(path)
        return
    files = [str(path)]
    if path.is_dir():
        files = [str(each) for each in sorted(path.rglob("*")) if each.is_file() and _is_text(each)]
    for found in read(files):
        if isinstance(found, Document):
            yield found
        elif isinstance(found, Skipped) and not found.notice and not path.is_dir():
            raise InputError.not_gold(str(path), found.error)


def _is_text(path: Path) -> bool:
    return path.suffix.lower() not in {*DOT, *NEWICK} and not path.name.startswith(".")


def _columns(path: Path) -> Iterator[Document]:
    """A document for each column: its readings in order."""
    try:
        text = decoded(path.read_bytes(), str(path), DocumentSettings())
    except OSError as error:
        raise InputError.unreadable(str(path), error.strerror or str(error)) from None
    sigla, *rows = list(csv.reader(io.StringIO(text), delimiter=_TABLES[path.suffix.lower()])) or [[]]
    for at, siglum in enumerate(sigla):
        if siglum.strip():
            said_there = (row[at].strip() for row in rows if at < len(row))
            yield document(" ".join(word for word in said_there if word), id=siglum.strip())


def _holds_texts(path: Path) -> bool:
    """Whether a path is of texts rather than of told trees."""
    if path.is_dir() or path.suffix.lower() in _TABLES:
        return True
    if path.suffix.lower() in {*DOT, *NEWICK} or not path.is_file():
        return False
    try:
        with path.open(encoding="utf-8-sig") as lines:
            first = json.loads(next((line for line in lines if line.strip()), ""))
    except (OSError, ValueError):
        return False
    return isinstance(first, dict) and "text" in first and not {"edges", "sources"} & first.keys()


def _named_in(gold: Tree, found: Sequence[Document]) -> list[Document]:
    """The documents that the true tree names; all where it names next to none."""
    known = known_names(gold)
    named = [each for each in found if any(name in known for name in said(each.id, each.origin or each.id))]
    return named if len(named) > 2 else list(found)


def _fitted(gold: Tree, predicted: Tree, *, given: bool = False) -> tuple[Tree, Tree]:
    """The true tree with only such documents as could be told of.

    Where the texts were `given`, that is those that have one. Else an inner node of a drawn tree that no
    prediction has stands for a lost document, marked as one or not; an outer one is a document missed.
    """
    if not gold.drawn and not given:
        return gold, predicted
    could = frozenset() if given else gold.members - _inner(gold)
    return replace(gold, members=gold.members & (predicted.members | could)), predicted


def _inner(gold: Tree) -> frozenset[str]:
    """Nodes with more than one neighbour, or with something below."""
    near = Counter(node for copy, some in gold.sources.items() for one in some for node in (one, copy))
    below = {one for some in gold.sources.values() for one in some} if gold.directed else set()
    return frozenset(node for node, count in near.items() if count > 1 or node in below)
