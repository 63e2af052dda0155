"""A comparison at a glance: what may be folded, where findings lie, what moved, how many of each kind."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import accumulate, groupby

from retell.report.model import Cell, Finding, KindCount, Overview, Ribbon, Row, Stretch, Tick
from retell.settings import ReportSettings

SCALE = 1000
LINE = 45
"""About the letters that fit on a line of a column; every row is at least a line high."""


def overview(rows: Sequence[Row], findings: Sequence[Finding], settings: ReportSettings) -> Overview:
    """What helps a reader to get about in `rows` and `findings`."""
    return Overview(
        stretches=tuple(_stretches(rows, settings)),
        ticks=tuple(_ticks(rows, findings)),
        ribbons=tuple(_ribbons(rows)),
        kinds=_kinds(findings),
    )


def _stretches(rows: Sequence[Row], settings: ReportSettings) -> Iterator[Stretch]:
    """Runs of unchanged rows, but for the few beside a changed one, apart from the others."""
    folded = [False] * len(rows)
    for unchanged, run in groupby(range(len(rows)), key=lambda at: rows[at].is_unchanged):
        places = list(run)
        before = settings.fold_context if places[0] > 0 else 0
        after = settings.fold_context if places[-1] + 1 < len(rows) else 0
        inner = places[before : len(places) - after]
        if unchanged and len(inner) >= settings.fold_least:
            folded[inner[0] : inner[-1] + 1] = [True] * len(inner)
    for fold, run in groupby(range(len(rows)), key=folded.__getitem__):
        yield Stretch(rows=tuple(rows[at] for at in run), folded=fold)


def _ticks(rows: Sequence[Row], findings: Sequence[Finding]) -> Iterator[Tick]:
    """Each finding at the height of its row, those of one row spread over it."""
    tops = _tops([max(_length(row.left), _length(row.right)) for row in rows])
    shared = Counter(finding.row for finding in findings)
    met: Counter[int | None] = Counter()
    for finding in findings:
        if finding.row:
            top, end = tops[finding.row - 1], tops[finding.row]
            yield Tick(finding=finding, at=top + (end - top) * met[finding.row] // shared[finding.row])
            met[finding.row] += 1


def _ribbons(rows: Sequence[Row]) -> Iterator[Ribbon]:
    """Each moved row, at its height in the left text and in the right."""
    lefts = _heights([cell for row in rows for cell in row.left])
    rights = _heights([cell for row in rows for cell in row.right])
    for row in rows:
        if row.moved and row.left and row.right:
            yield Ribbon(
                row=row.number,
                left=lefts[row.left[0].id][0],
                left_end=lefts[row.left[-1].id][1],
                right=rights[row.right[0].id][0],
                right_end=rights[row.right[-1].id][1],
            )


def _heights(cells: Sequence[Cell]) -> dict[str, tuple[int, int]]:
    """Where each sentence of a side begins and ends on the scale, in its text's own order."""
    ordered = sorted(cells, key=lambda cell: int(cell.id[1:]))
    tops = _tops([_length((cell,)) for cell in ordered])
    return {cell.id: (tops[at], tops[at + 1]) for at, cell in enumerate(ordered)}


def _tops(lengths: Sequence[int]) -> list[int]:
    """Where each begins on the scale, and where the last one ends."""
    ends = list(accumulate((max(length, LINE) for length in lengths), initial=0))
    return [SCALE * end // max(1, ends[-1]) for end in ends]


def _length(cells: Sequence[Cell]) -> int:
    return sum(len(piece.text) for cell in cells for piece in cell.pieces)


def _kinds(findings: Sequence[Finding]) -> tuple[KindCount, ...]:
    """The kinds that occur, the one with the most findings above harmless first."""
    every = Counter(finding.kind for finding in findings)
    grave = Counter(finding.kind for finding in findings if finding.severity.rank)
    ordered = sorted(every, key=lambda kind: (-grave[kind], -every[kind], kind))
    return tuple(KindCount(kind=kind, findings=every[kind], grave=grave[kind]) for kind in ordered)
