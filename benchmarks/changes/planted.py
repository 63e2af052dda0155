"""Changes planted in clean news, and look-alikes: what is found, and what of it is right.

`python -m benchmarks.changes.planted DATA [dev|test] [--texts N] [--wrong N]`, DATA a folder that holds
reuters-21578.jsonl.xz, ud-english.tar.xz and polnear-train.tar.xz. A planted change is found where a finding
that is not harmless touches it, and named where the finding is of its family; a finding is right where it
touches a planted change. The parts differ in their texts and in the seed of the generator.
"""

from __future__ import annotations

import argparse
import random
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path

from benchmarks.changes.operations import LOOK_ALIKES, OPERATIONS, Operation, names
from benchmarks.changes.texts import Text, gum_news, polnear, reuters

from retell.changes.model import Change, Severity
from retell.document.model import Document
from retell.settings import Settings
from retell.text.spans import Span
from retell.tracing import compare

SEEDS = {"dev": 11, "test": 47}
BROKEN, ALIKE, GAP = 4, 3, 25
"""Edits planted in a text at most, of either sort, and the characters between two of them."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Mark:
    """One planted edit, where it stands in both texts."""

    operation: Operation
    left: Span
    right: Span

    def touched(self, change: Change) -> bool:
        """Whether a finding touches it; where words were dropped, the ones beside count."""
        return _near(change.left, self.left) or _near(change.right, self.right)


@dataclass(slots=True, kw_only=True)
class Tally:
    """What was counted, by operation and by family of finding."""

    planted: Counter[str] = field(default_factory=Counter)
    found: Counter[str] = field(default_factory=Counter)
    named: Counter[str] = field(default_factory=Counter)
    alarms: Counter[str] = field(default_factory=Counter)
    said: Counter[str] = field(default_factory=Counter)
    right: Counter[str] = field(default_factory=Counter)
    wrong: list[str] = field(default_factory=list)


def _near(span: Span | None, mark: Span) -> bool:
    return (
        span is not None and span.start < max(mark.end, mark.start + 1) and span.end > mark.start - (not mark)
    )


def planted(
    text: str,
    chance: random.Random,
    others: Sequence[str],
    breaking: Sequence[Operation] = OPERATIONS,
    alike: Sequence[Operation] = LOOK_ALIKES,
) -> tuple[str, list[Mark]]:
    """The text with some operations done to it, apart from each other, and where."""
    chosen: list[tuple[int, int, str, Operation]] = []
    for operation in chance.sample(breaking, len(breaking)) + chance.sample(alike, len(alike)):
        held = [each for each in chosen if bool(each[3].family) == bool(operation.family)]
        if len(held) >= (BROKEN if operation.family else ALIKE):
            continue
        free = [
            place
            for place in operation.free(text, chance, others)
            if all(place.start >= end + GAP or start >= place.end + GAP for start, end, _, _ in chosen)
        ]
        if free:
            place = chance.choice(free)
            chosen.append((place.start, place.end, place.put, operation))
    return _edited(text, sorted(chosen, key=lambda each: each[:2]))


def _edited(text: str, chosen: Sequence[tuple[int, int, str, Operation]]) -> tuple[str, list[Mark]]:
    made, at, marks = "", 0, []
    for start, end, put, operation in chosen:
        made += text[at:start]
        right = Span(start=len(made), end=len(made) + len(put))
        marks.append(Mark(operation=operation, left=Span(start=start, end=end), right=right))
        made, at = made + put, end
    return made + text[at:], marks


def count(
    tally: Tally, left: str, right: str, marks: Sequence[Mark], settings: Settings | None = None
) -> None:
    """Compare one text with its edited copy and count."""
    documents = Document(id="left", text=left), Document(id="right", text=right)
    compared = compare(*documents, settings or Settings())
    found = [change for change in compared.changes if change.severity is not Severity.HARMLESS]
    for mark in marks:
        touching = [change for change in found if mark.touched(change)]
        name, family = mark.operation.name, mark.operation.family
        tally.planted[f"{family or '='} {name}"] += 1
        if family is None:
            tally.alarms[f"= {name}"] += bool(touching)
            continue
        tally.found[f"{family} {name}"] += bool(touching)
        tally.named[f"{family} {name}"] += any(
            change.family == family or any(also.startswith(family) for also in change.also)
            for change in touching
        )
        if not touching:
            tally.wrong.append(f"MISSED {name}: {_shown(left, mark.left)} -> {_shown(right, mark.right)}")
    broken = [mark for mark in marks if mark.operation.family]
    for change in found:
        good = any(mark.touched(change) for mark in broken)
        tally.said[change.family] += 1
        tally.right[change.family] += good
        if not good:
            sides = _shown(left, change.left), _shown(right, change.right)
            tally.wrong.append(f"FALSE {change.kind}: {sides[0]} -> {sides[1]} ({change.why})")


def _shown(text: str, span: Span | None) -> str:
    if span is None:
        return "–"
    return f"{text[max(0, span.start - 50) : span.start]}[{span.of(text)}]{text[span.end : span.end + 30]}"


def corpus(data: Path, part: str, most: int) -> list[Text]:
    """Texts of one part: up to `most` of Reuters and of PolNeAR, and GUM's news."""
    wire = [text for text in reuters(data / "reuters-21578.jsonl.xz") if text.part == part]
    random.Random(SEEDS[part]).shuffle(wire)
    web = [
        Text(id=text.id, text=text.text[:2500].rpartition("\n")[0] or text.text[:2500])
        for text in islice(
            (text for text in polnear(data / "polnear-train.tar.xz") if text.part == part), most
        )
    ]
    gum = [text for text in gum_news(data / "ud-english.tar.xz") if text.part == part]
    return wire[:most] + gum + web


