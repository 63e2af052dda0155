"""How well predicted trees of copying agree with true ones.

A true tree may have lost documents in it; a copy's source is then the nearest document above that is not
lost. The skeleton is compared by the average sign similarity of Roos & Heikkilä (2009, section 3): over
all triples, whether both trees agree which of two documents is nearer to a third, by the number of edges.
Where the true tree has lost documents those of the prediction count too, else it is taken without any.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import combinations
from statistics import fmean

from retell.evaluate.trees import Tree


@dataclass(frozen=True, slots=True, kw_only=True)
class LineageScores:
    """Shares of `copies`, of `families` and of triples that are right; None where there was none to judge.

    `oriented` is among the neighbours that the prediction has right, `undecided` the share of predicted
    edges left open.
    """

    families: int
    copies: int
    parents: float | None
    roots: float | None
    oriented: float | None
    skeleton: float | None
    undecided: float | None


@dataclass(frozen=True, slots=True, kw_only=True)
class _Tally:
    copies: int = 0
    parents: int = 0
    neighbours: int = 0
    oriented: int = 0
    edges: int = 0
    undecided: int = 0
    rooted: bool | None = None
    skeleton: float | None = None


def score_lineages(gold: Sequence[Tree], predicted: Sequence[Tree]) -> LineageScores:
    """The agreement of `predicted` trees with `gold` ones, each gold tree beside the nearest prediction."""
    return score_pairs([(tree, _counterpart(tree, predicted)) for tree in gold])


def score_pairs(pairs: Sequence[tuple[Tree, Tree]]) -> LineageScores:
    """The agreement of predicted trees with the true ones they stand beside, true one first."""
    tallies = [_tally(tree, found) for tree, found in pairs]
    copies = sum(tally.copies for tally in tallies)
    edges = sum(tally.edges for tally in tallies)
    neighbours = sum(tally.neighbours for tally in tallies)
    roots = [tally.rooted for tally in tallies if tally.rooted is not None]
    skeletons = [tally.skeleton for tally in tallies if tally.skeleton is not None]
    return LineageScores(
        families=len(pairs),
        copies=copies,
        parents=_share(sum(tally.parents for tally in tallies), copies),
        roots=_share(sum(roots), len(roots)),
        oriented=_share(sum(tally.oriented for tally in tallies), neighbours),
        skeleton=fmean(skeletons) if skeletons else None,
        undecided=_share(sum(tally.undecided for tally in tallies), edges),
    )


def _share(part: int, whole: int) -> float | None:
    return part / whole if whole else None


def _counterpart(gold: Tree, predicted: Sequence[Tree]) -> Tree:
    empty = Tree(name=gold.name, sources={}, members=frozenset())
    return max(predicted, key=lambda tree: len(tree.members & gold.members), default=empty)


def _tally(gold: Tree, predicted: Tree) -> _Tally:
    members = gold.members
    found = surviving(replace(predicted, members=members))
    skeleton = sign_similarity(neighbours(gold), _drawn_alike(gold, predicted), sorted(members))
    if not gold.directed:
        return _Tally(skeleton=skeleton)
    true = surviving(gold)
    near = {frozenset((copy, one)) for copy, some in true.items() for one in some}
    edges = [(one, copy) for copy, some in found.items() for one in some]
    tops = [member for member in sorted(members) if not true.get(member)]
    said = [member for member in sorted(members) if not found.get(member)]
    known = [edge for edge in edges if frozenset(edge) in near]
    return _Tally(
        copies=len(members) - len(tops),
        parents=sum(bool(true.get(copy)) and found[copy] == true[copy] for copy in sorted(members)),
        neighbours=len(known),
        oriented=sum(one in true.get(copy, ()) for one, copy in known),
        edges=len(edges),
        undecided=sum(pair in {(a, b), (b, a)} for a, b in predicted.undecided for pair in edges),
        rooted=said == tops if len(tops) == 1 else None,
        skeleton=skeleton,
    )


def _drawn_alike(gold: Tree, predicted: Tree) -> dict[str, set[str]]:
    """Who is next to whom in the prediction: with its lost documents where the true tree has some too."""
    if predicted.skeleton and neighbours(gold).keys() - gold.members:
        near: dict[str, set[str]] = {}
        for one, other in predicted.skeleton:
            near.setdefault(one, set()).add(other)
            near.setdefault(other, set()).add(one)
        return near
    return neighbours(predicted)


def surviving(tree: Tree) -> dict[str, set[str]]:
    """For each document, those it descends from with nothing but lost ones between."""
    return {member: _above(tree, member) for member in sorted(tree.members)}


def _above(tree: Tree, member: str) -> set[str]:
    found, waiting, met = set(), list(tree.sources.get(member, ())), {member}
    while waiting:
        node = waiting.pop()
        if node in met:
            continue
        met.add(node)
        if node in tree.members:
            found.add(node)
        else:
            waiting += tree.sources.get(node, ())
    return found


def neighbours(tree: Tree) -> dict[str, set[str]]:
    """Who is next to whom, in both directions."""
    near: dict[str, set[str]] = {}
    for copy, some in tree.sources.items():
        for one in some:
            near.setdefault(copy, set()).add(one)
            near.setdefault(one, set()).add(copy)
    return near


def sign_similarity(
    gold: Mapping[str, set[str]], predicted: Mapping[str, set[str]], members: Sequence[str]
) -> float | None:
    """Average sign similarity, 0..1; documents that no path joins are as far as can be."""
    if len(members) < 3:
        return None
    true = {member: _steps(gold, member) for member in members}
    said = {member: _steps(predicted, member) for member in members}
    total = count = 0.0
    for one in members:
        rest = [member for member in members if member != one]
        for b, c in combinations(rest, 2):
            apart = abs(_sign(true[one], b, c) - _sign(said[one], b, c))
            total, count = total + 1 - apart / 2, count + 1
    return total / count


def _sign(steps: Mapping[str, int], b: str, c: str) -> int:
    far = 1 << 30
    one, other = steps.get(b, far), steps.get(c, far)
    return (one > other) - (one < other)


def _steps(near: Mapping[str, set[str]], start: str) -> dict[str, int]:
    """The number of edges to every node that can be reached."""
    steps, waiting = {start: 0}, deque([start])
    while waiting:
        node = waiting.popleft()
        for other in near.get(node, ()):
            if other not in steps:
                steps[other] = steps[node] + 1
                waiting.append(other)
    return steps
