"""Pairs of rows judged by what they have in common: the whole of a corpus as arrays.

`judge_pairs` is a function of the texts of a pair, the counts of the corpus and the settings alone. So any
part of the pairs can be judged anywhere, and the parts put together say what one run would.
"""

from __future__ import annotations

from dataclasses import dataclass, fields, replace

import numpy as np

from retell.family.arrays import BOOL, F64, I64
from retell.family.columns import Column, Columns
from retell.family.judge import Judged, Verdict, judged
from retell.family.measures import Measures, measured
from retell.family.meeting import Meeting, meeting
from retell.family.overlap import Overlaps, Weighing
from retell.family.postings import Loops
from retell.family.texts import Texts
from retell.settings import FamilySettings


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Pairs:
    """Pairs of rows with what they have in common and what they amount to."""

    first: I64
    second: I64
    overlaps: Overlaps
    seen: Measures
    judged: Judged


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Found:
    """What a corpus's keys and pairs amount to; `twins` are rows of the same words, the first on the left."""

    keys: Columns
    weighing: Weighing
    twins: tuple[I64, I64]
    met: Meeting
    pairs: Pairs


def find(texts: Texts, settings: FamilySettings) -> Found:
    """The pairs of a corpus that may be something to each other, judged."""
    keys = texts.columns(settings)
    twins = twin_rows(keys, settings)
    met = meeting(keys, settings, texts.loops, traced(keys, twins[1], settings))
    keys = without_joined(keys)
    weighing = Weighing.of(keys, settings)
    pairs = judge_pairs(texts, met.first, met.second, weighing, settings)
    return Found(keys=keys, weighing=weighing, twins=twins, met=met, pairs=pairs)


def judge_pairs(texts: Texts, first: I64, second: I64, weighing: Weighing, settings: FamilySettings) -> Pairs:
    """What pairs of rows amount to; pairs of one left row are best given one after the other."""
    found = texts.overlaps(first, second, weighing, settings)
    seen = measured(found, found.sums, (first, second), weighing.alone)
    return Pairs(first=first, second=second, overlaps=found, seen=seen, judged=judged(seen, settings))


def only(pairs: Pairs, chosen: I64, rows: I64) -> Pairs:
    """Some of the pairs, their rows given by their places among `rows`."""
    overlaps, judged = pairs.overlaps, pairs.judged
    lengths = np.diff(overlaps.ends, prepend=0)
    kept = np.zeros(len(lengths), dtype=bool)
    kept[chosen] = True
    return Pairs(
        first=np.searchsorted(rows, pairs.first[chosen]),
        second=np.searchsorted(rows, pairs.second[chosen]),
        overlaps=Overlaps(
            figures=overlaps.figures[chosen],
            regions=overlaps.regions[np.repeat(kept, lengths)],
            ends=np.cumsum(lengths[chosen]),
        ),
        seen=Measures(**{each.name: getattr(pairs.seen, each.name)[chosen] for each in fields(Measures)}),
        judged=Judged(**{each.name: getattr(judged, each.name)[chosen] for each in fields(Judged)}),
    )


def without_forms(pairs: Pairs, settings: FamilySettings) -> Pairs:
    """The pairs with copies taken for forms where both frames stand in many texts with other names.

    Grants announced town by town differ in a name and a sum, too little for one pair to show. A text that
    shares most of itself with many others, and with each of them not the names, is such a form; its copies
    are those that share the names too.
    """
    seen, first, second = pairs.seen, pairs.first, pairs.second
    other = (seen.fuller >= settings.form_covered) & (seen.agreed < settings.form_particulars)
    rows = int(second.max(initial=-1)) + 1
    frames = np.bincount(np.concatenate((first[other], second[other])), minlength=rows)
    framed = other & (np.minimum(frames[first], frames[second]) >= settings.form_documents)
    verdicts = np.where(framed, int(Verdict.FORM), pairs.judged.verdicts)
    return replace(
        pairs,
        judged=replace(pairs.judged, verdicts=verdicts, doubtful=pairs.judged.doubtful & ~framed),
    )