def table(tally: Tally) -> Iterable[str]:
    """The figures as lines."""
    yield f"{'planted':38} {'n':>5} {'found':>6} {'named':>6}"
    for key in sorted(key for key in tally.planted if not key.startswith("=")):
        n = tally.planted[key]
        yield f"{key:38} {n:5} {tally.found[key] / n:6.3f} {tally.named[key] / n:6.3f}"
    for family in sorted({key.split()[0] for key in tally.found}):
        keys = [key for key in tally.found if key.split()[0] == family]
        n = sum(tally.planted[key] for key in keys)
        yield f"{'all ' + family:38} {n:5} {sum(tally.found[key] for key in keys) / n:6.3f}"
    yield f"\n{'look-alike':38} {'n':>5} {'left alone':>10}"
    for key in sorted(key for key in tally.planted if key.startswith("=")):
        n = tally.planted[key]
        yield f"{key[2:]:38} {n:5} {1 - tally.alarms[key] / n:10.3f}"
    yield f"\n{'finding':38} {'n':>5} {'precision':>9}"
    for family, n in sorted(tally.said.items()):
        yield f"{family:38} {n:5} {tally.right[family] / n:9.3f}"
    yield f"{'all':38} {tally.said.total():5} {tally.right.total() / max(1, tally.said.total()):9.3f}"


def main() -> None:
    """Plant, compare, print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("data", type=Path)
    parser.add_argument("part", choices=sorted(SEEDS), nargs="?", default="dev")
    parser.add_argument("--texts", type=int, default=150, help="of Reuters and of PolNeAR, each")
    parser.add_argument("--wrong", type=int, default=0, help="print so many misses and false alarms")
    given = parser.parse_args()
    texts, chance, tally = (
        corpus(given.data, given.part, given.texts),
        random.Random(SEEDS[given.part]),
        Tally(),
    )
    pool = sorted({name for text in texts for name in names(text.text)})
    for text in texts:
        copy, marks = planted(text.text, chance, pool)
        count(tally, text.text, copy, marks)
    print(f"{given.part}: {len(texts)} texts")
    print("\n".join(table(tally)))
    chance.shuffle(tally.wrong)
    for line in tally.wrong[: given.wrong]:
        print(line.replace("\n", " "))


if __name__ == "__main__":
    main()
