"""The undirected tree of a tradition, with lost documents where lines meet: what stemmatology calls a stemma.

The tree is sought that explains all differences with fewest changes, a lost document counting as some. It
begins as the minimum spanning tree; where two neighbours of a document differ from it alike, a lost one is
put between; then branches are moved, and lost documents put in and taken out, as long as that explains more.
This is parsimony as in cladistics, but that documents may stand inside the tree, as in Roos & Zou (2011).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import combinations

import numpy as np

from retell.lineage.account import Account
from retell.lineage.collation import Readings, collated
from retell.lineage.parsimony import (
    Drawn,
    Links,
    between,
    copied,
    drawn,
    join,
    part,
    spanning,
    tidied,
)
from retell.settings import SkeletonSettings
from retell.values import dataclass

LOST = "?"
"""What the names of lost documents begin with."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Move:
    """A rearrangement: a branch held at `node` moved from `off`.

    It goes to one node, or to the middle of an edge; where `to` is empty, the lost `node` and `off` are one.
    """

    gain: float
    node: int
    off: int
    to: tuple[int, ...]


def skeleton(accounts: Sequence[Account], settings: SkeletonSettings) -> tuple[tuple[str, str], ...]:
    """Who is next to whom, by id; lost documents are "?1", "?2", … Empty for too few or too many documents.

    A branch much longer than usual has lost documents on it that no third one tells of.
    """
    ordered = sorted(accounts, key=lambda each: each.document.id)
    if not 2 < len(ordered) <= settings.most:
        return ()
    found = searched(collated(ordered, settings), settings)
    return tuple(_named(found, [each.document.id for each in ordered], settings))