def twin_rows(keys: Columns, settings: FamilySettings) -> tuple[I64, I64]:
    """The rows whose words are those of an earlier row, beside the earliest; short texts have no twins."""
    rows = np.flatnonzero(keys.words >= settings.least_words)
    both = np.stack((keys.digests[rows], keys.words[rows].astype(np.uint64)), axis=1)
    _, firsts, inverse = np.unique(both, axis=0, return_index=True, return_inverse=True)
    earliest = rows[firsts[inverse.reshape(-1)]]
    others = earliest != rows
    return earliest[others], rows[others]


def without_joined(keys: Columns) -> Columns:
    """The keys without those that say no more once they have been joined."""
    return replace(
        keys,
        bands=keys.bands[:, :0].copy(),
        signatures=keys.signatures[:, :0].copy(),
        sorts={"grams": keys.sorts["grams"]},
    )


def traced(keys: Columns, twins: I64, settings: FamilySettings) -> BOOL:
    """The rows that may meet others: all but later twins and texts too short to trace."""
    kept = keys.words >= settings.least_words
    kept[twins] = False
    return kept


def alone(keys: Columns, twins: I64, settings: FamilySettings) -> Columns:
    """The keys without those of later twins and of texts too short to trace; rows stay where they are."""
    kept = traced(keys, twins, settings)
    if kept.all():
        return keys
    return Columns(
        words=keys.words,
        digests=keys.digests,
        bands=np.where(kept[:, None], keys.bands, np.uint64(0)),
        signatures=keys.signatures,
        sorts={name: _without(column, kept) for name, column in keys.sorts.items()},
        word_counts=keys.word_counts,
        name_counts=keys.name_counts,
    )


def _without(column: Column, kept: BOOL) -> Column:
    lengths = np.diff(column.ends, prepend=0)
    return Column(keys=column.keys[np.repeat(kept, lengths)], ends=np.cumsum(np.where(kept, lengths, 0)))


def strongest(pairs: Pairs, chosen: I64, most: int) -> I64:
    """Of the chosen pairs those among the `most` strongest of one of their rows, the strongest first."""
    order = chosen[np.lexsort((pairs.second[chosen], pairs.first[chosen], -_strength(pairs)[chosen]))]
    rows = np.stack((pairs.first[order], pairs.second[order]), axis=1).reshape(-1)
    ranks = _ranks(rows).reshape(-1, 2)
    kept: I64 = order[(ranks < most).any(axis=1)]
    return kept


def _strength(pairs: Pairs) -> F64:
    """How much two texts share: what is covered of both, then how like their words are."""
    seen = pairs.seen
    found: F64 = np.round(seen.left + seen.right + 0.1 * seen.likeness, 6)
    return found


def _ranks(rows: I64) -> I64:
    """For every entry, how many earlier ones are the same."""
    order = np.argsort(rows, kind="stable")
    ascending = rows[order]
    starts = np.flatnonzero(np.concatenate(([True], ascending[1:] != ascending[:-1])))
    within = np.arange(len(rows)) - np.repeat(starts, np.diff(starts, append=len(rows)))
    ranks = np.empty(len(rows), dtype=np.int64)
    ranks[order] = within
    return ranks


def wanted_copies(pairs: Pairs, loops: Loops, settings: FamilySettings) -> I64:
    """The sure copies that say something new of a family, the strongest first.

    Once two documents are tied by matches in which each stands whole in the next, they are versions of one
    text; another match between them is wanted only while either has few.
    """
    chosen = np.flatnonzero(pairs.judged.are(Verdict.COPY))
    order = chosen[np.lexsort((pairs.second[chosen], pairs.first[chosen], -_strength(pairs)[chosen]))]
    whole = pairs.seen.lesser[order] >= settings.sure_coverage
    kept: I64 = order[loops.wanted(pairs.first[order], pairs.second[order], whole, settings.explaining)]
    return kept
