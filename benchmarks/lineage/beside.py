"""Scores what stands beside the tree on generated families: lost sources and second sources.

    python -m benchmarks.lineage.beside test.fam …

The trees are the ones found, as they are at run time. A second source is there to be found where both it and
the copy are kept, and something of what was taken. What is told is right if the copy was truly made from one
of the documents named: as its second source, or as its first where the tree has put another. It is found if
one was there.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import takewhile
from pathlib import Path

from retell.document.make import document
from retell.document.segment import segmented
from retell.lineage.account import Account, account
from retell.lineage.infer import decided, measured
from retell.lineage.kin import Kin
from retell.lineage.lost import Shared, likely, shared
from retell.lineage.model import Second
from retell.lineage.second import seconds
from retell.settings import LineageSettings

SETTINGS = LineageSettings()


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """A family with the tree found for it, and what is true of it; documents by number."""

    accounts: Sequence[Account]
    kin: Kin
    sources: Mapping[int, int]
    tree: Mapping[str, str]
    second: Mapping[str, str]


def read(path: Path) -> Iterator[Found]:
    """The families of a file."""
    for line in path.open(encoding="utf-8"):
        record = json.loads(line)
        made = [document(each["text"], id=each["id"], language="en") for each in record["documents"]]
        accounts = [account(each, segmented(each)) for each in sorted(made, key=lambda each: each.id)]
        whole = measured(accounts, SETTINGS)
        yield Found(
            accounts=accounts,
            kin=whole.kin,
            sources=decided(whole, range(len(accounts)), SETTINGS)[1],
            tree=record["tree"],
            second=record["second"],
        )


def origins(found: Found, copy: str) -> set[str]:
    """The kept documents that a copy was made from: the first source, and the second.

    For a lost second source stand the nearest kept one above it and those made from it.
    """
    kept = {each.document.id for each in found.accounts}
    first = next((each for each in _line(found.tree, copy) if each in kept), "")
    second = found.second.get(copy, "")
    if not second or second in kept:
        return {first, second} - {"", copy}
    above = next((each for each in _line(found.tree, second) if each in kept), "")
    below = {each for each in kept if second in _through_lost(found.tree, each, kept)}
    return ({first, above} | below) - {"", copy}


def _line(tree: Mapping[str, str], member: str) -> Iterator[str]:
    while member in tree:
        member = tree[member]
        yield member


def _through_lost(tree: Mapping[str, str], member: str, kept: set[str]) -> list[str]:
    """The lost documents between `member` and the nearest kept one above it."""
    return list(takewhile(lambda each: each not in kept, _line(tree, member)))


def has_second(found: Found, copy: str) -> bool:
    """Whether a copy has a kept second source that is not its first."""
    kept = {each.document.id for each in found.accounts}
    first = next((each for each in _line(found.tree, copy) if each in kept), "")
    return copy in kept and found.second.get(copy, first) in kept - {first}


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim:
    """A second source told, how sure, whether the one named first is right, or any; whether one was there."""

    probability: float
    right: bool
    named: bool
    found: bool


def claims(found: Found) -> Iterator[Claim]:
    """What is told of the second sources of a family."""
    for each in seconds(found.accounts, found.kin, found.sources, SETTINGS.second_source, SETTINGS.lost):
        yield _judged(found, each)


def _judged(found: Found, second: Second) -> Claim:
    true = origins(found, second.copy)
    named = bool({second.source, *second.alike} & true)
    return Claim(
        probability=second.probability,
        right=second.source in true,
        named=named,
        found=named and has_second(found, second.copy),
    )


def lost_pairs(found: Found) -> Iterator[tuple[Shared, bool]]:
    """For each two copies of one source what they share, and whether a lost document is right above both."""
    ids = [each.document.id for each in found.accounts]
    for a, b in found.kin.pairs:
        if a in found.sources and found.sources[a] == found.sources.get(b):
            met = _met(found.tree, ids[a], ids[b])
            yield shared(found.kin, found.sources[a], a, b), met not in ids


def _met(tree: Mapping[str, str], one: str, other: str) -> str:
    """The lowest document above, or at, both."""
    above = [one, *_line(tree, one)]
    return next(each for each in (other, *_line(tree, other)) if each in above)


def main() -> None:
    """Print both tables."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("families", type=Path, nargs="+")
    given = parser.parse_args()
    for path in given.families:
        held = list(read(path))
        print(path.name, len(held), "families")
        _print_seconds(held)
        _print_lost(held)


def _print_lost(held: Sequence[Found]) -> None:
    every = [
        (likely(alike, SETTINGS.lost) >= SETTINGS.lost.least, alike.count, lost)
        for found in held
        for alike, lost in lost_pairs(found)
    ]
    told = [lost for said, _, lost in every if said]
    there = [count for _, count, lost in every if lost]
    silent = sum(count < _LEAST for count in there)
    print(f"  lost: {len(there)} pairs there, {len(told)} told, {sum(told)} right;")
    print(f"    {silent} of those there share fewer than {_LEAST} word pairs that their source has not")


_LEAST = 2
"""Word pairs that two copies share if one word was changed above both."""


def _print_seconds(families: Sequence[Found]) -> None:
    there = sum(has_second(found, copy) for found in families for copy in found.second)
    told = [claim for found in families for claim in claims(found)]
    right, first, met = (sum(getattr(each, name) for each in told) for name in ("named", "right", "found"))
    print(f"  second: {there} there, {len(told)} told, {right} right,")
    print(f"    {first} of these by the one named first; {met} of those there are found")
    for low, high in ((0.5, 0.6), (0.6, 0.7), (0.7, 1.0)):
        held = [each.named for each in told if low <= each.probability < high]
        print(f"    said {low} to {high}: {sum(held)} right of {len(held)}")


if __name__ == "__main__":
    main()