def searched(readings: Readings, settings: SkeletonSettings) -> Drawn:
    """The best tree found over rows of readings."""
    links = spanning(readings)
    plain = drawn(links, readings, 0.0)
    usual = sorted(plain.length(a, b) for a, near in enumerate(links) for b in near if a < b)
    price = max(settings.least, settings.price * usual[len(usual) // 2])
    held = drawn(_with_lost(links, readings, settings), readings, price)
    for _ in range(settings.rounds):
        better = _better(held, readings, price, settings)
        if better is None:
            break
        held = better
    return held


def _with_lost(links: Links, readings: Readings, settings: SkeletonSettings) -> Links:
    """The tree with lost documents where neighbours of one differ from it alike, the clearest first."""
    links = copied(links)
    for _ in readings:
        found = drawn(links, readings, 0.0)
        best = max(_common(found, len(readings), settings), key=lambda each: each.gain, default=None)
        if best is None:
            break
        between(links, best.off, (best.node, best.to[0]))
    return tidied(links, len(readings))


def _common(held: Drawn, count: int, settings: SkeletonSettings) -> Iterator[Move]:
    """Pairs of neighbours with more in common than chance makes."""
    for gain, lesser, move in _pairs(held, count):
        price = max(settings.least, settings.shared * lesser)
        if gain > price:
            yield Move(gain=gain - price, node=move.node, off=move.off, to=move.to)


def _pairs(held: Drawn, count: int) -> Iterator[tuple[int, int, Move]]:
    """For two neighbours of a node: what they have alike against it, the lesser branch, and the move."""
    for node, near in enumerate(held.links):
        if len(near) < (4 if node >= count else 2):
            continue
        other = {each: held.states[each] != held.states[node] for each in sorted(near)}
        length = {each: int(differs.sum()) for each, differs in other.items()}
        for a, b in combinations(other, 2):
            alike = int((other[a] & other[b] & (held.states[a] == held.states[b])).sum())
            yield alike, min(length[a], length[b]), Move(gain=alike, node=a, off=node, to=(b, node))


def _better(held: Drawn, readings: Readings, price: float, settings: SkeletonSettings) -> Drawn | None:
    """A tree that is better by one move, of those that look best; None where none is."""
    count = len(readings)
    moves = sorted(_moves(held, count, price), key=lambda each: (-each.gain, each.node, each.off, each.to))
    for move in moves[: settings.tried]:
        made = drawn(tidied(_moved(held.links, move), count), readings, price)
        if made.cost < held.cost - _EQUAL:
            return made
    return None


_EQUAL = 1e-6


def _moves(held: Drawn, count: int, price: float) -> Iterator[Move]:
    """All moves that look like a gain while all nodes read as they do."""
    for alike, _, move in _pairs(held, count):
        if alike > price:
            yield Move(gain=alike - price, node=move.node, off=move.off, to=move.to)
    for node in range(count, len(held.links)):
        for other in sorted(held.links[node]):
            if (gain := price - held.length(node, other)) > 0:
                yield Move(gain=gain, node=node, off=other, to=())
    for node in range(len(held.links)):
        yield from _regrafts(held, node, count, price)


def _regrafts(held: Drawn, node: int, count: int, price: float) -> Iterator[Move]:
    """The branches held at a node, each moved to every node and edge beyond it where that costs less."""
    differs = held.states != held.states[node]
    to_node = differs.sum(axis=1)
    edges = [(a, b) for a, near in enumerate(held.links) for b in sorted(near) if a < b]
    to_edge = (differs[[a for a, _ in edges]] & differs[[b for _, b in edges]]).sum(axis=1) + price
    for off in sorted(held.links[node]):
        saved = float(to_node[off]) + _closed(held, node, off, count, price)
        beyond = _beyond(held.links, node, off)
        for target in sorted(beyond - {off}):
            if to_node[target] < saved - _EQUAL:
                yield Move(gain=saved - float(to_node[target]), node=node, off=off, to=(target,))
        for at in np.flatnonzero(to_edge < saved - _EQUAL).tolist():
            if beyond.issuperset(edges[at]):
                yield Move(gain=saved - float(to_edge[at]), node=node, off=off, to=edges[at])


def _closed(held: Drawn, node: int, off: int, count: int, price: float) -> float:
    """What is saved where a lost document goes because a branch leaves it."""
    rest = sorted(held.links[off] - {node})
    if off < count or len(rest) != 2:
        return 0.0
    return price + held.length(off, rest[0]) + held.length(off, rest[1]) - held.length(*rest)


def _beyond(links: Links, node: int, off: int) -> set[int]:
    """The nodes on the far side of an edge."""
    found, waiting = {off}, [off]
    while waiting:
        for other in links[waiting.pop()]:
            if other not in found and other != node:
                found.add(other)
                waiting.append(other)
    return found


def _moved(links: Links, move: Move) -> Links:
    """The tree after a move, not yet tidied."""
    made = copied(links)
    part(made, move.node, move.off)
    if not move.to:
        for other in sorted(made[move.node]):
            part(made, move.node, other)
            join(made, move.off, other)
    elif len(move.to) == 1:
        join(made, move.node, move.to[0])
    else:
        one, other = move.to
        between(made, one, (other,))
        join(made, len(made) - 1, move.node)
    return made


def _named(held: Drawn, ids: Sequence[str], settings: SkeletonSettings) -> Iterator[tuple[str, str]]:
    """The edges by name, long ones with lost documents on them."""
    edges = [(a, b) for a, near in enumerate(held.links) for b in sorted(near) if a < b]
    lengths = [held.length(a, b) for a, b in edges]
    changed = sorted(length for length in lengths if length)
    usual = changed[len(changed) // 2] if changed else 1
    lost = len(held.links) - len(ids)
    names = [*ids, *(f"{LOST}{at}" for at in range(1, lost + 1))]
    for (a, b), length in zip(edges, lengths, strict=True):
        last = names[a]
        for _ in range(min(settings.longest, round((length / usual) ** 0.5)) - 1):
            lost += 1
            yield last, f"{LOST}{lost}"
            last = f"{LOST}{lost}"
        yield last, names[b]
