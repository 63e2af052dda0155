"""Families of near-duplicates in files of JSON lines."""

from __future__ import annotations

import os
from collections.abc import Sequence

import numpy as np

from retell.family.arrays import I64
from retell.family.kernels.jsonl import BLANK
from retell.family.kernels.lines import Part, Work, empty_files, names_of, read_parts, told_apart
from retell.family.kernels.together import labels_of
from retell.family.labels import NearFamilies, sorted_families
from retell.family.overflow import Overflow
from retell.settings import Settings


def near_in_files(paths: Sequence[str], settings: Settings, workers: int | None) -> NearFamilies:
    """The families among the records of files, each of which is there and named once."""
    workers = workers or os.cpu_count() or 1
    with Overflow(settings.family.key_memory) as overflow:
        work = Work.on(paths, settings, overflow)
        parts = read_parts(work, workers)
        twice, told = told_apart(work, parts)
        gone = np.zeros(parts[-1].row + len(parts[-1].words) if parts else 0, dtype=np.bool_)
        gone[sorted(twice)] = True
        labels = labels_of(work, parts, gone, workers)
        families = _named(work, parts, labels)
    skipped = [each for part in parts for each in part.skipped]
    return NearFamilies(
        families=families,
        documents=sum(int((part.words != BLANK).sum()) for part in parts),
        skipped=(*skipped, *told, *empty_files(work, parts)),
    )


def _named(work: Work, parts: Sequence[Part], labels: I64) -> tuple[tuple[str, ...], ...]:
    """The families by id: only those in one are named."""
    among = np.bincount(labels, minlength=len(labels))[labels] > 1
    names: list[str] = []
    for part in parts:
        lines = np.flatnonzero(among[part.row : part.row + len(part.words)])
        names += names_of(work, part, lines.tolist())
    return sorted_families(labels[among], names)
