"""From clues to a directed tree.

For two documents the signs are weighed (nats of log odds) and their sum squashed into a probability; near
a half the answer is *undecided*. For a family every edge that could be gets a score from the direction of
its pair and from how the family's documents stand to each other (`kin`), and every document one as the
root. Scores make probabilities over all trees (`trees`). This is done again with what the tree found says
of each edge (`above`).
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence

import numpy as np

from retell.lineage.above import EDGE, above, line_above
from retell.lineage.account import Account
from retell.lineage.clues import CLUES
from retell.lineage.evidence import Evidence, evidence
from retell.lineage.grown import grown_tree
from retell.lineage.kin import ROOT, Kin, Numbers, edge_measures, kin, narrowed, root_measures
from retell.lineage.lost import unknown
from retell.lineage.model import Clue, Descent, Edge, Lineage, Side, Sign
from retell.lineage.pivot import pivot
from retell.lineage.second import seconds
from retell.lineage.spread import spread
from retell.lineage.trees import Marginals, best_tree, marginals
from retell.settings import LineageSettings, TreeWeights
from retell.values import dataclass

_EXTENT = ("containment", "detail")
_TIME = "time"


def signs(pair: Evidence) -> tuple[Sign, ...]:
    """What every clue sees in a pair, before it is weighed."""
    if not pair.left.grams & pair.right.grams:
        return ()
    return tuple(sign for clue in CLUES for sign in clue.find(pair))


def weighed(seen: Sequence[Sign], settings: LineageSettings) -> tuple[Clue, ...]:
    """The signs as clues, strongest first; a sign without weight is none."""
    return tuple(sorted(_clues(seen, settings), key=lambda clue: (-clue.weight, clue.kind, clue.why)))


def _clues(seen: Sequence[Sign], settings: LineageSettings) -> Iterator[Clue]:
    for sign in seen:
        weight: float = round(abs(sign.value) * getattr(settings, f"{sign.name}_weight"), 3)
        if weight > 0:
            side = Side.LEFT if sign.value > 0 else Side.RIGHT
            yield Clue(kind=sign.kind, favours=side, weight=weight, why=sign.why)


def descent(pair: Evidence, settings: LineageSettings) -> Descent:
    """Which of two documents is the source, or *undecided*; clues strongest first."""
    clues = weighed(signs(pair), settings)
    chance = _chance(_odds(clues), settings)
    through = pivot(pair, settings.pivot)
    if max(chance, 1 - chance) < settings.decided:
        return Descent(source=Side.UNDECIDED, probability=0.5, clues=clues, pivot=through)
    side = Side.LEFT if chance > 0.5 else Side.RIGHT
    return Descent(source=side, probability=round(max(chance, 1 - chance), 4), clues=clues, pivot=through)


def _odds(clues: Sequence[Clue]) -> float:
    return math.fsum(clue.weight if clue.favours is Side.LEFT else -clue.weight for clue in clues)


def _split_odds(clues: Sequence[Clue], settings: LineageSettings) -> tuple[float, float, float]:
    """The log odds of most clues, and of those that go by extent, each within bounds; the time, 1 at most.

    A time of publication counts in full, another by its weight against that.
    """
    most = settings.most_odds
    extent = _odds([clue for clue in clues if clue.kind in _EXTENT])
    rest = _odds([clue for clue in clues if clue.kind not in (*_EXTENT, _TIME)])
    full = settings.date_weight or settings.time_weight or 1.0
    time = _odds([clue for clue in clues if clue.kind == _TIME]) / full
    return max(-most, min(most, rest)), max(-most, min(most, extent)), max(-1.0, min(1.0, time))


def _chance(odds: float, settings: LineageSettings) -> float:
    chance = 1 / (1 + math.exp(-max(-50.0, min(50.0, odds))))
    return min(settings.surest, max(1 - settings.surest, chance))


@dataclass(frozen=True, slots=True, kw_only=True)
class Measured:
    """A family with all that its trees are judged by; `clues` are by (left, right).

    `table` has a row of measures for each of the edges of `kin`, and `roots` one for each document.
    """

    ids: tuple[str, ...]
    kin: Kin
    clues: Mapping[tuple[int, int], tuple[Clue, ...]]
    table: Numbers
    roots: Numbers


def measured(accounts: Sequence[Account], settings: LineageSettings) -> Measured:
    """The measures of a family, whatever order its accounts come in."""
    ordered = sorted(accounts, key=lambda each: each.document.id)
    family = kin(ordered, settings.every_pair, settings.neighbours)
    if len(ordered) > settings.every_pair:
        family = narrowed(family, likely_pairs(family, settings))
    return judged([each.document.id for each in ordered], family, seen(ordered, family), settings)


def likely_pairs(family: Kin, settings: LineageSettings) -> set[tuple[int, int]]:
    """The pairs of a large family in which one may be the source of the other, by their word pairs alone.

    A copy of a lost document is nearer to all its other copies than to what that was made from. So beside its
    likeliest sources each document is held against those that stand above it in the best tree without clues.
    """
    whole = judged([""] * len(family.sizes), family, {}, settings)
    found: set[tuple[int, int]] = set()
    for members in _parts(family):
        chances = _chances(whole, members, whole.table, settings.first)
        sources = _tree(chances, members)
        both = chances.edges + chances.edges.T
        for at, member in enumerate(members):
            likely = np.argsort(-both[at], kind="stable")[: settings.likeliest]
            others = [members[other] for other in likely.tolist() if both[at, other] > 0]
            others += line_above(sources, member)[: settings.forebears]
            found |= {(min(member, other), max(member, other)) for other in others}
    return found


def seen(ordered: Sequence[Account], family: Kin) -> dict[tuple[int, int], tuple[Sign, ...]]:
    """What every clue sees in every pair of a family."""
    return dict(zip(family.pairs, spread(_signs, ordered, family.pairs, _PAIRS), strict=True))


def _signs(ordered: Sequence[Account], pair: tuple[int, int]) -> tuple[Sign, ...]:
    return signs(evidence(*(ordered[number] for number in pair)))


def judged(
    ids: Sequence[str],
    family: Kin,
    sights: Mapping[tuple[int, int], Sequence[Sign]],
    settings: LineageSettings,
) -> Measured:
    """A family with what was seen in it, weighed."""
    clues = {pair: weighed(found, settings) for pair, found in sights.items()}
    said = {pair: _split_odds(found, settings) for pair, found in clues.items()}
    table = edge_measures(family, said)
    return Measured(
        ids=tuple(ids),
        kin=family,
        clues=clues,
        table=table,
        roots=root_measures(family, table) if ids else np.zeros((0, len(ROOT))),
    )


def lineage(accounts: Sequence[Account], settings: LineageSettings) -> Lineage:
    """The likeliest tree of copying over a family, and how likely each of its edges is.

    Raises nothing; a document that shares no two words in a row with the rest has no edge.
    """
    ordered = sorted(accounts, key=lambda each: each.document.id)
    whole = measured(ordered, settings)
    tree: dict[int, int] = {}
    edges: list[Edge] = []
    undecided: list[tuple[str, str]] = []
    tops: list[tuple[str, float]] = []
    for members in _parts(whole.kin):
        chances, sources = decided(whole, members, settings)
        tree |= sources
        at = {member: place for place, member in enumerate(members)}
        for copy, source in sorted(sources.items()):
            chance = float(chances.edges[at[source], at[copy]])
            back = float(chances.edges[at[copy], at[source]])
            if chance < settings.decided * (chance + back):
                one, other = sorted((whole.ids[source], whole.ids[copy]))
                undecided.append((one, other))
            elif 2 < len(members) <= settings.every_pair:
                chance = _raised(chance, settings.edge_odds)
            edges.append(_edge(whole, source, copy, chance))
        tops += [(whole.ids[m], float(chances.roots[at[m]])) for m in members if m not in sources]
    root = tops[0][0] if len(tops) == 1 and not any(tops[0][0] in pair for pair in undecided) else None
    second = tuple(seconds(ordered, whole.kin, tree, settings.second_source, settings.lost))
    given = {(source, each.copy) for each in second for source in (each.source, *each.alike)}
    return Lineage(
        root=root,
        edges=tuple(sorted(edges, key=lambda edge: (edge.source, edge.copy))),
        undecided=tuple(sorted(undecided)),
        unknown=tuple(unknown(whole.kin, whole.ids, tree, settings.lost, given)),
        second=second,
    )


def _raised(chance: float, odds: float) -> float:
    """A probability with `odds` nats more."""
    return chance * math.exp(odds) / (chance * math.exp(odds) + 1 - chance)


def _edge(whole: Measured, source: int, copy: int, chance: float) -> Edge:
    """The edge with the clues that speak for it."""
    found = whole.clues[min(source, copy), max(source, copy)]
    side = Side.LEFT if source < copy else Side.RIGHT
    return Edge(
        source=whole.ids[source],
        copy=whole.ids[copy],
        probability=round(min(1.0, max(0.0, chance)), 4),
        clues=tuple(clue for clue in found if clue.favours is side),
    )


def _parts(family: Kin) -> list[list[int]]:
    """The connected parts of a family, each ascending."""
    seen: set[int] = set()
    parts = []
    for start in range(len(family.grams)):
        part, waiting = [], [start]
        while waiting:
            node = waiting.pop()
            if node not in seen:
                seen.add(node)
                part.append(node)
                waiting += family.near[node]
        if part:
            parts.append(sorted(part))
    return parts


def decided(
    whole: Measured, members: Sequence[int], settings: LineageSettings
) -> tuple[Marginals, dict[int, int]]:
    """The probabilities over the trees of a connected part, and the source of each copy in the best one.

    What a tree says of its edges makes that tree likelier. So in all but large families every likely root
    has a tree to begin with, and what each leads to counts by how likely its tree is in its own light.
    """
    first = _chances(whole, members, whole.table, settings.first)
    if not settings.passes:
        chances = first
    elif len(members) > settings.every_pair:
        chances = _ended(whole, members, (_tree(first, members), None), settings)[0]
    else:
        tops: list[int] = np.argsort(-first.roots, kind="stable")[: settings.beginnings].tolist()
        likely = [at for at in tops if at == tops[0] or first.roots[at] >= settings.least_root]
        begun = [(_tree(first, members, top), top) for top in likely]
        chances = _mean([_ended(whole, members, each, settings) for each in begun], settings.own_light)
    return chances, _tree(chances, members)


def _ended(
    whole: Measured,
    members: Sequence[int],
    begun: tuple[Mapping[int, int], int | None],
    settings: LineageSettings,
) -> tuple[Marginals, float]:
    """What a tree with its root leads to, and the score of the tree found in the light of itself."""
    tree, top = begun
    for _ in range(settings.passes):
        table = np.hstack([whole.table, above(whole.kin, whole.table, tree)])
        chances = marginals(*_scores(whole, members, table, settings.second))
        tree = _tree(chances, members, top)
    if top is None:
        return chances, 0.0
    table = np.hstack([whole.table, above(whole.kin, whole.table, tree)])
    edges, roots = _scores(whole, members, table, settings.second)
    at = {member: place for place, member in enumerate(members)}
    return chances, math.fsum([roots[top], *(edges[at[source], at[copy]] for copy, source in tree.items())])


def _mean(ends: Sequence[tuple[Marginals, float]], share: float) -> Marginals:
    """The probabilities of all ends, each by its score, a nat of which counts as `share` of one."""
    scores = np.array([score for _, score in ends])
    parts = np.exp(share * (scores - scores.max()))
    parts /= parts.sum()
    return Marginals(
        edges=np.einsum("e,eab->ab", parts, [chances.edges for chances, _ in ends]),
        roots=np.einsum("e,ea->a", parts, [chances.roots for chances, _ in ends]),
        total=float(parts @ [chances.total for chances, _ in ends]),
    )


def _chances(whole: Measured, members: Sequence[int], table: Numbers, weights: TreeWeights) -> Marginals:
    return marginals(*_scores(whole, members, table, weights))


def _scores(
    whole: Measured, members: Sequence[int], table: Numbers, weights: TreeWeights
) -> tuple[Numbers, Numbers]:
    """The scores of edges and roots; of a first pass the table has no more columns than it needs."""
    place = np.full(len(whole.ids), -1)
    place[list(members)] = np.arange(len(members))
    edge, root = vectors(weights)
    inside = place[whole.kin.edges[:, 0]] >= 0
    source, copy = place[whole.kin.edges[inside]].T
    scores = np.full((len(members), len(members)), -np.inf)
    scores[source, copy] = table[inside] @ edge[: table.shape[1]] * weights.sharpness
    return scores, whole.roots[list(members)] @ root * weights.sharpness


def vectors(weights: TreeWeights) -> tuple[Numbers, Numbers]:
    """The weights of an edge and of a root, in the order of the measures."""
    edge, root = (np.array([getattr(weights, name) for name in names]) for names in (EDGE, ROOT))
    return edge, root


def _tree(chances: Marginals, members: Sequence[int], top: int | None = None) -> dict[int, int]:
    """The best tree by edge probability, with the root at place `top`, where that is told.

    Else its root is the one whose tree is best, or the likeliest of many: looking for the best root joins
    all documents into one cycle before it is opened, which is too slow for hundreds.
    """
    count = len(members)
    edges = {(int(a), int(b)): float(chances.edges[a, b]) for a, b in np.argwhere(chances.edges > 0).tolist()}
    if top is not None:
        found = best_tree(edges, count, top)
    elif count > _MANY:
        found = grown_tree(edges, count, int(np.argmax(chances.roots)))
    else:
        # A virtual document above all; a second root would cost more than any edge can gain.
        edges |= {(count, node): float(chances.roots[node]) - count for node in range(count)}
        found = best_tree(edges, count + 1, count)
    return {members[copy]: members[source] for copy, source in found.items() if source != count}


_MANY = 200
"""Documents beyond which the root is taken by its own probability."""

_PAIRS = 4000
"""Pairs from which looking at them takes longer than starting processes for it: some ten seconds on one."""
