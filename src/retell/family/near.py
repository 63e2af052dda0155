"""Texts that are nearly the same, by MinHash alone: the first of the sorts of key, and nothing else.

Where whole articles were taken over and little was edited this is all that is needed, at a hundred times the
speed of looking at every pair. It sees no excerpt and no rewriting, and what one text ties together stays
together: for families use an engine.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from retell.document.files import FileKind, kind_of_name
from retell.document.load import Fetch, read
from retell.document.model import Document, Skipped
from retell.family.arrays import I64, U8, U64
from retell.family.holding import hold
from retell.family.labels import NearFamilies, sorted_families
from retell.family.meeting import near_pairs
from retell.family.postings import Loops
from retell.settings import FamilySettings, Settings


def near_families(
    paths: str | Sequence[str],
    settings: Settings | None = None,
    *,
    workers: int | None = None,
    fetch: Fetch | None = None,
) -> NearFamilies:
    """The families of near-duplicates among the documents of some inputs, which are what `read` takes.

    A text counts as it stands, furniture and all. Files of JSON lines are read a hundred times as fast as
    others: nothing but the text and the id of a record is looked at, and a record without an id is called by
    its place, as in "news.jsonl, line 12".
    """
    settings, paths = settings or Settings(), [paths] if isinstance(paths, str) else list(paths)
    if are_lines(paths):
        try:
            from retell.family.kernels.gathered import near_in_files
        except ModuleNotFoundError as error:
            if error.name not in ("numba", "llvmlite"):
                raise
        else:
            return near_in_files(paths, settings, workers)
    return _among(list(read(paths, settings.document, fetch)), settings, workers)


def are_lines(paths: Sequence[str]) -> bool:
    """Whether all are files of JSON lines, each named once."""
    files = [
        Path(path) for path in paths if kind_of_name(path) is FileKind.JSON_LINES and Path(path).is_file()
    ]
    return len({file.resolve() for file in files}) == len(paths)


def _among(found: Sequence[Document | Skipped], settings: Settings, workers: int | None) -> NearFamilies:
    """The families among documents that were read."""
    documents = [each for each in found if isinstance(each, Document)]
    labels = near_labels([each.text for each in documents], settings.family, workers)
    return NearFamilies(
        families=sorted_families(labels, [each.id for each in documents]),
        documents=len(documents),
        skipped=tuple(each for each in found if isinstance(each, Skipped)),
    )


def near_labels(texts: Sequence[str], settings: FamilySettings, workers: int | None = None) -> I64:
    """For each text the first one that it belongs with, itself where there is none."""
    held = hold(texts, workers)
    bands, signatures = held.near(settings)
    return labelled(bands, signatures, settings, held.loops)


def labelled(bands: U64, signatures: U8, settings: FamilySettings, loops: Loops) -> I64:
    """The same from the bands and signatures of the texts."""
    pairs, _ = near_pairs(bands, signatures, settings, loops, settings.near_likeness)
    return loops.united(pairs, len(bands))
