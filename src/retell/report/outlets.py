"""Which outlets change what."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from retell.report.build import label
from retell.report.model import OutletRow, OutletTable
from retell.tracing import Comparison


def outlet_table(comparisons: Iterable[Comparison]) -> OutletTable:
    """The changes above harmless in the copies of each outlet, most frequent kind first.

    A copy without an outlet is named by its file. In every comparison the copy is on the right.
    """
    copies: Counter[str] = Counter()
    counts: Counter[tuple[str, str]] = Counter()
    for comparison in comparisons:
        name = label(comparison.right)
        copies[name] += 1
        counts.update((name, change.family) for change in comparison.changes if change.severity.rank)
    totals: Counter[str] = Counter()
    for (_, kind), count in counts.items():
        totals[kind] += count
    kinds = tuple(sorted(totals, key=lambda kind: (-totals[kind], kind)))
    return OutletTable(
        kinds=kinds,
        rows=tuple(
            OutletRow(label=name, copies=copies[name], counts=tuple(counts[name, kind] for kind in kinds))
            for name in sorted(copies)
        ),
    )
