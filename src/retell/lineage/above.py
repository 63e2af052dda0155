"""What a tree of copying says of the edges that could be in it, where it is the true one but for them.

The words that a source changed, against what it was itself made from, tell a copy of it from a copy of a
lost document above: a copy shares them, and where it has the words they stand for, it has them from above.
Two copies that changed the same have it from a lost one. And whoever was made from a document is later than
all that stands above it, and earlier than all that was made of it, whether it bears a date or not.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime

import numpy as np

from retell.lineage.kin import PAIR, Kin, Numbers
from retell.values import dataclass

ABOVE = ("regained", "reverted", "missed", "top", "lost", "lost_gain", "lost_loss", "lost_distance", "apart",
         "line_early", "line_late", "gap")  # fmt: skip
"""What is measured of an edge once there is a tree, in order."""

EDGE = (*PAIR, *ABOVE)
"""The measures of an edge, in the order of its row."""

_EARLY, _LATE = PAIR.index("early"), PAIR.index("late")


@dataclass(frozen=True, slots=True, kw_only=True)
class _Standing:
    """A tree: what stands above each document, nearest first, and what was made from it; what all above
    have; the latest moment claimed by it or above, and the earliest by it or below."""

    lines: Sequence[Sequence[int]]
    copies: Sequence[Sequence[int]]
    held: Sequence[int]
    after: Sequence[datetime | None]
    before: Sequence[datetime | None]


def above(family: Kin, table: Numbers, sources: Mapping[int, int]) -> Numbers:
    """A row of `ABOVE` for each of the family's edges, if `sources` is the tree; `table` are their `PAIR`."""
    standing = _standing(family, sources)
    near = [frozenset(each) for each in family.near]
    rows = []
    for at, (source, copy) in enumerate(family.edges.tolist()):
        siblings = [each for each in _beside(standing, sources, source, copy) if each in near[copy]]
        told = bool(table[at, _EARLY] or table[at, _LATE])
        rows.append(
            (
                *_inherited(family, standing, source, copy),
                *_met(family, source, copy, siblings),
                *((0.0, 0.0) if told else _ordered(standing, source, copy)),
                _gap(family, source, copy) if table[at, _EARLY] else 0.0,
            )
        )
    return np.array(rows, dtype=np.float64).reshape(-1, len(ABOVE))


def _standing(family: Kin, sources: Mapping[int, int]) -> _Standing:
    count = len(family.sizes)
    lines = [line_above(sources, each) for each in range(count)]
    copies: list[list[int]] = [[] for _ in range(count)]
    for copy, source in sorted(sources.items()):
        copies[source].append(copy)
    before: list[datetime | None] = [None] * count
    for each in sorted(range(count), key=lambda node: -len(lines[node])):
        claim = family.claims[each]
        below = [before[copy] for copy in copies[each]]
        before[each] = min(_known([claim.latest if claim else None, *below]), default=None)
    return _Standing(
        lines=lines,
        copies=copies,
        held=[_all_of(family, line) for line in lines],
        after=[_latest(family, (each, *line)) for each, line in enumerate(lines)],
        before=before,
    )


def _known(moments: Sequence[datetime | None]) -> list[datetime]:
    return [moment for moment in moments if moment is not None]


def _latest(family: Kin, nodes: Sequence[int]) -> datetime | None:
    claims = [family.claims[node] for node in nodes]
    return max(_known([claim.earliest if claim else None for claim in claims]), default=None)


def line_above(sources: Mapping[int, int], node: int) -> list[int]:
    """The documents above one, nearest first."""
    found: list[int] = []
    source = sources.get(node)
    while source is not None and len(found) < len(sources):
        found.append(source)
        source = sources.get(source)
    return found


def _all_of(family: Kin, nodes: Sequence[int]) -> int:
    held = 0
    for node in nodes:
        held |= family.bits[node]
    return held


def _beside(standing: _Standing, sources: Mapping[int, int], source: int, copy: int) -> Iterator[int]:
    """The other copies of `source`, and of `copy` where that is one: all that may have met it on the way."""
    yield from (each for each in standing.copies[source] if each != copy)
    if sources.get(copy) == source:
        yield from standing.copies[copy]


def _inherited(family: Kin, standing: _Standing, source: int, copy: int) -> tuple[float, float, float, float]:
    """What the copy has beyond its source from above; and what it lacks of that which the source made new,
    against what it would lack of it by chance."""
    line = [each for each in standing.lines[source] if each != copy]
    if not line:
        return 0.0, 0.0, 0.0, 1.0
    bits, sizes = family.bits, family.sizes
    held = standing.held[source] if len(line) == len(standing.lines[source]) else _all_of(family, line)
    beyond, first = bits[copy] & ~bits[source], line[0]
    fresh = sizes[source] - family.shared(source, first)
    missed = fresh - (bits[source] & bits[copy] & ~bits[first]).bit_count()
    usual = fresh * (sizes[source] - family.shared(source, copy)) / max(1, sizes[source])
    return (
        math.log1p((beyond & held).bit_count()),
        math.log1p((beyond & bits[first]).bit_count()),
        math.log((missed + 1) / (usual + 1)),
        0.0,
    )


def _met(family: Kin, source: int, copy: int, siblings: Sequence[int]) -> tuple[float, ...]:
    """How much less the copy changed if it and a sibling come from one lost copy of the source.

    The lost one is taken to have what two of the three have. The last measure is of what each of the two has
    from the source that the other has not, for else the one is made from the other.
    """
    bits, sizes = family.bits, family.sizes
    beyond = bits[copy] & ~bits[source]
    alike, other = max((((beyond & bits[each]).bit_count(), -each) for each in siblings), default=(0, 0))
    if not alike:
        return 0.0, 0.0, 0.0, 0.0, 0.0
    own, made, beside = bits[source], bits[copy], bits[-other]
    both = (own & made).bit_count()
    gain, loss = sizes[copy] - both, sizes[source] - both
    less_gain = sizes[copy] - (made & (own | beside)).bit_count()
    less_loss = (own & beside & ~made).bit_count()
    between = (own & beside | own & made | beside & made).bit_count()
    return (
        1.0,
        math.log1p(gain) - math.log1p(less_gain),
        math.log1p(loss) - math.log1p(less_loss),
        (gain + loss) / max(1, sizes[source] + sizes[copy])
        - (less_gain + less_loss) / max(1, between + sizes[copy]),
        math.log1p(min((made & own & ~beside).bit_count(), (beside & own & ~made).bit_count())),
    )


def _ordered(standing: _Standing, source: int, copy: int) -> tuple[float, float]:
    """Whether what stands above the source is earlier than what was made from the copy, and whether later."""
    after, before = standing.after[source], standing.before[copy]
    if after is None or before is None or copy in standing.lines[source]:
        return 0.0, 0.0
    return (0.0, 1.0) if after > before else (1.0, 0.0)


def _gap(family: Kin, source: int, copy: int) -> float:
    """The log of the hours that the source claims to be earlier."""
    one, other = family.claims[source], family.claims[copy]
    if one is None or other is None or one.latest is None or other.earliest is None:
        return 0.0
    return math.log1p(max(0.0, (other.earliest - one.latest).total_seconds() / 3600))
